"""Figures that a word of change governs: verbs, nouns and comparatives, before the figure or after it."""

from __future__ import annotations

import re

from pipeline.components.growth.compared_figures import compares_with_past
from pipeline.components.growth.figures import CONTEXT, Figure
from pipeline.components.growth.levels import holds_level
from pipeline.components.growth.lexicon import Cue
from pipeline.components.growth.reading import Reading
from pipeline.components.growth.reading_topics import MORE_OR_LESS
from pipeline.components.growth.sentence_parts import CLAUSE_MARK
from pipeline.components.growth.sentence_state import LIST_REACH, STRONG_MARK, SentenceState
from pipeline.components.growth.topics import SHARE_AFTER, Topic
from pipeline.facts import Direction

_ITEM_MARK = re.compile("[,;:]")
# A ratio: פי אחת וחצי מהר יותר מהפריון.
_RATIO_AFTER = re.compile(r" [א-ת]{2,12} (?:יותר|פחות)(?![א-ת])")
_TIME_AFTER = re.compile(
    r" (?:לעומת|בהשוואה ל|ביחס ל|מאשר|מן ה(?:תקופה|שנה|רבעון|חודש)"
    r"|מאות[וה] ה?(?:תקופה|רבעון|חודש|עת)|מהתקופה|מתקופה|מהשנה|מבשנה|משנה|מהרבעון|מברבעון|מהחודש|מבחודש"
    r"|מב-?\d|מ-?(?:19|20)\d\d|מאשתקד)"
)
_ADJECTIVES = frozenset(["גבוה", "גבוהה", "גבוהים", "גבוהות", "נמוך", "נמוכה", "נמוכים", "נמוכות"])
_SINCE = re.compile(r"[\s,;]*(?:החל מ|מאז |מתחילת |מסוף |מאמצע |מה?-?\d|כיום|כעת|עתה|היום|מהיום|מחר|ממחר)")
# פי 2.1 מתחילת הקדנציה
_THAN_THEN = re.compile(
    r" (?:מתחילת|מסוף|מאמצע|ממה ש|מכפי ש|מהיום|מכיום|מהנוכחי)"
    # פי 10 מחלקם ב-2017, פי 3 מהמספר בשנת 2015
    r"| מ(?:חלק|שיעור|מספר|היקפ|ערכ|סכומ)(?:ו|ה|ם|ן|יו|יה)(?![א-ת])| מה(?:מספר|שיעור|היקף|סכום|ערך|כמות|נתון|שווי|מחזור) ב"
)
# What may stand between a verb and its rate: התייקר עוד 3%
_AGAIN = frozenset(
    [
        *("שוב", "עוד", "רק", "כבר", "גם", "אף", "בממוצע", "מאוד", "בלבד", "אשתקד", "השנה", "החודש", "היום"),
        *("ראשון", "הראשון", "השני", "שלישי", "השלישי", "הרביעי"),
    ]
)
# What something is bought or sold for, and no change of it.
_AT_PRICE = re.compile(r"(?<![א-ת])ב(?:מחיר|שער)(?: [א-ת]{3,10})? (?:של )?(?:כ-)?$")
# What persons are counted in.
_OF_PERSONS = frozenset(["population", "employment", "unemployment", "poverty"])
_NEW_CLAUSE = re.compile("[,;] ו?")
# Nouns of a share, whose changes are facts of their own.
_SHARE_NOUNS = frozenset(
    ["חלקה", "חלקו", "חלקם", "חלקן", "נתח", "נתחו", "נתחה", "משקל", "משקלו", "משקלה", "משקלם", "משקלן"]
)
# Verbs that add or take away their object, not their subject.
_ADDING_TO_SOMETHING = ("הוסיף", "הוסיפה", "הוסיפו", "יוסיף", "תוסיף", "איבד", "השיל", "מחק", "יאבד")
_PERSONS = frozenset(["איש", "אנשים", "ילדים", "תלמידים", "סטודנטים", "עולים"])
# What is added to every unit of money is no change: על כל שקל שתשקיע רשות מקומית תוסיף המדינה 1.5 שקלים.
_FOR_EVERY = re.compile(r"(?<![א-ת])[ועל]{0,2} ?כל (?:שקל|דולר|אירו|דונג|מיליון|מיליארד)(?![א-ת])")
# After a bare "more": the end of the clause, or what is counted (2.4% יותר, 21% יותר במספר).
_ALONE_AFTER = re.compile(r"[ ]?(?:[,.;:)!?]|$|\n|- )| (?:ב[א-ת]|אך |אבל |ואילו )")
# Another group, not another time: יותר מתושבי הצפון, פחות מגברים.
_THAN_GROUP = re.compile(
    r" מ(?!אשר|אשתקד|ן |אי(?![א-ת])|רץ|רס|זה |זו |ב|כפי|-?\d|לפני|ה?(?:שנה|תקופה|רבעון|רביע|חודש|עונה|מחצית|שנים|שבוע)"
    r"|(?:סכום|היקף|רמה|רמת|מספר|כמות|ממוצע|נתוני|שיא)(?![א-ת])|ה?(?:תחזית|תוכנית|תכנית|יעד|מתוכנן|תכנון|צפוי|אומדן|שיא))"
)
_OF_PRODUCT = re.compile(r" (?:מהתוצר|מהתמ\"ג|תוצר|תמ\"ג)(?![א-ת])")
# What two budgets differ by, no allocation: … 510 מיליארד שקל, כלומר תוספת של 26 מיליארד שקל לתקציב
_THAT_IS = re.compile(r"(?<![א-ת])(?:כלומר|דהיינו|היינו|קרי|שהם|שהן),? $")
_TO_BUDGET = re.compile(r" (?:ל|ב)ה?תקציב(?:[והםן]|ים|י)?(?![א-ת])")
_RATE_BEFORE = re.compile(r"(?<![א-ת])[ושהבכלמ]{0,3}(?:קצב|שיעור|קצבי) (?:ה)?$")
# Between a verb of change and the verb that tells where it has led: ירד ועומד על 3%, עלתה, והיא עומדת כעת על 4.5%
_LED_TO = re.compile(r"(?: [א-ת]{2,10}){0,4}(?:,? (?:ו|והוא |והיא |והם |והן )|,? כש(?:הוא |היא |הם |הן ))$")
# The level from which it was a change: עלייה חדה מהמס שנקבע באפריל, שעמד על 24%; ירידה קלה בהשוואה ל-7.3%
_FROM_LEVEL = re.compile(
    r"(?: [א-ת]{2,10}){0,2}"
    r" (?:מן ה[א-ת]{2,10}|מה(?!ירה|ירים|ירות|ותי|צפוי|מצופה|תחזי|הערכ|יעד|ממוצע)[א-ת]{2,10}|לעומת|בהשוואה ל|ביחס ל)"
    r"[^;:()\n]*(?<![א-ת])ש(?:עמד|היה|הגיע)[א-ת]{0,2} (?:על|ל)?-?[ ]?$"
)
_AGAINST = re.compile(r"(?: [א-ת]{2,10}){0,2} (?:לעומת|בהשוואה ל|ביחס ל)-?[ ]?(?:כ-)?$")
# A level that a change has led to: עלייה בשיעור הזכאות, שעומד על 76%
_THAT_STANDS = re.compile(r", ש(?:עמד|עומד|יעמוד|תעמוד)[א-ת]{0,2} (?:כעת |כיום |היום )?(?:על)?-?[ ]?$")
# What a growth is told of after it: צמיחה מרשימה - סך ההכנסות הסתכמו ב-457 מיליארד שקל
_TOLD_OF = re.compile(" [-־–] ")
_ANAPHORS = frozenset(CONTEXT.anaphors)
_EARNED = frozenset(
    ["income", "income_per_capita", "wages", "revenue", "budget_revenue", "gdp", "exports", "retail_sales"]
)
# How far, in words, a change word reaches to its figure.
_REACH = 22


