"""Figures that another figure is compared with: an earlier value, a group's, the start of a move."""

from __future__ import annotations

import re
from typing import Literal

from pipeline.components.growth.figures import CONTEXT, Figure
from pipeline.components.growth.lexicon import CUES, Cue
from pipeline.components.growth.reading import Reading
from pipeline.components.growth.sentence_parts import is_head
from pipeline.components.growth.sentence_state import AFTER_ONLY, ONLY_COMMA, STRONG_MARK, SentenceState
from pipeline.word_patterns import any_of

_GAP_MARK = re.compile("[,;.]")
_CLAUSE_END = re.compile(r"[ ]?(?:[.,;:)!?\n-]|$)")
# What a comparison is with, when it is with the same thing at another time: אשתקד, ברבעון הקודם, 2019
PAST = re.compile(
    rf"(?<![א-ת])[ושהבכלמ]{{0,3}}{any_of(CUES.past)}(?![א-ת])|(?<!\d)(?:19|20)\d\d(?!\d)"
    r"|(?<![א-ת])[בלמ]?ה?(?:רבעון|רביע|מחצית|שנת|חודשים|שנים) ה?[א-ת]"
)
# An old estimate of the same figure: (בתחזית הקודמת דובר על גידול של 4%).
_OLD_ESTIMATE = re.compile(r"(?:תחזית|אומדן|הערכה|הערכות|תחזיות) ה?(?:קודמ|קודם|מקורי)")
# What the figure was not: ב-5.4%, ולא ב-5.1% כפי שפורסם.
_NOT_BUT = re.compile(r"(?<![א-ת])ולא (?:ב|של|ל|כ)?$|(?<![א-ת])ולא (?=[ב])")
# What a figure is higher or lower than: צמיחה של 10.6%, גבוה מ-10.5%.
_BOUND = re.compile(r"[וה]?(?:גבוה|נמוך)")
# What a level was before: ; בספטמבר היא הייתה 4.1%
_WAS_BEFORE = re.compile(
    r"[,;(] ?[^,;()]{0,60}(?<![א-ת])(?:היה|הייתה|היתה|היו|עמד|עמדה|עמדו)(?: רק| עוד| על)?[ ]?(?:על )?$"
)
# What it was then: ביחס לשנת 2023, אז עמד השיעור על 27.6%
_THEN = re.compile(", (?:אז|שבה|שבו|שבסופו|שבסופה) ")
# A level that is more or less than the earlier one in brackets: 20.7%, גבוה במעט מהשיעור ב-2023 (20.6%)
_MORE_THAN = re.compile(r",? (?:גבוה|נמוך)[א-ת]{0,2} (?:[א-ת]{2,8} ){0,2}מ[^(;:]{3,60}\($")
# אם משווים לאוקטובר 2024 - 3.25%
_MEASURED_BY = re.compile(r"(?<![א-ת])משווים ל")
_NEW_CLAUSE_AT = re.compile(", ו[א-ת]{2,}")
_INSTEAD = re.compile(r"[ ]?\(?,? ?במקום ")
# What is set by law or agreement, and no price of a sale: הקנס, האגרה, הקצבה.
_SET_AMOUNTS = frozenset(CONTEXT.set_amounts)
# The change of another group: לעומת 15.4% בקרב יהודים, לעומת 3% בלבד בענפי השירותים
_HELD_AGAINST = re.compile(r"(?<![א-ת])(?:לעומת|בהשוואה ל|ביחס ל|מול)-?[ ]?(?:רק |כ-)?$")
_OF_GROUP = re.compile(r"-?(?: בלבד)? (?:בקרב|אצל|ב(?:מגזר|סקטור|ענפי|ענף|חברה|ציבור|אוכלוסיי?ת)(?![א-ת])|בקבוצת)")
# ל-76.4% בשנת 2020, מ-69.9% כיום
_BEHIND = re.compile(r"(?: ב-?[א-ת0-9 ]{3,24})?,? ")
# ב-60% לעומת אשתקד ו-35% מעבר לתוכנית
_MORE_AFTER = re.compile(r" (?:מעל|מעבר|יותר|פחות|מתחת)(?![א-ת])")


