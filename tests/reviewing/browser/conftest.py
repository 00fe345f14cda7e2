"""JupyterLab on a dataset and Chromium in front of it; without either these tests are skipped and say why."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.facts import DateFact, Entity, GrowthFigure, Resolution, Slogan
from pipeline.reviewing.decisions import DecisionLog, Event
from pipeline.reviewing.reviewed_dataset import decisions_beside

NOTEBOOK = Path(__file__).parents[3] / "notebooks" / "review.ipynb"
TOKEN = "test"
# Chromium asks for its maker's servers at every start, which a closed network refuses.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]

ISOLATES = dict.fromkeys(map(ord, "\u2066\u2069"))  # around Latin codes, so that they keep their order

TITLE = "תאי נגוין: חידוש שיטות ההנהגה"
TEXT = (
    f"{TITLE}\n"
    'הוועדה הקבועה פרסמה ב-8 במרץ 2023 את החלטה מס\' 28-NQ/TW, תחת המוטו "יחד קדימה".\n'
    'הכלכלה צמחה ב-10.5% בשנת 2022, לפי חוק ההסדרים, התשנ"ג-1992 (4 < 5 & 6), במחוז תאי נגוין.'
)

Place = Callable[..., dict[str, Any]]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """These take minutes, so they run only where they are named: make test-browser."""
    if any("browser" in str(argument) for argument in config.args):
        return
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="takes minutes: make test-browser"))


@pytest.fixture(scope="session")
def chromium() -> str:
    name = os.environ.get("CHROMIUM") or "chromium"
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"no browser: {name} is not installed (CHROMIUM names another)")
    return found


@pytest.fixture(scope="session")
def started(chromium: str) -> Iterator[Any]:
    """Chromium itself, once for all tests."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make test-browser")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def person(started: Any) -> Iterator[Any]:
    """A person with a browser of their own: what it stores is nobody else's. Several tabs may be opened in it."""
    context = started.new_context(viewport={"width": 1500, "height": 1250})
    context.set_default_timeout(90_000)
    yield context
    context.close()


@pytest.fixture
def page(person: Any) -> Any:
    return person.new_page()


@dataclass
class Lab:
    """A JupyterLab of this test alone, where its notebook stands, and the dataset that it opens."""

    url: str
    folder: Path
    out: Path
    process: subprocess.Popen[bytes]
    log: Path

    def kill_kernel(self) -> None:
        """End the kernel's process as a machine without memory would."""
        [kernel] = [
            int(process.name)
            for process in Path("/proc").glob("[0-9]*")
            if f"PPid:\t{self.process.pid}\n" in status_of(process)
            and b"ipykernel" in (process / "cmdline").read_bytes()
        ]
        os.kill(kernel, signal.SIGKILL)

    def api(self, method: str, path: str) -> bytes:
        request = urllib.request.Request(
            f"{self.url}/api/{path}", method=method, headers={"Authorization": f"token {TOKEN}"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    pytest.importorskip("jupyterlab", reason="jupyterlab is not installed: make test-browser")
    folder = tmp_path / "notebooks"
    folder.mkdir()
    shutil.copy(NOTEBOOK, folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    variables = {
        "REVIEW_OUT": str(tmp_path / "out"), "REVIEW_ANNOTATOR": "דנה", "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTER_DATA_DIR": str(tmp_path / "data"), "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "workspaces"),
        "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings"),
    }  # fmt: skip
    settings = tmp_path / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text('{"fetchNews": "false", "checkForUpdates": false}')
    log = tmp_path / "lab.log"
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}", f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={folder}",
    ]  # fmt: skip
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=os.environ | variables, stdout=output, stderr=output)
    lab = Lab(f"http://127.0.0.1:{port}", folder, tmp_path / "out", process, log)
    try:
        wait_for(lambda: answers(lab), f"JupyterLab does not answer: {log}")
        yield lab
    finally:
        process.terminate()
        process.wait(60)


def status_of(process: Path) -> str:
    try:
        return (process / "status").read_text()
    except OSError:
        return ""


def answers(lab: Lab) -> bool:
    try:
        lab.api("GET", "status")
    except OSError:
        return False
    return True


def wait_for(holds: Any, message: str, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, message
        time.sleep(0.02)


@pytest.fixture
def text() -> str:
    return TEXT


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

    def __init__(self, page: Any, lab: Lab) -> None:
        self.page, self.lab = page, lab
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def open_notebook(self, name: str = "review.ipynb") -> None:
        self.page.goto(f"{self.lab.url}/doc/tree/{name}?token={TOKEN}")
        self.page.wait_for_selector(".jp-CodeCell")
        self.page.get_by_text("| Idle").wait_for()

    def run_cell(self, number: int) -> None:
        """Start a cell, as Shift+Enter in it does."""
        self.page.click(f".jp-CodeCell >> nth={number} >> .jp-InputArea-editor")
        self.page.keyboard.press("Shift+Enter")

    def run_first_cell(self) -> None:
        self.run_cell(0)
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
        return self.without_isolates(self.text(".mention"))

    @staticmethod
    def without_isolates(text: str) -> str:
        """A text as it was before isolates were set around its Latin codes."""
        return text.translate(ISOLATES)

    def signs(self) -> str:
        return self.text(".article")

    def another_tab(self) -> Browser:
        """The same person, who opens the notebook once more."""
        return Browser(self.page.context.new_page(), self.lab)

    def another_person(self, name: str) -> Browser:
        """Somebody with a browser and a notebook of their own, on the same dataset."""
        notebook = (self.lab.folder / "review.ipynb").read_text("utf-8")
        mine = notebook.replace('os.environ.get(\\"REVIEW_ANNOTATOR\\", \\"\\")', f'\\"{name}\\"')
        assert mine != notebook
        (self.lab.folder / f"{name}.ipynb").write_text(mine, "utf-8")
        context = self.page.context.browser.new_context(viewport=self.page.viewport_size)
        context.set_default_timeout(90_000)
        other = Browser(context.new_page(), self.lab)
        other.open_notebook(f"{name}.ipynb")
        return other

    def events(self) -> list[Event]:
        """What is on disk."""
        return DecisionLog(decisions_beside(self.lab.out)).events()


@pytest.fixture
def browser(page: Any, lab: Lab) -> Iterator[Browser]:
    shown = Browser(page, lab)
    yield shown
    if not page.is_closed():
        page.screenshot(path=lab.folder.parent / "last.png")
    assert shown.faults == []


@pytest.fixture
def review(browser: Browser, make_dataset: Any, text: str, facts: dict[str, list[Any]]) -> Browser:
    """The browser with an article at hand: ``text`` and its ``facts``."""
    make_dataset({"a.txt": (text, facts)})
    browser.open_notebook()
    browser.run_first_cell()
    return browser
