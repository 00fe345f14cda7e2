"""Which quotation marks open and close: ``<…>`` marks what must be found inside the marks, in their order."""

from __future__ import annotations

import pytest

from pipeline.components.slogans.quotations import find_quotations


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('המוטו "3 לא" נתלה', ["3 לא"]),
        ('צה"ל ומנכ"לית דו"חות ב"כ כ"ט מ"ר', []),
        ('הסיסמה "צה"ל מנצח" נתלתה', ['צה"ל מנצח']),
        ('"העירייה נסמכת על ע"א 4417/15 ועל רע"א 2290/17", השיב ב"כ העותרים', ['העירייה נסמכת על ע"א 4417/15 ועל רע"א 2290/17']),
        ('ה"אזור החופשי" ול"ידיעות אחרונות"', ["אזור החופשי", "ידיעות אחרונות"]),
        ('ו"3 ירוקים, 2 נקיים".', ["3 ירוקים, 2 נקיים"]),
        ('ב-"3 לא" וב-"4 כן"', ["3 לא", "4 כן"]),
        ('"אני לא \'מקרה קצה\'", אמרה', ["אני לא 'מקרה קצה'", "מקרה קצה"]),
        ('הוא קרא לזה "מס חבר"".', ["מס חבר"]),
        ('"בהתחלה ידעתי ל"החליק" על המסך" אמרה', ['בהתחלה ידעתי ל"החליק" על המסך', "החליק"]),
        ("התוכנית 'בית חם' של ג'ורג' וצ'רצ'יל", ["בית חם"]),
        ('ב"כים ומ"מים אמרו "די"', ["די"]),
        ('„6 מעזים” ו„3 לא“.', ["6 מעזים", "3 לא"]),
        ("''3 לא'' הוא המוטו", ["3 לא"]),
        ('המוטו " 3 לא " נתלה', [" 3 לא "]),
        ('(להלן - "החוק") ו("הפקודה")', ["החוק", "הפקודה"]),
        ('"פתח ולא סגר\nהמוטו "סגור" כאן', ["פתח ולא סגר", "סגור"]),
        ('"אחד","שניים"', ["אחד", "שניים"]),
    ],
)  # fmt: skip
def test_marks_are_paired(text: str, inside: list[str]) -> None:
    assert [text[quotation.start : quotation.end] for quotation in find_quotations(text)] == inside


def test_an_unclosed_quotation_ends_with_its_line() -> None:
    text = 'המוטו "3 לא (אחד)\nשורה שנייה" סוף'
    unclosed = find_quotations(text)[0]
    assert not unclosed.is_closed
    assert text[unclosed.start : unclosed.end] == "3 לא (אחד)"


def test_glue_before_the_opening_mark() -> None:
    text = 'חזר וב-"3 לא" דבק'
    found = find_quotations(text)[0]
    assert text[found.glued_from : found.outer_start] == "וב-"
