"""JSON lines and small JSON files: every line becomes an article or a reject."""

from __future__ import annotations

import gzip
import json
from datetime import date

import pytest
import zstandard

from pipeline.articles import Article, Reject, RejectReason
from pipeline.errors import ColumnNotFoundError
from pipeline.reading import ColumnNames, ReadingLimits

TEXT = "ועדת המפלגה המחוזית פרסמה את החלטה מס' 09-NQ/TU"


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def test_a_record_gives_its_text_and_metadata(read) -> None:
    record = line(
        id=17, Title="צמיחה\nשל 7%", body=TEXT, url=" https://example.org/a?b=1 ", author=["דנה כהן", "א. לוי"],
        source="Hà Nội Mới", published_at="2025-10-13T08:30:00+07:00",
    )  # fmt: skip
    [article] = read("day.jsonl", record)
    assert article == Article(
        location="day.jsonl#1",
        source_uri="https://example.org/a?b=1",
        raw_text=TEXT,
        media_type="application/x-ndjson",
        byte_size=len(record.encode()),
        encoding="utf-8",
        given_id="17",
        title="צמיחה של 7%",
        publisher="Hà Nội Mới",
        author="דנה כהן, א. לוי",
        published_at=date(2025, 10, 13),
    )


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"text": TEXT, "body": "אחר לגמרי"}, TEXT),
        ({"text": "", "content": TEXT}, TEXT),
        ({"text": None, "Full_Text": TEXT}, TEXT),
        ({"טקסט": TEXT}, TEXT),
        ({"תוכן": TEXT, "כותרת": "כותרת"}, TEXT),
        ({"CONTENT": TEXT}, TEXT),
        ({"full-text": TEXT}, TEXT),
    ],
)
def test_the_text_is_found_under_its_usual_names(read, record: dict[str, object], expected: str) -> None:
    [article] = read("day.jsonl", line(**record))
    assert article.raw_text == expected


def test_the_users_own_names_win(read) -> None:
    record = line(
        text="לא זה", story=TEXT, head="כותרת", at="13/10/2025", paper="הארץ", key="x1", where="https://example.org"
    )
    names = ColumnNames(text="story", title="head", date="at", publisher="paper", id="key", url="where")
    [article] = read("day.jsonl", record, columns=names)
    assert (article.raw_text, article.title, article.publisher, article.given_id) == (TEXT, "כותרת", "הארץ", "x1")
    assert (article.source_uri, article.published_at) == ("https://example.org", date(2025, 10, 13))


def test_a_column_that_no_record_has_is_an_error_of_the_user(read) -> None:
    with pytest.raises(
        ColumnNotFoundError, match=r"day.jsonl has no column 'storie' \(--text-column\).*'?story'?, title"
    ):
        read("day.jsonl", line(story=TEXT) + line(title="א"), columns=ColumnNames(text="storie"))


def test_a_column_that_only_some_records_have_is_none_for_the_others(read) -> None:
    outcomes = read("day.jsonl", line(text=TEXT) + line(text=TEXT, at="1.2.2024"), columns=ColumnNames(date="at"))
    assert [outcome.published_at for outcome in outcomes] == [None, date(2024, 2, 1)]


