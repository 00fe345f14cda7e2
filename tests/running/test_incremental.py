"""The same command again: what is committed is skipped, what changed is replaced, and the result is that of a fresh run."""

from __future__ import annotations

import gzip
import json
import random
import shutil
from collections.abc import Callable
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.articles import Reject, RejectReason
from pipeline.errors import OutputError
from pipeline.reading import Source
from pipeline.reading.failures import reject
from pipeline.running import run as run_module
from pipeline.running import shards as shards_module
from pipeline.running.run import RunSummary, run
from pipeline.settings import Settings, ShardLimits
from pipeline.tables.schemas import TABLES
from pipeline.tables.verifying import verify

Rows = dict[str, list[str]]
SETTINGS = Settings(workers=1, model="rules", shard=ShardLimits(bytes=400, articles=4))


def write(files: dict[str, str | None]) -> None:
    for name, text in files.items():
        path = Path("news", name)
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")


def lines(*records: tuple[str | None, str]) -> str:
    return "".join(json.dumps({"text": text} | ({"id": id_} if id_ else {})) + "\n" for id_, text in records)


def run_news(out: str = "out", settings: Settings = SETTINGS, **options: Any) -> RunSummary:
    return run(["news"], Path(out), settings, **options)


def articles(out: str = "out") -> dict[str, dict[str, Any]]:
    return {row["article_id"]: row for row in pq.read_table(Path(out, "articles")).to_pylist()}


def pieces(summary: RunSummary) -> dict[str, int]:
    return {what: count for what, count in summary.record["pieces"].items() if count}


def files_of(out: str = "out") -> dict[str, int]:
    """Every part file, and when it was written."""
    return {str(path): path.stat().st_mtime_ns for path in Path(out).glob("[!_]*/*.parquet")}


