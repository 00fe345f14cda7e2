"""What the training of the encoder rests on: the loss of label sequences, windows with their labels, and the file's weights."""

from __future__ import annotations

import struct
from itertools import pairwise, product

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from pipeline.components.encoder.labels import BIOES, follows  # noqa: E402
from pipeline.components.encoder.windows import Window  # noqa: E402
from pipeline.training.encoder import HIDDEN, Encoder, _dequantised  # noqa: E402
from pipeline.training.tagger import Batch, Item, Tagger, batch_of  # noqa: E402
from pipeline.training.transformer import Distillation, Recipe, distance, student_of  # noqa: E402


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    torch.manual_seed(2)
    tagger = Tagger(Encoder(vocabulary=20, layers=3), HIDDEN, proclitics=3, tags=2)
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
        None,
    )
    long = Item(Window([0, 5, 6, 7, 8, 9, 1], [1, 3, 5], [2, 4, 5]), [0] * 3, [0] * 3, [0] * 3, None)
    alone, together = batch_of([short]), batch_of([short, long])
    with torch.inference_mode():
        one = tagger(alone.ids, alone.present, alone.first, alone.last)[0][0]
        two = tagger(together.ids, together.present, together.first, together.last)[0][0, :2]
    torch.testing.assert_close(one, two, atol=1e-5, rtol=1e-4)


@pytest.fixture(scope="module")
def batch() -> Batch:
    return batch_of([Item(Window([0, 5, 6, 7, 8, 9, 1], [1, 3, 5], [2, 4, 5]), [0] * 3, [0] * 3, [0] * 3, None)])


def apart(tagger: Tagger, teacher: Tagger, batch: Batch) -> float:
    distillation = Distillation(layers=(0,), scores_weight=1.0, states_weight=1.0)
    states = tagger.states(batch.ids, batch.present, batch.first, batch.last)
    return float(distance(batch, states, tagger.scores(states), teacher, distillation).detach())


def test_a_student_of_all_layers_is_its_teacher_and_one_of_fewer_is_not(tagger: Tagger, batch: Batch) -> None:
    assert apart(student_of(tagger, (0, 1, 2)).eval(), tagger, batch) == pytest.approx(0, abs=1e-5)
    fewer = student_of(tagger, (0, 2)).eval()
    assert apart(fewer, tagger, batch) > 0.01
    assert len(fewer.encoder.layers) == 2 and len(tagger.encoder.layers) == 3


def test_a_student_learns_what_its_teacher_says_and_leaves_the_teacher_as_it_was(tagger: Tagger, batch: Batch) -> None:
    student = student_of(tagger, (0, 2)).eval()
    before, weights = apart(student, tagger, batch), [one.clone() for one in tagger.parameters()]
    optimiser = torch.optim.AdamW(student.parameters(), 3e-4)
    for _ in range(60):
        states = student.states(batch.ids, batch.present, batch.first, batch.last)
        distillation = Distillation(layers=(0, 2), scores_weight=1.0, states_weight=1.0)
        distance(batch, states, student.scores(states), tagger, distillation).backward()
        optimiser.step()
        optimiser.zero_grad()
    assert apart(student, tagger, batch) < before / 2
    assert all(torch.equal(one, other) for one, other in zip(weights, tagger.parameters(), strict=True))


def test_a_recipe_says_how_many_layers_a_student_takes() -> None:
    common = {
        "seed": 1, "epochs": 1, "pieces_per_batch": 10, "sentences_together": 2, "window": (8, 16), "hidden_tokens": 0.1,
        "template_sentences": 0, "treebank_share": 1.0, "average_decay": 0.9, "threads": 1, "learning_rate": 0.1,
        "head_learning_rate": 0.1, "layer_decay": 1.0, "distillation": {"layers": (0, 2), "scores_weight": 1, "states_weight": 1},
    }  # fmt: skip
    assert Recipe(**common, layers=2).distillation is not None
    with pytest.raises(ValueError, match="names 2 layers, layers says 3"):
        Recipe(**common, layers=3)


def test_blocks_of_four_bits_are_read_low_halves_first() -> None:
    low, high = list(range(16)), [15] * 16
    block = struct.pack("<e", 0.5) + bytes(a | b << 4 for a, b in zip(low, high, strict=True))
    values = _dequantised(np.frombuffer(block, np.uint8), 32)
    assert values.tolist() == [(one - 8) * 0.5 for one in [*low, *high]]
