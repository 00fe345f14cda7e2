"""Every score of every language model, beside each other, beside what does without a model and beside published figures.

Measures, in the order of the report:

- names of NEMO, at token and at morpheme level (``nemo``), and of two treebanks of other domains (``iahlt``): pre-tokenised
  sentences, up to twenty consecutive ones in a Doc (``pretokenised``)
- entities of this project's gold articles: fact F1 of the whole pipeline with each model and with none
- proclitics: accuracy on the tokens of the same treebanks (``proclitics``)
- sentences: boundaries in running text made of three treebanks (``pipeline.evaluating.treebanks``)
- speed and memory (``speed``)

A model is loaded once; what it cannot do (names without a recogniser of names) scores what it yields, nothing.
"""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from spacy.language import Language

from pipeline.errors import UvdotError
from pipeline.evaluating.gold import read_gold
from pipeline.evaluating.models.iahlt import read_iahlt
from pipeline.evaluating.models.mentions import score_mentions, score_mentions_without_proclitics
from pipeline.evaluating.models.nemo import nemo_is_there, read_name_starts
from pipeline.evaluating.models.pretokenised import Read, read_by, runs_of_sentences
from pipeline.evaluating.models.proclitics import known_words, longest_prefix, model_accuracy, rule_accuracy
from pipeline.evaluating.models.report import ModelReport
from pipeline.evaluating.models.speed import SECONDS, TOKENS, TWO_SENTENCES, folder_megabytes, measure
from pipeline.evaluating.scores import Counts, score
from pipeline.evaluating.treebanks import score_sentences, sentencizer_baseline, treebank_sentences
from pipeline.language import build_language
from pipeline.language_models import ModelName
from pipeline.training.sentences import Sentence
from pipeline.training.sources import Split, read_nemo

TREEBANKS = {"IAHLTwiki": "he_iahltwiki-ud-dev.conllu", "IAHLTknesset": "he_iahltknesset-ud-dev.conllu"}
"""The treebanks of other domains and their files for development."""

NO_MODEL = "no model"
SPEED = "Speed and memory, one core"


class LoadModel(Protocol):
    """Loads the Language of a model alone; a function of a module, with a name that a fresh process can import."""

    __module__: str
    __qualname__: str

    def __call__(self, name: str, /) -> Language:
        """The Language. Raises UvdotError where it cannot be loaded."""
        ...


class BuildPipeline(Protocol):
    """Builds the whole pipeline with a model, or with none; a function of a module, as LoadModel is."""

    __module__: str
    __qualname__: str

    def __call__(self, *, model: str | None) -> Language:
        """The Language."""
        ...


@dataclass(frozen=True, slots=True)
class _Treebank:
    """A treebank: its name, its sentences in the runs that stand in one Doc, and as texts, and its key of published figures."""

    name: str
    runs: list[list[Sentence]]
    texts: list[str]
    key: str


def evaluate_models(
    names: Sequence[str],
    sources: Path,
    treebanks: Path | None,
    gold: Sequence[Path],
    *,
    load: LoadModel,
    build: BuildPipeline,
    models: Path,
    articles: Path | None = None,
    seconds: float = SECONDS,
    splits: Sequence[Split] = ("dev",),
) -> ModelReport:
    """Score the named models.

    ``sources`` is the folder of the training data, ``treebanks`` that of the files TREEBANKS, ``gold`` are files of annotated
    articles, ``models`` is the folder with a folder for each model, ``articles`` that of the articles to measure speed on, for
    at most so many ``seconds`` each time (None: speed is not measured), ``splits`` the parts of NEMO to score. What is not
    there is left out, with a note.

    Raises GoldFileError.
    """
    report = ModelReport(models=tuple(names))
    languages = _load(names, load, report)
    nemo = _read_nemo(sources, splits, report)
    others = _read_treebanks(treebanks, report)
    all_treebanks = [*nemo.values(), *others]
    read = {bank.name: {name: read_by(nlp, bank.runs) for name, nlp in languages.items()} for bank in all_treebanks}
    for split, treebank in nemo.items():
        _add_nemo(report, treebank, read[treebank.name], read_name_starts(sources, split))
    for treebank in others:
        _add_other_domain(report, treebank, read[treebank.name])
    _add_gold(report, [*languages, None], gold, build)
    _add_proclitics(report, all_treebanks, read, longest_prefix(known_words(sources)) if nemo else None)
    _add_sentences(report, languages, all_treebanks)
    _add_folder_sizes(report, models)
    if articles is not None:
        _add_speed(report, languages, articles, seconds, load, build)
    report.notes.append(
        "Published figures are by other models under other conditions, each on the part named in brackets: the models of NEMO "
        "have 110 to 184 million parameters, and HebPipe's figures are end to end from raw text."
    )
    return report


def _load(names: Sequence[str], load: LoadModel, report: ModelReport) -> dict[str, Language]:
    languages = {}
    for name in names:
        try:
            languages[name] = load(name)
        except UvdotError as error:  # noqa: PERF203 - a few models
            report.notes.append(f"{name} is left out: {error}")
    return languages


def _read_nemo(sources: Path, splits: Sequence[Split], report: ModelReport) -> dict[Split, _Treebank]:
    if not nemo_is_there(sources):
        report.notes.append(f"NEMO (HTB) is left out: {sources} does not hold it. Fetch it with: make train-data")
        return {}
    found: dict[Split, _Treebank] = {}
    for split in splits:
        sentences = read_nemo(sources, split)
        texts = [sentence.text for sentence in sentences]
        found[split] = _Treebank(f"HTB {split}", runs_of_sentences(sentences), texts, "htb")
    return found


