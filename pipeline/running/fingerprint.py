"""What rows depend on besides their input: while the fingerprint stays the same, rows that are committed need no making anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pipeline.language_models import MODELS_FOLDER, ModelName
from pipeline.settings import Settings

PACKAGE = Path(__file__).parents[1]
# Rules, word lists and the code that reads them: everything between the bytes of an input and its rows.
PARTS = (
    *("articles.py", "facts.py", "language.py", "language_models.py", "pattern_files.py"),
    *("components", "hebrew", "normalise", "reading", "running/shards.py"),
    *("tables/rows.py", "tables/schemas.py", "tables/sketches.py"),
)
MODEL_FOLDERS = {ModelName.TRF: "he_news_trf", ModelName.SM: "he_news_sm", ModelName.STANZA: "stanza"}


def fingerprint_of(settings: Settings) -> str:
    """A hash of the settings that change rows, of the program's rules and code, and of the model's files."""
    digest = hashlib.blake2b(settings.fingerprint().encode(), digest_size=8)
    for root in _roots(settings):
        for path in _files(root):
            digest.update(f"\0{path.relative_to(root.parent).as_posix()}\0".encode("utf-8", "surrogateescape"))
            with path.open("rb") as file:
                while chunk := file.read(1 << 20):
                    digest.update(chunk)
    return digest.hexdigest()


def _roots(settings: Settings) -> Iterator[Path]:
    for part in PARTS:
        yield PACKAGE / part
    if settings.model is ModelName.STANZA and settings.stanza_folder is not None:
        yield settings.stanza_folder
    elif settings.model in MODEL_FOLDERS:
        yield MODELS_FOLDER / MODEL_FOLDERS[settings.model]


def _files(root: Path) -> list[Path]:
    if root.is_file():
        return [root]
    return sorted(path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
