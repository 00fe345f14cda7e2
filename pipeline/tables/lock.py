"""One run at a time writes a dataset: a lock that its holder's death frees, and a note of who holds it."""

from __future__ import annotations

import json
import os
import platform
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import DatasetLockedError
from pipeline.tables.dataset_path import DatasetPath
from pipeline.tables.holder import Holder
from pipeline.tables.object_lock import ObjectLock, holder_of_objects

LOCK = "_lock"
HOLDER = "_holder.json"
# Who only looks whether a dataset is being written holds its lock for less than this.
LOOKED_AT_SECONDS = 0.3


class WriteLock:
    """The right to write a folder. The operating system takes it back from a process that ends in whatever way.

    ``left_by`` is the holder before, where that one ended without giving the lock back.
    """

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / LOCK)
        self._note = folder / HOLDER
        self._folder = folder
        self.left_by: Holder | None = None

    def acquire(self) -> None:
        """Take the lock. Raises DatasetLockedError, which says who holds it."""
        try:
            self._lock.acquire(timeout=LOOKED_AT_SECONDS)
        except Timeout:
            raise DatasetLockedError(str(self._folder), str(_read(self._note) or "one that has just begun")) from None
        self.left_by = _read(self._note)
        since = datetime.now(timezone.utc).isoformat(timespec="seconds")
        try:
            self._note.write_text(json.dumps(asdict(Holder(os.getpid(), platform.node(), since))), encoding="utf-8")
        except OSError:
            self._lock.release()
            raise

    def release(self) -> None:
        """Give the lock back."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._note.unlink(missing_ok=True)
            self._lock.release()


def lock_of(folder: DatasetPath) -> WriteLock | ObjectLock:
    """The lock of a dataset, not taken yet."""
    return WriteLock(folder) if isinstance(folder, Path) else ObjectLock(folder)


def holder_of(folder: DatasetPath) -> tuple[Holder | None, bool]:
    """Who is noted as the writer of a folder, and whether that one still holds the lock."""
    if not isinstance(folder, Path):
        return holder_of_objects(folder)
    noted = _read(folder / HOLDER)
    if noted is None and not (folder / LOCK).exists():
        return None, False
    lock = FileLock(folder / LOCK)
    try:
        with lock.acquire(timeout=0):
            return noted, False
    except Timeout:
        return noted, True
    except OSError:  # nobody writes where nobody can
        return noted, False


def _read(note: Path) -> Holder | None:
    try:
        return Holder(**json.loads(note.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
