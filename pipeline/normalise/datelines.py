"""The lines that say when an article was published, by whom and by which newspaper: ``Hà Nội MớiHà Nội Mới13/10/2025``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

import regex

from pipeline.hebrew.calendar import (
    HEBREW_MONTH,
    HEBREW_MONTHS,
    HEBREW_YEAR,
    WEEKDAYS,
    hebrew_day,
    month_number,
    one_of,
    read_hebrew_year,
)
from pipeline.hebrew.numerals import read_letters
from pipeline.normalise.furniture import (
    DATE,
    HEBREW,
    NAME_IN_TWO_SCRIPTS,
    PERSON,
    TIME,
    furniture,
    said_twice,
)

LinePlace = Literal["top", "head", "body"]
"""Where a line stands: before the first paragraph of prose, before the second (the first may be the lead), or after it."""

_LONGEST_DATELINE = 160  # characters
_MOST_PUBLISHER_WORDS = 8
_MOST_BYLINE_WORDS = 20
_MOST_CELL_WORDS = 6
_CENTURY_PIVOT = 70  # 17.5.69 is in 2069, 17.5.70 in 1970
_PREPOSITION_AT_END = regex.compile(r"(?<!\p{L})[בלמ]-?$")
_EDGES = regex.compile(r"^[^\p{L}]+|[^\p{L}]+$")
# A day in letters alone: ד' שבט, תשס"ז; יום שלישי, כ"ח בניסן התשפ"ד
_HEBREW_DATE = regex.compile(
    rf"(?:יום {one_of(WEEKDAYS)},? )?(?P<day>[א-ל]['\"]?[א-ט]?'?) ב?(?P<month>{HEBREW_MONTH}),? (?P<year>{HEBREW_YEAR})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """What a dateline says; ``is_update`` when its date is that of a later change."""

    kind: Literal["published", "publisher", "byline"]
    day: date | None = None
    is_update: bool = False
    publisher: str | None = None
    author: str | None = None


def read_dateline(line: str, place: LinePlace, *, is_first: bool) -> Dateline | None:
    """The dateline that a whole line is, or None. A line without a label is one only at the top of the page.

    ``is_first``: no line of the article stands before it; a bare time is then left alone.
    """
    if len(line) > _LONGEST_DATELINE:
        return None
    date_match = DATE.search(line)
    has_time = TIME.search(line) is not None
    if not date_match and not has_time:
        day = _hebrew_date(line) if place == "top" else None
        return Dateline(kind="published", day=day) if day else None
    found = furniture()
    is_published = found.published_label.match(line) is not None
    is_updated = not is_published and found.updated_label.match(line) is not None
    is_labelled = is_published or is_updated
    day = read_date(date_match) if date_match else None
    rest = " ".join(_EDGES.sub("", found.dateline_part.sub(" ", line)).split())
    if not rest:
        if is_labelled or _is_bare_dateline(date_match, has_time, place, is_first):
            return Dateline(kind="published", day=day, is_update=is_updated)
        return None
    publisher = _publisher(line, rest, date_match, place, is_labelled)
    if publisher:
        return Dateline(kind="publisher", day=day, is_update=is_updated, publisher=publisher)
    if place == "body":
        return None
    # In a sentence the day has a preposition: הכנסת דנה בתקציב ב-12.3.2024 בשעה 14:05
    is_prose = date_match is not None and _PREPOSITION_AT_END.search(line, 0, date_match.start()) is not None
    return _byline(line, rest, day, has_time and not is_prose)


def read_date(match: regex.Match[str]) -> date | None:
    """The day of a match of ``furniture.DATE``; None for a day that no calendar has (31.2.2024)."""
    year, day = int(match["year"]), int(match["day"])
    if len(match["year"]) == 2:
        year += 2000 if year < _CENTURY_PIVOT else 1900
    month = month_number(match["month_name"]) if match["month_name"] else int(match["month"])
    try:
        return date(year, month or 0, day)
    except ValueError:
        return None


def _hebrew_date(line: str) -> date | None:
    """The day of a line that is nothing but a date in Hebrew letters; None for any other line."""
    match = _HEBREW_DATE.fullmatch(line.strip(" ."))
    if match is None:
        return None
    year, day = read_hebrew_year(match["year"]), read_letters(match["day"])
    month = HEBREW_MONTHS.get(match["month"])
    return hebrew_day(year, month, day) if year and month and day else None


def _is_bare_dateline(date_match: regex.Match[str] | None, has_time: bool, place: LinePlace, is_first: bool) -> bool:
    if date_match is None:
        return place == "top" and not is_first
    if date_match["month_name"] is None or has_time:
        return place != "body"
    return place == "top"  # after a paragraph, 7 באוקטובר 2023 is the heading of a chronicle


def _publisher(
    line: str, rest: str, date_match: regex.Match[str] | None, place: LinePlace, is_labelled: bool
) -> str | None:
    """The publisher, when ``rest``, the words beside the date, is nothing else."""
    if date_match is None:
        return None
    twice = said_twice(rest)
    if twice:
        return twice
    if place == "body" and not is_labelled:
        return None
    if furniture().is_publisher(rest):
        return rest
    before = line[: date_match.start()]
    is_glued = before[-1:].isalpha() and len(before.split(" ")[-1]) > 1
    if is_glued and place != "body" and len(date_match["year"]) == 4 and rest == before:
        two_scripts = NAME_IN_TWO_SCRIPTS.fullmatch(rest)
        if two_scripts:
            latin_name: str = two_scripts["latin"]
            return latin_name.strip()
        return rest if rest.count(" ") < _MOST_PUBLISHER_WORDS else None
    return None


def _byline(line: str, rest: str, day: date | None, has_time: bool) -> Dateline | None:
    """A name beside the date: ``דנה לוי | 12.03.2024 | 14:05``."""
    has_cells = "|" in line
    is_dated = day is not None and has_time
    if PERSON.fullmatch(rest) and (is_dated or has_cells or line.startswith("מאת")):
        if furniture().is_publisher(rest):
            return Dateline(kind="publisher", day=day, publisher=rest)
        return Dateline(kind="byline", day=day, author=rest)
    words = rest.count(" ") + 1
    cells = [cell.strip(" ,-/") for cell in re.split(r"[|•·●]", rest)]
    if has_cells and words <= _MOST_BYLINE_WORDS and all(cell.count(" ") < _MOST_CELL_WORDS for cell in cells):
        publisher = next((cell for cell in cells if furniture().is_publisher(cell)), None)
        author = next((name for cell in cells if cell != publisher and (name := _person(cell))), None)
        return Dateline(kind="byline", day=day, publisher=publisher, author=author)
    if day and words <= _MOST_CELL_WORDS and not HEBREW.search(rest):
        return Dateline(kind="byline", day=day)
    return None


def _person(cell: str) -> str | None:
    """The name that a cell is, with what the person does or without: ``מיכל ארנון, כתבת לענייני משפט``."""
    if PERSON.fullmatch(cell):
        return cell
    return furniture().author_with_role(cell)
