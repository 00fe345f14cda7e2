"""One article at fault stops no other, and every row is known by the input that gave it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.articles import Article
from pipeline.components.fact_spans import set_facts
from pipeline.facts import DateFact
from pipeline.normalise import normalise
from pipeline.reading import find_sources
from pipeline.running.shards import ARTICLES_PER_BATCH, Shard, analyse, process_shard
from pipeline.settings import Settings

ARTICLES = Path(__file__).parents[2] / "corpus" / "articles"


@pytest.fixture
def nlp() -> Language:
    made = spacy.blank("he")
    made.add_pipe("sentencizer")
    made.add_pipe("fails_on_some")
    return made


@Language.component("fails_on_some")
def fails_on_some(doc: Doc) -> Doc:
    if "נופל" in doc.text:
        raise ZeroDivisionError("the text has\nno end")
    if "חורג" in doc.text:
        text: Any = 2016
        fact = DateFact(start=0, end=1, text=doc.text[:1], source="test", kind="date", edtf=text)
        set_facts(doc, "dates", [fact])
    return doc


@pytest.fixture
def process(nlp: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], Any]:
    """Processes files, given by name and text, as one shard."""
    monkeypatch.chdir(tmp_path)

    def process_files(files: dict[str, str]) -> Any:
        for name, text in files.items():
            Path(name).write_text(text, "utf-8")
        return process_shard(Shard(tuple(find_sources(list(files)))), Settings(workers=1), "run", nlp)

    return process_files


@pytest.mark.parametrize("fault", ["נופל", "חורג"])
def test_an_article_that_fails_is_a_reject_and_the_others_go_on(
    process: Callable[[dict[str, str]], Any], fault: str
) -> None:
    done = process({"a.txt": "המשק צמח השנה", "b.txt": f"המשק {fault} השנה", "c.txt": "המשק נח השנה"})
    assert done.tables["articles"]["source_uri"].to_pylist() == ["a.txt", "c.txt"]
    assert done.tables["sentences"].num_rows == 2
    assert [(of.location, of.rejects_before) for of in done.articles] == [("a.txt", 0), ("c.txt", 1)]
    [reject] = done.tables["rejects"].to_pylist()
    assert reject["source_uri"] == "b.txt"
    assert reject["reason"] == "processing_failed"
    assert reject["message"].startswith("b.txt: could not be processed (")
    assert reject["byte_size"] == len(f"המשק {fault} השנה".encode())
    assert "\n" not in reject["message"]


def test_a_text_of_page_furniture_alone_is_a_reject(process: Callable[[dict[str, str]], Any]) -> None:
    done = process({"a.txt": "מָקוֹר\nתגובה (0)\n"})
    assert done.tables["articles"].num_rows == 0
    assert done.tables["rejects"]["reason"].to_pylist() == ["empty"]


def test_an_empty_shard_gives_every_table(nlp: Language) -> None:
    done = process_shard(Shard(()), Settings(workers=1), "run", nlp)
    assert {table.num_rows for table in done.tables.values()} == {0}


def test_articles_past_a_batch_are_not_lost(process: Callable[[dict[str, str]], Any]) -> None:
    lines = "".join(f'{{"text": "המשק צמח בפעם {n}", "id": "{n}"}}\n' for n in range(2 * ARTICLES_PER_BATCH + 1))
    done = process({"day.jsonl": lines})
    assert done.tables["articles"]["article_id"].to_pylist() == [str(n) for n in range(2 * ARTICLES_PER_BATCH + 1)]
    assert done.articles[-1].location == f"day.jsonl#{2 * ARTICLES_PER_BATCH + 1}"


def test_rows_are_known_by_the_input_that_gave_them(process: Callable[[dict[str, str]], Any]) -> None:
    day = '{"text": "המשק צמח", "id": "1"}\n{"text":\n{"text": "היצוא ירד", "id": "2"}\n'
    done = process({"a.txt": "English only.", "b.jsonl": day, "c.txt": "הייבוא עלה", "d.txt": ""})
    assert [(of.location, of.unit) for of in done.articles] == [("b.jsonl#1", 1), ("b.jsonl#3", 1), ("c.txt", 2)]
    assert done.reject_units == [0, 1, 3]
    assert done.sketches["article_id"].to_pylist() == done.tables["articles"]["article_id"].to_pylist()
    assert done.sketches["location"].to_pylist() == ["b.jsonl#1", "b.jsonl#3", "c.txt"]


def test_relative_dates_count_from_the_day_of_the_metadata_before_that_of_the_page(nlp: Language) -> None:
    raw = "עסקים והון\nנועם ברקאי | פורסם: 16.05.23, 13:05\nהמשק צמח ברבעון הראשון של השנה, כך נמסר אתמול.\n"
    normalised = normalise(raw)
    assert normalised.published_at == date(2023, 5, 16)

    def article(day: date | None) -> Article:
        return Article(
            location="a", source_uri="a", raw_text=raw, media_type="text/plain", byte_size=1, published_at=day
        )

    assert analyse(article(None), normalised, nlp)._.published_at == date(2023, 5, 16)
    assert analyse(article(date(2024, 1, 1)), normalised, nlp)._.published_at == date(2024, 1, 1)


def test_a_text_longer_than_the_limit_of_spacy_is_analysed(language: Language) -> None:
    text = "המשק צמח.\n" * 110_000
    assert len(text) > spacy.blank("he").max_length
    assert len(language.make_doc(text).text) == len(text)


def test_standard_input_is_read_where_it_is_open(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    shutil.copy(ARTICLES / "vn-02-grdp-report.txt", folder)
    command = [sys.executable, "-m", "pipeline", "run", "-", str(folder), "--workers", "2", "--json"]
    piped = "ועדת העם של מחוז קואנג נין פרסמה את החלטה 09-NQ/TU."
    out = str(tmp_path / "out")
    done = subprocess.run([*command, "--out", out], input=piped.encode(), capture_output=True, check=True)
    assert json.loads(done.stdout)["counts"]["articles"] == 2
