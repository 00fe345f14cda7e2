"""Reviewed articles out: what reviewers have settled, in the format that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from pipeline.components.fact_spans import FactKind
from pipeline.errors import OutputError
from pipeline.reviewing.agreed import AgreedArticle, AgreedArticles, agreed_articles
from pipeline.reviewing.decisions import DecisionLog
from pipeline.reviewing.formats import ExportFormat
from pipeline.reviewing.formats.brat import write_brat
from pipeline.reviewing.formats.conll import write_conll
from pipeline.reviewing.formats.docbin import write_docbin
from pipeline.reviewing.formats.doccano import write_doccano
from pipeline.reviewing.formats.gold import write_gold
from pipeline.reviewing.formats.label_studio import write_label_studio
from pipeline.reviewing.formats.parquet import write_parquet
from pipeline.reviewing.reviewed_dataset import ReviewedDataset
from pipeline.reviewing.standing import Standing

_FILES: dict[ExportFormat, Callable[[Sequence[AgreedArticle], Path], None]] = {
    ExportFormat.GOLD: write_gold,
    ExportFormat.DOCBIN: write_docbin,
    ExportFormat.DOCCANO: write_doccano,
}
_FOLDERS: dict[ExportFormat, Callable[[Sequence[AgreedArticle], Path], None]] = {
    ExportFormat.CONLL: write_conll,
    ExportFormat.BRAT: write_brat,
    ExportFormat.LABEL_STUDIO: write_label_studio,
}


def export_decisions(
    dataset: ReviewedDataset,
    log: DecisionLog,
    to: str | Path,
    format: ExportFormat = ExportFormat.GOLD,
    *,
    kinds: Collection[FactKind] = (),
    partial: bool = False,
) -> AgreedArticles:
    """Write what is settled to ``to``: a file for gold, docbin and doccano, a folder for the others.

    See ``agreed_articles`` for ``kinds`` and ``partial``. Raises OutputError where ``to`` cannot be written.
    """
    agreed = agreed_articles(dataset, Standing(log.events()), kinds=kinds, partial=partial)
    path = Path(to)
    try:
        if format in _FILES:
            path.parent.mkdir(parents=True, exist_ok=True)
            _FILES[format](agreed.articles, path)
        else:
            path.mkdir(parents=True, exist_ok=True)
            if format is ExportFormat.PARQUET:
                write_parquet(agreed.articles, path, dataset, log.events())
            else:
                _FOLDERS[format](agreed.articles, path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}. Give another place.") from None
    return agreed