@pytest.mark.parametrize(
    ("bad", "reason", "said"),
    [
        ('{"text": "שלום', RejectReason.BROKEN_RECORD, "line 2 is no JSON"),
        ("not json", RejectReason.BROKEN_RECORD, "line 2 is no JSON"),
        ("[1, 2]", RejectReason.BROKEN_RECORD, "no object"),
        ("[" * 100_000, RejectReason.BROKEN_RECORD, "line 2"),
        ('{"text": ' + "9" * 100_000 + "}", RejectReason.BROKEN_RECORD, "2"),
        ('{"title": "כותרת בלבד"}', RejectReason.MISSING_TEXT, "--text-column"),
        ('{"text": null}', RejectReason.MISSING_TEXT, "'text'"),
        ('{"text": ["א", "ב"]}', RejectReason.BROKEN_RECORD, "a list"),
        ('{"text": {"he": "א"}}', RejectReason.BROKEN_RECORD, "an object"),
        ('{"text": 5}', RejectReason.BROKEN_RECORD, "a number"),
        ('{"text": "  "}', RejectReason.EMPTY, "no text"),
        ('{"text": "English only here"}', RejectReason.NOT_HEBREW, "Hebrew"),
        ('{"\\u202egnp": "\\u0007"}', RejectReason.MISSING_TEXT, r"\u202egnp"),
        (b"\x00\x01", RejectReason.BINARY, "NUL"),
        ("Правительство приняло новый закон".encode("cp1251"), RejectReason.UNDECODABLE, "UTF-8"),
    ],
)
def test_a_bad_line_is_one_reject_and_its_neighbours_are_read(
    read, bad: str | bytes, reason: RejectReason, said: str
) -> None:
    bad_bytes = bad.encode() if isinstance(bad, str) else bad
    good = line(text=TEXT).encode()
    first, reject, last = read("day.jsonl", good + bad_bytes + b"\n\n" + good)
    assert (first.location, last.location) == ("day.jsonl#1", "day.jsonl#4")
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.source_uri) == (reason, "day.jsonl#2")
    assert said in reject.message
    assert reject.message.isprintable()


def test_lone_surrogates_become_replacement_characters(read) -> None:
    [article] = read("day.jsonl", '{"text": "שלום \\ud83d לכולם \\ud83d\\ude00 \\udc00", "title": "\\udfff כותרת"}')
    assert article.raw_text == "שלום \ufffd לכולם 😀 \ufffd"
    assert article.title == "\ufffd כותרת"


def test_a_line_longer_than_the_limit_is_passed_over(read) -> None:
    good = line(text=TEXT)
    long = line(text="א" * 5000)
    first, reject, last = read("day.jsonl", good + long + good, limits=ReadingLimits(max_record_bytes=4096))
    assert (reject.reason, reject.source_uri) == (RejectReason.TOO_LARGE, "day.jsonl#2")
    assert reject.byte_size == len(long.encode())
    assert [first.location, last.location] == ["day.jsonl#1", "day.jsonl#3"]


def test_a_record_whose_text_alone_is_too_large_is_rejected(read) -> None:
    [reject] = read("day.jsonl", line(text="א" * 100), limits=ReadingLimits(max_article_bytes=100))
    assert reject.reason is RejectReason.TOO_LARGE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1255"])
def test_every_encoding_of_the_file_is_read(read, encoding: str) -> None:
    outcomes = read("day.jsonl", (line(text=TEXT) * 3).encode(encoding))
    assert [(outcome.raw_text, outcome.location) for outcome in outcomes] == [
        (TEXT, f"day.jsonl#{number}") for number in (1, 2, 3)
    ]


def test_mojibake_inside_a_field_is_restored(read) -> None:
    mangled = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in TEXT.encode())
    [article] = read("day.jsonl", line(text=mangled, title=mangled))
    assert (article.raw_text, article.title) == (TEXT, TEXT)
    assert article.encoding == "utf-8 (mojibake of windows-1252 undone)"


@pytest.mark.parametrize("name", ["day.jsonl.gz", "day.ndjson.gz", "day.jsonl"])
def test_gzip_is_unpacked_whatever_the_name(read, name: str) -> None:
    packed = gzip.compress(line(text=TEXT).encode()) + gzip.compress(line(text=TEXT).encode())
    assert [outcome.location for outcome in read(name, packed)] == [f"{name}#1", f"{name}#2"]


def test_zstandard_is_unpacked(read) -> None:
    pack = zstandard.ZstdCompressor().compress
    packed = pack(line(text=TEXT).encode()) + pack(line(text=TEXT).encode())
    assert [outcome.raw_text for outcome in read("day.jsonl.zst", packed)] == [TEXT, TEXT]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress])
