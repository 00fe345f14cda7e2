"""Links are scored as pairs of mentions, within articles and between them, beside the names of the lexicon."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from spacy.language import Language

from pipeline.errors import GoldFileError
from pipeline.evaluating.gold import GoldArticle
from pipeline.evaluating.links import (
    ArticleLinks,
    LinkedCluster,
    gold_spans,
    print_links,
    read_linked_corpus,
    read_links,
    score_links,
)
from pipeline.language import build_language
from pipeline.language_models import ModelName

CORPUS = Path(__file__).parents[2] / "corpus"


def article(article_id: str, marked: str) -> tuple[GoldArticle, ArticleLinks]:
    """An article of a text with mentions marked as [text|LABEL|cluster] or [text|LABEL|cluster|Latin name]."""
    raw_text = ""
    facts: list[dict[str, Any]] = []
    mentions: dict[tuple[str, str | None], list[tuple[int, int]]] = {}
    for part in marked.replace("]", "[").split("["):
        if "|" not in part:
            raw_text += part
            continue
        text, label, cluster, *latin = part.split("|")
        span = (len(raw_text), len(raw_text) + len(text))
        raw_text += text
        facts.append({"kind": "entities", "raw_start": span[0], "raw_end": span[1], "fields": {"label": label}})
        mentions.setdefault((cluster, latin[0] if latin else None), []).append(span)
    clusters = tuple(
        LinkedCluster(name=name, latin=latin, mentions=tuple(spans)) for (name, latin), spans in mentions.items()
    )
    gold = GoldArticle.model_validate({"article_id": article_id, "raw_text": raw_text, "facts": facts})
    return gold, ArticleLinks(article_id=article_id, clusters=clusters)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build_language(["hebrew_sentences", "hebrew_names"])


RIGHT = article(
    "right",
    "מחוז [צ'ואנג נין|GPE|qn|Quảng Ninh] גדל, אמר [נגוין ואן טואן|PER|tuan]. ב[קואנג נין|GPE|qn|Quảng Ninh] נחנך גשר.",
)
APART = article("apart", "מחוז [קואנג נין|GPE|one|Quảng Ninh] ומחוז [קואנג נין|GPE|other|Quảng Nam] נפגשו.")
JOINED = article("joined", "ב[קואנג נין|GPE|qn|Quảng Ninh] אמרו כך, וב[חיפה|GPE|qn|Quảng Ninh] אחרת.")


@pytest.mark.parametrize(
    ("articles", "within", "between", "identities"),
    [
        ([RIGHT], (1, 1, 1), (0, 0, 0), (2, 2, 2)),
        ([APART], (0, 0, 1), (0, 0, 0), (1, 2, 2)),
        ([JOINED], (0, 1, 0), (0, 0, 0), (1, 2, 2)),
        ([RIGHT, JOINED], (1, 2, 1), (2, 4, 2), (3, 4, 4)),
    ],
    ids=["right", "wrong link", "missed link", "two articles"],
)
def test_pairs_are_counted_as_matched_gold_and_extracted(
    nlp: Language,
    articles: list[tuple[GoldArticle, ArticleLinks]],
    within: tuple[int, int, int],
    between: tuple[int, int, int],
    identities: tuple[int, int, int],
) -> None:
    scores = score_links([gold for gold, _ in articles], [links for _, links in articles], nlp)
    assert scores.mentions.matched == scores.mentions.gold
    for counts, expected in ((scores.within, within), (scores.between, between), (scores.identities, identities)):
        assert (counts.matched, counts.gold, counts.extracted) == expected


def test_a_mention_that_was_not_found_counts_for_no_link(nlp: Language) -> None:
    gold, links = article("a", "ב[קואנג נין|GPE|qn|Quảng Ninh] דיברו על [משהו אחר|ORG|qn].")
    scores = score_links([gold], [links], nlp)
    assert (scores.mentions.matched, scores.mentions.gold) == (1, 2)
    assert (scores.within.gold, scores.identities.gold) == (0, 1)


def test_an_article_without_annotated_links_is_passed_over(nlp: Language) -> None:
    assert score_links([RIGHT[0]], [JOINED[1]], nlp).mentions.gold == 0


def test_a_linked_mention_must_be_an_annotated_entity(nlp: Language) -> None:
    gold, _ = RIGHT
    stray = ArticleLinks(article_id="right", clusters=(LinkedCluster(name="x", mentions=((0, 2),)),))
    with pytest.raises(ValueError, match=r"right: no entities at \[\(0, 2\)\]"):
        score_links([gold], [stray], nlp)


def test_gold_spans_find_what_the_rules_do_not() -> None:
    gold, links = article("a", "לדברי [זרובבלית|ORG|x] אין ספק, ו[זרובבלית|ORG|x] תפעל.")
    nlp = build_language(["hebrew_sentences", "hebrew_names"], model=ModelName.RULES)
    assert score_links([gold], [links], nlp).mentions.matched == 0
    nlp.get_pipe("hebrew_names").model = gold_spans([gold])  # type: ignore[attr-defined]
    scores = score_links([gold], [links], nlp)
    assert (scores.mentions.matched, scores.within.matched) == (2, 1)


def test_the_table_shows_each_pipeline_and_its_differences(nlp: Language) -> None:
    gold, links = APART
    console = Console(file=io.StringIO(), width=160)
    print_links({"rules": score_links([gold], [links], nlp)}, console)
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "2/2" in shown
    assert "wrong link within: קואנג נין (apart) | קואנג נין (apart): vn.province.quang-ninh" in shown
    assert "identity: קואנג נין (apart): Quảng Nam is given as Quảng Ninh" in shown


@pytest.mark.parametrize("line", ["[]", "{", json.dumps({"article_id": "a"}), json.dumps({"clusters": []})])
def test_a_fault_in_a_file_of_links_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "links.jsonl"
    path.write_text('{"article_id": "a", "clusters": []}\n' + line, "utf-8")
    with pytest.raises(GoldFileError, match=r"links\.jsonl, line 2"):
        read_links(path)


def test_the_links_of_the_corpus_cover_every_entity_once() -> None:
    for articles, links in read_linked_corpus(CORPUS).values():
        linked = {
            one.article_id: sorted(mention for cluster in one.clusters for mention in cluster.mentions) for one in links
        }
        assert linked == {
            one.article_id: sorted((fact.raw_start, fact.raw_end) for fact in one.facts if fact.kind == "entities")
            for one in articles
            if one.article_id in linked
        }


def test_names_of_the_corpus_are_linked_as_annotated(nlp: Language) -> None:
    sets = read_linked_corpus(CORPUS).values()
    scores = score_links([one for gold, _ in sets for one in gold], [one for _, links in sets for one in links], nlp)
    for counts in (scores.within, scores.between, scores.identities):
        assert counts.precision is not None
        assert counts.recall is not None
        assert counts.precision >= 0.99
        assert counts.recall >= 0.94
