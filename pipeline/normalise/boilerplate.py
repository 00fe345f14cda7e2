"""What stands on a news page beside the article: finds it, and reads from it who published the article, who wrote it and when.

Works on text whose characters are already clean, line by line, in one pass:

1. Inside a line, photo credits in brackets, advertisement slots and image markup are cut out.
2. A line is furniture by its own words (a caption with its credit, ``תגובה (0)``, a bar of buttons) or by its place: a
   date or a publisher's name at the top, a headline under ``כתבות נוספות``, a paragraph that stood in the text before.
3. The last lines are looked at from the end: a source, a name, an agency.

A line is judged by itself, by the lines kept before it, and by removed lines only where these make it more likely to be
furniture. So the text that is left holds nothing that a second pass would remove. All of it takes linear time: a line longer
than ``_LONGEST_FURNITURE`` is prose, and no rule looks further around a place than a fixed number of characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import regex
from pydantic import BaseModel, ConfigDict

from pipeline.hebrew.calendar import HEBREW_MONTH, HEBREW_YEAR, MONTH, WEEKDAYS, month_number, one_of
from pipeline.pattern_files import load_patterns

BoilerplateKind = Literal[
    "banner", "publisher", "published", "byline", "caption", "photo_credit", "image", "advertisement", "source",
    "comments", "share", "related", "navigation", "subscription", "tags", "link", "copyright", "debris",
    "duplicate_paragraph",
]  # fmt: skip

_LONGEST_FURNITURE = 420  # characters
_MOST_CAPTION_WORDS = 45
_MOST_CREDIT_LENGTH = 200
# A shorter line may be repeated on purpose: a refrain, a question, a chant.
_SHORTEST_DUPLICATE = 50  # characters
_DUPLICATE_WORDS = 8
_DOUBLED_CAPTION_WORDS = 5
_DOUBLED_CAPTION_LENGTH = 25
# The head of the page ends with its second paragraph of prose: the first may be the article's lead.
_HEAD_PROSE = 2
_HEAD_LINES = 15
_MOST_RELATED_IN_ARTICLE = 5
_MOST_TAIL_LINES = 6
_CENTURY_PIVOT = 70


class _Lines(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    comments: list[str] = []
    share: list[str] = []
    related: list[str] = []
    navigation: list[str] = []
    advertisement: list[str] = []
    source: list[str] = []
    subscription: list[str] = []
    copyright: list[str] = []

    def by_kind(self) -> Iterable[tuple[BoilerplateKind, list[str]]]:
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


class _Furniture(BaseModel):
    """The content of boilerplate.yaml, as its comments describe it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lines: _Lines
    line_beginnings: _Lines
    buttons: list[str]
    labels: _Labels
    credits: list[str]
    caption_labels: list[str]
    credits_without_a_name: list[str]
    publishers: list[str]
    slots: list[str]


@dataclass(frozen=True, slots=True)
class RemovedSpan:
    """A part of the clean text that is no part of the article; half-open, code points."""

    start: int
    end: int
    kind: BoilerplateKind


@dataclass(slots=True)
class ArticleParts:
    """A clean text taken apart: what is the article, what is not, and what the furniture says about the article.

    ``kept`` are the spans of the clean text that make the article's text, in order, line ends included.
    """

    kept: list[tuple[int, int]] = field(default_factory=list)
    removed: list[RemovedSpan] = field(default_factory=list)
    publisher: str | None = None
    author: str | None = None
    published_at: date | None = None
    updated_at: date | None = None


@dataclass(slots=True)
class _Line:
    """A line of the clean text from ``start`` to ``end``; ``text`` is what its ``pieces`` keep of it."""

    start: int
    end: int
    text: str
    pieces: list[tuple[int, int]]
    had_image: bool = False
    had_credit_at_end: bool = False

    @property
    def word_count(self) -> int:
        return self.text.count(" ") + 1


