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
    "motto", "motto_of_several_words", "weak_motto", "formula_noun", "title", "goal", "placard", "garment", "chant",
    "speech", "nickname", "alias", "look_alike", "nothing",
]  # fmt: skip

# How many words may stand between a cue and the quotation that it announces.
_REACH: dict[str, int] = {
    "motto": 6, "motto_of_several_words": 1, "weak_motto": 2, "formula_noun": 2, "title": 4, "goal": 2, "placard": 1,
    "body": 3, "media": 2, "work": 3, "document": 2, "heading": 1,
}  # fmt: skip
_REACH_AFTER_COPULA = 6
_REACH_ACROSS = 10
_SPEECH_REACH = 9
_REACH_UNDER_HEADING = 7
# "…" הוא שמו של המיזם · "…" היו בין הקריאות שנשמעו
_NAME_WORDS = frozenset({"שמו", "שמה", "שם"})
_LINKS_AFTER = _NAME_WORDS | {"כך", "בין", "הפך", "הפכה", "הפכו", "נבחר", "נבחרה"}
# Words of a chant's callers between the verb and the chant: קראו אלפי מפגינים בכיכר "…"
_MOST_CALLERS = 4


@dataclass(frozen=True, slots=True)
class Announcement:
    """What stands before a quotation. ``lemma`` is the cue, ``has_colon`` tells that a colon introduces the quotation.

    ``is_object`` is true where the quotation is an object with its own preposition (הדגיש את "5 אמיתות"). ``words`` are the
    words and marks before it, the nearest first; few rules ask what else they say.
    """

    role: Role
    lemma: str | None = None
    has_colon: bool = False
    opens_sentence: bool = False
    is_object: bool = False
    is_sure: bool = True
    words: Sequence[Word] = ()

    @property
    def told(self) -> list[str]:
        """The words before it, the nearest first, without marks."""
        return [word.text for word in self.words if word.kind == "word"]

    @property
    def is_said(self) -> bool:
        """Whether a verb of speaking governs the quotation or may do so: it stands somewhere before it in the sentence."""
        return any(_speaks(word) for word in self.told[:_SPEECH_REACH])

    @property
    def is_carried_out(self) -> bool:
        """Whether the sentence speaks of applying or repeating the quotation: ליישם, לפי, חוזרים על."""
        return any(is_word(word, CUES.carrying_out) for word in self.told[:5])

    @property
    def is_abolished(self) -> bool:
        """Whether the text wants to be rid of the thing: לבטל את מנגנון "בקש - תן"."""
        return any(is_word(word, LOOK_ALIKES.abolishing) for word in self.told[:5])

    @property
    def is_movement_of(self) -> bool:
        """Whether it is תנועת החיקוי or תנועת המחאה, no movement that is a body."""
        return any((noun := read_noun(word)) is not None and noun.lemma in ("חיקוי", "מחאה") for word in self.told[:3])


