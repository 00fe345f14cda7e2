import pytest

from pipeline.normalise import normalise


@pytest.mark.parametrize(
    ("raw_text", "text"),
    [
        # Vowel points, cantillation and presentation forms
        ("בְּרֵאשִׁ֖ית בָּרָ֣א", "בראשית ברא"),
        ("שָׁלוֹם לָעוֹלָם", "שלום לעולם"),
        ("שׁלוֹם ﬡﭏ וּבּ", "שלום אאל וב"),
        ("אידישע װאָרט ױ ײַ", "אידישע ווארט וי יי"),
        ("ע֙ל־פי ׀ המקרא׃", "על-פי המקרא:"),
        # Invisible characters inside words and codes
        ("\ufeffהח\u200bל\u200eטה 28\u200f-NQ\u202a/TW\u202c", "החלטה 28-NQ/TW"),
        ("כל\u00adכלה\u2060 מ\u200dדינית", "כלכלה מדינית"),
        ("שורה\x00 אחת\x07", "שורה אחת"),
        # Dashes, quotes, geresh
        ("ב־12 במרץ – 2023—2015 −5%", "ב-12 במרץ - 2023-2015 -5%"),
        ("צה״ל, ארה”ב, חז“ל, בע''מ, יו׳׳ר", 'צה"ל, ארה"ב, חז"ל, בע"מ, יו"ר'),
        ("„סדר – אמון – מעשה”", '"סדר - אמון - מעשה"'),
        ("צ׳ואנג נין, ג’ורג` ו-ז′קט", "צ'ואנג נין, ג'ורג' ו-ז'קט"),
        ("'מילה' ו-\"מילה\"", "'מילה' ו-\"מילה\""),
        # Spaces in numbers are left for the reader of numerals
        ("1\u00a0234\u202f567 דונג", "1 234 567 דונג"),
        ("5\u2009% מהתמ״ג", '5 % מהתמ"ג'),
        ("רווח  כפול\tוטאב ", "רווח כפול וטאב"),
        # Paragraphs
        ("ראשונה\r\n\r\n\r\nשנייה  \n  שלישית\u2028רביעית\r", "ראשונה\nשנייה\nשלישית\nרביעית"),
        # Latin letters with Vietnamese marks, composed or not, and digits stay
        ("Quảng Ninh, Đà Nẵng: 28-NQ/TW", "Quảng Ninh, Đà Nẵng: 28-NQ/TW"),
        ("בעיר Qua\u0309ng Tri\u0323 ו-Huê\u0301", "בעיר Quảng Trị ו-Huế"),
        ("תקן ISO 9001:2015, \u200fS/RES/2334", "תקן ISO 9001:2015, S/RES/2334"),
        # Letter-spaced words
        ("אנו מ ח ל י ט י ם: לאשר", "אנו מחליטים: לאשר"),
        ("\u200fמ ח ל י ט י ם\nאנו", "מחליטים\nאנו"),
        ('"ה ח ל ט ה" 30', '"החלטה" 30'),
        ("ע מ ק   ה י ם", "עמק הים"),
        ("ש ל ו ם ע ו ל ם", "שלום עולם"),
        ("מ  ח  ל  י  ט  י  ם", "מחליטים"),
        # and what is none
        ("כיתות א ב ג ד", "כיתות א ב ג ד"),
        ("סעיפים א ב ג", "סעיפים א ב ג"),
        ("א' ב' ג' ד'", "א' ב' ג' ד'"),
        ("נ נח נחמ נחמן", "נ נח נחמ נחמן"),
        # What no encoding can write
        ("סוף \ud800 ו\udfff", "סוף \ufffd ו\ufffd"),
    ],
)
def test_characters_are_written_one_way(raw_text: str, text: str) -> None:
    assert normalise(raw_text).text == text


@pytest.mark.parametrize("raw_text", ["", " ", "\n\n", "\u200f\ufeff", "ָָָ"])
def test_a_text_of_nothing_is_empty(raw_text: str) -> None:
    normalised = normalise(raw_text)
    assert normalised.text == ""
    assert normalised.alignment.to_raw(0, 0) == (0, 0)
    assert normalised.alignment.to_text(0, len(raw_text)) == (0, 0)


def test_a_run_of_marks_as_long_as_the_text_is_cut() -> None:
    text = normalise("a" + "\u0301\u0323" * 50_000).text
    assert text.startswith("ạ")
    assert len(text) < 40
