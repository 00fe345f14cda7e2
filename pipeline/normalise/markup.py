"""Takes HTML out of a text: tags, comments, scripts and character references that were left in a field of a record.

What is taken out, in one pass and linear time:

- a tag of a known element goes; one that ends a paragraph becomes a line end. The content of ``<script>`` and ``<style>`` goes
  with them, and a comment goes whole. ``x < 5`` and ``<dana@example.com>`` are no tags.
- a character reference becomes its character, also one that was escaped twice (``&amp;quot;``).

A second pass must find nothing. So whatever stands on a line in the reach of an unclosed ``<a``, or right after the beginning
of a reference, stays as it is: to take it out could join the two sides to markup that the text never had. For the same reason
``&lt;`` stays before a letter: ``&lt;b&gt;`` is the text of an article on HTML.
"""

from __future__ import annotations

from functools import cache
from html import unescape
from pathlib import Path

import regex
from pydantic import BaseModel, ConfigDict

from pipeline.pattern_files import RegexSource, load_patterns

_LONGEST_ATTRIBUTES = 1000  # characters
_REACH = _LONGEST_ATTRIBUTES + 100  # characters from the < of a tag in which its > can stand
_LONGEST_REFERENCE = 12  # characters
_COMMENT_START, _COMMENT_END = "<!--", "-->"
_MAY_OPEN_TAG = regex.compile("[A-Za-z/!]")
_BEGUN_NUMBER = regex.compile("#(?:[0-9]*|[xX][0-9a-fA-F]*)")


class _Content(BaseModel):
    """The content of markup.yaml, as its comments describe it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    inline: list[str]
    block: list[str]
    with_content: list[RegexSource]
    references: list[RegexSource]


class _Markup:
    """The look-up tables and patterns made from the data file."""

    def __init__(self, content: _Content) -> None:
        self.replacement_of = dict.fromkeys(content.inline, "") | dict.fromkeys(
            [*content.block, *content.with_content], "\n"
        )
        self.end_tags = {name: regex.compile(rf"</{name} ?>", regex.IGNORECASE) for name in content.with_content}
        self.begun_names = {name[:length] for name in [*content.references, "amp"] for length in range(len(name) + 1)}
        body = rf"(?:{'|'.join(content.references)}|#[0-9]{{1,7}}|#[xX][0-9a-fA-F]{{1,6}})"
        self.token = regex.compile(
            rf"{_COMMENT_START}"
            rf"|<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9]{{0,10}}+)(?P<attributes> [^<>\n]{{0,{_LONGEST_ATTRIBUTES}}}+|/?)>"
            rf"|&(?:amp;)*+(?:(?P<reference>{body});)?"
        )
        self.rest_of_reference = regex.compile(rf"(?:amp|{body});")


@cache
def _markup() -> _Markup:
    return _Markup(load_patterns(Path(__file__).with_name("markup.yaml"), _Content))


def find_markup(text: str) -> list[tuple[int, int, str]]:
    """The edits (start, end, replacement) that take the markup out of a clean text, in order and not overlapping."""
    if "<" not in text and "&" not in text:
        return []
    return _Pass(text).run()


class _Pass:
    """One pass over a text, with what has to be known of the text written so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.markup = _markup()
        self.edits: list[tuple[int, int, str]] = []
        self.written = 0  # characters
        self.tail = ""  # the last of them
        self.opened_at = -_REACH - 1  # where the last < that may open a tag was written; a > sets it out of reach
        self.missing_ends: set[str] = set()

    def run(self) -> list[tuple[int, int, str]]:
        text, position, search_from = self.text, 0, 0
        while match := self.markup.token.search(text, search_from):
            start, end = match.span()
            search_from = end
            replacement: str | None
            if match.group() == "&":
                continue
            if text[start] == "&":
                self._write(text[position:start])
                replacement = self._character(match)
            else:
                if match["name"] and not self._is_tag(match):
                    search_from = start + 1
                    continue
                self._write(text[position:start])
                replacement = "" if match["name"] is None else self.markup.replacement_of[match["name"].lower()]
                if self._is_open() or (not replacement and self._has_begun_reference()):
                    replacement = None
                else:
                    end = self._end_of_content(match)
            if replacement is None:
                self._write(text[start:end])
            else:
                self.edits.append((start, end, replacement))
                self._write(replacement)
            position = search_from = end
        return self.edits

    def _is_tag(self, match: regex.Match[str]) -> bool:
        """``<b>``, ``</b>``, ``<br />`` and ``<a href=...>``, but not ``<b and c>``."""
        attributes = match["attributes"].strip(" /")
        return match["name"].lower() in self.markup.replacement_of and (not attributes or "=" in attributes)

    def _end_of_content(self, match: regex.Match[str]) -> int:
        """Where what the match begins ends: a comment and a script go to their ends, where they have one."""
        end: int = match.end()
        name = match["name"].lower() if match["name"] else _COMMENT_START
        if name in self.missing_ends or match["slash"]:
            return end
        if name == _COMMENT_START:
            found = self.text.find(_COMMENT_END, end)
            if found >= 0:
                return found + len(_COMMENT_END)
        elif name in self.markup.end_tags:
            end_tag = self.markup.end_tags[name].search(self.text, end)
            if end_tag:
                return int(end_tag.end())
        else:
            return end
        self.missing_ends.add(name)
        return end

    def _character(self, match: regex.Match[str]) -> str | None:
        """The character that a reference stands for, or None where it must stay."""
        character = unescape(f"&{match['reference']};") if match["reference"] else "&"
        following = self.text[match.end() : match.end() + 1]
        if (
            len(character) != 1
            or self._is_open()
            or (character == "<" and _MAY_OPEN_TAG.match(following))
            or (character == "&" and self.markup.rest_of_reference.match(self.text, match.end()))
            or (not character.isspace() and self._has_begun_reference())
        ):
            return None
        return character

    def _is_open(self) -> bool:
        return self.tail.endswith("<") or self.written - self.opened_at <= _REACH

    def _has_begun_reference(self) -> bool:
        _, mark, begun = self.tail.rpartition("&")
        return bool(mark) and (begun in self.markup.begun_names or _BEGUN_NUMBER.fullmatch(begun) is not None)

    def _write(self, piece: str) -> None:
        """Note what the text written so far ends with, now that ``piece`` stands at its end."""
        line_start = piece.rfind("\n") + 1
        if line_start:  # markup that is kept is judged by its line alone: other lines may go as furniture
            self.written += line_start
            self.opened_at = -_REACH - 1
            self.tail = ""
            piece = piece[line_start:]
        if self.tail.endswith("<") and _MAY_OPEN_TAG.match(piece):
            self.opened_at = self.written - 1
        closed_at = piece.rfind(">")
        opened_at = piece.rfind("<")
        while opened_at > closed_at and not _MAY_OPEN_TAG.match(piece, opened_at + 1):
            opened_at = piece.rfind("<", 0, opened_at)
        if opened_at > closed_at:
            self.opened_at = self.written + opened_at
        elif closed_at >= 0:
            self.opened_at = -_REACH - 1
        self.written += len(piece)
        self.tail = (self.tail + piece[-_LONGEST_REFERENCE:])[-_LONGEST_REFERENCE:]
