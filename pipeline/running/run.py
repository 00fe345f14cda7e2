"""One run: inputs in, a committed dataset out, and a record of what happened."""

from __future__ import annotations

import hashlib
import os
import platform
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from rich.console import Console

from pipeline import __version__
from pipeline.articles import Reject, RejectReason
from pipeline.errors import OutputError
from pipeline.reading import STANDARD_INPUT, Source, SourceFormat, find_sources
from pipeline.running.engines.mapping import map_shards
from pipeline.running.progress import RunProgress
from pipeline.running.shards import ShardRows, plan_shards
from pipeline.settings import Settings
from pipeline.tables.schemas import ARTICLES, REJECTS, TABLES
from pipeline.tables.store import BOOKKEEPING, Store


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did: rows a table, rejects a reason, seconds a stage. ``record`` is what ``_runs`` keeps of it."""

    out: Path
    counts: dict[str, int]
    rejects: dict[str, int]
    seconds: float
    record: dict[str, Any]


def run(
    inputs: Sequence[str],
    out: Path,
    settings: Settings,
    *,
    stdin_format: SourceFormat = SourceFormat.TEXT,
    overwrite: bool = False,
    console: Console | None = None,
) -> RunSummary:
    """Read the inputs, extract the facts and commit the tables under ``out``.

    Raises UvdotError for what the user can mend: inputs that match nothing, named columns that are absent, an output folder
    that cannot be written. Everything else that is wrong with an input becomes a row of ``rejects``.
    """
    started_at = datetime.now(timezone.utc)
    started = time.perf_counter()
    sources = _without_own_output(find_sources(inputs, stdin_format), out)
    run_id = _run_id(sources, settings)
    shards = plan_shards(sources, settings.shard)
    counts: Counter[str] = Counter(dict.fromkeys(TABLES, 0))
    rejects: Counter[str] = Counter()
    stages: defaultdict[str, float] = defaultdict(float)
    first_uses = _FirstUses()
    with Store(out, list(inputs), overwrite=overwrite) as store, RunProgress(console, len(sources)) as progress:
        for shard, rows in zip(shards, map_shards(shards, settings, run_id), strict=True):
            tables = first_uses.settle(rows, run_id)
            writing = time.perf_counter()
            store.write(tables)
            stages["writing"] += time.perf_counter() - writing
            for stage, seconds in rows.seconds.items():
                stages[stage] += seconds
            counts.update({name: table.num_rows for name, table in tables.items()})
            rejects.update(tables["rejects"]["reason"].to_pylist())
            progress.advance(len(shard.sources), tables["articles"].num_rows)
        record = {
            "run_id": run_id,
            "started_at": started_at.isoformat(timespec="seconds"),
            "inputs": list(inputs),
            "engine": settings.engine.value,
            "versions": {name: version(name) for name in ("uvdot", "spacy", "pyarrow", "regex")}
            | {"python": platform.python_version()},
            "settings": settings.model_dump(mode="json"),
            "settings_fingerprint": settings.fingerprint(),
            "counts": dict(counts),
            "rejects": dict(sorted(rejects.items())),
            "seconds": {stage: round(seconds, 3) for stage, seconds in stages.items()},
            "articles_per_second": round(counts["articles"] / (time.perf_counter() - started), 2),
        }
        store.commit(record, f"{started_at:%Y%m%dT%H%M%S.%fZ}-{run_id}")
    return RunSummary(out, dict(counts), dict(rejects), time.perf_counter() - started, record)


def _without_own_output(sources: Sequence[Source | Reject], out: Path) -> list[Source | Reject]:
    """The sources less what runs have written into ``out``, which may lie in a folder that is read, or be it.

    Raises OutputError where nothing else is left.
    """
    folder = os.path.realpath(out)
    kept = [source for source in sources if not _is_written_by_a_run(source, folder)]
    if sources and not kept:
        raise OutputError(f"{out} holds the inputs themselves, which the run would replace. Give another --out.")
    return kept


def _is_written_by_a_run(source: Source | Reject, folder: str) -> bool:
    path = source.path if isinstance(source, Source) else source.source_uri
    if path == STANDARD_INPUT:
        return False
    inside, _, rest = os.path.realpath(path).partition(folder + os.sep)
    return not inside and rest.partition(os.sep)[0] in (*TABLES, *BOOKKEEPING)


def _run_id(sources: Sequence[Source | Reject], settings: Settings) -> str:
    """The same inputs under the same settings make the same run: nothing of the clock or the machine goes in."""
    digest = hashlib.blake2b(f"{__version__}|{settings.fingerprint()}".encode(), digest_size=8)
    for source in sources:
        name = source.location if isinstance(source, Source) else source.source_uri
        digest.update(f"\0{name}\0{source.byte_size}".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


class _FirstUses:
    """Which article used an id or a text first, in the order of the inputs, over all shards of a run."""

    def __init__(self) -> None:
        self._place_by_id: dict[str, str] = {}
        self._id_by_content: dict[str, str] = {}

    def settle(self, rows: ShardRows, run_id: str) -> dict[str, pa.Table]:
        """The tables with ``duplicate_of`` filled, and with a reject in place of each article whose id was taken."""
        kept: list[bool] = []
        duplicates: list[str | None] = []
        refused: list[dict[str, Any]] = []
        places_of_refused: list[float] = []
        articles = rows.tables["articles"].select(["article_id", "content_sha256"]).to_pylist()
        for article, of_article in zip(articles, rows.articles, strict=True):
            article_id, place = article["article_id"], of_article.location
            kept.append(article_id not in self._place_by_id)
            if kept[-1]:
                self._place_by_id[article_id] = place
                first = self._id_by_content.setdefault(article["content_sha256"], article_id)
                duplicates.append(None if first == article_id else first)
            else:
                message = (
                    f"{place}: its id {article_id!r} was already used by {self._place_by_id[article_id]}. "
                    "Give each record an id of its own."
                )
                reason = RejectReason.DUPLICATE_ID.value
                refused.append({"source_uri": place, "reason": reason, "message": message, "run_id": run_id})
                places_of_refused.append(of_article.rejects_before - 0.5)
        tables = dict(rows.tables)
        if refused:
            for name in rows.articles[0].counts:
                counts = [of_article.counts[name] for of_article in rows.articles]
                tables[name] = tables[name].filter(pa.array(np.repeat(kept, counts)))
            # In the order in which they were read, so that it does not depend on where one shard ends.
            order = np.argsort([*range(tables["rejects"].num_rows), *places_of_refused], kind="stable")
            refused_rows = pa.Table.from_pylist(refused, schema=REJECTS.schema())
            tables["rejects"] = pa.concat_tables([tables["rejects"], refused_rows]).take(pa.array(order))
        at = ARTICLES.schema().get_field_index("duplicate_of")
        tables["articles"] = tables["articles"].set_column(
            at, ARTICLES.schema().field(at), pa.array(duplicates, pa.string())
        )
        return tables
