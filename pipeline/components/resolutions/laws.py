"""Laws, bills, ordinances and regulations that are cited by name: with the year of their making, and without it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import regex
from pydantic import BaseModel, ConfigDict

from pipeline.components.resolutions.vocabulary import NUMBER_SIGN, words_pattern
from pipeline.deferred_patterns import Deferred
from pipeline.facts import DocumentType, Resolution
from pipeline.hebrew.calendar import MONTH
from pipeline.hebrew.characters import DASH, DASHES, GERESH, QUOTE, WORD_END, WORD_START
from pipeline.pattern_files import load_patterns


class _Laws(BaseModel):
    """What names of laws are made of; see ``patterns/laws.yaml``."""

    model_config = ConfigDict(extra="forbid")
    nouns: dict[DocumentType, list[str]]
    construct_nouns: list[str]
    no_construct_nouns: list[str]
    known_laws: list[str]
    known_laws_with_purpose: list[str]
    purposes: list[str]
    purpose_nouns: list[str]
    no_purpose_before: list[str]
    complements: dict[str, list[str]]
    persons: list[str]
    idioms: list[str]
    like_participles: list[str]
    not_in_name: list[str]
    not_in_bill: list[str]
    known_ordinances: list[str]
    known_regulations: list[str]
    ordinance_subjects: list[str]
    known_orders: list[str]
    basic_laws: list[str]
    never_in_name: list[str]


_LAWS = load_patterns(Path(__file__).with_name("patterns") / "laws.yaml", _Laws)
LAW_NOUNS: dict[str, DocumentType] = {word: kind for kind, words in _LAWS.nouns.items() for word in words}
_BILLS = words_pattern(_LAWS.nouns["bill"])


def _noun(words: str, proclitics: str = "ושהבכלמ") -> str:
    # The literal word first, which a scan finds fast; what stands before it is looked at only there. The quotation mark of
    # ב"חוק הגיוס" does not make an acronym of it.
    return (
        rf"(?P<noun>{words})(?<=(?:{WORD_START}[{proclitics}]{{0,4}}|(?<![א-ת])[{proclitics}]{{1,3}}{QUOTE})(?P=noun))"
        rf"(?={WORD_END})"
    )


_HEBREW_YEAR = rf"ה?(?:{GERESH})?ת[שרצ][א-ת]{{0,2}}(?:{QUOTE}|{GERESH})[א-ת]?"
_YEAR_BEGINS = rf"ה?(?:{GERESH})?ת[שרצ][א-ת]{{0,2}}(?:{QUOTE}|{GERESH})"
_never = rf"(?![\[(]?{words_pattern(_LAWS.never_in_name)}(?:[ ,.;:)]|$))"
_part = rf"[א-ת0-9][{DASHES}א-ת0-9\"'׳״.:_]{{0,24}}"
# and (תיקון מס'--)(הגברת האכיפה), (תיקון מס' __): memoranda leave the number open, and brackets touch
_name_word = rf"(?:[(\[]?{_part}(?:\)?\({_part}){{0,2}}[)\]]{{0,2}}|[{DASHES}_.…]{{1,4}}\)(?:\({_part}\)?)?),?"
# Where every expression below begins that does not stand in quotation marks: their nouns are all among these.
_NOUN = regex.compile(_noun(words_pattern(LAW_NOUNS)))
_YEAR = re.compile(rf"(?<![א-ת]){_YEAR_BEGINS}|(?<!\d)(?:18|19|20)\d\d(?!\d)")
# How far from its noun the year of a law may stand, in characters.
_YEAR_REACH = 300
_LONGEST_YEAR = 16
# How many nouns a name may hold, its own included: צו הפיקוח על מחירי מצרכים (כללים לפי חוק …)
_MOST_NOUNS = 4
# The series of the official gazette: פורסמו בהצעות חוק הממשלה - 636, מיום ט' בכסלו התשע"ב
_where_bills_are_published = rf"(?! (?:הממשלה|הכנסת)(?<=הצעות חוק (?:הממשלה|הכנסת)){WORD_END})"
# חוק התכנון והבנייה (תיקון מס' 101), התשע"ד-2014 · התשכ"ה alone also dates a law
_DATED = Deferred(
    _noun(words_pattern(LAW_NOUNS))
    + rf"{_where_bills_are_published}(?P<name>(?: (?![\[(]?{_YEAR_BEGINS}){_never}(?>{_name_word}|{DASH})){{1,24}}+),? [\[(]?"
    rf"(?:{_HEBREW_YEAR}(?: ?{DASH} ?|, ?| )(?:18|19|20)\d\d[\])]?(?![\d%])|{_HEBREW_YEAR}(?![{DASHES}א-ת]))",
    by_regex=True,
)
# Words that part a bare year from the name before it: חוק שאושר ב-2024, but חוק שמירת הסביבה 2020
_before_plain_year = (
    rf"(?!{words_pattern(_LAWS.construct_nouns)} )ש[א-ת]|ב{DASH}|ל?שנ(?:ת|ים) |בשנת|משנת|[בל]?{MONTH}|מ{DASH}"
    "|עד|על|של|היה|יהיה|חדש"
)
# חוק הקרקעות 2024
_PLAIN_YEAR = Deferred(
    _noun(words_pattern(word for word in LAW_NOUNS if word not in ("צו", "אכרזת", "כללי", "תקנון")))
    + rf"(?P<name>(?: {_never}(?!{_before_plain_year}){_name_word}){{1,6}}?)"
    r",? [\[(]?(?:19|20)\d\d[\])]?(?![\d%])",
    by_regex=True,
)

_word = r"[א-ת](?:[א-ת]|['\"-](?=[א-ת])){1,14}(?:(?<=[גזצץ])')?"
# הוגשה, הועבר, הונחה: verbs that look like definite nouns
# and participles: הצעת חוק העוסקת בכך, הצעת חוק המעבירה סמכויות, חוק האוסר את
_verb = rf"(?!הו(?!ו)|ה[א-ת]{{3,7}} (?:את|כי|כך){WORD_END})"
_IDIOM = (
    rf"(?!(?<=חוק {QUOTE}?){words_pattern(_LAWS.idioms)}{WORD_END}"
    # חוק המנוגד להוראה, חוק הפוגע בעובדים
    rf"|(?<=חוק )ה(?!{words_pattern(_LAWS.like_participles)}{WORD_END})(?:מ[א-ת]{{2,5}}|[א-ת]ו[א-ת]{{2}}) [בל][א-ת]"
    rf"|(?<=(?:הצעת|הצעות|טיוטת) חוק )(?:ה[א-ת]{{1,2}}ו[א-ת]{{2,3}}ת|ה(?!{words_pattern(_LAWS.like_participles)}{WORD_END})"
    rf"מ[א-ת]{{2,5}}(?:ה|(?<!ו)ת)){WORD_END})"
)
_idiom = "(?&idiom)"
_CONSTRUCT = (
    rf"(?!{words_pattern(_LAWS.no_construct_nouns)}{WORD_END})"
    # A bill is feminine, so that a word with ת after it may be its verb: הצעת חוק אוסרת
    rf"ו?(?:{words_pattern(_LAWS.construct_nouns)}|(?<!(?:הצעת|הצעות|טיוטת) חוק )[א-ת]{{2,9}}(?:(?<!י)|(?<=יי))ת)"
    rf"{WORD_END}"
)
_construct = "(?&construct)"
_DEFINITE = rf"{_verb}{_idiom}(?!{words_pattern(_LAWS.construct_nouns)}{WORD_END})ה(?!{DASH}){_word}{WORD_END}"
_definite = "(?&definite)"
_NOT_IN_NAME = rf"(?!{words_pattern(_LAWS.not_in_name)}{WORD_END})"
_not_in_name = "(?&not_in_name)"
# Adjectives that agree with the definite noun: הביטוח הלאומי, התעופה האזרחית, הרשויות המקומיות
_adjective = rf" {_not_in_name}ה[א-ת'\"-]{{2,12}}(?:י|ית|יים|יות|המינית|המיניות){WORD_END}"
# and in the plural any definite word that ends alike: החוזים האחידים
_alike = "|".join(rf"(?<={end}) {_not_in_name}{_idiom}ה[א-ת]{{2,9}}(?<={end}){WORD_END}" for end in ("ים", "ות"))
# Construct nouns in the plural after another one: לשכת עורכי הדין, יישוב סכסוכי עבודה
_next_construct = rf"(?:{_construct}|[א-ת]{{3,9}}י{WORD_END})"
_GROUP = rf"(?:{_construct} (?:{_next_construct} ){{0,2}})?{_definite}(?:{_adjective}|{_alike}){{0,2}}"
_group = "(?&group)"
# התכנון והבנייה · הפחתת הגירעון והגבלת ההוצאה · המדע, הטכנולוגיה והחדשנות
_and_group = (
    rf"(?:(?:, ה{_word}){{1,3}}(?= ו))? ו(?!החוק |הצעת |הוא |היא |הם |הן |הו(?!ו))"
    rf"(?:{_construct} )?ה{_word}{WORD_END}(?:{_adjective}){{0,2}}"
)
# What a noun governs: הפיקוח על השכר · הגנה על חיות בר · המאבק בארגוני פשיעה · הסיוע לעסקים
_GOVERNED = rf"(?:[א-ת]{{2,9}}[תי] )?{_not_in_name}{_word}{WORD_END}(?:(?<= ה[^ ]+){_adjective})?"
_governed = "(?&governed)"
_complement = "|".join(
    rf"(?<={WORD_START}[וה]{{0,2}}{words_pattern(nouns)}) (?P<preposition>{preposition}{' ' if len(preposition) > 1 else ''})"
    for preposition, nouns in _LAWS.complements.items()
)
_complement = rf"(?:{_complement}){_governed}(?: ו(?P=preposition){_governed})?"
_governing = words_pattern(noun for nouns in _LAWS.complements.values() for noun in nouns)
# Names without a definite noun go on over the word after their construct nouns: איסור צריכת זנות, עבודת נוער
_listed = rf"ו?{words_pattern(_LAWS.construct_nouns)}{WORD_END}"
_PLAIN_WORD = (
    rf"(?!{words_pattern([*_LAWS.never_in_name, *_LAWS.not_in_bill])}(?:[ ,.;:)\"]|$)){_not_in_name}{_word}{WORD_END}"
)
_plain_word = "(?&plain_word)"
# A word with ת is one where it cannot be a feminine adjective or verb: חוק תרומת ביציות, but אכיפת חוק קפדנית
_masculine_before = r"(?<!(?<!(?:^|[\s\"(])ו?א)ת חוק )"
_indefinite = rf"(?:{_listed}|{_masculine_before}{_construct})(?: {_next_construct}){{0,3}} {_plain_word}"
# חוק עסקאות מתמשכות: a noun in the plural with its adjective, which is none of חוק; but it may be one of the noun before
# it: פורעי חוק רעולי פנים, הצעות חוק רבות ושונות
_named_here = "(?<!(?:[א-ת](?:י|ות) חוק|תיקון חוק) )"
_plural = "|".join(
    rf"{_named_here}(?!ה){_plain_word}(?<={end}) (?![הו]){_plain_word}(?<={end})" for end in ("ים", "ות")
)
# הצעת חוק עונש מוות: what does not end like an adjective or a verb that agrees with הצעת
_of_bill = rf"(?<=הצעת חוק )(?![ושהבכלמת]){_plain_word}(?<![התו]|ים)(?= [א-ת]|[.,;:)\"])(?: {_plain_word})?"
_NAME = (
    rf"(?:{_group}(?:{_and_group}){{0,2}}(?:{_complement})?|(?:איסור )?{_governing}(?:{_complement})"
    # איסור צריכת זנות · איסור עישון במקומות ציבוריים
    rf"|איסור (?:{_construct} )?{_not_in_name}{_word}{WORD_END}(?: ב[א-ת]{{2,9}}(?:ים|ות) [א-ת]{{2,9}}(?:ים|ות){WORD_END})?"
    rf"|{_indefinite}|{_plural}|{_of_bill})"
)
# What an expression calls by name, written once: with it in every place the expressions take seconds to compile.
_DEFINED = (
    rf"(?(DEFINE)(?P<idiom>{_IDIOM})(?P<construct>{_CONSTRUCT})(?P<definite>{_DEFINITE})(?P<plain_word>{_PLAIN_WORD})"
    rf"(?P<not_in_name>{_NOT_IN_NAME})(?P<group>{_GROUP})(?P<governed>{_GOVERNED}))"
)
# (תיקון מס' 4) (ביקורת שיפוטית)
_AMENDED = r"(?P<amended> [(\[](?:תיקון|הוראת שעה)[^()\[\]\n]{0,60}[)\]](?: \((?!להלן)[א-ת][א-ת ,-]{2,60}\)){0,2})?"
# חוק ההסדרים לשנים 2021-2022
_FOR_YEARS = (
    rf"(?:(?<=תקציב|תקציב המדינה|תקציב נוסף|הסדרים|התייעלות הכלכלית) לשנ(?:ת|ים) (?:ה?כספים |ה?תקציב )?20\d\d"
    rf"(?: ?(?:{DASH}|ו{DASH}?) ?20\d\d)?)?"
)
_law_noun = rf"(?:{_BILLS}|חוק)"
# No law in particular: כפוף לחוק התקציב השנתי
_no_one_law = "(?!התקציב (?:השנתי|הדו-שנתי|שלה|הבא))"
# A noun with ה is followed by an adjective (החוק החדש), not by a name.
_NAMED = Deferred(
    _noun(_law_noun, "ושבכלמ")
    + _where_bills_are_published
    + rf" {_no_one_law}(?P<name>{words_pattern(_LAWS.known_laws)}{WORD_END}|{_NAME}|{words_pattern(_LAWS.persons)}{WORD_END})"
    + _FOR_YEARS
    + _AMENDED
    + _DEFINED,
    by_regex=True,
)
_WITH_PURPOSE = Deferred(
    _noun(_law_noun) + rf" (?P<name>{words_pattern(_LAWS.known_laws_with_purpose)}){WORD_END}" + _AMENDED,
    by_regex=True,
)
# החוק לביטול עילת הסבירות · הצעת החוק לפיצול תפקיד היועץ המשפטי לממשלה: a definite one; what stands before its noun is read
# backwards from there
_PURPOSE_BEGINS = re.compile("(?<=[הל])חוק (?=ל)")
_BEFORE_PURPOSE = Deferred(
    rf"{WORD_START}(?<!{words_pattern(_LAWS.no_purpose_before, backwards=True)} )"
    r"(?:[ושהבכלמ]{0,3}(?P<bill>(?:הצעת|הצעות|טיוטת|תזכיר) ה)|[ושכ]{0,2}ה|ו?ל)",
    regex.REVERSE,
)
_purpose = rf"{words_pattern(_LAWS.purposes)}{WORD_END}"
_after_purpose = rf"(?: (?:{words_pattern(_LAWS.purpose_nouns)}{WORD_END}|{_next_construct}))"
_PURPOSE = Deferred(
    rf"(?P<noun>חוק) (?P<name>ל{_purpose}(?: ול{_purpose})?"
    rf"(?:{_after_purpose}{{0,3}}? {_definite}(?:{_adjective}|{_alike}){{0,2}}"
    rf"(?:(?<=המשפטית?) לממשלה{WORD_END})?(?:{_and_group})?|{_after_purpose}{{0,3}} {_plain_word}))"
    + _AMENDED
    + _DEFINED,
    by_regex=True,
)
# חוק ה-PPP · חוק ה-IRA: by its initials in Latin letters
_BY_INITIALS = regex.compile(_noun("חוק", "ושבכלמ") + rf" (?P<name>ה{DASH}[A-Z][A-Z&]{{1,7}})(?![\w{DASHES}])")
_CLOSED_NOUNS = ("פקודת", "תקנות", "תקנון", "צו")
_CLOSED = Deferred(
    rf"{_noun('|'.join(_CLOSED_NOUNS), 'ושבכלמ')} (?P<name>(?:(?<=פקודת ){words_pattern(_LAWS.known_ordinances)}"
    rf"|(?<=תקנות ){words_pattern(_LAWS.known_regulations)}|(?<=צו ){words_pattern(_LAWS.known_orders)}"
    rf"|(?<=תקנון )הכנסת)){WORD_END}" + _AMENDED,
    by_regex=True,
)
# The rules that the government works by: תקנון הממשלה, התקנון לעבודת הממשלה
_GOVERNMENT_RULES = regex.compile(_noun("תקנון") + rf" (?P<name>(?:ל?עבודת )?הממשלה){WORD_END}")
# In Vietnam an ordinance is made by the assembly's standing committee and named like a law.
# and a law also with a preposition: חוק על הטכנולוגיה הגבוהה
_VIETNAMESE_LAW = Deferred(
    _noun("חוק") + rf" (?P<name>(?:על|בדבר) {_group}(?:{_and_group})?)" + _DEFINED, by_regex=True
)
_VIETNAMESE_ORDINANCE = Deferred(
    _noun("פקודת", "ושבכלמ")
    + rf" (?P<name>(?!ה?(?:מעצר|מאסר|מבצע|חיפוש|גיוס|יום|שחרור){WORD_END})(?:{_NAME}))"
    + _DEFINED,
    by_regex=True,
)
# פקודה על יחס מועדף לאנשים עם תרומות מהפכניות · פקודה בדבר אמונה ודת: of a listed subject, for an order is called so too
_alike_after = "|".join(rf"(?<={end}) {_plain_word}(?<={end})" for end in ("ים", "ות"))
_VIETNAMESE_ORDINANCE_ON = Deferred(
    _noun("פקודה") + rf" (?P<name>(?:על|בדבר) {words_pattern(_LAWS.ordinance_subjects)}{WORD_END}"
    rf"(?:(?<=ניהול|שימוש|משטרת|הגנת|מניעת|העדפת|אגרות|עלויות|איכות) {_governed})?"
    rf"(?: (?:ל(?!תוקף|פני|אחר|פי|רבות|שנת|ידי)|ו|עם |בעלי |של ){_governed}(?:{_alike_after})?){{0,3}})" + _DEFINED,
    by_regex=True,
)
# את "חוק עוקף בג"ץ" · הידוע כ"חוק טל": all that the quotes hold, where the words before them announce a name
_QUOTED = Deferred(
    rf"(?<=(?:את|[יה]דוע(?:ה|ים)? כ|מוכר כ|כונה|כינוי|קרוי|בשם) ?[\"'])(?P<noun>{_law_noun}) "
    rf"(?P<name>(?!ו)(?:{_never}{_word} ?){{1,5}}(?<! ))(?=[\"'](?![א-ת]))",
    by_regex=True,
)
_QUOTED_BEGINS = re.compile(rf"[\"'](?={_law_noun} )")
_QUOTE_FOLLOWS = re.compile(rf" ה?{QUOTE}")
# חוק "יסודות התקציב" · הצעת חוק "הפטור מגיוס" · חוק ה"ריבונות"
_QUOTED_NAME = Deferred(
    _noun(_law_noun, "ושבכלמ")
    + rf" (?P<name>(?:{QUOTE}(?={words_pattern([*_LAWS.known_laws, *_LAWS.basic_laws, *_LAWS.persons])}{WORD_END}"
    rf"|{_construct} |{_definite})"
    rf"|ה{QUOTE})(?:{_word} ?){{1,6}}(?<! ){QUOTE}(?![א-ת]))" + _DEFINED,
    by_regex=True,
)
# Part of every match of the next, which is long to compile
_BASIC_HINT = re.compile(rf"חוק[{DASHES} ]?יסוד")
_BASIC = Deferred(
    rf"{WORD_START}[ושהבכלמ]{{0,4}}(?P<noun>(?:{_BILLS.replace(' חוק', ' ?חוק')}|חוק)[{DASHES} ]?יסוד)"
    rf"(?: ?[{DASHES}:] ?| )(?P<name>{words_pattern(_LAWS.basic_laws)}{WORD_END}|(?<=: ){_NAME})" + _AMENDED + _DEFINED,
    by_regex=True,
)
_DIGITS = regex.compile(r"\d+")
# צו הפיקוח על מחירי מצרכים, התשפ"ה-2025 (תיקון מס' 3): part of the title that the year ends
_YEAR_AND_BRACKET = re.compile(r"(?:[-־–—]|ת[שרצ][א-ת]{0,2}[\"״׳'][א-ת]? ?)(?:(?:18|19|20)\d\d)?[\])]?\s{1,4}[(\[]$")
# What an amendment amends; a text that speaks of none amends something else: תיקון מס' 1 בתור
_AMENDED_NOUNS = ("חוק", "פקוד", "תקנ", "חקיקה")
# תיקון מס' 52 · תיקון 101א לחוק התכנון · תיקונים 3 ו-4 לו · לפי תיקון 190
_amended = rf" (?:[לב]|של ה?)(?:חוק|חוקה|פקודה|פקודת|תקנות|תקנון|צו){WORD_END}| ל[והם]{{1,2}}{WORD_END}| שלו{WORD_END}"
_AMENDMENT = regex.compile(
    rf"{WORD_START}[ושהבכלמ]{{0,4}}(?P<amendment>תיקון (?:{NUMBER_SIGN} (?P<number>\d{{1,3}})[א-ת]?(?!\w|[.,/]\d)"
    rf"|(?P<number>\d{{1,3}})[א-ת]?(?={_amended})"
    rf"|(?<=(?:לפי|פי|מכוח|במסגרת) ה?תיקון )(?P<number>\d{{2,3}})(?![\w%]|[{DASHES}/.,]\d| [א-ת]+(?:ים|ות){WORD_END}))"
    rf"|תיקונים (?P<number>\d{{1,3}})(?=(?P<more>(?:,? ?ו?{DASH}? ?\d{{1,3}}){{1,4}})(?:{_amended})))"
)


def find_laws(text: str, home: str | None) -> Iterator[Resolution]:
    """Every law that is named, overlapping ones included; ``home`` is whose laws the text speaks of.

    ``חוק יסודות התקציב, התשמ"ה-1985`` · ``חוק הקרקעות 2024`` · ``חוק ההסדרים`` · ``חוק-יסוד: השפיטה`` · ``תיקון מס' 52``
    """
    if "חוק" not in text and not any(word in text for word in LAW_NOUNS) and "תיקון" not in text:
        return
    # Every noun of every expression, with those inside others: the חוק of הצעת חוק
    nouns = [match.span() for match in _NOUN.finditer(text, overlapped=True)]
    starts = [start for start, _ in nouns]
    years = _years_near(text, nouns)
    apart = _without_inner(nouns)
    yield from _facts(_matches_near(_DATED, text, apart, years), "law", 0.97, "IL")
    yield from _facts(_matches_near(_PLAIN_YEAR, text, apart, years), "law", 0.9, home)
    for pattern in (_NAMED, _WITH_PURPOSE, _CLOSED):
        yield from _facts(_matches_at(pattern, text, starts), "named_law", 0.8, home)
    yield from _with_purpose(text, home)
    yield from _facts(_matches_at(_BY_INITIALS, text, starts), "named_law", 0.8, home)
    in_quotes = [mark.end() for mark in _QUOTED_BEGINS.finditer(text)]
    yield from _facts(_matches_at(_QUOTED, text, in_quotes), "named_law", 0.8, home)
    before_quotes = [start for start, end in nouns if _QUOTE_FOLLOWS.match(text, end) is not None]
    yield from _facts(_matches_at(_QUOTED_NAME, text, before_quotes), "named_law", 0.8, home)
    for rules in _facts(_matches_at(_GOVERNMENT_RULES, text, starts), "named_law", 0.8, home):
        rules.issuer = "ממשלה"
        yield rules
    if home == "VN":
        yield from _facts(_matches_at(_VIETNAMESE_ORDINANCE, text, starts), "named_law", 0.75, home)
        yield from _facts(_matches_at(_VIETNAMESE_ORDINANCE_ON, text, starts), "named_law", 0.7, home)
        yield from _facts(_matches_at(_VIETNAMESE_LAW, text, starts), "named_law", 0.75, home)
    if _BASIC_HINT.search(text) is not None:
        yield from _facts(_BASIC.finditer(text), "basic_law", 0.9, "IL")
    if not any(word in text for word in _AMENDED_NOUNS):
        return
    for match in _AMENDMENT.finditer(text):
        begin = match.start("amendment")
        if _YEAR_AND_BRACKET.search(text[max(0, begin - _LONGEST_YEAR - 6) : begin]) is not None:
            continue
        yield Resolution(
            start=begin, end=match.end("amendment"), text=match["amendment"],
            source="resolutions.amendment", confidence=0.85, document_type="law",
            number=int(match["number"]), jurisdiction=home, issuer_level="national",
        )  # fmt: skip
        for further in _DIGITS.finditer(text, *match.span("more")) if match["more"] else ():
            yield Resolution(
                start=further.start(), end=further.end(), text=further[0], source="resolutions.amendment", confidence=0.8,
                document_type="law", number=int(further[0]), jurisdiction=home, issuer_level="national",
            )  # fmt: skip


def _with_purpose(text: str, home: str | None) -> Iterator[Resolution]:
    for begins in _PURPOSE_BEGINS.finditer(text):
        before = _BEFORE_PURPOSE.match(text, 0, begins.start())
        match = _PURPOSE.match(text, begins.start()) if before is not None else None
        if before is None or match is None:
            continue
        for fact in _facts([match], "named_law", 0.75, home):
            if before["bill"]:
                fact.start, fact.document_type = before.start("bill"), "bill"
                fact.text = text[fact.start : fact.end]
            yield fact


def _years_near(text: str, nouns: Sequence[tuple[int, int]]) -> list[int]:
    """Where the years begin that may be of a law: between the first noun and some way after the last."""
    if not nouns:
        return []
    end = nouns[-1][1] + _YEAR_REACH + _LONGEST_YEAR
    return [year.start() for year in _YEAR.finditer(text, nouns[0][1], end)]


def _without_inner(nouns: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The nouns that do not begin inside another."""
    found: list[tuple[int, int]] = []
    for start, end in nouns:
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _matches_at(pattern: Deferred, text: str, starts: Iterable[int]) -> Iterator[regex.Match[str]]:
    """The matches of an expression that begin at these places, none inside another."""
    end = 0
    for start in starts:
        match = pattern.match(text, start) if start >= end else None
        if match is not None:
            end = match.end()
            yield match


