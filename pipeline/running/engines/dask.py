"""The workers of a Dask cluster: Dask says which shard is processed where, and again if a machine is lost.

On each thread of a Dask worker, shards go to a worker process of ours, as they do locally: it is the process that an article at
fault ends, never Dask's own, and threads do not share an interpreter. Rows come back to the caller, who alone writes.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from pipeline import __version__
from pipeline.articles import Reject
from pipeline.errors import ClusterError, DaskNotInstalledError
from pipeline.reading import Source
from pipeline.reading.failures import why
from pipeline.running.engines.guarding import process_guarded
from pipeline.running.engines.worker import LanguageOf
from pipeline.running.engines.worker_process import WorkerProcess, WorkerStoppedError
from pipeline.running.shards import Shard, ShardRows
from pipeline.settings import Settings

if TYPE_CHECKING:
    from distributed import Future

SECONDS_TO_CONNECT = 30
# Dask gives a shard up when several workers in a row died while they held it. It is never the shard that ended them.
MOST_SUBMISSIONS = 10

_NOT_ALIKE = "The Dask cluster and this machine have not the same Uvdot"
_INSTALL = "Install the same version, with its extra [dask], for the scheduler and every worker."


class DaskEngine:
    """The cluster of the scheduler that the settings name, or one on this machine. A context manager."""

    def __init__(self, settings: Settings, run_id: str, language: LanguageOf) -> None:
        try:
            import distributed  # noqa: PLC0415 - an extra
        except ModuleNotFoundError:
            raise DaskNotInstalledError from None
        self._killed_worker = distributed.KilledWorker
        self._shared = SharedByShards(_with_absolute_path(settings), run_id, language, uuid4().hex, __version__)
        self._cluster: Any = None
        if settings.scheduler is None:
            self._cluster = distributed.LocalCluster(
                n_workers=settings.workers,
                threads_per_worker=1,
                memory_limit=0,  # ours is kept by the worker processes
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
            )
        address = settings.scheduler or self._cluster.scheduler_address
        try:
            self._client = distributed.Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterError(
                f"No Dask scheduler answers at {address!r} ({why(error)}). Start one with: dask scheduler, and give its "
                "address, such as tcp://10.0.0.1:8786."
            ) from None

    def __enter__(self) -> DaskEngine:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError, ValueError):  # a cluster that is gone has nothing left to end
            self._client.run(_end_run, self._shared.key, on_error="ignore")
            self._client.close(timeout=SECONDS_TO_CONNECT)
        if self._cluster is not None:
            self._cluster.close()

    def workers(self) -> int:
        """How many shards the cluster can have under way at a time, as it stands now."""
        try:
            return sum(self._client.nthreads().values())
        except OSError as error:
            raise _gone(error) from None

    def submit(self, shard: Shard) -> Callable[[], ShardRows]:
        """Begin a shard; call what is returned to wait for its rows."""
        shard = replace(shard, sources=tuple(map(on_any_machine, shard.sources)))
        return partial(self._rows_of, shard, self._submit(shard))

    def _submit(self, shard: Shard) -> Future[ShardRows]:
        return self._client.submit(process_on_worker, shard, self._shared, pure=False)

    def _rows_of(self, shard: Shard, future: Future[ShardRows]) -> ShardRows:
        for _ in range(MOST_SUBMISSIONS):
            try:
                rows: ShardRows = future.result()
                return rows
            except self._killed_worker:  # noqa: PERF203 - the time is that of a shard
                future = self._submit(shard)
            except (CancelledError, OSError) as error:
                raise _gone(error) from None
            except ModuleNotFoundError as error:
                raise ClusterError(f"{_NOT_ALIKE} ({why(error)} there). {_INSTALL}") from None
        raise ClusterError(
            "Workers of the Dask cluster are lost time and again, most often for want of memory. Give them more."
        )


@dataclass(frozen=True, slots=True)
class SharedByShards:
    """What a shard of a run is sent with. ``key`` tells it from other runs on the same cluster."""

    settings: Settings
    run_id: str
    language: LanguageOf
    key: str
    version: str


# In a process of Dask: the worker processes by run and thread, and the runs that have ended.
_workers: dict[tuple[str, int], WorkerProcess] = {}
_ended: set[str] = set()


def process_on_worker(shard: Shard, run: SharedByShards) -> ShardRows:
    """Process a shard on a worker of Dask. Raises ClusterError where that has another version of Uvdot."""
    if run.version != __version__:
        raise ClusterError(f"{_NOT_ALIKE} ({__version__} there, {run.version} here). {_INSTALL}")
    if run.key in _ended:
        raise WorkerStoppedError
    thread = (run.key, threading.get_ident())
    worker = _workers.setdefault(thread, WorkerProcess(run.settings, run.language))
    return process_guarded(shard, run.run_id, worker, run.settings.worker)


def _end_run(key: str) -> None:
    _ended.add(key)
    for thread in [thread for thread in _workers if thread[0] == key]:
        _workers.pop(thread).stop()


def _gone(error: Exception) -> ClusterError:
    return ClusterError(f"The Dask scheduler is gone ({why(error)}). Run again when it is back.")


def on_any_machine(source: Source | Reject) -> Source | Reject:
    """The source with a path that does not depend on the working folder."""
    if isinstance(source, Reject) or "://" in source.path:
        return source
    return replace(source, path=str(Path(source.path).absolute()))


def _with_absolute_path(settings: Settings) -> Settings:
    folder = settings.stanza_folder
    return settings.model_copy(update={"stanza_folder": folder and folder.absolute()})
