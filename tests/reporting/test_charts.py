"""What each chart draws of rows that are known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import DatasetNotFoundError
from pipeline.reporting.charts.documents import bodies_and_documents, documents_with_horizons
from pipeline.reporting.charts.growth import (
    MOST_FIGURES,
    growth_over_time,
    indicators_over_time,
    targets_against_results,
)
from pipeline.reporting.charts.months import facts_by_month
from pipeline.reporting.charts.quality import (
    MOST_COPIED,
    confidence_by_kind,
    copies_of_articles,
    rejects_by_reason,
    unresolved_dates,
)
from pipeline.reporting.charts.slogans import slogans_and_items
from pipeline.reporting.dataset import Dataset

WriteDataset = Callable[..., Dataset]


def article(name: str, **given: Any) -> dict[str, Any]:
    return {"article_id": name, "title": f"כתבה {name}", "published_at": date(2025, 3, 14)} | given


def growth(name: str, value: float | None, **given: Any) -> dict[str, Any]:
    usual = {"indicator": "gdp", "direction": "up", "unit": "percent", "qualifier": "exact", "status": "actual"}
    return {"article_id": name, "value_low": value, "value_high": value, "period_date_fact_id": "d"} | usual | given


def year(name: str, number: int, fact_id: str = "d") -> dict[str, Any]:
    days = {"start_date": date(number, 1, 1), "end_date": date(number, 12, 31)}
    return {"article_id": name, "fact_id": fact_id, "kind": "date", "edtf": str(number)} | days


def values(text: str) -> str:
    """Without the isolates."""
    return text.strip("\u2066\u2069")


def test_a_folder_without_a_dataset_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(DatasetNotFoundError, match="uvdot run"):
        Dataset(tmp_path / "none")


def test_months_count_each_kind_and_leave_out_copies_and_articles_without_a_day(written: WriteDataset) -> None:
    dataset = written(
        articles=[article("a"), article("b", duplicate_of="a"), article("c", published_at=None)],
        dates=[year("a", 2024), year("a", 2023, "e"), year("b", 2024), year("c", 2024)],
        slogans=[{"article_id": "a", "slogan": "יחד", "form": "motto"}],
    )
    figure = facts_by_month(dataset)
    assert figure.rows == [
        {"חודש": "03.2025", "סוג": "תאריכים", "עובדות": 2, "כתבות": 1},
        {"חודש": "03.2025", "סוג": "סיסמאות", "עובדות": 1, "כתבות": 1},
    ]
    assert "(1)" in figure.about


def test_a_long_archive_is_counted_by_the_year(written: WriteDataset) -> None:
    dataset = written(
        articles=[article("a"), article("b", published_at=date(1990, 5, 1))], dates=[year("a", 2024), year("b", 1990)]
    )
    assert [row["שנה"] for row in facts_by_month(dataset).rows] == ["1990", "2025"]


def test_growth_is_signed_by_its_direction_and_stands_at_its_period(written: WriteDataset) -> None:
    dataset = written(
        articles=[article("a")],
        dates=[year("a", 2023), year("a", 2024, "e")],
        growth_figures=[
            growth("a", 2.5, direction="down", qualifier="about"),
            growth(
                "a", None, value_low=6.0, value_high=6.5, qualifier="range", status="forecast", period_date_fact_id="e"
            ),
            growth("a", 9.0, period_date_fact_id=None),  # no period
            growth("a", 3e9, unit="ILS"),
            growth("a", 30.0, direction=None, status="target"),  # a level
            growth("a", 8.0, indicator="exports"),
        ],
    )
    figure = growth_over_time(dataset, "gdp")
    assert [(row["תקופה"], values(row["שינוי"]), row["סייג"], row["מעמד"]) for row in figure.rows] == [
        ("2023", "-2.5%", "בערך", "בפועל"),
        ("2024", "6-6.5%", "טווח", "תחזית"),
    ]
    assert "אינה ידועה (1)" in figure.about
    assert indicators_over_time(dataset) == ["gdp", "exports"]


def test_one_figure_of_several_articles_is_one_mark_and_many_figures_are_cut(written: WriteDataset) -> None:
    names = [str(number) for number in range(MOST_FIGURES + 20)]
    dataset = written(
        articles=[article(name) for name in ["x", "y", *names]],
        dates=[year(name, 2024) for name in ["x", "y", *names]],
        growth_figures=[growth("x", 1.0), growth("y", 1.0), *(growth(name, 2 + int(name)) for name in names)],
    )
    rows = growth_over_time(dataset, "gdp").rows
    assert len(rows) == MOST_FIGURES
    assert [row["כתבות"] for row in rows if values(row["שינוי"]) == "1%"] == [2]


def test_a_target_stands_beside_the_latest_result_of_the_same_subject(written: WriteDataset) -> None:
    place = {"label": "GPE", "canonical_id": "hue", "canonical_name": "הואה"}
    whose = {"indicator": "grdp", "subject_entity_id": "n"}
    dataset = written(
        articles=[article("a"), article("b")],
        dates=[year("a", 2026), year("b", 2023), year("b", 2024, "e")],
        entities=[place | {"article_id": "a", "fact_id": "n"}, place | {"article_id": "b", "fact_id": "n"}],
        growth_figures=[
            growth("a", None, value_low=10.0, qualifier="at_least", status="target", **whose),
            growth("b", 7.0, **whose),
            growth("b", 8.5, **whose | {"period_date_fact_id": "e"}),
            growth("b", 99.0, indicator="grdp", subject="קאן הואה"),  # of another place
            growth("b", 98.0, indicator="exports", subject_entity_id="n"),
            growth("b", 97.0, direction="down", **whose),
        ],
    )
    [row] = targets_against_results(dataset).rows
    assert row["יעד"] == "תוצר אזורי · הואה · 2026"
    assert [values(row["גובה היעד"]), row["סייג"], values(row["נתון"]), row["תקופת הנתון"]] == [
        "10%",
        "לפחות",
        "8.5%",
        "2024",
    ]


def test_a_document_joins_its_mentions_and_looks_to_its_horizons(written: WriteDataset) -> None:
    cited = {"article_id": "a", "code": "15-NQ/TU", "document_type": "resolution"}
    government = {"article_id": "a", "number": 212, "document_type": "government_decision"}
    dataset = written(
        articles=[article("a")],
        resolutions=[
            cited | {"issue_date": date(2023, 3, 8), "horizons": ["2030"]},
            cited | {"horizons": ["../2045", "203X"], "subject": "הנהגה"},
            government | {"text": "החלטה 212", "issue_date": date(2024, 1, 2)},
            government | {"text": "החלטת ממשלה מס' 212"},
            {"article_id": "a", "text": "הודעה", "document_type": "notice"},  # neither day nor horizon
            {"article_id": "a", "code": 'בג"ץ 1/20', "document_type": "court_case", "issue_date": date(2020, 1, 1)},
        ],
    )
    assert [
        (row["מסמך"], row["הוצא"], row["צופה אל"], row["נושא"]) for row in documents_with_horizons(dataset).rows
    ] == [
        ("15-NQ/TU", "08.03.2023", "2030 · 2045", "הנהגה"),
        ("החלטת ממשלה מס' 212", "02.01.2024", "", None),
    ]


def test_codes_without_a_year_that_have_two_days_are_two_documents(written: WriteDataset) -> None:
    cited = {"article_id": "a", "code": "15-NQ/TU", "document_type": "resolution"}
    dataset = written(
        articles=[article("a")],
        resolutions=[cited | {"issue_date": date(2021, 3, 8)}, cited | {"issue_date": date(2023, 3, 8)}, cited],
    )
    assert [row["הוצא"] for row in documents_with_horizons(dataset).rows] == ["08.03.2021", "08.03.2023"]


def test_a_body_cites_a_document_of_its_sentence_unless_it_issued_it(written: WriteDataset) -> None:
    document = {"article_id": "a", "code": "28-NQ/TW", "document_type": "resolution", "start": 30, "end": 40}
    body = {"article_id": "a", "label": "ORG", "start": 0, "end": 10}
    dataset = written(
        articles=[article("a")],
        resolutions=[document | {"issuer": "וועד המרכזי", "sentence_index": 1}],
        entities=[
            body | {"text": "ועדת העם", "canonical_name": "ועדת העם של הואה", "sentence_index": 1},
            body | {"text": "מועצת העם", "sentence_index": 2},
            body | {"text": "וועד המרכזי", "sentence_index": 1},
            body | {"text": "הואה", "label": "GPE", "sentence_index": 1},
            body | {"text": "לשכה", "start": 32, "end": 36, "sentence_index": 1},  # inside the citation
        ],
    )
    assert bodies_and_documents(dataset).rows == [
        {"גוף": "ועדת העם של הואה", "מסמך": "28-NQ/TW", "משפטים": 1, "כתבות": 1}
    ]


def test_slogans_show_their_fullest_list_and_say_what_is_missing(written: WriteDataset) -> None:
    numbered = {"article_id": "a", "form": "numbered", "slogan": "3 ברורים", "count": 3}
    dataset = written(
        articles=[article("a")],
        slogans=[
            numbered,
            numbered | {"items": ["אדם ברור", "זמן ברור"]},
            {"article_id": "a", "form": "motto", "slogan": "יחד קדימה", "items": ["יחד"]},
        ],
    )
    assert slogans_and_items(dataset).rows == [
        {"סיסמה": "3 ברורים (2 מתוך 3)", "פריט": "אדם ברור", "כתבות": 1},
        {"סיסמה": "3 ברורים (2 מתוך 3)", "פריט": "זמן ברור", "כתבות": 1},
    ]


def test_quality_counts_rejects_dates_without_a_value_and_confidence(written: WriteDataset) -> None:
    date_row = {"article_id": "a", "kind": "date", "text": "מחר"}
    dataset = written(
        articles=[article("a"), article("b", published_at=None)],
        dates=[
            date_row | {"edtf": "2024-05-06", "confidence": 1.0},
            date_row | {"edtf": "XXXX-05-06", "confidence": 0.94},
            date_row | {"confidence": 0.95, "is_relative": True},
            date_row | {"article_id": "b", "confidence": 0.2, "is_relative": True},
            date_row | {"kind": "duration", "duration_iso": "P9Y", "confidence": 0.2},
        ],
        rejects=[{"reason": "empty"}, {"reason": "empty"}, {"reason": "too_large", "source_uri": "a.txt"}],
    )
    assert {row["סיבה"]: row["קלטים"] for row in rejects_by_reason(dataset).rows} == {"ריק": 2, "גדול מדי": 1}
    assert {row["מצב"]: row["תאריכים"] for row in unresolved_dates(dataset).rows} == {
        "יש ערך": 1,
        "השנה אינה ידועה": 1,
        "אין ממה לספור": 1,
        "אין ממה לספור: יום הפרסום אינו ידוע": 1,
    }
    assert {row["ביטחון"]: row["עובדות"] for row in confidence_by_kind(dataset).rows} == {
        "0.20-0.25": 2,
        "0.90-0.95": 1,
        "0.95-1.00": 2,
    }


def test_copies_are_counted_by_the_article_that_they_repeat(written: WriteDataset) -> None:
    def copy(name: str, of: str, **given: Any) -> dict[str, Any]:
        return article(name, duplicate_of=of, source_uri=f"{name}.txt", content_sha256=of) | given

    figure = copies_of_articles(
        written(
            articles=[
                article("a", content_sha256="a"),
                article("b", content_sha256="b", title=None, source_uri="b.txt"),
                article("c", content_sha256="c"),
                copy("d", "b"),
                copy("e", "a"),
                copy("f", "a", content_sha256="f", title="כותרת אחרת"),
            ]
        )
    )
    assert figure.rows == [
        {"כתבה": "כתבה a", "זהות": 1, "כמעט זהות": 1, "אחת מהן": "e.txt"},
        {"כתבה": "b.txt", "זהות": 1, "כמעט זהות": 0, "אחת מהן": "d.txt"},
    ]
    assert "כפולות: 3 מתוך 6 כתבות" in figure.about
    assert "2, מהן 1 כמעט זהות" in figure.as_html()


def test_most_copied_articles_are_shown_and_the_others_counted(written: WriteDataset) -> None:
    names = [f"{number:02d}" for number in range(MOST_COPIED + 2)]
    articles = [article(name, content_sha256=name) for name in names]
    copies = [article(f"of {name}", content_sha256=name, duplicate_of=name) for name in names]
    figure = copies_of_articles(written(articles=articles + copies))
    assert len(figure.rows) == MOST_COPIED
    assert "2 אחרות" in figure.about
