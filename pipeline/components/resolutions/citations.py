"""Finds citations: where a document is named, and what the citation itself says of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

import regex

from pipeline.components.explanations import SILENT, Explanation
from pipeline.components.resolutions.courts import find_cases
from pipeline.components.resolutions.laws import find_laws
from pipeline.components.resolutions.vocabulary import (
    BILL_NUMBER,
    BODIES,
    BODY,
    CLAUSES,
    CODE,
    CODE_HINT,
    COUNTED,
    DATED,
    EUROPEAN_ACT,
    ISSUER_LEVELS,
    ISSUERS,
    JUDGMENT_NUMBER,
    LAW_TITLE_BEFORE,
    LOCAL_PLAN,
    LOCAL_PLAN_HINT,
    NOUN_BEFORE,
    NOUNS,
    NUMBER,
    NUMBER_AFTER,
    NUMBER_AFTER_DAY,
    NUMBER_WITH_YEAR,
    ORDINAL,
    OUTLINE_PLAN,
    PARTY_ISSUERS,
    SENDER_CODE,
    SERIES,
    SERIES_TYPES,
    STATE_ISSUERS,
    UN_SYMBOL,
    WRITTEN_CODE,
    WRITTEN_CODE_AFTER,
    WRITTEN_CODE_BEGINS,
    in_one_spelling,
    letters_of,
)
from pipeline.deferred_patterns import Deferred
from pipeline.facts import DocumentType, Resolution
from pipeline.hebrew.characters import DASH, WORD_END, WORD_START

_DIGITS = regex.compile(r"\d+")
_CLOSED_NUMBER = re.compile(r"\d+\)")
_FOUR_DIGITS_LAST = regex.compile(r"\.\d{4}$")
# Between a bill and its number: a bracket, also behind its initiators on the same or the next line, a comma or a dash
_OPENS_BRACKET = re.compile(
    r",? ?\(|(?:,? ?| [-–—] ?|\s{1,4})(?:של|מאת|הצעת) (?:ה?(?:חבר|חברת|חברי|חברות)[ -]הכנסת|ה?ח\"כ|חה\"כ)[^.;()\n]{2,200}\("
)
_COMMA_OR_DASH = re.compile(rf", | ?{DASH} ?")
_CLAUSE_END = regex.compile("[.;]")
_TERM = regex.compile(r"\d+$")
_DASH = regex.compile(r"[-־‐‑‒–—]")
_LETTERS_AND_TERM = regex.compile(r"([^\d-]+)(.*)")
_ARTICLE = regex.compile(r"^ה(?!נהלת|תאחדות)(?=[א-ת])")
_GOVERNMENT = regex.compile(rf"{WORD_START}[ושבכלמ]{{0,2}}(?<!ל)(?:ה?ממשלה|ממשלת ישראל){WORD_END}")
UN_BODY = re.compile('מועצת הבי?טחון|עצרת הכללית|עצרת האו"ם|האומות המאוחדות|או"[םמ]|מועצת זכויות האדם|מועבי"ט')
_EUROPE = regex.compile(r"אירופ|(?<![A-Z])E(?:U|C|EC)(?![A-Z])")
_EUROPE_REACH = 40
_OF = " של "
# What goes on with the sentence after a number, and is not counted by it: תוכנית 135 של הממשלה, but תוכנית 120 הקטר
_NOT_COUNTING = regex.compile(r" ?[,.;:()\"\n]|$| (?:[בלוש][א-ת]|על |עד |היא )")
_PROGRAMMES = ("תוכנית", "תכנית")
# Nouns that say nothing of the kind of a document with a ministry's code: מסמך 4021/SXD-QLVT
_ANY_DOCUMENT = ("מסמך", "טקסט", "הצעה")
# What Vietnamese news calls by its number and year without the rest of its code, and the numbers that may be months
_BY_NUMBER_AND_YEAR = ("decree", "circular", "resolution", "decision", "directive", "law")
_MONTHS = 12
_GATHERINGS = ("קונגרס", "ועידה", "וועידה", "ועידת", "כינוס", "מליאה")
# The noun first, which a scan finds fast, and then what stands before it.
_CONGRESS = regex.compile(
    rf"(?P<noun>החלטת|החלטות|הנחיית|מסקנת|מסקנות|דירקטיבת)(?<={WORD_START}[ושהבכלמ]{{0,3}}(?P=noun)) "
    rf"(?P<issuer>ה?(?:{'|'.join(_GATHERINGS)})(?: (?!של )[א-ת][א-ת'\"]{{1,14}}){{0,4}}? {ORDINAL})"
)
# החלטת הקונגרס, החלטת קונגרס המפלגה המחוזי: a congress of the party, which in Vietnamese news alone needs no ordinal
_PARTY_CONGRESS = regex.compile(
    rf"{WORD_START}[ושהבכלמ]{{0,3}}(?P<noun>החלטת) (?P<issuer>(?:הקונגרס|הוועידה|קונגרס (?:ה?ועדת |ועידת )?המפלגה)"
    rf"(?: (?:הלאומי|הארצי|המחוזית?|העירונית?|הקומונלית?))?){WORD_END}(?! ה?אמריק| של ארצות| בארצות)"
)


def find_citations(text: str, explanation: Explanation = SILENT) -> list[Resolution]:
    """Every citation of the text, in order, none overlapping; the fields hold what the citation itself says."""
    coded_facts = list(_coded(text))
    home = home_of(text, len(coded_facts))
    named = [
        *coded_facts,
        *find_cases(text, explanation),
        *_written_codes(text, home),
        *_numbers_with_year(text, home),
        *_judgments(text),
        *_un_symbols(text),
        *_european_acts(text),
        *find_laws(text, home),
        *_congresses(text, home),
    ]
    coded = {(fact.number, fact.document_type) for fact in named if fact.code is not None}
    return _with_bill_numbers(text, without_overlaps([*named, *_numbered(text, home, coded, explanation)]))


def _with_bill_numbers(text: str, facts: Sequence[Resolution]) -> list[Resolution]:
    """``הצעת חוק שירות המילואים, התש"ף-2020 (מ/1329)``: one citation, by name and number."""
    found: list[Resolution] = []
    for fact in facts:
        bill = found[-1] if found else None
        if (
            fact.source == "resolutions.bill_number"
            and bill is not None
            and bill.document_type == "bill"
            and bill.code is None
            and (
                (_OPENS_BRACKET.fullmatch(text, bill.end, fact.start) and text[fact.end : fact.end + 1] == ")")
                or _COMMA_OR_DASH.fullmatch(text, bill.end, fact.start)
            )
        ):
            bill.code, bill.number = fact.code, fact.number
        else:
            found.append(fact)
    return found


