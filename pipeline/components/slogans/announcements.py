"""What the words before and after a quotation announce it to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.components.slogans.surroundings import Word
from pipeline.components.slogans.vocabulary import (
    CUES,
    LOOK_ALIKE_ROLES,
    LOOK_ALIKES,
    Noun,
    is_verb,
    is_word,
    read_noun,
)
from pipeline.hebrew.characters import DASHES

Role = Literal[
    "motto", "motto_of_several_words", "weak_motto", "title", "goal", "placard", "chant",
    "speech", "nickname", "alias", "look_alike", "nothing",
]  # fmt: skip

# How many words may stand between a cue and the quotation that it announces.
_REACH: dict[str, int] = {
    "motto": 6, "motto_of_several_words": 1, "weak_motto": 2, "title": 4, "goal": 2, "placard": 1,
    "body": 3, "media": 2, "work": 3, "document": 2, "heading": 1,
}  # fmt: skip
_REACH_AFTER_COPULA = 6
_SPEECH_REACH = 9


@dataclass(frozen=True, slots=True)
class Announcement:
    """What stands before a quotation. ``lemma`` is the cue, ``has_colon`` tells that a colon introduces the quotation.

    ``is_said`` is true where a verb of speaking governs the quotation or may do so (it stands somewhere before it in the
    sentence), ``is_object`` where the quotation is an object with its own preposition (הדגיש את "5 אמיתות");
    ``is_carried_out`` where the sentence speaks of applying or repeating it (ליישם, לפי, חוזרים על).
    """

    role: Role
    lemma: str | None = None
    has_colon: bool = False
    opens_sentence: bool = False
    is_object: bool = False
    is_said: bool = False
    is_carried_out: bool = False
    is_sure: bool = True


def read_before(words: Sequence[Word], glue: str) -> Announcement:
    """Read the words before a quotation, the nearest first, and the proclitics that are glued to its opening mark."""
    marks, rest = _leading_marks(words)
    has_colon = ":" in marks
    told = [word.text for word in rest if word.kind == "word"]
    is_object = glue.lstrip("ו").startswith(("ב", "ל", "ה", "מ")) or bool(
        told and told[0] in ("את", "על", "ועל", "ואת")
    )
    said = any(_speaks(word) for word in told[:_SPEECH_REACH])
    carried_out = any(is_word(word, CUES.carrying_out) for word in told[:5])

    def announce(role: Role, lemma: str | None = None, is_sure: bool = True) -> Announcement:
        return Announcement(role, lemma, has_colon, not words, is_object, said, carried_out, is_sure)

    if any(word in LOOK_ALIKES.alias_cues for word in told[:3]):
        return announce("alias")
    if (chant := _chant(rest)) is not None:
        return announce(chant, "קריאה" if chant == "chant" else None)
    if (placard := _placard(rest, has_colon)) is not None:
        return announce("placard", placard)
    if rest and rest[0].text in CUES.under:
        moves = any(is_verb(word, CUES.under_verbs) for word in told[:10])
        return announce("motto_of_several_words" if moves else "nothing")
    return announce(*_noun_phrase(rest, has_colon, "," in marks or any(dash in marks for dash in DASHES)))


def _leading_marks(words: Sequence[Word]) -> tuple[str, Sequence[Word]]:
    count = 0
    while count < min(3, len(words)) and words[count].kind == "mark":
        count += 1
    return "".join(word.text for word in words[:count]), words[count:]


def _speaks(word: str) -> bool:
    return is_verb(word, LOOK_ALIKES.speech_verbs) or is_verb(word, LOOK_ALIKES.speech_sources)


def _chant(words: Sequence[Word]) -> Literal["chant", "speech"] | None:
    """קראו "די" · הקהל קרא בקצב "התפטר"; one person who calls speaks."""
    position = 0
    while position < min(5, len(words)) and is_word(words[position].text, CUES.chant_links):
        position += 1
    if position >= len(words) or words[position].kind != "word":
        return None
    verb = words[position].text
    if is_verb(verb, CUES.chant_verbs_of_crowds):
        return "chant"
    if is_verb(verb, CUES.chant_verbs):
        subject = words[position + 1 : position + 4]
        return "chant" if any(is_word(word.text, CUES.crowds) for word in subject) else "speech"
    return None


def _placard(words: Sequence[Word], has_colon: bool) -> str | None:
    """The lemma of what the quotation is written on: שלט גדול ועליו "…" · על השלטים נכתב "…" · חולצות שעליהן "…"."""
    other, linked, written_on, is_written = 0, has_colon, False, False
    for word in words[:9]:
        if word.kind == "mark":
            if word.text != ",":
                return None
            continue
        noun = read_noun(word.text) if word.kind == "word" else None
        if noun is not None and noun.role == "placard":
            return noun.lemma
        if word.kind == "word" and word.text in CUES.placard_links:
            linked = linked or word.text in CUES.written_on or is_verb(word.text, CUES.writing_verbs)
            written_on = written_on or word.text in CUES.written_on
            is_written = is_written or is_verb(word.text, CUES.writing_verbs)
            continue
        if noun is not None or word.kind == "quotation":
            break
        other += 1
        if other > (3 if linked else 1):
            break
    return "כתובת" if written_on and (is_written or _follows_directly(words)) else None


def _follows_directly(words: Sequence[Word]) -> bool:
    return bool(words) and words[0].text in CUES.written_on


def _noun_phrase(words: Sequence[Word], has_colon: bool, has_comma: bool) -> tuple[Role, str | None, bool]:
    """What the noun phrase before a quotation makes of it: role, lemma, whether that is sure."""
    position, has_copula, is_named = 0, False, False
    speaks_first = False
    while position < min(5, len(words)) and words[position].kind == "word":
        word = words[position].text
        if is_verb(word, CUES.naming) and word not in LOOK_ALIKES.nickname_cues:
            is_named = True
        elif word in LOOK_ALIKES.nickname_cues or is_word(word, LOOK_ALIKES.nickname_cues):
            return _nicknamed(words[position + 1 :])
        elif word in CUES.copulas:
            has_copula = has_copula or word not in ("של", "את", "כגון", "כמו")
            speaks_first = speaks_first or _speaks(word)
        else:
            break
        position += 1
    hit: tuple[int, Noun] | None = None
    distance = 0
    for index in range(position, len(words)):
        word = words[index].text
        if words[index].kind == "quotation":
            if has_copula or has_colon:
                distance += 1
                continue
            break
        if words[index].kind == "mark":
            break
        noun = read_noun(word)
        if noun is not None and not _is_excepted(noun, words, index):
            reach = _REACH[noun.role] if not (has_copula or has_colon) else _REACH_AFTER_COPULA
            if distance <= reach:
                hit = (index, noun)
            break
        if word == "כי" or _speaks(word):
            return "speech", None, True
        if word in LOOK_ALIKES.barriers:
            break
        distance += 1
        if distance > _REACH_AFTER_COPULA:
            break
    if hit is None:
        if speaks_first or (has_colon and not is_named):
            return "speech", None, True
        return ("nickname" if is_named else "nothing"), None, True
    index, noun = hit
    owner = _owned_cue(words, index, noun, has_colon or has_copula)
    if owner is not None:
        index, noun = owner
        distance = 0
    if noun.role in LOOK_ALIKE_ROLES and any(is_word(word.text, CUES.carrying_out) for word in words[:index]):
        return "nothing", None, True  # במצע מופיעים "4 העוגנים"
    if noun.role in LOOK_ALIKE_ROLES:
        return ("speech" if has_colon and noun.role in ("body", "media") else "look_alike"), None, True
    if noun.role == "heading":
        return _heading(words, index)
    if speaks_first and noun.role not in ("motto", "motto_of_several_words"):
        return "speech", None, True
    if noun.role == "title":
        if _is_broadcast(noun, words):
            return "look_alike", None, True
        if has_copula and not is_named:
            return "nothing", None, True
        return "title", noun.lemma, not (has_colon or (has_comma and distance > 0) or distance > 2)
    if noun.role == "goal":
        return ("weak_motto" if has_copula and not is_named else "goal"), noun.lemma, not has_copula
    if noun.role == "motto":
        return "motto", noun.lemma, distance <= 3
    if noun.role == "motto_of_several_words":
        return "motto_of_several_words", noun.lemma, True
    return ("placard" if noun.role == "placard" else "weak_motto"), noun.lemma, noun.role == "placard"


def _nicknamed(words: Sequence[Word]) -> tuple[Role, str | None, bool]:
    """קמפיין המכונה "חוף נקי" is a campaign's name; מה שמכונה "הדיל" is a nickname."""
    for word in words[:3]:
        noun = read_noun(word.text)
        if noun is not None and noun.role == "title":
            return "title", noun.lemma, True
        if word.text in LOOK_ALIKES.barriers or word.kind != "word":
            break
    return "nickname", None, True


