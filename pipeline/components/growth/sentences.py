"""The sentences of a Doc as character ranges, whether or not a component has marked them."""

from __future__ import annotations

from collections.abc import Iterator

import regex
from spacy.tokens import Doc

# Longer stretches without a full stop are no prose; they are read in pieces, so that work stays linear in the text.
LONGEST_SENTENCE = 1500

# A full stop after a word, a percent sign, a bracket or a digit, before a space: not the one of an abbreviation (א. ב.).
_SENTENCE_END = regex.compile(r"(?<=[א-ת\"')][א-ת\"')%]|[%\d])[.!?]+[\"')]*\s+|\n+")


def sentence_ranges(doc: Doc, text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence in code points: the Doc's own sentences, else lines cut at full stops."""
    ranges: list[tuple[int, int]] = []
    if doc.has_annotation("SENT_START"):
        for sentence in doc.sents:
            ranges.extend(_pieces(text, sentence.start_char, sentence.end_char))
        return ranges
    start = 0
    for match in _SENTENCE_END.finditer(text):
        ranges.extend(_pieces(text, start, match.start() + 1))
        start = match.end()
    ranges.extend(_pieces(text, start, len(text)))
    return ranges


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start, start + LONGEST_SENTENCE)
        if cut <= start:
            cut = start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    if start < end:
        yield start, end
