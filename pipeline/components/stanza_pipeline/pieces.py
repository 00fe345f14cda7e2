"""A text in pieces that Stanza can take: a paragraph each, of bounded length, without characters that it stumbles over."""

from __future__ import annotations

from collections.abc import Iterator

import regex

LONGEST_PIECE = 4000
"""Characters. A longer paragraph is cut, behind a sentence's end where one is near."""

LONGEST_WORD = 200
"""Characters. What follows in a longer run without a space is blanked: Stanza looks for addresses from each of its signs."""

# Control, format and private characters, and every white space: Stanza's own idea of it differs from place to place.
_BLANK = regex.compile(r"[^\S\n]|(?!\n)\p{C}")
_TOO_LONG = regex.compile(rf"(?<=\S{{{LONGEST_WORD}}})\S+")
_SENTENCE_END = regex.compile(r"[.!?][\"')\]]{0,2} ")


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """The pieces in order as (where it begins in the text, its characters); none is blank, and all their words stand in place."""
    clean = _TOO_LONG.sub(lambda run: " " * len(run[0]), _BLANK.sub(" ", text))
    start = 0
    for line in clean.split("\n"):
        cut = 0
        while cut < len(line):
            end = _end_of_piece(line, cut)
            piece = line[cut:end]
            words = piece.strip()
            if words:
                yield start + cut + len(piece) - len(piece.lstrip()), words
            cut = end
        start += len(line) + 1


def _end_of_piece(line: str, start: int) -> int:
    """Where to cut a line that goes on from ``start``: at its end, a sentence's end, a space, or in a word."""
    limit = start + LONGEST_PIECE
    if len(line) <= limit:
        return len(line)
    half = start + LONGEST_PIECE // 2
    ends = [found.end() for found in _SENTENCE_END.finditer(line, half, limit)]
    return ends[-1] if ends else line.rfind(" ", half, limit) + 1 or limit
