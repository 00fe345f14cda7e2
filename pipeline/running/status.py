"""What a dataset holds and what state it is in, without disturbing a run that writes it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from pipeline.errors import OutputError
from pipeline.running.fingerprint import fingerprint_of
from pipeline.settings import Settings
from pipeline.tables.dataset_path import DatasetPath
from pipeline.tables.holder import Holder
from pipeline.tables.journal import is_interrupted
from pipeline.tables.lock import holder_of
from pipeline.tables.manifests import SHARDS, read_manifest, shard_names
from pipeline.tables.schemas import TABLES
from pipeline.tables.store import last_run_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A dataset as it stands.

    ``pieces`` counts committed pieces of inputs; ``stale`` are those whose rows today's rules would make anew, ``unread`` those
    that were not read whole. ``run`` is the record of the last run. ``holder`` is noted as the writer; ``is_held`` says whether
    it still is. ``is_interrupted`` tells of a commit that nobody has finished.
    """

    shards: int
    bytes: int
    pieces: int
    stale: int
    unread: int
    counts: dict[str, int]
    rejects: dict[str, int]
    run: dict[str, Any]
    holder: Holder | None
    is_held: bool
    is_interrupted: bool


def status_of(out: DatasetPath) -> Status:
    """The state of a dataset. Raises OutputError where there is none."""
    run = last_run_of(out)
    if run is None or not (out / SHARDS).exists():
        raise OutputError(f"{out} holds no dataset of uvdot. Give the folder that was --out of a run.")
    today = fingerprint_of(Settings(**run["settings"]))
    counts: Counter[str] = Counter(dict.fromkeys(TABLES, 0))
    rejects: Counter[str] = Counter()
    shards = size = pieces = stale = unread = 0
    for name in shard_names(out):
        try:
            manifest = read_manifest(out, name)
        except FileNotFoundError:  # a run has just put another in its place
            continue
        shards += 1
        size += sum(file.bytes for file in manifest.files.values())
        pieces += len(manifest.units)
        stale += sum(unit.fingerprint != today for unit in manifest.units)
        unread += sum(not unit.content for unit in manifest.units)
        counts.update(manifest.counts())
        rejects.update(manifest.rejects)
    holder, is_held = holder_of(out)
    return Status(
        shards=shards,
        bytes=size,
        pieces=pieces,
        stale=stale,
        unread=unread,
        counts=dict(counts),
        rejects=dict(sorted(rejects.items())),
        run=run,
        holder=holder,
        is_held=is_held,
        is_interrupted=is_interrupted(out) and not is_held,
    )
