"""The command line: options in, calls to the parts that do the work, exit status out.

Exit status: 0 when everything was read, 3 when there are rejects, 2 for wrong usage or input that cannot be used at all,
1 for a failure of ours and for a dataset that is not sound, 130 and 143 when Ctrl-C or SIGTERM stopped it.
"""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import Enum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline import __version__
from pipeline.errors import OutputError, UvdotError
from pipeline.language_models import MODELS_FOLDER, ModelName
from pipeline.object_stores import is_url
from pipeline.reviewing.formats import AnnotationFormat, ExportFormat
from pipeline.running.engines import EngineName

if TYPE_CHECKING:
    from spacy.language import Language

    from pipeline.reviewing.decisions import DecisionLog
    from pipeline.reviewing.reviewed_dataset import ReviewedDataset
    from pipeline.tables.dataset_path import DatasetPath

app = typer.Typer(
    name="uvdot",
    help="Tables of facts from Hebrew news.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_stderr = Console(stderr=True, emoji=False, highlight=False)

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_REJECTS = 3
EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143

InputArguments = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders, patterns in quotes, URLs (s3://…), or - for standard input.", metavar="INPUT..."
    ),
]


def _folder(given: str) -> Path:
    """A folder of this machine by its name."""
    if is_url(given):
        raise OutputError(f"{given} is no folder. Copy it to one first, such as: aws s3 sync {given} FOLDER")
    return Path(given)


def _dataset(given: str) -> DatasetPath:
    """A dataset's folder by its name or URL."""
    from pipeline.tables.dataset_path import dataset_path  # noqa: PLC0415

    return dataset_path(given)


FolderArgument = Annotated[Path, typer.Argument(help="Folder of a dataset.", metavar="OUT", parser=_folder)]
# A folder, or one in an object store: Any, since Typer knows no unions.
DatasetArgument = Annotated[Any, typer.Argument(help="Folder or URL of a dataset.", metavar="OUT", parser=_dataset)]


class DictionaryFormat(str, Enum):
    """How the data dictionary is printed."""

    MARKDOWN = "markdown"
    JSON = "json"


ModelOption = Annotated[
    ModelName | None,
    typer.Option(help="Language model that finds names: accurate (trf), fast (sm), Stanza's, or none (rules)."),
]
StanzaFolderOption = Annotated[
    Path | None, typer.Option(help="A folder with a Stanza package, for --model stanza; the one that ships by default.")
]


class StdinFormat(str, Enum):
    """What standard input holds."""

    TEXT = "text"
    HTML = "html"
    JSON_LINES = "json_lines"
    JSON = "json"
    CSV = "csv"


