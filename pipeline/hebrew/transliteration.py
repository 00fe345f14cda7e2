"""How far apart two spellings of one foreign name in Hebrew letters may lie: letters of one sound, vowel letters, word breaks.

Foreign names are spelt by ear. One writer's ק, ט, ו are another's כ, ת, ב; א ה ו י ע stand for vowels and come and go; a
Vietnamese initial is צ' to one machine and ק to the next. ``skeleton`` is what is left of a name when all that may vary is
taken away, a key to look names up by; ``spelling_distance`` then weighs the differences.

>>> skeleton("קואנג נין") == skeleton("צ'ואנג ניין")
True
>>> spelling_distance("וולודימיר זלנסקי", "ולדימיר זלינסקי") < 1 < spelling_distance("קואנג נין", "קואנג נאם")
True
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.hebrew.characters import MEDIAL_FORMS
from pipeline.hebrew.names import CACHED_WORDS, name_words

LONGEST_NAME = 60
"""A longer name has no skeleton and is compared with none."""

_SOUND = re.compile("[גזצתטדח]'|[א-ת]|[a-z0-9]+")
_SKELETON_OF = {
    "כ": "ק", "צ'": "ק", "ת": "ט", "ת'": "ט", "ט'": "ט", "ג'": "ג", "ז": "ג", "ז'": "ג", "ס": "ש", "ח'": "ח", "ד'": "ד",
    "א": "", "ה": "", "ו": "", "י": "", "ע": "", "ב": "",
}  # fmt: skip

# What it costs to write one sound for another, or to leave a vowel letter out; every other difference costs 1.
_SUBSTITUTIONS = {
    frozenset(pair): cost
    for cost, pairs in {
        0.1: ("ק כ", "ט ת", "ט ת'", "ת ת'", "ג' ז'", "ח ח'", "ד ד'"),
        0.15: ("א ה", "א ע", "ה ע"),
        0.25: ("ו ב", "ג ג'", "ז ז'", "ק צ'", "ס ש"),
        0.5: ("י ו", "א י", "א ו", "ה י", "ע י", "ז ג'", "כ צ'"),
    }.items()
    for pair in (entry.split() for entry in pairs)
}
_VOWEL_LETTERS = {"א": 0.2, "ה": 0.2, "ע": 0.3, "ו": 0.35, "י": 0.35}
_DOUBLED = 0.1
_WORD_BREAK = 0.2


@lru_cache(maxsize=CACHED_WORDS)
def skeleton(name: str) -> str:
    """The sounds that every spelling of a name shares; "" for a name without any or of more than ``LONGEST_NAME`` characters."""
    return "".join(_SKELETON_OF.get(sound, sound) for sound in sounds(name) if sound != " ")


def sounds(name: str) -> tuple[str, ...]:
    """The letters of a name, each with its geresh, and a space between words; none for one that is too long."""
    if len(name) > LONGEST_NAME:
        return ()
    found: list[str] = []
    for word in name_words(name):
        if found:
            found.append(" ")
        found += _SOUND.findall(word.text.lower().translate(MEDIAL_FORMS))
    return tuple(found)


def spelling_distance(one: str, other: str) -> float:
    """The least cost of turning one spelling into the other; 0 for equal ones, 1 and more where a consonant differs."""
    return _distance(sounds(one), sounds(other))


def spelling_likeness(one: str, other: str) -> float:
    """1 for equal spellings, less the more of their sounds differ; for the ``alias_score`` of a near spelling."""
    longest = max(len(sounds(one)), len(sounds(other)), 1)
    return max(0.0, 1 - spelling_distance(one, other) / longest)


def _distance(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    row = [0.0]
    for column, sound in enumerate(other):
        row.append(row[-1] + _gap_cost(other, column, sound))
    for index, sound in enumerate(one):
        deletion = _gap_cost(one, index, sound)
        next_row = [row[0] + deletion]
        for column, facing in enumerate(other):
            substitution = 0.0 if sound == facing else _SUBSTITUTIONS.get(frozenset((sound, facing)), 1.0)
            next_row.append(
                min(
                    row[column] + substitution,
                    row[column + 1] + deletion,
                    next_row[column] + _gap_cost(other, column, facing),
                )
            )
        row = next_row
    return row[-1]


def _gap_cost(name: tuple[str, ...], index: int, sound: str) -> float:
    """What it costs to leave out the sound at ``index``."""
    if sound == " ":
        return _WORD_BREAK
    if sound in {"ו", "י"} and index and name[index - 1] == sound:
        return _DOUBLED
    return _VOWEL_LETTERS.get(sound, 1.0)
