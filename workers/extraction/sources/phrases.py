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

_EXECUTIVES = frozenset(
    "executive ceo director founder co-founder chairman chairwoman chair spokesman spokeswoman spokesperson owner manager editor".split()
)
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
        elif (
            is_role_noun(word)
            or (word.rstrip(".") in lexicons.role_nouns())
            or "-" in word
            and is_role_noun(word.rsplit("-", 1)[-1])
        ):
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
    last = _without_participle(tokens, head + 1, last)
    classes = _all_classes(tokens, first, head, last)
    possessor = _possessor(tokens, cast, first, head)
    body, role_last = _body_after(tokens, cast, head, last)
    role_first = first
    if possessor is not None and "family" not in classes:
        role_first = possessor[1] + (1 if possessor[1] < last and tokens.lower[possessor[1]] in {"'s", "'"} else 0)
        body = body or (possessor if _names_body(tokens, cast, possessor, classes) else None)
    elif possessor is None and body is None:
        role_first, body = _body_before(tokens, cast, first, head, classes)
    if role_first >= role_last:
        return None
    return Description(role_first, role_last, head, body, classes, possessor)


def _without_participle(tokens: Tokens, first: int, last: int) -> int:
    """The end of the description before a participle that opens a clause: "tailor[ travelling with his sons]"."""
    if first < last and tokens.lower[first].endswith("ing") and not tokens.capital[first]:
        return first
    return last


def _all_classes(tokens: Tokens, first: int, head: int, last: int) -> tuple[str, ...]:
    """The classes of the head and of further roles joined to it by "and" ("former member of X and now visiting professor")."""
    classes = noun_classes(tokens, first, head)
    joined = next((i for i in range(head + 1, last) if tokens.lower[i] == "and"), None)
    if joined is None:
        return classes
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


def _names_body(tokens: Tokens, cast: Cast, possessor: tuple[int, int], classes: tuple[str, ...]) -> bool:
    first, last = possessor
    mentions = cast.at(first, last)
    if any(cast.entities[m.entity].kind == "organization" for m in mentions):
        return True
    if any(tokens.lower[i] in lexicons.organization_classes() for i in range(first, last)):
        return True
    employs = bool({"business", "spokesperson", "celebrity"} & set(classes))
    return (
        employs
        and tokens.capital[last - 1]
        and not mentions
        and tokens.lower[last - 1] not in lexicons.words("names/places.txt")
    )


def _body_after(tokens: Tokens, cast: Cast, head: int, last: int) -> tuple[tuple[int, int] | None, int]:
    """The organisation after the head noun and where the role ends: before "at the Institute", after "of the regional council".

    A named body right after the head comes first ("director of the Institute at the University"), then the last "at" with an
    organisation ("head of power at the section for land at the Academy"), then any other preposition that leads to one.
    """
    first = next((i for i in range(head + 1, last) if tokens.lower[i] == "now"), head) + 1
    places = [first] if first < last and tokens.lower[first] in {"of", "for", "at"} else []
    places += [i for i in range(first, last) if tokens.lower[i] == "at"][::-1]
    places += [i for i in range(first, last) if tokens.lower[i] in {"of", "for", "with", "from", "in"}]
    for number, index in enumerate(places):
        preposition = tokens.lower[index]
        start = index + 1
        while start < last and tokens.lower[start] in DETERMINERS:
            start += 1
        end = _body_end(tokens, cast, start, last, preposition) if start < last else None
        if end is None and preposition in {"of", "for"} and index == first and tokens.lower[head] in _EXECUTIVES:
            end = _capital_end(tokens, start, last)
        if end is None or (start == index + 1 and not tokens.capital[start] and preposition == "of"):
            continue
        proper = _organization_at(tokens, cast, start, end) or (tokens.capital[start] and preposition in {"of", "for"})
        if number == 0 and index == head + 1 and not proper:
            continue
        if proper and number == 0 and end < last and tokens.lower[end] == "at" and preposition == "of":
            end = _body_end(tokens, cast, end + 1, last, "at") or end
        cut = (proper or preposition not in {"of", "for"}) and tokens.lower[head] != "member"
        if cut and first > head + 1:
            return (start, end), last
        if cut and end + 1 < last and tokens.lower[end] == "and" and tokens.lower[end + 1] not in DETERMINERS:
            return (start, end), last
        return (start, end), index if cut else last
    return None, last


def _capital_end(tokens: Tokens, first: int, last: int) -> int | None:
    """The end of a run of capitals that is no known place: "Austelco" in "chief executive of Austelco"."""
    end = first
    while end < last and tokens.capital[end] and tokens.lower[end] not in lexicons.words("names/places.txt"):
        end += 1
    return end if end > first else None


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
    nouns = [
        i
        for i in words
        if tokens.lower[i] in organizations and tokens.lower[i] not in {"state", "who", "as", "group", "project"}
    ]
    if nouns and not (tokens.word(nouns[-1] + 1) == "'s" and not tokens.capital[nouns[-1]]):
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
    if tokens.lower[first] in lexicons.words("roles/modifiers.txt") or (
        head == first + 1 and tokens.lower[first] in lexicons.words("common_words.txt")
    ):
        return first, None
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
    if (
        not named
        and not any(tokens.lower[i] in organizations for i in range(first, end))
        and "celebrity" not in classes
    ):
        known = any(cast.entities[m.entity].kind == "organization" for m in cast.at(first, end))
        common = tokens.lower[first] in lexicons.words("common_words.txt")
        if (
            not known
            and (common or not {"spokesperson", "business"} & set(classes))
            and not tokens.words[first].isupper()
        ):
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
