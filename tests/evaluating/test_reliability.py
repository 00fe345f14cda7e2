"""Reliability of hand-made facts, with values counted by hand, and what calibration learns from them."""

from __future__ import annotations

import io
import random
from itertools import pairwise
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.components.confidence.calibration import Calibration
from pipeline.evaluating.calibrating import calibrate_runs, held_out, keeping_steps, write_calibration
from pipeline.evaluating.reliability import (
    JudgedFact,
    print_reliability,
    reliability,
    reliability_as_dict,
    reliability_by_kind,
)
from pipeline.language_models import ModelName
from pipeline.pattern_files import load_patterns


def judged(
    right: int,
    wrong: int,
    *,
    confidence: float = 0.9,
    source: str = "dates.year",
    articles: int = 1,
    kind: str = "dates",
) -> list[JudgedFact]:
    """So many facts of one source, spread evenly over articles."""
    return [
        JudgedFact(f"a{index % articles:02}", kind, source, confidence, index < right) for index in range(right + wrong)
    ]


def test_errors_are_those_counted_by_hand() -> None:
    found = reliability([*judged(3, 1, confidence=0.9), *judged(1, 1, confidence=0.2)])
    assert [(one.low, one.high, one.facts, one.confidence, one.right) for one in found.bins] == [
        (0.0, 0.5, 2, pytest.approx(0.2), 0.5),
        (0.9, 0.95, 4, pytest.approx(0.9), 0.75),
    ]
    assert (found.facts, found.right) == (6, pytest.approx(4 / 6))
    assert found.calibration_error == pytest.approx((2 * 0.3 + 4 * 0.15) / 6)
    assert found.brier == pytest.approx((3 * 0.01 + 0.81 + 0.64 + 0.04) / 6)


@pytest.mark.parametrize(("confidence", "low"), [(0.0, 0.0), (0.499, 0.0), (0.5, 0.5), (0.95, 0.95), (1.0, 0.95)])
def test_a_bin_holds_its_lower_edge_and_the_last_both(confidence: float, low: float) -> None:
    [one] = reliability(judged(1, 0, confidence=confidence)).bins
    assert one.low == low


def test_the_table_and_the_dictionary_say_the_same_by_kind() -> None:
    by_kind = reliability_by_kind([*judged(3, 1), *judged(2, 0, kind="slogans", source="slogans.motto")])
    assert list(by_kind) == ["dates", "slogans"]
    console = Console(file=io.StringIO(), width=110)
    print_reliability(by_kind, console, "title")
    lines = [line.split() for line in console.file.getvalue().splitlines()]
    assert ["│", "│", "0.9", "to", "0.95", "│", "4", "│", "0.900", "│", "0.750", "│", "│", "│"] in lines
    described = reliability_as_dict(by_kind)["dates"]
    assert (described["facts"], described["bins"][0]["share_right"]) == (4, 0.75)
    assert described["expected_calibration_error"] == pytest.approx(0.15)


def probability(calibration: Calibration, confidence: float, source: str = "dates.year") -> float:
    return calibration.probability("dates", source, confidence)


def test_a_rule_that_was_seen_often_speaks_for_itself_and_a_rare_one_for_its_kind() -> None:
    often = judged(190, 10, articles=30)
    rare = judged(0, 2, source="dates.rare")
    learnt = calibrate_runs([[*often, *rare]])
    share = (30 * 190 / 202 + 0.5) / 31
    assert probability(learnt, 0.9) == pytest.approx((30 * 0.95 + 3 * share) / 33, abs=1e-3)
    assert probability(learnt, 0.9, "dates.rare") == pytest.approx((1 * 0 + 3 * share) / 4, abs=1e-3)


def test_a_source_seen_by_several_models_weighs_no_more() -> None:
    run = judged(9, 1, articles=10)
    other = judged(1, 9, source="dates.other", articles=10)
    once = calibrate_runs([[*run, *other]])
    assert calibrate_runs([[*run, *other], run, run]) == once


def test_shares_never_fall_where_the_own_confidence_rises() -> None:
    chance = random.Random(3)
    facts = [
        JudgedFact(f"a{chance.randrange(20)}", "dates", "dates.year", chance.random(), chance.random() < 0.7)
        for _ in range(400)
    ]
    [steps] = calibrate_runs([facts]).steps["dates"].values()
    assert all(a.least < b.least and a.right < b.right for a, b in pairwise(steps))


@pytest.mark.parametrize(("articles", "steps"), [(4, 1), (5, 2)])
def test_confidences_seen_in_few_articles_are_taken_together(articles: int, steps: int) -> None:
    facts = [*judged(10, 10, confidence=0.6, articles=articles), *judged(20, 0, confidence=0.9, articles=articles)]
    assert len(calibrate_runs([facts]).steps["dates"]["dates.year"]) == steps


def test_no_article_is_judged_by_what_was_learnt_from_it() -> None:
    # One article is wholly wrong, the others wholly right: only what was learnt without it takes its facts for right.
    facts = [fact for index in range(12) for fact in judged(5 * (index > 0), 5 * (index == 0), articles=1)]
    facts = [JudgedFact(f"a{index // 5:02}", *_rest(fact)) for index, fact in enumerate(facts)]
    runs = {ModelName.RULES: facts}
    unseen = held_out(runs)[ModelName.RULES]
    assert sorted(fact.article_id for fact in unseen) == sorted(fact.article_id for fact in facts)
    wrong, right = ({f.confidence for f in unseen if (f.article_id == "a00") is is_first} for is_first in (True, False))
    assert min(wrong) > 0.95
    assert min(right) < 0.95


def _rest(fact: JudgedFact) -> tuple[object, ...]:
    return fact.kind, fact.source, fact.confidence, fact.is_right


def test_the_file_reads_back_and_is_the_same_whatever_the_order_of_facts(tmp_path: Path) -> None:
    facts = [*judged(30, 3, articles=8), *judged(5, 5, confidence=0.6, articles=6), *judged(4, 0, source='a "b"')]
    learnt = calibrate_runs([facts])
    one, other = tmp_path / "one.yaml", tmp_path / "other.yaml"
    write_calibration(learnt, one)
    write_calibration(calibrate_runs([facts[::-1]]), other)
    assert load_patterns(one, Calibration) == learnt
    assert one.read_bytes() == other.read_bytes()


def test_a_model_that_learnt_from_the_gold_keeps_its_steps_of_before() -> None:
    def of(right: float) -> Calibration:
        step = [{"least": 0, "right": right}]
        return Calibration.model_validate({"steps": {"entities": {"ner:he_news_trf": step, "names.body": step}}})

    kept = keeping_steps(of(0.9), of(0.6))
    assert kept.probability("entities", "ner:he_news_trf", 1) == 0.6
    assert kept.probability("entities", "names.body", 1) == 0.9
