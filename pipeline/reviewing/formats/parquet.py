"""Parquet tables of the data contract with what reviewers settled, and the log of decisions beside them.

The folder reads like a dataset: a folder a table, under the same schemas. ``confidence`` is 1, ``source`` names the reviewer.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.components.fact_spans import FACT_CLASSES, FactKind
from pipeline.reviewing.agreed import AgreedArticle, AgreedFact
from pipeline.reviewing.decisions import Event
from pipeline.reviewing.fields import fields_of
from pipeline.reviewing.reviewed_dataset import ReviewedDataset
from pipeline.tables.schemas import FACT_TABLES, TABLES

# Columns that follow from one that a person may have changed, and are unknown where it was.
_FOLLOWING = {"edtf": ("start_date", "end_date", "anchor_date"), "canonical_name": ("canonical_id", "alias_score")}
# Columns that point to a fact of the same article, and the kind of that fact.
_POINTING: dict[str, FactKind] = {
    "issue_date_fact_id": "dates", "period_date_fact_id": "dates", "subject_entity_id": "entities",
    "speaker_entity_id": "entities",
}  # fmt: skip

_LOG = pa.schema(
    [
        pa.field("event_id", pa.int64(), nullable=False),
        pa.field("made_at", pa.timestamp("ms", tz="UTC"), nullable=False),
        *(pa.field(name, pa.string()) for name in ("annotator", "role", "action", "content_sha256", "kind", "fact_id")),
        pa.field("raw_start", pa.int32()),
        pa.field("raw_end", pa.int32()),
        pa.field("fields", pa.string()),
        pa.field("note", pa.string()),
        pa.field("undoes", pa.int64()),
        pa.field("run_id", pa.string()),
        pa.field("fingerprint", pa.string()),
    ]
)


def write_parquet(
    articles: Sequence[AgreedArticle], folder: Path, dataset: ReviewedDataset, events: Sequence[Event]
) -> None:
    """Write the fact tables, ``articles``, ``sentences`` and ``decisions`` into the folder, each a folder of one file."""
    ids = pa.array([article.article.head.article_id for article in articles], pa.string())
    tables: dict[str, pa.Table] = {}
    for name in ("articles", "sentences"):
        table = dataset.table(name)
        tables[name] = table.filter(pc.is_in(table["article_id"], value_set=ids)).cast(TABLES[name].schema())
    starts = _sentence_starts(tables["sentences"])
    for kind in FACT_CLASSES:
        rows = [row for article in articles for row in _rows(article, kind, dataset, starts)]
        tables[kind] = pa.Table.from_pylist(rows, schema=FACT_TABLES[kind].schema())
    tables["decisions"] = pa.Table.from_pylist([_logged(event) for event in events], schema=_LOG)
    for name, table in tables.items():
        (folder / name).mkdir(exist_ok=True)
        pq.write_table(table, folder / name / "part-00000.parquet", compression="zstd")


def _rows(
    article: AgreedArticle, kind: FactKind, dataset: ReviewedDataset, starts: dict[str, list[int]]
) -> list[dict[str, Any]]:
    article_id = article.article.head.article_id
    found = {row["fact_id"]: row for row in dataset.rows(kind, article_id)}
    kept = {fact.fact_id for fact in article.facts}
    first_of_cluster: dict[str, str] = {}
    rows = []
    for fact in article.facts:
        if fact.kind != kind:
            continue
        row = _row(fact, found.get(fact.found.fact_id if fact.found else fact.fact_id, {}))
        row |= {"article_id": article_id, "sentence_index": max(bisect_right(starts[article_id], fact.start) - 1, 0)}
        row |= {name: None for name in _POINTING if name in row and row[name] not in kept}
        if "cluster_id" in row:
            row["cluster_id"] = first_of_cluster.setdefault(row["cluster_id"] or fact.fact_id, fact.fact_id)
        rows.append(row)
    return rows


def _row(fact: AgreedFact, found: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {column.name: found.get(column.name) for column in FACT_TABLES[fact.kind].columns}
    form = fields_of(fact.kind)
    for name, value in fact.fields.items():
        given = date.fromisoformat(value) if form[name].type == "day" and value else value
        if given != row[name]:
            row |= dict.fromkeys(_FOLLOWING.get(name, ()))
        row[name] = given
    row |= {
        "fact_id": fact.fact_id, "start": fact.start, "end": fact.end, "raw_start": fact.value.raw_start,
        "raw_end": fact.value.raw_end, "text": fact.text, "confidence": 1.0, "source": f"review:{fact.annotator}",
    }  # fmt: skip
    if fact.kind == "entities":
        row |= {"name_start": fact.start, "name_end": fact.end, "prefix": row["prefix"] or ""}
    return row


def _sentence_starts(sentences: pa.Table) -> dict[str, list[int]]:
    starts: dict[str, list[int]] = {}
    for article_id, start in zip(sentences["article_id"].to_pylist(), sentences["start"].to_pylist(), strict=True):
        starts.setdefault(article_id, []).append(start)
    return starts


def _logged(event: Event) -> dict[str, Any]:
    row = {name: value for name, value in asdict(event).items() if name in _LOG.names}
    row["made_at"] = event.made
    if event.value is not None:
        fields = json.dumps(event.value.fields, ensure_ascii=False)
        row |= {"raw_start": event.value.raw_start, "raw_end": event.value.raw_end, "fields": fields}
    return row