def read_before(words: Sequence[Word], glue: str) -> Announcement:
    """Read the words before a quotation, the nearest first, and the proclitics that are glued to its opening mark."""
    marks, rest = _leading_marks(words)
    has_colon = ":" in marks
    told = [word.text for word in rest if word.kind == "word"]
    is_object = glue.lstrip("ו").startswith(("ב", "ל", "ה", "מ")) or bool(
        told and told[0] in ("את", "על", "ועל", "ואת")
    )

    def announce(role: Role, lemma: str | None = None, is_sure: bool = True) -> Announcement:
        return Announcement(role, lemma, has_colon, not words, is_object, is_sure, rest)

    if any(word in LOOK_ALIKES.alias_cues for word in told[:3]):
        return announce("alias")
    if (chant := _chant(rest)) is not None:
        return announce(chant, "קריאה" if chant == "chant" else None)
    if (placard := _placard(rest, has_colon)) is not None:
        return announce(
            "garment" if rest[0].kind == "word" and is_word(rest[0].text, CUES.garments) else "placard", placard
        )
    said_of = [word for word in told[:4] if word != "כבר"]
    if marks and said_of[:2] in (["נאמר", "כך"], ["נאמר", "זה"]) and said_of[2:3] in (["על"], ["ועל"]):
        return announce("motto_of_several_words", "אמרה", False)  # על כך כבר נאמר: "…"
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
    """קראו "די" · קראו אלפי מפגינים "די" · הקהל קרא בקצב "התפטר"; one person who calls speaks, and קראו לזה "…" names."""
    position, others = 0, 0
    while position < min(8, len(words)) and words[position].kind == "word":
        word = words[position].text
        if is_verb(word, CUES.chant_verbs_of_crowds) or is_verb(word, CUES.chant_verbs):
            break
        if not is_word(word, CUES.chant_links):
            if word in CUES.called_names or (word.startswith("ל") and not is_word(word, CUES.crowds)):
                return None
            noun = read_noun(word)
            if noun is not None and not is_word(word, CUES.crowds) and not is_word(word, CUES.collectives):
                return None
            others += 1
            if others > _MOST_CALLERS:
                return None
        position += 1
    else:
        return None
    between = words[:position]
    around = [word.text for word in (*between, *words[position + 1 : position + 5])]
    if is_verb(words[position].text, CUES.chant_verbs_of_crowds):
        callers = [word.text for word in (*between, *words[position + 1 : position + 3])]
        return "speech" if any(is_word(word, CUES.not_crowds) for word in callers) else "chant"
    return "chant" if any(is_word(word, CUES.collectives) for word in around) else "speech"


def _placard(words: Sequence[Word], has_colon: bool) -> str | None:
    """The lemma of what the quotation is written on: שלט גדול ועליו "…" · על השלטים נכתב "…" · חולצות שעליהן "…"."""
    if words and is_verb(words[0].text, CUES.spraying_verbs):
        return "כתובת"
    other, linked, written_on, is_written, is_displayed = 0, has_colon, False, False, False
    is_adjacent = True  # nothing but words for words stands between: שעליהן הכיתוב "…"
    for index, word in enumerate(words[:10]):
        if word.kind == "mark":
            if word.text != ",":
                return None
            continue
        noun = read_noun(word.text) if word.kind == "word" else None
        if noun is not None and noun.role == "placard" and noun.lemma != "כתובת":
            return None if _shows_the_way(words, index) else noun.lemma
        if word.kind == "word" and is_word(word.text, CUES.carriers) and (linked or _wears(words, index)):
            return "כתובת"
        if word.kind == "word" and (word.text in CUES.placard_links or is_word(word.text, CUES.text_nouns)):
            on_it = word.text in CUES.written_on
            written = is_verb(word.text, CUES.writing_verbs)
            is_displayed = is_displayed or is_verb(word.text, CUES.display_verbs)
            written_on = written_on or (on_it and (is_adjacent or is_written))
            is_written = is_written or written
            linked = linked or on_it or written or is_word(word.text, CUES.text_nouns) or word.text in CUES.including
            is_adjacent = is_adjacent and not on_it
            continue
        if is_verb(word.text, CUES.writing_verbs):
            is_displayed = is_displayed or is_verb(word.text, CUES.display_verbs)
            is_written = linked = True
            continue
        if noun is not None or word.kind == "quotation" or (word.text in LOOK_ALIKES.prepositions and not linked):
            break
        is_adjacent = False
        other += 1
        if other > (4 if linked else 1):
            break
    if words and (noun := read_noun(words[0].text)) is not None and noun.lemma == "כתובת":
        return "כתובת"
    return "כתובת" if written_on or is_displayed else None


def _wears(words: Sequence[Word], index: int) -> bool:
    """חולצות "כולם מתחת לאלונקה" · חולצות לבנות "…"."""
    return is_word(words[index].text, CUES.garments) and index <= 1


def _shows_the_way(words: Sequence[Word], index: int) -> bool:
    return any(is_word(word.text, CUES.notice_owners) for word in words[max(0, index - 1) : index])


