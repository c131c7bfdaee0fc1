"""Descriptions of people as phrases: where one begins and ends, its head noun, and the body it names.

"head of soft commodities at Lindqvist Bank" is role "head of soft commodities" and body "Lindqvist Bank"; "chairman
of the regional council" is a role as it stands, and names a body as well; "director of the Institute for X" is split.
"""

from __future__ import annotations

from dataclasses import dataclass

from . import lexicons
from .bodies import body_after, names_body
from .entities import Cast
from .front_bodies import body_before
from .nouns import AUXILIARIES, DETERMINERS, POSSESSIVE_PRONOUNS, PREPOSITIONS, is_role_noun, noun_classes, singular
from .tokens import Tokens

_PARTY_ROLES = frozenset({"republican", "democrat", "independent", "conservative", "liberal", "socialist", "green"})
_CLAUSE_WORDS = frozenset("who whose which that when while as where because but after since until".split())
_KIN = frozenset(
    "mother father son daughter brother sister wife husband aunt uncle nephew niece cousin grandmother grandfather "
    "widow widower parent friend neighbour neighbor girlfriend boyfriend".split()
)
_MAX_PHRASE = 30


@dataclass(frozen=True, slots=True)
class Description:
    """A description of a person in token indices; ``body`` is the organisation it names, ``head`` its head noun."""

    first: int
    last: int
    head: int
    body: tuple[int, int] | None
    classes: tuple[str, ...]
    possessor: tuple[int, int] | None = None


def phrase_end(tokens: Tokens, first: int, stop: int) -> int:
    """The end of an appositive that begins at ``first``: the next comma, stop, quote mark, clause or finite verb."""
    verbs = lexicons.words("mentions/speech_verbs.txt")
    depth = 0
    for index in range(first, min(stop, first + _MAX_PHRASE)):
        word = tokens.lower[index]
        if word == "(":
            depth += 1
        elif word == ")":
            if depth == 0:
                return index
            depth -= 1
        if depth:
            continue
        if not word[0].isalnum() and word not in {"&", "'", "'s", ")", "-", "/"}:
            return index
        if word in _CLAUSE_WORDS:
            return index
        if index > first and word in AUXILIARIES:
            return index
        if index > first and word in verbs and not tokens.capital[index] and not _nominal(tokens, index):
            return index
        if word == "and" and index + 1 < stop and (tokens.lower[index + 1] in verbs | AUXILIARIES):
            return index
        if (
            word == "to"
            and index > first
            and index + 1 < stop
            and (tokens.capital[index + 1] or tokens.lower[index + 1] in {"news", "reporters"})
        ):
            return index
    return min(stop, first + _MAX_PHRASE)


def _nominal(tokens: Tokens, index: int) -> bool:
    """Whether a word that can be a verb stands as a noun: "research project", "head of state", "police reports"."""
    word, before, after = tokens.lower[index], tokens.word(index - 1), tokens.word(index + 1)
    if before in DETERMINERS | POSSESSIVE_PRONOUNS or after == "tank":
        return True
    if is_role_noun(after) and not word.endswith(("s", "ed")) and not tokens.capital[index + 1]:
        return True
    if word in {
        "post",
        "state",
        "project",
        "judge",
        "advocate",
        "report",
        "show",
        "order",
        "hold",
        "feel",
        "note",
        "claim",
    }:
        return (
            before in PREPOSITIONS | DETERMINERS
            or after in {"of", "director", "manager", "leader"}
            or tokens.capital[index]
            or word == "judge"
        )
    return False


def find_head(tokens: Tokens, first: int, last: int, plural: bool = False) -> int | None:
    """The head noun of a description: the last role noun before the first preposition, comma or clause.

    With ``plural`` the noun for a group ("economists").
    """
    head = None
    for index in range(first, last):
        word = tokens.lower[index]
        if word in PREPOSITIONS or word in {"who", "whose", "which", "that", ","}:
            if head is not None:
                return head
            if word not in {"of"} and not tokens.capital[index]:
                return None
        if word in {"'s", "'"}:
            head = None
        elif (
            is_role_noun(singular(word) if plural else word)
            or (word.rstrip(".") in lexicons.role_nouns())
            or "-" in word
            and is_role_noun(word.rsplit("-", 1)[-1])
        ):
            head = index
    return head


