"""Rules for expressions that are counted from the day of publication or from a day that the text told before."""

from __future__ import annotations

import regex

from pipeline.components.dates.atoms import (
    PLURAL_UNIT,
    RELATIVE,
    SINGULARS,
    UNIT,
    YEAR,
    ending_with,
    words,
)
from pipeline.components.dates.durations import SPAN_HEAD, SPAN_OF_TIME, iso_duration, read_span, whole_units
from pipeline.components.dates.expressions import DIGITS, Expression, Moment, Offset, OffsetUnit, Rule
from pipeline.components.dates.nowadays import is_nowadays
from pipeline.deferred_patterns import Deferred
from pipeline.facts import DateModifier, Precision
from pipeline.hebrew.calendar import WEEKDAYS, one_of
from pipeline.hebrew.characters import DASH, GERESH, QUOTE, QUOTE_MARKS
from pipeline.hebrew.numerals import NUMBER, NUMBER_VOCABULARY

PRECISION_OF_UNIT: dict[OffsetUnit, Precision] = {
    "day": "day", "week": "week", "month": "month", "quarter": "quarter", "half": "half", "year": "year",
    "decade": "decade", "hour": "time",
}  # fmt: skip

_NOT_AFTER = ending_with(
    rf"(?<![א-ת])(?<![א-ת][\"'])[ושבלמ]{{0,2}}(?:{'|'.join(RELATIVE.not_deictic_after)})(?: ה?-?|-)"
)
# החודשים הראשונים של השנה
_PART_BEFORE = ending_with(r"(?<![א-ת])[ושבלמ]{0,3}ה?(?:חודשים|שבועות|ימים) ה(?:ראשונים|אחרונים) של ")
_FIGURATIVE = {
    word: ending_with(rf"(?<![א-ת])[ושב]{{0,2}}(?:{'|'.join(phrases)})")
    for word, phrases in RELATIVE.figurative.items()
}
_COMPARED_BEFORE = ending_with("(?<![א-ת])(?:לעומת|בהשוואה|ביחס|יחסית|מול) [הל]?ה?")
_THAT_QUARTER_BEFORE = ending_with("(?<![א-ת])[וש]{0,2}(?:מ?ב|ל|מה|ה)")
_LAST_OF = Deferred(" (?:של|לכהונ|לחיי|ללימוד|לשירות|לקדנצי)")
_NOT_BEFORE = "(?! (?:" + "|".join(RELATIVE.not_deictic_before) + "))"
_WEEKDAY = f"{one_of(WEEKDAYS)}(?![א-ת])"
_ABOUT: dict[str, DateModifier] = {
    "כ": "about", "קרוב": "about", "בערך": "about", "יותר": "more_than", "למעלה": "more_than", "מעל": "more_than",
    "לפחות": "more_than", "פחות": "less_than", "כמעט": "less_than",
}  # fmt: skip
_APPROXIMATION = (
    rf"(?P<approximation>כ{DASH}?|(?:קרוב ל|יותר מ|למעלה מ|פחות מ){DASH}?|מעל (?:ל{DASH}?)?|כמעט |בערך |לפחות )"
)


def _relative(match: regex.Match[str], rule: str, moment: Moment, confidence: float = 1.0) -> Expression:
    return Expression(start=match.start(), end=match.end(), rule=rule, kind="date", first=moment, confidence=confidence)


def _look_alike(match: regex.Match[str], name: str) -> Expression:
    return Expression(start=match.start(), end=match.end(), rule=f"dates.look_alike.{name}", kind="look_alike")


def _read_deictic(match: regex.Match[str]) -> Expression:
    word = match["word"]
    deictic = RELATIVE.deictics[word]
    words_before = match.string[max(0, match.start() - 28) : match.start()]
    of_part = word == "השנה" and _PART_BEFORE.match(words_before)
    if word.startswith("ה") and not of_part and _NOT_AFTER.match(words_before[-14:]):
        return _look_alike(match, "no_deictic")
    before = match.string[max(0, match.start() - 1) : match.start()]
    if before and before in QUOTE_MARKS and match.string[match.end() : match.end() + 1] == before:
        return _look_alike(match, "newspaper")
    if (
        word == "היום"
        and not match["weekday"]
        and (before == "ש" or is_nowadays(match.string, match.start(), match.end()))
    ):
        return _look_alike(match, "nowadays")  # שהיום is "that nowadays"
    if word in RELATIVE.figurative and _FIGURATIVE[word].match(
        match.string[max(0, match.start() - 14) : match.start()]
    ):
        return _look_alike(match, "figurative")
    offset = Offset(deictic.unit, deictic.amount)
    weekday = _weekday_in_brackets(match["weekday"]) if match["weekday"] and deictic.unit == "day" else None
    moment = Moment(precision=PRECISION_OF_UNIT[deictic.unit], weekday=weekday, offset=offset)
    found = _relative(match, "dates.deictic", moment)
    if weekday is None:
        found.end = match.end("word")
    if word == "היום" and not match["weekday"]:
        found.confidence = 0.8
    return found


