"""Links a name in a spelling that the lexicon lacks to the one entry that it must be, or to none.

Only foreign names are matched by ear; a Hebrew name in other letters is another name. A wrong link is worse than none: a name
must keep three consonants of its entry, differ in little besides, and lie clearly nearer to this entry than to any other.
A name that is wholly made of Vietnamese syllables has its own spelling already: ``האי נאם`` is Hải Nam and not Hà Nam.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from pipeline.facts import EntityLabel
from pipeline.hebrew.names import (
    CACHED_WORDS,
    LOOK_ALIKE,
    LexiconName,
    Spelling,
    foreign_person_ids,
    name_fold,
    name_lexicon,
    name_words,
    vietnamese_syllables,
    word_key,
)
from pipeline.hebrew.transliteration import skeleton, spelling_distance, spelling_likeness

_LEAST_CONSONANTS = 3
_LEAST_CONSONANTS_OF_A_WORD = 4
_FARTHEST = 0.9
"""Less than one consonant, or two vowel letters and a little more."""
_FARTHEST_SHARE = 0.09
"""The distance for each letter of the name: short names must be spelt more alike."""
_LEAST_MARGIN = 0.25
"""How much farther the next entry must lie."""
_MOST_CANDIDATES = 400
_LEAST_FOLDED = 4
_FOLDED_SCORE = 0.95
_FOREIGN = ("vn.", "country.", "city.", "place.")
_KINDS: dict[EntityLabel, str] = {"GPE": "place", "LOC": "place", "PER": "person", "ORG": "body"}


@dataclass(frozen=True, slots=True)
class NearName:
    """The entry that a spelling stands for, and how alike they are (``alias_score``)."""

    name: LexiconName
    alias_score: float


def lexicon_name(written: str, label: EntityLabel) -> NearName | None:
    """The one entry of this kind that a name spells: as the lexicon does, but for final forms and the like, or nearly.

    A spelling of a place or body that counts only in some contexts counts here: the caller knows that it is a name. One of a
    person does not, for many people have that name.
    """
    kind = _KINDS.get(label)
    return _lexicon_name(written, kind) if kind else None


@lru_cache(maxsize=CACHED_WORDS)
def _lexicon_name(written: str, kind: str) -> NearName | None:
    exact = {one.name.id: one.name for one in name_lexicon().spellings_of(written) if _tells(one, kind)}
    if exact:
        return NearName(next(iter(exact.values())), 1.0) if len(exact) == 1 else None
    fold = name_fold(written)
    folded = _index().by_fold.get((kind, fold), {})
    if len(fold) >= _LEAST_FOLDED and len(folded) == 1:
        return NearName(next(iter(folded.values())), _FOLDED_SCORE)
    return near_name(written, label="PER" if kind == "person" else "GPE") if kind != "body" else None


@lru_cache(maxsize=CACHED_WORDS)
def near_name(written: str, label: EntityLabel) -> NearName | None:
    """The one foreign place or person that a name nearly spells; None where there is none or more than one."""
    key = skeleton(written)
    words = [word_key(word.text) for word in name_words(written)]
    if len(key) < (_LEAST_CONSONANTS if len(words) > 1 else _LEAST_CONSONANTS_OF_A_WORD):
        return None
    if len(words) > 1 and all(word in vietnamese_syllables().latin_of for word in words):
        return None
    candidates = _index().by_skeleton.get((_KINDS.get(label, ""), key), ())
    nearest: dict[str, tuple[float, LexiconName, str]] = {}
    for spelling, name in candidates[:_MOST_CANDIDATES]:
        distance = spelling_distance(written, spelling)
        if name.id not in nearest or distance < nearest[name.id][0]:
            nearest[name.id] = (distance, name, spelling)
    ranked = sorted(nearest.values(), key=lambda one: (one[0], one[1].id))
    if not ranked or ranked[0][0] > min(_FARTHEST, _FARTHEST_SHARE * len(written)):
        return None
    if len(ranked) > 1 and ranked[1][0] - ranked[0][0] < _LEAST_MARGIN:
        return None
    _, name, spelling = ranked[0]
    return NearName(name, min(round(spelling_likeness(written, spelling), 3), 0.99))


class _Index:
    """The spellings of the lexicon by their folded form and, for foreign names, by their skeleton."""

    def __init__(self) -> None:
        self.by_fold: dict[tuple[str, str], dict[str, LexiconName]] = defaultdict(dict)
        self.by_skeleton: dict[tuple[str, str], list[tuple[str, LexiconName]]] = defaultdict(list)
        people = foreign_person_ids()
        for key, spellings in name_lexicon().all_spellings():
            written = " ".join(key)
            for spelling in spellings:
                name = spelling.name
                kind = _KINDS.get(name.label, "")
                if not _tells(spelling, kind) or spelling.role in {"construct", "office"}:
                    continue
                self.by_fold[kind, name_fold(written)][name.id] = name
                foreign = name.id in people if kind == "person" else name.id.startswith(_FOREIGN)
                if foreign and (found := skeleton(written)):
                    self.by_skeleton[kind, found].append((written, name))


@lru_cache(maxsize=1)
def _index() -> _Index:
    return _Index()


def _tells(spelling: Spelling, kind: str) -> bool:
    """Whether a spelling by itself tells which thing of this kind is named."""
    name = spelling.name
    of_many = name.label == "PER" and spelling.condition != "none"
    return name.id != LOOK_ALIKE and not of_many and _KINDS.get(name.label) == kind
