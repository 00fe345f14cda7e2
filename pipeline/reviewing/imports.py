"""Annotations in: gold, or results of another tool, become the decisions of one annotator on a dataset."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from pipeline.evaluating.gold import GoldArticle, GoldFact
from pipeline.reviewing.decisions import Action, DecisionLog, Event, MentionValue, ReviewedText
from pipeline.reviewing.fields import fields_of, same_values
from pipeline.reviewing.reviewed_dataset import FoundFact, ReviewedDataset
from pipeline.tables.rows import fact_id_of, sha256_of

# Names the events of an import by what they say, so that the same import gives the same names.
_IMPORTED = uuid.UUID("6f1d7f0e-6c0b-5a54-9b0e-2f2f4f0c8a11")


@dataclass(frozen=True, slots=True)
class Imported:
    """How many articles were found in the dataset and how many not, and how many events were written for the first."""

    articles: int
    unknown: int
    events: int


def import_annotations(
    annotated: Iterable[GoldArticle], dataset: ReviewedDataset, log: DecisionLog, annotator: str
) -> Imported:
    """Write what the annotations decide: findings that they hold are accepted or corrected, those that they lack are
    rejected, mentions that the program missed are added, and each article is finished.

    Articles are known by their text. The same annotations of the same annotator are not written twice.
    """
    articles = unknown = 0
    events: list[tuple[Event, ReviewedText]] = []
    for gold in annotated:
        place = dataset.place_of(sha256_of(gold.raw_text))
        if place is None:
            unknown += 1
            continue
        articles += 1
        text = dataset.article(place).reviewed_text
        events += [(event, text) for event in _events(gold, dataset, place, annotator)]
    known = {event.uuid for event in log.events()}
    written = log.append_all(events)
    return Imported(articles, unknown, sum(event.uuid not in known for event in written))


def _events(gold: GoldArticle, dataset: ReviewedDataset, place: int, annotator: str) -> Iterator[Event]:
    head = dataset.articles[place]
    content = head.content_sha256
    found = dataset.facts(place)
    findings = _findings_of(gold.facts, list(found.values()))
    used = set(found)

    def event(action: Action, **given: Any) -> Event:
        made = Event(
            annotator=annotator, action=action, content_sha256=content, run_id=head.run_id,
            fingerprint=dataset.fingerprints.get(head.run_id), **given,
        )  # fmt: skip
        return replace(made, uuid=str(uuid.uuid5(_IMPORTED, repr(made))))

    for fact, finding in zip(gold.facts, findings, strict=True):
        value = MentionValue(fact.raw_start, fact.raw_end, _decided(fact))
        if finding is None:
            fact_id = _new_id(content, fact, used)
            yield event("add", kind=fact.kind, fact_id=fact_id, value=value)
        else:
            action = _action(value, finding)
            yield event(action, kind=fact.kind, fact_id=finding.fact_id, value=value, seen=finding.value)
    kept = {finding.fact_id for finding in findings if finding}
    for fact_id, finding in found.items():
        if fact_id not in kept:
            yield event("reject", kind=finding.kind, fact_id=fact_id, seen=finding.value)
    yield event("finish")


def _findings_of(facts: Sequence[GoldFact], found: Sequence[FoundFact]) -> list[FoundFact | None]:
    """The finding that each annotated fact is about: on the same characters if there is one, else on common ones."""
    about: list[FoundFact | None] = [None] * len(facts)
    left = list(found)
    for near in (_is_exact, _overlaps):
        for place, fact in enumerate(facts):
            if about[place] is None:
                candidates = [finding for finding in left if finding.kind == fact.kind and near(fact, finding)]
                best = max(candidates, key=lambda finding: same_values(_decided(fact), finding.fields), default=None)
                if best is not None:
                    about[place] = best
                    left.remove(best)
    return about


def _is_exact(fact: GoldFact, finding: FoundFact) -> bool:
    return (fact.raw_start, fact.raw_end) == (finding.raw_start, finding.raw_end)


def _overlaps(fact: GoldFact, finding: FoundFact) -> bool:
    return fact.raw_start < finding.raw_end and finding.raw_start < fact.raw_end


def _decided(fact: GoldFact) -> dict[str, Any]:
    """The fields of the form that the annotator decided."""
    return {name: fact.fields[name] for name in fields_of(fact.kind) if name in fact.fields}


def _action(value: MentionValue, finding: FoundFact) -> Action:
    if (value.raw_start, value.raw_end) != (finding.raw_start, finding.raw_end):
        return "correct_span"
    return "accept" if same_values(value.fields, finding.fields) else "correct_fields"


def _new_id(content: str, fact: GoldFact, used: set[str]) -> str:
    """The id of a mention that the program did not find, beside others on the same characters."""
    ids = (fact_id_of(content, fact.kind, (fact.raw_start, fact.raw_end), repeat) for repeat in count())
    fact_id = next(fact_id for fact_id in ids if fact_id not in used)
    used.add(fact_id)
    return fact_id
