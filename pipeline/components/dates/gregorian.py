"""Rules for dates of the Gregorian calendar: days, months, quarters, halves, seasons, years, decades, centuries, hours."""

from __future__ import annotations

import re
from calendar import monthrange

import regex

from pipeline.components.dates.atoms import (
    BCE,
    CE,
    DAY,
    DAY_WORDS,
    NUMERIC_MONTH,
    ORDINAL,
    PARTS_OF_DAY,
    RELATIVE,
    SHORT_YEAR,
    THE,
    YEAR,
    ending_with,
    words,
)
from pipeline.components.dates.durations import SPAN_HEAD
from pipeline.components.dates.expressions import DIGITS, Expression, Landmark, Moment, Offset, Reader, Rule
from pipeline.deferred_patterns import Deferred
from pipeline.facts import Precision
from pipeline.hebrew.calendar import MONTH, MONTH_ABBREVIATIONS, MONTHS, SEASON, SEASONS, WEEKDAYS, month_number, one_of
from pipeline.hebrew.characters import DASH, DASHES, GERESH, GERESH_MARKS, QUOTE
from pipeline.hebrew.numerals import (
    NUMBER,
    NUMBER_VOCABULARY,
    NUMBER_WORDS,
    ORDINAL_VOCABULARY,
    ROMAN,
    read_number,
    read_ordinal,
)

_NO_LEAP_YEAR = 2001
# השנה, אשתקד, בשנה הבאה after a month, a quarter or a half.
RELATIVE_YEAR = (
    f"(?:(?:של |ב|ל)?(?:ה?שנה ה?(?P<year_shift>{words(RELATIVE.shifts)})|(?P<this_year>השנה)(?![א-ת]| ש(?:ל?אחר|לפני|קד)))"
    "|(?:של |ד|מ|ב)?(?P<last_year>אשתקד)(?![א-ת]))"
)
_OF_YEAR = "(?:של שנת |בשנת |לשנת |שנת |של |לשנים |ב-?|ל-?)?"
# What gives a month or a part of a year its year: 2024, של שנת 2024, '24, השנה, 1220 לפנה"ס.
YEAR_TAIL = (
    f"(?:(?:,? |{DASH}|/){_OF_YEAR}(?P<year>{YEAR})(?! ?{BCE})(?: {CE})?"
    f"|,? {_OF_YEAR}(?P<era_year>\\d{{1,4}}) (?:(?P<bce>{BCE})|{CE})"
    f"| (?P<short_year>{SHORT_YEAR})"
    f"|,? {RELATIVE_YEAR}"
    f"| (?P<shift>{words(RELATIVE.shifts)}))"
)
# Between a day and its month: ב, ל, ה, בחודש, של חודש.
_TO_MONTH = f"(?: ?(?:ב|ל|ה|של )?{DASH}?(?:חודש )?(?<![א-ת]ה))"
_BETWEEN_DAYS = (
    f"(?P<dash> ?[{DASHES}] ?| (?:ו?עד|ועד) (?:ל?ה?{DASH}?))|(?P<to> ל{DASH}?ה?{DASH}?)"
    f"|(?P<and> (?:ו|ולבין |לבין )ב?ה?{DASH}?)"
)

_FROM = ending_with(
    f"(?:(?<![א-ת])[ושה]{{0,2}}מ(?:ה|תאריך |יום )?{DASH}?"
    f"|(?<![א-ת])[וש]{{0,2}}בין (?:ה{DASH}?|ה?ימים |ה?תאריכים )?(?:ה{DASH}?)?) ?"
)


def preceded_by_from(text: str, start: int) -> bool:
    """Whether ``מ`` or ``בין`` opens a range right before ``start``: ``מה-3 במרץ``, ``בין ה-10``."""
    return _FROM.match(text[max(0, start - 20) : start]) is not None


def century_start(century: int, bce: bool) -> int:
    """The smallest year of the EDTF value of a century: the 19th is 1800, the 6th BCE is -599."""
    return -(century * 100) + 1 if bce else (century - 1) * 100


def year_fields(match: regex.Match[str]) -> dict[str, object]:
    """The fields of a Moment that a YEAR_TAIL gives; empty where it gives none."""
    groups = match.groupdict()
    if groups.get("year"):
        return {"year": int(groups["year"])}
    if groups.get("era_year"):
        year = int(groups["era_year"])
        return {"year": 1 - year if groups.get("bce") else year}
    if groups.get("short_year"):
        return {"year": full_year(groups["short_year"].strip(GERESH_MARKS))}
    if groups.get("this_year"):
        return {"offset": Offset("year", 0)}
    if groups.get("last_year"):
        return {"offset": Offset("year", -1)}
    if groups.get("year_shift"):
        return {"offset": Offset("year", RELATIVE.shifts[groups["year_shift"]])}
    if groups.get("shift"):
        shift = RELATIVE.shifts[groups["shift"]]
        return {"toward": shift} if shift else {"offset": Offset("year", 0)}
    return {}


