"""Growth figures as Israeli desks and statisticians word them: what a figure is of, where the clause alone doesn't say it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

DETACHED = [
    # a letter apart from its number
    ("היצוא ירד ב 3.4%.", ["3.4%: exports down 3.4 percent"]),
    ("היבוא גדל ב - 2.5% אשתקד.", ["2.5%: imports up 2.5 percent"]),
    ("היצוא עלה ל 20 מיליארד דולר.", ["20 מיליארד דולר: exports up 20000000000 USD"]),
    ("ירידה של כ 5% ביצוא.", ["5%: exports down 5 percent"]),
    ("המחירים עלו בכ 7%.", ["7%: prices up 7 percent"]),
    ("היצוא גדל. לפי סעיף ב 5% מהעובדים זכאים.", []),
    ("בכיתה ב 30 תלמידים, ובכיתה ג ירד מספרם.", []),
]
MOVED = [
    # the second move of a sentence, of what the first was of
    (
        "שיעור המחוסנים עלה מ-70% ל-81%, ובקרב ילדים מ-64% ל-79%.",
        ["81%: other up 81 percent", "79%: other up 79 percent"],
    ),
    (
        "מספר הנפגעים ירד מ-12 ל-7, בדרום מ-20 ל-11.",
        ["7: other down 7 count", "11: other down 11 count"],
    ),
    ("היצוא עלה. המחירים נעים מ-20 שקל ל-50 שקל, ובדרום מ-10 שקל ל-30 שקל.", []),
    # the earlier value behind its level
    (
        "שיעור התעסוקה עלה ל-74%, מ-70% אשתקד, ושל צעירים ל-51%, מ-46%.",
        ["74%: employment up 74 percent", "51%: employment up 51 percent"],
    ),
    # held against the product, and with another time
    ("החוב הציבורי עמד על 66% מהתוצר, לעומת 61% בשנה הקודמת.", ["66%: other up 66 percent"]),
    ("הגירעון הסתכם ב-5.1% מהתוצר, לעומת 6.8% אשתקד.", ["5.1%: other down 5.1 percent"]),
    ("החוב הציבורי עמד על 66% מהתוצר, לעומת 90% באיטליה.", []),
    ("הנשים היו 66% מהמועסקים, לעומת 60% בשנה הקודמת.", []),
    # the copula tells a level
    ("שיעור האבטלה הוא 3.1%, לעומת 3.4% בחודש הקודם.", ["3.1%: unemployment down 3.1 percent"]),
    ("שיעור האבטלה הוא 3.1%, לעומת 5% בפריפריה.", []),
    # what stayed is another than the figure before
    (
        "עליות מחירים נרשמו במחוזות: חיפה 1.4%, צפון 1.2% ודרום 0.6%; המרכז נותר ללא שינוי.",
        ["1.4%: prices up 1.4 percent", "1.2%: prices up 1.2 percent", "0.6%: prices up 0.6 percent",
         "ללא שינוי: prices flat 0 percent"],
    ),
]  # fmt: skip
TOPICS = [
    # the whole that a rate is a share of is not what moved
    ("שיעור האבטלה עמד על 4.1% מכוח העבודה, לעומת 4.6% ביולי.", ["4.1%: unemployment down 4.1 percent"]),
    ("שיעור המובטלים ירד ל-4.1% מכוח העבודה.", ["4.1%: unemployment down 4.1 percent"]),
    # what is left out
    ('ללא מסים על הייבוא התמ"ג עלה ב-2.5%.', ["2.5%: gdp up 2.5 percent"]),
    ("בניכוי הדלק היבוא ירד ב-4%.", ["4%: imports down 4 percent"]),
    ("היצוא ללא יהלומים עלה ב-4%.", ["4%: exports up 4 percent"]),
    ("המחירים ללא דיור ירדו ב-0.2%.", ["0.2%: prices down 0.2 percent"]),
    # what the level after the rate counts
    ("הירידה החדה ביותר הייתה בצפון, בשיעור של 40%, לכ-15 אלף לינות.", ["40%: tourism down 40 percent"]),
    ("נרשם זינוק של 12%, ל-3.2 מיליון תיירים.", ["12%: visitors up 12 percent"]),
    ("היצוא עלה ב-4%. ביבוא נרשמה ירידה של 3% ל-80 אלף טון.", ["4%: exports up 4 percent", "3%: imports down 3 percent"]),
    # whose jobs and wages
    (
        "עלייה של 5% בשכר במגזר הציבורי לעומת עלייה של 7% במגזר העסקי.",
        ["5%: wages up 5 percent", "7%: wages up 7 percent"],
    ),
    (
        "ירידה של 1% במספר העובדים בחברות קטנות לעומת גידול של 2% בגדולות.",
        ["1%: employment down 1 percent", "2%: employment up 2 percent"],
    ),
    ("עלייה של 5% בשכר הגברים ועלייה של 7% בקרב נשים.", ["5%: wages up 5 percent", "7%: wages up 7 percent"]),
    (
        "עלייה של 5% בשכר לעומת עלייה של 7% במספר התלונות.",
        ["5%: wages up 5 percent", "7%: other up 7 percent"],
    ),
    ("עלייה של 5% בשכר לעומת ירידה של 7% ביצוא.", ["5%: wages up 5 percent", "7%: exports down 7 percent"]),
    # after a dash another subject with its level
    (
        "הקופה רושמת צמיחה נאה - סך הכנסות המדינה הסתכמו ב-40 מיליארד שקל, עלייה של 9% לעומת אשתקד.",
        ["9%: budget_revenue up 9 percent"],
    ),
    ("קצב הצמיחה - הנמוך ביותר מזה שנים - הגיע ל-1.2%.", ["1.2%: economy up 1.2 percent"]),
    # the verb of a second subject that a pronoun of the first names
    (
        "לא נרשמה ירידה בהשקעות הון סיכון, והיקפן אף זינק ל-3 מיליארד דולר.",
        ["3 מיליארד דולר: investment up 3000000000 USD"],
    ),
    # words that only say that something is
    (
        "מדד המחירים לצרכן עלה ב-0.4%, וסך הכל השלים ירידה של 0.1% מתחילת השנה.",
        ["0.4%: inflation up 0.4 percent", "0.1%: inflation down 0.1 percent"],
    ),
]  # fmt: skip
FIELDS = [
    # what a head and a word of its phrase name together, by fields of life
    ("ענפי התחבורה והתקשורת צמחו ב-6%.", ["6%: services up 6 percent"]),
    ("שירותי המזון והאירוח צמחו ב-12%.", ["12%: services up 12 percent"]),
    ("פדיון ענפי התקשורת ירד ב-3%.", ["3%: services down 3 percent"]),
    ("מחירי שירותי הבריאות עלו ב-2%.", ["2%: prices up 2 percent"]),
    ("השכר בענפי המסחר עלה ב-3%.", ["3%: wages up 3 percent"]),
    ("מספר המועסקים בענף התחבורה עלה ב-3%.", ["3%: employment up 3 percent"]),
    ("רווחי ענף הביטוח עלו ב-3%.", ["3%: other up 3 percent"]),
    ("פדיונות מרכזי הקניות צמחו ב-12%.", ["12%: retail_sales up 12 percent"]),
    ("מחזור הקניות של מוצרי מזון עלה ב-30%.", ["30%: retail_sales up 30 percent"]),
    ("המכירות הכספיות של מוצרי הצריכה עלו ב-4%.", ["4%: retail_sales up 4 percent"]),
    ("הקניות ברשתות המזון עלו ב-4%. בענף האלקטרוניקה נרשמה ירידה של 3%.",
     ["4%: retail_sales up 4 percent", "3%: retail_sales down 3 percent"]),
    ("תחום חנויות הספרים הציג ירידה של 9%.", ["9%: retail_sales down 9 percent"]),
    ("מספר החנויות עלה ב-3%.", ["3%: other up 3 percent"]),
    ("הייצור עלה ב-2%. בענף האלקטרוניקה נרשמה ירידה של 3%.",
     ["2%: industrial_production up 2 percent", "3%: industrial_production down 3 percent"]),
    ("עלייה של 6% במספר הדירות שהחלה בנייתן.", ["6%: construction up 6 percent"]),
    ("מספר הדירות שהסתיימה בנייתן ירד ב-20%.", ["20%: construction down 20 percent"]),
    ("מספר הדירות שנמכרו ירד ב-20%.", ["20%: other down 20 percent"]),
    ("עסקאות השקעה זרות בהיקף של 2 מיליארד דולר, ירידה של 60%.", ["60%: fdi down 60 percent"]),
    ("שיעור הנשים המועסקות עלה ב-2%.", ["2%: employment up 2 percent"]),
    ("שיעור הנשים הסטודנטיות עלה ב-2%.", ["2%: other up 2 percent"]),
    ("שיעור הגידול של כל האוכלוסייה עומד על 1.8% לשנה.", ["1.8%: population up 1.8 percent"]),
    ("מספר המשרות הפתוחות צנח ב-30%.", ["30%: other down 30 percent"]),
    ("כ-30 אלף איש עלו לארץ, לעומת 45 אלף בשנת 2023.", ["30 אלף איש: other down 30000 count"]),
    # what is added to what is earned
    ("חלה תוספת של 900 שקל לחודש בהכנסה הממוצעת.", ["900 שקל: income up 900 ILS"]),
    ("תוספת של 2 מיליארד שקל בהכנסות ממסים.", ["2 מיליארד שקל: budget_revenue up 2000000000 ILS"]),
    ("תוספת של 2 מיליארד שקל בתקציב הביטחון.", []),
    ("תוספת של 2 מיליארד שקל למערכת הבריאות.", []),
    # a level told again for a share of stock
    ("הרבעון הסתיים ברווח נקי של 230 מיליון דולר או 1.6 דולר למניה, לעומת 215 מיליון דולר או 1.4 דולר למניה אשתקד.",
     ["230 מיליון דולר: other up 230000000 USD"]),
    # another amount after a comma
    ("נרשמה עלייה בפעילות, במקביל לחלוקת דיבידנד של 400 מיליון שקל.", []),
    ("המשכנתאות עלו ב-20%. זוהי ירידה לעומת החודשים הקודמים – 10% פחות מבחודש יולי.",
     ["20%: credit up 20 percent", "10%: credit down 10 percent"]),
]  # fmt: skip


ABBREVIATED = [
    # magnitude and currency in one abbreviation
    ('ההכנסות עלו ב-4.8 מלש"ח.', ['4.8 מלש"ח: revenue up 4800000 ILS']),
    ('ההכנסות עלו ל-120 מש"ח לעומת 100 מש"ח אשתקד.', ['120 מש"ח: revenue up 120000000 ILS']),
    ("ההכנסות עלו ב-3.5 מיל' ש\"ח ל-20 מיל' ש\"ח.", ["3.5 מיל' ש\"ח: revenue up 3500000 ILS"]),
    ('ההכנסות ירדו ב-300 אלש"ח.', ['300 אלש"ח: revenue down 300000 ILS']),
    ("היצוא גדל ב-12M$.", ["12M$: exports up 12000000 USD"]),
    ("ההכנסות גדלו ב-3-4 מיל' ש\"ח.", ["3-4 מיל' ש\"ח: revenue up 3000000..4000000 ILS"]),
    ("מחיר הקמח ירד ב-30-40 אגורות.", ["30-40 אגורות: prices down 0.3..0.4 ILS"]),
    # no unit: metres, and another word
    ("מפלס המים עלה ב-4 מ' לעומת אשתקד.", []),
    ("ההכנסות עלו ב-4 משחקים.", []),
]


LED_TO = [
    # basis points
    ("התשואה ירדה ב-5 נקודות בסיס.", ["5 נקודות בסיס: other down 0.05 percentage_point"]),
    ('הבנק העלה את הריבית ב-25 נ"ב לרמה של 4.5%.', ['25 נ"ב: other up 0.25 percentage_point']),
    ("מדד תל אביב ירד ב-25 נקודות.", ["25 נקודות: other down 25 count"]),
    # to less than
    ("הממשלה מתכננת להוריד את האבטלה מתחת ל-3%.", ["3%: unemployment down ..3 percent"]),
    ("הקומונה שואפת להפחית את שיעור העוני אל מתחת ל-1%.", ["1%: poverty down ..1 percent"]),
    ("האבטלה ירדה לפחות מ-3%.", ["3%: unemployment down ..3 percent"]),
    ("היצוא עלה לפחות ב-3%.", ["3%: exports up 3.. percent"]),
    ("האבטלה נותרה מתחת ל-3%.", ["3%: unemployment flat ..3 percent"]),
    # how far a forecast was moved, and to what
    ("הבנק העלה את תחזית הצמיחה ב-0.5% ל-5.2%.", ["5.2%: economy up 5.2 percent"]),
    ("הקרן קיצצה את תחזית הצמיחה ב-0.2% ל-2.5%-2.8%.", ["2.5%-2.8%: economy up 2.5..2.8 percent"]),
    ("הבנק הוריד את תחזית הצמיחה ב-0.3%.", ["0.3%: economy down 0.3 percent"]),
    ("הבנק העלה את הריבית ב-0.5% ל-5.2%.", ["0.5%: other up 0.5 percent"]),
    # a bar that was passed
    ("היצוא חצה את רף 400 מיליארד הדולר, עלייה של 13%.", ["13%: exports up 13 percent"]),
    ("מכירות הקבוצה חצו את קו 2 מיליארד השקל, צמיחה של 9%.", ["9%: revenue up 9 percent"]),
    ("החברה חצתה את רף המיליון.", []),
    # a sign after the figure
    ("הכנסות: 8.1 מיליארד שקל, 12%+ לעומת החודש הקודם.", ["12%: revenue up 12 percent"]),
    ("ההכנסה לנפש תגיע ל-8,500 דולר, פי 1.7 מהיום.", ["פי 1.7: income_per_capita up 1.7 times"]),
    ("ההכנסה לנפש שלו גבוהה, פי 1.7 משל אחיו.", []),
    ("סך ההכנסות לתקציב המדינה עלה ב-17%.", ["17%: budget_revenue up 17 percent"]),
    ("סך הכנסות הקבוצה עלה ב-17%.", ["17%: revenue up 17 percent"]),
]


@pytest.mark.parametrize(("text", "expected"), [*FIELDS, *DETACHED, *MOVED, *TOPICS, *ABBREVIATED, *LED_TO])
def test_israeli_news(text: str, expected: list[str], values_in: Callable[..., list[str]]) -> None:
    assert values_in(text) == expected
