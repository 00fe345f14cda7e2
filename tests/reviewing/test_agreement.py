"""Agreement between annotators: the formulas on textbook figures, and what is compared in a review."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.facts import DateFact
from pipeline.reviewing.agreement import agreement_of, cohen_kappa, krippendorff_alpha
from pipeline.reviewing.decisions import DecisionLog
from pipeline.reviewing.reviewed_dataset import ReviewedDataset
from pipeline.reviewing.session import ReviewSession

TEXT = "בשנת 2020 נפתח, בשנת 2021 נסגר ובשנת 2022 נפתח שוב."


def test_cohens_kappa_of_the_textbook() -> None:
    # Fifty grant proposals: 20 times both say yes, 15 times both no, 5 and 10 times they differ.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert cohen_kappa(pairs) == pytest.approx(0.4)
    assert cohen_kappa([("y", "n"), ("n", "y")]) == -1
    assert cohen_kappa([("y", "y"), ("n", "n")]) == 1
    assert cohen_kappa([("y", "y")] * 9) is None


def test_krippendorffs_alpha_of_the_textbook() -> None:
    # Krippendorff's example for nominal data: four observers, twelve units, some answers missing.
    observers = {
        "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    }
    answers = [
        {name: str(given[unit]) for name, given in observers.items() if given[unit] is not None} for unit in range(12)
    ]
    assert krippendorff_alpha(answers, list(observers)) == pytest.approx(0.743, abs=0.001)
    assert krippendorff_alpha([{"A": "x", "B": "x"}] * 3, ["A", "B"]) is None


@pytest.fixture
def dataset(make_dataset: Callable[..., Path], place: Callable[..., dict[str, Any]]) -> ReviewedDataset:
    years = [DateFact(**place(TEXT, f"שנת {year}"), kind="date", edtf=str(year)) for year in (2020, 2021, 2022)]
    return ReviewedDataset(make_dataset({"a.txt": (TEXT, {"dates": years})}))


def review(dataset: ReviewedDataset, log: DecisionLog, name: str, decisions: list[str], *, finish: bool = True) -> None:
    """Decide on the mentions in text order: ``accept``, ``reject``, or a value for edtf."""
    session = ReviewSession(dataset, log, name)
    content = dataset.articles[0].content_sha256
    for item, decision in zip(session.items(0), decisions, strict=True):
        given = {"action": decision}
        if decision not in ("accept", "reject"):
            given = {"action": "correct_fields", "fields": item.value.fields | {"edtf": decision}}
        session.handle({"do": "decide", "article": content, "fact": item.fact_id, **given})
    if finish:
        session.handle({"do": "finish", "article": content})


def test_what_two_annotators_decided_is_compared(dataset: ReviewedDataset, tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "d.sqlite")
    review(dataset, log, "דנה", ["accept", "reject", "2022-05"])
    review(dataset, log, "יעל", ["accept", "accept", "accept"])
    rows = {(row.question, row.field): row for row in agreement_of(dataset, log).rows if row.kind == "dates"}
    decision = rows["decision", None]
    assert (decision.annotators, decision.units, decision.observed) == ("דנה, יעל", 3, pytest.approx(2 / 3))
    assert decision.kappa == pytest.approx(0)
    edtf = rows["field", "edtf"]
    assert (edtf.units, edtf.observed) == (2, 0.5)
    assert (rows["field", "calendar"].observed, rows["field", "calendar"].kappa) == (1, None)
    words = rows["words", None]
    assert (words.units, words.observed) == (10, pytest.approx(8 / 10))  # the two words of שנת 2021
    assert 0 < words.kappa < 1
    assert 0 < words.alpha < 1


def test_three_annotators_are_compared_in_pairs_and_all_together(dataset: ReviewedDataset, tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "d.sqlite")
    for name in ("דנה", "יעל", "נועם"):
        review(dataset, log, name, ["accept", "reject", "accept"])
    rows = [row for row in agreement_of(dataset, log).rows if row.question == "decision"]
    assert [(row.annotators, row.kappa, row.alpha) for row in rows] == [
        ("דנה, יעל", 1, 1), ("דנה, נועם", 1, 1), ("יעל, נועם", 1, 1), ("דנה, יעל, נועם", None, 1),
    ]  # fmt: skip


def test_words_are_compared_only_in_articles_that_both_finished(dataset: ReviewedDataset, tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "d.sqlite")
    review(dataset, log, "דנה", ["accept", "reject", "accept"])
    review(dataset, log, "יעל", ["accept", "reject", "accept"], finish=False)
    assert {row.question for row in agreement_of(dataset, log).rows} == {"decision", "field"}


def test_one_annotator_agrees_with_nobody(dataset: ReviewedDataset, tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "d.sqlite")
    review(dataset, log, "דנה", ["accept", "reject", "accept"])
    assert agreement_of(dataset, log).as_frame().empty
