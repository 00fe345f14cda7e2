"""The Parquet files of shards: written as bytes, read as tables, cut by units."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.tables.dataset_path import DatasetPath
from pipeline.tables.manifests import SKETCHES, Manifest, file_name
from pipeline.tables.schemas import TABLES
from pipeline.tables.sketches import SCHEMA as SKETCH_SCHEMA

# A file without rows in each table's folder, so that every table can be read whatever is in it.
EMPTY = "schema.parquet"

ROWS_PER_GROUP = 131_072
BYTES_PER_GROUP = 64 * 1024 * 1024


def read_shard(out: DatasetPath, manifest: Manifest, table: str) -> pa.Table:
    """The rows of a shard in one table, or its sketches."""
    if table in manifest.files:
        with pq.ParquetFile(parquet_source(out / file_name(table, manifest.name))) as file:
            return file.read()
    return schema_of(table).empty_table()


def parquet_source(path: DatasetPath) -> Path | pa.BufferReader:
    """A Parquet file as Arrow reads it; one in an object store is fetched whole."""
    return path if isinstance(path, Path) else pa.BufferReader(path.read_bytes())


def schema_of(table: str) -> pa.Schema:
    """The schema of a table's files, or that of the sketches."""
    return SKETCH_SCHEMA if table == SKETCHES else TABLES[table].schema()


def rows_of_units(content: pa.Table, starts: Sequence[int], kept: Iterable[int]) -> pa.Table:
    """The rows of some units, by their numbers."""
    return pa.concat_tables(
        [content.slice(0, 0), *(content.slice(starts[unit], starts[unit + 1] - starts[unit]) for unit in kept)]
    )


def to_parquet(content: pa.Table) -> bytes:
    """The bytes of a file with those rows, in row groups that fit into a reader's memory."""
    rows = max(content.num_rows * BYTES_PER_GROUP // max(content.nbytes, 1), 1)
    sink = io.BytesIO()
    pq.write_table(content, sink, compression="zstd", row_group_size=min(rows, ROWS_PER_GROUP))
    return sink.getvalue()
