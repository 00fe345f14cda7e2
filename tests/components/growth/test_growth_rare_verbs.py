"""Changes told by a verb that tells one only beside its rate, and by how much something surpasses or lags behind another time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.components.growth.rare_verbs import conjugate

CASES = [
    ("מספר המבקרים במוזיאון נשר ב-12% השנה.", "12%: visitors down 12 percent"),
    ("ערך הייצור החקלאי העשיר ב-6.4% בתשעת החודשים הראשונים.", "6.4%: agriculture up 6.4 percent"),
    ("מספר התאונות בכבישים דולדל ב-9% לעומת אשתקד.", "9%: other down 9 percent"),
    ("מכירות הרכב התפוצצו בינואר ב-30%.", "30%: other up 30 percent"),
    ("מחירי הדלק ידהו ב-3%.", "3%: prices down 3 percent"),
    ("ההלוואות המתאיידות ב-4% לשנה מדאיגות.", "4%: credit down 4 percent"),
    ("העירייה תגברה את מצבת העובדים ב-8%.", "8%: employment up 8 percent"),
    ("הדלק נשר ב-640 דונג לליטר.", "640 דונג: prices down 640 VND"),
    ("היקף העסקאות נחבט ב-18%.", "18%: other down 18 percent"),
    # a level, where the text compares it
    ("מספר הטיסות היומי הצטופף ל-210, לעומת 175 בחורף.", "210: other up 210 count"),
    (
        "ההכנסות מתיירות הפליגו אל 12 מיליארד דונג, לעומת 9 מיליארד אשתקד.",
        "12 מיליארד דונג: revenue up 12000000000 VND",
    ),
    # another time is surpassed, whatever the verb
    ("היקף היצוא חצה ב-7% את רמת השנה הקודמת.", "7%: exports up 7 percent"),
    ("הכנסות התקציב עברו ב-12.5% את האומדן.", "12.5%: budget_revenue up 12.5 percent"),
    ("מספר העסקים החדשים האפיל ב-19.1% על המקבילה.", "19.1%: other up 19.1 percent"),
    ("מספר הנרשמים ללימודים חצה את זה של השנה הקודמת ב-4%.", "4%: other up 4 percent"),
    ("היצוא פיגר ב-6% אחרי התקופה המקבילה.", "6%: exports down 6 percent"),
]
LOOK_ALIKES = [
    "החברה מחזיקה ב-24% ממניות הבנק.",
    "הציבור תומך בהצעה ב-30% מהסקרים.",
    "היצוא השתמש ב-40% מקיבולת הנמל.",
    "המשקיעים מסתפקים ב-4% תשואה.",
    "ההשקעה תלויה ב-30% מההון העצמי.",
    "הוא זכה ב-30% מהקולות והתנשא מעל כולם.",
    "הנשר ב-12% מהשטח הוא עוף מוגן.",
    "החוקרים בחרו ב-5% את המשפחות העניות.",
    'העירייה הורחקה ל-30 ק"מ מהחוף.',
    "השר כיבד את זו של השנה ב-4% מהקולות.",
    "הסקר נערך ב-30% מהבתים, אחרי הבחירות.",
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_rare_verb_tells_a_change_beside_its_rate(
    text: str, expected: str, values_in: Callable[..., list[str]]
) -> None:
    assert values_in(text) == [expected]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_verbs_that_take_a_share_tell_no_change(text: str, values_in: Callable[..., list[str]]) -> None:
    assert values_in(text) == []


@pytest.mark.parametrize(
    ("stem", "binyan", "forms"),
    [
        ("נשר", "paal", "נשר נשרה נשרו נושר נושרת נושרים נושרות ינשר תנשר ינשרו"),
        ("גאה", "paal", "גאה גאתה גאו גואה גואה גואים גואות יגאה תגאה יגאו"),
        ("התרוקן", "hitpael", "התרוקן התרוקנה התרוקנו מתרוקן מתרוקנת מתרוקנים מתרוקנות יתרוקן תתרוקן יתרוקנו"),
        ("העשיר", "hifil", "העשיר העשירה העשירו מעשיר מעשירה מעשירים מעשירות יעשיר תעשיר יעשירו"),
        ("נמחק", "nifal", "נמחק נמחקה נמחקו נמחק נמחקת נמחקים נמחקות יימחק תימחק יימחקו"),
        ("צימק", "piel", "צימק צימקה צימקו מצמק מצמקת מצמקים מצמקות יצמק תצמק יצמקו"),
        ("דולדל", "pual", "דולדל דולדלה דולדלו מדולדל מדולדלת מדולדלים מדולדלות ידולדל תדולדל ידולדלו"),
    ],
)
def test_a_verb_is_conjugated_by_its_pattern(stem: str, binyan: str, forms: str) -> None:
    assert " ".join(form for form, _ in conjugate(stem, binyan)) == forms  # type: ignore[arg-type]
