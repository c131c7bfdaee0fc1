"""Edits on marked text: every range travels with the words it names.

The new text is a sequence of pieces: stretches of the old text, kept, perhaps in another order, and new strings.
A range of the old text becomes the ranges of its kept stretches, joined where they touch.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..marked import Attribution, Marked, Range, Role
from ..syntax import UNKNOWN, Token

SPACE = " \t\n\r\u00a0\u202f\u2009"


@dataclass(frozen=True, slots=True)
class Keep:
    """A stretch of the old text, moved along with its marks."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Put:
    """New text. ``marks`` names the attributions (by index) and roles it belongs to, ``block`` starts a block here,
    ``foreign`` text parts every range around it."""

    text: str
    marks: tuple[tuple[int, Role], ...] = ()
    block: bool = False
    foreign: bool = False
    name: str = ""


Part = Keep | Put


@dataclass(frozen=True, slots=True)
class Edit:
    """Replaces ``start:end`` of the old text by ``parts``. An empty range inserts."""

    start: int
    end: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """One piece of the new text at ``at``; ``start:end`` is what it stands for in the old text."""

    at: int
    length: int
    start: int
    end: int
    kept: bool
    foreign: bool = False


def cut(start: int, end: int, text: str = "") -> Edit:
    """An edit that replaces a range by plain text, which belongs to every range that covers the old one."""
    return Edit(start, end, (Put(text),) if text else ())


_NAMED = re.compile(r"<([pol])>(.*?)</[pol]>")
_KINDS = {"p": "person", "o": "organization", "l": "place"}


def puts(text: str, marks: tuple[tuple[int, Role], ...] = (), *, block: bool = False) -> tuple[Put, ...]:
    """Foreign text as parts, its names (``<p>``, ``<o>`` or ``<l>`` elements) labelled; ``block`` starts a block."""
    parts: list[Put] = []
    done = 0
    for match in _NAMED.finditer(text):
        parts += [Put(text[done : match.start()], marks, foreign=True)] if done < match.start() else []
        parts.append(Put(match[2], marks, foreign=True, name=_KINDS[match[1]]))
        done = match.end()
    if done < len(text) or not parts:
        parts.append(Put(text[done:], marks, foreign=True))
    return (replace(parts[0], block=block), *parts[1:])


class Editor:
    """Collects edits that do not overlap and applies them in one pass."""

    def __init__(self, article: Marked) -> None:
        self.article = article
        self.attributions: list[Attribution] = list(article.attributions)
        self._edits: list[tuple[int, int, int]] = []
        self._stored: list[Edit] = []

    def add(self, attribution: Attribution) -> int:
        """Adds an attribution, usually an empty one whose parts are put in by edits; returns its index."""
        self.attributions.append(attribution)
        return len(self.attributions) - 1

    def free(self, start: int, end: int) -> bool:
        """Whether no edit so far touches the inside of the range (or its place, if it is empty)."""
        spot = bisect_left(self._edits, (start, end, -1))
        for at in (spot - 1, spot):
            if 0 <= at < len(self._edits):
                other_start, other_end, _ = self._edits[at]
                if (start, end) == (other_start, other_end) or (start < other_end and other_start < end):
                    return False
        return True

    def edit(self, *edits: Edit) -> bool:
        """Takes all the edits or, where one would overlap an earlier one, none. Returns whether they were taken."""
        if not all(self.free(edit.start, edit.end) for edit in edits):
            return False
        for edit in edits:
            insort(self._edits, (edit.start, edit.end, len(self._stored)))
            self._stored.append(edit)
        return True

    def apply(self) -> Marked:
        """The rewritten article. Attributions without content are dropped."""
        if not self._edits and len(self.attributions) == len(self.article.attributions):
            return replace(self.article, attributions=tuple(self.attributions))
        build = _Build(self.article.text)
        done = 0
        for start, end, index in self._edits:
            build.keep(done, start)
            build.change(self._stored[index])
            done = max(done, end)
        build.keep(done, len(self.article.text))
        return build.finish(self.article, self.attributions)


