"""What a reading speaks of: the topic that its clause names, as the words around it and the text before explain it."""

from __future__ import annotations

from dataclasses import replace

import regex

from pipeline.components.growth.compounds import compound_rule
from pipeline.components.growth.figures import CONTEXT, Figure
from pipeline.components.growth.lexicon import Cue
from pipeline.components.growth.reading import Reading
from pipeline.components.growth.sentence_parts import CLAUSE_MARK, is_head
from pipeline.components.growth.sentence_state import GROWING, ITEMS_OF, ONLY_COMMA, PRONOUN_BEFORE, SentenceState
from pipeline.components.growth.targets import topic_of_plan
from pipeline.components.growth.topics import FLOWS, Topic

_IN = regex.compile("ו?ב")
_NEW_CLAUSE = regex.compile(", ו[הב]?$")
# What every branch has of its own.
_OF_BRANCHES = frozenset(
    ["employment", "unemployment", "wages", "productivity", "prices", "credit", "investment", "fdi"]
)
MORE_OR_LESS = frozenset(["יותר", "פחות"])
# מכירות של 430 מיליון דולר, שמשקפות צמיחה של 7%
_SHOWING_GAP = regex.compile(
    r" ?\(?,? ?(?:ו|תוך |עם |[שה]?(?:משקפ|מבטא|מהוו|מייצג|מגלמ|שיקפ|ביטא)(?:[א-ת]{0,3}) )?(?:של )?"
)
_PLAIN_ADJECTIVES = frozenset(CONTEXT.plain_adjectives)
# What only sums up the noun after it: סך ההכנסות.
_SUMS = frozenset(["סך", "כלל", "היקף", "שיעור"])
# Goods of any kind: the lexicon names them, and yet they are what is traded.
_ANY_GOODS = frozenset(["סחורות", "סחורה", "מוצרים", "משלוחים"])
_ONLY_IN_LISTS = frozenset(["exports", "imports", "visitors", "trade"])
_TAX_HEADS = frozenset(CONTEXT.tax_heads)
_YIELD_WORDS = frozenset(CONTEXT.yield_words)
_WORKS = frozenset(CONTEXT.works)
# What grows dear by its rate and is bought from nobody, or is money itself: הארנונה תתייקר, השקל התייקר.
_DEAR_BY_RATE = _TAX_HEADS | frozenset(
    ["ריבית", "ריביות", "תעריף", "תעריפים", "שקל", "דולר", "אירו", "דונג", "מטבע", "עמלות", "עמלה"]
)
# Indicators whose words also name what is sold: השירותים התייקרו.
_SOLD = frozenset(["services", "agriculture", "construction", "industrial_production", "tourism", "imports", "revenue"])
_PRODUCED = frozenset(["הפיקו", "הפיקה", "הפיק", "ייצרו", "ייצרה", "ייצר"])
_OUTPUT = ("תפוקה", "תפוקת")
# What money buys, so that a change of it is one of a price: ירידה של 1,000 דונג לק"ג; no hectare, whose money is a yield.
_PER_GOODS = regex.compile(
    r" ?[ל/](?:ק[\"״]ג|קילו|קילוגרם|טון|טונה|גרם|קווינטל|ליטר|גלון|חבית|חביות|מ[\"״]ר|מ[\"״]ק|מטר|אונקי[יה]?[הת]|אונקיית"
    r"|טאל|תאל|תאיל|טייל|קוט[\"״]ש|יחידה|שק|ביצה|תרנגולת)(?![א-ת])"
)
_THAN_PRICE = regex.compile(r" מה?מחיר(?:ו|ה|ם|ן)?(?![א-ת])")
# What money per unit of goods can be beside their price.
_NO_PRICE = _TAX_HEADS | frozenset(
    ["רווח", "רווחי", "רווחים", "סובסידיה", "סבסוד", "סיוע", "הכנסה", "הכנסת", "הכנסות", "פיצוי", "מענק"]
)
_HAVE_PRICES = frozenset(
    ["exports", "imports", "trade", "agriculture", "industrial_production", "retail_sales", "inflation"]
)
# The groups of goods of an index of prices.
_INDEX_GROUPS = ("קבוצת ", "קבוצות ", "סעיף ")
# Rises that people at work are given.
_RAISES = ("תוספת", "תוספות", "העלאה", "העלאות")
_AT_WORK = frozenset(CONTEXT.people_at_work)
_BUSINESSES = frozenset(["עסקים", "מיזמים"])
_GROWING_VERBS = frozenset(CONTEXT.growing_verbs)
_UNMARKED_COUNTRIES = frozenset(CONTEXT.unmarked_countries)
_PLAIN_PRODUCT = frozenset(["תוצר", "תוצר המקומי", "תוצר המקומי הגולמי"])
_PROVINCE_NOUNS = frozenset(["מחוז", "פרובינציה"])
# What gets better by falling; שיפור of 2 points in unemployment is a fall.
_BETTER_DOWN = frozenset(["unemployment", "poverty", "inflation"])
_BETTERING = ("שיפור", "השתפר", "הטבה", "משתפר")
_WORSENING = ("הידרדר", "התדרדר", "הרעה", "החרפה")
# What "the index" alone can be of, where the text speaks of it and has named no index.
_INDEXED = frozenset(["unemployment", "industrial_production"])
_REPORT_WORDS = frozenset(CONTEXT.report_words)
_NO_ITEM_HEADS = frozenset(CONTEXT.no_item_heads)
_MEASURE_HEADS = frozenset(CONTEXT.measure_heads)
_SECTORS = frozenset(["מגזר", "מגזרים", "סקטור", "ענף", "ענפי"])


