"""Names made of a noun and the place after it: "נמל התעופה קאם ראן", "הר צ'ונג פוק", "פסטיבל הים נה טראנג", "שכונת נווה שאנן"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipeline.components.names.contexts import Phrases
from pipeline.components.names.spans import NameSpan
from pipeline.facts import EntityLabel
from pipeline.hebrew.names import NameWord, person_names, vietnamese_syllables, word_key
from pipeline.pattern_files import load_patterns

_SITES = Path(__file__).parent / "patterns" / "sites.yaml"
_MOST_WORDS_BETWEEN = 2

PlaceEnd = Callable[[int], int | None]
"""Gives the last word of the place that begins at a word, without proclitics; None where none does."""


class _SiteFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    facilities: list[str]
    landforms: list[str]
    events: list[str]
    neighbourhoods: list[str]
    neighbourhood_heads: list[str]
    neighbourhood_words: list[str]


@dataclass(frozen=True)
class _SiteWords:
    nouns: tuple[tuple[EntityLabel, Phrases], ...]
    neighbourhoods: Phrases
    neighbourhood_heads: frozenset[str]
    neighbourhood_words: frozenset[str]


@lru_cache(maxsize=1)
def _site_words() -> _SiteWords:
    content = load_patterns(_SITES, _SiteFile)
    return _SiteWords(
        nouns=(
            ("FAC", Phrases(content.facilities)),
            ("LOC", Phrases(content.landforms)),
            ("EVE", Phrases(content.events)),
        ),
        neighbourhoods=Phrases(content.neighbourhoods),
        neighbourhood_heads=frozenset(map(word_key, content.neighbourhood_heads)),
        neighbourhood_words=frozenset(map(word_key, content.neighbourhood_words)),
    )


def may_be_site_noun(word: str) -> bool:
    """Whether a word as written may be the noun that a site's name begins with."""
    site_words = _site_words()
    return "א" <= word[0] <= "ת" and any(
        phrases.may_begin_with(word)
        for phrases in (site_words.neighbourhoods, *(nouns for _, nouns in site_words.nouns))
    )


def find_site_spans(words: Sequence[NameWord], site_nouns: Sequence[int], place_end: PlaceEnd) -> list[NameSpan]:
    """The sites, landforms, events and neighbourhoods that begin at ``site_nouns``."""
    found = []
    for index in site_nouns:
        span = _site_at(words, index, place_end) or _neighbourhood_at(words, index)
        if span is not None:
            found.append(span)
    return found


def _site_at(words: Sequence[NameWord], index: int, place_end: PlaceEnd) -> NameSpan | None:
    for label, nouns in _site_words().nouns:
        noun = nouns.match_at(words, index)
        if noun is None or noun[1].endswith("ה"):
            continue
        following, prefix = noun
        for _ in range(_MOST_WORDS_BETWEEN if label == "EVE" else 0):
            if following < len(words) and words[following].gap == " " and _has_article(words[following].text):
                following += 1
        if following >= len(words) or words[following].gap != " ":
            continue
        last = place_end(following)
        if last is not None:
            return NameSpan(
                start=words[index].start + len(prefix),
                end=words[last].end,
                label=label,
                source="names.site",
                confidence=0.85,
                prefix=prefix,
            )
    return None


def _has_article(word: str) -> bool:
    key = word_key(word)
    return (
        word.startswith("ה")
        and len(word) >= 3
        and key not in person_names().not_names
        and key not in vietnamese_syllables().latin_of
    ) or word == "הים"


def _neighbourhood_at(words: Sequence[NameWord], index: int) -> NameSpan | None:
    site_words = _site_words()
    noun = site_words.neighbourhoods.match_at(words, index)
    if noun is None:
        return None
    first = noun[0]
    if first >= len(words) or words[first].gap != " " or not "א" <= words[first].text[0] <= "ת":
        return None
    key = word_key(words[first].text)
    if key in site_words.neighbourhood_words or key in person_names().not_names or words[first].text == "של":
        return None
    last = first
    syllables = vietnamese_syllables().latin_of
    while last + 1 < len(words) and last - first < 2 and words[last + 1].gap in {" ", "-"}:
        joins = word_key(words[last].text) in site_words.neighbourhood_heads or (
            key in syllables and word_key(words[last + 1].text) in syllables
        )
        if not joins:
            break
        last += 1
    return NameSpan(
        start=words[first].start,
        end=words[last].end,
        label="LOC",
        source="names.neighbourhood",
        confidence=0.75,
    )
