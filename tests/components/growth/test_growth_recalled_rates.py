"""Rates that only repeat what the text has just told a rate of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    # at another time
    (
        "היצוא צמח ב-11% ביוני. בחצי השנה כולה התוצאה היא 8.7%.",
        ["11%: exports up 11 percent", "8.7%: exports up 8.7 percent"],
    ),
    ("התוצר צמח ב-3%. ברבעון הקודם הקצב היה 2.1%.", ["3%: gdp up 3 percent", "2.1%: gdp up 2.1 percent"]),
    ("היצוא התכווץ ב-4% במאי. ביוני: 2.5%.", ["4%: exports down 4 percent", "2.5%: exports down 2.5 percent"]),
    (
        "היבוא גדל ב-12% ביולי. במחצית הראשונה כולה הנתון עמד על 9.5%.",
        ["12%: imports up 12 percent", "9.5%: imports up 9.5 percent"],
    ),
    # without the rise of prices
    (
        "הפדיון הקמעונאי עלה ב-9%. בניכוי עליות המחירים נותרו 6.2%.",
        ["9%: retail_sales up 9 percent", "6.2%: retail_sales up 6.2 percent"],
    ),
    (
        "המחזור הקמעונאי גדל ב-8.3% לעומת יוני אשתקד; אחרי הוצאת גורם המחיר נותרו 6.5%.",
        ["8.3%: retail_sales up 8.3 percent", "6.5%: retail_sales up 6.5 percent"],
    ),
    (
        "המכירות בקניונים גדלו ב-5%. אם מנכים את עליות המחירים, מתקבלים 2.8% בלבד.",
        ["5%: retail_sales up 5 percent", "2.8%: retail_sales up 2.8 percent"],
    ),
    (
        "הייצור התעשייתי עלה ב-6%. לאחר ניכוי השפעות עונתיות השינוי הוא 1.4%.",
        ["6%: industrial_production up 6 percent", "1.4%: industrial_production up 1.4 percent"],
    ),
]
LOOK_ALIKES = [
    # the rate of what is a level itself, and rates of something else
    "שיעור האבטלה ירד ב-0.2%. ביולי השיעור היה 4.1%.",
    "היצוא גדל ב-5%. ריבית הבנק היא 4.5%.",
    "היצוא גדל ב-5%. בבחירות האחרונות קיבלה המפלגה 12%.",
    "התוצר צמח ב-3%. ב-2022 היה שיעור המס 23%.",
    "היצוא עלה ב-5%. הקצב הוא 60% מהיבוא.",
    "היצוא עלה ב-5%. המפלגה קיבלה 9%. בחיפה התוצאה הייתה 12%.",
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_rate_is_of_what_the_text_has_just_told_a_rate_of(
    text: str, expected: list[str], values_in: Callable[..., list[str]]
) -> None:
    assert values_in(text) == expected


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_rates_of_something_else_are_none(text: str, values_in: Callable[..., list[str]]) -> None:
    assert len(values_in(text)) == 1
