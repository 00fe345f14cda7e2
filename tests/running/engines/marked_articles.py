"""Shards of marked texts and what became of them; run as a program, it processes JSON lines files: ENGINE PATH..."""

from __future__ import annotations

import sys
from pathlib import Path

from misbehaving import misbehaving_language

from pipeline.reading import find_sources
from pipeline.running.engines.mapping import map_shards
from pipeline.running.shards import Shard, ShardRows
from pipeline.settings import Settings

WELL = "המשק צמח"


def local(*, workers: int = 1, seconds: float = 5, memory: str = "1GiB") -> Settings:
    return Settings(engine="local", workers=workers, worker={"seconds": seconds, "memory": memory})


def write_lines(path: Path, texts: list[str]) -> Shard:
    lines = (f'{{"text": "{text}", "id": "{path.stem}-{number}"}}\n' for number, text in enumerate(texts))
    path.write_text("".join(lines), "utf-8")
    return Shard(tuple(find_sources([str(path)])))


def ids(rows: list[ShardRows]) -> list[str]:
    return [article for done in rows for article in done.tables["articles"]["article_id"].to_pylist()]


def main() -> None:
    engine, *paths = sys.argv[1:]
    shards = [Shard(tuple(find_sources([path]))) for path in paths]
    settings = Settings(engine=engine, workers=2, worker={"seconds": 100})
    for rows in map_shards(shards, settings, "run", misbehaving_language):
        print(*ids([rows]), flush=True)


if __name__ == "__main__":
    main()
