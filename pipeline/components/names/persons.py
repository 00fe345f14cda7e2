"""Finds persons: after titles, by given names and surnames, by Vietnamese syllables, and by short later mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache

from pipeline.components.names.contexts import contexts
from pipeline.components.names.spans import NameSpan
from pipeline.hebrew.names import (
    CACHED_WORDS,
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
_MOST_NAMESAKES = 8
_PROCLITIC_LETTERS = "בהוכלש"
# עו"ד, ד"ר, ח"כ, פרופ': an abbreviated title stands only before a name.
_ABBREVIATION_ENDS = ('"ד', '"ר', '"כ', "'", '"ח')


_MOST_TITLE_STEPS = 3
_DIGITS_OF_A_YEAR = 4
_SECOND_PARTS = frozenset({"מי", "לה", "לי", "היו", "היי", "הי"})
"""Given names that are also function words: the last part of a Vietnamese name where a comma or full stop closes it."""
VIETNAMESE_MIDDLE_NAMES = frozenset({"ואן", "וואן", "טי", "תי"})
_OBJECTS = frozenset({"את", "לנו", "לו", "להם", "לי", "לכם", "כי", "אותו", "אותה", "אותם", "לה"})
_NICKNAME_MARKS = frozenset("(\"“”„״'")
_DATIVES = frozenset({"לו", "לה", "להם", "לי", "לנו", "להן", "עוד", "גם"})
_JOINING = frozenset({"ו", "ל"})
_BETWEEN = frozenset({"בין", "ובין", "שבין"})
_CLAUSE_PREFIXES = frozenset({"ו", "ש", "כש", "וש", "וכש"})
_AGE = frozenset({"בן", "בת"})


class _Title(IntEnum):
    """How sure the title before a name is: "השופט, ", "השופט ", "עו"ד "."""

    LOOSE = 0
    PLAIN = 1
    STRONG = 2


@dataclass(frozen=True, slots=True)
class _Name:
    """A person's name from the word ``first`` (without its ``prefix``) to the word ``last``."""

    first: int
    last: int
    prefix: str
    source: str
    confidence: float


def find_person_spans(
    words: Sequence[NameWord], titles: Sequence[int], beginnings: Sequence[int], found: Sequence[NameSpan]
) -> list[NameSpan]:
    """Persons that the lexicon does not hold.

    ``titles`` and ``beginnings`` are the words at which a title and a name may begin, ``found`` the bodies and places, which
    a title may hold before the name.
    """
    taken = {span.start: span.end for span in found if span.label in {"ORG", "GPE"}}
    after_title = _words_after_titles(words, titles, taken)
    spans: list[NameSpan] = []
    named = {span.start: span.end for span in found if span.label == "PER"}
    families = vietnamese_syllables().families
    spans += _beside_leaders(words, {span.end for span in found if span.label == "PER" and span.name is not None})
    covered_to = -1
    for index in sorted(after_title.keys() | set(beginnings)):
        if index <= covered_to:
            continue
        word = words[index]
        # "הו" alone is Hồ Chí Minh, in "הו טי קים ליאן" a family name.
        is_family = named.get(word.start) == word.end and word_key(word.text) in families
        if word.start in named and not is_family:
            continue
        name = _name_at(words, index, after_title.get(index))
        if name is None:
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
        covered_to = name.last
    return spans


def _beside_leaders(words: Sequence[NameWord], ends: set[int]) -> list[NameSpan]:
    """Surnames joined to a leader that the lexicon knows: "נתניהו וברק", "בין נתניהו ללפיד"."""
    if not ends:
        return []
    names = person_names()
    found: list[NameSpan] = []
    for index in range(1, len(words)):
        before, word = words[index - 1], words[index]
        if before.end not in ends or word.gap != " " or word.text[:1] not in _JOINING:
            continue
        key = word_key(word.text[1:])
        between = index > 1 and words[index - 2].text in _BETWEEN
        if key not in names.surnames or (word.text[0] == "ל" and not between) or _goes_on(words, index):
            continue
        found.append(
            NameSpan(
                start=word.start + 1,
                end=word.end,
                label="PER",
                source="names.beside_leader",
                confidence=0.7,
                prefix=word.text[0],
            )
        )
    return found


