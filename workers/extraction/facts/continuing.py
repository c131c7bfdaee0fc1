"""Figures that go on with the time of the sentence before them.

Two forms are sure enough: a change that follows others in its paragraph ("Sales rose 4 percent in 2024. Exports slipped
2 percent"), and the points of a list that a dated sentence opens ("The survey, made in March, found that: • …").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ..types import FactTime, Span
from .evidence import Evidence, FoundFact
from .periods import PRICES
from .time_comparisons import names_earlier
from .when import TimeReader

_DAY = len("2024-11-01")
# Facts before a figure, and characters around it, that are looked at.
_BACK, _REACH = 12, 200
_BULLET = re.compile(r"\s*[•▪●◦*·–—-]\s")
_OPENS = re.compile(r":\s*$")
_FROM = re.compile(r"\bfrom\s+(?:about\s+|a\s+|just\s+)?$", re.IGNORECASE)
# Expectations go on with the time of expectations.
_AHEAD = re.compile(r"\b(?:sees?|expects?|aims?|outlook|guidance|target(?:s|ed)?|goals?)\b", re.IGNORECASE)
# "slipped 4 percent to 90 tonnes": where the change led is of its time.
_TO = re.compile(r"\s*,?\s*to\s+(?:an?\s+|about\s+|some\s+|only\s+|just\s+)?(?:record\s+(?:of\s+)?)?", re.IGNORECASE)
# What is told with these is of another time, or of none.
_ELSEWHEN = re.compile(
    r"\b(?:since|then|now|today|will|would|could|should|can|(?-i:may)|might|must|expect\w*|forecast\w*|target\w*|plan\w*"
    r"|proposed|propose[sd]?|want\w*|every|each|usual\w*|normal\w*|typical\w*|within|over\s+the|after)\b",
    re.IGNORECASE,
)


class ContinuedTimes:
    """Finds the times that figures of one article take from the sentence before."""

    def __init__(self, evidence: Evidence, times: TimeReader) -> None:
        self._text = evidence.text
        self._times = times
        self._sentences = evidence.layout.sentences
        self._starts = [sentence.start for sentence in self._sentences]
        self._lists = self._dated_lists(evidence)
        self._list_starts = [span.start for span, _ in self._lists]

    def time(self, fact: FoundFact, before: Sequence[FoundFact]) -> FactTime | None:
        """The time of ``fact``, whose sentence gives none; ``before`` are the facts before it, with their times."""
        if fact.kind != "quantity" or fact.unit in ("year", "year of age"):
            return None
        return self._of_list(fact) or self._of_series(fact, before)

    def _of_list(self, fact: FoundFact) -> FactTime | None:
        at = bisect_right(self._list_starts, fact.span.start) - 1
        inside = at >= 0 and fact.span.start < self._lists[at][0].end and fact.quote is None  # "– I saw 40," says he
        return self._lists[at][1] if inside else None

    def _of_series(self, fact: FoundFact, before: Sequence[FoundFact]) -> FactTime | None:
        """The month, quarter or year of the first change in the sentence before, for a change told in the same way."""
        sentence = fact.sentence
        link = self._text[before[-1].span.end : fact.span.start] if before else ""
        if before and before[-1].sentence == sentence and before[-1].trend is not None and _TO.fullmatch(link):
            return before[-1].time
        if fact.trend is None or fact.quote is not None:
            return None
        near = Span(max(sentence.start, fact.span.start - _REACH), min(sentence.end, fact.span.end + _REACH))
        if self._times.between(near.start, near.end) or _ELSEWHEN.search(self._text, near.start, near.end):
            return None
        lead = self._text[near.start : fact.span.start]
        if _FROM.search(lead) or PRICES.search(lead):
            return None
        at = bisect_right(self._starts, sentence.start) - 1
        if at < 1 or self._sentences[at - 1].block != self._sentences[at].block and not names_earlier(self._text, near):
            return None
        last = self._sentences[at - 1]
        if _AHEAD.search(lead) and not _AHEAD.search(self._text, max(last.start, last.end - _REACH), last.end):
            return None
        told = [one for one in before[-_BACK:] if last.start <= one.span.start < last.end and one.kind == "quantity"]
        time = next((one.time for one in told if one.time is not None), None)
        return time if time is not None and len(time.value) < _DAY else None

    def _dated_lists(self, evidence: Evidence) -> list[tuple[Span, FactTime]]:
        """The lists whose opening sentence gives one time, without that sentence."""
        blocks, found = evidence.layout.blocks, []
        ends = {sentence.end: sentence for sentence in self._sentences}
        at = 0
        while at < len(blocks):
            opening, at = at, at + 1
            lead = ends.get(blocks[opening].end)
            if lead is None or not _OPENS.search(self._text, max(lead.start, lead.end - 2), lead.end):
                continue
            while at < len(blocks) and _BULLET.match(self._text, blocks[at].start):
                at += 1
            times = self._times.between(lead.start, lead.end)
            if at > opening + 1 and len({time.value for time in times}) == 1:
                found.append((Span(lead.end, blocks[at - 1].end), times[0]))
        return found
