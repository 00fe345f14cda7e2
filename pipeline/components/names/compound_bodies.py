"""Names of bodies put together from a head and a field: "מחלקת התרבות, הספורט והתיירות", "הבנק למדיניות חברתית"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipeline.components.names.contexts import Phrases
from pipeline.hebrew.names import (
    LexiconName,
    NameWord,
    Reading,
    Spelling,
    name_fold,
    person_names,
    word_key,
)
from pipeline.pattern_files import load_patterns

_BODIES = Path(__file__).parent / "patterns" / "bodies.yaml"
_MOST_FIELDS = 5
_HEAD_PREFIXES = frozenset(
    conjunction + rest
    for conjunction in ("", "ו")
    for rest in ("", "ה", "ב", "ל", "מ", "ש", "שב", "של", "מה", "שה", "כש", "כשה")
)
_SHORTEST_ADJECTIVE = 6
_ARTICLES = ("ה", "ב", "ל")


class _BodyFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    construct_heads: list[str]
    unions: list[str]
    definite_heads: list[str]
    steering_heads: list[str]
    fields: str
    no_fields: list[str]
    purposes: str
    scopes: list[str]


@dataclass(frozen=True)
class _BodyWords:
    construct_heads: Phrases
    unions: Phrases
    definite_heads: Phrases
    steering_heads: Phrases
    fields: frozenset[str]
    no_fields: frozenset[str]
    purposes: frozenset[str]
    scopes: frozenset[str]


@lru_cache(maxsize=1)
def _body_words() -> _BodyWords:
    content = load_patterns(_BODIES, _BodyFile)
    return _BodyWords(
        construct_heads=Phrases(content.construct_heads),
        unions=Phrases(content.unions),
        definite_heads=Phrases(content.definite_heads),
        steering_heads=Phrases(content.steering_heads),
        fields=frozenset(map(word_key, content.fields.split())),
        no_fields=frozenset(map(word_key, content.no_fields)),
        purposes=frozenset(map(word_key, content.purposes.split())),
        scopes=frozenset(content.scopes),
    )


def may_be_head(word: str) -> bool:
    """Whether a word as written may be the head of a body."""
    body_words = _body_words()
    heads = (body_words.steering_heads, body_words.construct_heads, body_words.unions, body_words.definite_heads)
    return any(phrases.may_begin_with(word) for phrases in heads)


def compound_body(text: str, words: Sequence[NameWord], index: int) -> Reading | None:
    """The body whose head is the word at ``index``, as a reading that may take its owner after it; None where there is none."""
    body_words = _body_words()
    for heads, complement in (
        (body_words.steering_heads, _short_purpose_end),
        (body_words.construct_heads, _fields_end),
        (body_words.unions, _members_end),
        (body_words.definite_heads, _purpose_end),
    ):
        head = heads.match_at(words, index)
        if head is None or head[1] not in _HEAD_PREFIXES:
            continue
        following, prefix = head
        if heads is body_words.definite_heads:
            following = _past_scope(words, following)
        # "רשות להגנת …" without an article is any authority.
        if heads is body_words.definite_heads and not prefix.endswith(_ARTICLES):
            continue
        last = complement(words, following)
        if last is not None:
            return _reading(text, words, index, last, prefix)
    return None


def _past_scope(words: Sequence[NameWord], index: int) -> int:
    """The word after an adjective that says how far a body reaches: "המרכז המחוזי לבקרת", "המכון הלאומי לחקר"."""
    is_scope = index < len(words) and words[index].gap == " " and words[index].text in _body_words().scopes
    return index + 1 if is_scope else index


def _reading(text: str, words: Sequence[NameWord], index: int, last: int, prefix: str) -> Reading:
    start, end = words[index].start + len(prefix), words[last].end
    written = text[start:end]
    name = LexiconName(f"org.he.{name_fold(written)}", "ORG", written, "")
    return Reading(index, last, prefix, start, end, Spelling(name, "none", "may", "body"))


def _fields_end(words: Sequence[NameWord], index: int) -> int | None:
    """The last word of "התרבות, הספורט והתיירות"; a list with commas must end with ו."""
    if not _is_field(words, index, " ", ""):
        return None
    last = end = index
    while last + 1 < len(words) and last - index < _MOST_FIELDS:
        if _is_field(words, last + 1, " ", "ו"):
            return last + 1
        if not _is_field(words, last + 1, ",", ""):
            break
        last += 1
    return end


def _is_field(words: Sequence[NameWord], index: int, gap: str, conjunction: str) -> bool:
    if index >= len(words) or words[index].gap != gap:
        return False
    word = words[index].text
    article = f"{conjunction}ה"
    return word.startswith(article) and word_key(word[len(article) :]) in _body_words().fields


def _members_end(words: Sequence[NameWord], index: int) -> int | None:
    """The last word of "הקבלנים", "עובדי הרכבת", "בוני הארץ"."""
    if index >= len(words) or words[index].gap != " ":
        return None
    word = words[index].text
    if _is_member(word) and word.endswith(("ים", "ות", "אים")):
        return _with_adjective(words, index)
    several = word.endswith(("י", "ות")) and len(word) > 3 and not word.startswith(("ה", "ל", "ב", "ש", "ו"))
    if several or word.startswith("בוני"):
        following = index + 1
        if following < len(words) and words[following].gap == " " and _is_member(words[following].text):
            return following
    return None


def _with_adjective(words: Sequence[NameWord], index: int) -> int:
    """The members with the adjective that tells which they are: "העובדים הסוציאליים", "הרופאים המתמחים"."""
    following = index + 1
    if following < len(words) and words[following].gap == " ":
        word = words[following].text
        if _is_member(word) and len(word) >= _SHORTEST_ADJECTIVE and word.endswith(words[index].text[-2:]):
            return following
    return index


def _is_member(word: str) -> bool:
    if not word.startswith("ה") or len(word) < 4 or word_key(word) in person_names().not_names:
        return False
    return word_key(word[1:]) not in _body_words().no_fields


def _purpose_end(words: Sequence[NameWord], index: int) -> int | None:
    """The last word of "למדיניות חברתית", "להגנת הפרטיות", "לפיתוח"."""
    if index >= len(words) or words[index].gap != " ":
        return None
    word = words[index].text
    if not word.startswith("ל") or word_key(word[1:]) not in _body_words().purposes:
        return None
    following = index + 1
    if following < len(words) and words[following].gap == " ":
        second = words[following].text
        counted = word.endswith("ת") and second.endswith(("ים", "ות")) and second[0] not in "הל"
        if _is_member(second) or _is_adjective_of(second, word) or word.endswith("י") or counted:
            last = following
            if _is_field(words, last + 1, " ", "ו") or _coordinated_adjective(words, last, word):
                last += 1
            return last
    return None


def _short_purpose_end(words: Sequence[NameWord], index: int) -> int | None:
    """As ``_purpose_end``, with or without a second word: "ועדת ההיגוי לתכנון"."""
    last = _purpose_end(words, index)
    if last is not None or index >= len(words) or words[index].gap != " ":
        return last
    word = words[index].text
    return index if word.startswith("ל") and word_key(word[1:]) in _body_words().purposes else None


def _is_adjective_of(word: str, noun: str) -> bool:
    if len(word) < 4 or word_key(word) in person_names().not_names:
        return False
    if noun.endswith(("ה", "ת")):
        return word.endswith("ית")
    return word.endswith(("י", "ים")) and not word.startswith(("ב", "ל"))


def _coordinated_adjective(words: Sequence[NameWord], last: int, noun: str) -> bool:
    following = last + 1
    if following >= len(words) or words[following].gap != " " or words[following].text[:1] != "ו":
        return False
    return words[last].text.endswith("ית") and words[following].text.endswith("ית") and noun.endswith(("ה", "ת"))
