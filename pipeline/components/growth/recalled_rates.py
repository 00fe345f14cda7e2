"""Rates of what the text has just told a rate of: at another time, at another place, or without the rise of prices.

היצוא צמח ב-11% ביוני. בחצי השנה כולה התוצאה היא 8.7%. — the second sentence names neither the exports nor a change.
"""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict

from pipeline.components.growth.figures import PATTERN_FOLDER, Figure
from pipeline.components.growth.lexicon import Word
from pipeline.components.growth.reading import Reading
from pipeline.components.growth.sentence_parts import SentenceParts
from pipeline.components.growth.topics import SHARE_AFTER
from pipeline.pattern_files import load_patterns
from pipeline.word_patterns import any_of


class _Recalls(BaseModel):
    model_config = ConfigDict(extra="forbid")

    rates: list[str]
    stated: list[str]
    fillers: list[str]
    without: list[str]
    times: list[str]


_WORDS = load_patterns(PATTERN_FOLDER / "recalled_rates.yaml", _Recalls)
_RATE_NOUNS = frozenset(_WORDS.rates)
_STATED = frozenset(_WORDS.stated)
_FILLERS = frozenset(_WORDS.fillers)
_TIMES = frozenset(_WORDS.times)
_WITHOUT = re.compile(
    rf"(?<![א-ת])[וש]?{any_of(_WORDS.without)}(?: [א-ת\"']{{2,12}}){{1,5}}?,? ?"
    rf"(?:[א-ת]{{2,10}} )?{any_of(_WORDS.stated)} (?:רק |עוד |כבר )?$"
)
# Levels, of which a percentage says again a level: the rate of unemployment in another month is no change.
_LEVELS = frozenset(["unemployment", "poverty", "other", "employment"])
# Only of a change can these be said.
_OF_CHANGE = frozenset(["הקצב", "קצבו", "קצבה", "השינוי"])
_LONGEST_CLAUSE = 90


def recalled_rate(parts: SentenceParts, index: int, told: Reading | None) -> Reading | None:
    """The reading of a percentage that only repeats what ``told``, the last rate before it, was of."""
    figure = parts.figures[index]
    if told is None or told.kind != "change" or told.direction is None or told.topic is None:
        return None
    if figure.unit != "percent" or told.figure.unit != "percent" or SHARE_AFTER.match(parts.text, figure.after_end):
        return None
    start = max(parts.zones[index][0], figure.lead_start - _LONGEST_CLAUSE)
    if not (_is_without_prices(parts, start, figure) or _only_recalls(parts, index, start, told)):
        return None
    return Reading(
        figure, "change", figure.sign or told.direction, parts.zones[index], "recalled", topic=told.topic,
        status=told.status, confidence=0.7,
    )  # fmt: skip


def _is_without_prices(parts: SentenceParts, start: int, figure: Figure) -> bool:
    """Whether the clause only takes something out of the rate: ``אחרי ניכוי המחיר נותרו 6.5%``."""
    return _WITHOUT.search(parts.text, start, figure.lead_start) is not None


def _only_recalls(parts: SentenceParts, index: int, start: int, told: Reading) -> bool:
    """Whether the clause names a time or place and, if anything else, the rate: ``ברבעון הקודם היה הקצב 2.1%``."""
    figure = parts.figures[index]
    words = parts.words_between(start, figure.lead_start)
    if not words or start > parts.zones[index][0]:
        return False
    kinds = set()
    for word in words:
        kind = _kind(parts, word)
        if not kind:
            return False  # most clauses name something else
        kinds.add(kind)
    if "time" not in kinds:
        return False
    is_level = told.topic is not None and told.topic.indicator in _LEVELS
    if "rate" in kinds:
        return not is_level or any(word.text.removeprefix("ו") in _OF_CHANGE for word in words)
    return not is_level and "stated" not in kinds and figure.preposition in (":", "-") and index == 0


def _kind(parts: SentenceParts, word: Word) -> str:
    bare = word.text.removeprefix("ו")
    if bare in _RATE_NOUNS:
        return "rate"
    if bare in _STATED:
        return "stated"
    if (
        bare in _TIMES
        or parts.is_date(word.start)
        or parts.is_time_word(word)
        or parts.is_time(word)
        or parts.is_place(word)
    ):
        return "time"
    return "filler" if bare in _FILLERS else ""
