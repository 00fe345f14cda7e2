"""The table of known words of the small model: which words, and how what the large model makes of them becomes eight bits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import regex
import wordfreq
from numpy.typing import NDArray
from spacy.strings import get_string_id

from pipeline.components.word_network.word_table import WordTable
from pipeline.hebrew.names import name_lexicon
from pipeline.training.sentences import Sentence
from pipeline.training.teacher import ReadWords
from pipeline.training.templates.generate import generate

_WORD = regex.compile(r"(?=.*[\p{Hebrew}A-Za-z])[\p{Hebrew}A-Za-z'\".&/-]{2,24}")
_SIGNS = str.maketrans({"״": '"', "׳": "'", "־": "-"})
_TEMPLATE_SENTENCES = 6000
_WIDEST = 4.0  # standard deviations that eight bits span


def known_words(sentences: Iterable[Sentence], count: int, seed: int) -> list[str]:
    """``count`` words: those of the sentences, of templates and of the lexicon of names, then the most frequent of the web."""
    found: dict[str, None] = {}
    for word in _words(sentences, seed):
        written = word.translate(_SIGNS)
        if _WORD.fullmatch(written):
            found.setdefault(written)
        if len(found) == count:
            break
    return list(found)


def _words(sentences: Iterable[Sentence], seed: int) -> Iterator[str]:
    templates = [sentence for article in generate(_TEMPLATE_SENTENCES, seed) for sentence in article.sentences]
    for sentence in [*sentences, *templates]:
        for token in sentence.tokens:
            yield token.text
            yield token.text[len(token.proclitics or "") :]
    for words, _ in name_lexicon().all_spellings():
        yield from words
    yield from wordfreq.top_n_list("he", 500_000, wordlist="large")


def fill_table(table: WordTable, words: Sequence[str], read: ReadWords) -> None:
    """Fill the table with the words, their states reduced to its width."""
    reduced = _principal(np.hstack([_even(read.middle), _even(read.top)]), table.width)
    scales = (_WIDEST * reduced.std(axis=0) / 127).astype(np.float32)
    keys = np.array([get_string_id(word) for word in words], dtype=np.uint64)
    order = keys.argsort()
    stored = np.clip(np.round(reduced / scales), -127, 127).astype(np.int8)
    table.fill(keys[order], stored[order], scales, read.proclitics[order])


def _even(states: NDArray[np.float32]) -> NDArray[np.float32]:
    """States centred, so scaled that those of each layer weigh the same."""
    centred = states - states.mean(axis=0)
    even: NDArray[np.float32] = centred / np.sqrt((centred**2).sum(axis=1).mean())
    return even


def _principal(states: NDArray[np.float32], width: int) -> NDArray[Any]:
    """The first ``width`` principal components, so scaled that the first has variance 1."""
    _, directions = np.linalg.eigh(states.T @ states)
    chosen = directions[:, ::-1][:, :width]
    # Eigenvectors are known up to their sign; the largest entry is made positive so that every machine makes the same.
    chosen = chosen * np.sign(chosen[np.abs(chosen).argmax(axis=0), np.arange(width)])
    reduced: NDArray[Any] = states @ chosen
    even: NDArray[Any] = reduced / reduced[:, 0].std()
    return even
