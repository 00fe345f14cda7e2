"""From an analysed article to rows: ids, sentence numbers and raw offsets are added here."""

from __future__ import annotations

import hashlib
import re
import sys
from bisect import bisect_right
from collections import Counter
from typing import Any

import pyarrow as pa
from spacy.tokens import Doc

from pipeline.articles import Article, Reject
from pipeline.components.fact_spans import FACT_CLASSES, FactKind, facts_of
from pipeline.facts import Entity, Fact, GrowthFigure, Resolution, Slogan
from pipeline.normalise import NormalisedText
from pipeline.tables.schemas import FACT_TABLES, TABLES
from pipeline.tables.shard_rows import ArticleRows
from pipeline.tables.sketches import SCHEMA as SKETCHES
from pipeline.tables.sketches import sketch_of

_SCHEMAS = {name: table.schema() for name, table in TABLES.items()}
_NAMES = {name: frozenset(schema.names) for name, schema in _SCHEMAS.items()}
_STRUCTS = {name: pa.struct(list(schema)) for name, schema in _SCHEMAS.items()}
# The largest magnitude that a column of numbers holds.
_LARGEST: dict[pa.DataType, int | float] = {
    pa.int32(): 2**31 - 1,
    pa.int64(): 2**63 - 1,
    pa.float64(): sys.float_info.max,
}
_LIMITS = {
    table.name: {c.name: _LARGEST[c.type] for c in table.columns if c.type in _LARGEST} for table in TABLES.values()
}
_REQUIRED = {table.name: {c.name for c in table.columns if not c.nullable} for table in TABLES.values()}
_WORD_WITH_LETTERS = re.compile(r"[^\W_]\S*")


class Rows:
    """Rows of every table, gathered article by article; ``articles`` and ``reject_units`` say whose they are.

    ``unit`` is the number of the input that is read: set it before its articles and rejects are added.
    """

    def __init__(self, run_id: str) -> None:
        self.unit = 0
        self.reject_units: list[int] = []
        self._sketches: dict[str, list[Any]] = {name: [] for name in SKETCHES.names}
        self._run_id = run_id
        self._gathered: dict[str, list[pa.RecordBatch]] = {name: [] for name in _SCHEMAS if name != "rejects"}
        self._rejects = _RowsOf("rejects")
        self.articles: list[ArticleRows] = []

    def add_article(self, article: Article, normalised: NormalisedText, doc: Doc) -> None:
        """Add one article with its sentences and facts; ``doc`` was made from ``normalised.text``.

        Raises for values that do not fit the schemas, and then adds nothing.
        """
        rows = {name: _RowsOf(name) for name in self._gathered}
        content_sha256 = sha256_of(article.raw_text)
        article_id = article_id_of(article)
        sentence_starts = _add_sentences(rows["sentences"], article_id, normalised, doc)
        rows["articles"].append(
            article_id=article_id,
            source_uri=article.source_uri,
            title=normalised.title,
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
            word_count=len(_WORD_WITH_LETTERS.findall(normalised.text)),
            sentence_count=len(sentence_starts),
            boilerplate=[{"start": b.start, "end": b.end, "kind": b.kind} for b in normalised.boilerplate],
            duplicate_of=None,
            run_id=self._run_id,
        )
        ids = _MentionIds(content_sha256, normalised, doc)
        for kind, given_columns in _GIVEN_COLUMNS.items():
            for fact, fact_id, (raw_start, raw_end) in ids.of_kind(kind):
                given = {name: getattr(fact, name) for name in given_columns}
                rows[kind].append(
                    fact_id=fact_id,
                    article_id=article_id,
                    sentence_index=max(bisect_right(sentence_starts, fact.start) - 1, 0),
                    raw_start=raw_start,
                    raw_end=raw_end,
                    **given,
                    **_links(fact, ids),
                )
        batches = {name: gathered.batch() for name, gathered in rows.items()}
        for name, batch in batches.items():
            self._gathered[name].append(batch)
        counts = {name: batch.num_rows for name, batch in batches.items()}
        self.articles.append(ArticleRows(article.location, self.unit, len(self._rejects), counts))
        sketch = sketch_of(normalised)
        for name, value in {
            "article_id": article_id,
            "location": article.location,
            "content_sha256": bytes.fromhex(content_sha256),
            "words": sketch.words,
            "figures": sketch.figures,
        }.items():
            self._sketches[name].append(value)

    def add_reject(self, reject: Reject) -> None:
        """Add the row that stands for an input that became no article."""
        self._rejects.append(
            source_uri=reject.source_uri,
            reason=reject.reason.value,
            message=reject.message,
            byte_size=reject.byte_size,
            run_id=self._run_id,
        )
        self.reject_units.append(self.unit)

    def tables(self) -> dict[str, pa.Table]:
        """The rows as one Arrow table for each table of the dataset, under its declared schema."""
        gathered = {**self._gathered, "rejects": [self._rejects.batch()]}
        return {
            name: pa.Table.from_batches(batches, schema=_SCHEMAS[name]).combine_chunks()
            for name, batches in gathered.items()
        }

    def sketches(self) -> pa.Table:
        """What the articles are compared by to find copies, a row each."""
        return pa.Table.from_pydict(self._sketches, schema=SKETCHES)


