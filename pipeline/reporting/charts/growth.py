"""Growth figures of an indicator over time: their qualifiers and status, and targets against results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from pipeline.reporting.colours import LIGHT, STATUS_COLOURS
from pipeline.reporting.dataset import Dataset
from pipeline.reporting.figure import WIDTH, Figure, Key
from pipeline.reporting.words import amounts, chart_text, days_covered, one_line, value_name

MOST_FIGURES = 150
MOST_TARGETS = 24

# What follows reads a figure as a signed percentage with the days that its period covers. A subject is the entity that the
# text names, under every spelling; figures without one are told apart by their article.
_FIGURES = """
    with figures as (
        select g.*, d.start_date, d.end_date, a.title, a.published_at,
               if(direction = 'down', -1, 1) * value_low as signed_low,
               if(direction = 'down', -1, 1) * value_high as signed_high,
               coalesce(e.canonical_name, g.subject) as whose,
               coalesce(e.canonical_id, g.subject, g.article_id) as subject_key
        from kept_growth_figures g
        join kept_articles a using (article_id)
        left join dates d on d.article_id = g.article_id and d.fact_id = g.period_date_fact_id
        left join entities e on e.article_id = g.article_id and e.fact_id = g.subject_entity_id
        where g.unit = 'percent' and g.indicator != 'other' and coalesce(value_low, value_high) is not null
    )
"""
_INDICATORS = f"""
    {_FIGURES}
    select indicator from figures
    where direction is not null and coalesce(start_date, end_date) is not null
    group by indicator order by count(*) desc, indicator
"""
_OVER_TIME = f"""
    {_FIGURES}
    select coalesce(start_date, end_date) as first_day, coalesce(end_date, published_at, start_date) as last_day,
           start_date, end_date, signed_low, signed_high, qualifier, status, whose, min(title) as title,
           count(distinct article_id) as articles, max(confidence) as confidence
    from figures
    where indicator = $indicator and direction is not null and coalesce(start_date, end_date) is not null
    group by all
    order by articles desc, confidence desc, first_day, last_day, signed_low, signed_high, status, qualifier, whose
"""
_UNPLACED = f"""
    {_FIGURES}
    select count(*) as figures from figures
    where indicator = $indicator and direction is not null and coalesce(start_date, end_date) is null
"""
_TARGETS = f"""
    {_FIGURES},
    targets as (
        select indicator, subject_key, direction, start_date, end_date,
               min(whose) as whose, min(title) as title, min(signed_low) as low, max(signed_high) as high,
               max_by(qualifier, (confidence, qualifier)) as qualifier, count(distinct article_id) as articles
        from figures where status = 'target'
        group by all
    ),
    results as (
        select * from figures where status != 'target'
        qualify row_number() over (
            partition by indicator, subject_key, direction, status
            order by end_date desc nulls last, published_at desc nulls last, confidence desc, article_id, fact_id
        ) = 1
    )
    select t.*, r.status, r.signed_low as result_low, r.signed_high as result_high,
           r.start_date as result_start, r.end_date as result_end
    from targets t
    join results r on r.indicator = t.indicator and r.subject_key = t.subject_key and r.direction is not distinct from t.direction
    order by t.articles desc, t.indicator, t.whose, t.subject_key, t.end_date, t.start_date, r.status
