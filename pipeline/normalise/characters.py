"""One way of writing every character: canonical composition, plain letters, plain dashes and quotes, single spaces.

What becomes of the characters of a text:

- composed canonically (NFC); Latin letters with their marks, digits and every other script stay as they are
- Hebrew presentation forms and digraphs become plain letters; vowel points, cantillation and paseq are removed
- bidirectional controls, zero-width characters, byte order marks, soft hyphens, variation selectors and control characters
  are removed; a lone surrogate, which no encoding can write, becomes U+FFFD
- dashes and maqaf become ``-``, geresh and apostrophes ``'``, gershayim, double quotes and a doubled ``''`` become ``"``
- every space is a plain one, runs are folded, and lines are separated by one ``\\n`` without blank lines
- a letter-spaced word (``מ ח ל י ט י ם``) is joined
- HTML tags, comments and character references are taken out, as ``markup`` says
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import regex

from pipeline.hebrew.characters import DASHES, GERESH_MARKS, HEBREW_LETTERS, QUOTE_MARKS
from pipeline.normalise.alignment import Alignment
from pipeline.normalise.markup import find_markup

# Stands for "removed here" while the text still has its first length. A real NUL is a control character, removed as well.
_REMOVED = "\0"

_REMOVED_RANGES = (
    (0x0000, 0x0008), (0x000E, 0x001B), (0x007F, 0x0084), (0x0086, 0x009F),  # controls
    (0x0591, 0x05BD), (0x05BF, 0x05C2), (0x05C4, 0x05C5), (0x05C7, 0x05C7),  # cantillation, vowel points, paseq
    (0xFB1E, 0xFB1E),  # point judeo-spanish varika
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x180E, 0x180E),  # soft hyphen, joiners, Arabic letter mark
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),  # zero-width characters and bidirectional controls
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFC),  # variation selectors, byte order mark, annotation marks
    (0xE0000, 0xE01EF),  # tags and further variation selectors
)  # fmt: skip
_MORE_DASHES = "˗⸺⸻➖"
_MORE_GERESH_MARKS = "‚‹›ʻʽˈ‵՚Ꞌꞌ｀ʹ`´᾿"
_MORE_QUOTE_MARKS = "ʺ‶ˮ〝〞〟⹂❝❞"
_SPACES = "\t\x1f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_SOF_PASUQ = "\u05c3"

_PLAIN_LETTERS = {
    0xFB1D: "י", 0xFB1F: "יי", 0xFB20: "ע", 0xFB21: "א", 0xFB22: "ד", 0xFB23: "ה", 0xFB24: "כ", 0xFB25: "ל",
    0xFB26: "ם", 0xFB27: "ר", 0xFB28: "ת", 0xFB29: "+", 0xFB4B: "ו", 0xFB4C: "ב", 0xFB4D: "כ", 0xFB4E: "פ",
    0xFB4F: "אל", 0x05F0: "וו", 0x05F1: "וי", 0x05F2: "יי",
    **{
        code: unicodedata.normalize("NFD", chr(code))[0]
        for code in range(0xFB2A, 0xFB4B)
        if unicodedata.decomposition(chr(code))
    },
}  # fmt: skip


def _one_by_one() -> dict[int, str]:
    table = {code: _REMOVED for low, high in _REMOVED_RANGES for code in range(low, high + 1)}
    table.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))
    for characters, plain in (
        (DASHES + _MORE_DASHES, "-"),
        (GERESH_MARKS + _MORE_GERESH_MARKS, "'"),
        (QUOTE_MARKS + _MORE_QUOTE_MARKS, '"'),
        (_SPACES, " "),
        (_LINE_ENDS, "\n"),
        (_SOF_PASUQ, ":"),
    ):
        table.update({ord(character): plain for character in characters if character != plain})
    # Characters that canonical composition would turn into one of the above.
    table.update({0x0374: "'", 0x1FEF: "'", 0x1FFD: "'"})
    table.update({code: letters for code, letters in _PLAIN_LETTERS.items() if len(letters) == 1})
    return table


def _character_class(codes: Iterable[int]) -> str:
    """``[a-bc-d]`` for the code points; ranges, because a scan for them is many times faster than for single characters."""
    ranges: list[list[int]] = []
    for code in sorted(codes):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "[" + "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges) + "]"


_ONE_BY_ONE = _one_by_one()
_TO_REPLACE = re.compile(_character_class(_ONE_BY_ONE) + "+")
_TWO_LETTERS = {chr(code): letters for code, letters in _PLAIN_LETTERS.items() if len(letters) == 2}

_REMOVED_OR_RESIZED = re.compile(f"\0+|'\0*'|[{''.join(_TWO_LETTERS)}]")
# A character that others may compose with, and those others: marks, and the vowels and finals of Korean syllables.
_COMPOSED = regex.compile(r"[^\p{M}\u1160-\u11FF][\p{M}\u1160-\u11FF]*|[\p{M}\u1160-\u11FF]+")
# Unicode's stream-safe form allows this many marks on a character; a longer run is an attack or a mistake.
_MOST_MARKS = 30

_LETTER_SPACING_CUE = re.compile(r" [א-ת] +[א-ת] +[א-ת]")
_LETTER_SPACED = re.compile(
    r"""(?<![^\s("\[])(?<![א-ת]")    # after white space, a bracket or an opening quote
    [א-ת](?:[ ]+[א-ת]){3,}           # at least four letters that stand alone: מ ח ל י ט י ם
    (?=[\s.,:;!?)\]]|"(?![א-ת])|\Z)""",
    re.VERBOSE,
)
_FEWEST_SPACED_LETTERS = 4
_FINAL_LETTERS = frozenset("ךםןףץ")
_ALPHABET = "".join(letter for letter in HEBREW_LETTERS if letter not in _FINAL_LETTERS)
_WHITE_SPACE_TO_FOLD = re.compile("[ \n\0]{2,}|\0|\\A[ \n]|[ \n]\\Z")


