"""Gold files in the form of the contract are read, and a fault in one is named with its line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import GoldFileError
from pipeline.evaluating.gold import GoldFact, read_gold, unknown_fields

GOOD: dict[str, Any] = {
    "article_id": "a",
    "raw_text": "ב-5.2.2022 הוחלט",
    "published_at": "2022-03-01",
    "facts": [{"kind": "dates", "raw_start": 2, "raw_end": 10, "fields": {"edtf": "2022-02-05"}}],
}


def with_fact(**changed: Any) -> dict[str, Any]:
    return GOOD | {"facts": [GOOD["facts"][0] | changed]}


def written(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8")
    return path


def test_articles_are_read_in_order_and_blank_lines_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path / "gold.jsonl", GOOD, "", GOOD | {"article_id": "b", "published_at": None, "facts": []}, "")
    first, second = read_gold(path)
    assert (first.article_id, first.published_at) == ("a", date(2022, 3, 1))
    assert first.facts == (GoldFact(kind="dates", raw_start=2, raw_end=10, fields={"edtf": "2022-02-05"}),)
    assert (second.article_id, second.published_at, second.facts) == ("b", None, ())


def test_a_line_separator_inside_a_text_ends_no_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOOD | {"raw_text": "ב-5.2.2022\u2028הוחלט\x85"}, ensure_ascii=False), "utf-8")
    assert len(read_gold(path)) == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"article_id": "a",', r"not JSON \(Expecting property name.* at column 20\)"),
        ("[]", "valid dictionary"),
        ({k: v for k, v in GOOD.items() if k != "raw_text"}, "raw_text: Field required"),
        ({k: v for k, v in GOOD.items() if k != "facts"}, "facts: Field required"),
        (GOOD | {"published_at": "1 March"}, "published_at: Input should be a valid date"),
        (with_fact(kind="date"), "facts.0.kind: Input should be 'entities'"),
        (with_fact(raw_start=-1), "facts.0.raw_start"),
        (with_fact(raw_start=10), "dates at 10:10 lies outside"),
        (with_fact(raw_end=17), "dates at 2:17 lies outside"),
        (with_fact(raw_end="ten"), "facts.0.raw_end: Input should be a valid integer"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: object, reason: str) -> None:
    path = written(tmp_path / "gold.jsonl", GOOD, "", line)
    with pytest.raises(GoldFileError, match=rf"gold\.jsonl, line 3: .*{reason}"):
        read_gold(path)


def test_a_span_may_reach_the_end_of_the_text(tmp_path: Path) -> None:
    [article] = read_gold(written(tmp_path / "gold.jsonl", with_fact(raw_end=16)))
    assert article.facts[0].raw_end == len(article.raw_text)


@pytest.mark.parametrize("content", [None, "שלום".encode("cp1255")])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "gold.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(GoldFileError, match=r"gold\.jsonl.*cannot be read"):
        read_gold(path)


def test_the_names_of_entities_without_proclitics_are_a_field(tmp_path: Path) -> None:
    line = with_fact(kind="entities", fields={"label": "ORG", "name": "פוליטביורו"})
    [article] = read_gold(written(tmp_path / "gold.jsonl", line))
    assert article.facts[0].fields["name"] == "פוליטביורו"
    assert article.facts[0].columns() == article.facts[0].fields


def test_a_field_that_is_no_column_is_named_and_not_scored(tmp_path: Path) -> None:
    articles = read_gold(written(tmp_path / "gold.jsonl", with_fact(fields={"edft": "2022", "role": None})))
    assert unknown_fields(articles) == {"dates.edft": 1}
    assert articles[0].facts[0].columns() == {"role": None}
