"""What a head and the words of its phrase name together, wherever the phrase stands."""

from __future__ import annotations

import pytest

CASES = [
    # a word of the phrase decides
    ("ההכנסות ממכס", "budget_revenue"),
    ("תקבולי המדינה מתמלוגים", "budget_revenue"),
    ("הכנסות המועצה", "budget_revenue"),
    ("התשלומים לתקציב", "budget_revenue"),
    ("ההכנסה מתיירות", "revenue"),
    ("הכנסת המשפחות", "income"),
    ("ההכנסה החודשית הממוצעת לאדם", "income_per_capita"),
    ("ההכנסה לנפש באזורים הכפריים", "income_per_capita"),
    ('התמ"ג הממוצע לנפש', "gdp_per_capita"),
    ("תוצר המחוז", "grdp"),
    ("המוצר המקומי הגולמי (GRDP)", "grdp"),
    ("התפוקה לשעת עבודה", "productivity"),
    ("תפוקת הפלדה", "industrial_production"),
    ("תפוקת הליצ'י", "agriculture"),
    ("ייצור החלב", "agriculture"),
    ("ייצור התרופות", "industrial_production"),
    ("מספר ראשי הבקר", "agriculture"),
    ("הפדיון בקניונים", "retail_sales"),
    ("מחזור הקמעונאות", "retail_sales"),
    ('משלוחי הקפה לחו"ל', "exports"),
    ("הסחורות המיוצאות", "exports"),
    ("ההזמנות ליבוא", "imports"),
    ("הגירעון בסחר החוץ", "trade"),
    ("זרם התיירים", "visitors"),
    ("מספר באי הפסטיבל", "visitors"),
    ("לילות הלינה", "tourism"),
    ("השקעות יפניות", "fdi"),
    ("הון ה-FDI", "fdi"),
    ('מספר העובדים בחל"ת', "unemployment"),
    ("מספר הרופאים", "employment"),
    ("מספר בתי האב העניים", "poverty"),
    ("מספר תושבי העיר", "population"),
    ("חוב משקי הבית", "credit"),
    ("צמיחת האשראי", "credit"),
    # heads that only measure
    ("סולם הכלכלה", "economy"),
    ("קצב גידול האוכלוסייה", "population"),
    ("קצב צמיחת ה-GRDP", "grdp"),
    ("ממדי העוני", "poverty"),
    ("אחוז המובטלים", "unemployment"),
    # look-alikes: a word that belongs to something else
    ("מספר ההרוגים בענף הבנייה", "other"),
    ("מספר העסקאות של יבואנים", "other"),
    ("מספר הפניות לרופאים", "other"),
    ("מחזור המסחר בבורסה", "other"),
    ("מספר הדירות החדשות שנמכרו", "other"),
    ("מחירי ייצוא הקפה", "prices"),
    ("מדד המחירים ללא דיור", "inflation"),
    ("ערך היצוא של תוצרת חקלאית", "exports"),
    ("הכנסות החברה בישראל", "revenue"),
    ("מספר בתי הספר החקלאיים", "other"),
]


@pytest.mark.parametrize(("phrase", "indicator"), CASES)
@pytest.mark.parametrize("frame", ["{} עלה ב-7% לעומת אשתקד.", "{}: עלייה של 7%.", "ב-2024 ירד {} ב-7%."])
def test_a_phrase_names_its_indicator(figures_in, phrase: str, indicator: str, frame: str) -> None:
    assert [figure.indicator for figure in figures_in(frame.format(phrase))] == [indicator]


NOUN_PHRASES = [
    ("בערך הייצוא", "exports"),
    ("בצמיחה", "economy"),
    ("בצמיחת ה-GRDP", "grdp"),
    ("בקצב עליית המחירים", "inflation"),
    ("בתעשיית הטקסטיל", "industrial_production"),
    ("בתחולת העוני", "poverty"),
    ("בשכר המינימום", "wages"),
]


@pytest.mark.parametrize(("phrase", "indicator"), NOUN_PHRASES)
def test_a_phrase_with_a_preposition_names_its_indicator(figures_in, phrase: str, indicator: str) -> None:
    (figure,) = figures_in(f"בשנת 2024 חלה עלייה של 7.3% {phrase}.")
    assert (figure.indicator, figure.qualifier) == (indicator, "exact")
