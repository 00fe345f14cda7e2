"""What is always true of a dataset, seen from the outside as its readers see it."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from pipeline.normalise import normalise
from pipeline.running.run import RunSummary
from pipeline.tables.schemas import FACT_TABLES, SCHEMA_VERSION, TABLES

Row = dict[str, Any]
WITH_OFFSETS = ("sentences", *FACT_TABLES)
ENUMERATED = [(table.name, column.name) for table in TABLES.values() for column in table.columns if column.values]


@pytest.fixture(scope="session")
def rows(dataset: RunSummary) -> dict[str, list[Row]]:
    return {name: pq.read_table(dataset.out / name).to_pylist() for name in TABLES}


@pytest.fixture(scope="session")
def articles(rows: dict[str, list[Row]]) -> dict[str, Row]:
    return {row["article_id"]: row for row in rows["articles"]}


def test_the_corpus_gives_rows_in_every_table(rows: dict[str, list[Row]]) -> None:
    assert {name for name, found in rows.items() if not found} == set()
    assert len(rows["articles"]) >= 24


@pytest.mark.parametrize("table", WITH_OFFSETS)
def test_every_mention_is_the_slice_that_its_offsets_name(
    rows: dict[str, list[Row]], articles: dict[str, Row], table: str
) -> None:
    for row in rows[table]:
        assert 0 <= row["start"] < row["end"]
        assert articles[row["article_id"]]["text"][row["start"] : row["end"]] == row["text"], row
        assert row["text"] == row["text"].strip(), row


@pytest.mark.parametrize("table", WITH_OFFSETS)
def test_the_raw_slice_of_every_mention_normalises_to_the_same_words(
    rows: dict[str, list[Row]], articles: dict[str, Row], table: str
) -> None:
    for row in rows[table]:
        raw = articles[row["article_id"]]["raw_text"][row["raw_start"] : row["raw_end"]]
        # The alignment is checked on characters; page furniture is known by its place, which a slice does not have.
        assert normalise(raw).text == row["text"] or normalise(f"א {raw} א").text[2:-2] == row["text"], (raw, row)


@pytest.mark.parametrize("table", TABLES)
def test_every_file_has_the_declared_schema_and_says_what_it_holds(dataset: RunSummary, table: str) -> None:
    paths = sorted((dataset.out / table).glob("*.parquet"))
    assert paths
    for path in paths:
        schema = pq.read_schema(path)
        assert schema.equals(TABLES[table].schema(), check_metadata=True)
        assert schema.metadata[b"description"].decode() == TABLES[table].description
        assert schema.metadata[b"uvdot_schema_version"].decode() == SCHEMA_VERSION
        assert all(field.metadata[b"description"] for field in schema)


@pytest.mark.parametrize("table", TABLES)
def test_every_reader_counts_the_same_rows(dataset: RunSummary, table: str) -> None:
    folder = dataset.out / table
    arrow: ds.Dataset = ds.dataset(folder)
    assert arrow.schema.names == TABLES[table].schema().names
    counts = {
        "pandas": len(pd.read_parquet(folder)),
        "pyarrow": arrow.count_rows(),
        "duckdb": duckdb.sql(f"select count(*) from '{folder}/*.parquet'").fetchall()[0][0],
        "the run": dataset.counts[table],
    }
    assert len(set(counts.values())) == 1, counts


def test_a_query_over_tables_gives_what_it_says(dataset: RunSummary) -> None:
    out = dataset.out
    wrong = duckdb.sql(
        f"select count(*) from '{out}/dates/*.parquet' d join '{out}/articles/*.parquet' a using (article_id) "
        'where substr(a.text, d.start + 1, d."end" - d.start) <> d.text'
    ).fetchall()
    assert wrong == [(0,)]


@pytest.mark.parametrize(("table", "column"), ENUMERATED)
def test_an_enumerated_column_holds_only_declared_values(rows: dict[str, list[Row]], table: str, column: str) -> None:
    [declared] = [c for c in TABLES[table].columns if c.name == column]
    assert {row[column] for row in rows[table]} - {None} <= set(declared.values)


@pytest.mark.parametrize("table", TABLES)
def test_columns_that_are_never_null_hold_no_null(dataset: RunSummary, table: str) -> None:
    read = pq.read_table(dataset.out / table)
    assert [field.name for field in read.schema if not field.nullable and read[field.name].null_count] == []


@pytest.mark.parametrize("table", TABLES)
def test_unknown_is_null_and_never_an_empty_text(rows: dict[str, list[Row]], table: str) -> None:
    schema = TABLES[table].schema()
    for name in [field.name for field in schema if field.nullable and pa.types.is_string(field.type)]:
        assert "" not in {row[name] for row in rows[table]}, name


@pytest.mark.parametrize("table", FACT_TABLES)
def test_a_fact_id_is_unique_in_its_article(rows: dict[str, list[Row]], table: str) -> None:
    keys = [(row["article_id"], row["fact_id"]) for row in rows[table]]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("table", "column", "to"),
    [
        ("resolutions", "issue_date_fact_id", "dates"),
        ("resolutions", "cluster_id", "resolutions"),
        ("growth_figures", "period_date_fact_id", "dates"),
        ("growth_figures", "subject_entity_id", "entities"),
        ("slogans", "speaker_entity_id", "entities"),
        ("slogans", "cluster_id", "slogans"),
    ],
)
def test_a_link_leads_to_a_fact_of_the_same_article(
    rows: dict[str, list[Row]], table: str, column: str, to: str
) -> None:
    known = {(row["article_id"], row["fact_id"]) for row in rows[to]}
    links = {(row["article_id"], row[column]) for row in rows[table] if row[column] is not None}
    assert links, "the corpus has no such link: nothing was tested"
    assert links <= known


def test_a_period_or_a_day_of_issue_is_that_of_its_mention(rows: dict[str, list[Row]]) -> None:
    dates = {(row["article_id"], row["fact_id"]): row for row in rows["dates"]}
    for row in rows["resolutions"]:
        if row["issue_date_fact_id"]:
            assert dates[row["article_id"], row["issue_date_fact_id"]]["start_date"] == row["issue_date"], row
    for row in rows["growth_figures"]:
        if row["period_date_fact_id"]:
            given = dates[row["article_id"], row["period_date_fact_id"]]["edtf"]
            # A result "until 15 September 2020" is of the year's months so far.
            until = given.startswith("../") and row["period"].endswith(f"-01/{given[3:10]}")
            assert until or given == row["period"], row


def test_a_cluster_begins_with_its_first_mention(rows: dict[str, list[Row]]) -> None:
    for table in ("resolutions", "slogans"):
        seen: set[tuple[str, str]] = set()
        for row in rows[table]:
            key = (row["article_id"], row["cluster_id"])
            assert key in seen or row["fact_id"] == row["cluster_id"]
            seen.add(key)


@pytest.mark.parametrize("table", WITH_OFFSETS)
def test_sentences_and_articles_of_every_row_exist(
    rows: dict[str, list[Row]], articles: dict[str, Row], table: str
) -> None:
    sentences = {(row["article_id"], row["sentence_index"]): row for row in rows["sentences"]}
    for row in rows[table]:
        sentence = sentences[row["article_id"], row["sentence_index"]]
        assert row["article_id"] in articles
        assert sentence["start"] <= row["start"] < sentence["end"], (row, sentence)


def test_sentences_are_numbered_from_0_without_overlap(rows: dict[str, list[Row]], articles: dict[str, Row]) -> None:
    by_article: dict[str, list[Row]] = {}
    for row in rows["sentences"]:
        by_article.setdefault(row["article_id"], []).append(row)
    assert set(by_article) == set(articles)
    for article_id, sentences in by_article.items():
        text = articles[article_id]["text"]
        assert [row["sentence_index"] for row in sentences] == list(range(articles[article_id]["sentence_count"]))
        assert all(a["end"] <= b["start"] for a, b in pairwise(sentences))
        assert [row["paragraph_index"] for row in sentences] == [text.count("\n", 0, r["start"]) for r in sentences]
        between = [text[a["end"] : b["start"]] for a, b in pairwise(sentences)]
        assert all(gap.isspace() or not gap for gap in between), "text that stands in no sentence"


def test_copies_point_to_an_earlier_article_that_is_no_copy(articles: dict[str, Row]) -> None:
    order = list(articles)
    copies = [row for row in articles.values() if row["duplicate_of"] is not None]
    assert {row["content_sha256"] for row in copies} == {
        articles[row["duplicate_of"]]["content_sha256"] for row in copies
    }, "the corpus has articles that are alike, and no text twice but the copy among the bad inputs"
    for copy in copies:
        original = articles[copy["duplicate_of"]]
        assert original["duplicate_of"] is None
        assert order.index(original["article_id"]) < order.index(copy["article_id"])


def test_offsets_of_furniture_lie_in_the_raw_text_in_order(articles: dict[str, Row]) -> None:
    assert any(row["boilerplate"] for row in articles.values())
    for row in articles.values():
        ends = [0, *(part["end"] for part in row["boilerplate"])]
        for before, part in zip(ends, row["boilerplate"], strict=False):
            assert before <= part["start"] < part["end"] <= len(row["raw_text"])


def test_counts_of_an_article_are_those_of_its_text(articles: dict[str, Row]) -> None:
    for row in articles.values():
        assert row["char_count"] == len(row["text"])
        assert 0 < row["word_count"] <= len(row["text"].split())


SOUND: dict[str, Callable[[Row], bool]] = {
    "confidence": lambda row: 0 <= row.get("confidence", 1) <= 1,
    "source": lambda row: row.get("source", "x") == row.get("source", "x").strip().lower() != "",
    "values": lambda row: all(
        row.get(name) is None or (row[name] >= 0 and math.isfinite(row[name]))
        for name in ("value_low", "value_high", "previous_low", "previous_high", "streak_years", "count")
    ),
    "ends": lambda row: None in (row.get("value_low"), row.get("value_high")) or row["value_low"] <= row["value_high"],
    "days": lambda row: None in (row.get("start_date"), row.get("end_date")) or row["start_date"] <= row["end_date"],
    "anchor": lambda row: row.get("anchor_date") is None or row["is_relative"],
    "name": lambda row: "name_start" not in row or row["start"] <= row["name_start"] < row["name_end"] <= row["end"],
    "items": lambda row: row.get("is_complete") is not True or len(row["items"]) == row["count"],
    "alias": lambda row: row.get("alias_score") is None or 0 <= row["alias_score"] <= 1,
}


@pytest.mark.parametrize("rule", SOUND)
@pytest.mark.parametrize("table", FACT_TABLES)
def test_values_are_sound(rows: dict[str, list[Row]], table: str, rule: str) -> None:
    assert [row for row in rows[table] if not SOUND[rule](row)] == []


def test_rejects_say_where_why_and_what_to_do(rows: dict[str, list[Row]]) -> None:
    found = {row["source_uri"].rsplit("/", 1)[-1]: row for row in rows["rejects"]}
    assert {name: row["reason"] for name, row in found.items()} == {
        "empty.txt": "empty",
        "english.txt": "not_hebrew",
        "sheet.xlsx": "unsupported_format",
        "torn.jsonl#2": "broken_record",
        "twice.jsonl#1": "duplicate_id",
    }
    assert all(row["message"].startswith(f"{row['source_uri']}: ") for row in found.values())
    assert all(row["message"].endswith(".") for row in found.values())
    assert "t-1" in found["twice.jsonl#1"]["message"]
    assert "torn.jsonl#1" in found["twice.jsonl#1"]["message"]


def test_every_row_knows_its_run(dataset: RunSummary, rows: dict[str, list[Row]]) -> None:
    runs = {row["run_id"] for name in ("articles", "rejects") for row in rows[name]}
    assert runs == {dataset.record["run_id"]}