@dataclass(frozen=True, slots=True)
class _Link:
    """The words that tie a quotation to the noun phrase before it, and where that phrase begins (``position``)."""

    position: int
    has_copula: bool = False
    is_named: bool = False
    is_spoken: bool = False
    is_owned: bool = False
    includes: bool = False
    is_nickname: bool = False


def _link(words: Sequence[Word]) -> _Link:
    """הסיסמה הייתה "…" · יעד בשם "…" · תנועות, ובהן "…"."""
    position, has_copula, is_named, is_spoken, includes = 0, False, False, False, False
    is_owned = bool(words) and words[0].text == "של"
    while position < min(5, len(words)) and words[position].kind == "word":
        word = words[position].text
        if is_word(word, LOOK_ALIKES.nickname_cues):
            return _Link(position + 1, has_copula, is_nickname=True)
        if is_verb(word, CUES.naming):
            is_named = True
        elif word in CUES.including:
            includes = True
            if position + 1 < len(words) and words[position + 1].text == ",":
                position += 1
        elif word in CUES.copulas:
            has_copula = has_copula or word not in ("של", "את")
            is_spoken = is_spoken or _speaks(word)
        else:
            break
        position += 1
    return _Link(position, has_copula, is_named, is_spoken, is_owned, includes)


def _noun_phrase(words: Sequence[Word], has_colon: bool, has_comma: bool) -> tuple[Role, str | None, bool]:
    """What the noun phrase before a quotation makes of it: role, lemma, whether that is sure."""
    link = _link(words)
    if link.is_nickname:
        return _nicknamed(words[link.position :])
    is_apart = has_colon or link.has_copula or link.is_named
    hit = _nearest_noun(words, link.position, has_colon, is_apart, link.is_named)
    if hit == "speech" or (hit is None and (link.is_spoken or (has_colon and not link.is_named))):
        return "speech", None, True
    if hit is None:
        return ("nickname" if link.is_named else "nothing"), None, True
    index, noun = hit
    owner = _owned_cue(words, index, noun, is_apart)
    if owner is not None:
        index, noun = owner
    distance = 0 if owner else index - link.position
    if is_apart and _has_theme(words, link.position, index):
        return "motto_of_several_words", "נושא", False
    if noun.role in LOOK_ALIKE_ROLES:
        if any(is_word(word.text, CUES.carrying_out) for word in words[:index]):
            return "nothing", None, True  # במצע מופיעים "4 העוגנים"
        return ("speech" if has_colon and noun.role in ("body", "media") else "look_alike"), None, True
    if noun.role == "heading":
        return _heading(words, index)
    if link.is_spoken and noun.role not in ("motto", "motto_of_several_words"):
        return "speech", None, True
    if noun.role == "title":
        if _is_broadcast(noun, words, index) or (noun.lemma == "פרויקט" and _is_real_estate(words)):
            return "look_alike", None, True
        if noun.lemma == "מבצע" and any(is_word(word.text, LOOK_ALIKES.army) for word in words[:10]):
            return "look_alike", None, True  # צה"ל פתח במבצע "שומר החומות"
        if noun.lemma in ("פרויקט", "תוכנית") and 1 <= index <= 2 and _is_number(words[0]):
            return "look_alike", None, True  # פרויקט 938 "תמיכה בנשים": what a document is on
        emulates = any(word.text in ("חיקוי", "החיקוי") for word in words[:index])  # תנועות החיקוי של "הכל לחזית", "…"
        if ((link.has_copula and not link.is_named) or link.is_owned) and not emulates:
            return "nothing", None, True  # התוכנית היא "לא ריאלית" · הקמפיין של "הליכוד"
        if not link.is_named and any(
            is_verb(word.text, LOOK_ALIKES.nickname_cues) for word in words[index + 1 : index + 4]
        ):
            return "nickname", None, True  # הוא כינה את התוכנית "חלום באספמיה"
        if noun.lemma == "תנועה" and _is_body(words, index):
            return "look_alike", None, True
        return "title", noun.lemma, not (has_colon or (has_comma and distance > 0) or distance > 2)
    if noun.role == "goal":
        return ("weak_motto" if link.has_copula and not link.is_named else "goal"), noun.lemma, not link.has_copula
    if noun.role == "motto":
        return "motto", noun.lemma, distance <= 3
    if noun.role == "motto_of_several_words":
        return "motto_of_several_words", noun.lemma, True
    if noun.role == "placard":
        return "placard", noun.lemma, True
    if noun.lemma == "נושא":
        told = [word.text for word in words[index + 1 : index + 5] if word.kind == "word"]
        if words[index].text == "בנושא" and _is_festive(words[index + 1 : index + 7]):
            return "motto_of_several_words", noun.lemma, False
        is_theme = told[:1] == ["תחת"]
        of_what = told if is_theme else told[:3]
        if any(
            (other := read_noun(word)) is not None
            and other.role in LOOK_ALIKE_ROLES
            and not (is_theme and is_word(word, CUES.gatherings))
            for word in of_what
        ):
            return "look_alike", None, True  # תערוכה בנושא "ים ואיים, מולדת ואדם"
        if is_theme:
            return "motto_of_several_words", noun.lemma, False  # הכנס ייערך תחת הנושא "בונים חוסן"
    return ("weak_motto" if noun.role == "weak_motto" else "formula_noun"), noun.lemma, False