def _goes_on(words: Sequence[NameWord], index: int) -> bool:
    """Whether what looks like a surname begins a longer expression: "נתניהו ושלום הבית"."""
    following = words[index + 1] if index + 1 < len(words) else None
    if following is None or following.gap != " ":
        return False
    return word_key(words[index].text[1:]) in person_names().surnames_and_words and following.text.startswith(
        ("ה", "של")
    )


def _words_after_titles(words: Sequence[NameWord], titles: Sequence[int], taken: dict[int, int]) -> dict[int, _Title]:
    """The words at which a name may begin because a title stands before them, and how sure that is.

    A comma or a complement ("סמנכ"ל הכספים", "יו"ר המועצה לשעבר,") between title and name makes the title a loose one.
    """
    after: dict[int, _Title] = {}
    for index in titles:
        end = contexts().titles.end_after(words, index)
        if end is None:
            continue
        title = _Title.STRONG if contexts().strong_titles.end_after(words, index) == end else _Title.PLAIN
        _note(after, words, end, title)
        for _ in range(_MOST_TITLE_STEPS):
            step = _past_owner_or_adjective(words, end, taken)
            if step is None and (step := _past_complement(words, end)) is not None:
                title = _Title.LOOSE
            if step is None:
                break
            end = step
            _note(after, words, end, title)
    return after


def _note(after: dict[int, _Title], words: Sequence[NameWord], index: int, title: _Title) -> None:
    if index < len(words) and words[index].gap in {" ", ","}:
        title = title if words[index].gap == " " else _Title.LOOSE
        after[index] = max(after.get(index, title), title)


def _past_complement(words: Sequence[NameWord], index: int) -> int | None:
    """The index after a definite noun that tells of what someone has the title: "סמנכ"ל הכספים"."""
    if index >= len(words) or words[index].gap != " ":
        return None
    word = words[index].text
    if not word.startswith("ה") or len(word) < 4 or word_key(word) in person_names().not_names:
        return None
    key = word_key(word)
    if key in contexts().speech_verbs or key in contexts().action_verbs or key in person_names().given:
        return None
    return index + 1


def _past_owner_or_adjective(words: Sequence[NameWord], index: int, taken: dict[int, int]) -> int | None:
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
        if end is not None:
            last = bisect_left(words, end, key=lambda word: word.end)
            if last < len(words) and words[last].end == end:
                return last + 1
    return None


@lru_cache(maxsize=CACHED_WORDS)
def _split_keys(word: str) -> tuple[tuple[str, str], ...]:
    """The readings of a word as (proclitics of a person, key of the rest)."""
    return tuple((prefix, word_key(rest)) for prefix, rest in word_splits(word) if prefix in _PERSON_PREFIXES)


def keys_of_persons(word: str) -> tuple[str, ...]:
    """The keys that a word as written may be in a person's name, without the proclitics of each."""
    return tuple(key for _, key in _split_keys(word))


def may_begin_person(word: str) -> bool:
    """Whether a word as written may be the first of a person's name without a title."""
    names, families = person_names(), vietnamese_syllables().families
    return any(key in names.given or key in names.given_and_words or key in families for _, key in _split_keys(word))


def _name_at(words: Sequence[NameWord], index: int, title: _Title | None) -> _Name | None:
    word = words[index]
    if not "א" <= word.text[0] <= "ת" or len(word.text) > 25:
        return None
    titled = title is not None and title > _Title.LOOSE
    for prefix, rest in (("", word.text),) if titled else word_splits(word.text):
        if prefix not in _PERSON_PREFIXES:
            continue
        key = word_key(rest)
        apposition = title is _Title.LOOSE and not prefix
        last = _closed(words, _vietnamese_end(words, index, key, titled=True)) if apposition else None
        if last is None:
            last = _vietnamese_end(words, index, key, titled=titled)
        if last is not None and (titled or not _is_counted(words, index)):
            return _Name(index, last, prefix, "names.vietnamese_person", 0.9 if titled else 0.8)
        if prefix and (prefix not in _GIVEN_NAME_PREFIXES or key in person_names().given_and_words):
            continue
        if (last := _given_and_surname_end(words, index, key, titled=titled)) is not None:
            return _Name(index, last, prefix, "names.title" if titled else "names.given_name", 0.9 if titled else 0.8)
        if title is not None and (last := _given_and_word_end(words, index, key, title)) is not None:
            return _Name(index, last, prefix, "names.title", 0.8)
        if not titled and (last := _spoken_of_end(words, index, key)) is not None:
            return _Name(index, last, prefix, "names.given_name", 0.7)
    if titled and (last := _surname_end(words, index, strong=title is _Title.STRONG)) is not None:
        return _Name(index, last, "", "names.title", 0.75)
    return None


