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