@app.command()
def run(
    inputs: InputArguments,
    out: Annotated[Any, typer.Option(help="Folder or URL (s3://…) of the dataset.", metavar="OUT", parser=_dataset)],
    workers: Annotated[
        int | None, typer.Option(min=1, help="Worker processes; the machine's cores by default.")
    ] = None,
    engine: Annotated[
        EngineName | None, typer.Option(help="Worker processes (local, the default), a Dask cluster, or this process.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask scheduler, such as tcp://10.0.0.1:8786.", metavar="ADDRESS")
    ] = None,
    article_seconds: Annotated[
        float | None, typer.Option(help="Seconds after which an article is given up; 120 by default.")
    ] = None,
    worker_memory: Annotated[
        str | None, typer.Option(help="Memory that a worker may take; 4GiB by default.", metavar="SIZE")
    ] = None,
    model: ModelOption = None,
    stanza_folder: StanzaFolderOption = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a dataset made from other inputs.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Remove the rows of inputs that are no longer there.")] = False,
    stdin_format: Annotated[StdinFormat, typer.Option(help="What standard input holds.")] = StdinFormat.TEXT,
    text_column: Annotated[str | None, typer.Option(help="Column of the text in tabular inputs.")] = None,
    title_column: Annotated[str | None, typer.Option(help="Column of the title.")] = None,
    url_column: Annotated[str | None, typer.Option(help="Column of the address.")] = None,
    date_column: Annotated[str | None, typer.Option(help="Column of the day of publication.")] = None,
    publisher_column: Annotated[str | None, typer.Option(help="Column of the publisher.")] = None,
    id_column: Annotated[str | None, typer.Option(help="Column of the record's own id.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the record of the run as JSON.")] = False,
) -> None:
    """Read what is new or changed in the inputs and write its facts as Parquet tables."""
    # Imported here, as in every command, so that --help and wrong usage answer at once.
    from pipeline.reading import SourceFormat  # noqa: PLC0415
    from pipeline.running.run import run as run_pipeline  # noqa: PLC0415
    from pipeline.settings import read_settings  # noqa: PLC0415

    columns = {
        "text": text_column, "title": title_column, "url": url_column, "date": date_column,
        "publisher": publisher_column, "id": id_column,
    }  # fmt: skip
    options = {
        "workers": workers, "engine": engine, "scheduler": scheduler, "model": model, "stanza_folder": stanza_folder,
    }  # fmt: skip
    given: dict[str, Any] = {name: value for name, value in options.items() if value is not None}
    worker = {"seconds": article_seconds, "memory": worker_memory}
    if limits := {name: value for name, value in worker.items() if value is not None}:
        given["worker"] = limits
    named = {name: column for name, column in columns.items() if column is not None}
    if named:
        given["columns"] = named
    with _told_when_stopped():
        summary = run_pipeline(
            inputs,
            out,
            read_settings(**given),
            stdin_format=SourceFormat(stdin_format.value),
            overwrite=overwrite,
            prune=prune,
            console=None if quiet or as_json else _stderr,
        )
    if as_json:
        print(json.dumps(summary.record, ensure_ascii=False, indent=2))
    elif not quiet:
        table = Table("table", "rows")
        table.columns[1].justify = "right"
        for name, count in summary.counts.items():
            table.add_row(name, f"{count:,}")
        console = Console()
        console.print(table)
        for reason, count in sorted(summary.rejects.items()):
            console.print(f"{count:,} rejected: {reason}")
        pieces: dict[str, int] = summary.record["pieces"]
        told = " · ".join(f"{count:,} {what}" for what, count in pieces.items() if count)
        console.print(f"inputs: {told or 'none'}", highlight=False)
        if pieces["gone"]:
            console.print("Rows of inputs that are gone are kept; --prune removes them.")
        console.print(
            f"{escape(str(out))} · {summary.seconds:.1f} s · {summary.record['articles_per_second']} articles/s"
        )
    if summary.counts["rejects"]:
        raise typer.Exit(EXIT_REJECTS)


