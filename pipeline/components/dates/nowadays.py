"""Tells ``היום`` in the sense of nowadays, which is no date, from the day of publication."""

from __future__ import annotations

import re

from pipeline.components.dates.atoms import CUES, ending_with
from pipeline.deferred_patterns import Deferred
from pipeline.hebrew.characters import QUOTE_MARKS

_LOOK_BACK = 160
_LOOK_AHEAD = 140
_NEIGHBOURS_AFTER, _NEIGHBOURS_BEFORE = 3, 2

_HAPPENING = frozenset(CUES.happening)
_CLAUSE_END = re.compile(f"[,.;:!?()\n]|[{QUOTE_MARKS}](?![א-ת])|(?<![א-ת])[{QUOTE_MARKS}]")
_WORD = re.compile("[א-ת]+(?:[\"'][א-ת]+)?")
_CONTRAST = Deferred(f"(?<![א-ת])[ושהבלמ]{{0,2}}(?:{'|'.join(CUES.contrasts)})(?![א-ת])")
_NOWADAYS_BEFORE = ending_with(f"(?<![א-ת])[ושכ]{{0,2}}(?:{'|'.join(CUES.nowadays_before)}) ")
_NOWADAYS_AFTER = Deferred(f" (?:{'|'.join(CUES.nowadays_after)})(?![א-ת])")
_OPENS_CLAUSE = ending_with(
    f"(?:^|[{QUOTE_MARKS}(:]|[.,;!?-] ?|(?<![א-ת])(?:אבל|אך|ואילו|לעומת זאת|אולם|אלא|רק|גם|עד) )[ושכ]{{0,2}}"
)


def is_nowadays(text: str, start: int, end: int) -> bool:
    """Whether the ``היום`` at these positions is set against former times, or stands where a state is described."""
    line_start = max(text.rfind("\n", max(0, start - _LOOK_BACK), start) + 1, start - _LOOK_BACK, 0)
    before = text[line_start:start]
    line_end = text.find("\n", end, end + _LOOK_AHEAD)
    after = text[end : line_end if line_end >= 0 else end + _LOOK_AHEAD]
    if after.startswith(" (") or _is_event_near(before, after):
        return False
    if _NOWADAYS_BEFORE.match(before) or _NOWADAYS_AFTER.match(after):
        return True
    if after.startswith(","):
        return False
    return _OPENS_CLAUSE.match(before) is not None and bool(_CONTRAST.search(before) or _CONTRAST.search(after))


def _is_event_near(before: str, after: str) -> bool:
    """Whether a verb of something that happens on a day stands right beside: ``הודיע היום``, ``היום ייפתח``."""
    words_after = [word[0] for word in _WORD.finditer(_CLAUSE_END.split(after[:40], 1)[0])][:_NEIGHBOURS_AFTER]
    words_before = [word[0] for word in _WORD.finditer(_CLAUSE_END.split(before[-30:])[-1])][-_NEIGHBOURS_BEFORE:]
    return any(word in _HAPPENING or word.lstrip("וש") in _HAPPENING for word in words_after + words_before)
