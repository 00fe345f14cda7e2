"""One run: the same rows whatever the workers and shards, the same bytes twice, and a record of what happened."""

from __future__ import annotations

import json
import pickle
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from spacy.language import Language

from pipeline.errors import (
    ColumnNotFoundError,
    GoldFileError,
    InputNotFoundError,
    OutputError,
    PatternFileError,
    UvdotError,
    WorkerDiedError,
)
from pipeline.running.engines.mapping import map_shards
from pipeline.running.engines.worker import language_of
from pipeline.running.fingerprint import fingerprint_of
from pipeline.running.run import RunSummary, run
from pipeline.running.shards import Shard
from pipeline.settings import Settings, ShardLimits
from pipeline.tables.schemas import TABLES

ARTICLES = {
    "a.txt": 'ב-5 בפברואר 2022 הוציא הפוליטביורו את החלטה מס\' 28-NQ/TW ברוח "3 ברורים".\nהמשק צמח ב-6.5% בשנת 2021.',
    "b.jsonl": '{"text": "המשק הישראלי צמח ב-2.5% ברבעון הראשון של 2023.", "id": "n-1", "url": "https://x/1"}\n'
    '{"text": "היצוא ירד ב-1.7% במרץ 2023.", "id": "n-2", "url": "https://x/2"}\n'
    '{"text": "הייבוא עלה ב-3% באפריל 2023.", "id": "n-1", "url": "https://x/3"}\n'
    '{"text": "broken',
    "c.txt": "היצוא ירד ב-1.7% במרץ 2023.",
    "d.txt": "היצוא ירד ב-1.7% במרץ 2023.",
    "e.pdf": "%PDF",
}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs") / "news"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def plain(news: Path, tmp_path_factory: pytest.TempPathFactory) -> RunSummary:
    return run([str(news)], tmp_path_factory.mktemp("plain") / "out", Settings(workers=1))


def tables(out: Path) -> dict[str, pa.Table]:
    return {name: pq.read_table(out / name).combine_chunks() for name in TABLES}


def part_files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.glob("*/*.parquet"))}


@pytest.mark.parametrize(
    ("workers", "shard"),
    [
        (1, ShardLimits(articles=1)),
        (1, ShardLimits(bytes=1)),
        (1, ShardLimits(bytes=300, articles=2)),
    ],
)
def test_workers_and_shards_change_no_row(
    news: Path, plain: RunSummary, tmp_path: Path, workers: int, shard: ShardLimits
) -> None:
    other = run([str(news)], tmp_path / "out", Settings(workers=workers, shard=shard))
    for name, table in tables(other.out).items():
        assert table.equals(tables(plain.out)[name], check_metadata=True), name
    assert other.counts == plain.counts
    assert other.rejects == plain.rejects
    assert other.record["run_id"] == plain.record["run_id"]


def test_two_runs_write_the_same_bytes(news: Path, plain: RunSummary, tmp_path: Path) -> None:
    again = run([str(news)], tmp_path / "elsewhere", Settings(workers=2))
    assert part_files(again.out) == part_files(plain.out)
    run([str(news)], again.out, Settings(workers=1))  # in place of the dataset that is there
    assert part_files(again.out) == part_files(plain.out)
    assert len(list((again.out / "_runs").iterdir())) == 2


def test_rows_do_not_depend_on_what_else_is_read(news: Path, plain: RunSummary, tmp_path: Path) -> None:
    alone = run([str(news / "a.txt")], tmp_path / "out", Settings(workers=1))
    for name in ("entities", "resolutions", "dates", "growth_figures", "slogans"):
        mine = tables(alone.out)[name].to_pylist()
        in_all = tables(plain.out)[name].to_pylist()
        assert mine, name
        assert mine == [row for row in in_all if row["article_id"] == mine[0]["article_id"]], name


def test_an_id_that_is_used_twice_is_a_reject_with_both_places(plain: RunSummary) -> None:
    [reject] = [r for r in tables(plain.out)["rejects"].to_pylist() if r["reason"] == "duplicate_id"]
    assert reject["source_uri"].endswith("news/b.jsonl#3")
    assert "'n-1'" in reject["message"]
    assert "news/b.jsonl#1" in reject["message"].split("used by")[1]
    kept = [row["article_id"] for row in tables(plain.out)["articles"].to_pylist()]
    assert kept.count("n-1") == 1
    texts = [row["text"] for row in tables(plain.out)["dates"].to_pylist() if row["article_id"] == "n-1"]
    assert texts == ["רבעון הראשון של 2023"], "facts of the article that was refused are left"


def test_a_text_that_was_read_before_points_to_the_first_article(plain: RunSummary) -> None:
    articles = tables(plain.out)["articles"].to_pylist()
    places = {row["source_uri"].rsplit("/", 1)[-1]: row for row in articles}
    assert places["c.txt"]["duplicate_of"] == "n-2"
    assert places["d.txt"]["duplicate_of"] == "n-2"
    assert [row["article_id"] for row in articles if row["duplicate_of"] is None] == [
        places["a.txt"]["article_id"],
        "n-1",
        "n-2",
    ]


