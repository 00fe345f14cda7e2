"""Articles with facts that a test sets by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import spacy
from spacy.language import Language

from pipeline.articles import Article
from pipeline.components.fact_spans import set_facts
from pipeline.facts import Fact
from pipeline.normalise import Alignment, NormalisedText, normalise
from pipeline.reviewing.marking import ShownArticle
from pipeline.tables.rows import Rows

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


Articles = dict[str, tuple[str, dict[Any, list[Fact]]]]
MakeDataset = Callable[..., Path]


@pytest.fixture
def make_dataset(blank: Language, tmp_path: Path) -> MakeDataset:
    """Writes a dataset of these raw texts with these facts by kind, and returns its folder; again over what
    stood there. What else is given goes to every Article."""
    sentencizer = spacy.blank("he")
    sentencizer.add_pipe("sentencizer")

    def made(articles: Articles, name: str = "out", run_id: str = "run-1", **given: Any) -> Path:
        rows = Rows(run_id)
        for location, (raw_text, facts) in articles.items():
            normalised = normalise(raw_text)
            doc = sentencizer(normalised.text)
            for kind, found in facts.items():
                set_facts(doc, kind, found)
            article = Article(
                location=location, source_uri=location, raw_text=raw_text, media_type="text/plain", byte_size=1,
                published_at=date(2024, 3, 5), **given,
            )  # fmt: skip
            rows.add_article(article, normalised, doc)
        out = tmp_path / name
        for table, rows_of_table in rows.tables().items():
            (out / table).mkdir(parents=True, exist_ok=True)
            pq.write_table(rows_of_table, out / table / "part-0.parquet")
        (out / "_runs").mkdir(exist_ok=True)
        record = {"run_id": run_id, "fingerprint": f"settings-{run_id}"}
        (out / "_runs" / f"20240305-{run_id}.json").write_text(json.dumps(record))
        return out

    return made


@pytest.fixture
def place() -> Callable[..., dict[str, Any]]:
    """Where a mention stands in a text, as every Fact has it; the first one, or the ``nth`` from 0."""

    def placed(text: str, mention: str, nth: int = 0) -> dict[str, Any]:
        start = -1
        for _ in range(nth + 1):
            start = text.index(mention, start + 1)
        return {"start": start, "end": start + len(mention), "text": mention, "source": "test.rule"}

    return placed
