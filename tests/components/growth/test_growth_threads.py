"""What figures are of, and when, where only the thread of the text tells it: trade, places, lists of aims, tables, periods."""

from __future__ import annotations

import pytest
import regex

from pipeline.facts import GrowthFigure

PLACES = {
    name: f"GPE {canonical}"
    for name, canonical in {
        "האי פונג": "vn.province.hai-phong", "באק נין": "vn.province.bac-ninh", "דא נאנג": "vn.province.da-nang",
        "נין בין": "vn.province.ninh-binh", "דונג נאי": "vn.province.dong-nai", "ישראל": "country.IL", "תאילנד": "country.TH",
        "גרמניה": "country.DE", "סין": "country.CN", "ארצות הברית": "country.US",
    }.items()
}  # fmt: skip

CASES = [
    # goods, traders and countries are of the trade that the text speaks of
    (
        'היצוא צמח ב-[[9.2%]]. באוגוסט לבדו נשלחו לחו"ל סחורות ב-39 מיליארד דולר, [[4%]] מעל יולי ו-[[11%]] מעל אוגוסט אשתקד.',
        "exports up 9.2 percent; exports up 4 percent; exports up 11 percent",
    ),
    (
        "יצוא הדגים עלה ב-[[9%]]. ליפן נשלחו [[5%]] יותר, לקוריאה [[3%]]; לאיחוד האירופי, לעומת זאת, [[7%]] פחות.",
        "exports up 9 percent; exports up 5 percent; exports up 3 percent; exports down 7 percent",
    ),
    ("היצוא זינק ב-[[14%]]. הקפה הניב [[22%]] יותר.", "exports up 14 percent; exports up 22 percent"),
    (
        "היצוא עלה ב-[[6%]]. מגזר ההון הזר התרחב ב-[[8.1%]]; המגזר המקומי כמעט לא זז ([[0.3%]]).",
        "exports up 6 percent; exports up 8.1 percent; exports up 0.3 percent",
    ),
    (
        "היבוא גדל ב-[[5%]]. מסין נקנו סחורות ב-12 מיליארד דולר, [[10%]] יותר מאשתקד.",
        "imports up 5 percent; imports up 10 percent",
    ),
    ("סחר החוץ עלה ב-[[6%]]. הבגדים צנחו ב-[[7%]].", "trade up 6 percent; trade down 7 percent"),
    ("ביקרו במפרץ 4.2 מיליון איש, [[11%]] מעל אשתקד.", "visitors up 11 percent"),
    # look-alikes: their own indicators beside trade
    ("היצוא עלה ב-[[7%]]. מספר הפועלים במפעלים ירד ב-[[3%]].", "exports up 7 percent; employment down 3 percent"),
    ("היצוא גדל ב-[[4%]]. רווחי החברות הגדולות נפלו ב-[[12%]].", "exports up 4 percent; other down 12 percent"),
    ("ביצוא נרשמה עלייה של [[3%]]. שער הדולר ירד ב-[[2%]].", "exports up 3 percent; other down 2 percent"),
    # places that grow are economies; in a report on GRDP, provinces
    ("הארגון מעריך כי ישראל תצמח ב-[[3.1%]], ולא ב-2.9%.", "economy up 3.1 percent"),
    ("תאילנד התכווצה ברבעון השלישי ב-[[0.6%]].", "economy down 0.6 percent"),
    ("הודו תצמח השנה ב-[[6.4%]], סין ב-[[4.5%]].", "economy up 6.4 percent; economy up 4.5 percent"),
    ("קרן המטבע צופה שארצות הברית תצמח ב-[[2%]].", "economy up 2 percent"),
    ("תושבי ישראל גדלו ב-[[2%]].", "other up 2 percent"),
    (
        "צמיחת GRDP הגיעה ל-[[11%]]. האי פונג רשמה גידול של [[10.8%]], ובאק נין הסתפקה ב-[[6%]].",
        "grdp up 11 percent; grdp up 10.8 percent; grdp up 6 percent",
    ),
    (
        "בראש עומדת גרמניה עם צמיחת GRDP של [[11.7%]]; אחריה האי פונג ([[11.6%]]), נין בין [[10.4%]].",
        "grdp up 11.7 percent; grdp up 11.6 percent; grdp up 10.4 percent",
    ),
    ("ה-GRDP עלה ב-[[9%]]. דונג נאי הסתפקה ב-[[8.1%]].", "grdp up 9 percent; grdp up 8.1 percent"),
    ("בדא נאנג עלה התוצר ב-[[9.2%]].", "grdp up 9.2 percent"),
    ("צמיחת GRDP של [[10%]]. ב-2025 התרחב התוצר ב-[[8.7%]].", "grdp up 10 percent; grdp up 8.7 percent"),
    # tables with signs
    (
        "יצוא שירותים: ירידה, [[4.2%]]. תוכנה: [[7%]]+. יבוא מוצרי צריכה: עלייה, [[3.1%]].",
        "exports down 4.2 percent; exports up 7 percent; imports up 3.1 percent",
    ),
    ("את הגידול השנתי, [[7.4%]], השיג הנמל בחצי הראשון.", "other up 7.4 percent"),
    # aims that a sentence announces
    (
        "המועצה אישרה 18 יעדים ל-2026. העיקריים: צמיחת GRDP של [[9.5%]]; הכנסה לנפש - [[90 מיליון דונג]]; שיעור העיור - [[45%]].",
        "grdp up 9.5 percent; income_per_capita - 90000000 VND; other - 45 percent",
    ),
    (
        "המחוז הציב יעדים: יצוא - [[30 מיליארד דולר]]; מבקרים - [[12 מיליון]].",
        "exports - 30000000000 USD; visitors - 12000000 count",
    ),
    ("הנתונים העיקריים: יצוא - 30 מיליארד דולר; כיסוי היער - 58%.", ""),
    # prices by amounts, adjectives before their subject, what is paid more
    ("בנזין התייקר שוב: [[350 דונג]] לליטר; הסולר, [[210 דונג]].", "prices up 350 VND; prices up 210 VND"),
    ("החל מ-10 במאי גבוה מחיר המים ב-[[6.5%]].", "prices up 6.5 percent"),
    ("גבוה מחיר הלחם בעיר ב-20% מזה שבכפר.", ""),
    ("ההכנסות היו גבוהות ב-[[35 מיליון שקל]] מכפי שתכננה.", "revenue up 35000000 ILS"),
    ("הכנסות של 210 מיליון דולר, [[6 מיליון דולר]] מתחת לציפיות.", "revenue down 6000000 USD"),
    ("משק בית ישלם בחודש עוד [[16,900 דונג]].", "other up 16900 VND"),
    ("הוא שילם עוד 130 שקל על המשלוח.", ""),
    ("מחיר הקילו נשחק מ-5.2 דולר ל-[[4.8]].", "prices down 4.8 USD"),
    # corrections, plans, other bases
    ("הגידול ביצוא תוקן כלפי מטה, ל-[[2.2%]] במקום 3%.", "exports up 2.2 percent"),
    ("הכנסות התקציב עלו ב-[[6%]] במקום [[8%]] כמתוכנן.", "budget_revenue up 6 percent; budget_revenue up 8 percent"),
    (
        "המשק צמח ברבעון השלישי: [[2.4%]] בחישוב שנתי, שהם [[0.6%]] מרבעון לרבעון.",
        "economy up 2.4 percent; economy up 0.6 percent",
    ),
    ("במדד תשומות הבנייה נרשמה הרגעה, [[0.2%]] ביוני לאחר [[0.7%]] במאי.", "prices up 0.2 percent; prices up 0.7 percent"),
    ("האוכלוסייה גדלה ב-[[1.2%]], והקצב הואט: אשתקד הוא היה [[1.7%]].", "population up 1.2 percent; population up 1.7 percent"),
    ("כיסוי הביטוח הורחב ל-[[88%]] (לעומת 83%).", "other up 88 percent"),
    ("הריבית על הלוואות היא 5.9%, [[0.3 נקודות אחוז]] פחות.", "other down 0.3 percentage_point"),
    ("מכירות של 90 מיליון דולר, המשקפות צמיחה של [[5%]].", "revenue up 5 percent"),
    # who visits, what a demonstrative stands for, where a change happens, whose revenue
    ("המחוז קיבל 3 מיליון מבקרים, עלייה של [[18%]]. מתוכם 420 אלף זרים, עלייה של [[25%]].",
     "visitors up 18 percent; visitors up 25 percent"),
    ("תפוקת האורז ירדה ב-[[2%]]. זו של הירקות גדלה ב-[[6%]].", "agriculture down 2 percent; agriculture up 6 percent"),
    ("ההכנסות המקומיות גדלו ב-[[11%]], ואלה מיבוא ויצוא ירדו ב-[[4%]].",
     "budget_revenue up 11 percent; budget_revenue down 4 percent"),
    ("מספר המועסקים בתעשייה ירד ב-[[2%]], בשירותים עלה ב-[[3%]].",
     "employment down 2 percent; employment up 3 percent"),
    ("הגירעון בתקציב גדל ל-[[5.2%]] מהתוצר. ההוצאות עלו ב-[[9%]], ההכנסות - רק ב-[[3%]].",
     "other up 5.2 percent; other up 9 percent; budget_revenue up 3 percent"),
    ("מספר המועסקים ירד ב-[[2%]], היצוא עלה ב-[[3%]].", "employment down 2 percent; exports up 3 percent"),
    # markets are of the trade or the visits that the text speaks of; what goes on is a result
    (
        "מספר המבקרים עלה ב-[[22%]]. השוק הסיני המשיך לצמוח ב-[[61%]], ושוק תאילנד המשיך לרדת ב-[[4%]].",
        "visitors up 22 percent; visitors up 61 percent; visitors down 4 percent",
    ),
    (
        "היצוא עלה ב-[[12%]]. השוק האמריקאי גדל ב-[[9%]]; השווקים באסיה ירדו ב-[[2%]].",
        "exports up 12 percent; exports up 9 percent; exports down 2 percent",
    ),
    (
        "כניסות התיירים עלו ב-[[20%]]. סין (עלייה של [[31%]]), קוריאה (עלייה של [[12%]]), גרמניה (ירידה של [[4%]]).",
        "visitors up 20 percent; visitors up 31 percent; visitors up 12 percent; visitors down 4 percent",
    ),
    ("מספר המבקרים עלה ב-[[12%]]. שוק הדירות ירד ב-[[9%]].", "visitors up 12 percent; other down 9 percent"),
    ("היצוא עלה ב-[[12%]]. השוק הפרטי ירד ב-[[9%]].", "exports up 12 percent; other down 9 percent"),
    ("המחירים החלו לרדת ב-[[2%]] בחודש.", "prices down 2 percent"),
    # two figures of two things, each its own
    ("היצוא והיבוא הסתכמו ב-20 מיליארד דולר וב-18 מיליארד דולר, עלייה של [[12%]] ו-[[9%]] בהתאמה.",
     "exports up 12 percent; imports up 9 percent"),
    ("התעשייה והחקלאות צמחו ב-[[8%]] וב-[[3%]], בהתאמה, והשירותים ב-[[6%]].",
     "industrial_production up 8 percent; agriculture up 3 percent; services up 6 percent"),
    ("מספר המבקרים וההכנסות גדלו ב-[[15%]] וב-[[22%]] בהתאמה.", "visitors up 15 percent; revenue up 22 percent"),
    ("ייצור הרכב ומכירות הרכב ירדו ב-[[7%]] ו-[[5%]] בהתאמה.", "industrial_production down 7 percent; other down 5 percent"),
    ("נרשמה עלייה של [[12%]] ו-[[9%]] ביצוא וביבוא, בהתאמה.", "exports up 12 percent; imports up 9 percent"),
    ("היצוא לסין וליפן עלה ב-[[12%]] וב-[[9%]] בהתאמה.", "exports up 12 percent; exports up 9 percent"),
    ("היצוא עלה ב-[[12%]] ביוני וב-[[9%]] ביולי, בהתאמה לתחזית.", "exports up 12 percent; exports up 9 percent"),
    ("מכירת הדירות החדשות ירדה ב-[[20%]].", "other down 20 percent"),
    # the change of another group; places and branches of what the text tells of
    (
        "בצפון ירד מספר דורשי העבודה ב-[[21%]]-, לעומת [[14.5%]]- בקרב צעירים וכ-[[8%]]- בלבד בקרב אקדמאים.",
        "unemployment down 21 percent; unemployment down 14.5 percent; unemployment down 8 percent",
    ),
    ("הפריון עלה ב-[[2.5%]], לעומת [[1%]] בלבד בענפי השירותים.", "productivity up 2.5 percent; productivity up 1 percent"),
    ("שיעור האבטלה בקרב גברים עמד על 5%, לעומת 3% בקרב נשים.", ""),
    ("שיעור העוני ירד ל-[[15%]], לעומת 30% בקרב קשישים.", "poverty down 15 percent"),
    ("הפריון עלה ב-[[2.5%]], לעומת 1% אשתקד.", "productivity up 2.5 percent"),
    (
        "מספר דורשי העבודה ירד ב-[[9%]]. מספר מקבלי המענק נותר 38 אלף. "
        "בחלוקה גאוגרפית נרשמה ירידה בכל הערים, בשיעור של [[12%]]. הירידות נרשמו בהאי פונג ([[20%]]-) ודא נאנג ([[18%]]-).",
        "unemployment down 9 percent; unemployment down 12 percent; unemployment down 20 percent; unemployment down 18 percent",
    ),
    ("מספר דורשי העבודה ירד ב-[[9%]]. מספר הפונים נותר 38 אלף. בחלוקה גאוגרפית ירד מספר התאונות ב-[[2%]].",
     "unemployment down 9 percent; other down 2 percent"),
    # items after a colon, with no preposition and no mark before their figures
    (
        "מדד המחירים לצרכן עלה ב-[[0.3%]]. עליות מחירים נרשמו בסעיפים האלה: ריהוט [[2.4%]], חלב וביצים [[1.5%]] ודגים [[1.1%]].",
        "inflation up 0.3 percent; prices up 2.4 percent; prices up 1.5 percent; prices up 1.1 percent",
    ),
    (
        "מדד הייצור התעשייתי עלה ב-[[9%]]. כמה ענפים רשמו צמיחה גבוהה: ייצור גומי [[25%]]; ייצור נייר [[17%]].",
        "industrial_production up 9 percent; industrial_production up 25 percent; industrial_production up 17 percent",
    ),
    (
        "מדד הייצור התעשייתי עלה ב-[[9%]]. ענפים שבלטו בצמיחה: נייר ([[18%]]), מתכת ([[15%]]). ענפים שירדו: גומי [[6%]].",
        "industrial_production up 9 percent; industrial_production up 18 percent; industrial_production up 15 percent; "
        "industrial_production down 6 percent",
    ),
    ("הסיבות לעליות במחירים: שכר 60%, דלק 40%.", ""),
    ("המחירים עלו, והצרכנים אמרו: 60% מאיתנו קונים פחות.", ""),
    ("היצוא יורד. הרכב הקונים: צעירים 60%, מבוגרים 40%.", ""),
    # what is set anew, and what stays as it was
    ("הקנס על חניה אסורה יגדל מ-150 ל-[[250 שקל]].", "other up 250 ILS"),
    ("הקנס על אי-ציות יהיה [[1,200 שקל]] במקום 800 שקל כיום.", "other up 1200 ILS"),
    ("העבירה תחייב את בעל הרכב בתשלום [[600 שקל]] במקום 750 שקל.", "other down 600 ILS"),
    ("הזכאים יקבלו מענק של [[900 שקל]] במקום 700 שקל.", "other up 900 ILS"),
    ("הספר נמכר בדוכן ב-50 שקל במקום 80 שקל.", ""),
    ("עבירה שגררה קנס של 1,000 שקל תיענש במאסר, במקום 750 שקל למי שיתפשר.", ""),
    ("הבנק החליט להשאיר את הריבית על [[4.5%]].", "other flat 4.5 percent"),
    ("הבנק הותיר את הריבית במשק ללא שינוי, על שיעור של [[4%]].", "other flat 4 percent"),
    ("הריבית נותרה על כנה, [[4.75%]].", "other flat 4.75 percent"),
    ("הבנק הותיר את הריבית על כנה אף שהאבטלה היא 2.9%.", ""),
    ("המשקיע הותיר את המניות אצל הבנק, 4.5% מההון.", ""),
    ("הוא השאיר ליורשיו 40% מהדירה.", ""),
    # gifts and allocations, which change nothing; what two budgets differ by
    ("הקבינט אישר הטבה של מע\"מ 0% לזכאים.", ""),
    ("הטבה של 15% למצטרפים החדשים.", ""),
    ("בתעסוקה נרשמה הטבה של [[2%]] בשיעור המועסקים.", "employment up 2 percent"),
    ("ההוצאה תעמוד על 510 מיליארד שקל, כלומר תוספת של כ-[[26 מיליארד שקל]] לתקציב.", "other up 26000000000 ILS"),
    ("הממשלה אישרה תוספת של 26 מיליארד שקל לתקציב.", ""),
    # moves, multiples and counts against another year
    ("חלקן של הדירות החדשות בסך העסקאות בשוק זינק מ-30% ב-2021 ל-[[41%]], יותר מ[[פי 2]] מחלקן ב-2017.",
     "other up 41 percent; other up 2 times"),
    ("שכרה גבוה פי 2 מחלקו של העובד.", ""),
    ("מספר הקריאות עבר מ-120 ל-[[340]].", "other up 340 count"),
    ("המשפחה עברה מ-3 חדרים ל-5.", ""),
    ("גירעון הממשלה ירד ל-[[5.1 אחוזי תוצר]], לעומת 5.6 אחוזי תוצר ב-2003.", "other down 5.1 percent"),
    ("מספר הלינות הכפיל את עצמו ל-347 אלף לינות, לעומת 183 אלף לינות אשתקד.".replace("הכפיל", "[[הכפיל]]"), "tourism up 2 times"),
    ("הדוח מראה עלייה של [[77 נרצחים]] וירידה של [[9 חטופים]].", "other up 77 count; other down 9 count"),
    ("החוק קובע עלייה של 12 חודשים בגיל הפרישה וירידה של 3 מקומות בדירוג.", ""),
    ("נספרו 86 הרוגים, [[22 הרוגים]] יותר מאשר ב-2024 ו-[[13]] יותר מ-2023, אז נהרגו 23 בני אדם.",
     "other up 22 count; other up 13 count"),
    ("[[64%]] יותר רישומים לחוגים בחולון, [[17%]] ביבנה.", "other up 64 percent; other up 17 percent"),
    ("חידוש: 30% פחות קלוריות מהמוצר הרגיל.", ""),
    ("20% יותר נשים מגברים נרשמו.", ""),
    # a level that a bracket says again in another unit before what it is compared with
    ("שיעור האבטלה הסתכם ב-[[6.1%]] (257 אלף איש) לעומת 6.3% באוגוסט (268 אלף איש).", "unemployment down 6.1 percent"),
    ("שיעור האבטלה הגיע ל-6.1% (257 אלף איש) ולא ירד.", ""),
    ("מסירות הרכב ירדו ב-[[5%]]. יצרניות רבות רושמות ירידות: קיה עם [[3%]], מאזדה עם [[16%]].",
     "other down 5 percent; other down 3 percent; other down 16 percent"),
    # counts
    ("1.2 מיליון ילדים פתחו את השנה, תוספת של [[24,000 תלמידים]].", "other up 24000 count"),
    ("בחינוך הממלכתי הגידול הוא [[1.1%]], בדתי [[2.3%]].", "other up 1.1 percent; other up 2.3 percent"),
    # ratios of groups, matching money, a side's circumstance
    ("השוואה מעלה שהיקרה גובה פי 1.4 מהזולה.", ""),
    ("על כל שקל שיגייס הציבור תוסיף המדינה 1.5 שקלים.", ""),
    ("מספר הדירות אמור לגדול מ-108 ל-[[146]], עם 210 מקומות חניה.", "other up 146 count"),
    # levels whose change is told beside them with no figure of its own
    ("הגירעון המצטבר המשיך לרדת ועומד כעת על [[4.6%]] מהתוצר.", "other down 4.6 percent"),
    ("הריבית עלתה ועומדת היום על [[4.25%]].", "other up 4.25 percent"),
    ("שיעור האבטלה ירד, והוא עומד על [[3%]].", "unemployment down 3 percent"),
    ("מחירי הדירות עלו ועומדים כעת על [[2.1 מיליון שקל]].", "prices up 2100000 ILS"),
    ("שיעור האבטלה עלה. שיעור התעסוקה עומד על 60%.", ""),
    ("שיעור הנשים עלה ועומד על 30% מכלל העובדים.", ""),
    ("החברה גדלה ועומדת על סף הנפקה של 30%.", ""),
    ("שיעור האבטלה עמד על [[3.1%]], ירידה קלה לעומת החודש הקודם.", "unemployment down 3.1 percent"),
    ("ההכנסות הסתכמו ב-[[4.2 מיליארד שקל]] – עלייה חדה לעומת אשתקד.", "revenue up 4200000000 ILS"),
    ("שיעור העוני עמד על [[21%]]. זוהי עלייה לעומת 2019.", "poverty up 21 percent"),
    ("שיעור הילדים העניים עומד על [[27%]], שהם כ-800 אלף ילדים. זאת יותר מאשר בשנה שעברה.", "poverty up 27 percent"),
    ("שיעור האבטלה עמד על 3.1%, עלייה לעומת הממוצע באירופה.", ""),
    ("שיעור האבטלה עמד על 3.1%, ירידה של [[0.3%]] לעומת החודש הקודם.", "unemployment down 0.3 percent"),
    ("הוא קנה דירה ב-2 מיליון שקל, יותר מאשר בשנה שעברה.", ""),
    # a level said again as a share before what it is compared with
    ("הגירעון עומד על [[44 מיליארד שקלים]], שהם 2.2% מהתוצר, לעומת 80 מיליארד שקלים בתקופה המקבילה אשתקד.",
     "other down 44000000000 ILS"),
    ("הרווח הנקי עמד על [[170 מיליון דולר]] (21% מההכנסות) לעומת 280 מיליון דולר (33%) ברבעון המקביל אשתקד.",
     "other down 170000000 USD"),
    ("החוב עומד על 300 מיליארד שקל, שהם 60% מהתוצר.", ""),
    # levels that a change comes from or has led to, and moves that say a rate again
    ("נרשמה עלייה בשיעורי הזכאות, שעומדים על 76.6%, בהשוואה ל-76.3% בשנה שקדמה לה - עלייה של [[0.3%]].", "other up 0.3 percent"),
    ("נרשמה צמיחה מהירה, שעמדה על [[6%]].", "economy up 6 percent"),
    ("העלייה במדד, שעמדה על [[0.6%]], הפתיעה.", "inflation up 0.6 percent"),
    ("המכס יעלה ל-[[35%]], עלייה חדה מהמס שנקבע באפריל, שעמד על 24%.", "other up 35 percent"),
    ("זו ירידה ניכרת מן השיעור שפורסם ביוני, שהיה 5.2%.", ""),
    ("הצמיחה עמדה על [[7%]]. זו ירידה קלה בהשוואה ל-7.3% ברבעון הקודם.", "economy up 7 percent"),
    ("הקצבה תעלה ב-[[9.8%]], מ-3,700 שקל ל-4,063 שקל.", "other up 9.8 percent"),
    ("השכר עלה ב-[[5%]] והקצבה עלתה מ-3,700 שקל ל-[[4,063 שקל]].", "wages up 5 percent; other up 4063 ILS"),
    # whose words tell another thing than the paragraph, or only how it is counted
    ("נרשמה ירידה של [[6%]] בערך התוצרת הצמחית ועלייה של [[2%]] במחיר התוצרת.",
     "agriculture down 6 percent; prices up 2 percent"),
    ("כמויות התוצרת החקלאית ירדו ב-[[3%]].", "agriculture down 3 percent"),
    ("בסעיף תוצרת מן החי נרשמה עלייה של [[2%]] בכמות.", "agriculture up 2 percent"),
    ("ביצוא תעשיות ההייטק נרשמה ירידה של [[15%]].", "exports down 15 percent"),
    ("בתעשייה השכר עלה ב-[[5%]].", "wages up 5 percent"),
    ("התמורה למשרות שכיר עלתה ב-[[5%]].", "wages up 5 percent"),
    ("המשרד פועל [[להכפיל]] את מספר מורי הדרך.", "employment up 2 times"),
    ("התוצר האזורי (GRDP) במחירים נוכחיים אמור להגיע ל-[[36 מיליארד דונג]].", "grdp - 36000000000 VND"),
    ("המדינות הסכימו למכסים של [[20%]] במקום 46%.", "other down 20 percent"),
    ("החברה הציגה EBITDA של [[170 מיליון דולר]] (23% מההכנסות) לעומת 280 מיליון דולר אשתקד.", "other down 170000000 USD"),
    ("הגירעון ירד ל-[[4.6%]] מהתוצר. ההכנסות נאמדות ב-360 מיליארד שקל, עלייה של [[16%]].",
     "other down 4.6 percent; budget_revenue up 16 percent"),
    ("הגירעון ירד ב-[[6%]]. ההכנסות נאמדות ב-360 מיליון שקל, עלייה של [[16%]].", "other down 6 percent; revenue up 16 percent"),
    # targets in brackets and of what is brought to a number
    ("הגירעון ירד ועומד על [[4.6%]] מהתוצר. זהו שיעור נמוך מהיעד הרשמי של הממשלה ([[4.8%]]).",
     "other down 4.6 percent; other - 4.8 percent"),
    ("הצמיחה האטה ל-[[5%]], מתחת ליעד של הממשלה ([[6.5%]]).", "economy down 5 percent; economy up 6.5 percent"),
    ("הצמיחה האטה ל-[[5%]], כך נמסר בכנס היעד שאליו הגיעו סוקרים (65% נשים).", "economy down 5 percent"),
    ("מטרתו של המשרד היא להביא את מספר המבקרים ל-[[100 אלף]] בתוך 3 שנים.", "visitors - 100000 count"),
    ("מטרת הפעולה היא להביא את הציוד ל-3,000.", ""),
    # inflation that is measured
    ("בשנת 2021 נמדדה בישראל אינפלציה של [[2.8%]], ומאז נרשמו התייקרויות בארנונה.", "inflation up 2.8 percent"),
    ("ביפן נרשמה אינפלציה שנתית של [[3.1%]].", "inflation up 3.1 percent"),
    ("החוזה מניח אינפלציה של 2% בשנה.", ""),
    # payments that grow
    ("משפחה ממוצעת תשלם תוספת של כ-[[5 שקלים]] לחשבון המים החודשי.", "other up 5 ILS"),
    ("הנאשם ישלם תוספת של 500 שקלים לקרן.", ""),
    # a value as a part of an earlier one
    ("התקבלו 1.9 מיליון כניסות, שיעור השווה ל-[[90%]] בהשוואה לחודש הקודם ו-[[130%]] בהשוואה לתקופה המקבילה אשתקד.",
     "visitors - 90 percent; visitors - 130 percent"),
    ("היצוא הסתכם ב-3 מיליארד דולר, שווה ל-[[108.3%]] מהתקופה המקבילה אשתקד.", "exports - 108.3 percent"),
    ("שכר הדירה שווה ל-40% מההכנסה.", ""),
    ("השטח שווה ל-90% משטחה של תל אביב.", ""),
    # promises
    ("בשבוע הבא [[נכפיל]] את מספר המתנדבים.", "other up 2 times"),
    ("הבטחנו ש[[נכפיל]] את ההכנסות.", "revenue up 2 times"),
]  # fmt: skip


