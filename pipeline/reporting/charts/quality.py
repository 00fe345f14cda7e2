"""The quality of the data: rejects, copies, dates without a value, and how sure the program is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from pipeline.components.fact_spans import FACT_CLASSES, FactKind
from pipeline.reporting.colours import KIND_COLOURS, LIGHT
from pipeline.reporting.dataset import Dataset
from pipeline.reporting.figure import WIDTH, Figure
from pipeline.reporting.words import chart_text, one_line, reject_reason_name
from pipeline.reviewing.marking import KIND_NAMES

MOST_COPIED = 15

_REJECTS = """
    select reason, count(*) as inputs, min(source_uri) as example, min(message) as message
    from rejects group by reason order by inputs desc, reason
"""
_COPIES = """
    select coalesce(first.title, first.source_uri) as title,
           count(*) filter (copy.content_sha256 = first.content_sha256) as exact,
           count(*) filter (copy.content_sha256 != first.content_sha256) as near,
           min(copy.source_uri) as example
    from articles copy join articles first on first.article_id = copy.duplicate_of
    group by all
    order by exact + near desc, 1
"""
_UNRESOLVED = """
    select case when edtf is not null and contains(edtf, 'XXXX') then 'השנה אינה ידועה'
                when edtf is not null then 'יש ערך'
                when anchor_date is null and published_at is null then 'אין ממה לספור: יום הפרסום אינו ידוע'
                else 'אין ממה לספור' end as state,
           count(*) as dates, min(kept_dates.text) as example
    from kept_dates join kept_articles using (article_id)
    where kind in ('date', 'interval')
    group by state order by dates desc, state
"""
_CONFIDENCE_OF_ALL = " union all ".join(
    f"select '{kind}' as kind, confidence from kept_{kind}" for kind in FACT_CLASSES
)
_CONFIDENCES = f"""
    select kind, least(floor(confidence * 20), 19) / 20 as low, round(low + 0.05, 2) as high, count(*) as facts
    from ({_CONFIDENCE_OF_ALL})
    group by all
    order by kind, low
