"""Forms that desks and translators write on real pages: lone years, what recurs, unknown years, quarters, spans, deictics."""

from datetime import date

import pytest

PUBLISHED = date(2025, 9, 16)  # a Tuesday


def value(fact):
    return fact.edtf or fact.duration_iso


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("מועצת הביטחון אישרה [[הלילה (שלישי)]] את ההצעה", ["2025-09-16"]),
        ("[[הבוקר (יום ד')]] נפתח הכנס", ["2025-09-10"]),
        ("הוועדה תתכנס [[הערב (חמישי)]]", ["2025-09-18"]),
        ("גם [[השנה]] תיערך התערוכה", ["2025"]),
        ("גם [[החודש]] נרשמה ירידה", ["2025-09"]),
        ("[[השנה]] הסתכמו המכירות ב-3 מיליון", ["2025"]),
        ("גם היום יש מי שזוכר", []),
        ("הלילה שבין שני לשלישי היה קר", []),
        ("הלילה היה קר", []),
        ("במהלך חג היום הלאומי", []),
        ("לרגל השנה החדשה יחולקו סלים", []),
        ("זהו החודש החלש ביותר בענף", []),
        ("השנה החמה ביותר שנמדדה", []),
        ('בדו"ח סיכום השנה של המשרד', []),
        ("אישיות השנה נבחרה", []),
    ],
)
def test_a_deictic_is_told_from_its_noun(find_marked, sentence, values):
    assert [value(fact) for fact in find_marked(sentence, PUBLISHED)] == values
