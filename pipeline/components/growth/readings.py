"""Reads a sentence: which of its figures tells a change, a target or a comparison, of what, and against what.

A reading joins a figure to the word that governs it (ירד, עלייה של, יעד), to its indicator and to the figure that it is
compared with. Figures that no such word governs (shares, levels, probabilities) get no reading.
"""

from __future__ import annotations

from pipeline.components.growth.aims import aim, may_aim
from pipeline.components.growth.compared_figures import comparison_role, read_of_group
from pipeline.components.growth.comparisons import compared_with_before
from pipeline.components.growth.figures import Figure
from pipeline.components.growth.governed_figures import read_governed, read_governed_from_right
from pipeline.components.growth.levels import (
    is_passed,
    is_said_again,
    read_compared,
    read_inflation,
    read_kept,
    read_left,
    read_move,
    read_told_after,
    without_superseded_levels,
)
from pipeline.components.growth.listed_figures import follows_move, read_continued, read_listed
from pipeline.components.growth.reading import Reading
from pipeline.components.growth.reading_topics import explained, find_topic, item_of_list, traded
from pipeline.components.growth.recalled_rates import recalled_rate
from pipeline.components.growth.respective_figures import share_out
from pipeline.components.growth.sentence_state import SentenceState
from pipeline.components.growth.stated_rates import (
    has_more_before,
    read_eased,
    read_equal_share,
    read_expected,
    read_grown_cheap,
    read_on_another_basis,
    read_outstanding,
    read_paid_more,
    read_rate_before,
    read_rate_of_product,
    read_revised,
    read_settled,
)
from pipeline.components.growth.targets import (
    PLAN_AFTER,
    aims_of_heading,
    read_as_planned,
    read_bracket_target,
    read_compared_target,
    read_share_of_plan,
    read_share_target,
    read_target,
)

# Without one of these no figure of a sentence tells a change, a target or a comparison.
_TELLING = ("noun", "verb", "doubling", "target", "forecast", "level", "higher", "lower", "compare", "indicator")


def _read_recalled(state: SentenceState, index: int) -> Reading | None:
    return recalled_rate(state.parts, index, state.last or state.discourse.told)


def _read_aim(state: SentenceState, index: int) -> Reading | None:
    return read_target(state, index) if aims_of_heading(state, index) else None


# The first that reads a figure decides.
_READERS = (
    read_share_of_plan, _read_recalled, read_governed, read_governed_from_right, _read_aim, read_listed,
    read_compared_target, read_bracket_target, read_target, read_share_target, read_inflation, read_rate_of_product,
    read_rate_before, read_outstanding, read_expected, read_settled, read_revised, read_on_another_basis, read_kept,
    read_left, read_eased, read_grown_cheap, read_paid_more, read_equal_share, read_continued,
)  # fmt: skip


def read_sentence(state: SentenceState) -> list[Reading]:
    """The readings of the sentence in text order."""
    is_telling = (
        state.discourse.told is not None or follows_move(state) or any(c.is_a(*_TELLING) for c in state.parts.cues)
    )
    if not (is_telling or may_aim(state.parts)) and not any(
        f.sign
        or f.unit == "times"
        or f.preposition == "מ"
        or has_more_before(state, f)
        or PLAN_AFTER.match(state.parts.text, f.after_end)
        for f in state.parts.figures
    ):
        return []
    pending: Figure | None = None  # a level that waits for a figure to be compared with
    pending_index = -1
    from_value: Figure | None = None
    for index, figure in enumerate(state.parts.figures):
        last = state.last
        role = comparison_role(state, index)
        reading: Reading | None = None
        if role == "from":
            from_value = figure
            state.parts.join(index + 1)
        elif role == "previous":
            if (
                last is not None
                and last.figure is not pending
                and last.previous is None
                and state.comparable(last.figure, figure)
            ) and (pending is None or pending.start < last.figure.start):
                last.previous = figure
            if (
                pending is not None
                and state.comparable(pending, figure)
                and pending_index >= index - is_passed(state, index)
            ):
                compared = read_compared(state, pending_index, pending, figure)
                pending = None
                if compared is not None:
                    state.readings.append(compared)
        else:
            reading = next((found for read in _READERS if (found := read(state, index)) is not None), None)
        if reading is None and role == "" and from_value is not None:
            reading = read_move(state, index, from_value)
        if role in ("previous", "group") and reading is None:
            reading = read_as_planned(state, index) or (read_of_group(state, index) if role == "group" else None)
        if reading is None and role == "":
            reading = read_told_after(state, index)
            reading = reading or compared_with_before(state.parts, state.find, index, last or state.discourse.told)
            reading = reading or aim(state.parts, state.find, index, state.context())
        if reading is not None:
            find_topic(state, index, reading)
            if from_value is not None and state.comparable(reading.figure, from_value):
                reading.previous = from_value
            from_value = None
            if reading.topic is not None and reading.topic.is_excluded:
                state.topics.append(reading.topic)
                pending = None
                continue
            state.readings.append(reading)
            pending = None
        elif role == "" and not (pending is not None and is_said_again(state, index)):
            pending, pending_index = figure, index
        if reading is not None:
            state.topics.append(reading.topic)
        else:
            level = None if _is_share(state, index) else state.find.of_level(index, state.topics, state.carried)
            state.topics.append(
                traded(state, explained(state, item_of_list(state, level), state.context()), state.context())
            )
    share_out(state)
    return without_superseded_levels(state)


def _is_share(state: SentenceState, index: int) -> bool:
    """Whether a figure is a share of what stands before it: ``ומשקלה במשק הלאומי הוא 23.5%``."""
    figure = state.parts.figures[index]
    if figure.unit != "percent":
        return False
    cues = state.parts.cues_between(state.parts.zones[index][0], figure.lead_start)
    return bool(cues) and cues[0].is_a("share")
