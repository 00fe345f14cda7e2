"""The training of a tagger: epochs of windows, losses, the running average of weights, checkpoints.

Sentences are read in windows of neighbours, as at run time. The weights that are kept are the running average of the last
steps.
"""

from __future__ import annotations

import copy
import logging
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict
from torch import Tensor, nn

from pipeline.components.encoder.windows import Vocabulary
from pipeline.training.annotated import read_annotated
from pipeline.training.sentences import Sentence
from pipeline.training.sources import read_nemo, training_sentences
from pipeline.training.tagger import (
    IGNORED,
    Batch,
    Document,
    Item,
    Labels,
    Tagger,
    batch_of,
    batches_of,
    development_scores,
    items_of,
)
from pipeline.training.templates.generate import generate

_log = logging.getLogger(__name__)

Taught = list[NDArray[np.float16]]
FurtherLoss = Callable[[Batch, Tensor, tuple[Tensor, Tensor, Tensor]], Tensor]
"""A loss of a batch, the tokens' states and their scores, beside that of the labels."""


def fastest_device() -> torch.device:
    """A graphics processor where torch knows one, else the central one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


class Recipe(BaseModel):
    """What all trainings have to be told."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    seed: int
    epochs: int
    pieces_per_batch: int
    sentences_together: int
    """Most neighbouring sentences of a document."""
    window: tuple[int, int]
    """Fewest and most pieces of a window; drawn anew for each."""
    hidden_tokens: float
    """Share of tokens whose pieces are hidden, so that names are told by their surroundings too."""
    template_sentences: int
    """Made anew for each epoch."""
    treebank_share: float
    """Share of the treebank sentences without names that an epoch takes."""
    average_decay: float
    threads: int
    annotated_times: int = 0
    """How often an epoch has the sentences of annotated articles."""


@dataclass(frozen=True, slots=True)
class Material:
    """The sentences to train on and those that tell how far it has come, with what a teacher says of the former.

    Sentences of annotated articles stand among the named ones, as often as an epoch has them.
    """

    named: Sequence[Sentence]
    unnamed: Sequence[Sentence]
    development: Sequence[Sentence]
    taught: tuple[Taught, Taught] | None = None
    """Of the named and of the unnamed sentences."""

    @classmethod
    def of_sources(cls, sources: Path, annotated: Sequence[Path], recipe: Recipe) -> Material:
        """The sentences of the public data and of gold files."""
        named, unnamed = training_sentences(sources)
        articles = [sentence for path in annotated if recipe.annotated_times for sentence in read_annotated(path)]
        return cls([*named, *articles * recipe.annotated_times], unnamed, read_nemo(sources, "dev"))

    def labels(self) -> Labels:
        """The proclitics and tags that stand in the sentences often enough."""
        proclitics: Counter[str] = Counter()
        tags: Counter[str] = Counter()
        for sentence in [*self.named, *self.unnamed]:
            proclitics.update(token.proclitics for token in sentence.tokens if token.proclitics is not None)
            tags.update(token.tag for token in sentence.tokens if token.tag is not None)
        return Labels(
            tuple(label for label, count in proclitics.most_common() if count >= 3),
            tuple(label for label, count in tags.most_common() if count >= 10),
        )

    def documents(self, recipe: Recipe, epoch: int, chance: random.Random) -> Iterator[Document]:
        """Runs of neighbouring sentences of one epoch."""
        taught = self.taught or (None, None)
        together = recipe.sentences_together
        for sentences, said, is_named in ((self.named, taught[0], True), (self.unnamed, taught[1], False)):
            start = -chance.randint(0, together - 1)
            while start < len(sentences):
                chosen = slice(max(start, 0), start + together)
                start += together
                if sentences[chosen] and (is_named or chance.random() < recipe.treebank_share):
                    yield Document(sentences[chosen], is_named, None if said is None else said[chosen])
        for article in generate(recipe.template_sentences, recipe.seed * 1000 + epoch):
            yield Document(article.sentences, named=True)


