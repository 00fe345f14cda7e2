"""Why quotations are slogans, what each column of a slogan came from, and by which rule the others were refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import regex

from pipeline.components.explanations import DataEntry, Explanation, Span, find_entry
from pipeline.components.slogans.candidates import Candidate
from pipeline.components.slogans.vocabulary import (
    CUES,
    LOOK_ALIKE_ROLES,
    PATTERN_FOLDER,
    Noun,
    NounRole,
    is_verb,
    read_noun,
)
from pipeline.facts import Slogan

_CUES, _LOOK_ALIKES = PATTERN_FOLDER / "cues.yaml", PATTERN_FOLDER / "look_alikes.yaml"
_LISTS: dict[NounRole, tuple[Path, tuple[str, ...]]] = {
    "motto": (_CUES, ("mottos",)),
    "motto_of_several_words": (_CUES, ("mottos_of_several_words",)),
    "weak_motto": (_CUES, ("weak_mottos",)),
    "formula_noun": (_CUES, ("formula_nouns",)),
    "title": (_CUES, ("titles",)),
    "goal": (_CUES, ("goals",)),
    "placard": (_CUES, ("placards",)),
    "heading": (_CUES, ("headings",)),
    "body": (_LOOK_ALIKES, ("bodies",)),
    "media": (_LOOK_ALIKES, ("media",)),
    "work": (_LOOK_ALIKES, ("works",)),
    "document": (_LOOK_ALIKES, ("documents", "faults")),
}
_WINDOW = 130
_WORD = regex.compile("[א-ת]+(?:[\"'-][א-ת]+)*")
_SENTENCE_END = regex.compile(r"[.?!;](?=\s)|\n")

_CHANTING = CUES.chant_verbs | CUES.chant_verbs_of_crowds

_WHY_REFUSED = {
    "slogans.part_of_a_slogan": "it stands inside a slogan or among its parts",
    "slogans.alias": "it is a name by which something is called from there on",
    "slogans.look_alike": "it is the name of a body, a work, a document or a newspaper",
    "slogans.notice": "it is what a sign says to those who pass by",
    "slogans.broadcast": "it is the name of a broadcast",
    "slogans.building": "it is the name of something that is built",
    "slogans.body": "it is the name of a body",
    "slogans.predicate": "it says something of the noun before it",
    "slogans.operation": "it is the name of an operation of an army",
    "slogans.publication": "it is said or published",
}
_WHY_FORM = {
    "slogans.list": "that of its neighbour in a list",
    "slogans.repetition": "that of the same words elsewhere",
    "slogans.numbered": "a number and what it counts",
    "slogans.title_words": "its first word is that of a campaign's name",
    "slogans.goal_words": "its words are those of a goal",
    "slogans.parallel": "its halves are parallel",
}


def explain(text: str, candidates: Sequence[Candidate], slogans: Sequence[Slogan], explanation: Explanation) -> None:
    """Note what is known of every quotation, and of the slogans that stand without marks."""
    for candidate in candidates:
        if candidate.decision is None:
            _explain_refusal(text, candidate, explanation)
    candidate_at = {candidate.start: candidate for candidate in candidates}
    first_mention: dict[int, Slogan] = {}
    for slogan in slogans:
        mention = (slogan.start, slogan.end)
        first = first_mention.setdefault(slogan.cluster, slogan)
        words, entry = _cue(text, slogan)
        if words is not None:
            explanation.decided("slogans", mention, "cue", "the word that announces it", words, entry)
        if slogan.source == "slogans.repetition" and first is not slogan:
            words = (first.start, first.end)
        if slogan.source == "slogans.numbered":
            words = mention
        explanation.decided("slogans", mention, "form", _WHY_FORM.get(slogan.source, "what announces it"), words)
        if slogan.speaker_mention is not None:
            why = "the one person or body before it, who owns its cue or is the subject of its verb"
            explanation.decided("slogans", mention, "speaker", why, slogan.speaker_mention)
        if slogan.count is not None:
            explanation.decided("slogans", mention, "count", "the number inside the marks", mention)
            explanation.decided("slogans", mention, "head", "what the number counts", mention)
        quoted = candidate_at.get(slogan.start)
        if slogan.items and quoted is not None:
            explanation.decided("slogans", mention, "items", *_source_of_parts(quoted))


def _explain_refusal(text: str, candidate: Candidate, explanation: Explanation) -> None:
    by, entry = candidate.refused_by, None
    if by == "slogans.look_alike":
        entry = _look_alike_before(text, candidate.quotation.glued_from)
    if by is None and (
        candidate.is_said or candidate.after.is_speech or candidate.before.role in ("speech", "nickname")
    ):
        by, why = "slogans.speech", "somebody says it, or calls something so"
    elif by is None:
        by, why = "slogans.no_cue", "nothing announces it, and its form is not that of a slogan"
    else:
        why = _WHY_REFUSED[by]
    explanation.refused("slogans", (candidate.start, candidate.end), "slogans.quotation", by, why, entry)


def _source_of_parts(candidate: Candidate) -> tuple[str, Span | None]:
    if candidate.formula is not None and candidate.formula.parts:
        return "the words inside the marks", (candidate.start, candidate.end)
    after = candidate.quotation.outer_end if candidate.quotation.is_closed else candidate.end
    if candidate.parts_end > after:
        return "the words after it", (after, candidate.parts_end)
    return "the words before it, which it sums up", None


def _cue(text: str, slogan: Slogan) -> tuple[Span | None, DataEntry | None]:
    """The word nearest to a slogan, first before it and then after it, that is its cue; and where that is listed."""
    if slogan.cue is None:
        return None, None
    for word in (*_words_before(text, slogan.start), *_words_after(text, slogan.end)):
        noun = read_noun(word[0])
        if noun is not None and noun.lemma == slogan.cue:
            return word.span(), _entry_of(noun)
        if slogan.source == "slogans.chant" and is_verb(word[0], _CHANTING):
            return word.span(), None
    return None, None


def _look_alike_before(text: str, position: int) -> DataEntry | None:
    for word in _words_before(text, position):
        noun = read_noun(word[0])
        if noun is not None and (noun.role in LOOK_ALIKE_ROLES or noun.role == "heading"):
            return _entry_of(noun)
    return None


def _entry_of(noun: Noun) -> DataEntry | None:
    """Where the word lists hold a noun."""
    file, groups = _LISTS[noun.role]
    found = (find_entry(file, noun.lemma, group) for group in groups)
    return next((entry for entry in found if entry is not None), None)


def _words_before(text: str, position: int) -> list[regex.Match[str]]:
    """The words of the sentence before a position, the nearest first."""
    start = max(0, position - _WINDOW)
    for end in _SENTENCE_END.finditer(text, start, position):
        start = end.end()
    return list(_WORD.finditer(text, start, position))[::-1]


def _words_after(text: str, position: int) -> list[regex.Match[str]]:
    return list(_WORD.finditer(text, position, position + _WINDOW))
