"""What a person sees while a run goes on."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from pipeline.running import progress as progress_module
from pipeline.running.progress import RunProgress


def test_elsewhere_than_on_a_terminal_a_line_is_printed_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(progress_module.time, "monotonic", lambda: now[0])
    console = Console(file=io.StringIO(), force_terminal=False, width=100)
    with RunProgress(console, inputs=9) as progress:
        now[0] = 109.9
        progress.advance(3, 30)
        assert console.file.getvalue() == ""
        now[0] = 110.0
        progress.advance(2, 20)
        assert console.file.getvalue() == "5 of 9 inputs, 50 articles, 5.0 articles/s\n"
        now[0] = 112.0
        progress.advance(1, 10)
    assert console.file.getvalue().count("\n") == 1


def test_a_terminal_has_a_bar_that_goes_away() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=100)
    with RunProgress(console, inputs=2) as progress:
        progress.advance(1, 5)
    shown = console.file.getvalue()
    assert "1/2" in shown
    assert "articles/s" in shown
    assert shown.endswith("\x1b[2K")


def test_without_a_console_nothing_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with RunProgress(None, inputs=2) as progress:
        progress.advance(1, 5)
    captured = capsys.readouterr()
    assert captured.out + captured.err == ""
