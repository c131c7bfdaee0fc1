"""Productions for years, decades and centuries: "1996", "of last year", "the '80s", "the 20th century"."""

from __future__ import annotations

from .time_nodes import Offset, Parsed, Prefix, Year, YearNamed
from .time_numbers import read_ordinal, read_spelled_year
from .time_tokens import Tokens

YEARS = range(1000, 2101)
DASHES = frozenset("-–‑—/")
OWNERS = frozenset(("the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "this", "that", "s"))


def year_at(t: Tokens, i: int) -> tuple[Year, int] | None:
    """A year given as a number or as "last year", "of this year", "that year", and the index after it."""
    token = t[i]
    if token.kind == "number" and len(token.text) == 4 and token.text.isdigit() and int(token.text) in YEARS:
        return int(token.text), i + 1
    spelled = read_spelled_year(t, i) if "cardinal" in token.tags else None
    if spelled is not None:
        return spelled
    if token.low == "of":
        return year_at(t, i + 1) if t[i + 1].low != "of" else None
    j = i + 1 if token.low == "the" else i
    if t[j + 1].low == "year" or (t[j].low == "that" and t[j + 1].low == "same" and t[j + 2].low == "year"):
        end = j + 2 if t[j + 1].low == "year" else j + 3
        if "anaphor" in t[j].tags:
            return Offset("Y", 0, "focus"), end
        shift = t[j].number("shift")
        if shift is not None:
            return Offset("Y", shift, "focus" if j > i else "now"), end
    return None


def read_decade(t: Tokens, i: int) -> Parsed | None:
    """"the 1990s", "the '80s", "the sixties"; the years 1900 to 1909 and the like are read as the century."""
    j = i + 1 if t[i].low == "the" else i
    led = j > i or "stage" in t[i - 1].tags or "stage" in t[t.hyphen(i - 1) - 2].tags
    quoted = t[j].text in ("'", "’", "‘", "`")
    number = t[j + 1] if quoted else t[j]
    k = j + 2 if quoted else j + 1
    if number.kind == "number" and number.text.isdigit():
        k = k + 1 if t[k].text in ("'", "’") and t.joined(k) else k
        if t[k].low != "s" or not t.joined(k) or not (quoted or led or len(number.text) == 4):
            return None
        if len(number.text) == 4 and number.text.endswith("00"):
            return Parsed(k + 1, Prefix(number.text[:3] if number.text >= "2000" else number.text[:2]))
        return Parsed(k + 1, Prefix(_decade(number.text))) if number.text.endswith("0") else None
    spelled = t[j].tags.get("decade")
    return Parsed(j + 1, Prefix(_decade(spelled))) if spelled and led else None


def _decade(digits: str) -> str:
    """The leading digits of a decade's years; two digits are of the twentieth century from the twenties on."""
    full = digits if len(digits) == 4 else ("19" if int(digits) >= 20 else "20") + digits.zfill(2)
    return full[:3]


def read_century(t: Tokens, i: int) -> Parsed | None:
    """"the 20th century", "11th-century", "the nineteenth century"."""
    j = i + 1 if t[i].low == "the" else i
    ordinal = read_ordinal(t, j)
    if ordinal is None or not 1 <= ordinal[0] <= 30:
        return None
    k = t.hyphen(ordinal[1])
    if t[k].low not in ("century", "centuries"):
        return None
    return Parsed(k + 1, Prefix(str(ordinal[0] - 1).zfill(2)))


def read_year(t: Tokens, i: int) -> Parsed | None:
    """A year by itself, "1996" or "nineteen ninety-six"; "1996-97" gives the first."""
    spelled = read_spelled_year(t, i)
    if spelled is not None:
        led = "leads" in t[i - 1].tags and "counted" not in t[spelled[1]].tags and "units" not in t[spelled[1]].tags
        return Parsed(spelled[1], YearNamed(spelled[0])) if led else None
    found = year_at(t, i) if t[i].kind == "number" else None
    if found is None or not isinstance(found[0], int) or not _is_year(t, i, found[0]):
        return None
    end = i + 1
    last = t[end + 1]
    if t[end].text in DASHES and t.joined(end) and t.joined(end + 1) and len(last.text) == 2 and last.text.isdigit():
        end += 2
    return Parsed(end, YearNamed(found[0]))


def _is_year(t: Tokens, i: int, year: int) -> bool:
    """Whether a four-digit number stands where a year can, and counts nothing."""
    before, after = t[i - 1], t[t.hyphen(i + 1)]
    if after.text in ("%", "°") or after.kind in ("fraction", "meridiem") or "counted" in after.tags:
        return False
    if {"units", "unit", "zone", "scale"} & after.tags.keys() and after.low != "may":
        return False
    if before.kind == "number" or before.text in ("$", "€", "£", "#", "+", "@", "=", "&"):
        return False
    if before.text in DASHES and t.joined(i) and not (t[i - 2].kind == "number" and len(t[i - 2].text) == 4):
        return "stage" in t[i - 2].tags
    plural = after.kind == "word" and after.text.islower() and after.low.endswith("s") and not after.low.endswith("ss")
    if plural and (year % 100 == 0 or year < 1900):
        return False
    led = "leads" in before.tags or "stage" in before.tags or before.text in ("(", "[") or "season" in before.tags
    if year < 1900 or year > 2050:
        return led or before.text in DASHES
    named = before.capital and before.kind == "word" and not led and before.low not in OWNERS
    return not named or "month" in before.tags
