"""A whole review by keyboard in a real browser: what is decided is on disk, whatever dies."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluating.gold import read_gold
from pipeline.facts import DateFact, Entity, GrowthFigure, Resolution, Slogan
from pipeline.reviewing.decisions import DecisionLog, Event
from pipeline.reviewing.reviewed_dataset import decisions_beside

Place = Callable[..., dict[str, Any]]

TITLE = "תאי נגוין: חידוש שיטות ההנהגה"
TEXT = (
    f"{TITLE}\n"
    'הוועדה הקבועה פרסמה ב-8 במרץ 2023 את החלטה מס\' 28-NQ/TW, תחת המוטו "יחד קדימה".\n'
    'הכלכלה צמחה ב-10.5% בשנת 2022, לפי חוק ההסדרים, התשנ"ג-1992 (4 < 5 & 6), במחוז תאי נגוין.'
)
OTHER = "הממשלה תיפגש בשנת 2025 בחיפה.\nהיצוא ירד ב-3.2% לעומת אשתקד."
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2069"))  # around Latin codes, so that they keep their order
LIMIT = 100  # milliseconds from a key to the page that it leads to


@pytest.fixture
def facts(place: Place) -> dict[str, list[Any]]:
    def name(text: str, nth: int = 0) -> Entity:
        where = place(TEXT, text, nth)
        return Entity(**where, label="GPE", name_start=where["start"], name_end=where["end"], confidence=0.95)

    law = place(TEXT, 'חוק ההסדרים, התשנ"ג-1992')
    return {
        "dates": [
            DateFact(**place(TEXT, "8 במרץ 2023"), confidence=0.9, kind="date", edtf="2023-03-08", role="issued"),
            DateFact(**place(TEXT, "שנת 2022"), confidence=0.6, kind="date", edtf="2022", precision="year"),
            DateFact(**place(TEXT, 'התשנ"ג-1992'), confidence=0.85, kind="date", edtf="1992"),
        ],
        "resolutions": [
            Resolution(**place(TEXT, "החלטה מס' 28-NQ/TW"), confidence=0.7, document_type="resolution", code="28-NQ/TW"),
            Resolution(**law, confidence=0.8, document_type="law", jurisdiction="IL"),
        ],
        "growth_figures": [
            GrowthFigure(**place(TEXT, "10.5%"), confidence=0.5, indicator="economy", direction="up", value_low=10.5,
                         value_high=10.5, unit="percent", period="2022"),
        ],
        "slogans": [Slogan(**place(TEXT, "יחד קדימה"), confidence=0.75, slogan="יחד קדימה", form="motto")],
        "entities": [name("תאי נגוין"), name("תאי נגוין", 1)],
    }  # fmt: skip


class Browser:
    """Keys into the widget, and what it shows."""

    def __init__(self, page: Any, lab: Any) -> None:
        self.page, self.lab = page, lab

    def open_notebook(self) -> None:
        self.page.goto(f"{self.lab.url}/doc/tree/review.ipynb?token=test")
        self.page.wait_for_selector(".jp-CodeCell")
        self.page.get_by_text("| Idle").wait_for()

    def run_first_cell(self) -> None:
        self.page.click(".jp-CodeCell >> nth=0 >> .jp-InputArea-editor")
        self.page.keyboard.press("Shift+Enter")
        self.wait_until_shown()

    def wait_until_shown(self) -> None:
        self.page.wait_for_selector(".review[data-turn]:not([data-turn='0'])")
        self.page.locator(".review .article").focus()

    @property
    def turn(self) -> int:
        return int(self.page.locator(".review").get_attribute("data-turn"))

    def press(self, *keys: str) -> None:
        """Keys one after the other; the last one asks something of Python, which answers."""
        for key in keys[:-1]:
            self.page.keyboard.press(key)
        before = self.turn
        self.page.keyboard.press(keys[-1])
        self.page.wait_for_selector(f".review[data-turn='{before + 1}']")

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def text(self, selector: str) -> str:
        return self.page.locator(f".review {selector}").inner_text()

    @property
    def mention(self) -> str:
        return self.text(".mention").translate(ISOLATES)

    def signs(self) -> str:
        return self.text(".article")


@pytest.fixture
def browser(page: Any, lab: Any) -> Iterator[Browser]:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield Browser(page, lab)
    page.screenshot(path=lab.folder.parent / "last.png")
    assert faults == []


def events_of(out: Path) -> list[Event]:
    return DecisionLog(decisions_beside(out)).events()


def test_a_whole_review_by_keyboard(
    browser: Browser, make_dataset: Any, facts: dict[str, list[Any]], place: Place, tmp_path: Path
) -> None:
    out = make_dataset({"a.txt": (TEXT, facts)})
    browser.open_notebook()
    browser.run_first_cell()
    article = browser.page.locator(".review .article")
    assert "(4 < 5 & 6)" in article.inner_text()
    assert browser.page.locator(".review").get_attribute("dir") == "rtl"

    # The least certain first: accept it, reject the next, think again.
    assert browser.mention == "10.5%"
    browser.press("a")
    assert browser.mention == "שנת 2022"
    browser.press("r")
    browser.press("u")
    assert browser.mention == "שנת 2022"
    assert [event.action for event in events_of(out)] == ["accept", "reject", "undo"]

    # Correct a field; what is no EDTF is refused beside its field, and Escape leaves the form as it was.
    browser.press("e", "Tab", "Control+a", *"yes", "Enter")
    assert "EDTF" in browser.text("#uvdot-field-edtf-fault")
    browser.page.keyboard.press("Control+a")
    browser.press(*"2022-05", "Enter")
    assert events_of(out)[-1].value.fields["edtf"] == "2022-05"

    # Correct a span by arrows: the last word of the document's code leaves it.
    assert browser.mention == "החלטה מס' 28-NQ/TW"
    browser.press("s", "Shift+ArrowLeft", "Enter")
    decided = events_of(out)[-1]
    assert (decided.action, TEXT[decided.value.raw_start : decided.value.raw_end]) == ("correct_span", "מס' 28-NQ/TW")

    # A note, in the annotator's own words, which never become markup.
    browser.page.keyboard.press("n")
    browser.type("לשאול את <b>יעל</b>")
    browser.press("Enter")
    assert browser.text(".notes") == "דנה: לשאול את <b>יעל</b>"

    # Add what the program missed: the words after the mention at hand, by arrows, then its kind and its fields.
    for _ in range(2):
        browser.page.keyboard.press("PageUp")
    browser.page.keyboard.press("m")
    for key in ("PageUp", "PageUp", "PageUp", "PageDown", "ArrowLeft", "1"):
        browser.page.keyboard.press(key)
    assert "הוועדה הקבועה" in browser.text(".span-bar")
    browser.press("Enter")
    assert browser.page.evaluate("document.activeElement.id") == "uvdot-field-label"
    browser.press("ArrowDown", "ArrowDown", "Enter")
    added = events_of(out)[-1]
    assert (added.action, added.kind, added.value.fields["label"]) == ("add", "entities", "ORG")
    assert TEXT[added.value.raw_start : added.value.raw_end] == "הוועדה הקבועה"

    # Select with the mouse and correct the span of the mention at hand.
    browser.page.evaluate(
        """() => { const walker = document.createTreeWalker(document.querySelector('.review .article'), NodeFilter.SHOW_TEXT);
        let node; while ((node = walker.nextNode()) && !node.data.includes('וועדה הקבועה'));
        const at = node.data.indexOf('וועדה הקבועה'); getSelection().setBaseAndExtent(node, at, node, at + 12); }"""
    )
    browser.press("s")
    fixed = events_of(out)[-1]
    assert TEXT[fixed.value.raw_start : fixed.value.raw_end] == "וועדה הקבועה"

    # A click on a mention goes there, and the keys go on.
    browser.page.locator(".review .article mark.slogans").first.click()
    browser.page.wait_for_function("() => document.querySelector('.review .mention').innerText === 'יחד קדימה'")
    browser.press("k")
    browser.press("j")

    # Help is a dialog of its own, and Escape leads back to the article.
    browser.page.keyboard.press("?")
    assert browser.page.locator(".review dialog[open]").count() == 1
    browser.page.keyboard.press("Escape")
    assert browser.page.evaluate("document.activeElement.className") == "article"
    if folder := os.environ.get("SCREENSHOTS"):
        browser.page.locator(".review").screenshot(path=f"{folder}/review.png")

    # Close the tab and come back: all that was decided stands.
    count = len(events_of(out))
    browser.open_notebook()
    browser.run_first_cell()
    assert "✓" in browser.signs()
    browser.press("a")
    assert len(events_of(out)) == count + 1

    # Decide the rest and finish the article.
    browser.page.locator(".review .article").focus()
    while browser.page.locator(".review mark[data-state='undecided']").count():
        browser.press("a")
    browser.press("f")
    assert events_of(out)[-1].action == "finish"

    # A later run says otherwise of a fact that was accepted: a conflict, settled by a key.
    facts["growth_figures"][0].direction = "down"
    make_dataset({"a.txt": (TEXT, facts)}, run_id="run-2")
    browser.page.click(".jp-CodeCell >> nth=0 >> .jp-InputArea-editor")
    browser.page.keyboard.press("Shift+Enter")
    browser.page.wait_for_function("() => document.querySelector('.review .conflict:not([hidden])')")
    browser.page.locator(".review .article").focus()
    assert browser.mention == "10.5%"
    browser.press("1")
    settled = events_of(out)[-1]
    assert (settled.value.fields["direction"], settled.seen.fields["direction"]) == ("up", "down")

    # Export from the notebook: gold that evaluate reads.
    for cell in (1, 2):
        browser.page.click(f".jp-CodeCell >> nth={cell} >> .jp-InputArea-editor")
        browser.page.keyboard.press("Shift+Enter")
    target = browser.lab.folder / "reviewed.jsonl"
    browser.page.wait_for_selector(".jp-CodeCell >> nth=2 >> .jp-OutputArea-output")
    [gold] = read_gold(target)
    texts = {TEXT[fact.raw_start : fact.raw_end]: fact.fields for fact in gold.facts}
    assert texts["שנת 2022"]["edtf"] == "2022-05"
    assert texts["10.5%"]["direction"] == "up"
    assert texts["וועדה הקבועה"]["label"] == "ORG"
    assert set(texts) == {
        "10.5%", "שנת 2022", "מס' 28-NQ/TW", "יחד קדימה", 'חוק ההסדרים, התשנ"ג-1992', 'התשנ"ג-1992', "8 במרץ 2023",
        "תאי נגוין", "וועדה הקבועה",
    }  # fmt: skip


def test_nothing_is_lost_when_the_kernel_is_killed(
    browser: Browser, make_dataset: Any, facts: dict[str, list[Any]]
) -> None:
    out = make_dataset({"a.txt": (TEXT, facts)})
    browser.open_notebook()
    browser.run_first_cell()
    for key in ("a", "r", "a"):
        browser.press(key)
    before = events_of(out)
    at_hand = browser.mention
    browser.lab.kill_kernel()
    browser.page.keyboard.press("a")
    browser.page.wait_for_selector(".review.lost")
    assert "תישלח" in browser.text(".status")
    assert events_of(out) == before
    browser.page.screenshot(path=browser.lab.folder.parent / "killed.png")
    # JupyterLab says that the kernel has died and starts another one; the cell is run again.
    browser.page.locator(".jp-Dialog .jp-mod-accept").click()
    browser.page.get_by_text("| Idle").wait_for()
    browser.page.click(".jp-CodeCell >> nth=0 >> .jp-InputArea-editor")
    browser.page.keyboard.press("Shift+Enter")
    browser.page.wait_for_selector(".review:not(.lost)[data-turn='1']")
    sent = events_of(out)
    assert sent[: len(before)] == before
    assert [(event.action, TEXT[event.value.raw_start : event.value.raw_end]) for event in sent[len(before) :]] == [
        ("accept", at_hand)
    ]


def test_five_hundred_facts_of_two_hundred_articles_stay_fluid(
    browser: Browser, make_dataset: Any, place: Place, record_property: Any
) -> None:
    articles = {}
    for number in range(200):
        text = f"כתבה {number}\n" + "\n".join(
            [OTHER.replace("2025", str(2025 + number % 70)), *["הדיון נמשך. " * 40] * 6]
        )
        dates = [
            DateFact(
                **place(text, f"שנת {2025 + number % 70}"), confidence=0.5 + number / 500, kind="date", edtf="2025"
            )
        ]
        growth = [
            GrowthFigure(**place(text, "3.2%"), confidence=0.7, indicator="exports", direction="down", value_low=3.2,
                         value_high=3.2, unit="percent")
        ]  # fmt: skip
        names = [Entity(**place(text, "חיפה"), label="GPE", name_start=0, name_end=4)] if number % 2 else []
        articles[f"{number}.txt"] = (text, {"dates": dates, "growth_figures": growth, "entities": names})
    make_dataset(articles)
    browser.open_notebook()
    browser.run_first_cell()
    assert "מתוך 500" in browser.text(".count")
    browser.page.evaluate(
        """() => { window.times = []; let pressed = 0;
        const review = document.querySelector('.review');
        review.addEventListener('keydown', () => { pressed = performance.now(); }, true);
        new MutationObserver(() => requestAnimationFrame(() => times.push(performance.now() - pressed)))
            .observe(review, { attributeFilter: ['data-turn'] }); }"""
    )
    for key in ["a", "r", "a", "u", "j", "a", "k", "a"] * 10:
        browser.press(key)
    times = browser.page.evaluate("times")
    figures = {"median": statistics.median(times), "p95": statistics.quantiles(times, n=20)[-1], "max": max(times)}
    record_property("milliseconds", figures)
    print(f"from a key to the page that it leads to, {len(times)} keys: {figures}")
    assert figures["median"] < LIMIT
