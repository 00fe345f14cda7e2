"""What the small model takes from the large one: names for sentences that nobody has labelled, and vectors of single words."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from pipeline.training.sentences import Sentence
from pipeline.training.tagger import Document, Labels, items_of, predict
from pipeline.training.transformer import Trained

_log = logging.getLogger(__name__)

_SENTENCES_A_RUN = 20
_PIECES_A_WINDOW = 128
_PIECES_A_BATCH = 2048


@dataclass(frozen=True, slots=True)
class ReadWords:
    """Words read each by itself: states (words, hidden size) in the middle and at the top, and counts of proclitic letters."""

    middle: NDArray[np.float32]
    top: NDArray[np.float32]
    proclitics: NDArray[np.uint8]


def taught_names(sentences: Sequence[Sentence], teacher: Trained) -> list[NDArray[np.float16]]:
    """For each sentence the probabilities (tokens, BIOES labels) that the teacher gives."""
    taught: list[NDArray[np.float16]] = []
    for start in range(0, len(sentences), _SENTENCES_A_RUN * 16):
        chunk = sentences[start : start + _SENTENCES_A_RUN * 16]
        items = [
            item
            for first in range(0, len(chunk), _SENTENCES_A_RUN)
            for item in items_of(
                Document(chunk[first : first + _SENTENCES_A_RUN], named=False),
                teacher.pieces, teacher.labels, _PIECES_A_WINDOW,
            )
        ]  # fmt: skip
        said = np.concatenate([found.probabilities for found in predict(teacher.model, items)])
        ends = np.cumsum([len(sentence.tokens) for sentence in chunk])
        taught += np.split(said, ends[:-1])
        _log.info("names for %d of %d sentences", len(taught), len(sentences))
    return taught


def read_words(words: Sequence[str], teacher: Trained) -> ReadWords:
    """Every word read by itself; its state is the mean of those of its pieces."""
    cut = [teacher.pieces.of_token(word, True) for word in words]
    order = sorted(range(len(words)), key=lambda index: len(cut[index]))
    layers = list(teacher.model.encoder.layers)
    hidden = teacher.model.encoder.norm.normalized_shape[0]
    middle = np.zeros((len(words), hidden), np.float32)
    top = np.zeros((len(words), hidden), np.float32)
    proclitics = np.zeros(len(words), np.uint8)
    kept: list[torch.Tensor] = []
    hook = layers[len(layers) // 2 - 1].register_forward_hook(lambda _, __, states: kept.append(states))
    position = 0
    try:
        with torch.inference_mode():
            while position < len(order):
                length = len(cut[order[position]])
                chosen = [order[position]]
                while (
                    position + len(chosen) < len(order)
                    and len(cut[order[position + len(chosen)]]) == length
                    and (len(chosen) + 1) * (length + 2) <= _PIECES_A_BATCH
                ):
                    chosen.append(order[position + len(chosen)])
                ids = torch.tensor(
                    [[teacher.pieces.start, *cut[index], teacher.pieces.end] for index in chosen],
                    device=teacher.model.device,
                )
                states = teacher.model.encoder(ids, torch.ones_like(ids))
                ends = torch.cat([states[:, 1], states[:, length]], dim=-1)
                middle[chosen] = kept.pop()[:, 1:-1].mean(1).cpu().numpy()
                top[chosen] = states[:, 1:-1].mean(1).cpu().numpy()
                for index, scores in zip(chosen, teacher.model.proclitics(ends), strict=True):
                    proclitics[index] = _proclitic_letters(words[index], scores, teacher.labels)
                position += len(chosen)
                if position // 10_000 > (position - len(chosen)) // 10_000:
                    _log.info("%d of %d words", position, len(words))
    finally:
        hook.remove()
    return ReadWords(middle, top, proclitics)


def _proclitic_letters(word: str, scores: torch.Tensor, labels: Labels) -> int:
    """How many first letters of the word are proclitics, by the best label that it can have."""
    for row in scores.argsort(descending=True).tolist():
        label = labels.proclitics[row]
        if word.startswith(label) and len(word) - len(label) >= min(2, len(word)):
            return len(label)
    return 0
