"""Whose figure it is: a body that only reports the figure is not its subject."""

from __future__ import annotations

import pytest
import spacy

import pipeline.components.growth.factory  # noqa: F401 - registers the component
from pipeline.components.fact_spans import facts_of, set_facts
from pipeline.facts import Entity, EntityLabel


@pytest.mark.parametrize(
    ("text", "name", "label", "subject"),
    [
        ("המדד עלה ב-0.6%, כך פרסמה הלשכה המרכזית לסטטיסטיקה", "לשכה המרכזית לסטטיסטיקה", "ORG", None),
        ("לפי נתוני בנק ישראל עלה האשראי ב-3%", "בנק ישראל", "ORG", None),
        ("הכנסות בזק עלו ב-3%", "בזק", "ORG", "בזק"),
        ("כלכלת קואנג נין צמחה ב-8%", "קואנג נין", "GPE", "קואנג נין"),
    ],
)
def test_the_subject_is_whose_figure_it_is(text: str, name: str, label: EntityLabel, subject: str | None) -> None:
    nlp = spacy.blank("he")
    nlp.add_pipe("hebrew_growth")
    doc = nlp.make_doc(text)
    start = text.index(name)
    end = start + len(name)
    entity = Entity(start=start, end=end, text=name, source="test", label=label, name_start=start, name_end=end)
    set_facts(doc, "entities", [entity])
    (figure,) = facts_of(nlp(doc), "growth_figures")
    assert figure.subject == subject


def test_a_verb_is_no_subject() -> None:
    nlp = spacy.blank("he")
    nlp.add_pipe("hebrew_growth")
    (figure,) = facts_of(nlp("העיר שואפת לשיעור צמיחה של 10% בשנת 2025"), "growth_figures")
    assert figure.subject is None
