"""Whatever the bytes are, reading never raises, and every input gives an article or a reject that is safe to print."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
import unicodedata
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.articles import Article, Reject, RejectReason
from pipeline.reading import ReadingLimits, Source, find_sources, read_source

TEXT = "ועדת המפלגה המחוזית פרסמה את החלטה מס' 09-NQ/TU מתאריך 5 בפברואר 2022, והצמיחה עמדה על 12.5%"
LINES = "".join(
    json.dumps({"text": f"{TEXT} {number}", "title": "כותרת"}, ensure_ascii=False) + "\n" for number in range(5)
)
TABLE = "title,text\n" + f'כותרת,"{TEXT}\n{TEXT}"\n' * 5
PAGE = f"<html><head><title>כותרת</title></head><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"


# Controls, bidi and other invisible marks, lone surrogates, private characters, line and paragraph separators.
UNSAFE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"text": [TEXT] * 5, "date": ["13.10.2025"] * 5}), out)
    return out.getvalue()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in (("a.txt", TEXT), ("day.jsonl", LINES), ("a.html", PAGE), ("day.csv", TABLE)):
            packed.writestr(name, content)
    return out.getvalue()


INPUTS: dict[str, bytes] = {
    "a.txt": TEXT.encode(),
    "b.txt": TEXT.encode("cp1255"),
    "c.txt": TEXT.encode("utf-16"),
    "a.html": PAGE.encode(),
    "day.jsonl": LINES.encode(),
    "wide.jsonl": LINES.encode("utf-16"),
    "day.jsonl.gz": gzip.compress(LINES.encode()),
    "day.jsonl.zst": zstandard.ZstdCompressor().compress(LINES.encode()),
    "day.json": json.dumps([{"text": TEXT}] * 3).encode(),
    "day.csv": TABLE.encode(),
    "day.tsv.gz": gzip.compress(TABLE.replace(",", "\t").encode()),
    "week.parquet": parquet(),
    "week.zip": archive(),
}


@pytest.mark.parametrize("name", INPUTS)
def test_the_unharmed_inputs_are_articles(name: str, tmp_path: Path) -> None:
    outcomes = read_bytes(tmp_path / name, INPUTS[name])
    assert outcomes and all(isinstance(outcome, Article) for outcome in outcomes)


PLACES = st.floats(0, 1, exclude_max=True)
HARMS = st.one_of(
    st.tuples(st.just("change"), PLACES, st.binary(min_size=1, max_size=4)),
    st.tuples(st.just("insert"), PLACES, st.binary(min_size=1, max_size=40)),
    st.tuples(
        st.just("insert"),
        PLACES,
        st.sampled_from([b'"', b"\n", b"\0", b"<", b"\xff", b"{", b"\xe2\x80\xae", b"&", b"\\ud800"]),
    ),
    st.tuples(st.just("cut"), PLACES, st.binary(max_size=0)),
    st.tuples(st.just("drop"), PLACES, st.binary(min_size=1, max_size=30)),
)


@pytest.mark.parametrize("name", INPUTS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(harms=st.lists(HARMS, min_size=1, max_size=4))
def test_any_harm_gives_articles_and_rejects(name: str, tmp_path: Path, harms: list[tuple[str, float, bytes]]) -> None:
    data = INPUTS[name]
    for kind, place, content in harms:
        at = int(place * len(data))
        after = {"change": at + len(content), "insert": at, "cut": len(data), "drop": at + len(content)}[kind]
        data = data[:at] + (b"" if kind in {"cut", "drop"} else content) + data[after:]
    check(read_bytes(tmp_path / name, data))


@pytest.mark.parametrize("name", [name for name in INPUTS if name != "week.parquet"])
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400))
def test_any_bytes_give_articles_and_rejects(name: str, tmp_path: Path, data: bytes) -> None:
    check(read_bytes(tmp_path / name, data))


def read_bytes(path: Path, data: bytes) -> list[Article | Reject]:
    path.write_bytes(data)
    [source] = find_sources([str(path)])
    assert isinstance(source, Source)
    return list(read_source(source))


def check(outcomes: list[Article | Reject]) -> None:
    assert outcomes
    for outcome in outcomes:
        outcome.source_uri.encode("utf-8")
        if isinstance(outcome, Article):
            outcome.raw_text.encode("utf-8")
            assert outcome.encoding
            for line in (outcome.title, outcome.author, outcome.publisher, outcome.given_id):
                assert line is None or line == " ".join(line.encode("utf-8").decode("utf-8").split())
        else:
            assert not UNSAFE & {unicodedata.category(character) for character in outcome.message}
            assert outcome.message.startswith(outcome.source_uri)
            assert outcome.reason is not RejectReason.PROCESSING_FAILED, outcome.message


@pytest.mark.parametrize(
    ("name", "before", "after", "reasons"),
    [
        ("day.jsonl", b'{"text": "', b'"}\n', [RejectReason.TOO_LARGE]),
        ("day.csv", b"title,text\n", b"\n", [RejectReason.TOO_LARGE]),
        ("a.txt", b"", b"", [RejectReason.TOO_LARGE]),
        ("a.html", b"<html>", b"", [RejectReason.TOO_LARGE]),
        ("a.json", b'[{"text": "', b'"}]', [RejectReason.TOO_LARGE]),
    ],
)
def test_two_hundred_megabytes_on_one_line_are_never_held(
    tmp_path: Path, name: str, before: bytes, after: bytes, reasons: list[RejectReason]
) -> None:
    path = tmp_path / name
    block = b" " * (1 << 20)
    with path.open("wb") as out:
        out.write(before)
        for _ in range(200):
            out.write(block)
        out.write(after)
        if name == "day.jsonl":
            out.write(LINES.encode())
    [source] = find_sources([str(path)])
    assert isinstance(source, Source)
    tracemalloc.start()
    try:
        outcomes = list(read_source(source, limits=ReadingLimits(max_article_bytes=1 << 20, max_record_bytes=1 << 20)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [outcome.reason for outcome in outcomes if isinstance(outcome, Reject)] == reasons
    assert sum(isinstance(outcome, Article) for outcome in outcomes) == (5 if name == "day.jsonl" else 0)
    assert peak < 12 << 20


@pytest.mark.parametrize("name", ["day.jsonl", "day.csv"])
def test_records_are_streamed(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(
        LINES * 20_000 if name == "day.jsonl" else TABLE + TABLE.partition("\n")[2] * 10_000, encoding="utf-8"
    )
    [source] = find_sources([str(path)])
    assert isinstance(source, Source)
    tracemalloc.start()
    try:
        outcomes = read_source(source)
        assert all(isinstance(next(outcomes), Article) for _ in range(200))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert source.byte_size is not None and source.byte_size > 10 << 20
    assert peak < 2 << 20