def _read_treebanks(folder: Path | None, report: ModelReport) -> list[_Treebank]:
    found = []
    for name, file in TREEBANKS.items():
        if folder is None or not (folder / file).is_file():
            where = f"{folder} does not hold {file}" if folder else "no folder of treebanks is given"
            report.notes.append(
                f"{name} is left out: {where}. It is a file of UD_Hebrew-{name}, universaldependencies.org"
            )
            continue
        runs = [run for document in read_iahlt(folder / file) for run in runs_of_sentences(document)]
        found.append(_Treebank(f"{name} dev", runs, treebank_sentences(folder / file), name.lower()))
    return found


def _add_nemo(report: ModelReport, treebank: _Treebank, read: Mapping[str, Read], name_starts: list[list[int]]) -> None:
    section = f"Names of NEMO ({treebank.name})"
    for name, docs in read.items():
        scores = score_mentions(docs)
        without = score_mentions_without_proclitics(docs, lambda doc, token: name_starts[doc][token])
        report.add(section, "token level", "P R F1", name, scores.exact, "nemo_token")
        report.add(section, "morpheme level", "P R F1", name, without, "nemo_morpheme")
        report.add(section, "token level, spans whatever the type", "P R F1", name, scores.untyped)
        for label, counts in scores.by_label.items():
            report.add(section, f"token level, {label}", "F1", name, counts)


def _add_other_domain(report: ModelReport, treebank: _Treebank, read: Mapping[str, Read]) -> None:
    for name, docs in read.items():
        scores = score_mentions(docs)
        report.add(f"Names of {treebank.name}", "exact", "P R F1", name, scores.exact)
        report.add(f"Names of {treebank.name}", "overlap, same type", "P R F1", name, scores.overlap)


def _add_gold(report: ModelReport, names: Sequence[str | None], gold: Sequence[Path], build: BuildPipeline) -> None:
    articles = {path: read_gold(path) for path in gold}
    for name in names if gold else ():
        nlp = build(model=name)
        everything = Counts()
        for path, annotated in articles.items():
            counts = score(annotated, nlp).by_kind["entities"]["fact"]
            everything = Counts(
                everything.matched + counts.matched,
                everything.gold + counts.gold,
                everything.extracted + counts.extracted,
            )
            report.add(
                "Entities of annotated news, whole pipeline, fact", path.stem, "P R F1", name or NO_MODEL, counts
            )
        report.add("Entities of annotated news, whole pipeline, fact", "all", "P R F1", name or NO_MODEL, everything)


def _add_proclitics(
    report: ModelReport,
    treebanks: Sequence[_Treebank],
    read: Mapping[str, Mapping[str, Read]],
    longest: Callable[[str], str] | None,
) -> None:
    for treebank in treebanks:
        add = partial(report.add, "Proclitics", treebank.name, "accuracy", published=f"proclitics_{treebank.key}")
        for name, docs in read[treebank.name].items():
            add(name, model_accuracy(docs))
        sentences = [sentence for run in treebank.runs for sentence in run]
        if longest:
            add("longest prefix", rule_accuracy(sentences, longest))
        add("none", rule_accuracy(sentences, lambda _: ""))


def _add_sentences(report: ModelReport, languages: Mapping[str, Language], treebanks: Sequence[_Treebank]) -> None:
    own = {name: nlp for name, nlp in languages.items() if nlp(TWO_SENTENCES).has_annotation("SENT_START")}
    rules = build_language(("hebrew_sentences",), model=ModelName.RULES)
    baselines = {"rules": rules, "spaCy sentencizer": sentencizer_baseline()}
    for treebank in treebanks:
        for name, nlp in (own | baselines).items():
            found = score_sentences(treebank.texts, nlp)
            counts = Counts(matched=found.correct, gold=found.gold, extracted=found.predicted)
            report.add("Sentences", treebank.name, "P R F1", name, counts, f"sentences_{treebank.key}")


def _add_folder_sizes(report: ModelReport, models: Path) -> None:
    for name in report.models:
        if (models / name).is_dir():
            report.add(SPEED, "folder", "MB", name, folder_megabytes(models / name))


def _add_speed(
    report: ModelReport,
    names: Iterable[str],
    articles: Path,
    seconds: float,
    load: LoadModel,
    build: BuildPipeline,
) -> None:
    for what, whole in (("model alone", False), ("whole pipeline", True)):
        measured: list[str | None] = [*names, None] if whole else [*names]
        for model in measured:
            name = model or NO_MODEL
            try:
                speed = measure(build if whole else load, model, articles, whole=whole, seconds=seconds)
            except subprocess.CalledProcessError as error:
                last = (error.stderr or "no message").strip().splitlines()[-1]
                report.notes.append(f"{what} of {name} could not be measured: {last}")
                continue
            report.add(SPEED, f"{what}, speed", "tokens/s", name, speed.tokens_per_second)
            report.add(SPEED, f"{what}, load time", "s", name, speed.load_seconds)
            report.add(SPEED, f"{what}, peak memory", "MB", name, speed.peak_megabytes)
    report.notes.append(
        f"Speed and memory were measured in processes of their own, one thread on one of {os.cpu_count()} cores "
        f"({platform.machine()}, Python {platform.python_version()}), on the same articles again and again, up to "
        f"{TOKENS:,} tokens or {seconds:.0f} seconds."
    )
