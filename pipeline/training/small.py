"""Trains ``he_news_sm``: a small network over words, taught by the large model.

The large model gives two things: a table of vectors of single words, and for every token of the sentences to train on the
probabilities of its labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict
from torch import Tensor

from pipeline.components.encoder.labels import BIOES
from pipeline.components.word_network.word_table import WordTable
from pipeline.training import fitting
from pipeline.training.fitting import Material, Taught, fit
from pipeline.training.tagger import Batch, Labels, Tagger
from pipeline.training.teacher import read_words, taught_names
from pipeline.training.transformer import Trained, read_trained
from pipeline.training.vectors import fill_table, known_words
from pipeline.training.word_encoder import WordEncoder


class Network(BaseModel):
    """The shape of the network."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    width: int
    hash_width: int
    layers: int
    """Each a convolution over neighbours and a layer of attention."""
    heads: int
    dropout: float
    hidden_forms: float
    """Share of words whose form is hidden in training, so that they are told by vector and affixes too."""


class Recipe(fitting.Recipe):
    """The settings of the training; ``models/he_news_sm/training.yaml`` holds those of the model that ships."""

    known_words: int
    vector_width: int
    network: Network
    learning_rate: float
    taught_weight: float
    """Of the divergence from the teacher's probabilities of name labels."""


def train(sources: Path, work: Path, recipe: Recipe, teacher_folder: Path, annotated: Sequence[Path]) -> Path:
    """Train by a recipe; returns ``work``. What the teacher says is kept there and used again."""
    work.mkdir(parents=True, exist_ok=True)
    teacher = read_trained(teacher_folder)
    material = Material.of_sources(sources, annotated, recipe)
    table = _words(material, teacher, recipe, work / "words.msgpack")
    material = replace(material, taught=_taught(material, teacher, work / "taught.npz"))
    labels = material.labels()
    torch.manual_seed(recipe.seed)
    model = _tagger(table, recipe.network, labels)

    def apart(batch: Batch, _: Tensor, scores: tuple[Tensor, Tensor, Tensor]) -> Tensor:
        return recipe.taught_weight * divergence(batch, scores[0])

    groups = [{"params": list(model.parameters()), "lr": recipe.learning_rate}]
    fit(model, table, labels, material, recipe, groups, work, apart)
    return work


def divergence(batch: Batch, names: Tensor) -> Tensor:
    """The cross-entropy of the scores of names from the teacher's probabilities, where it gave any."""
    said = batch.taught.sum(-1) > 0
    if not said.any():
        return names.new_zeros(())
    return -(batch.taught[said] * names[said].log_softmax(-1)).sum(-1).mean()


def read_small(folder: Path, network: Network) -> tuple[Tagger, WordTable, Labels]:
    """What ``train`` left in a folder."""
    labels = Labels.of_file(folder / "labels.json")
    table = WordTable.of_bytes((folder / "words.msgpack").read_bytes())
    model = _tagger(table, network, labels)
    model.load_state_dict(torch.load(folder / "model.pt", weights_only=True, map_location="cpu"))
    return model.eval(), table, labels


def _tagger(table: WordTable, network: Network, labels: Labels) -> Tagger:
    encoder = WordEncoder(table, **network.model_dump())
    return Tagger(encoder, network.width, len(labels.proclitics), len(labels.tags))


def _words(material: Material, teacher: Trained, recipe: Recipe, path: Path) -> WordTable:
    if path.exists():
        return WordTable.of_bytes(path.read_bytes())
    words = known_words([*material.named, *material.unnamed], recipe.known_words, recipe.seed)
    table = WordTable(recipe.vector_width)
    fill_table(table, words, read_words(words, teacher))
    path.write_bytes(table.to_bytes())
    return table


def _taught(material: Material, teacher: Trained, path: Path) -> tuple[Taught, Taught]:
    if not path.exists():
        said = taught_names(material.named, teacher) + taught_names(material.unnamed, teacher)
        np.savez(path, said=np.concatenate(said), ends=np.cumsum([len(rows) for rows in said]))
    with np.load(path) as kept:
        said = np.split(kept["said"], kept["ends"][:-1])
    if said[0].shape[1] != len(BIOES) or len(said) != len(material.named) + len(material.unnamed):
        raise ValueError(f"{path} was made from other sentences: remove it.")
    return said[: len(material.named)], said[len(material.named) :]
