"""Hebrew in each encoding it arrives in comes out as it was written, and what is no Hebrew text is turned away."""

from __future__ import annotations

import pytest
from bidi import get_display
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.articles import RejectReason
from pipeline.reading.encodings import decode, decode_bytes
from pipeline.reading.failures import ReadingError
from pipeline.reading.visual_order import to_reading_order

NEWS = (
    "ועדת המפלגה במחוז קואנג נין פרסמה (5 בפברואר 2022) את החלטה מס' 09-NQ/TU.\n"
    'שר האוצר אמר: "הצמיחה עמדה על 12.5%", והוסיף כי היקף ההשקעות הגיע ל-3.2 מיליארד ש"ח.'
)
POINTED = "מָקוֹר: בְּרֵאשִׁית הָיָה הַדָּבָר – “שלום” לכולם, 25₪"
# How Hebrew text is laid out on the screen, character for character.
BRACKETS = str.maketrans("()[]", ")(][")


def misread(text: str, encoding: str, codec: str) -> str:
    """A text in one encoding read in another, in which bytes that have no character stay as controls."""
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode(encoding))


def as_seen(text: str) -> str:
    """A text in visual order, by the Unicode bidirectional algorithm, with brackets as they look."""
    lines = (str(get_display(line, base_dir="R")) for line in text.split("\n"))
    return "\n".join(lines).translate(BRACKETS)


@pytest.mark.parametrize("text", [NEWS, POINTED])
@pytest.mark.parametrize(
    ("encoding", "identifier"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("cp1255", "windows-1255"),
    ],
)
def test_text_comes_out_as_written(text: str, encoding: str, identifier: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, identifier)


@pytest.mark.parametrize("mark", ["utf-16-be", "utf-32-be"])
def test_big_endian_marks_are_read(mark: str) -> None:
    assert decode("\ufeff".encode(mark) + NEWS.encode(mark)).encoding == mark


@pytest.mark.parametrize(
    ("declared", "identifier"),
    [
        (None, "windows-1255"),
        ("ISO-8859-8-I", "iso-8859-8"),
        ("windows-1255", "windows-1255"),
        ("utf-8", "windows-1255"),
        ("iso-8859-1", "windows-1255"),
        ("no-such-charset", "windows-1255"),
    ],
)
def test_a_declaration_names_the_encoding_only_where_the_bytes_allow_it(declared: str | None, identifier: str) -> None:
    decoded = decode(NEWS.encode("iso-8859-8"), declared)
    assert (decoded.text, decoded.encoding) == (NEWS, identifier)
    assert decode(NEWS.encode("utf-8"), declared).encoding == "utf-8"


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("םלוע םולש", "שלום עולם"),
        ("(2022 ראורבפב 5) הבישיה ןמ", "מן הישיבה (5 בפברואר 2022)"),
        (")2022 ראורבפב 5( הבישיה ןמ", "מן הישיבה (5 בפברואר 2022)"),
        ("12.5% לש היילע :ןומאב", "באמון: עלייה של 12.5%"),
        ("F-16 יסוטמ 25-ל םילקש 1,000", "1,000 שקלים ל-25 מטוסי F-16"),
        (".BBC News (London) ןותיעה ירבדל", "לדברי העיתון BBC News (London)."),
        ("2023 ,2022 םינשב", "בשנים 2022, 2023"),
        ("2015-2023 םינשב", "בשנים 2015-2023"),
        ('"םולש" :רמא אוה', 'הוא אמר: "שלום"'),
        ("Reported by ןהכ השמ in London yesterday", "Reported by משה כהן in London yesterday"),
        ("לע [ךרע] םיכמות", "תומכים [ערך] על"),
    ],
)
def test_visual_order_is_turned_into_the_order_of_reading(seen: str, meant: str) -> None:
    assert to_reading_order(seen) == meant