def read_governed(state: SentenceState, index: int) -> Reading | None:
    """A figure after its word of change: ``היצוא ירד ב-5%``, ``עלייה של 3%``, ``גבוה ב-2% מאשתקד``."""
    figure = state.parts.figures[index]
    gap_start, gap_end = state.parts.gaps[index]
    if figure.form == "multiple":
        return _doubled(state, index)
    if figure.form == "unchanged":
        if index and holds_level(state, index):
            return None
        return Reading(figure, "change", "flat", state.parts.zones[index], "unchanged", confidence=0.6)
    kinds = ("noun", "verb", "doubling") if figure.unit == "times" else ("noun", "verb")
    governors = [
        c for c in state.parts.cues_between(gap_start, gap_end) if c.is_a(*kinds) and id(c) not in state.consumed
    ]
    higher = _higher_or_lower(state, index)
    if higher is not None:
        return higher
    if any(_is_size_of_revision(state, index, governor) for governor in governors):
        state.parts.join(index + 1)
        return None
    for governor in governors[:-3:-1]:
        if STRONG_MARK.search(state.parts.text, governor.end, gap_end) and figure.preposition != "(":
            continue
        reading = _link(state, index, governor, governors)
        if reading is not None:
            return reading
    return None


def _link(state: SentenceState, index: int, governor: Cue, governors: list[Cue]) -> Reading | None:
    figure = state.parts.figures[index]
    distance = state.parts.distance(governor.end, figure.lead_start)
    between = state.parts.cues_between(governor.end, figure.lead_start)
    if distance > _REACH or any(c.is_a("share") for c in between):
        return None
    share = next(
        (
            c
            for c in state.parts.cues_between(state.parts.zones[index][0], governor.prefix_start)
            if c.is_a("share")
            and not state.parts.is_aside(c.start, governor.start)
            and not _is_of_clause_before(state, c, governor)
        ),
        None,
    )
    if governor.is_a("verb") and share is not None:
        moved = _moved_share(state, index, share, governor)
        if moved is not None or state.parts.text[share.start : share.end] not in _SHARE_NOUNS:
            return moved
        return None
    if figure.unit == "times" and _RATIO_AFTER.match(state.parts.text, figure.after_end):
        return None
    preposition = figure.preposition
    is_share = figure.unit == "percent" and SHARE_AFTER.match(state.parts.text, figure.after_end) is not None
    if governor.is_a("noun"):
        if preposition == "ב" and governor.is_a("growth") and not any(c.is_a("level") for c in between):
            verb = next((c for c in reversed(governors) if c.is_a("verb") and c.end <= governor.prefix_start), None)
            if verb is not None and state.parts.distance(verb.end, governor.prefix_start) <= 3:
                return state.governed_by(index, "change", verb.entry.direction, verb)
        return _link_noun(state, index, governor, distance, between, is_share)
    rate = _rate_subject(state, index, governor) if preposition in ("ל", "על") else None
    if rate is not None:
        reading = state.governed_by(index, "change", rate.entry.direction, rate)
        reading.status = state._status(index, governor)
        return reading
    if governor.entry.sense in ("gain", "lose"):
        if _FOR_EVERY.search(state.parts.text, state.parts.zones[index][0], governor.start):
            return None
        if preposition == "" and distance <= 3 and (figure.unit != "count" or figure.counted not in (None, "other")):
            return state.governed_by(index, "change", governor.entry.direction, governor)
        if preposition == "" and figure.counted == "other" and distance <= 3:
            joined = _joined(state, index)
            if joined is not None or _counts_listed(state, index):
                reading = state.governed_by(index, "change", governor.entry.direction, governor)
                reading.topic, reading.owns_topic = joined, joined is not None
                return reading
        if preposition != "ב" or not figure.is_rate:
            return None
    if governor.entry.sense in ("raise", "lower") and not preposition and not distance and _counts_listed(state, index):
        reading = state.governed_by(index, "change", governor.entry.direction, governor)
        reading.topic, reading.owns_topic = state.find.of_counted(index), True  # הפחיתה 45 משקי בית עניים
        return reading
    is_on_average = preposition == "של" and state.parts.text.endswith("בממוצע של ", 0, figure.lead_start)
    if (preposition == "ב" or is_on_average) and not is_share:
        return state.governed_by(index, "change", governor.entry.direction, governor)
    if preposition == "ל" or (preposition == "" and state.parts.text.startswith("מתחת ל", figure.lead_start)):
        return state.governed_by(index, "level", governor.entry.direction, governor)
    is_rate_unit = figure.is_rate
    is_of_product = is_share and _OF_PRODUCT.match(state.parts.text, figure.after_end) is not None
    if preposition == ":" and is_of_product and distance == 0:
        return state.governed_by(index, "level", governor.entry.direction, governor)  # הגירעון מצטמק: 4.7% מהתוצר
    if preposition in ("", "(", "-", ":") and is_rate_unit and not is_share and distance == 0:
        return state.governed_by(index, "change", governor.entry.direction, governor)
    if preposition == "על" and (not is_share or is_of_product) and _has_led_to(state, index, governor, between):
        return state.governed_by(index, "level", governor.entry.direction, governor)
    is_apart = preposition == "," and (distance or _TIME_AFTER.match(state.parts.text, figure.after_end))
    if (preposition in (":", "") or is_apart) and is_rate_unit and not is_share:
        is_price = governor.entry.indicator == "prices" and preposition == "" and distance <= 4 and not between
        if is_price or _only_time(state, governor.end, figure.lead_start):
            return state.governed_by(index, "change", governor.entry.direction, governor)
    if preposition == "(" and is_rate_unit and not is_share and _is_item_bracket(state, figure, governor, between):
        return state.governed_by(index, "change", governor.entry.direction, governor)
    if preposition in ("", ",") and figure.form == "digits" and distance <= LIST_REACH:
        return state.governed_by(index, "change", governor.entry.direction, governor)
    if preposition == "" and figure.unit == "percent" and not is_share and _opens_items(state, index, governor):
        return state.governed_by(index, "change", governor.entry.direction, governor)
    if figure.unit == "times" and preposition in ("", "ב") and distance <= 12:
        return state.governed_by(index, "change", governor.entry.direction, governor)
    return None


