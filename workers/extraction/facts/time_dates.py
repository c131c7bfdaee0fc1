"""Productions for calendar dates: days, months, weekdays with a date, days known by name."""

from __future__ import annotations

from .time_nodes import Day, Exact, Holiday, Month, NumericDay, Parsed, Weekday, Year
from .time_numbers import read_ordinal
from .time_tokens import Tokens, read_entries, tokenise
from .time_years import DASHES, OWNERS, YEARS, read_century, read_decade, read_year, year_at

_SENTENCE_ENDS = (".", "!", "?", ":", "")
_DATE_WORDS = frozenset(("weekday", "weekday.short", "month", "month.short"))
FUNCTION_WORDS = frozenset(word for (word,) in read_entries("time_function_words.txt"))


def _read_holidays() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, rule in read_entries("time_holidays.txt"):
        t = tokenise(name)
        words = tuple(t[i].low for i in range(t.size))
        by_first.setdefault(words[0], []).append((words, rule))
    return {first: tuple(sorted(names, key=lambda n: -len(n[0]))) for first, names in by_first.items()}


_HOLIDAYS = _read_holidays()


def holiday_words() -> frozenset[str]:
    """The first words of the days known by name."""
    return frozenset(_HOLIDAYS)


def read_date(t: Tokens, i: int) -> Parsed | None:
    """A calendar date of any precision that begins at token ``i``."""
    token = t[i]
    if token.kind == "iso":
        return Parsed(i + 1, Exact(token.text))
    if token.kind == "date":
        return _read_numeric(t, i)
    if token.capital and not _DATE_WORDS.isdisjoint(token.tags):
        named = _read_dated_weekday(t, i) or read_month_day(t, i) or read_month(t, i)
        if named is not None:
            return named
    return read_day_month(t, i) or read_holiday(t, i) or read_decade(t, i) or read_century(t, i) or read_year(t, i)


def _read_numeric(t: Tokens, i: int) -> Parsed | None:
    text = t[i].text
    separator = next(c for c in text if not c.isdigit())
    numbers = [int(n) for n in text.split(separator)]
    if len(text.split(separator)[0]) == 4:
        year, month, day = numbers
        return Parsed(i + 1, Day(year, month, day)) if _is_day(month, day) else None
    first, second, year = numbers
    if year < 100:
        year += 2000 if year < 70 else 1900
    possible = year in YEARS and (_is_day(first, second) or _is_day(second, first))
    return Parsed(i + 1, NumericDay(year, first, second, separator)) if possible else None


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def month_at(t: Tokens, i: int) -> tuple[int, int] | None:
    """The month that token ``i`` names and the index after it, full stop of an abbreviation included."""
    token = t[i]
    if not token.capital:
        return None
    month = token.number("month")
    if month is not None:
        return month, i + 1
    month = token.number("month.short")
    if month is None:
        return None
    return month, i + 2 if t[i + 1].text == "." and t.joined(i + 1) else i + 1


def _day_at(t: Tokens, i: int) -> tuple[int, int] | None:
    """A day of the month, "3" or "3rd", and the index after it."""
    ordinal = read_ordinal(t, i)
    if ordinal and 1 <= ordinal[0] <= 31:
        return ordinal
    token = t[i]
    if token.kind == "number" and token.text.isdigit() and len(token.text) <= 2 and 1 <= int(token.text) <= 31:
        return int(token.text), i + 1
    return None


def _with_year(t: Tokens, i: int) -> tuple[Year, int]:
    """The year after a day or month, with the comma before it; (None, ``i``) where there is none."""
    comma = i + 1 if t[i].text == "," else i
    found = year_at(t, comma)
    if found is None or (comma > i and not isinstance(found[0], int)):
        return None, i
    if isinstance(found[0], int) and "counted" in t[found[1]].tags:
        return None, i
    return found


def read_month_day(t: Tokens, i: int) -> Parsed | None:
    """"March 26, 1996", "Aug. 7", "October 31st last year"; of a range ("Oct. 3-5") the first day."""
    month = month_at(t, i)
    if month is None:
        return None
    j = month[1] + 1 if t[month[1]].low == "the" else month[1]
    day = _day_at(t, j)
    if day is None or t[day[1]].text == "%" or "counted" in t[day[1]].tags:
        return None
    end = day[1]
    if t[end].text in DASHES and t.joined(end) and (last := _day_at(t, end + 1)):
        end = last[1]
    year, end = _with_year(t, end)
    return Parsed(end, Day(year, month[0], day[0]))


