"""Nouns beside a name that tell a body from a person: "the network Belmora", "the Umani party", "auditors, Lie"."""

from __future__ import annotations

from . import lexicons
from .nouns import PREPOSITIONS, is_role_noun
from .tokens import Tokens

# Nouns for firms that can stand for people too, but before a name nearly always mean the firm.
_FIRMS = frozenset({"operator", "supplier", "manufacturer", "retailer", "exporter"})
# Nouns for bodies that stand behind a name in lower case: "the mayor's Umani Veya party"; the first need no article.
_LEAGUES = frozenset("party coalition alliance federation consortium movement".split())
_NAMED_BODIES = _LEAGUES | frozenset(
    "union club group firm company chain newspaper charity network agency foundation trust brand startup start-up "
    "association organisation organization".split()
)
# Trades that are named in the plural where one firm does them: "the club's auditors, Obi Lie, warned".
_FIRMS_OF = frozenset(
    "auditors accountants solicitors lawyers attorneys architects consultants administrators liquidators receivers "
    "brokers bankers publishers developers promoters agents owners operators builders contractors makers valuers "
    "surveyors advisers advisors engineers".split()
)
_OWNERS = frozenset("the a an its their his her our 's '".split())


def has_body_context(tokens: Tokens, first: int, last: int) -> bool:
    """An organisation noun right before ("the network CacaoVue", "the company, Scribewell,") or in the apposition after
    the name.
    """
    bodies = lexicons.organization_classes()
    noun = first - 2 if tokens.word(first - 1) == "," else first - 1
    closed = noun == first - 1 or tokens.word(last) in {",", "."}
    if noun == first - 1 and _names_holder(tokens, noun) and last - first > 1:
        return False
    if (
        tokens.word(noun) in lexicons.words("names/nationalities.txt")
        and tokens.word(noun - 1) == "the"
        and tokens.word(noun - 2) == ","
    ):
        noun -= 3
        closed = tokens.word(last) == ","
    both = (
        is_role_noun(tokens.word(noun))
        and tokens.word(noun) not in _FIRMS
        and "the" not in tokens.lower[max(0, noun - 3) : max(0, noun)]
    )
    if closed and tokens.word(noun) in bodies and not tokens.capital[max(noun, 0)] and not both:
        return tokens.same_sentence(noun, first)
    if tokens.word(last) != "," or tokens.word(last + 1) not in {"the", "a", "an"}:
        return False
    for index in range(last + 2, min(last + 9, len(tokens))):
        word = tokens.lower[index]
        if word in bodies and is_role_noun(word) and _is_things(tokens, last + 2, index):
            return True
        if is_role_noun(word) or not (word[0].isalnum() or word == "'"):
            return False
        if word in bodies and tokens.word(index + 1) not in {"'s", "'"}:  # "the agency's director" is a person
            return not is_role_noun(tokens.word(index + 1))
    return False


def _is_things(tokens: Tokens, first: int, noun: int) -> bool:
    """Whether a noun for people as for firms means a firm: "a developer that owns it", "a family-owned producer"."""
    owned = any(tokens.lower[i].endswith(("-owned", "-listed", "-headquartered")) for i in range(first, noun))
    return owned or tokens.word(noun + 1) in {"that", "which"}


def heads_body(tokens: Tokens, first: int, last: int, given: bool) -> bool:
    """Whether a noun for a body in lower case is the head of the phrase: "the mayor's Umani Veya [party]"."""
    noun = tokens.word(last)
    if noun not in _NAMED_BODIES or tokens.capital[last]:
        return False
    if noun in _LEAGUES and not given:
        return True
    index = first - 1
    while index > 0 and first - index < 4 and tokens.lower[index][0].isalpha() and tokens.lower[index] not in _OWNERS:
        index -= 1
    plain = all(tokens.lower[i] not in PREPOSITIONS for i in range(index + 1, first))
    return plain and tokens.word(index) in _OWNERS


def is_firm_of(tokens: Tokens, first: int, last: int) -> bool:
    """Whether one name stands beside a trade in the plural, set off by commas: "the club's [auditors], Obi Lie,"."""
    if last - first < 2:
        return False
    closed = tokens.word(last) in {",", "."} and not (last + 1 < len(tokens) and tokens.capital[last + 1])
    if closed and tokens.word(first - 1) == "," and tokens.word(first - 2) in _FIRMS_OF:
        return tokens.same_sentence(first - 2, first)
    if tokens.word(last) != ",":
        return False
    for index in range(last + 1, min(last + 7, len(tokens))):
        if tokens.lower[index] in _FIRMS_OF:
            return tokens.word(last + 1) in _OWNERS or tokens.capital[last + 1]
        if tokens.lower[index] not in {"'s", "'"} and not tokens.lower[index][0].isalpha():
            return False
        if tokens.lower[index] in PREPOSITIONS:
            return False
    return False


def _names_holder(tokens: Tokens, noun: int) -> bool:
    """Whether the noun for a body ends an office, so that who holds it follows: "Leader of the council Ada Obi"."""
    index = noun - 1
    while noun - index < 4 and tokens.word(index) not in {"of", ""}:
        index -= 1
    plain = all(tokens.lower[i] not in PREPOSITIONS for i in range(index + 1, noun))
    return plain and tokens.word(index) == "of" and is_role_noun(tokens.word(index - 1)) and noun - index <= 3
