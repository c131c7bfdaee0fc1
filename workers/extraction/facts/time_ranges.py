"""Stretches with a time at either end: "from Thursday to Sunday", "between 20 January and 4 February".

Both ends lie on the side that the first one points to, and the last one not before the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from . import time_calendar as cal
from .time_grammar import Expression
from .time_nodes import Weekday
from .time_scene import Point, Resolved
from .time_tokens import Tokens

_OPENING = frozenset(("from", "between"))
_LINKS = frozenset(("to", "and", "until", "till", "through"))
_DASHES = frozenset("-–—")
_WEEK = 7


def closes_range(t: Tokens, expressions: Sequence[Expression], at: int) -> bool:
    """Whether expression ``at`` is the last end of a stretch whose first is the expression before it."""
    one, other = expressions[at - 1] if at else None, expressions[at]
    if one is None or other.first != one.last + 1:
        return False
    link, before = t[one.last], t[one.first - 1].low
    return link.text in _DASHES or link.low in _LINKS and before in _OPENING


def in_order(expression: Expression, first: Resolved, last: Resolved, ahead: bool) -> tuple[Resolved, Resolved]:
    """The ends of a stretch; of weekdays that would run backwards the last is a week on where the stretch lies
    ``ahead``, else the first a week back."""
    days = [cal.make_day(p.year, p.month or 1, p.day or 1) for p in (first.point, last.point) if p is not None]
    if not isinstance(expression.node, Weekday) or len(days) < 2:
        return first, last
    if days[0] is None or days[1] is None or days[0] <= days[1] or len(first.value) != len(last.value):
        return first, last
    return (first, _moved(last, days[1], _WEEK)) if ahead else (_moved(first, days[0], -_WEEK), last)


def _moved(resolved: Resolved, day: date, by: int) -> Resolved:
    moved = cal.add_days(day, by)
    if moved is None:
        return resolved
    point = Point(moved.year, moved.month, moved.day)
    return replace(resolved, value=str(point), point=point)
