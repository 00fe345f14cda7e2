"""Decodes bytes of unknown encoding into Hebrew text, in reading order, with mojibake undone.

``Article.encoding`` records what was decided:

- ``utf-8``, ``utf-16-le``, ``utf-16-be``, ``utf-32-le``, ``utf-32-be`` (with or without a byte-order mark), ``windows-1255``,
  and, where an HTML page declares it, ``iso-8859-8`` or ``cp862``. Without a declaration Hebrew in ISO-8859-8 is named
  windows-1255, which holds all of it byte for byte.
- ``…-visual``: the text stood in visual order and was put into reading order; ``iso-8859-8-visual`` for one-byte encodings.
- ``… (damaged)``: a few bytes could not be decoded and stand as U+FFFD.
- ``… (mojibake of X undone)``: UTF-8 had been read as X (``windows-1255``, ``windows-1252``, ``latin-1``) before.
- ``… (windows-1255 read as windows-1252 undone)``: what it says.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

import regex

from pipeline.articles import RejectReason
from pipeline.reading.failures import ReadingError
from pipeline.reading.letters import count_hebrew
from pipeline.reading.mojibake import undo_mojibake
from pipeline.reading.visual_order import final_letters, to_reading_order

# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The first bytes of files that people hand over in place of their text.
MAGIC_NUMBERS = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"PK\x03\x04", "a zip archive or an Office document (docx, xlsx, odt)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (doc, xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"BZh91AY&SY", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
SAMPLE_BYTES = 1 << 16

# How the one-byte Hebrew encodings are declared in pages, and the name under which they are recorded.
ONE_BYTE_HEBREW = {
    "windows-1255": "windows-1255",
    "x-cp1255": "windows-1255",
    "cp1255": "windows-1255",
    "iso-8859-8": "iso-8859-8",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "iso8859-8": "iso-8859-8",
    "iso88598": "iso-8859-8",
    "hebrew": "iso-8859-8",
    "csisolatinhebrew": "iso-8859-8",
    "iso-ir-138": "iso-8859-8",
    "logical": "iso-8859-8",
    "visual": "iso-8859-8",
    "dos-862": "cp862",
    "ibm862": "cp862",
    "cp862": "cp862",
}
# windows-1255 holds all of ISO-8859-8 that occurs in text.
CODECS = {"windows-1255": "cp1255", "iso-8859-8": "cp1255", "cp862": "cp862"}

# Ten sound Hebrew letters for each broken byte: a file cut or joined in the wrong place, not another encoding.
SOUND_FOR_EACH_BROKEN = 10
MOST_UNDEFINED_SHARE = 0.02
MOST_CONTROL_SHARE = 0.005
# A table or a file of records may hold a spoilt record, which is rejected by itself.
MOST_CONTROL_SHARE_IN_RECORDS = 0.05
# Three words that begin with a final letter: a slip of the pen has one.
FEWEST_FINALS_FOR_VISUAL_UNICODE = 3

UNDECODABLE = (
    "is Hebrew in none of the encodings that are tried (UTF-8, UTF-16, UTF-32, windows-1255, ISO-8859-8). "
    "Convert it to UTF-8."
)

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b") + b"\x7f"
_EXPECTED_IN_UTF16 = regex.compile(
    r"[\t-\r -~\u00A0-\u024F\u0591-\u05F4\u1EA0-\u1EF9\u200B-\u200F\u2010-\u203A\u20AA\uFEFF]"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the identifier of the encoding that it was found in."""

    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Bytes as Hebrew text. ``declared`` is the encoding that the input claims for itself.

    Raises ReadingError: ``binary`` for what is no text, ``undecodable`` for text in none of the encodings above.
    """
    return mend(decode_bytes(data, declared))


def mend(decoded: Decoded) -> Decoded:
    """Decoded text with mojibake undone, then put into reading order where it stood in visual order."""
    return in_reading_order(undo_mojibake_in(decoded))


def undo_mojibake_in(decoded: Decoded) -> Decoded:
    """Decoded text with mojibake undone."""
    text, repair = undo_mojibake(decoded.text)
    return Decoded(text, f"{decoded.encoding} ({repair})") if repair else decoded


def in_reading_order(decoded: Decoded, visual: bool | None = None) -> Decoded:
    """Decoded text put into reading order where it stands in visual order: as told, else as its final letters show."""
    if decoded.text.isascii():
        return decoded
    one_byte = decoded.encoding in CODECS
    if visual is None:
        letters = final_letters(decoded.text)
        visual = letters.look_visual and (one_byte or letters.at_start >= FEWEST_FINALS_FOR_VISUAL_UNICODE)
    if not visual:
        return decoded
    name, _, note = decoded.encoding.partition(" ")
    encoding = f"{'iso-8859-8' if one_byte else name}-visual"
    return Decoded(to_reading_order(decoded.text), f"{encoding} {note}" if note else encoding)


def decode_bytes(data: bytes, declared: str | None = None) -> Decoded:
    """Bytes as text, without mending; raises as ``decode`` does."""
    marked = _with_byte_order_mark(data)
    if marked is not None:
        return marked
    check_is_text(data)
    unmarked = _utf16_without_mark(data)
    if unmarked is not None:
        return _decode_wide(data, unmarked)
    return decode_line(data, declared)


def decode_line(data: bytes, declared: str | None = None) -> Decoded:
    """Bytes in an encoding whose ASCII characters are single bytes, such as one line of a file; raises as ``decode`` does."""
    if b"\0" in data:
        raise ReadingError(RejectReason.BINARY, "holds NUL bytes, so it is no text. Export it as text in UTF-8.")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    mostly = data.decode("utf-8", "replace")
    if count_hebrew(mostly) >= SOUND_FOR_EACH_BROKEN * mostly.count("\ufffd"):
        return Decoded(mostly, "utf-8 (damaged)")
    return _one_byte(data, declared)


def check_is_text(data: bytes, most_controls: float = MOST_CONTROL_SHARE) -> None:
    """Raise ReadingError for the magic number of a known binary format, or a larger share of control characters."""
    for magic, kind in MAGIC_NUMBERS:
        if data.startswith(magic):
            raise ReadingError(RejectReason.BINARY, f"is {kind}, not text. Export its text in UTF-8.")
    sample = data[:SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > most_controls * len(sample) and _utf16_without_mark(data) is None:
        raise ReadingError(
            RejectReason.BINARY, "is full of control characters, so it is no text. Export it as text in UTF-8."
        )


def wide_encoding(head: bytes) -> str | None:
    """``utf-16-le``, ``utf-16-be``, ``utf-32-le`` or ``utf-32-be`` where an input begins like one; else None."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return None if encoding == "utf-8" else encoding
    return _utf16_without_mark(head)


