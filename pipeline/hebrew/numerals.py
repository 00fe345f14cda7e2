"""Reads Hebrew numbers: digits, words in both genders and all states, mixed forms, fractions, ordinals and letters.

``find_numerals`` gives every number in a text with its span and exact value; ``read_number``, ``read_ordinal`` and
``read_letters`` read a string that is wholly one. Proclitics before a number (``בשלושה``, ``כ-7``) are outside its span.
Approximations, ranges and multiples (``כמעט``, ``בין … ל…``, ``פי``) are for the extractors that know what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

import regex
from pydantic import BaseModel, ConfigDict

from pipeline.hebrew.characters import DASH, GERESH, GERESH_MARKS, LETTER, QUOTE, QUOTE_MARKS, WORD_END
from pipeline.pattern_files import load_patterns
from pipeline.word_patterns import any_of

NumeralForm = Literal["digits", "words", "mixed", "magnitude"]


class Numeral(NamedTuple):
    """A number in a text: ``start``/``end`` are code points, half-open, without proclitics; ``value`` is exact.

    ``form`` is ``digits`` (1,234.5), ``words`` (שלוש מאות), ``mixed`` (3.5 מיליארד) or ``magnitude`` (עשרות אלפים): the
    last tells how large a number is, not which, and its value is the smallest that the words allow.
    """

    start: int
    end: int
    value: Fraction
    form: NumeralForm


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")

    units: dict[str, int]
    units_before_ten: dict[str, int]
    ten: dict[str, int]
    tens: dict[str, int]
    hundreds: dict[str, int]
    hundreds_after_unit: dict[str, int]
    scales: dict[str, int]
    thousands_in_one_word: dict[str, int]
    fractions: dict[str, tuple[int, int]]
    fraction_plurals: dict[str, int]
    alone: dict[str, int]
    magnitudes: dict[str, int]
    ordinals: dict[str, int]


_WORDS = load_patterns(Path(__file__).with_name("numerals.yaml"), _Words)

# The words that a number or an ordinal in words can begin with, without proclitics, for scans that look words up.
NUMBER_VOCABULARY = frozenset(
    {
        *_WORDS.units, *_WORDS.units_before_ten, *_WORDS.ten,
        *_WORDS.tens, *_WORDS.hundreds, *_WORDS.hundreds_after_unit, *_WORDS.scales,
        *_WORDS.thousands_in_one_word, *_WORDS.fractions, *_WORDS.fraction_plurals, *_WORDS.alone, *_WORDS.magnitudes,
    }
)  # fmt: skip
ORDINAL_VOCABULARY = frozenset(_WORDS.ordinals)

# Digits with thousands separators (comma, or spaces in groups of three) and decimals: 1,234.5 · 1 234 567 · 0.3
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,3}(?:[ \u00A0\u2009\u202F]\d{3}){1,6}(?![\d,.]?\d)|\d{1,18})(?:\.\d{1,9})?"
)
# A number as it is written in words, a digit number before a scale word included, as one regular-expression atom. It finds
# candidates; only ``read_number`` knows whether the words make one number.
_WORD = f"{any_of(NUMBER_VOCABULARY)}{WORD_END}"
_JOIN = f"(?:{DASH}| {{1,2}})"
NUMBER_WORDS = f"(?:{_WORD}(?:{_JOIN}ו?{_WORD}){{0,11}})"
_SCALE_WORD = f"{any_of(_WORDS.scales)}{WORD_END}"
# 3 מיליארד ו-200 מיליון is one number.
_AND_SMALLER = f"(?: ו{DASH}?{DIGITS} {_SCALE_WORD})?"
NUMBER = f"(?:{DIGITS}(?:{_JOIN}ו?{_WORD}){{0,4}}{_AND_SMALLER}|{NUMBER_WORDS})"

_PROCLITICS_BEFORE = f"(?<![א-ת\\d.,{QUOTE_MARKS}{GERESH_MARKS}])(?:[ושהבכלמ]{{1,4}}{DASH}?)??"
# The scan over every text: re tries so many words at each place in a third of the time that regex takes.
_CANDIDATE = re.compile(f"{_PROCLITICS_BEFORE}(?:(?<![א-ת])|(?<=[ושהבכלמ]))(?P<number>{NUMBER})")
_TOKEN = regex.compile(f"{DIGITS}|(?!ו{DASH}?\\d)[א-ת]+")
_SEPARATORS = regex.compile("[, \u00a0\u2009\u202f]")


def find_numerals(text: str, start: int = 0, end: int | None = None) -> Iterator[Numeral]:
    """Every number in ``text[start:end]``, in order, none overlapping.

    ``שני`` (two, second, Monday) and the like are given as the number that they can be: what is counted decides, and only
    the caller knows it. ``שלוש ארבע`` gives two numbers, ``עשרים ואחת`` one.
    """
    for match in _CANDIDATE.finditer(text, start, len(text) if end is None else end):
        yield from _numerals_of(text, match.start("number"), match.end("number"))


def read_number(text: str) -> Fraction | None:
    """The value of a string that is one whole number in digits or words, else None: ``שלושה מיליון וחצי`` is 3500000."""
    stripped = text.strip()
    numerals = list(_numerals_of(stripped, 0, len(stripped)))
    if len(numerals) == 1 and (numerals[0].start, numerals[0].end) == (0, len(stripped)):
        return numerals[0].value
    return None


def read_ordinal(text: str) -> int | None:
    """The value of an ordinal with or without ה: ``ה-13``, ``השלושה-עשר``, ``י"ג``, ``שלישית``, ``XIX``."""
    bare = text.strip()
    for candidate in (bare, regex.sub(f"^ה{DASH}?", "", bare)):
        if candidate in _WORDS.ordinals:
            return _WORDS.ordinals[candidate]
        value = read_number(candidate)
        if value is not None and value.denominator == 1 and value > 0:
            return int(value)
        if regex.search(f"{GERESH}|{QUOTE}", candidate):
            letters = read_letters(candidate)
            if letters is not None:
                return letters
        if _ROMAN.fullmatch(candidate):
            return _read_roman(candidate)
    return None


