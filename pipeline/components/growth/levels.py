"""Levels that a text compares, moves or keeps, which are growth figures themselves."""

from __future__ import annotations

from dataclasses import replace

import regex

from pipeline.components.growth.compared_figures import PAST, is_replaced
from pipeline.components.growth.figures import CONTEXT, Figure
from pipeline.components.growth.reading import Reading
from pipeline.components.growth.reading_topics import find_topic
from pipeline.components.growth.sentence_parts import is_head
from pipeline.components.growth.sentence_state import PRONOUN_BEFORE, STRONG_MARK, SentenceState
from pipeline.components.growth.topics import SHARE_AFTER, Topic
from pipeline.facts import Direction, Status
from pipeline.word_patterns import any_of

# A range between two things and no move: המחירים נעים מ-20 שקל ל-50 שקל
_RANGING = regex.compile(
    r"(?<![א-ת])[ושה]{0,2}(?:נע|נעה|נעים|נעות|נעו|ינוע|ינועו|תנוע|משתנה|בטווח|טווח|החל מ)(?![א-ת])"
)
# Verbs that tell that a level stays as it was: נשארה 4.5%
_STAYING = regex.compile(r"(?:נותר|נשאר|נשמר)[הו]?|[ית]י?ישארו?|[ית]י?יוותרו?|להישאר|להיוותר")
# A verb in the future: תחייב את הנהג בתשלום 1,000 שקל
_COMING = regex.compile(
    r"(?<![א-ת])[ושה]?[ית](?:היה|היו|עמוד|עמדו|שלם|שלמו|קבל|קבלו|חייב|חויב|חויבו|יקנס|יקנסו|וטל|וטלו)(?![א-ת])"
)
# מספר התיקים עבר מ-120 ל-340
_PASSED = regex.compile(r"(?<![א-ת])[ושה]?(?:[ית]?עבר|עברה|עברו|[ית]עברו) ?$")
_MEASURE_HEADS = frozenset(CONTEXT.measure_heads)
# That a level is more or less than it was, told after it with no figure: עמד על 3.1%, ירידה קלה לעומת החודש הקודם
_UP_NOUNS = ("עלייה", "עליה", "גידול", "זינוק", "קפיצה", "יותר")
_DOWN_NOUNS = ("ירידה", "קיטון", "צניחה", "נסיגה", "נפילה", "פחות")
_TOLD_AFTER = regex.compile(
    r"(?:,? ש(?:הם|הן) [^,.;:()\n]{1,40}| \([^()\n]{1,30}\))?"
    rf"(?:,? | [-־–] |(?P<this>[.,;]? (?:זאת|זוהי|זהו|זו)(?: היא| הוא)? ))(?P<noun>{any_of([*_UP_NOUNS, *_DOWN_NOUNS])})"
    r"(?P<how>(?: [א-ת]{2,10}){0,2}) (?:לעומת|בהשוואה ל|ביחס ל|מאשר|מן ה|מה)(?P<time>[^.;:()\d\n%]{0,50}(?:(?:19|20)\d\d)?)"
)
# Who leaves a rate as it was, or that it stayed in its place: הותיר את הריבית במשק, השארת הריבית, שומר על ריבית, נותרה על כנה
_LEFT = regex.compile(
    r"(?<![א-ת])[ושהבל]{0,2}(?:השאיר[הו]?|הותיר[הו]?|משאיר(?:ה|ים)?|מותיר(?:ה|ים)?|[ית]שאירו?|[ית]ותירו?|השארת|הותרת"
    r"|שמר[הו]? על|שומר(?:ת|ים|ות)? על|[ית]שמו?רו? על|לשמור על)(?![א-ת])"
    r"|(?<![א-ת])(?P<place>על כנ[הום])(?![א-ת])"
)
# What ends a bracket that says a level again: (257 אלף איש), (23% מההכנסות)
_BRACKET_END = regex.compile(r"(?: מ(?:ה|סך|כלל)[א-ת ]{0,20})?\)")
# רווח של 231 מיליון דולר או 1.64 דולר למניה
_A_SHARE = regex.compile(" למניה(?![א-ת])")
_OR = regex.compile(r",? ?(?:או |\(|שהם |ו)?")
_THAT_IS = regex.compile(r",? (?:שהם|שהן|שהוא|שהיא) ")
# Between a rate and the move that says it again: ב-9.8%, מ-3,700 שקל ל-4,063; ב-9.8% (כלומר מ-3,700
_TOLD_AS_MOVE = regex.compile(r"(?:,? ?-?,?| \() ?(?:כלומר,? |דהיינו,? )?")
# נמדדה בישראל אינפלציה של 2.8%
_MEASURED = regex.compile(
    r"(?<![א-ת])[וש]?(?:נמדדה|נרשמה|הייתה|היתה|חלה|תירשם|תהיה|רשמה|רשם|מדדה)"
    r" (?:[א-ת]{2,12} ){0,3}אינפלציה (?:שנתית |ממוצעת )?של ?(?:כ-)?$"
)
# A debt or deficit that is held against the product: 62% מהתוצר, לעומת 60% אשתקד
_OF_PRODUCT = regex.compile(r" (?:מהתוצר|מהתמ\"ג|מן התוצר)(?![א-ת])")
_LONGEST_LEFT = 110
_LEFT_REACH = 10
# What may stand between a doubling and where it led.
_UP_TO = frozenset(["את", "עצמו", "עצמה", "עצמם", "עצמן", "והגיע", "והגיעה", "והגיעו", "כמעט"])
_PRONOUN = regex.compile(r"(?<![א-ת])[וש]?(?:הוא|היא)(?![א-ת])")


