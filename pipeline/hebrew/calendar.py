"""Months, weekdays and holidays as Hebrew names them, and the days that the Hebrew calendar gives them.

Names of Gregorian months are those of CLDR (babel) and the spellings in ``calendar.yaml``. Days of the Hebrew calendar are
reckoned by pyluach and returned as ``datetime.date`` of the Gregorian calendar.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

import babel
from pydantic import BaseModel, ConfigDict
from pyluach import dates as pyluach_dates

from pipeline.hebrew.characters import GERESH, GERESH_MARKS, LETTER, QUOTE
from pipeline.hebrew.numerals import read_letters
from pipeline.pattern_files import load_patterns
from pipeline.word_patterns import any_of, literal


class _HebrewHoliday(BaseModel):
    model_config = ConfigDict(extra="forbid")

    month: int
    day: int
    days: int = 1
    moves: Literal["fast", "shoah", "memorial", "independence"] | None = None


class _CalendarNames(BaseModel):
    model_config = ConfigDict(extra="forbid")

    month_spellings: dict[str, int]
    month_abbreviations: dict[str, int]
    hebrew_months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, int]
    hebrew_holidays: dict[str, _HebrewHoliday]
    gregorian_holidays: dict[str, tuple[int, int]]


_NAMES = load_patterns(Path(__file__).with_name("calendar.yaml"), _CalendarNames)

MONTHS: dict[str, int] = {
    name: number for number, name in babel.Locale("he").months["format"]["wide"].items()
} | _NAMES.month_spellings
MONTH_ABBREVIATIONS = _NAMES.month_abbreviations
HEBREW_MONTHS = _NAMES.hebrew_months
WEEKDAYS = _NAMES.weekdays
SEASONS = _NAMES.seasons
HOLIDAYS = frozenset(_NAMES.hebrew_holidays) | frozenset(_NAMES.gregorian_holidays)

ADAR, SECOND_ADAR, TISHREI = 12, 13, 7
# Hebrew years that a text can mean: 1740 to 2139 of the common era.
FIRST_HEBREW_YEAR, LAST_HEBREW_YEAR = 5500, 5899


_ANY_MARKS = {"'": GERESH, '"': QUOTE}


def one_of(names: dict[str, int] | frozenset[str]) -> str:
    """A regular-expression group that matches any of the names, longest first, whatever their quote marks."""
    return any_of(names, atom=lambda character: _ANY_MARKS.get(character) or literal(character))


MONTH = f"(?:{one_of(MONTHS)}(?![א-ת])|{one_of(MONTH_ABBREVIATIONS)}(?:{GERESH}|\\.(?= ?\\d)))"
HEBREW_MONTH = f"{one_of(HEBREW_MONTHS)}(?![א-ת])"
SEASON = f"{one_of(SEASONS)}(?![א-ת])"
HOLIDAY = f"{one_of(HOLIDAYS)}(?![א-ת])"
# A year in letters, of the sixth millennium: תש"ף, התשס"ט, ה'תשפ"ד, תר"ס. Only years written with ת and a second hundred.
HEBREW_YEAR = f"(?:ה{GERESH}?)?ת[שרקת]{LETTER}{{0,2}}(?:{QUOTE}{LETTER}|{GERESH}(?!{LETTER}))"


def month_number(name: str) -> int | None:
    """The Gregorian month, 1 to 12, of a full or abbreviated name: ``מרס`` 3, ``אוג'`` 8; None where it is no month."""
    bare = name.rstrip(f".{GERESH_MARKS}")
    return MONTHS.get(bare) or MONTH_ABBREVIATIONS.get(bare)


def read_hebrew_year(text: str) -> int | None:
    """The year of a year in letters, its thousands given or not: ``התש"ף`` 5780, ``תשפ"ד`` 5784; None where it is none."""
    bare = text[1:].lstrip(GERESH_MARKS) if text.startswith("ה") else text
    value = read_letters(bare)
    if value is None:
        return None
    year = value + 5000 if value < 1000 else value
    return year if FIRST_HEBREW_YEAR <= year <= LAST_HEBREW_YEAR else None


def is_leap(year: int) -> bool:
    """Whether a Hebrew year has a second Adar."""
    return (7 * year + 1) % 19 < 7


@lru_cache(maxsize=4096)
def hebrew_day(year: int, month: int, day: int) -> date | None:
    """The day of a Hebrew date, month 1 being ניסן; None where that year has no such day.

    Adar of a leap year is the first one; the second Adar of a plain year is its only one.
    """
    if month == SECOND_ADAR and not is_leap(year):
        month = ADAR
    try:
        found: date = pyluach_dates.HebrewDate(year, month, day).to_pydate()
    except ValueError:
        return None
    return found


def hebrew_month_days(year: int, month: int) -> tuple[date, date] | None:
    """The first and last day of a Hebrew month."""
    first = hebrew_day(year, month, 1)
    last = hebrew_day(year, month, 30) or hebrew_day(year, month, 29)
    return (first, last) if first and last else None


def hebrew_year_days(year: int) -> tuple[date, date]:
    """The first and last day of a Hebrew year: 5780 is 2019-09-30 to 2020-09-18."""
    first, after = hebrew_day(year, TISHREI, 1), hebrew_day(year + 1, TISHREI, 1)
    if first is None or after is None:
        raise ValueError(f"{year} is no Hebrew year")
    return first, after - timedelta(days=1)


def hebrew_year_at(day: date) -> int:
    """The Hebrew year that a day falls in."""
    return int(pyluach_dates.HebrewDate.from_pydate(day).year)


def holiday_days(name: str, year: int) -> tuple[date, date] | None:
    """The first and last day of a holiday in Israel; None where the name is no holiday.

    A year above 3000 is a Hebrew one, else Gregorian: then the holiday is the one that begins in that year.
    """
    if name in _NAMES.gregorian_holidays:
        if year > 3000:
            return None
        month, day = _NAMES.gregorian_holidays[name]
        return date(year, month, day), date(year, month, day)
    holiday = _NAMES.hebrew_holidays.get(name)
    if holiday is None:
        return None
    candidates = [year] if year > 3000 else [year + 3760, year + 3761]
    for hebrew_year in candidates:
        days = _hebrew_holiday_days(holiday, hebrew_year)
        if days and (year > 3000 or days[0].year == year):
            return days
    return None


def _hebrew_holiday_days(holiday: _HebrewHoliday, year: int) -> tuple[date, date] | None:
    month = SECOND_ADAR if holiday.month == ADAR else holiday.month
    first = hebrew_day(year, month, holiday.day)
    if first is None:
        return None
    first += timedelta(days=_postponement(holiday.moves, first.isoweekday()))
    return first, first + timedelta(days=holiday.days - 1)


def _postponement(moves: str | None, weekday: int) -> int:
    """By how many days a holiday moves so as not to touch a Sabbath; ``weekday`` is that of its own day (ISO)."""
    if moves == "fast":
        return 1 if weekday == 6 else 0
    if moves == "shoah":
        return {5: -1, 7: 1}.get(weekday, 0)
    if moves == "memorial":  # the day before Independence Day, wherever that moves
        return {4: -1, 5: -2, 7: 1}.get(weekday, 0)
    if moves == "independence":
        return {5: -1, 6: -2, 1: 1}.get(weekday, 0)
    return 0
