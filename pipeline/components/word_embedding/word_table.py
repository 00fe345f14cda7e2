"""What a word is to the small model: hashes of its form and affixes, and its row in a table of known words.

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
from spacy.tokens import Doc
from thinc.api import Shim

from pipeline.hebrew.proclitics import proclitic_splits, unprefixed_spellings

HASHES = ("form", "rest", "prefix", "suffix", "shape")
"""The hashed attributes of a word, in the order of their columns; rest is the form without its proclitics."""

_CACHED_WORDS = 200_000
_LONGEST_SHAPE = 6
_DIGITS = re.compile(r"\d")


class WordTable(Shim):
    """The known words, and a cache of what was worked out for the words seen so far (at most ``_CACHED_WORDS``).

    ``keys`` are the hashes of the words in ascending order; ``vectors`` (words, width) times ``scales`` (width) are their
    vectors; ``proclitics`` counts their proclitic letters.
    """

    def __init__(self, width: int) -> None:
        super().__init__(None)
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
        self._places: dict[int, int] = {}
        self._hashes = np.empty((1024, len(HASHES)), np.uint64)
        self._rows = np.empty((1024, 2), np.int32)
        # One row of zeros after the last word, for the words that are not known.
        self._values = np.concatenate([vectors, np.zeros((1, vectors.shape[1]), np.int8)]).astype(np.float32) * scales

    @property
    def width(self) -> int:
        """The length of a vector."""
        return int(self.vectors.shape[1])

    def look_up(self, docs: Sequence[Doc]) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
        """The hashes (tokens, 5) of all tokens of the Docs, and the vectors of their forms beside those of their rests."""
        if len(self._places) > _CACHED_WORDS:
            self._places.clear()
        places: list[int] = []
        for doc in docs:
            strings = doc.vocab.strings
            for key in doc.to_array("ORTH").tolist():
                place = self._places.get(key)
                if place is None:
                    place = self._add(key, strings[key])
                places.append(place)
        chosen = np.asarray(places, dtype=np.intp)
        rows = self._rows[chosen]
        return self._hashes[chosen], self._values[rows].reshape(len(chosen), 2 * self.width)

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

    def _add(self, key: int, word: str) -> int:
        place = self._places[key] = len(self._places)
        if place == len(self._rows):
            self._hashes = np.concatenate([self._hashes, np.empty_like(self._hashes)])
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
        rest = self.rest_of(word)
        row = self._find(word)
        rest_row = next((found for word in unprefixed_spellings(rest) if (found := self._find(word)) >= 0), row)
        self._rows[place] = (row if row >= 0 else rest_row, rest_row)
        self._hashes[place] = [
            get_string_id(_DIGITS.sub("0", word)),
            get_string_id(_DIGITS.sub("0", rest)),
            get_string_id(word[:3]),
            get_string_id(word[-3:]),
            get_string_id(f"{_shape(word)} {len(word) - len(rest)}"),
        ]
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

    def from_bytes(self, data: bytes) -> WordTable:
        """Take the words that ``to_bytes`` gave."""
        content: dict[str, Any] = srsly.msgpack_loads(data)
        self.fill(content["keys"], content["vectors"], content["scales"], content["proclitics"])
        return self

    def finish_update(self, optimizer: object) -> None:
        """Nothing: the vectors of known words stay as they were made."""

    def to_device(self, device_type: str, device_id: int) -> None:
        """Nothing: the table is read in main memory."""


def _shape(word: str) -> str:
    """Kinds of the signs of a word, runs as one: ``א"א`` for צה"ל, ``0-0`` for 12-15; at most six signs."""
    kinds = (
        "א" if "א" <= sign <= "ת" else "0" if sign.isdigit() else "a" if sign.isalpha() else sign for sign in word[:64]
    )
    return "".join(kind for kind, _ in groupby(kinds))[:_LONGEST_SHAPE]