def holds_level(state: SentenceState, index: int) -> bool:
    """Give the level before it, if there is one, the direction of ``נותר 3.1%, ללא שינוי``: then the level is the fact."""
    level = state.parts.figures[index - 1]
    gap_start, gap_end = state.parts.gaps[index]
    if STRONG_MARK.search(state.parts.text, gap_start, gap_end):
        return False  # בדרום 0.6%; לעומתו המרכז נותר ללא שינוי
    if level.unit != "percent" or state.parts.distance(gap_start, gap_end) > 4 or level.form != "number":
        return False
    last = state.last
    if last is not None and last.figure is level:
        if last.rule not in ("inflation", "list", "kept"):
            return False
        last.direction, last.kind = "flat", "level"
        return True
    reading = Reading(level, "level", "flat", state.parts.zones[index - 1], "unchanged", confidence=0.7)
    find_topic(state, index - 1, reading)
    if reading.topic is None or reading.topic.is_excluded:
        return True
    state.readings.append(reading)
    return True


def read_kept(state: SentenceState, index: int) -> Reading | None:
    """A level that is said to stay: ``שיעור האבטלה נותר על 3%``, ``הריבית נשארה 4.5%``."""
    figure = state.parts.figures[index]
    if figure.preposition not in ("", "על", "ב") or figure.qualifier == "range":
        return None
    is_price = figure.is_money and figure.preposition == "על"
    if figure.unit != "percent" and not is_price:
        return None
    if SHARE_AFTER.match(state.parts.text, figure.after_end):
        return None
    cues = state.parts.cues_between(state.parts.zones[index][0], figure.lead_start)
    verb = next((c for c in cues if c.is_a("level") and _STAYING.fullmatch(state.parts.text, c.start, c.end)), None)
    if verb is None or any(c.is_a("share", "growth", "target", "compare", "noun", "verb") for c in cues):
        return None
    named = [c for c in cues if c.is_a("indicator") and c.end <= verb.start]
    is_named = bool(named) and (not is_price or named[-1].entry.indicator == "prices")
    is_named = is_named or (is_price and state.speaks_of("prices"))
    if state.parts.distance(verb.end, figure.lead_start) > 2 or not is_named:
        return None
    return Reading(figure, "level", "flat", state.parts.zones[index], "kept", confidence=0.7)


def read_left(state: SentenceState, index: int) -> Reading | None:
    """A rate that somebody leaves as it is: ``הבנק הותיר את הריבית על 4.5%``, ``הריבית נותרה על כנה, 4.5%``."""
    figure = state.parts.figures[index]
    if figure.unit != "percent" or figure.qualifier == "range" or SHARE_AFTER.match(state.parts.text, figure.after_end):
        return None
    start = max(state.parts.start, figure.lead_start - _LONGEST_LEFT)
    last = state.last
    if last is not None and last.figure.form != "unchanged":
        start = max(start, last.figure.after_end)
    left = _LEFT.search(state.parts.text, start, figure.lead_start)
    if left is None or STRONG_MARK.search(state.parts.text, left.end(), figure.lead_start):
        return None
    cues = state.parts.cues_between(left.start(), figure.lead_start)
    is_in_place = left["place"] is not None
    named = cues if not is_in_place else state.parts.cues_between(start, left.start())
    if not any(c.is_a("indicator") and not c.entry.is_excluded for c in named):
        return None
    if figure.preposition not in ("על", "של", "ב", "", ",", "-") or any(
        c.is_a("verb", "noun", "share", "target", "compare", "growth") for c in cues
    ):
        return None
    others = [c for c in cues if c.is_a("indicator") and "ב" not in c.prefix]
    if len(others) > (0 if is_in_place else 1):
        return None  # הותיר את הריבית על כנה למרות שהאינפלציה היא 2.9%
    if state.parts.distance(left.end(), figure.lead_start) > _LEFT_REACH:
        return None
    if last is not None and last.figure.form == "unchanged" and last.figure.start > left.start():
        state.readings.remove(last)  # ללא שינוי, על 4%: the rate is the fact
    indicators = [c for c in named if c.is_a("indicator") and not c.entry.is_excluded]
    topic = state.find.of_cue(indicators[-1 if is_in_place else 0])
    return Reading(
        figure, "level", "flat", state.parts.zones[index], "kept", topic=topic, owns_topic=True, confidence=0.7
    )


