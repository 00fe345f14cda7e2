"""Which bodies are near copies: the same story on three sites is, a report on another month is not."""

from __future__ import annotations

import random

import pytest

from pipeline.normalise import normalise
from pipeline.tables.sketches import FEWEST_WORDS, SAME_WORDS, VALUES, Sketch, sketch_of

STORY = (
    "הלשכה המרכזית לסטטיסטיקה פרסמה היום את נתוני הצמיחה לרבעון השלישי, ולפיהם המשק הישראלי צמח בשיעור של 2.5% לעומת הרבעון "
    "הקודם. שר האוצר אמר כי הנתונים מעידים על חוסנו של המשק ועל יכולתו להתאושש במהירות. היצוא עלה ב-4.1% והייבוא ירד ב-1.2%, "
    "בעוד שהצריכה הפרטית נותרה ללא שינוי. כלכלני בנק ישראל מעריכים כי הצמיחה תימשך גם ברבעון הרביעי של השנה, אם כי בקצב מתון "
    "יותר. באיגוד לשכות המסחר קראו לממשלה להפחית את המיסוי על עסקים קטנים ולהאיץ השקעות בתשתיות ברחבי הארץ."
)


def sketch(text: str, title: str = "המשק צמח ברבעון השלישי") -> Sketch:
    return sketch_of(normalise(f"{title}\n{text}", title=title))


@pytest.mark.parametrize(
    ("other", "is_near"),
    [
        (STORY, True),
        (STORY.replace("היום", "הבוקר"), True),
        (STORY.replace("מעריכים", "סבורים").replace("באיגוד", "ובאיגוד"), True),
        (f"{STORY} הידיעה באדיבות סוכנות הידיעות, כל הזכויות שמורות.", True),  # the line of another site
        (f"{STORY} עודכן ב-14.11.", True),  # one figure more
        (STORY.replace("2.5%", "3.5%"), False),  # another quarter's report
        (STORY.replace("2.5%", "0.3%").replace("4.1%", "2.2%").replace("1.2%", "6.0%"), False),
        (STORY[: len(STORY) // 2], False),
        ("ועדת הכספים אישרה את תקציב הביטחון לשנה הבאה לאחר דיון ארוך שבו השתתפו כל חברי הוועדה. " * 4, False),
    ],
)
def test_near_copies_have_the_same_words_and_figures(other: str, is_near: bool) -> None:
    assert sketch(STORY).is_near(sketch(other)) is is_near
    assert sketch(other).is_near(sketch(STORY)) is is_near
    if is_near:
        assert set(sketch(STORY).bands()) & set(sketch(other).bands())


def test_another_title_makes_no_other_story_and_the_same_title_no_copy() -> None:
    assert sketch(STORY, "המשק צמח").is_near(sketch(STORY, "שר האוצר: המשק איתן"))
    weather = "תחזית מזג האוויר: "
    first = " ".join(f"{weather} ביישוב{name} צפוי יום נאה" for name in "אבגדהוז")
    second = " ".join(f"באזור{name} ירד גשם מקומי ותנשב רוח ערה" for name in "חטיכלמנ")
    assert not sketch(first, "תחזית").is_near(sketch(second, "תחזית"))


def test_page_furniture_makes_no_two_stories_one() -> None:
    furniture = "נועם ברקאי | פורסם: 16.05.23, 13:05\n"
    short = "המשק צמח והיצוא ירד"
    assert not sketch(furniture + short).is_near(sketch(furniture + "הכנסת אישרה את החוק"))


@pytest.mark.parametrize(("words", "has_one"), [(FEWEST_WORDS - 1, False), (FEWEST_WORDS, True)])
def test_short_bodies_are_compared_by_their_raw_text_alone(words: int, has_one: bool) -> None:
    made = sketch(" ".join("אבגדהוזחטי"[n % 10] * 3 + "אבגדהוזחטי"[n // 10] for n in range(words)))
    assert (made.words is not None) is has_one
    assert bool(made.bands()) is has_one
    assert made.is_near(made) is has_one


@pytest.mark.parametrize(("same", "is_near"), [(103, True), (102, False)])
def test_the_threshold_binds_on_both_sides(same: int, is_near: bool) -> None:
    assert SAME_WORDS * VALUES > 102
    one = bytes(4 * VALUES)
    other = one[: 4 * same] + b"\1" * 4 * (VALUES - same)
    assert Sketch(one, b"").is_near(Sketch(other, b"")) is is_near


@pytest.mark.parametrize(("shared", "is_near"), [(9, True), (8, False)])
def test_nine_figures_of_ten_must_be_the_same(shared: int, is_near: bool) -> None:
    def figures(numbers: range) -> bytes:
        return b"".join(number.to_bytes(4, "little") for number in numbers)

    mine, theirs = (
        Sketch(bytes(4 * VALUES), figures(range(10))),
        Sketch(bytes(4 * VALUES), figures(range(10 - shared, 20 - shared))),
    )
    assert mine.is_near(theirs) is is_near


def test_a_sketch_is_the_same_on_every_machine_and_day() -> None:
    assert sketch(STORY).bands()[:2] == GOLDEN_BANDS


def test_the_estimate_is_near_the_share_of_words() -> None:
    chance = random.Random(5)
    words = [f"{chance.choice('אבגדהוזחטיכלמנ')}{number:04d}".translate(LETTERS) for number in range(600)]
    changed = list(words)
    for place in range(0, 600, 40):  # 15 words of 600 change 45 runs of 598
        changed[place] = "שונה" + "א" * (place // 40)
    share = (598 - 44) / (598 + 44)
    one, other = sketch(" ".join(words)), sketch(" ".join(changed))
    assert one.words is not None
    assert other.words is not None
    pairs = zip(memoryview(one.words).cast("I"), memoryview(other.words).cast("I"), strict=True)
    assert sum(a == b for a, b in pairs) / VALUES == pytest.approx(share, abs=0.1)


LETTERS = str.maketrans("0123456789", "אבגדהוזחטי")
GOLDEN_BANDS = [681037457811656257, 2458202284893506393]
