"""``python -m pipeline.training``: fetches the public data and trains the models that ship."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from pipeline.language_models import MODELS_FOLDER
from pipeline.pattern_files import load_patterns

DEVELOPMENT_GOLD = sorted((MODELS_FOLDER.parent / "corpus" / "gold").glob("*-dev.jsonl"))

app = typer.Typer(help="Train the language models from public data.", no_args_is_help=True)

Sources = Annotated[Path, typer.Option(help="Folder of the public data; what is missing is downloaded.")]
Annotations = Annotated[
    list[Path], typer.Option(help="Annotated articles to learn from too: gold files, or reviewers' exported decisions.")
]
Recipe = Annotated[
    Path, typer.Option(help="The settings of the training; a changed copy tells what a part of it gives.")
]
Work = Annotated[Path, typer.Option(help="Folder of checkpoints; a training that was cut off goes on from there.")]


@app.command()
def fetch(sources: Sources = Path(".data")) -> None:
    """Download the public data."""
    from pipeline.training.sources import fetch as fetch_sources  # noqa: PLC0415

    fetch_sources(sources)


@app.command()
def trf(
    sources: Sources = Path(".data"),
    annotated: Annotations = DEVELOPMENT_GOLD,
    work: Work = Path(".data/he_news_trf"),
    recipe: Recipe = MODELS_FOLDER / "he_news_trf" / "training.yaml",
    out: Path = MODELS_FOLDER / "he_news_trf",
) -> None:
    """Train the encoder, teacher, then student: about an hour on two idle cores, minutes where torch finds a GPU."""
    from pipeline.training.onnx_export import write_encoder  # noqa: PLC0415
    from pipeline.training.sources import fetch as fetch_sources  # noqa: PLC0415
    from pipeline.training.transformer import Recipes, average, train  # noqa: PLC0415

    fetch_sources(sources)
    recipes = load_patterns(recipe, Recipes)
    teacher = train(sources, work / "teacher", recipes.teacher)
    students = [
        train(sources, work / f"student_{number}", recipe, teacher, annotated)
        for number, recipe in enumerate(recipes.students, start=1)
    ]
    write_encoder(average(students), out, recipes.students[0].window[1])


@app.command()
def sm(
    sources: Sources = Path(".data"),
    work: Work = Path(".data/he_news_sm"),
    teacher: Annotated[Path, typer.Option(help="Checkpoints of the encoder that teaches it (see trf).")] = Path(
        ".data/he_news_trf/teacher"
    ),
    annotated: Annotations = DEVELOPMENT_GOLD,
    recipe: Recipe = MODELS_FOLDER / "he_news_sm" / "training.yaml",
    out: Path = MODELS_FOLDER / "he_news_sm",
) -> None:
    """Train the small model; the encoder's training comes first."""
    from pipeline.training import small  # noqa: PLC0415
    from pipeline.training.onnx_export import write_words  # noqa: PLC0415
    from pipeline.training.sources import fetch as fetch_sources  # noqa: PLC0415

    fetch_sources(sources)
    settings = load_patterns(recipe, small.Recipe)
    model, table, labels = small.read_small(small.train(sources, work, settings, teacher, annotated), settings.network)
    write_words(model, table, labels, out, settings.window[1])


@app.command()
def stanza(sources: Sources = Path(".data"), out: Path = MODELS_FOLDER / "stanza") -> None:
    """Train the Stanza package by Stanza's own trainers."""
    from pipeline.training.sources import fetch as fetch_sources  # noqa: PLC0415
    from pipeline.training.stanza_package import train  # noqa: PLC0415

    fetch_sources(sources)
    train(sources, out)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    app()
