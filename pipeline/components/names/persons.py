"""Finds persons: after titles, by given names and surnames, by Vietnamese syllables, and by short later mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.components.names.contexts import contexts
from pipeline.components.names.spans import NameSpan
from pipeline.hebrew.names import (
    NameWord,
    name_lexicon,
    person_names,
    vietnamese_syllables,
    word_key,
    word_splits,
)

_PERSON_PREFIXES = frozenset(
    {"", "ו", "ש", "ל", "ב", "מ", "כ", "ול", "וש", "שב", "של", "שמ", "ומ", "וב", "כש", "וכש", "לכש"}
)
# Before a given name ב, כ and מ are most often the word's own letters: "מחנה לוי", "מירון".
_GIVEN_NAME_PREFIXES = frozenset({"", "ו", "ש", "ל", "ול", "וש", "כש", "וכש", "לכש"})
# Words that a Vietnamese name never takes in after its second syllable: here they are Hebrew.
_FUNCTION_WORDS = frozenset(
    {
        "לא",
        "נאם",
        "הוא",
        "היא",
        "הן",
        "כי",
        "לה",
        "לי",
        "מה",
        "מי",
        "אין",
        "אי",
        "בה",
        "בין",
        "קם",
        "היו",
        "רק",
        "פי",
        "פה",
        "היי",
        "הי",
    }
)
_LONGEST_NAME = 4
_PROCLITIC_LETTERS = "בהוכלש"
# עו"ד, ד"ר, ח"כ, פרופ': an abbreviated title stands only before a name.
_ABBREVIATION_ENDS = ('"ד', '"ר', '"כ', "'", '"ח')


@dataclass(frozen=True, slots=True)
class _Name:
    """A person's name from the word ``first`` (without its ``prefix``) to the word ``last``."""

    first: int
    last: int
    prefix: str
    source: str
    confidence: float


def find_person_spans(words: Sequence[NameWord], found: Sequence[NameSpan]) -> list[NameSpan]:
    """Persons that the lexicon does not hold. ``found`` are the bodies and places, which a title may hold before the name."""
    taken = {span.start: span.end for span in found if span.label in {"ORG", "GPE"}}
    word_from = {word.start: index for index, word in enumerate(words)}
    after_title = _words_after_titles(words, taken, word_from)
    spans: list[NameSpan] = []
    named = {span.start for span in found if span.label == "PER"}
    index = 0
    while index < len(words):
        if words[index].start in named:
            index += 1
            continue
        name = _name_at(words, index, after_title.get(index))
        if name is None:
            index += 1
            continue
        spans.append(
            NameSpan(
                start=words[name.first].start + len(name.prefix),
                end=words[name.last].end,
                label="PER",
                source=name.source,
                confidence=name.confidence,
                prefix=name.prefix,
            )
        )
        index = name.last + 1
    return spans


def _words_after_titles(words: Sequence[NameWord], taken: dict[int, int], word_from: dict[int, int]) -> dict[int, bool]:
    """The words at which a name may begin because a title stands before them, and whether that title is a strong one."""
    end_word = {end: index for index, word in enumerate(words) for end in (word.end,)}
    after: dict[int, bool] = {}
    for index in range(len(words)):
        end = contexts().titles.end_after(words, index)
        if end is None:
            continue
        strong = contexts().strong_titles.end_after(words, index) == end
        after[end] = after.get(end, False) or strong
        for _ in range(3):
            step = _past_owner_or_adjective(words, end, taken, end_word)
            if step is None:
                break
            end = step
            after.setdefault(end, strong)
    return {index: strong for index, strong in after.items() if index < len(words) and words[index].gap == " "}


def _past_owner_or_adjective(
    words: Sequence[NameWord], index: int, taken: dict[int, int], end_word: dict[int, int]
) -> int | None:
    if index >= len(words) or words[index].gap not in {" ", "-"}:
        return None
    if word_key(words[index].text) in contexts().title_adjectives:
        return index + 1
    if word_key(words[index].text) == "של":
        index += 1
        if index >= len(words):
            return None
    for cut in range(min(3, len(words[index].text))):
        end = taken.get(words[index].start + cut)
        if end is not None and end in end_word:
            return end_word[end] + 1
    return None


