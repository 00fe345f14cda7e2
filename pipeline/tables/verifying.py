"""Looks for anything wrong with a dataset, from its files alone: what is committed, what readers see, what the rows say."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import OutputError
from pipeline.tables.dataset_path import DatasetPath, matching
from pipeline.tables.journal import is_interrupted
from pipeline.tables.lock import holder_of
from pipeline.tables.manifests import FILES, SHARDS, SKETCHES, Manifest, file_name, read_manifest, shard_names
from pipeline.tables.schemas import FACT_TABLES, TABLES
from pipeline.tables.shard_files import EMPTY, parquet_source, read_shard, schema_of

# Columns that lead to a fact of the same article, and the table in which it is.
LINKS = (
    ("resolutions", "issue_date_fact_id", "dates"),
    ("resolutions", "cluster_id", "resolutions"),
    ("growth_figures", "period_date_fact_id", "dates"),
    ("growth_figures", "subject_entity_id", "entities"),
    ("slogans", "speaker_entity_id", "entities"),
    ("slogans", "cluster_id", "slogans"),
)
MENTIONS = ("sentences", *FACT_TABLES)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong: where (a file, a shard or the folder) and what, with one example where rows are at fault."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def verify(out: DatasetPath) -> Iterator[Problem]:
    """Everything that is wrong with a dataset, one shard in memory at a time. Raises OutputError where there is none."""
    names = list(shard_names(out))
    if not names and not (out / SHARDS).exists():
        raise OutputError(f"{out} holds no dataset of uvdot. Give the folder that was --out of a run.")
    if is_interrupted(out) and not holder_of(out)[1]:
        yield Problem(str(out), "a commit was interrupted. The next run, or uvdot compact, finishes it or gives it up.")
    yield from _unknown_files(out, set(names))
    with _SeenIds() as seen:
        for name in names:
            try:
                manifest = read_manifest(out, name)
            except OutputError as error:
                yield Problem(f"{SHARDS}/{name}.json", str(error))
                continue
            broken = list(_file_problems(out, manifest))
            yield from broken
            if not broken:
                yield from _row_problems({table: read_shard(out, manifest, table) for table in FILES}, manifest)
                yield from seen.add(out, manifest)
        yield from seen.dangling()


def _unknown_files(out: DatasetPath, shards: set[str]) -> Iterator[Problem]:
    for table in (*TABLES, SHARDS):
        for path in matching(out / table, "[!._]*"):
            if path.stem not in shards and path.name != EMPTY:
                yield Problem(
                    f"{table}/{path.name}", "belongs to no committed shard; readers of the folder would see it."
                )
    for table in TABLES:
        path = out / table / EMPTY
        if not path.exists():
            yield Problem(f"{table}/{EMPTY}", "is missing: a table without rows could not be read.")


def _file_problems(out: DatasetPath, manifest: Manifest) -> Iterator[Problem]:
    """Files that are not what the manifest says, or not of the table's schema."""
    for table in FILES:
        name = file_name(table, manifest.name)
        path = out / name
        file = manifest.files.get(table)
        if file is None:
            if path.exists():
                yield Problem(name, "is not named by the shard's manifest.")
            if manifest.starts(table)[-1]:
                yield Problem(name, "is missing: the manifest counts rows of units in it.")
            continue
        if not path.exists():
            yield Problem(name, "is missing.")
            continue
        if _sha256(path) != file.sha256:
            yield Problem(name, "is not the file that was committed: its checksum differs.")
            continue
        metadata = pq.read_metadata(parquet_source(path))
        if metadata.num_rows != file.rows or metadata.num_rows != manifest.starts(table)[-1]:
            yield Problem(name, f"has {metadata.num_rows} rows and its manifest counts others.")
        elif not pq.read_schema(parquet_source(path)).equals(schema_of(table), check_metadata=True):
            yield Problem(name, "has not the schema of this version of uvdot. Run again to make its rows anew.")