def test_what_is_read_is_an_article_or_a_reject_and_is_counted(plain: RunSummary) -> None:
    assert plain.counts["articles"] == 5
    assert plain.rejects == {"broken_record": 1, "duplicate_id": 1, "unsupported_format": 1}
    assert plain.counts == {name: table.num_rows for name, table in tables(plain.out).items()}


def test_the_record_of_the_run_says_what_happened(news: Path, plain: RunSummary) -> None:
    [path] = (plain.out / "_runs").iterdir()
    record: dict[str, Any] = json.loads(path.read_text("utf-8"))
    assert record == plain.record
    assert path.name.endswith(f"-{record['run_id']}.json")
    assert record["inputs"] == [str(news)]
    assert record["counts"] == plain.counts
    assert record["rejects"] == plain.rejects
    assert set(record["versions"]) >= {"uvdot", "spacy", "pyarrow", "python"}
    assert record["settings"]["shard"] == {"bytes": 4 * 1024 * 1024, "articles": 512}
    assert record["settings_fingerprint"] == fingerprint_of(Settings(workers=3))
    assert record["pieces"] == {"new": 5, "changed": 0, "unchanged": 0, "gone": 0, "pruned": 0}
    assert (record["inputs_found"], record["articles_read"]) == (5, 6)
    assert set(record["seconds"]) == {"planning", "reading", "normalising", "extracting", "rows", "writing"}
    assert all(seconds >= 0 for seconds in record["seconds"].values())
    assert record["seconds"]["extracting"] > 0
    assert record["articles_per_second"] > 0
    started, finished = (datetime.fromisoformat(record[name]) for name in ("started_at", "finished_at"))
    assert started.tzinfo is not None
    assert started <= finished


def test_the_run_id_changes_with_inputs_and_settings_alone(news: Path, plain: RunSummary, tmp_path: Path) -> None:
    def run_id(inputs: list[str], **settings: Any) -> str:
        return str(run(inputs, tmp_path / "out", Settings(**settings), overwrite=True).record["run_id"])

    one = str(news / "c.txt")
    assert run_id([one], workers=1) == run_id([one], workers=2)
    assert run_id([one], workers=1) != run_id([str(news / "d.txt")], workers=1)
    assert run_id([one], workers=1) != run_id([one], workers=1, limits={"max_article_bytes": 1000})


def test_inputs_that_match_nothing_leave_no_folder(tmp_path: Path) -> None:
    with pytest.raises(InputNotFoundError):
        run([str(tmp_path / "nowhere")], tmp_path / "out", Settings(workers=1))
    assert not (tmp_path / "out").exists()


def test_a_column_that_no_table_has_stops_the_run_with_its_own_error(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("body,when\nהמשק צמח ברבעון הראשון,2023\n", "utf-8")
    settings = Settings(workers=1, columns={"text": "content"})
    with pytest.raises(ColumnNotFoundError, match=r"a\.csv has no column 'content' \(--text-column\).*body, when"):
        run([str(tmp_path / "a.csv")], tmp_path / "out", settings)
    assert not list((tmp_path / "out").glob("[!_]*"))


@pytest.mark.parametrize(
    "error",
    [
        UvdotError("text"),
        InputNotFoundError("news"),
        ColumnNotFoundError("text-column", "content", ["body"], "a.csv"),
        PatternFileError("a.yaml", 3, "reason"),
        GoldFileError("gold.jsonl", 3, "reason"),
        WorkerDiedError("was ended by SIGKILL"),
        OutputError("text"),
    ],
)
def test_an_error_comes_back_whole_from_a_worker(error: UvdotError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), str(back), back.code) == (type(error), str(error), error.code)


def test_other_inputs_do_not_replace_a_dataset_unasked(news: Path, tmp_path: Path) -> None:
    run([str(news / "c.txt")], tmp_path / "out", Settings(workers=1))
    with pytest.raises(OutputError, match=r"made from .*c\.txt.*--overwrite"):
        run([str(news / "d.txt")], tmp_path / "out", Settings(workers=1))
    run([str(news / "d.txt")], tmp_path / "out", Settings(workers=1), overwrite=True)
    [place] = tables(tmp_path / "out")["articles"]["source_uri"].to_pylist()
    assert place.endswith("d.txt")


def test_the_language_is_built_once_for_all_shards() -> None:
    built = []

    def language(settings: Settings) -> Language:
        built.append(settings.model)
        return language_of(settings)

    assert len(list(map_shards([Shard(())] * 5, Settings(engine="here"), "run", language))) == 5
    assert built == [Settings().model]


@pytest.mark.parametrize("place", ["out", "."])
def test_a_dataset_among_the_inputs_is_not_read_by_the_run_that_replaces_it(tmp_path: Path, place: str) -> None:
    (tmp_path / "c.txt").write_text(ARTICLES["c.txt"], "utf-8")
    (tmp_path / "_notes.txt").write_text(ARTICLES["a.txt"], "utf-8")
    out = tmp_path / place
    first = run([str(tmp_path)], out, Settings(workers=1))
    second = run([str(tmp_path)], out, Settings(workers=1))
    assert second.counts == first.counts
    assert second.counts["rejects"] == 0
    with pytest.raises(OutputError, match="holds the inputs themselves"):
        run([str(out / "articles")], out, Settings(workers=1), overwrite=True)
