"""What a date is for: issued, deadline, vision, term, period, event, published, by the words around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

import regex
from pydantic import BaseModel, ConfigDict

from pipeline.components.dates.atoms import PATTERN_FOLDER, ending_with
from pipeline.facts import DateFact, DateRole
from pipeline.pattern_files import load_patterns


class RoleCue(BaseModel):
    """Words that give a role: right before a mention, or earlier in its sentence within ``near`` characters, or both.

    ``modifier`` must be that of the mention where it is given; ``day_only`` keeps the role to single days.
    """

    model_config = ConfigDict(extra="forbid")

    role: DateRole
    before: list[str] = []
    sentence: list[str] = []
    near: int = 0
    modifier: Literal["until", "before"] | None = None
    day_only: bool = False


class _Cue:
    def __init__(self, cue: RoleCue) -> None:
        self.cue = cue
        self.before = None
        self.sentence = None
        if cue.before:
            self.before = ending_with("|".join(_before(phrase) for phrase in _by_length(cue.before)))
        if cue.sentence:
            words = "|".join(regex.escape(word) for word in _by_length(cue.sentence))
            self.sentence = regex.compile(f"(?<![א-תA-Za-z])[ושהבכלמ]{{0,3}}(?:{words})(?![א-תA-Za-z])")

    def fits(self, fact: DateFact, before: str) -> bool:
        """Whether the words before a mention give it this role."""
        if self.cue.modifier is not None and fact.modifier != self.cue.modifier:
            return False
        if self.cue.day_only and (fact.precision != "day" or fact.kind != "date"):
            return False
        if self.before is not None and not self.before.match(before[-48:]):
            return False
        return self.sentence is None or self.sentence.search(before[-self.cue.near :]) is not None


def _by_length(words: list[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)


def _before(phrase: str) -> str:
    """A cue right before a mention: a last single letter is a proclitic of the mention, else one may stand between."""
    escaped = regex.escape(phrase, literal_spaces=True)
    last = phrase.rpartition(" ")[2]
    boundary = "(?<![א-ת])" if regex.match("[א-ת]", phrase) else ""
    if phrase in ("-", "("):
        return f"{escaped} ?"
    if len(last) == 1:
        return f"{boundary}[ושכ]{{0,2}}{escaped}ה?-?(?:יום |תאריך |שנת )?"
    return f"{boundary}[ושבכלמה]{{0,3}}{escaped}:? ?(?:[בל]?ה?-?)?(?:שנים )?"


_CUES = [_Cue(cue) for cue in load_patterns(PATTERN_FOLDER / "roles.yaml", list[RoleCue])]


def assign_roles(text: str, facts: list[DateFact], sentence_starts: Sequence[int]) -> None:
    """Set ``role`` on the facts whose surroundings say it plainly; the others keep None."""
    for fact in facts:
        if fact.kind in ("duration", "set"):
            continue
        index = bisect_right(sentence_starts, fact.start) - 1
        start = max(sentence_starts[index] if index >= 0 else 0, fact.start - 240)
        before = text[start : fact.start]
        for cue in _CUES:
            if cue.fits(fact, before):
                fact.role = cue.cue.role
                break