def speaks_of_government(text: str) -> bool:
    """Whether a text names the government, without saying whose or Israel's."""
    return "ממשל" in text and _GOVERNMENT.search(text) is not None


def home_of(text: str, codes: int) -> str | None:
    """Whose official documents a bare number cites here: ``VN``, ``IL``, or None where the text does not tell.

    ``codes`` is the number of Vietnamese codes in it.
    """
    plain = in_one_spelling(text)
    vietnam = sum(map(plain.count, CLAUSES.vietnam)) + 2 * codes
    israel = sum(map(plain.count, CLAUSES.israel))
    if vietnam == israel:
        # The one government that news speaks of without saying whose, and which has no party beside it
        own_government = vietnam == 0 and speaks_of_government(plain) and "מפלגה" not in plain
        return "IL" if own_government else None
    return "VN" if vietnam > israel else "IL"


def _coded(text: str) -> Iterator[Resolution]:
    """``החלטה מס' 28-NQ/TW``, ``13/2023/NĐ-CP``, ``31/2024/QH15``, ``812/BTC-QLN``."""
    for match in _on_lines_with(CODE_HINT, CODE, text):
        start = match.start()
        noun = NOUN_BEFORE.match(text, 0, start)
        if noun is not None:
            start = _start_of(noun, start)
        elif match["assembly"] is not None and (title := LAW_TITLE_BEFORE.match(text, 0, start)) is not None:
            start = title.start("noun")
        fact = _of_code(match)
        if noun is not None:
            said = NOUNS[in_one_spelling(noun["noun"])].type
            # A code without a series leaves it to the noun what the document is; QĐ stands for decisions and, without its
            # lower-case letter, for regulations of the party (quy định).
            if (match["series"] is None and noun["noun"] not in _ANY_DOCUMENT) or (
                fact.series == "QĐ" and said == "regulation"
            ):
                fact.document_type = said
            issuer = _body_between(noun)
            if issuer is not None:
                set_issuer(fact, issuer)
        fact.start, fact.text = start, text[start : fact.end]
        yield fact
        if noun is not None and noun["noun"].endswith(("ות", "ים")):
            yield from _list_after_code(text, fact)
    yield from _without_series(text)


