"""spaCy's DocBin: a Doc an article, in our tokenizer, with facts in ``doc.spans`` and names in ``doc.ents``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans

from pipeline.components.fact_spans import FACT_CLASSES, set_facts
from pipeline.facts import Fact
from pipeline.language import load_model
from pipeline.language_models import ModelName
from pipeline.reviewing.agreed import AgreedArticle, AgreedFact
from pipeline.reviewing.fields import fields_of


def write_docbin(articles: Sequence[AgreedArticle], path: Path) -> None:
    """Write one .spacy file. Each Doc's ``user_data`` has article_id, content_sha256 and the typed facts."""
    nlp = load_model(ModelName.RULES)
    DocBin(docs=(doc_of(article, nlp) for article in articles), store_user_data=True).to_disk(path)


def doc_of(article: AgreedArticle, nlp: Language) -> Doc:
    """The Doc of an article's normalised text with its facts set, names that do not overlap as entities too."""
    head = article.article.head
    doc = nlp.make_doc(article.article.text)
    doc.user_data["article_id"] = head.article_id
    doc.user_data["content_sha256"] = head.content_sha256
    doc._.published_at = head.published_at
    for kind in FACT_CLASSES:
        set_facts(doc, kind, [_typed(fact) for fact in article.facts if fact.kind == kind])
    doc.ents = filter_spans(doc.spans["entities"])
    return doc


def _typed(fact: AgreedFact) -> Fact:
    cls = FACT_CLASSES[fact.kind]
    values = fact.fields
    for name, field in fields_of(fact.kind).items():
        if field.type == "day" and values[name]:
            values[name] = date.fromisoformat(values[name])
    if fact.kind == "entities":
        values |= {"name_start": fact.start, "name_end": fact.end}
    return cls(start=fact.start, end=fact.end, text=fact.text, source=f"review:{fact.annotator}", **values)
