"""A network that labels tokens: windows of labelled sentences, an encoder with its heads, and what it finds.

Names, proclitics and parts of speech are learnt together; the parts of speech only teach, their scores are not shipped.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from pipeline.components.encoder.labels import (
    BIOES,
    follows,
    legal_ends,
    legal_transitions,
    marginals,
    spans_of,
    viterbi,
)
from pipeline.components.encoder.windows import Vocabulary, Window, packed, window_of
from pipeline.training.sentences import Sentence

IGNORED = -100
"""The label that torch's cross-entropy leaves out."""

_NAME_ROW = {label: row for row, label in enumerate(BIOES)}


@dataclass(frozen=True, slots=True)
class Document:
    """A run of neighbouring sentences."""

    sentences: Sequence[Sentence]
    named: bool
    """Whether their names are labelled."""
    taught: Sequence[NDArray[np.float16]] | None = None
    """For each sentence the probabilities (tokens, BIOES labels) that a teacher gives."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The proclitics and tags that the heads tell apart, most frequent first."""

    proclitics: tuple[str, ...]
    tags: tuple[str, ...]

    @classmethod
    def of_file(cls, path: Path) -> Labels:
        """The labels that a training wrote."""
        about = json.loads(path.read_text(encoding="utf-8"))
        return cls(tuple(about["proclitics"]), tuple(about["tags"]))

    def to_file(self, path: Path) -> None:
        """Write the labels for ``of_file``."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Item:
    """A window with the row of each token's label in every task, ``IGNORED`` where the source does not say."""

    window: Window
    names: list[int]
    proclitics: list[int]
    tags: list[int]
    taught: NDArray[np.float16] | None
    """The probabilities (tokens, BIOES labels) that a teacher gives, None where there was none."""


