"""Israeli court cases by their numbers, and the courts that the text says they are heard in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

import regex
from pydantic import BaseModel, ConfigDict

from pipeline.components.explanations import SILENT, Explanation, Span
from pipeline.components.resolutions.vocabulary import NUMBER_SIGN, PATTERN_FOLDER, in_one_spelling, words_pattern
from pipeline.deferred_patterns import Deferred
from pipeline.facts import Resolution
from pipeline.hebrew.characters import DASH, QUOTE, WORD_END, WORD_START
from pipeline.pattern_files import load_patterns

CourtKind = Literal[
    "supreme", "district", "magistrate", "administrative", "family", "national_labour", "regional_labour", "disciplinary",
    "elections", "rabbinical", "military",
]  # fmt: skip


class _Procedures(BaseModel):
    model_config = ConfigDict(extra="forbid")
    courts: list[CourtKind]
    words: list[str]


class _Courts(BaseModel):
    """What cases and courts are called; see ``patterns/courts.yaml``."""

    model_config = ConfigDict(extra="forbid")
    procedures: list[_Procedures]
    courts: dict[CourtKind, list[str]]
    seats: list[str]
    districts: list[str]
    judicial_words: list[str]
    no_procedures: list[str]


class Court(NamedTuple):
    """A court that the text names: where, and of which kind."""

    start: int
    end: int
    kind: CourtKind


_COURTS = load_patterns(PATTERN_FOLDER / "courts.yaml", _Courts)
# Which courts hear the cases of a procedure; none named: any may.
_HEARD_BY = {word: frozenset(entry.courts) for entry in _COURTS.procedures for word in entry.words}
_KINDS = {name: kind for kind, names in _COURTS.courts.items() for name in names}
_OTHER_LAST_LETTER = {"מ": "ם", "צ": "ץ", "ץ": "צ"}


def _spellings(word: str) -> Iterator[str]:
    """The word, with its last letter in the other form (עע"ם), and with dots between its letters (ע.א.)."""
    yield word
    head, quote, last = word.partition('"')
    if quote and len(last) == 1:
        if last in _OTHER_LAST_LETTER:
            yield f"{head}{quote}{_OTHER_LAST_LETTER[last]}"
        if len(head) <= 2:
            yield ".".join(head + last)
            yield ".".join(head + last) + "."


_DIGITS = regex.compile(r"\d+")
_PROCEDURES = {spelling: heard_by for word, heard_by in _HEARD_BY.items() for spelling in _spellings(word)}
# The form of numbers that courts below the Supreme Court give, and it too since 2024: 12345-06-21
_MONTHLY = rf"\d{{3,6}}{DASH}(?:0[1-9]|1[0-2]){DASH}\d{{2}}"
# A case is found by its number, and its procedure from there backwards. The rabbinical courts number the files of one
# couple: תיק 1198765/3; the labour court once numbered by the Hebrew year, which then goes with the procedure: דב"ע נו/4-10
_NUMBER = regex.compile(
    rf"(?P<case>(?P<monthly>{_MONTHLY})|(?P<yearly>\d{{3,6}}/\d\d(?!\d))|\d{{6,8}}/\d{{1,2}}"
    rf"|\d{{1,6}}(?:{DASH}\d{{2}}{DASH}\d{{2}}|/\d{{2,4}}|(?<=\d{{3}}){DASH}\d{{2}})"
    rf"|(?:\d{{2,4}})?/\d{{1,4}}{DASH}\d{{1,4}})(?![\w/]|{DASH}\d)"
)
# The first mark inside a number, by which it is looked for
_JOINT = re.compile(rf"/(?=\d)|{DASH}(?=\d\d)(?:(?<=\d\d\d.)|(?=\d\d{DASH}\d\d))")
_MOST_DIGITS_BEFORE_JOINT = 8
_PROCEDURE_BEFORE = Deferred(
    rf"{WORD_START}[ושהבכלמ]{{0,3}}{DASH}?(?:(?P<known>{words_pattern(_PROCEDURES, backwards=True)})"
    rf"|(?P<other>(?:(?![ושהבכלמ])[א-ת]{{2,3}}|(?![בכלמ])[א-ת]){QUOTE}[א-ת]))"
    # ת"פ (מחוזי ת"א) 12345-06-21 · ת"א שלום חיפה 1234-05-20
    rf"(?: ?\((?P<court>[^()\n]{{1,45}})\)| (?P<court>(?:מחוזי|שלום|ארצי|אזורי)(?: [א-ת][א-ת\"'-]{{1,12}}){{1,2}}))?"
    rf" ?(?:[:-] ?)?(?:{NUMBER_SIGN} )?(?P<bracket>\()?(?P<year>[א-ת]{{1,3}})?",
    regex.REVERSE,
)
# Registers and headers leave the mark out: תא (ראשל"צ) 24868-09-21, only before a number of this form
_UNMARKED = {word.replace('"', ""): word for word in _HEARD_BY if '"' in word}
_UNMARKED_BEFORE = Deferred(
    rf"{WORD_START}[ושהבכלמ]{{0,2}}(?P<known>{words_pattern(_UNMARKED, backwards=True)})"
    r"(?: ?\((?P<court>[^()\n]{1,45})\))? ",
    regex.REVERSE,
)
_NEXT_CASE = regex.compile(
    rf"(?:[,;]| ?\+| ?ו{DASH}?|[,;] ו{DASH}?| וכן| או) ?(?P<case>{_MONTHLY}|\d{{1,6}}/\d{{2}})(?![\w/]|{DASH}\d)"
)
_JUDICIAL = regex.compile(rf"(?<![א-ת])[ושהבכלמ]{{0,3}}{words_pattern(_COURTS.judicial_words)}{WORD_END}")
_JUDICIAL_REACH = 60
# What stands before a number that no procedure does: כתב האישום (41877-06-19) · התביעה, שמספרה 41877-06-19
_BARE_LEAD = regex.compile(rf"(?:\(|, |(?:{NUMBER_SIGN}) )", regex.REVERSE)
# ת"א is a civil case and the city, and so is ב"ש: מכבי ת"א 102-98, מכבי ת"א 2023/24
_CITIES = ('ת"א', 'ב"ש')
_SCORE_OR_SEASON = regex.compile(rf"\d+{DASH}\d+|20\d\d/\d\d|\d{{1,2}}/\d{{2,4}}")
_VALUE_ADDED_TAX = regex.compile(f"מע{QUOTE}מ")
_COURT = Deferred(
    rf"(?P<court>(?P<name>{words_pattern(_KINDS)})(?<=(?<![א-ת])[ושבכלמ]{{0,2}}(?P=name)){WORD_END}(?! ?\(?\d)"
    rf"(?: ל(?:נוער|תעבורה|עבודה)(?= ב|{WORD_END}))?"
    rf"(?:(?: ב| של ){words_pattern(_COURTS.seats)}{WORD_END}|[ -](?:מחוז )?{words_pattern(_COURTS.districts)}{WORD_END})?)",
    by_regex=True,
)
_COURT_IN_BRACKET = Deferred(rf"(?:(?:מחוזי|שלום|ארצי|אזורי)(?= |$)|{words_pattern(_KINDS)})", by_regex=True)
# Between the cases of a list: בג"ץ 6871/18 ובג"ץ 7015/18
_JOINED = regex.compile(rf"(?:[,;+]| ו| וכן | או )? ?(?:ו{DASH}?)?(?:ב|ל|מ|את )?")
_BRACKET_AFTER = regex.compile(r" \((?P<court>[^()\n]{1,45})\)")
_ANY_COURT = regex.compile('בית ה?(?:משפט|דין)|ביהמ"ש|ביה"ד|בג"ץ')


def find_cases(text: str, explanation: Explanation = SILENT) -> Iterator[Resolution]:
    """``בג"ץ 6120/19``, ``ת"פ (מחוזי ת"א) 12345-06-21``, and the numbers that a list goes on with."""
    for match in _numbers(text):
        before = _PROCEDURE_BEFORE.match(text, 0, match.start())
        if before is None and match["monthly"]:
            before = _UNMARKED_BEFORE.match(text, 0, match.start())
            if before is not None:
                fact = _case(
                    text, (before.start("known"), match.end()), f"{before['known']} {match['case']}", match["case"]
                )
                if before["court"] and _COURT_IN_BRACKET.match(before["court"]):
                    fact.issuer = before["court"]
                yield fact
                continue
        if before is None:
            if match["monthly"] and _BARE_LEAD.match(text, 0, match.start()) and _speaks_of_court(text, match.start()):
                yield replace(
                    _case(text, match.span(), match["case"], match["case"]),
                    source="resolutions.case_number",
                    confidence=0.8,
                )
            continue
        procedure = (before["known"] or before["other"]).replace("''", '"')
        year, case = before["year"] or "", match["case"]
        is_case = before["known"] or match["monthly"] or (match["yearly"] and _speaks_of_court(text, before.start()))
        if case.startswith("/") != bool(year) or not is_case or in_one_spelling(procedure) in _COURTS.no_procedures:
            continue
        case = year + case
        start, end = before.start("known" if before["known"] else "other"), match.end()
        look_alike = _look_alike(text, start, procedure, case)
        if look_alike is not None:
            rule, why = look_alike
            explanation.refused("resolutions", (start, end), "resolutions.court_case", rule, why)
            continue
        if before["bracket"]:  # העתירה לבג"ץ (8379/24)
            if text[end : end + 1] != ")":
                continue
            end += 1
        first = _case(text, (start, end), f"{procedure} {case}", case)
        after = _BRACKET_AFTER.match(text, end)
        court = before["court"] or (after["court"] if after is not None else None)
        if court is not None and _COURT_IN_BRACKET.match(court):
            first.issuer = court
        yield first
        while (following := _NEXT_CASE.match(text, end)) is not None:
            end = following.end("case")
            yield replace(
                _case(text, following.span("case"), f"{procedure} {following['case']}", following["case"]),
                issuer=first.issuer,
            )


def _numbers(text: str) -> Iterator[regex.Match[str]]:
    end = 0
    for joint in _JOINT.finditer(text):
        start = joint.start()
        while start > max(end, joint.start() - _MOST_DIGITS_BEFORE_JOINT) and text[start - 1].isdecimal():
            start -= 1
        for position in range(max(start, end), joint.start() + 1):
            match = _NUMBER.match(text, position)
            if match is not None:
                yield match
                end = match.end()
                break


def name_courts(text: str, facts: Sequence[Resolution], starts: Sequence[int]) -> None:
    """Set the issuer of every court case whose own clause names the court: ``starts`` are those of the text's sentences.

    The court is the nearest of those that hear such cases, with no other case between the two but one of the same list.
    """
    cases = [fact for fact in facts if fact.document_type == "court_case" and fact.jurisdiction == "IL"]
    if not cases or _ANY_COURT.search(text) is None:
        return
    courts = [
        Court(match.start("court"), match.end("court"), _KINDS[in_one_spelling(match["name"])])
        for match in _COURT.finditer(text)
    ]
    groups: list[list[Resolution]] = []
    for case in cases:
        if groups and _JOINED.fullmatch(text, groups[-1][-1].end, case.start):
            groups[-1].append(case)
        else:
            groups.append([case])
    for index, group in enumerate(groups):
        place = bisect_right(starts, group[0].start)
        begin = max(starts[place - 1], groups[index - 1][-1].end if index else 0)
        begin = max(begin, text.rfind(";", begin, group[0].start))
        end = starts[place] if place < len(starts) else len(text)
        end = min(end, groups[index + 1][0].start) if index + 1 < len(groups) else end
        semicolon = text.find(";", group[-1].end, end)
        end = semicolon if semicolon >= 0 else end
        first = bisect_left(courts, begin, key=lambda court: court.start)
        near = courts[first : bisect_right(courts, end, key=lambda court: court.end)]
        for case in group:
            _set_court(text, case, near)


def _set_court(text: str, case: Resolution, near: Sequence[Court]) -> None:
    procedure = in_one_spelling((case.code or "").rpartition(" ")[0])
    heard_by = _PROCEDURES.get(_UNMARKED.get(procedure, procedure))
    fitting = [court for court in near if not heard_by or court.kind in heard_by]
    if case.issuer is None and fitting:
        court = min(fitting, key=lambda court: max(case.start - court.end, court.start - case.end))
        case.issuer = text[court.start : court.end]


def _case(text: str, span: Span, code: str, case: str) -> Resolution:
    return Resolution(
        start=span[0], end=span[1], text=text[slice(*span)], source="resolutions.court_case", confidence=0.97,
        document_type="court_case", code=code, number=int(_DIGITS.search(case)[0]), jurisdiction="IL", issuer_level="court",
    )  # fmt: skip


def _speaks_of_court(text: str, position: int) -> bool:
    start = max(position - _JUDICIAL_REACH, text.rfind("\n", 0, position) + 1)
    return _JUDICIAL.search(text, start, position) is not None


def _look_alike(text: str, start: int, procedure: str, case: str) -> tuple[str, str] | None:
    """The rule by which an abbreviation with a number is no case, and why; None where it is one."""
    if _VALUE_ADDED_TAX.match(text, start - 1) is not None:
        return "resolutions.tax", "it is the value-added tax"
    if in_one_spelling(procedure) in _CITIES and _SCORE_OR_SEASON.fullmatch(case):
        return "resolutions.score", "it is a city and a score or season"
    return None
