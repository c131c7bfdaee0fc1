"""Descriptions of people as phrases: where one begins and ends, its head noun, and the body it names.

"head of soft commodities at Lindqvist Bank" is role "head of soft commodities" and body "Lindqvist Bank"; "chairman of the
regional council" is a role as it stands, and names a body as well; "director of the Institute for X" is split.
"""

from __future__ import annotations

from dataclasses import dataclass

from . import lexicons
from .entities import Cast
from .nouns import AUXILIARIES, DETERMINERS, POSSESSIVE_PRONOUNS, PREPOSITIONS, is_role_noun, noun_classes
from .tokens import Tokens

_PARTY_ROLES = frozenset({"republican", "democrat", "independent", "conservative", "liberal", "socialist", "green"})
_STRIPPED_AFTER = frozenset({"at", "with", "from"})
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
        if word in {"who", "whose", "which", "that", "when", "while", "as", "where", "because", "but", "after"}:
            return index
        if index > first and word in AUXILIARIES:
            return index
        if index > first and word in verbs and not _nominal(tokens, index):
            return index
        if word == "and" and index + 1 < stop and (tokens.lower[index + 1] in verbs | AUXILIARIES):
            return index
        if word == "to" and index > first and index + 1 < stop and (tokens.capital[index + 1] or tokens.lower[index + 1] in {"news", "reporters"}):
            return index
    return min(stop, first + _MAX_PHRASE)


def _nominal(tokens: Tokens, index: int) -> bool:
    """Whether a word that can be a verb stands as a noun: "research project", "head of state", "police reports"."""
    word, before, after = tokens.lower[index], tokens.word(index - 1), tokens.word(index + 1)
    if before in DETERMINERS | POSSESSIVE_PRONOUNS or after == "tank":
        return True
    if word in {"post", "state", "project", "judge", "advocate", "report", "show", "state", "order", "hold", "feel", "note", "claim"}:
        return before in PREPOSITIONS | DETERMINERS or after in {"of", "director", "manager", "leader"} or tokens.capital[index] or word == "judge"
    return False


def find_head(tokens: Tokens, first: int, last: int) -> int | None:
    """The head noun of a description: the last role noun before the first preposition, comma or clause."""
    head = None
    for index in range(first, last):
        word = tokens.lower[index]
        if word in PREPOSITIONS or word in {"who", "whose", "which", "that", ","}:
            if head is not None:
                return head
            if word not in {"of"}:
                return None
        if word in {"'s", "'"}:
            head = None
        elif is_role_noun(word) or (word.rstrip(".") in lexicons.role_nouns()):
            head = index
        elif "-" in word and is_role_noun(word.rsplit("-", 1)[-1]):
            head = index
    return head


def describe(tokens: Tokens, cast: Cast, first: int, last: int) -> Description | None:
    """The description that fills the tokens, without determiner; ``None`` when no person is described."""
    while first < last and tokens.lower[first] in DETERMINERS and tokens.lower[first] not in {"my", "our"}:
        first += 1
    while first < last and tokens.lower[first] in {"also", "now", "then", "currently", "himself", "herself"}:
        first += 1
    if first >= last:
        return None
    head = find_head(tokens, first, last)
    if head is None:
        return None
    classes = noun_classes(tokens, first, head)
    possessor = _possessor(tokens, first, head)
    body, role_last = _body_after(tokens, cast, head + 1, last)
    role_first = first
    if possessor is not None and "family" not in classes:
        role_first = possessor[1] + (1 if possessor[1] < last and tokens.lower[possessor[1]] in {"'s", "'"} else 0)
        body = body or (possessor if _names_body(tokens, cast, *possessor) else None)
    elif possessor is None and body is None:
        role_first, body = _body_before(tokens, cast, first, head, classes)
    if role_first >= role_last:
        return None
    return Description(role_first, role_last, head, body, classes, possessor)


def _possessor(tokens: Tokens, first: int, head: int) -> tuple[int, int] | None:
    """The possessor at the front: "the fund" in "the fund's deputy head", "Its" in "Its president"."""
    if tokens.lower[first] in POSSESSIVE_PRONOUNS:
        return first, first + 1
    for index in range(head - 1, first, -1):
        if tokens.lower[index] in {"'s", "'"}:
            return first, index
    return None


def _names_body(tokens: Tokens, cast: Cast, first: int, last: int) -> bool:
    if any(cast.entities[m.entity].kind == "organization" for m in cast.at(first, last)):
        return True
    return any(tokens.lower[i] in lexicons.organization_classes() for i in range(first, last))


