"""Why quotations are slogans, what their columns came from, and by which rule the others were refused."""

from __future__ import annotations

import pytest

from pipeline.components.explanations import Explanation
from pipeline.components.slogans.resolve import slogans_of
from pipeline.facts import Entity


def explained(text: str, *entities: Entity) -> tuple[Explanation, dict[str, dict[str, str]]]:
    """The explanation of a text, and for each slogan and column the words that decided it, or else the reason."""
    explanation = Explanation()
    slogans = slogans_of(text, [(0, len(text))], entities, explanation)
    return explanation, {
        slogan.text: {
            reason.column: text[slice(*reason.words)].strip() if reason.words else reason.why
            for reason in explanation.reasons("slogans", slogan.start, slogan.end)
        }
        for slogan in slogans
    }


@pytest.mark.parametrize(
    ("text", "slogan", "column", "decided_by"),
    [
        ('תחת הסיסמה "אחדות, יצירה" פעלו הכפרים.', "אחדות, יצירה", "cue", "הסיסמה"),
        ('"אור לכולם" הוא המוטו של החברה.', "אור לכולם", "cue", "המוטו"),
        ("הסיסמה החדשה: יחד נבנה עיר.", "יחד נבנה עיר", "cue", "הסיסמה"),
        ('המפגינים קראו "די לכיבוש".', "די לכיבוש", "cue", "קראו"),
        ('הסיסמה "נתניה קודמת לכול" או "מתחברים מחדש"', "מתחברים מחדש", "form", "הסיסמה"),
        ('ברוח "3 קרובים" (קרוב לעם, קרוב לבסיס, קרוב למציאות)', "3 קרובים", "items",
         "(קרוב לעם, קרוב לבסיס, קרוב למציאות)"),
        ('ברוח "3 קרובים: לעם, לבסיס, למציאות"', "3 קרובים: לעם, לבסיס, למציאות", "items",
         "3 קרובים: לעם, לבסיס, למציאות"),
        ('חריצות, חיסכון ויושר הן "3 המידות".', "3 המידות", "items", "the words before it, which it sums up"),
        ('ברוח "3 קרובים" פעלו.', "3 קרובים", "count", "3 קרובים"),
        ('ברוח "3 קרובים" פעלו.', "3 קרובים", "form", "3 קרובים"),
    ],
)  # fmt: skip
def test_a_column_names_what_decided_it(text: str, slogan: str, column: str, decided_by: str) -> None:
    _, reasons = explained(text)
    assert reasons[slogan][column] == decided_by


def test_a_repeated_slogan_names_its_first_mention() -> None:
    text = 'הסיסמה "עבודה וכבוד" נולדה. השבוע שבה "עבודה וכבוד" לרחוב.'
    explanation, _ = explained(text)
    first, last = text.index("עבודה"), text.rindex("עבודה")
    [form] = [one for one in explanation.reasons("slogans", last, last + 11) if one.column == "form"]
    assert form.words == (first, first + 11)


def test_a_speaker_is_the_entity_that_owns_the_cue() -> None:
    text = 'הסיסמה של הליכוד "עבודה וכבוד"'
    start = text.index("ליכוד")
    party = Entity(
        start=start, end=start + 5, text="ליכוד", source="t", label="ORG", name_start=start, name_end=start + 5
    )
    _, reasons = explained(text, party)
    assert reasons["עבודה וכבוד"]["speaker"] == "ליכוד"


@pytest.mark.parametrize(
    ("text", "refused", "by", "entry_holds"),
    [
        ('העיתון "ידיעות אחרונות" דיווח.', "ידיעות אחרונות", "slogans.look_alike", "עיתון"),
        ('הספר "לילה ארוך" יצא.', "לילה ארוך", "slogans.look_alike", "ספר"),
        ('חברת "אורות הצפון" זכתה.', "אורות הצפון", "slogans.look_alike", "חברת"),
        ('השר אמר: "נעשה הכול".', "נעשה הכול", "slogans.speech", None),
        ('על הקיר שלט "אין כניסה".', "אין כניסה", "slogans.notice", None),
        ('קרן הפיתוח (להלן "הקרן")', "הקרן", "slogans.alias", None),
        ('העובדים שמעו "שלום לכם" ושתקו.', "שלום לכם", "slogans.no_cue", None),
        ('בתוכנית "בוקר טוב ישראל" ששודרה אתמול', "בוקר טוב ישראל", "slogans.broadcast", None),
    ],
)  # fmt: skip
def test_a_quotation_names_the_rule_that_refused_it(text: str, refused: str, by: str, entry_holds: str | None) -> None:
    explanation, reasons = explained(text)
    assert refused not in reasons
    [refusal] = [one for one in explanation.refusals if text[one.start : one.end] == refused]
    assert (refusal.by, refusal.kind) == (by, "slogans")
    assert (refusal.entry is None) == (entry_holds is None)
    if refusal.entry is not None and entry_holds is not None:
        line = refusal.entry.line
        assert line is not None
        assert entry_holds in refusal.entry.file.read_text(encoding="utf-8").splitlines()[line - 1]


def test_slogans_are_the_same_with_and_without_an_explanation() -> None:
    text = 'הסיסמה "עבודה וכבוד" או "אור לכולם", ברוח "3 לא" (לא, לא, לא). העיתון "מעריב" אמר: "די".'
    assert slogans_of(text, [(0, len(text))], [], Explanation()) == slogans_of(text, [(0, len(text))], [])
