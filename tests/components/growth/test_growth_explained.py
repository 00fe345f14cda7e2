"""What decided the columns of growth figures, and why other figures of their sentences are none."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from pipeline.components.explanations import DataEntry, Explanation
from pipeline.components.fact_spans import facts_of

Decisions = dict[str, dict[str, tuple[str, DataEntry | None]]]


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("he")
    for name in ("hebrew_sentences", "hebrew_dates", "hebrew_growth"):
        made.add_pipe(name)
    return made


def explained(nlp: Language, text: str) -> tuple[Explanation, Decisions]:
    """The explanation of a text, and for each figure and column the words (or reason) and the entry that decided it."""
    doc = nlp.make_doc(text)
    doc._.explanation = explanation = Explanation()
    return explanation, {
        figure.text: {
            reason.column: (text[slice(*reason.words)].strip() if reason.words else reason.why, reason.entry)
            for reason in explanation.reasons("growth_figures", figure.start, figure.end)
        }
        for figure in facts_of(nlp(doc), "growth_figures")
    }


def keys_of(entry: DataEntry | None) -> str | None:
    """The file and the keys of an entry, without places in lists."""
    return None if entry is None else " ".join([entry.file.stem, *(key for key in entry.keys if isinstance(key, str))])


@pytest.mark.parametrize(
    ("text", "figure", "column", "decided_by", "entry"),
    [
        ("היצוא גדל ב-7.1%.", "7.1%", "indicator", "יצוא", "indicators exports"),
        ("היצוא גדל ב-7.1%.", "7.1%", "direction", "גדל", "change_words verbs up past"),
        ("נרשמה ירידה של 5% ביצוא.", "5%", "indicator", "יצוא", "indicators exports"),
        ("תקבולי המדינה ירדו ב-7%.", "7%", "indicator", "תקבולי המדינה", "compounds of"),
        ("התוצר המקומי הגולמי צמח ב-3%.", "3%", "indicator", "תוצר המקומי הגולמי", "indicators gdp"),
        ("היצוא גדל ב-7.1% והיבוא ב-3.2%.", "3.2%", "direction", "that of the figure before", None),
        ("האינפלציה ירדה מ-3.1% ל-2.8%.", "2.8%", "previous_low", "3.1%", None),
        ("המשק צמח בכ-7%.", "7%", "qualifier", "בכ-", None),
        ("המשק יצמח ב-8% לפחות.", "8%", "qualifier", "לפחות", None),
        ("המשק צמח בין 6% ל-6.5%.", "6% ל-6.5%", "qualifier", "6% ל-6.5%", None),
        ("הצמיחה צפויה להגיע ל-6.5%.", "6.5%", "status", "צפויה", "cues forecast"),
        ("היצוא יגדל ב-6.5%.", "6.5%", "status", "יגדל", None),
        ("היצוא גדל ב-7.1% ברבעון הראשון של 2025.", "7.1%", "period", "רבעון הראשון של 2025", None),
        ("היצוא גדל ב-7.1% לעומת התקופה המקבילה.", "7.1%", "basis", "התקופה המקבילה", "context basis year_on_year"),
        ("התמ\"ג של המחוז צמח ב-7%.", "7%", "subject", "המחוז", None),
    ],
)  # fmt: skip
def test_a_column_names_what_decided_it(
    nlp: Language, text: str, figure: str, column: str, decided_by: str, entry: str | None
) -> None:
    _, decisions = explained(nlp, text)
    words, found = decisions[figure][column]
    assert (words, keys_of(found)) == (decided_by, entry)


def test_an_indicator_may_come_from_the_sentence_before(nlp: Language) -> None:
    _, decisions = explained(nlp, "היצוא גדל ב-7.1% ביוני. ביולי נרשמה עלייה של 2.5%.")
    assert decisions["2.5%"]["indicator"][0] == "יצוא"


@pytest.mark.parametrize(
    ("text", "refused", "by"),
    [
        ("היצוא גדל ב-7.1%, ו-40% מהעובדים הם נשים.", "40%", "growth.share"),
        ("שיעור האבטלה עמד על 4.8%.", "4.8%", "growth.no_change"),
    ],
)
def test_a_figure_names_the_rule_that_refused_it(nlp: Language, text: str, refused: str, by: str) -> None:
    explanation, decisions = explained(nlp, text)
    assert refused not in decisions
    refusals = {text[one.start : one.end]: one.by for one in explanation.refusals if one.kind == "growth_figures"}
    assert refusals[refused] == by


def test_figures_are_the_same_with_and_without_an_explanation(nlp: Language) -> None:
    text = "היצוא גדל ב-7.1% והיבוא ב-3.2% ברבעון הראשון של 2025. ההכנסות הוכפלו. 40% מהעובדים הם נשים. יעד הצמיחה: 8%."
    doc = nlp.make_doc(text)
    doc._.explanation = Explanation()
    assert facts_of(nlp(doc), "growth_figures") == facts_of(nlp(text), "growth_figures")