class _Patterns:
    """The regular expressions and look-up tables made from the data file."""

    def __init__(self, furniture: _Furniture) -> None:
        labels = furniture.labels
        self.kind_of_line: dict[str, BoilerplateKind] = {
            _key(phrase): kind for kind, phrases in furniture.lines.by_kind() for phrase in phrases
        }
        self.kind_of_line.update({_key(phrase): "photo_credit" for phrase in furniture.credits_without_a_name})
        self.beginnings: dict[str, list[tuple[str, BoilerplateKind]]] = {}
        for kind, phrases in furniture.line_beginnings.by_kind():
            for phrase in phrases:
                self.beginnings.setdefault(phrase.split(" ")[0], []).append((phrase.lower(), kind))
        self.buttons = frozenset(furniture.buttons)
        self.publishers = {_key(name): name for name in furniture.publishers}

        credit = f"(?:{_any_of(furniture.credits)}) ?:"
        flags = regex.IGNORECASE | regex.V0
        self.bracketed_credit = regex.compile(
            rf"[(\[] ?(?:{credit}.{{0,{_MOST_CREDIT_LENGTH}}}|(?:{_any_of(furniture.credits_without_a_name)}) ?)", flags
        )
        self.slot = regex.compile(rf"\[ ?(?:{_any_of(furniture.slots)})[ _-]?\d{{0,4}} ?", flags)
        self.inline_cue = regex.compile(
            rf"[(\[] ?(?:{credit}|{_any_of([*furniture.credits_without_a_name, *furniture.slots])})|!\[", flags
        )
        self.credit_line = regex.compile(credit, flags)
        self.credit_cell = regex.compile(rf"[|/] ?{credit}", flags)
        # המשלחת בהאנוי. צילום: VNA; a credit without a mark before it must be a photograph's
        self.credit_at_end = regex.compile(
            rf"(?P<mark>[.,|/)\]\"'-]) ?{credit}(?P<by>[^|]{{1,120}})$|(?P<mark> )(?=צילו|תצלו){credit}(?P<by>[^|]{{1,120}})$",
            flags,
        )
        self.caption_line = regex.compile(rf"(?:{_any_of(furniture.caption_labels)}) ?:", flags)
        self.tags_line = regex.compile(rf"(?:{_any_of(labels.tags)}) ?:|#[\w-]+(?:[\s,]+#[\w-]+)*\s*$", flags)
        self.related_line = regex.compile(rf"\W{{0,3}}(?:{_any_of(labels.related)}) ?:", flags)
        self.source_line = regex.compile(rf"(?:{_any_of(labels.source)}) ?: ?(?P<source>.*)", flags)
        self.byline = regex.compile(rf"(?P<label>{_any_of(labels.byline)}) ?: ?(?P<name>.*)", flags)
        self.published_label = regex.compile(rf"(?:{_any_of(labels.published)})(?!\p{{L}})", flags)
        self.updated_label = regex.compile(rf"(?:{_any_of(labels.updated)})(?!\p{{L}})", flags)
        weekday = one_of(WEEKDAYS)
        self.dateline_part = regex.compile(
            rf"{_DATE}|{_TIME}"
            rf"|(?<!\p{{L}})(?:{_any_of([*labels.published, *labels.updated])})(?:(?!\p{{L}})|(?=\d))"
            rf"|(?<!\p{{L}})ב?יום {weekday}(?!\p{{L}})"
            rf"|(?<!\p{{L}})(?:[א-ל]['\"]?[א-ט]?'? )?ב?{HEBREW_MONTH} ב?{HEBREW_YEAR}"
            rf"|(?<!\p{{L}})(?:בשעה|מאת|אתמול|היום|ב|ה|GMT ?\+?\d*|UTC ?\+?\d*)(?!\p{{L}})",
            flags,
        )


_NUMERIC_DATE = (
    r"(?<!\d)(?<!\d[./-])(?P<day>\d{1,2})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)(?![./-]?\d)"
)
_ISO_DATE = r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)T?"
_WRITTEN_DATE = rf"(?<!\d)(?P<day>\d{{1,2}}) ב?-?(?P<month_name>{MONTH}),? (?P<year>\d{{4}})(?!\d)"
_DATE = f"(?:{_NUMERIC_DATE}|{_ISO_DATE}|{_WRITTEN_DATE})"
_TIME = r"(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?![\d:])"

