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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # money per unit of goods is a price, whoever or whatever the verb's subject is
        ('הונג ין והאי דונג רשמו עלייה של 2,000 דונג לק"ג.', ["2,000 דונג: prices up 2000 VND"]),
        ('הפלפל בגיה לאי עלה ב-1,500 וייטנאם דונג לק"ג.', ["1,500 וייטנאם דונג: prices up 1500 VND"]),
        ('במחוז נרשמה ירידה של 1,000 וינדיש דונג לק"ג.', ["1,000 וינדיש דונג: prices down 1000 VND"]),
        ("טבעות זהב עלו ב-300,000 דונג לאונקיה.", ["300,000 דונג: prices up 300000 VND"]),
        ("יצוא האורז גדל. האורז הווייטנאמי עלה ב-15 דולר לטון.", ["15 דולר: prices up 15 USD"]),
        ("מס הגנת הסביבה ירד ב-1,000 דונג לליטר.", ["1,000 דונג: other down 1000 VND"]),
        ('הרווח עלה ב-500 דונג לק"ג.', ["500 דונג: other up 500 VND"]),
        ("השכר עלה ב-500,000 דונג לחודש.", ["500,000 דונג: wages up 500000 VND"]),
        ("בשנת 2025 וייטנאם ייצאה אורז במחיר של 500 דולר לטון.", []),
        # what a plan is for, where nothing else is named
        ("עד סוף אוקטובר חולקו 198 מיליארד דונג, המגיעים ל-84.5% מתוכנית ההון.", ["84.5%: investment - 84.5 percent"]),
        ("נכון ל-30 בנובמבר פיזרה העיר 3,200 מיליארד דונג, 62.3% מתוכנית ההשקעה הציבורית.", ["62.3%: investment - 62.3 percent"]),
        ("עד כה נחתמו חוזים של 200 מיליון דולר, המהווים 87% מיעד היצוא.", ["87%: exports - 87 percent"]),
        ("המחוז קיבל 4 מיליון תיירים, והגיע ל-93% מהתוכנית.", ["93%: visitors - 93 percent"]),
        ("סך ההכנסות הסתכם ב-12,000 מיליארד דונג, השווה ל-105% מאומדן התקציב.", ["105%: budget_revenue - 105 percent"]),
        ("הוצאות המחוז הגיעו ל-71% מההערכה השנתית.", ["71%: other - 71 percent"]),
        ("המחוז השלים 55% מתוכנית השיפוץ.", ["55%: other - 55 percent"]),
        # a head that the text has named before, summed up
        ("הכנסות תקציב המדינה גדלו. ההכנסות המצטברות גדלו ב-32.6%.", ["32.6%: budget_revenue up 32.6 percent"]),
        ("הכנסות תקציב המדינה הגיעו ל-500 מיליארד דונג. סך ההכנסות גדל ב-9%.", ["9%: budget_revenue up 9 percent"]),
        ("רשת החנויות דיווחה על רווח. סך ההכנסות גדל ב-9%.", ["9%: revenue up 9 percent"]),
    ],
)  # fmt: skip
def test_what_a_figure_of_machine_translated_news_is_of(values_in, text: str, expected: list[str]) -> None:
    assert values_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a dash after a letter that stands apart is no minus
        ("הכלכלה צמחה בקצב שנתי של כ -5.1%.", ["5.1%: economy up 5.1 percent"]),
        ("היצוא גדל ב -7% השנה.", ["7%: exports up 7 percent"]),
        ("היצוא השתנה: -7%.", ["7%: exports down 7 percent"]),
        ("המכירות הקמעונאיות: אחוז השינוי - 16.6%-.", ["16.6%: retail_sales down 16.6 percent"]),
        # a rate of growth that a verb only states
        ("שיעור גידול האוכלוסייה בעשור האחרון היה 1.9%.", ["1.9%: population up 1.9 percent"]),
        ("קצב הגידול של היצוא יהיה 12%.", ["12%: exports up 12 percent"]),
        (
            "שיעור הגידול של האוכלוסייה העירונית היה 1.7% ושל האוכלוסייה הכפרית 0.6%.",
            ["1.7%: population up 1.7 percent", "0.6%: population up 0.6 percent"],
        ),
        ("שיעור הכיסוי הוא 93%.", []),
        ("שיעור האוכלוסייה העירונית היה 40% ושל הכפרית 60%.", []),
        # the share of one clause says nothing of the verb of the next
        ("חלקה בצמיחה העולמית קטן, ובשנה שעברה התוצר התכווץ ב-2.4%.", ["2.4%: gdp down 2.4 percent"]),
        # who points to a change is no voter
        ("נתוני האספקה מצביעים על ירידה של 20% בצריכת הדלק.", ["20%: other down 20 percent"]),
        ("הסקר מצביע על גידול של 4% ביצוא.", ["4%: exports up 4 percent"]),
        # the index of a branch
        ("מדד היבוא ירד ב-1.8%.", ["1.8%: imports down 1.8 percent"]),
        ("מדד המכירות הקמעונאיות עלה ב-2%.", ["2%: retail_sales up 2 percent"]),
        ("מדד הייצור התעשייתי עלה ב-9.3%.", ["9.3%: industrial_production up 9.3 percent"]),
        ("מדד הבנקים עלה ב-2%.", ["2%: other up 2 percent"]),
        ("מדד מניות הבנייה עלה ב-2%.", ["2%: other up 2 percent"]),
        (
            "מחיר הזהב עמד על 24,470 דונג, עלייה של 110 דונג הן בקנייה והן במכירה.",
            ["110 דונג: prices up 110 VND"],
        ),
        ("תפוקת הגידול הימי עלתה ב-5.1%.", ["5.1%: agriculture up 5.1 percent"]),
    ],
)
def test_how_machine_translation_words_a_change(values_in, text: str, expected: list[str]) -> None:
    assert values_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # things that no list names, held against their number at another time
        ("בבית החולים נרשמו 120 לידות לעומת 98 בתקופה המקבילה אשתקד.", ["120 לידות: other up 120 count"]),
        ("במחוז היו 34 שריפות, לעומת 51 אשתקד.", ["34 שריפות: other down 34 count"]),
        ("נמסרו 1,434 משאיות קלות לעומת 1,286 בתקופה המקבילה.", ["1,434 משאיות: other up 1434 count"]),
        ("בעד ההצעה הצביעו 61 קולות לעומת 48 נגדה.", []),
        ("בכיתה 30 בנים לעומת 25 בנות.", []),
        ("הקבוצה ניצחה ב-85 נקודות לעומת 78.", []),
        # who is joined by persons
        ("לכוח העבודה נוספו 300 איש.", ["300 איש: employment up 300 count"]),
        ("לצוות נוספו 300 איש ביום הבחירות.", []),
        # the price that a price is held against
        ('ההצעה הזוכה עמדה על 55 מיליון דונג למ"ר, גבוה פי 6 ממחיר ההתחלה.', ["פי 6: prices up 6 times"]),
        # a list in brackets that writes its % once
        (
            "נרשמו ירידות ביצוא הפרחים (27.3%), ירידה ביצוא גידולי שדה (28.4).",
            ["27.3%: exports down 27.3 percent", "28.4: exports down 28.4 percent"],
        ),
        ("נרשמו ירידות ביצוא הפרחים (27.3%), לפי לוח 3 (28.4).", ["27.3%: exports down 27.3 percent"]),
        # capital and revenue by the words that follow
        ("ההון הרשום של המיזמים החדשים עלה ב-11%.", ["11%: other up 11 percent"]),
        ("ההון הממומש של המגזר הלא-ממלכתי עלה ב-10%.", ["10%: investment up 10 percent"]),
        ("ההון הממומש עלה ב-10%.", ["10%: fdi up 10 percent"]),
        ("ההכנסות ממכירות קמעונאיות של סחורות עלו ב-8%.", ["8%: retail_sales up 8 percent"]),
    ],
)
def test_counts_joiners_and_lists(values_in, text: str, expected: list[str]) -> None:
    assert values_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a level that somebody keeps, a price that stays
        ("הבנק שומר על ריבית הפיקדון למשך חודש על 4.2% לשנה.", ["4.2%: other flat 4.2 percent"]),
        ("העיר שמרה על שיעור אבטלה של 3%.", ["3%: unemployment flat 3 percent"]),
        ("המחוז שמר על צמיחה של 8%.", ["8%: economy up 8 percent"]),
        ("הנבחרת שמרה על יתרון של 12 נקודות.", []),
        ('מחירי החזירים נותרו יציבים על 69,000 דונג לק"ג.', ["69,000 דונג: prices flat 69000 VND"]),
        ("החברה נותרה על 300 מיליון דולר חובות.", []),
        # what something is sold for is no change of it
        ('עם אותה ירידת מחירים, חזירים נקנים במחיר של 54,000 דונג לק"ג.', []),
        ("נרשמה ירידה במחיר של 200 שקל.", ["200 שקל: prices down 200 ILS"]),
        ("נרשמה ירידה של 15% בשווי עסקאות ההשקעה הזרות.", ["15%: fdi down 15 percent"]),
    ],
)
def test_levels_that_stay(values_in, text: str, expected: list[str]) -> None:
    assert values_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("שיעור התשלום של השקעות ציבוריות הגיע רק ל-18.7% מהתוכנית.", ["18.7%: investment - 18.7 percent"]),
        ("העיר השיגה שיעור פיזור של 43% מתוכנית ההון.", ["43%: investment - 43 percent"]),
        ("קצב הניצול של התקציב עומד על 12% מהתוכנית.", ["12%: other - 12 percent"]),
        # a change against a plan, and shares of something else
        ("המחיר גבוה ב-4% מהתוכנית.", ["4%: prices up 4 percent"]),
        ("שיעור המס הוא 25% מהשכר.", []),
        ("שיעור התשלום לספק הגיע ל-3% מהעסקאות.", []),
    ],
)
def test_how_far_a_plan_is_fulfilled(values_in, text: str, expected: list[str]) -> None:
    assert values_in(text) == expected
