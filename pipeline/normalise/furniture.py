"""What page furniture looks like: the content of boilerplate.yaml, ready to be matched against clean lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import regex
from pydantic import BaseModel, ConfigDict

from pipeline.hebrew.calendar import HEBREW_MONTH, HEBREW_YEAR, MONTH, WEEKDAYS, one_of
from pipeline.pattern_files import load_patterns

BoilerplateKind = Literal[
    "banner", "publisher", "published", "byline", "caption", "photo_credit", "image", "advertisement", "source",
    "comments", "share", "related", "navigation", "subscription", "tags", "link", "copyright", "debris",
    "duplicate_paragraph",
]  # fmt: skip

_MOST_ROLE_WORDS = 4  # after the word כתבת
_MOST_SECTION_CELL_WORDS = 4
_MOST_SECTION_CELLS = 6
MOST_CREDIT_LENGTH = 200  # characters between the brackets of a credit

_NUMERIC_DATE = (
    r"(?<!\d)(?<!\d[./-])(?P<day>\d{1,2})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)(?![./-]?\d)"
)
_ISO_DATE = r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)T?"
_WRITTEN_DATE = rf"(?<!\d)(?P<day>\d{{1,2}}) ב?-?(?P<month_name>{MONTH}),? (?P<year>\d{{4}})(?!\d)"
_DATE = f"(?:{_NUMERIC_DATE}|{_ISO_DATE}|{_WRITTEN_DATE})"
_TIME = r"(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?![\d:])"
_ADDRESS = (
    r"(?:https?://\S+|www\.\S+|[\w.+-]+@[\w.-]+"
    r"|(?:[\w-]+\.)+(?:vn|com|co\.il|org|org\.il|gov\.il|net|il|info|news|tv)(?:/\S*)?)"
)
_NAME_WORD = r"[א-ת][א-ת'\"-]*[א-ת']"
_NAME = f"{_NAME_WORD}(?: {_NAME_WORD}){{1,2}}"

DATE = regex.compile(_DATE)
TIME = regex.compile(_TIME)
ADDRESS_LINE = regex.compile(rf"\W{{0,3}}{_ADDRESS}\W{{0,3}}", regex.IGNORECASE)
HAS_ADDRESS = regex.compile(rf"{_ADDRESS}|/\S*\.html?|/\d", regex.IGNORECASE)
IMAGE_FILE = regex.compile(r".{1,160}\.(?:jpe?g|png|gif|webp|bmp|svg|heic|tiff?|avif|jfif)\W{0,3}", regex.IGNORECASE)
PERSON = regex.compile(_NAME)
_PEOPLE = rf"{_NAME}(?:(?:, ?| ו-?){_NAME}){{0,3}}"
PEOPLE = regex.compile(_PEOPLE)
BYLINE_WITHOUT_COLON = regex.compile(rf"מאת (?P<name>{_PEOPLE})")
# One name in two scripts, run together: Báo Tin tứcבאו טין טוק
NAME_IN_TWO_SCRIPTS = regex.compile(
    r"(?P<latin>\p{Latin}[\p{Latin}\p{M}\d &.'+-]{1,60}) ?(?P<hebrew>[א-ת][א-ת '\"-]{1,60})"
    r"|(?P<hebrew>[א-ת][א-ת '\"-]{0,60}[א-ת]) ?(?P<latin>\p{Latin}[\p{Latin}\p{M}\d &.'+-]{1,60})"
)
# לסיוע בתלושי שכר: *2383 או 03-555-0188
_TELEPHONE = (
    r"(?:\*\d{3,5}|1-?[78]00-?\d{2,3}-?\d{2,4}(?:-\d{2,3})?|0\d{1,2}-?\d{3}-?\d{4}|\+?972-?\d{1,2}-?\d{3}-?\d{4})"
)
TELEPHONE_LINE = regex.compile(
    rf"ל[א-ת'\"]+(?: [א-ת'\"-]+){{0,7}} ?[:-] ?(?:(?:חייגו|התקשרו|בטלפון|טלפון|טל')[: ]{{1,2}})?"
    rf"{_TELEPHONE}(?:(?: או |, ?| / ?| ?\| ?){_TELEPHONE}){{0,3}}\.?"
)
BYLINE_IN_BRACKETS = regex.compile(rf"\((?P<name>{_NAME_WORD} {_NAME_WORD})\)")
ACCORDING_TO = regex.compile(r"(?:לפי|על פי|עפ\"י|theo) ?:? (?P<source>.{1,60})", regex.IGNORECASE)
TABLE_CELL = regex.compile(r"\|?[^|]{1,400}\|?")
HEBREW = regex.compile("[א-ת]")
VIETNAMESE_LETTER = regex.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")

_EDGES = regex.compile(r"^[^\p{L}]+|[^\p{L}]+$")
_PATH_STEP = regex.compile(r" ?(?:>{1,2}|→| [\"'/\\] ) ?")


class _Phrases(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    comments: list[str] = []
    share: list[str] = []
    related: list[str] = []
    navigation: list[str] = []
    advertisement: list[str] = []
    source: list[str] = []
    subscription: list[str] = []
    copyright: list[str] = []

    def by_kind(self) -> Iterator[tuple[BoilerplateKind, list[str]]]:
        yield "comments", self.comments
        yield "share", self.share
        yield "related", self.related
        yield "navigation", self.navigation
        yield "advertisement", self.advertisement
        yield "source", self.source
        yield "subscription", self.subscription
        yield "copyright", self.copyright


class _Labels(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    tags: list[str]
    related: list[str]
    source: list[str]
    published: list[str]
    updated: list[str]
    byline: list[str]


class _Content(BaseModel):
    """The content of boilerplate.yaml, as its comments describe it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lines: _Phrases
    line_beginnings: _Phrases
    sections: list[str]
    home_pages: list[str]
    roles: list[str]
    buttons: list[str]
    labels: _Labels
    credits: list[str]
    caption_labels: list[str]
    credits_without_a_name: list[str]
    publishers: list[str]
    slots: list[str]


