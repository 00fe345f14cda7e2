"""The log of decisions: one SQLite file that only grows, whoever writes to it and whatever dies.

Every decision is an event: who, when, what, on which text, which mention and which version of it. Nothing is ever changed
or removed; an undo is an event too. A write returns when the event is on disk (write-ahead log, full synchronisation).
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from pipeline.errors import DecisionsFileError

if TYPE_CHECKING:
    from pipeline.components.fact_spans import FactKind

Action = Literal["accept", "reject", "correct_span", "correct_fields", "add", "note", "undo", "finish"]
Role = Literal["annotator", "adjudicator"]

# Actions that say what becomes of a mention; an adjudicator's outweigh the annotators'.
DECIDING: frozenset[Action] = frozenset({"accept", "reject", "correct_span", "correct_fields", "add"})

_FORM = 1
_SECONDS_TO_WAIT = 30.0

_TABLES = """
create table identity (form integer not null, uuid text not null) strict;
create table texts (
    content_sha256 text primary key,
    article_id text not null,
    raw_text text not null,
    published_at text
) strict;
create table events (
    event_id integer primary key autoincrement,
    uuid text not null unique,
    made_at text not null,
    annotator text not null,
    role text not null,
    action text not null,
    content_sha256 text not null references texts,
    kind text,
    fact_id text,
    value text,
    seen text,
    note text,
    undoes integer references events,
    run_id text,
    fingerprint text
) strict;
create index events_by_mention on events (content_sha256, fact_id);
create trigger events_are_kept before delete on events begin select raise(abort, 'events are never removed'); end;
create trigger events_stand before update on events begin select raise(abort, 'events are never changed'); end;
create trigger texts_are_kept before delete on texts begin select raise(abort, 'texts are never removed'); end;
create trigger texts_stand before update on texts begin select raise(abort, 'texts are never changed'); end;
"""


@dataclass(frozen=True, slots=True)
class MentionValue:
    """Where a mention stands in the raw text (code points, half-open) and its fields, as JSON values."""

    raw_start: int
    raw_end: int
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the log.

    ``value`` is the mention as decided (None where it is rejected), ``seen`` what the program said of it then (None where it
    said nothing). ``undoes`` is the event_id of the event that an undo takes back. ``run_id`` and ``fingerprint`` name the run
    that made the rows, and its settings and versions. ``uuid`` is chosen by the writer, so that an event that is sent twice
    is written once.
    """

    annotator: str
    action: Action
    content_sha256: str
    role: Role = "annotator"
    kind: FactKind | None = None
    fact_id: str | None = None
    value: MentionValue | None = None
    seen: MentionValue | None = None
    note: str | None = None
    undoes: int | None = None
    run_id: str | None = None
    fingerprint: str | None = None
    uuid: str = ""
    made_at: str = ""
    event_id: int = 0

    @property
    def made(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made_at)


@dataclass(frozen=True, slots=True)
class ReviewedText:
    """A text that decisions were made on, kept beside them so that they mean something without the dataset."""

    content_sha256: str
    article_id: str
    raw_text: str
    published_at: date | None


_COLUMNS = (
    "uuid", "made_at", "annotator", "role", "action", "content_sha256", "kind", "fact_id", "value", "seen", "note", "undoes",
    "run_id", "fingerprint",
)  # fmt: skip
_VALUES = ", ".join(f":{name}" for name in _COLUMNS)
_INSERT = f"insert or ignore into events ({', '.join(_COLUMNS)}) values ({_VALUES})"  # noqa: S608 - names of columns
_SELECT = f"select event_id, {', '.join(_COLUMNS)} from events"  # noqa: S608 - names of columns


