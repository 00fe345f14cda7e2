"""Datasets to report on: one of the corpus, and ones whose rows a test writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.language_models import ModelName
from pipeline.reporting.dataset import Dataset
from pipeline.reporting.page import render_report
from pipeline.running.run import run
from pipeline.settings import Settings
from pipeline.tables.schemas import TABLES

CORPUS = Path(__file__).parents[2] / "corpus" / "articles"


@pytest.fixture(scope="session")
def corpus_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a dataset of eighteen articles, a copy of one of them and two rejects."""
    folder = tmp_path_factory.mktemp("reporting")
    (folder / "empty.txt").write_text("")
    (folder / "copy.txt").write_bytes((CORPUS / "vn-01-party-leadership.txt").read_bytes())
    (folder / "english.txt").write_text("Nothing in this text is Hebrew.")
    run(
        [str(CORPUS / "vn-0*.txt"), str(CORPUS / "il-0*.txt"), str(folder)],
        folder / "out",
        Settings(workers=1, model=ModelName.RULES),
    )
    return folder / "out"


@pytest.fixture(scope="session")
def corpus(corpus_out: Path) -> Dataset:
    return Dataset(corpus_out)


WriteDataset = Callable[..., Dataset]

_USUAL: dict[pa.DataType, Any] = {
    pa.string(): "", pa.int32(): 0, pa.int64(): 0, pa.float64(): 0.9, pa.bool_(): False,
}  # fmt: skip


@pytest.fixture
def written(tmp_path: Path) -> WriteDataset:
    """A dataset of these rows by table; columns that a row leaves out are null, or what is usual where they cannot be."""

    def write(**tables: list[dict[str, Any]]) -> Dataset:
        for name, table in TABLES.items():
            schema = table.schema()
            rows = [
                {
                    field.name: row.get(field.name, None if field.nullable else _USUAL.get(field.type, []))
                    for field in schema
                }
                for row in tables.get(name, [])
            ]
            (tmp_path / name).mkdir()
            pq.write_table(pa.Table.from_pylist(rows, schema=schema), tmp_path / name / "part-00000.parquet")
        return Dataset(tmp_path)

    return write


HOSTILE = "</title></svg></script><script>alert(1)</script><img src=http://a.invalid onerror=alert(2)>&lt;\u202e\u2066]]>\x00 א"


@pytest.fixture
def hostile_page(written: Callable[..., Dataset]) -> str:
    """The page of a dataset whose every text is hostile."""

    def row(table: str, **given: Any) -> dict[str, Any]:
        texts = {
            column.name: HOSTILE
            for column in TABLES[table].columns
            if column.type == pa.string() and not column.values and not column.name.endswith("_id")
        }
        days = {column.name: date(2025, 1, 2) for column in TABLES[table].columns if column.type == pa.date32()}
        return texts | days | {"article_id": "a", "fact_id": "f"} | given

    figure = {
        "indicator": "gdp",
        "direction": "up",
        "unit": "percent",
        "qualifier": "exact",
        "period_date_fact_id": "f",
    }
    return render_report(
        written(
            articles=[row("articles", duplicate_of=None)],
            entities=[row("entities", label="ORG")],
            dates=[row("dates", kind="date")],
            resolutions=[row("resolutions", document_type="resolution", issuer=None, start=5, end=9)],
            growth_figures=[
                row("growth_figures", value_low=4.0, value_high=4.0, status=status, **figure)
                for status in ("actual", "target")
            ],
            slogans=[row("slogans", form="numbered", count=3, items=[HOSTILE, "א"])],
            rejects=[row("rejects", reason="empty")],
        )
    )
