"""Annotated articles as sentences to train on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("torch")

from pipeline.language_models import MODELS_FOLDER
from pipeline.pattern_files import load_patterns
from pipeline.training.annotated import read_annotated
from pipeline.training.fitting import Material
from pipeline.training.transformer import Recipes

TEXT = "ראש הממשלה נפגש בירושלים עם נציגי בנק ישראל.\nהשר דן כהן–לוי אמר כך."


def facts(*mentions: tuple[str, str, str]) -> list[dict[str, object]]:
    found = []
    for kind, label, mention in mentions:
        start = TEXT.index(mention)
        found.append({"kind": kind, "raw_start": start, "raw_end": start + len(mention), "fields": {"label": label}})
    return found


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    named = facts(
        ("entities", "GPE", "ירושלים"), ("entities", "ORG", "בנק ישראל"), ("entities", "GPE", "ישראל"),
        ("entities", "PER", "דן כהן–לוי"), ("entities", "TTL", "השר"), ("dates", "PER", "כך"),
    )  # fmt: skip
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"article_id": "a", "raw_text": TEXT, "facts": named}), encoding="utf-8")
    return path


def test_names_are_labelled_in_whole_tokens_the_outermost_alone(gold: Path) -> None:
    sentences = read_annotated(gold)
    names = [
        (token.text, token.name, token.proclitics) for each in sentences for token in each.tokens if token.name != "O"
    ]
    assert names == [
        ("בירושלים", "S-GPE", "ב"),
        ("בנק", "B-ORG", ""), ("ישראל", "E-ORG", None),
        ("דן", "B-PER", ""), ("כהן", "I-PER", None), ("-", "I-PER", None), ("לוי", "E-PER", None),
    ]  # fmt: skip
    assert "".join(sentence.text for sentence in sentences) == TEXT.replace("\n", "").replace("–", "-")


def test_an_epoch_has_them_as_often_as_the_recipe_says(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recipes = load_patterns(MODELS_FOLDER / "he_news_trf" / "training.yaml", Recipes)
    monkeypatch.setattr("pipeline.training.fitting.training_sentences", lambda _: ([], []))
    monkeypatch.setattr("pipeline.training.fitting.read_nemo", lambda *_: [])
    counts = [len(Material.of_sources(Path(), [gold], recipe).named) for recipe in (recipes.teacher, *recipes.students)]
    assert counts == [0, 0, 6]
