from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.facts import Entity

NamesIn = Callable[[str], list[Entity]]


@pytest.mark.parametrize(
    ("sentence", "prefix", "label"),
    [
        ('חברת "[[אורביטון]]" גייסה הון', "", "ORG"),
        ('בחברת הייעוץ "[[דרך ישרה]]" צופים ירידה', "", "ORG"),
        ('בית ההשקעות "[[אלפא ביתא]]" מעריך', "", "ORG"),
        ('ח"כית מסיעת "[[חולון ביתנו]]" פרשה', "", "ORG"),
        ('להקת תופים בשם "[[הגל הכבד]]" ניגנה', "", "ORG"),
        ('בעיתון הכלכלי "[[הזרם החדש]]" נכתב', "", "ORG"),
        ('סמנכ"ל "[[נתיבי הגליל]]" התפטר', "", "ORG"),
        ('בבעלות "[[רון הנדסה בע"מ]]", שנקנסה', "", "ORG"),
        ('ב"[[מגדלי הצפון]]" מסרו כי אין תגובה', "ב", "ORG"),
        ('הוא כתב את הספר "[[לילה ארוך בנמל]]" לבדו', "", "WOA"),
        ('הסרט "[[אור ראשון]]" זכה בפרס', "", "WOA"),
        ('פורסם דוח שכותרתו "[[המים אוזלים]]"', "", "WOA"),
        ('מדריך שהוציאה המחלקה נקרא "[[סיפורו של חוף]]"', "", "WOA"),
    ],
)
def test_quoted_name_after_its_cue(names_in: NamesIn, sentence: str, prefix: str, label: str) -> None:
    (entity,) = names_in(sentence)
    assert (entity.prefix, entity.label) == (prefix, label)


@pytest.mark.parametrize(
    "sentence",
    [
        'המפלגה פועלת לפי המוטו "קרוב לעם"',
        'התוכנית "ידיים נקיות" הצליחה',
        'ה"מומחים" טעו שוב',
        'הוא אמר ב"שמחה" שאין ברירה',
        'תנועת "כל העם מאוחד לבניית חיים תרבותיים" הושקה',
        'החברה הודיעה "אין הפסקות"',
        'יעד בשם "אפס פקקים" הוצב',
        'קבוצת הוואטסאפ "הורי כיתה א" נסגרה',
        'החברה מסרה: "איננו מגיבים"',
        '"\'"\'"',
    ],
)
def test_no_name_in_other_quotations(names_in: NamesIn, sentence: str) -> None:
    assert names_in(sentence) == []


def test_a_quoted_name_returns_in_its_marks(names_in: NamesIn) -> None:
    first, later = names_in('מנכ"ל "[[נתיבי נהר]]" העיד. משפט השוחד של "[[נתיבי נהר]]" נפתח')
    assert first.canonical_id == later.canonical_id


def test_a_place_inside_a_quoted_body_is_no_name(names_in: NamesIn) -> None:
    (entity,) = names_in('סיעת "[[חיפה ביתנו]]" עתרה')
    assert entity.label == "ORG"
