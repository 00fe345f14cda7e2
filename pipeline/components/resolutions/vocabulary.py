"""The word lists of ``patterns/`` as typed values, and the regular expressions made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

import regex
from pydantic import BaseModel, ConfigDict

from pipeline.deferred_patterns import Deferred
from pipeline.facts import DocumentType, IssuerLevel
from pipeline.hebrew.calendar import MONTH
from pipeline.hebrew.characters import (
    DASHES,
    GERESH,
    OTHER_QUOTES,
    PLAIN_QUOTES,
    QUOTE,
    WORD_END,
    WORD_START,
)
from pipeline.hebrew.numerals import ORDINAL_WORDS
from pipeline.pattern_files import load_patterns
from pipeline.word_patterns import any_of, literal

PATTERN_FOLDER = Path(__file__).with_name("patterns")


# Forms of the numbers of Israeli documents: פ/1234/25 · תא/מק/4000/א · 5/2023 · 1234/20 · 4.1102 · 105-30 · 101-0123456
CodeForm = Literal["lettered", "area", "yearly", "short_year", "dotted", "serial", "plan"]


class _Series(BaseModel):
    model_config = ConfigDict(extra="forbid")
    series: str
    type: DocumentType
    also: list[str] = []


class _Issuer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    code: str
    level: IssuerLevel
    party: bool | None = False
    ministry: bool = False
    bodies: list[str] = []
    also: list[str] = []


class _Noun(BaseModel):
    model_config = ConfigDict(extra="forbid")
    type: DocumentType
    bare: bool
    home: str | None = None
    codes: list[CodeForm] = []
    words: list[str]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")
    level: IssuerLevel
    jurisdiction: str | None = None
    heads: list[str]


class Clauses(BaseModel):
    """Words around a citation; see ``patterns/clauses.yaml``."""

    model_config = ConfigDict(extra="forbid")
    number_signs: list[str]
    issue_verbs: list[str]
    issue_date_cues: list[str]
    issued_participles: list[str]
    subject_cues: list[str]
    subject_purposes: list[str]
    subject_stops: list[str]
    horizon_words: list[str]
    alias_cues: list[str]
    after_body: list[str]
    un_numbers: list[int]
    units_after: list[str]
    look_alikes: list[str]
    vietnam: list[str]
    israel: list[str]


class Noun(NamedTuple):
    """What a document noun says: the kind of document, whether a number alone may follow it, in whose news it does, and
    which other forms of number it takes.
    """

    type: DocumentType
    bare: bool
    home: str | None
    codes: frozenset[CodeForm]


class Body(NamedTuple):
    """What the head of an issuing body says of it."""

    level: IssuerLevel
    jurisdiction: str | None


# Đ is also typed as the Icelandic Ð, which looks the same.
_ANY_SPELLING = {"'": GERESH, '"': QUOTE, "Đ": "[ĐÐ]"}
_COUNCIL = re.compile(r"(?<![A-ZĐ])HD(?=[A-ZĐ]{2})")


def letters_of(written: str) -> str:
    """A Vietnamese code's letters with the Đ that was typed otherwise: HĐBT for HDBT, where a council (hội đồng) is named."""
    return _COUNCIL.sub("HĐ", written.replace("Ð", "Đ"))


_OTHER_SPELLING = re.compile(f"[{OTHER_QUOTES}]|''")


def in_one_spelling(words: str) -> str:
    """The words as the files of ``patterns/`` write them: ASCII geresh and gershayim."""
    return words.translate(PLAIN_QUOTES).replace("''", '"') if _OTHER_SPELLING.search(words) is not None else words


def words_pattern(words: Iterable[str], *, backwards: bool = False) -> str:
    """One group of literal words, the longest first, any spelling of geresh, gershayim and Đ standing for any other.

    ``backwards`` is for the groups of an expression that is matched from its end.
    """
    return any_of(words, atom=_any_spelling, backwards=backwards)


