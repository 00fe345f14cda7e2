"""Duckling and dateparser's search beside ``hebrew_dates`` on the gold time expressions: spans, values and speed.

python tests/benchmarks/time_expressions.py [FILE.jsonl …]   (corpus/gold/*.jsonl unless named; some minutes)

Every tool reads the same normalised texts, in one process, article by article in turns; files are given apart by what stands
after the last hyphen of their names (``-dev``, ``-test``). Only totals are printed. Duckling and dateparser are optional.

What is measured
    precision   share of a tool's mentions that overlap a gold mention
    recall      share of the gold mentions that a mention of the tool overlaps, of the kinds that the tool has (``of``)
    value       share of those found whose value is right, where the gold value covers known days or a known length
    right       share of all gold mentions with such a value, of every kind, that the tool finds with the right value
    chars/s     characters of normalised text in a second of processor time

How values are compared. A value is the days that it covers, first and last: ``2024-34`` and the grain ``quarter`` from
2024-04-01 are both April to June, and a month given as its first day is not that month. Durations are compared as months and
seconds (``P1Y`` is ``P12M``, ``P1W`` is ``P7D``), sets by the length of their period.

In the tools' favour, ours among them:
  - A kind that a tool does not have is left out of its recall and value, and what it finds there out of its precision:
    durations and sets for dateparser, which also has no intervals in Hebrew, and sets for Duckling.
  - Any overlap is a match, two mentions of a tool may match one gold mention, and one of their values being right is enough.
    All values that Duckling offers for a mention are tried.
  - An interval that is open on one side (``../2025``) is the unit that bounds it: ``until 2025`` and ``2025`` are both right.
    Of Duckling's also the unit before it, since its intervals end with the first unit that they do not hold.
  - A clock time outside the gold mentions is no error, and of one inside only the day is compared; a week is the one, from
    Sunday, that the tool's day falls in.
  - Gold values that nobody can compare (no anchor in the text, ``XXXX-09-23``) count as mentions only.
  - Relative expressions are counted from the day of publication. Duckling and dateparser, which cannot do without one, take
    the first day of 2024 where it is unknown.
  - Duckling and dateparser read a paragraph at a time: on whole articles dateparser is slower, and counts later dates from
    earlier ones. dateparser says the period of a match (``add_period``), so that a bare year is a year and not a day in it.

In ours: spans and values of the gold follow this project's own guidelines, and the gold is this project's own text.
"""

from __future__ import annotations

import re
import sys
import time
import zoneinfo
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any, Literal

import spacy
from rich.console import Console
from rich.table import Table

from pipeline.components.dates.values import month_value, part_of_year, week_of, year_value, years_value
from pipeline.components.fact_spans import facts_of
from pipeline.evaluating.gold import read_gold
from pipeline.normalise import normalise

GOLD = Path(__file__).parents[2] / "corpus" / "gold"
UNTIMED = 6  # articles read once before the clock starts: every tool loads what it needs when it first needs it
UNKNOWN_REFERENCE = date(2024, 1, 1)
TIME_ZONE = "Asia/Jerusalem"
INSTALL = f"{sys.executable} -m pip install --editable '.[bench]'"
SECONDS_OF = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
CLOCK_GRAINS = {"second", "minute", "hour", "time", "part_of_day", "no-grain"}
ISO_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour", "S": "second"}

Kind = Literal["date", "interval", "duration", "set"]
KINDS: tuple[Kind, ...] = ("date", "interval", "duration", "set")


