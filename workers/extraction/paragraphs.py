"""Paragraphs: what line breaks say, where lines were not merely wrapped at a fixed width."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from .types import Span

# Wrapped text is told by its breaks: each line is so full that the next line's first word would not have fitted.
_WIDEST_WRAP = 130
_NARROWEST_WRAP = 30
_FEWEST_BREAKS = 4
_LEAST_FULL = 0.85

_NEW_ITEM = re.compile(r"[•·▪◦‣*►▶■●–—>@#-]|\(?\d{1,3}[.)]\s")
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’“»)\]]*\Z")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the white space at its edges, and whether a blank line or an indent comes before it."""

    start: int
    end: int
    apart: bool


def split_paragraphs(text: str) -> list[Span]:
    """The paragraphs of ``text`` in order, without white space at their edges.

    Lines are paragraphs, except where the text was wrapped at a fixed width or a line was broken in mid-sentence.
    """
    lines = _lines(text)
    width = _wrap_width(text, lines)
    paragraphs: list[Span] = []
    for index, line in enumerate(lines):
        # The first line is the title: what follows never continues it, unless the text is wrapped.
        titled = index == 1 and width is None
        if paragraphs and not line.apart and not titled and _continues(text, lines[index - 1], line, width):
            paragraphs[-1] = Span(paragraphs[-1].start, line.end)
        else:
            paragraphs.append(Span(line.start, line.end))
    return paragraphs


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    blank = True
    at = 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            start = at + raw.index(bare)
            indented = start - at >= 2
            lines.append(_Line(start, start + len(bare), blank or indented))
        blank = not bare
        at += len(raw) + 1
    return lines


def _wrap_width(text: str, lines: list[_Line]) -> int | None:
    """The width in code points at which the text was wrapped, or ``None`` where its lines are paragraphs."""
    breaks = [(before, after) for before, after in pairwise(lines) if not after.apart]
    if len(breaks) < _FEWEST_BREAKS:
        return None
    width = max(line.end - line.start for line in lines)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    full = sum(_is_full(text, before, after, width) for before, after in breaks)
    return width if full >= _LEAST_FULL * len(breaks) else None


def _is_full(text: str, before: _Line, after: _Line, width: int) -> bool:
    first_word = text[after.start : after.end].split(maxsplit=1)[0]
    return before.end - before.start + 1 + len(first_word) > width


def _continues(text: str, before: _Line, line: _Line, width: int | None) -> bool:
    """Whether ``line`` goes on with the paragraph of the line directly above it."""
    if _NEW_ITEM.match(text, line.start):
        return False
    if width is not None:
        return _is_full(text, before, line, width)
    if text[before.start] == "@":  # the head of a post
        return False
    return text[line.start].islower() and not _ENDS_SENTENCE.search(text, max(before.start, before.end - 4), before.end)
