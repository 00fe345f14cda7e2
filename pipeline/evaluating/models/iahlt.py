"""Treebanks of the Israeli Association of Human Language Technologies: their raw tokens, proclitics and names.

Names stand in the last column as nested brackets on the treebank's words: ``Entity=(ORG`` opens one, ``Entity=ORG)`` closes it,
``Entity=(GPE)FAC)`` is a GPE that is the last word of a FAC. The files mark names only, no nominal mentions (``הנשיא`` is a
title, TTL, and ``האיש`` is nothing). Titles, times and MISC (laws, diseases, medicines) are no kinds of NEMO's and are left out
before the outermost names are taken, so that כנסת in the title "חבר הכנסת" counts. About a dozen brackets are never closed;
those mark nothing here. Names cover whole raw tokens, with their proclitics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.components.encoder.labels import NAME_LABELS
from pipeline.errors import InputNotFoundError
from pipeline.hebrew.proclitics import written_proclitics
from pipeline.normalise.characters import clean_characters
from pipeline.training.sentences import Sentence, Token

_BRACKET = re.compile(r"(\()?([A-Z]+)(\))?")


@dataclass(slots=True)
class _RawToken:
    """A raw token of the file, the words that it is divided into and their brackets."""

    text: str
    space_after: bool
    words: list[str] = field(default_factory=list)
    brackets: list[str] = field(default_factory=list)


def read_iahlt(treebank: Path) -> list[list[Sentence]]:
    """The sentences of a ``.conllu`` file by document, in their order. Raises InputNotFoundError where there is no file."""
    if not treebank.is_file():
        raise InputNotFoundError(str(treebank))
    documents: list[list[Sentence]] = []
    for block in treebank.read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        if not documents or any(line.startswith("# newdoc") for line in lines):
            documents.append([])
        raw = list(_raw_tokens(lines))
        if raw:
            documents[-1].append(Sentence(tokens=_tokens(raw), source=treebank.stem))
    return [document for document in documents if document]


def _raw_tokens(lines: Sequence[str]) -> Iterator[_RawToken]:
    token: _RawToken | None = None
    last_word = 0
    for line in lines:
        columns = line.split("\t")
        if len(columns) != 10 or "." in columns[0]:
            continue
        number, form, about = columns[0], columns[1], columns[9].split("|")
        if "-" in number or int(number) > last_word:
            if token is not None:
                yield token
            token = _RawToken(form, "SpaceAfter=No" not in about)
            last_word = int(number.split("-")[-1])
        if "-" not in number and token is not None:
            token.words.append(form)
            token.brackets.append(next((item[7:] for item in about if item.startswith("Entity=")), ""))
    if token is not None:
        yield token


def _tokens(raw: Sequence[_RawToken]) -> tuple[Token, ...]:
    names = ["O"] * len(raw)
    for start, end, label in _outermost(_closed_names(raw)):
        if any(name != "O" for name in names[start:end]):
            continue  # a second name of one raw token
        names[start:end] = [f"I-{label}"] * (end - start)
        names[start], names[end - 1] = f"B-{label}", f"E-{label}"
        if end - start == 1:
            names[start] = f"S-{label}"
    tokens = []
    for token, name in zip(raw, names, strict=True):
        text = clean_characters(token.text)[0] or token.text
        words = [clean_characters(word)[0] for word in token.words]
        proclitics = written_proclitics(text, words)
        tokens.append(Token(text=text, proclitics=proclitics, name=name, space_after=token.space_after))
    return tuple(tokens)


def _closed_names(raw: Sequence[_RawToken]) -> list[tuple[int, int, str]]:
    """Every name of our kinds whose bracket is closed, as (first raw token, end, label); the innermost open one closes first."""
    found = []
    still_open: list[tuple[int, str]] = []
    for index, token in enumerate(raw):
        for brackets in token.brackets:
            for opens, label, closes in _BRACKET.findall(brackets):
                if opens:
                    still_open.append((index, label))
                if closes and any(kind == label for _, kind in still_open):
                    while still_open[-1][1] != label:
                        still_open.pop()
                    start, _ = still_open.pop()
                    if label in NAME_LABELS:
                        found.append((start, index + 1, label))
    return found


def _outermost(names: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The names that lie in no other; they come in the order of their closing brackets, so the outer after the inner."""
    kept: list[tuple[int, int, str]] = []
    for name in reversed(names):
        if not any(start <= name[0] and name[1] <= end for start, end, _ in kept):
            kept.append(name)
    return sorted(kept)
