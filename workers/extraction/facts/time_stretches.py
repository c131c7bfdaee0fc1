"""Stretches of time that a text gives by their ends, named by the month, quarter or year that holds them.

    stretch_value(text, times, at) -> str | None

"Between 2 and 25 March" is March and "in January and February" their year; "in the three months to June" and "between
April and June" are the second quarter; "from Oct. 27 to Nov. 2" is named by its last day, as "in the year to March" is
by its last month; two years have no name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..types import Time
from .time_calendar import quarter_of

_YEAR, _MONTH, _DAY = len("2024"), len("2024-11"), len("2024-11-01")
_IN_MONTH = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_AND_ON = re.compile(r"\s+(?:and|to|until|through)\s+(?:in\s+)?|\s*[–—-]\s*", re.IGNORECASE)
# "between 2 and" before "25 March", "3-5" in "Oct. 3-5", "to 25" after "March 2".
_DAY_BEFORE = re.compile(r"\b(?:between|from)\s+(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?\s+(?:and|to)\s+(?:the\s+)?$", re.I)
_DAYS_WITHIN = re.compile(r"\d(?:st|nd|rd|th)?\s*[-–—]\s*\d")
_DAY_AFTER = re.compile(r"\s+(?:(?:to|through)\s+\d{1,2}\b(?!\s+[A-Z%])|and\s+\d{1,2}\b(?=\s*(?:[.,;:)]|$)))")
_THREE_MONTHS = re.compile(
    r"\b(?:three|3)[\s-]months?\s+(?:period\s+)?(?:to|through|up\s+to|ended|ending)\s+(?:the\s+end\s+of\s+)?$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_LEAD = 50


def stretch_value(text: str, times: Sequence[Time], at: int) -> str | None:
    """The value of the time at index ``at`` of ``times`` (as a day, month, quarter or year), or of the stretch that it
    opens or closes; ``None`` where that has no name."""
    time = times[at]
    value = time.value.split("T", 1)[0]
    lead = text[max(0, time.start - _LEAD) : time.start]
    if _IN_MONTH.fullmatch(value) and int(value[5:7]) % 3 == 0 and _THREE_MONTHS.search(lead):
        return f"{value[:4]}-Q{quarter_of(int(value[5:7]))}"
    if len(value) == _DAY and time.text[-1].isalnum() and _is_day_range(text, time, lead):
        return value[:_MONTH]
    for one, other in ((at - 1, at), (at, at + 1)):
        if one < 0 or other >= len(times):
            continue
        first, last = times[one], times[other]
        ends = first.value.split("T", 1)[0], last.value.split("T", 1)[0]
        if len(ends[0]) == len(ends[1]) and ends[0] <= ends[1] and _AND_ON.fullmatch(text, first.end, last.start):
            listed = "and" in text[first.end : last.start]
            lead = text[max(0, first.start - _LEAD) : first.start]
            return (None if listed and not _BETWEEN.search(lead) else _quarter(*ends)) or _joined(*ends)
    return value


def _is_day_range(text: str, time: Time, lead: str) -> bool:
    """Whether only one end of the stretch names its month."""
    if _DAY_BEFORE.search(lead) or _DAYS_WITHIN.search(time.text):
        return True
    return time.text[-1].isdigit() and _DAY_AFTER.match(text, time.end) is not None


def _quarter(first: str, last: str) -> str | None:
    """The quarter that runs from the month ``first`` to the month ``last``: "between July and September"."""
    if len(first) != _MONTH or first[:_YEAR] != last[:_YEAR]:
        return None
    start, end = int(first[5:]), int(last[5:])
    return f"{first[:_YEAR]}-Q{quarter_of(end)}" if start % 3 == 1 and end == start + 2 else None


def _joined(first: str, last: str) -> str | None:
    """The name of the stretch from ``first`` to ``last``, which are two days, months or years."""
    if first == last:
        return first
    if len(first) == _DAY:
        return first[:_MONTH] if first[:_MONTH] == last[:_MONTH] else last
    return first[:_YEAR] if len(first) > _YEAR and first[:_YEAR] == last[:_YEAR] else None
