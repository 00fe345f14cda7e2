"""The models that ship, by the names of their folders: functions that the fresh processes of the measurements can import."""

from __future__ import annotations

from spacy.language import Language

from pipeline.language import build_language, load_model
from pipeline.language_models import ModelName

SHIPPED = {"he_news_trf": ModelName.TRF, "he_news_sm": ModelName.SM, "stanza": ModelName.STANZA}


def load(name: str, /) -> Language:
    """A model alone."""
    return load_model(SHIPPED[name])


def build(*, model: str | None) -> Language:
    """The whole pipeline with a model, or by rules alone."""
    return build_language(model=SHIPPED[model] if model else ModelName.RULES)