def _without_series(text: str) -> Iterator[Resolution]:
    """``החלטה 14/2025/HĐND``, ``דיווח רשמי מס' 733/CHHVN-PC``: the noun before the code says what the document is."""
    for match in _on_lines_with(CODE_HINT, SENDER_CODE, text):
        named = NOUN_BEFORE.match(text, 0, match.start())
        if named is None:
            continue
        noun = NOUNS[in_one_spelling(named["noun"])]
        sender = letters_of(match["sender"])
        issuer_code = ISSUERS.get(sender, sender)
        is_letter = noun.type == "official_letter" or named["noun"] in _ANY_DOCUMENT
        marks = (named["sign"] is not None, match["department"] is not None, is_letter or noun.type == "decree")
        if issuer_code not in ISSUER_LEVELS and sum(marks) < 2:
            continue
        code = (
            f"{match['number']}/{match['year']}/{issuer_code}" if match["year"] else f"{match['number']}/{issuer_code}"
        )
        start = _start_of(named, match.start())
        fact = Resolution(
            start=start, end=match.end(), text=text[start : match.end()], source="resolutions.code", confidence=0.95,
            document_type="official_letter" if is_letter else noun.type, number=int(match["number"]), jurisdiction="VN",
            code=f"{code}-{letters_of(match['department'])}" if match["department"] else code,
            issuer_code=issuer_code, issuer_level=ISSUER_LEVELS.get(issuer_code),
        )  # fmt: skip
        issuer = _body_between(named)
        if issuer is not None:
            set_issuer(fact, issuer)
        yield fact


def _on_lines_with(
    hint: regex.Pattern[str], pattern: Deferred | regex.Pattern[str], text: str
) -> Iterator[regex.Match[str]]:
    """The matches of a pattern that never crosses a line on the lines that hold a hint of it."""
    line_end = -1
    for found in hint.finditer(text):
        if found.start() > line_end:
            line_end = text.find("\n", found.start())
            line_end = line_end if line_end >= 0 else len(text)
            yield from pattern.finditer(text, text.rfind("\n", 0, found.start()) + 1, line_end)


def _numbers_with_year(text: str, home: str | None) -> Iterator[Resolution]:
    """``צו 100/2019``, ``חוזר מס' 29/2024 של משרד החינוך`` in Vietnamese news: the series and the issuer are left out."""
    if home != "VN":
        return
    for match in NUMBER_WITH_YEAR.finditer(text):
        named = NOUN_BEFORE.match(text, 0, match.start())
        noun = NOUNS[in_one_spelling(named["noun"])] if named is not None else None
        # Minutes and reports of others are numbered so too, and a month of a year looks so: הודעה 5/2024
        if named is None or noun is None or noun.type not in _BY_NUMBER_AND_YEAR or named["comma"] or named["bracket"]:
            continue
        issuer = _body_between(named)
        if named["between"].strip() and issuer is None and not speaks_of_government(named["between"]):
            continue
        if named["sign"] is None and noun.type not in ("decree", "circular") and int(match["number"]) <= _MONTHS:
            continue
        start = _start_of(named, match.start())
        fact = Resolution(
            start=start, end=match.end(), text=text[start : match.end()],
            source="resolutions.code", confidence=0.85, document_type=noun.type, code=match[0],
            number=int(match["number"]), jurisdiction="VN",
        )  # fmt: skip
        if issuer is not None:
            set_issuer(fact, issuer)
        yield fact


