"""Whichever records end their worker, while read or processed, each becomes one reject and no other record is touched."""

from __future__ import annotations

import itertools
import signal
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from pipeline.reading import find_sources
from pipeline.running.engines.guarding import MOST_DEATHS, MOST_DEATHS_FROM_OUTSIDE, process_guarded
from pipeline.running.engines.worker import OUT_OF_MEMORY_STATUS
from pipeline.running.engines.worker_process import WorkerDeathError, WorkerEnd, WorkerProcess
from pipeline.running.shards import BegunRecord, Shard, ShardRows, process_shard
from pipeline.settings import Settings, WorkerLimits

CRASH = WorkerEnd(-signal.SIGSEGV)
KILL = WorkerEnd(-signal.SIGKILL)
TIMEOUT = WorkerEnd(-signal.SIGALRM)
MEMORY = WorkerEnd(OUT_OF_MEMORY_STATUS)

# Two records, three, one and one; `a#1` is the first record of a.jsonl.
FILES = {"a.jsonl": 2, "b.txt": 1, "c.jsonl": 3, "d.txt": 1}
PLACES = ("a.jsonl#1", "a.jsonl#2", "b.txt", "c.jsonl#1", "c.jsonl#2", "c.jsonl#3", "d.txt")


class DyingWorker(WorkerProcess):
    """Processes shards in this process, and dies as often as it is told over each record that it is told."""

    def __init__(self, nlp: Language, deaths: dict[str, int], end: WorkerEnd, *, most_records: int = 100) -> None:
        self._nlp = nlp
        self._left = Counter(deaths)
        self._dies_as = end
        self._most_records = most_records
        self.shards = 0

    def process(self, shard: Shard, run_id: str) -> ShardRows:
        self.shards += 1
        last: list[BegunRecord] = []
        records = set()

        def began(record: BegunRecord | None) -> None:
            if record is None:
                if len(records) > self._most_records:
                    raise WorkerDeathError(last[-1], True, self._dies_as)
                return
            last.append(record)
            if "#" in record.location or record.location.endswith(".txt"):
                records.add(record.location)
            if self._left[record.location] > 0:
                self._left[record.location] -= 1
                raise WorkerDeathError(record, False, self._dies_as)

        return process_shard(shard, Settings(), run_id, self._nlp, began)


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("he")
    made.add_pipe("sentencizer")
    return made


@pytest.fixture
def shard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shard:
    monkeypatch.chdir(tmp_path)
    for name, records in FILES.items():
        if name.endswith(".txt"):
            Path(name).write_text(f"המשק צמח לפי {name}", "utf-8")
        else:
            lines = (f'{{"text": "המשק צמח לפי {name}", "id": "{name}#{n}"}}\n' for n in range(1, records + 1))
            Path(name).write_text("".join(lines), "utf-8")
    return Shard(tuple(find_sources(list(FILES))))


def outcomes(rows: ShardRows) -> list[str]:
    """The places of articles and, in brackets, of rejects, in the order in which they were read."""
    found: list[str] = []
    rejects = [f"[{place}]" for place in rows.tables["rejects"]["source_uri"].to_pylist()]
    for article in rows.articles:
        found += rejects[sum(place.startswith("[") for place in found) : article.rejects_before]
        found.append(article.location)
    return found + rejects[sum(place.startswith("[") for place in found) :]


def expected(given_up: Iterable[str]) -> list[str]:
    return [f"[{place}]" if place in given_up else place for place in PLACES]


@pytest.mark.parametrize(
    "poison",
    [those for length in range(3) for those in itertools.combinations(PLACES, length)] + [PLACES],
    ids="+".join,
)
def test_each_article_that_ends_its_workers_is_one_reject_in_its_place(
    shard: Shard, nlp: Language, poison: tuple[str, ...]
) -> None:
    worker = DyingWorker(nlp, dict.fromkeys(poison, 100), CRASH)
    rows = process_guarded(shard, "run", worker, WorkerLimits())
    assert outcomes(rows) == expected(poison)
    assert rows.tables["sentences"].num_rows == len(PLACES) - len(poison)
    assert rows.reject_units == [list(FILES).index(place.partition("#")[0]) for place in PLACES if place in poison]
    assert worker.shards <= 1 + 4 * len(poison)


