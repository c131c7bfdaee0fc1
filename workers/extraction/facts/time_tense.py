"""Whether a sentence speaks of what was or of what is to come, read from the words around a time expression."""

from __future__ import annotations

from .time_tokens import Token, Tokens

PAST, OPEN, AHEAD = -1, 0, 1
_REACH = 30
_PERFECT = frozenset(("have", "has", "had"))


def direction(t: Tokens, first: int, last: int, begins: int, ends: int) -> int:
    """Which way an undated expression (tokens ``first`` to ``last``) points: PAST, AHEAD or OPEN.

    ``begins`` and ``ends`` bound its sentence in tokens. The nearest verb before it decides ("will meet on Thursday"); where it opens its
    clause, the first verb after it ("On Thursday the council will vote").
    """
    for i in range(first - 1, max(begins, first - _REACH) - 1, -1):
        told = _tells(t, i)
        if told is not None:
            return told
    for i in range(last, min(ends, last + _REACH)):
        told = _tells(t, i)
        if told is not None:
            return told
    return OPEN


def _tells(t: Tokens, i: int) -> int | None:
    """What one word tells of time, or ``None``."""
    token = t[i]
    if token.kind != "word" or (token.capital and token.low not in ("will", "was", "were", "did", "had")):
        return None
    future = token.tags.get("future")
    if future is not None:
        return _weigh_future(t, i, future)
    if token.low == "to" and _is_infinitive(t[i + 1]):
        return AHEAD
    if "past" in token.tags or (token.low in _PERFECT and _is_past_form(t[i + 1])):
        return PAST
    return PAST if _is_past_form(token) else None


def _weigh_future(t: Tokens, i: int, kind: str) -> int | None:
    """Modal verbs look ahead unless a perfect follows; "expected to" too, whatever tense the planning has."""
    if kind == "modal":
        return PAST if t[i + 1].low == "have" else AHEAD
    if t[i].low == "set":
        return AHEAD if t[i + 1].low == "to" else PAST
    return AHEAD


def _is_infinitive(token: Token) -> bool:
    """Whether the word after "to" can be a verb: small letters, no article, pronoun or number."""
    if token.kind != "word" or token.capital or len(token.low) < 3:
        return token.low in ("be", "do", "go")
    if token.low.endswith(("ing", "ed", "s", "ion", "ment", "ity")) and token.low not in ("pass", "discuss", "address", "press", "implement"):
        return False
    return token.low not in _NO_VERBS and "cardinal" not in token.tags and "have" != token.low


_NO_VERBS = frozenset(
    "the this that these those his her its their our your about more less between around over under some any all each every "
    "people him them date work school court power another both either last next early late mid war death least least most many".split()
)


def _is_past_form(token: Token) -> bool:
    low = token.low
    return low.endswith("ed") and len(low) > 3 and "soft" not in token.tags and not token.capital