def test_what_is_committed_is_not_read_again(quick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write({"a.txt": "המשק צמח ב-2021", "b.txt": "היצוא ירד ב-2022", "c.pdf": "%PDF"})
    first = run_news()
    assert pieces(first) == {"new": 3}
    before = files_of()

    def refuse(*_: object) -> None:
        raise AssertionError("a shard was processed again")

    monkeypatch.setattr(shards_module, "process_shard", refuse)
    again = run_news()
    assert pieces(again) == {"unchanged": 3}
    assert files_of() == before
    assert (again.counts, again.rejects) == (first.counts, first.rejects)
    assert again.record["articles_read"] == 0


def test_a_changed_input_replaces_its_rows_and_no_others(quick: Path) -> None:
    write({f"{letter}.txt": f"המשק צמח {letter} ב-2021" for letter in "abcdef"})
    run_news()
    ids = {row["source_uri"]: id_ for id_, row in articles().items()}
    write({"c.txt": "היצוא ירד ב-2023 וב-2024"})
    assert pieces(run_news()) == {"changed": 1, "unchanged": 5}
    assert {row["source_uri"]: id_ for id_, row in articles().items()} == ids
    assert articles()[ids["news/c.txt"]]["raw_text"] == "היצוא ירד ב-2023 וב-2024"
    dates = pq.read_table("out/dates").to_pylist()
    assert [row["edtf"] for row in dates if row["article_id"] == ids["news/c.txt"]] == ["2023", "2024"]


def test_only_the_end_of_a_growing_file_is_read_again(quick: Path) -> None:
    day = [(f"n{number}", f"המשק צמח בפעם {number}") for number in range(12)]
    write({"day.jsonl": lines(*day)})
    assert pieces(run_news()) == {"new": 3}
    write({"day.jsonl": lines(*day, ("n12", "המשק צמח עוד"))})
    assert pieces(run_news()) == {"new": 1, "unchanged": 3}
    write({"day.jsonl": lines(*day[:9])})
    shrunk = run_news()
    assert pieces(shrunk) == {"changed": 1, "unchanged": 2}
    assert list(articles()) == [f"n{number}" for number in range(9)]


def test_rows_of_inputs_that_are_gone_stay_until_they_are_pruned(quick: Path) -> None:
    write({"a.txt": "המשק צמח ב-2021", "b.txt": "היצוא ירד ב-2022"})
    run_news()
    write({"a.txt": None})
    kept = run_news()
    assert pieces(kept) == {"unchanged": 1, "gone": 1}
    assert kept.counts["articles"] == 2
    pruned = run_news(prune=True)
    assert pieces(pruned) == {"unchanged": 1, "pruned": 1}
    assert [row["source_uri"] for row in articles().values()] == ["news/b.txt"]
    assert pieces(run_news(prune=True)) == {"unchanged": 1}


def test_other_rules_make_every_row_anew(quick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write({f"{letter}.txt": f"המשק צמח {letter} ב-2021" for letter in "abcdef"})
    first = run_news()
    monkeypatch.setattr(run_module, "fingerprint_of", lambda settings: "other rules")
    second = run_news()
    assert pieces(second) == {"changed": 6}
    assert second.counts == first.counts
    assert len(list(Path("out/_shards").glob("*.json"))) == 2, "shards that lost every unit are left"
    assert {row["run_id"] for row in articles().values()} == {second.record["run_id"]}


def test_an_original_that_goes_leaves_no_copy_behind_that_points_to_it(quick: Path) -> None:
    text = "המשק צמח ברבעון הראשון"
    write({"a.txt": text, "b.txt": text, "c.txt": text, "d.txt": "היצוא ירד"})
    run_news()
    a, b, c, d = articles()
    assert [row["duplicate_of"] for row in articles().values()] == [None, a, a, None]
    write({"a.txt": "משהו אחר לגמרי"})
    run_news()
    assert {id_: row["duplicate_of"] for id_, row in articles().items()} == {a: None, b: None, c: b, d: None}
    write({"b.txt": None, "a.txt": text})
    run_news(prune=True)
    assert {id_: row["duplicate_of"] for id_, row in articles().items()} == {a: None, c: a, d: None}


def test_an_id_that_comes_free_goes_to_the_article_that_was_refused(quick: Path) -> None:
    write({"a.jsonl": lines(("n1", "המשק צמח")), "b.jsonl": lines(("n1", "היצוא ירד"), ("n2", "הייבוא עלה"))})
    assert run_news().rejects == {"duplicate_id": 1}
    write({"a.jsonl": lines(("n3", "המשק צמח"))})
    assert run_news().rejects == {}
    assert {id_: row["source_uri"] for id_, row in articles().items()} == {
        "n1": "news/b.jsonl#1", "n2": "news/b.jsonl#2", "n3": "news/a.jsonl#1",
    }  # fmt: skip


def test_the_first_input_by_name_has_an_id_whenever_it_comes(quick: Path) -> None:
    write({"b.jsonl": lines(("n1", "היצוא ירד"), ("n2", "הייבוא עלה"))})
    run_news()
    write({"a.jsonl": lines(("n1", "המשק צמח"))})
    assert run_news().rejects == {"duplicate_id": 1}
    assert {id_: row["source_uri"] for id_, row in articles().items()} == {
        "n1": "news/a.jsonl#1",
        "n2": "news/b.jsonl#2",
    }


def test_an_input_that_is_gone_keeps_its_ids_until_it_is_pruned(quick: Path) -> None:
    write({"b.jsonl": lines(("n1", "היצוא ירד"))})
    run_news()
    write({"b.jsonl": None, "a.jsonl": lines(("n1", "המשק צמח"))})
    assert run_news().rejects == {"duplicate_id": 1}
    assert articles()["n1"]["source_uri"] == "news/b.jsonl#1"
    assert run_news(prune=True).rejects == {}
    assert articles()["n1"]["source_uri"] == "news/a.jsonl#1"


@pytest.mark.parametrize("when", ["before it is read", "after it was found"])
def test_an_input_that_vanishes_is_read_when_it_is_back(
    quick: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    write({"a.txt": "המשק צמח ב-2021", "b.txt": "היצוא ירד ב-2022"})
    read_source = shards_module.read_source

    def vanished(source: Source, *rest: Any) -> Any:
        if source.location.endswith("a.txt"):
            Path(source.path).unlink(missing_ok=True)
        return read_source(source, *rest)

    with monkeypatch.context() as patch:
        if when == "before it is read":
            patch.setattr(shards_module, "read_source", vanished)
        else:
            find = run_module.each_source
            patch.setattr(run_module, "each_source", lambda *given: [*find(*given), Path("news/a.txt").unlink()][:-1])
        assert run_news().rejects == {"unreadable": 1}
    write({"a.txt": "המשק צמח ב-2021"})
    back = run_news()
    assert pieces(back) == {"changed": 1, "unchanged": 1}
    assert (back.counts["articles"], back.rejects) == (2, {})


def test_a_fault_that_stays_is_told_once_and_not_read_again(quick: Path) -> None:
    write({"a.txt": "המשק צמח ב-2021"})
    whole = gzip.compress(lines(("n1", "המשק צמח")).encode() * 50)
    Path("news/b.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    assert run_news().rejects == {"unreadable": 1}
    assert pieces(run_news()) == {"unchanged": 2}


@pytest.mark.parametrize("text", ["המשק צמח ב-2021", ""])
def test_standard_input_is_remembered_like_any_other(quick: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    def piped(text: str) -> RunSummary:
        Path("piped").write_text(text, "utf-8")
        with Path("piped").open(encoding="utf-8") as stream, monkeypatch.context() as patch:
            patch.setattr("sys.stdin", stream)
            return run(["-"], Path("out"), SETTINGS)

    assert pieces(piped(text)) == {"new": 1}
    assert pieces(piped(text)) == {"unchanged": 1}
    assert pieces(piped("משהו אחר")) == {"changed": 1}
    assert not Path("out/_staging").exists()


def test_a_run_that_stops_keeps_what_is_committed_and_the_next_one_goes_on(
    quick: Path, monkeypatch: pytest.MonkeyPatch, rows_of: Callable[[Path], Rows]
) -> None:
    write({f"{letter}.txt": f"המשק צמח {letter} ב-2021" for letter in "abcdefghijkl"})
    whole = run_news("whole")
    map_shards = run_module.map_shards

    def two_shards(*given: Any) -> Any:
        for number, rows in enumerate(map_shards(*given)):
            if number == 2:
                raise KeyboardInterrupt
            yield rows

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(run_module, "map_shards", two_shards)
        run_news()
    assert pq.read_table("out/articles").num_rows == 8
    [record] = [json.loads(path.read_text("utf-8")) for path in Path("out/_runs").iterdir()]
    assert record["finished_at"] is None
    resumed = run_news()
    assert pieces(resumed) == {"new": 4, "unchanged": 8}
    assert resumed.counts == whole.counts
    for name in TABLES:
        assert pq.read_table(f"out/{name}").equals(pq.read_table(f"whole/{name}")), name
    assert [path.name for path in sorted(Path("out").glob("*/*.parquet"))] == [
        path.name for path in sorted(Path("whole").glob("*/*.parquet"))
    ]


STORIES = """
המשק הישראלי צמח השנה ברבעון הראשון לפי נתוני הלשכה המרכזית לסטטיסטיקה היצוא ירד והייבוא עלה בעוד שיעור האבטלה נותר יציב
ללא שינוי מהותי לעומת התקופה המקבילה אשתקד כך נמסר
"""


def any_text(chance: random.Random) -> str:
    """One of six stories, as it is or with some words changed."""
    story = random.Random(chance.randrange(6))
    words = [story.choice(STORIES.split()) for _ in range(40)]
    for _ in range(chance.choice([0, 0, 1, 2, 4, 8])):
        words[chance.randrange(40)] = chance.choice(STORIES.split())
    if chance.random() < 0.3:
        words[5] = str(chance.randrange(3))
    return "כותרת ראשית\n" + " ".join(words)


def any_file(name: str, chance: random.Random) -> str:
    if name.endswith(".txt"):
        return any_text(chance) if chance.random() < 0.9 else "English only."
    ids = (f"n{chance.randrange(40)}" if chance.random() < 0.7 else None for _ in range(chance.randrange(9)))
    return lines(*((id_, any_text(chance)) for id_ in ids))


NAMES = [f"{a}/{b}{suffix}" for a in "abc" for b in "xyz" for suffix in (".txt", ".jsonl")] + ["k.txt", "m.jsonl"]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_came_in_whatever_order_the_rows_are_those_of_a_fresh_run(
    quick: Path, rows_of: Callable[[Path], Rows], seed: int
) -> None:
    chance = random.Random(seed)
    limits = ShardLimits(bytes=chance.choice([300, 1500, 100_000]), articles=chance.choice([1, 3, 100]))
    settings = Settings(workers=1, model="rules", shard=limits)
    for _ in range(4):
        for name in chance.sample(NAMES, chance.randrange(2, 9)):
            there = Path("news", name).exists()
            write({name: None if there and chance.random() < 0.3 else any_file(name, chance)})
        grown = run_news("grown", settings, prune=True)
        shutil.rmtree("fresh", ignore_errors=True)
        fresh = run_news("fresh", settings)
        assert rows_of(Path("grown")) == rows_of(Path("fresh"))
        assert (grown.counts, grown.rejects) == (fresh.counts, fresh.rejects)
        assert list(verify(Path("grown"))) == []


def test_an_index_that_is_lost_damaged_or_old_is_made_again(quick: Path, rows_of: Callable[[Path], Rows]) -> None:
    chance = random.Random(7)
    write({name: any_file(name, chance) for name in NAMES})
    run_news()
    shutil.copy("out/_index.sqlite", "old.sqlite")
    write({"a/x.txt": any_text(chance), "b/y.jsonl": any_file("b/y.jsonl", chance)})
    run_news()
    for damage in ("lost", "damaged", "old"):
        for path in Path("out").glob("_index.sqlite*"):
            path.unlink()
        if damage == "damaged":
            Path("out/_index.sqlite").write_bytes(b"no database " * 1000)
        if damage == "old":
            shutil.copy("old.sqlite", "out/_index.sqlite")
        write({"c/z.jsonl": any_file("c/z.jsonl", chance), "a/x.txt": any_text(chance)})
        run_news()
        shutil.rmtree("fresh", ignore_errors=True)
        run_news("fresh")
        assert rows_of(Path("out")) == rows_of(Path("fresh")), damage


def test_a_clock_that_is_set_back_changes_nothing(quick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Earlier(datetime):
        @classmethod
        def now(cls, zone: tzinfo | None = None) -> Earlier:  # type: ignore[override]
            return cls(1999, 12, 31, tzinfo=zone)

    write({"a.txt": "המשק צמח ב-2021"})
    run_news()
    monkeypatch.setattr(run_module, "datetime", Earlier)
    run(["news/a.txt"], Path("out"), SETTINGS, overwrite=True)
    with pytest.raises(OutputError, match=r"made from news/a\.txt"):
        run_news()
    again = run(["news/a.txt"], Path("out"), SETTINGS)
    assert pieces(again) == {"unchanged": 1}
    assert len(list(Path("out/_runs").iterdir())) == 2
    assert list(verify(Path("out"))) == []


def test_a_reject_of_the_search_for_inputs_is_told_anew_when_it_changes(
    quick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write({"a.txt": "המשק צמח ב-2021"})
    find = run_module.each_source

    def with_reject(message: str) -> Callable[..., list[Source | Reject]]:
        return lambda *given: [*find(*given), reject("news/b.txt", RejectReason.UNREADABLE, message)]

    for message, expected in (("no", {"new": 2}), ("no", {"unchanged": 2}), ("never", {"unchanged": 1, "changed": 1})):
        monkeypatch.setattr(run_module, "each_source", with_reject(message))
        assert pieces(run_news()) == expected
    assert pq.read_table("out/rejects")["message"].to_pylist() == ["news/b.txt: never"]
