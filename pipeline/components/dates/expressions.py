"""What a rule reads from a mention before the context is known: moments, spans of time, and what they lack.

Months are 1 to 12, weekdays ISO numbers (Monday is 1), years astronomical (586 BCE is -585). A part that the text does not
give is None; ``resolve`` fills it from the context.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import regex

from pipeline.deferred_patterns import Deferred
from pipeline.facts import DateModifier, Precision

OffsetUnit = Literal["day", "week", "month", "quarter", "half", "year", "decade", "hour"]


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units from an anchor: the day of publication, or the last day that the text told of."""

    unit: OffsetUnit
    amount: int
    anchor: Literal["publication", "text", "text_or_publication"] = "publication"


@dataclass(slots=True, kw_only=True)
class Moment:
    """A unit of a calendar as the text names it. A moment is never changed, only replaced.

    ``part`` numbers the quarter (1-4), half (1-2) or season (EDTF 21-24); for a decade or century ``year`` is the smallest
    year of its EDTF value. ``hebrew_*`` hold a date of the Hebrew calendar, months counted from ניסן. With an ``offset`` of a
    unit larger than the precision, the offset gives that unit and the other fields what lies in it (``במרץ אשתקד``).
    ``toward`` is -1 for the last such unit before the anchor (``באוקטובר האחרון``), 1 for the next. ``nth`` is the
    place of a weekday in its month (``יום שלישי הראשון של אוקטובר``). ``same_period`` is the period that the text named last,
    in another year (``התקופה המקבילה אשתקד``). ``back`` and ``ahead`` count the units of the offset, of amount 0, that a
    stretch up to or from the anchor covers (``בחמש השנים האחרונות``).
    """

    precision: Precision
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: int | None = None
    hebrew_year: int | None = None
    hebrew_month: int | None = None
    hebrew_day: int | None = None
    holiday: str | None = None
    days_before_holiday: int = 0
    weekday: int | None = None
    nth: int | None = None
    offset: Offset | None = None
    toward: int | None = None
    same_period: bool = False
    back: int = 0
    ahead: int = 0

    @property
    def has_year(self) -> bool:
        """Whether the text itself, or its distance from an anchor, gives the year."""
        return self.year is not None or self.hebrew_year is not None or self.offset is not None


ExpressionKind = Literal["date", "duration", "set", "time", "look_alike"]


@dataclass(slots=True, kw_only=True)
class Expression:
    """A mention with what its own words say.

    ``first`` is the moment of a date, ``last`` the end of a range. ``needs_support`` marks a form that is a date only beside
    something that says so (a bare number, a month that is also a word). ``prefix`` holds the proclitics before the mention.
    ``fact_end`` is where the fact ends, if before the words that were read for it (``2 בספטמבר הקרוב``).
    ``others`` are the members of a list that was read as one.
    """

    start: int
    end: int
    rule: str
    kind: ExpressionKind
    first: Moment | None = None
    last: Moment | None = None
    duration_iso: str | None = None
    time_of_day: str | None = None
    modifier: DateModifier | None = None
    confidence: float = 1.0
    prefix: str = ""
    needs_support: bool = False
    fact_end: int | None = None
    others: list[Expression] = field(default_factory=list)


Reader = Callable[["regex.Match[str]"], Expression | None]


Landmark = Literal["unit", "month", "currency"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """A pattern, the words that a mention of it begins with, and the function that reads its matches.

    ``starters`` are words without proclitics, or one of the classes ``DIGITS`` and ``LETTERS`` (numbers in letters, ``ט"ו``).
    The rest only spares work: ``near`` is the kind of word that must stand shortly after the beginning; for a mention that
    begins with digits, ``lengths`` are the numbers of digits, ``follow`` what the one or two characters after them match,
    ``behind`` the characters that may stand before (None: any). ``guard`` is what the matches of several rules begin with,
    tried once for all, and ``after_guard`` what must come right after it.
    """

    name: str
    starters: frozenset[str]
    pattern: Deferred
    read: Reader
    near: Landmark | None = None
    lengths: frozenset[int] | None = None
    follow: Deferred | None = None
    behind: str | None = None
    guard: Deferred | None = None
    after_guard: Deferred | None = None


DIGITS = "digits"
LETTERS = "letters"
