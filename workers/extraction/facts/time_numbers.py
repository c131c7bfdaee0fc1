"""Amounts and spelled-out years over tokens: "twenty-four", "2 1/2", "a couple of", "nineteen ninety-four"."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .time_tokens import Tokens

_LONGEST = 10  # tokens of a number in words
_GLYPHS = {"¼": Fraction(1, 4), "½": Fraction(1, 2), "¾": Fraction(3, 4)}


@dataclass(frozen=True, slots=True)
class Amount:
    """How many, ``None`` where the text leaves it open ("several"), and the index after it."""

    value: Fraction | None
    end: int


def read_amount(t: Tokens, i: int) -> Amount | None:
    """The amount that begins at token ``i``, or ``None``. "a" and "an" count as one."""
    token = t[i]
    if token.kind in ("number", "fraction"):
        return _read_digits(t, i)
    if "vague" in token.tags:
        return Amount(None, i + 1)
    if token.low == "couple":
        return Amount(Fraction(2), i + 2 if t[i + 1].low == "of" else i + 1)
    if token.low in ("a", "an"):
        return _read_article(t, i)
    if token.low == "half" and t[t.hyphen(i + 1)].low in ("a", "an"):
        return Amount(Fraction(1, 2), t.hyphen(i + 1) + 1)
    spelled = read_cardinal(t, i)
    return None if spelled is None else _add_half(t, Fraction(spelled[0]), spelled[1])


def _read_digits(t: Tokens, i: int) -> Amount | None:
    if t[i].kind == "fraction":
        fraction = _fraction(t, i)
        return None if fraction is None else Amount(fraction, i + 1)
    value = Fraction(t[i].text.replace(",", ""))
    following = _fraction(t, i + 1)
    if following is not None and following < 1:
        return Amount(value + following, i + 2)
    return _add_half(t, value, i + 1)


def _fraction(t: Tokens, i: int) -> Fraction | None:
    if t[i].kind != "fraction":
        return None
    if t[i].text in _GLYPHS:
        return _GLYPHS[t[i].text]
    top, bottom = t[i].text.split("/")
    return Fraction(int(top), int(bottom)) if int(bottom) else None


def _read_article(t: Tokens, i: int) -> Amount | None:
    following = t[i + 1].low
    if following in ("few", "dozen", "hundred", "thousand"):
        if following == "few":
            return Amount(None, i + 2)
        spelled = read_cardinal(t, i + 1)
        return Amount(Fraction(spelled[0]), spelled[1]) if spelled else None
    if following in ("couple", "handful", "number"):
        end = i + 3 if t[i + 2].low == "of" else i + 2
        return Amount(Fraction(2) if following == "couple" else None, end)
    if following == "half":
        return Amount(Fraction(1, 2), i + 2)
    return Amount(Fraction(1), i + 1)


def _add_half(t: Tokens, value: Fraction, i: int) -> Amount:
    """Adds "and a half", written apart or with hyphens."""
    j = t.hyphen(i)
    if t[j].low == "and":
        k = t.hyphen(j + 1)
        m = t.hyphen(k + 1)
        if t[k].low == "a" and t[m].low in ("half", "quarter"):
            return Amount(value + (Fraction(1, 2) if t[m].low == "half" else Fraction(1, 4)), m + 1)
    return Amount(value, i)


def read_cardinal(t: Tokens, i: int) -> tuple[int, int] | None:
    """A cardinal in words below a million: (number, index after it), or ``None``."""
    total, j, read = 0, i, False
    while j < i + _LONGEST:
        small = t[j].number("cardinal")
        scale = t[j].number("scale")
        if small is not None and (not read or total % 100 == 0):
            total, j, read = total + small, j + 1, True
            k = t.hyphen(j)
            units = t[k].number("cardinal")
            if 20 <= small < 100 and small % 10 == 0 and units is not None and 1 <= units <= 9:
                total, j = total + units, k + 1
        elif scale is not None:
            total, j, read = max(total, 1) * scale, j + 1, True
        elif read and t[j].low == "and" and "scale" in t[j - 1].tags and "cardinal" in t[j + 1].tags:
            j += 1
        else:
            break
    return (total, j) if read else None


def read_ordinal(t: Tokens, i: int) -> tuple[int, int] | None:
    """An ordinal: "third", "3rd", "twenty-first", "31st"; (number, index after it), or ``None``."""
    token = t[i]
    if token.kind == "number" and token.text.isdigit() and t[i + 1].low in ("st", "nd", "rd", "th") and t.joined(i + 1):
        return int(token.text), i + 2
    value = token.number("ordinal")
    if value is not None:
        return value, i + 1
    tens = token.number("cardinal")
    j = t.hyphen(i + 1)
    units = t[j].number("ordinal")
    if tens is not None and tens in (20, 30, 40, 50, 60, 70, 80, 90) and units is not None and units < 10:
        return tens + units, j + 1
    return None


def read_spelled_year(t: Tokens, i: int) -> tuple[int, int] | None:
    """A year in words: "nineteen ninety-four", "two thousand and nine"; (year, index after it), or ``None``."""
    century = t[i].number("cardinal")
    if century is None:
        return None
    if 15 <= century <= 20:
        rest = read_cardinal(t, t.hyphen(i + 1))
        if rest and 10 <= rest[0] <= 99:
            return century * 100 + rest[0], rest[1]
    if century == 2 and t[i + 1].low == "thousand":
        whole = read_cardinal(t, i)
        return whole if whole and 2000 <= whole[0] < 2100 else None
    return None
