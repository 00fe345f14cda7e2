"""What a person sees while a run goes on: a bar with rate and time left on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

SECONDS_BETWEEN_LINES = 10.0


class RunProgress:
    """Shows how many of the inputs are done; a context manager. ``console`` None shows nothing."""

    def __init__(self, console: Console | None, inputs: int) -> None:
        self._console = console
        self._inputs = inputs
        self._articles = 0
        self._done = 0
        self._started = self._last_line = time.monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> RunProgress:
        if self._console is not None and self._console.is_terminal:
            self._bar = Progress(
                TextColumn("Reading"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("inputs · {task.fields[rate]:.1f} articles/s ·"),
                TimeRemainingColumn(),
                console=self._console,
                transient=True,
            )
            self._task = self._bar.add_task("", total=self._inputs, rate=0.0)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self, inputs: int, articles: int) -> None:
        """Tell that so many more inputs were read, giving so many articles."""
        self._done += inputs
        self._articles += articles
        now = time.monotonic()
        rate = self._articles / max(now - self._started, 1e-9)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._done, rate=rate)
        elif self._console is not None and now - self._last_line >= SECONDS_BETWEEN_LINES:
            self._last_line = now
            self._console.print(
                f"{self._done} of {self._inputs} inputs, {self._articles} articles, {rate:.1f} articles/s"
            )
