"""A candidate name on its way to an Entity: what every source of names, rule or model, hands in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast, get_args

from spacy.tokens import Doc, Span

import pipeline.components.model_mentions  # noqa: F401 - declares Span._.confidence
from pipeline.components.proclitics import PROCLITICS
from pipeline.facts import EntityLabel
from pipeline.hebrew.names import LexiconName

LABELS = frozenset(get_args(EntityLabel))


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpan:
    """A candidate mention of a name.

    ``start``/``end`` are code points of ``doc.text``. Lexicon and pattern spans stand without their proclitics, which are in
    ``prefix``; the spans of a model may still hold proclitics, titles and common nouns, which ``boundaries`` cuts.
    ``source`` is the rule (``names.title``) or the model (``ner:<model>``). ``name`` is the entry of the lexicon that the mention
    spells, with ``alias_score`` 1.0 for one of its spellings and less for a near one. ``owner`` is the place or body inside a
    composite (``קואנג נין`` in ``ועדת העם של מחוז קואנג נין``), part of its canonical id. ``proclitics`` are the first letters
    of a model's span that the model takes for proclitics, inside ``start``/``end``.
    """

    start: int
    end: int
    label: EntityLabel
    source: str
    confidence: float
    prefix: str = ""
    name: LexiconName | None = None
    alias_score: float | None = None
    owner: LexiconName | None = None
    proclitics: str = ""


NameModel = Callable[[Sequence[Doc]], Sequence[Sequence[NameSpan]]]
"""A trained recogniser that the component asks beside its lexicon: a list of spans for each Doc of a batch.

Spans give ``start``, ``end``, ``label``, ``confidence`` and ``source="ner:<model>"``; proclitics may be inside them. The
component takes ``doc.ents`` (``spans_of_ents``) unless another model is put in by name: register a function that returns it in
spaCy's ``misc`` registry and give ``config={"model": {"@misc": "<name>"}}`` to ``add_pipe``.
"""

# The confidence of a mention whose model does not say how sure it is.
_UNSAID = 0.7


def spans_of_ents(source: str) -> NameModel:
    """The model that takes ``doc.ents`` of the components before, with ``Token._.proclitics`` of their first tokens."""

    def spans(docs: Sequence[Doc]) -> list[list[NameSpan]]:
        return [[_span_of(mention, source) for mention in doc.ents if mention.label_ in LABELS] for doc in docs]

    return spans


def _span_of(mention: Span, source: str) -> NameSpan:
    return NameSpan(
        start=mention.start_char,
        end=mention.end_char,
        label=cast("EntityLabel", mention.label_),
        source=source,
        confidence=_UNSAID if mention._.confidence is None else mention._.confidence,
        proclitics=mention[0]._.get(PROCLITICS),
    )