def described(figure: GrowthFigure) -> str:
    return f"{figure.indicator} {figure.direction or '-'} {figure.value_low:.12g} {figure.unit}"


@pytest.mark.parametrize(
    ("marked", "expected"), CASES, ids=[regex.sub(r"[\[\]]", "", marked)[:50] for marked, _ in CASES]
)
def test_the_thread_tells_what_a_figure_is_of(figures_in, marked_spans, marked: str, expected: str) -> None:
    text = regex.sub(r"\[\[|\]\]", "", marked)
    figures = figures_in(marked, entities={name: told for name, told in PLACES.items() if name in text})
    assert [(f.start, f.end) for f in figures] == marked_spans(marked)
    assert "; ".join(map(described, figures)) == expected


PERIODS = [
    ("בשנת 2024 גדל היצוא ב-[[5%]]. היבוא ירד ב-[[3%]].", {"שנת 2024": "2024"}, ["2024", "2024"]),
    ("היצוא ביוני עלה, [[0.3%]] מעל מאי. המדד ירד ב-[[1%]].", {"יוני": "2025-06", "מאי": "2025-05"}, ["2025-06", "2025-06"]),
    ("ב-2024 גדל היצוא ב-[[5%]]. ב-2026 צפוי היצוא לגדול ב-[[6%]].", {"2024": "2024", "2026": "2026"}, ["2024", "2026"]),
    ("עד סוף נובמבר עלו ההכנסות ב-[[6%]].", {"סוף נובמבר": "../2025-11"}, ["2025-01/2025-11"]),
    ("מאז 2003 השכר לא ירד. המשרות התרבו ב-[[2%]].", {"2003": "2003/.."}, [None]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "dates", "expected"), PERIODS)
