"""Generates short labelled articles from templates: 3 to 7 sentences in which the names of the first recur in other forms.

A template is a sentence with slots: ``"ועדת העם של מחוז {province.1} אישרה את התוכנית ב{town}."``. A slot names a category of
``names.yaml`` or ``phrases.yaml``, or a kind of person; slots with one number are one and the same thing all through an
article. The letters that stand before a slot are its proclitics.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from random import Random

from spacy.vocab import Vocab

from pipeline.hebrew.tokenizer import HebrewTokenizer
from pipeline.pattern_files import load_patterns
from pipeline.training.sentences import Sentence, Token
from pipeline.training.templates.names import ARTICLE, Entry, NameStore, is_held_out, name_store

SOURCE = "templates"

NEWS = ("vietnamese_news", "israeli_news")
"""The kinds of news; each has a file of templates by topic."""

_HERE = Path(__file__).parent
_SLOT = re.compile(r"\{([a-z_]+)(?:\.(\d))?\}")
_PROCLITICS_BEFORE_SLOT = re.compile(r"(?<![א-ת'\"])[משהוכלב]+$")
_TRIES = 60

# The letters that begin a proclitic; a word that begins with none of them has none.
_PROCLITIC_LETTERS = frozenset("משהוכלב")
_SWALLOW_ARTICLE = ("ב", "כ", "ל")


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateArticle:
    """Consecutive sentences of one article, and which kind of news they are made like (one of NEWS)."""

    sentences: tuple[Sentence, ...]
    news: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in a text under construction: code points, its label, and what is known of its proclitics."""

    start: int
    end: int
    label: str
    proclitics: str | None
    whole: bool


@dataclass(slots=True)
class _Cast:
    """The names of one article, by category and number, and how often each has been mentioned."""

    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    mentions: dict[tuple[str, str], int] = field(default_factory=dict)


class _HeldOutNameError(Exception):
    """A slot was filled with a name that is held out; the sentence must be drawn again."""


@lru_cache(maxsize=len(NEWS))
def templates(news: str) -> Mapping[str, list[str]]:
    """The templates of one kind of news, by topic."""
    return load_patterns(_HERE / f"{news}.yaml", dict[str, list[str]])


def generate(count: int, seed: int) -> list[TemplateArticle]:
    """At least ``count`` sentences, as articles; the same for the same ``count`` and ``seed``, on every machine."""
    random = Random(seed)  # noqa: S311  (no secret is drawn)
    tokenizer = HebrewTokenizer(Vocab())
    articles: list[TemplateArticle] = []
    made = 0
    while made < count:
        article = _article(random.choice(NEWS), random, tokenizer)
        articles.append(article)
        made += len(article.sentences)
    return articles


def _article(news: str, random: Random, tokenizer: HebrewTokenizer) -> TemplateArticle:
    topics = templates(news)
    topic = random.choice([name for name in sorted(topics) if name not in {"any", "headlines"}])
    wanted = random.randint(3, 7)
    chosen = random.sample(topics[topic], min(wanted, len(topics[topic])))
    for index in range(len(chosen)):
        if random.random() < 0.2:
            chosen[index] = random.choice(topics["any"])
    if random.random() < 0.35:
        chosen[0] = random.choice(topics["headlines"])
    cast = _Cast()
    return TemplateArticle(
        sentences=tuple(_sentence(template, cast, random, tokenizer) for template in dict.fromkeys(chosen)), news=news
    )


def _sentence(template: str, cast: _Cast, random: Random, tokenizer: HebrewTokenizer) -> Sentence:
    for _ in range(_TRIES):
        draft = _Cast(dict(cast.entries), dict(cast.mentions))
        try:
            text, names = _filled(template, draft, random, name_store())
        except _HeldOutNameError:
            continue
        cast.entries, cast.mentions = draft.entries, draft.mentions
        return _labelled(text, names, tokenizer)
    raise ValueError(f"no filling of this template is free of held-out names: {template}")


