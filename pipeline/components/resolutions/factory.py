"""The spaCy component ``hebrew_resolutions``: sets ``doc.spans["resolutions"]``.

It takes days of issue and horizons from ``hebrew_dates`` where that component ran before it, and gives those dates their
role; alone it finds the same citations without them.
"""

from __future__ import annotations

from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.explanations import explanation_of
from pipeline.components.fact_spans import facts_of, set_facts
from pipeline.components.resolutions.citations import find_citations, without_overlaps
from pipeline.components.resolutions.clause import (
    Clause,
    fill_from_clause,
    resolve_same_body,
    settle_decisions,
    share_along_lists,
)
from pipeline.components.resolutions.clusters import find_aliases, join_clusters, renumber_clusters
from pipeline.components.resolutions.courts import name_courts
from pipeline.components.resolutions.explain import explain
from pipeline.components.sentences.ranges import sentence_ranges
from pipeline.hebrew.document_text import text_of


class HebrewResolutions:
    """Finds citations of official documents and what the text says of each; takes a Doc and returns it."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the facts of one Doc."""
        text = text_of(doc)
        explanation = explanation_of(doc)
        facts = find_citations(text, explanation)
        if facts:
            dates = facts_of(doc, "dates")
            starts = [start for start, _ in sentence_ranges(doc, text)]
            for index, fact in enumerate(facts):
                place = bisect_right(starts, fact.start)
                end = starts[place] if place < len(starts) else len(text)
                start = max(starts[place - 1], facts[index - 1].end if index else 0)
                following = facts[index + 1].start if index + 1 < len(facts) else len(text)
                fill_from_clause(text, fact, Clause(start, end, min(following, end)), dates)
            resolve_same_body(text, facts)
            share_along_lists(text, facts)
            settle_decisions(text, facts)
            name_courts(text, facts, starts)
            join_clusters(facts)
            # A name that the text defines says more of a document than the same words read as a name.
            facts = without_overlaps([*find_aliases(text, facts), *facts])
            renumber_clusters(facts)
            if explanation.is_wanted:
                explain(text, facts, dates, explanation)
        set_facts(doc, "resolutions", facts)
        return doc


@Language.factory("hebrew_resolutions", assigns=["doc.spans"])
def make_resolutions(nlp: Language, name: str) -> HebrewResolutions:
    """Make the component; it has no settings."""
    return HebrewResolutions()
