"""Tells whether the words around a mention speak of what was or of what will be.

Hebrew verbs show their tense in their form. The verbs of ``cues.yaml`` are known one by one; forms that hardly any noun
shares (``ייסגר``, ``תתמקד``, ``יעברו``, ``נדחתה``, ``הסתכמו``) are known by their shape.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Literal

from pipeline.components.dates.atoms import CUES, ending_with
from pipeline.deferred_patterns import Deferred

Tense = Literal["past", "future"]

_FUTURE_SHAPES = (
    "יי(?!צוא|בוא|צור|עוץ|עוד|חוד|פוי|סוד|זום|קור|צג|חס|סד|צר|בש|על|צוב|שוב|שום|שר|קר)[א-ת]{3,6}"  # ייסגר, ייבחנו
    "|ית(?!רון|ר[הת]|כן|ום|וש)[א-ת]{3,6}|תת[א-ת]{3,6}"  # יתמקד, תתמקד
    "|י(?!צאו|רדו|שבו|דעו|כלו|זמו|לדו|סדו|רשו|שנו|צרו|עצו|חסו|עדו|מיו|ריחו|חדיו|הודו)[א-ת]{2,5}ו"  # יעברו
)
_NO_MATRES = "[אבגדהזחטכלמנסעפצקרשת]"
_PAST_SHAPES = (
    f"נ(?!קבע){_NO_MATRES}{{3}}[הו]"  # נדחתה, נמסרו
    "|ה(?!יורו|קזינו|וואנו)[א-ת]{3,6}ו(?<!קו|יהו|נטו|רטו|יו|תו)"  # הסתכמו
)
_PROCLITICS = "(?<![א-ת])[ושכ]{0,3}"
_FUTURE = frozenset(CUES.future)
# What was set is as often yet to come.
_PAST = frozenset({*CUES.happened, *CUES.past, *CUES.statements} - _FUTURE - {"קבע", "קבעה"})
_INFINITIVES = frozenset(CUES.infinitives)
_FUTURE_SHAPE = Deferred(f"{_FUTURE_SHAPES}|ה(?:צפוי|עתיד|מתוכננ)[א-ת]{{0,2}}")
_PAST_SHAPE = Deferred(_PAST_SHAPES)
_WORD = re.compile("[א-ת]+")
_SHORTEST = 4  # לה- and three letters
_REACH = 400
# What was set, put off or summoned to a day is yet to come: נקבעה ל-3 בינואר, קבע דיונים במרץ.
_SET_FOR = ending_with(
    rf"{_PROCLITICS}(?:{'|'.join(CUES.set_for)})(?: [א-ת\"']{{1,12}}){{0,3}} ל(?:ה?-?|יום |תאריך |חודש )?"
    r"|(?<![א-ת])[וש]?קבע[הו]?(?: [א-ת\"']{1,12}){1,4} [בל](?:ה?-?|יום |תאריך |חודש )?"
)
# התחייבה להביא ביום רביעי
_COMMITTED = ending_with(
    r"(?<![א-ת])[ושה]{0,2}(?:התחייב|הבטיח|מבטיח|ביקש|מבקש|מתכוו|מתכנ|תכנ|הסכי|החליט|הציע|קיוו|מקוו|עומד)[א-ת]{0,3}"
    r"(?: [א-ת\"']{1,12}){0,2} ל[א-ת]{3,}(?: [א-ת\"']{2,14}){0,2} [ב]?(?:ה?-?|יום )?(?:עד )?"
)
_AS_OF = ending_with(r"(?<![א-ת])[וש]?(?:נכון ל|עוד ב)-?(?:ה-?|יום |חודש )?")
# היה על האוצר להגישה עד 1 בנובמבר
_WAS_TO = Deferred(r"(?<![א-ת])[וש]?(?:היה|הייתה|היתה|היו) (?:על |אמור|צרי|חייב|נדרש|עתיד)")
_CLAUSE_END = re.compile(r"[,;:()\n•●]| - |[\"](?![א-ת])|(?<![א-ת])[\"]")


class Clauses:
    """Where the clauses of one sentence, ``text[start:end]``, end and its verbs stand, found in one pass over it."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._sentence = text, (start, end)
        self._ends = [match.start() for match in _CLAUSE_END.finditer(text, start, end)]
        self._verbs: list[tuple[int, int, Tense]] = []
        self._infinitives: list[tuple[int, int, Tense]] = []
        for match in _WORD.finditer(text, start, end):
            tense = tense_of_word(match[0])
            if tense is not None:
                self._verbs.append((match.start(), match.end(), tense))
            elif _is_infinitive(match[0]):
                self._infinitives.append((match.start(), match.end(), "future"))

    def tense_at(self, at: int, *, is_limit: bool = False) -> Tense | None:
        """The tense of the clause around the position of a mention, or of its neighbours where it has no verb.

        ``is_limit`` says that the mention is one until or before which something is to be done, where infinitives look ahead
        (``ביקש להמתין עד יולי``).
        """
        low, high = max(self._sentence[0], at - _REACH), min(self._sentence[1], at + _REACH)
        before = self._text[max(low, at - 80) : at]
        if _AS_OF.match(before):
            return "past"
        if _SET_FOR.match(before) or _COMMITTED.match(before):
            return "future"
        if is_limit and _WAS_TO.search(before):
            return "past"
        index = bisect_left(self._ends, at)
        begin = max(low, self._ends[index - 1]) if index else low
        end = min(high, self._ends[index]) if index < len(self._ends) else high
        own = self._nearest(begin, at, end, is_limit)
        if own is not None:
            return own
        follower = None
        if end < high:
            next_end = min(high, self._ends[index + 1]) if index + 1 < len(self._ends) else high
            follower = self._nearest(end, end, next_end, is_limit)
        return follower or self._nearest(low, at, high, is_limit)

    def _nearest(self, low: int, at: int, high: int, is_limit: bool) -> Tense | None:
        """The tense of the verb nearest to a position between two others; None where two are as near or there is none."""
        index = bisect_left(self._verbs, (at,))
        behind = self._verbs[index - 1] if index and self._verbs[index - 1][0] >= low else None
        ahead = self._verbs[index] if index < len(self._verbs) and self._verbs[index][0] < high else None
        if is_limit:
            last = bisect_left(self._infinitives, (at,)) - 1
            infinitive = self._infinitives[last] if last >= 0 and self._infinitives[last][0] >= low else None
            if infinitive and (behind is None or infinitive > behind):
                behind = infinitive
        if behind is None or ahead is None:
            found = behind or ahead
            return found[2] if found else None
        if ahead[0] - at == at - behind[1]:
            return None
        return ahead[2] if ahead[0] - at < at - behind[1] else behind[2]


@lru_cache(maxsize=65536)
def tense_of_word(word: str) -> Tense | None:
    """The tense of a verb, with its proclitics; None for a word that is no verb or whose tense its form does not tell."""
    for bare in (word, word[1:], word[2:], word[3:]):
        if bare in _FUTURE or _FUTURE_SHAPE.fullmatch(bare):
            return "future"
        if bare in _PAST or _PAST_SHAPE.fullmatch(bare):
            return "past"
        if bare[:1] not in ("ו", "ש", "כ"):
            return None
    return None


def _is_infinitive(word: str) -> bool:
    return word.startswith("ל") and ((word[1:2] == "ה" and len(word) > _SHORTEST) or word in _INFINITIVES)
