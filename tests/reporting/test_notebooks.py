"""The notebooks that need nobody in front of them run from top to bottom and are committed without outputs."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_is_committed_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert cells
    assert not [cell for cell in cells if cell.outputs or cell.execution_count]


@pytest.mark.parametrize("name", ["quickstart", "explore"])
def test_a_notebook_runs_top_to_bottom(name: str, corpus_out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_OUT", str(corpus_out))
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    shown = [output.data for output in outputs if output.output_type in ("execute_result", "display_data")]
    assert not [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]
    if name == "quickstart":
        assert sum(cell.cell_type == "code" for cell in notebook.cells) == 5
        assert "15-NQ/TU" in shown[0]["text/html"]
        assert any("7.2" in data.get("text/html", "") for data in shown[1:])
    else:
        assert sum("<svg" in data.get("text/html", "") for data in shown) == 10
        assert "image/svg+xml" in shown[-1]
