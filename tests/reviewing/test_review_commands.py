"""The commands: annotations in, agreement, and settled articles out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.errors import DatasetNotFoundError
from pipeline.evaluating.gold import read_gold
from pipeline.facts import DateFact

TEXT = "בשנת 2020 נפתח, ובשנת 2021 נסגר."


@pytest.fixture
def out(make_dataset: Callable[..., Path], place: Callable[..., dict[str, Any]]) -> Path:
    years = [DateFact(**place(TEXT, f"שנת {year}"), kind="date", edtf=str(year)) for year in (2020, 2021)]
    return make_dataset({"a.txt": (TEXT, {"dates": years})})


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    fields = {"edtf": "2020"}
    facts = [{"kind": "dates", "raw_start": 1, "raw_end": 9, "fields": fields}]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"article_id": "x", "raw_text": TEXT, "facts": facts}, ensure_ascii=False), "utf-8")
    return path


def uvdot(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def test_gold_goes_in_and_comes_out(out: Path, gold: Path, tmp_path: Path) -> None:
    result = uvdot("review-import", out, gold, "--annotator", "דנה")
    assert (result.exit_code, result.stdout.split()[0]) == (0, "3")
    assert (out.parent / "out.review.sqlite").exists()
    result = uvdot("review-export", out, "--to", tmp_path / "new" / "reviewed.jsonl")
    assert (result.exit_code, "1 articles, 1 facts" in result.stdout) == (0, True)
    [article] = read_gold(tmp_path / "new" / "reviewed.jsonl")
    assert [fact.fields for fact in article.facts] == [{"edtf": "2020"}]


def test_agreement_is_printed(out: Path, gold: Path, tmp_path: Path) -> None:
    decisions = ["--decisions", tmp_path / "elsewhere.sqlite"]
    for annotator in ("דנה", "יעל"):
        uvdot("review-import", out, gold, "--annotator", annotator, *decisions)
    rows = json.loads(uvdot("review-agreement", out, "--json", *decisions).stdout)
    [decision] = [row for row in rows if row["question"] == "decision"]
    assert (decision["units"], decision["observed"], decision["kappa"], decision["alpha"]) == (2, 1, 1, 1)
    assert "decision" in uvdot("review-agreement", out, *decisions).stdout


def test_what_is_left_out_is_said(out: Path, gold: Path, tmp_path: Path) -> None:
    uvdot("review-import", out, gold, "--annotator", "דנה")
    empty = tmp_path / "empty.jsonl"
    empty.write_text(json.dumps({"article_id": "x", "raw_text": TEXT, "facts": []}, ensure_ascii=False), "utf-8")
    uvdot("review-import", out, empty, "--annotator", "יעל")
    result = uvdot("review-export", out, "--to", tmp_path / "reviewed.jsonl")
    assert "0 articles" in result.stdout
    assert "1 articles left out: disputed" in result.stderr
    names = uvdot("review-export", out, "--to", tmp_path / "reviewed.jsonl", "--kind", "entities")
    assert "1 articles, 0 facts" in names.stdout


def test_a_folder_without_a_dataset_is_an_error_of_the_user(tmp_path: Path) -> None:
    with pytest.raises(DatasetNotFoundError):
        uvdot("review-agreement", tmp_path)
