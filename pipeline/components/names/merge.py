"""Joins the candidates of all sources into names that do not overlap: the outermost wins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from pipeline.components.names.spans import NameSpan


def merge_spans(spans: Iterable[NameSpan]) -> list[NameSpan]:
    """The names among overlapping candidates, in text order.

    Of two that cross, neither inside the other, the surer stays: "גוש דן" against "דן תחייב". Of the rest the longest wins
    wherever one holds another; of one length the surer; and between equals an entry of the lexicon, which says whom it names,
    before patterns and models. A model's span that holds just a name and its proclitic or title is cut before it comes here
    (``boundaries``), so that it does not win by its length alone.
    """
    candidates = _without_crossed(sorted(spans, key=lambda span: (span.start, span.end)))
    candidates.sort(
        key=lambda span: (
            span.start - span.end,
            span.name is None,
            -span.confidence,
            span.start,
            span.label,
            span.source,
        )
    )
    kept: list[NameSpan] = []
    covered = bytearray(max((span.end for span in candidates), default=0))
    for span in candidates:
        if span.start < span.end and not any(covered[span.start : span.end]):
            covered[span.start : span.end] = b"\x01" * (span.end - span.start)
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _without_crossed(ordered: Sequence[NameSpan]) -> list[NameSpan]:
    """The spans that no surer span crosses; ``ordered`` is sorted by start."""
    starts = [span.start for span in ordered]
    beaten: set[int] = set()
    for first, span in enumerate(ordered):
        for second in range(bisect_left(starts, span.start + 1), bisect_left(starts, span.end)):
            other = ordered[second]
            if other.end > span.end and other.confidence != span.confidence:
                beaten.add(first if span.confidence < other.confidence else second)
    return [span for index, span in enumerate(ordered) if index not in beaten]
