"""The real article: every fact that it must give, and what in it must give none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.running.run import run
from pipeline.settings import Settings

SEED = Path(__file__).parents[2] / "shared" / "seeds" / "quang-ninh-leadership.txt"

Row = dict[str, Any]
Tables = dict[str, list[Row]]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    if not SEED.exists():
        pytest.skip("the shared seed article is not beside the project")
    out = tmp_path_factory.mktemp("seed")
    run([str(SEED)], out, Settings(workers=1))
    names = ("articles", "sentences", "entities", "resolutions", "dates", "growth_figures", "slogans", "rejects")
    return {name: pq.read_table(out / name).to_pylist() for name in names}


def row(rows: list[Row], **values: Any) -> Row:
    """The one row with these values."""
    fitting = [r for r in rows if all(r[name] == value for name, value in values.items())]
    assert len(fitting) == 1, f"{values}: {len(fitting)} rows"
    return fitting[0]


def values(found: Row, *names: str) -> tuple[Any, ...]:
    return tuple(found[name] for name in names)


def test_the_resolutions(tables: Tables) -> None:
    rows = tables["resolutions"]
    assert len(rows) == 3
    renewal = row(rows, code="28-NQ/TW")
    assert values(renewal, "number", "series", "issuer_code") == (28, "NQ", "TW")
    assert values(renewal, "document_type", "jurisdiction", "issuer_level") == ("resolution", "VN", "central")
    assert renewal["text"] == "החלטה מס' 28-NQ/TW"
    assert renewal["issuer"].startswith("וועד המרכזי")
    assert renewal["subject"].startswith("המשך חידוש שיטות המנהיגות והממשל")
    digital = row(rows, code="09-NQ/TU")
    assert values(digital, "number", "issue_date", "issuer_level") == (9, date(2022, 2, 5), "provincial")
    assert digital["subject"].startswith("טרנספורמציה דיגיטלית")
    assert digital["horizons"] == ["2025", "2030"]
    assert row(tables["dates"], fact_id=digital["issue_date_fact_id"])["edtf"] == "2022-02-05"
    congress = row(rows, code=None)
    assert values(congress, "text", "document_type") == ("החלטת הקונגרס הלאומי ה-13", "resolution")


def test_the_dates(tables: Tables) -> None:
    found = {values(r, "text", "kind", "edtf", "duration_iso", "modifier", "role") for r in tables["dates"]}
    assert found == {
        ("5 בפברואר 2022", "date", "2022-02-05", None, None, "issued"),
        ("שנת 2020", "date", "2020", None, None, None),
        ("2025", "interval", "../2025", None, "until", "deadline"),
        ("שנת 2030", "date", "2030", None, None, "vision"),
        ("2015-2023", "interval", "2015/2023", None, None, "period"),
        ("9 שנים רצופות", "duration", None, "P9Y", None, None),
    }


def test_the_growth_figure(tables: Tables) -> None:
    (growth,) = tables["growth_figures"]
    assert values(growth, "indicator", "direction", "unit", "status") == ("economy", "up", "percent", "actual")
    assert values(growth, "value_low", "value_high", "qualifier") == (10, None, "double_digit")
    assert values(growth, "period", "streak_years") == ("2015/2023", 9)
    assert "קואנג נין" in growth["subject"]
    assert row(tables["dates"], fact_id=growth["period_date_fact_id"])["edtf"] == "2015/2023"


def test_the_slogans(tables: Tables) -> None:
    rows = tables["slogans"]
    clear = row(rows, slogan="3 ברורים")
    assert values(clear, "form", "count", "head", "is_complete", "cue") == ("numbered", 3, "ברורים", True, "מוטו")
    assert clear["items"] == ["עבודה ברורה", "אחריות ברורה ליישום", "זמן השלמה ברור"]
    assert {values(r, "slogan", "form", "count") for r in rows if r is not clear} == {
        ("חזון עולמי, פעולה מקומית", "motto", None),
        ("5 אמיתות", "numbered", 5),
        ("6 מעזים", "numbered", 6),
        ("המטרות הכפולות", "goal", None),
    }


def test_two_spellings_of_the_province_are_one_name(tables: Tables) -> None:
    spelled = [r for r in tables["entities"] if r["text"] in ("צ'ואנג נין", "קואנג נין")]
    assert {r["text"] for r in spelled} == {"צ'ואנג נין", "קואנג נין"}
    assert len({r["canonical_id"] for r in spelled}) == 1
    assert {r["canonical_name_latin"] for r in spelled} == {"Quảng Ninh"}


def test_furniture_is_in_no_sentence_and_no_fact(tables: Tables) -> None:
    (article,) = tables["articles"]
    furniture = {article["raw_text"][b["start"] : b["end"]].strip() for b in article["boilerplate"]}
    assert {"תגובה (0)", "מָקוֹר"} <= furniture
    end = article["raw_text"].index("מָקוֹר")
    for name in ("sentences", "entities", "resolutions", "dates", "growth_figures", "slogans"):
        assert all(r["raw_end"] <= end for r in tables[name]), name


def test_nothing_was_rejected(tables: Tables) -> None:
    assert len(tables["articles"]) == 1
    assert tables["rejects"] == []
