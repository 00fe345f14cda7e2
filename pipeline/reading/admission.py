"""Whether a text is a Hebrew article at all."""

from __future__ import annotations

from pipeline.articles import RejectReason
from pipeline.reading.failures import ReadingError
from pipeline.reading.letters import count_hebrew, count_letters
from pipeline.reading.limits import ReadingLimits

# Vietnamese names, code numbers and a banner in another language leave a translated article well above half; a foreign
# article that quotes a Hebrew sentence stays below a tenth.
LEAST_HEBREW_SHARE = 0.3
FEWEST_HEBREW_LETTERS = 4


def check_article_text(text: str, limits: ReadingLimits) -> None:
    """Raise ReadingError for a text that is too large, empty or not Hebrew.

    Hebrew means: at least FEWEST_HEBREW_LETTERS Hebrew letters, which are at least LEAST_HEBREW_SHARE of all letters.
    """
    size = utf8_size(text)
    if size > limits.max_article_bytes:
        raise too_large_text(size, limits)
    if not text.strip("\ufeff\u200b\u200e\u200f\x00 \t\r\n\f\v\xa0"):
        raise ReadingError(RejectReason.EMPTY, "holds no text. Nothing to do if this is expected.")
    hebrew, letters = count_hebrew(text), count_letters(text)
    if hebrew < FEWEST_HEBREW_LETTERS or hebrew < LEAST_HEBREW_SHARE * letters:
        raise ReadingError(
            RejectReason.NOT_HEBREW,
            f"only {hebrew} of its {letters} letters are Hebrew (at least {LEAST_HEBREW_SHARE:.0%} and "
            f"{FEWEST_HEBREW_LETTERS} letters are needed). Give the Hebrew text; if it is Hebrew, convert the file to UTF-8.",
        )


def too_large_text(size: int, limits: ReadingLimits) -> ReadingError:
    """The failure for a text of more than ``max_article_bytes``."""
    return ReadingError(
        RejectReason.TOO_LARGE,
        f"the text has {size:,} bytes or more and one article may have {limits.max_article_bytes:,}. "
        "Split it into its articles, or raise max_article_bytes.",
    )


def utf8_size(text: str) -> int:
    """Bytes of the text in UTF-8."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
