"""A run that writes to S3 is killed at random moments and begun again: identical rows, and nothing staged is left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[1] / "faults" / "runs" / "kill_runs.py"


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
@pytest.mark.parametrize(("articles", "kills"), [(60, 3), pytest.param(600, 40, marks=pytest.mark.faults)])
def test_kills_at_random_moments_lose_nothing_in_s3(tmp_path: Path, bucket: str, articles: int, kills: int) -> None:
    command = [sys.executable, str(PROGRAM), str(tmp_path), str(articles), str(kills), "1", f"{bucket}/"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    killed, finished, in_commits = map(int, done.stdout.split())
    assert killed == kills
    assert finished >= 1
    assert in_commits > 0 or kills < 20, "no kill met a commit"
