"""Which shards to put together, and their rows in the order of places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa

from pipeline.tables.dataset_path import DatasetPath
from pipeline.tables.index import place_of
from pipeline.tables.manifests import Manifest, Unit
from pipeline.tables.shard_files import read_shard, rows_of_units, schema_of

# Bytes of all files of a shard: a few seconds of reading, and what memory holds unpacked.
TARGET_BYTES = 128 * 1024 * 1024
# Shards whose tables are held at a time while rows are gathered from many.
SHARDS_IN_MEMORY = 8


@dataclass(frozen=True, slots=True)
class UnitOfShard:
    """A unit, and where it is: its shard and its number there."""

    manifest: Manifest
    number: int

    @property
    def unit(self) -> Unit:
        """The unit itself."""
        return self.manifest.units[self.number]

    @property
    def size(self) -> float:
        """About how many bytes its rows take in the shard's files."""
        total = sum(file.bytes for file in self.manifest.files.values())
        rows = sum(self.manifest.counts().values())
        return total * sum(self.unit.rows.values()) / max(rows, 1)


def group_units(manifests: Sequence[Manifest], target_bytes: int) -> list[list[UnitOfShard]]:
    """The new shards to make, each a group of units in the order of places; none where nothing would be better.

    A shard of half the target or more stays as it is, unless units of others stand between its own.
    """
    units = sorted(
        (UnitOfShard(manifest, number) for manifest in manifests for number in range(len(manifest.units))),
        key=lambda where: (place_of(where.unit.source), where.unit.start),
    )
    stretches: list[list[UnitOfShard]] = []
    for where in units:
        if not stretches or stretches[-1][-1].manifest is not where.manifest:
            stretches.append([])
        stretches[-1].append(where)
    groups: list[list[UnitOfShard]] = [[]]
    size = 0.0
    for stretch in stretches:
        of_stretch = sum(where.size for where in stretch)
        if len(stretch) == len(stretch[0].manifest.units) and of_stretch >= target_bytes / 2:
            groups.append([])  # stays, and what comes after it begins another group
            size = 0.0
            continue
        for where in stretch:
            if groups[-1] and size + where.size > target_bytes:
                groups.append([])
                size = 0.0
            groups[-1].append(where)
            size += where.size
    return [group for group in groups if group and not _is_a_shard(group)]


def rows_of_group(out: DatasetPath, group: Sequence[UnitOfShard], table: str) -> pa.Table:
    """The rows of the units in one table, in their order."""

    @lru_cache(maxsize=SHARDS_IN_MEMORY)
    def rows(shard: str) -> pa.Table:
        return read_shard(out, manifests[shard], table)

    manifests = {where.manifest.name: where.manifest for where in group}
    starts = {shard: manifest.starts(table) for shard, manifest in manifests.items()}
    pieces = [schema_of(table).empty_table()]
    for where in group:
        shard = where.manifest.name
        pieces.append(rows_of_units(rows(shard), starts[shard], [where.number]))
    return pa.concat_tables(pieces)


def _is_a_shard(group: Sequence[UnitOfShard]) -> bool:
    """Whether the group is one shard as it stands."""
    manifest = group[0].manifest
    return len(group) == len(manifest.units) and all(
        where.manifest is manifest and where.number == number for number, where in enumerate(group)
    )