def _list_after_code(text: str, first: Resolution) -> Iterator[Resolution]:
    """``החלטות 57-NQ/TW, 59 ו-68``: bare numbers that share the series and the issuer of the code before them."""
    end = first.end
    while first.series is not None and (match := NUMBER_AFTER.match(text, end)) is not None:
        start, end = match.span("number")
        yield replace(
            first, start=start, end=end, text=match["number"], number=int(match["number"]), source="resolutions.list",
            code=_DIGITS.sub(match["number"], first.code or "", count=1), confidence=0.8, horizons=[],
        )  # fmt: skip


def _of_code(match: regex.Match[str]) -> Resolution:
    number = int(_DIGITS.match(match["number"])[0])
    fact = Resolution(
        start=match.start(), end=match.end(), text=match[0], source="resolutions.code", confidence=0.98,
        document_type="other", number=number, jurisdiction="VN",
    )  # fmt: skip
    if match["assembly"] is not None:
        fact.issuer_code = _TERM.sub("", match["assembly"])
        fact.code = f"{match['number']}/{match['law_year']}/{match['assembly']}"
        fact.document_type = "law" if fact.issuer_code == "QH" else "resolution"
    elif match["ministry"] is not None:
        sender = letters_of(match["ministry"])
        fact.issuer_code = ISSUERS.get(sender, sender)
        fact.code = f"{match['number']}/{fact.issuer_code}-{letters_of(match['department'])}"
        fact.document_type = "official_letter"
    else:
        fact.series = SERIES[letters_of(match["series"])]
        fact.document_type = SERIES_TYPES[fact.series]
        written = _DASH.sub("-", letters_of(match["issuer"]))
        bare, term = _LETTERS_AND_TERM.match(written).groups()
        fact.issuer_code = ISSUERS.get(bare, bare)
        is_listed = fact.issuer_code in PARTY_ISSUERS or fact.issuer_code in STATE_ISSUERS
        if is_listed or fact.issuer_code.endswith(("TW", "TU")):
            party = fact.issuer_code not in STATE_ISSUERS
        else:  # as written: 47-KH/BCĐ
            party = "/" in match.string[match.end("series") : match.start("issuer")]
        party = party and match["year"] is None and fact.series not in ("TT", "NĐ")
        series_issuer = (
            f"-{fact.series}/{fact.issuer_code}{term}" if party else f"/{fact.series}-{fact.issuer_code}{term}"
        )
        fact.code = match["number"] + (f"/{match['year']}" if match["year"] else "") + series_issuer
    fact.issuer_level = ISSUER_LEVELS.get(fact.issuer_code)
    if fact.issuer_code == "BCT" and "-BCT" in fact.code:  # the Ministry of Industry and Trade
        fact.issuer_level = "national"
    return fact


