"""Characters and articles a second of the whole pipeline and of each part alone, beside spaCy's own tokenizer.

python tests/benchmarks/throughput.py [FOLDER [MODEL]]   (model rules unless named)

Articles are read once, before anything is measured; one process, one core. Each row is the median of three rounds over the
same articles, the rows taking turns within a round. A component is measured on Docs that have what it builds upon.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from rich.console import Console
from rich.table import Table
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.articles import Article
from pipeline.language import build_language
from pipeline.language_models import ModelName
from pipeline.normalise import NormalisedText, normalise
from pipeline.reading import Source, find_sources, read_source
from pipeline.running.shards import analyse
from pipeline.tables.rows import Rows

FOLDER = Path(__file__).parents[2] / "corpus" / "articles"
ROUNDS = 3
TIMES_EACH_ARTICLE = 4
FLOOR = "spacy.blank('he') tokenizer"

Read = tuple[Article, NormalisedText]


def read_articles(folder: str) -> list[Read]:
    records = [
        record for source in find_sources([folder]) if isinstance(source, Source) for record in read_source(source)
    ]
    articles = [record for record in records if isinstance(record, Article)]
    return [(article, normalise(article.raw_text, title=article.title)) for article in articles]


def run_whole(articles: list[Read], nlp: Language) -> float:
    """Seconds from raw texts to Arrow tables, in a memory zone as a run has it."""
    started = time.perf_counter()
    rows = Rows("bench")
    with nlp.memory_zone():
        for article, _ in articles:
            normalised = normalise(article.raw_text, title=article.title)
            rows.add_article(article, normalised, analyse(article, normalised, nlp))
    rows.tables()
    return time.perf_counter() - started


def run_parts(articles: list[Read], nlp: Language) -> dict[str, float]:
    """Seconds of normalising, of the tokenizer, of each component and of the rows, each alone."""
    seconds: dict[str, float] = {}

    def timed(name: str, work: Callable[[], object]) -> None:
        started = time.perf_counter()
        work()
        seconds[name] = time.perf_counter() - started

    timed("normalise", lambda: [normalise(article.raw_text, title=article.title) for article, _ in articles])
    with nlp.memory_zone():
        docs: list[Doc] = []
        timed("tokenizer", lambda: docs.extend(nlp.make_doc(normalised.text) for _, normalised in articles))
        for doc, (article, normalised) in zip(docs, articles, strict=True):
            doc._.published_at = article.published_at or normalised.published_at
        for name, component in nlp.pipeline:
            timed(name, lambda component=component: [component(doc) for doc in docs])
        rows = Rows("bench")

        def add_rows() -> None:
            for doc, (article, normalised) in zip(docs, articles, strict=True):
                rows.add_article(article, normalised, doc)
            rows.tables()

        timed("rows", add_rows)
    return seconds


def run_floor(articles: list[Read], blank: Language) -> float:
    """Seconds of spaCy's blank Hebrew tokenizer on the same normalised texts."""
    started = time.perf_counter()
    with blank.memory_zone():
        for _, normalised in articles:
            blank.make_doc(normalised.text)
    return time.perf_counter() - started


def main() -> None:
    folder = sys.argv[1] if len(sys.argv) > 1 else str(FOLDER)
    articles = read_articles(folder) * TIMES_EACH_ARTICLE
    model = ModelName(sys.argv[2]) if len(sys.argv) > 2 else ModelName.RULES
    nlp, blank = build_language(model=model), spacy.blank("he")
    characters = sum(len(normalised.text) for _, normalised in articles)
    measured: dict[str, list[float]] = {}
    run_whole(articles[: len(articles) // TIMES_EACH_ARTICLE], nlp)  # what is loaded at the first article
    for _ in range(ROUNDS):
        whole = run_whole(articles, nlp)
        floor = run_floor(articles, blank)
        for name, seconds in {"whole pipeline": whole, **run_parts(articles, nlp), FLOOR: floor}.items():
            measured.setdefault(name, []).append(seconds)
    medians = {name: statistics.median(seconds) for name, seconds in measured.items()}
    table = Table(
        "part", "chars/s", "articles/s", "ms/article", "share", "times floor",
        title=f"{len(articles)} articles, {characters:,} characters, median of {ROUNDS} rounds, one process",
    )  # fmt: skip
    for column in table.columns[1:]:
        column.justify = "right"
    for name, seconds in medians.items():
        table.add_row(
            name,
            f"{characters / seconds:,.0f}",
            f"{len(articles) / seconds:,.1f}",
            f"{1000 * seconds / len(articles):.2f}",
            f"{seconds / medians['whole pipeline']:.1%}",
            f"{seconds / medians[FLOOR]:.2f}",
        )
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