def _name_at(words: Sequence[NameWord], index: int, title: bool | None) -> _Name | None:
    titled = title is not None
    word = words[index]
    if not "א" <= word.text[0] <= "ת" or len(word.text) > 25:
        return None
    for prefix, rest in (("", word.text),) if titled else word_splits(word.text):
        if prefix not in _PERSON_PREFIXES:
            continue
        key = word_key(rest)
        if (last := _vietnamese_end(words, index, key, titled=titled)) is not None:
            return _Name(index, last, prefix, "names.vietnamese_person", 0.9 if titled else 0.8)
        if prefix and (prefix not in _GIVEN_NAME_PREFIXES or key in person_names().given_and_words):
            continue
        if (last := _given_and_surname_end(words, index, key, titled=titled)) is not None:
            return _Name(index, last, prefix, "names.title" if titled else "names.given_name", 0.9 if titled else 0.8)
    if titled and (last := _surname_end(words, index, strong=bool(title))) is not None:
        return _Name(index, last, "", "names.title", 0.75)
    return None


def _vietnamese_end(words: Sequence[NameWord], index: int, key: str, *, titled: bool) -> int | None:
    """The last word of a Vietnamese name that begins with a family name; None where there is none."""
    syllables = vietnamese_syllables()
    if key not in syllables.families:
        return None
    last = index
    while last + 1 < len(words) and last - index + 1 < _LONGEST_NAME and words[last + 1].gap in {" ", "-"}:
        following = word_key(words[last + 1].text)
        if following not in syllables.latin_of or (last > index and following in _FUNCTION_WORDS):
            break
        last += 1
    count = last - index + 1
    distinctive = key in syllables.distinctive_families
    least = 2 if titled or distinctive else 3
    if count < least:
        return None
    rest = [word_key(word.text) for word in words[index + 1 : last + 1]]
    if all(one in syllables.hebrew_words for one in rest) and (not distinctive or count == 2) and not titled:
        return None
    if titled and key in syllables.hebrew_words and all(one in syllables.hebrew_words for one in rest):
        return None
    return last


def _given_and_surname_end(words: Sequence[NameWord], index: int, key: str, *, titled: bool) -> int | None:
    """The last word of "given name, surname"; the surname is known, or looks like one, or (after a title) is no common word."""
    names = person_names()
    if key not in names.given and key not in names.given_and_words:
        return None
    sure = key in names.given
    last = index
    if _follows(words, last) and word_key(words[last + 1].text) in names.given and _follows(words, last + 1):
        second = _surname_after(words, last + 1, sure=sure, titled=False)
        if second is not None:
            return second
    return _surname_after(words, last, sure=sure, titled=titled)


def _follows(words: Sequence[NameWord], index: int) -> bool:
    return index + 1 < len(words) and words[index + 1].gap in {" ", "-"} and "א" <= words[index + 1].text[0] <= "ת"


def _surname_after(words: Sequence[NameWord], index: int, *, sure: bool, titled: bool) -> int | None:
    if not _follows(words, index) or words[index + 1].gap != " ":
        return None
    names = person_names()
    surname = words[index + 1]
    key = word_key(surname.text)
    last = index + 1
    if (
        key in contexts().surname_particles
        and _follows(words, last)
        and _could_be_surname(words[last + 1])
        and (words[last + 1].gap == "-" or (sure and key in contexts().free_particles))
    ):
        return _second_surname(words, last + 1)
    if key in names.not_names:
        return None
    if key in names.surnames:
        plain = key not in names.surnames_and_words
        return _second_surname(words, last) if sure or titled or plain else None
    if (sure or titled) and _looks_like_surname(surname.text):
        return _second_surname(words, last)
    if titled and sure and _could_be_surname(surname) and not _holds_known_word(surname.text):
        return _second_surname(words, last)
    return None


def _second_surname(words: Sequence[NameWord], last: int) -> int:
    """A double surname with a hyphen: "אופיר פינס-פז"."""
    if _follows(words, last) and words[last + 1].gap == "-" and _could_be_surname(words[last + 1]):
        return last + 1
    return last


def _looks_like_surname(word: str) -> bool:
    if word_key(word) in person_names().not_names or len(word) < 4:
        return False
    foreign = any(pair in word for pair in ("ג'", "ז'", "צ'", "ץ'"))
    return foreign or (len(word) >= 5 and word.endswith(contexts().surname_endings))


