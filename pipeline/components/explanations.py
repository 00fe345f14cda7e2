"""Why facts are as they are: what decided their columns, and which look-alikes were refused by which rule.

Whoever wants to know puts an ``Explanation`` on the Doc before the components run; they note in it what they decide:

>>> import spacy
>>> nlp = spacy.blank("he")
>>> dates = nlp.add_pipe("hebrew_dates")
>>> doc = nlp.make_doc("ההחלטה התקבלה ב-5 בפברואר. ראו סעיף 2021.")
>>> doc._.explanation = Explanation()
>>> doc = nlp(doc)
>>> [(doc.text[refusal.start : refusal.end], refusal.by) for refusal in doc._.explanation.refusals]
[('2021', 'dates.look_alike.numbered')]

Without one, notes go to ``SILENT``, which keeps nothing. An explanation belongs to its process: it is not stored with the Doc.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import srsly
from spacy.tokens import Doc

from pipeline.components.fact_spans import FactKind
from pipeline.pattern_files import line_of_entry, load_patterns

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DataEntry:
    """An entry of a data file: the keys and places in lists that lead to it."""

    file: Path
    keys: tuple[str | int, ...]

    @property
    def line(self) -> int | None:
        """The line of the file that the entry stands on; None where the file has none such."""
        return line_of_entry(self.file, self.keys)


def find_entry(file: Path, phrase: str, *keys: str) -> DataEntry | None:
    """The first place of a data file, below these keys, that holds just this phrase."""
    content = _content_of(file)
    for key in keys:
        content = content[key]
    below = _keys_to(phrase, content)
    return None if below is None else DataEntry(file, (*keys, *below))


@lru_cache(maxsize=32)
def _content_of(file: Path) -> Any:
    return load_patterns(file, object)


def _keys_to(phrase: str, content: Any) -> tuple[str | int, ...] | None:
    if not isinstance(content, dict | list):
        return () if content == phrase else None
    for key, value in content.items() if isinstance(content, dict) else enumerate(content):
        below = _keys_to(phrase, value)
        if below is not None:
            return key, *below
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What decided a column of a mention: in words, the place in the text that it was read from, the entry that says so."""

    column: str
    why: str
    words: Span | None = None
    entry: DataEntry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A candidate that is no fact: what it was taken for (a rule), by which rule it was refused, and why in words."""

    kind: FactKind
    start: int
    end: int
    taken_for: str
    by: str
    why: str
    entry: DataEntry | None = None


class Explanation:
    """What the components note of one Doc. Mentions are named by their kind and their span in the text."""

    is_wanted = True

    def __init__(self) -> None:
        self.refusals: list[Refusal] = []
        self._reasons: dict[tuple[FactKind, Span], dict[str, Reason]] = {}

    def decided(
        self,
        kind: FactKind,
        mention: Span,
        column: str,
        why: str,
        words: Span | None = None,
        entry: DataEntry | None = None,
    ) -> None:
        """Note what decided a column; what is decided anew replaces what was before."""
        reason = Reason(column=column, why=why, words=words, entry=entry)
        self._reasons.setdefault((kind, mention), {})[column] = reason

    def refused(
        self, kind: FactKind, mention: Span, taken_for: str, by: str, why: str, entry: DataEntry | None = None
    ) -> None:
        """Note that a candidate was refused."""
        start, end = mention
        self.refusals.append(Refusal(kind=kind, start=start, end=end, taken_for=taken_for, by=by, why=why, entry=entry))

    def reasons(self, kind: FactKind, start: int, end: int) -> list[Reason]:
        """What decided the columns of a mention, in the order in which they were first decided."""
        return list(self._reasons.get((kind, (start, end)), {}).values())


class _Silent(Explanation):
    is_wanted = False

    def decided(self, *_: Any, **__: Any) -> None:
        pass

    def refused(self, *_: Any, **__: Any) -> None:
        pass


SILENT: Explanation = _Silent()


def explanation_of(doc: Doc) -> Explanation:
    """The explanation that is wanted of a Doc, or the one that keeps nothing."""
    return doc._.explanation or SILENT


Doc.set_extension("explanation", default=None, force=True)


@srsly.msgpack_encoders("uvdot_explanation")
def _encode_explanation(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, Explanation):
        return None
    return value if chain is None else chain(value)
