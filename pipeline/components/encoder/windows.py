"""Windows: runs of whole sentences that the encoder reads at once, so that a name is seen beside its other mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

LONGEST_WINDOW = 256
"""Pieces; the encoder knows 512 positions, and its work grows with the square of a window."""

SentencePieces = Sequence[tuple[int, ...]]
"""The pieces of each token of a sentence."""


class Vocabulary(Protocol):
    """Tells what a network's tokens are made of."""

    @property
    def start(self) -> int:
        """What stands before the first sentence of a window."""

    @property
    def end(self) -> int:
        """What stands after each of its sentences."""

    @property
    def unknown(self) -> int:
        """What stands in place of a hidden piece."""

    def of_sentence(self, tokens: Sequence[str], spaces_after: Sequence[bool]) -> list[tuple[int, ...]]:
        """The pieces of each token."""

    def forget(self) -> None:
        """Empty a cache that is full; pieces of before then mean nothing."""


@dataclass(frozen=True, slots=True)
class Window:
    """The pieces of a run of tokens and, for each token, the places of its first and its last piece among them."""

    ids: list[int]
    first: list[int]
    last: list[int]


def window_of(sentences: Sequence[SentencePieces], pieces: Vocabulary) -> Window:
    """One window of some sentences: a start piece, then each sentence with an end piece after it."""
    ids, first, last = [pieces.start], [], []
    for sentence in sentences:
        for token in sentence:
            first.append(len(ids))
            ids.extend(token)
            last.append(len(ids) - 1)
        ids.append(pieces.end)
    return Window(ids, first, last)


def packed(sentences: Sequence[SentencePieces], limit: int) -> Iterator[list[SentencePieces]]:
    """Runs of consecutive sentences whose pieces are at most ``limit`` together.

    A longer sentence is a run of its own, so that no name is cut; one of more than LONGEST_WINDOW pieces is cut at a token.
    """
    run: list[SentencePieces] = []
    size = 1
    for sentence in _cut(sentences):
        length = sum(map(len, sentence)) + 1
        if run and size + length > limit:
            yield run
            run, size = [], 1
        run.append(sentence)
        size += length
    if run:
        yield run


def _cut(sentences: Sequence[SentencePieces]) -> Iterator[SentencePieces]:
    for sentence in sentences:
        if sum(map(len, sentence)) + 2 <= LONGEST_WINDOW:
            yield sentence
            continue
        part: list[tuple[int, ...]] = []
        size = 2
        for token in sentence:
            if size + len(token) > LONGEST_WINDOW:
                yield part
                part, size = [], 2
            part.append(token)
            size += len(token)
        yield part
