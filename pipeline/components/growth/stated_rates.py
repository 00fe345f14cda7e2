"""Rates and payments that are told with no word of change: of a product, of a place, on another basis, expected."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import regex

from pipeline.components.growth.compared_figures import PAST
from pipeline.components.growth.figures import CONTEXT, Figure
from pipeline.components.growth.reading import Reading
from pipeline.components.growth.sentence_state import AFTER_ONLY, GROWING, LIST_REACH, SentenceState
from pipeline.components.growth.topics import SHARE_AFTER, Topic
from pipeline.facts import Status
from pipeline.word_patterns import any_of

_RATE_WORD = regex.compile(r"(?<![א-ת])ה(?:קצב|שיעור|תוצאה)(?![א-ת])")
# … גידול של 1.1%, והקצב הואט: אשתקד הוא היה 1.6%
_RATE_SLOWED = regex.compile(r"(?<![א-ת])ו?ה(?:קצב|שיעור) [א-ת]{3,8}:")
_DEFLATED = regex.compile(
    r"(?<![א-ת])ו?(?:ללא|בלי|למעט|בניכוי|בנטרול|(?:לאחר|אחרי)"
    r" (?:ניכוי|נטרול|הוצאת|הסרת|הפחתת)) [א-ת ]{2,40}(?:,? ?| (?:נותר|נשאר)(?:ה|ו)? )$"
)
# What stands out with its rate: ההכנסות מתיירות בלטו עם 19.8%.
_STANDS_OUT = regex.compile(r"(?<![א-ת])(?:בלט|הוביל|מוביל|הצטיי|מצטיי|בולט)[א-ת]*(?: ב[א-ת]+)? $")
# The rate of a list's place: קאו באנג הסתפקה ב-5.1%.
_SETTLED = ("הסתפק", "תסתפק", "רשם", "רשמה", "קיבל")
_REVISED = regex.compile(
    r"(?<![א-ת])[וש]{0,2}(?:(?:תוקנ?[הו]?|תוקן|עודכנ?[הו]?|עודכן)(?: [א-ת]{2,12}){0,3}?"
    r"|(?:עדכן|עדכנה|עדכנו|תיקן|תיקנה|תיקנו|מעדכן|מעדכנת|מעדכנים)(?: [א-ת\d-]{1,12}){1,7}?) (?:כלפי|כלפיי) (?:מטה|מעלה),?"
)
_COUNTED_BY = regex.compile(
    r" (?:בחישוב|במונחים|בשיעור|בקצב|בהשוואה) (?:שנתי|שנתיים|רבעוני|רבעוניים|חודשי)(?![א-ת])| מרבעון לרבעון| מחודש לחודש"
)
_EASING = regex.compile(r"(?<![א-ת])ו?ה?(?:הרגעה|התמתנות|רגיעה|האטה|התקררות|בלימה|האצה|התגברות),?")
# What a value is, in parts of an earlier one: שיעור השווה ל-90% בהשוואה לחודש הקודם
_EQUAL_TO = regex.compile(r"(?<![א-ת])[ושה]{0,2}שו(?:ה|וה|וים|ות|ים)(?: ערך)? ל-?$")
_OF_TIME = regex.compile(
    r" (?:מ|מן |של |בהשוואה ל|לעומת |ביחס ל|מאשר ב?)-?(?:ה|אותו |אותה |שנת |חודש )?"
    rf"(?:עונה|אשתקד|{any_of(CONTEXT.time_words)}|(?:19|20)\d\d)(?![א-ת])"
)
_PAID_MORE = regex.compile(
    r"(?<![א-ת])[ושה]{0,2}(?:[ינת]של(?:ם|מו)|[ית]וצי(?:א|או)|נוציא|יידרש(?:ו)? לשלם)"
    r"(?: [א-ת]{2,12}){0,3} (?:עוד|תוספת של) (?:כ-)?$"
)
_RECURRENT = regex.compile(
    r"(?<![א-ת])(?:ה?חודשי|ה?חודשית|ה?שנתי|ה?שנתית|בחודש|לחודש|בשנה|לשנה|מדי|בשבוע|ביום|כל)(?![א-ת])"
)
# Of these a percentage alone is their growth, in a text that speaks of it.
_RATES = frozenset(["gdp", "grdp", "economy", "exports", "imports", "industrial_production", "inflation", "prices"])


def read_rate_of_product(state: SentenceState, index: int) -> Reading | None:
    """A percentage of product is its growth: ``GRDP של 10.1% לפחות``, ``תמ"ג: 8%``."""
    figure = state.parts.figures[index]
    if figure.unit != "percent" or figure.preposition not in ("של", "-", ":", "ב", "על"):
        return None
    if SHARE_AFTER.match(state.parts.text, figure.after_end):
        return None
    before = state.parts.cues_between(state.parts.zones[index][0], figure.lead_start)
    named = [c for c in before if c.is_a("indicator")]
    if not named or named[-1].entry.indicator not in ("gdp", "grdp") or set(named[-1].prefix) & set("מב"):
        return None
    if state.parts.distance(named[-1].end, figure.lead_start) > (1 if figure.preposition != "על" else 3):
        return None
    if any(c.is_a("share") for c in before) or (figure.low or 0) > 40:
        return None
    status = next((k for c in reversed(before) for k in ("target", "forecast") if c.is_a(k)), "actual")
    topic = state.find.of_cue(named[-1])
    return Reading(
        figure, "change", figure.sign or "up", state.parts.zones[index], "product", topic=topic,
        status=cast(Status, status), confidence=0.8,
    )  # fmt: skip


