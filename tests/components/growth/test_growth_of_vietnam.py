"""Growth figures as machine translation of Vietnamese news words them."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # past a plan
        ("ההכנסה לנפש הגיעה ל-36 מיליון דונג, ועברה את היעד ב-[[14%]].", "income_per_capita up 14 14 percent"),
        ("ערך היצוא הגיע ל-934 מיליארד דונג ועבר את התוכנית ב-[[48.6%]].", "exports up 48.6 48.6 percent"),
        ("גביית המסים עלתה על התחזית ב-[[3.2%]].", "budget_revenue up 3.2 3.2 percent"),
        # on average
        ("שיעור העוני עומד על 9.2%, יורד בממוצע של [[8-9%]] בשנה.", "poverty down 8 9 percent"),
        ("הכלכלה צמחה בממוצע של [[7.2%]] לשנה.", "economy up 7.2 7.2 percent"),
        ("שטח הגידול גדל ב-[[5%]].", "other up 5 5 percent"),
    ],
)
def test_a_figure_of_machine_translated_news(figures_in, marked_spans, marked: str, expected: str) -> None:
    (figure,) = figures_in(marked)
    assert [(figure.start, figure.end)] == marked_spans(marked)
    assert f"{figure.indicator} {figure.direction} {figure.value_low:g} {figure.value_high:g} {figure.unit}" == expected


@pytest.mark.parametrize(
    "text",
    [
        "נכון להיום, משפחתו מחזיקה ב-8 דונם של צמחי קפה.",
        "הקומונות עשו מאמצים להתגבר על הקשיים, והשיגו יעדים, שרבים מהם הגיעו ל-100%.",
        "אינדיקטורים רבים עלו על הציפיות, כגון: ערך הייצור הגיע ל-934 מיליארד דונג.",
        "שטח הגידול הגיע ל-5,900 דונם.",
        "המטרה הבסיסית של סילוק בתים זמניים הושלמה מוקדם מהצפוי עם יותר מ-334,000 בתים.",
        "תוכנית היעד הלאומית לצמצום העוני הקצתה 517 מיליארד דונג.",
        "הוא השקיע בגידול של דוריאן על שטח של כ-2 דונם.",
    ],
)
def test_what_is_no_change(figures_in, text: str) -> None:
    assert figures_in(text) == []
