"""Worker processes on this machine, which load the language once each."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import LifoQueue

from pipeline.running.engines.guarding import process_guarded
from pipeline.running.engines.worker import LanguageOf
from pipeline.running.engines.worker_process import WorkerProcess
from pipeline.running.shards import Shard, ShardRows
from pipeline.settings import Settings


class LocalEngine:
    """As many worker processes as the settings say, each started when there is a shard for it. A context manager."""

    def __init__(self, settings: Settings, run_id: str, language: LanguageOf) -> None:
        self._settings = settings
        self._run_id = run_id
        self._workers = [WorkerProcess(settings, language) for _ in range(settings.workers)]
        self._idle: LifoQueue[WorkerProcess] = LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)
        # A thread waits for the answers of a worker; what it does itself is little.
        self._threads = ThreadPoolExecutor(settings.workers)

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.stop()
        self._threads.shutdown()

    def workers(self) -> int:
        """How many shards can be under way at a time."""
        return len(self._workers)

    def submit(self, shard: Shard) -> Callable[[], ShardRows]:
        """Begin a shard; call what is returned to wait for its rows."""
        return self._threads.submit(self._process, shard).result

    def _process(self, shard: Shard) -> ShardRows:
        worker = self._idle.get()
        try:
            return process_guarded(shard, self._run_id, worker, self._settings.worker)
        finally:
            self._idle.put(worker)