def _body_after(tokens: Tokens, cast: Cast, first: int, last: int) -> tuple[tuple[int, int] | None, int]:
    """The organisation after the head noun and where the role ends: before "at the Institute", after "of the regional council".

    The last "at" with an organisation decides ("head of power at the section for land at the Academy"), then the first other
    preposition that leads to one.
    """
    places = [i for i in range(first, last) if tokens.lower[i] == "at"][::-1]
    places += [i for i in range(first, last) if tokens.lower[i] in {"of", "for", "with", "from", "in"}]
    for index in places:
        preposition = tokens.lower[index]
        start = index + 1
        while start < last and tokens.lower[start] in DETERMINERS:
            start += 1
        end = _body_end(tokens, cast, start, last, preposition) if start < last else None
        if end is None:
            continue
        proper = _organization_at(tokens, cast, start, end)
        cut = proper or preposition != "of" and preposition != "for"
        if cut and end < last and tokens.lower[end] == "and":
            return (start, end), last
        return (start, end), index if cut else last
    return None, last


def _organization_at(tokens: Tokens, cast: Cast, first: int, last: int) -> bool:
    """Whether the phrase names an organisation properly, with a capital, by its name or its nouns."""
    if any(cast.entities[m.entity].kind == "organization" for m in cast.at(first, last)):
        return True
    organizations = lexicons.organization_classes()
    return any(tokens.capital[i] and tokens.lower[i] in organizations for i in range(first, last))


def _body_end(tokens: Tokens, cast: Cast, first: int, last: int, preposition: str) -> int | None:
    """Where the organisation phrase that begins at ``first`` ends; ``None`` when it is no organisation."""
    named = [m for m in cast.at(first, last) if cast.entities[m.entity].kind == "organization"]
    end = last
    for index in range(first + 1, last):
        word = tokens.lower[index]
        inside = any(m.first <= index < m.last for m in named)
        if inside or word not in PREPOSITIONS | {"and", "who", "which", ","}:
            continue
        if word in {"in", "near", "outside"} and (tokens.capital[first] or preposition == "in"):
            end = index
            break
        if word == "of" and tokens.lower[index - 1] in lexicons.organization_classes():
            continue
        if word in {"and", "who", "which", ",", "to", "with", "on", "from", "by", "under", "at"}:
            end = index
            break
    words = range(first, end)
    if any(tokens.lower[i] in lexicons.words("names/places.txt") for i in words) and end - first == 1:
        return None
    if any(m.first < end for m in named):
        return end
    organizations = lexicons.organization_classes()
    nouns = [i for i in words if tokens.lower[i] in organizations and tokens.lower[i] not in {"state", "who", "as", "group", "project"}]
    if nouns:
        return end
    if preposition == "at" and any(tokens.capital[i] for i in words):
        return end
    return None


def _body_before(
    tokens: Tokens, cast: Cast, first: int, head: int, classes: tuple[str, ...]
) -> tuple[int, tuple[int, int] | None]:
    """The organisation at the front of "Trump campaign spokesman"; cut off where the rest says what the person is."""
    end = first
    organizations = lexicons.organization_classes()
    named = [m for m in cast.at(first, head) if cast.entities[m.entity].kind == "organization" and m.first == first]
    if named:
        end = max(m.last for m in named)
    while end < head and tokens.capital[end] and tokens.lower[end] not in _plain_words():
        end += 1
    while end < head and tokens.lower[end] in organizations and end > first:
        end += 1
    if end == first:
        if head > first + 1 and tokens.lower[head - 1] == "bank" and tokens.lower[first] == "central":
            return first, (first, head)
        return first, None
    if not named and not any(tokens.lower[i] in organizations for i in range(first, end)) and "celebrity" not in classes:
        known = any(cast.entities[m.entity].kind == "organization" for m in cast.at(first, end))
        if not known and "spokesperson" not in classes and not tokens.words[first].isupper():
            return first, None
    cut = "spokesperson" in classes or tokens.words[first].isupper() or (end - first > 1 and "business" in classes)
    return (end if cut and end < head + 1 else first), (first, end)


def _plain_words() -> frozenset[str]:
    return (
        lexicons.words("names/nationalities.txt")
        | lexicons.words("roles/modifiers.txt")
        | lexicons.role_nouns()
        | frozenset(lexicons.titles())
        | lexicons.words("names/places.txt")
    )


def is_party_role(tokens: Tokens, description: Description) -> bool:
    """Whether the description only names a party: "a Republican who …", "an independent from Maine"."""
    return tokens.lower[description.head] in _PARTY_ROLES

