"""Several objects of a store changed as one, as the journal does it with files.

What a store must give: what was written is read at once by everyone, and an object can be put on the condition that there is none
of its name. Amazon S3, Google Cloud Storage and what keeps to their interfaces give it; one that ignores the condition is found
out when a dataset is opened, and refused. Then this holds:

- An object is there whole or not at all.
- A commit is made by one such put: that of its entry, under its number, in ``_log``. Who dies before it has changed nothing;
  what was begun after it is finished by ``recover``. Nothing committed is lost, and nothing is there twice.
- The objects of a commit are copied into place one after the other: a reader may see the new rows of a shard in one table some
  seconds before those in another, or, where the writer died, until the next run.
- Whoever opens a dataset puts an entry of its own before it clears what others have staged. A writer that has lost the lock
  and does not know it can then commit nothing more, whatever the clocks say: its number is taken.

Entries stay: a few hundred bytes for each commit and each opening.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from uuid import uuid4

from pipeline.errors import DatasetLockedError, OutputError
from pipeline.tables.dataset_path import STAGING, ObjectPath

LOG = "_log"


class CommitLog:
    """Changes objects below a folder, all of them or none. Names are relative to the folder. ``recover`` comes first."""

    def __init__(self, folder: ObjectPath) -> None:
        self._folder = folder
        self._number = 0
        self._change = uuid4().hex
        self._staged: list[str] = []
        self._is_begun = False

    def stage(self, name: str, data: bytes | memoryview) -> None:
        """Write what the object of that name is to hold, out of readers' sight."""
        self._staged.append(name)
        self._staged_as(self._change, name).write_bytes(data)

    def commit(self, remove: Iterable[str] = ()) -> None:
        """Put the staged objects in their places and take the others away. OSError leaves all or nothing to ``recover``."""
        move = list(dict.fromkeys(self._staged))
        entry = {"change": self._change, "remove": sorted(set(remove) - set(move)), "move": move}
        self._is_begun = True
        if not self._put(entry):
            self._is_begun = False
            raise DatasetLockedError(
                str(self._folder), "one that took this dataset over while nothing was heard of this run"
            )
        self._roll_forward(entry)
        self._number += 1
        self._begin_another()

    def roll_back(self) -> None:
        """Give up what is staged, unless its commit has begun: then finish it."""
        if self._is_begun:
            self.recover()
        elif self._staged:
            (self._folder / STAGING / self._change).delete_folder()
            self._begin_another()

    def recover(self) -> None:
        """Finish the last commit, shut out whoever believes to be the writer, and clear what was staged.

        Raises OutputError for a store that does not keep to the condition of a put.
        """
        is_ours = False
        while not is_ours:
            # What is staged after our entry is there may be of someone who has put one after ours.
            dead = list((self._folder / STAGING).glob("*"))
            last = max((self._folder / LOG).glob("*.json"), default=None)
            if last is not None:
                self._roll_forward(json.loads(last.read_bytes()))
            self._number = int(last.stem) + 1 if last is not None else 0
            is_ours = self._put({"change": uuid4().hex, "remove": [], "move": []})
        if self._entry(self._number).create(uuid4().hex.encode()):
            raise OutputError(
                f"The store of {self._folder} puts objects whatever is there, so that two runs could destroy each other's "
                "rows. Write to a folder, and copy that to the store."
            )
        self._number += 1
        for change in dead:
            change.delete_folder()
        self._begin_another()

    def _begin_another(self) -> None:
        self._change, self._staged, self._is_begun = uuid4().hex, [], False

    def _put(self, entry: dict[str, Any]) -> bool:
        return self._entry(self._number).create(json.dumps(entry).encode())

    def _roll_forward(self, entry: dict[str, Any]) -> None:
        for name in entry["remove"]:
            (self._folder / name).unlink(missing_ok=True)
        for name in entry["move"]:
            staged = self._staged_as(entry["change"], name)
            # What is no longer staged was moved before the interruption.
            with suppress(FileNotFoundError):
                staged.copy_to(self._folder / name)
                staged.unlink()

    def _entry(self, number: int) -> ObjectPath:
        return self._folder / LOG / f"{number:08d}.json"

    def _staged_as(self, change: str, name: str) -> ObjectPath:
        return self._folder / STAGING / change / name.replace("/", "!")
