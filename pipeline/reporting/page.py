"""The report on a dataset: every figure on one self-contained page, right to left; nothing in it is run or fetched."""

from __future__ import annotations

from html import escape
from pathlib import Path

from pipeline.components.fact_spans import FACT_CLASSES
from pipeline.reporting.charts.documents import bodies_and_documents, documents_with_horizons
from pipeline.reporting.charts.growth import growth_over_time, indicators_over_time, targets_against_results
from pipeline.reporting.charts.months import facts_by_month
from pipeline.reporting.charts.quality import (
    confidence_by_kind,
    copies_of_articles,
    rejects_by_reason,
    unresolved_dates,
)
from pipeline.reporting.charts.slogans import slogans_and_items
from pipeline.reporting.dataset import Dataset
from pipeline.reporting.figure import Figure, figure_style
from pipeline.reporting.words import days_covered, html_text
from pipeline.reviewing.marking import KIND_NAMES, KIND_SIGNS

MOST_INDICATORS = 6
_HALF_WIDTH = 380

_COUNTS = ", ".join(f"(select count(*) from kept_{kind}) as {kind}" for kind in FACT_CLASSES)
_NUMBERS = f"""
    select count(*) as articles, count(duplicate_of) as duplicates, min(published_at) as first_day, max(published_at) as last_day,
           sum(word_count) as words, (select count(*) from rejects) as rejects, {_COUNTS}
    from articles
"""


def render_report(dataset: Dataset) -> str:
    """The page as HTML."""
    indicators = indicators_over_time(dataset)[:MOST_INDICATORS]
    growth = "".join(growth_over_time(dataset, indicator, _HALF_WIDTH).as_html() for indicator in indicators)
    sections = (
        ("overview", "מבט כללי", _shown(facts_by_month(dataset))),
        ("growth", "נתוני צמיחה", f'<div class="pairs">{growth}</div>' + _shown(targets_against_results(dataset))),
        ("papers", "החלטות ומסמכים", _shown(documents_with_horizons(dataset), bodies_and_documents(dataset))),
        ("mottos", "סיסמאות", _shown(slogans_and_items(dataset))),
        (
            "quality",
            "איכות הנתונים",
            _shown(
                rejects_by_reason(dataset),
                copies_of_articles(dataset),
                unresolved_dates(dataset),
                confidence_by_kind(dataset),
            ),
        ),
    )
    contents = "".join(f'<li><a href="#{name}">{title}</a></li>' for name, title, _ in sections)
    body = "".join(f'<section id="{name}"><h2>{title}</h2>{figures}</section>\n' for name, title, figures in sections)
    title = html_text(f"דוח על {dataset.out.resolve().name}")
    style = figure_style() + Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="he" dir="rtl">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(dataset.out.resolve().name)} · Uvdot</title>\n<style>\n{style}</style>\n</head>\n"
        f'<body class="uvdot-report">\n<header><h1>{title}</h1>{_numbers(dataset)}'
        f'<nav aria-label="תוכן הדוח"><ul>{contents}</ul></nav></header>\n<main>\n{body}</main>\n</body>\n</html>\n'
    )


def _shown(*figures: Figure) -> str:
    return "".join(figure.as_html() for figure in figures)


def _numbers(dataset: Dataset) -> str:
    [known] = dataset.rows(_NUMBERS)
    counts = {f"{KIND_SIGNS[kind]} {KIND_NAMES[kind]}": f"{getattr(known, kind):,}" for kind in FACT_CLASSES}
    tiles = {
        "כתבות": f"{known.articles:,}",
        "מהן כפולות": f"{known.duplicates:,}",
        "קלטים שנדחו": f"{known.rejects:,}",
        "מילים": f"{int(known.words or 0):,}",
        "ימי פרסום": days_covered(known.first_day, known.last_day) or "-",
    } | counts
    return (
        "<dl>"
        + "".join(f"<div><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div>" for name, value in tiles.items())
        + "</dl>"
    )