def _filled(template: str, cast: _Cast, random: Random, store: NameStore) -> tuple[str, list[_Name]]:
    """The text of a template with its slots filled, and the names in it."""
    template = _with_phrases(template, cast, random, store)
    text = ""
    names: list[_Name] = []
    read_to = 0
    for slot in _SLOT.finditer(template):
        text += template[read_to : slot.start()]
        read_to = slot.end()
        category, number = slot.group(1), slot.group(2)
        label, whole = store.label_of(category), store.is_whole(category)
        surface, _ = _filled(_form(category, number, cast, random, store), cast, random, store)
        if is_held_out(surface):
            raise _HeldOutNameError(surface)
        text, proclitics = _split_before_slot(text)
        proclitics, word = _joined(proclitics, surface, random)
        word_at = len(text) + len(proclitics)
        text += proclitics + word
        glued = _is_hebrew(word[:1])
        start = word_at - len(proclitics) if glued else word_at + word.startswith("-")
        # The article of a name that is not marked may be the name's own letter: "הארץ".
        unknown = not proclitics and surface.startswith("ה") and not whole
        known = None if unknown else (proclitics if glued else "")
        names.append(_Name(start, len(text), label, known, whole))
    return text + template[read_to:], names


def _with_phrases(template: str, cast: _Cast, random: Random, store: NameStore) -> str:
    """A template with its phrases written out; slots of names remain."""
    while True:
        slot = next((slot for slot in _SLOT.finditer(template) if store.is_phrase(slot.group(1))), None)
        if slot is None:
            return template
        phrase = _form(slot.group(1), slot.group(2), cast, random, store)
        before, proclitics = _split_before_slot(template[: slot.start()])
        if not phrase.startswith("{"):
            proclitics, phrase = _joined(proclitics, phrase, random)
        template = before + proclitics + phrase + template[slot.end() :]


def _split_before_slot(text: str) -> tuple[str, str]:
    """The text before a slot, divided before the proclitics that stand at its end."""
    found = _PROCLITICS_BEFORE_SLOT.search(text)
    at = found.start() if found else len(text)
    return text[:at], text[at:]


def _form(category: str, number: str | None, cast: _Cast, random: Random, store: NameStore) -> str:
    """How this mention is written: in full at first, later mostly in a shorter form."""
    if number is None:
        return store.draw(category, random).first
    key = (category, number)
    if key not in cast.entries:
        cast.entries[key] = store.draw(category, random)
    entry = cast.entries[key]
    earlier = cast.mentions.get(key, 0)
    cast.mentions[key] = earlier + 1
    return random.choice(entry.later) if earlier and entry.later else entry.first


def _joined(proclitics: str, surface: str, random: Random) -> tuple[str, str]:
    """The proclitics and the word as they are written together: the article, the doubled vav, the hyphen before Latin."""
    word = surface
    if word.startswith(ARTICLE):
        word = word.removeprefix(ARTICLE)
        if not proclitics.endswith((*_SWALLOW_ARTICLE, "ה")) or not _is_hebrew(word[:1]):
            proclitics += "ה"
    if not proclitics:
        return proclitics, word
    if not _is_hebrew(word[:1]) and word[:1] not in {'"', "'", "("}:
        return proclitics, ("-" if random.random() < 0.8 else "") + word
    if word.startswith("ו"):
        begins_doubled = word.startswith("וו")
        if proclitics.endswith("ו"):
            word = word[1:] if begins_doubled else word
        elif not begins_doubled and word[1:2] not in {"ו", ""} and random.random() < 0.85:
            word = "ו" + word
    return proclitics, word


def _is_hebrew(letter: str) -> bool:
    return "א" <= letter <= "ת"


def _labelled(text: str, names: list[_Name], tokenizer: HebrewTokenizer) -> Sentence:
    """The sentence of a text whose names are known; a name must begin and end where tokens do."""
    doc = tokenizer(text)
    starts = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token.text): token.i for token in doc}
    labels = ["O"] * len(doc)
    proclitics: list[str | None] = [None if token.text[0] in _PROCLITIC_LETTERS else "" for token in doc]
    for name in names:
        try:
            first, last = starts[name.start], ends[name.end]
        except KeyError:
            raise ValueError(f"the name {text[name.start : name.end]!r} is no run of tokens in {text!r}") from None
        proclitics[first] = name.proclitics
        if name.whole:
            proclitics[first + 1 : last + 1] = [""] * (last - first)
        if first == last:
            labels[first] = f"S-{name.label}"
        else:
            labels[first], labels[last] = f"B-{name.label}", f"E-{name.label}"
            labels[first + 1 : last] = [f"I-{name.label}"] * (last - first - 1)
    return Sentence(
        tokens=tuple(
            Token(text=token.text, proclitics=known, name=label, space_after=bool(token.whitespace_))
            for token, known, label in zip(doc, proclitics, labels, strict=True)
        ),
        source=SOURCE,
    )
