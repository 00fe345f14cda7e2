"""A spaCy component that runs a network in ONNX over the sentences of a Doc and sets names and proclitics.

Its folder holds ``model.onnx``, ``labels.json`` (see Decoder) and one file of what its inputs are made from. It needs sentence
starts where there are any, and reads neighbouring sentences together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.tokens import Doc

from pipeline.components.encoder.decoding import Decoder, Scores
from pipeline.components.encoder.windows import SentencePieces, Vocabulary, Window, packed, window_of

if TYPE_CHECKING:
    import onnxruntime

_MODEL, _LABELS = "model.onnx", "labels.json"


class Inputs(Protocol):
    """What tokens are to a network."""

    FILE: ClassVar[str]
    """The name of the file that it is made from."""

    @property
    def vocabulary(self) -> Vocabulary:
        """What windows are made of."""

    def __init__(self, content: bytes) -> None:
        """Made from the content of ``FILE``."""

    def of_window(self, window: Window) -> dict[str, NDArray[Any]]:
        """The inputs of the network by their names, for one window."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What the folder of a trained network holds."""

    session: onnxruntime.InferenceSession
    inputs: Inputs
    decoder: Decoder


class Network:
    """The component; ``inputs`` says what tokens are to its network.

    The network reads windows one by one: the scale of eight-bit numbers is taken from all that is read at once, what is found
    in a text must not depend on what was read beside it, and on one core batches are no faster.
    """

    def __init__(self, inputs: type[Inputs], threads: int, least_confidence: float) -> None:
        self.inputs = inputs
        self.threads = threads
        self.least_confidence = least_confidence
        self._files: dict[str, bytes] = {}
        self._loaded: _Loaded | None = None

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its mentions and proclitics."""
        loaded = self._load()
        sentences, places = _sentences(doc, loaded.inputs.vocabulary)
        scores = [
            self._scores(loaded, window_of(run, loaded.inputs.vocabulary))
            for run in packed(sentences, loaded.decoder.window)
        ]
        loaded.decoder.annotate(doc, places, scores, self.least_confidence)
        return doc

    def __getstate__(self) -> dict[str, Any]:
        # A session of onnxruntime cannot go to another process; the files that it is made from can.
        return self.__dict__ | {"_loaded": None}

    @staticmethod
    def _scores(loaded: _Loaded, window: Window) -> Scores:
        names, proclitics = loaded.session.run(["names", "proclitics"], loaded.inputs.of_window(window))
        return names[0], proclitics[0]

    def _load(self) -> _Loaded:
        if self._loaded is None:
            if not self._files:
                raise ValueError(
                    "This component has no weights. Load a trained pipeline, such as spacy.load('models/he_news_trf'), "
                    "or give it a folder by from_disk."
                )
            # Imported here, since spaCy imports every factory for any Language.
            import onnxruntime  # noqa: PLC0415

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self.threads
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            session = onnxruntime.InferenceSession(self._files[_MODEL], options, providers=["CPUExecutionProvider"])
            inputs = self.inputs(self._files[self.inputs.FILE])
            self._loaded = _Loaded(session, inputs, Decoder(self._files[_LABELS]))
        return self._loaded

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> Network:
        """Take the weights of a folder."""
        names = (_MODEL, _LABELS, self.inputs.FILE)
        self._files = {name: (Path(path) / name).read_bytes() for name in names}
        self._loaded = None
        return self

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Write the weights to a folder, which is made if need be."""
        Path(path).mkdir(parents=True, exist_ok=True)
        for name, content in self._files.items():
            (Path(path) / name).write_bytes(content)

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> Network:
        """Take the weights that ``to_bytes`` gave."""
        self._files = srsly.msgpack_loads(data)
        self._loaded = None
        return self

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """The weights as bytes."""
        packed_files: bytes = srsly.msgpack_dumps(self._files)
        return packed_files


def _sentences(doc: Doc, vocabulary: Vocabulary) -> tuple[list[SentencePieces], list[int]]:
    """The pieces of the Doc's sentences and the indices of their tokens, without white space and sentences without a letter."""
    vocabulary.forget()
    sentences: list[SentencePieces] = []
    places: list[int] = []
    spans = doc.sents if doc.has_annotation("SENT_START") else [doc[:]]
    for span in spans:
        tokens = [token for token in span if not token.is_space]
        if any(sign.isalpha() for token in tokens for sign in token.text):
            spaces = [bool(token.whitespace_) for token in tokens]
            sentences.append(vocabulary.of_sentence([token.text for token in tokens], spaces))
            places.extend(token.i for token in tokens)
    return sentences, places


def array_of_one(numbers: Sequence[int]) -> NDArray[np.int64]:
    """The numbers as a batch of one."""
    return np.array([numbers], dtype=np.int64)
