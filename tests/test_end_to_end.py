"""`uvdot run corpus/articles` from a shell, with one worker and with two: the same dataset, whole and sound."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from pipeline.running.run import run
from pipeline.settings import Settings
from pipeline.tables.schemas import FACT_TABLES, TABLES

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Ran:
    out: Path
    status: int
    err: str
    record: dict[str, Any]


@pytest.fixture(scope="module", params=[1, 2], ids=["one worker", "two workers"])
def ran(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    out = tmp_path_factory.mktemp("end_to_end") / "out"
    # Shards of a few files, so that two workers both have work.
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run", "corpus/articles", "--out", out, "--json",
         "--engine", "local", "--workers", str(request.param)],
        capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT,
        env=os.environ | {"UVDOT_SHARD__ARTICLES": "6"}, timeout=300,
    )  # fmt: skip
    return Ran(out, done.returncode, done.stderr, json.loads(done.stdout or "{}"))


def test_everything_in_the_corpus_is_read(ran: Ran) -> None:
    assert (ran.status, ran.err) == (0, "")
    files = [path.name for path in (ROOT / "corpus" / "articles").iterdir()]
    places = pq.read_table(ran.out / "articles")["media_type"].to_pylist()
    assert ran.record["counts"]["articles"] == len(places) >= len(files)
    assert {"text/plain", "text/html", "text/csv", "application/x-ndjson"} <= set(places)
    assert ran.record["rejects"] == {}


def test_the_rows_are_those_of_one_process(ran: Ran, plain: Path) -> None:
    for name in TABLES:
        assert pq.read_table(ran.out / name).equals(pq.read_table(plain / name)), name


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same corpus run inside this process, in one shard."""
    before = Path.cwd()
    os.chdir(ROOT)  # where an article was read is part of its id
    try:
        return run(["corpus/articles"], tmp_path_factory.mktemp("plain") / "out", Settings(workers=1)).out
    finally:
        os.chdir(before)


@pytest.mark.parametrize("table", FACT_TABLES)
def test_every_kind_of_fact_is_found_in_both_kinds_of_news(ran: Ran, table: str) -> None:
    rows = duckdb.sql(
        f"select regexp_extract(a.source_uri, '/(vn|il)-', 1), count(*) from '{ran.out}/{table}/*.parquet' f "
        f"join '{ran.out}/articles/*.parquet' a using (article_id) group by 1"
    ).fetchall()
    found = {kind: count for kind, count in rows if kind}
    assert set(found) == {"vn", "il"}
    assert min(found.values()) > 5


def test_dates_of_page_furniture_are_no_facts(ran: Ran) -> None:
    wrong = duckdb.sql(
        f"with parts as (select article_id, unnest(boilerplate) part from '{ran.out}/articles/*.parquet') "
        f"select count(*) from parts join '{ran.out}/dates/*.parquet' d using (article_id) "
        'where d.raw_start >= part."start" and d.raw_end <= part."end"'
    ).fetchall()
    assert wrong == [(0,)]
