from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import Tok2Vec
from spacy.strings import get_string_id

from pipeline.components.word_embedding.architecture import table_of
from pipeline.components.word_embedding.word_table import WordTable
from pipeline.training import documents
from pipeline.training.sentences import Sentence, Token
from pipeline.training.small import fit, write_package


def sentences(count: int) -> list[Sentence]:
    return [
        Sentence(
            tokens=(
                Token(text="השר", proclitics="ה", tag="DET+NOUN"),
                Token(text=("דוד", "משה", "יעל")[number % 3], proclitics="", name="S-PER", tag="PROPN"),
                Token(text="ביקר", proclitics="", tag="VERB"),
                Token(text="בחיפה", proclitics="ב", name="S-GPE", tag="ADP+PROPN"),
                Token(text=".", proclitics="", tag="PUNCT"),
            ),
            source="nemo.train",
        )
        for number in range(count)
    ]


@pytest.fixture(name="package", scope="module")
def trained_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("work")
    table = WordTable(96)
    key = np.array([get_string_id("בחיפה")], np.uint64)
    table.fill(key, np.full((1, 96), 100, np.int8), np.full(96, 0.01, np.float32), np.array([1], np.uint8))
    (work / "words.msgpack").write_bytes(table.to_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(documents, "training_sentences", lambda sources: (sentences(60), []))
        patch.setattr(documents, "read_nemo", lambda sources, split: sentences(8))
        overrides = {
            "training.max_steps": 40,
            "training.eval_frequency": 20,
            "corpora.train.template_sentences": 0,
        }
        fit(Path(), work, work / "trained", overrides)
    write_package(spacy.load(work / "trained" / "model-best"), work / "package")
    return work / "package"


@pytest.fixture(name="nlp", scope="module")
def loaded_package(package: Path) -> Language:
    return spacy.load(package)


def test_a_training_learns_names_and_proclitics(nlp: Language) -> None:
    doc = nlp("השר משה ביקר בחיפה.")
    assert [(span.text, span.label_) for span in doc.ents] == [("משה", "PER"), ("בחיפה", "GPE")]
    assert [token._.proclitics for token in doc] == ["ה", "", "", "ב", ""]


def test_what_only_taught_is_left_out_and_rules_set_the_sentences(nlp: Language) -> None:
    assert nlp.pipe_names == ["hebrew_sentences", "tok2vec", "ner", "proclitics"]
    assert len(list(nlp("השר משה ביקר. השר יעל ביקר.").sents)) == 2


def test_the_package_holds_the_known_words(nlp: Language) -> None:
    shared = nlp.get_pipe("tok2vec")
    assert isinstance(shared, Tok2Vec)
    assert table_of(shared.model.get_ref("embed")).rest_of("בחיפה") == "חיפה"


def test_the_package_names_no_path_of_its_training(package: Path) -> None:
    config = (package / "config.cfg").read_text(encoding="utf-8")
    assert "sources = null" in config and config.count("sources = ${paths.sources}") == 2
    assert str(package.parent) not in config
