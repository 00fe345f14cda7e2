"""Bad days of workers: hanging and fatal articles on every engine, lost machines, and kills at random moments."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import marked_articles
import pyarrow as pa
import pytest
from marked_articles import WELL, ids, local, write_lines
from misbehaving import CRASHES, FOLDER, GROWS, HANGS, IS_KILLED_ONCE, language_that_dies, misbehaving_language
from processes import is_alive, needs_proc, wait_until, workers_of

from pipeline.errors import WorkerDiedError
from pipeline.running.engines.mapping import map_shards
from pipeline.running.shards import Shard, ShardRows
from pipeline.settings import Settings

pytestmark = [pytest.mark.faults, needs_proc]


def rejects(rows: list[ShardRows]) -> list[tuple[str, str]]:
    """The last part of the place of each reject, and its reason."""
    found = [reject for done in rows for reject in done.tables["rejects"].to_pylist()]
    return [(reject["source_uri"].rpartition("/")[2], reject["reason"]) for reject in found]


def all_processes_below(process: int) -> list[int]:
    below: list[int] = []
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):
            for child in map(int, path.read_text().split()):
                below += [child, *all_processes_below(child)]
    return below


@pytest.mark.parametrize("engine", ["local", "dask"])
def test_each_kind_of_fatal_article_is_one_reject_on_every_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    shards = [
        write_lines(tmp_path / "a.jsonl", [WELL, f"{WELL} {HANGS}", WELL, f"{WELL} {CRASHES}"]),
        write_lines(tmp_path / "b.jsonl", [f"{WELL} {GROWS}", f"{WELL} {IS_KILLED_ONCE}", f"{WELL} {HANGS}"]),
        write_lines(tmp_path / "c.jsonl", [WELL] * 3),
    ]
    settings = Settings(engine=engine, workers=2, worker={"seconds": 6, "memory": "768MiB"})
    rows = list(map_shards(shards, settings, "run", misbehaving_language))
    assert ids(rows) == ["a-0", "a-2", "b-1", "c-0", "c-1", "c-2"]
    assert rejects(rows) == [
        ("a.jsonl#2", "timed_out"),
        ("a.jsonl#4", "worker_died"),
        ("b.jsonl#1", "out_of_memory"),
        ("b.jsonl#3", "timed_out"),
    ]


def test_a_language_that_ends_every_worker_is_an_error_of_its_own() -> None:
    with pytest.raises(WorkerDiedError, match="the last one was ended by SIGSEGV"):
        list(map_shards([Shard(())], local(), "run", language_that_dies))


def test_a_language_that_needs_more_memory_than_a_worker_may_take_is_an_error_of_its_own() -> None:
    with pytest.raises(WorkerDiedError, match="the last one ran out of memory"):
        list(map_shards([Shard(())], Settings(engine="local", worker={"memory": "60MiB"}), "run"))


@pytest.mark.parametrize("engine", ["local", "dask"])
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda ending: ending.name)
def test_no_process_outlives_the_run(tmp_path: Path, engine: str, ending: signal.Signals) -> None:
    for name, text in {"a": WELL, "b": f"{WELL} {HANGS}", "c": f"{WELL} {HANGS}"}.items():
        write_lines(tmp_path / f"{name}.jsonl", [text])
    paths = [tmp_path / name for name in ("a.jsonl", "b.jsonl", "c.jsonl")]
    command = [sys.executable, marked_articles.__file__, engine, *paths]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"a-0\n"
        below = all_processes_below(run.pid)
        assert below
        run.send_signal(ending)
        assert wait_until(lambda: not any(map(is_alive, below)), seconds=20)
        assert run.wait(10) != 0


@contextmanager
def killing(victims: Callable[[], list[int]], *, times: int, between: float) -> Iterator[list[int]]:
    """Kills one of the victims at random moments, so many seconds apart on average; yields those killed so far."""
    killed: list[int] = []
    chance = random.Random(20261123)
    stop = threading.Event()

    def kill() -> None:
        while len(killed) < times and not stop.wait(chance.uniform(0, 2 * between)):
            alive = victims()
            if alive:
                victim = chance.choice(alive)
                with suppress(ProcessLookupError):
                    os.kill(victim, signal.SIGKILL)
                    killed.append(victim)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield killed
    finally:
        stop.set()
        thread.join()


def many_articles(folder: Path) -> list[Shard]:
    return [
        write_lines(folder / f"{number}.jsonl", [f"{WELL} בפעם ה-{number} {at} " * 400 for at in range(100)])
        for number in range(12)
    ]


def same(one: list[ShardRows], other: list[ShardRows]) -> bool:
    def whole(rows: list[ShardRows], name: str) -> pa.Table:
        return pa.concat_tables([done.tables[name] for done in rows])

    return all(whole(one, name).equals(whole(other, name)) for name in one[0].tables)


def test_workers_killed_at_random_moments_change_no_row(tmp_path: Path) -> None:
    shards = many_articles(tmp_path)
    undisturbed = list(map_shards(shards, Settings(engine="here"), "run", misbehaving_language))
    with killing(lambda: workers_of(os.getpid()), times=40, between=4) as killed:
        disturbed = list(map_shards(shards, local(workers=2, seconds=60), "run", misbehaving_language))
    print(f"{len(killed)} workers killed")
    assert killed
    assert same(disturbed, undisturbed)


def test_machines_of_a_cluster_that_are_lost_in_the_midst_change_no_row(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    shards = many_articles(tmp_path)
    undisturbed = list(map_shards(shards, Settings(engine="here"), "run", misbehaving_language))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=0, silence_logs=50
    ) as cluster:
        settings = Settings(engine="dask", scheduler=cluster.scheduler_address)

        def machines() -> list[int]:
            return [worker.pid for worker in cluster.workers.values() if worker.pid]

        started = time.monotonic()
        with killing(machines, times=6, between=12) as killed:
            disturbed = list(map_shards(shards, settings, "run", misbehaving_language))
    print(f"{len(killed)} machines lost in {time.monotonic() - started:.0f} s")
    assert killed
    assert same(disturbed, undisturbed)
