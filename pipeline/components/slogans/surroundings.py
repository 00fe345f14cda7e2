"""The words around a quotation, as far as they can say what it is."""

from __future__ import annotations

from typing import Literal, NamedTuple

import regex

from pipeline.components.slogans.quotations import Quotation
from pipeline.hebrew.characters import DASHES, GERESH_MARKS, QUOTE_MARKS

# Code points read on either side of a quotation. A cue with a long owner fits: הסיסמה של הוועדה המחוזית של המפלגה היא "…"
_WINDOW_BEFORE = 130
_WINDOW_AFTER = 90
_MOST_WORDS_AFTER = 9
_MOST_QUOTATIONS_BEFORE = 40

_END_OF_SENTENCE = r"[.!?;…](?=[\s)\]]|\Z)|\n"
_TOKEN = regex.compile(
    rf"(?P<word>[א-ת]+(?:[{DASHES}{QUOTE_MARKS}{GERESH_MARKS}][א-ת]+)*(?:[{DASHES}]\d+(?:[.,:/]\d+)*|[{GERESH_MARKS}](?![א-ת]))?|\d+(?:[.,:/]\d+)*|[^\W\d_א-ת]+)"
    rf"|(?P<end>{_END_OF_SENTENCE})|(?P<mark>[^\w\s])"
)
_SENTENCE_END = regex.compile(_END_OF_SENTENCE)


class Word(NamedTuple):
    """A word, a punctuation mark, or a whole quotation that stands for one word."""

    text: str
    kind: Literal["word", "mark", "quotation"]


_QUOTATION = Word("", "quotation")


def words_before(text: str, quotations: list[Quotation], index: int, enclosing_start: int) -> list[Word]:
    """The words before a quotation, the nearest first, back to the start of its sentence, line or enclosing quotation."""
    quotation = quotations[index]
    end = quotation.glued_from
    start = max(0, enclosing_start, end - _WINDOW_BEFORE)
    opaque: list[Quotation] = []
    for earlier in reversed(quotations[max(0, index - _MOST_QUOTATIONS_BEFORE) : index]):
        if earlier.is_closed and earlier.outer_end <= end and earlier.outer_end > start:
            while opaque and opaque[-1].outer_start < earlier.outer_end:
                opaque.pop()
            opaque.append(earlier)
    words: list[Word] = []
    position = start
    for earlier in reversed(opaque):
        if earlier.outer_start < position:
            position = max(position, earlier.outer_end)
            words = [_QUOTATION]
            continue
        words = _read(text, position, earlier.glued_from, words)
        words.append(_QUOTATION)
        position = earlier.outer_end
    words = _read(text, position, end, words)
    words.reverse()
    return words


def words_after(text: str, start: int) -> list[Word]:
    """The words after a quotation that ends at ``start``, up to the end of its sentence or line."""
    words: list[Word] = []
    for match in _TOKEN.finditer(text, start, min(len(text), start + _WINDOW_AFTER)):
        if match["end"] or len(words) == _MOST_WORDS_AFTER:
            break
        words.append(Word(match[0], "word" if match["word"] else "mark"))
    return words


def _read(text: str, start: int, end: int, words: list[Word]) -> list[Word]:
    """``words`` with those of ``text[start:end]`` after them; a sentence that ends in between drops all before its end."""
    cut_word = start > 0 and text[start - 1 : start].isalnum()
    for sentence_end in _SENTENCE_END.finditer(text, start, end):
        words, start, cut_word = [], sentence_end.end(), False
    if cut_word and (cut := _TOKEN.match(text, start, end)) is not None:
        start = cut.end()
    for word, sentence_end, mark in _TOKEN.findall(text, start, end):
        words.append(Word(word, "word") if word else Word(sentence_end or mark, "mark"))
    return words
