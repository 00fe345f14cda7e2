"""An article with its facts on a terminal: the text with its mentions marked, and under each paragraph their values."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.components.fact_spans import FactKind
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
        facts = Table(box=None, show_header=False, padding=(0, 1))
        for mark in paragraph.begun:
            values = "  ".join(f"{name}={value}" for name, value in values_of(mark.fact).items())
            facts.add_row(
                f"{KIND_SIGNS[mark.kind]}{mark.number}", Text(mark.fact.text, style=_STYLES[mark.kind]), Text(values)
            )
        if facts.row_count:
            console.print(facts)
        console.print()
