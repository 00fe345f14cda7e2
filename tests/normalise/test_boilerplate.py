"""Lines of pages with the furniture marked ⟦so⟧, the kind that each piece must get, and look-alikes that must stay."""

import re
from pathlib import Path

import pytest
import yaml

from pipeline import normalise as package
from pipeline.normalise import normalise
from pipeline.normalise.characters import clean_characters

TITLE = "המחוז מקדם את התיירות"
LEAD = "ועדת המפלגה המחוזית החליטה השבוע על תוכנית חדשה לפיתוח התיירות במחוז, כך נמסר בכנס."
PROSE = "הוועדה הקבועה של ועדת המפלגה פרסמה את החלטה מס' 28-NQ/TW, והמחוז עמד ביעד הצמיחה לשנת 2024."
MORE = "בנק ישראל הודיע כי הריבית במשק תישאר ללא שינוי בשיעור של 4.5% עד לסוף הרבעון השני."


def page(*lines: str) -> str:
    return "\n\n".join(lines)


def furniture_of(marked_page: str) -> tuple[str, list[tuple[str, str]], str]:
    """The page without marks, what normalisation removed from it, and the text that it left."""
    raw_text = re.sub("[⟦⟧]", "", marked_page)
    normalised = normalise(raw_text)
    return (
        raw_text,
        [(raw_text[piece.start : piece.end], piece.kind) for piece in normalised.boilerplate],
        normalised.text,
    )


