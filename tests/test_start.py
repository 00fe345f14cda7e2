"""What is loaded at the start of a process: nothing that takes a second and is not needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def in_new_process(program: str, *path: Path) -> str:
    lines = f"import sys\nsys.path[:0] = {[str(folder) for folder in path]}\n{program}"
    done = subprocess.run([sys.executable, "-c", lines], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def torch(tmp_path: Path) -> Path:
    """A folder with a PyTorch that has nothing but its name."""
    (tmp_path / "torch").mkdir()
    (tmp_path / "torch" / "__init__.py").touch()
    return tmp_path


def test_a_run_that_leaves_its_shards_to_workers_loads_no_spacy() -> None:
    assert in_new_process("import pipeline.running.run; print('spacy' in sys.modules)") == "False"


def test_spacy_finds_no_torch_where_only_our_components_are_installed(torch: Path) -> None:
    loaded = (
        "from pipeline.loading import load_spacy_without_torch\n"
        "load_spacy_without_torch()\n"
        "import thinc.compat\n"
        "print('torch' in sys.modules, thinc.compat.has_torch)\n"
        "import torch\n"
        "print(torch.__file__ is not None)"
    )
    assert in_new_process(loaded, torch).split() == ["False", "False", "True"]


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("import torch", id="torch is loaded"),
        pytest.param(
            "import pipeline.loading as module\n"
            "from importlib.metadata import EntryPoint\n"
            "theirs = [EntryPoint('hebrew_other', 'their.factory:make', 'spacy_factories')]\n"
            "module.entry_points = lambda group: theirs",
            id="another's components are installed",
        ),
    ],
)
def test_spacy_is_left_as_it_is(before: str, torch: Path) -> None:
    loaded = (
        f"{before}\n"
        "from pipeline.loading import load_spacy_without_torch\n"
        "load_spacy_without_torch()\n"
        "print('thinc' in sys.modules)"
    )
    assert in_new_process(loaded, torch) == "False"
