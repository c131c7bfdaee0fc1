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

from ..types import Warning
from .arithmetic import percentage_warnings, sum_warnings, weekday_warnings
from .evidence import Evidence, FoundFact
from .words import word_set

_WORD = re.compile(r"[^\W\d_]{3,}")
_DULL = word_set("sanity dull")
_HARM = re.compile(r"\b(kill|die|dead|death|injur|wound|miss|arrest|hurt|displac|evacuat)\w*", re.IGNORECASE)
# Units that recur in every article with other values, or say nothing of a measure.
_COMMON = (None, "year", "year of age", "share", "time", "score", "vote", "day", "hour", "minute", "week", "month")
# Small counts ("two men") recur by chance.
_LEAST_REPEATED = 13
_HARM_AFTER, _HARM_BEFORE = 24, 12
# Characters on either side of a figure that say what it is about.
_NEAR = 200


def find_warnings(evidence: Evidence, facts: Sequence[FoundFact]) -> tuple[Warning, ...]:
    """The warnings of one article in text order. ``facts`` are in text order."""
    figures = [fact for fact in facts if fact.kind == "quantity"]
    found = [
        *_two_values(evidence.text, figures),
        *percentage_warnings(evidence.text, figures),
        *weekday_warnings(evidence.text, evidence.times),
        *sum_warnings(evidence.text, figures),
        *_attributions(evidence.text, figures),
    ]
    return tuple(sorted(found, key=lambda warning: (warning.spans[0], warning.kind)))


def _two_values(text: str, figures: Sequence[FoundFact]) -> list[Warning]:
    groups: dict[tuple[str, ...], list[FoundFact]] = {}
    for fact in figures:
        measure = _measure(text, fact)
        if measure is not None and fact.bound == "=" and fact.trend is None and fact.value_high is None:
            when, where = fact.time.value if fact.time else "", fact.place.text if fact.place else ""
            groups.setdefault((fact.unit or "", measure, when, where), []).append(fact)
    found = []
    for (unit, *_), same in groups.items():
        first = same[0]
        other = next((fact for fact in same if fact.value != first.value and _apart(first, fact)), None)
        if other is not None:
            note = f"The same measure is given two values ({unit}): {first.value} and {other.value}."
            found.append(Warning("two-values", note, (first.span, other.span)))
    return found


def _measure(text: str, fact: FoundFact) -> str | None:
    """A key for what is measured: what happened to people, or the subject's words; ``None`` where that is too thin."""
    if fact.unit in _COMMON or fact.certainty in ("conditional", "estimated"):
        return None
    if fact.unit == "person":
        start, end = fact.span.start, fact.span.end
        until = min(fact.sentence.end, end + _HARM_AFTER)
        harm = _HARM.search(text, max(fact.sentence.start, start - _HARM_BEFORE), start) or _HARM.search(
            text, start, until
        )
        return harm.group(1).lower() if harm else None
    words = sorted({word.lower() for word in _WORD.findall(fact.subject or "")} - _DULL)
    return " ".join(words) if len(words) >= 2 else None


def _apart(one: FoundFact, other: FoundFact) -> bool:
    """Two figures of one sentence are told apart by it; of two sources each has its own."""
    return one.sentence != other.sentence and one.source == other.source


def _attributions(text: str, figures: Sequence[FoundFact]) -> list[Warning]:
    said: dict[tuple[float | int, float | int | None, str | None], FoundFact] = {}
    found = []
    for fact in figures:
        if fact.unit in _COMMON or fact.value is None:
            continue
        key = (fact.value, fact.value_high, fact.unit)
        if fact.source is not None:
            said.setdefault(key, fact)
        elif fact.quote is None and key in said and _is_telling(fact.value) and _alike(text, said[key], fact):
            note = "This figure is attributed to a source earlier and repeated here as plain fact."
            found.append(Warning("attribution", note, (fact.span, said.pop(key).span)))
    return found


def _is_telling(value: float | int) -> bool:
    """Whether the same value twice is hardly chance: a large or broken number."""
    return abs(value) >= _LEAST_REPEATED or not float(value).is_integer()


def _alike(text: str, one: FoundFact, other: FoundFact) -> bool:
    """Whether two sentences speak of one thing: they share two words that carry meaning."""
    words = [{word.lower() for word in _WORD.findall(text, *_around(fact))} - _DULL for fact in (one, other)]
    return one.sentence != other.sentence and len(words[0] & words[1]) >= 2


def _around(fact: FoundFact) -> tuple[int, int]:
    """The part of the fact's sentence that is near it."""
    return max(fact.sentence.start, fact.span.start - _NEAR), min(fact.sentence.end, fact.span.end + _NEAR)