def full_year(digits: str) -> int:
    """A year written with two digits: 00 to 49 are of this century, 50 to 99 of the last; four digits stand as they are."""
    year = int(digits)
    if len(digits) == 2:
        return year + (2000 if year < 50 else 1900)
    return year


def _moment(precision: Precision, fields: dict[str, object], **own: int | None) -> Moment:
    return Moment(precision=precision, **{**own, **fields})  # type: ignore[arg-type]


def _expression(
    match: regex.Match[str], rule: str, first: Moment, last: Moment | None = None, **more: object
) -> Expression:
    return Expression(
        start=match.start(),
        end=match.end(),
        rule=rule,
        kind="date",
        first=first,
        last=last,
        **more,  # type: ignore[arg-type]
    )


def _is_day(month: int | None, day: int) -> bool:
    return 1 <= day <= (31 if month is None else (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1])


def _read_iso(match: regex.Match[str]) -> Expression | None:
    month, day = int(match["month"]), int(match["day"])
    if not _is_day(month, day):
        return None
    return _expression(match, "dates.iso", Moment(precision="day", year=int(match["year"]), month=month, day=day))


def _read_numeric(match: regex.Match[str]) -> Expression | None:
    month, day = int(match["month"]), int(match["day"])
    if not _is_day(month, day):
        return None
    year = full_year(match["year"])
    last = Moment(precision="day", year=year, month=month, day=day)
    confidence = 1.0 if len(match["year"]) == 4 else 0.9
    if match["first_day"]:
        first_month = int(match["first_month"] or month)
        if not _is_day(first_month, int(match["first_day"])):
            return None
        first = Moment(precision="day", year=year, month=first_month, day=int(match["first_day"]))
        return _expression(match, "dates.numeric_range", first, last, confidence=confidence)
    return _expression(match, "dates.numeric", last, confidence=confidence)


def _read_day_month(match: regex.Match[str]) -> Expression | None:
    month, day = int(match["month"]), int(match["day"])
    if not _is_day(month, day):
        return None
    return _expression(
        match,
        "dates.day_month_numeric",
        Moment(precision="day", month=month, day=day),
        needs_support=True,
        confidence=0.8,
    )


def _read_month_year(match: regex.Match[str]) -> Expression | None:
    moment = Moment(precision="month", year=int(match["year"]), month=int(match["month"]))
    return _expression(match, "dates.month_year_numeric", moment, needs_support=True, confidence=0.9)


def _read_day_in_month(match: regex.Match[str]) -> Expression | None:
    """Days in digits with one named month; what stands before the last day are the listed ones."""
    listed = _NUMBER.finditer(match.string, match.start(), match.start("day"))
    return _read_days_of_month(match, [number.span() for number in listed])


def _read_day_in_words(match: regex.Match[str]) -> Expression | None:
    return _read_days_of_month(match, match.spans("listed_day"))


def _read_days_of_month(match: regex.Match[str], listed_days: list[tuple[int, int]]) -> Expression | None:
    """A day, a range of days or a list of days, with one named month."""
    month = month_number(match["month_name"])
    fields = year_fields(match)
    text = match.string
    numbers = [_read_day_number(text[start:end]) for start, end in listed_days]
    last_day = _read_day_number(match["day"])
    if last_day is None or None in numbers or _is_appointed(match):
        return None
    if not _is_day(month, last_day):
        return Expression(start=match.start(), end=match.end(), rule="dates.look_alike.no_such_day", kind="look_alike")
    rule = "dates.day_month" if not fields or "toward" in fields else "dates.day_month_year"
    # הקרוב after a complete day and month stands outside.
    end = match.end()
    fact_end = match.start("shift") - 1 if match["shift"] else None
    last = _moment("day", fields, month=month, day=last_day)
    if not numbers:
        return Expression(start=match.start(), end=end, rule=rule, kind="date", first=last, fact_end=fact_end)
    listed = [_moment("day", fields, month=month, day=number) for number in numbers]
    opens_range = bool(match["dash"]) or (len(numbers) == 1 and preceded_by_from(text, match.start()))
    if opens_range and len(numbers) == 1:
        if listed[0] == last:
            return None
        return _expression(match, rule + "_range", listed[0], last, fact_end=fact_end)
    if match["dash"] or match["to"]:
        return None
    day_start = match.start("day")
    final = Expression(start=day_start, end=end, rule=rule, kind="date", first=last, fact_end=fact_end)
    found = _expression(match, rule, listed[0])
    found.others = [
        *(
            Expression(start=start, end=end, rule=rule, kind="date", first=moment)
            for (start, end), moment in zip(listed_days, listed, strict=True)
        ),
        final,
    ]
    return found


