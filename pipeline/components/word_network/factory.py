"""The spaCy component ``hebrew_words``: ``doc.ents`` and ``token._.proclitics`` by a small network over whole words."""

from __future__ import annotations

from typing import Any, ClassVar

from numpy.typing import NDArray
from spacy.language import Language

from pipeline.components.encoder.network import Network, array_of_one
from pipeline.components.encoder.windows import Window
from pipeline.components.word_network.word_table import WordTable


class WordInputs:
    """Tokens as words of the table."""

    FILE: ClassVar[str] = "words.msgpack"

    def __init__(self, content: bytes) -> None:
        self.vocabulary = WordTable.of_bytes(content)

    def of_window(self, window: Window) -> dict[str, NDArray[Any]]:
        """Rows of hashed attributes and the vectors of the words, and which of them are tokens."""
        hash_rows, vectors = self.vocabulary.features(array_of_one(window.ids))
        return {"hash_rows": hash_rows, "vectors": vectors, "first": array_of_one(window.first)}


@Language.factory(
    "hebrew_words",
    assigns=["doc.ents", "token._.proclitics"],
    default_config={"threads": 1, "least_confidence": 0.6},
)
def make_words(nlp: Language, name: str, threads: int, least_confidence: float) -> Network:
    """The factory ``hebrew_words``.

    ``threads`` are onnxruntime's. A mention whose least sure token has a probability below ``least_confidence`` is left out; 0.6
    gave the best F1 on NEMO's development sentences.
    """
    return Network(WordInputs, threads, least_confidence)
