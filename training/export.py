"""Exports a trained model for the engine: int8 ONNX, tokenizer, head parameters and a manifest.

    python -m training.export --checkpoint model.pt [moment-0.pt …] --data DIR --version 1 [--to FOLDER]

Weights are stored in eight bits, one scale an output channel; activations are scaled as they come (dynamic
quantisation).
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor

from training.base import base_files, sha256
from training.model import Layer, Reader, Shape
from training.stream import ARTICLES
from workers.extraction.artefact import FOLDER, FORMAT

CONTEXT = 32  # pieces that two windows share at most
_DATA = ("polnear_train.jsonl", "polnear_train.corenlp.jsonl.gz", "style_train.jsonl")
_LICENCES = {
    "base weights": "all-MiniLM-L6-v2, Apache-2.0",
    "PolNeAR": "no licence stated by its authors; no sentence of it is in this repository, only weights trained on it",
    "style articles, tagged articles": "written for this project",
}


class _RuntimeAttention(torch.autograd.Function):
    """Stands for ONNX Runtime's own attention operator while the network is traced."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        """The shape is all that tracing needs."""
        return q + k + v

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        """The operator in the exported graph."""
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


def _attend(layer: Layer) -> Callable[[Tensor, Tensor, Tensor, Tensor | None], Tensor]:
    def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
        out: Tensor = _RuntimeAttention.apply(q, k, v, layer.heads)
        return out

    return attend


def main() -> None:
    """Reads the arguments and writes the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, nargs="+", required=True, help="moments of one run, to be averaged")
    parser.add_argument("--data", type=Path, required=True, help="the training folder, for the hashes in the manifest")
    parser.add_argument("--version", required=True)
    parser.add_argument("--to", type=Path, default=FOLDER)
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("config.toml"))
    parser.add_argument("--float", action="store_true", help="keep 32-bit weights, to see what eight bits cost")
    args = parser.parse_args()
    config = tomllib.loads(args.config.read_text(encoding="utf-8"))
    reader = Reader(Shape())
    reader.load_state_dict(averaged(args.checkpoint))
    reader.eval()
    args.to.mkdir(parents=True, exist_ok=True)
    base = base_files(config["base"]["package"], config["base"]["sha256"])
    shutil.copyfile(base.tokenizer, args.to / "tokenizer.json")
    (args.to / "tokenizer.json").chmod(0o644)
    export_network(reader, args.to / "reader.onnx", args.float)
    heads = {"transitions": reader.transitions, "distance": reader.distance, "nothing": reader.null}
    np.savez(args.to / "heads.npz", **{name: value.detach().numpy() for name, value in heads.items()})
    manifest = {
        "format": FORMAT,
        "version": args.version,
        "window": config["data"]["window"],
        "context": CONTEXT,
        "files": {name: sha256(args.to / name) for name in ("reader.onnx", "tokenizer.json", "heads.npz")},
        "base": {"package": config["base"]["package"], "sha256": config["base"]["sha256"]},
        "data": {
            **{name: sha256(args.data / name) for name in _DATA},
            **{f"articles/{path.name}": sha256(path) for path in sorted(ARTICLES.glob("*.txt"))},
        },
        "licences": _LICENCES,
        "onnxruntime": onnxruntime.__version__,
        "torch": torch.__version__,
    }
    (args.to / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def averaged(moments: Sequence[Path]) -> dict[str, Tensor]:
    """The mean weights of several moments of one run (Izmailov et al., UAI 2018)."""
    weights: list[dict[str, Tensor]] = [torch.load(moment, weights_only=True) for moment in moments]
    return {name: torch.stack([w[name] for w in weights]).mean(dim=0) for name in weights[0]}


def export_network(reader: Reader, to: Path, keep_float: bool) -> None:
    """Writes the network as ONNX, eight-bit unless ``keep_float``."""
    for layer in reader.layers:
        layer.attend = _attend(layer)  # type: ignore[assignment,arg-type]
    ids = torch.randint(200, 20000, (1, 40))
    features = torch.zeros(1, 40, 3, dtype=torch.int64)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        torch.onnx.export(
            reader,
            (ids, features),
            str(full),
            input_names=["ids", "features"],
            output_names=["roles", "names", "modes", "links"],
            dynamic_axes={"ids": {1: "t"}, "features": {1: "t"}},
            opset_version=17,
            custom_opsets={"com.microsoft": 1},
            dynamo=False,
        )
        if keep_float:
            shutil.copyfile(full, to)
        else:
            quantize_dynamic(full, to, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


if __name__ == "__main__":
    main()
