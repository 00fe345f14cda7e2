"""Bad days of runs: killed at random moments, a full disk, an output that cannot be written, two at once, told to stop."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.tables.schemas import TABLES
from pipeline.tables.verifying import verify

RUNNING = Path(__file__).parents[2] / "running"
sys.path.insert(0, str(RUNNING))

from quick_news import write_news  # noqa: E402

pytestmark = [pytest.mark.faults, pytest.mark.skipif(os.name != "posix", reason="needs signals and mounts")]

QUICK = [sys.executable, str(RUNNING / "quick_news.py")]
OPTIONS = ["--model", "rules", "--workers", "1", "-q"]
ENVIRONMENT = os.environ | {"UVDOT_SHARD__ARTICLES": "50", "PYTHONPATH": os.pathsep.join(sys.path)}


def begin(out: Path | str, *inputs: str, **options: object) -> subprocess.Popen[str]:
    command = [*QUICK, "run", *(inputs or ("news",)), "--out", str(out), *OPTIONS]
    return subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload]


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, err = process.communicate(timeout=120)
    return process.returncode, err


def shards(out: Path) -> int:
    return len(list((out / "_shards").glob("*.json")))


def wait_for_shards(out: Path, count: int) -> None:
    until = time.monotonic() + 60
    while shards(out) < count:
        assert time.monotonic() < until, "no shard was committed"
        time.sleep(0.01)


def assert_as_whole(out: Path) -> None:
    assert list(verify(out)) == []
    for name in TABLES:
        assert pq.read_table(out / name).equals(pq.read_table(f"whole/{name}")), name


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of 2,000 articles, in the working folder, and beside it the dataset of an undisturbed run."""
    monkeypatch.chdir(tmp_path)
    write_news(Path("news"), 2000)
    status, err = ended(begin("whole"))
    assert status == 3, err
    return Path("news")


@contextlib.contextmanager
def small_disk(place: Path, size: str) -> Iterator[None]:
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", place], check=True)


def test_200_kills_at_random_moments_lose_nothing(tmp_path: Path) -> None:
    program = Path(__file__).with_name("kill_runs.py")
    command = [sys.executable, str(program), str(tmp_path), "2000", "200", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=ENVIRONMENT)
    assert done.returncode == 0, done.stderr
    killed, finished, in_commits = map(int, done.stdout.split())
    assert killed == 200
    assert finished >= 1  # more where the machine is as fast later as it was at the beginning
    assert in_commits > 0, "no kill met a commit"


def test_a_full_disk_is_told_and_the_run_goes_on_when_there_is_room(news: Path) -> None:
    with small_disk(Path("disk"), "1500k"):
        out = Path("disk/out")
        status, err = ended(begin(out))
        assert status == 2
        assert "E401" in err
        assert "Make room there" in err
        assert list(verify(out)) == []
        before = shards(out)
        assert before > 0
        status, err = ended(begin(out))
        assert (status, shards(out)) == (2, before)
        subprocess.run(["mount", "-o", "remount,size=100m", "disk"], check=True)
        status, err = ended(begin(out))
        assert status == 3, err
        assert_as_whole(out)


def test_a_limit_on_the_size_of_files_is_told_too(news: Path) -> None:
    def no_large_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    status, err = ended(begin("out", preexec_fn=no_large_files))
    assert status == 2
    assert "cannot be written" in err
    status, err = ended(begin("out"))
    assert status == 3, err
    assert_as_whole(Path("out"))


def test_an_output_that_cannot_be_written_is_told_and_left(news: Path) -> None:
    with small_disk(Path("disk"), "100m"):
        out = Path("disk/out")
        assert ended(begin(out))[0] == 3
        Path("news/new.txt").write_text("המשק צמח", "utf-8")
        subprocess.run(["mount", "-o", "remount,ro", "disk"], check=True)
        status, err = ended(begin(out))
        assert status == 2
        assert "cannot be written: Read-only file system" in err
        assert list(verify(out)) == []
        subprocess.run(["mount", "-o", "remount,rw", "disk"], check=True)
        Path("news/new.txt").unlink()
        assert_as_whole(out)


def test_of_two_runs_at_once_one_writes_and_the_other_says_who(news: Path) -> None:
    first = begin("out")
    wait_for_shards(Path("out"), 1)
    status, err = ended(begin("out"))
    assert status == 2
    assert f"Another run is writing out: process {first.pid} on" in " ".join(err.split())
    assert ended(first)[0] == 3
    assert_as_whole(Path("out"))


@pytest.mark.parametrize(("number", "expected"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_run_that_is_told_to_stop_does_so_within_seconds_and_goes_on_later(
    news: Path, number: int, expected: int
) -> None:
    out = Path("out")
    for count in (1, 4, 7):
        process = begin(out)
        wait_for_shards(out, count)
        process.send_signal(number)
        started = time.monotonic()
        status, err = ended(process)
        assert status == expected
        assert time.monotonic() - started < 5
        assert "Stopped. What is committed stays" in err
        assert "Traceback" not in err
        assert list(verify(out)) == []
    assert ended(begin(out))[0] == 3
    assert_as_whole(out)


def test_inputs_that_vanish_while_they_are_read_are_rejects_until_they_are_back(news: Path) -> None:
    process = begin("out")
    wait_for_shards(Path("out"), 2)
    last = sorted(Path("news").rglob("*.*"))[-20:]
    kept = {path: path.read_bytes() for path in last}
    for path in last:
        path.unlink()
    assert ended(process)[0] == 3
    assert list(verify(Path("out"))) == []
    for path, data in kept.items():
        path.write_bytes(data)
    assert ended(begin("out"))[0] == 3
    whole, out = (
        {row["article_id"]: row for row in pq.read_table(f"{name}/articles").to_pylist()} for name in ("whole", "out")
    )
    assert out == whole
