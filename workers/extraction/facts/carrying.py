"""Gives the victims of an event the day that the story tells of: "A bomb exploded on Friday. … Nine people died".

Other figures keep no time where their own sentence gives none, but for the few forms in :mod:`.news_day` and
:mod:`.continuing`: measured on annotated news, carrying the last time on to them is wrong more often than right.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ..types import FactTime, Span
from .continuing import ContinuedTimes
from .evidence import Evidence, FoundFact
from .news_day import NewsDay
from .when import TimeReader
from .words import Wording, word_set

# An event's day is carried on for so many sentences, and back to so many before it.
_ON, _BACK = 6, 3
# Characters after a number of people in which their harm is told ("nine people were killed").
_AROUND = 40
_HARM = word_set("bare harm") | word_set("bare harming") | word_set("carrying harm")
_DAY = len("2024-11-01")
_LONGEST_LEAD = 2000  # code points in which a story's opening day is looked for
_MIGHT = frozenset(("may", "might", "could", "would", "will", "can"))
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)


def carry_times(evidence: Evidence, facts: Sequence[FoundFact]) -> list[FoundFact]:
    """``facts`` in text order, with days that sentences near by give them. Linear in their number."""
    return _Carrier(evidence).carry(facts)


class _Carrier:
    """Carries times in one article."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._times = TimeReader(evidence)
        self._day = NewsDay(evidence, self._times)
        self._continued = ContinuedTimes(evidence, self._times)
        self._starts = [sentence.start for sentence in evidence.layout.sentences]
        self._lead_end = self._find_lead_end()
        opening = self._times.between(0, min(self._lead_end, _LONGEST_LEAD))
        self._lead_days = [time for time in opening if len(time.value) == _DAY]
        spoken = sorted(
            (span.start, span.end)
            for quote in evidence.quotes
            for span in quote.spans
            # "A dam broke on Monday, officials said" opens the story: its day, whoever tells it
            if quote.kind == "direct" or span.start >= self._lead_end
        )
        self._spoken = spoken
        self._spoken_starts = [start for start, _ in spoken]

    def _find_lead_end(self) -> int:
        """Where the first sentence of running text ends."""
        layout = self._evidence.layout
        return next((s.end for s in layout.sentences if layout.blocks[s.block].kind == "body"), 0)

    def carry(self, facts: Sequence[FoundFact]) -> list[FoundFact]:
        """The facts, those without a time with the one that is carried on to them."""
        carried: list[FoundFact] = []
        for fact in facts:
            time = self._carried(fact, carried) if fact.time is None else fact.time
            carried.append(replace(fact, time=time))
        return carried

    def _carried(self, fact: FoundFact, before: Sequence[FoundFact]) -> FactTime | None:
        return self._continued.time(fact, before) or self._day.time(fact) or self._of_event(fact)

    def _of_event(self, fact: FoundFact) -> FactTime | None:
        """The day that the story last told of, or tells of next, for people who came to harm in it."""
        if fact.kind != "quantity" or fact.unit != "person" or not self._is_harm(fact.span, fact.sentence):
            return None
        if _SINCE.search(self._evidence.text, fact.sentence.start, fact.sentence.end):
            return None  # a sum over years is of no day
        sentences = self._evidence.layout.sentences
        at = self._sentence(fact.span.start)
        earliest = sentences[max(0, at - _ON)].start
        latest = sentences[min(len(sentences) - 1, at + _BACK)].end
        told = self._times.between(earliest, fact.sentence.start)[::-1]
        near = self._times.between(sentences[max(0, at - 1)].start, fact.sentence.start)
        tells = [] if near else self._times.between(fact.sentence.end, latest)
        days = (time for time in (*told, *tells) if len(time.value) == _DAY and not self._is_spoken(time.start))
        return next(days, None) or self._lead_day(fact)

    def _lead_day(self, fact: FoundFact) -> FactTime | None:
        """The one day that the story opens with, for what its reporter tells further down."""
        one = len({day.value for day in self._lead_days}) == 1 and fact.sentence.start >= self._lead_end
        return self._lead_days[0] if one else None

    def _is_harm(self, span: Span, sentence: Span) -> bool:
        text = self._evidence.text
        words = Wording.of(text[max(sentence.start, span.start - 12) : min(sentence.end, span.end + _AROUND)]).words
        return not _HARM.isdisjoint(words) and _MIGHT.isdisjoint(words)

    def _sentence(self, at: int) -> int:
        return max(0, bisect_right(self._starts, at) - 1)

    def _is_spoken(self, at: int) -> bool:
        nearest = bisect_right(self._spoken_starts, at) - 1
        return nearest >= 0 and at < self._spoken[nearest][1]
