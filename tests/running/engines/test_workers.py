"""Worker processes: what an article may do to one, and that none outlives whoever started it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from marked_articles import WELL, ids, local, write_lines
from misbehaving import CRASHES, FOLDER, GROWS, HANGS, IS_KILLED_ONCE, language_that_fails, misbehaving_language
from processes import is_alive, needs_proc, wait_until, workers_of

from pipeline.running.engines.mapping import map_shards
from pipeline.running.shards import Shard
from pipeline.settings import Settings

MARKED_ARTICLES = Path(__file__).with_name("marked_articles.py")


def test_articles_that_crash_or_grow_are_rejects_and_one_that_is_killed_once_survives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    first = write_lines(tmp_path / "a.jsonl", [WELL, f"{WELL} {CRASHES}", WELL, f"{WELL} {IS_KILLED_ONCE}", WELL])
    second = write_lines(tmp_path / "b.jsonl", [f"{WELL} {GROWS}", WELL])
    rows = list(map_shards([first, second], local(workers=2), "run", misbehaving_language))
    assert ids(rows) == ["a-0", "a-2", "a-3", "a-4", "b-1"]
    rejects = [row for done in rows for row in done.tables["rejects"].to_pylist()]
    assert [(row["source_uri"].rpartition("/")[2], row["reason"]) for row in rejects] == [
        ("a.jsonl#2", "worker_died"),
        ("b.jsonl#1", "out_of_memory"),
    ]
    assert capfd.readouterr().out == ""  # what components print is not among a run's own output


def test_an_error_of_the_language_comes_back_with_its_trace() -> None:
    with pytest.raises(ZeroDivisionError, match="no language") as raised:
        list(map_shards([Shard(())], local(), "run", language_that_fails))
    assert "in language_that_fails" in str(raised.value.__cause__)


def test_shards_are_taken_only_as_there_is_room_for_their_rows(tmp_path: Path) -> None:
    taken: list[int] = []
    shard = write_lines(tmp_path / "a.jsonl", [WELL])

    def shards() -> Iterator[Shard]:
        for number in range(8):
            taken.append(number)
            yield shard

    rows = map_shards(shards(), Settings(engine="here"), "run", misbehaving_language)
    for number, done in enumerate(rows):
        assert ids([done]) == ["a-0"]
        assert len(taken) <= number + 3
    assert len(taken) == 8


@needs_proc
def test_workers_are_ended_in_the_midst_of_their_shards_when_the_rows_are_given_up(tmp_path: Path) -> None:
    shards = [
        write_lines(tmp_path / "a.jsonl", [WELL]),
        write_lines(tmp_path / "b.jsonl", [f"{WELL} {HANGS}"]),
    ]
    rows = map_shards(shards, local(seconds=100), "run", misbehaving_language)
    next(rows)
    workers = workers_of(os.getpid())
    assert workers
    started = time.monotonic()
    rows.close()
    assert time.monotonic() - started < 2
    assert not any(map(is_alive, workers))


@needs_proc
def test_no_worker_outlives_a_run_that_is_killed(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.jsonl", "b.jsonl")]
    write_lines(paths[0], [WELL])
    write_lines(paths[1], [f"{WELL} {HANGS}"])
    with subprocess.Popen([sys.executable, MARKED_ARTICLES, "local", *paths], stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"a-0\n"
        workers = workers_of(run.pid)
        assert workers
        run.kill()
        assert wait_until(lambda: not any(map(is_alive, workers)), seconds=3)
