"""The page: nothing in an article is ever markup, and everything can be read in its order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from spacy.language import Language

from pipeline.facts import DateFact, Entity, Resolution, Slogan
from pipeline.normalise import normalise
from pipeline.reading import Source, find_sources, read_source
from pipeline.reviewing.marking import ShownArticle
from pipeline.reviewing.page import render_page
from pipeline.running.shards import analyse

Show = Callable[..., ShownArticle]

HOSTILE = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>&amp;</p></article>]]><!--"
VOID = {"meta", "br", "img", "link"}


class Checker(HTMLParser):
    """Follows a page and keeps the open elements; a tag that closes another one fails."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "sup"} & set(self.open):
            self.texts.append(data)


def checked(page: str) -> Checker:
    checker = Checker()
    checker.feed(page)
    checker.close()
    assert checker.open == []
    return checker


def at(text: str, mention: str) -> dict[str, Any]:
    start = text.index(mention)
    return {"start": start, "end": start + len(mention), "text": mention, "source": "test.rule"}


def test_nothing_of_an_article_becomes_markup(show: Show) -> None:
    facts = {
        "slogans": [Slogan(**at(HOSTILE, HOSTILE), slogan=HOSTILE, form="motto", items=[HOSTILE], cue=HOSTILE)],
        "dates": [DateFact(**at(HOSTILE, "<script>"), kind="date", edtf=HOSTILE)],
    }
    article = show(HOSTILE, facts, title=HOSTILE, publisher=HOSTILE, author=HOSTILE, source_uri=f"javascript:{HOSTILE}")
    plain = checked(render_page([show("שלום", title="שלום", publisher="x", author="x")]))
    page = checked(render_page([article]))
    assert {tag for tag, _ in page.seen} - {tag for tag, _ in plain.seen} <= {
        "li",
        "a",
        "b",
        "dl",
        "dt",
        "dd",
        "div",
        "mark",
    }
    assert not {"script", "img", "iframe", "object", "form"} & {tag for tag, _ in page.seen}
    names = {name for _, attributes in page.seen for name in attributes}
    assert names <= {
        "lang",
        "dir",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "id",
        "href",
        "aria-label",
        "aria-hidden",
        "data-mark",
    }
    assert all((a.get("href") or "#").startswith("#") for _, a in page.seen)
    assert "".join(page.texts).count(HOSTILE) >= 6  # title, heading, publisher, author, address, values


def test_nested_and_overlapping_mentions_are_well_formed_and_keep_the_text(show: Show) -> None:
    text = 'חוק ההסדרים, התשנ"ג-1992 של הכנסת & ועדת הכספים'
    facts = {
        "resolutions": [Resolution(**at(text, 'חוק ההסדרים, התשנ"ג-1992'), document_type="law")],
        "dates": [
            DateFact(**at(text, 'התשנ"ג-1992'), kind="date"),
            DateFact(**at(text, "1992 של"), kind="date"),
            DateFact(**at(text, "1992"), kind="date"),
        ],
        "entities": [Entity(**at(text, "הכנסת & ועדת הכספים"), label="ORG", name_start=28, name_end=32)],
    }
    page = render_page([show(text, facts)])
    checked(page)
    tree = lxml.html.fromstring(page)
    [paragraph] = tree.xpath("//section/p")
    for sup in paragraph.xpath(".//sup"):
        sup.drop_tree()
    assert paragraph.text_content() == text
    assert len(tree.xpath("//ol[@class='facts']/li")) == 5


def test_each_mention_and_its_card_lead_to_each_other(show: Show) -> None:
    text = "בשנת 2020 ובשנת 2021"
    facts = {"dates": [DateFact(**at(text, year), kind="date", edtf=year) for year in ("2020", "2021")]}
    tree = lxml.html.fromstring(render_page([show(text, facts), show(text, facts)]))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids)) == 8
    for link in tree.xpath("//a"):
        [target] = tree.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert target.text_content().startswith(link.text_content())
    assert [card.xpath("string(.//b)") for card in tree.xpath("//li[@id]")] == ["2020", "2021"] * 2


