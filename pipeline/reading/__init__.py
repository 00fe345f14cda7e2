"""Reads inputs of every supported format into articles: one module a format."""

from pipeline.reading.columns import ColumnNames
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.read import read_source
from pipeline.reading.source import STANDARD_INPUT, Source, SourceFormat
from pipeline.reading.sources import each_source, find_sources

__all__ = [
    "STANDARD_INPUT",
    "ColumnNames",
    "ReadingLimits",
    "Source",
    "SourceFormat",
    "each_source",
    "find_sources",
    "read_source",
]
