"""The word lists of ``patterns/`` as typed values, and how a word of the text is looked up in them without its proclitics."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import regex
from pydantic import BaseModel, ConfigDict

from pipeline.hebrew.proclitics import proclitic_splits, unprefixed_spellings
from pipeline.pattern_files import load_patterns

PATTERN_FOLDER = Path(__file__).with_name("patterns")

NounRole = Literal[
    "motto", "motto_of_several_words", "weak_motto", "formula_noun", "title", "goal", "placard", "heading",
    "body", "media", "work", "document",
]  # fmt: skip
LOOK_ALIKE_ROLES: frozenset[str] = frozenset({"body", "media", "work", "document"})


class Lemma(BaseModel):
    """A cue word and the forms that the text may have of it."""

    model_config = ConfigDict(extra="forbid")
    lemma: str
    forms: list[str]


class CueWords(BaseModel):
    """Words that announce a slogan; see ``patterns/cues.yaml``."""

    model_config = ConfigDict(extra="forbid")
    mottos: list[Lemma]
    mottos_of_several_words: list[Lemma]
    weak_mottos: list[Lemma]
    formula_nouns: list[Lemma]
    unquoted_cues: list[str]
    unquoted_constructs: frozenset[str]
    plain_adjectives: frozenset[str]
    hashtag_cues: list[str]
    titles: list[Lemma]
    campaign_words: frozenset[str]
    goals: list[Lemma]
    goal_nouns: frozenset[str]
    goal_adjectives: frozenset[str]
    title_starts: frozenset[str]
    plan_starts: frozenset[str]
    plan_purposes: frozenset[str]
    known_titles: frozenset[str]
    gatherings: frozenset[str]
    themed: frozenset[str]
    festivities: frozenset[str]
    festive_times: frozenset[str]
    not_festive: frozenset[str]
    placards: list[Lemma]
    placard_links: frozenset[str]
    carriers: frozenset[str]
    garments: frozenset[str]
    text_nouns: frozenset[str]
    notices: frozenset[str]
    notice_owners: frozenset[str]
    written_on: frozenset[str]
    writing_verbs: frozenset[str]
    display_verbs: frozenset[str]
    chant_verbs_of_crowds: frozenset[str]
    chant_verbs: frozenset[str]
    called_names: frozenset[str]
    collectives: frozenset[str]
    crowds: frozenset[str]
    not_crowds: frozenset[str]
    spraying_verbs: frozenset[str]
    chant_links: frozenset[str]
    not_chants: frozenset[str]
    under: frozenset[str]
    under_verbs: frozenset[str]
    headings: list[str]
    including: frozenset[str]
    copulas: frozenset[str]
    naming: frozenset[str]
    carrying_out: frozenset[str]
    list_links: frozenset[str]
    adopting_verbs: frozenset[str]


class LookAlikes(BaseModel):
    """Words that tell other quotations from slogans; see ``patterns/look_alikes.yaml``."""

    model_config = ConfigDict(extra="forbid")
    speech_verbs: frozenset[str]
    speech_sources: frozenset[str]
    before_speech_verbs: frozenset[str]
    nickname_cues: frozenset[str]
    alias_cues: frozenset[str]
    bodies: list[str]
    media: list[str]
    movement_leaders: frozenset[str]
    movement_acts: frozenset[str]
    faults: list[str]
    societies: frozenset[str]
    abolishing: frozenset[str]
    works: list[str]
    documents: list[str]
    broadcast: frozenset[str]
    shows: frozenset[str]
    holidays: frozenset[str]
    army: frozenset[str]
    operations: frozenset[str]
    real_estate: frozenset[str]
    building_starts: frozenset[str]
    publishing: frozenset[str]
    document_starts: frozenset[str]
    doctrines: frozenset[str]
    judgements: frozenset[str]
    judging: frozenset[str]
    participles: frozenset[str]
    negations: frozenset[str]
    not_futures: frozenset[str]
    new_clauses: frozenset[str]
    talk_words: frozenset[str]
    barriers: frozenset[str]
    prepositions: frozenset[str]


class FormulaWords(BaseModel):
    """What numbered formulas consist of; see ``patterns/formulas.yaml``."""

    model_config = ConfigDict(extra="forbid")
    amounts: frozenset[str]
    leading_nouns: frozenset[str]
    months: frozenset[str]
    part_cues: list[str]
    own_vav: frozenset[str]
    own_he: frozenset[str]
    after_parts: frozenset[str]
    not_parts: frozenset[str]
    and_more: frozenset[str]
    free_heads: frozenset[str]
    summing_up: list[str]


CUES = load_patterns(PATTERN_FOLDER / "cues.yaml", CueWords)
LOOK_ALIKES = load_patterns(PATTERN_FOLDER / "look_alikes.yaml", LookAlikes)
FORMULAS = load_patterns(PATTERN_FOLDER / "formulas.yaml", FormulaWords)


class Noun(NamedTuple):
    """What a noun before a quotation says of it. ``is_definite``: written with ה (המפלגה), so not in construct state."""

    role: NounRole
    lemma: str
    is_definite: bool


def _nouns() -> dict[str, tuple[NounRole, str]]:
    found: dict[str, tuple[NounRole, str]] = {}
    plain: tuple[tuple[NounRole, list[str]], ...] = (
        ("document", LOOK_ALIKES.faults),
        ("document", LOOK_ALIKES.documents),
        ("work", LOOK_ALIKES.works),
        ("media", LOOK_ALIKES.media),
        ("body", LOOK_ALIKES.bodies),
        ("heading", CUES.headings),
    )
    for role, forms in plain:
        found.update((form, (role, form)) for form in forms)
    listed: tuple[tuple[NounRole, list[Lemma]], ...] = (
        ("formula_noun", CUES.formula_nouns),
        ("weak_motto", CUES.weak_mottos),
        ("goal", CUES.goals),
        ("title", CUES.titles),
        ("placard", CUES.placards),
        ("motto_of_several_words", CUES.mottos_of_several_words),
        ("motto", CUES.mottos),
    )
    for role, lemmas in listed:
        found.update((form, (role, entry.lemma)) for entry in lemmas for form in entry.forms)
    return found


_NOUNS = _nouns()
_VERB_PREFIXES = frozenset({"", "ו", "ש", "וש", "כש", "וכש", "ה", "וה", "מש"})
_WORDS_KEPT = 20_000  # of each look-up; news repeats its words
_OWN_ARTICLE = regex.compile("ה$")


@lru_cache(maxsize=_WORDS_KEPT)
def read_noun(word: str) -> Noun | None:
    """The noun that a word is, without its proclitics; None where the word lists do not hold it."""
    for prefix, rest in proclitic_splits(word):
        for spelling in unprefixed_spellings(rest) if prefix else (rest,):
            if spelling in _NOUNS:
                role, lemma = _NOUNS[spelling]
                return Noun(role, lemma, bool(_OWN_ARTICLE.search(prefix)))
    return None


@lru_cache(maxsize=_WORDS_KEPT)
def is_verb(word: str, forms: frozenset[str]) -> bool:
    """Whether a word is one of the verb forms, alone or after ו, ש, כש or ה."""
    return any(prefix in _VERB_PREFIXES and rest in forms for prefix, rest in proclitic_splits(word))


@lru_cache(maxsize=_WORDS_KEPT)
def is_word(word: str, forms: frozenset[str]) -> bool:
    """Whether a word is one of the forms, alone or after any proclitics."""
    return any(rest in forms for _, rest in proclitic_splits(word))
