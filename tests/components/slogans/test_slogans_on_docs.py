"""The component in a pipeline: clusters, speakers, other components, hostile input."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from pipeline.components.fact_spans import facts_of, set_facts
from pipeline.facts import Entity

LEADERSHIP = (
    'התמקדו בנושאים דחופים בהתאם למוטו "3 ברורים" (עבודה ברורה, אחריות ברורה ליישום, זמן השלמה ברור).\n'
    'המחוז עיצב את חשיבתו בהתאם למוטו "חזון עולמי, פעולה מקומית". יישום נכון של "המטרות הכפולות" נמשך, '
    'ומסמכים נשלחים בדוא"ל.\nסגנון העבודה חדשני לפי המוטו "5 אמיתות", "6 מעזים".'
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    language = spacy.blank("he")
    language.add_pipe("hebrew_slogans")
    return language


def test_a_leadership_article(nlp: Language) -> None:
    found = facts_of(nlp(LEADERSHIP), "slogans")
    assert [(fact.slogan, fact.form, fact.cue) for fact in found] == [
        ("3 ברורים", "numbered", "מוטו"),
        ("חזון עולמי, פעולה מקומית", "motto", "מוטו"),
        ("המטרות הכפולות", "goal", None),
        ("5 אמיתות", "numbered", "מוטו"),
        ("6 מעזים", "numbered", "מוטו"),
    ]


def test_mentions_of_one_slogan_share_a_cluster(nlp: Language) -> None:
    text = (
        'הקמפיין נפתח בסיסמה "נתניה קודמת לכול", לפי "3 ההבטחות" (חינוך, דיור, תחבורה). אתמול חזר על "שלוש ההבטחות". '
        'התושבים כבר שמעו על "נתניה קודמת לכול!" ולא התרשמו מן "התוכנית הגדולה".'
    )
    found = facts_of(nlp(text), "slogans")
    assert [(fact.slogan, fact.cluster) for fact in found] == [
        ("נתניה קודמת לכול", 0),
        ("3 ההבטחות", 1),
        ("שלוש ההבטחות", 1),
        ("נתניה קודמת לכול!", 0),
    ]


def with_entity(text: str, name: str, label: str) -> Doc:
    doc = spacy.blank("he")(text)
    start = text.index(name)
    end = start + len(name)
    entity = Entity(
        start=start, end=end, text=name, source="test", label=label, name_start=start, name_end=end  # type: ignore[arg-type]
    )  # fmt: skip
    set_facts(doc, "entities", [entity])
    return doc


@pytest.mark.parametrize(
    ("text", "name", "label", "is_speaker"),
    [
        ('הסיסמה של הליכוד "רק אנחנו יכולים" נתלתה בכיכר.', "ליכוד", "ORG", True),
        ('גבי שלום חוזר על "3 ההבטחות" בכל כנס.', "גבי שלום", "PER", True),
        ('הליכוד בחר בסיסמה "ביחד ננצח".', "ליכוד", "ORG", True),
        ('הסיסמה "ביחד ננצח" נתלתה מול משרדי הליכוד.', "ליכוד", "ORG", False),
        ('מפגינים נגד גבי שלום נשאו שלט "די לשחיתות".', "גבי שלום", "PER", False),
        ('בנתניה נפתח קמפיין בסיסמה "ביחד ננצח".', "נתניה", "GPE", False),
    ],
)
def test_who_says_it(nlp: Language, text: str, name: str, label: str, is_speaker: bool) -> None:
    doc = nlp.get_pipe("hebrew_slogans")(with_entity(text, name, label))
    start = text.index(name)
    [slogan] = facts_of(doc, "slogans")
    assert slogan.speaker_mention == ((start, start + len(name)) if is_speaker else None)


def test_facts_survive_a_doc_bin(nlp: Language) -> None:
    stored = DocBin(docs=[nlp(LEADERSHIP)], store_user_data=True).to_bytes()
    [doc] = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert facts_of(doc, "slogans")[0].items == ["עבודה ברורה", "אחריות ברורה ליישום", "זמן השלמה ברור"]


def test_text_without_quotation_marks(nlp: Language) -> None:
    assert facts_of(nlp("המוטו של המחוז הוא עבודה ברורה."), "slogans") == []
    assert facts_of(nlp(""), "slogans") == []


@pytest.mark.parametrize(
    "unit",
    ['"', "'", '" ', ' "', '"א', 'ב"אב ', '"3 לא" ', '"3 לא", ', '(("', '3 ', '"3 לא" (', '"3 ', 'המוטו "', '"א ו', "מוטו של ",
     '"3 לא": א, ', '\n"', "ו\"אב'"],
)  # fmt: skip
def test_a_long_text_of_one_thing_keeps_its_slogans_in_place(nlp: Language, unit: str) -> None:
    doc = Doc(nlp.vocab, words=[unit * (32_000 // len(unit))], spaces=[False])
    for slogan in facts_of(nlp.get_pipe("hebrew_slogans")(doc), "slogans"):
        assert doc.text[slogan.start : slogan.end] == slogan.text
