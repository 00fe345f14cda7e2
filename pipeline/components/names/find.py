"""Finds candidate names by the lexicon and by patterns: places, bodies with their owners, events, companies.

Persons, who need titles and names put together, are in ``pipeline.components.names.persons``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.components.explanations import SILENT, Explanation, Span
from pipeline.components.names.beginnings import Beginnings
from pipeline.components.names.bodies import composite_name
from pipeline.components.names.compound_bodies import compound_body
from pipeline.components.names.contexts import contexts
from pipeline.components.names.explain import explain_look_alikes, explain_waiting
from pipeline.components.names.near_names import near_name
from pipeline.components.names.own_ids import vietnamese_slug
from pipeline.components.names.persons import VIETNAMESE_MIDDLE_NAMES
from pipeline.components.names.sites import find_site_spans
from pipeline.components.names.spans import NameSpan
from pipeline.hebrew.characters import QUOTE_MARKS
from pipeline.hebrew.names import (
    LOOK_ALIKE,
    LexiconName,
    NameWord,
    Reading,
    name_fold,
    name_lexicon,
    organisation_words,
    vietnamese_syllables,
    word_key,
    word_splits,
)

_CASE_NUMBER = re.compile(r" (?:מס' )?\d{1,5}[/-]\d|-\d|/")
_LIST_GLUE = re.compile(r",? ?|,? (?:או|גם) |-")
_COURTS = frozenset({"org.high-court-of-justice"})
_MOST_OWNERS = 2
_MOST_SYLLABLES = 3
_ANNOUNCING = frozenset({"הבאים", "הבאות", "כמו", "כגון", "כולל", "של", "הם", "הן"})
_FEWEST_MEMBERS = 3
_MOST_MEMBERS = 60
_FARTHEST_NOUN = 14
_PLACE_PREFIXES = frozenset({"ב", "מ", "וב", "ומ", "שב"})


def find_lexicon_spans(
    text: str, words: Sequence[NameWord], beginnings: Beginnings, explanation: Explanation = SILENT
) -> tuple[list[NameSpan], list[Span]]:
    """The mentions of entries of the lexicon, bodies with their owners, and the ranges of its look-alikes.

    The mentions may overlap, the longer comes first.
    """
    all_readings: dict[int, list[Reading]] = {
        index: readings for index in beginnings.entries if (readings := name_lexicon().readings(words, index))
    }
    after_nouns = contexts().place_nouns.ends(words, beginnings.place_nouns)
    places = _accepted_readings(text, words, all_readings, explanation)
    found = [_span(reading) for reading in places.values() if reading.spelling.name.id != LOOK_ALIKE]
    found += _near_spellings(words, after_nouns, places)
    found += (unknown := _unknown_places(words, after_nouns, places))
    found += (listed := _listed_places(words, beginnings.syllables, places))
    found += _more_vietnamese_places(words, beginnings.syllables, places, [*unknown, *listed])
    found += find_site_spans(words, beginnings.site_nouns, lambda index: _place_end(words, index, places, all_readings))
    found += _bodies(text, words, beginnings.heads, all_readings, places)
    look_alikes = [one for one in places.values() if one.spelling.name.id == LOOK_ALIKE]
    if explanation.is_wanted:
        explain_look_alikes(look_alikes, explanation)
    return found, [(one.start, one.end) for one in look_alikes]


def _place_end(
    words: Sequence[NameWord], index: int, places: dict[int, Reading], all_readings: Mapping[int, list[Reading]]
) -> int | None:
    """The last word of the place that begins at a word after a noun, known or of Vietnamese syllables."""
    place = places.get(index)
    if place is None:
        place = next((one for one in all_readings.get(index, ()) if one.spelling.name.label == "GPE"), None)
    if place is not None and place.prefix == "" and place.spelling.name.label in {"GPE", "LOC"}:
        return place.last
    return _syllables_end(words, index)


def _span(reading: Reading) -> NameSpan:
    name = reading.spelling.name
    return NameSpan(
        start=reading.start,
        end=reading.end,
        label=name.label,
        source="names.lexicon",
        confidence=0.95 if reading.spelling.condition == "none" else 0.85,
        prefix=reading.prefix,
        name=name,
        alias_score=1.0,
    )


def _accepted_readings(
    text: str, words: Sequence[NameWord], all_readings: Mapping[int, list[Reading]], explanation: Explanation
) -> dict[int, Reading]:
    """The readings whose conditions hold, by their first word; none begins inside another.

    A second look from the end to the start, and a third forwards, takes those that stand beside another name of their kind.
    """
    accepted: dict[int, Reading] = {}
    waiting: list[Reading] = []
    covered_to = -1
    for index, readings in all_readings.items():
        if index <= covered_to:
            continue
        usable = [
            reading for reading in readings if reading.spelling.role == "name" and not _is_titled_place(reading, words)
        ]
        chosen = next((reading for reading in _by_cue(usable, words) if _condition_holds(reading, text, words)), None)
        if chosen is not None:
            accepted[index] = chosen
            covered_to = chosen.last
        elif usable:
            waiting.append(usable[0])
    for pass_order in (reversed(waiting), waiting):
        for reading in pass_order:
            if reading.first not in accepted and _stands_in_list(reading, text, words, accepted):
                accepted[reading.first] = reading
    if explanation.is_wanted:
        explain_waiting([reading for reading in waiting if reading.first not in accepted], explanation)
    return accepted


def _by_cue(readings: list[Reading], words: Sequence[NameWord]) -> list[Reading]:
    """The longest first; among those of one length a place after a place noun and a body after its cue come first."""
    if len(readings) < 2 or readings[0].spelling.name.id == readings[-1].spelling.name.id:
        return readings
    return sorted(
        readings,
        key=lambda reading: (-reading.last, len(reading.prefix), not _cue_precedes(reading, words)),
    )


def _condition_holds(reading: Reading, text: str, words: Sequence[NameWord]) -> bool:
    condition = reading.spelling.condition
    after = text[reading.end : reading.end + 2]
    if reading.spelling.name.id in _COURTS and _CASE_NUMBER.match(text, reading.end):
        return False
    if reading.spelling.name.label == "PER" and contexts().named_after.ends_before(words, reading.first):
        return False
    if condition == "none":
        return True
    if after[:1] == "-" and after[1:2].strip():
        return False
    if condition == "locative" and reading.prefix.endswith(("ב", "ל", "מ")):
        return True
    if _cue_precedes(reading, words):
        return True
    before = reading.start - len(reading.prefix)
    quoted = text[before - 1 : before] in QUOTE_MARKS and after[:1] in QUOTE_MARKS
    return bool(after and before > 0) and quoted and reading.spelling.name.label == "ORG"


def _is_titled_place(reading: Reading, words: Sequence[NameWord]) -> bool:
    """Whether the name of a place is a person's: "מר לאם דונג", 'ד"ר לונדון'."""
    is_place = reading.spelling.name.label == "GPE" and not reading.prefix
    return is_place and contexts().strong_titles.ends_before(words, reading.first)