def _numbered(
    text: str, home: str | None, coded: AbstractSet[tuple[int | None, DocumentType]], explanation: Explanation
) -> Iterator[Resolution]:
    """``החלטה 28``, ``החלטת ממשלה מס' 550``, ``החלטה 1701 של מועצת הביטחון``, and the numbers that a list goes on with."""
    cites_united_nations = UN_BODY.search(text) is not None
    for match in NUMBER.finditer(text):
        named = NOUN_BEFORE.match(text, 0, match.start())
        if named is None:
            continue
        end = _end_of(text, named, match.end())
        look_alike = "open_bracket" if end is None else _look_alike(text, named, match, home, coded)
        if end is None or look_alike is not None:
            rule = f"resolutions.{look_alike}"
            span = (named.start("noun"), match.end())
            explanation.refused("resolutions", span, "resolutions.numbered", rule, _WHY_NO_DOCUMENT[rule])
            continue
        noun = NOUNS[in_one_spelling(named["noun"])]
        between = named["between"].strip()
        number = int(match["number"])
        signed = named["sign"] is not None
        plural = named["noun"].endswith(("ות", "ים"))
        issuer = _body_between(named) if between else None
        after = text[match.end() : match.end() + 60].split("\n", maxsplit=1)[0]
        around = between + " " + _CLAUSE_END.split(after, maxsplit=1)[0]
        its_home = home or (BODIES[in_one_spelling(issuer["head"])].jurisdiction if issuer is not None else None)
        fact = Resolution(
            start=_start_of(named, match.start()), end=end, text="",
            source="resolutions.numbered", confidence=0.9 if signed else 0.8, document_type=noun.type, number=number,
            jurisdiction=its_home,
        )  # fmt: skip
        by_government = speaks_of_government(between) and home != "VN"
        by_united_nations = UN_BODY.search(around) or (match["session"] and cites_united_nations)
        is_called_by_number = (
            home != "VN" and not between and number in CLAUSES.un_numbers and not speaks_of_government(around)
        )
        if noun.type == "resolution" and by_government:
            fact.document_type, fact.jurisdiction, fact.issuer_level = "government_decision", "IL", "national"
            fact.source = "resolutions.government"
            fact.issuer = "ממשלת ישראל" if "ממשלת ישראל" in between else "ממשלה"
        elif noun.type == "resolution" and (by_united_nations or is_called_by_number):
            fact.document_type, fact.jurisdiction, fact.issuer_level = "un_resolution", "UN", "international"
            fact.source = "resolutions.united_nations"
            fact.code = match["number"] + match["session"] if match["session"] else None
        elif noun.type == "resolution" and its_home == "IL":
            fact.document_type, fact.issuer_level, fact.confidence = "government_decision", "national", 0.6
            if between and issuer is None and named["noun"] in ("החלטת", "החלטות"):
                fact.issuer, fact.document_type = between.removeprefix("ה"), "decision"
        elif match["session"]:
            continue
        elif named["noun"] in _PROGRAMMES and not signed and its_home == "VN":
            fact.document_type = "programme"
        if issuer is not None and fact.issuer is None:
            set_issuer(fact, issuer)
        fact.text = text[fact.start : fact.end]
        yield fact
        yield from _list_after(text, fact, plural=plural)


_WHY_NO_DOCUMENT = {
    "resolutions.open_bracket": "the bracket before the number holds more than it",
    "resolutions.ordinary_noun": "its noun names a document only with a number sign, or a number that the text gives with a code",
    "resolutions.look_alike": "it is listed as something else that is called so",
    "resolutions.elsewhere": "its noun names no document in the news of this country",
    "resolutions.counted_off": "it is one of a row, not a document",
    "resolutions.parted": "a comma or bracket parts the number from its noun",
    "resolutions.count": "the number counts what follows it",
    "resolutions.no_issuer": "what stands between noun and number issues no documents",
    "resolutions.small_number": "documents with so small a number are not called by it alone",
    "resolutions.year": "it is a year",
}


