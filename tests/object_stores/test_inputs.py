"""Inputs in an object store are what the same files are on disk, and are not read again while their ETag stays."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from quick_news import write_news

from pipeline.articles import RejectReason
from pipeline.errors import InputNotFoundError, ObjectStoreError
from pipeline.object_stores import open_object
from pipeline.reading import Source, find_sources, splitting
from pipeline.running.run import run
from pipeline.settings import Settings, ShardLimits
from pipeline.tables.schemas import TABLES

SETTINGS = Settings(workers=1, model="rules", shard=ShardLimits(articles=7))
Put = Callable[[str, str | bytes], None]


def locations(given: str) -> list[str]:
    return [
        source.location if isinstance(source, Source) else f"{source.reason.value}: {source.source_uri}"
        for source in find_sources([given])
    ]


def put_folder(put: Put, folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            put(path.as_posix(), path.read_bytes())


def rows_of(out: Path, prefix: str) -> dict[str, list[str]]:
    """The rows without the run that wrote them, their places as if the inputs had been at hand; ids are made of places."""
    found = {}
    articles = pq.read_table(out / "articles").to_pylist()
    places = {row["article_id"]: row["source_uri"] for row in articles}
    assert len(set(places.values())) == len(articles) > 60
    for name in TABLES:
        rows: list[dict[str, Any]] = pq.read_table(out / name).to_pylist()
        for row in rows:
            row.update({column: places.get(row.get(column)) for column in ("article_id", "duplicate_of")}, run_id="")
        told = [json.dumps(row, default=str, sort_keys=True, ensure_ascii=False) for row in rows]
        found[name] = sorted(row.replace(f"{prefix}/", "") for row in told)
    return found


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("news", ["news/a.txt", "news/deep/b.jsonl", "unsupported_format: news/sheet.xlsx"]),
        ("news/", ["news/a.txt", "news/deep/b.jsonl", "unsupported_format: news/sheet.xlsx"]),
        ("news/a.txt", ["news/a.txt"]),
        ("news/.hidden.txt", ["news/.hidden.txt"]),
        ("n*/*.txt", ["news/a.txt", "newsletters/c.txt"]),
        ("news/d*", ["news/deep/b.jsonl"]),
        ("**/*.jsonl", ["news/deep/b.jsonl"]),
    ],
)
def test_objects_folders_and_patterns_name_sources_in_a_fixed_order(
    bucket: str, put: Put, given: str, expected: list[str]
) -> None:
    for name in ("news/a.txt", "news/deep/b.jsonl", "news/.hidden.txt", "news/sheet.xlsx", "newsletters/c.txt"):
        put(name, "x")
    told = [place.replace("news", f"{bucket}/news", 1) for place in expected]
    assert locations(f"{bucket}/{given}") == told


@pytest.mark.parametrize("given", ["nothing", "nothing/*.txt"])
def test_what_is_not_there_is_said(bucket: str, given: str) -> None:
    with pytest.raises(InputNotFoundError, match="Nothing to read"):
        find_sources([f"{bucket}/{given}"])


def test_a_bucket_that_is_not_there_is_said(bucket: str) -> None:
    with pytest.raises((InputNotFoundError, ObjectStoreError), match="no-such-bucket"):
        find_sources(["s3://no-such-bucket-of-anyone/news"])


def test_missing_credentials_are_said_in_one_line(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    import s3fs  # noqa: PLC0415

    s3fs.S3FileSystem.clear_instance_cache()
    with pytest.raises(ObjectStoreError, match="credentials") as raised:
        find_sources([f"{bucket}/news"])
    assert "\n" not in str(raised.value)


def test_a_store_without_its_package_is_said() -> None:
    with pytest.raises(ObjectStoreError, match="install"):
        find_sources(["nobody-reads-this://bucket/news"])


def test_a_run_over_a_bucket_has_the_rows_of_a_run_over_the_same_files(quick: Path, bucket: str, put: Put) -> None:
    write_news(Path("news"), 60)
    big = "\n".join(json.dumps({"text": f"המשק צמח ברבעון ה-{n}", "id": f"big{n}"}) for n in range(30))
    Path("news/big.jsonl.gz").write_bytes(gzip.compress(big.encode()))
    pq.write_table(pa.table({"text": [f"היצוא ירד ב-{n}" for n in range(20)]}), "news/week.parquet")
    Path("news/table.csv").write_text("text\n" + "\n".join(f"הייבוא עלה ב-{n}" for n in range(20)), "utf-8")
    put_folder(put, Path("news"))
    run(["news"], Path("local"), SETTINGS)
    run([f"{bucket}/news"], Path("remote"), SETTINGS)
    assert rows_of(Path("remote"), bucket) == rows_of(Path("local"), bucket)


def test_the_next_run_reads_only_what_has_another_etag(
    quick: Path, bucket: str, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("news/a.jsonl", "\n".join(json.dumps({"text": f"המשק צמח ב-{n}"}) for n in range(20)))
    put("news/b.txt", "היצוא ירד ב-2021")
    put("news/c.txt", "הייבוא עלה ב-2022")
    first = run([f"{bucket}/news"], Path("out"), SETTINGS)
    assert first.counts["articles"] == 22
    put("news/b.txt", "היצוא ירד ב-2023")
    put("news/c.txt", "הייבוא עלה ב-2022")  # the same content at another time
    opened: list[str] = []
    original = splitting.open_source
    monkeypatch.setattr(splitting, "open_source", lambda source: opened.append(source.location) or original(source))
    second = run([f"{bucket}/news"], Path("out"), SETTINGS)
    assert opened == []
    assert second.record["pieces"] == {"new": 0, "changed": 1, "unchanged": 4, "gone": 0, "pruned": 0}
    put("news/a.jsonl", json.dumps({"text": "המשק צמח ב-7"}))
    third = run([f"{bucket}/news"], Path("out"), SETTINGS)
    assert third.counts["articles"] == 3


def test_objects_of_a_store_without_tags_are_compared_by_what_they_hold(quick: Path) -> None:
    fsspec = pytest.importorskip("fsspec", reason="needs fsspec: pip install 'uvdot[s3]'")
    store = fsspec.filesystem("memory")
    store.pipe_file("/untagged/a.txt", "המשק צמח ב-2021".encode())
    store.pipe_file("/untagged/b.txt", "היצוא ירד ב-2021".encode())
    run(["memory://untagged"], Path("out"), SETTINGS)
    store.pipe_file("/untagged/a.txt", "המשק צמח ב-2024".encode())
    store.pipe_file("/untagged/b.txt", "היצוא ירד ב-2021".encode())
    second = run(["memory://untagged"], Path("out"), SETTINGS)
    assert (second.record["pieces"]["changed"], second.record["pieces"]["unchanged"]) == (1, 1)


def test_an_object_that_cannot_be_read_is_a_reject_and_is_tried_again(
    quick: Path, bucket: str, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("news/a.txt", "המשק צמח ב-2021")
    import s3fs  # noqa: PLC0415

    def fails(*_: object, **__: object) -> bytes:
        raise RuntimeError("the connection was lost")

    with monkeypatch.context() as broken:
        broken.setattr(s3fs.core.S3File, "read", fails)
        first = run([f"{bucket}/news"], Path("out"), SETTINGS)
        assert first.rejects == {RejectReason.UNREADABLE.value: 1}
    assert run([f"{bucket}/news"], Path("out"), SETTINGS).counts["articles"] == 1


def test_a_part_of_an_object_is_asked_for_alone(bucket: str, put: Put) -> None:
    put("large.bin", bytes(range(256)) * 100_000)
    with open_object(f"{bucket}/large.bin") as stream:
        stream.seek(20_000_001)
        assert stream.read(3) == bytes((20_000_001 + n) % 256 for n in range(3))
