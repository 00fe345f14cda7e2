"""brat standoff: a .txt and an .ann file an article, and the annotation.conf that declares what stands in them.

A fact is a text-bound annotation; its enumerated fields are attributes, all its fields stand as JSON in a note.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from pipeline.components.fact_spans import FACT_CLASSES, FactKind
from pipeline.facts import EntityLabel
from pipeline.reviewing.agreed import AgreedArticle, AgreedFact
from pipeline.reviewing.fields import fields_of


def write_brat(articles: Sequence[AgreedArticle], folder: Path) -> None:
    """Write ``00000.txt``, ``00000.ann`` … and ``annotation.conf`` into the folder; ``index.tsv`` names the articles."""
    index = []
    for number, article in enumerate(articles):
        name = f"{number:05d}"
        (folder / f"{name}.txt").write_text(article.article.text, encoding="utf-8", newline="\n")
        (folder / f"{name}.ann").write_text(annotations_of(article), encoding="utf-8", newline="\n")
        index.append(f"{name}\t{article.article.head.article_id}\t{article.article.head.content_sha256}\n")
    (folder / "index.tsv").write_text("".join(index), encoding="utf-8", newline="\n")
    (folder / "annotation.conf").write_text(_configuration(), encoding="utf-8", newline="\n")


def annotations_of(article: AgreedArticle) -> str:
    """The content of an .ann file."""
    lines = []
    attributes = 0
    for number, fact in enumerate(article.facts, start=1):
        fragments = ";".join(f"{start} {end}" for start, end in _fragments(fact))
        lines.append(f"T{number}\t{fact.label} {fragments}\t{fact.text.replace(chr(10), ' ')}")
        for name in _attributes(fact.kind):
            if value := fact.value.fields.get(name):
                attributes += 1
                lines.append(f"A{attributes}\t{name} T{number} {value}")
        lines.append(f"#{number}\tAnnotatorNotes T{number}\t{json.dumps(fact.value.fields, ensure_ascii=False)}")
    return "".join(f"{line}\n" for line in lines)


def _fragments(fact: AgreedFact) -> Iterator[tuple[int, int]]:
    """A mention over several lines is a discontinuous annotation: one fragment a line."""
    start = fact.start
    for line in fact.text.split("\n"):
        if line:
            yield start, start + len(line)
        start += len(line) + 1


def _attributes(kind: FactKind) -> list[str]:
    """Enumerated fields; the label of a name is its type already."""
    return [name for name, field in fields_of(kind).items() if field.type == "choice" and name != "label"]


def _configuration() -> str:
    kinds = [kind for kind in FACT_CLASSES if kind != "entities"]
    attributes = [
        f"{name}\tArg:{kind}, Value:{'|'.join(fields_of(kind)[name].values)}"
        for kind in kinds
        for name in _attributes(kind)
    ]
    sections = {
        "entities": [*get_args(EntityLabel), *kinds],
        "relations": ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"],
        "events": [],
        "attributes": attributes,
    }
    return "\n".join(f"[{name}]\n" + "".join(f"{line}\n" for line in lines) for name, lines in sections.items())
