"""Gives every name its canonical id, the same for all spellings of one name in an article and across a corpus."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.components.names.persons import name_parts
from pipeline.components.names.spans import NameSpan
from pipeline.facts import Entity
from pipeline.hebrew.names import (
    LexiconName,
    name_fold,
    name_lexicon,
    name_words,
    vietnamese_syllables,
    word_key,
)

_LEVELS = (".province", ".city", ".commune")


def link_spans(text: str, spans: Sequence[NameSpan]) -> list[Entity]:
    """The entities of a text, in text order.

    An entry of the lexicon gives its own id (``vn.province.quang-ninh``), a body with an owner both
    (``org.peoples-committee/vn.province.quang-ninh``). A level instead of an owner ("ועדת העם המחוזית") takes the id of the one
    such body that the text names in full. A short mention of a person or an acronym takes the id of the full name. Any other
    name has an id made of its label and its folded spelling, the same in every article.
    """
    ordered = sorted(spans, key=lambda span: span.start)
    composites = _composites(text, ordered)
    full_names = _full_names(text, ordered)
    return [_entity(text, span, composites, full_names) for span in ordered]


def composite_name(name: LexiconName, owner: LexiconName | None, written: str) -> LexiconName:
    """The name of a body with its owner: both ids, the level of the body dropped, since the owner tells it."""
    if owner is None:
        return name
    kind = name_lexicon().names.get(_kind(name.id), name)
    latin = f"{kind.latin}, {owner.latin}" if kind.latin and owner.latin else ""
    return LexiconName(f"{kind.id}/{owner.id}", name.label, written, latin)


def _composites(text: str, spans: Sequence[NameSpan]) -> dict[str, LexiconName | None]:
    """For each kind of body the one composite in the text; None where the text has two such bodies."""
    found: dict[str, LexiconName | None] = {}
    for span in spans:
        if span.name is None or span.owner is None or span.label != "ORG":
            continue
        whole = composite_name(span.name, span.owner, text[span.start : span.end])
        for name in (whole, span.owner):
            kind, _, owner_id = name.id.partition("/")
            if not owner_id or owner_id.endswith(_LEVELS):
                continue
            other = found.get(kind)
            if kind in found and (other is None or other.id != name.id):
                found[kind] = None
            else:
                found.setdefault(kind, name)
    return found


def _kind(name_id: str) -> str:
    for level in _LEVELS:
        if name_id.endswith(level):
            return name_id[: -len(level)]
    return name_id


def _full_names(text: str, spans: Sequence[NameSpan]) -> dict[str, NameSpan | None]:
    """The full names of persons by their last part; None for a part that two persons share."""
    found: dict[str, NameSpan | None] = {}
    seen: set[str] = set()
    for span in spans:
        if span.label != "PER" or text[span.start : span.end] in seen:
            continue
        seen.add(text[span.start : span.end])
        parts = name_parts(text[span.start : span.end])
        if len(parts) < 2:
            continue
        for part in {parts[-1], *parts[-1].split("-")}:
            other = found.get(part)
            if part in found and (other is None or _own_id(text, other) != _own_id(text, span)):
                found[part] = None
            else:
                found.setdefault(part, span)
    return found


def _entity(
    text: str, span: NameSpan, composites: dict[str, LexiconName | None], full_names: dict[str, NameSpan | None]
) -> Entity:
    written = text[span.start : span.end]
    full = span
    if span.label == "PER" and span.name is None:
        parts = name_parts(written)
        full = (full_names.get(parts[-1]) if len(parts) == 1 else None) or span
    name = full.name and _body_name(full.name, full.owner, text[full.start : full.end], composites)
    return Entity(
        start=span.start,
        end=span.end,
        text=written,
        source=span.source,
        confidence=span.confidence,
        label=span.label,
        prefix=span.prefix,
        name_start=span.start,
        name_end=span.end,
        canonical_id=name.id if name else _own_id(text, full),
        canonical_name=name.hebrew if name else text[full.start : full.end],
        canonical_name_latin=name.latin or None if name else None,
        alias_score=span.alias_score if name else None,
    )


def _body_name(
    name: LexiconName, owner: LexiconName | None, written: str, composites: dict[str, LexiconName | None]
) -> LexiconName:
    """The name with its levels replaced by the owner that the text gives elsewhere."""
    if owner is None:
        return (composites.get(_kind(name.id)) if name.id.endswith(_LEVELS) else None) or name
    if owner.id.endswith(_LEVELS):
        owner = composites.get(_kind(owner.id)) or owner
    return composite_name(name, owner, written)


def _own_id(text: str, span: NameSpan) -> str:
    if span.name is not None:
        return composite_name(span.name, span.owner, text[span.start : span.end]).id
    written = text[span.start : span.end]
    if span.label in {"PER", "GPE"} and (latin := vietnamese_slug(written, person=span.label == "PER")):
        return f"{span.label.lower()}.vn.{latin}"
    return f"{span.label.lower()}.he.{name_fold(written)}"


def vietnamese_slug(written: str, *, person: bool) -> str | None:
    """The syllables of a Vietnamese name in plain Latin letters, a person's first as a family name; None where one is unknown."""
    syllables = vietnamese_syllables()
    keys = [word_key(word.text) for word in name_words(written)]
    if len(keys) < 2 or any(key not in syllables.latin_of for key in keys):
        return None
    first = syllables.latin_of[keys[0]]
    if person:
        first = syllables.first_families.get(keys[0], first)
    return "-".join([first.lower(), *(syllables.latin_of[key].lower() for key in keys[1:])])
