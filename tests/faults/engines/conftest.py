"""Lets tests and the workers that they start import the misbehaving language by its name, as the tests of running do."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "running" / "engines"))
