"""The encoder that ships: names and proclitics of plain sentences, with no network, and of hostile text."""

from __future__ import annotations

import pickle
import socket

import pytest
import spacy
from spacy.language import Language

from pipeline.language import load_model
from pipeline.language_models import MODELS_FOLDER, ModelName

FOLDER = MODELS_FOLDER / "he_news_trf"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model(ModelName.TRF)


def test_it_loads_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    loaded = spacy.load(FOLDER)
    assert [one.label_ for one in loaded("הוא נסע לירושלים.").ents] == ["GPE"]


def test_it_is_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.rglob("*") if file.is_file()) <= 40_000_000


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ראש הממשלה יצחק רבין נפגש אתמול בוושינגטון עם הנשיא.", [("יצחק רבין", "PER"), ("בוושינגטון", "GPE")]),
        ("ועדת העם של מחוז קואנג נין פרסמה הודעה.", [("ועדת העם של מחוז קואנג נין", "ORG")]),
        ("שר האוצר אמר שהתקציב יאושר בכנסת.", [("בכנסת", "ORG")]),
        ("בבוקר ירד גשם והילדים הלכו לגן.", []),
    ],
)
def test_names(nlp: Language, text: str, names: list[tuple[str, str]]) -> None:
    found = [(one.text, one.label_) for one in nlp(text).ents]
    assert [name for name in names if name not in found] == []
    assert len(found) <= len(names) + 1


@pytest.mark.parametrize(
    ("text", "proclitics"),
    [
        ("ובירושלים נפתחה תערוכה", ["וב", "", ""]),
        ("השר חזר מחיפה בצהריים", ["ה", "", "מ", "ב"]),
        ("הבנק אמר שהמחירים יעלו", ["ה", "", "שה", ""]),
        ("שלום לכולם", ["", "ל"]),
    ],
)
def test_proclitics(nlp: Language, text: str, proclitics: list[str]) -> None:
    assert [token._.proclitics for token in nlp(text)] == proclitics


def test_a_text_is_read_alike_alone_and_among_others(nlp: Language) -> None:
    texts = ["דוד לוי נסע לחיפה.", "מזג האוויר נאה היום ברוב אזורי הארץ, והטמפרטורות יעלו מחר במעט. " * 40]
    alone = [(one.text, one.label_, one._.confidence) for one in nlp(texts[0]).ents]
    together = next(iter(nlp.pipe(texts)))
    assert [(one.text, one.label_, one._.confidence) for one in together.ents] == alone
    assert all(0 <= sure <= 1 for _, _, sure in alone)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "12 13 14", "\u200f", "א", "a", "😀😀"])
def test_text_without_names(nlp: Language, text: str) -> None:
    assert not nlp(text).ents


@pytest.mark.parametrize("text", ["7" * 300_000, "7 " * 100_000, "א" * 300_000, '"' * 20_000])
def test_hostile_text_is_read_whole(nlp: Language, text: str) -> None:
    """A second or two each, for a token keeps a bounded number of pieces; all of them would take hours."""
    doc = nlp.get_pipe("hebrew_encoder")(nlp.make_doc(text))
    assert doc.text == text and not doc.ents


def test_weights_survive_bytes(nlp: Language) -> None:
    other = spacy.blank("he")
    other.add_pipe("hebrew_encoder").from_bytes(nlp.get_pipe("hebrew_encoder").to_bytes())
    assert [one.text for one in other("הוא נסע לירושלים")] == ["הוא", "נסע", "לירושלים"]
    assert [one.text for one in other("הוא נסע לירושלים").ents] == ["לירושלים"]


def test_it_goes_to_another_process(nlp: Language) -> None:
    encoder = nlp.get_pipe("hebrew_encoder")
    nlp("חיפה")
    other = pickle.loads(pickle.dumps(encoder))
    assert [one.text for one in other(nlp.make_doc("הוא נסע לירושלים")).ents] == ["לירושלים"]


def test_without_weights_it_says_how_to_get_them() -> None:
    nlp = spacy.blank("he")
    nlp.add_pipe("hebrew_encoder")
    with pytest.raises(ValueError, match="has no weights"):
        nlp("שלום")
