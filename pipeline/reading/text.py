"""Plain text: one file is one article."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.articles import Article, Reject
from pipeline.reading.admission import check_article_text, too_large_text
from pipeline.reading.encodings import decode
from pipeline.reading.failures import ReadingError
from pipeline.reading.opened import Opened

MEDIA_TYPE = "text/plain"


def read_text(opened: Opened) -> Iterator[Article | Reject]:
    """The article that a text file holds, or the reject that says why it holds none."""
    data = read_whole(opened)
    try:
        decoded = decode(data)
        check_article_text(decoded.text, opened.limits)
    except ReadingError as failure:
        yield failure.as_reject(opened.location, len(data))
        return
    yield Article(
        location=opened.location,
        source_uri=opened.location,
        raw_text=decoded.text,
        media_type=MEDIA_TYPE,
        byte_size=len(data),
        encoding=decoded.encoding,
    )


def read_whole(opened: Opened) -> bytes:
    """All bytes of an input that is one article; raises ReadingError past ``max_article_bytes``."""
    data = opened.stream.read(opened.limits.max_article_bytes + 1)
    if len(data) > opened.limits.max_article_bytes:
        raise too_large_text(opened.byte_size or len(data), opened.limits)
    return data
