"""Web pages: the text of the article, its metadata, and pages that are built to do harm."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import date

import pytest
from bidi import get_display

from pipeline.articles import Article, Reject, RejectReason

PARAGRAPHS = (
    "ועדת המפלגה המחוזית פרסמה את החלטה מס' 09-NQ/TU (מתאריך 5 בפברואר 2022) בנושא טרנספורמציה דיגיטלית.",
    "שר האוצר אמר כי הצמיחה עמדה על 12.5% בשנת 2023, לעומת 4.1% באומדן הקודם של הלשכה המרכזית.",
    "בית המשפט העליון דחה את הערעור של חברי הכנסת, וקבע כי ההחלטה תיכנס לתוקף בתוך שלושים ימים.",
)


def page(
    head: str = "", body: str = "".join(f"<p>{text}</p>" for text in PARAGRAPHS), start: str = "<!DOCTYPE html><html>"
) -> str:
    return (
        f"{start}<head>{head}</head><body><nav><a href='/'>ראשי</a> <a href='/sport'>ספורט</a></nav>"
        f"<article>{body}</article><footer>כל הזכויות שמורות 2019</footer></body></html>"
    )


METADATA = """<title>צמיחה של 12.5% | הארץ</title>
<meta property="og:title" content="צמיחה של 12.5%"><meta property="og:site_name" content="הארץ">
<meta name="author" content="דנה כהן"><meta property="article:published_time" content="2025-10-13T08:30:00+03:00">
<link rel="canonical" href="https://example.org/a/1">"""


def test_a_page_gives_its_article_and_metadata(read) -> None:
    content = page(f'<meta charset="utf-8">{METADATA}')
    [article] = read("a.html", content)
    assert article == Article(
        location="a.html",
        source_uri="https://example.org/a/1",
        raw_text="\n".join(PARAGRAPHS),
        media_type="text/html",
        byte_size=len(content.encode()),
        encoding="utf-8",
        title="צמיחה של 12.5%",
        publisher="הארץ",
        author="דנה כהן",
        published_at=date(2025, 10, 13),
    )


def test_a_date_that_the_page_does_not_state_is_not_guessed(read) -> None:
    [article] = read("a.htm", page())
    assert article.published_at is None
    assert article.source_uri == "a.htm"


@pytest.mark.parametrize(
    ("declared", "encoding", "identifier"),
    [
        ("utf-8", "utf-8", "utf-8"),
        (None, "utf-8", "utf-8"),
        ("windows-1255", "utf-8", "utf-8"),
        ("windows-1255", "cp1255", "windows-1255"),
        ("iso-8859-8-i", "iso-8859-8", "iso-8859-8"),
        ("iso-8859-1", "cp1255", "windows-1255"),
        ("utf-8", "cp1255", "windows-1255"),
        (None, "cp1255", "windows-1255"),
        ("ibm862", "cp862", "cp862"),
        (None, "utf-16", "utf-16-le"),
        ("utf-16", "utf-16-be", "utf-16-be"),
        ("utf-8", "utf-8-sig", "utf-8"),
    ],
)
def test_the_encoding_is_what_the_bytes_show_before_what_the_page_says(
    read, declared: str | None, encoding: str, identifier: str
) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    [article] = read("a.html", page(head).encode(encoding))
    assert (article.raw_text, article.encoding) == ("\n".join(PARAGRAPHS), identifier)


def test_a_page_in_visual_order_is_read_in_order(read) -> None:
    def seen(text: str) -> str:
        return str(get_display(text, base_dir="R")).translate(str.maketrans("()", ")("))

    text = PARAGRAPHS[1]
    body = "".join(f"<p>{seen(paragraph)}</p>" for paragraph in (*PARAGRAPHS[1:], text))
    head = f'<meta charset="iso-8859-8"><title>{seen("צמיחה מהירה")}</title>'
    [article] = read("a.html", page(head, body).encode("iso-8859-8"))
    assert article.encoding == "iso-8859-8-visual"
    assert article.title == "צמיחה מהירה"
    assert article.raw_text.startswith("\n".join(PARAGRAPHS[1:]))


def test_mojibake_in_a_page_is_restored(read) -> None:
    mangled = "".join(bytes([byte]).decode("cp1255", "ignore") or chr(byte) for byte in page(METADATA).encode())
    [article] = read("a.html", mangled)
    assert (article.raw_text, article.title) == ("\n".join(PARAGRAPHS), "צמיחה של 12.5%")
    assert article.encoding == "utf-8 (mojibake of windows-1255 undone)"


@pytest.mark.parametrize(
    "start",
    [
        '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="he">',
        "<html dir=rtl lang=he>",
        "",
    ],
)
def test_other_kinds_of_pages_are_read(read, start: str) -> None:
    [article] = read("a.xhtml", page(start=start))
    assert article.raw_text == "\n".join(PARAGRAPHS)


def test_character_references_are_text(read) -> None:
    body = "".join(f"<p>{text.encode('ascii', 'xmlcharrefreplace').decode()}</p>" for text in PARAGRAPHS)
    [article] = read("a.html", page(body=body))
    assert article.raw_text == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", RejectReason.NO_ARTICLE_TEXT),
        ("<html></html>", RejectReason.NO_ARTICLE_TEXT),
        ("<html><body><script>var text = 'שלום לכולם';</script></body></html>", RejectReason.NO_ARTICLE_TEXT),
        ("<" * 1000, RejectReason.NO_ARTICLE_TEXT),
        (
            page(body="<p>An English article about the growth of the economy in the last year.</p>" * 5),
            RejectReason.NOT_HEBREW,
        ),
        (b"\x89PNG\r\n\x1a\n", RejectReason.BINARY),
        (page() + "\0", RejectReason.BINARY),
    ],
)
def test_a_page_without_a_hebrew_article_is_rejected(read, content: str | bytes, reason: RejectReason) -> None:
    [reject] = read("a.html", content)
    assert isinstance(reject, Reject)
    assert reject.reason is reason


def test_entities_do_not_expand_without_bound_nor_read_files(
    read, tmp_path, processor_seconds: Callable[[Callable[[], object]], float]
) -> None:
    (tmp_path / "secret.txt").write_text("סוד כמוס")
    entities = '<!ENTITY a0 "חה חה חה">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<?xml version="1.0"?><!DOCTYPE html [{entities}<!ENTITY x SYSTEM "secret.txt">]><html>'
    content = page(start=doctype, body=f"<p>{PARAGRAPHS[0]}&a11; &x;</p><p>{PARAGRAPHS[1]}</p>")
    outcomes = []
    assert processor_seconds(lambda: outcomes.extend(read("a.html", content))) < 5
    [outcome] = outcomes
    assert isinstance(outcome, Article)
    assert len(outcome.raw_text) < 1000
    assert "סוד" not in outcome.raw_text


def test_nothing_is_fetched(read, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    doctype = '<!DOCTYPE html SYSTEM "http://example.org/x.dtd"><html>'
    head = f'<base href="http://example.org/"><link rel="stylesheet" href="s.css">{METADATA}'
    [article] = read(
        "a.html", page(head, start=doctype, body=f"<img src='http://example.org/i.png'><p>{PARAGRAPHS[0]}</p>" * 3)
    )
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 20_000 + PARAGRAPHS[0],
        "<p>" * 20_000 + PARAGRAPHS[0],
        "<b><i>" * 5_000 + PARAGRAPHS[0],
        "<table><tr><td>" * 2_000 + PARAGRAPHS[0],
        "<!--" * 20_000 + PARAGRAPHS[0],
        "<a href='" + "x" * 200_000 + "'>" + PARAGRAPHS[0],
        "<p " + " ".join(f"a{n}=1" for n in range(10_000)) + ">" + PARAGRAPHS[0],
        "&" * 100_000 + PARAGRAPHS[0],
        "<p>" + "א" * 200_000 + "</p>",
        f"<p>{PARAGRAPHS[0]}</p>" * 2_000,
        "<p>" + "<b>א</b> " * 2_400 + "</p>",
        "<p " + " ".join(f"a{n}='>'" for n in range(100_000)) + ">" + PARAGRAPHS[0],
        '<a b="' * 100_000 + PARAGRAPHS[0],
        "<a b='\"" * 100_000 + PARAGRAPHS[0],
        "<a" * 500_000,
        "<br>" * 500_000 + PARAGRAPHS[0],
    ],
    ids=[
        *("div", "p", "inline", "table", "comment", "attribute", "attributes", "ampersands", "word", "repeated"),
        *("bold", "quoted brackets", "open quotes", "mixed quotes", "open tags", "breaks"),
    ],
)
def test_a_hostile_page_ends_in_time_with_one_outcome(
    read, body: str, processor_seconds: Callable[[Callable[[], object]], float]
) -> None:
    outcomes = []
    assert processor_seconds(lambda: outcomes.extend(read("a.html", page(body=body)))) < 15
    assert len(outcomes) == 1


def test_a_large_page_of_news_is_read(read) -> None:
    picture = f"<img src='data:image/png;base64,{'A' * 300_000}'>"
    links = "".join(f"<div class='item' data-n='{n}'><a href='/a/{n}'>כתבה {n}</a></div>" for n in range(2_000))
    content = page(METADATA, body=picture + "".join(f"<p>{text}</p>" for text in PARAGRAPHS * 50)) + links
    [article] = read("a.html", content)
    assert article.raw_text.startswith("\n".join(PARAGRAPHS))


def test_a_page_prints_nothing(read, capfd: pytest.CaptureFixture[str]) -> None:
    read("a.html", "<html></html>")
    read("b.html", "<" * 500)
    assert capfd.readouterr() == ("", "")
