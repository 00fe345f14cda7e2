"""Slogans without quotation marks: after a cue and a colon (``הסיסמה החדשה: יחד נבנה``), and hashtags that are called so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from pipeline.components.slogans.vocabulary import CUES, LOOK_ALIKES, is_verb, is_word, read_noun
from pipeline.hebrew.characters import DASHES, GERESH_MARKS, QUOTE_MARKS
from pipeline.hebrew.proclitics import PROCLITICS

_MOST_WORDS = 9
_CUE_FORMS = "|".join(sorted((regex.escape(form) for form in CUES.unquoted_cues), key=len, reverse=True))
_AFTER_COLON = regex.compile(
    rf"(?<![א-ת])(?P<prefix>{PROCLITICS})?(?P<cue>{_CUE_FORMS})(?![א-ת{QUOTE_MARKS}{GERESH_MARKS}])"
    rf"(?P<between>(?: [^\s:.,!?{QUOTE_MARKS}]{{1,20}}){{0,5}}): "
    rf"(?P<slogan>[א-ת\d][^\n{QUOTE_MARKS}:;.!?()]{{3,80}})(?=[.!?;\n(]|\Z)"
)
_HASHTAG = regex.compile(
    rf"(?<![א-ת])(?:{PROCLITICS})?(?P<cue>{'|'.join(map(regex.escape, CUES.hashtag_cues))})(?: [א-ת]{{1,12}}){{0,2}}"
    rf"[ ,:]{{1,2}}(?P<slogan>#[\w{DASHES}]{{2,60}})(?<![{DASHES}])"
)


@dataclass(frozen=True, slots=True)
class Unquoted:
    """A slogan without marks at ``start:end`` and the cue word that announces it."""

    start: int
    end: int
    cue: str


def find_unquoted(text: str) -> Iterator[Unquoted]:
    """The slogans without quotation marks of a text, in linear time."""
    if ":" in text:
        for match in _AFTER_COLON.finditer(text):
            slogan = match["slogan"].rstrip(f" ,{DASHES}")
            cue = read_noun(match["cue"])
            if cue is not None and _is_definite(match) and _only_links(match["between"].split()) and _is_short(slogan):
                yield Unquoted(match.start("slogan"), match.start("slogan") + len(slogan), cue.lemma)
    if "#" in text:
        for match in _HASHTAG.finditer(text):
            yield Unquoted(match.start("slogan"), match.end("slogan"), match["cue"])


def _is_definite(match: regex.Match[str]) -> bool:
    """המוטו, בסיסמה and סיסמת הליכוד, but not a motto that is only spoken of."""
    return (match["prefix"] or "").endswith(("ה", "ב", "ל")) or match["cue"] in CUES.unquoted_constructs


def _only_links(words: list[str]) -> bool:
    """המוטו של החברה הוא · הסיסמה החדשה שנבחרה: no clause with a verb of its own."""
    if any(is_verb(word, LOOK_ALIKES.speech_verbs) and word not in CUES.copulas for word in words):
        return False
    return all(
        word in CUES.copulas
        or word in CUES.plain_adjectives
        or word.startswith(("ה", "ש"))
        or (index > 0 and words[index - 1] == "של")
        for index, word in enumerate(words)
    )


def _is_short(slogan: str) -> bool:
    words = slogan.split()
    if not 2 <= len(words) <= _MOST_WORDS:
        return False
    return not any(
        is_verb(word, LOOK_ALIKES.speech_verbs) or is_word(word, LOOK_ALIKES.speech_sources) for word in words
    )