def _is_festive(words: Sequence[Word]) -> bool:
    """Whether a festival, or a month or week that is kept, is what the theme after these words is of."""
    following = ""
    for word in words:
        if is_word(word.text, CUES.festivities):
            return True
        if word.text in CUES.festive_times:
            return following.startswith("ה") and following not in CUES.not_festive
        noun = read_noun(word.text)
        if word.kind != "word" or (noun is not None and noun.role in LOOK_ALIKE_ROLES):
            return False
        following = word.text
    return False


def _nearest_noun(
    words: Sequence[Word], position: int, has_colon: bool, is_apart: bool, is_named: bool
) -> tuple[int, Noun] | Literal["speech"] | None:
    """The nearest noun of the word lists, if near enough, with its index; "speech" where a verb of speaking comes first."""
    has_crossed = False
    for index in range(position, len(words)):
        word = words[index]
        distance = index - position
        if distance > (_REACH_ACROSS if has_crossed else _REACH_AFTER_COPULA):
            return None
        if word.kind == "mark":
            # המוטו של האגודה, שנכתב ב-1987, הוא: "…"
            has_crossed = has_crossed or word.text == ","
            if not is_apart or word.text not in "," + DASHES:
                return None
            continue
        if word.kind == "quotation":
            if not is_apart:
                return None
            continue
        noun = read_noun(word.text)
        if noun is not None and not _is_excepted(noun, words, index):
            reach = _REACH_ACROSS if has_crossed else _REACH_AFTER_COPULA if is_apart else _REACH[noun.role]
            if has_crossed and noun.role != "motto" and not (is_named and noun.role in ("title", "goal")):
                continue
            return (index, noun) if distance <= reach else None
        is_relative = word.text.startswith("ש") and word.text not in LOOK_ALIKES.speech_verbs  # המוטו, שנכתב ב-1987
        if word.text == "כי" or (_speaks(word.text) and not is_relative):
            return "speech"
        if word.text in LOOK_ALIKES.barriers or (word.text in LOOK_ALIKES.prepositions and not has_colon):
            return None
    return None


def _nicknamed(words: Sequence[Word]) -> tuple[Role, str | None, bool]:
    """קמפיין המכונה "חוף נקי" is a campaign's name; מה שמכונה "הדיל" is a nickname."""
    for word in words[:3]:
        noun = read_noun(word.text)
        if noun is not None and noun.role == "title":
            return "title", noun.lemma, True
        if word.kind != "word" or word.text in LOOK_ALIKES.barriers:
            break
    return "nickname", None, True


