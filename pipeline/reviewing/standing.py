"""What stands after every event of a log: the decision of each reviewer on each mention, notes, and articles read to the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.reviewing.decisions import DECIDING, Event, Role

Mention = tuple[str, str]  # content_sha256 and fact_id


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A person in a role: one may annotate, and settle as adjudicator what others annotated."""

    role: Role
    name: str


class Standing:
    """Folds events, in their order, into what stands; more may be added as they are written."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self.last_event_id = 0
        self._by_id: dict[int, Event] = {}
        self._of_mention: dict[Mention, dict[Reviewer, list[Event]]] = defaultdict(dict)
        self._notes: dict[Mention, list[Event]] = defaultdict(list)
        self._finished: dict[str, list[Event]] = defaultdict(list)
        self._of_reviewer: dict[Reviewer, list[Event]] = defaultdict(list)
        self._mentions_of_text: dict[str, set[str]] = defaultdict(set)
        self.add(events)

    def add(self, events: Iterable[Event]) -> None:
        """Fold in later events."""
        for event in events:
            self.last_event_id = max(self.last_event_id, event.event_id)
            if event.action == "undo":
                self._take_back(event)
                continue
            self._by_id[event.event_id] = event
            self._of_reviewer[reviewer_of(event)].append(event)
            self._list_of(event).append(event)

    def _list_of(self, event: Event) -> list[Event]:
        if event.fact_id is None:
            return self._finished[event.content_sha256]
        self._mentions_of_text[event.content_sha256].add(event.fact_id)
        mention = (event.content_sha256, event.fact_id)
        if event.action in DECIDING:
            return self._of_mention[mention].setdefault(reviewer_of(event), [])
        return self._notes[mention]

    def _take_back(self, undo: Event) -> None:
        event = self._by_id.pop(undo.undoes or 0, None)
        if event is not None and reviewer_of(event) == reviewer_of(undo):
            self._list_of(event).remove(event)
            self._of_reviewer[reviewer_of(event)].remove(event)

    def decision(self, mention: Mention, reviewer: Reviewer) -> Event | None:
        """What this reviewer decided last on the mention and has not taken back."""
        events = self._of_mention.get(mention, {}).get(reviewer)
        return events[-1] if events else None

    def decisions(self, mention: Mention) -> dict[Reviewer, Event]:
        """What every reviewer decided on the mention."""
        return {reviewer: events[-1] for reviewer, events in self._of_mention.get(mention, {}).items() if events}

    def decided_in(self, content_sha256: str) -> list[str]:
        """The fact_ids of the text that somebody has decided on."""
        facts = sorted(self._mentions_of_text.get(content_sha256, ()))
        return [fact_id for fact_id in facts if self.decisions((content_sha256, fact_id))]

    def notes(self, mention: Mention) -> list[Event]:
        """Notes on the mention, the oldest first."""
        return list(self._notes.get(mention, ()))

    def finished_by(self, content_sha256: str) -> set[Reviewer]:
        """Who has read the article to its end and marked what the program missed."""
        return {reviewer_of(event) for event in self._finished.get(content_sha256, ())}

    def of_reviewer(self, reviewer: Reviewer) -> list[Event]:
        """Every event of a reviewer that has not been taken back, in order."""
        return list(self._of_reviewer.get(reviewer, ()))

    def texts(self) -> list[str]:
        """The content_sha256 of every text that something stands on."""
        return sorted({event.content_sha256 for event in self._by_id.values()})


def reviewer_of(event: Event) -> Reviewer:
    """Who made the event."""
    return Reviewer(event.role, event.annotator)
