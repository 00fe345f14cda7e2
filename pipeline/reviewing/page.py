"""An article with its facts as one self-contained HTML page, right to left; nothing in it is ever run or fetched."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from pipeline.reviewing.marking import KIND_NAMES, KIND_SIGNS, Mark, ShownArticle, marked_runs, marks_of, values_of

_STYLE = Path(__file__).with_name("page.css")


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
    marks = marks_of(shown.doc)
    known = (
        shown.article.publisher or shown.normalised.publisher,
        shown.article.author or shown.normalised.author,
        shown.article.published_at or shown.normalised.published_at,
    )
    about = "".join(f"<span>{escape(str(value))}</span>" for value in known if value)
    paragraphs = []
    start = 0
    for line in shown.normalised.text.split("\n"):
        end = start + len(line)
        paragraphs.append(_paragraph(shown.normalised.text, start, end, marks, place))
        start = end + 1
    return (
        f'<article>\n<header><h1>{escape(shown.title)}</h1><p class="about">{about}'
        f"<bdi>{escape(shown.article.source_uri)}</bdi></p></header>\n{''.join(paragraphs)}</article>\n"
    )


def _paragraph(text: str, start: int, end: int, marks: Sequence[Mark], place: int) -> str:
    pieces = []
    for run in marked_runs(start, end, marks):
        opened = "".join(f'<mark class="{mark.kind}">' for mark in run.marks)
        signs = "".join(
            f'<sup><a href="#f{place}-{mark.number}" id="m{place}-{mark.number}">{KIND_SIGNS[mark.kind]}{mark.number}</a></sup>'
            for mark in reversed(run.closes)
        )
        pieces.append(opened + escape(text[run.start : run.end]) + signs + "</mark>" * len(run.marks))
    cards = "".join(_card(mark, place) for mark in marks if start <= mark.fact.start < max(end, start + 1))
    return f'<section><p>{"".join(pieces)}</p><ol class="facts">{cards}</ol></section>\n'


def _card(mark: Mark, place: int) -> str:
    values = "".join(
        f"<dt>{escape(name)}</dt><dd><bdi>{escape(value)}</bdi></dd>" for name, value in values_of(mark.fact).items()
    )
    return (
        f'<li class="{mark.kind}" id="f{place}-{mark.number}"><a href="#m{place}-{mark.number}">'
        f"{KIND_SIGNS[mark.kind]}{mark.number}</a> <b>{escape(mark.fact.text)}</b>"
        f'<dl dir="ltr">{values}</dl></li>'
    )
