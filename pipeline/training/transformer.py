"""Trains ``he_news_trf``: names, proclitics and parts of speech learnt together by the multilingual encoder.

Sentences are read in windows of neighbours, as at run time. The parts of speech only teach: their scores are not shipped.
The weights that are kept are the running average of the last steps. A student is trained alike, from some of its teacher's
layers: beside the labels it learns what the teacher says of every token, also in sentences whose names nobody labelled.
"""

from __future__ import annotations

import copy
import json
import logging
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import tokenizers
import torch
from pydantic import BaseModel, ConfigDict, model_validator
from torch import Tensor, nn

from pipeline.components.encoder.labels import BIOES, follows, legal_ends, legal_transitions, spans_of, viterbi
from pipeline.components.encoder.pieces import Pieces
from pipeline.components.encoder.windows import Window, packed, window_of
from pipeline.training.encoder import HIDDEN, Encoder, pruned, read_encoder_file
from pipeline.training.sentences import Sentence
from pipeline.training.sources import encoder_file, read_nemo, training_sentences
from pipeline.training.templates.generate import generate

_NAME_ROW = {label: row for row, label in enumerate(BIOES)}
_IGNORED = -100  # the label that torch's cross-entropy leaves out
_log = logging.getLogger(__name__)


class Distillation(BaseModel):
    """How a student learns from its teacher."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    layers: tuple[int, ...]
    """The teacher's layers that the student begins with, counted from 0."""
    scores_weight: float
    """Of the divergence of the student's label distributions from the teacher's."""
    states_weight: float
    """Of the mean squared distance of the tokens' states."""


class Recipe(BaseModel):
    """The settings of a training; ``models/he_news_trf/training.yaml`` holds those of the model that ships."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    seed: int
    layers: int
    epochs: int
    learning_rate: float
    head_learning_rate: float
    layer_decay: float
    """Each layer learns this much slower than the one above it."""
    pieces_per_batch: int
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
    distillation: Distillation | None = None

    @model_validator(mode="after")
    def _a_student_has_the_layers_that_it_takes(self) -> Recipe:
        if self.distillation is not None and len(self.distillation.layers) != self.layers:
            raise ValueError(
                f"distillation.layers names {len(self.distillation.layers)} layers, layers says {self.layers}"
            )
        return self


class Recipes(BaseModel):
    """What ``training.yaml`` holds: the teacher is trained first, then the student, which ships."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    teacher: Recipe
    student: Recipe


@dataclass(frozen=True, slots=True)
class Labels:
    """The proclitics and tags that the heads tell apart, most frequent first."""

    proclitics: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A window with the row of each token's label in every task, ``_IGNORED`` where the source does not say."""

    window: Window
    names: list[int]
    proclitics: list[int]
    tags: list[int]


