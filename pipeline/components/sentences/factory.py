"""The spaCy component ``hebrew_sentences``: sets where the sentences of a Hebrew text begin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.sentences.boundaries import sentence_starts
from pipeline.hebrew.document_text import text_of


@Language.factory("hebrew_sentences", assigns=["token.is_sent_start"], default_score_weights={"sents_f": 1.0})
def make_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component: ``token.is_sent_start`` is True or False on every token.

    A line is a paragraph: its end ends a sentence. Tokens of white space belong to the sentence before them, those at the
    very beginning to the first. Works with any tokenizer; a boundary inside one of its tokens is passed over.
    """
    return set_sentences


def set_sentences(doc: Doc) -> Doc:
    """Set the sentence starts of a Doc by the rules and return it."""
    return set_sentence_starts(doc, sentence_starts(text_of(doc))[1:])


def set_sentence_starts(doc: Doc, starts: Sequence[int]) -> Doc:
    """Make sentences begin at the first token and at those whose first character is at one of ``starts``, and nowhere else.

    ``starts`` are characters in ascending order; one inside a token is passed over.
    """
    if not len(doc):
        return doc
    offsets = doc.to_array("IDX")
    beginnings = np.asarray(starts, dtype=offsets.dtype)
    tokens = np.searchsorted(offsets, beginnings)
    inside = tokens < len(offsets)  # a start within the last token is past every token's beginning
    tokens, beginnings = tokens[inside], beginnings[inside]
    is_start: Any = np.full(len(offsets), -1, dtype=np.int64)
    is_start[tokens[offsets[tokens] == beginnings]] = 1
    is_start[0] = 1
    return doc.from_array("SENT_START", is_start.astype(np.uint64))