def _joined(state: SentenceState, index: int) -> Topic | None:
    """What persons are added to or lost from: ``לאוכלוסיית העיר נוספו 12,000 איש``, ``נגרעו מכוח העבודה 300 איש``."""
    figure = state.parts.figures[index]
    around = state.parts.cues_between(
        state.parts.zones[index][0], min(state.parts.limit_after(index), figure.after_end + 30)
    )
    for cue in around:
        if (
            cue.is_a("indicator")
            and cue.entry.indicator in _OF_PERSONS
            and cue.prefix in ("ל", "ול", "מ", "ומ", "מה", "שמ")
        ):
            return state.find.of_cue(cue)
    return None


def _is_of_clause_before(state: SentenceState, share: Cue, verb: Cue) -> bool:
    """Whether a verb has a subject of its own, after the clause of a share: ``חלקה בסחר קטן, וב-2009 התוצר התכווץ``."""
    clause = _NEW_CLAUSE.search(state.parts.text, share.end, verb.prefix_start)
    if clause is None:
        return False
    cues = state.parts.cues_between(clause.end(), verb.prefix_start)
    return any(c.is_a("indicator") and c.prefix in ("", "ה") for c in cues)


def _is_size_of_revision(state: SentenceState, index: int, verb: Cue) -> bool:
    """Whether the rate that is now expected follows: ``העלה את תחזית הצמיחה ב-0.5% ל-5.2%``."""
    figures = state.parts.figures
    if index + 1 == len(figures) or figures[index].preposition != "ב" or verb.entry.sense not in ("raise", "lower"):
        return False
    expected = figures[index + 1]
    if expected.preposition != "ל" or expected.unit != "percent":
        return False
    if state.parts.distance(figures[index].after_end, expected.lead_start) > 1:
        return False
    cues = state.parts.cues_between(verb.end, figures[index].lead_start)
    return any(c.is_a("forecast") for c in cues) and any(c.is_a("noun") for c in cues)


