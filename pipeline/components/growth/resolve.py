"""From a text to its growth figures: the readings of each sentence, with their period, basis, subject and streak."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import cast

import regex

from pipeline.components.explanations import SILENT, Explanation
from pipeline.components.growth.explain import explain
from pipeline.components.growth.figures import CONTEXT, COUNTING_CHANGES, SCALED, UNITS, Figure, find_figures
from pipeline.components.growth.lexicon import (
    DOUBLING,
    MULTIPLES,
    Cue,
    find_cues,
    is_change_word,
    may_name_indicator,
    words_of,
)
from pipeline.components.growth.reading import Reading
from pipeline.components.growth.readings import read_sentence
from pipeline.components.growth.sentence_parts import SentenceParts
from pipeline.components.growth.sentence_state import SentenceState
from pipeline.components.growth.topics import FLOWS, Discourse, Topic, TopicFinder
from pipeline.facts import Basis, DateFact, Entity, GrowthFigure, Status
from pipeline.hebrew.characters import QUOTE_MARKS
from pipeline.hebrew.numerals import ORDINAL_WORDS, read_number, read_ordinal
from pipeline.word_patterns import any_of

_COUNTED = {form for table in (UNITS.currencies, UNITS.counted) for forms in table.values() for form in forms} | {
    *SCALED
}
_SCALES = ("אלף", "מיליון", "מיליארד", "טריליון")
# A sentence without a match of one of these has no figure; everything else is read only where one is found. They are looked for
# in every sentence, so each begins with the few characters that re can skip to, and the costly ones wait for a cheap one.
_FIGURE_WORD = re.compile(
    any_of(["%", *"$₪€", "אחוז", "ספרתי", "ללא שינוי", "לא השתנ", "פעמים", "מיליון ", "אלף ", "אלפים ", "מיליארד "])
)
_DIGIT = re.compile(r"\d")
_FIGURE_AFTER_DIGIT = re.compile(
    rf"\d(?: (?:יותר|פחות)(?![א-ת])|,\d{{3}}|(?=[^א-ת\n]{{0,3}}{any_of([*_COUNTED, *_SCALES])}))"
)
_DIGIT_AFTER_LETTER = re.compile(rf"ב-\d|ל-\d|לעומת \d|מ-?\d[\d.,]{{0,12}} ל-?\d|{COUNTING_CHANGES} של (?:כ-)?\d")
_TIMES = ("פי ", "פי-")
_FRACTIONS = ("חצי", "מחצית", "שליש", "רבע", "חמישית")
_MULTIPLE_OR_PART = re.compile(any_of([*_TIMES, *_FRACTIONS, *MULTIPLES]))
_MULTIPLE_OR_PART_ALONE = re.compile(
    rf"{DOUBLING}|(?<![א-ת])[ושהבכלמ]{{0,3}}(?:-?{any_of(_TIMES)}|{any_of(_FRACTIONS)}(?![א-ת]))"
)
# A sentence with more figures than this is the remains of a table.
MOST_FIGURES = 60
# What is counted in money; a bare amount of it is at least this large.
_MONEY = frozenset(["budget_revenue", "revenue", "investment", "fdi", "exports", "imports", "trade", "credit"])
_LEAST_MONEY = 1_000_000_000
# A longer sentence without figures speaks of too much to tell what the next one is about.
_LONGEST_LEAD = 150
# Before the name of what a sentence without figures speaks of; ב only after a word of change.
_PLAIN_PREFIXES = frozenset(["", "ה"])
_NAMING_PREFIXES = _PLAIN_PREFIXES | {"ב"}
_AIM_NOUNS = any_of(["יעדים", "מטרות", "יעדי"])
_AIM_NOUN = re.compile(_AIM_NOUNS)
_AIMS = re.compile(rf"(?<![א-ת])ה?{_AIM_NOUNS}(?![א-ת])")
_DOUBLING = re.compile(DOUBLING)
_RUNNING = ("ברציפות", "ברצף")
_CONSECUTIVE = any_of([*_RUNNING, "רצופות", "עוקבות"])
_CONSECUTIVE_WORD = re.compile(_CONSECUTIVE)
_STREAK = re.compile(
    rf"(?<![א-ת])(?P<years>\d{{1,2}}|[א-ת]{{3,7}}) שנים {_CONSECUTIVE}"
    rf"|(?<![א-ת])ה?שנה ה?-?(?P<ordinal>\d{{1,2}}|ה?{ORDINAL_WORDS}) {any_of(_RUNNING)}"
)
_BASIS = {phrase: name for name, phrases in CONTEXT.basis.items() for phrase in phrases}
_BASIS_PATTERN = re.compile(rf"(?<![א-ת]){any_of(_BASIS)}(?![א-ת])")
_NAME = rf"[א-ת][א-ת{QUOTE_MARKS}'-]{{1,20}}(?![א-ת{QUOTE_MARKS}'-])"
_COMPARE = re.compile(r"(?<![א-ת])[ושה]{0,2}(?:לעומת|בהשוואה|ביחס|לאחר|אחרי|בהמשך|בדומה|מול|מאשר)(?![א-ת])")
_COMPARED_TIME = re.compile(r"(?<![א-ת])(?:לעומת|בהשוואה|ביחס|מאשר)(?![א-ת])")
_PLACE = re.compile(rf"(?<![א-ת])[ושה]?[בלמ]?(?:ה?עיר|{any_of(CONTEXT.place_heads)}) (?P<name>{_NAME}(?: {_NAME})?)")
_SECTOR = re.compile(rf"(?<![א-ת])[ושה]{{0,2}}[בלמ]?(?P<name>{any_of(CONTEXT.sector_heads)} {_NAME})")
# Looked for first: most stretches of a text name neither.
_SUBJECT_HEAD = re.compile(any_of(["עיר", *CONTEXT.place_heads, *CONTEXT.sector_heads]))
_OWNER = regex.compile(rf" של (?P<name>{_NAME})")
_ECONOMY_OF = regex.compile(rf"כלכלת (?P<name>{_NAME}(?: {_NAME})?)")
_IN = regex.compile("ו?ב?")
_PROVINCES = ("vn.province.", "vn.place.", "gpe.vn.")
# Figures of a time to come, which keep a period of their own.
_AHEAD = frozenset(["forecast", "target"])
_LONG = frozenset(["decade", "century"])
_UNTIL = re.compile(r"\.\./(?P<month>(?P<year>\d{4})-(?:0[1-9]|1[0-2]))(?:-\d\d)?")
_SUBJECT_LABELS = frozenset(["GPE", "LOC", "ORG"])
_PERIOD_PRECISIONS = frozenset(["month", "quarter", "half", "year", "decade", "century", "season", "week"])


def growth_figures_of(
    text: str,
    sentences: list[tuple[int, int]],
    dates: list[DateFact],
    entities: list[Entity],
    explanation: Explanation = SILENT,
) -> list[GrowthFigure]:
    """The growth figures of a text, in order. ``sentences`` are character ranges; dates and entities may be empty."""
    date_starts = [fact.start for fact in dates]
    places = [e for e in entities if e.label in _SUBJECT_LABELS]
    place_starts = [e.start for e in places]
    facts: list[GrowthFigure] = []
    discourse = Discourse()
    for start, end in sentences:
        announced, discourse.announces_aims = discourse.announces_aims, False
        is_announcing = bool(_AIM_NOUN.search(text, start, end) and _AIMS.search(text, start, end))
        own_dates = dates[bisect_left(date_starts, start) : bisect_left(date_starts, end)]
        _take_period(discourse, "target" if is_announcing else "actual", _leading_period(text, start, end, own_dates))
        if not _may_have_figure(text, start, end):
            discourse.announces_aims = is_announcing
            spoken_of = _spoken_of(text, start, end)
            if spoken_of is not None:
                discourse.note(text, spoken_of)
            continue
        own_places = places[bisect_left(place_starts, start) : bisect_left(place_starts, end)]
        place_ranges = [(p.start, p.end) for p in own_places if p.label != "ORG"]
        province_ranges = [(p.start, p.end) for p in own_places if (p.canonical_id or "").startswith(_PROVINCES)]
        date_ranges = [(d.start, d.end) for d in own_dates]
        figures = find_figures(text, start, end, date_ranges)
        if len(figures) > MOST_FIGURES or not (figures or _DOUBLING.search(text, start, end)):
            discourse.announces_aims = is_announcing
            continue
        discourse.announces_aims = announced
        parts = SentenceParts(text, start, end, figures, date_ranges, place_ranges, province_ranges)
        if len(parts.figures) > MOST_FIGURES:
            continue
        state = SentenceState(parts, discourse)
        readings = read_sentence(state)
        discourse.announces_aims = is_announcing
        discourse.told = next(
            (r for r in reversed(readings) if r.kind == "change" and r.figure.unit == "percent"), None
        )
        if readings and readings[-1].figure is parts.figures[-1]:
            discourse.moved = readings[-1], end
        named = [t for t in state.topics if t is not None and not t.is_excluded]
        for topic in named:
            discourse.note(text, topic)
        told = (r.topic for r in readings if r.topic is not None and r.topic.is_listed)
        discourse.main = discourse.main or next((t for t in told if t.indicator not in ("other", None)), None)
        discourse.flow = next((t.indicator for t in named if t.indicator in FLOWS), discourse.flow)
        discourse.currency = _take_currency(parts.figures, readings, discourse.currency)
        own_facts = _facts_of_sentence(text, start, end, readings, own_dates, own_places, discourse)
        if explanation.is_wanted:
            explain(state, readings, own_facts, explanation)
        facts.extend(own_facts)
    return facts


def _may_have_figure(text: str, start: int, end: int) -> bool:
    """Whether a sentence has a sign of a figure: a unit, a number in the place of one, a multiple, a fraction."""
    if _FIGURE_WORD.search(text, start, end):
        return True
    if _DIGIT.search(text, start, end) and (
        _FIGURE_AFTER_DIGIT.search(text, start, end) or _DIGIT_AFTER_LETTER.search(text, start, end)
    ):
        return True
    if not _MULTIPLE_OR_PART.search(text, start, end):
        return False
    return _MULTIPLE_OR_PART_ALONE.search(text, start, end) is not None


def _take_currency(figures: list[Figure], readings: list[Reading], spoken: str | None) -> str | None:
    """The currency that the text counts in after a sentence, whose large bare amounts of money are taken to be in it.

    An amount of money without its currency keeps that of the sentence before: ``יגדל ב-15 מיליארד``.
    """
    for reading in readings:
        topic, figure = reading.topic, reading.figure
        is_large = (
            figure.unit == "count" and figure.counted is None and (figure.low or figure.high or 0) >= _LEAST_MONEY
        )
        if spoken is not None and is_large and topic is not None and topic.indicator in _MONEY:
            figure.unit = spoken
    return next((f.unit for f in reversed(figures) if f.unit in UNITS.currencies), spoken)


def _spoken_of(text: str, start: int, end: int) -> Topic | None:
    """What a sentence without figures speaks of, for those of the next: ``הלמ"ס פרסמה גם את מדד מחירי הדירות.``"""
    if end - start > _LONGEST_LEAD:
        return None
    if not may_name_indicator(text, start, end):
        return None  # most sentences, which need not be taken apart
    if not any(_may_name(cue, _NAMING_PREFIXES) for cue in find_cues(text, words_of(text, start, end))):
        return None
    parts = SentenceParts(text, start, end, [], [], [])
    before: Cue | None = None
    for cue in parts.cues:
        is_changed = before is not None and before.is_a("noun") and before.end + 1 == cue.prefix_start
        # נרשמו ירידות במספר דורשי העבודה
        if _may_name(cue, _NAMING_PREFIXES if is_changed else _PLAIN_PREFIXES):
            return TopicFinder(parts, Discourse()).of_cue(cue)
        before = cue
    return None


