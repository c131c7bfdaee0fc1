"""How units are written: singular and plural, in words with or without hyphens."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .tokens import Token

# The longest name of a unit has so many words ("kilometre per hour", "pound per square inch").
_LONGEST = 5


def plural_forms(form: str) -> tuple[str, ...]:
    """A unit's word and its plural; only the first word of "mile per hour" takes the s."""
    head, *rest = re.split(r"(?= per | an? )", form, maxsplit=1)
    return (form, head + "s" + "".join(rest))


def form_key(form: str) -> tuple[str, ...]:
    """The words of a unit's name in lower case, the key it is found by."""
    return tuple(re.findall(r"[^\s-]+", form.lower()))


def word_window(tokens: Sequence[Token], at: int) -> tuple[tuple[str, ...], list[int]]:
    """Up to five lower-case words from ``at`` on, hyphens left out, and the token index past each of them."""
    key: list[str] = []
    ends: list[int] = []
    index = at
    while index < len(tokens) and len(key) < _LONGEST and tokens[index].sentence == tokens[at].sentence:
        token = tokens[index]
        if token.kind == "word":
            key.append(token.lower)
            ends.append(index + 1)
            if (
                index + 1 < len(tokens)
                and tokens[index + 1].text == "."
                and tokens[index + 1].glued
                and len(token.text) < 3
            ):
                index += 1
        elif not (token.text in "-‑" and key):
            break
        index += 1
    return tuple(key), ends
