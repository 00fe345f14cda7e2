"""Scores of extracted facts against gold: strict span, overlap span and fact, each as precision, recall and F1.

A gold mention and an extracted one are matched one to one. *Strict* asks for the same characters, *overlap* for common
ones, *fact* for common ones and equal key fields. A field that the annotator left out is not compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import regex
from spacy.language import Language

from pipeline.articles import Article
from pipeline.components.fact_spans import FACT_CLASSES, FactKind
from pipeline.evaluating.gold import GoldArticle, GoldFact
from pipeline.hebrew.characters import PLAIN_MARKS
from pipeline.normalise import normalise
from pipeline.running.shards import analyse
from pipeline.tables.rows import Rows

KEY_FIELDS: dict[FactKind, tuple[str, ...]] = {
    "entities": ("label", "name"),
    "resolutions": ("code", "document_type", "issuer"),
    "dates": ("edtf",),
    "growth_figures": ("indicator", "direction", "value_low", "value_high", "unit"),
    "slogans": ("slogan",),
}

Row = dict[str, Any]


@dataclass(slots=True)
class Counts:
    """True positives, and how many mentions the gold and the program have."""

    matched: int = 0
    gold: int = 0
    extracted: int = 0

    @property
    def precision(self) -> float | None:
        """Share of the extracted mentions that are right; None when nothing was extracted."""
        return self.matched / self.extracted if self.extracted else None

    @property
    def recall(self) -> float | None:
        """Share of the gold mentions that were found; None when gold has none."""
        return self.matched / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None when there is nothing to score."""
        total = self.gold + self.extracted
        return 2 * self.matched / total if total else None


@dataclass(frozen=True, slots=True)
class Difference:
    """A gold mention that was missed, an extracted one that is wrong, or a pair whose fields differ."""

    article_id: str
    kind: FactKind
    raw_start: int
    raw_end: int
    gold: Row | None
    extracted: Row | None
    fields: tuple[str, ...] = ()


@dataclass(slots=True)
class Scores:
    """Counts by kind and way of matching, right and compared fields by kind, and every difference."""

    by_kind: dict[FactKind, dict[str, Counts]] = field(
        default_factory=lambda: {
            kind: {way: Counts() for way in ("strict", "overlap", "fact")} for kind in FACT_CLASSES
        }
    )
    fields_right: Counter[tuple[FactKind, str]] = field(default_factory=Counter)
    fields_compared: Counter[tuple[FactKind, str]] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)
    articles: int = 0


def score(articles: Iterable[GoldArticle], nlp: Language) -> Scores:
    """Extract the facts of each gold article from its raw text and compare them with its annotations."""
    scores = Scores()
    for article in articles:
        extracted = extract_rows(article, nlp)
        scores.articles += 1
        for kind in FACT_CLASSES:
            gold = [fact for fact in article.facts if fact.kind == kind]
            _score_kind(scores, article.article_id, kind, gold, extracted[kind])
    return scores


def extract_rows(article: GoldArticle, nlp: Language) -> dict[str, list[Row]]:
    """The rows of every table that ``nlp`` gives for an article's raw text; entities also hold their ``name``."""
    read = Article(
        location=article.article_id,
        source_uri=article.article_id,
        raw_text=article.raw_text,
        media_type="text/plain",
        byte_size=len(article.raw_text.encode("utf-8", "replace")),
        published_at=article.published_at,
    )
    normalised = normalise(article.raw_text)
    rows = Rows("evaluation")
    rows.add_article(read, normalised, analyse(read, normalised, nlp))
    tables = {name: table.to_pylist() for name, table in rows.tables().items()}
    for row in tables["entities"]:
        row["name"] = normalised.text[row["name_start"] : row["name_end"]]
    return tables


