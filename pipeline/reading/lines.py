"""Lines of any length at bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from pipeline.reading.streams import CHUNK_BYTES


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its end, its number from 1, and its size in bytes; ``data`` is None for one longer than the limit."""

    number: int
    size: int
    data: bytes | None


def bounded_lines(stream: BinaryIO, limit: int, first: int = 1) -> Iterator[Line]:
    """The lines of a stream, numbered from ``first``.

    Of a line of more than ``limit`` bytes only the size is kept, and reading goes on after it.
    """
    number = first - 1
    while data := stream.readline(limit + 1):
        number += 1
        if len(data) <= limit:
            yield Line(number, len(data), data)
            continue
        size, ended = len(data), data.endswith(b"\n")
        del data
        while not ended and (rest := stream.readline(CHUNK_BYTES)):
            size += len(rest)
            ended = rest.endswith(b"\n")
        yield Line(number, size, None)
