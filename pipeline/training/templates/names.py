"""What fills the slots of templates: names with their labels, and phrases that are no names.

An entry of ``names.yaml`` or ``phrases.yaml`` is ``first mention | later mention | later mention``; a slot ``{province}`` in it
is filled in turn. ``(ה)`` marks a name or phrase that has its article (הכנסת, בכנסת).
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from pydantic import BaseModel, ConfigDict

from pipeline.facts import EntityLabel
from pipeline.hebrew.characters import DASHES
from pipeline.pattern_files import load_patterns

_HERE = Path(__file__).parent
_LEXICON = Path(__file__).parents[2] / "hebrew" / "lexicon"

ARTICLE = "(ה)"
"""Marks a first word that has the article: written out at the start, swallowed by ב, כ and ל."""

_SPELLING_MARKS = "?~"
_MOST_SYLLABLES = 4

_MOST_NESTED = 200
"""How often a person or a commune is drawn until the name is one that may be used."""


class NameCategory(BaseModel):
    """One category of names: their label, and their entries."""

    model_config = ConfigDict(extra="forbid")

    label: EntityLabel
    whole: bool = False
    """No word of such a name begins with a proclitic (Vietnamese names, persons, cities abroad)."""
    entries: list[str] = []
    lexicon: list[str] = []
    """Sections of the run-time lexicon that belong here too: ``vietnam_provinces.provinces``."""


class SyllableLists(BaseModel):
    """Family and middle names of Vietnamese persons with their spellings, and syllables that are no given names."""

    model_config = ConfigDict(extra="forbid")

    families: dict[str, str]
    middles: dict[str, str]
    not_given: str


class PersonLists(BaseModel):
    """The words that persons' names are made from, divided by spaces; ``_`` stands for a space inside a name."""

    model_config = ConfigDict(extra="forbid")

    vietnamese: SyllableLists
    men: str
    women: str
    surnames: str
    arab_men: str
    arab_women: str
    arab_surnames: str


class HeldOut(BaseModel):
    """The names that the reference annotations hold, by label, and the few of them that may be used nevertheless."""

    model_config = ConfigDict(extra="forbid")

    names: dict[str, list[str]]


