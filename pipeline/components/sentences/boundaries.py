"""Where the sentences of a Hebrew text begin: rules over characters, so that any tokenizer will do.

Every line break ends a sentence. Within a line the full stop, question mark, exclamation mark, ellipsis, colon and bullet are
candidates, and a rule for each says from the words around it whether a sentence ends there. All looks around a candidate are
bounded, so the time grows with the length of the text only.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.components.sentences.patterns import PATTERNS
from pipeline.hebrew.characters import DASHES, GERESH_MARKS, QUOTE_MARKS
from pipeline.hebrew.proclitics import PROCLITICS

# How far, in characters, the rules look: for the word before, the clause before or after a colon, a quotation's beginning, the
# end of a bracket.
_WORD_REACH = 48
_CLAUSE_REACH = 160
_QUOTATION_REACH = 80
_BRACKET_REACH = 300

_LINE_BREAKS = "\n\r\u2028\u2029"
_CLOSING = {"(": ")", "[": "]"}
_DASHES = re.escape(DASHES)
_STOPS = ".!?…"
# One sign first, so that the search runs fast to the next; then the rest of a run of stops with its closers, or of line breaks.
_CANDIDATE = re.compile(
    rf"[{_STOPS}{_LINE_BREAKS}:(\[{''.join(map(re.escape, sorted(PATTERNS.bullets)))}]"
    rf"(?:(?<=[{_STOPS}])([{_STOPS}]*)([{QUOTE_MARKS}{GERESH_MARKS})\]]*)|(?<=[{_LINE_BREAKS}])[{_LINE_BREAKS}]+)?"
)
_CROSS_REFERENCE = re.compile(
    rf"(?:{'|'.join(sorted(PATTERNS.cross_references))}) ?[:{_DASHES}] ?"
    rf"(?:[^.!?\n()\"]{{1,80}}\([^()\n]{{1,40}}\)|[{QUOTE_MARKS}][^\n{QUOTE_MARKS}]{{1,100}}[{QUOTE_MARKS}]) (?=\w)"
)
_CONTENT = re.compile(r"\S")
_WORD_BEFORE = re.compile(rf"[\w{GERESH_MARKS}\"״”]+$")
_WORD = re.compile(rf"\w(?:[\w\"״”{GERESH_MARKS}]*\w)?")
_TWO_HEBREW_LETTERS = re.compile("[א-ת]{2}")
# the last two signs of a word, an acronym, a quotation or a bracket
_END_OF_WORD = re.compile(rf"[א-ת][א-ת{QUOTE_MARKS}{GERESH_MARKS})]|[{QUOTE_MARKS}][א-ת]")
_HEBREW_LETTER = re.compile("[א-ת]")
# 1. 12. 2.3. א. (ב. A. at the beginning of a sentence
_LIST_MARKER = re.compile(r"[(\[\"]?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[א-ת]|[A-Za-z]|[ivx]{2,4})")
# the first item after a colon, any after a semicolon: היעדים: 1. צמחה; 2. תעסוקה
_LIST_MARKER_INSIDE = re.compile(r": [1א]$|; (?:\d{1,2}|[א-ת])$")
# ב.מ of ב.מ., I.C.J of I.C.J.
_DOTTED_INITIALS = re.compile(rf"(?<!\w)(?:{PROCLITICS}?(?:[א-ת]\.)+[א-ת]|(?:[A-Za-z]\.)+[A-Za-z])$")
_SINGLE_LETTER = re.compile(rf"(?<![\w.{_DASHES}{QUOTE_MARKS}{GERESH_MARKS}])(?:[א-ת]|[A-Z])$")
_PROCLITIC_WORD = re.compile(rf"{PROCLITICS}(?=[א-ת]{{2}})")


def sentence_starts(text: str) -> list[int]:
    """The offsets of the first characters of the sentences, in order; empty for a text of white space only.

    A sentence runs from its start to the next one's, so white space belongs to the sentence before it. The first start is the
    text's first character that is no white space.
    """
    first = _CONTENT.search(text)
    if first is None:
        return []
    starts = [first.start()]
    # within a bracket that opened inside a sentence, and within a cross-reference, nothing is an end
    shielded_until = _cross_reference(text, starts)
    for candidate in _CANDIDATE.finditer(text, first.start()):
        position, sign = candidate.start(), candidate[0][0]
        if position < starts[-1]:  # in the white space that the newest start has passed over
            continue
        if sign in _LINE_BREAKS:
            if not _begin_at_content(text, candidate.end(), starts):
                break
            shielded_until = _cross_reference(text, starts)
        elif position < shielded_until:
            continue
        elif sign in _CLOSING:
            if position > starts[-1]:
                shielded_until = _bracket_end(text, position)
        elif sign in _STOPS:
            if _ends_at_stop(text, starts[-1], candidate):
                _begin_at_content(text, candidate.end(), starts)
        elif sign == ":":
            if _ends_at_colon(text, starts[-1], position):
                _begin_at_content(text, candidate.end(), starts)
        elif position > starts[-1] and text[position - 1].isspace():  # a bullet
            starts.append(position)
    return starts


def _begin_at_content(text: str, position: int, starts: list[int]) -> bool:
    """Begin a sentence at the first character from ``position`` on that is no white space; False where there is none."""
    following = _CONTENT.search(text, position)
    if following is not None and following.start() > starts[-1]:
        starts.append(following.start())
    return following is not None


def _cross_reference(text: str, starts: list[int]) -> int:
    """Where the newest sentence is a cross-reference with text after its title, begin that text's sentence and return its start.

    Otherwise return 0. A title ends with its quotation or with its bracket: ראו גם: פסיפס הציפורים (קיסריה) בשנת 1950…
    """
    reference = _CROSS_REFERENCE.match(text, starts[-1])
    if reference is None:
        return 0
    starts.append(reference.end())
    return reference.end()


def _bracket_end(text: str, opening: int) -> int:
    limit = opening + _BRACKET_REACH
    closing = text.find(_CLOSING[text[opening]], opening, limit)
    line_end = text.find("\n", opening, limit)
    return closing + 1 if closing >= 0 and (line_end < 0 or closing < line_end) else 0


def _ends_at_stop(text: str, start: int, stop: re.Match[str]) -> bool:
    closers = stop[2]
    position, end = stop.span()
    signs = text[position : stop.end(1)]
    following = _CONTENT.search(text, end)
    if following is None or position == start:
        return False
    after = following.start()
    if after == end and not _is_glued_end(text, stop):
        return False
    next_sign = text[after]
    if next_sign in ",;:)]%" or (next_sign in ".!?…" and not text[after + 3 : after + 4].strip()):
        return False
    next_word = _first_word(text, after)
    is_question = "?" in signs or "!" in signs
    is_ellipsis = not is_question and (len(signs) > 2 or "…" in signs)
    if any(sign in QUOTE_MARKS for sign in closers):
        return _ends_after_quotation(text, start, position, after, is_full_stop=not is_question and not is_ellipsis)
    if next_sign in DASHES and _is_saying(_first_word(text, after + 1)):
        return False
    if is_question:
        return not _is_one_of(_word_before(text, start, position), PATTERNS.names_with_a_final_sign)
    if is_ellipsis:
        return next_word in PATTERNS.sentence_openers or next_sign in QUOTE_MARKS
    return len(signs) == 2 or bool(closers) or _is_full_stop(text, start, position, after, next_word)


def _is_glued_end(text: str, stop: re.Match[str]) -> bool:
    """A missing space: הלך הביתה.למחרת חזר. Between digits, single letters or Latin letters a sign is no end."""
    if stop[1] and "." in stop[0]:
        return False
    before = text[max(0, stop.start() - 2) : stop.start()]
    return bool(
        _TWO_HEBREW_LETTERS.match(text, stop.end())
        and (_END_OF_WORD.fullmatch(before) or (stop[2] and _HEBREW_LETTER.fullmatch(before[-1:])))
    )


def _ends_after_quotation(text: str, start: int, position: int, after: int, *, is_full_stop: bool) -> bool:
    """Whether a sign before a closing quotation mark ends the sentence around the quotation, not only the quoted one."""
    next_word = _first_word(text, after)
    if _is_saying(next_word) or text[after] in DASHES:
        return False
    if is_full_stop:
        return True
    reach = max(start, position - _QUOTATION_REACH)
    opening = max(text.rfind(mark, reach, position) for mark in QUOTE_MARKS)
    if opening <= start:
        return True
    lead = text[reach:opening].rstrip()
    if not lead or lead[-1] in ":,;" or lead[-1] in DASHES:
        return True
    # no colon or comma before it: a title (הסרט "לאן?" זכה בפרס) or speech that the sentence goes on from (שאל "מה?" והלך)
    return _is_saying(_word_before(lead, 0, len(lead))) and next_word[:1] != "ו"


def _is_full_stop(text: str, start: int, position: int, after: int, next_word: str) -> bool:
    """Whether a dot ends a sentence, rather than a list marker, an initial or an abbreviation."""
    before = text[max(start, position - _WORD_REACH) : position]
    if _LIST_MARKER.fullmatch(text, start, position) or _LIST_MARKER_INSIDE.search(before):
        return False
    if before[-2:-1] == "." and _DOTTED_INITIALS.search(before):
        return next_word in PATTERNS.sentence_openers
    if _SINGLE_LETTER.search(before):
        if before[-1].isascii():
            return not ("A" <= text[after] <= "Z")
        lettered = _word_before(text, start, position - len(before) + len(before[:-1].rstrip()))
        return _is_one_of(lettered, PATTERNS.lettered_nouns) or not _HEBREW_LETTER.match(text, after)
    word = _word_before(text, start, position)
    if _is_one_of(word, PATTERNS.abbreviations_before_names):
        return False
    if _is_one_of(word, PATTERNS.abbreviations_before_numbers):
        return not text[after].isdigit()
    if word in PATTERNS.abbreviations_that_may_end:
        return next_word in PATTERNS.sentence_openers
    return not (word.isascii() and word.isalpha() and "a" <= text[after] <= "z")


def _ends_at_colon(text: str, start: int, position: int) -> bool:
    """Whether a colon ends its sentence: what it announces is not a part of the clause but sentences of their own."""
    if not text[position + 1 : position + 2].isspace():
        return False
    clause = re.split(rf"[{_LINE_BREAKS}]", text[position + 1 : position + 1 + _CLAUSE_REACH], maxsplit=1)[0]
    if not clause.strip() or clause.lstrip()[0] in QUOTE_MARKS:
        return False
    words_before = _WORD.findall(text, max(start, position - _CLAUSE_REACH), position)
    if any(map(_is_saying, words_before[-6:])):
        return False
    words_after = _WORD.findall(re.split("[,;:.!?]", clause, maxsplit=1)[0])
    is_clause = not PATTERNS.clause_words.isdisjoint(words_after)
    return (is_clause and _announces(words_before)) or _takes_up(words_after[:5], words_before)


def _announces(words: list[str]) -> bool:
    if words and words[-1] in PATTERNS.announcements.pointing:
        return True
    near = words[-9:]
    return any(
        _is_one_of(count, PATTERNS.announcements.counting)
        and counted.endswith(("ים", "ות"))
        # מספר before a definite noun is a number, not "several": מספר המשתתפים
        and not (count.endswith("מספר") and counted.startswith("ה"))
        for count, counted in pairwise(near)
    )


def _takes_up(words: list[str], words_before: list[str]) -> bool:
    """A noun of the clause before comes again with a demonstrative: …לפי סעיף 91: סעיף זה קובע."""
    nouns = {noun for noun, demonstrative in pairwise(words) if demonstrative in PATTERNS.demonstratives}
    return any(len(noun) > 2 and any(_is_one_of(word, {noun}) for word in words_before) for noun in nouns)


def _is_one_of(word: str, words: frozenset[str] | set[str]) -> bool:
    if word in words:
        return True
    prefix = _PROCLITIC_WORD.match(word)
    return prefix is not None and any(word[length:] in words for length in range(1, prefix.end() + 1))


def _is_saying(word: str) -> bool:
    return word in PATTERNS.verbs_of_saying or (word[:1] == "ו" and word[1:] in PATTERNS.verbs_of_saying)


def _word_before(text: str, start: int, position: int) -> str:
    words = text[max(start, position - _WORD_REACH) : position].rsplit(maxsplit=1)
    found = _WORD_BEFORE.search(words[-1]) if words else None
    return found[0] if found else ""


def _first_word(text: str, position: int) -> str:
    found = _WORD.search(text, position, position + _WORD_REACH)
    return found[0] if found else ""
