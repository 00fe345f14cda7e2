"""Rules for dates of the Hebrew calendar: days, months, years in letters, double years, and holidays of a year."""

from __future__ import annotations

import regex

from pipeline.components.dates.atoms import DAY, LETTER_DAY, YEAR
from pipeline.components.dates.expressions import DIGITS, LETTERS, Expression, Moment, Rule
from pipeline.deferred_patterns import Deferred
from pipeline.hebrew.calendar import (
    HEBREW_MONTH,
    HEBREW_MONTHS,
    HEBREW_YEAR,
    HOLIDAY,
    HOLIDAYS,
    read_hebrew_year,
)
from pipeline.hebrew.characters import DASH, GERESH, GERESH_MARKS, QUOTE
from pipeline.hebrew.numerals import read_letters

_PROCLITICS = "(?P<proclitic>[ושבכלמ]{0,3})"
_YEAR_TAIL = f"(?:,? (?:של שנת |של |שנת |ב)?(?P<hebrew_year>{HEBREW_YEAR})(?![א-ת]))"
_MONTH = f"(?P<hebrew_month>{HEBREW_MONTH}{GERESH}?(?![א-ת]))"


def _month(text: str) -> int:
    name = regex.sub("[-־]", " ", text)
    name = regex.sub(f"{GERESH}", "'", name)
    return HEBREW_MONTHS[name] if name in HEBREW_MONTHS else HEBREW_MONTHS[name.rstrip("'")]


def _hebrew_year(match: regex.Match[str]) -> int | None:
    text = match.groupdict().get("hebrew_year")
    return read_hebrew_year(text) if text else None


def _read_day(match: regex.Match[str]) -> Expression | None:
    day = int(match["day"]) if match["day"].isdigit() else read_letters(match["day"])
    if day is None or not 1 <= day <= 30:
        return None
    year = _hebrew_year(match)
    if match["hebrew_year"] and year is None:
        return None
    last = Moment(precision="day", hebrew_year=year, hebrew_month=_month(match["hebrew_month"]), hebrew_day=day)
    start = match.end("proclitic") if "proclitic" in match.groupdict() else match.start()
    first = None
    if match["first_day"]:
        first_day = read_letters(match["first_day"])
        if first_day is None or not 1 <= first_day < day:
            return None
        first = Moment(precision="day", hebrew_year=year, hebrew_month=last.hebrew_month, hebrew_day=first_day)
    return Expression(
        start=start,
        end=match.end(),
        rule="dates.hebrew_day",
        kind="date",
        first=first or last,
        last=last if first else None,
        confidence=1.0 if year else 0.8,
        prefix=match.groupdict().get("proclitic") or "",
    )


def _read_month(match: regex.Match[str]) -> Expression | None:
    year = _hebrew_year(match)
    if year is None:
        return None
    moment = Moment(precision="month", hebrew_year=year, hebrew_month=_month(match["hebrew_month"]))
    return Expression(start=match.start(), end=match.end(), rule="dates.hebrew_month", kind="date", first=moment)


def _read_year(match: regex.Match[str]) -> Expression | None:
    """A year in letters; with its Gregorian year (``התשס"ט-2009``) it is that year, as laws are cited."""
    year = read_hebrew_year(match["hebrew_year"])
    if year is None:
        return None
    start = match.end("proclitic")
    if match["gregorian_year"]:
        gregorian = int(match["gregorian_year"])
        if gregorian not in (year - 3761, year - 3760):
            return None
        moment = Moment(precision="year", year=gregorian)
        return Expression(start=start, end=match.end(), rule="dates.double_year", kind="date", first=moment)
    last = None
    if match["last_hebrew_year"]:
        last_year = read_hebrew_year(match["last_hebrew_year"])
        if last_year is None or not year < last_year < year + 200:
            return None
        last = Moment(precision="year", hebrew_year=last_year)
    moment = Moment(precision="year", hebrew_year=year)
    return Expression(
        start=start,
        end=match.end(),
        rule="dates.hebrew_year",
        kind="date",
        first=moment,
        last=last,
        prefix=match["proclitic"],
        confidence=0.95,
    )


