"""Productions for lengths of time ("the past three months") and for points that far off ("a week ago")."""

from __future__ import annotations

from fractions import Fraction

from .time_nodes import Base, Length, LengthPart, Node, Offset, Parsed, Reference
from .time_numbers import read_amount
from .time_tokens import Tokens, read_entries

SPAN_LEADS = frozenset(word for (word,) in read_entries("time_span_leads.txt"))
_BARE = frozenset(("years", "months", "weeks", "days", "hours", "decades", "centuries"))
_BETWEEN = frozenset(
    ("more", "additional", "full", "straight", "consecutive", "successive", "long", "whole", "extra", "calendar")
)
_APPROXIMATE = frozenset((("up", "to"), ("more", "than"), ("less", "than"), ("at", "least"), ("at", "most")))
_COUNTED_QUARTERS = frozenset(("last", "past", "next", "first", "consecutive", "successive", "straight"))


def read_duration(t: Tokens, i: int) -> Parsed | None:
    """A length of time, or the point that lies that far off ("two weeks ago", "a year earlier")."""
    j = _skip_approximation(t, i)
    k, framed = _skip_frame(t, j)
    if t[k].low in ("a", "an") and not framed and j == i and not _is_length_article(t, k):
        return None
    parts, end = read_parts(t, k)
    if not parts:
        return _read_bare(t, i, k, framed)
    if t[i - 1].low == "aged" or _is_age(t, end) or (k == j + 1 and t[j].low == "the" and _is_attribute(t, k, end)):
        return None
    moved = None if framed else _read_distance(t, parts, end)
    if moved is not None:
        return moved
    return None if t[i].low == "about" else Parsed(_skip_tail(t, end), Length(parts))


def _is_age(t: Tokens, end: int) -> bool:
    return t[t.hyphen(end)].low in ("old", "olds") or (t[end].low == "of" and t[end + 1].low == "age")


def _is_attribute(t: Tokens, k: int, end: int) -> bool:
    """Whether the length stands before a noun it describes ("the two-week crisis"): the article is not its own then."""
    return t[end - 2].text == "-" or ("unit" in t[end - 1].tags and end - k > 1)


def _skip_approximation(t: Tokens, i: int) -> int:
    """The index after words such as "almost", "up to", "more than" that belong to a duration."""
    if "approx" in t[i].tags or t[i].low == "about":
        return i + 1
    return i + 2 if (t[i].low, t[i + 1].low) in _APPROXIMATE else i


def _skip_frame(t: Tokens, i: int) -> tuple[int, bool]:
    """The index after "the past", "next", "the first", "recent", and whether there was such a frame."""
    j = i + 1 if t[i].low in ("the", "these", "those") else i
    token = t[j]
    if ("shift" in token.tags and token.low not in ("this", "current")) or token.low in ("first", "final", "recent"):
        return j + 1, True
    if j > i and (token.kind == "number" or not {"cardinal", "vague"}.isdisjoint(token.tags)):
        return j, True
    return i, False


def _is_length_article(t: Tokens, i: int) -> bool:
    """Whether "a" or "an" at ``i`` begins a length: "for a week", "a couple of days", "a year ago", not "a week of"."""
    following = t[i + 1]
    if following.low in ("few", "couple", "dozen", "hundred", "thousand", "handful", "number", "half"):
        return True
    unit = following.tags.get("unit")
    if unit is None or unit in ("TS", "N", "Q", "WE"):
        return False
    if t.hyphen(i + 2) > i + 2:
        return t[i + 3].low == "long"
    if t[i + 2].low in ("ago", "earlier", "later", "or", "and", "before", "after", "from", "long"):
        return True
    return t[i - 1].low in SPAN_LEADS or "stage" in t[i - 1].tags


def read_parts(t: Tokens, i: int) -> tuple[tuple[LengthPart, ...], int]:
    """Amounts with units, joined by "and" or commas ("two hours and 15 minutes"), and the index after the last unit."""
    parts: list[LengthPart] = []
    end = j = i
    while len(parts) < 4 and (found := _read_part(t, j)) is not None:
        parts.append(found[0])
        end = found[1]
        j = end + 1 if t[end].low in ("and", ",") else end
        if parts[-1][0] is None or (t[j].kind not in ("number", "fraction") and "cardinal" not in t[j].tags):
            break
    return tuple(parts), end


