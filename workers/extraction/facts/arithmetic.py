"""Whether the figures of a sentence agree: parts with their whole, days with their dates."""

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
_OPENING = re.compile(r"[\w\s'’-]{0,40}([(:])")
_LISTED = ("", "of whom", "of which")
_REACH = 120
_MOST_PARTS = 12
_PERSONS = word_set("arithmetic persons")
# Wholes that have no parts of the same kind to add up.
_NO_WHOLE = (None, "percent", "share", "year", "year of age", "score", "vote")


def plain(*facts: FoundFact) -> bool:
    """Whether each of ``facts`` is one exact number."""
    return all(fact.value is not None and fact.value_high is None and fact.bound == "=" for fact in facts)


def sum_warnings(text: str, figures: Sequence[FoundFact]) -> list[Warning]:
    """ "21 people (12 men and 8 women)": parts in brackets or after a colon that give another sum than their whole."""
    found = []
    for index, whole in enumerate(figures):
        parts = _parts(text, figures, index)
        if len(parts) < 2 or not plain(whole, *parts):
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
