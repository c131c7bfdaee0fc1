"""The small closed word sets that the facts stage goes by, read from one lexicon."""

from __future__ import annotations

from functools import cache

from ..lexicon import load_entries


@cache
def _sets() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in load_entries("fact_words.txt"):
        name, word = entry.split(" : ", 1)
        found.setdefault(name.strip(), set()).add(word.strip())
    return {name: frozenset(words) for name, words in found.items()}


def word_set(name: str) -> frozenset[str]:
    """The words listed under ``name`` in lexicons/fact_words.txt. Raises ``KeyError`` for a name that is not there."""
    return _sets()[name]
