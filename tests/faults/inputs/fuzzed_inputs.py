"""Inputs of every format that nobody would write: harmed at the level of bytes, and sound ones that hold anything at all."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

# A file's name and bytes.
Input = tuple[str, bytes]

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1255", "iso8859-8", "cp862", "latin-1")
DELIMITERS = {"csv": ",", "tsv": "\t"}
STREAMED = ("txt", "html", "jsonl", "ndjson", "json", "csv", "tsv")
PACKED: dict[str, Callable[[bytes], bytes]] = {
    "": lambda data: data,
    ".gz": lambda data: gzip.compress(data, mtime=0),
    ".zst": lambda data: zstandard.ZstdCompressor().compress(data),
}
FORMATS = (*(inner + suffix for inner in STREAMED for suffix in PACKED), "parquet", "zip")

# What formats, encodings and rules take notice of.
TELLING = [
    *(
        b'"',
        b"'",
        b"\n",
        b"\r\n",
        b"\r",
        b"\0",
        b"<",
        b">",
        b"&",
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b"\t",
        b"\\",
        b"\xff\xfe",
    ),
    *(
        b"\\u0000",
        b"\\ud800",
        b"&#1488;",
        b"&#x110000;",
        b"<script>",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"</p>",
        b"PK\x03\x04",
    ),
    *(
        b"PAR1",
        b"PK\x05\x06",
        b"\x1f\x8b\x08",
        b"\x28\xb5\x2f\xfd",
        b"\xe2\x80\xae",
        b"\xef\xbb\xbf",
        b"\xd7",
        b"\xed\xa0\x80",
    ),
    *(b"1e999", b"NaN", b"-Infinity", b"null", b"99999999999999999999", b"0.0000001%", b"31.2.2024", b"29/02/2023"),
    *("תשפ״ד", "12.5%", "מס' 28-NQ/TW", 'בג"ץ 1/24', "ב-31 בפברואר", "לפני 999999 שנה", '"', "״", "־", "–", "\u200f"),
]
MARKS = [mark.encode() if isinstance(mark, str) else mark for mark in TELLING]


def harmed(texts: list[str], count: int, seed: int) -> Iterator[Input]:
    """So many inputs made of the texts and harmed, each format in turn; half of the packed ones before they are packed."""
    chance = Random(seed)
    for number in range(count):
        name = FORMATS[number % len(FORMATS)]
        inner, _, packing = name.partition(".")
        pack = PACKED.get("." + packing if packing else "", PACKED[""])
        records = [chance.choice(texts) for _ in range(chance.randint(1, 4))]
        if inner == "parquet":
            data = parquet(pa.table({"text": records, "date": ["13.10.2025"] * len(records)}))
        elif inner == "zip":
            members = [written(chance.choice(STREAMED), chance.sample(texts, 1), chance) for _ in records]
            names = [f"{place}.{chance.choice(STREAMED)}" for place in range(len(members))]
            if chance.random() < 0.5:
                members = [harm(member, chance) for member in members]
            data = archive(list(zip(names, members, strict=True)))
        else:
            data = written(inner, records, chance)
        data = pack(harm(data, chance)) if packing and chance.random() < 0.5 else harm(pack(data), chance)
        yield f"{number:06}.{name}", data


def written(inner: str, records: list[str], chance: Random) -> bytes:
    """The records as one of the formats that are text, most often in UTF-8."""
    if inner == "txt":
        text = records[0]
    elif inner == "html":
        paragraphs = "".join(f"<p class='x'>{record}</p>" for record in records)
        head = '<meta charset="utf-8"><title>כותרת</title><meta name="date" content="2025-10-13">'
        text = f"<html><head>{head}</head><body><nav>תפריט</nav><article>{paragraphs}</article></body></html>"
    elif inner == "json":
        text = json.dumps(
            [{"text": record, "title": "כותרת"} for record in records], ensure_ascii=chance.random() < 0.5
        )
    elif inner in DELIMITERS:
        rows = [["title", "text", "date"], *([record[:20], record, "2025-10-13"] for record in records)]
        text = table(rows, DELIMITERS[inner])
    else:
        text = "".join(json.dumps({"text": record, "id": record[:9]}, ensure_ascii=False) + "\n" for record in records)
    return text.encode(chance.choice(ENCODINGS) if chance.random() < 0.4 else "utf-8", "replace")


def harm(data: bytes, chance: Random) -> bytes:
    """The bytes with one to four harms."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        size = min(chance.choice([1, 2, 3, 8, 40, 200]), len(data) - at)
        match chance.randrange(8):
            case 0:
                data = data[:at] + chance.choice(MARKS) + data[at:]
            case 1:
                data = data[:at] + chance.choice(MARKS) + data[at + size :]
            case 2:
                data = data[:at] + chance.randbytes(size) + data[at + size :]
            case 3:
                data = data[:at] + data[at + size :]
            case 4:
                data = data[:at] + data[at : at + size] * chance.choice([2, 3, 50]) + data[at + size :]
            case 5 if at < len(data):
                data = data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
            case 6:
                other = chance.randrange(len(data) + 1)
                data = data[:at] + data[other : other + size] + data[at:]
            case 7 if chance.random() < 0.2:
                data = data[:at]
    return data


