"""Which mentions of one article name one thing: a surname and the full name, a body and its short form, two spellings.

Each step finds for a mention the one other mention that says more; where there are two, it finds none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipeline.components.names.spans import NameSpan
from pipeline.hebrew.names import (
    CACHED_NAMES,
    name_fold,
    name_words,
    person_names,
    vietnamese_syllables,
    word_key,
)
from pipeline.hebrew.transliteration import skeleton, spelling_distance
from pipeline.pattern_files import load_patterns

_LINKS = Path(__file__).parent / "patterns" / "links.yaml"
_LONGEST_BODY = 14  # words
_OWN_BODY = "org.he."
_MOST_NEAR = 8
_ENOUGH_NAMESAKES = 2
_LEAST_SOUNDS = 4
_LEAST_SOUNDS_OF_A_WORD = 5
_LEAST_SOUNDS_OF_A_PART = 3
_WORDS_OF_A_LONG_NAME = 3
_FARTHEST = 0.55
"""How far two spellings of one name in one article may lie apart: one vowel letter and a little more."""
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_INTRODUCED = re.compile(
    r' ?\((?:(?:להלן|בקיצור) ?[-:,]? ?)?"?'
    r"(?P<short>[A-Z][A-Za-z0-9&-]{1,11}|ה?[א-ת]{1,6}\"[א-ת]{1,2}|[א-ת][א-ת' -]{2,30})"
    r'"?\)'
)


class _LinkFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    of_the_article: list[str]
    heads: list[str]
    tails: list[str]


@dataclass(frozen=True)
class _LinkWords:
    of_the_article: frozenset[str]
    heads: frozenset[tuple[str, ...]]
    tails: frozenset[str]


@lru_cache(maxsize=1)
def _link_words() -> _LinkWords:
    content = load_patterns(_LINKS, _LinkFile)
    return _LinkWords(
        of_the_article=frozenset(name_fold(name) for name in content.of_the_article),
        heads=frozenset(_keys(head) for head in content.heads),
        tails=frozenset(word_key(tail) for tail in content.tails),
    )


def is_of_the_article(written: str) -> bool:
    """Whether a body's name is one that many bodies have, so that another article means another: "ועדת ההיגוי"."""
    return name_fold(written) in _link_words().of_the_article


@dataclass(slots=True)
class _Mentions:
    """The mentions of one article, in text order: what each stands for so far, and how it is written."""

    text: str
    spans: Sequence[NameSpan]
    ids: Sequence[str]
    stands_for: list[int] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    def add(self, candidates: list[int], index: int) -> None:
        """Note a mention among those that a short form may mean: the first of each id, and two show that it means none."""
        if len(candidates) < _ENOUGH_NAMESAKES and all(self.ids[other] != self.ids[index] for other in candidates):
            candidates.append(index)

    def link(self, short: int, full: int) -> None:
        """Note that one mention stands for another, unless that other stands for it already."""
        while self.stands_for[full] != full:
            full = self.stands_for[full]
        if full != short:
            self.stands_for[short] = full


def full_mentions(text: str, spans: Sequence[NameSpan], ids: Sequence[str]) -> list[int]:
    """For each mention the index of the one that says best what it names, itself where there is none better.

    ``spans`` are in text order; ``ids`` are their ids by themselves.
    """
    mentions = _Mentions(text, spans, ids, list(range(len(spans))), [text[span.start : span.end] for span in spans])
    _link_persons(mentions)
    _link_introduced(mentions)
    _link_short_bodies(mentions)
    _link_spellings(mentions)
    return [_end_of(mentions.stands_for, index) for index in range(len(spans))]


def _is_entry(span: NameSpan) -> bool:
    """Whether a lexicon says what a mention names; a body put together from its words has a name too, but no entry."""
    return span.name is not None and not span.name.id.startswith(_OWN_BODY)


def _end_of(stands_for: list[int], index: int) -> int:
    while stands_for[index] != index:
        index = stands_for[index]
    return index


def _link_persons(mentions: _Mentions) -> None:
    """Surnames, given names of Vietnamese, and names without their middle part to the full name."""
    by_last: dict[str, list[int]] = defaultdict(list)
    by_two: dict[tuple[str, str], list[int]] = defaultdict(list)
    parts_of: dict[str, list[str]] = {}
    for index, span in enumerate(mentions.spans):
        if span.label != "PER":
            continue
        written = mentions.written[index]
        if written not in parts_of:
            parts_of[written] = [name_fold(part) for part in written.split(" ") if part]
        parts = parts_of[written]
        if len(parts) < 2:
            continue
        for part in {parts[-1], *parts[-1].split("-")}:
            mentions.add(by_last[part], index)
        if len(parts) > 2:
            for pair in {(parts[0], parts[-1]), (parts[-2], parts[-1])}:
                mentions.add(by_two[pair], index)
    for index, span in enumerate(mentions.spans):
        if span.label != "PER" or _is_entry(span):
            continue
        parts = parts_of[mentions.written[index]]
        candidates = by_last.get(parts[0], []) if len(parts) == 1 else []
        if len(parts) == 2:
            candidates = by_two.get((parts[0], parts[1])) or by_last.get("-".join(parts), [])
        if (full := _the_one_meant(index, candidates)) is not None:
            mentions.link(index, full)


