"""A whole review by keyboard in a real browser: what is decided is on disk, whatever dies."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable
from typing import Any

from pipeline.evaluating.gold import read_gold
from pipeline.facts import DateFact, Entity, GrowthFigure

Place = Callable[..., dict[str, Any]]

OTHER = "הממשלה תיפגש בשנת 2025 בחיפה.\nהיצוא ירד ב-3.2% לעומת אשתקד."
LIMIT = 100  # milliseconds from a key to the page that it leads to


def test_a_whole_review_by_keyboard(review: Any, text: str, facts: dict[str, list[Any]], make_dataset: Any) -> None:
    article = review.page.locator(".review .article")
    assert "(4 < 5 & 6)" in article.inner_text()
    assert review.page.locator(".review").get_attribute("dir") == "rtl"

    # The least certain first: accept it, reject the next, think again.
    assert review.mention == "10.5%"
    review.press("a")
    assert review.mention == "שנת 2022"
    review.press("r")
    review.press("u")
    assert review.mention == "שנת 2022"
    assert [event.action for event in review.events()] == ["accept", "reject", "undo"]

    # Correct a field; what is no EDTF is refused beside its field, and Escape leaves the form as it was.
    review.press("e", "Tab", "Control+a", *"yes", "Enter")
    assert "EDTF" in review.text("#uvdot-field-edtf-fault")
    review.page.keyboard.press("Control+a")
    review.press(*"2022-05", "Enter")
    assert review.events()[-1].value.fields["edtf"] == "2022-05"

    # Correct a span by arrows: the last word of the document's code leaves it.
    assert review.mention == "החלטה מס' 28-NQ/TW"
    review.press("s", "Shift+ArrowLeft", "Enter")
    decided = review.events()[-1]
    assert (decided.action, text[decided.value.raw_start : decided.value.raw_end]) == ("correct_span", "מס' 28-NQ/TW")

    # A note, in the annotator's own words, which never become markup.
    review.page.keyboard.press("n")
    review.type("לשאול את <b>יעל</b>")
    review.press("Enter")
    assert review.text(".notes") == "דנה: לשאול את <b>יעל</b>"

    # Add what the program missed: the words after the mention at hand, by arrows, then its kind and its fields.
    for _ in range(2):
        review.page.keyboard.press("PageUp")
    review.page.keyboard.press("m")
    for key in ("PageUp", "PageUp", "PageUp", "PageDown", "ArrowLeft", "1"):
        review.page.keyboard.press(key)
    assert "הוועדה הקבועה" in review.text(".span-bar")
    review.press("Enter")
    assert review.page.evaluate("document.activeElement.id") == "uvdot-field-label"
    review.press("ArrowDown", "ArrowDown", "Enter")
    added = review.events()[-1]
    assert (added.action, added.kind, added.value.fields["label"]) == ("add", "entities", "ORG")
    assert text[added.value.raw_start : added.value.raw_end] == "הוועדה הקבועה"

    # Select with the mouse and correct the span of the mention at hand.
    review.page.evaluate(
        """() => { const walker = document.createTreeWalker(document.querySelector('.review .article'), NodeFilter.SHOW_TEXT);
        let node; while ((node = walker.nextNode()) && !node.data.includes('וועדה הקבועה'));
        const at = node.data.indexOf('וועדה הקבועה'); getSelection().setBaseAndExtent(node, at, node, at + 12); }"""
    )
    review.press("s")
    fixed = review.events()[-1]
    assert text[fixed.value.raw_start : fixed.value.raw_end] == "וועדה הקבועה"

    # A click on a mention goes there, and the keys go on.
    review.page.locator(".review .article mark.slogans").first.click()
    review.page.wait_for_function("() => document.querySelector('.review .mention').innerText === 'יחד קדימה'")
    review.press("k")
    review.press("j")

    # Help is a dialog of its own, and Escape leads back to the article.
    review.page.keyboard.press("?")
    assert review.page.locator(".review dialog[open]").count() == 1
    review.page.keyboard.press("Escape")
    assert review.page.evaluate("document.activeElement.className") == "article"
    if folder := os.environ.get("SCREENSHOTS"):
        review.page.locator(".review").screenshot(path=f"{folder}/review.png")

    # Close the tab and come back: all that was decided stands.
    count = len(review.events())
    review.open_notebook()
    review.run_first_cell()
    assert "✓" in review.signs()
    review.press("a")
    assert len(review.events()) == count + 1

    # Decide the rest and finish the article.
    review.page.locator(".review .article").focus()
    while review.page.locator(".review mark[data-state='undecided']").count():
        review.press("a")
    review.press("f")
    assert review.events()[-1].action == "finish"

    # A later run says otherwise of a fact that was accepted: a conflict, settled by a key.
    facts["growth_figures"][0].direction = "down"
    make_dataset({"a.txt": (text, facts)}, run_id="run-2")
    review.run_cell(0)
    review.page.wait_for_function("() => document.querySelector('.review .conflict:not([hidden])')")
    review.page.locator(".review .article").focus()
    assert review.mention == "10.5%"
    review.press("1")
    settled = review.events()[-1]
    assert (settled.value.fields["direction"], settled.seen.fields["direction"]) == ("up", "down")

    # Export from the notebook: gold that evaluate reads.
    for cell in (1, 2):
        review.run_cell(cell)
    target = review.lab.folder / "reviewed.jsonl"
    review.page.wait_for_selector(".jp-CodeCell >> nth=2 >> .jp-OutputArea-output")
    [gold] = read_gold(target)
    texts = {text[fact.raw_start : fact.raw_end]: fact.fields for fact in gold.facts}
    assert texts["שנת 2022"]["edtf"] == "2022-05"
    assert texts["10.5%"]["direction"] == "up"
    assert texts["וועדה הקבועה"]["label"] == "ORG"
    assert set(texts) == {
        "10.5%", "שנת 2022", "מס' 28-NQ/TW", "יחד קדימה", 'חוק ההסדרים, התשנ"ג-1992', 'התשנ"ג-1992', "8 במרץ 2023",
        "תאי נגוין", "וועדה הקבועה",
    }  # fmt: skip


def test_nothing_is_lost_when_the_kernel_is_killed(review: Any, text: str) -> None:
    for key in ("a", "r", "a"):
        review.press(key)
    before = review.events()
    at_hand = review.mention
    review.lab.kill_kernel()
    review.page.keyboard.press("a")
    review.page.wait_for_selector(".review.lost")
    assert "תישלח" in review.text(".status")
    assert review.events() == before
    review.page.screenshot(path=review.lab.folder.parent / "killed.png")
    # JupyterLab says that the kernel has died and starts another one; the cell is run again.
    review.page.locator(".jp-Dialog .jp-mod-accept").click()
    review.page.get_by_text("| Idle").wait_for()
    review.run_cell(0)
    review.page.wait_for_selector(".review:not(.lost)[data-turn='1']")
    sent = review.events()
    assert sent[: len(before)] == before
    assert [(event.action, text[event.value.raw_start : event.value.raw_end]) for event in sent[len(before) :]] == [
        ("accept", at_hand)
    ]


def test_nothing_is_lost_when_the_kernel_is_restarted_from_its_menu(review: Any, text: str) -> None:
    for key in ("a", "r"):
        review.press(key)
    at_hand = review.mention
    review.page.get_by_role("menuitem", name="Kernel", exact=True).click()
    review.page.locator(".lm-Menu-item[data-command='kernelmenu:restart']").click()
    review.page.locator(".jp-Dialog .jp-mod-accept").click()
    review.page.get_by_text("| Idle").wait_for()
    # What stands on the page belongs to the kernel of before: it keeps what is decided on it now, and says so.
    review.page.locator(".review .article").focus()
    review.page.keyboard.press("a")
    review.page.wait_for_selector(".review.lost")
    assert "תישלח" in review.text(".status")
    assert [event.action for event in review.events()] == ["accept", "reject"]
    review.run_cell(0)
    review.page.wait_for_selector(".review:not(.lost)[data-turn='1']")
    sent = review.events()[2:]
    assert [(event.action, text[event.value.raw_start : event.value.raw_end]) for event in sent] == [
        ("accept", at_hand)
    ]


def test_nothing_is_lost_when_the_tab_is_closed_upon_a_decision(review: Any) -> None:
    review.press("a")
    at_hand = review.mention
    later = review.another_tab()
    review.page.keyboard.press("r")
    review.page.close()  # without waiting for an answer
    later.open_notebook()
    later.run_first_cell()
    assert later.mention != at_hand
    assert [event.action for event in later.events()] == ["accept", "reject"]
    assert later.faults == []


def test_two_annotators_work_at_once_and_a_third_settles_what_they_differ_on(
    review: Any, facts: dict[str, list[Any]]
) -> None:
    other = review.another_person("יעל")
    other.run_first_cell()
    # Both decide on the same facts of one file at the same time, and neither sees what the other decided.
    for mine, theirs in [("a", "r"), ("a", "a"), ("r", "r")]:
        assert review.mention == other.mention
        turns = review.turn, other.turn
        review.page.keyboard.press(mine)
        other.page.keyboard.press(theirs)
        for shown, turn in zip((review, other), turns, strict=True):
            shown.page.wait_for_selector(f".review[data-turn='{turn + 1}']")
    made = [(event.annotator, event.action) for event in review.events()]
    assert sorted(made) == sorted(
        [
            ("דנה", "accept"),
            ("דנה", "accept"),
            ("דנה", "reject"),
            ("יעל", "reject"),
            ("יעל", "accept"),
            ("יעל", "reject"),
        ]
    )
    # The cell for disputes shows how far they agree and the one fact on which they differ, with what each says of it.
    other.page.close()
    review.run_cell(1)
    settling = review.page.locator(".jp-CodeCell >> nth=1 >> .review[data-turn='1']")
    settling.wait_for()
    assert settling.locator(".mention").inner_text() == "10.5%"
    assert "דנה" in settling.locator(".versions").inner_text()
    assert "אין כאן עובדה" in settling.locator(".versions").inner_text()
    versions = settling.locator(".versions button").all_inner_texts()
    settling.locator(".article").focus()
    review.page.keyboard.press(str(1 + next(at for at, version in enumerate(versions) if "יעל" in version)))
    settling.page.wait_for_function("() => [...document.querySelectorAll('.review')].at(-1).dataset.turn === '2'")
    settled = review.events()[-1]
    assert (settled.role, settled.annotator, settled.action) == ("adjudicator", "דנה", "reject")


def test_five_hundred_facts_of_two_hundred_articles_stay_fluid(
    browser: Any, make_dataset: Any, place: Place, record_property: Any
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
