"""The command line as its users and their scripts meet it: output, errors of one line, exit status."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from spacy.language import Language

from pipeline import __version__, cli
from pipeline.tables.schemas import TABLES

ROOT = Path(__file__).parents[1]
TEXT = "ב-5 בפברואר 2022 הוציא הפוליטביורו את החלטה מס' 28-NQ/TW.\n"
TABLE = "body,when\nהמשק צמח ב-2.5% ברבעון הראשון,2023-05-16\n"


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str


Uvdot = Callable[..., Outcome]


@pytest.fixture
def uvdot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: Language
) -> Uvdot:
    """Runs the command in this process, in a folder with `a.txt`, `news/`, `bad.txt` and `table.csv`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("pipeline.language.build_language", lambda *_, **__: language)
    Path("news").mkdir()
    Path("news/a.txt").write_text(TEXT, "utf-8")
    Path("a.txt").write_text(TEXT, "utf-8")
    Path("bad.txt").write_text("English only.", "utf-8")
    Path("table.csv").write_text(TABLE, "utf-8")

    def run(*arguments: str, stdin: str = "") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["uvdot", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as ended:
            cli.main()
        captured = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Outcome(ended.value.code, captured.out, captured.err)

    return run


def rows(table: str, out: str = "out") -> list[dict[str, Any]]:
    return list(pq.read_table(Path(out) / table).to_pylist())


def test_a_run_in_which_everything_was_read_ends_with_0(uvdot: Uvdot) -> None:
    done = uvdot("run", "news", "--out", "out", "--workers", "1")
    assert done.status == 0
    assert done.err == ""
    counts = {line.split("│")[1].strip(): line.split("│")[2].strip() for line in done.out.splitlines() if "│ " in line}
    assert counts == {name: str(len(rows(name))) for name in TABLES}
    assert [row["code"] for row in rows("resolutions")] == ["28-NQ/TW"]
    assert "rejected" not in done.out


def test_a_run_with_rejects_ends_with_3_and_says_how_many(uvdot: Uvdot) -> None:
    done = uvdot("run", "news", "bad.txt", "--out", "out", "--workers", "1")
    assert done.status == 3
    assert "1 rejected: not_hebrew" in done.out
    assert len(rows("articles")) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "nowhere", "--out", "out"], "uvdot: E101: Nothing to read at 'nowhere'."),
        (["run", "news/*.csv", "--out", "out"], "uvdot: E101: Nothing to read at 'news/*.csv'."),
        (["run", "news", "--out", "a.txt"], "uvdot: E401: a.txt cannot be written"),
        (
            ["run", "table.csv", "--out", "out", "--text-column", "[bold]"],
            "uvdot: E102: table.csv has no column '[bold]'",
        ),
        (["evaluate", "--gold", "nowhere.jsonl"], "uvdot: E301: nowhere.jsonl"),
        (["evaluate", "--gold", "a.txt"], "uvdot: E301: a.txt, line 1: not JSON"),
        (["show", "nowhere.txt"], "uvdot: E101: Nothing to read at 'nowhere.txt'."),
        (["show", "a.txt", "--html", "no/folder/page.html"], "uvdot: E401: no/folder/page.html cannot be written"),
    ],
)
def test_what_the_user_can_mend_is_one_line_and_status_2(uvdot: Uvdot, arguments: list[str], message: str) -> None:
    done = uvdot(*arguments)
    assert done.status == 2
    assert done.err.startswith(message)
    assert done.err.count("\n") == 1
    assert done.out == ""
    assert not Path("out").exists() or not list(Path("out").glob("[!_]*"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "news"],
        ["run", "--out", "out"],
        ["run", "news", "--out", "out", "--workers", "0"],
        ["run", "news", "--out", "out", "--workers", "many"],
        ["run", "news", "--out", "out", "--stdin-format", "pdf"],
        ["run", "news", "--out", "out", "--wrokers", "1"],
        ["schema", "--format", "xml"],
        ["evaluate"],
        ["evaluate", "--gold", "a.txt", "--worst", "-1"],
        ["shwo"],
        [],
    ],
)
def test_wrong_usage_is_status_2_without_a_traceback(uvdot: Uvdot, arguments: list[str]) -> None:
    done = uvdot(*arguments)
    assert done.status == 2
    assert "Traceback" not in done.err + done.out
    assert "Usage" in done.err + done.out


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("wrokers = 2", "uvdot: E001: setting wrokers: "),
        ("[columns]\ntxt = 'x'", "uvdot: E001: setting columns.txt: "),
        ("workers = 0", "uvdot: E001: setting workers: "),
        ("workers", "uvdot: E001: uvdot.toml is not TOML: "),
    ],
)
def test_a_wrong_setting_is_named(uvdot: Uvdot, toml: str, message: str) -> None:
    Path("uvdot.toml").write_text(toml)
    done = uvdot("run", "news", "--out", "out")
    assert done.status == 2
    assert done.err.startswith(message)
    assert done.err.count("\n") == 1