def _cue_precedes(reading: Reading, words: Sequence[NameWord]) -> bool:
    label = reading.spelling.name.label
    if reading.prefix not in {"", "ה"}:
        return False
    if label in {"GPE", "LOC"}:
        return contexts().place_nouns.ends_before(words, reading.first)
    if label == "PER":
        return contexts().titles.ends_before(words, reading.first)
    return contexts().organisation_cues.ends_before(words, reading.first)


def _stands_in_list(reading: Reading, text: str, words: Sequence[NameWord], accepted: dict[int, Reading]) -> bool:
    label = reading.spelling.name.label
    if label == "PER":
        return False
    before = reading.first - 1
    for other in _neighbours(reading, accepted):
        if other.spelling.name.label != label:
            continue
        if other.last == before and _joined(text[other.end : words[reading.first].start], reading.prefix):
            return True
        if other.first == reading.last + 1 and _joined(text[reading.end : words[other.first].start], other.prefix):
            return True
    return False


def _neighbours(reading: Reading, accepted: dict[int, Reading]) -> Iterator[Reading]:
    for first in range(reading.first - 5, reading.first):
        if first in accepted:
            yield accepted[first]
    if reading.last + 1 in accepted:
        yield accepted[reading.last + 1]


def _joined(between: str, prefix: str) -> bool:
    """Whether two names are members of one list: "סין, הודו", "סין והודו"."""
    return bool(_LIST_GLUE.fullmatch(between)) and ("," in between or prefix in {"ו", "וה", "וב", "ול", "ומ"})


