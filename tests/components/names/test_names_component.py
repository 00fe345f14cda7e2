from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.components.fact_spans import facts_of
from pipeline.components.names.factory import HebrewNames, entities_of
from pipeline.components.names.merge import merge_spans
from pipeline.components.names.spans import NameModel, NameSpan, spans_of_ents


def test_component_sets_entities_in_a_plain_pipeline() -> None:
    nlp = spacy.blank("he")
    nlp.add_pipe("hebrew_names")
    doc = nlp("המזכיר הכללי טו לאם ביקר במחוז קואנג נין")
    assert [(name.text, name.label) for name in facts_of(doc, "entities")] == [("טו לאם", "PER"), ("קואנג נין", "GPE")]
    assert [span.text for span in doc.spans["entities"]] == ["טו לאם", "קואנג נין"]


def model_of(*found: tuple[str, str, float]) -> HebrewNames:
    """A component whose model marks these words wherever they stand."""

    def model(docs: Sequence[Doc]) -> list[list[NameSpan]]:
        return [
            [
                NameSpan(
                    start=doc.text.index(words),
                    end=doc.text.index(words) + len(words),
                    label=label,  # type: ignore[arg-type]
                    source="ner:test",
                    confidence=confidence,
                )
                for words, label, confidence in found
                if words in doc.text
            ]
            for doc in docs
        ]

    return HebrewNames(model)


@pytest.mark.parametrize(
    ("text", "marked", "label", "prefix", "name", "canonical_id"),
    [
        ("הוא גר בחיפה שנים", "בחיפה", "GPE", "ב", "חיפה", "il.haifa"),
        ("הוא גר במחוז קואנג נין שנים", "במחוז קואנג נין", "GPE", "", "קואנג נין", "vn.province.quang-ninh"),
        ("פסק השופט גולדווסר אתמול", "השופט גולדווסר", "PER", "", "גולדווסר", "per.he.גולדוסר"),
        ("נמסר ליעקב קרמברוק אתמול", "ליעקב קרמברוק", "PER", "ל", "יעקב קרמברוק", "per.he.יעקב-קרמברק"),
        ("מזרסק נסע. ביקרו בזרסק, עיר קטנה. זרסק יפה", "בזרסק", "GPE", "ב", "זרסק", "gpe.he.זרסק"),
        ("ביקרו בבלשקוב הקטנה", "בבלשקוב", "GPE", "", "בבלשקוב", "gpe.he.בבלשקוב"),
        ('נכתב ב"אופק הצפון" אתמול', 'ב"אופק הצפון"', "ORG", "ב", "אופק הצפון", "org.he.אופק-הצפנ"),
    ],
)
def test_model_spans_lose_what_is_outside_the_name(
    text: str, marked: str, label: str, prefix: str, name: str, canonical_id: str
) -> None:
    component = model_of((marked, label, 0.8))
    doc = component(Doc(Vocab(), words=text.split(" ")))
    entity = next(one for one in facts_of(doc, "entities") if one.start >= doc.text.index(marked))
    assert (entity.prefix, entity.text, entity.canonical_id) == (prefix, name, canonical_id)


def test_a_model_span_around_a_lexicon_name_wins_and_inside_one_loses() -> None:
    text = "מרכז פיתוח חיפה נפתח ליד בנק ישראל"
    component = model_of(("מרכז פיתוח חיפה", "ORG", 0.9), ("ישראל", "GPE", 0.99))
    doc = component(Doc(Vocab(), words=text.split(" ")))
    assert [(one.text, one.source) for one in facts_of(doc, "entities")] == [
        ("מרכז פיתוח חיפה", "ner:test"),
        ("בנק ישראל", "names.lexicon"),
    ]


@spacy.registry.misc("test_names.small_model.v1")
def small_model() -> NameModel:
    def model(docs: Sequence[Doc]) -> list[list[NameSpan]]:
        return [
            [NameSpan(start=0, end=4, label="ORG", source="ner:test", confidence=0.5)]
            if doc.text.startswith("קרמט")
            else []
            for doc in docs
        ]

    return model


