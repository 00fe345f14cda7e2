"""One run: what is new in the inputs becomes rows, shard by shard, and a record says what happened."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import sys
import time
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.console import Console

from pipeline import __version__
from pipeline.articles import Reject
from pipeline.errors import OutputError
from pipeline.object_stores import is_url
from pipeline.reading import STANDARD_INPUT, Source, SourceFormat, each_source
from pipeline.running.engines.mapping import map_shards
from pipeline.running.fingerprint import fingerprint_of
from pipeline.running.planning import Inputs, Plan, PlannedShard, PlannedShards, location_of, plan, read_unit
from pipeline.running.progress import RunProgress
from pipeline.running.shards import Shard
from pipeline.settings import Settings
from pipeline.tables.dataset_path import DatasetPath
from pipeline.tables.schemas import TABLES
from pipeline.tables.shard_rows import ShardRows
from pipeline.tables.store import BOOKKEEPING, Key, Store


@dataclass(frozen=True, slots=True)
class RunSummary:
    """The dataset after a run: rows by table, rejects by reason. ``record`` is what ``_runs`` keeps of the run."""

    out: DatasetPath
    counts: dict[str, int]
    rejects: dict[str, int]
    seconds: float
    record: dict[str, Any]


def run(
    inputs: Sequence[str],
    out: DatasetPath,
    settings: Settings,
    *,
    stdin_format: SourceFormat = SourceFormat.TEXT,
    overwrite: bool = False,
    prune: bool = False,
    console: Console | None = None,
) -> RunSummary:
    """Read what is new or changed in the inputs and commit its rows to the dataset ``out``.

    Rows of inputs that are no longer there stay, unless ``prune`` takes them away. A dataset made from other inputs is
    refused, unless ``overwrite`` makes it one of these. Raises UvdotError for what the user can mend: inputs that match
    nothing, named columns that are absent, an output folder that cannot be written. Everything else that is wrong with an
    input becomes a row of ``rejects``.
    """
    streams: list[Source] = []
    found = _without_own_output(each_source(inputs, stdin_format), out)
    with closing(Inputs(_noting_streams(found, streams), settings)) as kept, Store(out) as store:
        _check_inputs(store, inputs, overwrite)
        for stream in streams:
            kept.replace(_on_disk(stream, store))
        return _Run(store, inputs, kept, settings).carry_out(prune or overwrite, console)


class _Run:
    """A run under way: what it was given, and what it has counted so far."""

    def __init__(self, store: Store, given: Sequence[str], inputs: Inputs, settings: Settings) -> None:
        self._store = store
        self._inputs = inputs
        self._settings = settings
        self._fingerprint = fingerprint_of(settings)
        self._run_id = _run_id(inputs, self._fingerprint)
        self._started = time.perf_counter()
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._articles = 0
        started_at = datetime.now(timezone.utc)
        self._name = f"{started_at:%Y%m%dT%H%M%S.%fZ}-{self._run_id}"
        self._record: dict[str, Any] = {
            "run_id": self._run_id,
            "started_at": started_at.isoformat(timespec="seconds"),
            "finished_at": None,
            "inputs": list(given),
            "engine": settings.engine.value,
            "versions": {name: version(name) for name in ("uvdot", "spacy", "pyarrow", "regex")}
            | {"python": platform.python_version()},
            "settings": settings.model_dump(mode="json"),
            "settings_fingerprint": self._fingerprint,
        }
        # Written with the first commit, so that every row has a record of its run, finished or not.
        self._record_due: tuple[str, Mapping[str, Any]] | None = (self._name, self._record)

    def carry_out(self, prune: bool, console: Console | None) -> RunSummary:
        started = time.perf_counter()
        to_do = plan(self._inputs, self._store, self._fingerprint, self._settings.shard)
        self._seconds["planning"] += time.perf_counter() - started
        # Units of inputs that are read go with the rows that come in their place.
        drop = [*to_do.left_over, *(to_do.gone if prune else [])]
        if drop or self._store.is_outdated:
            self._commit(drop=drop)
        shards = to_do.to_read if to_do.to_read.pieces else self._to_read_again(set(), to_do)
        with RunProgress(console, shards.pieces) as progress:
            while shards.pieces:
                shards = self._to_read_again(self._read(shards, to_do, progress), to_do)
        return self._finish(to_do, prune)

    def _read(self, shards: PlannedShards, to_do: Plan, progress: RunProgress) -> set[Key]:
        """Process and commit shards; returns the units of others that were taken away for them."""
        displaced: set[Key] = set()
        under_way: deque[PlannedShard] = deque()

        def taken() -> Iterator[Shard]:
            for planned in shards:
                under_way.append(planned)
                yield planned.shard

        with closing(map_shards(taken(), self._settings, self._run_id)) as processed:
            for rows in processed:
                planned = under_way.popleft()
                displaced.update(self._commit_shard(planned, rows, to_do))
                self._articles += rows.tables["articles"].num_rows
                progress.advance(len(planned.pieces), rows.tables["articles"].num_rows)
        return displaced

    def _to_read_again(self, displaced: set[Key], to_do: Plan) -> PlannedShards:
        """The pieces of units that were taken away, and of those with an article whose id has come free."""
        keys = displaced | {unit.key for unit in self._store.units_to_try_again()}
        found = (self._inputs.piece(key) for key in sorted(keys) if to_do.has(key))
        return PlannedShards((piece for piece in found if piece is not None), self._settings.shard)

    def _commit_shard(self, planned: PlannedShard, rows: ShardRows, to_do: Plan) -> list[Key]:
        for stage, seconds in rows.seconds.items():
            self._seconds[stage] += seconds
        reasons: list[set[str]] = [set() for _ in planned.pieces]
        for unit, reason in zip(rows.reject_units, rows.tables["rejects"]["reason"].to_pylist(), strict=True):
            reasons[unit].add(reason)
        units = [read_unit(piece, self._inputs, why) for piece, why in zip(planned.pieces, reasons, strict=True)]
        obsolete = [old for source in {unit.source for unit in units} for old in to_do.obsolete.pop(source, [])]
        return self._commit(units=units, rows=rows, drop=obsolete, may_be_read_again=to_do.has)

    def _commit(self, **changes: Any) -> list[Key]:
        started = time.perf_counter()
        displaced = self._store.commit(
            fingerprint=self._fingerprint, run_id=self._run_id, record=self._record_due, **changes
        )
        self._record_due = None
        self._seconds["writing"] += time.perf_counter() - started
        return displaced

    def _finish(self, to_do: Plan, pruned: bool) -> RunSummary:
        counts, rejects = self._store.totals()
        seconds = time.perf_counter() - self._started
        self._record |= {
            "finished_at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            "inputs_found": len(self._inputs),
            "pieces": {
                "new": to_do.new,
                "changed": to_do.changed,
                "unchanged": to_do.unchanged,
                "gone": 0 if pruned else len(to_do.gone),
                "pruned": len(to_do.gone) if pruned else 0,
            },
            "articles_read": self._articles,
            "counts": dict(counts),
            "rejects": dict(sorted(rejects.items())),
            "seconds": {stage: round(spent, 3) for stage, spent in self._seconds.items()},
            "articles_per_second": round(self._articles / seconds, 2),
        }
        self._store.commit(record=(self._name, self._record))
        return RunSummary(self._store.out, dict(counts), dict(rejects), seconds, self._record)


def _check_inputs(store: Store, inputs: Sequence[str], overwrite: bool) -> None:
    """Raise OutputError for a dataset that is not of these inputs or of this version, unless it may be overwritten."""
    if overwrite:
        return
    last = store.last_run()
    if last is not None and last["inputs"] != list(inputs):
        raise OutputError(
            f"{store.out} holds a dataset made from {' '.join(last['inputs'])}. "
            "Give another --out, or --overwrite to replace it."
        )
    if store.is_outdated:
        raise OutputError(
            f"{store.out} holds a dataset that an earlier version of uvdot wrote. "
            "Give another --out, or --overwrite to make it anew."
        )


def _noting_streams(sources: Iterable[Source | Reject], streams: list[Source]) -> Iterator[Source | Reject]:
    """The sources; those that can be read once, standard input and pipes, are noted."""
    for source in sources:
        if isinstance(source, Source) and (source.path == STANDARD_INPUT or Path(source.path).is_fifo()):
            streams.append(source)
        yield source


def _on_disk(source: Source, store: Store) -> Source:
    """A copy of standard input or of a pipe in the dataset's folder."""
    copy = store.scratch_file(f"input-{hashlib.blake2b(source.path.encode(), digest_size=4).hexdigest()}")
    with copy.open("wb") as file:
        if source.path == STANDARD_INPUT:
            shutil.copyfileobj(sys.stdin.buffer, file)
        else:
            with Path(source.path).open("rb") as stream:
                shutil.copyfileobj(stream, file)
    return replace(source, path=str(copy), byte_size=copy.stat().st_size)


