"""Parquet tables as pandas, Arrow, Spark and others write them."""

from __future__ import annotations

import io
from datetime import date, datetime

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.articles import Article, RejectReason
from pipeline.errors import ColumnNotFoundError
from pipeline.reading import ColumnNames

TEXT = "ועדת המפלגה המחוזית פרסמה את החלטה מס' 09-NQ/TU"


def parquet(table: pa.Table, **options: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


def test_a_row_gives_its_text_and_metadata(read) -> None:
    frame = pd.DataFrame(
        {
            "guid": [7], "headline": ["כותרת"], "content": [TEXT], "published": [pd.Timestamp("2025-10-13 08:30")],
            "publisher": ["הארץ"], "author": ["דנה כהן"], "url": ["https://example.org"], "junk": [b"\0" * 1000],
        }
    )  # fmt: skip
    [article] = read("week.parquet", parquet(pa.Table.from_pandas(frame)))
    assert article == Article(
        location="week.parquet#1",
        source_uri="https://example.org",
        raw_text=TEXT,
        media_type="application/vnd.apache.parquet",
        byte_size=len(TEXT.encode()),
        encoding="utf-8",
        given_id="7",
        title="כותרת",
        publisher="הארץ",
        author="דנה כהן",
        published_at=date(2025, 10, 13),
    )


@pytest.mark.parametrize(
    "column",
    [
        pa.array([TEXT]),
        pa.array([TEXT], pa.large_string()),
        pa.array([TEXT]).dictionary_encode(),
        pa.array([TEXT.encode()]),
        pa.array([TEXT.encode("cp1255")]),
        pa.array([TEXT.encode("cp1252", "ignore") + TEXT.encode("utf-16")]).slice(0, 0),
    ],
    ids=["string", "large", "dictionary", "utf-8 bytes", "windows-1255 bytes", "none"],
)
def test_every_kind_of_text_column_is_read(read, column: pa.Array) -> None:
    outcomes = read("week.parquet", parquet(pa.table({"text": column})))
    assert [outcome.raw_text for outcome in outcomes if isinstance(outcome, Article)] == [TEXT] * len(column)
    assert outcomes


@pytest.mark.parametrize(
    ("column", "day"),
    [
        (pa.array([date(2025, 10, 13)]), date(2025, 10, 13)),
        (pa.array([datetime(2025, 10, 13, 23)], pa.timestamp("ns", "Asia/Jerusalem")), date(2025, 10, 14)),
        (pa.array([1760344200000]), date(2025, 10, 13)),
        (pa.array(["13.10.2025"]), date(2025, 10, 13)),
        (pa.array([2**62], pa.timestamp("us")), None),
        (pa.array([None], pa.timestamp("us")), None),
        (pa.array([[1, 2]]), None),
    ],
)
def test_every_kind_of_date_column_is_read(read, column: pa.Array, day: date | None) -> None:
    [article] = read("week.parquet", parquet(pa.table({"text": [TEXT], "date": column})))
    assert article.published_at == day


def test_rows_come_in_order_over_row_groups_and_bad_ones_are_rejects(read) -> None:
    texts = [TEXT if number % 3 else None for number in range(500)]
    texts[1] = "English only"
    outcomes = read("week.parquet", parquet(pa.table({"text": texts}), row_group_size=70))
    assert [outcome.source_uri for outcome in outcomes] == [f"week.parquet#{row}" for row in range(1, 501)]
    assert outcomes[0].reason is RejectReason.MISSING_TEXT
    assert outcomes[1].reason is RejectReason.NOT_HEBREW
    assert sum(isinstance(outcome, Article) for outcome in outcomes) == sum(text is not None for text in texts) - 1


def test_text_that_is_not_the_utf8_it_should_be_is_decoded(read) -> None:
    raw = pa.array([TEXT.encode("cp1255"), TEXT.encode()], pa.binary())
    forged = pa.Array.from_buffers(pa.string(), 2, raw.buffers())
    outcomes = read("week.parquet", parquet(pa.table({"text": forged})))
    assert [(outcome.raw_text, outcome.encoding) for outcome in outcomes] == [(TEXT, "windows-1255"), (TEXT, "utf-8")]


def test_columns_of_one_name_are_told_from_columns_that_are_absent(read) -> None:
    data = parquet(pa.table({"story": [TEXT]}))
    [reject] = read("week.parquet", data)
    assert reject.reason is RejectReason.MISSING_TEXT
    assert "'story'" in reject.message
    [article] = read("week.parquet", data, columns=ColumnNames(text="story"))
    assert article.raw_text == TEXT
    with pytest.raises(ColumnNotFoundError, match="--date-column"):
        read("week.parquet", data, columns=ColumnNames(text="story", date="when"))


def test_two_columns_of_one_name_give_the_first(read) -> None:
    table = pa.Table.from_arrays([pa.array([TEXT]), pa.array(["אחר"])], names=["text", "text"])
    [article] = read("week.parquet", parquet(table))
    assert article.raw_text == TEXT


def test_a_nested_text_is_a_broken_record(read) -> None:
    [reject] = read("week.parquet", parquet(pa.table({"text": [{"he": TEXT}]})))
    assert reject.reason is RejectReason.BROKEN_RECORD


@pytest.mark.parametrize("harm", ["cut", "head", "empty", "flip"])
def test_a_file_that_is_no_whole_parquet_is_rejected(read, harm: str) -> None:
    data = parquet(pa.table({"text": [f"{TEXT} {number}" for number in range(2000)]}), compression="zstd")
    harmed = {"cut": data[:-20], "head": data[:4], "empty": b"", "flip": data[:3000] + b"\0" * 64 + data[3064:]}[harm]
    *_, reject = read("week.parquet", harmed)
    assert reject.reason is RejectReason.UNREADABLE
    assert reject.message.isprintable()
