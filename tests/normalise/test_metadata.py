"""What the page says about the article: title, publisher, author, day of publication."""

from datetime import date

import pytest

from pipeline.normalise import normalise

TITLE = "המחוז מקדם את התיירות"
PROSE = "ועדת המפלגה המחוזית החליטה השבוע על תוכנית חדשה לפיתוח התיירות במחוז, כך נמסר בכנס."


@pytest.mark.parametrize(
    ("furniture", "published_at", "publisher", "author"),
    [
        ("Hà Nội MớiHà Nội Mới13/10/2025", date(2025, 10, 13), "Hà Nội Mới", None),
        ("האנוי מויהאנוי מוי13/10/2025", date(2025, 10, 13), "האנוי מוי", None),
        ("Báo Tin tứcבאו טין טוק06/10/2025", date(2025, 10, 6), "Báo Tin tức", None),
        ("באו טין טוקBáo Tin tức06/10/2025", date(2025, 10, 6), "Báo Tin tức", None),
        ("VietnamPlus וייטנאם פלוס06/10/2025", date(2025, 10, 6), "VietnamPlus", None),
        ("Báo Quảng Ninh13/10/2025 08:15", date(2025, 10, 13), "Báo Quảng Ninh", None),
        ("גלובס - עיתון העסקים של ישראל", None, "גלובס", None),
        ("טל שניידר\n16:40, 12.10.2020", date(2020, 10, 12), None, "טל שניידר"),
        ("גלובס | 12.03.24", date(2024, 3, 12), "גלובס", None),
        ("פורסם: 12.03.2024, 14:05", date(2024, 3, 12), None, None),
        ("פורסם:  10.12.15 , 18:29", date(2015, 12, 10), None, None),
        ("פורסם ב-5 במרס 2020", date(2020, 3, 5), None, None),
        ("תאריך פרסום: 2024-03-12T14:05", date(2024, 3, 12), None, None),
        ("יום שני, 13 באוקטובר 2025, 08:15 (GMT+7)", date(2025, 10, 13), None, None),
        ("13/10/2025", date(2025, 10, 13), None, None),
        ("1.2.70", date(1970, 2, 1), None, None),
        ("1.2.69", date(2069, 2, 1), None, None),
        ("31/2/2025", None, None, None),
        ("12/13/2025", None, None, None),
        ("עודכן: 13.03.2024", date(2024, 3, 13), None, None),
        ("עודכן: 13.03.2024\nפורסם: 12.03.2024", date(2024, 3, 12), None, None),
        ("מאת: דנה לוי", None, None, "דנה לוי"),
        ("מאת דנה בן-לוי", None, None, "דנה בן-לוי"),
        ("מאת: דנה לוי, יוסי כהן", None, None, "דנה לוי, יוסי כהן"),
        ("כתבת: דנה לוי", None, None, "דנה לוי"),
        ("דנה לוי | 12.03.2024 | 14:05", date(2024, 3, 12), None, "דנה לוי"),
        ("דנה לוי | כלכליסט | 12.03.2024", date(2024, 3, 12), "כלכליסט", "דנה לוי"),
        ("מאת: דנה לוי | 14.02.2025, 18:30", date(2025, 2, 14), None, "דנה לוי"),
        ("מאת: המערכת", None, None, None),
    ],
)
def test_the_furniture_at_the_top_feeds_the_metadata(
    furniture: str, published_at: date | None, publisher: str | None, author: str | None
) -> None:
    for page in (f"{TITLE}\n{furniture}\n{PROSE}\n{PROSE[5:]}", f"{TITLE}\n{PROSE}\n{furniture}\n{PROSE[5:]}"):
        normalised = normalise(page)
        assert (normalised.published_at, normalised.publisher, normalised.author) == (published_at, publisher, author)
        assert normalised.text == f"{TITLE}\n{PROSE}\n{PROSE[5:]}"


@pytest.mark.parametrize(
    ("end", "publisher", "author"),
    [
        ("מקור: עיתון המחוז\nתגובה (0)", "עיתון המחוז", None),
        ("מָקוֹר: Báo Nhân Dân", "Báo Nhân Dân", None),
        ("מקור: https://hanoimoi.vn/102250101.htm", None, None),
        ("Nhân Dân", "Nhân Dân", None),
        ("(יואב זיתון)", None, "יואב זיתון"),
    ],
)
def test_the_furniture_at_the_end_feeds_the_metadata(end: str, publisher: str | None, author: str | None) -> None:
    normalised = normalise(f"{TITLE}\n{PROSE}\n{PROSE[5:]}\n{end}")
    assert (normalised.publisher, normalised.author) == (publisher, author)


