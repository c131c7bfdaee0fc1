"""How a counted thing is named: in the plural that English counts in ("147 children"), in the singular for one.

Units of measure keep their singular names ("kilometre"); only things that are counted have no name of their own.
"""

from __future__ import annotations

import re
from functools import cache

from .nouns import irregular_plurals


@cache
def _plurals() -> dict[str, str]:
    found: dict[str, str] = {}
    for plural, single in irregular_plurals().items():
        found.setdefault(single, plural)
    return found | {"person": "person"}


def counted_unit(unit: str, value: float) -> str:
    """The name of the counted ``unit``, given in the singular, for so many of it; a rate stays as it is."""
    if value == 1 or " per " in unit or not unit.isascii() or unit in _KEPT:
        return unit
    *words, head = unit.split(" ")
    return " ".join([*words, _plural(head)])


# Names of kinds of figure, not of things.
_KEPT = frozenset(["person", "police officer", "time", "times", "magnitude", "share", "score", "vote"])


def _plural(word: str) -> str:
    if word in _plurals():
        return _plurals()[word]
    if re.search(r"(?:[cs]h|s|x|z)$", word):
        return word + "es"
    return word[:-1] + "ies" if re.search(r"[^aeiou]y$", word) else word + "s"
