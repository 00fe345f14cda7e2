"""The small model as it ships: it loads by itself, says where names and proclitics are, and stays small."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

MODEL = Path(__file__).parents[2] / "models" / "he_news_sm"


@pytest.fixture(name="nlp", scope="module")
def small_model() -> Language:
    return spacy.load(MODEL)


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("ראש הממשלה ביקר [[בירושלים]] ביום שני.", "GPE"),
        ("נשיא [[ארצות הברית]] נאם אתמול בפני העיתונאים.", "GPE"),
        ("שר החוץ [[שמעון פרס]] נפגש עם העיתונאים.", "PER"),
        ('[[צה"ל]] הודיע כי החייל נפצע קל.', "ORG"),
        ("המשלחת נחתה [[בהאנוי]] ושבה למחרת.", "GPE"),
    ],
)
def test_names_in_plain_sentences(nlp: Language, marked: str, label: str) -> None:
    before, rest = marked.split("[[")
    name, after = rest.split("]]")
    doc = nlp(before + name + after)
    assert (name, label) in [(span.text, span.label_) for span in doc.ents]


@pytest.mark.parametrize("text", ["הוא אכל תפוח וקרא ספר.", "בבוקר ירד גשם, ואחר הצהריים התבהר.", "", "\n", "12.5%"])
def test_no_names_where_there_are_none(nlp: Language, text: str) -> None:
    assert not nlp(text).ents


@pytest.mark.parametrize(
    ("token", "proclitics"),
    [
        ("ובירושלים", "וב"),
        ("שהממשלה", "שה"),
        ("הכנסת", "ה"),
        ("לבנון", ""),
        ("מחיפה", "מ"),
        ("ברק", ""),
    ],
)
def test_proclitics_in_a_sentence(nlp: Language, token: str, proclitics: str) -> None:
    doc = nlp(f"הוא אמר אתמול {token} כך.")
    assert doc[3].text == token
    assert doc[3]._.proclitics == proclitics


def test_proclitics_that_stack(nlp: Language) -> None:
    doc = nlp("הוא פנה לראש הממשלה ולשר האוצר.")
    assert [token._.proclitics for token in doc] == ["", "", "ל", "ה", "ול", "ה", ""]


def test_sentences_and_lines_are_marked(nlp: Language) -> None:
    doc = nlp('יו"ר הוועדה פתח את הדיון. השר השיב לו.\nהישיבה ננעלה')
    assert [sentence.text.strip() for sentence in doc.sents] == [
        'יו"ר הוועדה פתח את הדיון.',
        "השר השיב לו.",
        "הישיבה ננעלה",
    ]


def test_docs_of_a_stream_and_alone_are_read_alike(nlp: Language) -> None:
    texts = ["ראש הממשלה ביקר בירושלים.", "", "שר החוץ שמעון פרס נפגש עם נשיא צרפת בפריז."]
    for text, doc in zip(texts, nlp.pipe(texts), strict=True):
        alone = nlp(text)
        assert [(span.text, span.label_) for span in doc.ents] == [(span.text, span.label_) for span in alone.ents]
        assert [token._.proclitics for token in doc] == [token._.proclitics for token in alone]


def test_it_is_small_and_has_its_card() -> None:
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) <= 25 * 1024 * 1024
    assert (MODEL / "MODEL_CARD.md").read_text(encoding="utf-8").startswith("# he_news_sm")
    assert json.loads((MODEL / "meta.json").read_text(encoding="utf-8"))["license"] == "CC BY-NC-SA 4.0"


def test_it_loads_without_the_code_that_trained_it() -> None:
    code = (
        "import sys, spacy; nlp = spacy.load(sys.argv[1]); nlp('ראש הממשלה ביקר בירושלים.');"
        "print(sorted(name for name in sys.modules if name.startswith('pipeline.training')))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(MODEL)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
