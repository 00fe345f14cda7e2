"""A text file is one article, or one reject that says what is wrong."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from pipeline.articles import Article, Reject, RejectReason
from pipeline.reading import ReadingLimits, Source, SourceFormat, find_sources, read_source

TEXT = "ועדת המפלגה המחוזית פרסמה את החלטה מס' 09-NQ/TU מתאריך 5 בפברואר 2022.\r\n\r\nמָקוֹר: Hà Nội Mới"


def test_a_text_file_is_one_article(read) -> None:
    [article] = read("חדשות.txt", TEXT.encode("cp1255", "ignore"))
    assert article == Article(
        location="חדשות.txt",
        source_uri="חדשות.txt",
        raw_text=TEXT.encode("cp1255", "ignore").decode("cp1255"),
        media_type="text/plain",
        byte_size=len(TEXT.encode("cp1255", "ignore")),
        encoding="windows-1255",
    )


def test_the_text_is_kept_to_the_last_character(read) -> None:
    [article] = read("a.txt", "  " + TEXT + "\n\n")
    assert article.raw_text == "  " + TEXT + "\n\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", RejectReason.EMPTY),
        (" \r\n\t\u200f\u00a0\ufeff", RejectReason.EMPTY),
        ("\ufeff", RejectReason.EMPTY),
        ("The provincial party committee issued resolution 28.", RejectReason.NOT_HEBREW),
        ("Thủ tướng Phạm Minh Chính phát biểu, לא עברית", RejectReason.NOT_HEBREW),
        ("12.5% 2015-2023", RejectReason.NOT_HEBREW),
        ("גזר", RejectReason.NOT_HEBREW),
        (TEXT + "\0", RejectReason.BINARY),
        (b"%PDF-1.4\n" + TEXT.encode(), RejectReason.BINARY),
        ("Правительство приняло новый закон о науке".encode("cp1251"), RejectReason.UNDECODABLE),
    ],
)
def test_what_is_no_hebrew_article_is_rejected(read, content: bytes | str, reason: RejectReason) -> None:
    [reject] = read("a.txt", content)
    assert isinstance(reject, Reject)
    assert reject.reason is reason
    assert reject.message.startswith("a.txt: ")
    assert reject.source_uri == "a.txt"


@pytest.mark.parametrize(
    "text",
    [
        "Hà Nội Mới Online - Báo điện tử Hà Nội Mới\nועדת המפלגה המחוזית פרסמה את החלטה מס' 09-NQ/TU אתמול בהאנוי.",
        "Nguyễn Phú Trọng ו-Phạm Minh Chính נפגשו עם חברי הוועדה.",
        "צה״ל בג׳נין",
    ],
)
def test_foreign_banners_and_names_do_not_make_a_text_foreign(read, text: str) -> None:
    [article] = read("a.txt", text)
    assert isinstance(article, Article)


def test_a_text_of_exactly_the_limit_is_read_and_one_byte_more_is_not(read) -> None:
    size = len(TEXT.encode())
    [article] = read("a.txt", TEXT, limits=ReadingLimits(max_article_bytes=size))
    [reject] = read("b.txt", TEXT, limits=ReadingLimits(max_article_bytes=size - 1))
    assert isinstance(article, Article)
    assert reject.reason is RejectReason.TOO_LARGE
    assert reject.byte_size == size


def test_a_file_that_is_gone_or_forbidden_is_unreadable(tmp_path: Path) -> None:
    gone = Source(path=str(tmp_path / "gone.txt"), location="gone.txt", format=SourceFormat.TEXT, byte_size=5)
    folder = Source(path=str(tmp_path), location="folder.txt", format=SourceFormat.TEXT, byte_size=5)
    assert [outcome.reason for outcome in [*read_source(gone), *read_source(folder)]] == [RejectReason.UNREADABLE] * 2


@pytest.mark.parametrize(
    ("given_format", "content", "media_type"),
    [
        (SourceFormat.TEXT, TEXT.encode(), "text/plain"),
        ("json_lines", b'{"text": "' + "שלום לכולם".encode() + b'"}\n', "application/x-ndjson"),
        (SourceFormat.CSV, "text\nשלום לכולם\n".encode(), "text/csv"),
    ],
)
def test_standard_input_is_text_or_what_it_is_said_to_be(
    monkeypatch: pytest.MonkeyPatch, given_format: SourceFormat, content: bytes, media_type: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    [source] = find_sources(["-"], format=given_format)
    assert isinstance(source, Source)
    [article] = read_source(source)
    assert isinstance(article, Article)
    assert article.location.partition("#")[0] == "-"
    assert article.media_type == media_type