def test_a_figure_without_a_time_is_of_the_time_that_the_text_tells_of(figures_in, marked, dates, expected) -> None:
    assert [f.period for f in figures_in(marked, dates=dates)] == expected


CONTINUED = [
    (
        "באפריל 2024 יעלה שכר המינימום ל-[[5,700 שקל]]. באפריל 2025 ל-[[5,800 שקל]] ובדצמבר 2025 ל-[[6,000 שקל]].",
        {"אפריל 2024": "2024-04", "אפריל 2025": "2025-04", "דצמבר 2025": "2025-12"},
        "wages up 5700 ILS; wages up 5800 ILS; wages up 6000 ILS",
    ),
    (
        "ב-2024 צפוי היצוא לגדול ב-[[5%]]. ב-2025 ב-[[6%]].",
        {"2024": "2024", "2025": "2025"},
        "exports up 5 percent; exports up 6 percent",
    ),
    ("השכר יעלה ל-[[5,700 שקל]]. במאי 2025 הגיעו תרומות ל-5,800 שקל.", {"מאי 2025": "2025-05"}, "wages up 5700 ILS"),
    ("היצוא גדל ב-[[5%]]. ב-12% מהמקרים היה עיכוב.", {}, "exports up 5 percent"),
]


@pytest.mark.parametrize(("marked", "dates", "expected"), CONTINUED)
def test_a_time_with_its_figure_goes_on_with_the_sentence_before(
    figures_in, marked_spans, marked, dates, expected
) -> None:
    figures = figures_in(marked, dates=dates)
    assert [(f.start, f.end) for f in figures] == marked_spans(marked)
    assert "; ".join(map(described, figures)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("הוועדה המוניטרית החליטה להפחית את הריבית ב-0.25%.", "actual"),
        ("העירייה החליטה להעלות את הארנונה ב-5%.", "forecast"),
        ("העירייה מבקשת להעלות את הארנונה ב-5%.", "target"),
    ],
)
def test_what_was_decided_is_no_aim(figures_in, text: str, expected: str) -> None:
    assert [f.status for f in figures_in(text)] == [expected]
