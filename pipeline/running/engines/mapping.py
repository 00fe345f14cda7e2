"""Shards in, their rows out in the same order, whatever processes them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from typing import Protocol

from pipeline.running.engines import EngineName
from pipeline.running.engines.dask import DaskEngine
from pipeline.running.engines.here import HereEngine
from pipeline.running.engines.local import LocalEngine
from pipeline.running.engines.worker import LanguageOf, language_of
from pipeline.running.shards import Shard, ShardRows
from pipeline.settings import Settings

# Shards that are under way or done for each worker: enough to keep it busy, few enough to bound memory.
SHARDS_AHEAD_PER_WORKER = 2


class Engine(Protocol):
    """A context manager that decides where a shard is processed, by the same function everywhere."""

    def __enter__(self) -> Engine: ...

    def __exit__(self, *_: object) -> None: ...

    def workers(self) -> int:
        """How many shards can be under way at a time."""

    def submit(self, shard: Shard) -> Callable[[], ShardRows]:
        """Begin a shard; call what is returned to wait for its rows."""


_ENGINES: dict[EngineName, Callable[[Settings, str, LanguageOf], Engine]] = {
    EngineName.LOCAL: LocalEngine,
    EngineName.DASK: DaskEngine,
    EngineName.HERE: HereEngine,
}


def map_shards(
    shards: Iterable[Shard], settings: Settings, run_id: str, language: LanguageOf = language_of
) -> Generator[ShardRows, None, None]:
    """The rows of every shard, in the order of the shards, whatever the engine and the number of workers.

    Shards are taken when there is room for their rows. Close the iterator to end workers in the midst of their shards. An
    article that ends its worker, takes too long or too much memory is a reject. ``language`` makes the Language; a worker
    imports it by its name.
    """
    with _ENGINES[settings.engine](settings, run_id, language) as engine:
        waiting: deque[Callable[[], ShardRows]] = deque()
        for shard in shards:
            while len(waiting) >= SHARDS_AHEAD_PER_WORKER * max(engine.workers(), 1):
                yield waiting.popleft()()
            waiting.append(engine.submit(shard))
        while waiting:
            yield waiting.popleft()()
