"""The date of publication that a record gives, in whatever form it gives it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

# The first Hebrew newspaper appeared in 1856; a later date than the last is a counter, not a date.
FIRST_YEAR = 1800
LAST_YEAR = 2100
LONGEST = 64

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
# Seconds, milliseconds, microseconds and nanoseconds since 1970, told apart by their size: 1973 is the first year that is
# read as such, since smaller numbers are also years, days and counters.
_EPOCH_UNITS = ((1e8, 1e11, 1.0), (1e11, 1e14, 1e3), (1e14, 1e17, 1e6), (1e17, 1e20, 1e9))

_NUMBER = re.compile(r"\d{8,20}(?:\.\d{1,9})?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")


def published_on(value: object) -> date | None:
    """The day that a metadata value names; None where it names none.

    Reads dates and timestamps (pandas and Arrow ones are subclasses of them), ISO 8601, year/month/day, day/month/year (the
    Israeli order, years of two digits in 1970 to 2069), RFC 2822, and seconds to nanoseconds since 1970 in UTC. A timestamp
    gives the day in its own zone.
    """
    if value is None or isinstance(value, bool):
        return None
    try:
        if isinstance(value, datetime):
            return _sane(value.year, value.month, value.day)
        if isinstance(value, date):
            return _sane(value.year, value.month, value.day)
        if isinstance(value, (int, float)):
            return _from_number(value)
        return _from_text(value.strip()) if isinstance(value, str) else None
    except (ValueError, OverflowError, TypeError):
        return None


def _from_number(value: float) -> date | None:
    if isinstance(value, int) and (compact := _COMPACT.fullmatch(str(value))):
        return _sane(*map(int, compact.groups()))
    for least, most, per_second in _EPOCH_UNITS:
        if least <= value < most:
            moment = _EPOCH + timedelta(seconds=value / per_second)
            return _sane(moment.year, moment.month, moment.day)
    return None


def _from_text(text: str) -> date | None:
    if not text or len(text) > LONGEST:
        return None
    if _NUMBER.fullmatch(text):
        return _from_number(float(text) if "." in text else int(text))
    if match := _YEAR_FIRST.search(text):
        return _sane(int(match[1]), int(match[3]), int(match[4]))
    if match := _DAY_FIRST.search(text):
        year = int(match[4])
        if len(match[4]) == 2:
            year += 2000 if year < 70 else 1900
        return _sane(year, int(match[3]), int(match[1]))
    moment = parsedate_to_datetime(text)
    return _sane(moment.year, moment.month, moment.day)


def _sane(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
