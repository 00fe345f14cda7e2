"""Rules for what looks like a date and is none: they compete with the dates for their characters and are dropped."""

from __future__ import annotations

from typing import Annotated

import regex
from pydantic import AfterValidator, BaseModel, ConfigDict

from pipeline.components.dates.atoms import ATOMS, COUNTED_NOUNS, PATTERN_FOLDER
from pipeline.components.dates.expressions import Expression, Landmark, Rule
from pipeline.components.explanations import DataEntry
from pipeline.deferred_patterns import Deferred
from pipeline.hebrew.numerals import NUMBER_VOCABULARY
from pipeline.pattern_files import RegexSource, load_patterns, regex_check


class LookAlike(BaseModel):
    """A pattern, the words or the class of words that a match of it begins with, and what spares trying it (see Rule)."""

    model_config = ConfigDict(extra="forbid")

    rule: str
    at: list[str] | str
    pattern: Annotated[str, AfterValidator(regex_check(*ATOMS))]
    near: Landmark | None = None
    lengths: list[int] | None = None
    follow: RegexSource | None = None
    behind: str | None = None


_SCALES = ("מיליון", "מיליוני", "מליון", "מיליארד", "מיליארדי", "מליארד", "אלף", "אלפי", "טריליון")
_COUNTED = frozenset(COUNTED_NOUNS) | frozenset(_SCALES)


def _rule(entry: LookAlike) -> Rule:
    pattern = entry.pattern
    for name, atom in ATOMS.items():
        pattern = pattern.replace("{" + name + "}", atom)
    starters = (
        NUMBER_VOCABULARY
        if entry.at == "number_words"
        else frozenset([entry.at] if isinstance(entry.at, str) else entry.at)
    )

    counts_noun = "(?P<noun>" in pattern

    def read(match: regex.Match[str]) -> Expression | None:
        noun = match["noun"] if counts_noun else None
        if match.end() == match.start() or (noun is not None and noun.rstrip("\"'") not in _COUNTED):
            return None
        return Expression(
            start=match.start(), end=match.end(), rule=f"dates.look_alike.{entry.rule}", kind="look_alike"
        )

    return Rule(
        name=entry.rule,
        starters=starters,
        pattern=Deferred(pattern),
        read=read,
        near=entry.near,
        lengths=frozenset(entry.lengths) if entry.lengths else None,
        follow=Deferred(entry.follow) if entry.follow else None,
        behind=entry.behind,
    )


_FILE = PATTERN_FOLDER / "look_alikes.yaml"
_LOOK_ALIKES = load_patterns(_FILE, list[LookAlike])
RULES = [_rule(entry) for entry in _LOOK_ALIKES]
ENTRIES = {f"dates.look_alike.{entry.rule}": DataEntry(_FILE, (index,)) for index, entry in enumerate(_LOOK_ALIKES)}
"""Where each rule stands."""
