"""Stage "form": which stretches of the text stand between quote marks or behind a leading dash.

Only form is decided here, not whether the stretch is a quote: a marked title is found as well. Marks are paired
within a block; a block whose mark stays open and whose successor opens with a mark again is a quotation that runs
over paragraphs, as the press sets it (Chicago Manual of Style, 13.30). One pass, linear in the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, Protocol

from .types import Span

Family = Literal["double", "single", "guillemet", "low", "corner", "dash"]

DOUBLE = '"“”„‟«»‹›「」『』'
SINGLE = "'‘’‚‛"

_PAIRS: dict[str, tuple[str, Family]] = {
    "“": ("”", "double"),
    "„": ("“”‟", "low"),
    "‟": ("”", "double"),
    "«": ("»", "guillemet"),
    "»": ("«»", "guillemet"),
    "‹": ("›", "guillemet"),
    "「": ("」", "corner"),
    "『": ("』", "corner"),
    "”": ("”", "double"),
    '"': ('"', "double"),
}
_DEEPEST = 6  # nesting that the press uses; what lies deeper is damage, and would cost time
_SINGLE_CLOSE = {"‘": "’", "‚": "‘’", "‛": "’", "'": "'", "’": "’"}
# Words that begin with an apostrophe of their own.
_ELIDED = re.compile(r"(?:\d\ds?|[Tt]is|[Tt]was|[Tt]il|[Ee]m|[Cc]ause|[Bb]out|[Rr]ound|[Nn]|[Cc]os|[Aa]ve|[Oo]w)\b")
_DASH_OPENING = re.compile(r"[–—―‒-][ \u00a0\u2009]?(?=[^\W_]|[“\"«‘'¿¡(\[…]|\.\.\.)")
_BEFORE_DASH = re.compile(r"[.!?:…”\"»’')\]][ \u00a0]*$")


class Block(Protocol):
    """What is needed of a block of the layout: where it starts and ends."""

    @property
    def start(self) -> int:
        """The first code point's offset."""

    @property
    def end(self) -> int:
        """The offset after the last code point."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked stretch: ``outer`` with its marks, ``inner`` without.

    ``closed`` is false where the closing mark is missing; ``carried`` is true where the quotation goes on in the next
    block. ``depth`` is 0 for a stretch that lies in no other.
    """

    outer: Span
    inner: Span
    family: Family
    closed: bool
    carried: bool
    depth: int


@dataclass(slots=True)
class _Open:
    at: int
    closers: str
    family: Family


def find_marked(text: str, blocks: Sequence[Block]) -> tuple[Marked, ...]:
    """All marked stretches of ``text`` in order of their start; those behind a dash come from :func:`find_dashes`."""
    found: list[Marked] = []
    reversed_guillemets = _guillemets_reversed(text)
    for at, block in enumerate(blocks):
        following = blocks[at + 1].start if at + 1 < len(blocks) else None
        carried = following is not None and _opens(text, following, reversed_guillemets)
        found += _pair(text, block, reversed_guillemets, carried)
    return tuple(sorted(found, key=lambda m: (m.outer.start, -m.outer.end)))


def find_dashes(text: str, blocks: Sequence[Block]) -> tuple[Span, ...]:
    """Stretches that a leading dash opens, from the dash to the block's end or the next such dash.

    A dash leads where it opens a block or follows the end of a sentence, a colon or a closing mark; the dash between
    two halves of a sentence does not. A hyphen leads only with a space behind it, a dash inside a line only then too.
    """
    found: list[Span] = []
    for block in blocks:
        starts = [m.start() for m in _DASH_OPENING.finditer(text, block.start, block.end) if _leads(text, block, m)]
        found += [Span(start, end) for start, end in pairwise([*starts, block.end])]
    return tuple(found)


def _leads(text: str, block: Block, dash: re.Match[str]) -> bool:
    spaced = dash.end() - dash.start() > 1
    before = text[max(block.start, dash.start() - 4) : dash.start()]
    if not before.strip():
        return spaced or text[dash.start()] != "-"
    return spaced and bool(_BEFORE_DASH.search(before)) and not text[dash.end()].islower()


def _guillemets_reversed(text: str) -> bool:
    """Whether the text sets »…« rather than «…»: by which of the two stands before a word more often."""
    outward = len(re.findall(r"(?:^|[\s(\[])»\w", text))
    inward = len(re.findall(r"(?:^|[\s(\[])«\s?\w", text))
    return outward > inward


