"""The colours of charts: names for the code, a light and a dark value for the page."""

from __future__ import annotations

# Contrast with the paper is at least 4.5 to 1 in both; series differ in lightness too, not in hue alone.
_VALUES = {
    "paper": ("#fcfcfa", "#17191c"),
    "ink": ("#1c2024", "#eceae4"),
    "quiet": ("#5c6570", "#a3abb5"),
    "line": ("#dcdcd6", "#3a3f45"),
    "blue": ("#2f66b3", "#82b1f7"),
    "orange": ("#a85a00", "#f3b35c"),
    "green": ("#23763a", "#79cf8f"),
    "purple": ("#9b2f86", "#e994d7"),
    "olive": ("#75660a", "#e0cd55"),
}
LIGHT = {name: light for name, (light, _) in _VALUES.items()}
KIND_COLOURS = {
    "entities": "blue",
    "resolutions": "orange",
    "dates": "green",
    "growth_figures": "purple",
    "slogans": "olive",
}
STATUS_COLOURS = {"actual": "blue", "estimate": "green", "forecast": "orange", "target": "purple"}


def colour_rules() -> str:
    """CSS custom properties for every colour, light or dark as the reader prefers."""
    return "".join(f"--{name}: light-dark({light}, {dark}); " for name, (light, dark) in _VALUES.items())


VARIABLE_OF = {light: f"var(--{name})" for name, light in LIGHT.items()}
