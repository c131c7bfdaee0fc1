"""Productions for times of day: "8:30 p.m. EST", "19.20", "noon Thursday", "Tuesday night", "yesterday morning"."""

from __future__ import annotations

from .time_dates import read_day_month, read_month_day, read_weekday
from .time_nodes import Clock, Node, Offset, Parsed, Weekday
from .time_numbers import read_cardinal
from .time_tokens import Token, Tokens

_AT = frozenset(
    ("at", "kl", "klokken", "by", "until", "till", "from", "before", "after", "around", "about", "since", "to")
)
_AFTER_DOTTED = frozenset(
    ("and", "on", "local", "when", "hours", "hrs", "today", "yesterday", "tomorrow", "until", "it", "he", "she", "they")
)
_HALF_OF_PART = {"morning": "a", "afternoon": "p", "evening": "p", "night": "p"}


def read_clock(t: Tokens, i: int) -> Parsed | None:
    """A time of day that begins at token ``i``, with zone and day where they follow directly."""
    found = _read_hours(t, i) or _read_words(t, i)
    if found is None:
        return None
    value, j = found
    if "zone" in t[j].tags and (t[j].text.isupper() or t[j].low == "gmt"):
        j += 1
    day, end = _read_day(t, j)
    return Parsed(end, Clock(value, day))


def _read_hours(t: Tokens, i: int) -> tuple[str, int] | None:
    token = t[i]
    if token.kind == "clock":
        hour, minute = int(token.text.split(":")[0]), int(token.text.split(":")[1])
    elif token.kind == "number" and _is_clock_number(token.text):
        whole, _, part = token.text.partition(".")
        hour, minute = int(whole), int(part or 0)
    else:
        return None
    if hour > 24 or minute > 59:
        return None
    half, end = _half_of_day(t, i + 1)
    if half is not None:
        return (_format(hour, minute, half), end) if hour <= 12 else None
    if token.kind == "clock":
        return None if _is_verse(t[i - 1]) else (_format(hour, minute), i + 1)
    return _read_bare_number(t, i, hour, minute)


def _is_clock_number(text: str) -> bool:
    whole, dot, part = text.partition(".")
    return "," not in text and 1 <= len(whole) <= 2 and (not dot or len(part) == 2)


def _is_verse(before: Token) -> bool:
    """Whether the word before 3:16 is a name ("John 3:16"), so that no clock is meant."""
    named = before.kind == "word" and before.capital and "leads" not in before.tags
    return named and before.low not in _AT and "weekday" not in before.tags


def _half_of_day(t: Tokens, i: int) -> tuple[str | None, int]:
    """"a" or "p" where the hour's half of the day follows ("pm", "in the morning", "at night"), and the index after."""
    if t[i].kind == "meridiem" or (t[i].low == "pm" or (t[i].low == "am" and (t[i].text.isupper() or t.joined(i)))):
        return t[i].low[0], i + 1
    if t[i].low == "in" and t[i + 1].low == "the":
        return _HALF_OF_PART.get(t[i + 2].low), i + 3
    if t[i].low == "at" and t[i + 1].low == "night":
        return "p", i + 2
    return None, i


def _read_bare_number(t: Tokens, i: int, hour: int, minute: int) -> tuple[str, int] | None:
    """"at 19.20", "kl. 19", "ten o'clock" in digits."""
    dotted = "." in t[i].text
    before = t[i - 2] if t[i - 1].text == "." else t[i - 1]
    if t[i + 1].low == "o" and t[i + 3].low == "clock":
        return _format(hour, minute), i + 4
    if before.low in ("kl", "klokken"):
        return _format(hour, minute), i + 1
    after = t[i + 1]
    free = after.kind != "word" or after.low in _AFTER_DOTTED or not {"weekday", "zone"}.isdisjoint(after.tags)
    timed = before.low in ("at", "until", "till", "around", "from")
    if dotted and timed and free and after.text not in ("%", "$", "€", "£"):
        return _format(hour, minute), i + 1
    return None


