"""Which spans of a trained model join the names that lexicon and patterns found.

The rules are precise where they speak; a model knows what no list holds. So a rule's name stays, unless a sure model sees it
inside a longer name of a body, a site, an event or a work: ``חיפה`` in ``קייטנת חיפה``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from pipeline.components.explanations import SILENT, DataEntry, Explanation, Span
from pipeline.components.names.compound_bodies import may_be_head
from pipeline.components.names.contexts import contexts
from pipeline.components.names.spans import NameSpan
from pipeline.hebrew.names import (
    NameWord,
    name_lexicon,
    name_words,
    organisation_words,
    person_names,
    word_key,
    word_splits,
)
from pipeline.pattern_files import load_patterns

_OUTER_LABELS = frozenset({"ORG", "FAC", "EVE", "WOA", "DUC"})
_SURE = 0.8
"""How sure a model must be of a name around a rule's."""
_SURE_OF_SURNAME = 0.6
_MOST_SURNAMES = 2
_LONGEST_TITLE = 24
_SPACE = re.compile(r"[ \n]")
# The number of a court case or a document after its abbreviation: בג"ץ 3418/20, ת"פ 12345-06-21
_DOCUMENT_NUMBER = re.compile(r" ?(?:מס' ?)?\d{1,6}[/-]\d{2}")
# ב or מ before a place, on the place itself or on its noun: במחוז קואנג נין, מיקנעם
_AT_PLACE = re.compile(r" [במ](?:[א-ת]{2,8} )?")

# What stands right before a name, without its proclitic: "לחוק ", "השרה ל"
_WORD_BEFORE = re.compile(r"(?<![א-ת\"'])([א-ת]{2,8}) [הל]?\Z")
# "(סימול: CHKP)"
_TICKER = re.compile(r"(?:סימול|סימבול|NASDAQ|NYSE|TASE|HOSE|HNX)(?: ?: ?| )\Z")
# Where a party holds its congress, "הקונגרס" is that event and no parliament
_PARTY_CONGRESS = re.compile(r"קונגרס (?:ה-?\d|הלאומי ה|הנציגים|המפלגה|המחוזי)|ועדת המפלגה")

_List = Literal[
    "indicators",
    "abbreviations",
    "documents",
    "heads",
    "ordinal_heads",
    "indefinite_heads",
    "empty_adjectives",
    "common_nouns",
    "laws",
    "ministers",
]


