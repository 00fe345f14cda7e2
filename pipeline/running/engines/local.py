"""Processes shards here: in this process with one worker, else in worker processes that load the language once each."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from spacy.language import Language

from pipeline.errors import WorkerDiedError
from pipeline.language import build_language
from pipeline.running.shards import Shard, ShardRows, process_shard
from pipeline.settings import Settings

# Shards that a worker may be ahead of the writer: enough to keep it busy, few enough to bound memory.
SHARDS_AHEAD_PER_WORKER = 2

_language: Language | None = None


def map_shards(shards: Sequence[Shard], settings: Settings, run_id: str) -> Iterator[ShardRows]:
    """The rows of every shard, in the order of the shards, whatever the number of workers."""
    workers = min(settings.workers, len(shards))
    if workers <= 1 or any(shard.reads_standard_input for shard in shards):
        nlp = build_language(model=settings.model, stanza_folder=settings.stanza_folder)
        for shard in shards:
            yield process_shard(shard, settings, run_id, nlp)
        return
    # Spawned, not forked: the same on every system, and safe beside the threads of Arrow.
    context = multiprocessing.get_context("spawn")
    others = set(multiprocessing.active_children())
    finished = False
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_load_language, initargs=(settings,)) as pool:
        try:
            waiting: deque[Future[ShardRows]] = deque()
            for shard in shards:
                waiting.append(pool.submit(_process_in_worker, shard, settings, run_id))
                if len(waiting) >= workers * SHARDS_AHEAD_PER_WORKER:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
            finished = True
        except BrokenProcessPool:
            raise WorkerDiedError from None
        finally:
            if not finished:  # interrupted or failed: nobody waits for the shards under way
                for worker in set(multiprocessing.active_children()) - others:
                    worker.terminate()
            pool.shutdown(wait=False, cancel_futures=True)


def _load_language(settings: Settings) -> None:
    global _language  # noqa: PLW0603 - one Language a worker process, loaded once
    for library in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(library, "1")
    _language = build_language(model=settings.model, stanza_folder=settings.stanza_folder)


def _process_in_worker(shard: Shard, settings: Settings, run_id: str) -> ShardRows:
    if _language is None:
        raise RuntimeError("the worker was not initialised")
    return process_shard(shard, settings, run_id, _language)