def _any_spelling(character: str) -> str:
    return _ANY_SPELLING.get(character) or literal(character)


_series = load_patterns(PATTERN_FOLDER / "series.yaml", list[_Series])
_issuers = load_patterns(PATTERN_FOLDER / "issuers.yaml", list[_Issuer])
_nouns = load_patterns(PATTERN_FOLDER / "nouns.yaml", list[_Noun])
_bodies = load_patterns(PATTERN_FOLDER / "bodies.yaml", list[_Body])
CLAUSES = load_patterns(PATTERN_FOLDER / "clauses.yaml", Clauses)

SERIES = {spelling: entry.series for entry in _series for spelling in (entry.series, *entry.also)}
SERIES_TYPES: dict[str, DocumentType] = {entry.series: entry.type for entry in _series}
ISSUERS = {spelling: entry.code for entry in _issuers for spelling in (entry.code, *entry.also)}
ISSUER_LEVELS: dict[str, IssuerLevel] = {entry.code: entry.level for entry in _issuers}
PARTY_ISSUERS = frozenset(entry.code for entry in _issuers if entry.party)
STATE_ISSUERS = frozenset(entry.code for entry in _issuers if entry.party is False)
# How the bodies begin that a code may stand for: UBND for ועדת העם
CODED_BODIES = {entry.code: tuple(entry.bodies) for entry in _issuers}
NOUNS = {
    word: Noun(entry.type, entry.bare, entry.home, frozenset(entry.codes)) for entry in _nouns for word in entry.words
}
BODIES = {head: Body(entry.level, entry.jurisdiction) for entry in _bodies for head in entry.heads}

_dash = f"[{DASHES}]"
_joint = f" ?[{DASHES}/] ?"
# 18 NQ/TW · 13/2023/NĐ.CP · 57NQ/TW: slips that are read only before an issuer of the list
_slip = f" ?[{DASHES}/._]? ?"
# Latin letters that may follow an issuer: the term of a legislature (QH15), a department (BTC-QLN).
_series_pattern = words_pattern(SERIES)
_issuer_pattern = "[A-ZĐÐ][A-Za-zĐÐđ]{1,9}[0-9]{0,2}"
_known_issuer_pattern = f"(?:{words_pattern(ISSUERS)}|[A-ZĐÐ]{{2,6}}T[WU])[0-9]{{0,2}}"

# Bodies whose letters carry a department for a series: 812/BTC-QLN; S- is a department of a province: 4021/SXD-QLVT
_letter_senders = [s for e in _issuers if e.ministry or e.code in ("VPCP", "UBND") for s in (e.code, *e.also)]
_sender_pattern = f"(?:{words_pattern(_letter_senders)}|S[A-ZĐÐ]{{2,6}})"