@pytest.mark.parametrize(
    ("text", "encoding", "identifier"),
    [
        (NEWS.replace("09-NQ/TU", "09"), "iso-8859-8", "iso-8859-8-visual"),
        (NEWS.replace("09-NQ/TU", "09"), "utf-8", "utf-8-visual"),
        (NEWS.replace("09-NQ/TU", "09"), "utf-16", "utf-16-le-visual"),
        ("שלום עולם", "iso-8859-8", "iso-8859-8-visual"),
    ],
)
def test_visual_order_is_recognised_by_its_final_letters(text: str, encoding: str, identifier: str) -> None:
    decoded = decode(as_seen(text).encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, identifier)


@pytest.mark.parametrize("text", ["סעיף ם לחוק: שלום", "ןכון הדבר, אמר כהן", "הצעה לסדר היום", "ם", "שלום"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1255"])
def test_a_stray_final_letter_does_not_turn_a_text_round(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize(
    ("codec", "name"), [("cp1255", "windows-1255"), ("cp1252", "windows-1252"), ("latin-1", "latin-1")]
)
@pytest.mark.parametrize("text", [NEWS, POINTED, "שלום"])
def test_utf8_read_in_another_encoding_is_restored(text: str, codec: str, name: str, times: int) -> None:
    mangled = text
    for _ in range(times):
        mangled = misread(mangled, "utf-8", codec)
    decoded = decode(mangled.encode("utf-8"))
    assert (decoded.text, decoded.encoding) == (text, f"utf-8 (mojibake of {name} undone)")


def test_windows_1255_read_as_windows_1252_is_restored() -> None:
    decoded = decode(misread(NEWS, "cp1255", "cp1252").encode("utf-8"))
    assert (decoded.text, decoded.encoding) == (NEWS, "utf-8 (windows-1255 read as windows-1252 undone)")


def test_mojibake_in_one_paragraph_leaves_the_others_alone() -> None:
    mixed = f"{misread('הצמיחה עמדה על', 'utf-8', 'cp1252')}\nשלום – “עולם” 3×4"
    assert decode(mixed.encode()).text == "הצמיחה עמדה על\nשלום – “עולם” 3×4"


@pytest.mark.parametrize(
    "text",
    [
        "מידות 3×4 ו-5×6×7, מחיר 2×“מבצע”",
        "כיתה ב׳ – כיתה ג׳ – כיתה ד׳ – ילדי בית הספר",
        "ג׳ורג׳ וצ׳רצ׳יל נפגשו ב׳הארץ׳ “והסכימו”",
        "Québec, São Paulo, Hà Nội Mới: ועדת המפלגה המחוזית פרסמה",
        "Thủ tướng Phạm Minh Chính đã dự lễ khai mạc hội nghị toàn quốc",
        "à é è ê",
    ],
)
def test_what_only_looks_like_mojibake_is_left_alone(text: str) -> None:
    decoded = decode(text.encode("utf-8"))
    assert (decoded.text, decoded.encoding) == (text, "utf-8")


@pytest.mark.parametrize(
    ("data", "text", "identifier"),
    [
        (NEWS.encode()[:-1] + b"\xd7", NEWS[:-1] + "\ufffd", "utf-8 (damaged)"),
        (b"\xff" + NEWS.encode(), "\ufffd" + NEWS, "utf-8 (damaged)"),
        (NEWS.encode("utf-16") + b"\x00", NEWS + "\ufffd", "utf-16-le (damaged)"),
        (NEWS.encode("utf-16-be") + b"\x05", NEWS + "\ufffd", "utf-16-be (damaged)"),
    ],
)
def test_a_cut_or_broken_byte_costs_one_character(data: bytes, text: str, identifier: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, identifier)


@pytest.mark.parametrize(
    ("data", "reason", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", RejectReason.BINARY, "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", RejectReason.BINARY, "PNG"),
        (b"PK\x03\x04\x14\x00\x06\x00", RejectReason.BINARY, "docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", RejectReason.BINARY, "doc"),
        (b"{\\rtf1\\ansi", RejectReason.BINARY, "RTF"),
        (NEWS.encode() + b"\0", RejectReason.BINARY, "NUL"),
        (bytes(range(1, 32)) * 4, RejectReason.BINARY, "control characters"),
        (bytes(range(256)) * 4, RejectReason.BINARY, "no text"),
        ("Правительство приняло новый закон о науке и экономике".encode("cp1251"), RejectReason.UNDECODABLE, "Convert"),
        (
            "Η κυβέρνηση της χώρας ανακοίνωσε νέα οικονομικά μέτρα".encode("iso-8859-7"),
            RejectReason.UNDECODABLE,
            "UTF-8",
        ),
        ("أعلنت الحكومة عن خطة اقتصادية جديدة".encode("cp1256"), RejectReason.UNDECODABLE, "UTF-8"),
        ("政府は新しい経済政策を発表した".encode("shift_jis"), RejectReason.UNDECODABLE, "UTF-8"),
        (b"\xff\xfe" + b"\x00\xd8" * 40, RejectReason.UNDECODABLE, "utf-16-le"),
    ],
)
def test_what_is_no_hebrew_text_is_turned_away(data: bytes, reason: RejectReason, said: str) -> None:
    with pytest.raises(ReadingError, match=said) as failure:
        decode(data)
    assert failure.value.reason is reason


WORDS = (
    *["הממשלה", "החליטה", "אתמול", "להעלות", "את", "המסים", "על", "הדירות", "בירושלים", "ובתל", "אביב"],
    *["ועדת", "המפלגה", "המחוזית", "פרסמה", "החלטות", "רבות", "בנושא", "תכנון", "ופיתוח", "הכפרים"],
    *["בית", "המשפט", "העליון", "דחה", "ערעור", "של", "חברי", "הכנסת", "נגד", "היועץ", "המשפטי"],
)
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(
        ["צ'ואנג", 'ארה"ב', "ב-5", "ה-13", "(2015-2023)", "12.5%", "17.5.2017", "BBC", "(GDP)", "1,250", "ל-3.2"]
    ),
)
# A news item of a few sentences: words, figures and foreign names, with the final letters that any such text has.
ITEMS = st.lists(
    st.lists(PIECES, min_size=2, max_size=12).map(lambda words: " ".join(["הדיון נמשך עם", *words]) + " היום."),
    min_size=1,
    max_size=4,
).map("\n".join)


@settings(max_examples=60, deadline=None)
@given(
    ITEMS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1255", "iso-8859-8"])
)
def test_any_item_in_any_encoding_decodes_to_itself(item: str, encoding: str) -> None:
    assert decode(item.encode(encoding)).text == item


@settings(max_examples=60, deadline=None)
@given(ITEMS, st.sampled_from(["cp1255", "cp1252", "latin-1"]))
def test_any_item_misread_in_any_encoding_is_restored(item: str, codec: str) -> None:
    assert decode(misread(item, "utf-8", codec).encode()).text == item


@settings(max_examples=60, deadline=None)
@given(ITEMS)
def test_any_item_in_visual_order_is_read_in_order(item: str) -> None:
    # A figure beside a foreign name can be meant in either order, `BBC 5` and `5 BBC` look alike: a word stands between.
    item = item.replace(" ", " על ")
    assert decode(as_seen(item).encode("iso-8859-8")).text == item


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"\0")
@example(b"\x05")
@example(b"")
def test_any_bytes_decode_or_are_turned_away(data: bytes) -> None:
    try:
        decoded = decode_bytes(data)
    except ReadingError as failure:
        assert failure.reason in {RejectReason.BINARY, RejectReason.UNDECODABLE}
    else:
        assert decoded.text.encode("utf-8") or not data.strip(b"\xef\xbb\xbf\xff\xfe\0")