def _is_appointed(match: regex.Match[str]) -> bool:
    """Whether ``שמונה בספטמבר`` without a proclitic is one who was appointed then, not the eighth."""
    return (
        match["day"] == "שמונה"
        and not match["listed_day"]
        and not regex.match("[א-ת-]", match.string[match.start() - 1])
    )


def _read_day_number(text: str) -> int | None:
    number = int(text) if text.isdigit() else read_ordinal(text)
    return number if number is not None and 1 <= number <= 31 else None


def _read_day_of_this_month(match: regex.Match[str]) -> Expression | None:
    day = _read_day_number(match["day"])
    if day is None or match["day"] == "אחת":  # אחת לחודש
        return None
    return _expression(
        match, "dates.day_of_month", Moment(precision="day", day=day, offset=Offset("month", 0)), confidence=0.8
    )


def _read_time(match: regex.Match[str]) -> Expression | None:
    hour, minute = match["hour"], match["minute"] or "00"
    value = int(hour) if hour.isdigit() else read_ordinal(hour)
    if value is None or value > 23 or int(minute) > 59:
        return None
    part = match["part_of_day"]
    if (
        part
        and value < 12
        and regex.match("אחר הצהריים|אחה|בערב|בצהריים|בלילה", part)
        and (value > 5 or "לילה" not in part)
    ):
        value += 12
    if part and "לילה" in part and value == 12:
        value = 0
    has_cue = bool(match["clock"])
    return Expression(
        start=match.start(),
        end=match.end("core"),
        rule="dates.time_of_day",
        kind="time",
        time_of_day=f"{value:02d}:{minute}",
        needs_support=not has_cue,
    )


def _read_month(match: regex.Match[str]) -> Expression | None:
    month = month_number(match["month_name"])
    fields = year_fields(match)
    rule = "dates.month_year" if fields else "dates.month"
    return _expression(match, rule, _moment("month", fields, month=month), needs_support=not fields)


def _read_month_day(match: regex.Match[str]) -> Expression | None:
    month, day = month_number(match["month_name"]), int(match["day"])
    if not _is_day(month, day):
        return None
    return _expression(match, "dates.month_day_year", _moment("day", year_fields(match), month=month, day=day))


_PART_NUMBERS = {"א": 1, "ב": 2, "ג": 3, "ד": 4, "I": 1, "II": 2, "III": 3, "IV": 4, "אחרון": 4, "אחרונה": 4}


def _part_number(text: str) -> int | None:
    bare = text.removeprefix("ה").lstrip(DASHES).rstrip(GERESH_MARKS)
    return _PART_NUMBERS.get(bare) or read_ordinal(bare)


def _read_quarter(match: regex.Match[str]) -> Expression | None:
    fields = year_fields(match)
    numbers = [_part_number(text) for text in match.captures("part")]
    if any(number is None or not 1 <= number <= 4 for number in numbers):
        return None
    is_share = match["noun"] == "רבע" and not fields
    if is_share and len(numbers) > 1:
        return None
    if match["part"].startswith(("אחרון", "האחרון")) and not fields:
        return None
    found = _parts(match, "quarter", "dates.quarter", numbers, fields)
    found.needs_support = is_share
    return found


def _read_half(match: regex.Match[str]) -> Expression | None:
    fields = year_fields(match)
    numbers = [2 if text.endswith(("אחרון", "אחרונה")) else _part_number(text) for text in match.captures("part")]
    if any(number not in (1, 2) for number in numbers):
        return None
    if match["part"].endswith(("אחרון", "אחרונה")) and not fields:
        return None  # חצי השנה האחרונה is the six months to now
    found = _parts(match, "half", "dates.half", numbers, fields)
    found.needs_support = not fields
    return found


def _parts(
    match: regex.Match[str], precision: Precision, rule: str, numbers: list[int | None], fields: dict[str, object]
) -> Expression:
    """One part of a year, or two that share noun and year: ``הרבעון השני והשלישי של 2024``."""
    moments = [_moment(precision, fields, part=number) for number in numbers]
    if len(moments) == 1:
        return _expression(match, rule, moments[0])
    found = _expression(match, rule, moments[0])
    second = match.start("part")
    found.others = [
        Expression(start=match.start(), end=match.ends("part")[0], rule=rule, kind="date", first=moments[0]),
        Expression(start=second, end=match.end(), rule=rule, kind="date", first=moments[1]),
    ]
    return found


def _read_half_of_year(match: regex.Match[str]) -> Expression | None:
    """``מחצית 2024``: the half that ends in the middle of the year."""
    return _expression(match, "dates.half", _moment("half", year_fields(match), part=1), confidence=0.7)