def _near_spellings(
    words: Sequence[NameWord], after_nouns: Sequence[int], places: dict[int, Reading]
) -> list[NameSpan]:
    """Vietnamese places in a spelling that the lexicon lacks, after a place noun: "מחוז קאו בינג"."""
    found = []
    for index in after_nouns:
        if index in places:
            continue
        for length in (3, 2):
            run = words[index : index + length]
            if len(run) < length or any(word.gap not in {" ", "-"} for word in run[1:]):
                continue
            near = near_name(" ".join(word.text for word in run), "GPE")
            if near is None or not near.name.id.startswith("vn.") or near.name.hebrew.count(" ") != length - 1:
                continue
            found.append(
                NameSpan(
                    start=run[0].start,
                    end=run[-1].end,
                    label=near.name.label,
                    source="names.near_spelling",
                    confidence=0.7,
                    name=near.name,
                    alias_score=near.alias_score,
                )
            )
            break
    return found


def _unknown_places(
    words: Sequence[NameWord], after_nouns: Sequence[int], places: dict[int, Reading]
) -> list[NameSpan]:
    """Communes and districts that no lexicon holds: a place noun and two or three Vietnamese syllables ("קומונת טאן לאפ")."""
    return [
        _syllable_place(words, index, last, "", "names.place_noun", 0.82)
        for index in after_nouns
        if index not in places and (last := _syllables_end(words, index)) is not None
    ]


def _syllables_end(words: Sequence[NameWord], index: int, prefix: str = "") -> int | None:
    """The last of two or three Vietnamese syllables of which not all are Hebrew words; None where there are none."""
    syllables = vietnamese_syllables()
    keys = [word_key(words[index].text[len(prefix) :])]
    if keys[0] not in syllables.latin_of:
        return None
    last = index
    while last + 1 < len(words) and len(keys) < _MOST_SYLLABLES and words[last + 1].gap in {" ", "-"}:
        key = word_key(words[last + 1].text)
        if key not in syllables.latin_of or (len(keys) > 1 and key in syllables.hebrew_words):
            break
        keys.append(key)
        last += 1
    return last if len(keys) > 1 and any(key not in syllables.hebrew_words for key in keys) else None


def _syllable_place(
    words: Sequence[NameWord], first: int, last: int, prefix: str, source: str, confidence: float
) -> NameSpan:
    return NameSpan(
        start=words[first].start + len(prefix),
        end=words[last].end,
        label="GPE",
        source=source,
        confidence=confidence,
        prefix=prefix,
    )


def _listed_places(words: Sequence[NameWord], beginnings: Sequence[int], places: dict[int, Reading]) -> list[NameSpan]:
    """Places of Vietnam listed after a noun that says so: "בקומונות החוף: באו טאן, טאן פו, לונג וין ואן קי".

    Each member is of two or three syllables, with nothing else between the commas; persons have no such noun before them.
    """
    found: list[NameSpan] = []
    covered_to = -1
    for index in beginnings:
        if index <= covered_to:
            continue
        members = _list_members(words, index)
        if not members:
            continue
        covered_to = members[-1][2]
        if len(members) < _FEWEST_MEMBERS or any(_is_likely_person(words, first, last) for first, _, last in members):
            continue
        if _places_announced(words, index):
            found += [
                _syllable_place(words, first, last, prefix, "names.place_list", 0.92)
                for first, prefix, last in members
                if first not in places
            ]
    return found


def _list_members(words: Sequence[NameWord], index: int) -> list[tuple[int, str, int]]:
    """The first word, proclitic and last word of the names in the list that begins at a word."""
    members: list[tuple[int, str, int]] = []
    while index < len(words) and len(members) < _MOST_MEMBERS:
        prefix = "ו" if members and words[index].gap == " " and words[index].text.startswith("ו") else ""
        if members and not prefix and words[index].gap != ",":
            break
        last = _syllables_end(words, index, prefix)
        if last is None or (last + 1 < len(words) and words[last + 1].gap == "-"):
            break
        # "לונג וין ואן הייפ" are two, though ואן is a syllable too.
        if last - index > 1 and words[last].text.startswith("ו") and _syllables_end(words, last, "ו") is not None:
            last -= 1
        members.append((index, prefix, last))
        if prefix:
            break
        index = last + 1
    return members