def read_outstanding(state: SentenceState, index: int) -> Reading | None:
    """``ההכנסות מתיירות בלטו עם 19.8%``: in the middle of a report on growth."""
    figure = state.parts.figures[index]
    if figure.preposition != "עם" or figure.unit != "percent" or state.context() is None:
        return None
    if SHARE_AFTER.match(state.parts.text, figure.after_end):
        return None
    cues = state.parts.cues_between(*state.parts.zones[index])
    if not any(c.is_a("indicator") for c in cues) or not _STANDS_OUT.search(state.parts.text, *state.parts.gaps[index]):
        return None
    return Reading(figure, "change", "up", state.parts.zones[index], "outstanding", confidence=0.6)


def read_settled(state: SentenceState, index: int) -> Reading | None:
    """The rate of a place in the middle of a report on growth: ``קאו באנג הסתפקה ב-5.1%``, ``(האי פונג (11.6%``."""
    figure, context = state.parts.figures[index], state.context()
    if figure.unit != "percent" or context is None or context.indicator not in GROWING:
        return None
    if SHARE_AFTER.match(state.parts.text, figure.after_end):
        return None
    start, end = state.parts.gaps[index]
    start = max(start, state.parts.zones[index][0])
    cues = state.parts.cues_between(start, end)
    if any(not c.is_a("level", "clause_break") for c in cues):
        return None
    verb = cues[-1] if cues and cues[-1].is_a("level") else None
    is_stated = verb is not None and state.parts.distance(verb.end, end) == 0
    if is_stated and verb is not None:
        is_settled = state.parts.text.startswith(_SETTLED, verb.start) and figure.preposition in ("ב", "", "על")
        is_sequel = all(c.is_a("clause_break") for c in cues[:-1]) and state.parts.distance(start, end) == len(cues) > 1
        if not is_settled or not (is_sequel or state.parts.names_place_last(start, verb.prefix_start)):
            return None
    elif figure.preposition not in ("(", "", ":", "-") or not _lists_places(state, index):
        return None
    zone = state.parts.zones[index]
    return Reading(figure, "change", figure.sign or "up", zone, "place", topic=context, confidence=0.7)


def _lists_places(state: SentenceState, index: int) -> bool:
    """Whether a figure stands right after a place, in a list of rates: ``אחריה האי פונג (11.59%), נין בין 10.45%``."""
    last = state.last
    if last is None or last.figure is not state.parts.figures[index - 1] or last.figure.unit != "percent":
        return False
    words = state.parts.words_between(*state.parts.gaps[index])
    return bool(words) and state.parts.is_place(words[-1]) and len(words) <= LIST_REACH


def read_revised(state: SentenceState, index: int) -> Reading | None:
    """A rate that was published anew: ``הרבעון שקדם לו תוקן כלפי מטה, ל-11% במקום 12.4%``."""
    figure = state.parts.figures[index]
    if figure.unit != "percent" or figure.preposition != "ל":
        return None
    revision = _REVISED.search(state.parts.text, *state.parts.gaps[index])
    if revision is None or state.parts.distance(revision.end(), figure.lead_start) > 1:
        return None
    cues = state.parts.cues_between(state.parts.zones[index][0], revision.end())
    noun = next((c for c in reversed(cues) if c.is_a("noun") and c.entry.direction is not None), None)
    topic = _told_of_time(state, state.parts.zones[index][0])
    if noun is not None:
        reading = state.governed_by(index, "change", noun.entry.direction, noun)
        reading.rule = "revised"
        return reading
    if topic is None or topic.indicator not in _RATES or any(c.is_a("indicator") for c in cues):
        return None
    return Reading(figure, "change", "up", state.parts.zones[index], "revised", topic=topic, confidence=0.7)


