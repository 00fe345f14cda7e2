"""The spaCy component ``hebrew_dates``: sets the time expressions of a Doc as facts of the kind ``dates``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.dates.compose import compose
from pipeline.components.dates.find import find_expressions
from pipeline.components.dates.resolve import line_starts, resolve
from pipeline.components.dates.roles import assign_roles
from pipeline.components.explanations import SILENT, Explanation, explanation_of
from pipeline.components.fact_spans import set_facts
from pipeline.components.sentences.ranges import sentence_ranges
from pipeline.facts import DateFact
from pipeline.hebrew.characters import DASHES
from pipeline.hebrew.document_text import text_of

# Text that was not normalised has ranges with other dashes than the hyphen that the rules know.
_HYPHENS = {ord(dash): "-" for dash in DASHES}
_OTHER_DASHES = frozenset(DASHES) - {"-"}


def find_dates(
    text: str,
    published_at: date | None = None,
    sentence_starts: Sequence[int] | None = None,
    explanation: Explanation = SILENT,
) -> list[DateFact]:
    """The time expressions of a normalised text with their values, in text order.

    ``published_at`` is the day that relative expressions are counted from. ``sentence_starts`` are the positions where
    sentences begin, ascending; without them every line is taken for one.
    """
    starts = sentence_starts or line_starts(text)
    plain = text.translate(_HYPHENS) if any(dash in text for dash in _OTHER_DASHES) else text
    expressions = compose(plain, find_expressions(plain, explanation), explanation)
    facts = resolve(plain, expressions, published_at, starts, explanation)
    assign_roles(plain, facts, starts, published_at, explanation)
    for fact in facts:
        fact.text = text[fact.start : fact.end]
    return facts


@Language.factory("hebrew_dates", assigns=["doc.spans"])
def make_dates(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component; it has no settings."""
    return set_dates


def set_dates(doc: Doc) -> Doc:
    """Put the dates of a Doc on it, counted from ``doc._.published_at`` where that is set."""
    text = text_of(doc)
    starts = [start for start, _ in sentence_ranges(doc, text)]
    set_facts(doc, "dates", find_dates(text, doc._.published_at, starts, explanation_of(doc)))
    return doc