class SharedNames(BaseModel):
    """Names that every such article holds; they are used though the reference annotations hold them."""

    model_config = ConfigDict(extra="forbid")

    places: list[str]
    bodies: list[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One name or phrase: how it is written at its first mention and at later ones; slots are still open."""

    first: str
    later: tuple[str, ...] = ()


def plain(name: str) -> str:
    """The form in which names are compared: no article mark, hyphens as spaces, no leading article."""
    spaced = re.sub(rf" *[{DASHES}] *", " ", name.replace(ARTICLE, "").strip().strip('"'))
    return re.sub(r"^ה(?=..)", "", spaced)


@lru_cache(maxsize=1)
def held_out_names() -> frozenset[str]:
    """The names, as ``plain`` writes them, that no generated sentence may hold as a name."""
    held_out = load_patterns(_HERE / "held_out.yaml", HeldOut)
    return frozenset(plain(name) for names in held_out.names.values() for name in names) - shared_names()


@lru_cache(maxsize=1)
def shared_names() -> frozenset[str]:
    """The names of ``shared.yaml``, as ``plain`` writes them."""
    shared = load_patterns(_HERE / "shared.yaml", SharedNames)
    return frozenset(map(plain, (*shared.places, *shared.bodies)))


def is_held_out(name: str) -> bool:
    """Whether the reference annotations hold this name."""
    return plain(name) in held_out_names()


def entry_of(line: str) -> Entry:
    """``"ועדת הכספים של הכנסת | ועדת הכספים"`` as an Entry."""
    first, *later = (part.strip() for part in line.split("|"))
    return Entry(first, tuple(later))


class NameStore:
    """All categories of names and phrases, read once."""

    def __init__(self) -> None:
        self.categories = load_patterns(_HERE / "names.yaml", dict[str, NameCategory])
        self.phrases: dict[str, list[str]] = load_patterns(_HERE / "phrases.yaml", dict[str, list[str]])
        self._persons = load_patterns(_HERE / "persons.yaml", PersonLists)
        syllables: dict[str, Any] = load_patterns(_LEXICON / "vietnamese_syllables.yaml", dict[str, Any])
        self._syllables = {key: str(spellings).split() for key, spellings in syllables["spellings"].items()}
        not_given = set(self._persons.vietnamese.not_given.split())
        self._given = sorted(key for key in self._syllables if key not in not_given)
        self._entries: dict[str, list[Entry]] = {}
        for name, category in self.categories.items():
            entries = [entry_of(line) for line in category.entries]
            for section in category.lexicon:
                entries += _lexicon_entries(section, self._syllables)
            self._entries[name] = [entry for entry in entries if not any(map(is_held_out, (entry.first, *entry.later)))]
        for name, lines in self.phrases.items():
            self._entries[name] = [entry_of(line) for line in lines]

    def is_phrase(self, category: str) -> bool:
        """Whether a category holds phrases that are no names."""
        return category in self.phrases

    def label_of(self, category: str) -> EntityLabel:
        """The label of a category of names."""
        if category in _PERSON_CATEGORIES:
            return "PER"
        return "GPE" if category in _SYLLABLE_CATEGORIES else self.categories[category].label

    def is_whole(self, category: str) -> bool:
        """Whether no word of the category's names begins with a proclitic."""
        if category in _PERSON_CATEGORIES or category in _SYLLABLE_CATEGORIES:
            return True
        return self.categories[category].whole

    def __contains__(self, category: str) -> bool:
        return category in _PERSON_CATEGORIES or category in _SYLLABLE_CATEGORIES or category in self._entries

    def draw(self, category: str, random: Random) -> Entry:
        """One entry of a category; never a held-out name, as far as it holds no slots."""
        for _ in range(_MOST_NESTED):
            if category == "vn_person":
                entry = self._vietnamese_person(random)
            elif category in _PERSON_CATEGORIES:
                entry = self._israeli_person(category, random)
            elif category in _SYLLABLE_CATEGORIES:
                entry = Entry(" ".join(self._syllable(random) for _ in range(2)))
            else:
                return random.choice(self._entries[category])
            if not any(map(is_held_out, (entry.first, *entry.later))):
                return entry
        raise ValueError(f"every name drawn for {category} is held out")

    def _syllable(self, random: Random) -> str:
        spellings = self._syllables[random.choice(self._given)]
        return spellings[0] if random.random() < 0.6 else random.choice(spellings)

    def _vietnamese_person(self, random: Random) -> Entry:
        lists = self._persons.vietnamese
        family_spellings = random.choice(sorted(lists.families.values())).split()
        if random.random() < 0.35:  # more than a third of the Vietnamese
            family_spellings = lists.families["Nguyen"].split()
        family = family_spellings[0] if random.random() < 0.7 else random.choice(family_spellings)
        middle = random.choice(random.choice(sorted(lists.middles.values())).split())
        if random.random() < 0.3:
            middle = self._syllable(random)
        given = self._syllable(random)
        shape = random.random()
        words = [family, middle, given] if shape < 0.75 else [family, given]
        if shape > 0.9:
            words = [family, middle, self._syllable(random), given]
        if len(given) < 2:
            return Entry(" ".join(words))
        return Entry(" ".join(words), (given, given, " ".join(words), f"{words[-2]} {given}"))

    def _israeli_person(self, category: str, random: Random) -> Entry:
        lists = self._persons
        woman = category == "woman" if category in {"man", "woman"} else random.random() < 0.4
        arab = random.random() < 0.13
        if arab:
            givens, surnames = (lists.arab_women if woman else lists.arab_men), lists.arab_surnames
        else:
            givens, surnames = (lists.women if woman else lists.men), lists.surnames
        given, surname = random.choice(givens.split()), random.choice(surnames.split())
        if not arab and random.random() < 0.08:
            surname += "-" + random.choice(surnames.split())
        if not arab and random.random() < 0.04:
            given += " " + random.choice(givens.split())
        given, surname = given.replace("_", " "), surname.replace("_", " ")
        return Entry(f"{given} {surname}", (surname, surname, surname, f"{given} {surname}"))


_PERSON_CATEGORIES = frozenset({"vn_person", "man", "woman", "person"})
_SYLLABLE_CATEGORIES = frozenset({"commune"})


@lru_cache(maxsize=1)
def name_store() -> NameStore:
    """The one store of a process."""
    return NameStore()


def _lexicon_entries(section: str, syllables: dict[str, list[str]]) -> list[Entry]:
    """The entries of a section of the run-time lexicon, each spelling an entry; ids with a held-out spelling are left out.

    A Vietnamese name is held out in every spelling of its syllables: Hải Dương is, because האי זואונג is.
    """
    file, key = section.split(".")
    content: dict[str, Any] = load_patterns(_LEXICON / f"{file}.yaml", dict[str, Any])
    lines: dict[str, str] = content[key]
    found: list[Entry] = []
    for line in lines.values():
        latin, *spellings = (part.strip() for part in line.split("|"))
        plain_spellings = [spelling.rstrip(_SPELLING_MARKS) for spelling in spellings]
        by_syllable = _spellings_of(latin, syllables) if file.startswith("vietnam") else []
        if any(map(is_held_out, (*plain_spellings, *by_syllable))) and not any(
            plain(spelling) in shared_names() for spelling in plain_spellings
        ):
            continue
        usable = [spelling for spelling in plain_spellings if len(spelling.replace(ARTICLE, "")) > 2]
        found += [Entry(spelling) for spelling in usable[:1] * 3 + usable[1:3]]
    return found


def _spellings_of(latin: str, syllables: dict[str, list[str]]) -> list[str]:
    """Every product of the Hebrew spellings of a Vietnamese name's syllables; none where a syllable is not listed."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", latin) if not unicodedata.combining(letter))
    words = re.findall(r"[A-Za-z]+", bare.replace("Đ", "D").replace("đ", "d"))
    spellings = [syllables.get(word.capitalize(), []) for word in words]
    return [" ".join(product) for product in itertools.product(*spellings)] if len(words) <= _MOST_SYLLABLES else []
