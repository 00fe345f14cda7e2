"""Figures that a text compares with an earlier time without naming it, in the middle of a report on changes."""

from __future__ import annotations

from typing import Literal

import regex
from pydantic import BaseModel, ConfigDict

from pipeline.components.growth.figures import PATTERN_FOLDER
from pipeline.components.growth.reading import Reading
from pipeline.components.growth.sentence_parts import SentenceParts, is_head
from pipeline.components.growth.topics import SHARE_AFTER, Topic, TopicFinder
from pipeline.pattern_files import load_patterns


class _Comparisons(BaseModel):
    model_config = ConfigDict(extra="forbid")

    adjectives: dict[Literal["up", "down"], list[str]]
    groups: list[str]
    reached: list[str]


_LISTS = load_patterns(PATTERN_FOLDER / "comparisons.yaml", _Comparisons)
_ADJECTIVES = {form: direction for direction, forms in _LISTS.adjectives.items() for form in forms}
_GROUPS = frozenset(_LISTS.groups)
_REACHED = frozenset(_LISTS.reached)
_CLAUSE_END = regex.compile(r"[ ]?(?:[.,;:)!?\n]|$)")
_FEWER = frozenset(["יותר", "פחות"])
_INDEFINITE_PLURAL = regex.compile(r" (?!מ)(?P<noun>[א-ת]{2,12}(?:ים|ות))(?![א-ת'\"])")
# What may stand before the figure of a headline: השנה בשוק: 64% יותר רישומים
_OPENS = regex.compile(r"(?:[^:\n]{0,80}:)?[\s\"'־–-]{0,3}")
_THAN = regex.compile(r" (?:מאשר|מה?[א-ת]{3,}) ?")
_BRANCHES = frozenset(["services", "agriculture", "industrial_production", "construction"])
_PRODUCTS = frozenset(["gdp", "grdp", "economy"])
# A rate of growth of a branch is smaller, a larger percentage its share of the economy.
_HIGHEST_RATE = 25


def compared_with_before(parts: SentenceParts, find: TopicFinder, index: int, told: Reading | None) -> Reading | None:
    """The reading of a figure that is more or less than before, after ``told``, the last reading of the text."""
    if told is None:
        figure = parts.figures[index]
        is_headline = _OPENS.fullmatch(parts.text, parts.start, parts.gaps[index][1]) is not None
        is_group = _THAN.search(parts.text, figure.after_end, min(parts.end, figure.after_end + 60)) is not None
        return _fewer(parts, find, index) if is_headline and not is_group else None
    return _stands_alone(parts, index) or _fewer(parts, find, index) or _rate_of_branch(parts, find, index, told)


def _stands_alone(parts: SentenceParts, index: int) -> Reading | None:
    """``יתרת האשראי גבוהה ב-9.6%.``, and no gap between groups: ``שכר הגברים גבוה ב-30%``."""
    figure = parts.figures[index]
    if figure.preposition != "ב" or figure.form == "multiple" or not _CLAUSE_END.match(parts.text, figure.after_end):
        return None
    zone = parts.zones[index]
    cues = parts.cues_between(zone[0], figure.lead_start)
    if not cues or cues[-1].end + 1 < figure.lead_start or cues[-1].prefix.endswith("ה"):
        return None
    direction = _ADJECTIVES.get(parts.text[cues[-1].start : cues[-1].end])
    if direction is None or not any(c.is_a("indicator") and not c.entry.is_excluded for c in cues[:-1]):
        return None
    if any(c.is_a("compare", "share", "target") for c in cues) or _names_group(parts, *zone):
        return None
    return Reading(figure, "change", direction, zone, "compared", governor=cues[-1], confidence=0.6)


def _names_group(parts: SentenceParts, start: int, end: int) -> bool:
    return any(is_head(w.text, _GROUPS) for w in parts.words_between(start, end))


def _fewer(parts: SentenceParts, find: TopicFinder, index: int) -> Reading | None:
    """``בתי המלון רשמו 20% פחות לינות``: of what the next noun counts."""
    figure = parts.figures[index]
    if figure.unit != "percent" or figure.preposition in ("ב", "ל", "מ"):
        return None
    cue = next(iter(parts.cues_between(figure.after_end, figure.after_end + 6)), None)
    if cue is None or parts.text[cue.start : cue.end] not in _FEWER:
        return None
    noun = _INDEFINITE_PLURAL.match(parts.text, cue.end)
    if noun is None or _names_group(parts, *parts.zones[index]):
        return None
    named = next((c for c in parts.cues_between(*noun.span("noun")) if c.is_a("indicator")), None)
    topic = find.of_cue(named) if named is not None else Topic("other", *noun.span("noun"))
    direction: Literal["up", "down"] = "up" if cue.is_a("higher") else "down"
    return Reading(figure, "change", direction, parts.zones[index], "compared", cue, topic=topic, confidence=0.6)


def _rate_of_branch(parts: SentenceParts, find: TopicFinder, index: int, told: Reading) -> Reading | None:
    """The growth of a branch in a report on that of the economy: ``מגזר השירותים הגיע ל-8.5%``."""
    figure = parts.figures[index]
    is_report = told.rule == "branch" or (told.topic is not None and told.topic.indicator in _PRODUCTS)
    if not is_report or told.kind != "change":
        return None
    if figure.unit != "percent" or figure.preposition not in ("ל", "על", "") or (figure.low or 0) > _HIGHEST_RATE:
        return None
    if SHARE_AFTER.match(parts.text, figure.after_end):
        return None
    cues = parts.cues_between(parts.zones[index][0], figure.lead_start)
    branch = next((c for c in cues if c.entry.indicator in _BRANCHES and set(c.prefix) <= set("והש")), None)
    if branch is None or any(not c.is_a("indicator", "level") for c in cues):
        return None
    verb = cues[-1]
    if parts.text[verb.start : verb.end] not in _REACHED or parts.distance(verb.end, figure.lead_start):
        return None
    topic = find.of_cue(branch)
    return Reading(
        figure,
        "change",
        figure.sign or "up",
        parts.zones[index],
        "branch",
        topic=topic,
        status=told.status,
        confidence=0.7,
    )