def _is_plain(topic: Topic) -> bool:
    """Whether the text has said in so many words what the topic is."""
    return topic.is_listed or topic.indicator != "other"


def find_topic(state: SentenceState, index: int, reading: Reading) -> None:
    """Give a reading its topic, and what only the topic decides: its place, its direction."""
    if reading.topic is not None:
        return
    figure, governor = reading.figure, reading.governor
    zone_start = reading.zone[0]
    if governor is not None and governor.is_a("noun") and governor.start < figure.start:
        topic = _topic_of_noun(state, index, reading, governor)
    elif (
        governor is not None
        and (governor.is_a("verb", "doubling", "higher", "lower"))
        and governor.start <= figure.start
    ):
        topic = _topic_of_verb(state, index, reading, governor)
    elif reading.rule == "list":
        topic = _topic_of_item(state, index, reading)
    elif (
        governor is not None
        and (governor.is_a("verb") or state.parts.text[governor.start : governor.end] in MORE_OR_LESS)
        and (follower := state.find.bare_phrase(governor.end, state.parts.limit_after(index)))
    ):
        topic = follower  # 12% פחות תיירים; ב-12% עלה מספר המבקרים
    else:
        topic = (
            state.find.after_figure(index)
            or state.find.before(zone_start, figure.lead_start)
            or (
                state.find.of_counted(index)
                if figure.counted != "other" or reading.kind == "target" or not state.context()
                else None
            )
        )
        is_carried = any(state.topics) or (reading.kind == "target" and state.carried is not None)
        is_planned = reading.kind == "target" and any(
            c.is_a("level") for c in state.parts.cues_between(zone_start, figure.lead_start)
        )
        if topic is None and (is_planned or not is_carried):
            topic = state.find.subject_before(zone_start, figure.lead_start)
    if topic is None or (governor is not None and topic.start == governor.start and not topic.is_listed):
        topic = _reached(state, index) or topic
    topic = _economy_of_place(state, reading, topic) or topic
    reading.owns_topic = topic is not None
    context = state.context()
    planned = _planned(state, index, reading, topic)
    reading.topic = planned or (context if topic is None else _in_context(state, reading, topic, context))
    _set_region(state, reading)
    named = reading.topic
    implied = governor.entry.indicator if governor is not None and governor.is_a("verb", "higher", "lower") else None
    if implied is not None and named is not None and _is_priced(state, named, reading.owns_topic):
        reading.topic = replace(named, indicator=implied)  # what grows dear is a price
    _set_yield(state, reading)
    _set_price_of_goods(state, reading)
    _set_direction(state, reading)