def parquet(rows: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(rows, out)
    return out.getvalue()


def archive(members: list[Input]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members:
            packed.writestr(zipfile.ZipInfo(name or "_"), content)
    return out.getvalue()


def table(rows: list[list[str]], delimiter: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def sound(texts: list[str], count: int) -> list[Input]:
    """So many inputs that are sound in their format and hold anything at all, the same ones each time."""
    made: list[Input] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(_inputs(texts))
    def make(given_input: Input) -> None:
        made.append(given_input)

    make()
    return [(f"sound-{number:06}.{name}", data) for number, (name, data) in enumerate(made)]


def _inputs(texts: list[str]) -> st.SearchStrategy[Input]:
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
    marks = st.sampled_from([mark.decode("utf-8", "replace") for mark in MARKS])
    hebrew = st.text("אבגדהוזחטיכלמנסעפצקרשתךםןףץ -־'\"״׳,.:%0123456789\n\u200f\u05b0", max_size=60)
    passages = st.integers(0, len(texts) - 1).map(texts.__getitem__)
    pieces = st.lists(st.one_of(anything, marks, hebrew, passages), min_size=1, max_size=6)
    text = pieces.map(" ".join)
    scalars = st.one_of(
        text, st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from([10**400, "2025-10-13", "31.2.99"])
    )
    values = st.recursive(
        scalars,
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(anything, inner, max_size=3)),
        max_leaves=5,
    )
    fields = st.sampled_from(
        ["text", "Body", "title", "date", "published", "url", "id", "source", "author", "טקסט", ""]
    )
    records = st.dictionaries(st.one_of(fields, anything), values, max_size=5)
    records = st.one_of(records, st.builds(lambda record, given: {**record, "text": given}, records, text))
    encoded = st.sampled_from(ENCODINGS)
    cells = st.lists(st.lists(st.one_of(text, anything), max_size=4), max_size=4)

    def lines(items: list[Any], encoding: str) -> bytes:
        return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items).encode(encoding, "replace")

    def page(body: str, encoding: str) -> bytes:
        return f'<html><head><meta charset="{encoding}"></head><body>{body}</body></html>'.encode(encoding, "replace")

    tags = st.sampled_from(
        ["p", "div", "article", "table", "tr", "td", "li", "svg", "math", "pre", "h1", "x-y", "script"]
    )
    tree = st.recursive(
        text,
        lambda inner: st.builds(
            lambda tag, attribute, parts: f'<{tag} class="{attribute}">{"".join(parts)}</{tag}>',
            tags,
            anything,
            st.lists(inner, max_size=4),
        ),
        max_leaves=8,
    )
    streamed = st.one_of(
        st.tuples(st.just("txt"), st.builds(lambda given, encoding: given.encode(encoding, "replace"), text, encoded)),
        st.tuples(st.just("html"), st.builds(page, tree, encoded)),
        st.tuples(st.sampled_from(["jsonl", "ndjson"]), st.builds(lines, st.lists(records, max_size=3), encoded)),
        st.tuples(st.just("json"), values.map(lambda value: json.dumps(value).encode())),
        st.tuples(st.just("json"), st.lists(records, max_size=3).map(lambda given: json.dumps(given).encode())),
        st.builds(
            lambda name, header, rows: (name, table([header, *rows], DELIMITERS[name]).encode("utf-8", "replace")),
            st.sampled_from(sorted(DELIMITERS)),
            st.lists(st.one_of(fields, anything), min_size=1, max_size=4),
            cells,
        ),
    )
    packed = st.builds(
        lambda given, suffix: (given[0] + suffix, PACKED[suffix](given[1])), streamed, st.sampled_from(sorted(PACKED))
    )
    names = st.one_of(
        anything, st.sampled_from(["../a.txt", "/a.txt", "C:\\a.txt", "a/./b.txt", "x.zip", ".hidden.txt"])
    )
    member = st.one_of(
        st.builds(lambda name, given: (name, given[1]), names, streamed),
        st.builds(lambda name, given: (f"{name[:20]}.{given[0]}", given[1]), names, streamed),
    )
    archives = st.lists(member, max_size=4).map(lambda members: ("zip", archive(members)))
    return st.one_of(packed, packed, packed, archives, _columns(text).map(lambda rows: ("parquet", parquet(rows))))


def _columns(text: st.SearchStrategy[str]) -> st.SearchStrategy[pa.Table]:
    """Tables of two columns, one with a name that is looked for, of any type that Parquet has."""
    moment = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)).map(lambda at: at.replace(tzinfo=timezone.utc))
    whole = st.integers(-(2**63), 2**63 - 1)
    types: list[tuple[pa.DataType, st.SearchStrategy[Any]]] = [
        (pa.string(), text),
        (pa.large_string(), text),
        (pa.dictionary(pa.int32(), pa.string()), text),
        (pa.binary(), st.binary(max_size=40)),
        (pa.list_(pa.string()), st.lists(text, max_size=2)),
        (pa.struct([("text", pa.string())]), st.fixed_dictionaries({"text": text})),
        (pa.int64(), whole),
        (pa.float64(), st.floats()),
        (pa.bool_(), st.booleans()),
        (pa.date32(), st.dates()),
        (pa.timestamp("us", "UTC"), moment),
        (pa.timestamp("us"), whole),
        (pa.duration("us"), whole),
        (pa.null(), st.none()),
    ]

    def column(size: int) -> st.SearchStrategy[pa.Array]:
        return st.sampled_from(types).flatmap(
            lambda kind: st.lists(st.one_of(st.none(), kind[1]), min_size=size, max_size=size).map(
                lambda values: pa.array(values, kind[0])
            )
        )

    def rows(size: int) -> st.SearchStrategy[pa.Table]:
        name = st.sampled_from(["text", "body", "title", "date", "id", "url"])
        texts = st.lists(text, min_size=size, max_size=size).map(lambda values: pa.array(values, pa.string()))
        return st.one_of(
            st.builds(lambda one, two: pa.table({"text": one, "date": two}), texts, column(size)),
            st.builds(lambda one, two: pa.table({"title": one, "text": two}), column(size), column(size)),
            st.builds(lambda named, one: pa.table({named: one}), name, column(size)),
        )

    return st.integers(0, 4).flatmap(rows)
