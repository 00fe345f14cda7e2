"""A person's work on a dataset: the queue, the article at hand with its mentions, and the actions. Knows of no browser."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any, Literal, cast

from pipeline.components.fact_spans import FACT_CLASSES, FactKind
from pipeline.facts import Fact
from pipeline.reviewing.decisions import DECIDING, Action, DecisionLog, Event, MentionValue
from pipeline.reviewing.fields import check_fields, empty_fields
from pipeline.reviewing.marked_html import paragraph_html
from pipeline.reviewing.marking import Mark, marked_paragraphs, numbered_marks
from pipeline.reviewing.reviewed_dataset import FoundFact, QueuedFact, ReviewedDataset
from pipeline.reviewing.standing import Reviewer, Standing
from pipeline.reviewing.verdicts import Conflict, Verdict, conflict_of, found_elsewhere, verdict_on
from pipeline.tables.rows import fact_id_of

Order = Literal["confidence", "kind", "article", "random"]
Shown = Literal["todo", "all", "conflicts"]
# What the browser shows now: the place of an article, and one of its mentions.
AtHand = tuple[int | None, str | None]
State = Literal["undecided", "accepted", "rejected", "corrected", "added", "disputed"]

PACE_WINDOW = timedelta(minutes=10)

_STATES: dict[Action, State] = {
    "accept": "accepted", "reject": "rejected", "correct_span": "corrected", "correct_fields": "corrected", "add": "added",
}  # fmt: skip


class RefusedError(Exception):
    """An action that cannot be done: the reason in Hebrew, and by field what is wrong with a form."""

    def __init__(self, reason: str, faults: dict[str, str] | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.faults = faults or {}


@dataclass(frozen=True, slots=True)
class Item:
    """A mention of an article as the reviewer has it: ``value`` is what stands, ``found`` what the program says."""

    fact_id: str
    kind: FactKind
    value: MentionValue
    found: FoundFact | None
    state: State
    conflict: Conflict | None


class ReviewSession:
    """One reviewer on one dataset. With ``adjudicate`` the queue holds what annotators disagree on, and decisions settle it.

    ``handle`` answers the requests of the browser; everything that it writes is on disk before it answers.
    """

    def __init__(
        self,
        dataset: ReviewedDataset,
        log: DecisionLog,
        annotator: str,
        *,
        adjudicate: bool = False,
        now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self.dataset = dataset
        self.log = log
        self.reviewer = Reviewer("adjudicator" if adjudicate else "annotator", annotator)
        self._now = now
        self.standing = Standing()
        self._to_do: dict[tuple[int, str], bool] = {}
        self._conflicts: set[tuple[int, str]] = set()
        self._found = list(dataset.queue())
        for queued in self._found:
            self._to_do[queued.article, queued.fact_id] = not adjudicate
        self._queue: list[QueuedFact] = []
        self._place_in_queue: dict[tuple[int, str], int] = {}
        self._refresh()

    @property
    def adjudicates(self) -> bool:
        """Whether this session settles what annotators disagree on."""
        return self.reviewer.role == "adjudicator"

    # --- what stands -----------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        """Take in what has been written since, by anybody, and look again at the articles that it is about."""
        events = self.log.events(after=self.standing.last_event_id)
        self.standing.add(events)
        touched: dict[int, set[tuple[int, str]]] = {}
        for event in events:
            place = self.dataset.place_of(event.content_sha256)
            if place is not None:
                touched.setdefault(place, set()).add((place, event.fact_id or ""))
        for place, mentions in touched.items():
            items = {(place, item.fact_id): item for item in self.items(place)}
            for mention in mentions - items.keys():
                self._to_do.pop(mention, None)
            self._to_do |= {mention: self._waits(item) for mention, item in items.items()}
            self._conflicts -= mentions
            self._conflicts |= {mention for mention, item in items.items() if item.conflict}

    def items(self, place: int) -> list[Item]:
        """Every mention of an article that the program found or a person decided on, in text order."""
        content = self.dataset.articles[place].content_sha256
        facts = self.dataset.facts(place)
        decided = {
            fact_id: decision
            for fact_id in self.standing.decided_in(content)
            if (decision := self.standing.decision((content, fact_id), self.reviewer))
        }
        learnt: set[str] = set()
        for fact_id, decision in decided.items():
            now = found_elsewhere(decision, facts.values())
            if now is not None and fact_id not in facts:
                learnt.add(now.fact_id)
        items = [
            self._item(content, fact, decided.get(fact.fact_id), fact.fact_id in learnt) for fact in facts.values()
        ]
        gone = set(self.standing.decided_in(content)) - facts.keys()
        items += [item for fact_id in sorted(gone) if (item := self._item_of_gone(content, fact_id, decided, place))]
        return sorted(items, key=lambda item: (item.value.raw_start, -item.value.raw_end, item.fact_id))

    def _waits(self, item: Item) -> bool:
        """Whether the mention waits for this reviewer."""
        return item.conflict is not None or item.state == ("disputed" if self.adjudicates else "undecided")

    def _item(self, content: str, fact: FoundFact, decision: Event | None, learnt: bool) -> Item:
        if decision is None and learnt:
            return Item(fact.fact_id, fact.kind, fact.value, fact, "accepted", None)
        if decision is None:
            state, agreed = self._open_state(content, fact.fact_id)
            return Item(fact.fact_id, fact.kind, agreed or fact.value, fact, state, None)
        facts = self.dataset.facts(cast(int, self.dataset.place_of(content)))
        conflict = conflict_of(decision, fact, facts.values())
        return Item(fact.fact_id, fact.kind, decision.value or fact.value, fact, _STATES[decision.action], conflict)

    def _item_of_gone(self, content: str, fact_id: str, decided: dict[str, Event], place: int) -> Item | None:
        """A mention that only people know: added, or no longer found. None where there is nothing to show of it."""
        facts = self.dataset.facts(place)
        decision = decided.get(fact_id)
        if decision is not None:
            if decision.value is None or found_elsewhere(decision, facts.values()):
                return None
            conflict = conflict_of(decision, None, facts.values())
            return Item(
                fact_id, cast(FactKind, decision.kind), decision.value, None, _STATES[decision.action], conflict
            )
        state, agreed = self._open_state(content, fact_id)
        versions = self.standing.decisions((content, fact_id)).values() if self.adjudicates else ()
        kept = next((event for event in versions if event.value), None)
        if kept is None or state == "rejected":
            return None
        return Item(fact_id, cast(FactKind, kept.kind), agreed or cast(MentionValue, kept.value), None, state, None)

    def _open_state(self, content: str, fact_id: str) -> tuple[State, MentionValue | None]:
        """The state of a mention that this reviewer has not decided on, and what the annotators agree that it is."""
        verdict = verdict_on((content, fact_id), self.standing) if self.adjudicates else Verdict()
        if verdict.disputed:
            return "disputed", None
        if verdict.decision is None:
            return "undecided", None
        return _STATES[verdict.decision.action], verdict.decision.value

    # --- the queue -------------------------------------------------------------------------------------------------

    def _fill_queue(self, order: Order, kind: FactKind | None, shown: Shown) -> None:
        found = {(queued.article, queued.fact_id) for queued in self._found}
        queue = list(self._found)
        for key in self._to_do.keys() - found:
            place, fact_id = key
            item = self._item_at(place, fact_id)
            if item is not None:
                queue.append(QueuedFact(place, fact_id, item.kind, item.value.raw_start, 0.0))
        queue = [queued for queued in queue if kind is None or queued.kind == kind]
        if shown == "todo":
            queue = [queued for queued in queue if self._is_to_do(queued)]
        elif shown == "conflicts":
            queue = [queued for queued in queue if _key(queued) in self._conflicts]
        kinds = list(FACT_CLASSES)
        by_order: dict[Order, Callable[[QueuedFact], Any]] = {
            "confidence": lambda queued: (queued.confidence, queued.article, queued.start),
            "kind": lambda queued: (kinds.index(queued.kind), queued.article, queued.start),
            "article": lambda queued: (queued.article, queued.start),
            "random": lambda queued: _shuffled(self.reviewer.name, queued),
        }
        self._queue = sorted(queue, key=by_order[order])
        self._place_in_queue = {_key(queued): place for place, queued in enumerate(self._queue)}

    def _is_to_do(self, queued: QueuedFact) -> bool:
        return self._to_do.get(_key(queued), False)

    def _next(self, place: int, fact_id: str | None) -> QueuedFact | None:
        """The next mention of the queue that waits, after this one and then from the start; any that follows where none waits."""
        at = self._place_in_queue.get((place, fact_id or ""), -1)
        ahead = self._queue[at + 1 :] + self._queue[: at + 1]
        return next((queued for queued in ahead if self._is_to_do(queued)), None)

    def _item_at(self, place: int, fact_id: str | None) -> Item | None:
        return next((item for item in self.items(place) if item.fact_id == fact_id), None)

    # --- requests --------------------------------------------------------------------------------------------------

    def handle(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to a request of the browser. ``do`` names it; ``article`` and ``fact`` say what is at hand there.

        The answer holds the article's items and what is at hand now, the marked text where ``have`` names another one, and
        ``refused`` and ``faults`` where nothing was done.
        """
        self._refresh()
        answer: dict[str, Any] = {}
        place, fact_id = self.dataset.place_of(request.get("article") or ""), request.get("fact")
        try:
            if place is None and request["do"] not in ("open", "undo"):
                raise RefusedError("הכתבה אינה עוד באוסף")
            place, fact_id = self._requests()[request["do"]](place, request)
            self._refresh()
        except RefusedError as refused:
            answer = {"refused": refused.reason, "faults": refused.faults}
        return answer | self._view(place, fact_id, request.get("have"))

    def _requests(self) -> dict[str, Callable[[Any, dict[str, Any]], AtHand]]:
        return {
            "open": self._open,
            "go": self._go,
            "decide": self._decide,
            "settle": self._settle,
            "take": self._take,
            "note": self._note,
            "undo": self._undo,
            "finish": self._finish,
        }

    def _open(self, _: int | None, request: dict[str, Any]) -> AtHand:
        self._fill_queue(request.get("order", "confidence"), request.get("kind"), request.get("shown", "todo"))
        first = self._next(-1, None) or (self._queue[0] if self._queue else None)
        return _key(first) if first else (0 if len(self.dataset) else None, None)

    def _go(self, place: int, request: dict[str, Any]) -> AtHand:
        fact_id, to = request.get("fact"), request["to"]
        if to not in ("next", "previous"):
            return place, to
        at = self._place_in_queue.get((place, fact_id or ""))
        if to == "next":
            following = self._next(place, fact_id)
            if following is None and at is not None and at + 1 < len(self._queue):
                following = self._queue[at + 1]
        else:
            following = self._queue[at - 1] if at else None
        if following is None:
            raise RefusedError("אין עוד בתור" if to == "next" else "זו תחילת התור")
        return _key(following)

    def _decide(self, place: int, request: dict[str, Any]) -> AtHand:
        action = cast(Action, request["action"])
        if action == "add":
            item = self._new_item(place, request)
        else:
            known = self._item_at(place, request["fact"])
            if known is None:
                raise RefusedError("העובדה אינה בכתבה")
            item = known
        return self._written(place, request, item, action, self._decided_value(place, item, action, request))

    def _new_item(self, place: int, request: dict[str, Any]) -> Item:
        kind = cast(FactKind, request["kind"])
        raw_span = self._raw_span(place, request)
        article = self.dataset.article(place)
        content = article.head.content_sha256
        known = {item.fact_id: item for item in self.items(place)}
        fact_id = fact_id_of(content, kind, raw_span)
        if fact_id in known and known[fact_id].state != "rejected":
            raise RefusedError("העובדה הזאת כבר מסומנת בטקסט")
        text = article.text[request["start"] : request["end"]]
        value = MentionValue(*raw_span, empty_fields(kind, text))
        found = known[fact_id].found if fact_id in known else None
        return Item(fact_id, kind, value, found, "undecided", None)

    def _decided_value(self, place: int, item: Item, action: Action, request: dict[str, Any]) -> MentionValue | None:
        if action == "reject":
            return None
        if action == "accept":
            if item.found is None:
                raise RefusedError("אין כאן הצעה של התוכנה לאשר")
            return item.found.value
        if action == "correct_span":
            raw_start, raw_end = self._raw_span(place, request)
            fields = dict(item.value.fields)
            article = self.dataset.article(place)
            if item.kind == "slogans" and fields["slogan"] == self._text_of(place, item.value):
                fields["slogan"] = article.text[request["start"] : request["end"]]
            return MentionValue(raw_start, raw_end, fields)
        if action not in DECIDING:
            raise RefusedError("אין פעולה כזאת")
        checked = check_fields(item.kind, request.get("fields") or {})
        if checked.faults:
            raise RefusedError("יש לתקן את השדות המסומנים", checked.faults)
        return replace(item.value, fields=checked.values)

    def _raw_span(self, place: int, request: dict[str, Any]) -> tuple[int, int]:
        """The raw span of what was selected in the normalised text."""
        article = self.dataset.article(place)
        start, end = request["start"], request["end"]
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(article.text)):
            raise RefusedError("יש לבחור מילים בטקסט")
        selected = article.text[start:end]
        if selected != selected.strip() or not any(map(str.isalnum, selected)):
            raise RefusedError("יש לבחור מילים שלמות, בלי רווח בקצה")
        return article.alignment.to_raw(start, end)

    def _settle(self, place: int, request: dict[str, Any]) -> AtHand:
        """Settle a conflict: ``choice`` is ``mine`` (the decision stands), ``program`` (the new finding is right)."""
        item = self._item_at(place, request["fact"])
        if item is None or item.conflict is None:
            raise RefusedError("אין כאן סתירה ליישב")
        decision = self.standing.decision((self.dataset.articles[place].content_sha256, item.fact_id), self.reviewer)
        if request["choice"] == "program":
            action: Action = "accept" if item.found else "reject"
            value = item.found.value if item.found else None
        elif decision is None or decision.value is None:
            action, value = "reject", None
        else:
            action, value = "correct_fields" if item.found else "add", decision.value
        return self._written(place, request, item, action, value)

    def _take(self, place: int, request: dict[str, Any]) -> AtHand:
        """Decide as the annotator ``by`` did."""
        item = self._item_at(place, request["fact"])
        mention = (self.dataset.articles[place].content_sha256, request["fact"])
        theirs = self.standing.decision(mention, Reviewer("annotator", request["by"]))
        if not self.adjudicates or item is None or theirs is None:
            raise RefusedError("אין כאן גרסה כזאת")
        action: Action = "reject" if theirs.value is None else "correct_fields" if item.found else "add"
        return self._written(place, request, item, action, theirs.value)

    def _note(self, place: int, request: dict[str, Any]) -> AtHand:
        fact_id, note = request["fact"], str(request.get("note", "")).strip()
        item = self._item_at(place, fact_id)
        if item is None or not note:
            raise RefusedError("הערה נכתבת על עובדה, ויש בה מילים")
        self._append(place, request, action="note", kind=item.kind, fact_id=fact_id, note=note)
        return place, fact_id

    def _undo(self, _: int | None, request: dict[str, Any]) -> AtHand:
        made = reversed(self.standing.of_reviewer(self.reviewer))
        here = ((event, place) for event in made if (place := self.dataset.place_of(event.content_sha256)) is not None)
        last, place = next(here, (None, None))
        if last is None or place is None:
            raise RefusedError("אין מה לבטל")
        self._append(place, request, action="undo", kind=last.kind, fact_id=last.fact_id, undoes=last.event_id)
        self._refresh()
        shown = self._item_at(place, last.fact_id)
        return place, shown.fact_id if shown else None

    def _finish(self, place: int, request: dict[str, Any]) -> AtHand:
        waiting = sum(self._waits(item) for item in self.items(place))
        if waiting:
            raise RefusedError(f"נשארו בכתבה {waiting} עובדות בלי החלטה")
        content = self.dataset.articles[place].content_sha256
        if self.reviewer not in self.standing.finished_by(content):
            self._append(place, request, action="finish")
        following = self._next(place, request.get("fact"))
        return _key(following) if following else (place, request.get("fact"))

    def _written(
        self, place: int, request: dict[str, Any], item: Item, action: Action, value: MentionValue | None
    ) -> AtHand:
        """Write a decision; then the next mention that waits is at hand, but one that was added stays so."""
        seen = item.found.value if item.found else None
        self._append(place, request, action=action, kind=item.kind, fact_id=item.fact_id, value=value, seen=seen)
        self._refresh()
        following = None if request.get("action") == "add" else self._next(place, item.fact_id)
        return _key(following) if following else (place, item.fact_id)

    def _append(self, place: int, request: dict[str, Any], **event: Any) -> None:
        article = self.dataset.article(place)
        self.log.append(
            Event(
                annotator=self.reviewer.name,
                role=self.reviewer.role,
                content_sha256=article.head.content_sha256,
                run_id=article.head.run_id,
                fingerprint=self.dataset.fingerprints.get(article.head.run_id),
                uuid=str(request.get("uuid") or ""),
                made_at=self._now().isoformat(timespec="milliseconds"),
                **event,
            ),
            article.reviewed_text,
        )

    # --- what the browser shows ------------------------------------------------------------------------------------

    def _view(self, place: int | None, fact_id: str | None, have: str | None) -> dict[str, Any]:
        view: dict[str, Any] = {"progress": self._progress(), "article": None, "fact": fact_id, "items": []}
        if place is None:
            return view
        items = self.items(place)
        content = self.dataset.articles[place].content_sha256
        view["article"] = content
        view["items"] = [self._shown(place, content, item) for item in items]
        view["finished"] = self.reviewer in self.standing.finished_by(content)
        view["queue"] = [self._place_in_queue.get((place, fact_id or ""), -1) + 1, len(self._queue)]
        spans = [(shown["id"], shown["kind"], shown["start"], shown["end"]) for shown in view["items"]]
        version = f"{place}:{hashlib.blake2b(repr(spans).encode(), digest_size=8).hexdigest()}"
        view["have"] = version
        if version != have:
            view["text"] = self._marked_text(place, view["items"])
        return view

    def _shown(self, place: int, content: str, item: Item) -> dict[str, Any]:
        mention = (content, item.fact_id)
        start, end = self._span_of(place, item.value)
        shown: dict[str, Any] = {
            "id": item.fact_id,
            "kind": item.kind,
            "start": start,
            "end": end,
            "text": self._text_of(place, item.value),
            "fields": item.value.fields,
            "state": item.state,
            "conflict": item.conflict,
            "confidence": item.found.confidence if item.found else None,
            "source": item.found.source if item.found else None,
            "found": item.found.fields if item.found else None,
            "notes": [{"by": note.annotator, "note": note.note} for note in self._notes_for(mention)],
        }
        if self.adjudicates:
            shown["versions"] = [
                {"by": reviewer.name, "text": self._text_of(place, event.value), "fields": event.value.fields}
                | dict(zip(("start", "end"), self._span_of(place, event.value), strict=True))
                if event.value
                else {"by": reviewer.name, "fields": None}
                for reviewer, event in self.standing.decisions(mention).items()
                if reviewer.role == "annotator"
            ]
        return shown

    def _notes_for(self, mention: tuple[str, str]) -> Iterable[Event]:
        """An annotator sees only notes of their own, so that the others do not sway them."""
        notes = self.standing.notes(mention)
        return notes if self.adjudicates else [note for note in notes if note.annotator == self.reviewer.name]

    def _span_of(self, place: int, value: MentionValue) -> tuple[int, int]:
        return self.dataset.article(place).alignment.to_text(value.raw_start, value.raw_end)

    def _text_of(self, place: int, value: MentionValue) -> str:
        start, end = self._span_of(place, value)
        return self.dataset.article(place).text[start:end]

    def _marked_text(self, place: int, shown: list[dict[str, Any]]) -> dict[str, Any]:
        """The paragraphs as HTML, with an empty button as the sign of every mention; ``numbers`` are those of the marks."""
        article = self.dataset.article(place)
        marked = sorted(
            (item for item in shown if item["start"] < item["end"]), key=lambda item: (item["start"], -item["end"])
        )
        marks = numbered_marks(
            (item["kind"], Fact(start=item["start"], end=item["end"], text=item["text"], source="")) for item in marked
        )
        head = article.head
        return {
            "title": head.title or head.source_uri,
            "about": [str(part) for part in (head.publisher, head.published_at) if part],
            "numbers": {item["id"]: mark.number for mark, item in zip(marks, marked, strict=True)},
            "paragraphs": [
                paragraph_html(article.text, paragraph, _button) for paragraph in marked_paragraphs(article.text, marks)
            ],
        }

    def _progress(self) -> dict[str, Any]:
        """How many of the queue's mentions are decided, how many a minute, and how many articles are finished."""
        since = self._now() - PACE_WINDOW
        recent = []
        for event in reversed(self.standing.of_reviewer(self.reviewer)):
            if event.made < since:
                break
            if event.action in DECIDING:
                recent.append(event.made)
        minutes = max((self._now() - recent[-1]).total_seconds() / 60, 1.0) if recent else 1.0
        finished = sum(
            self.reviewer in self.standing.finished_by(head.content_sha256) for head in self.dataset.articles
        )
        return {
            "decided": sum(not to_do for to_do in self._to_do.values()),
            "facts": len(self._to_do),
            "pace": round(len(recent) / minutes, 1),
            "finished": finished,
            "articles": len(self.dataset),
            "conflicts": len(self._conflicts),
        }


def _button(mark: Mark) -> str:
    # No button element: a browser may break the line before one, and the sign would part from its word.
    return f'<span role="button" tabindex="-1" data-mark="{mark.number}"></span>'


def _key(queued: QueuedFact) -> tuple[int, str]:
    return queued.article, queued.fact_id


def _shuffled(name: str, queued: QueuedFact) -> str:
    """A place in an order that looks random, and is the same each time for one reviewer."""
    return hashlib.blake2b(f"{name}\0{queued.fact_id}".encode(), digest_size=8).hexdigest()
