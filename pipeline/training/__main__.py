"""``python -m pipeline.training``: fetches the public data and trains the models that ship."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from pipeline.language_models import MODELS_FOLDER
from pipeline.pattern_files import load_patterns

app = typer.Typer(help="Train the language models from public data.", no_args_is_help=True)

Sources = Annotated[Path, typer.Option(help="Folder of the public data; what is missing is downloaded.")]
Work = Annotated[Path, typer.Option(help="Folder of checkpoints; a training that was cut off goes on from there.")]


@app.command()
def fetch(sources: Sources = Path(".data")) -> None:
    """Download the public data."""
    from pipeline.training.sources import fetch as fetch_sources  # noqa: PLC0415

    fetch_sources(sources)


@app.command()
def trf(
    sources: Sources = Path(".data"), work: Work = Path(".data/he_news_trf"), out: Path = MODELS_FOLDER / "he_news_trf"
) -> None:
    """Train the encoder by ``training.yaml`` of its folder, teacher, then student: about an hour on two idle cores."""
    from pipeline.training.onnx_export import write_encoder  # noqa: PLC0415
    from pipeline.training.sources import fetch as fetch_sources  # noqa: PLC0415
    from pipeline.training.transformer import Recipes, read_trained, train  # noqa: PLC0415

    fetch_sources(sources)
    recipes = load_patterns(MODELS_FOLDER / "he_news_trf" / "training.yaml", Recipes)
    teacher = train(sources, work / "teacher", recipes.teacher)
    student = train(sources, work / "student", recipes.student, teacher)
    write_encoder(read_trained(student), out, recipes.student.window[1])


@app.command()
def sm(
    sources: Sources = Path(".data"),
    work: Work = Path(".data/he_news_sm"),
    teacher: Annotated[Path, typer.Option(help="Checkpoints of the encoder that teaches it (see trf).")] = Path(
        ".data/he_news_trf/teacher"
    ),
    out: Path = MODELS_FOLDER / "he_news_sm",
) -> None:
    """Train the small model by ``training.yaml`` of its folder; the encoder's training comes first."""
    from pipeline.training.onnx_export import write_words  # noqa: PLC0415
    from pipeline.training.small import Recipe, read_small, train  # noqa: PLC0415
    from pipeline.training.sources import fetch as fetch_sources  # noqa: PLC0415

    fetch_sources(sources)
    recipe = load_patterns(MODELS_FOLDER / "he_news_sm" / "training.yaml", Recipe)
    model, table, labels = read_small(train(sources, work, recipe, teacher), recipe.network)
    write_words(model, table, labels, out, recipe.window[1])


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
