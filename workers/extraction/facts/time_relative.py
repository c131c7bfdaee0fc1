"""Productions for times told by their distance: "yesterday", "last week", "this October", "that year"."""

from __future__ import annotations

from fractions import Fraction

from .time_dates import month_at
from .time_nodes import Length, Month, Node, Offset, Parsed, Part, Reference, Season, Weekday, Year, YearEnd, YearNamed
from .time_quarters import read_ended
from .time_tokens import Tokens
from .time_years import year_at

_PAST_LEADS = frozenset(("in", "of", "from", "to", "with", "than"))
_COUNTABLE = frozenset(("unit", "units", "cardinal", "vague", "weekday", "month", "season"))
_POINT_UNITS = frozenset(("D", "W", "F", "M", "Y", "DE", "CE", "WE", "Q"))
_BEYOND = {("the", "day", "before", "yesterday"): -2, ("the", "day", "after", "tomorrow"): 2}
_AFTER_SEASON = frozenset(("and", "when", "as", "after", "but", "the", "while", "that", "with", "of"))
_GOES_ON = frozenset(("and", "but", "when", "as", "in", "at", "by", "to", "with", "on"))
_FOCUS_SHIFTS = frozenset(("previous", "preceding", "following"))


def read_relative(t: Tokens, i: int) -> Parsed | None:
    """A day, week, month, season or year told from the day of writing or from the time spoken of before."""
    day = t[i].number("day")
    if day is not None:
        return Parsed(i + 1, Offset("D", day))
    beyond = _BEYOND.get((t[i].low, t[i + 1].low, t[i + 2].low, t[i + 3].low))
    if beyond is not None:
        return Parsed(i + 4, Offset("D", beyond))
    if t[i].low == "year" and t[t.hyphen(i + 1)].low == "end":
        year, end = _of_year(t, t.hyphen(i + 1) + 1)
        past = year is None and t[i - 1].low == "since"
        return Parsed(end, YearEnd(Offset("Y", -1) if past else year))
    told = _read_shifted(t, i) or _read_before(t, i)
    return told or read_season(t, i) or _read_weekend(t, i) or _read_full_year(t, i)


def _read_shifted(t: Tokens, i: int) -> Parsed | None:
    """"last week", "this October", "the following month", "that same year"."""
    article = t[i].low == "the"
    j = i + 1 if article else i
    if "anaphor" in t[j].tags and (article or t[j].low == "that"):
        k = j + 1 if t[j + 1].low == "same" else j
        return _with_focus(t, k + 1)
    shift = t[j].number("shift")
    if shift is None:
        return None
    k = j + 1
    if t[j].low == "this":
        following = t[k].number("shift")
        if following:
            shift, k = following, k + 1
        elif t[k].low == "same":
            return None
    return _read_head(t, k, shift, article)


def _read_before(t: Tokens, i: int) -> Parsed | None:
    """"against 401 the year before", told from the time spoken of; "the day before the vote" is told from the vote."""
    unit = t[i + 1].tags.get("unit") if t[i].low == "the" else None
    shift = {"before": -1, "after": 1}.get(t[i + 2].low)
    ends = t[i + 3].kind not in ("word", "number") or t[i + 3].low in _GOES_ON
    return Parsed(i + 3, Offset(unit, shift, "focus")) if unit in ("D", "W", "M", "Y") and shift and ends else None


def _with_focus(t: Tokens, k: int) -> Parsed | None:
    unit = t[k].tags.get("unit")
    if unit in ("D", "W", "M", "Y", "DE", "Q", "WE") and t[k].low != "weekend":
        return Parsed(k + 1, Part("Q", None) if unit == "Q" else Offset(unit, 0, "focus"))
    season = t[k].tags.get("season")
    if season:
        return Parsed(k + 1, Season(season, Offset("Y", 0, "focus")))
    return None


def _read_head(t: Tokens, k: int, shift: int, article: bool) -> Parsed | None:
    token = t[k]
    weekday, month = token.number("weekday"), month_at(t, k)
    if weekday is not None and token.capital:
        from_focus = article and t[k - 1].low in _FOCUS_SHIFTS
        if t[k - 1].low == "coming":
            return Parsed(k + 1, Weekday(weekday, coming=0))
        return Parsed(k + 1, Weekday(weekday, shift, focus=from_focus))
    if month is not None and "month" in token.tags:
        return Parsed(month[1], Month(month[0], None, shift))
    if "season" in token.tags:
        return Parsed(k + 1, Season(token.tags["season"], None, shift))
    k = k + 1 if token.low in ("fiscal", "financial", "full", "calendar") else k
    unit = t[k].tags.get("unit")
    if (t[k - 2].low, t[k - 1].low, t[k + 1].low) == ("the", "last", "of"):
        return None  # "the last week of June"
    if unit not in _POINT_UNITS or (unit == "D" and not article):
        return None
    if unit == "Q":
        return Parsed(k + 1, Part("Q", None, shift=shift))
    if article and shift and t[k - 1].low not in ("fiscal", "financial"):
        if t[k - 1].low in _FOCUS_SHIFTS or unit == "D":
            return Parsed(k + 1, Offset(unit, shift, "focus"))
        if unit not in ("W", "M", "Y"):
            return None
        return Parsed(k + 3 if t[k + 1].low == "or" and t[k + 2].low == "so" else k + 1, Offset(unit, shift))
    return Parsed(k + 1, Offset(unit, shift))