_DATE_PATTERN = regex.compile(_DATE)
_TIME_PATTERN = regex.compile(_TIME)
_BRACKET = regex.compile(r"[()\[\]]")
_IMAGE_MARKUP_BEFORE_ADDRESS = regex.compile(r"!\[[^\[\]]{0,200}\]$")
_LONE_LETTERS_MEET = regex.compile(r"(?<![א-ת])[א-ת] [א-ת](?![א-ת])")
_HEBREW = regex.compile("[א-ת]")
_LETTER_OR_DIGIT = regex.compile(r"[\p{L}\p{N}]")
_LETTERS = regex.compile(r"\p{L}")
_DIGITS = regex.compile(r"\d")
_VIETNAMESE_LETTER = regex.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_EDGES = regex.compile(r"^[^\p{L}]+|[^\p{L}]+$")
_IMAGE_FILE = regex.compile(r".{1,160}\.(?:jpe?g|png|gif|webp|bmp|svg|heic|tiff?|avif|jfif)\W{0,3}", regex.IGNORECASE)
_ADDRESS = (
    r"(?:https?://\S+|www\.\S+|[\w.+-]+@[\w.-]+"
    r"|(?:[\w-]+\.)+(?:vn|com|co\.il|org|org\.il|gov\.il|net|il|info|news|tv)(?:/\S*)?)"
)
_ADDRESS_LINE = regex.compile(rf"\W{{0,3}}{_ADDRESS}\W{{0,3}}", regex.IGNORECASE)
_HAS_ADDRESS = regex.compile(rf"{_ADDRESS}|/\S*\.html?|/\d", regex.IGNORECASE)
_TABLE_CELL = regex.compile(r"\|?[^|]{1,400}\|?")
_NAME_WORD = r"[א-ת][א-ת'\"-]*[א-ת']"
_PERSON = regex.compile(rf"{_NAME_WORD}(?: {_NAME_WORD}){{1,2}}")
_PEOPLE = regex.compile(
    rf"{_NAME_WORD}(?: {_NAME_WORD}){{1,2}}(?:(?:, | ו)?-? ?{_NAME_WORD}(?: {_NAME_WORD}){{1,2}}){{0,3}}"
)
_BYLINE_WITHOUT_COLON = regex.compile(rf"מאת (?P<name>{_NAME_WORD}(?: {_NAME_WORD}){{1,2}})")
_FLASH_BYLINE = regex.compile(rf"\((?P<name>{_NAME_WORD} {_NAME_WORD})\)")
_ACCORDING_TO = regex.compile(r"(?:לפי|על פי|עפ\"י|theo) ?:? (?P<source>.{1,60})", regex.IGNORECASE)
_SENTENCE_END_INSIDE = regex.compile(r"[.!?] ")
_STRICT_BYLINE_LABEL = "מאת"


@cache
def _patterns() -> _Patterns:
    return _Patterns(load_patterns(Path(__file__).with_name("boilerplate.yaml"), _Furniture))


def _any_of(phrases: Sequence[str]) -> str:
    return "|".join(regex.escape(phrase, literal_spaces=True) for phrase in sorted(phrases, key=len, reverse=True))


def _key(line: str) -> str:
    """The line without what is no letter at its edges, in lower case: ``[תגובה (0)]`` is ``תגובה``."""
    bare: str = _EDGES.sub("", line)
    return bare.lower()


def take_apart(text: str) -> ArticleParts:
    """The article in a clean text and the page around it. See the module for how a line is judged."""
    return _Reader(text).read()


