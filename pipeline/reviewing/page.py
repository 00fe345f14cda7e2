"""An article with its facts as one self-contained HTML page, right to left; nothing in it is ever run or fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from spacy.tokens import Doc

from pipeline.reviewing.explained import Grounds, RefusedCandidate, decided_columns, refused_candidates
from pipeline.reviewing.marked_html import ordered_html, paragraph_html
from pipeline.reviewing.marking import (
    KIND_NAMES,
    KIND_SIGNS,
    Mark,
    MarkedParagraph,
    ShownArticle,
    marked_paragraphs,
    marks_of,
    values_of,
)
from pipeline.reviewing.reading_order import is_latin_value

_STYLES = [Path(__file__).with_name(name) for name in ("marks.css", "page.css")]


def render_page(articles: Sequence[ShownArticle]) -> str:
    """A page with every article, its mentions marked and their values beside the paragraph they stand in.

    Of a Doc with an explanation it also shows what decided the values, and the look-alikes that were refused.
    """
    legend = "".join(
        f'<li><mark class="{kind}">{name}<sup aria-hidden="true">{KIND_SIGNS[kind]}</sup></mark></li>'
        for kind, name in KIND_NAMES.items()
    )
    body = "".join(_article(shown, place) for place, shown in enumerate(articles, start=1))
    style = "".join(path.read_text(encoding="utf-8") for path in _STYLES)
    title = escape(articles[0].title) if articles else "Uvdot"
    return (
        '<!DOCTYPE html>\n<html lang="he" dir="rtl">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body class="uvdot">\n'
        f'<header><ul class="legend" aria-label="סוגי העובדות">{legend}</ul></header>\n<main>\n{body}</main>\n</body>\n</html>\n'
    )


def _article(shown: ShownArticle, place: int) -> str:
    known = (
        shown.article.publisher or shown.normalised.publisher,
        shown.article.author or shown.normalised.author,
        shown.article.published_at or shown.normalised.published_at,
    )
    about = "".join(f"<span><bdi>{escape(str(value))}</bdi></span>" for value in known if value)
    paragraphs = (
        _paragraph(shown.doc, paragraph, place) for paragraph in marked_paragraphs(shown.doc.text, marks_of(shown.doc))
    )
    return (
        f'<article>\n<header><h1>{ordered_html(shown.title)}</h1><p class="about">{about}'
        f"<bdi>{escape(shown.article.source_uri)}</bdi></p></header>\n{''.join(paragraphs)}</article>\n"
    )


def _paragraph(doc: Doc, paragraph: MarkedParagraph, place: int) -> str:
    marked = paragraph_html(
        doc.text,
        paragraph,
        lambda mark: (
            f'<a href="#f{place}-{mark.number}" id="m{place}-{mark.number}">{KIND_SIGNS[mark.kind]}{mark.number}</a>'
        ),
    )
    cards = "".join(_card(doc, mark, place) for mark in paragraph.begun)
    cards += "".join(_refused(refused) for refused in refused_candidates(doc, paragraph))
    return f'<section><p>{marked}</p><ol class="facts">{cards}</ol></section>\n'


def _card(doc: Doc, mark: Mark, place: int) -> str:
    values = "".join(
        f"<div><dt>{escape(name)}</dt> <dd>{_value(value)}</dd></div>" for name, value in values_of(mark.fact).items()
    )
    return (
        f'<li class="{mark.kind}" id="f{place}-{mark.number}"><a href="#m{place}-{mark.number}">'
        f"{KIND_SIGNS[mark.kind]}{mark.number}</a> <b><bdi>{ordered_html(mark.fact.text)}</bdi></b>"
        f'<dl dir="ltr">{values}</dl>{_reasons(doc, mark)}</li>'
    )


def _reasons(doc: Doc, mark: Mark) -> str:
    reasons = "".join(
        f"<li><b>{escape(column)}</b> {_grounds(grounds)}</li>" for column, grounds in decided_columns(doc, mark)
    )
    return f'<ul class="why" dir="ltr">{reasons}</ul>' if reasons else ""


def _refused(refused: RefusedCandidate) -> str:
    return (
        f'<li class="refused">✗{KIND_SIGNS[refused.kind]} <s><bdi>{ordered_html(refused.grounds.words)}</bdi></s>'
        f'<ul class="why" dir="ltr"><li>{escape(refused.taken_for)} <b>{escape(refused.by)}</b> '
        f"{_grounds(replace(refused.grounds, words=''))}</li></ul></li>"
    )


def _grounds(grounds: Grounds) -> str:
    words = f' <q><bdi dir="auto">{ordered_html(grounds.words)}</bdi></q>' if grounds.words else ""
    place = f" <small>{grounds.span[0]}–{grounds.span[1]}</small>" if grounds.span else ""
    entry = f" <code>{escape(grounds.entry)}</code>" if grounds.entry else ""
    return escape(grounds.why) + words + place + entry


def _value(value: str) -> str:
    if is_latin_value(value):
        return f'<bdi dir="ltr">{escape(value)}</bdi>'
    return f"<bdi>{ordered_html(value)}</bdi>"
