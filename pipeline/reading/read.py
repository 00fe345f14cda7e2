"""Reads one source into articles and rejects, whatever is wrong with it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from pipeline.articles import Article, Reject, RejectReason
from pipeline.errors import ObjectStoreError
from pipeline.object_stores import is_url, open_object
from pipeline.reading.columns import ColumnNames
from pipeline.reading.failures import reject, why
from pipeline.reading.formats import READERS, read_as
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.opened import Opened
from pipeline.reading.source import STANDARD_INPUT, STREAMED_FORMATS, Source, SourceFormat
from pipeline.reading.streams import unpacked
from pipeline.reading.zip import read_zip

DEFAULT_COLUMNS = ColumnNames()
DEFAULT_LIMITS = ReadingLimits()


def read_source(
    source: Source, columns: ColumnNames = DEFAULT_COLUMNS, limits: ReadingLimits = DEFAULT_LIMITS
) -> Iterator[Article | Reject]:
    """Every record of a source, or of its part, as an Article or a Reject, in order; at least one of them, whatever it holds.

    Holds one record at a time in memory. Raises nothing for a fault of the input except ColumnNotFoundError, for a column
    that the user named and the source does not have.
    """
    try:
        opening = open_source(source)
    except (OSError, ValueError, ObjectStoreError) as error:
        yield reject(source.location, RejectReason.UNREADABLE, f"cannot be opened: {why(error)}.", source.byte_size)
        return
    with opening as stream:
        opened = Opened(
            stream=stream,
            location=source.location,
            byte_size=source.byte_size,
            columns=columns,
            limits=limits,
            part=source.part,
        )
        yield from read_as(lambda given: _read(source.format, given), opened)


def open_source(source: Source) -> AbstractContextManager[BinaryIO]:
    """The bytes of a source as they are stored. Raises OSError or ValueError where it cannot be opened."""
    if source.path == STANDARD_INPUT:
        return nullcontext(sys.stdin.buffer)
    return open_object(source.path) if is_url(source.path) else Path(source.path).open("rb")


def _read(source_format: SourceFormat, opened: Opened) -> Iterator[Article | Reject]:
    if source_format is SourceFormat.ZIP:
        return read_zip(opened)
    if source_format in STREAMED_FORMATS:
        opened = replace(opened, stream=unpacked(opened.stream, opened.limits))
    return READERS[source_format](opened)
