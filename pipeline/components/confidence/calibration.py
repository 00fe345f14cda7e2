"""From the confidence that a rule or model gives itself to the share of its facts that were right in annotated articles."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from pipeline.components.fact_spans import FactKind
from pipeline.pattern_files import load_patterns

CALIBRATION_FILE = Path(__file__).with_name("calibration.yaml")

Probability = Annotated[float, Field(ge=0, le=1)]


class Step(BaseModel):
    """The probability ``right`` of every fact whose own confidence is at least ``least``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    least: Probability
    right: Probability


class Calibration(BaseModel):
    """The steps of each kind and source, ``least`` ascending from 0; a source that is not among them was never measured."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    steps: dict[FactKind, dict[str, list[Step]]]

    def probability(self, kind: FactKind, source: str, confidence: float) -> float:
        """The probability that a fact's key fields are right; the given confidence where the source was never measured."""
        steps = self.steps.get(kind, {}).get(source)
        if not steps:
            return confidence
        return steps[max(bisect_right(steps, confidence, key=lambda step: step.least) - 1, 0)].right


@lru_cache(maxsize=1)
def shipped_calibration() -> Calibration:
    """What ``uvdot calibrate`` learnt last."""
    return load_patterns(CALIBRATION_FILE, Calibration)
