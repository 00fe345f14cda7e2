"""One run at a time writes a dataset in an object store: a note of who writes, put where there was none, and renewed.

A holder that was not heard of for ``LEASE_SECONDS``, by the clock of whoever asks, has lost the lock. Two that both believe to
hold it cost each other a run and no rows: the commit log lets only one of them commit.
"""

from __future__ import annotations

import json
import os
import platform
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

from pipeline.errors import DatasetLockedError
from pipeline.tables.dataset_path import ObjectPath
from pipeline.tables.holder import Holder

NOTE = "_lock.json"
LEASE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class _Note:
    """Who writes, which of its locks this is, and when it was last heard of (seconds since 1970)."""

    holder: Holder
    token: str
    heard: float

    @property
    def age(self) -> float:
        return abs(time.time() - self.heard)

    def to_json(self) -> bytes:
        return json.dumps({"holder": asdict(self.holder), "token": self.token, "heard": self.heard}).encode()


class ObjectLock:
    """The right to write a folder of an object store; see ``WriteLock``."""

    def __init__(self, folder: ObjectPath) -> None:
        self._folder = folder
        self._path = folder / NOTE
        since = datetime.now(timezone.utc).isoformat(timespec="seconds")
        self._holder = Holder(os.getpid(), platform.node(), since)
        self._token = uuid4().hex
        self._released = threading.Event()
        self._renewal: threading.Thread | None = None
        self.left_by: Holder | None = None

    def acquire(self) -> None:
        """Take the lock. Raises DatasetLockedError, which says who holds it."""
        noted = _read(self._path)
        if noted is not None and noted.age < LEASE_SECONDS:
            told = f"{noted.holder}, heard of {noted.age:.0f} s ago (after {LEASE_SECONDS:.0f} s it loses the lock)"
            raise DatasetLockedError(str(self._folder), told)
        if noted is not None:
            self.left_by = noted.holder
        self._path.unlink(missing_ok=True)
        if not self._path.create(self._note()):
            raise DatasetLockedError(str(self._folder), "one that has just begun")
        self._renewal = threading.Thread(target=self._renew, name="uvdot-lock", daemon=True)
        self._renewal.start()

    def release(self) -> None:
        """Give the lock back."""
        if self._renewal is None:
            return
        self._released.set()
        self._renewal.join()
        self._renewal = None
        with suppress(OSError):
            if self._is_ours():
                self._path.unlink(missing_ok=True)

    def _renew(self) -> None:
        while not self._released.wait(LEASE_SECONDS / 4):
            with suppress(OSError):
                if not self._is_ours():
                    return
                self._path.write_bytes(self._note())

    def _is_ours(self) -> bool:
        noted = _read(self._path)
        return noted is not None and noted.token == self._token

    def _note(self) -> bytes:
        return _Note(self._holder, self._token, time.time()).to_json()


def holder_of_objects(folder: ObjectPath) -> tuple[Holder | None, bool]:
    """Who is noted as the writer of a folder, and whether that one was heard of lately."""
    noted = _read(folder / NOTE)
    return (None, False) if noted is None else (noted.holder, noted.age < LEASE_SECONDS)


def _read(path: ObjectPath) -> _Note | None:
    """The note; None where there is none that a run wrote."""
    try:
        content: dict[str, Any] = json.loads(path.read_bytes())
        return _Note(Holder(**content["holder"]), str(content["token"]), float(content["heard"]))
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None
