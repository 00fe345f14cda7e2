"""Names in Hebrew letters: their words, the keys that spellings share, and the lexicon that maps spellings to entries.

A *word* of a name is a run of Hebrew letters with its inner geresh and gershayim (``צ'ואנג``, ``צה"ל``, ``פרופ'``), of Latin
letters and digits, or of digits. Hyphens and spaces divide words alike, so ``תל-אביב`` and ``תל אביב`` are one spelling.
The lexicon is a dictionary of such words; reading it takes a few look-ups a word, whatever the number of entries.

Names from Vietnamese are held by syllables: an entry is found in every product of the spellings of its syllables
(``vietnamese_syllables.yaml``), unless that product is also a spelling of another entry.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import accumulate
from pathlib import Path
from typing import Literal, NamedTuple

from babel import Locale
from pydantic import BaseModel, ConfigDict

from pipeline.facts import EntityLabel
from pipeline.hebrew.characters import DASHES, GERESH_MARKS, MEDIAL_FORMS, PLAIN_QUOTES, QUOTE, QUOTE_MARKS
from pipeline.hebrew.proclitics import MARKED_PROCLITICS, proclitic_splits, unprefixed_spellings
from pipeline.pattern_files import load_patterns

_LEXICON = Path(__file__).parent / "lexicon"

Condition = Literal["none", "locative", "cue"]
"""When a spelling counts: always; after ב, ל, מ or a cue; only after a cue of its kind (or beside another such name)."""

Article = Literal["never", "may", "must"]
"""Whether ה may stand before a spelling: ``never`` (ישראל), ``may`` (פוליטביורו), ``must`` (הכנסת, בכנסת)."""

Role = Literal["name", "body", "construct", "office"]
"""``body`` may take the name of its owner after it, ``construct`` must, ``office`` must take a body."""

NAME_PREFIXES: frozenset[str] = frozenset(
    conjunction + subordinator + preposition + article
    for conjunction in ("", "ו")
    for subordinator in ("", "ש", "כש", "לכש", "מש")
    for preposition in ("", "ב", "ל", "מ")
    for article in ("", "ה")
)
"""The stacks of proclitics that stand before names: כ and its stacks, which would make כיוון of יוון, are left out."""

LOOK_ALIKE = "look-alike"
"""The id of phrases that are no names; they take part in the choice of the longest and are then dropped."""

LONGEST_WORD = 40
"""A longer run of letters is no word of a name."""

CACHED_WORDS = 1 << 15
"""How many words each cache of word forms keeps: the common vocabulary of news, some megabytes."""

CACHED_NAMES = 1 << 12
"""How many names each cache of their forms keeps: those of an article stand in it again and again."""

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
# The letters that take a geresh at the end of a word: those of foreign sounds (צ', ג', ז') and of abbreviations (פרופ', גב').
_WORD = re.compile(
    rf"([א-ת]+(?![א-ת{QUOTE_MARKS}{GERESH_MARKS}])"  # what most words are, named first for speed
    rf"|{MARKED_PROCLITICS}(?={QUOTE}[א-ת]{{2}})"
    rf"|[א-ת]+(?:(?:[{QUOTE_MARKS}{GERESH_MARKS}]|''|׳׳)[א-ת]+)*(?:(?<=[גזצץתדחטערפבס])[{GERESH_MARKS}](?![א-ת'׳]))?"
    rf"|[{_LATIN}][{_LATIN}0-9]*(?:[&'][{_LATIN}]+)*|[0-9]+)"
)
_GAP = re.compile(rf"[ \u00a0]{{1,2}}|[{DASHES}]| ?, ?|[{DASHES}] | [{DASHES}] ?")
_LONGEST_GAP = 3
_PLAIN_WORDS = re.compile("[א-ת]+(?: [א-ת]+)*")


class NameWord(NamedTuple):
    """One word of a text: its code points, how it is written, and what divides it from the word before.

    ``gap`` is " " (spaces), "-" (a dash), "," (a comma) or "" (anything else: the words cannot be of one name).
    """

    start: int
    end: int
    text: str
    gap: str


def name_words(text: str) -> list[NameWord]:
    """The words of a text in their order."""
    pieces = _WORD.split(text)  # what stands before the first word, the word, what stands before the second, and so on
    bounds = [0, *accumulate(map(len, pieces))]
    words = [word if word.isalpha() else word.translate(PLAIN_QUOTES).replace("''", '"') for word in pieces[1::2]]
    gaps = ["", *[" " if between == " " else _gap(between) for between in pieces[2:-1:2]]]
    # What NameWord does, without a call of Python for each word
    return list(map(partial(tuple.__new__, NameWord), zip(bounds[1::2], bounds[2::2], words, gaps, strict=False)))


def _gap(between: str) -> str:
    """The gap that the characters between two words make."""
    return _short_gap(between) if 0 < len(between) <= _LONGEST_GAP else ""


@lru_cache(maxsize=1 << 10)
def _short_gap(between: str) -> str:
    if _GAP.fullmatch(between) is None:
        return ""
    written = between.strip()
    return " " if not written else "," if written == "," else "-"


def word_key(word: str) -> str:
    """The key that spellings of one word share: ``הוייטנאמית`` and ``הווייטנאמית``, ``סמוטריץ`` and ``סמוטריץ'``.

    A doubled ו counts once inside a word of five letters or more (יוון is not יון), where writers double it freely; at its
    start it may hold the proclitic ו.
    A geresh at the end may be a closing quotation mark.
    """
    return _word_key(word) if len(word) <= LONGEST_WORD else word


@lru_cache(maxsize=CACHED_WORDS)
def _word_key(word: str) -> str:
    folded = word[:1] + word[1:].replace("וו", "ו") if len(word) > 4 else word
    return folded.lower().rstrip("'")


@lru_cache(maxsize=CACHED_NAMES)
def name_fold(name: str) -> str:
    """A name folded so that its common spellings agree: final forms, doubled ו and י, geresh, hyphens, ט for ת, ק for כ.

    In a name of several words ו and י inside a long word go too, for writers put them in or leave them out (כתיב מלא, חסר).

    >>> name_fold("ניקולאס סרקוזי") == name_fold("ניקולס סרקוזי")
    True
    >>> name_fold("מינהל האוכלוסין") == name_fold("מנהל האכלוסין")
    True
    >>> name_fold("קואנג נין") == name_fold("קואנג נאם")
    False
    """
    words = [word.text for word in name_words(name)]
    if len(words) == 1:
        return _folded_word(words[0])
    return "-".join(map(_without_vowel_letters, map(_folded_word, words)))


@lru_cache(maxsize=CACHED_WORDS)
def _without_vowel_letters(folded: str) -> str:
    """A folded word of a longer name without ו and י inside it, where four other letters are left: מינהל, קוזלוב."""
    consonants = folded[:1] + re.sub("[וי]", "", folded[1:-1]) + folded[-1:]
    return consonants if len(consonants) >= _LEAST_LETTERS else folded


@lru_cache(maxsize=CACHED_WORDS)
def _folded_word(word: str) -> str:
    folded = word.lower().translate(MEDIAL_FORMS).translate(_SAME_SOUND).replace('"', "")
    folded = folded[:1] + re.sub(r"(?<=.)[א](?=.)|(?<=..)[אה]$", "", folded[1:])
    return re.sub(r"([וי])\1+", r"\1", folded)


_SAME_SOUND = str.maketrans("תכ", "טק", "'")
_LEAST_LETTERS = 4


@lru_cache(maxsize=CACHED_WORDS)
def word_splits(word: str) -> tuple[tuple[str, str], ...]:
    """The readings of a word as (proclitics, rest), shortest stack first; one reading for what is no Hebrew word."""
    if len(word) > LONGEST_WORD or not "א" <= word[:1] <= "ת":
        return (("", word),)
    return tuple(proclitic_splits(word))


@dataclass(frozen=True, slots=True)
class LexiconName:
    """An entry of the lexicon: its stable id, its label, and its preferred names in Hebrew and Latin letters."""

    id: str
    label: EntityLabel
    hebrew: str
    latin: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of an entry: when it counts, whether ה may stand before it, and what it may take after it."""

    name: LexiconName
    condition: Condition
    article: Article
    role: Role