"""

# A sign for what the text says of a number: Vega's name of the shape, and the character that the legend shows.
_SHAPES = {
    "exact": ("circle", "●"),
    "about": ("square", "■"),
    "over": ("triangle-up", "▲"),
    "at_least": ("triangle-up", "▲"),
    "double_digit": ("triangle-up", "▲"),
    "under": ("triangle-down", "▼"),
    "at_most": ("triangle-down", "▼"),
    "single_digit": ("triangle-down", "▼"),
    "range": ("stroke", "┃"),
}
_STATUS_COLOUR = alt.Color(
    "status:N",
    scale=alt.Scale(domain=list(STATUS_COLOURS), range=[LIGHT[name] for name in STATUS_COLOURS.values()]),
    legend=None,
)
_STATUS_SIGNS = {"actual": "●", "estimate": "●", "forecast": "●", "target": "◆"}
_PERCENT_AXIS = alt.Axis(labelExpr="datum.label + '%'")


def indicators_over_time(dataset: Dataset) -> list[str]:
    """The indicators with percentages of change in a known period, the most frequent first."""
    return [row.indicator for row in dataset.rows(_INDICATORS)]


def growth_over_time(dataset: Dataset, indicator: str, width: int = WIDTH) -> Figure:
    """Percentages of change of an indicator over the periods that they are of; ``width`` is in pixels."""
    figures = dataset.rows(_OVER_TIME, {"indicator": indicator})
    [unplaced] = dataset.rows(_UNPLACED, {"indicator": indicator})
    left_out = max(0, len(figures) - MOST_FIGURES)
    figures = sorted(figures[:MOST_FIGURES], key=lambda row: (row.first_day, row.last_day))
    about = "כל סימן הוא נתון באחוזים, והקו שבו מראה את התקופה; ירידה היא מתחת לאפס."
    if unplaced.figures:
        about += f" נתונים שתקופתם אינה ידועה ({unplaced.figures:,}) אינם בתרשים."
    if left_out:
        about += f" מוצגים {MOST_FIGURES:,} הנתונים שבכתבות רבות יותר; {left_out:,} אחרים אינם בתרשים."
    return Figure(
        f"growth-{indicator.replace('_', '-')}",
        f"{value_name('growth_figures', 'indicator', indicator)}: שיעורי השינוי לאורך זמן",
        about,
        [
            {
                "תקופה": days_covered(row.start_date, row.end_date),
                "שינוי": _percentage(row.signed_low, row.signed_high),
                "סייג": value_name("growth_figures", "qualifier", row.qualifier),
                "מעמד": value_name("growth_figures", "status", row.status),
                "של מי": row.whose,
                "כתבות": row.articles,
                "כתבה": row.title,
            }
            for row in figures
        ],
        _points(figures, width) if figures else None,
        [*_status_keys({row.status for row in figures}), *_qualifier_keys({row.qualifier for row in figures})],
    )


def _percentage(low: float | None, high: float | None) -> str:
    """A figure or a range, left to right; an open end is not shown."""
    ends = dict.fromkeys(end for end in (low, high) if end is not None)
    return amounts(list(ends), "percent")


def _points(figures: Sequence[Any], width: int) -> alt.LayerChart:
    points = [
        {
            "first": row.first_day.isoformat(),
            "middle": (row.first_day + (row.last_day - row.first_day) / 2).isoformat(),
            "last": row.last_day.isoformat(),
            "low": row.signed_high if row.signed_low is None else row.signed_low,
            "high": row.signed_low if row.signed_high is None else row.signed_high,
            "shape": _SHAPES[row.qualifier][0],
            "status": row.status,
            "said": _said(row),
        }
        for row in figures
    ]
    base = alt.Chart(alt.Data(values=points)).encode(color=_STATUS_COLOUR, description="said:N")
    shapes = sorted({shape for shape, _ in _SHAPES.values()})
    y = alt.Y("low:Q", title=None, axis=_PERCENT_AXIS, scale=alt.Scale(padding=8))
    return alt.layer(
        alt.Chart(alt.Data(values=[{"zero": 0}])).mark_rule(color=LIGHT["quiet"]).encode(y="zero:Q"),
        base.mark_rule(opacity=0.45, strokeWidth=2).encode(x=_years("first"), x2="last:T", y=y),
        base.mark_rule(strokeWidth=3).encode(x=_years("middle"), y=y, y2="high:Q"),
        base.mark_point(filled=True, size=65, opacity=0.9).encode(
            x=_years("middle"),
            y=y,
            shape=alt.Shape("shape:N", scale=alt.Scale(domain=shapes, range=shapes), legend=None),
        ),
    ).properties(width=width, height=230)


def _years(column: str) -> alt.X:
    return alt.X(
        f"{column}:T", title=None, axis=alt.Axis(format="%Y", labelOverlap=True, labelSeparation=8, tickCount="year")
    )


def _said(row: Any) -> str:
    parts = (
        one_line(row.whose or "", 60),
        days_covered(row.start_date, row.end_date),
        value_name("growth_figures", "status", row.status),
        value_name("growth_figures", "qualifier", row.qualifier),
        f"ב-{row.articles:,} כתבות" if row.articles > 1 else one_line(row.title or "", 80),
    )
    return f"{_percentage(row.signed_low, row.signed_high)} {chart_text(' · '.join(part for part in parts if part))}"


def _status_keys(statuses: set[str], signs: dict[str, str] | None = None) -> list[Key]:
    return [
        Key((signs or {}).get(status, "■"), colour, value_name("growth_figures", "status", status))
        for status, colour in STATUS_COLOURS.items()
        if status in statuses
    ]


def _qualifier_keys(qualifiers: set[str]) -> list[Key]:
    names: dict[str, list[str]] = {}
    for qualifier, (_, sign) in _SHAPES.items():
        if qualifier in qualifiers:
            names.setdefault(sign, []).append(value_name("growth_figures", "qualifier", qualifier))
    return [Key(sign, "ink", ", ".join(together)) for sign, together in names.items()]


def targets_against_results(dataset: Dataset) -> Figure:
    """Targets in percent beside the latest result, estimate and forecast of the same indicator of the same subject."""
    pairs: dict[str, list[Any]] = {}
    for row in dataset.rows(_TARGETS):
        pairs.setdefault(_target_name(row), []).append(row)
    shown = dict(list(pairs.items())[:MOST_TARGETS])
    about = (
        "יעדים באחוזים, ולצידם הנתון האחרון שנמסר לאותו מדד של אותו גורם, גם אם הוא מתקופה אחרת. "
        "גורם שהכתבה אינה מזכירה בשמו מושווה בתוך אותה כתבה."
    )
    if len(pairs) > len(shown):
        about += f" יעדים נוספים ({len(pairs) - len(shown):,}) אינם בתרשים."
    return Figure(
        "targets",
        "יעדים מול תוצאות",
        about,
        [
            {
                "יעד": name,
                "גובה היעד": _percentage(row.low, row.high),
                "סייג": value_name("growth_figures", "qualifier", row.qualifier),
                "לעומת": value_name("growth_figures", "status", row.status),
                "נתון": _percentage(row.result_low, row.result_high),
                "תקופת הנתון": days_covered(row.result_start, row.result_end),
            }
            for name, rows in shown.items()
            for row in rows
        ],
        _dumbbells(shown) if shown else None,
        _status_keys({"target", *(row.status for rows in shown.values() for row in rows)}, _STATUS_SIGNS),
    )


def _target_name(row: Any) -> str:
    parts = (
        value_name("growth_figures", "indicator", row.indicator),
        one_line(row.whose or row.title or "", 28),
        days_covered(row.start_date, row.end_date),
    )
    return " · ".join(part for part in parts if part)


def _dumbbells(pairs: dict[str, list[Any]]) -> alt.LayerChart:
    points = []
    lines = []
    for name, rows in pairs.items():
        goal = rows[0].high if rows[0].low is None else rows[0].low
        qualifier = value_name("growth_figures", "qualifier", rows[0].qualifier)
        said = f"{_percentage(rows[0].low, rows[0].high)} {chart_text(f'יעד · {qualifier}')}"
        points.append({"name": chart_text(name), "value": goal, "status": "target", "said": said})
        for row in rows:
            result = row.result_high if row.result_low is None else row.result_low
            about = f"{value_name('growth_figures', 'status', row.status)} · {days_covered(row.result_start, row.result_end)}"
            said = f"{_percentage(row.result_low, row.result_high)} {chart_text(about)}"
            points.append({"name": chart_text(name), "value": result, "status": row.status, "said": said})
            lines.append({"name": chart_text(name), "goal": goal, "result": result})
    y = alt.Y(
        "name:N", sort=[chart_text(name) for name in pairs], title=None,
        axis=alt.Axis(orient="right", ticks=False, domain=False, grid=True, labelPadding=8),
    )  # fmt: skip
    # Rows begin at the right, where reading does.
    x_scale = alt.Scale(reverse=True, zero=True)
    shapes = alt.Scale(domain=list(_STATUS_SIGNS), range=["circle", "circle", "circle", "diamond"])
    return alt.layer(
        alt.Chart(alt.Data(values=lines))
        .mark_rule(color=LIGHT["quiet"])
        .encode(x=alt.X("goal:Q", title=None, scale=x_scale, axis=_PERCENT_AXIS), x2="result:Q", y=y),
        alt.Chart(alt.Data(values=points))
        .mark_point(filled=True, size=110, opacity=1)
        .encode(
            x=alt.X("value:Q", title=None, scale=x_scale, axis=_PERCENT_AXIS),
            y=y,
            color=_STATUS_COLOUR,
            shape=alt.Shape("status:N", scale=shapes, legend=None),
            description="said:N",
        ),
    ).properties(width=WIDTH - 300, height=alt.Step(26))