def read_season(t: Tokens, i: int) -> Parsed | None:
    """"the summer of 2023", "in winter", "spring 2024"; without a year only where the words before make it a time."""
    j = i + 1 if t[i].low == "the" else i
    code = t[j].tags.get("season")
    if code is None:
        return None
    found = year_at(t, j + 1)
    if found is not None:
        end = found[1] + 2 if t[found[1]].text in "-–/" and t[found[1] + 1].kind == "number" else found[1]
        return Parsed(end, Season(code, found[0]))
    led = t[i - 1].number("leads") == 2 or t[i - 1].tags.get("stage") in ("early", "late", "mid", "middle")
    after = t[j + 1]
    plain = after.kind != "word" or after.low in _AFTER_SEASON
    return Parsed(j + 1, Season(code)) if led and plain and not t[j].capital else None


def _read_weekend(t: Tokens, i: int) -> Parsed | None:
    if t[i].low == "the" and t[i + 1].low == "weekend":
        return Parsed(i + 2, Offset("WE", 0, "ago"))
    return None


def _of_year(t: Tokens, i: int) -> tuple[Year, int]:
    found = year_at(t, i)
    return found if found else (None, i)


def _read_full_year(t: Tokens, i: int) -> Parsed | None:
    """"the year", "the full year", "fiscal 1989", "the fiscal year", "the year ended Sept. 30"."""
    j = i + 1 if t[i].low == "the" else i
    if t[j].low in ("fiscal", "financial"):
        k = j + 1 if t[j + 1].low == "year" else j
        found = year_at(t, k + 1)
        if found is not None:
            end = found[1] + 2 if t[found[1]].text in "-–/" and t[found[1] + 1].kind == "number" else found[1]
            return Parsed(end, _plain_year(found[0]))
    elif t[j].low == "fy" and (fiscal := _fiscal(t, j + 1)):
        return fiscal
    k = j + 1 if t[j].low in ("full", "fiscal", "financial", "calendar") else j
    if j == i or t[k].low != "year" or t.hyphen(k + 1) > k + 1:
        return None
    if t[k + 1].low in ("ended", "ending") or read_ended(t, k + 1):
        return Parsed(k + 1, Length(((Fraction(1), "Y"),)))
    named = year_at(t, k + 1) if k == j else None
    if named is not None and isinstance(named[0], int):
        return Parsed(named[1], YearNamed(named[0]))
    return Parsed(k + 1, Offset("Y", 0))


def _fiscal(t: Tokens, i: int) -> Parsed | None:
    """The year after "FY": "FY 2025", "FY25", "FY2024-25"; of two years the first."""
    found = year_at(t, i)
    short = t[i].text
    if found is not None:
        node, end = _plain_year(found[0]), found[1]
    elif t[i].kind == "number" and len(short) == len("25") and short.isdigit() and t.joined(i):
        node, end = YearNamed(2000 + int(short)), i + 1
    else:
        return None
    further = t[end].text in "-–/" and t[end + 1].kind == "number" and t.joined(end + 1)
    return Parsed(end + 2 if further else end, node)


def _plain_year(year: Year) -> Node:
    return year if isinstance(year, Offset) else YearNamed(year or 0)


def read_reference(t: Tokens, i: int) -> Parsed | None:
    """"now", "recently", "the past", "in the near future", "at the moment", "these days"."""
    token, after = t[i], t[i + 1]
    value = token.tags.get("refers")
    if value is not None:
        return Parsed(i + 1, Reference(value))
    if token.low in ("right", "just") and after.low == "now":
        return Parsed(i + 2, Reference("PRESENT_REF"))
    if token.low == "these" and after.low == "days":
        return Parsed(i + 2, Reference("PRESENT_REF"))
    if token.low == "the":
        j = i + 2 if after.low in ("near", "foreseeable", "distant", "recent") else i + 1
        bare = t[j + 1].kind != "number" and _COUNTABLE.isdisjoint(t[j + 1].tags) and t[i - 1].low in _PAST_LEADS
        if t[j].low == "future" or (t[j].low == "past" and bare):
            return Parsed(j + 1, Reference("FUTURE_REF" if t[j].low == "future" else "PAST_REF"))
        if after.low == "moment" and t[i - 1].low == "at":
            return Parsed(i + 2, Reference("PRESENT_REF"))
    return None
