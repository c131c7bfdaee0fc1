"""Reads which way a measure moved: "rose 5 percent", "down 9.2%", "fell from $2,415"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import cast

from ..lexicon import load_entries
from ..types import Trend
from .drafts import Draft
from .tokens import Token
from .words import word_set

_REACH = 5
# "raises the risk of heart disease by 30 per cent"
_BY_REACH = 9
# What may stand between the verb and its amount.
_BETWEEN = word_set("trends between")
_LINKS = (["or"], [",", "or"], ["("], [",", "about"])
_SIGNS: dict[str, Trend] = {"+": "up"}


@cache
def trend_words() -> dict[str, Trend]:
    """Every form of the words of change, with its direction."""
    found: dict[str, Trend] = {}
    for entry in load_entries("trends.txt"):
        trend, words = entry.split(":", 1)
        found.update((word, cast(Trend, trend.strip())) for word in words.split())
    return found


def read_trend(tokens: Sequence[Token], draft: Draft, before: Draft | None) -> Trend | None:
    """The trend of ``draft``; ``before`` is the quantity before it in the same sentence, if there is one.

    Things that are counted have a trend only where "by", "to" or "from" makes them an amount of change: who loses
    two games does not fall.
    """
    if draft.kind in ("age", "share", "score", "time"):
        return None
    start = draft.bound_first if draft.bound_first is not None else draft.first
    found = _verb_before(tokens, start, draft)
    if found is None and before is not None and before.trend is not None:
        between = [token.lower for token in tokens[before.end : start]]
        return before.trend if between in _LINKS else None  # "up 0.25 points, or 0.01%"
    sign = tokens[start - 1] if start and tokens[start].glued else None
    return found or (_SIGNS.get(sign.text) if sign is not None else None)


def _verb_before(tokens: Sequence[Token], start: int, draft: Draft) -> Trend | None:
    linked = False
    by = draft.kind == "percent" and start > 0 and tokens[start - 1].lower == "by"
    for index in range(start - 1, max(-1, start - 1 - (_BY_REACH if by else _REACH)), -1):
        token = tokens[index]
        if token.sentence != tokens[draft.first].sentence:
            return None
        word = token.lower
        trend = trend_words().get(word)
        following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
        if trend is not None and not (word == "up" and following == "to"):
            old = word in ("up", "down") and following == "from"  # the value before the change
            return (
                trend if not old and (linked or draft.kind not in ("count", "bare") or word in ("up", "down")) else None
            )
        if word not in _BETWEEN and not word.endswith("ly") and not (linked and draft.kind == "percent"):
            return None
        if word == "at":
            return None
        linked = linked or word in ("by", "to", "from")
    return None
