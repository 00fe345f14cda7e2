"""A reviewer's work on a dataset: what is at hand, what is written, and what a later run makes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from pipeline.errors import DatasetNotFoundError
from pipeline.facts import DateFact, Entity, Resolution, Slogan
from pipeline.reviewing.decisions import DecisionLog
from pipeline.reviewing.reviewed_dataset import ReviewedDataset, decisions_beside
from pipeline.reviewing.session import ReviewSession

MakeDataset = Callable[..., Path]
Place = Callable[..., dict[str, Any]]

# Niqqud, a zero-width space and a bidi mark: the raw text is longer than the normalised one.
RAW = 'הַוַּעֲדָה קיבלה ב\u200b-5 במאי 2020 את החלטה מס\' 28\u200e-NQ/TW.\nבשנת 2021 נפתח "יחד קדימה" בהנוי.'
TEXT = 'הועדה קיבלה ב-5 במאי 2020 את החלטה מס\' 28-NQ/TW.\nבשנת 2021 נפתח "יחד קדימה" בהנוי.'
OTHER = "הממשלה תיפגש בשנת 2025 בחיפה."


@pytest.fixture
def facts(place: Place) -> dict[str, list[Any]]:
    return {
        "dates": [
            DateFact(**place(TEXT, "5 במאי 2020"), confidence=0.9, kind="date", edtf="2020-05-05"),
            DateFact(**place(TEXT, "שנת 2021"), confidence=0.5, kind="date", edtf="2021", precision="year"),
        ],
        "resolutions": [
            Resolution(**place(TEXT, "החלטה מס' 28-NQ/TW"), confidence=0.7, document_type="resolution", code="28-NQ/TW")
        ],
        "slogans": [Slogan(**place(TEXT, "יחד קדימה"), confidence=0.8, slogan="יחד קדימה", form="motto")],
    }


@pytest.fixture
def other(place: Place) -> dict[str, list[Any]]:
    return {"dates": [DateFact(**place(OTHER, "שנת 2025"), confidence=0.6, kind="date", edtf="2025")]}


class Desk:
    """What a browser does: keeps what is at hand, and sends it with every request."""

    def __init__(self, out: Path, name: str = "דנה", *, adjudicate: bool = False, **options: Any) -> None:
        log = DecisionLog(out.parent / "decisions.sqlite")
        self.session = ReviewSession(ReviewedDataset(out), log, name, adjudicate=adjudicate, **options)
        self.view: dict[str, Any] = {}
        self.ask("open")

    def ask(self, do: str, **request: Any) -> dict[str, Any]:
        here = {"article": self.view.get("article"), "fact": self.view.get("fact"), "have": self.view.get("have")}
        answer = self.session.handle({**here, "do": do, **request})
        if "text" in answer:
            self.marked = answer["text"]
        if "refused" not in answer:
            self.view = answer
        return answer

    def decide(self, action: str, **given: Any) -> dict[str, Any]:
        return self.ask("decide", action=action, **given)

    def goto(self, text: str) -> dict[str, Any]:
        heads = enumerate(self.session.dataset.articles)
        [(content, fact)] = [
            (head.content_sha256, item.fact_id)
            for place, head in heads
            for item in self.session.items(place)
            if self.session._text_of(place, item.value) == text
        ]
        return self.ask("go", article=content, to=fact)

    @property
    def item(self) -> dict[str, Any]:
        [item] = [item for item in self.view["items"] if item["id"] == self.view["fact"]]
        return item

    @property
    def states(self) -> dict[str, str]:
        return {item["text"]: item["state"] for item in self.view["items"]}

    @property
    def text(self) -> str:
        return "\n".join(lxml.html.fromstring(f"<p>{html}</p>").text_content() for html in self.marked["paragraphs"])


@pytest.fixture
def out(make_dataset: MakeDataset, facts: dict[str, list[Any]], other: dict[str, list[Any]]) -> Path:
    return make_dataset({"a.txt": (RAW, facts), "b.txt": (OTHER, other), "copy.txt": (OTHER, other)})


@pytest.fixture
def desk(out: Path) -> Desk:
    return Desk(out)


def walk(desk: Desk) -> list[str]:
    seen = [desk.item["text"]]
    while desk.decide("accept")["fact"] and desk.item["state"] == "undecided":
        seen.append(desk.item["text"])
    return seen


@pytest.mark.parametrize(
    ("order", "texts"),
    [
        ("confidence", ["שנת 2021", "שנת 2025", "החלטה מס' 28-NQ/TW", "יחד קדימה", "5 במאי 2020"]),
        ("article", ["5 במאי 2020", "החלטה מס' 28-NQ/TW", "שנת 2021", "יחד קדימה", "שנת 2025"]),
        ("kind", ["החלטה מס' 28-NQ/TW", "5 במאי 2020", "שנת 2021", "שנת 2025", "יחד קדימה"]),
    ],
)
def test_the_queue_goes_by_confidence_article_or_kind(desk: Desk, order: str, texts: list[str]) -> None:
    desk.ask("open", order=order)
    assert walk(desk) == texts


def test_the_random_queue_is_complete_and_each_reviewer_has_one_of_their_own(out: Path) -> None:
    orders = {}
    for name in ("דנה", "יעל", "נועם", "רות"):
        desk = Desk(out, name)
        desk.ask("open", order="random")
        again = Desk(out, name)
        again.ask("open", order="random")
        assert desk.view["fact"] == again.view["fact"]
        orders[name] = tuple(walk(desk))
    assert len({frozenset(order) for order in orders.values()}) == 1
    assert len(set(orders.values())) > 1


def test_the_queue_of_one_kind_holds_no_other(desk: Desk) -> None:
    desk.ask("open", kind="slogans")
    assert (desk.item["text"], desk.view["queue"]) == ("יחד קדימה", [1, 1])


def test_the_text_is_shown_whole_with_every_mention_marked(desk: Desk) -> None:
    assert desk.text == TEXT
    tree = lxml.html.fromstring("".join(f"<p>{html}</p>" for html in desk.marked["paragraphs"]))
    for item in desk.view["items"]:
        number = desk.marked["numbers"][item["id"]]
        marks = tree.xpath(f"//mark[@data-mark='{number}']")
        assert "".join(mark.text_content() for mark in marks) == item["text"]
        assert {mark.get("class") for mark in marks} == {item["kind"]}
        [sign] = tree.xpath(f"//sup/span[@data-mark='{number}']")
        assert sign.get("role") == "button"
    assert [code.text_content() for code in tree.xpath("//bdi[@dir='ltr' and @class='code']")] == ["28-NQ/TW"]


def test_the_text_is_sent_once_for_an_article(desk: Desk) -> None:
    assert "text" not in desk.goto("יחד קדימה")
    assert "text" not in desk.decide("accept", article=desk.view["article"])


def test_accept_reject_and_undo(desk: Desk) -> None:
    desk.goto("5 במאי 2020")
    desk.decide("accept")
    desk.goto("יחד קדימה")
    desk.decide("reject")
    desk.goto("5 במאי 2020")
    assert desk.states["5 במאי 2020"] == "accepted"
    assert desk.states["יחד קדימה"] == "rejected"
    assert desk.ask("undo")["fact"] == next(i["id"] for i in desk.view["items"] if i["text"] == "יחד קדימה")
    assert desk.states["יחד קדימה"] == "undecided"
    desk.ask("undo")
    assert desk.states["5 במאי 2020"] == "undecided"
    assert desk.ask("undo")["refused"]


def test_a_decision_says_who_when_what_on_which_text_and_version(out: Path) -> None:
    when = datetime(2024, 3, 5, 12, tzinfo=timezone.utc)
    desk = Desk(out, now=lambda: when)
    desk.goto("5 במאי 2020")
    desk.decide("accept")
    [event] = desk.session.log.events()
    assert (event.annotator, event.made, event.action, event.role) == ("דנה", when, "accept", "annotator")
    assert (event.run_id, event.fingerprint) == ("run-1", "settings-run-1")
    assert event.value == event.seen
    assert RAW[event.value.raw_start : event.value.raw_end] == "5 במאי 2020"
    assert desk.session.log.texts()[event.content_sha256].raw_text == RAW


def test_correcting_fields_checks_them_first(desk: Desk) -> None:
    desk.goto("שנת 2021")
    fields = desk.item["fields"]
    refused = desk.decide("correct_fields", fields=fields | {"edtf": "שנת 2021"})
    assert list(refused["faults"]) == ["edtf"]
    assert desk.session.log.events() == []
    desk.decide("correct_fields", fields=fields | {"edtf": "2021-05", "precision": "month"})
    desk.goto("שנת 2021")
    assert (desk.item["state"], desk.item["fields"]["edtf"]) == ("corrected", "2021-05")
    assert desk.item["found"]["edtf"] == "2021"


def test_correcting_a_span_keeps_the_fields_and_a_slogan_follows_its_words(desk: Desk) -> None:
    desk.goto("יחד קדימה")
    start = TEXT.index("יחד")
    desk.decide("correct_span", start=start, end=start + 3)
    desk.goto("יחד")
    assert (desk.item["state"], desk.item["fields"]["slogan"], desk.item["fields"]["form"]) == (
        "corrected",
        "יחד",
        "motto",
    )
    [event] = desk.session.log.events()
    assert RAW[event.value.raw_start : event.value.raw_end] == "יחד"
    assert RAW[event.seen.raw_start : event.seen.raw_end] == "יחד קדימה"


def test_adding_a_missed_mention_maps_to_the_raw_text(desk: Desk) -> None:
    start = TEXT.index("הועדה") + 1
    fields = {"label": "ORG", "canonical_name": "", "canonical_name_latin": ""}
    desk.decide("add", kind="entities", start=start, end=start + 4, fields=fields)
    assert (desk.item["text"], desk.item["state"], desk.item["found"]) == ("ועדה", "added", None)
    [event] = desk.session.log.events()
    assert (event.action, event.seen) == ("add", None)
    assert RAW[event.value.raw_start : event.value.raw_end].startswith("ו")
    assert "added" in desk.states.values()
    assert desk.decide("add", kind="entities", start=start, end=start + 4, fields=fields)["refused"]
    desk.decide("reject")
    desk.ask("undo")
    desk.ask("undo")
    assert "ועדה" not in desk.states


@pytest.mark.parametrize(
    ("start", "end"),
    [(5, 5), (9, 4), (-1, 4), (0, 10_000), (None, 4), (5, 11), (TEXT.index("\n"), TEXT.index("\n") + 3)],
)
def test_a_selection_that_is_no_words_is_refused(desk: Desk, start: Any, end: Any) -> None:
    answer = desk.decide("add", kind="entities", start=start, end=end, fields={"label": "ORG"})
    assert answer["refused"]
    assert desk.session.log.events() == []


def test_notes_are_kept_and_shown(desk: Desk) -> None:
    desk.goto("יחד קדימה")
    desk.ask("note", note=" לשאול את יעל ")
    assert desk.item["notes"] == [{"by": "דנה", "note": "לשאול את יעל"}]
    assert desk.ask("note", note="  ")["refused"]
    desk.ask("undo")
    assert desk.item["notes"] == []


def test_an_article_is_finished_when_every_mention_in_it_is_decided(desk: Desk) -> None:
    desk.ask("open", order="article")
    assert "4" in desk.ask("finish")["refused"]
    article = desk.view["article"]
    for _ in range(4):
        desk.decide("accept")
    assert desk.view["progress"]["finished"] == 0
    desk.ask("finish", article=article)
    assert desk.view["progress"]["finished"] == 1


def test_progress_and_pace(out: Path) -> None:
    clock = iter(range(100_000))
    start = datetime(2024, 3, 5, 12, tzinfo=timezone.utc)
    desk = Desk(out, now=lambda: start + timedelta(seconds=next(clock)))
    assert desk.view["progress"]["facts"] == 5
    assert desk.view["progress"]["articles"] == 2  # the copy is left out
    for _ in range(3):
        desk.decide("accept")
    assert desk.view["progress"]["decided"] == 3
    assert desk.view["progress"]["pace"] == 3.0
    for _ in range(20_000):
        next(clock)
    assert desk.ask("go", to="next")["progress"]["pace"] == 0.0


def test_work_goes_on_where_it_was_left(out: Path) -> None:
    first = Desk(out)
    first.decide("accept")
    first.decide("reject")
    again = Desk(out)
    assert again.view["progress"]["decided"] == 2
    assert again.item["text"] == first.item["text"]


def test_a_request_that_is_sent_twice_decides_once(desk: Desk) -> None:
    here = {"article": desk.view["article"], "fact": desk.view["fact"]}
    for _ in range(2):
        desk.session.handle({"do": "decide", "action": "accept", "uuid": "u-1", **here})
    assert [event.uuid for event in desk.session.log.events()] == ["u-1"]


def test_annotators_do_not_see_each_other(out: Path) -> None:
    dana, yael = Desk(out), Desk(out, "יעל")
    dana.goto("יחד קדימה")
    dana.ask("note", note="סוד")
    dana.decide("reject")
    yael.goto("יחד קדימה")
    assert (yael.item["state"], yael.item["notes"]) == ("undecided", [])


# --- a later run ---------------------------------------------------------------------------------------------------


def rerun(make_dataset: MakeDataset, facts: dict[str, list[Any]], other: dict[str, list[Any]]) -> Desk:
    return Desk(make_dataset({"moved/a.txt": (RAW, facts), "b.txt": (OTHER, other)}, run_id="run-2"))


def test_decisions_outlive_a_run_that_changes_nothing(
    desk: Desk, make_dataset: MakeDataset, facts: dict[str, list[Any]], other: dict[str, list[Any]]
) -> None:
    desk.goto("יחד קדימה")
    desk.decide("reject")
    again = rerun(make_dataset, facts, other)
    again.ask("open", order="article")
    assert again.states["יחד קדימה"] == "rejected"
    assert again.view["progress"]["conflicts"] == 0


def test_a_run_that_changes_a_decided_fact_makes_a_conflict_that_is_settled(
    desk: Desk, make_dataset: MakeDataset, facts: dict[str, list[Any]], other: dict[str, list[Any]]
) -> None:
    for text in ("שנת 2021", "5 במאי 2020"):
        desk.ask("open", order="article")
        desk.goto(text)
        desk.decide("accept")
    facts["dates"][0].edtf, facts["dates"][1].edtf = "2020-05-06", "2021/2022"
    again = rerun(make_dataset, facts, other)
    assert again.view["progress"]["conflicts"] == 2
    again.ask("open", shown="conflicts", order="article")
    assert (again.item["text"], again.item["conflict"]) == ("5 במאי 2020", "changed")
    assert (again.item["fields"]["edtf"], again.item["found"]["edtf"]) == ("2020-05-05", "2020-05-06")
    again.ask("settle", choice="mine")
    assert (again.item["text"], again.item["conflict"]) == ("שנת 2021", "changed")
    again.ask("settle", choice="program")
    again.goto("שנת 2021")
    assert (again.item["state"], again.item["fields"]["edtf"]) == ("accepted", "2021/2022")
    again.goto("5 במאי 2020")
    assert (again.item["state"], again.item["fields"]["edtf"]) == ("corrected", "2020-05-05")
    assert rerun(make_dataset, facts, other).view["progress"]["conflicts"] == 0


def test_a_fact_that_a_later_run_no_longer_finds_is_settled_either_way(
    desk: Desk, make_dataset: MakeDataset, facts: dict[str, list[Any]], other: dict[str, list[Any]]
) -> None:
    desk.ask("open", order="article")
    for text in ("שנת 2021", "יחד קדימה", "החלטה מס' 28-NQ/TW"):
        desk.goto(text)
        desk.decide("reject" if text.startswith("החלטה") else "accept")
    del facts["slogans"], facts["dates"][1], facts["resolutions"]
    again = rerun(make_dataset, facts, other)
    again.ask("open", shown="conflicts", order="article")
    assert (again.item["text"], again.item["conflict"]) == ("שנת 2021", "gone")
    again.ask("settle", choice="mine")
    assert (again.item["text"], again.item["conflict"]) == ("יחד קדימה", "gone")
    again.ask("settle", choice="program")
    assert again.view["progress"]["conflicts"] == 0
    again.goto("5 במאי 2020")
    assert again.states["שנת 2021"] == "added"
    assert "יחד קדימה" not in again.states
    assert "החלטה מס' 28-NQ/TW" not in again.states  # it was rejected, and the program has learnt it


def test_a_run_that_has_learnt_a_correction_leaves_nothing_to_do(
    desk: Desk, place: Place, make_dataset: MakeDataset, facts: dict[str, list[Any]], other: dict[str, list[Any]]
) -> None:
    desk.ask("open", order="article")
    desk.goto("יחד קדימה")
    start = TEXT.index("יחד")
    desk.decide("correct_span", start=start, end=start + 3)
    desk.goto("שנת 2021")
    desk.decide("correct_fields", fields=desk.item["fields"] | {"edtf": "2021-01"})
    desk.goto("5 במאי 2020")
    start = TEXT.index("הנוי")
    fields = {"label": "GPE", "canonical_name": "האנוי"}
    desk.decide("add", kind="entities", start=start, end=start + 4, fields=fields)
    facts["slogans"] = [Slogan(**place(TEXT, "יחד"), slogan="יחד", form="motto")]
    facts["dates"][1].edtf = "2021-01"
    hanoi = place(TEXT, "הנוי")
    facts["entities"] = [
        Entity(**hanoi, label="GPE", name_start=hanoi["start"], name_end=hanoi["end"], canonical_name="האנוי")
    ]
    again = rerun(make_dataset, facts, other)
    assert again.view["progress"]["conflicts"] == 0
    again.ask("open", order="article")
    assert again.states == {
        "5 במאי 2020": "undecided", "החלטה מס' 28-NQ/TW": "undecided", "שנת 2021": "corrected", "יחד": "accepted",
        "הנוי": "added",
    }  # fmt: skip


def test_a_found_mention_that_was_added_otherwise_is_a_conflict(
    desk: Desk, place: Place, make_dataset: MakeDataset, facts: dict[str, list[Any]], other: dict[str, list[Any]]
) -> None:
    desk.ask("open", order="article")
    start = TEXT.index("הנוי")
    desk.decide("add", kind="entities", start=start, end=start + 4, fields={"label": "GPE"})
    hanoi = place(TEXT, "הנוי")
    facts["entities"] = [Entity(**hanoi, label="ORG", name_start=hanoi["start"], name_end=hanoi["end"])]
    again = rerun(make_dataset, facts, other)
    again.ask("open", shown="conflicts")
    assert (again.item["text"], again.item["conflict"]) == ("הנוי", "found")
    again.ask("settle", choice="mine")
    assert again.view["progress"]["conflicts"] == 0


# --- adjudication --------------------------------------------------------------------------------------------------


def test_an_adjudicator_settles_what_annotators_disagree_on(out: Path) -> None:
    dana, yael = Desk(out), Desk(out, "יעל")
    for desk in (dana, yael):
        desk.ask("open", order="article")
        desk.goto("יחד קדימה")
        desk.decide("accept")
    dana.goto("שנת 2021")
    dana.decide("reject")
    yael.goto("שנת 2021")
    yael.decide("correct_fields", fields=yael.item["fields"] | {"role": "event"})
    yael.goto("5 במאי 2020")
    start = TEXT.index("הנוי")
    yael.decide("add", kind="entities", start=start, end=start + 4, fields={"label": "GPE"})
    dana.goto("5 במאי 2020")
    dana.decide("accept")
    judge = Desk(out, "רות", adjudicate=True)
    assert judge.item["text"] == "שנת 2021"
    assert [(version["by"], bool(version["fields"])) for version in judge.item["versions"]] == [
        ("דנה", False),
        ("יעל", True),
    ]
    assert judge.view["queue"] == [1, 1]  # an addition is disputed only when the other has read to the end
    judge.ask("take", by="יעל")
    judge.ask("open", order="article")
    judge.goto("שנת 2021")
    assert (judge.item["state"], judge.item["fields"]["role"]) == ("corrected", "event")
    assert judge.states["הנוי"] == "added"
    assert judge.ask("take", by="נועם")["refused"]
    assert dana.ask("take", by="יעל")["refused"]


def test_an_addition_that_another_did_not_make_by_the_end_is_disputed(out: Path) -> None:
    dana, yael = Desk(out), Desk(out, "יעל")
    for desk in (dana, yael):
        desk.ask("open", order="article")
        article = desk.view["article"]
        if desk is yael:
            start = TEXT.index("הנוי")
            desk.decide("add", kind="entities", start=start, end=start + 4, fields={"label": "GPE"})
        for text in ("5 במאי 2020", "החלטה מס' 28-NQ/TW", "שנת 2021", "יחד קדימה"):
            desk.ask("open", order="article", shown="all")
            desk.goto(text)
            desk.decide("accept")
        assert "refused" not in desk.ask("finish", article=article)
    judge = Desk(out, "רות", adjudicate=True)
    assert (judge.item["text"], judge.item["state"]) == ("הנוי", "disputed")
    judge.decide("reject")
    assert judge.session.handle({"do": "open", "shown": "todo"})["queue"][1] == 0


# --- faults --------------------------------------------------------------------------------------------------------


def test_a_folder_without_a_dataset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetNotFoundError, match="uvdot run"):
        ReviewedDataset(tmp_path)


def test_a_dataset_whose_texts_another_version_made_is_refused(
    make_dataset: MakeDataset, facts: dict[str, list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = make_dataset({"a.txt": (RAW, facts)})
    monkeypatch.setattr("pipeline.reviewing.reviewed_dataset.normalise", lambda raw: type("N", (), {"text": raw})())
    with pytest.raises(DatasetNotFoundError, match="another version"):
        Desk(out)


def test_an_empty_dataset_can_be_opened(make_dataset: MakeDataset) -> None:
    desk = Desk(make_dataset({}))
    assert (desk.view["article"], desk.view["items"]) == (None, [])
    assert desk.ask("undo")["refused"]
    assert desk.decide("accept", article="x", fact="y")["refused"]


def test_decisions_lie_beside_the_dataset(tmp_path: Path) -> None:
    assert decisions_beside(tmp_path / "out") == tmp_path / "out.review.sqlite"
