"""The dataset under review: what the program found, article by article, with what places a selection in the raw text."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.components.fact_spans import FACT_CLASSES, FactKind
from pipeline.errors import DatasetNotFoundError
from pipeline.normalise import Alignment, normalise
from pipeline.reviewing.decisions import MentionValue, ReviewedText
from pipeline.reviewing.fields import decided_fields
from pipeline.tables.schemas import FACT_TABLES, TABLES


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact as the program found it; ``fields`` are those that a person decides, as JSON values."""

    fact_id: str
    kind: FactKind
    start: int
    end: int
    raw_start: int
    raw_end: int
    text: str
    confidence: float
    source: str
    fields: dict[str, Any]

    @property
    def value(self) -> MentionValue:
        """What the program says of the mention."""
        return MentionValue(self.raw_start, self.raw_end, self.fields)


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """What is known of an article without its text."""

    article_id: str
    source_uri: str
    title: str | None
    publisher: str | None
    published_at: Any
    content_sha256: str
    run_id: str


@dataclass(frozen=True, slots=True)
class ReviewedArticle:
    """An article with its texts and where the one's characters stand in the other."""

    head: ArticleHead
    text: str
    raw_text: str
    alignment: Alignment

    @property
    def reviewed_text(self) -> ReviewedText:
        """What the log keeps of it."""
        return ReviewedText(self.head.content_sha256, self.head.article_id, self.raw_text, self.head.published_at)


@dataclass(frozen=True, slots=True)
class QueuedFact:
    """What orders a queue: a fact, its article's place in the dataset, and how sure the program is."""

    article: int
    fact_id: str
    kind: FactKind
    start: int
    confidence: float


class ReviewedDataset:
    """A dataset folder as it was when it was opened. An article that repeats an earlier one's text is left out.

    Raises DatasetNotFoundError where the folder holds no dataset.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        try:
            self._tables = {name: pq.read_table(out / name) for name in FACT_TABLES}
            heads = pq.read_table(out / "articles", columns=list(ArticleHead.__dataclass_fields__)).to_pylist()
            self._texts = pq.read_table(out / "articles", columns=["article_id", "text", "raw_text"])
        except (OSError, pa.ArrowException):
            raise DatasetNotFoundError(
                f"{out} holds no dataset. Make one with: uvdot run INPUT... --out {out}"
            ) from None
        self._text_rows = {name: row for row, name in enumerate(self._texts["article_id"].to_pylist())}
        self._rows = {name: _rows_by_article(table) for name, table in self._tables.items()}
        first = {head["content_sha256"]: head for head in reversed(heads)}
        kept = [head for head in heads if first[head["content_sha256"]] is head]
        self.articles = [ArticleHead(**head) for head in kept]
        self.fingerprints = _fingerprints_of_runs(out)
        self._place_by_content = {head.content_sha256: place for place, head in enumerate(self.articles)}
        self.article = lru_cache(maxsize=16)(self._read_article)
        self.facts = lru_cache(maxsize=1024)(self._read_facts)

    def __len__(self) -> int:
        return len(self.articles)

    def place_of(self, content_sha256: str) -> int | None:
        """The place of the article with this text."""
        return self._place_by_content.get(content_sha256)

    def queue(self) -> Iterator[QueuedFact]:
        """Every fact of every article, in the order of the dataset."""
        place_by_id = {head.article_id: place for place, head in enumerate(self.articles)}
        for kind in FACT_CLASSES:
            table = self._tables[kind]
            columns = (table[name].to_pylist() for name in ("article_id", "fact_id", "start", "confidence"))
            for article_id, fact_id, start, confidence in zip(*columns, strict=True):
                if article_id in place_by_id:
                    yield QueuedFact(place_by_id[article_id], fact_id, kind, start, confidence)

    def rows(self, kind: FactKind, article_id: str) -> list[dict[str, Any]]:
        """The rows of a table that belong to an article, whole."""
        return _taken(self._tables[kind], self._rows[kind].get(article_id, []))

    def table(self, name: str) -> pa.Table:
        """A whole table of the dataset."""
        return pq.read_table(self.out / TABLES[name].name)

    def _read_article(self, place: int) -> ReviewedArticle:
        """The article at a place of ``articles``. Raises DatasetNotFoundError where another version made its text."""
        head = self.articles[place]
        [texts] = _taken(self._texts, [self._text_rows[head.article_id]])
        normalised = normalise(texts["raw_text"])
        if normalised.text != texts["text"]:
            raise DatasetNotFoundError(
                f"{self.out} was made by another version of Uvdot, which read {head.source_uri} differently. Run it again."
            )
        return ReviewedArticle(head, texts["text"], texts["raw_text"], normalised.alignment)

    def _read_facts(self, place: int) -> dict[str, FoundFact]:
        """What the program found in the article at a place of ``articles``, by fact_id in text order."""
        facts = []
        for kind in FACT_CLASSES:
            for row in self.rows(kind, self.articles[place].article_id):
                given = {name: row[name] for name in FoundFact.__dataclass_fields__ if name not in ("kind", "fields")}
                facts.append(FoundFact(**given, kind=kind, fields=decided_fields(kind, row)))
        facts.sort(key=lambda fact: (fact.start, -fact.end))
        return {fact.fact_id: fact for fact in facts}


def _rows_by_article(table: pa.Table) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = defaultdict(list)
    for row, article_id in enumerate(table["article_id"].to_pylist()):
        rows[article_id].append(row)
    return rows


def _taken(table: pa.Table, rows: list[int]) -> list[dict[str, Any]]:
    taken: list[dict[str, Any]] = table.take(pa.array(rows, pa.int64())).to_pylist()
    return taken


def _fingerprints_of_runs(out: Path) -> dict[str, str]:
    """The fingerprint of the settings and versions of every run that the folder keeps a record of, by run_id."""
    records = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((out / "_runs").glob("*.json"))]
    return {record["run_id"]: record["fingerprint"] for record in records if "fingerprint" in record}


def decisions_beside(out: Path) -> Path:
    """Where decisions on a dataset are kept unless another place is named: beside its folder, which runs replace."""
    folder = out.resolve()
    return folder.with_name(f"{folder.name}.review.sqlite")
