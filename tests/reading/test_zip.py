"""Zip archives: members of every format, and archives built to do harm."""

from __future__ import annotations

import io
import json
import stat
import struct
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.articles import Article, Reject, RejectReason
from pipeline.errors import ColumnNotFoundError
from pipeline.reading import ColumnNames, ReadingLimits

TEXT = "ועדת המפלגה המחוזית פרסמה את החלטה מס' 09-NQ/TU"
PAGE = f"<html><body><article><h1>כותרת</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"


def archive(*members: tuple[str | zipfile.ZipInfo, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return out.getvalue()


def parquet_of(text: str) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"text": [text]}), out)
    return out.getvalue()


def by_name(outcomes: list[Article | Reject]) -> dict[str, str]:
    """Where each outcome stands: the media type of an article or the reason of a reject."""
    return {
        outcome.source_uri.partition("!/")[2]: outcome.media_type
        if isinstance(outcome, Article)
        else outcome.reason.value
        for outcome in outcomes
    }


def test_members_of_every_format_are_read_in_their_order(read) -> None:
    outcomes = read(
        "week.zip",
        archive(
            ("b.txt", TEXT.encode("cp1255")),
            ("news/", ""),
            ("news/a.html", PAGE),
            ("news/day.jsonl", json.dumps({"text": TEXT}) + "\nbroken\n"),
            ("one.json", json.dumps([{"text": TEXT}])),
            ("day.csv", f"text\n{TEXT}\n"),
            ("day.parquet", parquet_of(TEXT)),
            ("logo.png", b"\x89PNG"),
            (".hidden.txt", TEXT),
            ("__MACOSX/._b.txt", b"\0\0"),
            ("empty.jsonl", ""),
        ),
    )
    assert by_name(outcomes) == {
        "b.txt": "text/plain",
        "news/a.html": "text/html",
        "news/day.jsonl#1": "application/x-ndjson",
        "news/day.jsonl#2": "broken_record",
        "one.json#1": "application/json",
        "day.csv#2": "text/csv",
        "day.parquet#1": "application/vnd.apache.parquet",
        "logo.png": "unsupported_format",
        "empty.jsonl": "empty",
    }
    assert outcomes[0].location == "week.zip!/b.txt"
    assert outcomes[0].encoding == "windows-1255"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../a.txt", "unsafe_path"),
        ("news/../../a.txt", "unsafe_path"),
        ("/etc/a.txt", "unsafe_path"),
        ("C:/a.txt", "unsafe_path"),
        ("c:a.txt", "unsafe_path"),
        ("..\\a.txt", "unsafe_path"),
        ("\\\\server\\a.txt", "unsafe_path"),
        ("../.ssh/a.txt", "unsafe_path"),
        ("inner.zip", "unsupported_format"),
        ("day.jsonl.gz", "unsupported_format"),
        ("day.tar", "unsupported_format"),
        ("a.exe", "unsupported_format"),
    ],
)
def test_a_member_that_is_not_safe_to_read_is_rejected_and_the_rest_read(read, name: str, reason: str) -> None:
    reject, article = read("week.zip", archive((name, TEXT), ("b.txt", TEXT)))
    assert isinstance(reject, Reject)
    assert reject.reason.value == reason
    assert reject.source_uri.startswith("week.zip!/")
    assert article.location == "week.zip!/b.txt"


def test_a_link_is_rejected(read) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    reject, _ = read("week.zip", archive((link, "/etc/passwd"), ("b.txt", TEXT)))
    assert reject.reason is RejectReason.UNSAFE_PATH


def test_an_encrypted_member_is_rejected(read) -> None:
    data = bytearray(archive(("a.txt", TEXT), ("b.txt", TEXT)))
    place = data.find(b"PK\x01\x02")
    data[place + 8] |= 1
    reject, article = read("week.zip", bytes(data))
    assert reject.reason is RejectReason.UNREADABLE
    assert "encrypted" in reject.message
    assert article.raw_text == TEXT


def test_a_packing_method_that_is_not_known_is_rejected(read) -> None:
    data = bytearray(archive(("a.txt", TEXT), ("b.txt", TEXT)))
    struct.pack_into("<H", data, data.find(b"PK\x01\x02") + 10, 97)
    reject, article = read("week.zip", bytes(data))
    assert reject.reason is RejectReason.UNREADABLE
    assert article.raw_text == TEXT


