"""The parts of a sentence with figures: its words, its cues, and which stretch of it belongs to which figure."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from pipeline.components.growth.figures import CONTEXT, Figure, read_surroundings
from pipeline.components.growth.lexicon import CUES, Cue, Word, find_cues, words_of
from pipeline.components.growth.rare_verbs import rare_verbs
from pipeline.hebrew.characters import QUOTE_MARKS

CLAUSE_MARK = re.compile(r"[,;:•()\n]| [-־] ")
# A word that ו joins, and no word of its own: והיבוא, not וועדה or וייטנאם.
_JOINED = re.compile("ו(?!ו|ייט)..")
_BREAKS_COMPARISON = re.compile(r"[\d,;:.()]")
_QUOTED = re.compile(rf"[{QUOTE_MARKS}]")
_NOT_EMERGENCE = frozenset(CUES.not_emergence)
_TIME_WORDS = frozenset(CONTEXT.time_words)
_COMMA = re.compile(", ")
# An aside of three words or more, no abbreviation: (שיעור הצמיחה בשקלול הגידול באוכלוסייה)
_BRACKETS = re.compile(r"\((?=[^()\d]{12,90}\))[^()\d ]+(?: [^()\d ]+){2,}\)")
_ASIDE_HEADS = frozenset(CONTEXT.aside_heads)
_WORDS_WITH_OWN_SHIN = frozenset(CONTEXT.words_with_own_shin)
_UNMARKED_COUNTRIES = frozenset(CONTEXT.unmarked_countries)
# Words that may part a place from its verb: סין גם צמחה.
_SIDE_WORDS = frozenset(["גם", "כבר", "אף", "רק", "השנה", "אשתקד", "לעומתה", "מנגד"])
# Words that open an item of what was told, and with no comma a share.
_AMONG_THEM = frozenset(["מתוכם", "מתוכן"])
# Verbs that with ש tell what somebody found: בדיקה מעלה שהיקרה גובה פי 1.4.
_FINDING = frozenset(["מעלה", "מעלים", "מעלות", "העלה", "העלתה", "העלו"])


# Verbs that may also tell what emerges: מהנתונים עולה כי.
_EMERGING = frozenset(["עולה", "עלה", "עלתה"])


class SentenceParts:
    """A sentence taken apart: ``figures`` are its numbers with units, ``dates`` and ``places`` known character ranges in it.

    ``provinces`` are those of the places that are parts of a country.

    ``gaps[i]`` is the stretch between a figure and the one before it (or the start of the sentence); ``zones[i]`` the stretch
    that tells of a figure: from the mark, conjunction or change word that opens its clause to that of the next figure.
    """

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        figures: list[Figure],
        dates: list[tuple[int, int]],
        places: list[tuple[int, int]],
        provinces: list[tuple[int, int]] | None = None,
    ) -> None:
        self.text, self.start, self.end = text, start, end
        self.dates, self.places, self.provinces = dates, places, provinces or []
        self.words = words_of(text, start, end)
        self.word_starts = [word.start for word in self.words]
        extents = [(f.lead_start, f.after_end) for f in figures]
        self.cues = [
            cue for cue in find_cues(text, self.words) if not inside(cue.start, extents) and self._is_live(cue)
        ]
        taken = [*((c.prefix_start, c.end) for c in self.cues), *self.dates, *self.places]
        self.cues.extend(rare_verbs(text, self.words, figures, taken))
        self.cues.sort(key=lambda cue: cue.start)
        self._cue_starts = [cue.start for cue in self.cues]
        self.figures = sorted([*figures, *self._doublings(self.cues, figures)], key=lambda f: (f.start, f.end))
        ends = [start, *(f.after_end for f in self.figures)]
        self.gaps = [(ends[i], max(f.lead_start, ends[i])) for i, f in enumerate(self.figures)]
        self._asides = self._find_asides()
        self.zones = self._find_zones()

    def join(self, index: int) -> None:
        """Give a figure the gap and zone of the one before it, with which it makes one change (``מ-6% ל-4.8%``)."""
        self.gaps[index] = (self.gaps[index - 1][0], self.gaps[index][1])
        self.zones[index] = (self.zones[index - 1][0], self.zones[index][1])

    def _is_live(self, cue: Cue) -> bool:
        """Whether a change word is one: not עולה in the sense of "it emerges"."""
        if cue.is_a("indicator"):
            if inside(cue.start, self.places):
                return False  # דונג נאי
            if cue.start and cue.start == cue.prefix_start and self.text[cue.start - 1] in QUOTE_MARKS:
                # A name in quotes ("כלכלה ברורה") speaks of no indicator.
                return _QUOTED.search(self.text, cue.end, min(self.end, cue.end + 25)) is None
        word = self.text[cue.start : cue.end]
        if word in _AMONG_THEM and self.text.startswith(",", cue.end):
            return False  # מתוכם, מגזר השירותים גדל ב-8.73%
        if not cue.is_a("verb") or (word not in _FINDING and word not in _EMERGING):
            return True
        index = bisect_left(self.word_starts, cue.end)
        if index >= len(self.words):
            return True
        follower = self.words[index].text
        if word in _FINDING:
            is_clause = follower.startswith("ש") and len(follower) > 3 and follower not in _WORDS_WITH_OWN_SHIN
            return not (is_clause or follower == "כי")
        return follower not in _NOT_EMERGENCE

    def _doublings(self, cues: list[Cue], figures: list[Figure]) -> Iterator[Figure]:
        for cue in cues:
            if not cue.is_a("doubling", "doubled") or cue.entry.times is None:
                continue
            if cue.is_a("doubled") and cue.prefix.endswith("ה"):
                continue  # המטרות הכפולות
            if any(f.unit == "times" and 0 <= f.start - cue.end < 40 for f in figures):
                continue
            times = float(cue.entry.times)
            figure = Figure(cue.start, cue.end, times, times, "times", "multiple")
            read_surroundings(self.text, figure, self.start, self.end)
            figure.lead_start = min(figure.lead_start, cue.prefix_start)
            yield figure

    def _find_zones(self) -> list[tuple[int, int]]:
        starts = []
        for index, (gap_start, gap_end) in enumerate(self.gaps):
            starts.append(self._separator(gap_start, gap_end) if index else self.start)
        zones = [(s, starts[i + 1] if i + 1 < len(starts) else self.end) for i, s in enumerate(starts)]
        for opening, closing in self._asides:
            # After an aside with a figure of its own the clause goes on: סעיף הדיור, שמשקלו כרבע, עלה ב-0.4%.
            inner = [i for i, f in enumerate(self.figures) if opening <= f.start < closing]
            if inner and inner[-1] + 1 < len(zones):
                zones[inner[-1] + 1] = (starts[inner[0]], zones[inner[-1] + 1][1])
        return zones

    def _separator(self, start: int, end: int) -> int:
        """Where, between two figures, the part that belongs to the second begins."""
        mark = CLAUSE_MARK.search(self.text, start, end)
        position = mark.start() if mark else end
        for cue in self.cues_between(start, position):
            if cue.prefix.startswith("ו") or cue.is_a("clause_break", "noun", "verb"):
                position = min(position, cue.prefix_start)
                break
        joined = (w.start for w in self.words_between(start + 1, position) if _JOINED.match(w.text))
        position = next(joined, position)
        is_joined = self.text[end : end + 1] == "ו" or self.text[end - 1 : end] == "ו"
        return start if position == end and not is_joined else position

    def _find_asides(self) -> list[tuple[int, int]]:
        """Clauses between two commas that part a subject from its verb: ``סעיף הדיור, שמשקלו במדד כרבע, עלה``."""
        commas = [m.start() for m in _COMMA.finditer(self.text, self.start, self.end)]
        asides: list[tuple[int, int]] = []
        if self.text.find("(", self.start, self.end) >= 0:
            asides = [m.span() for m in _BRACKETS.finditer(self.text, self.start, self.end)]
        for opening, closing in itertools.pairwise(commas):
            after = next(iter(self.cues_between(closing, min(self.end, closing + 14))), None)
            if after is None or not after.is_a("verb", "level", "doubling") or "ו" in after.prefix:
                continue
            first = next(iter(self.words_between(opening, closing)), None)
            if first is None:
                continue
            is_apposition = self._is_apposition(opening, closing, after)
            is_relative = first.text.startswith("ש") and len(first.text) > 3 and first.text not in _WORDS_WITH_OWN_SHIN
            is_share = any(c.is_a("share") for c in self.cues_between(opening, first.end))  # המהווה 90% מהסך
            if (is_apposition or is_relative or is_share or is_head(first.text, _ASIDE_HEADS)) and self.distance(
                closing, after.start
            ) <= 1:
                asides.append((opening, closing))
        return asides

    def _is_apposition(self, opening: int, closing: int, verb: Cue) -> bool:
        """Whether the words between two commas say what the subject is: ``הצריכה הפרטית, המנוע של המשק, עלתה``."""
        start = self.text.rfind(", ", self.start, opening)
        subject = self.cues_between(max(start, self.start), opening)
        inner = self.cues_between(opening, closing)
        return (
            any(c.is_a("indicator") for c in subject)
            and not any(c.is_a("verb", "level", "noun", "doubling", "clause_break") for c in (*subject, *inner))
            and self.distance(closing, verb.start) == 0
        )

    def is_aside(self, position: int, seen_from: int) -> bool:
        """Whether ``position`` lies in an aside that ends before ``seen_from``."""
        return bool(self._asides) and any(start <= position < end <= seen_from for start, end in self._asides)

    def cues_between(self, start: int, end: int) -> list[Cue]:
        """The cues that lie within ``text[start:end]``, in order."""
        low, high = bisect_left(self._cue_starts, start), bisect_left(self._cue_starts, end)
        found = self.cues[low:high]
        if found and found[-1].end > end:
            found.pop()  # they overlap nowhere: only the last can reach beyond
        return found

    def words_between(self, start: int, end: int) -> list[Word]:
        """The words that begin within ``text[start:end]``, in order."""
        return self.words[bisect_left(self.word_starts, start) : bisect_left(self.word_starts, end)]

    def distance(self, start: int, end: int) -> int:
        """How many words begin within ``text[start:end]``."""
        return max(0, bisect_left(self.word_starts, end) - bisect_left(self.word_starts, start))

    def bracket_end(self, position: int) -> int:
        """Where the bracket around ``position`` closes, if soon; else ``position``."""
        end = self.text.find(")", position, min(self.end, position + 80))
        return end if end >= 0 else position

    def next_start(self, index: int) -> int:
        """Where the next figure begins, else the end of the sentence."""
        return self.figures[index + 1].lead_start if index + 1 < len(self.figures) else self.end

    def limit_after(self, index: int) -> int:
        """Where the words after a figure that belong to it end."""
        limit = self.zones[index][1]
        return limit if limit > self.figures[index].after_end else self.next_start(index)

    def in_comparison(self, cue: Cue) -> bool:
        """Whether a cue only names what something is compared with: ``לעומת התחזית``, ``גבוה מהתחזית``."""
        if "מ" in cue.prefix and cue.is_a("forecast", "target", "estimate"):
            return True
        return any(
            c.is_a("compare")
            and cue.start - c.end < 12
            and not _BREAKS_COMPARISON.search(self.text, c.end, cue.start)
            and not any(self.is_time_word(w) for w in self.words_between(c.end, cue.prefix_start))
            for c in self.cues_between(cue.start - 30, cue.start)
        )

    def follows_comparison(self, noun: Cue) -> bool:
        """Whether a noun of change tells of another time: ``לעומת צמיחה``, ``לאחר עלייה``."""
        return any(c.is_a("compare", "sequel") for c in self.cues_between(max(self.start, noun.start - 25), noun.start))

    def is_date(self, position: int) -> bool:
        """Whether a date stands at ``position``, a proclitic before it allowed."""
        for start, end in self.dates:  # noqa: SIM110 - any() and its generator take twice the time
            if start - 1 <= position < end:
                return True
        return False

    def in_figure(self, position: int, after: int = -1) -> bool:
        """Whether ``position`` lies in a figure, with its qualifiers, that begins after ``after``."""
        for figure in self.figures:  # noqa: SIM110 - any() and its generator take twice the time
            if figure.lead_start <= position < figure.after_end and after < figure.start:
                return True
        return False

    def is_place(self, word: Word) -> bool:
        """Whether the word ends in a known place."""
        return inside(word.end - 1, self.places)

    def names_place_last(self, start: int, end: int) -> bool:
        """Whether the last thing that ``text[start:end]`` names is a place without a preposition: ``ישראל תצמח``."""
        for word in reversed(self.words_between(start, end)):
            if word.text in _UNMARKED_COUNTRIES:
                return True
            if self.is_place(word):
                first = max(place for place, _ in self.places if place < word.end)
                return self.text[first - 1 : first] not in frozenset("בלמ")
            if not self.is_date(word.start) and not self.is_time_word(word) and word.text not in _SIDE_WORDS:
                return False
        return False

    def is_time_word(self, word: Word) -> bool:
        """Whether the word is a noun of time: עשור, שנה."""
        return is_head(word.text, _TIME_WORDS)

    def is_time(self, word: Word) -> bool:
        """Whether a phrase with ב tells when: ``בשנה``, ``בשלוש השנים``, ``בחמשת החודשים``."""
        index = bisect_left(self.word_starts, word.start)
        return any(is_head(w.text, _TIME_WORDS) for w in self.words[index : index + 2])


def inside(position: int, ranges: list[tuple[int, int]]) -> bool:
    """Whether a position lies in one of the ranges."""
    for start, end in ranges:  # noqa: SIM110 - any() and its generator take twice the time
        if start <= position < end:
            return True
    return False


@lru_cache(maxsize=1 << 14)
def is_head(word: str, heads: frozenset[str]) -> bool:
    """Whether the word, with or without proclitics, is one of the heads."""
    for cut in range(min(4, len(word))):
        if word[cut:] in heads:
            return True
        if word[cut] not in "ושהבכלמ":
            return False
    return False
