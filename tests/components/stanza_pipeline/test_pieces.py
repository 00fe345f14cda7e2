"""The pieces that Stanza sees: in place, never blank, of bounded length."""

from __future__ import annotations

import pytest

from pipeline.components.stanza_pipeline.pieces import LONGEST_PIECE, LONGEST_WORD, pieces

SENTENCE = "הוועדה אישרה את התקציב. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("כותרת\nפסקה ראשונה.\n\nפסקה שנייה.", [(0, "כותרת"), (6, "פסקה ראשונה."), (20, "פסקה שנייה.")]),
        ("  הכנסת \n\t \nהממשלה", [(2, "הכנסת"), (12, "הממשלה")]),
        # signs that Stanza takes for spaces here and for letters there
        ("הכנסת\x00\x1c\u200f\x85אישרה", [(0, "הכנסת    אישרה")]),
        ("הכנסת\u2028אישרה\r\nחוק", [(0, "הכנסת אישרה"), (13, "חוק")]),
        ("", []),
        (" \n\u00a0\n\x0b", []),
    ],
)
def test_pieces(text: str, expected: list[tuple[int, str]]) -> None:
    assert list(pieces(text)) == expected


def test_a_long_paragraph_is_cut_behind_a_sentence() -> None:
    text = SENTENCE * 1000
    found = list(pieces(text))
    assert len(found) > 4
    assert all(piece.endswith(".") and len(piece) <= LONGEST_PIECE for _, piece in found)
    assert " ".join(piece for _, piece in found) == text.strip()
    assert all(text[start : start + len(piece)] == piece for start, piece in found)


def test_without_a_sentence_end_it_is_cut_at_a_space() -> None:
    text = "תקציב " * 2000
    found = list(pieces(text))
    assert {word for _, piece in found for word in piece.split()} == {"תקציב"}
    assert sum(len(piece.split()) for _, piece in found) == 2000


@pytest.mark.parametrize("sign", ["א", "1", "a", '"', "@", "a.", "%"])
def test_of_a_run_without_spaces_only_its_beginning_is_seen(sign: str) -> None:
    run = (sign * 100_000)[:100_000]
    assert list(pieces(f"הכנסת {run} אישרה")) == [(0, f"הכנסת {run[:LONGEST_WORD]}"), (100_007, "אישרה")]


def test_a_megabyte_of_spaces_between_two_words() -> None:
    assert list(pieces("א" + " " * 1_000_000 + "ב")) == [(0, "א"), (1_000_001, "ב")]
