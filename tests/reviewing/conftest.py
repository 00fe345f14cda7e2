"""Articles with facts that a test sets by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import spacy
from spacy.language import Language

from pipeline.articles import Article
from pipeline.components.fact_spans import set_facts
from pipeline.facts import Fact
from pipeline.normalise import Alignment, NormalisedText
from pipeline.reviewing.marking import ShownArticle

Show = Callable[..., ShownArticle]


@pytest.fixture(scope="session")
def blank() -> Language:
    return spacy.blank("he")


@pytest.fixture
def show(blank: Language) -> Show:
    """An article of this very text with these facts by kind; what else is given goes to the Article."""

    def shown(text: str, facts: dict[Any, list[Fact]] | None = None, **given: Any) -> ShownArticle:
        doc = blank.make_doc(text)
        for kind, found in (facts or {}).items():
            set_facts(doc, kind, found)
        normalised = NormalisedText(
            text=text, alignment=Alignment.identity(len(text)), boilerplate=[], title=given.get("title"), title_span=None,
            publisher=None, author=None, published_at=None,
        )  # fmt: skip
        article = Article(
            **{"location": "a.txt", "source_uri": "a.txt", "raw_text": text, "media_type": "text/plain", "byte_size": 1}
            | given
        )  # fmt: skip
        return ShownArticle(article, normalised, doc)

    return shown
