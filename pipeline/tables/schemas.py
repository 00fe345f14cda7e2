"""The tables and their columns: the only place a column is declared, with its type and its meaning.

Enumerated columns take their values from the literal types in ``pipeline.facts`` and ``pipeline.articles``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

import pyarrow as pa

from pipeline import facts
from pipeline.articles import RejectReason

SCHEMA_VERSION = "1"

_TEXT = pa.string()
_INT = pa.int32()
_REAL = pa.float64()
_DAY = pa.date32()
_FLAG = pa.bool_()
_TEXTS = pa.list_(pa.field("element", pa.string(), nullable=False))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``values`` lists what an enumerated one may hold; ``nullable`` is False where a value always stands."""

    name: str
    type: pa.DataType
    description: str
    nullable: bool = True
    values: tuple[str, ...] = ()

    def field(self) -> pa.Field:
        """The Arrow field, its description (and its values) in the field's metadata."""
        metadata = {"description": self.description}
        if self.values:
            metadata["values"] = " ".join(self.values)
        return pa.field(self.name, self.type, nullable=self.nullable, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the dataset: one folder of Parquet files under the same name."""

    name: str
    description: str
    columns: tuple[Column, ...]

    def schema(self) -> pa.Schema:
        """The Arrow schema that every part file of the table carries."""
        return pa.schema(
            [column.field() for column in self.columns],
            metadata={"description": self.description, "uvdot_schema_version": SCHEMA_VERSION},
        )


def _enum(name: str, values: Any, description: str, *, nullable: bool = True) -> Column:
    return Column(name, _TEXT, description, nullable, tuple(get_args(values)))


def _always(name: str, type_: pa.DataType, description: str) -> Column:
    return Column(name, type_, description, nullable=False)


_MENTION = (
    _always("fact_id", _TEXT, "Stable id of the mention: the same content and the same mention give the same id on every run; "
            "unique with article_id"),
    _always("article_id", _TEXT, "The article: articles.article_id"),
    _always("sentence_index", _INT, "The sentence in which the mention begins: sentences.sentence_index"),
    _always("start", _INT, "First code point of the mention in articles.text"),
    _always("end", _INT, "Code point after the last one of the mention in articles.text"),
    _always("raw_start", _INT, "First code point of the mention in articles.raw_text"),
    _always("raw_end", _INT, "Code point after the last one of the mention in articles.raw_text"),
    _always("text", _TEXT, "The mention: articles.text[start:end]"),
    _always("confidence", _REAL, "Probability that the fact is real and its key values right, 0 to 1, as measured "
            "on annotated articles"),
    _always("source", _TEXT, "The rule or model that made the fact, for example dates.day_month_year"),
)  # fmt: skip

ARTICLES = Table(
    "articles",
    "One row for every article that was read",
    (
        _always("article_id", _TEXT, "The record's own id where it has one, else a hash of where it was read"),
        _always("source_uri", _TEXT, "The address that the record gives (url, link), else the place it was read from"),
        Column("title", _TEXT, "Title, from metadata or from the text's first line"),
        Column("publisher", _TEXT, "Newspaper, agency or site, from metadata or page furniture"),
        Column("author", _TEXT, "Author, from metadata or page furniture"),
        Column("published_at", _DAY, "Day of publication, from metadata or page furniture"),
        _always("language", _TEXT, "ISO 639-1 code of the text's language"),
        Column("encoding", _TEXT, "How the bytes were decoded; null where the format fixes it"),
        _always("media_type", _TEXT, "Media type of the input, for example text/html"),
        _always("content_sha256", _TEXT, "SHA-256 of raw_text in UTF-8, in hexadecimal"),
        _always("raw_text", _TEXT, "The text as it was read; for HTML the article's text on the page"),
        _always("text", _TEXT, "The normalised text: furniture removed, one line a paragraph"),
        _always("char_count", _INT, "Code points of text"),
        _always("word_count", _INT, "Words of text: runs without white space that hold a letter or a digit"),
        _always("sentence_count", _INT, "Rows of this article in sentences"),
        _always(
            "boilerplate",
            pa.list_(
                pa.field(
                    "element",
                    pa.struct(
                        [
                            pa.field("start", _INT, nullable=False),
                            pa.field("end", _INT, nullable=False),
                            pa.field("kind", _TEXT, nullable=False),
                        ]
                    ),
                    nullable=False,
                )
            ),
            "Page furniture that was removed: start and end in raw_text, and its kind",
        ),
        Column(
            "duplicate_of",
            _TEXT,
            "article_id of the first article with the same text or nearly so, else null",
        ),
        _always("run_id", _TEXT, "The run that wrote the row: the name of a file in _runs"),
    ),
)

SENTENCES = Table(
    "sentences",
    "One row for every sentence of every article",
    (
        _always("article_id", _TEXT, "The article: articles.article_id"),
        _always("sentence_index", _INT, "Position among the article's sentences, from 0"),
        _always("paragraph_index", _INT, "The paragraph (line of articles.text) that it stands in, from 0"),
        _always("is_title", _FLAG, "Whether it belongs to the title"),
        _always("start", _INT, "First code point of the sentence in articles.text"),
        _always("end", _INT, "Code point after the last one of the sentence in articles.text"),
        _always("raw_start", _INT, "First code point of the sentence in articles.raw_text"),
        _always("raw_end", _INT, "Code point after the last one of the sentence in articles.raw_text"),
        _always("text", _TEXT, "The sentence: articles.text[start:end]"),
    ),
)

ENTITIES = Table(
    "entities",
    "Names of persons, bodies, places and the like; two spellings of one name meet in canonical_id",
    (
        *_MENTION,
        _enum("label", facts.EntityLabel, "Kind of name", nullable=False),
        _always("prefix", _TEXT, "Proclitics cut off the mention (ב, ול); empty where there are none"),
        _always("name_start", _INT, "First code point of the name without proclitics in articles.text"),
        _always("name_end", _INT, "Code point after the last one of that name in articles.text"),
        Column(
            "canonical_id",
            _TEXT,
            "Id of what is named, the same under every spelling and in every article; one with @ is of this article alone",
        ),
        Column("canonical_name", _TEXT, "Its usual name in Hebrew"),
        Column("canonical_name_latin", _TEXT, "Its name in Latin letters, with Vietnamese marks where it has them"),
        Column("alias_score", _REAL, "How sure the link to canonical_id is, 0 to 1; 1 for a known spelling"),
    ),
)

RESOLUTIONS = Table(
    "resolutions",
    "Official documents cited by code, number or name",
    (
        *_MENTION,
        Column("code", _TEXT, "The code, normalised (28-NQ/TW); null when the text gives none"),
        Column("number", pa.int64(), "The number in the code or after מס'"),
        Column("series", _TEXT, "Series of the code, in plain Latin letters (NQ, CT, QD)"),
        Column("issuer_code", _TEXT, "Issuer in the code (TW, TU, CP, TTg)"),
        _enum("document_type", facts.DocumentType, "Kind of document", nullable=False),
        Column("jurisdiction", _TEXT, "ISO 3166-1 alpha-2 code of the country, or UN"),
        Column("issuer", _TEXT, "The body that issued it, as the text names it, without proclitics"),
        _enum("issuer_level", facts.IssuerLevel, "Level of that body"),
        Column("issue_date", _DAY, "Day of issue as the text gives it"),
        Column("issue_date_fact_id", _TEXT, "The mention that gave issue_date: dates.fact_id of the same article"),
        Column("subject", _TEXT, "What the document is about, as the text says it"),
        _always("horizons", _TEXTS, "EDTF dates the document looks to (by 2025, a vision for 2030), in text order"),
        _always(
            "cluster_id", _TEXT, "Mentions of one document in an article share it: the fact_id of the first of them"
        ),
    ),
)

DATES = Table(
    "dates",
    "Time expressions and their values in EDTF (ISO 8601-2)",
    (
        *_MENTION,
        _enum(
            "kind", facts.DateKind, "A point in time, an interval, a length of time, or a recurrence", nullable=False
        ),
        Column(
            "edtf", _TEXT, "The value in EDTF, levels 1 and 2; null for durations, sets and unanchored relative dates"
        ),
        Column("start_date", _DAY, "First day covered; null when it cannot be known"),
        Column("end_date", _DAY, "Last day covered; null when it cannot be known"),
        _enum("precision", facts.Precision, "The unit that the expression names"),
        _enum("modifier", facts.DateModifier, "How the expression relates to the value (until 2025, the end of 2024)"),
        _always("is_relative", _FLAG, "Whether the value is counted from another date (yesterday, two years ago)"),
        Column("anchor_date", _DAY, "The day a relative expression was counted from"),
        _enum("calendar", facts.Calendar, "Calendar of the expression", nullable=False),
        Column("duration_iso", _TEXT, "ISO 8601 length of a duration or period of a set (P9Y)"),
        Column("time_of_day", _TEXT, "Clock time, HH:MM"),
        _enum("role", facts.DateRole, "What the date is to the text, where that is plain"),
    ),
)

GROWTH_FIGURES = Table(
    "growth_figures",
    "Changes, rates of change, and levels against a target or an earlier level, of an indicator",
    (
        *_MENTION,
        _enum("indicator", facts.Indicator, "What changed", nullable=False),
        Column("indicator_text", _TEXT, "What changed, in the words of the text"),
        Column("subject", _TEXT, "Whose indicator it is, in the words of the text"),
        Column("subject_entity_id", _TEXT, "The name in the subject: entities.fact_id of the same article"),
        _enum("direction", facts.Direction, "Sign of the change; null for a level"),
        Column("value_low", _REAL, "Magnitude, lower end; null when open. Equal to value_high when exact"),
        Column("value_high", _REAL, "Magnitude, upper end; null when open"),
        Column("unit", _TEXT, "percent, percentage_point, times, count, or an ISO 4217 currency code"),
        _enum("qualifier", facts.Qualifier, "How the text qualifies the figure", nullable=False),
        Column("period", _TEXT, "EDTF of the period in which the change happened"),
        Column("period_date_fact_id", _TEXT, "The mention that gave the period: dates.fact_id of the same article"),
        Column("streak_years", _INT, "Years in a row that the text counts (9 שנים רצופות)"),
        _enum("basis", facts.Basis, "What the change is measured against"),
        _enum("status", facts.Status, "Whether it happened, is estimated, is expected, or is aimed at", nullable=False),
        Column("previous_low", _REAL, "Earlier level or estimate that the text compares, lower end"),
        Column("previous_high", _REAL, "Earlier level or estimate that the text compares, upper end"),
    ),
)

SLOGANS = Table(
    "slogans",
    "Numbered formulas, mottos, goals and campaign titles in quotation marks",
    (
        *_MENTION,
        _always("slogan", _TEXT, "The slogan without its quotation marks"),
        _enum(
            "form",
            facts.SloganForm,
            "Numbered formula, motto, goal, or title of a movement or programme",
            nullable=False,
        ),
        Column("count", _INT, "The number in a numbered formula"),
        Column("head", _TEXT, "The noun that is counted (ברורים in 3 ברורים)"),
        _always("items", _TEXTS, "The parts that the text spells out, in text order"),
        Column("is_complete", _FLAG, "Whether as many parts were found as the formula counts; null when not numbered"),
        Column("cue", _TEXT, "The word that announced it (מוטו, סיסמה, רוח)"),
        Column("speaker_entity_id", _TEXT, "Who says it: entities.fact_id of the same article"),
        _always("cluster_id", _TEXT, "Mentions of one slogan in an article share it: the fact_id of the first of them"),
    ),
)

REJECTS = Table(
    "rejects",
    "One row for every input that was read and became no article",
    (
        _always("source_uri", _TEXT, "Where it was read"),
        Column(
            "reason", _TEXT, "Why it became no article", nullable=False, values=tuple(r.value for r in RejectReason)
        ),
        _always("message", _TEXT, "What was wrong and what to do about it"),
        Column("byte_size", pa.int64(), "Size in bytes, where it is known"),
        _always("run_id", _TEXT, "The run that wrote the row: the name of a file in _runs"),
    ),
)

FACT_TABLES = {table.name: table for table in (ENTITIES, RESOLUTIONS, DATES, GROWTH_FIGURES, SLOGANS)}
TABLES = {table.name: table for table in (ARTICLES, SENTENCES, *FACT_TABLES.values(), REJECTS)}