def _read_part_of_day(match: regex.Match[str]) -> Expression:
    weekday = _weekday_in_brackets(match["weekday"])
    return _relative(match, "dates.deictic", Moment(precision="day", weekday=weekday, offset=Offset("day", 0)))


def _weekday_in_brackets(text: str) -> int:
    """The weekday of ``היום (שלישי)``, whose letter may lack its mark: ``הבוקר (ב)``."""
    bare = regex.sub(GERESH, "'", text)
    if bare == "ליל שבת":
        return WEEKDAYS["שישי"]
    return WEEKDAYS.get(bare) or WEEKDAYS.get(bare + "'") or WEEKDAYS["שבת"]  # מוצ"ש, מוצאי שבת


_SHIFTED_UNITS: dict[str, OffsetUnit] = {
    "שנה": "year", "חודש": "month", "שבוע": "week", "רבעון": "quarter", "מחצית": "half", "עשור": "decade",
}  # fmt: skip


def _read_shifted_unit(match: regex.Match[str]) -> Expression | None:
    unit, shift = _SHIFTED_UNITS[match["unit"]], match["shift"]
    amount = RELATIVE.shifts[shift]
    if unit == "half" and shift not in ("הקודמת", "הנוכחית", "הבאה"):
        return None
    if unit == "decade" and shift.lstrip("ה") in ("קודם", "זה"):
        return _relative(match, "dates.shifted_unit", Moment(precision="decade", offset=Offset("decade", amount)))
    if shift.startswith("האחרו") and _LAST_OF.match(match.string, match.end()):
        return None  # the last week of July, the last year of his term, not the time that ended now
    if shift.startswith("האחרו") and unit != "quarter":
        back = 10 if unit == "decade" else 1
        found = _stretch(match, "year" if unit == "decade" else unit, back=back)
        if unit == "year":  # a length of time, as the last five years are
            found.duration_iso = "P1Y"
        return found
    in_text = shift.lstrip("ה") in ("קודם", "קודמת")
    offset = Offset(unit, amount, "text_or_publication" if in_text else "publication")
    return _relative(match, "dates.shifted_unit", Moment(precision=PRECISION_OF_UNIT[unit], offset=offset))


def _read_this_unit(match: regex.Match[str]) -> Expression | None:
    if match["unit"] == "רבעון":
        moment = Moment(precision="quarter", offset=Offset("quarter", 0))
    else:
        moment = Moment(precision="century" if match["unit"] == "מאה" else "decade", offset=Offset("decade", 0))
    return _relative(match, "dates.this_unit", moment, confidence=0.9)


def _stretch(match: regex.Match[str], unit: OffsetUnit, back: int = 0, ahead: int = 0) -> Expression:
    moment = Moment(precision=PRECISION_OF_UNIT[unit], offset=Offset(unit, 0), back=back, ahead=ahead)
    return _relative(match, "dates.stretch", moment, confidence=0.8)


def _read_stretch(match: regex.Match[str]) -> Expression | None:
    count = match["count"]
    form = match["unit"]
    if (count is None and regex.fullmatch(PLURAL_UNIT, form)) or _LAST_OF.match(match.string, match.end()):
        return None
    span = read_span({"count": count, "unit": form, "fraction": match["fraction"]})
    if span is None:
        return None
    whole = whole_units(*span)
    if whole is None or whole[0] == "hour":
        return None
    ahead = match["ahead"] is not None
    found = _stretch(match, whole[0], 0 if ahead else whole[1], whole[1] if ahead else 0)
    if not ahead and span[1] > 1:
        found.duration_iso = iso_duration(*span)
    return found


