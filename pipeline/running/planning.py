"""What a run has to do: which pieces of its inputs are new or changed, and which committed rows have lost theirs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Plan:
    """What the inputs hold beside what is committed.

    ``to_read`` are the pieces to process, in order; ``keys`` name every piece that the inputs have. ``obsolete`` are committed
    units of inputs that are still there and are cut differently now, by input; ``gone`` those of inputs that are not.
    """

    inputs: Inputs
    to_read: list[Piece] = field(default_factory=list)
    keys: set[Key] = field(default_factory=set)
    obsolete: dict[str, list[Committed]] = field(default_factory=dict)
    gone: list[Committed] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    unchanged: int = 0


class Inputs:
    """The inputs of a run, in the order of their places, and how they are cut."""

    def __init__(self, sources: Iterable[Source | Reject], settings: Settings) -> None:
        self.sources = sorted(sources, key=_place)
        self._settings = settings
        self._limits = PieceLimits(bytes=settings.shard.bytes, records=settings.shard.articles)

    def pieces(self, source: Source | Reject) -> Iterator[Piece]:
        """The pieces of one input as it is now."""
        return split(source, self._settings.columns, self._settings.limits, self._limits)

    def piece(self, key: Key) -> Piece | None:
        """The piece of that name as it is now, None where there is none."""
        location, start = key
        at = bisect_left(self.sources, place_of(location), key=_place)
        if at == len(self.sources) or location_of(self.sources[at]) != location:
            return None
        return next((piece for piece in self.pieces(self.sources[at]) if piece.start == start), None)


def plan(inputs: Inputs, store: Store, fingerprint: str) -> Plan:
    """Compare the inputs with what is committed. Reads every input through, once, but those whose version tells enough."""
    made = Plan(inputs)
    places: set[str] = set()
    for source in inputs.sources:
        location = location_of(source)
        places.add(location)
        committed = {unit.key: unit for unit in store.units_of(location)}
        if all(unit.fingerprint == fingerprint for unit in committed.values()) and is_whole(
            source, [unit.content for unit in committed.values()]
        ):
            made.keys.update(committed)
            made.unchanged += len(committed)
            continue
        for piece in inputs.pieces(source):
            key = key_of(piece)
            made.keys.add(key)
            old = committed.pop(key, None)
            if old is not None and piece.content == old.content and old.fingerprint == fingerprint:
                made.unchanged += 1
                continue
            made.to_read.append(piece)
            if old is None:
                made.new += 1
            else:
                made.changed += 1
        if committed:
            made.obsolete[location] = list(committed.values())
    made.gone = [unit for unit in store.all_units() if unit.source not in places]
    return made


def plan_shards(pieces: Sequence[Piece], limits: ShardLimits) -> list[PlannedShard]:
    """Put the pieces, in order, into shards that keep the limits; one piece that is larger is a shard of its own."""
    shards: list[PlannedShard] = []
    group: list[Piece] = []
    size = records = 0
    for piece in pieces:
        if group and (size + piece.size > limits.bytes or records + piece.records > limits.articles):
            shards.append(PlannedShard(tuple(group)))
            group, size, records = [], 0, 0
        group.append(piece)
        size += piece.size
        records += piece.records
    if group:
        shards.append(PlannedShard(tuple(group)))
    return shards


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
