"""The spaCy component ``hebrew_growth``: puts the growth figures of a text on its Doc."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.explanations import explanation_of
from pipeline.components.fact_spans import facts_of, set_facts
from pipeline.components.growth.resolve import growth_figures_of
from pipeline.components.growth.sentences import sentence_pieces
from pipeline.components.sentences.ranges import sentence_ranges
from pipeline.hebrew.document_text import text_of


@Language.factory("hebrew_growth", assigns=["doc.spans"])
def make_growth(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component: ``doc.spans["growth_figures"]`` with a GrowthFigure on each span.

    It reads the dates and entities that earlier components have set, and works without them: then figures have no period
    from the text's dates, and their subjects come from the wording alone.
    """

    def find_growth(doc: Doc) -> Doc:
        text = text_of(doc)
        pieces = list(sentence_pieces(text, sentence_ranges(doc, text)))
        facts = growth_figures_of(text, pieces, facts_of(doc, "dates"), facts_of(doc, "entities"), explanation_of(doc))
        set_facts(doc, "growth_figures", facts)
        return doc

    return find_growth
