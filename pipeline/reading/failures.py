"""A fault of the input that ends the reading of one article, record or file."""

from __future__ import annotations

from pipeline.articles import Reject, RejectReason
from pipeline.reading.names import safe_name


class ReadingError(Exception):
    """Raised where a fault is met and turned into a reject where it is known what was being read."""

    def __init__(self, reason: RejectReason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message

    def as_reject(self, location: str, byte_size: int | None = None) -> Reject:
        """The reject for what stands at ``location``; its message begins with the location."""
        return reject(location, self.reason, self.message, byte_size)


def reject(location: str, reason: RejectReason, message: str, byte_size: int | None = None) -> Reject:
    """A reject whose message says where: ``news/a.txt: is a PDF document; …``."""
    return Reject(source_uri=location, reason=reason, message=f"{location}: {message}", byte_size=byte_size)


def why(error: Exception) -> str:
    """An error of the system or of a library in one safe line: ``permission denied``."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    line = safe_name(text.strip().split("\n", 1)[0])[:200].rstrip(". ") or type(error).__name__
    return line[0].lower() + line[1:]
