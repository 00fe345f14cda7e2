"""Decides whether a form that can be a date or something else is a date where it stands.

A bare number is a year after a proclitic of time, a word such as ``עד`` or ``תקציב``, or alone in brackets; a month that is
also a word or a name needs a preposition; a unit without a number needs ``במשך`` or the like.
"""

from __future__ import annotations

import re

import regex

from pipeline.components.dates.atoms import CUES, ending_with
from pipeline.components.dates.expressions import Expression
from pipeline.components.dates.tense import tense_of_word
from pipeline.deferred_patterns import Deferred

LATEST_YEAR = 2150
EARLIEST_YEAR_AFTER_NOUN = 1800
_LOOK_BACK = 48


def _words(names: list[str]) -> str:
    return "|".join(regex.escape(name) for name in sorted(names, key=len, reverse=True))


_YEAR_NOUN = ending_with(rf"(?<![א-ת])(?<![א-ת][\"'])[ושהכבלמ]{{0,3}}(?:{_words(CUES.year_nouns)}),? (?:ה?-)?")
_LAW_NAME = ending_with(r"(?<![א-ת])ה?[בל]?חוק(?: [א-ת\"']{2,15}){1,6},? ")
_LONE_PREPOSITION = ending_with(r"(?<![א-ת])(?<![א-ת][\"'])[וש]?ב-? ")
# What is held or opened in a year that its name ends with: כנס הרצליה 2019, הפסטיבל "שירת הים" 2025
_NAMED_EVENT = (
    r"(?<![א-ת])[ושהבלמכ]{0,3}(?:כנס|ועידת|ועידה|פסטיבל|קמפיין|אליפות|אולימפיאדת|אולימפיאדה|מונדיאל|אירוויזיון|תערוכת|יריד"
    r"|תחרות|מרוץ|מרתון|גביע|מכביית|משחקי|דוח|דו\"ח|יורו|פרס)"
)
# What comes every year, called by a definite noun: תקציב המדינה 2026, חודש הנוער 2024, הבחירות לכנסת 2022
_NAMED_YEARLY = (
    r"(?<![א-ת])[ושהבלמכ]{0,3}(?:תקציב|בחירות|סקר|תוכנית|תכנית|דירוג|מצעד|שבוע|חודש|נתוני|סיכום)"
    r" [הל](?!אחרון|אחרונה|ראשון|ראשונה|קודם|קודמת|חולף|נוכחי|קרוב)[א-ת]{3,12}(?: [הב]?[א-ת\"']{2,12})? "
)
# שנת התיירות הלאומית - דין ביין 2024
_NAMED_YEAR = r"(?<![א-ת])[ושבלמכ]{0,2}שנת ה[א-ת]{3,10}(?: ה[א-ת]{3,10})? (?:- )?[א-ת\"']{2,9}(?: [א-ת\"']{2,9})? "
_EVENT_OF_YEAR = ending_with(
    rf"{_NAMED_EVENT}(?: [א-ת\"']{{2,12}}){{0,2}} |{_NAMED_EVENT} ?[\"'][^\"'\n]{{2,36}}[\"'],? |{_NAMED_YEARLY}|{_NAMED_YEAR}"
)
_AFTER_EVENT_OF_YEAR = Deferred(
    r"\s*(?:[,.;:)\"'?!|\n]|\Z)| -"
    r"|(?! (?:אלף|מיליון|מליון|מיליארד|אחוז|שקל|איש|אנשי|עד ))(?! [א-ת]{2,}(?:ים|ות|ין)(?![א-ת])) [א-ת]"
)
# 2018 הסתכמה ב-59.5 מיליארד שקל, 2017 - 53.3 מיליארד: a row of years and their figures
_ROW_BEFORE = ending_with(r"(?<!\d)(?:19|20)\d\d(?!\d)[^\n]{6,44}[,;(] ?ו?")
_FIGURE_AFTER = Deferred(r"(?: ?-|:) (?:כ-?|יותר מ-?|רק )?\d[\d.,]*+(?!\d| ?-)")
_LEVEL = ending_with(
    rf"(?<![א-ת])[וש]{{0,2}}(?:{_words(CUES.levels_before_number)})(?: [א-ת\"']{{1,12}}){{0,3}} ו?[למב]-?"
)
# 2024 היוותה נקודת מפנה, 2023 היא השנה החמה ביותר
_YEAR_VERB = Deferred(
    r" (?:הייתה|היתה|תהיה|הסתיימה|נפתחה|החלה|תיזכר|תסתיים|מסתמנת|היוותה|הביאה|תביא|סימנה|תסמן|התאפיינה|נחתמה|ננעלה|התחילה"
    r"|תתחיל|תיחתם|תיפתח|עמדה בסימן|תעמוד בסימן|היו שנים|יהיו שנים|(?:היא|-) ה?שנ[הת])(?![א-ת])"
)
# שנת השיא, 2016; with a comma on either side also השנה הקודמת, 2018,
_YEAR_EXPLAINED = ending_with(
    r"(?<![א-ת])[ושבלמכה]{0,3}שנת ה?[א-ת]{2,10}(?: של[והםן]{1,2})?(?:[,:]?| היא| הייתה| היתה) (?:- )?"
)
_YEAR_BETWEEN_COMMAS = ending_with(r"(?<![א-ת])[ושבלמכה]{0,3}שנה (?:ה?[א-ת]{3,10}|קודם לכן|לפני כן|לאחר מכן), ")
# עבור 2007 כולה, 2024 כולה הסתכמה בגירעון; no feminine noun stands between
_WHOLE_AFTER = Deferred(r" כולה(?![א-ת\"'])")
_CLAUSE_END = Deferred(r"[,.;)](?!\d)|$|\n")

