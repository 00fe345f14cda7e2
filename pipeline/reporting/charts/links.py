"""The form of two charts: names in two columns, and lines between those that belong together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from pipeline.reporting.colours import LIGHT
from pipeline.reporting.figure import WIDTH
from pipeline.reporting.words import chart_text

_LONGEST_NAME = 46
_ROW_HEIGHT = 23
_RIGHT, _LEFT = 2.0, 1.0


@dataclass(frozen=True, slots=True)
class Link:
    """A line from a name on the right to one on the left; ``weight``, from 1, is its thickness beside the others."""

    right: str
    left: str
    weight: float
    said: str


def linked_columns(links: Sequence[Link], right_colour: str, left_colour: str) -> alt.LayerChart:
    """Names on the right in the order of the links; those on the left as near as they can be to what they belong to."""
    right_places = {name: float(place) for place, name in enumerate(dict.fromkeys(link.right for link in links))}
    neighbours = defaultdict(list)
    for link in links:
        neighbours[link.left].append(right_places[link.right])
    by_height = sorted(neighbours, key=lambda name: sum(neighbours[name]) / len(neighbours[name]))
    left_places = {name: float(place) for place, name in enumerate(by_height)}
    rows = max(len(right_places), len(left_places))
    for column in (right_places, left_places):
        for name, place in column.items():
            column[name] = (place + 0.5) * rows / len(column)
    heaviest = max(link.weight for link in links)
    bends = [
        {
            "link": number, "step": step, "x": x, "y": y, "width": 1.2 + 5 * (link.weight - 1) / heaviest,
            "said": " ".join(chart_text(part) for part in (link.right, link.left, link.said) if part),
        }
        for number, link in enumerate(links)
        for step, (x, y) in enumerate(_curve(right_places[link.right], left_places[link.left]))
    ]  # fmt: skip
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, 3]), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(reverse=True, domain=[0, rows]), axis=None)
    lines = (
        alt.Chart(alt.Data(values=bends))
        .mark_line(interpolate="monotone", color=LIGHT["quiet"], opacity=0.55)
        .encode(
            x=x, y=y, detail="link:N", order="step:O", strokeWidth=alt.StrokeWidth("width:Q", scale=None),
            description="said:N",
        )
    )  # fmt: skip
    names = (*_names(right_places, _RIGHT, x, y, right_colour), *_names(left_places, _LEFT, x, y, left_colour))
    return alt.layer(lines, *names).properties(width=WIDTH, height=rows * _ROW_HEIGHT)


def _curve(right_place: float, left_place: float) -> list[tuple[float, float]]:
    return [(_RIGHT, right_place), (_RIGHT - 0.3, right_place), (_LEFT + 0.3, left_place), (_LEFT, left_place)]


def _names(places: dict[str, float], column: float, x: alt.X, y: alt.Y, colour: str) -> list[alt.Chart]:
    names = [
        {"x": column, "y": place, "name": chart_text(name, _LONGEST_NAME), "said": chart_text(name, 200)}
        for name, place in places.items()
    ]
    base = alt.Chart(alt.Data(values=names)).encode(x=x, y=y, description="said:N")
    outwards = {"align": "left", "dx": 9} if column == _RIGHT else {"align": "right", "dx": -9}
    return [
        base.mark_point(filled=True, size=50, opacity=1, color=colour),
        base.mark_text(baseline="middle", **outwards).encode(text="name:N"),
    ]
