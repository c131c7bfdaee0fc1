"""Where a fact holds: the place name of its clause, with the words "in", "at" or "near" before it counting most."""

from __future__ import annotations

import re
from bisect import bisect_left

from ..types import Span, TextSpan
from .evidence import Evidence

_LOCATING = re.compile(
    r"\b(?:in|at|near|outside|across|throughout|around|off|within|inside|over|on|to|from|of)\s+(?:the\s+)?(?:\w+ern\s+)?$",
    re.IGNORECASE,
)
_FARTHEST = 160


class PlaceReader:
    """Finds the place of facts in one article."""

    def __init__(self, evidence: Evidence) -> None:
        self._text = evidence.text
        self._places = sorted((n.start, n.end) for n in evidence.reading.names if n.kind == "place")
        self._starts = [start for start, _ in self._places]

    def place(self, start: int, end: int, sentence: Span) -> TextSpan | None:
        """The place nearest to the fact in its sentence, or ``None``."""
        first = bisect_left(self._starts, max(sentence.start, start - _FARTHEST))
        near = self._places[first : bisect_left(self._starts, min(sentence.end, end + _FARTHEST))]
        if not near:
            return None
        cost, best = min((self._cost(place, start, end), place) for place in near)
        if cost > _FARTHEST:
            return None
        return TextSpan(self._text[best[0] : best[1]], best[0], best[1])

    def _cost(self, place: tuple[int, int], start: int, end: int) -> int:
        gap = max(0, place[0] - end, start - place[1])
        located = bool(_LOCATING.search(self._text[max(0, place[0] - 24) : place[0]]))
        inside = start <= place[0] < end
        return gap + (0 if located or inside else 60)
