"""``hebrew_stanza``: sentences, proclitics and names by a Stanza package from a local folder.

Without a ``folder`` it is the small package of this project, which knows no names. Stanza's official Hebrew package does;
fetch it once, where there is a network, and name its folder:

    python -c "import stanza; stanza.download('he', model_dir='stanza_he', processors='tokenize,mwt,ner')"
    nlp.add_pipe("hebrew_stanza", config={"folder": "stanza_he"})

Torch takes as many threads as ``OMP_NUM_THREADS`` or ``torch.set_num_threads`` allow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.stanza_pipeline.annotations import read_annotations, set_annotations
from pipeline.components.stanza_pipeline.package import StanzaPipeline, load_package
from pipeline.components.stanza_pipeline.pieces import pieces

SHIPPED_PACKAGE = Path(__file__).parents[3] / "models" / "stanza"

# Stanza holds all that it is given at once, several hundred bytes a character.
_CHARACTERS_AT_A_TIME = 100_000


class HebrewStanza:
    """The component: runs a Stanza pipeline on the text of Docs and sets what it finds on their tokens."""

    def __init__(self, pipeline: StanzaPipeline, *, with_names: bool) -> None:
        self.pipeline = pipeline
        self.with_names = with_names

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with sentences, proclitics and names."""
        self._set([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        """The Docs of a stream, which Stanza sees in batches."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            self._set(batch)
            yield from batch

    def _set(self, docs: Sequence[Doc]) -> None:
        texts = [doc.text for doc in docs]
        owners = [(index, offset, piece) for index, text in enumerate(texts) for offset, piece in pieces(text)]
        documents: list[list[tuple[int, Any]]] = [[] for _ in docs]
        for batch in _batches([piece for _, _, piece in owners]):
            found = self.pipeline.bulk_process([owners[position][2] for position in batch])
            for position, document in zip(batch, found, strict=True):
                index, offset, _ = owners[position]
                documents[index].append((offset, document))
        for doc, text, found in zip(docs, texts, documents, strict=True):
            set_annotations(doc, read_annotations(text, found, self.with_names))


def _batches(texts: Sequence[str]) -> Iterator[range]:
    """The positions of the texts in runs of about _CHARACTERS_AT_A_TIME."""
    first = characters = 0
    for position, text in enumerate(texts):
        characters += len(text)
        if characters >= _CHARACTERS_AT_A_TIME:
            yield range(first, position + 1)
            first, characters = position + 1, 0
    if first < len(texts):
        yield range(first, len(texts))


@Language.factory(
    "hebrew_stanza",
    assigns=["token.is_sent_start", "token._.proclitics", "doc.ents"],
    default_config={"folder": None, "language": "he", "package": None, "use_gpu": False},
)
def make_stanza(
    nlp: Language, name: str, folder: str | None, language: str, package: str | None, use_gpu: bool
) -> HebrewStanza:
    """The component for the package in ``folder``; ``package`` chooses where the folder has several for a processor.

    Raises StanzaNotInstalledError and StanzaFolderError.
    """
    pipeline, processors = load_package(Path(folder) if folder else SHIPPED_PACKAGE, language, package, use_gpu)
    return HebrewStanza(pipeline, with_names="ner" in processors)
