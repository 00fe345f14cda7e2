"""Loads a Stanza package from a local folder; the network is never asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from pipeline.errors import StanzaFolderError, StanzaNotInstalledError

PROCESSORS = ("tokenize", "mwt", "ner")
"""What is run of a package, in this order; a package without names has no ``ner``."""

# Words to expand at a time. A package's own number is that of its training and slow.
_EXPANSIONS_AT_A_TIME = 1000


class StanzaPipeline(Protocol):
    """What the component needs of ``stanza.Pipeline``."""

    def bulk_process(self, docs: list[str]) -> list[Any]:
        """The texts as Stanza's Documents, in order."""


def load_package(
    folder: Path, language: str, package: str | None, use_gpu: bool
) -> tuple[StanzaPipeline, frozenset[str]]:
    """The pipeline of the processors that the folder has models for, and which they are.

    ``package`` says which, where there are several for a processor. Raises StanzaNotInstalledError, or StanzaFolderError
    where the folder holds no tokenizer, not all that a model needs, or models that this Stanza cannot read.
    """
    models = _models(folder, language, package)
    try:
        import stanza  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        raise StanzaNotInstalledError from None
    try:
        pipeline: StanzaPipeline = stanza.Pipeline(
            language,
            dir=str(folder),
            package=None,
            processors=models,
            download_method=None,
            use_gpu=use_gpu,
            logging_level="ERROR",
            mwt_batch_size=_EXPANSIONS_AT_A_TIME,
        )
    except (
        Exception
    ) as error:  # Stanza and torch raise anything from KeyError to RuntimeError at a torn or foreign file
        first_line = next(iter(str(error).strip().splitlines()), "")
        raise StanzaFolderError(str(folder), language, f"{type(error).__name__}, {first_line.rstrip('.')}") from error
    return pipeline, frozenset(models)


def _models(folder: Path, language: str, package: str | None) -> dict[str, str]:
    """Processor to the name of its model, for each processor that has one."""
    if not (folder / "resources.json").is_file():
        raise StanzaFolderError(str(folder), language, "it has no resources.json")
    models: dict[str, str] = {}
    for processor in PROCESSORS:
        found = sorted(path.stem for path in (folder / language / processor).glob("*.pt"))
        if package is not None and package in found:
            models[processor] = package
        elif len(found) == 1:
            models[processor] = found[0]
        elif found:
            reason = f"{language}/{processor} has several models; choose the package among {', '.join(found)}"
            raise StanzaFolderError(str(folder), language, reason)
    if "tokenize" not in models:
        raise StanzaFolderError(str(folder), language, f"it has no model in {language}/tokenize")
    return models