def test_a_corrupt_member_is_rejected(read) -> None:
    data = bytearray(archive(("a.txt", TEXT), ("b.txt", TEXT), compression=zipfile.ZIP_STORED))
    data[40] ^= 0xFF
    reject, article = read("week.zip", bytes(data))
    assert reject.reason is RejectReason.UNREADABLE
    assert article.raw_text == TEXT


@pytest.mark.parametrize("name", ["bomb.jsonl", "bomb.txt", "bomb.csv", "bomb.parquet", "bomb.json", "bomb.html"])
def test_a_bomb_is_rejected_and_its_neighbour_read(read, name: str) -> None:
    reject, article = read("week.zip", archive((name, b" " * (32 << 20)), ("b.txt", TEXT)))
    assert reject.reason is RejectReason.TOO_LARGE
    assert article.raw_text == TEXT


def test_an_archive_that_unpacks_to_more_than_the_limit_is_stopped(read) -> None:
    members = [(f"{number}.txt", TEXT * 20) for number in range(10)]
    outcomes = read(
        "week.zip", archive(*members), limits=ReadingLimits(max_archive_bytes=len((TEXT * 20).encode()) * 4)
    )
    assert [isinstance(outcome, Article) for outcome in outcomes] == [True] * 4 + [False] * 6
    assert outcomes[-1].reason is RejectReason.TOO_LARGE


def test_an_archive_of_too_many_members_is_one_reject(read) -> None:
    data = archive(*((f"{number}.txt", TEXT) for number in range(11)))
    [reject] = read("week.zip", data, limits=ReadingLimits(max_archive_members=10))
    assert reject.reason is RejectReason.TOO_LARGE
    assert len(read("week.zip", data, limits=ReadingLimits(max_archive_members=11))) == 11


def test_a_directory_larger_than_its_members_is_refused_before_it_is_read(read) -> None:
    comment = zipfile.ZipInfo("a.txt")
    comment.comment = b"x" * 60_000
    [reject] = read("week.zip", archive((comment, TEXT)), limits=ReadingLimits(max_archive_members=10))
    assert reject.reason is RejectReason.TOO_LARGE


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + b"\0" * 18, b"PK\x03\x04 broken", b"\0" * 100])
def test_what_is_no_archive_is_one_reject(read, data: bytes) -> None:
    [reject] = read("week.zip", data)
    assert reject.reason in {RejectReason.UNREADABLE, RejectReason.EMPTY}


@pytest.mark.parametrize(
    ("stored", "utf8", "shown"),
    [
        ("חדשות.txt".encode(), True, "חדשות.txt"),
        ("חדשות.txt".encode(), False, "חדשות.txt"),
        ("חדשות.txt".encode("cp862"), False, "חדשות.txt"),
        (b"a\nb\x1b[31m.txt", False, r"a\u000ab\u001b[31m.txt"),
        ("\u202egnp.txt".encode(), True, r"\u202egnp.txt"),
    ],
)
def test_names_of_members_are_read_and_made_safe(read, stored: bytes, utf8: bool, shown: str) -> None:
    placeholder = "n" * (len(stored) - 4) + ".txt"
    data = bytearray(archive((placeholder, TEXT)).replace(placeholder.encode(), stored))
    if utf8:
        data[7] |= 0x08
        data[data.find(b"PK\x01\x02") + 9] |= 0x08
    [article] = read("week.zip", bytes(data))
    assert article.location == f"week.zip!/{shown}"


def test_a_name_cut_at_a_nul_is_unsafe(read) -> None:
    data = archive(("a.txt_b.txt", TEXT)).replace(b"a.txt_b.txt", b"a.txt\0b.txt")
    [reject] = read("week.zip", data)
    assert reject.reason is RejectReason.UNSAFE_PATH
    assert reject.message.isprintable()


def test_columns_are_asked_for_in_members_too(read) -> None:
    data = archive(("day.csv", f"story\n{TEXT}\n"))
    [article] = read("week.zip", data, columns=ColumnNames(text="story"))
    assert article.raw_text == TEXT
    with pytest.raises(ColumnNotFoundError, match=r"week.zip!/day.csv"):
        read("week.zip", data, columns=ColumnNames(text="storie"))
