"""Decoding BIOES labels: the best legal sequence, and the spans that a sequence holds."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from pipeline.components.encoder.labels import (
    BIOES,
    follows,
    legal_ends,
    legal_transitions,
    marginals,
    spans_of,
    viterbi,
)


@pytest.mark.parametrize(
    ("before", "label", "legal"),
    [
        ("O", "O", True),
        ("O", "B-PER", True),
        ("O", "I-PER", False),
        ("O", "E-PER", False),
        ("B-PER", "E-PER", True),
        ("B-PER", "I-PER", True),
        ("B-PER", "E-ORG", False),
        ("B-PER", "O", False),
        ("B-PER", "S-PER", False),
        ("E-PER", "S-GPE", True),
        ("E-PER", "I-PER", False),
        ("S-GPE", "S-GPE", True),
    ],
)
def test_what_may_follow(before: str, label: str, legal: bool) -> None:
    assert follows(label, before) is legal
    assert bool(legal_transitions()[BIOES.index(before), BIOES.index(label)] == 0) is legal


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        ("O S-GPE O", [(1, 2, "GPE")]),
        ("B-PER E-PER S-GPE", [(0, 2, "PER"), (2, 3, "GPE")]),
        ("B-ORG I-ORG I-ORG E-ORG", [(0, 4, "ORG")]),
        ("B-ORG I-ORG O E-ORG", []),
        ("B-ORG E-PER", []),
        ("I-ORG E-ORG", []),
        ("B-ORG B-PER E-PER", [(1, 3, "PER")]),
        ("", []),
    ],
)
def test_spans_of_labels(labels: str, spans: list[tuple[int, int, str]]) -> None:
    assert spans_of(labels.split()) == spans


def test_viterbi_finds_the_best_legal_sequence_of_every_row() -> None:
    random = np.random.default_rng(7)
    lengths = [3, 1, 2]
    scores = random.normal(0, 3, (3, 3, len(BIOES))).astype(np.float32)
    learnt = random.normal(0, 1, (len(BIOES), len(BIOES))).astype(np.float32)
    transitions = legal_transitions() + learnt
    begin, end = legal_ends()

    def score(row: int, path: tuple[int, ...]) -> float:
        own = sum(scores[row, place, label] for place, label in enumerate(path))
        between = sum(transitions[one, other] for one, other in pairwise(path))
        return float(own + between + begin[path[0]] + end[path[-1]])

    for row, path in enumerate(viterbi(scores, lengths, transitions, begin, end)):
        best = max(product(range(len(BIOES)), repeat=lengths[row]), key=lambda one: score(row, one))
        assert tuple(path) == best
        labels = ["O", *(BIOES[label] for label in path), "O"]
        assert all(follows(label, before) for before, label in pairwise(labels))


def test_marginals_are_those_of_all_sequences() -> None:
    random = np.random.default_rng(3)
    lengths = [3, 1, 2]
    scores = random.normal(0, 2, (3, 3, len(BIOES))).astype(np.float32)
    transitions = legal_transitions() + random.normal(0, 1, (len(BIOES), len(BIOES))).astype(np.float32)
    begin, end = legal_ends()
    found = marginals(scores, lengths, transitions, begin, end)
    for row, length in enumerate(lengths):
        weights = np.zeros((length, len(BIOES)))
        for path in product(range(len(BIOES)), repeat=length):
            labels = ["O", *(BIOES[label] for label in path), "O"]
            if all(follows(label, before) for before, label in pairwise(labels)):
                own = sum(scores[row, place, label] for place, label in enumerate(path))
                weight = np.exp(own + sum(transitions[one, other] for one, other in pairwise(path)))
                weights[range(length), path] += weight
        expected = weights / weights.sum(axis=1, keepdims=True)
        np.testing.assert_allclose(found[row, :length], expected, atol=1e-6)
