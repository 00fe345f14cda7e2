"""Why names are names, what gave them their label and id, and why other words were refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.components.explanations import DataEntry, Explanation, Span, find_entry
from pipeline.components.names.contexts import Phrases, contexts
from pipeline.components.names.spans import NameSpan
from pipeline.hebrew import lexicon
from pipeline.hebrew.names import LexiconName, NameWord, Reading, name_lexicon, name_words
from pipeline.pattern_files import load_patterns

_LEXICON = Path(lexicon.__file__).parent
_ORGANISATIONS = _LEXICON / "organisations.yaml"
_EVENTS = Path(__file__).parent / "patterns" / "events.yaml"
_MOST_WORDS_OF_TITLE = 6

_WHY_LABEL = {
    "names.lexicon": "the lexicon has it",
    "names.near_spelling": "it is spelt nearly as the lexicon has it, after a word for a place",
    "names.body": "a word for a body, with the owner that follows it",
    "names.place_noun": "Vietnamese syllables after a word for a place",
    "names.vietnamese_place": "Vietnamese syllables after a proclitic, or beside another place",
    "names.vietnamese_person": "a Vietnamese family name and syllables of given names",
    "names.title": "a name after a title",
    "names.given_name": "a given name and what looks like a surname",
    "names.short_mention": "a part of the name of somebody named in full",
    "names.acronym": "letters that stand in brackets after a name",
    "names.quoted": "what stands before its quotation marks says what they name",
}


def explain_names(
    text: str, spans: Sequence[NameSpan], names: Sequence[LexiconName], full: Sequence[int], explanation: Explanation
) -> None:
    """Note what gave the names of a text their labels and ids.

    ``names`` are the entries of the ``spans`` by themselves, ``full`` the index of the mention that says best what each names.
    """
    words = name_words(text)
    index_at = {word.start: index for index, word in enumerate(words)}
    mentions_of: dict[str, list[NameSpan]] = defaultdict(list)
    for place, span in enumerate(spans):
        mentions_of[names[full[place]].id].append(span)
    for place, span in enumerate(spans):
        mention, name = (span.start, span.end), names[full[place]]
        before = _phrase_before(words, index_at.get(span.start - len(span.prefix)), span)
        explanation.decided("entities", mention, "label", *_label_grounds(text, span, before, mentions_of[name.id]))
        best = spans[full[place]]
        if best is not span:
            why, whose = "that of the mention which says more", (best.start, best.end)
            explanation.decided("entities", mention, "canonical_id", why, whose)
        elif span.name is None:
            explanation.decided("entities", mention, "canonical_id", "made of its label and its letters")
        else:
            why = "that of its entry and of its owner's" if "/" in name.id else "that of its entry"
            explanation.decided("entities", mention, "canonical_id", why, None, _lexicon_entry(span.name))


def _label_grounds(
    text: str, span: NameSpan, before: Span | None, mentions: Sequence[NameSpan]
) -> tuple[str, Span | None, DataEntry | None]:
    """Why a name has its label; ``mentions`` are all of the same thing, ``before`` a title or a word for a place."""
    if span.source.startswith("ner:"):
        return "the model says so", None, None
    if span.source not in _WHY_LABEL:
        return "an expression for such names", None, _pattern_entry(text, span)
    if span.source == "names.short_mention":
        whole = max(mentions, key=lambda mention: mention.end - mention.start)
        return _WHY_LABEL[span.source], (whole.start, whole.end), None
    return _WHY_LABEL[span.source], before, _lexicon_entry(span.name) if span.name is not None else None


def explain_waiting(readings: Iterable[Reading], explanation: Explanation) -> None:
    """Note the spellings of the lexicon that are words too, and that nothing shows to be names."""
    why = "it is a word too, and nothing beside it shows that it is a name"
    for reading in readings:
        span, entry = (reading.start, reading.end), _lexicon_entry(reading.spelling.name)
        explanation.refused("entities", span, "names.lexicon", "names.condition", why, entry)


def explain_look_alikes(readings: Iterable[Reading], explanation: Explanation) -> None:
    """Note the phrases of the lexicon that hold a name and are none."""
    why = "it is a phrase that is no name"
    for reading in readings:
        span, entry = (
            (reading.start, reading.end),
            find_entry(_ORGANISATIONS, reading.spelling.name.hebrew, "look_alikes"),
        )
        explanation.refused("entities", span, "names.lexicon", "names.look_alike", why, entry)


def _phrase_before(words: Sequence[NameWord], index: int | None, span: NameSpan) -> Span | None:
    """The title before a person, or the word for a place before a place."""
    if index is None or index == 0:
        return None
    phrases: Phrases = contexts().titles if span.label == "PER" else contexts().place_nouns
    for first in range(max(0, index - _MOST_WORDS_OF_TITLE), index):
        if phrases.end_after(words, first) == index:
            return words[first].start, words[index - 1].end
    return None


def _lexicon_entry(name: LexiconName) -> DataEntry | None:
    """The line of the lexicon that holds a name; that of a body's noun for a body with an owner."""
    own = name_lexicon().names.get(name.id.partition("/")[0], name)
    key = own.id
    while key:
        for entry, spellings in _lines_by_key().get(key, ()):
            if own.hebrew.removeprefix("משרד ") in spellings:
                return entry
        key = key.partition(".")[2]
    return None


@lru_cache(maxsize=1)
def _lines_by_key() -> dict[str, list[tuple[DataEntry, frozenset[str]]]]:
    """The lines of the lexicon by their keys: where they stand, and the spellings that they list."""
    found: dict[str, list[tuple[DataEntry, frozenset[str]]]] = defaultdict(list)
    for file in sorted(_LEXICON.glob("*.yaml")):
        for group, lines in load_patterns(file, dict[str, Any]).items():
            for key, line in lines.items() if isinstance(lines, dict) else ():
                if isinstance(line, str):
                    parts = (part.strip().rstrip("?~") for part in line.split("|"))
                    spellings = frozenset(part.removeprefix("(ה)") for part in parts)
                    found[str(key)].append((DataEntry(file, (group, key)), spellings))
    return found


def _pattern_entry(text: str, span: NameSpan) -> DataEntry | None:
    """The expression that finds a name just there."""
    for index, pattern in enumerate(contexts().patterns):
        found = pattern.expression.finditer(text) if pattern.source == span.source else ()
        if any(match.span("name") == (span.start, span.end) for match in found):
            return DataEntry(_EVENTS, ("patterns", index))
    return None