class _RowsOf:
    """Rows of one table, checked against what its columns may hold."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._names = _SCHEMAS[table].names
        self._rows: list[tuple[Any, ...]] = []

    def append(self, **row: Any) -> None:
        if row.keys() != _NAMES[self._table]:
            raise ValueError(f"{self._table}: columns and values differ in {sorted(row.keys() ^ _NAMES[self._table])}")
        for name, largest in _LIMITS[self._table].items():
            if (value := row[name]) is not None:
                row[name] = _fitting(value, largest)
        for name in _REQUIRED[self._table]:
            if row[name] is None:
                raise ValueError(f"{self._table}.{name} has no value")
        self._rows.append(tuple(map(row.__getitem__, self._names)))

    def __len__(self) -> int:
        return len(self._rows)

    def batch(self) -> pa.RecordBatch:
        # One conversion for all columns: Arrow's cost is by the call, and an article has few rows in many columns.
        columns = pa.array(self._rows, type=_STRUCTS[self._table]).flatten()
        return pa.RecordBatch.from_arrays(columns, schema=_SCHEMAS[self._table])


def _fitting(value: float, largest: float) -> float | None:
    """The number; None for one that is too large for its column, which no reader could use."""
    if not abs(value) <= largest:
        return None
    return float(value) if isinstance(largest, float) else value


def _add_sentences(sentences: _RowsOf, article_id: str, normalised: NormalisedText, doc: Doc) -> list[int]:
    """Add a row for every sentence; returns where they start."""
    title_start, title_end = normalised.title_span or (0, 0)
    starts: list[int] = []
    paragraph, counted_to = 0, 0
    for sentence in doc.sents:
        whole = normalised.text[sentence.start_char : sentence.end_char]
        text = whole.strip()
        if not text:
            continue
        start = sentence.start_char + len(whole) - len(whole.lstrip())
        end = start + len(text)
        paragraph += normalised.text.count("\n", counted_to, start)
        counted_to = start
        raw_start, raw_end = normalised.alignment.to_raw(start, end)
        sentences.append(
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


_Mention = tuple[Fact, str, tuple[int, int]]
"""A fact, its id and its span in the raw text."""


class _MentionIds:
    """The fact_id of every mention of a Doc, by kind and span."""

    def __init__(self, content_sha256: str, normalised: NormalisedText, doc: Doc) -> None:
        self._mentions: dict[FactKind, list[_Mention]] = {}
        self._by_span: dict[tuple[str, int, int], str] = {}
        self._by_cluster: dict[tuple[str, int], str] = {}
        for kind in FACT_CLASSES:
            repeats: Counter[tuple[int, int]] = Counter()
            mentions = self._mentions[kind] = []
            for fact in facts_of(doc, kind):
                raw_span = normalised.alignment.to_raw(fact.start, fact.end)
                fact_id = fact_id_of(content_sha256, kind, raw_span, repeats[raw_span])
                repeats[raw_span] += 1
                mentions.append((fact, fact_id, raw_span))
                self._by_span.setdefault((kind, fact.start, fact.end), fact_id)
                if isinstance(fact, Entity):
                    self._by_span.setdefault((kind, fact.name_start, fact.name_end), fact_id)
                if isinstance(fact, Resolution | Slogan):
                    self._by_cluster.setdefault((kind, fact.cluster), fact_id)

    def of_kind(self, kind: FactKind) -> list[_Mention]:
        return self._mentions[kind]

    def at(self, kind: FactKind, span: tuple[int, int] | None) -> str | None:
        return None if span is None else self._by_span.get((kind, *span))

    def first_of_cluster(self, kind: FactKind, cluster: int) -> str:
        return self._by_cluster[kind, cluster]


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
    kind: [column.name for column in FACT_TABLES[kind].columns if column.name in cls.__dataclass_fields__]
    for kind, cls in FACT_CLASSES.items()
}


def sha256_of(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def article_id_of(article: Article) -> str:
    """The record's own id where it has one, else a hash of where it was read."""
    return article.given_id or _hash(article.location)


def fact_id_of(content_sha256: str, kind: FactKind, raw_span: tuple[int, int], repeat: int = 0) -> str:
    """The id of a mention; ``repeat`` counts the facts of one kind on the same characters, from 0."""
    return _hash(content_sha256, kind, *raw_span, repeat)


def _hash(*parts: object) -> str:
    return hashlib.blake2b("\0".join(map(str, parts)).encode("utf-8", "replace"), digest_size=8).hexdigest()
