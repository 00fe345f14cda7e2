"""Mentions cut a text into runs that join to it again, however they nest and overlap."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date

import pytest

from pipeline.facts import DateFact, Entity, GrowthFigure, Slogan
from pipeline.reviewing.marking import ShownArticle, marked_paragraphs, marked_runs, marks_of, values_of

Show = Callable[..., ShownArticle]
TEXT = "אבגדהוזחטיכלמנ"


def dates(*spans: tuple[int, int], text: str = TEXT) -> list[DateFact]:
    return [DateFact(start=s, end=e, text=text[s:e], source="test", kind="date") for s, e in spans]


def runs(show: Show, *spans: tuple[int, int], over: tuple[int, int] = (0, len(TEXT))) -> list[tuple[str, str, str]]:
    """Each run: its text, the marks around it and the marks that it closes, by their numbers."""
    marks = marks_of(show(TEXT, {"dates": dates(*spans)}).doc)
    return [
        (TEXT[r.start : r.end], " ".join(str(m.number) for m in r.marks), " ".join(str(m.number) for m in r.closes))
        for r in marked_runs(*over, marks)
    ]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [("אבגדהוזחטיכלמנ", "", "")]),
        ([(2, 5)], [("אב", "", ""), ("גדה", "1", "1"), ("וזחטיכלמנ", "", "")]),
        ([(0, 14)], [("אבגדהוזחטיכלמנ", "1", "1")]),
        ([(2, 4), (4, 6)], [("אב", "", ""), ("גד", "1", "1"), ("הו", "2", "2"), ("זחטיכלמנ", "", "")]),
        # nested: the inner closes first
        ([(0, 6), (2, 4)], [("אב", "1", ""), ("גד", "1 2", "2"), ("הו", "1", "1"), ("זחטיכלמנ", "", "")]),
        # overlapping
        ([(0, 4), (2, 6)], [("אב", "1", ""), ("גד", "1 2", "1"), ("הו", "2", "2"), ("זחטיכלמנ", "", "")]),
        # two that begin together: the longer is outside
        ([(0, 2), (0, 4)], [("אב", "1 2", "2"), ("גד", "1", "1"), ("הוזחטיכלמנ", "", "")]),
        # two at one place
        ([(0, 2), (0, 2)], [("אב", "1 2", "1 2"), ("גדהוזחטיכלמנ", "", "")]),
    ],
)
def test_a_text_is_cut_at_every_edge(
    show: Show, spans: list[tuple[int, int]], expected: list[tuple[str, str, str]]
) -> None:
    assert runs(show, *spans) == expected


def test_a_range_shows_only_its_part_of_a_mention(show: Show) -> None:
    assert runs(show, (0, 4), (6, 9), over=(2, 7)) == [("גד", "1", "1"), ("הו", "", ""), ("ז", "2", "")]


def test_runs_join_to_the_text_and_hold_what_covers_them(show: Show) -> None:
    chance = random.Random(7)
    for _ in range(50):
        spans = [tuple(sorted(chance.sample(range(len(TEXT) + 1), 2))) for _ in range(6)]
        marks = marks_of(show(TEXT, {"dates": dates(*spans)}).doc)
        made = marked_runs(0, len(TEXT), marks)
        assert "".join(TEXT[run.start : run.end] for run in made) == TEXT
        for run in made:
            around = [m for m in marks if m.fact.start <= run.start and run.end <= m.fact.end]
            assert list(run.marks) == around
        assert sorted(mark.number for run in made for mark in run.closes) == [mark.number for mark in marks]


def test_every_mention_begins_in_one_paragraph(show: Show) -> None:
    text = "אבג\n\nדהו\nזח"
    article = show(text, {"dates": dates((0, 3), (1, 7), (5, 6), (9, 11), text=text)})
    paragraphs = list(marked_paragraphs(article.doc.text, marks_of(article.doc)))
    assert [[mark.number for mark in paragraph.begun] for paragraph in paragraphs] == [[1, 2], [], [3], [4]]
    assert ["".join(text[r.start : r.end] for r in p.runs) for p in paragraphs] == text.split("\n")
    # The second mention goes over three lines and closes in the last.
    assert [[m.number for r in p.runs for m in r.closes] for p in paragraphs] == [[1], [], [3, 2], [4]]


def test_thousands_of_mentions_each_have_their_run(show: Show) -> None:
    text = "שנת 2020 " * 5_000
    article = show(text, {"dates": dates(*((i * 9 + 4, i * 9 + 8) for i in range(5_000)), text=text)})
    [paragraph] = marked_paragraphs(article.doc.text, marks_of(article.doc))
    assert len(paragraph.runs) == 10_001


def test_values_are_those_that_are_known_as_text() -> None:
    fact = DateFact(
        start=0, end=4, text="2020", source="dates.year", confidence=0.9, kind="date", edtf="2020",
        start_date=date(2020, 1, 1), is_relative=False, calendar="gregorian",
    )  # fmt: skip
    assert values_of(fact) == {
        "kind": "date", "edtf": "2020", "start_date": "2020-01-01", "source": "dates.year", "confidence": "0.90",
    }  # fmt: skip
    fact.is_relative, fact.calendar = True, "hebrew"
    assert values_of(fact) | {"is_relative": "yes", "calendar": "hebrew"} == values_of(fact)


def test_numbers_lists_and_flags_read_well() -> None:
    growth = GrowthFigure(
        start=0,
        end=1,
        text="6",
        source="g",
        indicator="gdp",
        value_low=6.0,
        value_high=1234567.5,
        period_mention=(0, 1),
    )
    shown = values_of(growth)
    assert (shown["value_low"], shown["value_high"]) == ("6", "1,234,567.5")
    assert "period_mention" not in shown
    slogan = Slogan(
        start=0, end=1, text="x", source="s", slogan="x", form="numbered", items=["א", "ב"], is_complete=False
    )
    assert values_of(slogan)["items"] == "א · ב"
    assert values_of(slogan)["is_complete"] == "no"
    assert (
        values_of(Slogan(start=0, end=1, text="x", source="s", slogan="x", form="motto")).keys().isdisjoint({"items"})
    )


def test_the_usual_name_is_said_only_where_the_text_has_another() -> None:
    def name(text: str) -> Entity:
        return Entity(
            start=0, end=len(text), text=text, source="n", label="GPE", name_start=0, name_end=len(text),
            canonical_name="קואנג נין",
        )  # fmt: skip

    assert "canonical_name" not in values_of(name("קואנג נין"))
    assert values_of(name("צ'ואנג נין"))["canonical_name"] == "קואנג נין"
