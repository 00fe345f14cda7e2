"""Shards: what is processed at a time, and the pure function that processes one."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import pyarrow as pa
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.articles import Article, Reject, RejectReason
from pipeline.components.explanations import Explanation
from pipeline.normalise import NormalisedText, normalise
from pipeline.reading import STANDARD_INPUT, Source, read_source
from pipeline.reading.failures import reject, why
from pipeline.settings import Settings, ShardLimits
from pipeline.tables.rows import ArticleRows, Rows

ARTICLES_PER_BATCH = 64


@dataclass(frozen=True, slots=True)
class Shard:
    """Inputs that are processed together, in the order in which they were found."""

    sources: tuple[Source | Reject, ...]

    @property
    def reads_standard_input(self) -> bool:
        """Whether it must be processed in the process that owns standard input."""
        return any(isinstance(source, Source) and source.path == STANDARD_INPUT for source in self.sources)


@dataclass(frozen=True, slots=True)
class ShardRows:
    """The rows of a shard, a table each; whose they are, in order; and seconds by stage."""

    tables: dict[str, pa.Table]
    articles: list[ArticleRows]
    seconds: dict[str, float]


def plan_shards(sources: Sequence[Source | Reject], limits: ShardLimits) -> list[Shard]:
    """Cut the sources, in order, into shards that keep the limits; one source that is larger is a shard of its own."""
    shards: list[Shard] = []
    group: list[Source | Reject] = []
    size = 0
    for source in sources:
        source_size = (source.byte_size or 0) if isinstance(source, Source) else 0
        if group and (size + source_size > limits.bytes or len(group) == limits.sources):
            shards.append(Shard(tuple(group)))
            group, size = [], 0
        group.append(source)
        size += source_size
    if group:
        shards.append(Shard(tuple(group)))
    return shards


def process_shard(shard: Shard, settings: Settings, run_id: str, nlp: Language) -> ShardRows:
    """Read, normalise and analyse every article of the shard. The rows depend on the arguments alone."""
    rows = Rows(run_id)
    seconds = {"reading": 0.0, "normalising": 0.0, "extracting": 0.0, "rows": 0.0}
    records = _records(shard, settings)
    while True:
        started = time.perf_counter()
        batch = list(islice(records, ARTICLES_PER_BATCH))
        seconds["reading"] += time.perf_counter() - started
        if not batch:
            break
        with nlp.memory_zone():
            _process_batch(batch, nlp, rows, seconds)
    started = time.perf_counter()
    tables = rows.tables()
    seconds["rows"] += time.perf_counter() - started
    return ShardRows(tables, rows.articles, seconds)


def _records(shard: Shard, settings: Settings) -> Iterator[Article | Reject]:
    for source in shard.sources:
        if isinstance(source, Reject):
            yield source
        else:
            yield from read_source(source, settings.columns, settings.limits)


def _process_batch(batch: Iterable[Article | Reject], nlp: Language, rows: Rows, seconds: dict[str, float]) -> None:
    for record in batch:
        if isinstance(record, Reject):
            rows.add_reject(record)
            continue
        started = time.perf_counter()
        try:
            normalised = normalise(record.raw_text, title=record.title)
            seconds["normalising"] += time.perf_counter() - started
            if not normalised.text:
                rows.add_reject(_reject(record, RejectReason.EMPTY, "holds nothing but page furniture."))
                continue
            started = time.perf_counter()
            doc = analyse(record, normalised, nlp)
            seconds["extracting"] += time.perf_counter() - started
            started = time.perf_counter()
            rows.add_article(record, normalised, doc)
            seconds["rows"] += time.perf_counter() - started
        except Exception as error:  # a fault of ours in one article must not stop the others
            message = (
                f"could not be processed ({type(error).__name__}: {why(error)}). Please report it with the article."
            )
            rows.add_reject(_reject(record, RejectReason.PROCESSING_FAILED, message))


def analyse(article: Article, normalised: NormalisedText, nlp: Language, explanation: Explanation | None = None) -> Doc:
    """The Doc of an article's normalised text with every fact; relative dates count from its day of publication.

    What decided the facts is noted in the ``explanation`` where one is given.
    """
    doc = nlp.make_doc(normalised.text)
    doc._.explanation = explanation
    doc._.published_at = article.published_at or normalised.published_at
    return nlp(doc)


def _reject(article: Article, reason: RejectReason, message: str) -> Reject:
    return reject(article.location, reason, message, article.byte_size)
