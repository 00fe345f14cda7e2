"""Inputs that no newspaper prints: work stays linear in their length, and nothing is found in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.components.growth.resolve import growth_figures_of
from pipeline.components.growth.sentences import LONGEST_SENTENCE

UNITS = [
    "1",
    "1 2 3 ",
    "5% ",
    '"',
    "(",
    "עלייה ",
    "שלוש ",
    "פי 2 ",
    "עלה ב-5%, ",
    "5,5,",
    "%",
    "ב",
    "של ",
    "5-",
    "לעומת 5 ",
    "נשר ב-5% את רמת ",
    "את היצוא ",
    "יעד: שיעור נמוך מ-9% ",
    "קבעה להשלים 2,000 דירות עד ",
    "בניכוי המחירים נותרו 5% ",
    "(5%",
]


def pieces(text: str) -> list[tuple[int, int]]:
    return [(i, min(i + LONGEST_SENTENCE, len(text))) for i in range(0, len(text), LONGEST_SENTENCE)]


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_no_faster_than_the_text(
    unit: str, processor_seconds: Callable[[Callable[[], object]], float]
) -> None:
    def seconds(text: str) -> float:
        return processor_seconds(lambda: growth_figures_of(text, pieces(text), [], []))

    small, large = unit * (10_000 // len(unit)), unit * (40_000 // len(unit))
    seconds(small)
    assert seconds(large) < 8 * seconds(small) + 0.2


@pytest.mark.parametrize("unit", ["5% ", "פי 2 ", "%", "5,5,"])
def test_figures_without_words_are_no_facts(unit: str) -> None:
    text = unit * 2_000
    assert growth_figures_of(text, pieces(text), [], []) == []
