"""Status tells what is there, compact puts small files together and changes no row, verify finds what is wrong."""

from __future__ import annotations

import hashlib
import json
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import OutputError
from pipeline.running import status as status_module
from pipeline.running.run import run
from pipeline.running.status import status_of
from pipeline.settings import Settings, ShardLimits
from pipeline.tables.manifests import read_manifest
from pipeline.tables.schemas import TABLES
from pipeline.tables.store import Store
from pipeline.tables.verifying import verify

Rows = dict[str, list[str]]
SETTINGS = Settings(workers=1, model="rules", shard=ShardLimits(bytes=10_000, articles=2))
OUT = Path("out")


def write(files: dict[str, str | None]) -> None:
    for name, text in files.items():
        path = Path("news", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text, "utf-8")


def grow(nights: int = 4) -> None:
    """A dataset of some nights, each with articles of every site; the folders' names mix what the nights brought."""
    for night in range(nights):
        for site in "abc":
            write({f"{site}/{night}.txt": f"המשק צמח ב-{night}{night} לפי {site} ב-2021"})
            records = [{"text": f"היצוא ירד {night} {site} {n}", "id": f"{site}{night}{n}"} for n in range(3)]
            write({f"{site}/{night}.jsonl": "".join(json.dumps(record) + "\n" for record in records)})
        write({"copy.txt": "המשק צמח ב-00 לפי a ב-2021", "torn.jsonl": '{"text'})
        run(["news"], OUT, SETTINGS)


def shards() -> list[str]:
    return sorted(path.stem for path in (OUT / "_shards").glob("*.json"))


def compact(target_bytes: int = 10**9) -> tuple[int, int]:
    with Store(OUT) as store:
        return store.compact(target_bytes)


def test_compact_changes_no_row_and_puts_them_in_order(quick: Path, rows_of: Callable[[Path], Rows]) -> None:
    grow()
    before = rows_of(OUT)
    count = len(shards())
    assert count > 20
    assert compact() == (count, 1)
    assert rows_of(OUT) == before
    assert list(verify(OUT)) == []
    places = [unit.source for unit in read_manifest(OUT, shards()[0]).units]
    assert places == sorted(places)
    assert [path.name for path in (OUT / "dates").glob("0*")] == [f"{shards()[0]}.parquet"]
    assert compact() == (1, 1), "there is nothing left to do"


def test_a_run_goes_on_from_a_compacted_dataset(quick: Path, rows_of: Callable[[Path], Rows]) -> None:
    grow()
    compact()
    again = run(["news"], OUT, SETTINGS)
    assert again.record["pieces"]["unchanged"] == sum(again.record["pieces"].values())
    write({"b/1.txt": "משהו אחר", "a/0.txt": None, "c/2.jsonl": '{"text": "היצוא ירד", "id": "a01"}\n'})
    grown = run(["news"], OUT, SETTINGS, prune=True)
    run(["news"], Path("fresh"), SETTINGS)
    assert rows_of(OUT) == rows_of(Path("fresh"))
    assert list(verify(OUT)) == []
    assert grown.record["pieces"]["pruned"] == 1