def assert_furniture(marked_page: str, *kinds: str) -> None:
    _, removed, text = furniture_of(marked_page)
    assert removed == list(zip(re.findall("⟦([^⟧]*)⟧", marked_page), kinds, strict=True))
    lines = [clean_characters(re.sub("⟦[^⟧]*⟧", "", line))[0] for line in marked_page.split("\n")]
    assert text == "\n".join(re.sub(r" (?=[.,])", "", line) for line in lines if line)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        # Captions and credits
        ("צילום: דנה לוי", "photo_credit"),
        ("צילומים: רויטרס, איי-פי", "photo_credit"),
        ("תמונה: VNA", "photo_credit"),
        ("קרדיט צילום: דובר צה״ל", "photo_credit"),
        ("(צילום: דנה לוי)", "photo_credit"),
        ("[צילום אילוסטרציה: AP]", "photo_credit"),
        ("צילום אילוסטרציה", "photo_credit"),
        ("Ảnh: VGP/Nhật Bắc", "photo_credit"),
        ("ראש הממשלה בכנס בהאנוי / צילום: דנה לוי", "caption"),
        ("ראש הממשלה בכנס בהאנוי |צילום: דנה לוי", "caption"),
        ("ראש הממשלה בכנס. צילום: יונתן זינדל, פלאש 90", "caption"),
        ("ראש הממשלה בכנס (צילום: VGP/Nhat Bac)", "caption"),
        ("ראש הממשלה בכנס ( צילום: א.ל )", "caption"),
        ("המשלחת. מימין: השר | צילום: AdobeStock", "caption"),
        ("בתמונה: משלחת המחוז בביקור", "caption"),
        ("משלחת המחוז מבקרת במפעל החדש משלחת המחוז מבקרת במפעל החדש", "caption"),
        ("משלחת המחוז מבקרת במפעל החדשמשלחת המחוז מבקרת במפעל החדש", "caption"),
        # Image files and remains of tables
        ("IMG_2034.JPG", "image"),
        ("anh dai bieu 1.jpeg", "image"),
        ("hội nghị tổng kết năm 2024.png", "image"),
        ("![](https://a.vn/b.jpg)", "image"),
        ("![המשלחת](https://a.vn/b.jpg)", "image"),
        ("![]() | המשלחת בביקור במפעל. |", "caption"),
        ("|---|---|", "debris"),
        ("* * *", "debris"),
        ("▪  ▪  ▪", "debris"),
        # Advertisements
        ("[מודעה_1]", "advertisement"),
        ("[מודעה]", "advertisement"),
        ("- פרסומת -", "advertisement"),
        ("תוכן ממומן", "advertisement"),
        # Sources
        ("מָקוֹר", "source"),
        ("מקור:", "source"),
        ("מקור: https://hanoimoi.vn/tin-102250101.htm", "source"),
        ("מקור: hanoimoi.vn/102250101.htm", "source"),
        ("מָקוֹר: Báo Nhân Dân", "source"),
        ("מקור: גלובס", "source"),
        ("vnews.gov.vn", "link"),
        ("https://www.example.co.il/articles/12", "link"),
        ("desk@example.co.il", "link"),
        # Comments
        ("תגובה (0)", "comments"),
        ("תגובות", "comments"),
        ("תגובות (12)", "comments"),
        ("12 תגובות", "comments"),
        ("טרם התפרסמו תגובות", "comments"),
        ("כתיבת תגובה", "comments"),
        ("האימייל לא יוצג באתר. שדות החובה מסומנים *", "comments"),
        ("בשליחת התגובה אני מסכים לתנאי השימוש", "comments"),
        # Buttons and notices
        ("שתף קטע נבחר", "share"),
        ("פייסבוק | טוויטר | וואטסאפ", "share"),
        ("Facebook Twitter Email", "share"),
        ("Zalo", "share"),
        ("שתפו 5", "share"),
        ("רוצים לקבל עדכונים נוספים?", "subscription"),
        ("רוצים לקבל עדכונים נוספים? הצטרפו לעמוד שלנו בפייסבוק", "subscription"),
        ("הירשמו לניוזלטר היומי שלנו וקבלו את כל החדשות", "subscription"),
        ("לצפיה או התחברות לכתבות מקור ראשון", "subscription"),
        ("מומלצים", "related"),
        ("עוד בנושא: הריבית עלתה שוב", "related"),
        ("קראו גם: מדד המחירים הפתיע", "related"),
        (">> לכתבה המלאה - לחצו כאן", "navigation"),
        ("3 דק' קריאה", "navigation"),
        ("זמן צפייה: 02:11", "navigation"),
        ("טעינו? נתקן! אם מצאתם טעות בכתבה, נשמח שתספרו לנו", "navigation"),
        ("תגיות: בנק ישראל, ריבית, אינפלציה", "tags"),
        ("#בנק_ישראל #ריבית", "tags"),
        ("כל הזכויות שמורות לגלובס", "copyright"),
        ("כל הזכויות שמורות לעמית סגל © 2024", "copyright"),
        ("הדפסה | שלח לחבר", "share"),
        ("שתפו: פייסבוק | טוויטר | וואטסאפ", "share"),
        ("שתף בפייסבוק", "share"),
        ("תגובות (203) | הוספת תגובה", "comments"),
        ("מומלצים באתר", "related"),
        ("כתבות נוספות שעשויות לעניין אתכם", "related"),
        ("להצטרפות לניוזלטר הכלכלי", "subscription"),
        ("הצטרפו למנוי דיגיטלי: החודש הראשון במתנה", "subscription"),
        ("לפני שאתם הולכים: הצטרפו למנוי במחיר היכרות", "subscription"),
        ("עקבו אחרינו", "subscription"),
        ("לעדכונים נוספים הצטרפו לערוץ שלנו", "subscription"),
        ("הורידו את אפליקציית גלובס", "subscription"),
        # Names and dates with a label, wherever they stand
        ("מאת: דנה לוי", "byline"),
        ("מאת: דנה לוי ויוסי כהן", "byline"),
        ("פורסם: 12.03.2024, 14:05", "published"),
        ("עודכן לאחרונה: 13.03.2024 בשעה 08:15", "published"),
        ("פורסם ב-12 במרץ 2024", "published"),
        ("Hà Nội MớiHà Nội Mới13/10/2025", "publisher"),
        ("האנוי מויהאנוי מוי13/10/2025", "publisher"),
        # An untranslated line
        ("Đại biểu dự hội nghị tại Hà Nội", "banner"),
    ],
)
def test_a_line_of_furniture_inside_an_article_is_removed(line: str, kind: str) -> None:
    assert_furniture(page(TITLE, LEAD, PROSE, f"⟦{line}⟧", MORE), kind)


