"""One record of a table or of a JSON file, as an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import regex

from pipeline.articles import Article, Reject, RejectReason
from pipeline.reading.admission import check_article_text
from pipeline.reading.encodings import CODECS, UNDECODABLE, Decoded, decode, mend
from pipeline.reading.failures import ReadingError, reject
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.names import safe_name
from pipeline.reading.published import published_on
from pipeline.reading.visual_order import final_letters

MOST_COLUMNS_SHOWN = 20

_SURROGATE = regex.compile("[\ud800-\udfff]")
_NOT_IN_AN_ADDRESS = regex.compile(r"[\p{C}\p{Z}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record: where it stands, its values by what they hold (``text``, ``title``, …), and the columns that it has.

    ``encoding`` is what its bytes were decoded from, before mojibake and visual order are looked for in each value.
    """

    location: str
    values: Mapping[str, object]
    columns: tuple[str, ...]
    byte_size: int
    media_type: str
    encoding: str


def read_record(record: Record, limits: ReadingLimits) -> Article | Reject:
    """The article of a record, or the reject that says why it holds none."""
    try:
        body = _body(record)
        check_article_text(body.text, limits)
    except ReadingError as failure:
        return failure.as_reject(record.location, record.byte_size)
    values = record.values
    address = _line(values.get("url"), record.encoding)
    return Article(
        location=record.location,
        source_uri=(_NOT_IN_AN_ADDRESS.sub("", address) if address else "") or record.location,
        raw_text=body.text,
        media_type=record.media_type,
        byte_size=record.byte_size,
        encoding=body.encoding,
        given_id=_line(values.get("id"), record.encoding),
        title=_line(values.get("title"), record.encoding),
        publisher=_line(values.get("publisher"), record.encoding),
        author=_line(_joined(values.get("author")), record.encoding),
        published_at=published_on(values.get("date")),
    )


def missing_text(location: str, columns: tuple[str, ...], byte_size: int | None = None) -> Reject:
    """The reject for a record or table in which no column holds the article."""
    shown = ", ".join(f"'{safe_name(name[:80])}'" for name in columns[:MOST_COLUMNS_SHOWN]) or "none"
    more = f" and {len(columns) - MOST_COLUMNS_SHOWN} more" if len(columns) > MOST_COLUMNS_SHOWN else ""
    return reject(
        location,
        RejectReason.MISSING_TEXT,
        f"no text of an article. The columns are: {shown}{more}. Name the one that holds it with --text-column.",
        byte_size,
    )


def _body(record: Record) -> Decoded:
    value = record.values.get("text")
    if value is None:
        lacking = missing_text(record.location, record.columns)
        raise ReadingError(RejectReason.MISSING_TEXT, lacking.message.removeprefix(f"{record.location}: "))
    if isinstance(value, bytes):
        return decode(value)
    if not isinstance(value, str):
        raise ReadingError(
            RejectReason.BROKEN_RECORD,
            f"the text is {_kind(value)}, not text. Put the article into one text value, or name another column "
            "with --text-column.",
        )
    body = mend(Decoded(_without_surrogates(value), record.encoding))
    if record.encoding in CODECS and final_letters(body.text).look_foreign:
        raise ReadingError(RejectReason.UNDECODABLE, UNDECODABLE)
    return body


def _line(value: object, encoding: str) -> str | None:
    """A metadata value as one line of text; None for what is none."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return None
    return " ".join(mend(Decoded(_without_surrogates(value), encoding)).text.split()) or None


def _joined(value: object) -> object:
    if isinstance(value, list):
        return ", ".join(part for part in value if isinstance(part, str))
    return value


def _kind(value: object) -> str:
    if isinstance(value, Mapping):
        return "an object"
    return "a list" if isinstance(value, list) else "a number"


def _without_surrogates(text: str) -> str:
    replaced: str = _SURROGATE.sub("\ufffd", text)
    return replaced
