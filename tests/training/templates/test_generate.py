import pytest
import yaml

from pipeline.training.sentences import Sentence
from pipeline.training.templates import generate as generating
from pipeline.training.templates.generate import NEWS, generate, templates
from pipeline.training.templates.held_out import GOLD, HELD_OUT, gold_names
from pipeline.training.templates.names import is_held_out, name_store, shared_names

ARTICLES = generate(6000, seed=11)
SENTENCES = [sentence for article in ARTICLES for sentence in article.sentences]


def mentions(sentence: Sentence) -> list[tuple[str, str]]:
    """The (label, text without proclitics) of every name of a sentence; fails where the labels are no BIOES."""
    found: list[tuple[str, str]] = []
    text, label = "", None
    for token in sentence.tokens:
        place, _, of = token.name.partition("-")
        if place in {"B", "S"}:
            assert label is None
            text, label = token.text.removeprefix(token.proclitics or ""), of
        elif place in {"I", "E"}:
            assert label == of
            text += token.text
        else:
            assert token.name == "O" and label is None
        if place in {"E", "S"}:
            found.append((of, text))
            label = None
        elif label is not None:
            text += " " if token.space_after else ""
    assert label is None
    return found


def test_one_seed_gives_the_same_articles_and_another_seed_others() -> None:
    assert generate(200, seed=3) == generate(200, seed=3)
    assert generate(200, seed=3) != generate(200, seed=4)


def test_there_are_as_many_sentences_as_asked_for_in_short_articles() -> None:
    assert 6000 <= len(SENTENCES) < 6010
    assert {len(article.sentences) for article in ARTICLES} <= set(range(1, 8))
    assert {article.news for article in ARTICLES} == set(NEWS)


def test_no_held_out_name_is_a_name_in_a_sentence() -> None:
    names = {text for sentence in SENTENCES for _, text in mentions(sentence)}
    assert len(names) > 3000
    assert [name for name in names if is_held_out(name)] == []


def test_the_held_out_names_are_those_of_the_gold() -> None:
    if not any(GOLD.glob("*.jsonl")):
        pytest.skip("no reference annotations here")
    assert yaml.safe_load(HELD_OUT.read_text(encoding="utf-8"))["names"] == gold_names()


@pytest.mark.parametrize("name", ["קואנג נין", "בנק ישראל", "האנוי", "הכנסת", "הפוליטביורו"])
def test_names_that_are_free_or_shared_are_not_held_out(name: str) -> None:
    assert not is_held_out(name)


@pytest.mark.parametrize("name", ["דנג-נאי", "דונג-נאי", "לאו קאי", "ארז ושקד", "יובל טנא", "הארץ בוני התאחדות"])
def test_a_name_is_held_out_in_each_spelling_that_the_annotations_hold(name: str) -> None:
    assert is_held_out(name) == (name not in {"דנג-נאי", "הארץ בוני התאחדות"})


def test_a_vietnamese_place_is_held_out_in_all_spellings_of_its_syllables() -> None:
    provinces = {entry.first for entry in name_store()._entries["province"]}
    assert {"קואנג נין", "האנוי"} <= provinces
    assert not {"האי דואונג", "היידואונג", "אן ג'יאנג", "לאו קאי"} & provinces


def test_shared_names_are_few() -> None:
    assert len(shared_names()) < 100


@pytest.mark.parametrize("label", ["PER", "ORG", "GPE", "LOC", "FAC", "EVE", "WOA", "DUC", "ANG"])
def test_every_label_has_many_different_names(label: str) -> None:
    names = {text for sentence in SENTENCES for found, text in mentions(sentence) if found == label}
    assert len(names) > (12 if label in {"ANG"} else 30)


def test_known_proclitics_are_the_letters_that_a_token_begins_with() -> None:
    stacks = {token.proclitics for sentence in SENTENCES for token in sentence.tokens if token.proclitics}
    assert {"ב", "ל", "מ", "ו", "ה", "וב", "ש"} <= stacks
    for sentence in SENTENCES:
        for token in sentence.tokens:
            assert token.text.startswith(token.proclitics or "")
            assert set(token.proclitics or "") <= set("משהוכלב")


def test_names_recur_in_shorter_forms() -> None:
    surnames = 0
    for article in ARTICLES:
        people = [text for sentence in article.sentences for label, text in mentions(sentence) if label == "PER"]
        surnames += any(full.endswith(f" {last}") for full in people for last in people if " " not in last)
    assert surnames > len(ARTICLES) / 10


def test_every_slot_names_a_category() -> None:
    store = name_store()
    for news in NEWS:
        for lines in templates(news).values():
            for line in lines:
                for slot in generating._SLOT.finditer(line):
                    assert slot.group(1) in store, line


@pytest.mark.parametrize("news", NEWS)
def test_there_are_many_templates_of_each_kind_and_many_hold_no_name(news: str) -> None:
    lines = [line for topic in templates(news).values() for line in topic]
    assert len(lines) == len(set(lines)) >= 150
    assert sum("{" not in line for line in lines) >= 15


@pytest.mark.parametrize(
    ("proclitics", "name", "written"),
    [
        ("ב", "וינגרופ", "בווינגרופ"),
        ("ו", "ועדת המפלגה", "וועדת המפלגה"),
        ("ב", "(ה)כנסת", "בכנסת"),
        ("מ", "(ה)כנסת", "מהכנסת"),
        ("", "(ה)ליכוד", "הליכוד"),
        ("ול", "קואנג נין", "ולקואנג נין"),
        ("ו", "ווייטנאם", "ווייטנאם"),
    ],
)
def test_proclitics_and_names_are_written_together_as_the_language_does(
    proclitics: str, name: str, written: str
) -> None:
    class Always:
        def random(self) -> float:
            return 0.0

    letters, word = generating._joined(proclitics, name, Always())  # type: ignore[arg-type]
    assert letters + word == written
