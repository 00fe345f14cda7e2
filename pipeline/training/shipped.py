"""What the spaCy pipelines that ship say of themselves."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language

from pipeline import __version__
from pipeline.language_models import SPACY_VERSIONS


def write_shipped(nlp: Language, out: Path, name: str, description: str) -> None:
    """Write a trained pipeline to its folder, with its name, versions and licence."""
    nlp.meta.update(
        name=name,
        version=__version__,
        spacy_version=SPACY_VERSIONS,
        description=description,
        author="The Uvdot developers",
        license="CC BY-NC-SA 4.0",
    )
    nlp.to_disk(out)