class Furniture:
    """The regular expressions and look-up tables made from the data file. Keys are what ``bare_words`` gives."""

    def __init__(self, content: _Content) -> None:
        labels = content.labels
        self.kind_of_line: dict[str, BoilerplateKind] = {
            bare_words(phrase): kind for kind, phrases in content.lines.by_kind() for phrase in phrases
        }
        self.kind_of_line.update({bare_words(phrase): "photo_credit" for phrase in content.credits_without_a_name})
        self.beginnings: dict[str, list[tuple[str, BoilerplateKind]]] = {}
        for kind, phrases in content.line_beginnings.by_kind():
            for phrase in phrases:
                self.beginnings.setdefault(phrase.split(" ")[0], []).append((phrase, kind))
        self.buttons = frozenset(content.buttons)
        self._sections = frozenset(content.sections)
        self._home_pages = frozenset(content.home_pages)
        self.publishers = frozenset(bare_words(name) for name in content.publishers)

        credit = f"(?:{_any_of(content.credits)}) ?:"
        nameless = _any_of(content.credits_without_a_name)
        slots = _any_of(content.slots)
        self.bracketed_credit = _compile(
            rf"[(\[] ?(?:{credit}.{{0,{MOST_CREDIT_LENGTH}}}|(?:{nameless}) ?)"
        )  # up to the closing bracket
        self.slot = _compile(rf"\[ ?(?:{slots})[ _-]?\d{{0,4}} ?")
        self.inline_cue = _compile(rf"[(\[] ?(?:{credit}|{nameless}|{slots})|!\[")
        self.credit_line = _compile(credit)
        self.credit_cell = _compile(rf"[|/] ?{credit}")
        # המשלחת בהאנוי. צילום: VNA; a credit without a mark before it must be a photograph's
        self.credit_at_end = _compile(
            rf"(?:(?P<mark>[.,|/)\]\"'-]) ?|(?P<mark> )(?=צילו|תצלו)){credit}(?P<by>[^|]{{1,120}})$"
        )
        self.caption_line = _compile(rf"(?:{_any_of(content.caption_labels)}) ?:")
        self.tags_line = _compile(rf"(?:{_any_of(labels.tags)}) ?:|#[\w-]+(?:[\s,]+#[\w-]+)*\s*$")
        self.related_line = _compile(rf"\W{{0,3}}(?:{_any_of(labels.related)}) ?:")
        self.source_line = _compile(rf"(?:{_any_of(labels.source)}) ?: ?(?P<source>.*)")
        self.byline = _compile(rf"(?P<label>{_any_of(labels.byline)}) ?: ?(?P<name>.*)")
        # ליאור שגב, הכתב הפרלמנטרי; a clause with ש says something about the person: it is no by-line
        self._byline_with_role = _compile(
            rf"(?P<label>מאת:? )?(?P<name>{_PEOPLE})(?:,| \||,? -) ?(?:{_any_of(content.roles)})"
            rf"(?: (?!ש(?!ל ))[א-ת\"'-]{{2,20}}){{0,{_MOST_ROLE_WORDS}}}"
        )
        self.published_label = _compile(rf"(?:{_any_of(labels.published)})(?!\p{{L}})")
        self.updated_label = _compile(rf"(?:{_any_of(labels.updated)})(?!\p{{L}})")
        # Everything in a dateline that is no name: פורסם: יום שני, 13/10/2025 / כ"א בתשרי התשפ"ו בשעה 14:05 (GMT+7)
        self.dateline_part = _compile(
            rf"{_DATE}|{_TIME}"
            rf"|(?<!\p{{L}})(?:{_any_of([*labels.published, *labels.updated])})(?:(?!\p{{L}})|(?=\d))"
            rf"|(?<!\p{{L}})ב?יום {one_of(WEEKDAYS)}(?!\p{{L}})"
            rf"|(?<!\p{{L}})(?:[א-ל]['\"]?[א-ט]?'? )?ב?{HEBREW_MONTH} ב?{HEBREW_YEAR}"
            rf"|(?<!\p{{L}})(?:בשעה|מאת|אתמול|היום|ב|ה|GMT ?\+?\d*|UTC ?\+?\d*)(?!\p{{L}})"
        )

    def is_publisher(self, name: str) -> bool:
        """Whether the text is the name of a known newspaper, agency or site, and nothing else."""
        return bare_words(name) in self.publishers

    def author_with_role(self, line: str) -> str | None:
        """The name in a by-line that says what the author does: ``מיכל ארנון, כתבת לענייני משפט``."""
        match = self._byline_with_role.fullmatch(line) if "," in line or "|" in line or " - " in line else None
        if match is None:
            return None
        name: str = match["name"]
        # כתב האישום, like most words with an article, is no name; a first name may begin with ה
        is_name = match["label"] or not any(word.startswith("ה") for word in name.split(" ")[1:])
        return name if is_name else None

    def is_section(self, line: str) -> bool:
        """Whether the line only names a section of the site, or the path to it: ``נדל"ן``, ``ראשי > כלכלה``."""
        steps = _PATH_STEP.split(line)
        if len(steps) > 1 and steps[0].lower() in self._home_pages:
            return all(step and step.count(" ") < _MOST_SECTION_CELL_WORDS for step in steps[1:-1])
        cells = [cell for step in steps for cell in step.split("|")]
        if len(cells) > 1 and cells[0].strip().lower() in self._home_pages:
            del cells[0]
        return len(cells) <= _MOST_SECTION_CELLS and all(self._names_section(cell.strip()) for cell in cells)

    def _names_section(self, cell: str) -> bool:
        if cell in self._sections:
            return True
        first, joint, second = cell.partition(" ו")
        return bool(joint) and first in self._sections and second in self._sections


@cache
def furniture() -> Furniture:
    """The furniture of boilerplate.yaml, read once."""
    return Furniture(load_patterns(Path(__file__).with_name("boilerplate.yaml"), _Content))


def bare_words(line: str) -> str:
    """The line without what is no letter at its edges, in lower case: ``[תגובה (0)]`` is ``תגובה``."""
    bare: str = _EDGES.sub("", line)
    return bare.lower()


def said_twice(text: str, *, glued: bool = False) -> str | None:
    """What the text says twice when it says nothing else: ``Hà Nội MớiHà Nội Mới``; ``glued``: with no space between."""
    middle, is_odd = divmod(len(text), 2)
    if middle < 3 or (is_odd and (glued or text[middle] != " ")):
        return None
    return text[:middle] if text[:middle] == text[middle + is_odd :] else None


def _any_of(phrases: Sequence[str]) -> str:
    return "|".join(regex.escape(phrase, literal_spaces=True) for phrase in sorted(phrases, key=len, reverse=True))


def _compile(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern, regex.IGNORECASE)
