from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from pipeline import facts
from pipeline.articles import RejectReason
from pipeline.reporting.words import (
    amounts,
    chart_text,
    days_covered,
    html_text,
    one_line,
    reject_reason_name,
    value_name,
)


def test_every_reason_of_a_reject_has_a_hebrew_name() -> None:
    names = {reject_reason_name(reason.value) for reason in RejectReason}
    assert len(names) == len(RejectReason)


def test_enumerated_values_have_the_names_of_the_review_form() -> None:
    assert value_name("growth_figures", "qualifier", "at_least") == "לפחות"
    assert value_name("growth_figures", "status", None) == ""
    assert all(value_name("growth_figures", "indicator", value) for value in get_args(facts.Indicator))


@pytest.mark.parametrize(
    ("text", "ordered"),
    [
        ("תאי נגוין", "\u2067תאי נגוין\u2069"),
        ("החלטה 28-NQ/TW של הוועד", "\u2067החלטה \u206628-NQ/TW\u2069 של הוועד\u2069"),
        ("\u202eהפוך\u2066 חיפה", "\u2067הפוך חיפה\u2069"),  # a text brings no order of its own
        ("שתי\nשורות\x00\x07", "\u2067שתי שורות\u2069"),
    ],
)
def test_a_chart_keeps_codes_in_hebrew_left_to_right(text: str, ordered: str) -> None:
    assert chart_text(text) == ordered


def test_markup_in_a_text_stays_text() -> None:
    shown = html_text("</script><b>א & ב</b>")
    assert shown.replace('<bdi dir="ltr" class="code">', "[").replace("</bdi>", "]") == (
        "&lt;/[script]&gt;&lt;[b]&gt;א &amp; ב&lt;/[b]&gt;"
    )


def test_a_long_text_is_cut_before_it_is_ordered() -> None:
    assert one_line("אבגדהוז", 5) == "אבגד…"
    assert chart_text("החלטה 28-NQ/TW", 13) == "\u2067החלטה \u206628-NQ\u2069/…\u2069"


@pytest.mark.parametrize(
    ("values", "unit", "shown"),
    [
        ([7.2], "percent", "7.2%"),
        ([-2.0], "percent", "-2%"),
        ([6, 6.5], "percent", "6-6.5%"),
        ([1_600_000_000], "ILS", "1,600,000,000 ILS"),
        ([280_000], "count", "280,000"),
    ],
)
def test_amounts(values: list[float], unit: str, shown: str) -> None:
    assert amounts(values, unit) == f"\u2066{shown}\u2069"


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2015, 1, 1), date(2023, 12, 31), "2015-2023"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2025, 1, 1), date(2025, 9, 30), "01.2025-09.2025"),
        (date(2025, 9, 1), date(2025, 9, 30), "09.2025"),
        (date(2025, 9, 3), date(2025, 9, 3), "03.09.2025"),
        (None, date(2025, 12, 31), "עד 2025"),
        (date(2016, 1, 1), None, "מאז 2016"),
        (None, None, ""),
    ],
)
def test_days_are_said_in_the_largest_unit_that_they_fill(start: date | None, end: date | None, shown: str) -> None:
    assert days_covered(start, end) == shown