@pytest.mark.parametrize(
    "line",
    [
        "צילום הוא תחביבו של השר מזה שנים רבות",
        "צילום האירועים נאסר בצו של בית המשפט.",
        "הצילום: כך נולדה תמונה שזכתה בפרס",
        "השר (צילום הוא תחביבו) נאם בכנס.",
        "התמונה המצטיירת מהנתונים קשה",
        "תמונת מצב: הכלכלה צומחת",
        "הוא פתח את הקובץ report.png ומצא בו את המסמך",
        "תגובות הקוראים לכתבה היו חיוביות ברובן.",
        "תגובה ראשונה של ראש הממשלה לדוח",
        "בתגובה (0 נקודות) אמר המאמן כי יערער",
        "המשרד מסר: אין תגובה לשאלות שנשלחו אליו",
        "מקור בכיר באוצר אמר כי התקציב יאושר.",
        "מקור: הממשלה תיפול",
        "המקור לנתונים הוא הלשכה המרכזית לסטטיסטיקה",
        "עוד בנושא התקציב אמר השר כי אין מקום לדאגה",
        "כתבות נוספות על הפרשה פורסמו בעיתון אתמול",
        "המשך הצמיחה תלוי ביצוא",
        "הצטרפו למפלגה אלפי חברים חדשים",
        "לפני שאתם הולכים לקלפי",
        "להצטרפות לאיחוד האירופי התנגדו 26 מדינות",
        "הדפסה | שלח לוועדה",
        "שתפו: תושבים, עובדים וקבלנים",
        "לסיוע בתלושי שכר: *2383 או 03-555-0188",
        "נועם ברקאי, סוכנות הידיעות",
        "חינוך",
        "ראשי > כלכלה",
        "שתפו פעולה עם המשטרה",
        "רוצה לקבל את התפקיד: השר הודיע על מועמדותו",
        "החברה פרסמה את הדוח ב-12.03.2024",
        "פורסם ב-12.3.2024 ברשומות הצו החדש",
        "תאריך היעד הוא 5.5.2025",
        "עדכון 13.3.2024: הריבית ירדה",
        "7 באוקטובר 2023",
        "2024",
        "14:05",
        "הישגים",
        "1. בניית המפלגה",
        "א. חיזוק המערכת הפוליטית",
        "מאת ה' הייתה זאת",
        "| מחוז | צמיחה | שנה |",
        "החלטה 28-NQ/TW",
        "סעיף [1] לחוק",
        "GDP 3.1%",
        "פייסבוק",
        "פייסבוק ואינסטגרם נקנסו",
        "מעריב חתם על ההסכם",
        "כן, כן",
        "עם ישראל חי",
    ],
)
def test_a_line_that_only_looks_like_furniture_stays(line: str) -> None:
    assert_furniture(page(TITLE, LEAD, PROSE, line, MORE))


