"""Components read the same sentences whether or not one has marked them."""

from __future__ import annotations

import pytest
import spacy

import pipeline.components.sentences.factory  # noqa: F401 - registers the component
from pipeline.components.sentences.ranges import sentence_ranges

TEXTS = ["", " ", "שלום.", "הוא בא. היא הלכה.\nכותרת\nעוד משפט!", '  "נצא", אמר. ב-12.3.2024 יצאו.\n\n', "\n\nא"]


@pytest.mark.parametrize("text", TEXTS)
def test_ranges_cover_the_text(text: str) -> None:
    ranges = sentence_ranges(spacy.blank("he").make_doc(text), text)
    assert "".join(text[start:end] for start, end in ranges) == text


@pytest.mark.parametrize("text", TEXTS)
def test_marked_sentences_are_the_same(text: str) -> None:
    nlp = spacy.blank("he")
    plain = sentence_ranges(nlp.make_doc(text), text)
    nlp.add_pipe("hebrew_sentences")
    marked = sentence_ranges(nlp(text), text)
    assert [text[start:end].strip() for start, end in marked] == [text[start:end].strip() for start, end in plain]
