"""CSV and TSV tables as spreadsheets and programs write them."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.articles import Article, RejectReason
from pipeline.errors import ColumnNotFoundError
from pipeline.reading import ColumnNames, ReadingLimits, Source, SourceFormat, read_source

TEXT = "ועדת המפלגה המחוזית פרסמה את החלטה מס' 09-NQ/TU"


def table(*rows: list[str], delimiter: str = ",", newline: str = "\r\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return out.getvalue()


def test_a_row_gives_its_text_and_metadata(read) -> None:
    content = table(
        ["ID", "כותרת", "תוכן", "תאריך", "מקור", "link"],
        ["7", "כותרת", TEXT, "13/10/2025", "הארץ", "https://example.org"],
    )
    [article] = read("day.csv", content)
    assert article == Article(
        location="day.csv#2",
        source_uri="https://example.org",
        raw_text=TEXT,
        media_type="text/csv",
        byte_size=len(content.splitlines()[1].encode()) + 2,
        encoding="utf-8",
        given_id="7",
        title="כותרת",
        publisher="הארץ",
        published_at=date(2025, 10, 13),
    )


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_delimiter_is_that_of_the_header(read, delimiter: str, newline: str) -> None:
    rows = [["title", "text"], ["א, ב; ג|ד", f'{TEXT}\nפסקה שנייה, "בציטוט"; סוף'], ["ה", TEXT]]
    first, second = read("day.csv", table(*rows, delimiter=delimiter, newline=newline))
    assert (first.title, first.raw_text) == (rows[1][0], rows[1][1])
    assert (second.location, second.raw_text) == ("day.csv#4", TEXT)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1255"])
def test_every_encoding_of_the_table_is_read(read, encoding: str) -> None:
    [article] = read("day.tsv", table(["title", "text"], ["כותרת", TEXT], delimiter="\t").encode(encoding))
    assert (article.title, article.raw_text, article.media_type) == ("כותרת", TEXT, "text/tab-separated-values")


def test_a_packed_table_is_unpacked(read) -> None:
    [article] = read("day.csv.gz", gzip.compress(table(["text"], [TEXT]).encode()))
    assert article.raw_text == TEXT


def test_the_delimiter_line_of_excel_is_no_header(read) -> None:
    [article] = read("day.csv", "sep=;\r\n" + table(["title", "text"], ["א, ב, ג", TEXT], delimiter=";"))
    assert (article.title, article.raw_text, article.location) == ("א, ב, ג", TEXT, "day.csv#3")


def test_a_field_of_megabytes_is_read(read) -> None:
    long = f"{TEXT}\n" * 30_000
    [article] = read("day.csv", table(["text"], [long]))
    assert article.raw_text == long


def test_acronyms_outside_quotation_marks_are_text(read) -> None:
    [article] = read("day.csv", 'title,text\nצה"ל,דובר צה"ל מסר כי ארה"ב הודיעה\n')
    assert (article.title, article.raw_text) == ('צה"ל', 'דובר צה"ל מסר כי ארה"ב הודיעה')


def test_a_column_named_by_the_user_and_absent_is_an_error(read) -> None:
    with pytest.raises(
        ColumnNotFoundError, match=r"day.csv has no column 'story' \(--text-column\). Its columns are: title, text"
    ):
        read("day.csv", table(["title", "text"], ["א", TEXT]), columns=ColumnNames(text="story"))


def test_a_table_without_a_text_column_is_one_reject_that_names_its_columns(read) -> None:
    [reject] = read("day.csv", table(["headline", "story\u202e"], ["א", TEXT]))
    assert reject.reason is RejectReason.MISSING_TEXT
    assert r"'headline', 'story\u202e'" in reject.message
    [article] = read("day.csv", table(["headline", "story"], ["א", TEXT]), columns=ColumnNames(text="story"))
    assert article.raw_text == TEXT


@pytest.mark.parametrize("content", ["", "\n\n", "title,text\n"])
def test_a_table_without_rows_is_empty(read, content: str) -> None:
    [reject] = read("day.csv", content)
    assert reject.reason is RejectReason.EMPTY


GOOD = f'1,"{TEXT}",א\n'


@pytest.mark.parametrize(
    ("bad", "reason", "lines"),
    [
        ('2,"לא נסגר,א\n', RejectReason.BROKEN_RECORD, "line 3"),
        (f'2,"לא נסגר\n{TEXT}\nשורה שלישית,א\n', RejectReason.BROKEN_RECORD, "lines 3 to 5"),
        ('2,"דובר צה"ל מסר, לדבריו",א\n', RejectReason.BROKEN_RECORD, "line 3"),
        ("2,חלק אחד,חלק שני,חלק שלישי,א\n", RejectReason.BROKEN_RECORD, "line 3"),
        ('2,"",א\n', RejectReason.EMPTY, "day.csv#3"),
        (",,\n", RejectReason.EMPTY, "day.csv#3"),
        ("2\n", RejectReason.MISSING_TEXT, "day.csv#3"),
        ("2," + "א" * 3000 + ",א\n", RejectReason.TOO_LARGE, "line 3"),
        ('2,"' + "א\n" * 1500 + '",א\n', RejectReason.TOO_LARGE, "lines 3 to 1503"),
    ],
)
def test_a_bad_row_is_one_reject_and_its_neighbours_are_read(read, bad: str, reason: RejectReason, lines: str) -> None:
    outcomes = read("day.csv", f"id,text,title\n{GOOD}{bad}{GOOD}{GOOD}", limits=ReadingLimits(max_record_bytes=4096))
    first, reject, *rest = outcomes
    assert (reject.reason, reject.source_uri) == (reason, "day.csv#3")
    assert lines in reject.message
    assert [article.raw_text for article in [first, *rest]] == [TEXT] * 3


def test_a_row_that_lacks_its_last_columns_is_read(read) -> None:
    [article] = read("day.csv", f"text,title,date\n{TEXT}\n")
    assert (article.raw_text, article.title, article.published_at) == (TEXT, None, None)


@pytest.mark.parametrize(
    "row",
    ['a","\n', '"\n', '""",\n', ',""\n', "א,ב\n", '"a"b\n', '","\n', "\n"],
)
def test_a_hundred_thousand_bytes_of_stray_quotation_marks_takes_linear_time(
    read, row: str, processor_seconds: Callable[[Callable[[], object]], float]
) -> None:
    content = "id,text\n" + row * (100_000 // len(row.encode()))
    outcomes = []
    assert processor_seconds(lambda: outcomes.extend(read("day.csv", content))) < 3
    assert outcomes


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.text("א\"\n,;\t |'", max_size=20), st.text('ש"\n\r,;\t |', max_size=30).map(lambda end: TEXT + end)
        ),
        max_size=6,
    ),
    delimiter=st.sampled_from(",\t;|"),
)
def test_any_table_that_a_program_writes_is_read_back(tmp_path_factory, rows, delimiter: str) -> None:
    path = tmp_path_factory.mktemp("tables") / "day.csv"
    path.write_text(table(["title", "text"], *map(list, rows), delimiter=delimiter), encoding="utf-8", newline="")
    source = Source(path=str(path), location="day.csv", format=SourceFormat.CSV, byte_size=None)
    articles = [outcome for outcome in read_source(source) if isinstance(outcome, Article)]
    assert [(article.title or "", article.raw_text) for article in articles] == [
        (" ".join(title.split()), text) for title, text in rows
    ]
