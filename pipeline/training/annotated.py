"""Annotated articles as sentences to train on: the gold of ``corpus/gold``, or what reviewers have decided and exported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Span

from pipeline.components.encoder.labels import NAME_LABELS
from pipeline.evaluating.gold import GoldArticle, read_gold
from pipeline.language import load_model
from pipeline.language_models import ModelName
from pipeline.normalise import normalise
from pipeline.training.sentences import Sentence, Token

Names = dict[int, tuple[str, str | None]]
"""For the place of a token its BIOES label and its proclitics, None where the annotation does not say."""


def read_annotated(path: Path) -> list[Sentence]:
    """The sentences of a gold file in their order, with the names of their articles. Raises GoldFileError."""
    nlp = load_model(ModelName.RULES)
    nlp.add_pipe("hebrew_sentences")
    return [sentence for article in read_gold(path) for sentence in _sentences(article, nlp, path.stem)]


def _sentences(article: GoldArticle, nlp: Language, source: str) -> Iterator[Sentence]:
    normalised = normalise(article.raw_text)
    doc = nlp(normalised.text)
    names: Names = {}
    for fact in article.facts:
        label = fact.fields.get("label")
        if fact.kind != "entities" or label not in NAME_LABELS:
            continue
        start, end = normalised.alignment.to_text(fact.raw_start, fact.raw_end)
        mention = doc.char_span(start, end, alignment_mode="expand")
        if mention is not None and not names.keys() & range(mention.start, mention.end):
            names.update(_labelled(mention, str(label), start - mention.start_char))
    for sentence in doc.sents:
        tokens = [token for token in sentence if not token.is_space]
        if tokens:
            yield Sentence(
                tokens=tuple(
                    Token(
                        text=token.text,
                        name=names[token.i][0] if token.i in names else "O",
                        proclitics=names[token.i][1] if token.i in names else None,
                        space_after=bool(token.whitespace_),
                    )
                    for token in tokens
                ),
                source=source,
            )


def _labelled(mention: Span, label: str, proclitic_letters: int) -> Names:
    """The tokens of a mention; the letters of its first one before the name are proclitics."""
    places = "S" if len(mention) == 1 else f"B{'I' * (len(mention) - 2)}E"
    first = mention[0].text[:proclitic_letters]
    return {
        token.i: (f"{place}-{label}", first if token.i == mention.start else None)
        for token, place in zip(mention, places, strict=True)
    }
