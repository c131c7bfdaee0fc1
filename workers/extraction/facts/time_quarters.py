"""Productions for quarters and halves of a year, also those told by comparison ("the year-ago period")."""

from __future__ import annotations

from dataclasses import dataclass

from .time_dates import month_at
from .time_durations import read_parts
from .time_nodes import Day, Length, Offset, Parsed, Part, QuarterEnded, Year
from .time_numbers import read_ordinal
from .time_tokens import Tokens
from .time_years import year_at

_ADJECTIVES = frozenset(("latest", "current", "corresponding", "comparable", "same", "just", "fiscal", "full"))
_MONTH_END = 28  # a day that every month has, for "the quarter ended July"


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands before the head: a year, how many years it lies off, whether it makes "quarter" definite."""

    end: int
    year: Year = None
    years: int = 0
    definite: bool = False
    present: bool = False
    adjectives: int = 0


def read_part_of_year(t: Tokens, i: int) -> Parsed | None:
    """Quarters and halves: "the third quarter of 1990", "Q3 2024", "the year-ago period", "the latest quarter"."""
    frame = _read_frame(t, i)
    j = frame.end
    ordinal = read_ordinal(t, j)
    if ordinal is not None and 1 <= ordinal[0] <= 4:
        if t[i].low in ("the", "a") and t.hyphen(ordinal[1]) > ordinal[1]:
            return None  # the article belongs to what follows "third-quarter"
        return _read_numbered(t, t.hyphen(ordinal[1]), ordinal[0], frame)
    if j == i and t[j].text in ("Q", "H") and t[j + 1].kind == "number" and t.joined(j + 1):
        return _read_code(t, j)
    return _read_unnumbered(t, i, frame)


def _read_frame(t: Tokens, i: int) -> _Frame:
    """The words before "quarter": article, "year-ago", "latest", a year, "last year's"."""
    j = i + 1 if t[i].low in ("the", "a") else i
    years, adjectives = 0, 0
    definite, present = t[i].low == "the", False
    while True:
        k = t.hyphen(j + 1)
        if t[j].low == "year" and t[k].low in ("ago", "earlier") and not years:
            j, years, definite = t.hyphen(k + 1), -1, True
        elif t[j].low in _ADJECTIVES and j < i + 4:
            present |= t[j].low == "current"
            j, definite, adjectives = k, definite or t[j].low in ("latest", "current"), adjectives + 1
        else:
            break
    if t[j].low in ("last", "this", "next") and t[j + 1].low == "year" and t[j + 3].low == "s":
        return _Frame(j + 4, Offset("Y", int(t[j].tags["shift"])), years, True, present, adjectives)
    found = year_at(t, j) if definite and t[j].kind == "number" else None
    if found is not None and t[found[1]].low != "year":
        return _Frame(found[1], found[0], years, definite, present, adjectives)
    return _Frame(j, None, years, definite, present, adjectives)


def _read_code(t: Tokens, j: int) -> Parsed | None:
    """"Q3", "H1 2024"."""
    number = t[j + 1].text
    if number not in ("1", "2", "3", "4") or (t[j].text == "H" and number > "2"):
        return None
    found = year_at(t, j + 2)
    year, end = found if found else (None, j + 2)
    return Parsed(end, Part("Q" if t[j].text == "Q" else "H", int(number), year))


def _year_after(t: Tokens, j: int, frame: _Frame) -> tuple[Year, int]:
    found = year_at(t, j) if frame.year is None else None
    return found if found else (frame.year, j)


def _read_numbered(t: Tokens, j: int, number: int, frame: _Frame) -> Parsed | None:
    head = t[j].low
    year, end = _year_after(t, j + 1, frame)
    if head == "quarter":
        return Parsed(end, Part("Q", number, year, frame.years))
    if head == "quarters" and t[j - 1].low in ("and", "to"):
        return Parsed(end, Part("Q", number, year))
    if head == "half" and number <= 2:
        if year is None and t[j + 1].low == "of" and t[j + 2].low == "the" and t[j + 3].low == "year":
            return Parsed(j + 1, Part("H", number))
        return Parsed(end, Part("H", number, year)) if year is not None else None
    return None


def _read_unnumbered(t: Tokens, i: int, frame: _Frame) -> Parsed | None:
    """"the quarter ended Sept. 30", "the latest period", "a year-earlier loss", "the year-ago nine months"."""
    j, head = frame.end, t[frame.end].low
    if head == "quarter" and frame.definite:
        ended = read_ended(t, j + 1)
        if ended is not None:
            return Parsed(j + 1, ended)
        year, end = _year_after(t, j + 1, frame)
        return Parsed(end, Part("Q", None, year, frame.years, 0 if frame.present else None))
    if head == "period" and (frame.years or frame.year is not None or (frame.definite and frame.adjectives)):
        year, end = _year_after(t, j + 1, frame)
        return Parsed(end, Part("Q", None, year, frame.years))
    if frame.years:
        parts, end = read_parts(t, j)
        return Parsed(end, Length(parts)) if parts else _read_comparison(t, i, j, frame)
    return None


def _read_comparison(t: Tokens, i: int, j: int, frame: _Frame) -> Parsed | None:
    """"year-earlier" before what is compared; an article before it belongs to that."""
    return Parsed(j, Part("Q", None, None, frame.years)) if t[i].low == "year" else None


def read_ended(t: Tokens, i: int) -> QuarterEnded | None:
    """What "ended Sept. 30" after a quarter or a year says of it; the date stays an expression of its own."""
    if t[i].low not in ("ended", "ending", "to", "through"):
        return None
    month = month_at(t, i + 1)
    if month is None:
        return None
    day = t[month[1]]
    number = int(day.text) if day.kind == "number" and day.text.isdigit() and 0 < int(day.text) <= 31 else _MONTH_END
    found = year_at(t, month[1] + 2 if t[month[1] + 1].text == "," else month[1] + 1)
    return QuarterEnded(Day(found[0] if found else None, month[0], number))
