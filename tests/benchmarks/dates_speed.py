"""Measures how fast time expressions are read: ``python tests/benchmarks/dates_speed.py [FILE.jsonl …]``.

Files hold articles with ``raw_text``; without any, the gold articles of the corpus are used, which are far denser in dates
and numbers than news on the whole. With dateparser installed, its search is timed on the first article for comparison.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pipeline.components.dates.factory import find_dates

GOLD = Path(__file__).parents[2] / "corpus" / "gold"
ROUNDS = 5


def best_time(work: Callable[[], object]) -> float:
    """The least processor time, in seconds, that a piece of work took in a few rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main(paths: list[Path]) -> None:
    articles = [json.loads(line)["raw_text"] for path in paths for line in path.read_text("utf-8").splitlines()]
    megabytes = sum(len(text.encode()) for text in articles) / 1e6
    facts = sum(len(find_dates(text)) for text in articles)
    seconds = best_time(lambda: [find_dates(text, date(2024, 5, 6)) for text in articles])
    print(
        f"{len(articles)} articles, {megabytes:.2f} MB, {facts / megabytes:.0f} facts a MB: "
        f"{megabytes / seconds:.2f} MB/s, {seconds / len(articles) * 1000:.2f} ms an article"
    )
    try:
        from dateparser.search import search_dates  # noqa: PLC0415 - an optional comparison
    except ImportError:
        return
    size = len(articles[0].encode()) / 1e6
    print(
        f"dateparser.search on one article: {size / best_time(lambda: search_dates(articles[0], languages=['he'])):.3f} MB/s"
    )


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]] or sorted(GOLD.glob("*.jsonl")))
