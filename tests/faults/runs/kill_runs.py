"""Kills a run at random moments until it has been killed often enough, and compares what stands with an undisturbed run.

    python kill_runs.py FOLDER ARTICLES KILLS SEED [URL]

Prints the number of kills, of datasets that were finished in spite of them, and of kills in the midst of a commit. Every run is
a fork of this process, which has imported everything and made the language, so that it is killed at its work and not at its
beginning. With a URL the datasets lie in that folder of an object store; each run there begins when two minutes more have passed
by its clock, so that the one that was killed has lost the lock.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "running"))

import pyarrow as pa
import pyarrow.parquet as pq
from quick_news import language_of_numbers, map_with, write_news

from pipeline.running import run as run_module
from pipeline.settings import Settings, ShardLimits
from pipeline.tables.dataset_path import STAGING, dataset_path
from pipeline.tables.journal import JOURNAL, is_interrupted
from pipeline.tables.lock import HOLDER
from pipeline.tables.object_lock import NOTE
from pipeline.tables.schemas import TABLES
from pipeline.tables.shard_files import parquet_source
from pipeline.tables.store import Store
from pipeline.tables.verifying import verify

SETTINGS = Settings(workers=1, model="rules", shard=ShardLimits(articles=50))
# Each kill may be this far from the last start, in parts of the time of an undisturbed run; a run on a store takes longer to
# begin its work.
LONGEST_LIFE = 0.2
LONGEST_LIFE_ON_A_STORE = 0.6
ANSWER_NO = 3


def run_news(out: str, minutes_later: int = 0) -> None:
    now = time.time
    time.time = lambda: now() + 60 * minutes_later  # type: ignore[assignment]
    run_module.run(["news"], dataset_path(out), SETTINGS)


def in_a_fork(work: Callable[..., None], *given: object) -> int:
    """Begin the work in a process of its own; returns its number. The process ends with 0, or with 1 and a traceback."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            work(*given)
            status = 0
        finally:
            os._exit(status)
    return process


def finish(process: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def check(work: Callable[..., None], *given: object) -> None:
    if finish(in_a_fork(work, *given)) != 0:
        raise SystemExit("see above")


def holds(question: Callable[[str], bool], out: str) -> bool:
    """The answer of a process of its own: connections to a store do not outlive a fork."""

    def answer() -> None:
        os._exit(0 if question(out) else ANSWER_NO)

    status = finish(in_a_fork(answer))
    if status not in {0, ANSWER_NO}:
        raise SystemExit("see above")
    return status == 0


def table_of(out: str, name: str) -> pa.Table | None:
    """The rows of a table as they stand, None where it has no file."""
    files = sorted((dataset_path(out) / name).glob("*.parquet"), key=str)
    return pa.concat_tables([pq.read_table(parquet_source(file)) for file in files]) if files else None


def every_file_is_whole(out: str) -> None:
    for name in TABLES:
        table_of(out, name)


def is_begun(out: str) -> bool:
    return (dataset_path(out) / "_shards").exists()


def is_in_a_commit(out: str) -> bool:
    return is_interrupted(dataset_path(out))


def is_sound(out: str, minutes_later: int = 0) -> None:
    now = time.time
    time.time = lambda: now() + 60 * minutes_later  # type: ignore[assignment]
    with Store(dataset_path(out)):
        pass
    problems = list(verify(dataset_path(out)))
    assert problems == [], problems


def is_as_undisturbed(out: str, whole: str) -> None:
    for name in TABLES:
        found, expected = table_of(out, name), table_of(whole, name)
        assert found is not None, name
        assert found.equals(expected), name
    left = [name for name in (STAGING, JOURNAL, HOLDER, NOTE) if (dataset_path(out) / name).exists()]
    assert left == [], left


def main(folder: str, articles: int, kills: int, seed: int, place: str = "") -> None:
    os.chdir(folder)
    chance = random.Random(seed)
    write_news(Path("news"), articles, seed)
    run_module.map_shards = map_with(language_of_numbers())  # type: ignore[assignment]
    if place:
        import_module("s3fs")
    whole = f"{place}whole"
    started = time.monotonic()
    check(run_news, whole)
    longest = (LONGEST_LIFE_ON_A_STORE if place else LONGEST_LIFE) * (time.monotonic() - started)
    killed = finished = in_commits = later = 0
    while killed < kills or finished == 0:
        out = f"{place}out{finished}"
        later += 3
        process = in_a_fork(run_news, out, later)
        if killed < kills:
            time.sleep(chance.uniform(0, longest))
            os.kill(process, signal.SIGKILL)
        status = finish(process)
        if status == 0:
            check(is_as_undisturbed, out, whole)
            check(is_sound, out, later)
            finished += 1
        elif status == -signal.SIGKILL:
            killed += 1
            in_commits += holds(is_in_a_commit, out)
            check(every_file_is_whole, out)
            if killed % 10 == 0 and holds(is_begun, out):
                later += 3
                check(is_sound, out, later)
        else:
            raise SystemExit(f"a run ended with {status}")
    print(killed, finished, in_commits)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]), *sys.argv[5:])
