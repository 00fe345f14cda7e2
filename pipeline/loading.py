"""Loads the language and what it is made of sooner, in a process that is ours from its beginning."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import entry_points


def load_spacy_without_torch() -> None:
    """Load the part of spaCy that asks for PyTorch (thinc.compat), and let it find none.

    Loading PyTorch takes longer than everything else, and our models run on NumPy and ONNX Runtime; Stanza, which runs on
    PyTorch, imports it by itself when it is chosen. Does nothing where spaCy or PyTorch is loaded already, nor where somebody
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


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Let Python not look for garbage meanwhile, nor later among what was loaded: that stays, and is much to look through."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
