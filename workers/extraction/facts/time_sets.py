"""Productions for sets of times: "every day", "Fridays", "monthly", "$6 million a year"."""

from __future__ import annotations

from fractions import Fraction

from .time_durations import SPAN_LEADS, read_parts
from .time_lengths import format_length
from .time_nodes import Parsed, Repeat
from .time_tokens import Tokens

_RATE_UNITS = ("D", "W", "M", "Y")
_DISTANCES = frozenset(("ago", "earlier", "later", "after", "before", "from", "long"))
_TIMES = frozenset(("once", "twice", "times", "time"))


def read_set(t: Tokens, i: int) -> Parsed | None:
    """Times that recur: "every day", "each of the last three years", "Fridays", "monthly", "$6 million a year"."""
    token = t[i]
    repeat = token.tags.get("repeat")
    if repeat is not None:
        if repeat == "P1Y" and not _is_recurrence(t, i):
            return None
        return Parsed(i + 1, Repeat(repeat))
    days = token.number("weekdays")
    if days is not None and (token.capital or days > 7):
        return Parsed(i + 1, Repeat(_weekdays(days)))
    if "every" in token.tags:
        return _read_every(t, i)
    if token.low in ("a", "per", "an") and t[i + 1].tags.get("unit") in _RATE_UNITS and _is_rate(t, i):
        return Parsed(i + 2, Repeat("P1" + t[i + 1].tags["unit"]))
    return None


def _is_recurrence(t: Tokens, i: int) -> bool:
    """Whether "annually" tells when something recurs; after a figure ("20% annually") it is that figure's rate."""
    return all(t[j].kind not in ("number", "fraction") for j in range(max(0, i - 3), i))


def _weekdays(number: int) -> str:
    if number <= 7:
        return f"XXXX-WXX-{number}"
    return "XXXX-WXX-WE" if number == 9 else "XXXX-WXX-WD"


def _read_every(t: Tokens, i: int) -> Parsed | None:
    following = t[i + 1]
    weekday, month = following.number("weekday"), following.number("month")
    if weekday is not None and following.capital:
        part = t[i + 2].tags.get("part")
        value = f"XXXX-WXX-{weekday}"
        return Parsed(i + 3, Repeat(f"{value}T{part}")) if part else Parsed(i + 2, Repeat(value))
    if month is not None and following.capital:
        return Parsed(i + 2, Repeat(f"XXXX-{month:02d}"))
    if "season" in following.tags:
        return Parsed(i + 2, Repeat("XXXX-" + following.tags["season"]))
    part = following.tags.get("part")
    if part is not None and not part.startswith("T"):
        return Parsed(i + 2, Repeat("XXXX-XX-XXT" + part))
    other = i + 2 if following.low in ("other", "second", "single") else i + 1
    unit = t[other].tags.get("unit")
    if unit in ("D", "W", "M", "Y", "Q", "DE", "TH", "TM", "WE"):
        amount = 2 if following.low in ("other", "second") and other == i + 2 and unit not in (None, "TS") else 1
        return Parsed(other + 1, Repeat("XXXX-WXX-WE" if unit == "WE" else format_length(((Fraction(amount), unit),))))
    parts, end = read_parts(t, i + 1)
    return Parsed(end, Repeat(format_length(parts))) if parts and _is_amount(t, i + 1) else None


def _is_amount(t: Tokens, i: int) -> bool:
    """Whether a number stands at ``i``."""
    return t[i].kind in ("number", "fraction") or not {"cardinal", "vague"}.isdisjoint(t[i].tags)


def _is_rate(t: Tokens, i: int) -> bool:
    """Whether "a year" or "per day" follows an amount: "$6 million a year", "twice a week", "40 cents a day"."""
    if t[i].low == "per":
        return True
    if t[t.hyphen(i + 2)].low in _DISTANCES or t[i - 1].low in SPAN_LEADS:
        return False
    if t[i - 1].low in _TIMES:
        return True
    near = [t[j] for j in range(max(0, i - 3), i)]
    return any(k.kind in ("number", "fraction") or not {"cardinal", "scale"}.isdisjoint(k.tags) for k in near)
