"""Where a dataset lives: shards of rows that are committed one by one, each in all tables or in none.

``OUT/<table>/<shard>.parquet`` holds the rows of a shard and ``OUT/_shards/<shard>.json`` its manifest, the only truth of what is
committed. A commit puts a shard in place together with all that it changes elsewhere: rows of the same inputs from before, and
the marks of copies.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.articles import RejectReason
from pipeline.errors import OutputError
from pipeline.tables.commit_log import LOG
from pipeline.tables.compacting import UnitOfShard, group_units, rows_of_group
from pipeline.tables.dataset_path import STAGING, DatasetPath, matching
from pipeline.tables.index import INDEX, Committed, Index, Owner, place_of
from pipeline.tables.journal import JOURNAL, journal_of
from pipeline.tables.lock import HOLDER, LOCK, lock_of
from pipeline.tables.manifests import (
    FILES,
    SHARDS,
    SKETCHES,
    File,
    Manifest,
    Unit,
    file_name,
    manifest_name,
    names_of,
    read_manifest,
    shard_names,
)
from pipeline.tables.object_lock import NOTE
from pipeline.tables.schemas import REJECTS, TABLES
from pipeline.tables.settling import settle
from pipeline.tables.shard_files import EMPTY, read_shard, rows_of_units, to_parquet
from pipeline.tables.shard_rows import ShardRows

RUNS = "_runs"
COMMITS = "_commits.json"
# What stands in a dataset folder beside the tables.
BOOKKEEPING = (RUNS, SHARDS, STAGING, LOG, NOTE, JOURNAL, LOCK, HOLDER, COMMITS, INDEX, f"{INDEX}-wal", f"{INDEX}-shm")
Key = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadUnit:
    """A piece of an input whose rows are to be committed; see ``Unit``."""

    source: str
    start: int
    content: str

    @property
    def key(self) -> Key:
        """What names the piece."""
        return self.source, self.start


class Store:
    """A dataset folder that one process at a time writes. Use as a context manager.

    Opening takes the lock, finishes or gives up what an interrupted commit left, and brings the index up to date. Raises
    OutputError for a folder that cannot be written, that another run is writing, or that holds files which no run wrote.
    """

    def __init__(self, out: DatasetPath) -> None:
        self.out = out
        self._lock = lock_of(out)
        self._journal = journal_of(out)
        # What is no part of the dataset stands on this machine, also where the dataset does not.
        self._beside = ExitStack()
        # Whether every table is known to have its file without rows.
        self._can_all_be_read = False
        with self._errors():
            if isinstance(out, Path):
                out.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        try:
            with self._errors():
                self._local = (
                    out
                    if isinstance(out, Path)
                    else Path(self._beside.enter_context(TemporaryDirectory(prefix="uvdot-")))
                )
                self._journal.recover()
                self._state = _State.read(out)
                self._outdated = self._files_of_earlier_version()
                self._index = Index(self._local / INDEX)
                self._synchronise()
        except BaseException:
            self._beside.close()
            self._lock.release()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._index.roll_back()
            self._index.close()
            with self._errors():
                self._journal.roll_back()
        finally:
            self._beside.close()
            self._lock.release()

    @property
    def is_outdated(self) -> bool:
        """Whether the folder holds a dataset of an earlier version of the program, which the first commit takes away."""
        return bool(self._outdated)

    def last_run(self) -> dict[str, Any] | None:
        """The record of the last run, None where there is none. Raises OutputError for one that no run wrote."""
        return last_run_of(self.out)

    def totals(self) -> tuple[Counter[str], Counter[str]]:
        """Rows by table and rejects by reason, of the whole dataset."""
        return self._index.totals()

    def units_of(self, source: str) -> list[Committed]:
        """The committed units of an input, in their order."""
        return self._index.units(source)

    def all_units(self) -> Iterator[Committed]:
        """Every committed unit, in the order of places."""
        return self._index.all_units()

    def units_to_try_again(self) -> list[Committed]:
        """Units with an article that was refused for its id and whose rival has that id no more."""
        return self._index.units_to_try_again()

    def commit(
        self,
        units: Sequence[ReadUnit] = (),
        rows: ShardRows | None = None,
        *,
        fingerprint: str = "",
        run_id: str = "",
        drop: Iterable[Committed] = (),
        may_be_read_again: Callable[[Key], bool] = lambda _: False,
        record: tuple[str, Mapping[str, Any]] | None = None,
    ) -> list[Key]:
        """Commit the rows of the units, in place of any that they had; take away the dropped units; write a run's record.

        An article whose id an earlier article has becomes a reject. Where a later one has it, the later one's unit is taken
        away if it ``may_be_read_again``, else the later one keeps the id. Returns the units that were so taken away.
        """
        with self._errors(), self._changes():
            replaced = {old.id: old for old in drop}
            for unit in units:
                replaced.update({old.id: old for old in self._index.units(unit.source) if old.key == unit.key})
            displaced: list[Committed] = []
            settled: _SettledShard | None = None
            if rows is not None:
                refused, displaced = self._settle_ids(units, rows, replaced, may_be_read_again)
                settled = _SettledShard(rows, refused, run_id)
                replaced.update({old.id: old for old in displaced})
            gone = self._index.drop_units(list(replaced))
            name = f"{self._state.shards:08d}"
            committed = settled.units(units, fingerprint) if settled is not None else []
            new = self._note(name, committed, settled.sketches) if settled is not None else []
            marks: defaultdict[str, dict[str, str | None]] = defaultdict(dict)
            for article, original in settle(self._index, new, gone):
                marks[article.shard][article.article_id] = original
            if settled is not None:
                self._state = replace(self._state, shards=self._state.shards + 1)
                self._stage_shard(name, committed, settled.marked(marks.pop(name, {})))
            dropped: defaultdict[str, set[Key]] = defaultdict(set)
            for old in replaced.values():
                dropped[old.shard].add(old.key)
            removed = [
                file
                for shard in sorted({*dropped, *marks})
                for file in self._restage_shard(shard, dropped[shard], marks[shard])
            ]
            if record is not None:
                self._stage_record(*record)
            self._finish(removed)
        return [old.key for old in displaced]

    def compact(self, target_bytes: int) -> tuple[int, int]:
        """Put small shards together, in the order of places; returns how many shards there were and how many there are."""
        with self._errors(), self._changes():
            manifests = [read_manifest(self.out, name) for name in shard_names(self.out)]
            groups = group_units(manifests, target_bytes)
            rewritten = {where.manifest.name: where.manifest for group in groups for where in group}
            if groups:
                for group in groups:
                    name = f"{self._state.shards:08d}"
                    self._state = replace(self._state, shards=self._state.shards + 1)
                    self._stage_group(name, group)
                for shard in rewritten:
                    self._index.forget_shard(shard)
                self._finish([name for manifest in rewritten.values() for name in names_of(manifest)])
        return len(manifests), len(manifests) - len(rewritten) + len(groups)

    def _stage_group(self, name: str, group: Sequence[UnitOfShard]) -> None:
        files: dict[str, File] = {}
        for table in FILES:
            content = rows_of_group(self.out, group, table)
            if content.num_rows:
                files[table] = self._stage_file(table, name, content)
            if table == "rejects":
                rejects = Counter(content["reason"].to_pylist())
        units = [where.unit for where in group]
        for unit in units:
            self._index.move_unit(unit.key, name)
        self._stage_manifest(Manifest(name=name, units=units, files=files, rejects=dict(sorted(rejects.items()))))

    def scratch_file(self, name: str) -> Path:
        """Where a file may stand until the store is left."""
        with self._errors():
            folder = self._local / STAGING
            folder.mkdir(exist_ok=True)
            return folder / name

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Errors of the system as one line that says what to do."""
        try:
            yield
        except (OSError, sqlite3.OperationalError) as error:
            what = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise OutputError(f"{self.out} cannot be written: {what}. Make room there or give another --out.") from None
        except sqlite3.DatabaseError as error:
            raise OutputError(
                f"{self.out / INDEX} is damaged ({error}). Delete it and run again: it is made anew from the shards."
            ) from None

    @contextmanager
    def _changes(self) -> Iterator[None]:
        """What is staged and noted inside is committed as a whole by ``_finish`` or, on any error, undone."""
        state = self._state
        try:
            yield
        except BaseException:
            self._state = state
            self._index.roll_back()
            self._journal.roll_back()
            raise

    def _finish(self, removed: Iterable[str]) -> None:
        for name, table in TABLES.items():
            if self._outdated or not (self._can_all_be_read or (self.out / name / EMPTY).exists()):
                self._journal.stage(f"{name}/{EMPTY}", to_parquet(table.schema().empty_table()))
        self._state = replace(self._state, commits=self._state.commits + 1)
        self._journal.stage(COMMITS, json.dumps(asdict(self._state)).encode())
        self._journal.commit([*removed, *self._outdated])
        self._can_all_be_read = True
        self._outdated = []
        self._index.commit(self._state.commits)

    def _settle_ids(
        self,
        units: Sequence[ReadUnit],
        rows: ShardRows,
        replaced: Mapping[int, Committed],
        may_be_read_again: Callable[[Key], bool],
    ) -> tuple[list[_Refused], list[Committed]]:
        """The articles whose ids are taken, and the units of later articles that leave theirs to articles of the shard."""
        article_ids = rows.sketches["article_id"].to_pylist()
        owners = {
            article_id: owner
            for article_id, owner in self._index.owners(set(article_ids)).items()
            if owner.unit.id not in replaced
        }
        taken: dict[str, str] = {}
        displaced: dict[int, Committed] = {}
        refused: list[_Refused] = []
        for position, (article_id, article) in enumerate(zip(article_ids, rows.articles, strict=True)):
            owner = owners.get(article_id)
            if article_id in taken:
                refused.append(_Refused(position, article_id, taken[article_id]))
            elif owner is None or _gives_way(owner, units[article.unit], may_be_read_again):
                taken[article_id] = article.location
                if owner is not None:
                    displaced[owner.unit.id] = owner.unit
            else:
                refused.append(_Refused(position, article_id, owner.location))
        return refused, list(displaced.values())

    def _note(self, shard: str, units: Sequence[Unit], sketches: pa.Table) -> list[int]:
        """Put the units of a new shard and their articles into the index; returns the numbers of the articles."""
        numbers: list[int] = []
        start = 0
        for unit in units:
            articles = sketches.slice(start, unit.rows["articles"])
            numbers.extend(self._index.put_articles(self._index.put_unit(unit, shard), articles))
            start += unit.rows["articles"]
        return numbers

    def _stage_shard(self, name: str, units: Sequence[Unit], tables: Mapping[str, pa.Table]) -> None:
        files = {table: self._stage_file(table, name, content) for table, content in tables.items() if content.num_rows}
        reasons = Counter(tables["rejects"]["reason"].to_pylist())
        manifest = Manifest(name=name, units=units, files=files, rejects=dict(sorted(reasons.items())))
        self._stage_manifest(manifest)

    def _stage_file(self, table: str, shard: str, content: pa.Table) -> File:
        data = to_parquet(content)
        self._journal.stage(file_name(table, shard), data)
        return File(rows=content.num_rows, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())

    def _stage_manifest(self, manifest: Manifest) -> None:
        data = manifest.to_json().encode("utf-8")
        self._journal.stage(manifest_name(manifest.name), data)
        self._index.put_shard(manifest, _digest(data))

    def _restage_shard(self, name: str, dropped: set[Key], marks: Mapping[str, str | None]) -> list[str]:
        """Stage a shard without some of its units and with other marks of copies; returns the files that go away."""
        manifest = read_manifest(self.out, name)
        kept = [place for place, unit in enumerate(manifest.units) if unit.key not in dropped]
        if not kept:
            self._index.drop_shard(name)
            return names_of(manifest)
        if not dropped:  # the other files stay what they are
            articles = _with_marks(read_shard(self.out, manifest, "articles"), marks)
            files = {**manifest.files, "articles": self._stage_file("articles", name, articles)}
            self._stage_manifest(replace(manifest, files=files))
            return []
        tables = {
            table: rows_of_units(read_shard(self.out, manifest, table), manifest.starts(table), kept) for table in FILES
        }
        tables["articles"] = _with_marks(tables["articles"], marks)
        self._stage_shard(name, [manifest.units[place] for place in kept], tables)
        return [file_name(table, name) for table in manifest.files if not tables[table].num_rows]

    def _stage_record(self, name: str, record: Mapping[str, Any]) -> None:
        self._state = replace(self._state, last_run=name)
        self._journal.stage(f"{RUNS}/{name}.json", json.dumps(record, ensure_ascii=False, indent=2).encode("utf-8"))

    def _synchronise(self) -> None:
        """Bring the index to what the manifests say."""
        if self._index.commits == self._state.commits:
            return
        known = self._index.shards()
        digests: dict[str, str] = {}
        for name in shard_names(self.out):
            path = self.out / manifest_name(name)
            data = path.read_bytes()
            digests[name] = _digest(data)
            if known.get(name) != digests[name]:
                # Shards that lost units to another are put right before that other is read.
                self._index.drop_shard(name)
        for name in known.keys() - digests.keys():
            self._index.drop_shard(name)
        for name, digest in digests.items():
            if known.get(name) != digest:
                self._load(read_manifest(self.out, name), digest)
        self._index.commit(self._state.commits)

    def _load(self, manifest: Manifest, digest: str) -> None:
        self._index.put_shard(manifest, digest)
        sketches = read_shard(self.out, manifest, SKETCHES)
        duplicates = read_shard(self.out, manifest, "articles")["duplicate_of"].to_pylist()
        starts = manifest.starts(SKETCHES)
        for unit, start, end in zip(manifest.units, starts, starts[1:], strict=False):
            number = self._index.put_unit(unit, manifest.name)
            self._index.put_articles(number, sketches.slice(start, end - start), duplicates[start:end])

    def _files_of_earlier_version(self) -> list[str]:
        """Files of a dataset that was written before there were shards. Raises OutputError for files that no run wrote."""
        last = self.last_run()
        earlier = set(last.get("files", []) if last else [])
        shards = set(shard_names(self.out))
        outdated: list[str] = []
        for table in TABLES:
            # Names that begin with . or _ are no data to any reader; systems leave such files of their own.
            for path in matching(self.out / table, "[!._]*"):
                name = f"{table}/{path.name}"
                if name in earlier:
                    outdated.append(name)
                elif path.name != EMPTY and (path.suffix != ".parquet" or path.stem not in shards):
                    raise OutputError(
                        f"{self.out} holds files that no run of uvdot wrote ({name}). Give another --out."
                    )
        return outdated


