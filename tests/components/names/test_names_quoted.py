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
    ("sentence", "label"),
    [
        ('במבצע "[[ענן סתיו]]" נהרגו שניים', "EVE"),
        ('הם נפגעו במלחמת "[[חרבות ברזל]]"', "EVE"),
        ('בכלי התקשורת דווח על "[[מבצע גורן]]" אתמול', "EVE"),
        ("במהלך [[מבצע עופרת יצוקה]] הם גויסו", "EVE"),
        ("לדברי [[צ'יינה דיילי]] נרשמה עלייה", "ORG"),
        ("כך דיווח [[ג'קרטה טיימס]] אמש", "ORG"),
    ],
)
def test_operations_and_newspapers(names_in: NamesIn, sentence: str, label: str) -> None:
    assert [entity.label for entity in names_in(sentence)] == [label]


@pytest.mark.parametrize(
    "sentence",
    [
        'ברשת השיקו מבצע "1+1" על כל המוצרים',
        'מבצע מכירות "קונים וחוסכים" נפתח',
        "המבצע להורדת המחירים נמשך",
        'יצא בקמפיין "מבצע של פעם בחיים"',
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
