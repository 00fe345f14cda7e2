"""What the clause around a citation says of the document: its issuer, day of issue, subject and horizons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from pipeline.components.resolutions.citations import UN_BODY, set_issuer, speaks_of_government
from pipeline.components.resolutions.vocabulary import BODY, CLAUSES, CODED_BODIES, words_pattern
from pipeline.facts import DateFact, Resolution
from pipeline.hebrew.characters import DASH, WORD_END

MAX_SUBJECT_CHARACTERS = 220
# Their makers go without saying, and a court is read from its own clause.
_WITHOUT_ISSUER = ("court_case", "law", "bill", "ordinance")

_participles = words_pattern(CLAUSES.issued_participles)
_verbs = words_pattern(CLAUSES.issue_verbs)
# Between a citation and its day of issue: (מתאריך 5 בפברואר 2022) · של הפוליטביורו מיום … · שפורסמה ב-…
_BEFORE_ISSUE_DATE = regex.compile(
    rf"(?:[\s,(]*(?:של|מאת|מטעם) [^.;()\n]{{1,70}}?)?[\s,(]*"
    rf"(?:(?:{words_pattern(CLAUSES.issue_date_cues)}){DASH}?(?:ה{DASH}?)? ?|(?:ש{_participles}"
    # שנחתמה בידי ראש הממשלה · שאומצה במועצת הביטחון · שקיבלה הממשלה · שראש הממשלה חתם עליה
    rf"(?: (?:על ידי |בידי |ב)[^.;()\n]{{1,50}}?)?|ש{_verbs} [^.,;()\n]{{2,40}}?"
    rf"|ש[^.,;()\n]{{2,40}} {_verbs}(?: עליה| עליו| אותה| אותו)?)"
    rf" ?(?:ב{DASH}?|ביום|בתאריך|מיום)? ?)"
)
_issuing = words_pattern([*CLAUSES.issue_verbs, *CLAUSES.issued_participles])
_BEFORE_BRACKETED_DATE = regex.compile(r"(?: (?:של|מאת|מטעם) [^.;()\n]{1,70}?)? ?\(")
# הוציאה ב-14.8.2023 את תוכנית הפעולה
_VERB_BEFORE_DAY = regex.compile(rf"(?<![א-ת])ו?ש?(?:{_issuing}){WORD_END} ב?(?:יום |תאריך )?{DASH}?$")
_VERB_BETWEEN = regex.compile(rf"[^.;\n]{{0,160}}?(?<![א-ת])ו?(?:ה|ש)?(?:{_issuing}){WORD_END}[^.;\n]{{0,60}}")
_DECIDED = regex.compile(rf"(?<![א-ת])(?:{words_pattern(CLAUSES.issue_verbs)}){WORD_END}[^.;:\n]{{0,60}} ב{DASH}?$")
_BY_DECISION = regex.compile(r",? (?:ב|במסגרת )")
# פרסם את החלטה 79 על הכלכלה ואת החלטה 80: a further object of the verb before the first
_SECOND_OBJECT = regex.compile(
    rf"(?:(?! את )[^.;:\n()]){{1,160}}?(?:, את ה?|,? ואת ה?)(?<!{_verbs},? ו?את ה?)",
)
_OBJECT_BEFORE = regex.compile(r"(?<![א-ת])את ה?$")
_SHARED_LIST = regex.compile(rf",? ?ו?{DASH}?(?:ה|ב|את )?")

# החלטה מס' 172/2024/QH15, שהאסיפה הלאומית העבירה ב-30 בנובמבר
_PASSED_BY = regex.compile(r",? (?=ש[א-ת])")
_PASSED = regex.compile(rf" (?:{words_pattern(CLAUSES.issue_verbs)}){WORD_END}(?: אותה| אותו)?")
_PASSED_ON = regex.compile(rf" ב(?:יום |תאריך )?{DASH}?")
_OF_GOVERNMENT = regex.compile("ממשל|קבינט|ועדת ה?שרים")
# One head of a body decides (quyết định); bodies that vote pass resolutions. Hebrew has החלטה for both.
_DECIDES_ALONE = regex.compile(r"(?:ראש הממשלה|וו?עדת העם|וו?עד העם|שרת?|משרד|נשיא)(?![א-ת])")
_SAME_BODY = regex.compile(r" של (?:אותה|אותו|אותם) ה?(?P<noun>[א-ת]{3,10})")
# מועצה and מועצת, ועדה and וועדה are one word
_STEM_LETTERS = regex.compile("^ו+|[הת]$")
# The Security Council has passed fewer than so many resolutions.
_UN_NUMBERS_END = 3000
# Resolutions of a congress and its committee have smaller numbers.
_NUMBERS_OF_DECISIONS = 300
# החלטה מס' 12 מישיבה 645 של רשות החשמל
_OF = regex.compile(r"(?: מישיבה (?:מס' )?\d{1,4},?)?\s*\(?(?:של|מאת|מטעם|שהוציאה?|שפרסמה?|שאימצה?|שקיבלה?) ")
_VERB_BEFORE = regex.compile(
    rf"(?<![א-ת])(?:{words_pattern(CLAUSES.issue_verbs)}){WORD_END}"
    # הוציאה ב-14.8.2023 את …
    rf"(?: ב(?:יום |תאריך )?{DASH}?\d[\d./]{{0,9}}(?: ב[א-ת]{{2,9}}(?: \d{{4}})?)?)?"
    # אימצה בלילה, ברוב של 13 קולות, את …
    r"(?: [א-ת-]{2,15}){0,4}(?:, [^.,;:\n]{2,40},)?(?: את)? ?[הו]?$"
)
_manner = "(?:רשמית|פה אחד|אתמול|אמש|היום|לבסוף)"
# החלטה 2268, שאומצה על ידי מועצת הביטחון · אושרה בידי הממשלה · שהתקבלה במועצת הביטחון · שפרסמה ועדת העם, and after a noun
# of issuing: אימוץ החלטה 2268 על ידי
_BY = regex.compile(
    rf",? (?:(?:ש|ה|אשר )?{_participles} (?:{_manner} )?(?:(?:על[ -]ידי|ע\"י|בידי|מטעם) |(?=ב))"
    rf"|(?:ש|אשר ){_verbs} |(?P<noun_before>(?:על[ -]ידי|ע\"י|בידי) ))"
)
# החלטה 242 היא החלטה של מועצת הביטחון · היא החלטת האו"ם
_IS_DECISION_OF = regex.compile(
    rf",? (?:היא|הינה|הייתה) (?:ה?החלטה (?:[א-ת]{{3,12}} )?(?:של |ש{_verbs} |ש{_participles} (?:על[ -]ידי |בידי |(?=ב)))"
    r"|החלטת )"
)
# התקבלה בעצרת הכללית החלטה 3151 · אומצה על ידי מועצת הביטחון החלטה 1701
_PASSED_IN = regex.compile(rf"(?<![א-ת])ו?ש?(?:{_participles})(?: {_manner})? (?P<by>(?:על[ -]ידי|בידי) )?$")
# and במועצת הביטחון אומצה החלטה 1701
_PASSED_AFTER = regex.compile(rf" (?:{_participles})(?: {_manner})? ה?")
# מועצת הביטחון החליטה להאריך את המנדט (החלטה 2695)
_DECIDED_SO = regex.compile(
    rf" (?:לא )?(?:{_verbs}|החליטה?|החליטו|קבעה?|הצביעה|קראה|גינתה|דרשה|הטילה|האריכה|חידשה){WORD_END}"
)
_HEADING_MARK = regex.compile(rf" ?(?:[:,]|{DASH})? ?")
_ISSUING_NOUN = regex.compile(r"(?:אימוץ|אישור|פרסום|קבלת|הוצאת|הנפקת|העברת|חקיקת) (?:של )?ה?$")
_VERB_FIRST = regex.compile(rf"(?:{words_pattern(CLAUSES.issue_verbs)})(?: גם| אז| אתמול)? ")
_DECISION_OF = regex.compile(r"(?<![א-ת])[ושהבכלמ]{0,3}(?:החלטת|הוראת|הנחיית) ")
_VERB_AFTER = regex.compile(rf"[^.;:\n]{{0,60}}? ?(?:{words_pattern(CLAUSES.issue_verbs)}) (?=ה?[א-ת])")
_OBJECT_MARK = regex.compile(r" את ה?$")
_CONJUNCTION = regex.compile(r"[,;:(]")
# ועדת העם אישרה את הסבסוד בהחלטה 61/2025/QĐ-UBND
_VERB_AFTER_BODY = regex.compile(
    rf" (?:{words_pattern(CLAUSES.issue_verbs)}){WORD_END}(?: [א-ת'\"-]{{2,15}}){{0,6}} ב$"
)

_glued_cues = [cue for cue in CLAUSES.subject_cues if cue.endswith((" ב", " ל"))]
_free_cues = [cue for cue in CLAUSES.subject_cues if cue not in _glued_cues]
_SUBJECT = regex.compile(
    rf"[\s,-]*(?:\([^()\n]{{0,80}}\))?[\s,-]*(?:{words_pattern(_free_cues)} |"
    rf"{words_pattern(_glued_cues)}|ל(?={words_pattern(CLAUSES.subject_purposes)}{WORD_END})"
    # A quoted title, not what is said of the document: "בסגנון תנועתי", "אינה נייר"
    r"|(?<=[\s-])(?=\"(?!ב|כ(?!ל)|אי[נן]|לא |זה|זו|הי[אה]|הוא)))"
)
_SUBJECT_END = regex.compile(
    # but not within a list: פיתוח המדע, הטכנולוגיה והחדשנות.
    r"[.;:\n]|,(?! ה[א-ת]{2,13} וה[א-ת]{2,13}(?:[.;)\n]|$))| - |\(| [יתנ][א-ת]{2,6} (?=את )"
    r"| (?:אשר|כאשר|כדי|תוך|ובכך|ולאחר|לאחר|במטרה|שנחתמ|שפורסמ|שהתקבל|מיום|מתאריך)[א-ת]* "
    rf"| {words_pattern(CLAUSES.subject_stops)}{WORD_END}"
)
_NEXT_CITATION = regex.compile(r" (?:ו[בלמה]{0,2}|וכן|ואת|ועל|ולפי|ועם|את|ומ) ?$")
_CLOSING_QUOTE = regex.compile(r"\"(?![א-ת])")  # not the gershayim of an acronym
_LIST = regex.compile(
    r"(?:[א-ת'\"-]{2,14} ?){1,4}, (?:[א-ת'\"-]{2,14} ?){0,3}(?: |(?<= ))ו[א-ת'\"-]{2,14} (?:[א-ת'\"-]{2,14} ){0,4}"
)
_HORIZON_ROLES = ("vision", "term", "period", "deadline")
_HORIZON_LEAD = regex.compile(rf"(?:[\s,()-]|(?<![א-ת])(?:{words_pattern(CLAUSES.horizon_words)}){DASH}?)*$")
_HORIZON_CHAIN = regex.compile(rf"[\s,()-]*(?:(?:{words_pattern(CLAUSES.horizon_words)}){DASH}?[\s,()-]*){{0,6}}")


@dataclass(frozen=True, slots=True)
class Clause:
    """The part of the text that may speak of one citation: its sentence, from the citation before to the one after."""

    start: int
    end: int
    next_start: int


def fill_from_clause(text: str, fact: Resolution, clause: Clause, dates: Sequence[DateFact]) -> None:
    """Set issuer, issue_date, subject and horizons where the clause gives them plainly."""
    _issue_date(text, fact, clause, dates)
    may_have_issuer = fact.document_type not in _WITHOUT_ISSUER
    dated_until = _end_of_issue_date(text, fact)
    # The issuer stands right after the citation, or after the day of issue: מיום 5 באוגוסט 2020 של הפוליטביורו
    body = _body_of(text, fact.end, clause) or _body_of(text, dated_until, clause)
    body = body or _called_decision_of(text, fact, clause)
    body = body or _issued_by(text, fact, fact.end, clause) or _issued_by(text, fact, dated_until, clause)
    if body is not None and fact.issuer is None and may_have_issuer:
        set_issuer(fact, body)
    if fact.issuer is None and may_have_issuer:
        _issuer_before(text, fact, clause)
    passed_until = _passed_by(text, fact, clause, dates) if body is None and may_have_issuer else None
    after_body = body.end() if body is not None else passed_until or fact.end
    subject_end = _subject(text, fact, after_body, clause, dates)
    if fact.subject is None:
        subject_end = _subject(text, fact, max(dated_until, after_body), clause, dates)
    _horizons(text, fact, subject_end, clause, dates)


def share_along_lists(text: str, facts: Sequence[Resolution]) -> None:
    """Documents joined in a list share the day of issue and the issuer after the last of them, or the issuer before the first.

    ``הגשה מס' 4/TTr-CP ופרויקט מס' 5/DA-CP מיום 2 במאי 2025``
    """
    joined = [
        (before, fact)
        for before, fact in pairwise(facts)
        if _SHARED_LIST.fullmatch(text, before.end, fact.start) is not None
    ]
    for before, fact in reversed(joined):
        if before.issue_date is None and before.source != "resolutions.law":  # a law has its own year
            before.issue_date, before.issue_date_mention = fact.issue_date, fact.issue_date_mention
        _share_issuer(fact, before)
    for before, fact in reversed([*pairwise(facts)]):
        if fact.source == "resolutions.list":  # החלטות 57 מ-22 בדצמבר 2024 ו-68 מ-4 במאי 2025 של הפוליטביורו
            _share_issuer(fact, before)
    for before, fact in pairwise(facts):
        if (
            fact.issuer is None
            and _OBJECT_BEFORE.search(text, max(0, before.start - 5), before.start) is not None
            and _SECOND_OBJECT.fullmatch(text, before.end, fact.start) is not None
            and _OF.match(text, before.end) is None
        ):
            _share_issuer(before, fact)
    for before, fact in joined:
        _share_issuer(before, fact)
        # QĐ is a decision, but a regulation of the party where the noun of the list says so: תקנות 69-QĐ/TW ו-144-QĐ/TW
        if before.series == fact.series == "QĐ" and before.document_type == "regulation" and fact.text[0].isdigit():
            fact.document_type = "regulation"


def resolve_same_body(text: str, facts: Sequence[Resolution]) -> None:
    """``החלטות 2417 ו-2573 של אותה מועצה``: the issuer is that of the citation before whose issuer is called so."""
    called: dict[str, Resolution] = {}
    for fact in facts:
        if fact.issuer is None and fact.document_type not in _WITHOUT_ISSUER:
            same = _SAME_BODY.match(text, fact.end)
            before = called.get(_STEM_LETTERS.sub("", same["noun"])) if same is not None else None
            if before is not None:
                fact.issuer, fact.issuer_level = before.issuer, before.issuer_level
                fact.jurisdiction = before.jurisdiction if fact.code is None else fact.jurisdiction
        if fact.issuer is not None:
            called[_STEM_LETTERS.sub("", fact.issuer.partition(" ")[0])] = fact


def settle_decisions(text: str, facts: Sequence[Resolution]) -> None:
    """Say of a bare Israeli ``החלטה 550`` whose it is, once the issuers are known: the government's, where the text speaks of
    it and names no other body; of the United Nations, also where the text cites only theirs; or of a committee, council or
    authority. A Vietnamese one of a prime minister or a people's committee is a decision.
    """
    for fact in facts:
        if fact.document_type == "resolution" and fact.code is None and UN_BODY.search(fact.issuer or "") is not None:
            _give_to_united_nations(fact)
        is_vietnamese = fact.jurisdiction == "VN" and fact.document_type == "resolution" and fact.series is None
        if is_vietnamese and _DECIDES_ALONE.match(fact.issuer or ""):
            fact.document_type = "decision"
    of_government = speaks_of_government(text)
    decisions = [fact for fact in facts if fact.document_type == "government_decision"]
    united_nations = any(fact.document_type == "un_resolution" for fact in facts)
    all_theirs = united_nations and not any(fact.issuer is not None or fact.code is not None for fact in decisions)
    for fact in decisions:
        if all_theirs and fact.confidence < 0.7 and (fact.number or 0) < _UN_NUMBERS_END:
            _give_to_united_nations(fact)
            continue
        if fact.issuer is None and of_government and fact.code is None:
            fact.issuer = "ממשלה"
        elif fact.issuer is not None and UN_BODY.search(fact.issuer) is not None:
            _give_to_united_nations(fact)
        elif fact.issuer is not None and not _OF_GOVERNMENT.match(fact.issuer):
            fact.document_type = "decision"


def _give_to_united_nations(fact: Resolution) -> None:
    fact.document_type, fact.jurisdiction, fact.issuer_level = "un_resolution", "UN", "international"


def _share_issuer(giver: Resolution, taker: Resolution) -> None:
    # The numbers of one list are of one country: החלטות 2417 ו-2573 של אותה מועצה
    alike = taker.jurisdiction == giver.jurisdiction or giver.source == "resolutions.list"
    # צו 27/2024/NĐ-CP והוראה 13-CT/TW של המזכירות: a code tells whose the document is
    alike = alike and taker.issuer_code == giver.issuer_code
    if taker.issuer is None and alike and taker.document_type not in _WITHOUT_ISSUER:
        taker.jurisdiction = giver.jurisdiction
        taker.issuer, taker.issuer_level = giver.issuer, taker.issuer_level or giver.issuer_level


def _body_of(text: str, start: int, clause: Clause) -> regex.Match[str] | None:
    """The body after של: ``החלטה מס' 28-NQ/TW של הוועד המרכזי ה-13 של המפלגה``."""
    of = _OF.match(text, start, clause.end)
    return BODY.match(text, of.end(), clause.end) if of is not None else None


