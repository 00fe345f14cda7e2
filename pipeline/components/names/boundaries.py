"""Cuts from a model's span what is outside a name: proclitics, titles, common nouns before a place, quotes and punctuation.

Lexicon and pattern spans come with their boundaries; a trained model marks whole words, so its spans go through here.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from pipeline.components.names.contexts import contexts
from pipeline.components.names.spans import NameSpan
from pipeline.hebrew.characters import DASHES, GERESH_MARKS, QUOTE_MARKS
from pipeline.hebrew.names import NameWord, name_lexicon, name_words, person_names, vietnamese_syllables, word_key
from pipeline.hebrew.proclitics import (
    MARKED_PROCLITICS,
    proclitic_splits,
    split_marked_proclitics,
    unprefixed_spellings,
)

_EDGES = " \n\t\"'.,:;()[]-!?"
_COMPASS = frozenset({"צפון", "דרום", "מזרח", "מערב", "מרכז"})
_LONGEST_NOUN = 14
_MOST_PLACE_WORDS = 3
_NOTHING: frozenset[str] = frozenset()

# "מ' ברק נבו": an initial stands before a surname
_INITIAL = re.compile(r"[א-ת]' ?(?:[א-ת]' ?)?[א-ת]{2,}(?:[ -][א-ת]{2,}){0,2}")


def cut_span(text: str, span: NameSpan, words_of_text: Container[str]) -> NameSpan | None:
    """The span without what is outside the name; None where nothing is left.

    ``words_of_text`` holds the keys of the words that the text writes without a prefix: they show that מחיפה is מ + חיפה.
    Of a word that no list and no other place in the text knows, the proclitics are those that the model sees.
    """
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES and not text[start:end].endswith(("'", ")")):
        end -= 1
    if start >= end:
        return None
    if span.label == "ORG" and _INITIAL.match(text, start, end):
        span = replace(span, label="PER")
    if (place := _place_after_noun(text, span, start, end)) is not None:
        return place
    prefix = span.prefix
    while not prefix:
        phrases = (
            contexts().titles
            if span.label == "PER"
            else contexts().place_nouns
            if span.label in {"GPE", "LOC"}
            else None
        )
        words = name_words(text[start:end])
        after = phrases.end_after(words, 0) if phrases and words and not _is_lexicon_name(text[start:end]) else None
        if after is None or after >= len(words):
            break
        start += words[after].start
    if not prefix:
        by_model = span.proclitics if start == span.start else ""
        whole = start
        prefix, start = _proclitics(text, start, end, words_of_text, by_model, is_body=span.label == "ORG")
        if prefix.removeprefix("ו") in _OF_A_LIST and _is_listed_without(text, whole, end, prefix):
            prefix, start = prefix[:-1], start - 1
    if span.label == "PER" and not prefix:
        start = start_with_initials(text, start)
    return replace(span, start=start, end=end, prefix=prefix)


def _place_after_noun(text: str, span: NameSpan, start: int, end: int) -> NameSpan | None:
    """The place in what a model takes for a body, site or person by the noun before it: "מחוז ירושלים", "קומונת קאם קוואן".

    The noun may stand inside the model's span or right before it, there without its article: "ראש העיר" has a person after it.
    """
    if span.label not in {"ORG", "FAC", "PER"} or _is_lexicon_name(text[start:end]):
        return None
    words = name_words(text[start:end])
    noun = contexts().owner_nouns.match_at(words, 0)
    if noun is None or noun[0] >= len(words) or words[noun[0]].gap != " ":
        is_place = span.label == "PER" and _province_noun_before(text, start)
        return replace(span, start=start, end=end, label="GPE", proclitics="") if is_place else None
    rest = words[noun[0] :]
    article = "ה" if rest[0].text.startswith("ה") else ""
    start += rest[0].start
    if len(rest) == 1 and rest[0].text[len(article) :] in _COMPASS:
        return replace(span, start=start + len(article), end=end, label="LOC", prefix=article, proclitics="")
    if not (_is_place(text[start:end]) or (_is_province_noun(words, noun[0]) and not article)):
        return None
    return replace(span, start=start, end=end, label="GPE", proclitics="")


def _province_noun_before(text: str, start: int) -> bool:
    before = name_words(text[max(0, start - _LONGEST_NOUN) : start])
    return bool(before) and text[start - 1] == " " and _is_province_noun(before[-1:], 1)


def _is_province_noun(words: Sequence[NameWord], after: int) -> bool:
    """Whether words begin with a noun after which stands nothing but a place, and ``after`` is the word that follows it."""
    noun = contexts().province_nouns.match_at(words, 0)
    return (
        noun is not None and noun[0] == after and not noun[1].endswith("ה") and len(words) - after <= _MOST_PLACE_WORDS
    )


def _is_place(written: str) -> bool:
    syllables = vietnamese_syllables().latin_of
    return _is_lexicon_name(written) or all(word_key(word.text) in syllables for word in name_words(written))


def is_counted(text: str, span: NameSpan) -> bool:
    """Whether an amount stands right before a name, so that it is what is counted: "53,000 וייטנאם לק"ג" (dong)."""
    return (
        not span.prefix
        and text[span.start - 1 : span.start] == " "
        and bool(_AMOUNT.search(text, max(0, span.start - 24), span.start))
    )


