"""Figures compared with before without saying so, in the middle of a report on changes, and what is to be brought about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

# The first figure of each text is the report's; the second is compared.
COMPARED = [
    ("ההלוואות גדלו ב-5%. יתרת האשראי גבוהה ב-9.6%.", "9.6%: credit up 9.6 percent"),
    ("מספר המיזמים עלה ב-19%. מספר העובדים בהם גבוה ב-18.2%.", "18.2%: employment up 18.2 percent"),
    ("היצוא עלה ב-4%. כמות העובדים במפעלים נאמדה כעודפת בשישה אחוזים.", "שישה אחוזים: employment up 6 percent"),
    ("התיירות ירדה ב-12%. בתי המלון רשמו 20% פחות לינות.", "20%: tourism down 20 percent"),
    ("ה-GRDP צמח ב-9%. מגזר השירותים הגיע ל-8.5%.", "8.5%: services up 8.5 percent"),
]
NOT_COMPARED = [
    "היצוא עלה ב-4%. שכר הגברים גבוה ב-30%.",
    "המחירים עלו ב-4%. המחיר בפריפריה נמוך ב-40%.",
    "ה-GRDP צמח ב-9%. מגזר השירותים הגיע ל-45% מהתוצר.",
    "ה-GRDP צמח ב-9%. השירותים השיגו 48%.",
    "השכר עלה ב-4%. נשים עובדות 12% פחות שעות.",
]
AIMS = [
    ("החלטה 139 קבעה להשלים 2 מיליון מיזמים עד 2030.", ["2 מיליון מיזמים: other - 2000000 count"]),
    ("התוכנית היא להקים 1,200 דירות עד סוף 2030.", ["1,200 דירות: other - 1200 count"]),
    (
        "שיעור העניים ירד ב-2%. יעד המחוז לסוף 2030: שיעור נמוך מ-9%.",
        ["2%: poverty down 2 percent", "9%: poverty - ..9 percent"],
    ),
]
NO_AIMS = [
    "המשטרה החליטה להציב 40 שוטרים עד 2026.",
    "החברה הצליחה להקים 1,200 דירות.",
    "העירייה מתכננת להקים גן ציבורי. 300 דירות נמכרו עד 2020.",
    "המפקד החליט לגייס 200 חיילים.",
]


@pytest.mark.parametrize(("text", "expected"), COMPARED)
def test_a_figure_is_compared_with_before(text: str, expected: str, values_in: Callable[..., list[str]]) -> None:
    assert values_in(text)[1:] == [expected]


@pytest.mark.parametrize("text", NOT_COMPARED)
def test_groups_and_shares_are_not_compared_with_before(text: str, values_in: Callable[..., list[str]]) -> None:
    assert len(values_in(text)) == 1


@pytest.mark.parametrize(("text", "expected"), AIMS)
def test_what_is_to_be_brought_about_is_a_target(
    text: str, expected: list[str], values_in: Callable[..., list[str]]
) -> None:
    assert values_in(text) == expected


@pytest.mark.parametrize("text", NO_AIMS)
def test_what_was_done_or_has_no_day_is_no_target(text: str, values_in: Callable[..., list[str]]) -> None:
    assert values_in(text) == []
