"""Joins mentions that are one expression and hands on what they share.

A weekday beside its date, the two ends of a range, members of a list that share a year, a double date, and the words
around a mention that modify it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from pipeline.components.dates.atoms import CUES, ending_with
from pipeline.components.dates.expressions import Expression, Moment
from pipeline.components.dates.support import is_supported
from pipeline.components.explanations import SILENT, Explanation, Span
from pipeline.deferred_patterns import Deferred
from pipeline.facts import DateModifier
from pipeline.hebrew.calendar import WEEKDAYS, one_of
from pipeline.word_patterns import any_of

_TO_POINT = "(?:(?:ל|ב|מ)?(?:סוף|תחילת|אמצע|חודש|שלהי|ראשית|תום|יום|תאריך) |[למ]?ה?-? ?)?(?:חודש |יום )?(?:ה?-)?"
_DASH_GAP = Deferred(" ?- ?ה?-?")
_UNTIL_GAP = Deferred(f",? (?:ו?עד) {_TO_POINT}")
_TO_GAP = Deferred(r" ל(?:ה?-?|-)(?:(?:סוף|תחילת|אמצע|חודש|שלהי|יום|תאריך) )?(?:ה?-)?")
_AND_GAP = Deferred(r" (?:ו|לבין |ובין |ולבין )(?:ה?-?)?(?:(?:סוף|תחילת|אמצע|חודש|יום) )?(?:ה?-)?")
_LIST_GAP = Deferred(r"(?:, ?|,? )(?:או |וכן |לעומת |וגם |ולעומת )?(?P<and>ו)?(?:[בלמכ]|של )?ה?-?(?:חודש |שנת )?")
_POINT_BEFORE = r"(?:(?:סוף|תחילת|אמצע|חודש|שלהי|יום|תאריך) )?"
_FROM_BEFORE = ending_with(
    f"(?<![א-ת])[ושה]{{0,2}}(?:מ(?:ה?(?: ?-)?)?{_POINT_BEFORE}|החל מ(?:ה?-?)?{_POINT_BEFORE})ה?-? ?"
)
# מתחילת 2024 ועד נובמבר
_FROM_BEGINNING_BEFORE = ending_with("(?<![א-ת])[ושה]{0,2}(?:החל )?מ(?:תחילת|ראשית) (?:שנת )?")
_BETWEEN_BEFORE = ending_with(f"(?<![א-ת])[ושה]?בין (?:ה?(?:שנים|חודשים|ימים|תאריכים) )?{_POINT_BEFORE}(?:ה-?)?")
_UNTIL_BEFORE = ending_with("(?<![א-ת])[וש]?עד (?:[לה]{0,2}-?)?(?:(?:סוף|תום|שנת|יום|תאריך) )?(?:ה?-)?")
_WEEKDAY_GAP = Deferred(r",? ?(?:ה?-)?(?:ב?תאריך )?\(?(?:ה?-)?")
_WEEKDAY_BEFORE = ending_with(f"(?<![א-ת])(?<![א-ת][\"'])[וש]?[בלמ]?(?P<weekday>{one_of(WEEKDAYS)}),? (?:ה?-)?")
_WEEKDAY_AFTER = Deferred(f" \\((?:יום )?(?P<weekday>{one_of(WEEKDAYS)})\\)|, יום (?P<weekday>{one_of(WEEKDAYS)})(?=,)")
_ONWARDS = Deferred(r",? (?:ו?אילך|והלאה|ו?עד (?:ל?היום|כה|ימינו|לימינו|עתה|עכשיו|עצם היום))(?![א-ת])")
_AT_LEAST_AFTER = Deferred(r" (?:לפחות|ומעלה|או יותר|לכל הפחות)(?![א-ת])")
_AT_MOST_AFTER = Deferred(r" (?:לכל היותר|לפחות מכך|או פחות)(?![א-ת])")

_MAX_GAP = 26


def compose(text: str, found: list[Expression], explanation: Explanation = SILENT) -> list[Expression]:
    """The mentions of a text as facts will have them: joined, supported by their neighbours or dropped, and modified."""
    # A bare יום or שעה that is no span of time may not part the ends of a range: מיום 1.7 עד ליום 31.12.
    dates = [one for one in found if one.kind != "duration" or not one.needs_support or is_supported(text, one)]
    joined = _with_weekdays(text, dates)
    for expression in joined:
        if expression.needs_support and (expression.kind == "duration" or is_supported(text, expression)):
            expression.needs_support = False
    joined = _ranges(text, joined)
    _share_in_lists(text, joined, explanation)
    kept = [
        expression for expression in joined if not expression.needs_support and not _is_on_placard(text, expression)
    ]
    if explanation.is_wanted:
        _explain_dropped(joined, kept, explanation)
    for expression in kept:
        _modify(text, expression, explanation)
    _share_modifiers(text, kept, explanation)
    return kept


def _share_modifiers(text: str, found: list[Expression], explanation: Explanation) -> None:
    """Give the day in brackets the modifier of the day that it explains: ``עד ו' באב התשפ"ה (31 ביולי 2025)``."""
    for day, other in pairwise(found):
        if other.modifier is not None or day.modifier is None or day.last is not None or other.last is not None:
            continue
        gap = text[day.end : other.start]
        if gap.rstrip("ה-") != " (" or text[other.end : other.end + 1] != ")" or not day.first or not other.first:
            continue
        in_two_calendars = (day.first.hebrew_month is None) != (other.first.hebrew_month is None)
        is_counted = day.first.offset is not None or day.rule == "dates.weekday"
        if day.first.precision == other.first.precision == "day" and (in_two_calendars or is_counted):
            other.modifier = day.modifier
            words = (day.start, day.end)
            explanation.decided("dates", (other.start, other.end), "modifier", "the day that it explains", words)


