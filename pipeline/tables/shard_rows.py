"""The rows of a shard as they travel from a worker to the process that writes them, which knows nothing of languages."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """Where an article was read, in which input of its shard (from 0), how many rejects of the shard stand before it, and how
    many rows it has in each table.
    """

    location: str
    unit: int
    rejects_before: int
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class ShardRows:
    """The rows of a shard, a table each; whose they are, in order; and seconds by stage.

    ``sketches`` has a row for each article, ``reject_units`` the input of the shard (from 0) that each reject stands for.
    """

    tables: dict[str, pa.Table]
    sketches: pa.Table
    articles: list[ArticleRows]
    reject_units: list[int]
    seconds: dict[str, float]
