"""What is known while a sentence is read: its parts, the readings and topics so far, and what the text spoke of before."""

from __future__ import annotations

import regex

from pipeline.components.growth.figures import CONTEXT, Figure
from pipeline.components.growth.lexicon import Cue
from pipeline.components.growth.reading import Reading, ReadingKind
from pipeline.components.growth.sentence_parts import SentenceParts
from pipeline.components.growth.topics import Discourse, Topic, TopicFinder
from pipeline.facts import Direction, Indicator, Status
from pipeline.word_patterns import any_of

# What ends a clause beyond doubt.
STRONG_MARK = regex.compile(r"[;•\n]")
# Between two figures that stand side by side: 12.2%, כמעט 8 נקודות אחוז
ONLY_COMMA = regex.compile(r" ?\(?,? ?")
# Before a verb whose subject the text has named: הוא אף עלה
PRONOUN_BEFORE = regex.compile(r"(?<![א-ת])[ושה]{0,2}(?:הוא|היא|הם|הן)(?: אף| גם| כבר)? $")
# Before the value of another time: ברבעון השני 11.8%, לאחר 10.3%
AFTER_ONLY = regex.compile(r"(?: [בל]-?[א-ת]{2,8}(?: \d{4})?)?[,;]? ?\(?(?:זאת )?(?:לאחר|אחרי) ")
# After these an infinitive tells a result: היצוא המשיך לעלות, והיבוא החל לרדת.
_GOING_ON = regex.compile(
    r"(?<![א-ת])[ושה]{0,2}(?:(?:המשיכ|הוסיפ|החל|התחיל|הספיק|הצליח)[הו]?|המשיך|הוסיף|ממשיך|מוסיף|(?:ממשיכ|מוסיפ)(?:ה|ים|ות)) $"
)
_DECIDED = regex.compile(r"(?<![א-ת])[ושה]{0,2}(?:החליט[הו]?|הוחלט) (?:פה אחד |שוב |היום |אתמול |שלא )?$")
_RATE_OF_BANK = regex.compile(r" (?:את )?ה?ריבית(?![א-ת])")
# What opens the figures of places, branches and groups: בחלוקה למחוזות, מבין הענפים
_DIVIDING = regex.compile(rf"\s*{any_of(CONTEXT.dividing)}(?![א-ת])")
# How far, in words, an item of a list reaches to its figure.
LIST_REACH = 8
# What the items of a list or of the next sentence belong to: after the index of prices, vegetables are their prices.
ITEMS_OF: dict[Indicator, Indicator] = {
    "inflation": "prices", "prices": "prices", "industrial_production": "industrial_production", "exports": "exports",
    "imports": "imports", "retail_sales": "retail_sales", "visitors": "visitors", "trade": "trade",
}  # fmt: skip
# What a cue can make of a figure that is no result.
_EXPECTATIONS: tuple[Status, ...] = ("target", "forecast", "estimate")
# Indicators whose percentages are growth.
GROWING = frozenset(["gdp", "grdp", "economy"])


