"""Why a source stays unnamed, in the article's words."""

from __future__ import annotations

from ..types import TextSpan
from . import lexicons
from .tokens import Tokens

_REASONS = frozenset({"because", "as", "since", "for", "fearing", "citing", "to"})
_REACH = 40


def find_reason(tokens: Tokens, around: int) -> TextSpan | None:
    """The clause that grants or explains anonymity in the sentence of token ``around``, with its reason; ``None`` if
    there is none.
    """
    if not 0 <= around < len(tokens):
        return None
    span = tokens.sentence_range(tokens.sentence[around])
    joined = " ".join(tokens.lower[i] for i in span)
    for phrase in sorted(lexicons.words("mentions/anonymity.txt"), key=lambda p: (-len(p), p)):
        if phrase not in joined:
            continue
        words = phrase.split()
        for start in span:
            if list(tokens.lower[start : start + len(words)]) == words:
                first, last = start, _reason_end(tokens, start + len(words), span.stop)
                found = tokens.span(first, last)
                return TextSpan(found.of(tokens.text), found.start, found.end)
    return None


def _reason_end(tokens: Tokens, index: int, stop: int) -> int:
    """The end of the clause: up to the next comma or stop; "because …" belongs to it."""
    while index < min(stop, index + _REACH):
        word = tokens.lower[index]
        if word in {",", ".", ";", "”", '"', "’", "»", "said", "told"}:
            break
        index += 1
    return index
