"""What the rules of slogans decide upon: quotations that may be one, with all that surrounds them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.components.slogans.announcements import Announcement, Sequel
from pipeline.components.slogans.formulas import Formula
from pipeline.components.slogans.quotations import Quotation
from pipeline.facts import Slogan


@dataclass(slots=True)
class Candidate:
    """A quotation short enough for a slogan: its words ``start:end``, what surrounds it, and what was decided of it.

    ``refused_by`` is the rule by which it is plainly something else, so that no neighbour makes it a slogan.
    """

    quotation: Quotation
    start: int
    end: int
    text: str
    slogan: str
    glue: str
    before: Announcement
    after: Sequel
    is_nested: bool
    formula: Formula | None
    parts: list[str]
    parts_end: int
    decision: Slogan | None = None
    refused_by: str | None = None
    is_said: bool = False