@pytest.mark.parametrize(
    "line",
    [
        "צילום האירועים נאסר בצו של בית המשפט.",
        "תגובה ראשונה של ראש הממשלה לדוח",
        "מקור: הממשלה תיפול",
        "פורסם ב-12.3.2024 ברשומות הצו החדש",
        "תאריך היעד 5.5.2025 נקבע בחוק",
        "תאריך היעד הוא 5.5.2025",
        "ועדת המפלגה 13/10/2025",
        "דרך התקווה",
        "החלטה 28-NQ/TW",
        "הפועל תל אביב - מכבי חיפה 2:1",
        "הכנסת דנה בתקציב ב-12.3.2024 בשעה 14:05",
        "כתב האישום: שוחד ומרמה",
        "עורך הדין: נערער על פסק הדין",
    ],
)
def test_a_line_at_the_top_that_only_looks_like_furniture_stays(line: str) -> None:
    assert_furniture(page(TITLE, line, LEAD, PROSE))
    assert_furniture(page(TITLE, LEAD, line, PROSE))


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("ראש הממשלה ביקר במפעל⟦(צילום: VGP/Nhat Bac)⟧ ונפגש עם העובדים.", ["photo_credit"]),
        ("ראש הממשלה ביקר במפעל ⟦(צילום: VGP)⟧.", ["photo_credit"]),
        ("ראש הממשלה ⟦[צילום אילוסטרציה: AP]⟧ביקר במפעל ⟦(אילוסטרציה)⟧, ונפגש עם העובדים.", ["photo_credit"] * 2),
        ("ראש הממשלה ביקר במפעל ⟦[מודעה_1]⟧ונפגש עם העובדים.", ["advertisement"]),
        ("⟦![](https://a.vn/b.jpg)⟧ ראש הממשלה ביקר אתמול במפעל.", ["image"]),
        ("⟦(צילום: דנה לוי)⟧ ראש הממשלה ביקר אתמול במפעל.", ["photo_credit"]),
        ("השר (יליד 1960, ⟦(צילום: דנה)⟧ חבר הכנסת) נאם אתמול.", ["photo_credit"]),
        (f"{PROSE} {MORE} {PROSE}⟦ צילום: VNA⟧", ["photo_credit"]),
        (f"{PROSE} {MORE} {PROSE} ⟦(צילום: VNA)⟧", ["photo_credit"]),
    ],
)
def test_furniture_inside_a_line_is_cut_out(line: str, kinds: list[str]) -> None:
    assert_furniture(page(TITLE, LEAD, line, MORE), *kinds)


@pytest.mark.parametrize(
    "sections",
    [
        ["נדל״ן"],
        ["משפט ופלילים"],
        ["פוליטיקה"],
        ["העולם"],
        ["חינוך"],
        ["עסקים והון | כלכלת ישראל"],
        ["ראשי > כלכלה"],
        ["דף הבית » כלכלה ועסקים » המשק צמח ב-2.5%"],
        ["חדשות > משפט"],
        ["דלג לתוכן", "כלכלה"],
        ["דלגו לתוכן", "חדשות", "פוליטיקה"],
    ],
)
def test_the_names_of_sections_above_the_headline_go(sections: list[str]) -> None:
    lines = [f"⟦{section}⟧" for section in sections]
    assert_furniture(page(*lines, TITLE, LEAD, PROSE), *["navigation"] * len(sections))
    assert normalise(page(*sections, TITLE, LEAD, PROSE)).title == TITLE


@pytest.mark.parametrize(
    "heading",
    [
        "חידה כלכלית",
        "חינוך בלי גבולות",
        "משפט הבכורה",
        "פוליטיקה: הקרב על העיר",
        "פוליטיקה | המועמד התפטר",
        "משפט ושלום",
        "צמיחה > אבטלה",
        "ראשי",
    ],
)
def test_a_short_heading_that_is_no_section_is_the_title(heading: str) -> None:
    assert_furniture(page(heading, LEAD, PROSE))
    assert normalise(page(heading, LEAD, PROSE)).title == heading


def test_the_name_of_a_section_stays_below_the_headline_and_where_nothing_follows() -> None:
    assert_furniture(page(TITLE, "חינוך", LEAD, PROSE))
    assert_furniture(page("חינוך", "בריאות"))


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("מאת ליאור שגב, הכתב הפרלמנטרי", "ליאור שגב"),
        ("מאת: ליאור שגב, הכתב הפרלמנטרי", "ליאור שגב"),
        ("מיכל ארנון, כתבת לענייני משפט", "מיכל ארנון"),
        ("מיכל ארנון | כתבת לענייני משפט", "מיכל ארנון"),
        ("נועם ברקאי, סוכנות הידיעות", "נועם ברקאי"),
        ("דנה לוי ויוסי כהן, כתבי הארץ", "דנה לוי ויוסי כהן"),
        ("מאת דנה לוי ויוסי כהן", "דנה לוי ויוסי כהן"),
        ("מיכל ארנון, כתבת לענייני משפט | 21.07.2020 | 07:14", "מיכל ארנון"),
    ],
)
def test_a_by_line_with_the_authors_work_gives_only_the_name(line: str, author: str) -> None:
    assert_furniture(page(TITLE, f"⟦{line}⟧", LEAD, PROSE), "byline")
    assert normalise(page(TITLE, line, LEAD, PROSE)).author == author
    if line.startswith("מאת"):
        assert_furniture(page(f"⟦{line}⟧", TITLE, LEAD, PROSE), "byline")