def _read_half_of_month(match: regex.Match[str]) -> Expression | None:
    """``המחצית השנייה של ספטמבר``: the days from the sixteenth on."""
    month = month_number(match["month_name"])
    fields = year_fields(match)
    if month is None:
        return None
    year = fields.get("year")
    last_of_month = monthrange(year if isinstance(year, int) else _NO_LEAP_YEAR, month)[1]
    first_day, last_day = (1, 15) if match["part"] == "ראשונה" else (16, last_of_month)
    first, last = (_moment("day", fields, month=month, day=day) for day in (first_day, last_day))
    return _expression(match, "dates.half_of_month", first, last)


def _read_seasons(match: regex.Match[str]) -> Expression | None:
    """``חורף-אביב 2024-2025``: from one season to the next one, which can lie in the next year."""
    parts = [SEASONS[name] for name in match.captures("season")]
    last = int(match["last_year"] or match["year"])
    # Winter is counted to the year that it begins in.
    first = int(match["year"]) if match["last_year"] else last - (parts[0] > parts[1])
    if not 0 <= last - first <= 1 or parts[0] == parts[1]:
        return None
    return _expression(
        match,
        "dates.seasons",
        Moment(precision="season", year=first, part=parts[0]),
        Moment(precision="season", year=last, part=parts[1]),
    )


def _read_crop_season(match: regex.Match[str]) -> Expression:
    first, last = (22, 23) if match[0].startswith("קיץ") else (24, 21)
    first_moment, last_moment = Moment(precision="season", part=first), Moment(precision="season", part=last)
    return _expression(match, "dates.crop_season", first_moment, last_moment, confidence=0.8)


def _read_season(match: regex.Match[str]) -> Expression | None:
    fields = year_fields(match)
    if not fields:
        return None
    return _expression(match, "dates.season", _moment("season", fields, part=SEASONS[match["season"]]))


_MOST_IN_YEAR = {"חודשים": 12, "רבעונים": 4}


