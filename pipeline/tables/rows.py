"""From an analysed article to rows: ids, sentence numbers and raw offsets are added here."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from typing import Any

import pyarrow as pa
import regex
from spacy.tokens import Doc

from pipeline.articles import Article, Reject
from pipeline.components.fact_spans import FACT_CLASSES, FactKind, facts_of
from pipeline.facts import Fact, GrowthFigure, Resolution, Slogan
from pipeline.normalise import NormalisedText
from pipeline.tables.schemas import FACT_TABLES, TABLES

Columns = dict[str, list[Any]]

_WORD = regex.compile(r"\S*[\p{L}\p{N}]\S*")


class Rows:
    """Rows of every table, gathered article by article in columns, and how many rows each article has in each table."""

    def __init__(self, run_id: str) -> None:
        self._run_id = run_id
        self._columns: dict[str, Columns] = {
            table.name: {column.name: [] for column in table.columns} for table in TABLES.values()
        }
        self.rows_by_article: dict[str, list[int]] = {name: [] for name in TABLES if name != "rejects"}

    def add_article(self, article: Article, normalised: NormalisedText, doc: Doc) -> None:
        """Add one article with its sentences and facts; ``doc`` was made from ``normalised.text``."""
        before = {name: len(self._columns[name]["article_id"]) for name in self.rows_by_article}
        content_sha256 = sha256_of(article.raw_text)
        article_id = article_id_of(article)
        sentence_starts = self._add_sentences(article_id, normalised, doc)
        self._append(
            "articles",
            article_id=article_id,
            source_uri=article.source_uri,
            title=article.title or normalised.title,
            publisher=article.publisher or normalised.publisher,
            author=article.author or normalised.author,
            published_at=article.published_at or normalised.published_at,
            language="he",
            encoding=article.encoding,
            media_type=article.media_type,
            content_sha256=content_sha256,
            raw_text=article.raw_text,
            text=normalised.text,
            char_count=len(normalised.text),
            word_count=sum(1 for _ in _WORD.finditer(normalised.text)),
            sentence_count=len(sentence_starts),
            boilerplate=[{"start": b.start, "end": b.end, "kind": b.kind} for b in normalised.boilerplate],
            duplicate_of=None,
            run_id=self._run_id,
        )
        ids = _MentionIds(content_sha256, normalised, doc)
        for kind in FACT_CLASSES:
            for fact, fact_id in ids.of_kind(kind):
                raw_start, raw_end = normalised.alignment.to_raw(fact.start, fact.end)
                given = {name: getattr(fact, name) for name in _GIVEN_COLUMNS[kind]}
                self._append(
                    kind,
                    fact_id=fact_id,
                    article_id=article_id,
                    sentence_index=max(bisect_right(sentence_starts, fact.start) - 1, 0),
                    raw_start=raw_start,
                    raw_end=raw_end,
                    **given,
                    **_links(fact, ids),
                )
        for name, count in before.items():
            self.rows_by_article[name].append(len(self._columns[name]["article_id"]) - count)

    def add_reject(self, reject: Reject) -> None:
        """Add the row that stands for an input that became no article."""
        self._append(
            "rejects",
            source_uri=reject.source_uri,
            reason=reject.reason.value,
            message=reject.message,
            byte_size=reject.byte_size,
            run_id=self._run_id,
        )

    def tables(self) -> dict[str, pa.Table]:
        """The rows as one Arrow table for each table of the dataset, under its declared schema."""
        return {
            name: pa.Table.from_pydict(self._columns[name], schema=table.schema()) for name, table in TABLES.items()
        }

    def _add_sentences(self, article_id: str, normalised: NormalisedText, doc: Doc) -> list[int]:
        title_start, title_end = normalised.title_span or (0, 0)
        starts: list[int] = []
        paragraph, counted_to = 0, 0
        for sentence in doc.sents:
            text = sentence.text.strip()
            if not text:
                continue
            start = sentence.start_char + len(sentence.text) - len(sentence.text.lstrip())
            end = start + len(text)
            paragraph += normalised.text.count("\n", counted_to, start)
            counted_to = start
            raw_start, raw_end = normalised.alignment.to_raw(start, end)
            self._append(
                "sentences",
                article_id=article_id,
                sentence_index=len(starts),
                paragraph_index=paragraph,
                is_title=title_start <= start and end <= title_end,
                start=start,
                end=end,
                raw_start=raw_start,
                raw_end=raw_end,
                text=text,
            )
            starts.append(start)
        return starts

    def _append(self, table: str, **values: Any) -> None:
        columns = self._columns[table]
        if values.keys() != columns.keys():
            raise ValueError(f"{table}: columns and values differ in {sorted(values.keys() ^ columns.keys())}")
        for name, value in values.items():
            columns[name].append(value)


class _MentionIds:
    """The fact_id of every mention of a Doc, by kind and span."""

    def __init__(self, content_sha256: str, normalised: NormalisedText, doc: Doc) -> None:
        self._doc = doc
        self._ids: dict[tuple[str, int], str] = {}
        self._by_span: dict[tuple[str, int, int], str] = {}
        for kind in FACT_CLASSES:
            repeats: Counter[tuple[int, int]] = Counter()
            for index, fact in enumerate(facts_of(doc, kind)):
                raw_span = normalised.alignment.to_raw(fact.start, fact.end)
                fact_id = _hash(content_sha256, kind, *raw_span, repeats[raw_span])
                repeats[raw_span] += 1
                self._ids[kind, index] = fact_id
                self._by_span.setdefault((kind, fact.start, fact.end), fact_id)

    def of_kind(self, kind: FactKind) -> list[tuple[Fact, str]]:
        return [(fact, self._ids[kind, index]) for index, fact in enumerate(facts_of(self._doc, kind))]

    def at(self, kind: FactKind, span: tuple[int, int] | None) -> str | None:
        return None if span is None else self._by_span.get((kind, *span))

    def first_of_cluster(self, kind: FactKind, cluster: int) -> str:
        return next(fact_id for fact, fact_id in self.of_kind(kind) if getattr(fact, "cluster", None) == cluster)


def _links(fact: Fact, ids: _MentionIds) -> dict[str, Any]:
    """The columns that point to other mentions."""
    if isinstance(fact, Resolution):
        return {
            "issue_date_fact_id": ids.at("dates", fact.issue_date_mention),
            "cluster_id": ids.first_of_cluster("resolutions", fact.cluster),
        }
    if isinstance(fact, GrowthFigure):
        return {
            "subject_entity_id": ids.at("entities", fact.subject_mention),
            "period_date_fact_id": ids.at("dates", fact.period_mention),
        }
    if isinstance(fact, Slogan):
        return {
            "speaker_entity_id": ids.at("entities", fact.speaker_mention),
            "cluster_id": ids.first_of_cluster("slogans", fact.cluster),
        }
    return {}


_GIVEN_COLUMNS = {
    name: [c.name for c in table.columns if c.name in FACT_CLASSES[name].__dataclass_fields__]
    for name, table in FACT_TABLES.items()
}


def sha256_of(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def article_id_of(article: Article) -> str:
    """The record's own id where it has one, else a hash of where it was read."""
    return article.given_id or _hash(article.location)


def _hash(*parts: object) -> str:
    return hashlib.blake2b("\0".join(map(str, parts)).encode("utf-8", "replace"), digest_size=8).hexdigest()