class Tagger(nn.Module):
    """An encoder with its heads; a token is the first and the last of its pieces.

    ``encoder`` takes ids (batch, pieces) and which of them are no padding, and gives states (batch, pieces, ``width``).
    """

    def __init__(self, encoder: nn.Module, width: int, proclitics: int, tags: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.2)
        self.names = nn.Linear(2 * width, len(BIOES))
        self.proclitics = nn.Linear(2 * width, proclitics)
        self.tags = nn.Linear(2 * width, tags)
        begin, end = legal_ends()
        self.legal: Tensor
        self.legal_begin: Tensor
        self.legal_end: Tensor
        self.register_buffer("legal", torch.from_numpy(legal_transitions()))
        self.register_buffer("legal_begin", torch.from_numpy(begin))
        self.register_buffer("legal_end", torch.from_numpy(end))
        self.transitions = nn.Parameter(torch.zeros(len(BIOES), len(BIOES)))

    @property
    def device(self) -> torch.device:
        """The processor that it stands on."""
        return self.transitions.device

    def forward(self, ids: Tensor, present: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores (batch, tokens, labels) of names, proclitics and tags.

        ``ids``, ``present`` (batch, pieces); ``first``, ``last`` (batch, tokens) are the places of each token's pieces.
        """
        return self.scores(self.states(ids, present, first, last))

    def states(self, ids: Tensor, present: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """The states (batch, tokens, twice the width) that the heads read."""
        return self.of_tokens(self.encoder(ids, present), first, last)

    def of_tokens(self, states: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """The tokens' states from those of their pieces."""
        rows = torch.arange(states.shape[0], device=states.device)[:, None]
        return torch.cat([states[rows, first], states[rows, last]], dim=-1)

    def scores(self, states: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of names, proclitics and tags from the tokens' states."""
        tokens = self.dropout(states)
        return self.names(tokens), self.proclitics(tokens), self.tags(tokens)

    def name_loss(self, scores: Tensor, labels: Tensor, present: Tensor) -> Tensor:
        """The negative log-likelihood of the label sequences under a conditional random field, summed over the batch."""
        transitions = self.transitions + self.legal
        rows = torch.arange(scores.shape[0], device=scores.device)
        gold = scores[:, 0].gather(1, labels[:, :1])[:, 0] + self.legal_begin[labels[:, 0]]
        alpha = scores[:, 0] + self.legal_begin
        for token in range(1, scores.shape[1]):
            here = present[:, token]
            step = transitions[labels[:, token - 1], labels[:, token]] + scores[rows, token, labels[:, token]]
            gold = gold + step * here
            onward = torch.logsumexp(alpha[:, :, None] + transitions, dim=1) + scores[:, token]
            alpha = torch.where(here[:, None], onward, alpha)
        return (torch.logsumexp(alpha + self.legal_end, dim=1) - gold).sum()


def items_of(document: Document, vocabulary: Vocabulary, labels: Labels, limit: int) -> list[Item]:
    """The windows of a document, at most ``limit`` pieces each; names that are no BIOES sequence are left out."""
    proclitic_row = {label: row for row, label in enumerate(labels.proclitics)}
    tag_row = {label: row for row, label in enumerate(labels.tags)}
    cut = [
        vocabulary.of_sentence(
            [token.text for token in sentence.tokens], [token.space_after for token in sentence.tokens]
        )
        for sentence in document.sentences
    ]
    tokens = iter([token for sentence in document.sentences for token in sentence.tokens])
    taught = None if document.taught is None else np.concatenate(document.taught)
    position = 0
    items = []
    for run in packed(cut, limit):
        window = window_of(run, vocabulary)
        own = [next(tokens) for _ in window.first]
        legal = all(follows(label, before) for before, label in pairwise(["O", *(token.name for token in own), "O"]))
        items.append(
            Item(
                window,
                [_NAME_ROW[token.name] if document.named and legal else IGNORED for token in own],
                [
                    IGNORED if token.proclitics is None else proclitic_row.get(token.proclitics, IGNORED)
                    for token in own
                ],
                [IGNORED if token.tag is None else tag_row.get(token.tag, IGNORED) for token in own],
                None if taught is None else taught[position : position + len(own)],
            )
        )
        position += len(own)
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
    taught: Tensor
    """Probabilities (batch, tokens, labels), all 0 where no teacher spoke."""

    def to(self, device: torch.device) -> Batch:
        """The same on a processor."""
        return Batch(**{field.name: getattr(self, field.name).to(device) for field in fields(self)})


def batch_of(items: Sequence[Item]) -> Batch:
    """The items padded to the longest."""

    def padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
        width = max(map(len, rows))
        return torch.tensor([[*row, *([fill] * (width - len(row)))] for row in rows])

    ids = padded([item.window.ids for item in items], -1)
    first = padded([item.window.first for item in items], -1)
    taught = torch.zeros((*first.shape, len(BIOES)))
    for row, item in enumerate(items):
        if item.taught is not None:
            taught[row, : len(item.taught)] = torch.from_numpy(item.taught.astype(np.float32))
    return Batch(
        ids=ids.clamp(min=0),
        present=ids >= 0,
        first=first.clamp(min=0),
        last=padded([item.window.last for item in items], 0),
        token_present=first >= 0,
        names=padded([item.names for item in items], IGNORED),
        proclitics=padded([item.proclitics for item in items], IGNORED),
        tags=padded([item.tags for item in items], IGNORED),
        taught=taught,
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


@dataclass(frozen=True, slots=True)
class Found:
    """What a tagger finds in the tokens of one item."""

    names: list[str]
    """BIOES labels."""
    probabilities: NDArray[np.float16]
    """(tokens, BIOES labels), under the conditional random field."""
    proclitics: list[int]
    """Rows of the labels."""


def predict(model: Tagger, items: Sequence[Item]) -> list[Found]:
    """What the model finds in each item."""
    transitions = (model.transitions + model.legal).detach().cpu().numpy()
    field = transitions, model.legal_begin.cpu().numpy(), model.legal_end.cpu().numpy()
    found: dict[int, Found] = {}
    order = sorted(range(len(items)), key=lambda index: len(items[index].window.ids))
    model.eval()
    with torch.inference_mode():
        for start in range(0, len(order), 16):
            chosen = order[start : start + 16]
            batch = batch_of([items[index] for index in chosen]).to(model.device)
            scores, proclitic_scores, _ = model(batch.ids, batch.present, batch.first, batch.last)
            lengths = batch.token_present.sum(1).tolist()
            emissions = scores.cpu().numpy()
            paths = viterbi(emissions, lengths, *field)
            sure = marginals(emissions, lengths, *field).astype(np.float16)
            best = proclitic_scores.argmax(-1)
            for row, (index, length) in enumerate(zip(chosen, lengths, strict=True)):
                labels = [BIOES[label] for label in paths[row]]
                found[index] = Found(labels, sure[row, :length], best[row, :length].tolist())
    model.train()
    return [found[index] for index in range(len(items))]


def development_scores(model: Tagger, items: Sequence[Item]) -> dict[str, float]:
    """Micro F1 of names (exact mention and kind), and the share of tokens with the right proclitics."""
    matched = gold_count = found_count = right = compared = spans_matched = 0
    for item, reading in zip(items, predict(model, items), strict=True):
        gold, found = set(spans_of([BIOES[row] for row in item.names])), set(spans_of(reading.names))
        matched += len(gold & found)
        spans_matched += len({span[:2] for span in gold} & {span[:2] for span in found})
        gold_count += len(gold)
        found_count += len(found)
        right += sum(a == b for a, b in zip(reading.proclitics, item.proclitics, strict=True))
        compared += sum(row != IGNORED for row in item.proclitics)
    total = max(gold_count + found_count, 1)
    return {"f1": 2 * matched / total, "span_f1": 2 * spans_matched / total, "proclitics": right / max(compared, 1)}
