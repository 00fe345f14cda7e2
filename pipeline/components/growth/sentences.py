"""The sentences of a text in pieces short enough to be read as one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

# Longer stretches without a full stop are no prose; they are read in pieces, so that work stays linear in the text.
LONGEST_SENTENCE = 1500


def sentence_pieces(text: str, sentences: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The (start, end) ranges of the sentences, an overlong one cut at spaces into several."""
    for start, end in sentences:
        yield from _pieces(text, start, end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start, start + LONGEST_SENTENCE)
        if cut <= start:
            cut = start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    if start < end:
        yield start, end