def fit(
    model: Tagger,
    vocabulary: Vocabulary,
    labels: Labels,
    material: Material,
    recipe: Recipe,
    groups: list[dict[str, Any]],
    work: Path,
    further_loss: FurtherLoss | None = None,
) -> dict[str, float]:
    """Train by a recipe; ``work`` then holds ``model.pt`` and ``labels.json``. Returns the scores of the last epoch.

    ``groups`` are the model's parameters with their learning rates. A training that was cut off goes on from its last whole
    epoch.
    """
    torch.set_num_threads(recipe.threads)
    model.to(fastest_device())
    labels.to_file(work / "labels.json")
    average = copy.deepcopy(model).requires_grad_(False)
    development = [
        item
        for first in range(0, len(material.development), recipe.sentences_together)
        for item in items_of(
            Document(material.development[first : first + recipe.sentences_together], named=True),
            vocabulary, labels, recipe.window[1],
        )
    ]  # fmt: skip

    def epoch_items(epoch: int) -> list[Item]:
        chance = random.Random(recipe.seed * 1000 + epoch)  # noqa: S311 - no secret
        return [
            item
            for document in material.documents(recipe, epoch, chance)
            for item in items_of(document, vocabulary, labels, chance.randint(*recipe.window))
        ]

    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    chance = random.Random(recipe.seed)  # noqa: S311 - no secret
    steps_per_epoch = len(list(batches_of(epoch_items(0), recipe.pieces_per_batch, chance)))
    total = steps_per_epoch * recipe.epochs
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(step / (0.06 * total), max(0.0, (total - step) / (0.94 * total)))
    )
    checkpoint = work / "checkpoint.pt"
    first_epoch = 0
    reached: dict[str, float] = {}
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True, map_location=model.device)
        model.load_state_dict(state["model"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        scheduler.load_state_dict(state["scheduler"])
        first_epoch, reached = state["epoch"] + 1, state["reached"]
    step = first_epoch * steps_per_epoch
    for epoch in range(first_epoch, recipe.epochs):
        generator = torch.Generator().manual_seed(recipe.seed * 1000 + epoch)
        chance = random.Random(recipe.seed * 2000 + epoch)  # noqa: S311 - no secret
        started, losses = time.monotonic(), []
        for number, chosen in enumerate(batches_of(epoch_items(epoch), recipe.pieces_per_batch, chance)):
            batch = batch_of(chosen)
            ids = _hide(batch, recipe.hidden_tokens, vocabulary.unknown, generator)
            batch, ids = batch.to(model.device), ids.to(model.device)
            states = model.states(ids, batch.present, batch.first, batch.last)
            scores = model.scores(states)
            loss = _loss(model, batch, scores)
            if further_loss is not None:
                loss = loss + further_loss(batch, states, scores)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            scheduler.step()
            step += 1
            losses.append(loss.item())
            _update(average, model, min(recipe.average_decay, (1 + step) / (10 + step)))
            if number % 50 == 0:
                _log.info("epoch %d step %d/%d loss %.3f", epoch + 1, number, steps_per_epoch, np.mean(losses[-50:]))
        reached = {name: round(value, 4) for name, value in development_scores(average, development).items()}
        _log.info("epoch %d: loss %.3f, %.0f s, %s", epoch + 1, np.mean(losses), time.monotonic() - started, reached)
        torch.save(average.state_dict(), work / "model.pt")
        torch.save(
            {
                "model": model.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict(),
                "scheduler": scheduler.state_dict(), "epoch": epoch, "reached": reached,
            },
            checkpoint,
        )  # fmt: skip
    return reached


def _hide(batch: Batch, share: float, unknown: int, generator: torch.Generator) -> Tensor:
    """The ids with all pieces of some tokens replaced by the unknown piece."""
    hidden = (torch.rand(batch.first.shape, generator=generator) < share) & batch.token_present
    ids = batch.ids.clone()
    for row, token in hidden.nonzero().tolist():
        ids[row, batch.first[row, token] : batch.last[row, token] + 1] = unknown
    return ids


def _loss(model: Tagger, batch: Batch, scores: tuple[Tensor, Tensor, Tensor]) -> Tensor:
    names, proclitics, tags = scores
    labelled = batch.names[:, 0] != IGNORED
    loss = torch.zeros((), device=model.device)
    if labelled.any():
        here = batch.token_present[labelled]
        loss = loss + model.name_loss(names[labelled], batch.names[labelled].clamp(min=0), here) / here.sum() * 3
    for found, gold in ((proclitics, batch.proclitics), (tags, batch.tags)):
        if (gold != IGNORED).any():
            loss = loss + 0.5 * nn.functional.cross_entropy(found.flatten(0, 1), gold.flatten(), ignore_index=IGNORED)
    return loss


def _update(average: Tagger, model: Tagger, decay: float) -> None:
    with torch.no_grad():
        for kept, new in zip(average.parameters(), model.parameters(), strict=True):
            kept.lerp_(new, 1 - decay)