def _read_distance(match: regex.Match[str]) -> Expression | None:
    """``לפני שנתיים``, ``בעוד שלושה חודשים``, ``שנה לאחר מכן``."""
    span = read_span(match)
    if span is None:
        return None
    whole = whole_units(*span)
    groups = match.groupdict()
    backwards = bool(groups.get("ago") or groups.get("before"))
    anchored_in_text = bool(groups.get("before") or groups.get("after") or groups.get("later"))
    if whole is None:
        return None
    unit, amount = whole
    if unit == "hour":
        return _relative(
            match, "dates.distance", Moment(precision="time", offset=Offset("hour", -amount if backwards else amount))
        )
    offset = Offset(unit, -amount if backwards else amount, "text" if anchored_in_text else "publication")
    found = _relative(match, "dates.distance", Moment(precision=PRECISION_OF_UNIT[unit], offset=offset))
    approximation = groups.get("approximation")
    if approximation:
        found.modifier = _ABOUT[regex.match("[א-ת]+", approximation)[0]]
        found.confidence = 0.9
    return found


def _read_next_day(match: regex.Match[str]) -> Expression | None:
    return _relative(match, "dates.next_day", Moment(precision="day", offset=Offset("day", 1, "text")), confidence=0.8)


def _read_same_unit(match: regex.Match[str]) -> Expression | None:
    unit = _SHIFTED_UNITS.get(match["unit"], "day")
    return _relative(
        match, "dates.same_unit", Moment(precision=PRECISION_OF_UNIT[unit], offset=Offset(unit, 0, "text"))
    )


def _read_unit_after(match: regex.Match[str]) -> Expression | None:
    unit = "day" if match["unit"] == "יום" else _SHIFTED_UNITS[match["unit"]]
    amount = -1 if match["before"] else 1
    return _relative(
        match, "dates.unit_after", Moment(precision=PRECISION_OF_UNIT[unit], offset=Offset(unit, amount, "text"))
    )


def _read_same_period(match: regex.Match[str]) -> Expression | None:
    if match["year"]:
        moment = Moment(precision="year", year=int(match["year"]), same_period=True)
    else:
        shift = match["shift"]
        amount = 0 if match["this_year"] else -1 if shift is None else RELATIVE.shifts[shift]
        if amount > 0:
            return None
        moment = Moment(precision="year", offset=Offset("year", amount), same_period=True)
    return _relative(match, "dates.same_period", moment, confidence=0.9)


def _read_compared_period(match: regex.Match[str]) -> Expression | None:
    """``בהשוואה לתקופה המקבילה``: without a year, that of the year before."""
    before = match.string[max(0, match.start() - 14) : match.start()]
    is_parallel = match["parallel"] is not None and _THAT_QUARTER_BEFORE.match(before)
    if not is_parallel and not _COMPARED_BEFORE.match(before):
        return None
    moment = Moment(precision="year", offset=Offset("year", -1), same_period=True)
    return _relative(match, "dates.same_period", moment, confidence=0.8)


def _read_weekday(match: regex.Match[str]) -> Expression | None:
    shift = match["shift"]
    toward = RELATIVE.shifts[shift] if shift else None
    weekday = WEEKDAYS[regex.sub(GERESH, "'", match["weekday"])]
    confidence = 0.9 if shift else 0.75
    week = match.groupdict().get("week")
    if week:
        words_of_week = week.split(" ")
        amount = RELATIVE.shifts[words_of_week[1]] if len(words_of_week) > 1 else 0
        moment = Moment(precision="day", weekday=weekday, offset=Offset("week", amount))
        return _relative(match, "dates.weekday_of_week", moment, 0.9)
    found = _relative(match, "dates.weekday", Moment(precision="day", weekday=weekday, toward=toward), confidence)
    found.needs_support = shift is None
    return found


def _read_sabbath(match: regex.Match[str]) -> Expression | None:
    found = _read_weekday(match)
    if found is not None:
        found.rule = "dates.sabbath"
    return found