_MONTH_CUE = ending_with(
    r"(?<![א-ת])[ושבלמכה]{0,3}(?:חודש|חודשי|חודשים|עד|מאז|לקראת|סוף|תחילת|אמצע|שלהי|ראשית|במהלך|לעומת|נתוני|מדד|מדדי"
    r"|דוחות|שכר|בין) "
    r"(?:ה-?)?"
)
_MONTH_LOOSE_CUE = ending_with(r"(?<![א-ת])[וש]?(?:לפני|אחרי|לאחר|של|מול) ")
_NAME_BEFORE = ending_with(r"(?<![א-ת])[ושהבלמ]{0,3}(?:מהפכת|מרד|כיכר|רחוב|בסיס|תנועת|הפיכת) ")  # מהפכת אוגוסט
_NAMES_AND_WORDS = frozenset({"מאי", "יוני", "יולי", "מרץ", "מרס", "מארס", "אפריל"})
_WORK_BEFORE = ending_with(rf"(?<![א-ת])[ושה]{{0,2}}(?:{_words(CUES.month_after_work)})(?: [א-ת]{{1,10}})? [ו]?ב")
_AFTER_MAY = Deferred(
    r"\s*(?:[,.;:)\-!?]|\Z|\n)| (?:על|עם|את|של|לא|כי|לפני|אחרי|לאחר|ב[א-ת0-9-]+|ה?אחרון|הקרוב|בשנה|[ינת][א-ת]{3,}|ל-?\d)(?![א-ת])"
)
# במאי עלה המדד; but a director went up on stage where the text is of films
_VERB_AFTER_MAY = Deferred(" (?:לא |שוב |כבר )?(?P<verb>[א-ת]{2,})(?![א-ת\"'])")
_OF_FILM = Deferred(
    r"(?<![א-ת])[ושהבלמכ]{0,3}(?:סרט|סרטים|סרטו|סרטה|סרטיו|קולנוע|קולנועי|קולנועית|תסריט|תסריטאי|שחקן|שחקנית|שחקנים|במאי|במאים|במאית|מפיק"
    r"|הצגה|הצגת|תיאטרון|תאטרון|סדרה|סדרת|פסטיבל|אוסקר|בימוי|ביים|הפקה|הפקת|מחזאי|מחזה)(?![א-ת])"
)
_REACH_OF_FILM = 160
_HELD_BEFORE = ending_with(r"(?<![א-ת])[וש]?(?:[הינת][א-ת]{3,}|צפוי[הםת]?|כבר|רק|שוב|החל) [ו]?ב")