@dataclass(frozen=True, slots=True)
class Reading:
    """A spelling found in a text: its words (``first`` to ``last``), its proclitics, and where it stands without them."""

    first: int
    last: int
    prefix: str
    start: int
    end: int
    spelling: Spelling


class _SyllableFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    spellings: dict[str, str]
    hebrew_words: list[str]
    distinctive_families: list[str]
    families: list[str]


class _ProvinceFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    provinces: dict[str, str]
    present: dict[str, list[str]]


class _VietnamPlacesFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    places: dict[str, str]
    regions: dict[str, str]


class _CountryFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    spellings: dict[str, str]
    restricted: list[str]
    left_out: list[str]
    parts: dict[str, str]


class _WorldCityFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    cities: dict[str, str]
    restricted: list[str]
    left_out: list[str]


class _IsraelFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    places: dict[str, str]
    regions: dict[str, str]
    councils: list[str]


class _RegionFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    regions: dict[str, str]


class _OrganisationFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    bodies: dict[str, str]
    ministries: dict[str, str]
    construct_heads: dict[str, str]
    offices: dict[str, str]
    body_adjectives: list[str]
    body_owners: list[str]
    look_alikes: list[str]
    names: dict[str, str]
    cues: list[str]


class _PersonFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    israelis: dict[str, str]
    foreigners: dict[str, str]
    vietnamese: dict[str, str]