def _is_body(words: Sequence[Word], index: int) -> bool:
    """מנכ"ל תנועת "…" · העתירה הוגשה בידי תנועת "…": a body that leads, sues or is led, no campaign."""
    before = [word.text for word in words[index + 1 : index + 3] if word.kind == "word"]
    return any(is_word(word, LOOK_ALIKES.movement_leaders) for word in before)


def _is_excepted(noun: Noun, words: Sequence[Word], index: int) -> bool:
    """קריאה שנייה "…" is a reading of a bill, קריאת ביניים heckling, קריאה לממשלה "…" an appeal.

    In תנועת החיקוי "…" the movement is the cue.
    """
    if noun.lemma in ("חיקוי", "מחאה") and index + 1 < len(words):
        carrier = read_noun(words[index + 1].text)
        return carrier is not None and carrier.role == "title"
    if noun.lemma == "חברה" and index > 0 and is_word(words[index - 1].text, LOOK_ALIKES.societies):
        return True
    if noun.lemma == "מהלך" and words[index].text.endswith("במהלך"):
        return True  # במהלך "שבוע הספר"
    if noun.lemma == "תקופה":
        return index == 0 or not is_word(words[index - 1].text, CUES.campaign_words)
    if noun.lemma != "קריאה" or index == 0:
        return False
    following = words[index - 1].text
    return is_word(following, CUES.not_chants) or (following not in CUES.copulas and following.startswith(("ל", "ב")))


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
    before = [word.text for word in words[index + 1 : index + 13] if word.kind == "word"]
    if not before or before[0] not in CUES.under:
        return "look_alike", None, True
    for distance, word in enumerate(before[1:]):
        noun = read_noun(word)
        if noun is not None and noun.role == "title" and distance < _REACH_UNDER_HEADING:
            return "title", noun.lemma, True
        if is_word(word, CUES.gatherings):
            continue  # הכנס ייערך תחת הכותרת "…"
        if is_verb(word, LOOK_ALIKES.publishing) or (noun is not None and noun.role in ("work", "document", "media")):
            return "look_alike", None, True
    return "motto_of_several_words", None, False


def _has_theme(words: Sequence[Word], position: int, index: int) -> bool:
    """נושא הכנס הוא "…" · נושא יום המים העולמי השנה: "…", but not נושא הדיון or נושא היום."""
    for place in range(index, min(index + 6, len(words))):
        if words[place].kind != "word" or words[place].text in LOOK_ALIKES.barriers:
            return False
        noun = read_noun(words[place].text)
        if noun is not None and noun.lemma == "נושא":
            told = [word.text for word in words[position:place]]
            themed = CUES.themed | CUES.gatherings
            return place > position and told[-1] != "היום" and (is_word(told[-1], themed) or "הבינלאומי" in told)
    return False


def _is_number(word: Word) -> bool:
    is_year = len(word.text) == 4 and word.text[:2] in ("19", "20")
    return word.text.isdecimal() and not is_year


def _is_real_estate(words: Sequence[Word]) -> bool:
    return any(is_word(word.text, LOOK_ALIKES.real_estate) for word in words[:9])


def _is_broadcast(noun: Noun, words: Sequence[Word], index: int) -> bool:
    """בתוכנית הטלוויזיה "…" · אמר בתוכנית "…"."""
    if noun.lemma != "תוכנית":
        return False
    if any(is_word(word.text, LOOK_ALIKES.broadcast) for word in words[:8]):
        return True
    return index == 0 and words[0].text.startswith("ב") and any(_speaks(word.text) for word in words[1:7])