def _reached(state: SentenceState, index: int) -> Topic | None:
    """What the level that a rate has led to counts: ``ירידה של 40%, ל-11 אלף לינות``."""
    figure = state.parts.figures[index]
    level = state.parts.figures[index + 1] if index + 1 < len(state.parts.figures) else None
    if level is None or not figure.is_rate or level.counted is None or level.preposition != "ל":
        return None
    if not ONLY_COMMA.fullmatch(state.parts.text, figure.after_end, level.lead_start):
        return None
    counted = state.find.of_counted(index + 1)
    return None if counted is None or (counted.indicator == "other" and state.context() is not None) else counted


def _planned(state: SentenceState, index: int, reading: Reading, topic: Topic | None) -> Topic | None:
    """What a plan is for, where its clause names nothing else: ``חולקו 198 מיליארד דונג, 84.5% מתוכנית ההון``."""
    planned = topic_of_plan(state, index) if reading.kind == "plan" else None
    if planned is None or planned.is_excluded:
        return None
    head = state.parts.text[planned.start : planned.end].split(" ", maxsplit=1)[0]
    if head.removeprefix("ה") == "תקציב":  # סך ההכנסות הגיע ל-105% מאומדן התקציב
        spoken = topic or state.context()
        is_revenue = spoken is not None and spoken.indicator == "revenue"
        return replace(spoken, indicator="budget_revenue") if spoken is not None and is_revenue else None
    return planned if topic is None or not _is_plain(topic) else None


def _set_price_of_goods(state: SentenceState, reading: Reading) -> None:
    """Money per unit of goods tells how their price moved: ``הפלפל ירד ב-2,000 דונג לק"ג``, ``גבוה פי 6 ממחיר ההתחלה``."""
    topic, figure = reading.topic, reading.figure
    is_money = figure.is_money and _PER_GOODS.match(state.parts.text, figure.after_end)
    if not is_money and not (reading.kind == "change" and _THAN_PRICE.match(state.parts.text, figure.after_end)):
        return
    if topic is None:
        reading.topic = Topic("prices", figure.start, figure.end)
        return
    if topic.indicator == "other":
        head = state.parts.text[topic.start : topic.end].split(" ", maxsplit=1)[0]
        is_place = head == "דונג"  # האי דונג, לאם דונג
        is_named = head in _NO_PRICE or (
            not is_place and topic.is_listed and reading.owns_topic and not state.find.names_goods(topic)
        )
    else:
        is_named = topic.indicator not in _HAVE_PRICES
    if not is_named:
        reading.topic = replace(topic, indicator="prices")


def _is_priced(state: SentenceState, topic: Topic, is_own: bool) -> bool:
    """Whether what grows dear has a price: goods and services, and no tax, no currency and no credit."""
    if topic.indicator == "other":
        head = state.parts.text[topic.start : topic.end].split(" ", maxsplit=1)[0]
        return not (topic.is_listed and head in _DEAR_BY_RATE)
    return topic.indicator in _SOLD or not (is_own or topic.indicator in ("prices", "inflation"))


