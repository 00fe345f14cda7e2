"""What files, folders, patterns and links become: sources in a fixed order, each file once."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from pipeline.articles import Reject, RejectReason
from pipeline.errors import InputNotFoundError
from pipeline.reading import Source, SourceFormat, find_sources, read_source

TEXT = "ועדת המפלגה המחוזית פרסמה את החלטה מס' 09-NQ/TU"


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `news` in the working folder with articles, a hidden file, a subfolder and a file of another kind."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "news"
    (folder / "b").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    for name in ("c.txt", "a.txt", ".secret.txt", "b/d.html", "b/day.jsonl.gz", ".hidden/e.txt", "table.xlsx"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    return folder


def locations(*inputs: str) -> list[str]:
    return [found.location if isinstance(found, Source) else f"!{found.source_uri}" for found in find_sources(inputs)]


EVERYTHING = ["news/a.txt", "news/b/d.html", "news/b/day.jsonl.gz", "news/c.txt", "!news/table.xlsx"]


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        (["news"], EVERYTHING),
        (["news/"], EVERYTHING),
        (["./news"], [f"!./{name[1:]}" if name.startswith("!") else f"./{name}" for name in EVERYTHING]),
        (["news/c.txt", "news/a.txt"], ["news/c.txt", "news/a.txt"]),
        (["news/*.txt"], ["news/a.txt", "news/c.txt"]),
        (["news/**/*.html"], ["news/b/d.html"]),
        (["news/**/*.txt"], ["news/a.txt", "news/c.txt"]),
        (["**/*.txt"], ["news/a.txt", "news/c.txt"]),
        (["./**/d.*"], ["news/b/d.html"]),
        (["news/**"], EVERYTHING),
        (["**/b"], ["news/b/d.html", "news/b/day.jsonl.gz"]),
        (["**/news/**/b/*.html"], ["news/b/d.html"]),
        (["news/b*"], ["news/b/d.html", "news/b/day.jsonl.gz"]),
        (["news/c.txt", "news"], ["news/c.txt", *(name for name in EVERYTHING if name != "news/c.txt")]),
        (["news/a.txt", "news/../news/a.txt"], ["news/a.txt"]),
        (["news/.secret.txt"], ["news/.secret.txt"]),
        (["-", "-"], ["-"]),
    ],
)
@pytest.mark.usefixtures("news")
def test_inputs_become_sources_in_a_fixed_order_each_once(inputs: list[str], expected: list[str]) -> None:
    assert locations(*inputs) == expected


@pytest.mark.parametrize(
    "given", ["news/*.csv", "nowhere", "news/nowhere.txt", "", "a\0b", "x" * 5000, "news/[", "empty"]
)
def test_an_input_that_matches_nothing_is_an_error_that_names_it(given: str, news: Path) -> None:
    (news.parent / "empty").mkdir()
    with pytest.raises(InputNotFoundError, match="Nothing to read at"):
        find_sources([given])


def test_a_name_with_wildcards_in_it_is_a_name_first(news: Path) -> None:
    (news / "[מודעה_1].txt").write_text(TEXT, encoding="utf-8")
    assert locations("news/[מודעה_1].txt") == ["news/[מודעה_1].txt"]


def test_a_source_knows_its_format_and_size_and_crosses_processes(news: Path) -> None:
    found = find_sources(["news/b"])
    assert [(source.format, source.byte_size) for source in found if isinstance(source, Source)] == [
        (SourceFormat.HTML, len(TEXT.encode())),
        (SourceFormat.JSON_LINES, len(TEXT.encode())),
    ]
    assert pickle.loads(pickle.dumps(found)) == found


def test_another_format_is_rejected_with_the_formats_that_are_read(news: Path) -> None:
    [reject] = find_sources([str(news / "table.xlsx")])
    assert isinstance(reject, Reject)
    assert reject.reason is RejectReason.UNSUPPORTED_FORMAT
    assert ".jsonl" in reject.message and ".parquet" in reject.message


def test_links_out_of_the_folder_are_rejected_and_links_inside_read_once(news: Path) -> None:
    outside = news.parent / "outside"
    outside.mkdir()
    (outside / "x.txt").write_text(TEXT, encoding="utf-8")
    (news / "0-file.txt").symlink_to(outside / "x.txt")
    (news / "1-folder").symlink_to(outside)
    (news / "2-loop.txt").symlink_to(news / "2-loop.txt")
    (news / "3-up").symlink_to(news)
    (news / "4-inside.txt").symlink_to(news / "a.txt")
    found = find_sources(["news"])
    reasons = {found.source_uri: found.reason for found in found if isinstance(found, Reject)}
    assert reasons == {
        "news/0-file.txt": RejectReason.UNSAFE_PATH,
        "news/1-folder": RejectReason.UNSAFE_PATH,
        "news/2-loop.txt": RejectReason.UNREADABLE,
        "news/table.xlsx": RejectReason.UNSUPPORTED_FORMAT,
    }
    assert sum(isinstance(source, Source) and Path(source.path).samefile(news / "a.txt") for source in found) == 1
    assert {item.source_uri for item in find_sources(["news/[01]*"]) if isinstance(item, Reject)} == {
        "news/0-file.txt",
        "news/1-folder",
    }
    assert locations("news/0-file.txt") == ["news/0-file.txt"]


def test_links_in_a_circle_are_not_followed_by_a_pattern(news: Path) -> None:
    for name in ("x", "y", "z"):
        (news / "b" / name).symlink_to(news)
    assert locations("news/**/*.html") == ["news/b/d.html"]


def test_a_pipe_in_a_folder_is_not_waited_for(news: Path) -> None:
    os.mkfifo(news / "pipe.txt")
    [reject] = [found for found in find_sources(["news"]) if found.__class__ is Reject and "pipe" in found.message]
    assert isinstance(reject, Reject)
    assert reject.reason is RejectReason.UNREADABLE


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\nb.txt", r"a\u000ab.txt"),
        ("\u202egnp.txt", r"\u202egnp.txt"),
        (b"\xf9\xec.txt".decode("utf-8", "surrogateescape"), r"\udcf9\udcec.txt"),
        ("a\\b.txt", r"a\\b.txt"),
        ("\x1b[31m.bin", r"\u001b[31m.bin"),
        ("חדשות היום.txt", "חדשות היום.txt"),
    ],
)
def test_hostile_names_are_written_out(news: Path, name: str, shown: str) -> None:
    folder = news / "names"
    folder.mkdir()
    (folder / name).write_text(TEXT, encoding="utf-8")
    [found] = find_sources(["news/names"])
    if isinstance(found, Source):
        [outcome] = read_source(found)
        assert outcome.source_uri == f"news/names/{shown}"
        assert outcome.source_uri.encode("utf-8")
    else:
        assert found.source_uri == f"news/names/{shown}"
        assert found.message.startswith(f"news/names/{shown}: ")