class _Bodies(BaseModel):
    model_config = ConfigDict(extra="forbid")

    national: dict[str, str]
    of_province: dict[str, str]
    of_city: dict[str, str]
    of_body: dict[str, str]
    only_vietnam: list[str]
    local: list[str]
    departments: list[str]
    not_departments: list[str]
    municipalities: list[str]
    of_one_state: dict[str, str]
    working_abroad: list[str]
    adjectives: dict[str, list[str]]
    other_adjectives: list[str]


class _PersonNameFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    given_names: str
    given_names_and_words: str
    surnames: str
    surnames_and_words: str
    not_names: str


@dataclass(frozen=True)
class PersonNames:
    """The words that persons' names are made of, as keys."""

    given: frozenset[str]
    given_and_words: frozenset[str]
    surnames: frozenset[str]
    surnames_and_words: frozenset[str]
    not_names: frozenset[str]


class VietnameseSyllables:
    """The spellings of Vietnamese syllables in Hebrew letters, and what they tell about a word."""

    def __init__(self, content: _SyllableFile) -> None:
        self.spellings: dict[str, list[str]] = {latin: words.split() for latin, words in content.spellings.items()}
        self.latin_of: dict[str, str] = {}
        # The usual spelling of one syllable before a rarer spelling of another.
        for rank in range(max(map(len, self.spellings.values()))):
            for latin, words in self.spellings.items():
                if rank < len(words):
                    self.latin_of.setdefault(word_key(words[rank]), latin)
        self.hebrew_words = frozenset(word_key(word) for word in content.hebrew_words)
        self.distinctive_families = self._keys(content.distinctive_families)
        self.families = self._keys(content.families) | self.distinctive_families
        self.first_families = {
            word_key(word): latin
            for latin in (*reversed(content.families), *reversed(content.distinctive_families))
            for word in self.spellings.get(latin, [])
        }

    def _keys(self, syllables: Iterable[str]) -> frozenset[str]:
        return frozenset(word_key(word) for latin in syllables for word in self.spellings.get(latin, []))

    def products(self, latin_name: str) -> Iterator[str]:
        """Every Hebrew spelling of a Vietnamese name: the products of its syllables' spellings; none where one is unknown."""
        choices = [self.spellings.get(syllable, []) for syllable in plain_latin(latin_name).split()]
        return (" ".join(product) for product in itertools.product(*choices)) if all(choices) else iter(())

    def only_hebrew_words(self, spelling: str) -> bool:
        """Whether each word of a spelling is a Hebrew word too: ``הוא בין``."""
        return all(word_key(word) in self.hebrew_words for word in re.split(r"[ -]", spelling))


def plain_latin(name: str) -> str:
    """A Vietnamese name without its marks, syllables divided by spaces: ``Bà Rịa – Vũng Tàu`` gives ``Ba Ria Vung Tau``."""
    decomposed = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return " ".join(re.findall("[A-Za-z]+", "".join(sign for sign in decomposed if not unicodedata.combining(sign))))


