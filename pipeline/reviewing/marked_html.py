"""Marked text as HTML: the one form in which ``uvdot show`` and the review widget show an article."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from pipeline.reviewing.marking import Mark, MarkedParagraph
from pipeline.reviewing.reading_order import ordered_pieces


def paragraph_html(text: str, paragraph: MarkedParagraph, sign: Callable[[Mark], str]) -> str:
    """A paragraph of the text: its mentions as ``mark`` elements, and after the end of each what ``sign`` gives for it.

    ``data-mark`` is the mention's number; one that is cut by another's edge has several elements.
    """
    pieces = []
    for run in paragraph.runs:
        opened = "".join(f'<mark class="{mark.kind}" data-mark="{mark.number}">' for mark in run.marks)
        signs = "".join(f"<sup>{sign(mark)}</sup>" for mark in reversed(run.closes))
        pieces.append(opened + ordered_html(text[run.start : run.end]) + signs + "</mark>" * len(run.marks))
    return "".join(pieces)


def ordered_html(text: str) -> str:
    """The text as HTML that shows it and never runs it, with every Latin name and code in its own order, left to right."""
    html = []
    for piece in ordered_pieces(text):
        opened = '<bdi dir="ltr" class="code">' if piece.unbroken else '<bdi dir="ltr">'
        html.append(f"{opened}{escape(piece.text)}</bdi>" if piece.latin else escape(piece.text))
    return "".join(html)
