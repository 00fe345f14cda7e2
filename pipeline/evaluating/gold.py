"""Gold annotations: one JSON object a line, one article each, in the form of the data contract."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.components.fact_spans import FactKind
from pipeline.errors import GoldFileError
from pipeline.tables.schemas import FACT_TABLES


class GoldFact(BaseModel):
    """One annotated mention: a table, a half-open range of ``raw_text``, and the columns that the annotator decided."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    kind: FactKind
    raw_start: int = Field(ge=0)
    raw_end: int = Field(gt=0)
    fields: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fields_are_columns(self) -> GoldFact:
        columns = {column.name for column in FACT_TABLES[self.kind].columns}
        if self.kind == "entities":
            columns.add("name")  # the name without proclitics, as name_start and name_end delimit it
        for name in self.fields:
            if name not in columns:
                raise ValueError(f"{self.kind} has no column {name!r}")
        return self


class GoldArticle(BaseModel):
    """One annotated article, with its own text, so that a gold file needs nothing beside it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    article_id: str
    raw_text: str
    published_at: date | None = None
    facts: tuple[GoldFact, ...]

    @model_validator(mode="after")
    def _spans_lie_in_the_text(self) -> GoldArticle:
        for fact in self.facts:
            if not fact.raw_start < fact.raw_end <= len(self.raw_text):
                raise ValueError(f"{fact.kind} at {fact.raw_start}:{fact.raw_end} lies outside raw_text")
        return self


def read_gold(path: Path) -> list[GoldArticle]:
    """The articles of a gold file. Raises GoldFileError with the line of the first one that is not in the right form."""
    articles = []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldFileError(str(path), 1, f"cannot be read ({error})") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            articles.append(GoldArticle.model_validate(json.loads(line)))
        except json.JSONDecodeError as error:
            raise GoldFileError(str(path), number, f"not JSON ({error.msg} at column {error.colno})") from None
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise GoldFileError(str(path), number, f"{where}: {first['msg']}".lstrip(": ")) from None
    return articles
