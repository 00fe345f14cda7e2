"""``uvdot.WordEmbedding.v1`` and ``uvdot.Tok2Vec.v1`` in spaCy's registry of architectures: Docs to a vector for each token."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from spacy.ml.models.tok2vec import build_Tok2Vec_model
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, NumpyOps, concatenate
from thinc.types import Floats2d, Ints2d

from pipeline.components.word_embedding.word_table import HASHES, WordTable

Embedding = Model[list[Doc], list[Floats2d]]

_AFFIX_COLUMNS = [HASHES.index(name) for name in ("prefix", "suffix", "shape")]
_FORM_COLUMNS = [HASHES.index(name) for name in ("form", "rest")]
_HIDDEN = np.uint64(1)  # the hash of an attribute that is hidden in training


@registry.architectures("uvdot.WordEmbedding.v1")
def word_embedding(width: int, vector_width: int, hash_width: int, rows: list[int], hidden: float) -> Embedding:
    """The layer: hashed attributes and two vectors of the table, mixed to ``width`` numbers a token.

    ``rows`` are the rows of the hash table of each of HASHES, ``hash_width`` the width of each. While it learns, the form and
    the rest of ``hidden`` of the tokens are hidden, and half of these are hidden altogether, so that words are told by
    their vectors, their affixes and their neighbours too.
    """
    embeddings: list[Model[Ints2d, Floats2d]] = [
        HashEmbed(hash_width, count, column=column, seed=8 + column) for column, count in enumerate(rows)
    ]
    mix = Maxout(width, hash_width * len(rows) + 2 * vector_width, nP=3, normalize=True, dropout=0.0)
    embedding: Embedding = Model(
        "word_embedding",
        _forward,
        init=_initialise,
        layers=[concatenate(*embeddings), mix],
        shims=[WordTable(vector_width)],
        attrs={"hidden": hidden},
        dims={"nO": width},
    )
    return embedding


@registry.architectures("uvdot.Tok2Vec.v1")
def tok2vec(embed: Embedding, encode: Model[list[Floats2d], list[Floats2d]]) -> Embedding:
    """``spacy.Tok2Vec.v2`` on a CPU with numpy's matrix products in place of BLIS's, which many processors run at a third."""
    model: Embedding = build_Tok2Vec_model(embed, encode)
    for node in model.walk():
        if isinstance(node.ops, NumpyOps):
            node.ops = NumpyOps(use_blis=False)
    return model


def table_of(embedding: Embedding) -> WordTable:
    """The table of known words that the layer reads."""
    table = embedding.shims[0]
    if not isinstance(table, WordTable):
        raise TypeError("This layer is no uvdot.WordEmbedding.v1.")
    return table


def _forward(
    model: Embedding, docs: Sequence[Doc], is_train: bool
) -> tuple[list[Floats2d], Callable[[list[Floats2d]], list[Doc]]]:
    embeddings, mix = model.layers
    lengths = [len(doc) for doc in docs]
    hashes, vectors = table_of(model).look_up(docs)
    if is_train and model.attrs["hidden"]:
        draw = np.random.random(len(hashes))
        form, all_of_it = draw < model.attrs["hidden"], draw < model.attrs["hidden"] / 2
        hashes[np.ix_(form, _FORM_COLUMNS)] = _HIDDEN
        hashes[np.ix_(all_of_it, _AFFIX_COLUMNS)] = _HIDDEN
        vectors[all_of_it] = 0.0
    embedded, to_embeddings = embeddings(hashes, is_train)
    mixed, to_mix = mix(np.hstack([embedded, vectors]), is_train)
    width = embedded.shape[1]

    def backward(gradients: list[Floats2d]) -> list[Doc]:
        inner = to_mix(model.ops.flatten(gradients))
        to_embeddings(model.ops.as_contig(inner[:, :width]))
        return []

    return model.ops.unflatten(mixed, model.ops.asarray1i(lengths)), backward


def _initialise(model: Embedding, X: object = None, Y: object = None) -> None:  # noqa: N803 - thinc's names
    for layer in model.layers:
        layer.initialize()