@dataclass(frozen=True, slots=True)
class Days:
    """A date or interval: the first and the last day that it covers."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Length:
    """A duration, or the period of a set."""

    months: float
    seconds: float
    is_set: bool = False


Value = Days | Length


@dataclass(frozen=True, slots=True)
class Mention:
    """A time expression, half-open in the normalised text, with the values that would be right."""

    start: int
    end: int
    values: tuple[Value, ...]
    is_clock_time: bool = False


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A gold time expression, half-open in the raw text; the value is None where none can be compared."""

    start: int
    end: int
    kind: Kind
    value: Value | None


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: the kinds that it has, and what it reads in a text, given the day of publication."""

    name: str
    kinds: frozenset[Kind]
    read: Callable[[str, date | None], list[Mention]]


@dataclass(slots=True)
class Totals:
    """What one tool did on one part of the gold."""

    proposed: int = 0
    proposed_right: int = 0
    gold: int = 0
    found: int = 0
    found_with_value: int = 0
    right: int = 0
    gold_with_value: int = 0
    characters: int = 0
    seconds: float = 0.0


def days_of_grain(day: date, grain: str) -> Days | None:
    """The unit of a calendar that begins with, or holds, a day; clock grains are the day itself."""
    if grain == "week":
        value = week_of(day)
    elif grain == "month":
        value = month_value(day.year, day.month)
    elif grain == "quarter":
        value = part_of_year("quarter", day.year, (day.month + 2) // 3)
    elif grain == "year":
        value = year_value(day.year)
    else:
        return Days(day, day)
    return Days(value.start, value.end) if value.start and value.end else None


def value_of_edtf(edtf: str) -> Days | None:
    """The days of an EDTF value, of its one bound where the other is open; None where they are not known."""
    bounds = [_days_of_unit(bound) for bound in edtf.split("/") if bound not in ("", "..")]
    if not bounds:
        return None
    first, last = bounds[0], bounds[-1]
    return Days(first.first, last.last) if first and last else None


def _days_of_unit(edtf: str) -> Days | None:
    unit = edtf.partition("T")[0].rstrip("?~%")
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", unit):
            return days_of_grain(date.fromisoformat(unit), "day")
        if re.fullmatch(r"\d{4}", unit):
            value = year_value(int(unit))
        elif re.fullmatch(r"\d{3}X", unit):
            value = years_value("decade", int(unit[:3]) * 10)
        elif re.fullmatch(r"\d\dXX", unit):
            value = years_value("century", int(unit[:2]) * 100)
        elif match := re.fullmatch(r"(\d{4})-(\d\d)", unit):
            year, part = int(match[1]), int(match[2])
            if 21 <= part <= 24:
                value = part_of_year("season", year, part)
            elif 33 <= part <= 36:
                value = part_of_year("quarter", year, part - 32)
            elif 40 <= part <= 41:
                value = part_of_year("half", year, part - 39)
            else:
                value = month_value(year, part)
        else:
            return None
    except ValueError:
        return None
    return Days(value.start, value.end) if value.start and value.end else None


def value_of_duration(iso: str, is_set: bool = False) -> Length | None:
    """The length of an ISO 8601 duration."""
    days, _, clock = iso.removeprefix("P").partition("T")
    parts = [(number, ISO_UNITS[unit]) for number, unit in re.findall(r"([\d.]+)([YMWD])", days)]
    parts += [
        (number, "minute" if unit == "M" else ISO_UNITS[unit]) for number, unit in re.findall(r"([\d.]+)([HMS])", clock)
    ]
    return _length(((float(number), unit) for number, unit in parts), is_set) if parts else None


def _length(parts: Iterable[tuple[float, str]], is_set: bool = False) -> Length | None:
    months = seconds = 0.0
    for number, unit in parts:
        if unit not in MONTHS_OF and unit not in SECONDS_OF:
            return None
        months += number * MONTHS_OF.get(unit, 0)
        seconds += number * SECONDS_OF.get(unit, 0)
    return Length(round(months, 3), round(seconds, 3), is_set)


def value_of_fields(kind: str | None, edtf: str | None, duration_iso: str | None) -> Value | None:
    """The value of a date fact, ours or of the gold."""
    if edtf:
        return value_of_edtf(edtf)
    return value_of_duration(duration_iso, kind == "set") if duration_iso else None


def kind_of_fields(fields: dict[str, Any]) -> Kind:
    """What a tool must have in order to give this gold value: a calendar unit, two bounds, a length or a period."""
    if fields.get("kind") == "set":
        return "set"
    edtf = fields.get("edtf") or ""
    if fields.get("kind") == "duration" or (not edtf and fields.get("duration_iso")):
        return "duration"
    is_bounded = "/" in edtf and not edtf.startswith(("..", "/")) and not edtf.endswith(("..", "/"))
    return "interval" if is_bounded and fields.get("precision") != "week" else "date"


def values_of_duckling(dimension: str, value: dict[str, Any]) -> tuple[Value, ...]:
    """All values that Duckling offers for an entity of the dimension ``time`` or ``duration``."""
    if dimension == "duration":
        length = _length([(value["value"], value["unit"])]) if "value" in value else None
        return (length,) if length else ()
    found = (days for offer in [value, *value.get("values", ())] for days in _days_of_duckling(offer))
    return tuple(dict.fromkeys(days for days in found if days))


def _days_of_duckling(offer: dict[str, Any]) -> list[Days | None]:
    if offer.get("type") != "interval":
        return [days_of_grain(_day_of(offer), offer["grain"])] if "value" in offer else []
    first, after = offer.get("from"), offer.get("to")
    if first is None and after is None:
        return []
    if after is None:
        return [days_of_grain(_day_of(first), first["grain"])]
    # The end of an interval is the first unit that it does not hold; of hours that is within the last day.
    last = _day_of(after) if after["grain"] in CLOCK_GRAINS else _day_of(after) - timedelta(days=1)
    if first is not None:
        return [Days(_day_of(first), last)]
    # Open intervals end now with the unit named (until 2025), now with the one before it (until the end of the year).
    return [days_of_grain(day, after["grain"]) for day in (_day_of(after), last)]


def _day_of(instant: dict[str, Any]) -> date:
    return date.fromisoformat(instant["value"][:10])


def _grains_of_duckling(value: dict[str, Any]) -> set[str]:
    return {part["grain"] for part in (value, value.get("from", {}), value.get("to", {})) if "grain" in part}


def our_tool() -> Tool:
    nlp = spacy.blank("he")
    nlp.add_pipe("hebrew_dates")

    def read(text: str, published_at: date | None) -> list[Mention]:
        doc = nlp.make_doc(text)
        doc._.published_at = published_at
        mentions = []
        for fact in facts_of(nlp(doc), "dates"):
            value = value_of_fields(fact.kind, fact.edtf, fact.duration_iso)
            mentions.append(Mention(fact.start, fact.end, (value,) if value else (), fact.precision == "time"))
        return mentions

    return Tool("hebrew_dates", frozenset(KINDS), read)


def duckling_tool() -> Tool:
    """Duckling by its Python bindings. Raises ImportError without them."""
    import duckling  # noqa: PLC0415 - optional

    zones_folder = next((folder for folder in zoneinfo.TZPATH if Path(folder).is_dir()), None)
    if zones_folder is None:
        raise ImportError("Duckling needs the system's time zone files (/usr/share/zoneinfo; Debian's package tzdata)")
    zones = duckling.load_time_zones(zones_folder)
    locale = duckling.parse_locale("HE", duckling.default_locale_lang(duckling.parse_lang("HE")))
    dimensions = duckling.parse_dimensions(["time", "duration"])
    zone = zoneinfo.ZoneInfo(TIME_ZONE)

    def read(text: str, published_at: date | None) -> list[Mention]:
        noon = datetime.combine(published_at or UNKNOWN_REFERENCE, clock_time(12), tzinfo=zone)
        context = duckling.Context(duckling.parse_ref_time(zones, TIME_ZONE, int(noon.timestamp())), locale)
        mentions = []
        for offset, line in lines_of(text):
            for entity in duckling.parse(line, context, dimensions, False):
                value = entity["value"]
                is_clock_time = entity["dim"] == "time" and _grains_of_duckling(value) <= CLOCK_GRAINS
                mentions.append(
                    Mention(
                        offset + entity["start"],
                        offset + entity["end"],
                        values_of_duckling(entity["dim"], value),
                        is_clock_time,
                    )
                )
        return mentions

    return Tool("Duckling", frozenset({"date", "interval", "duration"}), read)


def dateparser_tool(strategy: Literal["split", "ngram"]) -> Tool:
    """dateparser's search by one of its two strategies. Raises ImportError without it."""
    from dateparser.search import search_dates  # noqa: PLC0415 - optional

    settings: dict[str, Any] = {
        "DATE_ORDER": "DMY",
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_MONTH_OF_YEAR": "first",
        "RETURN_TIME_AS_PERIOD": True,
    }

    def read(text: str, published_at: date | None) -> list[Mention]:
        noon = datetime.combine(published_at or UNKNOWN_REFERENCE, clock_time(12))
        mentions = []
        for offset, line in lines_of(text):
            matches = search_dates(
                line,
                languages=["he"],
                settings={**settings, "RELATIVE_BASE": noon},
                strategy=strategy,
                add_period=True,
            )
            position = 0
            for substring, moment, period in matches or ():
                start = line.find(substring, position)
                if start < 0:  # it may rewrite white space, and then the match cannot be placed
                    continue
                position = start + len(substring)
                days = days_of_grain(moment.date(), period or "day")
                mentions.append(
                    Mention(offset + start, offset + position, (days,) if days else (), period in CLOCK_GRAINS)
                )
        return mentions

    return Tool(f"dateparser {strategy}", frozenset({"date"}), read)


