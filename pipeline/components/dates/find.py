"""Finds time expressions: one scan over the words of a text, and the rules only where a word can begin a mention.

``find_expressions`` gives the winners of the overlap between dates and look-alikes, look-alikes dropped.
"""

from __future__ import annotations

import re
import string
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, islice

import regex

from pipeline.components.dates import durations, gregorian, hebrew_dates, look_alikes, relative
from pipeline.components.dates.atoms import DUALS, PLURALS, SINGULARS, Deferred, ending_with
from pipeline.components.dates.expressions import DIGITS, LETTERS, Expression, Landmark, Rule
from pipeline.components.explanations import SILENT, Explanation
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
# A digit that continues a number or a Latin word is no beginning.
_INSIDE_NUMBER = ending_with(r"\d[.,:/]|[A-Za-zĐđƯư]")
_PROCLITICS_BEFORE_DIGIT = ending_with(f"(?<![א-ת])(?<![א-ת][{QUOTE_MARKS}{GERESH_MARKS}])([ושהבכלמ]{{1,4}})-?")
_CONTINUES_NUMBER = frozenset(".,:/" + string.ascii_letters + "ĐđƯư")
_BEFORE_DIGITS = frozenset("-ושהבכלמ")
_LOOK_ALIKES = frozenset(rule for rule in look_alikes.RULES if DIGITS in rule.starters)
_LONGEST_STACK = 7  # a landmark's position is that of its proclitics, a mention's that of its word

_LONGEST_NUMBER_IN_LETTERS = 3

Start = tuple[int, tuple[Rule, ...]]
# How far from its beginning a mention can have its unit or month, begun with a word or with digits.
_REACH: dict[Landmark, int] = {"unit": 40, "month": 40, "currency": 0}
_REACH_OF_DIGITS: dict[Landmark, int] = {"unit": 22, "month": 34, "currency": 22}


def _by_starter(rules: Iterable[Rule]) -> dict[str, tuple[Rule, ...]]:
    grouped: dict[str, list[Rule]] = {}
    for rule in rules:
        for starter in rule.starters:
            grouped.setdefault(starter, []).append(rule)
    return {starter: tuple(found) for starter, found in grouped.items()}


_RULES_AT = _by_starter(RULES)
_AT_DIGITS = _RULES_AT.pop(DIGITS)
_AT_LETTERS = _RULES_AT.pop(LETTERS)


@dataclass(slots=True)
class _Form:
    """A word with its proclitics: the mentions that it can begin, and what it is to the rules that need a landmark near."""

    starts: list[Start] = field(default_factory=list)
    landmark: Landmark | None = None


def _forms() -> dict[str, _Form]:
    """Every form of the words that can begin a mention, and of units and months."""
    forms: defaultdict[str, _Form] = defaultdict(_Form)
    for word, rules in _RULES_AT.items():
        for stack in _STACKS:
            forms[stack + word].starts.append((len(stack), rules))
    for stack in _STACKS:
        for name in (*MONTHS, *MONTH_ABBREVIATIONS, *HEBREW_MONTHS):
            forms[stack + name.partition(" ")[0].partition("-")[0]].landmark = "month"
        for unit in (*SINGULARS, *PLURALS, *DUALS, "ימי"):
            forms[stack + unit.partition(" ")[0]].landmark = "unit"
    return dict(forms)


_FORMS = _forms()


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
    tries: list[tuple[int, str, tuple[Rule, ...]]] = []
    landmarks: dict[Landmark, list[int]] = {
        "unit": [],
        "month": [],
        "currency": [match.start() for match in _CURRENCY.finditer(text)],
    }
    pieces = _TOKEN.split(text)  # what stands before the first word, the word, what stands before the second, and so on
    starts = islice(accumulate(map(len, pieces)), 0, None, 2)
    words, known_forms = pieces[1::2], _FORMS
    for at, written in [
        (at, word) for at, word in zip(starts, words, strict=False) if word in known_forms or not word.isalpha()
    ]:
        if written[0] <= "9":
            _note_digits(text, at, at + len(written), tries)
            continue
        word = written.rstrip(_MARKS)
        form = known_forms.get(word)
        if form is not None:
            if form.landmark is not None:
                landmarks[form.landmark].append(at)
            tries += [(at + length, word[:length], rules) for length, rules in form.starts]
        if (len(word) <= _LONGEST_NUMBER_IN_LETTERS and word != written) or not word.isalpha():
            tries.append((at, "", _AT_LETTERS))
    return _matches(text, tries, landmarks)


def _note_digits(text: str, start: int, end: int, tries: list[tuple[int, str, tuple[Rule, ...]]]) -> None:
    """Note the rules worth trying at a run of digits, by its length and its neighbours."""
    rules = _rules_at_digits(min(end - start, 7), text[end : end + 1], text[start - 1 : start])
    if not rules:
        return
    before = text[max(0, start - 6) : start]
    prefix = ""
    if before:
        if before[-1] in _CONTINUES_NUMBER and _INSIDE_NUMBER.match(before):
            rules = tuple(rule for rule in rules if rule in _LOOK_ALIKES)
        elif before[-1] in _BEFORE_DIGITS:
            found = _PROCLITICS_BEFORE_DIGIT.match(before)
            if found:
                prefix = found[1]
    tries.append((start, prefix, rules))


@lru_cache(maxsize=16384)
def _rules_at_digits(length: int, follower: str, leader: str) -> tuple[Rule, ...]:
    return tuple(
        rule
        for rule in _AT_DIGITS
        if (rule.lengths is None or length in rule.lengths)
        and (rule.follow is None or (follower != "" and follower in rule.follow))
        and (rule.behind is None or (leader != "" and leader in rule.behind))
    )


def _matches(
    text: str, tries: list[tuple[int, str, tuple[Rule, ...]]], landmarks: dict[Landmark, list[int]]
) -> list[Expression]:
    """Try the noted rules, those that need a landmark only where one is within reach."""
    candidates: list[Expression] = []
    for start, prefix, rules in tries:
        reach = _REACH_OF_DIGITS if text[start] <= "9" else _REACH
        near = frozenset([kind for kind, places in landmarks.items() if _has_landmark(places, start, reach[kind])])
        guard: Deferred | None = None
        guard_match: regex.Match[str] | None = None
        for rule in _rules_with(near, rules):
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


@lru_cache(maxsize=16384)
def _rules_with(near: frozenset[Landmark], rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules that need no landmark or one of those that are within reach."""
    return tuple(rule for rule in rules if rule.near is None or rule.near in near)


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
            kept.extend(_longest(group))
            group = []
        group.append(candidate)
        reach = max(reach, candidate.end)
    kept.extend(_longest(group))
    return kept


def _longest(group: list[Expression]) -> list[Expression]:
    if len(group) == 1:
        return _with_others(group)
    chosen: list[Expression] = []
    ends: list[int] = []
    starts: list[int] = []
    for candidate in sorted(group, key=_rank):
        at = bisect_left(starts, candidate.end)
        if at == 0 or ends[at - 1] <= candidate.start:
            starts.insert(at, candidate.start)
            ends.insert(at, candidate.end)
            chosen.append(candidate)
    return _with_others(sorted(chosen, key=lambda found: found.start))


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
