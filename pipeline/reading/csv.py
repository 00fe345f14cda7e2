"""CSV and TSV tables: a row is an article, its columns are named in the first line."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from pipeline.articles import Article, Reject, RejectReason
from pipeline.reading.columns import resolve_columns
from pipeline.reading.encodings import MOST_CONTROL_SHARE_IN_RECORDS, SAMPLE_BYTES, check_is_text, decode_line
from pipeline.reading.failures import ReadingError, reject, why
from pipeline.reading.lines import Line, bounded_lines
from pipeline.reading.opened import Opened
from pipeline.reading.records import Record, missing_text, read_record
from pipeline.reading.streams import as_ascii_compatible, part_of

MEDIA_TYPE = "text/csv"
MEDIA_TYPE_TABS = "text/tab-separated-values"
DELIMITERS = ",\t;|"
# Bytes that may be read again to find the next record after one with a fault, for each byte read from the file.
REREAD_FOR_EACH_READ = 2
REREAD_AT_LEAST = 1 << 20

_QUOTED = re.compile(r'"[^"]*"')
_DELIMITER_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)


class _LineError(Exception):
    """A line that cannot become part of a record: why, and what to do about it."""

    def __init__(self, reason: RejectReason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


class _RecordLines:
    """The lines that one record after another takes, decoded; a record with a fault can give back all but its first.

    ``position`` is where the next line begins, in bytes, and ``next_number`` its number.
    """

    def __init__(self, stream: BinaryIO, limit: int, first: int = 1) -> None:
        self._lines = bounded_lines(stream, limit, first)
        self._limit = limit
        self._given_back: deque[Line] = deque()
        self._read = self._reread = 0
        self.position = 0
        self.next_number = first
        self.begin_record()

    def begin_record(self) -> None:
        self.record: list[Line] = []
        self.record_bytes = 0
        self.encoding = "utf-8"

    def __iter__(self) -> _RecordLines:
        return self

    def __next__(self) -> str:
        if self._given_back:
            line = self._given_back.popleft()
        else:
            line = next(self._lines)
            self._read += line.size
        self.record.append(line)
        self.record_bytes += line.size
        self.position += line.size
        self.next_number = line.number + 1
        if line.data is None or self.record_bytes > self._limit:
            raise _LineError(
                RejectReason.TOO_LARGE,
                f"a record has more than {self._limit:,} bytes. "
                "Close its quotation marks, split it, or raise max_record_bytes.",
            )
        try:
            decoded = decode_line(line.data)
        except ReadingError as failure:
            raise _LineError(failure.reason, failure.message) from None
        if decoded.encoding != "utf-8":
            self.encoding = decoded.encoding
        return decoded.text

    def give_back(self) -> int:
        """Give back the lines after the first of the record; returns the number of the last line that stays given up."""
        first, *rest = self.record
        size = sum(line.size for line in rest if line.data is not None)
        if self._reread + size > REREAD_AT_LEAST + REREAD_FOR_EACH_READ * self._read:
            return self.record[-1].number
        self._reread += size
        self._given_back.extendleft(reversed(rest))
        self.position -= sum(line.size for line in rest)
        self.next_number = first.number + 1
        return first.number


def read_csv(opened: Opened) -> Iterator[Article | Reject]:
    """The records of a table, ``news/day.csv#12`` for the one that begins on line 12.

    The delimiter (comma, tab, semicolon, bar) is that of the first line. A row that is shorter than the header lacks its last
    columns; a longer one, and one with an open or stray quotation mark, is a reject, and reading goes on with the next line
    that begins a whole row. Raises ColumnNotFoundError for a column that the user named and the table does not have.
    """
    table = _open_table(opened)
    if table is None:
        return
    header = table.header
    columns = resolve_columns(opened.columns, header, opened.location)
    if "text" not in columns:
        yield missing_text(opened.location, tuple(header), opened.byte_size)
        return
    places = {part: header.index(column) for part, column in columns.items()}
    media_type = MEDIA_TYPE_TABS if table.delimiter == "\t" else MEDIA_TYPE
    lines = table.lines
    for row in _rows(table, opened):
        if isinstance(row, Reject):
            yield row
            continue
        location = f"{opened.location}#{lines.record[0].number}"
        if len(row) > len(header):
            yield reject(
                location,
                RejectReason.BROKEN_RECORD,
                f"line {lines.record[0].number} has {len(row)} fields and the header {len(header)}. "
                "Put fields that hold the delimiter into quotation marks.",
                lines.record_bytes,
            )
            continue
        record = Record(
            location=location,
            values={part: row[place] for part, place in places.items() if place < len(row)},
            columns=tuple(header),
            byte_size=lines.record_bytes,
            media_type=media_type,
            encoding=table.wide or lines.encoding,
        )
        yield read_record(record, opened.limits)


def record_ends(opened: Opened) -> Iterator[tuple[int, int]]:
    """Where whole rows end and reading could begin anew: the byte and the number of the line that follows each of them.

    Nothing for a table without a column of texts. Raises as ``read_csv`` does.
    """
    table = _open_table(opened)
    if table is not None and "text" in resolve_columns(opened.columns, table.header, opened.location):
        for row in _rows(table, opened):
            if not isinstance(row, Reject):
                yield table.lines.position, table.lines.next_number


@dataclass(frozen=True, slots=True)
class _Table:
    """A table whose header was read; ``lines`` gives those of its rows, ``wide`` is its encoding where that was UTF-16 or 32."""

    header: list[str]
    delimiter: str
    lines: _RecordLines
    wide: str | None


def _open_table(opened: Opened) -> _Table | None:
    """The table, or that of the part which is to be read; None for one without a line."""
    stream, wide = as_ascii_compatible(opened.stream)
    if wide is None:
        check_is_text(stream.peek(SAMPLE_BYTES), MOST_CONTROL_SHARE_IN_RECORDS)
    limit = opened.limits.max_record_bytes
    csv.field_size_limit(max(csv.field_size_limit(), limit))
    part = opened.part
    lines = _RecordLines(part_of(stream, part) if part is not None and part.start == 0 else stream, limit)
    first = _header(lines)
    if first is None:
        return None
    if part is not None and part.start > 0:
        lines = _RecordLines(part_of(stream, part, lines.position), limit, part.first_line)
    header, delimiter = first
    return _Table(header, delimiter, lines, wide)


def _rows(table: _Table, opened: Opened) -> Iterator[list[str] | Reject]:
    """The fields of one row after another, whose lines are then ``table.lines.record``, and what stands between them."""
    lines, width = table.lines, len(table.header)
    reader = csv.reader(lines, delimiter=table.delimiter, strict=True)
    fault: _Fault | None = None
    while True:
        lines.begin_record()
        try:
            row = next(reader)
        except StopIteration:
            break
        except ReadingError:
            if fault is not None:
                yield fault.as_reject()
            raise
        except (csv.Error, _LineError) as error:
            fault = fault or _Fault(error, lines.record[0].number, opened)
            fault.add(lines.give_back(), lines.record[0].size)
            continue
        if not row:
            continue
        if fault is not None:
            if len(row) != width:
                fault.add(lines.record[-1].number, lines.record_bytes)
                continue
            yield fault.as_reject()
            fault = None
        yield row
    if fault is not None:
        yield fault.as_reject()


class _Fault:
    """A stretch of lines from a record that cannot be read to the next whole row."""

    def __init__(self, error: Exception, first: int, opened: Opened) -> None:
        self._error = error
        self._first = self._last = first
        self._size = 0
        self._opened = opened

    def add(self, last: int, size: int) -> None:
        self._last = max(self._last, last)
        self._size += size

    def as_reject(self) -> Reject:
        where = f"line {self._first}" if self._first == self._last else f"lines {self._first} to {self._last}"
        location = f"{self._opened.location}#{self._first}"
        if isinstance(self._error, _LineError):
            return reject(location, self._error.reason, f"{where}: {self._error.message}", self._size)
        return reject(
            location,
            RejectReason.BROKEN_RECORD,
            f"{where}: no whole row ({why(self._error)}). Close and double the quotation marks of its fields.",
            self._size,
        )


def _header(lines: _RecordLines) -> tuple[list[str], str] | None:
    """The names of the columns and the delimiter; None for a table without a line."""
    delimiter: str | None = None
    while True:
        lines.begin_record()
        try:
            line = next(lines, None)
        except _LineError as error:
            raise ReadingError(error.reason, f"in the first line, {error.message}") from None
        if line is None:
            return None
        text = line.removeprefix("\ufeff")
        told = _DELIMITER_LINE.fullmatch(text)
        if told and delimiter is None:
            delimiter = told[1]
            continue
        if text.strip():
            outside = _QUOTED.sub("", text)
            delimiter = delimiter or max(DELIMITERS, key=outside.count)
            try:
                return next(csv.reader([text], delimiter=delimiter)), delimiter
            except csv.Error as error:
                message = f"the first line names no columns ({why(error)}). Mend it."
                raise ReadingError(RejectReason.BROKEN_RECORD, message) from None