class DecisionLog:
    """The log in one file. Several processes may write to it at once. Raises DecisionsFileError where it cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # A notebook answers a widget in whatever thread it likes; who uses the log sees to it that one does at a time.
            self._connection = sqlite3.connect(
                path, timeout=_SECONDS_TO_WAIT, isolation_level=None, check_same_thread=False
            )
            self._connection.row_factory = sqlite3.Row
            self._connection.execute("pragma journal_mode = wal")
            self._connection.execute("pragma synchronous = full")
            self._connection.execute("pragma foreign_keys = on")
            self.identity = self._open()
        except (sqlite3.Error, OSError) as error:
            raise DecisionsFileError(f"{path} cannot be opened as a file of decisions ({error}).") from None

    def _open(self) -> str:
        """Make the tables where there are none; the identity of the log."""
        self._connection.execute("begin immediate")
        try:
            known = self._connection.execute("select name from sqlite_master where name = 'identity'").fetchone()
            if not known:
                for statement in _statements(_TABLES):
                    self._connection.execute(statement)
                self._connection.execute("insert into identity values (?, ?)", (_FORM, str(uuid.uuid4())))
            row = self._connection.execute("select form, uuid from identity").fetchone()
            self._connection.execute("commit")
        except BaseException:
            self._connection.execute("rollback")
            raise
        if row["form"] != _FORM:
            raise DecisionsFileError(f"{self.path} was written by another version of Uvdot (form {row['form']}).")
        return cast(str, row["uuid"])

    def close(self) -> None:
        """Close the file; what was written stays."""
        self._connection.close()

    def append(self, event: Event, text: ReviewedText) -> Event:
        """Write an event, on disk when this returns; an event whose uuid is known already is not written again."""
        [written] = self.append_all([(event, text)])
        return written

    def append_all(self, events: Iterable[tuple[Event, ReviewedText]]) -> list[Event]:
        """Write events together: all of them or, where the machine stops, none."""
        written = []
        try:
            self._connection.execute("begin immediate")
            try:
                for event, text in events:
                    published_at = text.published_at.isoformat() if text.published_at else None
                    self._connection.execute(
                        "insert or ignore into texts values (?, ?, ?, ?)",
                        (text.content_sha256, text.article_id, text.raw_text, published_at),
                    )
                    made_at = event.made_at or datetime.now(timezone.utc).isoformat(timespec="milliseconds")
                    row = _row_of(replace(event, made_at=made_at, uuid=event.uuid or str(uuid.uuid4())))
                    self._connection.execute(_INSERT, row)
                    written.append(row["uuid"])
                self._connection.execute("commit")
            except BaseException:
                self._connection.execute("rollback")
                raise
        except sqlite3.Error as error:
            raise DecisionsFileError(f"{self.path} cannot be written ({error}).") from None
        rows = [self._connection.execute(f"{_SELECT} where uuid = ?", (name,)).fetchone() for name in written]
        return [_event_of(row) for row in rows]

    def events(self, after: int = 0) -> list[Event]:
        """Every event later than the one with this event_id, in the order in which they were written."""
        with closing(self._connection.execute(f"{_SELECT} where event_id > ? order by event_id", (after,))) as rows:
            return [_event_of(row) for row in rows]

    def texts(self) -> dict[str, ReviewedText]:
        """Every text that an event is about, by content_sha256."""
        return {
            row["content_sha256"]: ReviewedText(
                row["content_sha256"],
                row["article_id"],
                row["raw_text"],
                date.fromisoformat(row["published_at"]) if row["published_at"] else None,
            )
            for row in self._connection.execute("select * from texts")
        }


def _statements(script: str) -> list[str]:
    statements, begun = [], ""
    for line in script.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            statements.append(begun)
            begun = ""
    return statements


def _row_of(event: Event) -> dict[str, Any]:
    row = {name: getattr(event, name) for name in _COLUMNS}
    for name in ("value", "seen"):
        value: MentionValue | None = row[name]
        if value is not None:
            row[name] = json.dumps([value.raw_start, value.raw_end, value.fields], ensure_ascii=False)
    return row


def _event_of(row: sqlite3.Row) -> Event:
    values = dict(row)
    for name in ("value", "seen"):
        if values[name] is not None:
            values[name] = MentionValue(*json.loads(values[name]))
    return Event(**values)