def _moved_share(state: SentenceState, index: int, share: Cue, verb: Cue) -> Reading | None:
    """A share that itself changes: ``חלקה של התחבורה הציבורית יעלה מ-19.5% ל-35%``, ``משקל היצוא בתוצר ירד ל-28%``."""
    figure = state.parts.figures[index]
    if state.parts.text[share.start : share.end] not in _SHARE_NOUNS or share.prefix not in (
        "",
        "ו",
        "ה",
        "וה",
        "ש",
    ):
        return None
    if figure.unit not in ("percent", "percentage_point") or figure.preposition not in ("ב", "ל"):
        return None
    if state.parts.distance(share.end, verb.prefix_start) > 9 or any(
        c.is_a("share", "level", "noun", "compare", "verb")
        for c in state.parts.cues_between(share.end, verb.prefix_start)
    ):
        return None
    if CLAUSE_MARK.search(state.parts.text, share.end, verb.prefix_start):
        return None
    reading = state.governed_by(index, "change" if figure.preposition == "ב" else "level", verb.entry.direction, verb)
    whole = state.parts.cues_between(share.end, verb.prefix_start)
    is_digital = any(c.entry.indicator == "digital_economy" for c in whole)
    end = state.parts.words_between(share.start, verb.prefix_start)[-1].end
    reading.topic = Topic("digital_economy" if is_digital else "other", share.start, end, is_listed=True)
    reading.owns_topic = True
    return reading


def _has_led_to(state: SentenceState, index: int, verb: Cue, between: list[Cue]) -> bool:
    """Whether a second verb tells the level that a change has led to: ``שיעור האבטלה ירד ועומד כעת על 3%``."""
    if verb.entry.sense not in ("up", "down") or len(between) != 1 or not between[0].is_a("level"):
        return False
    if state.parts.distance(between[0].end, state.parts.figures[index].lead_start) > 2:
        return False
    return _LED_TO.fullmatch(state.parts.text, verb.end, between[0].start) is not None


