"""What stands on a news page beside the article: finds it, and reads from it who published the article, who wrote it and when.

Works on text whose characters are already clean, line by line, in one pass. A line is furniture

1. by its own words: a caption with its credit, ``תגובה (0)``, a bar of buttons, a link;
2. by its place: a date or a publisher's name at the top, a headline under ``כתבות נוספות``, a paragraph that stood in the
   text before, a name or an agency on the last line.

A line is judged by itself, by the lines kept before it, and by removed lines only where these make it more likely to be
furniture; the lines at the end by nothing but the end. So the text that is left holds nothing that a second pass would
remove. All of it takes linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from pipeline.normalise.datelines import LinePlace, read_date, read_dateline
from pipeline.normalise.furniture import (
    ACCORDING_TO,
    ADDRESS_LINE,
    BYLINE_IN_BRACKETS,
    BYLINE_WITHOUT_COLON,
    DATE,
    HAS_ADDRESS,
    HEBREW,
    IMAGE_FILE,
    PEOPLE,
    PERSON,
    TABLE_CELL,
    TELEPHONE_LINE,
    VIETNAMESE_LETTER,
    BoilerplateKind,
    bare_words,
    furniture,
    said_twice,
)
from pipeline.normalise.lines import Line, RemovedSpan, read_lines

_LONGEST_FURNITURE = 420  # characters; a longer line is prose
_LONGEST_PHRASE = 120  # characters
_MOST_NOTICE_WORDS = 45
# A shorter line may be repeated on purpose: a refrain, a question, a chant.
_SHORTEST_DUPLICATE = 50  # characters
_FEWEST_DUPLICATE_WORDS = 8
_SHORTEST_DOUBLED_CAPTION = 25  # characters
_FEWEST_DOUBLED_CAPTION_WORDS = 5
_FEWEST_DOUBLED_TITLE_WORDS = 4
# The head of the page ends with its second paragraph of prose: the first may be the article's lead.
_PARAGRAPHS_OF_HEAD = 2
_MOST_HEAD_LINES = 15
_MOST_RELATED_INSIDE = 5  # headlines in a box of links inside the article
_FEWEST_HEADLINE_WORDS = 4
_STRICT_BYLINE_LABEL = "מאת"
_BUTTON_GAP = re.compile(r"[\s|·•,/:\d()]+")
_BAR_GAP = re.compile(r" ?[|•·] ?")
_NUMBERED = re.compile(r"\d{1,4}[.)] ")
_LINK_MARKS = "|*>-•●▪·[( "


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


def take_apart(text: str) -> ArticleParts:
    """The article in a clean text and the page around it."""
    return _Pass(text).run()


class _Pass:
    """One pass over the lines of one text, with the state that a line is judged by."""

    def __init__(self, text: str) -> None:
        self.parts = ArticleParts()
        self.lines = read_lines(text)
        self.kept: list[Line] = []
        self.prose_counts = [0]  # prose_counts[n]: how many of the first n kept lines are prose
        self.seen: set[str] = set()
        self.has_hebrew = HEBREW.search(text) is not None
        long_lines = (
            i for i in range(len(self.lines) - 1, -1, -1) if self.lines[i].word_count >= _FEWEST_HEADLINE_WORDS
        )
        self.last_long_line = next(long_lines, -1)
        self.furniture = furniture()

    def run(self) -> ArticleParts:
        """Judge every line, then the last ones again, and collect what was found."""
        headline_run_ends: list[int] | None = None
        index = 0
        after_image = False
        while index < len(self.lines):
            line = self.lines[index]
            kind = "navigation" if self._is_section_above(index) else self._judge(line, after_image)
            index += 1
            after_image = line.had_image or kind == "image"
            if kind is None:
                self._keep(line)
                continue
            self._remove(line, kind)
            if kind == "published":
                self._remove_name_above(index - 2)
            elif kind == "comments" and _begins_comments(line.text, self.lines[index : index + 1]):
                for comment in self.lines[index:]:
                    self._remove(comment, kind)
                break
            elif self._place != "top" and self._heads_links(line.text, kind):
                if headline_run_ends is None:
                    headline_run_ends = self._headline_run_ends()
                end = headline_run_ends[index]
                if kind == "related" or end == len(self.lines):
                    index = self._remove_headlines(index, end)
        self._judge_end()
        self._collect()
        return self.parts

    def _judge(self, line: Line, after_image: bool) -> BoilerplateKind | None:
        """What the line is when it is no part of the article, else None. Notes what it says about the article."""
        text = line.text
        if not any(map(str.isalnum, text)):
            return line.cuts[0].kind if line.cuts else "debris"
        if text in self.seen and len(text) >= _SHORTEST_DUPLICATE and line.word_count >= _FEWEST_DUPLICATE_WORDS:
            return "duplicate_paragraph"
        if len(text) > _LONGEST_FURNITURE:
            return None
        if (line.had_image or after_image) and "|" in text and TABLE_CELL.fullmatch(text):
            return "caption"
        return (
            line.credit_kind
            or self._judge_phrase(text)
            or self._judge_label(text)
            or self._judge_dateline(text)
            or self._judge_banner(line)
            or self._judge_double(line)
        )

    def _is_section_above(self, index: int) -> bool:
        """Whether the line names the section of the site, above the headline and the article."""
        text = self.lines[index].text
        return not self.kept and index < self.last_long_line and self.furniture.is_section(text)

    def _heads_links(self, text: str, kind: BoilerplateKind) -> bool:
        """Whether headlines of other articles may follow: under ``מומלצים``, and under ``תגובות (48)`` at the end.

        ``תגובות`` alone may be the heading of a part of the article.
        """
        if kind == "related":
            return self._kind_of_cells(text) == "related"
        return kind == "comments" and (any(map(str.isdigit, text)) or " " in text)

    def _kind_of_cells(self, text: str) -> BoilerplateKind | None:
        """The kind of the first cell of ``הדפסה | שלח לחבר``, when each cell is a known line by itself."""
        kinds = [self.furniture.kind_of_line.get(bare_words(cell)) for cell in _BAR_GAP.split(text)]
        return kinds[0] if all(kinds) else None

    def _judge_phrase(self, text: str) -> BoilerplateKind | None:
        if len(text) <= _LONGEST_PHRASE:
            kind = self.furniture.kind_of_line.get(bare_words(text)) or self._kind_of_cells(text)
            if kind:
                return kind
        bare = text.lstrip(_LINK_MARKS).lower()
        words = text.count(" ") + 1
        for phrase, kind in self.furniture.beginnings.get(bare.split(" ", 1)[0], ()):
            if bare.startswith(phrase) and words <= _MOST_NOTICE_WORDS:
                return kind
        if "©" in text and words <= 15:
            return "copyright"
        if "." in text:
            if IMAGE_FILE.fullmatch(text) and (words <= 3 or not HEBREW.search(text)):
                return "image"
            if ADDRESS_LINE.fullmatch(text):
                return "link"
        buttons = _BUTTON_GAP.split(text.lower().strip(" |·•,/()0123456789"))
        if 2 <= len(buttons) <= 20 and self.furniture.buttons.issuperset(buttons):
            return "share"
        return None

    def _judge_label(self, text: str) -> BoilerplateKind | None:
        if text[0] != "#" and ":" not in text:
            return self._judge_byline(text, at_edge=self._place != "body")
        words = text.count(" ") + 1
        if self.furniture.tags_line.match(text):
            return "tags"
        if words <= 30 and self.furniture.related_line.match(text):
            return "related"
        match = self.furniture.source_line.match(text)
        if match:
            source = match["source"]
            if self.furniture.is_publisher(source):
                self._set_publisher(source)
                return "source"
            if not source or HAS_ADDRESS.search(source) or (words <= 9 and not HEBREW.search(source)):
                return "source"
        return self._judge_byline(text, at_edge=self._place != "body")

    def _judge_byline(self, text: str, at_edge: bool) -> BoilerplateKind | None:
        """A line with a name; ``at_edge``: it stands where names stand, at the top or at the end."""
        author = self.furniture.author_with_role(text) if at_edge else None
        if author and (self.kept or text.startswith(_STRICT_BYLINE_LABEL)):
            self._set_author(author)
            return "byline"
        match = self.furniture.byline.match(text) if ":" in text else None
        if match:
            is_strict = match["label"] == _STRICT_BYLINE_LABEL
            name = match["name"]
            day = DATE.search(name) if is_strict or at_edge else None
            if day:  # מאת: דנה ירון | 14.02.2025, 18:30
                self._set_date(read_date(day), is_update=False)
                name = name[: day.start()].rstrip(" |,-·•")
            name = name.strip(" .")
            if (is_strict or at_edge) and PEOPLE.fullmatch(name):
                self._set_author(name)
                return "byline"
            return "byline" if is_strict and name.count(" ") < 6 else None
        match = BYLINE_WITHOUT_COLON.fullmatch(text) if at_edge else None
        if match:
            self._set_author(match["name"])
            return "byline"
        return None

    def _judge_dateline(self, text: str) -> BoilerplateKind | None:
        dateline = read_dateline(text, self._place, is_first=not self.kept)
        if dateline is None or (dateline.kind == "published" and self._is_labelled_above()):
            return None
        self._set_date(dateline.day, dateline.is_update)
        self._set_publisher(dateline.publisher)
        self._set_author(dateline.author)
        return dateline.kind

    def _is_labelled_above(self) -> bool:
        """Whether the last line kept names what follows, as in a form or a judgment: ``תאריך ישיבה:``."""
        above = self.kept[-1].text.rstrip(" |") if self.kept else ""
        return above.endswith(":") and not self.furniture.published_label.fullmatch(above[:-1].rstrip())

    def _judge_banner(self, line: Line) -> BoilerplateKind | None:
        text = line.text
        is_hebrew = HEBREW.search(text) is not None
        if self._place != "body":
            name = said_twice(text, glued=True) or text
            if self.furniture.is_publisher(name) or (name != text and not is_hebrew):
                self._set_publisher(name)
                return "publisher"
        if is_hebrew or not self.has_hebrew or not any(map(str.isalpha, text)):
            return None
        if not self.kept and line.word_count <= 30:
            return "banner"
        if line.word_count <= 20 and VIETNAMESE_LETTER.search(text) and not any(map(str.isdigit, text)):
            return "banner"
        return None

    def _judge_double(self, line: Line) -> BoilerplateKind | None:
        """A caption printed twice, in one line or in two; a title printed twice."""
        text, words = line.text, line.word_count
        twice = said_twice(text)
        if twice and len(twice) >= _SHORTEST_DOUBLED_CAPTION and twice.count(" ") + 1 >= _FEWEST_DOUBLED_CAPTION_WORDS:
            return "caption"
        if not self.kept or self.kept[-1].text != text:
            return None
        if len(self.kept) == 1 and words >= _FEWEST_DOUBLED_TITLE_WORDS:
            return "duplicate_paragraph"
        is_long = words >= _FEWEST_DOUBLED_CAPTION_WORDS and len(text) >= _SHORTEST_DOUBLED_CAPTION
        if not is_long or text.endswith(("!", "?", '"', "'")):
            return None
        if self._place == "top":
            return "duplicate_paragraph"
        self._remove(self._unkeep(), "caption")
        return "caption"

    def _headline_run_ends(self) -> list[int]:
        """For every line, where the run of lines that read like headlines ends that begins there."""
        ends = [len(self.lines)] * (len(self.lines) + 1)
        for index in range(len(self.lines) - 1, -1, -1):
            text = self.lines[index].text
            is_prose = len(text) > 200 or text.count(" ") > 22 or text.endswith((".", ";", ",", ':"', '."'))
            ends[index] = index if is_prose else ends[index + 1]
        return ends

    def _remove_headlines(self, index: int, end: int) -> int:
        """Remove the headlines from ``index`` to ``end``, which follow ``כתבות נוספות``; gives the next line to judge.

        Inside the article a long run is more likely to be a part of it: it stays.
        """
        if end < len(self.lines) and end - index > _MOST_RELATED_INSIDE:
            return index
        for headline in self.lines[index:end]:
            self._remove(headline, self._judge(headline, after_image=False) or "related")
        return end

    def _remove_name_above(self, index: int) -> None:
        """Remove the author's name on the line above the day of publication, under the title."""
        if len(self.kept) > 1 and self._place != "body" and self.kept[-1] is self.lines[index]:
            name = self.kept[-1].text
            # המצב הכלכלי is no name; the few names that begin with ה are left in the text
            if PERSON.fullmatch(name) and not any(word.startswith("ה") for word in name.split(" ")):
                self._set_author(name)
                self._remove(self._unkeep(), "byline")

    def _judge_end(self) -> None:
        """Remove from the end the lines that only on the last lines of a page are furniture."""
        while len(self.kept) > 1 and (kind := self._judge_last(self.kept[-1].text)):
            self._remove(self._unkeep(), kind)

    def _judge_last(self, text: str) -> BoilerplateKind | None:
        words = text.count(" ") + 1
        if len(text) > 100:
            return None
        if self.furniture.is_publisher(text):
            self._set_publisher(text)
            return "publisher"
        match = self.furniture.source_line.match(text)
        if match and words <= 7:
            self._set_publisher(match["source"])
            return "source"
        if TELEPHONE_LINE.fullmatch(text):
            return "navigation"
        match = ACCORDING_TO.fullmatch(text)
        if match and (not HEBREW.search(match["source"]) or self.furniture.is_publisher(match["source"])):
            return "source"
        match = BYLINE_IN_BRACKETS.fullmatch(text)
        if match:
            self._set_author(match["name"])
            return "byline"
        match = DATE.fullmatch(text)
        if match and match["month_name"] is None:
            self._set_date(read_date(match), is_update=False)
            return "published"
        if self.has_hebrew and words <= 8 and not HEBREW.search(text) and not any(map(str.isdigit, text)):
            return "byline"
        return self._judge_byline(text, at_edge=True)

    @property
    def _place(self) -> LinePlace:
        if len(self.kept) >= _MOST_HEAD_LINES or self.prose_counts[-1] >= _PARAGRAPHS_OF_HEAD:
            return "body"
        return "head" if self.prose_counts[-1] else "top"

    def _keep(self, line: Line) -> None:
        self.kept.append(line)
        self.seen.add(line.text)
        words = line.word_count
        is_prose = words >= 20 or (words >= 8 and line.text.endswith((".", '."', "…")))
        self.prose_counts.append(self.prose_counts[-1] + is_prose)

    def _unkeep(self) -> Line:
        self.prose_counts.pop()
        return self.kept.pop()

    def _remove(self, line: Line, kind: BoilerplateKind) -> None:
        self.seen.add(line.text)
        if line.end > line.start:
            self.parts.removed.append(RemovedSpan(line.start, line.end, kind))

    def _set_publisher(self, name: str | None) -> None:
        if name and self.parts.publisher is None:
            short_name = name.split(" - ", 1)[0]
            self.parts.publisher = (short_name if self.furniture.is_publisher(short_name) else name).strip(
                " .|-,"
            ) or None

    def _set_author(self, name: str | None) -> None:
        self.parts.author = self.parts.author or name

    def _set_date(self, day: date | None, is_update: bool) -> None:
        if is_update:
            self.parts.updated_at = self.parts.updated_at or day
        else:
            self.parts.published_at = self.parts.published_at or day

    def _collect(self) -> None:
        """Put the kept and the removed spans of the text in order."""
        for index, line in enumerate(self.kept):
            if index:
                self.parts.kept.append((line.start - 1, line.start))
            self.parts.kept.extend(line.pieces)
            self.parts.removed.extend(line.cuts)
        outermost: list[RemovedSpan] = []  # a credit in brackets may stand inside another
        for span in sorted(self.parts.removed, key=lambda span: (span.start, -span.end)):
            if not outermost or span.end > outermost[-1].end:
                outermost.append(span)
        self.parts.removed = outermost


def _begins_comments(line: str, next_lines: list[Line]) -> bool:
    """Whether readers' comments follow: ``תגובות (12)``, then ``1. יוסי``."""
    return any(digit in line for digit in "123456789") and any(_NUMBERED.match(line.text) for line in next_lines)
