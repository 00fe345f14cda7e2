"""Finds time expressions: one scan over the words of a text, and the rules only where a word can begin a mention.

``find_expressions`` gives the winners of the overlap between dates and look-alikes, look-alikes dropped.
"""

from __future__ import annotations

import re
import string
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, islice

import regex

from pipeline.components.dates import durations, gregorian, hebrew_dates, look_alikes, relative
from pipeline.components.dates.atoms import DUALS, PLURALS, SINGULARS
from pipeline.components.dates.expressions import DIGITS, LETTERS, Expression, Landmark, Rule
from pipeline.components.explanations import SILENT, Explanation
from pipeline.deferred_patterns import Deferred
from pipeline.hebrew.calendar import HEBREW_MONTHS, MONTH_ABBREVIATIONS, MONTHS
from pipeline.hebrew.characters import GERESH_MARKS, QUOTE_MARKS

RULES: list[Rule] = [
    *look_alikes.RULES,
    *hebrew_dates.RULES,
    *gregorian.RULES,
    *relative.RULES,
    *durations.RULES,
]

# Proclitics in the orders that Hebrew stacks them: ו, then ש or כש, then ב כ ל מ or מב (פחות מברבעון הקודם), then ה.
_STACKS = [
    first + second + third + fourth
    for first in ("", "ו")
    for second in ("", "ש", "כש", "לכש", "מש")
    for third in ("", "ב", "כ", "ל", "מ", "מב", "כב")
    for fourth in ("", "ה")
]

_MARKS = GERESH_MARKS + QUOTE_MARKS
# A word takes one mark after it, so that a word without marks is one of letters alone.
_TOKEN = re.compile(f"([א-ת]+(?:[{_MARKS}]{{1,2}}[א-ת]+)*[{_MARKS}]?|[0-9]+|Q(?=[1-4]))")
_CURRENCY = re.compile("[$€₪£¥]")
_PROCLITICS_BEFORE_DIGIT = re.compile(f"(?<![א-ת])(?<![א-ת][{QUOTE_MARKS}{GERESH_MARKS}])([ושהבכלמ]{{1,4}})(?: ?-)?\\Z")
# A digit that continues a number or a Latin word is no beginning.
_WITHIN_NUMBER = frozenset(".,:/")
_WITHIN_WORD = frozenset(string.ascii_letters + "ĐđƯư")
_BEFORE_DIGITS = frozenset("-ושהבכלמ")
_LOOK_ALIKES = frozenset(rule for rule in look_alikes.RULES if DIGITS in rule.starters)
_LONGEST_STACK = max(map(len, _STACKS))  # a landmark's position is that of its proclitics, a mention's that of its word

_LONGEST_NUMBER_IN_LETTERS = 3


class _Rules:
    """Rules that are tried at the same places: which landmarks some of them need, and those that the near ones leave."""

    __slots__ = ("_by_near", "landmarks", "rules")

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self.landmarks: tuple[Landmark, ...] = tuple(dict.fromkeys(rule.near for rule in self.rules if rule.near))
        self._by_near: dict[tuple[bool, ...], tuple[Rule, ...]] = {}

    def with_near(self, near: tuple[bool, ...]) -> tuple[Rule, ...]:
        """The rules that need no landmark or one that is within reach; ``near`` says for each of ``landmarks`` whether it is."""
        rules = self._by_near.get(near)
        if rules is None:
            within = {landmark for landmark, is_near in zip(self.landmarks, near, strict=True) if is_near}
            rules = tuple(rule for rule in self.rules if rule.near is None or rule.near in within)
            self._by_near[near] = rules
        return rules


Try = tuple[int, str, _Rules]
"""Where a mention can begin, the proclitics before it, and the rules for it."""
Start = tuple[int, _Rules]
# How far from its beginning a mention can have its unit or month, begun with a word or with digits.
_REACH: dict[Landmark, int] = {"unit": 40, "month": 40, "currency": 0}
_REACH_OF_DIGITS: dict[Landmark, int] = {"unit": 22, "month": 34, "currency": 22}


