"""Keeps PyTorch out of processes that compute nothing with it: loading it takes longer than everything else at the start."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points


def load_spacy_without_torch() -> None:
    """Load the part of spaCy that asks for PyTorch (thinc.compat), and let it find none.

    Our models run on NumPy and ONNX Runtime. Stanza, which runs on PyTorch, imports it by itself when it is chosen. For a
    process that is ours from its beginning: in another's, spaCy stays as its owner wants it, and so it does where somebody
    else's spaCy components are installed, which may compute with PyTorch through thinc.
    """
    known = any(name in sys.modules for name in ("torch", "thinc"))
    if known or any(not each.value.startswith("pipeline.") for each in entry_points(group="spacy_factories")):
        return
    sys.modules["torch"] = None  # type: ignore[assignment] # so Python is told that a module cannot be imported
    try:
        import thinc.compat  # noqa: F401, PLC0415
    finally:
        del sys.modules["torch"]
