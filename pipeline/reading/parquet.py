"""Parquet tables, read a few rows at a time and only the columns that are needed."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.articles import Article, Reject, RejectReason
from pipeline.reading.columns import resolve_columns
from pipeline.reading.failures import ReadingError, why
from pipeline.reading.opened import Opened
from pipeline.reading.part import Part
from pipeline.reading.records import Record, missing_text, read_record
from pipeline.reading.streams import with_room_to_seek

MEDIA_TYPE = "application/vnd.apache.parquet"
ROWS_AT_A_TIME = 64
PAGE_BUFFER_BYTES = 1 << 20


def read_parquet(opened: Opened) -> Iterator[Article | Reject]:
    """The rows of a table, ``news/week.parquet#12`` for row 12.

    Raises ColumnNotFoundError for a column that the user named and the table does not have.
    """
    with with_room_to_seek(opened.stream, opened.limits) as stream:
        try:
            table = pq.ParquetFile(stream, buffer_size=PAGE_BUFFER_BYTES, pre_buffer=False)
            header = [str(name) for name in table.schema_arrow.names]
        except (pa.ArrowException, OSError, ValueError) as error:
            raise _unreadable(error) from None
        columns = resolve_columns(opened.columns, header, opened.location)
        if "text" not in columns:
            yield missing_text(opened.location, tuple(header), opened.byte_size)
            return
        wanted = opened.part or Part(0, table.metadata.num_rows)
        rows = _rows(table, list(dict.fromkeys(columns.values())), wanted)
        for row, values in enumerate(rows, start=wanted.start + 1):
            text = values[columns["text"]]
            record = Record(
                location=f"{opened.location}#{row}",
                values={part: values[column] for part, column in columns.items()},
                columns=tuple(header),
                byte_size=len(text)
                if isinstance(text, bytes)
                else len(str(text or "").encode("utf-8", "surrogatepass")),
                media_type=MEDIA_TYPE,
                encoding="utf-8",
            )
            yield read_record(record, opened.limits)


def _rows(table: pq.ParquetFile, columns: list[str], wanted: Part) -> Iterator[dict[str, object]]:
    groups, before = _row_groups(table, wanted)
    left = wanted.end - wanted.start
    try:
        for whole in table.iter_batches(ROWS_AT_A_TIME, row_groups=groups, columns=columns, use_threads=False):
            if before >= whole.num_rows:
                before -= whole.num_rows
                continue
            batch, before = whole.slice(before, left), 0
            left -= batch.num_rows
            places = [batch.schema.names.index(column) for column in columns]
            values = [[_value(cell) for cell in batch.column(place)] for place in places]
            for row in zip(*values, strict=True):
                yield dict(zip(columns, row, strict=True))
            if not left:
                return
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _unreadable(error) from None


def _row_groups(table: pq.ParquetFile, wanted: Part) -> tuple[list[int], int]:
    """The row groups in which the wanted rows stand, and how many rows stand before them there."""
    groups: list[int] = []
    start = first = 0
    for group in range(table.metadata.num_row_groups):
        end = start + table.metadata.row_group(group).num_rows
        if start < wanted.end and end > wanted.start:
            first = first if groups else start
            groups.append(group)
        start = end
    return groups, max(wanted.start - first, 0)


def _value(cell: pa.Scalar) -> object:
    """A cell as a Python value; bytes where a text is not the UTF-8 that it should be, None for a date out of all range."""
    try:
        return cell.as_py()
    except UnicodeDecodeError:
        return bytes(cell.as_buffer())
    except (ValueError, OverflowError):
        return None


def _unreadable(error: Exception) -> ReadingError:
    return ReadingError(
        RejectReason.UNREADABLE,
        f"is no whole Parquet file ({why(error)}); the rows before the fault were read. Write it again.",
    )
