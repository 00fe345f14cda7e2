"""The many words of change, and the orders in which a clause joins them to their figure and to what changed."""

from __future__ import annotations

import pytest

from pipeline.facts import GrowthFigure

CASES = [
    # verbs
    ("ה-GRDP של לאו קאי התקדם בקצב של [[8.36%]] לשנה.", "grdp up 8.36 percent"),
    ("מספר התיקים דעך ב-[[17 אחוז]].", "other down 17 percent"),
    ("מצבת העובדים דוללה ב-[[140 איש]].", "employment down 140 count"),
    ("הפיקדונות התעשרו ב-[[27 מיליארד דונג]].", "other up 27000000000 VND"),
    ("ערך היצוא האפיל ב-[[19.1%]] על זה של אשתקד.", "exports up 19.1 percent"),
    ("שיעור החוב ירד מ-0.11% אל [[0.08%]].", "other down 0.08 percent"),
    ("התיירים המקומיים התווספו רק ב-[[5.2%]].", "visitors up 5.2 percent"),
    ("נגרעו מן הרשימה [[6,214 משקי בית]] עניים.", "poverty down 6214 count"),
    ("הגבייה לתקציב הרחיבה את עצמה ב-[[12.9 אחוזים]].", "budget_revenue up 12.9 percent"),
    # the rate with no preposition, after words of time or degree
    ("מחיר המטר התייקר עוד [[18%]].", "prices up 18 percent"),
    ("מדד הייצור התעשייתי טיפס השנה [[2.4%]].", "industrial_production up 2.4 percent"),
    # nouns
    ("המחזור הקמעונאי נאמד ב-570 מיליארד דונג, הרחבה של [[8.3%]].", "retail_sales up 8.3 percent"),
    ("במספר הבקשות ניכר ריבוי של [[44%]].", "other up 44 percent"),
    # what changed comes after the figure
    ("ב-2024 גדל ב-[[5%]] מספר התאונות.", "other up 5 percent"),
    ("ברבעון השני עלה ב-[[3%]] יצוא הסחורות.", "exports up 3 percent"),
    ("ב-[[12%]] עלה אשתקד מספר המבקרים.", "visitors up 12 percent"),
    ("[[12%]] פחות תיירים הגיעו ביולי מאשר ביולי אשתקד.", "visitors down 12 percent"),
    # nouns with the ending of their owner
    ("החברה הגדילה את מכירותיה ב-[[8%]].", "revenue up 8 percent"),
    ("השקעתם גדלה ב-[[8%]].", "investment up 8 percent"),
    # prices, by what is bought
    ("השירותים התייקרו ב-[[2%]].", "prices up 2 percent"),
    ("היצוא עלה ב-[[5%]]. ליטר בנזין, 7.1 שקלים, הוזל ב-[[6 אגורות]].", "exports up 5 percent; prices down 0.06 ILS"),
    ("הארנונה תתייקר ב-[[1.37%]].", "other up 1.37 percent"),
    ("השקל התייקר ב-[[2%]] מול הדולר.", "other up 2 percent"),
    # levels that the text compares
    ("האבטלה הגיעה ל-[[9.6%]]; בספטמבר היא הייתה 4.1%.", "unemployment up 9.6 percent"),
    ("שיעור הכיסוי הגיע ל-[[62%]], ובסוף יוני היה 45%.", "other up 62 percent"),
    (
        "החברה חתמה את הרבעון בהכנסות של [[612 מיליון שקל]], לעומת 577 מיליון ברבעון המקביל.",
        "revenue up 612000000 ILS",
    ),
    ("[[961 אלף תיירים]] ביקרו בישראל, מול 3.01 מיליון בשנה שלפניה.", "visitors down 961000 count"),
    ("האי מכוון ל-[[12 מיליון מבקרים]].", "visitors - 12000000 count"),
    ("באילת ירדה התפוסה ל-[[58%]] אחרי 71% בשנה הקודמת.", "other down 58 percent"),
    ("מספר העסקאות התמעט ל-[[88]], לעומת 104 בקיץ שעבר.", "other down 88 count"),
    ("ההכנסות היו 41 מיליארד שקל, [[פי שניים]] מן השנה הקודמת.", "revenue up 2 times"),
    ("ה-GRDP עלה ב-[[10%]] (חמש השנים הקודמות: [[7.13%]]).", "grdp up 10 percent; grdp up 7.13 percent"),
    ("המכירות הקמעונאיות גדלו ב-[[8%]]; אחרי הוצאת גורם המחיר נותרו [[6.5%]].",
     "retail_sales up 8 percent; retail_sales up 6.5 percent"),
    ("שיעור העוני היה 17%, כלומר [[4.3 נקודות אחוז]] פחות.", "poverty down 4.3 percentage_point"),
    ("קילו מלפפונים יקר ב-[[2.4 שקל]] מאשר ערב הפסח.", "prices up 2.4 ILS"),
    ("גיוסי ההון היו 2.4 מיליארד דולר, [[31%]] יותר מסכום הגיוסים בתקופה המקבילה.", "other up 31 percent"),
    ("המדד עלה ב-[[0.5%]]. הדלק נשר ב-[[640 דונג]] לליטר.", "inflation up 0.5 percent; prices down 640 VND"),
    ("בבאר שבע הוזלו דירות מיד שנייה [[3.2%]].", "prices down 3.2 percent"),
    ("הפגיעה הייתה בענפי הטכנולוגיה ([[6.3%]]-).", "other down 6.3 percent"),
    # a share that moves, a level that stays
    ("חלקה של התחבורה הציבורית יעלה מ-19.5% ל-[[35%]].", "other up 35 percent"),
    ("משקל היצוא בתוצר ירד ב-[[2 נקודות אחוז]].", "other down 2 percentage_point"),
    ("שיעור האבטלה נותר על [[3%]].", "unemployment flat 3 percent"),
    ("ה-GRDP יגדל ב-[[10%]]; שיעור העיור, 46% היום, יעלה ל-[[58%]].", "grdp up 10 percent; other up 58 percent"),
    # lists
    ("ההכנסות גדלו ב-[[4%]] אך ההוצאות ב-[[9%]].", "revenue up 4 percent; other up 9 percent"),
    ("לינות הישראלים: 1.9 מיליון, מינוס [[7%]].", "tourism down 7 percent"),
    ("הון FDI חדש הגיע ל-420 מיליון דולר, [[פי 1.8]] מאותה תקופה.", "fdi up 1.8 times"),
    # signs after the rate
    ("הייצור התעשייתי עלה ב-[[2%]]. נייר [[4.8%]]-; ציוד חשמלי [[6.5%]]+.",
     "industrial_production up 2 percent; industrial_production down 4.8 percent; industrial_production up 6.5 percent"),
    # pay, homes, output and owners
    ("ההסכם מעניק למורים תוספת של [[9%]].", "wages up 9 percent"),
    ("עובדי המדינה יקבלו העלאה של [[4%]].", "wages up 4 percent"),
    ("תוספת השכר לשוטרים: [[8%]].", "wages up 8 percent"),
    ("החלו לבנות 14,200 דירות, גידול של [[6%]] לעומת הרבעון הקודם.", "construction up 6 percent"),
    ("השרימפס והפנגסיוס: תפוקה של 420 אלף טון, עלייה של [[4%]].", "agriculture up 4 percent"),
    ("המספנה הגדילה את תפוקתה ב-[[12%]].", "industrial_production up 12 percent"),
    ("מספר האורחים עלה ב-[[9%]], והתפוסה ב-[[4 נקודות אחוז]].", "visitors up 9 percent; other up 4 percentage_point"),
    ("ההכנסה של בני המיעוטים טיפסה ל-38 מיליון דונג, [[פי 1.6]] מ-2020.", "income up 1.6 times"),
    ("העובדים העניים: מספרם גדל ב-[[6%]].", "poverty up 6 percent"),
    # look-alikes
    ("11 פרויקטים הוסיפו הון של 300 מיליון דולר.", ""),
    ("המחוז קיבל תוספת של 40 מיליון שקל.", ""),
    ("שיעור הכיסוי הגיע ל-62%, ושיעור הנשירה היה 4%.", ""),
    ("כלכלה בהגדרתה הרחבה: 5.6%.", ""),
    ("תעשייה מתקדמת תהיה 45% מהשטח.", ""),
    ("מועד התשלום הוא 5% מהשכר.", ""),
    ("חלקה של התעשייה בתוצר עמד על 52%, הנתח של השירותים נותר סביב 23%.", ""),
    ("עלייה לרגל של 3 מיליון מאמינים.", ""),
    ("ייבנו 64 בתי ספר נוספים.", ""),
    ("חום של 38 מעלות, 60% לחות.", ""),
    ("המנהלת מרים הוסיפה 20 חדרים.", ""),
]  # fmt: skip


def described(figure: GrowthFigure) -> str:
    return f"{figure.indicator} {figure.direction or '-'} {figure.value_low:.12g} {figure.unit}"


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_a_change_is_read_with_what_changed(figures_in, marked_spans, marked: str, expected: str) -> None:
    figures = figures_in(marked)
    assert "; ".join(map(described, figures)) == expected
    assert [(f.start, f.end) for f in figures] == marked_spans(marked)
