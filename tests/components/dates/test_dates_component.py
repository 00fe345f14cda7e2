"""The component on a Doc, and what holds for any text."""

from datetime import date

import pytest
import spacy
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.components.dates.factory import find_dates
from pipeline.components.fact_spans import facts_of

PIECES = [
    "5", "12", "2020", "1948", "99", "5.2.2022", "31/12/1999", "2015-2023", "ה-60", "19:21", "586",
    "ב", "ל", "מ", "ה", "ב-", "מה-", "עד", "מאז", "לפני", "אחרי", "סוף", "תחילת", "בסביבות", "בין", "ו-", ", ",
    "-", "(", ")", ". ",
    "מאי", "בפברואר", "לדצמבר", "אוקטובר", "באוג'", "באדר", 'התש"ף', "ז'", 'תשס"ט-2009', 'לפנה"ס', "פסח",
    "יום", "שלישי", "שבת", "שנה", "שנים", "שנתיים", "חודשים", "חצי", "רבעון", "השני", "מחצית", "הראשונה", "של", "השנה", "אשתקד",
    "שנת", "שנות", "מאה", "ה-19", "קיץ", "שעבר", "הקרוב", "האחרונות", "היום", "מחר", "מדי", "כל", "אחת לחמש", "לאחר מכן",
    "אותה", "תקופה", "החודשים הראשונים", "שלושה", "חמש עשרה", "לחודש", "בשעה", "החלטה", "\n",
]  # fmt: skip


def test_the_component_stands_alone():
    nlp = spacy.blank("he")
    nlp.add_pipe("hebrew_dates")
    doc = nlp("ב-5 בפברואר 2022 נחתם, ומחר ייפתח")
    assert [(fact.text, fact.edtf) for fact in facts_of(doc, "dates")] == [
        ("5 בפברואר 2022", "2022-02-05"),
        ("מחר", None),
    ]
    assert [span._.fact.text for span in doc.spans["dates"]] == ["5 בפברואר 2022", "מחר"]


def test_the_publication_is_read_from_the_doc():
    nlp = spacy.blank("he")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("hebrew_dates")
    doc = nlp.make_doc("מחר ייפתח. אתמול נסגר.")
    doc._.published_at = date(2024, 5, 6)
    assert [fact.edtf for fact in facts_of(nlp(doc), "dates")] == ["2024-05-07", "2024-05-05"]


def test_an_empty_text_has_no_dates():
    assert find_dates("") == []


@settings(max_examples=250, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=24).map(" ".join),
    st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2035, 12, 31))),
)
def test_any_text_gives_valid_values(text, published_at):
    previous_end = 0
    for fact in find_dates(text, published_at):
        assert fact.text == text[fact.start : fact.end]
        assert previous_end <= fact.start < fact.end
        previous_end = fact.end
        assert not fact.text[:1].isspace() and not fact.text[-1:].isspace()
        assert 0 < fact.confidence <= 1
        if fact.edtf is not None:
            parse_edtf(fact.edtf)
            assert (fact.kind == "interval") == ("/" in fact.edtf)
        if fact.start_date and fact.end_date:
            assert fact.start_date <= fact.end_date
        if fact.kind in ("duration", "set"):
            assert fact.edtf is None


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="אבה במל'\"-־./:,()0123456789שנת\n", max_size=80))
def test_any_characters_give_valid_values(text):
    for fact in find_dates(text, date(2024, 5, 6)):
        assert fact.text == text[fact.start : fact.end]
        if fact.edtf is not None:
            parse_edtf(fact.edtf)


@pytest.mark.parametrize(
    "unit",
    ["1", "1 ", "2020 ", "2020-", "12.", "1,", "12:", '"', "(", "שלוש ", "שנה ", "מאי ", "מאה ", "לפני ", "של ", "ו",
     "א' ", "5 במאי ", "5, ",
     "ב-2020, ", "יום שני ", "עד ", "חוק ", "בן 5 ", "עשרים ושלוש ", "שנים שנים ", "-", "תש\"ף-"],
)  # fmt: skip
def test_time_grows_with_the_length_of_hostile_text(unit, processor_seconds):
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        return processor_seconds(lambda: find_dates(text, date(2024, 5, 6)))

    seconds(1000)
    small, large = seconds(15_000), seconds(60_000)
    assert large < 14 * small + 0.3


def test_a_year_before_a_dash_is_no_length() -> None:
    facts = find_dates("העונש שנגזר ב-12 בינואר 2021 - 18 חודשי מאסר - סביר")
    assert [(fact.text, fact.edtf, fact.duration_iso) for fact in facts] == [
        ("12 בינואר 2021", "2021-01-12", None),
        ("18 חודשי", None, "P18M"),
    ]
