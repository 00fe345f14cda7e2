"""How the values of time expressions are compared between tools; no other tool is needed, and no seconds are measured."""

from __future__ import annotations

import sys
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

_SPEC = spec_from_file_location("time_expressions_benchmark", Path(__file__).with_name("time_expressions.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
benchmark = module_from_spec(_SPEC)
sys.modules[_SPEC.name] = benchmark  # dataclasses look their module up there
_SPEC.loader.exec_module(benchmark)

ALL = frozenset(benchmark.KINDS)


def days(first: str, last: str) -> Any:
    return benchmark.Days(date.fromisoformat(first), date.fromisoformat(last))


def instant(day: str, grain: str) -> dict[str, str]:
    return {"type": "value", "value": f"{day}T00:00:00.000+02:00", "grain": grain}


def interval(**bounds: tuple[str, str]) -> dict[str, Any]:
    sides = {side.rstrip("_"): instant(day, grain) for side, (day, grain) in bounds.items()}
    return {"type": "interval", **sides}


@pytest.mark.parametrize(
    ("edtf", "value"),
    [
        ("2022-02-05", days("2022-02-05", "2022-02-05")),
        ("2022-02-05T14:30", days("2022-02-05", "2022-02-05")),
        ("2024-02", days("2024-02-01", "2024-02-29")),
        ("2024-34", days("2024-04-01", "2024-06-30")),
        ("2024-41", days("2024-07-01", "2024-12-31")),
        ("2024-24", days("2024-12-01", "2025-02-28")),
        ("2025", days("2025-01-01", "2025-12-31")),
        ("196X", days("1960-01-01", "1969-12-31")),
        ("18XX", days("1800-01-01", "1899-12-31")),
        ("2015/2023", days("2015-01-01", "2023-12-31")),
        ("2025-01/2025-09", days("2025-01-01", "2025-09-30")),
        ("../2025", days("2025-01-01", "2025-12-31")),
        ("2019-05/..", days("2019-05-01", "2019-05-31")),
        ("XXXX-09-23", None),
        ("-0585", None),
        ("2022-02-31", None),
        ("../..", None),
    ],
)
def test_an_edtf_value_is_the_days_that_it_covers(edtf: str, value: object) -> None:
    assert benchmark.value_of_edtf(edtf) == value


@pytest.mark.parametrize(
    ("entity", "edtf"),
    [
        (instant("2022-02-05", "day"), "2022-02-05"),
        (instant("2022-02-05", "hour"), "2022-02-05"),
        (instant("2022-02-01", "month"), "2022-02"),
        (instant("2024-04-01", "quarter"), "2024-34"),
        (instant("2025-01-01", "year"), "2025"),
        (instant("2024-05-06", "week"), "2024-05-05/2024-05-11"),
        (interval(from_=("2015-01-01", "year"), to=("2024-01-01", "year")), "2015/2023"),
        (interval(from_=("2025-04-10", "day"), to=("2025-04-13", "day")), "2025-04-10/2025-04-12"),
        (interval(from_=("2025-04-10", "hour"), to=("2025-04-10", "hour")), "2025-04-10"),
        (interval(from_=("2019-01-01", "year")), "2019/.."),
    ],
)
def test_a_value_of_duckling_is_right_by_its_grain(entity: dict[str, Any], edtf: str) -> None:
    assert benchmark.values_of_duckling("time", entity) == (benchmark.value_of_edtf(edtf),)


@pytest.mark.parametrize("edtf", ["../2025", "../2024"])
def test_an_open_end_of_duckling_is_right_with_the_unit_named_and_the_one_before_it(edtf: str) -> None:
    offered = benchmark.values_of_duckling("time", interval(to=("2025-01-01", "year")))
    assert benchmark.value_of_edtf(edtf) in offered
    assert benchmark.value_of_edtf("../2026") not in offered


@pytest.mark.parametrize(
    ("entity", "edtf"),
    [
        (instant("2025-01-01", "day"), "2025"),  # a year is not its first day
        (instant("2025-01-01", "year"), "2025-01-01"),
        (instant("2024-04-01", "month"), "2024-34"),
        (instant("2025-01-01", "year"), "2025/2026"),
        (interval(from_=("2015-01-01", "year"), to=("2023-01-01", "year")), "2015/2023"),
    ],
)
def test_a_value_of_another_precision_is_wrong(entity: dict[str, Any], edtf: str) -> None:
    assert benchmark.value_of_edtf(edtf) not in benchmark.values_of_duckling("time", entity)


def test_every_value_that_duckling_offers_is_tried() -> None:
    entity = {
        **instant("2025-02-05", "day"),
        "values": [instant("2025-02-05", "day"), instant("2026-02-05", "day")],
    }
    assert benchmark.values_of_duckling("time", entity) == (
        days("2025-02-05", "2025-02-05"),
        days("2026-02-05", "2026-02-05"),
    )


@pytest.mark.parametrize(
    ("value", "unit", "iso", "is_equal"),
    [
        (9, "year", "P9Y", True),
        (1, "year", "P12M", True),
        (2, "week", "P14D", True),
        (90, "minute", "PT1H30M", True),
        (3, "month", "P3M", True),
        (3, "minute", "P3M", False),
        (3, "day", "P3M", False),
        (30, "day", "P1M", False),  # a month has no fixed number of days
    ],
)
def test_durations_are_equal_by_their_length(value: int, unit: str, iso: str, is_equal: bool) -> None:
    found = benchmark.values_of_duckling("duration", {"value": value, "unit": unit})
    assert (found == (benchmark.value_of_duration(iso),)) is is_equal


def test_a_set_is_not_a_duration_of_the_same_length() -> None:
    assert benchmark.value_of_duration("P1Y", is_set=True) != benchmark.value_of_duration("P1Y")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"kind": "date", "edtf": "2025"}, "date"),
        ({"kind": "interval", "edtf": "../2025"}, "date"),
        ({"kind": "date", "edtf": "2019/.."}, "date"),
        ({"edtf": "2015/2023"}, "interval"),
        ({"kind": "date", "precision": "week", "edtf": "2024-03-10/2024-03-16"}, "date"),
        ({"kind": "duration", "duration_iso": "P9Y"}, "duration"),
        ({"duration_iso": "P9Y", "edtf": None}, "duration"),
        ({"kind": "set", "duration_iso": "P1Y"}, "set"),
    ],
)
def test_the_kind_is_what_a_tool_must_be_able_to_give(fields: dict[str, Any], kind: str) -> None:
    assert benchmark.kind_of_fields(fields) == kind


