"""Hebrew stored in visual order, as it stands on the screen from left to right, put back into the order of reading.

Old pages in ISO-8859-8, text taken out of PDF files and terminal dumps hold `םולש` for `שלום`. The five final letters tell:
they end words in Hebrew that is stored as it is read, and begin them in visual order.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.reading.letters import count_hebrew, count_latin

# Enough to decide by: a long article.
SAMPLE_LETTERS = 1 << 16
# Latin letters for each Hebrew one in a line that runs from left to right; a Hebrew line can end in a long foreign name.
MOSTLY_LATIN = 3

_FINALS = "[ךםןףץ]"
_LETTER = "[א-ת]"
_FINAL_AT_END = regex.compile(f"(?<={_LETTER}){_FINALS}(?!{_LETTER})")
_FINAL_AT_START = regex.compile(f"(?<!{_LETTER}){_FINALS}(?={_LETTER})")
_FINAL_INSIDE = regex.compile(f"(?<={_LETTER}){_FINALS}(?={_LETTER})")
_MARKS = regex.compile(r"[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7]+")

_CLUSTER = regex.compile(r".[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7]*", regex.DOTALL)
_HEBREW_RUN = regex.compile(r"[\u05D0-\u05EA\uFB1D-\uFB4F](?:[^\p{Latin}\d]*[\u05D0-\u05EA\uFB1D-\uFB4F])?")

_CURRENCY_OR_PERCENT = "[%$€₪£#°]"
_NUMBER = r"\d++(?:[.,:/+-]\d++)*+"
# Latin words and the numbers beside them are one run, `NATO (2024)`, `28-NQ/TW`; a number alone is another, `12.5%`.
_LEFT_TO_RIGHT_RUN = regex.compile(
    rf"(?:{_NUMBER}[-/]?)?\p{{Latin}}(?:[^\u05D0-\u05EA\uFB1D-\uFB4F\n]*[\p{{Latin}}\d])?{_CURRENCY_OR_PERCENT}?"
    rf"|{_CURRENCY_OR_PERCENT}?{_NUMBER}{_CURRENCY_OR_PERCENT}?"
)
_CLOSING = {")": "(", "]": "[", "}": "{", ">": "<", "»": "«"}
# Most programs stored brackets as they look on the screen; some turned the letters and left the brackets.
_BRACKETS_AS_SEEN = regex.compile(r"\([^()\n]*\)")
_BRACKETS_AS_TYPED = regex.compile(r"\)[^()\n]*\(")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


@dataclass(frozen=True, slots=True)
class FinalLetters:
    """How many final letters end a word of two letters or more, begin one, or stand inside one."""

    at_end: int
    at_start: int
    inside: int

    @property
    def look_visual(self) -> bool:
        """Whether nearly all of them begin words."""
        return self.at_start > 4 * (self.at_end + self.inside)

    @property
    def look_foreign(self) -> bool:
        """Whether they stand where neither order puts them: the bytes of another alphabet read as Hebrew."""
        return self.inside > 1 and self.inside * 4 > self.at_end + self.at_start + self.inside


def final_letters(text: str) -> FinalLetters:
    """Count the final letters at the beginning of a text by their place in the word, vowel points aside."""
    letters = _MARKS.sub("", text[:SAMPLE_LETTERS])
    return FinalLetters(
        at_end=len(_FINAL_AT_END.findall(letters)),
        at_start=len(_FINAL_AT_START.findall(letters)),
        inside=len(_FINAL_INSIDE.findall(letters)),
    )


def to_reading_order(text: str) -> str:
    """Text in visual order, each line put into the order in which it is read.

    A line that is mostly Hebrew ran from right to left: it is turned round, its numbers and Latin words are turned back and
    its brackets mirrored, unless they are seen to be stored unmirrored. In a line that is mostly Latin only the Hebrew words
    are turned.
    """
    mirror = len(_BRACKETS_AS_SEEN.findall(text)) >= len(_BRACKETS_AS_TYPED.findall(text))
    return "\n".join(_read_line(line, _MIRRORED if mirror else {}) for line in text.split("\n"))


def _read_line(line: str, mirrored: dict[int, int]) -> str:
    hebrew = count_hebrew(line)
    if not hebrew:
        return line
    ending = "\r" if line.endswith("\r") else ""
    line = line.removesuffix("\r")
    if count_latin(line) < MOSTLY_LATIN * hebrew:
        return _turned(line, mirrored) + ending
    turned: str = _HEBREW_RUN.sub(lambda run: _turned(run[0], mirrored), line)
    return turned + ending


def _turned(line: str, mirrored: dict[int, int]) -> str:
    pieces: list[str] = []
    position = 0
    while position < len(line):
        run = _LEFT_TO_RIGHT_RUN.search(line, position)
        start = run.start() if run else len(line)
        pieces.extend(cluster.translate(mirrored) for cluster in _CLUSTER.findall(line, position, start))
        position = start
        if run:
            end = _balanced_end(line, run.start(), run.end())
            pieces.append(line[start:end])
            position = end
    return "".join(reversed(pieces))


def _balanced_end(line: str, start: int, end: int) -> int:
    """Where a left-to-right run ends so that the brackets opened in it close in it, and no others do."""
    opened: list[str] = []
    for position in range(start, end):
        character = line[position]
        if character in _CLOSING.values():
            opened.append(character)
        elif character in _CLOSING:
            if not opened:
                return start + len(line[start:position].rstrip(" ,.;:-"))
            opened.pop()
    while opened and end < len(line) and _CLOSING.get(line[end]) == opened[-1]:
        opened.pop()
        end += 1
    return end
