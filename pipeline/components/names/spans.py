"""A candidate name on its way to an Entity: what every source of names, rule or model, hands in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.facts import EntityLabel
from pipeline.hebrew.names import LexiconName


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpan:
    """A candidate mention of a name.

    ``start``/``end`` are code points of ``doc.text``. Lexicon and pattern spans stand without their proclitics, which are in
    ``prefix``; the spans of a model may still hold proclitics, titles and common nouns, which ``boundaries`` cuts.
    ``source`` is the rule (``names.title``) or the model (``ner:<model>``). ``name`` is the entry of the lexicon that the mention
    spells, with ``alias_score`` 1.0 for one of its spellings and less for a near one. ``owner`` is the place or body inside a
    composite (``קואנג נין`` in ``ועדת העם של מחוז קואנג נין``), part of its canonical id.
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


NameModel = Callable[[Sequence[Doc]], Sequence[Sequence[NameSpan]]]
"""A trained recogniser that the component asks beside its lexicon: a list of spans for each Doc of a batch.

Spans give ``start``, ``end``, ``label``, ``confidence`` and ``source="ner:<model>"``; proclitics may be inside them. A model is
put into a pipeline by name: register a function that returns it in spaCy's ``misc`` registry and give
``config={"model": {"@misc": "<name>"}}`` to ``add_pipe``.
"""