CODE = Deferred(
    rf"(?<![0-9A-Za-zĐÐđ/.,_])(?<![0-9A-Za-z]{_dash})(?P<number>\d{{1,5}}[a-z]?)(?:"
    rf"(?: ?[{DASHES}/] ?(?P<year>(?:19|20)\d\d))?(?:{_joint}(?P<series>{_series_pattern}){_joint}"
    rf"(?P<issuer>{_issuer_pattern}(?:{_dash}[A-ZĐÐ]{{2,8}}){{0,2}})"
    rf"|{_slip}(?P<series>{_series_pattern})(?: ?[{DASHES}/._] ?| )(?P<issuer>{_known_issuer_pattern})"
    # 57-NQTW, 168/2024/NĐCP
    rf"|{_joint}(?P<series>{_series_pattern})(?P<issuer>{_known_issuer_pattern}))"
    rf"| ?/ ?(?P<law_year>(?:19|20)\d\d) ?/ ?(?P<assembly>QH\d{{1,2}}|UBTVQH\d{{1,2}})"
    rf"| ?/ ?(?P<ministry>{_sender_pattern}) ?{_dash} ?(?P<department>[A-ZĐÐ]{{2,8}})"
    rf")(?![\w/])",
    by_regex=True,
)
CODE_HINT = regex.compile(r"\d[a-z]?[^\w\n]{0,3}(?:\d{4}[^\w\n]{0,3})?[A-ZĐÐ]")
# Codes without a series, which a noun says the kind of: 14/2025/HDND of a council, and letters of any body with its
# department: 733/CHHVN-PC
SENDER_CODE = regex.compile(
    rf"(?<![0-9A-Za-zĐÐđ/.,_])(?P<number>\d{{1,5}})(?: ?/ ?(?P<year>(?:19|20)\d\d))? ?/ ?(?P<sender>[A-ZĐÐ]{{2,10}})"
    rf"(?: ?{_dash} ?(?P<department>[A-ZĐÐ]{{2,8}}))?(?![\w/]|{_dash}\w)"
)
# Vietnamese documents by their number and year alone, after a noun: צו 100/2019, חוזר מס' 29/2024
NUMBER_WITH_YEAR = regex.compile(r"(?<=[ (])(?P<number>\d{1,4})/(?P<year>(?:19[4-9]\d|20\d\d))(?![\w/%]|[-.,]\d)")
# Judgments of Vietnamese courts: the year, the matter (HS criminal, DS civil …) and the instance (ST first, PT appeal)
JUDGMENT_NUMBER = regex.compile(
    rf"(?<![\w/.])(?P<number>\d{{1,4}}) ?/ ?(?P<year>(?:19|20)\d\d) ?/ ?(?P<matter>HS|DS|HC|LĐ|KDTM|HNGĐ)"
    rf" ?{_dash} ?(?P<instance>ST|PT|GĐT)(?![\w/])"
)

NUMBER_SIGN = f"(?:{words_pattern(CLAUSES.number_signs)})"
_noun_pattern = words_pattern(NOUNS)
# Words between the noun and its number: an adjective or the issuer of a construct noun, never של but of the United Nations.
_never_between = r"(?:(?<!ה(?:מפקח|פיקוח|ממונה) )על|את|עם|לפי|אשר|כי|גם|לא|או|עד|ביום|מיום|בתאריך|מתאריך|[במל]?שנת) "
_between = (
    rf"(?P<between>(?: (?!{_never_between}|של (?!האו{QUOTE}ם)|[ושהבכלמ]{{0,3}}{_noun_pattern}{WORD_END})"
    rf"(?:[א-ת][א-ת\"'-]{{0,19}}|ה{_dash}\d{{1,2}})){{0,5}}?)"
)

