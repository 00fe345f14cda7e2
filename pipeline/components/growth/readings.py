"""Reads a sentence: which of its figures tells a change, a target or a comparison, of what, and against what.

A reading joins a figure to the word that governs it (ירד, עלייה של, יעד), to its indicator and to the figure that it is
compared with. Figures that no such word governs (shares, levels, probabilities) get no reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, cast

import regex

from pipeline.components.growth.aims import aim, may_aim
from pipeline.components.growth.comparisons import compared_with_before
from pipeline.components.growth.figures import CONTEXT, Figure
from pipeline.components.growth.lexicon import CUES, Cue, Entry
from pipeline.components.growth.reading import Reading, ReadingKind
from pipeline.components.growth.recalled_rates import recalled_rate
from pipeline.components.growth.sentence_parts import CLAUSE_MARK, SentenceParts, is_head
from pipeline.components.growth.topics import FLOWS, SHARE_AFTER, Discourse, Topic, TopicFinder
from pipeline.facts import Direction, Indicator, Status


def _phrases(words: Iterable[str]) -> str:
    return "|".join(sorted(map(regex.escape, words), key=len, reverse=True)).replace(r"\ ", " ")


_ITEM_MARK = regex.compile("[,;:]")
_GAP_MARK = regex.compile("[,;.]")
_CLAUSE_END = regex.compile(r"[ ]?(?:[.,;:)!?\n-]|$)")
_AND = regex.compile("(?<![א-ת])ו")
_IN = regex.compile("ו?ב")
_STRONG_MARK = regex.compile(r"[;•\n]")
_PLAN_AFTER = regex.compile(rf"[ ](?:מ|מן |ביחס ל|לעומת |של )ה?(?:{_phrases(CUES.plan)})(?![א-ת])")
# A goal that is behind: המטרה הושלמה מוקדם מהצפוי עם יותר מ-334,000 בתים
_DONE = regex.compile(r"(?<![א-ת])(?:הושלמה|הושלם|הושלמו|הושגה|הושג|הושגו)(?![א-ת])")
# A second plan: 102.3% מהאומדן של הממשלה ו-96.8% מזה שהטילה מועצת העם.
_SECOND_PLAN_AFTER = regex.compile(rf"[ ](?:מ|מן |ביחס ל|לעומת |של )ה?(?:זה|זו|{_phrases(CUES.plan)})(?![א-ת])")
_PAST = regex.compile(
    rf"(?<![א-ת])[ושהבכלמ]{{0,3}}(?:{_phrases(CUES.past)})(?![א-ת])|(?<!\d)(?:19|20)\d\d(?!\d)"
    r"|(?<![א-ת])[בלמ]?ה?(?:רבעון|רביע|מחצית|שנת|חודשים|שנים) ה?[א-ת]"
)
# An old estimate of the same figure: (בתחזית הקודמת דובר על גידול של 4%).
_PLAN_CONTEXT = regex.compile(
    r"(?<![א-ת])(?:[ושהבלמכ]{0,3}(?:יעד|תוכנית|תכנית|חזון|מטרה|החלטה)|עד (?:ל?סוף )?(?:ל?שנת )?20\d\d)(?!\d)"
)
_OLD_ESTIMATE = regex.compile(r"(?:תחזית|אומדן|הערכה|הערכות|תחזיות) ה?(?:קודמ|קודם|מקורי)")
# Between a figure and its other basis in brackets: 2.5% בחישוב שנתי (0.6% בחישוב רבעוני).
_ALTERNATIVE_GAP = regex.compile(r"(?: ב[א-ת]+ [א-ת]+)? ?\( ?")
# A figure that says again what the one before said: מ-14 ל-39 מיליון שקל, כלומר פי 2.8.
# What the figure was not: ב-5.4%, ולא ב-5.1% כפי שפורסם.
_NOT_BUT = regex.compile(r"(?<![א-ת])ולא (?:ב|של|ל|כ)?$|(?<![א-ת])ולא (?=[ב])")
# What a figure is higher or lower than: צמיחה של 10.6%, גבוה מ-10.5%.
_BOUND = regex.compile(r"[וה]?(?:גבוה|נמוך)")
_ONLY_COMMA = regex.compile(r" ?\(?,? ?")
# A ratio: פי אחת וחצי מהר יותר מהפריון.
_RATIO_AFTER = regex.compile(r" [א-ת]{2,12} (?:יותר|פחות)(?![א-ת])")
_TIME_AFTER = regex.compile(
    r" (?:לעומת|בהשוואה ל|ביחס ל|מאשר|מן ה(?:תקופה|שנה|רבעון|חודש)"
    r"|מאות[וה] ה?(?:תקופה|רבעון|חודש|עת)|מהתקופה|מתקופה|מהשנה|מבשנה|משנה|מהרבעון|מברבעון|מהחודש|מבחודש|מב-?\d|מאשתקד)"
)
# What a level was before: ; בספטמבר היא הייתה 4.1%
_WAS_BEFORE = regex.compile(
    r"[,;(] ?[^,;()]{0,60}(?<![א-ת])(?:היה|הייתה|היתה|היו|עמד|עמדה|עמדו)(?: רק| עוד| על)?[ ]?(?:על )?$"
)
# What it was then: ביחס לשנת 2023, אז עמד השיעור על 27.6%
_THEN = regex.compile(", (?:אז|שבה|שבו|שבסופו|שבסופה) ")
# A level that is more or less than the earlier one in brackets: 20.7%, גבוה במעט מהשיעור ב-2023 (20.6%)
_MORE_THAN = regex.compile(r",? (?:גבוה|נמוך)[א-ת]{0,2} (?:[א-ת]{2,8} ){0,2}מ[^(;:]{3,60}\($")
# A range between two things and no move: המחירים נעים מ-20 שקל ל-50 שקל
_RANGING = regex.compile(
    r"(?<![א-ת])[ושה]{0,2}(?:נע|נעה|נעים|נעות|נעו|ינוע|ינועו|תנוע|משתנה|בטווח|טווח|החל מ)(?![א-ת])"
)
_NEW_CLAUSE = regex.compile(", ו[הב]?$")
# אם משווים לאוקטובר 2024 - 3.25%
_MEASURED_BY = regex.compile(r"(?<![א-ת])משווים ל")
_NEW_CLAUSE_AT = regex.compile(", ו[א-ת]{2,}")
_RESTATED_GAP = regex.compile(
    r"(?: ב[א-ת]{3,8} [א-ת]{3,8})?[ ,]*-?[ ]?\(?(?:כלומר|דהיינו|שהם|שהן|קרי|או|שהוא|היינו|ובמילים אחרות),? ?"
)
_PRONOUN_BEFORE = regex.compile(r"(?<![א-ת])[ושה]{0,2}(?:הוא|היא|הם|הן)(?: אף| גם| כבר)? $")
_NEW_ITEM = regex.compile(r"[,;]? ?(?:ו|ב|[א-ת]+ )|[,;]")
# A bound that will be crossed is a level: שיעור העיור יעבור את 45%.
_CROSSING = regex.compile(r"[וש]?(?:[ילת]?י?עב(?:ו?ר|רה|רו)|[תיל]חצ)")
_RATE_WORD = regex.compile(r"(?<![א-ת])ה(?:קצב|שיעור|תוצאה)(?![א-ת])")
# … גידול של 1.1%, והקצב הואט: אשתקד הוא היה 1.6%
_RATE_SLOWED = regex.compile(r"(?<![א-ת])ו?ה(?:קצב|שיעור) [א-ת]{3,8}:")
_DEFLATED = regex.compile(
    r"(?<![א-ת])ו?(?:ללא|בלי|למעט|בניכוי|בנטרול|(?:לאחר|אחרי)"
    r" (?:ניכוי|נטרול|הוצאת|הסרת|הפחתת)) [א-ת ]{2,40}(?:,? ?| (?:נותר|נשאר)(?:ה|ו)? )$"
)
# What stands out with its rate: ההכנסות מתיירות בלטו עם 19.8%.
_STANDS_OUT = regex.compile(r"(?<![א-ת])(?:בלט|הוביל|מוביל|הצטיי|מצטיי|בולט)[א-ת]*(?: ב[א-ת]+)? $")
_AFTER_ONLY = regex.compile(r"(?: [בל]-?[א-ת]{2,8}(?: \d{4})?)?[,;]? ?\(?(?:זאת )?(?:לאחר|אחרי) ")
# What opens a list of what the sentence before announced: העיקריים: GRDP - 10%; …
_MAIN_ONES = regex.compile(
    r"\s*ו?(?:ה?(?:עיקרי|בולט|חשוב|מרכזי|ראשי)(?:ים|ות)(?: ש?(?:בהם|בהן|ביניהם))?|בהם|בהן|ביניהם|בין השאר|(?:ו?אלה|הרי) הם)[ ]?:"
)
_ADJECTIVES = frozenset(["גבוה", "גבוהה", "גבוהים", "גבוהות", "נמוך", "נמוכה", "נמוכים", "נמוכות"])
_SINCE = regex.compile(r"[\s,;]*(?:החל מ|מאז |מתחילת |מסוף |מאמצע |מה?-?\d|כיום|כעת|עתה|היום|מהיום|מחר|ממחר)")
_AGAIN = frozenset(
    [
        *("שוב", "עוד", "רק", "כבר", "גם", "אף", "בממוצע", "מאוד", "בלבד", "אשתקד", "השנה", "החודש", "היום"),
        *("ראשון", "הראשון", "השני", "שלישי", "השלישי", "הרביעי"),
    ]
)
_AS_PLANNED = regex.compile(
    r" (?:כמתוכנן|כפי שתוכנן|שתוכנן|שתוכננו|שתוכננה|כפי שנקבע|שנקבעו כיעד|שנקבע כיעד|כנדרש)(?![א-ת])"
)
# ב-60% לעומת אשתקד ו-35% מעבר לתוכנית
_MORE_AFTER = regex.compile(r" (?:מעל|מעבר|יותר|פחות|מתחת)(?![א-ת])")
# Nouns of a share, whose changes are facts of their own.
_SHARE_NOUNS = frozenset(
    ["חלקה", "חלקו", "חלקם", "חלקן", "נתח", "נתחו", "נתחה", "משקל", "משקלו", "משקלה", "משקלם", "משקלן"]
)
# Verbs that tell that a level stays as it was: נשארה 4.5%
_STAYING = regex.compile(r"(?:נותר|נשאר|נשמר)[הו]?|[ית]י?ישארו?|[ית]י?יוותרו?|להישאר|להיוותר")
# What every branch has of its own.
_OF_BRANCHES = frozenset(
    ["employment", "unemployment", "wages", "productivity", "prices", "credit", "investment", "fdi"]
)
_MORE_OR_LESS = frozenset(["יותר", "פחות"])
_PERSONS = frozenset(["איש", "אנשים", "ילדים", "תלמידים", "סטודנטים", "עולים"])
# What is added to every unit of money is no change: על כל שקל שתשקיע רשות מקומית תוסיף המדינה 1.5 שקלים.
_FOR_EVERY = regex.compile(r"(?<![א-ת])[ועל]{0,2} ?כל (?:שקל|דולר|אירו|דונג|מיליון|מיליארד)(?![א-ת])")
# מכירות של 430 מיליון דולר, שמשקפות צמיחה של 7%
_SHOWING_GAP = regex.compile(
    r" ?\(?,? ?(?:ו|תוך |עם |[שה]?(?:משקפ|מבטא|מהוו|מייצג|מגלמ|שיקפ|ביטא)(?:[א-ת]{0,3}) )?(?:של )?"
)
# Goods of any kind: the lexicon names them, and yet they are what is traded.
_ANY_GOODS = frozenset(["סחורות", "סחורה", "מוצרים", "משלוחים"])
# The rate of a list's place: קאו באנג הסתפקה ב-5.1%.
_SETTLED = ("הסתפק", "תסתפק", "רשם", "רשמה", "קיבל")
_REVISED = regex.compile(
    r"(?<![א-ת])[וש]{0,2}(?:תוקנ?[הו]?|תוקן|עודכנ?[הו]?|עודכן)(?: [א-ת]{2,12}){0,3}? (?:כלפי|כלפיי) (?:מטה|מעלה),?"
)
_COUNTED_BY = regex.compile(
    r" (?:בחישוב|במונחים|בשיעור|בקצב|בהשוואה) (?:שנתי|שנתיים|רבעוני|רבעוניים|חודשי)(?![א-ת])| מרבעון לרבעון| מחודש לחודש"
)
_EASING = regex.compile(r"(?<![א-ת])ו?ה?(?:הרגעה|התמתנות|רגיעה|האטה|התקררות|בלימה|האצה|התגברות),?")
_PAID_MORE = regex.compile(
    r"(?<![א-ת])[ושה]{0,2}(?:[ינת]של(?:ם|מו)|[ית]וצי(?:א|או)|נוציא|יידרש(?:ו)? לשלם)(?: [א-ת]{2,12}){0,3} עוד (?:כ-)?$"
)
_RECURRENT = regex.compile(r"(?<![א-ת])(?:בחודש|לחודש|בשנה|לשנה|מדי|בשבוע|ביום|כל)(?![א-ת])")
_LIST_OPENS = regex.compile(r"(?: [א-ת\d-]{2,12}){0,6}:")
_TARGET_NOUNS = frozenset(["יעד", "יעדי", "יעדים", "מטרה", "מטרות", "חזון"])
# After a bare "more": the end of the clause, or what is counted (2.4% יותר, 21% יותר במספר).
_ALONE_AFTER = regex.compile(r"[ ]?(?:[,.;:)!?]|$|\n|- )| (?:ב[א-ת]|אך |אבל |ואילו )")
# Another group, not another time: יותר מתושבי הצפון, פחות מגברים.
_THAN_GROUP = regex.compile(
    r" מ(?!אשר|אשתקד|ן |אי(?![א-ת])|רץ|רס|זה |זו |ב|כפי|-?\d|לפני|ה?(?:שנה|תקופה|רבעון|רביע|חודש|עונה|מחצית|שנים|שבוע)"
    r"|(?:סכום|היקף|רמה|רמת|מספר|כמות|ממוצע|נתוני|שיא)(?![א-ת])|ה?(?:תחזית|תוכנית|תכנית|יעד|מתוכנן|תכנון|צפוי|אומדן|שיא))"
)
# The plan beside a result: גדל ב-10.2% (תוכנית: 9.5%)
_PLAN_BRACKET = regex.compile(r" \((?:ה?תוכנית|ה?תכנית|ה?יעד)(?: [א-ת]{2,8})?[ :,-]{0,3}")
_OF_PRODUCT = regex.compile(r" (?:מהתוצר|מהתמ\"ג|תוצר|תמ\"ג)(?![א-ת])")
_RATE_BEFORE = regex.compile(r"(?<![א-ת])[ושהבכלמ]{0,3}(?:קצב|שיעור|קצבי) (?:ה)?$")
# How far, in words, a change word reaches to its figure.
_REACH = 22
_LIST_REACH = 8


# What the items of a list or of the next sentence belong to: after the index of prices, vegetables are their prices.
_ITEMS_OF: dict[Indicator, Indicator] = {
    "inflation": "prices", "prices": "prices", "industrial_production": "industrial_production", "exports": "exports",
    "imports": "imports", "retail_sales": "retail_sales", "visitors": "visitors", "trade": "trade",
}  # fmt: skip
_ONLY_IN_LISTS = frozenset(["exports", "imports", "visitors", "trade"])
_TAX_HEADS = frozenset(CONTEXT.tax_heads)
_YIELD_WORDS = frozenset(CONTEXT.yield_words)
_WORKS = frozenset(CONTEXT.works)
# What grows dear by its rate and is bought from nobody, or is money itself: הארנונה תתייקר, השקל התייקר.
_DEAR_BY_RATE = _TAX_HEADS | {
    "ריבית",
    "ריביות",
    "תעריף",
    "תעריפים",
    "שקל",
    "דולר",
    "אירו",
    "דונג",
    "מטבע",
    "עמלות",
    "עמלה",
}
# Indicators whose words also name what is sold: השירותים התייקרו.
_SOLD = frozenset(["services", "agriculture", "construction", "industrial_production", "tourism", "imports", "revenue"])
_PRODUCED = frozenset(["הפיקו", "הפיקה", "הפיק", "ייצרו", "ייצרה", "ייצר"])
_OUTPUT = frozenset(["תפוקה", "תפוקת"])
# The groups of goods of an index of prices.
_INDEX_GROUPS = ("קבוצת ", "קבוצות ", "סעיף ")
_BUSINESSES = frozenset(["עסקים", "מיזמים"])
_GROWING = frozenset(["gdp", "grdp", "economy"])
_GROWING_VERBS = frozenset(CONTEXT.growing_verbs)
_UNMARKED_COUNTRIES = frozenset(CONTEXT.unmarked_countries)
_PLAIN_PRODUCT = frozenset(["תוצר", "תוצר המקומי", "תוצר המקומי הגולמי"])
_PROVINCE_NOUNS = frozenset(["מחוז", "פרובינציה"])
# What gets better by falling; שיפור of 2 points in unemployment is a fall.
# Of these a percentage alone is their growth, in a text that speaks of it.
_RATES = frozenset(["gdp", "grdp", "economy", "exports", "imports", "industrial_production", "inflation", "prices"])
_BETTER_DOWN = frozenset(["unemployment", "poverty", "inflation"])
_BETTERING = ("שיפור", "השתפר", "הטבה", "משתפר")
_WORSENING = ("הידרדר", "התדרדר", "הרעה", "החרפה")
# What "the index" alone can be of, where the text speaks of it and has named no index.
_INDEXED = frozenset(["unemployment", "industrial_production"])
_REPORT_WORDS = frozenset(CONTEXT.report_words)
_NO_ITEM_HEADS = frozenset(CONTEXT.no_item_heads)

# Without one of these no figure of a sentence tells a change, a target or a comparison.
_TELLING = ("noun", "verb", "doubling", "target", "forecast", "level", "higher", "lower", "compare", "indicator")


def _is_plain(topic: Topic) -> bool:
    """Whether the text has said in so many words what the topic is."""
    return topic.is_listed or topic.indicator != "other"


class SentenceReader:
    """The reading of one sentence. ``discourse`` is what the text has spoken of before it."""

    def __init__(self, parts: SentenceParts, discourse: Discourse) -> None:
        self.parts = parts
        self.discourse = discourse
        self.find = TopicFinder(parts, discourse)
        self.carried = discourse.topic
        self.heading = self.find.heading()
        if self.heading is None:
            discourse.listed = None
        elif discourse.listed is None and self.carried is not None and self.carried.indicator is not None:
            discourse.listed = _ITEMS_OF.get(self.carried.indicator)
        if self.heading is not None:
            named = next((c for c in parts.cues_between(*self.heading) if c.is_a("indicator")), None)
            if named is not None and named.entry.indicator in _ITEMS_OF:
                discourse.listed = _ITEMS_OF[named.entry.indicator]
        self.readings: list[Reading] = []
        self.topics: list[Topic | None] = []
        self._consumed: set[int] = set()

    def read(self) -> list[Reading]:
        """The readings of the sentence in text order."""
        is_telling = self.discourse.told is not None or any(c.is_a(*_TELLING) for c in self.parts.cues)
        if not (is_telling or may_aim(self.parts)) and not any(
            f.sign or f.unit == "times" or _PLAN_AFTER.match(self.parts.text, f.after_end) or self._more_before(f)
            for f in self.parts.figures
        ):
            return []
        pending: Figure | None = None  # a level that waits for a figure to be compared with
        pending_index = -1
        from_value: Figure | None = None
        for index, figure in enumerate(self.parts.figures):
            last = self.readings[-1] if self.readings else None
            role = self._comparison_role(index)
            reading: Reading | None = None
            if role == "from":
                from_value = figure
                self.parts.join(index + 1)
            elif role == "previous":
                if (
                    last is not None
                    and last.figure is not pending
                    and last.previous is None
                    and self._comparable(last.figure, figure)
                ) and (pending is None or pending.start < last.figure.start):
                    last.previous = figure
                if (
                    pending is not None
                    and self._comparable(pending, figure)
                    and pending_index >= index - self._passed(index)
                ):
                    reading = self._compared_level(pending_index, pending, figure)
                    pending = None
                    if reading is not None:
                        self.readings.append(reading)
                        reading = None
            else:
                reading = self._share_of_plan(index) or recalled_rate(self.parts, index, last or self.discourse.told)
                reading = reading or self._governed(index) or self._governed_from_right(index)
                if reading is None and self._heading(index):
                    reading = self._target(index)
                reading = (
                    reading or self._listed(index, last) or self._compared_target(index, last) or self._target(index)
                )
                reading = reading or self._share_target(index)
                reading = reading or self._rate_level(index) or self._rate_of_product(index)
                reading = reading or self._rate_before(index, last) or self._outstanding(index) or self._expected(index)
                reading = reading or self._settled(index) or self._revised(index) or self._on_another_basis(index)
                reading = reading or self._kept(index)
                reading = reading or self._eased(index) or self._grown_cheap(index) or self._paid_more(index)
            if reading is None and role == "" and from_value is not None:
                reading = self._moved(index, from_value)
            if role in ("previous", "group") and reading is None:
                reading = self._as_planned(index, last)
            if reading is None and role == "":
                reading = compared_with_before(self.parts, self.find, index, last or self.discourse.told)
                reading = reading or aim(self.parts, self.find, index, self._context())
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
            if reading is not None:
                self.topics.append(reading.topic)
            else:
                level = None if self._is_share(index) else self.find.of_level(index, self.topics, self.carried)
                self.topics.append(self._traded(self._explained(self._item(level), self._context()), self._context()))
        return self._without_superseded_levels()

    def _is_share(self, index: int) -> bool:
        """Whether a figure is a share of what stands before it: ``ומשקלה במשק הלאומי הוא 23.5%``."""
        figure = self.parts.figures[index]
        cues = self.parts.cues_between(self.parts.zones[index][0], figure.lead_start)
        return figure.unit == "percent" and bool(cues) and cues[0].is_a("share")

    def _comparison_role(self, index: int) -> Literal["", "previous", "from", "group"]:
        """Whether a figure is what another is compared with: ``לעומת 4.1%``, ``מ-6%`` in ``מ-6% ל-4.8%``."""
        figure = self.parts.figures[index]
        if figure.form in ("multiple", "unchanged"):
            return ""
        gap_start, gap_end = self.parts.gaps[index]
        cues = self.parts.cues_between(gap_start, gap_end)
        follower = self.parts.figures[index + 1] if index + 1 < len(self.parts.figures) else None
        if figure.preposition == "מ" and figure.qualifier not in ("at_least", "over"):
            if follower is not None and follower.preposition == "ל" and self._comparable(follower, figure):
                between = self.parts.cues_between(figure.after_end, follower.lead_start)
                if not any(c.is_a("noun", "verb", "compare") for c in between) and follower.start - figure.end < 80:
                    return "from"
            last = self.readings[-1] if self.readings else None
            if last is not None and self._comparable(last.figure, figure) and gap_end - gap_start < 40:
                return "previous"
        if self.readings and self._comparable(self.readings[-1].figure, figure):
            old = _OLD_ESTIMATE.search(self.parts.text, gap_start, gap_end)
            is_closed = old is not None and (
                self.parts.text.find(")", old.end(), gap_end) >= 0
                or any(c.is_a("verb", "clause_break") for c in cues if c.start > old.end())
            )
            if old and figure.preposition != "ב" and not is_closed:
                return "previous"
        if (
            (
                figure.preposition == "מ"
                and cues
                and cues[-1].is_a("noun")
                and not self.parts.distance(cues[-1].end, figure.lead_start)
            )
            and index
            and self._comparable(self.parts.figures[index - 1], figure)
        ):
            return "previous"
        if (
            index
            and _BOUND.match(self.parts.text, gap_end)
            and _ONLY_COMMA.fullmatch(self.parts.text, gap_start, gap_end)
        ):
            return "group"
        if index and not self._names_other(cues) and _WAS_BEFORE.search(self.parts.text, gap_start, gap_end):
            is_told = any(gap_start <= start < gap_end for start, _ in self.parts.dates)
            if (is_told or _PAST.search(self.parts.text, gap_start, gap_end)) and self._comparable(
                self.parts.figures[index - 1], figure
            ):
                return "previous"  # הגיע ל-1.62%, ובסוף יוני היה 1.45%
        if (
            self.readings
            and self.readings[-1].kind == "level"
            and self.readings[-1].figure is self.parts.figures[index - 1]
            and self._comparable(self.readings[-1].figure, figure)
            and _AFTER_ONLY.fullmatch(self.parts.text, gap_start, gap_end)
        ):
            return "previous"  # ירדה ל-58% אחרי 71% בשנה הקודמת
        if self.readings and _NOT_BUT.search(self.parts.text, gap_start, gap_end + 1):
            return "previous" if self._is_old(figure) else "group"
        is_joined = self.parts.text[gap_end : gap_end + 1] == "ו" and figure.preposition in ("של", "ב")
        is_joined = is_joined or (
            self.parts.text[gap_end : gap_end + 1] == "ו" and _MORE_AFTER.match(self.parts.text, figure.after_end)
        )
        is_joined = is_joined or (
            figure.preposition == "-" and _MEASURED_BY.search(self.parts.text, gap_start, gap_end)
        )
        clause_start = max(gap_start, self.parts.text.rfind(";", gap_start, gap_end))
        compares = (c for c in reversed(cues) if c.is_a("compare") and c.start >= clause_start)
        compare = None if is_joined else next(compares, None)
        if compare is not None:
            old = _OLD_ESTIMATE.search(self.parts.text, figure.after_end, min(self.parts.end, figure.after_end + 25))
            if old and self.readings and self._comparable(self.readings[-1].figure, figure):
                return "previous"
            after = [c for c in cues if c.start > compare.start]
            if any(c.is_a("clause_break") for c in after):
                return ""
            if figure.preposition in ("ב", "ל") and any(c.is_a("verb", "noun") for c in cues if c.end <= compare.start):
                return ""
            if any(c.is_a("noun", "verb", "target") for c in after):
                return ""
            if figure.preposition == "ב" and any(c.is_a("higher", "lower") for c in after):
                return ""  # ביחס לאפריל השכר נמוך ב-310 שקל
            comma = self.parts.text.find(",", compare.end, gap_end)
            if comma >= 0 and _THEN.match(self.parts.text, comma):
                return "previous"  # בהשוואה לשנת 2023, אז עמד השיעור על 27.6%
            if comma >= 0 and any(c.is_a("level", "indicator") and c.start > comma for c in after):
                return ""
            if comma >= 0 and figure.preposition in ("ב", "-") and _NEW_CLAUSE_AT.match(self.parts.text, comma):
                return ""  # ב-12% בהשוואה ליולי, ובטבריה ב-7.7%
            return "previous" if self._is_old(figure) else "group"
        is_plan = any(c.is_a("target", "forecast") for c in cues)
        if (
            figure.preposition == "("
            and index
            and not is_plan
            and _MORE_THAN.match(self.parts.text, gap_start, figure.start)
        ):
            is_told = any(gap_start <= start < gap_end for start, _ in self.parts.dates)
            if self._comparable(self.parts.figures[index - 1], figure):
                is_old = is_told or _PAST.search(self.parts.text, gap_start, gap_end) is not None
                return "previous" if is_old else "group"
        if figure.preposition == "(" and not cues and index:
            bracket = self.parts.text[figure.after_end : self.parts.bracket_end(figure.after_end)]
            if (
                gap_end - gap_start < 40
                and self._comparable(self.parts.figures[index - 1], figure)
                and _PAST.search(bracket)
            ):
                return "previous"
        last = self.readings[-1] if self.readings else None
        if index and not cues and last is not None and last.previous is self.parts.figures[index - 1]:
            # A second value to compare with: לעומת 7% השנה ו-7.7% אשתקד.
            is_joined = self.parts.text[gap_end] == "ו"
            if is_joined and not _GAP_MARK.search(self.parts.text, gap_start, gap_end):
                return "previous"
        return ""

    @staticmethod
    def _names_other(cues: list[Cue]) -> bool:
        """Whether words between two figures name another indicator, a change or an aim."""
        return any(c.is_a("indicator", "noun", "verb", "target", "forecast", "share") for c in cues)

    def _passed(self, index: int) -> int:
        """How many figures back the one before lies, a multiple passed over: ``לעומת גירעון כפול של 72 מיליארד שקל``."""
        return 2 if index > 1 and self.parts.figures[index - 1].form == "multiple" else 1

    def _moved(self, index: int, start: Figure) -> Reading | None:
        """A level with the one that it moved from, and no verb: ``בקרב משפחות המצב דומה - מ-17.4% ל-17.5%``."""
        figure, context = self.parts.figures[index], self._context()
        if (
            figure.preposition != "ל"
            or start.low is None
            or figure.low is None
            or context is None
            or not context.is_listed
        ):
            return None
        if figure.unit in ("count", "times", "") or not self._comparable(start, figure):
            return None
        if SHARE_AFTER.match(self.parts.text, figure.after_end) or _RANGING.search(
            self.parts.text, *self.parts.zones[index]
        ):
            return None
        direction: Direction = "up" if figure.low > start.low else "down" if figure.low < start.low else "flat"
        return Reading(figure, "level", direction, self.parts.zones[index], "moved", topic=context, confidence=0.6)

    def _is_old(self, figure: Figure) -> bool:
        """Whether a compared figure is the same thing at another time, and not another group's: ``לעומת 5% בפריפריה``."""
        limit = min(self.parts.end, figure.after_end + 45)
        if _CLAUSE_END.match(self.parts.text, figure.after_end):
            return True
        if any(figure.after_end <= start < limit for start, _ in self.parts.dates):
            return True
        return _PAST.search(self.parts.text, figure.after_end, limit) is not None

    @staticmethod
    def _comparable(first: Figure, second: Figure) -> bool:
        return first.unit == second.unit

    def _governed(self, index: int) -> Reading | None:
        figure = self.parts.figures[index]
        gap_start, gap_end = self.parts.gaps[index]
        if figure.form == "multiple":
            return self._doubled(index)
        if figure.form == "unchanged":
            if index and self._holds_level(index):
                return None
            return Reading(figure, "change", "flat", self.parts.zones[index], "unchanged", confidence=0.6)
        kinds = ("noun", "verb", "doubling") if figure.unit == "times" else ("noun", "verb")
        governors = [
            c for c in self.parts.cues_between(gap_start, gap_end) if c.is_a(*kinds) and id(c) not in self._consumed
        ]
        higher = self._higher_or_lower(index)
        if higher is not None:
            return higher
        for governor in governors[:-3:-1]:
            if _STRONG_MARK.search(self.parts.text, governor.end, gap_end) and figure.preposition != "(":
                continue
            reading = self._link(index, governor, governors)
            if reading is not None:
                return reading
        return None

    def _holds_level(self, index: int) -> bool:
        """Give the level before it, if there is one, the direction of ``נותר 3.1%, ללא שינוי``: then the level is the fact."""
        level = self.parts.figures[index - 1]
        gap_start, gap_end = self.parts.gaps[index]
        if level.unit != "percent" or self.parts.distance(gap_start, gap_end) > 4 or level.form != "number":
            return False
        last = self.readings[-1] if self.readings else None
        if last is not None and last.figure is level:
            if last.rule not in ("inflation", "list", "kept"):
                return False
            last.direction, last.kind = "flat", "level"
            return True
        reading = Reading(level, "level", "flat", self.parts.zones[index - 1], "unchanged", confidence=0.7)
        self._find_topic(index - 1, reading)
        if reading.topic is None or reading.topic.is_excluded:
            return True
        self.readings.append(reading)
        return True

    def _link(self, index: int, governor: Cue, governors: list[Cue]) -> Reading | None:
        figure = self.parts.figures[index]
        distance = self.parts.distance(governor.end, figure.lead_start)
        between = self.parts.cues_between(governor.end, figure.lead_start)
        if distance > _REACH or any(c.is_a("share") for c in between):
            return None
        share = next(
            (
                c
                for c in self.parts.cues_between(self.parts.zones[index][0], governor.prefix_start)
                if c.is_a("share") and not self.parts.is_aside(c.start, governor.start)
            ),
            None,
        )
        if governor.is_a("verb") and share is not None:
            moved = self._moved_share(index, share, governor)
            if moved is not None or self.parts.text[share.start : share.end] not in _SHARE_NOUNS:
                return moved
            return None
        if figure.unit == "times" and _RATIO_AFTER.match(self.parts.text, figure.after_end):
            return None
        preposition = figure.preposition
        is_share = figure.unit == "percent" and SHARE_AFTER.match(self.parts.text, figure.after_end) is not None
        if governor.is_a("noun"):
            if preposition == "ב" and governor.is_a("growth") and not any(c.is_a("level") for c in between):
                verb = next((c for c in reversed(governors) if c.is_a("verb") and c.end <= governor.prefix_start), None)
                if verb is not None and self.parts.distance(verb.end, governor.prefix_start) <= 3:
                    return self._reading(index, "change", verb.entry.direction, verb)
            return self._link_noun(index, governor, distance, between, is_share)
        rate = self._rate_subject(index, governor) if preposition in ("ל", "על") else None
        if rate is not None:
            reading = self._reading(index, "change", rate.entry.direction, rate)
            reading.status = self._status(index, governor)
            return reading
        if governor.entry.sense in ("gain", "lose"):
            if _FOR_EVERY.search(self.parts.text, self.parts.zones[index][0], governor.start):
                return None
            if (
                preposition == ""
                and distance <= 3
                and (figure.unit != "count" or figure.counted not in (None, "other"))
            ):
                return self._reading(index, "change", governor.entry.direction, governor)
            if preposition == "" and figure.counted == "other" and distance <= 3 and self._counts_listed(index):
                return self._reading(index, "change", governor.entry.direction, governor)
            if preposition != "ב" or figure.unit not in ("percent", "percentage_point", "times"):
                return None
        is_on_average = preposition == "של" and self.parts.text.endswith("בממוצע של ", 0, figure.lead_start)
        if (preposition == "ב" or is_on_average) and not is_share:
            return self._reading(index, "change", governor.entry.direction, governor)
        if preposition == "ל":
            return self._reading(index, "level", governor.entry.direction, governor)
        is_rate_unit = figure.unit in ("percent", "percentage_point", "times")
        is_of_product = is_share and _OF_PRODUCT.match(self.parts.text, figure.after_end) is not None
        if preposition == ":" and is_of_product and distance == 0:
            return self._reading(index, "level", governor.entry.direction, governor)  # הגירעון מצטמק: 4.7% מהתוצר
        if preposition in ("", "(", "-", ":") and is_rate_unit and not is_share and distance == 0:
            return self._reading(index, "change", governor.entry.direction, governor)
        if (preposition in (":", "") or (preposition == "," and distance)) and is_rate_unit and not is_share:
            is_price = governor.entry.indicator == "prices" and preposition == "" and distance <= 4 and not between
            if is_price or self._only_time(governor.end, figure.lead_start):
                return self._reading(index, "change", governor.entry.direction, governor)
        if preposition == "(" and is_rate_unit and not is_share and self._is_item_bracket(figure, governor, between):
            return self._reading(index, "change", governor.entry.direction, governor)
        if preposition in ("", ",") and figure.form == "digits" and distance <= _LIST_REACH:
            return self._reading(index, "change", governor.entry.direction, governor)
        if figure.unit == "times" and preposition in ("", "ב") and distance <= 12:
            return self._reading(index, "change", governor.entry.direction, governor)
        return None

    def _moved_share(self, index: int, share: Cue, verb: Cue) -> Reading | None:
        """A share that itself changes: ``חלקה של התחבורה הציבורית יעלה מ-19.5% ל-35%``, ``משקל היצוא בתוצר ירד ל-28%``."""
        figure = self.parts.figures[index]
        if self.parts.text[share.start : share.end] not in _SHARE_NOUNS or share.prefix not in (
            "",
            "ו",
            "ה",
            "וה",
            "ש",
        ):
            return None
        if figure.unit not in ("percent", "percentage_point") or figure.preposition not in ("ב", "ל"):
            return None
        if self.parts.distance(share.end, verb.prefix_start) > 6 or any(
            c.is_a("share", "level", "noun", "compare", "verb")
            for c in self.parts.cues_between(share.end, verb.prefix_start)
        ):
            return None
        if CLAUSE_MARK.search(self.parts.text, share.end, verb.prefix_start):
            return None
        reading = self._reading(index, "change" if figure.preposition == "ב" else "level", verb.entry.direction, verb)
        whole = self.parts.cues_between(share.end, verb.prefix_start)
        is_digital = any(c.entry.indicator == "digital_economy" for c in whole)
        end = self.parts.words_between(share.start, verb.prefix_start)[-1].end
        reading.topic = Topic("digital_economy" if is_digital else "other", share.start, end, is_listed=True)
        reading.owns_topic = True
        return reading

    def _only_time(self, start: int, end: int) -> bool:
        """Whether between a verb and its figure only words of time stand: ``צמח ברבעון השלישי: 2.4%``, ``התייקר עוד 3%``."""
        return all(
            self.parts.is_date(w.start) or self.parts.is_time(w) or w.text in _AGAIN
            for w in self.parts.words_between(start, end)
        )

    def _counts_listed(self, index: int) -> bool:
        """Whether what a figure counts is an indicator by its words together: ``6,214 משקי בית עניים``."""
        topic = self.find.of_counted(index)
        return topic is not None and topic.indicator != "other"

    def _is_item_bracket(self, figure: Figure, verb: Cue, between: list[Cue]) -> bool:
        """Whether a bracket holds the figure of an item of the verb: ``התחבורה עלתה, אם כי מעט יותר (0.9%)``."""
        if self.parts.text[figure.after_end : figure.after_end + 1] not in (")", "-", "+", ","):
            return False
        if any(c.is_a("level", "compare", "target", "forecast") for c in between):
            return False
        return self.parts.distance(verb.end, figure.lead_start) <= 4 or (
            _ITEM_MARK.search(self.parts.text, verb.end, figure.lead_start) is not None
        )

    def _link_noun(
        self, index: int, governor: Cue, distance: int, between: list[Cue], is_share: bool
    ) -> Reading | None:
        figure = self.parts.figures[index]
        direction = governor.entry.direction
        preposition = figure.preposition
        if figure.unit == "count" and figure.counted is None and preposition not in ("ב", "ל", "של"):
            return None
        has_level = any(c.is_a("level") for c in between)
        comma = self.parts.text.find(",", governor.end, figure.lead_start) >= 0
        is_amount = figure.unit not in ("percent", "percentage_point", "times")
        before = self.parts.cues_between(governor.prefix_start - 16, governor.prefix_start)
        is_reached = has_level or any(c.is_a("level") for c in before)
        is_known = governor.is_a("increment") and governor.prefix.endswith("ה") and is_reached
        # תוספת של 11,300 עובדים, תוספת של 38,500 ילדים
        noun = self.parts.text[figure.start : figure.noun_end].rpartition(" ")[2]
        is_counted = figure.counted not in (None, "other") or noun in _PERSONS
        if is_amount and not is_known and ((governor.is_a("increment") and not is_counted) or (comma and has_level)):
            return None
        if preposition == "של" and distance <= 14:
            return self._reading(index, "change", direction, governor)
        if is_share:
            return None
        is_measured = comma and distance <= 10 and self.parts.text.endswith(" של ", governor.end, figure.lead_start)
        if preposition == "ב" and is_measured:  # ירידה בכלל הערים, בשיעור ממוצע של 15.9%
            return self._reading(index, "change", direction, governor)
        if preposition == "ב" and (has_level or (distance <= 6 and not comma) or distance == 0):
            return self._reading(index, "change", direction, governor)
        if preposition == "ל" and (not comma or has_level):
            is_rate = governor.is_a("growth", "increment") or self._is_rate(governor) or governor.prefix.endswith("ה")
            return self._reading(index, "change" if is_rate else "level", direction, governor)
        if preposition == "על" and has_level:
            return self._reading(index, "change", direction, governor)
        if (
            preposition in (":", "-", "(", "הוא", "היא", "הינו")
            and distance <= 12
            and figure.unit in ("percent", "times", "percentage_point")
        ):
            return self._reading(index, "change", direction, governor)
        is_stated = bool(between) and between[-1].is_a("level") and between[-1].end + 1 >= figure.lead_start
        if preposition == "" and governor.is_a("growth") and is_stated and figure.unit == "percent":
            return self._reading(index, "change", direction, governor)  # קצב הצמיחה של המגזר הפרטי יהיה 10-12%
        if preposition == "," and distance <= 1 and self._is_apposition(index, governor):
            return self._reading(index, "change", direction, governor)
        if preposition == "," and distance <= 6 and figure.per_period and self._is_rate(governor):
            return self._reading(index, "change", direction, governor)
        if governor.prefix.endswith("ל"):
            return None  # התוכנית לצמצום העוני הקצתה 517 מיליארד דונג
        reach = _LIST_REACH if figure.form == "digits" else 3
        if preposition in ("", ",") and distance <= reach and (preposition == "" or figure.qualifier != "exact"):
            return self._reading(index, "change", direction, governor)
        return None

    def _is_apposition(self, index: int, noun: Cue) -> bool:
        """Whether a comma sets a figure beside its noun: ``הגידול השנתי, 9.9%, …``, ``יצוא תעשייתי: ירידה, 9.3%``."""
        figure = self.parts.figures[index]
        if figure.unit != "percent":
            return False
        if self.parts.text[noun.prefix_start - 2 : noun.prefix_start] == ": ":
            return True
        return noun.prefix.endswith("ה") and self.parts.text[figure.after_end : figure.after_end + 1] == ","

    def _reading(self, index: int, kind: ReadingKind, direction: Direction | None, governor: Cue) -> Reading:
        figure = self.parts.figures[index]
        if figure.sign == "down" and direction != "down":
            direction = "down"
        elif direction is None:
            direction = figure.sign or ("flat" if figure.low == figure.high == 0 else None)
        rule = "verb" if governor.is_a("verb") else "noun"
        self._consumed.add(id(governor))
        status = self._status(index, governor)
        return Reading(figure, kind, direction, self.parts.zones[index], rule, governor, status=status)

    def _is_rate(self, noun: Cue) -> bool:
        """Whether the noun is the second of קצב העלייה, שיעור הגידול."""
        return (
            _RATE_BEFORE.search(self.parts.text, max(self.parts.start, noun.prefix_start - 12), noun.start) is not None
        )

    def _rate_subject(self, index: int, verb: Cue) -> Cue | None:
        """The noun of change whose rate the verb moves: ``קצב עליית המחירים ירד ל-7.2%``, ``הצמיחה האטה ל-3%``."""
        middle = self.parts.cues_between(verb.end, self.parts.figures[index].lead_start)
        for noun in (c for c in middle if c.is_a("noun")):
            return noun
        for noun in reversed(self.parts.cues_between(self.parts.zones[index][0], verb.prefix_start)):
            if not noun.is_a("noun") or self.parts.follows_comparison(noun):
                continue
            if not CLAUSE_MARK.search(self.parts.text, noun.end, verb.prefix_start):
                return noun
        return None

    def _higher_or_lower(self, index: int) -> Reading | None:
        """``גבוה ב-2.8% מהממוצע ברבעון השני``: a change only if the comparison is with another time."""
        figure = self.parts.figures[index]
        if figure.preposition != "ב" and figure.unit != "times":
            return None
        cues = [c for c in self.parts.cues_between(*self.parts.gaps[index]) if c.is_a("higher", "lower")]
        if not cues:
            return None
        if not self._follows_since(cues[-1], figure) and (
            self.parts.distance(cues[-1].end, figure.lead_start) > 2 or not self._compares_with_past(index)
        ):
            return None
        word = cues[-1]
        if len(cues) > 1 and cues[-2].end + 1 == word.start and self.parts.text[word.start : word.end] in _MORE_OR_LESS:
            word = cues[-2]  # נמוך יותר ב-6%
        direction: Direction = "up" if word.is_a("higher") else "down"
        return self._reading(index, "change", direction, word)

    def _follows_since(self, adjective: Cue, figure: Figure) -> bool:
        """Whether an adjective before its subject tells what is so from a day on: ``החל מ-10 במאי גבוה מחיר החשמל ב-4.8%``."""
        if self.parts.distance(adjective.end, figure.lead_start) > 6 or adjective.prefix not in ("", "ו"):
            return False
        if self.parts.text[adjective.start : adjective.end] not in _ADJECTIVES:
            return False
        between = self.parts.cues_between(adjective.end, figure.lead_start)
        if not between or not all(c.is_a("indicator") for c in between):
            return False
        return _SINCE.match(self.parts.text, self.parts.zones[self.parts.figures.index(figure)][0]) is not None

    def _compares_with_past(self, index: int) -> bool:
        figure = self.parts.figures[index]
        limit = min(self.parts.end, figure.after_end + 70)
        mark = _STRONG_MARK.search(self.parts.text, figure.after_end, limit)
        limit = mark.start() if mark else limit
        if any(figure.after_end <= start < limit for start, _ in self.parts.dates):
            return True
        if _PAST.search(self.parts.text, figure.after_end, limit):
            return True
        return bool(_CLAUSE_END.match(self.parts.text, figure.after_end)) and self._compares_before(index)

    def _compares_before(self, index: int) -> bool:
        """Whether the sentence has said before the figure with what time it compares: ``ביחס לאפריל, השכר נמוך ב-310 שקל``."""
        figure = self.parts.figures[index]
        floor = self.readings[-1].figure.end if self.readings else self.parts.start
        for cue in self.parts.cues_between(floor, figure.lead_start):
            limit = min(cue.end + 40, figure.lead_start)
            if cue.is_a("compare") and (
                any(cue.end <= start < limit for start, _ in self.parts.dates)
                or _PAST.search(self.parts.text, cue.end, limit)
            ):
                return True
        return bool(self.readings) and self.readings[-1].kind == "change" and figure.unit == "times"

    def _governed_from_right(self, index: int) -> Reading | None:
        """``14% עלייה``, ``8% יותר מהתקופה המקבילה``, ``פי 3 יותר מאשר אשתקד``."""
        figure = self.parts.figures[index]
        if figure.unit not in ("percent", "times", "percentage_point"):
            return self._added(index) or self._more_or_less(index)
        follower = next(
            iter(self.parts.cues_between(figure.after_end, min(self.parts.end, figure.after_end + 20))), None
        )
        if follower is not None and self._opens_with(index, follower):
            return self._reading(index, "change", follower.entry.direction, follower)  # ב-12% עלה מספר המבקרים
        if follower is not None and follower.start - figure.after_end <= 1:
            if follower.is_a("noun") and not follower.prefix and figure.preposition not in ("ב", "ל", "מ"):
                return self._reading(index, "change", follower.entry.direction, follower)
            if follower.is_a("higher", "lower"):
                return self._more_or_less(index)
        if figure.unit == "times" and figure.form == "number" and _TIME_AFTER.match(self.parts.text, figure.after_end):
            cues = self.parts.cues_between(*self.parts.gaps[index])
            if not any(c.is_a("higher", "lower") for c in cues) and self._compares_with_past(index):
                return Reading(figure, "change", "up", self.parts.zones[index], "multiple", confidence=0.7)
        return None

    def _opens_with(self, index: int, verb: Cue) -> bool:
        """Whether a clause opens with its figure, and the verb comes after it: ``ב-12% עלה אשתקד מספר המבקרים``."""
        figure = self.parts.figures[index]
        if not verb.is_a("verb") or verb.prefix or figure.preposition != "ב" or verb.entry.sense in ("gain", "lose"):
            return False
        if self.parts.distance(figure.after_end, verb.start) > 0 or verb.start - figure.after_end > 1:
            return False
        before = self.parts.cues_between(*self.parts.gaps[index])
        return not any(c.is_a("verb", "noun", "higher", "lower") for c in before)

    def _added(self, index: int) -> Reading | None:
        """``11,400 איש נוספו לרשימות``: a number of persons or things that its verb adds or takes away."""
        figure = self.parts.figures[index]
        after = self.parts.cues_between(figure.after_end, min(self.parts.end, figure.after_end + 12))
        verb = next((c for c in after if c.entry.sense in ("gain", "lose") and c.entry.tense != "present"), None)
        if verb is None or figure.preposition not in ("", ":", ",") or figure.counted is None:
            return None
        if self.parts.distance(figure.after_end, verb.start) > 1:
            return None
        return self._reading(index, "change", verb.entry.direction, verb)

    def _more_or_less(self, index: int) -> Reading | None:
        """``17.8% יותר;``, ``15% למעלה מזה של אשתקד``, ``11 אלף פחות מאשר במרץ``, ``14% מעל התוכנית``, no ratio of two groups."""
        figure = self.parts.figures[index]
        after = self.parts.cues_between(figure.after_end, min(self.parts.end, figure.after_end + 12))
        if not after or not after[0].is_a("higher", "lower") or after[0].start - figure.after_end > 1:
            return None
        word = after[0]
        if figure.unit in ("count", "") and self.parts.text[word.start : word.end] in ("למעלה", "למטה"):
            return None
        direction: Direction = "up" if word.is_a("higher") else "down"
        if figure.preposition in ("ל", "מ") or figure.form == "digits":
            return None
        if not self._compares_with_past(index):
            # Alone it tells of another time, unless the text puts two groups beside each other.
            is_rate = figure.unit in ("percent", "percentage_point")
            if not _ALONE_AFTER.match(self.parts.text, word.end) or not (is_rate or self._context()):
                return None
            if any(c.is_a("compare") for c in self.parts.cues_between(self.parts.zones[index][0], figure.lead_start)):
                return None
        elif _THAN_GROUP.match(self.parts.text, word.end):
            return None
        return self._reading(index, "change", direction, word)

    def _compared_target(self, index: int, last: Reading | None) -> Reading | None:
        """The target that a change is held against: ``התרחב ב-8.3%, מעל היעד שעמד על 7.5%``, ``(היעד: 8%)``."""
        figure = self.parts.figures[index]
        if last is None or last.kind != "change" or figure.unit != last.figure.unit or figure.unit != "percent":
            return None
        cues = self.parts.cues_between(*self.parts.gaps[index])
        is_plan = _PLAN_BRACKET.fullmatch(self.parts.text, *self.parts.gaps[index]) is not None
        if not is_plan and not any(
            c.is_a("target") and c.entry.kinds == {"target"} and self._names_target(c) for c in cues
        ):
            return None
        if any(c.is_a("indicator", "verb", "noun") for c in cues):
            return None
        if _STRONG_MARK.search(self.parts.text, *self.parts.gaps[index]):
            return None
        zone = self.parts.zones[index]
        return Reading(
            figure, "change", last.direction, zone, "target", topic=last.topic, status="target", confidence=0.8
        )

    def _as_planned(self, index: int, last: Reading | None) -> Reading | None:
        """The change that was planned in place of the one reached: ``התרחב ב-8.7% במקום 9.5% כמתוכנן``."""
        figure = self.parts.figures[index]
        if last is None or last.figure is not self.parts.figures[index - 1] or last.kind != "change":
            return None
        if last.figure.unit != figure.unit or not _AS_PLANNED.match(self.parts.text, figure.after_end):
            return None
        if last.previous is figure:
            last.previous = None
        return Reading(
            figure, "change", last.direction, self.parts.zones[index], "target", topic=last.topic, status="target",
            confidence=0.7,
        )  # fmt: skip

    def _names_target(self, cue: Cue) -> bool:
        return self.parts.text[cue.start : cue.end] in _TARGET_NOUNS

    def _rate_of_product(self, index: int) -> Reading | None:
        """A percentage of product is its growth: ``GRDP של 10.1% לפחות``, ``תמ"ג: 8%``."""
        figure = self.parts.figures[index]
        if figure.unit != "percent" or figure.preposition not in ("של", "-", ":", "ב", "על"):
            return None
        if SHARE_AFTER.match(self.parts.text, figure.after_end):
            return None
        before = self.parts.cues_between(self.parts.zones[index][0], figure.lead_start)
        named = [c for c in before if c.is_a("indicator")]
        if not named or named[-1].entry.indicator not in ("gdp", "grdp") or set(named[-1].prefix) & set("מב"):
            return None
        if self.parts.distance(named[-1].end, figure.lead_start) > (1 if figure.preposition != "על" else 3):
            return None
        if any(c.is_a("share") for c in before) or (figure.low or 0) > 40:
            return None
        status = next((k for c in reversed(before) for k in ("target", "forecast") if c.is_a(k)), "actual")
        topic = self.find.of_cue(named[-1])
        return Reading(
            figure, "change", figure.sign or "up", self.parts.zones[index], "product", topic=topic,
            status=cast(Status, status), confidence=0.8,
        )  # fmt: skip

    def _outstanding(self, index: int) -> Reading | None:
        """``ההכנסות מתיירות בלטו עם 19.8%``: in the middle of a report on growth."""
        figure = self.parts.figures[index]
        if figure.preposition != "עם" or figure.unit != "percent" or self._context() is None:
            return None
        if SHARE_AFTER.match(self.parts.text, figure.after_end):
            return None
        cues = self.parts.cues_between(*self.parts.zones[index])
        if not any(c.is_a("indicator") for c in cues) or not _STANDS_OUT.search(
            self.parts.text, *self.parts.gaps[index]
        ):
            return None
        return Reading(figure, "change", "up", self.parts.zones[index], "outstanding", confidence=0.6)

    def _settled(self, index: int) -> Reading | None:
        """The rate of a place in the middle of a report on growth: ``קאו באנג הסתפקה ב-5.1%``, ``(האי פונג (11.6%``."""
        figure, context = self.parts.figures[index], self._context()
        if figure.unit != "percent" or context is None or context.indicator not in _GROWING:
            return None
        if SHARE_AFTER.match(self.parts.text, figure.after_end):
            return None
        start, end = self.parts.gaps[index]
        start = max(start, self.parts.zones[index][0])
        cues = self.parts.cues_between(start, end)
        if any(not c.is_a("level", "clause_break") for c in cues):
            return None
        verb = cues[-1] if cues and cues[-1].is_a("level") else None
        is_stated = verb is not None and self.parts.distance(verb.end, end) == 0
        if is_stated and verb is not None:
            is_settled = self.parts.text.startswith(_SETTLED, verb.start) and figure.preposition in ("ב", "", "על")
            is_sequel = (
                all(c.is_a("clause_break") for c in cues[:-1]) and self.parts.distance(start, end) == len(cues) > 1
            )
            if not is_settled or not (is_sequel or self.parts.names_place_last(start, verb.prefix_start)):
                return None
        elif figure.preposition not in ("(", "", ":", "-") or not self._lists_places(index):
            return None
        zone = self.parts.zones[index]
        return Reading(figure, "change", figure.sign or "up", zone, "place", topic=context, confidence=0.7)

    def _lists_places(self, index: int) -> bool:
        """Whether a figure stands right after a place, in a list of rates: ``אחריה האי פונג (11.59%), נין בין 10.45%``."""
        last = self.readings[-1] if self.readings else None
        if last is None or last.figure is not self.parts.figures[index - 1] or last.figure.unit != "percent":
            return False
        words = self.parts.words_between(*self.parts.gaps[index])
        return bool(words) and self.parts.is_place(words[-1]) and len(words) <= _LIST_REACH

    def _revised(self, index: int) -> Reading | None:
        """A rate that was published anew: ``הרבעון שקדם לו תוקן כלפי מטה, ל-11% במקום 12.4%``."""
        figure = self.parts.figures[index]
        if figure.unit != "percent" or figure.preposition != "ל":
            return None
        revision = _REVISED.search(self.parts.text, *self.parts.gaps[index])
        if revision is None or self.parts.distance(revision.end(), figure.lead_start) > 1:
            return None
        cues = self.parts.cues_between(self.parts.zones[index][0], revision.start())
        noun = next((c for c in reversed(cues) if c.is_a("noun") and c.entry.direction is not None), None)
        topic = self._told_of_time(self.parts.zones[index][0])
        if noun is not None:
            reading = self._reading(index, "change", noun.entry.direction, noun)
            reading.rule = "revised"
            return reading
        if topic is None or topic.indicator not in _RATES or any(c.is_a("indicator") for c in cues):
            return None
        return Reading(figure, "change", "up", self.parts.zones[index], "revised", topic=topic, confidence=0.7)

    def _on_another_basis(self, index: int) -> Reading | None:
        """The rate of what the text speaks of, by how it is counted: ``הרבעון הרביעי היה פושר: 1.8% בחישוב שנתי``."""
        figure = self.parts.figures[index]
        topic = self._told_of_time(self.parts.zones[index][0])
        if figure.unit != "percent" or topic is None or topic.indicator not in _RATES:
            return None
        if figure.preposition not in (":", "", "-", "(") or not _COUNTED_BY.match(self.parts.text, figure.after_end):
            return None
        cues = self.parts.cues_between(*self.parts.gaps[index])
        if any(c.is_a("share", "target", "compare", "indicator") for c in cues):
            return None
        direction = figure.sign or "up"
        return Reading(figure, "change", direction, self.parts.zones[index], "basis", topic=topic, confidence=0.7)

    def _told_of_time(self, start: int) -> Topic | None:
        """What a clause is about whose subject is a time: growth, if the text spoke of that: ``הרבעון הרביעי היה פושר``."""
        first = next(iter(self.parts.words_between(start, self.parts.end)), None)
        is_time = first is not None and (self.parts.is_time_word(first) or self.parts.is_date(first.start))
        return (self.discourse.growth if is_time and not any(self.topics) else None) or self._context()

    def _kept(self, index: int) -> Reading | None:
        """A level that is said to stay: ``שיעור האבטלה נותר על 3%``, ``הריבית נשארה 4.5%``."""
        figure = self.parts.figures[index]
        if figure.unit != "percent" or figure.preposition not in ("", "על", "ב") or figure.qualifier == "range":
            return None
        if SHARE_AFTER.match(self.parts.text, figure.after_end):
            return None
        cues = self.parts.cues_between(self.parts.zones[index][0], figure.lead_start)
        verb = next((c for c in cues if c.is_a("level") and _STAYING.fullmatch(self.parts.text, c.start, c.end)), None)
        if verb is None or any(c.is_a("share", "growth", "target", "compare", "noun", "verb") for c in cues):
            return None
        if self.parts.distance(verb.end, figure.lead_start) > 2 or not any(
            c.is_a("indicator") and c.end <= verb.start for c in cues
        ):
            return None
        return Reading(figure, "level", "flat", self.parts.zones[index], "kept", confidence=0.7)

    def _eased(self, index: int) -> Reading | None:
        """A rate that is less or more than the one after it: ``מסתמנת הרגעה, 0.3% בספטמבר לאחר 0.9% באוגוסט``."""
        figure = self.parts.figures[index]
        if (
            figure.unit != "percent"
            or figure.preposition not in (",", ":", "-")
            or index + 1 >= len(self.parts.figures)
        ):
            return None
        if not _EASING.search(self.parts.text, *self.parts.gaps[index]):
            return None
        follower = self.parts.figures[index + 1]
        is_rate = follower.unit == "percent" and _AFTER_ONLY.fullmatch(self.parts.text, *self.parts.gaps[index + 1])
        topic = self.find.before(self.parts.zones[index][0], figure.lead_start) or self._context()
        if not is_rate or topic is None or topic.indicator is None:
            return None
        return Reading(figure, "change", "up", self.parts.zones[index], "rate", topic=topic, confidence=0.7)

    def _grown_cheap(self, index: int) -> Reading | None:
        """The money by which a price moved, after a colon: ``הוזל בפעם השלישית: 590 דונג לליטר; הסולר, 430 דונג``."""
        figure = self.parts.figures[index]
        if figure.unit in ("percent", "percentage_point", "times", "count", ""):
            return None
        last = self.readings[-1] if self.readings else None
        if (
            last is not None
            and last.rule == "price"
            and self.parts.figures[index - 1] is last.figure
            and last.figure.unit == figure.unit
            and figure.preposition in (",", ":", "-")
            and not self.parts.cues_between(*self.parts.gaps[index])
        ):
            words = self.parts.words_between(self.parts.zones[index][0], figure.lead_start)
            topic = Topic("prices", words[0].start, words[-1].end) if words else last.topic
            return Reading(
                figure, "change", last.direction, self.parts.zones[index], "price", topic=topic, confidence=0.7
            )
        verb = next((c for c in reversed(self.parts.cues_between(*self.parts.gaps[index])) if c.is_a("verb")), None)
        if verb is None or verb.entry.indicator != "prices" or figure.preposition != ":":
            return None
        if self.parts.distance(verb.end, figure.lead_start) > 4:
            return None
        reading = self._reading(index, "change", verb.entry.direction, verb)
        reading.rule = "price"
        return reading

    def _more_before(self, figure: Figure) -> bool:
        """Whether עוד stands before a figure."""
        return self.parts.text.endswith("עוד ", self.parts.start, figure.lead_start)

    def _paid_more(self, index: int) -> Reading | None:
        """What somebody has to pay more than until now: ``משק בית ישלם בחודש עוד 16,900 דונג``."""
        figure = self.parts.figures[index]
        start, end = self.parts.gaps[index]
        if figure.unit in ("percent", "percentage_point", "times", "count", ""):
            return None
        payment = _PAID_MORE.search(self.parts.text, max(start, end - 60), end)
        if payment is None or not _RECURRENT.search(self.parts.text, max(start, end - 60), figure.after_end + 12):
            return None
        payer = self.find.subject_before(self.parts.zones[index][0], payment.start())
        topic = replace(payer, indicator="other") if payer is not None else Topic("other", figure.start, figure.end)
        zone = self.parts.zones[index]
        return Reading(figure, "change", "up", zone, "payment", topic=topic, status="forecast", confidence=0.6)

    def _rate_before(self, index: int, last: Reading | None) -> Reading | None:
        """The same rate at another time: ``ברבעון השני היה הקצב 11.82%, לאחר 10.27% ברבעון הראשון``, ``(ב-2024: 8.8%)``."""
        figure = self.parts.figures[index]
        if (
            last is None
            and figure.unit == "percent"
            and figure.preposition in ("על", "ל")
            and self._speaks_of(*_GROWING)
        ):
            gap = self.parts.gaps[index]
            if _RATE_WORD.search(self.parts.text, *gap) and any(c.is_a("level") for c in self.parts.cues_between(*gap)):
                return Reading(
                    figure, "change", "up", self.parts.zones[index], "rate", topic=self._context(), confidence=0.7
                )
        if last is None or last.kind == "plan" or figure.unit != "percent" or last.figure.unit != "percent":
            return None
        if SHARE_AFTER.match(self.parts.text, figure.after_end) or last.direction is None:
            return None
        gap = self.parts.gaps[index]
        cues = self.parts.cues_between(*gap)
        slowed = _RATE_SLOWED.search(self.parts.text, *gap)
        if any(
            c.is_a("indicator", "noun", "verb", "share", "target") for c in cues if not slowed or c.start > slowed.end()
        ):
            return None
        is_rate = slowed is not None or (
            _RATE_WORD.search(self.parts.text, *gap) is not None
            and figure.preposition in ("", "על", "ל", "ב", "היא", "הוא")
        )
        is_after = _AFTER_ONLY.fullmatch(self.parts.text, *gap) is not None and figure.preposition == ""
        is_deflated = _DEFLATED.search(self.parts.text, *gap) is not None and figure.preposition in ("", ",", "-", ":")
        is_bracket = (
            figure.preposition == ":"
            and self.parts.text.startswith(" (", gap[0])
            and (
                any(gap[0] <= start < gap[1] for start, _ in self.parts.dates)
                or _PAST.search(self.parts.text, *gap) is not None
            )
        )
        if not (is_rate or is_after or is_bracket or is_deflated):
            return None
        zone = self.parts.zones[index]
        return Reading(
            figure, "change", figure.sign or last.direction, zone, "rate", topic=last.topic, status=last.status,
            confidence=0.8,
        )  # fmt: skip

    def _doubled(self, index: int) -> Reading | None:
        figure = self.parts.figures[index]
        cue = next(c for c in self.parts.cues if c.start == figure.start)
        if cue.is_a("doubled") and not self._compares_with_past(index):
            return None  # שכרם כפול מהממוצע
        compares = [c for c in self.parts.cues_between(*self.parts.gaps[index]) if c.is_a("compare")]
        if cue.is_a("doubled") and compares and self.parts.distance(compares[-1].end, cue.start) <= 2:
            return None  # בניגוד לגירעון כפול
        return self._reading(index, "change", "up", cue)

    def _listed(self, index: int, last: Reading | None) -> Reading | None:
        """A figure that shares the change word of the figure before: ``והיבוא ב-3.2%``, ``בלוד 8%``, ``התחבורה (1%)``."""
        figure = self.parts.figures[index]
        if figure.form == "unchanged":
            return None
        if (
            (
                last is not None
                and self.parts.figures[index - 1] is last.figure
                and figure.unit in ("percent", "times", "percentage_point")
            )
            and _RESTATED_GAP.fullmatch(self.parts.text, last.figure.after_end, figure.lead_start)
            and last.kind != "target"
        ):
            zone = self.parts.zones[index]
            return Reading(figure, "change", last.direction, zone, "restated", topic=last.topic, status=last.status)
        if last is not None and self.parts.figures[index - 1] is last.figure and self._restates_in_points(index, last):
            zone = self.parts.zones[index]
            return Reading(figure, "change", last.direction, zone, "points", topic=last.topic, status=last.status)
        gap_start, gap_end = self.parts.gaps[index]
        if last is not None and last.governor is not None and last.figure.end <= last.governor.start < gap_end:
            gap_start = last.governor.end  # 2.4% יותר, ומי שנכנס לדירה חדשה - 5.3%
        is_joined = self.parts.text[gap_end : gap_end + 1] == "ו"
        if last is None or (last.kind == "target" and not is_joined) or last.kind == "plan":
            return self._signed(index)
        # ושל 52 מיליון שקל may follow של 37%; otherwise a list keeps its unit.
        is_second = is_joined and figure.preposition == last.figure.preposition == "של"
        is_second = is_second or (figure.form == "number" and figure.unit == "times" and figure.preposition == "-")
        if figure.unit != last.figure.unit and not is_second:
            return self._signed(index)
        if figure.sign and figure.preposition == "(":
            return Reading(
                figure, "change", figure.sign, self.parts.zones[index], "list", status=last.status, confidence=0.8
            )
        cues = self.parts.cues_between(gap_start, gap_end)
        if is_joined and figure.preposition in ("של", "ב"):
            cues = [c for c in cues if not c.is_a("compare")]
        clause = max(self.parts.text.rfind(mark, gap_start, gap_end) for mark in (", ", "; "))
        if clause >= 0 and figure.preposition in ("ב", "-"):
            # ב-16.4% לעומת אשתקד, ובמצטבר לתשעה חודשים - 14.9%
            cues = [c for c in cues if c.start > clause or not c.is_a("compare")]
        if cues and cues[0].is_a("occurrence") and cues[0].start - gap_start <= 1:
            cues = cues[1:]  # עלייה של 0.9% נרשמה במחירי הפירות, 0.6% במחירי הדיור
        if any(
            c.is_a("share", "level", "target", "compare", "higher", "lower")
            and not self.parts.text.startswith("הסתפק", c.start)  # … ואילו הדרום הסתפק ב-3%
            for c in cues
        ):
            return None
        if SHARE_AFTER.match(self.parts.text, figure.after_end):
            return None
        previous = self.parts.figures[index - 1]
        if previous is not last.figure and previous is not last.previous:
            return None
        zone_start = self.parts.zones[index][0]
        if self.parts.distance(zone_start, gap_end) > _LIST_REACH:
            return None
        preposition, model = figure.preposition, last.figure.preposition
        models = {r.figure.preposition for r in self.readings[-2:]}
        gap = self.parts.text[gap_start:gap_end]
        is_alternative = preposition == "(" and _ALTERNATIVE_GAP.fullmatch(gap) is not None
        if is_alternative:
            note = self.parts.text[figure.after_end : self.parts.bracket_end(figure.after_end)].strip()
            if len(note) < 3:
                return None
        elif preposition in ("(", "-", ":"):
            is_dashed = preposition == "-" and (_NEW_ITEM.match(gap) is not None or clause >= 0)
            if model != preposition and not (preposition == "(" and model == "של") and not is_dashed:
                return None
            if model == "של" and last.governor is not None and not last.governor.is_a("noun"):
                return None
        elif preposition == "עם" and figure.counted in (None, "other") and figure.unit == "count":
            return None
        elif preposition == "עם" or (preposition == "" and is_joined):
            pass
        elif (
            preposition not in models and not (preposition in ("", ",") and model in ("של", "ב", "", ",", "הוא", "היא"))
        ) or not (
            CLAUSE_MARK.search(gap)
            or "ו" in self.parts.text[gap_end : figure.start]
            or _AND.search(gap)
            or any(c.is_a("clause_break") for c in cues)
        ):
            return None
        reading = Reading(
            figure, last.kind, last.direction, self.parts.zones[index], "list", status=last.status, confidence=0.8
        )
        if figure.sign:
            reading.direction = figure.sign
        if is_alternative:
            reading.topic = last.topic
        if _CROSSING.match(self.parts.text, figure.lead_start):
            reading.kind, reading.direction = ("target" if last.status == "target" else "level"), None
        return reading

    def _restates_in_points(self, index: int, last: Reading) -> bool:
        """Whether points say again how far a rate has moved: ``ירד מ-51.7% ל-12.2%, כמעט 8 נקודות אחוז בשנה``."""
        is_move = last.kind == "level" and last.figure.unit == "percent" and last.direction is not None
        is_points = self.parts.figures[index].unit == "percentage_point"
        return is_move and is_points and _ONLY_COMMA.fullmatch(self.parts.text, *self.parts.gaps[index]) is not None

    def _signed(self, index: int) -> Reading | None:
        """A signed figure after its item, with no change word: ``היצוא (17.7%-)``, ``היבוא +3%``."""
        figure = self.parts.figures[index]
        if figure.sign is None or figure.unit not in ("percent", "percentage_point"):
            return None
        gap = self.parts.gaps[index]
        names_item = any(c.is_a("indicator") and not c.entry.is_excluded for c in self.parts.cues_between(*gap))
        # הכנסות של 11,940 מיליארד (27%+)
        follows_level = (
            bool(index) and figure.preposition in ("(", ",") and not self.parts.distance(*gap) and self._context()
        )
        heads = (
            self.heading is not None and figure.preposition == ":" and not self.parts.distance(self.heading[1], gap[1])
        )
        is_priced = figure.preposition == ":" and self._speaks_of("inflation", "prices")
        is_item = figure.preposition in ("", "(", ":", ",") and self._is_item_of_context(index)
        is_item = is_item or (figure.preposition == "(" and self.parts.text[figure.end + 1 : figure.end + 2] == ")")
        if not (names_item or follows_level or is_priced or heads or is_item):
            return None
        return Reading(figure, "change", figure.sign, self.parts.zones[index], "signed", confidence=0.7)

    def _is_item_of_context(self, index: int) -> bool:
        """Whether just before a signed figure an item of what the text speaks of is named: ``ציוד חשמלי 6.5%+; נייר 4.8%-``."""
        context = self._context()
        if context is None or context.indicator not in _ITEMS_OF:
            return False
        start, end = self.parts.zones[index][0], self.parts.figures[index].lead_start
        return 1 <= self.parts.distance(start, end) <= 6 and not self.parts.cues_between(start, end)

    def _tells_of_businesses(self, end: int) -> bool:
        """Whether the sentence has named businesses, whose registered capital is not foreign: ``1,450 עסקים, עם הון רשום של``."""
        words = self.parts.words_between(self.parts.start, end)
        return self.discourse.meaning("הון") != "fdi" and any(is_head(w.text, _BUSINESSES) for w in words)

    def _speaks_of(self, *indicators: str) -> bool:
        """Whether the text speaks of one of the indicators where the figure stands."""
        context = self._context()
        return context is not None and context.indicator in indicators

    def _share_of_plan(self, index: int) -> Reading | None:
        """``107% מהתחזית השנתית``: how far a plan is fulfilled."""
        figure = self.parts.figures[index]
        if figure.unit != "percent" or figure.preposition == "של":
            return None
        if (figure.low or 0) < 20 and figure.preposition not in ("", ",", ":"):
            return None  # גבוה ב-4% מהתוכנית
        last = self.readings[-1] if self.readings else None
        is_second = last is not None and last.kind == "plan" and self.parts.figures[index - 1] is last.figure
        after = _SECOND_PLAN_AFTER if is_second and self.parts.text[figure.lead_start] == "ו" else _PLAN_AFTER
        if not after.match(self.parts.text, figure.after_end):
            return None
        return Reading(figure, "plan", None, self.parts.zones[index], "plan")

    def _target(self, index: int) -> Reading | None:
        figure = self.parts.figures[index]
        zone_start = self.parts.zones[index][0]
        before = self.parts.cues_between(zone_start, figure.lead_start)
        targets = (
            [c for c in before if c.is_a("target") and not c.is_a("indicator")]
            or self._planned_level(index, before)
            or self._heading(index)
        )
        targets = targets or self._second_target(before)
        is_heading = bool(targets) and targets[-1].end == zone_start
        reach = 3 if figure.preposition in ("הוא", "היא", ":") else 1
        is_adjacent = bool(targets) and self.parts.distance(targets[-1].end, figure.lead_start) <= reach
        if figure.unit == "count" and figure.counted is None and not is_adjacent:
            return None
        is_stated = figure.preposition in ("של", "ל", "ב", "על", "הוא", "היא", ":", "-", "", "עם")
        if not (is_stated or is_adjacent or (is_heading and figure.preposition == "(")):
            return None
        if not targets or any(c.is_a("share") for c in before):
            return None
        if _DONE.search(self.parts.text, targets[-1].end, figure.lead_start):
            return None
        if SHARE_AFTER.match(self.parts.text, figure.after_end) and not is_adjacent:
            return None
        if self.parts.distance(targets[-1].end, figure.lead_start) > 16:
            return None
        topics = [c for c in before if c.is_a("indicator")]
        is_known_target = (
            self.carried is not None and self._names_target(targets[-1]) and figure.preposition in ("על", "הוא")
        )
        if not topics and figure.counted is None and not is_adjacent and not is_known_target:
            return None
        if (
            targets[-1].is_a("target")
            and not (is_heading or self._names_target(targets[-1]))
            and figure.preposition != "עם"
            and not (is_adjacent and figure.preposition == "ל" and figure.counted not in (None, "other"))
            and not any(c.is_a("level") for c in self.parts.cues_between(targets[-1].end, figure.lead_start))
        ):
            return None
        return Reading(figure, "target", None, self.parts.zones[index], "target", status="target", confidence=0.8)

    def _share_target(self, index: int) -> Reading | None:
        """The share that the digital economy is to have, which is how it is measured: ``תהווה 30% מהתמ"ג עד 2030``."""
        figure = self.parts.figures[index]
        before = self.parts.cues_between(self.parts.zones[index][0], figure.lead_start)
        named = [c for c in before if c.entry.indicator == "digital_economy"]
        if figure.unit != "percent" or not named or self.parts.distance(named[-1].end, figure.lead_start) > 6:
            return None
        is_aim = _PLAN_CONTEXT.search(self.parts.text, self.parts.start, figure.lead_start) is not None
        if not (is_aim or self._heading(index)) or any(c.is_a("compare", "noun", "verb") for c in before):
            return None
        zone = self.parts.zones[index]
        topic = self.find.of_cue(named[-1])
        return Reading(figure, "target", None, zone, "target", topic=topic, status="target", confidence=0.7)

    def _second_target(self, before: list[Cue]) -> list[Cue]:
        """The level that an aim names after another: ``שואפת לקבל 12 מיליון מבקרים ולהגיע להכנסות של 36 מיליארד``."""
        last = self.readings[-1] if self.readings else None
        if last is None or last.kind != "target":
            return []
        return [c for c in before if c.is_a("level") and self.parts.text[c.start] == "ל"]

    def _heading(self, index: int) -> list[Cue]:
        """The targets that a colon opens a list of: ``היעדים: GRDP - 10%; הכנסה לנפש - 120 מיליון דונג``."""
        if self.parts.figures[index].preposition not in ("-", ":", "ל", "", "של", "("):
            return []
        opening = _MAIN_ONES.match(self.parts.text, self.parts.start, self.parts.zones[index][0] + 1)
        if self.discourse.announces_aims and opening is not None:
            aim = Cue(opening.start(), self.parts.zones[index][0], "", opening.start(), Entry({"target"}))
            return [aim]
        for cue in self.parts.cues_between(self.parts.start, self.parts.zones[index][0]):
            if self._names_target(cue) and _LIST_OPENS.match(self.parts.text, cue.end):
                return [replace(cue, end=self.parts.zones[index][0])]
        return []

    def _planned_level(self, index: int, before: list[Cue]) -> list[Cue]:
        """The future level that a plan sets: ``התוכנית קובעת כי עד 2030 ההכנסה לנפש תגיע ל-12,000 דולר``."""
        levels = [c for c in before if c.is_a("level") and (self._is_future(c) or self.parts.text[c.start] == "ל")]
        if (
            not levels
            or any(c.is_a("forecast") for c in before)
            or self.parts.figures[index].preposition not in ("ל", "על", "ב")
        ):
            return []
        return (
            levels
            if _PLAN_CONTEXT.search(self.parts.text, self.parts.start, self.parts.figures[index].lead_start)
            else []
        )

    def _rate_level(self, index: int) -> Reading | None:
        """Inflation is itself a rate of change: ``האינפלציה השנתית עומדת על 5.2%``."""
        figure = self.parts.figures[index]
        if figure.unit != "percent" or figure.preposition not in ("על", "ב", "-", ":", "", "ל"):
            return None
        if SHARE_AFTER.match(self.parts.text, figure.after_end):
            return None
        before = self.parts.cues_between(self.parts.zones[index][0], figure.lead_start)
        topics = [c for c in before if c.is_a("indicator")]
        if (
            not topics
            or topics[-1].entry.indicator != "inflation"
            or "מדד" in self.parts.text[topics[-1].start : topics[-1].end]
        ):
            return None
        distance = self.parts.distance(topics[-1].end, figure.lead_start)
        if distance > 5 or (figure.preposition in ("", "ל") and not any(c.is_a("level") for c in before)):
            return None
        if any(c.is_a("target", "share") for c in before):
            return None
        is_expected = any(c.is_a("forecast") or self._is_future(c) for c in before if not self.parts.in_comparison(c))
        status: Status = "forecast" if is_expected else "actual"
        direction: Direction = "down" if figure.sign == "down" else "up"
        return Reading(figure, "level", direction, self.parts.zones[index], "inflation", status=status, confidence=0.7)

    def _expected(self, index: int) -> Reading | None:
        """A rate that somebody expects of what the text speaks of: ``בבנק צופים 2% ו-5%``, ``צפויה להישאר דו-ספרתית``."""
        figure = self.parts.figures[index]
        topic = self._context()
        if figure.form == "digits":
            topic = self.find.before(self.parts.zones[index][0], figure.lead_start) or topic
        if topic is None or topic.indicator is None or figure.unit != "percent":
            return None
        cues = self.parts.cues_between(*self.parts.gaps[index])
        if not cues or SHARE_AFTER.match(self.parts.text, figure.after_end):
            return None
        near = self.parts.distance(cues[-1].end, figure.lead_start) <= 1
        is_rate = topic.indicator in ("gdp", "grdp", "economy", "inflation")
        is_kept = self.parts.distance(cues[-1].end, figure.lead_start) <= 2
        if figure.form == "digits" and cues[-1].is_a("level") and is_kept:
            status: Status = "forecast" if any(c.is_a("forecast") for c in cues) else "actual"
            return Reading(figure, "change", "up", self.parts.zones[index], "level", topic=topic, status=status)
        if cues[-1].is_a("forecast") and near and is_rate and figure.preposition in ("", "ל"):
            zone = self.parts.zones[index]
            return Reading(figure, "change", "up", zone, "expected", topic=topic, status="forecast", confidence=0.7)
        return None

    def _compared_level(self, index: int, level: Figure, previous: Figure) -> Reading | None:
        """A level that the text compares with the same thing at another time."""
        if (
            level.low is None
            or previous.low is None
            or level.qualifier == "range"
            or SHARE_AFTER.match(self.parts.text, level.after_end)
        ):
            return None
        zone = self.parts.zones[index]
        before = self.parts.cues_between(zone[0], level.lead_start)
        after = self.parts.cues_between(level.after_end, min(self.parts.end, level.after_end + 40))
        if any(c.is_a("share") for c in (*before, *after)):
            return None
        limit = min(self.parts.end, previous.after_end + 60)
        noun = next((c for c in self.parts.cues_between(level.after_end, previous.lead_start) if c.is_a("noun")), None)
        if noun is None and not _PAST.search(self.parts.text, level.after_end, limit):
            return None
        has_level = any(c.is_a("level") for c in before)
        nearest = next((c for c in reversed(before) if c.is_a("indicator")), None)
        if (
            level.preposition in ("של", "ב")
            and nearest is not None
            and self.parts.distance(nearest.end, level.lead_start) <= 2
        ):
            has_level = True
        has_topic = any(c.is_a("indicator") for c in (*before, *after[:1]))
        has_topic = has_topic or (has_level and self.find.subject_before(zone[0], level.lead_start) is not None)
        stated = next((c for c in reversed(before) if c.is_a("level")), None)
        if stated is not None and self._context() is not None:  # בקרב צעירים הוא הגיע ל-9.1%
            floor = max(self.parts.start, stated.prefix_start - 14)
            has_topic = has_topic or _PRONOUN_BEFORE.search(self.parts.text, floor, stated.prefix_start) is not None
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
        figure = self.parts.figures[index]
        tense = governor.entry.tense
        before = self.parts.cues_between(max(self.parts.zones[index][0], self.parts.gaps[index][0]), figure.lead_start)
        last = self.readings[-1] if self.readings else None
        if governor.is_a("noun") and self.parts.follows_comparison(governor):
            expected = [
                c for c in self.parts.cues_between(governor.start - 25, governor.start) if c.is_a("forecast", "target")
            ]
            return "actual" if not expected else "target" if expected[-1].is_a("target") else "forecast"
        if not any(c.is_a("forecast", "target", "estimate") for c in before):
            before = self.parts.cues_between(last.figure.after_end if last else self.parts.start, figure.lead_start)
        if tense in {"infinitive", "future"} or governor.is_a("noun") or not tense:
            whole = (
                self.parts.cues_between(self.parts.start, figure.lead_start)
                if tense in ("infinitive", "future")
                else before
            )
            whole = [c for c in whole if not self.parts.in_comparison(c)]
            kinds = [k for c in reversed(whole) for k in ("target", "forecast", "estimate") if c.is_a(k)]
            if kinds:
                found = kinds[0]
                return "target" if found == "target" else "forecast" if found == "forecast" else "estimate"
            if tense == "infinitive":
                return "target"
            is_aside = any(c.is_a("compare", "sequel", "level", "clause_break") for c in before)
            if last is not None and last.status in ("target", "forecast") and not tense and not is_aside:
                return last.status
            return "forecast" if tense == "future" or any(self._is_future(c) for c in before) else "actual"
        if any(c.is_a("estimate") for c in self.parts.cues_between(self.parts.start, governor.start)):
            return "estimate"
        return "actual"

    def _is_future(self, cue: Cue) -> bool:
        return cue.entry.tense == "future" or (cue.is_a("level") and self.parts.text[cue.start] in "ית")

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
        elif reading.rule == "list":
            topic = self._topic_of_item(index, reading)
        elif (
            governor is not None
            and (governor.is_a("verb") or self.parts.text[governor.start : governor.end] in _MORE_OR_LESS)
            and (follower := self.find.bare_phrase(governor.end, self.parts.limit_after(index)))
        ):
            topic = follower  # 12% פחות תיירים; ב-12% עלה מספר המבקרים
        else:
            topic = (
                self.find.after_figure(index)
                or self.find.before(zone_start, figure.lead_start)
                or (
                    self.find.of_counted(index)
                    if figure.counted != "other" or reading.kind == "target" or not self._context()
                    else None
                )
            )
            is_carried = any(self.topics) or (reading.kind == "target" and self.carried is not None)
            is_planned = reading.kind == "target" and any(
                c.is_a("level") for c in self.parts.cues_between(zone_start, figure.lead_start)
            )
            if topic is None and (is_planned or not is_carried):
                topic = self.find.subject_before(zone_start, figure.lead_start)
        topic = self._economy_of_place(reading, topic) or topic
        reading.owns_topic = topic is not None
        context = self._context()
        reading.topic = context if topic is None else self._in_context(reading, topic, context)
        self._set_region(reading)
        named = reading.topic
        implied = (
            governor.entry.indicator if governor is not None and governor.is_a("verb", "higher", "lower") else None
        )
        if implied is not None and named is not None and self._is_priced(named, reading.owns_topic):
            reading.topic = replace(named, indicator=implied)  # what grows dear is a price
        self._set_yield(reading)
        self._set_direction(reading)

    def _is_priced(self, topic: Topic, is_own: bool) -> bool:
        """Whether what grows dear has a price: goods and services, and no tax, no currency and no credit."""
        if topic.indicator == "other":
            head = self.parts.text[topic.start : topic.end].split(" ", maxsplit=1)[0]
            return not (topic.is_listed and head in _DEAR_BY_RATE)
        return topic.indicator in _SOLD or not (is_own or topic.indicator in ("prices", "inflation"))

    def _economy_of_place(self, reading: Reading, topic: Topic | None) -> Topic | None:
        """The economy of the country or region that is said to grow: ``ישראל תצמח ב-3.3%``; after GRDP, its product."""
        governor = reading.governor
        if governor is None or self.parts.text[governor.start : governor.end] not in _GROWING_VERBS:
            return None
        if reading.figure.unit not in ("percent", "percentage_point") or reading.kind == "target":
            return None
        is_other = topic is not None and (
            self.parts.text[topic.start : topic.end] in _UNMARKED_COUNTRIES or self._is_forecaster(topic, governor)
        )
        if topic is not None and not is_other:
            return None
        if not self.parts.names_place_last(reading.zone[0], governor.prefix_start):
            return None
        context = self._context()
        if context is not None and (context.indicator in _GROWING or any(self.topics)):
            return context
        return Topic("economy", governor.start, governor.end, is_listed=True)

    def _is_forecaster(self, topic: Topic, verb: Cue) -> bool:
        """Whether a topic is who expects what the verb tells: ``קרן המטבע צופה שסין תצמח``."""
        return not topic.is_listed and any(
            c.is_a("forecast", "estimate") for c in self.parts.cues_between(topic.end, verb.prefix_start)
        )

    def _set_region(self, reading: Reading) -> None:
        """The product of a province is its own: ``בדא נאנג עלה התוצר ב-9.2%``."""
        topic = reading.topic
        if topic is None or topic.indicator != "gdp" or self.parts.text[topic.start : topic.end] not in _PLAIN_PRODUCT:
            return
        start, end = reading.zone
        is_region = any(start <= place < end for place, _ in self.parts.provinces)
        if is_region or any(is_head(w.text, _PROVINCE_NOUNS) for w in self.parts.words_between(start, end)):
            reading.topic = replace(topic, indicator="grdp")

    def _set_yield(self, reading: Reading) -> None:
        """What a tax yields is revenue of the budget, what a works puts out industrial production."""
        topic, figure = reading.topic, reading.figure
        if topic is None or topic.indicator != "other" or not self.parts.start <= topic.start < figure.start:
            return
        head = self.parts.text[topic.start : topic.end].split(" ", maxsplit=1)[0]
        words = {w.text for w in self.parts.words_between(topic.end, figure.start)}
        if head in _TAX_HEADS and not words.isdisjoint(_YIELD_WORDS):
            reading.topic = replace(topic, indicator="budget_revenue")
        before = self.parts.words_between(self.parts.start, topic.start)
        around = [*before, *self.parts.words_between(topic.start, topic.end + 10)]
        if head in _OUTPUT and any(is_head(w.text, _WORKS) for w in around):
            reading.topic = replace(topic, indicator="industrial_production")

    def _set_direction(self, reading: Reading) -> None:
        """Directions that only the topic decides: a target of growth is upwards, better unemployment is less."""
        topic, figure = reading.topic, reading.figure
        if topic is None or topic.is_excluded:
            return
        is_rate = figure.unit == "percent" and (figure.high or figure.low or 0) < 40
        if reading.kind == "target" and reading.direction is None and topic.indicator in _GROWING and is_rate:
            reading.direction = "up"
        if reading.governor is None or topic.indicator not in _BETTER_DOWN:
            return
        word = self.parts.text[reading.governor.start : reading.governor.end]
        if word.startswith(_BETTERING):
            reading.direction = "down"
        elif word.startswith(_WORSENING):
            reading.direction = "up"

    def _context(self) -> Topic | None:
        """What the text spoke of last, in this sentence or before."""
        return next((t for t in reversed(self.topics) if t is not None), None) or self.carried

    def _heads_no_item(self, topic: Topic) -> bool:
        """Whether a topic begins with a word that heads no item of what came before: מספר הטיסות."""
        return is_head(self.parts.text[topic.start : topic.end].split(" ", maxsplit=1)[0], _NO_ITEM_HEADS)

    def _item(self, topic: Topic | None) -> Topic | None:
        """A topic that opens the sentence with a colon, as an item of what the text speaks of: ``אורז: 7.2 מיליון טון``."""
        if topic is None or topic.is_listed or self.heading is None or self.discourse.listed is None:
            return topic
        if not self.heading[0] <= topic.start < self.heading[1]:
            return topic
        return replace(topic, indicator=self.discourse.listed)

    def _explained(self, topic: Topic | None, context: Topic | None) -> Topic | None:
        """A head alone as the text has explained it: המדד of industry, ההכנסות of the budget."""
        if topic is None:
            return topic
        phrase = self.parts.text[topic.start : topic.end]
        if topic.indicator == "fdi" and phrase.startswith("הון רשום") and self._tells_of_businesses(topic.start):
            return replace(topic, indicator="other")
        if topic.is_listed and " " in phrase and not topic.is_bare_index:
            return topic
        if not topic.is_listed and self._is_produced(topic):
            return replace(topic, indicator="industrial_production")
        if not topic.is_listed and phrase.startswith(_INDEX_GROUPS) and self.discourse.meaning("מדד") == "inflation":
            return replace(topic, indicator="prices")
        is_definite = self.parts.text[topic.start - 1 : topic.start] == "ה"
        meant = self.discourse.meaning(phrase, context) if is_definite else None
        if meant is not None:
            return replace(topic, indicator=meant, is_bare_index=False)
        if not topic.is_bare_index or context is None or context.indicator not in _INDEXED:
            return topic
        return replace(topic, indicator=context.indicator, is_bare_index=False)

    def _is_produced(self, topic: Topic) -> bool:
        """Whether a works is said to have produced: ``תחנות הכוח הפיקו 72.2 מיליארד קוט"ש``."""
        head = self.parts.text[topic.start : topic.end].split(" ", maxsplit=1)[0]
        words = self.parts.words_between(topic.start, topic.end + 14)
        return is_head(head, _WORKS) and any(w.text in _PRODUCED for w in words)

    def _in_context(self, reading: Reading, topic: Topic, context: Topic | None) -> Topic:
        """A topic as the context explains it: an item of the index of prices, a branch of industry, "the index" alone."""
        topic = self._explained(topic, context) or topic
        if context is None or context.indicator is None:
            return topic
        topic = self._traded(self._item(topic), context) or topic
        if topic.is_listed or topic.indicator != "other" or reading.kind != "change":
            return topic
        if reading.figure.unit != "percent" and not self._is_priced_good(reading, topic, context):
            return topic
        if self._heads_no_item(topic):
            return topic
        named: Topic | None = context
        if context.start == topic.start:  # the item itself, named before with its weight or price
            named = next((t for t in (*reversed(self.topics), self.carried) if t is not None and _is_plain(t)), None)
        whole = _ITEMS_OF.get(named.indicator) if named is not None and named.indicator is not None else None
        if whole in _ONLY_IN_LISTS and reading.rule != "list":
            return self._traded(topic, context) or topic
        return topic if whole is None else replace(topic, indicator=whole)

    def _is_priced_good(self, reading: Reading, topic: Topic, context: Topic) -> bool:
        """Whether an amount of money tells how the price of goods moved: after the index, ``הדלק ירד ב-640 דונג לליטר``."""
        is_money = reading.figure.unit not in ("percent", "percentage_point", "times", "count", "")
        return is_money and context.indicator in ("prices", "inflation") and self.find.names_goods(topic)

    def _traded(self, topic: Topic | None, context: Topic | None) -> Topic | None:
        """Goods, traders and countries as part of the flow that the text speaks of: after exports, ``הקפה הניב 22% יותר``."""
        if topic is None or topic.indicator != "other" or context is None:
            return topic
        if topic.is_listed and self.parts.text[topic.start : topic.end] not in _ANY_GOODS:
            return topic
        if context.indicator not in (*FLOWS, "trade"):
            return topic
        named = (t.indicator for t in self.topics if t is not None)
        flow = next((i for i in named if i in FLOWS), self.discourse.flow) or context.indicator
        if flow is None or self._heads_no_item(topic) or not self.find.is_traded(topic, flow):
            return topic
        return replace(topic, indicator=flow)

    def _topic_of_noun(self, index: int, reading: Reading, noun: Cue) -> Topic | None:
        figure = reading.figure
        zone_start = reading.zone[0]
        if noun.is_a("growth") and not self.parts.follows_comparison(noun):
            # What grows may stand in brackets: קצב הצמיחה של המחוז (GRDP) הגיע ל-8%.
            for cue in self.parts.cues_between(noun.end, figure.lead_start):
                if cue.entry.indicator in ("gdp", "grdp", "gdp_per_capita"):
                    return self.find.of_cue(cue)
        topic = self.find.phrase_after(noun.end, figure.lead_start) or self.find.after_figure(index)
        if topic is not None and figure.preposition in ("(", "-", ":") and not topic.is_excluded:
            item = self.find.left_phrase(noun.end, figure.lead_start)
            if item is not None:
                named = self.find.before(item.start, figure.lead_start)
                return Topic(named.indicator if named else topic.indicator, item.start, item.end)
        counted = self.find.of_counted(index)
        if counted is not None and counted.indicator != "other" and (topic is None or topic.indicator == "other"):
            return counted  # עלייה של 27 אלף ילדים עניים
        if topic is not None:
            return topic
        left = self.find.before(zone_start, noun.prefix_start)
        if left is not None:
            reading.place = self.find.place_before(left.end, noun.prefix_start)
            return left
        if noun.prefix.endswith("ה") and not noun.is_a("growth") and (any(self.topics) or self.carried):
            return None  # מאז דצמבר הצטברה העלייה ל-2.8%
        implied = self._implied(noun)
        spoken = self.topics[-1] if self.topics else None
        if implied is not None and implied.indicator == "economy" and spoken is not None:
            # ההכנסות הסתכמו ב-276 מיליארד שקל, צמיחה של 11.7%
            last_end = self.parts.figures[index - 1].after_end
            if spoken.is_product or _SHOWING_GAP.fullmatch(self.parts.text, last_end, noun.prefix_start):
                return None
        if implied is not None and self.parts.follows_comparison(noun) and (any(self.topics) or self.carried):
            return None
        if implied is not None:
            return implied
        if self.topics and self.topics[-1] is not None and not self.find.left_phrase(zone_start, noun.prefix_start):
            return None
        if noun.is_a("increment"):
            return None
        phrase = self.find.left_phrase(zone_start, noun.prefix_start)
        if phrase is not None and self.find.is_prepositional(phrase):
            reading.place = (phrase.start, phrase.end)
            return None
        if phrase is not None and self._is_said(phrase, noun):
            return None
        return phrase or (None if self.topics else implied)

    def _is_said(self, phrase: Topic, noun: Cue) -> bool:
        """Whether the phrase before a noun of change is who tells of it: ``החזאים צפו עלייה של 0.3%``."""
        words = self.parts.words_between(phrase.start, noun.prefix_start)
        return any(is_head(w.text, _REPORT_WORDS) for w in words)

    def _implied(self, noun: Cue) -> Topic | None:
        if noun.entry.indicator is None:
            return None
        return Topic(noun.entry.indicator, noun.start, noun.end)

    def _topic_of_verb(self, index: int, reading: Reading, verb: Cue) -> Topic | None:
        figure = reading.figure
        if verb.entry.sense in ("gain", "lose") and figure.counted is not None:
            return self.find.of_counted(index) if figure.counted != "other" or not self._context() else None
        if self.find.is_anaphor(verb.end, figure.lead_start):
            return None  # נמוך המספר ב-62%
        zone_start = reading.zone[0]
        if self.find.is_demonstrative(zone_start) and self._context() is not None:
            return None
        middle_end = figure.lead_start if figure.start > verb.end else min(self.parts.next_start(index), self.parts.end)
        middle = [c for c in self.parts.cues_between(verb.end, middle_end) if c.is_a("indicator") or c.is_a("growth")]
        plain = [c for c in middle if not set(c.prefix) & set("בלמכ")]
        mark = CLAUSE_MARK.search(self.parts.text, verb.end, middle_end)
        clause_end = mark.start() if mark else middle_end
        changed = self.find.object_of(verb, clause_end)
        if changed is not None:
            return changed
        if plain and plain[0].start < clause_end:
            return self.find.of_cue(plain[0])
        before = max(self.parts.start, verb.prefix_start - 14)
        if verb.entry.tense != "infinitive" and _PRONOUN_BEFORE.search(self.parts.text, before, verb.prefix_start):
            return None
        phrase = self.find.subject_after(verb.end, clause_end)
        left = self.find.before(zone_start, verb.prefix_start)
        if phrase is not None and (left is None or verb.entry.sense in ("raise", "lower")):
            return phrase
        if left is not None and index and self._is_where(left, zone_start):
            return None
        left_phrase = self.find.left_phrase(zone_start, verb.prefix_start)
        if left is not None:
            if left_phrase is not None and left_phrase.start > left.end:
                between = self.parts.cues_between(left.end, left_phrase.start)
                has_own_verb = any(c.is_a("verb", "doubling") for c in between)
                if has_own_verb or _NEW_CLAUSE.search(self.parts.text, left.end, left_phrase.start):
                    return left_phrase  # … מחירים קרובים לשוק, והפיצוי הממוצע עלה
            if left_phrase is not None and left_phrase.start < left.start and self.find.is_oblique(left, zone_start):
                head = next(iter(self.parts.cues_between(left_phrase.start, left_phrase.end)), None)
                is_named = head is not None and head.start == left_phrase.start and head.is_a("indicator")
                return self.find.of_cue(head) if head is not None and is_named else left_phrase
            return left
        if verb.prefix.endswith("ש") and index == 0 and left_phrase is None:
            return self.find.before(self.parts.start, verb.prefix_start)
        if left_phrase is not None and not self.find.is_prepositional(left_phrase):
            return left_phrase
        if middle and mark is None:
            return self.find.of_cue(middle[0])
        counted = self.find.of_counted(index)
        if counted is None and figure.start > verb.end and verb.is_a("verb", "doubling"):
            return self.find.bare_phrase(figure.after_end, self.parts.limit_after(index))  # גדל ב-5% מספר התאונות
        return counted

    def _is_where(self, topic: Topic, start: int) -> bool:
        """Whether a branch only tells where what the sentence spoke of has changed: ``המועסקים … , בשירותים עלה ב-3%``."""
        spoken = self.topics[-1] if self.topics else None
        return spoken is not None and spoken.indicator in _OF_BRANCHES and self.find.is_only_where(topic, start)

    def _topic_of_item(self, index: int, reading: Reading) -> Topic | None:
        """The item of a list before its figure; a place or a bare figure keeps the topic of the list."""
        figure = reading.figure
        zone_start = reading.zone[0]
        last = self.readings[-1]
        if self.find.is_demonstrative(zone_start):
            return last.topic
        topic = self.find.before(zone_start, figure.lead_start)
        if topic is not None and not (
            last.topic and last.topic.indicator in ("prices", "inflation") and figure.preposition in "(-:"
        ):
            return topic
        phrase = self.find.left_phrase(zone_start, figure.lead_start)
        names_after = last.topic is not None and last.topic.start > last.figure.end
        if figure.preposition in ("של", "") or (figure.preposition == "ב" and phrase is None):
            after = self.find.after_figure(index)
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
        first = next(iter(self.parts.words_between(zone_start, figure.lead_start)), None)
        words = self.parts.words_between(phrase.start, phrase.end)
        if first is not None and _IN.match(first.text) and len(words) <= 3:
            reading.place = (phrase.start, phrase.end)
            return None
        if last.topic is None or self._heads_no_item(phrase):
            return phrase
        return replace(phrase, indicator=last.topic.indicator)

    def _without_superseded_levels(self) -> list[Reading]:
        """The readings without a level whose own change the sentence gives too (decision: the change is the fact)."""
        kept: list[Reading] = []
        for index, reading in enumerate(self.readings):
            follower = self.readings[index + 1] if index + 1 < len(self.readings) else None
            is_level = reading.kind in ("level", "target") and reading.rule != "inflation"
            if is_level and follower is not None and follower.kind == "change" and not follower.owns_topic:
                is_sequel = follower.governor is not None and self.parts.follows_comparison(follower.governor)
                is_apart = follower.place is not None or _STRONG_MARK.search(
                    self.parts.text, reading.figure.after_end, follower.figure.start
                )
                is_of_it = follower.topic is reading.topic or (
                    follower.topic is not None
                    and reading.topic is not None
                    and follower.topic.indicator == reading.topic.indicator
                    and reading.rule == "compared"
                )
                is_same = is_of_it and not is_sequel and not is_apart
                if follower.rule in ("noun", "verb", "restated") and is_same:
                    continue
            kept.append(reading)
        return kept
