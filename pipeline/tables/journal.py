"""Several files changed as one: staged out of readers' sight, then moved into place under a journal.

What a change holds is written below ``OUT/_staging``. ``commit`` syncs it, writes the journal, removes what is replaced, renames
the staged files into place and drops the journal. Whoever dies before the journal has changed nothing; what was begun
after it is finished by ``recover``, as often as it takes.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from pipeline.tables.commit_log import CommitLog
from pipeline.tables.dataset_path import STAGING, DatasetPath

JOURNAL = "_journal.json"


class Journal:
    """Changes files of a folder, all of them or none. Names are relative to the folder, with ``/``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._staging = folder / STAGING
        self._journal = folder / JOURNAL
        self._staged: list[str] = []

    def stage(self, name: str, data: bytes | memoryview) -> None:
        """Write what the file of that name is to hold, out of readers' sight."""
        with self.stage_file(name).open("wb") as file:
            file.write(data)

    def stage_file(self, name: str) -> Path:
        """Where to write a file that is too large for memory; it must be closed before ``commit``."""
        self._staging.mkdir(exist_ok=True)
        self._staged.append(name)
        return self._staged_as(name)

    def commit(self, remove: Iterable[str] = ()) -> None:
        """Put the staged files in their places and take the others away. OSError leaves all or nothing to ``recover``."""
        move = list(dict.fromkeys(self._staged))
        for name in move:
            _sync(self._staged_as(name))
        _sync(self._staging)
        _write_durably(self._journal, json.dumps({"remove": sorted(set(remove) - set(move)), "move": move}))
        self._staged = []
        self._roll_forward()

    def roll_back(self) -> None:
        """Give up what is staged, unless its commit has begun: then finish it."""
        self._staged = []
        if self._journal.exists():
            self._roll_forward()
        shutil.rmtree(self._staging, ignore_errors=True)

    recover = roll_back

    def _roll_forward(self) -> None:
        journal = json.loads(self._journal.read_text(encoding="utf-8"))
        for name in journal["remove"]:
            (self._folder / name).unlink(missing_ok=True)
        for folder in _folders(journal["move"]):
            (self._folder / folder).mkdir(parents=True, exist_ok=True)
        for name in journal["move"]:
            # A file that is no longer staged was moved before the interruption.
            if self._staged_as(name).exists():
                self._staged_as(name).replace(self._folder / name)
        for folder in _folders([*journal["move"], *journal["remove"]]):
            _sync(self._folder / folder)
        _sync(self._folder)
        self._journal.unlink(missing_ok=True)

    def _staged_as(self, name: str) -> Path:
        """Where a file is staged: all in one folder, so that one sync makes their names last."""
        return self._staging / name.replace("/", "!")


def journal_of(folder: DatasetPath) -> Journal | CommitLog:
    """What changes the files of a dataset."""
    return Journal(folder) if isinstance(folder, Path) else CommitLog(folder)


def is_interrupted(folder: DatasetPath) -> bool:
    """Whether a change was begun in the folder and is neither finished nor given up."""
    return (folder / JOURNAL).exists() or (folder / STAGING).exists()


def _folders(names: Iterable[str]) -> list[str]:
    return sorted({os.path.dirname(name) for name in names})  # noqa: PTH120 - names are no paths of this system


def _write_durably(path: Path, text: str) -> None:
    """The file holds the whole text or does not exist, wherever the machine stops."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.write_text(text, encoding="utf-8")
    _sync(unfinished)
    unfinished.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    if path.is_dir() and os.name != "posix":
        return
    if not path.exists():
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
