"""Marks the mentions of a text: cuts it into runs that lie in the same mentions, nested and overlapping ones too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

from spacy.tokens import Doc

from pipeline.articles import Article
from pipeline.components.fact_spans import FACT_CLASSES, FactKind, facts_of
from pipeline.facts import Entity, Fact
from pipeline.normalise import NormalisedText


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article that was read, normalised and analysed."""

    article: Article
    normalised: NormalisedText
    doc: Doc

    @property
    def title(self) -> str:
        """Its title, or the place it was read from where it has none."""
        return self.normalised.title or self.article.location


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention as it is shown: its number in the text (from 1), kind and fact."""

    number: int
    kind: FactKind
    fact: Fact


@dataclass(frozen=True, slots=True)
class MarkedRun:
    """A run of text inside the same mentions; ``marks`` from the outermost to the innermost, ``closes`` those it ends."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    closes: tuple[Mark, ...]


# A sign and a Hebrew name for each kind: marks must be readable without colour.
KIND_SIGNS: dict[FactKind, str] = {
    "entities": "◆",
    "resolutions": "§",
    "dates": "◷",
    "growth_figures": "↕",
    "slogans": "❝",
}
KIND_NAMES: dict[FactKind, str] = {
    "entities": "שמות",
    "resolutions": "החלטות ומסמכים",
    "dates": "תאריכים",
    "growth_figures": "נתוני צמיחה",
    "slogans": "סיסמאות",
}


def marks_of(doc: Doc) -> list[Mark]:
    """Every mention of the Doc."""
    return numbered_marks((kind, fact) for kind in FACT_CLASSES for fact in facts_of(doc, kind))


def numbered_marks(facts: Iterable[tuple[FactKind, Fact]]) -> list[Mark]:
    """Marks in text order, the longer first where two begin together."""
    ordered = sorted(facts, key=lambda item: (item[1].start, -item[1].end))
    return [Mark(number, kind, fact) for number, (kind, fact) in enumerate(ordered, start=1)]


def marked_runs(start: int, end: int, marks: Sequence[Mark]) -> list[MarkedRun]:
    """The range cut at every edge of a mention that touches it; the runs join to the whole range.

    ``marks`` stand in the order of ``numbered_marks``.
    """
    inside = [mark for mark in marks if mark.fact.start < end and mark.fact.end > start]
    edges = {start, end, *(m.fact.start for m in inside), *(m.fact.end for m in inside)}
    cuts = sorted(edge for edge in edges if start <= edge <= end)
    runs = []
    around: list[Mark] = []
    begun = 0
    for left, right in pairwise(cuts):
        around = [mark for mark in around if mark.fact.end > left]
        while begun < len(inside) and inside[begun].fact.start <= left:
            around.append(inside[begun])
            begun += 1
        runs.append(MarkedRun(left, right, tuple(around), tuple(m for m in around if m.fact.end == right)))
    return runs


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A line of the text: its runs, and the mentions that begin in it."""

    runs: list[MarkedRun]
    begun: list[Mark]


def marked_paragraphs(text: str, marks: Sequence[Mark]) -> Iterator[MarkedParagraph]:
    """Every line of the text, in order; ``marks`` stand in the order of ``numbered_marks``."""
    around: list[Mark] = []
    next_mark = 0
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        around = [mark for mark in around if mark.fact.end > start]
        begun = []
        while next_mark < len(marks) and marks[next_mark].fact.start <= end:
            begun.append(marks[next_mark])
            next_mark += 1
        around += begun
        yield MarkedParagraph(marked_runs(start, end, around), begun)
        start = end + 1


_NOT_SHOWN = {"start", "end", "text", "name_start", "name_end", "cluster"}
# What most dates are: said only where it is otherwise.
_USUAL = {("is_relative", False), ("calendar", "gregorian")}


def values_of(fact: Fact) -> dict[str, str]:
    """The values of a fact that are known, by column name, as text; ``source`` and ``confidence`` stand last."""
    values: dict[str, str] = {}
    for field in fields(fact):
        value = getattr(fact, field.name)
        hidden = field.name in _NOT_SHOWN or field.name.endswith("_mention") or field.name in ("source", "confidence")
        if not hidden and value is not None and value not in ("", []) and not _is_usual(field.name, value):
            values[field.name] = _as_text(value)
    if isinstance(fact, Entity) and values.get("canonical_name") == fact.text:
        del values["canonical_name"]
    return values | {"source": fact.source, "confidence": f"{fact.confidence:.2f}"}


def _is_usual(name: str, value: Any) -> bool:
    return not isinstance(value, list) and (name, value) in _USUAL


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.15g}"
    return " · ".join(map(str, value)) if isinstance(value, list) else str(value)
