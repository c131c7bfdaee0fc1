"""From a reading to a TIMEX3 type and value, given the day of writing, the tense around it and what the text spoke of before.

Nothing here reads a clock: without an anchor, what hangs on one stays open (``XXXX-WXX-5``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ..types import TimeType
from . import time_calendar as cal
from .time_durations import format_length
from .time_nodes import (
    Clock, Day, Exact, Holiday, Length, Month, Node, NumericDay, Offset, Part, PartEnded, Prefix, Reference, Repeat, Season,
    Weekday, Year, YearEnd, YearNamed,
)  # fmt: skip
from .time_tense import AHEAD, PAST

_AGAINST_TENSE = 250  # days: a reading against the tense must be this much nearer to win
_UNSURE = 60  # days: without a tense the past is preferred by this much


@dataclass(frozen=True, slots=True)
class Point:
    """A year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        text += f"-{self.month:02d}" if self.month else ""
        return text + (f"-{self.day:02d}" if self.month and self.day else "")


@dataclass(frozen=True, slots=True)
class Scene:
    """What an expression is read against. ``focus`` is the last point spoken of, ``quarter`` the last (year, quarter)."""

    anchor: date | None = None
    focus: Point | None = None
    quarter: tuple[int | None, int] | None = None
    direction: int = 0
    day_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A TIMEX3 type and value, and what the text now speaks of."""

    type: TimeType
    value: str
    point: Point | None = None
    quarter: tuple[int | None, int] | None = None


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
        case Part() | PartEnded():
            return _part(node, scene)
        case _:
            return _date(node, scene)


def _exact(value: str) -> Resolved | None:
    year, month, day = (int(n) for n in value[:10].split("-"))
    if cal.make_day(year, month, day) is None:
        return None
    point = Point(year, month, day)
    return Resolved("TIME", value[:10] + "T" + value[11:16], point) if len(value) > 10 else Resolved("DATE", value, point)


def _clock(node: Clock, scene: Scene) -> Resolved | None:
    day: str | None = "XXXX-XX-XX"
    point = None
    if node.day is not None:
        resolved = resolve(node.day, scene)
        day, point = (resolved.value, resolved.point) if resolved else (None, None)
    elif scene.focus is not None and scene.focus.day:
        day = str(scene.focus)
    elif scene.anchor is not None:
        day = scene.anchor.isoformat()
    if day is None:
        return None
    return Resolved("TIME", day + node.value, point)


def _date(node: Node, scene: Scene) -> Resolved | None:
    match node:
        case Day():
            found = _day(node, scene)
        case NumericDay():
            found = _numeric(node, scene)
        case Month():
            found = _month(node, scene)
        case YearNamed(year):
            found = Point(year)
        case Weekday():
            return _weekday(node, scene)
        case Season():
            return _season(node, scene)
        case Holiday():
            found = _holiday(node, scene)
            return _dated(found) if found else Resolved("DATE", _open_holiday(node.rule))
        case YearEnd(year):
            number = _year(year, scene) or (scene.anchor.year if year is None and scene.anchor else None)
            return _dated(Point(number, 12, 31)) if number else Resolved("DATE", "XXXX-12-31")
        case Offset():
            return _offset(node, scene)
        case _:
            return None
    return found if isinstance(found, Resolved) or found is None else _dated(found)


def _dated(point: Point) -> Resolved:
    return Resolved("DATE", str(point), point)


def _open_holiday(rule: str) -> str:
    return f"XXXX-{rule}" if rule[:2].isdigit() else "XXXX-XX-XX"


def _year(year: Year, scene: Scene) -> int | None:
    """A year as a number, where the anchor or the focus gives it."""
    if not isinstance(year, Offset):
        return year
    if year.base == "focus":
        base = scene.focus.year if scene.focus else (scene.anchor.year if scene.anchor else None)
    else:
        base = scene.anchor.year if scene.anchor else None
    return None if base is None else base + year.amount


def _day(node: Day, scene: Scene) -> Point | Resolved | None:
    year = _year(node.year, scene)
    if year is None and node.year is None and scene.anchor is not None:
        year = _nearest_year(node.month, node.day, scene)
    if year is None:
        return Resolved("DATE", f"XXXX-{node.month:02d}-{node.day:02d}") if cal.make_day(2000, node.month, node.day) else None
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
    if direction == PAST:
        return _AGAINST_TENSE if away > 0 else 0
    if direction == AHEAD:
        return _AGAINST_TENSE if away < 0 else 0
    return _UNSURE if away > 0 else 0


def _numeric(node: NumericDay, scene: Scene) -> Point | None:
    day_first = scene.day_first
    if node.first > 12 or node.separator == "." or node.first == node.second:
        day_first = True
    elif node.second > 12:
        day_first = False
    if day_first is None:
        return None
    day, month = (node.first, node.second) if day_first else (node.second, node.first)
    return Point(node.year, month, day) if cal.make_day(node.year, month, day) else None


def _month(node: Month, scene: Scene) -> Point | Resolved:
    year = _year(node.year, scene)
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


def _weekday(node: Weekday, scene: Scene) -> Resolved | None:
    anchor = scene.anchor
    if anchor is None:
        return Resolved("DATE", f"XXXX-WXX-{node.weekday}")
    behind = (anchor.isoweekday() - node.weekday) % 7
    if node.week is not None:
        days = node.weekday - anchor.isoweekday() + 7 * node.week
    elif node.shift == -1:
        days = -(behind or 7)
    elif node.shift == 1:
        days = node.weekday - anchor.isoweekday() + 7
    elif node.shift == 0:
        days = -behind if scene.direction == PAST else -behind % 7
    else:
        days = -behind % 7 if scene.direction == AHEAD else -behind
    found = cal.add_days(anchor, days)
    return _dated(Point(found.year, found.month, found.day)) if found else None


def _season(node: Season, scene: Scene) -> Resolved:
    year, anchor = _year(node.year, scene), scene.anchor
    if year is None and node.year is None and anchor is not None:
        start, present = cal.SEASON_MONTHS[node.code], cal.SEASON_MONTHS[cal.season_of(anchor.month)]
        this = anchor.year - 1 if anchor.month < 3 else anchor.year  # a winter has the year it began in
        if node.shift is not None:
            year = this + _turn(start, present, node.shift)
        elif start == present:
            year = this
        else:
            year = this + (_turn(start, present, 1) if scene.direction == AHEAD else _turn(start, present, -1))
    return Resolved("DATE", f"XXXX-{node.code}" if year is None else f"{year:04d}-{node.code}", Point(year) if year else None)


def _holiday(node: Holiday, scene: Scene) -> Point | None:
    year, anchor = _year(node.year, scene), scene.anchor
    if year is None and anchor is not None and node.year is None:
        here = cal.holiday(node.rule, anchor.year)
        if here is None:
            return None
        if node.shift is None:
            year = _nearest_year(here.month, here.day, scene)
        else:
            year = anchor.year + (0 if not node.shift else -1 if node.shift < 0 <= (here - anchor).days else 0)
            year += 1 if node.shift > 0 and here <= anchor else 0
    found = cal.holiday(node.rule, year) if year else None
    return Point(found.year, found.month, found.day) if found else None


_OPEN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "F": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "DE": "XXX", "CE": "XX"}


def _offset(node: Offset, scene: Scene) -> Resolved | None:
    """A point so many units off: the value is as fine as the unit."""
    if node.unit == "Y" and abs(node.amount) == 1 and scene.quarter and _speaks_of_quarters(node, scene):
        year, quarter = scene.quarter
        return _quartered(None if year is None else year + node.amount, quarter, "Q", keep=True)
    base = _base(node, scene)
    if base is None:
        return Resolved("DATE", _OPEN.get(node.unit, "XXXX"))
    if node.unit in ("TH", "TM", "TS"):
        return Resolved("DATE", base.isoformat()) if node.base == "now" else None
    if node.unit in ("D", "W", "F", "WE"):
        moved = cal.add_days(base, node.amount * {"D": 1, "F": 14}.get(node.unit, 7))
        return _week_or_day(moved, node.unit) if moved else None
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(node.unit)
    there = cal.add_months(base.year, base.month, node.amount * months) if months else None
    return _coarse(there[0], there[1], node) if there else None


def _speaks_of_quarters(node: Offset, scene: Scene) -> bool:
    return node.base == "focus" or (node.base == "now" and node.amount == -1 and scene.direction == 2)


def _base(node: Offset, scene: Scene) -> date | None:
    focus = scene.focus
    if node.base == "focus" and focus is not None:
        return cal.make_day(focus.year, focus.month or 1, focus.day or 1)
    return scene.anchor


def _week_or_day(day: date, unit: str) -> Resolved:
    point = Point(day.year, day.month, day.day)
    if unit == "D":
        return _dated(point)
    return Resolved("DATE", cal.week_of(day) + ("-WE" if unit == "WE" else ""), None)


def _coarse(year: int, month: int, node: Offset) -> Resolved:
    if node.unit == "M":
        return _dated(Point(year, month))
    if node.unit == "Q":
        return _quartered(year, cal.quarter_of(month), "Q")
    if node.unit == "Y" or node.amount:
        return _dated(Point(year))
    return Resolved("DATE", f"{year:04d}"[: 3 if node.unit == "DE" else 2])


def _quartered(year: int | None, number: int, kind: str, *, keep: bool = False) -> Resolved:
    value = f"XXXX-{kind}{number}" if year is None else f"{year:04d}-{kind}{number}"
    return Resolved("DATE", value, None, None if keep or kind == "H" else (year, number))


def _part(node: Part | PartEnded, scene: Scene) -> Resolved | None:
    if isinstance(node, PartEnded):
        return _part_ended(node, scene)
    year, anchor = _year(node.year, scene), scene.anchor
    if node.number is None:
        return _unnumbered(node, year, scene)
    if year is None and node.year is None and anchor is not None:
        year = anchor.year + _part_turn(node, anchor, scene.direction)
    if year is not None:
        year += node.years
    resolved = _quartered(year, node.number, node.kind)
    return replace(resolved, quarter=(year, node.number) if node.kind == "Q" and not node.years else None)


def _part_turn(node: Part, anchor: date, direction: int) -> int:
    """The year a bare "third quarter" means: a later one than the present, told as past, was last year's."""
    present = cal.quarter_of(anchor.month) if node.kind == "Q" else (anchor.month > 6) + 1
    number = node.number or present
    if number > present and direction != AHEAD and (number - present > 1 or direction == PAST):
        return -1
    return 1 if direction == AHEAD and present - number > 1 else 0


