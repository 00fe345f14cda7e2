"""Sentences with their growth figures marked, and the values that each must give.

A value reads ``indicator direction low[..high] unit`` and then any field by name; an open end is empty (``10..``).
"""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import regex

from pipeline.facts import GrowthFigure

NONE = {"-": None}


def number(text: str) -> float | None:
    return float(text) if text else None


def check(figure: GrowthFigure, expected: str) -> None:
    indicator, direction, value, unit, *fields = expected.split(" ")
    low, _, high = value.partition("..") if ".." in value else (value, "", value)
    found = (figure.indicator, figure.direction, figure.value_low, figure.value_high, figure.unit)
    assert found == (indicator, NONE.get(direction, direction), number(low), number(high), unit)
    for field in fields:
        name, _, content = field.partition("=")
        actual = getattr(figure, name)
        wanted = (
            float(content) if isinstance(actual, float) else content.replace("_", " ") if name in TEXTS else content
        )
        assert str(actual) == str(wanted), name


TEXTS = {"indicator_text", "subject"}

CASES = [
    # verbs, both word orders
    ("היצוא גדל ב-[[7.1%]] והיבוא ב-[[3.2%]].", ["exports up 7.1 percent", "imports up 3.2 percent"]),
    ("ברבעון השלישי ירד יצוא הסחורות ב-[[14.8%]].", ["exports down 14.8 percent"]),
    ("בשנת 2009 צמח התוצר המקומי הגולמי ב-[[0.7%]].", ["gdp up 0.7 percent"]),
    ("מחירי הדירות ירדו בנובמבר ב-[[0.3%]] בלבד.", ["prices down 0.3 percent"]),
    ("התעשייה התכווצה ב-[[4.5 אחוזים]].", ["industrial_production down 4.5 percent"]),
    ("הפריון טיפס ב-[[אחוז וחצי]] והשכר נשחק ב[[חצי אחוז]].", ["productivity up 1.5 percent", "wages down 0.5 percent"]),
    ("המכירות הקמעונאיות זינקו ב[[עשרים וחמישה אחוז]].", ["retail_sales up 25 percent"]),
    ("האוכלוסייה גדלה ב-[[2.4%]], והתעסוקה התרחבה ב-[[1.2%]].", ["population up 2.4 percent", "employment up 1.2 percent"]),
    ("הדירות התייקרו ב-[[0.1%]] בלבד.", ["prices up 0.1 percent"]),
    ("מספר התאונות ירד ב-[[5%]].", ["other down 5 percent indicator_text=מספר_התאונות"]),
    ("אחת העותרות סיפרה כי החשבון השנתי שלה עלה ב-[[1,140 שקל]].", ["other up 1140 ILS"]),
    ("רווחיו, כך הודה בעצמו, [[הוכפלו]] בתוך שנתיים.", ["other up 2 times indicator_text=רווחיו"]),
    ("האינפלציה המשיכה לעלות ב-[[0.3%]].", ["inflation up 0.3 percent status=actual"]),
    ("הבנק צפוי להמשיך להוריד את הריבית ב-[[0.25%]].", ["other down 0.25 percent status=forecast"]),
    ("הממשלה שואפת להמשיך להגדיל את היצוא ב-[[5%]].", ["exports up 5 percent status=target"]),
    # nouns
    ("עלייה של [[2.6%]] בתמ\"ג העסקי", ["gdp up 2.6 percent"]),
    ("ירידה חדה של כ-[[3%]] במספר המבקרים", ["visitors down 3 percent qualifier=about"]),
    ("עלייה ביצוא של [[5%]] וירידה ביבוא של [[3%]].", ["exports up 5 percent", "imports down 3 percent"]),
    ("בענף הבנייה נרשמה צניחה של [[30%]].", ["construction down 30 percent"]),
    ("היצוא הסתכם ב-20 מיליארד דולר, עלייה של [[12%]].", ["exports up 12 percent"]),
    ("2.4 מיליון כניסות מבקרים לישראל (עלייה של [[25%]])", ["visitors up 25 percent"]),
    ("139 אלף כניסות של מבקרי יום ([[14%]] עלייה)", ["visitors up 14 percent"]),
    ("עלייה של [[5.2%]] נרשמה בתמ\"ג העסקי.", ["gdp up 5.2 percent"]),
    ("צמיחה שלילית של [[2%]] נרשמה במשק.", ["economy down 2 percent"]),
    ("קצב הצמיחה הממוצע הגיע ל-[[10.5%]] לשנה ומעלה.", ["economy up 10.5.. percent qualifier=at_least basis=average"]),
    ("השיעור השנתי של עליית מחירי הדירות: [[7.2%]].", ["prices up 7.2 percent"]),
    ("בנק ישראל העלה את הריבית ב-[[0.25%]].", ["other up 0.25 percent indicator_text=ריבית"]),
    ('המע"מ יעלה ל-[[18%]] בינואר.', ["other up 18 percent status=forecast"]),
    # lists and brackets
    (
        "ירידות בולטות נרשמו במחירי הירקות ([[3.9%]]), התחבורה ([[1%]]) והמזון ([[0.5%]]).",
        ["prices down 3.9 percent", "prices down 1 percent", "prices down 0.5 percent"],
    ),
    (
        "עליות מחירים נרשמו בסעיפים הבאים: הלבשה והנעלה - [[2.0%]], תרבות ובידור - [[1.5%]].",
        ["prices up 2 percent", "prices up 1.5 percent"],
    ),
    ("ענף הבנייה רשם ירידה קלה ([[0.7%]]-) עקב מחסור בחול.", ["construction down 0.7 percent"]),
    ("היצוא ([[17.7%]]-) והיבוא ([[4%]]-) נפגעו.", ["exports down 17.7 percent", "imports down 4 percent"]),
    (
        "יבוא הסחורות עלה ב-[[28.9%]] ([[6.5%]] בחישוב רבעוני), לאחר עלייה של [[17.4%]] ברבעון הקודם.",
        ["imports up 28.9 percent", "imports up 6.5 percent basis=quarter_on_quarter", "imports up 17.4 percent"],
    ),
    (
        "מחירי הדירות: בחיפה ירידה של [[5%]], בלוד [[8%]].",
        ["prices down 5 percent subject=חיפה", "prices down 8 percent subject=לוד"],
    ),
    (
        "המחירים ירדו ב-[[0.1%]] במחוז תל אביב, ב-[[0.3%]] במחוז דרום וב-[[1.2%]] במחוז חיפה.",
        [
            "prices down 0.1 percent subject=תל_אביב",
            "prices down 0.3 percent subject=דרום",
            "prices down 1.2 percent subject=חיפה",
        ],
    ),
    # levels reached, from and to, previous values
    ("שיעור האבטלה ירד מ-6% ל-[[4.8%]].", ["unemployment down 4.8 percent previous_low=6 previous_high=6"]),
    ("האבטלה ירדה ל-[[3.9%]], לעומת 4.2% ברבעון הקודם.", ["unemployment down 3.9 percent previous_low=4.2"]),
    ("המכירות הקמעונאיות עלו ב-[[9.4%]], לעומת 9.9% באומדן הקודם.", ["retail_sales up 9.4 percent previous_high=9.9"]),
    ("מספר המובטלים ירד ב-[[18 אלף]] ל-222 אלף איש.", ["unemployment down 18000 count"]),
    ("האינפלציה זינקה ל-[[3.2%]].", ["inflation up 3.2 percent"]),
    ("קצב עליית מחירי הדירות ירד ל-[[7.2%]] לעומת 8% ב-2015.", ["prices up 7.2 percent previous_low=8"]),
    ("נכנסו [[307 אלף תיירים]], ביחס ל-89.9 אלף תיירים בשנה שעברה.", ["visitors up 307000 count previous_low=89900"]),
    (
        "הגירעון עומד על [[4.8 מיליארד דולר]], עלייה מ-3.6 מיליארד דולר ברבעון הקודם.",
        ["other up 4800000000 USD previous_low=3600000000"],
    ),
    ("מספר העסקים גדל מ-2,450 ל-[[3,120]].", ["other up 3120 count previous_low=2450"]),
    ("היקף העסקאות גדל מ-14 ל-39 מיליון שקל, כלומר [[פי 2.8]].", ["other up 2.8 times"]),
    # sequel figures stand for themselves
    (
        "התוצר צמח ב-[[0.7%]], לעומת צמיחה של [[4%]] בשנת 2008 ושל [[5.2%]] בשנת 2007.",
        ["gdp up 0.7 percent", "gdp up 4 percent", "gdp up 5.2 percent"],
    ),
    # multiples
    ("היצוא גדל [[פי 2.5]].", ["exports up 2.5 times"]),
    ("ההשקעות הזרות גדלו [[פי שניים]] בתוך עשור.", ["fdi up 2 times"]),
    ("מספר הסטודנטים [[הוכפל]].", ["other up 2 times"]),
    ("המפעל [[הכפיל]] את היצוא.", ["exports up 2 times"]),
    ("היבוא [[שולש]] מאז 2010.", ["imports up 3 times"]),
    ("ההכנסות מתיירות עלו [[1.5 פעמים]] בהשוואה לשנת 2020.", ["revenue up 1.5 times"]),
    # points, fractions, money
    ("שיעור האבטלה ירד ב-[[0.3 נקודות אחוז]] ל-3.9%.", ["unemployment down 0.3 percentage_point"]),
    ("שיעור התעסוקה עלה ב[[נקודת אחוז]].", ["employment up 1 percentage_point"]),
    ("מספר המבקרים ירד ב[[שליש]].", ["visitors down 33.33 percent"]),
    ("התיירות ירדה ב[[מחצית]] לעומת אשתקד.", ["tourism down 50 percent basis=year_on_year"]),
    ("היצוא גדל ב-[[2.3 מיליארד שקל]].", ["exports up 2300000000 ILS"]),
    ("ההכנסה לנפש עלתה ב-[[5.3 מיליון דונג]] וייטנאמי.", ["income_per_capita up 5300000 VND"]),
    # qualifiers
    ("התוצר צפוי לצמוח בין [[6% ל-6.5%]].", ["gdp up 6..6.5 percent qualifier=range status=forecast"]),
    ("צמיחה של [[6-6.5%]] במשק.", ["economy up 6..6.5 percent qualifier=range"]),
    ("היצוא גדל ביותר מ-[[8%]].", ["exports up 8.. percent qualifier=over"]),
    ("היצוא גדל לפחות ב-[[8%]].", ["exports up 8.. percent qualifier=at_least"]),
    ("המחירים עלו בפחות מ-[[2%]].", ["prices up ..2 percent qualifier=under"]),
    ("השכר עלה בכ-[[7%]].", ["wages up 7 percent qualifier=about"]),
    ("היצוא צמח בשיעור [[דו-ספרתי]].", ["exports up 10.. percent qualifier=double_digit"]),
    ("הצמיחה [[חד-ספרתית]].", ["economy up ..10 percent qualifier=single_digit"]),
    # status
    ("המשק צפוי לצמוח ב-[[3%]] ב-2025.", ["economy up 3 percent status=forecast"]),
    ("בנק ישראל העלה את תחזית הצמיחה מ-3.5% ל-[[3.7%]].", ["economy up 3.7 percent status=forecast previous_low=3.5"]),
    ("יעד הצמיחה של המחוז הוא [[8%]].", ["economy up 8 percent status=target"]),
    ("העיר שואפת לקבל [[12 מיליון מבקרים]].", ["visitors - 12000000 count status=target"]),
    ("נקבע יעד של [[280 אלף]] התחלות בנייה עד 2025.", ["construction - 280000 count status=target"]),
    ("היעד הוא לשמור את האינפלציה מתחת ל-[[4%]].", ["inflation - ..4 percent status=target qualifier=under"]),
    ("צמיחת התוצר בשנת 2012 מוערכת ב-[[3.3 אחוזים]].", ["gdp up 3.3 percent status=estimate"]),
    ("הכנסות התקציב הגיעו ל-[[107%]] מהתחזית השנתית.", ["budget_revenue - 107 percent basis=versus_plan"]),
    # basis and streak
    ("ה-GRDP גדל ב-[[11.59%]] לעומת אותה תקופה אשתקד.", ["grdp up 11.59 percent basis=year_on_year"]),
    ("היבוא עלה ב-[[8.7%]] בחישוב שנתי.", ["imports up 8.7 percent basis=annualised"]),
    (
        "כלכלת קואנג נין צמחה בקצב גבוה, מעל [[דו-ספרתי]] במשך 9 שנים רצופות.",
        ["economy up 10.. percent streak_years=9 subject=קואנג_נין"],
    ),
    # comparisons with another time
    ("הממוצע החודשי של יצוא הסחורות היה גבוה ב-[[2.8%]] מהממוצע ברבעון השני.", ["exports up 2.8 percent"]),
    ("נרשמו 3.0 מיליון כניסות מבקרים - [[8%]] יותר מהתקופה המקבילה אשתקד.", ["visitors up 8 percent"]),
    # inflation is a rate of change itself
    ("האינפלציה השנתית עומדת על [[5.2%]].", ["inflation up 5.2 percent"]),
    ("מדד המחירים לצרכן נותר [[ללא שינוי]].", ["inflation flat 0 percent"]),
    ("שיעור האבטלה נותר [[3.1%]], ללא שינוי לעומת החודש הקודם.", ["unemployment flat 3.1 percent"]),
    # met in long sentences
    (
        "הצמיחה תסתכם ב-[[1.6%]], לעומת 2.7% בתחזית הקודמת, ותזנק ל-[[4.6%]] ב-2025.",
        ["economy up 1.6 percent previous_low=2.7 status=forecast", "economy up 4.6 percent status=forecast"],
    ),
    (
        "3 מיליון תיירים נרשמו, עלייה של [[14%]] לעומת 2017 ושל [[42%]] לעומת 2016.",
        ["visitors up 14 percent", "visitors up 42 percent"],
    ),
    ("באפריל עלה השכר ב-[[5.4%]], ולא ב-5.1% כפי שפורסם באומדן הקודם.", ["wages up 5.4 percent previous_low=5.1"]),
    ("מספר התלמידים שנשרו ירד מ-31 ל-[[2]] במשך חמש שנים.", ["other down 2 count previous_low=31"]),
    ("השכר עלה מ-350.000 ל-[[400.000 דונג]].", ["wages up 400000 VND previous_low=350000"]),
    ("קצב הגידול של החקלאות צפוי לעמוד על [[3,5-4%]].", ["agriculture up 3.5..4 percent qualifier=range"]),
    ("נרשמה ירידה של [[32.4%]] בסך השטחים החדשים שניטעו.", ["agriculture down 32.4 percent"]),
    ("אבוקדו: ירידה של [[38.2%]] בנטיעות.", ["agriculture down 38.2 percent"]),
    ("בשנה הזאת נרשם זינוק של [[77 נרצחים]].", ["other up 77 count"]),
    ("התקציב עבר מ-40% ל-3 מיליארד דולר.", []),
    ("התקציב גדול ב-[[70 מיליארד שקל]] מזה שאושר במאי 2023.", ["other up 70000000000 ILS"]),
    ("המחירים היו נוחים לשוק, והפיצוי הממוצע עלה ב-[[30-35%]].", ["other up 30..35 percent indicator_text=פיצוי_הממוצע"]),
    ("השקל התחזק מול הדולר ב-[[0.7%]].", ["other up 0.7 percent"]),
    ("המחירים עלו ב-[[2%]] בערים הגדולות, לעומת 5% בפריפריה.", ["prices up 2 percent previous_low=None"]),
    ("תמ\"ג: [[3.4%]]+, יצוא: [[8.3%]]-.", ["gdp up 3.4 percent", "exports down 8.3 percent"]),
    ("קצב הצמיחה הכלכלית של המחוז (GRDP) הגיע ל-[[8.02%]].", ["grdp up 8.02 percent"]),
    (
        "התוכנית קובעת כי עד 2030 ההכנסה הממוצעת לנפש תגיע ל-[[12,000-13,000 דולר]].",
        ["income_per_capita - 12000..13000 USD status=target"],
    ),
    ("מחיר הבנזין ירד ב-[[12 אגורות]] לליטר.", ["prices down 0.12 ILS"]),
    (
        "הוצאות הביטחון יגדלו ב-[[20 מיליארד שקל]], וההכנסות ממסים יקטנו ב-[[5 מיליארד]].",
        ["other up 20000000000 ILS", "budget_revenue down 5000000000 ILS"],
    ),
    (
        "תפוקת השרימפס הגיעה ל-45 אלף טון, עלייה של [[6.7%]], ויצוא פירות הים עלה ב-[[9.9%]].",
        ["agriculture up 6.7 percent", "exports up 9.9 percent"],
    ),
    # items, asides, rates, plans and what the sentence before spoke of
    (
        "הירקות הטריים, שמחירם צנח בחודש הקודם ב-[[4%]], התייקרו הפעם ב-[[7.5%]].",
        ["prices down 4 percent", "prices up 7.5 percent"],
    ),
    (
        "מדד המחירים לצרכן עלה ב-[[0.3%]]. סעיף המזון עלה ב-[[0.9%]] וסעיף התקשורת ירד ב-[[1.2%]].",
        ["inflation up 0.3 percent", "prices up 0.9 percent", "prices down 1.2 percent"],
    ),
    ("הריבית הופחתה ב[[רבע אחוז]].", ["other down 0.25 percent"]),
    ("בתל אביב נרשמה ירידת מחירים של [[2%]], ובחיפה - עלייה של [[0.9%]].", ["prices down 2 percent", "prices up 0.9 percent"]),
    (
        "שכר הדירה בחוזים מתחדשים עלה ב-[[2.7%]], ובחוזים חדשים - ב-[[5.1%]].",
        ["prices up 2.7 percent", "prices up 5.1 percent"],
    ),
    ("גביית המסים הסתכמה ב-38 מיליארד שקל, [[6.4%]] יותר מאשר ביוני אשתקד.", ["budget_revenue up 6.4 percent"]),
    ("שיעור האבטלה ירד ב[[שתי עשיריות האחוז]].", ["unemployment down 0.2 percent"]),
    ("הכלכלנים צפו ירידה של [[0.2%]].", ["other down 0.2 percent"]),
    (
        "האינפלציה ב-12 החודשים האחרונים הסתכמה ב-[[3.4%]]. החזאים ציפו לעלייה של [[3.2%]] בלבד.",
        ["inflation up 3.4 percent", "inflation up 3.2 percent"],
    ),
    ("ב-2023 נמסרו 270 אלף כלי רכב, [[8%]] פחות מב-2022.", ["other down 8 percent"]),
    ("יצרנית השבבים תגייס 500 עובדים, והיצוא שלה יגדל [[פי שלושה]] עד 2027.", ["exports up 3 times"]),
    ("הגירעון התרחב לכדי [[7.2%]] מהתוצר, לעומת 6.9% בחודש שעבר.", ["other up 7.2 percent"]),
    (
        "ההוצאה הפרטית לנפש התכווצה ב-[[1.7%]], ההשקעות בנכסים קבועים קפצו ב-[[12.4%]], והיצוא כמעט לא השתנה ([[0.1%]]+).",
        ["other down 1.7 percent", "investment up 12.4 percent", "exports up 0.1 percent"],
    ),
    ("ענף המלונאות רשם 1.9 מיליון לינות, [[22%]] פחות מאשר לפני שנה.", ["tourism down 22 percent"]),
    (
        "מספר התיירים, שהצטמצם אשתקד ב-[[70%]], גדל מתחילת השנה ב-[[15%]].",
        ["visitors down 70 percent", "visitors up 15 percent"],
    ),
    (
        "מכירות הדירות החדשות צנחו ב-[[38.6%]] ואילו מלאי הדירות הלא מכורות האמיר ל-[[78 אלף]].",
        ["other down 38.6 percent", "other up 78000 count"],
    ),
    ("הפדיון בענף המסעדות נחתך ב-[[45%]] בתוך חודש.", ["revenue down 45 percent"]),
    ("חל גידול של [[6%]] במספר המועסקים, ושל [[4%]] בפריון.", ["employment up 6 percent", "productivity up 4 percent"]),
    ("תעריף החשמל יתייקר בינואר ב-[[3.5%]], ותעריף המים - ב-[[2%]].", ["prices up 3.5 percent", "prices up 2 percent"]),
    ("עד 2030, הכלכלה הדיגיטלית צריכה להגיע ל-[[30%]] מה-GRDP.", ["digital_economy - 30 percent"]),
    (
        "כריית הפחם ירדה ב-[[4.1%]], ואילו ייצור החשמל וחלוקתו עלו ב-[[7.3%]].",
        ["industrial_production down 4.1 percent", "industrial_production up 7.3 percent"],
    ),
    (
        "בין המחוזות המובילים בקצב הגידול של הייצור התעשייתי: באק ג'יאנג ([[28.2%]]), פו טו ([[24.1%]]).",
        ["industrial_production up 28.2 percent", "industrial_production up 24.1 percent"],
    ),
    ("העיר מכוונת ל-GRDP של [[11%]] לפחות בשנת 2026.", ["grdp up 11.. percent"]),
    ("מספר העובדים במפעלי התעשייה גדל ב-[[2.8%]].", ["employment up 2.8 percent"]),
    ("התוצר הגולמי האזורי צמח ב-[[9.5%]], גבוה מן היעד שנקבע ([[8.5%]]).", ["grdp up 9.5 percent", "grdp up 8.5 percent"]),
    ("קבוצת התחבורה ירדה ב-[[0.7%]] בשל הוזלת הבנזין ב-[[2.3%]].", ["other down 0.7 percent", "prices down 2.3 percent"]),
    ("מספר הנוסעים במטרו גדל [[פי 1.8]] בתוך שנה.", ["other up 1.8 times"]),
    (
        "מדד המחירים הסיטונאיים ירד ב-[[1.3%]], ואילו מדד תשומות הבנייה טיפס ב-[[0.4%]].",
        ["prices down 1.3 percent", "prices up 0.4 percent"],
    ),
    ("ענף הבנייה איבד [[40 אלף עובדים]].", ["employment down 40000 count"]),
    ("בחודש שעבר נוספו למשק [[15 אלף משרות]].", ["employment up 15000 count"]),
    ("היצוא הביטחוני שבר שיא: 14.8 מיליארד דולר, גידול של [[13%]].", ["exports up 13 percent"]),
    (
        "פדיון רשתות השיווק עלה ב-[[5.5%]], ובניכוי האינפלציה ירד ב-[[0.4%]].",
        ["retail_sales up 5.5 percent", "retail_sales down 0.4 percent"],
    ),
    ("הריבית במשק תישאר [[4.5%]], אך המשכנתאות התייקרו: ההחזר החודשי הממוצע עלה ב-[[220 שקל]].",
     ["other flat 4.5 percent", "other up 220 ILS"]),
    (
        "עלייה של [[0.9%]] נרשמה במחירי הפירות, [[0.6%]] במחירי הדיור ו-[[0.4%]] בתחבורה.",
        ["prices up 0.9 percent", "prices up 0.6 percent", "prices up 0.4 percent"],
    ),
    (
        "בין הסעיפים שעלו: דמי שכירות ([[1.1%]]), חשמל ([[2.6%]]) ובריאות ([[0.5%]]); "
        "הירידות נרשמו בהלבשה ([[3.3%]]) ובריהוט ([[0.9%]]).",
        [
            "prices up 1.1 percent", "prices up 2.6 percent", "prices up 0.5 percent",
            "prices down 3.3 percent", "prices down 0.9 percent",
        ],
    ),
    ("קצב הגידול של האוכלוסייה החרדית, [[4%]] בשנה, כפול מזה של כלל האוכלוסייה.", ["population up 4 percent"]),
    ("הגירעון ירד מ-6.9% תוצר ל-[[5.2%]] תוצר.", ["other down 5.2 percent"]),
    ("הצריכה הפרטית, המנוע של המשק, עלתה ב-[[3.9%]].", ["other up 3.9 percent"]),
    ("המטרה עד 2025: שיעור העוני הרב-ממדי יירד אל מתחת ל-[[1%]].", ["poverty down ..1 percent"]),
    ("ה-GRDP לנפש הגיע ל-4,900 דולר, [[פי 1.7]] לעומת 2020.", ["gdp_per_capita up 1.7 times"]),
    (
        "הכנסות הפנים הגיעו ל-14,800 מיליארד דונג, [[96.5%]] מהתחזית, ועלו ב-[[12%]] על פני אותה תקופה.",
        ["budget_revenue - 96.5 percent", "budget_revenue up 12 percent"],
    ),
    # compounds that only end in an indicator, groups of persons, places and manners are no topics
    (
        "מדד המחירים לצרכן עלה ב-[[0.3%]]. קבוצת חומרי הבנייה עלתה ב-[[0.4%]], קבוצת המשקאות ב-[[0.2%]].",
        ["inflation up 0.3 percent", "prices up 0.4 percent", "prices up 0.2 percent"],
    ),
    ("עובדי הבנייה השתכרו [[7.5%]] יותר.", ["wages up 7.5 percent"]),
    ("השכר עמד על 13,870 שקל. ביחס למאי מדובר בתוספת של [[4.4%]] בשקלים שוטפים.", ["wages up 4.4 percent"]),
    (
        "שיעור העוני עלה ל-[[20.7%]]; בקרב קשישים נרשמה ירידה של [[2%]].",
        ["poverty up 20.7 percent", "poverty down 2 percent"],
    ),
    ("באירופה המכירות צנחו ב-[[9%]].", ["revenue down 9 percent"]),
    ("ערך הייצור של החקלאות במחוז עלה ב-[[3.84%]].", ["agriculture up 3.84 percent"]),
    # a head alone recalls what the text has named
    (
        "הכנסות התקציב הסתכמו ב-38 מיליארד שקל. אשתקד גדלו ההכנסות ב-[[6%]].",
        ["budget_revenue up 6 percent"],
    ),
    (
        "מדד הייצור התעשייתי עלה ב-[[10.8%]]. המדד עלה ב-34 מחוזות, בראשם נין בין ([[22.6%]]).",
        ["industrial_production up 10.8 percent", "industrial_production up 22.6 percent"],
    ),
    (
        "ההון הזר הרשום ירד ב-[[11%]]. 30 פרויקטים אושרו, אך ההון גדל ב-[[4%]].",
        ["fdi down 11 percent", "fdi up 4 percent"],
    ),
    (
        "סחר החוץ גדל ב-[[34%]]. הצדדים שואפים להגדיל את המחזור ב-[[10%]].",
        ["trade up 34 percent", "trade up 10 percent"],
    ),
    # items before a colon
    (
        "יצוא מוצרי החקלאות עלה ב-[[12.9%]]. קפה: 1.31 מיליון טון - הכמות עלתה ב-[[13.4%]]. אורז: ירידה של [[6.5%]].",
        ["exports up 12.9 percent", "exports up 13.4 percent", "exports down 6.5 percent"],
    ),
    # compared with a time that the sentence names first
    ("ביחס לאפריל השכר נמוך ב-[[310 שקל]].", ["wages down 310 ILS"]),
    ("ההכנסה לנפש [[כפולה]] מזו של 2020.", ["income_per_capita up 2 times"]),
    ("מדד המחירים לצרכן ביוני - [[0.31%]] מעל מאי.", ["inflation up 0.31 percent"]),
    (
        "לינות הישראלים ירדו ב-[[12%]] בהשוואה ליולי 2022, ובטבריה ב-[[7.7%]].",
        ["tourism down 12 percent", "tourism down 7.7 percent"],
    ),
    # asides with a share, lists that go on after a bracket, aims under a heading
    ("יצוא הטלפונים, המהווה 90% מהסך, ירד ב-[[2%]].", ["exports down 2 percent"]),
    (
        "התעשייה והבנייה גדלו ב-[[9.8%]] (התעשייה לבדה [[9.5%]]), השירותים ב-[[7.9%]].",
        ["industrial_production up 9.8 percent", "industrial_production up 9.5 percent", "services up 7.9 percent"],
    ),
    (
        "ההחלטה מאשרת את יעדי 2026: הכנסות התקציב - [[28 מיליארד דולר]]; שיעור העוני - מתחת ל-[[2%]].",
        ["budget_revenue - 28000000000 USD status=target", "poverty - ..2 percent status=target"],
    ),
    # bare counts and amounts
    ("מספר החברות המייצאות גדל ל-[[260]], לעומת 230 אשתקד.", ["other up 260 count previous_low=230"]),
    (
        "הכנסות התקציב הסתכמו ב-30 מיליארד שקל. השנה יגדלו ההכנסות ב-[[4 מיליארד]].",
        ["budget_revenue up 4000000000 ILS"],
    ),
    # what only the topic tells
    ("שיעור האבטלה: שיפור של [[0.5 נקודות אחוז]].", ["unemployment down 0.5 percentage_point"]),
    (
        "הצמיחה הגיעה ל-[[8%]]. הממשלה דבקה ביעד של [[8.5%]].",
        ["economy up 8 percent", "economy up 8.5 percent status=target"],
    ),
    ("מס רכישה הניב [[410 מיליון שקל]] פחות מאשר אשתקד.", ["budget_revenue down 410000000 ILS"]),
    ("מפעל הפלדה דיווח על תפוקה של 5 מיליון טון, עלייה של [[28%]].", ["industrial_production up 28 percent"]),
    # counts without a noun, points that restate, plans that follow one another
    ("מספר מוצרי OCOP גדל ב-[[63]] והגיע ל-1,024.", ["other up 63 count"]),
    ("תוספת של [[11,300 עובדים]] בתוך שנה.", ["employment up 11300 count"]),
    (
        "שיעור העוני ירד מ-51.7% ל-[[12.2%]], כמעט [[8 נקודות אחוז]] בממוצע לשנה.",
        ["poverty down 12.2 percent", "poverty down 8 percentage_point"],
    ),
    (
        "הכנסות התקציב הגיעו ל-[[102.3%]] מהאומדן של הממשלה ו-[[96.8%]] מזה שהטילה המועצה.",
        ["budget_revenue - 102.3 percent", "budget_revenue - 96.8 percent"],
    ),
    ("ה-GRDP גדל ב-[[10.2%]] (תוכנית: [[9.5%]]).", ["grdp up 10.2 percent", "grdp up 9.5 percent status=target"]),
    ('עד 2030 תהווה הכלכלה הדיגיטלית לפחות [[30%]] מהתמ"ג.', ["digital_economy - 30.. percent status=target"]),
    ("ההכנסות ממסים הסתכמו ב-276 מיליארד שקל, צמיחה ריאלית של [[11.7%]].", ["budget_revenue up 11.7 percent"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("marked", "expected"), CASES, ids=[regex.sub(r"[\[\]]", "", marked)[:50] for marked, _ in CASES]
)
def test_figures_and_values(figures_in, marked_spans, marked: str, expected: list[str]) -> None:
    figures = figures_in(marked)
    assert [(f.start, f.end) for f in figures] == marked_spans(marked)
    for figure, values in zip(figures, expected, strict=True):
        check(figure, values)


LOOK_ALIKES = [
    "שיעור האבטלה עמד על 4.8%.",
    "שכרם גבוה פי 1.8 מהממוצע.",
    "הליכוד ירד ל-25 מנדטים, 30% מהנשאלים תומכים בו.",
    "היצוא היווה 66.1% מהיבוא.",
    "התעשייה מהווה 30% מהתוצר.",
    "44% מסך כל הלינות היו של תיירים.",
    "הסיכוי לגשם הוא 30%.",
    "חברת הביטוח מציעה 15% הנחה.",
    "הוא מחזיק ב-24.9% מהמניות.",
    "התוכנית תעלה 750 מיליון שקל.",
    'כך עולה מנתוני הלמ"ס: 12% מהמשפחות עניות.',
    "הירידה בנובמבר היא השישית ברציפות.",
    "המשבר פרץ במחצית הראשונה של 2020 וירד בחצי השנה שאחריה.",
    "הממשלה הקצתה 2.3 מיליארד שקל לביטחון.",
    "הוא ירד ב-16 בפברואר לאילת.",
    "המחוז דורג במקום ה-5 במדד התחרותיות.",
    "תושבי הדרום משלמים 20% יותר מתושבי הצפון.",
    "המשכורת של הבכירים גבוהה ב-40% מזו של העובדים.",
    "החוק אושר ברוב של 9 נגד 7.",
    '"ההצעה טובה פי שניים מזו שנחתמה ב-2022", אמר.',
    "השכר עלה פי אחת וחצי מהר יותר מהפריון.",
    "הממשלה אישרה תוספת של 2 מיליארד שקל לתקציב הביטחון.",
    "80% מהציבור תומך בהצעה, עלייה של 5% לעומת הסקר הקודם.",
    "חום של 38 מעלות, 60% לחות.",
    "הדירה נמכרה ב-2.4 מיליון שקל, 10% מתחת למחיר המבוקש.",
    "57% מהישראלים מרוצים ממצבם הכלכלי.",
    "שוק הרכב החשמלי מהווה כבר 24% מסך המסירות.",
    "הוועדה אישרה תקציב של 4.8 מיליארד שקל לשיקום הצפון.",
    "המניות מוחזקות בשיעור של 34% בידי הקרן.",
    "נשים משתכרות 32% פחות מגברים.",
    "הוא נידון ל-18 חודשי מאסר ולקנס של 250 אלף שקל.",
    "ההלוואה ניתנת עד 75% משווי הנכס.",
    "החוב הציבורי עמד בסוף השנה על 61.9% מהתוצר.",
    "המפלגה קיבלה 12% מהקולות ו-15 מנדטים.",
    "הארנונה למגורים גבוהה בתל אביב פי שניים מזו שבבני ברק.",
    "תוחלת החיים של נשים גבוהה ב-4 שנים מזו של גברים.",
    "סיכוי של 60% להורדת ריבית מתומחר בשוק.",
    "המדינה תממן 80% מעלות הפרויקט.",
    "המגזר תרם 45% מה-GRDP.",
    'הממשלה הקצתה 1,500 מיליארד דונג לפרויקט הכביש המהיר, באורך 48 ק"מ.',
    "100% מהקומונות עומדות בתקן הכפר החדש.",
    "המחוז דורג במקום ה-3 מתוך 34 עם 71.2 נקודות.",
    "השיעור של קאדרים בעלי תואר אקדמי הוא 92%.",
    "שיעור התעסוקה נשאר יציב ועמד על 61.2%, כמו בחודש הקודם.",
    "על פי הסקר, 62% מהעסקים צופים ירידה במכירות.",
    "העלייה לקבר הושלמה ב-14:30, ו-3,000 איש השתתפו בה.",
    "הממשלה תעניק הטבת מס של 20% למשקיעים.",
    "הקבלן יקבל 30% מהסכום מראש.",
    "הקרן מחזיקה 5.3% ממניות החברה, לפי שווי של 2 מיליארד שקל.",
    "היצוא לאירופה הוא 35% מסך היצוא.",
    "דירת 4 חדרים בחולון נמכרה ב-2.3 מיליון שקל.",
    "שיעור ההצבעה בבחירות עמד על 70.6%.",
    "הנשיא נבחר ברוב של 52% לעומת 48% ליריבו.",
    "המפלגה המקומית מונה 102,400 חברים ב-780 ארגוני בסיס.",
    "הפרויקט הושלם ב-85%.",
    "80% מהקאדרים הוכשרו.",
    'הכביש באורך 24 ק"מ יעלה 3,200 מיליארד דונג.',
    "משק המים מספק 30% מצריכת העיר.",
    "מספר הטלפון הוא 03-1234567.",
    "",
    # multiples that compare no times, names in quotes or of bodies, groups beside each other
    "שכרו כפול מהשכר הממוצע במשק.",
    'יישום "המטרות הכפולות" נבדק מדי רבעון.',
    "משרד התיירות אישר 12% מהבקשות.",
    "הוקצו 8,200 מיליארד דונג נוספים לכבישים.",
    "פרויקט תעשייתי אחד מתוך שלושה מתעכב.",
    "המועדון עלה ב-3 מקומות בדירוג.",
    "שכרו של גבר חרדי נמוך ב-45% משל יהודי.",
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_give_nothing(figures_in, text: str) -> None:
    assert figures_in(text) == []


def test_seed_article_gives_its_one_growth_figure(figures_in) -> None:
    sentence = (
        "תחת הנהגתה הנבונה של ועדת המפלגה המחוזית, בשנים האחרונות, כלכלת קואנג נין צמחה בקצב גבוה, מעל [[דו-ספרתי]] "
        "במשך 9 שנים רצופות (2015-2023)."
    )
    [figure] = figures_in(
        sentence, dates={"9 שנים רצופות": "P9Y", "2015-2023": "2015/2023"}, entities={"קואנג נין": "GPE"}
    )
    check(figure, "economy up 10.. percent qualifier=double_digit period=2015/2023 streak_years=9 status=actual")
    assert figure.subject == "קואנג נין"
    text = regex.sub(r"[\[\]]", "", sentence)
    assert figure.subject_mention == (text.index("קואנג נין"), text.index("קואנג נין") + 9)
    assert figure.period_mention == (text.index("2015-2023"), text.index("2015-2023") + 9)


PERIODS = [
    ("התוצר צמח ב-[[0.7%]] ב-2009, לעומת צמיחה של [[4%]] ב-2008.", {"2009": "2009", "2008": "2008"}, ["2009", "2008"]),
    ("בשנת 2024 גדל היצוא ב-[[5%]] והיבוא ב-[[3%]].", {"שנת 2024": "2024"}, ["2024", "2024"]),
    ("היצוא גדל ב-[[5%]] לעומת 2023.", {"2023": "2023"}, [None]),
    ("ב-2025 גדל היצוא ב-[[5%]] לעומת 2024.", {"2025": "2025", "2024": "2024"}, ["2025"]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "dates", "expected"), PERIODS)
def test_period_is_the_nearest_date_that_is_no_comparison(figures_in, marked, dates, expected) -> None:
    assert [f.period for f in figures_in(marked, dates=dates)] == expected


BASES = [
    ("במרץ 2023 עלה השכר ב-[[5%]] לעומת מרץ 2022.", {"מרץ 2023": "2023-03", "מרץ 2022": "2022-03"}, "year_on_year"),
    (
        "באוקטובר 2025 ירד היצוא ב-[[2%]] לעומת ספטמבר 2025.",
        {"אוקטובר 2025": "2025-10", "ספטמבר 2025": "2025-09"}, "month_on_month",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "dates", "expected"), BASES)
def test_two_dates_give_the_basis(figures_in, marked, dates, expected) -> None:
    [figure] = figures_in(marked, dates=dates)
    assert figure.basis == expected


def test_topic_carries_over_to_the_next_sentence(figures_in) -> None:
    figures = figures_in("התוצר לנפש ירד ב-[[1.1%]]. זאת לאחר עלייה של [[2.2%]] ב-2008.")
    assert [f.indicator for f in figures] == ["gdp_per_capita", "gdp_per_capita"]


def test_every_fact_is_its_slice_of_the_text(figures_in) -> None:
    text = Path(__file__).with_name("growth_news.txt").read_text(encoding="utf-8")
    figures = figures_in(text)
    assert len(figures) > 30
    assert all(f.text == text[f.start : f.end] for f in figures)
    assert all(first.end <= second.start for first, second in itertools.pairwise(figures))