def _called_decision_of(text: str, fact: Resolution, clause: Clause) -> regex.Match[str] | None:
    """``החלטה 242 היא החלטה של מועצת הביטחון``: the body whose decision a sentence says it to be."""
    called = _IS_DECISION_OF.match(text, fact.end, clause.end) if fact.code is None else None
    return BODY.match(text, called.end(), clause.end) if called is not None else None


def _issued_by(text: str, fact: Resolution, start: int, clause: Clause) -> regex.Match[str] | None:
    """The body that a verb behind the citation says to have issued it, where its code does not tell otherwise."""
    by = _BY.match(text, start, clause.end)
    if by is None:
        return None
    alone = by["noun_before"] is not None and start == fact.end
    if alone and _ISSUING_NOUN.search(text, clause.start, fact.start) is None:
        return None
    body = BODY.match(text, by.end(), clause.end)
    fits = body is not None and body["body"].startswith(CODED_BODIES.get(fact.issuer_code or "") or "")
    return body if fits else None


def _passed_by(text: str, fact: Resolution, clause: Clause, dates: Sequence[DateFact]) -> int | None:
    """``החלטה 172/2024/QH15, שהאסיפה הלאומית העבירה ב-30 בנובמבר 2024``: set issuer and day; where the verb ends."""
    lead = _PASSED_BY.match(text, fact.end, clause.end)
    body = BODY.match(text, lead.end(), clause.end) if lead is not None else None
    verb = _PASSED.match(text, body.end(), clause.end) if body is not None else None
    if body is None or verb is None:
        return None
    if fact.issuer is None:
        set_issuer(fact, body)
    day = next((date for date in dates if date.start >= verb.end()), None)
    if day is not None and _PASSED_ON.fullmatch(text, verb.end(), day.start) is not None:
        _set_issue_date(fact, day)
    return int(verb.end())


