"""The same rows and bytes whatever processes the shards."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ClusterError, DaskNotInstalledError
from pipeline.running.engines.mapping import map_shards
from pipeline.running.run import RunSummary, run
from pipeline.settings import Settings, ShardLimits

NEWS = {
    "a.txt": "ב-5 בפברואר 2022 הוציא הפוליטביורו את החלטה מס' 28-NQ/TW.\nהמשק צמח ב-6.5% בשנת 2021.",
    "b.jsonl": '{"text": "המשק צמח ב-2.5% ברבעון הראשון של 2023.", "id": "n-1"}\n{"text": "broken',
    "c.txt": "היצוא ירד ב-1.7% במרץ 2023.",
    "d.txt": "הייבוא עלה ב-3% באפריל 2023.",
}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    for name, text in NEWS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def expected(news: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return part_files(process(news, tmp_path_factory.mktemp("here"), engine="here"))


def process(news: Path, out: Path, **given: Any) -> RunSummary:
    return run([str(news)], out, Settings(model="rules", shard=ShardLimits(bytes=1), **given))


def part_files(done: RunSummary) -> dict[str, bytes]:
    return {path.relative_to(done.out).as_posix(): path.read_bytes() for path in done.out.glob("[a-z]*/*.parquet")}


@pytest.mark.parametrize(
    "given",
    [{"engine": "local", "workers": 1}, {"engine": "local", "workers": 2}, {"engine": "dask", "workers": 2}],
    ids=["one worker", "two workers", "dask"],
)
def test_every_engine_writes_the_same_bytes(
    news: Path, expected: dict[str, bytes], tmp_path: Path, given: dict[str, Any]
) -> None:
    if given["engine"] == "dask":
        pytest.importorskip("distributed")
    done = process(news, tmp_path / "out", **given)
    assert done.counts["articles"] == len(NEWS)
    assert done.rejects == {"broken_record": 1}
    assert done.record["engine"] == given["engine"]
    assert part_files(done) == expected


def test_dask_without_its_extra_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(DaskNotInstalledError, match=r"pip install 'uvdot\[dask\]'"):
        list(map_shards([], Settings(engine="dask"), "run"))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "no address"])
def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("pipeline.running.engines.dask.SECONDS_TO_CONNECT", 0.5)
    with pytest.raises(ClusterError, match=f"No Dask scheduler answers at '{address}'"):
        list(map_shards([], Settings(engine="dask", scheduler=address), "run"))