def _look_alike(
    text: str,
    named: regex.Match[str],
    match: regex.Match[str],
    home: str | None,
    coded: AbstractSet[tuple[int | None, DocumentType]],
) -> str | None:
    """By which rule a noun and a number cite no document; None where they do.

    A noun that many things are called by (הודעה, תוכנית) cites a document by a number alone only where the text also gives
    one of that kind and number with its code.
    """
    noun = NOUNS[in_one_spelling(named["noun"])]
    between = named["between"].strip()
    number = int(match["number"])
    signed = named["sign"] is not None
    is_known = (number, noun.type) in coded
    # תוכנית 135, תוכנית 1719: programmes of the Vietnamese state are called by the number of their decision
    if home == "VN" and named["noun"] in _PROGRAMMES and not between and number >= 100:
        is_known = is_known or _NOT_COUNTING.match(text, match.end()) is not None
    if not signed and not noun.bare and not is_known:
        return "ordinary_noun"
    if text[named.start("noun") : match.end()] in CLAUSES.look_alikes:
        return "look_alike"
    if noun.home is not None and home != noun.home and not (signed and home is None):
        return "elsewhere"
    # הצעה מספר 2, תוכנית מספר 1 בטלוויזיה: places in a row, not documents.
    counted_off = signed and named["sign"] == "מספר" and len(match["number"]) == 1
    if counted_off and (not noun.bare or home == "IL") and not is_known:
        return "counted_off"
    if signed:
        return None
    if named["comma"] or (named["bracket"] and len(match["number"]) < 3):
        return "parted"
    # After a plural noun a number counts things unless further numbers or its day follow: החלטות 28 ו-29, החלטות הממשלה 922
    # מיום 30.12.2015, but הוראות 2 הצדדים.
    goes_on = NUMBER_AFTER.match(text, match.end()) or DATED.match(text, match.end())
    if named["noun"].endswith(("ות", "ים")) and not goes_on:
        return "count"
    # החלטה 57 may stand before any plural; other nouns, and a noun with its issuer, only count it.
    counts = noun.type != "resolution" or (between and len(match["number"]) < 3)
    if counts and COUNTED.match(text, match.end()) is not None:
        return "count"
    if between and _body_between(named) is None and not speaks_of_government(between):
        return "no_issuer"
    # החלטה 1 מתוך 5; הוראות 12 ו-13 בחוזה
    ordinary = number < 10 or (noun.type == "directive" and number < 100)
    of_meeting = text.startswith(" מישיבה ", match.end())
    if not between and home == "IL" and ordinary and not is_known and not of_meeting:
        return "small_number"
    if text.startswith(" מתוך ", match.end()):
        return "count"
    if noun.type == "programme" and number < 100:
        return "small_number"
    return "year" if 1900 <= number <= 2100 and match["session"] is None else None


def _start_of(named: regex.Match[str], number_start: int) -> int:
    """Where the citation begins: at its noun, or at its number where a comma or bracket parts the two.

    ``החלטה שמספרה 4126`` · ``התוכנית, שמספרה חפ/2000``
    """
    parted = named["comma"] is not None or (named["bracket"] is not None and named["sign"] is None)
    # מס' (57-NQ/TW): only a bare number has its bracket in the citation
    parted = parted or (named["inner"] is not None and not _CLOSED_NUMBER.match(named.string, number_start))
    return number_start if parted else named.start("noun")


def _end_of(text: str, named: regex.Match[str], number_end: int) -> int | None:
    """Where the citation ends, the bracket about its number included; None where the bracket goes on."""
    if named["bracket"] is None and named["inner"] is None:
        return number_end
    if text[number_end : number_end + 1] != ")":
        return None
    return number_end + 1 if named["sign"] is not None else number_end


