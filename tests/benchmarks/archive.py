"""A run over an archive of many articles: the memory of each process and the articles a second, as the archive goes by.

python tests/benchmarks/archive.py [ARTICLES] [--workers 2] [--model rules] [--curve archive.csv] [--out FOLDER]

The articles are made of the development part of the gold, again and again: every second line comes from another article of
the same kind, and every second figure has other digits, so that the texts differ as those of an archive do. They are written
as JSON lines and read by ``uvdot run`` in a process of its own, which tells every few seconds how many articles are done;
each time the most memory that it and its workers ever took is noted (Linux), as a row of the curve. Ends with status 1 where
the run fails.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from rich.console import Console
from rich.table import Table

GOLD = sorted((Path(__file__).parents[2] / "corpus" / "gold").glob("*-dev.jsonl"))
ARTICLES_PER_FILE = 1000
SOME_WERE_REJECTED = 3  # exit status
FLAT_FROM = 1000  # articles, when everything that is loaded once has been
FLAT_WITHIN = 0.10
SECONDS_BETWEEN_LOOKS = 1.0
MEBIBYTE = 1 << 20

_FIGURE = re.compile(r"(?<![\d./-])(?!(?:19|20)\d\d\b)\d+")
_PROGRESS = re.compile(r"of [\d,]+ inputs, (\d+) articles")


@dataclass(frozen=True)
class Sample:
    """How far a run was: articles done, seconds since its start, and the peak of each process, in bytes, by its id."""

    articles: int
    seconds: float
    run: int
    workers: dict[int, int]


def write_archive(count: int, into: Path) -> None:
    """So many articles as files of JSON lines, the same ones each time."""
    kinds = [
        [json.loads(line)["raw_text"].split("\n") for line in path.read_text("utf-8").splitlines()] for path in GOLD
    ]
    chance = random.Random(0)
    for start in range(0, count, ARTICLES_PER_FILE):
        with (into / f"{start:09}.jsonl").open("w", encoding="utf-8") as file:
            for number in range(start, min(start + ARTICLES_PER_FILE, count)):
                articles = kinds[number % len(kinds)]
                text = varied(articles[number // len(kinds) % len(articles)], articles, chance)
                file.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")


def varied(lines: Sequence[str], articles: Sequence[Sequence[str]], chance: random.Random) -> str:
    """The lines of an article, half of them from other articles, and half of their figures with other digits."""
    mixed = [line if chance.random() < 0.5 else chance.choice(chance.choice(articles)) for line in lines]

    def other(figure: re.Match[str]) -> str:
        if chance.random() < 0.5:
            return figure[0]
        return str(chance.randrange(10 ** (len(figure[0]) - 1), 10 ** len(figure[0])))

    return "\n".join([lines[0], *(_FIGURE.sub(other, line) for line in mixed[1:])])


def samples_of(run: subprocess.Popen[str], articles: int, started: float) -> Iterator[Sample]:
    """A sample each time that the run tells how far it is, and one at its end."""
    lines: SimpleQueue[str | None] = SimpleQueue()
    threading.Thread(target=read_lines, args=(run, lines), daemon=True).start()
    peaks: dict[int, int] = {}
    while True:
        try:
            line = lines.get(timeout=SECONDS_BETWEEN_LOOKS)
        except Empty:
            line = ""
        now = time.perf_counter() - started
        if line is None:
            yield Sample(articles, now, peaks.get(run.pid, 0), without(peaks, run.pid))
            return
        peaks |= peaks_of(run.pid)  # of workers that have ended too
        if told := _PROGRESS.search(line):
            yield Sample(int(told[1]), now, peaks.get(run.pid, 0), without(peaks, run.pid))
        elif line:
            print(line, end="", file=sys.stderr)


def read_lines(run: subprocess.Popen[str], into: SimpleQueue[str | None]) -> None:
    """What the run tells, line by line, and None at its end."""
    for line in run.stderr or ():
        into.put(line)
    into.put(None)


def without(peaks: dict[int, int], run: int) -> dict[int, int]:
    """The peaks of the workers."""
    return {process: peak for process, peak in peaks.items() if process != run}


def peaks_of(run: int) -> dict[int, int]:
    """The most memory, in bytes, that a process and those that it started have taken so far."""
    peaks = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, KeyError):  # it ended meanwhile, or has no memory of its own
            status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
            if run in {int(status["Pid"]), int(status["PPid"])}:
                peaks[int(status["Pid"])] = int(status["VmHWM"].split()[0]) * 1024
    return dict(sorted(peaks.items()))


def write_curve(samples: Sequence[Sample], workers: Sequence[int], path: Path) -> None:
    """A row for each sample: articles, seconds, articles a second since the row before, and the peaks in MiB."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(
            [
                "articles",
                "seconds",
                "articles_per_second",
                "run_mib",
                *(f"worker_{n + 1}_mib" for n in range(len(workers))),
            ]
        )
        articles = seconds = 0.0
        for sample in samples:
            rate = (sample.articles - articles) / (sample.seconds - seconds)
            articles, seconds = sample.articles, sample.seconds
            peaks = [
                f"{sample.workers[worker] / MEBIBYTE:.1f}" if worker in sample.workers else "" for worker in workers
            ]
            rows.writerow([sample.articles, f"{seconds:.1f}", f"{rate:.1f}", f"{sample.run / MEBIBYTE:.1f}", *peaks])


