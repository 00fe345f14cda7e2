from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from pipeline.components.proclitic_tagger.factory import ProcliticTagger, score_proclitics

# Tokens with their proclitics before a bar; "?" marks a token whose proclitics nobody has told.
SENTENCES = [
    "ה|ממשלה החליטה ב|ירושלים",
    "ב|ירושלים החליטה ה|ממשלה",
    "ו|ה|ממשלה החליטה ב|תל אביב",
    "ה|ממשלה ב|ירושלים",
]


def example(nlp: Language, marked: str) -> Example:
    words = [token.replace("|", "").replace("?", "") for token in marked.split()]
    reference = Doc(nlp.vocab, words=words)
    for token, written in zip(reference, marked.split(), strict=True):
        *proclitics, _ = written.split("|")
        token._.proclitics = None if "?" in written else "".join(proclitics)
    return Example(Doc(nlp.vocab, words=words), reference)


@pytest.fixture(scope="module")
def trained() -> Language:
    nlp = spacy.blank("he")
    nlp.add_pipe(
        "proclitic_tagger",
        config={
            "model": {
                "@architectures": "spacy.Tagger.v2",
                "tok2vec": {
                    "@architectures": "spacy.HashEmbedCNN.v2",
                    "pretrained_vectors": None,
                    "width": 16,
                    "depth": 1,
                    "embed_size": 200,
                    "window_size": 1,
                    "maxout_pieces": 2,
                    "subword_features": True,
                },
            }
        },
    )
    examples = [example(nlp, marked) for marked in SENTENCES]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(60):
        nlp.update([example(nlp, marked) for marked in SENTENCES], sgd=optimizer)
    return nlp


def test_a_string_of_proclitics_is_a_label_from_its_third_occurrence(trained: Language) -> None:
    tagger = trained.get_pipe("proclitic_tagger")
    assert isinstance(tagger, ProcliticTagger)
    assert tagger.labels == ("", "ב", "ה")


def test_it_sets_what_it_has_learnt(trained: Language) -> None:
    doc = trained(Doc(trained.vocab, words=["הממשלה", "החליטה", "בירושלים"]))
    assert [token._.proclitics for token in doc] == ["ה", "", "ב"]


def test_a_token_never_gets_proclitics_that_it_does_not_begin_with_nor_only_those(trained: Language) -> None:
    tagger = trained.get_pipe("proclitic_tagger")
    assert isinstance(tagger, ProcliticTagger)
    doc = Doc(trained.vocab, words=["ב", "שלום", "בשלום", "\n"])
    rows = tagger._best(doc, np.array([[0.0, 2.0, 1.0]] * 4, dtype=np.float32))
    assert [tagger.labels[row] for row in rows] == ["", "", "ב", ""]


def test_unknown_proclitics_teach_nothing_and_are_not_scored(trained: Language) -> None:
    tagger = trained.get_pipe("proclitic_tagger")
    assert isinstance(tagger, ProcliticTagger)
    unknown = example(trained, "ה|ממשלה ?החליטה")
    _, (gradient,) = tagger.get_loss([unknown], [np.ones((2, 3), np.float32)])
    assert gradient[0].any() and not gradient[1].any()
    unknown.predicted[0]._.proclitics = "ה"
    assert score_proclitics([unknown]) == {"proclitics_acc": 1.0}


def test_it_reads_docs_without_tokens(trained: Language) -> None:
    assert [len(doc) for doc in trained.pipe([Doc(trained.vocab), Doc(trained.vocab)])] == [0, 0]


def test_a_pipeline_read_from_disk_sets_the_same(trained: Language, tmp_path: Path) -> None:
    trained.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    text = " ".join(marked.replace("|", "") for marked in SENTENCES)
    assert [token._.proclitics for token in again(text)] == [token._.proclitics for token in trained(text)]
    assert {token._.proclitics for token in again(text)} == {"", "ב", "ה"}
