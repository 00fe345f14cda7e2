"""The one spaCy Language of the project: our tokenizer, a language model and every component in its order."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.attrs import IS_SPACE  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.language import Language

from pipeline.errors import ModelNotFoundError
from pipeline.language_models import DEFAULT_MODEL, MODELS_FOLDER, ModelName

COMPONENTS = (
    "hebrew_sentences",
    "hebrew_names",
    "hebrew_dates",
    "hebrew_resolutions",
    "hebrew_growth",
    "hebrew_slogans",
    "hebrew_confidence",
)


def build_language(
    components: Sequence[str] = COMPONENTS, *, model: ModelName = DEFAULT_MODEL, stanza_folder: Path | None = None
) -> Language:
    """A Hebrew Language with our tokenizer, a model's components and the named ones; nothing is downloaded.

    Dates come before resolutions and growth figures, which take their days of issue and periods from them. ``stanza_folder``
    is a Stanza package to use with the model ``stanza`` in place of the one that ships.
    """
    nlp = load_model(model, stanza_folder=stanza_folder)
    # Facts are read from characters; shape, stop words and the rest, asked of every new word, would take longer than its token.
    # Models read the tokens that are no line breaks.
    nlp.vocab.lex_attr_getters = {IS_SPACE: str.isspace}  # type: ignore[attr-defined] # in spaCy's stubs it is missing
    # How long an article may be is a setting of the reading; spaCy's own limit guards the memory of neural models.
    nlp.max_length = sys.maxsize
    has_sentences = "hebrew_stanza" in nlp.pipe_names
    for name in components:
        if name not in nlp.pipe_names and not (name == "hebrew_sentences" and has_sentences):
            nlp.add_pipe(name)
    return nlp


def load_model(model: ModelName, *, stanza_folder: Path | None = None) -> Language:
    """The Language of a model alone: sentences, ``doc.ents`` and ``token._.proclitics``; of ``rules``, the tokenizer.

    Raises ModelNotFoundError where the folder of the model is not there.
    """
    if model in {ModelName.TRF, ModelName.SM}:
        folder = MODELS_FOLDER / f"he_news_{model.value}"
        if not (folder / "meta.json").exists():
            raise ModelNotFoundError(folder.name, str(folder))
        return spacy.load(folder)
    nlp = spacy.blank("he", config={"nlp": {"tokenizer": {"@tokenizers": "uvdot.HebrewTokenizer.v1"}}})
    if model is ModelName.STANZA:
        nlp.meta["name"] = "stanza"
        nlp.add_pipe("hebrew_stanza", config={"folder": str(stanza_folder) if stanza_folder else None})
    return nlp
