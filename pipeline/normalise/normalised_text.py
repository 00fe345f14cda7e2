"""From the raw text of an article to its normalised text: clean characters, without page furniture, aligned with the raw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.normalise.alignment import Alignment
from pipeline.normalise.boilerplate import take_apart
from pipeline.normalise.characters import clean_characters
from pipeline.normalise.furniture import BoilerplateKind

_MOST_TITLE_WORDS = 30
_LONGEST_TITLE = 250  # characters


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A part of the raw text that is no part of the article: half-open raw offsets and what it is."""

    start: int
    end: int
    kind: BoilerplateKind


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """A normalised text and what the page around it says about the article.

    ``text`` has one paragraph a line. ``alignment`` maps its spans to the raw text and back. ``boilerplate`` lies in raw
    order without overlaps. ``title`` is the given title, or else a first line that reads like a heading; ``title_span``
    says where it stands in ``text``, when it stands there as a line. Unknown metadata are None.
    """

    text: str
    alignment: Alignment
    boilerplate: list[Boilerplate]
    title: str | None
    title_span: tuple[int, int] | None
    publisher: str | None
    author: str | None
    published_at: date | None


def normalise(raw_text: str, *, title: str | None = None) -> NormalisedText:
    """Normalise the raw text of one article; ``title`` is its title where the source gives one.

    Any string is accepted. Normalising a normalised text changes nothing and finds no boilerplate in it.
    """
    clean, alignment = clean_characters(raw_text)
    parts = take_apart(clean)
    boilerplate = [Boilerplate(*alignment.to_raw(span.start, span.end), span.kind) for span in parts.removed]
    text = "".join(clean[start:end] for start, end in parts.kept)
    if len(text) != len(clean):
        alignment = alignment.then(Alignment.of_kept(len(clean), parts.kept))
    found_title, title_span = _find_title(text, title)
    return NormalisedText(
        text=text,
        alignment=alignment,
        boilerplate=boilerplate,
        title=found_title,
        title_span=title_span,
        publisher=parts.publisher,
        author=parts.author,
        published_at=parts.published_at or parts.updated_at,
    )


def _find_title(text: str, given: str | None) -> tuple[str | None, tuple[int, int] | None]:
    """The title and where it stands. A given title is looked for in the first lines, with or without the site's name."""
    if given is not None:
        clean_title = clean_characters(given)[0].replace("\n", " ")
        if clean_title:
            start = 0
            for line in text.split("\n", 5)[:5]:
                if line == clean_title or (
                    len(line) >= 10
                    and clean_title.startswith(line)
                    and clean_title[len(line) :].startswith((" -", " |"))
                ):
                    return line, (start, start + len(line))
                start += len(line) + 1
            return clean_title, None
    first, line_end, _ = text.partition("\n")
    if not line_end or not _reads_like_heading(first):
        return None, None
    return first, (0, len(first))


def _reads_like_heading(line: str) -> bool:
    return (
        len(line) <= _LONGEST_TITLE
        and line.count(" ") < _MOST_TITLE_WORDS
        and not line.endswith((".", ",", ";", ":", '."'))
        and any("א" <= character <= "ת" for character in line)
    )
