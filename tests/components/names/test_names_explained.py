"""What gave names their labels and ids, and by which rule other words were refused."""

from __future__ import annotations

import pytest

from pipeline.components.explanations import DataEntry, Explanation
from pipeline.components.names.factory import entities_of
from pipeline.components.names.spans import NameSpan

Decisions = dict[str, dict[str, tuple[str | None, DataEntry | None]]]


def explained(text: str, *by_model: NameSpan) -> tuple[Explanation, Decisions]:
    """The explanation of a text, and for each name and column the words (or reason) and the entry that decided it."""
    explanation = Explanation()
    names = entities_of(text, by_model, explanation)
    return explanation, {
        name.text: {
            reason.column: (text[slice(*reason.words)] if reason.words else reason.why, reason.entry)
            for reason in explanation.reasons("entities", name.start, name.end)
        }
        for name in names
    }


def line_of(entry: DataEntry | None) -> str:
    assert entry is not None
    assert entry.line is not None
    return entry.file.read_text(encoding="utf-8").splitlines()[entry.line - 1]


def by_model(text: str, words: str, label: str = "ORG", confidence: float = 0.9) -> NameSpan:
    start = text.index(words)
    return NameSpan(start=start, end=start + len(words), label=label, source="ner:test", confidence=confidence)


@pytest.mark.parametrize(
    ("text", "name", "decided_by", "entry_holds"),
    [
        ("הוא נסע לירושלים.", "ירושלים", "the lexicon has it", "ירושלים"),
        ("ישראל ומצרים חתמו.", "ישראל", "the lexicon has it", None),
        ("ראש הממשלה בנימין נתניהו אמר.", "בנימין נתניהו", "ראש הממשלה", "Benjamin Netanyahu"),
        ("משלחת ממחוז קאו באנג הגיעה.", "קאו באנג", "ממחוז", "Cao Bằng"),
        ("הם ביקרו במחוז קאו בינג.", "קאו בינג", "במחוז", "Cao Bằng"),
        ("ועדת המפלגה של מחוז קאו באנג התכנסה.", "ועדת המפלגה של מחוז קאו באנג",
         "a word for a body, with the owner that follows it", "ועדת המפלגה"),
        ('עו"ד אליעד שרגא עתר.', "אליעד שרגא", 'עו"ד', None),
        ("יאיר לפיד דיבר. לפיד הוסיף.", "לפיד", "יאיר לפיד", None),
        ('חברת "אורביט" הודיעה.', "אורביט", "what stands before its quotation marks says what they name", None),
        ("לקראת הקונגרס הלאומי ה-13 של המפלגה.", "קונגרס הלאומי ה-13 של המפלגה", "an expression for such names",
         "(?:הלאומי"),
    ],
)  # fmt: skip
def test_a_label_names_what_decided_it(text: str, name: str, decided_by: str, entry_holds: str | None) -> None:
    _, decisions = explained(text)
    words, entry = decisions[name]["label"]
    assert words == decided_by
    if entry_holds is None:
        assert entry is None
    else:
        assert entry_holds in line_of(entry)


@pytest.mark.parametrize(
    ("text", "name", "decided_by"),
    [
        ("הוא נסע לירושלים.", "ירושלים", "that of its entry"),
        (
            "ועדת המפלגה של מחוז קאו באנג התכנסה.",
            "ועדת המפלגה של מחוז קאו באנג",
            "that of its entry and of its owner's",
        ),
        ('עו"ד אליעד שרגא עתר.', "אליעד שרגא", "made of its label and its letters"),
        ('עו"ד אליעד שרגא עתר. שרגא ניצח.', "שרגא", "אליעד שרגא"),
    ],
)
def test_an_id_names_what_it_is_made_of(text: str, name: str, decided_by: str) -> None:
    _, decisions = explained(text)
    assert decisions[name]["canonical_id"][0] == decided_by


@pytest.mark.parametrize(
    ("text", "refused", "by", "entry_holds"),
    [
        ("הם התפללו בבית הכנסת הגדול.", "בית הכנסת", "names.look_alike", "בית הכנסת"),
        ("העבודה בשטח נמשכה.", "עבודה", "names.condition", "עבודה"),
    ],
)
def test_a_word_names_the_rule_that_refused_it(text: str, refused: str, by: str, entry_holds: str) -> None:
    explanation, decisions = explained(text)
    assert refused not in decisions
    [refusal] = [one for one in explanation.refusals if text[one.start : one.end] == refused]
    assert (refusal.by, refusal.taken_for) == (by, "names.lexicon")
    assert entry_holds in line_of(refusal.entry)


@pytest.mark.parametrize(
    ("text", "taken_by_model", "by"),
    [
        ("הם התפללו בבית הכנסת הגדול.", "הכנסת", "names.taken"),
        ("התוצר (GDP) צמח.", "GDP", "names.indicators"),
        ("לפי חוק התכנון נאסר.", "חוק התכנון", "names.documents"),
        ("יצוא ההייטק צמח.", "הייטק", "names.common_nouns"),
        ("ראש הממשלה בנימין נתניהו אמר.", "נתניהו אמר", "names.rules_first"),
    ],
)  # fmt: skip
def test_a_span_of_a_model_names_the_rule_that_refused_it(text: str, taken_by_model: str, by: str) -> None:
    explanation, decisions = explained(text, by_model(text, taken_by_model))
    assert taken_by_model not in decisions
    [refusal] = [one for one in explanation.refusals if one.taken_for == "ner:test"]
    assert (refusal.by, refusal.kind) == (by, "entities")


def test_a_name_of_a_model_says_so() -> None:
    text = "קרן זהבית השקיעה בחברה."
    _, decisions = explained(text, by_model(text, "קרן זהבית"))
    assert decisions["קרן זהבית"]["label"] == ("the model says so", None)


def test_names_are_the_same_with_and_without_an_explanation() -> None:
    text = "יאיר לפיד נפגש בירושלים עם טראן הונג מין, מזכיר ועדת המפלגה של מחוז קאו באנג. העבודה נמשכה. לפיד הלך."
    assert entities_of(text, explanation=Explanation()) == entities_of(text)
