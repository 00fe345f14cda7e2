"""The Language of the project: every component in its order, found by its name, and able to work alone."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.pipe_analysis import analyze_pipes
from spacy.tokens import Doc

from pipeline.components.fact_spans import FACT_CLASSES, facts_of
from pipeline.language import COMPONENTS, build_language
from pipeline.language_models import ModelName

TEXT = (
    'ב-5 בפברואר 2022 הוציא הפוליטביורו את החלטה מס\' 28-NQ/TW ברוח "3 ברורים" (עבודה ברורה, אחריות ברורה, זמן ברור). '
    "המשק צמח ב-6.5% בשנת 2021."
)
SETS = {
    "hebrew_names": "entities",
    "hebrew_dates": "dates",
    "hebrew_resolutions": "resolutions",
    "hebrew_growth": "growth_figures",
    "hebrew_slogans": "slogans",
}


@pytest.fixture(scope="module")
def rules() -> Language:
    """The Language without a model; the encoder, which reads windows of bounded size, has hostile texts of its own."""
    return build_language(model=ModelName.RULES)


def values(doc: Doc) -> dict[str, list[object]]:
    return {kind: list(facts_of(doc, kind)) for kind in FACT_CLASSES}


def test_the_components_stand_in_their_order_after_our_tokenizer(language: Language) -> None:
    assert language.pipe_names == ["hebrew_sentences", "hebrew_encoder", *COMPONENTS[1:]]
    assert build_language(model=ModelName.RULES).pipe_names == list(COMPONENTS)
    assert [token.text for token in language.make_doc("וב-2024 לפי 28-NQ/TW")] == ["וב", "-", "2024", "לפי", "28-NQ/TW"]


def test_no_component_lacks_what_it_needs(language: Language) -> None:
    assert not {name: found for name, found in analyze_pipes(language)["problems"].items() if found}


def test_every_kind_of_fact_is_found(language: Language) -> None:
    doc = language(TEXT)
    assert {kind: bool(found) for kind, found in values(doc).items()} == dict.fromkeys(FACT_CLASSES, True)
    assert len(list(doc.sents)) == 2
    for kind in FACT_CLASSES:
        for span, fact in zip(doc.spans[kind], facts_of(doc, kind), strict=True):
            assert span._.fact is fact
            assert doc.text[fact.start : fact.end] == fact.text
            assert span.start_char <= fact.start
            assert fact.end <= span.end_char


@pytest.mark.parametrize(("component", "kind"), SETS.items())
def test_a_component_works_alone_in_a_blank_language(component: str, kind: str) -> None:
    nlp = spacy.blank("he")
    nlp.add_pipe(component)
    doc = nlp(TEXT)
    assert facts_of(doc, kind)  # type: ignore[call-overload]
    assert {other for other, found in values(doc).items() if found} == {kind}


def test_a_doc_of_the_past_does_not_change_the_next(language: Language) -> None:
    other = "בשנת 1999 ירד היצוא ב-3%. אתמול נפתחה הכנסת."
    before = values(language(TEXT))
    language(other)
    assert values(language(TEXT)) == before
    assert values(build_language()(TEXT)) == before


def test_docs_in_a_pipe_are_those_of_one_at_a_time(language: Language) -> None:
    texts = [TEXT, "", "שלום", TEXT[:60], TEXT]
    assert [values(doc) for doc in language.pipe(texts, batch_size=2)] == [values(language(text)) for text in texts]


def test_importing_the_project_changes_nothing_of_spacy() -> None:
    code = (
        "import spacy; before = spacy.blank('he')('וב-2024 שלום.').to_json()\n"
        "from pipeline.language import build_language; build_language()\n"
        "nlp = spacy.blank('he'); assert nlp('וב-2024 שלום.').to_json() == before\n"
        "nlp.add_pipe('sentencizer'); assert len(list(nlp('אחד. שניים.').sents)) == 2"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, cwd=Path(__file__).parents[1])
    assert done.stderr.decode() == ""
    assert done.returncode == 0


@pytest.mark.parametrize("text", ["", " ", "\n", "א", "-", '"', "(" * 50, "28-NQ/TW", "🙂", "א\u0301"])
def test_any_text_is_analysed(language: Language, text: str) -> None:
    assert language(text).text == text


ALPHABET = [
    "ב-",
    "5",
    " ",
    "2024",
    "%",
    "6.5",
    '"',
    "'",
    "(",
    ")",
    "\n",
    ".",
    ",",
    "החלטה ",
    "מס' ",
    "-NQ/TW",
    "בפברואר ",
]
ALPHABET += ["צמח ", "מיליון ", "פי ", "שנים ", "הוועד המרכזי ", "מוטו ", "עד ", "לפני ", "/", ":", "–", 'תש"ף ']


def test_no_mixture_of_cues_stops_a_component(language: Language) -> None:
    chance = random.Random(11)
    for _ in range(150):
        text = "".join(chance.choices(ALPHABET, k=40))
        doc = language(text)
        for kind, found in values(doc).items():
            for fact in found:
                assert text[fact.start : fact.end] == fact.text, (kind, text)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "unit",
    [
        "5",
        "2024 ",
        "ב-5 בפברואר 2022 ",
        '"',
        '" ',
        "(",
        "א",
        "החלטה ",
        "28-NQ/TW, ",
        "6.5% ",
        "ב-",
        "'",
        "עד ",
        "הוועד ",
        ". ",
    ],
)
def test_a_long_text_of_one_thing_keeps_every_fact_in_its_place(rules: Language, unit: str) -> None:
    """Seconds are measured by ``tests/benchmarks/long_texts.py``; a square of the length would be felt here too."""
    text = (unit * (40_000 // len(unit) + 1))[:40_000]
    with rules.memory_zone():
        doc = rules(text)
        assert doc.text == text
        for kind, found in values(doc).items():
            for fact in found:
                assert text[fact.start : fact.end] == fact.text, kind  # type: ignore[attr-defined]


def test_models_can_tell_line_breaks_from_words() -> None:
    doc = build_language((), model=ModelName.RULES).make_doc("שלום.\nעולם")
    assert [token.is_space for token in doc] == [False, False, True, False]
