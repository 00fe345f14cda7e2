"""What runs in a worker process: the language is loaded once, then shards come in on standard input and answers go out.

Every message is one pickle. A worker keeps its own limits, so that they hold whatever the article does: the system ends it
when an article takes too long, and refuses memory beyond its share. It ends at once when the process that started it does.
"""

# ruff: noqa: S301 - the messages are our own

from __future__ import annotations

import os
import pickle
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from pipeline.loading import nothing_collected
from pipeline.running.shards import BegunRecord, ShardRows, process_shard
from pipeline.settings import Settings, WorkerLimits

if sys.platform == "linux":
    import resource

if TYPE_CHECKING:
    from spacy.language import Language

# How a worker ends that was refused memory, which it could not report without any.
OUT_OF_MEMORY_STATUS = 86
# A worker on a cluster whose run has died is not kept for ever.
IDLE_SECONDS = 600.0

LanguageOf = Callable[[Settings], "Language"]


@dataclass(frozen=True, slots=True)
class Ready:
    """The language is loaded."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The record is under way; None when all are done and tables are built."""

    record: BegunRecord | None


@dataclass(frozen=True, slots=True)
class Done:
    """The shard is processed."""

    rows: ShardRows


@dataclass(frozen=True, slots=True)
class Failed:
    """The language or the shard raised an error, which is the user's to see; ``trace`` says where."""

    error: BaseException
    trace: str


def language_of(settings: Settings) -> Language:
    """The language that the settings name."""
    from pipeline.language import build_language  # noqa: PLC0415 - whoever starts workers imports this module too

    return build_language(model=settings.model, stanza_folder=settings.stanza_folder)


def main() -> None:
    """Answer the tasks that come in, until none come or their sender is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: whoever started us decides
    tasks, answers = _channels()
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(tasks, waiting), daemon=True).start()

    def answer(message: object) -> None:
        pickle.dump(message, answers, protocol=pickle.HIGHEST_PROTOCOL)
        answers.flush()

    try:
        _work(waiting, answer)
    except MemoryError:
        os._exit(OUT_OF_MEMORY_STATUS)
    except queue.Empty:
        return
    except Exception as error:
        answer(Failed(_that_travels(error), traceback.format_exc()))


def _work(waiting: queue.SimpleQueue[bytes], answer: Callable[[object], None]) -> None:
    settings, language = pickle.loads(waiting.get())
    _limit_memory(settings.worker)
    with nothing_collected():
        nlp = language(settings)
    answer(Ready())

    def began(record: BegunRecord | None) -> None:
        _limit_time(settings.worker.seconds)
        answer(Begun(record))

    while True:
        shard, run_id = pickle.loads(waiting.get(timeout=IDLE_SECONDS))
        rows = process_shard(shard, settings, run_id, nlp, began)
        _limit_time(0)
        answer(Done(rows))


def _channels() -> tuple[BinaryIO, BinaryIO]:
    """Where tasks come from and answers go to, out of the reach of code that reads or prints."""
    tasks, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return tasks, answers


def _receive(tasks: BinaryIO, waiting: queue.SimpleQueue[bytes]) -> None:
    """Pass on tasks; end the process, in the midst of whatever it does, when their sender is gone."""
    with suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            waiting.put(pickle.load(tasks))
    os._exit(0)


def _limit_memory(limits: WorkerLimits) -> None:
    # Memory that is written to, not addresses: libraries map files and reserve room that they never use.
    if sys.platform == "linux":
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        soft = limits.memory if hard == resource.RLIM_INFINITY else min(limits.memory, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _limit_time(seconds: float) -> None:
    """From now on, or never with 0. The signal is left to the system, which ends also what holds the interpreter."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _that_travels(error: Exception) -> BaseException:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
