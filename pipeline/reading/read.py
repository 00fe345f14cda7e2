"""Reads one source into articles and rejects, whatever is wrong with it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from pipeline.articles import Article, Reject, RejectReason
from pipeline.errors import UvdotError
from pipeline.reading.columns import ColumnNames
from pipeline.reading.failures import ReadingError, reject, why
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.opened import Opened
from pipeline.reading.sources import STANDARD_INPUT, Source, SourceFormat
from pipeline.reading.text import read_text

Reader = Callable[[Opened], Iterator[Article | Reject]]

READERS: dict[SourceFormat, Reader] = {
    SourceFormat.TEXT: read_text,
}

DEFAULT_COLUMNS = ColumnNames()
DEFAULT_LIMITS = ReadingLimits()


def read_source(
    source: Source, columns: ColumnNames = DEFAULT_COLUMNS, limits: ReadingLimits = DEFAULT_LIMITS
) -> Iterator[Article | Reject]:
    """Every record of a source as an Article or a Reject, in order; at least one of them, whatever the source holds.

    Holds one record at a time in memory. Raises nothing for a fault of the input except ColumnNotFoundError, for a column
    that the user named and the source does not have.
    """
    try:
        with _open(source) as stream:
            yield from READERS[source.format](
                Opened(
                    stream=stream, location=source.location, byte_size=source.byte_size, columns=columns, limits=limits
                )
            )
    except UvdotError:
        raise
    except ReadingError as failure:
        yield failure.as_reject(source.location, source.byte_size)
    except OSError as error:
        yield reject(source.location, RejectReason.UNREADABLE, f"cannot be read: {why(error)}.", source.byte_size)


def _open(source: Source) -> AbstractContextManager[BinaryIO]:
    if source.path == STANDARD_INPUT:
        return nullcontext(sys.stdin.buffer)
    return Path(source.path).open("rb")
