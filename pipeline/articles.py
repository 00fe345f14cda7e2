"""An article as every reader yields it, and the reject that stands for an input that could not become one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class RejectReason(str, Enum):
    """Why an input became no article; the values are what the ``rejects`` table holds."""

    EMPTY = "empty"
    NOT_HEBREW = "not_hebrew"
    BINARY = "binary"
    UNDECODABLE = "undecodable"
    UNSUPPORTED_FORMAT = "unsupported_format"
    BROKEN_RECORD = "broken_record"
    MISSING_TEXT = "missing_text"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    UNSAFE_PATH = "unsafe_path"
    NO_ARTICLE_TEXT = "no_article_text"
    DUPLICATE_ID = "duplicate_id"
    PROCESSING_FAILED = "processing_failed"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    WORKER_DIED = "worker_died"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as it was read, before normalisation.

    ``location`` says where it was read from, with ``/`` on every system: ``news/a.txt``, ``news/day.jsonl#12`` (line or row,
    from 1), ``news/week.zip!/a.txt``, ``-`` for standard input. ``source_uri`` is the address that the record itself gives
    (url, link), else the location. ``raw_text`` is the decoded text that ``raw_start``/``raw_end`` of every table index:
    for HTML it is the article text that was extracted from the page. ``given_id`` is the record's own id, where it has one.
    Metadata that the source does not give are None; normalisation may still find them in page furniture.
    """

    location: str
    source_uri: str
    raw_text: str
    media_type: str
    byte_size: int
    encoding: str | None = None
    given_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_at: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """An input that was read and became no article: what, where, and (in ``message``) what to do about it."""

    source_uri: str
    reason: RejectReason
    message: str
    byte_size: int | None = None
