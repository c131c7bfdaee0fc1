"""What an article calls a body by its name: "the elevator maker Obex", "Obex, the exchange operator, said"."""

from __future__ import annotations

from . import lexicons
from .entities import Cast, Mention
from .nouns import PREPOSITIONS, can_modify, singular
from .tokens import Tokens

_REACH = 5
# What bodies do, in nouns that no list of parts of names holds.
_DOERS = frozenset(
    "maker designer farm farmer chain builder owner carmaker watchdog charity regulator pollster auditor auditors "
    "landlord investor distributor giant".split()
)
# Common words in names of bodies that tell nothing of what the body is.
_NO_ROLES = frozenset("times post express mirror independent as sa family home state city county district".split())


def role_of_body(tokens: Tokens, cast: Cast, entity: int) -> tuple[int, int] | None:
    """The description of a body beside one of its mentions, the first in the text; ``None`` where there is none."""
    for mention in cast.of(entity):
        found = _before(tokens, mention) or _after(tokens, cast, mention)
        if found is not None:
            return found
    return None


def _tells(word: str) -> bool:
    listed = lexicons.organization_classes()
    return word in _DOERS or ((word in listed or singular(word) in listed) and word not in _NO_ROLES)


def _before(tokens: Tokens, mention: Mention) -> tuple[int, int] | None:
    """ "Dutch elevator maker[ Obex]", "the scheme’s operator, [Obex,]"."""
    end = mention.first
    apart = tokens.word(end - 1) == ","
    end -= apart
    head = end - 1
    if head < 0 or not tokens.same_sentence(head, mention.first) or not _tells(tokens.lower[head]):
        return None
    if apart and tokens.word(mention.last) not in {",", "."}:
        return None
    start = head
    floor = max(0, head - _REACH)
    while start > floor and tokens.same_sentence(start - 1, head) and _leads(tokens, start - 1):
        start -= 1
    opens = start == 0 or not tokens.same_sentence(start - 1, start)
    article = tokens.word(start - 1) in {"the", "a", "an"}
    if tokens.capital[head] and not (opens and start == head):
        return None  # a part of the name
    if tokens.lower[start] in {"'s", "'"} or (apart and not article):
        return None
    return start, end


def _leads(tokens: Tokens, index: int) -> bool:
    return can_modify(tokens, index) or tokens.lower[index] in {"'s", "'"}


def _after(tokens: Tokens, cast: Cast, mention: Mention) -> tuple[int, int] | None:
    """ "[Obex], the out-of-state firm that …": an apposition with an article."""
    comma = mention.last
    first = comma + 2
    if tokens.word(comma) != "," or tokens.word(comma + 1) not in {"the", "a", "an"}:
        return None
    stop = tokens.sentence_range(tokens.sentence[mention.first]).stop
    end = first
    while end < min(stop, first + _REACH + 1) and (tokens.words[end][0].isalnum() or tokens.lower[end] in {"'s", "'"}):
        if tokens.lower[end] in PREPOSITIONS | {"that", "which", "who", "and"}:
            break
        end += 1
    named = any(cast.entities[m.entity].kind == "person" for m in cast.at(first, end))
    if end <= first or named or tokens.capital[end - 1] or not _tells(tokens.lower[end - 1]):
        return None
    return first, end
