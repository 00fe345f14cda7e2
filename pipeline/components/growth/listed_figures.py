"""Figures of a list, which share the change word of the figure before or carry a sign."""

from __future__ import annotations

import re

from pipeline.components.growth.reading import Reading
from pipeline.components.growth.sentence_parts import CLAUSE_MARK
from pipeline.components.growth.sentence_state import ITEMS_OF, LIST_REACH, ONLY_COMMA, SentenceState
from pipeline.components.growth.topics import SHARE_AFTER

_AND = re.compile("(?<![א-ת])ו")
# Between a figure and its other basis in brackets: 2.5% בחישוב שנתי (0.6% בחישוב רבעוני).
_ALTERNATIVE_GAP = re.compile(r"(?: ב[א-ת]+ [א-ת]+)? ?\( ?")
# Before a figure that says again what the one before said: מ-14 ל-39 מיליון שקל, כלומר פי 2.8.
_RESTATED_GAP = re.compile(
    r"(?: ב[א-ת]{3,8} [א-ת]{3,8})?[ ,]*-?[ ]?\(?(?:כלומר|דהיינו|שהם|שהן|קרי|או|שהוא|היינו|ובמילים אחרות),? ?"
)
# A level beside its change: שיעור העיור, 46% היום, יעלה ל-58%
_NOW_AFTER = re.compile(r" (?:היום|כיום|כעת|עתה|נכון להיום)(?=[,)])")
_NEW_ITEM = re.compile(r"[,;]? ?(?:ו|ב|[א-ת]+ )|[,;]")
# A bound that will be crossed is a level: שיעור העיור יעבור את 45%.
_CROSSING = re.compile(r"[וש]?(?:[ילת]?י?עב(?:ו?ר|רה|רו)|[תיל]חצ)")


# Before the level of the year that a change was counted from: 13 יותר מ-2023, אז נהרגו 23
_MORE_THEN = re.compile(r" (?:יותר|פחות) מ(?:אשר ב)?-?(?:שנת )?(?:19|20)\d\d, (?:אז|שבה) ")


def read_listed(state: SentenceState, index: int) -> Reading | None:
    """A figure that shares the change word of the figure before: ``והיבוא ב-3.2%``, ``בלוד 8%``, ``התחבורה (1%)``."""
    figure, last = state.parts.figures[index], state.last
    if figure.form == "unchanged" or _NOW_AFTER.match(state.parts.text, figure.after_end):
        return None
    if (
        (last is not None and state.parts.figures[index - 1] is last.figure and figure.is_rate)
        and _RESTATED_GAP.fullmatch(state.parts.text, last.figure.after_end, figure.lead_start)
        and last.kind != "target"
    ):
        zone = state.parts.zones[index]
        return Reading(figure, "change", last.direction, zone, "restated", topic=last.topic, status=last.status)
    if last is not None and state.parts.figures[index - 1] is last.figure and _restates_in_points(state, index, last):
        zone = state.parts.zones[index]
        return Reading(figure, "change", last.direction, zone, "points", topic=last.topic, status=last.status)
    gap_start, gap_end = state.parts.gaps[index]
    if last is not None and last.governor is not None and last.figure.end <= last.governor.start < gap_end:
        gap_start = last.governor.end  # 2.4% יותר, ומי שנכנס לדירה חדשה - 5.3%
    if _MORE_THEN.match(state.parts.text, state.parts.gaps[index][0], gap_end):
        return None
    is_joined = state.parts.text[gap_end : gap_end + 1] == "ו"
    if last is None or (last.kind == "target" and not is_joined) or last.kind == "plan":
        return _signed(state, index)
    # ושל 52 מיליון שקל may follow של 37%; otherwise a list keeps its unit.
    is_second = is_joined and figure.preposition == last.figure.preposition == "של"
    is_second = is_second or (figure.form == "number" and figure.unit == "times" and figure.preposition == "-")
    if {figure.unit, last.figure.unit} == {"percent", "percentage_point"}:
        is_second = is_second or figure.preposition == last.figure.preposition == "ב"  # ב-9%, והתפוסה ב-4 נקודות אחוז
    if figure.unit != last.figure.unit and not is_second:
        return _signed(state, index)
    if figure.sign and figure.preposition == "(":
        return Reading(
            figure, "change", figure.sign, state.parts.zones[index], "list", status=last.status, confidence=0.8
        )
    cues = state.parts.cues_between(gap_start, gap_end)
    if is_joined and figure.preposition in ("של", "ב"):
        cues = [c for c in cues if not c.is_a("compare")]
    clause = max(state.parts.text.rfind(mark, gap_start, gap_end) for mark in (", ", "; "))
    if clause >= 0 and figure.preposition in ("ב", "-"):
        # ב-16.4% לעומת אשתקד, ובמצטבר לתשעה חודשים - 14.9%
        cues = [c for c in cues if c.start > clause or not c.is_a("compare")]
    if cues and cues[0].is_a("occurrence") and cues[0].start - gap_start <= 1:
        cues = cues[1:]  # עלייה של 0.9% נרשמה במחירי הפירות, 0.6% במחירי הדיור
    if any(
        c.is_a("share", "level", "target", "compare", "higher", "lower")
        and not state.parts.text.startswith("הסתפק", c.start)  # … ואילו הדרום הסתפק ב-3%
        for c in cues
    ):
        return None
    if SHARE_AFTER.match(state.parts.text, figure.after_end):
        return None
    previous = state.parts.figures[index - 1]
    if previous is not last.figure and previous is not last.previous:
        return None
    zone_start = state.parts.zones[index][0]
    if state.parts.distance(zone_start, gap_end) > LIST_REACH:
        return None
    preposition, model = figure.preposition, last.figure.preposition
    models = {r.figure.preposition for r in state.readings[-2:]}
    if model in (":", "-") and last.governor is not None and last.governor.start >= last.figure.end:
        model = ""  # הנתונים: 64% יותר רישומים בצפון, 17% בדרום
    gap = state.parts.text[gap_start:gap_end]
    is_alternative = preposition == "(" and _ALTERNATIVE_GAP.fullmatch(gap) is not None
    if is_alternative:
        note = state.parts.text[figure.after_end : state.parts.bracket_end(figure.after_end)].strip()
        if len(note) < 3:
            return None
    elif preposition in ("(", "-", ":"):
        is_dashed = preposition == "-" and (_NEW_ITEM.match(gap) is not None or clause >= 0)
        if model != preposition and not (preposition == "(" and model == "של") and not is_dashed:
            return None
        if model == "של" and last.governor is not None and not last.governor.is_a("noun"):
            return None
    elif preposition == "עם" and figure.counted in (None, "other") and figure.unit == "count":
        return None
    elif preposition == "עם" or (preposition == "" and is_joined):
        pass
    elif (
        preposition not in models and not (preposition in ("", ",") and model in ("של", "ב", "", ",", "הוא", "היא"))
    ) or not (
        CLAUSE_MARK.search(gap)
        or "ו" in state.parts.text[gap_end : figure.start]
        or _AND.search(gap)
        or any(c.is_a("clause_break") for c in cues)
    ):
        return None
    reading = Reading(
        figure, last.kind, last.direction, state.parts.zones[index], "list", status=last.status, confidence=0.8
    )
    if figure.sign:
        reading.direction = figure.sign
    if is_alternative:
        reading.topic = last.topic
    if _CROSSING.match(state.parts.text, figure.lead_start):
        reading.kind, reading.direction = ("target" if last.status == "target" else "level"), None
    return reading


