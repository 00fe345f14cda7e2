"""Every export read back by the tool's own reader where there is one, every offset looked up in the text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
import spacy
from spacy.tokens import DocBin
from spacy.training.converters.conll_ner_to_docs import conll_ner_to_docs

from pipeline.components.fact_spans import FACT_CLASSES, facts_of
from pipeline.errors import DecisionsFileError, OutputError
from pipeline.evaluating.gold import GoldArticle, GoldFact, read_gold, unknown_fields
from pipeline.facts import DateFact, Entity, Resolution, Slogan
from pipeline.reviewing.decisions import DecisionLog
from pipeline.reviewing.export import export_decisions
from pipeline.reviewing.formats import ExportFormat
from pipeline.reviewing.formats.label_studio import read_label_studio
from pipeline.reviewing.imports import import_annotations
from pipeline.reviewing.reviewed_dataset import ReviewedDataset
from pipeline.reviewing.session import ReviewSession
from pipeline.tables.schemas import FACT_TABLES

Place = Callable[..., dict[str, Any]]

# An emoji is two UTF-16 units and one code point; niqqud and a bidi mark stand in the raw text alone.
RAW = '😀 הַוַּעֲדָה קיבלה ב-5 במאי 2020 את חוק ההסדרים, התשנ"ג-1992 ואת החלטה מס\' 28\u200e-NQ/TW.\nהמוטו: "יחד, קדימה" בהאנוי.'
TEXT = '😀 הועדה קיבלה ב-5 במאי 2020 את חוק ההסדרים, התשנ"ג-1992 ואת החלטה מס\' 28-NQ/TW.\nהמוטו: "יחד, קדימה" בהאנוי.'
OTHER = "הממשלה תיפגש בשנת 2025 בחיפה."


@pytest.fixture
def dataset(make_dataset: Callable[..., Path], place: Place) -> ReviewedDataset:
    law = 'חוק ההסדרים, התשנ"ג-1992'
    hanoi = place(TEXT, "האנוי")
    facts = {
        "dates": [
            DateFact(**place(TEXT, "5 במאי 2020"), kind="date", edtf="2020-05-05", precision="day"),
            DateFact(**place(TEXT, 'התשנ"ג-1992'), kind="date", edtf="1992"),
        ],
        "resolutions": [
            Resolution(**place(TEXT, law), document_type="law", jurisdiction="IL", cluster=0),
            Resolution(**place(TEXT, "החלטה מס' 28-NQ/TW"), document_type="resolution", code="28-NQ/TW", number=28, cluster=1),
        ],
        "slogans": [Slogan(**place(TEXT, "יחד, קדימה"), slogan="יחד, קדימה", form="motto", items=["יחד", "קדימה"])],
        "entities": [
            Entity(**hanoi, label="GPE", name_start=hanoi["start"], name_end=hanoi["end"], canonical_id="vn.hanoi",
                   canonical_name="האנוי"),
        ],
    }  # fmt: skip
    other = {"dates": [DateFact(**place(OTHER, "שנת 2025"), kind="date", edtf="2025")]}
    return ReviewedDataset(make_dataset({"a.txt": (RAW, facts), "b.txt": (OTHER, other)}))


@pytest.fixture
def log(tmp_path: Path) -> DecisionLog:
    return DecisionLog(tmp_path / "decisions.sqlite")


@pytest.fixture
def reviewed(dataset: ReviewedDataset, log: DecisionLog) -> dict[str, str]:
    """The first article is read to its end: one mention accepted, corrected, rejected and added each, the others accepted.

    The text of every mention that stands, with its kind.
    """
    session = ReviewSession(dataset, log, "דנה")
    content = dataset.articles[0].content_sha256
    ids = {session._text_of(0, item.value): item for item in session.items(0)}

    def decide(text: str, action: str, **given: Any) -> None:
        answer = session.handle(
            {"do": "decide", "action": action, "article": content, "fact": ids[text].fact_id, **given}
        )
        assert "refused" not in answer, answer

    decide(
        "5 במאי 2020",
        "correct_fields",
        fields=ids["5 במאי 2020"].value.fields | {"edtf": "2020-05-06", "role": "issued"},
    )
    decide('התשנ"ג-1992', "reject")
    decide('חוק ההסדרים, התשנ"ג-1992', "accept")
    start = TEXT.index("28-NQ/TW")
    decide("החלטה מס' 28-NQ/TW", "correct_span", start=start, end=start + 8)
    decide("יחד, קדימה", "accept")
    decide("האנוי", "accept")
    start = TEXT.index("ועדה")
    add = {"kind": "entities", "start": start, "end": start + 4, "fields": {"label": "ORG"}}
    assert "refused" not in session.handle({"do": "decide", "action": "add", "article": content, **add})
    assert "refused" not in session.handle({"do": "finish", "article": content})
    return {
        "ועדה": "entities", "5 במאי 2020": "dates", 'חוק ההסדרים, התשנ"ג-1992': "resolutions", "28-NQ/TW": "resolutions",
        "יחד, קדימה": "slogans", "האנוי": "entities",
    }  # fmt: skip


def test_gold_holds_every_decision_and_evaluate_reads_it(
    dataset: ReviewedDataset, log: DecisionLog, reviewed: dict[str, str], tmp_path: Path
) -> None:
    agreed = export_decisions(dataset, log, tmp_path / "gold.jsonl")
    [gold] = read_gold(tmp_path / "gold.jsonl")
    assert len(agreed.articles) == 1
    assert gold.raw_text == RAW
    assert str(gold.published_at) == "2024-03-05"
    facts = {RAW[fact.raw_start : fact.raw_end].replace("\u200e", ""): fact for fact in gold.facts}
    assert len(facts) == len(gold.facts)
    vocalised = next(text for text in facts if text.startswith("וַּ"))
    assert {("ועדה" if text == vocalised else text): fact.kind for text, fact in facts.items()} == reviewed
    assert facts[vocalised].fields["name"] == "ועדה"
    assert facts[vocalised].fields["label"] == "ORG"
    assert facts["5 במאי 2020"].fields["edtf"] == "2020-05-06"
    assert facts["5 במאי 2020"].fields["modifier"] is None
    assert facts["28-NQ/TW"].fields["code"] == "28-NQ/TW"
    assert not unknown_fields([gold])


def test_an_article_that_is_not_settled_is_left_out_unless_it_is_asked_for(
    dataset: ReviewedDataset, log: DecisionLog, reviewed: dict[str, str], tmp_path: Path
) -> None:
    session = ReviewSession(dataset, log, "יעל")
    content = dataset.articles[0].content_sha256
    date = next(item for item in session.items(0) if item.kind == "dates")
    session.handle({"do": "decide", "action": "reject", "article": content, "fact": date.fact_id})
    agreed = export_decisions(dataset, log, tmp_path / "gold.jsonl")
    assert (agreed.articles, dict(agreed.left_out)) == ([], {"disputed": 1})
    partly = export_decisions(dataset, log, tmp_path / "gold.jsonl", partial=True)
    assert [len(article.facts) for article in partly.articles] == [len(reviewed) - 1]
    without_dates = export_decisions(dataset, log, tmp_path / "gold.jsonl", kinds=["slogans", "entities"])
    assert [[fact.kind for fact in article.facts] for article in without_dates.articles] == [
        ["entities", "slogans", "entities"]
    ]


def test_gold_that_is_imported_comes_out_the_same(
    dataset: ReviewedDataset, log: DecisionLog, reviewed: dict[str, str], tmp_path: Path
) -> None:
    export_decisions(dataset, log, tmp_path / "gold.jsonl")
    [gold] = read_gold(tmp_path / "gold.jsonl")
    fresh = DecisionLog(tmp_path / "fresh.sqlite")
    imported = import_annotations([gold], dataset, fresh, "זהב")
    assert (imported.articles, imported.unknown, imported.events) == (1, 0, 8)
    assert import_annotations([gold], dataset, fresh, "זהב").events == 0
    actions = [event.action for event in fresh.events()]
    assert sorted(actions) == sorted(
        ["add", "correct_fields", "accept", "correct_span", "accept", "accept", "reject", "finish"]
    )
    export_decisions(dataset, fresh, tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "gold.jsonl").read_bytes()


def test_gold_of_other_texts_is_counted_and_left(dataset: ReviewedDataset, log: DecisionLog) -> None:
    gold = GoldArticle(article_id="x", raw_text="טקסט אחר", facts=(GoldFact(kind="dates", raw_start=0, raw_end=4),))
    assert import_annotations([gold], dataset, log, "זהב").unknown == 1
    assert log.events() == []


@pytest.mark.parametrize("format", list(ExportFormat))
def test_gold_that_leaves_fields_out_can_be_had_in_every_format(
    dataset: ReviewedDataset, log: DecisionLog, tmp_path: Path, format: ExportFormat
) -> None:
    start = RAW.index("קיבלה")
    year = RAW.index("5 במאי 2020")
    facts = (
        GoldFact(kind="entities", raw_start=start, raw_end=start + 5),
        GoldFact(kind="dates", raw_start=start, raw_end=start + 5),
        GoldFact(kind="dates", raw_start=year, raw_end=year + 11, fields={"role": "issued"}),
    )
    import_annotations([GoldArticle(article_id="a", raw_text=RAW, facts=facts)], dataset, log, "זהב")
    agreed = export_decisions(dataset, log, tmp_path / "reviewed", format)
    [article] = agreed.articles
    assert [(fact.kind, fact.label) for fact in article.facts] == [
        ("dates", "dates"),
        ("entities", "MISC"),
        ("dates", "dates"),
    ]
    # What nobody decided is as the program found it, or has the usual value, or the one that claims least.
    found, added = article.facts[2], article.facts[0]
    assert [found.fields[name] for name in ("role", "edtf", "calendar")] == ["issued", "2020-05-05", "gregorian"]
    assert [added.fields[name] for name in ("kind", "edtf", "is_relative")] == ["date", None, False]


def test_parquet_reads_like_a_dataset(
    dataset: ReviewedDataset, log: DecisionLog, reviewed: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "reviewed"
    export_decisions(dataset, log, out, ExportFormat.PARQUET)
    articles = pd.read_parquet(out / "articles")
    seen = {}
    for kind, table in FACT_TABLES.items():
        assert pq.read_schema(out / kind / "part-00000.parquet") == table.schema()
        for row in pd.read_parquet(out / kind).itertuples():
            assert articles.text[0][row.start : row.end] == row.text
            assert articles.article_id[0] == row.article_id
            assert (row.confidence, row.source) == (1.0, "review:דנה")
            seen[row.text] = kind
    assert seen == reviewed
    dates = pd.read_parquet(out / "dates")
    assert list(dates.edtf) == ["2020-05-06"]
    assert pd.isna(dates.start_date[0])  # the program's days were those of another value
    resolutions = pd.read_parquet(out / "resolutions")
    assert list(resolutions.cluster_id) == list(resolutions.fact_id)
    entities = pd.read_parquet(out / "entities").set_index("text")
    assert entities.canonical_id["האנוי"] == "vn.hanoi"
    places = duckdb.sql(
        f"""select d.text = substr(a.text, d.start + 1, d."end" - d.start)
            from '{out}/dates/*.parquet' d join '{out}/articles/*.parquet' a using (article_id)"""
    )
    assert places.fetchall() == [(True,)]
    log_table = pd.read_parquet(out / "decisions")
    assert list(log_table.action) == [event.action for event in log.events()]
    ReviewedDataset(out)


def test_spacy_reads_the_docbin(
    dataset: ReviewedDataset, log: DecisionLog, reviewed: dict[str, str], tmp_path: Path
) -> None:
    export_decisions(dataset, log, tmp_path / "reviewed.spacy", ExportFormat.DOCBIN)
    [doc] = DocBin().from_disk(tmp_path / "reviewed.spacy").get_docs(spacy.blank("he").vocab)
    assert doc.text == TEXT
    facts = {fact.text: kind for kind in FACT_CLASSES for fact in facts_of(doc, kind)}
    assert facts == reviewed
    assert all(TEXT[fact.start : fact.end] == fact.text for kind in FACT_CLASSES for fact in facts_of(doc, kind))
    [date] = facts_of(doc, "dates")
    assert (date.edtf, date.role, date.source) == ("2020-05-06", "issued", "review:דנה")
    assert [(span.text, span.label_) for span in doc.spans["slogans"]] == [("יחד, קדימה", "slogans")]
    assert {ent.label_ for ent in doc.ents} == {"ORG", "GPE"}


def test_spacys_converter_reads_the_conll_files(
    dataset: ReviewedDataset, log: DecisionLog, reviewed: dict[str, str], tmp_path: Path
) -> None:
    export_decisions(dataset, log, tmp_path / "conll", ExportFormat.CONLL)
    for kind in FACT_CLASSES:
        text = (tmp_path / "conll" / f"{kind}.conll").read_text("utf-8")
        [doc] = conll_ner_to_docs(text, no_print=True)
        found = ["".join(ent.text.split()) for ent in doc.ents]
        # A mention inside a token takes the whole token: the proclitic stays.
        expected = ["".join(text.split()) for text, its in reviewed.items() if its == kind]
        assert len(found) == len(expected)
        assert all(mention in covering for mention, covering in zip(expected, found, strict=True))
        assert "".join(token.text for token in doc) == "".join(TEXT.split())
        if kind != "growth_figures":
            assert len(list(doc.sents)) == 2


def test_brat_annotations_lie_where_they_say(
    dataset: ReviewedDataset, log: DecisionLog, reviewed: dict[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "brat"
    export_decisions(dataset, log, folder, ExportFormat.BRAT)
    text = (folder / "00000.txt").read_text("utf-8")
    assert text == TEXT
    lines = [line.split("\t") for line in (folder / "00000.ann").read_text("utf-8").splitlines()]
    mentions, attributes = {}, set()
    configuration = (folder / "annotation.conf").read_text("utf-8")
    for name, *rest in lines:
        if name.startswith("T"):
            label, start, end = rest[0].split(" ")
            assert text[int(start) : int(end)] == rest[1]
            assert label in configuration.split("[relations]")[0].splitlines()
            mentions[name] = rest[1]
        elif name.startswith("A"):
            attribute, mention, value = rest[0].split(" ")
            attributes.add((attribute, mentions[mention], value))
            [declared] = [line for line in configuration.splitlines() if line.startswith(f"{attribute}\t")]
            assert value in declared.partition("Value:")[2].split("|")
        else:
            kind, mention = rest[0].split(" ")
            assert (kind, mention in mentions) == ("AnnotatorNotes", True)
            assert isinstance(json.loads(rest[1]), dict)
    assert set(mentions.values()) == set(reviewed)
    assert ("role", "5 במאי 2020", "issued") in attributes


def test_doccano_lines_have_code_point_offsets(
    dataset: ReviewedDataset, log: DecisionLog, reviewed: dict[str, str], tmp_path: Path
) -> None:
    export_decisions(dataset, log, tmp_path / "doccano.jsonl", ExportFormat.DOCCANO)
    [line] = map(json.loads, (tmp_path / "doccano.jsonl").read_text("utf-8").splitlines())
    labels = {line["text"][start:end]: label for start, end, label in line["label"]}
    assert set(labels) == set(reviewed)
    assert (labels["ועדה"], labels["5 במאי 2020"]) == ("ORG", "dates")


def test_label_studio_tasks_fit_their_configuration_and_come_back(
    dataset: ReviewedDataset, log: DecisionLog, reviewed: dict[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "label-studio"
    export_decisions(dataset, log, folder, ExportFormat.LABEL_STUDIO)
    [task] = json.loads((folder / "tasks.json").read_text("utf-8"))
    view = ET.parse(folder / "labelling.xml").getroot()
    controls = {node.get("name"): node for node in view.iter() if node.get("toName")}
    assert len([node for node in view.iter() if node.get("toName")]) == len(controls)
    assert view.find("Text").get("value") == "$text"
    for result in task["annotations"][0]["result"]:
        control, value = controls[result["from_name"]], result["value"]
        if result["type"] == "labels":
            assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
        assert control.tag.lower() == result["type"]
        allowed = {child.get("value") for child in control}
        assert set(value.get("labels", []) + value.get("choices", [])) <= allowed
    articles = read_label_studio(folder / "tasks.json", dataset)
    fresh = DecisionLog(tmp_path / "fresh.sqlite")
    import_annotations(articles, dataset, fresh, "LS")
    export_decisions(dataset, log, tmp_path / "gold.jsonl")
    export_decisions(dataset, fresh, tmp_path / "again.jsonl")
    assert read_gold(tmp_path / "again.jsonl") == read_gold(tmp_path / "gold.jsonl")


def label_studio_file(folder: Path, *regions: dict[str, Any], text: str = TEXT) -> Path:
    path = folder / "results.json"
    task = {
        "data": {"text": text},
        "annotations": [{"was_cancelled": True, "result": [{"type": "bad"}]}, {"result": list(regions)}],
    }
    path.write_text(json.dumps([task], ensure_ascii=False), "utf-8")
    return path


def region(label: str, mention: str, **changes: Any) -> dict[str, Any]:
    start = TEXT.index(mention)
    value = {"start": start, "end": start + len(mention), "text": mention, "labels": [label]} | changes
    return {"id": mention, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def test_label_studio_results_of_another_hand_are_read(dataset: ReviewedDataset, tmp_path: Path) -> None:
    [article] = read_label_studio(
        label_studio_file(tmp_path, region("PER", "ועדה"), region("dates", "5 במאי 2020")), dataset
    )
    assert [(fact.kind, fact.fields.get("label")) for fact in article.facts] == [("entities", "PER"), ("dates", None)]
    assert "kind" not in article.facts[1].fields  # nobody has decided it


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"text": "אחר"}, "does not hold"),
        ({"labels": ["Person"]}, "Person is neither"),
        ({"start": 10**6, "end": 10**6 + 4}, "does not hold"),
    ],
)
def test_label_studio_regions_that_are_no_facts_are_refused(
    dataset: ReviewedDataset, tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(DecisionsFileError, match=message):
        read_label_studio(label_studio_file(tmp_path, region("PER", "ועדה", **changes)), dataset)


def test_a_file_that_is_no_export_of_label_studio_is_refused(dataset: ReviewedDataset, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}")
    for path in (tmp_path / "x.json", tmp_path / "absent.json"):
        with pytest.raises(DecisionsFileError, match="no JSON export"):
            read_label_studio(path, dataset)


def test_an_export_that_cannot_be_written_says_so(dataset: ReviewedDataset, log: DecisionLog, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        export_decisions(dataset, log, tmp_path / "file" / "x", ExportFormat.BRAT)
