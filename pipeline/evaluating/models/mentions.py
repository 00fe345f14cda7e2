"""Scores of name mentions: first token, end token and label, of a treebank's tokens and of the Docs that a model has read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from pipeline.components.encoder.labels import NAME_LABELS, spans_of
from pipeline.components.proclitics import PROCLITICS
from pipeline.evaluating.models.pretokenised import Read
from pipeline.evaluating.scores import Counts
from pipeline.training.sentences import Token

Mention = tuple[int, int, str]
"""First token, end token and label, in a Doc."""


@dataclass(slots=True)
class MentionScores:
    """Counts of mentions: *exact* (tokens and label), *untyped* (tokens), *overlap* (a common token, and the label), by label."""

    exact: Counts = field(default_factory=Counts)
    untyped: Counts = field(default_factory=Counts)
    overlap: Counts = field(default_factory=Counts)
    by_label: dict[str, Counts] = field(default_factory=lambda: {label: Counts() for label in NAME_LABELS})


def gold_mentions(tokens: Sequence[Token]) -> list[Mention]:
    """The mentions that the BIOES labels of the tokens give."""
    return spans_of([token.name for token in tokens])


def predicted_mentions(doc: Doc) -> list[Mention]:
    """The mentions of a model that are of the labels scored, so that a model that also knows others loses nothing by it."""
    return [(span.start, span.end, span.label_) for span in doc.ents if span.label_ in NAME_LABELS]


def score_mentions(read: Read) -> MentionScores:
    """Compare the mentions of each Doc with those of its tokens."""
    scores = MentionScores()
    for tokens, doc in read:
        gold, predicted = gold_mentions(tokens), predicted_mentions(doc)
        _count(scores.exact, gold, predicted)
        _count(scores.untyped, [mention[:2] for mention in gold], [mention[:2] for mention in predicted])
        for label, counts in scores.by_label.items():
            _count(counts, [m for m in gold if m[2] == label], [m for m in predicted if m[2] == label])
            scores.overlap.matched += _common(gold, predicted, label)
        scores.overlap.gold += len(gold)
        scores.overlap.extracted += len(predicted)
    return scores


def score_mentions_without_proclitics(read: Read, name_start: Callable[[int, int], int]) -> Counts:
    """Counts of mentions whose tokens, label and first letter are right: proclitics before the name do not belong to it.

    ``name_start`` gives, for the number of a Doc and of a token in it, how many of the token's characters stand before the
    name. A model's name starts after the proclitics of its first token, an article (ה) at their end left in the name.
    """
    counts = Counts()
    for number, (tokens, doc) in enumerate(read):
        gold = [(*mention, name_start(number, mention[0])) for mention in gold_mentions(tokens)]
        predicted = [(*mention, predicted_name_start(doc, mention[0])) for mention in predicted_mentions(doc)]
        _count(counts, gold, predicted)
    return counts


def predicted_name_start(doc: Doc, token: int) -> int:
    """How many characters of a token stand before a name that begins in it, by its proclitics without a last article."""
    proclitics: str = doc[token]._.get(PROCLITICS)
    return len(proclitics.removesuffix("ה"))


def _count(counts: Counts, gold: Sequence[tuple[object, ...]], predicted: Sequence[tuple[object, ...]]) -> None:
    counts.matched += (Counter(gold) & Counter(predicted)).total()
    counts.gold += len(gold)
    counts.extracted += len(predicted)


def _common(gold: Sequence[Mention], predicted: Sequence[Mention], label: str) -> int:
    """How many mentions of a label can be paired one to one with those that share a token, in the order of the text."""
    left = iter(sorted(mention for mention in predicted if mention[2] == label))
    pairs = 0
    candidate = next(left, None)
    for start, end, _ in sorted(mention for mention in gold if mention[2] == label):
        while candidate is not None and candidate[1] <= start:
            candidate = next(left, None)
        if candidate is not None and candidate[0] < end:
            pairs += 1
            candidate = next(left, None)
    return pairs