def follows_move(state: SentenceState) -> bool:
    """Whether the sentence just before ended with the figure of a change."""
    return state.discourse.moved is not None and state.parts.start - state.discourse.moved[1] <= 2


def read_continued(state: SentenceState, index: int) -> Reading | None:
    """What the next sentence tells of another time: ``ב-2024 יעלה השכר ל-5,700 שקל. ב-2025 ל-5,800 שקל``."""
    if index or not follows_move(state) or state.discourse.moved is None:
        return None
    figure, (told, _) = state.parts.figures[index], state.discourse.moved
    if told.figure.unit != figure.unit or told.topic is None:
        return None
    if figure.preposition not in ("ל", "ב") or told.figure.preposition != figure.preposition or figure.sign is not None:
        return None
    words = state.parts.words_between(state.parts.start, figure.lead_start)
    if not any(start < figure.start for start, _ in state.parts.dates) or SHARE_AFTER.match(
        state.parts.text, figure.after_end
    ):
        return None
    if not all(state.parts.is_date(w.start) or state.parts.is_time(w) or w.text in ("ב", "וב") for w in words):
        return None
    zone = state.parts.zones[index]
    return Reading(
        figure, told.kind, told.direction, zone, "list", topic=told.topic, status=told.status, confidence=0.6
    )


def _restates_in_points(state: SentenceState, index: int, last: Reading) -> bool:
    """Whether points say again how far a rate has moved: ``ירד מ-51.7% ל-12.2%, כמעט 8 נקודות אחוז בשנה``."""
    is_move = last.kind == "level" and last.figure.unit == "percent" and last.direction is not None
    is_points = state.parts.figures[index].unit == "percentage_point"
    return is_move and is_points and ONLY_COMMA.fullmatch(state.parts.text, *state.parts.gaps[index]) is not None


def _signed(state: SentenceState, index: int) -> Reading | None:
    """A signed figure after its item, with no change word: ``היצוא (17.7%-)``, ``היבוא +3%``."""
    figure = state.parts.figures[index]
    if figure.sign is None or figure.unit not in ("percent", "percentage_point"):
        return None
    gap = state.parts.gaps[index]
    names_item = any(c.is_a("indicator") and not c.entry.is_excluded for c in state.parts.cues_between(*gap))
    # הכנסות של 11,940 מיליארד (27%+)
    follows_level = (
        bool(index) and figure.preposition in ("(", ",") and not state.parts.distance(*gap) and state.context()
    )
    heads = (
        state.heading is not None and figure.preposition == ":" and not state.parts.distance(state.heading[1], gap[1])
    )
    is_priced = figure.preposition == ":" and state.speaks_of("inflation", "prices")
    is_item = figure.preposition in ("", "(", ":", ",") and _is_item_of_context(state, index)
    is_item = is_item or (figure.preposition == "(" and state.parts.text[figure.end + 1 : figure.end + 2] == ")")
    if not (names_item or follows_level or is_priced or heads or is_item):
        return None
    return Reading(figure, "change", figure.sign, state.parts.zones[index], "signed", confidence=0.7)


def _is_item_of_context(state: SentenceState, index: int) -> bool:
    """Whether just before a signed figure an item of what the text speaks of is named: ``ציוד חשמלי 6.5%+; נייר 4.8%-``."""
    context = state.context()
    if context is None or context.indicator not in ITEMS_OF:
        return False
    start, end = state.parts.zones[index][0], state.parts.figures[index].lead_start
    return 1 <= state.parts.distance(start, end) <= 6 and not state.parts.cues_between(start, end)
