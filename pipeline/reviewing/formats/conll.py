"""CoNLL-2003 columns, a file a kind: each token with its IOB2 tag, a blank line between paragraphs.

A column of tags knows no nesting: of mentions that overlap the longest stands. A mention that begins or ends inside a token
takes the whole token.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Doc
from spacy.util import filter_spans

from pipeline.components.fact_spans import FACT_CLASSES, FactKind
from pipeline.language import load_model
from pipeline.language_models import ModelName
from pipeline.reviewing.agreed import AgreedArticle
from pipeline.reviewing.formats.docbin import doc_of

_DOCUMENT = "-DOCSTART- -X- O O\n\n"


def write_conll(articles: Sequence[AgreedArticle], folder: Path) -> None:
    """Write ``<kind>.conll`` for every kind into the folder."""
    nlp = load_model(ModelName.RULES)
    docs = [doc_of(article, nlp) for article in articles]
    for kind in FACT_CLASSES:
        text = "".join(_DOCUMENT + _lines(doc, kind) for doc in docs)
        (folder / f"{kind}.conll").write_text(text, encoding="utf-8", newline="\n")


def _lines(doc: Doc, kind: FactKind) -> str:
    tags = ["O"] * len(doc)
    for span in filter_spans(doc.spans[kind]):
        tags[span.start : span.end] = [f"B-{span.label_}"] + [f"I-{span.label_}"] * (len(span) - 1)
    lines = []
    for token, tag in zip(doc, tags, strict=True):
        if token.is_space:
            lines.append("\n" if "\n" in token.text else "")
        else:
            lines.append(f"{token.text} {tag}\n")
    return "".join(lines).rstrip("\n") + "\n\n"
