"""What the training of the encoder rests on: the loss of label sequences, windows with their labels, and the file's weights."""

from __future__ import annotations

import struct
from itertools import pairwise, product

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from pipeline.components.encoder.labels import BIOES, follows  # noqa: E402
from pipeline.training.encoder import _dequantised  # noqa: E402
from pipeline.training.transformer import Item, Tagger, Window, batch_of  # noqa: E402


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    torch.manual_seed(2)
    tagger = Tagger(vocabulary=20, layers=1, proclitics=3, tags=2)
    torch.nn.init.normal_(tagger.transitions)
    return tagger.eval()


def test_the_loss_is_the_likelihood_of_the_labels_among_all_legal_ones(tagger: Tagger) -> None:
    scores = torch.randn(2, 3, len(BIOES))
    gold = [["B-PER", "E-PER", "O"], ["S-GPE", "O", "O"]]
    lengths = [3, 2]
    labels = torch.tensor([[BIOES.index(label) for label in row] for row in gold])
    present = torch.arange(3)[None] < torch.tensor(lengths)[:, None]

    def score(row: int, path: tuple[str, ...]) -> float:
        rows = [BIOES.index(label) for label in path]
        own = sum(float(scores[row, place, label]) for place, label in enumerate(rows))
        return own + sum(float(tagger.transitions[one, other]) for one, other in pairwise(rows))

    expected = 0.0
    for row, length in enumerate(lengths):
        legal = [
            path
            for path in product(BIOES, repeat=length)
            if all(follows(label, before) for before, label in pairwise(["O", *path, "O"]))
        ]
        expected += float(np.logaddexp.reduce([score(row, path) for path in legal])) - score(
            row, tuple(gold[row][:length])
        )
    assert float(tagger.name_loss(scores, labels, present)) == pytest.approx(expected, abs=1e-3)


def test_padding_changes_no_score(tagger: Tagger) -> None:
    short = Item(
        Window(
            [0, 5, 6, 1],
            [1, 2],
            [1, 2],
        ),
        [0, 0],
        [0, 0],
        [0, 0],
    )
    long = Item(Window([0, 5, 6, 7, 8, 9, 1], [1, 3, 5], [2, 4, 5]), [0] * 3, [0] * 3, [0] * 3)
    alone, together = batch_of([short]), batch_of([short, long])
    with torch.inference_mode():
        one = tagger(alone.ids, alone.present, alone.first, alone.last)[0][0]
        two = tagger(together.ids, together.present, together.first, together.last)[0][0, :2]
    torch.testing.assert_close(one, two, atol=1e-5, rtol=1e-4)


def test_blocks_of_four_bits_are_read_low_halves_first() -> None:
    low, high = list(range(16)), [15] * 16
    block = struct.pack("<e", 0.5) + bytes(a | b << 4 for a, b in zip(low, high, strict=True))
    values = _dequantised(np.frombuffer(block, np.uint8), 32)
    assert values.tolist() == [(one - 8) * 0.5 for one in [*low, *high]]
