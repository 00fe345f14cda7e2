"""Scores on treebanks: the construction by a small file, the numbers by the treebanks themselves where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from pipeline.errors import GoldFileError, InputNotFoundError
from pipeline.evaluating.treebanks import running_text, sentence_scores, sentencizer_baseline, treebank_sentences

TREEBANKS = Path(__file__).parents[2].parent / "shared" / "data"


def treebank_at_hand(name: str) -> Path:
    path = TREEBANKS / f"he_iahlt{name}-ud-dev.conllu"
    if not path.exists():
        pytest.skip(f"{path.name} is not at hand (it is no part of the repository)")
    return path


@pytest.fixture(scope="module")
def nlp() -> Language:
    language = spacy.blank("he", config={"nlp": {"tokenizer": {"@tokenizers": "uvdot.HebrewTokenizer.v1"}}})
    language.add_pipe("hebrew_sentences")
    return language


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.conllu"
    path.write_text(
        "# newdoc\n# text = כותרת\n1\tכותרת\n\n# text = הוא הלך (שוב).\n1\tהוא\n\n# text = היא שאלה: למה?\n1\tהיא\n",
        encoding="utf-8",
    )
    return path


def test_a_heading_stands_on_its_own_line() -> None:
    assert running_text(["כותרת", "אבא בא.", "אמר:", 'ב"ה"', "סוף -"]) == (
        'כותרת\nאבא בא. אמר: ב"ה" סוף -\n',
        [(0, 5), (6, 13), (14, 18), (19, 23), (24, 29)],
    )


def test_scores_of_a_small_treebank(small: Path, nlp: Language) -> None:
    assert treebank_sentences(small) == ["כותרת", "הוא הלך (שוב).", "היא שאלה: למה?"]
    scores = sentence_scores(small, nlp)
    assert (scores.gold, scores.predicted, scores.correct) == (3, 3, 3)
    assert scores.precision == scores.recall == scores.f1 == 1


def test_both_ends_must_be_right(tmp_path: Path) -> None:
    path = tmp_path / "one.conllu"
    path.write_text("# text = א. ב.\n# text = ג.\n", encoding="utf-8")
    scores = sentence_scores(path, sentencizer_baseline())
    assert (scores.gold, scores.predicted, scores.correct) == (2, 3, 1)
    assert (scores.precision, scores.recall, scores.f1) == (1 / 3, 1 / 2, 2 / 5)


def test_no_treebank(tmp_path: Path, nlp: Language) -> None:
    with pytest.raises(InputNotFoundError):
        sentence_scores(tmp_path / "none.conllu", nlp)
    (tmp_path / "empty.conllu").write_text("1\tא\n", encoding="utf-8")
    with pytest.raises(GoldFileError, match="text ="):
        sentence_scores(tmp_path / "empty.conllu", nlp)


@pytest.mark.parametrize(("name", "f1"), [("wiki", 0.9477), ("knesset", 0.9703)])
def test_the_baseline_is_the_known_one(name: str, f1: float) -> None:
    assert sentence_scores(treebank_at_hand(name), sentencizer_baseline()).f1 == pytest.approx(f1, abs=5e-5)


@pytest.mark.parametrize("name", ["wiki", "knesset"])
def test_ours_is_good_enough(name: str, nlp: Language) -> None:
    assert sentence_scores(treebank_at_hand(name), nlp).f1 >= 0.985
