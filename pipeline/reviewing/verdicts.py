"""What decisions come to: whether a decided mention still is what was decided on, and what several reviewers agree on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pipeline.reviewing.decisions import Event, MentionValue
from pipeline.reviewing.fields import same_values
from pipeline.reviewing.reviewed_dataset import FoundFact
from pipeline.reviewing.standing import Mention, Standing

# The program now says something else of the mention; no longer finds it; finds it where a person had added it, otherwise.
Conflict = Literal["changed", "gone", "found"]


def is_kept(decision: Event) -> bool:
    """Whether the decision leaves a fact: it accepts, corrects or adds one."""
    return decision.value is not None


def same_mention(first: MentionValue | None, second: MentionValue | None) -> bool:
    """Whether two say the same: both nothing, or the same characters and fields."""
    if first is None or second is None:
        return first is second
    same_span = (first.raw_start, first.raw_end) == (second.raw_start, second.raw_end)
    return same_span and same_values(first.fields, second.fields)


def conflict_of(decision: Event, found: FoundFact | None, facts: Iterable[FoundFact]) -> Conflict | None:
    """What must be settled between a decision and a dataset in which ``found`` has its fact_id and ``facts`` are all.

    There is nothing to settle where the program says what it said then, or what was decided.
    """
    if found is None:
        if decision.seen is None or not is_kept(decision) or found_elsewhere(decision, facts):
            return None
        return "gone"
    if same_mention(found.value, decision.value) or (decision.seen and same_mention(found.value, decision.seen)):
        return None
    return "changed" if decision.seen else "found"


def found_elsewhere(decision: Event, facts: Iterable[FoundFact]) -> FoundFact | None:
    """The fact under another id that is exactly what was decided: the program has learnt the correction."""
    if decision.value is None:
        return None
    for fact in facts:
        if fact.kind == decision.kind and fact.fact_id != decision.fact_id and same_mention(fact.value, decision.value):
            return fact
    return None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reviewers together say of a mention: nothing yet, a decision, or (``disputed``) different things."""

    decision: Event | None = None
    disputed: bool = False


def verdict_on(mention: Mention, standing: Standing) -> Verdict:
    """The adjudicators' last word, else what the annotators agree on.

    An addition is disputed too where another annotator has read the article to its end and did not make it.
    """
    decisions = standing.decisions(mention)
    settled = [event for reviewer, event in decisions.items() if reviewer.role == "adjudicator"]
    if settled:
        return Verdict(max(settled, key=lambda event: event.event_id))
    made = [event for reviewer, event in sorted(decisions.items(), key=lambda item: item[0].name)]
    if not made:
        return Verdict()
    if any(not same_mention(made[0].value, other.value) for other in made[1:]):
        return Verdict(disputed=True)
    if is_kept(made[0]) and all(event.action == "add" for event in made):
        silent = {reviewer for reviewer in standing.finished_by(mention[0]) if reviewer.role == "annotator"}
        if silent - decisions.keys():
            return Verdict(disputed=True)
    return Verdict(made[0])
