"""Reads the words that bound a number: "almost", "more than", "up to", "or more"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import cast

from ..lexicon import load_entries
from ..types import Bound
from .drafts import Draft
from .tokens import Token
from .words import word_set

_LONGEST = 5
_SIGNS: dict[str, Bound] = {"~": "~", "≈": "~", "<": "<", "≤": "<", ">": ">", "≥": ">", "±": "~"}
# "over four days", "in the past ten years": with a span of time these say when, not how much.
_SPANS = frozenset(["over", "past", "about", "beyond"])
# Only these stand before an article: "about a third", "nearly a one-in-three chance", but not "over the three of them".
_ROUGHLY = word_set("bounds roughly")
_PASSING = ("passes", "passed", "crosses", "crossed")
# Fewer things are passed one after the other, not in number.
_LEAST_PASSED = 1000
_PHRASAL = word_set("bounds phrasal")
# "growth would pick up to 5.3 percent": the verb takes "up", and "to" leads to the figure.
_RISING = word_set("bounds rising")


@cache
def _phrases() -> tuple[dict[tuple[str, ...], Bound], dict[tuple[str, ...], Bound]]:
    before: dict[tuple[str, ...], Bound] = {}
    after: dict[tuple[str, ...], Bound] = {}
    for entry in load_entries("bounds.txt"):
        sign, phrase = (part.strip() for part in entry.split(":", 1))
        table = after if sign.startswith("+") else before
        table[tuple(phrase.replace(".", " .").split())] = cast(Bound, sign.lstrip("+"))
    return before, after


class BoundReader:
    """Reads bounds around the numbers of one article."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens

    def bound(self, draft: Draft) -> Draft:
        """``draft`` with the bound that stands before or after it."""
        found = self._before(draft) or self._sign(draft) or self._after(draft)
        return found or draft

    def _before(self, draft: Draft) -> Draft | None:
        tokens, end = self._tokens, draft.first
        sentence = tokens[draft.first].sentence
        if end and tokens[end - 1].lower in ("a", "an", "the", "another", "-", "as", "just", "only", "by"):
            end -= 1
        for stop in sorted({draft.first, end}, reverse=True):
            words = [t.lower if t.sentence == sentence else "" for t in tokens[max(0, stop - _LONGEST) : stop]]
            for length in range(len(words), 0, -1):
                phrase = tuple(words[-length:])
                bound = _phrases()[0].get(phrase)
                if phrase[-1] in _PASSING and draft.kind not in ("money", "percent") and draft.value < _LEAST_PASSED:
                    continue  # "the line crosses 47 tunnels"
                near = stop == draft.first or tokens[stop].text == "-" or phrase[0] in _ROUGHLY
                if bound is not None and near and not self._is_span(phrase, stop - length, draft):
                    return replace(draft, bound=bound, bound_first=stop - length)
        return None

    def _is_span(self, phrase: tuple[str, ...], first: int, draft: Draft) -> bool:
        if phrase == ("up", "to"):
            return first > 0 and self._tokens[first - 1].lower in _RISING
        if phrase == ("within",) or len(phrase) > 1 or phrase[0] not in _SPANS:
            return False
        before = self._tokens[first - 1].lower if first else ""
        if phrase[0] == "over" and before in _PHRASAL:
            return True
        if phrase[0] == "past":
            return before in ("the", "this", "these", "those") or draft.kind != "count"
        return (
            phrase[0] == "over"
            and draft.kind == "time"
            and before not in ("just", "for", "well", "little", "after", "lasted", "took")
        )

    def _sign(self, draft: Draft) -> Draft | None:
        before = self._tokens[draft.first - 1] if draft.first else None
        bound = _SIGNS.get(before.text) if before is not None else None
        return replace(draft, bound=bound, bound_first=draft.first - 1) if bound else None

    def _after(self, draft: Draft) -> Draft | None:
        tokens = self._tokens
        for start in sorted({draft.number_end, draft.end}):
            if start < len(tokens) and tokens[start].text == "+" and tokens[start].glued:
                return replace(draft, bound=">", end=max(draft.end, start + 1))
            words = [t.lower for t in tokens[start : start + 3] if t.sentence == tokens[draft.first].sentence]
            for length in range(len(words), 0, -1):
                bound = _phrases()[1].get(tuple(words[:length]))
                if bound is not None and not self._leads_on(start + length, words[:length]):
                    return replace(draft, bound=bound, end=max(draft.end, start + length))
        return None

    def _leads_on(self, at: int, words: Sequence[str]) -> bool:
        """ "killed 5, at least 3 of them": what follows a number may already belong to the next one."""
        following = self._tokens[at] if at < len(self._tokens) else None
        if following is None:
            return False
        from_number = following.kind == "digits" or following.text in "$€£"
        return (
            from_number
            or len(words) == 1
            and words[0] in ("plus", "approximately", "roughly", "maximum")
            and following.kind == "word"
        )
