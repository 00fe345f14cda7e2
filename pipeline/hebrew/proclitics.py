"""Proclitics: the one-letter words ו ש ה ב כ ל מ that are written as one with the word, number or name that follows.

Two questions are kept apart. Before a digit, a Latin letter or an opening quotation mark (``ב-5``, ``שב2023``, ``בGDP``,
``ה"וושינגטון פוסט"``) Hebrew letters that form a stack are proclitics for certain: ``split_marked_proclitics``. Before
Hebrew letters they may as well be the word's own (``ברק``, ``לבנון``, ``הולנד``): ``proclitic_splits`` lists every reading and
``split_proclitics`` chooses by the words that the caller knows.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from pipeline.hebrew.characters import DASH, LETTER, QUOTE

PROCLITIC_LETTERS = frozenset("ושהבכלמ")

# שכש: אמר שכשיגיע; לכש: לכשיתברר; מש: משהתברר
_SUBORDINATORS = ("ש", "כש", "מש", "לכש", "שכש")
# בכ, לכ, מכ stand before amounts (עלה בכעשרה אחוזים), מב and מל before places (מבפנים, מלמעלה), כב before times (כבשנים קודמות)
_PREPOSITIONS = ("ב", "כ", "ל", "מ", "בכ", "לכ", "מכ", "מב", "מל", "כב")
# ב, כ and ל swallow the article before a Hebrew word (בבית, not בהבית); before a digit or a Latin letter it is written out
_BEFORE_WORDS = (*_PREPOSITIONS, "ה", "מה")
_BEFORE_MARKS = (*_PREPOSITIONS, *(preposition + "ה" for preposition in _PREPOSITIONS), "ה")


def _stacks(last: tuple[str, ...]) -> tuple[str, ...]:
    found = {
        conjunction + subordinator + end
        for conjunction in ("", "ו")
        for subordinator in ("", *_SUBORDINATORS)
        for end in ("", *last)
    }
    return tuple(sorted(found - {""}, key=lambda stack: (len(stack), stack)))


def _atom(last: tuple[str, ...]) -> str:
    # Built from its parts: an alternation of all the stacks would be tried one by one at every word.
    subordinator, end = (f"(?:{'|'.join(sorted(parts, key=len, reverse=True))})" for parts in (_SUBORDINATORS, last))
    return f"(?:ו{subordinator}?{end}?|{subordinator}{end}?|{end})"


PROCLITIC_STACKS: tuple[str, ...] = _stacks(_BEFORE_WORDS)
"""Every stack of proclitics that can stand before a Hebrew word, shortest first: ה, ו, ש, וב, שמה, וכשב…"""

MARKED_PROCLITIC_STACKS: tuple[str, ...] = _stacks(_BEFORE_MARKS)
"""The stacks before a digit, a Latin letter or a quotation mark, where the article is written out too: בה-BBC, לה-13."""

PROCLITICS = _atom(_BEFORE_WORDS)
"""Regular-expression atom for one of PROCLITIC_STACKS; it captures nothing."""

MARKED_PROCLITICS = _atom(_BEFORE_MARKS)
"""Regular-expression atom for one of MARKED_PROCLITIC_STACKS; it captures nothing."""

# What treebanks and the models that learnt from them write as a word of its own before the rest of a token.
_PROCLITIC_WORDS = PROCLITIC_LETTERS | {"כש", "מש", "לכש"}
_STACK_SET = frozenset(PROCLITIC_STACKS)
_LONGEST_STACK = max(map(len, PROCLITIC_STACKS))
_MARKED = re.compile(rf"({MARKED_PROCLITICS})(?:{DASH} ?(?!{LETTER})|(?=[^\W_א-ת]|{QUOTE}{LETTER}{{2}}))")


def proclitic_splits(word: str) -> list[tuple[str, str]]:
    """Every reading of a Hebrew word as (stack of proclitics, rest), shortest stack first.

    The first is always ``("", word)``. A rest has at least two letters and does not begin with a geresh or a gershayim, so
    that ``ב'`` and ``ה"ה`` have one reading. ``prefix + rest == word`` in all of them.

    >>> proclitic_splits("מהאנוי")
    [('', 'מהאנוי'), ('מ', 'האנוי'), ('מה', 'אנוי')]
    """
    splits = [("", word)]
    for length in range(1, min(_LONGEST_STACK, len(word) - 2) + 1):
        prefix, rest = word[:length], word[length:]
        if prefix in _STACK_SET and "א" <= rest[0] <= "ת" and sum("א" <= sign <= "ת" for sign in rest[:4]) >= 2:
            splits.append((prefix, rest))
    return splits


def unprefixed_spellings(rest: str) -> tuple[str, ...]:
    """How the rest of a split may be spelt when it stands alone, as written first.

    A word's first ו is doubled after a proclitic: ``לוועדת`` holds ``ועדת``, ``הוועד`` holds ``ועד``.

    >>> unprefixed_spellings("וועדת")
    ('וועדת', 'ועדת')
    """
    return (rest, rest[1:]) if rest.startswith("וו") else (rest,)


def split_proclitics(word: str, known: Container[str]) -> tuple[str, str]:
    """The word as (stack of proclitics, rest), by the words that the caller knows; ``("", word)`` where none is known.

    The shortest stack wins, so a known word loses nothing: with ``לבנון`` known it stays whole and ``מלבנון`` loses its מ.

    >>> split_proclitics("מלבנון", known={"לבנון", "בנון"})
    ('מ', 'לבנון')
    """
    for prefix, rest in proclitic_splits(word):
        spellings = unprefixed_spellings(rest) if prefix else (rest,)
        if any(spelling in known for spelling in spellings):
            return prefix, rest
    return "", word


def split_marked_proclitics(text: str) -> tuple[str, str]:
    """The proclitics before a digit, a Latin letter or an opening quotation mark, without their hyphen, and what follows.

    ``("", text)`` where the text does not begin so.

    >>> split_marked_proclitics("וב-2024")
    ('וב', '2024')
    >>> split_marked_proclitics('ה"וושינגטון פוסט"')
    ('ה', '"וושינגטון פוסט"')
    """
    found = _MARKED.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def written_proclitics(token: str, words: Sequence[str]) -> str:
    """The letters of a token that are proclitics, by the words that Universal Dependencies divide it into.

    An article that is heard and not written, the ה_ of בבית, has no letter and is not counted. Treebanks mark words that do
    not stand so in the token with ``_``.

    >>> written_proclitics("ובירושלים", ["ו", "ב", "ירושלים"])
    'וב'
    >>> written_proclitics("בהר", ["ב", "ה_", "הר"])
    'ב'
    """
    found = ""
    for index, word in enumerate(words[:-1]):
        letters = word.rstrip("_")
        if letters not in _PROCLITIC_WORDS:
            break
        rest = "".join(following.rstrip("_") for following in words[index + 1 :])
        unwritten = letters == "ה" and found.endswith(("ב", "כ", "ל")) and (word == "ה_" or token == found + rest)
        if unwritten:
            continue
        if not token.startswith(found + letters) or token == found + letters:
            break
        found += letters
    return found
