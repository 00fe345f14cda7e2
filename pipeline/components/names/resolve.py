"""Gives every name its canonical id, the same for all spellings of one name in an article and across a corpus."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.components.explanations import SILENT, Explanation
from pipeline.components.names.clusters import full_mentions, is_of_the_article
from pipeline.components.names.explain import explain_names
from pipeline.components.names.near_names import lexicon_name
from pipeline.components.names.own_ids import own_id
from pipeline.components.names.spans import NameSpan
from pipeline.components.names.surroundings import Surroundings, surroundings_of
from pipeline.facts import Entity
from pipeline.hebrew.names import LexiconName, name_lexicon, spelling_key

_RIVAL_SCORE = 0.9
_LONGEST_SURNAME = 3  # words
_LONGEST_TITLE = 20
_LEADERS_TITLE = re.compile(
    r"(?:^|[ \"])[ושלבמכה]{0,3}"
    r"(?:(?:סגן ה)?נשיא|ראש (?:ה)?ממשלה|ראש ממשלת|שרה?|שר [א-ת]{3,10}|קנצלרי?ת?|ממשל|משטר|ח\"כ|יו\"ר|סנטור)(?: לשעבר)? $"
)


def link_spans(text: str, spans: Sequence[NameSpan], explanation: Explanation = SILENT) -> list[Entity]:
    """The entities of a text, in text order.

    An entry of the lexicon gives its own id (``vn.province.quang-ninh``), also to a spelling near one of its own; a body with
    an owner both (``org.peoples-committee/vn.province.quang-ninh``). A level or nothing instead of an owner ("ועדת העם
    המחוזית") takes the owner that the article tells. A short mention takes the id of the full name. Any other name has an id
    made of its label and its folded spelling, the same in every article; one that many share (a surname alone, "ועדת
    ההיגוי") has an id of its article, which ends in ``@`` and ten digits made from the text.
    """
    ordered = _with_rivals_settled(text, [_named(text, span) for span in sorted(spans, key=lambda span: span.start)])
    ordered = _without_namesakes(text, ordered)
    around = surroundings_of(text, ordered)
    names = [_whole_name(text, span, around) for span in ordered]
    full = full_mentions(text, ordered, [name.id for name in names])
    if explanation.is_wanted:
        explain_names(text, ordered, names, full, explanation)
    return [_entity(text, span, names[index], ordered[index]) for span, index in zip(ordered, full, strict=True)]


def _named(text: str, span: NameSpan) -> NameSpan:
    """The span with the entry that it spells, where the finder gave none."""
    if span.name is not None or span.source == "names.short_mention":
        return span
    near = lexicon_name(text[span.start : span.end], span.label)
    return span if near is None else replace(span, name=near.name, alias_score=near.alias_score)


def _with_rivals_settled(text: str, spans: list[NameSpan]) -> list[NameSpan]:
    """The spans, those of a spelling that several places share linked to the one that the text names in another spelling.

    "טאי נגוין" is Tây Nguyên, the Central Highlands; beside "תאי נגוין" it is Thái Nguyên.
    """
    rivals = name_lexicon().rivals
    keys = [
        spelling_key(text[span.start : span.end]) if span.label in {"GPE", "LOC"} and rivals else () for span in spans
    ]
    if not any(key in rivals for key in keys):
        return spans
    sure = {span.name.id for span, key in zip(spans, keys, strict=True) if span.name is not None and key not in rivals}
    settled = []
    for span, key in zip(spans, keys, strict=True):
        named = rivals.get(key, frozenset()) & sure
        if len(named) == 1:
            name = name_lexicon().names[next(iter(named))]
            if span.name is None or span.name.id != name.id:
                settled.append(replace(span, name=name, label=name.label, alias_score=_RIVAL_SCORE))
                continue
        settled.append(span)
    return settled


def _without_namesakes(text: str, spans: list[NameSpan]) -> list[NameSpan]:
    """The spans, a surname alone that is a leader's taken from him where the article names another person who has it.

    "ליברמן" after "הסופרת רותי ליברמן" is she, unless the leader is named in full too, has his title ("השר ליברמן"), or was
    named by his surname before her.
    """
    people = [(span, spelling_key(text[span.start : span.end])) for span in spans if span.label == "PER"]
    others: dict[tuple[str, ...], list[NameSpan]] = {}
    for span, key in people:
        if span.source != "names.short_mention":
            for length in range(1, min(len(key), _LONGEST_SURNAME + 1)):
                others.setdefault(key[-length:], []).append(span)
    sure = set()
    alone = []
    for span, key in people:
        if span.name is None or not span.name.id.startswith("per."):
            continue
        if key not in others or _is_titled(text, span):
            sure.add(span.name.id)
            continue
        namesake = next((one for one in others[key] if one.name is None or one.name.id != span.name.id), None)
        if namesake is None or span.start < namesake.start:
            sure.add(span.name.id)
        else:
            alone.append(span)
    taken = {(span.start, span.end) for span in alone if span.name is not None and span.name.id not in sure}
    if not taken:
        return spans
    return [replace(span, name=None, alias_score=None) if (span.start, span.end) in taken else span for span in spans]


def _is_titled(text: str, span: NameSpan) -> bool:
    """Whether the title of a leader stands right before a surname: "ראש הממשלה נתניהו"."""
    before = text[max(0, span.start - len(span.prefix) - _LONGEST_TITLE) : span.start - len(span.prefix)]
    return _LEADERS_TITLE.search(before) is not None


def _whole_name(text: str, span: NameSpan, around: Surroundings) -> LexiconName:
    written = text[span.start : span.end]
    if span.name is not None:
        return around.whole_name(span.name, span.owner, written, span.end)
    generic = span.label == "ORG" and is_of_the_article(written)
    return LexiconName(own_id(written, span.label, around, generic=generic), span.label, written, "")


def _entity(text: str, span: NameSpan, name: LexiconName, full: NameSpan) -> Entity:
    return Entity(
        start=span.start,
        end=span.end,
        text=text[span.start : span.end],
        source=span.source,
        confidence=span.confidence,
        label=span.label,
        prefix=span.prefix,
        name_start=span.start,
        name_end=span.end,
        canonical_id=name.id,
        canonical_name=name.hebrew,
        canonical_name_latin=name.latin or None,
        alias_score=span.alias_score if full.name is not None else None,
    )