def read_inflation(state: SentenceState, index: int) -> Reading | None:
    """Inflation is itself a rate of change: ``האינפלציה השנתית עומדת על 5.2%``."""
    figure = state.parts.figures[index]
    is_measured = figure.preposition == "של" and _MEASURED.search(
        state.parts.text, state.parts.zones[index][0], figure.start
    )
    if figure.unit != "percent" or not (is_measured or figure.preposition in ("על", "ב", "-", ":", "", "ל")):
        return None
    if SHARE_AFTER.match(state.parts.text, figure.after_end):
        return None
    before = state.parts.cues_between(state.parts.zones[index][0], figure.lead_start)
    topics = [c for c in before if c.is_a("indicator")]
    is_stated = bool(before) and before[-1].is_a("level")
    is_stated = is_stated and state.parts.distance(before[-1].end, figure.lead_start) <= 1
    is_again = is_stated and _PRONOUN.search(state.parts.text, state.parts.zones[index][0], before[-1].start)
    if not topics and is_again and state.speaks_of("inflation"):  # וב-2021 היא צפויה לעמוד על 1.4%
        distance = 0
    elif (
        not topics
        or topics[-1].entry.indicator != "inflation"
        or "מדד" in state.parts.text[topics[-1].start : topics[-1].end]
    ):
        return None
    else:
        distance = state.parts.distance(topics[-1].end, figure.lead_start)
    if distance > (14 if is_stated else 5) or (
        figure.preposition in ("", "ל") and not any(c.is_a("level") for c in before)
    ):
        return None
    if any(c.is_a("target", "share") for c in before):
        return None
    is_expected = any(c.is_a("forecast") or state.is_future(c) for c in before if not state.parts.in_comparison(c))
    status: Status = "forecast" if is_expected else "actual"
    direction: Direction = "down" if figure.sign == "down" else "up"
    reading = Reading(figure, "level", direction, state.parts.zones[index], "inflation", status=status, confidence=0.7)
    if is_measured:
        reading.topic, reading.owns_topic = state.find.of_cue(topics[-1]), True
    return reading


def read_compared(state: SentenceState, index: int, level: Figure, previous: Figure) -> Reading | None:
    """A level that the text compares with the same thing at another time."""
    if (
        level.low is None
        or previous.low is None
        or level.qualifier == "range"
        or (
            SHARE_AFTER.match(state.parts.text, level.after_end)
            and not _OF_PRODUCT.match(state.parts.text, level.after_end)
        )
    ):
        return None
    zone = state.parts.zones[index]
    before = state.parts.cues_between(zone[0], level.lead_start)
    after = state.parts.cues_between(level.after_end, min(state.parts.end, level.after_end + 40))
    if any(c.is_a("share") for c in (*before, *after)):
        return None
    limit = min(state.parts.end, previous.after_end + 60)
    noun = next((c for c in state.parts.cues_between(level.after_end, previous.lead_start) if c.is_a("noun")), None)
    is_set = state.parts.figures[index + 1 : index + 2] == [previous] and is_replaced(state, index + 1)
    if noun is None and not is_set and not PAST.search(state.parts.text, level.after_end, limit):
        return None
    has_level = any(c.is_a("level") for c in before) or level.preposition in ("הוא", "היא")
    nearest = next((c for c in reversed(before) if c.is_a("indicator")), None)
    if (
        level.preposition in ("של", "ב")
        and nearest is not None
        and state.parts.distance(nearest.end, level.lead_start) <= 2
    ):
        has_level = True
    has_topic = any(c.is_a("indicator") for c in (*before, *after[:1]))
    has_topic = has_topic or (has_level and state.find.subject_before(zone[0], level.lead_start) is not None)
    stated = next((c for c in reversed(before) if c.is_a("level")), None)
    if stated is not None and state.context() is not None:  # בקרב צעירים הוא הגיע ל-9.1%
        floor = max(state.parts.start, stated.prefix_start - 14)
        has_topic = has_topic or PRONOUN_BEFORE.search(state.parts.text, floor, stated.prefix_start) is not None
    if level.counted is None and not is_set and not (has_topic and (has_level or level.preposition == "-")):
        return None
    direction: Direction = "up" if level.low > previous.low else "down" if level.low < previous.low else "flat"
    is_ahead = stated is not None and state.is_future(stated)
    is_ahead = is_ahead or (is_set and _COMING.search(state.parts.text, zone[0], level.lead_start) is not None)
    status: Status = "forecast" if is_ahead else "actual"
    reading = Reading(level, "level", direction, zone, "compared", status=status, confidence=0.8, previous=previous)
    find_topic(state, index, reading)
    if is_set and reading.topic is None:
        reading.topic = Topic("other", level.start, level.end)
    if reading.topic is None or reading.topic.is_excluded:
        return None
    return reading


