"""Who says a slogan, where the text puts it beyond doubt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import regex

from pipeline.components.slogans.vocabulary import CUES, is_verb, read_noun
from pipeline.facts import Entity

_SPEAKER_LABELS = frozenset({"PER", "ORG"})
_WORDS = regex.compile("[א-ת]+(?:[\"'][א-ת]+)*")
_GLUE = regex.compile(r"[א-ת]{1,6}-?\Z")
_MOST_WORDS_TO_VERB = 4
_MOST_WORDS_FROM_CUE = 4


def speaker_of(text: str, start: int, end: int, entities: Sequence[Entity]) -> tuple[int, int] | None:
    """The (name_start, name_end) of the entity that says the slogan which begins at ``end``, read from ``text[start:end]``.

    It is the one person or body before the slogan in its sentence, and either owns the cue (הסיסמה של הליכוד "…") or is the
    subject of a verb of repeating, adopting or launching (שלום חוזר על "3 ההבטחות"). ``entities`` stand in text order.
    """
    first = bisect_left(entities, start, key=lambda entity: entity.start)
    speakers: list[Entity] = []
    for entity in entities[first:]:
        if entity.start >= end:
            break
        if entity.label in _SPEAKER_LABELS and entity.end <= end:
            speakers.append(entity)
    if len({entity.canonical_id or entity.name_start for entity in speakers}) != 1:
        return None
    speaker = speakers[-1]
    glue = _GLUE.search(text, start, speaker.name_start)
    name_start = glue.start() if glue else speaker.name_start
    before = _WORDS.findall(text, start, name_start)[-_MOST_WORDS_FROM_CUE:]
    between = _WORDS.findall(text, speaker.end, end)
    if not between and _is_owner(before):
        return speaker.name_start, speaker.name_end
    close = [*before[-2:], *between[:_MOST_WORDS_TO_VERB]]
    if any(is_verb(word, CUES.adopting_verbs) for word in close):
        return speaker.name_start, speaker.name_end
    return None


def _is_owner(words: list[str]) -> bool:
    """Whether the words before a name end with a cue that it owns: ``המוטו של``, ``סיסמת``."""
    nouns = [read_noun(word) for word in words if word != "של"]
    return bool(nouns) and nouns[-1] is not None and nouns[-1].role == "motto"
