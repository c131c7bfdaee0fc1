"""Values of days, months, weekdays, seasons and holidays that name no year or week of their own.

Nothing here reads a clock: without an anchor, what hangs on one stays open (``XXXX-WXX-5``).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from . import time_calendar as cal
from .time_nodes import Day, Holiday, Month, NumericDay, Offset, Season, Weekday, Year
from .time_scene import Point, Resolved, Scene
from .time_tense import AHEAD, PAST, SURELY_AHEAD, SURELY_PAST

_AGAINST_TENSE = 220  # days: a reading against the tense must be this much nearer to win
_AGAINST_VERB = 400  # days: against "will" close by, or a past verb right beside it, it can hardly win
_UNSURE = 60  # days: without a tense the past is preferred by this much


def dated(point: Point) -> Resolved:
    """A point as a DATE that the text now speaks of."""
    return Resolved("DATE", str(point), point)


def year_of(year: Year, scene: Scene) -> int | None:
    """A year as a number, where the anchor or the focus gives it."""
    if not isinstance(year, Offset):
        return year
    if year.base == "focus":
        base = scene.focus.year if scene.focus else (scene.anchor.year if scene.anchor else None)
    else:
        base = scene.anchor.year if scene.anchor else None
    return None if base is None else base + year.amount


def day_value(node: Day, scene: Scene) -> Point | Resolved | None:
    """A day of a month; without a year the one nearest to the anchor on the side the tense points to."""
    year = year_of(node.year, scene)
    if year is None and node.year is None and scene.anchor is not None:
        year = _nearest_year(node.month, node.day, scene)
    if year is None:
        known = cal.make_day(2000, node.month, node.day) is not None
        return Resolved("DATE", f"XXXX-{node.month:02d}-{node.day:02d}") if known else None
    return Point(year, node.month, node.day) if cal.make_day(year, node.month, node.day) else None


def _nearest_year(month: int, day: int, scene: Scene) -> int | None:
    """The year that sets a day or month nearest to the anchor, on the side the tense points to."""
    anchor = scene.anchor
    if anchor is None:
        return None
    best: tuple[int, int] | None = None
    for year in (anchor.year, anchor.year - 1, anchor.year + 1):
        candidate = cal.make_day(year, month, day)
        if candidate is None:
            continue
        away = (candidate - anchor).days
        cost = abs(away) + _penalty(away, scene.direction)
        if best is None or cost < best[0]:
            best = (cost, year)
    return best[1] if best else None


def _penalty(away: int, direction: int) -> int:
    if away == 0:
        return 0
    if direction * away >= 0 and direction:
        return 0
    if direction:
        return _AGAINST_VERB if direction in (SURELY_PAST, SURELY_AHEAD) else _AGAINST_TENSE
    return _UNSURE if away > 0 else 0


def numeric_value(node: NumericDay, scene: Scene) -> Point | None:
    """A numeric date where its order is certain: a number above 12, full stops, or the article's other dates."""
    day_first = scene.day_first
    if node.first > 12 or node.separator == "." or node.first == node.second:
        day_first = True
    elif node.second > 12:
        day_first = False
    if day_first is None:
        return None
    day, month = (node.first, node.second) if day_first else (node.second, node.first)
    return Point(node.year, month, day) if cal.make_day(node.year, month, day) else None


def month_value(node: Month, scene: Scene) -> Point | Resolved:
    """A month; without a year the nearest, told by tense, or by "last", "this", "next"."""
    year = year_of(node.year, scene)
    anchor = scene.anchor
    if year is None and node.year is None and anchor is not None:
        if node.shift is None:
            away = replace(scene, anchor=anchor.replace(day=15))
            year = anchor.year if node.month == anchor.month else _nearest_year(node.month, 15, away)
        else:
            year = anchor.year + _turn(node.month, anchor.month, node.shift)
    return Resolved("DATE", f"XXXX-{node.month:02d}") if year is None else Point(year, node.month)


def _turn(wanted: int, present: int, shift: int) -> int:
    """Years to add so that "last", "this" or "next" names the right round of something that comes once a year."""
    if shift < 0:
        return 0 if wanted < present else -1
    return 1 if shift > 0 and wanted <= present else 0


def weekday_value(node: Weekday, scene: Scene) -> Resolved | None:
    """A weekday: the last one up to the anchor, the coming one where the tense looks ahead."""
    anchor = _told_day(scene) if node.focus else scene.anchor
    if anchor is None:
        return Resolved("DATE", f"XXXX-WXX-{node.weekday}")
    behind = (anchor.isoweekday() - node.weekday) % 7
    if node.week is not None:
        days = node.weekday - anchor.isoweekday() + 7 * node.week
    elif node.coming is not None:
        days = (-behind % 7 or 7) + 7 * node.coming
    elif node.shift == -1:
        days = -(behind or 7)
    elif node.shift == 1:
        days = node.weekday - anchor.isoweekday() + 7
    elif node.shift == 0:
        days = -behind if scene.direction <= PAST else -behind % 7
    else:
        days = -behind % 7 if scene.direction >= AHEAD else -behind
    found = cal.add_days(anchor, days)
    return dated(Point(found.year, found.month, found.day)) if found else None


def _told_day(scene: Scene) -> date | None:
    """The day spoken of just before, else the anchor."""
    focus = scene.focus if scene.near else None
    return cal.make_day(focus.year, focus.month, focus.day) if focus and focus.month and focus.day else scene.anchor


def season_value(node: Season, scene: Scene) -> Resolved:
    """A season of the northern year; a winter has the year it began in."""
    year, anchor = year_of(node.year, scene), scene.anchor
    if year is None and node.year is None and anchor is not None:
        start, present = cal.SEASON_MONTHS[node.code], cal.SEASON_MONTHS[cal.season_of(anchor.month)]
        this = anchor.year - 1 if anchor.month < 3 else anchor.year  # a winter has the year it began in
        if node.shift is not None:
            year = this + _turn(start, present, node.shift)
        elif start == present:
            year = this
        else:
            year = this + (_turn(start, present, 1) if scene.direction >= AHEAD else _turn(start, present, -1))
    if year is None:
        return Resolved("DATE", f"XXXX-{node.code}")
    return Resolved("DATE", f"{year:04d}-{node.code}", Point(year))


def holiday_value(node: Holiday, scene: Scene) -> Resolved | None:
    """A day known by its name, in the year given or in the one that tense or "last" and "next" point to."""
    year, anchor = year_of(node.year, scene), scene.anchor
    if year is None and anchor is not None and node.year is None:
        here = cal.holiday(node.rule, anchor.year)
        if here is None:
            return None
        if node.shift is None:
            year = _nearest_year(here.month, here.day, scene)
        else:
            year = anchor.year + ((here < anchor) - 1 if node.shift < 0 else int(here <= anchor) * node.shift)
    if year is None:
        return Resolved("DATE", f"XXXX-{node.rule}" if node.rule[:2].isdigit() else "XXXX-XX-XX")
    found = cal.holiday(node.rule, year)
    return dated(Point(found.year, found.month, found.day)) if found else None
