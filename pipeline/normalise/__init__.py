"""Normalises raw text, with an alignment back to every raw character."""

from pipeline.normalise.alignment import Alignment
from pipeline.normalise.furniture import BoilerplateKind
from pipeline.normalise.normalised_text import Boilerplate, NormalisedText, normalise

__all__ = ["Alignment", "Boilerplate", "BoilerplateKind", "NormalisedText", "normalise"]
