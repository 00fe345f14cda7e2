"""What a sentence says of one of its figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.components.growth.figures import Figure
from pipeline.components.growth.lexicon import Cue
from pipeline.components.growth.topics import Topic
from pipeline.facts import Direction, Status

ReadingKind = Literal["change", "level", "target", "plan"]


@dataclass(slots=True)
class Reading:
    """A figure that a sentence reads as a change (``change``), a level reached (``level``), a target or a share of a plan."""

    figure: Figure
    kind: ReadingKind
    direction: Direction | None
    zone: tuple[int, int]
    rule: str
    governor: Cue | None = None
    topic: Topic | None = None
    owns_topic: bool = False
    place: tuple[int, int] | None = None
    status: Status = "actual"
    previous: Figure | None = None
    confidence: float = 0.9
