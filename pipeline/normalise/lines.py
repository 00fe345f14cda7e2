"""The lines of a clean text, without the furniture that stands inside them.

Cut out are photo credits in brackets, advertisement slots, image markup, and a credit at the end of a paragraph. A line that
is a caption, recognised by its credit, is marked as one. Nothing here depends on the lines around.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from pipeline.normalise.characters import clean_characters
from pipeline.normalise.furniture import MOST_CREDIT_LENGTH, BoilerplateKind, furniture

_MOST_CAPTION_WORDS = 45
_LONGEST_CAPTION = 420  # characters
_MOST_CAPTION_SENTENCES = 2
_MOST_CREDIT_WORDS = 11
_MOST_CREDIT_LINE_WORDS = 25
_CREDIT_WINDOW = 160  # characters at the end of a line in which its credit is looked for
_LONGEST_ALTERNATIVE_TEXT = 200  # characters
_NO_JOIN_NEEDED_BEFORE = " .,;:!?()[|/-"
_BRACKET = regex.compile(r"[()\[\]]")
_IMAGE_MARKUP_BEFORE_ADDRESS = regex.compile(rf"!\[[^\[\]]{{0,{_LONGEST_ALTERNATIVE_TEXT}}}\]$")
_LONE_LETTERS_MEET = regex.compile(r"(?<![א-ת])[א-ת] [א-ת](?![א-ת])")
_SENTENCE_END_INSIDE = regex.compile(r"[.!?] ")


@dataclass(frozen=True, slots=True)
class RemovedSpan:
    """A part of the clean text that is no part of the article; half-open, code points."""

    start: int
    end: int
    kind: BoilerplateKind


@dataclass(slots=True)
class Line:
    """The line of the clean text from ``start`` to ``end``.

    ``text`` is what is left of it, and ``pieces`` where that stands in the clean text; ``cuts`` is what was taken out.
    ``credit_kind`` says that the whole line is a caption or a credit.
    """

    start: int
    end: int
    text: str
    pieces: list[tuple[int, int]]
    cuts: list[RemovedSpan] = field(default_factory=list)
    credit_kind: BoilerplateKind | None = None

    @property
    def word_count(self) -> int:
        """The number of words between spaces."""
        return self.text.count(" ") + 1

    @property
    def had_image(self) -> bool:
        """Whether image markup was cut out."""
        return any(cut.kind == "image" for cut in self.cuts)


def read_lines(text: str) -> list[Line]:
    """The lines of a clean text, each judged and cut by itself; takes linear time."""
    lines = []
    start = 0
    for source in text.split("\n"):
        line = Line(start, start + len(source), source, [(start, start + len(source))])
        if ("(" in source or "[" in source) and furniture().inline_cue.search(source):
            _cut_brackets(line)
            # <b (צילום: דנה)> would become a tag, and (צילום: דנה)ש ל ו ם a letter-spaced word
            if line.cuts and clean_characters(line.text)[0] != line.text:
                line = Line(start, start + len(source), source, [(start, start + len(source))])
        line.credit_kind = _credit_kind(line)
        if line.credit_kind is None:
            _cut_credit_at_end(line)
        lines.append(line)
        start += len(source) + 1
    return lines


def _credit_kind(line: Line) -> BoilerplateKind | None:
    """``caption`` for ``המשלחת בהאנוי / צילום: VNA``, ``photo_credit`` for a line that is only the credit."""
    text = line.text
    if not text or len(text) > _LONGEST_CAPTION or line.word_count > _MOST_CAPTION_WORDS + _MOST_CREDIT_WORDS:
        return None
    if line.cuts and line.cuts[-1].kind == "photo_credit" and line.cuts[-1].end == line.end and _is_caption(text):
        return "caption"
    if ":" not in text:
        return None
    patterns = furniture()
    if patterns.caption_line.match(text) and _is_caption(text):
        return "caption"
    if patterns.credit_line.match(text):
        return "photo_credit" if line.word_count <= _MOST_CREDIT_LINE_WORDS else None
    if patterns.credit_cell.search(text):
        return "caption"
    credit = _credit_at_end(text)
    return "caption" if credit and _is_caption(text[: credit.start()]) else None


def _is_caption(text: str) -> bool:
    sentence_count = len(_SENTENCE_END_INSIDE.findall(text)) + 1
    return text.count(" ") < _MOST_CAPTION_WORDS and sentence_count <= _MOST_CAPTION_SENTENCES


def _credit_at_end(text: str) -> regex.Match[str] | None:
    match = furniture().credit_at_end.search(text, max(0, len(text) - _CREDIT_WINDOW)) if ":" in text else None
    return match if match and match["by"].count(" ") < _MOST_CREDIT_WORDS else None


def _cut_credit_at_end(line: Line) -> None:
    """Cut ``. צילום: VNA`` off a paragraph that is no caption.

    A line that is too long for a credit, and begins like one, stays whole: what is left of it might be short enough.
    """
    if ":" in line.text and (furniture().credit_line.match(line.text) or furniture().caption_line.match(line.text)):
        return
    while True:
        match = _credit_at_end(line.text)
        if match is None:
            return
        end = match.start() + (match["mark"] in ".)]\"'")
        length = len(line.text[:end].rstrip(" |/-,"))
        if not length:
            return
        kept = _first_characters(line.pieces, length)
        line.cuts.append(RemovedSpan(kept[-1][1], line.pieces[-1][1], "photo_credit"))
        line.pieces = kept
        line.text = line.text[:length]


def _cut_brackets(line: Line) -> None:
    """Cut out bracketed credits, slots and image markup, innermost first, where that leaves no odd join."""
    source = line.text
    kept: list[int] = []  # the indices into source of the characters that stay
    open_brackets: list[tuple[str, int]] = []  # the bracket and its place in kept
    position = 0
    for match in _BRACKET.finditer(source):
        bracket, at = match.group(), match.start()
        kept.extend(range(position, at))
        position = max(position, at)
        if bracket in "([":
            open_brackets.append((bracket, len(kept)))
        elif open_brackets and open_brackets[-1][0] == ("(" if bracket == ")" else "["):
            _, opened = open_brackets.pop()
            cut = _bracket_to_cut(source, kept, opened, bracket)
            joined = _join(source, kept, cut[0], at + 1) if cut else None
            if cut and joined:
                first = kept[cut[0]] if cut[0] < len(kept) else at
                line.cuts.append(RemovedSpan(line.start + first, line.start + at + 1, cut[1]))
                length, position = joined
                del kept[length:]
                while open_brackets and open_brackets[-1][1] >= length:
                    open_brackets.pop()
                continue
        kept.append(at)
        position = at + 1
    kept.extend(range(position, len(source)))
    while kept and source[kept[-1]] == " ":
        kept.pop()
    line.text = "".join(map(source.__getitem__, kept))
    line.pieces = [(line.start + first, line.start + last + 1) for first, last in _runs(kept)]


def _bracket_to_cut(source: str, kept: list[int], opened: int, closing: str) -> tuple[int, BoilerplateKind] | None:
    """Where in ``kept`` to cut from, and what it is, when the bracket that closes now is furniture."""
    if closing == ")" and opened and source[kept[opened - 1]] == "]":
        before = _characters(source, kept[max(0, opened - _LONGEST_ALTERNATIVE_TEXT - 3) : opened])
        markup = _IMAGE_MARKUP_BEFORE_ADDRESS.search(before)
        if markup:
            return opened - (len(before) - markup.start()), "image"
    length = len(kept) - opened
    if length < 2 or length > MOST_CREDIT_LENGTH + 40:
        return None
    first = source[kept[opened + 1]]
    if first != " " and not first.isalpha():
        return None
    content = _characters(source, kept[opened:])
    if furniture().bracketed_credit.fullmatch(content):
        return opened, "photo_credit"
    if closing == "]" and furniture().slot.fullmatch(content):
        return opened, "advertisement"
    return None


def _join(source: str, kept: list[int], cut_from: int, resume: int) -> tuple[int, int] | None:
    """How the line goes on when ``kept[cut_from:]`` is cut: (new length of kept, next index), or None for "do not cut".

    One of the two spaces around the cut goes too. Nothing is cut where the join would make a new word, a doubled
    apostrophe or a letter-spaced word.
    """
    following = source[resume : resume + 1]
    if cut_from and source[kept[cut_from - 1]] == " " and (not following or following in " .,;:!?)|"):
        cut_from -= 1
    if not cut_from:
        return 0, resume + (following == " ")
    left = _characters(source, kept[max(0, cut_from - 3) : cut_from])
    right = source[resume : resume + 3]
    if right and right[0] not in _NO_JOIN_NEEDED_BEFORE and left[-1] not in " ([|":
        return None
    if _LONE_LETTERS_MEET.search(left + right):
        return None
    return cut_from, resume


def _characters(source: str, indices: list[int]) -> str:
    return "".join(map(source.__getitem__, indices))


def _runs(indices: list[int]) -> Iterator[tuple[int, int]]:
    """The runs of consecutive numbers in a growing list, as (first, last)."""
    run_start = 0
    for place in range(1, len(indices) + 1):
        if place == len(indices) or indices[place] != indices[place - 1] + 1:
            yield indices[run_start], indices[place - 1]
            run_start = place


def _first_characters(pieces: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """The pieces that the first ``length`` characters stand in."""
    first = []
    for start, end in pieces:
        if length <= 0:
            break
        first.append((start, min(end, start + length)))
        length -= end - start
    return first