def _the_one_meant(index: int, candidates: Sequence[int]) -> int | None:
    """The one candidate that stands before a mention, or, where none does, the one in the article; None for several."""
    before = [other for other in candidates if other < index]
    among = before or candidates
    return among[0] if len(among) == 1 else None


def _link_introduced(mentions: _Mentions) -> None:
    """Acronyms and short names to the name before the brackets that introduce them: "המכון הלאומי לסטטיסטיקה (הלמ"ס)"."""
    introduced: dict[str, list[int]] = defaultdict(list)
    for index, span in enumerate(mentions.spans):
        if mentions.text[span.end : span.end + 1] in {" ", "("} and span.label not in {"PER", "GPE", "LOC"}:
            match = _INTRODUCED.match(mentions.text, span.end, span.end + 50)
            if match:
                mentions.add(introduced[_bare(match["short"])], index)
    if not introduced:
        return
    for index in range(len(mentions.spans)):
        full = introduced.get(_bare(mentions.written[index]), ())
        if len(full) == 1 and not _is_entry(mentions.spans[index]):
            mentions.link(index, full[0])


def _bare(short: str) -> str:
    """A short name without its article: "הלמ"ס" is "למ"ס"."""
    return name_fold(short.removeprefix("ה") if '"' in short else short)


def _link_short_bodies(mentions: _Mentions) -> None:
    """A body's first words, or its name without the noun before it, to the whole: "הפועלים" to "בנק הפועלים"."""
    shortened: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, span in enumerate(mentions.spans):
        if span.label == "ORG":
            for short in _short_forms(_keys(mentions.written[index])):
                mentions.add(shortened[short], index)
    for index, span in enumerate(mentions.spans):
        if span.label == "ORG" and not _is_entry(span):
            full = _the_one_meant(index, shortened.get(_keys(mentions.written[index]), ()))
            if full is not None:
                mentions.link(index, full)


@lru_cache(maxsize=CACHED_NAMES)
def _keys(written: str) -> tuple[str, ...]:
    return tuple(word_key(word.text) for word in name_words(written))


@lru_cache(maxsize=1 << 12)
def _short_forms(keys: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """What a body may be called for short; a body of one word, or of very many, has no short form."""
    if not 2 <= len(keys) <= _LONGEST_BODY:
        return ()
    words = _link_words()
    found = [keys[:length] for length in range(2, len(keys))]
    if keys[-1] in words.tails:
        found.append(keys[:-1])
    found += [keys[length:] for length in (1, 2) if len(keys) > length and keys[:length] in words.heads]
    return tuple(dict.fromkeys(found))


def _link_spellings(mentions: _Mentions) -> None:
    """A name to an earlier one that is spelt almost alike: "סילברקוד" to "סילבר-קוד"."""
    by_sound: dict[tuple[str, str], list[int]] = defaultdict(list)
    with_id: dict[str, list[int]] = defaultdict(list)
    for index in _surest_first(mentions):
        if mentions.stands_for[index] == index:
            with_id[mentions.ids[index]].append(index)
    for same in with_id.values():
        index = same[0]
        span, written = mentions.spans[index], mentions.written[index]
        key = skeleton(written)
        if len(key) < (_LEAST_SOUNDS if " " in written or "-" in written else _LEAST_SOUNDS_OF_A_WORD):
            continue
        bucket = by_sound["place" if span.label in _PLACES else span.label, key]
        if not _is_entry(span):
            near = [other for other in bucket if _is_same_name(mentions.written[other], written)]
            if len(near) == 1:
                for short in same:
                    mentions.link(short, near[0])
                continue
        if len(bucket) < _MOST_NEAR:
            bucket.append(index)


def _surest_first(mentions: _Mentions) -> Iterator[int]:
    """Entries of the lexicon before other names, each in text order."""
    for entries in (True, False):
        for index, span in enumerate(mentions.spans):
            if _is_entry(span) == entries:
                yield index


def _is_same_name(one: str, other: str) -> bool:
    """Whether two spellings differ by no more than a writer's habit.

    Short words of short names must agree ("רון ברק", "רן ברק"), and two words that lists of names know are two names.
    """
    if spelling_distance(one, other) > _FARTHEST:
        return False
    ours, theirs = _keys(one), _keys(other)
    if len(ours) != len(theirs):
        return True
    differing = [(mine, yours) for mine, yours in zip(ours, theirs, strict=True) if name_fold(mine) != name_fold(yours)]
    short = len(ours) < _WORDS_OF_A_LONG_NAME
    return not any(
        (short and len(skeleton(mine)) < _LEAST_SOUNDS_OF_A_PART) or (_is_known_part(mine) and _is_known_part(yours))
        for mine, yours in differing
    )


def _is_known_part(word: str) -> bool:
    names = person_names()
    return (
        word in names.given
        or word in names.given_and_words
        or word in names.surnames
        or word in vietnamese_syllables().latin_of
    )
