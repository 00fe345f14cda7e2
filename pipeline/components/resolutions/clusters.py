"""Joins the mentions of one document in a text: repeats, short forms, and the names that ``להלן`` defines."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

import regex

from pipeline.components.resolutions.laws import LAW_NOUNS
from pipeline.components.resolutions.vocabulary import CLAUSES, NOUNS, NUMBER_SIGN, words_pattern
from pipeline.facts import Resolution
from pipeline.hebrew.characters import DASH, DASHES, QUOTE, WORD_END, WORD_START

# (להלן - חוק המכרזים) · (להלן: "החלטה 550" או "התוכנית"), and in quotes right behind the citation: ("תזכיר השידורים")
_quoted = rf"{QUOTE}(?P<name>[^()\[\]\n\"]{{2,60}}?(?:\"[א-ת][^()\[\]\n\"]{{0,30}}?)?){QUOTE}"
_ALIAS = regex.compile(
    rf"(?P<said>[^\n.;()\[\]]{{0,90}}?)[(\[][^()\[\]\n]{{0,20}}?(?:{words_pattern(CLAUSES.alias_cues)}) ?(?:{DASH}|:|,)?"
    r" ?(?:גם )?"
    rf"(?:{_quoted}|(?P<name>[^()\[\]\n\"]{{2,60}}(?:\"[א-ת][^()\[\]\n\"]{{0,30}})?)(?:\([^()\n]{{1,20}}\))?[)\]])"
    rf"|,? ?[(\[]{_quoted}[)\]]"
)
_LAW_NAME = regex.compile(
    rf"^(?P<name>(?:{words_pattern(LAW_NOUNS)}) (?:(?!{NUMBER_SIGN} )[א-ת][{DASHES}א-ת\"']*(?: |(?=,)|$)){{1,8}})"
)
_MADE_LAW = ("law", "bill", "ordinance", "regulation", "decree")

# What a short mention takes from the full one.
_SHARED_FIELDS = (
    "code", "number", "series", "issuer_code", "document_type", "jurisdiction", "issuer", "issuer_level", "issue_date",
)  # fmt: skip


def find_aliases(text: str, facts: Sequence[Resolution]) -> list[Resolution]:
    """Further mentions, in the cluster of their document: by a name that ``(להלן - …)`` defines, and by
    a law's own name without its year, after the full citation.
    """
    named: dict[str, tuple[Resolution, int]] = {}
    for fact in facts:
        for name, start in _names_of(text, fact):
            named.setdefault(name, (fact, start))
    if not named:
        return []
    pattern = regex.compile(
        rf"{WORD_START}[ושהבכלמ]{{0,4}}(?P<name>\L<names>){WORD_END}(?![\d/]|[.,]\d)", names=list(named)
    )
    mentions = []
    for match in pattern.finditer(text):
        fact, holds_from = named[match["name"]]
        if match.start("name") >= holds_from:
            mentions.append(
                replace(fact, start=match.start("name"), end=match.end(), text=match["name"], source="resolutions.alias",
                        horizons=[], subject=None, confidence=min(fact.confidence, 0.85))
            )  # fmt: skip
    return mentions


def _names_of(text: str, fact: Resolution) -> list[tuple[str, int]]:
    """Short names of a document with the offset from which they hold; a single noun (החוק) names nothing by itself."""
    names: list[tuple[str, int]] = []
    alias = _ALIAS.match(text, fact.end)
    # לפי החלטה 151, לאמץ את התכנית הדיגיטלית (להלן: התוכנית הדיגיטלית): named is what the words between speak of
    if alias is not None and not _speaks_of(alias["said"] or "", alias["name"]):
        # (להלן: 'חוק המכרזים') · (להלן: החלטה 922 או תוכנית החומש)
        name = alias["name"].strip(" -").removeprefix("'").partition(" או ")[0]
        name = name.removesuffix("'") if alias["name"].startswith("'") else name
        if name.partition(" ")[0] not in NOUNS:  # the ה of התוכנית, but not that of החלטת
            name = name.removeprefix("ה")
        if len(name.split()) > 1 and name not in NOUNS:
            names.append((name, alias.start("name")))
    if fact.source == "resolutions.amendment":
        names.append((f"תיקון {fact.number}", fact.end))
    if fact.document_type in _MADE_LAW and (own := _LAW_NAME.match(fact.text)) is not None:
        name = own["name"].strip()
        if len(name.split()) > 1 and name != "חוק יסוד":
            names.append((name, fact.end))
    return names


def _speaks_of(said: str, name: str) -> bool:
    """Whether the words before a defined name hold the noun that it begins with."""
    noun = name.strip(" -'").partition(" ")[0].removeprefix("ה").replace("תכנית", "תוכנית")
    return noun in NOUNS and noun in said.replace("תכנית", "תוכנית")


def join_clusters(facts: Sequence[Resolution]) -> None:
    """Number the documents of the text, and give a short mention the code of the document that it repeats."""
    documents: dict[Hashable, list[Resolution]] = {}
    count = 0
    # A headline may name by its number what the text gives the code of: סיכום מס' 127 … סיכום מס' 127-KL/TW
    for fact in sorted(facts, key=lambda fact: (fact.code is None or fact.number is None, fact.series is None)):
        fitting = [known for known in documents.get(_key(fact), ()) if fact.number is None or _same_kind(known, fact)]
        if fact.code is not None:
            fitting = [known for known in fitting if _same_code(known.code, fact.code)]
        if len(fitting) != 1:
            fact.cluster = count
            count += 1
            documents.setdefault(_key(fact), []).append(fact)
            if fact.document_type == "bill" and fact.code is not None and fact.code not in fact.text:
                documents.setdefault(fact.text, []).append(fact)  # a bill whose number stands behind its name
            continue
        known = fitting[0]
        fact.cluster = known.cluster
        for name in _SHARED_FIELDS:
            value = getattr(known, name)
            if value is not None and (
                getattr(fact, name) is None or name in ("code", "document_type", "jurisdiction", "issuer_level")
            ):
                setattr(fact, name, value)


def _same_code(known: str | None, code: str) -> bool:
    """Whether a code is the known one, or the number and year that it begins with: 100/2019 of 100/2019/NĐ-CP."""
    return known is not None and (known == code or (known.startswith(f"{code}/") and code.count("/") == 1))


def renumber_clusters(facts: Sequence[Resolution]) -> None:
    """Number the clusters from 0 in the order of their first mention, once the mentions are settled."""
    numbers: dict[int, int] = {}
    for fact in facts:
        fact.cluster = numbers.setdefault(fact.cluster, len(numbers))


def _key(fact: Resolution) -> Hashable:
    """What a mention is looked up by: its number, or the name of a document without one."""
    return fact.number if fact.number is not None else fact.text


# Kinds that one Hebrew noun names: החלטה is a resolution, a decision (QĐ) and a decision of a government.
_ALIKE = (
    {"resolution", "decision", "government_decision", "un_resolution"},
    {"plan", "programme"},
    {"directive", "other"},
)


def _same_kind(document: Resolution, mention: Resolution) -> bool:
    levels = {document.issuer_level, mention.issuer_level} - {None}
    if document.code is not None and mention.code is None and mention.issuer is not None and len(levels) > 1:
        return False  # החלטה 57 של מועצת העם is not 57-NQ/TW
    kinds = {document.document_type, mention.document_type}
    return len(kinds) == 1 or any(kinds <= alike for alike in _ALIKE)
