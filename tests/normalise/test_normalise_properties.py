"""What holds for every text there is, article or not."""

import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.normalise import NormalisedText, normalise
from pipeline.normalise.characters import clean_characters

# Pieces that change, join, split or look like furniture, among letters and words that do not.
PIECES = [
    "א", "ב", "ם", "מ ח ל", "מ ח ל י ט י ם", "ש ל ו ם   ע ו ל ם", "ע ם ם ם א", " ", "  ", "\n", "\n\n", "\r\n", "\t",
    "\u00a0", "\u2009", "\u200f", "\u200b", "\ufeff", "\u00ad", "\0", "\x1c", "\u2028", "ּ", "ָ", "֑", "־",
    "–", "׳", "׳׳", "''", "'", '"',
    "״", "שׁ", "ﭏ", "ײַ", "װ", "a\u0300", "a\u0323\u0301", "\u0301", "Ω", "가", "ᄀ", "ᅡ", "ᆨ", "\ud800",
    "\udfff", "😀", "\u1fef",
    "\u2000", "(", ")", "[", "]", "|", "/", "!", "![", "](", ".", ",", ":", "(צילום: דנה)", "(צילום: ", "צילום: ", "צילום",
    "/ צילום: דנה לוי", ". צילום: VNA", "[מודעה_1]", "[מודעה", "_1]", "![](a.jpg)", "![](", "a.jpg",
    "אילוסטרציה", "(אילוסטרציה)", "תגובה (0)",
    "מָקוֹר", "מקור: VNA", "מקור: https://a.vn/1.htm", "מומלצים", "באותה קטגוריה", "שתף", "פייסבוק | טוויטר", "Hà Nội Mới",
    "Hà Nội MớiHà Nội Mới13/10/2025", "13/10/2025", "7 באוקטובר 2023", "14:05", "פורסם: 12.3.2024",
    "מאת: דנה לוי", "דנה לוי",
    "נדל\"ן", "משפט ופלילים", "ראשי > כלכלה", "מיכל ארנון, כתבת לענייני משפט", "הדפסה | שלח לחבר", "תגובות (48)",
    "לסיוע בתלושי שכר: *2383", "Báo Tin tứcבאו טין טוק06/10/2025", ", כתבת ", " | ", " > ",
    "<b>", "</b>", "<p>", "<br />", "<a href=\"x\">", "</a>", "<!--", "-->", "<script>", "</script>", "x < 5", "a <b", " > 5",
    "&quot;", "&nbsp;", "&lt;", "&gt;", "R&D", "&#8211;", "&#8203;",
    "(דנה לוי)", "כותרת קצרה", "לפי VNA", "תגיות: א, ב", "#תג", "---", "2030", "1 234 567", "28-NQ/TW",
    "הממשלה אישרה אתמול את תקציב המדינה לשנה הבאה.", "הוועדה הקבועה של ועדת המפלגה המחוזית פרסמה החלטה חדשה השבוע.",
    "משלחת מנהיגי המחוז מבקרת במפעל החדש", "עם ישראל חי",
]  # fmt: skip

text_of_pieces = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
lines_of_pieces = st.lists(st.sampled_from(PIECES), max_size=16).map("\n".join)
letter_spaced = st.text("אבגדם ", max_size=24)
any_text = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.text(st.characters(min_codepoint=0x0590, max_codepoint=0x05FF)),
    text_of_pieces,
    lines_of_pieces,
    letter_spaced,
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=16).map("".join),
)
thorough = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, NormalisedText, int, int]:
    raw_text = draw(any_text)
    normalised = normalise(raw_text)
    start = draw(st.integers(0, len(normalised.text)))
    return raw_text, normalised, start, draw(st.integers(start, len(normalised.text)))


@thorough
@given(any_text)
@example("ע מ ק   ה י ם")
@example("א   ב   ג   ד")
@example("(צילום: (צילום: דנה) דני) ח")
@example("מ ח (צילום: דנה) ל י")
@example("'(צילום: דנה)'")
@example("(צילום: דנה)ע ם ם ם א")
@example("צילום: " + "ישראל " * 24 + "צילום: דנה")
@example("![(צילום: דנה)](a.jpg)")
@example("Ω\u0301\u0323")
def test_normalising_twice_changes_nothing(raw_text: str) -> None:
    once = normalise(raw_text)
    twice = normalise(once.text)
    assert twice.text == once.text
    assert twice.boilerplate == []
    assert twice.alignment.to_raw(0, len(once.text)) == (0, len(once.text))


