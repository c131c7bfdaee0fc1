"""Why a source stays unnamed, or is named in part only, in the article's words."""

from __future__ import annotations

from functools import cache

from ..types import TextSpan
from . import lexicons
from .tokens import Tokens

_REACH = 40
_BEFORE = 10
_STOPS = frozenset({",", ".", ";", "”", '"', "’", "»", "said", "told", ")", "–", "—"})
# Every phrase holds one of these.
TRIGGERS = frozenset(
    "anonymity anonymous anonymously named name names surname surnames identified quoted record background authorised "
    "authorized allowed permitted referred".split()
)
_STANDS_FOR = frozenset({"he", "she", "they", "both", "all"})


def find_reason(tokens: Tokens, first: int, head: str) -> TextSpan | None:
    """The clause that grants or explains anonymity to who is described from token ``first`` on, if any.

    Looked for in the sentence of the description, and in the one after it where "she" or "the official" opens it.
    """
    if not 0 <= first < len(tokens):
        return None
    number = tokens.sentence[first]
    own = tokens.sentence_range(number)
    found = _phrase_in(tokens, own, 0)
    if found is not None or number + 1 >= len(tokens.layout.sentences):
        return found
    following = tokens.sentence_range(number + 1)
    opening = [tokens.lower[i] for i in following if tokens.words[i][0].isalnum()][:4]
    goes_on = opening[:1] and (opening[0] in _STANDS_FOR or (opening[0] == "the" and head in opening[1:]))
    return _phrase_in(tokens, following, 0) if goes_on else None


def find_reason_of_name(tokens: Tokens, last: int) -> TextSpan | None:
    """The clause that says that a name is no full or real one, beside the name that ends before token ``last``.

    After it ("Olena, who gave only her first name"), or right before a single word ("by her surname, Li").
    """
    if not 0 < last < len(tokens):
        return None
    own = tokens.sentence_range(tokens.sentence[last - 1])
    found = _phrase_in(tokens, range(last, min(own.stop, last + _REACH)), _REACH // 4)
    comma = last - 2
    if found is None and comma > own.start and tokens.lower[comma] == ",":
        before = _phrase_in(tokens, range(max(own.start, comma - _BEFORE), comma), 0)
        return before if before is not None and before.end == tokens.ends[comma - 1] else None
    return found


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    """The phrases as words, the longest first."""
    listed = sorted(lexicons.words("mentions/anonymity.txt"), key=lambda phrase: (-len(phrase), phrase))
    return tuple(tuple(phrase.split()) for phrase in listed)


def _phrase_in(tokens: Tokens, span: range, reach: int) -> TextSpan | None:
    """The first phrase in a range that begins within ``reach`` tokens (anywhere for 0), with its reason."""
    if not any(tokens.lower[i] in TRIGGERS for i in span):
        return None
    joined = " ".join(tokens.lower[i] for i in span)
    for words in _phrases():
        if " ".join(words) not in joined:
            continue
        for start in span[: reach or None]:
            if tokens.lower[start : start + len(words)] == words:
                last = _reason_end(tokens, start + len(words), span.stop)
                found = tokens.span(start, last)
                return TextSpan(found.of(tokens.text), found.start, found.end)
    return None


def _reason_end(tokens: Tokens, index: int, stop: int) -> int:
    """The end of the clause: up to the next comma or stop; "because …" belongs to it."""
    while index < min(stop, index + _REACH):
        if tokens.lower[index] in _STOPS:
            break
        index += 1
    return index
