"""The tables have the columns of the data contract, each with a meaning and the type of the value it holds."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import get_args

import pyarrow as pa
import pytest

from pipeline import facts
from pipeline.articles import RejectReason
from pipeline.components.fact_spans import FACT_CLASSES
from pipeline.tables.dictionary import dictionary_as_json, dictionary_as_markdown
from pipeline.tables.schemas import FACT_TABLES, SCHEMA_VERSION, TABLES

MENTION = "fact_id article_id sentence_index start end raw_start raw_end text confidence source"
CONTRACT = {
    "articles": "article_id source_uri title publisher author published_at language encoding media_type content_sha256 "
    "raw_text text char_count word_count sentence_count boilerplate duplicate_of run_id",
    "sentences": "article_id sentence_index paragraph_index is_title start end raw_start raw_end text",
    "entities": f"{MENTION} label prefix name_start name_end canonical_id canonical_name canonical_name_latin alias_score",
    "resolutions": f"{MENTION} code number series issuer_code document_type jurisdiction issuer issuer_level issue_date "
    "issue_date_fact_id subject horizons cluster_id",
    "dates": f"{MENTION} kind edtf start_date end_date precision modifier is_relative anchor_date calendar duration_iso "
    "time_of_day role",
    "growth_figures": f"{MENTION} indicator indicator_text subject subject_entity_id direction value_low value_high unit "
    "qualifier period period_date_fact_id streak_years basis status previous_low previous_high",
    "slogans": f"{MENTION} slogan form count head items is_complete cue speaker_entity_id cluster_id",
    "rejects": "source_uri reason message byte_size run_id",
}
LINKS = {
    "issue_date_fact_id", "subject_entity_id", "period_date_fact_id", "speaker_entity_id", "cluster_id",
    "fact_id", "article_id", "sentence_index", "raw_start", "raw_end",
}  # fmt: skip


@pytest.mark.parametrize("table", CONTRACT)
def test_a_table_has_exactly_the_columns_of_the_contract(table: str) -> None:
    assert TABLES[table].schema().names == CONTRACT[table].split()


def test_there_are_no_other_tables() -> None:
    assert list(TABLES) == list(CONTRACT)


@pytest.mark.parametrize("table", TABLES)
def test_every_column_says_what_it_means(table: str) -> None:
    for field in TABLES[table].schema():
        description = field.metadata[b"description"].decode()
        assert len(description.split()) >= 2, field.name
        assert description[0].isupper() or description.split()[0].islower(), field.name
        assert not description.endswith("."), field.name


@pytest.mark.parametrize("kind", FACT_CLASSES)
def test_every_column_is_a_field_of_the_fact_or_a_link_and_no_field_is_lost(kind: str) -> None:
    of_fact = {field.name for field in fields(FACT_CLASSES[kind])}
    columns = set(TABLES[kind].schema().names)
    assert columns - of_fact <= LINKS
    assert {name for name in of_fact - columns if name != "cluster" and not name.endswith("_mention")} == set()


@pytest.mark.parametrize(
    ("table", "column", "values"),
    [
        ("entities", "label", get_args(facts.EntityLabel)),
        ("resolutions", "document_type", get_args(facts.DocumentType)),
        ("resolutions", "issuer_level", get_args(facts.IssuerLevel)),
        ("dates", "kind", get_args(facts.DateKind)),
        ("dates", "precision", get_args(facts.Precision)),
        ("dates", "modifier", get_args(facts.DateModifier)),
        ("dates", "calendar", get_args(facts.Calendar)),
        ("dates", "role", get_args(facts.DateRole)),
        ("growth_figures", "indicator", get_args(facts.Indicator)),
        ("growth_figures", "direction", get_args(facts.Direction)),
        ("growth_figures", "qualifier", get_args(facts.Qualifier)),
        ("growth_figures", "basis", get_args(facts.Basis)),
        ("growth_figures", "status", get_args(facts.Status)),
        ("slogans", "form", get_args(facts.SloganForm)),
        ("rejects", "reason", tuple(reason.value for reason in RejectReason)),
    ],
)
def test_an_enumerated_column_names_its_values(table: str, column: str, values: tuple[str, ...]) -> None:
    metadata = TABLES[table].schema().field(column).metadata
    assert metadata[b"values"].decode().split() == list(values)
    assert all(value == value.lower() or table == "entities" for value in values)


@pytest.mark.parametrize(
    ("table", "column", "type_"),
    [
        ("dates", "start_date", pa.date32()),
        ("articles", "published_at", pa.date32()),
        ("resolutions", "issue_date", pa.date32()),
        ("resolutions", "number", pa.int64()),
        ("growth_figures", "value_low", pa.float64()),
        ("growth_figures", "previous_high", pa.float64()),
        ("slogans", "is_complete", pa.bool_()),
        ("entities", "alias_score", pa.float64()),
    ],
)
def test_values_have_types_that_readers_can_count_with(table: str, column: str, type_: pa.DataType) -> None:
    assert TABLES[table].schema().field(column).type == type_


@pytest.mark.parametrize("table", FACT_TABLES)
def test_what_every_mention_has_is_never_null(table: str) -> None:
    schema = TABLES[table].schema()
    assert [name for name in MENTION.split() if schema.field(name).nullable] == []


def test_the_dictionary_in_markdown_has_a_row_for_every_column() -> None:
    text = dictionary_as_markdown()
    for table in TABLES.values():
        section = text.split(f"## {table.name}\n")[1].split("\n## ")[0]
        rows = [line for line in section.splitlines() if line.startswith("| `")]
        assert [row.split("`")[1] for row in rows] == [column.name for column in table.columns]
        assert all(row.count("|") == 5 for row in rows)
    assert "| `edtf` | string | yes |" in text
    assert "`un_resolution`" in text


def test_the_dictionary_in_json_says_the_same() -> None:
    content = json.loads(dictionary_as_json())
    assert content["schema_version"] == SCHEMA_VERSION
    assert [table["name"] for table in content["tables"]] == list(TABLES)
    [dates] = [table for table in content["tables"] if table["name"] == "dates"]
    [kind] = [column for column in dates["columns"] if column["name"] == "kind"]
    assert kind["values"] == ["date", "interval", "duration", "set"]
    assert kind["nullable"] is False
    [boilerplate] = [c for c in content["tables"][0]["columns"] if c["name"] == "boilerplate"]
    assert boilerplate["type"] == "list of struct(start: int32, end: int32, kind: string)"
