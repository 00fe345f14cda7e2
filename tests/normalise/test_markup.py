"""HTML left in the fields of records, and prose with the same signs."""

import pytest

from pipeline.normalise import normalise
from pipeline.normalise.characters import clean_characters


@pytest.mark.parametrize(
    ("raw_text", "text"),
    [
        # Tags in a line
        ("<b>ירושלים</b> - 4.12 מיליון", "ירושלים - 4.12 מיליון"),
        ("השר <i>דנה</i> <STRONG>לוי</STRONG> נאם", "השר דנה לוי נאם"),
        ("כתב <a href=\"https://a.co.il/x?a=1&b=2\" target='_blank'>באתר</a>.", "כתב באתר."),
        ("מ<sup>2</sup>", "מ2"),
        ('<img src="a.jpg" />ירושלים<wbr>', "ירושלים"),
        # Tags that end a paragraph
        ("<p>הממשלה אישרה.</p><p>השר נאם.</p>", "הממשלה אישרה.\nהשר נאם."),
        ("שורה<br>שורה<br/>שורה<BR />שורה", "שורה\nשורה\nשורה\nשורה"),
        ("<ul><li>אחת</li><li>שתיים</li></ul>", "אחת\nשתיים"),
        ("<div class='x'><h2>כותרת</h2>פסקה</div>", "כותרת\nפסקה"),
        # Comments, scripts and styles go with what they hold
        ("לפני<!-- הערה <b>א</b> --> אחרי", "לפני אחרי"),
        ("לפני<script type='text/javascript'>if (a < b) { x(); }</script>אחרי", "לפני\nאחרי"),
        ("<style>p > b {color: red}</style>אחרי", "אחרי"),
        ("לפני <!-- אחרי", "לפני אחרי"),
        ("לפני <script> אחרי", "לפני\nאחרי"),
        # Character references
        ("&quot;הארץ&quot;", '"הארץ"'),
        ("&#34;הארץ&#x22;", '"הארץ"'),
        ("צה&quot;ל", 'צה"ל'),
        ("מחקר &amp; פיתוח", "מחקר & פיתוח"),
        ("R&amp;D, AT&amp;T", "R&D, AT&T"),
        ("עלה&nbsp;ב-5%", "עלה ב-5%"),
        ("2023&#8211;2024, 5&ndash;6", "2023-2024, 5-6"),
        ("ג&#39;ורג&#x27;", "ג'ורג'"),
        ("&amp;quot;הארץ&amp;amp;quot;", '"הארץ"'),
        ("צ&#1513;&shy;ב", "צשב"),
        ("x &lt; 5, y &gt; 6", "x < 5, y > 6"),
        ("הצמיחה &lt;5%", "הצמיחה <5%"),
    ],
)
def test_markup_goes_and_its_text_stays(raw_text: str, text: str) -> None:
    assert clean_characters(raw_text)[0] == text


@pytest.mark.parametrize(
    "text",
    [
        "x < 5 ו-y > 6",
        "אם a<b וגם c>d",
        "a <b and c> d",
        "<ציטוט>",
        "<dana@example.com>",
        "<unknown>",
        "<=>",
        "R&D ו-AT&T; קדימה",
        "&foo; &nbsp",
        "&#99999999; &#xD800",
        "&lt;b&gt; הוא תג",
        "5 > 3 < 4",
        "--> <-- &",
    ],
)
def test_prose_with_the_same_signs_stays(text: str) -> None:
    assert clean_characters(text)[0] in (text, text.replace("&gt;", ">"))


def test_what_would_join_to_markup_stays() -> None:
    for text in ("<<b>b>", "<a <b>", "&<b>lt;"):
        assert clean_characters(text)[0] == text


@pytest.mark.parametrize(
    ("raw_text", "found", "raw"),
    [
        ("<p>בעיר <b>ירושלים</b></p>", "ירושלים", "ירושלים"),
        ("<p>בעיר <b>תל</b> אביב</p>", "תל אביב", "תל</b> אביב"),
        ("אמר &quot;כן&quot; ושתק", '"כן"', "&quot;כן&quot;"),
        ("א<script>var x = 1</script>ב ג", "ב ג", "ב ג"),
    ],
)
def test_a_span_maps_to_the_raw_text_around_markup(raw_text: str, found: str, raw: str) -> None:
    normalised = normalise(raw_text)
    start = normalised.text.index(found)
    raw_start, raw_end = normalised.alignment.to_raw(start, start + len(found))
    assert raw_text[raw_start:raw_end] == raw


def test_a_credit_between_signs_stays_where_a_tag_would_be_left() -> None:
    prose = "הממשלה אישרה אתמול את תקציב המדינה. <b (צילום: דנה)>א"
    assert normalise(prose).text == prose


def test_a_given_title_is_freed_of_markup_too() -> None:
    assert normalise("פסקה", title="&quot;<b>כן</b>&quot;").title == '"כן"'


def test_furniture_in_markup_is_found() -> None:
    assert normalise("<p>הממשלה אישרה אתמול את תקציב המדינה.</p><p>(צילום: דנה לוי)</p>").text == (
        "הממשלה אישרה אתמול את תקציב המדינה."
    )


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a ",
        "<b",
        "<!--",
        "<script>",
        "<b>",
        "</b>",
        "&",
        "&amp;",
        "amp;",
        "&#",
        "&lt;",
        ">",
        "<b x=",
        "<<b>b>",
        "--<!",
    ],
)
def test_markup_without_end_is_cleaned_as_far_as_it_goes(piece: str) -> None:
    """A fraction of a second each; a square of the length would take minutes."""
    cleaned, _ = clean_characters(piece * (100_000 // len(piece)))
    assert clean_characters(cleaned)[0] == cleaned