def _issuer_before(text: str, fact: Resolution, clause: Clause) -> None:
    """``הוועדה הקבועה של המפלגה המחוזית פרסמה את החלטה מס' 09-NQ/TU``: the nearest body before the verb.

    In a list the verb may be left out (``… ועדת המפלגה המחוזית את הוראה מס' 12``), and it may come after the citation with
    the body behind it (``בהחלטה מס' 1719 אישר ראש הממשלה``).
    """
    if text[fact.start - 1 : fact.start] == "(":  # החלטת רשות מקרקעי ישראל ממאי (החלטה 1722)
        nouns = _DECISION_OF.finditer(text, clause.start, fact.start)
        called = [body for noun in nouns if (body := BODY.match(text, noun.end(), fact.start)) is not None]
        if called:
            set_issuer(fact, called[-1])
            return
    verb = _VERB_BEFORE.search(text, max(clause.start, fact.start - 80), fact.start)
    mark = _OBJECT_MARK.search(text, max(clause.start, fact.start - 6), fact.start)
    edge = verb.start() if verb is not None else mark.start() + 1 if mark is not None else None
    if edge is not None:
        bodies = [match for match in BODY.finditer(text, clause.start, edge) if match.end() <= edge]
        reach = 40 if verb is not None else 1
        if bodies and edge - bodies[-1].end() <= reach and _CONJUNCTION.search(text, bodies[-1].end(), edge) is None:
            set_issuer(fact, bodies[-1])
            return
        # הוציא ראש הממשלה החלטה מס' 45
        inside = BODY.search(text, verb.start(), fact.start) if verb is not None else None
        if inside is not None and _VERB_FIRST.fullmatch(text, edge, inside.start("body")) is not None:
            set_issuer(fact, inside)
            return
    before = list(BODY.finditer(text, clause.start, fact.start))
    if (named_before := _named_before(text, fact, before)) is not None:
        set_issuer(fact, named_before)
        return
    for nearest in BODY.finditer(text, max(clause.start, fact.start - 140), fact.start):
        if _VERB_AFTER_BODY.fullmatch(text, nearest.end(), fact.start) is not None:
            set_issuer(fact, nearest)
            return
    own = [body for body in before if body["body"].startswith(CODED_BODIES.get(fact.issuer_code or "", ()))]
    if own:  # ועדת העם תרגמה אותה ל-47 משימות בתוכנית 92/KH-UBND
        set_issuer(fact, own[-1])
        return
    # לפי החלטה 564/QĐ-TTg, ראש הממשלה הכיר; a bare number is his where no resolution of the party has one so high
    behind = BODY.match(text, fact.end + 2, clause.end) if text.startswith(", ", fact.end) else None
    if behind is not None:
        alone = fact.code is None and fact.jurisdiction == "VN" and fact.document_type == "resolution"
        alone = alone and (fact.number or 0) >= _NUMBERS_OF_DECISIONS
        whose = ("ראש הממשלה",) if alone else CODED_BODIES.get(fact.issuer_code or "", ())
        if behind["body"].startswith(whose):
            set_issuer(fact, behind)
            return
    following = _VERB_AFTER.match(text, fact.end, min(clause.next_start, clause.end))
    body = BODY.match(text, following.end(), clause.end) if following is not None else None
    if body is not None and text[fact.start - 1 : fact.start] == "ב":
        set_issuer(fact, body)