def _is_counted(words: Sequence[NameWord], index: int) -> bool:
    """Whether a number stands right before a word, which then is what is counted: "24,094 דונג וייט"; a year is none."""
    if index == 0 or words[index].gap != " ":
        return False
    before = words[index - 1]
    is_year = before.text.isdigit() and len(before.text) == _DIGITS_OF_A_YEAR
    return word_key(before.text) in contexts().magnitudes or (before.text.isdigit() and not is_year)


def _closed(words: Sequence[NameWord], last: int | None) -> int | None:
    """``last`` where a comma, another mark or the end of the text follows it."""
    if last is None or (last + 1 < len(words) and words[last + 1].gap not in {"", ","}):
        return None
    return last


def _given_and_word_end(words: Sequence[NameWord], index: int, key: str, title: _Title) -> int | None:
    """A given name, be it a word too, and any surname: after a strong title, or closed by a comma after a loose one."""
    names = person_names()
    if key not in names.given and key not in names.given_and_words:
        return None
    if not _follows(words, index) or words[index + 1].gap != " " or not _could_be_surname(words[index + 1]):
        return None
    surname = words[index + 1].text
    # "שלום הבית", "אור לגויים" are no names.
    if key not in names.given and surname[0] in _PROCLITIC_LETTERS and word_key(surname) not in names.surnames:
        return None
    last = _second_surname(words, index + 1)
    if title is _Title.STRONG:
        return last if not _holds_known_word(surname) and not _is_verb(words, index + 1) else None
    return _closed(words, last)


def _spoken_of_end(words: Sequence[NameWord], index: int, key: str) -> int | None:
    """A given name and an unknown surname beside speech or an age: "לדברי רונית אבני", "אבנר זיו, בן 58"."""
    if key not in person_names().given or not _follows(words, index) or words[index + 1].gap != " ":
        return None
    surname = words[index + 1]
    if not _could_be_surname(surname) or _is_verb(words, index + 1) or _holds_known_word(surname.text):
        return None
    last = index + 1
    if last + 1 < len(words) and words[last + 1].gap == "," and words[last + 1].text in _AGE:
        return last
    if _verb_follows(words, last):
        return last
    spoken = contexts().speech_phrases.ends_before(words, index) or _verb_precedes(words, index)
    return _closed(words, last) if spoken and surname.text[0] not in _PROCLITIC_LETTERS else None


def _is_verb(words: Sequence[NameWord], index: int) -> bool:
    """Whether a word after a name is a verb: "מר זיו מכר לנו סיפור"."""
    key = word_key(words[index].text)
    if key in contexts().speech_verbs or key in contexts().action_verbs:
        return True
    following = index + 1
    return following < len(words) and words[following].gap == " " and words[following].text in _OBJECTS


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
    # "נגוין ואן מואי": a middle name has a given name after it, be it spelt as no list knows.
    if (
        index < last < index + _LONGEST_NAME - 1
        and words[last].text in VIETNAMESE_MIDDLE_NAMES
        and _follows(words, last)
        and words[last + 1].gap == " "
        and _could_be_surname(words[last + 1])
        and not _is_verb(words, last + 1)
        and words[last + 1].text[0] not in _PROCLITIC_LETTERS
    ):
        last += 1
    more = titled and index < last < index + _LONGEST_NAME - 1 and _follows(words, last)
    # "גברת הואנג טי מי, ילידת 1962"
    if more and words[last + 1].text in _SECOND_PARTS and _closed(words, last + 1) is not None:
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
    if key == "ישראל" and contexts().state_nouns.ends_before(words, index):
        return None
    if key not in names.given and key not in names.given_and_words:
        return None
    sure = key in names.given
    last = index
    if _follows(words, last) and _follows(words, last + 1):
        middle, third = word_key(words[last + 1].text), word_key(words[last + 2].text)
        # "שלמה מור יוסף": what may be a word too is a second name between a sure given name and a sure surname.
        plain = sure and middle in names.given_and_words and third in names.surnames - names.surnames_and_words
        if middle in names.given or (plain and words[last + 1].gap == " "):
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
    if (sure or titled) and (_looks_like_surname(surname.text) or is_leaders_surname(surname.text)):
        return _second_surname(words, last)
    known_word = _holds_known_word(surname.text) or _is_verb(words, index + 1)
    if titled and sure and _could_be_surname(surname) and not known_word:
        return _second_surname(words, last)
    return None


