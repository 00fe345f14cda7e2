"""Where a dataset lives: staged out of readers' sight, then moved into place as a whole.

A run writes its part files under ``OUT/_staging``. Only when every table is complete and on disk does ``commit`` write a
journal, rename the files into the table folders, and remove the part files of the run before. A run that dies before the
journal leaves the dataset as it was; one that dies after it is finished by the next ``open_store``.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from pipeline.errors import OutputError
from pipeline.tables.schemas import TABLES, Table

# What stands in a dataset folder beside the tables.
BOOKKEEPING = ("_runs", "_staging", "_journal.json", "_lock")

ROWS_PER_GROUP = 131_072
BYTES_PER_GROUP = 64 * 1024 * 1024
BYTES_PER_PART = 512 * 1024 * 1024


class Store:
    """A dataset folder that one run at a time writes. Use as a context manager: leaving without commit discards.

    ``inputs`` are the inputs of the run as the user named them. A dataset that was made from others is not replaced unless
    ``overwrite`` is given, and files that no run wrote are never touched: both raise OutputError.
    """

    def __init__(self, out: Path, inputs: list[str], *, overwrite: bool = False) -> None:
        self._out = out
        self._staging = out / "_staging"
        self._journal = out / "_journal.json"
        self._lock = FileLock(out / "_lock")
        try:
            out.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
            self._finish_interrupted_commit()
            self._replaced = self._files_of_last_run(inputs, overwrite)
            shutil.rmtree(self._staging, ignore_errors=True)
            self._staging.mkdir()
        except Timeout:
            raise OutputError(f"Another run is writing {out}. Wait until it ends or give another --out.") from None
        except OSError as error:
            self._lock.release()
            raise self._not_written(error) from None
        except OutputError:
            self._lock.release()
            raise
        self._writers = {name: _PartWriter(table, self._staging / name) for name, table in TABLES.items()}

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        for writer in self._writers.values():
            with suppress(OSError):  # a full disk: the files are given up anyhow
                writer.close()
        # After a commit that was cut short the staged files are part of the dataset: the next run moves them.
        if not self._journal.exists():
            shutil.rmtree(self._staging, ignore_errors=True)
        self._lock.release()

    def write(self, tables: dict[str, pa.Table]) -> None:
        """Stage rows of every table, in the order in which they are to stand in the files."""
        try:
            for name, rows in tables.items():
                self._writers[name].write(rows)
        except OSError as error:
            raise self._not_written(error) from None

    def commit(self, run: dict[str, Any], run_name: str) -> None:
        """Put the staged files in place of the dataset's, and the record of the run in ``_runs/<run_name>.json``."""
        try:
            parts = [f"{name}/{part.name}" for name, writer in self._writers.items() for part in writer.finish()]
            record = f"_runs/{run_name}.json"
            (self._staging / "_runs").mkdir()
            _write_durably(self._staging / record, json.dumps({**run, "files": parts}, ensure_ascii=False, indent=2))
            journal = {"move": [*parts, record], "remove": sorted(set(self._replaced) - set(parts))}
            _write_durably(self._journal, json.dumps(journal))
            self._roll_forward(**journal)
        except OSError as error:
            raise self._not_written(error) from None

    def _not_written(self, error: OSError) -> OutputError:
        return OutputError(
            f"{self._out} cannot be written: {error.strerror or error}. Make room there or give another --out."
        )

    def _files_of_last_run(self, inputs: list[str], overwrite: bool) -> list[str]:
        records = sorted((self._out / "_runs").glob("*.json"))
        last = _record_of_run(records[-1]) if records else {"inputs": inputs, "files": []}
        # Names that begin with . or _ are no data to any reader; systems leave such files of their own.
        present = {
            path.relative_to(self._out).as_posix() for name in TABLES for path in (self._out / name).glob("[!._]*")
        }
        foreign = sorted(present - set(last["files"]))
        if foreign:
            raise OutputError(f"{self._out} holds files that no run of uvdot wrote ({foreign[0]}). Give another --out.")
        if last["inputs"] != inputs and not overwrite:
            raise OutputError(
                f"{self._out} holds a dataset made from {' '.join(last['inputs'])}. "
                "Give another --out, or --overwrite to replace it."
            )
        return list(last["files"])

    def _finish_interrupted_commit(self) -> None:
        if self._journal.exists():
            self._roll_forward(**json.loads(self._journal.read_text(encoding="utf-8")))

    def _roll_forward(self, move: list[str], remove: list[str]) -> None:
        for name in move:
            # A file that is no longer staged was moved before the interruption.
            if (self._staging / name).exists():
                (self._out / name).parent.mkdir(exist_ok=True)
                (self._staging / name).replace(self._out / name)
        for name in remove:
            (self._out / name).unlink(missing_ok=True)
        for name in ("_runs", *TABLES):
            _sync_folder(self._out / name)
        _sync_folder(self._out)
        self._journal.unlink(missing_ok=True)


class _PartWriter:
    """Part files of one table: rows gathered into row groups, files closed at their size limit."""

    def __init__(self, table: Table, folder: Path) -> None:
        self._schema = table.schema()
        self._folder = folder
        self._folder.mkdir()
        self._waiting: list[pa.Table] = []
        self._waiting_rows = 0
        self._waiting_bytes = 0
        self._parts: list[Path] = []
        self._writer: pq.ParquetWriter | None = None

    def write(self, rows: pa.Table) -> None:
        self._waiting.append(rows)
        self._waiting_rows += rows.num_rows
        self._waiting_bytes += rows.nbytes
        if self._waiting_rows >= ROWS_PER_GROUP or self._waiting_bytes >= BYTES_PER_GROUP:
            self._flush()

    def finish(self) -> list[Path]:
        """Close and sync every file; a table without rows still has one file with its full schema."""
        if self._waiting_rows or not self._parts:
            self._flush()
        self.close()
        for part in self._parts:
            _sync_file(part)
        _sync_folder(self._folder)
        return self._parts

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _flush(self) -> None:
        rows = pa.concat_tables(self._waiting) if self._waiting else self._schema.empty_table()
        self._waiting, self._waiting_rows, self._waiting_bytes = [], 0, 0
        if self._writer is None:
            part = self._folder / f"part-{len(self._parts):05d}.parquet"
            self._parts.append(part)
            self._writer = pq.ParquetWriter(part, self._schema, compression="zstd", use_dictionary=True)
        self._writer.write_table(rows, row_group_size=ROWS_PER_GROUP)
        if self._parts[-1].stat().st_size >= BYTES_PER_PART:
            self.close()


def _record_of_run(path: Path) -> dict[str, Any]:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return {"inputs": record["inputs"], "files": record["files"]}
    except (ValueError, KeyError, TypeError):
        raise OutputError(f"{path} is no record that a run of uvdot wrote. Give another --out.") from None


def _write_durably(path: Path, text: str) -> None:
    """The file holds the whole text or does not exist, wherever the machine stops."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.write_text(text, encoding="utf-8")
    _sync_file(unfinished)
    unfinished.replace(path)
    _sync_folder(path.parent)


def _sync_file(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    if os.name == "posix" and path.is_dir():
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
