"""Whether confidences are probabilities: of the facts with a confidence near 0.8, are eight of ten right?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rich.console import Console
from rich.table import Table
from spacy.language import Language

from pipeline.components.fact_spans import FACT_CLASSES, FactKind
from pipeline.evaluating.gold import GoldArticle
from pipeline.evaluating.scores import extract_rows, is_same_fact, match_mentions

# Narrower where most facts lie; a bin holds its lower edge, the last one both.
BIN_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class JudgedFact:
    """An extracted fact and whether a gold fact overlaps it with equal key fields."""

    article_id: str
    kind: FactKind
    source: str
    confidence: float
    is_right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The facts whose confidence lies between two edges: how many, their mean confidence, and the share that is right."""

    low: float
    high: float
    facts: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far confidences are from shares of right facts.

    ``calibration_error`` is the mean distance between the two over the bins, weighed by their facts (the expected calibration
    error); ``brier`` the mean square of what each fact's confidence lacks to 1 for a right, to 0 for a wrong one.
    """

    bins: tuple[Bin, ...]
    facts: int
    confidence: float
    right: float
    calibration_error: float
    brier: float


def judged_facts(articles: Iterable[GoldArticle], nlp: Language) -> list[JudgedFact]:
    """Every fact that ``nlp`` extracts from the articles, judged by their annotations."""
    judged = []
    for article in articles:
        extracted = extract_rows(article, nlp)
        for kind in FACT_CLASSES:
            gold = [fact for fact in article.facts if fact.kind == kind]
            right = {index for _, index in match_mentions(gold, extracted[kind], is_same_fact)}
            judged += [
                JudgedFact(article.article_id, kind, row["source"], row["confidence"], index in right)
                for index, row in enumerate(extracted[kind])
            ]
    return judged


def reliability(facts: Sequence[JudgedFact]) -> Reliability:
    """The reliability of at least one fact."""
    grouped: dict[int, list[JudgedFact]] = {}
    for fact in facts:
        grouped.setdefault(min(bisect_right(BIN_EDGES, fact.confidence), len(BIN_EDGES) - 1), []).append(fact)
    edges = list(pairwise(BIN_EDGES))
    bins = tuple(
        Bin(*edges[index - 1], len(inside), _mean_confidence(inside), _share_right(inside))
        for index, inside in sorted(grouped.items())
    )
    return Reliability(
        bins=bins,
        facts=len(facts),
        confidence=_mean_confidence(facts),
        right=_share_right(facts),
        calibration_error=sum(one.facts * abs(one.confidence - one.right) for one in bins) / len(facts),
        brier=sum((fact.confidence - fact.is_right) ** 2 for fact in facts) / len(facts),
    )


def reliability_by_kind(facts: Iterable[JudgedFact]) -> dict[FactKind, Reliability]:
    """The reliability of every kind of which there are facts."""
    by_kind: dict[FactKind, list[JudgedFact]] = {kind: [] for kind in FACT_CLASSES}
    for fact in facts:
        by_kind[fact.kind].append(fact)
    return {kind: reliability(found) for kind, found in by_kind.items() if found}


def print_reliability(by_kind: dict[FactKind, Reliability], console: Console, title: str) -> None:
    """Print the bins of every kind, and for each kind its calibration error and Brier score."""
    table = Table(title=title)
    table.add_column("kind")
    for name in ("confidence", "facts", "mean confidence", "share right", "calibration error", "Brier score"):
        table.add_column(name, justify="right", no_wrap=True)
    for kind, one in by_kind.items():
        for inside in one.bins:
            edges = f"{inside.low:g} to {inside.high:g}"
            table.add_row("", edges, str(inside.facts), f"{inside.confidence:.3f}", f"{inside.right:.3f}")
        figures = (one.confidence, one.right, one.calibration_error, one.brier)
        table.add_row(kind, "all", str(one.facts), *(f"{figure:.3f}" for figure in figures), end_section=True)
    console.print(table)


def reliability_as_dict(by_kind: dict[FactKind, Reliability]) -> dict[str, Any]:
    """The same for programs."""
    return {
        kind: {
            "facts": one.facts,
            "mean_confidence": one.confidence,
            "share_right": one.right,
            "expected_calibration_error": one.calibration_error,
            "brier_score": one.brier,
            "bins": [
                {
                    "low": inside.low,
                    "high": inside.high,
                    "facts": inside.facts,
                    "mean_confidence": inside.confidence,
                    "share_right": inside.right,
                }
                for inside in one.bins
            ],
        }
        for kind, one in by_kind.items()
    }


def _mean_confidence(facts: Sequence[JudgedFact]) -> float:
    return sum(fact.confidence for fact in facts) / len(facts)


def _share_right(facts: Sequence[JudgedFact]) -> float:
    return sum(fact.is_right for fact in facts) / len(facts)
