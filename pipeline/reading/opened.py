"""What a format reader is given: the bytes, where they come from, and how they are to be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from pipeline.reading.columns import ColumnNames
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.part import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One opened input: a file, a member of an archive or standard input, already unpacked where it was compressed.

    ``location`` is where it stands as every message names it; ``byte_size`` its size as stored, None where unknown;
    ``part`` what is to be read of it, None for all of it.
    """

    stream: BinaryIO
    location: str
    byte_size: int | None
    columns: ColumnNames
    limits: ReadingLimits
    part: Part | None = None
