"""Productions for times told by their distance: "yesterday", "last week", "this October", "that year", "the third quarter"."""

from __future__ import annotations

from .time_dates import month_at, year_at
from .time_nodes import Day, Month, Node, Offset, Parsed, Part, PartEnded, Reference, Season, Weekday, Year, YearEnd, YearNamed
from .time_numbers import read_ordinal
from .time_tokens import Tokens

POINT_UNITS = {"D": "D", "W": "W", "F": "F", "M": "M", "Y": "Y", "DE": "DE", "CE": "CE", "WE": "WE", "Q": "Q"}


def read_relative(t: Tokens, i: int) -> Parsed | None:
    """A day, week, month, season or year told from the day of writing or from the time spoken of before."""
    day = t[i].number("day")
    if day is not None:
        return Parsed(i + 1, Offset("D", day))
    if t[i].low == "the" and t[i + 1].low == "day" and t[i + 2].low in ("before", "after") and t[i + 3].low in ("yesterday", "tomorrow"):
        return Parsed(i + 4, Offset("D", -2 if t[i + 3].low == "yesterday" else 2))
    if t[i].low == "year" and t[t.hyphen(i + 1)].low == "end":
        year, end = _of_year(t, t.hyphen(i + 1) + 1)
        return Parsed(end, YearEnd(year))
    return _read_shifted(t, i) or read_season(t, i) or _read_weekend(t, i) or _read_full_year(t, i)


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
        return Parsed(k + 1, Weekday(weekday, shift))
    if month is not None and "month" in token.tags:
        return Parsed(month[1], Month(month[0], None, shift))
    if "season" in token.tags:
        return Parsed(k + 1, Season(token.tags["season"], None, shift))
    k = k + 1 if token.low in ("fiscal", "financial", "full", "calendar") else k
    unit = t[k].tags.get("unit")
    if unit not in POINT_UNITS or (unit == "D" and not article):
        return None
    if unit == "Q":
        return Parsed(k + 1, Part("Q", None, shift=shift))
    if article and shift and t[k - 1].low not in ("fiscal", "financial"):
        told = t[k - 1].low
        if told in ("previous", "preceding", "following") or unit == "D":
            return Parsed(k + 1, Offset(unit, shift, "focus"))
        return None
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
    plain = after.kind != "word" or after.low in ("and", "when", "as", "after", "but", "the", "while", "that", "with", "of")
    return Parsed(j + 1, Season(code)) if led and plain and not t[j].capital else None


def _read_weekend(t: Tokens, i: int) -> Parsed | None:
    if t[i].low == "the" and t[i + 1].low == "weekend":
        return Parsed(i + 2, Offset("WE", 0))
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
    elif t[j].low in ("fy",) and (year := year_at(t, j + 1)):
        return Parsed(year[1], _plain_year(year[0]))
    k = j + 1 if t[j].low in ("full", "fiscal", "financial", "calendar") else j
    if j == i or t[k].low != "year":
        return None
    ended = read_ended(t, k + 1, "Y")
    return Parsed(k + 1, ended or Offset("Y", 0))


def _plain_year(year: Year) -> Node:
    return year if isinstance(year, Offset) else YearNamed(year or 0)


def read_ended(t: Tokens, i: int, kind: str) -> PartEnded | None:
    """What "ended Sept. 30" after a quarter or a year says of it; the date stays an expression of its own."""
    if t[i].low not in ("ended", "ending", "to", "through"):
        return None
    month = month_at(t, i + 1)
    if month is None:
        return None
    day = t[month[1]]
    number = int(day.text) if day.kind == "number" and day.text.isdigit() and int(day.text) <= 31 else 0
    found = year_at(t, month[1] + 2 if t[month[1] + 1].text == "," else month[1] + 1)
    return PartEnded("Q" if kind == "Q" else "Y", Day(found[0] if found else None, month[0], number or 28))


def read_part_of_year(t: Tokens, i: int) -> Parsed | None:
    """Quarters and halves: "the third quarter of 1990", "third-quarter", "Q3 2024", "the year-ago period", "the latest quarter"."""
    j, years, shift, led = i, 0, None, False
    while True:
        token = t[j]
        k = t.hyphen(j + 1)
        if token.low == "the" and j == i:
            j, led = j + 1, True
        elif token.low == "year" and t[k].low in ("ago", "earlier"):
            j, years, led = t.hyphen(k + 1), -1, True
        elif token.low in ("latest", "current", "corresponding", "comparable", "same", "just", "fiscal", "full") and j < i + 4:
            j, led = t.hyphen(j + 1), led or token.low in ("latest", "current")
        elif (found := year_at(t, j)) and j < i + 4 and isinstance(found[0], int) and led and t[found[1]].low != "year":
            return _read_part_head(t, found[1], found[0], years, led, i)
        elif token.low in ("last", "this", "next") and t[j + 1].low == "year" and t[j + 3].low == "s":
            return _read_part_head(t, j + 4, Offset("Y", int(token.tags["shift"])), years, True, i)
        else:
            return _read_part_head(t, j, None, years, led, i)


def _read_part_head(t: Tokens, j: int, year: Year, years: int, led: bool, i: int) -> Parsed | None:
    token = t[j]
    if len(token.text) == 1 and token.text in "QH" and t[j + 1].kind == "number" and t.joined(j + 1):
        number = t[j + 1].text
        if number in ("1", "2", "3", "4") and not (token.text == "H" and number > "2"):
            found, end = _of_year(t, j + 2)
            return Parsed(end, Part("Q" if token.text == "Q" else "H", int(number), found))
    ordinal = read_ordinal(t, j)
    if ordinal is not None and 1 <= ordinal[0] <= 4:
        return _read_numbered(t, t.hyphen(ordinal[1]), ordinal[0], year, years)
    head = token.low
    if head == "quarter" and led and (j > i + 1 or t[j + 1].low != "of"):
        ended = read_ended(t, j + 1, "Q")
        found, end = _of_year(t, j + 1) if year is None else (year, j + 1)
        return Parsed(end, ended or Part("Q", None, found, years))
    if head == "period" and (years or year is not None or (led and j > i + 1)):
        found, end = _of_year(t, j + 1) if year is None else (year, j + 1)
        return Parsed(end, Part("Q", None, found, years))
    if years and head != "quarter":
        return Parsed(j, Part("Q", None, None, years)) if t[j - 1].low in ("earlier", "ago") else None
    return None


def _read_numbered(t: Tokens, j: int, number: int, year: Year, years: int) -> Parsed | None:
    head = t[j].low
    if head == "quarter":
        found, end = _of_year(t, j + 1) if year is None else (year, j + 1)
        return Parsed(end, Part("Q", number, found, years))
    if head == "half" and number <= 2:
        found, end = _of_year(t, j + 1) if year is None else (year, j + 1)
        if found is None and t[j + 1].low == "of" and t[j + 2].low == "the" and t[j + 3].low == "year":
            return Parsed(j + 1, Part("H", number))
        return Parsed(end, Part("H", number, found)) if found is not None else None
    return None


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
        open_end = t[j + 1].kind != "number" and not {"unit", "units", "cardinal", "vague", "weekday", "month"} & t[j + 1].tags.keys()
        if t[j].low == "future" or (t[j].low == "past" and open_end and t[i - 1].low in ("in", "of", "from", "to", "with", "than")):
            return Parsed(j + 1, Reference("FUTURE_REF" if t[j].low == "future" else "PAST_REF"))
        if after.low == "moment" and t[i - 1].low == "at":
            return Parsed(i + 2, Reference("PRESENT_REF"))
    return None