def test_shards_that_are_large_and_whole_are_left_alone(quick: Path) -> None:
    grow(2)
    size = sum(path.stat().st_size for path in OUT.glob("[!_]*/0*.parquet")) + sum(
        path.stat().st_size for path in (OUT / "_shards").glob("*.parquet")
    )
    compact(size // 3)
    first = {path: path.stat().st_mtime_ns for path in OUT.glob("*/0*.parquet")}
    assert 2 <= len(shards()) <= 5
    write({"d/9.txt": "הייבוא עלה"})  # stands after all others
    run(["news"], OUT, SETTINGS)
    compact(size // 10)
    kept = {path: time for path, time in first.items() if path.exists()}
    assert kept, "every shard was written anew"
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    assert list(verify(OUT)) == []


def test_status_counts_what_is_there_and_what_is_stale(quick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grow(1)
    found = status_of(OUT)
    assert found.counts == {name: pq.read_table(OUT / name).num_rows for name in TABLES}
    assert (found.shards, found.pieces, found.stale, found.unread) == (len(shards()), 11, 0, 0)
    assert found.rejects == {"broken_record": 1}
    assert (found.holder, found.is_held, found.is_interrupted) == (None, False, False)
    assert found.run["finished_at"] is not None
    monkeypatch.setattr(status_module, "fingerprint_of", lambda settings: "other rules")
    assert status_of(OUT).stale == 11


def test_status_tells_of_the_run_that_writes_and_of_a_commit_that_was_cut_short(quick: Path) -> None:
    grow(1)
    with Store(OUT):
        assert status_of(OUT).is_held
    (OUT / "_staging").mkdir()
    assert status_of(OUT).is_interrupted
    with Store(OUT):
        pass
    assert not status_of(OUT).is_interrupted


@pytest.mark.parametrize("look", [status_of, lambda out: list(verify(out))])
def test_a_folder_without_a_dataset_is_told(quick: Path, look: Callable[[Path], object]) -> None:
    Path("empty").mkdir()
    with pytest.raises(OutputError, match="holds no dataset"):
        look(Path("empty"))
    assert list(Path("empty").iterdir()) == []


def spoil(column: str, value: object, rows: int | None) -> None:
    """Change values in the one shard's file, and its manifest so that the file itself seems sound."""
    table, _, name = column.partition(".")
    content = pq.read_table(part(table))
    rows = content.num_rows if rows is None else rows
    values = [value] * rows + content[name].to_pylist()[rows:]
    at = content.schema.get_field_index(name)
    spoilt = content.set_column(at, content.schema.field(at), pa.array(values, content[name].type))
    pq.write_table(spoilt, part(table))
    manifest = OUT / "_shards" / f"{shards()[0]}.json"
    told = json.loads(manifest.read_text("utf-8"))
    data = part(table).read_bytes()
    told["files"][table] |= {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    manifest.write_text(json.dumps(told), "utf-8")


def part(table: str) -> Path:
    """The one file of a table with rows."""
    return OUT / table / f"{shards()[0]}.parquet"


WRONG_FILES: list[tuple[Callable[[], object], str]] = [
    (lambda: flip(part("dates")), "dates/.*: is not the file that was committed"),
    (lambda: part("dates").unlink(), "dates/.*: is missing"),
    (
        lambda: shutil.copy(part("dates"), part("dates").with_stem("99")),
        r"dates/99\.parquet: belongs to no committed shard",
    ),
    (lambda: Path("out/slogans/schema.parquet").unlink(), "slogans/schema.parquet: is missing"),
    (lambda: Path("out/_staging").mkdir(), "a commit was interrupted"),
    (lambda: Path("out/_shards", f"{shards()[0]}.json").write_text("{"), "is no manifest"),
]
# A column, what it holds in place of a value, in how many of the first rows (None: in all), and what is told.
WRONG_VALUES: list[tuple[str, Any, int | None, str]] = [
    ("dates.start", 1, None, "is not at its offsets"),
    ("dates.raw_end", 10**6, None, "has no place in raw_text"),
    ("dates.article_id", "x", 1, "'x', which is not in the shard"),
    ("dates.sentence_index", 99, 1, "is in no sentence"),
    ("dates.fact_id", "x", None, "dates has an id twice"),
    ("dates.kind", "x", 1, "dates.kind holds 'x'"),
    ("articles.duplicate_of", "x", 1, "is a copy of 'x', which is not there"),
    ("articles.article_id", "x", None, "'x' is there twice"),
]


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.fixture
def compacted(quick: Path) -> None:
    grow(1)
    compact()
    assert list(verify(OUT)) == []


@pytest.mark.parametrize(("spoil_file", "message"), WRONG_FILES)
def test_verify_finds_wrong_files(compacted: None, spoil_file: Callable[[], object], message: str) -> None:
    spoil_file()
    problems = [str(problem) for problem in verify(OUT)]
    assert any(re.search(message, problem) for problem in problems), problems


@pytest.mark.parametrize(("column", "value", "rows", "message"), WRONG_VALUES)
def test_verify_finds_wrong_rows(compacted: None, column: str, value: object, rows: int | None, message: str) -> None:
    spoil(column, value, rows)
    problems = [str(problem) for problem in verify(OUT)]
    assert any(message in problem for problem in problems), problems


def test_a_compaction_that_fails_changes_nothing(
    quick: Path, monkeypatch: pytest.MonkeyPatch, rows_of: Callable[[Path], Rows]
) -> None:
    grow(2)
    before, names = rows_of(OUT), shards()
    with monkeypatch.context() as patch, pytest.raises(OutputError, match="No space left"):
        patch.setattr(Store, "_finish", full)
        compact()
    assert (rows_of(OUT), shards()) == (before, names)
    assert list(verify(OUT)) == []
    compact()
    assert rows_of(OUT) == before


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_random_history_of_runs_and_compactions_ends_as_a_fresh_run(
    quick: Path, rows_of: Callable[[Path], Rows]
) -> None:
    chance = random.Random(3)
    names = [f"{site}/{number}.txt" for site in "ab" for number in range(6)]
    for _ in range(6):
        for name in chance.sample(names, 4):
            write({name: f"המשק צמח ב-{chance.randrange(4)}"})
        run(["news"], OUT, SETTINGS)
        compact(chance.choice([2_000, 40_000, 10**9]))
        assert list(verify(OUT)) == []
    run(["news"], Path("fresh"), SETTINGS)
    assert rows_of(OUT) == rows_of(Path("fresh"))
