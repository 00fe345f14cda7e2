"""Scores as a person reads them, and as JSON."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.components.fact_spans import FactKind
from pipeline.evaluating.gold import GoldArticle
from pipeline.evaluating.scores import KEY_FIELDS, Counts, Difference, Scores

CONTEXT_CHARACTERS = 45


def print_scores(scores: Scores, articles: list[GoldArticle], console: Console, title: str, worst: int) -> None:
    """Print a table of scores, the share of right fields, and the ``worst`` first differences of each kind in context."""
    table = Table(title=f"{title}: {scores.articles} articles")
    table.add_column("kind")
    for name in ("gold", "extracted", "strict P R F1", "overlap P R F1", "fact P R F1"):
        table.add_column(name, justify="right", no_wrap=True)
    for kind, ways in scores.by_kind.items():
        cells = (_figures(ways[way]) for way in ("strict", "overlap", "fact"))
        table.add_row(kind, str(ways["fact"].gold), str(ways["fact"].extracted), *cells)
    console.print(table)
    _print_fields(scores, console)
    texts = {article.article_id: article.raw_text for article in articles}
    for kind in scores.by_kind:
        differences = [d for d in scores.differences if d.kind == kind]
        if differences and worst:
            console.print(
                f"\n[bold]{kind}[/bold]: {len(differences)} differences" + _and_first(len(differences), worst)
            )
            for difference in differences[:worst]:
                console.print(_described(difference, texts[difference.article_id]), soft_wrap=True)


def scores_as_dict(scores: Scores) -> dict[str, Any]:
    """The scores for programs: counts, precision, recall and F1 by kind and way; right and compared by field."""
    return {
        "articles": scores.articles,
        "kinds": {
            kind: {
                way: {
                    "gold": counts.gold,
                    "extracted": counts.extracted,
                    "matched": counts.matched,
                    "precision": counts.precision,
                    "recall": counts.recall,
                    "f1": counts.f1,
                }
                for way, counts in ways.items()
            }
            for kind, ways in scores.by_kind.items()
        },
        "fields": {
            f"{kind}.{name}": {"right": scores.fields_right[kind, name], "compared": compared}
            for (kind, name), compared in sorted(scores.fields_compared.items())
        },
    }


def _figures(counts: Counts) -> str:
    values = (counts.precision, counts.recall, counts.f1)
    return " ".join("    -" if value is None else f"{value:.3f}" for value in values)


def _print_fields(scores: Scores, console: Console) -> None:
    by_kind: dict[FactKind, list[str]] = {}
    for (kind, name), compared in sorted(scores.fields_compared.items()):
        star = "*" if name in KEY_FIELDS[kind] else ""
        by_kind.setdefault(kind, []).append(f"{name}{star} {scores.fields_right[kind, name]}/{compared}")
    console.print("Fields of overlapping mentions that are right (* key fields):")
    for kind, cells in by_kind.items():
        console.print(f"  {kind}: {', '.join(cells)}", highlight=False)


def _and_first(count: int, shown: int) -> str:
    return f", the first {shown}:" if count > shown else ":"


def _described(difference: Difference, raw_text: str) -> str:
    start, end = difference.raw_start, difference.raw_end
    before = raw_text[max(0, start - CONTEXT_CHARACTERS) : start].replace("\n", "⏎")
    after = raw_text[end : end + CONTEXT_CHARACTERS].replace("\n", "⏎")
    context = f"{before}⟦{raw_text[start:end]}⟧{after}"
    if difference.extracted is None:
        what = f"missed {_shown(difference, difference.gold)}"
    elif difference.gold is None:
        what = f"not in gold {_shown(difference, difference.extracted)} by {difference.extracted['source']}"
    else:
        pairs = (f"{n}: gold {difference.gold[n]!r}, got {difference.extracted.get(n)!r}" for n in difference.fields)
        what = f"{'; '.join(pairs)} by {difference.extracted['source']}"
    return escape(f"  {difference.article_id} {start}: {what}\n      {context}")


def _shown(difference: Difference, fields: dict[str, Any] | None) -> str:
    names = KEY_FIELDS[difference.kind]
    return ", ".join(f"{name} {fields.get(name)!r}" for name in names if fields and name in fields)