def table_of(samples: Sequence[Sample], workers: Sequence[int], title: str) -> Table:
    """The first sample at or beyond each of 1,000, 2,000, 5,000, 10,000 and so on, and the last one."""
    table = Table("articles", "articles/s so far", "the run", title=title)
    for number in range(len(workers)):
        table.add_column(f"worker {number + 1}")
    for column in table.columns:
        column.justify = "right"
    steps = [step * 10**power for power in range(3, 9) for step in (1, 2, 5)]
    firsts = [next((sample for sample in samples if sample.articles >= step), None) for step in steps]
    shown = {one.articles: one for one in (*firsts, samples[-1]) if one is not None}
    for one in shown.values():
        peaks = [f"{one.workers.get(worker, 0) / MEBIBYTE:,.0f} MiB" for worker in workers]
        table.add_row(
            f"{one.articles:,}", f"{one.articles / one.seconds:.1f}", f"{one.run / MEBIBYTE:,.0f} MiB", *peaks
        )
    return table


def growth(samples: Sequence[Sample], worker: int) -> float | None:
    """By what share a worker's peak grew from FLAT_FROM articles to the end; None for one that came later."""
    peaks = [sample.workers[worker] for sample in samples if sample.articles >= FLAT_FROM and worker in sample.workers]
    return peaks[-1] / peaks[0] - 1 if len(peaks) > 1 else None


def record_of(out: Path) -> dict[str, Any]:
    """What the dataset keeps of the run."""
    command = [sys.executable, "-m", "pipeline", "status", str(out), "--json"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    record: dict[str, Any] = json.loads(told)["run"]
    return record


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=int, nargs="?", default=100_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--model", default="rules")
    parser.add_argument("--curve", type=Path, default=Path("archive.csv"))
    parser.add_argument("--out", type=Path, help="keep the dataset in this folder")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive, out = Path(folder) / "archive", given.out or Path(folder) / "out"
        archive.mkdir()
        write_archive(given.articles, archive)
        command = [sys.executable, "-m", "pipeline", "run", str(archive), "--out", str(out), "--model", given.model]
        command += ["--workers", str(given.workers), "--overwrite"]
        started = time.perf_counter()
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        samples = list(samples_of(run, given.articles, started))
        workers = list(dict.fromkeys(worker for sample in samples for worker in sample.workers))
        write_curve(samples, workers, given.curve)
        # Of lines drawn by chance a few articles hold hardly any Hebrew and are rejected.
        if (status := run.wait()) not in (0, SOME_WERE_REJECTED):
            sys.exit(f"the run ended with status {status}")
        record = record_of(out)
    console = Console(width=110)
    console.print(table_of(samples, workers, f"{given.articles:,} articles, model {given.model}: peak memory"))
    for number, worker in enumerate(workers, start=1):
        if (grown := growth(samples, worker)) is not None:
            told = "flat" if grown <= FLAT_WITHIN else "not flat"
            console.print(f"worker {number}: {grown:+.1%} from {FLAT_FROM:,} articles to the end ({told})")
    seconds = record["seconds"]
    console.print(f"{record['articles_read']:,} articles, {record['articles_per_second']} a second, start included")
    console.print(f"seconds by stage: {', '.join(f'{stage} {spent:.1f}' for stage, spent in seconds.items())}")
    console.print(f"rows: {', '.join(f'{name} {count:,}' for name, count in record['counts'].items())}")
    console.print(f"the curve: {given.curve}")


if __name__ == "__main__":
    main()
