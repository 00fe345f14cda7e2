"""From mention to value: fills what a mention leaves out from its sentence, its text and the day of publication.

A date without a year takes the year that its own sentence names, or an earlier one of its paragraph, where that agrees with
the tense of its clause, else the year that puts it next to the publication on the side that the tense tells. A relative
expression is counted from the publication, or from the day that the text itself gives.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from pydantic import BaseModel, ConfigDict

from pipeline.components.dates.atoms import CUES, PARTS_OF_DAY, PATTERN_FOLDER, ending_with
from pipeline.components.dates.expressions import Expression, Moment, Offset
from pipeline.components.dates.tense import Clauses, Tense
from pipeline.components.dates.values import (
    Value,
    between,
    calendar_day,
    day_value,
    month_value,
    part_of_year,
    shifted,
    stretch,
    week_of,
    year_value,
    years_value,
)
from pipeline.components.explanations import SILENT, DataEntry, Explanation, Span
from pipeline.deferred_patterns import Deferred
from pipeline.facts import DateFact, DateKind, Precision
from pipeline.hebrew.calendar import (
    MONTH,
    hebrew_day,
    hebrew_month_days,
    hebrew_year_at,
    hebrew_year_days,
    holiday_days,
)
from pipeline.pattern_files import load_patterns


class NamedDay(BaseModel):
    """A day known by day and month: the words before it that say so, and the earliest year of a text that can mean it."""

    model_config = ConfigDict(extra="forbid")

    month: int
    day: int
    year: int
    not_before: int
    after: list[str]


_NAMED_DAYS_FILE = PATTERN_FOLDER / "named_days.yaml"
_NAMED_DAYS = {
    (day.month, day.day): (day, DataEntry(_NAMED_DAYS_FILE, (index,)))
    for index, day in enumerate(load_patterns(_NAMED_DAYS_FILE, list[NamedDay]))
}
_WORD_BEFORE = ending_with(r"(?<![א-ת])([א-ת]{1,12}) (?:ה-?|ב-?)?")
_PLANS = Deferred(rf"(?<![א-ת])[ושהבל]{{0,2}}(?:{'|'.join(CUES.plans)})(?![א-ת])")
# A date that a document is known by, not one that something happened on: מיום 5.2.2022
_ISSUED_BEFORE = ending_with(r"(?<![א-ת])(?:מיום|מתאריך) (?:ה-?)?|(?<![א-ת])מ(?:ה-?|-)?")
_DAY_OF_DOCUMENT = ending_with(r"[0-9A-Za-z)](?: של [^,.;()]{1,12})? (?:מיום|מתאריך) (?:ה-?)?")
# A clause that tells of something else by the way: המסילה, שהושלמה ב-1936, עדיין פועלת
_ASIDE_BEFORE = ending_with(r"(?:,| -) ו?(?:ש|אשר )[א-ת]{3,}(?: [^,;()\n]{1,60})?|\([^()\n]{0,60}")
_ASIDE_AFTER = Deferred(r"[^,;()\n.]{0,40}(?:[,)]| - )")
_AS_OF_BEFORE = ending_with(r"(?<![א-ת])ו?החל ב(?:-|ה-?)?(?:(?:חודש|יום|תאריך) )?")
# משנת 2000 נחתך השיעור, ומ-2010 כמות הגניבות ירדה
_OPENS_FROM = ending_with(r"(?:^|[.!?:;\n] ?|, ו)ו?מ-?")
_FROM_ON_AFTER = Deferred(r",? (?!ו?עד |ל-?\d|ה[א-ת]{3,}ה? )[א-ת]{2,}")
_APPOSITION = Deferred(r"(?:,| -)? ?\(?(?:ה-?|ב-?|יום )?")
# The year of what a thing is compared with is not the year that the sentence tells of.
_COMPARED = ending_with(r"(?:לעומת|בהשוואה ל|מול|יחסית ל|ביחס ל|מאשר ב?)-?(?: ?ה?(?:חודש|חודשים|רבעון|שנת))? ?(?:ה-?)?")
# The change of an earlier period, said after that of the one in hand: לאחר עלייה של 7.7% ברבעון האחרון של 2010
_AFTER_CHANGE = ending_with(
    r"(?<![א-ת])[וש]?(?:לאחר|אחרי|בהמשך ל)-? ?(?:עלייה|עליה|ירידה|גידול|צמיחה|קיטון|האטה|התכווצות|זינוק|צניחה)"
    r"(?: [א-ת]{2,10})? (?:ב|של )-?\d[\d.,]{0,6} ?(?:%|אחוזים|אחוז) ב?"
)
# A point of reference, not the time that the text tells of: מאז פרוץ המלחמה באוקטובר 2023
_SINCE_EVENT = ending_with(r"(?<![א-ת])[ושה]{0,2}(?:למן|מאז)(?: [א-ת\"']{2,14}){1,4} [בש]?ב?-?(?:חודש |שנת )?(?:ה-?)?")
# המחיר הנמוך מאז 2 באפריל: a day that was, whatever the clause tells of
_EVER_SINCE = ending_with(
    r"(?<![א-ת])[ושה]{0,2}(?:למן|מאז)(?: (?:סוף|תחילת|אמצע|ראשית|שלהי))? (?:חודש |יום |תאריך )?(?:ה-?)?"
)
_QUOTATION = re.compile('(?<![א-ת])"|"(?![א-ת])')
# What a report is of: נתוני המסירות לשנת 2019
_REPORT_OF = ending_with(
    r"(?<![א-ת])[ושהבמל]{0,2}(?:נתוני|דוח|דו\"ח|סיכום|סיכומי|תוצאות|דוחות|דו\"חות)(?: [א-ת\"']{2,14}){0,4} (?:של |ל-?|ב-?)?"
)
# 23 בנובמבר בכל שנה, ספטמבר ואוקטובר בכל שנה; מדי שנה ב-2 בספטמבר
_YEARLY_AFTER = Deferred(
    rf"(?:(?:,|,? ו| עד| ועד| ?-) ?[בל]?(?:ה?-?)?(?:\d{{1,2}} ב)?{MONTH}){{0,3}} (?:של |ב)?(?:כל שנה|מדי שנה|מידי שנה)(?![א-ת])"
)
_YEARLY_BEFORE = ending_with(
    r"(?<![א-ת])[וש]?(?:מדי|מידי|ב?כל) שנה (?:(?:נערך|נערכת|מתקיים|מתקיימת|חל|חלה|נחגג|נחגגת|מצוין|מצוינת) )?"
    r"(?:בין |מ)?[בל]?(?:חודש |חודשים |יום |תאריך )?(?:ה?-)?"
)
_TOGETHER = Deferred(r" ?(?:ו|, )ב?(?:חודש )?")
_LINE_BREAK = "\n"
_DATELINE_LENGTH = 90
_SOME_YEAR = 2001  # for counting days where no year is known
_AFTER_DATELINE = 16  # room for an hour, a bracket, a colon
_FAR_AHEAD = timedelta(days=230)
_LONG_PAST = timedelta(days=30)
_OPENING_HOURS = Deferred(
    r"(?<![א-ת])(?:ב?ימים|ב?ימי|פתוח[א-ת]{0,2}|פועל[א-ת]{0,2}|ה?מוקד|שעות ה?(?:פעילות|קבלה|פתיחה))(?![א-ת])"
    r"|(?<![א-ת])[ושהבלמ]{0,2}שעות ה?(?:שיא|שפל|עומס|לילה|בוקר|ערב) \("
)
_REACH_OF_HOUR = 60
_HOUR_TO_HOUR = Deferred(rf"(?: (?:{PARTS_OF_DAY}))? ?(?:ל|עד|ועד|לבין|-)? ?-?(?:שעה )?")
_HOUR_TO_DAY = Deferred(rf"(?: (?:{PARTS_OF_DAY}))?,? (?:ב|של |של ה)?(?:יום |תאריך )?-?")
_NEAR_NAMED_DAY = 45
# How far from a day told by the way a date can lie that shares its year, and from the publication a day that the text is about.
_NEAR_ASIDE, _NEAR_PUBLICATION = timedelta(days=62), timedelta(days=31)
_YEARS_BEFORE_ERA_OF_HEBREW_CALENDAR = 3760
_WINTER = 24
_NEAR_SOWING = timedelta(days=45)
# How many mentions are looked back at for the one quarter that a text tells of.
_MOST_TOLD = 64


@dataclass(slots=True)
class _Told:
    """A day or stretch that the text told of: where (``words`` begin at ``position``), and when."""

    expression: Expression
    start: date
    end: date
    value: Value
    is_since: bool = False

    @property
    def words(self) -> Span:
        return self.expression.start, self.expression.end

    @property
    def position(self) -> int:
        return self.expression.start

    @property
    def is_step(self) -> bool:
        """Whether it was itself counted from another (``הרבעון הקודם``), so that the next is not counted from it."""
        offset = self.expression.first.offset if self.expression.first else None
        return offset is not None and offset.anchor == "text_or_publication" and offset.amount == -1

    def is_issue(self, context: Context) -> bool:
        """Whether a document is dated by it."""
        return self.expression.rule == "dates.double_year" or _is_issue_date(self.expression, context)

    def is_compared(self, context: Context) -> bool:
        """Whether something else is compared with it."""
        first = self.expression.first
        if first is not None and first.same_period:
            return True
        return _is_compared(self.expression, context) or _is_earlier_change(self.expression, context)

    def is_aside(self, context: Context) -> bool:
        """Whether it is told by the way."""
        return _is_aside(self.expression, context)


@dataclass(slots=True)
class _NamedYear:
    """A year that the text tells of; ``aside`` is the day or month that only a clause by the way tells of."""

    words: Span
    sentence: int
    paragraph: int
    year: int
    is_aside: bool = False
    aside: date | None = None

    @property
    def position(self) -> int:
        return self.words[0]


@dataclass(slots=True)
class Context:
    """What surrounds the mentions of one text.

    ``sentence_starts`` and ``paragraph_starts`` are ascending positions; ``published_at`` may be None. ``anchor`` is the day
    that relative expressions count from: that of the publication, of the text's first line, or of its "today";
    ``today_without_year`` is the month and day of a "today" whose year nothing tells. ``clauses`` are those of the
    sentences that were asked for, by where these start. ``yearly_sentence`` is the last that tells of what comes every year.
    """

    text: str
    published_at: date | None
    sentence_starts: Sequence[int]
    paragraph_starts: Sequence[int]
    clauses: dict[int, Clauses] = field(default_factory=dict)
    years: list[_NamedYear] = field(default_factory=list)
    told: list[_Told] = field(default_factory=list)
    anchor: date | None = None
    today_without_year: tuple[int, int] | None = None
    yearly_sentence: int | None = None
    explanation: Explanation = SILENT

    def note(
        self,
        expression: Expression,
        column: str,
        why: str,
        words: Span | None = None,
        entry: DataEntry | None = None,
    ) -> None:
        """Note what decided a column of a mention."""
        self.explanation.decided("dates", (expression.start, expression.end), column, why, words, entry)

    def note_anchor(self, expression: Expression, column: str) -> None:
        """Note that a column was counted from the day of publication, or of the first line."""
        whose = "the publication" if self.published_at else "the text's first line"
        self.note(expression, column, f"counted from the day of {whose}")

    def refuse(self, expression: Expression, by: str, why: str) -> None:
        """Note that a mention is no fact."""
        self.explanation.refused("dates", (expression.start, expression.end), expression.rule, by, why)

    def sentence_of(self, position: int) -> int:
        """The number of the sentence that a position lies in."""
        return bisect_right(self.sentence_starts, position) - 1

    def paragraph_of(self, position: int) -> int:
        """The number of the line that a position lies in."""
        return bisect_right(self.paragraph_starts, position) - 1

    def told_near(self, position: int) -> Iterator[_Told]:
        """What was told last first, as far as it stands in the sentence of a position or the one before, in its paragraph."""
        sentence, paragraph = self.sentence_of(position), self.paragraph_of(position)
        for told in reversed(self.told[-8:]):
            if self.sentence_of(told.position) < sentence - 1 or self.paragraph_of(told.position) != paragraph:
                return
            yield told

    def sentence_text(self, position: int) -> str:
        """The sentence around a position, at most 400 characters either side."""
        before, after = self.sentence_parts(position)
        return before + after

    def sentence_bounds(self, position: int) -> tuple[int, int]:
        """Where the sentence around a position begins and ends."""
        index = self.sentence_of(position)
        start = self.sentence_starts[index] if index >= 0 else 0
        return start, self.sentence_starts[index + 1] if index + 1 < len(self.sentence_starts) else len(self.text)

    def clauses_around(self, position: int) -> Clauses:
        """The clauses of the sentence around a position."""
        start, end = self.sentence_bounds(position)
        if start not in self.clauses:
            self.clauses[start] = Clauses(self.text, start, end)
        return self.clauses[start]

    def sentence_parts(self, position: int) -> tuple[str, str]:
        """The sentence before and after a position, at most 400 characters each."""
        start, end = self.sentence_bounds(position)
        return self.text[max(start, position - 400) : position], self.text[position : min(end, position + 400)]


def line_starts(text: str) -> list[int]:
    """Where each line of a text begins."""
    starts = [0]
    at = text.find(_LINE_BREAK)
    while at >= 0:
        starts.append(at + 1)
        at = text.find(_LINE_BREAK, at + 1)
    return starts


def resolve(
    text: str,
    expressions: list[Expression],
    published_at: date | None = None,
    sentence_starts: Sequence[int] | None = None,
    explanation: Explanation = SILENT,
) -> list[DateFact]:
    """The facts of a text's mentions, in text order. Without sentences, lines stand for them."""
    lines = line_starts(text)
    context = Context(text, published_at, sentence_starts or lines, lines, explanation=explanation)
    context.anchor = published_at or _dateline(expressions, context)
    if context.anchor is None:
        _take_explained_today(expressions, context)
    _note_years(expressions, context)
    facts: list[DateFact] = []
    hour_ahead: Expression | None = None
    for index, expression in enumerate(expressions):
        if index and _is_rest_of_year(expressions[index - 1], expression, context):
            _read_as_rest_of_year(expressions[index - 1], expression)
        if expression.kind == "time":
            if _is_hour_of_next_day(expressions, index, context):
                hour_ahead = hour_ahead or expression
                continue
            if _is_hour_of_day(facts, expression, context):
                continue
        follower = expressions[index + 1] if index + 1 < len(expressions) else None
        fact = _fact(expression, follower, context)
        if fact is not None:
            if hour_ahead is not None:
                _set_hour(fact, hour_ahead, "the hour before it", context)
            facts.append(fact)
        hour_ahead = None
    return facts