def _explain_dropped(found: list[Expression], kept: list[Expression], explanation: Explanation) -> None:
    kept_starts = {one.start for one in kept}
    for one in found:
        if one.start in kept_starts:
            continue
        by, why = ("dates.placard", "it is part of a motto or a name")
        if one.needs_support:
            by, why = "dates.support", "nothing beside it shows that it is a date"
        explanation.refused("dates", (one.start, one.end), one.rule, by, why)


_PLACARD_BEFORE = ending_with(
    rf"(?<![א-ת])[ושהבלמ]{{0,2}}(?:{'|'.join(CUES.placards)})(?: [^\"\n.]{{1,30}})?:? \"[^\"\n]{{0,50}}"
)


def _is_on_placard(text: str, expression: Expression) -> bool:
    """Whether a mention is a word of a motto, a campaign's name or a placard: ``התנועה "60 ימים ולילות"``."""
    if expression.kind not in ("duration", "set") and expression.rule != "dates.deictic":
        return False
    before = text[max(0, expression.start - 110) : expression.start]
    return '"' in before and _PLACARD_BEFORE.match(before) is not None


def _with_weekdays(text: str, found: list[Expression]) -> list[Expression]:
    """Weekdays become part of the date that they modify: ``יום שישי, 30 בדצמבר 2022``, ``13 באוקטובר (יום שני)``."""
    result: list[Expression] = []
    index = 0
    while index < len(found):
        expression = found[index]
        follower = found[index + 1] if index + 1 < len(found) else None
        if expression.rule == "dates.weekday" and follower is not None and _is_plain_day(follower):
            gap = text[expression.end : follower.start]
            if len(gap) < 14 and _WEEKDAY_GAP.fullmatch(gap) and expression.first and follower.first:
                bracket = "(" in gap and text[follower.end : follower.end + 1] == ")"
                if "(" not in gap or bracket:
                    follower.start = expression.start
                    follower.prefix = expression.prefix
                    follower.end += bracket
                    follower.needs_support = False
                    if follower.last is None:
                        follower.first = replace(follower.first, weekday=expression.first.weekday)
                    index += 1
                    continue
        result.append(expression)
        index += 1
    for expression in result:
        if _is_plain_day(expression) and expression.first and expression.first.weekday is None:
            _take_weekday(text, expression)
    apart: list[Expression] = []
    for expression in result:
        if not (apart and expression.start < apart[-1].end):
            apart.append(expression)
    return apart


def _take_weekday(text: str, expression: Expression) -> None:
    before = text[max(0, expression.start - 12) : expression.start]
    match = _WEEKDAY_BEFORE.match(before)
    if match and expression.first and "," in before[match.end("weekday") :]:
        expression.start -= len(before) - match.start("weekday")
        expression.first = replace(expression.first, weekday=WEEKDAYS[match["weekday"]])
        expression.needs_support = False
        return
    match = _WEEKDAY_AFTER.match(text, expression.end)
    if match and expression.first:
        expression.end = match.end()
        expression.first = replace(expression.first, weekday=WEEKDAYS[match["weekday"]])
        expression.needs_support = False


def _is_plain_day(expression: Expression) -> bool:
    return (
        expression.kind == "date"
        and expression.first is not None
        and expression.first.precision == "day"
        and (expression.first.day is not None or expression.first.hebrew_day is not None)
        and expression.rule != "dates.weekday_of_month"
    )


def _ranges(text: str, found: list[Expression]) -> list[Expression]:
    result: list[Expression] = []
    for expression in found:
        if result:
            joined = _range(text, result[-1], expression)
            if joined is not None:
                result[-1] = joined
                continue
        result.append(expression)
    return result


