"""Where the sentences of a Doc stand, for components that read its text: one way, whatever ran before them."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc

from pipeline.components.sentences.boundaries import sentence_starts


def sentence_ranges(doc: Doc, text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence in code points, together the whole of ``text``, which is ``doc.text``.

    They are the Doc's own sentences where a component has set them, else those that ``hebrew_sentences`` would set.
    """
    are_marked = doc.has_annotation("SENT_START")
    starts = [sentence.start_char for sentence in doc.sents] if are_marked else sentence_starts(text)
    return list(pairwise([0, *starts[1:], len(text)])) if text else []
