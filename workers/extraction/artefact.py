"""The model's files: loaded once per process, checked against their hashes, safe to use after a fork.

The folder ``model/`` holds ``reader.onnx`` (int8), ``tokenizer.json``, ``heads.npz`` (transitions of the tagger,
distances and the "nothing" vectors of the links) and ``manifest.json``: the version and the SHA-256 of each file.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from .errors import ModelError

FORMAT = 1  # what this version of the engine can read
FOLDER = Path(__file__).with_name("model")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Model:
    """The loaded model.

    ``transitions`` (K, K) are added between role tags; ``distance`` (L, buckets) and ``nothing`` (L, 64) belong to the
    L links; ``window`` is the number of pieces read at once and ``context`` how many of them two windows share.
    """

    version: str
    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    transitions: Floats
    distance: Floats
    nothing: Floats
    window: int
    context: int

    def run(self, ids: NDArray[np.int64], features: NDArray[np.int64]) -> list[Floats]:
        """One window, ``ids`` (T,) and ``features`` (T, 3): scores of roles (T, 7), names (T, 7), modes (T, 4) and the
        link vectors (T, 6 * 64)."""
        outputs = self.session.run(None, {"ids": ids[None], "features": features[None]})
        return [output[0] for output in outputs]


@cache
def load_model(folder: Path = FOLDER) -> Model:
    """The model in ``folder``. One thread, no memory arena: many workers share a machine.

    Raises :class:`ModelError` where a file is missing, is not the one the manifest names, or has another format.
    """
    manifest = _manifest(folder)
    for name, expected in manifest["files"].items():
        _check(folder / name, expected)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    with np.load(folder / "heads.npz") as heads:
        transitions, distance, nothing = (heads[name] for name in ("transitions", "distance", "nothing"))
    sizes = manifest["window"], manifest["context"]
    return Model(manifest["version"], session, tokenizer, transitions, distance, nothing, *sizes)


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"The model's manifest in {folder} cannot be read ({error}): check out the repository again."
        raise ModelError(message) from error
    if manifest.get("format") != FORMAT:
        found = manifest.get("format")
        raise ModelError(f"The model in {folder} has format {found}, this engine reads format {FORMAT}.")
    return manifest


def _check(path: Path, expected: str) -> None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"The model file {path} cannot be read ({error}): check out the repository again.") from error
    if found != expected:
        raise ModelError(
            f"The model file {path} is not the one its manifest names (SHA-256 {found}, not {expected}): "
            "check out the repository again, with Git LFS switched off."
        )