def _only_time(state: SentenceState, start: int, end: int) -> bool:
    """Whether between a verb and its figure only words of time stand: ``צמח ברבעון השלישי: 2.4%``, ``התייקר עוד 3%``."""
    return all(
        state.parts.is_date(w.start) or state.parts.is_time(w) or w.text in _AGAIN
        for w in state.parts.words_between(start, end)
    )


def _counts_listed(state: SentenceState, index: int) -> bool:
    """Whether what a figure counts is an indicator by its words together: ``6,214 משקי בית עניים``."""
    topic = state.find.of_counted(index)
    return topic is not None and topic.indicator != "other"


def _is_item_bracket(state: SentenceState, figure: Figure, verb: Cue, between: list[Cue]) -> bool:
    """Whether a bracket holds the figure of an item of the verb: ``התחבורה עלתה, אם כי מעט יותר (0.9%)``."""
    if state.parts.text[figure.after_end : figure.after_end + 1] not in (")", "-", "+", ","):
        return False
    if any(c.is_a("level", "compare", "target", "forecast") for c in between):
        return False
    return state.parts.distance(verb.end, figure.lead_start) <= 4 or (
        _ITEM_MARK.search(state.parts.text, verb.end, figure.lead_start) is not None
    )


def _link_noun(
    state: SentenceState, index: int, governor: Cue, distance: int, between: list[Cue], is_share: bool
) -> Reading | None:
    figure = state.parts.figures[index]
    direction = governor.entry.direction
    preposition = figure.preposition
    if figure.unit == "count" and figure.counted is None and preposition not in ("ב", "ל", "של"):
        return None
    has_level = any(c.is_a("level") for c in between)
    comma = state.parts.text.find(",", governor.end, figure.lead_start) >= 0
    is_amount = not figure.is_rate
    before = state.parts.cues_between(governor.prefix_start - 16, governor.prefix_start)
    is_reached = has_level or any(c.is_a("level") for c in before)
    is_known = governor.is_a("increment") and governor.prefix.endswith("ה") and is_reached
    # תוספת של 11,300 עובדים, תוספת של 38,500 ילדים
    noun = state.parts.text[figure.start : figure.noun_end].rpartition(" ")[2]
    is_counted = figure.counted not in (None, "other") or noun in _PERSONS
    is_counted = is_counted or (governor.is_a("increment") and figure.is_money and _is_earned(state, index))
    is_difference = _THAT_IS.search(state.parts.text, state.parts.start, governor.prefix_start) is not None
    is_counted = is_counted or (is_difference and _TO_BUDGET.match(state.parts.text, figure.noun_end) is not None)
    if is_amount and not is_known and ((governor.is_a("increment") and not is_counted) or (comma and has_level)):
        return None
    if is_amount and comma and preposition == "של" and between and between[-1].is_a("indicator"):
        mark = state.parts.text.rfind(",", governor.end, figure.lead_start)
        if between[-1].start > mark and state.parts.text[between[-1].end : figure.lead_start].strip() in ("", "של"):
            return None  # עלייה בפעילות, במקביל לחלוקת דיבידנד של 400 מיליון שקל
    if _comes_from(state, governor, figure) or (has_level and _opens_account(state, governor, between)):
        return None
    is_benefit = state.parts.text[governor.start : governor.end] in ("הטבה", "הטבות") and not _gets_better(
        state, index, governor
    )
    if is_benefit:
        return None  # הטבה של 15% למצטרפים
    is_paid = comma and _AT_PRICE.search(state.parts.text, governor.end, figure.start) is not None
    if figure.is_money and is_paid:
        return None  # עם אותה ירידת מחירים, חזירים נקנים במחיר של 54,000 דונג
    if preposition == "של" and distance <= 14:
        return state.governed_by(index, "change", direction, governor)
    if is_share:
        return None
    is_measured = comma and distance <= 10 and state.parts.text.endswith(" של ", governor.end, figure.lead_start)
    if preposition == "ב" and is_measured:  # ירידה בכלל הערים, בשיעור ממוצע של 15.9%
        return state.governed_by(index, "change", direction, governor)
    if preposition == "ב" and (has_level or (distance <= 6 and not comma) or distance == 0):
        return state.governed_by(index, "change", direction, governor)
    if preposition == "ל" and (not comma or has_level):
        is_rate = governor.is_a("growth", "increment") or _is_rate(state, governor) or governor.prefix.endswith("ה")
        return state.governed_by(index, "change" if is_rate else "level", direction, governor)
    if preposition == "על" and has_level:
        is_state = not (governor.prefix.endswith("ה") or governor.is_a("growth", "increment"))
        is_state = is_state and _THAT_STANDS.search(state.parts.text, governor.end, figure.start) is not None
        return state.governed_by(index, "level" if is_state else "change", direction, governor)
    if preposition in (":", "-", "(", "הוא", "היא", "הינו") and distance <= 12 and figure.is_rate:
        return state.governed_by(index, "change", direction, governor)
    is_stated = bool(between) and between[-1].is_a("level") and between[-1].end + 1 >= figure.lead_start
    is_rate = governor.is_a("growth") or _is_rate(state, governor)
    if preposition == "" and is_rate and is_stated and figure.unit == "percent":
        return state.governed_by(index, "change", direction, governor)  # קצב הצמיחה של המגזר הפרטי יהיה 10-12%
    if preposition == "," and distance <= 1 and _is_apposition(state, index, governor):
        return state.governed_by(index, "change", direction, governor)
    if preposition == "," and distance <= 6 and figure.per_period and _is_rate(state, governor):
        return state.governed_by(index, "change", direction, governor)
    if preposition in ("", "עם") and figure.unit == "percent" and _opens_items(state, index, governor):
        return state.governed_by(index, "change", direction, governor)
    if governor.prefix.endswith("ל"):
        return None  # התוכנית לצמצום העוני הקצתה 517 מיליארד דונג
    reach = LIST_REACH if figure.form == "digits" else 3
    if preposition in ("", ",") and distance <= reach and (preposition == "" or figure.qualifier != "exact"):
        return state.governed_by(index, "change", direction, governor)
    return None


