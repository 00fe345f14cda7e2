"""Spellings of one foreign name lie near each other, look-alikes do not."""

from __future__ import annotations

import time

import pytest

from pipeline.hebrew.transliteration import LONGEST_NAME, skeleton, sounds, spelling_distance, spelling_likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("קואנג נין", "צ'ואנג נין"),
        ("קואנג נין", "קוואנג ניין"),
        ("תאן הואה", "ת'אן הואה"),
        ("תאן הואה", "טאן הוה"),
        ("באק נין", "בק נין"),
        ("וונג טאו", "בונג טאו"),
        ("ג'יאנג", "זיאנג"),
        ("קזחסטן", "קזאחסתאן"),
        ("וולודימיר זלנסקי", "ולדימיר זלינסקי"),
        ("טוקאייב", "תוקאיב"),
        ("סילבר-קוד", "סילברקוד"),
        ("ערפאת", "ארפאט"),
    ],
)
def test_spellings_of_one_name_share_their_skeleton_and_lie_near(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)
    assert spelling_distance(one, other) == spelling_distance(other, one) < 1
    assert spelling_likeness(one, other) > 0.85


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("קואנג נין", "קואנג נאם"),
        ("קואנג נין", "קואנג בין"),
        ("קואנג נין", "קואנג טרי"),
        ("קואנג נאם", "קואנג נגאי"),
        ("באק נין", "באק ג'יאנג"),
        ("אן ג'יאנג", "באק ג'יאנג"),
        ("הא נאם", "הא נוי"),
        ("האנוי", "חנוי"),
        ("בן טרה", "בן טובים"),
        ("הודו", "הולנד"),
        ("סלובקיה", "סלובניה"),
        ("ניגריה", "אלג'יריה"),
    ],
)
def test_names_of_two_things_lie_a_consonant_apart(one: str, other: str) -> None:
    assert spelling_distance(one, other) >= 1


@pytest.mark.parametrize(
    ("cheaper", "dearer"),
    [
        (("קם", "כם"), ("קם", "צ'ם")),
        (("טם", "תם"), ("טם", "דם")),
        (("אם", "הם"), ("אם", "ים")),
        (("וון", "ון"), ("ון", "ן")),
        (("נאן", "נן"), ("נין", "נן")),
        (("נין", "נן"), ("נין", "נאן")),
    ],
)
def test_differences_that_writers_mind_less_cost_less(cheaper: tuple[str, str], dearer: tuple[str, str]) -> None:
    assert spelling_distance(*cheaper) < spelling_distance(*dearer)


def test_a_letter_and_its_geresh_are_one_sound_and_words_are_divided() -> None:
    assert sounds("צ'או-ג'יאנג ז'אק") == ("צ'", "א", "ו", " ", "ג'", "י", "א", "נ", "ג", " ", "ז'", "א", "ק")


@pytest.mark.parametrize(("length", "compared"), [(LONGEST_NAME, True), (LONGEST_NAME + 1, False)])
def test_only_names_are_compared(length: int, compared: bool) -> None:
    text = ("נגוין " * 20)[:length]
    assert bool(skeleton(text)) == compared


def test_very_long_input_costs_nothing() -> None:
    begin = time.process_time()
    assert spelling_distance("קואנג " * 50_000, "נין " * 50_000) == 0
    assert time.process_time() - begin < 0.5