def _named_before(text: str, fact: Resolution, before: Sequence[regex.Match[str]]) -> regex.Match[str] | None:
    """The last of the bodies before a citation, if it passed it, heads its line, or decided what it proves in brackets.

    ``התקבלה בעצרת הכללית החלטה 3151`` · ``מועצת הביטחון – החלטה 242`` · ``הממשלה החליטה להקים צוות (החלטה 550)``
    """
    whose = CODED_BODIES.get(fact.issuer_code or "") or ""
    bodies = [body for body in before if body["body"].startswith(whose)]
    if not bodies:
        return None
    body = bodies[-1]
    if text[fact.start - 1 : fact.start] == "(":
        return body if _DECIDED_SO.match(text, body.end()) is not None else None
    if body["proclitics"] == "ב" and _PASSED_AFTER.fullmatch(text, body.end(), fact.start) is not None:
        return body
    if _HEADING_MARK.fullmatch(text, body.end(), fact.start) is None:
        return None
    passed = _PASSED_IN.search(text, max(0, body.start() - 40), body.start())
    if passed is not None and (passed["by"] is not None or body["proclitics"] == "ב"):
        return body
    heads_line = body["proclitics"] == "" and not text[text.rfind("\n", 0, body.start()) + 1 : body.start()].strip()
    return body if heads_line else None


