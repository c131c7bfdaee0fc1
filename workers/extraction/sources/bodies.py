"""The organisation that a description of a person names, and where the role ends because of it."""

from __future__ import annotations

from . import lexicons
from .body_phrases import behind_trade
from .entities import Cast
from .nouns import DETERMINERS, PREPOSITIONS, singular
from .tokens import Tokens

_EXECUTIVES = frozenset(
    "executive ceo director founder co-founder chairman chairwoman chair spokesman spokeswoman "
    "spokesperson owner manager editor".split()
)
# What stands after "of" is the field of the first and the place of the second, no body that pays them.
_NO_EMPLOYERS = frozenset({"state", "who", "as", "group", "project", "administration"})
_CHAMBERS = frozenset({"house", "parliament", "assembly", "senate", "congress", "commons", "lords"})
# What these made stands after "of", not who pays them.
_MAKERS = frozenset(
    "author co-author writer translator illustrator biographer winner recipient survivor victim".split()
)
# Whose ministers and champions people are, and nobody's employers.
_LANDS = frozenset("region state country nation province world republic kingdom island continent".split())
# Members of a chamber, for a place.
_MEMBERS = frozenset(
    "mp mep msp mla td ms senator representative councillor councilor deputy lawmaker candidate".split()
)
_FIELD_HEADS = frozenset({"minister", "ministers", "secretary"})
# Who watches over many bodies of a kind.
_OVERSEERS = frozenset("auditor registrar commissioner inspector superintendent controller director minister".split())
_PLACE_HEADS = frozenset(
    {"mayor", "mayoress", "governor", "bishop", "archbishop", "king", "queen", "prince", "sheriff"}
)


def names_body(tokens: Tokens, cast: Cast, possessor: tuple[int, int], classes: tuple[str, ...]) -> bool:
    """Whether a possessor is an organisation: by its name, its noun, or because the role is one that bodies give."""
    first, last = possessor
    mentions = cast.at(first, last)
    if last - first == 1 and tokens.lower[first] in _LANDS and not tokens.capital[first]:
        return False
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


def body_after(tokens: Tokens, cast: Cast, head: int, last: int) -> tuple[tuple[int, int] | None, int]:
    """The organisation after the head noun and where the role ends: before "at the Institute", after "of the regional
    council".

    A named body right after the head comes first ("director of the Institute at the University"), then the last "at"
    with an organisation ("head of power at the section for land at the Academy"), then any other preposition that
    leads to one.
    """
    first = next((i for i in range(head + 1, last) if tokens.lower[i] == "now"), head) + 1
    places = [first] if first < last and tokens.lower[first] in {"of", "for", "at", "with"} else []
    places += [i for i in range(first, last) if tokens.lower[i] == "at"][::-1]
    places += [i for i in range(first, last) if tokens.lower[i] in {"of", "for", "with", "from", "in"}]
    if tokens.lower[head] in _MAKERS:
        places = [i for i in places if tokens.lower[i] == "at"]
    for number, index in enumerate(places):
        preposition = tokens.lower[index]
        if index == head + 1 and _is_office(tokens, head, last):
            continue
        start = index + 1
        while start < last and tokens.lower[start] in DETERMINERS:
            start += 1
        if preposition == "in" and start < last and tokens.lower[start] in _CHAMBERS:
            continue
        if index == first and preposition == "of" and (firm := behind_trade(tokens, start, last)):
            return firm, index
        end = _body_end(tokens, cast, start, last, preposition) if start < last else None
        if tokens.word(start) == "local" and tokens.word(start + 1).isdigit() and start + 1 < last:
            return (start, start + 2), last
        if end is None and preposition in {"of", "for"} and index == first and tokens.lower[head] in _EXECUTIVES:
            end = _capital_end(tokens, start, last)
        if end is None or (start == index + 1 and not tokens.capital[start] and preposition == "of"):
            continue
        if _is_plural_field(tokens, head, start, end):
            continue
        proper = _organization_at(tokens, cast, start, end) or (tokens.capital[start] and preposition in {"of", "for"})
        proper = proper or any(tokens.capital[i] for i in range(start, end))
        if number == 0 and index == head + 1 and not proper:
            continue
        if proper and number == 0 and end < last and tokens.lower[end] == "at" and preposition in {"of", "with"}:
            end = _body_end(tokens, cast, end + 1, last, "at") or end
        cut = (proper or preposition not in {"of", "for"}) and tokens.lower[head] != "member"
        if cut and first > head + 1:
            return (start, end), last
        if cut and end + 1 < last and tokens.lower[end] == "and" and tokens.lower[end + 1] not in DETERMINERS:
            return (start, end), last
        return (start, end), index if cut else last
    return None, last


def _is_plural_field(tokens: Tokens, head: int, first: int, last: int) -> bool:
    """Whether "of" leads to what an office deals with, in the plural: "Auditor of Parishes", "Registrar of Trusts"."""
    word = tokens.lower[first]
    kinds = {singular(word), word[:-2]} if word.endswith("es") else {singular(word)} - {word}
    common = lexicons.organization_classes().keys() | lexicons.words("common_words.txt")
    return last - first == 1 and tokens.lower[head] in _OVERSEERS and bool(kinds & common)


def _is_office(tokens: Tokens, head: int, last: int) -> bool:
    """Whether "of" leads to what an office is for or where: "Minister of Power", "mayor of Port Hope"."""
    if tokens.word(head + 1) == "for" and tokens.lower[head].rstrip(".") in _MEMBERS:
        return True
    if tokens.word(head + 1) == "for" and tokens.lower[head] in {"minister", "ministers"}:
        return True
    if tokens.word(head + 1) != "of" or head + 2 >= last:
        return False
    if tokens.lower[head] in {"speaker", "leader", "clerk"} and _CHAMBERS & set(tokens.lower[head + 2 : head + 4]):
        return True
    word, named = tokens.lower[head], tokens.capital[head + 2]
    if word in _FIELD_HEADS:
        return word != "secretary" or named
    banks = {"bank", "reserve", "board"} & set(tokens.lower[head + 2 : last])
    return word in _PLACE_HEADS and named and not banks


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
    organizations = lexicons.organization_classes()
    nouns = [i for i in words if tokens.lower[i] in organizations and tokens.lower[i] not in _NO_EMPLOYERS]
    if any(m.first < end and m.first - first <= 3 for m in named) and (nouns or preposition != "in"):
        return end
    if nouns and not (tokens.word(nouns[-1] + 1) == "'s" and not tokens.capital[nouns[-1]]):
        return end
    if preposition == "at" and any(tokens.capital[i] for i in words):
        return end
    return None