def _is_rest_of_year(first: Expression, expression: Expression, context: Context) -> bool:
    """Whether "the last six months", said of plans after the first six, are those that remain of that year."""
    start, end, stretch_of = first.first, first.last, expression.first
    if first.rule != "dates.first_months" or start is None or end is None or start.month != 1:
        return False
    if expression.rule != "dates.stretch" or stretch_of is None or stretch_of.offset is None:
        return False
    if stretch_of.offset.unit != "month" or stretch_of.back + (end.month or 12) != 12:
        return False
    if context.paragraph_of(first.start) != context.paragraph_of(expression.start):
        return False
    return _PLANS.search(context.sentence_text(expression.start)) is not None


def _read_as_rest_of_year(first: Expression, expression: Expression) -> None:
    if first.last is not None and first.last.month is not None:
        expression.first = replace(first.last, month=first.last.month + 1)
        expression.last = replace(first.last, month=12)


def _note_years(expressions: list[Expression], context: Context) -> None:
    """Collect the years that dates of the text are told in; targets, terms and years of laws are none."""
    for expression in expressions:
        first = expression.first
        this_year = first is not None and expression.rule == "dates.deictic" and first.offset == Offset("year", 0)
        if first is None or (not this_year and expression.modifier in ("until", "before", "since", "after")):
            continue
        if expression.rule in _NO_YEAR_OF_A_TALE:
            continue
        year = expression.last.year if expression.last and expression.last.year is not None else first.year
        if this_year and context.anchor is not None:
            year = context.anchor.year
        if year is None or _is_reference(expression, context):
            continue
        if first.precision == "year" and first.year is not None:
            before = context.text[max(0, expression.start - 60) : expression.start]
            is_told = expression.prefix.endswith("ב") or (context.anchor is None and _REPORT_OF.match(before))
            if expression.last is not None or not is_told:
                continue
            if context.anchor and year > context.anchor.year:
                continue
        if _is_issue_date(expression, context) or _is_compared(expression, context):
            continue
        is_aside = _is_aside(expression, context)
        value = _absolute(first, context) if is_aside and first.precision in ("day", "month") and first.year else None
        context.years.append(
            _NamedYear(
                (expression.start, expression.end),
                context.sentence_of(expression.start),
                context.paragraph_of(expression.start),
                year,
                is_aside,
                value.start if value else None,
            )
        )


