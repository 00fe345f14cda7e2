"""The words around names, read once from ``patterns/contexts.yaml`` and ``patterns/events.yaml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from pipeline.facts import EntityLabel
from pipeline.hebrew.characters import WORD_END, WORD_START
from pipeline.hebrew.names import (
    CACHED_WORDS,
    LONGEST_WORD,
    NameWord,
    organisation_words,
    spelling_key,
    word_key,
)
from pipeline.hebrew.proclitics import PROCLITICS, proclitic_splits, unprefixed_spellings
from pipeline.pattern_files import RegexSource, load_patterns, regex_check

_PATTERNS = Path(__file__).parent / "patterns"
_ORDINAL = "(?:ה-? ?\\d{1,3}|ה-[XVI]{1,6}|הראשון|השני|השלישי|הרביעי|החמישי|השישי|השביעי|השמיני|התשיעי|העשירי)"


class _ContextFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    place_nouns: list[str]
    owner_nouns: list[str]
    province_nouns: list[str]
    several_places: list[str]
    state_nouns: list[str]
    titles: list[str]
    strong_titles: list[str]
    title_adjectives: list[str]
    speech_verbs: list[str]
    magnitudes: list[str]
    speech_phrases: list[str]
    action_verbs: list[str]
    person_nouns: list[str]
    named_after: list[str]
    surname_endings: list[str]
    surname_particles: list[str]
    free_particles: list[str]
    languages: list[RegexSource]


def _compile_expression(source: str) -> None:
    """Raise what compiling an expression of events.yaml raises once its placeholders are filled in (braces are doubled)."""
    if "name" not in re.compile(source.format()).groupindex:
        raise ValueError("no group is called name")


class _EventPattern(BaseModel):
    model_config = ConfigDict(extra="forbid")

    label: EntityLabel
    source: str
    cues: list[str]
    expression: Annotated[
        str, AfterValidator(regex_check("START", "P", "ORD", "LANGUAGES", compile_with=_compile_expression))
    ]


class _EventFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    patterns: list[_EventPattern]


class Phrases:
    """A set of phrases that are looked up word by word, with or without proclitics on their first word."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._keys = frozenset(spelling_key(phrase) for phrase in phrases)
        self._longest = max(map(len, self._keys))
        self._first: dict[str, int] = {}
        for key in self._keys:
            self._first[key[0]] = max(self._first.get(key[0], 0), len(key))
        self._last = frozenset(key[-1] for key in self._keys if len(key) > 1)

    def may_begin_with(self, word: str) -> bool:
        """Whether a phrase may begin with a word as written: cheaper than to look for one."""
        return any(first in self._first for _, first in _first_keys(word))

    def end_after(self, words: Sequence[NameWord], index: int) -> int | None:
        """The index of the word after the longest phrase that begins at ``index``; None where none does."""
        found = self.match_at(words, index)
        return None if found is None else found[0]

    def match_at(self, words: Sequence[NameWord], index: int) -> tuple[int, str] | None:
        """The index of the word after the longest phrase that begins at ``index``, and the phrase's proclitics."""
        longest: tuple[int, str] | None = None
        for prefix, first in _first_keys(words[index].text):
            if first not in self._first:
                continue
            key: tuple[str, ...] = (first,)
            for last in range(index, min(len(words), index + self._first[first])):
                if last > index:
                    if words[last].gap not in {" ", "-"}:
                        break
                    key += (word_key(words[last].text),)
                if key in self._keys and (longest is None or last + 1 > longest[0]):
                    longest = (last + 1, prefix)
        return longest

    def ends(self, words: Sequence[NameWord], beginnings: Sequence[int]) -> list[int]:
        """The indices of the words that follow a phrase after a space, in their order, of those that begin at these words."""
        found = {self.end_after(words, index) for index in beginnings} - {None, len(words)}
        return sorted(end for end in found if end is not None and words[end].gap == " ")

    def ends_before(self, words: Sequence[NameWord], index: int) -> bool:
        """Whether a phrase ends right before the word at ``index``, divided from it by a space."""
        if index == 0 or words[index].gap != " ":
            return False
        # A phrase of several words ends in the last word of one.
        several = word_key(words[index - 1].text) in self._last
        farthest = max(0, index - self._longest) if several else index - 1
        return any(self.end_after(words, first) == index for first in range(farthest, index))


