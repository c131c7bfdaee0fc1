"""Pairs the words of two texts as cheaply as can be (Needleman and Wunsch; with free ends, Sellers)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

SINGLE = frozenset("'‘’‚‛‹›′＇`´")
SAME, CASE, WRONG, MISMATCH, GAP = 0, 1, 5, 8, 4  # costs of a pair of words, and of a word without a counterpart
PUNCTUATION_GAP = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text."""

    text: str
    start: int
    end: int


def cost(one: Piece, other: Piece) -> int:
    """What it costs to take one word for the other."""
    if one.text == other.text or (one.text in SINGLE and other.text in SINGLE):
        return SAME
    if one.text.casefold() == other.text.casefold():
        return CASE
    return WRONG if one.text.isalnum() == other.text.isalnum() else MISMATCH


def gap(token: Piece) -> int:
    """What it costs to leave a word without a counterpart."""
    return GAP if token.text.isalnum() else PUNCTUATION_GAP


def align(
    have: Sequence[Piece], wanted: Sequence[Piece], *, free_ends: bool
) -> list[tuple[Piece | None, Piece | None]]:
    """The cheapest pairing of two sequences, in order. ``free_ends``: what of ``have`` stands before and behind is left
    out and costs nothing.
    """
    gaps = [gap(token) for token in have]
    costs: dict[str, list[int]] = {}
    rows = [[0] * (len(have) + 1) if free_ends else list(accumulate(gaps, initial=0))]
    for token in wanted:
        if token.text not in costs:
            costs[token.text] = [cost(other, token) for other in have]
        rows.append(_next_row(rows[-1], costs[token.text], gaps, gap(token)))
    column = min(range(len(have) + 1), key=rows[-1].__getitem__) if free_ends else len(have)
    return _trace(rows, have, wanted, column, free_ends=free_ends)


def _next_row(above: list[int], costs: list[int], gaps: list[int], alone: int) -> list[int]:
    """The costs of pairing one more word: with its counterpart, with nothing, or with a counterpart further left."""
    left = above[0] + alone
    row = [left]
    for diagonal, paired, over, skipped in zip(above, costs, islice(above, 1, None), gaps, strict=False):
        left += skipped
        left = min(left, diagonal + paired, over + alone)
        row.append(left)
    return row


def _trace(
    rows: Sequence[Sequence[int]], have: Sequence[Piece], wanted: Sequence[Piece], column: int, *, free_ends: bool
) -> list[tuple[Piece | None, Piece | None]]:
    pairs: list[tuple[Piece | None, Piece | None]] = []
    line = len(wanted)
    while line or (column and not free_ends):
        total = rows[line][column]
        if line and column and total == rows[line - 1][column - 1] + cost(have[column - 1], wanted[line - 1]):
            line, column = line - 1, column - 1
            pairs.append((have[column], wanted[line]))
        elif line and total == rows[line - 1][column] + gap(wanted[line - 1]):
            line -= 1
            pairs.append((None, wanted[line]))
        else:
            column -= 1
            pairs.append((have[column], None))
    return pairs[::-1]
