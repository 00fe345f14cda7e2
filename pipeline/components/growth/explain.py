"""What decided the columns of growth figures, and why other figures of their sentences are none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from pipeline.components.explanations import DataEntry, Explanation, Span, find_entry
from pipeline.components.growth.compounds import COMPOUNDS_FILE
from pipeline.components.growth.figures import CONTEXT, PATTERN_FOLDER, Figure
from pipeline.components.growth.lexicon import Cue
from pipeline.components.growth.reading import Reading
from pipeline.components.growth.sentence_parts import SentenceParts
from pipeline.components.growth.sentence_state import SentenceState
from pipeline.components.growth.topics import SHARE_AFTER, Topic
from pipeline.facts import GrowthFigure

_INDICATORS = PATTERN_FOLDER / "indicators.yaml"
_CHANGE_WORDS = PATTERN_FOLDER / "change_words.yaml"
_CUES = PATTERN_FOLDER / "cues.yaml"
_CONTEXT = PATTERN_FOLDER / "context.yaml"
_UNITS = PATTERN_FOLDER / "units.yaml"

_OF_THE_FIGURE_BEFORE = frozenset({"list", "restated", "points", "rate", "target"})


def explain(
    state: SentenceState, readings: Sequence[Reading], facts: Sequence[GrowthFigure], explanation: Explanation
) -> None:
    """Note what is known of every figure of a sentence that was read; ``facts`` are those of the ``readings``, in their order."""
    parts = state.parts
    for reading, fact in zip(readings, facts, strict=True):
        _explain_fact(parts, reading, fact, explanation)
    read = {id(reading.figure) for reading in readings} | {id(reading.previous) for reading in readings}
    for index, figure in enumerate(parts.figures):
        if id(figure) not in read:
            topic = state.topics[index] if index < len(state.topics) else None
            by, why, entry = _refusal(parts, figure, topic)
            explanation.refused("growth_figures", (figure.start, figure.end), "growth.figure", by, why, entry)


def _explain_fact(parts: SentenceParts, reading: Reading, fact: GrowthFigure, explanation: Explanation) -> None:
    decided = partial(explanation.decided, "growth_figures", (fact.start, fact.end))
    figure, governor = reading.figure, reading.governor
    if reading.topic is not None:
        decided("indicator", *_source_of_indicator(parts, reading, reading.topic))
    if governor is not None:
        decided("direction", "the word of change", (governor.start, governor.end), _entry_of_cue(parts, governor))
    elif figure.sign is not None:
        decided("direction", "its sign")
    elif reading.rule in _OF_THE_FIGURE_BEFORE:
        decided("direction", "that of the figure before")
    if fact.qualifier in ("range", "single_digit", "double_digit"):
        decided("qualifier", "the form of the number", (figure.start, figure.end))
    elif fact.qualifier != "exact":
        after = parts.text[figure.noun_end : figure.after_end]
        if after.endswith(tuple(CONTEXT.qualifiers_after.get(fact.qualifier, ()))):
            decided("qualifier", "the words after the number", (figure.noun_end, figure.after_end))
        else:
            decided("qualifier", "the words before the number", (figure.lead_start, figure.start))
    if fact.status != "actual" and (cue := _cue_of_status(parts, reading)) is not None:
        decided("status", "a word before it", (cue.start, cue.end), _entry_of_cue(parts, cue))
    elif fact.status != "actual" and governor is not None and governor.entry.tense in ("future", "infinitive"):
        decided("status", f"the {governor.entry.tense} of its verb", (governor.start, governor.end))
    elif fact.status != "actual":
        decided("status", "that of the figure before, or of its clause")
    if fact.period_mention is not None:
        decided("period", "the date that tells when", fact.period_mention)
    if fact.basis is not None:
        decided("basis", *_source_of_basis(parts, reading, fact))
    if reading.previous is not None:
        previous = (reading.previous.start, reading.previous.end)
        decided("previous_low", "the figure that it is compared with", previous)
    if fact.subject is not None:
        start = parts.text.find(fact.subject, parts.start, parts.end)
        found = (start, start + len(fact.subject)) if start >= 0 else None
        decided("subject", "the place, body or branch that is named", fact.subject_mention or found)


def _source_of_indicator(
    parts: SentenceParts, reading: Reading, topic: Topic
) -> tuple[str, Span | None, DataEntry | None]:
    words = (topic.start, topic.end)
    if topic.start < parts.start:
        return "what the text spoke of before", words, None
    if topic.compound is not None:
        return "the words that name it together", words, DataEntry(COMPOUNDS_FILE, (topic.compound, "of"))
    cue = next((cue for cue in parts.cues if cue.start == topic.start), None)
    entry = _entry_of_cue(parts, cue) if cue is not None else None
    if entry is None and topic.indicator == reading.figure.counted:
        return "what the number counts", words, find_entry(_UNITS, parts.text[words[0] : words[1]], "counted")
    if not topic.is_listed:
        return "the words that name it, and what the text speaks of", words, entry
    where = "after" if topic.start >= reading.figure.end else "before"
    return f"the words that name it {where} the figure", words, entry


def _source_of_basis(
    parts: SentenceParts, reading: Reading, fact: GrowthFigure
) -> tuple[str, Span | None, DataEntry | None]:
    figure = reading.figure
    phrases = CONTEXT.basis.get(fact.basis or "", [])
    near = parts.text[max(parts.start, figure.start - 120) : min(parts.end, figure.end + 120)]
    phrase = next((one for one in sorted(phrases, key=len, reverse=True) if one in near), None)
    if phrase is None:
        return "the dates that are compared, or the plan", None, None
    start = parts.text.index(phrase, max(parts.start, figure.start - 120))
    return "the words near it", (start, start + len(phrase)), find_entry(_CONTEXT, phrase, "basis", fact.basis or "")


def _cue_of_status(parts: SentenceParts, reading: Reading) -> Cue | None:
    """The nearest word before a figure that makes it a target, a forecast or an estimate."""
    cues = [cue for cue in parts.cues if cue.is_a(reading.status) and cue.start < reading.figure.start]
    return cues[-1] if cues else None


def _refusal(parts: SentenceParts, figure: Figure, topic: Topic | None) -> tuple[str, str, DataEntry | None]:
    """The rule by which a figure is none of growth, and why."""
    if SHARE_AFTER.match(parts.text, figure.after_end):
        return "growth.share", "it is a share of a whole", None
    if topic is not None and topic.is_excluded:
        entry = find_entry(_INDICATORS, parts.text[topic.start : topic.end], "none")
        return "growth.no_indicator", "what it speaks of makes no growth figure", entry
    return "growth.no_change", "no word of change, target or comparison governs it", None


def _entry_of_cue(parts: SentenceParts, cue: Cue) -> DataEntry | None:
    """Where the lexicon holds a cue, in whose later words the text may write ה."""
    first, *rest = parts.text[cue.start : cue.end].split(" ")
    written = " ".join([first, *rest])
    plain = " ".join([first, *(word.removeprefix("ה") for word in rest)])
    for file in (_INDICATORS, _CHANGE_WORDS, _CUES):
        for phrase in (written, plain):
            if (entry := find_entry(file, phrase)) is not None:
                return entry
    return None
