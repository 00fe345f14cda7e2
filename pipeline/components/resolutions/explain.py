"""What decided the columns of resolutions: the citation's own words, its clause, or another mention of the document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import regex

from pipeline.components.explanations import DataEntry, Explanation, Span, find_entry
from pipeline.components.resolutions.vocabulary import PATTERN_FOLDER
from pipeline.facts import DateFact, Resolution

_SERIES = PATTERN_FOLDER / "series.yaml"
_ISSUERS = PATTERN_FOLDER / "issuers.yaml"
_NOUNS = PATTERN_FOLDER / "nouns.yaml"
_LAWS = PATTERN_FOLDER / "laws.yaml"
_COURTS = PATTERN_FOLDER / "courts.yaml"
_BODIES = PATTERN_FOLDER / "bodies.yaml"
# From a citation to its day of issue; farther off the day is that of a list
_CLAUSE_OF_DAY = regex.compile(r"[\s,(]{0,3}")
_FARTHEST_DAY = 100
_FARTHEST_HORIZON = 300


def explain(text: str, facts: Sequence[Resolution], dates: Sequence[DateFact], explanation: Explanation) -> None:
    """Note what is known of every citation of a text."""
    first_mentions: dict[int, Resolution] = {}
    for fact in facts:
        first = first_mentions.setdefault(fact.cluster, fact)
        repeats = (first.start, first.end) if first is not fact else None
        decided = partial(explanation.decided, "resolutions", (fact.start, fact.end))
        decided("document_type", *_source_of_type(fact, repeats))
        if _leaves_code_out(fact):
            decided("code", "that of the document that it repeats", repeats)
        elif fact.source == "resolutions.list":
            decided("code", "its own number with the series and issuer of the first in the list", repeats)
        if fact.issuer_code is not None and (entry := find_entry(_ISSUERS, fact.issuer_code)) is not None:
            decided("issuer_level", "the issuer of its code", None, entry)
        if fact.issuer is not None:
            decided("issuer", *_source_of_issuer(text, fact))
        if fact.issue_date_mention is not None:
            decided("issue_date", *_source_of_day(text, fact, fact.issue_date_mention))
            why = "the day that a document was issued on"
            explanation.decided("dates", fact.issue_date_mention, "role", why, (fact.start, fact.end))
        if fact.subject is not None and (start := text.find(fact.subject, fact.end)) >= 0:
            decided("subject", "the words after it", (start, start + len(fact.subject)))
        if fact.horizons and (span := _span_of_horizons(fact, dates)) is not None:
            decided("horizons", "the dates that its subject leads to", span)


def _source_of_type(fact: Resolution, repeats: Span | None) -> tuple[str, Span | None, DataEntry | None]:
    if fact.source == "resolutions.alias":
        return "that of the document whose name the text defines", repeats, None
    if _leaves_code_out(fact):
        return "that of the document that it repeats", repeats, None
    if fact.series is not None:
        return "the series of its code", None, find_entry(_SERIES, fact.series)
    for file, keys in ((_COURTS, ()), (_LAWS, ("nouns",)), (_NOUNS, ())):
        if (file == _COURTS) == (fact.document_type == "court_case"):
            for word in _beginnings(fact.text):
                if (entry := find_entry(file, word, *keys)) is not None:
                    return "its first words", (fact.start, fact.start + len(word)), entry
    return "its form", (fact.start, fact.end), None


def _leaves_code_out(fact: Resolution) -> bool:
    """Whether a mention has its code from another mention of the document: החלטה 15 after החלטה מס' 15-NQ/TU."""
    return fact.series is not None and fact.series not in fact.text and fact.source != "resolutions.list"


def _beginnings(words: str) -> list[str]:
    """The first three words, the first two and the first."""
    parts = words.split(" ")
    return [" ".join(parts[:count]) for count in (3, 2, 1)]


def _source_of_issuer(text: str, fact: Resolution) -> tuple[str, Span | None, DataEntry | None]:
    """The words that name the issuer nearest to a citation; none where only the citation's own form tells it."""
    issuer = fact.issuer or ""
    places = [match.start() for match in regex.finditer(regex.escape(issuer), text)]
    named_in = _COURTS if fact.document_type == "court_case" else _BODIES
    head = next((entry for word in _beginnings(issuer) if (entry := find_entry(named_in, word))), None)
    if not places:
        return "what the text speaks of", None, head
    start = min(places, key=lambda place: abs(place - fact.start))
    return "the body nearest to it that may have issued it", (start, start + len(issuer)), head


def _source_of_day(text: str, fact: Resolution, day: Span) -> tuple[str, Span]:
    lead = _CLAUSE_OF_DAY.match(text, fact.end)
    if lead is not None and 0 <= day[0] - lead.end() <= _FARTHEST_DAY and "\n" not in text[fact.end : day[0]]:
        return "the clause after it", (lead.end(), day[1])
    return ("the clause before it" if day[1] <= fact.start else "the clause after the last in its list"), day


def _span_of_horizons(fact: Resolution, dates: Sequence[DateFact]) -> Span | None:
    near = [
        date
        for date in dates
        if fact.end <= date.start <= fact.end + _FARTHEST_HORIZON
        and date.edtf is not None
        and date.edtf.removeprefix("../") in fact.horizons
    ]
    return (near[0].start, near[min(len(fact.horizons), len(near)) - 1].end) if near else None