class _Reader:
    """One pass over the lines of one text, with the state that a line is judged by."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.patterns = _patterns()
        self.parts = ArticleParts()
        self.lines: list[_Line] = []
        self.kept: list[_Line] = []
        self.prose_before: list[int] = [0]  # prose_before[n]: how many of the first n kept lines are prose
        self.seen: set[str] = set()
        self.has_hebrew = _HEBREW.search(text) is not None

    def read(self) -> ArticleParts:
        position = 0
        for raw_line in self.text.split("\n"):
            self.lines.append(self._cut_inside(raw_line, position))
            position += len(raw_line) + 1
        headlines_end: list[int] | None = None
        index = 0
        previous_was_image = False
        while index < len(self.lines):
            line = self.lines[index]
            kind = self._judge(line, previous_was_image)
            previous_was_image = line.had_image or kind == "image"
            index += 1
            if kind is None:
                self._keep(line)
                continue
            self._remove(line, kind)
            if kind == "related" and self.prose_before[-1] and not self.patterns.related_line.match(line.text):
                if headlines_end is None:
                    headlines_end = self._ends_of_headline_runs()
                end = headlines_end[index] if index < len(self.lines) else index
                if end == len(self.lines) or end - index <= _MOST_RELATED_IN_ARTICLE:
                    for headline in self.lines[index:end]:
                        own_kind = self._judge(headline, previous_was_image)
                        self._remove(headline, own_kind or "related")
                    index = end
        self._judge_tail()
        self._collect()
        return self.parts

    # Inside a line

    def _cut_inside(self, raw_line: str, start: int) -> _Line:
        line = _Line(start, start + len(raw_line), raw_line, [(start, start + len(raw_line))])
        if ("(" in raw_line or "[" in raw_line) and self.patterns.inline_cue.search(raw_line):
            self._cut_brackets(line)
        self._cut_credit_at_end(line)
        return line

    def _cut_brackets(self, line: _Line) -> None:
        """Cut out bracketed credits, slots and image markup, innermost first, where that leaves no odd join."""
        source = line.text
        kept: list[int] = []  # the indices into source of the characters that stay
        open_brackets: list[tuple[str, int]] = []  # the bracket and its place in kept
        position = 0
        for match in _BRACKET.finditer(source):
            bracket, at = match.group(), match.start()
            if at > position:
                kept.extend(range(position, at))
            position = max(position, at)
            if bracket in "([":
                open_brackets.append((bracket, len(kept)))
            elif open_brackets and open_brackets[-1][0] == ("(" if bracket == ")" else "["):
                _, opened = open_brackets.pop()
                cut = self._bracket_to_cut(source, kept, opened, bracket)
                if cut is not None:
                    cut_from, kind = cut
                    joined = _join(source, kept, cut_from, at + 1)
                    if joined is not None:
                        first = kept[cut_from] if cut_from < len(kept) else at
                        self._note_removed(line.start + first, line.start + at + 1, kind)
                        line.had_image = line.had_image or kind == "image"
                        line.had_credit_at_end = kind == "photo_credit" and at + 1 == len(source)
                        cut_from, position = joined
                        del kept[cut_from:]
                        while open_brackets and open_brackets[-1][1] >= len(kept):
                            open_brackets.pop()
                        continue
            kept.append(at)
            position = at + 1
        kept.extend(range(position, len(source)))
        while kept and source[kept[-1]] == " ":
            kept.pop()
        line.text = "".join(map(source.__getitem__, kept))
        line.pieces = [(line.start + first, line.start + last + 1) for first, last in _runs(kept)]

    def _bracket_to_cut(
        self, source: str, kept: list[int], opened: int, closing: str
    ) -> tuple[int, BoilerplateKind] | None:
        """Where in ``kept`` to cut from, and what it is, when the bracket that closes now is furniture."""
        if closing == ")":
            before = "".join(source[index] for index in kept[max(0, opened - 210) : opened])
            if before.endswith("]"):
                markup = _IMAGE_MARKUP_BEFORE_ADDRESS.search(before)
                if markup:
                    return opened - (len(before) - markup.start()), "image"
        if len(kept) - opened > _MOST_CREDIT_LENGTH + 40:
            return None
        beginning = kept[opened + 1 : opened + 2]
        if not beginning or not (source[beginning[0]] == " " or source[beginning[0]].isalpha()):
            return None
        content = "".join(source[index] for index in kept[opened:])
        if self.patterns.bracketed_credit.fullmatch(content):
            return opened, "photo_credit"
        if closing == "]" and self.patterns.slot.fullmatch(content):
            return opened, "advertisement"
        return None

    def _cut_credit_at_end(self, line: _Line) -> None:
        """Cut ``. צילום: VNA`` off the end of a paragraph that is too long to be a caption."""
        while len(line.text) > _LONGEST_FURNITURE:
            match = self.patterns.credit_at_end.search(line.text, len(line.text) - 160)
            if not match or match["by"].count(" ") > 10:
                return
            end = match.start() + (1 if match["mark"] in ".)]\"'" else 0)
            length = len(line.text[:end].rstrip(" |/-,"))
            if not length:
                return
            removed = _tail_of(line.pieces, length)
            line.pieces = _head_of(line.pieces, length)
            line.text = line.text[:length]
            self._note_removed(removed[0], removed[1], "photo_credit")

    # A line as a whole

    def _judge(self, line: _Line, after_image: bool) -> BoilerplateKind | None:
        """What the line is when it is no part of the article, else None. Keeps what it says about the article."""
        text = line.text
        if not text or not _LETTER_OR_DIGIT.search(text):
            return "image" if line.had_image else "debris"
        if text in self.seen and len(text) >= _SHORTEST_DUPLICATE and line.word_count >= _DUPLICATE_WORDS:
            return "duplicate_paragraph"
        if len(text) <= _LONGEST_FURNITURE:
            kind = (
                self._judge_phrase(text)
                or self._judge_caption(line, after_image)
                or self._judge_label(text)
                or self._judge_dateline(text)
                or self._judge_banner(line)
            )
            if kind:
                return kind
            return self._judge_double(line)
        return None

    def _judge_phrase(self, text: str) -> BoilerplateKind | None:
        if len(text) <= 120:
            kind = self.patterns.kind_of_line.get(_key(text))
            if kind:
                return kind
        bare = text.lstrip("|*>-•●▪·[( ").lower()
        for phrase, kind in self.patterns.beginnings.get(bare.split(" ", 1)[0], ()):
            if bare.startswith(phrase) and text.count(" ") < _MOST_CAPTION_WORDS:
                return kind
        if "©" in text and text.count(" ") < 15:
            return "copyright"
        if "." in text:
            if _IMAGE_FILE.fullmatch(text) and (text.count(" ") < 3 or not _HEBREW.search(text)):
                return "image"
            if _ADDRESS_LINE.fullmatch(text):
                return "link"
        tokens = re.split(r"[\s|·•,/\d()]+", text.lower().strip(" |·•,/()0123456789"))
        if 2 <= len(tokens) <= 20 and all(token in self.patterns.buttons for token in tokens):
            return "share"
        return None

    def _judge_caption(self, line: _Line, after_image: bool) -> BoilerplateKind | None:
        text, patterns = line.text, self.patterns
        has_pipe = "|" in text
        if has_pipe and (line.had_image or after_image) and _TABLE_CELL.fullmatch(text):
            return "caption"
        words = line.word_count
        if line.had_credit_at_end and words <= _MOST_CAPTION_WORDS and len(_SENTENCE_END_INSIDE.findall(text)) <= 1:
            return "caption"
        if ":" not in text:
            return None
        if patterns.caption_line.match(text) and words <= _MOST_CAPTION_WORDS:
            return "caption"
        if patterns.credit_line.match(text) and words <= 25:
            return "photo_credit"
        if patterns.credit_cell.search(text) and words <= _MOST_CAPTION_WORDS + 15:
            return "caption"
        match = patterns.credit_at_end.search(text, max(0, len(text) - 160))
        if match and match["by"].count(" ") <= 10:
            caption = text[: match.start()]
            if caption.count(" ") < _MOST_CAPTION_WORDS and len(_SENTENCE_END_INSIDE.findall(caption)) <= 1:
                return "caption"
        return None

    def _judge_label(self, text: str) -> BoilerplateKind | None:
        patterns = self.patterns
        if text[0] == "#" or ":" in text:
            words = text.count(" ") + 1
            if patterns.tags_line.match(text):
                return "tags"
            if words <= 30 and patterns.related_line.match(text):
                return "related"
            match = patterns.source_line.match(text)
            if match:
                source = match["source"]
                is_publisher = _key(source) in patterns.publishers
                if is_publisher:
                    self._set_publisher(source)
                if (
                    not source
                    or is_publisher
                    or _HAS_ADDRESS.search(source)
                    or (words <= 9 and not _HEBREW.search(source))
                ):
                    return "source"
        return self._judge_byline(text, at_edge=self._in_head)

    def _judge_byline(self, text: str, at_edge: bool) -> BoilerplateKind | None:
        match = self.patterns.byline.match(text) if ":" in text else None
        if match:
            name = match["name"].strip(" .")
            is_strict = match["label"] == _STRICT_BYLINE_LABEL
            if is_strict and not name:
                return "byline"
            if (is_strict or at_edge) and _PEOPLE.fullmatch(name):
                self._set_author(name)
                return "byline"
            if is_strict and name.count(" ") <= 5:
                return "byline"
            return None
        match = _BYLINE_WITHOUT_COLON.fullmatch(text) if at_edge else None
        if match:
            self._set_author(match["name"])
            return "byline"
        return None

    def _judge_dateline(self, text: str) -> BoilerplateKind | None:
        """A line that says when, where and by whom the article was published: ``Hà Nội MớiHà Nội Mới13/10/2025``."""
        if len(text) > 160 or not _DIGITS.search(text):
            return None
        patterns = self.patterns
        is_published = patterns.published_label.match(text) is not None
        is_updated = patterns.updated_label.match(text) is not None
        is_labelled = is_published or is_updated
        date_match = _DATE_PATTERN.search(text)
        has_time = _TIME_PATTERN.search(text) is not None
        if not date_match and not has_time:
            return None
        rest = _EDGES.sub("", patterns.dateline_part.sub(" ", text))
        rest = " ".join(rest.split())
        kind: BoilerplateKind | None = None
        if not rest:
            if is_labelled:
                kind = "published"
            elif self._in_head and date_match:
                is_written = date_match["month_name"] is not None
                kind = "published" if not is_written or has_time or self._before_prose else None
            elif self._before_prose and self.kept:
                kind = "published"
        elif date_match or self._in_head:
            kind = self._judge_dateline_rest(text, rest, date_match, has_time, is_labelled)
        if kind and date_match:
            self._set_date(date_match, is_updated and not is_published)
        return kind

    def _judge_dateline_rest(
        self, text: str, rest: str, date_match: regex.Match[str] | None, has_time: bool, is_labelled: bool
    ) -> BoilerplateKind | None:
        """What a line with a date or a time is, judged by ``rest``: its words that are no part of a date."""
        half = _half(rest)
        if half and date_match:
            self._set_publisher(half)
            return "publisher"
        if not (self._in_head or is_labelled):
            return None
        if _key(rest) in self.patterns.publishers:
            self._set_publisher(rest)
            return "publisher"
        words = rest.count(" ") + 1
        if date_match and len(date_match["year"]) == 4 and self._in_head and words <= 8:
            before = text[: date_match.start()]
            if before and before[-1].isalpha() and len(before.split(" ")[-1]) > 1 and rest == before.strip():
                self._set_publisher(rest)
                return "publisher"
        cells = _cells(rest)
        has_author_mark = has_time or is_labelled or "|" in text or text.startswith(f"{_STRICT_BYLINE_LABEL} ")
        if self._in_head and has_author_mark and _PERSON.fullmatch(rest):
            self._set_author(rest)
            return "byline"
        if "|" in text and self._in_head and words <= 20 and all(cell.count(" ") < 6 for cell in cells):
            for cell in cells:
                if _key(cell) in self.patterns.publishers:
                    self._set_publisher(cell)
                elif _PERSON.fullmatch(cell):
                    self._set_author(cell)
                    break
            return "byline"
        if self._in_head and date_match and words <= 6 and not _HEBREW.search(rest):
            return "byline"
        return None

    def _judge_banner(self, line: _Line) -> BoilerplateKind | None:
        text = line.text
        if self._in_head and _key(text) in self.patterns.publishers:
            self._set_publisher(text)
            return "publisher"
        half = _half(text, with_space=False)
        if half and self._in_head and (_key(half) in self.patterns.publishers or not _HEBREW.search(half)):
            self._set_publisher(half)
            return "publisher"
        if not self.has_hebrew or _HEBREW.search(text) or not _LETTERS.search(text):
            return None
        if not self.kept and line.word_count <= 30:
            return "banner"
        if _VIETNAMESE_LETTER.search(text) and not _DIGITS.search(text) and line.word_count <= 20:
            return "banner"
        return None

    def _judge_double(self, line: _Line) -> BoilerplateKind | None:
        """A caption printed twice, in one line or in two; a title printed twice."""
        text = line.text
        half = _half(text)
        if half and half.count(" ") + 1 >= _DOUBLED_CAPTION_WORDS and len(half) >= _DOUBLED_CAPTION_LENGTH:
            return "caption"
        if not self.kept or self.kept[-1].text != text:
            return None
        words = line.word_count
        if len(self.kept) == 1 and words >= 4:
            return "duplicate_paragraph"
        if words >= _DOUBLED_CAPTION_WORDS and len(text) >= _DOUBLED_CAPTION_LENGTH and text[-1] not in "!?\"'":
            if self._before_prose:
                return "duplicate_paragraph"
            self._remove(self.kept.pop(), "caption")
            self.prose_before.pop()
            return "caption"
        return None

    def _ends_of_headline_runs(self) -> list[int]:
        """For every line, where the run of lines that read like headlines ends that begins there."""
        ends = [0] * len(self.lines)
        end = len(self.lines)
        for index in range(len(self.lines) - 1, -1, -1):
            text = self.lines[index].text
            if len(text) > 200 or text.count(" ") > 22 or text.endswith((".", ";", ",", ':"', '."')):
                end = index
            ends[index] = end
        return ends

    def _judge_tail(self) -> None:
        """Remove from the end the lines that only at the end of a page are furniture."""
        for _ in range(_MOST_TAIL_LINES):
            if len(self.kept) < 2:
                return
            kind = self._judge_last(self.kept[-1].text)
            if kind is None:
                return
            self._remove(self.kept.pop(), kind)

    def _judge_last(self, text: str) -> BoilerplateKind | None:
        patterns = self.patterns
        if len(text) > 100:
            return None
        words = text.count(" ") + 1
        if _key(text) in patterns.publishers:
            self._set_publisher(text)
            return "publisher"
        match = patterns.source_line.match(text)
        if match and words <= 7:
            if match["source"].count(" ") < 5:
                self._set_publisher(match["source"])
            return "source"
        match = _ACCORDING_TO.fullmatch(text)
        if match and (not _HEBREW.search(match["source"]) or _key(match["source"]) in patterns.publishers):
            return "source"
        match = _FLASH_BYLINE.fullmatch(text)
        if match:
            self._set_author(match["name"])
            return "byline"
        date_match = _DATE_PATTERN.fullmatch(text)
        if date_match and date_match["month_name"] is None:
            self._set_date(date_match, is_update=False)
            return "published"
        if self.has_hebrew and words <= 8 and not _HEBREW.search(text) and not _DIGITS.search(text):
            return "byline"
        return self._judge_byline(text, at_edge=True)

    # State and results

    @property
    def _in_head(self) -> bool:
        return len(self.kept) < _HEAD_LINES and self.prose_before[-1] < _HEAD_PROSE

    @property
    def _before_prose(self) -> bool:
        return len(self.kept) < _HEAD_LINES and not self.prose_before[-1]

    def _keep(self, line: _Line) -> None:
        self.kept.append(line)
        self.seen.add(line.text)
        words = line.word_count
        is_prose = words >= 20 or (words >= 8 and line.text.endswith((".", '."', "…")))
        self.prose_before.append(self.prose_before[-1] + is_prose)

    def _remove(self, line: _Line, kind: BoilerplateKind) -> None:
        self.seen.add(line.text)
        if line.end > line.start:
            self._note_removed(line.start, line.end, kind)

    def _note_removed(self, start: int, end: int, kind: BoilerplateKind) -> None:
        self.parts.removed.append(RemovedSpan(start, end, kind))

    def _set_publisher(self, name: str) -> None:
        if self.parts.publisher is None:
            self.parts.publisher = name.strip(" .|-,") or None

    def _set_author(self, name: str) -> None:
        if self.parts.author is None:
            self.parts.author = name

    def _set_date(self, match: regex.Match[str], is_update: bool) -> None:
        day = _read_date(match)
        if day is None:
            return
        if is_update:
            self.parts.updated_at = self.parts.updated_at or day
        else:
            self.parts.published_at = self.parts.published_at or day

    def _collect(self) -> None:
        """Put the kept spans and the removed spans of the text in order; what lies inside a removed span is part of it."""
        kept = self.parts.kept
        for index, line in enumerate(self.kept):
            if index:
                kept.append((line.start - 1, line.start))
            kept.extend(line.pieces)
        outermost: list[RemovedSpan] = []
        for span in sorted(self.parts.removed, key=lambda span: (span.start, -span.end)):
            if not outermost or span.end > outermost[-1].end:
                outermost.append(span)
        self.parts.removed = outermost


def _cells(text: str) -> list[str]:
    """The parts of a line between upright strokes and bullets."""
    return [cell.strip(" ,-/") for cell in re.split(r"[|•·●]", text)]


def _join(source: str, kept: list[int], cut_from: int, resume: int) -> tuple[int, int] | None:
    """How the line goes on when ``kept[cut_from:]`` is cut: (new length of kept, next index), or None for "do not cut".

    One of the two spaces around the cut goes too. Nothing is cut where the join would make a new word, a doubled
    apostrophe or a letter-spaced word.
    """
    following = source[resume : resume + 1]
    if not cut_from:
        return 0, resume + (following == " ")
    if source[kept[cut_from - 1]] == " " and (not following or following in " .,;:!?)|"):
        cut_from -= 1
    if not cut_from:
        return 0, resume + (following == " ")
    left = "".join(source[index] for index in kept[max(0, cut_from - 3) : cut_from])
    right = source[resume : resume + 3]
    if right and right[0] not in " .,;:!?()[|/-" and left[-1] not in " ([|":
        return None
    if _LONE_LETTERS_MEET.search(left + right):
        return None
    return cut_from, resume


def _runs(indices: list[int]) -> Iterable[tuple[int, int]]:
    """The runs of consecutive numbers in a growing list, as (first, last)."""
    first = last = None
    for index in indices:
        if first is None or last is None:
            first = index
        elif index != last + 1:
            yield first, last
            first = index
        last = index
    if first is not None and last is not None:
        yield first, last


def _head_of(pieces: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """The first ``length`` characters of the pieces."""
    head = []
    for start, end in pieces:
        if length <= 0:
            break
        head.append((start, min(end, start + length)))
        length -= end - start
    return head


def _tail_of(pieces: list[tuple[int, int]], length: int) -> tuple[int, int]:
    """From the character after the first ``length`` characters of the pieces to their end."""
    last_kept = _head_of(pieces, length)[-1][1]
    return last_kept, pieces[-1][1]


def _half(text: str, with_space: bool = True) -> str | None:
    """What the text says twice, when it says nothing else: ``Hà Nội MớiHà Nội Mới`` gives ``Hà Nội Mới``."""
    middle, is_odd = divmod(len(text), 2)
    if middle < 3 or (is_odd and not (with_space and text[middle] == " ")):
        return None
    return text[:middle] if text[:middle] == text[middle + is_odd :] else None


def _read_date(match: regex.Match[str]) -> date | None:
    year, day = int(match["year"]), int(match["day"])
    if len(match["year"]) == 2:
        year += 2000 if year < _CENTURY_PIVOT else 1900
    month = month_number(match["month_name"]) if match["month_name"] else int(match["month"])
    if month is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
