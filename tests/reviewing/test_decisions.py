"""The log: on disk when written, only ever longer, and shared by many."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import DecisionsFileError
from pipeline.reviewing.decisions import DecisionLog, Event, MentionValue, ReviewedText
from pipeline.reviewing.standing import Reviewer, Standing

TEXT = ReviewedText("c" * 64, "a-1", "בשנת 2020", date(2024, 3, 5))
ACCEPT = Event(
    annotator="דנה", action="accept", content_sha256=TEXT.content_sha256, kind="dates", fact_id="f1",
    value=MentionValue(5, 9, {"edtf": "2020"}), seen=MentionValue(5, 9, {"edtf": "2020"}), run_id="r",
    fingerprint="s",
)  # fmt: skip
DANA = Reviewer("annotator", "דנה")
MENTION = (TEXT.content_sha256, "f1")


def test_what_was_written_is_read_again_whole(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "d.sqlite")
    written = log.append(ACCEPT, TEXT)
    again = DecisionLog(tmp_path / "d.sqlite")
    assert again.events() == [written]
    assert again.identity == log.identity
    assert again.texts() == {TEXT.content_sha256: TEXT}
    assert replace(written, event_id=0, uuid="", made_at="") == ACCEPT
    assert again.events(after=written.event_id) == []


def test_the_log_only_grows(tmp_path: Path) -> None:
    DecisionLog(tmp_path / "d.sqlite").append(ACCEPT, TEXT)
    other = sqlite3.connect(tmp_path / "d.sqlite")
    for statement in ("delete from events", "update events set annotator = 'x'", "delete from texts"):
        with pytest.raises(sqlite3.IntegrityError):
            other.execute(statement)


def test_the_log_is_synchronised_to_disk_at_every_write(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "d.sqlite")
    assert log._connection.execute("pragma journal_mode").fetchone()[0] == "wal"
    assert log._connection.execute("pragma synchronous").fetchone()[0] == 2  # full


def test_an_event_that_is_sent_twice_stands_once(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "d.sqlite")
    first = log.append(replace(ACCEPT, uuid="u-1"), TEXT)
    assert log.append(replace(ACCEPT, uuid="u-1", action="reject"), TEXT) == first
    assert len(log.events()) == 1


def test_events_that_belong_together_are_written_all_or_none(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "d.sqlite")

    def broken() -> object:
        yield ACCEPT, TEXT
        raise RuntimeError

    with pytest.raises(RuntimeError):
        log.append_all(broken())
    assert log.events() == []


WRITER = """
import sys
from pathlib import Path
from pipeline.reviewing.decisions import DecisionLog, Event, MentionValue, ReviewedText
path, name, count = sys.argv[1:]
log = DecisionLog(Path(path))
text = ReviewedText("c" * 64, "a-1", "text", None)
for number in range(int(count)):
    value = MentionValue(5, 9, {})
    log.append(Event(annotator=name, action="accept", content_sha256=text.content_sha256, kind="dates", fact_id="f1",
                     value=value, uuid=f"{name}-{number}"), text)
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(path), name, str(count)])


def test_several_annotators_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    writers = [writer(path, name, 25) for name in ("דנה", "יעל", "נועם")]
    assert [process.wait(120) for process in writers] == [0, 0, 0]
    events = DecisionLog(path).events()
    assert [event.event_id for event in events] == list(range(1, 76))
    for name in ("דנה", "יעל", "נועם"):
        assert [event.uuid for event in events if event.annotator == name] == [f"{name}-{n}" for n in range(25)]


def test_a_writer_that_is_killed_loses_nothing_that_it_had_written(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    log = DecisionLog(path)
    process = writer(path, "דנה", 100_000)
    while len(before := log.events()) < 5:
        assert process.poll() is None
    process.kill()
    process.wait()
    after = DecisionLog(path).events()
    assert after[: len(before)] == before
    assert [event.uuid for event in after] == [f"דנה-{n}" for n in range(len(after))]
    DecisionLog(path).append(replace(ACCEPT, annotator="יעל"), TEXT)


def test_a_file_that_is_no_log_is_refused(tmp_path: Path) -> None:
    (tmp_path / "d.sqlite").write_text("this is no database, whatever its name says" * 50)
    with pytest.raises(DecisionsFileError, match="cannot be opened"):
        DecisionLog(tmp_path / "d.sqlite")


def test_a_log_of_another_form_is_refused(tmp_path: Path) -> None:
    DecisionLog(tmp_path / "d.sqlite").close()
    other = sqlite3.connect(tmp_path / "d.sqlite")
    other.execute("update identity set form = 99")
    other.commit()
    with pytest.raises(DecisionsFileError, match="form 99"):
        DecisionLog(tmp_path / "d.sqlite")


def standing_of(*events: Event) -> Standing:
    return Standing(replace(event, event_id=number, uuid=str(number)) for number, event in enumerate(events, start=1))


def test_the_last_decision_stands_until_it_is_undone() -> None:
    reject = replace(ACCEPT, action="reject", value=None)
    undo = replace(ACCEPT, action="undo", value=None, seen=None, undoes=2)
    assert standing_of(ACCEPT, reject).decision(MENTION, DANA).action == "reject"
    assert standing_of(ACCEPT, reject, undo).decision(MENTION, DANA).action == "accept"
    assert standing_of(ACCEPT, reject, undo, replace(undo, undoes=1)).decision(MENTION, DANA) is None


def test_nobody_undoes_what_another_decided() -> None:
    undo = replace(ACCEPT, annotator="יעל", action="undo", value=None, undoes=1)
    assert standing_of(ACCEPT, undo).decision(MENTION, DANA) is not None


def test_each_annotator_has_a_decision_of_their_own() -> None:
    both = standing_of(ACCEPT, replace(ACCEPT, annotator="יעל", action="reject", value=None))
    assert {reviewer.name: event.action for reviewer, event in both.decisions(MENTION).items()} == {
        "דנה": "accept",
        "יעל": "reject",
    }


def test_notes_and_finished_articles_stand_beside_decisions() -> None:
    note = replace(ACCEPT, action="note", value=None, note="לבדוק")
    finish = replace(ACCEPT, action="finish", kind=None, fact_id=None, value=None, seen=None)
    standing = standing_of(note, finish)
    assert [event.note for event in standing.notes(MENTION)] == ["לבדוק"]
    assert standing.finished_by(TEXT.content_sha256) == {DANA}
    assert standing.decision(MENTION, DANA) is None
    undone = standing_of(note, finish, replace(finish, action="undo", undoes=2))
    assert undone.finished_by(TEXT.content_sha256) == set()
    assert [event.action for event in undone.of_reviewer(DANA)] == ["note"]
