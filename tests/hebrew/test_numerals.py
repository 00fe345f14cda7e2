"""Numbers as Hebrew writes them, and what only looks like one."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from pipeline.hebrew.numerals import find_numerals, read_letters, read_number, read_ordinal


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", Fraction("1234.5")),
        ("1 234 567", 1234567),
        ("שלוש", 3),
        ("שלושת אלפים", 3000),
        ("שתים-עשרה", 12),
        ("שתיים עשרה", 12),
        ("שנים עשר", 12),
        ("עשרים ואחד", 21),
        ("מאה ועשרים", 120),
        ("מאתיים", 200),
        ("אלפיים עשרים וארבע", 2024),
        ("אלף תשע מאות ארבעים ושמונה", 1948),
        ("עשרת אלפים", 10_000),
        ("מאתיים אלף", 200_000),
        ("3.5 מיליארד", 3_500_000_000),
        ("12 אלף", 12_000),
        ("3 מיליון וחצי", 3_500_000),
        ("שלושה מיליון וחצי", 3_500_000),
        ("שניים וחצי מיליון", 2_500_000),
        ("מיליון וחצי", 1_500_000),
        ("אלף וחצי", 1500),
        ("שלוש וחצי", Fraction(7, 2)),
        ("חצי", Fraction(1, 2)),
        ("חצי מיליון", 500_000),
        ("שני שלישים", Fraction(2, 3)),
        ("שלושת רבעי", Fraction(3, 4)),
        ("רבע מיליארד", 250_000_000),
        ("תריסר", 12),
        ("אפס", 0),
        ("טריליון", 10**12),
        ("מליארד", 10**9),
        ("אלף מיליארד", 10**12),
        ("5,770 אלף מיליארד", 5770 * 10**12),
        ("3 מיליארד ו-200 מיליון", 3_200_000_000),
        ("שלושה מיליארד ומאתיים מיליון", 3_200_000_000),
        ("2.3 טריליון", 23 * 10**11),
        ("שבעת אלפים וחמש מאות", 7500),
        ("שלושים וחמישה אלף ומאתיים", 35_200),
        ("שלושה רבעים", Fraction(3, 4)),
        ("שני שליש", Fraction(2, 3)),
        ("ארבע חמישיות", Fraction(4, 5)),
        ("שלוש עשיריות", Fraction(3, 10)),
        ("מיליארד ורבע", 1_250_000_000),
        ("2 וחצי מיליון", 2_500_000),
    ],
)
def test_a_number_is_read(text: str, value: Fraction | int) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize("text", ["", "שלום", "שלוש ארבע", "עשרים שלושים", "12.3.2024", "שלוש מאות ועוד", "1,23"])
def test_what_is_not_one_number_is_not_read(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("מ-6% ל-6.5%", [("6", 6), ("6.5", Fraction("6.5"))]),
        ("כשליש מהתושבים", [("שליש", Fraction(1, 3))]),
        ("בשלושה חודשים", [("שלושה", 3)]),
        ("שלוש ארבע שנים", [("שלוש", 3), ("ארבע", 4)]),
        ("בין שלוש לארבע שנים", [("שלוש", 3), ("ארבע", 4)]),
        ("עשרים ואחת שנים וחמישה ימים", [("עשרים ואחת", 21), ("חמישה", 5)]),
        ("השבעים והשמונים", [("שבעים", 70), ("שמונים", 80)]),
        ("יותר משבעה מיליון תיירים", [("שבעה מיליון", 7_000_000)]),
        ("ב-2024 נמכרו 3,200 דירות", [("2024", 2024), ("3,200", 3200)]),
        # multiples, ranges and approximations: the number alone
        ("גדל פי שלושה ופי 2.5", [("שלושה", 3), ("2.5", Fraction("2.5"))]),
        ("גדל פי שניים וחצי", [("שניים וחצי", Fraction(5, 2))]),
        ("שתיים-שלוש שעות", [("שתיים", 2), ("שלוש", 3)]),
        ("בין שלושה לחמישה מיליון", [("שלושה", 3), ("חמישה מיליון", 5_000_000)]),
        ("כשבעה אחוזים, כמעט מיליון", [("שבעה", 7), ("מיליון", 10**6)]),
        ("למעלה מ-3,000 ולפחות עשרים", [("3,000", 3000), ("עשרים", 20)]),
        ("עד 20 אלף ועוד 3 ו-5", [("20 אלף", 20_000), ("3", 3), ("5", 5)]),
        ("3 מיליון ו-12 איש", [("3 מיליון", 3_000_000), ("12", 12)]),
        ("עלה בשלוש עשיריות האחוז", [("שלוש עשיריות", Fraction(3, 10))]),
    ],
)
def test_numbers_are_found_without_their_proclitics(text: str, found: list[tuple[str, Fraction | int]]) -> None:
    assert [(text[n.start : n.end], n.value) for n in find_numerals(text)] == found


@pytest.mark.parametrize("text", ["עשרות אלפים", "מאות מיליונים", "אלפי מפגינים", "מיליוני שקלים", "עשרות"])
def test_an_order_of_magnitude_is_kept_apart(text: str) -> None:
    assert [n.form for n in find_numerals(text)] == ["magnitude"]


@pytest.mark.parametrize(
    "text", ["המאהב", "ששון ושמחה", "ארבעתיים", "רבעון", "עשרתי", "תשעון", 'ש"ש', "חמשיר", "שבעתי"]
)
def test_look_alikes_are_no_numbers(text: str) -> None:
    assert list(find_numerals(text)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ה-13", 13),
        ("השלושה-עשר", 13),
        ('י"ג', 13),
        ("שלישית", 3),
        ("השני", 2),
        ('הי"ט', 19),
        ("העשרים ואחת", 21),
        ("ה13", 13),
        ("האחד עשר", 11),
        ("ה-XIX", 19),
        ("XIV", 14),
    ],
)
def test_an_ordinal_is_read(text: str, value: int) -> None:
    assert read_ordinal(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [('ט"ו', 15), ('ט"ז', 16), ('תש"ף', 780), ("ה'תש\"ף", 5780), ('תשע"ו', 776), ("ז'", 7),
     ('כ"ז', 27), ('תשפ"ד', 784), ('תשס"ט', 769),
     ('מו"מ', None), ('בג"ץ', None), ("שלום", None), ('צה"ל', None)],
)  # fmt: skip
def test_letters_are_read_as_a_number(text: str, value: int | None) -> None:
    assert read_letters(text) == value


@pytest.mark.parametrize("gender", ["f", "m"])
@pytest.mark.parametrize("thousand", range(11))
def test_every_number_to_ten_thousand_reads_back(thousand: int, gender: str) -> None:
    numbers = range(1000 * thousand, min(1000 * thousand + 1000, 10_001))
    assert [number for number in numbers if read_number(num2words(number, lang="he", gender=gender)) != number] == []


@settings(max_examples=600, deadline=None)
@given(st.integers(0, 10**6) | st.integers(0, 10**15), st.sampled_from(["f", "m"]), st.booleans())
def test_every_number_that_num2words_writes_reads_back(number: int, gender: str, construct: bool) -> None:
    assert read_number(num2words(number, lang="he", gender=gender, construct=construct)) == number


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 10**6), st.sampled_from(["f", "m"]), st.booleans())
def test_every_ordinal_that_num2words_writes_reads_back(number: int, gender: str, definite: bool) -> None:
    assert read_ordinal(num2words(number, lang="he", to="ordinal", gender=gender, definite=definite)) == number


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='אבשלוחמהעיםתרן 0123456789,.-"', max_size=60))
def test_every_span_reads_as_its_own_value(text: str) -> None:
    for numeral in find_numerals(text):
        assert read_number(text[numeral.start : numeral.end]) == numeral.value
