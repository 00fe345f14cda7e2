"""A quick language and news of it, for tests that are about runs and not about what is found."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from spacy.language import Language

from pipeline.running import run as run_module
from pipeline.tables import journal
from pipeline.tables.schemas import TABLES

sys.path.insert(0, str(Path(__file__).parent))

from quick_news import language_of_numbers, map_with

Rows = dict[str, list[str]]


@pytest.fixture(scope="session")
def quick_language() -> Language:
    return language_of_numbers()


@pytest.fixture
def quick(quick_language: Language, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Runs of the test find numbers and nothing else, in this process; it begins in the empty folder that this is."""
    monkeypatch.setattr(run_module, "map_shards", map_with(quick_language))
    monkeypatch.setattr(journal, "_sync", lambda path: None)  # no machine stops in these tests
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def rows_of() -> Callable[[Path], Rows]:
    """The rows of a dataset as sets: sorted, without the run that wrote them."""

    def read(out: Path) -> Rows:
        found: Rows = {}
        for name in TABLES:
            rows: list[dict[str, Any]] = pq.read_table(out / name).to_pylist()
            kept = [{column: value for column, value in row.items() if column != "run_id"} for row in rows]
            found[name] = sorted(json.dumps(row, default=str, ensure_ascii=False, sort_keys=True) for row in kept)
        return found

    return read