_PARTS_OF_DAY = ["הלילה", "הבוקר", "הערב", "הצהריים"]
_BRACKETED_WEEKDAY = f"(?P<weekday>{_WEEKDAY}|[א-וש](?= ?\\))|מוצ{QUOTE}ש(?![א-ת])|מוצאי שבת|ליל שבת)"
_WEEK = "(?:ב?שבוע (?:הבא|הקרוב|שעבר|החולף|הקודם|הנוכחי)|השבוע)(?![א-ת])"
_SHIFT = f"(?P<shift>{words(RELATIVE.shifts)})"
_SPAN_STARTERS = (
    NUMBER_VOCABULARY | frozenset({DIGITS, "שנתיים", "חודשיים", "שבועיים", "יומיים", "שעתיים"}) | frozenset(SINGULARS)
)
_FRACTION = "(?: ו(?:חצי|רבע|שליש))?"
_AFTER_SPAN_OF_STRETCH = Deferred(f"{_FRACTION} (?:{'|'.join(RELATIVE.periods_back + RELATIVE.periods_ahead)})")
_AFTER_SPAN_OF_DISTANCE = Deferred(f"{_FRACTION} (?:{'|'.join(RELATIVE.after_anchor + RELATIVE.before_anchor)})")
_LAST_YEAR = (
    f"(?:לפני שנה|שנה (?:קודם לכן|לפני כן)|(?P<this_year>השנה){_NOT_BEFORE}(?! ש| {words(RELATIVE.shifts)})"
    f"|(?:של |[בלד]|[בל]{DASH} ?)?(?:ה?שנה {_SHIFT}|אשתקד|(?:שנת )?(?P<year>{YEAR})))(?![א-ת])"
)

