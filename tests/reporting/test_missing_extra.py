from __future__ import annotations

import importlib
import importlib.util
import sys
from typing import Any

import pytest

import pipeline.reporting
from pipeline.errors import ReportNotInstalledError


@pytest.mark.parametrize("package", ["altair", "duckdb", "vl_convert"])
def test_a_missing_package_names_the_extra(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec

    def without(name: str, *given: Any) -> Any:
        return None if name == package else find(name, *given)

    monkeypatch.setattr(importlib.util, "find_spec", without)
    with pytest.raises(ReportNotInstalledError, match=rf"{package} is not installed.*uvdot\[report\]"):
        importlib.reload(sys.modules["pipeline.reporting"])
    monkeypatch.undo()
    importlib.reload(pipeline.reporting)
