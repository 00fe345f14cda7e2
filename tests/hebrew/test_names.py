from __future__ import annotations

import pytest

from pipeline.hebrew.names import (
    Province,
    name_fold,
    name_lexicon,
    name_words,
    plain_latin,
    provinces,
    vietnamese_syllables,
)

PROVINCES = provinces()


def test_the_provinces_are_complete() -> None:
    assert len(PROVINCES) == 63
    assert len({province.id for province in PROVINCES}) == 63
    assert len({province.latin for province in PROVINCES}) == 63
    present = {province.present_id for province in PROVINCES}
    assert len(present) == 34
    assert present <= {province.id for province in PROVINCES}


@pytest.mark.parametrize("province", PROVINCES, ids=lambda province: province.latin)
def test_every_spelling_of_a_province_links_to_it_alone(province: Province) -> None:
    lexicon = name_lexicon()
    keys = lexicon.spelling_keys(province.id)
    assert keys
    for key in keys:
        places = {one.name.id for one in lexicon.spellings_of(" ".join(key)) if one.name.label != "PER"}
        assert places == {province.id}, key


@pytest.mark.parametrize("province", PROVINCES, ids=lambda province: province.latin)
def test_the_preferred_spelling_names_the_province(province: Province) -> None:
    (name,) = {one.name for one in name_lexicon().spellings_of(province.hebrew) if one.name.label == "GPE"}
    assert (name.id, name.latin, name.hebrew) == (province.id, province.latin, province.hebrew)


@pytest.mark.parametrize("province", PROVINCES, ids=lambda province: province.latin)
def test_every_syllable_of_a_province_has_spellings(province: Province) -> None:
    if province.id == "vn.province.ho-chi-minh-city":
        pytest.skip("its name begins with the common noun Thành phố")
    for syllable in plain_latin(province.latin).split():
        assert vietnamese_syllables().spellings[syllable]


@pytest.mark.parametrize(
    ("spelling", "slug"),
    [
        ("קואנג נין", "quang-ninh"),
        ("צ'ואנג נין", "quang-ninh"),
        ("קוואנג נין", "quang-ninh"),
        ("קואנג נאם", "quang-nam"),
        ("קואנג נגאי", "quang-ngai"),
        ("קואנג בין", "quang-binh"),
        ("קואנג טרי", "quang-tri"),
        ("הא נאם", "ha-nam"),
        ("הא נוי", "ha-noi"),
        ("האנוי", "ha-noi"),
        ("בק ניין", "bac-ninh"),
        ("בק נין", "bac-ninh"),
        ("באק נין", "bac-ninh"),
        ("דנאנג", "da-nang"),
        ("דא נאנג", "da-nang"),
        ("הייפונג", "hai-phong"),
        ("הו צ'י מין סיטי", "ho-chi-minh-city"),
        ("תואה ת'יין הואה", "thua-thien-hue"),
        ("ת'אן הואה", "thanh-hoa"),
        ("חאן הואה", "khanh-hoa"),
        ("נגה אן", "nghe-an"),
        ("דק לק", "dak-lak"),
        ("בא ריה-וונג טאו", "ba-ria-vung-tau"),
    ],
)
def test_spellings_of_machine_translation(spelling: str, slug: str) -> None:
    assert [one.name.id for one in name_lexicon().spellings_of(spelling)] == [f"vn.province.{slug}"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("צ'ואנג נין", ["צ'ואנג", "נין"]),
        ('צה"ל תקף', ['צה"ל', "תקף"]),
        ("תל־אביב", ["תל", "אביב"]),
        ("פרופ' כהן", ["פרופ'", "כהן"]),
        ("'ישראל'", ["ישראל"]),
        ("Quảng Ninh 13", ["Quảng", "Ninh", "13"]),
        ("סמוטריץ׳ אמר", ["סמוטריץ'", "אמר"]),
    ],
)
def test_words_of_a_name(text: str, words: list[str]) -> None:
    assert [word.text for word in name_words(text)] == words


@pytest.mark.parametrize(
    ("one", "other"),
    [("ניקולאס סרקוזי", "ניקולס סרקוזי"), ("סמוטריץ'", "סמוטריץ"), ("בן-גוריון", "בן גוריון"), ("אייל", "איל")],
)
def test_folding_joins_spellings_of_one_name(one: str, other: str) -> None:
    assert name_fold(one) == name_fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("קואנג נין", "קואנג נאם"), ("דוד לוי", "דן לוי"), ("מאיר כהן", "מירי כהן")]
)
def test_folding_keeps_names_apart(one: str, other: str) -> None:
    assert name_fold(one) != name_fold(other)
