"""Shards: what is processed at a time, and the pure function that processes one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count, islice
from typing import TYPE_CHECKING

from pipeline.articles import Article, Reject, RejectReason
from pipeline.reading import Source, read_source
from pipeline.reading.failures import reject, why
from pipeline.settings import Settings
from pipeline.tables.shard_rows import ShardRows

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from pipeline.components.explanations import Explanation
    from pipeline.normalise import NormalisedText
    from pipeline.tables.rows import Rows

__all__ = ["Shard", "ShardRows", "analyse", "process_shard"]

ARTICLES_PER_BATCH = 64

# A source of a shard and a record of that source, each from 0.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shard:
    """Inputs that are processed together, in the order in which they were found: their records from ``start`` to ``stop``.

    The range is half-open; ``stop`` None is the end of the last source. It splits a shard down to single articles.
    """

    sources: tuple[Source | Reject, ...]
    start: Place = (0, 0)
    stop: Place | None = None


@dataclass(frozen=True, slots=True)
class BegunRecord:
    """A record of a shard that is under way. Its location is that of its source until it is read."""

    place: Place
    location: str
    byte_size: int | None


Began = Callable[[BegunRecord | None], None]


def process_shard(
    shard: Shard, settings: Settings, run_id: str, nlp: Language, began: Began = lambda record: None
) -> ShardRows:
    """Read, normalise and analyse every article of the shard. The rows depend on the arguments alone.

    ``began`` is told of each record before it is read and again before it is processed, and None when all are done and
    the tables are built. Raises MemoryError for an article that does not fit into memory: what comes after it might not
    either.
    """
    # Imported here, as in all that only workers do, so that a run which leaves its shards to workers starts without spaCy.
    from pipeline.tables.rows import Rows  # noqa: PLC0415

    rows = Rows(run_id)
    seconds = {"reading": 0.0, "normalising": 0.0, "extracting": 0.0, "rows": 0.0}
    records = _records(shard, settings, began)
    while True:
        started = time.perf_counter()
        batch = list(islice(records, ARTICLES_PER_BATCH))
        seconds["reading"] += time.perf_counter() - started
        if not batch:
            break
        with nlp.memory_zone():
            _process_batch(batch, nlp, rows, seconds, began)
    began(None)
    started = time.perf_counter()
    tables = rows.tables()
    seconds["rows"] += time.perf_counter() - started
    return ShardRows(tables, rows.sketches(), rows.articles, rows.reject_units, seconds)


def _records(shard: Shard, settings: Settings, began: Began) -> Iterator[tuple[Place, Article | Reject]]:
    for index, source in enumerate(shard.sources[shard.start[0] :], start=shard.start[0]):
        location = source.source_uri if isinstance(source, Reject) else source.location
        outcomes = iter([source]) if isinstance(source, Reject) else _read(source, settings)
        for place in ((index, number) for number in count()):
            if shard.stop is not None and place >= shard.stop:
                return
            began(BegunRecord(place, location, source.byte_size))
            outcome = next(outcomes, None)
            if outcome is None:
                break
            if place >= shard.start:
                yield place, outcome


def _read(source: Source, settings: Settings) -> Iterator[Article | Reject]:
    return read_source(source, settings.columns, settings.limits)


def _process_batch(
    batch: Iterable[tuple[Place, Article | Reject]],
    nlp: Language,
    rows: Rows,
    seconds: dict[str, float],
    began: Began,
) -> None:
    from pipeline.normalise import normalise  # noqa: PLC0415

    for place, record in batch:
        rows.unit = place[0]
        if isinstance(record, Reject):
            rows.add_reject(record)
            continue
        began(BegunRecord(place, record.location, record.byte_size))
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
        except MemoryError:
            raise
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
