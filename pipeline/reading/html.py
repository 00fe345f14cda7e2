"""Web pages: the text of the article and what the page says about it; nothing is fetched."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import regex
import trafilatura
from lxml.html import HtmlElement
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

# The time to take a page apart grows with the square of the elements in one parent and of the attributes in one tag. Large
# news pages have a few thousand elements, a few hundred in one parent, and a dozen attributes.
MOST_ELEMENTS = 30_000
MOST_ELEMENTS_IN_ONE = 2_500
MOST_ATTRIBUTES = 500
LONG_TAG = 4 * MOST_ATTRIBUTES

# Tags as browsers cut them: `<a href="x>y" data-n=1 hidden`.
_ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_ATTRIBUTES = regex.compile(_ATTRIBUTE)
_TAG = regex.compile(rf"<[A-Za-z][^\s/>]*+(?:[\s/]++|{_ATTRIBUTE})*+")

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
    _check_tags(page)
    try:
        tree = trafilatura.load_html(page)
        if tree is None:
            return None
        _check_tree(tree)
        document = trafilatura.bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            # Only a date that the page states: the extensive search guesses from any number in it.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ReadingError, MemoryError):
        raise
    except Exception as error:
        raise ReadingError(
            RejectReason.NO_ARTICLE_TEXT,
            f"the page cannot be taken apart ({why(error)}). Save the text of the article.",
        ) from None
    return document if isinstance(document, Document) else None


def _check_tags(page: str) -> None:
    for tag in _TAG.finditer(page):
        if tag.end() - tag.start() > LONG_TAG and len(_ATTRIBUTES.findall(tag[0])) > MOST_ATTRIBUTES:
            raise _too_large_page(f"a tag of more than {MOST_ATTRIBUTES} attributes")


def _check_tree(tree: HtmlElement) -> None:
    elements = 0
    for element in tree.iter():
        elements += 1
        if len(element) > MOST_ELEMENTS_IN_ONE:
            raise _too_large_page(f"an element of more than {MOST_ELEMENTS_IN_ONE:,} parts")
    if elements > MOST_ELEMENTS:
        raise _too_large_page(f"more than {MOST_ELEMENTS:,} elements")


def _too_large_page(measure: str) -> ReadingError:
    return ReadingError(
        RejectReason.TOO_LARGE, f"the page has {measure}, as no article has. Save the text of the article."
    )
