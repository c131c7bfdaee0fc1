"""Whether an article gives the same measure two values: the toll of one event, or one statement made twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import combinations

from ..types import Span, Warning
from .evidence import FoundFact
from .nouns import word_class
from .words import word_set

_WORD = re.compile(r"[^\W\d_]{3,}")
_DULL = word_set("sanity dull")
_HARM = re.compile(r"\b(kill|die|dead|death|toll|injur|wound|hurt|miss|arrest|displac|evacuat)\w*", re.IGNORECASE)
_HARM_AT = re.compile(rf"{_HARM.pattern}[^,;:\d]*$", re.IGNORECASE)
_SORTS = {"kill": "death", "die": "death", "dead": "death", "toll": "death", "wound": "injur", "hurt": "injur"}
# "a further 14", "another three", "including two": these count others, or a part.
_OTHERS = re.compile(
    r"\b(?:further|another|other|more|additional|including|among|of|each)\s+(?:\w+\s+)?$|^\s*(?:\w+\s+)?(?:others?|more|of)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"(?:\b(?:from|to|against|with|than|versus)\s+(?:a\s+|the\s+)?|:\s*|\(\s*)$", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(long|wide|high|deep|tall|thick|old)\b")
# Units that recur in every article with other values, or say nothing of a measure.
_COMMON = (None, "year", "year of age", "share", "time", "score", "vote", "day", "hour", "minute", "week", "month")
_HARM_AFTER, _HARM_BEFORE, _WINDOW = 24, 24, 12
# Characters on either side of a figure that say what it is about.
_NEAR = 80
_CLAUSE = re.compile(r"[;:—]|,\s+(?:and|but|while|compared|against|versus|up|down)\b")
# Two statements are one when they share so many words, and so large a part of the longer and of the shorter one.
_LEAST_SHARED, _OF_LONGER, _OF_SHORTER = 4, 0.5, 0.8
# More figures of one unit are a table.
_MOST = 60


def two_value_warnings(text: str, figures: Sequence[FoundFact]) -> list[Warning]:
    """Pairs of figures that give one measure two values; one pair for each measure."""
    groups: dict[str, list[FoundFact]] = {}
    for fact in figures:
        if _is_plain(fact) and not _is_compared(text, fact):
            groups.setdefault(str(fact.unit), []).append(fact)
    found: list[Warning] = []
    words = cache(partial(_words, text))  # each figure is held against many others
    for unit, same in groups.items():
        told: set[Span] = set()
        for one, other in combinations(same[:_MOST], 2):
            if not told & {one.span, other.span} and _contradict(text, one, other, words):
                told |= {one.span, other.span}
                note = f"The same measure is given two values ({unit}): {one.value} and {other.value}."
                found.append(Warning("two-values", note, (one.span, other.span)))
    return found


def _is_plain(fact: FoundFact) -> bool:
    firm = fact.certainty not in ("conditional", "estimated") and fact.bound == "="
    return fact.unit not in _COMMON and firm and fact.trend is None and fact.value_high is None


def _is_compared(text: str, fact: FoundFact) -> bool:
    """ "up from $2 billion", "Dead: 192": the value of another time, or a line of a table."""
    return _COMPARED.search(text[max(fact.sentence.start, fact.span.start - _WINDOW) : fact.span.start]) is not None


def _contradict(text: str, one: FoundFact, other: FoundFact, words: Callable[[FoundFact], Sequence[str]]) -> bool:
    if one.value == other.value or one.sentence == other.sentence or not _agree(one, other):
        return False
    if one.unit == "person":
        return _harm(text, one) is not None and _harm(text, one) == _harm(text, other)
    return _is_same_length(text, one, other) or _says_the_same(words(one), words(other))


def _agree(one: FoundFact, other: FoundFact) -> bool:
    """Whether time, place and source may be the same: two sources may differ, and so may two days."""
    times = {fact.time.value for fact in (one, other) if fact.time is not None}
    places = {fact.place.text for fact in (one, other) if fact.place is not None}
    sources = {fact.source for fact in (one, other) if fact.source is not None}
    return len(times) < 2 and len(places) < 2 and len(sources) < 2


def _harm(text: str, fact: FoundFact) -> str | None:
    """What happened to the people counted: "death", "injur" …, ``None`` where they are not all of them."""
    start, end = fact.span.start, fact.span.end
    if _OTHERS.search(text[max(fact.sentence.start, start - _WINDOW) : start]):
        return None
    if _OTHERS.match(text[end : min(fact.sentence.end, end + _WINDOW)]):
        return None
    before = _HARM_AT.search(text[max(fact.sentence.start, start - _HARM_BEFORE) : start])
    found = before or _HARM.search(text, start, min(fact.sentence.end, end + _HARM_AFTER))
    return _SORTS.get(found[1].lower(), found[1].lower()) if found is not None else None


def _is_same_length(text: str, one: FoundFact, other: FoundFact) -> bool:
    """ "The bridge is 210 metres long", "the new bridge, 240 metres long"."""
    kinds = [_LENGTH.match(text, fact.span.end) for fact in (one, other)]
    heads = [(fact.subject or "").lower().rsplit(" ", 1)[-1] for fact in (one, other)]
    same = kinds[0] is not None and kinds[1] is not None and kinds[0][1] == kinds[1][1]
    return same and bool(heads[0]) and heads[0] == heads[1]


def _says_the_same(*words: Sequence[str]) -> bool:
    """Whether the clauses of two figures are made of the same words, and neither names what the other does not."""
    low = [{word.lower() for word in found} - _DULL for found in words]
    shared = len(low[0] & low[1])
    if shared < _LEAST_SHARED:
        return False
    shorter, longer = sorted(len(found) for found in low)
    own = [{word.lower() for word in words[i] if _is_name(word)} - low[1 - i] for i in (0, 1)]
    return shared >= _OF_SHORTER * shorter and shared >= _OF_LONGER * longer and not (own[0] and own[1])


def _is_name(word: str) -> bool:
    return word[0].isupper() and word_class(word.lower()) != "F"


def _words(text: str, fact: FoundFact) -> list[str]:
    """The words of the figure's clause near it, without its unit."""
    before = _CLAUSE.split(text[max(fact.sentence.start, fact.span.start - _NEAR) : fact.span.start])[-1]
    after = _CLAUSE.split(text[fact.span.end : min(fact.sentence.end, fact.span.end + _NEAR)])[0]
    return _WORD.findall(f"{before} {after}")