def _issue_date(text: str, fact: Resolution, clause: Clause, dates: Sequence[DateFact]) -> None:
    after = [date for date in dates if fact.end <= date.start < clause.next_start]
    if after and _leads_to_issue_date(text, fact.end, after[0]):
        _set_issue_date(fact, after[0])
        return
    before = [date for date in dates if clause.start <= date.start and date.end <= fact.start]
    # A day that an earlier document was issued on is not this one's too.
    if not before or before[-1].role == "issued" or not _is_day(before[-1]):
        return
    day = before[-1]
    verb_comes_between = _VERB_BETWEEN.fullmatch(text, day.end, fact.start) is not None
    verb_comes_before = (
        _OBJECT_MARK.fullmatch(text, day.end, fact.start) is not None
        and _VERB_BEFORE_DAY.search(text, clause.start, day.start) is not None
    )
    # הממשלה אישרה את המינוי ב-2 בספטמבר, בהחלטה 4126
    decided_by_it = (
        _BY_DECISION.fullmatch(text, day.end, fact.start) is not None
        and _DECIDED.search(text, max(clause.start, day.start - 80), day.start) is not None
    )
    if verb_comes_between or verb_comes_before or decided_by_it:
        _set_issue_date(fact, day)


def _leads_to_issue_date(text: str, start: int, date: DateFact) -> bool:
    """Whether the words from ``start`` announce the day, or a bracket holds nothing else: של ראש הממשלה (27 בנובמבר 2023)."""
    if _BEFORE_ISSUE_DATE.fullmatch(text, start, date.start):
        return True
    return (
        text[date.end : date.end + 1] == ")" and _BEFORE_BRACKETED_DATE.fullmatch(text, start, date.start) is not None
    )


