"""Quotations in a text: which quotation mark opens, which closes, and which is the gershayim of an acronym.

The marks of ``צה"ל`` and ``דו"חות`` divide letters and are no quotation marks; that of ``ה"אזור החופשי"`` also stands between
letters, and opens after a proclitic. Double and single marks nest. A quotation never runs across a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

import regex

from pipeline.hebrew.characters import DASHES, GERESH_MARKS, QUOTE_MARKS
from pipeline.hebrew.proclitics import MARKED_PROCLITICS, PROCLITIC_LETTERS

# A single mark is most often a geresh; a longer stretch between two of them is no quotation.
_LONGEST_IN_SINGLE_MARKS = 200

_MARK = re.compile(f"(?P<double>''|׳׳|[{QUOTE_MARKS}])|(?P<single>[{GERESH_MARKS}])|(?P<line>\n)")
_GLUE = regex.compile(rf"(?<![א-ת{QUOTE_MARKS}{GERESH_MARKS}]){MARKED_PROCLITICS}[{DASHES}]?\Z")
_LONGEST_GLUE = 8
_WORD_OF_TWO_LETTERS = regex.compile(f"[א-ת][{GERESH_MARKS}]?[א-ת]")
# Between the words that a formula counts: 5 "לא", 3 "נקי"
_COUNTED_LEAD = regex.compile(rf"(?:,? ?ו?[{DASHES}]? ?|(?<= ))\d{{1,2}} \Z")
_LONGEST_LEAD = 60
_OPENS_BEFORE = frozenset(f"([{{:;,/…{DASHES}")
_OPENING_MARKS = frozenset("„«“‘‛")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks: ``start``/``end`` are code points inside the marks, half-open.

    ``outer_start``/``outer_end`` include the marks, ``glued_from`` also the proclitics before them (``ב"3 לא"``).
    ``is_closed`` is false where the closing mark is missing: then ``end`` is the end of the line.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    glued_from: int
    is_single: bool = False
    is_closed: bool = True


@dataclass(slots=True)
class _Open:
    start: int
    width: int
    glued_from: int
    is_single: bool
    is_certain: bool


def find_quotations(text: str) -> list[Quotation]:
    """Every quotation of a text, in the order of their opening marks; takes linear time."""
    found: list[Quotation] = []
    open_marks: list[_Open] = []
    doubles = 0
    for match in _MARK.finditer(text):
        if match["line"]:
            found.extend(_unclosed(text, open_marks, match.start(), found))
            open_marks, doubles = [], 0
            continue
        is_single = match["single"] is not None
        is_open = bool(open_marks and open_marks[-1].is_single) if is_single else doubles > 0
        role, glued_from = _role(text, match.start(), match.end(), is_single, is_open)
        if role == "closes" and is_open:
            while open_marks[-1].is_single != is_single:
                open_marks.pop()
            opened = open_marks.pop()
            doubles -= not is_single
            if is_single and match.start() - opened.start > _LONGEST_IN_SINGLE_MARKS:
                continue
            found.append(
                Quotation(
                    opened.start + opened.width, match.start(), opened.start, match.end(), opened.glued_from, is_single
                )
            )
        elif role in ("opens", "may_open"):
            opened = _Open(match.start(), match.end() - match.start(), glued_from, is_single, role == "opens")
            # ב"כים "…": a mark after a proclitic that nothing closed before the next opening mark was a gershayim.
            if role == "opens" and open_marks and not open_marks[-1].is_certain and not is_single:
                doubles -= not open_marks.pop().is_single
            open_marks.append(opened)
            doubles += not is_single
    found.extend(_unclosed(text, open_marks, len(text), found))
    found.sort(key=lambda quotation: quotation.outer_start)
    return found


def _unclosed(text: str, open_marks: list[_Open], end: int, found: list[Quotation]) -> list[Quotation]:
    """The last mark of a line that opens and that nothing closes; earlier ones are taken for slips of the pen."""
    for opened in reversed(open_marks):
        if opened.is_certain and not opened.is_single:
            start = opened.start + opened.width
            closed = _end_of_counted(text, start, found)
            if closed is not None:
                return [Quotation(start, closed, opened.start, closed, opened.glued_from)]
            return [Quotation(start, end, opened.start, end, opened.glued_from, is_closed=False)]
    return []


def _end_of_counted(text: str, start: int, found: list[Quotation]) -> int | None:
    """Where ``"משפחה של 5 "לא", 3 "נקי" בכל בית`` ends: one mark closes both the last counted word and the whole."""
    end: int | None = None
    inside = takewhile(lambda inner: inner.outer_end > start, reversed(found))
    for inner in sorted(inside, key=lambda inner: inner.start):
        lead = text[end or start : inner.outer_start]
        counted = _COUNTED_LEAD.search(lead)
        is_next = end is None or (counted is not None and counted.start() == 0)
        if counted is None or not is_next or len(lead) > _LONGEST_LEAD:
            break
        end = inner.outer_end
    return end


def _role(text: str, start: int, end: int, is_single: bool, is_open: bool) -> tuple[str, int]:
    """What the mark at ``text[start:end]`` does (opens, may_open, closes, none) and where the proclitics before it begin."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    is_before_letter = "א" <= after <= "ת"
    if "א" <= before <= "ת" and (is_before_letter or after.isdigit() or (after.isascii() and after.isalpha())):
        may_be_glue = before in PROCLITIC_LETTERS  # most often it is the letter of an acronym
        glue = _GLUE.search(text[max(0, start - _LONGEST_GLUE) : start]) if may_be_glue else None
        begins_word = not is_before_letter or _WORD_OF_TWO_LETTERS.match(text, end) is not None
        if glue is not None and begins_word:
            return "may_open", start - len(glue[0])
        return "none", start
    if before.isspace() and after.isspace():
        return ("closes" if is_open else "none" if is_single else "opens"), start
    if before.isspace() or (text[start] in _OPENING_MARKS and not after.isspace()):
        # ' " before a bracket or a full stop closes what a stray space divides from it.
        if after in ",.;:!?)]" and is_open:
            return "closes", start
        return "opens", start
    if after.isspace() or after in ",.;:!?)]}/…" or after in DASHES:
        return "closes", start
    if before in DASHES and (glue := _GLUE.search(text[max(0, start - _LONGEST_GLUE) : start])):
        return "opens", start - len(glue[0])  # ב-"3 לא"
    if before in _OPENS_BEFORE or before in QUOTE_MARKS or before in GERESH_MARKS:
        if after in QUOTE_MARKS or after in GERESH_MARKS:
            return ("closes" if is_open else "opens"), start
        return "opens", start
    if after in QUOTE_MARKS or after in GERESH_MARKS or after in "([":
        return ("closes" if is_open else "none"), start
    return ("closes" if is_open and not is_single else "none"), start