def _read_part(t: Tokens, i: int) -> tuple[LengthPart, int] | None:
    amount = read_amount(t, i)
    if amount is None:
        return None
    j = t.hyphen(amount.end)
    while t[j].low in _BETWEEN and j < amount.end + 4:
        j += 1
    unit = t[j].tags.get("unit") or t[j].tags.get("units")
    counts_years = unit == "Y" and t[i].kind == "number" and len(t[i].text) == 4  # "the 2019 year class"
    if amount.value == 0 or counts_years:
        return None
    if unit is None or unit in ("N", "H", "ML") or (unit == "WE" and amount.value is None):
        return None
    counted = amount.value is None or not _COUNTED_QUARTERS.isdisjoint((t[i - 1].low, t[j - 1].low))
    if unit == "Q" and (t[j].low != "quarters" or not counted):
        return None
    if unit == "TS" and t[j].low == "second" and t[i].low in ("a", "one"):
        return None
    return _with_half(t, amount.value, unit, j + 1)


def _with_half(t: Tokens, value: Fraction | None, unit: str, j: int) -> tuple[LengthPart, int]:
    """Adds "and a half" after the unit ("a year and a half")."""
    if value is not None and t[j].low == "and" and t[j + 1].low == "a" and t[j + 2].low == "half":
        return (value + Fraction(1, 2), unit), j + 3
    return (value, unit), j


def _skip_tail(t: Tokens, end: int) -> int:
    """The index after "or so", "or two" and "-long"."""
    if t[end].low == "or" and t[end + 1].low in ("so", "two", "three", "more"):
        return end + 2
    j = t.hyphen(end)
    return j + 1 if j > end and t[j].low == "long" else end


def _read_bare(t: Tokens, i: int, k: int, framed: bool) -> Parsed | None:
    """A unit without an amount: "within weeks", "recent years", "years ago", "day-long", "yearlong"."""
    token = t[k]
    if "long" in token.tags and k == i:
        return Parsed(k + 1, Length(((Fraction(1), token.tags["long"]),)))
    if token.low in _BARE:
        return _read_bare_units(t, k, framed)
    unit = token.tags.get("unit")
    if unit is None:
        return None
    j = t.hyphen(k + 1)
    if j > k + 1 and t[j].low == "long" and k == i:
        return Parsed(j + 1, Length(((Fraction(1), unit),)))
    told = framed and k == i + 2 and t[i].low == "the" and t[i + 1].low in ("last", "past", "next", "coming")
    if told and unit in ("DE", "CE", "TH", "F"):
        return Parsed(_skip_tail(t, k + 1), Length(((Fraction(1), unit),)))
    return None


def _read_bare_units(t: Tokens, k: int, framed: bool) -> Parsed | None:
    before, unit = t[k - 1], t[k].tags["units"]
    if before.kind in ("number", "fraction") or before.text == "-" or "cardinal" in before.tags:
        return None
    if t[k + 1].kind == "number":
        return None  # "pupils in years 7 to 9"
    if t[k + 1].low == "ago" and not framed:
        return Parsed(k + 2, Reference("PAST_REF"))
    end = k + 3 if t[k + 1].low == "or" and t[k + 2].low in _BARE else k + 1
    return Parsed(_skip_tail(t, end), Length(((None, unit),)))


def _read_distance(t: Tokens, parts: tuple[LengthPart, ...], end: int) -> Parsed | None:
    """The point a length away: "ago", "earlier", "later", "from now"."""
    j = end + 2 if t[end].low == "or" and t[end + 1].low in ("so", "two", "three") else end
    word = t[j].low
    if word == "ago":
        return Parsed(j + 1, _point(parts, -1, "ago"))
    if word == "from" and t[j + 1].low == "now":
        return Parsed(j + 2, _point(parts, 1, "now"))
    fine = parts[0][0] is None or parts[0][1].startswith("T")  # "minutes later" has no date: the length alone is told
    if word in ("earlier", "later") and t[j + 1].low != "than" and not fine:
        return Parsed(j + 1, _point(parts, 1 if word == "later" else -1, "apart"))
    return None


def _point(parts: tuple[LengthPart, ...], sign: int, base: Base) -> Node:
    value, unit = parts[0]
    if value is None:
        return Reference("PAST_REF" if sign < 0 else "FUTURE_REF")
    if value.denominator == 1:
        return Offset(unit, sign * int(value), base)
    months = value * {"Y": 12, "DE": 120}.get(unit, 0)
    return Offset("M", sign * int(months), base) if months and months.denominator == 1 else Length(parts)
