"""From a reading to a TIMEX3 type and value, given the day of writing, the tense and what the text spoke of before."""

from __future__ import annotations

from datetime import date, timedelta

from . import time_calendar as cal
from .time_days import (
    dated,
    day_value,
    holiday_value,
    month_value,
    numeric_value,
    season_value,
    weekday_value,
    year_of,
)
from .time_lengths import format_length
from .time_nodes import (
    Clock,
    Day,
    Exact,
    Holiday,
    Length,
    Month,
    Node,
    NumericDay,
    Offset,
    Part,
    Prefix,
    QuarterEnded,
    Reference,
    Repeat,
    Season,
    Weekday,
    YearEnd,
    YearNamed,
)
from .time_periods import ended_value, offset_value, part_value
from .time_scene import Point, Resolved, Scene
from .time_tense import PAST

_MORNING = "T06"
_LATELY = timedelta(days=2)


def resolve(node: Node, scene: Scene) -> Resolved | None:
    """The value of a reading; ``None`` where it turns out to be no date (31.02.2024, 03/04/2024 without evidence)."""
    match node:
        case Reference(value):
            return Resolved("DATE", value)
        case Prefix(digits):
            return Resolved("DATE", digits)
        case Length(parts):
            return Resolved("DURATION", format_length(parts))
        case Repeat(value):
            return Resolved("SET", value)
        case Exact(value):
            return _exact(value)
        case Clock():
            return _clock(node, scene)
        case Part():
            return part_value(node, scene)
        case QuarterEnded():
            return ended_value(_date(node.end, scene))
        case _:
            return _date(node, scene)


def _exact(value: str) -> Resolved | None:
    year, month, day = (int(n) for n in value[:10].split("-"))
    if cal.make_day(year, month, day) is None:
        return None
    point = Point(year, month, day)
    if len(value) > 10:
        return Resolved("TIME", f"{value[:10]}T{value[11:16]}", point)
    return Resolved("DATE", value, point)


def _clock(node: Clock, scene: Scene) -> Resolved | None:
    day: str | None = "XXXX-XX-XX"
    point = None
    if node.day is not None:
        resolved = resolve(node.day, scene)
        day, point = (resolved.value, resolved.point) if resolved else (None, None)
    elif scene.near and scene.focus is not None and scene.focus.day:
        day = str(scene.focus)
    elif scene.anchor is not None:
        day = (_told_lately(node.value, scene) or scene.anchor).isoformat()
    if day is None:
        return None
    return Resolved("TIME", day + node.value, point)


def _told_lately(clock: str, scene: Scene) -> date | None:
    """The day last spoken of, for a clock told of as past: "It broke on Monday. … It failed at 3:40 a.m."."""
    if scene.by_night and clock < _MORNING:
        return None
    focus, anchor = scene.focus, scene.anchor
    if scene.direction > PAST or focus is None or anchor is None or not (focus.month and focus.day):
        return None
    day = cal.make_day(focus.year, focus.month, focus.day)
    return day if day is not None and timedelta(0) < anchor - day <= _LATELY else None


def _date(node: Node, scene: Scene) -> Resolved | None:
    match node:
        case Day():
            return _pointed(day_value(node, scene))
        case NumericDay():
            return _pointed(numeric_value(node, scene))
        case Month():
            return _pointed(month_value(node, scene))
        case YearNamed(year):
            return dated(Point(year))
        case Weekday():
            return weekday_value(node, scene)
        case Season():
            return season_value(node, scene)
        case Holiday():
            return holiday_value(node, scene)
        case YearEnd():
            return _year_end(node, scene)
        case Offset():
            return offset_value(node, scene)
        case _:
            return None


def _pointed(found: Point | Resolved | None) -> Resolved | None:
    return dated(found) if isinstance(found, Point) else found


def _year_end(node: YearEnd, scene: Scene) -> Resolved:
    year = year_of(node.year, scene)
    if year is None and node.year is None and scene.anchor is not None:
        year = scene.anchor.year
    return Resolved("DATE", "XXXX-12-31") if year is None else dated(Point(year, 12, 31))
