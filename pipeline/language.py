"""The one spaCy Language of the project: our tokenizer and every component in its order."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import spacy
from spacy.language import Language

COMPONENTS = (
    "hebrew_sentences",
    "hebrew_names",
    "hebrew_dates",
    "hebrew_resolutions",
    "hebrew_growth",
    "hebrew_slogans",
)


def build_language(components: Sequence[str] = COMPONENTS) -> Language:
    """A blank Hebrew Language with our tokenizer and the named components; nothing is downloaded.

    Dates come before resolutions and growth figures, which take their days of issue and periods from them.
    """
    nlp = spacy.blank("he", config={"nlp": {"tokenizer": {"@tokenizers": "uvdot.HebrewTokenizer.v1"}}})
    # How long an article may be is a setting of the reading; spaCy's own limit guards the memory of neural models.
    nlp.max_length = sys.maxsize
    for name in components:
        nlp.add_pipe(name)
    return nlp
