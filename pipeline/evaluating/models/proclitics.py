"""Scores of proclitics: of the tokens with a Hebrew letter, the share whose proclitics are exactly the treebank's.

Two baselines: no token has any, and the longest stack of proclitics is cut whose rest is a known word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from pathlib import Path

from pipeline.components.proclitics import PROCLITICS
from pipeline.evaluating.models.pretokenised import Read
from pipeline.evaluating.scores import Counts
from pipeline.hebrew.characters import LETTER
from pipeline.hebrew.proclitics import proclitic_splits, unprefixed_spellings
from pipeline.training.sentences import Sentence, Token
from pipeline.training.sources import morphemes_file, read_nemo, read_treebanks, without_leaks

_HEBREW = re.compile(LETTER)


def model_accuracy(read: Read) -> Counts:
    """The tokens whose ``Token._.proclitics`` are right."""
    return _accuracy(
        (token, predicted._.get(PROCLITICS))
        for tokens, doc in read
        for token, predicted in zip(tokens, doc, strict=True)
    )


def rule_accuracy(sentences: Iterable[Sentence], proclitics_of: Callable[[str], str]) -> Counts:
    """The tokens whose proclitics a rule gives rightly from their text alone."""
    return _accuracy((token, proclitics_of(token.text)) for sentence in sentences for token in sentence.tokens)


def longest_prefix(known: Container[str]) -> Callable[[str], str]:
    """The baseline: the longest stack whose rest is in ``known``, a first ו of the rest doubled or not; ``""`` without one.

    >>> longest_prefix({"לבנון", "בנון"})("מלבנון")
    'מל'
    """

    def longest(word: str) -> str:
        for prefix, rest in reversed(proclitic_splits(word)[1:]):
            if any(spelling in known for spelling in unprefixed_spellings(rest)):
                return prefix
        return ""

    return longest


def known_words(sources: Path) -> set[str]:
    """The vocabulary of training: the words of NEMO's training part and of hebpipe's treebanks without their proclitics.

    What hebpipe has in common with NEMO's other parts is left out, as in training.
    """
    sentences = read_nemo(sources, "train")
    if morphemes_file(sources).is_file():
        held_out = [*read_nemo(sources, "dev"), *read_nemo(sources, "test")]
        sentences += without_leaks(read_treebanks(sources), held_out)
    return {token.text[len(token.proclitics or "") :] for sentence in sentences for token in sentence.tokens}


def _accuracy(pairs: Iterable[tuple[Token, str]]) -> Counts:
    scored = [token.proclitics == proclitics for token, proclitics in pairs if _HEBREW.search(token.text)]
    return Counts(matched=sum(scored), gold=len(scored), extracted=len(scored))
