"""Web pages: the text of the article and what the page says about it; nothing is fetched."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import trafilatura
from trafilatura.settings import Document

from pipeline.articles import Article, Reject, RejectReason
from pipeline.reading.admission import check_article_text
from pipeline.reading.encodings import Decoded, decode_bytes, in_reading_order, undo_mojibake_in
from pipeline.reading.failures import ReadingError, why
from pipeline.reading.opened import Opened
from pipeline.reading.published import published_on
from pipeline.reading.text import read_whole

MEDIA_TYPE = "text/html"
# Where browsers look for the declaration of the encoding; pages with long banners put it a little later.
HEAD_BYTES = 4096

_CHARSET = re.compile(rb"(?:charset|encoding)\s{0,20}=\s{0,20}[\"']?\s{0,20}([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)

# A page without an article is a reject of ours, not a line on the user's screen.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read_html(opened: Opened) -> Iterator[Article | Reject]:
    """The article of a page, or the reject that says why it holds none."""
    data = read_whole(opened)
    declared = _CHARSET.search(data, 0, HEAD_BYTES)
    page = undo_mojibake_in(decode_bytes(data, declared[1].decode("ascii") if declared else None))
    document = _extract(page.text)
    body = in_reading_order(Decoded(document.text or "", page.encoding)) if document else None
    if document is None or body is None or not body.text.strip():
        raise ReadingError(
            RejectReason.NO_ARTICLE_TEXT,
            "no text of an article is found in the page. Save the page of one article, or its text.",
        )
    check_article_text(body.text, opened.limits)
    visual = body.encoding != page.encoding

    def line(value: str | None) -> str | None:
        return " ".join(in_reading_order(Decoded(value or "", page.encoding), visual).text.split()) or None

    yield Article(
        location=opened.location,
        source_uri=document.url or opened.location,
        raw_text=body.text,
        media_type=MEDIA_TYPE,
        byte_size=len(data),
        encoding=body.encoding,
        title=line(document.title),
        publisher=line(document.sitename),
        author=line(document.author),
        published_at=published_on(document.date),
    )


def _extract(page: str) -> Document | None:
    try:
        document = trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            # Only a date that the page states: the extensive search guesses from any number in it.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:
        raise ReadingError(
            RejectReason.NO_ARTICLE_TEXT,
            f"the page cannot be taken apart ({why(error)}). Save the text of the article.",
        ) from None
    return document if isinstance(document, Document) else None
