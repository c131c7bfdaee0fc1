"""Productions for lengths and sets of times: "two and a half years", "the past three months", "a week ago", "every Friday"."""

from __future__ import annotations

from fractions import Fraction

from .time_nodes import Length, Node, Offset, Parsed, Reference, Repeat
from .time_numbers import read_amount
from .time_tokens import Tokens

_AROUND = frozenset(("recent", "coming", "several", "following", "past", "previous"))
_SPAN_LEADS = frozenset(
    "for in within over after of than about nearly almost only just every until during lasting last took takes take spent spend "
    "spends least most another around approximately roughly under and to as whole full first by since through".split()
)
_RATE_UNITS = ("D", "W", "M", "Y")
_TIMES = frozenset(("once", "twice", "times", "time"))
_BARE = frozenset(("years", "months", "weeks", "days", "hours", "decades", "centuries"))


def read_duration(t: Tokens, i: int) -> Parsed | None:
    """A length of time, or the point that lies that far off ("two weeks ago", "a year earlier")."""
    j = _skip_approximation(t, i)
    framed = _skip_frame(t, j)
    k = framed or j
    if t[k].low in ("a", "an") and framed is None and j == i and not _is_length_article(t, k):
        return None
    parts, end = _read_parts(t, k)
    if not parts:
        return _read_bare(t, i, j, framed)
    if t[t.hyphen(end)].low in ("old", "olds") or (t[end].low == "of" and t[end + 1].low == "age"):
        return None
    if framed is None:
        moved = _read_distance(t, parts, end)
        if moved is not None:
            return moved
    if t[end].low == "or" and t[end + 1].low == "so":
        end += 2
    if t[t.hyphen(end)].low == "long" and t.hyphen(end) > end:
        end = t.hyphen(end) + 1
    return Parsed(end, Length(parts))


def _skip_approximation(t: Tokens, i: int) -> int:
    """The index after words such as "almost", "up to", "more than" that belong to a duration."""
    if "approx" in t[i].tags:
        return i + 1
    pair = (t[i].low, t[i + 1].low)
    return i + 2 if pair in (("up", "to"), ("more", "than"), ("less", "than"), ("at", "least"), ("at", "most")) else i


def _skip_frame(t: Tokens, i: int) -> int | None:
    """The index after "the past", "the next", "the first", "recent" before an amount or bare unit; ``None`` without one."""
    j = i + 1 if t[i].low in ("the", "these", "those") else i
    token = t[j]
    if "shift" in token.tags and token.low not in ("this", "current") or token.low in ("first", "final", "recent", "early"):
        return j + 1
    if j > i and token.kind != "symbol" and ({"cardinal", "vague"} & token.tags.keys() or token.kind == "number" or token.low in _BARE):
        return j
    return None


def _is_length_article(t: Tokens, i: int) -> bool:
    """Whether "a" or "an" at ``i`` begins a length: "for a week", "a couple of days", "a year ago", "a two-day visit" not."""
    following = t[i + 1]
    if following.low in ("few", "couple", "dozen", "hundred", "thousand", "handful", "number", "half"):
        return True
    unit = following.tags.get("unit")
    if unit is None or unit in ("TS", "N", "Q", "WE"):
        return False
    after = t[t.hyphen(i + 2)].low
    if after in ("ago", "earlier", "later", "or", "and", "before", "after", "from", "long"):
        return True
    return t[i - 1].low in _SPAN_LEADS or t[i - 1].tags.get("stage") is not None


def _read_parts(t: Tokens, i: int) -> tuple[tuple[tuple[Fraction | None, str], ...], int]:
    """Amounts with units, joined by "and" or commas; the end is the index after the last unit."""
    parts: list[tuple[Fraction | None, str]] = []
    end = j = i
    while (found := _read_part(t, j)) is not None:
        parts.append(found[0])
        end = found[1]
        j = end + 1 if t[end].low in ("and", ",") else end
        if (j > end and t[j].kind not in ("number", "fraction") and "cardinal" not in t[j].tags) or len(parts) == 4:
            break
        if parts[-1][0] is None or "vague" in t[j].tags or t[j].low in ("a", "an", "half"):
            break
    return tuple(parts), end


