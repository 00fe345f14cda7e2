"""From an analysed article to rows: ids, sentence numbers and raw offsets are added here."""

from __future__ import annotations

import hashlib
import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from operator import attrgetter
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
_REQUIRED = {table.name: [c.name for c in table.columns if not c.nullable] for table in TABLES.values()}
# The largest magnitude that a column of numbers holds.
_LARGEST: dict[pa.DataType, int | float] = {
    pa.int32(): 2**31 - 1,
    pa.int64(): 2**63 - 1,
    pa.float64(): sys.float_info.max,
}
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
        rows["articles"].append_named(
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
        for kind, values_of in _VALUES.items():
            for fact, fact_id, raw_span in ids.of_kind(kind):
                sentence_index = max(bisect_right(sentence_starts, fact.start) - 1, 0)
                rows[kind].append(
                    (fact_id, article_id, sentence_index, *raw_span, *_links(fact, ids), *values_of(fact))
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
        self._rejects.append_named(
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
    """Rows of one table, each a tuple of values in the order of ``_COLUMNS``."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._rows: list[tuple[Any, ...]] = []

    def append(self, row: tuple[Any, ...]) -> None:
        self._rows.append(row)

    def append_named(self, **row: Any) -> None:
        """Add a row by the names of its columns. Raises ValueError where these are not those of the table."""
        columns = _COLUMNS[self._table]
        if row.keys() != set(columns):
            raise ValueError(f"{self._table}: columns and values differ in {sorted(row.keys() ^ set(columns))}")
        self._rows.append(tuple(row[name] for name in columns))

    def __len__(self) -> int:
        return len(self._rows)

    def batch(self) -> pa.RecordBatch:
        """The rows in the table's own order of columns. Raises ValueError where one that always has a value has none."""
        schema = _SCHEMAS[self._table]
        # One conversion for all columns: Arrow's cost is by the call, and an article has few rows in many columns.
        values = pa.array(self._rows, type=_STRUCTS[self._table]).flatten()
        columns = dict(zip(_COLUMNS[self._table], values, strict=True))
        for name in _REQUIRED[self._table]:
            if columns[name].null_count:
                raise ValueError(f"{self._table}.{name} has no value")
        return pa.RecordBatch.from_arrays([columns[name] for name in schema.names], schema=schema)


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
        is_title = title_start <= start and end <= title_end
        sentences.append((article_id, len(starts), paragraph, is_title, start, end, raw_start, raw_end, text))
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


_LINKS: dict[FactKind, list[str]] = {
    "resolutions": ["issue_date_fact_id", "cluster_id"],
    "growth_figures": ["subject_entity_id", "period_date_fact_id"],
    "slogans": ["speaker_entity_id", "cluster_id"],
}
"""The columns that point to other mentions."""


def _links(fact: Fact, ids: _MentionIds) -> tuple[str | None, ...]:
    """The values of the columns in ``_LINKS``."""
    if isinstance(fact, Resolution):
        return ids.at("dates", fact.issue_date_mention), ids.first_of_cluster("resolutions", fact.cluster)
    if isinstance(fact, GrowthFigure):
        return ids.at("entities", fact.subject_mention), ids.at("dates", fact.period_mention)
    if isinstance(fact, Slogan):
        return ids.at("entities", fact.speaker_mention), ids.first_of_cluster("slogans", fact.cluster)
    return ()


def _given_columns(kind: FactKind) -> list[str]:
    """The columns that a fact has the values of."""
    return [c.name for c in FACT_TABLES[kind].columns if c.name in FACT_CLASSES[kind].__dataclass_fields__]


def _values(kind: FactKind) -> Callable[[Fact], tuple[Any, ...]]:
    """Reads a fact's values of ``_given_columns``; a number too large for its column is None."""
    names = _given_columns(kind)
    values_of: Callable[[Fact], tuple[Any, ...]] = attrgetter(*names)
    # Offsets count the characters of a text that fits into memory: what can be too large is what a text says.
    numbers = [
        (index, _LARGEST[column.type])
        for index, column in enumerate(_SCHEMAS[kind].field(name) for name in names)
        if column.type in _LARGEST and column.name not in ("start", "end", "confidence")
    ]
    if not numbers:
        return values_of

    def fitting_values_of(fact: Fact) -> tuple[Any, ...]:
        values = list(values_of(fact))
        for index, largest in numbers:
            if values[index] is not None:
                values[index] = _fitting(values[index], largest)
        return tuple(values)

    return fitting_values_of


_VALUES = {kind: _values(kind) for kind in FACT_CLASSES}
_MENTION = ["fact_id", "article_id", "sentence_index", "raw_start", "raw_end"]
_COLUMNS: dict[str, list[str]] = {name: schema.names for name, schema in _SCHEMAS.items()} | {
    kind: [*_MENTION, *_LINKS.get(kind, ()), *_given_columns(kind)] for kind in FACT_CLASSES
}
"""The columns of each table in the order in which its rows are built."""
_STRUCTS = {name: pa.struct([_SCHEMAS[name].field(column) for column in columns]) for name, columns in _COLUMNS.items()}


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
