"""Numbers that somebody is to bring about by a day, and bounds that an aim sets to what the text speaks of."""

from __future__ import annotations

import regex
from pydantic import BaseModel, ConfigDict

from pipeline.components.growth.figures import PATTERN_FOLDER
from pipeline.components.growth.reading import Reading
from pipeline.components.growth.sentence_parts import SentenceParts
from pipeline.components.growth.topics import SHARE_AFTER, Topic, TopicFinder
from pipeline.pattern_files import load_patterns
from pipeline.word_patterns import any_of


class _Aims(BaseModel):
    model_config = ConfigDict(extra="forbid")

    brought_about: list[str]
    resolved: list[str]


_LISTS = load_patterns(PATTERN_FOLDER / "aims.yaml", _Aims)
_BROUGHT_ABOUT = regex.compile(rf"(?<![א-ת]){any_of(_LISTS.brought_about)} (?:עוד |לפחות |כ-?)?$")
_RESOLVED = regex.compile(rf"(?<![א-ת])[ושה]{{0,2}}{any_of(_LISTS.resolved)}(?![א-ת])")
_DEADLINE = regex.compile(
    r"(?<![א-ת])(?:עד|לקראת) (?:ל?סוף |ל?אמצע |ל?תום )?(?:ל?שנת |ה?עשור|[א-ת]{3,8} )?(?:20\d\d)?(?<=\d|עשור)"
)
_BOUND = regex.compile(r"(?<![א-ת])ה?יעד[^:\n]{0,60}: ?(?:ה?שיעור|ה?קצב|רמה|ה?מספר)? ?$")
_BOUNDS = frozenset(["under", "at_most", "over", "at_least"])
# Fewer than this are single works, whose number says little of a change.
_LEAST_COUNT = 100


def may_aim(parts: SentenceParts) -> bool:
    """Whether a sentence speaks of a decision or plan to bring something about."""
    return _RESOLVED.search(parts.text, parts.start, parts.end) is not None


def aim(parts: SentenceParts, find: TopicFinder, index: int, spoken: Topic | None) -> Reading | None:
    """The reading of a figure as an aim; ``spoken`` is what the text speaks of."""
    return _to_bring_about(parts, find, index) or _bound(parts, index, spoken)


def _to_bring_about(parts: SentenceParts, find: TopicFinder, index: int) -> Reading | None:
    """``ההחלטה קבעה להשלים 2 מיליון דירות עד 2030``."""
    figure = parts.figures[index]
    if figure.unit != "count" or figure.counted is None or (figure.low or figure.high or 0) < _LEAST_COUNT:
        return None
    floor = max(parts.start, figure.lead_start - 40)
    verb = _BROUGHT_ABOUT.search(parts.text, floor, figure.lead_start)
    if verb is None or not _RESOLVED.search(parts.text, parts.start, verb.start() + 1):
        return None
    if not _DEADLINE.search(parts.text, parts.start, min(parts.end, figure.after_end + 60)):
        return None
    topic = find.of_counted(index)
    return Reading(figure, "target", None, parts.zones[index], "target", topic=topic, status="target", confidence=0.6)


def _bound(parts: SentenceParts, index: int, spoken: Topic | None) -> Reading | None:
    """A bound to what the text speaks of: ``יעד המחוז לסוף 2030: שיעור נמוך מ-9%``."""
    figure = parts.figures[index]
    if spoken is None or spoken.indicator is None or figure.unit != "percent" or figure.qualifier not in _BOUNDS:
        return None
    if SHARE_AFTER.match(parts.text, figure.after_end):
        return None
    if not _BOUND.search(parts.text, max(parts.start, figure.lead_start - 90), figure.lead_start):
        return None
    return Reading(figure, "target", None, parts.zones[index], "target", topic=spoken, status="target", confidence=0.6)
