"""A dataset folder: one writer at a time, which says who it is, and nothing that is not ours is touched."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import DatasetLockedError, OutputError
from pipeline.tables import store as store_module
from pipeline.tables.lock import holder_of
from pipeline.tables.rows import Rows
from pipeline.tables.schemas import TABLES
from pipeline.tables.shard_rows import ShardRows
from pipeline.tables.store import ReadUnit, Store


def reject_rows(*places: str) -> ShardRows:
    """Rows of a shard in which every input is a reject."""
    rows = [{"source_uri": p, "reason": "empty", "message": f"{p}: holds no text.", "run_id": "r"} for p in places]
    tables = {name: table.schema().empty_table() for name, table in TABLES.items()}
    tables["rejects"] = pa.Table.from_pylist(rows, schema=TABLES["rejects"].schema())
    return ShardRows(tables, Rows("r").sketches(), [], list(range(len(places))), {})


def commit(out: Path, *places: str, run: str = "run", **options: Any) -> None:
    units = [ReadUnit(source=place, start=0, content="hash") for place in places]
    with Store(out) as store:
        store.commit(units, reject_rows(*places), record=(run, {"inputs": ["news"]}), **options)


def places(out: Path) -> list[str]:
    return list(pq.read_table(out / "rejects")["source_uri"].to_pylist())


def files(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in {"_lock", "_index.sqlite"}
    }


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_a_committed_dataset_has_every_table_even_without_rows(out: Path) -> None:
    commit(out, "a", "b")
    assert places(out) == ["a", "b"]
    for name, table in TABLES.items():
        read = pq.read_table(out / name)
        assert read.schema.equals(table.schema(), check_metadata=True), name
        assert read.num_rows == (2 if name == "rejects" else 0)
    assert sorted(path.name for path in out.iterdir()) == sorted(
        [*TABLES, "_commits.json", "_index.sqlite", "_lock", "_runs", "_shards"]
    )
    assert [path.name for path in sorted((out / "rejects").iterdir())] == ["00000000.parquet", "schema.parquet"]
    assert [path.name for path in (out / "dates").iterdir()] == ["schema.parquet"]


def test_the_manifest_tells_what_is_committed(out: Path) -> None:
    commit(out, "a", "b", fingerprint="rules")
    manifest = json.loads((out / "_shards" / "00000000.json").read_text("utf-8"))
    units = [dict(zip(manifest["unit_columns"], unit, strict=True)) for unit in manifest["units"]]
    assert [(unit["source"], unit["content"], unit["fingerprint"]) for unit in units] == [
        ("a", "hash", "rules"),
        ("b", "hash", "rules"),
    ]
    assert [(unit["rejects"], unit["articles"]) for unit in units] == [(1, 0), (1, 0)]
    assert manifest["rejects"] == {"empty": 2}
    assert manifest["files"]["rejects"]["rows"] == 2


def test_a_second_shard_stands_beside_the_first_and_replaces_what_is_of_the_same_input(out: Path) -> None:
    commit(out, "a", "b")
    commit(out, "c", "b")
    assert sorted(places(out)) == ["a", "b", "c"]
    assert [path.name for path in sorted((out / "_shards").glob("*.json"))] == ["00000000.json", "00000001.json"]
    commit(out, "a")
    assert sorted(places(out)) == ["a", "b", "c"]
    assert not (out / "_shards" / "00000000.json").exists(), "it lost its last unit"


def test_an_error_in_the_middle_of_a_commit_leaves_the_old_dataset_and_frees_the_folder(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(out, "old")
    before = files(out)
    with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
        patch.setattr(store_module, "settle", lambda *given: 1 / 0)
        commit(out, "new")
    assert files(out) == before
    commit(out, "newer")
    assert sorted(places(out)) == ["newer", "old"]


HOLDING_RUN = """
import time
from pathlib import Path
from pipeline.tables.store import Store
with Store(Path({out!r})):
    Path({out!r}, "_staging").mkdir()
    print("writing", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_lock_says_who_holds_it_and_is_free_when_its_holder_is_dead(out: Path) -> None:
    commit(out, "old")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING_RUN.format(out=str(out))], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        with pytest.raises(DatasetLockedError, match=rf"process {process.pid} on .+, since 20\d\d-"):
            Store(out)
        holder, is_held = holder_of(out)
        assert holder is not None
        assert (holder.pid, is_held) == (process.pid, True)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert holder_of(out) == (holder, False)
    assert (out / "_staging").exists()
    assert places(out) == ["old"]
    commit(out, "newer")
    assert sorted(places(out)) == ["newer", "old"]
    assert not (out / "_staging").exists()
    assert holder_of(out) == (None, False)


