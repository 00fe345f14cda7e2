"""Numbered formulas: their count, what is counted, and the parts that the text spells out for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from pipeline.components.slogans.vocabulary import FORMULAS, is_word
from pipeline.hebrew.characters import DASHES, GERESH_MARKS, QUOTE_MARKS
from pipeline.hebrew.numerals import NUMBER, Numeral, find_numerals
from pipeline.hebrew.proclitics import proclitic_splits

# Code points that the parts may take up after a formula, and one part of them.
_LONGEST_PARTS = 500
_LONGEST_PART = 110
_MOST_HEAD_WORDS = 4
_MOST_COUNT = 40
_MOST_PART_WORDS = 5
_LONGEST_JOINT = 24

_NUMBER = re.compile(NUMBER)
_ARTICLE = regex.compile(rf"ה[{DASHES}] ?")
_LETTERS = regex.compile("[א-ת]+")
_BEFORE_NEXT_MEMBER = regex.compile(rf"(?:,| [{DASHES}]|;| /) ?ו?[{DASHES}]?\Z| ו[{DASHES}]?\Z")
_HEAD_END = regex.compile(rf" ?[:(,;]| [{DASHES}] ")
_MARKS = f"{QUOTE_MARKS}{GERESH_MARKS}"
_TRIM = f" \u00a0.,;:{DASHES}{_MARKS}"

_CUE_WORDS = "|".join(sorted((regex.escape(cue) for cue in FORMULAS.part_cues), key=len, reverse=True))
_PART_CUE = regex.compile(rf"(?:{_CUE_WORDS})(?:(?<= [בלמ])|(?![א-ת]))\s*:?\s*")
_SUM_WORDS = "|".join(sorted((regex.escape(word) for word in FORMULAS.summing_up), key=len, reverse=True))
# One joint alone, at the end of the stretch that is searched.
_SUMMING_UP = regex.compile(rf"(?: ?[{DASHES},:] ?(?:{_SUM_WORDS})?| (?:{_SUM_WORDS})) ?(?:ה[{DASHES}]?)?\Z")
# A semicolon before a quotation mark begins another formula: "3 כן": …; "2 לא": …
_SENTENCE_END = regex.compile(rf"[.!?](?=[\s)\]]|\Z)|\n|;(?= [{_MARKS}])")
_COLON = regex.compile(r"\s*:[ ]*")
_DASH = regex.compile(rf"\s*[{DASHES}] ")
_NEXT_DASH = regex.compile(rf" [{DASHES}](?= )")
_LATER_COLON = regex.compile(r"(?: [^\s,.;:()\[\]]{1,20}){1,7}: ")
_LATER_COPULA = regex.compile(r"(?: [^\s,.;:()\[\]]{1,20}){1,4} (?:הם|הן) ")
_CUE_IN_SENTENCE = regex.compile(rf" ?,? ?{_PART_CUE.pattern}")
_CUE_IN_NEXT_SENTENCE = regex.compile(rf"\. ?\n?{_PART_CUE.pattern}")
_BRACKET = regex.compile(r" ?(?P<open>[(\[])")
_BULLET = regex.compile(rf"\n *(?:[{DASHES}•*·+] *|\(?\d{{1,2}}[.)] *|[א-ט][.)] )(?P<part>[^\n]{{1,160}})")
_NUMBERING = regex.compile(r"(?:\(?\d{1,2}[.)]|\(\d{1,2}\)|[א-ט][.)]) ?")
_AND = regex.compile(rf" ו[{DASHES}]?(?=[א-ת\d{_MARKS}])")


@dataclass(frozen=True, slots=True)
class Formula:
    """What the words inside the quotation marks give. ``count`` and ``head`` are None for a formula of several numbers.

    ``total`` is how many parts there can be: the count, or the sum of the numbers. ``parts`` are those that stand inside the
    marks. ``is_in_digits`` tells ``3 לא`` from ``שלושה לא``; ``is_amount`` that such words most often give an
    amount, so that only the parts make a formula of them (``4 בתים`` (מדינה, מדען, …)).
    """

    count: int | None
    head: str | None
    total: int
    is_in_digits: bool
    is_amount: bool = False
    parts: list[str] = field(default_factory=list)


def parse_formula(slogan: str) -> Formula | None:
    """The formula that a slogan is, or None: ``3 לא``, ``ה-4 ברורים``, ``5 ברורים: אדם ברור, …``, ``3 משמרות, 4 צוותים``."""
    start = _after_leading_noun(slogan)
    article = _ARTICLE.match(slogan, start)
    start = article.end() if article else start
    numerals = _numerals_from(slogan, start)
    if start == 0 and slogan.startswith("ה") and not numerals:
        slogan, start = " " + slogan[1:], 1  # הארבעה ביחד
        numerals = _numerals_from(slogan, start)
    if not numerals or not _is_count(numerals[0]):
        return None
    if len(numerals) > 1 and _is_double(slogan, numerals):
        return Formula(None, None, sum(int(n.value) for n in numerals), numerals[0].form == "digits")
    first = numerals[0]
    if first.value < 2 or slogan[first.end : first.end + 1] != " ":
        return None
    head_end = _HEAD_END.search(slogan, first.end)
    raw_head = slogan[first.end : head_end.start() if head_end else len(slogan)].strip(_TRIM + "!")
    count = int(first.value)
    parts: list[str] = []
    if head_end is not None:
        end = slogan.find(")", head_end.end()) if "(" in head_end[0] else -1
        parts = _split_parts(slogan[head_end.end() : end if end > 0 else len(slogan)], count, is_bounded=True)
        if len(parts) < 2 or ("," in head_end[0] and len(parts) != count):
            return None
    if not _can_be_head(raw_head, with_amounts=True):
        return None
    is_amount = not _can_be_head(raw_head)
    is_definite = slogan[first.start : first.end].endswith("ת") and first.form == "words" and count > 2
    return Formula(count, _without_article(raw_head, is_definite), count, first.form == "digits", is_amount, parts)


def _numerals_from(slogan: str, start: int) -> list[Numeral]:
    """The numerals of a slogan where one begins at ``start``, which few slogans have; else none."""
    numerals = list(find_numerals(slogan, start)) if _NUMBER.match(slogan, start) is not None else []
    return numerals if numerals and numerals[0].start == start else []


def _after_leading_noun(slogan: str) -> int:
    """Where the formula begins in ``תוכנית 3 היסודות``."""
    first, space, _ = slogan.partition(" ")
    return len(first) + 1 if space and is_word(first, FORMULAS.leading_nouns) else 0


def _is_count(numeral: Numeral) -> bool:
    return numeral.value.denominator == 1 and 1 <= numeral.value <= _MOST_COUNT and numeral.form in ("digits", "words")


def _is_double(slogan: str, numerals: list[Numeral]) -> bool:
    """Whether every number has a head of its own: ``3 משמרות, 4 צוותים``, ``1 חובה ו-5 הפחתות``."""
    if any(":" in slogan[a.end : b.start] or not _is_count(b) for a, b in pairwise(numerals)):
        return False
    for index, numeral in enumerate(numerals):
        end = numerals[index + 1].start if index + 1 < len(numerals) else len(slogan)
        between = slogan[numeral.end : end]
        joint = _BEFORE_NEXT_MEMBER.search(between)
        if index + 1 < len(numerals) and joint is None and not (numeral.form == "digits" and between.endswith(" ")):
            return False
        if not _can_be_head((between[: joint.start()] if joint else between).strip(_TRIM + "!")):
            return False
    return True


def _can_be_head(head: str, with_amounts: bool = False) -> bool:
    words = head.split()
    if not 1 <= len(words) <= _MOST_HEAD_WORDS or _LETTERS.search(words[0]) is None or "?" in head:
        return False
    first = words[0].strip(_MARKS)
    if not with_amounts and (first in FORMULAS.amounts or (first.startswith("ה") and first[1:] in FORMULAS.amounts)):
        return False
    return not any(rest in FORMULAS.months for word in words for _, rest in proclitic_splits(word))


def _without_article(head: str, is_definite: bool) -> str:
    words = [word.strip(_MARKS) for word in head.split()]
    if not words[0].startswith("ה") or len(words[0]) < 3:
        return " ".join(words)
    has_own_he = words[0] in FORMULAS.own_he or (words[0].startswith("הת") and words[0].endswith("ויות"))
    if has_own_he and not (is_definite and words[0].startswith("הה")):
        return " ".join(words)
    return " ".join([words[0][1:], *(word[1:] if word.startswith("ה") else word for word in words[1:])])


def parts_after(text: str, position: int, formula: Formula) -> tuple[list[str], int]:
    """The parts that the text gives after a formula whose closing mark ends at ``position``, and where they end.

    Parts stand in brackets, after a colon, a dash, a comma and a word such as כלומר, in the next sentence after such a word,
    or as bulleted lines. No parts: an empty list and ``position``.
    """
    count = formula.total
    bracket = _BRACKET.match(text, position)
    if bracket is not None:
        end = _closing_bracket(text, bracket.end())
        if end is not None:
            inside = text[bracket.end() : end]
            cue = _PART_CUE.match(inside)
            parts = _split_parts(inside[cue.end() if cue else 0 :], count, is_bounded=True)
            if len(parts) >= 2 and not is_word(_first_word(inside), FORMULAS.not_parts):
                return parts, end + 1
        return [], position
    colon = _COLON.match(text, position)
    if colon is not None:
        if text.startswith("\n", colon.end()):
            return _bulleted(text, colon.end(), count)
        return _parts_until_sentence_end(text, colon.end(), position, count, is_certain=True)
    dash = _DASH.match(text, position)
    if dash is not None:
        return _parts_until_sentence_end(text, dash.end(), position, count, is_certain=False, ends_at_dash=True)
    cue = (
        _CUE_IN_SENTENCE.match(text, position)
        or _CUE_IN_NEXT_SENTENCE.match(text, position)
        or _LATER_COPULA.match(text, position)
        or _LATER_COLON.match(text, position)  # "7 הנועזים" של הפוליטביורו: להעז לחשוב, …
    )
    if cue is not None:
        return _parts_until_sentence_end(text, cue.end(), position, count, is_certain=False)
    return [], position


def parts_before(text: str, position: int, formula: Formula) -> list[str]:
    """The parts that the text gives before a formula that sums them up: ``חריצות, חיסכון ויושר הן "3 המידות"``.

    ``position`` is that of the opening mark or the proclitics before it. Exactly as many parts as it counts, or none.
    """
    start = max(0, position - _LONGEST_PARTS)
    for end in _SENTENCE_END.finditer(text, start, position):
        start = end.end()
    joint = _SUMMING_UP.search(text, max(start, position - _LONGEST_JOINT), position)
    if joint is None or formula.count is None:
        return []
    body = text[start : joint.start()].rpartition(": ")[2].strip(_TRIM)
    parts = _split_parts(body, formula.count, is_bounded=True)
    longest = max((len(part.split()) for part in parts), default=0)
    return parts if len(parts) == formula.count and longest <= _MOST_PART_WORDS else []


def _parts_until_sentence_end(
    text: str, start: int, position: int, count: int, *, is_certain: bool, ends_at_dash: bool = False
) -> tuple[list[str], int]:
    cue = _PART_CUE.match(text, start)
    start = cue.end() if cue else start
    limit = min(len(text), start + _LONGEST_PARTS)
    sentence_end = _SENTENCE_END.search(text, start, limit)
    end = sentence_end.start() if sentence_end else limit
    if ends_at_dash and (next_dash := _NEXT_DASH.search(text, start, end)):
        end = next_dash.start()
    parts = _split_parts(text[start:end], count, is_bounded=False)
    is_alike = len({_first_word(part) for part in parts}) == 1  # בלי ניירת, בלי שתייה, בלי תירוצים
    if len(parts) < 2 or (not is_certain and len(parts) != count and not is_alike):
        return [], position
    return parts, end


def _bulleted(text: str, position: int, count: int) -> tuple[list[str], int]:
    """Parts that stand on lines of their own after ``"3 לא":``."""
    parts: list[str] = []
    end = position
    while (bullet := _BULLET.match(text, end)) and len(parts) < count:
        parts.append(bullet["part"].strip(_TRIM))
        end = bullet.end()
    return (parts, end) if len(parts) >= 2 else ([], position)


def _closing_bracket(text: str, start: int) -> int | None:
    depth = 1
    for position in range(start, min(len(text), start + _LONGEST_PARTS)):
        character = text[position]
        if character == "\n":
            return None
        depth += (character in "([") - (character in ")]")
        if depth == 0:
            return position
    return None


def _split_parts(body: str, count: int, is_bounded: bool) -> list[str]:
    """The parts of a list, as written, without the ו that joins the last. ``is_bounded``: nothing else stands in the body."""
    if ";" in body:
        separator = ";" if body.count(";") >= count - 1 or body.count(",") == 0 else "[,;]"
    else:
        separator = "," if "," in body or len(_NEXT_DASH.findall(body)) < count - 1 else f" [{DASHES}] "
    raw = [
        piece.strip()
        for piece in regex.split(separator + r"(?!\d{3})", body, maxsplit=_MOST_COUNT if is_bounded else count + 1)
    ]
    parts = [_NUMBERING.sub("", piece, count=1) for piece in raw if piece]
    if not is_bounded:
        parts = _without_tail(parts, count)[:count]
    if not parts:
        return []
    if len(parts) < count:
        parts = [*parts[:-1], *_split_at_and(parts[-1], count - len(parts), parts[:-1])]
    if len(parts) > 1:
        parts[-1] = _without_and(parts[-1])
    parts = [part.strip(_TRIM) for part in parts]
    if len(parts) > 2 and parts[-1] in FORMULAS.and_more:
        parts.pop()
    if any(not part or len(part) > _LONGEST_PART or _LETTERS.search(part) is None for part in parts):
        return []
    return parts


def _without_tail(parts: list[str], count: int) -> list[str]:
    """The parts up to a clause that runs on after the list: ``…, ביצוע ובקרה, המחוז מתקדם``."""
    for index, part in enumerate(parts):
        if not index:
            continue
        if _first_word(part) in FORMULAS.after_parts or len(part) > _LONGEST_PART:
            return parts[:index]
        if len(parts) > index + 1 and _first_word(parts[index + 1]) != _first_word(parts[0]):
            pieces = _split_at_and(part, count - index - 1, parts[:index])
            longest = max(len(other.split()) for other in parts[:index])
            if (
                len(pieces) > 1
                and index + len(pieces) == count
                and max(len(piece.split()) for piece in pieces) <= longest
            ):
                return parts[: index + 1]
    return parts


def _split_at_and(part: str, missing: int, earlier: list[str]) -> list[str]:
    """The last part of a list, cut at the ו that joins it: ``איכות ברורה ואחריות ברורה``."""
    if missing < 1:
        return [part]
    joints = [joint for joint in _AND.finditer(part) if _word_at(part, joint.start() + 1) not in FORMULAS.own_vav]
    if len(joints) > missing:
        # With several to choose from, a part that begins like those before it is one.
        openings = {_first_word(other) for other in earlier} | {_first_word(part)}
        alike = [joint for joint in joints if _word_at(part, joint.end()) in openings]
        joints = alike if len(alike) == missing else joints[-missing:]
    pieces, position = [], 0
    for joint in joints:
        pieces.append(part[position : joint.start()])
        position = joint.end()
    return [*pieces, part[position:]]


def _without_and(part: str) -> str:
    word = _first_word(part)
    if not word.startswith("ו") or word in FORMULAS.own_vav or len(part) < 3:
        return part
    return part[1:].lstrip(DASHES)


def _first_word(text: str) -> str:
    return _word_at(text, 0)


def _word_at(text: str, position: int) -> str:
    match = _LETTERS.search(text, position, min(len(text), position + 40))
    return match[0] if match else ""
