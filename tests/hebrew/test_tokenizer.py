"""The tokenizer, a line a case: the text, and its tokens with one space between them."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.vocab import Vocab

from pipeline.hebrew import tokenizer
from pipeline.hebrew.tokenizer import HebrewTokenizer, make_hebrew_tokenizer

TOKENIZER = HebrewTokenizer(Vocab())
CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "uvdot.HebrewTokenizer.v1"}}}

WHOLE = [
    # acronyms, with every mark that writers use and with proclitics
    *(
        'צה"ל',
        'בצה"ל',
        "ובג״ץ",
        "מארה”ב",
        "לארה“ב",
        "ק''מ",
        'ש"ס',
        'ה"ה',
        'ב"כ',
        'כ"ץ',
        'ע"י',
        'עפ"י',
        'תשפ"ד',
        "ה'תשפ\"ד",
    ),
    # inflected acronyms; the last three begin like a proclitic before a quotation
    *('מנכ"לית', 'דו"חות', 'חב"דניקים', 'יו"רית', 'שב"כניק', 'המ"מים', 'ש"חים'),
    # geresh
    *("צ'ואנג", "וז'בוטינסקי", "ג'", "מס'", "עמ'", "נ'", "וכו'", "פרופ'", "אברמוביץ'", "סנדוויץ׳", "ה'מונג", "ת'אמת"),
    # dotted abbreviations and initials
    *("ב.מ.", "ת.ז", "א.ב.", "בת.ז.", "I.C.J.", "U.S", "J.K."),
    # codes
    *(
        "28-NQ/TW",
        "13/2023/NĐ-CP",
        "900/NQ-UBTVQH15",
        "24/CTr/TU",
        "S/RES/2334",
        "12345-06-21",
        "COVID-19",
        "AT&T",
        "Moody's",
    ),
    *("GPT-3.5", "28–NQ/TW", "28‎-NQ/TW", "2024-03-12", "03-1234567", "8א", "א1"),
    # numbers
    *(
        "6.5",
        "1,234.5",
        "1,234,567",
        "6,5",
        "6.5%",
        "%15",
        "12.3.2024",
        "5/2/2022",
        "7/7",
        "6120/19",
        "19:21",
        "77/247",
        "2½",
    ),
    # addresses
    *(
        "https://www.ynet.co.il/news/a?b=1,2",
        "www.gov.il",
        "baoquangninh.vn",
        "ynet.co.il/articles/7",
        "desk@news.co.il",
    ),
    # vowel points, other scripts
    *("שָׁלוֹם", "מֶנְדֶלֶה", "Ninh", "Quảng", "Абрамович", "العَرَبِيَّة"),
]

CUT = [
    # proclitics before numbers and Latin letters
    ("ב-5 בפברואר", "ב - 5 בפברואר"),
    ("הקונגרס ה-13", "הקונגרס ה - 13"),
    ("וב-2024", "וב - 2024"),
    ("שב2023", "שב 2023"),
    ("מ-6% ל-6.5%", "מ - 6% ל - 6.5%"),
    ("ב-S/RES/2334", "ב - S/RES/2334"),
    ("בGDP", "ב GDP"),
    ("לה-BBC", "לה - BBC"),
    # ranges and signs
    ("15%-20%", "15% - 20%"),
    ("2015-2023", "2015 - 2023"),
    ("(17.7%-)", "( 17.7% - )"),
    ("13:00-15:30", "13:00 - 15:30"),
    ('התשס"ט-2009', 'התשס"ט - 2009'),
    ("1,2,3", "1 , 2 , 3"),
    ("5$ ו-₪100", "5 $ ו - ₪ 100"),
    # words joined by a hyphen, glued words and numbers
    ("בן-גוריון", "בן - גוריון"),
    ("חברתי־כלכלי", "חברתי ־ כלכלי"),
    ('5ק"מ', '5 ק"מ'),
    ("קורונה2020", "קורונה 2020"),
    # quotation marks
    ('ה"וושינגטון פוסט"', 'ה " וושינגטון פוסט "'),
    ('וב"הארץ"', 'וב " הארץ "'),
    ('ה"ג\'רוזלם פוסט"', 'ה " ג\'רוזלם פוסט "'),
    ('סעיף ה"ב" לחוק', 'סעיף ה " ב " לחוק'),
    ('ב"2024"', 'ב " 2024 "'),
    ('שה"מים" נגמרו', 'שה " מים " נגמרו'),
    ('"שירתתי בצה"ל"', '" שירתתי בצה"ל "'),
    ("„שלום”", "„ שלום ”"),
    ("“שלום”, ''שלום''", "“ שלום ” , '' שלום ''"),
    ('אמר"שלום לך"', 'אמר " שלום לך "'),
    ("ב'הארץ' וב'ידיעות אחרונות'", "ב ' הארץ ' וב ' ידיעות אחרונות '"),
    ("'ראו עמ' 5 בכיתה ב' ובספרות'", "' ראו עמ' 5 בכיתה ב' ובספרות '"),
    ("'לא באתי'.\nאוני' חיפה", "' לא באתי ' . \n אוני' חיפה"),
    # sentence punctuation
    ("לפיד.שלום", "לפיד . שלום"),
    ("מה?! כן...", "מה ?! כן ..."),
    ("ב-12.3.2024.", "ב - 12.3.2024 ."),
    ("א. שטיין", "א . שטיין"),
    ("ש.י.עגנון", "ש.י. עגנון"),
    ("(www.gov.il).", "( www.gov.il ) ."),
    ("https://a.co/b?c=1.", "https://a.co/b?c=1 ."),
    ("ו/או", "ו / או"),
    ("[מודעה_1]", "[ מודעה _ 1 ]"),
    ("- - -", "- - -"),
]


@pytest.mark.parametrize("text", WHOLE)
def test_stays_whole(text: str) -> None:
    assert [token.text for token in TOKENIZER(f"של {text} הוא")] == ["של", text, "הוא"]


@pytest.mark.parametrize(("text", "tokens"), CUT)
def test_is_cut(text: str, tokens: str) -> None:
    assert [token.text for token in TOKENIZER(text)] == tokens.split(" ")


def test_white_space_beyond_one_space_is_a_token() -> None:
    assert [token.text_with_ws for token in TOKENIZER(" א  ב \n\nג")] == [" ", "א ", " ", "ב ", "\n\n", "ג"]


HEBREW_SIGNS = "אבהוכלמשתגץ0159%.,:;-–/'\"״׳„”()[]?! \n\u00a0\u200f\u05b8aZNQ_@&$"


@given(st.text(alphabet=HEBREW_SIGNS, max_size=40) | st.text(max_size=40))
def test_the_text_is_kept(text: str) -> None:
    doc = TOKENIZER(text)
    assert doc.text == text
    assert all(len(token) for token in doc)


HOSTILE = [
    *("1", "1,", "1.", "1/", "1-", "1:", "1-1-1-", "111,", "%", "1\u200f"),
    *("a", "a.", "a-", "a@", "a'", "a1.", "http://", "http://)", "www."),
    *("א", "א.", "א'", 'א"', 'ה"', "ה'", "ה'א", "ה'אא'", "ה'א ", 'ש"א', 'כ"א', "א-", "א\u200f"),
    *('"', "'", "(", "\u200f", "\n", "_"),
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_long_text_of_one_thing_is_all_in_tokens(unit: str) -> None:
    """About half a second each; a square of the length would take hours."""
    text = (unit * 300_000)[:300_000]
    assert "".join(found[0] for found in tokenizer._TOKEN.finditer(text)).replace(" ", "") == text.replace(" ", "")


def test_a_long_word_of_its_own_becomes_a_doc() -> None:
    assert len(TOKENIZER("א" * 1_000_000)) == 1


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("he", config=CONFIG)


def test_spacy_finds_it_by_name(nlp: Language) -> None:
    assert [token.text for token in nlp("וב-2024")] == ["וב", "-", "2024"]
    assert isinstance(make_hebrew_tokenizer(nlp), HebrewTokenizer)


def test_a_saved_pipeline_loads_and_cuts_alike(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    again = spacy.blank("he", config=CONFIG).from_bytes(nlp.to_bytes())
    text = 'ה"וושינגטון פוסט" ב-5 בפברואר'
    assert [t.text for t in loaded(text)] == [t.text for t in again(text)] == [t.text for t in nlp(text)]


def test_the_examples_of_the_docstrings() -> None:
    assert doctest.testmod(tokenizer).failed == 0
    assert doctest.testmod(tokenizer).attempted == 3


def test_works_in_two_processes(nlp: Language) -> None:
    texts = ["ב-5 בפברואר", 'ה"הארץ"', "שב2023"]
    alone = [[t.text for t in doc] for doc in nlp.pipe(texts)]
    assert [[t.text for t in doc] for doc in nlp.pipe(texts, n_process=2, batch_size=1)] == alone


def test_a_memory_zone_gives_its_words_back(nlp: Language) -> None:
    before = len(nlp.vocab.strings)
    with nlp.memory_zone():
        nlp(" ".join(f"מילה{number}א" for number in range(2_000)))
    assert len(nlp.vocab.strings) - before < 10
