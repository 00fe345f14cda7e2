"""A figure: a chart with its title, how to read it, its legend and the rows that are drawn, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import vl_convert
from lxml import etree

from pipeline.reporting.colours import LIGHT, VARIABLE_OF, colour_rules
from pipeline.reporting.words import html_text

WIDTH = 860
"""The width of a chart's drawing area in pixels, where a figure has the whole line to itself."""

_SVG = "{http://www.w3.org/2000/svg}"
_FONT = "'Noto Sans Hebrew', 'Segoe UI', Arial, 'DejaVu Sans', sans-serif"
_CONFIG: dict[str, Any] = {
    "background": None,
    "font": _FONT,
    "view": {"stroke": None},
    "text": {"font": _FONT, "fontSize": 12, "color": LIGHT["ink"]},
    "axis": {
        "labelColor": LIGHT["ink"], "titleColor": LIGHT["quiet"], "gridColor": LIGHT["line"], "domainColor": LIGHT["quiet"],
        "tickColor": LIGHT["quiet"], "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelLimit": 0,
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of a legend: a sign in a colour, and what it stands for."""

    sign: str
    colour: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart and what belongs to it; ``chart`` is None where the dataset has nothing to draw.

    ``rows`` are those that are drawn, under Hebrew headings. In a notebook a figure shows itself.
    """

    name: str
    title: str
    about: str
    rows: Sequence[dict[str, Any]]
    chart: alt.TopLevelMixin | None
    legend: Sequence[Key] = field(default_factory=tuple)

    def as_html(self) -> str:
        """The figure as HTML that runs nothing and fetches nothing; ``figure_style`` belongs to it."""
        legend = "".join(
            f'<li><span style="color: var(--{key.colour})" aria-hidden="true">{key.sign}</span> {html_text(key.meaning)}</li>'
            for key in self.legend
        )
        drawn = (
            f'<div class="chart">{_as_svg(self.chart, self.title)}</div>'
            f"<details><summary>הנתונים שבתרשים ({len(self.rows):,})</summary>{_as_table(self.rows)}</details>"
            if self.chart is not None
            else '<p class="none">אין באוסף נתונים לתרשים הזה.</p>'
        )
        return (
            f'<figure class="uvdot-figure" id="{self.name}" dir="rtl" lang="he"><figcaption><h3>{html_text(self.title)}</h3>'
            f"<p>{html_text(self.about)}</p></figcaption>"
            + (f'<ul class="keys">{legend}</ul>' if legend and self.chart is not None else "")
            + f"{drawn}</figure>\n"
        )

    @property
    def table(self) -> pd.DataFrame:
        """The rows that are drawn."""
        table: pd.DataFrame = pd.DataFrame(list(self.rows))
        return table

    def _repr_html_(self) -> str:
        return f"<style>{figure_style()}</style>{self.as_html()}"


def figure_style() -> str:
    """The CSS of figures, with the colours of both schemes."""
    rules = Path(__file__).with_name("figure.css").read_text(encoding="utf-8")
    return f".uvdot-report, .uvdot-figure {{ color-scheme: light dark; {colour_rules()}}}\n{rules}"


def _as_svg(chart: alt.TopLevelMixin, title: str) -> str:
    """The chart drawn, its colours as the page's, the description of each mark as its tooltip."""
    spec = chart.to_dict()
    spec["config"] = _CONFIG
    spec.pop("background", None)
    root = etree.fromstring(
        vl_convert.vegalite_to_svg(spec, time_format_locale="he-IL").encode(),
        etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True),
    )
    for element in root.iter(f"{_SVG}*"):
        for attribute in ("fill", "stroke"):
            colour = element.get(attribute)
            if colour in VARIABLE_OF:
                element.set(attribute, VARIABLE_OF[colour])
        label = element.attrib.pop("aria-label", None)
        element.attrib.pop("aria-roledescription", None)
        if label and element.get("role") == "graphics-symbol" and not len(element):
            etree.SubElement(element, f"{_SVG}title").text = label
        else:
            element.attrib.pop("role", None)  # an axis or a group of marks, which has no name
    root.attrib.pop("class", None)
    root.set("role", "group")
    root.set("aria-label", title)
    root.set("style", f"--chart-width: {root.get('width')}px")
    for side in ("width", "height"):
        del root.attrib[side]
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, encoding="unicode"))


def _as_table(rows: Sequence[dict[str, Any]]) -> str:
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in rows[0])
    lines = "".join("<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row.values()) + "</tr>" for row in rows)
    return f'<div class="table"><table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>'


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"<bdi>{html_text(value, 160)}</bdi>" if isinstance(value, str) else f"<bdi>{value:,}</bdi>"