def _economy_of_place(state: SentenceState, reading: Reading, topic: Topic | None) -> Topic | None:
    """The economy of the country or region that is said to grow: ``ישראל תצמח ב-3.3%``; after GRDP, its product."""
    governor = reading.governor
    if governor is None or state.parts.text[governor.start : governor.end] not in _GROWING_VERBS:
        return None
    if reading.figure.unit not in ("percent", "percentage_point") or reading.kind == "target":
        return None
    is_other = topic is not None and (
        state.parts.text[topic.start : topic.end] in _UNMARKED_COUNTRIES or _is_forecaster(state, topic, governor)
    )
    if topic is not None and not is_other:
        return None
    if not state.parts.names_place_last(reading.zone[0], governor.prefix_start):
        return None
    context = state.context()
    if context is not None and (context.indicator in GROWING or any(state.topics)):
        return context
    return Topic("economy", governor.start, governor.end, is_listed=True)


def _is_forecaster(state: SentenceState, topic: Topic, verb: Cue) -> bool:
    """Whether a topic is who expects what the verb tells: ``קרן המטבע צופה שסין תצמח``."""
    return not topic.is_listed and any(
        c.is_a("forecast", "estimate") for c in state.parts.cues_between(topic.end, verb.prefix_start)
    )


def _set_region(state: SentenceState, reading: Reading) -> None:
    """The product of a province is its own: ``בדא נאנג עלה התוצר ב-9.2%``."""
    topic = reading.topic
    if topic is None or topic.indicator != "gdp" or state.parts.text[topic.start : topic.end] not in _PLAIN_PRODUCT:
        return
    start, end = reading.zone
    is_region = any(start <= place < end for place, _ in state.parts.provinces)
    if is_region or any(is_head(w.text, _PROVINCE_NOUNS) for w in state.parts.words_between(start, end)):
        reading.topic = replace(topic, indicator="grdp")


def _set_yield(state: SentenceState, reading: Reading) -> None:
    """What a tax yields is revenue of the budget, what a works puts out industrial production, what fields give agriculture."""
    topic, figure = reading.topic, reading.figure
    if topic is None or topic.indicator != "other" or not state.parts.start <= topic.start < figure.start:
        return
    head = state.parts.text[topic.start : topic.end].split(" ", maxsplit=1)[0]
    if head in _TAX_HEADS and any(w.text in _YIELD_WORDS for w in state.parts.words_between(topic.end, figure.start)):
        reading.topic = replace(topic, indicator="budget_revenue")
    if not head.startswith(_OUTPUT):
        return
    before = state.parts.words_between(state.parts.start, topic.start)
    around = [*before, *state.parts.words_between(topic.start, topic.end + 10)]
    if any(is_head(w.text, _WORKS) for w in around):
        reading.topic = replace(topic, indicator="industrial_production")
    elif state.heading is not None:
        rule = compound_rule(["תפוקה", *(w.text for w in state.parts.words_between(*state.heading))])
        if rule is not None:
            reading.topic = replace(topic, indicator=rule.indicator)  # השרימפס והפנגסיוס: תפוקה של 420 אלף טון


def _set_direction(state: SentenceState, reading: Reading) -> None:
    """Directions that only the topic decides: a target of growth is upwards, better unemployment is less."""
    topic, figure = reading.topic, reading.figure
    if topic is None or topic.is_excluded:
        return
    is_rate = figure.unit == "percent" and (figure.high or figure.low or 0) < 40
    if reading.kind == "target" and reading.direction is None and topic.indicator in GROWING and is_rate:
        reading.direction = "up"
    if reading.governor is None or topic.indicator not in _BETTER_DOWN:
        return
    word = state.parts.text[reading.governor.start : reading.governor.end]
    if word.startswith(_BETTERING):
        reading.direction = "down"
    elif word.startswith(_WORSENING):
        reading.direction = "up"


def _heads_no_item(state: SentenceState, topic: Topic) -> bool:
    """Whether a topic begins with a word that heads no item of what came before: מספר הטיסות."""
    return is_head(state.parts.text[topic.start : topic.end].split(" ", maxsplit=1)[0], _NO_ITEM_HEADS)


