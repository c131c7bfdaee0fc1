"""Cricket reports give runs without naming them: "Yorkshire 288 & 341-6 dec", "needing 374", "caught behind for 82"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .drafts import Draft
from .tokens import Token
from .words import word_set

# Words that no other game has, and how many different ones make a report of this one.
_GAME = word_set("cricket game")
_LEAST_WORDS = 2
_TELLING = word_set("cricket telling")
_REACH = 3
# Fewer runs than this are told with their noun.
_LEAST_RUNS = 10


def name_runs(tokens: Sequence[Token], drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with runs as the unit of a cricket report's bare totals; others as they are."""
    if len(_GAME.intersection(token.lower for token in tokens)) < _LEAST_WORDS:
        return list(drafts)
    return [replace(draft, unit="run", kind="count") if _is_total(tokens, draft) else draft for draft in drafts]


def _is_total(tokens: Sequence[Token], draft: Draft) -> bool:
    unnamed = draft.kind == "bare" or not draft.written
    if not draft.digits or draft.high is not None or not unnamed or draft.value < _LEAST_RUNS:
        return False
    before = tokens[draft.first - 1] if draft.first else None
    beside = (*tokens[max(0, draft.first - _REACH) : draft.first], *tokens[draft.end : draft.end + _REACH])
    total = before is not None and (before.capital or before.text in "&;")
    return total or any(token.lower in _TELLING for token in beside)
