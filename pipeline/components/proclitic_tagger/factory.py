"""The spaCy component ``proclitic_tagger``: a label for each token, which is the string of its proclitics.

It learns from ``token._.proclitics`` of the reference Docs, where None says that a token's proclitics are not known.

spaCy reads the types of ``initialize`` when the pipeline is made, so this module keeps them as types, not as strings.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import Tagger
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Model, SequenceCategoricalCrossentropy
from thinc.config import Config
from thinc.types import Floats2d

from pipeline.components.proclitics import PROCLITICS

_RAREST = 3  # a string of proclitics must occur this often in the training data to become a label

_DEFAULT_MODEL = Config().from_str(
    """
[model]
@architectures = "spacy.Tagger.v2"
nO = null
normalize = false

[model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
upstream = "*"
"""
)


def score_proclitics(examples: Iterable[Example], **_: object) -> dict[str, float]:
    """``proclitics_acc``: the share of the tokens whose proclitics are known that have the right ones."""
    right = known = 0
    for example in examples:
        for found, gold in zip(example.predicted, _gold(example), strict=True):
            if gold is not None:
                known += 1
                right += found._.get(PROCLITICS) == gold
    return {"proclitics_acc": right / known} if known else {}


class ProcliticTagger(Tagger):
    """spaCy's tagger with strings of proclitics as labels; a label is given to a token only if the token begins with it."""

    def predict(self, docs: Sequence[Doc]) -> list[NDArray[np.intp]]:
        """For each Doc the rows of its tokens' labels."""
        scores = self.model.predict(list(docs)) if any(len(doc) for doc in docs) else [np.zeros((0, 1)) for _ in docs]
        return [self._best(doc, found) for doc, found in zip(docs, scores, strict=True)]

    def _best(self, doc: Doc, scores: NDArray[np.float32]) -> NDArray[np.intp]:
        labels = self.labels
        best: NDArray[np.intp] = scores.argmax(axis=1)
        none = labels.index("")
        for index in np.flatnonzero(best != none).tolist():
            text = doc[index].text
            if not _fits(labels[best[index]], text):
                ranked = scores[index].argsort()[::-1]
                best[index] = next(row for row in ranked if _fits(labels[row], text))
        return best

    def set_annotations(self, docs: Sequence[Doc], batch_tag_ids: Sequence[NDArray[np.intp]]) -> None:
        """Set ``token._.proclitics`` where there are any."""
        labels = self.labels
        none = labels.index("")
        for doc, rows in zip(docs, batch_tag_ids, strict=True):
            for index in np.flatnonzero(rows != none).tolist():
                doc[index]._.set(PROCLITICS, labels[rows[index]])

    def get_loss(self, examples: Sequence[Example], scores: list[Floats2d]) -> tuple[float, list[Floats2d]]:
        """The loss and its gradient; tokens whose proclitics are not known, or too rare to be a label, give none."""
        known = frozenset(self.labels)
        gold = [[label if label in known else None for label in _gold(example)] for example in examples]
        loss = SequenceCategoricalCrossentropy(names=list(self.labels), normalize=False)
        # None is read as unknown, which the declared type leaves out.
        gradient, value = loss(scores, gold)  # type: ignore[arg-type]
        return float(value), gradient

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,
        labels: Sequence[str] | None = None,
    ) -> None:
        """Take the labels from the examples unless they are given, and make the weights."""
        if labels is None:
            counts = Counter(label for example in get_examples() for label in _gold(example) if label is not None)
            labels = sorted({"", *(label for label, count in counts.items() if count >= _RAREST)})
        for label in labels:
            self.add_label(label)
        sample = [example.predicted for example in islice(get_examples(), 10)]
        self.model.initialize(X=sample, Y=[np.zeros((len(doc), len(self.labels)), np.float32) for doc in sample])


def _gold(example: Example) -> list[str | None]:
    """The known proclitics of the predicted Doc's tokens; both Docs of an example have the same tokens."""
    return [token._.get(PROCLITICS) for token in example.reference]


def _fits(label: str, text: str) -> bool:
    return len(label) < len(text) and text.startswith(label)


@Language.factory(
    "proclitic_tagger",
    assigns=["token._.proclitics"],
    default_config={"model": _DEFAULT_MODEL["model"]},
    default_score_weights={"proclitics_acc": 1.0},
)
def make_proclitic_tagger(nlp: Language, name: str, model: Model[list[Doc], list[Any]]) -> ProcliticTagger:
    """The factory ``proclitic_tagger``; ``model`` gives a row of scores for each token, as ``spacy.Tagger.v2`` does."""
    return ProcliticTagger(nlp.vocab, model, name, scorer=score_proclitics)