@pytest.mark.parametrize(
    "line",
    [
        "דנה לוי, כתבת שנרצחה בעזה",
        "דנה לוי, כתבת הטלוויזיה, הלכה לעולמה",
        "ליאור שגב, הכתב הפרלמנטרי של העיתון מאז שנות השמונים, פרש.",
        "דנה לוי, יושבת ראש הוועדה",
        "כתב האישום הוגש, כתבת הגנה תוגש מחר",
    ],
)
def test_a_line_about_a_reporter_stays(line: str) -> None:
    assert_furniture(page(TITLE, line, LEAD, PROSE))


def test_a_first_line_with_a_reporters_name_may_be_the_title() -> None:
    assert_furniture(page("מיכל ארנון, כתבת לענייני משפט", LEAD, PROSE))


def test_a_credit_inside_a_word_stays() -> None:
    assert_furniture(page(TITLE, LEAD, "המש(צילום: דנה)לחת נפגשה עם העובדים.", MORE))


@pytest.mark.parametrize(
    ("banner", "kind"),
    [
        ("Vietnam.vn - Nền tảng quảng bá Việt Nam", "banner"),
        ("The official news site", "banner"),
        ("וואלה", "publisher"),
        ("Hà Nội Mới", "publisher"),
        ("גלובס - עיתון העסקים של ישראלאתר נגיש", "publisher"),
        ("13/10/2025", "published"),
        ("יום שני, 13 באוקטובר 2025, 08:15", "published"),
        ('מבזקי חדשות - יום חמישי 16.11.2017 / כ״ז חשוון התשע"ח', "published"),
        ("Báo Quảng Ninh13/10/2025", "publisher"),
        ("עיתון קואנג נין 13/10/2025", "publisher"),
        ("דנה לוי | 12.03.2024 | 14:05", "byline"),
        ("דנה לוי 12.03.24 14:05", "byline"),
        ("קרן מרציאנו | המהדורה המרכזית, חדשות 2 | פורסם 20:12 28.11.11", "byline"),
        ("דודו בוקר | אתמול, 21:35", "byline"),
        ("מאת דנה לוי", "byline"),
        ("כתב: דנה לוי", "byline"),
    ],
)
def test_the_top_of_a_page_is_removed_and_a_hebrew_heading_stays(banner: str, kind: str) -> None:
    assert_furniture(page(f"⟦{banner}⟧", TITLE, LEAD, PROSE), kind)
    if kind != "banner":
        assert_furniture(page(TITLE, f"⟦{banner}⟧", LEAD, PROSE), kind)


@pytest.mark.parametrize("label", ["תאריך ישיבה:", "מועד הדיון: |", "תאריך הגשת ההצעה :"])
def test_the_date_of_a_form_stays_under_its_label(label: str) -> None:
    assert_furniture(page("ערעור על פסק דין", label, 'כ"ד אלול התשפ"ה (17 ספטמבר 2025)', PROSE, MORE))
    assert_furniture(page("ערעור על פסק דין", label, "17.09.2025", PROSE, MORE))
    assert_furniture(page("ערעור על פסק דין", "תאריך פרסום:", "⟦17.09.2025⟧", PROSE, MORE), "published")


