"""The name mentions of a language model: ``doc.ents``, with ``span._.confidence`` where the model says how sure it is.

Every model leaves its mentions here, whole tokens with their proclitics; ``hebrew_names`` joins them with the lexicon's.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span

# A body's full name takes some 150 letters; beyond this a model has read a run of letters that is no text.
_LONGEST_MENTION = 400

if not Span.has_extension("confidence"):
    Span.set_extension("confidence", default=None)


def set_mentions(doc: Doc, mentions: Iterable[tuple[int, int, str, float]]) -> None:
    """Make ``mentions`` the ``doc.ents``: first token, end token, label and confidence (0..1) of each, not overlapping.

    Those of more than 400 characters are left out.
    """
    spans = []
    for start, end, label, confidence in mentions:
        span = Span(doc, start, end, label=label)
        if span.end_char - span.start_char > _LONGEST_MENTION:
            continue
        span._.confidence = confidence
        spans.append(span)
    doc.ents = spans
