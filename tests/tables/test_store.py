"""A dataset is replaced as a whole or not at all, whenever the run ends, and nothing that is not ours is touched."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import OutputError
from pipeline.tables import store as store_module
from pipeline.tables.schemas import TABLES
from pipeline.tables.store import Store

INPUTS = ["news"]


def reject_rows(*places: str) -> pa.Table:
    rows = [{"source_uri": p, "reason": "empty", "message": f"{p}: holds no text.", "run_id": "r"} for p in places]
    return pa.Table.from_pylist(rows, schema=TABLES["rejects"].schema())


def commit(out: Path, *places: str, inputs: list[str] = INPUTS, run: str = "run", overwrite: bool = False) -> None:
    with Store(out, inputs, overwrite=overwrite) as store:
        store.write({"rejects": reject_rows(*places)})
        store.commit({"inputs": inputs}, run)


def places(out: Path) -> list[str]:
    return list(pq.read_table(out / "rejects")["source_uri"].to_pylist())


def files(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "_lock"
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
    record = json.loads((out / "_runs" / "run.json").read_text("utf-8"))
    assert record["files"] == [f"{name}/part-00000.parquet" for name in TABLES]
    assert sorted(path.name for path in out.iterdir()) == sorted([*TABLES, "_lock", "_runs"])


def test_leaving_without_commit_leaves_the_old_dataset(out: Path) -> None:
    commit(out, "old")
    before = files(out)
    with Store(out, INPUTS) as store:
        store.write({"rejects": reject_rows("new")})
    assert files(out) == before


def test_an_error_in_the_middle_leaves_the_old_dataset_and_frees_the_folder(out: Path) -> None:
    commit(out, "old")
    before = files(out)
    with pytest.raises(ZeroDivisionError), Store(out, INPUTS) as store:
        store.write({"rejects": reject_rows("new")})
        raise ZeroDivisionError
    assert files(out) == before
    commit(out, "newer")
    assert places(out) == ["newer"]


def test_nothing_is_seen_by_readers_before_the_commit(out: Path) -> None:
    with Store(out, INPUTS) as store:
        store.write({"rejects": reject_rows("a")})
        assert [path.name for path in out.iterdir() if not path.name.startswith("_")] == []


KILLED_RUN = """
import sys, time
from pathlib import Path
from pipeline.tables.store import Store
sys.path.insert(0, {folder!r})
from test_store import reject_rows
with Store(Path({out!r}), ["news"]) as store:
    store.write({{"rejects": reject_rows("new")}})
    print("writing", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_killed_run_leaves_the_old_dataset_and_no_lock(out: Path) -> None:
    commit(out, "old")
    code = KILLED_RUN.format(folder=str(Path(__file__).parent), out=str(out))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        with pytest.raises(OutputError, match="Another run is writing"):
            Store(out, INPUTS)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert (out / "_staging").exists()
    assert places(out) == ["old"]
    commit(out, "newer")
    assert places(out) == ["newer"]
    assert not (out / "_staging").exists()


class Stopped(BaseException):
    """Stands for the end of the process at a chosen place."""


def stop_at_move(monkeypatch: pytest.MonkeyPatch, number: int, error: type[BaseException]) -> None:
    """Let the commit end just before it moves its file of that number (from 0) into place."""
    replace, moved = Path.replace, [0]

    def counting_replace(path: Path, target: Path) -> Path:
        if "_staging" in path.parts and "_staging" not in Path(target).parts:
            if moved[0] == number:
                raise error(28, "No space left on device")
            moved[0] += 1
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", counting_replace)


@pytest.mark.parametrize("moves", range(len(TABLES) + 1))
def test_a_commit_that_was_cut_short_is_finished_by_the_next_run(
    out: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    commit(out, "old", run="1")
    with monkeypatch.context() as patch:
        stop_at_move(patch, moves, Stopped)
        with pytest.raises(Stopped):
            commit(out, "new", run="2")
    with Store(out, INPUTS):
        assert places(out) == ["new"]
        assert sorted(path.stem for path in (out / "_runs").iterdir()) == ["1", "2"]
    assert not (out / "_journal.json").exists()
    for name, table in TABLES.items():
        assert [path.name for path in (out / name).iterdir()] == ["part-00000.parquet"]
        assert pq.read_schema(out / name / "part-00000.parquet").equals(table.schema(), check_metadata=True)


def test_a_full_disk_in_the_commit_is_an_error_of_one_line_and_loses_nothing(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(out, "old", run="1")
    with monkeypatch.context() as patch:
        stop_at_move(patch, 3, OSError)
        with pytest.raises(OutputError, match="No space left on device"):
            commit(out, "new", run="2")
    with Store(out, INPUTS):
        assert places(out) == ["new"]


def test_a_journal_that_was_not_finished_counts_for_nothing(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(out, "old", run="1")
    write_text = Path.write_text

    def half_written(path: Path, text: str, encoding: str) -> int:
        if path.name.startswith("_journal"):
            write_text(path, text[: len(text) // 2], encoding=encoding)
            raise Stopped
        return write_text(path, text, encoding=encoding)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", half_written)
        with pytest.raises(Stopped):
            commit(out, "new", run="2")
    commit(out, "newer", run="3")
    assert places(out) == ["newer"]


def test_a_smaller_dataset_leaves_no_parts_of_the_larger_one(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "BYTES_PER_PART", 1)
    monkeypatch.setattr(store_module, "ROWS_PER_GROUP", 2)
    commit(out, *"abcdef", run="1")
    assert len(list((out / "rejects").iterdir())) == 1  # one write is one group, and a part takes whole groups
    with Store(out, INPUTS) as store:
        for place in "abcdef":
            store.write({"rejects": reject_rows(place)})
        store.commit({"inputs": INPUTS}, "2")
    assert sorted(path.name for path in (out / "rejects").iterdir()) == [f"part-0000{n}.parquet" for n in range(3)]
    assert places(out) == list("abcdef")
    commit(out, "a", run="3")
    assert [path.name for path in (out / "rejects").iterdir()] == ["part-00000.parquet"]
    assert places(out) == ["a"]


@pytest.mark.parametrize(("rows", "groups"), [(3, [3]), (4, [4]), (5, [4, 1]), (8, [4, 4]), (9, [4, 4, 1])])
def test_row_groups_hold_so_many_rows(out: Path, monkeypatch: pytest.MonkeyPatch, rows: int, groups: list[int]) -> None:
    monkeypatch.setattr(store_module, "ROWS_PER_GROUP", 4)
    with Store(out, INPUTS) as store:
        for number in range(rows):
            store.write({"rejects": reject_rows(str(number))})
        store.commit({"inputs": INPUTS}, "run")
    metadata = pq.read_metadata(out / "rejects" / "part-00000.parquet")
    assert [metadata.row_group(i).num_rows for i in range(metadata.num_row_groups)] == groups


def test_a_row_group_ends_at_its_size_in_memory_too(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = reject_rows("x" * 100)
    monkeypatch.setattr(store_module, "BYTES_PER_GROUP", 2 * one.nbytes)
    with Store(out, INPUTS) as store:
        for _ in range(5):
            store.write({"rejects": one})
        store.commit({"inputs": INPUTS}, "run")
    metadata = pq.read_metadata(out / "rejects" / "part-00000.parquet")
    assert [metadata.row_group(i).num_rows for i in range(metadata.num_row_groups)] == [2, 2, 1]


def test_files_are_compressed_with_statistics_and_dictionaries(out: Path) -> None:
    commit(out, *map(str, range(100)))
    group = pq.read_metadata(out / "rejects" / "part-00000.parquet").row_group(0)
    by_name = {group.column(i).path_in_schema: group.column(i) for i in range(group.num_columns)}
    assert {column.compression for column in by_name.values()} == {"ZSTD"}
    assert by_name["reason"].has_dictionary_page
    assert by_name["source_uri"].statistics.min == "0"
    assert by_name["source_uri"].statistics.max == "99"


def test_files_that_no_run_wrote_are_refused_and_left(out: Path) -> None:
    (out / "dates").mkdir(parents=True)
    foreign = out / "dates" / "mine.parquet"
    foreign.write_bytes(b"mine")
    for overwrite in (False, True):
        with pytest.raises(OutputError, match=r"dates/mine\.parquet"):
            Store(out, INPUTS, overwrite=overwrite)
    assert foreign.read_bytes() == b"mine"
    foreign.unlink()
    commit(out, "a")
    assert places(out) == ["a"]


def test_files_that_systems_leave_in_folders_do_not_stand_in_the_way(out: Path) -> None:
    commit(out, "a", run="1")
    (out / "dates" / ".DS_Store").write_bytes(b"\0")
    commit(out, "b", run="2")
    assert places(out) == ["b"]
    assert (out / "dates" / ".DS_Store").exists()


def test_a_dataset_made_from_other_inputs_is_replaced_only_when_asked(out: Path) -> None:
    commit(out, "old", inputs=["monday"], run="1")
    with pytest.raises(OutputError, match=r"made from monday.*--overwrite"):
        Store(out, ["tuesday"])
    assert places(out) == ["old"]
    commit(out, "new", inputs=["tuesday"], run="2", overwrite=True)
    assert places(out) == ["new"]
    commit(out, "newer", inputs=["tuesday"], run="3")
    assert places(out) == ["newer"]


def test_a_record_that_is_not_ours_is_refused(out: Path) -> None:
    (out / "_runs").mkdir(parents=True)
    (out / "_runs" / "notes.json").write_text("[]")
    with pytest.raises(OutputError, match=r"notes\.json is no record"):
        Store(out, INPUTS)


def test_a_second_writer_is_refused_while_the_first_holds_the_folder(out: Path) -> None:
    with Store(out, INPUTS) as first:
        with pytest.raises(OutputError, match="Another run is writing"):
            Store(out, INPUTS)
        first.write({"rejects": reject_rows("first")})
        first.commit({"inputs": INPUTS}, "run")
    assert places(out) == ["first"]
    commit(out, "second")


def test_an_output_that_is_a_file_is_an_error_of_one_line(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        Store(tmp_path / "out", INPUTS)


def test_a_full_disk_while_writing_is_an_error_of_one_line(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(out, "old", run="1")
    monkeypatch.setattr(store_module, "ROWS_PER_GROUP", 1)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq.ParquetWriter, "write_table", full)
    with pytest.raises(OutputError, match="No space left on device"):
        commit(out, "new", run="2")
    monkeypatch.undo()
    assert places(out) == ["old"]
