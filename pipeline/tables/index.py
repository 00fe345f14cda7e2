"""What is committed, looked up at bounded memory: units, ids and sketches in SQLite.

A cache: everything in it stands in the manifests and files of the shards, from which it is made again where it is missing, of an
older commit or damaged.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.tables.manifests import Manifest, Unit
from pipeline.tables.schemas import TABLES
from pipeline.tables.sketches import Sketch

INDEX = "_index.sqlite"
VERSION = 1
# SQLite takes 999 values in one statement wherever it was built.
VALUES_AT_A_TIME = 900

_TABLES = """
create table about (name text primary key, value text);
create table shards (name text primary key, digest text not null, counts text not null, rejects text not null);
create table units (
    id integer primary key, place text not null, start integer not null, content text not null, fingerprint text not null,
    shard text not null, unique (place, start)
);
create index units_of_shard on units (shard);
create table refused (article_id text not null, holder text not null, unit integer not null);
create index refused_of_unit on refused (unit);
create table articles (
    id integer primary key, article_id text not null unique, unit integer not null, position integer not null,
    location text not null, content blob not null, duplicate_of text
);
create index articles_of_unit on articles (unit);
create index articles_by_content on articles (content);
create index duplicates on articles (duplicate_of) where duplicate_of is not null;
create table sketches (article integer primary key, words blob, figures blob not null);
create table bands (
    band integer not null, is_duplicate integer not null, article integer not null, primary key (band, is_duplicate, article)
) without rowid;
"""

# Where an article stands among all: the place of its input, the piece of it, and its number there. Inputs stand in the order
# of their folders' and their own names, whenever they were committed.
Order = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Committed:
    """A committed unit as the index knows it."""

    id: int
    source: str
    start: int
    content: str
    fingerprint: str
    shard: str

    @property
    def key(self) -> tuple[str, int]:
        """What names the piece."""
        return self.source, self.start


@dataclass(frozen=True, slots=True)
class Owner:
    """A committed article that has an id."""

    unit: Committed
    order: Order
    location: str


@dataclass(frozen=True, slots=True)
class Known:
    """A committed article as others are compared with it."""

    id: int
    article_id: str
    shard: str
    order: Order
    content: bytes
    duplicate_of: str | None
    sketch: Sketch


def place_of(source: str) -> str:
    """A location as inputs are put in order: part by part, so that a folder stands before a file whose name begins like its."""
    return source.replace("/", "\x01")


class Index:
    """The index of one dataset. Changes count from ``commit``; ``roll_back`` undoes those since the last."""

    def __init__(self, path: Path | str) -> None:
        self._path = Path(path)
        self._database = self._connect()

    def _connect(self) -> sqlite3.Connection:
        try:
            return _open(self._path)
        except sqlite3.DatabaseError:
            for suffix in ("", "-wal", "-shm", "-journal"):
                Path(f"{self._path}{suffix}").unlink(missing_ok=True)
            return _open(self._path)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def commit(self, commits: int) -> None:
        """Keep the changes: they are those of the dataset's commit of that number."""
        self._database.execute("insert or replace into about values ('commits', ?)", (str(commits),))
        self._database.commit()

    def roll_back(self) -> None:
        """Undo the changes since the last commit."""
        self._database.rollback()

    @property
    def commits(self) -> int:
        """The number of the dataset's commit that the index knows last."""
        found = self._database.execute("select value from about where name = 'commits'").fetchone()
        return int(found[0]) if found else -1

    def shards(self) -> dict[str, str]:
        """The shards that are known and the digests of their manifests."""
        return dict(self._database.execute("select name, digest from shards"))

    def totals(self) -> tuple[Counter[str], Counter[str]]:
        """Rows by table and rejects by reason, of all shards."""
        counts: Counter[str] = Counter(dict.fromkeys(TABLES, 0))
        rejects: Counter[str] = Counter()
        for of_shard, reasons in self._database.execute("select counts, rejects from shards"):
            counts.update(json.loads(of_shard))
            rejects.update(json.loads(reasons))
        return counts, rejects

    def put_shard(self, manifest: Manifest, digest: str) -> None:
        """Note a shard, new or changed; its units are put and dropped by themselves."""
        self._database.execute(
            "insert or replace into shards values (?, ?, ?, ?)",
            (manifest.name, digest, json.dumps(manifest.counts()), json.dumps(dict(manifest.rejects))),
        )

    def drop_shard(self, name: str) -> None:
        """Forget a shard and every unit in it."""
        units = [row[0] for row in self._database.execute("select id from units where shard = ?", (name,))]
        self.drop_units(units)
        self.forget_shard(name)

    def forget_shard(self, name: str) -> None:
        """Forget a shard whose units were moved or dropped."""
        self._database.execute("delete from shards where name = ?", (name,))

    def put_unit(self, unit: Unit, shard: str) -> int:
        """Note a unit and the ids that were refused in it; returns its number."""
        cursor = self._database.execute(
            "insert into units (place, start, content, fingerprint, shard) values (?, ?, ?, ?, ?)",
            (place_of(unit.source), unit.start, unit.content, unit.fingerprint, shard),
        )
        number = int(cursor.lastrowid or 0)
        self._database.executemany("insert into refused values (?, ?, ?)", [(*of, number) for of in unit.refused])
        return number

    def move_unit(self, key: tuple[str, int], shard: str) -> None:
        """Note that a unit's rows stand in another shard."""
        self._database.execute(
            "update units set shard = ? where place = ? and start = ?", (shard, place_of(key[0]), key[1])
        )

    def drop_units(self, units: Sequence[int]) -> list[str]:
        """Forget units by their numbers; returns the ids of their articles."""
        gone: list[str] = []
        for unit in units:
            found = self._database.execute("select id, article_id from articles where unit = ?", (unit,)).fetchall()
            for article, article_id in found:
                gone.append(article_id)
                self._database.executemany(
                    "delete from bands where band = ? and article = ? and is_duplicate in (0, 1)",
                    [(band, article) for band in self._sketch(article).bands()],
                )
            self._database.executemany("delete from sketches where article = ?", [(article,) for article, _ in found])
            self._database.execute("delete from articles where unit = ?", (unit,))
            self._database.execute("delete from refused where unit = ?", (unit,))
            self._database.execute("delete from units where id = ?", (unit,))
        return gone

    def put_articles(self, unit: int, articles: pa.Table, duplicates: Sequence[str | None] | None = None) -> list[int]:
        """Note the articles of a unit, rows of its sketches; returns their numbers.

        Without ``duplicates`` they are in no band, and so copies of nothing, until ``mark`` is told.
        """
        numbers: list[int] = []
        columns = [articles[name].to_pylist() for name in articles.schema.names]
        for position, (article_id, location, content, words, figures) in enumerate(zip(*columns, strict=True)):
            duplicate_of = duplicates[position] if duplicates is not None else None
            cursor = self._database.execute(
                "insert into articles (article_id, unit, position, location, content, duplicate_of) values (?, ?, ?, ?, ?, ?)",
                (article_id, unit, position, location, content, duplicate_of),
            )
            numbers.append(int(cursor.lastrowid or 0))
            self._database.execute("insert into sketches values (?, ?, ?)", (numbers[-1], words, figures))
            if duplicates is not None:
                self._put_bands(numbers[-1], Sketch(words, figures), duplicate_of)
        return numbers

    def mark(self, article: Known, duplicate_of: str | None) -> None:
        """Note of which article one is a copy."""
        self._database.execute("update articles set duplicate_of = ? where id = ?", (duplicate_of, article.id))
        self._database.executemany(
            "delete from bands where band = ? and is_duplicate = ? and article = ?",
            [(band, int(duplicate_of is None), article.id) for band in article.sketch.bands()],
        )
        self._put_bands(article.id, article.sketch, duplicate_of)

    def _put_bands(self, article: int, sketch: Sketch, duplicate_of: str | None) -> None:
        self._database.executemany(
            "insert or ignore into bands values (?, ?, ?)",
            [(band, int(duplicate_of is not None), article) for band in sketch.bands()],
        )

    def units(self, source: str) -> list[Committed]:
        """The units of one input."""
        return self._units("place = ?", (place_of(source),))

    def all_units(self) -> Iterator[Committed]:
        """Every unit, in the order of their places."""
        rows = self._database.execute(
            "select id, place, start, content, fingerprint, shard from units order by place, start"
        )
        return (_committed(*row) for row in rows)

    def units_to_try_again(self) -> list[Committed]:
        """Units in which an id was refused that the article of then has no more."""
        return self._units(
            "id in (select r.unit from refused r where not exists (select 1 from articles a "
            "where a.article_id = r.article_id and a.location = r.holder))",
            (),
        )

    def owners(self, article_ids: Iterable[str]) -> dict[str, Owner]:
        """Which of the ids articles have, and which articles those are."""
        found: dict[str, Owner] = {}
        wanted = iter(article_ids)
        while some := list(islice(wanted, VALUES_AT_A_TIME)):
            rows = self._database.execute(
                "select a.article_id, a.position, a.location, u.id, place, start, u.content, fingerprint, shard "  # noqa: S608
                f"from articles a join units u on u.id = a.unit where a.article_id in ({_marks(some)})",
                some,
            )
            for article_id, position, location, *unit in rows:
                found[article_id] = Owner(_committed(*unit), (unit[1], unit[2], position), location)
        return found

    def known(self, article: int) -> Known:
        """An article by its number."""
        return next(self._known("a.id = ?", (article,)))

    def copies_of(self, article_id: str) -> list[Known]:
        """The articles that are marked as copies of one."""
        return list(self._known("a.duplicate_of = ?", (article_id,)))

    def alike(self, article: Known, *, originals: bool) -> Iterator[Known]:
        """The other articles with the same text or nearly so; of ``originals``, those that are marked as no copies."""
        only = " and a.duplicate_of is null" if originals else ""
        seen = {article.id}
        for known in self._known(f"a.content = ?{only}", (article.content,)):
            seen.add(known.id)
            if known.id != article.id:
                yield known
        bands = article.sketch.bands()
        if not bands:
            return
        flags = "(0)" if originals else "(0, 1)"
        met = f"a.id in (select article from bands where band in ({_marks(bands)}) and is_duplicate in {flags})"  # noqa: S608
        for known in self._known(met, bands):
            if known.id not in seen and known.sketch.is_near(article.sketch):
                yield known

    def order_of(self, article_id: str) -> Order | None:
        """Where the article of an id stands."""
        found = self._database.execute(
            "select place, start, position from articles a join units u on u.id = a.unit where article_id = ?",
            (article_id,),
        ).fetchone()
        return tuple(found) if found else None

    def is_last(self, order: Order) -> bool:
        """Whether no unit stands after that of an article."""
        found = self._database.execute(
            "select 1 from units where (place, start) > (?, ?) limit 1", (order[0], order[1])
        ).fetchone()
        return found is None

    def _sketch(self, article: int) -> Sketch:
        words, figures = self._database.execute(
            "select words, figures from sketches where article = ?", (article,)
        ).fetchone()
        return Sketch(words, figures)

    def _known(self, condition: str, values: Sequence[Any]) -> Iterator[Known]:
        rows = self._database.execute(
            "select a.id, a.article_id, u.shard, u.place, u.start, a.position, a.content, a.duplicate_of, s.words, "  # noqa: S608
            "s.figures from articles a join units u on u.id = a.unit join sketches s on s.article = a.id "
            f"where {condition}",
            values,
        )
        for id_, article_id, shard, place, start, position, content, duplicate_of, words, figures in rows:
            order = (place, start, position)
            yield Known(id_, article_id, shard, order, content, duplicate_of, Sketch(words, figures))

    def _units(self, condition: str, values: Sequence[Any]) -> list[Committed]:
        rows = self._database.execute(
            f"select id, place, start, content, fingerprint, shard from units where {condition} order by place, start",  # noqa: S608
            values,
        )
        return [_committed(*row) for row in rows]


def _committed(id_: int, place: str, start: int, content: str, fingerprint: str, shard: str) -> Committed:
    return Committed(id_, place.replace("\x01", "/"), start, content, fingerprint, shard)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path)
    try:
        # One process at a time has the index, so that no shared memory is needed, which network file systems lack.
        database.execute("pragma locking_mode = exclusive")
        database.execute("pragma journal_mode = wal")
        database.execute("pragma synchronous = normal")
        database.execute("pragma cache_size = -65536")
        if database.execute("pragma user_version").fetchone()[0] != VERSION:
            tables = database.execute("select name from sqlite_master where type = 'table'").fetchall()
            for (name,) in tables:
                database.execute(f'drop table "{name}"')
            database.executescript(_TABLES)
            database.execute(f"pragma user_version = {VERSION}")
            database.commit()
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database