def _written_codes(text: str, home: str | None) -> Iterator[Resolution]:
    """Israeli numbers that are codes by themselves: ``החלטה מס' ב/12``, ``חוזר מנכ"ל 5/2023``, ``תמ"א 38``, ``פ/1234/25``."""
    if home == "VN":
        return
    for before in WRITTEN_CODE_BEGINS.finditer(text):
        match = WRITTEN_CODE.match(text, before.end())
        if match is None:
            continue
        named = NOUN_BEFORE.match(text, 0, match.start())
        form = match.lastgroup
        noun = NOUNS[in_one_spelling(named["noun"])] if named is not None else None
        if named is None or noun is None or form is None:
            continue
        if form == "lettered" and form not in noun.codes:
            form = "area"
        if form not in noun.codes:
            continue
        between = named["between"].strip()
        issuer = _body_between(named) if between else None
        signed = named["sign"] is not None
        # הנחיות בסך 2.5 מיליון; חוזר שפורסם 5/2023; הודעה 5/2023 בקבוצה; but הנחיה 4.1102 and הוראת תכ"ם 7.3.9 are plain
        is_plain = issuer is not None or noun.home == "IL" or _FOUR_DIGITS_LAST.search(match[0]) is not None
        is_plain = is_plain or (
            text.startswith(_OF, match.end()) and BODY.match(text, match.end() + len(_OF)) is not None
        )
        bracketed = named["comma"] or (named["bracket"] and form not in ("area", "plan"))
        is_loose = form in ("dotted", "serial") or noun.type == "notice"
        if not signed and (bracketed or (is_loose and not is_plain)):
            continue
        start = _start_of(named, match.start())
        number = int(_DIGITS.search(match[0])[0]) if form != "area" else None
        fact = Resolution(
            start=start, end=match.end(), text=text[start : match.end()], source="resolutions.written_code",
            confidence=0.85, document_type=noun.type, code=match[0], number=number, jurisdiction="IL",
        )  # fmt: skip
        if issuer is not None:
            set_issuer(fact, issuer)
        if noun.type == "resolution":
            fact.document_type, fact.issuer_level = "government_decision", "national"
        yield fact
        while (following := WRITTEN_CODE_AFTER.match(text, fact.end)) is not None:
            fact = replace(
                fact, start=following.start("code"), end=following.end("code"), text=following["code"], horizons=[],
                code=following["code"], number=int(_DIGITS.search(following["code"])[0]) if number is not None else None,
            )  # fmt: skip
            yield fact
    for match in LOCAL_PLAN.finditer(text) if LOCAL_PLAN_HINT.search(text) is not None else ():
        yield Resolution(
            start=match.start("plan"), end=match.end(), text=match["plan"], source="resolutions.local_plan", confidence=0.85,
            document_type="plan", code=match["plan"], jurisdiction="IL", issuer_level="municipal",
        )  # fmt: skip
    for match in BILL_NUMBER.finditer(text):
        yield Resolution(
            start=match.start(), end=match.end(), text=match[0], source="resolutions.bill_number", confidence=0.9,
            document_type="bill", code=match[0], number=int(_DIGITS.search(match[0])[0]), jurisdiction="IL",
            issuer_level="national",
        )  # fmt: skip
    for match in OUTLINE_PLAN.finditer(text):
        yield Resolution(
            start=match.start("plan"), end=match.end(), text=match["plan"], source="resolutions.outline_plan",
            confidence=0.8, document_type="plan", code=match["plan"], number=int(match["number"]), jurisdiction="IL",
            issuer_level="national",
        )  # fmt: skip


def _list_after(text: str, first: Resolution, *, plural: bool) -> Iterator[Resolution]:
    """The bare numbers after a plural noun, and those as long as the first after a singular one; with their sign or their day
    of issue also behind what is said of the document before.

    ``החלטות 28, 29 ו-35`` · ``החלטת ממשלה מס' 1865, 1866 ו-1867`` · ``החלטות הממשלה מס' 1 מיום 5.1.2020 ומס' 2``
    """
    end = first.end
    length = len(str(first.number))
    while True:
        match = NUMBER_AFTER.match(text, end)
        span = "number"
        if match is None:
            match, span = NUMBER_AFTER_DAY.match(text, end), "written"
        if match is None:
            return
        number = int(match["number"])
        bare = span == "number" and not plural
        if bare and (length < 3 or len(match["number"]) != length or 1980 <= number <= 2050):
            return
        start, end = match.span(span)
        yield replace(
            first, start=start, end=end, text=match[span], number=number, source="resolutions.list", horizons=[]
        )


def _judgments(text: str) -> Iterator[Resolution]:
    """``גזר דין 112/2025/HS-ST`` of a Vietnamese court: the number as written."""
    for match in JUDGMENT_NUMBER.finditer(text):
        noun = NOUN_BEFORE.match(text, 0, match.start())
        start = match.start() if noun is None else noun.start("noun")
        code = f"{match['number']}/{match['year']}/{match['matter']}-{match['instance']}"
        yield Resolution(
            start=start, end=match.end(), text=text[start : match.end()], source="resolutions.judgment", confidence=0.95,
            document_type="court_case", code=code, number=int(match["number"]), jurisdiction="VN", issuer_level="court",
        )  # fmt: skip


