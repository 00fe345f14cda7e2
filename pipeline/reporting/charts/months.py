"""Facts a month, by the day on which their article was published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt

from pipeline.components.fact_spans import FACT_CLASSES
from pipeline.reporting.colours import KIND_COLOURS, LIGHT
from pipeline.reporting.dataset import Dataset
from pipeline.reporting.figure import WIDTH, Figure, Key
from pipeline.reporting.words import chart_text
from pipeline.reviewing.marking import KIND_NAMES, KIND_SIGNS

# A longer archive is counted by the year: thinner columns could not be told apart.
_MOST_MONTHS = 240

_SPAN = """
    select coalesce(datediff('month', min(published_at), max(published_at)), 0) as months,
           count(*) - count(published_at) as undated
    from kept_articles
"""
_MENTIONS = " union all ".join(f"select article_id, '{kind}' as kind from kept_{kind}" for kind in FACT_CLASSES)
_FACTS = f"""
    select date_trunc($unit, published_at)::date as first_day, kind,
           count(*) as facts, count(distinct article_id) as articles
    from ({_MENTIONS}) join kept_articles using (article_id)
    where published_at is not null
    group by all
    order by first_day, kind
"""


def facts_by_month(dataset: Dataset) -> Figure:
    """Columns of facts a month, stacked by kind; by the year where the archive spans more than twenty."""
    [span] = dataset.rows(_SPAN)
    yearly = span.months > _MOST_MONTHS
    day_format = "%Y" if yearly else "%m.%Y"
    facts = dataset.rows(_FACTS, {"unit": "year" if yearly else "month"})
    kinds = [kind for kind in FACT_CLASSES if any(row.kind == kind for row in facts)]
    about = "לפי יום הפרסום של הכתבה; כתבה כפולה נספרת פעם אחת."
    if span.undated:
        about += f" כתבות בלי יום פרסום ידוע ({span.undated:,}) אינן בתרשים."
    return Figure(
        "facts-by-month",
        "עובדות בכל שנה" if yearly else "עובדות בכל חודש",
        about,
        [
            {
                "שנה" if yearly else "חודש": f"{row.first_day:{day_format}}",
                "סוג": KIND_NAMES[row.kind],
                "עובדות": row.facts,
                "כתבות": row.articles,
            }
            for row in facts
        ],
        _columns(facts, kinds, day_format, yearly=yearly) if facts else None,
        [Key("■", KIND_COLOURS[kind], f"{KIND_NAMES[kind]} {KIND_SIGNS[kind]}") for kind in kinds],
    )


def _columns(facts: Sequence[Any], kinds: Sequence[str], day_format: str, *, yearly: bool) -> alt.Chart:
    heights: dict[date, int] = defaultdict(int)
    blocks = []
    for row in sorted(facts, key=lambda row: kinds.index(row.kind)):
        said = f"{row.first_day:{day_format}}: {KIND_NAMES[row.kind]}, {row.facts:,} עובדות ב-{row.articles:,} כתבות"
        block = {
            "first": row.first_day.isoformat(),
            "next": (_next_year if yearly else _next_month)(row.first_day).isoformat(),
            "kind": row.kind,
            "below": heights[row.first_day],
            "above": heights[row.first_day] + row.facts,
            "said": chart_text(said),
        }
        heights[row.first_day] = block["above"]
        blocks.append(block)
    axis = alt.Axis(format=day_format, grid=False, labelOverlap=True)
    return (
        alt.Chart(alt.Data(values=blocks))
        .mark_rect(stroke=LIGHT["paper"], strokeWidth=0.5)
        .encode(
            x=alt.X("first:T", title=None, axis=axis),
            x2="next:T",
            y=alt.Y("below:Q", title=None, axis=alt.Axis(tickMinStep=1)),
            y2="above:Q",
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=list(kinds), range=[LIGHT[KIND_COLOURS[kind]] for kind in kinds]),
                legend=None,
            ),
            description="said:N",
        )
        .properties(width=WIDTH, height=240)
    )


def _next_month(day: date) -> date:
    return day.replace(year=day.year + 1, month=1) if day.month == 12 else day.replace(month=day.month + 1)


def _next_year(day: date) -> date:
    return day.replace(year=day.year + 1)