class Tagger(nn.Module):
    """The encoder with its heads; a token is the first and the last of its pieces."""

    def __init__(self, vocabulary: int, layers: int, proclitics: int, tags: int) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary, layers)
        self.dropout = nn.Dropout(0.2)
        self.names = nn.Linear(2 * HIDDEN, len(BIOES))
        self.proclitics = nn.Linear(2 * HIDDEN, proclitics)
        self.tags = nn.Linear(2 * HIDDEN, tags)
        begin, end = legal_ends()
        self.legal: Tensor
        self.legal_begin: Tensor
        self.legal_end: Tensor
        self.register_buffer("legal", torch.from_numpy(legal_transitions()))
        self.register_buffer("legal_begin", torch.from_numpy(begin))
        self.register_buffer("legal_end", torch.from_numpy(end))
        self.transitions = nn.Parameter(torch.zeros(len(BIOES), len(BIOES)))

    def forward(self, ids: Tensor, present: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores (batch, tokens, labels) of names, proclitics and tags.

        ``ids``, ``present`` (batch, pieces); ``first``, ``last`` (batch, tokens) are the places of each token's pieces.
        """
        return self.scores(self.states(ids, present, first, last))

    def states(self, ids: Tensor, present: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """The states (batch, tokens, twice hidden) that the heads read."""
        states = self.encoder(ids, present)
        rows = torch.arange(ids.shape[0])[:, None]
        return torch.cat([states[rows, first], states[rows, last]], dim=-1)

    def scores(self, states: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of names, proclitics and tags from the tokens' states."""
        tokens = self.dropout(states)
        return self.names(tokens), self.proclitics(tokens), self.tags(tokens)

    def name_loss(self, scores: Tensor, labels: Tensor, present: Tensor) -> Tensor:
        """The negative log-likelihood of the label sequences under a conditional random field, summed over the batch."""
        transitions = self.transitions + self.legal
        rows = torch.arange(scores.shape[0])
        gold = scores[:, 0].gather(1, labels[:, :1])[:, 0] + self.legal_begin[labels[:, 0]]
        alpha = scores[:, 0] + self.legal_begin
        for token in range(1, scores.shape[1]):
            here = present[:, token]
            step = transitions[labels[:, token - 1], labels[:, token]] + scores[rows, token, labels[:, token]]
            gold = gold + step * here
            onward = torch.logsumexp(alpha[:, :, None] + transitions, dim=1) + scores[:, token]
            alpha = torch.where(here[:, None], onward, alpha)
        return (torch.logsumexp(alpha + self.legal_end, dim=1) - gold).sum()


@dataclass(frozen=True, slots=True)
class Trained:
    """What ``train`` left in a folder, for reading only."""

    model: Tagger
    pieces: Pieces
    labels: Labels


def read_trained(folder: Path) -> Trained:
    """The tagger of a training's folder, with its running average of weights."""
    about = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    labels = Labels(tuple(about["proclitics"]), tuple(about["tags"]))
    vocabulary = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    model = Tagger(vocabulary.get_vocab_size(), about["layers"], len(labels.proclitics), len(labels.tags))
    model.load_state_dict(torch.load(folder / "model.pt", weights_only=True))
    return Trained(model.eval(), Pieces(vocabulary), labels)


def items_of(document: Sequence[Sentence], pieces: Pieces, labels: Labels, limit: int, *, named: bool) -> list[Item]:
    """The windows of a run of sentences, at most ``limit`` pieces each; names that are no BIOES sequence are left out."""
    proclitic_row = {label: row for row, label in enumerate(labels.proclitics)}
    tag_row = {label: row for row, label in enumerate(labels.tags)}
    cut = [
        pieces.of_sentence([token.text for token in sentence.tokens], [token.space_after for token in sentence.tokens])
        for sentence in document
    ]
    tokens = iter([token for sentence in document for token in sentence.tokens])
    items = []
    for run in packed(cut, limit):
        window = window_of(run, pieces)
        own = [next(tokens) for _ in window.first]
        legal = all(follows(label, before) for before, label in pairwise(["O", *(token.name for token in own), "O"]))
        items.append(
            Item(
                window,
                [_NAME_ROW[token.name] if named and legal else _IGNORED for token in own],
                [
                    _IGNORED if token.proclitics is None else proclitic_row.get(token.proclitics, _IGNORED)
                    for token in own
                ],
                [_IGNORED if token.tag is None else tag_row.get(token.tag, _IGNORED) for token in own],
            )
        )
    return items


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded tensors of some items."""

    ids: Tensor
    present: Tensor
    first: Tensor
    last: Tensor
    token_present: Tensor
    names: Tensor
    proclitics: Tensor
    tags: Tensor


def batch_of(items: Sequence[Item]) -> Batch:
    """The items padded to the longest."""

    def padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
        width = max(map(len, rows))
        return torch.tensor([[*row, *([fill] * (width - len(row)))] for row in rows])

    ids = padded([item.window.ids for item in items], -1)
    first = padded([item.window.first for item in items], -1)
    return Batch(
        ids=ids.clamp(min=0),
        present=ids >= 0,
        first=first.clamp(min=0),
        last=padded([item.window.last for item in items], 0),
        token_present=first >= 0,
        names=padded([item.names for item in items], _IGNORED),
        proclitics=padded([item.proclitics for item in items], _IGNORED),
        tags=padded([item.tags for item in items], _IGNORED),
    )


def batches_of(items: Sequence[Item], pieces_per_batch: int, chance: random.Random) -> Iterator[list[Item]]:
    """Batches of windows of like length, in random order."""
    ordered = sorted(items, key=lambda item: len(item.window.ids) + chance.uniform(0, 8))
    batches: list[list[Item]] = [[]]
    for item in ordered:
        if batches[-1] and (len(batches[-1]) + 1) * len(item.window.ids) > pieces_per_batch:
            batches.append([])
        batches[-1].append(item)
    chance.shuffle(batches)
    yield from batches


def predict(model: Tagger, items: Sequence[Item]) -> tuple[list[list[str]], list[list[int]]]:
    """For each item the BIOES labels and the rows of the proclitics of its tokens."""
    transitions = (model.transitions + model.legal).detach().numpy()
    begin, end = model.legal_begin.numpy(), model.legal_end.numpy()
    names: list[list[str]] = [[] for _ in items]
    proclitics: list[list[int]] = [[] for _ in items]
    order = sorted(range(len(items)), key=lambda index: len(items[index].window.ids))
    model.eval()
    with torch.inference_mode():
        for start in range(0, len(order), 16):
            chosen = order[start : start + 16]
            batch = batch_of([items[index] for index in chosen])
            scores, proclitic_scores, _ = model(batch.ids, batch.present, batch.first, batch.last)
            lengths = batch.token_present.sum(1).tolist()
            paths = viterbi(scores.numpy(), lengths, transitions, begin, end)
            best = proclitic_scores.argmax(-1)
            for row, index in enumerate(chosen):
                names[index] = [BIOES[label] for label in paths[row]]
                proclitics[index] = best[row, : lengths[row]].tolist()
    model.train()
    return names, proclitics


def development_scores(model: Tagger, items: Sequence[Item]) -> dict[str, float]:
    """Micro F1 of names (exact mention and kind), and the share of tokens with the right proclitics."""
    names, proclitics = predict(model, items)
    matched = gold_count = found_count = right = compared = spans_matched = 0
    for item, labels, rows in zip(items, names, proclitics, strict=True):
        gold, found = set(spans_of([BIOES[row] for row in item.names])), set(spans_of(labels))
        matched += len(gold & found)
        spans_matched += len({span[:2] for span in gold} & {span[:2] for span in found})
        gold_count += len(gold)
        found_count += len(found)
        right += sum(a == b for a, b in zip(rows, item.proclitics, strict=True))
        compared += sum(row != _IGNORED for row in item.proclitics)
    total = max(gold_count + found_count, 1)
    return {"f1": 2 * matched / total, "span_f1": 2 * spans_matched / total, "proclitics": right / max(compared, 1)}


def _labels_of(sentences: Sequence[Sentence]) -> Labels:
    proclitics: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    for sentence in sentences:
        proclitics.update(token.proclitics for token in sentence.tokens if token.proclitics is not None)
        tags.update(token.tag for token in sentence.tokens if token.tag is not None)
    return Labels(
        tuple(label for label, count in proclitics.most_common() if count >= 3),
        tuple(label for label, count in tags.most_common() if count >= 10),
    )


def _parameter_groups(model: Tagger, recipe: Recipe) -> list[dict[str, object]]:
    groups: list[dict[str, object]] = []
    layers = list(model.encoder.layers)
    for number, layer in enumerate(layers):
        rate = recipe.learning_rate * recipe.layer_decay ** (len(layers) - 1 - number)
        groups.append({"params": list(layer.parameters()), "lr": rate})
    lowest = recipe.learning_rate * recipe.layer_decay ** len(layers)
    below = [
        *model.encoder.pieces.parameters(),
        *model.encoder.positions.parameters(),
        *model.encoder.norm.parameters(),
    ]
    heads = [*model.names.parameters(), *model.proclitics.parameters(), *model.tags.parameters(), model.transitions]
    return [*groups, {"params": below, "lr": lowest}, {"params": heads, "lr": recipe.head_learning_rate}]


def _hide(batch: Batch, share: float, unknown: int, generator: torch.Generator) -> Tensor:
    """The ids with all pieces of some tokens replaced by the unknown piece."""
    hidden = (torch.rand(batch.first.shape, generator=generator) < share) & batch.token_present
    ids = batch.ids.clone()
    for row, token in hidden.nonzero().tolist():
        ids[row, batch.first[row, token] : batch.last[row, token] + 1] = unknown
    return ids


def train(sources: Path, work: Path, recipe: Recipe, teacher_folder: Path | None = None) -> Path:
    """Train by a recipe; returns the folder ``work``, which then holds ``model.pt``, ``labels.json``, ``tokenizer.json``.

    ``teacher_folder`` is what an earlier training returned, for a recipe with ``distillation``. A training that was cut off
    goes on from its last whole epoch.
    """
    torch.set_num_threads(recipe.threads)
    work.mkdir(parents=True, exist_ok=True)
    train_sentences, unnamed = training_sentences(sources)
    development = read_nemo(sources, "dev")
    teacher = None
    torch.manual_seed(recipe.seed)
    if recipe.distillation is None or teacher_folder is None:
        source = read_encoder_file(encoder_file(sources))
        vocabulary, kept = pruned(source)
        pieces, labels = Pieces(vocabulary), _labels_of([*train_sentences, *unnamed])
        vocabulary.save(str(work / "tokenizer.json"))
        model = Tagger(len(kept), recipe.layers, len(labels.proclitics), len(labels.tags))
        model.encoder.load(source, kept)
        del source
    else:
        teacher = read_trained(teacher_folder)
        pieces, labels = teacher.pieces, teacher.labels
        (work / "tokenizer.json").write_bytes((teacher_folder / "tokenizer.json").read_bytes())
        model = student_of(teacher.model, recipe.distillation.layers)
    (work / "labels.json").write_text(
        json.dumps({"proclitics": labels.proclitics, "tags": labels.tags, "layers": recipe.layers}, ensure_ascii=False),
        encoding="utf-8",
    )
    average = copy.deepcopy(model).requires_grad_(False)
    development_items = items_of(development, pieces, labels, recipe.window[1], named=True)

    def epoch_items(epoch: int) -> list[Item]:
        chance = random.Random(recipe.seed * 1000 + epoch)  # noqa: S311 - no secret
        items: list[Item] = []
        for document, named in _documents(train_sentences, unnamed, recipe, epoch, chance):
            items += items_of(document, pieces, labels, chance.randint(*recipe.window), named=named)
        return items

    optimiser = torch.optim.AdamW(_parameter_groups(model, recipe), weight_decay=0.01, betas=(0.9, 0.98))
    chance = random.Random(recipe.seed)  # noqa: S311 - no secret
    steps_per_epoch = len(list(batches_of(epoch_items(0), recipe.pieces_per_batch, chance)))
    total = steps_per_epoch * recipe.epochs
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(step / (0.06 * total), max(0.0, (total - step) / (0.94 * total)))
    )
    checkpoint = work / "checkpoint.pt"
    first_epoch = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        scheduler.load_state_dict(state["scheduler"])
        first_epoch = state["epoch"] + 1
    step = first_epoch * steps_per_epoch
    for epoch in range(first_epoch, recipe.epochs):
        generator = torch.Generator().manual_seed(recipe.seed * 1000 + epoch)
        chance = random.Random(recipe.seed * 2000 + epoch)  # noqa: S311 - no secret
        started, losses = time.monotonic(), []
        for number, chosen in enumerate(batches_of(epoch_items(epoch), recipe.pieces_per_batch, chance)):
            batch = batch_of(chosen)
            ids = _hide(batch, recipe.hidden_tokens, pieces.unknown, generator)
            states = model.states(ids, batch.present, batch.first, batch.last)
            scores = model.scores(states)
            loss = _loss(model, batch, scores)
            if teacher is not None and recipe.distillation is not None:
                loss = loss + distance(batch, states, scores, teacher.model, recipe.distillation)
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
        reached = development_scores(average, development_items)
        _log.info(
            "epoch %d: loss %.3f, %.0f s, %s",
            epoch + 1, np.mean(losses), time.monotonic() - started, {name: round(v, 4) for name, v in reached.items()},
        )  # fmt: skip
        torch.save(average.state_dict(), work / "model.pt")
        torch.save(
            {
                "model": model.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict(),
                "scheduler": scheduler.state_dict(), "epoch": epoch,
            },
            checkpoint,
        )  # fmt: skip
    return work


def _documents(
    named: Sequence[Sentence], unnamed: Sequence[Sentence], recipe: Recipe, epoch: int, chance: random.Random
) -> Iterator[tuple[Sequence[Sentence], bool]]:
    """Runs of neighbouring sentences, and whether their names are labelled."""
    for sentences, is_named in ((named, True), (unnamed, False)):
        start = -chance.randint(0, 19)
        while start < len(sentences):
            run = sentences[max(start, 0) : start + 20]
            if run and (is_named or chance.random() < recipe.treebank_share):
                yield run, is_named
            start += 20
    for article in generate(recipe.template_sentences, recipe.seed * 1000 + epoch):
        yield article.sentences, True


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


def _loss(model: Tagger, batch: Batch, scores: tuple[Tensor, Tensor, Tensor]) -> Tensor:
    names, proclitics, tags = scores
    labelled = batch.names[:, 0] != _IGNORED
    loss = torch.zeros(())
    if labelled.any():
        here = batch.token_present[labelled]
        loss = loss + model.name_loss(names[labelled], batch.names[labelled].clamp(min=0), here) / here.sum() * 3
    for found, gold in ((proclitics, batch.proclitics), (tags, batch.tags)):
        if (gold != _IGNORED).any():
            loss = loss + 0.5 * nn.functional.cross_entropy(found.flatten(0, 1), gold.flatten(), ignore_index=_IGNORED)
    return loss


def _update(average: Tagger, model: Tagger, decay: float) -> None:
    with torch.no_grad():
        for kept, new in zip(average.parameters(), model.parameters(), strict=True):
            kept.lerp_(new, 1 - decay)
