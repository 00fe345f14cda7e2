"""An article with its facts as one self-contained HTML page, right to left; nothing in it is ever run or fetched."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import regex

from pipeline.reviewing.marking import (
    KIND_NAMES,
    KIND_SIGNS,
    Mark,
    MarkedParagraph,
    ShownArticle,
    marked_paragraphs,
    values_of,
)

# A code of so many characters stands on one line; a longer name or address may be broken.
LONGEST_UNBROKEN = 24

_STYLE = Path(__file__).with_name("page.css")

# 28-NQ/TW, 37 - QD/TW, S/RES/2334, Hà Nội Mới: between Hebrew words a browser would turn round what leads and follows.
_LATIN = r"\p{Latin}\p{M}"
_CODE = regex.compile(
    rf"(?<![\d{_LATIN}])(?:\d{{1,5}} - (?=[{_LATIN}]{{2,6}}/))?[\d{_LATIN}]+(?:[-/.:&_@+%']{{1,3}}[\d{_LATIN}]+)*"
)
_LETTER = regex.compile(r"\p{L}")
_LATIN_LETTER = regex.compile(r"\p{Latin}")


def render_page(articles: Sequence[ShownArticle]) -> str:
    """A page with every article, its mentions marked and their values beside the paragraph they stand in."""
    legend = "".join(
        f'<li><mark class="{kind}">{name}<sup aria-hidden="true">{KIND_SIGNS[kind]}</sup></mark></li>'
        for kind, name in KIND_NAMES.items()
    )
    body = "".join(_article(shown, place) for place, shown in enumerate(articles, start=1))
    title = escape(articles[0].title) if articles else "Uvdot"
    return (
        '<!DOCTYPE html>\n<html lang="he" dir="rtl">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n"
        f'<ul class="legend" aria-label="סוגי העובדות">{legend}</ul>\n{body}</body>\n</html>\n'
    )


def _article(shown: ShownArticle, place: int) -> str:
    known = (
        shown.article.publisher or shown.normalised.publisher,
        shown.article.author or shown.normalised.author,
        shown.article.published_at or shown.normalised.published_at,
    )
    about = "".join(f"<span><bdi>{escape(str(value))}</bdi></span>" for value in known if value)
    paragraphs = (_paragraph(shown.doc.text, paragraph, place) for paragraph in marked_paragraphs(shown.doc))
    return (
        f'<article>\n<header><h1>{_ordered(shown.title)}</h1><p class="about">{about}'
        f"<bdi>{escape(shown.article.source_uri)}</bdi></p></header>\n{''.join(paragraphs)}</article>\n"
    )


def _paragraph(text: str, paragraph: MarkedParagraph, place: int) -> str:
    pieces = []
    for run in paragraph.runs:
        opened = "".join(f'<mark class="{mark.kind}">' for mark in run.marks)
        signs = "".join(
            f'<sup><a href="#f{place}-{mark.number}" id="m{place}-{mark.number}">{KIND_SIGNS[mark.kind]}{mark.number}</a></sup>'
            for mark in reversed(run.closes)
        )
        pieces.append(opened + _ordered(text[run.start : run.end]) + signs + "</mark>" * len(run.marks))
    cards = "".join(_card(mark, place) for mark in paragraph.begun)
    return f'<section><p>{"".join(pieces)}</p><ol class="facts">{cards}</ol></section>\n'


def _card(mark: Mark, place: int) -> str:
    values = "".join(
        f"<div><dt>{escape(name)}</dt> <dd>{_value(value)}</dd></div>" for name, value in values_of(mark.fact).items()
    )
    return (
        f'<li class="{mark.kind}" id="f{place}-{mark.number}"><a href="#m{place}-{mark.number}">'
        f"{KIND_SIGNS[mark.kind]}{mark.number}</a> <b><bdi>{_ordered(mark.fact.text)}</bdi></b>"
        f'<dl dir="ltr">{values}</dl></li>'
    )


def _value(value: str) -> str:
    first_letter = _LETTER.search(value)
    # An id such as per.he.נעמה is Latin as a whole, whatever stands in it.
    if first_letter is None or _LATIN_LETTER.match(first_letter[0]):
        return f'<bdi dir="ltr">{escape(value)}</bdi>'
    return f"<bdi>{_ordered(value)}</bdi>"


def _ordered(text: str) -> str:
    """The text as HTML, with every Latin name and code kept in its own order, left to right."""
    pieces = []
    end = 0
    for start, code_end in _latin_spans(text):
        unbroken = ' class="code"' if code_end - start <= LONGEST_UNBROKEN else ""
        pieces += [escape(text[end:start]), f'<bdi dir="ltr"{unbroken}>{escape(text[start:code_end])}</bdi>']
        end = code_end
    return "".join(pieces) + escape(text[end:])


def _latin_spans(text: str) -> list[tuple[int, int]]:
    """Codes with a Latin letter; Latin words that follow each other are one span."""
    spans: list[tuple[int, int]] = []
    for found in _CODE.finditer(text):
        if not _LATIN_LETTER.search(found[0]):
            continue
        if spans and text[spans[-1][1] : found.start()] == " " and _LATIN_LETTER.match(found[0]):
            spans[-1] = (spans[-1][0], found.end())
        else:
            spans.append(found.span())
    return spans