def _is_reference(expression: Expression, context: Context) -> bool:
    """Whether a mention says since when, not when: ``מאז פרוץ המלחמה באוקטובר 2023``."""
    before = context.text[max(0, expression.start - 80) : expression.start]
    return ("מאז" in before or "למן" in before) and _SINCE_EVENT.match(before) is not None


_NO_YEAR_OF_A_TALE = frozenset(
    {"dates.double_year", "dates.years", "dates.decade", "dates.century", "dates.part_of_century"}
)


def _is_aside(expression: Expression, context: Context) -> bool:
    """Whether a mention stands in a clause or brackets by the way: ``המסילה, שהושלמה ב-1936, עדיין פועלת``."""
    if not _ASIDE_AFTER.match(context.text, expression.end):
        return False
    line = context.paragraph_starts[context.paragraph_of(expression.start)]
    return _ASIDE_BEFORE.match(context.text[max(line, expression.start - 90) : expression.start]) is not None


def _is_issue_date(expression: Expression, context: Context) -> bool:
    before = context.text[max(0, expression.start - 12) : expression.start]
    return expression.last is None and _ISSUED_BEFORE.match(before) is not None


def _dateline(expressions: list[Expression], context: Context) -> date | None:
    """The complete date that a short first line ends with, from which relative expressions count when nothing else is known."""
    lines = context.paragraph_starts
    after = bisect_right(lines, len(context.text) - len(context.text.lstrip()))
    end = (lines[after] if after < len(lines) else len(context.text) + 1) - 1
    if end > _DATELINE_LENGTH or len(lines) < 2:
        return None
    for expression in expressions:
        if expression.start >= end:
            break
        if end - expression.end > _AFTER_DATELINE:
            continue
        if expression.kind == "date" and expression.first is not None and expression.last is None:
            value = _absolute(expression.first, context)
            if value is not None and value.precision == "day" and value.start is not None:
                return value.start
    return None


def _is_in_speech(expression: Expression, context: Context) -> bool:
    """Whether a quotation that began in the line of a mention is still open there."""
    line = context.paragraph_starts[context.paragraph_of(expression.start)]
    return len(_QUOTATION.findall(context.text, max(line, expression.start - 400), expression.start)) % 2 == 1


def _take_explained_today(expressions: list[Expression], context: Context) -> None:
    """Note the day that the text gives for its first ``היום`` or ``אתמול``: ``היום (2 באוקטובר)``, ``אתמול, 14.5.2024``."""
    for expression, follower in pairwise(expressions):
        first, given = expression.first, follower.first
        if expression.rule != "dates.deictic" or first is None or first.offset is None or first.precision != "day":
            continue
        if given is None or follower.last is not None or given.precision != "day" or given.offset or given.toward:
            continue
        gap = context.text[expression.end : follower.start]
        if len(gap) > 8 or not gap.strip() or not _APPOSITION.fullmatch(gap) or _is_in_speech(expression, context):
            continue
        value = _absolute(given, context) if given.has_year else _in_year(given, _SOME_YEAR)
        today = shifted(value.start, "day", -first.offset.amount) if value and value.start else None
        if today is None:
            continue
        if given.has_year:
            context.anchor = today
        else:
            context.today_without_year = (today.month, today.day)
        return


def _fact(expression: Expression, follower: Expression | None, context: Context) -> DateFact | None:
    text = context.text[expression.start : expression.end]
    fact = DateFact(
        start=expression.start,
        end=expression.end,
        text=text,
        source=expression.rule,
        confidence=expression.confidence,
        kind="date",
        modifier=expression.modifier,
    )
    if expression.kind in ("duration", "set") or _is_last_so_many(expression):
        fact.kind = "set" if expression.kind == "set" else "duration"
        fact.duration_iso = expression.duration_iso
        return fact
    if expression.kind == "time":
        fact.precision, fact.time_of_day = "time", expression.time_of_day
        return fact
    first, last = expression.first, expression.last
    if first is None:
        return None
    for moment in (first,) if last is None else (first, last):
        if moment.hebrew_year or moment.hebrew_month:
            fact.calendar = "hebrew"
        if _is_relative(moment):
            fact.is_relative = True
    if expression.rule == "dates.crop_season":
        first, last = _crop_season(first, last, context)
    value, anchor, guessed = _value(first, expression, follower, context)
    if last is not None:
        last_value, last_anchor, last_guessed = _value(last, expression, None, context)
        anchor, guessed = anchor or last_anchor, guessed or last_guessed
        if value is not None and last_value is not None:
            value = between(value, last_value)
        elif _is_impossible(first) or _is_impossible(last):
            context.refuse(expression, "dates.no_such_day", "the calendar has no such day")
            return None
        else:
            value = None
    elif value is None and _is_impossible(first):
        context.refuse(expression, "dates.no_such_day", "the calendar has no such day")
        return None
    if fact.modifier is None and last is None and value is not None:
        if _is_open_start(expression, value, context):
            fact.modifier = "since"
            context.note(expression, "modifier", "a day to come from which on something will hold")
        elif _opens_with_year(expression, value, context):
            fact.modifier = "since"
            context.note(expression, "modifier", "the year that its sentence begins from")
    fact.precision = value.precision if value else first.precision
    fact.anchor_date = anchor if fact.is_relative else None
    if guessed:
        fact.confidence = min(fact.confidence, 0.85)
    if value is not None:
        _set_value(fact, value)
        if value.start is not None and value.end is not None:
            context.told.append(_Told(expression, value.start, value.end, value, is_since=fact.modifier == "since"))
    fact.kind = _kind(fact.edtf, last is not None)
    return fact


