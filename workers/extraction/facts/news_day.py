"""The day that a story, a section or a list tells of, for figures whose own sentence gives none.

Some forms are sure enough: a heading that is a day ("MONDAY, Oct. 6") dates what stands under it; a sentence that
opens a list ("The following were among Friday's offerings:") dates the list; and the day in the opening of a story is
that of its market moves ("shares closed lower on Tuesday. … The index lost 1.8 percent") and of the result of a vote.
A market report that names no day ("Stocks fell as …") is of the day it was written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from ..document import Sentence
from ..types import FactTime, Span
from .evidence import Evidence, FoundFact
from .times import is_heading
from .when import TimeReader
from .words import Wording, word_set

_DAY = len("2024-11-01")
# The day of the news stands in so many sentences of running text from the start, and is no older than so many days.
_OPENING, _OLDEST = 4, timedelta(days=7)
_LIST = re.compile(r"\b(?:the\s+)?following\b", re.IGNORECASE)
_LONGEST_LEAD = 400
_OPENS_LIST = re.compile(r":\s*(?:\S|$)")
_MARKET = word_set("news day market")
_MOVES = word_set("news day moves")
# "Global stocks fell", "the yen also weakened": what is traded, and how it moved that day.
_MOVED = re.compile(
    rf"\b(?:{'|'.join(sorted(word_set('news day traded')))})\s+(?:(?!ha[sd]\b|have\b|that\b|which\b)\w+\s+){{0,2}}?"
    r"(?P<verb>fell|rose|slid|dropped|gained|jumped|tumbled|climbed|slipped|edged|surged|sank|plunged|rallied|retreated"
    r"|closed|ended|finished|advanced|declined|lost|traded|weakened|strengthened|eased|firmed)\b",
    re.IGNORECASE,
)
# Results are of their quarter, in a market report too; so many characters before a figure say what it is of.
_TOLD = 40
_RESULTS = frozenset(("revenue", "revenues", "sales", "profit", "profits", "orders", "earnings", "income", "margin"))
_BALLOT = word_set("news day ballot")
_BALLOT_UNITS = ("percent", "percentage point", "seat", "share")
# What is told with these holds for longer than a day, or for another one.
_NOT_THE_DAY = re.compile(
    r"\b(?:since|last|next|would|could|(?-i:may)|might|will|forecast\w*|expect\w*|per\s+annum|every|each|a\s+year)\b",
    re.IGNORECASE,
)
# "its worst drop since April" is of the day
_RECORD = re.compile(r"\b(?:[a-z]+est|worst|best|most|least|first)\b[^,;.]{0,40}\bsince\b", re.IGNORECASE)


def opening_list(text: str, sentence: Span) -> int | None:
    """Where the list begins that ``sentence`` opens: the offset of its colon, or ``None``."""
    lead = _LIST.search(text, sentence.start, min(sentence.end, sentence.start + _LONGEST_LEAD))
    colon = _OPENS_LIST.search(text, lead.end(), sentence.end) if lead else None
    return colon.start() if colon else None


class NewsDay:
    """Finds the day that is told of in one article."""

    def __init__(self, evidence: Evidence, times: TimeReader) -> None:
        self._evidence = evidence
        self._text = evidence.text
        self._times = times
        self._headings = self._day_headings()
        self._heading_starts = [time.start for time in self._headings]
        self._list = self._list_day()
        self._day = self._opening_day()
        opening = evidence.layout.sentences[:_OPENING]
        head = Wording.of(self._text[: opening[-1].end] if opening else "")
        self._on_market = not _MARKET.isdisjoint(head.words) and not _MOVES.isdisjoint(head.words)
        self._on_ballot = not _BALLOT.isdisjoint(head.words)

    def time(self, fact: FoundFact) -> FactTime | None:
        """The day of ``fact``, which has no time of its own, or ``None``."""
        if fact.unit in ("year", "year of age"):
            return None
        return self._of_section(fact) or self._of_list(fact) or self._of_story(fact)

    def _of_section(self, fact: FoundFact) -> FactTime | None:
        at = bisect_right(self._heading_starts, fact.span.start) - 1
        return self._headings[at] if at >= 0 else None

    def _of_list(self, fact: FoundFact) -> FactTime | None:
        if self._list is None or fact.span.start < self._list[0]:
            return None
        return self._list[1]

    def _of_story(self, fact: FoundFact) -> FactTime | None:
        day = self._day
        if day is None or fact.certainty in ("conditional", "estimated"):
            return None
        sentence = self._text[fact.sentence.start : fact.sentence.end]
        words = frozenset(Wording.of(sentence).words)
        if fact.unit == "vote" and fact.quote is None:
            return day
        around = _RECORD.sub(" ", self._text[fact.sentence.start : fact.span.end + 20])
        if fact.quote is not None or _NOT_THE_DAY.search(around):
            return None
        told = self._text[max(fact.sentence.start, fact.span.start - _TOLD) : fact.span.start]
        if not _RESULTS.isdisjoint(Wording.of(told).words):
            return None
        moves = fact.trend is not None or not _MOVES.isdisjoint(words)
        if moves and (not _MARKET.isdisjoint(words) or self._on_market and fact.unit == "percent"):
            return day
        if self._on_market and "turnover" in words:
            return day
        ballot = self._on_ballot and not _BALLOT.isdisjoint(words)
        return day if ballot and fact.unit in _BALLOT_UNITS else None

    # -- what is read once --------------------------------------------------------------------------------------------

    def _day_headings(self) -> list[FactTime]:
        found = []
        for block in self._evidence.layout.blocks:
            for time in self._times.between(block.start, block.start + 1):
                if len(time.value) == _DAY and is_heading(self._text, Span(time.start, time.end), block.end):
                    found.append(time)
        return found if len(found) > 1 else []  # a single one dates the document

    def _list_day(self) -> tuple[int, FactTime] | None:
        """Where the list begins that the article opens with, and its day."""
        for sentence in self._evidence.layout.sentences[:2]:
            start = opening_list(self._text, Span(sentence.start, sentence.end))
            if start is not None:
                days = [t for t in self._times.between(sentence.start, start) if len(t.value) == _DAY]
                return (start, days[0]) if len(days) == 1 else None
        return None

    def _opening_day(self) -> FactTime | None:
        layout, anchor = self._evidence.layout, self._evidence.anchor
        written = date.fromisoformat(anchor[:_DAY]) if anchor else None
        body = [s for s in layout.sentences if layout.blocks[s.block].kind in ("body", "dateline")][:_OPENING]
        for sentence in body:
            for time in self._times.between(sentence.start, sentence.end):
                if len(time.value) == _DAY and self._is_recent(time.value, written):
                    return time
        return self._day_of_writing(anchor, body) if anchor else None

    def _day_of_writing(self, anchor: str, body: Sequence[Sentence]) -> FactTime | None:
        """The day of writing, for a market report that names none ("Stocks fell as …"): its verb tells the day."""
        if not body:
            return None
        moved = _MOVED.search(self._text, body[0].start, body[-1].end)
        if moved is None or self._times.between(body[0].start, self._end_of(body, moved.start())):
            return None  # "Stocks fell in May as …"
        return FactTime(anchor[:_DAY], moved["verb"], moved.start("verb"), moved.end("verb"))

    @staticmethod
    def _end_of(body: Sequence[Sentence], at: int) -> int:
        return next(sentence.end for sentence in body if at < sentence.end)

    def _is_recent(self, value: str, written: date | None) -> bool:
        """Whether the day is one of the last few; where nothing says when the article was written, any day is."""
        try:
            day = date.fromisoformat(value)
        except ValueError:  # a day the calendar does not have, as the text gave it
            return False
        return written is None or timedelta(0) <= written - day <= _OLDEST
