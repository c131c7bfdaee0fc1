"""Where the quotations of an article are, and which attribution each belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ..marked import Marked, Range
from .lexicon import entries

# Two apostrophes are one mark; of three, the outer two are, so that the single one keeps to the words inside.
MARK = re.compile(r"[“”\"„«»]|(?<!\S)''|''(?!')|``")
STOP = re.compile(r"[.!?…][”\"’)\]]*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between double marks. ``inner`` is what stands between them; ``outer`` has the marks.

    ``owner`` is the index of the attribution whose content it is, or -1; it is ``direct`` where that content is
    nothing but quotations. An unclosed one runs to its block's end.
    """

    outer: Range
    inner: Range
    block: Range
    owner: int
    direct: bool

    @property
    def closed(self) -> bool:
        """Whether a closing mark stands at the end."""
        return self.inner[1] < self.outer[1]


def blocks(article: Marked) -> list[Range]:
    """The ranges of the article's blocks, white space at their ends left out."""
    ends = [*article.breaks[1:], len(article.text)]
    text = article.text
    return [(start, start + len(text[start:end].rstrip())) for start, end in zip(article.breaks, ends, strict=True)]


def find_quotations(article: Marked) -> list[Quotation]:
    """All stretches between double quote marks, in text order."""
    pairs = [(outer, inner, block) for block in blocks(article) for outer, inner in _pairs(article.text, block)]
    starts = [outer[0] for outer, _, _ in pairs]
    owner: dict[int, tuple[int, bool]] = {}
    for index, attribution in enumerate(article.attributions):
        for start, end in _joined(article.text, attribution.content):
            at = max(0, bisect_right(starts, start - 3))
            inside: list[int] = []
            while at < len(pairs) and pairs[at][0][0] < end:
                if start <= pairs[at][1][0] and pairs[at][1][1] <= end + 1:
                    inside.append(at)
                at += 1
            direct = bool(inside) and not _letters_outside(article.text, (start, end), [pairs[i][0] for i in inside])
            for i in inside:
                if i not in owner or (direct and not owner[i][1]):
                    owner[i] = (index, direct)
    return [Quotation(*pair, *owner.get(i, (-1, False))) for i, pair in enumerate(pairs)]


def _joined(text: str, spans: tuple[Range, ...]) -> list[Range]:
    """Spans with those joined that only a space parts: some annotators marked quotes sentence by sentence."""
    joined: list[Range] = []
    for start, end in sorted(spans):
        if joined and not text[joined[-1][1] : start].strip(" "):
            start = joined.pop()[0]
        joined.append((start, end))
    return joined


def _pairs(text: str, block: Range) -> Iterator[tuple[Range, Range]]:
    """Outer and inner ranges of the quotations of one block."""
    opened: Range | None = None
    for match in MARK.finditer(text, *block):
        mark, start, end = match[0], match.start(), match.end()
        opens = mark in ("“", "``", "„", "«") or (opened is None and mark in ('"', "''"))
        if opens:
            blank_after = end >= block[1] or text[end].isspace()
            opened = opened if blank_after and mark in ('"', "''") else (start, end)
        elif opened is not None:
            yield (opened[0], end), (opened[1], start)
            opened = None
    if opened is not None and opened[1] < block[1]:
        yield (opened[0], block[1]), (opened[1], block[1])


def _letters_outside(text: str, span: Range, quotations: list[Range]) -> bool:
    """Whether the span has letters or digits that no quotation covers."""
    at = span[0]
    for start, end in quotations:
        if any(c.isalnum() for c in text[at:start]):
            return True
        at = max(at, end)
    return any(c.isalnum() for c in text[at : span[1]])


def sentence_end(text: str, start: int, limit: int) -> int:
    """The offset just after the stop that ends the sentence running at ``start``; ``limit`` where none does."""
    for match in STOP.finditer(text, start, limit):
        before = text[max(start, match.start() - 12) : match.start()].rsplit(None, 1)
        word = before[-1] if before else ""
        short = text[match.start()] == "." and (
            word.lstrip("(") in entries("abbreviations") or re.fullmatch(r"(?:\w\.)*[A-Z]", word)
        )
        if not short:
            return match.end()
    return limit


def sentence_starts(text: str, block: Range) -> list[int]:
    """Offsets at which the sentences of a block start."""
    at, starts = block[0], []
    while at < block[1]:
        starts.append(at)
        at = sentence_end(text, at, block[1])
        while at < block[1] and text[at].isspace():
            at += 1
    return starts
