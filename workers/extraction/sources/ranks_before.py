"""Ranks and titles before a name where nothing else says what somebody is, and the party that stands before one."""

from __future__ import annotations

from . import lexicons
from .entities import Mention
from .evidence import RoleEvidence
from .nouns import is_role_noun, noun_classes
from .tokens import Tokens

_RANK_WORDS = 3
_PAST_RANK = 2.0
_RETIRED = frozenset({"ret", "ret.", "retd", "retired"})


def retired_rank(tokens: Tokens, mention: Mention, end: int, floor: int) -> list[RoleEvidence]:
    """ "Commodore (ret.) Ada Obi"."""
    if end - 4 < floor or tokens.lower[end - 1] != ")" or tokens.word(end - 2).rstrip(".") not in _RETIRED:
        return []
    opening = next((i for i in (end - 3, end - 4) if tokens.lower[i] == "("), None)
    if opening is None or opening - 1 < floor or not is_role_noun(tokens.lower[opening - 1]):
        return []
    classes = noun_classes(tokens, opening - 1, opening - 1)
    return [RoleEvidence(mention.entity, (opening - 1, end), None, classes, opening - 1, 3.2, opening - 1)]


def title_alone(tokens: Tokens, mention: Mention, floor: int) -> list[RoleEvidence]:
    """ "Prof.", "Det Insp", "retired Col." before a name, where nothing else says what the person is."""
    first, ranks = mention.first, lexicons.ranks()
    for last in (first, first - 1):
        for start in range(max(floor, last - _RANK_WORDS), last):
            words = [tokens.lower[i].rstrip(".") for i in range(start, last)]
            if not tokens.capital[start] or " ".join(words) not in ranks:
                continue
            past = start - 1 >= floor and tokens.lower[start - 1] in _RETIRED | {"former", "acting"}
            role = (start - past, last)
            classes = (ranks[" ".join(words)],)
            weight = _PAST_RANK if past else 1.0
            title = RoleEvidence(mention.entity, role, None, classes, last - 1, weight, role[0])
            return [title, *_party_of(tokens, mention, role[0], floor)]
    return []


def _party_of(tokens: Tokens, mention: Mention, end: int, floor: int) -> list[RoleEvidence]:
    """The party before a title: "[Lib Dem ]Cllr Ada Obi"."""
    for start in range(max(floor, end - _RANK_WORDS), end):
        if tokens.capital[start] and " ".join(tokens.lower[start:end]) in lexicons.words("names/parties.txt"):
            return [RoleEvidence(mention.entity, None, (start, end), (), None, 1.0, start)]
    return []
