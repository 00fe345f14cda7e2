"""Scores of links: do the mentions that name one thing get one ``canonical_id``, and those of two things two?

A *link* is a pair of mentions with one id. Links inside an article and links between articles are scored apart, over the gold
mentions that were found: a name that was missed costs no link. *Identities* are the names of the lexicon: a mention is right
when its ``canonical_name_latin`` is the name that the annotator gave.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.names.spans import NameModel, NameSpan
from pipeline.evaluating.gold import GoldArticle, read_gold, read_lines
from pipeline.evaluating.scores import Counts, Row, extract_rows, match_mentions, overlap
from pipeline.normalise import normalise

_LEAST_COMMON_PART = 0.5
"""The share of characters, of those that either has, that two spans of one mention have in common."""


class LinkedCluster(BaseModel):
    """One thing in one article: its name in the whole corpus, its Latin name where it is in a lexicon, and its mentions.

    ``mentions`` are half-open ranges of the article's ``raw_text``, each one of its annotated entities.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    latin: str | None = None
    mentions: tuple[tuple[int, int], ...]


class ArticleLinks(BaseModel):
    """The things that one article names. A line may also hold the article itself, in the form of a gold file."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    article_id: str
    clusters: tuple[LinkedCluster, ...]


@dataclass(frozen=True, slots=True)
class LinkedMention:
    """A gold mention that was found: what it names, and the id and Latin name that it was given."""

    article_id: str
    text: str
    cluster: str
    latin: str | None
    canonical_id: str | None
    canonical_name_latin: str | None


@dataclass(frozen=True, slots=True)
class LinkDifference:
    """Two mentions that were linked wrongly (``wrong``) or left apart wrongly (``missed``)."""

    way: str
    wrong: bool
    one: LinkedMention
    other: LinkedMention


@dataclass(slots=True)
class LinkScores:
    """Counts of links within articles and between them and of identities, the share of mentions found, all differences."""

    mentions: Counts = field(default_factory=Counts)
    within: Counts = field(default_factory=Counts)
    between: Counts = field(default_factory=Counts)
    identities: Counts = field(default_factory=Counts)
    differences: list[LinkDifference] = field(default_factory=list)
    wrong_identities: list[LinkedMention] = field(default_factory=list)


def read_links(path: Path) -> list[ArticleLinks]:
    """The links of a file with one article a line. Raises GoldFileError with the line of the first that is not in the form."""
    return read_lines(path, ArticleLinks)


def read_linked_corpus(corpus: Path) -> dict[str, tuple[list[GoldArticle], list[ArticleLinks]]]:
    """The two sets of texts with annotated links in the folder ``corpus``: its gold articles, and short passages.

    Links of the gold articles stand beside them in ``links/gold.jsonl``; ``links/passages.jsonl`` holds texts and links.
    """
    gold = [article for path in sorted((corpus / "gold").glob("*.jsonl")) for article in read_gold(path)]
    passages = corpus / "links" / "passages.jsonl"
    return {
        "gold articles": (gold, read_links(corpus / "links" / "gold.jsonl")),
        "passages": (read_gold(passages), read_links(passages)),
    }


def score_links(articles: Iterable[GoldArticle], links: Iterable[ArticleLinks], nlp: Language) -> LinkScores:
    """Find the names of each article that has annotated links, and compare their ids with the annotation.

    Raises ValueError where a linked mention is no annotated entity of its article.
    """
    by_article = {one.article_id: one for one in links}
    scores = LinkScores()
    found: list[LinkedMention] = []
    for article in articles:
        if (annotated := by_article.get(article.article_id)) is not None:
            here = _found_mentions(article, annotated, extract_rows(article, nlp)["entities"])
            scores.mentions.gold += sum(len(cluster.mentions) for cluster in annotated.clusters)
            scores.mentions.matched += len(here)
            found += here
    for one, other in combinations(found, 2):
        _count_link(scores, one, other)
    for mention in found:
        _count_identity(scores, mention)
    return scores


def gold_spans(articles: Iterable[GoldArticle]) -> NameModel:
    """A recogniser that marks the annotated entities of these articles, so that links can be scored apart from finding."""
    spans: dict[str, list[NameSpan]] = {}
    for article in articles:
        normalised = normalise(article.raw_text)
        marked = []
        for fact in article.facts:
            if fact.kind == "entities" and fact.fields.get("label"):
                start, end = normalised.alignment.to_text(fact.raw_start, fact.raw_end)
                if start < end:
                    marked.append(
                        NameSpan(start=start, end=end, label=fact.fields["label"], source="ner:gold", confidence=1.0)
                    )
        spans[normalised.text] = marked

    def recognise(docs: Sequence[Doc]) -> list[list[NameSpan]]:
        return [spans.get(doc.text, []) for doc in docs]

    return recognise


def _found_mentions(article: GoldArticle, links: ArticleLinks, rows: list[Row]) -> list[LinkedMention]:
    gold = [fact for fact in article.facts if fact.kind == "entities"]
    cluster_of = {mention: cluster for cluster in links.clusters for mention in cluster.mentions}
    if stray := cluster_of.keys() - {(fact.raw_start, fact.raw_end) for fact in gold}:
        raise ValueError(f"{article.article_id}: no entities at {sorted(stray)}")
    pairs = match_mentions(
        gold,
        rows,
        lambda g, e: (
            overlap(g, e) >= _LEAST_COMMON_PART * (max(g.raw_end, e["raw_end"]) - min(g.raw_start, e["raw_start"]))
        ),
    )
    mentions = []
    for i, j in pairs:
        cluster = cluster_of.get((gold[i].raw_start, gold[i].raw_end))
        if cluster is not None:
            mentions.append(
                LinkedMention(
                    article.article_id,
                    article.raw_text[gold[i].raw_start : gold[i].raw_end],
                    cluster.name,
                    cluster.latin,
                    rows[j]["canonical_id"],
                    rows[j]["canonical_name_latin"],
                )
            )
    return mentions


def _count_link(scores: LinkScores, one: LinkedMention, other: LinkedMention) -> None:
    way = "within" if one.article_id == other.article_id else "between"
    counts = scores.within if way == "within" else scores.between
    gold = one.cluster == other.cluster
    linked = one.canonical_id is not None and one.canonical_id == other.canonical_id
    counts.gold += gold
    counts.extracted += linked
    counts.matched += gold and linked
    if gold != linked:
        scores.differences.append(LinkDifference(way, linked, one, other))


def _count_identity(scores: LinkScores, mention: LinkedMention) -> None:
    """A mention without an annotated Latin name has none in a lexicon: an entry of one is wrong, a body with an owner is not."""
    given = mention.canonical_name_latin
    composite = not {"/", "@"}.isdisjoint(mention.canonical_id or "") and mention.latin is None
    counted = given is not None and not composite
    right = counted and mention.latin is not None and _folded(given or "") == _folded(mention.latin)
    scores.identities.gold += mention.latin is not None
    scores.identities.extracted += counted
    scores.identities.matched += right
    if not right and (counted or mention.latin is not None):
        scores.wrong_identities.append(mention)


def _folded(latin: str) -> str:
    decomposed = unicodedata.normalize("NFD", latin.replace("Đ", "D").replace("đ", "d").lower())
    return " ".join(re.findall("[a-z0-9]+", "".join(sign for sign in decomposed if not unicodedata.combining(sign))))


def print_links(scored: Mapping[str, LinkScores], console: Console, worst: int = 10) -> None:
    """Print a table with a row for each scored pipeline, and the first ``worst`` differences of each."""
    table = Table(title="Links between names")
    table.add_column("names")
    for name in ("found", "within articles P R F1", "between articles P R F1", "identities P R F1"):
        table.add_column(name, justify="right", no_wrap=True)
    for title, scores in scored.items():
        ways = (scores.within, scores.between, scores.identities)
        found = f"{scores.mentions.matched}/{scores.mentions.gold}"
        table.add_row(title, found, *(_figures(counts) for counts in ways))
    console.print(table)
    for title, scores in scored.items():
        if worst and (scores.differences or scores.wrong_identities):
            console.print(f"\n[bold]{escape(title)}[/bold]")
            for line in _described(scores)[:worst]:
                console.print(escape(line), soft_wrap=True)


def _figures(counts: Counts) -> str:
    values = (counts.precision, counts.recall, counts.f1)
    return " ".join("    -" if value is None else f"{value:.3f}" for value in values)


def _described(scores: LinkScores) -> list[str]:
    """Wrong links first, then wrong identities, then missed links; repeated texts once."""
    lines: dict[str, None] = {}
    for wanted in (True, False):
        for difference in scores.differences:
            if difference.wrong == wanted:
                one, other = difference.one, difference.other
                what = "wrong link" if difference.wrong else "missed link"
                ids = one.canonical_id if difference.wrong else f"{one.canonical_id} | {other.canonical_id}"
                lines[
                    f"  {what} {difference.way}: {one.text} ({one.article_id}) | {other.text} ({other.article_id}): {ids}"
                ] = None
        if wanted:
            for mention in scores.wrong_identities:
                lines[
                    f"  identity: {mention.text} ({mention.article_id}): {mention.latin} is given as"
                    f" {mention.canonical_name_latin} ({mention.canonical_id})"
                ] = None
    return list(lines)
