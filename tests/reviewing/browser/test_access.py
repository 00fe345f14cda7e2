"""The widget for people who do not see it, or see no colours: names, roles, focus, what is said, contrast."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed: make test-browser")

# Of the guidelines: WCAG 2.2 to level AA, and what axe advises beyond them.
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}

LEAST_CONTRAST = 4.5

# What has the focus, as a screen reader names it.
FOCUSED = """() => { const at = document.activeElement;
    return at.getAttribute('aria-label') || (at.labels && at.labels[0] && at.labels[0].firstChild.textContent.trim())
        || at.textContent.trim(); }"""


# Of every text that is shown and every placeholder, the contrast between its colour and what lies behind it.
CONTRASTS = """() => {
    const channels = colour => colour.match(/[\\d.]+/g).map(Number);
    const lightness = colour => channels(colour).slice(0, 3).map(c => c / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
    const behind = element => {
        for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if ((channels(colour)[3] ?? 1) === 1) return colour;
        }
        return 'rgb(255, 255, 255)';
    };
    const contrast = (colour, paper) => {
        const [dark, light] = [lightness(colour), lightness(paper)].sort((a, b) => a - b);
        return (light + 0.05) / (dark + 0.05);
    };
    const texts = document.createTreeWalker(document.querySelector('.review'), NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const element = node.parentElement;
        if (node.data.trim() && element.checkVisibility())
            found.push([node.data.trim(), contrast(getComputedStyle(element).color, behind(element))]);
    }
    for (const input of document.querySelectorAll('.review [placeholder]'))
        if (input.checkVisibility() && input.placeholder)
            found.push([input.placeholder, contrast(getComputedStyle(input, '::placeholder').color, behind(input))]);
    return found; }"""


def faults_of(page: Any) -> list[str]:
    """What axe finds wrong with the widget, and the texts that stand out too little."""
    contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) > 60
    print(f"{len(contrasts)} texts, the least contrast {min(ratio for _, ratio in contrasts):.2f}")
    found = axe.Axe().run(page, context=".review", options=RULES).response
    assert len(found["passes"]) > 15
    return [
        *(f"{text}: {ratio:.2f}" for text, ratio in contrasts if ratio < LEAST_CONTRAST),
        *(f"{rule['id']}: {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"]),
    ]


def test_everything_has_a_role_and_a_name_and_enough_contrast(review: Any) -> None:
    review.press("a")
    review.press("r")
    folder = os.environ.get("SCREENSHOTS")
    for light in ("true", "false"):
        review.page.evaluate("light => { document.body.dataset.jpThemeLight = light; }", light)
        assert faults_of(review.page) == [], light
        review.page.keyboard.press("e")
        review.page.keyboard.press("Control+a")
        review.page.keyboard.press("Escape")
        review.page.keyboard.press("m")
        assert faults_of(review.page) == [], light
        review.page.keyboard.press("Escape")
        review.page.keyboard.press("?")
        assert faults_of(review.page) == [], light
        review.page.keyboard.press("Escape")
        if folder:
            review.page.locator(".review").screenshot(
                path=f"{folder}/review-{'light' if light == 'true' else 'dark'}.png"
            )

    # Chromium's own tree: whatever can be reached has a name.
    session = review.page.context.new_cdp_session(review.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    inside = below(next(node for node in nodes if node.get("role", {}).get("value") == "application"), nodes)
    reached = [
        node
        for node in inside
        if any(p["name"] == "focusable" and p["value"]["value"] for p in node.get("properties", []))
    ]
    assert len(reached) > 20
    assert [node["role"]["value"] for node in reached if not node.get("name", {}).get("value")] == []
    assert {"progressbar", "status", "toolbar", "combobox", "textbox", "mark", "heading", "button"} <= {
        node["role"]["value"] for node in inside if not node.get("ignored")
    }
    marks = [node["name"]["value"] for node in reached if node["role"]["value"] == "button"]
    assert "תאריכים 2: 8 במרץ 2023, טרם הוחלט" in [review.without_isolates(name) for name in marks]


def below(top: dict[str, Any], nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_id = {node["nodeId"]: node for node in nodes}
    found, waiting = [], [top]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += [by_id[child] for child in node.get("childIds", []) if child in by_id]
    return found


def test_what_is_decided_is_said_and_the_focus_goes_through_the_widget_in_order(review: Any, text: str) -> None:
    status = review.page.locator(".review [role=status]")
    assert status.get_attribute("aria-live") == "polite"

    # What is at hand is said with the words around it, and after a decision what was saved and what comes next.
    review.press("a")
    assert status.inner_text().startswith("נשמר. תאריכים: שנת 2022, טרם הוחלט.")
    review.press("r")
    assert status.inner_text().startswith("נשמר. החלטות ומסמכים: החלטה מס'")
    review.press("u")
    assert status.inner_text().startswith("בוטל. תאריכים: שנת 2022")
    review.page.keyboard.press("p")
    assert text.split("\n")[2][:60] in review.without_isolates(status.inner_text())
    review.page.keyboard.press("s")
    review.page.keyboard.press("ArrowLeft")
    assert status.inner_text() == "נבחר: שנת 2022,"
    review.page.keyboard.press("Escape")

    # A field that cannot stand says so beside itself, and has the focus.
    review.press("e", "Tab", "Control+a", *"yes", "Enter")
    field = review.page.locator("#uvdot-field-edtf")
    assert field.get_attribute("aria-invalid") == "true"
    fault = review.page.locator(f"#{field.get_attribute('aria-describedby')}")
    assert (fault.get_attribute("role"), "EDTF" in fault.inner_text()) == ("alert", True)
    review.page.keyboard.press("Escape")

    # Tab goes through the widget in the order in which it is read, and out of it.
    places = []
    for _ in range(60):
        places.append(review.page.evaluate(FOCUSED))
        review.page.keyboard.press("Tab")
        if not review.page.evaluate("document.querySelector('.review').contains(document.activeElement)"):
            break
    else:
        pytest.fail("Tab does not lead out of the widget")
    assert places[0] == "הכתבה"
    assert places[1].startswith("תאריכים 6: שנת 2022")
    assert places[2:5] == ["צורה", "ערך (EDTF)", "רמת דיוק"]
    assert places[-12] == "שמירת השדות (Ctrl+Enter)"
    assert [re.split(r"\s", place)[0] for place in places[-11:]][:2] == ["אישור", "דחייה"]


def test_marks_can_be_told_apart_without_colour(review: Any, facts: dict[str, list[Any]]) -> None:
    review.press("a")
    review.press("r")
    lines = review.page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.review .article mark')].map(mark =>
            [mark.classList[0], getComputedStyle(mark).borderBottomStyle]))"""
    )
    assert len(lines) == len(set(lines.values())) == 5
    signs = review.page.locator(".review .article sup").all_inner_texts()
    assert {sign[0] for sign in signs} == set("◆§◷↕❝")
    assert len(signs) == sum(map(len, facts.values()))
    assert len([sign for sign in signs if sign.endswith("✓")]) == 1
    assert len([sign for sign in signs if sign.endswith("✗")]) == 1
    # Windows' contrast themes take all colours away: lines, signs and the frame of what is at hand stay.
    review.page.emulate_media(forced_colors="active")
    shown = review.page.evaluate(
        """() => { const style = getComputedStyle(document.querySelector('.review mark.chosen'));
            return [style.outlineStyle, style.outlineWidth, style.borderBottomWidth]; }"""
    )
    assert shown == ["solid", "3px", "2px"]
    if folder := os.environ.get("SCREENSHOTS"):
        review.page.locator(".review").screenshot(path=f"{folder}/review-forced-colours.png")
        review.page.emulate_media(forced_colors="none")
        review.page.add_style_tag(content=".review { filter: grayscale(1); }")
        review.page.locator(".review").screenshot(path=f"{folder}/review-grey.png")