def clean_characters(raw_text: str) -> tuple[str, Alignment]:
    """The text with its characters written one way, and its alignment with ``raw_text``.

    Accepts any string, lone surrogates included; takes linear time. Cleaning a clean text changes nothing.
    """
    text, alignment = _write_one_way(raw_text)
    edits = find_markup(text)
    if edits:
        alignment = alignment.then(Alignment.of_edits(len(text), [(start, end, len(new)) for start, end, new in edits]))
        text, of_the_rest = _write_one_way(_apply(text, edits))  # a reference may stand for any character
        alignment = alignment.then(of_the_rest)
    return text, alignment


def _write_one_way(raw_text: str) -> tuple[str, Alignment]:
    text = _TO_REPLACE.sub(lambda match: match.group().translate(_ONE_BY_ONE), raw_text)
    alignment = Alignment.identity(len(text))
    for step in (_remove_and_resize, _compose, _fold_white_space):
        edited, edits = step(text)
        if edits:
            step_edits = [(start, end, len(new)) for start, end, new in edits]
            alignment = alignment.then(Alignment.of_edits(len(text), step_edits))
            text = edited
    return text, alignment


def _apply(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    pieces = []
    position = 0
    for start, end, replacement in edits:
        pieces.append(text[position:start])
        pieces.append(replacement)
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def _remove_and_resize(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    edits = []
    for match in _REMOVED_OR_RESIZED.finditer(text):
        found = match.group()
        replacement = "" if found[0] == _REMOVED else '"' if found[0] == "'" else _TWO_LETTERS[found]
        edits.append((match.start(), match.end(), replacement))
    return _apply(text, edits), edits


def _compose(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    if unicodedata.is_normalized("NFC", text):
        return text, []
    edits = []
    line_start = 0
    for line in text.split("\n"):
        if not unicodedata.is_normalized("NFC", line):
            for match in _COMPOSED.finditer(line):
                found = match.group()
                if not unicodedata.is_normalized("NFC", found):
                    composed = unicodedata.normalize("NFC", found[: _MOST_MARKS + 1])
                    edits.append((line_start + match.start(), line_start + match.end(), composed))
        line_start += len(line) + 1
    return _apply(text, edits), edits


def _fold_white_space(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    if _LETTER_SPACING_CUE.search(text):
        text = _LETTER_SPACED.sub(lambda match: _join_letters(match.group()), text)
    edits = []
    for match in _WHITE_SPACE_TO_FOLD.finditer(text):
        run = match.group()
        at_edge = match.start() == 0 or match.end() == len(text)
        replacement = "" if at_edge else "\n" if "\n" in run else " " if " " in run else ""
        edits.append((match.start(), match.end(), replacement))
    return _apply(text, edits), edits


def _join_letters(run: str) -> str:
    """The letter-spaced run with the spaces inside its words marked as removed; its length stays.

    The narrowest gap of the run stands between letters, a wider one between words. A final letter ends its word. Letters
    in the order of the alphabet (``כיתות א ב ג ד``) are a list, and stay as they are.
    """
    letters = [character for character in run if character != " "]
    if _is_list(letters):
        return run
    gaps = [len(gap) for gap in re.findall(" +", run)]
    narrowest = min(gaps)
    ends_word = [gap > narrowest or letter in _FINAL_LETTERS for letter, gap in zip(letters, gaps, strict=False)]
    # Letters that are left alone side by side would be read as one more letter-spaced word: they are one.
    alone: list[int] = []
    for index in range(len(letters) + 1):
        starts = index < len(letters) and (index == 0 or ends_word[index - 1])
        if starts and (index == len(ends_word) or ends_word[index]):
            alone.append(index)
            continue
        if len(alone) >= _FEWEST_SPACED_LETTERS and not _is_list([letters[i] for i in alone]):
            for i in alone[:-1]:
                ends_word[i] = letters[i] in _FINAL_LETTERS
        alone = []
    pieces = [letters[0]]
    for gap, letter, is_word_end in zip(gaps, letters[1:], ends_word, strict=True):
        pieces.append((" " if is_word_end else _REMOVED) * gap)
        pieces.append(letter)
    return "".join(pieces)


def _is_list(letters: list[str]) -> bool:
    return "".join(letters) in _ALPHABET