def lines_of(text: str) -> list[tuple[int, str]]:
    """The lines of a text that hold anything, each with its offset."""
    lines, offset = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((offset, line))
        offset += len(line) + 1
    return lines


def count(totals: Totals, kinds: frozenset[Kind], gold: list[GoldMention], mentions: list[Mention]) -> None:
    """Add one article to a tool's totals; spans of both in the same text."""

    def touching(mention: Mention) -> list[GoldMention]:
        return [other for other in gold if mention.start < other.end and other.start < mention.end]

    values_found: dict[GoldMention, set[Value]] = defaultdict(set)
    for mention in mentions:
        touched = touching(mention)
        asked = [other for other in touched if other.kind in kinds]
        for other in asked:
            values_found[other].update(mention.values)
        if asked or (not touched and not mention.is_clock_time):
            totals.proposed += 1
            totals.proposed_right += bool(asked)
    for other in gold:
        totals.gold_with_value += other.value is not None
        if other.kind in kinds:
            totals.gold += 1
            totals.found += other in values_found
            if other in values_found and other.value is not None:
                totals.found_with_value += 1
                totals.right += other.value in values_found[other]


def measure(paths: Iterable[Path], tools: list[Tool]) -> dict[str, dict[str, Totals]]:
    """The totals of each tool by part of the gold."""
    totals: dict[str, dict[str, Totals]] = {}
    for path in paths:
        part = totals.setdefault(path.stem.rpartition("-")[2], {tool.name: Totals() for tool in tools})
        for article in read_gold(path):
            normalised = normalise(article.raw_text)
            published_at = article.published_at or normalised.published_at
            gold = [
                GoldMention(
                    fact.raw_start,
                    fact.raw_end,
                    kind_of_fields(fact.fields),
                    value_of_fields(*(fact.fields.get(name) for name in ("kind", "edtf", "duration_iso"))),
                )
                for fact in article.facts
                if fact.kind == "dates"
            ]
            for tool in tools:
                started = time.process_time()
                mentions = tool.read(normalised.text, published_at)
                part[tool.name].seconds += time.process_time() - started
                part[tool.name].characters += len(normalised.text)
                in_raw = [
                    Mention(*normalised.alignment.to_raw(found.start, found.end), found.values, found.is_clock_time)
                    for found in mentions
                ]
                count(part[tool.name], tool.kinds, gold, in_raw)
    return totals


