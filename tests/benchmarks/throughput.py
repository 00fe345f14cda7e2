"""Characters a second of the pipeline, of its parts and of other tools, on the same articles and one core.

python tests/benchmarks/throughput.py [FOLDER]   (corpus/articles unless named; some minutes)

Articles are read once, before anything is measured. Everything runs in this process, which keeps to one core where the
system lets it, and is counted in seconds of processor time; what comes last, the start and a run, is counted on the clock.

- The parts: the rules alone, from raw texts to Arrow tables, and what each part of that takes. A component is measured on
  Docs that have what it builds upon.
- Beside others: the rules, the rules with each model, and dates alone, beside Duckling and dateparser on dates alone and
  spaCy's blank tokenizer. Duckling and dateparser are optional; they read a paragraph at a time, as in time_expressions.py.
- The start to the first result with the small model, over articles from all over the folder, and the share of writing in a
  run of one worker.

Each figure is the median of the rounds, in which the rows take turns; what takes longer than LONG in a round has one.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import spacy
from rich.console import Console
from rich.table import Table
from spacy.language import Language
from spacy.tokens import Doc
from time_expressions import Mention, dateparser_tool, duckling_tool, our_tool, tool_if_installed

from pipeline.articles import Article
from pipeline.language import build_language
from pipeline.language_models import ModelName
from pipeline.normalise import NormalisedText, normalise
from pipeline.reading import Source, find_sources, read_source
from pipeline.running.run import run
from pipeline.running.shards import analyse
from pipeline.settings import Settings
from pipeline.tables.rows import Rows

FOLDER = Path(__file__).parents[2] / "corpus" / "articles"
ROUNDS = 5
LONG = 10.0  # seconds
STARTS = 7
TIMES_EACH_ARTICLE = 8  # in the run whose writing is measured
RULES = "rules: normalise to tables"
FLOOR = "spaCy's blank tokenizer"
DUCKLING = "Duckling, dates alone"

Read = tuple[Article, NormalisedText]
Work = Callable[[list[Read]], object]


def read_articles(folder: str) -> list[Read]:
    records = [
        record for source in find_sources([folder]) if isinstance(source, Source) for record in read_source(source)
    ]
    articles = [record for record in records if isinstance(record, Article)]
    return [(article, normalise(article.raw_text, title=article.title)) for article in articles]


def pipeline_of(nlp: Language) -> Work:
    """From raw texts to Arrow tables, in a memory zone as a run has it."""

    def work(articles: list[Read]) -> None:
        rows = Rows("bench")
        with nlp.memory_zone():
            for article, _ in articles:
                normalised = normalise(article.raw_text, title=article.title)
                rows.add_article(article, normalised, analyse(article, normalised, nlp))
        rows.tables()

    return work


def reader_of(read: Callable[[str, date | None], list[Mention]]) -> Work:
    """A tool that reads the time expressions of a normalised text."""

    def work(articles: list[Read]) -> None:
        for article, normalised in articles:
            read(normalised.text, article.published_at or normalised.published_at)

    return work


def tokenizer_of(nlp: Language) -> Work:
    def work(articles: list[Read]) -> None:
        with nlp.memory_zone():
            for _, normalised in articles:
                nlp.make_doc(normalised.text)

    return work


def works() -> dict[str, Work]:
    """What is compared: our pipeline by model, and the tools that are installed."""
    found = {RULES: pipeline_of(build_language(model=ModelName.RULES)), "dates alone": reader_of(our_tool().read)}
    for model in (ModelName.SM, ModelName.TRF):
        found[f"rules with {model.value}"] = pipeline_of(build_language(model=model))
    others = {
        DUCKLING: duckling_tool,
        "dateparser (split), dates alone": lambda: dateparser_tool("split"),
        "dateparser (ngram), dates alone": lambda: dateparser_tool("ngram"),
    }
    for name, make in others.items():
        if (tool := tool_if_installed(name, make)) is not None:
            found[name] = reader_of(tool.read)
    return {**found, FLOOR: tokenizer_of(spacy.blank("he"))}


def seconds_of(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def seconds_of_parts(articles: list[Read], nlp: Language) -> dict[str, float]:
    """Seconds of normalising, of the tokenizer, of each component and of the rows, each alone."""
    seconds = {
        "normalise": seconds_of(lambda: [normalise(article.raw_text, title=article.title) for article, _ in articles])
    }
    with nlp.memory_zone():
        docs: list[Doc] = []
        seconds["tokenizer"] = seconds_of(
            lambda: docs.extend(nlp.make_doc(normalised.text) for _, normalised in articles)
        )
        for doc, (article, normalised) in zip(docs, articles, strict=True):
            doc._.published_at = article.published_at or normalised.published_at
        for name, component in nlp.pipeline:
            seconds[name] = seconds_of(lambda component=component: [component(doc) for doc in docs])
        rows = Rows("bench")

        def add_rows() -> None:
            for doc, (article, normalised) in zip(docs, articles, strict=True):
                rows.add_article(article, normalised, doc)
            rows.tables()

        seconds["rows"] = seconds_of(add_rows)
    return seconds


def medians(rounds: list[Mapping[str, float]]) -> dict[str, float]:
    """The median of each row over the rounds that it had."""
    return {name: statistics.median(one[name] for one in rounds if name in one) for name in rounds[0]}


def measure_parts(articles: list[Read]) -> dict[str, float]:
    nlp = build_language(model=ModelName.RULES)
    whole = pipeline_of(nlp)
    whole(articles)  # what is loaded at the first article
    return medians(
        [{RULES: seconds_of(lambda: whole(articles)), **seconds_of_parts(articles, nlp)} for _ in range(ROUNDS)]
    )


def measure_works(articles: list[Read]) -> dict[str, float]:
    to_do = works()
    for work in to_do.values():
        work(articles[:3])
    rounds: list[Mapping[str, float]] = []
    for _ in range(ROUNDS):
        rounds.append({name: seconds_of(lambda work=work: work(articles)) for name, work in to_do.items()})
        to_do = {name: work for name, work in to_do.items() if rounds[-1][name] < LONG}
    return medians(rounds)


def seconds_to_first_result(articles: Sequence[Article]) -> float:
    """Seconds on the clock from nothing to the facts of an article with the small model, as ``uvdot show`` prints them.

    The median over the articles. One start goes before them and is not counted: it leaves the bytecode of Python's modules,
    as the first start after an installation does.
    """
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        command = [sys.executable, "-m", "pipeline", "show", str(path), "--model", "sm"]
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = folder
        for article in [articles[0], *articles]:
            path.write_text(article.raw_text, encoding="utf-8")
            started = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
            seconds.append(time.perf_counter() - started)
    return statistics.median(seconds[1:])


def share_of_writing(articles: list[Read]) -> float:
    """The share of writing Parquet files in the seconds of a run of one worker over the articles, each a few times."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        texts = (f"{article.raw_text}\nידיעה {copy}." for copy in range(TIMES_EACH_ARTICLE) for article, _ in articles)
        path.write_text("".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts), "utf-8")
        summary = run([str(path)], Path(folder) / "out", Settings(workers=1, model=ModelName.RULES))
        seconds = summary.record["seconds"]
        return seconds["writing"] / sum(seconds.values())


