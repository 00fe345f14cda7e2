"""Cutting tokens into pieces and packing sentences into windows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import tokenizers
from hypothesis import given
from hypothesis import strategies as st

from pipeline.components.encoder.pieces import MAX_PIECES_OF_TOKEN, Pieces
from pipeline.components.encoder.windows import LONGEST_WINDOW, packed, window_of


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    """A vocabulary of single letters and two words."""
    words = ["<s>", "</s>", "<unk>", "▁", "▁של", "של", "▁האנוי", *"אבגדהוזחטיכלמנסעפצקרשתםןץףך.,\"'0123456789"]
    return Pieces(tokenizers.Tokenizer(tokenizers.models.Unigram([(word, -1.0) for word in words], unk_id=2)))


@pytest.mark.parametrize(
    ("token", "space_before", "count"),
    [
        ("של", True, 1),
        ("של", False, 1),
        ("האנוי", True, 1),
        ("האנוי", False, 5),
        ("☃", False, 1),
        ("1" * 5000, True, MAX_PIECES_OF_TOKEN),
        ("\u200b", True, 2),
        (" ", False, 1),
    ],
)
def test_every_token_has_some_pieces_and_none_too_many(
    pieces: Pieces, token: str, space_before: bool, count: int
) -> None:
    assert len(pieces.of_token(token, space_before)) == count


def test_a_word_is_cut_by_the_space_before_it(pieces: Pieces) -> None:
    one, other = pieces.of_sentence(["של", "של"], [False, False])
    assert one != other
    assert pieces.of_sentence(["של", "של"], [True, False])[1] == one


def test_a_token_is_found_by_its_first_and_last_piece(pieces: Pieces) -> None:
    sentence = pieces.of_sentence(["האנוי", "גדל", "."], [True, False, False])
    window = window_of([sentence, sentence], pieces)
    assert [window.ids[place] for place in window.first] == [token[0] for token in [*sentence, *sentence]]
    assert [window.ids[place] for place in window.last] == [token[-1] for token in [*sentence, *sentence]]
    assert (window.ids[0], window.ids[-1]) == (pieces.start, pieces.end)


@given(
    st.lists(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=MAX_PIECES_OF_TOKEN), max_size=60), max_size=12),
    st.integers(16, LONGEST_WINDOW),
)
def test_windows_hold_every_token_once_in_order_and_keep_their_limits(
    sentences: Sequence[Sequence[Sequence[int]]], limit: int
) -> None:
    cut = [[tuple(token) for token in sentence] for sentence in sentences]
    runs = list(packed(cut, limit))
    assert [token for run in runs for sentence in run for token in sentence] == [t for one in cut for t in one]
    for run in runs:
        size = 1 + sum(sum(map(len, sentence)) + 1 for sentence in run)
        assert size <= limit or (len(run) == 1 and size <= LONGEST_WINDOW)
