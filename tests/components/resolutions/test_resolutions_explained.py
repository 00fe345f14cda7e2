"""What decided the columns of resolutions, and by which rule a noun with a number was refused."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from pipeline.components.explanations import DataEntry, Explanation
from pipeline.components.fact_spans import facts_of

Decisions = dict[str, dict[str, tuple[str, DataEntry | None]]]

CITED = (
    "הוועדה הקבועה של ועדת המפלגה המחוזית פרסמה את החלטה מס' 15-NQ/TU (מתאריך 8 במרץ 2023) בנושא שיפור יכולת ההנהגה "
    "עד 2025, עם חזון לשנת 2030. לפי החלטה 15 הוקם צוות."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("he")
    for name in ("hebrew_sentences", "hebrew_dates", "hebrew_resolutions"):
        made.add_pipe(name)
    return made


def explained(nlp: Language, text: str) -> tuple[Explanation, Decisions]:
    """The explanation of a text, and for each citation and column the words (or reason) and the entry that decided it."""
    doc = nlp.make_doc(text)
    doc._.explanation = explanation = Explanation()
    return explanation, {
        fact.text: {
            reason.column: (text[slice(*reason.words)] if reason.words else reason.why, reason.entry)
            for reason in explanation.reasons("resolutions", fact.start, fact.end)
        }
        for fact in facts_of(nlp(doc), "resolutions")
    }


@pytest.mark.parametrize(
    ("text", "citation", "column", "decided_by", "line_holds"),
    [
        (CITED, "החלטה מס' 15-NQ/TU", "document_type", "the series of its code", "series: NQ"),
        (CITED, "החלטה מס' 15-NQ/TU", "issuer_level", "the issuer of its code", "code: TU"),
        (CITED, "החלטה מס' 15-NQ/TU", "issuer", "וועדה הקבועה של ועדת המפלגה המחוזית", None),
        (CITED, "החלטה מס' 15-NQ/TU", "issue_date", "מתאריך 8 במרץ 2023", None),
        (CITED, "החלטה מס' 15-NQ/TU", "subject", "שיפור יכולת ההנהגה", None),
        (CITED, "החלטה מס' 15-NQ/TU", "horizons", "2025, עם חזון לשנת 2030", None),
        (CITED, "החלטה 15", "code", "החלטה מס' 15-NQ/TU", None),
        (CITED, "החלטה 15", "document_type", "החלטה מס' 15-NQ/TU", None),
        ('בג"ץ 6120/19 נדון.', 'בג"ץ 6120/19', "document_type", 'בג"ץ', 'בג"ץ'),
        ('בית המשפט העליון דחה את בג"ץ 6120/19.', 'בג"ץ 6120/19', "issuer", "בית המשפט העליון", "supreme: [בית המשפט העליון"),
        ('לפי חוק יסודות התקציב, התשמ"ה-1985, נקבע.', 'חוק יסודות התקציב, התשמ"ה-1985', "document_type", "חוק", "law: [חוק]"),
        ("ממשלת ישראל קיבלה את החלטה 550.", "החלטה 550", "document_type", "החלטה", "type: resolution"),
    ],
)  # fmt: skip
def test_a_column_names_what_decided_it(
    nlp: Language, text: str, citation: str, column: str, decided_by: str, line_holds: str | None
) -> None:
    _, decisions = explained(nlp, text)
    words, entry = decisions[citation][column]
    assert words == decided_by
    if line_holds is not None:
        assert entry is not None
        assert entry.line is not None
        assert line_holds in entry.file.read_text(encoding="utf-8").splitlines()[entry.line - 1]


def test_the_day_of_issue_has_its_role_from_the_document(nlp: Language) -> None:
    explanation, _ = explained(nlp, CITED)
    start = CITED.index("8 במרץ")
    [role] = [one for one in explanation.reasons("dates", start, start + len("8 במרץ 2023")) if one.column == "role"]
    assert role.words is not None
    assert CITED[slice(*role.words)] == "החלטה מס' 15-NQ/TU"


@pytest.mark.parametrize(
    ("text", "refused", "by"),
    [
        ("הם שקלו שלוש הצעות, והצעה מספר 2 נדחתה.", "הצעה מספר 2", "counted_off"),
        ("לפי הודעה 12 נסגר הכביש.", "הודעה 12", "ordinary_noun"),
        ("בישראל ניתנו החלטות 5 השופטים.", "החלטות 5", "count"),
        ("הוא קיבל צו 8 בשבת.", "צו 8", "look_alike"),
        ("בישראל ניתנה החלטה 2 מתוך חמש.", "החלטה 2", "small_number"),
        ("ממשלת ישראל קיבלה החלטה 2024.", "החלטה 2024", "year"),
        ('מכבי ת"א 102-98 ניצחה.', 'ת"א 102-98', "score"),
    ],
)  # fmt: skip
def test_a_look_alike_names_the_rule_that_refused_it(nlp: Language, text: str, refused: str, by: str) -> None:
    explanation, decisions = explained(nlp, text)
    assert refused not in decisions
    refusals = {text[one.start : one.end]: one.by for one in explanation.refusals if one.kind == "resolutions"}
    assert refusals[refused] == f"resolutions.{by}"


def test_citations_are_the_same_with_and_without_an_explanation(nlp: Language) -> None:
    text = CITED + ' בג"ץ 6120/19 נדון. הצעה מספר 2 נדחתה. החלטות 18-NQ/TW, 19-NQ/TW ו-27-NQ/TW של הוועד המרכזי.'
    doc = nlp.make_doc(text)
    doc._.explanation = Explanation()
    assert facts_of(nlp(doc), "resolutions") == facts_of(nlp(text), "resolutions")
