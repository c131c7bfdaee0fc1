"""The model's files are checked before they are used."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from workers.extraction.artefact import FOLDER, load_model
from workers.extraction.errors import ModelError


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the shipped model that a test may spoil."""
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    return folder


def test_an_altered_file_is_refused(copy: Path) -> None:
    with (copy / "tokenizer.json").open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelError, match=r"tokenizer\.json is not the one its manifest names"):
        load_model(copy)


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "heads.npz").unlink()
    with pytest.raises(ModelError, match=r"heads\.npz cannot be read"):
        load_model(copy)


def test_a_missing_manifest_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="check out the repository again"):
        load_model(tmp_path)


def test_another_format_is_refused(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    manifest["format"] = 99
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelError, match="format 99"):
        load_model(copy)


def test_the_model_gives_the_same_after_a_fork() -> None:
    model = load_model()
    ids, features = np.arange(200, 230), np.zeros((30, 3), dtype=np.int64)
    here = model.run(ids, features)[0].tobytes()
    readable, writable = os.pipe()
    child = os.fork()
    if not child:
        os.write(writable, b"1" if model.run(ids, features)[0].tobytes() == here else b"0")
        os._exit(0)
    os.close(writable)
    os.waitpid(child, 0)
    assert os.read(readable, 1) == b"1"
    os.close(readable)
