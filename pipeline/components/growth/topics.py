"""Finds what a figure speaks of: an indicator of the lexicon, or the noun phrase that names another one."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from pipeline.components.growth.compounds import compound_rule, is_compound_head
from pipeline.components.growth.figures import CONTEXT
from pipeline.components.growth.lexicon import Cue, Word
from pipeline.components.growth.sentence_parts import CLAUSE_MARK, SentenceParts, inside, is_head
from pipeline.facts import DateFact, Indicator

if TYPE_CHECKING:
    from pipeline.components.growth.reading import Reading

SHARE_AFTER = re.compile(
    r"[ ]?(?:\([^()]{0,20}\) ?)?(?:מכלל|מסך|מתוך|מבין|מאוכלוסיי?ת"
    r"|מה-?(?!שנה|תקופה|רבעון|רביע|חודש|עונה|מחצית|שנתיים|עשור|שבוע|יום|תחזית|תוכנית|תכנית|יעד|מתוכנן|תכנון|צפוי|אומדן|ממוצע)"
    r"[א-תA-Za-z\"']+)"
)
_PHRASE_MARK = re.compile(r"[,;:•()\n.]| - ")
_PHRASE_BREAK = re.compile(r"[^\s\"'׳״-]")
_IN = re.compile("ו?ב")
_OBLIQUE = re.compile("ו?[בלמכ]")
# משתתפים, מסירות, מנויי; not מהירקות, מתחילת
_PLURAL_WITH_MEM = re.compile("מ(?!ה|ב(?!ק|ח)|שנ|ת(?!ג|נ|מ))[א-ת]{2,}(?:י|ים|ות)$")
# What may stand between a verb and the noun phrase after it.
_BEFORE_SUBJECT = frozenset(["את", "גם", "אז", "כבר", "שוב", "עוד", "אף", "אשתקד", "השנה", "החודש"])
# Adjectives that tell of no other thing: השיעור הסופי, no המגזר החקלאי.
_BUDGET_DEFICIT = re.compile("גי?רעון (?:ב|ה)?(?:תקציב|ממשל|פיסקל)")
# A deficit that is held against the product is the state's: הגירעון המצטבר ירד ל-4.6% מהתוצר
_OF_PRODUCT = re.compile(r"[^\n]{0,90}% (?:מהתוצר|מהתמ\"ג|תוצר|תמ\"ג)")
_DEFICIT = frozenset(["גירעון", "גרעון"])
# What stands for the noun that the text spoke of: זו של הירקות, ואלה מיבוא ויצוא.
_DEMONSTRATIVE = re.compile(r"[\s,;:.-]*ו?(?:זה|זו|זאת|אלה|אלו) (?:של |[לב]|מ(?!אשר))")
_VISITOR_GROUPS = frozenset(CONTEXT.visitor_groups)
_PLAIN_ADJECTIVES = frozenset(CONTEXT.plain_adjectives)
_REFLEXIVES = frozenset(["עצמו", "עצמה", "עצמם", "עצמן"])
_THAN = re.compile("מה[א-ת]{3,}")
_OF = re.compile(" של ")
_CONSTRUCT_GAP = re.compile(" ")
_PHRASE_ENDS = frozenset(CONTEXT.phrase_ends)
_ADVERBIAL_HEADS = frozenset(CONTEXT.adverbial_heads)
_ADVERBIAL_ENDS = _ADVERBIAL_HEADS | _PHRASE_ENDS
_MEASURE_HEADS = frozenset(CONTEXT.measure_heads)
_PLACE_HEADS = frozenset(CONTEXT.place_heads)
_CONSTRUCT_HEADS = _PLACE_HEADS | _MEASURE_HEADS
_ASIDE_HEADS = frozenset(CONTEXT.aside_heads)
_COUNT_HEADS = frozenset(["שיעור", "מספר"])
_ANAPHORS = frozenset(CONTEXT.anaphors)
_REGIONS = frozenset(CONTEXT.regions)
_OWN_HE = frozenset(CONTEXT.words_with_own_he)
_OWN_SHIN = frozenset(CONTEXT.words_with_own_shin)
_NO_CONSTRUCT = frozenset(CONTEXT.no_construct)
_NO_COMPOUND_HEADS = _MEASURE_HEADS | _NO_CONSTRUCT
_OWN_PREPOSITION = frozenset(CONTEXT.words_with_own_preposition)
_MANNER_HEADS = frozenset(CONTEXT.manner_heads)
_MEASURING_NOUNS = frozenset(CONTEXT.measuring_nouns)
_RECALLED = CONTEXT.recalled_heads
_LONGEST_HEADING = 40
_LONGEST_PHRASE = 7
_GOODS = frozenset(CONTEXT.goods)
_OWNER_GROUPS = frozenset(CONTEXT.owner_groups)
# Where goods are sold or visitors come from: השוק האמריקאי, השווקים באסיה; no השוק המקומי, שוק הרכב.
_MARKET = frozenset(["שוק"])
_MARKETS = frozenset(["שווקים", "שוקי"])
_NATIONAL = re.compile(
    "ה(?!מקומי|פרטי|חופשי|ציבורי|סיטונאי|קמעונאי|ראשי|מרכזי|עולמי|שחור|משני|שניוני|יומי|שנתי)[א-ת]{3,}י"
)
_COUNTRIES = frozenset(CONTEXT.unmarked_countries)
_FLOW_VERBS = {name: frozenset(verbs) for name, verbs in CONTEXT.flow_verbs.items()}
FLOWS = frozenset(_FLOW_VERBS)
# ביקרו במפרץ 4.2 מיליון איש
_VISITING = frozenset(["ביקרו", "פקדו", "סיירו", "התארחו"])
# החלו לבנות 14,200 דירות
_BUILDING = frozenset(["לבנות", "בנו", "נבנו", "ייבנו", "בונים", "נבנות"])
_HOMES = ("דירות", "יחידות דיור", 'יח"ד')
_OUTPUTS = frozenset(CONTEXT.outputs)
# What an index may be of, besides prices and shares: מדד היבוא.
_INDEXED_BRANCHES = frozenset({
    "exports", "imports", "trade", "retail_sales", "services", "industrial_production", "agriculture", "construction",
    "employment", "unemployment", "productivity", "poverty", "tourism",
})  # fmt: skip
_GROUP_OPENERS = frozenset(CONTEXT.group_openers)
# A trend is of what the text speaks of, whatever its adjectives: המגמה ההפוכה.
_TRENDS = frozenset(["מגמה", "תמונה", "מצב"])
_COMPARED_WITH = frozenset(CONTEXT.compared_with)
_WHOLES = frozenset(["כל", "כלל", "רוב", "מרבית", "שאר", "יתר"])
_LEAVING_OUT = frozenset(["ללא", "בלי", "למעט", "בניכוי", "בנטרול", "מלבד", "להוציא", "לבד"])


@dataclass(slots=True)
class Topic:
    """What a figure speaks of: the indicator and its words in the text.

    ``is_excluded``: it makes no growth figure. ``is_listed``: the lexicon names it; otherwise its words are all that is known.
    ``is_bare_index``: the word "index" alone, which the context must explain. ``compound``: the place of the rule that joined its
    words, if one did.
    """

    indicator: Indicator | None
    start: int
    end: int
    is_excluded: bool = False
    is_listed: bool = False
    is_bare_index: bool = False
    compound: int | None = None

    @property
    def is_product(self) -> bool:
        """Whether it is the product of a country or of a region, whose percentages are growth."""
        return self.indicator in ("gdp", "grdp")


@dataclass(slots=True)
class Discourse:
    """What a text has spoken of so far: the last topic, and what each head of a topic stood for when it was last named.

    After הכנסות התקציב, ההכנסות alone are the budget's; after מדד הייצור התעשייתי, המדד is that of industry. ``listed`` is what
    the items are of that sentence after sentence names before a colon, ``flow`` the trade that goods and countries are of,
    ``growth`` the economy or product last named, ``main`` what the text first told a change of, ``announces_aims`` whether
    the sentence before named aims that a list may follow, ``told`` the last rate of the sentence before, ``moved`` the reading
    that ended a sentence, and where that ended, ``periods`` the time that results (False) and plans (True) were first told of.
    """

    topic: Topic | None = None
    heads: dict[str, Indicator] = field(default_factory=dict)
    listed: Indicator | None = None
    currency: str | None = None
    flow: Indicator | None = None
    growth: Topic | None = None
    main: Topic | None = None
    announces_aims: bool = False
    told: Reading | None = None
    moved: tuple[Reading, int] | None = None
    periods: dict[bool, DateFact] = field(default_factory=dict)

    def note(self, text: str, topic: Topic) -> None:
        """Take in a topic that the text has named."""
        self.topic = topic
        if topic.indicator in ("gdp", "grdp", "economy"):
            self.growth = topic
        head = _head(text[topic.start : topic.end])
        if topic.is_listed and not topic.is_bare_index and topic.indicator in _RECALLED.get(head, ()):
            self.heads[head] = cast(Indicator, topic.indicator)
        elif topic.indicator == "trade":
            self.heads["מחזור"] = "trade"  # סחר החוץ … המחזור
        elif topic.indicator in ("gdp", "grdp"):
            self.heads["תוצר"] = topic.indicator  # צמיחת GRDP … התוצר
        elif topic.indicator == "other" and (
            _BUDGET_DEFICIT.match(text, topic.start, topic.end)
            or (head in _DEFICIT and _OF_PRODUCT.match(text, topic.end))
        ):
            self.heads.setdefault("הכנסות", "budget_revenue")  # הגירעון … ההכנסות

    def meaning(self, phrase: str, context: Topic | None = None) -> Indicator | None:
        """What a head alone stands for in this text: what it was last named for, else what the context can be meant by it."""
        head = _head(phrase)
        meant = self.heads.get(head)
        if meant is None and context is not None and context.indicator in _RECALLED.get(head, ()) and context.is_listed:
            return context.indicator
        return meant


def _head(phrase: str) -> str:
    """The first word of a noun phrase, in one form for construct and absolute: תפוקת האורז and התפוקה."""
    word = phrase.split(" ", maxsplit=1)[0].split("-", maxsplit=1)[0]
    return word[:-1] + "ה" if word.endswith("ת") and not word.endswith("ות") else word


@lru_cache(maxsize=1 << 14)
def _is_adverb(word: str) -> bool:
    """Whether a word tells wherever it stands when, how or where something is, and names nothing."""
    bare = word[1:] if word[0] in "והש" else word
    return word in _ADVERBIAL_ENDS or bare in _ADVERBIAL_ENDS or len(word) < 2 or is_head(word, _REGIONS)


class TopicFinder:
    """Finds topics in the parts of one sentence."""

    def __init__(self, parts: SentenceParts, discourse: Discourse) -> None:
        self.parts = parts
        self.discourse = discourse

    def object_of(self, verb: Cue, end: int) -> Topic | None:
        """What somebody changes: ``להעלות את תעריפי הארנונה``, ``הכפילה החברה את הכנסותיה``."""
        if verb.entry.sense not in ("raise", "lower") and not verb.is_a("doubling"):
            return None
        words = self.parts.words_between(verb.end, min(end, verb.end + 60))
        marker = next((w for w in words if w.text == "את"), None)
        head = next(iter(self.parts.words_between(marker.end, end)), None) if marker is not None else None
        if head is None or head.text in _REFLEXIVES:
            return None
        named = self._named(head, end)
        cue = next((c for c in self.parts.cues_between(head.start, end) if c.is_a("indicator", "growth")), None)
        if cue is None or named is None or cue.prefix_start > named.end:
            return named if cue is None or cue.start - head.end > 20 else self.of_cue(cue)
        topic = self.of_cue(cue)
        if not topic.is_excluded:
            topic.start = min(topic.start, named.start)
        return topic

    def of_level(self, index: int, topics: list[Topic | None], carried: Topic | None) -> Topic | None:
        """What a figure without a reading speaks of, for the change that follows it: ``… 20 מיליארד דולר, עלייה של 12%``."""
        figure = self.parts.figures[index]
        words = self.parts.words_between(self.parts.zones[index][0], figure.lead_start)
        is_of_homes = self.parts.text[figure.start : figure.noun_end].endswith(_HOMES)
        if is_of_homes and any(w.text in _BUILDING for w in words):
            return Topic("construction", figure.start, figure.noun_end, is_listed=True)
        if figure.counted == "other" and any(w.text in _VISITING for w in words):
            return Topic("visitors", figure.start, figure.noun_end, is_listed=True)
        if figure.counted == "other":
            named = self.before(self.parts.zones[index][0], figure.lead_start)
            if named is not None:
                return named
            if self.parts.text[figure.start : figure.noun_end].rpartition(" ")[2] in _MEASURING_NOUNS:
                return self.subject_before(self.parts.zones[index][0], figure.lead_start) or carried
        if figure.counted is not None:
            mark = CLAUSE_MARK.search(self.parts.text, figure.after_end, figure.after_end + 25)
            limit = mark.start() if mark else figure.after_end + 25
            follower = next((c for c in self.parts.cues_between(figure.start, limit) if c.is_a("indicator")), None)
            return self.of_counted(index) if follower is None or figure.counted != "other" else self.of_cue(follower)
        if figure.unit == "count" and figure.counted is None:
            noun = next(iter(self.parts.words_between(figure.after_end, figure.after_end + 2)), None)
            is_content = noun is not None and not self._is_adverbial(noun) and not self.parts.is_time_word(noun)
            if noun is not None and is_content and not self.parts.cues_between(noun.start, noun.end):
                return self._named(noun, self.parts.next_start(index))
        before = self.before(self.parts.zones[index][0], figure.lead_start)
        is_share = SHARE_AFTER.match(self.parts.text, figure.after_end) is not None
        if before is None or (figure.preposition not in ("ב", "ל", "על") and not is_share):
            mark = CLAUSE_MARK.search(self.parts.text, figure.after_end, self.parts.next_start(index))
            for cue in self.parts.cues_between(
                figure.after_end, mark.start() if mark else self.parts.next_start(index)
            ):
                # 7.2% מהתוצר; but סין, שאחראית ל-29% מהמחזור tells of that
                is_whole = is_share and "מ" in cue.prefix and not any(self._is_relative(w) for w in words)
                if cue.is_a("indicator") and cue.start - figure.after_end < 25 and not is_whole:
                    return self.of_cue(cue)
        if before is None and index and topics:
            is_apart = figure.preposition in ("(", ":")
            named = None if is_apart else self.subject_before(self.parts.zones[index][0], figure.lead_start)
            return named or topics[-1]
        if before is None and carried is not None and not figure.is_rate:
            return carried
        if before is not None or figure.preposition in ("(", ":"):
            return before
        return self.subject_before(self.parts.zones[index][0], figure.lead_start)

    def of_counted(self, index: int) -> Topic | None:
        """The noun that a figure counts: ``20 מיליון מבקרים``."""
        figure = self.parts.figures[index]
        if figure.counted is None:
            return None
        words = self.parts.words_between(figure.start, figure.noun_end)
        start = words[-1].start if words else figure.start
        end = max(self._phrase_end(figure.noun_end, 2), figure.noun_end)
        if figure.counted == "other":
            together = (self._compounded(Topic("other", w.start, end), figure.noun_end) for w in words)
            named = next((t for t in together if t is not None), None)
            if named is not None:
                return named  # 6,214 משקי בית עניים
        return Topic(figure.counted, start, end, is_listed=True)

    def of_cue(self, cue: Cue) -> Topic:
        """The topic that an indicator or noun of growth names, with the words that extend it."""
        if cue.entry.is_excluded:
            return Topic(None, cue.start, cue.end, is_excluded=True)
        group = self._owner_group(cue)
        if group is not None:
            return group
        product = self._product_of(cue)
        if product is not None:
            return product
        end = self._phrase_end(cue.end, 3) if cue.is_a("indicator") else cue.end
        is_bare_index = self.parts.text[cue.start : cue.end] == "מדד"
        if is_bare_index:
            indexed = next(iter(self.parts.cues_between(cue.end, cue.end + 40)), None)
            is_next = indexed is not None and indexed.prefix_start == cue.end + 1 and indexed.prefix in ("", "ה")
            if indexed is not None and is_next and indexed.entry.indicator in _INDEXED_BRANCHES:
                return Topic(indexed.entry.indicator, cue.start, self._phrase_end(indexed.end, 3), is_listed=True)
        if is_bare_index and not cue.prefix.endswith("ה") and end > cue.end:
            named = next(iter(self.parts.words_between(cue.end, end)), None)
            if named is not None and not self.parts.is_time_word(named) and not self.parts.is_date(named.start):
                return Topic("other", cue.start, end, is_listed=True)  # מדד PAPI
        topic = Topic(cue.entry.indicator, cue.start, max(end, cue.end), is_listed=True, is_bare_index=is_bare_index)
        return self._abbreviated(topic) or self._compounded(topic, cue.end) or topic

    def _owner_group(self, cue: Cue) -> Topic | None:
        """The businesses that foreign capital owns, which are no capital: ``מגזר ההון הזר``."""
        if cue.entry.indicator != "fdi":
            return None
        index = bisect_left(self.parts.word_starts, cue.prefix_start)
        if not index or not is_head(self.parts.words[index - 1].text, _OWNER_GROUPS):
            return None
        return Topic("other", self.parts.words[index - 1].start, self._phrase_end(cue.end, 3))

    def of_plan(self, plan: Word) -> Topic | None:
        """What a plan is for, by the words after its noun: ``מתוכנית ההון``, ``מיעד היצוא``."""
        words = self._phrase_words(plan.start + 1)
        if len(words) < 2:
            return None
        rule = compound_rule([plan.text.removeprefix("מ").removeprefix("ה"), *(w.text for w in words[1:])], 1)
        if rule is not None:
            return Topic(rule.indicator, words[1].start, words[-1].end, is_listed=True, compound=rule.place)
        for word in words[1:]:
            cue = next(iter(self.parts.cues_between(word.start, words[-1].end)), None)
            if (
                cue is not None
                and cue.is_a("indicator")
                and cue.prefix_start <= word.start
                and cue.prefix in ("", "ה", "ל")
            ):
                return self.of_cue(cue)
        return None

    def is_traded(self, topic: Topic, flow: Indicator) -> bool:
        """Whether an unlisted topic is among what a flow of goods or visitors is made of.

        That is goods (``אגוזי הקשיו``), a group of traders (``המגזר המקומי``), or the subject of a verb that tells of the flow.
        """
        words = self._words_of(topic)
        if any(is_head(w.text, _OWNER_GROUPS) for w in words[:1]) or self.names_goods(topic):
            return True
        if words and self._is_market(words):
            return True
        if flow == "visitors" and any(is_head(w.text, _VISITOR_GROUPS) for w in words[:2]):
            return True
        verbs = _FLOW_VERBS.get(flow, frozenset())
        return any(
            w.text.removeprefix("ש") in verbs for w in self.parts.words_between(self.parts.start, topic.end + 20)
        )

    def _is_market(self, words: list[Word]) -> bool:
        """Whether words name where goods go or visitors come from: ``השוק הסיני``, ``שוק סינגפור``, ``השווקים באירופה``."""
        if is_head(words[0].text, _COUNTRIES) and len(words) == 1:
            return True
        if is_head(words[0].text, _MARKETS):
            return True
        if not is_head(words[0].text, _MARKET):
            return False
        follower = next(iter(self.parts.words_between(words[0].end, words[0].end + 2)), None)
        return follower is not None and (
            self.parts.is_place(follower)
            or is_head(follower.text, _COUNTRIES)
            or _NATIONAL.fullmatch(follower.text) is not None
        )

    def is_demonstrative(self, start: int) -> bool:
        """Whether a clause opens with a word for the noun that the text spoke of: ``זו של הירקות גדלה``."""
        return _DEMONSTRATIVE.match(self.parts.text, start, self.parts.end) is not None

    def is_only_where(self, topic: Topic, start: int) -> bool:
        """Whether a listed topic only tells where, as the only phrase of its clause: ``בשירותים עלה ב-3%``."""
        words = self.parts.words_between(start, topic.start)
        if any(not self._is_adverbial(w) for w in words if w.end < topic.start):
            return False
        cue = next((c for c in self.parts.cues_between(start, topic.end) if c.start == topic.start), None)
        return cue is not None and "ב" in cue.prefix

    def names_goods(self, topic: Topic) -> bool:
        """Whether the first words of a topic name goods."""
        return any(is_head(w.text, _GOODS) for w in self._words_of(topic)[:3])

    def _words_of(self, topic: Topic) -> list[Word]:
        return [w for w in self.parts.words_between(topic.start - 3, topic.end) if w.end > topic.start]

    def _product_of(self, cue: Cue) -> Topic | None:
        """The branch whose output is spoken of: ``ערך הייצור של החקלאות``, ``הצמיחה של ענף הבנייה``, ``צמיחת האשראי``."""
        word = self.parts.text[cue.start : cue.end].rpartition(" ")[2]
        link = _OF.match(self.parts.text, cue.end) or (
            _CONSTRUCT_GAP.match(self.parts.text, cue.end) if word == "צמיחת" else None
        )
        if link is None or not is_head(word, _OUTPUTS):
            return None
        owner = next(iter(self.parts.cues_between(link.end(), min(self.parts.end, cue.end + 40))), None)
        if (
            owner is None
            or not owner.is_a("indicator")
            or owner.prefix_start > link.end() + 2
            or owner.entry.is_excluded
        ):
            return None
        return Topic(owner.entry.indicator, cue.start, self._phrase_end(owner.end, 3), is_listed=True)

    def before(self, start: int, end: int) -> Topic | None:
        """The indicator whose noun phrase stands last before ``end``: its head, which in Hebrew comes first."""
        cues = [
            c
            for c in self.parts.cues_between(start, end)
            if c.is_a("indicator", "growth")
            and not self.parts.in_comparison(c)
            and not self.parts.is_aside(c.start, end)
        ]
        for kind in ("indicator", "indicator_verb"):
            if any(c.is_a(kind) for c in cues):
                cues = [c for c in cues if c.is_a(kind)]
        if not cues:
            return None
        chosen = cues[-1]
        for cue in reversed(cues[:-1]):
            between = self.parts.text[cue.end : chosen.prefix_start]
            is_fresh = not set(chosen.prefix) & set("בלמכ") and bool(set(cue.prefix) & set("בלמכ"))
            is_construct = between == " " and not chosen.prefix and not self.parts.text.endswith("ה", 0, cue.end)
            is_fresh = is_fresh and not is_construct  # ביצוא תעשיות ההייטק
            reach = 4 if " של " in between else 2  # המכירות הכספיות של מוצרי הצריכה
            if is_fresh or CLAUSE_MARK.search(between) or self.parts.distance(cue.end, chosen.prefix_start) > reach:
                break
            if any(c.is_a("verb", "level", "noun") for c in self.parts.cues_between(cue.end, chosen.start)):
                break
            chosen = cue
        if chosen is not cues[-1] and self._is_left_out(chosen):
            chosen = cues[-1]  # ללא מסים על הייבוא התמ"ג עלה
        return self._compound(chosen, start) or self.of_cue(chosen)

    def _is_left_out(self, cue: Cue) -> bool:
        """Whether a word before an indicator sets it aside: ``ללא מסים``, ``בניכוי הדלק``."""
        index = bisect_left(self.parts.word_starts, cue.prefix_start)
        return index > 0 and self.parts.words[index - 1].text.removeprefix("ו") in _LEAVING_OUT

    def _compound(self, cue: Cue, floor: int) -> Topic | None:
        """The compound that an indicator only ends, if no indicator itself: קבוצת חומרי הבנייה, עובדי ההייטק."""
        if not set(cue.prefix) <= {"ה"} or cue.entry.is_excluded or cue.is_a("indicator_verb", "growth"):
            return None
        index = bisect_left(self.parts.word_starts, cue.prefix_start)
        first: Word | None = None
        while index and self.parts.words[index - 1].start >= floor:
            word = self.parts.words[index - 1]
            if self.parts.text[word.end : self.parts.words[index].start] != " " or not self._is_construct(word):
                break
            first, index = word, index - 1
        if first is None:
            return None
        if index:  # מספר מבקשי דמי אבטלה
            head = self.parts.words[index - 1]
            bare = head.text.removeprefix("ה")
            if head.start >= floor and is_compound_head(bare) and head.end + 1 == first.start:
                start = head.end - len(bare)
                whole = self._compounded(Topic("other", start, cue.end), head.end)
                if whole is not None:
                    return whole
        return self._named(first, cue.end)

    def _is_construct(self, word: Word) -> bool:
        """Whether a word can only be the head of the word after it: עובדי, קבוצת, and no word of change or measure."""
        if len(word.text) < 4 or not word.text.endswith(("י", "ת")) or word.text.endswith(("ית", "אי")):
            return False
        if word.text.startswith("ה") and word.text not in _OWN_HE:
            return False
        if is_head(word.text, _NO_COMPOUND_HEADS) or self._is_adverbial(word):
            return False
        return not self.parts.is_time_word(word) and not self.parts.cues_between(word.start, word.end)

    def heading(self) -> tuple[int, int] | None:
        """The few words and the colon that open a sentence and name the item that it tells of: ``אורז: 7.2 מיליון טון``."""
        colon = self.parts.text.find(":", self.parts.start, min(self.parts.end, self.parts.start + _LONGEST_HEADING))
        if colon < 0 or any(f.start < colon for f in self.parts.figures):
            return None
        words = self.parts.words_between(self.parts.start, colon)
        if not 1 <= len(words) <= 4 or any(self.parts.is_place(w) for w in words):
            return None
        if any(not c.is_a("indicator") for c in self.parts.cues_between(self.parts.start, colon)):
            return None
        return words[0].start, colon

    def is_oblique(self, topic: Topic, start: int) -> bool:
        """Whether an indicator only places what the clause speaks of: מספר ההרוגים בענף הבנייה."""
        cue = next((c for c in self.parts.cues_between(start, topic.end) if c.start == topic.start), None)
        if cue is None:
            return False
        head = next((w for w in self.parts.words_between(start, topic.start) if not self._is_adverbial(w)), None)
        if head is None or head.start >= cue.prefix_start:
            return False
        if CLAUSE_MARK.search(self.parts.text, head.end, cue.prefix_start):
            return False
        if is_head(head.text, _COUNT_HEADS) and self.parts.distance(head.end, cue.prefix_start) >= 1:
            return not self.parts.text.startswith(" של ", head.end)  # שיעור המשתכרים עד שכר מינימום
        if not set(cue.prefix) & set("בלמ"):
            return False
        return not is_head(head.text, _MEASURE_HEADS) and not _IN.match(head.text)

    def after_figure(self, index: int) -> Topic | None:
        """The phrase with ב after a figure: ``עלייה של 9.0% בהוצאה לצריכה פרטית``."""
        figure = self.parts.figures[index]
        position = figure.after_end
        if SHARE_AFTER.match(self.parts.text, position):
            return None
        if self.parts.text.startswith(" (", position):
            end = self.parts.bracket_end(position)
            inner = any(position < f.start < end for f in self.parts.figures)
            position = end + 1 if end > position else position
            limit = self.parts.end if inner else self.parts.limit_after(index)
        else:
            limit = self.parts.limit_after(index)
        return self.phrase_after(position, max(limit, position))

    def phrase_after(self, start: int, end: int) -> Topic | None:
        """The first phrase of ``text[start:end]`` that names what changed: a construct (עליית מחירים) or one with ב."""
        mark = _PHRASE_MARK.search(self.parts.text, start, end)
        end = mark.start() if mark else end
        for position, word in enumerate(self.parts.words_between(start, end)):
            cue = next(iter(self.parts.cues_between(word.start, end)), None)
            own = cue is not None and cue.prefix_start <= word.start < cue.end
            if own and cue is not None:
                if cue.is_a("occurrence", "estimate", "forecast", "target"):
                    continue
                if cue.is_a("compare", "sequel", "share", "clause_break", "verb", "level") or cue.prefix.startswith(
                    ("ו", "מ")  # 4.3% מכוח העבודה
                ):
                    return None
                if cue.is_a("indicator") and (
                    "ב" in cue.prefix
                    or "ל" in cue.prefix
                    or position == 0
                    or self._follows_measure(word)
                    or self._follows_of(word)
                ):
                    return self.of_cue(cue)
                if cue.is_a("growth") and (position > 0 or "ב" in cue.prefix):
                    return self.of_cue(cue)
            if word.text in _COMPARED_WITH or word.text == "הן":  # הן בקנייה והן במכירה
                return None
            if word.text in _PHRASE_ENDS or word.text in _GROUP_OPENERS or self.parts.is_date(word.start):
                continue
            if word.text.startswith("ב") and len(word.text) > 2:
                if is_head(word.text[1:], _ANAPHORS) and self._phrase_end(word.end, 1) == word.end:
                    meant = self.discourse.meaning(word.text[1:])
                    if meant is None:
                        continue
                    return Topic(meant, word.start + 1, word.end, is_listed=True)
                if self.parts.is_place(word) or is_head(word.text[1:], _PLACE_HEADS) or self.parts.is_time(word):
                    continue
                if is_head(word.text[1:], _MANNER_HEADS) or word.text[1:].removeprefix("ה") in _REGIONS:
                    continue
                phrase_end = self._phrase_end(word.end, 5)
                return self._understood(word, Topic("other", word.start + 1, min(max(phrase_end, word.end), end)))
        return None

    def _follows_of(self, word: Word) -> bool:
        index = bisect_left(self.parts.word_starts, word.start)
        if index > 1 and self.parts.words[index - 1].text in _WHOLES:
            index -= 1  # של כל האוכלוסייה
        return index > 0 and self.parts.words[index - 1].text == "של"

    def _follows_measure(self, word: Word) -> bool:
        index = bisect_left(self.parts.word_starts, word.start)
        return index > 0 and is_head(self.parts.words[index - 1].text, _MEASURE_HEADS)

    def bare_phrase(self, start: int, end: int) -> Topic | None:
        """The noun phrase without a preposition that begins at ``start``: ``גדל ב-5% מספר התאונות``, ``12% פחות תיירים``."""
        mark = _PHRASE_MARK.search(self.parts.text, start, end)
        end = mark.start() if mark else end
        for word in self.parts.words_between(start, end):
            if word.text in _BEFORE_SUBJECT or self.parts.is_date(word.start):
                continue
            cue = next(iter(self.parts.cues_between(word.start, end)), None)
            if cue is not None and cue.prefix_start <= word.start < cue.end:
                return self.of_cue(cue) if cue.is_a("indicator") and cue.prefix in ("", "ה") else None
            if word.text in _ADVERBIAL_ENDS or self._is_oblique(word) or self._is_adverbial(word):
                return None
            if self.parts.is_time_word(word) or word.text in _COMPARED_WITH or word.text[0] in "וש":
                return None
            return self._named(word, end)
        return None

    def subject_after(self, start: int, end: int) -> Topic | None:
        """A noun phrase outside the lexicon that follows its verb: ``ירד מספר התאונות ב-5%``."""
        for word in self.parts.words_between(start, end):
            if word.text in _BEFORE_SUBJECT or self.parts.is_date(word.start):
                continue
            is_adverbial = word.text in _ADVERBIAL_ENDS or self._is_oblique(word)
            if is_adverbial and word.text not in _MEASURE_HEADS:
                return None
            return self._named(word, end)
        return None

    @staticmethod
    def _is_oblique(word: Word) -> bool:
        """Whether a word begins with a preposition and not with a letter of its own: ``ביולי``, no ``משלוחי הקפה``."""
        if not _OBLIQUE.match(word.text) or word.text in _OWN_PREPOSITION:
            return False
        return not (_PLURAL_WITH_MEM.match(word.text) and word.text not in _NO_CONSTRUCT)

    def left_phrase(self, start: int, end: int) -> Topic | None:
        """A noun phrase outside the lexicon before its change word: ``מספר התאונות ירד ב-5%``."""
        words = [
            w
            for w in self.parts.words_between(start, end)
            if not self.parts.is_date(w.start) and not self.parts.is_aside(w.start, end)
        ]
        opener = max((i for i, w in enumerate(words) if w.text in ("כי", "אשר", "וכי")), default=-1)
        words = words[opener + 1 :]
        for index in range(len(words) - 1, 0, -1):
            gap = self.parts.text[words[index - 1].end : words[index].start]
            if gap != " " and CLAUSE_MARK.search(gap):
                tail = words[index:]
                if any(not self._is_adverbial(w) for w in tail) and tail[0].text not in _ASIDE_HEADS:
                    words = tail
                    break
                if ":" in gap:
                    return None
                words = words[:index]
        content = [w for w in words if not self._is_adverbial(w) and not self.parts.is_time_word(w)]
        relative = next((i for i, w in enumerate(content) if i and self._is_relative(w)), None)
        content = content[:relative]
        others = [(c.prefix_start, c.end) for c in self.parts.cues_between(start, end) if not c.is_a("indicator")]
        while content and inside(content[0].start, others):
            content = content[1:]
        if content and _THAN.match(content[0].text):
            content = content[1:]  # ירידות גבוהות מהממוצע נרשמו באילת
        content = self._without_place(content)
        if content and content[0].text.startswith("ה"):
            meant = self.discourse.meaning(content[0].text[1:])
            if meant is not None:
                return Topic(meant, content[0].start + 1, content[0].end, is_listed=True)
        if not content or all(is_head(w.text, _ANAPHORS) for w in content) or self._points_back(content[0]):
            return None
        return self._named(content[0], end)

    @staticmethod
    def _is_relative(word: Word) -> bool:
        """Whether a word opens a relative clause: ``הדיור, שמשקלו בסל קטן``."""
        return len(word.text) > 4 and word.text.startswith("ש") and word.text not in _OWN_SHIN

    def _without_place(self, content: list[Word]) -> list[Word]:
        """The words from the subject on, where a phrase with ב or ל opens the clause: ``באירופה המכירות …``."""
        if not content or not self._opens_phrase(content[0]):
            return content
        is_construct = content[0].text.endswith(("י", "ת")) or is_head(content[0].text, _CONSTRUCT_HEADS)
        is_group = content[0].text.removeprefix("ו").removeprefix("ש") in _GROUP_OPENERS  # בקרב הציבור החרדי
        for index, word in enumerate(content[1:], 1):
            if is_group and index <= 2 and word.text.startswith("ה"):
                continue
            is_named = word.text.startswith("ה") and word.text not in _OWN_HE and not (is_construct and index == 1)
            is_agreeing = index == 1 and word.text.startswith("ה") and word.text.endswith(("י", "ית", "ים", "ות"))
            if (is_named and not is_agreeing) or word.text in _MEASURE_HEADS:
                return content[index:]
        return content

    @staticmethod
    def _opens_phrase(word: Word) -> bool:
        bare = word.text.removeprefix("ו").removeprefix("ש")
        return bare in _GROUP_OPENERS or (bare[:1] in ("ב", "ל") and bare not in _OWN_PREPOSITION)

    def subject_before(self, start: int, end: int) -> Topic | None:
        """The noun phrase outside the lexicon before its change word, unless a preposition makes it a place or time."""
        phrase = self.left_phrase(start, end)
        if phrase is None or self.is_prepositional(phrase):
            return None
        return phrase

    def is_anaphor(self, start: int, end: int) -> bool:
        """Whether all that stands there is a noun that says again what the text spoke of: ``המספר``, ``הקצב``."""
        words = [w for w in self.parts.words_between(start, end) if not self._is_adverbial(w)]
        return len(words) == 1 and words[0].text[0] == "ה" and words[0].text[1:] in _ANAPHORS

    def is_prepositional(self, phrase: Topic) -> bool:
        """Whether a phrase begins with ב or ל: ``ביחס למאי``, ``בבאר שבע``, but not ``בתי המלון``."""
        index = bisect_left(self.parts.word_starts, phrase.start + 1) - 1
        return index >= 0 and self._opens_phrase(self.parts.words[index])

    def _points_back(self, word: Word) -> bool:
        """Whether a definite noun says again what the text spoke of: ``המגזר שואף``, no ``המגזר החקלאי``."""
        if not word.text.startswith("ה") or word.text[1:] not in _ANAPHORS:
            return False
        if word.text[1:] in _TRENDS:
            return True
        if self.parts.text.startswith(" ה", word.end):
            follower = next(iter(self.parts.words_between(word.end, word.end + 2)), None)
            return follower is not None and follower.text in _PLAIN_ADJECTIVES
        return not self.parts.text.startswith(" של ", word.end)

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
        return self._understood(word, Topic("other", word.start + cut, phrase_end))

    def _understood(self, head: Word, topic: Topic) -> Topic:
        """A topic whose head the lexicon does not hold, as the other words of its phrase explain it."""
        measured = self._measured(head)
        if measured is not None and measured.indicator != "other":
            return measured
        return self._compounded(topic, head.end) or measured or self._abbreviated(topic) or topic

    def _compounded(self, topic: Topic, known_end: int) -> Topic | None:
        """A topic whose head names something else together with a word beyond ``known_end``: ``ההכנסות ממכס``."""
        first = self.parts.words[max(bisect_left(self.parts.word_starts, topic.start + 1) - 1, 0)]
        head = first.text[topic.start - first.start :]
        if not is_compound_head(head):
            return None
        words = self._phrase_words(topic.start)
        if len(words) < 2:
            return None
        known = sum(w.start < known_end for w in words)
        rule = compound_rule([head, *(w.text for w in words[1:])], known)
        if rule is None:
            return None
        return replace(topic, indicator=rule.indicator, is_listed=True, is_bare_index=False, compound=rule.place)

    def _phrase_words(self, start: int) -> list[Word]:
        """The words from ``start`` on that may belong to one noun phrase, phrases with a preposition included."""
        index = bisect_left(self.parts.word_starts, start + 1) - 1
        words: list[Word] = []
        for word in self.parts.words[max(index, 0) : index + 1 + _LONGEST_PHRASE]:
            if words:
                gap = self.parts.text[words[-1].end : word.start]
                if (gap != " " and _PHRASE_MARK.search(gap)) or self.parts.is_date(word.start):
                    break
                if self.parts.in_figure(word.start, start):
                    break
                cue = next(iter(self.parts.cues_between(word.start, word.end)), None)
                if cue is not None and not cue.is_a("indicator", "set_phrase"):
                    break
            words.append(word)
        return words

    def _measured(self, word: Word) -> Topic | None:
        """What a head outside the lexicon only measures: ``סולם הכלכלה``, ``קצב גידול האוכלוסייה``."""
        if not is_head(word.text, _MEASURE_HEADS):
            return None
        for follower in self._phrase_words(word.end + 1):
            cue = next(iter(self.parts.cues_between(follower.start, self.parts.end)), None)
            if cue is not None and cue.prefix_start <= follower.start:
                return self.of_cue(cue) if cue.is_a("indicator", "growth") and set(cue.prefix) <= {"ה"} else None
            if follower.text != "של" and not is_head(follower.text, _MEASURE_HEADS):
                return None
        return None

    def _abbreviated(self, topic: Topic) -> Topic | None:
        """A topic that the abbreviation in brackets after it names: ``המוצר המקומי הגולמי (GRDP)``."""
        if not self.parts.text.startswith(" (", topic.end):
            return None
        cue = next(iter(self.parts.cues_between(topic.end + 2, topic.end + 12)), None)
        if cue is None or not cue.is_a("indicator") or not self.parts.text.startswith(")", cue.end):
            return None
        return replace(topic, indicator=cue.entry.indicator, is_listed=True, is_bare_index=False)

    def _phrase_end(self, position: int, longest: int) -> int:
        """Where the noun phrase that runs through ``position`` ends, at most ``longest`` words on."""
        end = position
        index = bisect_left(self.parts.word_starts, position)
        for word in self.parts.words[index : index + longest]:
            gap = self.parts.text[end : word.start]
            if gap != " " and _PHRASE_BREAK.search(gap):
                break
            if self.parts.is_date(word.start) or self.parts.is_place(word):
                break
            if len(word.text) < 2 or word.text in _PHRASE_ENDS or self.parts.in_figure(word.start):
                break
            cue = next(iter(self.parts.cues_between(max(self.parts.start, word.start - 1), word.end)), None)
            if cue is None and word.text.startswith("ב") and len(word.text) > 3:
                break
            if cue is not None and not cue.is_a("indicator"):
                break
            if cue is not None and cue.prefix.startswith("ו"):
                break
            end = word.end
        return end

    def _is_adverbial(self, word: Word) -> bool:
        if _is_adverb(word.text) or self.parts.is_date(word.start):
            return True
        if word.text[0] == "ב" and any(0 <= start - word.end <= 2 for start, _ in self.parts.dates):
            return True
        return self.parts.is_place(word)

    def place_before(self, start: int, end: int) -> tuple[int, int] | None:
        """The place that opens the clause of a change: ``מחירי הדירות: בחיפה ירידה של 5%``."""
        mark = CLAUSE_MARK.search(self.parts.text, start, end)
        words = self.parts.words_between(mark.end(), end) if mark else []
        if not 1 <= len(words) <= 3 or not words[0].text.startswith("ב") or self.parts.is_time(words[0]):
            return None
        return words[0].start, words[-1].end