def read_on_another_basis(state: SentenceState, index: int) -> Reading | None:
    """The rate of what the text speaks of, by how it is counted: ``הרבעון הרביעי היה פושר: 1.8% בחישוב שנתי``."""
    figure = state.parts.figures[index]
    if figure.unit != "percent" or figure.preposition not in (":", "", "-", "("):
        return None
    if not _COUNTED_BY.match(state.parts.text, figure.after_end):
        return None
    topic = _told_of_time(state, state.parts.zones[index][0])
    if topic is None or topic.indicator not in _RATES:
        return None
    cues = state.parts.cues_between(*state.parts.gaps[index])
    if any(c.is_a("share", "target", "compare", "indicator") for c in cues):
        return None
    direction = figure.sign or "up"
    return Reading(figure, "change", direction, state.parts.zones[index], "basis", topic=topic, confidence=0.7)


def _told_of_time(state: SentenceState, start: int) -> Topic | None:
    """What a clause is about whose subject is a time: growth, if the text spoke of that: ``הרבעון הרביעי היה פושר``."""
    first = next(iter(state.parts.words_between(start, state.parts.end)), None)
    is_time = first is not None and (state.parts.is_time_word(first) or state.parts.is_date(first.start))
    return (state.discourse.growth if is_time and not any(state.topics) else None) or state.context()


def read_eased(state: SentenceState, index: int) -> Reading | None:
    """A rate that is less or more than the one after it: ``מסתמנת הרגעה, 0.3% בספטמבר לאחר 0.9% באוגוסט``."""
    figure = state.parts.figures[index]
    if figure.unit != "percent" or figure.preposition not in (",", ":", "-") or index + 1 >= len(state.parts.figures):
        return None
    if not _EASING.search(state.parts.text, *state.parts.gaps[index]):
        return None
    follower = state.parts.figures[index + 1]
    is_rate = follower.unit == "percent" and AFTER_ONLY.fullmatch(state.parts.text, *state.parts.gaps[index + 1])
    topic = state.find.before(state.parts.zones[index][0], figure.lead_start) or state.context()
    if not is_rate or topic is None or topic.indicator is None:
        return None
    return Reading(figure, "change", "up", state.parts.zones[index], "rate", topic=topic, confidence=0.7)


def read_rate_before(state: SentenceState, index: int) -> Reading | None:
    """The same rate at another time: ``ברבעון השני היה הקצב 11.82%, לאחר 10.27% ברבעון הראשון``, ``(ב-2024: 8.8%)``."""
    figure, last = state.parts.figures[index], state.last
    if last is None and figure.unit == "percent" and figure.preposition in ("על", "ל") and state.speaks_of(*GROWING):
        gap = state.parts.gaps[index]
        if _RATE_WORD.search(state.parts.text, *gap) and any(c.is_a("level") for c in state.parts.cues_between(*gap)):
            return Reading(
                figure, "change", "up", state.parts.zones[index], "rate", topic=state.context(), confidence=0.7
            )
    if last is None or last.kind == "plan" or figure.unit != "percent" or last.figure.unit != "percent":
        return None
    if SHARE_AFTER.match(state.parts.text, figure.after_end) or last.direction is None:
        return None
    gap = state.parts.gaps[index]
    cues = state.parts.cues_between(*gap)
    slowed = _RATE_SLOWED.search(state.parts.text, *gap)
    if any(
        c.is_a("indicator", "noun", "verb", "share", "target") for c in cues if not slowed or c.start > slowed.end()
    ):
        return None
    is_rate = slowed is not None or (
        _RATE_WORD.search(state.parts.text, *gap) is not None
        and figure.preposition in ("", "על", "ל", "ב", "היא", "הוא")
    )
    is_after = AFTER_ONLY.fullmatch(state.parts.text, *gap) is not None and figure.preposition == ""
    is_deflated = _DEFLATED.search(state.parts.text, *gap) is not None and figure.preposition in ("", ",", "-", ":")
    is_bracket = (
        figure.preposition == ":"
        and state.parts.text.startswith(" (", gap[0])
        and (
            any(gap[0] <= start < gap[1] for start, _ in state.parts.dates)
            or PAST.search(state.parts.text, *gap) is not None
        )
    )
    if not (is_rate or is_after or is_bracket or is_deflated):
        return None
    zone = state.parts.zones[index]
    return Reading(
        figure, "change", figure.sign or last.direction, zone, "rate", topic=last.topic, status=last.status,
        confidence=0.8,
    )  # fmt: skip