def _score_kind(scores: Scores, article_id: str, kind: FactKind, gold: list[GoldFact], extracted: list[Row]) -> None:
    ways: dict[str, Callable[[GoldFact, Row], bool]] = {
        "strict": lambda g, e: (g.raw_start, g.raw_end) == (e["raw_start"], e["raw_end"]),
        "overlap": lambda g, e: overlap(g, e) > 0,
        "fact": is_same_fact,
    }
    for way, matches in ways.items():
        pairs = match_mentions(gold, extracted, matches)
        counts = scores.by_kind[kind][way]
        counts.matched += len(pairs)
        counts.gold += len(gold)
        counts.extracted += len(extracted)
    # Facts that match wholly are paired first, so that a difference never hides a right answer.
    right = match_mentions(gold, extracted, ways["fact"])
    left_gold = [g for index, g in enumerate(gold) if index not in {i for i, _ in right}]
    left_extracted = [e for index, e in enumerate(extracted) if index not in {j for _, j in right}]
    near = match_mentions(left_gold, left_extracted, ways["overlap"])
    for g, e in [(gold[i], extracted[j]) for i, j in right] + [(left_gold[i], left_extracted[j]) for i, j in near]:
        unequal = _unequal(g, e, g.columns())
        for name in g.columns():
            scores.fields_compared[kind, name] += 1
            scores.fields_right[kind, name] += name not in unequal
    for i, j in near:
        g, e = left_gold[i], left_extracted[j]
        names = tuple(_unequal(g, e, _keys_of(g)))
        scores.differences.append(Difference(article_id, kind, g.raw_start, g.raw_end, g.fields, e, names))
    for index, g in enumerate(left_gold):
        if index not in {i for i, _ in near}:
            scores.differences.append(Difference(article_id, kind, g.raw_start, g.raw_end, g.fields, None))
    for index, e in enumerate(left_extracted):
        if index not in {j for _, j in near}:
            scores.differences.append(Difference(article_id, kind, e["raw_start"], e["raw_end"], None, e))


def match_mentions(
    gold: Sequence[GoldFact], extracted: Sequence[Row], matches: Callable[[GoldFact, Row], bool]
) -> list[tuple[int, int]]:
    """Pairs one to one: the largest common part first, then the smallest difference in length, then text order."""
    candidates = []
    for i, g in enumerate(gold):
        for j, e in enumerate(extracted):
            if matches(g, e):
                difference = abs((g.raw_end - g.raw_start) - (e["raw_end"] - e["raw_start"]))
                candidates.append((-overlap(g, e), difference, i, j))
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_extracted: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in used_gold and j not in used_extracted:
            used_gold.add(i)
            used_extracted.add(j)
            pairs.append((i, j))
    return pairs


def is_same_fact(gold: GoldFact, extracted: Row) -> bool:
    """Whether two mentions overlap and have equal key fields."""
    return overlap(gold, extracted) > 0 and not _unequal(gold, extracted, _keys_of(gold))


def overlap(gold: GoldFact, extracted: Row) -> int:
    """How many raw characters two mentions have in common; negative for the gap between them."""
    return min(gold.raw_end, int(extracted["raw_end"])) - max(gold.raw_start, int(extracted["raw_start"]))


def _keys_of(gold: GoldFact) -> list[str]:
    """The key fields that this mention is compared by: a resolution with a code by its code, others by type and issuer."""
    names = KEY_FIELDS[gold.kind]
    if gold.kind == "resolutions" and gold.fields.get("code") is not None:
        names = ("code",)
    return [name for name in names if name in gold.fields]


def _unequal(gold: GoldFact, extracted: Row, names: Iterable[str]) -> list[str]:
    return [name for name in names if _plain(gold.fields[name]) != _plain(extracted.get(name))]


def _plain(value: Any) -> Any:
    """A value as it is compared: one kind of dash, quote and space in texts, dates in ISO form, numbers to six places."""
    if isinstance(value, str):
        return regex.sub(r"\s+", " ", value.translate(PLAIN_MARKS)).strip()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return round(float(value), 6)
    return value
