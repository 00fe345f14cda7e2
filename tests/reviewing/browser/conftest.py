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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parents[3] / "notebooks" / "review.ipynb"
TOKEN = "test"
# Chromium asks for its maker's servers at every start, which a closed network refuses.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]


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
def page(chromium: str) -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make test-browser")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=QUIET)
        shown = browser.new_page(viewport={"width": 1500, "height": 1250})
        shown.set_default_timeout(90_000)
        yield shown
        browser.close()


@dataclass
class Lab:
    """A JupyterLab of this test alone, and where its notebook stands."""

    url: str
    folder: Path
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
    lab = Lab(f"http://127.0.0.1:{port}", folder, process, log)
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