RULES = [
    # היום (שלישי), אתמול, השנה
    Rule(
        name="deictic",
        starters=frozenset(RELATIVE.deictics),
        pattern=Deferred(
            f"(?P<word>{words(list(RELATIVE.deictics))}){_NOT_BEFORE}"
            f"(?: ?[(,] ?(?:ב?יום )?{_BRACKETED_WEEKDAY} ?[),](?<=[)]))?"
        ),
        read=_read_deictic,
    ),
    # הלילה (שלישי), הבוקר (יום ד')
    Rule(
        name="part_of_day",
        starters=frozenset(_PARTS_OF_DAY),
        pattern=Deferred(f"(?:{words(_PARTS_OF_DAY)}) ?\\((?:ב?יום )?{_BRACKETED_WEEKDAY} ?\\)"),
        read=_read_part_of_day,
    ),
    # שנה שעברה, שבוע הבא, רבעון הקודם
    Rule(
        name="shifted_unit",
        starters=frozenset(_SHIFTED_UNITS),
        pattern=Deferred(f"(?P<unit>{words(list(_SHIFTED_UNITS))}) {_SHIFT}"),
        read=_read_shifted_unit,
    ),
    # עד סוף העשור, עד סוף המאה, בתחילת הרבעון
    Rule(
        name="this_unit",
        starters=frozenset({"עשור", "מאה", "רבעון"}),
        pattern=Deferred("(?<=(?:סוף|תום|שלהי|אמצע|תחילת|ראשית|מחצית) ה)(?P<unit>עשור|מאה|רבעון)(?![א-ת-]| ה| של| ש)"),
        read=_read_this_unit,
    ),
    # חמש השנים האחרונות, חצי שנה אחרונה, שלושת החודשים הקרובים
    Rule(
        name="stretch",
        starters=_SPAN_STARTERS,
        pattern=Deferred(
            f"(?:(?P<count>{NUMBER}) )?ה?(?P<unit>{UNIT})(?P<fraction> ו(?:חצי|רבע)(?![א-ת]))?"
            f" (?:(?:{'|'.join(RELATIVE.periods_back)})|(?P<ahead>{'|'.join(RELATIVE.periods_ahead)}))(?![א-ת])"
        ),
        read=_read_stretch,
        near="unit",
        guard=SPAN_HEAD,
        after_guard=_AFTER_SPAN_OF_STRETCH,
    ),
    # לפני כשלוש שנים
    Rule(
        name="ago",
        starters=frozenset(RELATIVE.ago),
        pattern=Deferred(f"(?P<ago>{words(RELATIVE.ago)}) {_APPROXIMATION}?{SPAN_OF_TIME}"),
        read=_read_distance,
    ),
    # בעוד שלושה חודשים
    Rule(
        name="ahead",
        starters=frozenset(RELATIVE.ahead),
        pattern=Deferred(f"(?P<ahead>{words(RELATIVE.ahead)}) {_APPROXIMATION}?{SPAN_OF_TIME}"),
        read=_read_distance,
    ),
    # כעבור שנתיים
    Rule(
        name="later_by",
        starters=frozenset(RELATIVE.later_by),
        pattern=Deferred(f"(?P<later>{words(RELATIVE.later_by)}) {_APPROXIMATION}?{SPAN_OF_TIME}"),
        read=_read_distance,
    ),
    # שנה לאחר מכן, שנתיים קודם לכן
    Rule(
        name="after_anchor",
        starters=_SPAN_STARTERS,
        pattern=Deferred(
            f"{SPAN_OF_TIME} (?:(?P<after>{words(RELATIVE.after_anchor)})|(?P<before>{words(RELATIVE.before_anchor)}))"
        ),
        read=_read_distance,
        near="unit",
        guard=SPAN_HEAD,
        after_guard=_AFTER_SPAN_OF_DISTANCE,
    ),
    # למחרת
    Rule(
        name="next_day",
        starters=frozenset({"למחרת"}),
        pattern=Deferred("למחרת(?: היום)?(?![א-ת])"),
        read=_read_next_day,
    ),
    # באותה שנה
    Rule(
        name="same_unit",
        starters=frozenset({"אותה", "אותו"}),
        pattern=Deferred(f"אות[הו] ה?(?P<unit>{words([*_SHIFTED_UNITS, 'יום', 'תאריך'])})(?! (?:אשתקד|אחרון|ראשון))"),
        read=_read_same_unit,
    ),
    # ביום זה, בתאריך זה
    Rule(
        name="this_day",
        starters=frozenset({"יום", "תאריך"}),
        pattern=Deferred("(?<=ב)(?P<unit>יום|תאריך) זה(?![א-ת])"),
        read=_read_same_unit,
    ),
    # בשנה שלאחר מכן, ביום שלפני כן
    Rule(
        name="unit_after",
        starters=frozenset(_SHIFTED_UNITS) | {"יום"},
        pattern=Deferred(
            f"(?P<unit>{words([*_SHIFTED_UNITS, 'יום'])}) ש(?:למחרת|ל?אחר(?: מכן|יה|יו)"
            "|(?P<before>לפני(?: כן|ה|ו)|קד(?:ם|מה) ל(?:ה|ו|כן)))(?![א-ת])"
        ),
        read=_read_unit_after,
    ),
    # אותה תקופה אשתקד, התקופה המקבילה של השנה שעברה, הרבעון המקביל ב-2023, התקופה המקבילה השנה, תקופה דומה לפני שנה
    Rule(
        name="same_period",
        starters=frozenset({"אותה", "אותו", "תקופה", "רבעון", "חודש", "מחצית", "חציון", "חודשים", "עונה"}),
        pattern=Deferred(
            "(?:אות[הו] (?:ה?תקופה|ה?עת|רבעון|חודש|מחצית)"
            f"|(?:תקופה|רבעון|חודש|מחצית|חציון|חודשים|עונה) ה?(?:מקבילי?[הם]?|דומה|זהה))(?:,)? {_LAST_YEAR}"
        ),
        read=_read_same_period,
    ),
    # לעומת אותה תקופה, בהשוואה לרבעון המקביל
    Rule(
        name="compared_period",
        starters=frozenset({"אותה", "תקופה", "רבעון", "חודש", "מחצית", "חציון"}),
        pattern=Deferred(
            r"(?:אותה ה?תקופה|(?:תקופה|רבעון|חודש|מחצית|חציון) (?P<parallel>ה)?מקבילה?)(?![א-ת]| (?:של|ב-?\d|בשנת|לפני))"
        ),
        read=_read_compared_period,
    ),
    # יום שלישי הקרוב, יום ג'
    Rule(
        name="weekday",
        starters=frozenset({"יום"}),
        pattern=Deferred(
            f"יום (?P<weekday>{_WEEKDAY})(?! של | ב(?:חשיבות|גודל|טיב|מספר|מעלה))(?: {_SHIFT}| (?P<week>{_WEEK}))?"
        ),
        read=_read_weekday,
    ),
    # בשבת צפויה הפגנה
    Rule(
        name="sabbath_alone",
        starters=frozenset({"שבת"}),
        pattern=Deferred("(?P<weekday>שבת)(?P<shift>(?!))?(?![א-ת-]| (?:קודש|שלום|ו))"),
        read=_read_sabbath,
    ),
    # בשבת האחרונה
    Rule(
        name="sabbath",
        starters=frozenset({"שבת"}),
        pattern=Deferred(f"(?P<weekday>שבת) {_SHIFT}"),
        read=_read_weekday,
    ),
]
