"""Cuts a text into tokens: words, digit groups and single marks. Every later step reads these, never the raw text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

from ..document import Layout

TokenKind = Literal["word", "digits", "mark"]

_TOKEN = re.compile(
    r"""
      ( [^\W\d_]+(?:['’][^\W\d_]+)* )              # 1 a word: soldiers, hospital's
    | ( \d+(?:[.,]\d+)* | (?<![\w.])\.\d+ )         # 2 digits: 12  1,234.5  1.234,5  .001
    | ( [^\s\w] | _ )                              # 3 a mark
    """,
    re.VERBOSE,
)
# Numbers in web and mail addresses and in account names are none of ours.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.]*@[\w.-]+")
_KINDS: tuple[TokenKind, ...] = ("mark", "word", "digits", "mark")


class Token(NamedTuple):
    """A token; ``glued`` says that no white space stands before it, ``sentence`` is the index of its sentence.

    A named tuple, as an article has thousands of them and a frozen dataclass takes four times as long to make.
    """

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
    """The tokens of ``text`` in order, addresses left out. Linear in its length."""
    starts = [sentence.start for sentence in layout.sentences[1:]] + [len(text) + 1]
    tokens: list[Token] = []
    sentence, last_end = 0, -1
    hidden = _hidden(text)
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        while start >= starts[sentence]:
            sentence += 1
        while hidden and hidden[-1][1] <= start:
            hidden.pop()
        if not hidden or end <= hidden[-1][0]:
            word = match.group()
            tokens.append(
                Token(start, end, word, word.lower(), _KINDS[match.lastindex or 0], start == last_end, sentence)
            )
        last_end = end
    return tuple(tokens)


def _hidden(text: str) -> list[tuple[int, int]]:
    """The spans of addresses, the last one first."""
    if "@" not in text and "://" not in text and "www." not in text:
        return []
    return [match.span() for match in _ADDRESS.finditer(text)][::-1]


class TokenReader:
    """What every reader of tokens needs: the word at an index, whether a mark joins two tokens, what
    stands before some words."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens

    def _word(self, at: int) -> str:
        """The token's text in lower case, empty outside the text."""
        return self._tokens[at].lower if 0 <= at < len(self._tokens) else ""

    def _joined(self, at: int, mark: str) -> bool:
        """Whether ``mark`` stands at ``at`` with no space around it."""
        tokens = self._tokens
        return 0 <= at < len(tokens) - 1 and tokens[at].text == mark and tokens[at].glued and tokens[at + 1].glued

    def _same(self, at: int, other: int) -> bool:
        """Whether two indices are in the text and in one sentence."""
        inside = 0 <= at < len(self._tokens) and 0 <= other < len(self._tokens)
        return inside and self._tokens[at].sentence == self._tokens[other].sentence

    def _past(self, at: int, skipped: Collection[str]) -> int:
        """The index of the last token before ``at`` that is none of the words ``skipped`` in its sentence."""
        before = at - 1
        while self._word(before) in skipped and self._same(before, at):
            before -= 1
        return before
