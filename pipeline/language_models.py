"""Which language models there are and where they lie; importing this loads nothing."""

from __future__ import annotations

from enum import Enum
from pathlib import Path


class ModelName(str, Enum):
    """What finds names and proclitics."""

    TRF = "trf"
    """The encoder: the most accurate."""
    SM = "sm"
    """The small model: the fastest."""
    STANZA = "stanza"
    """A Stanza package."""
    RULES = "rules"
    """No model: lexicon and patterns alone."""


SPACY_VERSIONS = ">=3.8.2,<4"
"""Of spaCy that read the models that ship, as in pyproject.toml; spaCy by itself would write the one it trained with."""

DEFAULT_MODEL = ModelName.TRF
MODELS_FOLDER = Path(__file__).parent.parent / "models"
"""Beside the code in a checkout and in an installed wheel alike."""
