"""Whether the figures of a sentence agree: percentages with raw numbers, parts with their whole, days with dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from ..types import Span, Time, Warning
from .evidence import FoundFact
from .words import word_set

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# A percentage in news is rounded: it fits when it is off by less than a point, and a little more where it is large.
_TOLERANCE, _RELATIVE = 1.0, 0.03
_PART_OF = re.compile(r"\s+(?:\w+\s+){0,3}(?:out\s+)?of\s+(?:(?:the|its|their|all)\s+)*")
_ALSO = re.compile(
    r"""
    (?: [\w\s]{0,30} (?: [,(:–—] | \bor\b ) )          # "330 of 410 calves, ", "… calves ("
    \s* (?:or|about|some|that\ is|nearly|almost)? \s*  # "or 80 percent"
    """,
    re.VERBOSE,
)
_OPENING = re.compile(r"[\w\s'’-]{0,40}([(:])")
_LISTED = ("", "of whom", "of which")
_REACH = 120
_MOST_PARTS = 12
_PERSONS = word_set("arithmetic persons")
# Wholes that have no parts of the same kind to add up.
_NO_WHOLE = (None, "percent", "share", "year", "year of age", "score", "vote")


def percentage_warnings(text: str, figures: Sequence[FoundFact]) -> list[Warning]:
    """Percentages that do not fit the raw numbers of their sentence."""
    found: list[Warning] = []
    for index, percent in enumerate(figures):
        if percent.unit != "percent" or percent.bound != "=" or percent.value_high is not None:
            continue
        near = [fact for fact in figures[max(0, index - 2) : index + 3] if fact.sentence == percent.sentence]
        for one, other in pairwise([fact for fact in near if fact is not percent]):
            if _plain(one, other) and one.unit in (None, other.unit):
                found += _share_misfit(text, one, other, percent) + _change_misfit(text, one, other, percent)
        found += [warning for fact in near for warning in _range_misfit(text, fact, percent)]
    return found


def _share_misfit(text: str, part: FoundFact, whole: FoundFact, percent: FoundFact) -> list[Warning]:
    """ "330 of 410 calves, or 70 percent": the share is not that."""
    if not _PART_OF.fullmatch(text[part.span.end : whole.span.start]) or not whole.value:
        return []
    after = percent.span.start > whole.span.end
    gap = text[whole.span.end : percent.span.start] if after else text[percent.span.end : part.span.start]
    if not _ALSO.fullmatch(gap):
        return []
    real = 100 * float(part.value or 0) / float(whole.value)
    return _misfit(f"{part.value} of {whole.value}", real, percent, (part, whole))


def _change_misfit(text: str, new: FoundFact, old: FoundFact, percent: FoundFact) -> list[Warning]:
    """ "rose 20 percent to 300 from 200": the change is not that."""
    to = text[percent.span.end : new.span.start].strip() == "to"
    before = text[new.span.end : old.span.start].strip() == "from"
    if not (to and before and percent.trend and old.value):
        return []
    return _misfit(f"From {old.value} to {new.value}", _change(old.value, new.value), percent, (new, old))


def _range_misfit(text: str, change: FoundFact, percent: FoundFact) -> list[Warning]:
    """ "rose from 200 to 300, an increase of 20 percent": the change is not that."""
    if change is percent or change.value_high is None or not change.value or change.trend is None:
        return []
    gap = text[change.span.end : percent.span.start]
    if not re.fullmatch(
        r"\s*[,(–—]\s*(?:an?\s+)?(?:(?:increase|rise|fall|drop|decline|jump|up|down)\s+(?:of\s+)?)?", gap
    ):
        return []
    real = _change(change.value, change.value_high)
    return _misfit(f"From {change.value} to {change.value_high}", real, percent, (change,))


def _change(old: float | int | None, new: float | int | None) -> float:
    return abs(100 * (float(new or 0) - float(old or 1)) / float(old or 1))


def _misfit(what: str, real: float, percent: FoundFact, others: tuple[FoundFact, ...]) -> list[Warning]:
    said = float(percent.value or 0)
    if abs(real - said) <= _TOLERANCE + _RELATIVE * said:
        return []
    note = f"{what} is {real:.1f} percent, not {percent.value}."
    return [Warning("percentage", note, tuple(sorted(fact.span for fact in (*others, percent))))]


def _plain(*facts: FoundFact) -> bool:
    return all(fact.value is not None and fact.value_high is None and fact.bound == "=" for fact in facts)


def sum_warnings(text: str, figures: Sequence[FoundFact]) -> list[Warning]:
    """ "21 people (12 men and 8 women)": parts in brackets or after a colon that give another sum than their whole."""
    found = []
    for index, whole in enumerate(figures):
        parts = _parts(text, figures, index)
        if len(parts) < 2 or not _plain(whole, *parts):
            continue
        total = sum(float(part.value or 0) for part in parts)
        if abs(total - float(whole.value or 0)) > 1e-6 * max(1.0, total):
            shown = " + ".join(str(part.value) for part in parts)
            note = f"The parts ({shown}) add up to {total:g}, not {whole.value}."
            found.append(Warning("sum", note, tuple(fact.span for fact in (whole, *parts))))
    return found


def _parts(text: str, figures: Sequence[FoundFact], index: int) -> list[FoundFact]:
    """The figures that a bracket or colon right after figure ``index`` lists, if they count the same or kinds of it."""
    whole = figures[index]
    opened = _OPENING.match(text, whole.span.end, whole.sentence.end)
    if opened is None or whole.unit in _NO_WHOLE:
        return []
    start = opened.end()
    closing = text.find(")", start, start + _REACH) if opened.group(1) == "(" else whole.sentence.end
    parts = []
    for fact in figures[index + 1 : index + 1 + _MOST_PARTS]:
        if fact.span.start >= closing:
            break
        parts.append(fact)
    if not parts or text[start : parts[0].span.start].strip() not in _LISTED:
        return []
    return parts if all(_is_kind_of(part, whole) for part in parts) else []


def _is_kind_of(part: FoundFact, whole: FoundFact) -> bool:
    return part.unit == whole.unit or whole.unit == "person" and part.unit in _PERSONS


def weekday_warnings(text: str, times: Sequence[Time]) -> list[Warning]:
    """Weekdays that their dates did not fall on, said in one time expression or in two that stand side by side."""
    found: list[Warning] = []
    for time in times:
        named = _WEEKDAY.search(time.text)
        if named and re.search(r"\d", time.text):
            found += _weekday_misfit(time.value, named.group().lower(), (Span(time.start, time.end),))
    for one, other in pairwise(times):
        named = _WEEKDAY.fullmatch(one.text)
        if named and text[one.end : other.start] in (" ", ", ", " (") and re.search(r"\d", other.text):
            spans = (Span(one.start, one.end), Span(other.start, other.end))
            found += _weekday_misfit(other.value, named.group().lower(), spans)
    return found


def _weekday_misfit(value: str, named: str, spans: tuple[Span, ...]) -> list[Warning]:
    if not _DAY.match(value):
        return []
    try:
        real = _WEEKDAYS[date.fromisoformat(value[:10]).weekday()]
    except (
        ValueError
    ):  # a day the calendar does not have: the time stage says what it read, this one has nothing to add
        return []
    if real == named:
        return []
    return [Warning("weekday", f"{value[:10]} is a {real.capitalize()}, not a {named.capitalize()}.", spans)]