def _row_problems(tables: dict[str, pa.Table], manifest: Manifest) -> Iterator[Problem]:
    """Rows that contradict their schema, each other or the article's text."""
    where = f"shard {manifest.name}"
    articles = {
        row["article_id"]: row for row in tables["articles"].select(["article_id", "text", "raw_text"]).to_pylist()
    }
    for name, table in TABLES.items():
        for column in table.columns:
            values = tables[name][column.name]
            if not column.nullable and values.null_count:
                yield Problem(where, f"{name}.{column.name} lacks a value in {values.null_count} rows.")
            if column.values and (foreign := set(values.to_pylist()) - {None, *column.values}):
                yield Problem(where, f"{name}.{column.name} holds {sorted(foreign)[0]!r}, which is none of its values.")
    sentences = _keys(tables["sentences"], "sentence_index")
    for name in MENTIONS:
        columns = ["article_id", "start", "end", "raw_start", "raw_end", "text", "sentence_index"]
        for row in tables[name].select(columns).to_pylist():
            article = articles.get(row["article_id"])
            if article is None:
                yield Problem(where, f"{name} has a row of article {row['article_id']!r}, which is not in the shard.")
                break
            if article["text"][row["start"] : row["end"]] != row["text"]:
                yield Problem(where, f"{name}: {row['text']!r} of article {row['article_id']!r} is not at its offsets.")
                break
            if not 0 <= row["raw_start"] <= row["raw_end"] <= len(article["raw_text"]):
                yield Problem(
                    where, f"{name}: {row['text']!r} of article {row['article_id']!r} has no place in raw_text."
                )
                break
            if (row["article_id"], row["sentence_index"]) not in sentences:
                yield Problem(where, f"{name}: {row['text']!r} of article {row['article_id']!r} is in no sentence.")
                break
    facts = {name: _keys(tables[name], "fact_id") for name in FACT_TABLES}
    for name, known in {**facts, "sentences": sentences}.items():
        if len(known) != tables[name].num_rows:
            yield Problem(where, f"{name} has an id twice in one article.")
    for name, link, to in LINKS:
        links = {key for key in _keys(tables[name], link) if key[1] is not None}
        if dangling := links - facts[to]:
            article_id, fact_id = min(dangling)
            yield Problem(where, f"{name}.{link} {fact_id!r} of article {article_id!r} leads to no row of {to}.")


def _keys(table: pa.Table, column: str) -> set[tuple[str, Any]]:
    return set(zip(table["article_id"].to_pylist(), table[column].to_pylist(), strict=True))


class _SeenIds:
    """Ids of articles and pieces of inputs over all shards, on disk; each may be there once, and copies have originals."""

    def __enter__(self) -> _SeenIds:
        self._database = sqlite3.connect("")  # a temporary file that is gone when it is closed
        self._database.execute("create table articles (id text primary key, copy_of text, shard text)")
        self._database.execute(
            "create table pieces (source text, start integer, shard text, primary key (source, start))"
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def add(self, out: DatasetPath, manifest: Manifest) -> Iterator[Problem]:
        """Note a shard; yields what was there before."""
        where = f"shard {manifest.name}"
        table = read_shard(out, manifest, "articles").select(["article_id", "duplicate_of"])
        sketched = read_shard(out, manifest, SKETCHES)["article_id"]
        if sketched.to_pylist() != table["article_id"].to_pylist():
            yield Problem(where, "the sketches are not those of its articles.")
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
        for article_id, copy_of in rows:
            if not self._put("articles", (article_id, copy_of, manifest.name)):
                yield Problem(where, f"article {article_id!r} is there twice.")
        for unit in manifest.units:
            if not self._put("pieces", (*unit.key, manifest.name)):
                yield Problem(where, f"{unit.source} from {unit.start} is committed twice.")

    def dangling(self, most: int = 20) -> Iterator[Problem]:
        """Copies of articles that are not there, or are copies themselves."""
        rows: Iterable[tuple[str, str, str, str | None]] = self._database.execute(
            "select c.id, c.copy_of, c.shard, o.id from articles c left join articles o on o.id = c.copy_of "
            "where c.copy_of is not null and (o.id is null or o.copy_of is not null)"
        )
        for article_id, copy_of, shard, found in islice(rows, most):
            what = "is a copy itself" if found else "is not there"
            yield Problem(f"shard {shard}", f"article {article_id!r} is a copy of {copy_of!r}, which {what}.")

    def _put(self, table: str, row: tuple[object, ...]) -> bool:
        cursor = self._database.execute(f"insert or ignore into {table} values (?, ?, ?)", row)  # noqa: S608
        return cursor.rowcount == 1


def _sha256(path: DatasetPath) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