def _is_likely_person(words: Sequence[NameWord], first: int, last: int) -> bool:
    """Whether a member of a list has the family or middle name of a person: "נגוין קוק האי", "לה ואן טאן"."""
    families = vietnamese_syllables().distinctive_families
    return last > first + 1 and (
        words[first + 1].text in VIETNAMESE_MIDDLE_NAMES or word_key(words[first].text) in families
    )


def _places_announced(words: Sequence[NameWord], index: int) -> bool:
    """Whether a noun of several places stands before a list, in its sentence: "ברובעים ובקומונות הבאים: "."""
    noun = words[index - 1].text if index and words[index].gap == " " else ""
    if noun and noun not in _ANNOUNCING and not _is_of_several_places(noun):
        return False
    for before in range(index - 1, max(-1, index - _FARTHEST_NOUN), -1):
        if contexts().titles.match_at(words, before) is not None:
            return False
        if _is_of_several_places(words[before].text):
            return True
    return False


def _is_of_several_places(noun: str) -> bool:
    return any(word_key(rest) in contexts().several_places for _, rest in word_splits(noun))


def _more_vietnamese_places(
    words: Sequence[NameWord], beginnings: Sequence[int], places: dict[int, Reading], unknown: Sequence[NameSpan]
) -> list[NameSpan]:
    """In news of Vietnam also syllables after a preposition ("בבאו לאק") or beside another place ("טאן לאפ, דונג סון")."""
    ends = {reading.end for reading in places.values() if reading.spelling.name.id.startswith("vn.")}
    ends |= {span.end for span in unknown}
    if not ends:
        return []
    syllables = vietnamese_syllables()
    found: list[NameSpan] = []
    covered_to = -1
    for index in beginnings:
        if index <= covered_to or index in places:
            continue
        word = words[index]
        beside = index > 0 and words[index - 1].end in ends
        for prefix, rest in word_splits(word.text):
            member = beside and (prefix == "ו" or (prefix == "" and word.gap == ","))
            if not member and prefix not in _PLACE_PREFIXES:
                continue
            key = word_key(rest)
            last = _syllables_end(words, index, prefix)
            known_inside = last is not None and any(inner in places for inner in range(index + 1, last + 1))
            if last is None or known_inside or word_key(word.text) in syllables.hebrew_words:
                continue
            # "…, לה ואן טואן, אמר" is a person.
            if member and (key in syllables.distinctive_families or (key in syllables.families and last > index + 1)):
                continue
            span = _syllable_place(words, index, last, prefix, "names.vietnamese_place", 0.65)
            found.append(span)
            ends.add(span.end)
            covered_to = last
            break
    return found


def _bodies(
    text: str,
    words: Sequence[NameWord],
    heads: Sequence[int],
    all_readings: Mapping[int, list[Reading]],
    places: dict[int, Reading],
) -> list[NameSpan]:
    """Bodies with their ordinals, adjectives and owners, from the last to the first so that an owner is complete."""
    by_first_word: dict[int, NameSpan] = {}
    found: list[NameSpan] = []
    in_list: list[Reading] = []
    compounds = {index: compound for index in heads if (compound := compound_body(text, words, index)) is not None}
    for index in sorted(all_readings.keys() | compounds.keys(), reverse=True):
        compound = compounds.get(index)
        for reading in [*all_readings.get(index, ()), *([compound] if compound else [])]:
            if reading.spelling.role == "name":
                continue
            if reading.spelling.condition != "none" and not _body_cue_precedes(reading, words):
                in_list.append(reading)
                continue
            span = _body(text, words, reading, places, all_readings, by_first_word)
            if span is not None:
                found.append(span)
                by_first_word[index] = span
                break
    # "הפוליטביורו והמזכירות": beside another body a body needs no cue.
    ends, starts = {span.end for span in found}, {span.start - len(span.prefix) for span in found}
    for reading in in_list:
        first = words[reading.first]
        before = _BODY_GLUE_BEFORE.search(text, max(0, first.start - 3), first.start)
        after = _BODY_GLUE_AFTER.match(text, reading.end)
        beside_before = before and before.start() in ends and (before[0] != " " or reading.prefix.startswith("ו"))
        if beside_before or (after and after.end() in starts):
            span = _body(text, words, reading, places, all_readings, by_first_word)
            if span is not None:
                found.append(span)
    return found