_DAY_CUE = ending_with(
    r"(?<![א-ת])[ושבלמכ]{0,3}(?:יום|תאריך|היום|אתמול|מחר|אמש|הבוקר|הערב|הלילה|בוקר|בבוקר|ערב|בערב|הצהריים|בצהריים|לילה|שבת|מחרתיים)"
    r"(?: (?:של|ה))? ?\(?(?:ה?-)?|(?<![א-ת])[ושבלמכ]{0,3}יום [א-ת]{1,5}'?,? ?\(?(?:ה?-)?"
    r"|(?<![א-ת])[ושבלמכ]{0,3}(?:אירועי|טבח|מתקפת|מאורעות|מחדל|פיגועי|אסון) (?:ה-?)?"
)
_DAY_LIMIT = ending_with(r"(?<![א-ת])[ושבלמכ]{0,3}(?:עד|לפני|מאז|אחרי|לאחר) (?:ל|ה|ל?יום |ל?תאריך )?-?")
_SHARE_AFTER = Deferred(r" (?:מה|מן|של |מ[א-ת])")

# סיימה את 2023 ברווח, עברנו את 1990
_PAST_YEAR_BEFORE = ending_with(
    r"(?<![א-ת])[ושל]{0,2}(?:סיכמ|סיכם|סיימ|סיים|סגר|חתמ|חתם|פתח|עבר|שרד|התחיל|זוכר|זכר|מסיימ|מסיים|מסכמ|מסכם|סכם)[א-ת]{0,3}"
    r"(?: [א-ת\"']{2,14})? את "
)
# את 2023 סיימה החברה ברווח
_OBJECT_BEFORE = ending_with(r"(?<![א-ת])[וש]?את ")
_PAST_YEAR_AFTER = Deferred(r" [ינת]?(?:סיכמ|סיכם|סיימ|סיים|סגר|חתמ|חתם|פתח|התחיל|תחיל)[א-ת]{0,2}(?![א-ת])")
# יעדים עבור 2017, מכירות לגבי 2024
_SAID_OF = ending_with(r"(?<![א-ת])[וש]?(?:עבור|בעבור|לגבי) ")
_WEEKDAY_CUE = ending_with(
    r"(?<![א-ת])[וש]?(?:(?:היה|היתה|הייתה)(?: זה)?(?: רק| כבר)?|עד|לקראת|מאז|לפני|אחרי|של|החל מ|,) |\("
)
_CLOCK_CUE = ending_with(
    r"(?<![א-ת])[ושבלמכה]{0,3}(?:שעה|שעות|עד|לפני|אחרי|סביב|בסביבות|לקראת|בין|החל) (?:[הלבמ]-?)?|[-–] ?"
)
_DURATION_CUE = ending_with(
    rf"(?<![א-ת])[וש]{{0,2}}(?:{_words([cue for cue in CUES.duration_cues if ' ' not in cue and len(cue) > 2])})"
    r" (?:כ-?|יותר מ-?|פחות מ-?|למעלה מ-?|קרוב ל-?|לפחות |כמעט )?"
    r"|(?<![א-ת])[וש]?(?:יותר|למעלה|פחות) מ-?|(?<![א-ת])קרוב ל-?"
)


