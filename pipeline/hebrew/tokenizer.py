"""The tokenizer for Hebrew news: ``uvdot.HebrewTokenizer.v1`` in spaCy's registry of tokenizers.

One token each: a word, an acronym with its proclitics (``בצה"ל``), a word with a geresh (``צ'ואנג``, ``מס'``), dotted
initials (``ב.מ.``, ``I.C.J.``), a code of Latin letters and digits (``28-NQ/TW``, ``13/2023/NĐ-CP``), a case number
(``12345-06-21``), a number with its separators and percent sign (``1,234.5``, ``6.5%``), a date (``12.3.2024``), a time
(``19:21``), a web or e-mail address.

Tokens of their own: quotation marks and brackets, also inside a chunk (``ה"וושינגטון`` is ה + " + וושינגטון); every hyphen
between words (``בן-גוריון``), in ranges (``15%-20%``) and as a sign; the hyphen after proclitics (``וב-2024`` is וב + - + 2024);
proclitics glued to digits or Latin letters (``שב2023`` is שב + 2023); sentence punctuation; runs of white space beyond the
one space that spaCy keeps on a token.

>>> import spacy
>>> nlp = spacy.blank("he", config={"nlp": {"tokenizer": {"@tokenizers": "uvdot.HebrewTokenizer.v1"}}})
>>> [token.text for token in nlp("וב-2024 כתב ה\\"וושינגטון פוסט\\" על בצה\\"ל")]
['וב', '-', '2024', 'כתב', 'ה', '"', 'וושינגטון', 'פוסט', '"', 'על', 'בצה"ל']
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from pipeline.hebrew.characters import DASHES, GERESH_MARKS, QUOTE_MARKS
from pipeline.hebrew.document_text import keep_text
from pipeline.hebrew.proclitics import MARKED_PROCLITICS
from pipeline.pattern_files import RegexSource, load_patterns


class TokenizerWords(BaseModel):
    """The lists of ``tokenizer.yaml``; the comments there say what each decides."""

    model_config = ConfigDict(extra="forbid")

    proclitic_like_acronyms: list[RegexSource]
    acronym_endings: list[RegexSource]
    geresh_abbreviations: list[RegexSource]
    top_level_domains: list[RegexSource]


WORDS = load_patterns(Path(__file__).with_name("tokenizer.yaml"), TokenizerWords)

# Points, cantillation and the invisible characters that unnormalised pages carry inside words and codes.
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f"
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0f\ufeff"
)
_LETTERS = "א-תװ-ײ\ufb1d-\ufb4f"
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_LETTER = f"[{_LETTERS}]"
_WORD = f"{_LETTER}[{_LETTERS}{_MARKS}]*"
_WORD_ENDS = f"(?![{_LETTERS}{_MARKS}])"
_ALNUM = f"[{_LATIN}\\d][{_LATIN}\\d{_MARKS}]*"
_DASHES = re.escape(DASHES)
_DASH = f"[{_DASHES}]"
_GERESH = f"[{GERESH_MARKS}]"
_QUOTE = f"(?:[{QUOTE_MARKS}]|{_GERESH}{{2}})"

# The commonest token, named first for speed: צמחה, הוועדה.
_PLAIN_WORD = r"[א-ת]{2,}(?=[\s,;:()]|\.\s)"

# https://www.gov.il/he/pages/x?y=1, ynet.co.il
_WEB_ADDRESS = (
    r"(?:https?://|www\.)[^\s\"<>]*[^\s\"<>.,;:!?'()\[\]{}]"
    rf"|(?:[A-Za-z0-9][A-Za-z0-9-]{{0,62}}\.){{1,5}}(?:{'|'.join(WORDS.top_level_domains)})(?![A-Za-z0-9])"
    r"(?:/(?:[^\s\"'<>,]*[^\s\"'<>.,;:!?()\[\]{}])?)?"
)
# desk@news.co.il
_E_MAIL = r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,63}){1,5}"

# ה of ה"וושינגטון, of ה"ב" and of ה"ג'רוזלם פוסט"; not of ה"ה, nor שב of שב"כניקים, which the list of acronyms names.
_LISTED_ACRONYM = "|".join(acronym.replace('"', _QUOTE) for acronym in WORDS.proclitic_like_acronyms)
_ACRONYM_ENDING = f"(?:{'|'.join(WORDS.acronym_endings)})"
_PROCLITIC_BEFORE_QUOTE = (
    rf"(?!(?:{_LISTED_ACRONYM}){_ACRONYM_ENDING}{_WORD_ENDS}(?!{_QUOTE})){MARKED_PROCLITICS}"
    rf"(?={_QUOTE}(?:{_LETTER}[{_MARKS}]*{_LETTER}|{_LETTER}{_GERESH}{_LETTER}|(?<=ה.){_LETTER}{_QUOTE}|[^\W_{_LETTERS}]))"
)
# ה of ה'הארץ': a closing apostrophe must follow near by, else it is a geresh (ה'מונג); ה'תשפ"ד is a year.
_CLOSES_NEAR_BY = rf"(?:[^{GERESH_MARKS}\n]|{_GERESH}(?={_LETTER})){{1,100}}{_GERESH}(?!\w)"
_PROCLITIC_BEFORE_APOSTROPHE = rf"{MARKED_PROCLITICS}(?={_GERESH}(?!ת[שר]){_LETTER}{_CLOSES_NEAR_BY})"
# שב of שב2023, ב of בGDP
_PROCLITIC_BEFORE_ALNUM = rf"{MARKED_PROCLITICS}[{_MARKS}]*(?=[^\W_{_LETTERS}])"

# ב.מ., ת.ז, א.ב. (יהושע), I.C.J.
_INITIALS = rf"{MARKED_PROCLITICS}?{_LETTER}(?:\.{_LETTER}{_WORD_ENDS})+\.?"
_LATIN_INITIALS = rf"[{_LATIN}](?:\.[{_LATIN}](?![{_LATIN}\d]))+\.?"
# צה"ל, בארה"ב, מנכ"לית, חב"דניקים, ק''מ, ה'תשפ"ד
_ACRONYM = rf"{_WORD}(?:{_GERESH}{_WORD})*{_QUOTE}[{_MARKS}]*{_LETTER}[{_MARKS}]*{_ACRONYM_ENDING}?{_WORD_ENDS}"
# קו א1 (a letter that is no proclitic)
_LETTER_WITH_DIGITS = r"[אגדזחטיסנעפצקרת]\d{1,3}(?!\w)"
# צ'ואנג, מס', שלום
_HEBREW_WORD = rf"{_WORD}(?:{_GERESH}{_WORD})*(?:{_GERESH}(?![{_LETTERS}{_MARKS}{GERESH_MARKS}]))?"

# 28-NQ/TW, 13/2023/NĐ-CP, S/RES/2334, COVID-19, AT&T, Moody's, GPT-3.5
_CODE = (
    rf"(?=[\d/.{_DASHES}{_MARKS}]{{0,32}}[{_LATIN}])"
    rf"{_ALNUM}(?:(?:[/&_{_DASHES}][{_MARKS}]*|\.(?=\d)|{_GERESH}(?=[{_LATIN}])){_ALNUM})*"
)
# סעיף 8א
_NUMBERED_LETTER = rf"\d{{1,4}}{_LETTER}{_WORD_ENDS}(?!{_QUOTE})"
_NUMBER = "|".join(
    (
        r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?",  # 1,234.5
        rf"\d{{1,7}}(?:{_DASH}\d{{1,4}}){{2,3}}(?![\d{_DASHES}])",  # 12345-06-21, 2024-03-12, 1-700-500-500
        rf"0\d{{1,2}}{_DASH}\d{{7}}(?!\d)",  # 03-1234567
        r"\d+(?:\.\d+)+",  # 6.5, 12.3.2024
        r"\d+(?:/\d+)+",  # 7/7, 5/2/2022
        r"\d+(?::\d\d){1,2}(?!\d)",  # 19:21
        r"(?<!\d,)\d+,\d{1,2}(?![\d,])",  # 6,5
        r"\d+[¼-¾⅐-⅞]?",
    )
)
_PERCENT = "[%٪％]"


def _one_of(*patterns: str, at: str = "") -> str:
    return f"(?:{at}(?:{'|'.join(patterns)}))" if at else "|".join(patterns)


# Each group behind a look at its first sign, the commonest first: a regular expression tries alternatives one by one.
_TOKEN = re.compile(
    "("
    + _one_of(
        _PLAIN_WORD,
        rf"[,;:()\[\]|]|{_DASH}+|\.+|[!?]+|{_QUOTE}",
        _one_of(
            _PROCLITIC_BEFORE_QUOTE,
            _PROCLITIC_BEFORE_APOSTROPHE,
            _PROCLITIC_BEFORE_ALNUM,
            _INITIALS,
            _ACRONYM,
            _LETTER_WITH_DIGITS,
            _HEBREW_WORD,
            at=f"(?={_LETTER})",
        ),
        _one_of(
            _LATIN_INITIALS,
            _WEB_ADDRESS,
            _E_MAIL,
            _CODE,
            _NUMBERED_LETTER,
            f"(?:{_NUMBER}){_PERCENT}?",
            at=f"(?=[{_LATIN}\\d])",
        ),
        r"\s+",
        f"{_PERCENT}(?:{_NUMBER})",
        rf"[^\W\d_{_LETTERS}{_LATIN}](?:[^\W\d_{_LETTERS}{_LATIN}]|[{_MARKS}])*",  # a word in another script
        rf"[{_MARKS}]+",
        r"[\s\S]",  # any other sign
    )
    + ")( ?)"
)

# After an opening apostrophe, the closing one is looked for in this many tokens.
_LONGEST_QUOTED_TITLE = 40
_APOSTROPHES = frozenset(GERESH_MARKS)
# A word's own last geresh even in a quoted passage: a single letter (ב'), a foreign sound (קולג'; not ץ, because of 'הארץ'),
# an abbreviation (עמ').
_OWN_GERESH = re.compile(
    rf"(?:.|.*[גזצ]|{MARKED_PROCLITICS}?(?:{'|'.join(WORDS.geresh_abbreviations)})){_GERESH}", re.DOTALL
)


class HebrewTokenizer(DummyTokenizer):
    """Text to Doc; ``doc.text`` is the text, whatever it holds, and the time grows with its length only.

    It has no state but the vocabulary, so what it writes to disk is empty.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The Doc of one text: its tokens, with nothing else set."""
        pairs: list[tuple[str, str]] = _TOKEN.findall(text)
        words = [word for word, _ in pairs]
        spaces = [space == " " for _, space in pairs]
        if not _APOSTROPHES.isdisjoint(words):
            words, spaces = _with_closing_apostrophes_apart(words, spaces)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        keep_text(doc, text)
        return doc

    def __reduce__(self) -> tuple[type[HebrewTokenizer], tuple[Vocab]]:
        return HebrewTokenizer, (self.vocab,)


@registry.tokenizers("uvdot.HebrewTokenizer.v1")
def hebrew_tokenizer() -> Callable[[Language], HebrewTokenizer]:
    """What spaCy's configuration names: a function from a Language to its tokenizer."""
    return make_hebrew_tokenizer


def make_hebrew_tokenizer(nlp: Language) -> HebrewTokenizer:
    """The tokenizer for one Language."""
    return HebrewTokenizer(nlp.vocab)


def _with_closing_apostrophes_apart(words: list[str], spaces: list[bool]) -> tuple[list[str], list[bool]]:
    """Cut the closing apostrophe of 'הארץ' off its word, where an opening one stands before it in the same line."""
    cut_words: list[str] = []
    cut_spaces: list[bool] = []
    opened_at: int | None = None
    for index, (word, space) in enumerate(zip(words, spaces, strict=True)):
        if word in _APOSTROPHES:
            opens = opened_at is None and not space
            opened_at = index if opens else None
        elif opened_at is not None and ("\n" in word or index - opened_at > _LONGEST_QUOTED_TITLE):
            opened_at = None
        elif opened_at is not None and word[-1] in _APOSTROPHES and len(word) > 1 and not _OWN_GERESH.fullmatch(word):
            cut_words += (word[:-1], word[-1])
            cut_spaces += (False, space)
            opened_at = None
            continue
        cut_words.append(word)
        cut_spaces.append(space)
    return cut_words, cut_spaces
