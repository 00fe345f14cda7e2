"""Finds names that stand in quotation marks after a word that says what they name: 'חברת "אורביט"', 'הספר "לילה ארוך"'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipeline.components.names.spans import NameSpan
from pipeline.facts import EntityLabel
from pipeline.hebrew.characters import QUOTE_MARKS
from pipeline.hebrew.names import person_names, word_key, word_splits
from pipeline.hebrew.proclitics import MARKED_PROCLITICS, PROCLITIC_LETTERS
from pipeline.pattern_files import load_patterns

_QUOTED = Path(__file__).parent / "patterns" / "quoted.yaml"
_MARKS = f"[{QUOTE_MARKS}]"
_APART = rf"(?<![א-ת0-9A-Za-z{QUOTE_MARKS}'])"
_MARK = re.compile(_MARKS)
# Gershayim between letters are inside a word (בע"מ), elsewhere they close the quotation.
_QUOTATION = re.compile(
    rf"{_APART}(?P<prefix>{MARKED_PROCLITICS})?{_MARKS}"
    rf"(?P<name>[א-תA-Za-z0-9](?:[^{QUOTE_MARKS}\n]|(?<=[א-ת]){_MARKS}(?=[א-ת])){{1,60}}){_MARKS}(?![א-ת])"
)
_TOKEN = re.compile(rf"[א-ת]+(?:[{QUOTE_MARKS}'-][א-ת]+)*|\S")
_LIMITED = re.compile(rf" בע{_MARKS}מ\Z")
_NO_NAME = re.compile(r"[.!?:;,…]\Z|[:;!?…]| - ")
_BEFORE = 70
_MOST_WORDS: dict[EntityLabel, int] = {"ORG": 4, "WOA": 8}
_MOST_WORDS_OF_ALL = max(_MOST_WORDS.values())
_SHORT = 2
_MOST_WORDS_OF_EVENT = 3
_RETURNING = frozenset({"ORG", "EVE"})
_HEBREW_NAME = re.compile(r"[א-ת']+(?: [א-ת']+)*")


class _QuotedFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    organisation_nouns: list[str]
    organisation_people: list[str]
    short_only: list[str]
    no_bodies: list[str]
    speaking: list[str]
    work_nouns: list[str]
    event_nouns: list[str]
    naming: list[str]


@dataclass(frozen=True)
class _QuotedWords:
    organisation_nouns: frozenset[str]
    organisation_people: frozenset[str]
    short_only: frozenset[str]
    no_bodies: frozenset[str]
    speaking: frozenset[str]
    work_nouns: frozenset[str]
    event_nouns: frozenset[str]
    naming: frozenset[str]


@lru_cache(maxsize=1)
def _quoted_words() -> _QuotedWords:
    content = load_patterns(_QUOTED, _QuotedFile)
    return _QuotedWords(**{name: frozenset(words) for name, words in content})


def find_quoted_spans(text: str) -> list[NameSpan]:
    """Bodies and works whose names stand in quotation marks, and their other mentions in such marks."""
    quotations = list(_quotations(text))
    found: list[NameSpan] = []
    unclear: list[tuple[NameSpan, str]] = []
    labels: dict[str, EntityLabel] = {}
    for span, written in quotations:
        label = _label(text, span, written)
        if label is None:
            unclear.append((span, written))
        else:
            found.append(replace(span, label=label))
            labels[written] = label
    found += [replace(span, label=labels[written]) for span, written in unclear if labels.get(written) in _RETURNING]
    return found


def _quotations(text: str) -> Iterator[tuple[NameSpan, str]]:
    closed_at = 0
    for mark in _MARK.finditer(text):
        opening = mark.start()
        while opening and text[opening - 1] in PROCLITIC_LETTERS:
            opening -= 1
        match = _QUOTATION.match(text, opening) if opening >= closed_at else None
        if match is None:
            continue
        closed_at = match.end()
        start, end = match.span("name")
        written = match["name"]
        if _NO_NAME.search(written) and not _LIMITED.search(written):
            continue
        yield (
            NameSpan(
                start=start,
                end=end,
                label="ORG",
                source="names.quoted",
                confidence=0.85,
                prefix=match["prefix"] or "",
            ),
            written,
        )


def _label(text: str, span: NameSpan, written: str) -> EntityLabel | None:
    words = written.count(" ") + 1
    if _LIMITED.search(written):
        return "ORG"
    if words > _MOST_WORDS_OF_ALL:
        return None
    quoted = _quoted_words()
    opening = span.start - 1 - len(span.prefix)
    tokens = _tokens_before(text, opening) if not span.prefix else []
    if words <= _MOST_WORDS_OF_EVENT and _names_operation(tokens, written):
        return "EVE"
    noun, between = _noun_before(tokens)
    if noun in quoted.work_nouns and words <= _MOST_WORDS["WOA"]:
        return "WOA"
    if tokens and tokens[-1] in quoted.naming and words <= _MOST_WORDS["WOA"] and _names_a_work(tokens):
        return "WOA"
    most = _SHORT if noun in quoted.short_only else _MOST_WORDS["ORG"]
    if words > most:
        return None
    if noun in quoted.organisation_nouns and not quoted.no_bodies.intersection(between):
        return "ORG"
    if tokens and not between and noun in quoted.organisation_people:
        return "ORG"
    if span.prefix.endswith(("ב", "מ")):
        following = _TOKEN.match(text, span.end + 2)
        if text[span.end + 1 : span.end + 2] == " " and following and following[0] in quoted.speaking:
            return "ORG"
    return None


def _names_operation(tokens: list[str], written: str) -> bool:
    """Whether a quotation is the name of a military operation: 'מבצע "צוק איתן"', '"מבצע ארנון"'; no sale with figures."""
    events = _quoted_words().event_nouns
    if not _HEBREW_NAME.fullmatch(written):
        return False
    first, _, rest = written.partition(" ")
    return (bool(rest) and first in events and word_key(rest.split(" ")[0]) not in person_names().not_names) or (
        bool(tokens) and _known_noun(tokens[-1], events) != ""
    )


def _tokens_before(text: str, end: int) -> list[str]:
    """The words before a quotation back to the last mark of punctuation."""
    if text[end - 1 : end] != " ":
        return []
    begin = max(0, end - _BEFORE)
    tokens: list[str] = _TOKEN.findall(text, begin, end)
    is_cut = begin > 0 and text[begin - 1] not in " \n" and not text[begin].isspace()
    for index in range(len(tokens) - 1, -1, -1):
        if not "א" <= tokens[index][0] <= "ת":
            return tokens[index + 1 :]
    return tokens[1:] if is_cut else tokens


def _noun_before(tokens: list[str]) -> tuple[str, list[str]]:
    """The noun to which a quotation belongs, without its proclitics, and the words between them."""
    known = _quoted_words()
    nouns = known.organisation_nouns | known.work_nouns | known.organisation_people
    last = len(tokens) - 1
    named = last >= 0 and tokens[last] in known.naming
    if named:
        last -= 1
    between: list[str] = []
    for index in range(last, max(-1, last - 3), -1):
        if index > 0 and (noun := _known_noun(f"{tokens[index - 1]} {tokens[index]}", nouns)):
            return noun, between
        if noun := _known_noun(tokens[index], nouns):
            return noun, between
        loose = named and index == last
        if not loose and (not tokens[index].startswith("ה") or word_key(tokens[index]) in person_names().not_names):
            break
        between.append(tokens[index])
    return "", between


def _known_noun(written: str, nouns: frozenset[str]) -> str:
    first, _, rest = written.partition(" ")
    for _, stem in word_splits(first):
        candidate = f"{stem} {rest}" if rest else stem
        if candidate in nouns:
            return candidate
    return ""


def _names_a_work(tokens: list[str]) -> bool:
    works = _quoted_words().work_nouns
    return any(_known_noun(token, works) for token in tokens[:-1])
