"""Reads inputs that a test makes on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.articles import Article, Reject
from pipeline.reading import ColumnNames, ReadingLimits, Source, find_sources, read_source

Read = Callable[..., list[Article | Reject]]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Writes bytes or a text under a name in a fresh working folder and reads them: `read("a.txt", "שלום לכולם")`."""
    monkeypatch.chdir(tmp_path)

    def read_input(
        name: str,
        content: bytes | str,
        columns: ColumnNames = ColumnNames(),  # noqa: B008 - frozen
        limits: ReadingLimits = ReadingLimits(),  # noqa: B008 - frozen
    ) -> list[Article | Reject]:
        Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
        [source] = find_sources([name])
        assert isinstance(source, Source)
        return list(read_source(source, columns, limits))

    return read_input