"""


def rejects_by_reason(dataset: Dataset) -> Figure:
    """Inputs that became no article, by reason."""
    rejects = dataset.rows(_REJECTS)
    return Figure(
        "rejects",
        "קלטים שלא נעשו לכתבות",
        "כל קלט שנקרא נעשה לכתבה או לשורה כאן.",
        [
            {
                "סיבה": reject_reason_name(row.reason),
                "קלטים": row.inputs,
                "דוגמה": row.example,
                "מה נאמר עליה": row.message,
            }
            for row in rejects
        ],
        _bars({reject_reason_name(row.reason): row.inputs for row in rejects}, "orange") if rejects else None,
    )


def copies_of_articles(dataset: Dataset) -> Figure:
    """Articles that stand in the dataset more than once, by how many copies of them there are."""
    copied = dataset.rows(_COPIES)
    copies = sum(row.exact + row.near for row in copied)
    [all_articles] = dataset.rows("select count(*) as number from articles")
    about = "הטקסט זהה לזה של כתבה קודמת, או כמעט זהה לו. בשאר התרשימים כתבה כפולה נספרת פעם אחת."
    if copies:
        about += f" כפולות: {copies:,} מתוך {all_articles.number:,} כתבות."
    if len(copied) > MOST_COPIED:
        about += f" מוצגות {MOST_COPIED} הכתבות שנכפלו יותר; {len(copied) - MOST_COPIED:,} אחרות אינן בתרשים."
    shown = copied[:MOST_COPIED]
    return Figure(
        "copies",
        "כתבות כפולות",
        about,
        [{"כתבה": row.title, "זהות": row.exact, "כמעט זהות": row.near, "אחת מהן": row.example} for row in shown],
        _bars(
            {one_line(row.title, 48): row.exact + row.near for row in shown},
            "blue",
            said={one_line(row.title, 48): _copies_of(row) for row in shown},
        )
        if shown
        else None,
    )


def _copies_of(row: Any) -> str:
    copies = f"{row.exact + row.near:,}"
    return f"{copies}, מהן {row.near:,} כמעט זהות" if row.near else copies


def unresolved_dates(dataset: Dataset) -> Figure:
    """Dates and intervals, by whether their value is known."""
    dates = dataset.rows(_UNRESOLVED)
    return Figure(
        "dates",
        "תאריכים שערכם ידוע ושאינו ידוע",
        "מועדים וטווחים; למשכים ולחזרות קבועות אין ערך על הלוח.",
        [{"מצב": row.state, "תאריכים": row.dates, "דוגמה": row.example} for row in dates],
        _bars({row.state: row.dates for row in dates}, "green") if dates else None,
    )


def confidence_by_kind(dataset: Dataset) -> Figure:
    """A histogram of confidence for each kind of fact."""
    bins = dataset.rows(_CONFIDENCES)
    kinds = [kind for kind in FACT_CLASSES if any(row.kind == kind for row in bins)]
    return Figure(
        "confidence",
        "מידת הביטחון בעובדות",
        "הביטחון הוא ההסתברות שהעובדה נכונה, כפי שנמדדה על כתבות מסומנות. לכל סוג סולם משלו.",
        [{"סוג": KIND_NAMES[row.kind], "ביטחון": f"{row.low:.2f}-{row.high:.2f}", "עובדות": row.facts} for row in bins],
        # The first kind stands at the right, where reading begins.
        alt.hconcat(
            *(_histogram([row for row in bins if row.kind == kind], kind) for kind in reversed(kinds)), spacing=14
        )
        if kinds
        else None,
    )


def _bars(counts: Mapping[str, int], colour: str, *, said: Mapping[str, str] | None = None) -> alt.LayerChart:
    """A bar for each name, from the right, with its number or what is ``said`` of it in its place."""
    numbers = {name: f"{count:,}" for name, count in counts.items()} | dict(said or {})
    bars = [
        {
            "name": chart_text(name),
            "count": count,
            "number": chart_text(numbers[name]),
            "said": chart_text(f"{name}: {numbers[name]}"),
        }
        for name, count in counts.items()
    ]
    base = alt.Chart(alt.Data(values=bars)).encode(
        x=alt.X("count:Q", title=None, scale=alt.Scale(reverse=True), axis=None),
        y=alt.Y(
            "name:N", sort=[chart_text(name) for name in counts], title=None,
            axis=alt.Axis(orient="right", ticks=False, domain=False, labelPadding=8),
        ),
        description="said:N",
    )  # fmt: skip
    return alt.layer(
        base.mark_bar(color=LIGHT[colour]), base.mark_text(align="right", dx=-6).encode(text="number:N")
    ).properties(width=WIDTH - 320, height=alt.Step(26))


def _histogram(bins: Sequence[Any], kind: FactKind) -> alt.Chart:
    name = KIND_NAMES[kind]
    values = [
        {
            "low": row.low,
            "high": row.high,
            "facts": row.facts,
            "said": chart_text(f"{name}, ביטחון {row.low:.2f} עד {row.high:.2f}: {row.facts:,}"),
        }
        for row in bins
    ]
    return (
        alt.Chart(alt.Data(values=values))
        .mark_rect(color=LIGHT[KIND_COLOURS[kind]], stroke=LIGHT["paper"])
        .encode(
            x=alt.X(
                "low:Q", title=chart_text(name), scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(values=[0, 0.5, 1], grid=False),
            ),
            x2="high:Q",
            y=alt.Y("facts:Q", title=None, axis=alt.Axis(tickCount=4, format=",d", tickMinStep=1)),
            y2=alt.datum(0),
            description="said:N",
        )
        .properties(width=122, height=150)
    )  # fmt: skip
