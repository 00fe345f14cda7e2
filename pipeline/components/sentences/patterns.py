"""The words of ``patterns.yaml``, checked."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from pipeline.pattern_files import RegexSource, load_patterns


def _united(groups: list[list[str]]) -> list[str]:
    return list(chain.from_iterable(groups))


Words = frozenset[str]
GroupedWords = Annotated[frozenset[str], BeforeValidator(_united)]


class Announcements(BaseModel):
    """Words before a colon that announce what follows it, by pointing at it or by counting it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pointing: Words
    counting: Words


class SentencePatterns(BaseModel):
    """The lists of ``patterns.yaml``; the comments there say what each decides."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    abbreviations_before_names: Words
    abbreviations_before_numbers: Words
    abbreviations_that_may_end: Words
    sentence_openers: GroupedWords
    verbs_of_saying: GroupedWords
    names_with_a_final_sign: Words
    lettered_nouns: Words
    bullets: Words
    announcements: Announcements
    clause_words: GroupedWords
    demonstratives: Words
    cross_references: frozenset[RegexSource]


PATTERNS = load_patterns(Path(__file__).with_name("patterns.yaml"), SentencePatterns)
