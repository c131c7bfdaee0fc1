"""Whether a percentage, a share in words or a "doubled" fits the raw numbers beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..types import Warning
from .arithmetic import plain
from .evidence import FoundFact

# A percentage in news is rounded: it fits when it is off by less than a point, and a little more where it is large.
_TOLERANCE, _RELATIVE = 1.0, 0.03
# A share in words is rounder ("one in three (34 percent)"), and what nearly doubled is said to have doubled.
_TOLERANCE_OF_WORDS, _TOLERANCE_OF_TIMES = 4.0, 0.15
# So many figures on either side of a percentage are looked at.
_NEAR = 2
_PART_OF = re.compile(r"\s+(?:\w+\s+){0,3}(?:out\s+)?of\s+(?:(?:the|its|their|all)\s+)*")
_ALSO = re.compile(
    r"""
    (?: [\w\s]{0,30} (?: [,(:–—] | \bor\b ) )          # "330 of 410 calves, ", "… calves ("
    \s* (?:or|about|some|that\ is|nearly|almost)? \s*  # "or 80 percent"
    """,
    re.VERBOSE,
)
# The whole comes first: "Of the 60 members, 34 voted for it, or 57 percent", "Of 2,000 asked, 60 percent (1,200) …".
_OF = re.compile(r"\bof\s+(?:(?:the|its|their|all|some)\s+)*$", re.IGNORECASE)
_COMMA = re.compile(r"(?:\s+\w+){0,3}\s*,\s*")
_OR = re.compile(r"[\w\s’'-]{0,40},\s+or\s+|(?:\s+\w+){0,2}\s+\(")
_BRACKET = re.compile(r"(?:\s+\w+){0,3}\s*\(")
_CHANGE = re.compile(
    r"\s*[,(–—]\s*(?:an?\s+)?(?:(?:increase|rise|fall|drop|decline|jump|gain|cut|up|down)\s+(?:of\s+)?)?",
    re.IGNORECASE,
)
_UP = re.compile(r"\s*,\s*(?:up|down)\s+", re.IGNORECASE)
_TO, _FROM = re.compile(r"\s+to\s+"), re.compile(r"\s+from\s+")
_OUT_OF = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_MULTIPLIED = re.compile(r"\b(doubled|tripled|trebled|quadrupled|halved)\s+from\s+$", re.IGNORECASE)
_TIMES = {"doubled": 2.0, "tripled": 3.0, "trebled": 3.0, "quadrupled": 4.0, "halved": 0.5}


@dataclass(frozen=True, slots=True)
class _Trio:
    """A percentage and two raw numbers near it, ``one`` before ``other``."""

    text: str
    percent: FoundFact
    one: FoundFact
    other: FoundFact

    def gap(self, before: FoundFact, after: FoundFact) -> str:
        """The text between two of the figures; what no form allows where they stand the other way round."""
        return self.text[before.span.end : after.span.start] if before.span.end <= after.span.start else ";"

    def leads(self, pattern: re.Pattern[str]) -> bool:
        """Whether ``pattern`` ends right before the first number."""
        start = self.one.span.start
        return pattern.search(self.text[max(self.one.sentence.start, start - 20) : start]) is not None

    def share(self) -> tuple[FoundFact, FoundFact] | None:
        """The part and the whole, where the percentage says how large the part is."""
        percent, one, other = self.percent, self.one, self.other
        if _PART_OF.fullmatch(self.gap(one, other)):
            also = _ALSO.fullmatch(self.gap(other, percent)) or _ALSO.fullmatch(self.gap(percent, one))
            return (one, other) if also else None
        if not self.leads(_OF):
            return None
        first = _COMMA.fullmatch(self.gap(one, other)) and _OR.fullmatch(self.gap(other, percent))
        between = _COMMA.fullmatch(self.gap(one, percent)) and _BRACKET.fullmatch(self.gap(percent, other))
        return (other, one) if first or between else None

    def change(self) -> tuple[FoundFact, FoundFact] | None:
        """The old and the new value, where the percentage says how much changed."""
        percent, one, other = self.percent, self.one, self.other
        if percent.trend and _TO.fullmatch(self.gap(percent, one)) and _FROM.fullmatch(self.gap(one, other)):
            return other, one  # "rose 20 percent to 300 from 200"
        if _UP.fullmatch(self.gap(one, percent)) and _FROM.fullmatch(self.gap(percent, other)):
            return other, one  # "was 300, up 20 percent from 200"
        pair = _TO.fullmatch(self.gap(one, other)) and self.leads(_OUT_OF)
        return (one, other) if pair and _CHANGE.fullmatch(self.gap(other, percent)) else None


def percentage_warnings(text: str, figures: Sequence[FoundFact]) -> list[Warning]:
    """Percentages, shares and multiples that do not fit the raw numbers of their sentence."""
    found: list[Warning] = []
    for index, percent in enumerate(figures):
        if percent.unit != "percent" or not plain(percent):
            continue
        around = figures[max(0, index - _NEAR) : index + _NEAR + 1]
        near = [fact for fact in around if fact.sentence == percent.sentence and fact is not percent]
        for one, other in pairwise(near):
            if plain(one, other) and one.value and other.value and (one.unit is None or one.unit == other.unit):
                found += _misfits(_Trio(text, percent, one, other))
        found += [warning for fact in near for warning in _word_misfit(text, fact, percent)]
        found += [warning for fact in near for warning in _range_misfit(text, fact, percent)]
    return [*found, *_multiple_misfits(text, figures)]


def _misfits(trio: _Trio) -> list[Warning]:
    share, change = trio.share(), trio.change()
    if share is not None:
        part, whole = share
        real = 100 * float(part.value or 0) / float(whole.value or 1)
        return _misfit(f"{part.value} of {whole.value}", real, trio.percent, share)
    if change is not None:
        old, new = change
        return _misfit(f"From {old.value} to {new.value}", _changed(old.value, new.value), trio.percent, change)
    return []


def _range_misfit(text: str, change: FoundFact, percent: FoundFact) -> list[Warning]:
    """ "rose from 200 to 300, an increase of 20 percent", where both values are one figure."""
    if change.value_high is None or not change.value or change.trend is None:
        return []
    if not _CHANGE.fullmatch(text[change.span.end : percent.span.start]):
        return []
    real = _changed(change.value, change.value_high)
    return _misfit(f"From {change.value} to {change.value_high}", real, percent, (change,))


def _word_misfit(text: str, share: FoundFact, percent: FoundFact) -> list[Warning]:
    """ "three in four pupils (65 percent)": the two do not agree."""
    closed = text[percent.span.end : percent.span.end + 1] == ")"
    if share.unit != "share" or not plain(share) or not closed:
        return []
    if not _BRACKET.fullmatch(text[share.span.end : percent.span.start]):
        return []
    real = 100 * float(share.value or 0)
    words = text[share.span.start : share.span.end]
    return _misfit(words, real, percent, (share,), _TOLERANCE_OF_WORDS)


def _multiple_misfits(text: str, figures: Sequence[FoundFact]) -> list[Warning]:
    """ "doubled from 12 to 18 million": that is no doubling."""
    found = []
    for old, new in pairwise(figures):
        told = _MULTIPLIED.search(text[max(old.sentence.start, old.span.start - 20) : old.span.start])
        same = old.sentence == new.sentence and (old.unit is None or old.unit == new.unit) and plain(old, new)
        if told is None or not same or not old.value or not _TO.fullmatch(text[old.span.end : new.span.start]):
            continue
        times, real = _TIMES[told[1].lower()], float(new.value or 0) / float(old.value)
        if abs(real - times) > _TOLERANCE_OF_TIMES * times:
            note = f"From {old.value} to {new.value} is {real:.2f} times as much, not {times:g}."
            found.append(Warning("percentage", note, (old.span, new.span)))
    return found


def _changed(old: float | int | None, new: float | int | None) -> float:
    return abs(100 * (float(new or 0) - float(old or 1)) / float(old or 1))


def _misfit(
    what: str, real: float, percent: FoundFact, others: tuple[FoundFact, ...], tolerance: float = _TOLERANCE
) -> list[Warning]:
    said = abs(float(percent.value or 0))
    if abs(real - said) <= tolerance + _RELATIVE * said:
        return []
    note = f"{what} is {real:.1f} percent, not {percent.value}."
    return [Warning("percentage", note, tuple(sorted(fact.span for fact in (*others, percent))))]