def _second_surname(words: Sequence[NameWord], last: int) -> int:
    """A double surname with a hyphen: "אופיר פינס-פז"; a dash between spaces is none: "גיא גולן - עוזר ראשי"."""
    if _follows(words, last) and words[last + 1].gap == "-" and _could_be_surname(words[last + 1]):
        return last + 1 if words[last + 1].start == words[last].end + 1 else last
    return last


def is_leaders_surname(word: str) -> bool:
    """Whether a word alone names a person of the lexicon; after another given name it is another person: "מלאניה טראמפ"."""
    return any(one.name.label == "PER" and one.condition == "none" for one in name_lexicon().spellings_of(word))


def _looks_like_surname(word: str) -> bool:
    if word_key(word) in person_names().not_names or len(word) < 4:
        return False
    foreign = any(pair in word for pair in ("ג'", "ז'", "צ'", "ץ'"))
    return foreign or (len(word) >= 5 and word.endswith(contexts().surname_endings))


def _holds_known_word(word: str) -> bool:
    """Whether a word is a proclitic and a name, so no surname: "ד"ר אפרים וחנה", "המלך דוד בירושלים".

    Nothing is in, from or like a person: "ענת ברון" has no ב.
    """
    names = person_names()
    return any(
        prefix
        and ((word_key(rest) in names.given and prefix in _GIVEN_NAME_PREFIXES) or name_lexicon().spellings_of(rest))
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
    if key in names.surnames or key in names.given or _looks_like_surname(words[index].text):
        return _second_surname(words, index)
    # A comma or full stop after the second word shows that both are the name: "עו"ד אליעד שרגא, יו"ר התנועה".
    title = words[index - 1].text
    if words[index].text[0] in _PROCLITIC_LETTERS or not (title.endswith(_ABBREVIATION_ENDS) or title == "מר"):
        return None
    if _could_be_surname(words[index]) and _follows(words, index) and _could_be_surname(words[index + 1]):
        ends = index + 2 >= len(words) or words[index + 2].gap in {"", ","}
        if ends and words[index + 1].gap == " " and not _holds_known_word(words[index + 1].text):
            return index + 1
    return None


def find_short_mentions(
    words: Sequence[NameWord], keys_of_words: Sequence[tuple[str, ...]], persons: Sequence[NameSpan], text: str
) -> Iterator[NameSpan]:
    """Other mentions of a person: the full name anywhere, later its last part ("לפיד" after "יאיר לפיד").

    A last part that is also a common word or a place counts only after a title or where its place in the sentence shows a
    person ("לפיד אמר", "של לפיד"); one that two persons share counts for neither.
    """
    by_part: dict[str, NameSpan] = {}
    by_first: dict[str, list[tuple[list[str], NameSpan]]] = {}
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
        by_first.setdefault(parts[0].partition("-")[0], []).append((parts, person))
        for part in {parts[-1], " ".join(parts[1:])} - {""}:
            other = by_part.setdefault(part, person)
            if other is not person and not _same_person(other, person):
                shared.add(part)
    if not by_part:
        return
    parts_and_firsts = by_part.keys() | by_first.keys()
    for index, keys in enumerate(keys_of_words):
        if parts_and_firsts.isdisjoint(keys):
            continue
        word = words[index]
        for prefix, key in _split_keys(word.text):
            if key not in parts_and_firsts:
                continue
            whole = _whole_name(words, index, by_first.get(key, ()))
            if whole is not None:
                last, full = whole
                yield _mention(full, word.start + len(prefix), words[last].end, prefix)
                break
            short = by_part.get(key)
            if short is None or word.start <= short.end:
                continue
            if key in shared:
                # Two people have this surname: a person, but nobody knows which.
                if prefix == "" and _acts(words, index):
                    yield replace(_mention(short, word.start, word.end, ""), name=None)
            elif _stands_for_person(words, index, prefix, key, short):
                yield _mention(short, word.start + len(prefix), word.end, prefix)
            break


def _mention(full: NameSpan, start: int, end: int, prefix: str) -> NameSpan:
    return replace(
        full,
        start=start,
        end=end,
        prefix=prefix,
        source="names.short_mention",
        confidence=round(full.confidence * 0.9, 3),
        alias_score=None,
    )


def _whole_name(
    words: Sequence[NameWord], index: int, names: Sequence[tuple[list[str], NameSpan]]
) -> tuple[int, NameSpan] | None:
    for parts, person in names[:_MOST_NAMESAKES]:
        keys = [key for part in parts for key in part.split("-")]
        run = words[index + 1 : index + len(keys)]
        if len(run) == len(keys) - 1 and all(
            word.gap in {" ", "-"} and word_key(word.text) == key for word, key in zip(run, keys[1:], strict=True)
        ):
            return index + len(keys) - 1, person
    return None


def _stands_for_person(words: Sequence[NameWord], index: int, prefix: str, key: str, full: NameSpan) -> bool:
    names = person_names()
    if prefix == "" and (contexts().titles.ends_before(words, index) or _acts(words, index)):
        return True
    if prefix in _CLAUSE_PREFIXES and _verb_follows(words, index):
        return True
    if full.source == "names.vietnamese_person":
        risky = key in vietnamese_syllables().latin_of
    else:
        risky = (
            key in names.surnames_and_words
            or key in names.not_names
            or (key in names.given_and_words and key not in names.surnames)
            or key in contexts().action_verbs
            or bool(name_lexicon().spellings_of(key))
        )
    if not risky:
        return len(key) >= 3
    return prefix in {"", "ל", "ו"} and _in_person_position(words, index, prefix)


def _in_person_position(words: Sequence[NameWord], index: int, prefix: str) -> bool:
    """Whether the words around a word-like surname show a person: "ענה לה שלום", "ברק, שב-2004 …", "ייחס למימון"."""
    following = words[index + 1] if index + 1 < len(words) else None
    if _verb_precedes(words, index):
        return True
    if prefix == "" and contexts().person_nouns.ends_before(words, index):
        return True
    if words[index].gap != "" or following is None:
        return False
    if prefix == "ל":
        return following.gap == " " and following.text in {"יש", "אין", "היה", "היו"}
    clause = following.gap == "," and (following.text[0] == "ש" or following.text in _AGE)
    return clause or (following.gap == " " and following.text in _AGE)


def _acts(words: Sequence[NameWord], index: int) -> bool:
    """Whether a verb of speech or action follows a word, or a phrase like "לדברי" stands before it."""
    return _verb_follows(words, index) or contexts().speech_phrases.ends_before(words, index)


def _verb_follows(words: Sequence[NameWord], index: int) -> bool:
    following = words[index + 1] if index + 1 < len(words) else None
    if following is None or following.gap != " ":
        return False
    key = word_key(following.text)
    return key in contexts().speech_verbs or key in contexts().action_verbs


def _verb_precedes(words: Sequence[NameWord], index: int) -> bool:
    """Whether a verb stands right before a word, or with one small word between: "ענה לה שלום"."""
    if index == 0 or words[index].gap != " ":
        return False
    before = index - 1
    if words[before].text in _DATIVES and before > 0 and words[before].gap == " ":
        before -= 1
    for _, rest in word_splits(words[before].text):
        key = word_key(rest)
        if key in contexts().speech_verbs or key in contexts().action_verbs:
            return True
    return False


def _same_person(one: NameSpan, other: NameSpan) -> bool:
    return one.name is not None and one.name == other.name


def name_parts(name: str) -> list[str]:
    """The parts of a person's name as keys, a hyphenated surname as one; a nickname in marks between them is none."""
    return [word_key(part) for part in name.split(" ") if part and part[0] not in _NICKNAME_MARKS]