def _is_excepted(noun: Noun, words: Sequence[Word], index: int) -> bool:
    """קריאה שנייה "…" is a reading of a bill, קריאת ביניים heckling; in תנועת החיקוי "…" the movement is the cue."""
    if noun.lemma == "חיקוי" and index + 1 < len(words):
        carrier = read_noun(words[index + 1].text)
        return carrier is not None and carrier.role == "title"
    return noun.lemma == "קריאה" and index > 0 and is_word(words[index - 1].text, CUES.not_chants)


def _owned_cue(words: Sequence[Word], index: int, noun: Noun, is_apart: bool) -> tuple[int, Noun] | None:
    """The motto or goal that the noun at ``index`` only owns: סיסמת המפלגה "…" · המוטו של הקמפיין: "…".

    A noun in construct state takes the quotation for its own name: סיסמת מפלגת "…".
    """
    if noun.role in ("motto", "motto_of_several_words", "goal"):
        return None
    if not (noun.is_definite or is_apart):
        return None
    for position in range(index + 1, min(index + (5 if is_apart else 4), len(words))):
        word = words[position]
        if word.kind != "word" or word.text in LOOK_ALIKES.barriers:
            return None
        cue = read_noun(word.text)
        if cue is not None and cue.role in ("motto", "motto_of_several_words", "goal"):
            return position, cue
    return None


