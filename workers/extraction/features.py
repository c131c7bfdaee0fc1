"""What the model sees of a text: word pieces, and beside each its case, its quote state and where blocks begin.

Training and serving build their input here and nowhere else, so that the model meets in service what it was trained on.
The base model is uncased; case, quote state and starts enter as extra embeddings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from .marks import Block, find_dashes, find_marked
from .types import Span

Ints = NDArray[np.int32]

SHAPES = 8  # lower, Capitalised, UPPER, miXed, a capital alone, digits, punctuation, other
STATES = 10  # named below: outside; opening, inside, closing of double and of single marks; left open; dash, behind it
STARTS = 3  # neither, sentence, block

(_OUT, _OPEN, _IN, _CLOSE, _OPEN_SINGLE, _IN_SINGLE, _CLOSE_SINGLE, _IN_UNCLOSED, _DASH, _BEHIND_DASH) = range(STATES)


@dataclass(frozen=True, slots=True)
class Pieces:
    """``n`` word pieces of a text.

    Every array is int32 of shape (n,): ``ids`` in the vocabulary; ``start`` and ``end`` in code points; ``word`` the
    index of the word a piece belongs to, counted from 0; ``shape``, ``state`` and ``begin`` the features named above.
    """

    ids: Ints
    start: Ints
    end: Ints
    word: Ints
    shape: Ints
    state: Ints
    begin: Ints

    def __len__(self) -> int:
        return len(self.ids)


def to_pieces(text: str, blocks: Sequence[Block], sentences: Sequence[Block], tokenizer: Tokenizer) -> Pieces:
    """The pieces of ``text`` that lie in a block, with their features. Linear in the text's length."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2)
    words = np.array([-1 if w is None else w for w in encoding.word_ids], dtype=np.int32)
    shapes = _shapes(text, offsets, words)
    begins = _begins(offsets, blocks, sentences)
    states = np.frombuffer(bytes(_states(text, blocks)), dtype=np.uint8)
    state = states[offsets[:, 0]].astype(np.int32) if len(text) else np.zeros(0, dtype=np.int32)
    return Pieces(np.array(encoding.ids, dtype=np.int32), offsets[:, 0], offsets[:, 1], words, shapes, state, begins)


def shape_of(word: str) -> int:
    """The case class of a word, 0 to 7."""
    if word.isdigit():
        return 5
    if not any(c.isalpha() for c in word):
        return 6 if not any(c.isalnum() for c in word) else 5
    if word.islower():
        return 0
    if word.isupper():
        return 4 if len(word) == 1 else 2
    if word[0].isupper() and word[1:].islower():
        return 1
    return 3 if any(c.isupper() for c in word) else 7


def _shapes(text: str, offsets: Ints, words: Ints) -> Ints:
    """A piece has the case class of its whole word."""
    shapes = np.zeros(len(offsets), dtype=np.int32)
    first = 0
    n = len(offsets)
    for at in range(1, n + 1):
        if at == n or words[at] != words[first]:
            shapes[first:at] = shape_of(text[offsets[first, 0] : offsets[at - 1, 1]])
            first = at
    return shapes


def _begins(offsets: Ints, blocks: Sequence[Block], sentences: Sequence[Block]) -> Ints:
    begins = np.zeros(len(offsets), dtype=np.int32)
    if len(offsets):
        for value, spans in ((1, sentences), (2, blocks)):
            at = np.searchsorted(offsets[:, 0], [s.start for s in spans])
            begins[at[at < len(offsets)]] = value
    return begins


def _states(text: str, blocks: Sequence[Block]) -> bytearray:
    """The quote state of every code point; a double mark counts over a dash, an outer mark over an inner one."""
    states = bytearray(len(text))
    for dash in find_dashes(text, blocks):
        _fill(states, dash, _BEHIND_DASH)
        states[dash.start] = _DASH
    for marked in find_marked(text, blocks):
        if marked.depth:
            continue
        single = marked.family == "single"
        inside = (_IN_SINGLE if single else _IN) if marked.closed else _IN_UNCLOSED
        _fill(states, marked.inner, inside)
        states[marked.outer.start] = _OPEN_SINGLE if single else _OPEN
        if marked.closed:
            states[marked.outer.end - 1] = _CLOSE_SINGLE if single else _CLOSE
    return states


def _fill(states: bytearray, span: Span, value: int) -> None:
    states[span.start : span.end] = bytes([value]) * (span.end - span.start)


CLS, SEP = 101, 102  # the vocabulary's marks for a window's beginning and end


@dataclass(frozen=True, slots=True)
class Window:
    """A run of pieces that the model reads at once, ``start <= i < end``."""

    start: int
    end: int


def cut_windows(pieces: Pieces, size: int, context: int = 0) -> list[Window]:
    """Windows of at most ``size`` pieces over all of ``pieces``.

    Each is cut where a block, else a sentence, else a word ends. A window after the first begins up to ``context``
    pieces before the end of the one before it, at a sentence's start.
    """
    windows: list[Window] = []
    n = len(pieces)
    starts = np.flatnonzero(pieces.begin > 0)
    start = done = 0
    while done < n:
        end = _cut(pieces, starts, done, min(n, start + size))
        windows.append(Window(start, end))
        done = end
        back = starts[np.searchsorted(starts, max(0, end - context)) :]
        start = int(back[0]) if context and len(back) and back[0] < end else end
    return windows


def window_input(pieces: Pieces, window: Window) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What the network is given of a window of T - 2 pieces: ``ids`` (T,) with [CLS] and [SEP], ``features`` (T, 3)."""
    part = slice(window.start, window.end)
    ids = np.concatenate([[CLS], pieces.ids[part], [SEP]]).astype(np.int64)
    features = np.zeros((len(ids), 3), dtype=np.int64)
    features[1:-1] = np.stack([pieces.shape[part], pieces.state[part], pieces.begin[part]], axis=1)
    return ids, features


def _cut(pieces: Pieces, starts: NDArray[np.intp], done: int, most: int) -> int:
    """Where a window that may reach ``most`` ends: at a block in its second half, else a sentence, else a word."""
    if most >= len(pieces):
        return len(pieces)
    inside = starts[np.searchsorted(starts, done, "right") : np.searchsorted(starts, most, "right")]
    blocks = inside[pieces.begin[inside] == 2]
    if len(blocks) and blocks[-1] - done > (most - done) // 2:
        return int(blocks[-1])
    if len(inside):
        return int(inside[-1])
    for at in range(most, done + 1, -1):
        if pieces.word[at] != pieces.word[at - 1]:
            return at
    return most