def _is_earned(state: SentenceState, index: int) -> bool:
    """Whether what is added is to what people or the state take in: ``תוספת של 1,050 שקל לחודש בהכנסה הממוצעת``."""
    end = state.parts.figures[index].after_end
    cue = next(iter(state.parts.cues_between(end, min(state.parts.limit_after(index), end + 24))), None)
    if cue is None or not cue.is_a("indicator"):
        return False
    is_in = "ב" in cue.prefix and cue.entry.indicator in _EARNED
    return is_in or (cue.entry.indicator == "wages" and "ל" in cue.prefix)


def _opens_account(state: SentenceState, noun: Cue, between: list[Cue]) -> bool:
    """Whether after a dash another subject with its level tells more: ``צמיחה מרשימה - סך ההכנסות הסתכמו ב-457 מיליארד``."""
    level = next(c for c in reversed(between) if c.is_a("level"))
    dash = _TOLD_OF.search(state.parts.text, noun.end, level.start)
    return dash is not None and any(
        c.is_a("indicator") and dash.end() <= c.start < level.start and not c.entry.is_excluded for c in between
    )


def _comes_from(state: SentenceState, noun: Cue, figure: Figure) -> bool:
    """Whether a figure is what a change was from: ``עלייה חדה מהמס שנקבע באפריל, שעמד על 24%``."""
    if figure.preposition not in ("על", "ל", "") or noun.prefix.endswith("ה"):
        return False
    found = _AGAINST.fullmatch(state.parts.text, noun.end, figure.start)
    return found is not None or _FROM_LEVEL.fullmatch(state.parts.text, noun.end, figure.start) is not None


def _gets_better(state: SentenceState, index: int, noun: Cue) -> bool:
    """Whether הטבה is of a state of things and no gift to somebody: ``הטבה של 2% בתעסוקה``."""
    limit = min(state.parts.limit_after(index), state.parts.figures[index].after_end + 40)
    return any(c.is_a("indicator") and "ב" in c.prefix for c in state.parts.cues_between(noun.end, limit))


def _opens_items(state: SentenceState, index: int, governor: Cue) -> bool:
    """Whether a colon makes a figure the first of a list: ``עליות נרשמו בסעיפים: הלבשה 2.4%``, ``הענפים שצמחו: גומי 8%``."""
    text, end = state.parts.text, state.parts.figures[index].lead_start
    colon = text.find(":", governor.end, end)
    if colon < 0 or state.parts.distance(governor.end, colon) > (LIST_REACH if governor.is_a("noun") else 2):
        return False
    if any(not c.is_a("occurrence", "indicator", "higher") for c in state.parts.cues_between(governor.end, colon)):
        return False
    near = state.parts.cues_between(max(state.parts.start, governor.prefix_start - 12), colon)
    if governor.is_a("noun") and governor.prefix.endswith(("ל", "מ")):
        return False  # הסיבות לעליות: שכר 60%
    is_plural = text.endswith("ות", governor.start, governor.end)
    if (
        governor.is_a("noun")
        and not is_plural
        and not any(c.is_a("occurrence") or text.startswith("רשמו", c.start) for c in near)
    ):
        return False
    inner = state.parts.cues_between(colon, end)
    return 1 <= state.parts.distance(colon, end) <= 5 and all(c.is_a("indicator") for c in inner)