def _may_name(cue: Cue, prefixes: frozenset[str]) -> bool:
    """Whether a cue names an indicator that the next sentence may be about."""
    return cue.prefix in prefixes and cue.is_a("indicator") and not cue.entry.is_excluded


def _facts_of_sentence(
    text: str,
    start: int,
    end: int,
    readings: list[Reading],
    dates: list[DateFact],
    places: list[Entity],
    discourse: Discourse,
) -> list[GrowthFigure]:
    streak = _streak_years(text, start, end) if readings else None
    facts: list[GrowthFigure] = []
    before: DateFact | None = None  # the period of the figure before
    for index, reading in enumerate(readings):
        zone = _own_zone(readings, index, start, end)
        period = _period(text, reading, zone, dates)
        if period is None and not facts:
            period = _leading_period(text, start, reading.figure.start, dates)
        if period is not None and not _is_sequel(text, reading):
            _take_period(discourse, reading.status, period)
        if period is None and not _is_sequel(text, reading):
            period = before or discourse.periods.get(reading.status in _AHEAD)
        before = period
        figure, topic = reading.figure, reading.topic
        subject, subject_mention = _subject(text, reading, zone, places)
        has_name = topic is not None and topic.indicator is not None
        previous_low, previous_high = _previous(reading.previous)
        facts.append(
            GrowthFigure(
                start=figure.start,
                end=figure.end,
                text=text[figure.start : figure.end],
                source=f"growth.{reading.rule}",
                confidence=reading.confidence if has_name else 0.5,
                indicator=topic.indicator if topic is not None and topic.indicator is not None else "other",
                indicator_text=text[topic.start : topic.end] if topic is not None else None,
                subject=subject,
                subject_mention=subject_mention,
                direction=reading.direction,
                value_low=_value(figure.low),
                value_high=_value(figure.high),
                unit=figure.unit or None,
                qualifier=figure.qualifier,
                period=_edtf_of_period(period, reading.status) if period is not None else None,
                period_mention=(period.start, period.end) if period is not None else None,
                streak_years=streak if index == 0 else None,
                basis=_basis(text, reading, zone) or _basis_of_dates(text, reading, zone, period, dates),
                status=reading.status,
                previous_low=previous_low,
                previous_high=previous_high,
            )
        )
    return facts