def keep_to_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def table_of_parts(seconds: Mapping[str, float], articles: int, characters: int) -> Table:
    table = Table("part", "chars/s", "ms/article", "share", title=f"{articles} articles, {characters:,} characters")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, spent in seconds.items():
        share = f"{spent / seconds[RULES]:.1%}"
        table.add_row(name, f"{characters / spent:,.0f}", f"{1000 * spent / articles:.2f}", share)
    return table


def table_of_works(seconds: Mapping[str, float], characters: int) -> Table:
    table = Table("", "chars/s", "times Duckling", "times the tokenizer", title="the same articles, one core")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, spent in seconds.items():
        beside_duckling = f"{seconds[DUCKLING] / spent:.2f}" if DUCKLING in seconds else "-"
        table.add_row(name, f"{characters / spent:,.0f}", beside_duckling, f"{seconds[FLOOR] / spent:.3f}")
    return table


def main() -> None:
    articles = read_articles(sys.argv[1] if len(sys.argv) > 1 else str(FOLDER))
    characters = sum(len(normalised.text) for _, normalised in articles)
    start = seconds_to_first_result([article for article, _ in articles[:: max(len(articles) // STARTS, 1)]])
    writing = share_of_writing(articles)
    keep_to_one_core()
    console = Console(width=110)
    console.print(table_of_parts(measure_parts(articles), len(articles), characters))
    console.print(table_of_works(measure_works(articles), characters))
    console.print(f"start to first result with sm: {start:.1f} s on the clock")
    console.print(f"writing tables: {writing:.1%} of a run of one worker, rules alone")


if __name__ == "__main__":
    main()
