"""What decided values and refused look-alikes stands beside the facts, on the page and on the terminal, never as markup."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from rich.console import Console

from pipeline.components.explanations import DataEntry, Explanation
from pipeline.facts import DateFact, Slogan
from pipeline.reviewing.marking import ShownArticle
from pipeline.reviewing.page import render_page
from pipeline.reviewing.terminal import print_article

Show = Callable[..., ShownArticle]

TEXT = "עד 2030, בסעיף 2021\nובסעיף 1999"
ROLES = Path(__file__).parents[2] / "pipeline" / "components" / "dates" / "patterns" / "roles.yaml"
HOSTILE = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>&amp;</p>[red]x[/red]"


@pytest.fixture
def article(show: Show) -> ShownArticle:
    shown = show(
        TEXT, {"dates": [DateFact(start=3, end=7, text="2030", source="dates.year", kind="date", edtf="../2030")]}
    )
    explanation = Explanation()
    explanation.decided("dates", (3, 7), "modifier", "the words beside it", (0, 2))
    explanation.decided("dates", (3, 7), "role", "its sentence", None, DataEntry(ROLES, (0,)))
    explanation.refused("dates", (27, 31), "dates.year", "dates.look_alike.numbered", "it is part of a look-alike")
    explanation.refused("dates", (15, 19), "dates.year", "dates.look_alike.numbered", "it is part of a look-alike")
    explanation.refused("dates", (3, 7), "dates.year", "dates.support", "a fact stands there after all")
    shown.doc._.explanation = explanation
    return shown


def printed(article: ShownArticle) -> str:
    console = Console(file=io.StringIO(), width=200, color_system=None)
    print_article(article, console)
    return console.file.getvalue()


def test_the_terminal_says_what_decided_and_what_was_refused_below_the_paragraph(article: ShownArticle) -> None:
    lines = [" ".join(line.split()) for line in printed(article).splitlines() if line.strip()]
    assert lines[3:] == [
        "◷1 2030 kind=date edtf=../2030 source=dates.year confidence=1.00",
        "modifier: the words beside it «עד» 0-2",
        "role: its sentence (pipeline/components/dates/patterns/roles.yaml:3)",
        "✗◷ 2021 dates.year refused by dates.look_alike.numbered: it is part of a look-alike «2021» 15-19",
        "ובסעיף 1999",
        "✗◷ 1999 dates.year refused by dates.look_alike.numbered: it is part of a look-alike «1999» 27-31",
    ]


def test_the_page_says_the_same(article: ShownArticle) -> None:
    tree = lxml.html.fromstring(render_page([article]))
    first, second = tree.xpath("//section")
    assert [" ".join(item.text_content().split()) for item in first.xpath(".//li[@id]//ul[@class='why']/li")] == [
        "modifier the words beside it עד 0–2",
        "role its sentence pipeline/components/dates/patterns/roles.yaml:3",
    ]
    for section, words in ((first, "2021"), (second, "1999")):
        [refused] = section.xpath(".//li[@class='refused']")
        assert refused.xpath("string(.//s)") == words
        assert "dates.look_alike.numbered" in refused.text_content()
    assert {element.get("dir") for element in tree.xpath("//ul[@class='why']")} == {"ltr"}


def test_without_an_explanation_nothing_is_added(show: Show, article: ShownArticle) -> None:
    article.doc._.explanation = None
    assert "refused" not in printed(article)
    assert lxml.html.fromstring(render_page([article])).xpath("//ul[@class='why'] | //li[@class='refused']") == []


def test_nothing_of_a_text_becomes_markup(show: Show) -> None:
    end = len(HOSTILE)
    slogan = Slogan(start=0, end=end, text=HOSTILE, source="s", slogan=HOSTILE, form="motto")
    shown = show(HOSTILE, {"slogans": [slogan]}, title="כותרת")
    explanation = Explanation()
    explanation.decided("slogans", (0, end), HOSTILE, HOSTILE, (0, end), DataEntry(ROLES, (0,)))
    explanation.refused("dates", (0, end), HOSTILE, HOSTILE, HOSTILE)
    shown.doc._.explanation = explanation
    page = render_page([shown])
    tree = lxml.html.fromstring(page)
    assert tree.xpath("//script | //img | //*[@onerror]") == []
    assert page.count("</article>") == 1
    [refused] = tree.xpath("//li[@class='refused']")
    assert refused.xpath("string(.//s)") == " ".join(HOSTILE.split())
    assert HOSTILE[:20] in printed(shown)
