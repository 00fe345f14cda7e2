"""Formats of reviewed articles: their names here, and a module each."""

from __future__ import annotations

from enum import Enum


class ExportFormat(str, Enum):
    """What reviewed articles are written as."""

    GOLD = "gold"
    PARQUET = "parquet"
    DOCBIN = "docbin"
    CONLL = "conll"
    BRAT = "brat"
    LABEL_STUDIO = "label-studio"
    DOCCANO = "doccano"


class AnnotationFormat(str, Enum):
    """What annotations are read from."""

    GOLD = "gold"
    LABEL_STUDIO = "label-studio"