@pytest.mark.parametrize(
    "first_line",
    ["האנוי, 13/10/2025 -", "מעריב המחוז", "ועדת המפלגה 13/10/2025", "2030", "דנה לוי", "סיכום שנת 2024: המחוז צמח"],
)
def test_a_hebrew_first_line_stays(first_line: str) -> None:
    assert_furniture(page(first_line, LEAD, PROSE))


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (["⟦מָקוֹר⟧", "⟦תגובה (0)⟧"], ["source", "comments"]),
        (["⟦מקור: עיתון המחוז⟧", "⟦תגובה (0)⟧"], ["source", "comments"]),
        (["⟦נהאן דאן⟧", "⟦Nhân Dân⟧"], ["publisher", "publisher"]),
        (["⟦Thu Hằng⟧"], ["banner"]),
        (["⟦Thu Ha⟧"], ["byline"]),
        (["⟦לפי VNA⟧", "⟦13/10/2025⟧"], ["source", "published"]),
        (["⟦(יואב זיתון)⟧", "⟦מומלצים⟧"], ["byline", "related"]),
        (["⟦מקור: סוכנות ״קו פתוח״⟧", "⟦תגובה (0)⟧"], ["source", "comments"]),
        (["⟦לסיוע בתלושי שכר: *2383 או 03-555-0188⟧", "⟦תגובה (0)⟧"], ["navigation", "comments"]),
        (["⟦לתרומות חייגו: 1-700-555-123⟧"], ["navigation"]),
        (["⟦תגובות (48)⟧", "⟦הדולר נחלש מול השקל⟧", "⟦כך תחסכו בביטוח הרכב⟧"], ["comments", "related", "related"]),
        (["⟦הדפסה | שלח לחבר⟧", "⟦מומלצים באתר⟧", "⟦הדולר נחלש⟧"], ["share", "related", "related"]),
        (["⟦לפי VNA⟧"] * 9, ["source"] * 9),
        (
            ["⟦באותה קטגוריה⟧", "⟦מחיר האורז עלה ב-5%⟧", "⟦הילדים חולצו מהמערה⟧", "⟦תגובה (0)⟧"],
            ["related", "related", "related", "comments"],
        ),
    ],
)
def test_the_end_of_a_page_is_removed(lines: list[str], kinds: list[str]) -> None:
    assert_furniture(page(TITLE, LEAD, PROSE, MORE, *lines), *kinds)


@pytest.mark.parametrize(
    "line",
    [
        "לפי המשטרה: 100 עצורים",
        "לסיכום: הצמיחה תגיע ל-3.5%",
        "לעומת שנת 2023: 2383 דירות",
        "לסיוע בתלושי שכר: שוחחו עם הארגון",
        "הקו החם, *2383, פעיל בכל שעות היממה.",
    ],
)
def test_a_last_line_with_numbers_stays(line: str) -> None:
    assert_furniture(page(TITLE, LEAD, PROSE, MORE, line))


def test_a_part_of_the_article_under_the_heading_of_reactions_stays() -> None:
    assert_furniture(page(TITLE, LEAD, PROSE, "⟦תגובות⟧", "שר האוצר: מרוצה", "ההסתדרות: מאוכזבת"), "comments")
    assert_furniture(page(TITLE, LEAD, PROSE, "⟦תגובות (4)⟧", "שר האוצר: מרוצה", MORE), "comments")


def test_the_names_at_the_end_of_a_page_stay_inside_it() -> None:
    for line in ("לפי VNA", "OpenAI", "(יואב זיתון)", "מקור: עיתון המחוז"):
        assert_furniture(page(TITLE, LEAD, PROSE, line, MORE))


def test_a_box_of_links_inside_an_article_goes_and_the_prose_after_it_stays() -> None:
    assert_furniture(
        page(TITLE, LEAD, PROSE, "⟦כתבות נוספות⟧", "⟦מחיר האורז עלה ב-5%⟧", "⟦הילדים חולצו⟧", MORE),
        *["related"] * 3,
    )