def _is_last_so_many(expression: Expression) -> bool:
    """Whether a mention counts the last years or months, whose first day it leaves open: ``בחמש השנים האחרונות``."""
    return expression.duration_iso is not None and expression.first is not None and expression.first.back > 0


def _crop_season(first: Moment, last: Moment | None, context: Context) -> tuple[Moment, Moment | None]:
    """The two seasons of the crop that was sown last, or will be within weeks of the publication."""
    anchor = context.anchor
    if anchor is None or last is None:
        return first, last
    soon = anchor + _NEAR_SOWING
    year = soon.year - (soon.month < (12 if first.part == _WINTER else 6))
    return replace(first, year=year), replace(last, year=year + (first.part == _WINTER))


def _is_earlier_change(expression: Expression, context: Context) -> bool:
    before = context.text[max(0, expression.start - 60) : expression.start]
    return ("%" in before or "אחוז" in before) and _AFTER_CHANGE.match(before) is not None


def _is_open_start(expression: Expression, value: Value, context: Context) -> bool:
    """Whether a date yet to come follows ``מ`` or ``החל ב``, from which on something will hold: ``מהרבעון השני של 2026``."""
    if context.anchor is None or value.start is None or value.start <= context.anchor or value.precision == "time":
        return False
    before = context.text[max(0, expression.start - 24) : expression.start]
    if _DAY_OF_DOCUMENT.match(before):  # צו 238/2025 מיום 3 בספטמבר: signed to be in force later
        return False
    return _ISSUED_BEFORE.match(before) is not None or _AS_OF_BEFORE.match(before) is not None


def _opens_with_year(expression: Expression, value: Value, context: Context) -> bool:
    """Whether a sentence or clause begins with ``משנת 2000``, since when it tells of; not one said of a law or a change."""
    first = expression.first
    if value.precision != "year" or expression.prefix[-1:] != "מ" or first is None or first.offset is not None:
        return False
    before = context.text[max(0, expression.start - 8) : expression.start]
    return _OPENS_FROM.match(before) is not None and _FROM_ON_AFTER.match(context.text, expression.end) is not None


def _kind(edtf: str | None, is_range: bool) -> DateKind:
    return "interval" if (edtf is not None and "/" in edtf) or (edtf is None and is_range) else "date"


def _is_relative(moment: Moment) -> bool:
    return (
        moment.offset is not None
        or moment.toward is not None
        or (moment.weekday is not None and moment.day is None and moment.nth is None and moment.hebrew_day is None)
    )


def _is_impossible(moment: Moment) -> bool:
    """Whether a day with its year can be no day at all: 29 February 2023."""
    return moment.precision == "day" and moment.year is not None and moment.day is not None and moment.month is not None


def _set_value(fact: DateFact, value: Value) -> None:
    unknown_year = value.edtf.startswith("XXXX")
    fact.edtf, fact.start_date, fact.end_date = value.edtf, value.start, value.end
    if fact.modifier in ("until", "before") and not unknown_year:
        fact.edtf, fact.start_date = f"../{value.high}", None
    elif fact.modifier in ("since", "after") and not unknown_year:
        fact.edtf, fact.end_date = f"{value.low}/..", None
    elif (
        fact.modifier == "about"
        and "/" not in value.edtf
        and not (unknown_year or fact.is_relative)
        and value.precision in ("day", "month", "year")
    ):
        fact.edtf = value.edtf + "~"


def _is_hour_of_day(facts: list[DateFact], hour: Expression, context: Context) -> bool:
    """Give an hour to the day that its sentence told right before; False where there is none.

    Hours of opening are of no day: ``בימים א'-ה' בין 8:00 ל-16:00``.
    """
    if _OPENING_HOURS.search(context.text[max(context.sentence_bounds(hour.start)[0], hour.start - 60) : hour.start]):
        context.refuse(hour, "dates.opening_hours", "it is an hour of opening, of no day")
        return True
    day = facts[-1] if facts else None
    if day is None or day.precision != "day" or day.kind != "date" or hour.start - day.end > _REACH_OF_HOUR:
        return False
    if context.sentence_of(day.start) != context.sentence_of(hour.start):
        return False
    if day.time_of_day is None:
        _set_hour(day, hour, "the hour after it", context)
    return True


def _is_hour_of_next_day(expressions: list[Expression], index: int, context: Context) -> bool:
    """Whether a day follows an hour, or a span of hours, at once: ``בין השעות 19:00 ל-21:00 ב-6 בנובמבר``."""
    hour = expressions[index]
    for follower in expressions[index + 1 : index + 3]:
        if follower.kind == "time":
            if not _HOUR_TO_HOUR.fullmatch(context.text, hour.end, follower.start):
                return False
            hour = follower
            continue
        is_day = follower.first is not None and follower.first.precision == "day" and follower.last is None
        return is_day and _HOUR_TO_DAY.fullmatch(context.text, hour.end, follower.start) is not None
    return False


def _set_hour(day: DateFact, hour: Expression, why: str, context: Context) -> None:
    day.time_of_day = hour.time_of_day
    context.explanation.decided("dates", (day.start, day.end), "time_of_day", why, (hour.start, hour.end))


def _value(
    moment: Moment, expression: Expression, follower: Expression | None, context: Context
) -> tuple[Value | None, date | None, bool]:
    """The value of a moment where it stands, the day it was counted from, and whether something in it is a guess."""
    if moment.offset is not None or moment.toward is not None:
        given = _in_brackets(moment, expression, follower, context)
        if given is not None:
            return given, given.start, False
    if moment.same_period:
        return _same_period(moment, expression, context)
    if moment.offset is not None:
        given = _apposition(moment, expression, follower, context)
        if given is not None:
            return given, given.start, False
        return _from_anchor(moment, moment.offset, expression, context)
    if moment.toward is not None or (
        moment.weekday is not None and moment.day is None and moment.nth is None and moment.hebrew_day is None
    ):
        given = _apposition(moment, expression, follower, context)
        if given is not None:
            return given, given.start, False
        if context.anchor is None:
            return _of_unknown_year(moment, expression), None, moment.toward is None
        value = _nearest(moment, expression, context.anchor, context)
        if value is not None:
            context.note_anchor(expression, "edtf")
        return value, context.anchor, moment.toward is None
    if moment.has_year:
        return _absolute(moment, context), None, False
    given = _apposition(moment, expression, follower, context)
    if given is not None:
        return given, None, False
    return _without_year(moment, expression, context), None, True


def _apposition(moment: Moment, expression: Expression, follower: Expression | None, context: Context) -> Value | None:
    """The value of a complete date that explains this one: ``היום, כ"ז באייר התשע"ו``, ``ז' באדר (3.3.2020)``."""
    if follower is None or follower.first is None or follower.last is not None:
        return None
    if moment.precision not in ("day", "year") or follower.first.precision != moment.precision:
        return None
    if not follower.first.has_year or follower.first.offset is not None:
        return None
    gap = context.text[expression.end : follower.start]
    if len(gap) > 8 or not _APPOSITION.fullmatch(gap) or not gap.strip():
        return None
    context.note(expression, "edtf", "the date right after it", (follower.start, follower.end))
    return _absolute(follower.first, context)