def test_the_page_is_hebrew_right_to_left_and_fetches_and_runs_nothing(show: Show) -> None:
    tree = lxml.html.fromstring(render_page([show("שלום לכולם", title="כותרת")]))
    assert (tree.get("lang"), tree.get("dir")) == ("he", "rtl")
    [policy] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    assert tree.xpath("//meta[@charset]/@charset") == ["utf-8"]
    assert tree.xpath("string(//title)") == "כותרת"
    assert tree.xpath("//*[@src] | //link | //script") == []
    [style] = tree.xpath("//style/text()")
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize(
    ("text", "isolated"),
    [
        ("החלטה מס' 28-NQ/TW של הוועד", ["28-NQ/TW"]),
        ("תקנה מס' 37 - QĐ/TW", ["37 - QĐ/TW"]),
        ("החלטה S/RES/2334 והחלטה 77/247", ["S/RES/2334"]),
        ("העיתון Hà Nội Mới כתב", ["Hà Nội Mới"]),
        ("צו 13/2023/NĐ-CP", ["13/2023/NĐ-CP"]),
        ("בשנת 2022 GDP צמח", ["GDP"]),
        ("צמח ב-6.5% - GDP", ["GDP"]),
        ("בין 6-6.5% ב-12.3.2024 בשעה 19:21", []),
        ("ראו www.gov.vn/a?b", ["www.gov.vn/a", "b"]),
        ("CPTPP ו-EVFTA", ["CPTPP", "EVFTA"]),
        ("של NQ. TW", ["NQ", "TW"]),
    ],
)
def test_latin_codes_keep_their_order_between_hebrew_words(show: Show, text: str, isolated: list[str]) -> None:
    tree = lxml.html.fromstring(render_page([show(text, title="כותרת")]))
    assert [found.text_content() for found in tree.xpath("//section/p//bdi[@dir='ltr']")] == isolated
    assert tree.xpath("string(//section/p)") == text


def test_a_value_that_begins_in_latin_letters_is_left_to_right_as_a_whole(show: Show) -> None:
    text = "נעמה ורדי"
    name = Entity(
        **at(text, text),
        label="PER",
        name_start=0,
        name_end=9,
        canonical_id="per.he.נעמה-ורדי",
        canonical_name="נעמה QĐ",
    )
    tree = lxml.html.fromstring(render_page([show(text, {"entities": [name]})]))
    values = {div.xpath("string(dt)"): div.xpath("dd")[0] for div in tree.xpath("//dl/div")}
    [identity] = values["canonical_id"].xpath("./bdi")
    assert (identity.get("dir"), identity.text) == ("ltr", "per.he.נעמה-ורדי")
    [usual] = values["canonical_name"].xpath("./bdi")
    assert usual.get("dir") is None
    assert usual.xpath("./bdi[@dir='ltr']/text()") == ["QĐ"]


def test_what_is_known_of_an_article_stands_under_its_title(show: Show) -> None:
    article = show(
        "שלום", title="כותרת", publisher="הארץ", author=None, published_at=date(2023, 5, 1), source_uri="https://x/1"
    )
    tree = lxml.html.fromstring(render_page([article]))
    assert tree.xpath("string(//h1)") == "כותרת"
    assert [span.text_content() for span in tree.xpath("//p[@class='about']/span")] == ["הארץ", "2023-05-01"]
    assert tree.xpath("//p[@class='about']/bdi/text()") == ["https://x/1"]


def test_no_article_and_an_article_without_facts_make_a_page(show: Show) -> None:
    checked(render_page([]))
    checked(render_page([show("שורה\n\nשורה")]))


def test_a_page_of_real_articles_is_well_formed(language: Language) -> None:
    shown = []
    for source in find_sources([str(Path(__file__).parents[2] / "corpus" / "articles" / "*.txt")])[:6]:
        assert isinstance(source, Source)
        for article in read_source(source):
            normalised = normalise(article.raw_text)
            shown.append(ShownArticle(article, normalised, analyse(article, normalised, language)))
    page = render_page(shown)
    assert len(checked(page).seen) > 500
    paragraphs = lxml.html.fromstring(page).xpath("//section/p")
    for paragraph in paragraphs:
        for sup in paragraph.xpath(".//sup"):
            sup.drop_tree()
    assert [p.text_content() for p in paragraphs] == [line for s in shown for line in s.normalised.text.split("\n")]
