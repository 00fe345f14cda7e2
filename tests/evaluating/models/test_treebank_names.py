"""Names and proclitics of treebanks as they are read, and what models that are right and wrong in known ways score on them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.errors import InputNotFoundError
from pipeline.evaluating.models.iahlt import read_iahlt
from pipeline.evaluating.models.mentions import (
    MentionScores,
    gold_mentions,
    score_mentions,
    score_mentions_without_proclitics,
)
from pipeline.evaluating.models.nemo import name_start, nemo_is_there, read_name_starts
from pipeline.evaluating.models.pretokenised import doc_of, read_by, runs_of_sentences
from pipeline.evaluating.models.proclitics import known_words, longest_prefix, model_accuracy, rule_accuracy
from pipeline.evaluating.scores import Counts
from pipeline.training.sentences import Sentence, Token
from pipeline.training.sources import Morpheme, read_nemo

ModelOf = Callable[[dict[str, str], dict[str, str]], Language]


def labelled(marked: str) -> Sentence:
    """A sentence whose tokens are given as ``text/label``."""
    pairs = [word.rsplit("/", 1) if "/" in word else (word, "O") for word in marked.split()]
    return Sentence(tokens=tuple(Token(text=text, name=name) for text, name in pairs), source="test")


def triple(counts: Counts) -> tuple[int, int, int]:
    return counts.matched, counts.gold, counts.extracted


def score_one(marked: str, nlp: Language) -> MentionScores:
    return score_mentions(read_by(nlp, [[labelled(marked)]]))


def test_iahlt_outermost_names_of_our_kinds_on_raw_tokens(treebanks: Path) -> None:
    documents = read_iahlt(treebanks / "he_iahltwiki-ud-dev.conllu")
    names = [
        [
            (" ".join(token.text for token in sentence.tokens[start:end]), label)
            for start, end, label in gold_mentions(sentence.tokens)
        ]
        for document in documents
        for sentence in document
    ]
    assert [len(document) for document in documents] == [2, 1]
    assert names == [
        [("לשער שכם", "FAC"), ("בירושלים", "GPE")],  # שכם lies in a FAC, השר is a title
        [("הכנסת", "ORG")],  # in a title; the bracket before דיבר is never closed
        [("דנה כהן", "PER"), ("בתל - אביב", "GPE")],
    ]


def test_iahlt_tokens_with_their_proclitics_and_spaces(treebanks: Path) -> None:
    first, second = read_iahlt(treebanks / "he_iahltwiki-ud-dev.conllu")
    assert first[0].text == "השר הגיע לשער שכם בירושלים."
    assert [token.proclitics for token in first[0].tokens] == ["ה", "", "ל", "", "ב", ""]
    assert second[0].text == "דנה כהן בתל-אביב."


def test_iahlt_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputNotFoundError):
        read_iahlt(tmp_path / "none.conllu")


@pytest.mark.parametrize(
    ("raw", "morphemes", "letters"),
    [
        ("הכנסת", [("ה", "B-ORG"), ("כנסת", "E-ORG")], 0),
        ("מהכנסת", [("מ", "O"), ("ה", "B-ORG"), ("כנסת", "E-ORG")], 1),
        ("בכנסת", [("ב", "O"), ("ה", "B-ORG"), ("כנסת", "E-ORG")], 1),
        ("ושבירושלים", [("ו", "O"), ("ש", "O"), ("ב", "O"), ("ירושלים", "S-GPE")], 3),
        ("לבנון", [("לבנון", "S-GPE")], 0),
        ("בבית", [("ב", "O"), ("ה", "O"), ("בית", "O")], 0),
    ],
)
def test_where_a_name_begins_in_its_token(raw: str, morphemes: list[tuple[str, str]], letters: int) -> None:
    parts: list[Morpheme] = [(form, label, raw) for form, label in morphemes]
    assert name_start(parts) == letters


def test_name_starts_stand_beside_the_tokens_of_nemo(sources: Path) -> None:
    assert nemo_is_there(sources)
    assert not nemo_is_there(sources / "elsewhere")
    assert read_name_starts(sources, "dev") == [[0, 1, 0, 1, 0, 0, 0, 0, 0]]
    assert [len(sentence.tokens) for sentence in read_nemo(sources, "dev")] == [6, 3]


KNESSET = {"מהכנסת": "ORG"}
TEL_AVIV = {"לתל אביב": "GPE"}
LEBANON = {"לבנון": "PER"}


@pytest.mark.parametrize(
    ("labels", "proclitics", "tokens", "morphemes"),
    [
        (KNESSET | TEL_AVIV | LEBANON, {"מהכנסת": "מה", "לתל": "ל"}, (3, 3, 3), (3, 3, 3)),
        (KNESSET | TEL_AVIV | LEBANON, {"מהכנסת": "מ", "לתל": "ל"}, (3, 3, 3), (3, 3, 3)),
        (KNESSET | TEL_AVIV | LEBANON, {"מהכנסת": "", "לתל": "ל"}, (3, 3, 3), (2, 3, 3)),
        (KNESSET | TEL_AVIV | LEBANON, {"מהכנסת": "מה", "לתל": "ל", "לבנון": "ל"}, (3, 3, 3), (2, 3, 3)),
        (KNESSET, {"מהכנסת": "מה"}, (1, 3, 1), (1, 3, 1)),
        ({"מהכנסת": "GPE"}, {"מהכנסת": "מה"}, (0, 3, 1), (0, 3, 1)),
        (KNESSET | {"דוברת": "TTL"}, {"מהכנסת": "מה"}, (1, 3, 1), (1, 3, 1)),
    ],
    ids=[
        "right",
        "article kept",
        "preposition kept",
        "letter lost",
        "missed",
        "wrong type",
        "a kind that is not scored",
    ],
)
def test_nemo_with_and_without_proclitics(
    sources: Path,
    model_of: ModelOf,
    labels: dict[str, str],
    proclitics: dict[str, str],
    tokens: tuple[int, int, int],
    morphemes: tuple[int, int, int],
) -> None:
    read = read_by(model_of(labels, proclitics), runs_of_sentences(read_nemo(sources, "dev")))
    starts = read_name_starts(sources, "dev")
    assert triple(score_mentions(read).exact) == tokens
    assert triple(score_mentions_without_proclitics(read, lambda doc, token: starts[doc][token])) == morphemes


@pytest.mark.parametrize(
    ("marked", "labels", "exact", "untyped", "overlap"),
    [
        ("בית/B-ORG הדין/E-ORG", {"בית הדין": "ORG"}, 1, 1, 1),
        ("בית/B-ORG הדין/E-ORG", {"בית הדין": "FAC"}, 0, 1, 0),
        ("בית/B-ORG הדין/E-ORG", {"הדין": "ORG"}, 0, 0, 1),
        ("בית/B-ORG הדין/E-ORG", {"הדין": "FAC"}, 0, 0, 0),
        ("בית הדין/S-ORG", {"בית": "ORG"}, 0, 0, 0),
        ("דן/B-PER בר/E-PER", {"דן": "PER", "בר": "PER"}, 0, 0, 1),  # one of the two is too many
        ("דן/S-PER בר/S-PER", {"דן בר": "PER"}, 0, 0, 1),  # and one name cannot be two
        ("דן/S-PER ובר/S-PER", {"דן": "PER", "ובר": "PER"}, 2, 2, 2),
    ],
)
def test_ways_of_matching(
    model_of: ModelOf, marked: str, labels: dict[str, str], exact: int, untyped: int, overlap: int
) -> None:
    scores = score_one(marked, model_of(labels, {}))
    assert (scores.exact.matched, scores.untyped.matched, scores.overlap.matched) == (exact, untyped, overlap)
    assert scores.exact.gold == scores.overlap.gold == sum(counts.gold for counts in scores.by_label.values())


def test_scores_by_label(model_of: ModelOf) -> None:
    scores = score_one("דן/S-PER בחיפה/S-GPE וברעננה/S-GPE", model_of({"דן": "GPE", "בחיפה": "GPE"}, {}))
    assert triple(scores.by_label["GPE"]) == (1, 2, 2)
    assert triple(scores.by_label["PER"]) == (0, 1, 0)


def test_sentences_are_given_and_stay(model_of: ModelOf) -> None:
    nlp = model_of({}, {})
    nlp.add_pipe("sentencizer")
    ((tokens, doc),) = read_by(nlp, [[labelled("בא . הלך"), labelled("ישב")]])
    assert [sentence.text for sentence in doc.sents] == ["בא . הלך", "ישב"]
    assert [token.text for token in tokens] == [token.text for token in doc]


def test_a_doc_has_the_spaces_of_its_sentences() -> None:
    sentence = Sentence(tokens=(Token(text="בא", space_after=False), Token(text=".", space_after=False)), source="test")
    doc: Doc = doc_of([sentence, sentence], spacy.blank("he").vocab)
    assert doc.text == "בא. בא. "


def test_runs_hold_at_most_so_many_sentences() -> None:
    assert runs_of_sentences(list(range(5)), 2) == [[0, 1], [2, 3], [4]]


@pytest.mark.parametrize(
    ("word", "prefix"),
    [
        ("מלבנון", "מ"),
        ("ולבנון", "ו"),
        ("לבנון", "ל"),
        ("ומלבנון", "ומ"),
        ("בוועדה", "ב"),
        ("מחשב", ""),
        ("ירושלים", ""),
    ],
)
def test_longest_prefix_whose_rest_is_known(word: str, prefix: str) -> None:
    known = {"לבנון", "ועדה"} | ({"בנון"} if word == "לבנון" else set())
    assert longest_prefix(known)(word) == prefix


def test_accuracy_counts_tokens_with_a_hebrew_letter(sources: Path, model_of: ModelOf) -> None:
    sentences = read_nemo(sources, "dev")
    nlp = model_of({}, {"מהכנסת": "מה", "לתל": "ל", "לבנון": "ל", ".": "ו"})
    assert triple(model_accuracy(read_by(nlp, [sentences]))) == (6, 7, 7)
    assert triple(rule_accuracy(sentences, lambda _: "")) == (5, 7, 7)


def test_known_words_are_those_of_training_without_proclitics(sources: Path) -> None:
    assert known_words(sources) == {"הלך", "לבנון", "."}
