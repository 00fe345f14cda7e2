"""The words that growth figures are read by: change words, indicators and cues, found in a sentence with their proclitics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias, cast, get_args

from pydantic import BaseModel, ConfigDict

from pipeline.errors import PatternFileError
from pipeline.facts import Direction, Indicator
from pipeline.hebrew.characters import GERESH_MARKS, PLAIN_QUOTES, QUOTE_MARKS
from pipeline.hebrew.proclitics import PROCLITIC_LETTERS
from pipeline.pattern_files import RegexSource, load_patterns
from pipeline.word_patterns import any_of

Tense = Literal["past", "present", "future", "infinitive"]
VerbSense = Literal["up", "down", "raise", "lower", "gain", "lose"]
_PATTERNS = Path(__file__).with_name("patterns")


class _ChangeWords(BaseModel):
    model_config = ConfigDict(extra="forbid")

    verbs: dict[VerbSense, dict[Tense, list[str]]]
    nouns: dict[Literal["up", "down", "neither"], list[str]]
    increments: list[str]
    growth_nouns: dict[Indicator, list[str]]
    shrinking_nouns: dict[Indicator, list[str]]
    price_verbs: list[str]
    price_adjectives: dict[Literal["higher", "lower"], list[str]]
    indicator_verbs: dict[Indicator, list[str]]
    doubling: dict[int, list[RegexSource]]
    doubled: dict[int, list[RegexSource]]


class _Cues(BaseModel):
    model_config = ConfigDict(extra="forbid")

    level: list[str]
    occurrence: list[str]
    compare: list[str]
    sequel: list[str]
    target: list[str]
    forecast: list[str]
    estimate: list[str]
    share: list[str]
    higher: list[str]
    lower: list[str]
    clause_break: list[str]
    set_phrase: list[str]
    past: list[str]
    plan: list[str]
    not_emergence: list[str]


@dataclass(slots=True)
class Entry:
    """What one word or phrase of the lexicon can be; a phrase may be several things (מוערך is a level and an estimate)."""

    kinds: set[str]
    indicator: Indicator | None = None
    is_excluded: bool = False
    direction: Direction | None = None
    sense: VerbSense | None = None
    tense: Tense | None = None
    times: int | None = None


@dataclass(slots=True)
class Cue:
    """A lexicon phrase in a text: ``start``/``end`` without proclitics, which stand in ``prefix`` from ``prefix_start``."""

    start: int
    end: int
    prefix: str
    prefix_start: int
    entry: Entry

    def is_a(self, *kinds: str) -> bool:
        """Whether the phrase can be one of these kinds."""
        return not self.entry.kinds.isdisjoint(kinds)


CUES = load_patterns(_PATTERNS / "cues.yaml", _Cues)
_CHANGE_WORDS = load_patterns(_PATTERNS / "change_words.yaml", _ChangeWords)
_INDICATORS = load_patterns(_PATTERNS / "indicators.yaml", dict[str, list[str]])

# The words that stand for a figure: הוכפל, שולש, כפול.
MULTIPLES = [form for forms in (*_CHANGE_WORDS.doubling.values(), *_CHANGE_WORDS.doubled.values()) for form in forms]
DOUBLING = f"{any_of(MULTIPLES)}(?![א-ת])"

WORD = re.compile(rf"[א-ת]+(?:[{QUOTE_MARKS}{GERESH_MARKS}]{{1,2}}[א-ת]+)*[{GERESH_MARKS}]?|[A-Za-z][A-Za-z&]*")
_WORDS_KEPT = 1 << 15
# A finite verb takes only the conjunctions: ו, ש, כש and their stacks.
_VERB_PREFIXES = frozenset(["", "ו", "ש", "וש", "כש", "וכש", "לכש", "מש"])
# The participle of an estimate: המדד מוערך כעולה ב-7.9%
_AS = frozenset(["כ", "וכ"])
# Proclitics in the order in which they stack: ו, then ש, then a preposition, then ה.
_STACK = re.compile("ו?(?:כ?ש|מש|לכש)?[בלמכ]{0,2}ה?")
_NO_GAP = re.compile(r"[ \u00a0]{1,2}|[-־]|,? ")

# What a phrase of the lexicon goes on with: the forms of each further word.
_Rest: TypeAlias = "tuple[frozenset[str], ...]"
_Phrases: TypeAlias = "list[tuple[_Rest, Entry]]"
_PLURAL_OWNERS = ("יה", "יו", "יהם", "יהן", "ינו")
_OWNERS = ("ו", "ה", "ם", "ן", "נו")


def _build() -> dict[str, _Phrases]:
    entries: dict[tuple[str, ...], Entry] = {}
    owned: dict[str, Indicator | None] = {}

    def add(phrase: str, kind: str) -> Entry:
        key = tuple(word.translate(PLAIN_QUOTES) for word in re.findall(r"[^\s,-]+", phrase))
        entry = entries.setdefault(key, Entry(set()))
        entry.kinds.add(kind)
        return entry

    for name, phrases in _INDICATORS.items():
        for phrase in phrases:
            entry = add(phrase, "indicator")
            entry.is_excluded = name == "none"
            entry.indicator = None if name == "none" else _indicator(name)
            for form in _owned_forms(phrase) if " " not in phrase and name != "none" else ():
                owned.setdefault(form, entry.indicator)
    for form, name_of_form in owned.items():
        if (form,) not in entries:
            add(form, "indicator").indicator = name_of_form
    for sense, tenses in _CHANGE_WORDS.verbs.items():
        for tense, forms in tenses.items():
            for form in forms:
                entry = add(form, "verb")
                entry.sense, entry.tense = entry.sense or sense, entry.tense or tense
                entry.direction = "up" if entry.sense in ("up", "raise", "gain") else "down"
    for direction, phrases in _CHANGE_WORDS.nouns.items():
        for phrase in phrases:
            add(phrase, "noun").direction = None if direction == "neither" else direction
    for phrase in _CHANGE_WORDS.increments:
        entry = add(phrase, "noun")
        entry.direction = "up"
        entry.kinds.add("increment")
    for implied, phrases in _CHANGE_WORDS.growth_nouns.items():
        for phrase in phrases:
            entry = add(phrase, "noun")
            entry.direction, entry.indicator = "up", implied
            entry.kinds.add("growth")
    for implied, phrases in _CHANGE_WORDS.shrinking_nouns.items():
        for phrase in phrases:
            entry = add(phrase, "noun")
            entry.direction, entry.indicator = "down", implied
            entry.kinds.add("growth")
    for form in _CHANGE_WORDS.price_verbs:
        add(form, "verb").indicator = "prices"
    for comparative, forms in _CHANGE_WORDS.price_adjectives.items():
        for form in forms:
            add(form, comparative).indicator = "prices"
    for spoken_of, forms in _CHANGE_WORDS.indicator_verbs.items():
        for form in forms:
            entry = add(form, "indicator")
            entry.indicator = spoken_of
            entry.kinds.add("indicator_verb")
    for times, forms in _CHANGE_WORDS.doubling.items():
        for form in forms:
            entry = add(form, "doubling")
            entry.times, entry.direction, entry.sense, entry.tense = times, "up", "up", _tense(form)
    for times, forms in _CHANGE_WORDS.doubled.items():
        for form in forms:
            entry = add(form, "doubled")
            entry.times, entry.direction = times, "up"
    for kind in (
        "level", "occurrence", "compare", "sequel", "target", "forecast", "estimate", "share", "higher", "lower", "clause_break",
        "set_phrase",
    ):  # fmt: skip
        for phrase in getattr(CUES, kind):
            add(phrase, kind)
    by_first_word: dict[str, _Phrases] = {}
    for (first, *rest), entry in entries.items():
        by_first_word.setdefault(first, []).append((tuple(_later_forms(word) for word in rest), entry))
    for continuations in by_first_word.values():
        continuations.sort(key=lambda item: len(item[0]), reverse=True)
    return by_first_word


def _later_forms(word: str) -> frozenset[str]:
    """The forms in which a text may write a further word of a phrase: שיעור האבטלה, התוצר המקומי הגולמי."""
    return frozenset([word, "ה" + word, "וה" + word[1:] if word[0] == "ו" else word])


def _owned_forms(word: str) -> Iterator[str]:
    """The forms of a noun with the ending of its owner, where they can be no other word: מכירותיה, הכנסתם."""
    if len(word) > 4 and word.endswith("ות"):
        yield from (word + ending for ending in _PLURAL_OWNERS)
    elif len(word) > 4 and word.endswith("ים"):
        yield from (word[:-2] + ending for ending in _PLURAL_OWNERS)
    elif len(word) > 4 and word.endswith("ה"):
        yield from (word[:-1] + "ת" + ending for ending in _OWNERS)


def _indicator(name: str) -> Indicator:
    if name not in get_args(Indicator):
        raise PatternFileError("indicators.yaml", None, f"{name!r} is no indicator")
    return cast(Indicator, name)


def _tense(form: str) -> Tense:
    """The tense of a verb of doubling by its first letter: להכפיל, יוכפל, נכפיל, הוכפל."""
    return "infinitive" if form[0] == "ל" else "future" if form[0] in "יתנא" else "past"


_BY_FIRST_WORD = _build()


def is_change_word(word: str) -> bool:
    """Whether a bare word is a verb or noun of change, or a verb that states a level."""
    return any(
        not rest and not entry.kinds.isdisjoint(("verb", "noun", "level"))
        for rest, entry in _BY_FIRST_WORD.get(word, ())
    )


@dataclass(slots=True)
class Word:
    """A word of the text: Hebrew letters with their inner marks (תמ"ג), or Latin letters (GRDP)."""

    text: str
    start: int
    end: int


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words of ``text[start:end]`` with their quotation marks in one form."""
    words = []
    for match in WORD.finditer(text, start, end):
        word = match[0]
        word_start, word_end = match.span()
        words.append(Word(word if word.isalpha() else word.translate(PLAIN_QUOTES), word_start, word_end))
    return words


def find_cues(text: str, words: list[Word]) -> Iterator[Cue]:
    """The lexicon phrases among the words, in order, none overlapping: the longest phrase, then the shortest prefix."""
    taken = 0
    for index, word in enumerate(words):
        beginnings = _beginnings(word.text)
        if not beginnings or index < taken:
            continue
        best: tuple[int, int, Entry] | None = None
        follower = words[index + 1].text if index + 1 < len(words) else ""
        for cut, phrases in beginnings:
            for rest, entry in phrases:
                if best is not None and len(rest) + 1 <= best[0]:
                    break
                if rest and follower not in rest[0] and follower != "ה":
                    continue
                count = _continues(text, words, index, rest) if rest else 1
                if count:
                    best = (count, cut, entry)
                    break
        if best is None:
            continue
        count, cut, entry = best
        prefix, prefix_start = word.text[:cut], word.start
        if not cut and index and words[index - 1].end + 1 == word.start and text[word.start - 1] in "-־":
            glued = words[index - 1]
            if len(glued.text) <= 3 and PROCLITIC_LETTERS.issuperset(glued.text):
                prefix, prefix_start = glued.text, glued.start
        yield Cue(word.start + cut, words[index + count - 1].end, prefix, prefix_start, entry)
        taken = index + count


@lru_cache(maxsize=_WORDS_KEPT)
def _beginnings(word: str) -> tuple[tuple[int, _Phrases], ...]:
    """The phrases that may begin with a word, longest first, by how many letters of it are proclitics."""
    found = []
    for cut in range(4):
        if cut and (cut >= len(word) or word[cut - 1] not in PROCLITIC_LETTERS):
            break
        phrases = [(rest, entry) for rest, entry in _BY_FIRST_WORD.get(word[cut:], ()) if _allows(entry, word[:cut])]
        if phrases:
            found.append((cut, phrases))
    return tuple(found)


def may_name_indicator(text: str, start: int, end: int) -> bool:
    """Whether a word of ``text[start:end]`` may begin the name of an indicator; where none does, ``find_cues`` finds none."""
    return any(map(_may_begin_indicator, WORD.findall(text, start, end)))


@lru_cache(maxsize=_WORDS_KEPT)
def _may_begin_indicator(word: str) -> bool:
    phrases = (phrase for _, found in _beginnings(word.translate(PLAIN_QUOTES)) for phrase in found)
    return any("indicator" in entry.kinds for _, entry in phrases)


def _allows(entry: Entry, prefix: str) -> bool:
    if not prefix:
        return True
    if "indicator_verb" in entry.kinds:
        return prefix in _VERB_PREFIXES
    if "indicator" in entry.kinds or "noun" in entry.kinds:
        return _STACK.fullmatch(prefix) is not None
    if "verb" in entry.kinds and prefix in _AS:
        return entry.tense == "present" and entry.sense in ("up", "down")
    if "verb" in entry.kinds or "level" in entry.kinds:
        return prefix in _VERB_PREFIXES
    return True


def _continues(text: str, words: list[Word], index: int, rest: _Rest) -> int:
    """How many words a phrase takes up from ``index`` on, whose first word stands there; 0 where it does not go on so."""
    last = index
    for forms in rest:
        position = last + 1
        if position + 1 < len(words) and words[position].text == "ה" and text[words[position].end] in "-־":
            position += 1  # הון ה-FDI
        if position >= len(words):
            return 0
        if words[position].text not in forms:
            return 0
        if not _NO_GAP.fullmatch(text, words[last].end, words[last + 1].start):
            return 0
        last = position
    return last - index + 1
