"""A worker process as the engine sees it: sent a shard, it answers with rows or dies; a dead one is replaced."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, cast

from pipeline.errors import WorkerDiedError
from pipeline.running.engines.worker import OUT_OF_MEMORY_STATUS, Begun, Done, Failed, LanguageOf, Ready
from pipeline.running.shards import BegunRecord, Shard, ShardRows
from pipeline.settings import Settings

# Times that a worker may die before it reads anything, of causes outside and of its own.
MOST_STARTS = 30
MOST_STARTS_THAT_FAIL = 2

# Between the end of its answers and that of the process.
SECONDS_TO_END = 5.0

# A worker is one core's: the libraries below it start no threads of their own.
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
_SIGNALS = {each.value: each.name for each in signal.Signals}
_PROGRAM = """
import sys
sys.path[:] = sys.argv[1:]
from pipeline.running.engines.worker import main
from pipeline.loading import load_spacy_without_torch
load_spacy_without_torch()
main()
"""


@dataclass(frozen=True, slots=True)
class WorkerEnd:
    """How a worker process ended: its exit status, negative for a signal."""

    status: int

    @property
    def timed_out(self) -> bool:
        """Whether an article took longer than it may."""
        return sys.platform != "win32" and self.status == -signal.SIGALRM

    @property
    def out_of_memory(self) -> bool:
        """Whether the worker was refused memory beyond its share."""
        return self.status == OUT_OF_MEMORY_STATUS

    @property
    def from_outside(self) -> bool:
        """Whether somebody else may have ended it: a person, a scheduler, or the system for want of memory."""
        return sys.platform != "win32" and -self.status in {signal.SIGKILL, signal.SIGTERM, signal.SIGHUP}

    def __str__(self) -> str:
        if self.out_of_memory:
            return "ran out of memory"
        if self.status < 0:
            return f"was ended by {_SIGNALS.get(-self.status, f'signal {-self.status}')}"
        return f"ended with status {self.status}"


class WorkerDeathError(Exception):
    """A worker died over a shard: the last record that it began, whether all were done, and how it ended."""

    def __init__(self, record: BegunRecord, all_done: bool, end: WorkerEnd) -> None:
        super().__init__(f"the worker {end}")
        self.record = record
        self.all_done = all_done
        self.end = end


class WorkerStoppedError(Exception):
    """The worker was stopped by ``stop``: nobody waits for its rows."""


class WorkerTraceError(Exception):
    """Where in the worker process an error was raised."""


class WorkerProcess:
    """One worker process at a time, started at the first shard, which one thread uses; any thread may ``stop`` it."""

    def __init__(self, settings: Settings, language: LanguageOf) -> None:
        self._start_message = (settings, language)
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._starting = threading.Lock()

    def process(self, shard: Shard, run_id: str) -> ShardRows:
        """The rows of the shard. Raises WorkerDeathError where the worker dies over it; the next call starts another.

        Raises WorkerDiedError where workers die before they read anything, and what the language or the shard raised.
        """
        failures = 0
        for _ in range(MOST_STARTS):
            record: BegunRecord | None = None
            all_done = False
            try:
                process = self._process or self._start()
                _send(process, (shard, run_id))
                while True:
                    answer = _receive(process)
                    if isinstance(answer, Done):
                        return answer.rows
                    if isinstance(answer, Begun):
                        record, all_done = answer.record or record, answer.record is None
            except (EOFError, OSError, pickle.UnpicklingError):
                end = self._end()
            if record is not None:
                raise WorkerDeathError(record, all_done, end)
            failures += not end.from_outside
            if failures == MOST_STARTS_THAT_FAIL:
                break
        raise WorkerDiedError(str(end))

    def stop(self) -> None:
        """End the process, in the midst of whatever it does; a call of ``process`` under way raises WorkerStoppedError."""
        with self._starting:
            self._stopped = True
            process = self._process
        if process is not None:
            process.kill()
            process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", _PROGRAM, *sys.path]
        with self._starting:
            if self._stopped:
                raise WorkerStoppedError
            self._process = process = subprocess.Popen(  # noqa: S603 - this interpreter, with our own program
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ONE_THREAD | dict(os.environ)
            )
        _send(process, self._start_message)
        _receive(process)
        return process

    def _end(self) -> WorkerEnd:
        """How the process ended that answers no more."""
        process, self._process = self._process, None
        if process is None or self._stopped:
            raise WorkerStoppedError
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):  # what could not be sent
                    stream.close()
        try:
            return WorkerEnd(process.wait(SECONDS_TO_END))
        except subprocess.TimeoutExpired:
            process.kill()
            return WorkerEnd(process.wait())


def _send(process: subprocess.Popen[bytes], message: object) -> None:
    tasks = cast("BinaryIO", process.stdin)
    pickle.dump(pickle.dumps(message), tasks)
    tasks.flush()


def _receive(process: subprocess.Popen[bytes]) -> Ready | Begun | Done:
    answer: Ready | Begun | Done | Failed = pickle.load(cast("BinaryIO", process.stdout))  # noqa: S301 - our own
    if isinstance(answer, Failed):
        raise answer.error from WorkerTraceError(answer.trace)
    return answer
