"""The small network over words as a torch module: hashed attributes and vectors of words, convolutions, attention."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from pipeline.components.word_network.word_table import HASH_ROWS, HASHES, ROWS_OF_HASH, WordTable

_FORM_COLUMNS = [HASHES.index(name) for name in ("form", "rest")]
_MASKED = -1e4


class Convolution(nn.Module):
    """A gated convolution over a word and its neighbours, added to what was there."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.mix = nn.Linear(3 * width, 2 * width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, present: Tensor) -> Tensor:
        """``states`` (batch, words, width) to the same shape; ``present`` (batch, words, 1) is 0 for padding."""
        normed = self.norm(states) * present
        none = torch.zeros_like(normed[:, :1])
        around = torch.cat([torch.cat([none, normed[:, :-1]], 1), normed, torch.cat([normed[:, 1:], none], 1)], dim=-1)
        mixed: Tensor = states + self.dropout(nn.functional.glu(self.mix(around), -1))
        return mixed


class Attention(nn.Module):
    """Self-attention and a feed-forward layer, each normed before and added to what was there."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width)
        self.project = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm_inner = nn.LayerNorm(width)
        self.inner = nn.Linear(width, 3 * width)
        self.outer = nn.Linear(3 * width, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """``states`` (batch, words, width) to the same shape; ``mask`` is added to the scores."""
        batch, length, width = states.shape
        query, key, value = self.project(self.norm(states)).chunk(3, dim=-1)
        query, key, value = (
            part.view(batch, length, self.heads, width // self.heads).transpose(1, 2) for part in (query, key, value)
        )
        weights = (query @ key.transpose(-1, -2) * (width // self.heads) ** -0.5 + mask).softmax(-1)
        states = states + self.dropout(self.out((weights @ value).transpose(1, 2).reshape(batch, length, width)))
        mixed: Tensor = states + self.dropout(self.outer(nn.functional.gelu(self.inner(self.norm_inner(states)))))
        return mixed


class WordEncoder(nn.Module):
    """The network; its ids are places in the table's cache."""

    def __init__(
        self,
        table: WordTable,
        width: int,
        hash_width: int,
        layers: int,
        heads: int,
        dropout: float,
        hidden_forms: float,
    ) -> None:
        super().__init__()
        self.table = table
        self.hidden_forms = hidden_forms
        self.hashes = nn.Embedding(len(HASHES) * HASH_ROWS, hash_width)
        nn.init.normal_(self.hashes.weight, std=0.3)
        self.mix = nn.Linear(len(HASHES) * hash_width + 2 * table.width, width)
        self.norm = nn.LayerNorm(width)
        self.near = nn.ModuleList(Convolution(width, dropout) for _ in range(layers))
        self.far = nn.ModuleList(Attention(width, heads, dropout) for _ in range(layers))
        self.final = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, present: Tensor) -> Tensor:
        """Ids (batch, words) and which of them are no padding, to states (batch, words, width)."""
        hash_rows, vectors = self.table.features(ids.cpu().numpy())
        device = ids.device
        return self.of_features(torch.from_numpy(hash_rows).to(device), torch.from_numpy(vectors).to(device), present)

    def of_features(self, hash_rows: Tensor, vectors: Tensor, present: Tensor) -> Tensor:
        """The same from what the table says of the words: (batch, words, 10) and (batch, words, twice its width)."""
        batch, length, _ = hash_rows.shape
        hashed = self.hashes(hash_rows).view(batch, length, len(HASHES), ROWS_OF_HASH, -1).sum(3)
        if self.training and self.hidden_forms:
            seen = hashed.new_ones(batch, length, len(HASHES), 1)
            seen[:, :, _FORM_COLUMNS] = (torch.rand_like(seen[:, :, :1]) >= self.hidden_forms).float()
            hashed = hashed * seen
        joined = torch.cat([hashed.reshape(batch, length, -1), vectors], dim=-1)
        states = self.norm(nn.functional.gelu(self.mix(self.dropout(joined))))
        here = present[:, :, None].to(states.dtype)
        mask = (1.0 - present[:, None, None, :].to(states.dtype)) * _MASKED
        for near, far in zip(self.near, self.far, strict=True):
            states = far(near(states, here), mask)
        final: Tensor = self.final(states)
        return final