def last_run_of(out: DatasetPath) -> dict[str, Any] | None:
    """The record of a dataset's last run; see ``Store.last_run``."""
    name = _State.read(out).last_run
    # Not simply the latest by its name: clocks are set back.
    records = [out / RUNS / f"{name}.json"] if name else matching(out / RUNS, "*.json")
    return _read_record(records[-1]) if records else None


@dataclass(frozen=True, slots=True)
class _Refused:
    """An article of a shard whose id another article has: its number in the shard, its id, and where that other was read."""

    position: int
    article_id: str
    holder: str


class _SettledShard:
    """The rows of a shard with rejects in place of the refused articles, and what each of its units has of them."""

    def __init__(self, rows: ShardRows, refused: Sequence[_Refused], run_id: str) -> None:
        self.tables = dict(rows.tables)
        self.sketches = rows.sketches
        self._articles = rows.articles
        self._reject_units = np.array(rows.reject_units, dtype=np.int64)
        self._refused = refused
        self._is_kept = np.ones(len(rows.articles), dtype=bool)
        if refused:
            self._is_kept[[of.position for of in refused]] = False
            self._refuse(run_id)

    def units(self, units: Sequence[ReadUnit], fingerprint: str) -> list[Unit]:
        """The units as their manifest is to tell of them."""
        of_articles = np.array([article.unit for article in self._articles], dtype=np.int64)[self._is_kept]
        kept = [article for article, is_kept in zip(self._articles, self._is_kept, strict=True) if is_kept]
        counts = {
            name: np.bincount(of_articles, [article.counts[name] for article in kept], len(units))
            for name in TABLES
            if name != "rejects"
        }
        counts["rejects"] = np.bincount(self._reject_units, minlength=len(units))
        refused: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
        for of in self._refused:
            refused[self._articles[of.position].unit].append((of.article_id, of.holder))
        return [
            Unit(
                source=unit.source,
                start=unit.start,
                content=unit.content,
                fingerprint=fingerprint,
                rows={name: int(counts[name][number]) for name in TABLES},
                refused=refused[number],
            )
            for number, unit in enumerate(units)
        ]

    def marked(self, marks: Mapping[str, str | None]) -> dict[str, pa.Table]:
        """The tables and sketches with ``duplicate_of`` as marked."""
        return {**self.tables, "articles": _with_marks(self.tables["articles"], marks), SKETCHES: self.sketches}

    def _refuse(self, run_id: str) -> None:
        for name in self._articles[0].counts:
            counts = [article.counts[name] for article in self._articles]
            self.tables[name] = self.tables[name].filter(pa.array(np.repeat(self._is_kept, counts)))
        self.sketches = self.sketches.filter(pa.array(self._is_kept))
        rejects = []
        for of in self._refused:
            place = self._articles[of.position].location
            message = (
                f"{place}: its id {of.article_id!r} was already used by {of.holder}. Give each record an id of its own."
            )
            reason = RejectReason.DUPLICATE_ID.value
            rejects.append({"source_uri": place, "reason": reason, "message": message, "run_id": run_id})
        # In the order in which they were read, so that it does not depend on where one shard ends.
        places = [self._articles[of.position].rejects_before - 0.5 for of in self._refused]
        order = np.argsort([*range(self.tables["rejects"].num_rows), *places], kind="stable")
        both = pa.concat_tables([self.tables["rejects"], pa.Table.from_pylist(rejects, schema=REJECTS.schema())])
        self.tables["rejects"] = both.take(pa.array(order))
        units = [self._articles[of.position].unit for of in self._refused]
        self._reject_units = np.concatenate([self._reject_units, units])[order]


