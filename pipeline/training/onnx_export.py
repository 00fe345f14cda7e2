"""Trained networks as ONNX with weights of eight bits, in folders that spaCy loads."""

from __future__ import annotations

import json
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn

from pipeline.components.word_network.word_table import WordTable
from pipeline.language import load_model
from pipeline.language_models import ModelName
from pipeline.training.encoder import HEADS, HIDDEN
from pipeline.training.shipped import write_shipped
from pipeline.training.tagger import Labels, Tagger
from pipeline.training.transformer import Trained
from pipeline.training.word_encoder import WordEncoder

_EXAMPLE = torch.ones((2, 5), dtype=torch.long)


class _Pieces(nn.Module):
    """The tagger over pieces without the head of tags, which only teaches."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, ids: Tensor, present: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of names and of proclitics."""
        names, proclitics, _ = self.tagger(ids, present, first, last)
        return names, proclitics


class _Words(nn.Module):
    """The tagger over words without the head of tags; it reads what the table says of the words of windows without padding."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, hash_rows: Tensor, vectors: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of names and of proclitics."""
        encoder = self.tagger.encoder
        assert isinstance(encoder, WordEncoder)  # noqa: S101 - for the type checker
        states = encoder.of_features(hash_rows, vectors, torch.ones_like(hash_rows[:, :, 0]))
        names, proclitics, _ = self.tagger.scores(self.tagger.of_tokens(states, first, first))
        return names, proclitics


def write_encoder(trained: Trained, out: Path, window: int) -> None:
    """Write the spaCy pipeline ``he_news_trf`` to ``out``: sentences by rules, then the encoder.

    ``window`` is the most pieces that the model shall read at once.
    """
    example = (torch.ones((2, 12), dtype=torch.long), torch.ones((2, 12)), _EXAMPLE, _EXAMPLE)
    inputs = {"ids": "pieces", "present": "pieces", "first": "tokens", "last": "tokens"}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _export(_Pieces(trained.model), example, inputs, folder)
        _write_labels(trained.model, trained.labels, window, folder)
        (folder / "tokenizer.json").write_text(trained.pieces.to_json(), encoding="utf-8")
        description = "Names and proclitics of Hebrew news: a multilingual encoder, pruned to Hebrew, in eight bits"
        _write_pipeline("hebrew_encoder", folder, out, "news_trf", description)


def write_words(tagger: Tagger, table: WordTable, labels: Labels, out: Path, window: int) -> None:
    """Write the spaCy pipeline ``he_news_sm`` to ``out``: sentences by rules, then the small network.

    ``window`` is the most words that the model shall read at once.
    """
    places = np.zeros((2, 6), dtype=np.int64)
    places[:] = table.end
    hash_rows, vectors = table.features(places)
    example = (torch.from_numpy(hash_rows), torch.from_numpy(vectors), _EXAMPLE)
    inputs = {"hash_rows": "words", "vectors": "words", "first": "tokens"}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _export(_Words(tagger), example, inputs, folder)
        _write_labels(tagger, labels, window, folder)
        (folder / "words.msgpack").write_bytes(table.to_bytes())
        description = "Names and proclitics of Hebrew news: a small network over words"
        _write_pipeline("hebrew_words", folder, out, "news_sm", description)


def _write_pipeline(component: str, folder: Path, out: Path, name: str, description: str) -> None:
    nlp = load_model(ModelName.RULES)
    nlp.add_pipe("hebrew_sentences")
    nlp.add_pipe(component)
    nlp.get_pipe(component).from_disk(folder)  # type: ignore[attr-defined]
    write_shipped(nlp, out, name, description)


def _export(network: nn.Module, example: Sequence[Tensor], inputs: dict[str, str], target: Path) -> None:
    """Write ``model.onnx``; ``inputs`` says for each what its second axis counts."""
    outputs = ("names", "proclitics")
    axes = {name: {0: "windows", 1: axis} for name, axis in {**inputs, **dict.fromkeys(outputs, "tokens")}.items()}
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
        with warnings.catch_warnings():
            # torch's newer exporter, which it recommends, writes graphs that onnxruntime's fusions do not know.
            warnings.simplefilter("ignore", DeprecationWarning)
            torch.onnx.export(
                network.eval().cpu(), tuple(example), str(plain), dynamo=False, opset_version=17, dynamic_axes=axes,
                input_names=list(inputs), output_names=list(outputs),
            )  # fmt: skip
        options = FusionOptions("bert")
        options.enable_skip_layer_norm = (
            False  # onnxruntime adds and then norms in a third of the time of the fused kernel
        )
        optimised = optimizer.optimize_model(
            str(plain),
            model_type="bert",
            num_heads=HEADS,
            hidden_size=HIDDEN,
            optimization_options=options,
            opt_level=0,
        )
        optimised.save_model_to_file(str(fused))
        # The heads are small and decide: they stay in full precision. Scales by channel, and constants alone.
        heads = [
            node.name
            for node in onnx.load(str(fused)).graph.node
            if node.name.endswith(("/names/MatMul", "/proclitics/MatMul"))
        ]
        quantize_dynamic(
            fused, target / "model.onnx", per_channel=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
            nodes_to_exclude=heads,
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
        )  # fmt: skip


def _write_labels(tagger: Tagger, labels: Labels, window: int, target: Path) -> None:
    kept = {
        "proclitics": labels.proclitics,
        "transitions": [[round(score, 4) for score in row] for row in tagger.transitions.tolist()],
        "window": window,
    }
    (target / "labels.json").write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
