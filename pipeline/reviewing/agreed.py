"""What reviewers have settled: the articles, and in each the facts that stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.components.fact_spans import FACT_CLASSES, FactKind
from pipeline.reviewing.decisions import Event, MentionValue
from pipeline.reviewing.fields import whole_fields
from pipeline.reviewing.reviewed_dataset import FoundFact, ReviewedArticle, ReviewedDataset
from pipeline.reviewing.standing import Standing
from pipeline.reviewing.verdicts import conflict_of, found_elsewhere, verdict_on

# Why an article is not settled: nobody has read it to its end, or a fact of it waits for a decision, for an adjudicator, or
# (conflict) for somebody to look at what a later run says.
Unsettled = Literal["unfinished", "undecided", "disputed", "conflict"]


@dataclass(frozen=True, slots=True)
class AgreedFact:
    """A fact that stands: its place in the normalised text, its value, who decided, and what the program says of it."""

    fact_id: str
    kind: FactKind
    start: int
    end: int
    text: str
    value: MentionValue
    annotator: str
    found: FoundFact | None

    @property
    def label(self) -> str:
        """The label of a name (PER, GPE…), for other facts their kind: what formats with one label a span hold."""
        return str(self.fields["label"]) if self.kind == "entities" else self.kind

    @property
    def fields(self) -> dict[str, Any]:
        """Every field of the form, see ``whole_fields``; ``value.fields`` are those that people decided."""
        return whole_fields(self.kind, self.text, self.value.fields, self.found.fields if self.found else {})


@dataclass(frozen=True, slots=True)
class AgreedArticle:
    """An article and the facts in it that stand, in text order."""

    place: int
    article: ReviewedArticle
    facts: list[AgreedFact]


@dataclass(frozen=True, slots=True)
class AgreedArticles:
    """The settled articles, in the order of the dataset, and how many are left out, by reason."""

    articles: list[AgreedArticle]
    left_out: Counter[Unsettled] = field(default_factory=Counter)


def agreed_articles(
    dataset: ReviewedDataset, standing: Standing, *, kinds: Collection[FactKind] = (), partial: bool = False
) -> AgreedArticles:
    """What stands in the articles that are settled in the named ``kinds`` (all by default).

    An article is settled when somebody has read it to its end and every fact in it is decided, undisputed and without
    conflict. With ``partial`` an article counts as soon as one fact stands in it, and what is unsettled in it is left out.
    """
    wanted = frozenset(kinds or FACT_CLASSES)
    agreed = AgreedArticles([])
    for place, head in enumerate(dataset.articles):
        facts, reasons = _facts(dataset, standing, place, wanted)
        if not standing.finished_by(head.content_sha256):
            reasons["unfinished"] += 1
        if facts if partial else not reasons:
            agreed.articles.append(AgreedArticle(place, dataset.article(place), facts))
        elif standing.decided_in(head.content_sha256):
            agreed.left_out.update(set(reasons))
    return agreed


def _facts(
    dataset: ReviewedDataset, standing: Standing, place: int, kinds: frozenset[FactKind]
) -> tuple[list[AgreedFact], Counter[Unsettled]]:
    content = dataset.articles[place].content_sha256
    found = dataset.facts(place)
    reasons: Counter[Unsettled] = Counter()
    decisions: list[Event] = []
    undecided = {fact_id for fact_id, fact in found.items() if fact.kind in kinds}
    for fact_id in standing.decided_in(content):
        made = standing.decisions((content, fact_id)).values()
        if not any(event.kind in kinds for event in made):
            continue
        undecided.discard(fact_id)
        verdict = verdict_on((content, fact_id), standing)
        decision = verdict.decision
        if decision is None:
            reasons["disputed"] += 1
        elif conflict_of(decision, found.get(fact_id), found.values()):
            reasons["conflict"] += 1
        else:
            if learnt := found_elsewhere(decision, found.values()):
                undecided.discard(learnt.fact_id)
            decisions.append(decision)
    reasons.update({"undecided": len(undecided)} if undecided else {})
    article = dataset.article(place)
    agreed: list[AgreedFact] = []
    for decision in decisions:
        if decision.value is None or decision.kind is None or decision.fact_id is None:
            continue
        start, end = article.alignment.to_text(decision.value.raw_start, decision.value.raw_end)
        fact = AgreedFact(
            decision.fact_id, decision.kind, start, end, article.text[start:end], decision.value, decision.annotator,
            found.get(decision.fact_id) or found_elsewhere(decision, found.values()),
        )  # fmt: skip
        if start < end and not any(_is_same(fact, other) for other in agreed):
            agreed.append(fact)
    agreed.sort(key=lambda fact: (fact.start, -fact.end, fact.fact_id))
    return agreed, reasons


def _is_same(fact: AgreedFact, other: AgreedFact) -> bool:
    return fact.kind == other.kind and fact.value == other.value