def _by_starter(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    grouped: dict[str, list[Rule]] = {}
    for rule in rules:
        for starter in rule.starters:
            grouped.setdefault(starter, []).append(rule)
    return grouped


_RULES_AT = _by_starter(RULES)
_AT_DIGITS = _RULES_AT.pop(DIGITS)
_AT_LETTERS = _Rules(_RULES_AT.pop(LETTERS))


def _starts() -> dict[str, tuple[Start, ...]]:
    """The mentions that each word can begin, with its proclitics."""
    starts: dict[str, tuple[Start, ...]] = {}
    for word, found in _RULES_AT.items():
        rules = _Rules(found)
        after = [
            ((length, rules),) for length in range(_LONGEST_STACK + 1)
        ]  # one for all words with as many proclitics
        for stack in _STACKS:
            form, new = stack + word, after[len(stack)]
            starts[form] = starts[form] + new if form in starts else new
    return starts


def _landmarks() -> dict[str, Landmark]:
    """What each form of a month or unit is to the rules that need a landmark near."""
    months = {name.partition(" ")[0].partition("-")[0] for name in (*MONTHS, *MONTH_ABBREVIATIONS, *HEBREW_MONTHS)}
    units = {unit.partition(" ")[0] for unit in (*SINGULARS, *PLURALS, *DUALS, "ימי")}
    landmarks: dict[str, Landmark] = {stack + month: "month" for stack in _STACKS for month in months}
    return landmarks | {stack + unit: "unit" for stack in _STACKS for unit in units}


_STARTS_OF = _starts()
_LANDMARK_OF = _landmarks()
# The words in letters alone that the scan stops at.
_KNOWN = _STARTS_OF.keys() | _LANDMARK_OF.keys()


def find_expressions(text: str, explanation: Explanation = SILENT) -> list[Expression]:
    """Every time expression of a text in order, none overlapping, before context decides about those that need support."""
    candidates = find_candidates(text)
    winners = without_overlaps(candidates)
    if explanation.is_wanted:
        _explain_look_alikes(candidates, winners, explanation)
    return [found for found in winners if found.kind != "look_alike"]


def _explain_look_alikes(
    candidates: Iterable[Expression], winners: Iterable[Expression], explanation: Explanation
) -> None:
    """Note what each look-alike kept from being a date; one that no date competed with is worth no note."""
    dates = sorted((one for one in candidates if one.kind != "look_alike"), key=lambda one: one.start)
    starts = [one.start for one in dates]
    for winner in winners:
        if winner.kind != "look_alike":
            continue
        near = dates[bisect_left(starts, winner.start) : bisect_left(starts, winner.end)]
        refused = max(near, key=lambda one: one.end - one.start, default=None)
        entry = look_alikes.ENTRIES.get(winner.rule)
        if entry is None:
            span = (winner.start, winner.end)
            explanation.refused("dates", span, "dates", winner.rule, "its words or those around it say otherwise")
        elif refused is not None:
            span = (refused.start, refused.end)
            explanation.refused("dates", span, refused.rule, winner.rule, "it is part of a look-alike", entry)


def find_candidates(text: str) -> list[Expression]:
    """Every match of every rule, look-alikes included, in the order of their beginnings."""
    tries: list[Try] = []
    landmarks: dict[Landmark, list[int]] = {
        "unit": [],
        "month": [],
        "currency": [match.start() for match in _CURRENCY.finditer(text)],
    }
    pieces = _TOKEN.split(text)  # what stands before the first word, the word, what stands before the second, and so on
    starts = islice(accumulate(map(len, pieces)), 0, None, 2)
    known = _KNOWN
    for at, written in [
        (at, word) for at, word in zip(starts, pieces[1::2], strict=False) if word in known or not word.isalpha()
    ]:
        if written[0] <= "9":
            _note_digits(text, at, at + len(written), tries)
            continue
        word = written.rstrip(_MARKS)
        if word in known:
            if word in _LANDMARK_OF:
                landmarks[_LANDMARK_OF[word]].append(at)
            for length, rules in _STARTS_OF.get(word, ()):
                tries.append((at + length, word[:length], rules))
        if (len(word) <= _LONGEST_NUMBER_IN_LETTERS and word != written) or not word.isalpha():
            tries.append((at, "", _AT_LETTERS))
    return _matches(text, tries, landmarks)


def _note_digits(text: str, start: int, end: int, tries: list[Try]) -> None:
    """Note the rules worth trying at a run of digits, by its length and its neighbours."""
    before = text[max(0, start - 6) : start]
    leader = before[-1:]
    is_within = leader in _WITHIN_WORD or (leader in _WITHIN_NUMBER and before[-2:-1].isdecimal())
    rules = _rules_at_digits(min(end - start, 7), leader, _rules_before(text[end : end + 2]), is_within)
    if rules.rules:
        found = _PROCLITICS_BEFORE_DIGIT.search(before) if leader in _BEFORE_DIGITS else None
        tries.append((start, found[1] if found else "", rules))


@lru_cache(maxsize=16384)
def _rules_before(after: str) -> frozenset[Rule]:
    """The rules for digits that can be followed by two characters."""
    return frozenset(rule for rule in _AT_DIGITS if rule.follow is None or rule.follow.match(after))


@lru_cache(maxsize=16384)
def _rules_at_digits(length: int, leader: str, rules: frozenset[Rule], is_within: bool) -> _Rules:
    """Those of the rules that can begin with so many digits after a character, within a longer number or word or not."""
    return _Rules(
        rule
        for rule in _AT_DIGITS
        if rule in rules
        and (rule.lengths is None or length in rule.lengths)
        and (rule.behind is None or (leader != "" and leader in rule.behind))
        and (not is_within or rule in _LOOK_ALIKES)
    )


def _matches(text: str, tries: list[Try], landmarks: dict[Landmark, list[int]]) -> list[Expression]:
    """Try the noted rules, those that need a landmark only where one is within reach."""
    candidates: list[Expression] = []
    for start, prefix, rules in tries:
        tried = rules.rules
        if rules.landmarks:
            reach = _REACH_OF_DIGITS if text[start] <= "9" else _REACH
            tried = rules.with_near(
                tuple([_has_landmark(landmarks[kind], start, reach[kind]) for kind in rules.landmarks])
            )
        guard: Deferred | None = None
        guard_match: regex.Match[str] | None = None
        for rule in tried:
            if rule.guard is not None:
                if rule.guard is not guard:
                    guard, guard_match = rule.guard, rule.guard.match(text, start)
                if guard_match is None:
                    continue
                if rule.after_guard is not None and rule.after_guard.match(text, guard_match.end()) is None:
                    continue
            match = rule.pattern.match(text, start)
            if match is None:
                continue
            found = rule.read(match)
            if found is not None:
                found.prefix = found.prefix or prefix
                candidates.append(found)
    return candidates


def _has_landmark(positions: list[int], start: int, reach: int) -> bool:
    at = bisect_left(positions, start - _LONGEST_STACK)
    return at < len(positions) and positions[at] <= start + reach


def without_overlaps(candidates: list[Expression]) -> list[Expression]:
    """The longest candidates that do not overlap, in text order; of equal ones the first, so that look-alikes win.

    Work is done group by group of touching candidates, so that the time is linear in the text.
    """
    kept: list[Expression] = []
    group: list[Expression] = []
    reach = -1
    for candidate in sorted(candidates, key=lambda found: found.start):
        if candidate.start >= reach and group:
            kept += group if len(group) == 1 else _longest(group)
            group = []
        group.append(candidate)
        reach = max(reach, candidate.end)
    kept += _longest(group)
    return _with_others(kept)


def _longest(group: list[Expression]) -> list[Expression]:
    chosen: list[Expression] = []
    ends: list[int] = []
    starts: list[int] = []
    for candidate in sorted(group, key=_rank):
        at = bisect_left(starts, candidate.end)
        if at == 0 or ends[at - 1] <= candidate.start:
            starts.insert(at, candidate.start)
            ends.insert(at, candidate.end)
            chosen.append(candidate)
    return sorted(chosen, key=lambda found: found.start)


def _rank(found: Expression) -> tuple[int, int, bool]:
    return found.start - found.end, found.start, found.kind != "look_alike"


def _with_others(found: list[Expression]) -> list[Expression]:
    """Mentions that share words, each on its own: ``10, 12 ו-15 במאי`` is three."""
    single: list[Expression] = []
    for expression in found:
        if expression.others:
            expression.others[0].prefix = expression.prefix
        single.extend(expression.others or [expression])
    for expression in single:
        expression.end = expression.fact_end or expression.end
    return single
