"""Ids of names that no lexicon holds, made of the label and the folded name: the same in every article.

A name that many people or places have (a surname alone, a commune's) is one thing in its article only.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.components.names.surroundings import Surroundings
from pipeline.facts import EntityLabel
from pipeline.hebrew.names import CACHED_NAMES, name_fold, name_words, person_names, vietnamese_syllables, word_key


def own_id(written: str, label: EntityLabel, around: Surroundings, *, generic: bool = False) -> str:
    """The id of a name without an entry; ``generic`` for a body that every article may have its own of."""
    if label in {"PER", "GPE"} and (latin := vietnamese_slug(written, person=label == "PER")):
        place = f"/{around.home.id}" if label == "GPE" and around.in_vietnam and around.home is not None else ""
        return f"{label.lower()}.vn.{latin}{place}"
    if label == "EVE":
        # "הקונגרס הלאומי ה-13" is the party's, said or unsaid.
        written = written.removesuffix(" של המפלגה")
    scope = around.scope if generic or (label == "PER" and _many_have(written)) else ""
    return f"{label.lower()}.he.{name_fold(written)}{scope}"


@lru_cache(maxsize=CACHED_NAMES)
def _many_have(written: str) -> bool:
    """Whether a person's name is one word that many persons have: a known surname or given name, or a Vietnamese syllable."""
    words = [word_key(word.text) for word in name_words(written)]
    names = person_names()
    return len(words) == 1 and (
        words[0] in names.surnames
        or words[0] in names.given
        or words[0] in names.given_and_words
        or words[0] in vietnamese_syllables().latin_of
    )


@lru_cache(maxsize=CACHED_NAMES)
def vietnamese_slug(written: str, *, person: bool) -> str | None:
    """The syllables of a Vietnamese name in plain Latin letters, a person's first as a family name; None where one is unknown."""
    syllables = vietnamese_syllables()
    keys = [word_key(word.text) for word in name_words(written)]
    if len(keys) < 2 or any(key not in syllables.latin_of for key in keys):
        return None
    first = syllables.latin_of[keys[0]]
    if person:
        first = syllables.first_families.get(keys[0], first)
    return "-".join([first.lower(), *(syllables.latin_of[key].lower() for key in keys[1:])])
