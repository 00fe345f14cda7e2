"""The scores of models as one table, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.evaluating.scores import Counts
from pipeline.pattern_files import load_patterns

Unit = Literal["P R F1", "F1", "accuracy", "tokens/s", "s", "MB"]


class Published(BaseModel):
    """Figures of other models, by name, and the part of the data that they are on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    part: str
    figures: dict[str, float] = Field(min_length=1)


PUBLISHED = load_patterns(Path(__file__).with_name("published.yaml"), dict[str, Published])


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of one kind of data: what each model, and each way of doing without one, scores.

    ``figures`` are by the name of a model or of a baseline: Counts, or a number in ``unit``.
    """

    section: str
    measure: str
    unit: Unit
    figures: dict[str, Counts | float] = field(default_factory=dict)
    published: Published | None = None


@dataclass(slots=True)
class ModelReport:
    """Rows in their order, the models that they are about, and notes: what was left out and why, and how to read it."""

    models: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(
        self, section: str, measure: str, unit: Unit, name: str, figure: Counts | float, published: str | None = None
    ) -> None:
        """Add the figure of a model or a baseline to its row; a first figure begins the row.

        ``published`` is a key of PUBLISHED, or of nothing.
        """
        row = next((row for row in self.rows if (row.section, row.measure) == (section, measure)), None)
        if row is None:
            row = Row(section, measure, unit, published=PUBLISHED.get(published or ""))
            self.rows.append(row)
        row.figures[name] = figure

    def as_dict(self) -> dict[str, Any]:
        """The report for programs: each row with counts, precision, recall and F1, or with its number."""
        return {
            "models": list(self.models),
            "rows": [
                {
                    "section": row.section,
                    "measure": row.measure,
                    "unit": row.unit,
                    "figures": {name: _plain(figure) for name, figure in row.figures.items()},
                    "published": row.published.model_dump() if row.published else None,
                }
                for row in self.rows
            ],
            "notes": list(self.notes),
        }


def print_report(report: ModelReport, console: Console) -> None:
    """Print one table with a column for each model, one for what does without a model, and one for published figures."""
    table = Table(title="Language models")
    table.add_column("measure")
    for name in report.models:
        table.add_column(escape(name), justify="right", no_wrap=True)
    table.add_column("without a model")
    table.add_column("published")
    for section, rows in groupby(report.rows, key=lambda row: row.section):
        table.add_row(f"[bold]{escape(section)}[/bold]", *[""] * (len(report.models) + 2))
        for row in rows:
            table.add_row(*(escape(cell) for cell in _cells(row, report.models)))
        table.add_section()
    console.print(table)
    for note in report.notes:
        console.print(f"- {note}", markup=False, highlight=False, soft_wrap=True)


def _cells(row: Row, models: Sequence[str]) -> Iterator[str]:
    yield f"  {row.measure}, {row.unit}"
    for name in models:
        yield _written(row.figures[name], row.unit) if name in row.figures else "-"
    others = [name for name in row.figures if name not in models]
    yield "\n".join(f"{name} {_written(row.figures[name], row.unit)}" for name in others)
    if row.published is None:
        yield ""
    else:
        yield "\n".join(f"{name} {figure} ({row.published.part})" for name, figure in row.published.figures.items())


def _written(figure: Counts | float, unit: Unit) -> str:
    if isinstance(figure, Counts):
        ways = (figure.precision, figure.recall, figure.f1) if unit == "P R F1" else (figure.f1,)
        return " ".join("-" if value is None else f"{value:.3f}" for value in ways)
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.1f}"


def _plain(figure: Counts | float) -> Any:
    if not isinstance(figure, Counts):
        return figure
    return {
        "gold": figure.gold,
        "extracted": figure.extracted,
        "matched": figure.matched,
        "precision": figure.precision,
        "recall": figure.recall,
        "f1": figure.f1,
    }
