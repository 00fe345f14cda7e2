import numpy as np
import pytest

pytest.importorskip("torch", reason="the extra `train` is not installed")
pytest.importorskip("wordfreq", reason="the extra `train` is not installed")

from pipeline.components.word_network.word_table import WordTable
from pipeline.training.sentences import Sentence, Token
from pipeline.training.teacher import ReadWords
from pipeline.training.vectors import fill_table, known_words


def test_the_words_of_the_sentences_come_first_with_their_rests() -> None:
    tokens = (Token(text="בבוקר", proclitics="ב"), Token(text="12"), Token(text="!"), Token(text="אמר"))
    words = known_words([Sentence(tokens=tokens, source="nemo.train")], 40, seed=1)
    assert words[:3] == ["בבוקר", "בוקר", "אמר"]
    assert len(words) == len(set(words)) == 40


def test_words_that_were_near_stay_near_in_eight_bits() -> None:
    random = np.random.default_rng(0)
    words = [f"מילה{number}" for number in range(400)]
    kinds = random.normal(size=(4, 12)).astype(np.float32)
    states = kinds[np.arange(400) % 4] + 0.1 * random.normal(size=(400, 12)).astype(np.float32)
    table = WordTable(6)
    fill_table(table, words, ReadWords(states, states[:, ::-1].copy(), np.zeros(400, np.uint8)))
    rows = [table._find(word) for word in words]
    vectors = table._values[rows]
    distances = np.linalg.norm(vectors[:40, None] - vectors[None, :40], axis=-1)
    same_kind = np.equal.outer(np.arange(40) % 4, np.arange(40) % 4)
    assert distances[same_kind].max() < distances[~same_kind].min()
    assert table._find("אחרת") == -1