def read_expected(state: SentenceState, index: int) -> Reading | None:
    """A rate that somebody expects of what the text speaks of: ``בבנק צופים 2% ו-5%``, ``צפויה להישאר דו-ספרתית``."""
    figure = state.parts.figures[index]
    topic = state.context()
    if figure.form == "digits":
        topic = state.find.before(state.parts.zones[index][0], figure.lead_start) or topic
    if topic is None or topic.indicator is None or figure.unit != "percent":
        return None
    cues = state.parts.cues_between(*state.parts.gaps[index])
    if not cues or SHARE_AFTER.match(state.parts.text, figure.after_end):
        return None
    near = state.parts.distance(cues[-1].end, figure.lead_start) <= 1
    is_rate = topic.indicator in ("gdp", "grdp", "economy", "inflation")
    is_kept = state.parts.distance(cues[-1].end, figure.lead_start) <= 2
    if figure.form == "digits" and cues[-1].is_a("level") and is_kept:
        status: Status = "forecast" if any(c.is_a("forecast") for c in cues) else "actual"
        return Reading(figure, "change", "up", state.parts.zones[index], "level", topic=topic, status=status)
    if cues[-1].is_a("forecast") and near and is_rate and figure.preposition in ("", "ל"):
        zone = state.parts.zones[index]
        return Reading(figure, "change", "up", zone, "expected", topic=topic, status="forecast", confidence=0.7)
    return None


def read_equal_share(state: SentenceState, index: int) -> Reading | None:
    """What part of an earlier value a value is: ``שיעור השווה ל-90% בהשוואה לחודש הקודם ו-130% מהתקופה המקבילה``."""
    figure, last = state.parts.figures[index], state.last
    if figure.unit != "percent" or not _OF_TIME.match(state.parts.text, figure.after_end):
        return None
    start, end = state.parts.gaps[index]
    is_second = (
        last is not None
        and last.rule == "equal"
        and last.figure is state.parts.figures[index - 1]
        and state.parts.text[end : end + 1] == "ו"
    )
    if not (is_second or _EQUAL_TO.search(state.parts.text, max(start, end - 30), figure.start)):
        return None
    return Reading(figure, "level", None, state.parts.zones[index], "equal", topic=state.context(), confidence=0.6)


def read_grown_cheap(state: SentenceState, index: int) -> Reading | None:
    """The money by which a price moved, after a colon: ``הוזל בפעם השלישית: 590 דונג לליטר; הסולר, 430 דונג``."""
    figure = state.parts.figures[index]
    if not figure.is_money:
        return None
    last = state.last
    if (
        last is not None
        and last.rule == "price"
        and state.parts.figures[index - 1] is last.figure
        and last.figure.unit == figure.unit
        and figure.preposition in (",", ":", "-")
        and not state.parts.cues_between(*state.parts.gaps[index])
    ):
        words = state.parts.words_between(state.parts.zones[index][0], figure.lead_start)
        topic = Topic("prices", words[0].start, words[-1].end) if words else last.topic
        return Reading(figure, "change", last.direction, state.parts.zones[index], "price", topic=topic, confidence=0.7)
    verb = next((c for c in reversed(state.parts.cues_between(*state.parts.gaps[index])) if c.is_a("verb")), None)
    if verb is None or verb.entry.indicator != "prices" or figure.preposition != ":":
        return None
    if state.parts.distance(verb.end, figure.lead_start) > 4:
        return None
    reading = state.governed_by(index, "change", verb.entry.direction, verb)
    reading.rule = "price"
    return reading


def has_more_before(state: SentenceState, figure: Figure) -> bool:
    """Whether עוד stands before a figure."""
    return state.parts.text.endswith("עוד ", state.parts.start, figure.lead_start)


def read_paid_more(state: SentenceState, index: int) -> Reading | None:
    """What somebody has to pay more than until now: ``משק בית ישלם בחודש עוד 16,900 דונג``."""
    figure = state.parts.figures[index]
    start, end = state.parts.gaps[index]
    if not figure.is_money:
        return None
    payment = _PAID_MORE.search(state.parts.text, max(start, end - 60), end)
    limit = figure.after_end + (12 if payment is not None and payment[0].endswith(("עוד ", "עוד כ-")) else 45)
    if payment is None or not _RECURRENT.search(state.parts.text, max(start, end - 60), limit):
        return None
    payer = state.find.subject_before(state.parts.zones[index][0], payment.start())
    topic = replace(payer, indicator="other") if payer is not None else Topic("other", figure.start, figure.end)
    zone = state.parts.zones[index]
    return Reading(figure, "change", "up", zone, "payment", topic=topic, status="forecast", confidence=0.6)
