"""Scores of hand-made facts against hand-made gold, with values counted by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import count
from typing import Any

import pytest
import spacy
from rich.console import Console
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.fact_spans import FactKind, set_facts
from pipeline.evaluating.gold import GoldArticle
from pipeline.evaluating.report import print_scores, scores_as_dict
from pipeline.evaluating.scores import Counts, Scores, score
from pipeline.facts import DateFact, Entity, GrowthFigure, Resolution, Slogan

TEXT = 'ב-5 בפברואר 2022 וב-2023 צמח המשק ב-6.5% לפי החלטה מס\' 28-NQ/TW של הפוליטביורו ברוח "3 ברורים".'
NAME = TEXT.index("פוליטביורו")
RAW = TEXT.replace("-", "–").replace("'", "׳").replace('"', "״")
CLASSES = {
    "dates": DateFact,
    "entities": Entity,
    "growth_figures": GrowthFigure,
    "resolutions": Resolution,
    "slogans": Slogan,
}

NUMBERS = count()  # spaCy keeps a component under its name for good

Mention = tuple[FactKind, str, dict[str, Any]]


@pytest.fixture
def scored() -> Callable[[Iterable[Mention], Iterable[Mention]], Scores]:
    """Scores extracted mentions (the kind, the words, the values) against gold ones in TEXT."""

    def score_mentions(gold: Iterable[Mention], extracted: Iterable[Mention]) -> Scores:
        return score([gold_article(gold)], language_that_finds(list(extracted)))

    return score_mentions


def gold_article(mentions: Iterable[Mention]) -> GoldArticle:
    facts = []
    for kind, words, fields in mentions:
        start = TEXT.index(words)
        facts.append({"kind": kind, "raw_start": start, "raw_end": start + len(words), "fields": fields})
    return GoldArticle.model_validate({"article_id": "a", "raw_text": RAW, "published_at": None, "facts": facts})


def language_that_finds(mentions: list[Mention]) -> Language:
    nlp = spacy.blank("he")
    nlp.add_pipe("sentencizer")

    name = f"finds_what_it_is_told_{next(NUMBERS)}"

    @Language.component(name)
    def find(doc: Doc) -> Doc:
        assert doc.text == TEXT
        facts: dict[FactKind, list[Any]] = {}
        for kind, words, values in mentions:
            start = TEXT.index(words)
            span = {"start": start, "end": start + len(words), "text": words, "source": "test.rule"}
            facts.setdefault(kind, []).append(CLASSES[kind](**span, **values))
        for kind, found in facts.items():
            set_facts(doc, kind, found)
        return doc

    nlp.add_pipe(name)
    return nlp


def counts(scores: Scores, kind: FactKind) -> dict[str, tuple[int, int, int]]:
    return {way: (c.matched, c.gold, c.extracted) for way, c in scores.by_kind[kind].items()}


DAY: Mention = ("dates", "5 בפברואר 2022", {"edtf": "2022-02-05", "kind": "date"})
YEAR: Mention = ("dates", "2023", {"edtf": "2023", "kind": "date"})


def test_three_ways_of_being_right(scored: Callable[..., Scores]) -> None:
    extracted = [
        DAY,  # right in every way
        ("dates", "וב-2023", {"edtf": "2023", "kind": "date"}),  # the span is too long
        ("dates", "3 ברורים", {"edtf": "0003", "kind": "date"}),  # no date at all
    ]
    scores = scored([DAY, YEAR, ("dates", "28", {"edtf": "0028"})], extracted)
    assert counts(scores, "dates") == {"strict": (1, 3, 3), "overlap": (2, 3, 3), "fact": (2, 3, 3)}
    fact = scores.by_kind["dates"]["fact"]
    assert (fact.precision, fact.recall, fact.f1) == (pytest.approx(2 / 3), pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert counts(scores, "slogans") == {"strict": (0, 0, 0), "overlap": (0, 0, 0), "fact": (0, 0, 0)}


def test_precision_and_recall_stand_apart(scored: Callable[..., Scores]) -> None:
    strict = scored([DAY, YEAR], [DAY]).by_kind["dates"]["strict"]
    assert (strict.precision, strict.recall, strict.f1) == (1.0, 0.5, pytest.approx(2 / 3))
    nothing = scored([DAY], []).by_kind["dates"]["strict"]
    assert (nothing.precision, nothing.recall, nothing.f1) == (None, 0.0, 0.0)
    too_much = scored([], [DAY]).by_kind["dates"]["strict"]
    assert (too_much.precision, too_much.recall, too_much.f1) == (0.0, None, 0.0)
    empty = Counts()
    assert (empty.precision, empty.recall, empty.f1) == (None, None, None)


def test_a_right_span_with_a_wrong_value_is_no_fact(scored: Callable[..., Scores]) -> None:
    scores = scored([DAY], [("dates", "5 בפברואר 2022", {"edtf": "2022-05-02", "kind": "date"})])
    assert counts(scores, "dates") == {"strict": (1, 1, 1), "overlap": (1, 1, 1), "fact": (0, 1, 1)}
    [difference] = scores.differences
    assert difference.fields == ("edtf",)
    assert difference.extracted is not None
    assert difference.extracted["edtf"] == "2022-05-02"
    assert scores.fields_right["dates", "edtf"] == 0
    assert scores.fields_right["dates", "kind"] == 1


def test_touching_spans_do_not_overlap(scored: Callable[..., Scores]) -> None:
    scores = scored([("dates", "5 בפברואר", {"edtf": "2022"})], [("dates", " 2022", {"edtf": "2022", "kind": "date"})])
    assert counts(scores, "dates")["overlap"] == (0, 1, 1)
    one_more = scored(
        [("dates", "5 בפברואר ", {"edtf": "2022"})], [("dates", " 2022", {"edtf": "2022", "kind": "date"})]
    )
    assert counts(one_more, "dates")["overlap"] == (1, 1, 1)


def test_one_extracted_mention_answers_one_gold_mention(scored: Callable[..., Scores]) -> None:
    whole: Mention = ("dates", "5 בפברואר 2022 וב-2023", {"edtf": "2022-02-05", "kind": "date"})
    assert counts(scored([DAY, YEAR], [whole]), "dates")["overlap"] == (1, 2, 1)
    assert counts(scored([whole], [DAY, YEAR]), "dates")["overlap"] == (1, 1, 2)
    assert counts(scored([DAY], [DAY, DAY]), "dates") == {"strict": (1, 1, 2), "overlap": (1, 1, 2), "fact": (1, 1, 2)}


def test_the_mention_with_most_in_common_is_taken(scored: Callable[..., Scores]) -> None:
    long_gold: Mention = ("dates", "בפברואר 2022 וב", {"edtf": "2022-02"})
    scores = scored([DAY, long_gold], [("dates", "בפברואר 2022 וב-2023", {"edtf": "2022-02", "kind": "date"}), DAY])
    assert counts(scores, "dates") == {"strict": (1, 2, 2), "overlap": (2, 2, 2), "fact": (2, 2, 2)}


def test_a_right_fact_is_paired_before_a_nearer_wrong_one(scored: Callable[..., Scores]) -> None:
    wrong: Mention = ("dates", "5 בפברואר 2022", {"edtf": "1999", "kind": "date"})
    right: Mention = ("dates", "2022", {"edtf": "2022-02-05", "kind": "date"})
    scores = scored([DAY], [wrong, right])
    assert counts(scores, "dates")["fact"] == (1, 1, 2)
    [difference] = scores.differences
    assert (difference.gold, difference.extracted and difference.extracted["edtf"]) == (None, "1999")


def test_a_field_that_was_left_out_is_not_compared(scored: Callable[..., Scores]) -> None:
    growth: Mention = ("growth_figures", "6.5%", {"indicator": "economy", "unit": "percent"})
    got = {"indicator": "economy", "unit": "percent", "direction": "up", "value_low": 6.5, "value_high": 6.5}
    scores = scored([growth], [("growth_figures", "6.5%", got)])
    assert counts(scores, "growth_figures")["fact"] == (1, 1, 1)
    assert dict(scores.fields_compared) == {("growth_figures", "indicator"): 1, ("growth_figures", "unit"): 1}
    decided = scored([("growth_figures", "6.5%", growth[2] | {"direction": None})], [("growth_figures", "6.5%", got)])
    assert counts(decided, "growth_figures")["fact"] == (0, 1, 1)


@pytest.mark.parametrize(
    ("kind", "words", "gold", "extracted", "is_fact"),
    [
        ("growth_figures", "6.5%", {"value_low": 6.5}, {"indicator": "economy", "value_low": 6.5000000001}, True),
        ("growth_figures", "6.5%", {"value_low": 6}, {"indicator": "economy", "value_low": 6.0}, True),
        ("growth_figures", "6.5%", {"value_low": 6.5}, {"indicator": "economy", "value_low": 6.6}, False),
        ("growth_figures", "6.5%", {"value_high": None}, {"indicator": "economy", "value_high": 6.5}, False),
        ("growth_figures", "6.5%", {"period": "2022"}, {"indicator": "economy", "period": "2023"}, True),
        ("resolutions", "החלטה מס' 28-NQ/TW", {"code": "28–NQ/TW", "document_type": "law"},
         {"code": "28-NQ/TW", "document_type": "resolution"}, True),
        ("resolutions", "החלטה מס' 28-NQ/TW", {"code": "28-NQ/TW"}, {"code": None, "document_type": "resolution"}, False),
        ("resolutions", "החלטה מס' 28-NQ/TW", {"code": None, "document_type": "resolution", "issuer": "הפוליטביורו"},
         {"document_type": "resolution", "issuer": "הפוליטביורו"}, True),
        ("resolutions", "החלטה מס' 28-NQ/TW", {"code": None, "document_type": "resolution", "issuer": "הפוליטביורו"},
         {"document_type": "resolution", "issuer": "הממשלה"}, False),
        ("resolutions", "החלטה מס' 28-NQ/TW", {"code": None, "document_type": "resolution"},
         {"document_type": "resolution", "code": "28-NQ/TW"}, False),
        ("slogans", '"3 ברורים"', {"slogan": "3  ברורים"}, {"slogan": "3 ברורים", "form": "numbered"}, True),
        ("slogans", '"3 ברורים"', {"slogan": "4 ברורים"}, {"slogan": "3 ברורים", "form": "numbered"}, False),
        ("slogans", '"3 ברורים"', {"slogan": "3 ברורים", "form": "motto"}, {"slogan": "3 ברורים", "form": "numbered"}, True),
        ("entities", "הפוליטביורו", {"label": "ORG", "name": "פוליטביורו"},
         {"label": "ORG", "name_start": NAME, "name_end": NAME + 10}, True),
        ("entities", "הפוליטביורו", {"label": "ORG", "name": "הפוליטביורו"},
         {"label": "ORG", "name_start": NAME, "name_end": NAME + 10}, False),
        ("entities", "הפוליטביורו", {"label": "PER"}, {"label": "ORG", "name_start": NAME, "name_end": NAME + 10}, False),
        ("dates", "2023", {"edtf": None}, {"kind": "date"}, True),
        ("dates", "2023", {"edtf": "2023", "role": "event"}, {"kind": "date", "edtf": "2023", "role": None}, True),
    ],
)  # fmt: skip
def test_key_fields_decide_what_is_a_fact(
    scored: Callable[..., Scores], kind: FactKind, words: str, gold: dict[str, Any], extracted: dict[str, Any],
    is_fact: bool,
) -> None:  # fmt: skip
    scores = scored([(kind, words, gold)], [(kind, words, extracted)])
    assert counts(scores, kind) == {"strict": (1, 1, 1), "overlap": (1, 1, 1), "fact": (int(is_fact), 1, 1)}


def test_lists_and_days_are_compared_as_the_gold_writes_them(scored: Callable[..., Scores]) -> None:
    scores = scored(
        [
            ("slogans", '"3 ברורים"', {"items": ["א–ב", "ג"], "is_complete": False}),
            ("resolutions", "החלטה מס' 28-NQ/TW", {"code": "28-NQ/TW", "issue_date": "2022-02-05"}),
        ],
        [
            ("slogans", '"3 ברורים"', {"slogan": "x", "form": "numbered", "items": ["א-ב", "ג"], "is_complete": False}),
            ("resolutions", "החלטה מס' 28-NQ/TW",
             {"code": "28-NQ/TW", "document_type": "law", "issue_date": date(2022, 2, 5)}),
        ],
    )  # fmt: skip
    assert scores.fields_right == scores.fields_compared
    assert scores.fields_right["resolutions", "issue_date"] == 1


def test_articles_add_up() -> None:
    scores = score([gold_article([DAY]), gold_article([DAY, YEAR])], language_that_finds([DAY]))
    assert scores.articles == 2
    assert counts(scores, "dates")["fact"] == (2, 3, 2)


@pytest.fixture
def three_differences(scored: Callable[..., Scores]) -> Scores:
    return scored(
        [DAY, YEAR, ("dates", "28", {"edtf": "0028"})],
        [
            DAY,
            ("dates", "2023", {"edtf": "2032", "kind": "date"}),
            ("dates", "3 ברורים", {"edtf": "0003", "kind": "date"}),
        ],
    )


def test_the_report_has_scores_fields_and_differences_in_context(three_differences: Scores) -> None:
    console = Console(width=200, force_terminal=False)
    with console.capture() as capture:
        print_scores(three_differences, [gold_article([])], console, "gold.jsonl", 10)
    text = capture.get()
    row = next(line for line in text.splitlines() if "dates" in line and "0.667" in line)
    assert [cell.strip() for cell in row.strip("│").split("│")] == [
        "dates", "3", "3", "0.667 0.667 0.667", "0.667 0.667 0.667", "0.333 0.333 0.333",
    ]  # fmt: skip
    assert "edtf* 1/2" in text
    assert "kind 2/2" in text
    assert "dates: 3 differences:" in text
    assert "missed edtf '0028'" in text
    assert "not in gold edtf '0003' by test.rule" in text
    assert "edtf: gold '2023', got '2032' by test.rule" in text
    assert "⟦2023⟧ צמח המשק" in text


def test_the_report_shows_no_more_differences_than_asked_for(three_differences: Scores) -> None:
    console = Console(width=200, force_terminal=False)
    with console.capture() as capture:
        print_scores(three_differences, [gold_article([])], console, "gold.jsonl", 1)
    assert "dates: 3 differences, the first 1:" in capture.get()
    assert capture.get().count("⟦") == 1
    with console.capture() as capture:
        print_scores(three_differences, [gold_article([])], console, "gold.jsonl", 0)
    assert "⟦" not in capture.get()


def test_the_report_for_programs_has_the_same_numbers(three_differences: Scores) -> None:
    content = scores_as_dict(three_differences)
    assert content["articles"] == 1
    assert content["kinds"]["dates"]["fact"] == {
        "gold": 3, "extracted": 3, "matched": 1,
        "precision": pytest.approx(1 / 3), "recall": pytest.approx(1 / 3), "f1": pytest.approx(1 / 3),
    }  # fmt: skip
    assert content["kinds"]["slogans"]["fact"]["precision"] is None
    assert content["fields"] == {
        "dates.edtf": {"right": 1, "compared": 2}, "dates.kind": {"right": 2, "compared": 2},
    }  # fmt: skip
