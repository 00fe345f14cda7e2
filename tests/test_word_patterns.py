import re

import pytest
import regex

from pipeline.word_patterns import any_of

WORDS = ["חוק", "חוק יסוד", "חוקה", "צו", "צו על", "פקודה", "פקודת", "הצעת חוק", 'תמ"א', "מס.", "a+b", "א"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("חוקה", "חוקה"),
        ("חוקי", "חוק"),
        ("חוק יסודי", "חוק יסוד"),
        ("פקודתו", "פקודת"),
        ('תמ"א 38', 'תמ"א'),
        ("מספר", None),
        ("מס. 5", "מס."),
        ("a+b", "a+b"),
        ("aab", None),
        ("אב", "א"),
    ],
)
def test_the_longest_word_that_stands_at_a_place_is_found(text, found):
    for library in (re, regex):
        match = library.match(any_of(WORDS), text)
        assert (match and match[0]) == found


def test_what_follows_decides_between_words_that_begin_alike():
    assert re.match(any_of(WORDS) + "ה?(?![א-ת])", "חוקה")[0] == "חוקה"
    assert re.match(any_of(WORDS) + r" יסוד\b", "חוק יסוד")[0] == "חוק יסוד"


@pytest.mark.parametrize(("text", "found"), [("זו הצעת חוק", "הצעת חוק"), ("זה חוק", "חוק"), ("בצו", "צו")])
def test_backwards_the_longest_word_that_ends_at_a_place_is_found(text, found):
    assert regex.match(any_of(WORDS, backwards=True), text, regex.REVERSE)[0] == found


def test_a_character_may_stand_for_several():
    pattern = any_of(['תמ"א', 'תמ"מ'], atom=lambda character: "(?:\"|'')" if character == '"' else character)
    assert re.fullmatch(pattern, "תמ''מ")
    assert not re.fullmatch(pattern, "תממ")


def test_no_words_match_nothing_but_the_empty_text():
    assert re.match(any_of([]), "חוק")[0] == ""
