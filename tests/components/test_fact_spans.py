"""Facts on a Doc: their characters are the truth, and they survive every way a Doc is stored or sent."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from pipeline.components.fact_spans import FACT_CLASSES, facts_of, set_facts
from pipeline.facts import DateFact, Entity, Fact, GrowthFigure, Resolution, Slogan

TEXT = 'ב-16 בפברואר 2016 אימץ הפוליטביורו את החלטה מס\' 28-NQ/TW, שקבעה "3 ברורים" וצמיחה של 6.5%'


def at(mention: str) -> dict[str, object]:
    start = TEXT.index(mention)
    return {"start": start, "end": start + len(mention), "text": mention, "source": "test.rule"}


DAY = DateFact(
    **at("16 בפברואר 2016"), kind="date", edtf="2016-02-16", start_date=date(2016, 2, 16), end_date=date(2016, 2, 16)
)
NAME = Entity(**at("פוליטביורו"), label="ORG", prefix="ה", name_start=24, name_end=34)
DOCUMENT = Resolution(
    **at("החלטה מס' 28-NQ/TW"),
    document_type="resolution",
    code="28-NQ/TW",
    issue_date=date(2016, 2, 16),
    issue_date_mention=(DAY.start, DAY.end),
    horizons=["2025", "2030"],
)
FIGURE = GrowthFigure(
    **at("6.5%"),
    indicator="economy",
    direction="up",
    value_low=6.5,
    value_high=6.5,
    period_mention=(DAY.start, DAY.end),
)
SLOGAN = Slogan(**at('"3 ברורים"'), slogan="3 ברורים", form="numbered", count=3, items=["א", "ב"], is_complete=False)
FACTS: dict[str, Fact] = {
    "entities": NAME,
    "resolutions": DOCUMENT,
    "dates": DAY,
    "growth_figures": FIGURE,
    "slogans": SLOGAN,
}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("he")


@pytest.fixture
def doc(nlp: Language) -> Doc:
    made = nlp.make_doc(TEXT)
    made._.published_at = date(2016, 3, 1)
    for kind, fact in FACTS.items():
        set_facts(made, kind, [fact])
    return made


def assert_same(other: Doc) -> None:
    assert {kind: facts_of(other, kind) for kind in FACT_CLASSES} == {kind: [fact] for kind, fact in FACTS.items()}
    assert other._.published_at == date(2016, 3, 1)
    assert facts_of(other, "resolutions")[0].issue_date_mention == (DAY.start, DAY.end)
    for kind, fact in FACTS.items():
        [span] = other.spans[kind]
        assert span._.fact == fact


def test_each_span_carries_its_typed_fact(doc: Doc) -> None:
    assert_same(doc)
    assert [span.label_ for span in doc.spans["entities"]] == ["ORG"]
    assert [span.label_ for span in doc.spans["dates"]] == ["dates"]


def test_the_span_is_the_smallest_run_of_tokens_and_the_fact_keeps_its_characters(doc: Doc) -> None:
    [span] = doc.spans["dates"]
    assert span.text == "ב-16 בפברואר 2016"  # spaCy's tokenizer leaves the proclitic on the number
    assert span._.fact.text == "16 בפברואר 2016"


def test_facts_survive_bytes(nlp: Language, doc: Doc) -> None:
    assert_same(Doc(nlp.vocab).from_bytes(doc.to_bytes()))


def test_facts_survive_a_doc_bin(nlp: Language, doc: Doc) -> None:
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    [restored] = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert_same(restored)


@Language.component("marks_the_last_word")
def marks_the_last_word(doc: Doc) -> Doc:
    last = doc[-1]
    fact = DateFact(start=last.idx, end=len(doc.text), text=last.text, source="test.last", kind="date", edtf=last.text)
    set_facts(doc, "dates", [fact])
    return doc


def test_facts_come_back_from_worker_processes_in_order() -> None:
    nlp = spacy.blank("he")
    nlp.add_pipe("marks_the_last_word")
    texts = [f"בשנת {year}" for year in range(2000, 2020)]
    docs = list(nlp.pipe(texts, n_process=2, batch_size=4))
    assert [facts_of(doc, "dates")[0].edtf for doc in docs] == [str(year) for year in range(2000, 2020)]
    assert all(doc.spans["dates"][0]._.fact.edtf == doc[-1].text for doc in docs)


def test_facts_stand_in_text_order_and_replace_the_former_ones(doc: Doc) -> None:
    later = DateFact(start=40, end=44, text=TEXT[40:44], source="test.b", kind="date")
    earlier = DateFact(start=0, end=4, text=TEXT[0:4], source="test.a", kind="date")
    set_facts(doc, "dates", [later, earlier])
    assert facts_of(doc, "dates") == [earlier, later]
    assert [span._.fact for span in doc.spans["dates"]] == [earlier, later]
    assert facts_of(doc, "entities") == [NAME]
    set_facts(doc, "dates", [])
    assert facts_of(doc, "dates") == []
    assert len(doc.spans["dates"]) == 0


def test_a_doc_that_no_component_saw_has_no_facts(nlp: Language) -> None:
    assert [facts_of(nlp.make_doc(TEXT), kind) for kind in FACT_CLASSES] == [[]] * len(FACT_CLASSES)


def test_a_span_that_is_no_mention_has_no_fact(doc: Doc) -> None:
    assert doc[0:2]._.fact is None


@pytest.mark.parametrize(("start", "end"), [(90, 999), (-5, 3), (500, 510)])
def test_a_fact_outside_the_text_is_refused_by_name(nlp: Language, start: int, end: int) -> None:
    with pytest.raises(ValueError, match=rf"test\.rule: {start}:{end} is no range"):
        set_facts(
            nlp.make_doc(TEXT), "dates", [DateFact(start=start, end=end, text="x", source="test.rule", kind="date")]
        )