def _opens(text: str, at: int, reversed_guillemets: bool) -> bool:
    mark = text[at : at + 1]
    if mark in ("«", "»"):
        return (mark == "»") == reversed_guillemets or mark == "«"
    if mark in ("'", "’"):
        return mark == "'" and not _ELIDED.match(text, at + 1)
    return mark in _PAIRS or mark in ("‘", "‚", "‛")


def _pair(text: str, block: Block, reversed_guillemets: bool, carried: bool) -> list[Marked]:
    found: list[Marked] = []
    stack: list[_Open] = []
    for i in range(block.start, block.end):
        mark = text[i]
        if mark in DOUBLE:
            _double(text, block, i, reversed_guillemets, stack, found)
        elif mark in SINGLE:
            _single(text, block, i, stack, found)
    doubles = [o for o in stack if o.family != "single"]
    for depth, left in enumerate(doubles):
        found.append(_stretch(left, block.end, block.end, (False, carried and depth == 0, depth)))
    leading = stack[0] if stack and stack[0].family == "single" else None
    if leading and not doubles and carried and leading.at == block.start:
        found.append(_stretch(leading, block.end, block.end, (False, True, 0)))
    return found


def _stretch(opened: _Open, end: int, outer_end: int, state: tuple[bool, bool, int]) -> Marked:
    closed, carried, depth = state
    return Marked(Span(opened.at, outer_end), Span(opened.at + 1, end), opened.family, closed, carried, depth)


def _double(
    text: str, block: Block, i: int, reversed_guillemets: bool, stack: list[_Open], found: list[Marked]
) -> None:
    """Closes the innermost stretch that this mark can close, else opens one."""
    mark = text[i]
    for at in range(len(stack) - 1, -1, -1):
        if mark in stack[at].closers and _may_close(text, block, i, reversed_guillemets):
            found.append(_stretch(stack[at], i, i + 1, (True, False, at)))
            del stack[at:]
            return
    closers, family = _PAIRS.get(mark, ("", "double"))
    if closers and len(stack) < _DEEPEST and _may_open(text, block, i):
        stack.append(_Open(i, closers, family))


def _may_open(text: str, block: Block, i: int) -> bool:
    before = text[i - 1] if i > block.start else " "
    after = text[i + 1] if i + 1 < block.end else " "
    if text[i] in "“„«‟「『":
        return i + 1 < block.end
    if text[i] in "”»":
        return not after.isspace() and not before.isalnum()
    return not after.isspace() and not (before.isalnum() or before in ",.!?…%)")


def _may_close(text: str, block: Block, i: int, reversed_guillemets: bool) -> bool:
    mark = text[i]
    before = text[i - 1] if i > block.start else " "
    after = text[i + 1] if i + 1 < block.end else " "
    if mark == "»" and reversed_guillemets or mark == "«" and not reversed_guillemets:
        return False
    if mark in "”»」』›":
        return mark == "»" or not (before.isspace() and after.isalnum())
    if before.isspace():
        return after.isspace() or not after.isalnum()
    return True


def _single(text: str, block: Block, i: int, stack: list[_Open], found: list[Marked]) -> None:
    mark = text[i]
    before = text[i - 1] if i > block.start else " "
    after = text[i + 1] if i + 1 < block.end else " "
    if before.isalnum() and after.isalnum():
        return  # an apostrophe inside a word
    at = next((k for k in range(len(stack) - 1, -1, -1) if stack[k].family == "single"), None)
    closes = at is not None and mark in stack[at].closers and not before.isspace()
    if at is not None and closes and not _possessive(text, block, i, stack[at].closers):
        found.append(_stretch(stack[at], i, i + 1, (True, False, at)))
        del stack[at:]
        return
    opening = not before.isalnum() and before not in ".,!?…" and not after.isspace() and at is None
    if opening and len(stack) < _DEEPEST and mark != "’" and not _ELIDED.match(text, i + 1):
        stack.append(_Open(i, _SINGLE_CLOSE[mark], "single"))


def _possessive(text: str, block: Block, i: int, closers: str) -> bool:
    """Whether the mark is the apostrophe of a plural ("workers' rights") inside a quotation that closes later."""
    if text[i - 1] not in "sSxz" or text[i + 1 : i + 2] != " " or not text[i + 2 : i + 3].islower():
        return False
    for k in range(i + 2, min(block.end, i + 600)):
        if text[k] in "‘" or (text[k] == "'" and text[k - 1].isspace()):
            return False
        if text[k] in closers and not text[k - 1].isspace() and not text[k + 1 : k + 2].isalnum():
            return not (text[k - 1] in "sSxz" and text[k + 1 : k + 2] == " ")
    return False
