"""Whether two wordings can be names of one person or body."""

from __future__ import annotations

import unicodedata

from . import lexicons


def fold(word: str) -> str:
    """A word in lower case without accents, full stops and honorific endings."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    low = plain.lower().replace("’", "'").strip(".")
    for ending in ("-san", "-sama"):
        low = low.removesuffix(ending)
    return low


def same_person(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two full names can be one person's: the same family name, and given names that do not contradict.

    Initials stand for any name that begins with them, short forms for the long ones, middle names may be missing.
    """
    short, long = sorted((first, second), key=len)
    if short == long or set(short) <= set(long):
        return True
    if short[-1] != long[-1] and not (len(long[-1]) > 2 and short[-1] in long[1:]):
        return False
    given, other = short[0], long[0]
    if len(given) <= 2 or len(other) <= 2:
        return given[0] == other[0]
    longer = lexicons.nicknames()
    return other in longer.get(given, ()) or given in longer.get(other, ())


def same_body(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two names can be one body's: the words of the shorter are in the longer, small words aside."""
    small = {"the", "of", "for", "and", "&"}
    one, two = set(first) - small, set(second) - small
    return bool(one) and bool(two) and (one == two or (min(len(one), len(two)) > 1 and (one <= two or two <= one)))
