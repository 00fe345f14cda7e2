"""A trained encoder as ONNX with weights of eight bits, in a folder that spaCy loads."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn

from pipeline.language import load_model
from pipeline.language_models import ModelName
from pipeline.training.encoder import HEADS, HIDDEN
from pipeline.training.shipped import write_shipped
from pipeline.training.transformer import Tagger, read_trained


class _Exported(nn.Module):
    """The tagger without the head of tags, which only teaches."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, ids: Tensor, present: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of names and of proclitics."""
        names, proclitics, _ = self.tagger(ids, present, first, last)
        return names, proclitics


def write_pipeline(work: Path, out: Path, window: int) -> None:
    """Write the spaCy pipeline ``he_news_trf`` of a training's folder to ``out``: sentences by rules, then the encoder."""
    nlp = load_model(ModelName.RULES)
    nlp.add_pipe("hebrew_sentences")
    nlp.add_pipe("hebrew_encoder")
    with tempfile.TemporaryDirectory() as folder:
        export(work, Path(folder), window)
        nlp.get_pipe("hebrew_encoder").from_disk(folder)  # type: ignore[attr-defined]
    description = "Names and proclitics of Hebrew news: a multilingual encoder, pruned to Hebrew, in eight bits"
    write_shipped(nlp, out, "news_trf", description)


def export(work: Path, target: Path, window: int) -> None:
    """Write ``model.onnx``, ``tokenizer.json`` and ``labels.json`` of a training's folder to ``target``.

    ``window`` is the most pieces that the model shall read at once.
    """
    trained = read_trained(work)
    tagger = trained.model
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
        ids = torch.ones((2, 12), dtype=torch.long)
        example = (ids, torch.ones((2, 12)), torch.ones((2, 5), dtype=torch.long), torch.ones((2, 5), dtype=torch.long))
        axes = {
            "ids": {0: "windows", 1: "pieces"}, "present": {0: "windows", 1: "pieces"},
            "first": {0: "windows", 1: "tokens"}, "last": {0: "windows", 1: "tokens"},
            "names": {0: "windows", 1: "tokens"}, "proclitics": {0: "windows", 1: "tokens"},
        }  # fmt: skip
        torch.onnx.export(
            _Exported(tagger).eval(), example, str(plain), dynamo=False, opset_version=17, dynamic_axes=axes,
            input_names=["ids", "present", "first", "last"], output_names=["names", "proclitics"],
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
        quantize_dynamic(
            fused, target / "model.onnx", per_channel=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
            nodes_to_exclude=["/tagger/names/MatMul", "/tagger/proclitics/MatMul"],
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
        )  # fmt: skip
    (target / "tokenizer.json").write_bytes((work / "tokenizer.json").read_bytes())
    kept = {
        "proclitics": trained.labels.proclitics,
        "transitions": [[round(score, 4) for score in row] for row in tagger.transitions.tolist()],
        "window": window,
    }
    (target / "labels.json").write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
