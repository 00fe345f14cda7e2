"""What a date is for: issued, deadline, vision, term, period, event, published, by the words around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from pipeline.components.dates.atoms import CUES, PATTERN_FOLDER, ending_with
from pipeline.components.explanations import SILENT, DataEntry, Explanation, Span
from pipeline.deferred_patterns import Deferred
from pipeline.facts import DateFact, DateRole
from pipeline.pattern_files import load_patterns
from pipeline.word_patterns import any_of


class RoleCue(BaseModel):
    """Words that give a role: right before a mention, or earlier in its sentence within ``near`` characters, or both.

    ``modifier`` must be that of the mention where it is given; ``day_only`` keeps the role to single days.
    """

    model_config = ConfigDict(extra="forbid")

    role: DateRole
    before: list[str] = []
    sentence: list[str] = []
    near: int = 0
    modifier: Literal["until", "before"] | None = None
    day_only: bool = False


class _Cue:
    def __init__(self, cue: RoleCue, entry: DataEntry) -> None:
        self.cue = cue
        self.entry = entry
        self.before = None
        self.sentence = None
        if cue.before:
            self.before = ending_with(_before(cue.before))
        if cue.sentence:
            self.sentence = Deferred(f"(?<![א-תA-Za-z])[ושהבכלמ]{{0,3}}{any_of(cue.sentence)}(?![א-תA-Za-z])")

    def words(self, fact: DateFact, before: str) -> Span | None:
        """Where in the text before a mention, counted back from it, the words stand that give it this role; None without any."""
        if self.cue.modifier is not None and fact.modifier != self.cue.modifier:
            return None
        if self.cue.day_only and (fact.precision != "day" or fact.kind != "date"):
            return None
        right_before = in_sentence = None
        if self.before is not None and (right_before := self.before.match(before[-_LONGEST_BEFORE:])) is None:
            return None
        if self.sentence is not None and (in_sentence := self.sentence.search(before[-self.cue.near :])) is None:
            return None
        match = right_before or in_sentence
        return (match.start() - len(match.string), match.end() - len(match.string)) if match is not None else (0, 0)


def _before(phrases: list[str]) -> str:
    """Cues right before a mention: a last single letter is a proclitic of the mention, else one may stand between.

    What may stand between is named once for all of them: a pattern for each phrase would read it again and again.
    """
    marks = [phrase for phrase in phrases if phrase in ("-", "(")]
    words = [phrase for phrase in phrases if phrase not in marks]
    attached = [phrase for phrase in words if len(phrase.rpartition(" ")[2]) == 1]
    apart = [phrase for phrase in words if phrase not in attached]
    forms = (
        (attached, "(?<![א-ת])[ושכ]{0,2}", "ה?-?(?:יום |תאריך |שנת )?"),
        (apart, "(?<![א-ת])[ושבכלמה]{0,3}", ":? ?(?:[בל]?ה?-?)?(?:שנים )?"),
        (marks, "", " ?"),
    )
    return "|".join(f"{before}{any_of(group, backwards=True)}{after}" for group, before, after in forms if group)


_FILE = PATTERN_FOLDER / "roles.yaml"
_CUES = [_Cue(cue, DataEntry(_FILE, (index,))) for index, cue in enumerate(load_patterns(_FILE, list[RoleCue]))]
# Most mentions have none of the phrases of any cue before them.
_ANY_CUE_BEFORE = ending_with(_before([phrase for cue in _CUES for phrase in cue.cue.before]))
_CUES_OF_SENTENCE = [cue for cue in _CUES if cue.before is None]
_LONGEST_BEFORE = 48

_STATEMENT = Deferred(rf"(?<![א-ת])[ושה]{{0,2}}(?:{'|'.join(CUES.statements)})(?![א-ת])")
_FIGURE = Deferred(r"\d(?: ?%)?|אחוז|דו-ספרתי")
_HAPPENING_VERBS = any_of(CUES.happening)
_HAPPENING = Deferred(rf"(?<![א-ת])[ושה]{{0,2}}{_HAPPENING_VERBS}(?![א-ת])")
_HAPPENING_BEFORE = ending_with(
    rf"(?<![א-ת])[ושה]{{0,2}}{any_of(CUES.happening, backwards=True)}(?: [א-ת\"']{{2,14}}){{0,2}},? "
    r"(?:[וש]?ב(?:ה?-?)?(?:(?:סוף|תחילת|אמצע|חודש|יום|תאריך) (?:ה?-?)?)?)?"
)
_HAPPENING_AFTER = Deferred(rf",? {_HAPPENING_VERBS}(?![א-ת])")
_IN_BEFORE = ending_with(
    r"(?<![א-ת])[וש]?(?:במהלך (?:ה-?)?|ב(?:-|ה-?)?(?:(?:חודש|יום|תאריך|סוף|תחילת|אמצע) (?:ה-?)?)?)"
)
_COMPARED_BEFORE = ending_with(r"(?:לעומת|בהשוואה ל|מול|יחסית ל|ביחס ל|מאשר ב?)-?(?:ה?-?)?(?:(?:חודש|שנת) )?")
_THIS_MORNING_BEFORE = ending_with(r"(?<![א-ת])(?:הבוקר|הערב|הצהריים|הלילה|חגי|חג|אירועי),? (?:ה-?)?\(?")
_BRACKET_BEFORE = ending_with(r"\(")
# Members of a list and a date in brackets after another are for the same thing.
_SAME_ROLE_GAP = Deferred(r"(?:, ?|,? ו|,? וכן |,? וגם )(?:[בלמ]|של )?(?:ה?-?)?| \((?:ה-?)?|, ")
_PERIODS = frozenset({"month", "quarter", "half", "year", "season", "decade"})
_REACH = 90


def assign_roles(
    text: str,
    facts: list[DateFact],
    sentence_starts: Sequence[int],
    published_at: date | None = None,
    explanation: Explanation = SILENT,
) -> None:
    """Set ``role`` on the facts whose surroundings say it plainly; the others keep None."""
    previous: DateFact | None = None
    for fact in facts:
        if fact.kind in ("duration", "set"):
            continue
        index = bisect_right(sentence_starts, fact.start) - 1
        start = max(sentence_starts[index] if index >= 0 else 0, fact.start - 240)
        end = sentence_starts[index + 1] if index + 1 < len(sentence_starts) else len(text)
        before, after = text[start : fact.start], text[fact.end : min(end, fact.end + _REACH)]
        has_cue_before = _ANY_CUE_BEFORE.match(before[-_LONGEST_BEFORE:]) is not None
        cues = _CUES if has_cue_before else _CUES_OF_SENTENCE
        cue, words = next(
            ((cue, words) for cue in cues if (words := cue.words(fact, before)) is not None), (None, None)
        )
        mention = (fact.start, fact.end)
        if cue is not None and words is not None:
            fact.role = cue.cue.role
            place = (fact.start + words[0], fact.start + words[1])
            explanation.decided("dates", mention, "role", "the words before it", place, cue.entry)
        elif previous is not None and previous.role is not None and _is_listed_after(previous, fact, text):
            fact.role = previous.role
            explanation.decided("dates", mention, "role", "that of the date before", (previous.start, previous.end))
        else:
            fact.role = _role_in_statement(fact, before, after, published_at)
            if fact.role is not None:
                explanation.decided("dates", mention, "role", "what its sentence states")
        previous = fact


def _is_listed_after(previous: DateFact, fact: DateFact, text: str) -> bool:
    if fact.start - previous.end >= 12 or fact.modifier != previous.modifier:
        return False
    return _SAME_ROLE_GAP.fullmatch(text, previous.end, fact.start) is not None


def _role_in_statement(fact: DateFact, before: str, after: str, published_at: date | None) -> DateRole | None:
    """The role of a date by what its sentence states of it: a target, a figure of a period, something that happened."""
    if fact.precision == "time" or _COMPARED_BEFORE.match(before[-30:]):
        return None
    if fact.modifier in ("until", "before"):
        ahead = published_at is not None and fact.end_date is not None and fact.end_date > published_at
        return "deadline" if ahead else None
    if fact.modifier in ("since", "after"):
        return None
    if _HAPPENING_BEFORE.match(before[-60:]):
        return "event"
    if fact.precision in ("year", "month") and fact.kind == "interval" and _BRACKET_BEFORE.match(before[-2:]):
        return "period" if _STATEMENT.search(before[-_REACH:] + " " + after) else None
    if fact.precision == "day":
        happens = fact.source in ("dates.deictic", "dates.weekday", "dates.sabbath") and _HAPPENING.search(
            before[-_REACH:] + " " + after
        )
        return (
            "event" if happens or _IN_BEFORE.match(before[-24:]) or _THIS_MORNING_BEFORE.match(before[-24:]) else None
        )
    near = before[-_REACH:] + " " + after
    in_it = _IN_BEFORE.match(before[-24:]) or fact.source in ("dates.deictic", "dates.shifted_unit")
    happening = _HAPPENING_AFTER.match(after)
    if in_it and happening and not _STATEMENT.search(happening[0]):
        return "event"
    if fact.precision in _PERIODS and in_it and _STATEMENT.search(near) and _FIGURE.search(near):
        return "period"
    return None