def _is_apposition(state: SentenceState, index: int, noun: Cue) -> bool:
    """Whether a comma sets a figure beside its noun: ``הגידול השנתי, 9.9%, …``, ``יצוא תעשייתי: ירידה, 9.3%``."""
    figure = state.parts.figures[index]
    if figure.unit != "percent":
        return False
    if state.parts.text[noun.prefix_start - 2 : noun.prefix_start] == ": ":
        return True
    return noun.prefix.endswith("ה") and state.parts.text[figure.after_end : figure.after_end + 1] == ","


def _is_rate(state: SentenceState, noun: Cue) -> bool:
    """Whether the noun is the second of קצב העלייה, שיעור הגידול."""
    return _RATE_BEFORE.search(state.parts.text, max(state.parts.start, noun.prefix_start - 12), noun.start) is not None


def _rate_subject(state: SentenceState, index: int, verb: Cue) -> Cue | None:
    """The noun of change whose rate the verb moves: ``קצב עליית המחירים ירד ל-7.2%``, ``הצמיחה האטה ל-3%``."""
    middle = state.parts.cues_between(verb.end, state.parts.figures[index].lead_start)
    for noun in (c for c in middle if c.is_a("noun")):
        return noun
    for noun in reversed(state.parts.cues_between(state.parts.zones[index][0], verb.prefix_start)):
        if not noun.is_a("noun") or state.parts.follows_comparison(noun):
            continue
        between = state.parts.words_between(noun.end, verb.prefix_start)
        if any(w.text.startswith("ו") and w.text[1:] in _ANAPHORS for w in between):
            continue  # לא נרשמה ירידה בהשקעות, והיקפן אף זינק ל-2.9 מיליארד דולר
        if not CLAUSE_MARK.search(state.parts.text, noun.end, verb.prefix_start):
            return noun
    return None


def _higher_or_lower(state: SentenceState, index: int) -> Reading | None:
    """``גבוה ב-2.8% מהממוצע ברבעון השני``: a change only if the comparison is with another time."""
    figure = state.parts.figures[index]
    if figure.preposition != "ב" and figure.unit != "times":
        return None
    cues = [c for c in state.parts.cues_between(*state.parts.gaps[index]) if c.is_a("higher", "lower")]
    if not cues:
        return None
    if not _follows_since(state, cues[-1], figure) and (
        state.parts.distance(cues[-1].end, figure.lead_start) > 2 or not compares_with_past(state, index)
    ):
        return None
    word = cues[-1]
    if len(cues) > 1 and cues[-2].end + 1 == word.start and state.parts.text[word.start : word.end] in MORE_OR_LESS:
        word = cues[-2]  # נמוך יותר ב-6%
    direction: Direction = "up" if word.is_a("higher") else "down"
    return state.governed_by(index, "change", direction, word)


def _follows_since(state: SentenceState, adjective: Cue, figure: Figure) -> bool:
    """Whether an adjective before its subject tells what is so from a day on: ``החל מ-10 במאי גבוה מחיר החשמל ב-4.8%``."""
    if state.parts.distance(adjective.end, figure.lead_start) > 6 or adjective.prefix not in ("", "ו"):
        return False
    if state.parts.text[adjective.start : adjective.end] not in _ADJECTIVES:
        return False
    between = state.parts.cues_between(adjective.end, figure.lead_start)
    if not between or not all(c.is_a("indicator") for c in between):
        return False
    return _SINCE.match(state.parts.text, state.parts.zones[state.parts.figures.index(figure)][0]) is not None


