"""Slogans and the items that they count."""

from __future__ import annotations

from typing import Any

from pipeline.reporting.charts.links import Link, linked_columns
from pipeline.reporting.colours import LIGHT
from pipeline.reporting.dataset import Dataset
from pipeline.reporting.figure import Figure, Key

MOST_SLOGANS = 14

_ITEMS = """
    with slogans_with_items as (
        select slogan, count(distinct article_id) as articles, max("count") as counted,
               max_by(items, (len(items), items)) as found_items
        from kept_slogans
        where form = 'numbered'
        group by slogan
        having len(found_items) > 0
        order by articles desc, len(found_items) desc, slogan
        limit $most
    )
    select slogan, unnest(found_items) as item, articles, counted, len(found_items) as found
    from slogans_with_items
    order by articles desc, found desc, slogan
"""


def slogans_and_items(dataset: Dataset) -> Figure:
    """Numbered slogans and what they count; an item that several slogans share stands once."""
    items = dataset.rows(_ITEMS, {"most": MOST_SLOGANS})
    links = [Link(_slogan_name(row), row.item, 1, "") for row in items]
    return Figure(
        "slogans",
        "סיסמאות והפריטים שהן מונות",
        f"עד {MOST_SLOGANS} הסיסמאות הממוספרות שבכתבות רבות יותר. במקום שהטקסט אינו מפרט את כל הפריטים כתוב כמה נמצאו.",
        [{"סיסמה": _slogan_name(row), "פריט": row.item, "כתבות": row.articles} for row in items],
        linked_columns(links, LIGHT["olive"], LIGHT["green"]) if links else None,
        [Key("●", "olive", "סיסמה"), Key("●", "green", "פריט")],
    )


def _slogan_name(row: Any) -> str:
    return str(row.slogan) if row.counted in (None, row.found) else f"{row.slogan} ({row.found} מתוך {row.counted})"
