"""The whole report, with small models that stand in for trained ones, and speed in a process of its own."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from rich.console import Console

from pipeline.evaluating.models.evaluate import NO_MODEL, evaluate_models
from pipeline.evaluating.models.report import ModelReport, Row, print_report
from pipeline.evaluating.models.speed import folder_megabytes, measure
from pipeline.evaluating.scores import Counts

STAND_INS = """
import spacy
from spacy.language import Language
from pipeline.errors import StanzaNotInstalledError
from pipeline.language import build_language


def load(name: str) -> Language:
    if name == "absent":
        raise StanzaNotInstalledError
    nlp = spacy.blank("he")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "מהכנסת"}])
    if name == "with_sentences":
        nlp.add_pipe("sentencizer")
    return nlp


def build(*, model: str | None) -> Language:
    return build_language(("hebrew_sentences", "hebrew_names"))


def broken(*, model: str | None) -> Language:
    raise RuntimeError("weights are missing")
"""

GOLD = {"article_id": "a", "raw_text": "הוא נסע לירושלים.", "facts": [
    {"kind": "entities", "raw_start": 9, "raw_end": 16, "fields": {"label": "GPE", "name": "ירושלים"}}
]}  # fmt: skip


@pytest.fixture
def stand_ins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A module of model loaders that this process and those that it starts can import."""
    (tmp_path / "stand_in_models.py").write_text(STAND_INS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    yield import_module("stand_in_models")
    del sys.modules["stand_in_models"]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text("הכנסת אישרה את התקציב.\nהשר נסע לירושלים.", encoding="utf-8")
    return folder


@pytest.fixture
def report(stand_ins: ModuleType, tmp_path: Path, sources: Path, treebanks: Path) -> ModelReport:
    gold = tmp_path / "news.jsonl"
    gold.write_text(json.dumps(GOLD, ensure_ascii=False), encoding="utf-8")
    models = tmp_path / "models"
    (models / "plain").mkdir(parents=True)
    (models / "plain" / "weights").write_bytes(b"0" * 2_500_000)
    names = ["plain", "with_sentences", "absent"]
    return evaluate_models(names, sources, treebanks, [gold], load=stand_ins.load, build=stand_ins.build, models=models)


def row(report: ModelReport, section: str, measure: str) -> Row:
    (found,) = [one for one in report.rows if (one.section, one.measure) == (section, measure)]
    return found


def test_every_measure_has_its_row(report: ModelReport) -> None:
    token = row(report, "Names of NEMO (HTB dev)", "token level")
    assert token.figures["plain"] == Counts(matched=1, gold=3, extracted=1)
    assert token.published is not None
    assert token.published.part == "test"
    assert set(row(report, "Names of IAHLTwiki dev", "exact").figures) == {"plain", "with_sentences"}
    entities = row(report, "Entities of annotated news, whole pipeline, fact", "all")
    assert entities.figures[NO_MODEL] == Counts(matched=1, gold=1, extracted=1)
    assert set(row(report, "Proclitics", "HTB dev").figures) == {"plain", "with_sentences", "longest prefix", "none"}
    assert row(report, "Speed and memory, one core", "folder").figures == {"plain": 2.5}


def test_only_a_model_that_sets_sentences_is_scored_on_them(report: ModelReport) -> None:
    figures = row(report, "Sentences", "IAHLTwiki dev").figures
    assert set(figures) == {"with_sentences", "rules", "spaCy sentencizer"}
    assert figures["rules"] == Counts(matched=3, gold=3, extracted=3)


def test_what_is_left_out_is_said(report: ModelReport) -> None:
    notes = "\n".join(report.notes)
    assert "absent is left out: " in notes
    assert "uvdot[stanza]" in notes
    assert "IAHLTknesset is left out: " in notes
    assert not any("IAHLTknesset" in one.section for one in report.rows)


def test_without_any_data_there_are_notes_alone(stand_ins: ModuleType, tmp_path: Path) -> None:
    report = evaluate_models(["plain"], tmp_path, None, [], load=stand_ins.load, build=stand_ins.build, models=tmp_path)
    assert report.rows == []
    assert sum("make train-data" in note for note in report.notes) == 1


def test_the_table_and_the_json_hold_the_same_figures(report: ModelReport) -> None:
    console = Console(width=200, record=True, file=io.StringIO())
    print_report(report, console)
    printed = console.export_text()
    line = next(line for line in printed.splitlines() if "token level, P R F1" in line)
    assert "1.000 0.333 0.500" in line
    assert "AlephBERTGimmel 0.863 (test)" in line
    assert "longest prefix" in printed
    rows = json.loads(json.dumps(report.as_dict()))["rows"]
    assert rows[0]["figures"]["plain"] == {
        "gold": 3, "extracted": 1, "matched": 1, "precision": 1.0, "recall": 1 / 3, "f1": 0.5,
    }  # fmt: skip


@pytest.mark.parametrize("whole", [False, True], ids=["model alone", "whole pipeline"])
def test_speed_in_a_process_of_its_own(stand_ins: ModuleType, articles: Path, whole: bool) -> None:
    load = stand_ins.build if whole else stand_ins.load
    speed = measure(load, "plain", articles, whole=whole, tokens=15)
    assert speed.tokens == 18  # two rounds of nine tokens
    assert speed.seconds > 0
    assert speed.load_seconds > 0
    assert 20 < speed.peak_megabytes < 5_000


def test_a_pipeline_that_cannot_be_measured_is_a_note(stand_ins: ModuleType, tmp_path: Path, articles: Path) -> None:
    report = evaluate_models(
        [],
        tmp_path,
        None,
        [],
        load=stand_ins.load,
        build=stand_ins.broken,
        models=tmp_path,
        articles=articles,
        seconds=1.0,
    )
    assert report.rows == []
    assert any(
        "whole pipeline of no model could not be measured" in note and "weights are" in note for note in report.notes
    )


def test_the_size_of_a_folder_is_that_of_all_its_files(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "a").write_bytes(b"0" * 1_000_000)
    (tmp_path / "b").write_bytes(b"0" * 500_000)
    assert folder_megabytes(tmp_path) == 1.5
