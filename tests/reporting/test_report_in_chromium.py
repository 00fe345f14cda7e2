"""The page as Chromium shows it; skipped where there is no playwright or no Chromium (CHROMIUM names it)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.reporting.dataset import Dataset
from pipeline.reporting.page import render_report

sync_api = pytest.importorskip("playwright.sync_api")

# Chromium asks for its maker's servers at every start, which a closed network refuses.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    chromium = shutil.which(os.environ.get("CHROMIUM") or "chromium")
    if chromium is None:
        pytest.skip("no Chromium (CHROMIUM names one)")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET, timeout=120_000)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report(corpus: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(render_report(corpus), encoding="utf-8")
    return path


@pytest.mark.parametrize(("scheme", "paper"), [("light", "rgb(252, 252, 250)"), ("dark", "rgb(23, 25, 28)")])
def test_the_page_is_quiet_and_follows_the_scheme(browser: Any, report: Path, scheme: str, paper: str) -> None:
    page = browser.new_page(viewport={"width": 1100, "height": 900}, color_scheme=scheme)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report.as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(252, 252, 250)"
    assert said == []
    assert asked == [report.as_uri()]


@pytest.mark.parametrize("width", [1100, 420])
def test_nothing_is_cut_off(browser: Any, report: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(report.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.evaluate("""() => [...document.querySelectorAll('svg text')].filter(text => {
        const [inner, outer] = [text.getBoundingClientRect(), text.closest('svg').getBoundingClientRect()];
        return inner.left < outer.left - 2 || inner.right > outer.right + 2;
    }).map(text => text.textContent)""")
    assert cut == []


def test_a_code_in_a_hebrew_label_reads_left_to_right(browser: Any, report: Path) -> None:
    page = browser.new_page(viewport={"width": 1100, "height": 900})
    page.goto(report.as_uri())
    places = page.evaluate("""() => {
        const text = [...document.querySelectorAll('#documents svg text')].find(each => each.textContent.includes('15-NQ/TU'));
        const place = part => {
            const start = text.textContent.indexOf(part);
            return text.getEndPositionOfChar(start).x < text.getStartPositionOfChar(start).x
                ? text.getEndPositionOfChar(start).x : text.getStartPositionOfChar(start).x;
        };
        return ['15', '-NQ', '/TU', 'שיפור'].map(place);
    }""")
    number, series, issuer, subject = places
    assert number < series < issuer  # the code, from left to right
    assert subject < number  # and what follows it to its left


def test_on_paper_nothing_is_cut_off_and_charts_are_whole(browser: Any, report: Path) -> None:
    page = browser.new_page(viewport={"width": 718, "height": 1000}, color_scheme="dark")  # A4 between its margins
    page.goto(report.as_uri())
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 718
    figures = page.evaluate(
        """() => [...document.querySelectorAll('figure')].map(figure =>
            [figure.getBoundingClientRect().height, getComputedStyle(figure).breakInside])"""
    )
    assert all(height < 1000 and rule == "avoid" for height, rule in figures)
    printed = page.pdf(format="A4")
    assert printed.startswith(b"%PDF")
    assert 4 <= printed.count(b"/Type /Page\n") <= 14


# Of every text in a chart, the contrast between its colour and the paper.
CONTRASTS = """() => {
    const lightness = colour => colour.match(/[\\d.]+/g).map(Number).slice(0, 3).map(c => c / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
    const paper = lightness(getComputedStyle(document.querySelector('figure')).backgroundColor);
    return [...document.querySelectorAll('svg text')].map(text => lightness(getComputedStyle(text).fill))
        .map(ink => (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05)); }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it(browser: Any, report: Path, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed: make test-browser")
    # The policy of the page that nothing runs is lifted for the audit, which is a script itself.
    page = browser.new_context(color_scheme=scheme, bypass_csp=True).new_page()
    page.goto(report.as_uri())
    tags = {
        "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    }
    found = axe.Axe().run(page, options=tags).response
    assert [f"{rule['id']}: {node['html'][:150]}" for rule in found["violations"] for node in rule["nodes"]] == []
    assert len(next(rule for rule in found["passes"] if rule["id"] == "color-contrast")["nodes"]) > 60
    contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) > 200
    assert min(contrasts) >= 4.5


def test_a_hostile_dataset_runs_nothing_and_asks_for_nothing(browser: Any, hostile_page: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(hostile_page, encoding="utf-8")
    # Without the page's policy too: nothing in it may need to be held back.
    page = browser.new_context(bypass_csp=True).new_page()
    told: list[str] = []
    page.on("dialog", lambda dialog: told.append(dialog.message) or dialog.dismiss())
    page.on("console", lambda message: told.append(message.text))
    page.on("request", lambda request: told.append(request.url))
    page.goto(path.as_uri())
    assert page.locator("figure svg").count() >= 6
    assert page.locator(":is(script, img, iframe, object, image)").count() == 0
    assert told == [path.as_uri()]