def _take_period(discourse: Discourse, status: Status, period: DateFact | None) -> None:
    """Keep the time that results, or plans, are told of, for the sentences after it that name none."""
    if period is not None and not (period.edtf or "").endswith("/..") and period.precision not in _LONG:
        discourse.periods.setdefault(status in _AHEAD, period)


def _edtf_of_period(period: DateFact, status: Status) -> str | None:
    """The period of a figure: results until a month are of its year so far."""
    until = _UNTIL.fullmatch(period.edtf or "")
    if until is None or status in _AHEAD:
        return period.edtf
    return f"{until['year']}-01/{until['month']}"


def _value(number: float | None) -> float | None:
    return None if number is None else round(number, 6)


def _previous(figure: Figure | None) -> tuple[float | None, float | None]:
    return (None, None) if figure is None else (_value(figure.low), _value(figure.high))


def _own_zone(readings: list[Reading], index: int, start: int, end: int) -> tuple[int, int]:
    """The stretch of the sentence that tells of this reading and no other."""
    zone_start = start if index == 0 else readings[index].zone[0]
    zone_end = readings[index + 1].zone[0] if index + 1 < len(readings) else end
    return zone_start, max(zone_end, readings[index].figure.end)


def _streak_years(text: str, start: int, end: int) -> int | None:
    match = _STREAK.search(text, start, end) if _CONSECUTIVE_WORD.search(text, start, end) else None
    if match is None:
        return None
    if match["ordinal"]:
        return read_ordinal(match["ordinal"])
    number = read_number(match["years"])
    return int(number) if number is not None and number.denominator == 1 else None


