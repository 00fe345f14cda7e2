"""Regular expressions that are compiled when they are first tried, so that loading hundreds of them takes no time."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from typing import cast

import regex

_Matcher = Callable[..., "regex.Match[str] | None"]


class Deferred:
    """A pattern that is compiled when it is first tried.

    ``match``, ``search``, ``fullmatch`` and ``finditer`` are those of the compiled pattern; ``match`` tries one place of a
    text, the given one or its beginning (in reverse, its end). It is compiled with ``re``, which is faster by half at the
    long lists of words; with ``regex`` where ``re`` does not know its syntax, where it has flags, or where ``by_regex`` says
    so, since what ``regex`` alone can do is asked of it.
    """

    __slots__ = ("_by_regex", "_flags", "_source", "finditer", "fullmatch", "match", "search")

    def __init__(self, source: str, flags: int = 0, *, by_regex: bool = False) -> None:
        self._source = source
        self._flags = flags
        self._by_regex = by_regex or flags != 0
        self.match: _Matcher = lambda *where: self._compiled().match(*where)
        self.search: _Matcher = lambda *where: self._compiled().search(*where)
        self.fullmatch: _Matcher = lambda *where: self._compiled().fullmatch(*where)
        self.finditer: Callable[..., Iterator[regex.Match[str]]] = lambda *where: self._compiled().finditer(*where)

    def _compiled(self) -> regex.Pattern[str]:
        pattern: regex.Pattern[str] | None = None
        if not self._by_regex:
            with contextlib.suppress(re.error):
                pattern = cast("regex.Pattern[str]", re.compile(self._source))
        if pattern is None:
            pattern = regex.compile(self._source, self._flags)
        self.match, self.search = pattern.match, pattern.search
        self.fullmatch, self.finditer = pattern.fullmatch, pattern.finditer
        return pattern
