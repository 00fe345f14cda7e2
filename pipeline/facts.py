"""What a fact is: the vocabulary that extractors, tables and scores share.

Every fact is a mention, a half-open range of code points in the text that it was found in, with the values read from it.
Extractors work on normalised text and know nothing of tables: ids, sentence numbers and raw offsets are added when facts
become rows. A value that the text does not give is ``None``, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

DocumentType = Literal[
    "resolution", "directive", "conclusion", "regulation", "decision", "decree", "circular", "law", "bill", "ordinance",
    "plan", "programme", "notice", "official_letter", "government_decision", "un_resolution", "court_case", "other",
]  # fmt: skip
IssuerLevel = Literal["central", "national", "provincial", "municipal", "court", "international"]
DateKind = Literal["date", "interval", "duration", "set"]
Precision = Literal["day", "week", "month", "quarter", "half", "year", "decade", "century", "season", "time"]
DateModifier = Literal[
    "before", "until", "after", "since", "about", "start_of", "middle_of", "end_of", "more_than", "less_than"
]
Calendar = Literal["gregorian", "hebrew"]
DateRole = Literal["issued", "deadline", "vision", "term", "period", "event", "published"]
Indicator = Literal[
    "gdp", "grdp", "economy", "exports", "imports", "trade", "industrial_production", "agriculture", "services",
    "construction", "retail_sales", "tourism", "visitors", "revenue", "budget_revenue", "investment", "fdi", "income",
    "income_per_capita", "gdp_per_capita", "productivity", "population", "employment", "unemployment", "poverty",
    "inflation", "prices", "wages", "credit", "digital_economy", "other",
]  # fmt: skip
Direction = Literal["up", "down", "flat"]
Qualifier = Literal["exact", "about", "over", "at_least", "under", "at_most", "range", "double_digit", "single_digit"]
Basis = Literal[
    "year_on_year",
    "quarter_on_quarter",
    "month_on_month",
    "annualised",
    "cumulative",
    "average",
    "versus_plan",
    "other",
]
Status = Literal["actual", "estimate", "forecast", "target"]
SloganForm = Literal["numbered", "motto", "goal", "title"]
EntityLabel = Literal["PER", "ORG", "GPE", "LOC", "FAC", "EVE", "WOA", "DUC", "ANG", "TTL", "MISC"]


@dataclass(slots=True, kw_only=True)
class Fact:
    """A mention: where it stands, how sure we are of it, and which rule or model found it.

    ``start`` and ``end`` are code points, half-open, in the text of the Doc; ``text`` is exactly that slice.
    ``source`` names the rule or model, for example ``dates.day_month_year``. ``confidence`` lies in 0..1: what the rule or model
    gives itself, until ``hebrew_confidence`` makes it the probability that the fact is right.
    """

    start: int
    end: int
    text: str
    source: str
    confidence: float = 1.0


@dataclass(slots=True, kw_only=True)
class Entity(Fact):
    """A name. ``name_start``/``name_end`` delimit it without the proclitics, which stand in ``prefix``."""

    label: EntityLabel
    prefix: str = ""
    name_start: int
    name_end: int
    canonical_id: str | None = None
    canonical_name: str | None = None
    canonical_name_latin: str | None = None
    alias_score: float | None = None


@dataclass(slots=True, kw_only=True)
class DateFact(Fact):
    """A time expression and its value in EDTF (ISO 8601-2); durations and sets carry ``duration_iso``."""

    kind: DateKind
    edtf: str | None = None
    start_date: date | None = None
    end_date: date | None = None
    precision: Precision | None = None
    modifier: DateModifier | None = None
    is_relative: bool = False
    anchor_date: date | None = None
    calendar: Calendar = "gregorian"
    duration_iso: str | None = None
    time_of_day: str | None = None
    role: DateRole | None = None


@dataclass(slots=True, kw_only=True)
class Resolution(Fact):
    """A citation of an official document. Mentions of one document in an article share ``cluster``.

    ``issue_date_mention`` is the (start, end) of the DateFact that gave ``issue_date``. ``cluster`` numbers the documents
    of one text from 0 in the order of their first mention.
    """

    document_type: DocumentType
    code: str | None = None
    number: int | None = None
    series: str | None = None
    issuer_code: str | None = None
    jurisdiction: str | None = None
    issuer: str | None = None
    issuer_level: IssuerLevel | None = None
    issue_date: date | None = None
    issue_date_mention: tuple[int, int] | None = None
    subject: str | None = None
    horizons: list[str] = field(default_factory=list)
    cluster: int = 0


@dataclass(slots=True, kw_only=True)
class GrowthFigure(Fact):
    """A change, rate of change, or level against a target of an indicator.

    Values are magnitudes, signed only by ``direction``; an exact value has ``value_low == value_high``, an open end is None.
    ``unit`` is ``percent``, ``percentage_point``, ``times``, ``count`` or an ISO 4217 code. ``subject_mention`` is the
    (name_start, name_end) of the Entity that the subject names, ``period_mention`` the (start, end) of the DateFact that gave
    ``period`` (EDTF).
    """

    indicator: Indicator
    indicator_text: str | None = None
    subject: str | None = None
    subject_mention: tuple[int, int] | None = None
    direction: Direction | None = None
    value_low: float | None = None
    value_high: float | None = None
    unit: str | None = None
    qualifier: Qualifier = "exact"
    period: str | None = None
    period_mention: tuple[int, int] | None = None
    streak_years: int | None = None
    basis: Basis | None = None
    status: Status = "actual"
    previous_low: float | None = None
    previous_high: float | None = None


@dataclass(slots=True, kw_only=True)
class Slogan(Fact):
    """A slogan, motto, numbered formula or campaign title. ``items`` holds the spelled-out parts in text order.

    ``speaker_mention`` is the (name_start, name_end) of the Entity that says it. ``cluster`` as in Resolution.
    """

    slogan: str
    form: SloganForm
    count: int | None = None
    head: str | None = None
    items: list[str] = field(default_factory=list)
    is_complete: bool | None = None
    cue: str | None = None
    speaker_mention: tuple[int, int] | None = None
    cluster: int = 0
