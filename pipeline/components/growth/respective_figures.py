"""Two figures of two things, each of its own: ``היצוא והיבוא עלו ב-12% וב-9% בהתאמה``."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from pipeline.components.growth.lexicon import Cue, Word, find_cues
from pipeline.components.growth.reading import Reading
from pipeline.components.growth.sentence_state import SentenceState
from pipeline.components.growth.topics import Topic

_RESPECTIVELY = re.compile(r"(?<![א-ת])בהתאמה(?![א-ת])")
# Between the two figures: ב-12% וב-9%
_PAIR_GAP = re.compile("[ ,]{1,2}")
# How many words before or after a word of change the two things are looked for in, and how far after the figures.
_LONGEST_SUBJECT = 12
_REACH_AFTER = 60


def share_out(state: SentenceState) -> None:
    """Give each of two figures that are told ``בהתאמה`` the one of two things that it is of."""
    parts = state.parts
    if len(state.readings) < 2 or _RESPECTIVELY.search(parts.text, parts.start, parts.end) is None:
        return
    for first, second in itertools.pairwise(state.readings):
        if not _are_pair(state, first, second):
            continue
        found = (_subjects(state, *stretch) for stretch in _stretches(state, first, second))
        subjects = next((pair for pair in found if pair is not None), None)
        if subjects is not None:
            first.topic, second.topic = subjects


def _are_pair(state: SentenceState, first: Reading, second: Reading) -> bool:
    text, figure = state.parts.text, second.figure
    if second.rule != "list" or first.figure.unit != figure.unit:
        return False
    gap = _PAIR_GAP.fullmatch(text, first.figure.after_end, figure.lead_start)
    return gap is not None and text[figure.lead_start] == "ו"


def _stretches(state: SentenceState, first: Reading, second: Reading) -> list[tuple[int, int]]:
    """Where the two things may stand: before their verb or level, after their noun of change, after the figures."""
    parts = state.parts
    ends = (r.figure.after_end for r in state.readings if r.figure.after_end <= first.zone[0])
    start = max(ends, default=parts.start)
    governor = first.governor
    limit = governor.prefix_start if governor is not None else first.figure.lead_start
    opening = (c.prefix_start for c in parts.cues_between(start, limit) if c.is_a("level", "verb", "noun"))
    figure = (f.lead_start for f in parts.figures if start <= f.lead_start < limit)
    stretches = [(start, min(next(opening, limit), next(figure, limit)))]
    if governor is not None and governor.end < first.figure.lead_start:
        stretches.append((governor.end, first.figure.lead_start))
    after = second.figure.after_end
    follower = next((f.lead_start for f in parts.figures if f.start > second.figure.start), parts.end)
    stretches.append((after, min(follower, after + _REACH_AFTER)))
    return stretches


def _subjects(state: SentenceState, start: int, end: int) -> tuple[Topic, Topic] | None:
    """The two indicators that ו joins."""
    words = state.parts.words_between(start, end)[-_LONGEST_SUBJECT:]
    for place, word in enumerate(words):
        if not place or not word.text.startswith("ו"):
            continue
        one, two = _named(state, words[:place]), _joined(state, words[place:])
        if one is not None and two is not None:
            first = state.find.of_cue(one)
            return replace(first, end=min(first.end, words[place - 1].end)), state.find.of_cue(two)
    return None


def _named(state: SentenceState, words: list[Word]) -> Cue | None:
    return next((c for c in find_cues(state.parts.text, words) if _is_indicator(c)), None)


def _joined(state: SentenceState, words: list[Word]) -> Cue | None:
    """The indicator that the first of the words names, which ו joins to what is before it."""
    cue = next(find_cues(state.parts.text, words), None)
    if cue is None or cue.prefix_start != words[0].start or not cue.prefix.startswith("ו"):
        return None
    return cue if _is_indicator(cue) else None


def _is_indicator(cue: Cue) -> bool:
    return cue.is_a("indicator") and not cue.entry.is_excluded