def _unnumbered(node: Part, year: int | None, scene: Scene) -> Resolved:
    """"the quarter", "the latest period", "last quarter": the quarter spoken of, or the one the anchor lies in."""
    anchor = scene.anchor
    if node.shift is not None and anchor is not None:
        there = cal.add_months(anchor.year, anchor.month, 3 * node.shift)
        return _quartered(there[0], cal.quarter_of(there[1]), "Q") if there else Resolved("DATE", "XXXX-QX")
    if scene.quarter is not None:
        told = scene.quarter[0]
        base = year if year is not None else told
        return _quartered(None if base is None else base + node.years, scene.quarter[1], "Q", keep=True)
    if year is not None:
        return _dated(Point(year))
    if anchor is None:
        return Resolved("DATE", "XXXX-QX")
    return Resolved("DATE", f"{anchor.year + node.years:04d}" if node.years else f"{anchor.year:04d}-QX")


def _part_ended(node: PartEnded, scene: Scene) -> Resolved | None:
    end = resolve(node.end, replace(scene, direction=PAST))
    if end is None or end.point is None or end.point.month is None:
        return Resolved("DATE", "XXXX-QX" if node.kind == "Q" else "XXXX")
    if node.kind == "Y":
        return _dated(Point(end.point.year))
    return _quartered(end.point.year, cal.quarter_of(end.point.month), "Q")
