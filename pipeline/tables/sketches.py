"""What articles are compared by to find copies: a MinHash of their words and the figures that they give.

Two bodies are near copies where at least SAME_WORDS of their distinct runs of three words are the same, by the estimate of a
MinHash of 128 values, and the figures of the one are those of the other but for one in ten. Titles and page furniture do not
count; bodies of fewer than FEWEST_WORDS words are copies only where the whole raw text is the same.
"""

from __future__ import annotations

import functools
import zlib
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import regex

if TYPE_CHECKING:
    from datasketch import MinHash
    from numpy.typing import NDArray

    from pipeline.normalise import NormalisedText

SAME_WORDS = 0.8
SAME_FIGURES = 0.9
FEWEST_WORDS = 24
WORDS_IN_A_RUN = 3
# Bodies that share SAME_WORDS of their runs meet in one band or more in 95 of 100 cases, those that share half in 6.
VALUES = 128
BANDS = 16
MOST_FIGURES = 64
SEED = 1
# Kept by datasketch from version to version, as stored sketches need it.
SCHEME = "affine32"

SCHEMA = pa.schema(
    [
        pa.field("article_id", pa.string(), nullable=False),
        pa.field("location", pa.string(), nullable=False),
        pa.field("content_sha256", pa.binary(32), nullable=False),
        pa.field("words", pa.binary(VALUES * 4)),
        pa.field("figures", pa.binary(), nullable=False),
    ],
    metadata={"words": f"MinHash {SCHEME} of {VALUES}, seed {SEED}, runs of {WORDS_IN_A_RUN} words"},
)

_WORD = regex.compile(r"\p{N}+(?:[.,:/-]\p{N}+)*|[\p{L}\p{M}]+")


@dataclass(frozen=True, slots=True)
class Sketch:
    """``words``: 128 32-bit values, None for a short body. ``figures``: sorted 32-bit hashes of at most 64 distinct numbers."""

    words: bytes | None
    figures: bytes

    def bands(self) -> list[int]:
        """Numbers of 63 bits; two bodies that may be near copies have one in common."""
        if self.words is None:
            return []
        size = len(self.words) // BANDS
        return [
            int.from_bytes(blake2b(self.words[start : start + size], digest_size=8, salt=bytes([band])).digest(), "big")
            >> 1
            for band, start in enumerate(range(0, len(self.words), size))
        ]

    def is_near(self, other: Sketch) -> bool:
        """Whether the bodies are near copies."""
        if self.words is None or other.words is None:
            return False
        same = np.count_nonzero(_values(self.words) == _values(other.words))
        if same < SAME_WORDS * VALUES:
            return False
        mine, theirs = _values(self.figures), _values(other.figures)
        shared = len(np.intersect1d(mine, theirs, assume_unique=True))
        return shared >= SAME_FIGURES * min(len(mine), len(theirs))


def sketch_of(normalised: NormalisedText) -> Sketch:
    """The sketch of an article's body: its normalised text without the title."""
    title_start, title_end = normalised.title_span or (0, 0)
    body = f"{normalised.text[:title_start]} {normalised.text[title_end:]}"
    words: list[str] = _WORD.findall(body)
    numbers = {zlib.crc32(word.encode()) for word in words if word[0].isdigit()}
    figures = np.array(sorted(numbers)[:MOST_FIGURES], dtype="<u4").tobytes()
    if len(words) < FEWEST_WORDS:
        return Sketch(None, figures)
    runs = {" ".join(words[start : start + WORDS_IN_A_RUN]) for start in range(len(words) - WORDS_IN_A_RUN + 1)}
    minhash = _empty_minhash().copy()
    minhash.update_batch([run.encode() for run in runs])
    return Sketch(minhash.hashvalues.astype("<u4").tobytes(), figures)


@functools.cache
def _empty_minhash() -> MinHash:
    # Loaded when the first article is read: it takes half a second that nothing else should wait for.
    from datasketch import MinHash  # noqa: PLC0415

    return MinHash(num_perm=VALUES, seed=SEED, scheme=SCHEME, hashfunc=zlib.crc32)


def _values(stored: bytes) -> NDArray[np.uint32]:
    return np.frombuffer(stored, dtype="<u4")
