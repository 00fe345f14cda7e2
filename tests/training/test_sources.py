"""Reading the public treebanks: tokens with their names, proclitics and spaces, and no sentence that a score rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.training.sentences import Sentence, Token
from pipeline.training.sources import (
    habitual_spaces,
    morphemes_file,
    read_nemo,
    read_treebanks,
    treebank_folder,
    with_tags,
    without_leaks,
)

NEMO = """\
# sent_id = 1
# text_from_ud = הוא שב לישראל, ונפגש עם "הארץ".
# duplicate_sent_id = {}
# set = train
1\tהוא\t_\t_\t_\t_\t_\t_\t_\tbiose=O|ner_escaped=_|token_id=1|token_str=הוא
2\tשב\t_\t_\t_\t_\t_\t_\t_\tbiose=O|ner_escaped=_|token_id=2|token_str=שב
3-4\tלישראל\t_\t_\t_\t_\t_\t_\t_\t_
3\tל\t_\t_\t_\t_\t_\t_\t_\tbiose=O|ner_escaped=_|token_id=3|token_str=לישראל
4\tישראל\t_\t_\t_\t_\t_\t_\t_\tbiose=S-GPE|ner_escaped=_|token_id=3|token_str=לישראל
5\t,\t_\t_\t_\t_\t_\t_\t_\tbiose=O|ner_escaped=_|token_id=4|token_str=,
6-7\tונפגש\t_\t_\t_\t_\t_\t_\t_\t_
6\tו\t_\t_\t_\t_\t_\t_\t_\tbiose=O|ner_escaped=_|token_id=5|token_str=ונפגש
7\tנפגש\t_\t_\t_\t_\t_\t_\t_\tbiose=O|ner_escaped=_|token_id=5|token_str=ונפגש
8\tעם\t_\t_\t_\t_\t_\t_\t_\tbiose=O|ner_escaped=_|token_id=6|token_str=עם
9\t"\t_\t_\t_\t_\t_\t_\t_\tbiose=O|ner_escaped=_|token_id=7|token_str="
10-11\tהארץ\t_\t_\t_\t_\t_\t_\t_\t_
10\tה\t_\t_\t_\t_\t_\t_\t_\tbiose=B-ORG|ner_escaped=_|token_id=8|token_str=הארץ
11\tארץ\t_\t_\t_\t_\t_\t_\t_\tbiose=E-ORG|ner_escaped=_|token_id=8|token_str=הארץ
12\t"\t_\t_\t_\t_\t_\t_\t_\tbiose=O|ner_escaped=_|token_id=9|token_str="
13\t.\t_\t_\t_\t_\t_\t_\t_\tbiose=O|ner_escaped=_|token_id=10|token_str=.

# sent_id = 2
# duplicate_sent_id = {7}
# set = test
1\tכן\t_\t_\t_\t_\t_\t_\t_\tbiose=O|ner_escaped=_|token_id=1|token_str=כן

# sent_id = 3
# duplicate_sent_id = {7}
# set = dev
1\tכן\t_\t_\t_\t_\t_\t_\t_\tbiose=O|ner_escaped=_|token_id=1|token_str=כן
"""
TREEBANKS = """\
הוא\tPRON\tB-SENT\tO\t\tהוא\tהוא
שב\tVERB\tO\tO\t\tשב\tשב
ל\tADP\tO\tB\t\tל\tל
ישראל\tPROPN\tO\tE\t\tישראל\tישראל
(\tPUNCT\tO\tO\t\t(\t(
כן\tINTJ\tO\tO\t\tכן\tכן
)\tPUNCT\tO\tO\t\t)\t)
.\tPUNCT\tO\tO\t\t.\t.
טוב\tADJ\tB-SENT\tO\t\tטוב\tטוב
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    treebank_folder(tmp_path).mkdir(parents=True)
    (treebank_folder(tmp_path) / "spmrl_fixed.conllu").write_text(NEMO, "utf-8")
    morphemes_file(tmp_path).parent.mkdir(parents=True)
    morphemes_file(tmp_path).write_text(TREEBANKS, "utf-8")
    return tmp_path


def sentence(text: str, tag: str | None = None) -> Sentence:
    return Sentence(tokens=tuple(Token(text=word, tag=tag) for word in text.split(" ")), source="test")


def test_nemo_gives_raw_tokens_with_names_proclitics_and_spaces(sources: Path) -> None:
    (found,) = read_nemo(sources, "train")
    assert found.text == 'הוא שב לישראל, ונפגש עם "הארץ".'
    assert [token.name for token in found.tokens] == [*["O"] * 2, "S-GPE", *["O"] * 4, "S-ORG", "O", "O"]
    assert [token.proclitics for token in found.tokens if token.proclitics] == ["ל", "ו", "ה"]


def test_doubles_are_left_out_of_the_test_part_alone(sources: Path) -> None:
    assert [len(read_nemo(sources, split)) for split in ("train", "dev", "test")] == [1, 1, 0]


def test_treebanks_give_tokens_with_tags(sources: Path) -> None:
    first, second = read_treebanks(sources)
    assert (first.text, second.text) == ("הוא שב לישראל (כן).", "טוב")
    assert [(token.tag, token.proclitics) for token in first.tokens][2] == ("ADP+PROPN", "ל")


@pytest.mark.parametrize("text", ['הוא אמר: "כן, לא" והלך.', "תל-אביב (בירה?) גדולה!", "בשעה 5, ב-7% יותר."])
def test_spaces_are_those_of_print(text: str) -> None:
    spaced = text.replace('"כן', '" כן').replace('לא"', 'לא "')
    for sign in "():,.?!%-":
        spaced = spaced.replace(sign, f" {sign} ")
    tokens = [Token(text=word) for word in spaced.split()]
    assert Sentence(tokens=habitual_spaces(tokens), source="test").text == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("שר האוצר הודיע אתמול כי המס יעלה", False),
        ("שר האוצר הודיע אתמול כי המס יעלה , .", False),
        ("שר האוצר הודיע אתמול כי המס יעלה 7", False),
        ("שר האוצר הודיע אתמול כי התקציב אושר בכנסת", True),
        ("שר האוצר", True),
    ],
)
def test_sentences_near_a_held_out_one_are_left_out(text: str, kept: bool) -> None:
    held_out = [sentence("שר האוצר הודיע אתמול כי המס יעלה .")]
    assert bool(without_leaks([sentence(text)], held_out)) is kept


def test_tags_come_from_the_same_sentence() -> None:
    named = [sentence("הוא בא"), sentence("היא באה"), sentence("כן")]
    joined = with_tags(named, [sentence("הוא בא", "X"), sentence("היאבאה", "Y")])
    assert [[token.tag for token in one.tokens] for one in joined] == [["X", "X"], [None, None], [None]]