YEAR, OTHER_YEAR = days("2025-01-01", "2025-12-31"), days("2023-01-01", "2023-12-31")
GOLD = [
    benchmark.GoldMention(0, 4, "date", YEAR),
    benchmark.GoldMention(10, 20, "interval", days("2015-01-01", "2023-12-31")),
    benchmark.GoldMention(30, 36, "duration", benchmark.Length(108, 0)),
    benchmark.GoldMention(40, 45, "date", None),
]


def counted(kinds: frozenset[str], *mentions: tuple[int, int, object], is_clock_time: bool = False) -> Any:
    totals = benchmark.Totals()
    found = [benchmark.Mention(start, end, (value,), is_clock_time) for start, end, value in mentions]
    benchmark.count(totals, kinds, GOLD, found)
    return totals


def test_mentions_that_overlap_are_found_and_their_values_compared() -> None:
    totals = counted(ALL, (2, 6, YEAR), (10, 14, OTHER_YEAR), (41, 43, YEAR), (50, 54, YEAR))
    assert (totals.proposed, totals.proposed_right) == (4, 3)
    assert (totals.gold, totals.found) == (4, 3)
    assert (totals.right, totals.found_with_value, totals.gold_with_value) == (1, 2, 3)


def test_spans_that_only_touch_do_not_overlap() -> None:
    totals = counted(ALL, (4, 10, YEAR))
    assert (totals.proposed, totals.proposed_right, totals.found) == (1, 0, 0)


def test_two_mentions_in_one_of_the_gold_find_it_once() -> None:
    totals = counted(ALL, (0, 2, OTHER_YEAR), (2, 4, YEAR))
    assert (totals.proposed, totals.proposed_right, totals.found, totals.right) == (2, 2, 1, 1)


def test_a_kind_that_a_tool_does_not_have_counts_neither_for_nor_against_it() -> None:
    totals = counted(frozenset({"date"}), (0, 4, YEAR), (10, 14, OTHER_YEAR), (30, 36, YEAR))
    assert (totals.proposed, totals.proposed_right) == (1, 1)
    assert (totals.gold, totals.found, totals.right) == (2, 1, 1)
    assert totals.gold_with_value == 3  # but the share of everything that is right is of every kind


def test_a_clock_time_outside_the_gold_is_no_error() -> None:
    assert counted(ALL, (50, 54, YEAR), is_clock_time=True).proposed == 0
    assert counted(ALL, (0, 4, YEAR), is_clock_time=True).proposed == 1


def test_our_component_is_read_with_its_values() -> None:
    mentions = benchmark.our_tool().read("אתמול נחתם הסכם לשנים 2015-2023 ועד 2025.", date(2024, 5, 6))
    assert [mention.values for mention in mentions] == [
        (days("2024-05-05", "2024-05-05"),),
        (days("2015-01-01", "2023-12-31"),),
        (YEAR,),
    ]


def test_the_offsets_of_lines_are_those_of_the_text() -> None:
    text = "ראשונה\n\n  \nשנייה"
    assert benchmark.lines_of(text) == [(0, "ראשונה"), (11, "שנייה")]
    assert text[11:] == "שנייה"
