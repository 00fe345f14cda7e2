"""A run that dies at any step of a commit loses nothing and shows nothing half; the next run ends as if it had not died."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.running.run import run
from pipeline.settings import Settings
from pipeline.tables.store import Store
from pipeline.tables.verifying import verify

Rows = dict[str, list[str]]
SETTINGS = Settings(workers=1, model="rules")
TEXT = "המשק צמח ברבעון הראשון"

spec = importlib.util.spec_from_file_location("journal_steps", Path(__file__).parents[1] / "tables" / "test_journal.py")
assert spec is not None
assert spec.loader is not None
journal_steps = importlib.util.module_from_spec(spec)
spec.loader.exec_module(journal_steps)


def write(files: dict[str, str]) -> None:
    Path("news").mkdir(exist_ok=True)
    for name, text in files.items():
        Path("news", name).write_text(text, "utf-8")


@pytest.mark.parametrize("every", [11, pytest.param(1, marks=pytest.mark.faults)])
def test_whenever_the_process_ends_every_shard_is_whole_or_absent_and_the_next_run_makes_it_good(
    quick: Path, rows_of: Callable[[Path], Rows], every: int
) -> None:
    write({"a.txt": TEXT, "b.txt": f"{TEXT} ב-2021", "c.txt": TEXT, "d.txt": "English only."})
    run(["news"], Path("out"), SETTINGS)
    before = rows_of(Path("out"))
    # One commit that replaces, removes, refuses and settles copies elsewhere anew.
    write({"a.txt": "היצוא ירד ב-2022", "b.txt": TEXT, "e.txt": "הייבוא עלה"})
    shutil.copytree("out", "whole")
    run(["news"], Path("whole"), SETTINGS)
    after = rows_of(Path("whole"))
    shutil.copytree("out", "counted")
    with journal_steps.process_ends_at(10**6) as steps:
        run(["news"], Path("counted"), SETTINGS)
    assert len(steps) > 30
    seen = set()
    for step in range(5, len(steps), every):
        shutil.rmtree("died", ignore_errors=True)
        shutil.copytree("out", "died")
        with journal_steps.process_ends_at(step), pytest.raises(journal_steps.Stopped):
            run(["news"], Path("died"), SETTINGS)
        for path in Path("died").glob("[!_]*/*.parquet"):
            pq.ParquetFile(path).close()  # whole files, whatever shards they are of
        with Store(Path("died")):
            pass
        rows = rows_of(Path("died"))
        assert rows in (before, after), steps[:step]
        assert list(verify(Path("died"))) == []
        seen.add(rows == after)
        run(["news"], Path("died"), SETTINGS)
        assert rows_of(Path("died")) == after
    assert seen == {False, True}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_runs_that_are_killed_at_random_moments_end_as_one_that_was_not(tmp_path: Path) -> None:
    program = Path(__file__).parents[1] / "faults" / "runs" / "kill_runs.py"
    command = [sys.executable, str(program), str(tmp_path), "150", "8", "1"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=300)
    assert done.returncode == 0, done.stderr
    killed, finished, _ = map(int, done.stdout.split())
    assert killed == 8
    assert finished >= 1
