"""Which module reads which format, and what becomes of a fault that ends the reading of an input."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.articles import Article, Reject, RejectReason
from pipeline.errors import UvdotError
from pipeline.reading.csv import read_csv
from pipeline.reading.failures import ReadingError, reject, why
from pipeline.reading.json_lines import read_json, read_json_lines
from pipeline.reading.opened import Opened
from pipeline.reading.parquet import read_parquet
from pipeline.reading.source import SourceFormat
from pipeline.reading.text import read_text

Reader = Callable[[Opened], Iterator[Article | Reject]]


def read_html(opened: Opened) -> Iterator[Article | Reject]:
    """The article of a page. What takes pages apart is loaded with the first of them, since most runs have none."""
    from pipeline.reading.html import read_html as read_page  # noqa: PLC0415

    return read_page(opened)


READERS: dict[SourceFormat, Reader] = {
    SourceFormat.TEXT: read_text,
    SourceFormat.HTML: read_html,
    SourceFormat.JSON_LINES: read_json_lines,
    SourceFormat.JSON: read_json,
    SourceFormat.CSV: read_csv,
    SourceFormat.PARQUET: read_parquet,
}


def read_as(reader: Reader, opened: Opened) -> Iterator[Article | Reject]:
    """What a reader makes of an input: at least one outcome; a fault that ends the reading is the last of them."""
    outcomes = 0
    try:
        for outcome in reader(opened):
            outcomes += 1
            yield outcome
    except (UvdotError, MemoryError):  # what has no room here may have it in another process
        raise
    except ReadingError as failure:
        yield failure.as_reject(opened.location, opened.byte_size)
        return
    except OSError as error:
        yield reject(opened.location, RejectReason.UNREADABLE, f"cannot be read: {why(error)}.", opened.byte_size)
        return
    except Exception as error:
        yield reject(
            opened.location,
            RejectReason.PROCESSING_FAILED,
            f"reading it failed ({type(error).__name__}: {why(error)}). Drop it, and report it as a fault of this program.",
            opened.byte_size,
        )
        return
    if not outcomes:
        yield reject(
            opened.location,
            RejectReason.EMPTY,
            "holds no records. Nothing to do if this is expected.",
            opened.byte_size,
        )
