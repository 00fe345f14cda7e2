"""An article that would run something, fetch something or turn texts round is shown as the words that it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.facts import DateFact, Slogan
from pipeline.normalise import normalise
from pipeline.reviewing.marking import ShownArticle
from pipeline.reviewing.page import render_page

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed: make test-browser")

# What of markup comes through normalisation: elements that are none to a parser of HTML there, and are here.
RAW = (
    "כותרת <svg/onload=window.ran=1>\n"
    "הדיון נפתח <img/src=http://a.invalid/x.png/onerror=window.ran=2> ב-5 במאי 2020 </scr<b>ipt> & &amp;lt; <!-&#45;> עד הסוף.\n"
    '\u202eהסיסמה "<iframe/srcdoc=x>" נאמרה\u2066 שוב.'
)
MARKUP = (
    "<script>window.ran=3</script><img src=http://a.invalid/y.png onerror=window.ran=4></p></mark>]]></template>&lt;"
)
TURNED = f"\u202e{MARKUP}\u2067"  # an override and an isolate that are never closed


@pytest.fixture
def asked(page: Any) -> list[str]:
    """The addresses that the page asks for elsewhere."""
    found: list[str] = []
    page.on("request", lambda request: "a.invalid" in request.url and found.append(request.url))
    return found


def test_in_the_widget(browser: Any, make_dataset: Any, place: Callable[..., dict[str, Any]], asked: list[str]) -> None:
    text = normalise(RAW).text
    assert "<svg/onload=window.ran=1>" in text
    assert "<img/src=http://a.invalid/x.png/onerror=window.ran=2>" in text
    motto = place(text, "<iframe/srcdoc=x>")
    facts = {
        "slogans": [Slogan(**motto, slogan=MARKUP, form="motto", items=[MARKUP], cue=MARKUP, confidence=0.1)],
        "dates": [DateFact(**place(text, "5 במאי 2020"), kind="date", edtf="2020-05-05")],
    }
    make_dataset({"a.txt": (RAW, facts)}, publisher=TURNED, title=TURNED)
    browser.open_notebook()
    browser.run_first_cell()
    article = browser.page.locator(".review .article")
    paragraphs = [shown.replace("\xa0", " ") for shown in article.locator("p:not(.about)").all_inner_texts()]
    signs = {"❝2": "", "◷1": ""}
    for sign in signs:
        paragraphs = [shown.replace(sign, "") for shown in paragraphs]
    assert browser.without_isolates("\n".join(paragraphs)) == text
    assert browser.mention == "<iframe/srcdoc=x>"
    assert browser.page.locator("#uvdot-field-slogan").input_value() == MARKUP
    # A publisher that turns its own letters round does not turn those of the day beside it.
    day = article.locator(".about bdi").nth(1)
    assert day.inner_text() == "2024-03-05"
    # What is decided, noted and said of it is text too.
    browser.page.keyboard.press("n")
    browser.type(MARKUP)
    browser.press("Enter")
    assert browser.text(".notes") == f"דנה: {MARKUP}"
    browser.press("a")
    browser.press("k")
    elements = browser.page.evaluate(
        "[...new Set([...document.querySelectorAll('.review .article *')].map(e => e.localName))]"
    )
    assert set(elements) <= {"h2", "p", "bdi", "mark", "sup", "span"}
    assert browser.page.locator(".review :is(script, img, iframe, svg, template)").count() == 0
    assert browser.page.evaluate("window.ran") is None
    assert asked == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_the_page_of_uvdot_show(
    page: Any, asked: list[str], show: Callable[..., ShownArticle], place: Any, tmp_path: Path, scheme: str
) -> None:
    text = f"שורה {TURNED} ועוד\nהסיסמה בשנת 2020."
    facts = {
        "slogans": [Slogan(**place(text, MARKUP), slogan=MARKUP, form="motto", items=[MARKUP], cue=TURNED)],
        "dates": [DateFact(**place(text, "2020"), kind="date", edtf=MARKUP)],
    }
    article = show(text, facts, title=TURNED, publisher=TURNED, author=TURNED, source_uri=f"javascript:{MARKUP}")
    path = tmp_path / "page.html"
    path.write_text(render_page([article]), "utf-8")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.emulate_media(color_scheme=scheme)
    page.goto(path.as_uri())
    assert page.locator("article h1").inner_text().count(MARKUP) == 1
    assert page.locator("section p").first.inner_text().replace("❝1", "") == text.partition("\n")[0]
    assert page.locator(":is(script, img, iframe, svg, template)").count() == 0
    assert page.evaluate("window.ran") is None
    assert (asked, said) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # The policy of the page that nothing runs is lifted for the audit, which is a script itself.
    page.set_content(path.read_text("utf-8").replace("default-src 'none'", "default-src 'unsafe-inline'"))
    found = axe.Axe().run(page).response["violations"]
    assert [
        f"{rule['id']}: {node['html'][:150]} {node['failureSummary']}" for rule in found for node in rule["nodes"]
    ] == []
