"""Latin names and codes inside Hebrew text: which runs a browser must be told to keep left to right."""

from __future__ import annotations

from dataclasses import dataclass

import regex

# A code of so many characters stands on one line; a longer name or address may be broken.
LONGEST_UNBROKEN = 24

# 28-NQ/TW, 37 - QD/TW, S/RES/2334, Hà Nội Mới: between Hebrew words a browser would turn round what leads and follows.
_LATIN = r"\p{Latin}\p{M}"
_CODE = regex.compile(
    rf"(?<![\d{_LATIN}])(?:\d{{1,5}} - (?=[{_LATIN}]{{2,6}}/))?[\d{_LATIN}]+(?:[-/.:&_@+%']{{1,3}}[\d{_LATIN}]+)*"
)
_LETTER = regex.compile(r"\p{L}")
_LATIN_LETTER = regex.compile(r"\p{Latin}")


@dataclass(frozen=True, slots=True)
class OrderedPiece:
    """A piece of a text; one that is ``latin`` keeps its own order, left to right."""

    text: str
    latin: bool

    @property
    def unbroken(self) -> bool:
        """Whether it is a code short enough to stand on one line."""
        return self.latin and len(self.text) <= LONGEST_UNBROKEN


def ordered_pieces(text: str) -> list[OrderedPiece]:
    """The text cut at the edges of its Latin names and codes; the pieces join to the whole text."""
    pieces = []
    end = 0
    for start, code_end in _latin_spans(text):
        pieces += [OrderedPiece(text[end:start], False), OrderedPiece(text[start:code_end], True)]
        end = code_end
    pieces.append(OrderedPiece(text[end:], False))
    return [piece for piece in pieces if piece.text]


def is_latin_value(value: str) -> bool:
    """Whether a value reads left to right as a whole: an id such as per.he.נעמה is Latin, whatever stands in it."""
    first_letter = _LETTER.search(value)
    return first_letter is None or _LATIN_LETTER.match(first_letter[0]) is not None


def _latin_spans(text: str) -> list[tuple[int, int]]:
    """Codes with a Latin letter; Latin words that follow each other are one span."""
    spans: list[tuple[int, int]] = []
    for found in _CODE.finditer(text):
        if not _LATIN_LETTER.search(found[0]):
            continue
        if spans and text[spans[-1][1] : found.start()] == " " and _LATIN_LETTER.match(found[0]):
            spans[-1] = (spans[-1][0], found.end())
        else:
            spans.append(found.span())
    return spans
