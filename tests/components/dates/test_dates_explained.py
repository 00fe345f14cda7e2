"""Why dates have their values, and which look-alikes were refused by which rule."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.components.dates.factory import find_dates
from pipeline.components.explanations import Explanation

PUBLISHED = date(2025, 9, 10)


def explained(text: str, published_at: date | None = PUBLISHED) -> tuple[Explanation, dict[str, dict[str, str]]]:
    """The explanation of a text, and for each date and column what decided it: the reason, or the words that were read."""
    explanation = Explanation()
    facts = find_dates(text, published_at, explanation=explanation)
    return explanation, {
        fact.text: {
            reason.column: text[slice(*reason.words)].strip() if reason.words else reason.why
            for reason in explanation.reasons("dates", fact.start, fact.end)
        }
        for fact in facts
    }


@pytest.mark.parametrize(
    ("text", "mention", "column", "decided_by"),
    [
        # the year of a date without one
        ("ב-5 באוגוסט נחתם ההסכם.", "5 באוגוסט", "edtf",
         "the year that puts it before the publication, as its clause tells of the past"),
        ("ב-5 בנובמבר ייחתם ההסכם.", "5 בנובמבר", "edtf",
         "the year that puts it after the publication, as its clause tells of the future"),
        ("ב-12 במאי 2024 החל המשפט, וב-3 ביוני הוא נדחה.", "3 ביוני", "edtf", "12 במאי 2024"),
        ("בין מאי ליוני 2024, ברבעון הראשון והשני של 2023 ובחודשים יולי ואוגוסט 2024", "יולי", "edtf", "אוגוסט 2024"),
        ("הטבח ב-7 באוקטובר שינה הכול.", "7 באוקטובר", "edtf", "a day known by day and month"),
        ("ז' באדר התש\"ף (3.3.2020)", "ז' באדר התש\"ף", "edtf", None),
        ("היום, כ\"ז באייר התשע\"ו, נפתח הכנס.", "היום", "edtf", "כ\"ז באייר התשע\"ו"),
        # what a relative expression is counted from
        ("המחיר עלה לפני שנתיים.", "לפני שנתיים", "anchor_date", "counted from the day of the publication"),
        ("ב-12 במאי 2024 נחתם ההסכם. למחרת הוא בוטל.", "למחרת", "anchor_date", "12 במאי 2024"),
        ("ביום שלישי ייפתח הכנס.", "יום שלישי", "edtf", "counted from the day of the publication"),
        # modifiers, hours and roles
        ("היעד הוא להשלים עד 2030.", "2030", "modifier", "עד"),
        ("העבודה נמשכת מאז 2019.", "2019", "modifier", "מאז"),
        ("הכנס נמשך יותר מ-3 שנים.", "3 שנים", "modifier", "יותר מ"),
        ("משנת 2021 ואילך", "שנת 2021", "modifier", "ואילך"),
        ("הישיבה נערכה ב-12 במאי 2024 בשעה 10:00.", "12 במאי 2024", "time_of_day", "10:00"),
        ("עם חזון לשנת 2030.", "שנת 2030", "role", "חזון ל"),
        ("החלטה מס' 9 (מתאריך 5 בפברואר 2022)", "5 בפברואר 2022", "role", "מתאריך"),
    ],
)  # fmt: skip
def test_a_column_names_what_decided_it(text: str, mention: str, column: str, decided_by: str | None) -> None:
    _, reasons = explained(text)
    assert reasons[mention].get(column) == decided_by


def test_without_a_publication_the_first_line_is_counted_from() -> None:
    _, reasons = explained("האנוי, 5 במאי 2024\nהמחיר עלה לפני שנתיים.", published_at=None)
    assert reasons["לפני שנתיים"]["anchor_date"] == "counted from the day of the text's first line"


@pytest.mark.parametrize(
    ("text", "refused", "taken_for", "by"),
    [
        ("ראו סעיף 2021 בחוק.", "2021", "dates.year", "dates.look_alike.numbered"),
        ("נבנו 2023 דירות.", "2023", "dates.year", "dates.look_alike.counted"),
        ("היא ניצחה 3-2 בגמר.", None, None, None),  # nothing that a date competes for
        ("בלונדון וברחבי העולם 1999 הוא שם של שיר.", "1999", "dates.year", "dates.support"),
        ("מאי פעם לא ראינו כזאת.", "מאי", "dates.month", "dates.support"),
        ("היום יותר מאי פעם חשוב לפעול.", "היום", "dates", "dates.look_alike.nowadays"),
        ("בעיתון \"היום\" נכתב.", "היום", "dates", "dates.look_alike.newspaper"),
        ("ב-30 בפברואר 2023 אמרו.", "30 בפברואר 2023", "dates", "dates.look_alike.no_such_day"),
        ("ב-29.2.2023 אמרו.", "29.2.2023", "dates.numeric", "dates.no_such_day"),
        ("המוקד פתוח בין 8:00 ל-16:00.", "8:00", "dates.time_of_day", "dates.opening_hours"),
        ("תנועת \"60 ימים ולילות\" הפגינה.", "60 ימים", "dates.duration", "dates.placard"),
    ],
)  # fmt: skip
def test_a_look_alike_names_the_rule_that_refused_it(
    text: str, refused: str | None, taken_for: str | None, by: str | None
) -> None:
    explanation, _ = explained(text)
    refusals = [(text[one.start : one.end], one.taken_for, one.by) for one in explanation.refusals]
    if refused is None:
        assert refusals == []
    else:
        assert (refused, taken_for, by) in refusals


def test_an_entry_leads_to_its_line_in_the_data_file() -> None:
    explanation, _ = explained("ראו סעיף 2021 בחוק.")
    [refusal] = explanation.refusals
    assert refusal.entry is not None
    line = refusal.entry.line
    assert line is not None
    assert "{rule: numbered," in refusal.entry.file.read_text(encoding="utf-8").splitlines()[line - 1]


def test_facts_are_the_same_with_and_without_an_explanation() -> None:
    text = "ב-5 באוגוסט נחתם ההסכם. למחרת, עד 2030, ב-12 במאי 2024 בשעה 10:00 ובסעיף 2021."
    assert find_dates(text, PUBLISHED, explanation=Explanation()) == find_dates(text, PUBLISHED)
