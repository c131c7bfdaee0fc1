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
from .arithmetic import sum_warnings, weekday_warnings
from .evidence import Evidence, FoundFact
from .percentages import percentage_warnings
from .two_values import two_value_warnings
from .words import word_set

_WORD = re.compile(r"[^\W\d_]{3,}")
_DULL = word_set("sanity dull")
# Units that recur in every article with other values, or say nothing of a measure.
_COMMON = (None, "year", "year of age", "share", "time", "score", "vote", "day", "hour", "minute", "week", "month")
# Small counts ("two men") recur by chance.
_LEAST_REPEATED = 13
# Characters on either side of a figure that say what it is about.
_NEAR = 200


def find_warnings(evidence: Evidence, facts: Sequence[FoundFact]) -> tuple[Warning, ...]:
    """The warnings of one article in text order. ``facts`` are in text order."""
    figures = [fact for fact in facts if fact.kind == "quantity"]
    found = [
        *two_value_warnings(evidence.text, figures),
        *percentage_warnings(evidence.text, figures),
        *weekday_warnings(evidence.text, evidence.times),
        *sum_warnings(evidence.text, figures),
        *_attributions(evidence.text, figures),
    ]
    return tuple(sorted(found, key=lambda warning: (warning.spans[0], warning.kind)))


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