@pytest.mark.parametrize(("end", "most"), [(CRASH, MOST_DEATHS), (KILL, MOST_DEATHS_FROM_OUTSIDE)])
@pytest.mark.parametrize("place", PLACES)
def test_an_article_is_given_up_after_as_many_deaths_and_no_fewer(
    shard: Shard, nlp: Language, place: str, end: WorkerEnd, most: int
) -> None:
    survives = process_guarded(shard, "run", DyingWorker(nlp, {place: most - 1}, end), WorkerLimits())
    assert outcomes(survives) == expected(())
    given_up = process_guarded(shard, "run", DyingWorker(nlp, {place: most}, end), WorkerLimits())
    assert outcomes(given_up) == expected({place})


def test_rows_of_a_shard_that_was_split_are_those_of_one_that_was_not(shard: Shard, nlp: Language) -> None:
    whole = process_shard(shard, Settings(), "run", nlp)
    split = process_guarded(shard, "run", DyingWorker(nlp, dict.fromkeys(PLACES, 1), KILL), WorkerLimits())
    assert split.articles == whole.articles
    assert split.sketches.equals(whole.sketches)
    assert {name: split.tables[name].equals(table) for name, table in whole.tables.items()} == dict.fromkeys(
        whole.tables, True
    )
    assert set(split.seconds) == set(whole.seconds)


def test_a_shard_that_is_too_much_as_a_whole_is_halved(shard: Shard, nlp: Language) -> None:
    worker = DyingWorker(nlp, {}, MEMORY, most_records=1)
    assert outcomes(process_guarded(shard, "run", worker, WorkerLimits())) == expected(())


def test_what_follows_a_record_that_cannot_even_be_read_again_is_one_reject(shard: Shard, nlp: Language) -> None:
    # Reading c.jsonl ends the worker before any of its records is known.
    rows = process_guarded(shard, "run", DyingWorker(nlp, {"c.jsonl": 100}, CRASH), WorkerLimits())
    assert outcomes(rows) == ["a.jsonl#1", "a.jsonl#2", "b.txt", "[c.jsonl]", "[c.jsonl]", "d.txt"]


@pytest.mark.parametrize(
    ("end", "reason", "message"),
    [
        (TIMEOUT, "timed_out", "b.txt: takes more than 7.5 seconds. Leave it out, or raise --article-seconds."),
        (
            MEMORY,
            "out_of_memory",
            "b.txt: needs more memory than 2.0GiB. Split it, or raise --worker-memory.",
        ),
        (
            CRASH,
            "worker_died",
            "b.txt: each worker that processes it was ended by SIGSEGV. Leave it out, and report it as a fault of "
            "this program.",
        ),
        (
            KILL,
            "worker_died",
            "b.txt: each worker that processes it was ended by SIGKILL, most often because memory runs out. Run with fewer "
            "--workers.",
        ),
        (
            WorkerEnd(3),
            "worker_died",
            "b.txt: each worker that processes it ended with status 3. Leave it out, and report it as a fault of "
            "this program.",
        ),
    ],
)
def test_a_reject_says_what_where_and_what_to_do(
    shard: Shard, nlp: Language, end: WorkerEnd, reason: str, message: str
) -> None:
    limits = WorkerLimits(seconds=7.5, memory="2GiB")
    rows = process_guarded(shard, "run", DyingWorker(nlp, {"b.txt": 100}, end), limits)
    [row] = rows.tables["rejects"].to_pylist()
    size = len("המשק צמח לפי b.txt".encode())
    assert row == {"source_uri": "b.txt", "reason": reason, "message": message, "byte_size": size, "run_id": "run"}
