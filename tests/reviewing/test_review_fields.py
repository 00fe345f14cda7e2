"""The form: every column has its place, and only values of the schema pass."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.components.fact_spans import FACT_CLASSES
from pipeline.reviewing.fields import check_fields, empty_fields, fields_of, left_out_columns
from pipeline.tables.schemas import FACT_TABLES

GROWTH = {"indicator": "gdp", "qualifier": "exact", "status": "actual"}
DATE = {"kind": "date", "is_relative": "false", "calendar": "gregorian"}


@pytest.mark.parametrize("kind", FACT_CLASSES)
def test_every_column_is_asked_for_or_left_out_on_purpose(kind: Any) -> None:
    columns = {column.name for column in FACT_TABLES[kind].columns}
    asked = set(fields_of(kind))
    assert columns - asked <= left_out_columns()
    assert not asked & left_out_columns()


@pytest.mark.parametrize("kind", FACT_CLASSES)
def test_fields_and_values_have_hebrew_names(kind: Any) -> None:
    for column in FACT_TABLES[kind].columns:
        if field := fields_of(kind).get(column.name):
            names = [field.name, *field.values.values()]
            assert all(any("א" <= letter <= "ת" for letter in name) for name in names), column.name
            assert list(field.values) == list(column.values)


@pytest.mark.parametrize(
    ("kind", "given", "column", "value"),
    [
        ("dates", DATE | {"edtf": " 2022-02-05 "}, "edtf", "2022-02-05"),
        ("dates", DATE | {"edtf": "2024-34"}, "edtf", "2024-34"),
        ("dates", DATE | {"edtf": "../2025"}, "edtf", "../2025"),
        ("dates", DATE | {"edtf": ""}, "edtf", None),
        ("dates", DATE | {"is_relative": True}, "is_relative", True),
        ("dates", DATE | {"duration_iso": "P9Y"}, "duration_iso", "P9Y"),
        ("dates", DATE | {"time_of_day": "19:21"}, "time_of_day", "19:21"),
        ("growth_figures", GROWTH | {"value_low": "1,234.5%"}, "value_low", 1234.5),
        ("growth_figures", GROWTH | {"value_low": 7}, "value_low", 7.0),
        ("growth_figures", GROWTH | {"unit": "ILS"}, "unit", "ILS"),
        ("growth_figures", GROWTH | {"direction": ""}, "direction", None),
        ("resolutions", {"document_type": "law", "horizons": ["2025", "", "2030"]}, "horizons", ["2025", "2030"]),
        ("resolutions", {"document_type": "law", "issue_date": "2022-02-05"}, "issue_date", "2022-02-05"),
        ("resolutions", {"document_type": "law", "number": "212"}, "number", 212),
        ("slogans", {"slogan": "א", "form": "numbered", "is_complete": ""}, "is_complete", None),
        ("entities", {"label": "GPE", "canonical_name": "  קואנג   נין "}, "canonical_name", "קואנג נין"),
    ],
)
def test_values_that_pass(kind: Any, given: dict[str, Any], column: str, value: Any) -> None:
    checked = check_fields(kind, given)
    assert checked.faults == {}
    assert checked.values[column] == value
    assert type(checked.values[column]) is type(value)


@pytest.mark.parametrize(
    ("kind", "given", "column"),
    [
        ("dates", DATE | {"edtf": "5.2.2022"}, "edtf"),
        ("dates", DATE | {"edtf": "2025-02-30"}, "edtf"),
        ("dates", DATE | {"kind": "week"}, "kind"),
        ("dates", DATE | {"kind": None}, "kind"),
        ("dates", DATE | {"is_relative": "maybe"}, "is_relative"),
        ("dates", DATE | {"duration_iso": "9Y"}, "duration_iso"),
        ("dates", DATE | {"duration_iso": "P"}, "duration_iso"),
        ("dates", DATE | {"time_of_day": "24:10"}, "time_of_day"),
        ("growth_figures", GROWTH | {"value_low": "שבע"}, "value_low"),
        ("growth_figures", GROWTH | {"value_low": "1e999"}, "value_low"),
        ("growth_figures", GROWTH | {"value_low": "7", "value_high": "6"}, "value_high"),
        ("growth_figures", GROWTH | {"unit": "אחוז"}, "unit"),
        ("growth_figures", GROWTH | {"period": "השנה"}, "period"),
        ("growth_figures", GROWTH | {"streak_years": "9.5"}, "streak_years"),
        ("resolutions", {"document_type": "law", "horizons": ["2025", "עד 2030"]}, "horizons"),
        ("resolutions", {"document_type": "law", "issue_date": "2022-02-30"}, "issue_date"),
        ("resolutions", {"document_type": "law", "number": "9" * 30}, "number"),
        ("slogans", {"form": "motto"}, "slogan"),
    ],
)
def test_values_that_do_not_pass(kind: Any, given: dict[str, Any], column: str) -> None:
    assert list(check_fields(kind, given).faults) == [column]


def test_a_new_mention_has_the_usual_values_and_no_guess() -> None:
    assert empty_fields("dates", "2020") == {
        "kind": None, "edtf": None, "precision": None, "modifier": None, "is_relative": False, "calendar": "gregorian",
        "duration_iso": None, "time_of_day": None, "role": None,
    }  # fmt: skip
    assert empty_fields("slogans", "יחד")["slogan"] == "יחד"
    assert empty_fields("slogans", "יחד")["items"] == []
    assert empty_fields("growth_figures", "7%")["indicator"] is None
