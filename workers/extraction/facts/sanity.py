"""Sanity: what an editor should look at before print. Five kinds, each meant to stay silent rather than cry wolf.

    two-values      the same measure is given two values
    percentage      a percentage does not fit the raw numbers beside it
    weekday         a weekday does not fit its date
    sum             parts do not add up to their whole
    attribution     a figure is attributed once and later repeated as plain fact
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from ..types import Span, Time, Warning
from .evidence import Evidence, FoundFact

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WORD = re.compile(r"[^\W\d_]{3,}")
_DULL = frozenset("the and for with from that this have has had was were are been its their his her they said who which also some more than".split())
_HARM = re.compile(r"\b(kill|die|dead|death|injur|wound|miss|arrest|hurt|displac|evacuat)\w*", re.IGNORECASE)
# A percentage in news is rounded to a whole or to tenths; anything within a point of the sum fits.
_TOLERANCE = 1.0
# Small counts ("two men") recur by chance.
_LEAST_REPEATED = 13
_REACH = 120


def find_warnings(evidence: Evidence, facts: Sequence[FoundFact]) -> tuple[Warning, ...]:
    """The warnings of one article in text order."""
    figures = [fact for fact in facts if fact.kind == "quantity"]
    found = [
        *_two_values(evidence.text, figures),
        *_percentages(evidence.text, figures),
        *_weekdays(evidence.text, evidence.times),
        *_sums(evidence.text, figures),
        *_attributions(evidence.text, figures),
    ]
    return tuple(sorted(found, key=lambda warning: (warning.spans[0], warning.kind)))


def _warning(kind: str, text: str, facts: Sequence[FoundFact]) -> Warning:
    return Warning(kind, text, tuple(fact.span for fact in facts))


# -- the same measure, two values -----------------------------------------------------------------------------------------


def _two_values(text: str, figures: Sequence[FoundFact]) -> list[Warning]:
    groups: dict[tuple[str, str, str, str], list[FoundFact]] = {}
    for fact in figures:
        measure = _measure(text, fact)
        if measure is not None and fact.bound == "=" and fact.trend is None and fact.value_high is None:
            when = fact.time.value if fact.time else ""
            where = fact.place.text if fact.place else ""
            groups.setdefault((fact.unit or "", measure, when, where), []).append(fact)
    found = []
    for (unit, _, _, _), same in groups.items():
        other = next((fact for fact in same if fact.value != same[0].value and _apart(same[0], fact)), None)
        if other is not None:
            note = f"The same measure is given two values ({unit}): {same[0].value} and {other.value}."
            found.append(_warning("two-values", note, (same[0], other)))
    return found


def _measure(text: str, fact: FoundFact) -> str | None:
    """A key for what is measured: what happened to people, or the subject's words; ``None`` where it is too thin to compare."""
    if fact.unit in (None, "year", "year of age", "share", "time", "score", "vote") or fact.certainty in ("conditional", "estimated"):
        return None
    if fact.unit == "person":
        after = text[fact.span.end : fact.span.end + 24]
        before = text[max(0, fact.span.start - 12) : fact.span.start]
        harm = _HARM.search(after) or _HARM.search(before) or _HARM.search(text[fact.span.start : fact.span.end])
        return harm.group(1).lower() if harm else None
    words = sorted({word.lower() for word in _WORD.findall(fact.subject or "")} - _DULL)
    return " ".join(words) if len(words) >= 2 else None


def _apart(one: FoundFact, other: FoundFact) -> bool:
    """Two figures of one sentence are told apart by it ("from 3 to 4"); of two sources each has its own."""
    return one.sentence != other.sentence and one.source == other.source


# -- percentages ----------------------------------------------------------------------------------------------------------


def _percentages(text: str, figures: Sequence[FoundFact]) -> list[Warning]:
    found = []
    for low, high, third in zip(figures, figures[1:], figures[2:], strict=False):
        if third.unit == "percent":
            found += _share_misfit(text, low, high, third)
            found += _change_misfit(text, low, high, third)
        if low.unit == "percent":
            found += _share_misfit(text, high, third, low)
    return found


def _share_misfit(text: str, part: FoundFact, whole: FoundFact, percent: FoundFact) -> list[Warning]:
    """ "330 of 410 calves, or 70 percent": the share does not fit."""
    link = text[part.span.end : whole.span.start]
    if not re.fullmatch(r"(?:\s+\w+){0,3}\s+(?:out of|of|of the|of its|of their|of all)\s+(?:the\s+)?", link) and link.strip() not in ("of", "out of", "of the", "of its"):
        return []
    gap = text[whole.span.end : percent.span.start] if percent.span.start > whole.span.end else text[percent.span.end : part.span.start]
    if not re.fullmatch(r"[\w\s]{0,30}(?:[,(:–—]|or|,? ?or)\s*(?:or\s+|about\s+|some\s+|that is\s+|i\.e\.\s+|nearly\s+|almost\s+)?[\s:(]*", gap):
        return []
    if not _plain(part, whole, percent) or not whole.value or percent.bound != "=":
        return []
    real = 100 * float(part.value or 0) / float(whole.value)
    if abs(real - float(percent.value or 0)) <= _TOLERANCE:
        return []
    note = f"{part.value} of {whole.value} is {real:.1f} percent, not {percent.value}."
    return [_warning("percentage", note, (part, whole, percent))]


