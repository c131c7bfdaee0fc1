"""Whether a sentence speaks of what was or of what is to come, read from the words around a time expression."""

from __future__ import annotations

from .time_tokens import Token, Tokens

SURELY_PAST, PAST, OPEN, AHEAD, SURELY_AHEAD = -2, -1, 0, 1, 2
_REACH = 30
_CLOSE = 12
_BESIDE = 2
_PERFECT = frozenset(("have", "has", "had"))
_AUXILIARIES = frozenset(("will", "was", "were", "did", "had"))
_NOUNS = frozenset(("plan", "plans", "hope", "hopes", "aims", "promises"))
_DETERMINERS = frozenset(
    ("the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "this", "these", "those", "still", "s")
)


def direction(t: Tokens, first: int, last: int, begins: int, ends: int) -> int:
    """Which way an undated expression (tokens ``first`` to ``last``) points: PAST, OPEN, AHEAD, or surely so.

    ``begins`` and ``ends`` bound its sentence in tokens. The nearest verb before it decides ("will meet on Thursday");
    where it opens its clause, the first verb after it ("On Thursday the council will vote"). "Will" close by, or a past
    verb right before it ("froze in December"), is sure.
    """
    if t[last].text in ("'", "’") and t[last + 1].low == "s":
        return max(_first_after(t, last, ends), OPEN) or PAST  # "Wednesday's ruling"
    if t[first - 1].low == "as" and t[first - 2].low in ("early", "soon") and t[first - 3].low == "as":
        return AHEAD
    for i in range(first - 1, max(begins, first - _REACH) - 1, -1):
        if t[i].text == ";":
            break  # "On Tuesday it ruled; on Friday it will hear the appeal"
        told = _tells(t, i)
        if told is not None:
            if told == PAST and first - i <= _BESIDE and t[first - 1].low in ("in", "on", "last"):
                return SURELY_PAST
            return AHEAD if told > AHEAD and first - i > _CLOSE else told
    return _first_after(t, last, ends)


def _first_after(t: Tokens, last: int, ends: int) -> int:
    """What the first word after token ``last`` that tells of time tells."""
    for i in range(last, min(ends, last + _REACH)):
        told = _tells(t, i)
        if told is not None:
            return AHEAD if told > AHEAD and i - last > _CLOSE else told
    return OPEN


def _tells(t: Tokens, i: int) -> int | None:
    """What one word tells of time, or ``None``."""
    token = t[i]
    if token.kind != "word" or (token.capital and token.low not in _AUXILIARIES):
        return None
    if token.low in ("is", "are") and t[i + 1].low.endswith("ing"):
        return OPEN  # "a cut is coming in March": the nearest one
    future = token.tags.get("future")
    if future is not None:
        return _weigh_future(t, i, future)
    if token.low in _PERFECT and _is_past_form(t[i + 1]):
        return PAST
    passive = t[i - 1].low == "be"  # "will be paid": the verb before it tells
    if "past" in token.tags:
        return None if passive else PAST
    return PAST if _is_past_form(token) and t[i - 1].low not in _DETERMINERS and not passive else None


def _weigh_future(t: Tokens, i: int, kind: str) -> int | None:
    """Modals look ahead unless a perfect follows; "expected to" too, unless it had been; "the plan" tells nothing."""
    if kind == "modal":
        if t[i + 1].low == "have":
            return PAST
        return SURELY_AHEAD if t[i].low in ("will", "shall") else AHEAD
    if t[i].low == "set":
        return AHEAD if t[i + 1].low == "to" else PAST
    if t[i].low in _NOUNS and t[i - 1].low in _DETERMINERS:
        return None
    return PAST if "had" in (t[i - 1].low, t[i - 2].low) else AHEAD


def _is_past_form(token: Token) -> bool:
    return token.low.endswith("ed") and len(token.low) > 3 and "soft" not in token.tags and not token.capital
