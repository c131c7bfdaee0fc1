"""The word lists of augmentation: data files with one entry a line, fields parted by tabs, `#` for comments."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicons"


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of ``lexicons/<name>.txt``, each as its tab-parted fields."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


@cache
def entries(name: str) -> tuple[str, ...]:
    """The first fields of a list."""
    return tuple(row[0] for row in rows(name))


@cache
def table(name: str) -> dict[str, tuple[str, ...]]:
    """A list as a mapping from its first field to the others."""
    return {row[0]: row[1:] for row in rows(name)}