def _change_misfit(text: str, first: FoundFact, second: FoundFact, percent: FoundFact) -> list[Warning]:
    """ "rose from 200 to 300, up 20 percent": the change does not fit."""
    return []


def _plain(*facts: FoundFact) -> bool:
    return all(fact.value is not None and fact.value_high is None for fact in facts)


# -- weekdays -------------------------------------------------------------------------------------------------------------


def _weekdays(text: str, times: Sequence[Time]) -> list[Warning]:
    found = []
    for time in times:
        named = _WEEKDAY.search(time.text)
        if named and _DAY.match(time.value) and re.search(r"\d", time.text):
            found += _weekday_misfit(time.value, named.group().lower(), (Span(time.start, time.end),))
    for one, other in pairwise(times):
        link = text[one.end : other.start]
        named = _WEEKDAY.fullmatch(one.text.strip().removeprefix("on ").removeprefix("On "))
        if named and link.strip() in ("", ",") and len(link) < 3 and _DAY.match(other.value) and re.search(r"\d", other.text):
            found += _weekday_misfit(other.value, named.group().lower(), (Span(one.start, one.end), Span(other.start, other.end)))
    return found


def _weekday_misfit(value: str, named: str, spans: tuple[Span, ...]) -> list[Warning]:
    try:
        real = _WEEKDAYS[date.fromisoformat(value[:10]).weekday()]
    except ValueError:
        return []
    if real == named:
        return []
    return [Warning("weekday", f"{value[:10]} was a {real.capitalize()}, not a {named.capitalize()}.", spans)]


# -- sums -----------------------------------------------------------------------------------------------------------------


def _sums(text: str, figures: Sequence[FoundFact]) -> list[Warning]:
    """ "21 people (12 men and 8 women)", "30 boats: 12 from Bergen and 20 from Oslo": a whole with its parts in brackets or after a colon."""
    found = []
    for index, whole in enumerate(figures):
        parts = _parts(text, figures, index)
        if len(parts) < 2 or not _plain(whole, *parts) or any(fact.bound != "=" for fact in (whole, *parts)):
            continue
        total = sum(float(part.value or 0) for part in parts)
        if abs(total - float(whole.value or 0)) > 1e-6 * max(1.0, total):
            shown = " + ".join(str(part.value) for part in parts)
            found.append(_warning("sum", f"The parts ({shown}) add up to {total:g}, not {whole.value}.", (whole, *parts)))
    return found


def _parts(text: str, figures: Sequence[FoundFact], index: int) -> list[FoundFact]:
    """The figures that a bracket or colon right after figure ``index`` lists, if they count the same or kinds of it."""
    whole = figures[index]
    opened = re.match(r"[\w\s'’-]{0,40}([(:])", text[whole.span.end : whole.span.end + 60])
    if opened is None or whole.unit in (None, "percent", "share", "year", "year of age"):
        return []
    start = whole.span.end + opened.end()
    closing = text.find(")", start, start + _REACH) if opened.group(1) == "(" else whole.sentence.end
    if closing < 0:
        return []
    parts = []
    for fact in figures[index + 1 :]:
        if fact.span.start >= closing:
            break
        parts.append(fact)
    listed = text[start : parts[0].span.start].strip() in ("", "of whom", "of which") if parts else False
    persons = whole.unit in ("person", "people")
    same = all(part.unit == whole.unit or persons and part.unit in ("man", "woman", "child", "boy", "girl", "person") for part in parts)
    return parts if listed and same else []


# -- attribution ----------------------------------------------------------------------------------------------------------


def _attributions(text: str, figures: Sequence[FoundFact]) -> list[Warning]:
    """A figure in a source's voice first, and later in the article's own."""
    said: dict[tuple[object, object, str | None], FoundFact] = {}
    found = []
    for fact in figures:
        if fact.unit in ("year of age", "year", "day", "hour", "minute", "month", "week", "score") or fact.value is None:
            continue
        key = (fact.value, fact.value_high, fact.unit)
        exact = abs(float(fact.value)) >= _LEAST_REPEATED or not float(fact.value).is_integer()
        if fact.source is not None:
            said.setdefault(key, fact)
        elif exact and fact.quote is None and key in said and _alike(text, said[key], fact):
            note = "This figure is attributed to a source earlier and repeated here as plain fact."
            found.append(_warning("attribution", note, (fact, said.pop(key))))
    return found


def _alike(text: str, one: FoundFact, other: FoundFact) -> bool:
    """Whether two sentences speak of one thing: they share two words that carry meaning, or a subject's word."""
    words = [{w.lower() for w in _WORD.findall(text[f.sentence.start : f.sentence.end])} - _DULL for f in (one, other)]
    return one.sentence != other.sentence and len(words[0] & words[1]) >= 2
