"""The small closed word sets that the facts stage goes by, read from one lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ..lexicon import load_entries

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|\?")


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


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as the words it is made of, in lower case, and as one line of them."""

    words: tuple[str, ...]
    line: str

    @classmethod
    def of(cls, text: str) -> Wording:
        """The wording of ``text``; a question mark counts as a word."""
        words = tuple(_WORD.findall(text.lower()))
        return cls(words, f" {' '.join(words)} ")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words, beginnings of words (written with a final ``*``) and phrases to look for in a text, in any case.

    ``stems`` have a space before them and ``phrases`` one on either side, as the words of a line have.
    """

    words: frozenset[str]
    stems: tuple[str, ...]
    phrases: tuple[str, ...]

    @classmethod
    def of(cls, entries: Iterable[str]) -> Phrases:
        """From entries as a lexicon writes them."""
        plain = [entry.lower() for entry in entries]
        return cls(
            frozenset(entry for entry in plain if entry[-1] != "*" and _WORD.fullmatch(entry)),
            tuple(f" {entry[:-1]}" for entry in plain if entry[-1] == "*"),
            tuple(f" {entry} " for entry in plain if entry[-1] != "*" and not _WORD.fullmatch(entry)),
        )

    def meet(self, wording: Wording) -> bool:
        """Whether the text holds any of them as whole words."""
        if not self.words.isdisjoint(wording.words):
            return True
        line = wording.line
        return any(stem in line for stem in self.stems) or any(phrase in line for phrase in self.phrases)
