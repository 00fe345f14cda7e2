"""Large inputs are read in pieces that give, together, what the whole gives, and whose hashes tell what changed."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tracemalloc
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.reading import ColumnNames, ReadingLimits, Source, find_sources, read_source
from pipeline.reading.splitting import Piece, PieceLimits, split

RECORDS = [{"id": str(n), "text": f'המשק צמח בשיעור {n}\n"והיצוא" ירד, גם הוא {n}'} for n in range(200)]
LINES = "".join(f"{json.dumps(record, ensure_ascii=False)}\n" + "\n" * (n % 7 == 0) for n, record in enumerate(RECORDS))
SMALL = (PieceLimits(bytes=5000, records=30), PieceLimits(bytes=300, records=1000))
NONE = PieceLimits(bytes=1 << 30, records=1 << 30)


def as_table(*, torn: bool = False) -> str:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, ["id", "text"])
    writer.writeheader()
    writer.writerows(RECORDS)
    text = stream.getvalue()
    if torn:
        lines = text.split("\n")
        lines[100] += '"bad'
        text = "\n".join(lines)
    return text


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("lines.jsonl").write_text(LINES, "utf-8")
    Path("lines.json").write_text(LINES, "utf-8")
    Path("wide.jsonl").write_text(LINES, "utf-16")
    Path("packed.jsonl.gz").write_bytes(gzip.compress(LINES.encode()))
    Path("cut.jsonl.gz").write_bytes(gzip.compress(LINES.encode() * 20)[:-2000])
    Path("table.csv").write_bytes(as_table().encode())
    Path("torn.csv").write_bytes(as_table(torn=True).encode())
    Path("packed.csv.gz").write_bytes(gzip.compress(as_table().encode()))
    pq.write_table(pa.Table.from_pylist(RECORDS), "rows.parquet", row_group_size=37)
    with zipfile.ZipFile("members.zip", "w") as archive:
        for record in RECORDS:
            archive.writestr(f"{record['id']}.txt", record["text"])
    write_archive_of_records("records.zip")
    return tmp_path


def write_archive_of_records(path: str, lines: str = LINES, name: str = "days/lines.jsonl") -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("first.txt", RECORDS[0]["text"])
        archive.writestr(name, lines)
        archive.writestr(".hidden.jsonl", LINES)
        archive.writestr("table.csv", as_table())
        archive.writestr("wide.jsonl", LINES.encode("utf-16"))
        archive.writestr("packed.jsonl.gz", gzip.compress(LINES.encode()))
        archive.writestr("last.txt", RECORDS[1]["text"])


def pieces(name: str, most: PieceLimits, columns: ColumnNames | None = None) -> list[Piece]:
    [source] = find_sources([name])
    return list(split(source, columns or ColumnNames(), ReadingLimits(), most))


def outcomes(source: object) -> list[object]:
    assert isinstance(source, Source)
    return list(read_source(source))


NAMES = [
    *("lines.jsonl", "lines.json", "wide.jsonl", "packed.jsonl.gz", "cut.jsonl.gz"),
    *("table.csv", "torn.csv", "packed.csv.gz", "rows.parquet", "members.zip"),
    "records.zip",
]


@pytest.mark.parametrize("most", SMALL, ids=["by records", "by bytes"])
@pytest.mark.parametrize("name", NAMES)
def test_the_pieces_give_what_the_whole_gives(inputs: Path, name: str, most: PieceLimits) -> None:
    [whole] = pieces(name, NONE)
    assert isinstance(whole.source, Source)
    assert whole.source.part is None
    cut = pieces(name, most)
    assert len(cut) > 5
    assert [outcome for piece in cut for outcome in outcomes(piece.source)] == outcomes(whole.source)
    assert sorted({piece.start for piece in cut}) == [piece.start for piece in cut]
    for piece in cut:
        found = len(outcomes(piece.source))
        assert 0 < found <= piece.records + 1  # a fault is one more
        assert piece.records <= most.records + 1
        assert piece.size <= most.bytes + len("\n") or found == 1  # a blank line stays with the one before it


@pytest.mark.parametrize("name", NAMES)
def test_the_same_content_has_the_same_hashes(inputs: Path, name: str) -> None:
    assert pieces(name, SMALL[0]) == pieces(name, SMALL[0])
    assert len({piece.content for piece in pieces(name, SMALL[0])}) >= (
        1 if name in {"rows.parquet", "members.zip"} else 7
    )


@pytest.mark.parametrize("name", ["lines.jsonl", "table.csv"])
def test_a_change_is_seen_in_its_own_piece_alone(inputs: Path, name: str) -> None:
    before = pieces(name, SMALL[0])
    data = Path(name).read_bytes()
    Path(name).write_bytes(data.replace("בשיעור 45".encode(), "בשיעור 54".encode()))
    after = pieces(name, SMALL[0])
    assert [piece.start for piece in after] == [piece.start for piece in before]
    assert [a.content == b.content for a, b in zip(before, after, strict=True)].count(False) == 1


@pytest.mark.parametrize("name", ["lines.jsonl", "table.csv"])
def test_what_is_added_at_the_end_leaves_the_pieces_before_it(inputs: Path, name: str) -> None:
    before = pieces(name, SMALL[0])
    added = '{"id": "x", "text": "הייבוא עלה"}\n' if name.endswith("jsonl") else "x,הייבוא עלה\r\n"
    with Path(name).open("a", encoding="utf-8", newline="") as file:
        file.write(added)
    after = pieces(name, SMALL[0])
    kept = len(before) - 1
    assert [(piece.start, piece.content) for piece in after[:kept]] == [
        (piece.start, piece.content) for piece in before[:kept]
    ]
    assert (after[-1].start, after[-1].content) != (before[-1].start, before[-1].content)


def test_a_change_in_a_member_of_an_archive_leaves_the_other_pieces_of_its_records(inputs: Path) -> None:
    before = {(piece.start, piece.content) for piece in pieces("records.zip", SMALL[0])}
    write_archive_of_records("records.zip", LINES.replace("בשיעור 45", "בשיעור 54"))
    changed = before - {(piece.start, piece.content) for piece in pieces("records.zip", SMALL[0])}
    of_members_together = {piece.start for piece in pieces("records.zip", SMALL[0]) if inner_of(piece) is None}
    assert len({start for start, _ in changed} - of_members_together) == 1
    assert len(before) > 15


def test_a_member_that_is_called_otherwise_is_another(inputs: Path) -> None:
    before = {piece.content for piece in pieces("records.zip", SMALL[0]) if inner_of(piece) is not None}
    write_archive_of_records("records.zip", name="days/others.jsonl")
    after = {piece.content for piece in pieces("records.zip", SMALL[0]) if inner_of(piece) is not None}
    assert 0 < len(before & after) < len(before)


def inner_of(piece: Piece) -> object:
    assert isinstance(piece.source, Source)
    assert piece.source.part is not None
    return piece.source.part.inner


def test_members_that_are_left_out_are_no_piece_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile("a.zip", "w") as archive:
        for name in ("a/", "b/", "b/a.txt", "b/b.txt", "b/.c.txt", "d/"):
            archive.writestr(name, "המשק צמח" * (not name.endswith("/")))
    cut = pieces("a.zip", PieceLimits(bytes=1000, records=2))
    assert [len(outcomes(piece.source)) for piece in cut] == [2]


def test_a_table_whose_header_changes_is_another_table(inputs: Path) -> None:
    before = {piece.content for piece in pieces("table.csv", SMALL[0])}
    Path("table.csv").write_bytes(Path("table.csv").read_bytes().replace(b"id,text", b"no,text"))
    assert before.isdisjoint({piece.content for piece in pieces("table.csv", SMALL[0])})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "המשק צמח" * 1000),
        ("a.html", "<p>המשק צמח</p>" * 1000),
        ("a.json", "[" + ",".join(LINES.split("\n")[:9]).replace(",,", ",") + "]"),
        ("binary.jsonl", "%PDF-" + "\0" * 9000),
        ("broken.parquet", "PAR1" + "x" * 9000),
        ("broken.zip", "PK" + "x" * 9000),
        ("empty.jsonl", ""),
        ("blank.jsonl", "\n" * 9000),
        ("empty.csv", ""),
        ("header.csv", "id,text\n"),
        ("no-text.csv", "id,when\n" + "1,2021\n" * 900),
    ],
)
def test_what_cannot_be_cut_is_one_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(data, "utf-8")
    [piece] = pieces(name, PieceLimits(bytes=1000, records=50))
    assert isinstance(piece.source, Source)
    assert piece.source.part is None
    assert piece.content
    assert outcomes(piece.source)


def test_a_named_column_that_a_later_piece_lacks_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = ['{"body": "המשק צמח"}'] * 10 + ['{"text": "היצוא ירד"}'] * 10
    Path("a.jsonl").write_text("\n".join(lines), "utf-8")
    columns = ColumnNames(text="body")
    found = [
        type(outcome).__name__
        for piece in pieces("a.jsonl", PieceLimits(bytes=10**6, records=5), columns)
        if isinstance(piece.source, Source)
        for outcome in read_source(piece.source, columns)
    ]
    assert found == ["Article"] * 10 + ["Reject"] * 10


def test_an_input_that_cannot_be_opened_has_no_hash(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("{}")
    sources = find_sources([str(path)])
    path.unlink()
    [piece] = split(sources[0], ColumnNames(), ReadingLimits(), NONE)
    assert piece.content is None


def test_one_huge_file_is_cut_and_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.jsonl"
    line = json.dumps({"text": "המשק צמח. " * 400}, ensure_ascii=False) + "\n"
    with path.open("w", encoding="utf-8") as file:
        for _ in range(5000):
            file.write(line)
    size = path.stat().st_size
    assert size > 34_000_000
    tracemalloc.start()
    try:
        cut = pieces(str(path), PieceLimits(bytes=1 << 20, records=512))
        read = sum(len(outcomes(piece.source)) for piece in cut[:1] + cut[-1:])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(cut) == pytest.approx(size / (1 << 20), rel=0.1)
    assert read > 100
    assert peak < 12_000_000
