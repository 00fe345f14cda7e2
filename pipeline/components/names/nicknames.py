"""Finds persons whose nickname stands between their names: "משה (בוגי) יעלון", 'רחבעם "גנדי" זאבי'."""

from __future__ import annotations

import re

from pipeline.components.names.initials import title_ends_at
from pipeline.components.names.persons import is_leaders_surname
from pipeline.components.names.spans import NameSpan
from pipeline.hebrew.characters import DASHES, QUOTE_MARKS
from pipeline.hebrew.names import name_lexicon, person_names, word_key, word_splits

_NICKNAME = re.compile(
    rf" (?:\([{QUOTE_MARKS}]?[א-ת'׳-]{{2,12}}[{QUOTE_MARKS}]?\)|[{QUOTE_MARKS}][א-ת'׳]{{2,12}}[{QUOTE_MARKS}]) "
)
_GIVEN = re.compile(rf"(?<![א-ת{QUOTE_MARKS}])[א-ת]{{2,12}}\Z")
_SURNAME = re.compile(
    rf"((?:בן|בר|אבו)[ {DASHES}])?([א-ת]{{2,14}}(?:['׳](?![א-ת]))?)(?:[{DASHES}][א-ת]{{2,14}})?(?![א-ת{QUOTE_MARKS}])"
)
_LONGEST_GIVEN = 13
_PREFIXES = frozenset({"", "ו", "ש", "ל", "של", "וש", "ול", "כש", "מ"})


def find_nicknamed_spans(text: str) -> list[NameSpan]:
    """The persons with a known given name, a nickname in brackets or quotation marks, and a surname."""
    return [span for match in _NICKNAME.finditer(text) if (span := _person(text, match)) is not None]


def _person(text: str, nickname: re.Match[str]) -> NameSpan | None:
    given = _GIVEN.search(text, max(0, nickname.start() - _LONGEST_GIVEN), nickname.start())
    surname = _SURNAME.match(text, nickname.end())
    if given is None or surname is None:
        return None
    names = person_names()
    key = word_key(surname[2])
    known = (
        bool(surname[1])
        or key in names.surnames
        or is_leaders_surname(surname[2])
        or title_ends_at(text, given.start())
    )
    if not known or key in names.not_names:
        return None
    for prefix, rest in word_splits(given[0]):
        if prefix in _PREFIXES and word_key(rest) in names.given | names.given_and_words:
            written = f"{rest} {surname[0]}"
            people = {one.name.id: one.name for one in name_lexicon().spellings_of(written) if one.name.label == "PER"}
            return NameSpan(
                start=given.start() + len(prefix),
                end=surname.end(),
                label="PER",
                source="names.nickname",
                confidence=0.93,
                prefix=prefix,
                name=next(iter(people.values())) if len(people) == 1 else None,
                alias_score=1.0 if len(people) == 1 else None,
            )
    return None
