"""What a run has to do: which pieces of its inputs are new or changed, and which committed rows have lost theirs."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from tempfile import TemporaryFile

from pipeline.articles import Reject, RejectReason
from pipeline.reading import Source
from pipeline.reading.splitting import Piece, PieceLimits, has_version, is_whole, split
from pipeline.running.shards import Shard
from pipeline.settings import Settings, ShardLimits
from pipeline.tables.index import Committed, place_of
from pipeline.tables.store import Key, ReadUnit, Store

# Rejects for which the machine may be at fault and not the article.
WANTING = {RejectReason.TIMED_OUT.value, RejectReason.OUT_OF_MEMORY.value, RejectReason.WORKER_DIED.value}


@dataclass(frozen=True, slots=True)
class PlannedShard:
    """Pieces that are read together, in order."""

    pieces: tuple[Piece, ...]

    @property
    def shard(self) -> Shard:
        """What an engine processes."""
        return Shard(tuple(piece.source for piece in self.pieces))


class PlannedShards:
    """The shards of pieces, in order, as often as they are asked for; on disk, since there may be any number of them."""

    def __init__(self, pieces: Iterable[Piece], limits: ShardLimits) -> None:
        self.pieces = 0
        self._shards = 0
        self._file = TemporaryFile()  # noqa: SIM115 - it is gone when nobody has it any more
        for planned in plan_shards(pieces, limits):
            pickle.dump(planned, self._file)
            self._shards += 1
            self.pieces += len(planned.pieces)

    def __iter__(self) -> Iterator[PlannedShard]:
        self._file.seek(0)
        for _ in range(self._shards):
            yield pickle.load(self._file)  # noqa: S301 - our own


@dataclass(slots=True)
class Plan:
    """What the inputs hold beside what is committed.

    ``to_read`` are the shards to process; ``starts`` says of each input that is cut where its pieces start. ``obsolete`` are
    committed units of inputs that are read and are cut differently now, by input; ``left_over`` those of inputs of which
    nothing else is new, and ``gone`` those of inputs that are no longer there.
    """

    inputs: Inputs
    to_read: PlannedShards
    starts: dict[str, set[int]] = field(default_factory=dict)
    obsolete: dict[str, list[Committed]] = field(default_factory=dict)
    left_over: list[Committed] = field(default_factory=list)
    gone: list[Committed] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def has(self, key: Key) -> bool:
        """Whether the inputs have a piece of that name."""
        location, start = key
        starts = self.starts.get(location)
        return start in starts if starts is not None else start == 0 and self.inputs.find(location) is not None


class Inputs:
    """The inputs of a run, in the order of their places, and how they are cut; on disk, since there may be millions."""

    def __init__(self, sources: Iterable[Source | Reject], settings: Settings) -> None:
        self._settings = settings
        self._limits = PieceLimits(bytes=settings.shard.bytes, records=settings.shard.articles)
        self._database = sqlite3.connect("")  # a temporary file, gone when it is closed
        self._database.execute("pragma journal_mode = off")
        self._database.execute(
            "create table inputs (place text, number integer, source blob, primary key (place, number)) without rowid"
        )
        self._database.executemany(
            "insert into inputs values (?, ?, ?)",
            ((_place(source), number, pickle.dumps(source)) for number, source in enumerate(sources)),
        )
        self._count = int(self._database.execute("select count(*) from inputs").fetchone()[0])

    def close(self) -> None:
        """Forget them."""
        self._database.close()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Source | Reject]:
        for (source,) in self._database.execute("select source from inputs order by place, number"):
            yield pickle.loads(source)  # noqa: S301 - our own

    def find(self, location: str) -> Source | Reject | None:
        """The input at a location, None where there is none."""
        found = self._database.execute(
            "select source from inputs where place = ? order by number", (place_of(location),)
        ).fetchone()
        source: Source | Reject | None = pickle.loads(found[0]) if found else None  # noqa: S301 - our own
        return source if source is not None and location_of(source) == location else None

    def replace(self, source: Source) -> None:
        """Put a source in the place of the one at its location."""
        self._database.execute("update inputs set source = ? where place = ?", (pickle.dumps(source), _place(source)))

    def pieces(self, source: Source | Reject) -> Iterator[Piece]:
        """The pieces of one input as it is now."""
        return split(source, self._settings.columns, self._settings.limits, self._limits)

    def piece(self, key: Key) -> Piece | None:
        """The piece of that name as it is now, None where there is none."""
        location, start = key
        source = self.find(location)
        if source is None:
            return None
        return next((piece for piece in self.pieces(source) if piece.start == start), None)


def plan(inputs: Inputs, store: Store, fingerprint: str, limits: ShardLimits) -> Plan:
    """Compare the inputs with what is committed. Reads every input through, once, but those whose version tells enough."""
    made = Plan(inputs, PlannedShards([], limits))
    made.to_read = PlannedShards(_new_or_changed(made, store, fingerprint), limits)
    made.gone = [unit for unit in store.all_units() if inputs.find(unit.source) is None]
    return made


def _new_or_changed(made: Plan, store: Store, fingerprint: str) -> Iterator[Piece]:
    """The pieces to read; what else there is to know of the inputs is noted in the plan."""
    for source in made.inputs:
        location = location_of(source)
        committed = {unit.key: unit for unit in store.units_of(location)}
        if all(unit.fingerprint == fingerprint for unit in committed.values()) and is_whole(
            source, [unit.content for unit in committed.values()]
        ):
            made.unchanged += len(committed)
            _note_starts(made, location, {start for _, start in committed})
            continue
        starts: set[int] = set()
        is_read = False
        for piece in made.inputs.pieces(source):
            starts.add(piece.start)
            old = committed.pop(key_of(piece), None)
            if old is not None and piece.content == old.content and old.fingerprint == fingerprint:
                made.unchanged += 1
                continue
            is_read = True
            yield piece
            if old is None:
                made.new += 1
            else:
                made.changed += 1
        _note_starts(made, location, starts)
        if committed and is_read:
            made.obsolete[location] = list(committed.values())
        else:
            made.left_over += committed.values()


def _note_starts(made: Plan, location: str, starts: set[int]) -> None:
    if starts != {0}:
        made.starts[location] = starts


def plan_shards(pieces: Iterable[Piece], limits: ShardLimits) -> Iterator[PlannedShard]:
    """Put the pieces, in order, into shards that keep the limits; one piece that is larger is a shard of its own."""
    group: list[Piece] = []
    size = records = 0
    for piece in pieces:
        if group and (size + piece.size > limits.bytes or records + piece.records > limits.articles):
            yield PlannedShard(tuple(group))
            group, size, records = [], 0, 0
        group.append(piece)
        size += piece.size
        records += piece.records
    if group:
        yield PlannedShard(tuple(group))


def location_of(source: Source | Reject) -> str:
    """Where an input stands, as the user named it."""
    return source.location if isinstance(source, Source) else source.source_uri


def key_of(piece: Piece) -> Key:
    """What names a piece in the dataset."""
    return piece.location, piece.start


def read_unit(piece: Piece, inputs: Inputs, rejected: Set[str]) -> ReadUnit:
    """A piece that was read, as it is committed; ``rejected`` are the reasons of its rejects.

    The next run reads it again where time or memory was wanting, or where it could not be read and is not what it was when
    this run was planned; an object of a store that could not be read is always tried again.
    """
    is_read = not rejected & WANTING
    if is_read and RejectReason.UNREADABLE.value in rejected:
        now = inputs.piece(key_of(piece))
        is_read = now is not None and now.content == piece.content and not has_version(piece.source)
    return ReadUnit(source=piece.location, start=piece.start, content=(piece.content or "") if is_read else "")


def _place(source: Source | Reject) -> str:
    return place_of(location_of(source))
