"""An explanation is kept only where it is asked for, and leaves no trace in what is stored."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from pipeline.components import explanations
from pipeline.components.explanations import SILENT, DataEntry, Explanation, explanation_of, find_entry
from pipeline.components.fact_spans import facts_of

TEXT = "עד 2030, בסעיף 2021."


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("he")
    made.add_pipe("hebrew_dates")
    return made


def asked(nlp: Language) -> Doc:
    doc = nlp.make_doc(TEXT)
    doc._.explanation = Explanation()
    return nlp(doc)


def test_nothing_is_kept_where_nobody_asked(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert doc._.explanation is None
    assert explanation_of(doc) is SILENT
    assert (SILENT.refusals, SILENT.reasons("dates", 3, 7)) == ([], [])


def test_each_doc_has_its_own(nlp: Language) -> None:
    first, second = asked(nlp), asked(nlp)
    assert len(first._.explanation.refusals) == len(second._.explanation.refusals) == 1
    [fact] = facts_of(first, "dates")
    [reason] = first._.explanation.reasons("dates", fact.start, fact.end)
    assert (reason.column, TEXT[slice(*reason.words)]) == ("modifier", "עד")


def test_what_is_decided_anew_replaces_what_was() -> None:
    explanation = Explanation()
    explanation.decided("dates", (0, 1), "role", "first")
    explanation.decided("dates", (0, 1), "edtf", "year")
    explanation.decided("dates", (0, 1), "role", "second")
    assert [(one.column, one.why) for one in explanation.reasons("dates", 0, 1)] == [
        ("role", "second"),
        ("edtf", "year"),
    ]
    assert explanation.reasons("dates", 0, 2) == explanation.reasons("slogans", 0, 1) == []


def test_an_explanation_is_not_stored_with_the_doc(nlp: Language) -> None:
    doc = asked(nlp)
    copies = [
        Doc(nlp.vocab).from_bytes(doc.to_bytes()),
        *DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab),
    ]
    for copy in copies:
        assert copy._.explanation is None
        assert facts_of(copy, "dates") == facts_of(doc, "dates")


def test_an_entry_says_its_line(tmp_path: Path) -> None:
    file = tmp_path / "words.yaml"
    file.write_text("# a comment\nfirst: [a, b]\nsecond:\n  - {name: c}\n  - {name: d}\n", encoding="utf-8")
    assert DataEntry(file, ("first",)).line == 2
    assert DataEntry(file, ("second", 1)).line == 5
    assert DataEntry(file, ("second", 1, "name")).line == 5
    assert DataEntry(file, ("second", 7)).line == 3  # as far as the keys lead


def test_a_phrase_is_found_where_a_data_file_holds_it(tmp_path: Path) -> None:
    file = tmp_path / "words.yaml"
    file.write_text("first:\n  - a\nsecond:\n  third: [b, a]\n  2: {lemma: c}\n", encoding="utf-8")
    assert find_entry(file, "a") == DataEntry(file, ("first", 0))
    assert find_entry(file, "a", "second", "third") == DataEntry(file, ("second", "third", 1))
    assert find_entry(file, "c", "second") == DataEntry(file, ("second", 2, "lemma"))
    assert find_entry(file, "b", "first") is None


def test_the_example_runs() -> None:
    assert doctest.testmod(explanations).failed == 0
