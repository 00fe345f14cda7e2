"""Several files change as one, whenever the process ends and wherever the machine stops."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pipeline.tables import journal as journal_module
from pipeline.tables.journal import Journal, is_interrupted

BEFORE = {"a/kept": "kept", "a/replaced": "old", "b/removed": "old"}
AFTER = {"a/kept": "kept", "a/replaced": "new", "c/added": "new"}


class Stopped(BaseException):
    """Stands for the end of the process."""


@contextmanager
def process_ends_at(step: int) -> Iterator[list[str]]:
    """Let the process end just before its step of that number (from 0), and take none after it. Yields the steps."""
    steps: list[str] = []

    def counted(name: str, original: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            if len(steps) >= step:
                raise Stopped
            steps.append(name)
            return original(*args, **kwargs)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in (
            *((Path, name) for name in ("replace", "unlink", "mkdir", "write_text", "open")),
            (os, "fsync"),
            (shutil, "rmtree"),
        ):
            patch.setattr(owner, name, counted(name, getattr(owner, name)))
        yield steps


def content(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.relative_to(folder).parts[0].startswith("_")
    }


def make(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def change(folder: Path) -> None:
    journal = Journal(folder)
    journal.stage("a/replaced", b"new")
    journal.stage("c/added", b"new")
    journal.commit(remove=["b/removed", "b/never was"])


def steps_of_a_change(folder: Path) -> list[str]:
    make(folder, BEFORE)
    with process_ends_at(10**6) as steps:
        change(folder)
    return steps


def test_a_change_is_whole_and_leaves_nothing_behind(tmp_path: Path) -> None:
    make(tmp_path, BEFORE)
    change(tmp_path)
    assert content(tmp_path) == AFTER
    assert not is_interrupted(tmp_path) or list((tmp_path / "_staging").iterdir()) == []
    Journal(tmp_path).recover()
    assert not is_interrupted(tmp_path)


def test_whenever_the_process_ends_all_is_changed_or_nothing(tmp_path: Path) -> None:
    steps = steps_of_a_change(tmp_path / "counted")
    assert {"replace", "unlink", "fsync"} <= set(steps)
    seen = set()
    for step in range(len(steps)):
        folder = tmp_path / str(step)
        make(folder, BEFORE)
        with process_ends_at(step), pytest.raises(Stopped):
            change(folder)
        Journal(folder).recover()
        assert content(folder) in (BEFORE, AFTER), steps[:step]
        assert not is_interrupted(folder)
        seen.add("a/replaced new" if content(folder) == AFTER else "old")
    assert len(seen) == 2


def test_whenever_the_recovery_ends_the_next_one_finishes_it(tmp_path: Path) -> None:
    steps = steps_of_a_change(tmp_path / "counted")
    begun = steps.index("replace") + 2  # the journal is in its place
    for step in range(6):
        folder = tmp_path / str(step)
        make(folder, BEFORE)
        with process_ends_at(begun), pytest.raises(Stopped):
            change(folder)
        with process_ends_at(step), pytest.raises(Stopped):
            Journal(folder).recover()
        Journal(folder).recover()
        assert content(folder) == AFTER


def test_a_journal_that_was_not_finished_counts_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, BEFORE)
    write_text = Path.write_text

    def half_written(path: Path, text: str, encoding: str) -> int:
        write_text(path, text[: len(text) // 2], encoding=encoding)
        raise Stopped

    with monkeypatch.context() as patch, pytest.raises(Stopped):
        patch.setattr(Path, "write_text", half_written)
        change(tmp_path)
    Journal(tmp_path).recover()
    assert content(tmp_path) == BEFORE


def test_readers_see_no_name_before_its_content_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, BEFORE)
    events: list[tuple[str, str]] = []
    sync, replace = journal_module._sync, Path.replace
    monkeypatch.setattr(journal_module, "_sync", lambda path: (events.append(("sync", path.name)), sync(path)))
    monkeypatch.setattr(Path, "replace", lambda a, b: (events.append(("move", Path(b).name)), replace(a, b))[1])
    change(tmp_path)
    order = [events.index(event) for event in (
        ("sync", "c!added"), ("sync", "_staging"), ("sync", "_journal.json.unfinished"), ("move", "_journal.json"),
        ("move", "added"), ("sync", "c"),
    )]  # fmt: skip
    assert order == sorted(order)
