"""The package that ships, with no network: what it finds in plain sentences, and that nothing makes it stumble."""

from __future__ import annotations

import random
import socket
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any, NoReturn

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.stanza_pipeline.factory import SHIPPED_PACKAGE

pytest.importorskip("stanza")


def refuse(*_: Any, **__: Any) -> NoReturn:
    raise AssertionError("the network was asked")


@pytest.fixture(scope="module")
def nlp() -> Iterator[Language]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "create_connection", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        language = spacy.blank("he", config={"nlp": {"tokenizer": {"@tokenizers": "uvdot.HebrewTokenizer.v1"}}})
        language.max_length = 10_000_000
        language.add_pipe("hebrew_stanza")
        yield language


def marked(doc: Doc) -> list[str]:
    """The sentences of a Doc with ``+`` behind the proclitics of each token."""
    return [
        "".join(
            (token._.proclitics + "+" if token._.proclitics else "") + token.text_with_ws[len(token._.proclitics) :]
            for token in sentence
        ).strip()
        for sentence in doc.sents
    ]


@pytest.mark.parametrize(
    "sentences",
    [
        ["ה+כנסת אישרה אתמול את תקציב ה+מדינה.", "ראש ה+ממשלה לא הגיב."],
        ["ה+שר אמר כי ה+ממשלה תפעל, וב+ירושלים נערכו ל+כך."],
        ["שה+נשיא לא יגיע ל+ארץ נודע רק ב+ערב.", "מי יחליף אותו?", "אין תשובה."],
        ['"לא נוותר", אמר ה+יו"ר ב+תום ה+ישיבה.'],
        ["כשה+משטרה הגיעה ל+מקום, ה+חשוד נמלט מה+בית."],
        # no proclitics, though they begin with such letters
        ["בנימין הגיע אתמול לבדו."],
        ["לפני שנה הוקמה ועדת חקירה."],
    ],
)
def test_sentences_and_proclitics(nlp: Language, sentences: list[str]) -> None:
    assert marked(nlp(" ".join(sentences).replace("+", ""))) == sentences


def test_a_line_is_a_paragraph(nlp: Language) -> None:
    assert [sentence.text for sentence in nlp("תקציב המדינה אושר\nהכנסת הצביעה אמש").sents] == [
        "תקציב המדינה אושר\n",
        "הכנסת הצביעה אמש",
    ]


def test_a_batch_gives_what_single_texts_give(nlp: Language) -> None:
    texts = ["הכנסת אישרה את החוק. השר התנגד.", "", "כותרת\n\nובתל אביב הפגינו.", " ", "הצמיחה ב-2024 הגיעה ל-6.5%."]
    assert [marked(doc) for doc in nlp.pipe(texts)] == [marked(nlp(text)) for text in texts]


def test_it_says_nothing(nlp: Language, capfd: pytest.CaptureFixture[str]) -> None:
    again = spacy.blank("he")
    again.add_pipe("hebrew_stanza")
    again("הכנסת אישרה את החוק.")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "\x00",
        "\u202e\u200f",
        "הכנסת\x00אישרה\x85את\u2028החוק\ufeff.",
        "שָׁלוֹם לְכֻלָּם. עֶרֶב טוֹב.",
        "." * 5_000,
        '"' * 5_000,
        "https://" + "a." * 5_000,
        "a@" * 5_000,
        "🙂 " * 500,
        "<PAD> <UNK> _ \\ % ‎",
    ],
)
def test_odd_texts(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert not len(doc) or doc.has_annotation("SENT_START")


def test_random_signs(nlp: Language) -> None:
    draw = random.Random(7)
    signs = "אבגהוכלמשת \n\t\"'-.,:;?!()[]<>@%/\\0123456789aZ\u05b0\u200d\u0085\x1f\u00a0\u2029\ud7ff\U0001f642\u4e2d"
    texts = ["".join(draw.choices(signs, k=draw.randint(1, 300))) for _ in range(150)]
    for text, doc in zip(texts, nlp.pipe(texts), strict=True):
        assert doc.text == text
        assert all(len(token._.proclitics) < len(token) for token in doc)


@pytest.mark.parametrize("word", ["1", "ובבית ", '"', "(", "הכנסת. "])
def test_time_grows_with_length_only(nlp: Language, word: str) -> None:
    def seconds(characters: int) -> float:
        text = (word * characters)[:characters]
        best = 9e9
        for _ in range(2):
            start = process_time()
            nlp(text)
            best = min(best, process_time() - start)
        return best

    seconds(1_000)
    assert seconds(40_000) < 12 * (seconds(10_000) + 0.02)


def test_the_package_is_small_and_knows_no_paths_of_its_training() -> None:
    files = [path for path in SHIPPED_PACKAGE.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 8 * 1024 * 1024
    assert not [path for path in files for trace in (b"/tmp", b"/home", b"/root") if trace in Path(path).read_bytes()]
