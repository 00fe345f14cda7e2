"""An article on a terminal: marked text and values, and no control character of the article."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable

from rich.console import Console
from spacy.language import Language

from pipeline.articles import Article
from pipeline.facts import DateFact, Slogan
from pipeline.normalise import normalise
from pipeline.reviewing.marking import ShownArticle
from pipeline.reviewing.terminal import print_article

Show = Callable[..., ShownArticle]


def printed(article: ShownArticle, **options: object) -> str:
    console = Console(file=io.StringIO(), width=120, **options)
    print_article(article, console)
    return console.file.getvalue()


def test_mentions_are_numbered_in_the_text_and_explained_below_their_paragraph(show: Show) -> None:
    text = "בשנת 2020 נפתח\nובשנת 2021 נסגר"
    facts = [
        DateFact(start=5, end=9, text="2020", source="dates.year", kind="date", edtf="2020"),
        DateFact(start=21, end=25, text="2021", source="dates.year", kind="date", edtf="2021"),
    ]
    lines = [line.strip() for line in printed(show(text, {"dates": facts}, title="כותרת")).splitlines() if line.strip()]
    assert lines[0] == "כותרת"
    assert lines[2] == "בשנת 2020[◷1] נפתח"
    assert lines[3].split() == ["◷1", "2020", "kind=date", "edtf=2020", "source=dates.year", "confidence=1.00"]
    assert lines[4] == "ובשנת 2021[◷2] נסגר"
    assert lines[5].startswith("◷2")


def test_nothing_of_an_article_is_taken_for_markup_of_the_terminal(show: Show) -> None:
    text = "[bold red]שלום[/bold red] [link=x]a[/link] :smile:"
    slogan = Slogan(start=0, end=10, text=text[:10], source="s", slogan="[red]x[/red]", form="motto")
    out = printed(show(text, {"slogans": [slogan]}, title="[blink]כותרת[/blink]"))
    assert "[blink]כותרת[/blink]" in out
    assert "[bold red][❝1]שלום[/bold red] [link=x]a[/link] :smile:" in out
    assert "slogan=[red]x[/red]" in out


def test_marks_show_without_colour_and_with_it(show: Show) -> None:
    article = show("בשנת 2020", {"dates": [DateFact(start=5, end=9, text="2020", source="d", kind="date")]})
    assert "\x1b" not in printed(article, color_system=None)
    assert "\x1b[32m2020\x1b[0m" in printed(article, force_terminal=True, color_system="standard")


def test_escape_sequences_of_an_article_do_not_reach_the_terminal(blank: Language) -> None:
    raw, title = "שלום\x1b[2J לכולם\x9b31m", "כותרת\x1b[2J\x1b]0;x\x07"
    article = Article(location="a", source_uri="a", raw_text=raw, media_type="text/plain", byte_size=1, title=title)
    normalised = normalise(raw, title=title)
    out = printed(ShownArticle(article, normalised, blank.make_doc(normalised.text)), color_system=None)
    assert "כותרת" in out
    assert not {character for character in out if unicodedata.category(character) == "Cc"} - {"\n"}