def test_a_long_list_after_the_heading_of_such_a_box_is_a_part_of_the_article() -> None:
    headings = [f"הישג מספר {number} של המחוז" for number in range(6)]
    assert_furniture(page(TITLE, LEAD, PROSE, "⟦ראו גם⟧", *headings, MORE), "related")


def test_readers_comments_are_no_part_of_the_article() -> None:
    assert_furniture(
        page(TITLE, LEAD, PROSE, "⟦תגובות (12)⟧", "⟦1. יוסי⟧", "⟦לא מסכים. הצמיחה הייתה 7% ב-2023.⟧"), *["comments"] * 3
    )
    assert_furniture(page(TITLE, LEAD, PROSE, "⟦תגובות⟧", "1. משרד האוצר", MORE), "comments")
    assert_furniture(page(TITLE, LEAD, PROSE, "⟦תגובה (0)⟧", "1. משרד האוצר", MORE), "comments")


def test_the_name_above_the_day_of_publication_is_the_author() -> None:
    assert_furniture(page(TITLE, LEAD, "⟦טל שניידר⟧", "⟦16:40, 12.10.2020⟧", PROSE, MORE), "byline", "published")
    assert_furniture(page(TITLE, LEAD, "המצב הכלכלי", "⟦16:40, 12.10.2020⟧", PROSE, MORE), "published")
    assert_furniture(page("דרך התקווה", "⟦16:40, 12.10.2020⟧", LEAD, PROSE, MORE), "published")


def test_the_title_under_a_menu_stays() -> None:
    assert_furniture(page("⟦מומלצים⟧", TITLE, LEAD, PROSE), "related")


def test_a_caption_in_the_row_of_a_table_under_an_image_goes() -> None:
    assert_furniture(page(TITLE, LEAD, PROSE, "⟦![]() |⟧", "⟦| המשלחת בביקור במפעל. |⟧", MORE), "image", "caption")
    assert_furniture(page(TITLE, LEAD, PROSE, "| המשלחת בביקור במפעל. |", MORE))


def test_a_pasted_paragraph_that_appears_twice_is_kept_once() -> None:
    assert_furniture(page(TITLE, LEAD, PROSE, MORE, f"⟦{PROSE}⟧", f"⟦{PROSE}⟧"), *["duplicate_paragraph"] * 2)


def test_a_pasted_paragraph_is_known_by_its_words() -> None:
    pointed = PROSE.replace("הוועדה", "הַוועדה").replace("-", "–")
    assert_furniture(page(TITLE, LEAD, PROSE, MORE, f"⟦{pointed}⟧"), "duplicate_paragraph")


def test_a_title_and_a_caption_printed_twice() -> None:
    caption = "משלחת מנהיגי המחוז מבקרת במפעל החדש"
    assert_furniture(page(TITLE, f"⟦{TITLE}⟧", LEAD, PROSE), "duplicate_paragraph")
    assert_furniture(page(TITLE, LEAD, PROSE, f"⟦{caption}⟧", f"⟦{caption}⟧", MORE), "caption", "caption")
    assert_furniture(page(TITLE, LEAD, PROSE, caption, MORE, caption, LEAD.replace("השבוע", "אתמול")))


def test_a_refrain_may_be_repeated() -> None:
    assert_furniture(
        page(TITLE, LEAD, PROSE, "עם ישראל חי", "עם ישראל חי", MORE, "חזק ונתחזק!", MORE[:-1], "חזק ונתחזק!")
    )


def test_an_article_in_another_language_has_no_banner() -> None:
    assert_furniture(page("The official news site", "The economy grew by 5% in 2024."))


def test_the_phrases_are_written_as_normalised_text_is() -> None:
    source = Path(package.__file__).with_name("boilerplate.yaml").read_text(encoding="utf-8")
    phrases = [token.value for token in yaml.scan(source) if isinstance(token, yaml.ScalarToken)]
    assert len(phrases) > 300
    assert [phrase for phrase in phrases if clean_characters(phrase)[0].lower() != phrase] == []