def _read_part(t: Tokens, i: int) -> tuple[tuple[Fraction | None, str], int] | None:
    amount = read_amount(t, i)
    if amount is None:
        return None
    j = t.hyphen(amount.end)
    while t[j].low in ("more", "additional", "full", "straight", "consecutive", "successive", "long", "whole", "extra", "calendar", "of"):
        if t[j].low == "of" and t[j - 1].low != "couple":
            return None
        j += 1
    unit = t[j].tags.get("unit") or t[j].tags.get("units")
    if unit is None or unit in ("N", "H", "ML") or (unit == "WE" and amount.value is None):
        return None
    if unit == "Q" and not (t[j].low == "quarters" and j > amount.end) and t[i - 1].low not in ("last", "past", "next", "first"):
        return None
    if unit == "TS" and t[i].low in ("a", "one") and t[j].low == "second":
        return None
    return _with_half(t, amount.value, unit, j + 1)


def _with_half(t: Tokens, value: Fraction | None, unit: str, j: int) -> tuple[tuple[Fraction | None, str], int]:
    """Adds "and a half" after the unit ("a year and a half")."""
    if value is not None and t[j].low == "and" and t[j + 1].low == "a" and t[j + 2].low == "half":
        return (value + Fraction(1, 2), unit), j + 3
    return (value, unit), j


def _read_bare(t: Tokens, i: int, j: int, framed: int | None) -> Parsed | None:
    """A unit without an amount: "within weeks", "recent years", "the past year", "years ago", "decades-long", "yearlong"."""
    k = framed if framed is not None else j
    token = t[k]
    if "long" in token.tags and k == i:
        return Parsed(k + 1, Length(((Fraction(1), token.tags["long"]),)))
    if token.low in _BARE:
        return _read_bare_units(t, k, framed is not None)
    unit = token.tags.get("unit")
    if unit in ("D", "W", "M", "Y", "DE", "TH", "CE") and t[t.hyphen(k + 1)].low == "long" and t.hyphen(k + 1) > k + 1:
        return Parsed(k + 3, Length(((Fraction(1), unit),)))
    told = framed is not None and k == i + 2 and t[i].low == "the" and t[i + 1].low in ("last", "past", "next", "coming")
    if told and unit in ("W", "M", "Y", "DE", "CE", "TH", "F"):
        end = k + 3 if t[k + 1].low == "or" and t[k + 2].low == "so" else k + 1
        return Parsed(end, Length(((Fraction(1), unit),)))
    return None


def _read_bare_units(t: Tokens, k: int, framed: bool) -> Parsed:
    unit = t[k].tags["units"]
    if t[k + 1].low == "ago" and not framed:
        return Parsed(k + 2, Reference("PAST_REF"))
    end = k + 3 if t[k + 1].low == "or" and t[k + 2].low in _BARE else k + 1
    if t[t.hyphen(end)].low == "long" and t.hyphen(end) > end:
        end = t.hyphen(end) + 1
    return Parsed(end, Length(((None, unit),)))


def _read_distance(t: Tokens, parts: tuple[tuple[Fraction | None, str], ...], end: int) -> Parsed | None:
    """The point a length away: "ago", "earlier", "later", "from now"."""
    j = end + 2 if t[end].low == "or" and t[end + 1].low == "so" else t.hyphen(end)
    word = t[j].low
    if word == "from" and t[j + 1].low == "now":
        return Parsed(j + 2, _point(parts, 1, "now"))
    if word == "ago":
        return Parsed(j + 1, _point(parts, -1, "now"))
    if word in ("earlier", "later") and t[j + 1].low != "than":
        return Parsed(j + 1, _point(parts, 1 if word == "later" else -1, "focus"))
    return None


def _point(parts: tuple[tuple[Fraction | None, str], ...], sign: int, base: str) -> Node:
    value, unit = parts[0]
    if value is None:
        return Reference("PAST_REF" if sign < 0 else "FUTURE_REF")
    if value.denominator != 1:
        months = value * {"Y": 12, "DE": 120}.get(unit, 0)
        if months.denominator != 1 or not months:
            return Length(parts)
        return Offset("M", sign * int(months), "focus" if base == "focus" else "now")
    return Offset(unit, sign * int(value), "focus" if base == "focus" else "now")


