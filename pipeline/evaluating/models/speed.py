"""Speed and memory of a model, each measured in a fresh process on one core.

``measure`` starts the process; it reads the articles of a folder, loads a model (or the whole pipeline with it), and reads the
articles again and again until it has read enough tokens or time is up. A model is measured on normalised texts, the whole
pipeline as a run does it: files read, normalised, analysed and turned into rows.

Tokens are those of this project's tokenizer without white space, whatever a model's own are. Load time counts from the first
import to a Language that has read one short text; peak memory is the largest resident set of the process.
"""

from __future__ import annotations

import json
import os
import pkgutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

TOKENS = 200_000
SECONDS = 45.0
_ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "RAYON_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
TWO_SENTENCES = "הכנסת אישרה את התקציב. שר האוצר בירך."


@dataclass(frozen=True, slots=True)
class Speed:
    """One measurement: seconds to load, tokens read and the seconds that they took, largest resident set in MB (10^6 bytes)."""

    load_seconds: float
    tokens: int
    seconds: float
    peak_megabytes: float

    @property
    def tokens_per_second(self) -> float:
        """The tokens read in a second."""
        return self.tokens / self.seconds


def measure(
    load: Callable[..., Language],
    model: str | None,
    articles: Path,
    *,
    whole: bool,
    tokens: int = TOKENS,
    seconds: float = SECONDS,
) -> Speed:
    """Measure ``load(model)``, or the whole pipeline ``load(model=model)``, on the articles of a folder.

    ``load`` is a function of a module, which the process imports. Raises subprocess.CalledProcessError, with what the process
    said as ``stderr``, where it fails.
    """
    request = {
        "load": f"{load.__module__}:{load.__qualname__}",
        "model": model,
        "articles": str(articles),
        "whole": whole,
        "tokens": tokens,
        "seconds": seconds,
    }
    command = [sys.executable, "-m", "pipeline.evaluating.models.speed", json.dumps(request)]
    environment = {**os.environ, **_ONE_THREAD}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)  # noqa: S603
    return Speed(**json.loads(done.stdout.splitlines()[-1]))


def folder_megabytes(folder: Path) -> float:
    """The size of a folder's files in MB (10^6 bytes)."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _measure_here(request: dict[str, Any]) -> Speed:
    started = time.perf_counter()
    load = pkgutil.resolve_name(request["load"])
    nlp: Language = load(model=request["model"]) if request["whole"] else load(request["model"])
    nlp(TWO_SENTENCES)
    load_seconds = time.perf_counter() - started
    read, round_tokens = (_rounds_of_runs if request["whole"] else _rounds_of_texts)(nlp, request["articles"])
    started = time.perf_counter()
    tokens = 0
    while tokens < request["tokens"] and time.perf_counter() - started < request["seconds"]:
        read()
        tokens += round_tokens
    return Speed(load_seconds, tokens, time.perf_counter() - started, _peak_megabytes())


def _rounds_of_texts(nlp: Language, articles: str) -> tuple[Callable[[], None], int]:
    texts = _texts(articles)

    def read() -> None:
        with nlp.memory_zone():
            for _ in nlp.pipe(texts):
                pass

    return read, _count_tokens(texts)


def _rounds_of_runs(nlp: Language, articles: str) -> tuple[Callable[[], None], int]:
    from pipeline.reading import find_sources  # noqa: PLC0415 - what loading a model costs is measured without it
    from pipeline.running.shards import Shard, process_shard  # noqa: PLC0415
    from pipeline.settings import Settings  # noqa: PLC0415

    shard, settings = Shard(tuple(find_sources([articles]))), Settings()

    def read() -> None:
        process_shard(shard, settings, "evaluation", nlp)

    return read, _count_tokens(_texts(articles))


def _texts(folder: str) -> list[str]:
    from pipeline.articles import Article  # noqa: PLC0415
    from pipeline.normalise import normalise  # noqa: PLC0415
    from pipeline.reading import Source, find_sources, read_source  # noqa: PLC0415

    sources = [source for source in find_sources([folder]) if isinstance(source, Source)]
    articles = [record for source in sources for record in read_source(source) if isinstance(record, Article)]
    return [normalise(article.raw_text, title=article.title).text for article in articles]


def _count_tokens(texts: list[str]) -> int:
    from pipeline.language import build_language  # noqa: PLC0415
    from pipeline.language_models import ModelName  # noqa: PLC0415

    tokenizer = build_language((), model=ModelName.RULES).tokenizer
    return sum(not token.is_space for text in texts for token in tokenizer(text))


def _peak_megabytes() -> float:
    # On Linux ru_maxrss outlives exec: a process begins with the peak of the one that started it. VmHWM does not.
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024 / 1e6
    import resource  # noqa: PLC0415 - not there on Windows

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024) / 1e6


if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(json.dumps(asdict(_measure_here(json.loads(sys.argv[1])))))
