"""The confidence of a fact becomes the share of facts like it that were right."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from pipeline.components.confidence.calibration import Calibration, shipped_calibration
from pipeline.components.fact_spans import facts_of, set_facts
from pipeline.errors import PatternFileError
from pipeline.facts import DateFact
from pipeline.pattern_files import load_patterns

CALIBRATION = Calibration.model_validate(
    {"steps": {"dates": {"dates.year": [{"least": 0, "right": 0.6}, {"least": 0.8, "right": 0.95}]}}}
)


@pytest.mark.parametrize(
    ("kind", "source", "own", "probability"),
    [
        ("dates", "dates.year", 0.0, 0.6),
        ("dates", "dates.year", 0.79, 0.6),
        ("dates", "dates.year", 0.8, 0.95),  # a step begins with its least
        ("dates", "dates.year", 1.0, 0.95),
        ("dates", "dates.new_rule", 0.7, 0.7),  # never measured: its own stays
        ("slogans", "dates.year", 0.7, 0.7),
    ],
)
def test_a_measured_source_has_the_share_of_its_step(kind: str, source: str, own: float, probability: float) -> None:
    assert CALIBRATION.probability(kind, source, own) == probability


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("he")
    made.add_pipe("hebrew_confidence")
    return made


def test_the_component_sets_the_probability_of_every_fact(nlp: Language) -> None:
    doc = nlp.make_doc("בשנת 2020 וב-2021")
    facts = [
        DateFact(start=5, end=9, text="2020", source="dates.year", kind="date", confidence=0.9),
        DateFact(start=13, end=17, text="2021", source="a.rule.of.another", kind="date", confidence=0.4),
    ]
    set_facts(doc, "dates", facts)
    measured, unmeasured = (fact.confidence for fact in facts_of(nlp(doc), "dates"))
    assert measured == shipped_calibration().probability("dates", "dates.year", 0.9) != 0.9
    assert unmeasured == 0.4


def test_what_ships_rises_from_nothing_and_never_says_certain() -> None:
    steps = [steps for sources in shipped_calibration().steps.values() for steps in sources.values()]
    assert len(steps) > 50
    for of_source in steps:
        assert of_source[0].least == 0
        assert all(a.least < b.least and a.right < b.right for a, b in pairwise(of_source))
        assert all(0 < step.right < 1 for step in of_source)


def test_a_share_above_one_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "calibration.yaml"
    file.write_text('steps:\n  dates:\n    "dates.year": [{least: 0, right: 1.2}]\n', encoding="utf-8")
    with pytest.raises(PatternFileError, match=r"calibration\.yaml, line 3: "):
        load_patterns(file, Calibration)