_BODY_GLUE_BEFORE = re.compile(r",? ?\Z|,? $")
_BODY_GLUE_AFTER = re.compile(r", | (?=ו)")


def _body_cue_precedes(reading: Reading, words: Sequence[NameWord]) -> bool:
    if _cue_precedes(reading, words):
        return True
    return reading.first > 0 and words[reading.first].gap == " " and words[reading.first - 1].text == "של"


def _body(
    text: str,
    words: Sequence[NameWord],
    reading: Reading,
    places: dict[int, Reading],
    all_readings: Mapping[int, list[Reading]],
    bodies: dict[int, NameSpan],
) -> NameSpan | None:
    role, name = reading.spelling.role, reading.spelling.name
    end, last = reading.end, reading.last
    if role == "body":
        end, last = _modifiers(text, words, end, last)
    owner_span = _owner_after(words, last, role, places, all_readings, bodies)
    owner: LexiconName | None = None
    if owner_span is not None:
        end, owner = owner_span.end, _owner_name(text, owner_span)
    elif role == "body" and (area := _area_after(words, last, places, all_readings)) is not None:
        owner = _owner_name(text, area)
    if (role == "construct" and owner_span is None) or (
        role == "office" and (owner_span is None or owner_span.label != "ORG")
    ):
        return None
    known = name.id in name_lexicon().names
    return NameSpan(
        start=reading.start,
        end=end,
        label="ORG",
        source="names.body",
        confidence=0.9 if known else 0.8,
        prefix=reading.prefix,
        name=name,
        alias_score=1.0 if known else None,
        owner=owner,
    )


def _owner_name(text: str, span: NameSpan) -> LexiconName:
    """What an owner is called in the id of what it owns; a body with an owner of its own holds both."""
    if span.name is None:
        written = text[span.start : span.end]
        return LexiconName(f"gpe.vn.{vietnamese_slug(written, person=False) or name_fold(written)}", "GPE", written, "")
    return composite_name(span.name, span.owner, text[span.start : span.end])


def _modifiers(text: str, words: Sequence[NameWord], end: int, last: int) -> tuple[int, int]:
    """The end of a body's name with its ordinal, adjectives and "של המפלגה", and its last word."""
    adjectives = organisation_words().adjectives
    while last + 1 < len(words) and words[last + 1].gap == " " and word_key(words[last + 1].text) in adjectives:
        last += 1
        end = words[last].end
    for expression in (contexts().ordinal, contexts().owners):
        if match := expression.match(text, end):
            end = match.end()
            while last + 1 < len(words) and words[last + 1].end <= end:
                last += 1
    return end, last


def _owner_after(
    words: Sequence[NameWord],
    last: int,
    role: str,
    places: dict[int, Reading],
    all_readings: Mapping[int, list[Reading]],
    bodies: dict[int, NameSpan],
) -> NameSpan | None:
    """The place or body that owns a body: "של מחוז קואנג נין", "קואנג נין", "של הוועד המרכזי"; a court its seat."""
    following = last + 1
    if following >= len(words) or words[following].gap != " ":
        return None
    of = word_key(words[following].text) == "של"
    if of:
        following += 1
        if following >= len(words) or words[following].gap != " ":
            return None
    noun = contexts().owner_nouns.match_at(words, following)
    seat = role == "construct" and not of
    if noun is not None and role != "office" and (noun[1] == "" or (seat and noun[1] == "ב")):
        place = _place_after_noun(words, noun[0], places, all_readings)
        if place is not None:
            return place
    body = bodies.get(following)
    # A chain of owners ends somewhere: "הוועדה הקבועה של ועדת המפלגה של מחוז …" has two.
    if body is not None and body.owner is not None and body.owner.id.count("/") > _MOST_OWNERS:
        return None
    if body is not None and (of or role == "office") and body.prefix in {"", "ה"}:
        return body
    place = _place_at(following, places, all_readings, after_noun=role == "construct")
    if place is not None and (place.prefix == "" or (place.prefix == "ב" and role == "construct" and not of)):
        return place
    named = places.get(following)
    if (
        (of or role == "office")
        and named is not None
        and named.spelling.name.label == "ORG"
        and named.prefix in {"", "ה"}
    ):
        return _span(named)
    return None


