"""What an explanation says of an article, as texts for the terminal and the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

import pipeline
from pipeline.components.explanations import DataEntry, Span, explanation_of
from pipeline.components.fact_spans import FactKind, facts_of
from pipeline.reviewing.marking import Mark, MarkedParagraph

_ROOT = Path(pipeline.__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why something was decided: in words, the ``words`` of the text at ``span`` that were read, the line of a data file."""

    why: str
    words: str = ""
    span: Span | None = None
    entry: str = ""


@dataclass(frozen=True, slots=True)
class RefusedCandidate:
    """A candidate that became no fact: what it was taken for, and the rule that refused it."""

    kind: FactKind
    taken_for: str
    by: str
    grounds: Grounds


def decided_columns(doc: Doc, mark: Mark) -> Iterator[tuple[str, Grounds]]:
    """The columns of a mention whose values need saying where they came from; none where no explanation was asked for.

    An entry that says several columns is named at the first.
    """
    fact = mark.fact
    named: set[DataEntry] = set()
    for reason in explanation_of(doc).reasons(mark.kind, fact.start, fact.end):
        words = _words(doc, reason.words) if reason.words else ""
        entry = _place(reason.entry) if reason.entry is not None and reason.entry not in named else ""
        if reason.entry is not None:
            named.add(reason.entry)
        yield reason.column, Grounds(reason.why, words, reason.words, entry)


def refused_candidates(doc: Doc, paragraph: MarkedParagraph) -> list[RefusedCandidate]:
    """The look-alikes of a paragraph in text order, without those where a fact of their kind stands after all."""
    if not paragraph.runs:
        return []
    start, end = paragraph.runs[0].start, paragraph.runs[-1].end
    refused = [one for one in explanation_of(doc).refusals if start <= one.start < end]
    taken = {one.kind: [(fact.start, fact.end) for fact in facts_of(doc, one.kind)] for one in refused}
    return [
        RefusedCandidate(
            one.kind,
            one.taken_for,
            one.by,
            Grounds(
                one.why, _words(doc, (one.start, one.end)), (one.start, one.end), _place(one.entry) if one.entry else ""
            ),
        )
        for one in sorted(refused, key=lambda one: (one.start, one.end))
        if not any(fact_start < one.end and one.start < fact_end for fact_start, fact_end in taken[one.kind])
    ]


def _words(doc: Doc, span: Span) -> str:
    return " ".join(doc.text[slice(*span)].split())


def _place(entry: DataEntry) -> str:
    file = entry.file.relative_to(_ROOT) if entry.file.is_relative_to(_ROOT) else entry.file
    return f"{file.as_posix()}:{entry.line}"