def comparison_role(state: SentenceState, index: int) -> Literal["", "previous", "from", "group"]:
    """Whether a figure is what another is compared with: ``לעומת 4.1%``, ``מ-6%`` in ``מ-6% ל-4.8%``."""
    figure = state.parts.figures[index]
    if figure.form in ("multiple", "unchanged"):
        return ""
    last = state.last
    gap_start, gap_end = state.parts.gaps[index]
    if last is not None and last.rule == "equal" and state.parts.text.startswith("ו", gap_end):
        return ""  # שווה ל-90% בהשוואה לחודש הקודם ו-130% בהשוואה לאשתקד
    cues = state.parts.cues_between(gap_start, gap_end)
    follower = state.parts.figures[index + 1] if index + 1 < len(state.parts.figures) else None
    if figure.preposition == "מ" and figure.qualifier not in ("at_least", "over"):
        if _follows_its_level(state, index, follower):
            return "previous"
        if follower is not None and follower.preposition == "ל" and state.comparable(follower, figure):
            between = state.parts.cues_between(figure.after_end, follower.lead_start)
            if not any(c.is_a("noun", "verb", "compare") for c in between) and follower.start - figure.end < 80:
                return "from"
        if last is not None and state.comparable(last.figure, figure) and gap_end - gap_start < 40:
            return "previous"
    if last is not None and state.comparable(last.figure, figure):
        old = _OLD_ESTIMATE.search(state.parts.text, gap_start, gap_end)
        is_closed = old is not None and (
            state.parts.text.find(")", old.end(), gap_end) >= 0
            or any(c.is_a("verb", "clause_break") for c in cues if c.start > old.end())
        )
        if old and figure.preposition != "ב" and not is_closed:
            return "previous"
    if (
        (
            figure.preposition == "מ"
            and cues
            and cues[-1].is_a("noun")
            and not state.parts.distance(cues[-1].end, figure.lead_start)
        )
        and index
        and state.comparable(state.parts.figures[index - 1], figure)
    ):
        return "previous"
    if index and _BOUND.match(state.parts.text, gap_end) and ONLY_COMMA.fullmatch(state.parts.text, gap_start, gap_end):
        return "group"
    if index and not _names_other(cues) and _WAS_BEFORE.search(state.parts.text, gap_start, gap_end):
        is_told = any(gap_start <= start < gap_end for start, _ in state.parts.dates)
        if (is_told or PAST.search(state.parts.text, gap_start, gap_end)) and state.comparable(
            state.parts.figures[index - 1], figure
        ):
            return "previous"  # הגיע ל-1.62%, ובסוף יוני היה 1.45%
    if (
        last is not None
        and last.kind == "level"
        and last.figure is state.parts.figures[index - 1]
        and state.comparable(last.figure, figure)
        and AFTER_ONLY.fullmatch(state.parts.text, gap_start, gap_end)
    ):
        return "previous"  # ירדה ל-58% אחרי 71% בשנה הקודמת
    if last is not None and _NOT_BUT.search(state.parts.text, gap_start, gap_end + 1):
        return "previous" if _is_old(state, figure) else "group"
    if index and is_replaced(state, index):
        return "previous"  # 1,500 שקל במקום 1,000 שקל כיום
    is_joined = state.parts.text[gap_end : gap_end + 1] == "ו" and figure.preposition in ("של", "ב")
    is_joined = is_joined or (
        state.parts.text[gap_end : gap_end + 1] == "ו"
        and _MORE_AFTER.match(state.parts.text, figure.after_end) is not None
    )
    is_joined = is_joined or (
        figure.preposition == "-" and _MEASURED_BY.search(state.parts.text, gap_start, gap_end) is not None
    )
    clause_start = max(gap_start, state.parts.text.rfind(";", gap_start, gap_end))
    compares = (c for c in reversed(cues) if c.is_a("compare") and c.start >= clause_start)
    compare = None if is_joined else next(compares, None)
    if compare is not None:
        old = _OLD_ESTIMATE.search(state.parts.text, figure.after_end, min(state.parts.end, figure.after_end + 25))
        if old and last is not None and state.comparable(last.figure, figure):
            return "previous"
        after = [c for c in cues if c.start > compare.start]
        if figure.preposition == "-" and _MORE_AFTER.match(state.parts.text, figure.after_end):
            return ""  # ירידה לעומת החודשים הקודמים – 10% פחות מביולי
        if any(c.is_a("clause_break") for c in after):
            return ""
        if figure.preposition in ("ב", "ל") and any(c.is_a("verb", "noun") for c in cues if c.end <= compare.start):
            return ""
        if any(c.is_a("noun", "verb", "target") for c in after):
            return ""
        if figure.preposition == "ב" and any(c.is_a("higher", "lower") for c in after):
            return ""  # ביחס לאפריל השכר נמוך ב-310 שקל
        comma = state.parts.text.find(",", compare.end, gap_end)
        if comma >= 0 and _THEN.match(state.parts.text, comma):
            return "previous"  # בהשוואה לשנת 2023, אז עמד השיעור על 27.6%
        if comma >= 0 and any(c.is_a("level", "indicator") and c.start > comma for c in after):
            return ""
        if comma >= 0 and figure.preposition in ("ב", "-") and _NEW_CLAUSE_AT.match(state.parts.text, comma):
            return ""  # ב-12% בהשוואה ליולי, ובטבריה ב-7.7%
        if last is not None and last.kind == "change" and _OF_GROUP.match(state.parts.text, figure.after_end):
            return "group"
        return "previous" if _is_old(state, figure) else "group"
    is_plan = any(c.is_a("target", "forecast") for c in cues)
    if (
        figure.preposition == "("
        and index
        and not is_plan
        and _MORE_THAN.match(state.parts.text, gap_start, figure.start)
    ):
        is_told = any(gap_start <= start < gap_end for start, _ in state.parts.dates)
        if state.comparable(state.parts.figures[index - 1], figure):
            is_old = is_told or PAST.search(state.parts.text, gap_start, gap_end) is not None
            return "previous" if is_old else "group"
    if figure.preposition == "(" and not cues and index:
        bracket = state.parts.text[figure.after_end : state.parts.bracket_end(figure.after_end)]
        if (
            gap_end - gap_start < 40
            and state.comparable(state.parts.figures[index - 1], figure)
            and PAST.search(bracket)
        ):
            return "previous"
    if index and not cues and last is not None and last.previous is state.parts.figures[index - 1]:
        # A second value to compare with: לעומת 7% השנה ו-7.7% אשתקד.
        is_joined = state.parts.text[gap_end] == "ו"
        if is_joined and not _GAP_MARK.search(state.parts.text, gap_start, gap_end):
            return "previous"
    return ""