def _heading(words: Sequence[Word], index: int) -> tuple[Role, str | None, bool]:
    """תחת הכותרת "…": the name of a campaign, the motto of a march, or the title of a work, a document, an article."""
    before = [word.text for word in words[index + 1 : index + 9] if word.kind == "word"]
    if not before or before[0] not in CUES.under:
        return "look_alike", None, True
    for word in before[1:]:
        noun = read_noun(word)
        if noun is not None and noun.role == "title":
            return "title", noun.lemma, True
        if is_verb(word, LOOK_ALIKES.publishing) or (noun is not None and noun.role in ("work", "document", "media")):
            return "look_alike", None, True
    return "motto_of_several_words", None, False


def _is_broadcast(noun: Noun, words: Sequence[Word]) -> bool:
    return noun.lemma == "תוכנית" and any(is_word(word.text, LOOK_ALIKES.broadcast) for word in words[:8])


@dataclass(frozen=True, slots=True)
class Sequel:
    """What stands after a quotation: that it was said, that a crowd called it, or that it is a motto (``lemma``)."""

    is_speech: bool = False
    is_chant: bool = False
    is_broadcast: bool = False
    lemma: str | None = None


def read_after(words: Sequence[Word]) -> Sequel:
    """Read the words after a quotation, the nearest first."""
    position = 0
    while position < min(2, len(words)) and words[position].kind == "mark" and words[position].text in "," + DASHES:
        position += 1
    has_mark = position > 0
    told = [word.text for word in words[position : position + 6]]
    is_broadcast = any(is_word(word, LOOK_ALIKES.broadcast) for word in told[:4])
    if not told:
        return Sequel()
    skipped = 1 if told[0] in LOOK_ALIKES.before_speech_verbs and len(told) > 1 else 0
    verb = told[skipped]
    if has_mark or skipped == 0:
        is_crowd = any(is_word(word, CUES.crowds) for word in told[skipped + 1 : skipped + 3])
        if is_verb(verb, CUES.chant_verbs_of_crowds) or (is_verb(verb, CUES.chant_verbs) and is_crowd):
            return Sequel(is_chant=True)
        if is_verb(verb, CUES.writing_verbs) and any(_is_placard(word) for word in told[1:5]):
            return Sequel(lemma="שלט")
    copula = told[0] in CUES.copulas
    for word in told[: 3 if copula else 1]:
        noun = read_noun(word)
        if noun is not None and noun.role == "motto" and noun.lemma != "קריאה" and (copula or has_mark):
            return Sequel(lemma=noun.lemma)
    is_speech = verb in LOOK_ALIKES.speech_verbs or verb in LOOK_ALIKES.speech_sources
    return Sequel(is_speech=is_speech, is_broadcast=is_broadcast)


def _is_placard(word: str) -> bool:
    noun = read_noun(word)
    return noun is not None and noun.role == "placard"