def item_of_list(state: SentenceState, topic: Topic | None) -> Topic | None:
    """A topic that opens the sentence with a colon, as an item of what the text speaks of: ``אורז: 7.2 מיליון טון``."""
    if topic is None or topic.is_listed or state.heading is None or state.discourse.listed is None:
        return topic
    if not state.heading[0] <= topic.start < state.heading[1]:
        return topic
    return replace(topic, indicator=state.discourse.listed)


def explained(state: SentenceState, topic: Topic | None, context: Topic | None) -> Topic | None:
    """A head alone as the text has explained it: המדד of industry, ההכנסות of the budget."""
    if topic is None:
        return topic
    phrase = state.parts.text[topic.start : topic.end]
    if topic.indicator == "fdi" and phrase.startswith("הון רשום") and _tells_of_businesses(state, topic.start):
        return replace(topic, indicator="other")
    head = _bare_head(phrase)
    if topic.is_listed and head is None and " " in phrase and not topic.is_bare_index:
        return topic
    if not topic.is_listed and _is_produced(state, topic):
        return replace(topic, indicator="industrial_production")
    if not topic.is_listed and phrase.startswith(_INDEX_GROUPS) and state.discourse.meaning("מדד") == "inflation":
        return replace(topic, indicator="prices")
    is_definite = state.parts.text[topic.start - 1 : topic.start] == "ה" or head != phrase
    meant = state.discourse.meaning(head or phrase, context) if is_definite else None
    if meant is not None:
        return replace(topic, indicator=meant, is_bare_index=False)
    if not topic.is_bare_index or context is None or context.indicator not in _INDEXED:
        return topic
    return replace(topic, indicator=context.indicator, is_bare_index=False)


def _bare_head(phrase: str) -> str | None:
    """The only noun of a phrase, which measures and adjectives leave as it is: ``הכנסות המצטברות``, ``סך ההכנסות``."""
    words = phrase.split(" ")
    if len(words) > 1 and words[0] in _SUMS and words[1].startswith("ה"):
        words = [words[1][1:], *words[2:]]
    return words[0] if all(w in _PLAIN_ADJECTIVES for w in words[1:]) else None


def _is_produced(state: SentenceState, topic: Topic) -> bool:
    """Whether a works is said to have produced: ``תחנות הכוח הפיקו 72.2 מיליארד קוט"ש``."""
    head = state.parts.text[topic.start : topic.end].split(" ", maxsplit=1)[0]
    return is_head(head, _WORKS) and any(
        w.text in _PRODUCED for w in state.parts.words_between(topic.start, topic.end + 14)
    )


def _tells_of_businesses(state: SentenceState, end: int) -> bool:
    """Whether the sentence has named businesses, whose registered capital is not foreign: ``1,450 עסקים, עם הון רשום של``."""
    words = state.parts.words_between(state.parts.start, end)
    return state.discourse.meaning("הון") != "fdi" and any(is_head(w.text, _BUSINESSES) for w in words)


def _in_context(state: SentenceState, reading: Reading, topic: Topic, context: Topic | None) -> Topic:
    """A topic as the context explains it: an item of the index of prices, a branch of industry, "the index" alone."""
    topic = explained(state, topic, context) or topic
    if context is None or context.indicator is None:
        return topic
    is_branch = topic.compound is not None and topic.indicator == "industrial_production"
    if is_branch and context.indicator == "retail_sales" and state.parts.text.startswith("ענ", topic.start):
        return replace(topic, indicator="retail_sales")  # הקניות עלו … בענף האלקטרוניקה
    topic = traded(state, item_of_list(state, topic), context) or topic
    if topic.is_listed or topic.indicator != "other" or reading.kind != "change":
        return topic
    if _is_of_group(state, reading, topic, context):
        return context
    if reading.figure.unit != "percent" and not _is_priced_good(state, reading, topic, context):
        return topic
    if _heads_no_item(state, topic):
        return topic
    named: Topic | None = context
    if context.start == topic.start:  # the item itself, named before with its weight or price
        named = next((t for t in (*reversed(state.topics), state.carried) if t is not None and _is_plain(t)), None)
    whole = ITEMS_OF.get(named.indicator) if named is not None and named.indicator is not None else None
    if whole in _ONLY_IN_LISTS and reading.rule != "list":
        return traded(state, topic, context) or topic
    return topic if whole is None else replace(topic, indicator=whole)