def _is_period(fact: DateFact) -> bool:
    if fact.edtf is None or fact.kind not in ("date", "interval") or fact.role in ("issued", "published"):
        return False
    return fact.kind == "interval" or fact.precision in _PERIOD_PRECISIONS


def _is_compared(text: str, reading: Reading, zone: tuple[int, int], fact: DateFact) -> bool:
    """Whether a date belongs to what the figure is compared with: ``לעומת 2016``."""
    if fact.start > reading.figure.start and _HELD_AGAINST.search(text, reading.figure.end, fact.start):
        return True
    floor = reading.figure.end if fact.start > reading.figure.start else zone[0]
    compares = list(_COMPARE.finditer(text, floor, fact.start))
    if not compares:
        return False
    limit = reading.governor.start if reading.governor is not None else reading.figure.start
    return fact.start > reading.figure.start or not compares[-1].end() <= limit <= fact.start


# Before the time that a figure is held against: 7% מעל יוני, קטן מזה של דצמבר, 8% יותר מיולי, גבוה מן התקופה המקבילה
_HELD_AGAINST = re.compile(
    r"(?:מעל|מתחת ל-?|מן ה?|מז[הו] ש(?:ל|ב)(?: ה|סוף )?-?|מאל[הו] של ה?|מאשר(?: ב-?ה?| ל-?| של)?|לפני|ולא"
    r"|(?<![א-ת])ו?מ(?:[בה]|של )?-?) ?(?:שנת )?$"
)


