"""The spaCy component ``hebrew_confidence``: makes the confidence of every fact the probability that it is right.

The components before it say how sure they are by rules of thumb; it stands after them all.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.confidence.calibration import shipped_calibration
from pipeline.components.fact_spans import FACT_CLASSES, facts_of


@Language.factory("hebrew_confidence", assigns=["doc.spans"], requires=["doc.spans"])
def make_confidence(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component; it has no settings."""
    calibration = shipped_calibration()

    def set_confidences(doc: Doc) -> Doc:
        for kind in FACT_CLASSES:
            for fact in facts_of(doc, kind):
                fact.confidence = calibration.probability(kind, fact.source, fact.confidence)
        return doc

    return set_confidences
