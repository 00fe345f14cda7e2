"""Figures of places, groups and times that keep the indicator of which the text spoke before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    # places and groups
    (
        "מספר הלינות ירד ב-16%. ירידות חדות מהממוצע נרשמו בנתניה, ירידה של 62% לעומת 2019.",
        ["16%: tourism down 16 percent", "62%: tourism down 62 percent"],
    ),
    (
        "בכל הערים נרשמו ירידות במספר דורשי העבודה. בני ברק הובילה את הטבלה עם ירידה של 35%.",
        ["35%: unemployment down 35 percent"],
    ),
    (
        "מספר דורשי העבודה ירד ב-3%. בקרב הציבור החרדי נרשמה ירידה של 15%.",
        ["3%: unemployment down 3 percent", "15%: unemployment down 15 percent"],
    ),
    (
        "מספר דורשי העבודה ירד ב-3%. נרשמה ירידה בכלל ערי הארץ, בשיעור ממוצע של 15.9%.",
        ["3%: unemployment down 3 percent", "15.9%: unemployment down 15.9 percent"],
    ),
    # words that only say that something is
    ("היצוא גדל ב-4%. אם כן, ישנה עלייה של 6% מתחילת השנה.", ["4%: exports up 4 percent", "6%: exports up 6 percent"]),
    # the whole of which items are told
    ("עליות מחירים בולטות נרשמו בסעיפי ההלבשה שעלו ב-2.1%.", ["2.1%: prices up 2.1 percent"]),
    # an aside in brackets
    (
        "התוצר המקומי הגולמי לנפש (קצב הצמיחה בשקלול גידול האוכלוסייה) ירד ב-1.1%.",
        ["1.1%: gdp_per_capita down 1.1 percent"],
    ),
    # levels told with the earlier one, in other ways than לעומת
    ("שיעור העוני עומד על 20.7%, גבוה במעט מהשיעור ב-2023 (20.6%).", ["20.7%: poverty up 20.7 percent"]),
    (
        "תחולת העוני עלתה מ-19.4% ל-20.4%. בקרב משפחות המצב דומה - מ-17.4% ל-17.5%.",
        ["20.4%: poverty up 20.4 percent", "17.5%: poverty up 17.5 percent"],
    ),
    (
        "ב-2018 חיו בעוני 469,400 משפחות. מדובר בעלייה של 27 אלף ילדים עניים ביחס לשנה שעברה.",
        ["27 אלף ילדים: poverty up 27000 count"],
    ),
    ("היצוא עלה ב-4%. המחירים נעים מ-20 שקל ל-50 שקל.", ["4%: exports up 4 percent"]),
    ("שיעור העוני הוא 28%. מדובר בעלייה בהשוואה לשנת 2023, אז עמד השיעור על 27.6%.", []),
    # words that open an item, and no share
    (
        "מתוכם, ענף החקלאות גדל ב-3.96%; מתוכן, ההכנסות של התקציב ירדו ב-2.4%.",
        ["3.96%: agriculture up 3.96 percent", "2.4%: budget_revenue down 2.4 percent"],
    ),
    ("לעיר 1,250 עובדים, מתוכם 38% נשים.", []),
    # inflation is a rate, also where a pronoun stands for it
    (
        "שיעור האינפלציה בשנה הקרובה (המסתיימת באמצע השנה הבאה) צפוי להסתכם ב-1.8%, וב-2025 הוא צפוי לעמוד על 2.5%.",
        ["1.8%: inflation up 1.8 percent", "2.5%: inflation up 2.5 percent"],
    ),
    ("האינפלציה ירדה ל-2.7%. הריבית צפויה לרדת; היא צפויה לעמוד על 4%.", ["2.7%: inflation down 2.7 percent"]),
    # the participle of an estimate
    (
        "מדד הייצור התעשייתי מוערך כעולה ב-7.9% לעומת החודש הקודם, והיבוא מוערך כיורד ב-3%.",
        ["7.9%: industrial_production up 7.9 percent", "3%: imports down 3 percent"],
    ),
    # what is made fewer, and a rate beside its verb
    ("הקומונה הפחיתה 45 משקי בית עניים.", ["45 משקי בית: poverty down 45 count"]),
    ("התיירות הפנימית חזרה לצמוח, 5.5% ביחס ל-2019.", ["5.5%: tourism up 5.5 percent"]),
    ("בנק ישראל עדכן את תחזית הצמיחה ל-2024 כלפי מטה, מ-2% ל-1.5%.", ["1.5%: economy up 1.5 percent"]),
    (
        "הכנסות התקציב גדלו ב-15.6%, פי 2.1 מתחילת הקדנציה.",
        ["15.6%: budget_revenue up 15.6 percent", "פי 2.1: budget_revenue up 2.1 times"],
    ),
    # lower, not more
    ("מספר הלינות ברבעון היה נמוך יותר ב-6% מזה שבתקופה המקבילה.", ["6%: tourism down 6 percent"]),
    (
        "נרשמו כ-12.4 מיליון לינות, לעומת כ-10.7 מיליון לינות בתקופות המקבילות.",
        ["12.4 מיליון לינות: tourism up 12400000 count"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_figure_keeps_the_indicator_of_the_text(
    text: str, expected: list[str], values_in: Callable[..., list[str]]
) -> None:
    places = {place: "GPE" for place in ("נתניה", "בני ברק") if place in text}
    assert values_in(text, entities=places) == expected
