"""Joins two numbers to one quantity: ranges ("€3–4bn", "between six and ten"), scores and votes, hours and minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .drafts import Draft
from .tokens import Token
from .trends import trend_words
from .words import word_set

_DASHES = frozenset("-–—‑")
_VOTES = word_set("ranges votes")
_MULTIPLYING = word_set("ranges multiplying")
_REACH = 8
# The ends of a range that something moved by lie no farther apart.
_WIDEST = 20
# How many of the second unit make one of the first.
_SMALLER = {
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
    ("year", "month"): 12,
    ("foot", "inch"): 12,
    ("pound-mass", "ounce"): 16,
    ("stone", "pound-mass"): 14,
}


def join_ranges(tokens: Sequence[Token], drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` (in text order) with those that state one quantity together made one."""
    joined: list[Draft] = []
    for draft in drafts:
        pair = _joined(tokens, joined[-1], draft) if joined else None
        if pair is None:
            joined.append(draft)
        else:
            joined[-1] = pair
    return joined


def _joined(tokens: Sequence[Token], low: Draft, high: Draft) -> Draft | None:
    if low.high is not None or tokens[low.first].sentence != tokens[high.first].sentence or high.first - low.end > 3:
        return None
    link = [token.lower for token in tokens[low.end : high.first]]
    return _clock_span(low, high, link) or _pair(tokens, low, high, link) or _range(tokens, low, high, link)


def _clock_span(low: Draft, high: Draft, link: list[str]) -> Draft | None:
    """ "an hour and twenty minutes" is 80 minutes, "eight years and six months" are 102 months."""
    times = _SMALLER.get((str(low.unit), str(high.unit)))
    if times is None or link not in ([], ["and"]) or not float(low.value).is_integer() or high.value >= times:
        return None
    value = times * low.value + high.value
    return replace(low, value=value, unit=high.unit, end=high.end, number_end=high.number_end)


def _pair(tokens: Sequence[Token], low: Draft, high: Draft, link: list[str]) -> Draft | None:
    """Scores and votes: "2-1", "a 9-3 vote", "by 31 to 24", "6 for 41"."""
    near = {t.lower for t in tokens[max(0, low.first - 4) : high.end + 3] if t.sentence == tokens[low.first].sentence}
    whole = low.value.is_integer() and high.value.is_integer() and low.unit is None and high.unit is None
    if not whole or low.value > 1000 or high.value > 1000:
        return None
    dash = len(link) == 1 and link[0] in _DASHES and tokens[low.end].glued and tokens[high.first].glued
    vote = bool(near & _VOTES)
    if dash and low.digits and (vote or high.value <= low.value or low.value < 20):
        return _as_pair(low, high, "vote" if vote else "score")
    if link == ["to"] and vote:
        return _as_pair(low, high, "vote")
    return _as_pair(low, high, "score") if link == ["for"] and low.digits and low.value <= 10 < high.value else None


def _as_pair(low: Draft, high: Draft, name: str) -> Draft:
    return replace(low, high=high.value, end=high.end, number_end=high.number_end, unit=name, kind="score")


def _range(tokens: Sequence[Token], low: Draft, high: Draft, link: list[str]) -> Draft | None:
    if not _is_range_link(tokens, low, high, link):
        return None
    unit = low.unit if low.kind not in ("bare",) else None
    if low.kind == "percent" and high.unit is not None and high.unit.startswith("per "):
        return None  # "firmed 0.4 percent to 24.81 per euro" gives a change and a rate
    if unit is not None and high.unit is not None and high.unit.startswith("per "):
        high = replace(high, unit=f"{unit} {high.unit}", kind=low.kind)
    if unit is not None and high.unit is not None and not high.unit.startswith(unit):
        return None
    if (high.kind == "share") != (low.kind == "share"):
        return None
    before = tokens[low.first - 1].lower if low.first else ""
    if before == "by" and unit is not None and low.value and high.value / low.value > _WIDEST:
        return None  # "rose by Rs 300 to Rs 82,900": the change, and where it led
    scale = high.value / high.base if high.base else 1.0
    value = low.value * scale if low.value == low.base and low.value < 1000 and low.value <= high.base else low.value
    kind, name = (high.kind, high.unit) if high.unit is not None else (low.kind, low.unit)
    return replace(low, value=value, high=high.value, end=high.end, number_end=high.number_end, unit=name, kind=kind)


def _is_range_link(tokens: Sequence[Token], low: Draft, high: Draft, link: list[str]) -> bool:
    before = tokens[low.first - 1].lower if low.first else ""
    if len(link) == 1 and link[0] in _DASHES:
        return low.value < high.value or low.value * 1000 <= high.value
    if link in (["to"], ["to", "-"], ["up", "to"]):
        if before == "from" and _is_change(tokens, low, high):
            return False  # "fell from 38 to 29 percent": what it was and what it is
        return before in ("from", "between", "of", "the", "by") or low.unit is None or not _is_change(tokens, low, high)
    if link == ["and"]:
        return before == "between"
    if link == ["or"]:
        return not low.digits and high.base - low.base == 1 and low.value == low.base
    return False


def _is_change(tokens: Sequence[Token], low: Draft, high: Draft) -> bool:
    """ "rose 5% to 164" states two figures, "fell from 38 to 29 percent" one: a change from one value to another."""
    for index in range(low.first - 1, max(-1, low.first - _REACH), -1):
        token = tokens[index]
        if token.sentence != tokens[low.first].sentence or token.text in ";:":
            break
        changing = token.lower in trend_words() and token.lower not in ("add", "adds", "cut", "lower", "contract")
        if changing or token.lower in _MULTIPLYING:
            return True
        if token.lower in ("range", "ranging", "ranges", "ranged", "between", "priced", "vary", "varies"):
            return False
    return high.value < low.value