def read_governed_from_right(state: SentenceState, index: int) -> Reading | None:
    """``14% עלייה``, ``8% יותר מהתקופה המקבילה``, ``פי 3 יותר מאשר אשתקד``."""
    figure = state.parts.figures[index]
    if not figure.is_rate:
        return _added(state, index) or _more_or_less(state, index)
    follower = next(iter(state.parts.cues_between(figure.after_end, min(state.parts.end, figure.after_end + 20))), None)
    if follower is not None and _opens_with(state, index, follower):
        return state.governed_by(index, "change", follower.entry.direction, follower)  # ב-12% עלה מספר המבקרים
    if follower is not None and follower.start - figure.after_end <= 1:
        if follower.is_a("noun") and not follower.prefix and figure.preposition not in ("ב", "ל", "מ"):
            return state.governed_by(index, "change", follower.entry.direction, follower)
        if follower.is_a("higher", "lower"):
            return _more_or_less(state, index)
    is_then = _TIME_AFTER.match(state.parts.text, figure.after_end) or _THAN_THEN.match(
        state.parts.text, figure.after_end
    )
    if figure.unit == "times" and figure.form == "number" and is_then:
        cues = state.parts.cues_between(*state.parts.gaps[index])
        if not any(c.is_a("higher", "lower") for c in cues) and compares_with_past(state, index):
            return Reading(figure, "change", "up", state.parts.zones[index], "multiple", confidence=0.7)
    return None


def _opens_with(state: SentenceState, index: int, verb: Cue) -> bool:
    """Whether a clause opens with its figure, and the verb comes after it: ``ב-12% עלה אשתקד מספר המבקרים``."""
    figure = state.parts.figures[index]
    if not verb.is_a("verb") or verb.prefix or figure.preposition != "ב" or verb.entry.sense in ("gain", "lose"):
        return False
    if state.parts.distance(figure.after_end, verb.start) > 0 or verb.start - figure.after_end > 1:
        return False
    before = state.parts.cues_between(*state.parts.gaps[index])
    return not any(c.is_a("verb", "noun", "higher", "lower") for c in before)


def _added(state: SentenceState, index: int) -> Reading | None:
    """``11,400 איש נוספו לרשימות``: a number of persons or things that its verb adds or takes away."""
    figure = state.parts.figures[index]
    if figure.preposition not in ("", ":", ",") or figure.counted is None:
        return None
    after = state.parts.cues_between(figure.after_end, min(state.parts.end, figure.after_end + 12))
    verb = next((c for c in after if c.entry.sense in ("gain", "lose") and c.entry.tense != "present"), None)
    if verb is None:
        return None
    if state.parts.distance(figure.after_end, verb.start) > 1:
        return None
    if state.parts.text.startswith(_ADDING_TO_SOMETHING, verb.start):
        return None  # 11 פרויקטים הוסיפו הון
    return state.governed_by(index, "change", verb.entry.direction, verb)


def _more_or_less(state: SentenceState, index: int) -> Reading | None:
    """``17.8% יותר;``, ``15% למעלה מזה של אשתקד``, ``11 אלף פחות מאשר במרץ``, ``14% מעל התוכנית``, no ratio of two groups."""
    figure = state.parts.figures[index]
    after = state.parts.cues_between(figure.after_end, min(state.parts.end, figure.after_end + 12))
    if not after or not after[0].is_a("higher", "lower") or after[0].start - figure.after_end > 1:
        return None
    word = after[0]
    if figure.unit in ("count", "") and state.parts.text[word.start : word.end] in ("למעלה", "למטה"):
        return None
    direction: Direction = "up" if word.is_a("higher") else "down"
    if figure.preposition in ("ל", "מ") or figure.form == "digits":
        return None
    if not compares_with_past(state, index):
        # Alone it tells of another time, unless the text puts two groups beside each other.
        is_rate = figure.unit in ("percent", "percentage_point")
        if not _ALONE_AFTER.match(state.parts.text, word.end) or not (is_rate or state.context()):
            return None
        if any(c.is_a("compare") for c in state.parts.cues_between(state.parts.zones[index][0], figure.lead_start)):
            return None
    elif _THAN_GROUP.match(state.parts.text, word.end):
        return None
    return state.governed_by(index, "change", direction, word)


def _doubled(state: SentenceState, index: int) -> Reading | None:
    figure = state.parts.figures[index]
    cue = next(c for c in state.parts.cues if c.start == figure.start)
    if cue.is_a("doubled") and not compares_with_past(state, index):
        return None  # שכרם כפול מהממוצע
    compares = [c for c in state.parts.cues_between(*state.parts.gaps[index]) if c.is_a("compare")]
    if cue.is_a("doubled") and compares and state.parts.distance(compares[-1].end, cue.start) <= 2:
        return None  # בניגוד לגירעון כפול
    return state.governed_by(index, "change", "up", cue)
