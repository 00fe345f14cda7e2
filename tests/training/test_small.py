"""The training of the small model, whole, on a few sentences: it learns, and what it writes spaCy loads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")
pytest.importorskip("onnxscript", reason="the extra `train` is not installed")

import spacy  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.strings import get_string_id  # noqa: E402

from pipeline.components.encoder.labels import BIOES  # noqa: E402
from pipeline.components.word_network.word_table import WordTable  # noqa: E402
from pipeline.training.fitting import Material, fit  # noqa: E402
from pipeline.training.onnx_export import write_words  # noqa: E402
from pipeline.training.sentences import Sentence, Token  # noqa: E402
from pipeline.training.small import Network, Recipe, divergence, read_small  # noqa: E402
from pipeline.training.tagger import Document, Labels, Tagger, batch_of, items_of  # noqa: E402
from pipeline.training.word_encoder import WordEncoder  # noqa: E402


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


NETWORK = Network(width=32, hash_width=16, layers=1, heads=2, dropout=0.0, hidden_forms=0.0)
RECIPE = Recipe(
    seed=3, epochs=12, pieces_per_batch=200, sentences_together=2, window=(8, 24), hidden_tokens=0.0, template_sentences=0,
    treebank_share=1.0, average_decay=0.9, threads=1, known_words=1, vector_width=4, network=NETWORK, learning_rate=0.01,
    taught_weight=1.0,
)  # fmt: skip


@pytest.fixture(name="table", scope="module")
def table_of_one_word() -> WordTable:
    table = WordTable(4)
    key = np.array([get_string_id("בחיפה")], np.uint64)
    table.fill(key, np.full((1, 4), 100, np.int8), np.full(4, 0.01, np.float32), np.array([1], np.uint8))
    return table


@pytest.fixture(name="package", scope="module")
def trained_package(table: WordTable, tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("work")
    (work / "words.msgpack").write_bytes(table.to_bytes())
    material = Material(sentences(60), [], sentences(8))
    labels = material.labels()
    torch.manual_seed(3)
    model = Tagger(WordEncoder(table, **NETWORK.model_dump()), NETWORK.width, len(labels.proclitics), len(labels.tags))
    groups = [{"params": list(model.parameters()), "lr": RECIPE.learning_rate}]
    reached = fit(model, table, labels, material, RECIPE, groups, work)
    assert reached["f1"] == 1.0 and reached["proclitics"] == 1.0
    assert fit(model, table, labels, material, RECIPE, groups, work) == reached  # all epochs are there already
    trained, words, kept = read_small(work, NETWORK)
    assert kept == labels
    write_words(trained, words, kept, work / "package", RECIPE.window[1])
    return work / "package"


@pytest.fixture(name="nlp", scope="module")
def loaded_package(package: Path) -> Language:
    return spacy.load(package)


def test_a_training_learns_names_and_proclitics(nlp: Language) -> None:
    doc = nlp("השר משה ביקר בחיפה.")
    assert [(span.text, span.label_) for span in doc.ents] == [("משה", "PER"), ("בחיפה", "GPE")]
    assert [token._.proclitics for token in doc] == ["ה", "", "", "ב", ""]
    assert all(0.5 <= span._.confidence <= 1 for span in doc.ents)


def test_rules_set_the_sentences(nlp: Language) -> None:
    assert nlp.pipe_names == ["hebrew_sentences", "hebrew_words"]
    assert len(list(nlp("השר משה ביקר. השר יעל ביקר.").sents)) == 2


def test_the_package_names_no_path_of_its_training(package: Path) -> None:
    assert str(package.parent) not in (package / "config.cfg").read_text(encoding="utf-8")


def test_what_a_teacher_says_counts_only_where_it_spoke(table: WordTable) -> None:
    labels = Labels(("", "ה", "ב"), ("NOUN",))
    said = np.zeros((5, len(BIOES)), np.float16)
    said[:, BIOES.index("S-PER")] = 1
    taught, silent = (
        items_of(Document(sentences(1), named=False, taught=taught), table, labels, 24) for taught in ([said], None)
    )
    scores = torch.zeros(2, 5, len(BIOES))
    scores[:, :, BIOES.index("S-PER")] = 50.0
    assert float(divergence(batch_of([*taught, *silent]), scores)) == pytest.approx(0, abs=1e-4)
    scores[1] = 0.0  # the one without a teacher
    assert float(divergence(batch_of([*taught, *silent]), scores)) == pytest.approx(0, abs=1e-4)
    scores[0] = 0.0
    assert float(divergence(batch_of([*taught, *silent]), scores)) == pytest.approx(np.log(len(BIOES)), abs=1e-3)
    assert float(divergence(batch_of(silent), scores[:1])) == 0.0
