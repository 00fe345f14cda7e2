"""Where shards are processed: worker processes here, those of a Dask cluster, or this process."""

from __future__ import annotations

from enum import Enum


class EngineName(str, Enum):
    """Where shards are processed.

    Only ``here`` has nothing between an article and the run: for tests, for looking into a fault, and for standard input.
    """

    LOCAL = "local"
    DASK = "dask"
    HERE = "here"
