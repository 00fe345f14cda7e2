"""A part of a large input: what is read of it at a time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A range of an input, ``start`` to ``end`` (half-open), from 0.

    It counts rows of a Parquet file, members of a zip archive, and bytes of everything else: those of its lines as they are
    read, unpacked and, where they were UTF-16 or UTF-32, in UTF-8. ``first_line`` is the number of its first line, from 1.
    ``inner`` is what is read of the only member of a range.
    """

    start: int
    end: int
    first_line: int = 1
    inner: Part | None = None
