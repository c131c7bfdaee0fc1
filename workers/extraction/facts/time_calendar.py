"""Calendar arithmetic over ``datetime.date``: no clock is read here, every function is a plain sum."""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, MINYEAR, date, timedelta

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def make_day(year: int, month: int, day: int) -> date | None:
    """The date, or ``None`` where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_days(day: date, days: int) -> date | None:
    """The date so many days on, or ``None`` beyond the years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def add_months(year: int, month: int, months: int) -> tuple[int, int] | None:
    """The (year, month) so many months on, or ``None`` beyond the years 1 to 9999."""
    total = year * 12 + month - 1 + months
    return (total // 12, total % 12 + 1) if MINYEAR <= total // 12 <= MAXYEAR else None


def last_day(year: int, month: int) -> int:
    """The number of days in a month."""
    return calendar.monthrange(year, month)[1]


def week_of(day: date) -> str:
    """The ISO week, ``2024-W45``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_of(month: int) -> int:
    """The quarter 1..4 a month lies in."""
    return (month - 1) // 3 + 1


def season_of(month: int) -> str:
    """The season of the northern year a month lies in: SP SU FA WI."""
    return ("WI", "SP", "SU", "FA")[month % 12 // 3]


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of Nature, 1876, as given by Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    j, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * j - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth weekday (1..7, Monday is 1) of a month; -1 is the last one."""
    if nth < 0:
        end = date(year, month, last_day(year, month))
        return end - timedelta(days=(end.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def holiday(rule: str, year: int) -> date | None:
    """The day a rule of ``time_holidays.txt`` gives in a year. Raises ``ValueError`` for any other rule."""
    if rule.startswith("easter"):
        return add_days(easter(year), int(rule[6:]))
    if rule.startswith("nth "):
        month, weekday, nth, *more = (int(n) for n in rule[4:].split())
        return add_days(nth_weekday(year, month, weekday, nth), more[0] if more else 0)
    month, day = (int(n) for n in rule.split("-"))
    return make_day(year, month, day)