# באיחור של חודש, הפסקה של שעה
_LENGTH_OF = ending_with(
    r"(?<![א-ת])[ושהבלמ]{0,3}(?:איחור|עיכוב|דחייה|פיגור|השהיה|השהייה|הפסקה"
    r"|ארכה|הארכה|מרווח|הפרש|פער|תקופה|פרק זמן|חופשה|השעיה|מעצר|מאסר)"
    r" (?:נוספת |נוסף )?של (?:כ-?|לפחות |יותר מ-?|כמעט |עד )?"
)
# 2024 תיזכר כשנה של שקט: as a year, not about one
_REMEMBERED_AS = ending_with(
    r"(?<![א-ת])[ושה]{0,2}(?:תיזכר|ייזכר|נזכר[תו]?|זכור|זכורה|הוגדר|הוגדרה|מוגדר|מוגדרת|הוכרז|הוכרזה|נחשב|נחשבת|נחשבה"
    r"|תיחשב|ייחשב|סומן|סומנה|תיחרט|ייחרט|תירשם|יירשם|הסתמן|מסתמן|מסתמנת|הצטייר|הצטיירה)(?: [א-ת\"']{2,14}){0,3} כ"
)
# הדיון נדחה בשבוע, המחירים הוקפאו לשנה, הפרויקט מתעכב בחודש
_MOVED_BEFORE = ending_with(
    r"(?<![א-ת])[ושה]{0,2}(?:נדח(?:ה|תה|ו)|יידח[הו]|תידחה|דח(?:ה|תה|ו)|(?:הוארכ|האריכ|הוקדמ|הקדימ|הוקפא|הקפיא|הורחק|יוקפא)[הו]?|הוארך|האריך"
    r"|יוארך|הוקדם|הקדים|יקפיאו|קוצר[הו]?|קיצר[הו]?|[המ]תעכב[א-ת]{0,2}|הושע(?:ה|תה|ו)|נשלל[הו]?|נפסל[הו]?)"
    r"(?: [א-ת\"']{2,14}){0,3} [בל]"
)
_ENDS_AFTER = Deferred(r"\s*(?:[.,;:)!?|\n]|\Z)| (?:נוספת?|בלבד|לפחות|בשל|בגלל|עקב|בעקבות|כדי)(?![א-ת])")
_GRANTED = ending_with(r"(?<![א-ת])[וש]?(?:הקציב|נתן|נתנ|העניק|קצב)[א-ת]{0,2} (?:[א-ת\"']{2,14} ){0,3}(?:של )?")
_TO_DO = Deferred(r" (?:כדי )?ל[א-ת]{3,}")
_AFTER_DURATION = ending_with(r"(?<![א-ת])[וש]?(?:לאחר|אחרי) ")
_DURATION_DESCRIBED = Deferred(r" (?:שבו|שבה|של|ארוך|ארוכה|שלם|שלמה|מלא|מלאה)(?![א-ת])")
_OF_SOMETHING = Deferred(
    r" (?:של|ב(?!עקבות|גלל|של|זכות|השוואה|יחס|שיעור|היקף|סך|לבד|עיקר|אמצעות|מקביל|ניגוד|דומה|התאם|גין|כל |ין ))ה?[א-ת]{3}"
)
_OF_SPORT = Deferred(
    r"(?<![א-ת])[ושהבלמ]{0,3}(?:שער|שערים|משחק|משחקים|כבש|כבשה|כבשו|הבקיע|הבקיעה|קבוצה|קבוצת|דקה|דקות|הפסקה|שחקן|שחקנים|מאמן"
    r"|אצטדיון|סל|סלים|ליגה|ליגת|גביע|נבחרת|קהל|אוהדים|ספר|סרט|הצגה|קונצרט|קלע|קלעה|קלעו|שלשה|שלשות|ריבאונדים|פיינל)(?![א-ת])"
)
_OF_ECONOMY = Deferred(
    r"(?<![א-ת])[ושהבלמ]{0,3}(?:עלי[יה]ה|ירידה|צמיחה|האטה|התאוששות|גידול|מכירות|יצוא|יבוא|ייצור|הכנסות|רווח|רווחים|תוצר|ביקוש|ביקושים"
    r"|מחירים|ריבית|אינפלציה|משק|כלכלה|תקציב|השקעות|רבעון|שנה|שנת|שנתי|תחזית|יעד|יעדים|משימות|אחוז|אחוזים)(?![א-ת])|%"
)
_EVENT = _words(CUES.happening)
_EVENT_AFTER = Deferred(rf",? (?:[א-ת\"']{{2,14}} ){{0,2}}(?:{_EVENT})(?![א-ת])")
_OPEN_ON = ending_with(r"(?<![א-ת])ה?(?:פתוח|פועל|מסחר|פתיח|פעיל|תחבור|נסיע|עבוד)[א-ת]{0,4}(?: [א-ת]{2,10})? ב?")
_WORD = re.compile("[א-ת]+")
_LAST_WORDS = ending_with(r"(?: [א-ת\"']{2,14}|^[א-ת\"']{2,14}){1,2} [וש]?ב?-?")
_NEXT_WORDS = Deferred(r",?(?: [א-ת\"']{2,14}){1,2}")
_EVENT_BEFORE = ending_with(rf"(?<![א-ת])[ושה]{{0,2}}(?:{_EVENT})(?: [א-ת\"']{{2,14}}){{0,2}} [וש]?ב?-?")


