"""Figures of targets and plans: levels to be reached, and how far a plan is fulfilled."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.components.growth.lexicon import CUES, Cue, Entry
from pipeline.components.growth.reading import Reading
from pipeline.components.growth.sentence_state import GROWING, STRONG_MARK, SentenceState
from pipeline.components.growth.topics import SHARE_AFTER, Topic
from pipeline.facts import Direction
from pipeline.word_patterns import any_of

# 107% מהתחזית השנתית
PLAN_AFTER = re.compile(rf"[ ](?:מ|מן |ביחס ל|לעומת |של )ה?{any_of(CUES.plan)}(?![א-ת])")
# What tells how far a plan is fulfilled, whatever the letter before its figure: שיעור התשלום הגיע רק ל-18.7% מהתוכנית
_FULFILMENT = re.compile(
    r"(?<![א-ת])[ושהבלמכ]{0,3}(?:שיעור|קצב|אחוז|יחס) ה?(?:תשלום|תשלומי|תשלומים|חלוקה|חלוקת|פיזור|ניצול|ביצוע|מימוש|השלמה|השלמת"
    r"|הקצאה|הקצאת|הוצאה|הוצאת|גבייה|גביית|יישום)(?![א-ת])"
)
# A goal that is behind: המטרה הושלמה מוקדם מהצפוי עם יותר מ-334,000 בתים
_DONE = re.compile(r"(?<![א-ת])(?:הושלמה|הושלם|הושלמו|הושגה|הושג|הושגו)(?![א-ת])")
# A second plan: 102.3% מהאומדן של הממשלה ו-96.8% מזה שהטילה מועצת העם.
_SECOND_PLAN_AFTER = re.compile(rf"[ ](?:מ|מן |ביחס ל|לעומת |של )ה?(?:זה|זו|{any_of(CUES.plan)})(?![א-ת])")
# What makes the future of a level an aim: התוכנית קובעת, עד 2030
_PLAN_CONTEXT = re.compile(
    r"(?<![א-ת])(?:[ושהבלמכ]{0,3}(?:יעד|תוכנית|תכנית|חזון|מטרה|החלטה)|עד (?:ל?סוף )?(?:ל?שנת )?20\d\d)(?!\d)"
)
# What opens a list of what the sentence before announced: העיקריים: GRDP - 10%; …
_MAIN_ONES = re.compile(
    r"\s*ו?(?:ה?(?:עיקרי|בולט|חשוב|מרכזי|ראשי)(?:ים|ות)(?: ש?(?:בהם|בהן|ביניהם))?|בהם|בהן|ביניהם|בין השאר|(?:ו?אלה|הרי) הם)[ ]?:"
)
_AS_PLANNED = re.compile(
    r" (?:כמתוכנן|כפי שתוכנן|שתוכנן|שתוכננו|שתוכננה|כפי שנקבע|שנקבעו כיעד|שנקבע כיעד|כנדרש)(?![א-ת])"
)
_LIST_OPENS = re.compile(r"(?: [א-ת\d-]{2,12}){0,6}:")
_TARGET_NOUNS = frozenset(["יעד", "יעדי", "יעדים", "מטרה", "מטרות", "חזון", "מטרתו", "מטרתה", "מטרתם", "מטרתנו"])
# Before the number that an aim brings something to: המטרה היא להביא את מספר המבקרים ל-100 אלף
_BRING_TO = re.compile(r"(?<![א-ת])(?:להביא|להעלות|להגדיל|להוריד|לצמצם) את (?:[א-ת]{2,12} ){1,4}ל-?(?:כ-)?$")
# The target that a rate is held against, in a bracket: נמוך מהיעד הרשמי של הממשלה (4.9%)
_BRACKET_TARGET = re.compile(r"(?<![א-ת])[ושבלמ]{0,2}(?:ה|מן ה)?יעד(?: [א-ת]{2,10}){0,6} ?\($")
# The plan beside a result: גדל ב-10.2% (תוכנית: 9.5%)
_PLAN_BRACKET = re.compile(r" \((?:ה?תוכנית|ה?תכנית|ה?יעד)(?: [א-ת]{2,8})?[ :,-]{0,3}")


def read_compared_target(state: SentenceState, index: int) -> Reading | None:
    """The target that a change is held against: ``התרחב ב-8.3%, מעל היעד שעמד על 7.5%``, ``(היעד: 8%)``."""
    figure, last = state.parts.figures[index], state.last
    if last is None or last.kind != "change" or figure.unit != last.figure.unit or figure.unit != "percent":
        return None
    cues = state.parts.cues_between(*state.parts.gaps[index])
    is_plan = _PLAN_BRACKET.fullmatch(state.parts.text, *state.parts.gaps[index]) is not None
    if not is_plan and not any(
        c.is_a("target") and c.entry.kinds == {"target"} and _names_target(state, c) for c in cues
    ):
        return None
    if any(c.is_a("indicator", "verb", "noun") for c in cues):
        return None
    if STRONG_MARK.search(state.parts.text, *state.parts.gaps[index]):
        return None
    zone = state.parts.zones[index]
    return Reading(figure, "change", last.direction, zone, "target", topic=last.topic, status="target", confidence=0.8)


def read_bracket_target(state: SentenceState, index: int) -> Reading | None:
    """The target of what the text tells, in a bracket: ``שיעור נמוך מהיעד הרשמי של הממשלה (4.9%)``."""
    figure, context = state.parts.figures[index], state.context()
    if figure.unit != "percent" or figure.preposition != "(" or context is None or not context.is_listed:
        return None
    if not state.parts.text.startswith(")", figure.after_end):
        return None
    if not _BRACKET_TARGET.search(state.parts.text, state.parts.gaps[index][0], figure.start):
        return None
    cues = state.parts.cues_between(*state.parts.gaps[index])
    aims = [c for c in cues if c.is_a("target")]
    if not aims or any(not c.is_a("target") for c in cues if c.start > aims[-1].start):
        return None
    direction: Direction | None = "up" if context.indicator in GROWING else None
    zone = state.parts.zones[index]
    return Reading(figure, "target", direction, zone, "target", topic=context, status="target", confidence=0.7)


def read_as_planned(state: SentenceState, index: int) -> Reading | None:
    """The change that was planned in place of the one reached: ``התרחב ב-8.7% במקום 9.5% כמתוכנן``."""
    figure, last = state.parts.figures[index], state.last
    if last is None or last.figure is not state.parts.figures[index - 1] or last.kind != "change":
        return None
    if last.figure.unit != figure.unit or not _AS_PLANNED.match(state.parts.text, figure.after_end):
        return None
    if last.previous is figure:
        last.previous = None
    return Reading(
        figure, "change", last.direction, state.parts.zones[index], "target", topic=last.topic, status="target",
        confidence=0.7,
    )  # fmt: skip


def _names_target(state: SentenceState, cue: Cue) -> bool:
    return state.parts.text[cue.start : cue.end] in _TARGET_NOUNS


def read_share_of_plan(state: SentenceState, index: int) -> Reading | None:
    """``107% מהתחזית השנתית``: how far a plan is fulfilled."""
    figure = state.parts.figures[index]
    if figure.unit != "percent":
        return None
    last = state.last
    is_second = last is not None and last.kind == "plan" and state.parts.figures[index - 1] is last.figure
    after = _SECOND_PLAN_AFTER if is_second and state.parts.text[figure.lead_start] == "ו" else PLAN_AFTER
    if not after.match(state.parts.text, figure.after_end):
        return None
    # גבוה ב-4% מהתוכנית, בשיעור של 20% מהתוכנית
    is_small = (figure.low or 0) < 20 and figure.preposition not in ("", ",", ":")
    if is_small or figure.preposition == "של":
        zone_start = state.parts.zones[index][0]
        is_fulfilment = _FULFILMENT.search(state.parts.text, zone_start, figure.lead_start) is not None
        if figure.preposition not in ("ל", "של", "על") or not is_fulfilment:
            return None
    return Reading(figure, "plan", None, state.parts.zones[index], "plan")


def topic_of_plan(state: SentenceState, index: int) -> Topic | None:
    """What a plan that a figure is a share of is for: ``84.5% מתוכנית ההון``, ``105% מאומדן התקציב``."""
    plan = PLAN_AFTER.match(state.parts.text, state.parts.figures[index].after_end)
    if plan is None:
        return None
    words = state.parts.words_between(plan.start(), plan.end())
    return state.find.of_plan(words[0])


def read_target(state: SentenceState, index: int) -> Reading | None:
    """A level that is to be reached: ``היעד הוא 8%``, ``שואפת לקבל 12 מיליון מבקרים``, ``יגיע עד 2030 ל-12,000 דולר``."""
    figure = state.parts.figures[index]
    zone_start = state.parts.zones[index][0]
    before = state.parts.cues_between(zone_start, figure.lead_start)
    targets = (
        [c for c in before if c.is_a("target") and not c.is_a("indicator")]
        or _planned_level(state, index, before)
        or aims_of_heading(state, index)
    )
    targets = targets or _second_target(state, before)
    is_heading = bool(targets) and targets[-1].end == zone_start
    reach = 3 if figure.preposition in ("הוא", "היא", ":") else 1
    is_adjacent = bool(targets) and state.parts.distance(targets[-1].end, figure.lead_start) <= reach
    is_brought = _BRING_TO.search(state.parts.text, zone_start, figure.start) is not None
    if figure.unit == "count" and figure.counted is None and not (is_adjacent or is_brought):
        return None
    is_stated = figure.preposition in ("של", "ל", "ב", "על", "הוא", "היא", ":", "-", "", "עם")
    if not (is_stated or is_adjacent or (is_heading and figure.preposition == "(")):
        return None
    if not targets or any(c.is_a("share") for c in before):
        return None
    if _DONE.search(state.parts.text, targets[-1].end, figure.lead_start):
        return None
    if SHARE_AFTER.match(state.parts.text, figure.after_end) and not is_adjacent:
        return None
    if state.parts.distance(targets[-1].end, figure.lead_start) > 16:
        return None
    topics = [c for c in before if c.is_a("indicator")]
    is_known_target = (
        state.carried is not None and _names_target(state, targets[-1]) and figure.preposition in ("על", "הוא")
    )
    if not topics and figure.counted is None and not is_adjacent and not is_known_target:
        return None
    if (
        targets[-1].is_a("target")
        and not (is_heading or _names_target(state, targets[-1]))
        and figure.preposition != "עם"
        and not (is_adjacent and figure.preposition == "ל" and figure.counted not in (None, "other"))
        and not any(c.is_a("level") for c in state.parts.cues_between(targets[-1].end, figure.lead_start))
    ):
        return None
    return Reading(figure, "target", None, state.parts.zones[index], "target", status="target", confidence=0.8)


def read_share_target(state: SentenceState, index: int) -> Reading | None:
    """The share that the digital economy is to have, which is how it is measured: ``תהווה 30% מהתמ"ג עד 2030``."""
    figure = state.parts.figures[index]
    if figure.unit != "percent":
        return None
    before = state.parts.cues_between(state.parts.zones[index][0], figure.lead_start)
    named = [c for c in before if c.entry.indicator == "digital_economy"]
    if not named or state.parts.distance(named[-1].end, figure.lead_start) > 6:
        return None
    is_aim = _PLAN_CONTEXT.search(state.parts.text, state.parts.start, figure.lead_start) is not None
    if not (is_aim or aims_of_heading(state, index)) or any(c.is_a("compare", "noun", "verb") for c in before):
        return None
    zone = state.parts.zones[index]
    topic = state.find.of_cue(named[-1])
    return Reading(figure, "target", None, zone, "target", topic=topic, status="target", confidence=0.7)


