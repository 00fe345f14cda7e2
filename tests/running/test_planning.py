"""Pieces are put into shards that keep their limits."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from contextlib import closing

import pytest

from pipeline.articles import Reject, RejectReason
from pipeline.reading import Source, SourceFormat
from pipeline.reading.failures import reject
from pipeline.reading.splitting import Piece
from pipeline.running.planning import Inputs, PlannedShards, plan_shards
from pipeline.settings import Settings, ShardLimits


def piece(size: int, records: int = 1) -> Piece:
    source = Source(path="a.txt", location="a.txt", format=SourceFormat.TEXT, byte_size=size)
    return Piece(source=source, content="", size=size, records=records)


REJECT = Piece(source=reject("x.pdf", RejectReason.UNSUPPORTED_FORMAT, "is a PDF.", 900), content="", size=0)


@pytest.mark.parametrize(
    ("sizes", "bytes_", "articles", "expected"),
    [
        ([], 10, 10, []),
        ([5, 5], 10, 10, [[5, 5]]),  # exactly the limit
        ([5, 6], 10, 10, [[5], [6]]),  # one byte more
        ([5, 5, 1], 10, 10, [[5, 5], [1]]),
        ([10], 10, 10, [[10]]),
        ([11], 10, 10, [[11]]),  # larger than a shard: a shard of its own
        ([1, 99, 1], 10, 10, [[1], [99], [1]]),
        ([1, 1, 1, 1], 10, 2, [[1, 1], [1, 1]]),  # exactly the number of articles
        ([1, 1, 1], 10, 2, [[1, 1], [1]]),
        ([1, 1, 1], 10, 3, [[1, 1, 1]]),
        ([0, 0, 10, 0], 10, 10, [[0, 0, 10, 0]]),
    ],
)
def test_shards_end_at_either_limit(sizes: list[int], bytes_: int, articles: int, expected: list[list[int]]) -> None:
    shards = plan_shards([piece(size) for size in sizes], ShardLimits(bytes=bytes_, articles=articles))
    assert [[found.size for found in shard.pieces] for shard in shards] == expected


def test_a_piece_counts_with_all_its_records() -> None:
    pieces = [piece(1, 3), piece(1, 3), piece(1, 4), piece(1, 1), piece(1, 20)]
    shards = plan_shards(pieces, ShardLimits(bytes=100, articles=10))
    assert [[found.records for found in shard.pieces] for shard in shards] == [[3, 3, 4], [1], [20]]


def test_rejects_take_a_place_and_no_bytes() -> None:
    found = [piece(10), REJECT, REJECT, piece(1)]
    [first, second] = plan_shards(found, ShardLimits(bytes=10, articles=10))
    assert first.shard.sources == (found[0].source, REJECT.source, REJECT.source)
    assert second.pieces == (found[3],)
    assert len(list(plan_shards([REJECT] * 5, ShardLimits(bytes=10, articles=2)))) == 3


def many(count: int) -> Iterator[Source | Reject]:
    for number in range(count, 0, -1):
        name = f"news/2026/{number:09}.txt"
        yield Source(path=name, location=name, format=SourceFormat.TEXT, byte_size=number)


def test_inputs_stand_in_the_order_of_their_places_and_are_found_by_their_names() -> None:
    with closing(Inputs([*many(3), REJECT.source], Settings())) as inputs:
        assert len(inputs) == 4
        assert [source.byte_size for source in inputs] == [1, 2, 3, 900]
        found = inputs.find("news/2026/000000002.txt")
        assert found is not None
        assert found.byte_size == 2
        assert inputs.find("x.pdf") == REJECT.source
        assert inputs.find("news/2026") is None


def test_planned_shards_are_given_as_often_as_they_are_asked_for() -> None:
    planned = PlannedShards([piece(6), piece(6), piece(1)], ShardLimits(bytes=10, articles=10))
    assert planned.pieces == 3
    for _ in range(2):
        assert [[found.size for found in shard.pieces] for shard in planned] == [[6], [6, 1]]


def test_what_is_planned_takes_no_memory_for_each_input() -> None:
    count = 10_000
    tracemalloc.start()
    try:
        with closing(Inputs(many(count), Settings())) as inputs:
            pieces = (Piece(source=source, content=f"{source.byte_size:032}", size=1) for source in inputs)
            assert PlannedShards(pieces, ShardLimits()).pieces == count
            assert tracemalloc.get_traced_memory()[1] < 100 * count
    finally:
        tracemalloc.stop()