def _read_holiday(match: regex.Match[str]) -> Expression | None:
    name = regex.sub(QUOTE, '"', regex.sub(GERESH, "'", match["holiday"]))
    year = _hebrew_year(match)
    if match["hebrew_year"] and year is None:
        return None
    gregorian = int(match["year"]) if match["year"] else None
    if gregorian is not None and not 1800 <= gregorian <= 2200:
        return None
    moment = Moment(
        precision="day",
        hebrew_year=year,
        year=gregorian,
        holiday=name,
        days_before_holiday=1 if match["eve"] else 0,
    )
    return Expression(start=match.start(), end=match.end(), rule="dates.holiday", kind="date", first=moment)


def _first_words(names: frozenset[str]) -> frozenset[str]:
    return frozenset(regex.split("[ -]", name)[0] for name in names)


RULES = [
    # ז' באדר התש"ף, כ"ז באייר, כ"ד אלול התשפ"ה
    Rule(
        name="hebrew_day",
        starters=frozenset({LETTERS}),
        pattern=Deferred(
            f"{_PROCLITICS}ה?(?:(?P<first_day>{LETTER_DAY})(?: ?{DASH} ?| עד ))?"
            f"(?P<day>{LETTER_DAY}) (?:[בל](?:חודש )?{_MONTH}{_YEAR_TAIL}?|{_MONTH}{_YEAR_TAIL})"
        ),
        read=_read_day,
        near="month",
    ),
    # 15 בניסן תשפ"ד
    Rule(
        name="hebrew_day_in_digits",
        starters=frozenset({DIGITS}),
        pattern=Deferred(f"(?P<first_day>(?!))?(?P<day>{DAY}) [בל]{_MONTH}{_YEAR_TAIL}"),
        read=_read_day,
        near="month",
        lengths=frozenset({1, 2}),
    ),
    # ניסן תשפ"ד
    Rule(
        name="hebrew_month",
        starters=_first_words(frozenset(HEBREW_MONTHS)),
        pattern=Deferred(f"{_MONTH}{_YEAR_TAIL}"),
        read=_read_month,
    ),
    # תש"ף, התשס"ט-2009, תשפ"ג-תשפ"ד
    Rule(
        name="hebrew_year",
        starters=frozenset({LETTERS}),
        pattern=Deferred(
            f"{_PROCLITICS}(?P<hebrew_year>{HEBREW_YEAR})(?![א-ת{GERESH_MARKS}])"
            f"(?: ?{DASH} ?(?P<gregorian_year>{YEAR})|{DASH}(?P<last_hebrew_year>{HEBREW_YEAR})(?![א-ת]))?"
        ),
        read=_read_year,
    ),
    Rule(
        name="hebrew_year_named",
        starters=frozenset({"שנת"}),
        pattern=Deferred(
            f"(?P<proclitic>)שנת (?:הלימודים |התקציב |הכספים )?(?P<hebrew_year>{HEBREW_YEAR})(?![א-ת])"
            f"(?: ?{DASH} ?(?P<gregorian_year>{YEAR})|{DASH}(?P<last_hebrew_year>{HEBREW_YEAR})(?![א-ת]))?"
        ),
        read=_read_year,
    ),
    # ערב פסח תשפ"ד, יום העצמאות 2023
    Rule(
        name="holiday",
        starters=_first_words(HOLIDAYS) | {"ערב", "חג"},
        pattern=Deferred(
            f"(?:(?P<eve>ערב) )?(?:חג ה?)?(?P<holiday>{HOLIDAY})(?:{_YEAR_TAIL}|,? (?:של שנת |של |שנת |ב-?)?(?P<year>{YEAR}))"
        ),
        read=_read_holiday,
    ),
]
