"""Reads a sentence: which of its figures tells a change, a target or a comparison, of what, and against what.

A reading joins a figure to the word that governs it (ירד, עלייה של, יעד), to its indicator and to the figure that it is
compared with. Figures that no such word governs (shares, levels, probabilities) get no reading.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import regex

from pipeline.components.growth.figures import CONTEXT, Figure, find_figures, read_surroundings
from pipeline.components.growth.lexicon import CUES, Cue, Word, find_cues, words_of
from pipeline.facts import Direction, Indicator, Status
from pipeline.hebrew.characters import QUOTE_MARKS

ReadingKind = Literal["change", "level", "target", "plan"]


@dataclass(slots=True)
class Topic:
    """What a figure speaks of: the indicator, its words in the text, and whether it is one that makes no growth figure."""

    indicator: Indicator | None
    start: int
    end: int
    is_excluded: bool = False


@dataclass(slots=True)
class Reading:
    """A figure that a sentence reads as a change (``change``), a level reached (``level``), a target or a share of a plan."""

    figure: Figure
    kind: ReadingKind
    direction: Direction | None
    zone: tuple[int, int]
    rule: str
    governor: Cue | None = None
    topic: Topic | None = None
    owns_topic: bool = False
    place: tuple[int, int] | None = None
    status: Status = "actual"
    previous: Figure | None = None
    confidence: float = 0.9


def _phrases(words: Iterable[str]) -> str:
    return "|".join(sorted(map(regex.escape, words), key=len, reverse=True)).replace(r"\ ", " ")


_CLAUSE_MARK = regex.compile(r"[,;:•()\n]| [-־] ")
_BREAKS_COMPARISON = regex.compile(r"[\d,;:.()]")
_STRONG_MARK = regex.compile(r"[;•\n]")
_SHARE_AFTER = regex.compile(
    r"[ ]?(?:\([^()]{0,20}\) ?)?(?:מכלל|מסך|מתוך|מבין|מאוכלוסיי?ת"
    r"|מה(?!שנה|תקופה|רבעון|רביע|חודש|עונה|מחצית|שנתיים|עשור|שבוע|יום)[א-ת\"']+)"
)
_PLAN_AFTER = regex.compile(rf"[ ](?:מ|ביחס ל|לעומת |של )ה?(?:{_phrases(CUES.plan)})(?![א-ת])")
_PAST = regex.compile(
    rf"(?<![א-ת])[ושהבכלמ]{{0,3}}(?:{_phrases(CUES.past)})(?![א-ת])|(?<!\d)(?:19|20)\d\d(?!\d)"
    r"|(?<![א-ת])[בלמ]?ה?(?:רבעון|רביע|מחצית|שנת|חודשים|שנים) ה?[א-ת]"
)
# An old estimate of the same figure: (בתחזית הקודמת דובר על גידול של 4%).
_OLD_ESTIMATE = regex.compile(r"(?:תחזית|אומדן|הערכה|הערכות|תחזיות) ה?(?:קודמ|קודם|מקורי)")
# Between a figure and its other basis in brackets: 2.5% בחישוב שנתי (0.6% בחישוב רבעוני).
_ALTERNATIVE_GAP = regex.compile(r"(?: ב[א-ת]+ [א-ת]+)? ?\( ?")
# A figure that says again what the one before said: מ-14 ל-39 מיליון שקל, כלומר פי 2.8.
_RESTATED_GAP = regex.compile(r"[ ,]*-?[ ]?\(?(?:כלומר|דהיינו|שהם|שהן|קרי|או|שהוא|היינו|ובמילים אחרות),? ?")
_PRONOUN_BEFORE = regex.compile(r"(?<![א-ת])[ושה]{0,2}(?:הוא|היא|הם|הן)(?: אף| גם| כבר)? $")
_QUOTED = regex.compile(rf"[{QUOTE_MARKS}]")
_NOT_EMERGENCE = frozenset(CUES.not_emergence)
_PHRASE_ENDS = frozenset(CONTEXT.phrase_ends)
_ADVERBIAL_HEADS = frozenset(CONTEXT.adverbial_heads)
_MEASURE_HEADS = frozenset(CONTEXT.measure_heads)
_PLACE_HEADS = frozenset(CONTEXT.place_heads)
_ASIDE_HEADS = frozenset(CONTEXT.aside_heads)
_TIME_WORDS = frozenset(CONTEXT.time_words)
_OWN_HE = frozenset(CONTEXT.words_with_own_he)
_RATE_BEFORE = regex.compile(r"(?<![א-ת])[ושהבכלמ]{0,3}(?:קצב|שיעור|קצבי) (?:ה)?$")
# How far, in words, a change word reaches to its figure.
_REACH = 22
_LIST_REACH = 8


class SentenceReader:
    """The reading of one sentence. ``dates`` and ``places`` are character ranges of known dates and places in it."""

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        dates: list[tuple[int, int]],
        places: list[tuple[int, int]],
        carried: Topic | None,
    ) -> None:
        self.text, self.start, self.end = text, start, end
        self.dates, self.places, self.carried = dates, places, carried
        self.words = words_of(text, start, end)
        self._word_starts = [word.start for word in self.words]
        figures = find_figures(text, start, end, dates)
        extents = [(f.lead_start, f.after_end) for f in figures]
        cues = [cue for cue in find_cues(text, self.words) if not _inside(cue.start, extents) and self._is_live(cue)]
        self.figures = sorted([*figures, *self._doublings(cues, figures)], key=lambda f: (f.start, f.end))
        self.cues = cues
        self._cue_starts = [cue.start for cue in cues]
        self.gaps = [
            (
                self.figures[i - 1].after_end if i else start,
                max(f.lead_start, self.figures[i - 1].after_end if i else start),
            )
            for i, f in enumerate(self.figures)
        ]
        self.zones = self._zones()
        self.readings: list[Reading] = []
        self.topics: list[Topic | None] = []
        self._consumed: set[int] = set()

    def read(self) -> list[Reading]:
        """The readings of the sentence in text order."""
        pending: Figure | None = None  # a level that waits for a figure to be compared with
        pending_index = -1
        from_value: Figure | None = None
        for index, figure in enumerate(self.figures):
            last = self.readings[-1] if self.readings else None
            role = self._comparison_role(index)
            reading: Reading | None = None
            if role == "from":
                from_value = figure
                self.gaps[index + 1] = (self.gaps[index][0], self.gaps[index + 1][1])
                self.zones[index + 1] = (self.zones[index][0], self.zones[index + 1][1])
            elif role == "previous":
                if (
                    last is not None
                    and last.figure is not pending
                    and last.previous is None
                    and self._comparable(last.figure, figure)
                ) and (pending is None or pending.start < last.figure.start):
                    last.previous = figure
                if pending is not None and self._comparable(pending, figure) and pending_index == index - 1:
                    reading = self._compared_level(pending_index, pending, figure)
                    pending = None
                    if reading is not None:
                        self.readings.append(reading)
                        reading = None
            else:
                reading = self._governed(index) or self._governed_from_right(index) or self._listed(index, last)
                reading = reading or self._plan_or_target(index) or self._rate_level(index)
            if reading is not None:
                self._find_topic(index, reading)
                if from_value is not None and self._comparable(reading.figure, from_value):
                    reading.previous = from_value
                from_value = None
                if reading.topic is not None and reading.topic.is_excluded:
                    self.topics.append(reading.topic)
                    pending = None
                    continue
                self.readings.append(reading)
                pending = None
            elif role == "":
                pending, pending_index = figure, index
            self.topics.append(reading.topic if reading is not None else self._topic_of_level(index))
        return self._without_superseded_levels()

    # The parts of the sentence

    def _is_live(self, cue: Cue) -> bool:
        """Whether a change word is one: not עולה in the sense of "it emerges"."""
        if cue.is_a("indicator") and _QUOTED.match(self.text, cue.start - 1) and cue.start - 1 == cue.prefix_start - 1:
            # A name in quotes ("כלכלה ברורה") speaks of no indicator.
            return _QUOTED.search(self.text, cue.end, min(self.end, cue.end + 25)) is None
        if not cue.is_a("verb") or self.text[cue.start : cue.end] not in ("עולה", "עלה", "עלתה"):
            return True
        index = bisect_left(self._word_starts, cue.end)
        return index >= len(self.words) or self.words[index].text not in _NOT_EMERGENCE

    def _doublings(self, cues: list[Cue], figures: list[Figure]) -> Iterator[Figure]:
        for cue in cues:
            if not cue.is_a("doubling") or cue.entry.times is None:
                continue
            if any(f.unit == "times" and 0 <= f.start - cue.end < 40 for f in figures):
                continue
            times = float(cue.entry.times)
            figure = Figure(cue.start, cue.end, times, times, "times", "multiple")
            read_surroundings(self.text, figure, self.start, self.end)
            figure.lead_start = min(figure.lead_start, cue.prefix_start)
            yield figure

    def _zones(self) -> list[tuple[int, int]]:
        starts = []
        for index, (gap_start, gap_end) in enumerate(self.gaps):
            starts.append(self._separator(gap_start, gap_end) if index else self.start)
        return [(s, starts[i + 1] if i + 1 < len(starts) else self.end) for i, s in enumerate(starts)]

    def _separator(self, start: int, end: int) -> int:
        """Where, between two figures, the part that belongs to the second begins."""
        mark = _CLAUSE_MARK.search(self.text, start, end)
        position = mark.start() if mark else end
        for cue in self._cues(start, position):
            if cue.prefix.startswith("ו") or cue.is_a("clause_break", "noun", "verb"):
                position = min(position, cue.prefix_start)
                break
        joined = (w.start for w in self._words(start + 1, position) if regex.match("ו(?!ו|ייט)..", w.text))
        position = next(joined, position)
        is_joined = self.text[end : end + 1] == "ו" or self.text[end - 1 : end] == "ו"
        return start if position == end and not is_joined else position

    def _cues(self, start: int, end: int) -> list[Cue]:
        low, high = bisect_left(self._cue_starts, start), bisect_left(self._cue_starts, end)
        return [cue for cue in self.cues[low:high] if cue.end <= end]

    def _words(self, start: int, end: int) -> list[Word]:
        return self.words[bisect_left(self._word_starts, start) : bisect_left(self._word_starts, end)]

    def _distance(self, start: int, end: int) -> int:
        return len(self._words(start, end))

    # What governs a figure

    def _comparison_role(self, index: int) -> Literal["", "previous", "from"]:
        """Whether a figure is what another is compared with: ``לעומת 4.1%``, ``מ-6%`` in ``מ-6% ל-4.8%``."""
        figure = self.figures[index]
        if figure.form in ("multiple", "unchanged"):
            return ""
        gap_start, gap_end = self.gaps[index]
        cues = self._cues(gap_start, gap_end)
        follower = self.figures[index + 1] if index + 1 < len(self.figures) else None
        if figure.preposition == "מ" and figure.qualifier not in ("at_least", "over"):
            if follower is not None and follower.preposition == "ל" and self._comparable(follower, figure):
                between = self._cues(figure.after_end, follower.lead_start)
                if not any(c.is_a("noun", "verb", "compare") for c in between) and follower.start - figure.end < 80:
                    return "from"
            last = self.readings[-1] if self.readings else None
            if last is not None and self._comparable(last.figure, figure) and gap_end - gap_start < 40:
                return "previous"
        if self.readings and self._comparable(self.readings[-1].figure, figure):
            old = _OLD_ESTIMATE.search(self.text, gap_start, gap_end)
            if old and figure.preposition != "ב" and self.text.find(")", old.end(), gap_end) < 0:
                return "previous"
        if (
            (
                figure.preposition == "מ"
                and cues
                and cues[-1].is_a("noun")
                and not self._distance(cues[-1].end, figure.lead_start)
            )
            and index
            and self._comparable(self.figures[index - 1], figure)
        ):
            return "previous"
        compare = next((c for c in reversed(cues) if c.is_a("compare")), None)
        if compare is not None:
            old = _OLD_ESTIMATE.search(self.text, figure.after_end, min(self.end, figure.after_end + 25))
            if old and self.readings and self._comparable(self.readings[-1].figure, figure):
                return "previous"
            after = [c for c in cues if c.start > compare.start]
            if any(c.is_a("noun", "verb", "target") for c in after):
                return ""
            comma = self.text.find(",", compare.end, gap_end)
            if comma < 0 or not any(c.is_a("level", "indicator") and c.start > comma for c in after):
                return "previous"
            return ""
        if figure.preposition == "(" and not cues and index:
            bracket = self.text[figure.after_end : self._bracket_end(figure.after_end)]
            if gap_end - gap_start < 40 and self._comparable(self.figures[index - 1], figure) and _PAST.search(bracket):
                return "previous"
        if index and not cues and self.readings and self.readings[-1].previous is self.figures[index - 1]:
            if regex.fullmatch(
                r"[^,;.]{0,30} ?ו", self.text[gap_start:gap_end] + "ו" * (figure.lead_start < figure.start)
            ):
                return "previous"
        return ""

    def _bracket_end(self, position: int) -> int:
        end = self.text.find(")", position, min(self.end, position + 80))
        return end if end >= 0 else position

    @staticmethod
    def _comparable(first: Figure, second: Figure) -> bool:
        return first.unit == second.unit

    def _governed(self, index: int) -> Reading | None:
        figure = self.figures[index]
        gap_start, gap_end = self.gaps[index]
        if figure.form == "multiple":
            return self._doubled(index)
        if figure.form == "unchanged":
            return Reading(figure, "change", "flat", self.zones[index], "unchanged", confidence=0.6)
        governors = [
            c for c in self._cues(gap_start, gap_end) if c.is_a("noun", "verb") and id(c) not in self._consumed
        ]
        for governor in governors[:-3:-1]:
            if _STRONG_MARK.search(self.text, governor.end, gap_end):
                continue
            reading = self._link(index, governor, governors)
            if reading is not None:
                return reading
        return self._higher_or_lower(index)

    def _link(self, index: int, governor: Cue, governors: list[Cue]) -> Reading | None:
        figure = self.figures[index]
        distance = self._distance(governor.end, figure.lead_start)
        between = self._cues(governor.end, figure.lead_start)
        if distance > _REACH or any(c.is_a("share") for c in between):
            return None
        preposition = figure.preposition
        is_share = figure.unit == "percent" and _SHARE_AFTER.match(self.text, figure.after_end) is not None
        if governor.is_a("noun"):
            if preposition == "ב" and governor.is_a("growth") and not any(c.is_a("level") for c in between):
                verb = next((c for c in reversed(governors) if c.is_a("verb") and c.end <= governor.prefix_start), None)
                if verb is not None and self._distance(verb.end, governor.prefix_start) <= 3:
                    return self._reading(index, "change", verb.entry.direction, verb)
            return self._link_noun(index, governor, distance, between, is_share)
        rate = self._rate_subject(index, governor) if preposition in ("ל", "על") else None
        if rate is not None:
            return self._reading(index, "change", rate.entry.direction, rate)
        if governor.entry.sense in ("gain", "lose"):
            if preposition == "" and distance <= 3 and (figure.unit != "count" or figure.counted):
                return self._reading(index, "change", governor.entry.direction, governor)
            return None
        if preposition == "ב" and not is_share:
            return self._reading(index, "change", governor.entry.direction, governor)
        if preposition == "ל":
            return self._reading(index, "level", governor.entry.direction, governor)
        is_rate_unit = figure.unit in ("percent", "percentage_point", "times")
        if preposition in ("", "(", "-") and is_rate_unit and not is_share and distance == 0:
            return self._reading(index, "change", governor.entry.direction, governor)
        if preposition in ("", ",") and figure.form == "digits" and distance <= _LIST_REACH:
            return self._reading(index, "change", governor.entry.direction, governor)
        if figure.unit == "times" and preposition in ("", "ב") and distance <= 12:
            return self._reading(index, "change", governor.entry.direction, governor)
        return None

    def _link_noun(
        self, index: int, governor: Cue, distance: int, between: list[Cue], is_share: bool
    ) -> Reading | None:
        figure = self.figures[index]
        direction = governor.entry.direction
        preposition = figure.preposition
        has_level = any(c.is_a("level") for c in between)
        comma = self.text.find(",", governor.end, figure.lead_start) >= 0
        if preposition == "של" and distance <= 14:
            return self._reading(index, "change", direction, governor)
        if is_share:
            return None
        if preposition == "ב" and (has_level or (distance <= 6 and not comma)):
            return self._reading(index, "change", direction, governor)
        if preposition == "ל" and (not comma or has_level):
            is_rate = governor.is_a("growth") or self._is_rate(governor)
            return self._reading(index, "change" if is_rate else "level", direction, governor)
        if preposition == "על" and has_level:
            return self._reading(index, "change", direction, governor)
        if (
            preposition in (":", "-", "(", "הוא", "היא", "הינו")
            and distance <= 12
            and figure.unit in ("percent", "times", "percentage_point")
        ):
            return self._reading(index, "change", direction, governor)
        reach = _LIST_REACH if figure.form == "digits" else 3
        if preposition in ("", ",") and distance <= reach and (preposition == "" or figure.qualifier != "exact"):
            return self._reading(index, "change", direction, governor)
        return None

    def _reading(self, index: int, kind: ReadingKind, direction: Direction | None, governor: Cue) -> Reading:
        figure = self.figures[index]
        if figure.sign == "down" and direction != "down":
            direction = "down"
        elif direction is None:
            direction = figure.sign or ("flat" if figure.low == figure.high == 0 else None)
        rule = "verb" if governor.is_a("verb") else "noun"
        self._consumed.add(id(governor))
        status = self._status(index, governor)
        return Reading(figure, kind, direction, self.zones[index], rule, governor, status=status)

    def _is_rate(self, noun: Cue) -> bool:
        """Whether the noun is the second of קצב העלייה, שיעור הגידול."""
        return _RATE_BEFORE.search(self.text, max(self.start, noun.prefix_start - 12), noun.start) is not None

    def _rate_subject(self, index: int, verb: Cue) -> Cue | None:
        """The noun of change whose rate the verb moves: ``קצב עליית המחירים ירד ל-7.2%``, ``הצמיחה האטה ל-3%``."""
        middle = self._cues(verb.end, self.figures[index].lead_start)
        for noun in (c for c in middle if c.is_a("noun")):
            return noun
        for noun in reversed(self._cues(self.zones[index][0], verb.prefix_start)):
            if not noun.is_a("noun") or self._follows_comparison(noun):
                continue
            if not _CLAUSE_MARK.search(self.text, noun.end, verb.prefix_start):
                return noun
        return None

    def _higher_or_lower(self, index: int) -> Reading | None:
        """``גבוה ב-2.8% מהממוצע ברבעון השני``: a change only if the comparison is with another time."""
        figure = self.figures[index]
        if figure.preposition != "ב" and figure.unit != "times":
            return None
        cues = [c for c in self._cues(*self.gaps[index]) if c.is_a("higher", "lower")]
        if not cues or self._distance(cues[-1].end, figure.lead_start) > 2 or not self._compares_with_past(index):
            return None
        direction: Direction = "up" if cues[-1].is_a("higher") else "down"
        return self._reading(index, "change", direction, cues[-1])

    def _compares_with_past(self, index: int) -> bool:
        figure = self.figures[index]
        limit = min(self.end, figure.after_end + 70)
        mark = _STRONG_MARK.search(self.text, figure.after_end, limit)
        limit = mark.start() if mark else limit
        if any(figure.after_end <= start < limit for start, _ in self.dates):
            return True
        return _PAST.search(self.text, figure.after_end, limit) is not None

    def _governed_from_right(self, index: int) -> Reading | None:
        """``14% עלייה``, ``8% יותר מהתקופה המקבילה``, ``פי 3 יותר מאשר אשתקד``."""
        figure = self.figures[index]
        if figure.unit not in ("percent", "times", "percentage_point"):
            return None
        follower = next(iter(self._cues(figure.after_end, min(self.end, figure.after_end + 20))), None)
        if follower is not None and follower.start - figure.after_end <= 1:
            if follower.is_a("noun") and not follower.prefix and figure.preposition not in ("ב", "ל", "מ"):
                return self._reading(index, "change", follower.entry.direction, follower)
            if follower.is_a("higher", "lower") and self._compares_with_past(index):
                return self._reading(index, "change", "up" if follower.is_a("higher") else "down", follower)
        if figure.unit == "times" and figure.form == "number" and self.text.startswith(" מ", figure.after_end):
            if self._compares_with_past(index) and not any(
                c.is_a("higher", "lower") for c in self._cues(*self.gaps[index])
            ):
                return Reading(figure, "change", "up", self.zones[index], "multiple", confidence=0.7)
        return None

    def _doubled(self, index: int) -> Reading | None:
        figure = self.figures[index]
        cue = next(c for c in self.cues if c.start == figure.start)
        return self._reading(index, "change", "up", cue)

    def _listed(self, index: int, last: Reading | None) -> Reading | None:
        """A figure that shares the change word of the figure before: ``והיבוא ב-3.2%``, ``בלוד 8%``, ``התחבורה (1%)``."""
        figure = self.figures[index]
        if (
            (
                last is not None
                and self.figures[index - 1] is last.figure
                and figure.unit in ("percent", "times", "percentage_point")
            )
            and _RESTATED_GAP.fullmatch(self.text, last.figure.after_end, figure.lead_start)
            and last.kind != "target"
        ):
            zone = self.zones[index]
            return Reading(figure, "change", last.direction, zone, "restated", topic=last.topic, status=last.status)
        if last is None or figure.unit != last.figure.unit or last.kind not in ("change", "level"):
            return self._signed(index)
        gap_start, gap_end = self.gaps[index]
        cues = self._cues(gap_start, gap_end)
        if any(c.is_a("share", "level", "target", "compare", "higher", "lower") for c in cues):
            return None
        if _SHARE_AFTER.match(self.text, figure.after_end):
            return None
        previous = self.figures[index - 1]
        if previous is not last.figure and previous is not last.previous:
            return None
        zone_start = self.zones[index][0]
        if self._distance(zone_start, gap_end) > _LIST_REACH:
            return None
        preposition, model = figure.preposition, last.figure.preposition
        gap = self.text[gap_start:gap_end]
        is_alternative = preposition == "(" and _ALTERNATIVE_GAP.fullmatch(gap) is not None
        if is_alternative:
            note = self.text[figure.after_end : self._bracket_end(figure.after_end)].strip()
            if len(note) < 3:
                return None
        elif preposition in ("(", "-", ":"):
            if model != preposition and not (preposition == "(" and model == "של"):
                return None
            if model == "של" and last.governor is not None and not last.governor.is_a("noun"):
                return None
        elif (preposition != model and not (preposition in ("", ",") and model in ("של", "ב", "", ","))) or not (
            _CLAUSE_MARK.search(gap) or "ו" in self.text[gap_end : figure.start] or regex.search(r"(?<![א-ת])ו", gap)
        ):
            return None
        reading = Reading(
            figure, last.kind, last.direction, self.zones[index], "list", status=last.status, confidence=0.8
        )
        if figure.sign:
            reading.direction = figure.sign
        if is_alternative:
            reading.topic = last.topic
        return reading

    def _signed(self, index: int) -> Reading | None:
        """A signed figure after its item, with no change word: ``היצוא (17.7%-)``, ``היבוא +3%``."""
        figure = self.figures[index]
        if figure.sign is None or figure.unit not in ("percent", "percentage_point"):
            return None
        if not any(c.is_a("indicator") and not c.entry.is_excluded for c in self._cues(*self.gaps[index])):
            return None
        return Reading(figure, "change", figure.sign, self.zones[index], "signed", confidence=0.7)

    def _plan_or_target(self, index: int) -> Reading | None:
        figure = self.figures[index]
        zone_start = self.zones[index][0]
        if figure.unit == "percent" and _PLAN_AFTER.match(self.text, figure.after_end):
            if figure.low and figure.low >= 20:
                return Reading(figure, "plan", None, self.zones[index], "plan")
            return None
        before = self._cues(zone_start, figure.lead_start)
        targets = [c for c in before if c.is_a("target")]
        is_adjacent = bool(targets) and self._distance(targets[-1].end, figure.lead_start) <= 1
        if figure.unit == "count" and figure.counted is None and not is_adjacent:
            return None
        if figure.preposition not in ("של", "ל", "ב", "על", "הוא", "היא", ":", "-", "") and not is_adjacent:
            return None
        if not targets or any(c.is_a("share") for c in before) or _SHARE_AFTER.match(self.text, figure.after_end):
            return None
        if self._distance(targets[-1].end, figure.lead_start) > 16:
            return None
        topics = [c for c in before if c.is_a("indicator")]
        if not topics and figure.counted is None and not (is_adjacent and (self.topics or self.carried)):
            return None
        if (
            targets[-1].is_a("target")
            and self.text[targets[-1].start : targets[-1].end]
            not in (
                "יעד",
                "יעדי",
                "יעדים",
                "מטרה",
            )
            and not any(c.is_a("level") for c in self._cues(targets[-1].end, figure.lead_start))
        ):
            return None
        return Reading(figure, "target", None, self.zones[index], "target", status="target", confidence=0.8)

    def _rate_level(self, index: int) -> Reading | None:
        """Inflation is itself a rate of change: ``האינפלציה השנתית עומדת על 5.2%``."""
        figure = self.figures[index]
        if figure.unit != "percent" or figure.preposition not in ("על", "ב", "-", ":", "", "ל"):
            return None
        if _SHARE_AFTER.match(self.text, figure.after_end):
            return None
        before = self._cues(self.zones[index][0], figure.lead_start)
        topics = [c for c in before if c.is_a("indicator")]
        if (
            not topics
            or topics[-1].entry.indicator != "inflation"
            or "מדד" in self.text[topics[-1].start : topics[-1].end]
        ):
            return None
        distance = self._distance(topics[-1].end, figure.lead_start)
        if distance > 5 or (figure.preposition in ("", "ל") and not any(c.is_a("level") for c in before)):
            return None
        if any(c.is_a("target", "share") for c in before):
            return None
        is_expected = any(c.is_a("forecast") or _is_future(c) for c in before if not self._in_comparison(c))
        status: Status = "forecast" if is_expected else "actual"
        direction: Direction = "down" if figure.sign == "down" else "up"
        return Reading(figure, "level", direction, self.zones[index], "inflation", status=status, confidence=0.7)

    def _compared_level(self, index: int, level: Figure, previous: Figure) -> Reading | None:
        """A level that the text compares with the same thing at another time."""
        if (
            level.low is None
            or previous.low is None
            or level.qualifier == "range"
            or _SHARE_AFTER.match(self.text, level.after_end)
        ):
            return None
        zone = self.zones[index]
        before = self._cues(zone[0], level.lead_start)
        after = self._cues(level.after_end, min(self.end, level.after_end + 40))
        if any(c.is_a("share") for c in (*before, *after)):
            return None
        limit = min(self.end, previous.after_end + 60)
        noun = next((c for c in self._cues(level.after_end, previous.lead_start) if c.is_a("noun")), None)
        if noun is None and not _PAST.search(self.text, level.after_end, limit):
            return None
        has_level = any(c.is_a("level") for c in before)
        has_topic = any(c.is_a("indicator") for c in (*before, *after[:1]))
        has_topic = has_topic or (has_level and self._left_phrase(zone[0], level.lead_start) is not None)
        if level.counted is None and not (has_topic and (has_level or level.preposition == "-")):
            return None
        direction: Direction = "up" if level.low > previous.low else "down" if level.low < previous.low else "flat"
        reading = Reading(level, "level", direction, zone, "compared", confidence=0.8, previous=previous)
        self._find_topic(index, reading)
        if reading.topic is None or reading.topic.is_excluded:
            return None
        return reading

    def _status(self, index: int, governor: Cue) -> Status:
        """Whether the sentence tells a result, or expects, aims at or estimates it."""
        figure = self.figures[index]
        tense = governor.entry.tense
        if governor.is_a("doubling"):
            form = self.text[governor.start : governor.end]
            tense = "infinitive" if form[0] == "ל" else "future" if form[0] in "ית" else "past"
        before = self._cues(max(self.zones[index][0], self.gaps[index][0]), figure.lead_start)
        last = self.readings[-1] if self.readings else None
        if governor.is_a("noun") and self._follows_comparison(governor):
            expected = [c for c in self._cues(governor.start - 25, governor.start) if c.is_a("forecast", "target")]
            return "actual" if not expected else "target" if expected[-1].is_a("target") else "forecast"
        if not any(c.is_a("forecast", "target", "estimate") for c in before):
            before = self._cues(last.figure.after_end if last else self.start, figure.lead_start)
        if tense in {"infinitive", "future"} or governor.is_a("noun") or not tense:
            whole = self._cues(self.start, figure.lead_start) if tense in ("infinitive", "future") else before
            whole = [c for c in whole if not self._in_comparison(c)]
            kinds = [k for c in reversed(whole) for k in ("target", "forecast", "estimate") if c.is_a(k)]
            if kinds:
                found = kinds[0]
                return "target" if found == "target" else "forecast" if found == "forecast" else "estimate"
            if tense == "infinitive":
                return "target"
            if last is not None and last.status in ("target", "forecast") and not tense:
                if not any(c.is_a("compare", "sequel", "level", "clause_break") for c in before):
                    return last.status
            return "forecast" if tense == "future" or any(_is_future(c) for c in before) else "actual"
        if any(c.is_a("estimate") for c in self._cues(self.start, governor.start)):
            return "estimate"
        return "actual"

    def _in_comparison(self, cue: Cue) -> bool:
        if "מ" in cue.prefix and cue.is_a("forecast", "target", "estimate"):
            return True
        return any(
            c.is_a("compare") and cue.start - c.end < 12 and not _BREAKS_COMPARISON.search(self.text, c.end, cue.start)
            for c in self._cues(cue.start - 30, cue.start)
        )

    # What a figure speaks of

    def _find_topic(self, index: int, reading: Reading) -> None:
        if reading.topic is not None:
            return
        figure, governor = reading.figure, reading.governor
        zone_start = reading.zone[0]
        if governor is not None and governor.is_a("noun") and governor.start < figure.start:
            topic = self._topic_of_noun(index, reading, governor)
        elif (
            governor is not None
            and (governor.is_a("verb", "doubling", "higher", "lower"))
            and governor.start <= figure.start
        ):
            topic = self._topic_of_verb(index, reading, governor)
            if topic is not None and topic.indicator == "other" and governor.entry.indicator is not None:
                topic.indicator = governor.entry.indicator
        elif reading.rule == "list":
            topic = self._topic_of_item(index, reading)
        else:
            topic = self._after_figure(index) or self._before(zone_start, figure.lead_start) or self._counted(index)
            if topic is None and not any(self.topics):
                topic = self._left_phrase(zone_start, figure.lead_start)
        reading.owns_topic = topic is not None
        if topic is None:
            topic = next((t for t in reversed(self.topics) if t is not None), None) or self.carried
        reading.topic = topic

    def _topic_of_noun(self, index: int, reading: Reading, noun: Cue) -> Topic | None:
        figure = reading.figure
        zone_start = reading.zone[0]
        topic = self._phrase_after(noun.end, figure.lead_start) or self._after_figure(index)
        if topic is not None and figure.preposition in ("(", "-", ":") and not topic.is_excluded:
            item = self._left_phrase(noun.end, figure.lead_start)
            if item is not None:
                named = self._before(item.start, figure.lead_start)
                return Topic(named.indicator if named else topic.indicator, item.start, item.end)
        if topic is not None:
            return topic
        left = self._before(zone_start, noun.prefix_start)
        if left is not None:
            reading.place = self._place_before(left.end, noun.prefix_start)
            return left
        implied = self._implied(noun)
        if implied is not None and self._follows_comparison(noun) and (any(self.topics) or self.carried):
            return None
        if implied is not None:
            return implied
        if self.topics and self.topics[-1] is not None and not self._left_phrase(zone_start, noun.prefix_start):
            return None
        phrase = self._left_phrase(zone_start, noun.prefix_start)
        if (
            phrase is not None
            and self.text[phrase.start] == "ב"
            and not any(c.is_a("level") for c in self._cues(phrase.end, noun.start))
        ):
            reading.place = (phrase.start, phrase.end)
            return None
        return phrase or (None if self.topics else implied)

    def _place_before(self, start: int, end: int) -> tuple[int, int] | None:
        """The place that opens the clause of a change: ``מחירי הדירות: בחיפה ירידה של 5%``."""
        mark = _CLAUSE_MARK.search(self.text, start, end)
        words = self._words(mark.end(), end) if mark else []
        if not 1 <= len(words) <= 3 or not words[0].text.startswith("ב") or self._is_time(words[0]):
            return None
        return words[0].start, words[-1].end

    def _implied(self, noun: Cue) -> Topic | None:
        if noun.entry.indicator is None:
            return None
        return Topic(noun.entry.indicator, noun.start, noun.end)

    def _follows_comparison(self, noun: Cue) -> bool:
        return any(c.is_a("compare", "sequel") for c in self._cues(max(self.start, noun.start - 25), noun.start))

    def _topic_of_verb(self, index: int, reading: Reading, verb: Cue) -> Topic | None:
        figure = reading.figure
        if _PRONOUN_BEFORE.search(self.text, max(self.start, verb.prefix_start - 14), verb.prefix_start):
            return None
        zone_start = reading.zone[0]
        middle_end = figure.lead_start if figure.start > verb.end else min(self._next_start(index), self.end)
        middle = [c for c in self._cues(verb.end, middle_end) if c.is_a("indicator") or c.is_a("growth")]
        plain = [c for c in middle if not set(c.prefix) & set("בלמכ")]
        mark = _CLAUSE_MARK.search(self.text, verb.end, middle_end)
        if plain and (mark is None or plain[0].start < mark.start()):
            topic = self._topic(plain[0])
            object_start = self.text.find("את ", verb.end, plain[0].prefix_start)
            if object_start >= 0 and plain[0].prefix_start - object_start < 20 and not topic.is_excluded:
                head = next(iter(self._words(object_start + 3, topic.end)), None)
                named = (
                    self._named(head, topic.end) if head is not None and head.start < plain[0].prefix_start else None
                )
                if named is not None:
                    topic.start = named.start
            return topic
        phrase = self._subject_after(verb.end, mark.start() if mark else middle_end)
        left = self._before(zone_start, verb.prefix_start)
        if phrase is not None and (left is None or verb.entry.sense in ("raise", "lower")):
            return phrase
        left_phrase = self._left_phrase(zone_start, verb.prefix_start)
        if left is not None:
            if left_phrase is not None and left_phrase.start < left.start and self._is_oblique(left, zone_start):
                return left_phrase
            return left
        if verb.prefix.endswith("ש") and index == 0 and left_phrase is None:
            return self._before(self.start, verb.prefix_start)
        if left_phrase is not None:
            return left_phrase
        if middle and mark is None:
            return self._topic(middle[0])
        return self._counted(index)

    def _topic_of_item(self, index: int, reading: Reading) -> Topic | None:
        """The item of a list before its figure; a place or a bare figure keeps the topic of the list."""
        figure = reading.figure
        zone_start = reading.zone[0]
        last = self.readings[-1]
        topic = self._before(zone_start, figure.lead_start)
        if topic is not None and not (
            last.topic and last.topic.indicator in ("prices", "inflation") and figure.preposition in "(-:"
        ):
            return topic
        phrase = self._left_phrase(zone_start, figure.lead_start)
        names_after = last.topic is not None and last.topic.start > last.figure.end
        if figure.preposition in ("של", "") or (figure.preposition == "ב" and phrase is None):
            after = self._after_figure(index)
            if after is not None and (names_after or after.indicator != "other"):
                return after
        if phrase is None:
            return None
        if (
            last.topic is not None
            and last.topic.indicator in ("prices", "inflation")
            and figure.preposition in ("(", "-", ":", "ב")
        ):
            return Topic("prices", phrase.start, phrase.end)
        first = next(iter(self._words(zone_start, figure.lead_start)), None)
        words = self._words(phrase.start, phrase.end)
        if first is not None and regex.match(r"ו?ב", first.text) and len(words) <= 3:
            reading.place = (phrase.start, phrase.end)
            return None
        return phrase

    def _topic_of_level(self, index: int) -> Topic | None:
        """What a figure without a reading speaks of, for the change that follows it: ``… 20 מיליארד דולר, עלייה של 12%``."""
        figure = self.figures[index]
        if figure.counted == "other":
            named = self._before(self.zones[index][0], figure.lead_start)
            if named is not None:
                return named
        if figure.counted is not None:
            follower = next((c for c in self._cues(figure.start, figure.after_end + 25) if c.is_a("indicator")), None)
            return self._counted(index) if follower is None or figure.counted != "other" else self._topic(follower)
        before = self._before(self.zones[index][0], figure.lead_start)
        is_share = _SHARE_AFTER.match(self.text, figure.after_end) is not None
        if before is None or (figure.preposition not in ("ב", "ל", "על") and not is_share):
            mark = _CLAUSE_MARK.search(self.text, figure.after_end, self._next_start(index))
            for cue in self._cues(figure.after_end, mark.start() if mark else self._next_start(index)):
                if cue.is_a("indicator") and cue.start - figure.after_end < 25:
                    return self._topic(cue)
        if before is None and index and self.topics:
            return self.topics[-1]
        if before is None and self.carried is not None and figure.unit not in ("percent", "percentage_point", "times"):
            return self.carried
        return before or self._left_phrase(self.zones[index][0], figure.lead_start)

    def _counted(self, index: int) -> Topic | None:
        figure = self.figures[index]
        if figure.counted is None:
            return None
        words = self._words(figure.end, figure.noun_end)
        start = words[0].start if words else figure.start
        return Topic(figure.counted, start, max(self._phrase_end(figure.noun_end, 2), figure.noun_end))

    def _next_start(self, index: int) -> int:
        return self.figures[index + 1].lead_start if index + 1 < len(self.figures) else self.end

    def _topic(self, cue: Cue) -> Topic:
        if cue.entry.is_excluded:
            return Topic(None, cue.start, cue.end, is_excluded=True)
        end = self._phrase_end(cue.end, 3) if cue.is_a("indicator") else cue.end
        return Topic(cue.entry.indicator, cue.start, max(end, cue.end))

    def _before(self, start: int, end: int) -> Topic | None:
        """The indicator whose noun phrase stands last before ``end``: its head, which in Hebrew comes first."""
        cues = [c for c in self._cues(start, end) if c.is_a("indicator", "growth") and not self._in_comparison(c)]
        if any(c.is_a("indicator") for c in cues):
            cues = [c for c in cues if c.is_a("indicator")]
        if not cues:
            return None
        chosen = cues[-1]
        for cue in reversed(cues[:-1]):
            between = self.text[cue.end : chosen.prefix_start]
            is_fresh = not set(chosen.prefix) & set("בלמכ") and bool(set(cue.prefix) & set("בלמכ"))
            if is_fresh or _CLAUSE_MARK.search(between) or self._distance(cue.end, chosen.prefix_start) > 2:
                break
            if any(c.is_a("verb", "level", "noun") for c in self._cues(cue.end, chosen.start)):
                break
            chosen = cue
        return self._topic(chosen)

    def _is_oblique(self, topic: Topic, start: int) -> bool:
        """Whether an indicator only places what the clause speaks of: מספר ההרוגים בענף הבנייה."""
        cue = next((c for c in self._cues(start, topic.end) if c.start == topic.start), None)
        if cue is None or not set(cue.prefix) & set("בלמ"):
            return False
        head = next((w for w in self._words(start, topic.start) if not self._is_adverbial(w)), None)
        if head is None or head.start >= cue.prefix_start or _CLAUSE_MARK.search(self.text, head.end, cue.prefix_start):
            return False
        return not _is_head(head.text, _MEASURE_HEADS) and not regex.match(r"ו?ב", head.text)

    def _after_figure(self, index: int) -> Topic | None:
        """The phrase with ב after a figure: ``עלייה של 9.0% בהוצאה לצריכה פרטית``."""
        figure = self.figures[index]
        position = figure.after_end
        if self.text.startswith(" (", position):
            end = self._bracket_end(position)
            inner = any(position < f.start < end for f in self.figures)
            position = end + 1 if end > position else position
            limit = self.end if inner else self._limit_after(index)
        else:
            limit = self._limit_after(index)
        return self._phrase_after(position, max(limit, position))

    def _limit_after(self, index: int) -> int:
        limit = self.zones[index][1]
        return limit if limit > self.figures[index].after_end else self._next_start(index)

    def _phrase_after(self, start: int, end: int) -> Topic | None:
        """The first phrase of ``text[start:end]`` that names what changed: a construct (עליית מחירים) or one with ב."""
        mark = regex.compile(r"[,;:•()\n.]").search(self.text, start, end)
        end = mark.start() if mark else end
        for position, word in enumerate(self._words(start, end)):
            cue = next(iter(self._cues(word.start, end)), None)
            own = cue is not None and cue.prefix_start <= word.start < cue.end
            if own and cue is not None:
                if cue.is_a("occurrence", "estimate", "forecast", "target"):
                    continue
                if cue.is_a("compare", "sequel", "share", "clause_break", "verb", "level"):
                    return None
                if cue.is_a("indicator") and (
                    "ב" in cue.prefix
                    or "ל" in cue.prefix
                    or position == 0
                    or self._in_measure(word)
                    or self._after_of(word)
                ):
                    return self._topic(cue)
                if cue.is_a("growth") and position > 0:
                    return self._topic(cue)
            if word.text in _PHRASE_ENDS or self._is_date(word.start):
                continue
            if word.text.startswith("ב") and len(word.text) > 2:
                if self._is_place(word) or _is_head(word.text[1:], _PLACE_HEADS) or self._is_time(word):
                    continue
                nested = next((c for c in self._cues(word.end, end) if c.is_a("indicator")), None)
                bare = word.text[1:]
                if nested is not None and bare in _MEASURE_HEADS and self._distance(word.end, nested.start) <= 1:
                    return self._topic(nested)
                phrase_end = self._phrase_end(word.end, 5)
                return Topic("other", word.start + 1, min(max(phrase_end, word.end), end))
        return None

    def _is_time(self, word: Word) -> bool:
        """Whether a phrase with ב tells when: ``בשנה``, ``בשלוש השנים``, ``בחמשת החודשים``."""
        index = bisect_left(self._word_starts, word.start)
        return any(_is_head(w.text, _TIME_WORDS) for w in self.words[index : index + 2])

    def _after_of(self, word: Word) -> bool:
        index = bisect_left(self._word_starts, word.start)
        return index > 0 and self.words[index - 1].text == "של"

    def _in_measure(self, word: Word) -> bool:
        index = bisect_left(self._word_starts, word.start)
        return index > 0 and _is_head(self.words[index - 1].text, _MEASURE_HEADS)

    def _subject_after(self, start: int, end: int) -> Topic | None:
        """A noun phrase outside the lexicon that follows its verb: ``ירד מספר התאונות ב-5%``."""
        for word in self._words(start, end):
            if word.text in ("את", "גם", "אז", "כבר", "שוב", "עוד", "אף") or self._is_date(word.start):
                continue
            if word.text in _PHRASE_ENDS or word.text in _ADVERBIAL_HEADS or regex.match(r"ו?[בלמכ]", word.text):
                if word.text not in _MEASURE_HEADS:
                    return None
            return self._named(word, end)
        return None

    def _left_phrase(self, start: int, end: int) -> Topic | None:
        """A noun phrase outside the lexicon before its change word: ``מספר התאונות ירד ב-5%``."""
        words = [w for w in self._words(start, end) if not self._is_date(w.start)]
        opener = max((i for i, w in enumerate(words) if w.text in ("כי", "אשר", "וכי")), default=-1)
        words = words[opener + 1 :]
        for index in range(len(words) - 1, 0, -1):
            if _CLAUSE_MARK.search(self.text, words[index - 1].end, words[index].start):
                tail = words[index:]
                if any(not self._is_adverbial(w) for w in tail) and tail[0].text not in _ASIDE_HEADS:
                    words = tail
                    break
                if ":" in self.text[words[index - 1].end : words[index].start]:
                    return None
                words = words[:index]
        content = [w for w in words if not self._is_adverbial(w)]
        while content and any(
            c.prefix_start <= content[0].start < c.end and not c.is_a("indicator") for c in self._cues(start, end)
        ):
            content = content[1:]
        if not content:
            return None
        return self._named(content[0], end)

    def _named(self, word: Word, end: int) -> Topic | None:
        cut = 0
        if word.text.startswith("ו") and len(word.text) > 3:
            cut += 1
        rest = word.text[cut:]
        if (rest not in _OWN_HE and rest.startswith("ה") and len(rest) > 3) or (
            rest.startswith("ב")
            and len(rest) > 3
            and (rest[1:] in _OWN_HE or rest[1:] in _MEASURE_HEADS or rest[1] == "ה")
        ):
            cut += 1
        phrase_end = min(max(self._phrase_end(word.end, 5), word.end), end)
        if phrase_end - word.start - cut < 2:
            return None
        return Topic("other", word.start + cut, phrase_end)

    def _phrase_end(self, position: int, longest: int) -> int:
        """Where the noun phrase that runs through ``position`` ends, at most ``longest`` words on."""
        end = position
        index = bisect_left(self._word_starts, position)
        for word in self.words[index : index + longest]:
            if (
                regex.search(r"[^\s\"'׳״-]", self.text[end : word.start])
                or self._is_date(word.start)
                or self._is_place(word)
            ):
                break
            if (
                len(word.text) < 2
                or word.text in _PHRASE_ENDS
                or any(f.lead_start <= word.start < f.after_end for f in self.figures)
            ):
                break
            cue = next(iter(self._cues(max(self.start, word.start - 1), word.end)), None)
            if cue is None and word.text.startswith("ב") and len(word.text) > 3:
                break
            if cue is not None and not cue.is_a("indicator"):
                break
            if cue is not None and cue.prefix.startswith("ו"):
                break
            end = word.end
        return end

    def _is_adverbial(self, word: Word) -> bool:
        bare = word.text[1:] if word.text[0] in "וה" else word.text
        if not {word.text, bare}.isdisjoint(_ADVERBIAL_HEADS | _PHRASE_ENDS) or self._is_date(word.start):
            return True
        if word.text.startswith("ב") and any(0 <= start - word.end <= 2 for start, _ in self.dates):
            return True
        return len(word.text) < 2 or self._is_place(word)

    def _is_date(self, position: int) -> bool:
        return _inside(position, self.dates) or _inside(position + 1, self.dates)

    def _is_place(self, word: Word) -> bool:
        return any(start <= word.end - 1 < end for start, end in self.places)

    def _without_superseded_levels(self) -> list[Reading]:
        """The readings without a level whose own change the sentence gives too (decision: the change is the fact)."""
        kept: list[Reading] = []
        for index, reading in enumerate(self.readings):
            follower = self.readings[index + 1] if index + 1 < len(self.readings) else None
            is_level = reading.kind == "level" and reading.rule != "inflation"
            if is_level and follower is not None and follower.kind == "change" and not follower.owns_topic:
                is_sequel = follower.governor is not None and self._follows_comparison(follower.governor)
                if follower.rule in ("noun", "verb", "restated") and not is_sequel and follower.topic is reading.topic:
                    continue
            kept.append(reading)
        return kept


def _inside(position: int, ranges: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in ranges)


def _is_future(cue: Cue) -> bool:
    return cue.entry.tense == "future"


def _is_head(word: str, heads: frozenset[str]) -> bool:
    """Whether the word, with or without proclitics, is one of the heads."""
    for cut in range(min(4, len(word))):
        if word[cut:] in heads:
            return True
        if word[cut] not in "ושהבכלמ":
            return False
    return False