def _holds_known_word(word: str) -> bool:
    """Whether a word is a proclitic and a name, so no surname: "ד"ר אפרים וחנה", "המלך דוד בירושלים"."""
    names = person_names()
    return any(
        prefix and (word_key(rest) in names.given or name_lexicon().spellings_of(rest))
        for prefix, rest in word_splits(word)
    )


def _could_be_surname(word: NameWord) -> bool:
    return (
        2 <= len(word.text) <= 14
        and "א" <= word.text[0] <= "ת"
        and '"' not in word.text.rstrip('"')
        and word_key(word.text) not in person_names().not_names
    )


def _surname_end(words: Sequence[NameWord], index: int, *, strong: bool) -> int | None:
    """After a title a surname alone; after a strong one also an unknown given name before a surname."""
    names = person_names()
    key = word_key(words[index].text)
    if key in names.not_names:
        return None
    if not strong:
        plain = key in names.surnames and key not in names.surnames_and_words and key not in names.given
        return _second_surname(words, index) if plain else None
    if _follows(words, index) and words[index + 1].gap == " ":
        following = word_key(words[index + 1].text)
        if following in names.surnames - names.surnames_and_words or _looks_like_surname(words[index + 1].text):
            return _second_surname(words, index + 1)
    if key in names.surnames or _looks_like_surname(words[index].text):
        return _second_surname(words, index)
    # A comma or full stop after the second word shows that both are the name: "עו"ד אליעד שרגא, יו"ר התנועה".
    if words[index].text[0] in _PROCLITIC_LETTERS or not words[index - 1].text.endswith(_ABBREVIATION_ENDS):
        return None
    if _could_be_surname(words[index]) and _follows(words, index) and _could_be_surname(words[index + 1]):
        ends = index + 2 >= len(words) or words[index + 2].gap in {"", ","}
        if ends and words[index + 1].gap == " " and not _holds_known_word(words[index + 1].text):
            return index + 1
    return None


def find_short_mentions(words: Sequence[NameWord], persons: Sequence[NameSpan], text: str) -> Iterator[NameSpan]:
    """Later mentions of a person by the last part of the full name: "לפיד" after "יאיר לפיד", "מר לאם" after "טו לאם".

    A last part that is also a common word counts only after a title or beside a verb of speech ("לפיד אמר"); one that two
    persons share counts for neither.
    """
    by_part: dict[str, NameSpan] = {}
    shared: set[str] = set()
    seen: set[str] = set()
    for person in sorted(persons, key=lambda span: span.start):
        written = text[person.start : person.end]
        if written in seen:
            continue
        seen.add(written)
        parts = name_parts(written)
        if len(parts) < 2:
            continue
        for part in {parts[-1], " ".join(parts[1:])} - {""}:
            other = by_part.setdefault(part, person)
            if other is not person and not _same_person(other, person):
                shared.add(part)
    if not by_part:
        return
    risky = person_names().surnames_and_words | person_names().not_names | vietnamese_syllables().hebrew_words
    for index, word in enumerate(words):
        for prefix, rest in word_splits(word.text):
            full = by_part.get(word_key(rest))
            if full is None or word_key(rest) in shared or prefix not in _PERSON_PREFIXES or word.start <= full.end:
                continue
            titled = prefix == "" and (contexts().titles.ends_before(words, index) or _speaks(words, index))
            if titled or (word_key(rest) not in risky and len(rest) >= 3):
                yield replace(
                    full,
                    start=word.start + len(prefix),
                    end=word.end,
                    prefix=prefix,
                    source="names.short_mention",
                    confidence=round(full.confidence * 0.9, 3),
                    alias_score=None,
                )
            break


def _speaks(words: Sequence[NameWord], index: int) -> bool:
    """Whether a verb of speech follows a word, or a phrase like "לדברי" stands before it."""
    following = words[index + 1] if index + 1 < len(words) else None
    verb = following is not None and following.gap == " " and word_key(following.text) in contexts().speech_verbs
    return verb or contexts().speech_phrases.ends_before(words, index)


def _same_person(one: NameSpan, other: NameSpan) -> bool:
    return one.name is not None and one.name == other.name


def name_parts(name: str) -> list[str]:
    """The parts of a person's name as keys, a hyphenated surname as one."""
    return [word_key(part) for part in name.split(" ") if part]
