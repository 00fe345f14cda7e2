"""Facts on a Doc as rows: ids that stay, links that lead to mentions, offsets into both texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.articles import Article, Reject, RejectReason
from pipeline.components.fact_spans import set_facts
from pipeline.facts import DateFact, Entity, GrowthFigure, Resolution, Slogan
from pipeline.normalise import Alignment, NormalisedText, normalise
from pipeline.tables.rows import Rows

# Vowel points, a no-break space, a maqaf and a repeated mention: the raw text is longer than the normalised one.
RAW = (
    "מָקוֹר: ועדת המפלגה\n"
    "ב־16\u00a0בפברואר\u200f 2016 אימץ הפוליטביורו את החלטה מס׳ 28–NQ/TW. ״3 ברורים״ הוא המוטו.\n"
    "החלטה 28 נשענת על ״3 ברורים״, והצמיחה הייתה 6.5%."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("he")
    nlp.add_pipe("sentencizer")
    return nlp


def at(text: str, mention: str, occurrence: int = 0) -> dict[str, Any]:
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(mention, start + 1)
    return {"start": start, "end": start + len(mention), "text": mention, "source": "test.rule"}


def article(raw_text: str = RAW, **given: Any) -> Article:
    return Article(
        **{"location": "a.txt", "source_uri": "a.txt", "media_type": "text/plain", "byte_size": 1}
        | {"raw_text": raw_text} | given
    )  # fmt: skip


def analysed(nlp: Language, raw_text: str = RAW, title: str | None = None) -> tuple[NormalisedText, Doc]:
    normalised = normalise(raw_text, title=title)
    text = normalised.text
    doc = nlp(text)
    day = DateFact(**at(text, "16 בפברואר 2016"), kind="date", edtf="2016-02-16", start_date=date(2016, 2, 16))
    body = at(text, "הפוליטביורו")
    name = Entity(**body, label="ORG", prefix="ה", name_start=body["start"] + 1, name_end=body["end"])
    documents = [
        Resolution(
            **at(text, "החלטה מס' 28-NQ/TW"),
            document_type="resolution",
            code="28-NQ/TW",
            issue_date_mention=(day.start, day.end),
            cluster=0,
        ),
        Resolution(**at(text, "החלטה 28"), document_type="resolution", number=28, cluster=0),
    ]
    slogans = [
        Slogan(
            **at(text, '"3 ברורים"', occurrence),
            slogan="3 ברורים",
            form="numbered",
            speaker_mention=(name.name_start, name.name_end),
            cluster=0,
        )
        for occurrence in (0, 1)
    ]
    figure = GrowthFigure(**at(text, "6.5%"), indicator="economy", value_low=6.5, period_mention=(day.start, day.end))
    set_facts(doc, "dates", [day])
    set_facts(doc, "entities", [name])
    set_facts(doc, "resolutions", documents)
    set_facts(doc, "slogans", slogans)
    set_facts(doc, "growth_figures", [figure])
    return normalised, doc


def rows_of(nlp: Language, given: Article | None = None, run_id: str = "run") -> dict[str, list[dict[str, Any]]]:
    rows = Rows(run_id)
    given = given or article()
    rows.add_article(given, *analysed(nlp, given.raw_text, given.title))
    return {name: table.to_pylist() for name, table in rows.tables().items()}


def test_both_offsets_of_every_mention_lead_to_its_words(nlp: Language) -> None:
    tables = rows_of(nlp)
    [text] = [row["text"] for row in tables["articles"]]
    raw_slices = {}
    for name in ("sentences", "dates", "entities", "resolutions", "slogans", "growth_figures"):
        assert tables[name], name
        for row in tables[name]:
            assert text[row["start"] : row["end"]] == row["text"]
            raw_slices[row["text"]] = RAW[row["raw_start"] : row["raw_end"]]
    assert raw_slices["16 בפברואר 2016"] == "16\u00a0בפברואר\u200f 2016"
    assert raw_slices["החלטה מס' 28-NQ/TW"] == "החלטה מס׳ 28–NQ/TW"
    assert raw_slices['"3 ברורים"'] == "״3 ברורים״"


def test_links_lead_to_the_mentions_that_they_name(nlp: Language) -> None:
    tables = rows_of(nlp)
    [day], [name], [figure] = tables["dates"], tables["entities"], tables["growth_figures"]
    first, second = tables["resolutions"]
    assert first["issue_date_fact_id"] == day["fact_id"]
    assert second["issue_date_fact_id"] is None
    assert first["cluster_id"] == second["cluster_id"] == first["fact_id"]
    assert figure["period_date_fact_id"] == day["fact_id"]
    assert figure["subject_entity_id"] is None
    # The mention of the name is given without its proclitic; the entity's own span has it.
    assert {row["speaker_entity_id"] for row in tables["slogans"]} == {name["fact_id"]}
    assert {row["cluster_id"] for row in tables["slogans"]} == {tables["slogans"][0]["fact_id"]}


def test_ids_depend_on_content_and_mention_alone(nlp: Language) -> None:
    def ids(given: Article, run_id: str = "run") -> list[str]:
        tables = rows_of(nlp, given, run_id)
        return [row["fact_id"] for name in ("entities", "dates", "slogans", "resolutions") for row in tables[name]]

    here = ids(article())
    assert len(set(here)) == len(here) == 6
    assert ids(article(location="elsewhere/b.jsonl#7", source_uri="https://x", given_id="7"), "other run") == here
    assert not set(ids(article(RAW + " סוף."))) & set(here)


def test_two_facts_at_one_place_have_two_ids(nlp: Language) -> None:
    normalised = normalise("בשנת תש״ף")
    doc = nlp(normalised.text)
    facts = [DateFact(start=0, end=5, text="בשנת ", source="test", kind="date", edtf=edtf) for edtf in ("2019", "2020")]
    set_facts(doc, "dates", facts)
    rows = Rows("run")
    rows.add_article(article("בשנת תש״ף"), normalised, doc)
    assert len(set(rows.tables()["dates"]["fact_id"].to_pylist())) == 2


def test_an_article_has_the_id_that_its_record_gives_or_one_of_its_place(nlp: Language) -> None:
    def id_of(**given: Any) -> str:
        return str(rows_of(nlp, article(**given))["articles"][0]["article_id"])

    assert id_of(given_id="n-12") == "n-12"
    assert id_of() == id_of(source_uri="https://x/1")
    assert id_of() != id_of(location="b.txt")


def test_sentences_are_numbered_and_know_their_paragraph_and_title(nlp: Language) -> None:
    raw = "המשק צמח ברבעון הראשון\nמשפט ראשון.  משפט שני.\n\n\nמשפט שלישי."
    normalised = normalise(raw)
    rows = Rows("run")
    doc = nlp.make_doc(normalised.text)
    for token in doc:
        token.is_sent_start = token.idx in {
            normalised.text.index(s) for s in ("המשק", "משפט ראשון", "משפט שני", "משפט שלישי")
        }
    rows.add_article(article(raw), normalised, doc)
    sentences = rows.tables()["sentences"].to_pylist()
    assert [(s["sentence_index"], s["paragraph_index"], s["is_title"], s["text"]) for s in sentences] == [
        (0, 0, True, "המשק צמח ברבעון הראשון"),
        (1, 1, False, "משפט ראשון."),
        (2, 1, False, "משפט שני."),
        (3, 2, False, "משפט שלישי."),
    ]
    assert rows.tables()["articles"]["sentence_count"].to_pylist() == [4]


def test_a_mention_knows_its_sentence(nlp: Language) -> None:
    tables = rows_of(nlp)
    sentences = {row["sentence_index"]: row for row in tables["sentences"]}
    for name in ("dates", "resolutions", "slogans", "growth_figures"):
        for row in tables[name]:
            sentence = sentences[row["sentence_index"]]
            assert sentence["start"] <= row["start"] < sentence["end"]
    # The sentencizer gives an opening quotation mark to the sentence before it.
    assert [row["sentence_index"] for row in tables["slogans"]] == [0, 2]


@pytest.mark.parametrize(
    ("text", "words"), [("שלוש מילים כאן", 3), ('"3" - (ב)', 2), ("- … !", 0), ("ארה\"ב, צ'ואנג", 2), ("²", 1)]
)
def test_words_hold_a_letter_or_a_digit(nlp: Language, text: str, words: int) -> None:
    normalised = normalise(text)
    rows = Rows("run")
    rows.add_article(article(text), normalised, nlp(normalised.text))
    assert rows.tables()["articles"]["word_count"].to_pylist() == [words]


def test_a_megabyte_without_a_letter_has_no_words(nlp: Language) -> None:
    text = "(" * 1_000_000
    normalised = replace(normalise(""), text=text, alignment=Alignment.identity(len(text)))
    rows = Rows("run")
    rows.add_article(article(text), normalised, Doc(nlp.vocab, words=[text], spaces=[False], sent_starts=[True]))
    assert rows.tables()["articles"]["word_count"].to_pylist() == [0]


def test_thousands_of_mentions_each_have_their_row(nlp: Language) -> None:
    text = "החלטה " * 5_000
    normalised = normalise(text)
    doc = Doc(nlp.vocab, words=["החלטה"] * 5_000, spaces=[True] * 4_999 + [False], sent_starts=[True] + [False] * 4_999)
    facts = [
        Resolution(start=i * 6, end=i * 6 + 5, text="החלטה", source="test", document_type="resolution", cluster=i)
        for i in range(5_000)
    ]
    set_facts(doc, "resolutions", facts)
    rows = Rows("run")
    rows.add_article(article(text), normalised, doc)
    table = rows.tables()["resolutions"]
    assert table["cluster_id"].to_pylist() == table["fact_id"].to_pylist()


def test_a_number_that_no_column_can_hold_is_unknown(nlp: Language) -> None:
    normalised = normalise("החלטה")
    doc = nlp(normalised.text)
    mention: dict[str, Any] = {"start": 0, "end": 5, "text": "החלטה", "source": "test"}
    set_facts(
        doc,
        "resolutions",
        [Resolution(**mention, document_type="resolution", number=n) for n in (2**63 - 1, 2**63, 10**30)],
    )
    set_facts(doc, "slogans", [Slogan(**mention, slogan="x", form="numbered", count=n) for n in (2**31 - 1, 2**31)])
    values: list[Any] = [2**60 + 1, 10**400, float("inf"), float("nan"), 1e300]
    set_facts(doc, "growth_figures", [GrowthFigure(**mention, indicator="other", value_low=v) for v in values])
    rows = Rows("run")
    rows.add_article(article("החלטה"), normalised, doc)
    tables = rows.tables()
    assert tables["resolutions"]["number"].to_pylist() == [2**63 - 1, None, None]
    assert tables["slogans"]["count"].to_pylist() == [2**31 - 1, None]
    assert tables["growth_figures"]["value_low"].to_pylist() == [float(2**60 + 1), None, None, None, 1e300]


@pytest.mark.parametrize(
    "broken", [{"edtf": 2016}, {"kind": None}, {"start_date": "yesterday"}, {"is_relative": None}, {"edtf": "\ud800"}]
)
def test_an_article_with_a_value_that_fits_no_column_adds_nothing(nlp: Language, broken: dict[str, Any]) -> None:
    rows = Rows("run")
    rows.add_article(article(location="good.txt"), *analysed(nlp))
    before = {name: table.num_rows for name, table in rows.tables().items()}
    normalised, doc = analysed(nlp)
    fact = DateFact(**{"start": 0, "end": 1, "text": "א", "source": "test", "kind": "date"} | broken)
    set_facts(doc, "slogans", [])
    set_facts(doc, "dates", [fact])
    with pytest.raises((ValueError, TypeError)):
        rows.add_article(article(location="bad.txt"), normalised, doc)
    assert {name: table.num_rows for name, table in rows.tables().items()} == before
    assert [of_article.location for of_article in rows.articles] == ["good.txt"]


def test_the_rows_of_each_article_are_counted(nlp: Language) -> None:
    rows = Rows("run")
    rows.add_article(article(), *analysed(nlp))
    reject = Reject(source_uri="b.txt", reason=RejectReason.EMPTY, message="b.txt: holds no text.")
    rows.add_reject(reject)
    rows.add_article(article("שלום לכולם", location="c.txt"), normalise("שלום לכולם"), nlp("שלום לכולם"))
    first, second = rows.articles
    assert (first.location, first.rejects_before, first.counts["slogans"], first.counts["articles"]) == (
        "a.txt",
        0,
        2,
        1,
    )
    assert (second.location, second.rejects_before, second.counts["slogans"]) == ("c.txt", 1, 0)
    for name in first.counts:
        assert first.counts[name] + second.counts[name] == rows.tables()[name].num_rows


def test_metadata_of_the_source_goes_before_what_the_text_says(nlp: Language) -> None:
    [row] = rows_of(nlp, article(title="כותרת אחרת", publisher="עיתון", published_at=date(2020, 1, 2)))["articles"]
    assert (row["title"], row["publisher"], row["published_at"]) == ("כותרת אחרת", "עיתון", date(2020, 1, 2))


def test_a_reject_is_a_row(nlp: Language) -> None:
    rows = Rows("run-7")
    rows.add_reject(Reject(source_uri="a.txt", reason=RejectReason.EMPTY, message="a.txt: holds no text.", byte_size=0))
    [row] = rows.tables()["rejects"].to_pylist()
    assert row == {
        "source_uri": "a.txt", "reason": "empty", "message": "a.txt: holds no text.", "byte_size": 0, "run_id": "run-7",
    }  # fmt: skip