def read_told_after(state: SentenceState, index: int) -> Reading | None:
    """A level that is then said to be more or less than before: ``עמד על 3.1%, ירידה קלה לעומת החודש הקודם``."""
    figure = state.parts.figures[index]
    if figure.low is None or figure.qualifier == "range" or figure.preposition not in ("על", "ב", "ל", ""):
        return None
    if not (figure.is_money or figure.unit == "percent" or figure.counted is not None):
        return None
    told = _TOLD_AFTER.match(state.parts.text, figure.after_end)
    if told is None or (told["noun"] in ("יותר", "פחות") and not told["this"]):
        return None
    is_dated = any(told.start("time") - 1 <= start < told.end("time") for start, _ in state.parts.dates)
    if not is_dated and not PAST.search(told["time"]):
        return None
    zone_start = state.parts.zones[index][0]
    before = state.parts.cues_between(zone_start, figure.lead_start)
    level = before[-1] if before and before[-1].is_a("level") else None
    if level is None or any(c.is_a("share", "target", "compare", "noun", "verb") for c in before):
        return None
    if state.parts.distance(level.end, figure.lead_start) > 3 or SHARE_AFTER.match(state.parts.text, figure.after_end):
        return None
    is_again = PRONOUN_BEFORE.search(
        state.parts.text, max(state.parts.start, level.prefix_start - 14), level.prefix_start
    )
    topic = state.context() if is_again else None
    topic = topic or state.find.before(zone_start, level.prefix_start)
    topic = topic or state.find.subject_before(zone_start, level.prefix_start)
    if topic is None or topic.is_excluded:
        return None
    direction: Direction = "up" if told["noun"] in _UP_NOUNS else "down"
    return Reading(
        figure, "level", direction, state.parts.zones[index], "compared", topic=topic, owns_topic=True, confidence=0.7
    )


def read_move(state: SentenceState, index: int, start: Figure) -> Reading | None:
    """A level with the one that it moved from, and no verb: ``בקרב משפחות המצב דומה - מ-17.4% ל-17.5%``."""
    figure, context = state.parts.figures[index], state.context()
    if figure.preposition != "ל" or start.low is None or figure.low is None:
        return None
    if _restates_rate(state, index, start):
        return None
    moved = _what_moved(state, index, start)
    if moved is not None:
        direction: Direction = "up" if figure.low > start.low else "down"
        zone = state.parts.zones[index]
        return Reading(figure, "level", direction, zone, "moved", topic=moved, owns_topic=True, confidence=0.7)
    last = state.last
    is_second = (  # שיעור המחוסנים עלה מ-77% ל-83%, ובחיפה מ-72% ל-82%
        (last is not None and last.kind == "level" and last.previous is not None)
        and last.figure is state.parts.figures[index - 2]
        and state.comparable(last.figure, figure)
    )
    if context is None or not (context.is_listed or is_second):
        return None
    if (
        figure.unit in ("times", "")
        or not state.comparable(start, figure)
        or (figure.unit == "count" and not is_second)
    ):
        return None
    span = (state.parts.zones[max(index - 2, 0)][0], state.parts.zones[index][1])
    if SHARE_AFTER.match(state.parts.text, figure.after_end) or _RANGING.search(state.parts.text, *span):
        return None
    direction = "up" if figure.low > start.low else "down" if figure.low < start.low else "flat"
    return Reading(figure, "level", direction, state.parts.zones[index], "moved", topic=context, confidence=0.6)


