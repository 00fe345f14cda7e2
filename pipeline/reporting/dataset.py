"""A dataset folder as tables in DuckDB."""

from __future__ import annotations

from collections import namedtuple
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from pipeline.errors import DatasetNotFoundError
from pipeline.tables.schemas import FACT_TABLES, TABLES


class Dataset:
    """The tables of a dataset folder under their own names, to ask in SQL.

    ``kept_articles`` and, for each kind of fact, ``kept_dates`` and so on leave out articles that repeat an earlier one.
    Raises DatasetNotFoundError where the folder holds no dataset.
    """

    def __init__(self, out: Path | str) -> None:
        self.out = Path(out)
        # Nothing is ever fetched: DuckDB would otherwise look for extensions that a query names.
        self._connection = duckdb.connect(
            config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
        )
        try:
            for name, table in TABLES.items():
                self._connection.register(name, ds.dataset(self.out / name, schema=table.schema(), format="parquet"))
            self._connection.execute("select count(*) from articles")
        except (OSError, pa.ArrowException, duckdb.Error):
            raise DatasetNotFoundError(
                f"{self.out} holds no dataset. Make one with: uvdot run INPUT... --out {self.out}"
            ) from None
        self._connection.execute("create temp view kept_articles as select * from articles where duplicate_of is null")
        for name in FACT_TABLES:
            self._connection.execute(
                f"create temp view kept_{name} as select * from {name} "
                "where article_id in (select article_id from kept_articles)"
            )

    def sql(self, query: str, parameters: dict[str, Any] | None = None) -> pd.DataFrame:
        """The answer to a query in DuckDB's SQL; ``$name`` in it stands for a parameter."""
        answer: pd.DataFrame = self._connection.execute(query, parameters or {}).df()
        return answer

    def rows(self, query: str, parameters: dict[str, Any] | None = None) -> list[Any]:
        """The rows of the answer as named tuples, None where a value is null."""
        answer = self._connection.execute(query, parameters or {})
        row = namedtuple("Row", [column[0] for column in answer.description])  # type: ignore[misc]
        return [row(*values) for values in answer.fetchall()]