def _without_own_output(sources: Iterable[Source | Reject], out: DatasetPath) -> Iterator[Source | Reject]:
    """The sources less what runs have written into ``out``, which may lie in a folder that is read, or be it.

    Raises OutputError where nothing else is left.
    """
    folder = os.path.realpath(out) if isinstance(out, Path) else str(out)
    left_out = kept = 0
    for source in sources:
        if _is_written_by_a_run(source, folder):
            left_out += 1
        else:
            kept += 1
            yield source
    if left_out and not kept:
        raise OutputError(f"{out} holds the inputs themselves, which the run would replace. Give another --out.")


def _is_written_by_a_run(source: Source | Reject, folder: str) -> bool:
    path = source.path if isinstance(source, Source) else source.source_uri
    if path == STANDARD_INPUT:
        return False
    place = path if is_url(path) else os.path.realpath(path)
    separator = "/" if is_url(folder) else os.sep
    inside, _, rest = place.partition(folder + separator)
    return not inside and rest.partition(separator)[0] in (*TABLES, *BOOKKEEPING)


def _run_id(inputs: Inputs, fingerprint: str) -> str:
    """The same inputs under the same settings make the same run: nothing of the clock or the machine goes in."""
    digest = hashlib.blake2b(f"{__version__}|{fingerprint}".encode(), digest_size=8)
    for source in inputs:
        digest.update(f"\0{location_of(source)}\0{source.byte_size}".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
