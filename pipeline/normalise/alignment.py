"""Where the characters of a text came from: exact mapping of spans between a raw text and the text made from it.

An Alignment stores only the places where the two texts differ in length or order, its *edits*. An edit says that the raw
characters ``[raw_start, raw_end)`` became the text characters ``[text_start, text_end)``; either side may be empty (a
deletion or an insertion). Between edits the characters correspond one to one. A look-up is one bisection over the edits.

Semantics, for half-open spans of code points:

- ``to_raw(start, end)`` is the shortest raw span that covers every raw character from which a character of the text span was
  made. Deleted characters between two characters of the span are inside it; deleted characters at its edges are outside.
- ``to_text(raw_start, raw_end)`` is the shortest text span that covers every text character made from a raw character of the
  span. A raw span of which nothing was kept gives the empty span at the place where it stood.
- The characters of one edit belong together: a span that cuts an edit covers all of it on the other side. For every text span
  ``to_text(*to_raw(start, end))`` therefore covers the span, and equals it where no edit is cut.
- An empty span maps to an empty span: before the character that follows it, or, at the end, after the last character.
- Both directions are monotone: a start or an end that grows never maps to a smaller one.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence


class Alignment:
    """The correspondence of a raw text of ``raw_length`` characters and a text of ``text_length`` characters.

    Build one with ``identity``, ``of_edits`` or ``of_kept``, and chain two with ``then``. Instances are immutable by
    convention, compare by value and can be pickled.
    """

    __slots__ = ("_raw_ends", "_raw_starts", "_text_ends", "_text_starts", "raw_length", "text_length")

    def __init__(self, raw_length: int, text_length: int, edits: Iterable[tuple[int, int, int, int]] = ()) -> None:
        """``edits`` are (raw_start, raw_end, text_start, text_end), in text order and not overlapping."""
        self.raw_length = raw_length
        self.text_length = text_length
        self._raw_starts = array("q")
        self._raw_ends = array("q")
        self._text_starts = array("q")
        self._text_ends = array("q")
        for raw_start, raw_end, text_start, text_end in edits:
            self._raw_starts.append(raw_start)
            self._raw_ends.append(raw_end)
            self._text_starts.append(text_start)
            self._text_ends.append(text_end)

    @classmethod
    def identity(cls, length: int) -> Alignment:
        """Of a text with itself, or with one in which characters were only replaced one by one."""
        return cls(length, length)

    @classmethod
    def of_edits(cls, raw_length: int, edits: Sequence[tuple[int, int, int]]) -> Alignment:
        """``edits`` are (raw_start, raw_end, length of the replacement), in order and not overlapping."""
        placed = []
        shift = 0
        for raw_start, raw_end, length in edits:
            text_start = raw_start + shift
            placed.append((raw_start, raw_end, text_start, text_start + length))
            shift += length - (raw_end - raw_start)
        return cls(raw_length, raw_length + shift, placed)

    @classmethod
    def of_kept(cls, raw_length: int, kept: Iterable[tuple[int, int]]) -> Alignment:
        """Of the text that the ``kept`` raw spans make, in order, when everything between them is deleted."""
        edits = []
        raw_position = 0
        for start, end in kept:
            if start > raw_position:
                edits.append((raw_position, start, 0))
            raw_position = end
        if raw_position < raw_length:
            edits.append((raw_position, raw_length, 0))
        return cls.of_edits(raw_length, edits)

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of a text span. Raises ValueError for a span that is not in the text."""
        _require_span(start, end, self.text_length)
        return _map_span(
            start, end, self.text_length, (self._text_starts, self._text_ends), (self._raw_starts, self._raw_ends)
        )

    def to_text(self, raw_start: int, raw_end: int) -> tuple[int, int]:
        """The text span of a raw span. Raises ValueError for a span that is not in the raw text."""
        _require_span(raw_start, raw_end, self.raw_length)
        return _map_span(
            raw_start,
            raw_end,
            self.raw_length,
            (self._raw_starts, self._raw_ends),
            (self._text_starts, self._text_ends),
        )

    def then(self, later: Alignment) -> Alignment:
        """The alignment of this raw text with the text that ``later`` made from this text; linear in the edits of both."""
        if self.text_length != later.raw_length:
            raise ValueError(
                f"cannot chain a text of {self.text_length} with a raw text of {later.raw_length} characters"
            )
        if not len(later):
            return self
        if not len(self):
            return later
        edits = []
        first, second = 0, 0
        raw_shift, text_shift = 0, 0  # from a position in the middle text to the raw text and to the last text
        first_count, second_count = len(self), len(later)
        beyond = self.text_length + 1
        while first < first_count or second < second_count:
            first_start = self._text_starts[first] if first < first_count else beyond
            second_start = later._raw_starts[second] if second < second_count else beyond
            low = min(first_start, second_start)
            raw_low, text_low = low + raw_shift, low + text_shift
            high = low
            if first_start == low and (second_start > low or self._text_ends[first] == low):
                take_first = True  # a deletion stands before whatever begins where it stood
            elif second_start == low and (first_start > low or later._raw_ends[second] == low):
                take_first = False
            else:
                take_first = True
            while True:
                if take_first:
                    high = max(high, self._text_ends[first])
                    raw_shift = self._raw_ends[first] - self._text_ends[first]
                    first += 1
                else:
                    high = max(high, later._raw_ends[second])
                    text_shift = later._text_ends[second] - later._raw_ends[second]
                    second += 1
                if first < first_count and self._text_starts[first] < high:
                    take_first = True
                elif second < second_count and later._raw_starts[second] < high:
                    take_first = False
                else:
                    break
            edits.append((raw_low, high + raw_shift, text_low, high + text_shift))
        return Alignment(self.raw_length, later.text_length, edits)

    def __len__(self) -> int:
        """The number of edits."""
        return len(self._raw_starts)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Alignment):
            return NotImplemented
        return self._content() == other._content()

    def __hash__(self) -> int:
        return hash((self.raw_length, self.text_length, len(self)))

    def __repr__(self) -> str:
        return f"Alignment(raw_length={self.raw_length}, text_length={self.text_length}, edits={len(self)})"

    def _content(self) -> tuple[int, int, array[int], array[int], array[int], array[int]]:
        return (
            self.raw_length, self.text_length, self._raw_starts, self._raw_ends, self._text_starts, self._text_ends,
        )  # fmt: skip


def _require_span(start: int, end: int, length: int) -> None:
    if not 0 <= start <= end <= length:
        raise ValueError(f"[{start}, {end}) is no span of a text of {length} characters")


def _map_span(
    start: int,
    end: int,
    length: int,
    here: tuple[array[int], array[int]],
    there: tuple[array[int], array[int]],
) -> tuple[int, int]:
    """``start``/``end`` carried from one side of the edits to the other; ``here`` and ``there`` are (starts, ends)."""
    if not length:
        return 0, 0
    if start == end:
        point = _map_character(start, here, there)[0] if start < length else _map_character(length - 1, here, there)[1]
        return point, point
    other_start = _map_character(start, here, there)[0]
    other_end = _map_character(end - 1, here, there)[1]
    return other_start, max(other_start, other_end)


def _map_character(
    position: int, here: tuple[array[int], array[int]], there: tuple[array[int], array[int]]
) -> tuple[int, int]:
    """The span on the other side of the one character at ``position``."""
    index = bisect_right(here[0], position) - 1
    if index < 0:
        return position, position + 1
    if position < here[1][index]:
        return there[0][index], there[1][index]
    other = there[1][index] + position - here[1][index]
    return other, other + 1
