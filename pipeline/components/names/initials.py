"""Finds persons by initials and a surname, as courts write them: "כב' השופטים י' גריל, ב' בר-זיו ו-א' אלון"."""

from __future__ import annotations

import re

from pipeline.components.names.boundaries import start_with_initials
from pipeline.components.names.contexts import contexts
from pipeline.components.names.spans import NameSpan
from pipeline.hebrew.characters import DASHES, GERESH_MARKS, QUOTE_MARKS
from pipeline.hebrew.names import name_words, person_names, word_key

_PARTICLE = r"(?:בן|בר|אבו|אל|דה|פון|ון)"
_INITIALLED = re.compile(
    rf"(?<![א-ת{QUOTE_MARKS}{GERESH_MARKS}])(?P<prefix>ו(?:-(?! ))?)?"
    rf"(?P<name>(?:[א-ת][{GERESH_MARKS}][ \n]?){{0,2}}[א-ת][{GERESH_MARKS}][ \n]"
    rf"(?:{_PARTICLE} )?[א-ת]{{2,14}}(?:[{GERESH_MARKS}](?![א-ת]))?(?:[{DASHES}][א-ת]{{2,14}})?)"
    rf"(?![א-ת{QUOTE_MARKS}])"
)
_LONGEST_TITLE = 40
# What divides such names in a list, with what each is: "י' גריל – שופט בכיר; ב' בר-זיו"
_GLUE = re.compile(rf"(?: ?[{DASHES}][ \n][א-ת]{{3,10}}(?:[ \n][א-ת]{{3,10}})?)? ?[,;]?[ \n]?")


def find_initialled_spans(text: str) -> list[NameSpan]:
    """The persons with initials that follow a title or another of them, or whose surname is known as one."""
    found: list[NameSpan] = []
    if not any(mark in text for mark in GERESH_MARKS):
        return found
    for match in _INITIALLED.finditer(text):
        start, end = match.span("name")
        surname = re.split(rf"[{GERESH_MARKS}][ \n]?", match["name"])
        last = next((part for part in reversed(surname) if len(part) > 1), "")
        words = name_words(last)
        if not words or word_key(words[0].text) in person_names().not_names:
            continue
        first_of_surname = (
            end - len(last.rstrip()) if match["name"].endswith(last) else start + match["name"].find(last)
        )
        if start_with_initials(text, first_of_surname) != start:
            continue
        listed = bool(found) and _GLUE.fullmatch(text, found[-1].end, match.start()) is not None
        confidence = _confidence(text, match.start(), [word_key(word.text) for word in words], is_listed=listed)
        if confidence:
            prefix = (match["prefix"] or "")[:1]
            found.append(
                NameSpan(
                    start=start, end=end, label="PER", source="names.initial", confidence=confidence, prefix=prefix
                )
            )
    return found


def _confidence(text: str, start: int, surname: list[str], *, is_listed: bool) -> float:
    """How sure it is that initials and a surname are a person; 0 where nothing says so."""
    if is_listed or title_ends_at(text, start):
        return 0.85
    names = person_names()
    if surname[-1] in names.surnames - names.surnames_and_words:
        return 0.75
    return 0.0


def title_ends_at(text: str, end: int) -> bool:
    """Whether a title stands right before a place in the text, or a title and a colon: "כב' השופטים: "."""
    before = text[max(0, end - _LONGEST_TITLE) : end]
    words = name_words(before.rstrip(" \n:") + " א")
    return bool(before[-1:].strip() == "" and before.strip()) and contexts().titles.ends_before(words, len(words) - 1)
