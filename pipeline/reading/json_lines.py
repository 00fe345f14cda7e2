"""JSON lines, one object a line and an article each; and a small ``.json`` file with one object or a list of them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from itertools import chain, islice

from pipeline.articles import Article, Reject, RejectReason
from pipeline.reading.columns import USUAL_NAMES, plain, refuse_missing
from pipeline.reading.encodings import (
    MOST_CONTROL_SHARE_IN_RECORDS,
    SAMPLE_BYTES,
    check_is_text,
    decode_bytes,
    decode_line,
)
from pipeline.reading.failures import ReadingError, reject, why
from pipeline.reading.lines import Line, bounded_lines
from pipeline.reading.opened import Opened
from pipeline.reading.records import Record, read_record
from pipeline.reading.streams import as_ascii_compatible, chunks_of, part_of, stream_of

MEDIA_TYPE_LINES = "application/x-ndjson"
MEDIA_TYPE = "application/json"
# A column that the user named and none of the first records has is a slip of the pen.
RECORDS_TRIED_FOR_A_COLUMN = 100


def read_json_lines(opened: Opened) -> Iterator[Article | Reject]:
    """The records of a JSON lines file, ``news/day.jsonl#12`` for that of line 12.

    Raises ColumnNotFoundError where none of the first hundred records has a column that the user named.
    """
    stream, wide = as_ascii_compatible(opened.stream)
    if wide is None:
        check_is_text(stream.peek(SAMPLE_BYTES), MOST_CONTROL_SHARE_IN_RECORDS)
    yield from _read_lines(stream, opened, wide)


def read_json(opened: Opened) -> Iterator[Article | Reject]:
    """The records of a ``.json`` file: an object, a list of objects (``#3`` is the third), or JSON lines under that name.

    A file that is no JSON lines is read whole and may have ``max_record_bytes``. Raises as ``read_json_lines`` does.
    """
    stream, wide = as_ascii_compatible(opened.stream)
    if wide is None:
        check_is_text(stream.peek(SAMPLE_BYTES), MOST_CONTROL_SHARE_IN_RECORDS)
    if opened.part is not None:  # only JSON lines are read in parts
        yield from _read_lines(stream, opened, wide)
        return
    limit = opened.limits.max_record_bytes
    first = stream.readline(limit + 1)
    if is_object(first):
        yield from _read_lines(stream_of(chain([first], chunks_of(stream))), opened, wide)
        return
    data = first + stream.read(max(limit + 1 - len(first), 0))
    if len(data) > limit:
        raise ReadingError(
            RejectReason.TOO_LARGE,
            f"has more than {limit:,} bytes and is no JSON lines. Convert it to JSON lines (.jsonl), one article a line.",
        )
    decoded = decode_bytes(data)
    if not decoded.text.strip():
        return
    try:
        content = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        raise ReadingError(RejectReason.BROKEN_RECORD, f"is no JSON ({why(error)}). Mend or drop it.") from None
    items = content if isinstance(content, list) else [content]
    yield from _read(
        (
            _record(
                item,
                f"{opened.location}#{number}",
                len(data) // len(items),
                MEDIA_TYPE,
                wide or decoded.encoding,
                opened,
            )
            for number, item in enumerate(items, start=1)
        ),
        opened,
    )


def is_object(line: bytes) -> bool:
    """Whether the first line of a ``.json`` file is a whole JSON object, so that the file is JSON lines."""
    try:
        return isinstance(json.loads(decode_line(line.strip().removeprefix(b"\xef\xbb\xbf")).text), dict)
    except (ReadingError, ValueError, RecursionError):
        return False


def _read_lines(stream: io.BufferedReader, opened: Opened, wide: str | None) -> Iterator[Article | Reject]:
    first = 1
    if opened.part is not None:
        stream, first = part_of(stream, opened.part), opened.part.first_line
    lines = bounded_lines(stream, opened.limits.max_record_bytes, first)
    yield from _read((_parsed(line, opened, wide) for line in lines), opened)


def _read(parsed: Iterator[Record | Reject | None], opened: Opened) -> Iterator[Article | Reject]:
    outcomes = (outcome for outcome in parsed if outcome is not None)
    first: list[Record | Reject] = []
    if opened.columns.named() and (opened.part is None or opened.part.start == 0):
        size = 0
        for outcome in islice(outcomes, RECORDS_TRIED_FOR_A_COLUMN):
            first.append(outcome)
            size += outcome.byte_size or 0
            if size > opened.limits.max_record_bytes:
                break
        _check_named_columns(first, opened)
    for outcome in chain(first, outcomes):
        yield read_record(outcome, opened.limits) if isinstance(outcome, Record) else outcome


def _check_named_columns(outcomes: list[Record | Reject], opened: Opened) -> None:
    present = list(
        dict.fromkeys(name for outcome in outcomes if isinstance(outcome, Record) for name in outcome.columns)
    )
    if not present:
        return
    for part, column in opened.columns.named().items():
        if column not in present:
            refuse_missing(part, column, present, opened.location)


def _parsed(line: Line, opened: Opened, wide: str | None) -> Record | Reject | None:
    """A line as a record, or as a reject; None for a blank one."""
    location = f"{opened.location}#{line.number}"
    limit = opened.limits.max_record_bytes
    if line.data is None or line.size > limit:
        return reject(
            location,
            RejectReason.TOO_LARGE,
            f"line {line.number} has {line.size:,} bytes or more and a record may have {limit:,}. "
            "Split it, or raise max_record_bytes.",
            line.size,
        )
    data = line.data.strip().removeprefix(b"\xef\xbb\xbf")
    if not data:
        return None
    try:
        decoded = decode_line(data)
        item = json.loads(decoded.text)
    except ReadingError as failure:
        return failure.as_reject(location, line.size)
    except (ValueError, RecursionError) as error:
        return _broken(location, f"line {line.number} is no JSON ({why(error)}). Mend or drop it.", line.size)
    return _record(item, location, line.size, MEDIA_TYPE_LINES, wide or decoded.encoding, opened)


def _record(
    item: object, location: str, byte_size: int, media_type: str, encoding: str, opened: Opened
) -> Record | Reject:
    if not isinstance(item, dict):
        return _broken(
            location, 'is JSON but no object with named fields, such as {"text": "…"}. Mend or drop it.', byte_size
        )
    return Record(
        location=location,
        values=_values(item, opened.columns.named()),
        columns=tuple(item),
        byte_size=byte_size,
        media_type=media_type,
        encoding=encoding,
    )


def _values(item: Mapping[str, object], named: Mapping[str, str]) -> dict[str, object]:
    """What each field holds; of several with usual names the first that is not null or empty."""
    by_plain_name = {plain(name): item[name] for name in reversed(tuple(item)) if item[name] is not None}
    values: dict[str, object] = {}
    for part, usual in USUAL_NAMES.items():
        if part in named:
            values[part] = item.get(named[part])
            continue
        found = [by_plain_name[name] for name in usual if name in by_plain_name]
        if found:
            values[part] = next((value for value in found if value not in ("", [], {})), found[0])
    return values


def _broken(location: str, message: str, byte_size: int) -> Reject:
    return reject(location, RejectReason.BROKEN_RECORD, message, byte_size)