def _area_after(
    words: Sequence[NameWord], last: int, places: dict[int, Reading], all_readings: Mapping[int, list[Reading]]
) -> NameSpan | None:
    """The place in which a body stands and to which it belongs, a name of its own: "ועדת המפלגה במחוז קואנג נין"."""
    following = last + 1
    if following >= len(words) or words[following].gap != " ":
        return None
    noun = contexts().owner_nouns.match_at(words, following)
    return _place_after_noun(words, noun[0], places, all_readings) if noun is not None and noun[1] == "ב" else None


def _place_after_noun(
    words: Sequence[NameWord], index: int, places: dict[int, Reading], all_readings: Mapping[int, list[Reading]]
) -> NameSpan | None:
    if index >= len(words) or words[index].gap != " ":
        return None
    place = _place_at(index, places, all_readings, after_noun=True)
    if place is not None and place.prefix == "":
        return place
    last = _syllables_end(words, index)
    return None if last is None else _syllable_place(words, index, last, "", "names.place_noun", 0.82)


def _place_at(
    index: int, places: dict[int, Reading], all_readings: Mapping[int, list[Reading]], *, after_noun: bool
) -> NameSpan | None:
    reading = places.get(index)
    if reading is None and after_noun:
        reading = next((one for one in all_readings.get(index, ()) if one.spelling.name.label == "GPE"), None)
    if reading is None or reading.spelling.name.label != "GPE":
        return None
    return _span(reading)


def find_pattern_spans(text: str) -> list[NameSpan]:
    """Events, sites, roads, companies and languages by the expressions of ``patterns/events.yaml``."""
    found = []
    for pattern in contexts().patterns:
        for line_start, line_end in _lines_with(text, pattern.cues):
            for match in pattern.expression.finditer(text, line_start, line_end):
                start, end = match.span("name")
                found.append(
                    NameSpan(
                        start=start,
                        end=end,
                        label=pattern.label,
                        source=pattern.source,
                        confidence=0.85,
                        prefix=_proclitics_before(text, match.start(), start),
                    )
                )
    return found


def _lines_with(text: str, cues: Sequence[str]) -> list[tuple[int, int]]:
    """The lines of a text that hold one of the cues: start and end of each, in text order."""
    lines: set[tuple[int, int]] = set()
    for cue in cues:
        at = text.find(cue)
        while at >= 0:
            end = text.find("\n", at)
            end = end if end >= 0 else len(text)
            lines.add((text.rfind("\n", 0, at) + 1, end))
            at = text.find(cue, end)
    return sorted(lines)


def _proclitics_before(text: str, match_start: int, start: int) -> str:
    before = text[match_start:start]
    return before if " " not in before and '"' not in before else before.rsplit(" ", 1)[-1].replace('"', "")


def find_acronyms(text: str, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Acronyms that a text introduces in brackets after a body's name, and their later mentions: "קרן הפיתוח האסייתית (ADF)"."""
    found: list[NameSpan] = []
    introduced: dict[str, NameSpan] = {}
    for span in sorted(spans, key=lambda one: one.start):
        if span.label == "ORG" and (match := _ACRONYM.match(text, span.end)):
            introduced.setdefault(match[1], span)
    if not introduced:
        return []
    expression = re.compile(
        r"(?<![\w\"'/-])(?:" + "|".join(map(re.escape, sorted(introduced, key=len, reverse=True))) + r")(?![\w\"/-])"
    )
    for match in expression.finditer(text):
        full = introduced[match[0]]
        if match.start() > full.start:
            found.append(
                replace(full, start=match.start(), end=match.end(), prefix="", source="names.acronym", confidence=0.9)
            )
    return found


_ACRONYM = re.compile(r" \(([A-Z][A-Z0-9&-]{1,9}|[א-ת]{1,5}\"[א-ת])\)")
