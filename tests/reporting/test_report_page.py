from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.reporting.dataset import Dataset
from pipeline.reporting.page import MOST_INDICATORS, render_report


@pytest.fixture(scope="module")
def page(corpus: Dataset) -> str:
    return render_report(corpus)


SHOWN = "</title></svg></script><script>alert(1)</script><img src=http://a.invalid onerror=alert(2)>&lt;]]> א"


def test_the_page_runs_nothing_and_fetches_nothing(page: str, hostile_page: str) -> None:
    for source in (page, hostile_page):
        root = html.document_fromstring(source)
        assert not root.xpath("//script | //img | //iframe | //link | //object | //embed | //form | //image | //use")
        attributes = [(name.split("}")[-1], value) for element in root.iter() for name, value in element.attrib.items()]
        links = [value for name, value in attributes if name in ("href", "src")]
        assert links
        assert all(link.startswith("#") for link in links)
        assert not [name for name, _ in attributes if name.startswith("on")]
        assert "url(" not in source
        assert "@import" not in source
        [policy] = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'")


def test_hostile_texts_are_shown_as_texts(hostile_page: str) -> None:
    root = html.document_fromstring(hostile_page)
    for name in ("growth-gdp", "targets", "documents", "citations", "slogans", "rejects"):
        [figure] = root.xpath(f"//figure[@id='{name}']")
        [svg] = figure.xpath(".//svg")
        cells = ["".join(cell.itertext()) for cell in figure.xpath(".//td")]
        assert any(SHOWN[:25] in cell for cell in cells), name
        assert svg.xpath(".//title | .//text"), name
    assert not set("\u202a\u202b\u202d\u202e\x00") & set(hostile_page)


def test_the_page_is_hebrew_right_to_left_and_every_chart_is_drawn(page: str) -> None:
    root = html.document_fromstring(page)
    assert (root.get("lang"), root.get("dir")) == ("he", "rtl")
    figures = root.xpath("//figure")
    assert len(figures) == MOST_INDICATORS + 9
    assert all(figure.xpath(".//svg") for figure in figures)
    assert all(figure.xpath(".//svg//title/text()") for figure in figures)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(root.xpath("//nav//a/@href")) == {f"#{name}" for name in root.xpath("//section/@id")}


def test_every_colour_follows_the_scheme(page: str) -> None:
    colours = {
        element.get(name)
        for element in html.document_fromstring(page).xpath("//svg//*")
        for name in ("fill", "stroke")
        if element.get(name)
    }
    assert {colour for colour in colours if not colour.startswith("var(")} <= {"none", "transparent"}
    assert page.count("light-dark(") >= 9


def test_two_pages_of_one_dataset_are_the_same(page: str, corpus_out: Path) -> None:
    assert render_report(Dataset(corpus_out)) == page


def test_a_dataset_without_rows_has_a_report(written: Callable[..., Dataset]) -> None:
    page = render_report(written())
    assert page.count("אין באוסף נתונים") >= 7
    assert "<svg" not in page


def test_the_command_writes_the_page(corpus_out: Path, tmp_path: Path, page: str) -> None:
    result = CliRunner().invoke(app, ["report", str(corpus_out), "-o", str(tmp_path / "r.html")])
    assert result.exit_code == 0
    assert (tmp_path / "r.html").read_text(encoding="utf-8") == page