class _LookAlikes(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    indicators: frozenset[str]
    abbreviations: frozenset[str]
    documents: frozenset[str]
    heads: frozenset[str]
    ordinal_heads: frozenset[str]
    indefinite_heads: frozenset[str]
    empty_adjectives: frozenset[str]
    company_nouns: frozenset[str]
    common_nouns: frozenset[str]
    laws: frozenset[str]
    ministers: frozenset[str]


_FILE = Path(__file__).parent / "patterns" / "model_look_alikes.yaml"


@lru_cache(maxsize=1)
def _look_alikes() -> _LookAlikes:
    return load_patterns(_FILE, _LookAlikes)


def join_model_spans(
    text: str,
    rule_spans: Sequence[NameSpan],
    model_spans: Sequence[NameSpan],
    not_names: Sequence[Span],
    explanation: Explanation = SILENT,
) -> list[NameSpan]:
    """The names of rules and model together, in text order and not overlapping.

    ``rule_spans`` do not overlap. ``model_spans`` may; they have been cut to their names. ``not_names`` are ranges of the text
    that look like names and are none.
    """
    rules_at = _owners(rule_spans)
    taken = bytearray(len(text) + 1)
    for start, end in not_names:
        taken[start:end] = b"\x01" * (end - start)
    beaten: set[int] = set()
    joined: list[NameSpan] = []
    for whole in sorted(model_spans, key=lambda one: (-one.confidence, one.start)):
        span = _with_owner(text, whole, rule_spans, rules_at)
        if span is whole:
            span = _without_place(text, whole, [rule_spans[index] for index in _inside(whole, rules_at)])
        if span.start >= span.end:
            continue
        if any(taken[span.start : span.end]):
            why = "a phrase that is no name or a surer name of the model stands there"
            explanation.refused("entities", (span.start, span.end), span.source, "names.taken", why)
            continue
        if (listed_as := _look_alike(text, span)) is not None:
            why, entry = "it is listed as a look-alike", DataEntry(_FILE, (listed_as,))
            explanation.refused("entities", (span.start, span.end), span.source, f"names.{listed_as}", why, entry)
            continue
        inside = _inside(span, rules_at)
        if inside and not _is_around(text, span, [rule_spans[index] for index in inside]):
            if (span.start, span.end) not in {(rule_spans[index].start, rule_spans[index].end) for index in inside}:
                why = "a name that the rules found stands there"
                explanation.refused("entities", (span.start, span.end), span.source, "names.rules_first", why)
            continue
        beaten |= inside
        taken[span.start : span.end] = b"\x01" * (span.end - span.start)
        joined.append(span)
    joined += [span for index, span in enumerate(rule_spans) if index not in beaten]
    return sorted(joined, key=lambda span: span.start)


def _owners(spans: Sequence[NameSpan]) -> dict[int, int]:
    """For each character of a span the index of that span."""
    return {place: index for index, span in enumerate(spans) for place in range(span.start, span.end)}


def _inside(span: NameSpan, rules_at: dict[int, int]) -> set[int]:
    """The indices of the rules' names that share a character with a span."""
    return {rules_at[place] for place in range(span.start, span.end) if place in rules_at}


def _with_owner(text: str, span: NameSpan, rule_spans: Sequence[NameSpan], rules_at: dict[int, int]) -> NameSpan:
    """A body with the state, province or city that owns it: "קבוצת החשמל" before "של וייטנאם" is "קבוצת החשמל של וייטנאם"."""
    if span.label != "ORG" or span.confidence < _SURE or " " not in text[span.start : span.end]:
        return span
    of = _OF_PLACE.match(text, span.end)
    if of is None or of.end() not in rules_at:
        return span
    place = rule_spans[rules_at[of.end()]]
    (first, *_) = name_words(text[span.start : span.end])
    if place.label != "GPE" or place.start != of.end() or not _is_head(first.text):
        return span
    return replace(span, end=place.end)


def _is_head(word: str) -> bool:
    return may_be_head(word) or word_key(word) in organisation_words().cues


# "של וייטנאם", "של מחוז קואנג נין", "של הפיליפינים"
_OF_PLACE = re.compile(r" של (?:ה?(?:מחוז|פרובינציית|עיר|קומונת|רובע) |מדינת )?ה?")


def _without_place(text: str, span: NameSpan, inside: Sequence[NameSpan]) -> NameSpan:
    """A body without the place where it is: "ועדת המפלגה במחוז קואנג נין" is a body and a place, "של מחוז" would be one."""
    for place in inside:
        if place.label in {"GPE", "LOC"} and place.end == span.end:
            found = _AT_PLACE.search(text, span.start, place.start)
            if found is not None and found.end() == place.start:
                return replace(span, end=found.start())
    return span


def _is_around(text: str, span: NameSpan, inside: Sequence[NameSpan]) -> bool:
    """Whether a sure model sees the rules' names inside a longer one: a body or the like, or a person with more surnames.

    "הכנסת רוטמן" in "חבר הכנסת רוטמן" is the end of a title and a person.
    """
    if span.label == "PER":
        (first, *others) = inside
        return not others and _is_longer_person(text, span, first)
    if any(one.label == "PER" and one.end == span.end for one in inside) and _ends_title(text, span, inside[-1]):
        return False
    if any(one.label == "ORG" and one.end == span.end and _describes(text[span.start : one.start]) for one in inside):
        return False
    return (
        span.confidence >= _SURE
        and span.label in _OUTER_LABELS
        and all(
            span.start <= one.start and one.end <= span.end and one.end - one.start < span.end - span.start
            for one in inside
        )
    )


def _describes(before: str) -> bool:
    """Whether words before a company's name say what it is: "חברת התעופה הישראלית ", "ענקית השבבים "."""
    noun, *adjectives = before.split() or [""]
    if not adjectives or not any(rest in _look_alikes().company_nouns for _, rest in word_splits(noun)):
        return False
    return all(word.startswith("ה") for word in adjectives)


def _is_longer_person(text: str, span: NameSpan, name: NameSpan) -> bool:
    """Whether a model sees more surnames than the rules: "משה בר סימן טוב", "מיכל ברק נבו"."""
    if (
        name.label != "PER"
        or name.name is not None
        or not _SPACE.search(text, name.start, name.end)
        or name.start != span.start
        or span.confidence < _SURE_OF_SURNAME
    ):
        return False
    more = [word_key(word.text) for word in name_words(text[name.end : span.end])]
    verbs = contexts().speech_verbs | contexts().action_verbs
    return (
        0 < len(more) <= _MOST_SURNAMES
        and "\n" not in text[name.end : span.end]
        and more[0] not in person_names().not_names
        and all("א" <= word[0] <= "ת" and word not in verbs for word in more)
    )


def _ends_title(text: str, span: NameSpan, name: NameSpan) -> bool:
    """Whether what stands before a person inside a model's span is the end of a title."""
    words = name_words(text[max(0, span.start - _LONGEST_TITLE) : name.end])
    at = len(words) - len(name_words(text[name.start : name.end]))
    return span.start < name.start and contexts().titles.ends_before(words, at)


def _head(span: NameSpan, written: str) -> Literal["heads", "ordinal_heads", "indefinite_heads"] | None:
    """Which list holds the first word of what is no name by it: "משמרת לילה", "מושב שני", "לשכה משפטית"."""
    first, _, rest = written.partition(" ")
    lists = _look_alikes()
    if span.label in {"ORG", "PER", "FAC", "GPE"} and word_key(first) in lists.heads:
        return None if span.label == "PER" and first in lists.ministers else "heads"
    if not rest:
        return None
    if word_key(first) in lists.ordinal_heads and _ORDINAL.fullmatch(rest):
        return "ordinal_heads"
    indefinite = first in lists.indefinite_heads and "ה" not in span.prefix
    if span.label == "ORG" and indefinite and _INDEFINITE_ADJECTIVE.fullmatch(rest):
        return "indefinite_heads"
    return None


_ORDINAL = re.compile(r"ה?(?:ראשו(?:ן|נה)|שני(?:ה|יה)?|שלישית?|רביעית?|חמישית?|שישית?|שביעית?|שמינית?|תשיעית?|עשירית?)")
_INDEFINITE_ADJECTIVE = re.compile(r"(?!ה|ל|ב|אזורית|מקומית)[א-ת]{3,}(?:ית|יות|נית|תית)(?: ו?(?!ה|ל|ב)[א-ת]{3,}ית)?")


def without_common_words(text: str, words: Sequence[NameWord], spans: Sequence[NameSpan]) -> list[NameSpan]:
    """The spans of a model without single words that the article itself, whose words these are, shows to be common nouns.

    A name has no plural ("אשכול" beside "אשכולות"), and has its article always or never ("יצירת אשכול … האשכול יוכל").
    Persons and what the lexicon knows are left alone.
    """
    single = [span for span in spans if span.label in _COMMON_LABELS and _COMMON.fullmatch(text, span.start, span.end)]
    keys = {key for span in single if len(key := _bare_key(text, span)) >= _SHORTEST_COMMON}
    if not keys:
        return list(spans)
    bare: set[str] = set()
    definite: set[str] = set()
    common: set[str] = set()
    for word in words:
        for prefix, rest in word_splits(word.text):
            key = word_key(rest)
            if key in keys:
                # ב, כ and ל may hold the article.
                if prefix.endswith("ה"):
                    definite.add(key)
                elif not prefix.endswith(("ב", "כ", "ל")):
                    bare.add(key)
                break
            if _PLURAL.search(key) and (singular := _singular(key)) in keys:
                common.add(singular)
                break
    common |= bare & definite
    return [
        span for span in spans if span not in single or _bare_key(text, span) not in common or _is_known(text, span)
    ]


def _bare_key(text: str, span: NameSpan) -> str:
    return word_key(text[span.start : span.end]).removeprefix("ה")


def _singular(plural: str) -> str:
    stem = _PLURAL.sub("", plural)
    return stem[:-1] + _FINAL_LETTERS.get(stem[-1], stem[-1])


def _is_known(text: str, span: NameSpan) -> bool:
    return any(one.condition == "none" for one in name_lexicon().spellings_of(text[span.start : span.end]))


_FINAL_LETTERS = {"כ": "ך", "מ": "ם", "נ": "ן", "פ": "ף", "צ": "ץ"}
_COMMON_LABELS = frozenset({"ORG", "GPE", "LOC", "FAC", "MISC"})
_SHORTEST_COMMON = 4
_COMMON = re.compile(r"[א-ת]{4,}")
_PLURAL = re.compile(r"(?<=[א-ת]{3})(?:ים|ות)\Z")


def _look_alike(text: str, span: NameSpan) -> _List | None:
    """Which list of look-alikes holds what a model took for a name, or the word before it."""
    written = text[span.start : span.end]
    if written in _look_alikes().indicators or _TICKER.search(text, max(0, span.start - 16), span.start):
        return "indicators"
    if any(rest in _look_alikes().abbreviations for _, rest in word_splits(written)):
        return "abbreviations"
    if word_key(written.split(" ", 1)[0]) in _look_alikes().documents or _DOCUMENT_NUMBER.match(text, span.end):
        return "documents"
    if (head := _head(span, written)) is not None:
        return head
    if span.label == "ORG" and written.rpartition(" ")[2] in _look_alikes().empty_adjectives:
        return "empty_adjectives"
    if written in _look_alikes().common_nouns or written.removeprefix("ה") in _look_alikes().common_nouns:
        return "common_nouns"
    if written == "קונגרס" and _PARTY_CONGRESS.search(text):
        return "common_nouns"
    if span.label in {"ORG", "PER", "GPE"} and (
        before := _WORD_BEFORE.search(text, max(0, span.start - 16), span.start)
    ):
        kinds: tuple[Literal["laws", "ministers"], ...] = ("laws", "ministers") if span.label == "ORG" else ("laws",)
        for kind in kinds:
            words = _look_alikes().laws if kind == "laws" else _look_alikes().ministers
            if any(stem in words for _, stem in word_splits(before[1])):
                return kind
    return None