def read_set(t: Tokens, i: int) -> Parsed | None:
    """Times that recur: "every day", "each of the last three years", "Fridays", "monthly", "$6 million a year"."""
    token = t[i]
    repeat = token.tags.get("repeat")
    if repeat is not None:
        return Parsed(i + 1, Repeat(repeat))
    days = token.number("weekdays")
    if days is not None and (token.capital or days > 7):
        return Parsed(i + 1, Repeat(_weekdays(days)))
    if "every" in token.tags:
        return _read_every(t, i)
    if token.low in ("a", "per", "an") and t[i + 1].tags.get("unit") in _RATE_UNITS and _is_rate(t, i):
        return Parsed(i + 2, Repeat("P1" + t[i + 1].tags["unit"]))
    return None


def _weekdays(number: int) -> str:
    if number <= 7:
        return f"XXXX-WXX-{number}"
    return "XXXX-WXX-WE" if number == 9 else "XXXX-WXX-WD"


def _read_every(t: Tokens, i: int) -> Parsed | None:
    following = t[i + 1]
    weekday, month = following.number("weekday"), following.number("month")
    if weekday is not None and following.capital:
        part = t[i + 2].tags.get("part")
        return Parsed(i + 3, Repeat(f"XXXX-WXX-{weekday}T{part}")) if part else Parsed(i + 2, Repeat(f"XXXX-WXX-{weekday}"))
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
    parts, end = _read_parts(t, i + 1)
    return Parsed(end, Repeat(format_length(parts))) if parts and token_is_amount(t, i + 1) else None


def token_is_amount(t: Tokens, i: int) -> bool:
    """Whether a number stands at ``i``."""
    return t[i].kind in ("number", "fraction") or bool({"cardinal", "vague"} & t[i].tags.keys()) or t[i].low == "few"


def _is_rate(t: Tokens, i: int) -> bool:
    """Whether "a year" or "per day" follows an amount: "$6 million a year", "twice a week", "40 cents a day"."""
    if t[i].low == "per":
        return True
    if t[t.hyphen(i + 2)].low in ("ago", "earlier", "later", "after", "before", "from", "long") or t[i - 1].low in _SPAN_LEADS:
        return False
    if t[i - 1].low in _TIMES:
        return True
    near = [t[j] for j in range(max(0, i - 3), i)]
    return any(k.kind in ("number", "fraction") or {"cardinal", "scale"} & k.tags.keys() or k.text in ("$", "€", "£", "%") for k in near)


def format_length(parts: tuple[tuple[Fraction | None, str], ...]) -> str:
    """The TIMEX3 value of a duration: P2Y6M, PT90S, PXM where an amount is left open."""
    days, hours = "", ""
    for value, unit in parts:
        for amount, letter in _split(value, unit):
            if letter.startswith("T"):
                hours += amount + letter[1:]
            else:
                days += amount + letter
    return "P" + days + ("T" + hours if hours else "")


_WHOLE = {"F": (2, "W"), "DE": (10, "Y"), "CE": (100, "Y"), "ML": (1000, "Y")}
_FINER = {"Y": (12, "M"), "D": (24, "TH"), "TH": (60, "TM"), "TM": (60, "TS"), "M": (30, "D"), "W": (7, "D")}


def _split(value: Fraction | None, unit: str) -> list[tuple[str, str]]:
    """An amount as whole numbers of its unit and of the next finer one."""
    factor, letter = _WHOLE.get(unit, (1, unit))
    if value is None:
        return [("X", letter if unit != "DE" else "DE")]
    whole, rest = divmod(value * factor, 1)
    pieces = [(str(whole), letter)] if whole or not rest else []
    if rest:
        finer = _FINER.get(letter)
        if finer is None or (rest * finer[0]).denominator != 1:
            return [(f"{float(value * factor):g}", letter)]
        pieces.append((str(rest * finer[0]), finer[1]))
    return pieces