def _restates_rate(state: SentenceState, index: int, start: Figure) -> bool:
    """Whether a move in money or number is the change just told as a rate: ``הקצבה תעלה ב-9.8% מ-3,700 שקל ל-4,063 שקל``."""
    last = state.last
    if last is None or last.kind != "change" or not last.figure.is_rate or state.parts.figures[index].is_rate:
        return False
    if last.governor is None or last.figure is not state.parts.figures[index - 2]:
        return False
    return _TOLD_AS_MOVE.fullmatch(state.parts.text, last.figure.after_end, start.lead_start) is not None


def _what_moved(state: SentenceState, index: int, start: Figure) -> Topic | None:
    """What is said to pass from one number to another: ``מספר התיקים עבר מ-120 ל-340``."""
    zone = state.parts.zones[index]
    figure = state.parts.figures[index]
    verb = _PASSED.search(state.parts.text, zone[0], start.lead_start)
    if verb is None or start.low == figure.low or not state.comparable(start, figure):
        return None
    topic = state.find.before(zone[0], verb.start() + 1) or state.find.subject_before(zone[0], verb.start() + 1)
    if topic is None or topic.is_excluded:
        return None
    head = state.parts.text[topic.start : topic.end].split(" ", maxsplit=1)[0]
    named = replace(topic, end=min(topic.end, verb.start()))
    return named if topic.is_listed or is_head(head, _MEASURE_HEADS) else None


def is_passed(state: SentenceState, index: int) -> int:
    """How many figures back the one before lies; a multiple (``גירעון כפול של 72 מיליארד``) and a bracket are passed over."""
    if index < 2:
        return 1
    return 2 if state.parts.figures[index - 1].form == "multiple" or is_said_again(state, index - 1) else 1


def is_said_again(state: SentenceState, index: int) -> bool:
    """Whether a figure only says the level before it in another unit: ``ב-6.1% (257 אלף איש)``, ``, שהם 2.3% מהתוצר``."""
    figure, before = state.parts.figures[index], state.parts.figures[index - 1]
    text = state.parts.text
    if index and before.is_money and _A_SHARE.match(text, figure.after_end):
        return _OR.fullmatch(text, before.after_end, figure.lead_start) is not None
    if not index or figure.unit == before.unit or figure.sign is not None:
        return False
    if figure.preposition == "(" and text[before.after_end : figure.lead_start] == " (":
        return _BRACKET_END.match(text, figure.after_end) is not None
    return _THAT_IS.fullmatch(text, before.after_end, figure.lead_start) is not None


def without_superseded_levels(state: SentenceState) -> list[Reading]:
    """The readings without a level whose own change the sentence gives too (decision: the change is the fact)."""
    kept: list[Reading] = []
    for index, reading in enumerate(state.readings):
        follower = state.readings[index + 1] if index + 1 < len(state.readings) else None
        is_level = reading.kind in ("level", "target") and reading.rule != "inflation"
        if is_level and follower is not None and follower.kind == "change" and not follower.owns_topic:
            is_sequel = follower.governor is not None and state.parts.follows_comparison(follower.governor)
            is_apart = follower.place is not None or STRONG_MARK.search(
                state.parts.text, reading.figure.after_end, follower.figure.start
            )
            is_of_it = follower.topic is reading.topic or (
                follower.topic is not None
                and reading.topic is not None
                and follower.topic.indicator == reading.topic.indicator
                and reading.rule == "compared"
            )
            # מ-9% ל-14%, פי 10 מחלקם ב-2017: the multiple is of another time
            is_other = follower.rule == "multiple" and reading.previous is not None
            is_same = is_of_it and not is_sequel and not is_apart and not is_other
            if follower.rule in ("noun", "verb", "restated", "multiple") and is_same:
                continue
        before = kept[-1] if kept else None
        if is_level and before is not None and _has_doubled_to(state, before, reading):
            continue  # הוכפל ל-347 אלף
        kept.append(reading)
    return kept


def _has_doubled_to(state: SentenceState, before: Reading, level: Reading) -> bool:
    """Whether a level is where a doubling just told has led: ``הכפיל את עצמו ל-347 אלף``."""
    if before.figure.form != "multiple" or before.topic is None or level.topic is None:
        return False
    is_same = before.topic.indicator == level.topic.indicator and level.figure.preposition == "ל"
    words = state.parts.words_between(before.figure.after_end, level.figure.lead_start)
    return is_same and all(w.text in _UP_TO for w in words)