def _with_byte_order_mark(data: bytes) -> Decoded | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_wide(data[len(mark) :], encoding)
    return None


def _decode_wide(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    if count_hebrew(text) < SOUND_FOR_EACH_BROKEN * text.count("\ufffd"):
        raise ReadingError(
            RejectReason.UNDECODABLE, f"begins as {encoding} and cannot be decoded as such. Convert it to UTF-8."
        )
    return Decoded(text, f"{encoding} (damaged)")


def _utf16_without_mark(data: bytes) -> str | None:
    """Hebrew letters in UTF-16 have 05 in every second byte and ASCII has 00 there, which no text in one-byte units has."""
    sample = data[: min(SAMPLE_BYTES, len(data) - len(data) % 2)]
    if not sample or (b"\0" not in sample and b"\x05" not in sample):
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        if len(_EXPECTED_IN_UTF16.findall(text)) >= 0.9 * len(text):
            return encoding
    return None


def _one_byte(data: bytes, declared: str | None) -> Decoded:
    encoding = ONE_BYTE_HEBREW.get((declared or "").strip().lower().replace("_", "-"), "windows-1255")
    text = data.decode(CODECS[encoding], "replace")
    high = sum(1 for character in text if character > "\x7f")
    if text.count("\ufffd") > MOST_UNDEFINED_SHARE * high or final_letters(text).look_foreign:
        raise ReadingError(RejectReason.UNDECODABLE, UNDECODABLE)
    return Decoded(text, encoding)