def _range(text: str, first: Expression, second: Expression) -> Expression | None:
    gap = text[first.end : second.start]
    if not gap or len(gap) > _MAX_GAP or not (_is_point(first) and _is_point(second)):
        return None
    before = text[max(0, first.start - 24) : first.start]
    opens_from = bool(_FROM_BEFORE.match(before)) or first.prefix.endswith("מ")
    opens_between = bool(_BETWEEN_BEFORE.match(before))
    dash, until = bool(_DASH_GAP.fullmatch(gap)), bool(_UNTIL_GAP.fullmatch(gap))
    to = bool(_TO_GAP.fullmatch(gap)) and (opens_from or opens_between)
    between = bool(_AND_GAP.fullmatch(gap)) and opens_between
    if not (dash or until or to or between):
        return None
    if until and _UNTIL_BEFORE.match(before):  # עד שנת 2030, עד שנת 2035 are two targets
        return None
    start, end = first.first, second.first
    if start is None or end is None:
        return None
    if start.precision != end.precision and not ((opens_from or opens_between) and _comparable(start, end)):
        return None
    months = dash and first.rule == second.rule == "dates.month" and start.month != end.month
    if first.needs_support and second.needs_support and not (months or _are_years(start, end)):
        return None
    start, end = _with_shared_year(start, end)
    if start.precision == "year" and end.precision in ("month", "day") and _FROM_BEGINNING_BEFORE.match(before):
        start = replace(start, precision=end.precision, month=1, day=1 if end.precision == "day" else None)
    return Expression(
        start=first.start,
        end=second.end,
        rule="dates.range",
        kind="date",
        first=start,
        last=end,
        prefix=first.prefix,
        confidence=min(first.confidence, second.confidence),
    )


def _is_point(expression: Expression) -> bool:
    return expression.kind == "date" and expression.last is None and not (expression.first and expression.first.back)


def _comparable(start: Moment, end: Moment) -> bool:
    ranks = ("day", "month", "quarter", "half", "season", "year")
    return start.precision in ranks and end.precision in ranks and start.hebrew_year is None and end.hebrew_year is None


def _are_years(start: Moment, end: Moment) -> bool:
    years = (start.year or 0, end.year or 0)
    return start.precision == end.precision == "year" and all(1500 <= year <= 2150 for year in years)


def _with_shared_year(start: Moment, end: Moment) -> tuple[Moment, Moment]:
    """The two ends of a range with the year, Gregorian or Hebrew, that one of them gives for both."""
    if start.hebrew_month is not None or end.hebrew_month is not None:
        year = start.hebrew_year or end.hebrew_year
        return replace(start, hebrew_year=start.hebrew_year or year), replace(end, hebrew_year=end.hebrew_year or year)
    if not start.has_year and (end.year is not None or end.offset is not None):
        later = _place(start) > _place(end)
        if end.year is None:
            return replace(start, offset=end.offset), end
        return replace(start, year=end.year - 1 if later else end.year), end
    if not end.has_year and start.year is not None:
        earlier = _place(end) < _place(start)
        return start, replace(end, year=start.year + 1 if earlier else start.year)
    return start, end


def _place(moment: Moment) -> tuple[int, int]:
    return (moment.month or 0, moment.day or 0) if moment.month else (moment.part or 0, 0)


_YEARLESS = frozenset({"day", "month", "quarter", "half"})


def _share_in_lists(text: str, found: list[Expression], explanation: Explanation) -> None:
    """Hand a year back along a list (``מאי, הרבעון השני ומחצית 2024``), and support forward and back."""
    for index in range(len(found) - 2, -1, -1):
        first, second = found[index], found[index + 1]
        if _in_list(text, first, second):
            if _share_year_back(first, second):
                shared = (second.start, second.end)
                explanation.decided(
                    "dates", (first.start, first.end), "edtf", "the year of the next in its list", shared
                )
            if _alike(first, second) and not second.needs_support:
                first.needs_support = False
    for first, second in pairwise(found):
        if _in_list(text, first, second) and _alike(first, second) and not first.needs_support:
            second.needs_support = False


def _in_list(text: str, first: Expression, second: Expression) -> bool:
    gap = text[first.end : second.start]
    if not 0 < len(gap) <= _MAX_GAP or first.kind != "date" or second.kind != "date":
        return False
    match = _LIST_GAP.fullmatch(gap)
    return match is not None and (match["and"] is not None or "," in gap or "או" in gap or "לעומת" in gap)


def _share_year_back(first: Expression, second: Expression) -> bool:
    """Give a member of a list the year of the next; False where that has none to give or needs none."""
    start, end = first.first, second.first
    if start is None or end is None or start.precision not in _YEARLESS or end.precision not in _YEARLESS:
        return False
    if start.has_year or start.toward is not None or start.weekday is not None or start.hebrew_month is not None:
        return False
    year_from = second.last or end
    if year_from.year is not None:
        first.first = replace(start, year=end.year if end.year is not None else year_from.year)
    elif end.offset is not None and end.offset.unit == "year":
        first.first = replace(start, offset=end.offset)
    else:
        return False
    if first.last is not None and not first.last.has_year:
        first.last = replace(first.last, year=first.first.year, offset=first.first.offset)
    first.needs_support = False
    return True


