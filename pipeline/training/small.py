"""Trains ``he_news_sm``: spaCy's own training by ``models/he_news_sm/training.cfg``, with what the large model can teach it.

The large model gives two things: a table of vectors of single words, and names for treebank sentences without any. Without
it the small model learns from the labelled sentences alone.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.pipeline import Tok2Vec
from spacy.training.loop import train as run_training
from spacy.util import load_config, load_model_from_config, registry
from thinc.api import fix_random_seed

import pipeline.training.documents
from pipeline.components.word_embedding.architecture import table_of
from pipeline.components.word_embedding.word_table import WordTable
from pipeline.training.documents import write_sentences
from pipeline.training.shipped import write_shipped
from pipeline.training.sources import training_sentences

RECIPE = Path(__file__).parents[2] / "models" / "he_news_sm" / "training.cfg"
KNOWN_WORDS = 80_000
_SILVER = (0, 1)  # of every five treebank sentences, neighbours kept together
_ONLY_TAUGHT = ("tagger", "senter")
_log = logging.getLogger(__name__)


def train(sources: Path, work: Path, teacher: Path | None, out: Path) -> dict[str, Any]:
    """Train and write the pipeline to ``out``; returns its scores on NEMO's development sentences.

    ``sources`` is the folder of the public data, ``work`` one for what is made on the way (kept and used again), ``teacher``
    the folder of a trained large model.
    """
    work.mkdir(parents=True, exist_ok=True)
    if teacher is not None:
        write_silver(sources, teacher, work / "silver.jsonl")
        write_words(sources, teacher, work / "words.msgpack")
    trained = work / "trained"
    fit(sources, work, trained, {})
    nlp = spacy.load(trained / "model-best")
    scores = nlp.evaluate(list(pipeline.training.documents.development_documents(str(sources))(nlp)))
    (work / "scores.json").write_text(json.dumps(scores, default=float), encoding="utf-8")
    write_package(nlp, out)
    return scores


def write_silver(sources: Path, teacher: Path, path: Path) -> None:
    """Write a share of the treebank sentences to a file, with the names that the teacher finds; a file there is kept."""
    from pipeline.training.teacher import with_silver_names  # noqa: PLC0415 - needs torch
    from pipeline.training.transformer import read_trained  # noqa: PLC0415 - needs torch

    if not path.exists():
        _, unnamed = training_sentences(sources)
        chosen = [sentence for place, sentence in enumerate(unnamed) if place % 5 in _SILVER]
        write_sentences(path, with_silver_names(chosen, read_trained(teacher)))


def write_words(sources: Path, teacher: Path, path: Path) -> None:
    """Write the table of known words with the vectors that the teacher gives them; a file there is kept."""
    from pipeline.training.teacher import read_words  # noqa: PLC0415 - needs torch
    from pipeline.training.transformer import read_trained  # noqa: PLC0415 - needs torch
    from pipeline.training.vectors import fill_table, known_words  # noqa: PLC0415 - needs wordfreq

    if not path.exists():
        named, unnamed = training_sentences(sources)
        config = load_config(RECIPE)
        words = known_words([*named, *unnamed], KNOWN_WORDS, config["system"]["seed"])
        table = WordTable(config["components"]["tok2vec"]["model"]["embed"]["vector_width"])
        fill_table(table, words, read_words(words, read_trained(teacher)))
        path.write_bytes(table.to_bytes())


def fit(sources: Path, work: Path, target: Path, overrides: Mapping[str, Any]) -> None:
    """Run spaCy's training by the recipe, with the silver names and the known words that lie in ``work`` if any.

    ``overrides`` are settings of the recipe by their dotted names. ``target`` then holds ``model-best`` and ``model-last``.
    """
    silver = work / "silver.jsonl"
    paths = {"paths.sources": str(sources), "paths.silver": str(silver) if silver.exists() else None}
    config = load_config(RECIPE, overrides={**paths, **overrides}, interpolate=True)
    fix_random_seed(config["training"]["seed"])
    nlp = load_model_from_config(config, auto_fill=True)
    words = work / "words.msgpack"
    if words.exists():
        shared = nlp.get_pipe("tok2vec")
        assert isinstance(shared, Tok2Vec)  # noqa: S101 - for the type checker
        table_of(shared.model.get_ref("embed")).from_bytes(words.read_bytes())
    first_epoch = list(registry.resolve(nlp.config["corpora"])["train"](nlp))
    nlp.initialize(lambda: first_epoch)
    target.mkdir(parents=True, exist_ok=True)
    run_training(nlp, target)


def write_package(nlp: Language, out: Path) -> None:
    """Write the trained pipeline for use: rules for sentences, no part that only taught, no path of its training."""
    for name in _ONLY_TAUGHT:
        nlp.remove_pipe(name)
    nlp.add_pipe("hebrew_sentences", first=True)
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    for reader in nlp.config["corpora"].values():
        reader.update({name: f"${{paths.{name}}}" for name in ("sources", "silver") if name in reader})
    write_shipped(nlp, out, "news_sm", "Hebrew news: names, proclitics, sentences")