def _follows_its_level(state: SentenceState, index: int, follower: Figure | None) -> bool:
    """Whether a level's earlier value stands behind it: ``ל-76%, מ-69% כיום, ושל צעירים ל-56%, מ-44%``."""
    figure, last = state.parts.figures[index], state.last
    if last is None or last.previous is not None or last.figure is not state.parts.figures[index - 1]:
        return False
    if last.figure.preposition != "ל" or not state.comparable(last.figure, figure):
        return False
    is_apart = follower is not None and state.parts.text.find(",", figure.after_end, follower.lead_start) >= 0
    return is_apart and _BEHIND.fullmatch(state.parts.text, *state.parts.gaps[index]) is not None


def _names_other(cues: list[Cue]) -> bool:
    """Whether words between two figures name another indicator, a change or an aim."""
    return any(c.is_a("indicator", "noun", "verb", "target", "forecast", "share") for c in cues)


def _is_old(state: SentenceState, figure: Figure) -> bool:
    """Whether a compared figure is the same thing at another time, and not another group's: ``לעומת 5% בפריפריה``."""
    limit = min(state.parts.end, figure.after_end + 45)
    if _CLAUSE_END.match(state.parts.text, figure.after_end):
        return True
    if any(figure.after_end <= start < limit for start, _ in state.parts.dates):
        return True
    return PAST.search(state.parts.text, figure.after_end, limit) is not None


def is_replaced(state: SentenceState, index: int) -> bool:
    """Whether another amount of money or rate comes in place of a figure: ``הקנס יהיה 1,500 שקל במקום 1,000``."""
    figure, before = state.parts.figures[index], state.parts.figures[index - 1]
    if not (figure.is_money or figure.unit == "percent") or not state.comparable(before, figure):
        return False
    if _INSTEAD.fullmatch(state.parts.text, before.after_end, figure.lead_start) is None:
        return False
    return any(
        is_head(w.text, _SET_AMOUNTS) for w in state.parts.words_between(state.parts.zones[index - 1][0], before.start)
    )


def read_of_group(state: SentenceState, index: int) -> Reading | None:
    """The change of another group, held against one just told: ``עלה ב-5%, לעומת 3% בלבד בקרב נשים``."""
    figure, last = state.parts.figures[index], state.last
    if last is None or last.kind != "change" or last.direction not in ("up", "down"):
        return None
    if figure.unit != "percent" or last.figure.unit != "percent" or last.figure is not state.parts.figures[index - 1]:
        return None
    if not _HELD_AGAINST.search(state.parts.text, state.parts.gaps[index][0], figure.lead_start):
        return None
    if not _OF_GROUP.match(state.parts.text, figure.after_end):
        return None
    return Reading(
        figure, "change", figure.sign or last.direction, state.parts.zones[index], "list", topic=last.topic,
        status=last.status, confidence=0.7,
    )  # fmt: skip


def compares_with_past(state: SentenceState, index: int) -> bool:
    """Whether what a figure is held against is another time: ``גבוה ב-2.8% מהממוצע ברבעון השני``."""
    figure = state.parts.figures[index]
    limit = min(state.parts.end, figure.after_end + 70)
    mark = STRONG_MARK.search(state.parts.text, figure.after_end, limit)
    limit = mark.start() if mark else limit
    if any(figure.after_end <= start < limit for start, _ in state.parts.dates):
        return True
    if PAST.search(state.parts.text, figure.after_end, limit):
        return True
    return bool(_CLAUSE_END.match(state.parts.text, figure.after_end)) and _compares_before(state, index)


def _compares_before(state: SentenceState, index: int) -> bool:
    """Whether the sentence has said before the figure with what time it compares: ``ביחס לאפריל, השכר נמוך ב-310 שקל``."""
    figure = state.parts.figures[index]
    last = state.last
    floor = last.figure.end if last is not None else state.parts.start
    for cue in state.parts.cues_between(floor, figure.lead_start):
        limit = min(cue.end + 40, figure.lead_start)
        if cue.is_a("compare") and (
            any(cue.end <= start < limit for start, _ in state.parts.dates)
            or PAST.search(state.parts.text, cue.end, limit)
        ):
            return True
    return last is not None and last.kind == "change" and figure.unit == "times"
