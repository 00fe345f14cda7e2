"""What a word is to the small network: rows of hashed attributes, and its vectors in a table of known words.

The table holds for each word a vector of eight-bit numbers and how many of its first letters are proclitics, both made by a
larger model. A word that is not in it is taken apart by the rules: the shortest stack of proclitics before a known word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.strings import get_string_id

from pipeline.hebrew.proclitics import proclitic_splits, unprefixed_spellings

HASHES = ("form", "rest", "prefix", "suffix", "shape")
"""The hashed attributes of a word, in the order of their rows; rest is the form without its proclitics."""

HASH_ROWS = 12_000
"""Rows of each attribute."""

ROWS_OF_HASH = 2
"""Each attribute has so many rows, summed, so that two words rarely share all of them."""

_MULTIPLIERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], np.uint64)
_CACHED_WORDS = 200_000
_LONGEST_SHAPE = 6
_DIGITS = re.compile(r"\d")
_BETWEEN_SENTENCES, _HIDDEN = "\n", ""  # what no token is


class WordTable:
    """The known words, and a cache of what was worked out for the words seen so far (at most ``_CACHED_WORDS``).

    ``keys`` are the hashes of the words in ascending order; ``vectors`` (words, width) times ``scales`` (width) are their
    vectors; ``proclitics`` counts their proclitic letters. To ``window_of`` a word is one piece, its place in the cache.
    """

    def __init__(self, width: int) -> None:
        self.fill(
            np.empty(0, np.uint64), np.empty((0, width), np.int8), np.ones(width, np.float32), np.empty(0, np.uint8)
        )

    def fill(
        self,
        keys: NDArray[np.uint64],
        vectors: NDArray[np.int8],
        scales: NDArray[np.float32],
        proclitics: NDArray[np.uint8],
    ) -> None:
        """Take these words in place of those before."""
        self.keys, self.vectors, self.scales, self.proclitics = keys, vectors, scales, proclitics
        self._places: dict[str, int] = {}
        self._hash_rows = np.empty((1024, len(HASHES) * ROWS_OF_HASH), np.int64)
        self._rows = np.empty((1024, 2), np.int32)
        # One row of zeros after the last word, for the words that are not known.
        self._values = np.concatenate([vectors, np.zeros((1, vectors.shape[1]), np.int8)]).astype(np.float32) * scales

    def __deepcopy__(self, memo: object) -> WordTable:
        """Itself: places mean the same to a network and to its copies."""
        return self

    @property
    def width(self) -> int:
        """The length of a vector."""
        return int(self.vectors.shape[1])

    @property
    def start(self) -> int:
        """The place of what stands before the first sentence of a window."""
        return self._place(_BETWEEN_SENTENCES)

    @property
    def end(self) -> int:
        """The place of what stands after each sentence of a window."""
        return self._place(_BETWEEN_SENTENCES)

    @property
    def unknown(self) -> int:
        """The place of a word that is hidden."""
        return self._place(_HIDDEN)

    def of_sentence(self, tokens: Sequence[str], spaces_after: Sequence[bool]) -> list[tuple[int, ...]]:
        """The place of each token of a sentence; spaces say nothing here."""
        return [(self._place(token),) for token in tokens]

    def forget(self) -> None:
        """Empty the cache where it is full; the places of before then mean nothing."""
        if len(self._places) > _CACHED_WORDS:
            self._places.clear()

    def features(self, places: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Rows of the hashes (…, 10) and the vectors of the forms beside those of their rests (…, twice the width)."""
        return self._hash_rows[places], self._values[self._rows[places]].reshape(*places.shape, 2 * self.width)

    def rest_of(self, word: str) -> str:
        """The word without its proclitics.

        Where it is known, its own count says which they are; else the shortest stack before a known word, or none.
        """
        row = self._find(word)
        if row >= 0:
            return word[self.proclitics[row] :]
        for _, rest in proclitic_splits(word)[1:]:
            if any(self._find(spelling) >= 0 for spelling in unprefixed_spellings(rest)):
                return rest
        return word

    def _place(self, word: str) -> int:
        place = self._places.get(word)
        return self._add(word) if place is None else place

    def _add(self, word: str) -> int:
        place = self._places[word] = len(self._places)
        if place == len(self._rows):
            self._hash_rows = np.concatenate([self._hash_rows, np.empty_like(self._hash_rows)])
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
        rest = self.rest_of(word)
        row = self._find(word)
        rest_row = next((found for word in unprefixed_spellings(rest) if (found := self._find(word)) >= 0), row)
        self._rows[place] = (row if row >= 0 else rest_row, rest_row)
        hashes = [
            get_string_id(_DIGITS.sub("0", word)),
            get_string_id(_DIGITS.sub("0", rest)),
            get_string_id(word[:3]),
            get_string_id(word[-3:]),
            get_string_id(f"{_shape(word)} {len(word) - len(rest)}"),
        ]
        self._hash_rows[place] = _rows_of(np.array(hashes, np.uint64))
        return place

    def _find(self, word: str) -> int:
        """The row of a word, -1 where it is not known."""
        key = np.uint64(get_string_id(word))
        row = int(np.searchsorted(self.keys, key))
        return row if row < len(self.keys) and self.keys[row] == key else -1

    def to_bytes(self) -> bytes:
        """The words as bytes; the cache is left out."""
        content: bytes = srsly.msgpack_dumps(
            {"keys": self.keys, "vectors": self.vectors, "scales": self.scales, "proclitics": self.proclitics}
        )
        return content

    @classmethod
    def of_bytes(cls, data: bytes) -> WordTable:
        """The table of the words that ``to_bytes`` gave."""
        content: dict[str, Any] = srsly.msgpack_loads(data)
        table = cls(content["vectors"].shape[1])
        table.fill(content["keys"], content["vectors"], content["scales"], content["proclitics"])
        return table


def _rows_of(hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The rows of a word's attributes in one table that holds those of all attributes one after the other."""
    drawn = (hashes[:, None] * _MULTIPLIERS) >> np.uint64(33)  # the product of two hashes wraps, as is meant
    first = np.arange(len(HASHES), dtype=np.uint64)[:, None] * np.uint64(HASH_ROWS)
    rows: NDArray[np.int64] = (drawn % np.uint64(HASH_ROWS) + first).ravel().astype(np.int64)
    return rows


def _shape(word: str) -> str:
    """Kinds of the signs of a word, runs as one: ``א"א`` for צה"ל, ``0-0`` for 12-15; at most six signs."""
    kinds = (
        "א" if "א" <= sign <= "ת" else "0" if sign.isdigit() else "a" if sign.isalpha() else sign for sign in word[:64]
    )
    return "".join(kind for kind, _ in groupby(kinds))[:_LONGEST_SHAPE]