def _matches_near(
    pattern: Deferred, text: str, nouns: Sequence[tuple[int, int]], years: Sequence[int]
) -> Iterator[regex.Match[str]]:
    """Matches of a name with its year; a noun that no year follows soon, or that only other nouns do, is passed over, so that
    long texts stay cheap.
    """
    end = 0
    for index, (start, noun_end) in enumerate(nouns):
        place = bisect_right(years, noun_end)
        if start < end or place == len(years) or years[place] - noun_end > _YEAR_REACH:
            continue
        if bisect_right(nouns, (years[place], 0)) - index > _MOST_NOUNS:
            continue
        match = pattern.match(text, start)
        if match is not None:
            end = match.end()
            yield match


def _facts(
    matches: Iterable[regex.Match[str]], rule: str, confidence: float, jurisdiction: str | None
) -> Iterator[Resolution]:
    for match in matches:
        start = match.start("noun")
        yield Resolution(
            start=start, end=match.end(), text=match.string[start : match.end()],
            source=f"resolutions.{rule}", confidence=confidence,
            document_type=_type_of(match["noun"]), jurisdiction=jurisdiction, issuer_level="national",
        )  # fmt: skip


def _type_of(noun: str) -> DocumentType:
    return LAW_NOUNS.get(noun) or ("law" if noun.startswith("חוק") else "bill")