class SentenceState:
    """A sentence while it is read. ``discourse`` is what the text has spoken of before it.

    ``readings`` and ``topics`` are those of the figures so far, ``consumed`` the change words that have their figure, ``carried``
    the topic of the text before, ``heading`` the words and the colon that open the sentence.
    """

    def __init__(self, parts: SentenceParts, discourse: Discourse) -> None:
        self.parts = parts
        self.discourse = discourse
        self.find = TopicFinder(parts, discourse)
        self.carried = discourse.topic
        if self.carried is None or not self.carried.is_listed:
            # Places and branches are of what the text tells of: באופן גאוגרפי נרשמה ירידה בכל הערים
            divides = discourse.main is not None and _DIVIDING.match(parts.text, parts.start, parts.end)
            self.carried = discourse.main if divides else self.carried
        self.heading = self.find.heading()
        if self.heading is None:
            discourse.listed = None
        elif discourse.listed is None and self.carried is not None and self.carried.indicator is not None:
            discourse.listed = ITEMS_OF.get(self.carried.indicator)
        if self.heading is not None:
            named = next((c for c in parts.cues_between(*self.heading) if c.is_a("indicator")), None)
            if named is not None and named.entry.indicator in ITEMS_OF:
                discourse.listed = ITEMS_OF[named.entry.indicator]
        self.readings: list[Reading] = []
        self.topics: list[Topic | None] = []
        self.consumed: set[int] = set()

    @property
    def last(self) -> Reading | None:
        """The reading before, in this sentence."""
        return self.readings[-1] if self.readings else None

    def context(self) -> Topic | None:
        """What the text spoke of last, in this sentence or before."""
        for topic in reversed(self.topics):
            if topic is not None:
                return topic
        return self.carried

    def speaks_of(self, *indicators: str) -> bool:
        """Whether the text speaks of one of the indicators where the figure stands."""
        context = self.context()
        return context is not None and context.indicator in indicators

    @staticmethod
    def comparable(first: Figure, second: Figure) -> bool:
        """Whether two figures can be values of one thing."""
        return first.unit == second.unit

    def governed_by(self, index: int, kind: ReadingKind, direction: Direction | None, governor: Cue) -> Reading:
        """The reading of a figure that a word of change governs; no other figure takes that word."""
        figure = self.parts.figures[index]
        if figure.sign == "down" and direction != "down":
            direction = "down"
        elif direction is None:
            direction = figure.sign or ("flat" if figure.low == figure.high == 0 else None)
        rule = "verb" if governor.is_a("verb") else "noun"
        self.consumed.add(id(governor))
        status = self._status(index, governor)
        return Reading(figure, kind, direction, self.parts.zones[index], rule, governor, status=status)

    def _status(self, index: int, governor: Cue) -> Status:
        """Whether the sentence tells a result, or expects, aims at or estimates it."""
        figure = self.parts.figures[index]
        tense = governor.entry.tense
        if tense in ("past", "present") and not governor.is_a("noun"):
            told = self.parts.cues_between(self.parts.start, governor.start)
            return "estimate" if any(c.is_a("estimate") for c in told) else "actual"
        before = self.parts.cues_between(max(self.parts.zones[index][0], self.parts.gaps[index][0]), figure.lead_start)
        last = self.last
        if governor.is_a("noun") and self.parts.follows_comparison(governor):
            expected = [
                c for c in self.parts.cues_between(governor.start - 25, governor.start) if c.is_a("forecast", "target")
            ]
            return "actual" if not expected else "target" if expected[-1].is_a("target") else "forecast"
        if not any(c.is_a("forecast", "target", "estimate") for c in before):
            before = self.parts.cues_between(last.figure.after_end if last else self.parts.start, figure.lead_start)
        is_ahead = tense in ("infinitive", "future")
        whole = self.parts.cues_between(self.parts.start, figure.lead_start) if is_ahead else before
        whole = [c for c in whole if not self.parts.in_comparison(c)]
        kinds = (kind for c in reversed(whole) for kind in _EXPECTATIONS if c.is_a(kind))
        if tense == "infinitive" and self._goes_on(governor):
            return "actual"
        if (expectation := next(kinds, None)) is not None:
            return expectation
        if tense == "infinitive" and self._is_decided(governor):
            # the rate of a bank has changed by its decision, a tax is to change
            return "actual" if _RATE_OF_BANK.search(self.parts.text, governor.end, governor.end + 20) else "forecast"
        if tense == "infinitive":
            return "target"
        is_aside = any(c.is_a("compare", "sequel", "level", "clause_break") for c in before)
        if last is not None and last.status in ("target", "forecast") and not tense and not is_aside:
            return last.status
        return "forecast" if tense == "future" or any(self.is_future(c) for c in before) else "actual"

    def _goes_on(self, verb: Cue) -> bool:
        """Whether the word before an infinitive tells that it came to pass: ``המשיך לעלות``."""
        floor = max(self.parts.start, verb.prefix_start - 12)
        return _GOING_ON.search(self.parts.text, floor, verb.prefix_start) is not None

    def _is_decided(self, verb: Cue) -> bool:
        """Whether an infinitive tells what was decided, which is no aim: ``הבנק החליט להפחית את הריבית``."""
        floor = max(self.parts.start, verb.prefix_start - 24)
        return _DECIDED.search(self.parts.text, floor, verb.prefix_start) is not None

    def is_future(self, cue: Cue) -> bool:
        """Whether a verb tells of a time to come: יעלה, תעמוד."""
        return cue.entry.tense == "future" or (cue.is_a("level") and self.parts.text[cue.start] in "ית")
