"""Kills a run at random moments until it has been killed often enough, and compares what stands with an undisturbed run.

    python kill_runs.py FOLDER ARTICLES KILLS SEED

Prints the number of kills, of datasets that were finished in spite of them, and of kills in the midst of a commit. Every run is
a fork of this process, which has imported everything and made the language, so that it is killed at its work and not at its
beginning.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "running"))

import pyarrow.parquet as pq
from quick_news import language_of_numbers, map_with, write_news

from pipeline.running import run as run_module
from pipeline.settings import Settings, ShardLimits
from pipeline.tables.journal import is_interrupted
from pipeline.tables.schemas import TABLES
from pipeline.tables.store import Store
from pipeline.tables.verifying import verify

SETTINGS = Settings(workers=1, model="rules", shard=ShardLimits(articles=50))
# Each kill may be this far from the last start, in parts of the time of an undisturbed run.
LONGEST_LIFE = 0.15


def run_news(out: Path) -> None:
    run_module.run(["news"], out, SETTINGS)


def in_a_fork(work: Callable[[], None]) -> int:
    """Begin the work in a process of its own; returns its number. The process ends with 0, or with 1 and a traceback."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return process


def finish(process: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def check(work: Callable[[], None]) -> None:
    if finish(in_a_fork(work)) != 0:
        raise SystemExit("see above")


def every_file_is_whole(out: Path) -> None:
    for name in TABLES:
        if (out / name).exists():
            pq.read_table(out / name)


def is_sound(out: Path) -> None:
    with Store(out):
        pass
    problems = list(verify(out))
    assert problems == [], problems


def is_as_undisturbed(out: Path) -> None:
    for name in TABLES:
        assert pq.read_table(out / name).equals(pq.read_table(f"whole/{name}")), name
    left = [path.name for path in out.iterdir() if path.name in {"_staging", "_journal.json", "_holder.json"}]
    assert left == [], left


def main(folder: str, articles: int, kills: int, seed: int) -> None:
    os.chdir(folder)
    chance = random.Random(seed)
    write_news(Path("news"), articles, seed)
    run_module.map_shards = map_with(language_of_numbers())  # type: ignore[assignment]
    started = time.monotonic()
    check(lambda: run_news(Path("whole")))
    longest = LONGEST_LIFE * (time.monotonic() - started)
    out = Path("out")
    killed = finished = in_commits = 0
    while killed < kills or finished == 0:
        process = in_a_fork(lambda: run_news(out))
        if killed < kills:
            time.sleep(chance.uniform(0, longest))
            os.kill(process, signal.SIGKILL)
        status = finish(process)
        if status == 0:
            check(lambda: is_as_undisturbed(out))
            check(lambda: is_sound(out))
            shutil.rmtree(out)
            finished += 1
        elif status == -signal.SIGKILL:
            killed += 1
            in_commits += is_interrupted(out)
            check(lambda: every_file_is_whole(out))
            if killed % 10 == 0 and (out / "_shards").exists():
                check(lambda: is_sound(out))
        else:
            raise SystemExit(f"a run ended with {status}")
    print(killed, finished, in_commits)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
