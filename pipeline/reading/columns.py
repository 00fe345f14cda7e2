"""Which field of a record holds what: the user's own names, else the usual ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from pipeline.errors import ColumnNotFoundError
from pipeline.reading.names import safe_name


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnNames:
    """The columns as the user named them; None means the usual names, in any case."""

    text: str | None = None
    title: str | None = None
    url: str | None = None
    date: str | None = None
    publisher: str | None = None
    id: str | None = None

    def named(self) -> dict[str, str]:
        """Only what the user named: what it holds, and its column."""
        return {part.name: name for part in fields(self) if (name := getattr(self, part.name)) is not None}


# In order of preference: the first that a table has is used.
USUAL_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        *("text", "body", "content", "article", "full_text", "fulltext", "article_text", "article_body"),
        *("articlebody", "maintext", "raw_text", "טקסט", "תוכן", "גוף"),
    ),
    "title": ("title", "headline", "כותרת"),
    "url": ("url", "link", "source_url", "article_url", "קישור", "כתובת"),
    "date": (
        *("date", "published", "published_at", "publish_date", "published_date", "date_published", "datepublished"),
        *("pub_date", "pubdate", "publication_date", "date_publish", "תאריך", "תאריך פרסום"),
    ),
    "publisher": ("source", "publisher", "site", "sitename", "site_name", "newspaper", "outlet", "מקור", "אתר"),
    "author": ("author", "authors", "byline", "כותב", "מחבר"),
    "id": ("id", "article_id", "guid", "מזהה"),
}


def resolve_columns(columns: ColumnNames, present: Iterable[str], location: str) -> dict[str, str]:
    """What each column of a table holds: ``{"text": "Body", "date": "published_at"}``.

    Raises ColumnNotFoundError for a column that the user named and the table does not have.
    """
    available = list(present)
    named = columns.named()
    resolved: dict[str, str] = {}
    for part, usual in USUAL_NAMES.items():
        if part in named:
            if named[part] not in available:
                refuse_missing(part, named[part], available, location)
            resolved[part] = named[part]
            continue
        by_plain_name = {plain(column): column for column in reversed(available)}
        for name in usual:
            if name in by_plain_name:
                resolved[part] = by_plain_name[name]
                break
    return resolved


def refuse_missing(part: str, column: str, available: list[str], location: str) -> None:
    """Raise the ColumnNotFoundError for a column that the user named (``--text-column``) and nobody has."""
    raise ColumnNotFoundError(f"{part}-column", column, [safe_name(name) for name in available], location)


def plain(column: str) -> str:
    """A column name as it is compared: lower case, trimmed, without a byte-order mark, ``-`` and ``_`` alike."""
    return column.strip("\ufeff \t\r\n").casefold().replace("-", "_")