def _period(text: str, reading: Reading, zone: tuple[int, int], dates: list[DateFact]) -> DateFact | None:
    """The nearest date of the reading's own stretch that is no comparison."""
    figure = reading.figure
    best: tuple[int, DateFact] | None = None
    for fact in dates:
        if not (zone[0] <= fact.start and fact.end <= zone[1]) or not _is_period(fact):
            continue
        if figure.start < fact.end and fact.start < figure.end:
            continue
        if _is_compared(text, reading, zone, fact):
            continue
        distance = fact.start - figure.end if fact.start >= figure.end else figure.start - fact.end
        if best is None or distance < best[0]:
            best = distance, fact
    return best[1] if best is not None else None


def _leading_period(text: str, start: int, end: int, dates: list[DateFact]) -> DateFact | None:
    for fact in dates:
        if (
            start <= fact.start < end
            and _is_period(fact)
            and not _COMPARE.search(text, max(start, fact.start - 20), fact.start)
        ):
            return fact
    return None


def _is_sequel(text: str, reading: Reading) -> bool:
    """Whether the reading tells of an earlier time than the one before: ``לאחר עלייה של 4.7%``."""
    return _COMPARE.search(text, reading.zone[0], reading.figure.start) is not None


def _basis(text: str, reading: Reading, zone: tuple[int, int]) -> Basis | None:
    if reading.kind == "plan":
        return "versus_plan"
    figure, previous, topic = reading.figure, reading.previous, reading.topic
    end = previous.lead_start if previous is not None and previous.start > figure.end else zone[1]
    nearest: tuple[int, str] | None = None
    for match in _BASIS_PATTERN.finditer(text, max(zone[0], figure.start - 120), min(end, figure.end + 120)):
        if topic is not None and topic.start <= match.start() < topic.end:
            continue  # part of the indicator's own name: השכר הממוצע
        distance = match.start() - figure.end if match.start() >= figure.end else figure.start - match.end() + 10
        if nearest is None or distance < nearest[0]:
            nearest = distance, _BASIS[match[0]]
    if nearest is not None:
        return cast(Basis, nearest[1])
    return "average" if figure.per_period == "לשנה" else None


