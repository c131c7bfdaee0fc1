"""Tokens for the time grammar: words, numbers and the numeric shapes of dates and clocks, with lexicon classes.

    tokenise(text) -> Tokens      never fails; a few places past either end hold a token that is nothing
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

LEXICONS = Path(__file__).resolve().parent.parent / "lexicons"

_TOKEN = re.compile(
    r"""
    (?P<iso>(?<![\d.-])\d{4}-\d{2}-\d{2}                      # 2024-10-31, with a clock and zone or without
        (?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-]))
  | (?P<date>(?<![\d./-])(?:\d{4}(?P<sep>[./-])\d{1,2}(?P=sep)\d{1,2}   # 2024/10/31
        |\d{1,2}(?P<sep2>[./-])\d{1,2}(?P=sep2)(?:\d{4}|\d{2}))(?!\d|[./-]\d))   # 31.10.2024, 10/31/24
  | (?P<clock>(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))    # 19:20
  | (?P<fraction>\d{1,2}/\d{1,2}(?![\d/])|[¼½¾])              # 1/2
  | (?P<number>\d{1,3}(?:,\d{3})+(?!\d)|\d{1,15}(?:\.\d{1,9})?)  # 1,200  2.5  19.20
  | (?P<meridiem>[AaPp]\.[ ]?[Mm](?:\.|\b))                   # p.m.
  | (?P<word>[^\W\d_]+)
  | (?P<symbol>[^\w\s]|_)
    """,
    re.VERBOSE,
)
_PADDING = 12
_HYPHENS = ("-", "‑", "–")
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Token(NamedTuple):
    """A piece of the text. ``tags`` maps each lexicon class of the word to its value. A tuple, as texts have many."""

    text: str
    low: str
    kind: str
    start: int
    end: int
    tags: Mapping[str, str]

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[:1].isupper()

    def number(self, tag: str) -> int | None:
        """The whole number that the lexicon gives the word in a class, or ``None``."""
        value = self.tags.get(tag)
        return None if value is None else int(value)


class Tokens(tuple[Token, ...]):
    """The tokens of a text, and after them some empty ones: looking a few places past either end is safe."""

    __slots__ = ()

    @property
    def size(self) -> int:
        """How many tokens the text has."""
        return len(self) - _PADDING

    def joined(self, index: int) -> bool:
        """Whether token ``index`` touches the one before it, without white space."""
        return self[index].start == self[index - 1].end

    def hyphen(self, index: int) -> int:
        """The index after a hyphen at ``index`` that touches both its neighbours, or ``index`` itself."""
        if self[index].text not in _HYPHENS:
            return index
        return index + 1 if self.joined(index) and self.joined(index + 1) else index


def read_entries(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of a lexicon file, each split at its tabs. Raises ``OSError`` where the file is missing."""
    lines = (LEXICONS / name).read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


def _read_words() -> Mapping[str, Mapping[str, str]]:
    words: dict[str, dict[str, str]] = {}
    for word, tag, value in read_entries("time.txt"):
        words.setdefault(word, {})[tag] = value
    return MappingProxyType({word: MappingProxyType(tags) for word, tags in words.items()})


_WORDS = _read_words()


def tokenise(text: str) -> Tokens:
    """Splits ``text`` into tokens with offsets into it, in one pass."""
    items = []
    for match in _TOKEN.finditer(text):
        piece, low = match.group(), match.group().lower()
        kind = match.lastgroup or "symbol"
        items.append(Token(piece, low, kind, match.start(), match.end(), _WORDS.get(low, _NOTHING)))
    nothing = Token("", "", "end", len(text), len(text), _NOTHING)
    return Tokens([*items, *[nothing] * _PADDING])
