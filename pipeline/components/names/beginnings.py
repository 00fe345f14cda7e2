"""Where in a text names may begin: every word is looked up once, and each finder is told the words that concern it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.components.names.compound_bodies import may_be_head
from pipeline.components.names.contexts import contexts
from pipeline.components.names.persons import keys_of_persons, may_begin_person
from pipeline.components.names.sites import may_be_site_noun
from pipeline.hebrew.names import CACHED_WORDS, NameWord, name_lexicon, vietnamese_syllables, word_key, word_splits


class Beginnings(NamedTuple):
    """The indices of the words of a text that, as they are written, may be these; each list ascending.

    ``person_keys`` has for every word the keys that it may be in a person's name.
    """

    entries: list[int]
    place_nouns: list[int]
    titles: list[int]
    heads: list[int]
    site_nouns: list[int]
    syllables: list[int]
    persons: list[int]
    person_keys: list[tuple[str, ...]]


def beginnings_of(words: Sequence[NameWord]) -> Beginnings:
    """Where names and the words that announce them may begin."""
    found = Beginnings([], [], [], [], [], [], [], [])
    *indices, keys_of_words = found
    for index, (kinds, keys) in enumerate(map(_looked_up, [word.text for word in words])):
        for kind in kinds:
            indices[kind].append(index)
        keys_of_words.append(keys)
    return found


@lru_cache(maxsize=CACHED_WORDS)
def _looked_up(word: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """What a word may be: the numbers of the lists of Beginnings, most often none; and its keys in a person's name."""
    may_be_these: tuple[Callable[[str], bool], ...] = (
        name_lexicon().may_begin_with,
        contexts().place_nouns.may_begin_with,
        contexts().titles.may_begin_with,
        may_be_head,
        may_be_site_noun,
        _may_be_syllable,
        may_begin_person,
    )
    return tuple(kind for kind, may_be in enumerate(may_be_these) if may_be(word)), keys_of_persons(word)


def _may_be_syllable(word: str) -> bool:
    """Whether a word is a Vietnamese syllable, alone or after proclitics."""
    syllables = vietnamese_syllables().latin_of
    return "א" <= word[0] <= "ת" and any(word_key(rest) in syllables for _, rest in word_splits(word))
