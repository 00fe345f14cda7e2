"""Words of the data in Hebrew, and texts in their reading order: Hebrew right to left, codes inside it left to right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

import regex
from pydantic import BaseModel, ConfigDict

from pipeline.components.fact_spans import FactKind
from pipeline.pattern_files import load_patterns
from pipeline.reviewing.fields import fields_of
from pipeline.reviewing.marked_html import ordered_html
from pipeline.reviewing.reading_order import ordered_pieces

# Isolates: what stands between one of the first two and the third is ordered by itself.
_RIGHT_TO_LEFT, _LEFT_TO_RIGHT, _END = "\u2067", "\u2066", "\u2069"
_UNSHOWN = regex.compile(r"[\s\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+")
_FORMATS = regex.compile(r"\p{Cf}+")


class _WordsFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    reject_reasons: dict[str, str]
    units: dict[str, str]


@cache
def _words() -> _WordsFile:
    return load_patterns(Path(__file__).with_name("words.yaml"), _WordsFile)


def value_name(kind: FactKind, column: str, value: str | None) -> str:
    """The Hebrew name of an enumerated value; empty where there is none."""
    return "" if value is None else fields_of(kind)[column].values[value]


def reject_reason_name(reason: str) -> str:
    """The Hebrew name of a reason for which an input became no article."""
    return _words().reject_reasons[reason]


def amounts(values: Sequence[float], unit: str) -> str:
    """A figure or the ends of a range with the unit, for example ``7.2%`` or ``6-6.5%``, left to right."""
    numbers = "-".join(f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}" for value in values)
    return f"{_LEFT_TO_RIGHT}{numbers}{_words().units.get(unit, f' {unit}')}{_END}"


def days_covered(start: date | None, end: date | None) -> str:
    """A stretch of days, in years where it is made of whole ones, else in months; either end may be unknown."""
    if start is None or end is None:
        return f"עד {_end_of(end)}" if end else f"מאז {_start_of(start)}" if start else ""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}" if start.year == end.year else f"{start.year}-{end.year}"
    if start == end:
        return f"{start:%d.%m.%Y}"
    first, last = f"{start:%m.%Y}", f"{end:%m.%Y}"
    return first if first == last else f"{first}-{last}"


def _start_of(day: date) -> str:
    return f"{day.year}" if (day.month, day.day) == (1, 1) else f"{day:%d.%m.%Y}"


def _end_of(day: date) -> str:
    return f"{day.year}" if (day.month, day.day) == (12, 31) else f"{day:%d.%m.%Y}"


def one_line(text: str, longest: int | None = None) -> str:
    """The text without controls and line breaks, cut to so many characters."""
    line: str = _UNSHOWN.sub(" ", _FORMATS.sub("", text)).strip()
    return line if longest is None or len(line) <= longest else line[: longest - 1].rstrip() + "…"


def chart_text(text: str, longest: int | None = None) -> str:
    """A text for a chart, which knows no markup: its order is kept by isolates."""
    pieces = ordered_pieces(one_line(text, longest))
    ordered = "".join(f"{_LEFT_TO_RIGHT}{piece.text}{_END}" if piece.latin else piece.text for piece in pieces)
    return f"{_RIGHT_TO_LEFT}{ordered}{_END}"


def html_text(text: str, longest: int | None = None) -> str:
    """A text for a page, as HTML that shows it and never runs it."""
    return ordered_html(one_line(text, longest))
