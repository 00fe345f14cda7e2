"""Finds figures: numbers with a unit that a growth fact can be about, and the words that stand for one.

A figure is only a candidate. Whether a change, a target or a comparison makes it a fact is for ``readings`` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal, NamedTuple

import regex
from pydantic import BaseModel, ConfigDict

from pipeline.facts import Direction, Indicator, Qualifier
from pipeline.hebrew.characters import DASH, DASHES, QUOTE_MARKS
from pipeline.hebrew.numerals import Numeral, find_numerals
from pipeline.pattern_files import RegexSource, load_patterns
from pipeline.word_patterns import any_of

PATTERN_FOLDER = Path(__file__).with_name("patterns")


class _Units(BaseModel):
    model_config = ConfigDict(extra="forbid")

    currencies: dict[str, list[str]]
    scaled: dict[Literal["hundredth", "thousand", "million", "billion"], dict[str, list[str]]]
    counted: dict[Indicator, list[str]]
    nationalities: list[str]


class _Context(BaseModel):
    model_config = ConfigDict(extra="forbid")

    qualifiers_before: dict[Qualifier, list[str]]
    qualifiers_after: dict[Qualifier, list[str]]
    per_period_after: list[str]
    digit_words: dict[Literal["single_digit", "double_digit", "triple_digit"], list[str]]
    basis: dict[str, list[str]]
    phrase_ends: list[str]
    report_words: list[RegexSource]
    aside_heads: list[str]
    anaphors: list[str]
    plain_adjectives: list[str]
    people_at_work: list[str]
    visitor_groups: list[str]
    adverbial_heads: list[str]
    place_heads: list[str]
    sector_heads: list[str]
    time_words: list[str]
    measure_heads: list[str]
    words_with_own_he: list[str]
    words_with_own_shin: list[str]
    goods: list[str]
    flow_verbs: dict[Indicator, list[str]]
    owner_groups: list[str]
    growing_verbs: list[str]
    unmarked_countries: list[str]
    dividing: list[str]
    set_amounts: list[str]
    uncounted: list[str]
    regions: list[str]
    no_item_heads: list[str]
    no_construct: list[str]
    group_openers: list[str]
    works: list[str]
    tax_heads: list[str]
    yield_words: list[str]
    outputs: list[str]
    compared_with: list[str]
    words_with_own_preposition: list[str]
    manner_heads: list[str]
    measuring_nouns: list[str]
    recalled_heads: dict[str, list[Indicator]]


UNITS = load_patterns(PATTERN_FOLDER / "units.yaml", _Units)
CONTEXT = load_patterns(PATTERN_FOLDER / "context.yaml", _Context)
_RATES = frozenset(["percent", "percentage_point", "times"])
_NO_MONEY = _RATES | {"count", ""}


@dataclass(slots=True)
class Figure:
    """A number with its unit, ``text[start:end]``, and how it is built into its sentence.

    ``unit`` is that of the fact, empty for a score that has none; ``low``/``high`` are magnitudes (None: open).
    ``lead_start`` is where its qualifier and proclitics begin, ``noun_end`` where the noun that it counts ends, ``after_end``
    where the qualifier after it ends. ``preposition`` is the one that governs it (ב, ל, מ, של, על), or the sign that
    introduces it (``(``, ``-``, ``:``, ``,``), or empty. ``form`` tells how it is written: a number, a fraction (שליש), a
    digit word (דו-ספרתי), a multiple (הוכפל) or no change (ללא שינוי). ``counted`` is the indicator of the counted noun.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str
    form: Literal["number", "fraction", "digits", "multiple", "unchanged"]
    qualifier: Qualifier = "exact"
    sign: Direction | None = None
    lead_start: int = 0
    preposition: str = ""
    counted: Indicator | None = None
    per_period: str = ""
    noun_end: int = 0
    after_end: int = 0

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage, points of one or a multiple, and no amount of anything."""
        return self.unit in _RATES

    @property
    def is_money(self) -> bool:
        """Whether its unit is a currency."""
        return self.unit not in _NO_MONEY


_PERCENT = r"%|אחוזי (?:תוצר|תמ\"ג)(?![א-ת])|(?:של )?ה?(?:אחוזים|אחוז)(?: וחצי| ורבע)?(?![א-ת])"
_POINTS = r"(?:של )?(?:נקודות|נקודת|נק')[ -]ה?אחוז(?:ים)?(?![א-ת])(?: וחצי)?"
_SCALES = {
    "hundredth": Fraction(1, 100), "thousand": Fraction(1000), "million": Fraction(10**6), "billion": Fraction(10**9)
}  # fmt: skip
SCALED = {
    form: (code, _SCALES[scale])
    for scale, currencies in UNITS.scaled.items()
    for code, forms in currencies.items()
    for form in forms
}
_CURRENCY_CODES = {form: code for code, forms in UNITS.currencies.items() for form in forms}
_COUNTED = {form: name for name, forms in UNITS.counted.items() for form in forms}
_UNIT = re.compile(
    rf"[ \u00a0]?(?:(?P<points>{_POINTS})|(?P<percent>{_PERCENT}))"
    rf"|{DASH}?[ \u00a0](?P<times>פעמים)(?![א-ת])"
    rf"|(?:[ \u00a0]?| ה)(?P<money>{any_of(_CURRENCY_CODES)})(?![א-תA-Za-z])"
    rf"|[ \u00a0]?(?P<scaled>{any_of(SCALED)})(?![א-תA-Za-z])"
    rf"|[ \u00a0]ה?(?P<counted>{any_of(_COUNTED)})(?![א-ת])"
)
_HALVES = {"וחצי": Fraction(1, 2), "ורבע": Fraction(1, 4)}
_RANGE_JOIN = re.compile(
    rf"(?:[ \u00a0]?%|[ ](?:אחוז|אחוזים))?(?:[ \u00a0]?{DASH}[ \u00a0]?| עד (?:ל{DASH}?[ ]?)?(?:פי )?)"
)
_BETWEEN_JOIN = re.compile(rf"(?:[ \u00a0]?%|[ ](?:אחוז|אחוזים))?[ \u00a0](?:לבין |ל{DASH}?[ ]?|ו{DASH}?[ ]?)")
_BETWEEN = re.compile(r"(?<![א-ת])(?P<prefix>[ושהבכלמ]{0,2})בין (?:ה-?)?$")
_DECIMAL_COMMA = re.compile(rf",(\d{{1,2}})(?=[ \u00a0]?(?:%|אחוז|{DASH}\d[\d.,]*[ ]?%))")
_LONE_PERCENT = regex.compile(
    r"(?<![א-ת])(?<!נקודות[ -]|נקודת[ -]|נק'[ -])[ושהבכלמ]{0,3}-?(?<lone>אחוז(?: אחד)?(?P<half> וחצי| ורבע)?)(?![א-ת])"
    r"(?! ה| [א-ת]{2,}י ה)"
    r"|(?<![א-ת])[ושהבכלמ]{0,3}-?(?<points>נקודת ה?אחוז(?: אחת)?)(?![א-ת])"
)
# Between a number and its unit: שלוש עשיריות של נקודת אחוז, עשירית האחוז.
_IN_UNIT = re.compile(r"[ \u00a0]*(?:של )?ה?")
_TIMES = re.compile(rf"(?<![א-ת])(?:[ושהבכלמ]{{0,3}}{DASH}?)(?P<pi>פי)(?:{DASH}|[ ])?$")
_PERCENT_BEFORE = re.compile(r"%[ \u00a0]?$")
_MONEY_BEFORE = re.compile(r"(?P<sign>US\$|[$₪€£¥₫])[ \u00a0]?$")
# Vietnamese thousands, as machine translation leaves them: 400.000 דונג.
_DOT_THOUSANDS = re.compile(r"\d{1,3}\.\d{3}")
_MONEY_SIGNS = frozenset("$₪€£¥₫")
_DIGIT_WORD = re.compile(
    rf"(?<![א-ת])[ושהבכלמ]{{0,2}}?(?P<word>(?P<count>חד|דו|תלת)(?:{DASH}| )ספרתי(?:ת|ים|ות)?)(?![א-ת])"
)
_DIGIT_VALUES: dict[str, tuple[Qualifier, float | None, float | None]] = {
    "חד": ("single_digit", None, 10.0),
    "דו": ("double_digit", 10.0, None),
    "תלת": ("at_least", 100.0, None),
}
_NO_CHANGE = any_of(["ללא שינוי", "לא השתנה", "לא השתנתה", "לא השתנו"])
_AS_GOOD_AS_NONE = any_of(["אפסי", "אפסית"])
# Looked for in every sentence with figures: re skips to the letters that these begin with.
_UNCHANGED_WORD = re.compile(f"{_NO_CHANGE}|{_AS_GOOD_AS_NONE}")
_UNCHANGED = regex.compile(rf"(?<![א-ת])(?:{_NO_CHANGE}|(?<=צמיחה |עלייה |גידול ){_AS_GOOD_AS_NONE})(?![א-ת])")
# A fraction is a change only where nothing follows that it could be a part of (בחצי השנה, במחצית הראשונה).
_FRACTION_RIGHT = re.compile(
    r"[ ]?(?:[,.;:)!?]|$|\n|(?:לעומת|מאז|ביחס|בהשוואה|תוך|עד|בתוך|מדי|בלבד|בין|פחות|יותר|מערכ|משווי|מכוח"
    r"|ב[א-ת]{4,}|וה?[א-ת]{4,}|ב-)(?![א-ת]*ה ה))"
)
# What a number before it is not: one more group of a phone number, a version, a time.
_NO_NUMBER_BEFORE = re.compile(r"[\d:/.,][-:/.]?$")


def find_figures(text: str, start: int, end: int, dates: list[tuple[int, int]]) -> list[Figure]:
    """The figures of ``text[start:end]`` in order, none overlapping; ``dates`` are ranges whose numbers count nothing."""
    numerals = _with_decimal_commas(text, list(find_numerals(text, start, end)))
    figures = _lone_percents(text, start, end, numerals) if text.find("אחוז", start, end) >= 0 else []
    if figures:
        taken = [(f.start, f.end) for f in figures]
        numerals = [n for n in numerals if not _overlaps((n.start, n.end), taken)]
    index = 0
    while index < len(numerals):
        numeral = numerals[index]
        follower = numerals[index + 1] if index + 1 < len(numerals) else None
        figure = None
        if numeral.form != "magnitude":
            figure = _range(text, numeral, follower, start)
            if figure is not None:
                index += 1
            else:
                figure = _from_value(text, numeral, follower, dates) or _single(text, numeral, start, end, dates)
        if figure is None and figures and figures[-1].unit in ("percent", "percentage_point"):
            last = figures[-1]
            follows_bracket = text[last.start - 1] == "(" and text.startswith(")", last.end)
            follows_bracket = follows_bracket and _ITEM_BETWEEN.fullmatch(text, last.end, numeral.start) is not None
            figure = _bare_rate(text, numeral, last.unit, follows_bracket)
        if numeral.form != "magnitude" and (figure is None or (figure.unit == "count" and figure.counted is None)):
            figure = _to_value(text, numeral, figures[-1] if figures else None) or figure
        if figure is not None and _is_bare_amount(text, figure):
            # ההוצאות יגדלו ב-20 מיליארד שקל, וההכנסות ב-5 מיליארד.
            figure.unit = next((f.unit for f in reversed(figures) if f.unit in _CODES), figure.unit)
        if figure is not None:
            figures.append(figure)
            if figure.unit in ("count", "") and follower is not None and _is_bare_pair(text, numeral, follower):
                figures.append(_bare_count(follower))
                index += 1
            # A half that the unit has taken in (שלושה אחוזים וחצי) is no number of its own.
            while index + 1 < len(numerals) and numerals[index + 1].start < figure.end:
                index += 1
        index += 1
    if text.find("ספרתי", start, end) >= 0:
        for match in _DIGIT_WORD.finditer(text, start, end):
            qualifier, low, high = _DIGIT_VALUES[match["count"]]
            word_start, word_end = match.span("word")
            figures.append(Figure(word_start, word_end, low, high, "percent", "digits", qualifier=qualifier))
    for match in _UNCHANGED.finditer(text, start, end) if _UNCHANGED_WORD.search(text, start, end) else ():
        if any(f.start - match.end() in (2, 3) and text.startswith(" (", match.end()) for f in figures):
            continue  # כמעט לא השתנה (0.1%+)
        figures.append(Figure(match.start(), match.end(), 0.0, 0.0, "percent", "unchanged"))
    figures.sort(key=lambda f: (f.start, f.end))
    floor = start
    for figure in figures:
        read_surroundings(text, figure, floor, end)
        floor = figure.end
    return figures


def _lone_percents(text: str, start: int, end: int, numerals: list[Numeral]) -> list[Figure]:
    """One per cent or point with no number before it: אחוז, אחוז וחצי, נקודת אחוז."""
    figures = []
    for match in _LONE_PERCENT.finditer(text, start, end):
        group = "lone" if match["lone"] else "points"
        if not any(
            n.end <= match.start(group) and _IN_UNIT.fullmatch(text, n.end, match.start(group)) for n in numerals
        ):
            value = 1.0 + float(_HALVES.get((match["half"] or "").strip(), Fraction(0)))
            unit = "percent" if match["lone"] else "percentage_point"
            figures.append(Figure(match.start(group), match.end(group), value, value, unit, "number"))
    return figures


def _with_decimal_commas(text: str, numerals: list[Numeral]) -> list[Numeral]:
    """Numerals with a decimal comma (10,5%) made whole."""
    for index, numeral in enumerate(numerals):
        match = _DECIMAL_COMMA.match(text, numeral.end)
        if match and numeral.form == "digits" and numeral.value.denominator == 1:
            value = numeral.value + Fraction(int(match[1]), 10 ** len(match[1]))
            numerals[index] = Numeral(numeral.start, match.end(), value, "digits")
    return [n for i, n in enumerate(numerals) if not i or n.start >= numerals[i - 1].end]


def _overlaps(span: tuple[int, int], ranges: list[tuple[int, int]]) -> bool:
    first, last = span
    for start, end in ranges:  # noqa: SIM110 - any() and its generator take twice the time
        if start < last and first < end:
            return True
    return False


class _FoundUnit(NamedTuple):
    """A unit right of a number: where it ends, the indicator of what is counted, and what it makes of the number."""

    name: str
    end: int
    counted: Indicator | None = None
    scale: Fraction = Fraction(1)
    added: Fraction = Fraction(0)


def _unit(text: str, numeral: Numeral) -> _FoundUnit | None:
    """The unit right of a number."""
    match = _UNIT.match(text, numeral.end)
    if match is None:
        return None
    if match["points"] or match["percent"]:
        unit = "percentage_point" if match["points"] else "percent"
        return _FoundUnit(unit, match.end(), added=_HALVES.get(match[0].split(" ")[-1], Fraction(0)))
    if match["times"]:
        return _FoundUnit("times", match.end())
    if match["scaled"]:
        code, scale = SCALED[match["scaled"]]
        return _FoundUnit(code, match.end(), scale=scale)
    if match["money"]:
        return _FoundUnit(_CURRENCY_CODES[match["money"]], match.end())
    return _FoundUnit("count", match.end(), _COUNTED[match["counted"]])


def _range(text: str, first: Numeral, second: Numeral | None, floor: int) -> Figure | None:
    if second is None or second.form == "magnitude":
        return None
    is_joined = _RANGE_JOIN.fullmatch(text, first.end, second.start) is not None
    if not is_joined and not _BETWEEN_JOIN.fullmatch(text, first.end, second.start):
        return None
    left = _BETWEEN.search(text, max(floor, first.start - 10), first.start)
    if not is_joined and left is None:
        return None
    pi = _TIMES.search(text, max(floor, first.start - 8), first.start)
    unit = _FoundUnit("times", second.end) if pi else _unit(text, second)
    if unit is None or (unit.name == "count" and not left and unit.counted is None):
        return None
    low, high = first.value * unit.scale, second.value * unit.scale + unit.added
    if second.form == "mixed" and low < 1000 <= high:
        low *= _scale(text, second)
    if low > high:
        low, high = high, low
    if low == high or high > 50 * max(low, Fraction(1, 10)) or (low >= 1900 and unit.name == "percent"):
        return None
    start = pi.start("pi") if pi else first.start
    return _figure(start, second.end, low, high, unit, "range")


def _figure(
    start: int, number_end: int, low: Fraction, high: Fraction, unit: _FoundUnit, qualifier: Qualifier = "exact"
) -> Figure:
    end = number_end if unit.name == "count" and unit.counted == "construction" else unit.end
    figure = Figure(start, end, float(low), float(high), unit.name, "number", qualifier=qualifier, counted=unit.counted)
    figure.noun_end = unit.end
    return figure


def _scale(text: str, numeral: Numeral) -> Fraction:
    digits = next(find_numerals(text[numeral.start : numeral.end].split(" ", maxsplit=1)[0]), None)
    return numeral.value / digits.value if digits is not None and digits.value else Fraction(1)


def _single(text: str, numeral: Numeral, floor: int, ceiling: int, dates: list[tuple[int, int]]) -> Figure | None:
    value = numeral.value
    unit = _unit(text, numeral)
    is_of_many = numeral.form == "digits" and unit is not None and unit.name in ("VND", "count")
    if is_of_many and _DOT_THOUSANDS.fullmatch(text, numeral.start, numeral.end):
        value *= 1000
    window = max(floor, numeral.start - 8)
    before = text[window : numeral.start]
    pi = _TIMES.search(text, window, numeral.start) if "פי" in before else None
    if pi and (unit is None or unit.name not in ("percent", "percentage_point")):
        return Figure(pi.start("pi"), numeral.end, float(value), float(value), "times", "number")
    is_part = unit is not None and unit.name == "count" and numeral.form == "words" and value < 1
    if unit is not None and unit.end <= ceiling and not is_part:
        value = value * unit.scale + unit.added
        if unit.name == "count" and _overlaps((numeral.start, numeral.end), dates):
            return None
        return _figure(numeral.start, numeral.end, value, value, unit)
    money = _MONEY_BEFORE.search(text, window, numeral.start) if _MONEY_SIGNS.intersection(before) else None
    if money:
        code = _CURRENCY_CODES.get(money["sign"], "USD")
        return Figure(money.start("sign"), numeral.end, float(value), float(value), code, "number")
    percent = _PERCENT_BEFORE.search(text, window, numeral.start) if "%" in before else None
    if percent and not (percent.start() and text[percent.start() - 1].isdigit()):
        return Figure(percent.start(), numeral.end, float(value), float(value), "percent", "number")
    if _overlaps((numeral.start, numeral.end), dates) or _NO_NUMBER_BEFORE.search(text, window, numeral.start):
        return None
    if numeral.form == "words" and value < 1:
        is_ordinal = text[numeral.start - 1 : numeral.start] == "ה" or text.startswith(
            (" ברציפות", " ברצף"), numeral.end
        )
        if not is_ordinal and (_FRACTION_RIGHT.match(text, numeral.end) or numeral.end == ceiling):
            percentage = round(float(value * 100), 2)
            return Figure(numeral.start, numeral.end, percentage, percentage, "percent", "fraction")
        return None
    counted = _counted_in_change(text, numeral)
    if counted is not None:
        return counted
    is_long = numeral.form == "digits" and value >= 100 and not 1900 <= value <= 2100
    if numeral.form == "mixed" or is_long or _is_small_count(text, numeral):
        return Figure(numeral.start, numeral.end, float(value), float(value), "count", "number")
    return None


# A small number that a change alone makes a count: מספר המוצרים גדל ב-63 והגיע ל-1,024; 42 יותר.
_SMALL_LEFT = re.compile(rf"(?<![א-ת])ו?ב(?:כ)?{DASH}$")
_SMALL_RIGHT = re.compile(r"(?=[,;)]|\.?$|\.[ \n]| (?:ו?הגיע|ועמד|והסתכם|לעומת|בהשוואה|ביחס|ל-\d))")
# העסקאות התמעטו ל-88, לעומת 104 בקיץ שעבר; העסקאות התדרדרו: 88, לעומת 103
_TO_LEFT = re.compile(rf"(?:(?<![א-ת])ל(?:כ)?{DASH}|: )$")
_AGAINST_RIGHT = re.compile(r",? (?:לעומת|מול|במקום|אחרי|לאחר) \d{1,4}(?![\d%.,-]*[\d%])(?! ?(?:%|אחוז))")
_MORE_RIGHT = re.compile(r"(?= (?:יותר|פחות)(?:[,;.]|$| מאשר| מב| מאשתקד| מה| מ-?(?:19|20)\d\d))")


# What a change counts, whatever it is: עלייה של 77 נרצחים; no time, points, degrees or places of a ranking.
COUNTING_CHANGES = any_of(["עלייה", "עליה", "ירידה", "גידול", "קיטון", "זינוק", "צניחה", "תוספת", "הפחתה"])
_CHANGE_OF = re.compile(rf"(?<![א-ת])[ושהבלמ]{{0,2}}{COUNTING_CHANGES} של (?:כ-)?$")
_PLURAL = re.compile(r" (?P<noun>[א-ת]{3,10}(?:ים|ות))(?![א-ת'\"])")
_NO_COUNT = frozenset(CONTEXT.uncounted)


# 1,434 לידות לעומת 1,286 בתקופה המקבילה; no words between but an adjective or two
_HELD_AGAINST = re.compile(
    r"(?: [א-ת]{2,10}(?:ים|ות)){0,2},? (?:לעומת|בהשוואה ל) ?-?\d[\d,]*(?= (?:אשתקד|לפני|ב|ל)(?!-?%))"
)
_OF_COUNT = re.compile(r"\d(?: [א-ת]{2,10}(?:ים|ות)){1,3},? (?:לעומת|בהשוואה ל) ?-?$")


def _counted_in_change(text: str, numeral: Numeral) -> Figure | None:
    if numeral.form != "digits" or numeral.value.denominator != 1:
        return None
    noun = _PLURAL.match(text, numeral.end)
    if (
        noun is None
        or noun["noun"] in _NO_COUNT
        or not (
            _CHANGE_OF.search(text, max(0, numeral.start - 16), numeral.start) or _HELD_AGAINST.match(text, noun.end())
        )
    ):
        return None
    value = float(numeral.value)
    figure = Figure(numeral.start, noun.end(), value, value, "count", "number", counted="other")
    figure.noun_end = noun.end()
    return figure


def _is_small_count(text: str, numeral: Numeral) -> bool:
    if numeral.form != "digits" or numeral.value.denominator != 1 or numeral.value >= 100:
        return False
    if _TO_LEFT.search(text, max(0, numeral.start - 4), numeral.start) and _AGAINST_RIGHT.match(text, numeral.end):
        return True
    if _OF_COUNT.search(text, max(0, numeral.start - 50), numeral.start):
        return True
    is_change = _SMALL_LEFT.search(text, max(0, numeral.start - 4), numeral.start) is not None
    return bool(is_change and _SMALL_RIGHT.match(text, numeral.end)) or bool(_MORE_RIGHT.match(text, numeral.end))


# How far an item of a list in brackets may lie from the one before: הפרחים (27.3%), ירידה בגידולי שדה (28.4)
_ITEM_BETWEEN = re.compile(r"\)[^\d()]{1,60}\(")
# A rate that leaves its % to the figure before: היצוא עלה ב-16.2%, היבוא ב-18.6.
_RATE_LEFT = re.compile(rf"(?<![א-ת])(?:ו?ב{DASH}?|ו?של )$")
_RATE_RIGHT = re.compile(r"(?=[,;)]|\.?$|\.[ \n])")
_AMOUNT_RIGHT = re.compile(
    r"(?=[,;)]|\.?$|\.[ \n]| (?:יותר|פחות|לעומת|ביחס|בהשוואה|בלבד|אשתקד|לפני|ב?ה?(?:חודש|תקופה|שנה|שנת|רבעון|מחצית))(?![א-ת])"
    r"| ב-?(?:\d{4}|[א-ת]{2,} \d{4}))"
)


def _bare_rate(text: str, numeral: Numeral, unit: str, before_bracket: bool) -> Figure | None:
    """A number with a fraction and no unit, after a percentage or points; in brackets only where that was in brackets too."""
    if numeral.form != "digits" or numeral.value.denominator == 1 or numeral.value > 1000:
        return None
    is_bracket = before_bracket and text[numeral.start - 1] == "(" and text.startswith(")", numeral.end)
    if not is_bracket and not _RATE_LEFT.search(text, max(0, numeral.start - 5), numeral.start):
        return None
    if not _RATE_RIGHT.match(text, numeral.end):
        return None
    return Figure(numeral.start, numeral.end, float(numeral.value), float(numeral.value), unit, "number")


_CODES = frozenset(UNITS.currencies)
# A heading whose number needs no noun after it: מבקרים - 11.5 מיליון.
_COUNTED_BEFORE = re.compile(rf"(?<![א-ת])ה?{any_of(_COUNTED)}(?: {DASH} |: ?)(?:[א-ת]{{2,6}} |כ-?)?$")


def _is_bare_amount(text: str, figure: Figure) -> bool:
    """Whether a large number ends its clause with no noun to count: ``ב-5 מיליארד.``"""
    is_large = (figure.low or 0) >= 1_000_000 and figure.unit == "count" and figure.counted is None
    if not is_large or _COUNTED_BEFORE.search(text, max(0, figure.start - 20), figure.start):
        return False
    return _AMOUNT_RIGHT.match(text, figure.end) is not None


_FROM_BEFORE = re.compile(rf"(?<![א-ת])[ושה]?מ(?:כ)?{DASH}?[ ]?$")
_TO_BETWEEN = re.compile(rf"[ ]?ל(?:כ)?{DASH}?[ ]?")


def _from_value(text: str, first: Numeral, second: Numeral | None, dates: list[tuple[int, int]]) -> Figure | None:
    """The first number of a change from one value to another that share one unit: ``מ-14 ל-39 מיליון שקל``."""
    if second is None or not _TO_BETWEEN.fullmatch(text, first.end, second.start):
        return None
    if not _FROM_BEFORE.search(text, max(0, first.start - 5), first.start):
        return None
    if _overlaps((first.start, first.end), dates) or _overlaps((second.start, second.end), dates):
        return None
    unit = _unit(text, second)
    value = first.value
    if unit is None and second.form == first.form == "digits":
        # Two bare numbers are a count, or, with decimals, a score without a unit: ירד מ-31 ל-2, ירד מ-44.1 ל-43.6.
        return _bare_count(first)
    if unit is None or _unit(text, first) is not None or 1900 <= value <= 2100:
        return None
    if second.form == "mixed" and value < 1000 <= second.value:
        value *= _scale(text, second)
    if unit[0] == "VND" and _DOT_THOUSANDS.fullmatch(text, first.start, first.end):
        value *= 1000
    return Figure(first.start, first.end, float(value), float(value), unit[0], "number")


# The second value of a change whose unit the first one gave: נשחק מ-1.9 דולר ל-1.7.
_TO_ALONE = re.compile(rf" ל(?:כ)?{DASH}?$")


def _to_value(text: str, numeral: Numeral, before: Figure | None) -> Figure | None:
    """A number without a unit to which a figure of money or a rate moves, which keeps that one's unit."""
    if before is None or numeral.form != "digits" or before.unit in ("count", "times", ""):
        return None
    if not _FROM_BEFORE.search(text, max(0, before.start - 5), before.start):
        return None
    if not _TO_ALONE.fullmatch(text, before.end, numeral.start) or not _RATE_RIGHT.match(text, numeral.end):
        return None
    return Figure(numeral.start, numeral.end, float(numeral.value), float(numeral.value), before.unit, "number")


def _is_bare_pair(text: str, first: Numeral, second: Numeral) -> bool:
    """Whether two numbers without a unit tell a change: ``מ-31 ל-2``."""
    if not _TO_BETWEEN.fullmatch(text, first.end, second.start) or _unit(text, second) is not None:
        return False
    return _FROM_BEFORE.search(text, max(0, first.start - 5), first.start) is not None


def _bare_count(numeral: Numeral) -> Figure:
    unit = "count" if numeral.value.denominator == 1 else ""
    return Figure(numeral.start, numeral.end, float(numeral.value), float(numeral.value), unit, "number")


# Proclitics glued to a figure, with or without a dash: ב-5%, ושל כ-7%, ב5%, ב- 7.1%, ב -7.1%, ב-כ-1%.
_GLUED = re.compile(
    rf"(?<![א-ת{QUOTE_MARKS}])(?P<letters>[ושהבכלמ]{{1,4}}(?:{DASH}[ ]?כ)?)(?:[ ]?{DASH}[ ]?)?(?P<sign>[-+])?$"
)
# The dash of ב -5% is no minus.
_SIGN_BEFORE = re.compile(
    r"(?:(?<![^\s(:])(?<![\s(][בכלמ] )(?P<sign>[-+])|(?<![א-ת])(?P<word>מינוס|פלוס) |(?P<arrow>[▲△↑⬆▼▽↓⬇])[ ]?)$"
)
# A letter that stands apart from its number: ירד ב 3.3%, עלה ל - 20 מיליון; no סעיף ב 5%
_APART = re.compile(
    rf"(?<![א-ת{QUOTE_MARKS}])(?<!סעיף )(?<!כיתה )(?<!כיתות )(?<!חלק )(?<!שלב )(?<!קומה )"
    rf"(?P<letters>ו?[בלמ]כ?|כ)[ ](?:{DASH}[ ]?)?$"
)
_DOWN_SIGNS = frozenset(["-", "מינוס", "▼", "▽", "↓", "⬇"])
_NEEDED_LETTER = re.compile(r" ([מלה])$")  # "יותר מ" stands before its number as מ-7%


def _qualifier_words() -> dict[str, dict[str, Qualifier]]:
    """Qualifier words, each with the letter that must stand glued to the number after it (empty: none)."""
    words: dict[str, dict[str, Qualifier]] = {}
    for qualifier, phrases in CONTEXT.qualifiers_before.items():
        for phrase in phrases:
            letter = _NEEDED_LETTER.search(phrase)
            bare = phrase[: letter.start()] if letter else phrase
            words.setdefault(bare, {})[letter[1] if letter else ""] = qualifier
    return words


_QUALIFIER_WORDS = _qualifier_words()
_QUALIFIER_BEFORE = re.compile(
    rf"(?<![א-ת{QUOTE_MARKS}])(?<!שכר )(?P<prefix>[ושהבכלמ]{{0,3}}?)(?P<words>{any_of(_QUALIFIER_WORDS)})[ ]$"
)
_RATE_HEAD = re.compile(
    r"(?<![א-ת])ו?(?P<letter>[בלמ])ה?(?:שיעור|קצב|היקף|גובה|סך|סכום|רמה|רמת|רמות|ערך)(?: [א-ת]{2,12}){0,4} של $"
)
_PREPOSITION_BEFORE = re.compile(
    rf"(?:(?<![א-ת])(?P<word>ושל|של|ועל|על|ואל|אל|הוא|היא|הינו|הם|לכדי|כדי|עם)[ ]|(?P<mark>[(,:•;]|{DASH}|=)[ ]?)$"
)
_QUALIFIER_AFTER_WORDS = {phrase: q for q, phrases in CONTEXT.qualifiers_after.items() for phrase in phrases}
_AFTER = re.compile(
    rf"(?: (?P<per>{any_of(CONTEXT.per_period_after)})(?![א-ת]))?"
    # 9% בערך הייצור is no rough figure, but one of the value of something
    rf"(?:,? (?!בערך (?:ה(?!שנה|חודש)|יי?צור|יי?צוא|יי?בוא|תפוק|מכירות))"
    rf"(?P<qualifier>{any_of(_QUALIFIER_AFTER_WORDS)})(?![א-ת]))?"
)
_NATIONALITY = re.compile(rf" {any_of(UNITS.nationalities)}(?![א-ת])")
_OF_PRODUCT = re.compile(r" (?:תוצר|תמ[\"״]ג)(?![א-ת])")  # הגירעון ירד ל-5.2% תוצר
# (17.7%-), 11.2%+; 3%▲, 12%+ לעומת אשתקד
_SIGN_AFTER = re.compile(rf"(?:{DASH}|\+|[ ]?[▲△↑⬆▼▽↓⬇])(?=[ ]?[),;.\n]| (?:לעומת|בהשוואה|ביחס)|$)")


def read_surroundings(text: str, figure: Figure, floor: int, ceiling: int) -> None:
    """Fill in the sign, the qualifier, the preposition and the proclitics of a figure."""
    position = figure.start
    qualifier: Qualifier | None = None
    preposition = ""
    letters = ""
    between = _BETWEEN.search(text, max(floor, position - 10), position) if figure.qualifier == "range" else None
    if between:
        # Between two bounds a verb needs no ב of its own: ירד בין 4% ל-5%.
        position, letters = between.start(), between["prefix"]
        preposition = _governing(letters) or "ב"
    else:
        apart = _APART.search(text, max(floor, position - 14), position)
        sign = None if apart else _SIGN_BEFORE.search(text, max(floor, position - 8), position)
        if sign:
            written = sign["sign"] or sign["word"] or sign["arrow"]
            figure.sign = "down" if written in _DOWN_SIGNS else "up"
            position = sign.start()
        glued = _GLUED.search(text, max(floor, position - 8), position)
        if glued and glued["sign"] and not figure.sign:
            figure.sign = "down" if glued["sign"] == "-" else "up"
        letter = glued or apart
        if letter:
            position, letters = letter.start("letters"), letter["letters"]
            preposition = _governing(letters)
            qualifier = "about" if "כ" in letters else None
    for _ in range(2):
        match = _QUALIFIER_BEFORE.search(text, max(floor, position - 30), position)
        if match is None:
            break
        options = _QUALIFIER_WORDS[match["words"]]
        needed = preposition if preposition in options else ""
        if needed not in options or (needed == "" and preposition and match["words"] in ("מעל", "קרוב")):
            break
        if qualifier in (None, "about"):
            qualifier = options[needed]
        position = match.start()
        if needed or not preposition:
            # ירד אל מתחת ל-3%, ירד לפחות מ-3%
            leads_to = match["words"].startswith("אל ") or (match["words"], needed) == ("לפחות", "מ")
            preposition = "ל" if leads_to else _governing(match["prefix"])
        if "כ" in match["prefix"]:
            qualifier = "about"
    if not preposition:
        is_of = text.find("של", max(floor, position - 4), position) >= 0
        head = _RATE_HEAD.search(text, max(floor, position - 60), position) if is_of else None
        mark = _PREPOSITION_BEFORE.search(text, max(floor, position - 5), position)
        if head:
            preposition = head["letter"]
        elif mark:
            preposition = (mark["word"] or mark["mark"]).lstrip("ו")
            position = mark.start() if mark[0].startswith("ו") else position
            preposition = "-" if preposition in DASHES else "ל" if preposition in ("לכדי", "אל") else preposition
    figure.lead_start, figure.preposition = position, preposition
    figure.noun_end = max(figure.noun_end, figure.end)
    of_product = _OF_PRODUCT.match(text, figure.end) if figure.unit == "percent" else None
    if of_product:
        figure.noun_end = of_product.end()
    if figure.unit not in ("percent", "percentage_point", "times", "count"):
        nationality = _NATIONALITY.match(text, figure.end)
        figure.noun_end = nationality.end() if nationality else figure.end
    after = _AFTER.match(text, figure.noun_end, ceiling)
    figure.after_end = figure.noun_end
    if after:
        figure.per_period = after["per"] or ""
        if after["qualifier"]:
            qualifier = _QUALIFIER_AFTER_WORDS[after["qualifier"]]
        figure.after_end = after.end()
    sign_after = _SIGN_AFTER.match(text, figure.end) if figure.preposition in ("(", ":", "-", ",", "") else None
    if figure.sign is None and sign_after:
        figure.sign = "up" if sign_after[0] == "+" else "down"
    if qualifier is not None and figure.form in ("number", "fraction", "multiple") and figure.qualifier != "range":
        figure.qualifier = qualifier
        _open_ends(figure)


def _open_ends(figure: Figure) -> None:
    if figure.qualifier in ("over", "at_least"):
        figure.high = None
    elif figure.qualifier in ("under", "at_most"):
        figure.low = None


def _governing(letters: str) -> str:
    return next((letter for letter in reversed(letters) if letter in "בלמ"), "")
