"""Sentences of a treebank as a language model reads them: Docs with the treebank's own tokens, spaces and sentence starts.

Up to SENTENCES_PER_DOC consecutive sentences stand in one Doc, as sentences of an article do, for models that read a sentence
beside its neighbours. Components that only set sentence starts are left out, so that the given ones stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.training.sentences import Sentence, Token

T = TypeVar("T")

Read = list[tuple[list[Token], Doc]]
"""For each Doc that a model has read, the treebank's tokens of it."""

SENTENCES_PER_DOC = 20
_SENTENCE_STARTS = frozenset({"token.is_sent_start", "doc.sents"})


def runs_of_sentences(sentences: Sequence[T], size: int = SENTENCES_PER_DOC) -> list[list[T]]:
    """The sentences, or what stands for each, in their order and at most ``size`` together."""
    return [list(sentences[first : first + size]) for first in range(0, len(sentences), size)]


def read_by(nlp: Language, runs: Iterable[Sequence[Sentence]]) -> Read:
    """For each run of sentences its tokens and the Doc of the same tokens, read by ``nlp``."""
    only_sentences = [
        name
        for name in nlp.pipe_names
        if (sets := nlp.get_pipe_meta(name).assigns) and _SENTENCE_STARTS.issuperset(sets)
    ]
    kept = [run for run in runs if any(sentence.tokens for sentence in run)]
    with nlp.select_pipes(disable=only_sentences):
        docs = list(nlp.pipe(doc_of(run, nlp.vocab) for run in kept))
    return [
        ([token for sentence in run for token in sentence.tokens], doc) for run, doc in zip(kept, docs, strict=True)
    ]


def doc_of(sentences: Sequence[Sentence], vocab: Vocab) -> Doc:
    """An unread Doc of some sentences, with a space between each and the next."""
    tokens = [token for sentence in sentences for token in sentence.tokens]
    lengths = [len(sentence.tokens) for sentence in sentences]
    firsts = {0, *accumulate(lengths)}
    return Doc(
        vocab,
        words=[token.text for token in tokens],
        spaces=[token.space_after or index + 1 in firsts for index, token in enumerate(tokens)],
        sent_starts=[index in firsts for index in range(len(tokens))],
    )
