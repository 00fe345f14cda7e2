"""Patterns of paths, part by part."""

from __future__ import annotations

import fnmatch

ANY_FOLDERS = "**"


def parts_match(parts: list[str], wanted: list[str]) -> bool:
    """Whether the parts of a path match those of a pattern, ``**`` standing for any number of folders."""
    reached = {0}
    for part in parts:
        # A step may stand where it is, at any `**`, or pass over one.
        reached |= {place + 1 for place in reached if place < len(wanted) and wanted[place] == ANY_FOLDERS}
        reached = {
            place if wanted[place] == ANY_FOLDERS else place + 1
            for place in reached
            if place < len(wanted) and (wanted[place] == ANY_FOLDERS or fnmatch.fnmatchcase(part, wanted[place]))
        }
    return bool(reached & {len(wanted), *([len(wanted) - 1] if wanted[-1] == ANY_FOLDERS else [])})
