"""A dataset in an object store is what it is in a folder: resumed, brought up to date, pruned, never half and never lost."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from quick_news import write_news

from pipeline.errors import DatasetLockedError, OutputError
from pipeline.object_stores import file_system
from pipeline.running.run import run
from pipeline.running.status import status_of
from pipeline.settings import Settings, ShardLimits
from pipeline.tables import dataset_path as dataset_path_module
from pipeline.tables import object_lock
from pipeline.tables.commit_log import CommitLog
from pipeline.tables.dataset_path import DatasetPath, ObjectPath, dataset_path
from pipeline.tables.schemas import TABLES
from pipeline.tables.shard_files import parquet_source
from pipeline.tables.store import Store
from pipeline.tables.verifying import verify

SETTINGS = Settings(workers=1, model="rules", shard=ShardLimits(articles=20))
TEXT = "המשק צמח ברבעון הראשון"
Rows = dict[str, list[str]]


class Stopped(BaseException):
    """Stands for the end of the process."""


@contextmanager
def process_ends_at(step: int) -> Iterator[list[str]]:
    """Let the process end before what it asks of the store under that number (from 0) and changes something there."""
    steps: list[str] = []
    original = ObjectPath._ask

    def ask(path: ObjectPath, what: str, *arguments: Any, **options: Any) -> Any:
        if what in {"pipe_file", "cp_file", "rm_file"} and not path.url.endswith(object_lock.NOTE):
            if len(steps) >= step:
                raise Stopped
            steps.append(f"{what} {path.name}")
        return original(path, what, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dataset_path_module.ObjectPath, "_ask", ask)
        yield steps


def rows_of(out: DatasetPath) -> Rows:
    """The rows of a dataset as readers of the folder see them: sorted, without the run that wrote them."""
    found: Rows = {}
    for name in TABLES:
        rows: list[dict[str, Any]] = []
        for path in (out / name).glob("*.parquet"):
            rows += pq.read_table(parquet_source(path)).to_pylist()
        kept = [{column: value for column, value in row.items() if column != "run_id"} for row in rows]
        found[name] = sorted(json.dumps(row, default=str, ensure_ascii=False, sort_keys=True) for row in kept)
    return found


def write(files: dict[str, str]) -> None:
    Path("news").mkdir(exist_ok=True)
    for name, text in files.items():
        Path("news", name).write_text(text, "utf-8")


def copy(out: DatasetPath, to: str) -> DatasetPath:
    copied = dataset_path(to)
    store, path = file_system(str(out))
    store.copy(path, file_system(to)[1], recursive=True)
    return copied


@pytest.fixture(params=["folder", "s3", "memory"])
def out(request: pytest.FixtureRequest, quick: Path) -> DatasetPath:
    if request.param == "folder":
        return Path("out")
    if request.param == "s3":
        return dataset_path(f"{request.getfixturevalue('bucket')}/data/out")
    pytest.importorskip("fsspec", reason="needs fsspec: pip install 'uvdot[s3]'")
    return dataset_path(f"memory://{quick.name}/out")


def test_a_dataset_is_made_brought_up_to_date_pruned_and_compacted(out: DatasetPath, quick: Path) -> None:
    def compare() -> None:
        assert rows_of(out) == rows_of(Path("beside"))
        assert list(verify(out)) == []

    write_news(Path("news"), 25, seed=1)
    for folder in (out, Path("beside")):
        run(["news"], folder, SETTINGS)
    compare()
    paths = sorted(path for path in Path("news").rglob("*") if path.is_file())
    paths[0].unlink()
    paths[1].write_text("היצוא ירד ב-2022", "utf-8")
    write_news(Path("news/more"), 10, seed=2)
    for folder in (out, Path("beside")):
        again = run(["news"], folder, SETTINGS).record["pieces"]
    assert min(again[what] for what in ("new", "unchanged", "gone")) > 0
    for folder in (out, Path("beside")):
        assert run(["news"], folder, SETTINGS, prune=True).record["pieces"]["pruned"] > 0
    compare()
    rows = rows_of(out)
    with Store(out) as store:
        before, after = store.compact(10**9)
    assert before > after == 1
    assert rows_of(out) == rows
    assert list(verify(out)) == []
    found = status_of(out)
    assert (found.shards, found.holder, found.is_interrupted) == (1, None, False)
    assert found.counts["articles"] == len(rows["articles"])


def ends_at_each_step(quick: Path, place: str, every: int) -> None:
    write({"a.txt": TEXT, "b.txt": f"{TEXT} ב-2021", "c.txt": TEXT, "d.txt": "English only."})
    first = dataset_path(f"{place}/first")
    run(["news"], first, SETTINGS)
    before = rows_of(first)
    # One commit that replaces, removes, refuses and settles copies elsewhere anew.
    write({"a.txt": "היצוא ירד ב-2022", "b.txt": TEXT, "e.txt": "הייבוא עלה"})
    whole = copy(first, f"{place}/whole")
    with process_ends_at(10**6) as steps:
        run(["news"], whole, SETTINGS)
    after = rows_of(whole)
    assert after != before
    assert {step.split()[0] for step in steps} == {"pipe_file", "cp_file", "rm_file"}
    seen = set()
    for step in range(0, len(steps), every):
        died = copy(first, f"{place}/died{step}")
        with process_ends_at(step), pytest.raises(Stopped):
            run(["news"], died, SETTINGS)
        (died / object_lock.NOTE).unlink(missing_ok=True)
        with Store(died):
            pass
        rows = rows_of(died)
        assert rows in (before, after), steps[:step]
        assert list(verify(died)) == []
        assert not status_of(died).is_interrupted
        seen.add(rows == after)
        run(["news"], died, SETTINGS)
        assert rows_of(died) == after
    assert seen == {False, True}


def test_whenever_the_process_ends_every_shard_is_whole_or_absent(quick: Path) -> None:
    pytest.importorskip("fsspec", reason="needs fsspec: pip install 'uvdot[s3]'")
    ends_at_each_step(quick, f"memory://{quick.name}/ends", 5)


@pytest.mark.parametrize("every", [45, pytest.param(1, marks=pytest.mark.faults)])
def test_whenever_the_process_ends_every_shard_in_s3_is_whole_or_absent(quick: Path, bucket: str, every: int) -> None:
    ends_at_each_step(quick, bucket, every)


def test_two_runs_do_not_write_one_dataset(bucket: str) -> None:
    out = dataset_path(f"{bucket}/out")
    with Store(out):
        with pytest.raises(DatasetLockedError, match="Another run is writing"), Store(out):
            pass
        with pytest.raises(DatasetLockedError), Store(out):
            pass
    with Store(out):
        pass


def test_a_holder_that_is_not_heard_of_loses_the_lock_and_can_commit_nothing_more(
    quick: Path, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = dataset_path(f"{bucket}/out")
    write({"a.txt": TEXT})
    run(["news"], out, SETTINGS)
    rows = rows_of(out)
    monkeypatch.setattr(object_lock.ObjectLock, "_renew", lambda lock: None)
    asleep = CommitLog(out)
    asleep.recover()
    asleep.stage("articles/00000009.parquet", b"of a run that is over")
    store = Store(out)
    later = time.time() + 2 * object_lock.LEASE_SECONDS
    monkeypatch.setattr(time, "time", lambda: later)
    with Store(out):
        with pytest.raises(DatasetLockedError, match="took this dataset over"):
            asleep.commit()
        asleep.roll_back()
    with pytest.raises(OutputError):
        store.commit(record=("late", {"inputs": []}))
    assert rows_of(out) == rows
    assert list(verify(out)) == []


def test_what_another_stages_after_it_took_over_is_not_cleared(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out = dataset_path(f"{bucket}/out")
    assert isinstance(out, ObjectPath)
    slow, quick = CommitLog(out), CommitLog(out)
    original = CommitLog._put

    def slowly(log: CommitLog, entry: dict[str, Any]) -> bool:
        is_put = original(log, entry)
        if log is slow and quick._number == 0:
            quick.recover()
            quick.stage("a.txt", b"of the one that came after")
        return is_put

    monkeypatch.setattr(CommitLog, "_put", slowly)
    slow.recover()
    quick.commit()
    assert (out / "a.txt").read_bytes() == b"of the one that came after"
    slow.stage("a.txt", b"of the one that came before")
    with pytest.raises(DatasetLockedError):
        slow.commit()


def test_a_holder_is_heard_of_as_long_as_it_runs(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out = dataset_path(f"{bucket}/out")
    monkeypatch.setattr(object_lock, "LEASE_SECONDS", 0.8)
    with Store(out):
        time.sleep(1.6)
        with pytest.raises(DatasetLockedError), Store(out):
            pass


def test_a_commit_whose_answer_is_lost_is_known_by_what_is_there(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place = dataset_path(f"{bucket}/entry.json")
    original = ObjectPath._ask

    def loses_answers(path: ObjectPath, what: str, *arguments: Any, **options: Any) -> Any:
        answer = original(path, what, *arguments, **options)
        if what == "pipe_file":
            raise OSError("the connection was lost")
        return answer

    assert isinstance(place, ObjectPath)
    with monkeypatch.context() as lossy:
        lossy.setattr(ObjectPath, "_ask", loses_answers)
        assert place.create(b"ours")
    assert not place.create(b"another's")
    assert place.read_bytes() == b"ours"


def test_a_store_that_ignores_the_condition_is_refused(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def puts(path: ObjectPath, data: bytes) -> bool:
        path.write_bytes(data)
        return True

    monkeypatch.setattr(ObjectPath, "create", puts)
    with pytest.raises(OutputError, match="puts objects whatever is there"), Store(dataset_path(f"{bucket}/out")):
        pass


def test_a_bucket_that_is_not_there_is_said(bucket: str) -> None:
    with (
        pytest.raises(OutputError, match="cannot be written"),
        Store(dataset_path("s3://no-such-bucket-of-anyone/out")),
    ):
        pass


def test_a_dataset_in_a_folder_of_the_input_is_not_read(quick: Path, bucket: str) -> None:
    store, path = file_system(f"{bucket}/a.txt")
    store.pipe_file(path, TEXT.encode())
    out = dataset_path(f"{bucket}/out")
    assert run([bucket], out, SETTINGS).counts["articles"] == 1
    second = run([bucket], out, SETTINGS)
    assert (second.counts["articles"], second.counts["rejects"]) == (1, 0)