class NameLexicon:
    """All spellings of all entries, by the keys of their words.

    ``rivals`` holds the keys that may be spellings of several places of Vietnam: ``טאי נגוין`` is Tây Nguyên and Thái Nguyên.
    """

    def __init__(self) -> None:
        self._spellings: dict[tuple[str, ...], list[Spelling]] = defaultdict(list)
        self._first: set[str] = set()
        self._unfinished: set[tuple[str, ...]] = set()  # the first words of longer spellings
        self._beginnings = lru_cache(maxsize=CACHED_WORDS)(self._find_beginnings)
        self.names: dict[str, LexiconName] = {}
        self.rivals: dict[tuple[str, ...], frozenset[str]] = {}

    def add(self, name: LexiconName, written: str, *, article: Article, role: Role = "name") -> None:
        """Add one spelling as the data files write it: with (ה) before it, ? or ~ after it."""
        condition: Condition = "none"
        spelling = written.strip()
        if spelling.endswith("?"):
            condition, spelling = "cue", spelling[:-1]
        elif spelling.endswith("~"):
            condition, spelling = "locative", spelling[:-1]
        if spelling.startswith("(ה)"):
            article, spelling = "must", spelling[3:]
            if spelling.startswith("וו"):
                spelling = spelling[1:]
        self.names[name.id] = name
        key = spelling_key(spelling)
        if not key:
            return
        known = self._spellings[key]
        if all(other.name.id != name.id for other in known):
            known.append(Spelling(name, condition, article, role))
            self._first.add(key[0])
            self._unfinished.update(key[:length] for length in range(1, len(key)))
            self._beginnings.cache_clear()

    def spellings_of(self, written: str) -> list[Spelling]:
        """The entries that a spelling stands for, without proclitics or context; empty for none."""
        return self._spellings.get(spelling_key(written), [])

    def all_spellings(self) -> Iterable[tuple[tuple[str, ...], list[Spelling]]]:
        """Every key with the spellings that share it, in the order of the data files."""
        return self._spellings.items()

    def spelling_keys(self, name_id: str) -> list[tuple[str, ...]]:
        """The keys of all spellings of one entry."""
        return [key for key, known in self._spellings.items() if any(one.name.id == name_id for one in known)]

    def may_begin_with(self, word: str) -> bool:
        """Whether a spelling may begin with a word as written, with or without proclitics."""
        return bool(self._beginnings(word))

    def readings(self, words: Sequence[NameWord], index: int) -> list[Reading]:
        """Every reading of the words from ``index`` on as a spelling, longest first, then with the shortest prefix."""
        word = words[index]
        found: list[Reading] = []
        for prefix, first in self._beginnings(word.text):
            key = first
            last = index
            while True:
                for entry in self._spellings.get(key, ()):
                    if _article_agrees(entry.article, prefix):
                        start = word.start + len(prefix)
                        found.append(Reading(index, last, prefix, start, words[last].end, entry))
                last += 1
                if key not in self._unfinished or last >= len(words) or not words[last].gap:
                    break
                key = (*key, _step_key(words[last]))
        if len(found) > 1:
            found.sort(key=lambda reading: (-reading.last, len(reading.prefix)))
        return found

    def _find_beginnings(self, word: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The readings of a word as the first of spellings: its proclitics and, as the beginning of a key, the rest."""
        return tuple((prefix, (first,)) for prefix, first in _first_keys(word) if first in self._first)


def _first_keys(word: str) -> tuple[tuple[str, str], ...]:
    """The stacks of proclitics that a word may hold, with the key of what follows, shortest first."""
    return tuple(
        (prefix, word_key(spelling))
        for prefix, rest in word_splits(word)
        if prefix in NAME_PREFIXES
        for spelling in (unprefixed_spellings(rest) if prefix else (rest,))
    )


def _step_key(word: NameWord) -> str:
    return ("," if word.gap == "," else "") + word_key(word.text)


@lru_cache(maxsize=CACHED_NAMES)
def spelling_key(written: str) -> tuple[str, ...]:
    """The key of a spelling: the keys of its words, with a comma before those that follow one."""
    plain = written.strip()
    if _PLAIN_WORDS.fullmatch(plain):  # most spellings
        return tuple(map(word_key, plain.split(" ")))
    return tuple(_step_key(word) for word in name_words(plain))


def _article_agrees(article: Article, prefix: str) -> bool:
    if article == "never":
        return not prefix.endswith("ה")
    if article == "must":
        return prefix[-1:] in {"ה", "ב", "ל"}
    return True


@lru_cache(maxsize=1)
def vietnamese_syllables() -> VietnameseSyllables:
    """The table of syllables, read once."""
    return VietnameseSyllables(load_patterns(_LEXICON / "vietnamese_syllables.yaml", _SyllableFile))


@lru_cache(maxsize=1)
def person_names() -> PersonNames:
    """The words of persons' names, read once."""
    content = load_patterns(_LEXICON / "person_names.yaml", _PersonNameFile)
    given = _keys(content.given_names)
    words = _keys(content.given_names_and_words)
    return PersonNames(
        given=given - words,
        given_and_words=words,
        surnames=_keys(content.surnames) | _keys(content.surnames_and_words),
        surnames_and_words=_keys(content.surnames_and_words),
        not_names=_keys(content.not_names),
    )


def _keys(words: str) -> frozenset[str]:
    return frozenset(word_key(word) for word in words.split())


@dataclass(frozen=True)
class OrganisationWords:
    """The words around names of organisations: see the comments of organisations.yaml."""

    adjectives: frozenset[str]
    owners: tuple[str, ...]
    cues: frozenset[str]


@lru_cache(maxsize=1)
def organisation_words() -> OrganisationWords:
    """The words around names of organisations, read once."""
    content = _organisations()
    return OrganisationWords(
        adjectives=frozenset(word_key(word) for word in content.body_adjectives),
        owners=tuple(sorted(content.body_owners, key=len, reverse=True)),
        cues=frozenset(content.cues),
    )


@lru_cache(maxsize=1)
def _organisations() -> _OrganisationFile:
    return load_patterns(_LEXICON / "organisations.yaml", _OrganisationFile)


@dataclass(frozen=True, slots=True)
class Province:
    """A province or municipality of Vietnam; ``present_id`` is the one that it is or became part of on 1 July 2025."""

    id: str
    latin: str
    hebrew: str
    present_id: str


@lru_cache(maxsize=1)
def provinces() -> tuple[Province, ...]:
    """The 63 provinces and municipalities of Vietnam before 1 July 2025."""
    content = load_patterns(_LEXICON / "vietnam_provinces.yaml", _ProvinceFile)
    present = {former: now for now, taken_in in content.present.items() for former in (now, *taken_in)}
    found = []
    for slug, line in content.provinces.items():
        latin, hebrew = (part.strip() for part in line.split("|")[:2])
        found.append(Province(f"vn.province.{slug}", latin, hebrew.rstrip("?~"), f"vn.province.{present[slug]}"))
    return tuple(found)


@lru_cache(maxsize=1)
def name_lexicon() -> NameLexicon:
    """The lexicon of all data files and of CLDR's Hebrew countries and cities, read once."""
    lexicon = NameLexicon()
    _add_vietnam(lexicon)
    _add_lines(lexicon, "il", "GPE", (israel := load_patterns(_LEXICON / "israel_places.yaml", _IsraelFile)).places)
    _add_lines(lexicon, "il.region", "LOC", israel.regions)
    for council in israel.councils:
        entry = LexiconName(f"il.council.{council.replace(' ', '-')}", "GPE", council, council)
        lexicon.add(entry, f"{council}?", article="never")
    _add_countries(lexicon)
    _add_world_cities(lexicon)
    _add_lines(lexicon, "region", "LOC", load_patterns(_LEXICON / "world_regions.yaml", _RegionFile).regions)
    _add_organisations(lexicon)
    _add_persons(lexicon)
    return lexicon


def _add_lines(
    lexicon: NameLexicon,
    namespace: str,
    label: EntityLabel,
    lines: dict[str, str],
    *,
    article: Article = "never",
    role: Role = "name",
) -> None:
    for slug, line in lines.items():
        name, spellings = _entry(namespace, slug, label, line)
        # "האוצר" stands beside "משרד האוצר", with its name.
        name = lexicon.names.get(name.id, name)
        for spelling in spellings:
            lexicon.add(name, spelling, article=article, role=role)


def _entry(namespace: str, slug: str, label: EntityLabel, line: str) -> tuple[LexiconName, list[str]]:
    latin, *spellings = (part.strip() for part in line.split("|"))
    preferred = spellings[0].rstrip("?~").removeprefix("(ה)") if spellings else latin
    return LexiconName(f"{namespace}.{slug}", label, preferred, latin), spellings


def _add_vietnam(lexicon: NameLexicon) -> None:
    syllables = vietnamese_syllables()
    provinces_file = load_patterns(_LEXICON / "vietnam_provinces.yaml", _ProvinceFile)
    places_file = load_patterns(_LEXICON / "vietnam_places.yaml", _VietnamPlacesFile)
    entries = [
        *(_entry("vn.province", slug, "GPE", line) for slug, line in provinces_file.provinces.items()),
        *(_entry("vn.place", slug, "GPE", line) for slug, line in places_file.places.items()),
    ]
    own_keys: dict[tuple[str, ...], str] = {}
    _add_lines(lexicon, "vn.region", "LOC", places_file.regions)
    for key, (region, *_) in list(lexicon.all_spellings()):
        own_keys[key] = region.name.id
    for name, spellings in entries:
        for spelling in spellings:
            own_keys.setdefault(spelling_key(spelling.rstrip("?~").removeprefix("(ה)")), name.id)
            lexicon.add(name, spelling, article="never")
    claims: dict[tuple[str, ...], set[str]] = defaultdict(set)
    products: list[tuple[LexiconName, str, tuple[str, ...]]] = []
    for name, _ in entries:
        for product in syllables.products(name.latin):
            key = spelling_key(product)
            claims[key].add(name.id)
            products.append((name, product, key))
    for name, product, key in products:
        if own_keys.get(key, name.id) == name.id and _first_claim(claims[key]) == name.id:
            restricted = len(key) == 1 or syllables.only_hebrew_words(product)
            lexicon.add(name, product + ("?" if restricted else ""), article="never")
    for key, name_ids in claims.items():
        rivals = name_ids | ({own_keys[key]} if key in own_keys else set())
        if len(rivals) > 1:
            lexicon.rivals[key] = frozenset(rivals)


def _first_claim(name_ids: set[str]) -> str | None:
    """Which of the places that a spelling may stand for it is taken for: the one province before towns, else none of several."""
    provinces_among = [name_id for name_id in name_ids if name_id.startswith("vn.province.")]
    candidates = provinces_among or list(name_ids)
    return candidates[0] if len(candidates) == 1 else None


def _add_countries(lexicon: NameLexicon) -> None:
    content = load_patterns(_LEXICON / "countries.yaml", _CountryFile)
    hebrew, english = Locale("he").territories, Locale("en").territories
    restricted = {spelling.rstrip("?~"): spelling for spelling in content.restricted}
    for code, cldr_name in hebrew.items():
        if code in content.left_out:
            continue
        written = re.sub(r" \(.*\)", "", cldr_name.replace("־", "-").translate(PLAIN_QUOTES))
        is_region = code.isdigit()
        name = LexiconName(
            f"region.{code}" if is_region else f"country.{code}", "LOC" if is_region else "GPE", written, english[code]
        )
        if re.match("הרפובליקה|הוותיקן|הפיליפינים|האי |האיים|הטריטוריה", written):
            written = f"(ה){written[1:]}"
        lexicon.add(name, restricted.get(written, written), article="never")
        for spelling in content.spellings.get(code, "").split("|"):
            if spelling.strip():
                lexicon.add(name, spelling, article="never")
    _add_lines(lexicon, "place", "GPE", content.parts)


def _add_world_cities(lexicon: NameLexicon) -> None:
    content = load_patterns(_LEXICON / "world_cities.yaml", _WorldCityFile)
    _add_lines(lexicon, "city", "GPE", content.cities)
    restricted = {spelling.rstrip("?~"): spelling for spelling in content.restricted}
    for zone, value in Locale("he").time_zones.items():
        latin = zone.rsplit("/", 1)[-1]
        city = value.get("city", "").replace("־", "-").translate(PLAIN_QUOTES)
        known = lexicon.spellings_of(city)
        if city and "," not in city and latin not in content.left_out and not known:
            name = LexiconName(f"city.{latin.lower().replace('_', '-')}", "GPE", city, latin.replace("_", " "))
            lexicon.add(name, restricted.get(city, city), article="never")


def _add_organisations(lexicon: NameLexicon) -> None:
    content = _organisations()
    for slug, line in content.ministries.items():
        latin, *nouns = (part.strip() for part in line.split("|"))
        name = LexiconName(f"org.ministry.{slug}", "ORG", f"משרד {nouns[0]}", f"Ministry of {latin}")
        for noun in nouns:
            lexicon.add(name, f"משרד {noun}", article="may" if noun.startswith("ל") else "never", role="body")
    _add_lines(lexicon, "org", "ORG", content.names, article="may")
    _add_lines(lexicon, "org", "ORG", content.bodies, article="may", role="body")
    _add_lines(lexicon, "org", "ORG", content.construct_heads, article="may", role="construct")
    for phrase in content.look_alikes:
        lexicon.add(LexiconName(LOOK_ALIKE, "MISC", phrase, ""), phrase, article="may")
    _add_lines(lexicon, "org.office", "ORG", content.offices, article="may", role="office")


def _add_persons(lexicon: NameLexicon) -> None:
    content = _persons()
    for lines in (content.israelis, content.foreigners, content.vietnamese):
        _add_lines(lexicon, "per", "PER", lines)
    syllables = vietnamese_syllables()
    claims: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for slug, line in content.vietnamese.items():
        name = lexicon.names[f"per.{slug}"]
        after_title_only = line.split("|")[1].strip().endswith("?")
        for product in syllables.products(name.latin):
            restricted = after_title_only or syllables.only_hebrew_words(product)
            claims[spelling_key(product)][name.id] = product + ("?" if restricted else "")
    for claimants in claims.values():
        if len(claimants) == 1:
            ((name_id, product),) = claimants.items()
            lexicon.add(lexicon.names[name_id], product, article="never")


@lru_cache(maxsize=1)
def _persons() -> _PersonFile:
    return load_patterns(_LEXICON / "persons.yaml", _PersonFile)


@lru_cache(maxsize=1)
def foreign_person_ids() -> frozenset[str]:
    """The ids of persons whose names are foreign, so that their spellings vary by ear."""
    return frozenset(f"per.{slug}" for slug in (*_persons().foreigners, *_persons().vietnamese))


@dataclass(frozen=True)
class VietnameseBodies:
    """What bodies of Vietnam are called, and what tells whose a body is; ids without ``org.``, see vietnam_bodies.yaml.

    ``adjectives`` maps the key of a word to the id of a country, ``of_one_state`` the id of a body to that of its country.
    """

    national: dict[str, str]
    of_province: dict[str, str]
    of_city: dict[str, str]
    of_body: dict[str, str]
    only_vietnam: frozenset[str]
    local: frozenset[str]
    departments: tuple[str, ...]
    not_departments: frozenset[str]
    municipalities: frozenset[str]
    of_one_state: dict[str, str]
    working_abroad: frozenset[str]
    adjectives: dict[str, str]
    other_adjectives: frozenset[str]


@lru_cache(maxsize=1)
def vietnamese_bodies() -> VietnameseBodies:
    """The bodies of Vietnam, read once."""
    content = load_patterns(_LEXICON / "vietnam_bodies.yaml", _Bodies)
    return VietnameseBodies(
        national=_with_namespace(content.national),
        of_province=_with_namespace(content.of_province),
        of_city=_with_namespace(content.of_city),
        of_body=_with_namespace(content.of_body),
        only_vietnam=frozenset(f"org.{slug}" for slug in content.only_vietnam),
        local=frozenset(f"org.{slug}" for slug in content.local),
        departments=tuple(content.departments),
        not_departments=frozenset(content.not_departments),
        municipalities=frozenset(f"vn.province.{slug}" for slug in content.municipalities),
        of_one_state={f"org.{slug}": f"country.{code}" for slug, code in content.of_one_state.items()},
        working_abroad=frozenset(f"org.{slug}" for slug in content.working_abroad),
        adjectives={
            word_key(f"ה{word}{ending}"): f"country.{code}"
            for code, words in content.adjectives.items()
            for word in words
            for ending in ("", "ת")
        },
        other_adjectives=frozenset(word_key(f"ה{word}") for word in content.other_adjectives),
    )


def _with_namespace(names: dict[str, str]) -> dict[str, str]:
    return {f"org.{slug}": name for slug, name in names.items()}
