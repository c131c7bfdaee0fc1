"""Reads the word lists beside this package: one entry a line, ``#`` begins a comment."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load_entries(name: str) -> tuple[str, ...]:
    """The entries of ``lexicons/<name>`` in file order, as written."""
    raw = files(__package__).joinpath("lexicons", name).read_text(encoding="utf-8")
    lines = (line.split("#", 1)[0].strip() for line in raw.splitlines())
    return tuple(line for line in lines if line)


@cache
def load_words(name: str) -> frozenset[str]:
    """The entries of ``lexicons/<name>`` in lower case."""
    return frozenset(entry.lower() for entry in load_entries(name))