def is_supported(text: str, found: Expression) -> bool:
    """Whether the surroundings of a form that needs support make it a date."""
    before = text[max(0, found.start - _LOOK_BACK) : found.start]
    if found.rule in ("dates.year", "dates.years"):
        return _is_year(text, before, found)
    if found.rule == "dates.month":
        return _is_month(text, before, found)
    if found.rule == "dates.day_month_numeric":
        return _is_day_and_month(text, before, found)
    if found.rule == "dates.month_year_numeric":
        return found.prefix[-1:] in ("ב", "מ", "ל") or bool(_MONTH_CUE.match(before))
    if found.rule == "dates.weekday":
        return found.prefix[-1:] in ("ב", "מ", "ל") or bool(_WEEKDAY_CUE.match(before))
    if found.rule == "dates.time_of_day":
        return found.prefix[-1:] in ("ב", "מ", "ל") or bool(_CLOCK_CUE.match(before))
    if found.rule == "dates.quarter":
        return _is_quarter_of_year(text, before, found)
    if found.rule == "dates.half":
        return _is_half_of_year(text, before, found)
    if found.rule == "dates.sabbath":
        return _is_told_sabbath(text, before, found)
    if found.rule == "dates.duration":
        return _is_span_of_time(text, before, found)
    return False


def _is_year(text: str, before: str, found: Expression) -> bool:
    year = found.first.year if found.first else None
    if year is None or year > LATEST_YEAR:
        return False
    is_round = year % 100 == 0
    link = CUES.year_links.get(found.prefix[-1:])
    if link is not None:
        if year < link.earliest or (is_round and (year < 1900 or found.prefix[-1:] in "למ")):
            return False
        if found.prefix[-1:] in "למ" and _LEVEL.match(before):
            return False
        if found.prefix[-1:] in "למ" and year < 1900 and found.prefix[-1:] == "ל":
            return False
        found.confidence = min(found.confidence, link.confidence)
        return True
    if found.prefix:
        return False
    if before.endswith("(") and text[found.end : found.end + 1] in (")", ",", ";"):
        return year >= 1500
    if year < EARLIEST_YEAR_AFTER_NOUN or (is_round and year != 2000):
        return False
    if _YEAR_NOUN.match(before) or _LONE_PREPOSITION.match(before) or _PAST_YEAR_BEFORE.match(before):
        return True
    if _OBJECT_BEFORE.match(before) and _PAST_YEAR_AFTER.match(text, found.end):
        return year >= 1900
    if _SAID_OF.match(before) and _CLAUSE_END.match(text, found.end):
        return year >= 1950
    if _YEAR_EXPLAINED.match(before) or (_YEAR_BETWEEN_COMMAS.match(before) and _CLAUSE_END.match(text, found.end)):
        return year >= 1900
    after = text[found.end : found.end + 24]
    if _EVENT_OF_YEAR.match(before) and not tense_of_word(before.split(" ")[-2]):
        next_word = _WORD.match(after, 1)
        is_before_verb = after[:1] == " " and next_word is not None and tense_of_word(next_word[0]) is not None
        if is_before_verb or _AFTER_EVENT_OF_YEAR.match(after):
            return year >= 1900
    if _WHOLE_AFTER.match(text, found.end):
        return year >= 1900
    if _ROW_BEFORE.match(before) and _FIGURE_AFTER.match(after):
        return year >= 1950
    if _LAW_NAME.match(before) and not text[found.end : found.end + 1].isalnum():
        return year >= 1900
    return bool(_YEAR_VERB.match(text, found.end)) and year >= 1900


def _is_month(text: str, before: str, found: Expression) -> bool:
    name = found_name = text[found.start : found.end]
    link = found.prefix[-1:]
    if name.endswith(("'", "׳", ".")):
        found_name = name[:-1]
    if link == "ב":
        if found_name in ("מרץ", "מרס") and _WORK_BEFORE.match(before):
            return False
        if found_name == "מאי":
            return (
                bool(_AFTER_MAY.match(text, found.end))
                or bool(_HELD_BEFORE.match(before))
                or _has_verb_of_may(text, found)
            )
        return True
    if _MONTH_CUE.match(before):
        return True
    if link == "" and _NAME_BEFORE.match(before):
        return False
    if found_name in _NAMES_AND_WORDS:
        return link == "מ" and found_name not in ("יולי", "יוני")
    if link == "" and not _MONTH_LOOSE_CUE.match(before):
        found.confidence = min(found.confidence, 0.8)
    return link != "ה"


