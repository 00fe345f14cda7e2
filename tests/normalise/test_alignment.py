import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise import Alignment, normalise


def marked(text: str) -> tuple[str, int, int]:
    before, inside, after = text.replace("⟧", "⟦").split("⟦")
    return before + inside + after, len(before), len(before) + len(inside)


@pytest.mark.parametrize(
    ("raw_marked", "text_marked"),
    [
        ("החלטה ⟦28⟧ של", "החלטה ⟦28⟧ של"),
        # deleted inside the mention, deleted at its edges
        ("⟦שָׁלוֹם⟧ לך", "⟦שלום⟧ לך"),
        ("⟦שלו\u200fם⟧ לך", "⟦שלום⟧ לך"),
        ("אמר\u200f \u200e⟦שלום⟧\u200f לך", "אמר ⟦שלום⟧ לך"),
        # vowel points after the last letter are at its edge
        ("כָּל ⟦דבר⟧ָ", "כל ⟦דבר⟧"),
        # many to one, one to many
        ("יו⟦׳׳⟧ר", 'יו⟦"⟧ר'),
        ("ב-⟦Hue\u0302\u0301⟧ היום", "ב-⟦Huế⟧ היום"),
        ("א ⟦ﭏ⟧ ב", "א ⟦אל⟧ ב"),
        # white space
        ("אחת⟦   ⟧שתיים", "אחת⟦ ⟧שתיים"),
        ("אחת \r\n\r\n ⟦שתיים⟧", "אחת\n⟦שתיים⟧"),
        ("⟦מ ח ל י ט י ם⟧: לאשר", "⟦מחליטים⟧: לאשר"),
        # replacements one by one need no edit
        ("ב⟦־12 ב״⟧ז", 'ב⟦-12 ב"⟧ז'),
        # furniture inside and beside a mention
        ("⟦ראש הממשלה (צילום: דנה) נאם⟧ היום בכנסת", "⟦ראש הממשלה נאם⟧ היום בכנסת"),
        ("ראש הממשלה (צילום: דנה) ⟦נאם⟧ היום בכנסת", "ראש הממשלה ⟦נאם⟧ היום בכנסת"),
    ],
)
def test_spans_map_exactly(raw_marked: str, text_marked: str) -> None:
    raw_text, raw_start, raw_end = marked(raw_marked)
    text, start, end = marked(text_marked)
    normalised = normalise(raw_text)
    assert normalised.text == text
    assert normalised.alignment.to_raw(start, end) == (raw_start, raw_end)
    assert normalised.alignment.to_text(raw_start, raw_end) == (start, end)


def test_deleted_characters_at_the_edges_of_a_raw_span_change_nothing() -> None:
    alignment = normalise("א\u200fב\u200fג").alignment
    assert alignment.to_text(1, 4) == (1, 2)
    assert alignment.to_text(2, 3) == (1, 2)
    assert alignment.to_text(1, 2) == (1, 1)


def test_a_span_that_cuts_an_edit_covers_all_of_it() -> None:
    alignment = normalise("אﭏב").alignment
    assert alignment.to_raw(2, 3) == (1, 2)
    assert alignment.to_raw(0, 2) == (0, 2)
    assert normalise("e\u0302\u0301").alignment.to_text(1, 2) == (0, 1)


@pytest.mark.parametrize(
    ("position", "raw_position"), [(0, 1), (1, 3), (2, 4)]  # \u200fא\u200fב\u200f
)  # fmt: skip
def test_an_empty_span_stands_before_the_next_character_or_after_the_last(position: int, raw_position: int) -> None:
    assert normalise("\u200fא\u200fב\u200f").alignment.to_raw(position, position) == (raw_position, raw_position)


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (1, 0), (0, 3), (3, 3)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    alignment = Alignment.identity(2)
    with pytest.raises(ValueError, match=r"no span of a text of 2 characters"):
        alignment.to_raw(start, end)
    with pytest.raises(ValueError, match=r"no span of a text of 2 characters"):
        alignment.to_text(start, end)


def test_texts_of_different_lengths_do_not_chain() -> None:
    with pytest.raises(ValueError, match="cannot chain"):
        Alignment.identity(2).then(Alignment.identity(3))


def test_an_alignment_keeps_its_value_through_a_pickle() -> None:
    alignment = normalise("שָׁלוֹם ﭏ").alignment
    copy = pickle.loads(pickle.dumps(alignment))
    assert copy == alignment
    assert hash(copy) == hash(alignment)
    assert copy != Alignment.identity(9)


def test_plain_text_needs_no_edits() -> None:
    assert len(normalise("ועדת המפלגה – החלטה ״28״ 2024").alignment) == 0


edits_of_text = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)), max_size=8)


def alignment_of(steps: list[tuple[int, int, int]], raw_length: int) -> Alignment:
    """Gap, size and replacement of every edit; edits that do not fit are left out."""
    edits = []
    position = 0
    for gap, size, length in steps:
        start = position + gap
        if start + size <= raw_length and (gap or not edits) and (size or length):
            edits.append((start, start + size, length))
            position = start + size
    return Alignment.of_edits(raw_length, edits)


@given(edits_of_text, edits_of_text, st.data())
def test_a_chain_maps_as_its_links_do_one_after_the_other(
    first_steps: list[tuple[int, int, int]], second_steps: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    """It may cover more, where edits of both overlap and belong together from then on; never less."""
    first = alignment_of(first_steps, 12)
    second = alignment_of(second_steps, first.text_length)
    chain = first.then(second)
    assert (chain.raw_length, chain.text_length) == (12, second.text_length)
    start = data.draw(st.integers(0, chain.text_length))
    end = data.draw(st.integers(start, chain.text_length))
    raw_start, raw_end = chain.to_raw(start, end)
    step_start, step_end = first.to_raw(*second.to_raw(start, end))
    if start < end and step_start < step_end:
        assert raw_start <= step_start
        assert step_end <= raw_end


def test_edits_that_touch_stay_apart_in_a_chain() -> None:
    removed_point = Alignment.of_edits(6, [(2, 3, 0)])  # אב_גדה
    removed_word = Alignment.of_edits(5, [(2, 4, 0)])  # אבגדה, without גד
    chain = removed_point.then(removed_word)
    assert chain.to_raw(0, 2) == (0, 2)
    assert chain.to_raw(2, 3) == (5, 6)
    assert chain.to_raw(1, 3) == (1, 6)
    assert chain.to_text(2, 5) == (2, 2)