def test_a_second_writer_in_the_same_process_is_refused_too(out: Path) -> None:
    with Store(out) as first:
        with pytest.raises(DatasetLockedError, match="Another run is writing"):
            Store(out)
        first.commit([ReadUnit(source="a", start=0, content="")], reject_rows("a"))
    assert places(out) == ["a"]


def test_files_that_no_run_wrote_are_refused_and_left(out: Path) -> None:
    commit(out, "a")
    foreign = out / "dates" / "mine.parquet"
    foreign.write_bytes(b"mine")
    with pytest.raises(OutputError, match=r"dates/mine\.parquet"):
        Store(out)
    assert foreign.read_bytes() == b"mine"
    foreign.unlink()
    commit(out, "b")
    assert places(out) == ["a", "b"]


def test_files_that_systems_leave_in_folders_do_not_stand_in_the_way(out: Path) -> None:
    commit(out, "a")
    (out / "dates" / ".DS_Store").write_bytes(b"\0")
    commit(out, "b")
    assert places(out) == ["a", "b"]
    assert (out / "dates" / ".DS_Store").exists()


@pytest.mark.parametrize("name", ["_runs/notes.json", "_shards/0.json", "_commits.json"])
def test_bookkeeping_that_is_not_ours_is_refused(out: Path, name: str) -> None:
    (out / name).parent.mkdir(parents=True)
    (out / name).write_text("[]")
    with pytest.raises(OutputError, match=r"uvdot wrote|by a run of uvdot"), Store(out) as store:
        store.last_run()
    (out / name).unlink()
    commit(out, "a")


def test_a_dataset_of_an_earlier_version_goes_with_the_first_commit(out: Path) -> None:
    earlier = [f"{name}/part-00000.parquet" for name in TABLES]
    for name in earlier:
        (out / name).parent.mkdir(parents=True)
        (out / name).write_bytes(b"rows")
    (out / "_runs").mkdir()
    (out / "_runs" / "1.json").write_text(json.dumps({"inputs": ["news"], "files": earlier}))
    with Store(out) as store:
        assert store.is_outdated
    assert all((out / name).exists() for name in earlier)
    commit(out, "a", run="2")
    assert not any((out / name).exists() for name in earlier)
    assert places(out) == ["a"]
    with Store(out) as store:
        assert not store.is_outdated


def test_an_output_that_is_a_file_is_an_error_of_one_line(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        Store(tmp_path / "out")


@pytest.mark.parametrize("where", ["files", "index"])
def test_a_full_disk_is_an_error_of_one_line_and_changes_nothing(
    out: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    commit(out, "old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device") if where == "files" else sqlite3.OperationalError("disk is full")

    with monkeypatch.context() as patch:
        if where == "files":
            patch.setattr(pq, "write_table", full)
        else:
            patch.setattr(store_module.Index, "put_unit", full)
        with pytest.raises(OutputError, match=r"cannot be written: .*(No space left|is full).*Make room"):
            commit(out, "new")
    assert places(out) == ["old"]
    commit(out, "new")
    assert places(out) == ["old", "new"]


def test_an_index_that_turns_out_to_be_damaged_is_told_and_changes_nothing(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(out, "old")

    def damaged(*_: object) -> None:
        raise sqlite3.DatabaseError("database disk image is malformed")

    with monkeypatch.context() as patch:
        patch.setattr(store_module.Index, "put_unit", damaged)
        with pytest.raises(OutputError, match=r"_index\.sqlite is damaged .*Delete it and run again"):
            commit(out, "new")
    (out / "_index.sqlite").unlink()
    commit(out, "new")
    assert places(out) == ["old", "new"]


def test_files_are_compressed_with_statistics_and_dictionaries(out: Path) -> None:
    commit(out, *(f"{number:03d}" for number in range(100)))
    group = pq.read_metadata(out / "rejects" / "00000000.parquet").row_group(0)
    by_name = {group.column(i).path_in_schema: group.column(i) for i in range(group.num_columns)}
    assert {column.compression for column in by_name.values()} == {"ZSTD"}
    assert by_name["reason"].has_dictionary_page
    assert (by_name["source_uri"].statistics.min, by_name["source_uri"].statistics.max) == ("000", "099")
