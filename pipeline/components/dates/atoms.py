"""Regular-expression atoms that the patterns of dates are composed of, from the word lists beside them.

Every atom is one group, bounds its repetitions, and names no group of its own; patterns name what they take from it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import regex
from pydantic import BaseModel, ConfigDict

from pipeline.deferred_patterns import Deferred
from pipeline.facts import DateModifier
from pipeline.hebrew.calendar import one_of
from pipeline.hebrew.characters import DASH, GERESH, QUOTE
from pipeline.hebrew.numerals import NUMBER, NUMBER_WORDS, ORDINAL_WORDS
from pipeline.pattern_files import RegexSource, load_patterns

PATTERN_FOLDER = Path(__file__).with_name("patterns")


class Unit(BaseModel):
    """A unit of time: its ISO 8601 letter, how many of that letter it is, and its forms."""

    model_config = ConfigDict(extra="forbid")

    letter: Literal["Y", "M", "W", "D", "H", "S"]
    times: int = 1
    singular: list[str]
    plural: list[str]
    dual: list[str]


class Deictic(BaseModel):
    """A word that names a unit by its distance from the day of publication."""

    model_config = ConfigDict(extra="forbid")

    unit: Literal["day", "week", "month", "year"]
    amount: int


class RelativeWords(BaseModel):
    """The words of relative.yaml."""

    model_config = ConfigDict(extra="forbid")

    deictics: dict[str, Deictic]
    not_deictic_after: list[RegexSource]
    not_deictic_before: list[RegexSource]
    figurative: dict[str, list[RegexSource]]
    shifts: dict[str, int]
    periods_back: list[RegexSource]
    periods_ahead: list[RegexSource]
    ago: list[str]
    ahead: list[str]
    after_anchor: list[RegexSource]
    before_anchor: list[RegexSource]
    later_by: list[str]
    indefinite_counts: list[str]


class YearLink(BaseModel):
    """A proclitic before a bare year: the earliest year that it can stand before, and how sure the reading is."""

    model_config = ConfigDict(extra="forbid")

    earliest: int
    confidence: float


class Cues(BaseModel):
    """The words of cues.yaml."""

    model_config = ConfigDict(extra="forbid")

    modifiers: dict[DateModifier, list[str]]
    duration_modifiers: dict[DateModifier, list[str]]
    duration_cues: list[str]
    duration_adjectives: list[str]
    lasting: list[str]
    year_nouns: list[str]
    year_links: dict[str, YearLink]
    levels_before_number: list[str]
    month_after_work: list[str]
    future: list[RegexSource]
    happened: list[RegexSource]
    past: list[str]
    infinitives: list[str]
    set_for: list[RegexSource]
    placards: list[RegexSource]
    plans: list[RegexSource]
    contrasts: list[RegexSource]
    nowadays_before: list[RegexSource]
    nowadays_after: list[RegexSource]
    statements: list[RegexSource]

    @property
    def happening(self) -> list[str]:
        """Verbs of what happens on a day, of former and of coming days."""
        return [*self.happened, *self.future]


UNITS = load_patterns(PATTERN_FOLDER / "units.yaml", dict[str, Unit])
RELATIVE = load_patterns(PATTERN_FOLDER / "relative.yaml", RelativeWords)
CUES = load_patterns(PATTERN_FOLDER / "cues.yaml", Cues)
COUNTED_NOUNS = load_patterns(PATTERN_FOLDER / "counted_nouns.yaml", list[str])


def ending_with(pattern: str) -> Deferred:
    """A pattern for the words before a mention: its ``match`` starts at the end of a text and goes back from there."""
    return Deferred(pattern, regex.REVERSE)


def words(names: list[str] | dict[str, int]) -> str:
    """A group that matches any of the words as a whole, its marks in any spelling."""
    return one_of(frozenset(names)) + "(?![א-ת])"


SINGULARS = {form: name for name, unit in UNITS.items() for form in unit.singular}
PLURALS = {form: name for name, unit in UNITS.items() for form in unit.plural}
DUALS = {form: name for name, unit in UNITS.items() for form in unit.dual}

SINGULAR_UNIT = words(list(SINGULARS))
PLURAL_UNIT = words(list(PLURALS))
DUAL_UNIT = words(list(DUALS))
UNIT = f"(?:{words([*SINGULARS, *PLURALS, *DUALS])})"

DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
NUMERIC_MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
# A year in four digits that is no part of a longer number, a decimal, a code or a share.
YEAR = r"(?:[12]\d{3})(?!\d|[.,:/]\d|[A-Za-z]| ?%)"
SHORT_YEAR = f"(?:{GERESH}\\d\\d(?!\\d)|\\d\\d{GERESH})"
BCE = f"(?:לפנה{QUOTE}ס|לפסה{QUOTE}נ|לפני הספירה|לפני ספירת הנוצרים)(?![א-ת])"
CE = f"(?:לספירה|לספה{QUOTE}נ)(?![א-ת])"
LETTER_DAY = f"(?:[א-ט]{GERESH}|י{GERESH}|כ{GERESH}|ל{GERESH}|[יכ]{QUOTE}[א-ט]|ט{QUOTE}[וז])(?![א-ת])"
ORDINAL = f"(?:{ORDINAL_WORDS}(?![א-ת]))"
# ה- before a number, joined or not, as in המאה ה-19, מאה ה19, מאה ה -19, מאה 19.
THE = f"(?:ה ?{DASH}? ?)?"
PARTS_OF_DAY = "אחר הצהריים|בבוקר|בערב|בצהריים|בלילה|לפנות בוקר|לפני הצהריים"
# Days of a month in words: שבעה, חמישה עשר, עשרים ואחד.
DAY_WORDS = f"(?:{NUMBER_WORDS})"

ATOMS = {
    "number": NUMBER,
    "unit": UNIT,
    "lasting": f"(?<![א-ת])[ושהבלמ]{{0,3}}{one_of(frozenset(CUES.lasting))}"
    r"(?: (?:בפועל|על תנאי|[א-ת]{2,9}י(?:ת|ים)?))?(?: ש(?:הוטל|נגזר|הושת)ה? עלי(?:ו|ה|הם|הן))?",
}