def _is_of_group(state: SentenceState, reading: Reading, topic: Topic, context: Topic) -> bool:
    """Whether a phrase after a figure tells whose jobs, wages or prices moved: ``… לעומת עלייה של 7% במגזר העסקי``."""
    noun = reading.governor
    if context.indicator not in _OF_BRANCHES or noun is None or not noun.is_a("noun"):
        return False
    if topic.start < reading.figure.end or _heads_no_item(state, topic) or state.last is None:
        return False
    head = state.parts.text[topic.start : topic.end].split(" ", maxsplit=1)[0]
    before = state.parts.cues_between(max(state.parts.start, noun.prefix_start - 18), noun.prefix_start)
    is_contrast = any(c.is_a("compare", "clause_break") for c in before)
    return head in _SECTORS or (is_contrast and not is_head(head, _MEASURE_HEADS))


def _is_priced_good(state: SentenceState, reading: Reading, topic: Topic, context: Topic) -> bool:
    """Whether an amount of money tells how the price of goods moved: after the index, ``הדלק ירד ב-640 דונג לליטר``."""
    return reading.figure.is_money and context.indicator in ("prices", "inflation") and state.find.names_goods(topic)


def traded(state: SentenceState, topic: Topic | None, context: Topic | None) -> Topic | None:
    """Goods, traders and countries as part of the flow that the text speaks of: after exports, ``הקפה הניב 22% יותר``."""
    if topic is None or topic.indicator != "other" or context is None:
        return topic
    if topic.is_listed and state.parts.text[topic.start : topic.end] not in _ANY_GOODS:
        return topic
    if context.indicator not in (*FLOWS, "trade"):
        return topic
    named = (t.indicator for t in state.topics if t is not None)
    flow = next((i for i in named if i in FLOWS), state.discourse.flow) or context.indicator
    if flow is None or _heads_no_item(state, topic) or not state.find.is_traded(topic, flow):
        return topic
    return replace(topic, indicator=flow)


