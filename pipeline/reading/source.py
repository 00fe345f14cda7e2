"""One input, and the formats that are read."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from enum import Enum

from pipeline.reading.part import Part

STANDARD_INPUT = "-"


class SourceFormat(str, Enum):
    """The formats that are read."""

    TEXT = "text"
    HTML = "html"
    JSON_LINES = "json_lines"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    ZIP = "zip"


SUFFIXES: dict[str, SourceFormat] = {
    ".txt": SourceFormat.TEXT,
    ".text": SourceFormat.TEXT,
    ".html": SourceFormat.HTML,
    ".htm": SourceFormat.HTML,
    ".xhtml": SourceFormat.HTML,
    ".jsonl": SourceFormat.JSON_LINES,
    ".ndjson": SourceFormat.JSON_LINES,
    ".json": SourceFormat.JSON,
    ".csv": SourceFormat.CSV,
    ".tsv": SourceFormat.CSV,
    ".parquet": SourceFormat.PARQUET,
    ".zip": SourceFormat.ZIP,
}
COMPRESSION_SUFFIXES = (".gz", ".zst")
STREAMED_FORMATS = frozenset(
    {SourceFormat.TEXT, SourceFormat.HTML, SourceFormat.JSON_LINES, SourceFormat.JSON, SourceFormat.CSV}
)
FORMATS_READ = (
    "Formats read: .txt, .html, .htm, .jsonl, .ndjson, .json, .csv, .tsv (each also as .gz or .zst), .parquet, .zip."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One input to read. ``path`` opens it (``-`` is standard input); ``location`` is how the user named it, with ``/``.

    ``byte_size`` is its size on disk, None for standard input. ``part`` is what is read of it, None for all of it. ``version``
    is what a store changes with the content, None where it has nothing of the kind.
    """

    path: str
    location: str
    format: SourceFormat
    byte_size: int | None
    part: Part | None = None
    version: str | None = None


def format_of(name: str) -> SourceFormat | None:
    """The format that a file name announces: ``day.jsonl.gz`` is JSON lines; None for one that is not read."""
    stem, suffix = posixpath.splitext(name.lower())
    if suffix in COMPRESSION_SUFFIXES:
        inner = SUFFIXES.get(posixpath.splitext(stem)[1])
        return inner if inner in STREAMED_FORMATS else None
    return SUFFIXES.get(suffix)
