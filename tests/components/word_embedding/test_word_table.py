import numpy as np
import pytest
import spacy
from spacy.strings import get_string_id
from spacy.tokens import Doc

from pipeline.components.word_embedding.architecture import table_of, word_embedding
from pipeline.components.word_embedding.word_table import HASHES, WordTable

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


def doc_of(*words: str) -> Doc:
    return Doc(spacy.blank("he").vocab, words=list(words))


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
    _, vectors = table.look_up([doc_of("בירושלים"), doc_of("מלבנון", "ברחש", "בוועדת")])
    assert vectors.tolist() == [[8, -0.5, 7, 0], [5, 0, 5, 0], [0, 0, 0, 0], [4, 0, 4, 0]]


def test_words_share_the_hashes_of_what_they_have_in_common(table: WordTable) -> None:
    hashes, _ = table.look_up([doc_of("ירושלים", "בירושלים", "12:30", "45:59")])
    columns = {name: hashes[:, column] for column, name in enumerate(HASHES)}
    assert columns["rest"][0] == columns["rest"][1] and columns["form"][0] != columns["form"][1]
    assert columns["suffix"][0] == columns["suffix"][1] and columns["prefix"][0] != columns["prefix"][1]
    assert columns["shape"][0] != columns["shape"][1]
    assert columns["form"][2] == columns["form"][3] and columns["shape"][2] == columns["shape"][3]


def test_a_table_read_again_says_the_same(table: WordTable) -> None:
    doc = doc_of("בירושלים", "ומירושלים", "ברחש")
    hashes, vectors = table.look_up([doc])
    again = WordTable(2).from_bytes(table.to_bytes())
    assert np.array_equal(again.look_up([doc])[0], hashes)
    assert np.array_equal(again.look_up([doc])[1], vectors)


def test_many_words_are_looked_up_past_the_first_size_of_the_cache(table: WordTable) -> None:
    words = [f"מילה{number:04}" for number in range(3000)]
    hashes, _ = table.look_up([doc_of(*words, "בירושלים", *words)])
    assert len(np.unique(hashes[:, HASHES.index("suffix")])) == 1000 + 1
    assert np.array_equal(hashes[:3000], hashes[3001:])


def test_a_layer_gives_each_token_a_vector_and_hides_nothing_when_it_reads() -> None:
    layer = word_embedding(width=4, vector_width=2, hash_width=3, rows=[50] * len(HASHES), hidden=1.0)
    layer.initialize()
    docs = [doc_of("ראש", "הממשלה", "אמר"), doc_of(), doc_of("שלום")]
    first, second = layer.predict(docs), layer.predict(docs)
    assert [rows.shape for rows in first] == [(3, 4), (0, 4), (1, 4)]
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))
    assert len({row.tobytes() for row in first[0]}) == 3


def test_a_layer_hides_words_while_it_learns_and_learns_from_gradients() -> None:
    layer = word_embedding(width=4, vector_width=2, hash_width=3, rows=[50] * len(HASHES), hidden=1.0)
    layer.initialize()
    words, backward = layer.begin_update([doc_of("ראש", "שלום", "ברכה")])
    form_hidden = {row.tobytes() for row in words[0]}
    assert len(form_hidden) < 4
    backward([np.ones_like(words[0])])
    assert any(node.has_grad("E") and node.get_grad("E").any() for node in layer.walk() if node.has_param("E"))


def test_only_this_layer_has_a_table() -> None:
    layer = word_embedding(width=4, vector_width=2, hash_width=3, rows=[50] * len(HASHES), hidden=0.0)
    assert table_of(layer).width == 2
