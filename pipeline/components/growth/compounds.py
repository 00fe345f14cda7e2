"""What a noun phrase names that its head alone does not: the words of a head's phrase, and the indicator that they make of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from pipeline.components.growth.figures import PATTERN_FOLDER
from pipeline.facts import Indicator
from pipeline.hebrew.proclitics import PROCLITIC_LETTERS
from pipeline.pattern_files import load_patterns

COMPOUNDS_FILE = PATTERN_FOLDER / "compounds.yaml"
# How many words after a head are looked at.
_LONGEST = 6


class _Compound(BaseModel):
    model_config = ConfigDict(extra="forbid")

    indicator: Indicator
    heads: list[str]
    of: list[str]
    is_near: bool = False


class CompoundRule(NamedTuple):
    """That certain words in the phrase of a head make it name ``indicator``."""

    indicator: Indicator
    of: dict[str, list[tuple[str, ...]]]  # by the first word, the words that must follow it
    reach: int  # how many words after the head are looked at
    place: int  # its place in the file


def _rules() -> dict[str, list[CompoundRule]]:
    rules: dict[str, list[CompoundRule]] = {}
    for index, compound in enumerate(load_patterns(COMPOUNDS_FILE, list[_Compound])):
        of: dict[str, list[tuple[str, ...]]] = {}
        for phrase in compound.of:
            first, *rest = phrase.split(" ")
            of.setdefault(first, []).append(tuple(rest))
        for head in compound.heads:
            rules.setdefault(head, []).append(
                CompoundRule(compound.indicator, of, 1 if compound.is_near else _LONGEST, index)
            )
    return rules


_RULES_OF_HEAD = _rules()


def is_compound_head(word: str) -> bool:
    """Whether a word, without proclitics, may name more together with the words after it."""
    return word in _RULES_OF_HEAD


def compound_rule(words: Sequence[str], known: int = 1) -> CompoundRule | None:
    """The rule that joins a head with a word of its phrase.

    The head, ``words[0]``, has no proclitics. The first ``known`` words have a name of their own, to which a rule must
    add a word.
    """
    for rule in _RULES_OF_HEAD.get(words[0], ()):
        for index in range(1, min(len(words), rule.reach + 1)):
            length = _length_at(words, index, rule.of)
            if length:
                return rule if index + length > known else None
    return None


def _length_at(words: Sequence[str], index: int, phrases: dict[str, list[tuple[str, ...]]]) -> int:
    """How many words of a rule stand at a place; 0 for none."""
    for form in _bare_forms(words[index]):
        for rest in phrases.get(form, ()):
            following = words[index + 1 : index + 1 + len(rest)]
            if len(following) == len(rest) and all(
                expected in _bare_forms(word) for expected, word in zip(rest, following, strict=True)
            ):
                return 1 + len(rest)
    return 0


def _bare_forms(word: str) -> list[str]:
    """The word as it stands, and with its leading proclitics cut off one by one."""
    forms = [word]
    while len(word) > 2 and word[0] in PROCLITIC_LETTERS and len(forms) < 4:
        word = word[1:]
        forms.append(word)
    return forms
