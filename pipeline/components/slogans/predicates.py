"""Quotations that say something of the noun before them and do not name it: אמרה כי התוכנית "נכשלה", קמפיין "שקרי"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.components.slogans.announcements import Announcement, Sequel
from pipeline.components.slogans.surroundings import Word
from pipeline.components.slogans.vocabulary import LOOK_ALIKES, is_verb, read_noun

_NAMED_ROLES = frozenset({"title", "goal"})
_DESCRIBED_ROLES = _NAMED_ROLES | {"motto_of_several_words"}
_FEMININE = frozenset(
    {"תנועה", "תוכנית", "יוזמה", "מערכה", "מלגה", "רפורמה", "צעדה", "מחאה", "מטרה", "רוח", "נוסחה", "אמונה"}
)
_CLAUSE_STARTS = frozenset({"כי", "וכי", "שכן", "משום"})
_POINTING = frozenset({"זה", "זו", "זהו", "זוהי", "זאת", "מדובר", "היה", "הייתה"})
_COPULAS = frozenset({"היא", "הן", "הוא", "הייתה", "היתה", "הם"})
_FURTHEST_NOUN = 3
_SHORTEST_FUTURE = 4


def says_of_its_noun(before: Announcement, after: Sequel, words: Sequence[str], glue: str) -> bool:
    """Whether a quotation of these ``words`` is said of the noun that seems to announce it."""
    if before.role not in _DESCRIBED_ROLES or not words or before.has_colon:
        return False
    position = _position_of_noun(before)
    if position is None:
        return False
    noun = before.words[position].text
    first = words[0].strip("!?.,")
    if before.role in _NAMED_ROLES:
        joined = glue.lstrip("ו")
        if joined.startswith(("ב", "ל", "מ", "כ", "ש")) or (joined and before.role == "goal" and position == 0):
            return True  # המאבק ב"פייק ניוז" · תוכנית ל"פינוי מרצון" · מטרת ה"מאבק המזוין"
    if before.role == "goal" and noun.endswith(("מטרת", "מטרות")) and after.told[:1] and after.told[0] in _COPULAS:
        return True  # מטרת "הרשת החברתית" היא רווח
    if position <= 1 and is_verb(first, LOOK_ALIKES.judgements):
        return True
    previous = before.words[position + 1 : position + 3]
    if (
        position == 0
        and len(previous) == 2
        and previous[0].text == "את"
        and is_verb(previous[1].text, LOOK_ALIKES.judging)
    ):
        return True  # הגדיר את הרפורמה "אסון לחינוך"
    if previous and previous[0].text in _POINTING and first in LOOK_ALIKES.negations:
        return True  # זו תוכנית "לא מבושלת"
    if _has_preposition(noun):
        return False  # בפרויקט "…"
    is_subordinate = _is_subordinate(noun, previous)
    opens_clause = not previous or previous[0].kind == "mark"
    if not is_subordinate and not opens_clause and not _is_source(previous[0].text):
        return False
    # לדברי המבקרים, היוזמה "מנותקת מהמציאות".
    is_subordinate = is_subordinate or any(map(_is_source, before.told[position + 1 :]))
    if after.has_mark and after.is_speech:
        return True  # הקמפיין "הצליח מעל המשוער", אמרה המנהלת
    if first in LOOK_ALIKES.negations:
        second = words[1] if len(words) > 1 else ""
        return is_subordinate or _is_future_of(second, before.lemma) or is_verb(second, LOOK_ALIKES.participles)
    if is_verb(first, LOOK_ALIKES.participles):
        return True
    return is_subordinate and (_is_future_of(first, before.lemma) or _ends_clause(after))


def _position_of_noun(before: Announcement) -> int | None:
    """Where the noun stands among the words before the quotation, with nothing but its own attributes between."""
    for position, word in enumerate(before.words[:_FURTHEST_NOUN]):
        noun = read_noun(word.text) if word.kind == "word" else None
        if noun is not None and noun.lemma == before.lemma:
            return position
        if word.kind != "word" or not word.text.startswith("ה"):
            return None
    return None


def _is_subordinate(noun: str, previous: Sequence[Word]) -> bool:
    if previous and previous[0].text in _CLAUSE_STARTS:
        return True
    rest = noun.removeprefix("ו").removeprefix("כ")
    return rest.startswith("ש") and read_noun(rest[1:]) is not None


def _has_preposition(noun: str) -> bool:
    rest = noun.lstrip("וכש")
    return rest.startswith(("ב", "ל", "מ")) and read_noun(rest[1:]) is not None


def _is_source(word: str) -> bool:
    return is_verb(word, LOOK_ALIKES.speech_sources)


def _is_future_of(word: str, lemma: str | None) -> bool:
    """Whether a word may be a verb in the future of which the noun is the subject: התוכנית "תפגע", הפרויקט "ישנה"."""
    letter = "ת" if lemma in _FEMININE else "י"
    return len(word) >= _SHORTEST_FUTURE and word.startswith(letter) and word not in LOOK_ALIKES.not_futures


def _ends_clause(after: Sequel) -> bool:
    if not after.told:
        return True
    following = after.told[0]
    return following in LOOK_ALIKES.new_clauses or following.startswith("וש")