def _basis_of_dates(
    text: str, reading: Reading, zone: tuple[int, int], period: DateFact | None, dates: list[DateFact]
) -> Basis | None:
    """The basis that two dates give: ``במרץ 2023 … לעומת מרץ 2022`` is year on year."""
    compare = _COMPARED_TIME.search(text, zone[0], zone[1])
    if compare is not None:
        other = next((d for d in dates if 0 <= d.start - compare.end() <= 12), None)
    else:
        after = (d for d in dates if reading.figure.end <= d.start < zone[1])
        other = next((d for d in after if _HELD_AGAINST.search(text, reading.figure.end, d.start)), None)
    if other is None or not other.edtf or other is period:
        return None
    if other.precision == "year":
        return "year_on_year"
    earlier = _MONTH_OR_QUARTER.fullmatch(other.edtf)
    if earlier is None:
        return None
    later = _MONTH_OR_QUARTER.fullmatch(period.edtf) if period is not None and period.edtf else None
    if later is None:
        return "year_on_year" if other.precision in ("month", "quarter") and period is None else None
    if int(later["year"]) - int(earlier["year"]) == 1 and later["part"] == earlier["part"]:
        return "year_on_year"
    is_quarter = other.precision == "quarter"
    parts = 4 if is_quarter else 12
    distance = (int(later["year"]) - int(earlier["year"])) * parts + int(later["part"]) - int(earlier["part"])
    if distance != 1:
        return None
    return "quarter_on_quarter" if is_quarter else "month_on_month"


_MONTH_OR_QUARTER = regex.compile(r"(?P<year>\d{4})-(?P<part>\d\d)")


def _subject(
    text: str, reading: Reading, zone: tuple[int, int], places: list[Entity]
) -> tuple[str | None, tuple[int, int] | None]:
    """Whose figure it is: the nearest named place or body of the reading's stretch, else what the wording gives."""
    if reading.place is not None:
        start, end = reading.place
        start += len(_IN.match(text, start, end)[0])
        return text[start:end], next(((p.name_start, p.name_end) for p in places if p.start <= start < p.end), None)
    figure = reading.figure
    inside = [p for p in places if zone[0] <= p.start and p.end <= zone[1] and not _only_reports(text, p)]
    if inside:
        nearest = min(inside, key=lambda p: (abs(p.start - figure.start), p.start))
        return text[nearest.name_start : nearest.name_end], (nearest.name_start, nearest.name_end)
    return _worded_subject(text, reading, zone), None


def _only_reports(text: str, place: Entity) -> bool:
    """Whether the body is named as the source of the figure: כך פרסמה הלשכה המרכזית לסטטיסטיקה · לפי נתוני בנק ישראל."""
    if place.label != "ORG":
        return False
    return _is_reported_by(text, place.start) or _REPORTS.match(text, place.end) is not None


def _is_reported_by(text: str, start: int) -> bool:
    """Whether the words before ``start`` announce a source."""
    return _REPORTED_BY.search(text, max(0, start - 30), start) is not None


_report_words = CONTEXT.report_words
_REPORTED_BY = regex.compile(rf"(?<![א-ת])ו?(?:{'|'.join(_report_words)})(?: [א-ת]{{2,10}})?(?: של| ב)? ?[הבלמ]?$")
_REPORTS = regex.compile(rf" (?:{'|'.join(_report_words)})(?![א-ת])")


def _worded_subject(text: str, reading: Reading, zone: tuple[int, int]) -> str | None:
    topic = reading.topic
    end = min(zone[1], reading.figure.end + 80)
    if topic is not None and zone[0] <= topic.start < zone[1]:
        economy = _ECONOMY_OF.match(text, topic.start, zone[1])
        if economy:
            return _name(economy["name"])
        owner = _OWNER.match(text, topic.end, end)
        if owner and _name(owner["name"]):
            return _name(owner["name"])
    for pattern in (_PLACE, _SECTOR) if _SUBJECT_HEAD.search(text, zone[0], end) else ():
        for match in pattern.finditer(text, zone[0], end):
            name = _name(match["name"])
            if name and not _is_reported_by(text, match.start()):
                return name
    return None


def _name(words: str) -> str | None:
    """The words up to the first that can be no part of a name; None where that is the first."""
    kept = []
    for word in words.split(" "):
        if word in _NO_NAMES or any(is_change_word(word[cut:]) for cut in range(3)):
            break
        kept.append(word)
    return " ".join(kept) or None


_NO_NAMES = frozenset([*CONTEXT.phrase_ends, *CONTEXT.adverbial_heads, *CONTEXT.time_words]) | frozenset(
    "ה" + word for word in CONTEXT.time_words
)
