"""Dates of publication in the forms that records give them."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.published import published_on


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-10-13", date(2025, 10, 13)),
        (" 2025-10-13T23:59:59Z ", date(2025, 10, 13)),
        ("2025-10-13 08:30", date(2025, 10, 13)),
        ("2025/10/3", date(2025, 10, 3)),
        ("20251013", date(2025, 10, 13)),
        (20251013, date(2025, 10, 13)),
        ("13/10/2025", date(2025, 10, 13)),
        ("13.10.2025", date(2025, 10, 13)),
        ("3.4.25", date(2025, 4, 3)),
        ("3-4-1999", date(1999, 4, 3)),
        ("1/2/71", date(1971, 2, 1)),
        ("13/10/2025 19:21", date(2025, 10, 13)),
        ("19:21 13/10/2025", date(2025, 10, 13)),
        ("יום שני, 13.10.2025", date(2025, 10, 13)),
        ("Mon, 13 Oct 2025 08:30:00 +0700", date(2025, 10, 13)),
        ("13 Oct 2025 08:30:00 GMT", date(2025, 10, 13)),
        (1760344200, date(2025, 10, 13)),
        (1760344200.5, date(2025, 10, 13)),
        (1760344200000, date(2025, 10, 13)),
        ("1760344200000", date(2025, 10, 13)),
        (1760344200000000000, date(2025, 10, 13)),
        (date(2025, 10, 13), date(2025, 10, 13)),
        (datetime(2025, 10, 13, 23, tzinfo=timezone.utc), date(2025, 10, 13)),
        (pd.Timestamp("2025-10-13 23:00", tz="Asia/Jerusalem"), date(2025, 10, 13)),
    ],
)
def test_a_date_is_read(value: object, day: date) -> None:
    assert published_on(value) == day


@pytest.mark.parametrize(
    "value",
    [
        None, "", "אתמול", "31/02/2025", "13/13/2025", "2025-13-01", "10/13/2025", "2025", 2025, 17, -5, True, [], {},
        b"2025-10-13", float("nan"), float("inf"), 10**30, "0000-01-01", "9999-01-01", pd.NaT, "1.2.3.4",
        "1" * 5000, "1/2-2025",
    ],
)  # fmt: skip
def test_what_names_no_day_is_none(value: object) -> None:
    assert published_on(value) is None


@given(st.one_of(st.text(max_size=80), st.integers(), st.floats(), st.binary(max_size=9), st.datetimes()))
def test_no_value_raises(value: object) -> None:
    assert published_on(value) is None or isinstance(published_on(value), date)
