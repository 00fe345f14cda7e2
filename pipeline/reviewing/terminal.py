"""An article with its facts on a terminal: the text with its mentions marked, and under each paragraph their values."""

from __future__ import annotations

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from pipeline.components.fact_spans import FactKind
from pipeline.reviewing.explained import Grounds, decided_columns, refused_candidates
from pipeline.reviewing.marking import KIND_NAMES, KIND_SIGNS, ShownArticle, marked_paragraphs, marks_of, values_of

_STYLES: dict[FactKind, str] = {
    "entities": "cyan",
    "resolutions": "bold yellow",
    "dates": "green",
    "growth_figures": "magenta",
    "slogans": "bold blue",
}


def print_article(shown: ShownArticle, console: Console) -> None:
    """Print the article. The terminal itself orders right-to-left text; the characters stand in reading order."""
    text = shown.doc.text
    console.print(Text(shown.title, style="bold underline"))
    console.print(Text("  ".join(f"{KIND_SIGNS[kind]} {name}" for kind, name in KIND_NAMES.items()), style="dim"))
    for paragraph in marked_paragraphs(text, marks_of(shown.doc)):
        marked = Text()
        for run in paragraph.runs:
            marked.append(text[run.start : run.end], style=_STYLES[run.marks[-1].kind] if run.marks else "")
            for mark in run.closes:
                marked.append(f"[{KIND_SIGNS[mark.kind]}{mark.number}]", style="dim")
        console.print(marked)
        facts = Table("sign", "words", Column("values", overflow="fold"), box=None, show_header=False, padding=(0, 1))
        for mark in paragraph.begun:
            values = "  ".join(f"{name}={value}" for name, value in values_of(mark.fact).items())
            facts.add_row(
                f"{KIND_SIGNS[mark.kind]}{mark.number}", Text(mark.fact.text, style=_STYLES[mark.kind]), Text(values)
            )
            for column, grounds in decided_columns(shown.doc, mark):
                facts.add_row("", "", Text(f"{column}: {_said(grounds)}", style="dim"))
        for refused in refused_candidates(shown.doc, paragraph):
            why = f"{refused.taken_for} refused by {refused.by}: {_said(refused.grounds)}"
            facts.add_row(
                f"✗{KIND_SIGNS[refused.kind]}", Text(refused.grounds.words, style="strike"), Text(why, style="dim")
            )
        if facts.row_count:
            console.print(facts)
        console.print()


def _said(grounds: Grounds) -> str:
    words = f" «{grounds.words}»" if grounds.words else ""
    place = f" {grounds.span[0]}-{grounds.span[1]}" if grounds.span else ""
    return grounds.why + words + place + (f" ({grounds.entry})" if grounds.entry else "")
