"""From Stanza's Documents to a Doc: what they say at which characters, and setting it on our own tokens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.tokens import Doc
from spacy.util import filter_spans

from pipeline.components.proclitics import PROCLITICS
from pipeline.components.sentences.factory import set_sentence_starts
from pipeline.hebrew.proclitics import written_proclitics
from pipeline.pattern_files import load_patterns

LABELS = load_patterns(Path(__file__).with_name("labels.yaml"), dict[str, str])
"""Label in a Stanza package to label of a name; one that is not here is no name."""


@dataclass(slots=True)
class Annotations:
    """What Stanza found in one text; all offsets are characters of that text.

    ``sentence_starts`` in ascending order; ``proclitics`` from a token's start to its proclitics; ``names`` as (start, end,
    label), or None where the package knows no names.
    """

    sentence_starts: list[int] = field(default_factory=list)
    proclitics: dict[int, str] = field(default_factory=dict)
    names: list[tuple[int, int, str]] | None = None


def read_annotations(text: str, documents: Iterable[tuple[int, Any]], with_names: bool) -> Annotations:
    """What Stanza's Documents say of a text, each given with the offset of its piece in the text."""
    found = Annotations(names=[] if with_names else None)
    for offset, document in documents:
        for sentence in document.sentences:
            found.sentence_starts.append(offset + sentence.tokens[0].start_char)
            for token in sentence.tokens:
                if len(token.words) > 1:
                    start, end = offset + token.start_char, offset + token.end_char
                    proclitics = written_proclitics(text[start:end], [word.text for word in token.words])
                    if proclitics:
                        found.proclitics[start] = proclitics
        if found.names is not None:
            for name in document.ents:
                if label := LABELS.get(name.type):
                    found.names.append((offset + name.start_char, offset + name.end_char, label))
    return found


def set_annotations(doc: Doc, found: Annotations) -> None:
    """Set sentence starts, ``Token._.proclitics`` and, where the package knows names, ``doc.ents``.

    The Doc keeps its tokens: a name that begins or ends inside one takes it whole, of names that then overlap the longest
    stays, and proclitics that are not the beginning of a longer token are passed over.
    """
    set_sentence_starts(doc, found.sentence_starts[1:])  # white space before the first sentence belongs to it
    for token in doc:
        proclitics = found.proclitics.get(token.idx, "")
        token._.set(PROCLITICS, proclitics if len(proclitics) < len(token) else "")
    if found.names is not None:
        spans = (doc.char_span(start, end, label, alignment_mode="expand") for start, end, label in found.names)
        doc.set_ents(filter_spans([span for span in spans if span is not None]))
