"""From Stanza's words, sentences and entities to our tokens, with a pipeline that says what the test tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.stanza_pipeline.factory import HebrewStanza


class Told:
    """Stands in for ``stanza.Pipeline``: the words of its tokens and the labels of its entities are given.

    A token ends at white space, a sentence at ``.``.
    """

    def __init__(self, words: dict[str, list[str]], entities: Sequence[tuple[str, str]]) -> None:
        self.words = words
        self.entities = entities

    def bulk_process(self, docs: list[str]) -> list[Any]:
        return [self._document(text) for text in docs]

    def _document(self, text: str) -> Any:
        sentences: list[Any] = [SimpleNamespace(tokens=[])]
        for found in re.finditer(r"\S+", text):
            words = [SimpleNamespace(text=word) for word in self.words.get(found[0], [found[0]])]
            if sentences[-1].tokens and sentences[-1].tokens[-1].text.endswith("."):
                sentences.append(SimpleNamespace(tokens=[]))
            token = SimpleNamespace(text=found[0], start_char=found.start(), end_char=found.end(), words=words)
            sentences[-1].tokens.append(token)
        ents = [
            SimpleNamespace(type=label, start_char=text.index(name), end_char=text.index(name) + len(name))
            for name, label in self.entities
            if name in text
        ]
        return SimpleNamespace(sentences=sentences, ents=ents)


@pytest.fixture(scope="module")
def tokenizer() -> Language:
    return spacy.blank("he", config={"nlp": {"tokenizer": {"@tokenizers": "uvdot.HebrewTokenizer.v1"}}})


def annotated(
    tokenizer: Language, text: str, words: dict[str, list[str]], entities: Sequence[tuple[str, str]] = ()
) -> Doc:
    return HebrewStanza(Told(words, entities), with_names=True)(tokenizer(text))


@pytest.mark.parametrize(
    ("token", "words", "proclitics"),
    [
        ("ובירושלים", ["ו", "ב", "ירושלים"], "וב"),
        ("בבית", ["ב", "ה_", "בית"], "ב"),
        ("לביתו", ["ל", "בית_", "_של_", "_הוא"], "ל"),
        # words that the token does not begin with
        ("עליו", ["ב", "עליו"], ""),
        ("לבנון", ["לבנון"], ""),
        # a model that gives the whole token away as proclitics
        ("הב", ["ה", "ב", "ו"], "ה"),
    ],
)
def test_proclitics(tokenizer: Language, token: str, words: list[str], proclitics: str) -> None:
    doc = annotated(tokenizer, f"אמש {token} נראה", {token: words})
    assert [word._.proclitics for word in doc] == ["", proclitics, ""]


def test_proclitics_of_a_token_that_is_cut_otherwise(tokenizer: Language) -> None:
    # one token for Stanza, three for us
    doc = annotated(tokenizer, "הצמיחה ב-2024 עלתה", {"ב-2024": ["ב", "-2024"], "הצמיחה": ["ה", "צמיחה"]})
    assert [(word.text, word._.proclitics) for word in doc] == [
        ("הצמיחה", "ה"),
        ("ב", ""),
        ("-", ""),
        ("2024", ""),
        ("עלתה", ""),
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("הכנסת אישרה. השר התנגד.", ["הכנסת אישרה.", "השר התנגד."]),
        ("כותרת\nהכנסת אישרה.\n\nסוף", ["כותרת\n", "הכנסת אישרה.\n\n", "סוף"]),
        ("\n הכנסת", ["\n הכנסת"]),
        (" \n ", [" \n "]),
    ],
)
def test_sentences(tokenizer: Language, text: str, sentences: list[str]) -> None:
    assert [sentence.text for sentence in annotated(tokenizer, text, {}).sents] == sentences


@pytest.mark.parametrize(
    ("text", "entities", "names"),
    [
        ("בנימין נתניהו נאם בכנסת", [("בנימין נתניהו", "PER"), ("כנסת", "ORG")], ["PER בנימין נתניהו", "ORG בכנסת"]),
        ("דליה איציק נאמה", [("דליה איציק", "PERS")], ["PER דליה איציק"]),
        ("האולימפיאדה נפתחה ביום שני", [("האולימפיאדה", "EVENT"), ("ביום שני", "TIMEX")], ["EVE האולימפיאדה"]),
        ("ראש הממשלה אמר", [("ראש הממשלה", "TTL")], []),
        # of overlapping names the longest
        ("אוניברסיטת תל אביב", [("תל אביב", "GPE"), ("אוניברסיטת תל אביב", "ORG")], ["ORG אוניברסיטת תל אביב"]),
        # a name in a later paragraph
        ("כותרת\nשר האוצר ביקר בחיפה", [("חיפה", "GPE")], ["GPE בחיפה"]),
    ],
)
def test_names(tokenizer: Language, text: str, entities: list[tuple[str, str]], names: list[str]) -> None:
    doc = annotated(tokenizer, text, {}, entities)
    assert [f"{name.label_} {name.text}" for name in doc.ents] == names


def test_a_package_without_names_leaves_those_of_the_doc(tokenizer: Language) -> None:
    doc = tokenizer("בנימין נתניהו נאם")
    doc.set_ents([doc.char_span(0, 13, "PER")])
    HebrewStanza(Told({}, []), with_names=False)(doc)
    assert [name.text for name in doc.ents] == ["בנימין נתניהו"]
