"""Verbs that tell a change only beside its rate, and verbs that with their object say by how much it is surpassed.

They are no words of the lexicon, because elsewhere they tell something else: נשר is also an eagle, but מספר הפניות נשר ב-12%
is a fall.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Literal

from pydantic import BaseModel, ConfigDict

from pipeline.components.growth.figures import CONTEXT, PATTERN_FOLDER, Figure
from pipeline.components.growth.lexicon import Cue, Entry, Tense, VerbSense, Word
from pipeline.hebrew.characters import MEDIAL_FORMS
from pipeline.pattern_files import load_patterns
from pipeline.word_patterns import any_of

Binyan = Literal["paal", "nifal", "piel", "pual", "hifil", "hufal", "hitpael"]


class _RareVerbs(BaseModel):
    model_config = ConfigDict(extra="forbid")

    verbs: dict[VerbSense, dict[Binyan, list[str]]]
    between: list[str]
    surpassed: list[str]
    passed: list[str]


def conjugate(stem: str, binyan: Binyan) -> Iterator[tuple[str, Tense]]:
    """The forms of a verb in the third person, from that of the past: התאייד gives התאיידה, מתאייד, יתאייד and the others."""
    is_open = stem.endswith("ה")  # גאה, גאתה, גאו
    inner = stem[:-1] if is_open else stem.translate(MEDIAL_FORMS)
    for form in (stem, inner + ("תה" if is_open else "ה"), inner + "ו"):
        yield form, "past"
    present, future = _stems(stem, binyan)
    base = present[:-1] if is_open else present.translate(MEDIAL_FORMS)
    feminine = "ה" if is_open or binyan == "hifil" else "ת"
    for form in (present, base + feminine, base + "ים", base + "ות"):
        yield form, "present"
    last = future[:-1] if is_open else future.translate(MEDIAL_FORMS)
    for form in ("י" + future, "ת" + future, "י" + last + "ו"):
        yield form, "future"


def _stems(stem: str, binyan: Binyan) -> tuple[str, str]:
    """The masculine form of the present, and the future without its first letter."""
    if binyan == "paal":
        return (stem[0] + "ו" + stem[1:] if len(stem) == 3 else stem), stem
    if binyan == "nifal":
        return stem, "י" + stem[1:]
    if binyan == "piel":
        bare = stem[0] + stem[1:].replace("י", "", 1) if len(stem) == 4 else stem
        return "מ" + bare, bare
    if binyan == "pual":
        return "מ" + stem, stem
    return "מ" + stem[1:], stem[1:]


def _entries(verbs: dict[VerbSense, dict[Binyan, list[str]]]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for sense, patterns in verbs.items():
        for binyan, stems in patterns.items():
            for stem in stems:
                for form, tense in conjugate(stem, binyan):
                    entries.setdefault(form, _entry(sense, tense))
    return entries


def _entry(sense: VerbSense, tense: Tense) -> Entry:
    direction: Literal["up", "down"] = "up" if sense in ("up", "raise") else "down"
    return Entry({"verb"}, direction=direction, sense=sense, tense=tense)


_LISTS = load_patterns(PATTERN_FOLDER / "rare_verbs.yaml", _RareVerbs)
_ENTRIES = _entries(_LISTS.verbs)
_BETWEEN = frozenset([*_LISTS.between, *CONTEXT.basis, *CONTEXT.time_words])
_CONJUNCTIONS = ("וכש", "כש", "וש", "ש", "ו", "")
_HEADS = any_of(_LISTS.surpassed)
_SURPASSED = re.compile(rf" (?:את|על|מעל) ה?{_HEADS}(?![א-ת])| את 20\d\d(?!\d)")
_LAGGED = re.compile(rf" (?:אחרי|מאחורי|אחר) ה?{_HEADS}(?![א-ת])")
# What follows a level that such a verb tells: הצטופף ל-210, לעומת 175 בחורף
_COMPARED = re.compile(r",? (?:לעומת|מול|במקום|אחרי|לאחר|מ-?)[ ]?(?:כ-?)?\d")
# Before a figure, what is surpassed: חצה את זה של השנה הקודמת ב-4%
_PASSED = frozenset(_LISTS.passed)
_GAP = re.compile(r"[ ,]{1,2}")
# A verb of any meaning: three letters or more, no definite noun. Before ב-27.3% את רמת 2024 there can hardly be another word.
_ANY_VERB = re.compile(r"(?:ה(?=[מ]))?[ושכ]{0,2}[א-ת]{3,}")
_MOST_BETWEEN = 4
_LONGEST_OBJECT = 8


def rare_verbs(text: str, words: list[Word], figures: Iterable[Figure], taken: list[tuple[int, int]]) -> Iterator[Cue]:
    """The verbs beside the figures of a sentence that are no words of the lexicon, in order.

    ``words`` are those of the sentence, ``taken`` the ranges that mean something else: words of the lexicon and dates.
    """
    for figure in figures:
        is_level = figure.preposition == "ל" and _COMPARED.match(text, figure.after_end)
        is_rate = figure.preposition == "ב" and figure.unit != "count"
        if not (is_level or is_rate) or figure.form in ("multiple", "unchanged"):
            continue
        index = bisect_left(words, figure.lead_start, key=attrgetter("start"))
        found = _verb_before(text, words, index, figure, taken) or _verb_of_object(text, words, index, taken)
        if found is not None:
            yield found


def _verb_before(text: str, words: list[Word], index: int, figure: Figure, taken: list[tuple[int, int]]) -> Cue | None:
    end = figure.lead_start
    for word in reversed(words[max(0, index - _MOST_BETWEEN - 1) : index]):
        if not _GAP.fullmatch(text, word.end, end):
            return None
        end = word.start
        is_taken = any(start < word.end and word.start < stop for start, stop in taken)
        if not is_taken:
            cue = _rare(word) or _surpassing(text, word, figure)
            if cue is not None and cue.entry.sense in ("up", "down"):
                return cue
        is_time = word.text.startswith("ב") and word.text[1:].removeprefix("ה") in _BETWEEN
        if not is_taken and not is_time and word.text not in _BETWEEN:
            return None
    return None


def _verb_of_object(text: str, words: list[Word], index: int, taken: list[tuple[int, int]]) -> Cue | None:
    """The verb that changes or passes its object: ``תגברה את מצבת העובדים ב-8%``, ``חצה את זה של 2023 ב-4%``."""
    for place in range(index - 1, max(0, index - _LONGEST_OBJECT), -1):
        if text[words[place - 1].end : words[place].start] != " ":
            return None
        if words[place].text in ("את", "על"):
            verb, head = words[place - 1], words[place + 1].text if place + 1 < index else ""
            cue = _rare(verb)
            if cue is not None and cue.entry.sense in ("raise", "lower"):
                return cue
            is_known = any(start < verb.end and verb.start < stop for start, stop in taken)
            if is_known or head.removeprefix("ה") not in _PASSED or not _ANY_VERB.fullmatch(verb.text):
                return None
            return _cue(verb, "", _entry("up", "past"))
    return None


def _rare(word: Word) -> Cue | None:
    for prefix in _CONJUNCTIONS:
        entry = _ENTRIES.get(word.text[len(prefix) :]) if word.text.startswith(prefix) else None
        if entry is not None:
            return _cue(word, prefix, entry)
    bare = word.text.removeprefix("ה")  # התיקים המידלדלים
    entry = _ENTRIES.get(bare)
    return _cue(word, "ה", entry) if entry is not None and entry.tense == "present" and bare != word.text else None


def _cue(word: Word, prefix: str, entry: Entry) -> Cue:
    return Cue(word.start + len(prefix), word.end, prefix, word.start, entry)


def _surpassing(text: str, word: Word, figure: Figure) -> Cue | None:
    """A verb that says that its subject is more than what follows the figure: ``עבר ב-27.3% את רמת שבעת החודשים``."""
    if not figure.is_rate or not _ANY_VERB.fullmatch(word.text) or word.text in _BETWEEN:
        return None
    if _SURPASSED.match(text, figure.after_end):
        return _cue(word, "", _entry("up", "past"))
    if _LAGGED.match(text, figure.after_end):
        return _cue(word, "", _entry("down", "past"))
    return None