def test_a_model_is_put_in_by_name() -> None:
    nlp = spacy.blank("he")
    nlp.add_pipe("hebrew_names", config={"model": {"@misc": "test_names.small_model.v1"}})
    assert [facts_of(doc, "entities")[0].text for doc in nlp.pipe(["קרמט נסגרה", "חיפה גדולה"])] == ["קרמט", "חיפה"]


def span(start: int, end: int, confidence: float = 0.5) -> NameSpan:
    return NameSpan(start=start, end=end, label="ORG", source="names.test", confidence=confidence)


@pytest.mark.parametrize(
    ("candidates", "kept"),
    [
        ([span(0, 5), span(0, 9)], [(0, 9)]),
        ([span(0, 5, 0.9), span(0, 9, 0.4)], [(0, 9)]),
        ([span(0, 5, 0.9), span(3, 12, 0.4)], [(0, 5)]),
        ([span(0, 5, 0.4), span(3, 12, 0.9)], [(3, 12)]),
        ([span(0, 5), span(5, 9)], [(0, 5), (5, 9)]),
        ([], []),
    ],
)
def test_outermost_wins_and_the_surer_of_two_that_cross(
    candidates: list[NameSpan], kept: list[tuple[int, int]]
) -> None:
    for order in (candidates, candidates[::-1]):
        assert [(one.start, one.end) for one in merge_spans(order)] == kept


def test_pipe_gives_the_docs_in_order() -> None:
    component = HebrewNames(spans_of_ents("ner:test"))
    texts = ["חיפה", "האנוי", "לבנון"] * 30
    docs = component.pipe(Doc(Vocab(), words=[text]) for text in texts)
    assert [facts_of(doc, "entities")[0].text for doc in docs] == texts


@pytest.mark.parametrize(
    "text",
    [
        "7" * 60_000,
        '"' * 60_000,
        "(" * 60_000,
        "'" * 60_000,
        "א" * 60_000,
        "ו" * 60_000,
        "מחוז " * 10_000,
        "קואנג " * 10_000,
        "קואנג נין, " * 5_000,
        "ראש סגן " * 6_000,
        "ועדת המפלגה של " * 3_000,
        "הוועדה הקבועה של " * 3_000,
        "הודו, " * 7_000,
        "חברת אבג דהו " * 3_000,
        "נגוין ואן " * 5_000,
        "צ'" * 30_000,
        'א"' * 30_000,
        "רחוב אבג " * 5_000,
        "יאיר כהן " * 5_000,
        'חברת "אבג" ' * 4_000,
        'ב"א ' * 12_000,
        "מחלקת החינוך, " * 3_000,
        "השופט, " * 6_000,
        "שכונת נווה " * 4_000,
        "פסטיבל הים " * 4_000,
        "A" * 60_000,
        "חברת " + "Ab " * 60_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_takes_linear_time(text: str, processor_seconds: Callable[[Callable[[], object]], float]) -> None:
    half = processor_seconds(lambda: entities_of(text[: len(text) // 2]))
    assert processor_seconds(lambda: entities_of(text)) < 3 * half + 1


def test_any_text_keeps_the_promises_of_offsets() -> None:
    pieces = [
        "קואנג נין",
        "ב",
        "ועדת המפלגה של ",
        "מחוז ",
        " ",
        "\n",
        '"',
        "'",
        ", ",
        "-",
        "האנוי",
        'בג"ץ',
        "צ'",
        "יאיר כהן",
        "7",
        "ה",
        "NATO",
        "(",
    ]
    chooser = random.Random(7)
    for _ in range(400):
        text = "".join(chooser.choices(pieces, k=12))
        entities = entities_of(text)
        for entity in entities:
            assert entity.text == text[entity.start : entity.end]
            assert entity.text.strip() == entity.text
            assert entity.canonical_id
        assert all(one.end <= other.start for one, other in pairwise(entities))