def _second_target(state: SentenceState, before: list[Cue]) -> list[Cue]:
    """The level that an aim names after another: ``שואפת לקבל 12 מיליון מבקרים ולהגיע להכנסות של 36 מיליארד``."""
    last = state.last
    if last is None or last.kind != "target":
        return []
    return [c for c in before if c.is_a("level") and state.parts.text[c.start] == "ל"]


def aims_of_heading(state: SentenceState, index: int) -> list[Cue]:
    """The targets that a colon opens a list of: ``היעדים: GRDP - 10%; הכנסה לנפש - 120 מיליון דונג``."""
    if state.parts.figures[index].preposition not in ("-", ":", "ל", "", "של", "("):
        return []
    if state.discourse.announces_aims:
        opening = _MAIN_ONES.match(state.parts.text, state.parts.start, state.parts.zones[index][0] + 1)
        if opening is not None:
            return [Cue(opening.start(), state.parts.zones[index][0], "", opening.start(), Entry({"target"}))]
    for cue in state.parts.cues_between(state.parts.start, state.parts.zones[index][0]):
        if _names_target(state, cue) and _LIST_OPENS.match(state.parts.text, cue.end):
            return [replace(cue, end=state.parts.zones[index][0])]
    return []


def _planned_level(state: SentenceState, index: int, before: list[Cue]) -> list[Cue]:
    """The future level that a plan sets: ``התוכנית קובעת כי עד 2030 ההכנסה לנפש תגיע ל-12,000 דולר``."""
    levels = [c for c in before if c.is_a("level") and (state.is_future(c) or state.parts.text[c.start] == "ל")]
    if (
        not levels
        or any(c.is_a("forecast") for c in before)
        or state.parts.figures[index].preposition not in ("ל", "על", "ב")
    ):
        return []
    return (
        levels
        if _PLAN_CONTEXT.search(state.parts.text, state.parts.start, state.parts.figures[index].lead_start)
        else []
    )