@lru_cache(maxsize=CACHED_WORDS)
def _first_keys(word: str) -> tuple[tuple[str, str], ...]:
    keys = [("", word_key(word))]
    if "א" <= word[0] <= "ת" and len(word) <= LONGEST_WORD:
        for prefix, rest in proclitic_splits(word)[1:]:
            keys += [(prefix, word_key(spelling)) for spelling in unprefixed_spellings(rest)]
            if prefix.endswith("ה"):
                keys.append((prefix[:-1], "ה" + word_key(rest)))
    return tuple(keys)


@dataclass(frozen=True, slots=True)
class NamePattern:
    """One expression of events.yaml, compiled, with the words of which a text must hold one."""

    label: EntityLabel
    source: str
    cues: tuple[str, ...]
    expression: re.Pattern[str]


@dataclass(frozen=True)
class Contexts:
    """The compiled contexts: see the comments of contexts.yaml."""

    place_nouns: Phrases
    owner_nouns: Phrases
    province_nouns: Phrases
    several_places: frozenset[str]
    state_nouns: Phrases
    organisation_cues: Phrases
    titles: Phrases
    strong_titles: Phrases
    title_adjectives: frozenset[str]
    speech_verbs: frozenset[str]
    magnitudes: frozenset[str]
    speech_phrases: Phrases
    action_verbs: frozenset[str]
    person_nouns: Phrases
    named_after: Phrases
    surname_endings: tuple[str, ...]
    surname_particles: frozenset[str]
    free_particles: frozenset[str]
    patterns: tuple[NamePattern, ...]
    owners: re.Pattern[str]
    ordinal: re.Pattern[str]


@lru_cache(maxsize=1)
def contexts() -> Contexts:
    """The contexts of the data files, compiled once."""
    content = load_patterns(_PATTERNS / "contexts.yaml", _ContextFile)
    events = load_patterns(_PATTERNS / "events.yaml", _EventFile)
    languages = "|".join(sorted(content.languages, key=len, reverse=True))
    compiled = tuple(
        NamePattern(
            pattern.label,
            pattern.source,
            tuple(content.languages if "{LANGUAGES}" in pattern.expression else pattern.cues),
            re.compile(
                pattern.expression.format(START=WORD_START, P=PROCLITICS, ORD=_ORDINAL, LANGUAGES=languages)
                + rf"(?!\w){WORD_END}"
            ),
        )
        for pattern in events.patterns
    )
    organisations = organisation_words()
    return Contexts(
        place_nouns=Phrases(content.place_nouns),
        owner_nouns=Phrases(content.owner_nouns),
        province_nouns=Phrases(content.province_nouns),
        several_places=frozenset(word_key(word) for word in content.several_places),
        state_nouns=Phrases(content.state_nouns),
        organisation_cues=Phrases(sorted(organisations.cues)),
        titles=Phrases(content.titles),
        strong_titles=Phrases(content.strong_titles),
        title_adjectives=frozenset(word_key(word) for word in content.title_adjectives),
        speech_verbs=frozenset(word_key(word) for word in content.speech_verbs),
        magnitudes=frozenset(word_key(word) for word in content.magnitudes),
        speech_phrases=Phrases(content.speech_phrases),
        action_verbs=frozenset(word_key(word) for word in content.action_verbs),
        person_nouns=Phrases(content.person_nouns),
        named_after=Phrases(content.named_after),
        surname_endings=tuple(content.surname_endings),
        surname_particles=frozenset(word_key(word) for word in content.surname_particles),
        free_particles=frozenset(word_key(word) for word in content.free_particles),
        patterns=compiled,
        owners=re.compile(" (?:" + "|".join(map(re.escape, organisations.owners)) + rf"){WORD_END}"),
        ordinal=re.compile(rf" {_ORDINAL}(?!\w)"),
    )
