"""Scores of sentence splitting on Universal Dependencies treebanks.

A treebank gives sentences, not running text, so the text is built from them: the sentences (``# text =``) in order, each
followed by a space, or by a newline where it has no final punctuation (a heading stands on its own line). Final punctuation
is a last character among ``. ! ? … : ;``, a closing quotation mark or a closing bracket.

A predicted sentence counts as right where both its ends are right, white space at its ends left aside.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.pipeline import Sentencizer

from pipeline.errors import GoldFileError, InputNotFoundError
from pipeline.hebrew.characters import QUOTE_MARKS

FINAL_PUNCTUATION = frozenset(".!?…:;)]}'" + QUOTE_MARKS)
_TEXT_LINE = "# text = "


@dataclass(frozen=True, slots=True)
class SentenceScores:
    """Counts of sentences: in the treebank, predicted, and predicted with both ends right."""

    gold: int
    predicted: int
    correct: int

    @property
    def precision(self) -> float:
        """The share of the predicted sentences that are right; 0 where none was predicted."""
        return self.correct / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the treebank's sentences that were found."""
        return self.correct / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.gold + self.predicted
        return 2 * self.correct / both if both else 0.0


def sentence_scores(treebank: Path, nlp: Language) -> SentenceScores:
    """How well a Language that sets sentences finds those of a ``.conllu`` file.

    Raises InputNotFoundError where there is no such file and GoldFileError where it holds no ``# text =`` line.
    """
    return score_sentences(treebank_sentences(treebank), nlp)


def score_sentences(sentences: Iterable[str], nlp: Language) -> SentenceScores:
    """How well a Language that sets sentences finds these ones in the text that is built from them."""
    text, gold = running_text(sentences)
    predicted = {
        (sentence.start_char + len(raw) - len(raw.lstrip()), sentence.start_char + len(raw.rstrip()))
        for sentence in nlp(text).sents
        if (raw := sentence.text).strip()
    }
    return SentenceScores(gold=len(gold), predicted=len(predicted), correct=len(predicted.intersection(gold)))


def sentencizer_baseline() -> Language:
    """spaCy's own way: its blank Hebrew tokenizer and sentencizer, with every newline an end too."""
    nlp = spacy.blank("he")
    nlp.add_pipe("sentencizer", config={"punct_chars": [*Sentencizer.default_punct_chars, "\n"]})
    return nlp


def treebank_sentences(treebank: Path) -> list[str]:
    """The sentences of a ``.conllu`` file, in order, as its ``# text =`` lines give them."""
    if not treebank.is_file():
        raise InputNotFoundError(str(treebank))
    with treebank.open(encoding="utf-8") as lines:
        sentences = [line[len(_TEXT_LINE) :].strip() for line in lines if line.startswith(_TEXT_LINE)]
    if not sentences:
        raise GoldFileError(treebank.name, 1, "no line begins with '# text = ', as each sentence of a treebank must")
    return sentences


def running_text(sentences: Iterable[str]) -> tuple[str, list[tuple[int, int]]]:
    """The sentences as one text, and where each stands in it: (start, end) in characters."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    position = 0
    for sentence in sentences:
        parts += (sentence, " " if sentence[-1:] in FINAL_PUNCTUATION else "\n")
        spans.append((position, position + len(sentence)))
        position += len(sentence) + 1
    return "".join(parts), spans
