"""Cuts a text into tokens: words, digit groups and single marks. Every later step reads these, never the raw text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from ..document import Layout

TokenKind = Literal["word", "digits", "mark"]

_TOKEN = re.compile(
    r"""
      (?P<skip>  (?:https?://|www\.)\S+ | \S+@[\w.-]+\.\w+ | [@][\w.]+ )     # addresses, accounts: no numbers in there
    | (?P<digits> \d+(?:[.,]\d+)* | (?<![\w.])\.\d+ )                        # 12  1,234.5  1.234,5  .001
    | (?P<word>  [^\W\d_]+(?:['’][^\W\d_]+)* )                               # soldiers  hospital's
    | (?P<mark>  [^\s\w] | _ )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token; ``glued`` says that no white space stands before it, ``sentence`` is the index of its sentence."""

    start: int
    end: int
    text: str
    lower: str
    kind: TokenKind
    glued: bool
    sentence: int

    @property
    def capital(self) -> bool:
        """Whether a word begins with a capital letter."""
        return self.kind == "word" and self.text[0].isupper()


def tokenise(text: str, layout: Layout) -> tuple[Token, ...]:
    """The tokens of ``text`` in order. Linear in its length."""
    starts = [sentence.start for sentence in layout.sentences]
    tokens: list[Token] = []
    last_end = -1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        if kind != "skip":
            word = match.group()
            sentence = max(0, bisect_right(starts, match.start()) - 1)
            known: TokenKind = "word" if kind == "word" else "digits" if kind == "digits" else "mark"
            glued = match.start() == last_end
            tokens.append(Token(match.start(), match.end(), word, word.lower(), known, glued, sentence))
        last_end = match.end()
    return tuple(tokens)
