"""Checks the tables of a dataset folder from outside: python tests/dataset_check.py OUT."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
import pandas as pd

from pipeline.tables.schemas import FACT_TABLES, TABLES


def check(out: Path) -> None:
    """Raise AssertionError where a table is missing, empty without reason, or its offsets do not give its texts."""
    tables = {name: pd.read_parquet(out / name) for name in TABLES}
    assert len(tables["articles"]), "no article was read"
    texts = tables["articles"].set_index("article_id")["text"]
    for name, table in TABLES.items():
        assert list(tables[name].columns) == [column.name for column in table.columns], name
        counted = duckdb.sql(f"select count(*) from '{out}/{name}/*.parquet'").fetchall()
        assert counted == [(len(tables[name]),)], name
    for name in ("sentences", *FACT_TABLES):
        rows = tables[name]
        assert len(rows), f"{name} is empty"
        for row in rows.itertuples():
            assert texts[row.article_id][row.start : row.end] == row.text, f"{name}: {row}"
    print(", ".join(f"{name} {len(rows)}" for name, rows in tables.items()))


if __name__ == "__main__":
    check(Path(sys.argv[1]))
