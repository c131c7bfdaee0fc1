"""The role and affiliation of a source without a name, from its own wording: "a spokesman for the council".

The role of somebody unnamed is the noun with what stands before it and "of …" after it; what follows ("polled by the
bank", "in the north", "who asked not to be named") tells which one is meant, not what he is.
"""

from __future__ import annotations

from . import lexicons
from .nouns import PREPOSITIONS
from .phrases import Description
from .tokens import Tokens

# What somebody without a calling is only said to be.
_NOBODY = frozenset({"person", "man", "woman", "boy", "girl"})
# Whoever knows something is a source by that knowledge: the whole wording tells what he is.
_KNOWING = frozenset({"source", "sources", "people", "person", "insiders", "insider"})
_BY_KNOWLEDGE = frozenset({"familiar", "close", "knowledge", "briefed", "acquainted"})
# Whose body after "of" is told beside them, as of a spokesman.
_STAFF = frozenset({"official", "officials", "spokesman", "spokeswoman", "spokesperson", "officer"})


def informed(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """ "two [people familiar with the talks]", "a [source at the authority]": the whole wording is the role."""
    head = next((i for i in range(first, min(first + 4, last)) if tokens.lower[i] in _KNOWING), None)
    if head is None:
        return None
    knows = tokens.word(head + 1) in _BY_KNOWLEDGE or tokens.word(head + 2) in _BY_KNOWLEDGE
    source = tokens.lower[head] in {"source", "sources"} and tokens.word(head + 1) in {"at", "in", "close", "with"}
    return (first, last) if knows or source else None


def core_role(tokens: Tokens, described: Description) -> tuple[int, int] | None:
    """The noun phrase of a description, without what only tells which one is meant; ``None`` for "a man"."""
    first, head, last = described.first, described.head, described.last
    last = next((i for i in range(head + 1, last) if _ends_core(tokens, i, head)), last)
    return None if tokens.lower[head] in _NOBODY and head == first and last == head + 1 else (first, last)


def _ends_core(tokens: Tokens, index: int, head: int) -> bool:
    word = tokens.lower[index]
    if word == "of":
        return index == head + 1 and tokens.lower[head] in _STAFF
    if word in PREPOSITIONS:
        return True
    participle = word.endswith("ed") and word not in lexicons.words("roles/modifiers.txt")
    return index == head + 1 and (participle or word in {"familiar", "among", "who", "but"})