def read_day_month(t: Tokens, i: int) -> Parsed | None:
    """"31 October 2024", "the 5th of May", "3-5 October"."""
    j = i + 1 if t[i].low == "the" else i
    day = _day_at(t, j)
    if day is None or t[i - 1].text in ("$", "€", "£", "#"):
        return None
    k = day[1]
    if t[k].text in DASHES and (last := _day_at(t, k + 1)):
        k = last[1]
    k = k + 1 if t[k].low == "of" else t.hyphen(k)
    month = month_at(t, k)
    if month is None:
        return None
    year, end = _with_year(t, month[1])
    return Parsed(end, Day(year, month[0], day[0]))


def _read_dated_weekday(t: Tokens, i: int) -> Parsed | None:
    """"Saturday, April 25", "Fri 18 Oct 2024"."""
    token = t[i]
    weekday = token.number("weekday") or token.number("weekday.short")
    if weekday is None or not token.capital:
        return None
    j = i + 1
    while t[j].text in (".", ",") and j < i + 3:
        j += 1
    found = read_month_day(t, j) or read_day_month(t, j) or (_read_numeric(t, j) if t[j].kind == "date" else None)
    if found is None:
        return None
    node = found.node
    if isinstance(node, Day):
        node = Day(node.year, node.month, node.day, weekday)
    return Parsed(found.end, node)


def read_month(t: Tokens, i: int) -> Parsed | None:
    """A month, with its year or without: "October 2024", "June last year", "in May"."""
    month = month_at(t, i)
    if month is None:
        return None
    year, end = _with_year(t, month[1])
    if year is None and not _is_month_alone(t, i, month[1]):
        return None
    return Parsed(end, Month(month[0], year))


def _is_month_alone(t: Tokens, i: int, end: int) -> bool:
    """Whether a month's name without day and year is a month: not Mrs May, not "March on", not April Jones."""
    token, before, after = t[i], t[i - 1], t[end]
    if "person" in before.tags:
        return False
    if "month.short" in token.tags and "month" not in token.tags:
        return end > i + 1 and ("leads" in before.tags or before.low in OWNERS)
    kind = token.number("name")
    if kind is None:
        return True
    if before.number("leads") == 2:
        return not (kind == 1 and after.capital and before.low in ("this", "last", "by"))
    if before.kind == "word" and before.capital and "leads" not in before.tags and before.low not in OWNERS:
        return False
    if "leads" in before.tags:
        return not (after.capital and after.kind == "word") and before.number("leads") == 1
    owned = before.low in OWNERS and after.kind == "word" and not after.capital and after.low not in FUNCTION_WORDS
    return owned or (kind == 1 and not after.capital and before.low in OWNERS)


def months_as_names(t: Tokens) -> frozenset[str]:
    """The months that are names of people in this text: seen after a title or a first name, no number following."""
    found = set()
    for i in range(t.size):
        if "name" not in t[i].tags or not t[i].capital or t[i + 1].kind == "number":
            continue
        before = t[i - 1]
        first_name = before.kind == "word" and before.capital and not before.tags and before.low not in FUNCTION_WORDS
        if "person" in before.tags or (first_name and before.start > 0 and t[i - 2].text not in _SENTENCE_ENDS):
            found.add(t[i].low)
    return frozenset(found)


def read_holiday(t: Tokens, i: int) -> Parsed | None:
    """A day known by its name ("Christmas Eve", "last Thanksgiving"), with a year or without."""
    shift = t[i].number("shift")
    j = i if shift is None else i + 1
    if not t[j].capital:
        return None
    for words, rule in _HOLIDAYS.get(t[j].low, ()):
        if all(t[j + k].low.replace("’", "'") == word for k, word in enumerate(words)):
            year, end = _with_year(t, j + len(words))
            return Parsed(end, Holiday(rule, year, shift))
    return None


def read_weekday(t: Tokens, i: int) -> Parsed | None:
    """A weekday by itself, or with its week: "Friday", "Monday of next week", "Thursday last week"."""
    weekday = t[i].number("weekday")
    if weekday is None or not t[i].capital:
        return None
    j = i + 2 if t[i + 1].low == "of" else i + 1
    shift = t[j].number("shift")
    if shift is not None and t[j + 1].low == "week":
        return Parsed(j + 2, Weekday(weekday, None, shift))
    if t[i + 1].low == "week" and t[i - 1].low not in ("a", "the", "this") and t[i + 2].low not in ("s", "'", "’"):
        return Parsed(i + 2, Weekday(weekday, coming=1))
    return Parsed(i + 1, Weekday(weekday))


