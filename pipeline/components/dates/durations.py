"""Rules for spans of time (``שלוש שנים``, ``שנה וחצי``) and for what recurs (``מדי שנה``, ``אחת לחמש שנים``)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

import regex

from pipeline.components.dates.atoms import (
    ATOMS,
    CUES,
    DUAL_UNIT,
    DUALS,
    PLURAL_UNIT,
    PLURALS,
    SINGULAR_UNIT,
    SINGULARS,
    UNIT,
    UNITS,
    ending_with,
    words,
)
from pipeline.components.dates.expressions import DIGITS, Expression, OffsetUnit, Rule
from pipeline.deferred_patterns import Deferred
from pipeline.hebrew.calendar import WEEKDAYS, one_of
from pipeline.hebrew.characters import DASH, DASHES
from pipeline.hebrew.numerals import NUMBER, NUMBER_VOCABULARY, find_numerals, read_number

_UNIT_OF_FORM = {**SINGULARS, **PLURALS, **DUALS}
_CLOCK_UNITS = frozenset({"hour", "minute", "second"})
_COUNTED_UNITS: dict[str, tuple[OffsetUnit, int]] = {
    "year": ("year", 1), "month": ("month", 1), "week": ("week", 1), "day": ("day", 1), "hour": ("hour", 1),
    "quarter": ("month", 3), "decade": ("year", 10),
}  # fmt: skip
# Whole smaller units in a larger one, for halves and quarters: half a year is six months.
_SMALLER = {"year": ("month", 12), "hour": ("minute", 60), "day": ("hour", 24), "decade": ("year", 10)}

_MOST_UNITS = 1_000_000_000
_MOST_NIGHTS = 60

FRACTION_TAIL = "(?P<fraction> ו(?:חצי|רבע|שליש)(?![א-ת]))"
COUNTED = f"(?:(?P<count>{NUMBER})[{DASHES} ]|)(?P<unit>(?(count){UNIT}|(?:{DUAL_UNIT}|{SINGULAR_UNIT})))"
# What every counted span of time begins with.
SPAN_HEAD = Deferred(f"(?:{NUMBER}[{DASHES} ])?ה?{UNIT}")
SPAN_OF_TIME = f"{COUNTED}{FRACTION_TAIL}?"


@lru_cache(maxsize=4096)
def iso_duration(unit: str, count: Fraction) -> str:
    """A span as an ISO 8601 duration in the unit that the text counts: 9 years ``P9Y``, one and a half ``P1Y6M``."""
    scaled = count * UNITS[unit].times
    letter = UNITS[unit].letter
    time = "T" if unit in _CLOCK_UNITS else ""
    if scaled.denominator == 1:
        return f"P{time}{scaled}{letter}"
    smaller = _SMALLER.get(unit)
    whole, rest = divmod(scaled, 1)
    if smaller and scaled.denominator in (2, 3, 4) and (rest * smaller[1]).denominator == 1:
        first = f"{int(whole)}{letter}" if whole else ""
        if unit == "day":
            return f"P{first}T{rest * 24}H"
        return f"P{time}{first}{rest * smaller[1]}{UNITS[smaller[0]].letter}"
    return f"P{time}{float(scaled):.6g}{letter}"


@lru_cache(maxsize=4096)
def _count(text: str) -> Fraction | None:
    """The value of a number, None where it is none or only an order of magnitude."""
    if text.isdigit():
        return Fraction(int(text))
    numerals = list(find_numerals(text))
    value = read_number(text)
    return None if value is None or numerals[0].form == "magnitude" else value


def read_span(match: Mapping[str, str | None]) -> tuple[str, Fraction] | None:
    """The unit and count that a SPAN_OF_TIME names; None where the number is none or only an order of magnitude."""
    form = match["unit"] or ""
    unit = _UNIT_OF_FORM[form]
    if match["count"] is None:
        count = Fraction(2 if form in DUALS else 1)
    else:
        if form in DUALS:
            return None
        value = _count(match["count"])
        if value is None or value <= 0 or value > _MOST_UNITS:
            return None
        if (
            form in SINGULARS
            and value < 1
            and value not in (Fraction(1, 2), Fraction(1, 4), Fraction(1, 3), Fraction(3, 4))
        ):
            return None
        count = value
    tail = match["fraction"]
    if tail:
        count += {"חצי": Fraction(1, 2), "רבע": Fraction(1, 4), "שליש": Fraction(1, 3)}[tail.strip()[1:]]
    return unit, count


@lru_cache(maxsize=4096)
def whole_units(unit: str, count: Fraction) -> tuple[OffsetUnit, int] | None:
    """The span as a whole number of calendar units, for counting back and ahead; None where there is none."""
    name, times = _COUNTED_UNITS.get(unit, (None, 0))
    if name is None:
        return None
    scaled = count * times
    if scaled.denominator == 1:
        return name, int(scaled)
    if name == "year" and (scaled * 12).denominator == 1:
        return "month", int(scaled * 12)
    if name == "month" and scaled.denominator == 2:
        return "day", int(scaled * 30)
    return None


def _read_duration(match: regex.Match[str]) -> Expression | None:
    span = read_span(match)
    if span is None:
        return None
    unit, count = span
    # יום אחד is "one day" in a tale as often as a length of time.
    weighed = match["adjective"] and not (unit == "day" and match["adjective"].endswith("אחד"))
    alone = match["count"] is None and match["unit"] in SINGULARS and not match["fraction"] and not weighed
    if unit == "day" and match["unit"] == "יום" and match["count"] is not None and count < 2:
        return None
    if match["unit"] == "לילות" and count > _MOST_NIGHTS:  # 1.2 מיליון לילות in hotels
        return None
    return Expression(
        start=match.start(),
        end=match.end(),
        rule="dates.duration",
        kind="duration",
        duration_iso=iso_duration(unit, count),
        needs_support=alone,
        confidence=0.8 if alone else 1.0,
    )


def _read_these(match: regex.Match[str]) -> Expression | None:
    """``ארבעת הימים`` where something lasts so long or happens in them; not ``מלחמת ששת הימים``."""
    before = match.string[max(0, match.start() - 40) : match.start()]
    if _LASTING_BEFORE.match(before) is None:
        return None
    return _read_duration(match)


def _read_duration_range(match: regex.Match[str]) -> Expression | None:
    """``3-5 שנים``: a span of time whose length is not one number. ``2021 - 18 חודשים`` is two mentions."""
    lengths = [numeral.value for numeral in find_numerals(match[0])]
    if len(lengths) > 1 and lengths[0] >= lengths[1]:
        return None
    return Expression(
        start=match.start(), end=match.end(), rule="dates.duration_range", kind="duration", confidence=0.8
    )


def _read_composite(match: regex.Match[str]) -> Expression | None:
    parts = []
    for larger in ("first", "second"):
        number = match[f"{larger}_count"]
        unit = _UNIT_OF_FORM[match[f"{larger}_unit"]]
        value = read_number(number) if number else Fraction(2 if match[f"{larger}_unit"] in DUALS else 1)
        if value is None or value.denominator != 1:
            return None
        parts.append((unit, value))
    order = list(UNITS)
    (first, first_count), (second, second_count) = parts
    if order.index(first) >= order.index(second) or second in ("quarter", "decade"):
        return None
    if (first in _CLOCK_UNITS) == (second in _CLOCK_UNITS):
        iso = iso_duration(first, first_count) + iso_duration(second, second_count).removeprefix("P").removeprefix("T")
    else:
        iso = iso_duration(first, first_count) + iso_duration(second, second_count).removeprefix("P")
    if "W" in iso and iso.count("P") and len(regex.findall(r"\d+[YMWDHS]", iso)) > 1:
        return None
    return Expression(start=match.start(), end=match.end(), rule="dates.duration", kind="duration", duration_iso=iso)


def _read_set(match: regex.Match[str]) -> Expression | None:
    if match["weekday"]:
        iso = "P1W"
    else:
        span = read_span(match)
        if span is None:
            return None
        iso = iso_duration(*span)
    return Expression(start=match.start(), end=match.end(), rule="dates.set", kind="set", duration_iso=iso)


_ADJECTIVE = f"(?P<adjective> (?:{words(CUES.duration_adjectives)}|אחת(?![א-ת])|אחד(?![א-ת])))"
_NOT_UNIT_NOUN = "(?:(?<=שנות)|(?! (?:עבודה|עסקים|חופשה|חופש|מחלה|מילואים|לימודים|ראיונות|דיונים|כיף|שידור)(?![א-ת])))"
_SPAN_STARTERS = NUMBER_VOCABULARY | {DIGITS} | frozenset(SINGULARS) | frozenset(form.split(" ")[0] for form in DUALS)


_LASTING_BEFORE = ending_with(
    rf"(?<![א-ת])[וש]?(?:במשך|למשך|לאורך|במהלך|תוך|בתוך|בתום|לאחר|אחרי) |{ATOMS['lasting']} (?:(?:בן|בת) )?"
)


def _part(name: str) -> str:
    return f"(?:(?P<{name}_count>{NUMBER}) )?(?P<{name}_unit>{UNIT})"


RULES = [
    # 9 שנים רצופות, 5.2 שנים, שנתיים וחצי, חצי שנה
    Rule(
        name="duration",
        starters=_SPAN_STARTERS,
        pattern=Deferred(f"{SPAN_OF_TIME}{_ADJECTIVE}?{_NOT_UNIT_NOUN}"),
        read=_read_duration,
        near="unit",
        guard=SPAN_HEAD,
    ),
    # שלוש השנים הראשונות, שלוש השנים הקודמות
    Rule(
        name="first_duration",
        starters=NUMBER_VOCABULARY | {DIGITS},
        pattern=Deferred(
            f"(?P<count>{NUMBER}) ה(?P<unit>{PLURAL_UNIT}) (?:הראשונ|הקודמ|הרצופ|המלא)(?:ות|ים)"
            "(?P<fraction>(?!))?(?P<adjective>(?!))?(?![א-ת])"
        ),
        read=_read_duration,
        near="unit",
        guard=SPAN_HEAD,
    ),
    # חופשת ארבעת הימים, במשך ארבעת הימים
    Rule(
        name="these",
        starters=NUMBER_VOCABULARY | {DIGITS},
        pattern=Deferred(
            f"(?P<count>{NUMBER}) ה(?P<unit>{PLURAL_UNIT})(?P<fraction>(?!))?(?P<adjective>(?!))?"
            "(?! (?:ה(?:[א-ת]+(?:ים|ות)|אלה|אלו|ללו)(?![א-ת])|של |[בל]-?\\d(?!\\d? ב)|מ[א-ת-]|עד ))"
        ),
        read=_read_these,
        near="unit",
        guard=SPAN_HEAD,
    ),
    # שנה ושלושה חודשים
    Rule(
        name="composite_duration",
        starters=_SPAN_STARTERS,
        pattern=Deferred(f"{_part('first')} ו{DASH}?{_part('second')}"),
        read=_read_composite,
        near="unit",
        guard=SPAN_HEAD,
        after_guard=Deferred(" ו"),
    ),
    # 3-5 שנים, שנתיים-שלוש
    Rule(
        name="duration_range",
        starters=NUMBER_VOCABULARY | {DIGITS},
        pattern=Deferred(rf"(?:{NUMBER})(?: ?{DASH} ?| עד | או )(?:{NUMBER}) {PLURAL_UNIT}"),
        read=_read_duration_range,
        near="unit",
    ),
    Rule(
        name="duration_range_dual",
        starters=frozenset(DUALS),
        pattern=Deferred(rf"{DUAL_UNIT}(?: ?{DASH} ?| עד | או )(?:{NUMBER})(?: {PLURAL_UNIT})?"),
        read=_read_duration_range,
        near="unit",
    ),
    # מדי שנה, כל שנתיים, אחת לחמש שנים, פעם בחודש, בכל יום שלישי
    Rule(
        name="set",
        starters=frozenset({"מדי", "מידי", "כל", "אחת", "פעם"}),
        pattern=Deferred(
            rf"(?:(?:מדי|מידי|כל) יום (?P<weekday>{one_of(WEEKDAYS)})(?![א-ת])"
            rf"|(?:(?:מדי|מידי|כל) |אחת ל{DASH}?|פעם ב{DASH}?){COUNTED})"
            f"{FRACTION_TAIL}?(?: ביומו| בשנה(?= )| בשנתו)?"
        ),
        read=_read_set,
    ),
]
