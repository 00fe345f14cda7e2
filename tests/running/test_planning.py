"""Pieces are put into shards that keep their limits."""

from __future__ import annotations

import pytest

from pipeline.articles import RejectReason
from pipeline.reading import Source, SourceFormat
from pipeline.reading.failures import reject
from pipeline.reading.splitting import Piece
from pipeline.running.planning import plan_shards
from pipeline.settings import ShardLimits


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
    assert len(plan_shards([REJECT] * 5, ShardLimits(bytes=10, articles=2))) == 3
