"""The data dictionary, generated from the schemas: Markdown for people, JSON for programs."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa

from pipeline.tables.schemas import SCHEMA_VERSION, TABLES, Column


def dictionary_as_markdown() -> str:
    """Every table with its columns, their types, whether they can be null, and what they mean."""
    lines = [f"# Data dictionary (schema version {SCHEMA_VERSION})", ""]
    for table in TABLES.values():
        lines += [
            f"## {table.name}",
            "",
            f"{table.description}.",
            "",
            "| column | type | null | meaning |",
            "|---|---|---|---|",
        ]
        for column in table.columns:
            meaning = column.description
            if column.values:
                meaning += ": " + ", ".join(f"`{value}`" for value in column.values)
            lines.append(
                f"| `{column.name}` | {_type_name(column)} | {'yes' if column.nullable else 'no'} | {meaning} |"
            )
        lines.append("")
    return "\n".join(lines)


def dictionary_as_json() -> str:
    """The same as one JSON object: ``schema_version`` and a list of tables, each with its columns."""
    tables: list[dict[str, Any]] = [
        {
            "name": table.name,
            "description": table.description,
            "columns": [
                {
                    "name": column.name,
                    "type": _type_name(column),
                    "nullable": column.nullable,
                    "description": column.description,
                    "values": list(column.values) or None,
                }
                for column in table.columns
            ],
        }
        for table in TABLES.values()
    ]
    return json.dumps({"schema_version": SCHEMA_VERSION, "tables": tables}, ensure_ascii=False, indent=2)


def _type_name(column: Column) -> str:
    if pa.types.is_list(column.type):
        element = column.type.value_type
        inner = ", ".join(f"{f.name}: {f.type}" for f in element) if pa.types.is_struct(element) else str(element)
        return f"list of struct({inner})" if pa.types.is_struct(element) else f"list of {inner}"
    return str(column.type)
