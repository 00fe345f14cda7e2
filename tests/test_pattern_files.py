"""A fault in a rule or word-list file is named with its file, its line and its reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from pipeline.errors import PatternFileError
from pipeline.pattern_files import load_patterns


class Series(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: str
    words: list[str] = []
    weight: float = 1.0


class Vocabulary(BaseModel):
    model_config = ConfigDict(extra="forbid")

    series: list[Series]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "series.yaml"


def test_a_good_file_becomes_the_shape_asked_for(file: Path) -> None:
    file.write_text(
        "series:\n  - {code: NQ, words: [החלטה, נה''ק]}  # החלטה מס' 28-NQ/TW\n  - code: CT\n    weight: 0.5\n", "utf-8"
    )
    assert load_patterns(file, Vocabulary) == Vocabulary(
        series=[Series(code="NQ", words=["החלטה", "נה''ק"]), Series(code="CT", weight=0.5)]
    )


def test_plain_types_do_as_shapes(file: Path) -> None:
    file.write_text("ינואר: 1\nפברואר: 2\n", "utf-8")
    assert load_patterns(file, dict[str, int]) == {"ינואר": 1, "פברואר": 2}


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("series: [\n  {code: NQ}\n", 3, "did not find expected"),
        ("series:\n  - code: NQ\n\twords: []\n", 3, "found a tab character"),
        ("series: 'NQ\n", 2, "unexpected end of stream"),
        ("series:\n  - code: NQ\n    words: []\n    words: []\n", 4, "'words' stands here a second time"),
        ("series: []\nseries: []\n", 2, "'series' stands here a second time"),
        ("series:\n  - ? [a, b]\n    : c\n", 2, "a key must be one word or text"),
        ("series:\n  - code: NQ\n    words:\n      - החלטה\n      - 28\n", 5, "series.0.words.1: Input should be a valid string"),
        ("series:\n  - code: NQ\n  - code: CT\n    weight: heavy\n", 4, "series.1.weight: Input should be a valid number"),
        ("series:\n  - code: NQ\n  - words: []\n", 3, "series.1.code: Field required"),
        ("series:\n  - code: NQ\n    wrods: []\n", 3, "series.0.wrods: Extra inputs are not permitted"),
        ("- NQ\n", 1, "Input should be a valid dictionary"),
        ("series: []\n# a bell: \x07\n", 2, "U+0007: control characters are not allowed"),
        ("series: !!python/object/apply:os.getcwd []\n", 1, "could not determine a constructor"),
        ("", None, "Input should be a valid dictionary"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_file_line_and_reason(file: Path, content: str, line: int | None, reason: str) -> None:
    file.write_text(content, "utf-8")
    with pytest.raises(PatternFileError) as raised:
        load_patterns(file, Vocabulary)
    where = "series.yaml" if line is None else f"series.yaml, line {line}"
    assert str(raised.value).startswith(f"{where}: ")
    assert reason in str(raised.value)


def test_a_file_that_is_not_utf_8_is_named(file: Path) -> None:
    file.write_bytes("series: [החלטה]".encode("cp1255"))
    with pytest.raises(PatternFileError, match=r"series\.yaml: cannot be read"):
        load_patterns(file, Vocabulary)


def test_every_file_of_the_project_loads_without_a_repeated_key() -> None:
    folder = Path(__file__).parents[1] / "pipeline"
    files = sorted(folder.rglob("*.yaml"))
    assert len(files) > 5
    for path in files:
        load_patterns(path, object)