# Roman numerals to 89, as centuries and congresses are numbered: ה-XIX.
ROMAN = "(?:(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![A-Za-z]))"
_ROMAN = regex.compile(ROMAN)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


def _read_roman(text: str) -> int:
    values = [_ROMAN_VALUES[char] for char in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


ORDINAL_WORDS = any_of(ORDINAL_VOCABULARY)

_LETTER_VALUES: dict[str, int] = dict(
    zip("אבגדהוזחטיכלמנסעפצקרשת", [*range(1, 10), *range(10, 100, 10), *range(100, 500, 100)], strict=True)
)
_LETTER_VALUES |= {final: _LETTER_VALUES[letter] for final, letter in zip("ךםןףץ", "כמנפצ", strict=True)}
_LETTERS = regex.compile(
    f"(?:(?P<thousands>[א-ט]){GERESH})?(?P<rest>{LETTER}{{1,4}}{GERESH}|{LETTER}{{1,4}}{QUOTE}{LETTER})"
)


def read_letters(text: str) -> int | None:
    """The value of a number in Hebrew letters with its geresh or gershayim: ``י"ג`` 13, ``ט"ו`` 15, ``ה'תש"ף`` 5780.

    The letters must fall in value, as in every number written so, but for 15, 16 and their like (ט"ו, ט"ז); an acronym
    such as ``מו"מ`` is None.
    """
    match = _LETTERS.fullmatch(text.strip())
    if match is None:
        return None
    letters = [_LETTER_VALUES[char] for char in match["rest"] if char in _LETTER_VALUES]
    rising = [(a, b) for a, b in pairwise(letters) if a < b or (a == b != 400)]
    if rising and rising not in ([(9, 6)], [(9, 7)]):
        return None
    tail = [value for value in letters if value < 10]
    if len(tail) > 1 and tail not in ([9, 6], [9, 7]):
        return None
    return sum(letters) + 1000 * (_LETTER_VALUES[match["thousands"]] if match["thousands"] else 0)


@dataclass(slots=True)
class _Token:
    word: str
    start: int
    end: int
    joined: bool  # with ו before it, in the word or before digits


def _tokens(written: str) -> list[_Token]:
    tokens = []
    position = 0
    for match in _TOKEN.finditer(written):
        word, word_start = match[0], match.start()
        gap = written[position:word_start]
        joined = word not in NUMBER_VOCABULARY and word.startswith("ו") and word[1:] in NUMBER_VOCABULARY
        joined = joined or "ו" in gap  # ו-200
        tokens.append(_Token(word.removeprefix("ו") if joined else word, word_start, match.end(), joined))
        position = match.end()
    return tokens


def _numerals_of(text: str, start: int, end: int) -> Iterator[Numeral]:
    for numeral in _numerals_in(text[start:end]):
        yield Numeral(start + numeral.start, start + numeral.end, numeral.value, numeral.form)


@lru_cache(maxsize=1 << 14)
def _numerals_in(written: str) -> tuple[Numeral, ...]:
    """The numbers of a few words, which the next text writes again: 5, 2025, שלושה מיליון."""
    tokens = _tokens(written)
    numerals: list[Numeral] = []
    index = 0
    while index < len(tokens):
        used, value, form = _longest_number(tokens[index:])
        if not used:
            index += 1
            continue
        first, last = tokens[index], tokens[index + used - 1]
        # ו that joins two numbers (שלוש וארבע) belongs to neither.
        joined_in_word = first.joined and not first.word[0].isdigit()
        numerals.append(Numeral(first.start + joined_in_word, last.end, value, form))
        index += used
    return tuple(numerals)


def _longest_number(tokens: list[_Token]) -> tuple[int, Fraction, NumeralForm]:
    """How many of the tokens the first number takes (0: none), its value and its form."""
    word = tokens[0].word
    if word in _WORDS.alone:
        return 1, Fraction(_WORDS.alone[word]), "words"
    if word in _PLURAL_SCALES or (word in _WORDS.magnitudes and word not in _WORDS.scales):
        return _magnitude(tokens)
    fraction = _fraction(tokens)
    if fraction is not None:
        return fraction
    return _cardinal(tokens)


_PLURAL_SCALES = frozenset(_WORDS.magnitudes) & frozenset(_WORDS.scales)


def _magnitude(tokens: list[_Token]) -> tuple[int, Fraction, NumeralForm]:
    value = Fraction(1)
    used = 0
    for token in tokens:
        factor = _WORDS.magnitudes.get(token.word) or (_WORDS.scales.get(token.word) if used else None)
        if factor is None or (used and token.joined):
            break
        value *= factor
        used += 1
    return used, value, "magnitude"


def _fraction(tokens: list[_Token]) -> tuple[int, Fraction, NumeralForm] | None:
    """A fraction that stands at the head: ``שליש``, ``שני שלישים``, ``חצי מיליון``, ``שלושת רבעי מיליארד``."""
    first = tokens[0].word
    used, value = 0, Fraction(0)
    if first in _WORDS.fractions:
        used, value = 1, Fraction(*_WORDS.fractions[first])
    elif (
        first in _WORDS.units and len(tokens) > 1 and not tokens[1].joined and tokens[1].word in _WORDS.fraction_plurals
    ):
        used, value = 2, Fraction(_WORDS.units[first], _WORDS.fraction_plurals[tokens[1].word])
    if not used:
        return None
    if used < len(tokens) and not tokens[used].joined and tokens[used].word in _SINGULAR_SCALES:
        return used + 1, value * _WORDS.scales[tokens[used].word], "words"
    return used, value, "words"


_SINGULAR_SCALES = frozenset(_WORDS.scales) - _PLURAL_SCALES


def _cardinal(tokens: list[_Token]) -> tuple[int, Fraction, NumeralForm]:
    total, last_scale = Fraction(0), None
    used = 0
    form: NumeralForm = "digits"
    while used < len(tokens):
        taken, group, digits = _group(tokens[used:], after_scale=used > 0)
        scale_at = used + taken
        scale_word = tokens[scale_at].word if scale_at < len(tokens) else None
        if taken and (scale_word not in _WORDS.scales or (tokens[scale_at].joined)):
            total, used = total + group, scale_at
            form = "words" if not digits and form != "mixed" else form
            fraction = _added_fraction(tokens, used) if taken else None
            if fraction is not None:
                total, used, form = total + fraction, used + 1, "mixed" if digits else "words"
            break
        if scale_word is None or scale_word not in _WORDS.scales:
            if scale_word in _WORDS.thousands_in_one_word and (last_scale is None or last_scale > 1000):
                total, used, last_scale, form = total + 2000, scale_at + 1, 1000, "words" if form == "digits" else form
                continue
            break
        scale = _WORDS.scales[scale_word]
        if (last_scale is not None and scale >= last_scale) or (not taken and scale_word in _PLURAL_SCALES):
            break
        total, used, last_scale = total + (group if taken else 1) * scale, scale_at + 1, scale
        form = "mixed" if digits or form == "mixed" else "words"
        while used < len(tokens) and not tokens[used].joined and _larger_scale(tokens[used].word, last_scale):
            # אלף מיליארד: a scale multiplies the one before it.
            last_scale = scale = _WORDS.scales[tokens[used].word]
            total, used = total * scale, used + 1
        fraction = _added_fraction(tokens, used)
        if fraction is not None:
            total, used = total + fraction * scale, used + 1
            break
    return used, total, form


def _larger_scale(word: str, scale: int) -> bool:
    return word in _SINGULAR_SCALES and _WORDS.scales[word] > scale


def _added_fraction(tokens: list[_Token], at: int) -> Fraction | None:
    """The fraction that ``ו`` adds to the number before it: ``שלוש וחצי``."""
    if at < len(tokens) and tokens[at].joined and tokens[at].word in _WORDS.fractions:
        return Fraction(*_WORDS.fractions[tokens[at].word])
    return None


def _group(tokens: list[_Token], after_scale: bool) -> tuple[int, Fraction, bool]:
    """A number below a thousand, or digits: tokens taken (0: none), value, whether it was written in digits."""
    first = tokens[0]
    if first.word[0].isdigit():
        if after_scale and not (first.joined and len(tokens) > 1 and tokens[1].word in _WORDS.scales):
            return 0, Fraction(0), False
        value = Fraction(_SEPARATORS.sub("", first.word))
        fraction = _added_fraction(tokens, 1)
        if fraction is not None and len(tokens) > 2 and tokens[2].word in _WORDS.scales:
            return 2, value + fraction, True
        return 1, value, True
    total = 0
    used = 0
    rank = 1000  # what the next part must stay below: hundreds, then tens, then units
    while used < len(tokens) and rank > 1:
        token = tokens[used]
        follower = tokens[used + 1] if used + 1 < len(tokens) else None
        if follower is not None and follower.joined:
            follower = None
        unit = _WORDS.units.get(token.word)
        unit_of_ten = unit or _WORDS.units_before_ten.get(token.word)
        if unit is not None and rank > 100 and follower and follower.word in _WORDS.hundreds_after_unit:
            part, taken, new_rank = unit * 100, 2, 100
        elif unit_of_ten and rank > 10 and follower and follower.word in _WORDS.ten and follower.word != "עשרת":
            part, taken, new_rank = unit_of_ten + 10, 2, 1
        elif unit is not None:
            part, taken, new_rank = unit, 1, 1
        elif token.word in _WORDS.hundreds and rank > 100:
            part, taken, new_rank = _WORDS.hundreds[token.word], 1, 100
        elif token.word in _WORDS.ten and rank > 10:
            part, taken, new_rank = 10, 1, 1
        elif token.word in _WORDS.tens and rank > 10:
            part, taken, new_rank = _WORDS.tens[token.word], 1, 10
        else:
            break
        # The last part of a Hebrew number is joined by ו (עשרים ואחת); מאה עשרים waits for its unit.
        if used and not token.joined and (new_rank == 1 or rank == 10) and taken == 1:
            break
        total, used, rank = total + part, used + taken, new_rank
    if used:
        fraction = _added_fraction(tokens, used)
        if fraction is not None and used + 1 < len(tokens) and tokens[used + 1].word in _WORDS.scales:
            return used + 1, total + fraction, False
    return used, Fraction(total), False
