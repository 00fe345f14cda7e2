"""Fuzzed inputs of every format: none crashes or stops its worker, and each is an article or a reject."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.articles import RejectReason
from pipeline.reading import Source, find_sources
from pipeline.reading.splitting import PieceLimits, split
from pipeline.running.engines.mapping import map_shards
from pipeline.running.shards import Shard
from pipeline.settings import Settings

sys.path.insert(0, str(Path(__file__).parent))

from fuzzed_inputs import FORMATS, Input, harmed, sound

pytestmark = pytest.mark.filterwarnings("ignore:Duplicate name")

GOLD = Path(__file__).parents[3] / "corpus" / "gold"
SEED = 20261123
LINES_OF_A_TEXT = 2
SETTINGS = Settings(model="rules", engine="local", workers=1)
# Each input whose number is even is read in pieces of this size, as large ones are.
SMALL = PieceLimits(bytes=300, records=2)
# Reasons that are faults of ours, whatever the input.
OURS = {
    RejectReason.PROCESSING_FAILED, RejectReason.TIMED_OUT, RejectReason.WORKER_DIED, RejectReason.OUT_OF_MEMORY,
}  # fmt: skip


def short_texts() -> list[str]:
    """Lines of the gold's development part, two at a time."""
    texts = []
    for path in sorted(GOLD.glob("*-dev.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            lines = json.loads(line)["raw_text"].split("\n")
            texts += ["\n".join(lines[at : at + LINES_OF_A_TEXT]) for at in range(0, len(lines), LINES_OF_A_TEXT)]
    return texts


def fuzzed(count: int) -> list[Input]:
    """So many inputs, a third of them sound."""
    texts = short_texts()
    made = [*harmed(texts, count - count // 3, SEED), *sound(texts, count // 3)]
    assert len(made) == count
    return made


def shards_of(inputs: list[Input], folder: Path) -> Iterator[Shard]:
    """A shard for each input, which is written when the shard is taken."""
    for number, (name, data) in enumerate(inputs):
        path = folder / name
        path.write_bytes(data)
        [source] = find_sources([str(path)])
        assert isinstance(source, Source)
        pieces = (
            [source]
            if number % 2
            else [piece.source for piece in split(source, SETTINGS.columns, SETTINGS.limits, SMALL)]
        )
        yield Shard(tuple(pieces))


def check(count: int, folder: Path) -> None:
    inputs = fuzzed(count)
    outcomes: Counter[str] = Counter()
    faults: list[str] = []
    with closing(map_shards(shards_of(inputs, folder), SETTINGS, "fuzz")) as processed:
        for (name, _), rows in zip(inputs, processed, strict=True):
            rejects = rows.tables["rejects"].to_pylist()
            outcomes.update([f"rejected: {reject['reason']}" for reject in rejects])
            outcomes["articles"] += rows.tables["articles"].num_rows
            outcomes["inputs"] += 1
            if rows.tables["articles"].num_rows + len(rejects) == 0:
                faults.append(f"{name} is neither an article nor a reject")
            faults += [f"{name}: {reject['message']}" for reject in rejects if reject["reason"] in OURS]
    print(dict(outcomes.most_common()))
    assert not faults, f"{len(faults)} of {count} inputs, in {folder}:\n" + "\n".join(faults[:20])
    assert outcomes["inputs"] == count
    assert outcomes["articles"] > count // 3  # or nothing would be harmed beyond the reading


def test_every_format_is_fuzzed() -> None:
    names = {name.partition(".")[2] for name, _ in fuzzed(300)}
    assert names == set(FORMATS)


def test_300_fuzzed_inputs_are_articles_or_rejects(tmp_path: Path) -> None:
    check(300, tmp_path)


@pytest.mark.faults
def test_10_000_fuzzed_inputs_are_articles_or_rejects(tmp_path: Path) -> None:
    check(10_000, tmp_path)
