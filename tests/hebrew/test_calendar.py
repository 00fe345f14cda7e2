"""The Hebrew calendar against days that are known, and names of months against what is no month."""

from datetime import date

import pytest

from pipeline.hebrew.calendar import (
    hebrew_day,
    hebrew_month_days,
    hebrew_year_at,
    hebrew_year_days,
    holiday_days,
    is_leap,
    month_number,
    read_hebrew_year,
)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("ינואר", 1),
        ("מרץ", 3),
        ("מרס", 3),
        ("אוגוסט", 8),
        ("אוג'", 8),
        ("ספט׳", 9),
        ("דצמ'", 12),
        ("ניסן", None),
        ("יום", None),
    ],
)
def test_a_gregorian_month_has_a_number(name, number):
    assert month_number(name) == number


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ('תש"ף', 5780),
        ('התש"ף', 5780),
        ("ה'תשפ\"ד", 5784),
        ('תשמ"ח', 5748),
        ('תרמ"ב', 5642),
        ('התשט"ו', 5715),
        ('תמ"ג', None),
        ('מו"מ', None),
        ("שלום", None),
    ],
)
def test_a_hebrew_year_is_read(text, year):
    assert read_hebrew_year(text) == year


@pytest.mark.parametrize(
    ("year", "month", "day", "found"),
    [
        (5780, 12, 7, date(2020, 3, 3)),
        (5708, 2, 5, date(1948, 5, 14)),
        (5784, 13, 14, date(2024, 3, 24)),
        (5783, 13, 14, date(2023, 3, 7)),
        (5784, 12, 14, date(2024, 2, 23)),
        (5784, 2, 30, None),
    ],
)
def test_a_hebrew_day_is_a_gregorian_day(year, month, day, found):
    assert hebrew_day(year, month, day) == found


def test_a_hebrew_year_covers_its_days():
    assert hebrew_year_days(5780) == (date(2019, 9, 30), date(2020, 9, 18))
    assert (hebrew_year_at(date(2019, 9, 29)), hebrew_year_at(date(2019, 9, 30))) == (5779, 5780)
    assert (is_leap(5784), is_leap(5785)) == (True, False)


def test_a_hebrew_month_covers_its_days():
    assert hebrew_month_days(5784, 1) == (date(2024, 4, 9), date(2024, 5, 8))
    assert hebrew_month_days(5784, 2) == (date(2024, 5, 9), date(2024, 6, 6))


@pytest.mark.parametrize(
    ("name", "year", "first", "last"),
    [
        ("פסח", 5784, date(2024, 4, 23), date(2024, 4, 29)),
        ("פסח", 2024, date(2024, 4, 23), date(2024, 4, 29)),
        ("ראש השנה", 2023, date(2023, 9, 16), date(2023, 9, 17)),
        ("יום כיפור", 1973, date(1973, 10, 6), date(1973, 10, 6)),
        ("חנוכה", 2024, date(2024, 12, 26), date(2025, 1, 2)),
        ("יום העצמאות", 2021, date(2021, 4, 15), date(2021, 4, 15)),
        ("יום העצמאות", 2022, date(2022, 5, 5), date(2022, 5, 5)),
        ("יום העצמאות", 2024, date(2024, 5, 14), date(2024, 5, 14)),
        ("יום הזיכרון", 2024, date(2024, 5, 13), date(2024, 5, 13)),
        ("יום השואה", 2024, date(2024, 5, 6), date(2024, 5, 6)),
        ("תשעה באב", 2022, date(2022, 8, 7), date(2022, 8, 7)),
        ("פורים", 5784, date(2024, 3, 24), date(2024, 3, 24)),
        ("חג המולד", 2023, date(2023, 12, 25), date(2023, 12, 25)),
    ],
)
def test_a_holiday_falls_on_its_days(name, year, first, last):
    assert holiday_days(name, year) == (first, last)


def test_an_unknown_holiday_has_no_days():
    assert holiday_days("חג האביב", 2024) is None