def _topic_of_noun(state: SentenceState, index: int, reading: Reading, noun: Cue) -> Topic | None:
    figure = reading.figure
    zone_start = reading.zone[0]
    raise_of_pay = _raise_of_pay(state, zone_start, figure, noun)
    if raise_of_pay is not None:
        return raise_of_pay
    if noun.is_a("growth") and not state.parts.follows_comparison(noun):
        # What grows may stand in brackets: קצב הצמיחה של המחוז (GRDP) הגיע ל-8%.
        for cue in state.parts.cues_between(noun.end, figure.lead_start):
            if cue.entry.indicator in ("gdp", "grdp", "gdp_per_capita"):
                return state.find.of_cue(cue)
    topic = state.find.phrase_after(noun.end, figure.lead_start) or state.find.after_figure(index)
    if topic is not None and figure.preposition in ("(", "-", ":") and not topic.is_excluded:
        item = state.find.left_phrase(noun.end, figure.lead_start)
        if item is not None:
            named = state.find.before(item.start, figure.lead_start)
            return Topic(named.indicator if named else topic.indicator, item.start, item.end)
    counted = state.find.of_counted(index)
    if counted is not None and counted.indicator != "other" and (topic is None or topic.indicator == "other"):
        return counted  # עלייה של 27 אלף ילדים עניים
    if topic is not None:
        return topic
    left = state.find.before(zone_start, noun.prefix_start)
    if left is not None:
        reading.place = state.find.place_before(left.end, noun.prefix_start)
        return left
    if noun.prefix.endswith("ה") and not noun.is_a("growth") and (any(state.topics) or state.carried):
        return None  # מאז דצמבר הצטברה העלייה ל-2.8%
    implied = _implied(state, noun)
    spoken = state.topics[-1] if state.topics else None
    if implied is not None and implied.indicator == "economy" and state.carried is not None and figure.start > noun.end:
        # הייצור התעשייתי עלה. ענפים שבלטו בצמיחה: רכב (18.4%)
        is_of_items = ":" in state.parts.text[noun.end : figure.lead_start]
        if is_of_items and not any(state.topics) and state.carried.indicator in ITEMS_OF:
            return None
    if implied is not None and implied.indicator == "economy" and spoken is not None:
        # ההכנסות הסתכמו ב-276 מיליארד שקל, צמיחה של 11.7%
        last_end = state.parts.figures[index - 1].after_end
        if spoken.is_product or _SHOWING_GAP.fullmatch(state.parts.text, last_end, noun.prefix_start):
            return None
    if implied is not None and state.parts.follows_comparison(noun) and (any(state.topics) or state.carried):
        return None
    if implied is not None:
        return implied
    if state.topics and state.topics[-1] is not None and not state.find.left_phrase(zone_start, noun.prefix_start):
        return None
    if noun.is_a("increment"):
        return None
    phrase = state.find.left_phrase(zone_start, noun.prefix_start)
    if phrase is not None and state.find.is_prepositional(phrase):
        reading.place = (phrase.start, phrase.end)
        return None
    if phrase is not None and _is_said(state, phrase, noun):
        return None
    return phrase or (None if state.topics else implied)


def _raise_of_pay(state: SentenceState, start: int, figure: Figure, noun: Cue) -> Topic | None:
    """The wages that a rise for people at work is of: ``ההסכם מעניק למורים תוספת של 9%``, ``עובדי המדינה יקבלו העלאה של 4%``."""
    is_count = figure.unit in ("count", "times", "percentage_point", "")
    if is_count or not state.parts.text.startswith(_RAISES, noun.start):
        return None
    cues = state.parts.cues_between(start, state.parts.limit_after(state.parts.figures.index(figure)))
    named = [c.entry.indicator for c in cues if c.is_a("indicator")]
    words = state.parts.words_between(start, figure.start)
    is_of_people = any(is_head(w.text, _AT_WORK) for w in words)
    if not is_of_people or any(indicator != "employment" for indicator in named):
        return None
    return Topic("wages", noun.start, noun.end, is_listed=True)


def _is_said(state: SentenceState, phrase: Topic, noun: Cue) -> bool:
    """Whether the phrase before a noun of change is who tells of it: ``החזאים צפו עלייה של 0.3%``."""
    words = state.parts.words_between(phrase.start, noun.prefix_start)
    return any(is_head(w.text, _REPORT_WORDS) for w in words)


def _implied(state: SentenceState, noun: Cue) -> Topic | None:
    if noun.entry.indicator is None:
        return None
    return Topic(noun.entry.indicator, noun.start, noun.end)


