"""What Stanza's trainers are given, and what is made of the models that they leave."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.training import stanza_package
from pipeline.training.sentences import Sentence, Token


def sentence(marked: str) -> Sentence:
    """Tokens between spaces; ``+`` behind the proclitics of a token, ``_`` before a token that follows without a space."""
    words = marked.split()
    tokens = []
    for word, following in zip(words, [*words[1:], ""], strict=True):
        proclitics, _, rest = word.lstrip("_").rpartition("+")
        tokens.append(Token(text=proclitics + rest, proclitics=proclitics, space_after=not following.startswith("_")))
    return Sentence(tokens=tuple(tokens), source="test")


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("וב+ירושלים", "ו ב ירושלים"),
        ("שכשה+ממשלה", "ש כש ה ממשלה"),
        ("לכש+יתברר", "לכש יתברר"),
        ("לבנון", "לבנון"),
    ],
)
def test_words_of_a_token(token: str, words: str) -> None:
    assert stanza_package.words_of(sentence(token).tokens[0]) == words.split()


@pytest.mark.parametrize(
    ("sentences", "text", "labels"),
    [
        (["ה+שר נאם _."], "השר נאם.", "00300012"),
        (['אמר _: " _לא', "ב+בית"], 'אמר: "לא בבית', "0011010200004"),
        (["כן _.", "לא _."], "כן. לא.", "0120012"),
    ],
)
def test_text_and_labels(sentences: list[str], text: str, labels: str) -> None:
    assert stanza_package.text_and_labels([sentence(each) for each in sentences]) == (text, labels)


def test_conllu() -> None:
    assert stanza_package.conllu(sentence("וה+שר נאם _.")).split("\n") == [
        "# text = והשר נאם.",
        "1-3\tוהשר\t_\t_\t_\t_\t_\t_\t_\t_",
        "1\tו\t_\t_\t_\t_\t0\troot\t_\t_",
        "2\tה\t_\t_\t_\t_\t1\tdep\t_\t_",
        "3\tשר\t_\t_\t_\t_\t2\tdep\t_\t_",
        "4\tנאם\t_\t_\t_\t_\t3\tdep\t_\tSpaceAfter=No",
        "5\t.\t_\t_\t_\t_\t4\tdep\t_\t_",
        "",
        "",
    ]


def test_paragraphs_keep_the_order_and_end_at_a_heading() -> None:
    sentences = [sentence("כותרת"), *(sentence(f"פסוק {number} _.") for number in range(50)), sentence("סוף")]
    found = list(stanza_package.paragraphs(sentences, longest=4, seed=1))
    assert [each for paragraph in found for each in paragraph] == sentences
    assert found[0] == [sentences[0]]
    assert {len(paragraph) for paragraph in found} == {1, 2, 3, 4}
    assert found == list(stanza_package.paragraphs(sentences, longest=4, seed=1))
    assert found != list(stanza_package.paragraphs(sentences, longest=4, seed=2))


def test_text_and_labels_are_equally_long_files(tmp_path: Path) -> None:
    stanza_package.write_training_files(
        tmp_path, "dev", [sentence("ה+שר נאם _."), sentence("כותרת"), sentence("ב+בית")]
    )
    text, labels = ((tmp_path / name).read_text("utf-8") for name in ("dev.txt", "dev.labels"))
    assert [len(line) for line in text.split("\n")] == [len(line) for line in labels.split("\n")]
    expansions = json.loads((tmp_path / "dev.mwt.json").read_text("utf-8"))
    assert expansions == [[["השר", ["ה", "שר"]], 1], [["בבית", ["ב", "בית"]], 1]]


def test_the_lexicon_holds_words_without_proclitics_and_pronouns(tmp_path: Path) -> None:
    folder = tmp_path / "hebpipe-4.0.2.0" / "hebpipe" / "data"
    folder.mkdir(parents=True)
    (folder / "mtldatafile_train.tab").write_text("שיפרה\tVERB\tB-SENT\tO\tGender=Fem\tשיפר\tשיפרה\n", "utf-8")
    rows = [
        "ועדת\tNOUN\tועדה",
        "שיפרה\tVERB\tשיפר",
        "לבנון\tPROPN\tלבנון",
        # a verb that the treebanks do not know, an article, a pronoun, points, no proclitic's letter
        "בחבטה\tVERB\tבחבט",
        "הבית\tCPLXDF\tבית",
        "ביתי\tNOUN_pos\tבית",
        "שָׁלוֹם\tNOUN\tשלום",
        "אדם\tNOUN\tאדם",
    ]
    (folder / "heb.lex").write_text("\n".join(rows) + "\n", "utf-8")
    assert stanza_package.read_lexicon(tmp_path) == ["ועדת", "לבנון", "שיפרה"]


def test_words_that_stay_whole() -> None:
    sentences = [sentence("ועדת ו+עדת ועדת"), sentence('ה+לכה הלכה ה+לכה מנכ"ל'), sentence("אדם ב+בית")]
    assert stanza_package.undivided_words(sentences, ["לבנון", "הלכה", "בבית"]) == ["ועדת", "לבנון", 'מנכ"ל']


def test_models_forget_where_they_were_trained(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    tokenizer, expander = tmp_path / "tokenizer.pt", tmp_path / "mwt.pt"
    config = {"txt_file": str(tmp_path / "train.txt"), "lang": "he", "steps": 7}
    torch.save({"model": {"mwt_clf.bias": torch.tensor([0.25])}, "config": config}, tokenizer)
    torch.save({"dict": {"בבית": "ב בית"}, "config": config}, expander)
    stanza_package.finish_tokenizer(tokenizer)
    stanza_package.finish_mwt_expander(expander, ["ועדת"])
    left = {"txt_file": "train.txt", "lang": "he", "steps": 7}
    finished = torch.load(tokenizer, weights_only=True)
    assert finished["config"] == left
    assert finished["model"]["mwt_clf.bias"].tolist() == [0.25 + stanza_package.RECIPE.multi_word_bias]
    assert torch.load(expander, weights_only=True) == {"dict": {"בבית": "ב בית", "ועדת": "ועדת"}, "config": left}


def test_the_layout_is_one_that_the_component_loads(tmp_path: Path) -> None:
    model = tmp_path / "trained.pt"
    model.write_bytes(b"weights")
    stanza_package.write_package(tmp_path / "out", {"tokenize": model, "mwt": model})
    assert (tmp_path / "out" / "he" / "tokenize" / "uvdot.pt").read_bytes() == b"weights"
    assert (tmp_path / "out" / "he" / "mwt" / "uvdot.pt").read_bytes() == b"weights"
    resources = json.loads((tmp_path / "out" / "resources.json").read_text("utf-8"))["he"]
    assert resources["packages"]["default"] == {"tokenize": "uvdot", "mwt": "uvdot"}
    assert resources["tokenize"] == resources["mwt"] == {"uvdot": {}}
