"""How facts live on a Doc: ``doc.spans[kind]`` holds token spans, and each span's typed fact is ``span._.fact``.

The truth of a fact is its characters (``fact.start``, ``fact.end``); the token span is the smallest run of tokens that
covers them, a convenience for readers who think in tokens. Facts stand in ``doc.user_data``, so that they survive
``Doc.to_bytes``, ``DocBin(store_user_data=True)`` and ``nlp.pipe(n_process=2)``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from typing import Any, Literal, TypeVar, overload

import srsly
from spacy.tokens import Doc, Span, SpanGroup

from pipeline.facts import DateFact, Entity, Fact, GrowthFigure, Resolution, Slogan

FactKind = Literal["entities", "resolutions", "dates", "growth_figures", "slogans"]

FACT_CLASSES: dict[FactKind, type[Fact]] = {
    "entities": Entity,
    "resolutions": Resolution,
    "dates": DateFact,
    "growth_figures": GrowthFigure,
    "slogans": Slogan,
}

_CLASSES_BY_NAME: dict[str, Any] = {cls.__name__: cls for cls in FACT_CLASSES.values()}

F = TypeVar("F", bound=Fact)


def set_facts(doc: Doc, kind: FactKind, facts: Iterable[Fact]) -> None:
    """Put the facts of one kind on the Doc, in text order, in place of those that it had."""
    ordered = sorted(facts, key=lambda fact: (fact.start, fact.end))
    doc.user_data[_key(kind)] = ordered
    spans = []
    for index, fact in enumerate(ordered):
        label = fact.label if isinstance(fact, Entity) else kind
        covering = doc.char_span(fact.start, fact.end, label=label, span_id=str(index), alignment_mode="expand")
        if covering is None:
            raise ValueError(
                f"{fact.source}: {fact.start}:{fact.end} is no range of this text ({len(doc.text)} characters)"
            )
        spans.append(covering)
    doc.spans[kind] = SpanGroup(doc, name=kind, spans=spans)


@overload
def facts_of(doc: Doc, kind: Literal["entities"]) -> list[Entity]: ...
@overload
def facts_of(doc: Doc, kind: Literal["resolutions"]) -> list[Resolution]: ...
@overload
def facts_of(doc: Doc, kind: Literal["dates"]) -> list[DateFact]: ...
@overload
def facts_of(doc: Doc, kind: Literal["growth_figures"]) -> list[GrowthFigure]: ...
@overload
def facts_of(doc: Doc, kind: Literal["slogans"]) -> list[Slogan]: ...
def facts_of(doc: Doc, kind: FactKind) -> Any:
    """The facts of one kind in text order; empty where no component has set any."""
    return list(doc.user_data.get(_key(kind), ()))


def _key(kind: str) -> str:
    return f"uvdot_{kind}"


def _fact_of_span(span: Span) -> Fact | None:
    kind = span.label_ if span.label_ in FACT_CLASSES else "entities"
    facts = span.doc.user_data.get(_key(kind), [])
    return facts[int(span.id_)] if span.id_.isdigit() and int(span.id_) < len(facts) else None


Span.set_extension("fact", getter=_fact_of_span, force=True)
# The day of publication (datetime.date) that relative expressions are counted from; the caller sets it where it is known.
Doc.set_extension("published_at", default=None, force=True)


@srsly.msgpack_encoders("uvdot_fact")
def _encode_fact(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, Fact):
        content = {f.name: getattr(value, f.name) for f in fields(value)}
        return {"uvdot_fact": type(value).__name__, "content": content}
    if type(value) is date:
        return {"uvdot_date": value.isoformat()}
    return value if chain is None else chain(value)


@srsly.msgpack_decoders("uvdot_fact")
def _decode_fact(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, dict):
        if "uvdot_fact" in value:
            # A Doc and a DocBin give sequences back as lists and as tuples.
            content = {
                name: item
                if not isinstance(item, list | tuple)
                else (tuple if name.endswith("_mention") else list)(item)
                for name, item in value["content"].items()
            }
            return _CLASSES_BY_NAME[value["uvdot_fact"]](**content)
        if "uvdot_date" in value:
            return date.fromisoformat(value["uvdot_date"])
    return value if chain is None else chain(value)