@pytest.mark.parametrize("harm", ["cut", "flip", "garbage"])
def test_a_corrupt_packed_file_gives_what_stood_before_the_fault(read, pack, harm: str) -> None:
    lines = "".join(line(text=f"{TEXT} {number} {number * 7919 % 9973}") for number in range(5000)).encode()
    packed = pack(lines)
    if harm == "cut":
        packed = packed[:-100]
    elif harm == "flip":
        packed = packed[:-50] + bytes([packed[-50] ^ 0xFF]) + packed[-49:]
    else:
        packed += b"garbage"
    *articles, reject = read("day.jsonl.gz", packed)
    assert reject.reason is RejectReason.UNREADABLE
    assert "corrupt or cut-off" in reject.message
    assert len(articles) > 100
    assert all(isinstance(article, Article) for article in articles)


@pytest.mark.parametrize(
    "pack", [gzip.compress, zstandard.ZstdCompressor(level=19).compress], ids=["gzip", "zstandard"]
)
def test_a_packed_bomb_stops_at_the_ratio(read, pack) -> None:
    bomb = pack(line(text=TEXT).encode() + b" " * (64 << 20))
    article, reject = read("bomb.jsonl.gz", bomb)
    assert isinstance(article, Article)
    assert reject.reason is RejectReason.TOO_LARGE
    assert "times its size" in reject.message


def test_a_packed_file_stops_at_the_largest_size(read) -> None:
    packed = gzip.compress(line(text=TEXT).encode() * 1000)
    *_, reject = read("day.jsonl.gz", packed, limits=ReadingLimits(max_archive_bytes=10_000))
    assert reject.reason is RejectReason.TOO_LARGE


@pytest.mark.parametrize("content", ["", "\n \n", "\ufeff"])
def test_a_file_without_records_is_empty(read, content: str) -> None:
    [reject] = read("day.jsonl", content)
    assert reject.reason is RejectReason.EMPTY


def test_a_picture_under_a_false_name_is_one_reject(read) -> None:
    [reject] = read("day.jsonl", b"\x89PNG\r\n\x1a\n" + b"\n\x01" * 500)
    assert reject.reason is RejectReason.BINARY


@pytest.mark.parametrize(
    ("content", "locations"),
    [
        (json.dumps({"text": TEXT}, indent=2), ["a.json#1"]),
        (json.dumps([{"text": TEXT}, {"text": TEXT}], indent=2), ["a.json#1", "a.json#2"]),
        (json.dumps([{"text": TEXT}, {"text": TEXT}]), ["a.json#1", "a.json#2"]),
        (line(text=TEXT) + line(text=TEXT), ["a.json#1", "a.json#2"]),
        ("\ufeff" + json.dumps([{"text": TEXT}]), ["a.json#1"]),
    ],
)
def test_a_json_file_is_an_object_a_list_or_lines(read, content: str, locations: list[str]) -> None:
    assert [outcome.location for outcome in read("a.json", content)] == locations


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[]", RejectReason.EMPTY),
        ("[1]", RejectReason.BROKEN_RECORD),
        ("{", RejectReason.BROKEN_RECORD),
        ("", RejectReason.EMPTY),
        ("[" * 200_000, RejectReason.BROKEN_RECORD),
    ],
)
def test_a_json_file_that_holds_no_records_is_one_reject(read, content: str, reason: RejectReason) -> None:
    [reject] = read("a.json", content)
    assert reject.reason is reason


def test_a_large_json_list_is_refused_with_what_to_do(read) -> None:
    [reject] = read("a.json", json.dumps([{"text": TEXT}] * 50), limits=ReadingLimits(max_record_bytes=1000))
    assert reject.reason is RejectReason.TOO_LARGE
    assert ".jsonl" in reject.message