def _topic_of_verb(state: SentenceState, index: int, reading: Reading, verb: Cue) -> Topic | None:
    figure = reading.figure
    if verb.entry.sense in ("gain", "lose") and figure.counted is not None:
        return state.find.of_counted(index) if figure.counted != "other" or not state.context() else None
    if state.find.is_anaphor(verb.end, figure.lead_start):
        return None  # נמוך המספר ב-62%
    zone_start = reading.zone[0]
    if state.find.is_demonstrative(zone_start) and state.context() is not None:
        return None
    middle_end = figure.lead_start if figure.start > verb.end else min(state.parts.next_start(index), state.parts.end)
    middle = [c for c in state.parts.cues_between(verb.end, middle_end) if c.is_a("indicator") or c.is_a("growth")]
    plain = [c for c in middle if not set(c.prefix) & set("בלמכ")]
    mark = CLAUSE_MARK.search(state.parts.text, verb.end, middle_end)
    clause_end = mark.start() if mark else middle_end
    changed = state.find.object_of(verb, clause_end)
    if changed is not None:
        return changed
    if plain and plain[0].start < clause_end:
        return state.find.of_cue(plain[0])
    before = max(state.parts.start, verb.prefix_start - 14)
    if verb.entry.tense != "infinitive" and PRONOUN_BEFORE.search(state.parts.text, before, verb.prefix_start):
        return None
    phrase = state.find.subject_after(verb.end, clause_end)
    left = state.find.before(zone_start, verb.prefix_start)
    if phrase is not None and (left is None or verb.entry.sense in ("raise", "lower")):
        return phrase
    if left is not None and index and _is_where(state, left, zone_start):
        return None
    left_phrase = state.find.left_phrase(zone_start, verb.prefix_start)
    if left is not None:
        if left_phrase is not None and left_phrase.start > left.end:
            between = state.parts.cues_between(left.end, left_phrase.start)
            has_own_verb = any(c.is_a("verb", "doubling") for c in between)
            if has_own_verb or _NEW_CLAUSE.search(state.parts.text, left.end, left_phrase.start):
                return left_phrase  # … מחירים קרובים לשוק, והפיצוי הממוצע עלה
        if left_phrase is not None and left_phrase.start < left.start and state.find.is_oblique(left, zone_start):
            head = next(iter(state.parts.cues_between(left_phrase.start, left_phrase.end)), None)
            is_named = head is not None and head.start == left_phrase.start and head.is_a("indicator")
            return state.find.of_cue(head) if head is not None and is_named else left_phrase
        return left
    if verb.prefix.endswith("ש") and index == 0 and left_phrase is None:
        return state.find.before(state.parts.start, verb.prefix_start)
    if left_phrase is not None and not state.find.is_prepositional(left_phrase):
        return left_phrase
    if middle and mark is None:
        return state.find.of_cue(middle[0])
    counted = state.find.of_counted(index)
    if counted is None and figure.start > verb.end and verb.is_a("verb", "doubling"):
        return state.find.bare_phrase(figure.after_end, state.parts.limit_after(index))  # גדל ב-5% מספר התאונות
    return counted


def _is_where(state: SentenceState, topic: Topic, start: int) -> bool:
    """Whether a branch only tells where what the sentence spoke of has changed: ``המועסקים … , בשירותים עלה ב-3%``."""
    spoken = state.topics[-1] if state.topics else None
    return spoken is not None and spoken.indicator in _OF_BRANCHES and state.find.is_only_where(topic, start)


def _topic_of_item(state: SentenceState, index: int, reading: Reading) -> Topic | None:
    """The item of a list before its figure; a place or a bare figure keeps the topic of the list."""
    figure = reading.figure
    zone_start = reading.zone[0]
    last = state.readings[-1]
    if state.find.is_demonstrative(zone_start):
        return last.topic
    topic = state.find.before(zone_start, figure.lead_start)
    if topic is not None and not (
        last.topic and last.topic.indicator in ("prices", "inflation") and figure.preposition in "(-:"
    ):
        return topic
    phrase = state.find.left_phrase(zone_start, figure.lead_start)
    names_after = last.topic is not None and last.topic.start > last.figure.end
    if figure.preposition in ("של", "") or (figure.preposition == "ב" and phrase is None):
        after = state.find.after_figure(index)
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
    first = next(iter(state.parts.words_between(zone_start, figure.lead_start)), None)
    words = state.parts.words_between(phrase.start, phrase.end)
    if first is not None and _IN.match(first.text) and len(words) <= 3:
        reading.place = (phrase.start, phrase.end)
        return None
    if last.topic is None or _heads_no_item(state, phrase):
        return phrase
    return replace(phrase, indicator=last.topic.indicator)
