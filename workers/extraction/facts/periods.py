"""Fills in the time that a report states once: results of a period, and figures that a headline takes from the story.

A report of results names its period at the start ("for the second quarter", "in the six months ended Oct. 1") and
goes on
"Revenue slid 6% to $3 billion from $3.2 billion": the changes that follow belong to that period, and the figure after
"from" to the same period a year before. A headline gives no time; the sentence that repeats its figure does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..types import FactTime, Span
from .evidence import Evidence, FoundFact

_PERIOD = re.compile(
    r"\b(?:first|second|third|fourth|latest|1st|2nd|3rd|4th|six|nine|three|12|twelve)[\s-](?:fiscal\s+)?(?:quarter|half|months)\b|\bhalf[\s-]year\b",
    re.IGNORECASE,
)
# The period is looked for in so many sentences from the start.
_OPENING = 4
_FROM = re.compile(r"\bfrom\s+(?:about\s+|a\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\bto\s+(?:about\s+|a\s+)?$", re.IGNORECASE)


def fill_times(evidence: Evidence, facts: Sequence[FoundFact]) -> list[FoundFact]:
    """``facts`` with the times that the article states elsewhere."""
    return _headline_times(evidence, _period_times(evidence, list(facts)))


def _period_times(evidence: Evidence, facts: list[FoundFact]) -> list[FoundFact]:
    period = _reporting_period(evidence)
    if period is None:
        return facts
    filled: list[FoundFact] = []
    for fact in facts:
        before = filled[-1] if filled and filled[-1].sentence == fact.sentence else None
        filled.append(_in_period(evidence.text, fact, before, period))
    return filled


def _reporting_period(evidence: Evidence) -> FactTime | None:
    """The quarter or year of the period that the article opens with, if it is a report of results."""
    opening = evidence.layout.sentences[:_OPENING]
    if not opening:
        return None
    end = opening[-1].end
    stated = _PERIOD.search(evidence.text, 0, end)
    if stated is None or not re.search(
        r"\b(?:profit|loss|revenue|earnings|net|sales|income|results?|turnover)\b", evidence.text[:end], re.IGNORECASE
    ):
        return None
    for time in evidence.times:
        near = time.start < stated.end() + 30 and time.end > stated.start() - 30
        if near and time.type == "DATE" and re.match(r"\d{4}", time.value):
            value = time.value if re.fullmatch(r"\d{4}-Q\d", time.value) else time.value[:4]
            return FactTime(value, time.text, time.start, time.end)
    return None


def _in_period(text: str, fact: FoundFact, before: FoundFact | None, period: FactTime) -> FoundFact:
    """The fact with the period's time if it is a change or the value after or before one; else as it is."""
    money = (
        fact.unit not in (None, "person", "year", "year of age", "share", "time") and fact.certainty != "conditional"
    )
    if (
        fact.kind != "quantity"
        or not money
        or fact.time is not None
        and _inside(fact.time, fact.sentence)
        and not _overlaps(fact.time, period)
    ):
        return fact
    link = text[max(fact.sentence.start, fact.span.start - 24) : fact.span.start]
    if _FROM.search(link):
        return replace(fact, time=replace(period, value=_year_before(period.value)))
    follows = before is not None and before.time is not None and before.time.start == period.start
    if (
        follows
        and before is not None
        and before.time is not None
        and re.fullmatch(r"\s*\(|\s*\)?,?\s*(?:or|\()\s*", text[before.span.end : fact.span.start])
    ):
        return replace(fact, time=before.time)
    if fact.trend is not None or _TO.search(link) and follows:
        return replace(fact, time=period)
    return fact


def _inside(time: FactTime, sentence: Span) -> bool:
    return sentence.start <= time.start < sentence.end


def _overlaps(time: FactTime, period: FactTime) -> bool:
    """Whether the time is the end of the period's own wording ("six months ended Oct. 1")."""
    return abs(time.start - period.start) < 40


def _year_before(value: str) -> str:
    return f"{int(value[:4]) - 1}{value[4:]}"


def _headline_times(evidence: Evidence, facts: list[FoundFact]) -> list[FoundFact]:
    """A figure of a headline takes the time of the sentence that gives it again."""
    sentences = {Span(s.start, s.end): evidence.layout.blocks[s.block].kind for s in evidence.layout.sentences}
    dated: dict[tuple[object, object], FactTime] = {}
    for fact in facts:
        if fact.kind == "quantity" and fact.time is not None:
            dated.setdefault((fact.value, fact.value_high), fact.time)
    first = evidence.layout.sentences[0].block if evidence.layout.sentences else -1
    opening = {Span(s.start, s.end) for s in evidence.layout.sentences if s.block == first}
    filled = []
    for fact in facts:
        headline = sentences.get(fact.sentence) == "heading" or len(opening) == 1 and fact.sentence in opening
        if headline and fact.kind == "quantity" and fact.time is None and fact.unit not in ("year", "year of age"):
            fact = replace(fact, time=dated.get((fact.value, fact.value_high)))
        filled.append(fact)
    return filled
