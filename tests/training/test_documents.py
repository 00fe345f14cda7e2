from itertools import islice
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from pipeline.training import documents
from pipeline.training.documents import example_of, read_sentences, training_documents, write_sentences
from pipeline.training.sentences import Sentence, Token


def sentence(*marked: str, source: str = "nemo.train") -> Sentence:
    """Tokens written as ``proclitics|rest/name``; ``?`` in place of proclitics that are not known."""
    tokens = []
    for written in marked:
        word, _, name = written.partition("/")
        proclitics, _, rest = word.rpartition("|")
        known = None if proclitics == "?" else proclitics
        tokens.append(Token(text=(known or "") + rest, proclitics=known, name=name or "O", tag="NOUN"))
    return Sentence(tokens=tuple(tokens), source=source)


NAMED = sentence("ה|שר", "דוד/B-PER", "לוי/E-PER", "ביקר", "ב|חיפה/S-GPE", ".")
UNNAMED = sentence("הוא", "שב", "?|משם", source=documents.UNNAMED)


@pytest.fixture(name="nlp", scope="module")
def blank_hebrew() -> Language:
    return spacy.blank("he")


def test_an_example_has_the_names_proclitics_tags_and_starts_of_its_sentences(nlp: Language) -> None:
    example = example_of(nlp.vocab, [NAMED, NAMED])
    found = [(span.text, span.label_) for span in example.reference.ents]
    assert found == [("דוד לוי", "PER"), ("בחיפה", "GPE")] * 2
    assert [token._.proclitics for token in example.reference][:6] == ["ה", "", "", "", "ב", ""]
    assert [token.is_sent_start for token in example.reference] == [True, *[False] * 5] * 2
    assert {token.tag_ for token in example.reference} == {"NOUN"}


def test_the_doc_to_be_predicted_has_the_words_and_nothing_else(nlp: Language) -> None:
    predicted = example_of(nlp.vocab, [NAMED]).predicted
    assert [token.text for token in predicted] == ["השר", "דוד", "לוי", "ביקר", "בחיפה", "."]
    assert not predicted.ents and not predicted.has_annotation("SENT_START")
    assert {token._.proclitics for token in predicted} == {""}


def test_a_space_stands_between_sentences(nlp: Language) -> None:
    tight = Sentence(tokens=(Token(text="שב"), Token(text=".", space_after=False)), source="nemo.train")
    assert example_of(nlp.vocab, [tight, tight]).reference.text == "שב . שב . "


def test_names_are_unknown_in_sentences_that_nobody_labelled(nlp: Language) -> None:
    example = example_of(nlp.vocab, [NAMED, UNNAMED, NAMED])
    assert example.get_aligned_ner()[6:9] == [None, None, None]
    assert example.get_aligned_ner()[3] == "O" and example.get_aligned_ner()[10:12] == ["B-PER", "L-PER"]
    assert example.reference[8]._.proclitics is None


def test_sentences_come_back_from_a_file_as_they_were(tmp_path: Path) -> None:
    write_sentences(tmp_path / "sentences.jsonl", [NAMED, UNNAMED])
    assert read_sentences(tmp_path / "sentences.jsonl") == [NAMED, UNNAMED]


@pytest.fixture(name="small_sources")
def sources_of_few_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "training_sentences", lambda sources: ([NAMED] * 30, [UNNAMED] * 30))


@pytest.mark.usefixtures("small_sources")
def test_an_epoch_has_every_named_sentence_and_the_next_is_drawn_anew(nlp: Language) -> None:
    read = training_documents("", None, seed=1, longest_doc=3, template_sentences=0, treebank_share=0.0)
    first, second = list(read(nlp)), list(read(nlp))
    for epoch in (first, second):
        assert sum(len(example.reference.ents) for example in epoch) == 60
        assert {len(list(example.reference.sents)) for example in epoch} <= {1, 2, 3}
    assert [len(example.reference) for example in first] != [len(example.reference) for example in second]
    assert any("\n" in example.reference.text for example in first)


@pytest.mark.usefixtures("small_sources")
def test_the_same_seed_draws_the_same_docs(nlp: Language) -> None:
    texts = [[example.reference.text for example in training_documents("", None, 7, 3, 40, 0.5)(nlp)] for _ in range(2)]
    assert texts[0] == texts[1]


@pytest.mark.usefixtures("small_sources")
def test_silver_names_take_the_place_of_unknown_ones(nlp: Language, tmp_path: Path) -> None:
    silver = tmp_path / "silver.jsonl"
    write_sentences(silver, [sentence("הוא", "דוד/S-PER", source="silver")] * 10)
    examples = training_documents("", str(silver), 1, 3, 0, 1.0)(nlp)
    texts = [span.text for example in islice(examples, 100) for span in example.reference.ents]
    assert texts.count("דוד") == 10
