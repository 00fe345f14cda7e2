"""The same rows and bytes whatever processes the shards."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ClusterError, DaskNotInstalledError, SettingsError
from pipeline.reading import Source, SourceFormat
from pipeline.running.engines.dask import SharedByShards, on_any_machine, process_on_worker
from pipeline.running.engines.mapping import map_shards
from pipeline.running.engines.worker import language_of
from pipeline.running.run import RunSummary, run
from pipeline.running.shards import Shard
from pipeline.settings import Settings, ShardLimits, read_settings

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


def test_a_cluster_of_another_version_is_told_from_ours() -> None:
    other = SharedByShards(Settings(), "run", language_of, key="a", version="0.0.1")
    with pytest.raises(ClusterError, match=r"have not the same Uvdot \(.* there, 0\.0\.1 here\)\. Install the same"):
        process_on_worker(Shard(()), other)


@pytest.mark.parametrize(
    ("path", "there"),
    [("news/a.txt", "{here}/news/a.txt"), ("/news/a.txt", "/news/a.txt"), ("s3://news/a.txt", "s3://news/a.txt")],
)
def test_a_cluster_is_sent_paths_that_do_not_depend_on_the_folder_of_its_workers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: str, there: str
) -> None:
    monkeypatch.chdir(tmp_path)
    source = Source(path=path, location=path, format=SourceFormat.TEXT, byte_size=1)
    sent = on_any_machine(source)
    assert sent == replace(
        source, path=there.format(here=tmp_path)
    )  # the location, which rows keep, is as it was given


def test_the_engine_is_local_unless_another_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UVDOT_ENGINE")
    assert read_settings().engine == "local"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"engine": "local", "scheduler": "tcp://10.0.0.1:8786"}, "setting engine: .* give --engine dask"),
        ({"engine": "spark"}, "setting engine: "),
        ({"worker": {"seconds": 0}}, r"setting worker\.seconds: "),
        ({"worker": {"memory": "much"}}, r"setting worker\.memory: "),
    ],
)
def test_a_wrong_setting_of_an_engine_is_named(given: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        read_settings(**given)


def test_limits_of_a_worker_change_no_fingerprint() -> None:
    changed = Settings(worker={"seconds": 1, "memory": "2GiB"})
    assert changed.worker.memory == 2 * 1024**3
    assert changed.fingerprint() == Settings().fingerprint()
