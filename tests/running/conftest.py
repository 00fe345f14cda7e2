"""A quick language and news of it, for tests that are about runs and not about what is found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import regex
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.fact_spans import set_facts
from pipeline.facts import DateFact
from pipeline.running import run as run_module
from pipeline.running.shards import Shard, ShardRows, process_shard
from pipeline.settings import Settings
from pipeline.tables import journal
from pipeline.tables.schemas import TABLES

Rows = dict[str, list[str]]


@Language.component("numbers_are_dates")
def numbers_are_dates(doc: Doc) -> Doc:
    dates = [
        DateFact(start=n.start(), end=n.end(), text=n[0], source="test", kind="date", edtf=n[0])
        for n in regex.finditer(r"\d+", doc.text)
    ]
    set_facts(doc, "dates", dates)
    return doc


@pytest.fixture(scope="session")
def quick_language() -> Language:
    nlp = spacy.blank("he")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("numbers_are_dates")
    return nlp


@pytest.fixture
def quick(quick_language: Language, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Runs of the test find numbers and nothing else, in this process; it begins in the empty folder that this is."""

    def map_shards(shards: Sequence[Shard], settings: Settings, run_id: str) -> Iterator[ShardRows]:
        for shard in shards:
            yield process_shard(shard, settings, run_id, quick_language)

    monkeypatch.setattr(run_module, "map_shards", map_shards)
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
