"""The spaCy component ``hebrew_encoder``: ``doc.ents`` and ``token._.proclitics`` by an encoder in ONNX.

Its folder holds ``model.onnx``, ``tokenizer.json`` and ``labels.json`` (proclitics, transitions of the name labels, longest
window). It needs sentence starts where there are any, and reads neighbouring sentences together.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.encoder.labels import BIOES, legal_ends, legal_transitions, marginals, spans_of, viterbi
from pipeline.components.encoder.pieces import Pieces
from pipeline.components.encoder.windows import SentencePieces, Window, packed, window_of
from pipeline.components.model_mentions import set_mentions
from pipeline.components.proclitics import PROCLITICS

if TYPE_CHECKING:
    import onnxruntime

_FILES = ("model.onnx", "tokenizer.json", "labels.json")
_DECODED_TOGETHER = 64


@dataclass(frozen=True, slots=True)
class _Weights:
    """What the folder of a trained encoder holds."""

    session: onnxruntime.InferenceSession
    pieces: Pieces
    proclitics: tuple[str, ...]
    transitions: NDArray[np.float32]
    begin: NDArray[np.float32]
    end: NDArray[np.float32]
    window: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the encoder says of the tokens of one window: names as (first, end, label, confidence), and proclitics."""

    names: list[tuple[int, int, str, float]]
    proclitics: list[str]


class HebrewEncoder:
    """The component.

    The network reads windows one by one: the scale of eight-bit numbers is taken from all that is read at once, what is found
    in a text must not depend on what was read beside it, and on one core batches are no faster. The label sequences of
    ``_DECODED_TOGETHER`` windows are then found at once.
    """

    def __init__(self, threads: int, least_confidence: float) -> None:
        self.threads = threads
        self.least_confidence = least_confidence
        self._files: dict[str, bytes] = {}
        self._weights: _Weights | None = None

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its mentions and proclitics."""
        weights = self._loaded()
        sentences, places = _sentences(doc, weights.pieces)
        tokens = iter(places)
        mentions: list[tuple[int, int, str, float]] = []
        windows = [window_of(run, weights.pieces) for run in packed(sentences, weights.window)]
        for reading in self._read(windows, weights):
            own = list(islice(tokens, len(reading.proclitics)))
            mentions += [
                (own[first], own[end - 1] + 1, label, sure)
                for first, end, label, sure in reading.names
                if sure >= self.least_confidence
            ]
            for place, proclitics in zip(own, reading.proclitics, strict=True):
                token = doc[place]
                if proclitics and len(token) > len(proclitics) and token.text.startswith(proclitics):
                    token._.set(PROCLITICS, proclitics)
        set_mentions(doc, mentions)
        return doc

    def __getstate__(self) -> dict[str, Any]:
        # A session of onnxruntime cannot go to another process; the files that it is made from can.
        return self.__dict__ | {"_weights": None}

    def _read(self, windows: Sequence[Window], weights: _Weights) -> Iterator[_Reading]:
        """What the encoder says of each window, in their order."""
        for start in range(0, len(windows), _DECODED_TOGETHER):
            scored = [self._scores(window, weights) for window in windows[start : start + _DECODED_TOGETHER]]
            lengths = [len(names) for names, _ in scored]
            scores = np.zeros((len(scored), max(lengths), len(BIOES)), dtype=np.float32)
            for row, (of_names, _) in enumerate(scored):
                scores[row, : len(of_names)] = of_names
            paths = viterbi(scores, lengths, weights.transitions, weights.begin, weights.end)
            sure = marginals(scores, lengths, weights.transitions, weights.begin, weights.end)
            for row, (path, (_, proclitics)) in enumerate(zip(paths, scored, strict=True)):
                names = [
                    (first, stop, label, float(sure[row, np.arange(first, stop), path[first:stop]].min()))
                    for first, stop, label in spans_of([BIOES[label] for label in path])
                ]
                yield _Reading(names, [weights.proclitics[label] for label in proclitics.argmax(-1)])

    def _scores(self, window: Window, weights: _Weights) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The scores (tokens, labels) of names and of proclitics of one window."""
        arrays = {
            "ids": np.array([window.ids], dtype=np.int64),
            "present": np.ones((1, len(window.ids)), dtype=np.float32),
            "first": np.array([window.first], dtype=np.int64),
            "last": np.array([window.last], dtype=np.int64),
        }
        names, proclitics = weights.session.run(["names", "proclitics"], arrays)
        return names[0], proclitics[0]

    def _loaded(self) -> _Weights:
        if self._weights is None:
            if not self._files:
                raise ValueError(
                    "hebrew_encoder has no weights. Load a trained pipeline, such as spacy.load('models/he_news_trf'), "
                    "or give it a folder by from_disk."
                )
            # Imported here, since spaCy imports every factory for any Language.
            import onnxruntime  # noqa: PLC0415

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self.threads
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            labels = json.loads(self._files["labels.json"])
            begin, end = legal_ends()
            self._weights = _Weights(
                session=onnxruntime.InferenceSession(
                    self._files["model.onnx"], options, providers=["CPUExecutionProvider"]
                ),
                pieces=Pieces.of_json(self._files["tokenizer.json"].decode("utf-8")),
                proclitics=tuple(labels["proclitics"]),
                transitions=np.array(labels["transitions"], dtype=np.float32) + legal_transitions(),
                begin=begin,
                end=end,
                window=int(labels["window"]),
            )
        return self._weights

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> HebrewEncoder:
        """Take the weights of a folder."""
        self._files = {name: (Path(path) / name).read_bytes() for name in _FILES}
        self._weights = None
        return self

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Write the weights to a folder, which is made if need be."""
        Path(path).mkdir(parents=True, exist_ok=True)
        for name, content in self._files.items():
            (Path(path) / name).write_bytes(content)

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> HebrewEncoder:
        """Take the weights that ``to_bytes`` gave."""
        self._files = srsly.msgpack_loads(data)
        self._weights = None
        return self

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """The weights as bytes."""
        packed_files: bytes = srsly.msgpack_dumps(self._files)
        return packed_files


def _sentences(doc: Doc, pieces: Pieces) -> tuple[list[SentencePieces], list[int]]:
    """The pieces of the Doc's sentences and the indices of their tokens, without white space and sentences without a letter."""
    sentences: list[SentencePieces] = []
    places: list[int] = []
    spans = doc.sents if doc.has_annotation("SENT_START") else [doc[:]]
    for span in spans:
        tokens = [token for token in span if not token.is_space]
        if any(sign.isalpha() for token in tokens for sign in token.text):
            spaces = [bool(token.whitespace_) for token in tokens]
            sentences.append(pieces.of_sentence([token.text for token in tokens], spaces))
            places.extend(token.i for token in tokens)
    return sentences, places


@Language.factory(
    "hebrew_encoder",
    assigns=["doc.ents", "token._.proclitics"],
    default_config={"threads": 1, "least_confidence": 0.6},
)
def make_encoder(nlp: Language, name: str, threads: int, least_confidence: float) -> HebrewEncoder:
    """The factory ``hebrew_encoder``.

    ``threads`` are onnxruntime's: 1 where each worker has a core of its own. A mention whose least sure token has a probability
    below ``least_confidence`` is left out; 0.6 gave the best F1 on NEMO's development sentences.
    """
    return HebrewEncoder(threads, least_confidence)
