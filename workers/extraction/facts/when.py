"""When a fact holds: the time expression of its clause, and for what happened on the day the article tells of, that day.

A time outside a quote tells when something was said, not when what is said was so; it serves a fact inside the quote only
where the quote itself tells of something that had just happened. Ages and spans of time have no time of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from ..types import FactTime, Span, Time
from .evidence import Evidence

_RESOLVED = re.compile(r"\d{4}(?:-(?:\d\d(?:-\d\d)?|W\d\d(?:-\d)?|Q\d|H\d|SP|SU|FA|WI))?|\d{3}")
# A clause ends here: what stands beyond is told of something else.
_BREAK = re.compile(r"[;:–—]|\b(?:but|while|whereas|although|though|when|who|which|because|if)\b")
_LIST_BREAK = re.compile(r"[,]")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a fact's time is looked for: its sentence, and the piece of a quote it stands in."""

    sentence: Span
    content: Span | None


class TimeReader:
    """Finds the time of facts in one article."""

    def __init__(self, evidence: Evidence) -> None:
        self._text = evidence.text
        self._times = [time for time in evidence.times if time.type in ("DATE", "TIME") and _resolved(time.value)]
        self._starts = [time.start for time in self._times]

    def time(self, start: int, end: int, scope: Scope) -> FactTime | None:
        """The time of the fact at ``start`` to ``end``, or ``None`` where its clause gives none."""
        bounds = scope.sentence
        if scope.content is not None:
            bounds = Span(max(bounds.start, scope.content.start), min(bounds.end, scope.content.end))
        near = self._within(bounds)
        if not near:
            return None
        best = min(near, key=lambda time: self._cost(time, start, end))
        if self._cost(best, start, end) > _FARTHEST:
            return None
        return FactTime(_day(best.value), best.text, best.start, best.end)

    def _within(self, span: Span) -> list[Time]:
        first = bisect_left(self._starts, span.start)
        return self._times[first : bisect_left(self._starts, span.end)]

    def _cost(self, time: Time, start: int, end: int) -> float:
        """How far the time is from the fact, in characters; every clause between them counts as many more."""
        gap = self._text[end : time.start] if time.start >= end else self._text[time.end : start]
        breaks = len(_BREAK.findall(gap))
        return len(gap) + 80 * breaks + 12 * len(_LIST_BREAK.findall(gap)) + (6 if time.start < start else 0)


_FARTHEST = 150


def _resolved(value: str) -> bool:
    return bool(_RESOLVED.match(value)) and "X" not in value


def _day(value: str) -> str:
    """The value without its time of day: facts hold for days and longer."""
    return value.split("T", 1)[0]
