"""Hebrew that was decoded with the wrong encoding before it reached us, put right where that can be done without loss.

`שלום` in UTF-8 read as windows-1252 is `×©×œ×•×` with an invisible U+009D, read as windows-1255 `׳©׳׳•׳` with others;
in windows-1255 read as windows-1252 it is `ùìåí`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.reading.letters import count_hebrew, count_latin
from pipeline.reading.visual_order import final_letters

# What UTF-8 has been read as, and the codec that undoes it.
MISREADINGS = {"windows-1255": "cp1255", "windows-1252": "cp1252", "latin-1": "latin-1"}
# What the first byte of a Hebrew letter is read as, once or twice.
_FIRST_HALVES = "×׳Ã"
MOST_TIMES_MISREAD = 3
FEWEST_PAIRS = 2
# In windows-1255 the first half of a Hebrew letter is read as a geresh: only text full of such pairs is mojibake.
FEWEST_PAIRS_WITH_GERESH = 3
LEAST_SHARE_WITH_GERESH = 0.3

FEWEST_ACCENTED_LETTERS = 4
LEAST_ACCENTED_SHARE = 0.6

_ACCENTED_LETTERS = regex.compile("[à-ú]{2,}")  # bytes E0 to FA, where windows-1255 has its letters


@dataclass(frozen=True, slots=True)
class _Misreading:
    """How the bytes 80 to FF look when they are read in one encoding."""

    name: str
    byte_of: dict[str, int]
    hebrew_pair: regex.Pattern[str]
    sequences: regex.Pattern[str]

    def undo(self, text: str) -> str:
        restored: str = self.sequences.sub(self._as_utf8, text)
        return restored

    def _as_utf8(self, run: regex.Match[str]) -> str:
        try:
            return bytes(self.byte_of[character] for character in run[0]).decode("utf-8")
        except UnicodeDecodeError:
            return str(run[0])


def undo_mojibake(text: str) -> tuple[str, str | None]:
    """The text as it was meant, and what had happened to it: ``mojibake of windows-1252 undone``; None where nothing had."""
    if text.isascii():
        return text, None
    misreading = _recognise(text)
    if misreading is not None:
        return _undo_misread_utf8(text), f"mojibake of {misreading.name} undone"
    accented = sum(map(len, _ACCENTED_LETTERS.findall(text)))
    if accented >= FEWEST_ACCENTED_LETTERS and accented >= LEAST_ACCENTED_SHARE * (
        count_latin(text) + count_hebrew(text)
    ):
        hebrew = text.translate(_latin_to_hebrew())
        if not final_letters(hebrew).look_foreign:
            return hebrew, "windows-1255 read as windows-1252 undone"
    return text, None


def _undo_misread_utf8(text: str) -> str:
    for _ in range(MOST_TIMES_MISREAD):
        misreading = _recognise(text)
        if misreading is None:
            break
        text = misreading.undo(text)
    return text


def _recognise(text: str) -> _Misreading | None:
    if not any(character in text for character in _FIRST_HALVES):
        return None
    counts = {misreading.name: len(misreading.hebrew_pair.findall(text)) for misreading in _misreadings()}
    best = max(_misreadings(), key=lambda misreading: counts[misreading.name])
    pairs = counts[best.name]
    if pairs < FEWEST_PAIRS:
        return None
    if best.name == "windows-1255":
        hebrew = count_hebrew(text)
        if pairs < FEWEST_PAIRS_WITH_GERESH or pairs < LEAST_SHARE_WITH_GERESH * (pairs + hebrew):
            return None
    return best


@lru_cache(maxsize=1)
def _misreadings() -> tuple[_Misreading, ...]:
    return tuple(_misreading(name, codec) for name, codec in MISREADINGS.items())


def _misreading(name: str, codec: str) -> _Misreading:
    look = {byte: _look(byte, codec) for byte in range(0x80, 0x100)}

    def any_of(first: int, last: int) -> str:
        return "[" + "".join(regex.escape(look[byte]) for byte in range(first, last + 1)) + "]"

    follows = any_of(0x80, 0xBF)
    hebrew_letter = any_of(0xD7, 0xD7) + any_of(0x90, 0xAA)
    misread_twice = "".join(any_of(byte, byte) for byte in look[0xD7].encode()) + f"[{look[0xC2]}{look[0xE2]}]"
    return _Misreading(
        name=name,
        byte_of={character: byte for byte, character in look.items()},
        hebrew_pair=regex.compile(f"{hebrew_letter}|{misread_twice}"),
        sequences=regex.compile(
            f"(?:{any_of(0xC2, 0xDF)}{follows}|{any_of(0xE0, 0xEF)}{follows}{{2}}|{any_of(0xF0, 0xF4)}{follows}{{3}})+"
        ),
    )


def _look(byte: int, codec: str) -> str:
    """The character that a byte is read as; programs keep one that the encoding lacks as the control of that code."""
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)


@lru_cache(maxsize=1)
def _latin_to_hebrew() -> dict[int, str]:
    return {byte: _look(byte, "cp1255") for byte in range(0xA0, 0x100)}
