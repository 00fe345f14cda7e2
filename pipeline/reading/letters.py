"""Counts of letters, which decide what a text is and how it was encoded."""

from __future__ import annotations

import re

import regex

_HEBREW = re.compile("[א-ת\ufb1d\ufb1f-\ufb28\ufb2a-\ufb4f]+")
_LATIN = regex.compile(r"\p{Latin}+")
_LETTERS = re.compile(r"[^\W\d_]+")


def count_hebrew(text: str) -> int:
    """Hebrew letters, presentation forms among them, without vowel points."""
    return sum(map(len, _HEBREW.findall(text)))


def count_latin(text: str) -> int:
    """Latin letters, with or without marks."""
    return sum(map(len, _LATIN.findall(text)))


def count_letters(text: str) -> int:
    """Letters of any alphabet."""
    return sum(map(len, _LETTERS.findall(text)))
