"""The fields of a fact that a person decides: their form, in Hebrew, and whether what was typed is a value of the schema."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import regex
from pydantic import BaseModel, ConfigDict

from pipeline.components.fact_spans import FACT_CLASSES, FactKind
from pipeline.errors import NotebooksNotInstalledError
from pipeline.pattern_files import load_patterns
from pipeline.tables.schemas import FACT_TABLES, Column

FieldType = Literal["choice", "flag", "text", "whole", "number", "day", "edtf", "duration", "time", "unit"]


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    example: str = ""
    holds: Literal["edtf", "duration", "time", "unit"] | None = None
    values: dict[str, str] = {}


class _FieldsFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    left_out: list[str]
    kinds: dict[FactKind, dict[str, _Words]]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form: its column, Hebrew name, an example, and for choices the Hebrew names of the values.

    ``many`` fields hold a list, one element a line; a ``required`` one must have a value.
    """

    column: str
    name: str
    type: FieldType
    required: bool
    many: bool
    example: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class CheckedFields:
    """Values of a form as JSON values, or by field what is wrong with them, in Hebrew."""

    values: dict[str, Any]
    faults: dict[str, str]


_FILE = Path(__file__).with_name("fields.yaml")


@cache
def fields_of(kind: FactKind) -> dict[str, Field]:
    """The fields of a kind by column, in the order of the form."""
    columns = {column.name: column for column in FACT_TABLES[kind].columns}
    return {name: _field(columns[name], words) for name, words in _file().kinds[kind].items()}


@cache
def left_out_columns() -> frozenset[str]:
    """The columns of fact tables that nobody fills in: they follow from the others or belong to the program."""
    return frozenset(_file().left_out)


@cache
def _file() -> _FieldsFile:
    return load_patterns(_FILE, _FieldsFile)


_TYPES: dict[pa.DataType, FieldType] = {
    pa.bool_(): "flag", pa.int32(): "whole", pa.int64(): "whole", pa.float64(): "number", pa.date32(): "day",
}  # fmt: skip


def _field(column: Column, words: _Words) -> Field:
    many = pa.types.is_list(column.type)
    type_: FieldType = words.holds or ("choice" if column.values else _TYPES.get(column.type, "text"))
    return Field(
        column.name,
        words.name,
        type_,
        required=not column.nullable and not many,
        many=many,
        example=words.example,
        values={value: words.values[value] for value in column.values},
    )


def decided_fields(kind: FactKind, row: dict[str, Any]) -> dict[str, Any]:
    """The fields of the form in a row of the table, as JSON values."""
    return {name: _as_json(row.get(name)) for name in fields_of(kind)}


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def empty_fields(kind: FactKind, text: str) -> dict[str, Any]:
    """The form of a mention that a person adds: what its text says by itself, the usual values, and nothing else."""
    values: dict[str, Any] = {
        name: [] if field.many else False if field.type == "flag" and field.required else None
        for name, field in fields_of(kind).items()
    }
    defaults = {field.name: field.default for field in FACT_CLASSES[kind].__dataclass_fields__.values()}
    for name in values:
        if isinstance(default := defaults.get(name), str):
            values[name] = default
    if kind == "slogans":
        values["slogan"] = text
    return values


# Of fields that must have a value, the one that claims least; the others have a usual value.
_VAGUEST = {"kind": "date", "label": "MISC", "indicator": "other", "document_type": "other", "form": "motto"}