@pytest.mark.parametrize(
    "line",
    [
        "הכנסת דנה בתקציב ב-12.3.2024 בשעה 14:05",
        "7 באוקטובר 2023 - יום שלא יישכח",
        "האנוי, 13/10/2025 -",
        "פורסם ב-12.3.2024 ברשומות הצו החדש",
    ],
)
def test_dates_in_the_text_are_not_the_day_of_publication(line: str) -> None:
    assert normalise(f"{TITLE}\n{line}\n{PROSE}").published_at is None
    assert normalise(f"{TITLE}\n{PROSE}\n{PROSE[5:]}\n13/10/2025\n{PROSE[9:]}").published_at is None


@pytest.mark.parametrize(
    ("raw_text", "given", "title", "title_stands"),
    [
        (f"{TITLE}\n{PROSE}", None, TITLE, True),
        (f"Vietnam.vn - Nền tảng quảng bá\n{TITLE}\n{PROSE}", None, TITLE, True),
        (f"האם {TITLE}?\n{PROSE}", None, f"האם {TITLE}?", True),
        # A first paragraph is no title, and neither is a text of one line
        (f"{PROSE}\n{PROSE[5:]}", None, None, False),
        (TITLE, None, None, False),
        ("", None, None, False),
        # A given title is cleaned and looked for
        (f"{TITLE}\n{PROSE}", f"\u200f{TITLE} ", TITLE, True),
        (f"כלכלה\n{TITLE}\n{PROSE}", TITLE, TITLE, True),
        (f"{TITLE}\n{PROSE}", f"{TITLE} - גלובס", TITLE, True),
        (f"{TITLE}\n{PROSE}", f"{TITLE} | כלכליסט", TITLE, True),
        (f"{PROSE}\n{PROSE[5:]}", TITLE, TITLE, False),
        (f"{TITLE}\n{PROSE}", "כותרת אחרת", "כותרת אחרת", False),
        (f"{TITLE}\n{PROSE}", "", TITLE, True),
    ],
)
def test_the_title(raw_text: str, given: str | None, title: str | None, title_stands: bool) -> None:
    normalised = normalise(raw_text, title=given)
    assert normalised.title == title
    assert (normalised.title_span is not None) == title_stands
    if normalised.title_span:
        start, end = normalised.title_span
        assert normalised.text[start:end] == title
        assert normalised.text[end : end + 1] == "\n"


def test_the_seed_of_every_page_like_it() -> None:
    """First paragraph without a heading, source and comments at the end, vowel points on one word only."""
    raw_text = f"{PROSE}\n\n{PROSE[5:]}\nמָקוֹר\n\n\n\nתגובה (0)"
    normalised = normalise(raw_text)
    assert normalised.text == f"{PROSE}\n{PROSE[5:]}"
    assert [(raw_text[piece.start : piece.end], piece.kind) for piece in normalised.boilerplate] == [
        ("מָקוֹר", "source"),
        ("תגובה (0)", "comments"),
    ]


@pytest.mark.parametrize(
    ("line", "published_at"),
    [
        ("ד' שבט, תשס\"ז\n23 ינואר 2007", date(2007, 1, 23)),
        ('כ"ח בניסן התשפ"ד', date(2024, 5, 6)),
        ('יום רביעי, ט"ו באב תשפ"ג', date(2023, 8, 2)),
        ("ז' אדר התש\"ף", date(2020, 3, 3)),
    ],
)
def test_a_line_that_is_only_a_hebrew_date_dates_the_page(line: str, published_at: date) -> None:
    for page in (f"{line}\n{TITLE}\n{PROSE}", f"{TITLE}\n{line}\n{PROSE}"):
        normalised = normalise(page)
        assert (normalised.published_at, normalised.text) == (published_at, f"{TITLE}\n{PROSE}")


@pytest.mark.parametrize("line", ['תשפ"ד', 'שבט תשס"ז', 'פורים, י"ד באדר תשפ"ד', 'ל"א באדר תשפ"ד', 'מ"ז בשבט תשס"ז'])
def test_a_line_that_is_no_day_in_letters_dates_nothing(line: str) -> None:
    normalised = normalise(f"{TITLE}\n{line}\n{PROSE}")
    assert (normalised.published_at, normalised.text) == (None, f"{TITLE}\n{line}\n{PROSE}")
