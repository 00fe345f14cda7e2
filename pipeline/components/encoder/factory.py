"""The spaCy component ``hebrew_encoder``: ``doc.ents`` and ``token._.proclitics`` by an encoder over pieces of words."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from pipeline.components.encoder.network import Network, array_of_one
from pipeline.components.encoder.pieces import Pieces
from pipeline.components.encoder.windows import Window


class PieceInputs:
    """Tokens as pieces of the encoder's vocabulary."""

    FILE: ClassVar[str] = "tokenizer.json"

    def __init__(self, content: bytes) -> None:
        self.vocabulary = Pieces.of_json(content.decode("utf-8"))

    def of_window(self, window: Window) -> dict[str, NDArray[Any]]:
        """The ids of the pieces, and the places of each token's first and last."""
        return {
            "ids": array_of_one(window.ids),
            "present": np.ones((1, len(window.ids)), dtype=np.float32),
            "first": array_of_one(window.first),
            "last": array_of_one(window.last),
        }


@Language.factory(
    "hebrew_encoder",
    assigns=["doc.ents", "token._.proclitics"],
    default_config={"threads": 1, "least_confidence": 0.6},
)
def make_encoder(nlp: Language, name: str, threads: int, least_confidence: float) -> Network:
    """The factory ``hebrew_encoder``.

    ``threads`` are onnxruntime's: 1 where each worker has a core of its own. A mention whose least sure token has a probability
    below ``least_confidence`` is left out; 0.6 gave the best F1 on NEMO's development sentences.
    """
    return Network(PieceInputs, threads, least_confidence)