def _gives_way(owner: Owner, unit: ReadUnit, may_be_read_again: Callable[[Key], bool]) -> bool:
    """Whether an article that has an id leaves it to one of a unit that stands before its own."""
    return owner.order[:2] > (place_of(unit.source), unit.start) and may_be_read_again(owner.unit.key)


def _with_marks(articles: pa.Table, marks: Mapping[str, str | None]) -> pa.Table:
    """The articles with ``duplicate_of`` as marked, where they are marked."""
    if not marks:
        return articles
    at = articles.schema.get_field_index("duplicate_of")
    old = articles["duplicate_of"].to_pylist()
    new = [marks.get(article_id, was) for article_id, was in zip(articles["article_id"].to_pylist(), old, strict=True)]
    return articles.set_column(at, articles.schema.field(at), pa.array(new, pa.string()))


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class _State:
    """What every commit writes: how many there were, how many shards were ever named, and the name of the last run."""

    commits: int = 0
    shards: int = 0
    last_run: str | None = None

    @classmethod
    def read(cls, out: DatasetPath) -> _State:
        try:
            return cls(**json.loads((out / COMMITS).read_bytes()))
        except FileNotFoundError:
            return cls()
        except (ValueError, TypeError):
            raise OutputError(f"{out / COMMITS} was not written by a run of uvdot. Give another --out.") from None


def _read_record(path: DatasetPath) -> dict[str, Any]:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(record["inputs"], list):
            raise TypeError
    except (ValueError, KeyError, TypeError):
        raise OutputError(f"{path} is no record that a run of uvdot wrote. Give another --out.") from None
    return dict(record)