def tool_if_installed(name: str, make: Callable[[], Tool]) -> Tool | None:
    """A tool, or None and a line that says what to install."""
    try:
        return make()
    except ImportError as error:
        print(f"Without {name}: {error}. To install it: {INSTALL}", file=sys.stderr)
        return None


def installed_tools() -> list[Tool]:
    """Ours, and those of the others that are installed."""
    others = (
        tool_if_installed("Duckling (only for CPython on Linux x86_64)", duckling_tool),
        tool_if_installed("dateparser, strategy split", lambda: dateparser_tool("split")),
        tool_if_installed("dateparser, strategy ngram", lambda: dateparser_tool("ngram")),
    )
    return [our_tool(), *(tool for tool in others if tool)]


def share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def main(paths: list[Path]) -> None:
    tools = installed_tools()
    for article in read_gold(paths[0])[:UNTIMED]:
        for tool in tools:
            tool.read(normalise(article.raw_text).text, article.published_at)
    for part, by_tool in measure(paths, tools).items():
        table = Table(
            "tool", "mentions", "precision", "recall", "of", "value", "of", "right", "of", "chars/s", title=part
        )
        for column in table.columns[1:]:
            column.justify = "right"
        for name, totals in by_tool.items():
            table.add_row(
                name,
                str(totals.proposed),
                share(totals.proposed_right, totals.proposed),
                share(totals.found, totals.gold),
                str(totals.gold),
                share(totals.right, totals.found_with_value),
                str(totals.found_with_value),
                share(totals.right, totals.gold_with_value),
                str(totals.gold_with_value),
                f"{totals.characters / totals.seconds:,.0f}",
            )
        Console(width=110).print(table)


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]] or sorted(GOLD.glob("*.jsonl")))
