"""Trains ``he_news_trf``: the multilingual encoder learns names, proclitics and parts of speech together.

A student is trained like its teacher, from some of its layers: beside the labels it learns what the teacher says of every token,
also in sentences whose names nobody labelled.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tokenizers
import torch
from pydantic import BaseModel, ConfigDict, model_validator
from torch import Tensor, nn

from pipeline.components.encoder.pieces import Pieces
from pipeline.training import fitting
from pipeline.training.encoder import HIDDEN, Encoder, pruned, read_encoder_file
from pipeline.training.fitting import Material, fastest_device, fit
from pipeline.training.sources import encoder_file
from pipeline.training.tagger import Batch, Labels, Tagger


class Distillation(BaseModel):
    """How a student learns from its teacher."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    layers: tuple[int, ...]
    """The teacher's layers that the student begins with, counted from 0."""
    scores_weight: float
    """Of the divergence of the student's label distributions from the teacher's."""
    states_weight: float
    """Of the mean squared distance of the tokens' states."""


class Recipe(fitting.Recipe):
    """The settings of a training of the encoder."""

    layers: int
    learning_rate: float
    head_learning_rate: float
    layer_decay: float
    """Each layer learns this much slower than the one above it."""
    distillation: Distillation | None = None

    @model_validator(mode="after")
    def _a_student_has_the_layers_that_it_takes(self) -> Recipe:
        if self.distillation is not None and len(self.distillation.layers) != self.layers:
            raise ValueError(
                f"distillation.layers names {len(self.distillation.layers)} layers, layers says {self.layers}"
            )
        return self


class Recipes(BaseModel):
    """What ``models/he_news_trf/training.yaml`` holds: a teacher, and its students, whose average ships."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    teacher: Recipe
    students: tuple[Recipe, ...]


@dataclass(frozen=True, slots=True)
class Trained:
    """What ``train`` left in a folder, for reading only."""

    model: Tagger
    pieces: Pieces
    labels: Labels


def read_trained(folder: Path) -> Trained:
    """The tagger of a training's folder, with its running average of weights."""
    labels = Labels.of_file(folder / "labels.json")
    weights = torch.load(folder / "model.pt", weights_only=True, map_location="cpu")
    layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layers."))
    vocabulary = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    model = _tagger(Encoder(vocabulary.get_vocab_size(), layers), labels)
    model.load_state_dict(weights)
    return Trained(model.eval().to(fastest_device()), Pieces(vocabulary), labels)


def train(
    sources: Path, work: Path, recipe: Recipe, teacher_folder: Path | None = None, annotated: Sequence[Path] = ()
) -> Path:
    """Train by a recipe; returns the folder ``work``, which ``read_trained`` reads.

    ``annotated`` are gold files whose articles are learnt from too, as often as the recipe says.
    ``teacher_folder`` is what an earlier training returned, for a recipe with ``distillation`` and for no other. A training
    that was cut off goes on from its last whole epoch.
    """
    if (recipe.distillation is None) != (teacher_folder is None):
        raise ValueError("A teacher and a recipe with distillation go together.")
    work.mkdir(parents=True, exist_ok=True)
    material = Material.of_sources(sources, annotated, recipe)
    torch.manual_seed(recipe.seed)
    if recipe.distillation is None or teacher_folder is None:
        source = read_encoder_file(encoder_file(sources))
        vocabulary, kept = pruned(source)
        vocabulary.save(str(work / "tokenizer.json"))
        encoder, labels = Encoder(len(kept), recipe.layers), material.labels()
        encoder.load(source, kept)
        model = _tagger(encoder, labels)
        fit(model, Pieces(vocabulary), labels, material, recipe, _parameter_groups(model, recipe), work)
    else:
        teacher = read_trained(teacher_folder)
        (work / "tokenizer.json").write_bytes((teacher_folder / "tokenizer.json").read_bytes())
        model, distillation = student_of(teacher.model, recipe.distillation.layers), recipe.distillation

        def apart(batch: Batch, states: Tensor, scores: tuple[Tensor, Tensor, Tensor]) -> Tensor:
            return distance(batch, states, scores, teacher.model, distillation)

        groups = _parameter_groups(model, recipe)
        fit(model, teacher.pieces, teacher.labels, material, recipe, groups, work, apart)
    return work


def average(folders: Sequence[Path]) -> Trained:
    """The students of one teacher as one: the mean of each weight."""
    students = [read_trained(folder) for folder in folders]
    weights = [student.model.state_dict() for student in students]
    mean = {name: torch.stack([own[name] for own in weights]).mean(0) for name in weights[0]}
    students[0].model.load_state_dict(mean)
    return students[0]


def _tagger(encoder: Encoder, labels: Labels) -> Tagger:
    return Tagger(encoder, HIDDEN, len(labels.proclitics), len(labels.tags))


def student_of(teacher: Tagger, layers: Sequence[int]) -> Tagger:
    """A copy of the teacher with some of its layers."""
    student = copy.deepcopy(teacher)
    student.encoder.layers = nn.ModuleList(student.encoder.layers[number] for number in layers)
    student.train()
    return student


def distance(
    batch: Batch, states: Tensor, scores: Sequence[Tensor], teacher: Tagger, distillation: Distillation
) -> Tensor:
    """How far a student's states and scores are from what the teacher makes of the same tokens, none of them hidden."""
    here = batch.token_present
    with torch.no_grad():
        teacher_states = teacher.states(batch.ids, batch.present, batch.first, batch.last)
        teacher_scores = teacher.scores(teacher_states)
    apart = distillation.states_weight * nn.functional.mse_loss(states[here], teacher_states[here])
    for own, other in zip(scores, teacher_scores, strict=True):
        divergence = nn.functional.kl_div(
            own[here].log_softmax(-1), other[here].log_softmax(-1), reduction="batchmean", log_target=True
        )
        apart = apart + distillation.scores_weight * divergence
    return apart


def _parameter_groups(model: Tagger, recipe: Recipe) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = []
    encoder = model.encoder
    assert isinstance(encoder, Encoder)  # noqa: S101 - for the type checker
    layers = list(encoder.layers)
    for number, layer in enumerate(layers):
        rate = recipe.learning_rate * recipe.layer_decay ** (len(layers) - 1 - number)
        groups.append({"params": list(layer.parameters()), "lr": rate})
    lowest = recipe.learning_rate * recipe.layer_decay ** len(layers)
    below = [*encoder.pieces.parameters(), *encoder.positions.parameters(), *encoder.norm.parameters()]
    heads = [*model.names.parameters(), *model.proclitics.parameters(), *model.tags.parameters(), model.transitions]
    return [*groups, {"params": below, "lr": lowest}, {"params": heads, "lr": recipe.head_learning_rate}]
