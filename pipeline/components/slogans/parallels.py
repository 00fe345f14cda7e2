"""Mottos by their form: halves of like length, joined by a comma or a dash, that no one says to anyone."""

from __future__ import annotations

import regex

from pipeline.components.slogans.vocabulary import LOOK_ALIKES
from pipeline.hebrew.characters import DASHES, GERESH_MARKS, QUOTE_MARKS

_SEPARATORS = (regex.compile(rf" [{DASHES}] "), regex.compile(r" ?; "), regex.compile(" ?, "))
_MOST_HALVES = 7
_MOST_WORDS = 5
_MARKS = f"{QUOTE_MARKS}{GERESH_MARKS}!,."


def has_parallel_halves(slogan: str, is_announced: bool) -> bool:
    """Whether a slogan consists of parallel parts: ``חזון עולמי, פעולה מקומית``, ``סדר - אמון - מעשה``.

    Two parts need as many words as each other, two at least; where both begin with one word, one may have a word more
    (``אין אזורים אסורים, אין חריגים``). After a word that announces it (``is_announced``) the lengths
    may differ by two and pointing words may stand in it.
    """
    if "?" in slogan or "..." in slogan or "…" in slogan:
        return False
    for separator in _SEPARATORS:
        halves = [half.split() for half in separator.split(slogan)]
        if len(halves) < 2:
            continue
        lengths = [len(half) for half in halves]
        if len(halves) > _MOST_HALVES or not all(1 <= length <= _MOST_WORDS for length in lengths):
            return False
        words = {word.strip(_MARKS) for half in halves for word in half}
        if not is_announced and words & LOOK_ALIKES.talk_words:
            return False
        if is_announced:
            return max(lengths) - min(lengths) <= 2
        if len(halves) == 2:
            most = 1 if halves[0][0] == halves[1][0] else 0
            return min(lengths) >= 2 and abs(lengths[0] - lengths[1]) <= most
        return max(lengths) - min(lengths) <= 1
    return False