def _is_day(date: DateFact) -> bool:
    return date.start_date is not None and date.start_date == date.end_date and date.modifier is None


def _set_issue_date(fact: Resolution, date: DateFact) -> None:
    if _is_day(date):
        fact.issue_date, fact.issue_date_mention = date.start_date, (date.start, date.end)
        date.role = "issued"


def _end_of_issue_date(text: str, fact: Resolution) -> int:
    """Where the day of issue after the citation ends, its bracket included; the citation's own end where there is none."""
    if fact.issue_date_mention is None or fact.issue_date_mention[0] < fact.end:
        return fact.end
    end = fact.issue_date_mention[1]
    return end + 1 if text[end : end + 1] == ")" else end


def _subject(text: str, fact: Resolution, after: int, clause: Clause, dates: Sequence[DateFact]) -> int:
    """Set the subject; where it ends, or where the citation and its issuer do when there is none."""
    limit = min(clause.next_start, clause.end)
    cue = _SUBJECT.match(text, after, limit)
    if cue is None:
        return after
    begin = cue.end()
    stop = _SUBJECT_END.search(text, begin, limit)
    if text[begin : begin + 1] == '"':  # a quoted title: "על בנייה ופיתוח של המחוז עד 2030"
        stop = _CLOSING_QUOTE.search(text, begin + 1, limit)
        if stop is None:
            return after
        lead = _SUBJECT.match(text, begin + 1, stop.start())
        begin = lead.end() if lead is not None else begin + 1
    end = stop.start() if stop is not None else limit
    # A comma inside a list (חקלאות, חקלאים ואזורים כפריים עד 2030) does not end a subject that a horizon ends.
    reach = limit if stop is not None and stop[0] == "," else end
    for date in dates:
        if begin < date.start < reach and (date.modifier == "until" or date.role in _HORIZON_ROLES):
            if date.start > end and not _LIST.fullmatch(text, begin, date.start):
                break
            # The horizon ends the subject, and so does the word that leads to it.
            end = begin + len(_HORIZON_LEAD.sub("", text[begin : date.start]))
            break
    subject = _NEXT_CITATION.sub("", text[begin:end]).strip(' ,-"')
    if not 3 <= len(subject) <= MAX_SUBJECT_CHARACTERS:
        return after
    fact.subject = subject
    return end


def _horizons(text: str, fact: Resolution, start: int, clause: Clause, dates: Sequence[DateFact]) -> None:
    """Dates that follow the subject through words such as עד and חזון: what the document looks to."""
    position = start
    for date in dates:
        if date.start < position or date.start >= min(clause.next_start, clause.end):
            continue
        gap = text[position : date.start]
        if _HORIZON_CHAIN.fullmatch(gap) is None or not gap.strip(" ,()-") or date.edtf is None:
            break
        fact.horizons.append(date.edtf.removeprefix("../"))
        if date.role is None:
            date.role = "vision" if "חזון" in gap else "deadline" if date.modifier == "until" else date.role
        position = date.end
