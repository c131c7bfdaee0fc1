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

from ..types import FactTime, Span, Time
from .evidence import Evidence, FoundFact
from .time_stretches import stretch_value

_PERIOD = re.compile(
    r"""
      \b(?:first|second|third|fourth|latest|1st|2nd|3rd|4th)[\s-](?:fiscal\s+)?(?:quarter|half)\b
    | \bhalf[\s-]year\b
    | \b(?:first\s+)?(?:three|six|nine|12|twelve)[\s-]months?\b   # "in the six months ended Oct. 1", "nine-month sales"
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The period is looked for in so many sentences from the start.
_OPENING = 4
_RESULTS = re.compile(
    r"\b(?:profits?|revenues?|earnings|earned|net|sales|income|results|turnover|loss(?:es)?\s+(?:of\s+\S*\d|widened|narrowed))\b",
    re.IGNORECASE,
)
# A sum of money that was made or lost, right before its year.
_EARNED = re.compile(
    r"\b(?:earned|returned|profit|loss|net\s+income|turnover|revenues?|sales)\b(?:(?!\bfrom\b)[^.;]){0,50}\d"
    r"(?:(?!\bfrom\b)[^.;]){0,20}\b(?:in|for)\s+$",
    re.IGNORECASE,
)
_NEAR = 100
# The date of a period stands so near to its wording.
_BESIDE = 30
# What a report of results measures.
_MEASURED = re.compile(
    r"\b(?:net|profit|earnings|revenue|sales|return|loss|charge|gains?|income|volumes?|turnover|dividend|results"
    r"|cash\s+flow|order\s+(?:intake|book)|ebitd?a?)\b",
    re.IGNORECASE,
)
# What moves on the exchange is of a day.
PRICES = re.compile(
    r"\b(?:shares|stock|share\s+price)\b[^,;]{0,40}"
    r"\b(?:fell|rose|jumped|dropped|gained|lost|closed|slid|climbed|were|traded|fall|rise|jump|drop|gain|slide|climb)\b",
    re.IGNORECASE,
)
# What the firm or others expect is of another period.
_AHEAD = re.compile(
    r"\b(?:sees?|expects?|expected|expectations|forecasts?|estimates?|guidance|outlook|targets?|goal|will|would"
    r"|aims?|plans?)\b",
    re.IGNORECASE,
)
# "Analysts had on average expected 40 million": that was the period's own.
_HAD_FORECAST = re.compile(
    r"\banalysts\b[^.;]{0,60}\bhad\b[^.;]{0,30}\b(?:forecast|expected|predicted)\b"
    r"|\b(?:compared|compares)\s+with\s+(?:an?|the)\s+(?:[a-z]+\s+){0,3}(?:forecast|estimate)\b"
    r"|\b(?:above|below|ahead\s+of|short\s+of|beat(?:ing)?|miss(?:ed|ing))\b[^.;]{0,40}"
    r"\b(?:forecasts?|estimates?|expectations)\b",
    re.IGNORECASE,
)
# "In the first nine months, net was …": a longer stretch of the same year.
_LONGER = re.compile(r"\b(?:six|nine)\s+months\b|\bfirst\s+half\b|\byear\s+to\s+date\b", re.IGNORECASE)
# "In the 12 months to March 31 sales rose 6%": a stretch of its own, whether or not its year is known.
_OWN_PERIOD = re.compile(
    r"\b(?:months|weeks|year|quarter|half)\s+(?:to|ended|ending)\s+(?:\d+\s+)?[A-Z][a-z]+\b(?![^.]*\bfrom\b)"
)
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
    end = _opening_end(evidence)
    if not _RESULTS.search(evidence.text, 0, end):
        return None
    dates = [time for time in evidence.times if time.start < end and time.type == "DATE"]
    for stated in _PERIOD.finditer(evidence.text, 0, end):
        near = [at for at, time in enumerate(dates) if re.match(r"\d{4}", time.value) and _gap(stated, time) < _BESIDE]
        if near:
            at = min(near, key=lambda at: _gap(stated, dates[at]))
            time, value = dates[at], stretch_value(evidence.text, dates, at) or dates[at].value
            value = value if re.fullmatch(r"\d{4}-Q\d", value) else value[:4]
            return FactTime(value, time.text, time.start, time.end)
    return _year_of_results(evidence.text, dates)


def _gap(stated: re.Match[str], time: Time) -> int:
    """The code points between the wording of a period and a time; 0 or less where they overlap."""
    return max(time.start - stated.end(), stated.start() - time.end)


def _opening_end(evidence: Evidence) -> int:
    """Where the first sentences of running text end; headlines, bullets and bylines do not count."""
    layout = evidence.layout
    body = [s for s in layout.sentences if layout.blocks[s.block].kind in ("body", "dateline")][:_OPENING]
    return body[-1].end if body else 0


def _year_of_results(text: str, dates: Sequence[Time]) -> FactTime | None:
    """The year that results are told of: "The fund earned NOK 2,340 billion in 2024"."""
    for time in dates:
        if re.fullmatch(r"\d{4}", time.value) and _EARNED.search(text, max(0, time.start - _NEAR), time.start):
            return FactTime(time.value, time.text, time.start, time.end)
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
    elsewhere = not fact.sentence.start <= period.start < fact.sentence.end
    if elsewhere and _OWN_PERIOD.search(text, fact.sentence.start, fact.span.start):
        return fact
    told = text[max(fact.sentence.start, fact.span.start - _NEAR) : fact.span.start]
    if PRICES.search(told):
        return fact
    if _AHEAD.search(told):
        return replace(fact, time=period) if fact.time is None and _HAD_FORECAST.search(told) else fact
    if _LONGER.search(told):
        period = replace(period, value=period.value[:4])
    if _FROM.search(link) and (fact.sentence.start <= period.start or _MEASURED.search(told)):
        return replace(fact, time=replace(period, value=_year_before(period.value)))
    follows = before is not None and before.time is not None and before.time.start == period.start
    if (
        follows
        and before is not None
        and before.time is not None
        and re.fullmatch(r"\s*\(|\s*\)?,?\s*(?:or|\()\s*", text[before.span.end : fact.span.start])
    ):
        return replace(fact, time=before.time)
    if fact.trend is not None or _TO.search(link) and follows or fact.quote is None and _MEASURED.search(told):
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