def _has_verb_of_may(text: str, found: Expression) -> bool:
    """Whether the verb after ``במאי`` tells what happened in May, not what a director did: ``במאי עלה המדד``."""
    after = _VERB_AFTER_MAY.match(text, found.end)
    if after is None or tense_of_word(after["verb"]) is None:
        return False
    around = (max(0, found.start - _REACH_OF_FILM), found.end + _REACH_OF_FILM)
    return all(match.start() <= found.start <= match.end() for match in _OF_FILM.finditer(text, *around))


def _is_day_and_month(text: str, before: str, found: Expression) -> bool:
    if _DAY_CUE.match(before):
        return True
    written = text[found.start : found.end]
    slash = "/" in written
    if slash and found.prefix.endswith("ב") and _is_beside_event(text, before, found):
        return True
    day, _, month = written.replace("/", ".").partition(".")
    plain = int(day) >= int(month) or int(month) >= 10 or day.startswith("0") or month.startswith("0")
    if _SHARE_AFTER.match(text, found.end) or not plain:
        return False
    if slash:
        return found.prefix[-1:] in ("ב", "מ", "ה") or bool(_DAY_LIMIT.match(before))
    if found.prefix[-1:] == "ב" and (_LEVEL.match(before) or _LEVEL.match(before + found.prefix)):
        return False
    return found.prefix[-1:] in ("ה", "ב") and len(month) == 2


def _is_half_of_year(text: str, before: str, found: Expression) -> bool:
    """A half without its year: of the year, not of a match, a book or a sum."""
    if found.prefix[-1:] not in ("ב", "ל", "ה", "מ") or _OF_SOMETHING.match(text, found.end):
        return False
    around = text[max(0, found.start - 2 * _LOOK_BACK) : found.end + 2 * _LOOK_BACK]
    ahead = any(tense_of_word(word[0]) == "future" for word in _WORD.finditer(text, found.end, found.end + _LOOK_BACK))
    return _OF_SPORT.search(around) is None and (ahead or _OF_ECONOMY.search(around) is not None)


def _is_quarter_of_year(text: str, before: str, found: Expression) -> bool:
    """``ברבע השלישי`` without its year: of an economy's year, not of a match or a book."""
    if found.prefix[-1:] not in ("ב", "ל", "ה", "מ") or _OF_SOMETHING.match(text, found.end):
        return False
    around = text[max(0, found.start - 2 * _LOOK_BACK) : found.end + 2 * _LOOK_BACK]
    return _OF_SPORT.search(around) is None and _OF_ECONOMY.search(around) is not None


def _is_told_sabbath(text: str, before: str, found: Expression) -> bool:
    """``בשבת`` beside a verb of what happened or will happen on that day, not the Sabbath as such."""
    return found.prefix.endswith("ב") and not _OPEN_ON.match(before) and _is_beside_event(text, before, found)


def _is_beside_event(text: str, before: str, found: Expression) -> bool:
    """Whether a verb of what happens on a day stands within two words of a mention."""
    beside = (_LAST_WORDS.match(before), _NEXT_WORDS.match(text, found.end))
    return bool(_EVENT_AFTER.match(text, found.end) or _EVENT_BEFORE.match(before)) or any(
        tense_of_word(word[0]) for words in beside if words for word in _WORD.finditer(words[0])
    )


def _is_span_of_time(text: str, before: str, found: Expression) -> bool:
    if found.prefix.endswith("ה") or text[found.start : found.end] == "שנייה":
        return False
    if found.prefix in ("כ", "וכ", "שכ") and text[found.start - 1 : found.end] != "כיום":
        return _REMEMBERED_AS.match(before) is None
    if _GRANTED.match(before) and _TO_DO.match(text, found.end):
        return True
    if found.prefix in ("ב", "ל") and _ENDS_AFTER.match(text, found.end) and _MOVED_BEFORE.match(before):
        return True
    return bool(_DURATION_CUE.match(before) or _LENGTH_OF.match(before)) or (
        bool(_AFTER_DURATION.match(before)) and bool(_DURATION_DESCRIBED.match(text, found.end))
    )
