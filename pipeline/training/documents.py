"""Labelled sentences as Docs for spaCy's training: a few neighbours a Doc, as the sentences of an article stand together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab

from pipeline.components.encoder.labels import spans_of
from pipeline.components.proclitics import PROCLITICS
from pipeline.training.sentences import Sentence, Token
from pipeline.training.sources import read_nemo, training_sentences
from pipeline.training.templates.generate import generate

UNNAMED = "treebanks"
"""The ``source`` of the sentences whose names nobody has labelled."""

_LINE_END = Token(text="\n", proclitics="", space_after=False)
_NEW_LINE = 0.3  # share of the sentences of a training Doc that begin a new line
_SENTENCES_OF_DEV_DOC = 4
_RAREST_TAG = 50

Documents = Callable[[Language], Iterator[Example]]


def example_of(vocab: Vocab, sentences: Sequence[Sentence]) -> Example:
    """The sentences as one Doc without and one with its names, proclitics, tags and sentence starts.

    A space stands between the sentences, which a sentence of a treebank does not have itself, or the end of a line.
    """
    tokens = [token for sentence in sentences for token in sentence.tokens]
    starts: list[bool | int | None] = [place == 0 for sentence in sentences for place in range(len(sentence.tokens))]
    words = [token.text for token in tokens]
    spaces = [
        token.space_after or (token is sentence.tokens[-1] and token is not _LINE_END)
        for sentence in sentences
        for token in sentence.tokens
    ]
    reference = Doc(vocab, words=words, spaces=spaces, tags=[token.tag or "" for token in tokens], sent_starts=starts)
    spans = [Span(reference, start, end, label) for start, end, label in spans_of([token.name for token in tokens])]
    # A token's names are unknown in a sentence that nobody has labelled; there the recogniser learns nothing.
    unknown, position = [], 0
    for sentence in sentences:
        if sentence.source == UNNAMED:
            unknown.append(reference[position : position + len(sentence.tokens)])
        position += len(sentence.tokens)
    reference.set_ents(spans, missing=unknown, default="outside")
    for token, own in zip(reference, tokens, strict=True):
        if own.proclitics != "":
            token._.set(PROCLITICS, own.proclitics)
    return Example(Doc(vocab, words=words, spaces=spaces), reference)


@registry.readers("uvdot.TrainingDocuments.v1")
def training_documents(
    sources: str, silver: str | None, seed: int, longest_doc: int, template_sentences: int, treebank_share: float
) -> Documents:
    """Docs of one epoch, drawn anew each time: NEMO, templates and a share of the treebanks, 1 to ``longest_doc`` sentences each.

    ``silver`` is a file of the treebanks' sentences with the names that a larger model found; without it their names count
    as unknown.
    """
    named, unnamed = training_sentences(Path(sources))
    if silver is not None:
        unnamed = read_sentences(Path(silver))
    common = _common_tags([*named, *unnamed])
    named, unnamed = ([_without_rare_tags(one, common) for one in sentences] for sentences in (named, unnamed))
    epoch = 0

    def documents(nlp: Language) -> Iterator[Example]:
        nonlocal epoch
        random = Random(seed * 1000 + epoch)  # noqa: S311 - no secret
        drawn: list[Sequence[Sentence]] = list(_runs(named, longest_doc, random))
        drawn += [run for run in _runs(unnamed, longest_doc, random) if random.random() < treebank_share]
        if template_sentences:
            drawn += [list(article.sentences) for article in generate(template_sentences, seed * 1000 + epoch)]
        epoch += 1
        random.shuffle(drawn)
        for run in drawn:
            yield example_of(nlp.vocab, [_on_new_line(sentence, random) for sentence in run])

    return documents


@registry.readers("uvdot.DevelopmentDocuments.v1")
def development_documents(sources: str) -> Documents:
    """NEMO's sentences for development, four to a Doc."""
    sentences = read_nemo(Path(sources), "dev")

    def documents(nlp: Language) -> Iterator[Example]:
        for start in range(0, len(sentences), _SENTENCES_OF_DEV_DOC):
            yield example_of(nlp.vocab, sentences[start : start + _SENTENCES_OF_DEV_DOC])

    return documents


def write_sentences(path: Path, sentences: Sequence[Sentence]) -> None:
    """Write sentences to a file of JSON lines."""
    rows = [
        {
            "source": sentence.source,
            "tokens": [
                [token.text, token.proclitics, token.name, token.tag, token.space_after] for token in sentence.tokens
            ],
        }
        for sentence in sentences
    ]
    srsly.write_jsonl(path, rows)


def read_sentences(path: Path) -> list[Sentence]:
    """The sentences that ``write_sentences`` wrote."""
    return [
        Sentence(
            source=row["source"],
            tokens=tuple(
                Token(text=text, proclitics=proclitics, name=name, tag=tag, space_after=space)
                for text, proclitics, name, tag, space in row["tokens"]
            ),
        )
        for row in srsly.read_jsonl(path)
    ]


def _runs(sentences: Sequence[Sentence], longest: int, random: Random) -> Iterator[Sequence[Sentence]]:
    start = 0
    while start < len(sentences):
        size = random.randint(1, longest)
        yield sentences[start : start + size]
        start += size


def _common_tags(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The tags that every epoch has; spaCy's tagger learns those of the first."""
    counts = Counter(token.tag for sentence in sentences for token in sentence.tokens if token.tag is not None)
    return frozenset(tag for tag, count in counts.items() if count >= _RAREST_TAG)


def _without_rare_tags(sentence: Sentence, common: frozenset[str]) -> Sentence:
    tokens = (token if token.tag in common else replace(token, tag=None) for token in sentence.tokens)
    return replace(sentence, tokens=tuple(tokens))


def _on_new_line(sentence: Sentence, random: Random) -> Sentence:
    """The sentence, sometimes with the end of its line after it; it is a token, as our tokenizer has it."""
    if random.random() >= _NEW_LINE:
        return sentence
    *before, last = sentence.tokens
    return replace(sentence, tokens=(*before, replace(last, space_after=False), _LINE_END))