class _Build:
    """The new text while it grows, and what is needed to carry ranges over."""

    def __init__(self, text: str) -> None:
        self.old = text
        self.out: list[str] = []
        self.length = 0
        self.pieces: list[_Piece] = []
        self.marks: dict[tuple[int, Role], list[Range]] = {}
        self.blocks: list[int] = []
        self.names: list[tuple[int, int, str]] = []

    def _push(self, text: str, piece: _Piece) -> None:
        self.out.append(text)
        self.length += len(text)
        self.pieces.append(piece)

    def keep(self, start: int, end: int) -> None:
        """Copies a stretch of the old text."""
        if start < end:
            self._push(self.old[start:end], _Piece(self.length, end - start, start, end, True))

    def change(self, edit: Edit) -> None:
        """Writes the parts of one edit."""
        for part in edit.parts:
            if isinstance(part, Keep):
                self.keep(part.start, part.end)
                continue
            span = (self.length, self.length + len(part.text))
            for mark in part.marks:
                self.marks.setdefault(mark, []).append(span)
            if part.block:
                self.blocks.append(self.length)
            if part.name:
                self.names.append((*span, part.name))
            foreign = part.foreign or bool(part.marks)
            self._push(part.text, _Piece(span[0], len(part.text), edit.start, edit.end, False, foreign))

    def finish(self, article: Marked, attributions: Sequence[Attribution]) -> Marked:
        """Carries all ranges over."""
        text = "".join(self.out)
        carry = _Carry(self.pieces, text)
        moved: list[Attribution] = []
        for index, old in enumerate(attributions):
            content = carry.ranges(old.content, self.marks.get((index, "content"), ()))
            if content:
                source = carry.ranges(old.source, self.marks.get((index, "source"), ()))
                cue = carry.ranges(old.cue, self.marks.get((index, "cue"), ()))
                moved.append(replace(old, source=source, cue=cue, content=content))
        names = list(self.names) if article.names else []  # without name labels, all names stay unlabelled
        for start, end, kind in article.names:
            got = carry.ranges(((start, end),), ())
            if len(got) == 1:
                names.append((*got[0], kind))
        blocks = {*self.blocks, *(carry.point(at) for at in article.breaks)}
        breaks = tuple(sorted(at for at in blocks if at < len(text)))
        return Marked(text, tuple(moved), tuple(sorted(names)), breaks, carry.tokens(article.tokens))


class _Carry:
    """Maps old ranges to new ones."""

    def __init__(self, pieces: Iterable[_Piece], text: str) -> None:
        self.pieces = sorted(pieces, key=lambda piece: (piece.start, piece.end))
        self.starts = [piece.start for piece in self.pieces]
        self.text = text
        # Kept stretches never overlap, but a put piece stands for its whole edit: look back as far as the longest one.
        self.reach = max((piece.end - piece.start for piece in self.pieces if not piece.kept), default=0)

    def _images(self, start: int, end: int) -> Iterable[Range]:
        first = bisect_left(self.starts, start - self.reach)
        while first > 0 and self.pieces[first - 1].end > start:
            first -= 1
        for piece in self.pieces[first : bisect_right(self.starts, end)]:
            if piece.foreign:
                continue
            if piece.kept:
                low, high = max(start, piece.start), min(end, piece.end)
                if low < high:
                    yield piece.at + low - piece.start, piece.at + high - piece.start
            elif (start <= piece.start and piece.end <= end and piece.start < piece.end) or (
                start < piece.start == piece.end < end
            ):
                yield piece.at, piece.at + piece.length

    def ranges(self, old: Iterable[Range], put: Iterable[Range]) -> tuple[Range, ...]:
        """The new ranges of old ones and of text put in for them: in order, joined where they touch, trimmed."""
        found = sorted([*(image for start, end in old for image in self._images(start, end)), *put])
        joined: list[Range] = []
        for start, end in found:
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        trimmed = (self._trim(start, end) for start, end in joined)
        return tuple((start, end) for start, end in trimmed if start < end)

    def tokens(self, old: Sequence[Token]) -> tuple[Token, ...]:
        """The tokens that were kept whole, at their new places; a head that was not kept is unknown."""
        kept = [piece for piece in self.pieces if piece.kept]
        starts = [piece.start for piece in kept]

        def shift(start: int, end: int) -> int | None:
            at = bisect_right(starts, start) - 1
            return kept[at].at + start - kept[at].start if at >= 0 and end <= kept[at].end else None

        moved: list[Token] = []
        for token in old:
            start = shift(token.start, token.end)
            if start is not None:
                head = shift(token.head, token.head + 1) if token.head >= 0 else token.head
                length = token.end - token.start
                moved.append(replace(token, start=start, end=start + length, head=UNKNOWN if head is None else head))
        return tuple(sorted(moved, key=lambda token: token.start))

    def _trim(self, start: int, end: int) -> Range:
        while start < end and self.text[start] in SPACE:
            start += 1
        while end > start and self.text[end - 1] in SPACE:
            end -= 1
        return start, end

    def point(self, at: int) -> int:
        """Where the code point at ``at`` now stands, or, if it is gone, the next one that is left."""
        found: list[int] = []
        first = bisect_left(self.starts, at - self.reach)
        while first > 0 and self.pieces[first - 1].end > at:
            first -= 1
        for piece in self.pieces[first:]:
            if piece.start <= at < piece.end:
                found.append(piece.at + (at - piece.start if piece.kept else 0))
            elif piece.start > at:
                return min(found, default=piece.at)
        return min(found, default=len(self.text))
