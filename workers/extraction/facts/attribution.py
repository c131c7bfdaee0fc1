"""Who says so: the quote that a fact stands in and, through it, the source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from ..types import Span
from .evidence import Evidence


@dataclass(frozen=True, slots=True)
class Voice:
    """The voice a stretch of text stands in: indices of quote and source, and the speaker's mention beside the
    quote."""

    quote: int | None
    source: int | None
    mention: Span | None
    content: Span | None


# Quotes do not overlap, or lie within one another a few deep.
_NESTED = 4
NARRATOR = Voice(None, None, None, None)


class VoiceReader:
    """Finds the innermost quote around a place in the text."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        pieces = [(span, index) for index, quote in enumerate(evidence.quotes) for span in quote.spans]
        self._pieces = sorted(pieces, key=lambda piece: (piece[0].start, -piece[0].end))
        self._starts = [span.start for span, _ in self._pieces]

    def voice(self, start: int, end: int) -> Voice:
        """The voice that states the characters ``start`` to ``end``: of nested quotes the shortest piece."""
        middle = (start + end) // 2
        best: tuple[Span, int] | None = None
        last = bisect_right(self._starts, middle) - 1
        for at in range(last, max(-1, last - _NESTED), -1):
            span, index = self._pieces[at]
            if span.end > middle and (best is None or span.end - span.start < best[0].end - best[0].start):
                best = (span, index)
        if best is None:
            return NARRATOR
        quote = self._evidence.quotes[best[1]]
        of_quote = self._evidence.sources.of_quote
        source = of_quote[best[1]] if best[1] < len(of_quote) else None
        return Voice(best[1], source, quote.speaker, best[0])