def test_a_setting_in_the_environment_that_is_none_is_named(uvdot: Uvdot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UVDOT_WROKERS", "2")
    done = uvdot("run", "news", "--out", "out")
    assert (done.status, done.err.split(":")[1]) == (2, " E001")
    assert "UVDOT_WROKERS" in done.err


def test_a_fault_of_ours_is_status_1_with_a_traceback(uvdot: Uvdot, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("surprise")

    monkeypatch.setattr("pipeline.running.run.run", broken)
    done = uvdot("run", "news", "--out", "out")
    assert done.status == 1
    assert "ZeroDivisionError: surprise" in done.err
    assert "this is a fault of ours" in done.err


def test_json_is_the_record_of_the_run_and_nothing_else(uvdot: Uvdot) -> None:
    done = uvdot("run", "news", "bad.txt", "--out", "out", "--workers", "1", "--json")
    record = json.loads(done.out)
    assert done.status == 3
    assert done.err == ""
    assert record["counts"]["articles"] == 1
    assert record["rejects"] == {"not_hebrew": 1}
    [path] = Path("out/_runs").iterdir()
    assert json.loads(path.read_text("utf-8"))["run_id"] == record["run_id"]


def test_quiet_prints_nothing_and_keeps_the_status(uvdot: Uvdot) -> None:
    assert uvdot("run", "news", "--out", "out", "--workers", "1", "--quiet") == Outcome(0, "", "")
    assert uvdot("run", "bad.txt", "--out", "other", "--workers", "1", "-q") == Outcome(3, "", "")
    assert uvdot("run", "nowhere", "--out", "other", "-q").err != ""


def test_columns_given_on_the_line_are_read(uvdot: Uvdot) -> None:
    done = uvdot(
        *("run", "table.csv", "--out", "out", "--workers", "1", "-q"), "--text-column", "body", "--date-column", "when"
    )
    assert done.status == 0
    [article] = rows("articles")
    assert article["raw_text"] == "המשק צמח ב-2.5% ברבעון הראשון"
    assert str(article["published_at"]) == "2023-05-16"


@pytest.mark.parametrize(
    ("form", "stdin"),
    [
        ("text", TEXT),
        ("json_lines", json.dumps({"text": TEXT})),
        ("json", json.dumps([{"text": TEXT}])),
        ("csv", f'text\n"{TEXT}"\n'),
        ("html", f"<html><body><article><h1>כותרת</h1><p>{TEXT * 20}</p></article></body></html>"),
    ],
)
def test_standard_input_is_read_in_the_format_given(uvdot: Uvdot, form: str, stdin: str) -> None:
    done = uvdot("run", "-", "--stdin-format", form, "--out", "out", "--workers", "1", "-q", stdin=stdin)
    assert done.status == 0
    assert "28-NQ/TW" in {row["code"] for row in rows("resolutions")}
    assert rows("articles")[0]["source_uri"].startswith("-")


def test_a_dataset_of_other_inputs_is_replaced_only_with_overwrite(uvdot: Uvdot) -> None:
    assert uvdot("run", "a.txt", "--out", "out", "--workers", "1", "-q").status == 0
    refused = uvdot("run", "news", "--out", "out", "--workers", "1", "-q")
    assert refused.status == 2
    assert "--overwrite" in refused.err
    assert uvdot("run", "news", "--out", "out", "--workers", "1", "-q", "--overwrite").status == 0
    assert [row["source_uri"] for row in rows("articles")] == ["news/a.txt"]


def test_show_prints_the_article_with_its_facts(uvdot: Uvdot) -> None:
    done = uvdot("show", "a.txt")
    assert done.status == 0
    assert "הוציא" in done.out
    assert "code=28-NQ/TW" in done.out.replace("\n", "")
    assert "edtf=2022-02-05" in done.out.replace("\n", "")


def test_show_reads_standard_input(uvdot: Uvdot) -> None:
    assert "28-NQ/TW" in uvdot("show", "-", stdin=TEXT).out


def test_show_writes_a_page(uvdot: Uvdot) -> None:
    assert uvdot("show", "a.txt", "--html", "page.html") == Outcome(0, "", "")
    page = Path("page.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert '<mark class="resolutions">' in page


def test_show_explains_where_it_is_asked_to(uvdot: Uvdot) -> None:
    Path("b.txt").write_text("ההחלטה התקבלה ב-5 בפברואר 2022 ותיושם עד 2030. ראו סעיף 2021.", "utf-8")
    explained = uvdot("show", "b.txt", "--explain").out
    assert "modifier: the words beside it «עד»" in explained
    assert "refused by dates.look_alike.numbered" in " ".join(explained.split())
    assert "refused" not in uvdot("show", "b.txt").out
    uvdot("show", "b.txt", "--explain", "--html", "page.html")
    assert "dates.look_alike.numbered" in Path("page.html").read_text("utf-8")


def test_show_of_a_text_that_is_no_article_says_why_and_ends_with_3(uvdot: Uvdot) -> None:
    done = uvdot("show", "bad.txt")
    assert done.status == 3
    assert done.err.startswith("bad.txt: ")
    assert done.err.rstrip().endswith("(not_hebrew)")
    assert done.out == ""


def test_show_of_a_table_shows_every_article(uvdot: Uvdot) -> None:
    Path("two.jsonl").write_text("".join(json.dumps({"text": f"המשק צמח בשנת {y}"}) + "\n" for y in (2020, 2021)))
    done = uvdot("show", "two.jsonl")
    assert "two.jsonl#1" in done.out
    assert "edtf=2021" in done.out.replace("\n", "")


def test_the_data_dictionary_in_both_forms(uvdot: Uvdot) -> None:
    markdown = uvdot("schema")
    assert markdown.status == 0
    assert markdown.out.startswith("# Data dictionary")
    assert [line[3:] for line in markdown.out.splitlines() if line.startswith("## ")] == list(TABLES)
    as_json = uvdot("schema", "--format", "json")
    assert [table["name"] for table in json.loads(as_json.out)["tables"]] == list(TABLES)


GOLD = {
    "article_id": "a", "raw_text": TEXT, "published_at": None,
    "facts": [{"kind": "dates", "raw_start": 2, "raw_end": 16, "fields": {"edtf": "2022-02-05"}}],
}  # fmt: skip


def test_evaluate_prints_scores(uvdot: Uvdot) -> None:
    Path("gold.jsonl").write_text(json.dumps(GOLD))
    done = uvdot("evaluate", "--gold", "gold.jsonl", "--worst", "0")
    assert done.status == 0
    assert "gold.jsonl: 1 articles" in done.out
    [row] = [line for line in done.out.splitlines() if "dates" in line and "│" in line]
    assert row.count("1.000") == 9
    assert "edtf* 1/1" in done.out


def test_evaluate_as_json_keeps_files_apart(uvdot: Uvdot) -> None:
    Path("gold.jsonl").write_text(json.dumps(GOLD))
    Path("none.jsonl").write_text(json.dumps(GOLD | {"facts": []}))
    content = json.loads(uvdot("evaluate", "--gold", "gold.jsonl", "--gold", "none.jsonl", "--json").out)
    assert content["gold.jsonl"]["kinds"]["dates"]["fact"]["f1"] == 1.0
    assert content["none.jsonl"]["kinds"]["dates"]["fact"]["recall"] is None


def test_evaluate_shows_the_reliability_of_confidences(uvdot: Uvdot) -> None:
    Path("gold.jsonl").write_text(json.dumps(GOLD))
    done = uvdot("evaluate", "--gold", "gold.jsonl", "--reliability")
    assert (done.status, done.err) == (0, "")
    assert "mean confidence" in done.out
    dates = json.loads(uvdot("evaluate", "--gold", "gold.jsonl", "--reliability", "--json").out)["dates"]
    assert (dates["facts"], dates["share_right"]) == (1, 1.0)
    assert dates["brier_score"] == pytest.approx((1 - dates["mean_confidence"]) ** 2)


def test_calibrate_learns_from_gold_and_says_where_it_wrote(uvdot: Uvdot) -> None:
    Path("gold.jsonl").write_text(json.dumps(GOLD))
    done = uvdot("calibrate", "--gold", "gold.jsonl", "--out", "learnt.yaml")
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[-1] == "learnt.yaml"
    assert '"dates.day_month_year": [{least: 0, right: ' in Path("learnt.yaml").read_text()
    assert uvdot("calibrate", "--gold", "gold.jsonl", "--out", "no/folder.yaml").status == 2


def test_evaluate_runs_on_the_gold_of_the_corpus(uvdot: Uvdot) -> None:
    files = sorted((ROOT / "corpus" / "gold").glob("*-dev.jsonl"))
    assert files
    arguments = [argument for path in files for argument in ("--gold", str(path))]
    done = uvdot("evaluate", *arguments)
    assert (done.status, done.err) == (0, "")
    assert [f"{path.name}: " in done.out for path in files] == [True] * len(files)
    as_json = json.loads(uvdot("evaluate", *arguments, "--json").out)
    for path in files:
        kinds = as_json[str(path)]["kinds"]
        assert all(
            ways["strict"]["matched"] <= ways["overlap"]["matched"] <= ways["overlap"]["gold"]
            for ways in kinds.values()
        )
        assert kinds["dates"]["fact"]["f1"] > 0.5


def python(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        **options,
    )


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["run", "--help"]])
def test_answers_that_need_no_language_come_without_loading_one(arguments: list[str]) -> None:
    code = (
        "import sys; sys.argv[1:] = sys.argv[1:]\n"
        "from pipeline.cli import main\n"
        "try:\n    main()\nfinally:\n    print('loaded', 'spacy' in sys.modules or 'pyarrow' in sys.modules)"
    )
    done = python("-c", code, *arguments)
    assert done.returncode == 0
    assert done.stdout.rstrip().endswith("loaded False")


def test_the_module_runs_as_the_command() -> None:
    done = python("-m", "pipeline", "--version", cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"uvdot {__version__}\n", "")


def test_hebrew_is_printed_whatever_the_encoding_of_the_system(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = python("-m", "pipeline", "schema", cwd=ROOT, env=environment)
    assert done.returncode == 0
    assert "ברורים" in done.stdout
    done = python("-m", "pipeline", "run", "חדשות", "--out", str(tmp_path / "out"), cwd=ROOT, env=environment)
    assert (done.returncode, done.stderr.startswith("uvdot: E101: Nothing to read at 'חדשות'")) == (2, True)


@pytest.mark.skipif(os.name != "posix", reason="pipes that break")
@pytest.mark.parametrize(
    "arguments", [["schema"], ["show", str(ROOT / "corpus" / "articles" / "vn-01-party-leadership.txt")]]
)
def test_a_reader_that_goes_away_gets_no_traceback(arguments: list[str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read().decode()
        process.wait()
    assert errors == ""
    assert process.returncode == 1
