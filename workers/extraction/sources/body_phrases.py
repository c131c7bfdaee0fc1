"""The organisation phrase behind a name or a verb: "at [the Institute for X]", "of [the Met’s Crime Command]"."""

from __future__ import annotations

from . import lexicons
from .entities import Cast
from .nouns import PREPOSITIONS, is_role_noun
from .tokens import Tokens

_BODY_REACH = 6
_UNITS = frozenset("unit department division section team branch desk programme program lab laboratory".split())
# Where somebody lives ("of Beck Close"), who belongs to nothing there.
_STREETS = frozenset("street road lane avenue close terrace drive crescent row place way gardens square hill".split())

# What firms do, as a noun that stands right before their names.
_TRADES = frozenset(
    "developer maker operator producer supplier retailer manufacturer builder lender insurer broker brokerage "
    "consultancy carrier exporter importer distributor publisher refiner shipper wholesaler grocer carmaker chipmaker "
    "brewer".split()
)


def body_phrase(tokens: Tokens, cast: Cast, first: int, last: int, preposition: str) -> tuple[int, int] | None:
    """The organisation phrase at ``first``; ``None`` when there is none."""
    if first >= last or tokens.lower[first][0].isdigit():
        return None
    from_cast = [m for m in cast.at(first, last) if cast.entities[m.entity].kind == "organization"]
    nouns = [i for i in range(first, last) if tokens.lower[i] in lexicons.organization_classes()]
    nouns = [i for i in nouns if tokens.lower[i] != "family"]
    if tokens.word(first + 1) == "'s" and first + 2 < last and not from_cast:
        return body_phrase(tokens, cast, first + 2, last, preposition)
    if len(from_cast) > 1 and _is_unit(tokens, from_cast[0].last, from_cast[1].first):
        return from_cast[1].first, _over_noun(tokens, from_cast[1].last, last)
    if from_cast and from_cast[0].first - first <= 4:
        return first, _over_noun(tokens, max(from_cast[0].last, first + 1), last)
    if nouns and nouns[0] - first <= _BODY_REACH and _is_one_phrase(tokens, first, nouns[0]):
        end = nouns[0] + 1
        while end < last and (
            tokens.capital[end]
            or (tokens.lower[end] in {"of", "in", "for"} and end + 1 < last and tokens.capital[end + 1])
        ):
            end += 1
        return first, end
    campus = tokens.words[first].isupper() and 1 < len(tokens.words[first]) < 6 and tokens.words[first].isalpha()
    if (
        (preposition in {"at", "for"} or (campus and preposition == "of"))
        and tokens.capital[first]
        and tokens.lower[first] not in lexicons.words("names/places.txt")
    ):
        end = first
        while end < last and tokens.capital[end]:
            end += 1
        return first, end
    return None


def behind_trade(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """The name behind a noun for what a firm does: "[of] storage developer[ Voltage House]", however it was read."""
    name = next((i for i in range(first, min(first + 4, last)) if tokens.capital[i]), first)
    if name == first or tokens.lower[name - 1] not in _TRADES:
        return None
    return name, next((i for i in range(name, last) if not tokens.capital[i]), last)


def _over_noun(tokens: Tokens, end: int, last: int) -> int:
    """Past what belongs to the name: "Okinawa[ marine station]", "the University’s[ genome lab]", "Friends[ of Vika
    Lido]".
    """
    if tokens.word(end) == "of" and end + 1 < last and tokens.capital[end + 1] and tokens.lower[end - 1].endswith("s"):
        return next((i for i in range(end + 1, last) if not tokens.capital[i]), last)
    if tokens.word(end) == "'s" and end + 1 < last and tokens.capital[end + 1]:
        close = next((i for i in range(end + 1, last) if not tokens.capital[i]), last)
        return close if close - end > 2 else end
    listed = lexicons.organization_classes()
    for index in range(end, min(end + 4, last)):
        word = tokens.lower[index]
        if word in listed and not is_role_noun(tokens.word(index + 1)):
            return index + 1
        if word in PREPOSITIONS or not (word[0].isalpha() or word in {"'s", "'"}) or word in {"and", "who", "which"}:
            break
    return end


def _is_unit(tokens: Tokens, end: int, following: int) -> bool:
    """Whether a named unit is a part of the body named next: "the Conflict Unit[ of the Clingen Institute]"."""
    between = tokens.lower[end:following]
    return tokens.lower[end - 1] in _UNITS and between in {("of", "the"), ("of",), ("at", "the"), ("at",)}


def _is_one_phrase(tokens: Tokens, first: int, noun: int) -> bool:
    """Whether no preposition or clause stands before the noun."""
    return noun - first <= 2 or not any(
        tokens.lower[i] in PREPOSITIONS | {"who", "which", "that", "and"} for i in range(first, noun)
    )


def body_behind(tokens: Tokens, cast: Cast, comma: int, stop: int) -> tuple[int, int] | None:
    """ "Ada Obi, vice president,[ Hanvik Storage]": a body's name that a comma sets behind the role, before a mark."""
    if comma + 1 >= stop or tokens.lower[comma] != ",":
        return None
    first = comma + 1 + (tokens.lower[comma + 1] == "the")
    named = next((m for m in cast.at(first, first + 1) if cast.entities[m.entity].kind == "organization"), None)
    if named is None or (named.last < stop and tokens.words[named.last][0].isalnum()):
        return None
    return named.first, named.last


def is_street(tokens: Tokens, first: int, stop: int) -> bool:
    """Whether a run of capitals is an address: "Beck Close", "Nordre Vik Terrace"."""
    last = next((i for i in range(first, stop) if not tokens.capital[i]), stop)
    return last - first > 1 and tokens.lower[last - 1] in _STREETS
