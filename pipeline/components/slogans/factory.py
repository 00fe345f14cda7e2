"""The spaCy component ``hebrew_slogans``: puts the slogans of a text on its Doc."""

from __future__ import annotations

from collections.abc import Callable

import regex
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.explanations import explanation_of
from pipeline.components.fact_spans import facts_of, set_facts
from pipeline.components.sentences.ranges import sentence_ranges
from pipeline.components.slogans.resolve import slogans_of
from pipeline.hebrew.characters import GERESH_MARKS, QUOTE_MARKS
from pipeline.hebrew.document_text import text_of

# A quotation mark, or what announces a slogan without one
_ANY_MARK = regex.compile(f"[{QUOTE_MARKS}{GERESH_MARKS}:#]")


@Language.factory("hebrew_slogans", assigns=["doc.spans"])
def make_slogans(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component: ``doc.spans["slogans"]`` with a Slogan on each span.

    It reads the entities that earlier components have set, to name who says a slogan, and works without them.
    """

    def find_slogans(doc: Doc) -> Doc:
        text = text_of(doc)
        if _ANY_MARK.search(text) is None:
            set_facts(doc, "slogans", [])
            return doc
        slogans = slogans_of(text, sentence_ranges(doc, text), facts_of(doc, "entities"), explanation_of(doc))
        set_facts(doc, "slogans", slogans)
        return doc

    return find_slogans