def _in_brackets(moment: Moment, expression: Expression, follower: Expression | None, context: Context) -> Value | None:
    """The value that brackets give a relative month, quarter or period: ``התקופה המקבילה אשתקד (ינואר-מרץ 2024)``."""
    if follower is None or follower.first is None or expression.last is not None or moment.precision == "day":
        return None
    text = context.text
    if text[expression.end : follower.start] not in (" (", " (ה") or text[follower.end : follower.end + 1] != ")":
        return None
    ends = [one for one in (follower.first, follower.last) if one is not None]
    if any(one.year is None for one in ends):
        return None
    if not moment.same_period and (follower.last is not None or follower.first.precision != moment.precision):
        return None
    values = [value for value in (_absolute(one, context) for one in ends) if value is not None]
    if len(values) != len(ends) or values[0].precision == "day":
        return None
    context.note(expression, "edtf", "the date in brackets after it", (follower.start, follower.end))
    return values[0] if len(values) == 1 else between(values[0], values[1])


def _absolute(moment: Moment, context: Context) -> Value | None:
    """The value of a moment that has its year."""
    if moment.holiday is not None:
        year = moment.hebrew_year or moment.year
        days = holiday_days(moment.holiday, year) if year else None
        if days is None:
            return None
        if moment.days_before_holiday:
            return day_value(days[0] - timedelta(days=moment.days_before_holiday))
        return stretch("day", *days)
    if moment.hebrew_year is not None:
        return _hebrew_value(moment, moment.hebrew_year)
    return None if moment.year is None else _in_year(moment, moment.year)


def _hebrew_value(moment: Moment, year: int) -> Value | None:
    if moment.hebrew_month is None:
        return stretch("year", *hebrew_year_days(year))
    if moment.hebrew_day is None:
        days = hebrew_month_days(year, moment.hebrew_month)
        return stretch("month", *days) if days else None
    day = hebrew_day(year, moment.hebrew_month, moment.hebrew_day)
    return day_value(day) if day else None


def _in_year(moment: Moment, year: int | None) -> Value | None:
    """The value of a moment of the Gregorian calendar in a year; None for a part of an unknown year."""
    if moment.nth is not None and moment.month is not None and moment.weekday is not None:
        return None if year is None else _weekday_of_month(year, moment.month, moment.weekday, moment.nth)
    if moment.precision == "day" and moment.month is not None and moment.day is not None:
        return calendar_day(year, moment.month, moment.day)
    if moment.precision == "month" and moment.month is not None:
        return month_value(year, moment.month)
    if year is None:
        return None
    if moment.precision in ("quarter", "half", "season") and moment.part is not None:
        return part_of_year(moment.precision, year, moment.part)
    if moment.precision in ("decade", "century"):
        return years_value(moment.precision, year)
    return year_value(year) if moment.precision == "year" else None


def _weekday_of_month(year: int, month: int, weekday: int, nth: int) -> Value | None:
    whole = month_value(year, month)
    if whole.start is None or whole.end is None:
        return None
    if nth == 5:
        last = whole.end - timedelta(days=(whole.end.isoweekday() - weekday) % 7)
        return day_value(last)
    first = whole.start + timedelta(days=(weekday - whole.start.isoweekday()) % 7)
    return day_value(first + timedelta(weeks=nth - 1))


