"""Proclitics: which stacks there are, and where a word begins after them."""

from __future__ import annotations

import doctest
import re

import pytest

from pipeline.hebrew import proclitics
from pipeline.hebrew.proclitics import (
    MARKED_PROCLITIC_STACKS,
    MARKED_PROCLITICS,
    PROCLITIC_STACKS,
    PROCLITICS,
    proclitic_splits,
    split_marked_proclitics,
    split_proclitics,
    unprefixed_spellings,
    written_proclitics,
)

KNOWN = {"ברק", "מנחם", "לבנון", "הולנד", "שלום", "האנוי", "ועדה", "וייטנאם", "ירושלים", "צ'ואנג", "בית", "ושינגטון"}


STACKS = "ו ש ה ב כ ל מ וב ול ומ וה שב שה שמה וכש וכשב כשה לכש משה מכ בכ ובכ שבכ מל מב"


@pytest.mark.parametrize("stack", STACKS.split(" "))
def test_is_a_stack(stack: str) -> None:
    assert stack in PROCLITIC_STACKS


@pytest.mark.parametrize("letters", ["בו", "הב", "בה", "לה", "בל", "מו", "הו", "בב", "ת", "וו", "הש", "כלב"])
def test_is_no_stack(letters: str) -> None:
    assert letters not in PROCLITIC_STACKS


def test_the_atoms_match_the_stacks_and_nothing_else() -> None:
    letters = "ושהבכלמ"
    words = {""}
    for _ in range(4):
        words |= {word + letter for word in words for letter in letters}
    for atom, stacks in ((PROCLITICS, PROCLITIC_STACKS), (MARKED_PROCLITICS, MARKED_PROCLITIC_STACKS)):
        assert {word for word in words if re.fullmatch(atom, word)} == {stack for stack in stacks if len(stack) <= 4}
        assert all(re.fullmatch(atom, stack) for stack in stacks)
        assert list(stacks) == sorted(stacks, key=len)


@pytest.mark.parametrize(
    ("word", "splits"),
    [
        ("מהאנוי", "+מהאנוי מ+האנוי מה+אנוי"),
        ("לוועדת", "+לוועדת ל+וועדת"),
        ("ושבצ'ואנג", "+ושבצ'ואנג ו+שבצ'ואנג וש+בצ'ואנג ושב+צ'ואנג"),
        ("ברק", "+ברק ב+רק"),
        ("תל", "+תל"),
        ("בו", "+בו"),
        ("ב'", "+ב'"),
        ('ה"ה', '+ה"ה'),
        ('בצה"ל', '+בצה"ל ב+צה"ל'),
        ("Ninh", "+Ninh"),
        ("", "+"),
    ],
)
def test_every_split_of_a_word(word: str, splits: str) -> None:
    assert ["+".join(split) for split in proclitic_splits(word)] == splits.split(" ")
    assert all(prefix + rest == word for prefix, rest in proclitic_splits(word))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        # known words that only look prefixed
        ("ברק", "+ברק"),
        ("מנחם", "+מנחם"),
        ("לבנון", "+לבנון"),
        ("הולנד", "+הולנד"),
        ("שלום", "+שלום"),
        # the same words with proclitics
        ("לברק", "ל+ברק"),
        ("ומלבנון", "ומ+לבנון"),
        ("בהולנד", "ב+הולנד"),
        ("מהאנוי", "מ+האנוי"),
        ("שבירושלים", "שב+ירושלים"),
        ("וצ'ואנג", "ו+צ'ואנג"),
        # a first ו is doubled after a proclitic
        ("לוועדה", "ל+וועדה"),
        ("מווייטנאם", "מ+ווייטנאם"),
        ("הוושינגטון", "ה+וושינגטון"),
        # nothing known
        ("משרד", "+משרד"),
        ("להבית", "+להבית"),
    ],
)
def test_the_known_word_decides(word: str, expected: str) -> None:
    assert "+".join(split_proclitics(word, KNOWN)) == expected


def test_the_doubled_vav_has_both_spellings() -> None:
    assert unprefixed_spellings("וועדה") == ("וועדה", "ועדה")
    assert unprefixed_spellings("ועדה") == ("ועדה",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ב-5 בפברואר", "ב+5 בפברואר"),
        ("וב־2024", "וב+2024"),
        ("שב2023", "שב+2023"),
        ("לכ-5%", "לכ+5%"),
        ("בה-BBC", "בה+BBC"),
        ("בGDP", "ב+GDP"),
        ('ה"וושינגטון פוסט"', 'ה+"וושינגטון פוסט"'),
        ('ב-"הארץ"', 'ב+"הארץ"'),
        # no proclitics: a word, an acronym, a hyphen between Hebrew words
        ("בן-5", "+בן-5"),
        ('בצה"ל', '+בצה"ל'),
        ('ה"ה', '+ה"ה'),
        ("ב-תל אביב", "+ב-תל אביב"),
        ("2024", "+2024"),
        ("ב", "+ב"),
    ],
)
def test_proclitics_before_a_mark(text: str, expected: str) -> None:
    assert "+".join(split_marked_proclitics(text)) == expected


@pytest.mark.parametrize(
    ("token", "words", "expected"),
    [
        ("ובירושלים", "ו ב ירושלים", "וב"),
        ("לכשיתברר", "לכש יתברר", "לכש"),
        ("מהבית", "מ ה בית", "מה"),
        # an article that is not written, also before a word that begins with ה itself
        ("בבית", "ב ה_ בית", "ב"),
        ("ברפואה", "ב ה רפואה", "ב"),
        ("בהר", "ב ה הר", "ב"),
        # a pronoun behind
        ("לביתו", "ל בית_ _של_ _הוא", "ל"),
        # none: a pronoun behind a preposition, words that are not what the token begins with, one word
        ("שלו", "של_ _הוא", ""),
        ("מהם", "מן_ _הם", ""),
        ("אנשי", "ה אנשים", ""),
        ("לבנון", "לבנון", ""),
    ],
)
def test_written_proclitics(token: str, words: str, expected: str) -> None:
    assert written_proclitics(token, words.split()) == expected


def test_the_examples_of_the_docstrings() -> None:
    assert doctest.testmod(proclitics).failed == 0
    assert doctest.testmod(proclitics).attempted > 4
