"""What is committed: one manifest for each shard, written with its files and the only truth about them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from pipeline.errors import OutputError
from pipeline.tables.dataset_path import DatasetPath, matching
from pipeline.tables.schemas import TABLES

SHARDS = "_shards"
# Beside the tables a shard has a file of what duplicates are found by.
SKETCHES = "_sketches"
FILES = (*TABLES, SKETCHES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A piece of an input whose rows are committed: where it is, what was read, under which settings, and how many rows.

    ``source`` and ``start`` name the piece. ``content`` is the hash of what was read, empty where it was not read whole and is
    to be read again. ``rows`` counts its rows by table; ``refused`` are the ids that other articles
    had, each with the place where that other was read.
    """

    source: str
    start: int
    content: str
    fingerprint: str
    rows: Mapping[str, int]
    refused: Sequence[tuple[str, str]] = ()

    @property
    def key(self) -> tuple[str, int]:
        """What names the piece."""
        return self.source, self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One Parquet file of a shard."""

    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A committed shard: its units in the order of their rows, its files by table (none for a table without rows)."""

    name: str
    units: Sequence[Unit]
    files: Mapping[str, File]
    rejects: Mapping[str, int]

    def counts(self) -> Counter[str]:
        """Rows by table."""
        return Counter({name: self.files[name].rows if name in self.files else 0 for name in TABLES})

    def starts(self, table: str) -> list[int]:
        """The first row of each unit in a table, and the number of rows of all."""
        counted = "articles" if table == SKETCHES else table
        return [0, *accumulate(unit.rows[counted] for unit in self.units)]

    def to_json(self) -> str:
        """The manifest as it stands in its file; each unit on a line of its own."""
        units = ",\n".join(json.dumps(_unit_as_list(unit), ensure_ascii=False) for unit in self.units)
        rest = {
            "name": self.name,
            "files": {
                name: {"rows": file.rows, "bytes": file.bytes, "sha256": file.sha256}
                for name, file in self.files.items()
            },
            "rejects": dict(self.rejects),
            "unit_columns": ["source", "start", "content", "fingerprint", *TABLES, "refused"],
        }
        return f'{json.dumps(rest, ensure_ascii=False)[:-1]}, "units": [\n{units}\n]}}\n'


def file_name(table: str, shard: str) -> str:
    """Where the file of a shard stands in the dataset: ``dates/00000012.parquet``."""
    return f"{SHARDS if table == SKETCHES else table}/{shard}.parquet"


def manifest_name(shard: str) -> str:
    """Where the manifest of a shard stands in the dataset."""
    return f"{SHARDS}/{shard}.json"


def names_of(manifest: Manifest) -> list[str]:
    """Every file of a shard, its manifest among them."""
    return [*(file_name(table, manifest.name) for table in manifest.files), manifest_name(manifest.name)]


def read_manifest(out: DatasetPath, shard: str) -> Manifest:
    """The manifest of a shard. Raises OutputError for one that no run wrote."""
    return parse_manifest((out / manifest_name(shard)).read_bytes(), out / manifest_name(shard))


def parse_manifest(data: bytes, path: DatasetPath) -> Manifest:
    """A manifest from the bytes of its file."""
    try:
        content = json.loads(data)
        return Manifest(
            name=content["name"],
            units=[_unit_from_list(unit) for unit in content["units"]],
            files={name: File(**file) for name, file in content["files"].items()},
            rejects=content["rejects"],
        )
    except (ValueError, KeyError, TypeError):
        raise OutputError(f"{path} is no manifest that a run of uvdot wrote. Give another --out.") from None


def shard_names(out: DatasetPath) -> Iterator[str]:
    """The committed shards, in the order of their names."""
    return iter(sorted(path.stem for path in matching(out / SHARDS, "[0-9]*.json")))


def _unit_as_list(unit: Unit) -> list[Any]:
    counts = [unit.rows[name] for name in TABLES]
    return [unit.source, unit.start, unit.content, unit.fingerprint, *counts, list(unit.refused)]


def _unit_from_list(values: list[Any]) -> Unit:
    source, start, content, fingerprint, *counts, refused = values
    rows = dict(zip(TABLES, counts, strict=True))
    holders = [(article_id, holder) for article_id, holder in refused]
    return Unit(source=source, start=start, content=content, fingerprint=fingerprint, rows=rows, refused=holders)