# Pieces that markup is made of, in any order.
MARKUP_PIECES = [
    *("<", ">", "/", "!", "-", "--", "&", "#", ";", "=", " ", "\n", "a", "b", "p", "br", "amp", "amp;", "lt", "lt;", "nbsp;"),
    *("script", "style", "<b>", "</b>", "<br/>", "<i x=1>", "<!--", "-->", "<script>", "</script>", "<x", "א", "ב", "x='", "\""),
    *("&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;", "&#38;", "&#60;", "&#62;", "&#98;", "&#59;", "&#894;", "&#8203;", "&#824;"),
    *("(צילום: דנה)", "\n", "הממשלה אישרה אתמול את תקציב המדינה לשנה הבאה.", "&#10;"),
    *("&#x26;", "&#39;", "&#1;", "38;", "60", "\u200b", "\u0338", "תגובה (0)"),
]  # fmt: skip


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(MARKUP_PIECES), max_size=16).map("".join))
@example("<<b>b>")
@example("&amp;lt;b&amp;gt;")
@example("&lt;<i> 5")
@example("&#38;amp; ")
@example("&am<b></b>p;lt;")
@example("<!-- <i> --<b>>")
@example("<scr<b>ipt>א</script>")
@example("'&#8203;'")
def test_taking_markup_out_leaves_no_markup(raw_text: str) -> None:
    once = normalise(raw_text).text
    assert normalise(once).text == once


@thorough
@given(any_text)
def test_the_characters_are_written_one_way(raw_text: str) -> None:
    text = normalise(raw_text).text
    assert unicodedata.is_normalized("NFC", text)
    assert text == text.strip(" \n")
    for unwanted in ("  ", "\n\n", " \n", "\n ", "\r", "\u05b8", "\u05be", "\u200f", "\ufeff", "״", "׳", "''", "\0"):
        assert unwanted not in text
    text.encode("utf-8")


@thorough
@given(texts_with_spans())
def test_every_span_maps_to_raw_text_that_says_the_same(text_with_span: tuple[str, NormalisedText, int, int]) -> None:
    """The raw slice, cleaned alone, is the span, but for page furniture in its middle and for white space.

    White space: two letters out of a letter-spaced word no longer show that they are one word. A slice with a bracket of a tag
    is left out, for what is a tag alone may be none in its text, ``<P>`` in ``<A<P>``; so is one with a character reference
    after such a bracket, which in the reach of an unclosed tag stays as it is written, ``<A &quot;``.
    """
    raw_text, normalised, start, end = text_with_span
    raw_start, raw_end = normalised.alignment.to_raw(start, end)
    assert 0 <= raw_start <= raw_end <= len(raw_text)
    if start == end:
        assert raw_start == raw_end
        return
    text_start, text_end = normalised.alignment.to_text(raw_start, raw_end)
    assert text_start <= start < end <= text_end
    if "<" in raw_text[raw_start:raw_end] or ("&" in raw_text[raw_start:raw_end] and "<" in raw_text[:raw_start]):
        return
    pieces = []
    position = raw_start
    for furniture in normalised.boilerplate:
        if raw_start <= furniture.start and furniture.end <= raw_end:
            pieces.append(raw_text[position : furniture.start])
            position = furniture.end
        else:
            assert furniture.end <= raw_start or raw_end <= furniture.start
    pieces.append(raw_text[position:raw_end])
    assert without_space("".join(clean_characters(piece)[0] for piece in pieces)) == without_space(
        normalised.text[text_start:text_end]
    )


def without_space(text: str) -> str:
    return "".join(text.split())


@thorough
@given(texts_with_spans(), st.data())
def test_both_directions_are_monotone_and_within_bounds(
    text_with_span: tuple[str, NormalisedText, int, int], data: st.DataObject
) -> None:
    raw_text, normalised, start, end = text_with_span
    raw_start = data.draw(st.integers(0, len(raw_text)))
    raw_end = data.draw(st.integers(raw_start, len(raw_text)))
    for map_span, length, other_length, low, high in (
        (normalised.alignment.to_raw, len(normalised.text), len(raw_text), start, end),
        (normalised.alignment.to_text, len(raw_text), len(normalised.text), raw_start, raw_end),
    ):
        mapped = map_span(low, high)
        assert 0 <= mapped[0] <= mapped[1] <= other_length
        if low < high < length:
            assert map_span(low, high + 1)[1] >= mapped[1]
            assert map_span(low + 1, high + 1)[0] >= mapped[0]
        if low == high:
            assert mapped[0] == mapped[1]


@thorough
@given(any_text)
def test_boilerplate_and_text_share_no_raw_character(raw_text: str) -> None:
    normalised = normalise(raw_text)
    position = 0
    for piece in normalised.boilerplate:
        assert position <= piece.start < piece.end <= len(raw_text)
        position = piece.end
        text_start, text_end = normalised.alignment.to_text(piece.start, piece.end)
        assert text_start == text_end


@pytest.mark.parametrize("code_block", range(0, 0x110000, 0x10000))
def test_no_character_of_unicode_is_changed_twice(code_block: int) -> None:
    for code in range(code_block, code_block + 0x10000, 7):
        once = clean_characters(f"א{chr(code)}a{chr(code)}")[0]
        assert clean_characters(once)[0] == once