def _read_first_months(match: regex.Match[str]) -> Expression | None:
    count = read_number(match["count"])
    most = _MOST_IN_YEAR[match["unit"]]
    if count is None or count.denominator != 1 or not 1 < count <= most:
        return None
    months = int(count) * (12 // most)
    fields = year_fields(match)
    first, last = (1, months) if match["which"] == "ראשונ" else (13 - months, 12)
    return _expression(
        match,
        "dates.first_months",
        _moment("month", fields, month=first),
        _moment("month", fields, month=last),
        confidence=1.0 if fields else 0.8,
    )


def _read_month_of_year(match: regex.Match[str]) -> Expression | None:
    month = 12 if match["nth"].startswith("אחרון") else read_ordinal(match["nth"])
    fields = year_fields(match)
    if month is None or not 1 <= month <= 12 or "toward" in fields:
        return None
    return _expression(match, "dates.month_of_year", _moment("month", fields, month=month))


def _read_months_so_far(match: regex.Match[str]) -> Expression | None:
    """``בעשרת החודשים`` of a report: those from the beginning of the year."""
    count = read_number(match["count"])
    if count is None or count.denominator != 1 or not 1 < count < 12:
        return None
    return _expression(
        match,
        "dates.first_months",
        Moment(precision="month", month=1),
        Moment(precision="month", month=int(count)),
        confidence=0.7,
    )


def _read_year_named(match: regex.Match[str]) -> Expression | None:
    digits = match["digits"]
    if digits is None:
        number = read_number(match["in_words"])
        if number is None or number.denominator != 1 or not 1000 <= number <= 2199:
            return None
        return _expression(match, "dates.year", Moment(precision="year", year=int(number)))
    year = int(digits)
    if match["bce"]:
        year = 1 - year
    elif (len(digits) < 3 and not match["ce"]) or year > 2999:
        return None
    end_digits = match["second_year"]
    last = None
    if end_digits:
        last_year = int(end_digits) if len(end_digits) == 4 else int(digits[:2] + end_digits)
        last = Moment(precision="year", year=last_year)
    return _expression(match, "dates.years" if last else "dates.year", Moment(precision="year", year=year), last)


def _read_bare_year(match: regex.Match[str]) -> Expression | None:
    moment = Moment(precision="year", year=int(match["year"]))
    return _expression(match, "dates.year", moment, needs_support=True, confidence=0.9)


def _read_era_year(match: regex.Match[str]) -> Expression | None:
    return _expression(match, "dates.year", Moment(precision="year", **year_fields(match)))  # type: ignore[arg-type]


def _read_years(match: regex.Match[str]) -> Expression | None:
    first, last_digits = int(match["year"]), match["second_year"]
    last = int(last_digits) if len(last_digits) == 4 else first // 100 * 100 + int(last_digits)
    if len(last_digits) == 2 and last != first + 1:
        return None
    if first == last or abs(first - last) > 1000:
        return None
    return _expression(
        match,
        "dates.years",
        Moment(precision="year", year=first),
        Moment(precision="year", year=last),
        needs_support=not (1800 <= first <= 2150 and 1800 <= last <= 2150),
        confidence=0.95,
    )


def _read_early_years(match: regex.Match[str]) -> Expression | None:
    first, last = int(match["year"]), int(match["second_year"])
    if not first < last <= first + 1500:
        return None
    return _expression(
        match, "dates.years", Moment(precision="year", year=first), Moment(precision="year", year=last), confidence=0.95
    )


_DECADE_WORDS = {"אלפיים": 2000, "אלפים": 2000}


def _decade(text: str, century: int | None) -> int | None:
    """The first year of a decade: 60 and שישים are 1960, 1860 in the 19th century; 1960 and 2000 stand."""
    bare = text.removeprefix("ה").lstrip(DASHES + " ")
    value = int(bare) if bare.isdigit() else _DECADE_WORDS.get(bare) or int(read_number(bare) or 0)
    if value >= 1000:
        return value if value % 10 == 0 else None
    if value % 10 or not 10 <= value <= 90:
        return None
    return value + (century_start(century, bce=False) if century else 1900)


def _read_decade(match: regex.Match[str]) -> Expression | None:
    century = read_ordinal(match["century"]) if match["century"] else 20 if match["last_century"] else None
    years = [_decade(text, century) for text in match.captures("decade")]
    if any(year is None for year in years) or (century and not 1 <= century <= 22):
        return None
    moments = [Moment(precision="decade", year=year) for year in years]
    return _expression(match, "dates.decade", moments[0], moments[1] if len(moments) > 1 else None)


def _read_century(match: regex.Match[str]) -> Expression | None:
    bce = bool(match["bce"])
    years = []
    for text in match.captures("century"):
        number = read_ordinal(text)
        if number is None or not 1 <= number <= 40:
            return None
        years.append(century_start(number, bce))
    moments = [Moment(precision="century", year=year) for year in years]
    if match["part"]:
        return _part_of_century(match, years[0])
    return _expression(match, "dates.century", moments[0], moments[1] if len(moments) > 1 else None)


def _part_of_century(match: regex.Match[str], start: int) -> Expression | None:
    number = _part_number(match["part"])
    parts = {"מחצית": 2, "חצי": 2, "רבע": 4, "שליש": 3, "עשור": 10}[match["part_noun"]]
    if match["part"].endswith(("אחרון", "אחרונה")):
        number = parts
    if number is None or not 1 <= number <= parts:
        return None
    if parts == 10:
        return _expression(match, "dates.decade", Moment(precision="decade", year=start + 10 * (number - 1)))
    first = start + (number - 1) * 100 // parts
    last = start + number * 100 // parts - 1
    return _expression(
        match, "dates.part_of_century", Moment(precision="year", year=first), Moment(precision="year", year=last)
    )


def _read_current_century(match: regex.Match[str]) -> Expression | None:
    start = {0: 2000, -1: 1900}.get(RELATIVE.shifts[match["shift"]])
    if start is None or match["shift"].endswith(("אחרונה", "זאת", "זה", "זו")):
        return None
    return _expression(match, "dates.century", Moment(precision="century", year=start), confidence=0.9)


def _read_weekday_of_month(match: regex.Match[str]) -> Expression | None:
    nth = 5 if match["nth"].startswith("אחרון") else read_ordinal(match["nth"])
    month = month_number(match["month_name"])
    if nth is None or nth > 5:
        return None
    return _expression(
        match,
        "dates.weekday_of_month",
        _moment("day", year_fields(match), month=month, weekday=WEEKDAYS[match["weekday"]], nth=nth),
    )


_DAY_OF_MONTH_IN_WORDS = f"(?:{DAY_WORDS}|{ORDINAL})"
_BETWEEN = f"(?:{_BETWEEN_DAYS})"
_DAY_LIST = f"(?P<listed_day>{DAY}(?:, ?(?:{DAY}, ?){{0,3}}{DAY})?{_BETWEEN})?(?P<day>{DAY})"
_NUMBER = re.compile(r"\d+")
_PART = f"ה?{DASH}?(?P<part>{ORDINAL}|[1-4](?![\\d.,:])|[אבגד]{GERESH}|I{{1,3}}(?![A-Z])|IV|אחרונ?[הן](?![א-ת]))"
_PART_OF_YEAR = f"{_PART}(?:(?:,| ו| עד| -|{DASH}) ?(?:של )?ה?{DASH}?{_PART})?{YEAR_TAIL}?"
_MONTH_NAME = f"(?P<month_name>{MONTH})"
_CENTURY = (
    f"(?P<century>\\d{{1,2}}(?!\\d)|{NUMBER_WORDS}|{ORDINAL}|[א-ת]{QUOTE}[א-ת](?![א-ת])|[א-י]{GERESH}(?![א-ת])|{ROMAN})"
)
_OF_CENTURY = f"(?:של |ב)ה?מאה {THE}(?P<century>{_CENTURY[len('(?P<century>') : -1]})"
_PART_OF_DAY = f"(?: (?P<part_of_day>{PARTS_OF_DAY}|אחה{QUOTE}צ))?"

_OF_THIS_MONTH = f" (?:לחודש|בחודש)(?! (?:הזה|זה|{one_of(frozenset(MONTHS))}))(?![א-ת])"

_DIGITS = frozenset({DIGITS})
_MONTH_WORDS = frozenset(MONTHS) | frozenset(MONTH_ABBREVIATIONS)
_NUMBERS_IN_WORDS = NUMBER_VOCABULARY | ORDINAL_VOCABULARY


_FOUR_DIGITS = r"[12]\d{3}(?!\d)"
_DAY_LENGTH = frozenset({1, 2})
_YEAR_LENGTH = frozenset({4})


def _rule(
    name: str,
    starters: frozenset[str],
    pattern: str,
    read: Reader,
    *,
    near: Landmark | None = None,
    lengths: frozenset[int] | None = None,
    follow: str | None = None,
    guard: Deferred | None = None,
    after_guard: Deferred | None = None,
    by_regex: bool = False,
) -> Rule:
    return Rule(
        name=name,
        starters=starters,
        pattern=Deferred(pattern, by_regex=by_regex),
        read=read,
        near=near,
        lengths=lengths,
        follow=None if follow is None else Deferred(follow),
        guard=guard,
        after_guard=after_guard,
    )


RULES = [
    # 2022-02-05
    _rule(
        "iso",
        _DIGITS,
        r"(?P<year>[12]\d{3})(?P<sep>[-/.])(?P<month>0[1-9]|1[0-2])(?P=sep)(?P<day>0[1-9]|[12]\d|3[01])(?![\d/.-]?\d)",
        _read_iso,
        lengths=_YEAR_LENGTH,
        follow=r"[-/.][01]",
    ),
    # 5.2.2022, 17.5.17, 5-7.2.2022
    _rule(
        "numeric",
        _DIGITS,
        rf"(?:(?P<first_day>{DAY})(?:[./](?P<first_month>{NUMERIC_MONTH}))? ?[-–] ?)?"
        rf"(?P<day>{DAY}) ?(?P<sep>[./-]) ?(?P<month>{NUMERIC_MONTH}) ?(?P=sep) ?"
        rf"(?P<year>[12]\d{{3}}|\d\d)(?!\d|[./:]\d|-\d(?!\d?[./]\d)|[/-][A-Z])",
        _read_numeric,
        lengths=_DAY_LENGTH,
        follow=r"[-./–][ \d]",
    ),
    # 5.2, 13/10
    _rule(
        "day_month_numeric",
        _DIGITS,
        rf"(?P<day>{DAY})[./](?P<month>{NUMERIC_MONTH})(?![\d%]|[./,:-]\d| ?%)",
        _read_day_month,
        lengths=_DAY_LENGTH,
        follow=r"[./]\d",
    ),
    # 3/2024
    _rule(
        "month_year_numeric",
        _DIGITS,
        rf"(?P<month>{NUMERIC_MONTH})[./](?P<year>(?:19|20)\d\d)(?![\d]|[./-][\dA-Z])",
        _read_month_year,
        lengths=_DAY_LENGTH,
        follow="[./][12]",
    ),
    # 5 בפברואר 2022, 10-12 באפריל, 10, 12 ו-15 במאי
    _rule(
        "day_in_month",
        _DIGITS,
        f"{_DAY_LIST}{_TO_MONTH}{_MONTH_NAME}{YEAR_TAIL}?",
        _read_day_in_month,
        near="month",
        lengths=_DAY_LENGTH,
    ),
    # השלישי למרץ, שבעה באוקטובר
    _rule(
        "day_in_words",
        _NUMBERS_IN_WORDS,
        f"(?:(?P<listed_day>{_DAY_OF_MONTH_IN_WORDS}){_BETWEEN})?"
        f"(?P<day>{_DAY_OF_MONTH_IN_WORDS}) [בל](?:חודש )?{_MONTH_NAME}{YEAR_TAIL}?",
        _read_day_in_words,
        by_regex=True,
        near="month",
    ),
    # ב15 לחודש, חמש עשרה לחודש
    _rule(
        "day_of_month",
        _DIGITS,
        f"(?P<day>{DAY}){_OF_THIS_MONTH}",
        _read_day_of_this_month,
        near="unit",
        lengths=_DAY_LENGTH,
        follow=" [לב]",
    ),
    _rule(
        "day_of_month_in_words",
        _NUMBERS_IN_WORDS,
        f"(?P<day>{_DAY_OF_MONTH_IN_WORDS}){_OF_THIS_MONTH}",
        _read_day_of_this_month,
        near="unit",
    ),
    # 19:21
    _rule(
        "clock",
        _DIGITS,
        rf"(?P<core>(?P<clock>)(?:(?<=שעה )|(?<=שעות ))(?P<hour>\d{{1,2}})[:.](?P<minute>[0-5]\d)(?![\d:])){_PART_OF_DAY}",
        _read_time,
        lengths=_DAY_LENGTH,
        follow=r"[:.][0-5]",
    ),
    _rule(
        "bare_clock",
        _DIGITS,
        rf"(?P<core>(?P<hour>2[0-3]|1\d|0?\d):(?P<minute>[0-5]\d)(?![\d:])){_PART_OF_DAY}(?P<clock>(?!))?",
        _read_time,
        lengths=_DAY_LENGTH,
        follow=":[0-5]",
    ),
    # שעה 8, השעה שמונה
    _rule(
        "hour",
        frozenset({"שעה", "שעות"}),
        rf"(?P<core>(?P<clock>(?<=[בהל])שעה|שעה(?! אחת)) "
        rf"(?P<hour>\d{{1,2}}(?!\d)(?![:.]\d)|{NUMBER_WORDS})(?P<minute>(?!))?){_PART_OF_DAY}",
        _read_time,
    ),
    # מרץ 2024, באוקטובר האחרון
    _rule("month", _MONTH_WORDS, f"{_MONTH_NAME}{YEAR_TAIL}?", _read_month),
    # פברואר 5, 2022
    _rule("month_day", _MONTH_WORDS, f"{_MONTH_NAME} (?P<day>{DAY}),? (?P<year>{YEAR})", _read_month_day),
    # הרבעון השני של 2024, Q2 2024
    _rule(
        "quarter",
        frozenset({"רבעון", "רבע", "רביע", "רבעונים", "Q"}),
        f"(?P<noun>רבעון|רבעונים|רביע|רבע|Q)(?: |(?<=Q)){_PART_OF_YEAR}",
        _read_quarter,
        by_regex=True,
    ),
    # המחצית השנייה של ספטמבר, מחצית ראשונה של חודש אפריל 2026
    _rule(
        "half_of_month",
        frozenset({"מחצית"}),
        f"מחצית ה?(?P<part>ראשונה|שנייה|שניה) (?:של |ב)(?:חודש )?{_MONTH_NAME}{YEAR_TAIL}?",
        _read_half_of_month,
        near="month",
    ),
    # המחצית הראשונה של 2024
    _rule(
        "half",
        frozenset({"מחצית", "חציון", "חצי"}),
        f"(?:מחצית|חציון|חצי) (?:השנה )?{_PART_OF_YEAR}",
        _read_half,
        by_regex=True,
    ),
    _rule("half_of_year", frozenset({"מחצית"}), f"מחצית(?= (?:של )?(?:שנת |[12])){YEAR_TAIL}", _read_half_of_year),
    # חורף-אביב 2024-2025
    _rule(
        "seasons",
        frozenset(SEASONS),
        rf"(?P<season>{SEASON})(?: ?{DASH} ?| ו)ה?(?P<season>{SEASON})"
        rf" (?:של |בשנת |של שנת |שנת |ב{DASH}?)?(?P<year>{_FOUR_DIGITS})"
        rf"(?:(?:[-/]| - )(?P<last_year>{_FOUR_DIGITS}))?(?!\d)",
        _read_seasons,
        by_regex=True,
    ),
    # אורז קיץ-סתיו, יבול החורף-אביב: crops, which take their year from the text
    _rule(
        "crop_season",
        frozenset({"קיץ", "חורף"}),
        f"(?:קיץ{DASH}ה?סתיו|חורף{DASH}ה?אביב)(?! ?(?:של |בשנת |שנת |ב{DASH}?)?\\d)(?![א-ת])",
        _read_crop_season,
    ),
    # קיץ 2023, בחורף שעבר
    _rule(
        "season",
        frozenset(SEASONS),
        rf"(?<!תל[ -])(?P<season>{SEASON}){YEAR_TAIL}(?:[-/]\d{{2,4}}(?!\d))?",
        _read_season,
    ),
    # תשעת החודשים הראשונים של 2024
    _rule(
        "first_months",
        _DIGITS | NUMBER_VOCABULARY,
        f"(?P<count>{NUMBER}) ה?(?P<unit>חודשים|רבעונים) ה?(?P<which>ראשונ|אחרונ)ים"
        f"(?:(?<=אחרונים)(?= (?:של|ב))|(?<!אחרונים))(?:{YEAR_TAIL}|(?! ל[א-ת]| של [א-ת]))",
        _read_first_months,
        near="unit",
        guard=SPAN_HEAD,
        after_guard=Deferred(" ה?(?:ראשונ|אחרונ)ים"),
    ),
    # סך המכירות בעשרת החודשים
    _rule(
        "months_so_far",
        _DIGITS | NUMBER_VOCABULARY,
        f"(?:(?<=[בל])|(?<=[בל]-))(?P<count>{NUMBER}) החודשים(?=[,.)]| [א-ת]{{3,}}| ב-?\\d)"
        "(?! (?:ה(?:ראשונ|אחרונ|קרוב|בא|לל|אל|נותר|חולפ|קודמ)|ש[א-ת]|של |לפני |אחרי |מאז |עד |בהם |בין |אלו|אלה))",
        _read_months_so_far,
        near="unit",
        guard=SPAN_HEAD,
    ),
    # החודש הראשון של 2024, החודש השני השנה
    _rule(
        "month_of_year",
        frozenset({"חודש"}),
        f"חודש ה(?P<nth>{ORDINAL}|אחרון(?= (?:של|ב-?\\d))){YEAR_TAIL}",
        _read_month_of_year,
    ),
    # שנת 2020, שנת הלימודים 2023/24, שנת 586 לפנה"ס
    _rule(
        "year_named",
        frozenset({"שנת"}),
        f"שנת (?:ה?כספים |ה?תקציב |ה?לימודים |ה?מס |האקדמית |ה?פעילות |ה{DASH})?"
        rf"(?:(?P<digits>\d{{1,4}})(?!\d|[.,]\d|/\d{{3}})(?:[-/](?P<second_year>\d{{4}}|\d\d)(?![\d/.-]))?"
        f"(?: (?:(?P<bce>{BCE})|(?P<ce>{CE})))?|(?P<in_words>{NUMBER_WORDS}))",
        _read_year_named,
    ),
    _rule(
        "era_year",
        _DIGITS,
        f"(?:(?P<era_year>\\d{{1,4}}) (?:(?P<bce>{BCE})|{CE}))(?P<year>(?!))?",
        _read_era_year,
        follow=" ל",
    ),
    # 2015-2023, 2023/24
    _rule(
        "years",
        _DIGITS,
        r"(?P<year>[12]\d{3}) ?[-/] ?(?P<second_year>[12]\d{3}|\d\d)(?!\d|[.,:]\d|[/-][\dA-Z]|[A-Za-z]| ?%)",
        _read_years,
        lengths=_YEAR_LENGTH,
        follow=r"[-/][ \d]| [-/]",
    ),
    # בין השנים 450 ועד שנת 640
    _rule(
        "early_years",
        _DIGITS,
        r"(?<=(?:בין|ב)ה?שנים |בין ה?שנים |בין שנת |משנת )(?P<year>\d{3})(?: ?- ?| ל-?| ו-?|,? (?:ו?עד|לבין) )(?:ל?שנת )?"
        rf"(?P<second_year>\d{{3,4}})(?!\d|[.,:/-]\d)(?! {BCE})(?: {CE})?",
        _read_early_years,
        lengths=frozenset({3}),
        follow="-|, | [-לוע]",
    ),
    _rule("bare_year", _DIGITS, f"(?P<year>{YEAR})(?![/-][A-Za-z])", _read_bare_year, lengths=_YEAR_LENGTH),
    # שנות ה-60, שנות ה -80, שנות השישים והשבעים של המאה ה-19
    _rule(
        "decade",
        frozenset({"שנות"}),
        rf"שנות (?P<decade>ה ?{DASH}? ?(?:\d{{2,4}}(?!\d)|[א-ת]+))(?:(?: ו| עד |{DASH}| - |, )(?:שנות )?"
        rf"(?P<decade>ה ?{DASH}? ?(?:\d{{2,4}}(?!\d)|[א-ת]+ים(?![א-ת]))))?"
        f"(?: (?:{_OF_CENTURY}|(?P<last_century>של המאה (?:הקודמת|שעברה))))?",
        _read_decade,
        by_regex=True,
    ),
    # המאה ה-19, המאה הי"ט, המאות ה-17 וה-18, המאה ה-6 לפנה"ס, המחצית השנייה של המאה ה-19
    _rule(
        "century",
        frozenset({"מאה", "מאות", "מחצית", "רבע", "שליש", "עשור"}),
        f"(?:(?P<part_noun>מחצית|רבע|שליש|עשור) {_PART} (?:של |ב)ה?)?(?:מאה|מאות) ה(?: ?{DASH})?{_CENTURY}"
        f"(?:(?: ו|{DASH}| - | עד )(?:המאה )?ה(?: ?{DASH})?{_CENTURY})?(?: (?P<bce>{BCE})| {CE})?",
        _read_century,
        by_regex=True,
    ),
    _rule("current_century", frozenset({"מאה"}), f"מאה (?P<shift>{words(RELATIVE.shifts)})", _read_current_century),
    # יום שלישי הראשון של אוקטובר
    _rule(
        "weekday_of_month",
        frozenset({"יום"}),
        f"יום (?P<weekday>{one_of(WEEKDAYS)}) ה(?P<nth>{ORDINAL}|אחרון) (?:של (?:חודש )?|ב){_MONTH_NAME}{YEAR_TAIL}?",
        _read_weekday_of_month,
    ),
]
