from copy import deepcopy

import numpy as np
import pytest
from numpy.typing import NDArray
from spacy.strings import get_string_id

from pipeline.components.word_network.word_table import HASH_ROWS, HASHES, ROWS_OF_HASH, WordTable

# Known words, with the number of their first letters that are proclitics.
KNOWN = {"ירושלים": 0, "בירושלים": 1, "לבנון": 0, "שלום": 0, "ועדת": 0, "שהממשלה": 2}


@pytest.fixture(name="table")
def known_table() -> WordTable:
    table = WordTable(2)
    words = sorted(KNOWN, key=get_string_id)
    table.fill(
        np.array([get_string_id(word) for word in words], np.uint64),
        np.array([[len(word), -KNOWN[word]] for word in words], np.int8),
        np.array([1.0, 0.5], np.float32),
        np.array([KNOWN[word] for word in words], np.uint8),
    )
    return table


def places(table: WordTable, *words: str) -> NDArray[np.int64]:
    return np.array([place for (place,) in table.of_sentence(words, [True] * len(words))])


@pytest.mark.parametrize(
    ("word", "rest"),
    [
        ("בירושלים", "ירושלים"),  # known, with its count
        ("לבנון", "לבנון"),
        ("שהממשלה", "ממשלה"),
        ("ומירושלים", "ירושלים"),  # not known: before a known word
        ("מלבנון", "לבנון"),
        ("בוועדת", "וועדת"),  # a doubled vav
        ("ברחש", "ברחש"),  # nothing is known
        ("", ""),
        ("ב", "ב"),
    ],
)
def test_the_rest_of_a_word(table: WordTable, word: str, rest: str) -> None:
    assert table.rest_of(word) == rest


def test_vectors_are_those_of_the_form_and_of_its_rest(table: WordTable) -> None:
    _, vectors = table.features(places(table, "בירושלים", "מלבנון", "ברחש", "בוועדת"))
    assert vectors.tolist() == [[8, -0.5, 7, 0], [5, 0, 5, 0], [0, 0, 0, 0], [4, 0, 4, 0]]


def test_words_share_the_rows_of_what_they_have_in_common(table: WordTable) -> None:
    rows, _ = table.features(places(table, "ירושלים", "בירושלים", "12:30", "45:59"))
    columns = {
        name: rows[:, column * ROWS_OF_HASH : (column + 1) * ROWS_OF_HASH].tolist()
        for column, name in enumerate(HASHES)
    }
    assert columns["rest"][0] == columns["rest"][1] and columns["form"][0] != columns["form"][1]
    assert columns["suffix"][0] == columns["suffix"][1] and columns["prefix"][0] != columns["prefix"][1]
    assert columns["shape"][0] != columns["shape"][1]
    assert columns["form"][2] == columns["form"][3] and columns["shape"][2] == columns["shape"][3]
    for column, name in enumerate(HASHES):
        assert all(column * HASH_ROWS <= row < (column + 1) * HASH_ROWS for two in columns[name] for row in two)


def test_a_table_read_again_says_the_same(table: WordTable) -> None:
    again = WordTable.of_bytes(table.to_bytes())
    for one, other in zip(
        table.features(places(table, "בירושלים", "ומירושלים", "ברחש")),
        again.features(places(again, "ברחש", "בירושלים", "ומירושלים", "ברחש")[1:]),
        strict=True,
    ):
        assert np.array_equal(one, other)


def test_places_hold_past_the_first_size_of_the_cache_and_in_copies(table: WordTable) -> None:
    words = [f"מילה{number:04}" for number in range(3000)]
    first = places(table, *words)
    rows, _ = table.features(first)
    assert len(np.unique(rows, axis=0)) == 1000  # digits are alike, but for the last three letters
    assert np.array_equal(places(table, "בירושלים", *words)[1:], first)
    assert np.array_equal(deepcopy(table).features(first)[0], rows)


def test_the_ends_of_sentences_and_hidden_words_are_no_words(table: WordTable) -> None:
    own = {table.start, table.end, table.unknown}
    assert len(own) == 2
    assert not own & set(places(table, "שלום", ".", " ").tolist())


def test_a_full_cache_is_emptied_only_when_asked(table: WordTable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.components.word_network.word_table._CACHED_WORDS", 3)
    before = places(table, "א", "ב", "ג", "ד")
    assert places(table, "ד") == before[-1]
    table.forget()
    assert places(table, "ד") == 0
