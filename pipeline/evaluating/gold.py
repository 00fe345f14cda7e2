"""Gold annotations: one JSON object a line, one article each, in the form of the data contract."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.components.fact_spans import FactKind
from pipeline.errors import GoldFileError
from pipeline.tables.schemas import FACT_TABLES

Form = TypeVar("Form", bound=BaseModel)


class GoldFact(BaseModel):
    """One annotated mention: a table, a half-open range of ``raw_text``, and the columns that the annotator decided."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    kind: FactKind
    raw_start: int = Field(ge=0)
    raw_end: int = Field(gt=0)
    fields: dict[str, Any] = Field(default_factory=dict)

    def columns(self) -> dict[str, Any]:
        """The fields that are columns of the table (for entities also ``name``, the name without proclitics): what is scored."""
        return {name: value for name, value in self.fields.items() if name in _COLUMNS[self.kind]}


_COLUMNS: dict[str, set[str]] = {name: {column.name for column in table.columns} for name, table in FACT_TABLES.items()}
_COLUMNS["entities"].add("name")


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
    return read_lines(path, GoldArticle)


def read_lines(path: Path, form: type[Form]) -> list[Form]:
    """What a file of JSON lines holds. Raises GoldFileError with the line of the first one that is not in the form."""
    found = []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldFileError(str(path), 1, f"cannot be read ({error})") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found.append(form.model_validate(json.loads(line)))
        except json.JSONDecodeError as error:
            raise GoldFileError(str(path), number, f"not JSON ({error.msg} at column {error.colno})") from None
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise GoldFileError(str(path), number, f"{where}: {first['msg']}".lstrip(": ")) from None
    return found


def unknown_fields(articles: Iterable[GoldArticle]) -> Counter[str]:
    """Fields that are no column of their table, as ``dates.edft``, with how often they stand: they cannot be scored."""
    return Counter(
        f"{fact.kind}.{name}"
        for article in articles
        for fact in article.facts
        for name in fact.fields.keys() - fact.columns()
    )
