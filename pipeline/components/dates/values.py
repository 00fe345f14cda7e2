"""Values of calendar units: the EDTF string, the days that it covers, and its forms as the end of an interval.

Every string is valid EDTF (ISO 8601-2, levels 1 and 2) by construction. Days outside the years 1 to 9999 are None.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from pipeline.facts import Precision

_FIRST_QUARTER, _FIRST_HALF = 33, 40  # EDTF codes of the parts of a year
_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}  # the month that each season begins with; winter ends in the next year


@dataclass(frozen=True, slots=True)
class Value:
    """A unit or stretch of time: ``low`` and ``high`` are its bounds as they stand in an EDTF interval."""

    edtf: str
    precision: Precision
    start: date | None
    end: date | None
    low: str
    high: str


def edtf_year(year: int) -> str:
    """A year in EDTF; negative years are astronomical: 586 BCE is ``-0585``."""
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def day_value(day: date) -> Value:
    """One day."""
    text = day.isoformat()
    return Value(text, "day", day, day, text, text)


@lru_cache(maxsize=8192)
def calendar_day(year: int | None, month: int, day: int) -> Value | None:
    """A day of the Gregorian calendar, its year unknown where None (``XXXX-09-23``); None where there is no such day."""
    if year is None:
        text = f"XXXX-{month:02d}-{day:02d}"
        return Value(text, "day", None, None, text, text)
    text = f"{edtf_year(year)}-{month:02d}-{day:02d}"
    if not 1 <= year <= 9999:
        return Value(text, "day", None, None, text, text)
    if day > monthrange(year, month)[1]:
        return None
    return day_value(date(year, month, day))


@lru_cache(maxsize=4096)
def month_value(year: int | None, month: int) -> Value:
    """A month; without a year ``XXXX-09``."""
    text = f"{'XXXX' if year is None else edtf_year(year)}-{month:02d}"
    start, end = (None, None) if year is None else _days(year, month, year, month)
    return Value(text, "month", start, end, text, text)


@lru_cache(maxsize=4096)
def year_value(year: int) -> Value:
    """A year."""
    text = edtf_year(year)
    start, end = _days(year, 1, year, 12)
    return Value(text, "year", start, end, text, text)


def part_of_year(precision: Precision, year: int, part: int) -> Value:
    """A quarter (1 to 4), a half (1, 2) or a season (EDTF 21 to 24) of a year."""
    if precision == "season":
        first = _SEASON_MONTHS[part]
        last_year, last = (year + 1, 2) if first == 12 else (year, first + 2)
        code = part
    else:
        months = 3 if precision == "quarter" else 6
        first, last_year, last = (part - 1) * months + 1, year, part * months
        code = part - 1 + (_FIRST_QUARTER if precision == "quarter" else _FIRST_HALF)
    start, end = _days(year, first, last_year, last)
    low, high = f"{edtf_year(year)}-{first:02d}", f"{edtf_year(last_year)}-{last:02d}"
    return Value(f"{edtf_year(year)}-{code}", precision, start, end, low, high)


def years_value(precision: Precision, first: int) -> Value:
    """A decade or a century by its first year, which for years before the era is that of its EDTF value (-599)."""
    if precision == "decade":
        text, last = f"{first // 10:03d}X", first + 9
    else:
        digits = abs(first) // 100
        text, last = (f"-{digits:02d}XX" if first < 0 else f"{digits:02d}XX"), first + 99
    start, end = _days(max(first, 1) if first >= 0 else first, 1, last, 12)
    return Value(text, precision, start, end, edtf_year(first), edtf_year(last))


def stretch(precision: Precision, start: date, end: date) -> Value:
    """The days from one day to another: weeks, Hebrew months and years, holidays."""
    if start == end:
        return Value(start.isoformat(), precision, start, end, start.isoformat(), end.isoformat())
    return Value(f"{start}/{end}", precision, start, end, start.isoformat(), end.isoformat())


def week_of(day: date) -> Value:
    """The week, Sunday to Saturday, that a day falls in."""
    first = day - timedelta(days=day.isoweekday() % 7)
    return stretch("week", first, first + timedelta(days=6))


def between(first: Value, last: Value) -> Value:
    """The interval from one unit to another, the earlier first whatever the order they were written in."""
    if _is_later(first, last):
        first, last = last, first
    keeps_unit = first.precision == last.precision and first.precision in ("decade", "century", "season")
    if keeps_unit and not first.edtf.startswith("-") and not last.edtf.startswith("-"):
        text = f"{first.edtf}/{last.edtf}"
    else:
        text = f"{first.low}/{last.high}"
    return Value(text, first.precision, first.start, last.end, first.low, last.high)


def shifted(day: date, unit: str, amount: int) -> date | None:
    """A day so many units on; the day of the month is cut to the month's length. None outside the years 1 to 9999."""
    try:
        if unit == "day":
            return day + timedelta(days=amount)
        if unit == "week":
            return day + timedelta(weeks=amount)
        months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}[unit] * amount
        index = day.year * 12 + day.month - 1 + months
        year, month = divmod(index, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def _is_later(first: Value, last: Value) -> bool:
    if first.start and last.start and last.end:
        # A day may be the beginning of a stretch in its year: from 1 August to the end of the year.
        return last.start < first.start and (first.precision == last.precision or last.end < first.start)
    years = [int(value.low) for value in (first, last) if value.low.lstrip("-").isdigit()]
    return len(years) == 2 and years[1] < years[0]


def _days(year: int, month: int, last_year: int, last_month: int) -> tuple[date | None, date | None]:
    if not (1 <= year <= 9999 and 1 <= last_year <= 9999):
        return None, None
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])
