"""Values of points told by distance ("two weeks ago", "that year") and of quarters and halves."""

from __future__ import annotations

from datetime import date

from . import time_calendar as cal
from .time_days import dated, year_of
from .time_nodes import Offset, Part
from .time_scene import Point, Resolved, Scene
from .time_tense import AHEAD, PAST

_OPEN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "F": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX"}
_CLOCK_UNITS = ("TH", "TM", "TS")


def offset_value(node: Offset, scene: Scene) -> Resolved | None:
    """A point so many units off: the value is as fine as the unit. "A year earlier" of a quarter is a quarter."""
    compared = _compared(node, scene) if node.unit == "Y" and node.base in ("ago", "apart") else None
    if compared is not None:
        return compared
    base = _base(node, scene)
    if base is None:
        return Resolved("DATE", _OPEN.get(node.unit, "XXXX"))
    if node.unit in _CLOCK_UNITS:
        return Resolved("DATE", base.isoformat()) if node.base in ("now", "ago") else None
    if node.unit in ("D", "W", "F", "WE"):
        moved = cal.add_days(base, node.amount * {"D": 1, "F": 14}.get(node.unit, 7) - _days_back(node, scene, base))
        return _week_or_day(moved, node.unit) if moved else None
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(node.unit)
    there = cal.add_months(base.year, base.month, node.amount * months) if months else None
    return _coarse(there[0], there[1], node) if there else None


def _compared(node: Offset, scene: Scene) -> Resolved | None:
    """Years away from a quarter or a month just spoken of: the same quarter or month."""
    if abs(node.amount) == 1 and scene.quarter is not None and scene.compares_quarters:
        year, quarter = scene.quarter
        return Resolved("DATE", _part_name(None if year is None else year + node.amount, quarter, "Q"))
    focus = scene.focus if scene.near else None
    if focus is not None and focus.month and not focus.day:
        return dated(Point(focus.year + node.amount, focus.month))
    return None


def _base(node: Offset, scene: Scene) -> date | None:
    """What is counted from: the point spoken of just before (for "that year" however far back), else the anchor."""
    focus = scene.focus
    if node.base in ("focus", "apart") and focus is not None and (scene.near or not node.amount):
        return cal.make_day(focus.year, focus.month or 1, focus.day or 1)
    return scene.anchor


def _days_back(node: Offset, scene: Scene, base: date) -> int:
    """A week where "the weekend" is the one just past."""
    return 7 if node.unit == "WE" and node.base == "ago" and scene.direction < AHEAD and base.isoweekday() < 6 else 0


def _week_or_day(day: date, unit: str) -> Resolved:
    point = Point(day.year, day.month, day.day)
    if unit == "D":
        return dated(point)
    return Resolved("DATE", cal.week_of(day) + ("-WE" if unit == "WE" else ""), None)


def _coarse(year: int, month: int, node: Offset) -> Resolved:
    if node.unit == "M":
        return dated(Point(year, month))
    if node.unit == "Q":
        return Resolved("DATE", _part_name(year, cal.quarter_of(month), "Q"))
    if node.unit == "Y" or node.amount:
        return dated(Point(year))
    return Resolved("DATE", f"{year:04d}"[: 3 if node.unit == "DE" else 2])


def _part_name(year: int | None, number: int, kind: str) -> str:
    return f"XXXX-{kind}{number}" if year is None else f"{year:04d}-{kind}{number}"


def _spoken(year: int | None, number: int, scene: Scene) -> Resolved:
    """A quarter; "the quarter" later means it if it is over, or if it is running and no other was named."""
    meant, anchor = True, scene.anchor
    if anchor is not None and year is not None:
        running = (anchor.year, cal.quarter_of(anchor.month))
        meant = (year, number) < running or ((year, number) == running and scene.quarter is None)
    return Resolved("DATE", _part_name(year, number, "Q"), None, (year, number) if meant else None)


def part_value(node: Part, scene: Scene) -> Resolved:
    """A quarter or half of a year, by its number or as the one the text speaks of."""
    year, anchor = year_of(node.year, scene), scene.anchor
    if node.number is None:
        return _unnumbered(node, year, scene)
    if year is None and node.year is None and anchor is not None:
        year = anchor.year + _part_turn(node, anchor, scene.direction)
    if year is not None:
        year += node.years
    if node.kind == "H" or node.years:
        return Resolved("DATE", _part_name(year, node.number, node.kind))
    return _spoken(year, node.number, scene)


def _part_turn(node: Part, anchor: date, direction: int) -> int:
    """The year a bare "third quarter" means: a later one than the present, told as past, was last year's."""
    present = cal.quarter_of(anchor.month) if node.kind == "Q" else (anchor.month > 6) + 1
    number = node.number or present
    if number > present and direction < AHEAD and (number - present > 1 or direction <= PAST):
        return -1
    return 1 if direction >= AHEAD and present - number > 1 else 0


def _unnumbered(node: Part, year: int | None, scene: Scene) -> Resolved:
    """"the quarter", "the latest period", "last quarter": the quarter spoken of, or the one the anchor lies in."""
    anchor = scene.anchor
    if node.shift is not None:
        there = cal.add_months(anchor.year, anchor.month, 3 * node.shift) if anchor else None
        return _spoken(there[0], cal.quarter_of(there[1]), scene) if there else Resolved("DATE", "XXXX-QX")
    if scene.quarter is not None:
        base = year if year is not None else scene.quarter[0]
        return Resolved("DATE", _part_name(None if base is None else base + node.years, scene.quarter[1], "Q"))
    if year is not None:
        return dated(Point(year))
    if anchor is None:
        return Resolved("DATE", "XXXX-QX")
    return Resolved("DATE", f"{anchor.year + node.years:04d}" if node.years else f"{anchor.year:04d}-QX")


def ended_value(end: Resolved | None) -> Resolved:
    """The quarter that ended on a day."""
    if end is None or end.point is None or end.point.month is None:
        return Resolved("DATE", "XXXX-QX")
    year, quarter = end.point.year, cal.quarter_of(end.point.month)
    return Resolved("DATE", _part_name(year, quarter, "Q"), None, (year, quarter))
