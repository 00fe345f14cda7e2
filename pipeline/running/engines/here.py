"""This process, which an article at fault can end: for standard input, for tests, and to look into a fault."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.running.engines.worker import LanguageOf
from pipeline.running.shards import Shard, ShardRows, process_shard
from pipeline.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language


class HereEngine:
    """Processes a shard when its rows are waited for. A context manager."""

    def __init__(self, settings: Settings, run_id: str, language: LanguageOf) -> None:
        self._settings = settings
        self._run_id = run_id
        self._language_of = language

    def __enter__(self) -> HereEngine:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def workers(self) -> int:
        """How many shards can be under way at a time."""
        return 1

    def submit(self, shard: Shard) -> Callable[[], ShardRows]:
        """Take a shard; call what is returned to process it."""
        return lambda: process_shard(shard, self._settings, self._run_id, self._language)

    @cached_property
    def _language(self) -> Language:
        return self._language_of(self._settings)