def whole_fields(kind: FactKind, text: str, decided: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """Every field of the form, for formats that know no undecided ones.

    What nobody decided, as imported gold may leave it, is as the program found it; a field that must have a value and has none
    there either has the usual one, or the one that claims least.
    """
    usual = empty_fields(kind, text)
    whole = {}
    for name, field in fields_of(kind).items():
        value = decided.get(name, found.get(name, [] if field.many else None))
        if value is None and field.required:
            value = _VAGUEST.get(name) if usual[name] is None else usual[name]
        whole[name] = value
    return whole


def check_fields(kind: FactKind, given: dict[str, Any]) -> CheckedFields:
    """The values of a form that a browser sent: texts for most fields, a list of texts for those that hold many."""
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for name, field in fields_of(kind).items():
        value = given.get(name)
        if field.many:
            elements = [_text_of(element) for element in (value if isinstance(value, list) else [])]
            readings = [_read(field, element) for element in elements if element]
        else:
            text = _text_of(value)
            readings = [_read(field, text)] if text else []
        wrong = [reading.fault for reading in readings if reading.fault]
        found = [reading.value for reading in readings]
        values[name] = found if field.many else found[0] if found else None
        if wrong:
            faults[name] = wrong[0]
        elif field.required and not found:
            faults[name] = "זה שדה חובה"
    low, high = values.get("value_low"), values.get("value_high")
    if isinstance(low, float) and isinstance(high, float) and low > high:
        faults.setdefault("value_high", "הקצה העליון קטן מן התחתון")
    return CheckedFields(values, faults)


def _text_of(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(str(value).split())


@dataclass(frozen=True, slots=True)
class _Reading:
    value: Any = None
    fault: str = ""


def _read(field: Field, text: str) -> _Reading:
    if field.type == "choice":
        return _Reading(text) if text in field.values else _Reading(fault="אין ערך כזה ברשימה")
    return _READERS[field.type](text)


def _read_flag(text: str) -> _Reading:
    return _Reading(text == "true") if text in ("true", "false") else _Reading(fault="יש לבחור כן או לא")


def _read_whole(text: str) -> _Reading:
    if regex.fullmatch(r"-?[0-9]{1,9}", text):
        return _Reading(int(text))
    return _Reading(fault="יש לכתוב מספר שלם, למשל 12")


def _read_number(text: str) -> _Reading:
    plain = text.replace(",", "").removesuffix("%").strip()
    if regex.fullmatch(r"-?[0-9]{1,18}(\.[0-9]{1,12})?", plain):
        return _Reading(float(plain))
    return _Reading(fault="יש לכתוב מספר בספרות, למשל 7.5")


def _read_day(text: str) -> _Reading:
    try:
        if regex.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return _Reading(date.fromisoformat(text).isoformat())
    except ValueError:
        pass
    return _Reading(fault="יש לכתוב שנה-חודש-יום, למשל 2022-02-05")


def _read_edtf(text: str) -> _Reading:
    if is_edtf(text):
        return _Reading(text)
    return _Reading(fault="אין זה ערך EDTF. למשל: 2022-02-05, 2015/2023, ../2025, 2024-34 (רבעון שני)")


def _read_duration(text: str) -> _Reading:
    if regex.fullmatch(r"P(?=.)(\d+(\.\d+)?[YMWD]){0,4}(T(\d+(\.\d+)?[HMS]){1,3})?", text):
        return _Reading(text)
    return _Reading(fault="יש לכתוב משך ISO, למשל P9Y (תשע שנים), P3M, P10D")


def _read_time(text: str) -> _Reading:
    return _Reading(text) if regex.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text) else _Reading(fault="למשל 19:21")


def _read_unit(text: str) -> _Reading:
    if text in ("percent", "percentage_point", "times", "count") or regex.fullmatch(r"[A-Z]{3}", text):
        return _Reading(text)
    return _Reading(fault="percent, percentage_point, times, count או קוד מטבע כמו ILS")


_READERS: dict[FieldType, Callable[[str], _Reading]] = {
    "flag": _read_flag,
    "whole": _read_whole,
    "number": _read_number,
    "day": _read_day,
    "edtf": _read_edtf,
    "duration": _read_duration,
    "time": _read_time,
    "unit": _read_unit,
    "text": _Reading,
}


def is_edtf(text: str) -> bool:
    """Whether a text is a value of EDTF, levels 0 to 2. Raises NotebooksNotInstalledError where the library is not there."""
    try:
        from edtf import parse_edtf  # noqa: PLC0415 - of an extra
        from edtf.parser.edtf_exceptions import EDTFParseException  # noqa: PLC0415
    except ImportError:
        raise NotebooksNotInstalledError("edtf") from None
    try:
        parse_edtf(text)
    except EDTFParseException:
        return False
    return True


def same_values(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """Whether two sets of fields agree on every field that both hold; numbers to six places."""
    return not differing(first, second)


def differing(first: dict[str, Any], second: dict[str, Any]) -> list[str]:
    """The fields that both hold and that differ."""
    return [name for name in first if name in second and _plain(first[name]) != _plain(second[name])]


def _plain(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return round(float(value), 6)
