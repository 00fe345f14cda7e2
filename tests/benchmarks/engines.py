"""Articles a second of one worker, two workers and a Dask cluster of two on the same articles, and the memory of workers.

python tests/benchmarks/engines.py [--articles 1000] [--model rules] [--folder corpus/articles] [--rounds 1]

The articles are those of the folder, again and again with a number of their own in each, as JSON lines. Articles a second
are counted once every worker has its language and a shard behind it; the start stands in a column of its own. Peak memory
is the largest that any worker process ever took (Linux), and the curve says how it grows with the articles that one has
behind it. Each figure is the median of the rounds; the engines take turns in each.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipeline.articles import Article
from pipeline.reading import Source, find_sources, read_source
from pipeline.running.engines.mapping import map_shards
from pipeline.running.shards import Shard
from pipeline.settings import Settings

FOLDER = Path(__file__).parents[2] / "corpus" / "articles"
ARTICLES_PER_SHARD = 25
CONFIGURATIONS = {
    "one worker": {"engine": "local", "workers": 1},
    "two workers": {"engine": "local", "workers": 2},
    "Dask, two workers": {"engine": "dask", "workers": 2},
}
RATIOS = (("two workers", "one worker", 1.85), ("Dask, two workers", "two workers", 0.9))
MEBIBYTE = 1 << 20


@dataclass
class Measured:
    """One engine's passes over the articles; ``peaks`` are bytes by how many articles the workers had behind them."""

    first_rows: list[float] = field(default_factory=list)
    per_second: list[float] = field(default_factory=list)
    peaks: dict[int, int] = field(default_factory=dict)


def write_articles(folder: str, count: int, into: Path) -> list[Shard]:
    """So many articles as shards of JSON lines."""
    sources = [source for source in find_sources([folder]) if isinstance(source, Source)]
    texts = [record.raw_text for source in sources for record in read_source(source) if isinstance(record, Article)]
    shards = []
    for start in range(0, count, ARTICLES_PER_SHARD):
        path = into / f"{start:09}.jsonl"
        numbers = range(start, min(start + ARTICLES_PER_SHARD, count))
        records = ({"id": str(number), "text": f"{texts[number % len(texts)]}\nידיעה {number}."} for number in numbers)
        path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
        shards.append(Shard(tuple(find_sources([str(path)]))))
    return shards


def measure(shards: list[Shard], settings: Settings, measured: Measured) -> None:
    """One pass over the shards."""
    warm_after = 2 * settings.workers
    done = done_when_warm = 0
    started = warm = time.perf_counter()
    with closing(map_shards(shards, settings, "bench")) as rows:
        for number, of_shard in enumerate(rows, start=1):
            done += of_shard.tables["articles"].num_rows
            if number == 1:
                measured.first_rows.append(time.perf_counter() - started)
            if number == warm_after:
                warm, done_when_warm = time.perf_counter(), done
            peak = max(worker_peaks(), default=0)
            measured.peaks[done] = max(peak, measured.peaks.get(done, 0))
        measured.per_second.append((done - done_when_warm) / (time.perf_counter() - warm))


def worker_peaks() -> list[int]:
    """The most memory, in bytes, that each of the worker processes of this machine has taken so far."""
    peaks = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if b"engines.worker" in (process / "cmdline").read_bytes():
                status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
                peaks.append(int(status["VmHWM"].split()[0]) * 1024)
    return peaks


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--model", default="rules")
    parser.add_argument("--folder", default=str(FOLDER))
    parser.add_argument("--rounds", type=int, default=1)
    given = parser.parse_args()
    measured = {name: Measured() for name in CONFIGURATIONS}
    with tempfile.TemporaryDirectory() as folder:
        shards = write_articles(given.folder, given.articles, Path(folder))
        for _ in range(given.rounds):
            for name, configuration in CONFIGURATIONS.items():
                measure(shards, Settings(model=given.model, **configuration), measured[name])
    console = Console(width=110)
    console.print(engines_table(measured, f"{given.articles:,} articles, model {given.model}, rounds {given.rounds}"))
    console.print(memory_table(measured["one worker"].peaks))


def engines_table(measured: dict[str, Measured], title: str) -> Table:
    table = Table("engine", "articles/s", "ratio", "aim", "first rows after", "peak of a worker", title=title)
    speeds = {name: statistics.median(of.per_second) for name, of in measured.items()}
    aims = {name: (other, aim) for name, other, aim in RATIOS}
    for name, of in measured.items():
        ratio = aim = ""
        if name in aims:
            other, least = aims[name]
            ratio, aim = f"{speeds[name] / speeds[other]:.2f} of {other}", f"{least}"
        first = statistics.median(of.first_rows)
        peak = max(of.peaks.values()) / MEBIBYTE
        table.add_row(name, f"{speeds[name]:,.1f}", ratio, aim, f"{first:.1f} s", f"{peak:,.0f} MiB")
    return table


def memory_table(peaks: dict[int, int]) -> Table:
    """The peak of one worker at each power of ten and its halves, and at the end."""
    table = Table("articles", "peak of the worker", title="Memory of one worker")
    for count in sorted(peaks):
        if count == max(peaks) or str(count).rstrip("0") in {"1", "5", "25"}:
            table.add_row(f"{count:,}", f"{peaks[count] / MEBIBYTE:,.0f} MiB")
    return table


if __name__ == "__main__":
    main()