@app.command("status")
def dataset_status(
    out: DatasetArgument,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show what a dataset holds, what is stale in it, and who writes it."""
    from pipeline.running.status import status_of  # noqa: PLC0415

    found = status_of(out)
    if as_json:
        print(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return
    told = {
        "shards": f"{found.shards:,} ({found.bytes / 1e6:,.1f} MB)",
        "inputs": f"{found.pieces:,} pieces, {found.stale:,} stale, {found.unread:,} to be read again",
        **{name: f"{count:,}" for name, count in found.counts.items()},
        **{f"rejected: {reason}": f"{count:,}" for reason, count in found.rejects.items()},
        "last run": f"{found.run['started_at']} to {found.run['finished_at'] or 'no end: it stopped before'}",
        "written by": f"{found.holder}" if found.is_held else "nobody",
    }
    table = Table(show_header=False, box=None)
    for name, value in told.items():
        table.add_row(name, escape(value))
    console = _console_for_tables()
    console.print(table)
    if gone := found.run.get("pieces", {}).get("gone"):
        console.print(f"{gone:,} pieces of inputs were gone in the last run; uvdot run --prune removes their rows.")
    if found.is_interrupted:
        console.print("A commit was interrupted; the next run finishes it or gives it up.")


@app.command()
def compact(
    out: DatasetArgument,
    megabytes: Annotated[int, typer.Option(min=1, help="Size of the files of a shard, together.")] = 128,
) -> None:
    """Put the many small files of a dataset together into few large ones, ordered by article."""
    from pipeline.tables.store import Store  # noqa: PLC0415

    if not (out / "_shards").is_dir():
        raise OutputError(f"{out} holds no dataset of uvdot. Give the folder that was --out of a run.")
    with Store(out) as store:
        before, after = store.compact(megabytes * 1024 * 1024)
    print(f"{before} shards became {after}.")


@app.command()
def verify(out: DatasetArgument) -> None:
    """Check every file and row of a dataset: checksums, schemas, links, offsets, ids. Exit status 1 where any is wrong."""
    from pipeline.tables.verifying import verify as problems_of  # noqa: PLC0415

    problems = 0
    for problem in problems_of(out):
        problems += 1
        print(problem)
    if problems:
        raise typer.Exit(EXIT_FAILED)
    print(f"{out} is sound.")


@app.command()
def show(
    file: Annotated[str, typer.Argument(help="A file with one or more articles, or - for standard input.")],
    html: Annotated[
        Path | None, typer.Option(help="Write an HTML page here instead of printing to the terminal.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say what decided each value, and which look-alikes were refused and why.")
    ] = False,
    model: ModelOption = None,
    stanza_folder: StanzaFolderOption = None,
) -> None:
    """Show an article with its mentions marked and their values beside them."""
    from pipeline.loading import load_spacy_without_torch, nothing_collected  # noqa: PLC0415

    with nothing_collected():
        load_spacy_without_torch()
        from pipeline.articles import Reject  # noqa: PLC0415
        from pipeline.components.explanations import Explanation  # noqa: PLC0415
        from pipeline.normalise import normalise  # noqa: PLC0415
        from pipeline.reading import find_sources, read_source  # noqa: PLC0415
        from pipeline.reviewing.marking import ShownArticle  # noqa: PLC0415
        from pipeline.reviewing.terminal import print_article  # noqa: PLC0415
        from pipeline.running.shards import analyse  # noqa: PLC0415

        nlp = _language(model, stanza_folder)
    shown: list[ShownArticle] = []
    rejected = False
    for source in find_sources([file]):
        for record in [source] if isinstance(source, Reject) else read_source(source):
            if isinstance(record, Reject):
                rejected = True
                _stderr.print(f"{record.message} ({record.reason.value})", soft_wrap=True, markup=False)
                continue
            normalised = normalise(record.raw_text, title=record.title)
            doc = analyse(record, normalised, nlp, Explanation() if explain else None)
            shown.append(ShownArticle(record, normalised, doc))
    if html is not None:
        from pipeline.reviewing.page import render_page  # noqa: PLC0415

        try:
            html.write_text(render_page(shown), encoding="utf-8", errors="replace")
        except OSError as error:
            raise OutputError(f"{html} cannot be written: {error.strerror}. Give another --html.") from None
    else:
        console = Console()
        for article in shown:
            print_article(article, console)
    if rejected:
        raise typer.Exit(EXIT_REJECTS)


@app.command()
def schema(
    format: Annotated[
        DictionaryFormat, typer.Option(help="Markdown for people, JSON for programs.")
    ] = DictionaryFormat.MARKDOWN,
) -> None:
    """Print the data dictionary: every table and column, with its type and meaning."""
    from pipeline.tables.dictionary import dictionary_as_json, dictionary_as_markdown  # noqa: PLC0415

    print(dictionary_as_markdown() if format is DictionaryFormat.MARKDOWN else dictionary_as_json())


@app.command()
def evaluate(
    gold: Annotated[list[Path], typer.Option(help="Gold annotations (JSON lines); may be given more than once.")],
    worst: Annotated[int, typer.Option(min=0, help="How many differences of each kind to show in context.")] = 10,
    reliability: Annotated[
        bool, typer.Option("--reliability", help="Show instead whether confidences are shares of right facts.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
    model: ModelOption = None,
    stanza_folder: StanzaFolderOption = None,
) -> None:
    """Score the extractors against gold annotations: strict, overlap and fact F1 by kind of fact."""
    from pipeline.evaluating.gold import read_gold, unknown_fields  # noqa: PLC0415
    from pipeline.evaluating.reliability import (  # noqa: PLC0415
        judged_facts,
        print_reliability,
        reliability_as_dict,
        reliability_by_kind,
    )
    from pipeline.evaluating.report import print_scores, scores_as_dict  # noqa: PLC0415
    from pipeline.evaluating.scores import score  # noqa: PLC0415

    files = {path: read_gold(path) for path in gold}
    for path, articles in files.items():
        for name, count in unknown_fields(articles).items():
            _stderr.print(
                f"{path}: {name} is no column and is not scored ({count} times)", soft_wrap=True, markup=False
            )
    nlp = _language(model, stanza_folder)
    if reliability:
        by_kind = reliability_by_kind(judged_facts(chain.from_iterable(files.values()), nlp))
        if as_json:
            print(json.dumps(reliability_as_dict(by_kind), ensure_ascii=False, indent=2))
        else:
            print_reliability(by_kind, _console_for_tables(), "Confidence and share of right facts")
        return
    if as_json:
        results = {str(path): scores_as_dict(score(articles, nlp)) for path, articles in files.items()}
        print(json.dumps(results, ensure_ascii=False, indent=2))
        return
    console = _console_for_tables()
    for path, articles in files.items():
        print_scores(score(articles, nlp), articles, console, path.name, worst)


@app.command()
def calibrate(
    gold: Annotated[list[Path], typer.Option(help="Gold annotations (JSON lines); may be given more than once.")],
    out: Annotated[
        Path | None, typer.Option(help="Write the calibration here instead of where hebrew_confidence reads it.")
    ] = None,
) -> None:
    """Learn from gold annotations what confidences are worth; shows how this holds on articles not learnt from."""
    from pipeline.components.confidence.calibration import CALIBRATION_FILE, shipped_calibration  # noqa: PLC0415
    from pipeline.evaluating.calibrating import (  # noqa: PLC0415
        calibrate_runs,
        held_out,
        judge_by_models,
        keeping_steps,
        write_calibration,
    )
    from pipeline.evaluating.gold import read_gold  # noqa: PLC0415
    from pipeline.evaluating.reliability import print_reliability, reliability_by_kind  # noqa: PLC0415

    runs = judge_by_models([article for path in gold for article in read_gold(path)])
    console = _console_for_tables()
    for title, judged in (("own confidence", runs), ("calibrated on other articles", held_out(runs))):
        for model, facts in judged.items():
            print_reliability(reliability_by_kind(facts), console, f"{model.value}: {title}")
    path = out or CALIBRATION_FILE
    try:
        write_calibration(keeping_steps(calibrate_runs(runs.values()), shipped_calibration()), path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}. Give another --out.") from None
    print(path)


@app.command("evaluate-sentences")
def evaluate_sentences(
    treebanks: Annotated[list[Path], typer.Argument(help="Universal Dependencies treebanks (.conllu).")],
) -> None:
    """Score the sentence splitter on treebanks, beside spaCy's sentencizer on the same text."""
    from pipeline.evaluating.treebanks import sentence_scores, sentencizer_baseline  # noqa: PLC0415
    from pipeline.language import build_language  # noqa: PLC0415

    splitter = build_language(["hebrew_sentences"], model=ModelName.RULES)
    table = Table("treebank", "splitter", "sentences", "precision", "recall", "F1")
    for treebank in treebanks:
        for name, nlp in (("uvdot", splitter), ("spaCy sentencizer", sentencizer_baseline())):
            scores = sentence_scores(treebank, nlp)
            figures = (f"{value:.4f}" for value in (scores.precision, scores.recall, scores.f1))
            table.add_row(treebank.name, name, str(scores.gold), *figures)
    _console_for_tables().print(table)


@app.command("evaluate-links")
def evaluate_links(
    corpus: Annotated[Path, typer.Argument(help="A corpus folder with gold/ and links/.")] = Path("corpus"),
    worst: Annotated[int, typer.Option(min=0, help="How many wrong and missing links to show.")] = 10,
    model: ModelOption = None,
    stanza_folder: StanzaFolderOption = None,
) -> None:
    """Score canonical ids: which mentions are linked within and between articles, and to which entry of the lexicon."""
    from pipeline.evaluating.links import print_links, read_linked_corpus, score_links  # noqa: PLC0415

    nlp = _language(model, stanza_folder)
    scores = {
        title: score_links(articles, links, nlp) for title, (articles, links) in read_linked_corpus(corpus).items()
    }
    print_links(scores, _console_for_tables(), worst)


@app.command("evaluate-models")
def evaluate_language_models(
    model: Annotated[list[str] | None, typer.Option(help="A model by its folder's name; all by default.")] = None,
    sources: Annotated[Path, typer.Option(help="Folder of the public data (make train-data).")] = Path(".data"),
    treebanks: Annotated[Path | None, typer.Option(help="Folder of the treebanks of other domains (.conllu).")] = None,
    gold: Annotated[list[Path] | None, typer.Option(help="Gold annotations; may be given more than once.")] = None,
    articles: Annotated[Path | None, typer.Option(help="Folder of articles to measure speed and memory on.")] = None,
    test: Annotated[bool, typer.Option("--test", help="Score NEMO's test sentences too: for a final report.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
) -> None:
    """Score every language model: names, proclitics, sentences, speed and memory, beside published figures."""
    from pipeline.evaluating.models.evaluate import evaluate_models  # noqa: PLC0415
    from pipeline.evaluating.models.report import print_report  # noqa: PLC0415
    from pipeline.evaluating.models.shipped import SHIPPED, build, load  # noqa: PLC0415

    names = model or list(SHIPPED)
    if unknown := [name for name in names if name not in SHIPPED]:
        raise typer.BadParameter(f"{unknown[0]} is no model. Models are: {', '.join(SHIPPED)}.")
    report = evaluate_models(
        names, sources, treebanks, gold or [], load=load, build=build, models=MODELS_FOLDER, articles=articles,
        splits=("dev", "test") if test else ("dev",),
    )  # fmt: skip
    if as_json:
        print(json.dumps(report.as_dict(), ensure_ascii=False, indent=2))
    else:
        console = Console()
        print_report(report, console if console.is_terminal else Console(width=180))


@app.command()
def report(
    out: FolderArgument,
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write (HTML).")],
) -> None:
    """Write what a dataset says as one page of charts that needs no network."""
    from pipeline.reporting.dataset import Dataset  # noqa: PLC0415
    from pipeline.reporting.page import render_report  # noqa: PLC0415

    page = render_report(Dataset(out))
    try:
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{output} cannot be written: {error.strerror}. Give another --output.") from None
    print(output)


DecisionsOption = Annotated[
    Path | None, typer.Option(help="File of decisions; beside the dataset's folder by default (OUT.review.sqlite).")
]


class Kind(str, Enum):
    """A kind of fact, by its table."""

    ENTITIES = "entities"
    RESOLUTIONS = "resolutions"
    DATES = "dates"
    GROWTH_FIGURES = "growth_figures"
    SLOGANS = "slogans"


@app.command("review-export")
def review_export(
    out: FolderArgument,
    to: Annotated[Path, typer.Option(help="A file for gold, docbin and doccano, a folder for the other formats.")],
    format: Annotated[ExportFormat, typer.Option(help="What to write.")] = ExportFormat.GOLD,
    decisions: DecisionsOption = None,
    kind: Annotated[
        list[Kind] | None, typer.Option(help="Only facts of this kind; may be given more than once.")
    ] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Articles that are not settled too, with the facts in them that are.")
    ] = False,
) -> None:
    """Write the articles that reviewers have settled: gold for evaluate, or a format of another tool."""
    from pipeline.reviewing.export import export_decisions  # noqa: PLC0415

    dataset, log = _reviewed(out, decisions)
    agreed = export_decisions(dataset, log, to, format, kinds=[each.value for each in kind or []], partial=partial)
    facts = sum(len(article.facts) for article in agreed.articles)
    print(f"{to}: {len(agreed.articles)} articles, {facts} facts")
    for reason, count in sorted(agreed.left_out.items()):
        _stderr.print(f"{count} articles left out: {reason}")


@app.command("review-import")
def review_import(
    out: FolderArgument,
    annotations: Annotated[Path, typer.Argument(help="Gold annotations, or a JSON export of Label Studio.")],
    annotator: Annotated[str, typer.Option(help="Whose decisions they become.")],
    format: Annotated[AnnotationFormat, typer.Option(help="What the file holds.")] = AnnotationFormat.GOLD,
    decisions: DecisionsOption = None,
) -> None:
    """Take annotations in as one annotator's decisions on a dataset with the same texts."""
    from pipeline.evaluating.gold import read_gold  # noqa: PLC0415
    from pipeline.reviewing.formats.label_studio import read_label_studio  # noqa: PLC0415
    from pipeline.reviewing.imports import import_annotations  # noqa: PLC0415

    dataset, log = _reviewed(out, decisions)
    articles = read_gold(annotations) if format is AnnotationFormat.GOLD else read_label_studio(annotations, dataset)
    imported = import_annotations(articles, dataset, log, annotator)
    print(f"{imported.events} decisions on {imported.articles} articles; {imported.unknown} articles are not in {out}")


@app.command("review-agreement")
def review_agreement(
    out: FolderArgument,
    decisions: DecisionsOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Print how far annotators agree on decisions, words and fields: Cohen's kappa and Krippendorff's alpha."""
    from pipeline.reviewing.agreement import agreement_of, print_agreement  # noqa: PLC0415

    agreement = agreement_of(*_reviewed(out, decisions))
    if as_json:
        print(json.dumps([asdict(row) for row in agreement.rows], ensure_ascii=False, indent=2))
    else:
        print_agreement(agreement, _console_for_tables())


def _reviewed(out: Path, decisions: Path | None) -> tuple[ReviewedDataset, DecisionLog]:
    """The dataset under review and the log of decisions on it."""
    from pipeline.reviewing.decisions import DecisionLog  # noqa: PLC0415
    from pipeline.reviewing.reviewed_dataset import ReviewedDataset, decisions_beside  # noqa: PLC0415

    return ReviewedDataset(out), DecisionLog(decisions or decisions_beside(out))


class _TerminatedError(KeyboardInterrupt):
    """SIGTERM, which ends a run as Ctrl-C does."""


@contextmanager
def _told_when_stopped() -> Iterator[None]:
    """A run that Ctrl-C or SIGTERM stops gives up what is not committed and says so, with an exit status of its own."""

    def terminate(*_: object) -> NoReturn:
        raise _TerminatedError

    before = signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    except KeyboardInterrupt as stop:
        _stderr.print("Stopped. What is committed stays; the same command goes on from there.")
        raise typer.Exit(EXIT_TERMINATED if isinstance(stop, _TerminatedError) else EXIT_INTERRUPTED) from None
    finally:
        signal.signal(signal.SIGTERM, before)


def _language(model: ModelName | None, stanza_folder: Path | None) -> Language:
    """The Language of the settings, with what the command line gives over them."""
    from pipeline.language import build_language  # noqa: PLC0415
    from pipeline.settings import read_settings  # noqa: PLC0415

    options = {"model": model, "stanza_folder": stanza_folder}
    settings = read_settings(**{name: value for name, value in options.items() if value is not None})
    return build_language(model=settings.model, stanza_folder=settings.stanza_folder)


def _console_for_tables() -> Console:
    """A console that does not squeeze tables where the output is no terminal."""
    console = Console()
    return console if console.is_terminal else Console(width=110)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"uvdot {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


def main() -> NoReturn:
    """Run the command line; an error that the user can mend is one line, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")  # Hebrew, whatever the system's own encoding
    try:
        app()
    except UvdotError as error:
        _stderr.print(f"uvdot: {error.code}: {escape(str(error))}", style="red", soft_wrap=True)
        sys.exit(EXIT_USAGE)
    except BrokenPipeError:
        # The reader of our output has gone; Python would complain again while it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_FAILED)
    except Exception:
        traceback.print_exc()
        _stderr.print("uvdot: this is a fault of ours. Please report it with the lines above.", style="red")
        sys.exit(EXIT_FAILED)
    sys.exit(0)
