"""The organisation in front of a role: "Trump campaign spokesman", "Bank of Borea Governor", "Law School professor"."""

from __future__ import annotations

from functools import cache

from . import lexicons
from .entities import Cast
from .nouns import is_role_noun
from .tokens import Tokens

# Nouns of bodies that are part of the role in front of it: "White House physician", "State Police officer".
_SEATS = frozenset(
    {"house", "police", "state", "army", "navy", "guard", "force", "court", "council", "district", "county", "city"}
    | {"region", "parish", "prefecture", "municipality", "border", "power", "oil", "gas", "media", "energy", "group"}
)
# Before a scholar, a physician or a lawyer stands a field rather than a body.
_FIELDED = frozenset({"expert", "clinical", "legal"})
_PARTS = frozenset({"district", "state", "county", "region", "city", "unit"})
_JOINS = frozenset({"of", "for", "and", "the", "&"})


def body_before(
    tokens: Tokens, cast: Cast, first: int, head: int, classes: tuple[str, ...]
) -> tuple[int, tuple[int, int] | None]:
    """The organisation at the front of "Trump campaign spokesman"; cut off where the rest says what the person is."""
    end = first
    organizations = lexicons.organization_classes()
    if tokens.lower[head] in {"minister", "ministers"}:
        return first, None
    if first < head and _only_opens(tokens, cast, first, classes) and not tokens.capital[first + 1]:
        return first, None
    proper = _proper_body(tokens, first, head)
    if proper is not None:
        return proper, (first, proper)
    if any("-" in tokens.lower[i] and tokens.lower[i].endswith("ed") for i in range(first, head)):
        return first, None
    if "spokesperson" in classes and _names_service(tokens, first, head):
        return head, (first, head)
    if tokens.lower[first] in lexicons.words("roles/modifiers.txt") or (
        head == first + 1 and tokens.lower[first] in lexicons.words("common_words.txt")
    ):
        return first, None
    named = [m for m in cast.at(first, head) if cast.entities[m.entity].kind == "organization" and m.first == first]
    if named:
        end = max(m.last for m in named)
    while end < head and tokens.capital[end]:
        if tokens.lower[end] in _plain_words() and not _opens_firm(tokens, end, head):
            break
        end += 1
    while end < head and tokens.lower[end] in organizations and end > first:
        if tokens.lower[end] in _PARTS and not tokens.capital[end]:
            break  # "Aros district president"
        if "expert" in classes and organizations[tokens.lower[end]] == "business" and not tokens.capital[end]:
            break  # "Aros energy researcher": a field
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
            and (common or not _is_given(tokens, head, classes))
            and not tokens.words[first].isupper()
        ):
            return first, None
    cut = "spokesperson" in classes or tokens.words[first].isupper() or (end - first > 1 and "business" in classes)
    return (end if cut and end < head + 1 else first), (first, end)


def _names_service(tokens: Tokens, first: int, head: int) -> bool:
    """Whether all before the head is a name with a noun for a body in it: "Police Borea", "Foreign Ministry"."""
    listed = lexicons.organization_classes()
    inside = range(first, head)
    return (
        len(inside) > 1
        and all(tokens.capital[i] and not is_role_noun(tokens.lower[i]) for i in inside)
        and any(tokens.lower[i] in listed for i in inside)
    )


def _is_given(tokens: Tokens, head: int, classes: tuple[str, ...]) -> bool:
    """Whether bodies give the role: a spokesperson, a chief executive, no hotelier and no investor."""
    staff = lexicons.words("roles/staff.txt")
    return "spokesperson" in classes or ("business" in classes and tokens.lower[head] in staff)


def _opens_firm(tokens: Tokens, index: int, head: int) -> bool:
    """Whether a place is the first word of a longer name: "Wellington Water[ chief executive]"."""
    following = index + 1
    named = following < head and tokens.capital[following] and tokens.lower[following] not in _plain_words()
    return named and tokens.lower[index] in lexicons.words("names/places.txt")


def _only_opens(tokens: Tokens, cast: Cast, index: int, classes: tuple[str, ...]) -> bool:
    """Whether a common word has its capital only because it opens the sentence: "Sheep farmer", "Art historian"."""
    opens = index == 0 or not tokens.same_sentence(index - 1, index) or not tokens.words[index - 1][0].isalnum()
    word = tokens.lower[index]
    if opens and set(classes) & _FIELDED and not tokens.words[index].isupper() and is_role_noun(tokens.word(index + 1)):
        named = cast.at(index, index + 1)
        return not named or sum(cast.entities[named[0].entity].forms.values()) < 2
    common, trades = lexicons.words("common_words.txt"), lexicons.words("roles/trades.txt")
    return opens and (word.endswith("ing") or word in common or word in trades)


def _proper_body(tokens: Tokens, first: int, head: int) -> int | None:
    """The end of a name of several words that ends in a noun for a body: "Loyola Law School" before "professor"."""
    end = first
    while end < head and tokens.capital[end] and tokens.lower[end] not in lexicons.role_nouns():
        end += 1
    listed = lexicons.organization_classes()
    if tokens.word(end) in {"of", "for"} and any(tokens.lower[i] in listed for i in range(first, end)):
        while end < head and (tokens.capital[end] or tokens.lower[end] in _JOINS):
            if is_role_noun(tokens.lower[end]):
                break
            end += 1
        return end if tokens.capital[end - 1] else None
    noun = tokens.lower[end - 1] if end - first > 1 else ""
    modifies = lexicons.words("roles/modifiers.txt")
    if noun not in lexicons.organization_classes() or noun in _SEATS or tokens.lower[first] in modifies:
        return None
    return end if end < head or tokens.lower[head - 1] == noun else None


@cache
def _plain_words() -> frozenset[str]:
    return (
        lexicons.words("names/nationalities.txt")
        | lexicons.words("roles/modifiers.txt")
        | lexicons.role_nouns()
        | frozenset(lexicons.titles())
        | lexicons.words("names/places.txt")
    )
