"""Which spans of a trained model join the names that lexicon and patterns found.

The rules are precise where they speak; a model knows what no list holds. So a rule's name stays, unless a sure model sees it
inside a longer name of a body, a site, an event or a work: ``חיפה`` in ``קייטנת חיפה``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from pipeline.components.explanations import SILENT, DataEntry, Explanation, Span
from pipeline.components.names.spans import NameSpan
from pipeline.hebrew.names import word_key
from pipeline.pattern_files import load_patterns

_OUTER_LABELS = frozenset({"ORG", "FAC", "EVE", "WOA", "DUC"})
_SURE = 0.8
"""How sure a model must be of a name around a rule's."""
# The number of a court case or a document after its abbreviation: בג"ץ 3418/20, ת"פ 12345-06-21
_DOCUMENT_NUMBER = re.compile(r" ?(?:מס' ?)?\d{1,6}[/-]\d{2}")
# ב or מ before a place, on the place itself or on its noun: במחוז קואנג נין, מיקנעם
_AT_PLACE = re.compile(r" [במ](?:[א-ת]{2,8} )?")


class _LookAlikes(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    indicators: frozenset[str]
    documents: frozenset[str]
    common_nouns: frozenset[str]


_FILE = Path(__file__).parent / "patterns" / "model_look_alikes.yaml"


@lru_cache(maxsize=1)
def _look_alikes() -> _LookAlikes:
    return load_patterns(_FILE, _LookAlikes)


def join_model_spans(
    text: str,
    rule_spans: Sequence[NameSpan],
    model_spans: Sequence[NameSpan],
    not_names: Sequence[Span],
    explanation: Explanation = SILENT,
) -> list[NameSpan]:
    """The names of rules and model together, in text order and not overlapping.

    ``rule_spans`` do not overlap. ``model_spans`` may; they have been cut to their names. ``not_names`` are ranges of the text
    that look like names and are none.
    """
    rules_at = _owners(rule_spans)
    taken = bytearray(len(text) + 1)
    for start, end in not_names:
        taken[start:end] = b"\x01" * (end - start)
    beaten: set[int] = set()
    joined: list[NameSpan] = []
    for whole in sorted(model_spans, key=lambda one: (-one.confidence, one.start)):
        span = _without_place(text, whole, [rule_spans[index] for index in _inside(whole, rules_at)])
        if span.start >= span.end:
            continue
        if any(taken[span.start : span.end]):
            why = "a phrase that is no name or a surer name of the model stands there"
            explanation.refused("entities", (span.start, span.end), span.source, "names.taken", why)
            continue
        if (listed_as := _look_alike(text, span)) is not None:
            why, entry = "it is listed as a look-alike", DataEntry(_FILE, (listed_as,))
            explanation.refused("entities", (span.start, span.end), span.source, f"names.{listed_as}", why, entry)
            continue
        inside = _inside(span, rules_at)
        if inside and not _is_around(span, [rule_spans[index] for index in inside]):
            if (span.start, span.end) not in {(rule_spans[index].start, rule_spans[index].end) for index in inside}:
                why = "a name that the rules found stands there"
                explanation.refused("entities", (span.start, span.end), span.source, "names.rules_first", why)
            continue
        beaten |= inside
        taken[span.start : span.end] = b"\x01" * (span.end - span.start)
        joined.append(span)
    joined += [span for index, span in enumerate(rule_spans) if index not in beaten]
    return sorted(joined, key=lambda span: span.start)


def _owners(spans: Sequence[NameSpan]) -> dict[int, int]:
    """For each character of a span the index of that span."""
    return {place: index for index, span in enumerate(spans) for place in range(span.start, span.end)}


def _inside(span: NameSpan, rules_at: dict[int, int]) -> set[int]:
    """The indices of the rules' names that share a character with a span."""
    return {rules_at[place] for place in range(span.start, span.end) if place in rules_at}


def _without_place(text: str, span: NameSpan, inside: Sequence[NameSpan]) -> NameSpan:
    """A body without the place where it is: "ועדת המפלגה במחוז קואנג נין" is a body and a place, "של מחוז" would be one."""
    for place in inside:
        if place.label in {"GPE", "LOC"} and place.end == span.end:
            found = _AT_PLACE.search(text, span.start, place.start)
            if found is not None and found.end() == place.start:
                return replace(span, end=found.start())
    return span


def _is_around(span: NameSpan, inside: Sequence[NameSpan]) -> bool:
    return (
        span.confidence >= _SURE
        and span.label in _OUTER_LABELS
        and all(
            span.start <= one.start and one.end <= span.end and one.end - one.start < span.end - span.start
            for one in inside
        )
    )


def _look_alike(text: str, span: NameSpan) -> Literal["indicators", "documents", "common_nouns"] | None:
    """Which list of look-alikes holds what a model took for a name."""
    written = text[span.start : span.end]
    if written in _look_alikes().indicators:
        return "indicators"
    if word_key(written.split(" ", 1)[0]) in _look_alikes().documents or _DOCUMENT_NUMBER.match(text, span.end):
        return "documents"
    if written in _look_alikes().common_nouns or written.removeprefix("ה") in _look_alikes().common_nouns:
        return "common_nouns"
    return None