def describe(tokens: Tokens, cast: Cast, first: int, last: int, plural: bool = False) -> Description | None:
    """The description that fills the tokens, without determiner; ``None`` when no person is described.

    With ``plural`` it is one of a group ("economists at the bank").
    """
    while first < last and tokens.lower[first] in DETERMINERS and tokens.lower[first] not in {"my", "our"}:
        first += 1
    while first < last and tokens.lower[first][0].isdigit() and "-old" in tokens.lower[first]:
        first += 1
    while first < last and tokens.lower[first] in {"also", "now", "then", "currently", "himself", "herself"}:
        first += 1
    if first >= last:
        return None
    head = find_head(tokens, first, last, plural)
    if head is None:
        return None
    last = _without_participle(tokens, head + 1, last)
    classes = _all_classes(tokens, first, head, last)
    possessor = _possessor(tokens, cast, first, head)
    body, role_last = body_after(tokens, cast, head, last)
    owned = possessor is not None and body is not None and tokens.word(head + 1) == "for"
    if possessor is not None and owned and "family" not in classes and names_body(tokens, cast, possessor, ()):
        body, role_last = possessor, last
    if body is not None and tokens.lower[head] in _KIN:
        body, role_last = None, last
    if body is not None and "legal" in classes and not any(tokens.capital[i] for i in range(*body)):
        body, role_last = None, last
    role_first = first
    club = _club(tokens, possessor, head)
    if club is not None:
        role_first, body = club, body or (first, club)
    elif possessor is not None and _is_trade(tokens, possessor):
        pass
    elif possessor is not None and "family" not in classes:
        role_first = possessor[1] + (1 if possessor[1] < last and tokens.lower[possessor[1]] in {"'s", "'"} else 0)
        body = body or (possessor if names_body(tokens, cast, possessor, classes) else None)
    elif possessor is None and body is None:
        role_first, body = body_before(tokens, cast, first, head, classes)
    while role_last > head + 1 and tokens.lower[role_last - 1] in PREPOSITIONS | {"and", "the", "a"}:
        role_last -= 1
    if role_first >= role_last:
        return None
    return Description(role_first, role_last, head, body, classes, possessor)


def _without_participle(tokens: Tokens, first: int, last: int) -> int:
    """The end of the description before a participle that opens a clause: "tailor[ travelling with his sons]"."""
    if first < last and tokens.lower[first].endswith("ing") and not tokens.capital[first]:
        return first
    return next((i for i in range(first, last) if tokens.lower[i] == "from" and _leads_to_place(tokens, i, last)), last)


def _leads_to_place(tokens: Tokens, index: int, last: int) -> bool:
    """Whether "from" is followed by a name that is no organisation's: where somebody lives is no role."""
    following = range(index + 1, min(index + 5, last))
    named = tokens.lower[index + 1] in DETERMINERS or (index + 1 < last and tokens.capital[index + 1])
    return named and not any(tokens.lower[i] in lexicons.organization_classes() for i in following)


def _all_classes(tokens: Tokens, first: int, head: int, last: int) -> tuple[str, ...]:
    """The classes of the head and of further roles joined to it by "and" ("former member of X and now visiting
    professor").
    """
    classes = noun_classes(tokens, first, head)
    joined = next((i for i in range(head + 1, last) if tokens.lower[i] == "and"), None)
    if joined is None:
        before = tokens.lower[head - 1] == "and" and head - 2 >= first and is_role_noun(tokens.lower[head - 2])
        return (*noun_classes(tokens, first, head - 2), *classes) if before else classes
    second = next((i for i in range(joined + 1, min(joined + 5, last)) if is_role_noun(tokens.lower[i])), None)
    return classes if second is None else (*noun_classes(tokens, joined + 1, second), *classes)


def _possessor(tokens: Tokens, cast: Cast, first: int, head: int) -> tuple[int, int] | None:
    """The possessor at the front: "the fund" in "the fund's deputy head", "Its" in "Its president"."""
    if tokens.lower[first] in POSSESSIVE_PRONOUNS:
        return first, first + 1
    inside = {i for m in cast.at(first, head) for i in range(m.first, m.last)}
    for index in range(first + 1, head):
        if tokens.lower[index] in {"'s", "'"} and index not in inside:
            return first, index
    return None


def _is_trade(tokens: Tokens, possessor: tuple[int, int]) -> bool:
    """Whether the possessor tells the trade and means nobody: "a [notary]’s clerk"."""
    first, last = possessor
    word = tokens.lower[first]
    return last - first == 1 and tokens.word(first - 1) in {"a", "an"} and is_role_noun(word)


def _club(tokens: Tokens, possessor: tuple[int, int] | None, head: int) -> int | None:
    """The end of a body named by its members before the role: "Tenants’ association[ head]"; else ``None``."""
    if possessor is None or tokens.lower[possessor[1]] != "'" or not tokens.lower[possessor[1] - 1].endswith("s"):
        return None
    listed = lexicons.organization_classes()
    end = next((i + 1 for i in range(possessor[1] + 1, min(possessor[1] + 4, head)) if tokens.lower[i] in listed), None)
    return end if end is not None and end <= head and possessor[1] - possessor[0] == 1 else None


def is_party_role(tokens: Tokens, description: Description) -> bool:
    """Whether the description only names a party: "a Republican who …", "an independent from Maine"."""
    return tokens.lower[description.head] in _PARTY_ROLES
