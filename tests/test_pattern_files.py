"""A fault in a rule or word-list file is named with its file, its line and its reason."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import AfterValidator, BaseModel, ConfigDict

from pipeline.components.dates.atoms import Cues, RelativeWords
from pipeline.components.dates.look_alikes import LookAlike
from pipeline.components.growth.lexicon import _ChangeWords
from pipeline.components.names.contexts import _EventFile
from pipeline.components.sentences.patterns import SentencePatterns
from pipeline.errors import PatternFileError
from pipeline.pattern_files import RegexSource, load_patterns, regex_check


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
        ("series:\n  - code: NQ\n    wrods:\n      - החלטה\n", 3, "series.0.wrods: Extra inputs are not permitted"),
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


class Rules(BaseModel):
    model_config = ConfigDict(extra="forbid")

    words: list[RegexSource] = []
    expression: Annotated[str, AfterValidator(regex_check("unit"))] = ""
    counts: dict[RegexSource, int] = {}


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("words:\n  - החלטה\n  - 'חוק(?! זה'\n", 3, "words.1: not a regular expression: missing )"),
        ("words: ['[א-']\n", 1, "words.0: not a regular expression"),
        ("words:\n  - 'ה{unit}'\n", 2, "words.0: {unit} is no part that can be filled in here"),
        ("words: []\nexpression: '{unit} (?:ראשון'\n", 2, "expression: not a regular expression: missing )"),
        ("words: []\nexpression: '{number} ימים'\n", 2, "expression: {number} is no part that can be filled in here"),
        ("counts:\n  אחד: 1\n  שניים(: 2\n", 3, "not a regular expression"),
    ],
)
def test_a_bad_regular_expression_is_named_with_file_line_and_reason(
    file: Path, content: str, line: int, reason: str
) -> None:
    file.write_text(content, "utf-8")
    with pytest.raises(PatternFileError) as raised:
        load_patterns(file, Rules)
    assert str(raised.value).startswith(f"series.yaml, line {line}: ")
    assert reason in str(raised.value)


def test_repetitions_classes_and_known_parts_are_no_fault(file: Path) -> None:
    file.write_text("words: ['[א-ת]{2,4}', '\\p{Hebrew}+', 'תמ\"ג']\nexpression: '{unit}(?: ימים){2}'\n", "utf-8")
    rules = load_patterns(file, Rules)
    assert rules.words == ["[א-ת]{2,4}", "\\p{Hebrew}+", 'תמ"ג']


COMPONENTS = Path(__file__).parents[1] / "pipeline" / "components"
# Rule files of components, their shape, and a text in them of which a change makes a bad regular expression.
BROKEN = [
    ("dates/patterns/look_alikes.yaml", list[LookAlike], r"(?:0\d{1,2}-", r"(?:0\d{1,2}-("),
    ("dates/patterns/relative.yaml", RelativeWords, r"'ה-?\d'", r"'ה-?\d('"),
    ("dates/patterns/cues.yaml", Cues, r"'\d%'", r"'[\d%'"),
    ("growth/patterns/change_words.yaml", _ChangeWords, "הוכפל,", "'הוכפל(',"),
    ("names/patterns/events.yaml", _EventFile, "(?P<name>קונגרס", "(?P<named>קונגרס"),
    ("names/patterns/events.yaml", _EventFile, "{START}(?:", "{START}(?:{BEGIN}"),
    ("sentences/patterns.yaml", SentencePatterns, "[ראו גם,", "['ראו גם)',"),
]


@pytest.mark.parametrize(("name", "shape", "good", "bad"), BROKEN)
def test_a_bad_regular_expression_in_a_component_s_file_is_named_at_load(
    tmp_path: Path, name: str, shape: Any, good: str, bad: str
) -> None:
    source = (COMPONENTS / name).read_text("utf-8")
    before, found, after = source.partition(good)
    assert found
    copy = tmp_path / Path(name).name
    copy.write_text(before + bad + after, "utf-8")
    with pytest.raises(PatternFileError) as raised:
        load_patterns(copy, shape)
    assert str(raised.value).startswith(f"{copy.name}, line {before.count(chr(10)) + 1}: ")
