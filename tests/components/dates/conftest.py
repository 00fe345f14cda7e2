"""Marked sentences for the tests of dates: ``ב-[[5 בפברואר 2022]] נחתם``."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from pipeline.components.dates.factory import find_dates
from pipeline.facts import DateFact

Marked = Callable[..., list[DateFact]]


@pytest.fixture
def find_marked() -> Marked:
    """Finds the dates of a sentence whose mentions are marked, and checks that these and no others were found."""

    def find(sentence: str, published_at: date | None = None) -> list[DateFact]:
        text = re.sub(r"\[\[|\]\]", "", sentence)
        starts = [0, *(match.end() for match in re.finditer(r"[.!?]\"? |\n", text))]
        facts = find_dates(text, published_at, starts)
        marked = re.findall(r"\[\[(.*?)\]\]", sentence)
        assert [fact.text for fact in facts] == marked
        assert all(fact.text == text[fact.start : fact.end] for fact in facts)
        return facts

    return find
