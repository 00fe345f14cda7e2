"""What a network's scores say of the tokens of a Doc: names by a conditional random field, proclitics by the best label."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from pipeline.components.encoder.labels import BIOES, legal_ends, legal_transitions, marginals, spans_of, viterbi
from pipeline.components.model_mentions import set_mentions
from pipeline.components.proclitics import PROCLITICS

Scores = tuple[NDArray[np.float32], NDArray[np.float32]]
"""Of one window: scores of names (tokens, BIOES labels) and of proclitics (tokens, labels)."""

_TOGETHER = 64  # windows


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one window's scores say: names as (first, end, label, confidence), and the proclitics of its tokens."""

    names: list[tuple[int, int, str, float]]
    proclitics: list[str]


class Decoder:
    """The labels of a trained network: ``labels.json`` of its folder, with transitions of the names and the longest window."""

    def __init__(self, labels_json: bytes) -> None:
        labels = json.loads(labels_json)
        self.window = int(labels["window"])
        self._proclitics = tuple(labels["proclitics"])
        self._transitions = np.array(labels["transitions"], dtype=np.float32) + legal_transitions()
        self._begin, self._end = legal_ends()

    def annotate(self, doc: Doc, places: Sequence[int], windows: Sequence[Scores], least_confidence: float) -> None:
        """Set ``doc.ents`` and ``token._.proclitics`` from the scores of consecutive windows.

        ``places`` are the indices of the tokens that the windows hold, in their order. A mention whose least sure token has a
        probability below ``least_confidence`` is left out.
        """
        tokens = iter(places)
        mentions: list[tuple[int, int, str, float]] = []
        for reading in self._readings(windows):
            own = list(islice(tokens, len(reading.proclitics)))
            mentions += [
                (own[first], own[end - 1] + 1, label, sure)
                for first, end, label, sure in reading.names
                if sure >= least_confidence
            ]
            for place, proclitics in zip(own, reading.proclitics, strict=True):
                if not proclitics:
                    continue
                token = doc[place]
                if len(token) > len(proclitics) and token.text.startswith(proclitics):
                    token._.set(PROCLITICS, proclitics)
        set_mentions(doc, mentions)

    def _readings(self, windows: Sequence[Scores]) -> Iterator[_Reading]:
        for start in range(0, len(windows), _TOGETHER):
            chosen = windows[start : start + _TOGETHER]
            lengths = [len(names) for names, _ in chosen]
            scores = np.zeros((len(chosen), max(lengths), len(BIOES)), dtype=np.float32)
            for row, (of_names, _) in enumerate(chosen):
                scores[row, : len(of_names)] = of_names
            paths = viterbi(scores, lengths, self._transitions, self._begin, self._end)
            sure = marginals(scores, lengths, self._transitions, self._begin, self._end)
            for row, (path, (_, of_proclitics)) in enumerate(zip(paths, chosen, strict=True)):
                names = [
                    (first, stop, label, float(sure[row, np.arange(first, stop), path[first:stop]].min()))
                    for first, stop, label in spans_of([BIOES[label] for label in path])
                ]
                yield _Reading(names, [self._proclitics[label] for label in of_proclitics.argmax(-1)])