@dataclass(frozen=True, slots=True)
class Sequel:
    """What stands after a quotation: that it was said or called by a crowd, or what it is (``role``).

    ``words`` are all that stands there, the nearest first, and ``told`` what follows a comma or dash (``has_mark``); few rules
    ask what else they say.
    """

    is_speech: bool = False
    is_chant: bool = False
    role: Role = "nothing"
    lemma: str | None = None
    words: Sequence[Word] = ()
    told: Sequence[str] = ()
    has_mark: bool = False

    @property
    def is_broadcast(self) -> bool:
        """Whether it is aired."""
        return any(is_word(word, LOOK_ALIKES.broadcast) for word in self.told[:4])

    @property
    def is_real_estate(self) -> bool:
        """Whether it is built or sold."""
        return _is_real_estate(self.words)

    @property
    def is_military(self) -> bool:
        """Whether soldiers or a front are told of."""
        return any(is_word(word.text, LOOK_ALIKES.army) for word in self.words)

    @property
    def is_published(self) -> bool:
        """Whether it is printed."""
        return any(is_verb(word, LOOK_ALIKES.publishing) for word in self.told[:2])

    @property
    def acts(self) -> bool:
        """Whether a verb follows of which only a body can be the subject: עתרה, הודיעה."""
        return not self.has_mark and any(is_verb(word, LOOK_ALIKES.movement_acts) for word in self.told[:2])


def read_after(words: Sequence[Word]) -> Sequel:
    """Read the words after a quotation, the nearest first."""
    position = 0
    while position < min(2, len(words)) and words[position].kind == "mark" and words[position].text in "," + DASHES:
        position += 1
    has_mark = position > 0
    told = [word.text for word in words[position : position + 7]]
    if not told:
        return Sequel()
    skipped = 1 if told[0] in LOOK_ALIKES.before_speech_verbs and len(told) > 1 else 0
    verb = told[skipped]
    if has_mark or skipped == 0:
        callers = told[skipped + 1 : skipped + 4]
        is_crowd = any(is_word(word, CUES.collectives) for word in callers)
        is_called = is_verb(verb, CUES.chant_verbs_of_crowds) and not any(
            is_word(word, CUES.not_crowds) for word in callers
        )
        if is_called or (is_verb(verb, CUES.chant_verbs) and is_crowd):
            return Sequel(is_chant=True)
        if any(is_verb(word, CUES.writing_verbs) for word in told[skipped : skipped + 2]) and any(
            _is_placard(word) for word in told[skipped + 1 :]
        ):
            return Sequel(role="placard", lemma="שלט")
    role, lemma = _named_after(told, has_mark)
    return Sequel(
        is_speech=(verb in LOOK_ALIKES.speech_verbs or verb in LOOK_ALIKES.speech_sources)
        # תחת הכותרת "…", קבע הקונגרס שלוש מטרות
        and not any(is_word(word, CUES.gatherings) for word in told[skipped + 1 : skipped + 2]),
        role=role,
        lemma=lemma,
        words=words,
        told=told,
        has_mark=has_mark,
    )


def _named_after(told: Sequence[str], has_mark: bool) -> tuple[Role, str | None]:
    """ "…" הוא המוטו של החברה · "…", סיסמת הפרסום · "…" היא תוכנית לאומית · "…", קמפיין חדש של העירייה."""
    position = 0
    while position < min(3, len(told)) and (told[position] in CUES.copulas or told[position] in _LINKS_AFTER):
        position += 1
    has_copula = position > 0
    if not (has_copula or has_mark) or position >= len(told):
        return "nothing", None
    named = any(word in _NAME_WORDS for word in told[:position])
    for index, word in enumerate(told[position : position + (2 if has_copula else 1)]):
        noun = read_noun(word)
        if noun is None or (index and not named and noun.role != "motto"):
            continue  # the second word alone: הייתה פעם סיסמה
        if noun.role == "motto" and (noun.lemma != "קריאה" or "בין" in told[:position]):
            return "motto", noun.lemma
        if noun.role in ("motto_of_several_words", "weak_motto") and has_copula:
            return "weak_motto", noun.lemma
        if (
            noun.role == "title"
            and (named or not noun.is_definite)
            and noun.lemma != "תקופה"
            and not word.startswith(("ב", "ל", "מ"))
        ):
            return "title", noun.lemma
    return "nothing", None


def _is_placard(word: str) -> bool:
    noun = read_noun(word)
    return (noun is not None and noun.role == "placard") or is_word(word, CUES.carriers)
