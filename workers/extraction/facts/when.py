"""When a fact holds: the time expression of its clause, and for what happened on the day the article tells of, that
day.

A time outside a quote tells when something was said, not when what is said was so; it serves a fact inside the quote
only
where the quote itself tells of something that had just happened. Ages and spans of time have no time of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from ..types import FactTime, Span, Time
from .evidence import Evidence
from .time_asides import apart
from .time_comparisons import is_compared, is_earlier
from .time_nowadays import is_nowadays
from .time_stretches import stretch_value
from .time_surveys import survey_time

_RESOLVED = re.compile(r"\d{4}(?:-(?:\d\d(?:-\d\d)?|W\d\d(?:-\d)?|Q\d|H\d|SP|SU|FA|WI))?|\d{3}")
# A clause ends here: what stands beyond is told of something else.
_BREAK = re.compile(
    r"""
      [;:–—]                                                            # a pause
    | \b(?:but|while|whereas|although|though|who|which|because|if)\b    # another clause
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LIST_BREAK = re.compile(r"[,]")
# "since 2016", "before Easter", "more than in 2019", "bonds due May 1": the time bounds or compares the fact and is
# not its time.
_BOUNDING = re.compile(
    r"\b(?:since|before|after|until|till|prior\s+to|than(?:\s+(?:in|on|at|the))?|(?<!late\s)(?<!early\s)as\s+(?:in|on)|due|founded\s+in|built\s+in)\s+(?:the\s+|early\s+|late\s+)?$",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s\b")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a fact's time is looked for: its sentence, and the piece of a quote it stands in."""

    sentence: Span
    content: Span | None


class TimeReader:
    """Finds the time of facts in one article."""

    def __init__(self, evidence: Evidence) -> None:
        self._text = evidence.text
        self._anchor = evidence.anchor
        self._spoken = sorted((span.start, span.end) for quote in evidence.quotes for span in quote.spans)
        self._times = [time for time in evidence.times if self._tells_when(time)]
        self._starts = [time.start for time in self._times]

    def time(self, start: int, end: int, scope: Scope) -> FactTime | None:
        """The time of the fact at ``start`` to ``end``, or ``None`` where its clause gives none."""
        return self._own_time(start, end, scope) or self._survey_time(scope)

    def _survey_time(self, scope: Scope) -> FactTime | None:
        """The time of the survey whose finding the fact is part of."""
        if scope.content is None or scope.content.start <= scope.sentence.start:
            return None
        near = self._within(Span(scope.sentence.start, scope.content.start), scope.content.start)
        time = survey_time(self._text, scope.sentence, scope.content, near)
        return FactTime(_day(time.value), time.text, time.start, time.end) if time is not None else None

    def _own_time(self, start: int, end: int, scope: Scope) -> FactTime | None:
        bounds = scope.sentence
        if scope.content is not None:
            bounds = Span(max(bounds.start, scope.content.start), min(bounds.end, scope.content.end))
        bounds = Span(max(bounds.start, start - _FARTHEST), min(bounds.end, end + _FARTHEST))
        near = self._within(bounds, start)
        if not near:
            return self._present(start, end, bounds) or self._same_period(bounds)
        fact = Span(start, end)
        near = [time for time in near if not self._is_apart(time, fact, scope)]
        if not near:
            return self._present(start, end, bounds)
        cost, at = min((self._cost(time, start, end), at) for at, time in enumerate(near))
        now = self._present(start, end, bounds)
        if cost > _FARTHEST or now is not None and cost > _CLAUSE_AWAY:
            return now
        best = near[at]
        value = stretch_value(self._text, self._times, bisect_left(self._starts, best.start))
        return FactTime(_day(value), best.text, best.start, best.end) if value is not None else None

    def _is_apart(self, time: Time, fact: Span, scope: Scope) -> bool:
        """Whether ``time`` is told of something else: in an aside, or by someone whose words end before the fact."""
        if apart(self._text, scope.sentence, fact, Span(time.start, time.end)):
            return True
        return scope.content is None and self._is_spoken(time)

    def _is_spoken(self, time: Time) -> bool:
        at = bisect_left(self._spoken, (time.end, 0)) - 1
        return at >= 0 and time.start < self._spoken[at][1]

    def _present(self, start: int, end: int, bounds: Span) -> FactTime | None:
        """The year of writing, for a figure told of "now" beside one of another time: "In 2019 it had 212; now 172".

        The other time stands in its sentence, or in the one before where "it" goes on from there.
        """
        if self._anchor is None:
            return None
        since = start - _CONTRAST
        since = since if _IT.match(self._text, bounds.start) else max(bounds.start, since)
        for found in _NOW.finditer(self._text, max(bounds.start, start - _BESIDE), min(bounds.end, end + _BESIDE)):
            gap = self._text[end : found.start()] if found.start() >= end else self._text[found.end() : start]
            earlier = bisect_left(self._starts, start) - bisect_left(self._starts, since)
            if earlier and not re.search(r"[,;:.–—]|\d", gap):
                return FactTime(self._anchor[:4], found.group(), found.start(), found.end())
        return None

    def between(self, start: int, end: int) -> list[FactTime]:
        """The resolved times that begin from ``start`` on and before ``end``, in text order."""
        found = self._times[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [FactTime(_day(time.value), time.text, time.start, time.end) for time in found]

    def _tells_when(self, time: Time) -> bool:
        if time.type not in ("DATE", "TIME") or not _resolved(time.value):
            return False
        if len(time.value) <= 3 or time.text.lower().startswith(_HELD_TIMES) or _DELIVERED.match(self._text, time.end):
            return False
        if _BRACKET.match(self._text, time.end):
            return True
        if is_earlier(self._text, time) or _LEVEL.match(self._text, time.end):
            return False
        if is_nowadays(self._text, Span(time.start, time.end), self._is_spoken(time)):
            return False
        lead = self._text[max(0, time.start - 20) : time.start]
        if len(time.value) == len("2024") and time.text.isdigit() and _OF_MAKE.search(lead):
            return False
        return not self._is_bounding(time) or _WHEN.match(self._text, time.end) is not None

    def _is_bounding(self, time: Time) -> bool:
        return _BOUNDING.search(self._text[max(0, time.start - 20) : time.start]) is not None

    def _within(self, span: Span, around: int) -> list[Time]:
        """The few times on either side of ``around`` that begin in ``span``."""
        middle = bisect_left(self._starts, around)
        first = max(middle - _NEIGHBOURS, bisect_left(self._starts, span.start))
        return self._times[first : min(middle + _NEIGHBOURS, bisect_left(self._starts, span.end))]

    def _same_period(self, bounds: Span) -> FactTime | None:
        """ "during the period" takes up the time of the sentence before."""
        if not _SAME_PERIOD.search(self._text, bounds.start, bounds.end):
            return None
        last = bisect_left(self._starts, bounds.start) - 1
        if last < 0 or bounds.start - self._times[last].end > _FARTHEST:
            return None
        time = self._times[last]
        return FactTime(_day(time.value), time.text, time.start, time.end)

    def _cost(self, time: Time, start: int, end: int) -> float:
        """How far the time is from the fact, in characters; every clause between them counts as many more."""
        gap = self._text[end : time.start] if time.start >= end else self._text[time.end : start]
        gap = _IN_BRACKETS.sub(" ", gap)  # "rose to 12 kroner (from 9) in May"
        if ")" in gap and _OPENED_FROM.search(self._text, max(0, start - _BRACKET_REACH), start):
            return _FARTHEST + 1
        breaks = len(_BREAK.findall(gap))
        if (
            time.end <= start
            and _POSSESSIVE.match(gap)
            and len(gap) > 4
            or time.start >= end
            and _POSSESSIVE.match(self._text, time.end)
        ):
            return (
                _FARTHEST + 1
            )  # "a premium to Friday's close" is no premium of Friday; "Sunday's 2-1 win" is one of Sunday
        when = _WHEN.match(self._text, time.end) and self._is_bounding(time)
        if when and (time.start >= end or not _IN_WHEN.fullmatch(gap)):
            return _FARTHEST + 1  # "the worst flood since 1968, when 112 people died"
        if _BULLET.search(gap) or time.start >= end and (";" in gap or self._is_bracketed(time, gap)):
            return _FARTHEST + 1
        before = self._text[max(0, time.start - _BRACKET_REACH) : time.start]
        if time.end <= start and (_TO.fullmatch(gap) and _FROM.search(before) or "," in gap and _BORN.search(before)):
            return _FARTHEST + 1  # "from 86% in 2019 to 83%", "Born on 3 May 1931, the youngest of five"
        if is_compared(self._text, Span(start, end), time, gap):
            return _FARTHEST + 1
        if time.end <= start and gap.strip() == "(":
            return 0  # "after 2022 (5.9 percent), 2023 (4.4)"
        return len(gap) + 80 * breaks + 12 * len(_LIST_BREAK.findall(gap)) + (6 if time.start < start else 0)

    def _is_bracketed(self, time: Time, gap: str) -> bool:
        """ "22,000 cars a day (forecast for 2030: 31,000)": the time of the figure in the bracket."""
        if "(" in gap and ")" not in gap and _OWN_FIGURE.match(self._text, time.end) is not None:
            return True
        return gap.strip() in (",", ", and", ", but") and _NEXT_FIGURE.match(self._text, time.end) is not None


_NOW = re.compile(r"\b(?:now|today(?!['’])|currently|at\s+present)\b", re.IGNORECASE)
_IT = re.compile(r"\W*(?:it|they|that|this)\b", re.IGNORECASE)
# "now" is that of a figure so many characters away at most.
_BESIDE = 40
# It is told against another time so many characters before it, and that one is not its own when a clause away.
_CONTRAST, _CLAUSE_AWAY = 120, 80
# "44 percent below 1990 levels", "the 1991-2020 norm": what is held against, not a time.
_LEVEL = re.compile(r"(?:\s*[-–—]\s*\d{2,4})?\s+(?:levels?|norms?|averages?|mean|baseline)\b", re.IGNORECASE)
_WHEN = re.compile(r",?\s+when\b")
_IN_WHEN = re.compile(rf"{_WHEN.pattern}[^,;:.()]*")
_TO = re.compile(r"\s+to\s+(?:about\s+|just\s+)?")
_FROM = re.compile(r"\bfrom\b[^.;]*\d[^.;]*\b(?:in|of)\s+$", re.IGNORECASE)
_BORN = re.compile(r"\bborn\s+(?:on|in)\s+$", re.IGNORECASE)
_OWN_FIGURE = re.compile(r"\s*:\s*\S{0,3}\d")
# "In 2008 it was 31 boats, this year 34"
_NEXT_FIGURE = re.compile(r"\s+(?:it\s+was\s+|only\s+|just\s+|about\s+)?[^\w\s]?\d(?!\d{3}\b)")
_BULLET = re.compile(r"[•▪●]")
# "copper for September delivery", "the December contract"
_DELIVERED = re.compile(r"\s+(?:delivery|futures|contracts?)\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]{0,60}\)")
_OPENED_FROM = re.compile(r"\((?:from|against|up from|down from|compared with)\s[^()]*$", re.IGNORECASE)
_BRACKET_REACH = 40
# "a 2011 lorry": its year of make.
_OF_MAKE = re.compile(r"\b(?:a|an)\s$", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\([^()\w]{0,3}\d")
# "9 percent less than a year earlier": the time of the other figure.
_HELD_TIMES = ("less than", "more than")
_SAME_PERIOD = re.compile(
    r"\b(?:during|in|over|within)\s+(?:the|that|this)\s+(?:same\s+)?(?:period|time|month|year|day)\b(?!\s+(?:of|last|a|in|to)\b)",
    re.IGNORECASE,
)
_NEIGHBOURS = 4
_FARTHEST = 200


def _resolved(value: str) -> bool:
    return bool(_RESOLVED.match(value)) and "X" not in value


def _day(value: str) -> str:
    """The value as a day, month, quarter or year: without its time of day, a week as its month, halves and
    seasons as their year."""
    day = value.split("T", 1)[0]
    week = re.fullmatch(r"(\d{4})-W(\d\d)(?:-\w+)?", day)
    if week and 1 <= int(week[2]) <= 52:
        return date.fromisocalendar(int(week[1]), int(week[2]), 4).strftime("%Y-%m")
    return day[:4] if re.fullmatch(r"\d{4}-(?:H\d|SP|SU|FA|WI)", day) else day