_AMOUNT = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:[.,]\d{3})+|\d[\d.,]*[- ](?:אלף|מיליון|מיליארד|טריליון)) \Z")


def names_law(text: str, span: NameSpan) -> bool:
    """Whether a name is that of a law: "לפי סעיף 3 לחוק בנק ישראל", "חוק טבריה"; the law of a country is no such name."""
    if span.prefix or text[span.start - 1 : span.start] != " " or (span.name and span.name.id.startswith("country.")):
        return False
    return bool(_LAW_BEFORE.search(text, max(0, span.start - 10), span.start))


_LAW_BEFORE = re.compile(rf"(?<![א-ת{QUOTE_MARKS}])[ושכ]?[בלמה]?חוקי? \Z")


def add_marked_prefix(text: str, span: NameSpan) -> NameSpan:
    """The span with the proclitics that stand before its quotation mark or hyphen: ה"וושינגטון פוסט", ל-OECD."""
    if span.prefix or not span.start:
        return span
    found = _MARKED_BEFORE.search(text, max(0, span.start - 8), span.start)
    if found is None or (found[2] in DASHES and "א" <= text[span.start] <= "ת"):
        return span
    return replace(span, prefix=found[1])


_MARKED_BEFORE = re.compile(rf"(?<![א-ת{QUOTE_MARKS}{GERESH_MARKS}])({MARKED_PROCLITICS})([{DASHES}{QUOTE_MARKS}])\Z")


def _is_lexicon_name(written: str) -> bool:
    words = name_words(written)
    return any(reading.last == len(words) - 1 for reading in name_lexicon().readings(words, 0))


# A preposition that a list of names has before its first member or before each
_OF_A_LIST = frozenset({"ב", "כ", "מ"})
_LIST_BEFORE = re.compile(r"(?:[א-ת'\"-]+(?: [א-ת'\"-]+)?, ?){2,4}\Z")


def _is_listed_without(text: str, start: int, end: int, letter: str) -> bool:
    """Whether one word stands in a list of which other members lack its first letter: "עמית, סולברג, ברון, מינץ"."""
    if " " in text[start:end] or _is_lexicon_name(text[start:end]):
        return False
    line = text[max(0, start - 60) : start]
    if letter.startswith("ו"):  # "סולברג, ברק-ארז וברון": the last member has ו instead of a comma.
        line = line.rstrip() + ","
    before = _LIST_BEFORE.search(line)
    return before is not None and any(
        not member.strip().startswith(letter[-1]) for member in before[0].split(",")[1:-1]
    )


def start_with_initials(text: str, start: int) -> int:
    """Where a person's name begins whose surname begins at ``start``: at the initials before it, "ר' לאופר"."""
    found = _INITIALS_BEFORE.search(text, max(0, start - 12), start)
    if found is None or _NUMBERED.search(text, max(0, found.start() - 12), found.start()):
        return start
    return found.start(1)


_INITIALS_BEFORE = re.compile(
    rf"(?<![א-ת{QUOTE_MARKS}{GERESH_MARKS}])(?:ו-?)?((?:[א-ת][{GERESH_MARKS}][ \n]?){{0,2}}[א-ת][{GERESH_MARKS}][ \n])\Z"
)
# "ביום ב' כהן אמר", "כיתה ד'", "סעיף א'": such a letter is a number
_NUMBERED = re.compile(
    r"(?:יום|ימי|ימים|כית(?:ה|ת|ות)|סעי(?:ף|פים)|שלב|ליגה|קבוצ(?:ה|ת)|פרק|חלק|רמה|דרגה|סוג|נספח|שכבה|שכבת|בניין|אולם|עמוד"
    r"|פסוק|מעמד|מחזור|סדרה|פסקה|תקנה|שנה|חלופה|תוספת|-)[ -]?\Z"
)


def _proclitics(
    text: str, start: int, end: int, words_of_text: Container[str], by_model: str, *, is_body: bool
) -> tuple[str, int]:
    marked, rest = split_marked_proclitics(text[start:end])
    if marked:
        start = end - len(rest)
        return marked, start + 1 if text[start] == '"' else start
    words = name_words(text[start:end])
    if not words or not "א" <= words[0].text[0] <= "ת":
        return "", start
    readings = [one for one in name_lexicon().readings(words, 0) if one.last == len(words) - 1]
    if readings:
        return readings[0].prefix, start + readings[0].start
    names = person_names()
    people = names.given | names.surnames | vietnamese_syllables().distinctive_families
    # "שרות", "משמרות" are no "ש + רות": nothing but a person is known by the name of one.
    first_words = _NOTHING if is_body else people
    for prefix, spelt in proclitic_splits(words[0].text):
        for candidate in unprefixed_spellings(spelt) if prefix else (spelt,):
            key = word_key(candidate)
            if key in first_words or (prefix and key in words_of_text and not prefix.endswith("ה")):
                return prefix, start + len(prefix)
    if len(by_model) < end - start and text.startswith(by_model, start):
        return by_model, start + len(by_model)
    return "", start
