"""Reads marked sentences for the tests of growth figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import regex
import spacy

import pipeline.components.growth.factory
from pipeline.components.fact_spans import facts_of, set_facts
from pipeline.facts import DateFact, Entity, GrowthFigure

ReadFigures = Callable[..., list[GrowthFigure]]
_MARK = regex.compile(r"\[\[(.+?)\]\]")


@pytest.fixture(scope="session")
def figures_in() -> ReadFigures:
    """A function from a text (marks allowed), its dates and its entities to the growth figures that the component finds."""
    nlp = spacy.blank("he")
    component = pipeline.components.growth.factory.make_growth(nlp, "hebrew_growth")

    def read(
        marked: str, dates: dict[str, str] | None = None, entities: dict[str, str] | None = None
    ) -> list[GrowthFigure]:
        text = _MARK.sub(r"\1", marked)
        doc = nlp.make_doc(text)
        if dates:
            set_facts(doc, "dates", [_date(text, mention, edtf) for mention, edtf in dates.items()])
        if entities:
            set_facts(doc, "entities", [_entity(text, mention, label) for mention, label in entities.items()])
        return facts_of(component(doc), "growth_figures")

    return read


def _date(text: str, mention: str, edtf: str) -> DateFact:
    start = text.index(mention)
    precision = (
        "year" if regex.fullmatch(r"\d{4}", edtf) else "quarter" if regex.fullmatch(r"\d{4}-3[3-6]", edtf) else "month"
    )
    return DateFact(
        start=start,
        end=start + len(mention),
        text=mention,
        source="test",
        kind="interval" if "/" in edtf else "duration" if edtf.startswith("P") else "date",
        edtf=None if edtf.startswith("P") else edtf,
        precision="year" if "/" in edtf else precision,
    )


def _entity(text: str, mention: str, described: str) -> Entity:
    """The entity of a mention, described by its label and, after a space, its canonical id."""
    label, _, canonical_id = described.partition(" ")
    start = text.index(mention)
    return Entity(
        start=start,
        end=start + len(mention),
        text=mention,
        source="test",
        label=label,
        canonical_id=canonical_id or None,
        name_start=start,
        name_end=start + len(mention),
    )


@pytest.fixture(scope="session")
def marked_spans() -> Callable[[str], list[tuple[int, int]]]:
    """A function from a marked text to the character ranges of its marks in the text without them."""

    def spans(marked: str) -> list[tuple[int, int]]:
        return [(m.start() - 4 * i, m.end() - 4 * (i + 1)) for i, m in enumerate(_MARK.finditer(marked))]

    return spans


@pytest.fixture(scope="session")
def values_in(figures_in: ReadFigures) -> Callable[..., list[str]]:
    """A function from a text to its growth figures, each as ``mention: indicator direction value unit``; ``-`` is null."""

    def bound(value: float | None) -> str:
        return "" if value is None else f"{value:.15g}"

    def values(text: str, dates: dict[str, str] | None = None, entities: dict[str, str] | None = None) -> list[str]:
        found = []
        for fact in figures_in(text, dates, entities):
            low, high = bound(fact.value_low), bound(fact.value_high)
            value = low if low == high else f"{low}..{high}"
            found.append(f"{fact.text}: {fact.indicator} {fact.direction or '-'} {value} {fact.unit}")
        return found

    return values