def _alike(first: Expression, second: Expression) -> bool:
    """Whether two members of a list can support each other: years, or parts of a year."""
    start, end = first.first, second.first
    if start is None or end is None:
        return False
    if start.precision == "year":
        return end.precision == "year" and 1800 <= (start.year or 0) <= 2150 and 1800 <= (end.year or 0) <= 2150
    return start.precision in _YEARLESS and end.precision in _YEARLESS


class _Modifiers:
    """Phrases that modify a mention right after them, proclitics and carrier nouns between."""

    def __init__(self, phrases: dict[DateModifier, list[str]], carriers: str) -> None:
        self._modifier_of = {phrase: name for name, group in phrases.items() for phrase in group}
        attached = [phrase for phrase in self._modifier_of if len(phrase.rpartition(" ")[2]) == 1]
        apart = self._modifier_of.keys() - attached
        opening = "(?<![א-ת])(?<![א-ת][\"'])(?:[ושכבלמה]{0,3}?)"
        with_space = f"(?P<words>{any_of(apart, backwards=True)}) (?:[בלמ]?ה?(?: ?-)?)"
        without = f"(?P<words>{any_of(attached, backwards=True)})ה?(?: ?-)?"
        self._apart = ending_with(f"{opening}{with_space}{carriers}")
        self._any = ending_with(f"{opening}(?:{without}|{with_space}){carriers}")

    def before(self, text: str, start: int) -> tuple[DateModifier, Span] | None:
        """The modifier that the words right before a mention give, and where these words stand: the longest that fit."""
        before = text[max(0, start - 30) : start]
        match = self._any.match(before)
        if match is None:
            return None
        apart = self._apart.match(before)  # לכל היותר, before יותר מ
        words = max((found.span("words") for found in (match, apart) if found), key=lambda span: span[1] - span[0])
        offset = start - len(before)
        return self._modifier_of[before[slice(*words)]], (offset + words[0], offset + words[1])


_DATE_MODIFIERS = _Modifiers(CUES.modifiers, "(?:(?:ה?חודש|ל?יום|ל?תאריך|ה?שנים) ?)?(?:ה?-)?(?:ה)?-?")
_DURATION_MODIFIERS = _Modifiers(CUES.duration_modifiers, "")


# החל ב- is "as of" where it opens a phrase; after its subject it is the verb "began".
_AS_OF, _NOT = "החל ב", "לא "
_AS_OF_BEFORE = ending_with(rf"(?:^|[,;:(.%\d-] ?|\n)ו?{_AS_OF}(?:-|ה-?)?(?:(?:חודש|יום|תאריך) )?")
_NOT_BEFORE = ending_with(rf"(?<![א-ת])[ושה]{{0,2}}{_NOT}[ית][א-ת]{{3,9}}(?: [א-ת\"']{{2,14}}){{0,2}} לפני (?:ה-?)?")


def _modify(text: str, expression: Expression, explanation: Explanation) -> None:
    if expression.modifier is not None or expression.kind in ("time", "set"):
        return
    is_duration = expression.kind == "duration"
    found = _modifier_of_duration(text, expression) if is_duration else _modifier_of_date(text, expression)
    if found is None or expression.rule == "dates.distance":
        return
    modifier, words = found
    if expression.last is None or modifier not in ("since", "until"):  # החל מ… ועד… is bounded on both sides
        expression.modifier = modifier
        explanation.decided("dates", (expression.start, expression.end), "modifier", "the words beside it", words)


def _modifier_of_duration(text: str, expression: Expression) -> tuple[DateModifier, Span] | None:
    if found := _DURATION_MODIFIERS.before(text, expression.start):
        return found
    if match := _AT_LEAST_AFTER.match(text, expression.end):
        return "more_than", match.span()
    if match := _AT_MOST_AFTER.match(text, expression.end):
        return "less_than", match.span()
    return None


def _modifier_of_date(text: str, expression: Expression) -> tuple[DateModifier, Span] | None:
    start = expression.start
    before = text[max(0, start - 60) : start]
    if match := (_AS_OF in before and _AS_OF_BEFORE.match(before[-30:])) or (
        _NOT in before and _NOT_BEFORE.match(before)
    ):
        return "since", (start - len(match[0]), start)
    if found := _DATE_MODIFIERS.before(text, start):
        return found
    if match := _ONWARDS.match(text, expression.end):
        return "since", match.span()
    return None
