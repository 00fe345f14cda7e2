"""Where the sentences of a Doc stand, for components that read its text: one way, whatever ran before them."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc

from pipeline.components.sentences.boundaries import sentence_starts


def sentence_ranges(doc: Doc, text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence in code points, together the whole of ``text``, which is ``doc.text``.

    They are the Doc's own sentences where a component has set them, else those that ``hebrew_sentences`` would set.
    """
    if not text:
        return []
    starts = _marked_starts(doc) if doc.has_annotation("SENT_START") else sentence_starts(text)
    return list(pairwise([0, *starts[1:], len(text)]))


def _marked_starts(doc: Doc) -> list[int]:
    """Where the sentences of a Doc begin, as ``doc.sents`` has them; read at once, without a Span for each."""
    offsets, is_start = doc.to_array(["IDX", "SENT_START"]).T
    return [0, *offsets[1:][is_start[1:] == 1].tolist()]
