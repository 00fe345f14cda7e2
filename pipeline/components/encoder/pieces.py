"""Tokens to pieces: the unigram vocabulary of the encoder, each token cut by itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import tokenizers

START, END, UNKNOWN = "<s>", "</s>", "<unk>"
MAX_PIECES_OF_TOKEN = 16
"""A longer token (an address, a line of digits) keeps its first and last pieces, so that no token fills a window."""
_MAX_LETTERS_OF_TOKEN = 96
_CACHE_SIZE = 200_000


class Pieces:
    """Cuts tokens into pieces of the vocabulary; a word begins with ``▁`` where a space stands before it.

    Pieces of tokens seen before are kept, since most tokens of a corpus recur; ``forget`` keeps their number bounded.
    """

    def __init__(self, model: tokenizers.Tokenizer) -> None:
        self._model = model
        rows = model.get_vocab()
        self.start, self.end, self.unknown = (rows[piece] for piece in (START, END, UNKNOWN))
        self._cache: dict[tuple[str, bool], tuple[int, ...]] = {}

    @classmethod
    def of_json(cls, content: str) -> Pieces:
        """The pieces of a ``tokenizer.json``, by its content."""
        return cls(tokenizers.Tokenizer.from_str(content))

    def to_json(self) -> str:
        """The content of a ``tokenizer.json``."""
        content: str = self._model.to_str()
        return content

    def of_token(self, token: str, space_before: bool) -> tuple[int, ...]:
        """The ids of one token's pieces: at least one, at most MAX_PIECES_OF_TOKEN."""
        key = (token, space_before)
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._cut(token, space_before)
        return found

    def of_sentence(self, tokens: Sequence[str], spaces_after: Sequence[bool]) -> list[tuple[int, ...]]:
        """The ids of each token of a sentence; its first token counts as after a space."""
        before = [True, *spaces_after[:-1]]
        return [self.of_token(token, space) for token, space in zip(tokens, before, strict=True)]

    def forget(self) -> None:
        """Empty the cache where it is full."""
        if len(self._cache) > _CACHE_SIZE:
            self._cache.clear()

    def _cut(self, token: str, space_before: bool) -> tuple[int, ...]:
        if len(token) > _MAX_LETTERS_OF_TOKEN:
            half = _MAX_LETTERS_OF_TOKEN // 2
            token = token[:half] + token[-half:]
        written = "".join(unicodedata.normalize("NFKC", token).split())
        ids = self._model.encode(("▁" if space_before else "") + written, add_special_tokens=False).ids
        if len(ids) > MAX_PIECES_OF_TOKEN:
            half = MAX_PIECES_OF_TOKEN // 2
            ids = ids[:half] + ids[-half:]
        return tuple(ids) or (self.unknown,)