# Matched from the number backwards, since numbers are far fewer than the places where a noun could begin.
NOUN_BEFORE = regex.compile(
    rf"{WORD_START}[ושהבכלמ]{{0,4}}(?P<noun>{words_pattern(NOUNS, backwards=True)}){WORD_END}{_between}"
    rf"(?P<comma>,)?(?P<bracket> \()?(?: ?(?P<sign>{NUMBER_SIGN})(?P<inner> ?\()?)? ?",
    regex.REVERSE,
)
NUMBER = regex.compile(
    rf"(?<=[ (])(?P<number>\d{{1,6}})(?P<session>/\d{{1,3}})?"
    rf"(?![\w%/]|[{DASHES}.,:]\d|{_dash}[A-Za-z]| ?[%₪$€]| {words_pattern(CLAUSES.units_after)}{WORD_END}| ?ב?{MONTH})"
)
# Plans carry the letters of their area: תא/5000 · רג/מק/1600/א · מק/תא/3721
_area = r"[א-ת]{1,4}(?:/[א-ת]{1,3})?/\d{1,5}(?:/[א-ת\d]{1,4}){0,2}"
# Numbers of Israeli documents that are codes by themselves: החלטה מס' ב/12 · חוזר מנכ"ל 5/2023 · הנחיה 4.1102
WRITTEN_CODE = regex.compile(
    rf"(?<=[ (])(?:(?P<lettered>[א-ת]{{1,3}}/\d{{1,5}}(?:/\d{{1,4}}|\([א-ת]\))?)"
    # חוזר מנכ"ל תשסג/10(ב): Hebrew years without their mark, and parts of a circular
    rf"|(?P<yearly>ת[שת][א-ת]{{1,2}}/\d{{1,3}}(?:\([א-ת]\))?)|(?P<area>{_area})"
    rf"|(?P<yearly>\d{{1,3}}/20\d\d|20\d\d{_dash}\d{{1,2}}{_dash}\d{{1,2}}|20\d\d/\d{{1,2}}|ת[שת][א-ת]?{QUOTE}[א-ת]/\d{{1,3}})"
    rf"|(?P<short_year>\d{{3,5}}/\d\d)|(?P<dotted>\d{{1,2}}\.\d{{1,2}}\.(?:0\d{{3}}|\d{{1,2}})|\d{{1,2}}\.\d{{1,4}})"
    rf"|(?P<plan>\d{{3}}{_dash}\d{{7}})|(?P<serial>\d{{2,4}}{_dash}\d{{1,2}}))"
    rf"(?![\w%/]|[{DASHES}.,:]\d| ?[%₪$€]| {words_pattern(CLAUSES.units_after)}{WORD_END})"
)
# What stands before each of them and begins it: cheaper to look for
WRITTEN_CODE_BEGINS = re.compile(rf"[ (](?=\d{{1,5}}[/.{DASHES}]|[א-ת]{{1,4}}/|ת[שת])")
# The codes that a list goes on with: תוכניות 507-0123456 ו-507-0654321
WRITTEN_CODE_AFTER = regex.compile(
    rf"(?:,| ?ו{_dash}?|, ו{_dash}?| או) ?(?P<code>{_area}|[א-ת]{{1,3}}/\d{{1,5}}(?:/\d{{1,4}})?|\d{{3}}{_dash}\d{{7}}"
    rf"|\d{{1,2}}\.\d{{4}}|\d{{1,3}}/20\d\d)(?![\w%/]|[{DASHES}.,:]\d)"
)
# Plans under local powers (מקומית), and of cities, whose code says so without a noun: תא/מק/4000 · רג/1600/א
LOCAL_PLAN_HINT = re.compile(r"/(?:מק|(?<=מק/)|(?<=(?:תא|רג|חפ|פת|הר|נת|רצ|רח|בי|גב)/)\d)")
LOCAL_PLAN = regex.compile(
    r"(?<![א-ת/\d])[ושהבכלמ]{0,2}(?P<plan>(?:(?:[א-ת]{1,3}/מק|מק/[א-ת]{1,3})/\d{1,5}|(?:תא|רג|חפ|פת|הר|נת|רצ|רח|בי|גב)/\d{4})"
    r"(?:/[א-ת\d]{1,3})?)(?![\w/])"
)
# Acts of the European Union: דירקטיבה 2016/679 · תקנה (EU) 2023/1115 · דירקטיבה 95/46/EC
EUROPEAN_ACT = regex.compile(
    r"(?<=[ (])(?:\(?(?:EU|EC|EEC)\)? )?(?P<code>(?:\d{4}/\d{1,4}|\d{1,4}/\d{4}|\d{2}/\d{1,3})(?:/(?:EC|EU|EEC))?)(?![\w/])"
)
# Bills of the Knesset, private ones by their number and the number of the Knesset: פ/1234/25 · פ/25/1234 · מ/1615
BILL_NUMBER = regex.compile(r"(?<![א-ת/\d])(?:פ/\d{1,5}/\d{2}|פ/\d{2}/\d{3,5}|פ/\d{3,5}|[מכ]/\d{3,4})(?![\w/])")
# National, district and priority plans, which an abbreviation and a number name: תמ"א 38 · תת"ל 101א · תמל/1091
OUTLINE_PLAN = regex.compile(
    rf"{WORD_START}[ושהבכלמ]{{0,3}}(?P<plan>(?:(?:תמ{QUOTE}א|תמ{QUOTE}מ|תת{QUOTE}ל|תמ{QUOTE}ל)[ /]|תמ[אמל]/|תמא )"
    rf"(?P<number>\d{{1,4}})(?:[א-ו]{GERESH}?)?(?:/(?:\d{{1,3}}[א-ו]?|[א-ו]{GERESH}?)){{0,3}})(?![\w/%]|[{DASHES}.,]\d)"
)
# A law's title between its noun and its code: החוק על ארגון השלטון המקומי מס' 72/2025/QH15
LAW_TITLE_BEFORE = Deferred(
    rf"{WORD_START}[ושהבכלמ]{{0,4}}(?P<noun>חוק)(?: (?!{_noun_pattern}{WORD_END}|{words_pattern(CLAUSES.issue_verbs)}{WORD_END})"
    rf"[א-ת][א-ת\"'-]{{0,14}}){{1,8}} (?:{NUMBER_SIGN} ?)?",
    regex.REVERSE,
)
# What is counted: 3 ליקויים, 500 יחידות
COUNTED = regex.compile(rf" [א-ת]{{2,}}(?:ים|ות){WORD_END}")
NUMBER_AFTER = regex.compile(
    rf"(?:,| ?ו{_dash}?|, ו{_dash}?| או) ?(?:{NUMBER_SIGN} ?)?(?P<number>\d{{1,5}})"
    rf"(?![\w%/]|[{DASHES}.,:]\d|{_dash}[A-Za-z]| ?[%₪$€]| {words_pattern(CLAUSES.units_after)}{WORD_END}"
    # What two digits may count: ו-20 שרים
    rf"|(?<=(?<!\d)\d\d?) [א-ת]+(?:ים|ות){WORD_END})"
)
# Where a list goes on behind what is said of each document: מס' 3269 מיום 17.12.2017, מס' 465 מיום 25.10.2020 (להלן – החלטה
# 465) ומס' 208; a number without its sign is one where its day follows: 922 מיום 30.12.2015 ו-550 מיום 24.10.2021
_day = rf"(?:\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|\d{{1,2}} ?ב?{MONTH},? \d{{4}})"
_of_day = rf"(?: (?:מיום|מתאריך|מה?{_dash}?) ?{_day}| \({_day}\))"
_in_brackets = r"(?: ?\((?:[^()\n]|\([^()\n]{1,20}\)){1,90}\))"
DATED = regex.compile(_of_day)
NUMBER_AFTER_DAY = regex.compile(
    rf"{_in_brackets}?(?:{_of_day},?)?{_in_brackets}?(?:[,;] ?(?:ו{_dash}?)?| ו{_dash}?)"
    rf"(?P<written>{NUMBER_SIGN} ?(?P<number>\d{{1,5}})(?![\w%/]|[{DASHES}.,:]\d|{COUNTED.pattern})"
    rf"|(?P<number>\d{{1,5}})(?={_of_day}))"
)
UN_SYMBOL = regex.compile(
    r"(?<![\w/-])(?P<symbol>[SAE]/(?:HRC/)?(?:RES|PRST|DEC)/(?:ES-)?\d{1,4}(?:/\d{1,4})?"
    r"|A/(?:HRC/|ES-)?\d{1,2}/L\.\d{1,3}|E?S-\d{1,2}/\d{1,3}"
    # drafts, letters and reports: S/2024/835 · A/78/126 · A/HRC/55/73
    r"|(?P<paper>S/(?:19|20)\d\d/\d{1,4}|A/(?:HRC/)?\d{2}/\d{1,4}))(?![\w/])"
)