def _un_symbols(text: str) -> Iterator[Resolution]:
    """``S/RES/2334``: the symbol is the code as written."""
    for match in UN_SYMBOL.finditer(text):
        noun = NOUN_BEFORE.match(text, 0, match.start())
        called = NOUNS[in_one_spelling(noun["noun"])].type if noun is not None else None
        # Drafts, letters and reports have symbols of a form that other things have too: A/12/5
        if match["paper"] and called is None and UN_BODY.search(text) is None:
            continue
        start = match.start() if noun is None else noun.start("noun")
        number = int(_DIGITS.findall(match["symbol"])[-1])
        yield Resolution(
            start=start, end=match.end(), text=text[start : match.end()], source="resolutions.un_symbol", confidence=0.98,
            document_type="other" if match["paper"] and called != "resolution" else "un_resolution", code=match["symbol"],
            number=number, jurisdiction="UN", issuer_level="international",
        )  # fmt: skip


def _european_acts(text: str) -> Iterator[Resolution]:
    """``דירקטיבה 2016/679 של האיחוד האירופי``, ``תקנה (EU) 2023/1115``: the number is the code as written."""
    if not any(word in text for word in ("אירופ", "EU", "EC")):
        return
    for match in EUROPEAN_ACT.finditer(text):
        noun = NOUN_BEFORE.match(text, 0, match.start())
        called = NOUNS[in_one_spelling(noun["noun"])].type if noun is not None else None
        if noun is None or called not in ("directive", "regulation", "resolution"):
            continue
        start = _start_of(noun, match.start())
        if _EUROPE.search(text, start, min(match.end() + _EUROPE_REACH, len(text))) is None:
            continue
        issuer = _body_between(noun)
        fact = Resolution(
            start=start, end=match.end(), text=text[start : match.end()], source="resolutions.european_act", confidence=0.85,
            document_type=called, code=match["code"],
            number=int(_DIGITS.search(match["code"])[0]), jurisdiction="EU", issuer_level="international",
        )  # fmt: skip
        if issuer is not None:
            set_issuer(fact, issuer)
        yield fact


def _congresses(text: str, home: str | None) -> Iterator[Resolution]:
    """``החלטת הקונגרס הלאומי ה-13 של המפלגה``: cited by the congress or plenum that passed it."""
    if not any(gathering in text for gathering in _GATHERINGS):
        return
    party = _PARTY_CONGRESS.finditer(text) if home == "VN" else ()
    for match in (*_CONGRESS.finditer(text), *party):
        noun = NOUNS[in_one_spelling(match["noun"])]
        yield Resolution(
            start=match.start("noun"), end=match.end(), text=text[match.start("noun") : match.end()],
            source="resolutions.congress", confidence=0.85, document_type=noun.type, jurisdiction=home,
            issuer=match["issuer"].removeprefix("ה"), issuer_level="central",
        )  # fmt: skip


def _body_between(noun: regex.Match[str]) -> regex.Match[str] | None:
    """The body that stands between the noun of a document and its number: ``החלטת הממשלה מס' 5``."""
    return BODY.search(noun["between"] + ",")


def set_issuer(fact: Resolution, match: regex.Match[str]) -> None:
    """Take the issuer from a BODY match; the code's own level stands, being the surer."""
    body = BODIES[in_one_spelling(match["head"])]
    # הממשלה ה-37, הממשלה הקודמת: the government all the same
    fact.issuer = "ממשלה" if match["head"] == "הממשלה" else _ARTICLE.sub("", match["body"])
    fact.issuer_level = fact.issuer_level or body.level
    fact.jurisdiction = fact.jurisdiction or body.jurisdiction


def without_overlaps(facts: Iterable[Resolution]) -> list[Resolution]:
    """The facts in text order; where two share characters the longer stays, and of equal ones the first."""
    kept: list[Resolution] = []
    for fact in sorted(facts, key=lambda f: (f.start - f.end, f.start)):
        place = bisect_right(kept, fact.start, key=lambda f: f.start)
        before_ends = place == 0 or kept[place - 1].end <= fact.start
        if before_ends and (place == len(kept) or kept[place].start >= fact.end):
            kept.insert(place, fact)
    return kept
