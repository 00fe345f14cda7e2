"""The labels of tokens: BIOES names decoded by Viterbi over legal sequences, and spans read from them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

NAME_LABELS = ("PER", "ORG", "GPE", "LOC", "FAC", "EVE", "WOA", "DUC", "ANG")
"""NEMO's kinds of names."""

BIOES: tuple[str, ...] = ("O", *(f"{place}-{label}" for label in NAME_LABELS for place in "BIES"))
"""The labels of tokens in the order in which the encoder scores them."""

_IMPOSSIBLE = -1e4
_TINY = np.finfo(np.float64).tiny


def follows(label: str, before: str) -> bool:
    """Whether a BIOES label may stand after another: inside and end go on with one name, all else begins anew."""
    open_before = before[0] in "BI"
    if label[0] in "IE":
        return open_before and label[2:] == before[2:]
    return not open_before


def legal_transitions() -> NDArray[np.float32]:
    """(labels, labels) from row to column: 0 where legal, a large negative number where not."""
    size = len(BIOES)
    scores = np.zeros((size, size), dtype=np.float32)
    for row, before in enumerate(BIOES):
        for column, label in enumerate(BIOES):
            if not follows(label, before):
                scores[row, column] = _IMPOSSIBLE
    return scores


def legal_ends() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """For each label 0 where a sequence may begin with it (end with it), else a large negative number."""
    begin = np.array([_IMPOSSIBLE if label[0] in "IE" else 0.0 for label in BIOES], dtype=np.float32)
    end = np.array([_IMPOSSIBLE if label[0] in "BI" else 0.0 for label in BIOES], dtype=np.float32)
    return begin, end


def viterbi(
    scores: NDArray[np.float32],
    lengths: Sequence[int],
    transitions: NDArray[np.float32],
    begin: NDArray[np.float32],
    end: NDArray[np.float32],
) -> list[NDArray[np.intp]]:
    """The best label sequence of each row of a batch.

    ``scores`` is (batch, tokens, labels); rows are padded at their end, ``lengths`` gives their tokens. ``transitions`` is
    (labels, labels) from row to column.
    """
    batch, tokens, _ = scores.shape
    best = np.empty_like(scores)  # of the sequences that end with a label at a token
    best[:, 0] = scores[:, 0] + begin
    for token in range(1, tokens):
        best[:, token] = (best[:, token - 1, :, None] + transitions).max(axis=1) + scores[:, token]
    rows, ends_at = np.arange(batch), np.asarray(lengths) - 1
    last = (best[rows, ends_at] + end).argmax(axis=1)
    path = np.empty((batch, tokens), dtype=np.intp)
    into = transitions.T  # for each label what it costs to come from each other
    label = last
    for token in range(tokens - 1, -1, -1):
        if token < tokens - 1:
            before = (best[:, token] + into[label]).argmax(axis=1)
            label = np.where(ends_at > token, before, last)
        path[:, token] = label
    return [path[row, :length] for row, length in enumerate(lengths)]


def spans_of(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """The names of a BIOES sequence as (first token, end token, label); a broken one is read as far as it is whole.

    >>> spans_of(["O", "B-PER", "E-PER", "S-GPE"])
    [(1, 3, 'PER'), (3, 4, 'GPE')]
    """
    spans: list[tuple[int, int, str]] = []
    start: int | None = None
    for index, label in enumerate(labels):
        place, kind = label[0], label[2:]
        if place == "S":
            spans.append((index, index + 1, kind))
        if place == "E" and start is not None and labels[start][2:] == kind:
            spans.append((start, index + 1, kind))
        if place == "B":
            start = index
        elif place != "I":
            start = None
    return spans


def marginals(
    scores: NDArray[np.float32],
    lengths: Sequence[int],
    transitions: NDArray[np.float32],
    begin: NDArray[np.float32],
    end: NDArray[np.float32],
) -> NDArray[np.float64]:
    """The probability of each label at each token under the conditional random field: (batch, tokens, labels).

    The arguments are those of ``viterbi``; what stands in the padding has no meaning.
    """
    batch, tokens, labels = scores.shape
    here = np.exp((scores - scores.max(axis=-1, keepdims=True)).astype(np.float64))
    onward, last = np.exp(transitions.astype(np.float64)), np.exp(end.astype(np.float64))
    before, after = np.empty((batch, tokens, labels)), np.empty((batch, tokens, labels))
    before[:, 0] = _scaled(np.exp(begin.astype(np.float64)) * here[:, 0])
    for token in range(1, tokens):
        before[:, token] = _scaled((before[:, token - 1] @ onward) * here[:, token])
    ends_at = np.asarray(lengths)[:, None] - 1
    backward = np.ascontiguousarray(onward.T)
    after[:, -1] = last
    for token in range(tokens - 2, -1, -1):
        following = _scaled((here[:, token + 1] * after[:, token + 1]) @ backward)
        after[:, token] = np.where(ends_at > token, following, last)
    return _scaled(before * after)


def _scaled(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights, made shares of their sum over the labels in place."""
    weights /= np.add.reduce(weights, axis=-1, keepdims=True) + _TINY
    return weights