def _read_words(t: Tokens, i: int) -> tuple[str, int] | None:
    token = t[i]
    part = token.tags.get("part", "")
    if part.startswith("T"):
        return part, i + 1
    if token.kind == "number" and len(token.text) == 4 and token.text.isdigit() and int(token.text[:2]) <= 24:
        zoned = t[i + 1].text.isupper() and "zone" in t[i + 1].tags
        military = t[i + 1].low in ("hours", "hrs", "h") and (token.text[0] == "0" or t[i - 1].low in _AT)
        if int(token.text[2:]) < 60 and (zoned or military):
            return _format(int(token.text[:2]), int(token.text[2:])), i + 1 if zoned else i + 2
    spelled = read_cardinal(t, i)
    if spelled and 1 <= spelled[0] <= 12:
        j = spelled[1]
        if t[j].low == "o" and t[j + 2].low == "clock":
            return _format(spelled[0], 0), j + 3
        if t[j].kind == "meridiem":
            return _format(spelled[0], 0, t[j].low[0]), j + 1
    return _read_past(t, i)


def _read_past(t: Tokens, i: int) -> tuple[str, int] | None:
    """"half past ten", "quarter to nine"."""
    minutes = {"half": 30, "quarter": 15}.get(t[i].low)
    if minutes is None or t[i + 1].low not in ("past", "to"):
        return None
    hour = read_cardinal(t, i + 2)
    if hour is None or not 1 <= hour[0] <= 12:
        return None
    value = _format(hour[0], minutes) if t[i + 1].low == "past" else _format((hour[0] - 1) or 12, 60 - minutes)
    return value, hour[1]


def _format(hour: int, minute: int, half: str | None = None) -> str:
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute:02d}"


def _read_day(t: Tokens, i: int) -> tuple[Node | None, int]:
    """The day written after a clock, and where the clock's expression ends: "on Friday" is an expression of its own."""
    if t[i].low == "on":
        apart = read_month_day(t, i + 1) or read_day_month(t, i + 1) or read_weekday(t, i + 1)
        return (apart.node if apart else None), i
    j = i + 1 if t[i].text == "," else i
    if t[j].text == "(":
        return None, i
    shift = t[j].number("day")
    if shift is not None:
        return Offset("D", shift), j + 1
    found = read_month_day(t, j) or read_weekday(t, j)
    return (found.node, found.end) if found else (None, i)


def read_part_of_day(t: Tokens, i: int) -> Parsed | None:
    """A named part of a day: "Friday night", "early Friday morning", "this evening", "overnight"."""
    if t[i].low == "overnight":
        return None if t[i - 1].low in ("an", "the", "its", "his") else Parsed(i + 1, Clock("TNI", Offset("D", 0)))
    j = i + 1 if t[i].tags.get("stage") in ("early", "late") else i
    day = _day_before_part(t, j)
    if day is None:
        return None
    k = t.hyphen(day.end)
    if t[k].tags.get("stage") in ("early", "late", "mid"):
        k = t.hyphen(k + 1)
    code = _part_code(t[k])
    return Parsed(k + 1, Clock(code, day.node)) if code else None


def _part_code(token: Token) -> str | None:
    code = token.tags.get("part")
    if code is None or token.low == "overnight" or (token.low.endswith("s") and token.low != "s"):
        return None
    return code if code.startswith("T") else "T" + code


def _day_before_part(t: Tokens, i: int) -> Parsed | None:
    token = t[i]
    if token.low in ("yesterday", "tomorrow"):
        return Parsed(i + 1, Offset("D", -1 if token.low == "yesterday" else 1))
    if token.low in ("this", "last"):
        night = "part" in t[i + 1].tags or "stage" in t[i + 1].tags
        if night:
            return Parsed(i + 1, Offset("D", 0 if token.low == "this" else -1))
        weekday = t[i + 1].number("weekday")
        return Parsed(i + 2, Weekday(weekday, -1 if token.low == "last" else 0)) if weekday else None
    if token.low == "that":
        return Parsed(i + 1, Offset("D", 0, "focus"))
    shift = t[i + 1].number("shift") if token.low == "the" else None
    if shift and "part" in t[i + 2].tags:
        return Parsed(i + 2, Offset("D", shift, "focus"))
    return read_month_day(t, i) or read_weekday(t, i)