def _from_anchor(
    moment: Moment, offset: Offset, expression: Expression, context: Context
) -> tuple[Value | None, date | None, bool]:
    if expression.rule == "dates.unit_after" and context.yearly_sentence == context.sentence_of(expression.start):
        return None, None, False
    told_unit = _told_this_unit(moment, offset, expression, context)
    if told_unit is not None:
        context.note(expression, "anchor_date", f"the {moment.precision} that the text told before", told_unit.words)
        return told_unit.value, told_unit.end, False
    anchor = _anchor_for(offset, expression, context)
    if anchor is None and context.today_without_year and offset.unit == "day" and offset.anchor == "publication":
        day = shifted(date(_SOME_YEAR, *context.today_without_year), "day", offset.amount)
        return (calendar_day(None, day.month, day.day) if day else None), None, False
    if anchor is None:
        told_year = _told_year(moment, offset, expression, context)
        if told_year is not None:
            context.note(expression, "edtf", "the year that its paragraph tells of", told_year.words)
            return _in_year(moment, told_year.start.year + offset.amount), None, True
        return _of_unknown_year(moment, expression), None, False
    if offset.unit == "hour":
        return None, anchor, False
    if offset.unit == "year" and moment.precision != "year" and not (moment.back or moment.ahead):
        year = _year_of_part(moment, offset, expression, anchor, context)
        return _in_year(moment, year), anchor, False
    if moment.back or moment.ahead:
        return _stretch_around(moment, offset, anchor), anchor, False
    day = shifted(anchor, offset.unit, offset.amount)
    if day is None:
        return None, anchor, False
    if offset.unit == "day":
        return day_value(_on_weekday(day, moment.weekday, _tense(expression, context))), anchor, False
    if offset.unit == "week":
        week = week_of(day)
        if moment.weekday is not None and week.start is not None:
            return day_value(week.start + timedelta(days=moment.weekday % 7)), anchor, False
        return week, anchor, False
    if offset.unit == "month":
        inner = replace(moment, month=day.month)
        return _in_year(inner, day.year), anchor, False
    if offset.unit == "quarter":
        return part_of_year("quarter", day.year, (day.month + 2) // 3), anchor, False
    if offset.unit == "half":
        return part_of_year("half", day.year, 1 if day.month <= 6 else 2), anchor, False
    if offset.unit == "decade":
        if moment.precision == "century":
            return years_value("century", day.year // 100 * 100), anchor, False
        return years_value("decade", day.year // 10 * 10), anchor, False
    value = _in_year(moment, day.year)
    if offset.amount == -1 and _is_compared_with_itself(value, expression, context):
        value = _in_year(moment, day.year - 1)
    return value, anchor, False


def _on_weekday(day: date, weekday: int | None, tense: Tense | None) -> date:
    """The day of that weekday next to another: ``היום (רביעי)`` was written the day before a Thursday that dates its page."""
    if weekday is None or day.isoweekday() == weekday:
        return day
    behind = (day.isoweekday() - weekday) % 7
    return day - timedelta(days=behind if behind <= 3 or tense == "past" else behind - 7)


def _of_unknown_year(moment: Moment, expression: Expression) -> Value | None:
    """What is known of a month or day of a year that cannot be known: ``באוגוסט האחרון`` is ``XXXX-08``."""
    if moment.month is None or moment.hebrew_month is not None or moment.nth is not None or expression.last is not None:
        return None
    return _in_year(moment, None)


def _told_this_unit(moment: Moment, offset: Offset, expression: Expression, context: Context) -> _Told | None:
    """The year, quarter or month that ``בשנה זו`` points back to, in the sentence before or its own, where it looks back.

    Where nothing says when the text was written, its one quarter is also the current and the past one.
    """
    if offset.amount > 0 or offset.unit != moment.precision or expression.rule != "dates.shifted_unit":
        return None
    if context.anchor is None and offset.unit == "quarter":
        return _only_told(moment, context)
    is_this = offset.amount == 0 and context.text.endswith((" זו", " זאת", " זה"), 0, expression.end)
    if not is_this or offset.unit not in ("year", "quarter", "month"):
        return None
    tense = _tense(expression, context)
    if offset.unit == "year" and (expression.prefix[-1:] != "ב" or (tense is None and context.anchor is not None)):
        return None
    if tense == "future":
        return None
    sentence, paragraph = context.sentence_of(expression.start), context.paragraph_of(expression.start)
    for told in reversed(context.told[-4:]):
        first = told.expression.first
        if first is not None and first.offset is not None and first.offset.amount < 0:
            continue  # הרבעון האחרון של השנה שעברה
        if context.sentence_of(told.position) < sentence - (2 if offset.unit == "quarter" else 1):
            return None
        if context.paragraph_of(told.position) != paragraph:
            return None
        if (
            told.value.precision == moment.precision
            and "/" not in told.value.edtf
            and not (told.is_compared(context) or told.is_issue(context))
        ):
            return told
    return None


def _told_year(moment: Moment, offset: Offset, expression: Expression, context: Context) -> _Told | None:
    """What tells the year that ``אשתקד`` and ``השנה`` are counted from where nothing says when the text was written.

    The same part of a year that one of last year is compared with (``במאי 2009 ירדו לעומת מאי אשתקד``), and for this year what
    its sentence or the one before counts from the beginning of a year, or a month or quarter there.
    """
    if offset.unit != "year" or offset.amount not in (0, -1) or moment.back or moment.ahead:
        return None
    is_part = moment.precision in ("month", "quarter", "half")
    is_so_far = moment.precision == "year" and expression.modifier == "since"
    if not is_part and not (is_so_far and offset.amount == 0):
        return None
    is_compared = _is_compared(expression, context)
    sentence = context.sentence_of(expression.start)
    near: list[_Told] = []
    for told in context.told_near(expression.start):
        if told.is_compared(context) or told.is_issue(context) or told.is_aside(context):
            continue
        if offset.amount:
            value = _in_year(moment, told.start.year)
            is_near = is_compared or context.sentence_of(told.position) == sentence
            if is_near and value is not None and value.edtf == told.value.edtf:
                return told
        elif told.is_since or told.value.precision in ("month", "quarter", "half"):
            near.append(told)
        elif told.value.precision == "year":
            return None
    return near[0] if len({told.start.year for told in near}) == 1 else None


def _only_told(moment: Moment, context: Context) -> _Told | None:
    """The one unit of a moment's kind that the text told of lately, but for those that it is compared with."""
    recent = context.told[-_MOST_TOLD:]
    told = [one for one in recent if one.value.precision == moment.precision and not one.is_compared(context)]
    return told[-1] if len({one.value.edtf for one in told}) == 1 else None


def _year_of_part(moment: Moment, offset: Offset, expression: Expression, anchor: date, context: Context) -> int:
    """The year that ``השנה`` or ``אשתקד`` gives to a part of it: counted from the publication, or from what the text tells of.

    A part of this year that is not over is one of the year before where the text tells of that and looks back; a part of
    last year is one before the same part that it is compared with.
    """
    year = anchor.year + offset.amount
    value = _in_year(moment, year)
    if value is None or value.start is None or value.end is None:
        return year
    if offset.amount == 0 and value.end >= anchor and not _looks_ahead(expression, context):
        at = bisect_right(context.years, expression.start, key=lambda named: named.position)
        paragraph = context.paragraph_of(expression.start)
        near = context.years[max(0, at - 8) : at]
        told = _last_named(near, lambda named: named.paragraph == paragraph) or (
            _last_named(near, lambda named: True) if value.start > anchor else None
        )
        if told == year - 1:
            context.note(expression, "edtf", "the year that the text tells of, as it looks back")
            return told
    if offset.amount == -1 and _is_compared(expression, context):
        sentence = context.sentence_of(expression.start)
        for told_part in reversed(context.told[-6:]):
            if context.sentence_of(told_part.position) < sentence - 1:
                break
            same_part = told_part.value.precision == value.precision and told_part.value.edtf[4:] == value.edtf[4:]
            of_long_ago = context.sentence_of(told_part.position) == sentence and told_part.start < anchor
            is_near = told_part.start.year in (year, anchor.year)
            if same_part and not told_part.is_compared(context) and (is_near or of_long_ago):
                context.note(expression, "edtf", "a year before the same part of a year", told_part.words)
                return told_part.start.year - 1
    return year


def _is_compared(expression: Expression, context: Context) -> bool:
    return _COMPARED.match(context.text[max(0, expression.start - 24) : expression.start]) is not None


def _is_compared_with_itself(value: Value | None, expression: Expression, context: Context) -> bool:
    """Whether ``לעומת אשתקד`` would compare a year with the same one, of which the sentence tells."""
    if value is None or not _is_compared(expression, context):
        return False
    sentence = context.sentence_of(expression.start)
    return any(
        told.value.edtf == value.edtf and context.sentence_of(told.position) == sentence for told in context.told[-4:]
    )


def _tense(expression: Expression, context: Context) -> Tense | None:
    clauses = context.clauses_around(expression.start)
    return clauses.tense_at(expression.start, is_limit=expression.modifier in ("until", "before"))


def _looks_ahead(expression: Expression, context: Context) -> bool:
    """Whether the words around a mention tell of what is to come or is still to be done."""
    tense = _tense(expression, context)
    return tense == "future" or (tense is None and bool(_PLANS.search(context.sentence_text(expression.start))))


def _anchor_for(offset: Offset, expression: Expression, context: Context) -> date | None:
    """The day that an offset is counted from: the publication, or what the text told last in a fine enough unit."""
    if offset.anchor == "publication":
        context.note_anchor(expression, "anchor_date")
        return context.anchor
    fine = {
        "day": ("day",), "week": ("day", "week"), "month": ("day", "month"), "quarter": ("quarter", "month"),
        "half": ("half",), "hour": ("day",),
    }.get(offset.unit, ("day", "week", "month", "quarter", "half", "season", "year"))  # fmt: skip
    told = _told_anchor(offset, fine, expression, context)
    if told is not None:
        context.note(expression, "anchor_date", "what the text told before", told.words)
        return told.end if offset.unit != "quarter" else told.start
    if offset.anchor != "text_or_publication":
        return None
    context.note_anchor(expression, "anchor_date")
    return context.anchor


def _told_anchor(offset: Offset, fine: tuple[str, ...], expression: Expression, context: Context) -> _Told | None:
    """What the text told last that a distance can be counted from, never leaving what was for what will be.

    A day on which something happened comes before one that a document is dated by or that is told by the way; a day of
    another paragraph is the one that the text is about, next to the publication, before one of long ago.
    """
    paragraph, past = context.paragraph_of(expression.start), _tense(expression, context) == "past"
    near: list[_Told] = []
    for told in reversed(context.told[-16:]):
        if told.value.precision not in fine:
            continue
        if offset.unit == "quarter" and told.value.precision == "month" and not 80 < (told.end - told.start).days < 100:
            continue
        is_ahead = context.anchor is not None and told.start > context.anchor
        if past and is_ahead:
            continue
        distant = context.paragraph_of(told.position) < paragraph - 1
        if offset.anchor == "text_or_publication" and (distant or is_ahead or told.is_step or told.is_aside(context)):
            continue
        near.append(told)
    happened = [told for told in near if not told.is_issue(context)] or near
    main = [told for told in happened if not (told.is_aside(context) or told.is_compared(context))]
    if offset.anchor == "text":
        main = main or happened
    if not main:
        return None
    if offset.unit == "day" and context.anchor is not None and context.paragraph_of(main[0].position) != paragraph:
        recent = [told for told in main if timedelta(0) <= context.anchor - told.start <= _NEAR_PUBLICATION]
        return max(recent, key=lambda told: told.start, default=main[0])
    return main[0]


def _stretch_around(moment: Moment, offset: Offset, anchor: date) -> Value | None:
    """The stretch up to an anchor, or from it: years for a count of years, months for one year, days for less."""
    count = moment.back or moment.ahead
    other = shifted(anchor, offset.unit, -count if moment.back else count)
    if other is None:
        return None
    start, end = (other, anchor) if moment.back else (anchor, other)
    if offset.unit == "year" and count > 1:
        return between(year_value(start.year), year_value(end.year))
    if offset.unit in ("year", "month", "half", "quarter") and (offset.unit != "month" or count > 1):
        return between(month_value(start.year, start.month), month_value(end.year, end.month))
    return stretch("day", start, end)


def _nearest(moment: Moment, expression: Expression, anchor: date, context: Context) -> Value | None:
    """The weekday, month or day that is last before the anchor (toward -1), next after it, or nearest as tense has it."""
    toward = moment.toward
    if moment.weekday is not None and moment.day is None:
        behind = (anchor.isoweekday() - moment.weekday) % 7
        if toward == 0:
            return day_value(anchor + timedelta(days=moment.weekday % 7 - anchor.isoweekday() % 7))
        if toward is None:
            looks_ahead = _tense(expression, context) == "future" or expression.modifier == "until"
            return day_value(
                anchor + timedelta(days=(7 - behind) % 7) if looks_ahead else anchor - timedelta(days=behind)
            )
        if toward < 0:
            return day_value(anchor - timedelta(days=behind or 7))
        return day_value(anchor + timedelta(days=7 - behind))
    for year in (anchor.year, anchor.year + (toward or 0)):
        value = _in_year(moment, year)
        if value is None or value.start is None or value.end is None:
            return value
        if toward is not None and ((toward < 0 and value.end < anchor) or (toward > 0 and value.start > anchor)):
            return value
    return _in_year(moment, anchor.year + (toward or 0))


def _without_year(moment: Moment, expression: Expression, context: Context) -> Value | None:
    """A value for a date without a year: from the sentence, the paragraph, the publication, or an earlier sentence."""
    if moment.hebrew_month is not None:
        return _hebrew_without_year(moment, expression, context)
    if _is_yearly(moment, expression, context):
        context.note(expression, "edtf", "it comes every year")
        return _in_year(moment, None)
    named, entry = _NAMED_DAYS.get((moment.month or 0, moment.day or 0), (None, None))
    if named is not None:
        before = _WORD_BEFORE.match(context.text[max(0, expression.start - 20) : expression.start])
        late_enough = context.anchor is None or context.anchor.year >= named.not_before
        meant = (before is not None and before[1] in named.after) or _is_definite_and_far(named, expression, context)
        if meant and late_enough:
            context.note(expression, "edtf", "a day known by day and month", entry=entry)
            return calendar_day(named.year, named.month, named.day)
    tense = _tense(expression, context)
    before = context.text[max(0, expression.start - 24) : expression.start]
    if expression.modifier == "since" and _EVER_SINCE.match(before):
        tense = "past"
    year = _named_year(moment, expression, tense, context)
    if year is not None:
        context.note(expression, "edtf", "the year that the text tells of", _words_of_year(year, expression, context))
    elif context.anchor is not None:
        if tense is None and expression.modifier == "since" and "החל" not in before:  # החל מ- can be yet to come
            tense = "past"
        year = _year_of_publication(moment, expression, tense, context.anchor)
        context.note(expression, "edtf", _WHY_YEAR_OF_PUBLICATION[tense])
    else:
        year = _earlier_year(expression, context)
        value = _in_year(moment, year) if year is not None else None
        if value is not None and value.start is not None and _is_other_weekday(moment, value.start):
            year = None
        if year is not None:
            context.note(expression, "edtf", "the year named before", _words_of_year(year, expression, context))
    return _in_year(moment, year)


def _is_yearly(moment: Moment, expression: Expression, context: Context) -> bool:
    """Whether a day or month without a year is one of every year: ``23 בנובמבר בכל שנה``, ``מדי שנה ב-2 בספטמבר``.

    A month of the same sentence that follows is one too, but where it tells of what was.
    """
    if moment.month is None or moment.nth is not None:
        return False
    start, sentence = expression.start, context.sentence_of(expression.start)
    if not (
        _YEARLY_AFTER.match(context.text, expression.end)
        or _YEARLY_BEFORE.match(context.text[max(0, start - 50) : start])
        or (context.yearly_sentence == sentence and _tense(expression, context) is None)
    ):
        return False
    context.yearly_sentence = sentence
    return True


_WHY_YEAR_OF_PUBLICATION: dict[Tense | None, str] = {
    "past": "the year that puts it before the publication, as its clause tells of the past",
    "future": "the year that puts it after the publication, as its clause tells of the future",
    None: "the year that puts it next to the publication",
}


def _words_of_year(year: int, expression: Expression, context: Context) -> Span | None:
    """The mention nearest to another that names a year."""
    named = [one for one in context.years if one.year == year]
    nearest = min(named, key=lambda one: abs(one.position - expression.start), default=None)
    return None if nearest is None else nearest.words


def _is_definite_and_far(named: NamedDay, expression: Expression, context: Context) -> bool:
    """Whether ``ה-7 באוקטובר`` is told months away from any such day, so that only the day that needs no year is meant."""
    if not expression.prefix.endswith("ה") or context.anchor is None:
        return False
    days_off = abs((context.anchor - date(context.anchor.year, named.month, named.day)).days)
    return min(days_off, 365 - days_off) > _NEAR_NAMED_DAY


def _named_year(moment: Moment, expression: Expression, tense: Tense | None, context: Context) -> int | None:
    """The one year that the mention's own sentence names before it, or else the sentence of its paragraph that last does.

    It must agree with the tense. A year further on in the sentence is that of another date, and counts only where no
    publication is known; a year yet to come counts in its own sentence alone.
    """
    sentence, paragraph = context.sentence_of(expression.start), context.paragraph_of(expression.start)
    at = bisect_right(context.years, expression.start, key=lambda named: named.position)
    near = context.years[max(0, at - 8) : at if context.anchor else at + 8]

    def fits(named: _NamedYear) -> bool:
        value = _in_year(moment, named.year)
        start, end = (value.start, value.end) if value else (None, None)
        anchor = context.anchor
        if start is None or end is None:
            return not named.is_aside
        if _is_other_weekday(moment, start):
            return False
        if anchor is not None:
            if (tense == "past" and start > anchor) or (tense == "future" and end < anchor):
                return False
            if named.sentence != sentence and (named.year > anchor.year or expression.modifier == "since"):
                return False
            if expression.modifier in ("until", "before") and tense is None and end < anchor:
                return False
        return not named.is_aside or (named.aside is not None and abs(start - named.aside) <= _NEAR_ASIDE)

    own = {named.year for named in near if named.sentence == sentence and fits(named)}
    if own:
        return own.pop() if len(own) == 1 else None
    year = _last_named(
        context.years[max(0, at - 8) : at], lambda named: named.paragraph == paragraph and named.sentence != sentence
    )
    return year if year is not None and any(named.year == year and fits(named) for named in near) else None


def _is_other_weekday(moment: Moment, day: date) -> bool:
    """Whether a day falls on another weekday than the text gives: 2 May is no Wednesday in 2017."""
    return moment.weekday is not None and moment.precision == "day" and day.isoweekday() != moment.weekday


def _earlier_year(expression: Expression, context: Context) -> int | None:
    at = bisect_right(context.years, expression.start, key=lambda named: named.position)
    return _last_named(context.years[max(0, at - 8) : at], lambda named: True)


def _last_named(years: list[_NamedYear], counts: Callable[[_NamedYear], bool]) -> int | None:
    """The year of the last sentence that names one and only one."""
    near = [named for named in years if counts(named)]
    if not near:
        return None
    last = {named.year for named in near if named.sentence == near[-1].sentence}
    return last.pop() if len(last) == 1 else None


def _year_of_publication(moment: Moment, expression: Expression, tense: Tense | None, anchor: date) -> int:
    """The year that puts a date next to the publication, on the side that its tense, its limit or its weekday tells."""
    if moment.weekday is not None:
        for year in (anchor.year, anchor.year - 1, anchor.year + 1):
            value = _in_year(moment, year)
            if value is not None and value.start is not None and value.start.isoweekday() == moment.weekday:
                return year
    value = _in_year(moment, anchor.year)
    if value is None or value.start is None:
        return anchor.year
    if tense is None and expression.modifier in ("until", "before"):
        tense = "future"
    if tense == "future":
        end = value.end or value.start
        return anchor.year + 1 if anchor - end > _LONG_PAST else anchor.year
    if tense == "past":
        return anchor.year - (value.start > anchor)
    return anchor.year - (value.start - anchor > _FAR_AHEAD)


def _hebrew_without_year(moment: Moment, expression: Expression, context: Context) -> Value | None:
    named = _named_year(moment, expression, _tense(expression, context), context)
    if named is None and context.anchor is None:
        named = _earlier_year(expression, context)
    if named is not None:
        for year in (named + _YEARS_BEFORE_ERA_OF_HEBREW_CALENDAR, named + _YEARS_BEFORE_ERA_OF_HEBREW_CALENDAR + 1):
            value = _hebrew_value(moment, year)
            if value is not None and value.start is not None and value.start.year == named:
                return value
        return None
    if context.anchor is None:
        return None
    anchor = context.anchor
    current = hebrew_year_at(anchor)
    values = [_hebrew_value(moment, year) for year in (current, current - 1, current + 1)]
    known = [value for value in values if value is not None and value.start is not None]
    return min(known, key=lambda value: abs((value.start or anchor) - anchor), default=None)


def _same_period(moment: Moment, expression: Expression, context: Context) -> tuple[Value | None, date | None, bool]:
    """The period that the text told last, moved to another year: ``התקופה המקבילה אשתקד``.

    A quarter or month that is named so is one; a "period" of another sentence is rather one of several months.
    """
    told = _told_period(expression, context)
    if told is not None:
        context.note(expression, "anchor_date", "the period that the text told before", told.words)
        year = moment.year
        if year is None and moment.offset == Offset("year", 0):
            year = context.anchor.year if context.anchor else None
            if year is None:
                return None, None, False
        years = -1 if year is None else year - told.start.year
        return _moved(told.value, told.start, told.end, years), told.end, True
    if _precision_asked(expression, context) is not None:
        return None, context.anchor, False
    if moment.year is not None:
        return year_value(moment.year), None, True
    amount = moment.offset.amount if moment.offset else -1
    day = shifted(context.anchor, "year", amount) if context.anchor else None
    return (year_value(day.year) if day else None), context.anchor, True


def _told_period(expression: Expression, context: Context) -> _Told | None:
    sentence, paragraph = context.sentence_of(expression.start), context.paragraph_of(expression.start)
    asked = _precision_asked(expression, context)
    others: list[_Told] = []
    for last_told in reversed(context.told[-12:]):
        if last_told.value.precision in ("decade", "century", "day", "week") or last_told.is_compared(context):
            continue
        told: _Told | None = last_told
        if last_told.value.precision == "year" and (
            last_told.is_since or _is_this_year(last_told, expression, context)
        ):
            told = _up_to_now(last_told, context)
        elif asked is None:
            told = _since_january(last_told, context) or _with_month_before(last_told, context)
        is_own = context.sentence_of(last_told.position) == sentence
        if told is None:
            if asked is None and is_own and context.anchor is None:
                return None  # מתחילת 2019 ועד היום: up to when, nothing says
            continue
        if context.anchor is None and told.value.precision == "year" and not is_own:
            continue
        if asked is not None and told.value.precision != asked:
            continue
        if asked is not None or context.sentence_of(told.position) == sentence:
            return told
        others.append(told)
    several = (told for told in others if context.paragraph_of(told.position) == paragraph and _has_months(told))
    return next(several, others[0] if others else None)


def _precision_asked(expression: Expression, context: Context) -> Precision | None:
    """What ``הרבעון המקביל`` and the like name; None for a "period" of any length."""
    words = context.text[expression.start : expression.end]
    return next((precision for noun, precision in _PERIOD_NOUNS.items() if noun in words), None)


def _is_this_year(told: _Told, expression: Expression, context: Context) -> bool:
    """Whether a "period" is compared with what its sentence says was so far ``השנה``."""
    if told is not context.told[-1] or context.sentence_of(told.position) != context.sentence_of(expression.start):
        return False
    return "תקופה" in context.text[expression.start : expression.end] and context.text[slice(*told.words)] == "השנה"


def _since_january(told: _Told, context: Context) -> _Told | None:
    """The months up to one until which something was counted: ``עד סוף אוגוסט שולמו``; None where it is no such month."""
    if told.expression.modifier != "until" or told.value.precision != "month" or "/" in told.value.edtf:
        return None
    is_over = context.anchor is None or told.start <= context.anchor
    if told.start.month == 1 or not is_over:
        return None
    value = between(month_value(told.start.year, 1), told.value)
    return replace(told, start=value.start or told.start, value=value)


def _with_month_before(told: _Told, context: Context) -> _Told:
    """A month together with the one before it where the text tells of both: ``ביולי ובאוגוסט``."""
    before = next((one for one, follower in pairwise(context.told[-13:]) if follower is told), None)
    if before is None or not told.value.precision == before.value.precision == "month":
        return told
    if "/" in told.value.edtf or before.end + timedelta(days=1) != told.start:
        return told
    if not _TOGETHER.fullmatch(context.text, before.words[1], told.words[0]):
        return told
    return replace(told, start=before.start, value=between(before.value, told.value))


_PERIOD_NOUNS: dict[str, Precision] = {"רבעון": "quarter", "חודש ": "month", "מחצית": "half", "חציון": "half"}


def _has_months(told: _Told) -> bool:
    return 32 < (told.end - told.start).days < 360


def _up_to_now(told: _Told, context: Context) -> _Told | None:
    """``מתחילת השנה`` as the whole months from its beginning to the publication; None where none is over."""
    anchor = context.anchor or _last_month_of(told, context)
    if anchor is None or anchor.year != told.start.year or anchor.month == 1:
        return None
    value = between(month_value(anchor.year, 1), month_value(anchor.year, anchor.month - 1))
    return replace(told, start=value.start or told.start, end=value.end or told.end, value=value)


def _last_month_of(told: _Told, context: Context) -> date | None:
    """The day after the month that the sentence before a "from the beginning of the year" tells of."""
    for month in context.told_near(told.position):
        is_month = month.value.precision == "month" and "/" not in month.value.edtf
        if month.position < told.position and is_month and not month.is_compared(context):
            return month.end + timedelta(days=1) if month.start.year == told.start.year else None
    return None


def _moved(value: Value, start: date, end: date, years: int) -> Value:
    if value.precision == "year" and "/" not in value.edtf:
        return year_value(start.year + years)
    if value.precision in ("quarter", "half", "season") and "/" not in value.edtf:
        return part_of_year(value.precision, start.year + years, _part_of(value))
    first = month_value(start.year + years, start.month)
    last = month_value(end.year + years, end.month)
    return first if first.edtf == last.edtf else between(first, last)


def _part_of(value: Value) -> int:
    code = int(value.edtf.rpartition("-")[2])
    return code - 32 if value.precision == "quarter" else code - 39 if value.precision == "half" else code