_head_pattern = words_pattern(BODIES)
ORDINAL = rf"ה{_dash}?(?:\d{{1,2}}|[א-ת]{{1,2}}{QUOTE}[א-ת]|[א-ת]{{3,6}}[{DASHES} ]עשרה?|{ORDINAL_WORDS}){WORD_END}"
# Words with ה after a definite noun are its adjectives, but for verbs such as הוציאה, העביר, הגישה, and participles with an
# object: העצרת הכללית המגדירה את …, הממשלה הקובעת כי …
_with_object = (
    rf"(?!ו?ה(?:מ(?!.?ו|בצע|תמדת)[א-ת]{{2,6}}(?<!י|ית)|(?!קודמ?)[א-ת]ו[א-ת]{{2}}ת?) (?:את|כי|אותו|אותה|אותם){WORD_END})"
)
_adjective = (
    rf" (?:{ORDINAL}|(?!ה[א-ת]{{1,2}}י(?!י)[א-ת]ה?{WORD_END}|ו?{_noun_pattern}{WORD_END}"
    rf"|{words_pattern(CLAUSES.issued_participles)}{WORD_END}){_with_object}"
    rf"ו?ה(?!ו(?!ו))[א-ת]{{3,12}}(?:{_dash}[א-ת]{{3,10}})?{WORD_END})"
)
_place_noun = "(?:מחוז|העיר|עיר|פרובינציית|פרובינציה|נפת|נפה|קומונת|קומונה|רובע)"
# A part of a Vietnamese name: both words of מחוז לאנג סון, but only the first of מחוז לאם פרסמה
_after_place = words_pattern(
    word.removesuffix(" ב").removesuffix(" ל")
    for word in [
        *CLAUSES.issue_verbs,
        *CLAUSES.subject_cues,
        *CLAUSES.issue_date_cues,
        *CLAUSES.horizon_words,
        "כי",
        "אשר",
    ]
    if len(word) > 1
)
_no_purpose = "(?:הממשלה|ממשלת|ראש הממשלה|הכנסת|הפוליטביורו|המזכירות|המליאה|הקונגרס|השר|השרה|הביטחון|הכללית)"
_after_body = words_pattern(CLAUSES.after_body)
_place_part = rf"(?!{_after_place}{WORD_END})[א-ת'-]{{2,12}}{WORD_END}(?= |[,.;:()\"\n]|$)"
# A body: its head, its adjectives and ordinal, and after של or a place word what it belongs to.
BODY = regex.compile(
    rf"{WORD_START}(?P<proclitics>[ובכלמש]{{0,2}})(?P<body>(?P<head>{_head_pattern}){WORD_END}"
    rf"(?:(?<=ממשלת) [א-ת]{{4,12}})?(?:{_adjective}){{0,3}}"
    # הפוליטביורו ומזכירות הוועד המרכזי, which issue conclusions together
    rf"(?:(?<=הפוליטביורו|הלשכה הפוליטית) ומזכירות (?:הוועד המרכזי|המפלגה){WORD_END})?"
    # ועדת השרים לענייני חברה וכלכלה · המועצה הארצית לתכנון ולבנייה, but הממשלה לפיתוח הנגב, ועדת הכספים לאחר הדיון
    rf"(?: (?:לענייני [א-ת]{{3,12}}|(?<!{_no_purpose} )(?!{_after_body}{WORD_END})ל[א-ת]{{3,12}}){WORD_END}"
    rf"(?: ול[א-ת]{{3,12}}{WORD_END}|{_adjective}| ו(?:כלכלה|חברה|רווחה|ביטחון|בנייה|תקצוב|תרבות){WORD_END})?)?"
    rf"(?: (?:(?:של |ב){_place_noun} {_place_part}(?: {_place_part})?"
    rf"|של (?:האו{QUOTE}ם|ה?[א-ת]{{2,14}}(?:{_dash}[א-ת]{{2,12}})?{WORD_END}))(?:{_adjective}){{0,2}}){{0,2}})"
)
