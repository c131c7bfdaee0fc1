"""The organisation that a description of a person names, and where the role ends because of it."""

from __future__ import annotations

from . import lexicons
from .entities import Cast
from .nouns import DETERMINERS, PREPOSITIONS, is_role_noun
from .tokens import Tokens

_EXECUTIVES = frozenset(
    "executive ceo director founder co-founder chairman chairwoman chair spokesman spokeswoman "
    "spokesperson owner manager editor".split()
)
# Nouns of bodies that are part of the role in front of it: "White House physician", "State Police officer".
_SEATS = frozenset(
    {"house", "police", "state", "army", "navy", "guard", "force", "court", "council", "district", "county", "city"}
    | {"region", "parish", "prefecture", "municipality", "border", "power", "oil", "gas", "media", "energy", "group"}
)
# What stands after "of" is the field of the first and the place of the second, no body that pays them.
_NO_EMPLOYERS = frozenset({"state", "who", "as", "group", "project", "administration"})
_JOINS = frozenset({"of", "for", "and", "the", "&"})
_CHAMBERS = frozenset({"house", "parliament", "assembly", "senate", "congress", "commons", "lords"})
# Before a scholar, a physician or a lawyer stands a field rather than a body.
_FIELDED = frozenset({"expert", "clinical", "legal"})
# What these made stands after "of", not who pays them.
_MAKERS = frozenset(
    "author co-author writer translator illustrator biographer winner recipient survivor victim".split()
)
_FIELD_HEADS = frozenset({"minister", "ministers", "secretary"})
_PLACE_HEADS = frozenset(
    {"mayor", "mayoress", "governor", "bishop", "archbishop", "king", "queen", "prince", "sheriff"}
)


def names_body(tokens: Tokens, cast: Cast, possessor: tuple[int, int], classes: tuple[str, ...]) -> bool:
    """Whether a possessor is an organisation: by its name, its noun, or because the role is one that bodies give."""
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
        end = _body_end(tokens, cast, start, last, preposition) if start < last else None
        if tokens.word(start) == "local" and tokens.word(start + 1).isdigit() and start + 1 < last:
            return (start, start + 2), last
        if end is None and preposition in {"of", "for"} and index == first and tokens.lower[head] in _EXECUTIVES:
            end = _capital_end(tokens, start, last)
        if end is None or (start == index + 1 and not tokens.capital[start] and preposition == "of"):
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


def _is_office(tokens: Tokens, head: int, last: int) -> bool:
    """Whether "of" leads to what an office is for or where: "Minister of Power", "mayor of Port Hope"."""
    if tokens.word(head + 1) != "of" or head + 2 >= last:
        return False
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


def body_before(
    tokens: Tokens, cast: Cast, first: int, head: int, classes: tuple[str, ...]
) -> tuple[int, tuple[int, int] | None]:
    """The organisation at the front of "Trump campaign spokesman"; cut off where the rest says what the person is."""
    end = first
    organizations = lexicons.organization_classes()
    if tokens.lower[head] in {"minister", "ministers"}:
        return first, None
    if first < head and _only_opens(tokens, first, classes) and not tokens.capital[first + 1]:
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


def _is_given(tokens: Tokens, head: int, classes: tuple[str, ...]) -> bool:
    """Whether bodies give the role: a spokesperson, a chief executive, no hotelier and no investor."""
    staff = lexicons.words("roles/staff.txt")
    return "spokesperson" in classes or ("business" in classes and tokens.lower[head] in staff)


def _opens_firm(tokens: Tokens, index: int, head: int) -> bool:
    """Whether a place is the first word of a longer name: "Wellington Water[ chief executive]"."""
    following = index + 1
    named = following < head and tokens.capital[following] and tokens.lower[following] not in _plain_words()
    return named and tokens.lower[index] in lexicons.words("names/places.txt")


def _names_service(tokens: Tokens, first: int, head: int) -> bool:
    """Whether all before the head is a name with a noun for a body in it: "Police Borea", "Foreign Ministry"."""
    listed = lexicons.organization_classes()
    inside = range(first, head)
    return (
        len(inside) > 1
        and all(tokens.capital[i] and not is_role_noun(tokens.lower[i]) for i in inside)
        and any(tokens.lower[i] in listed for i in inside)
    )


def _only_opens(tokens: Tokens, index: int, classes: tuple[str, ...]) -> bool:
    """Whether a common word has its capital only because it opens the sentence: "Sheep farmer", "Art historian"."""
    opens = index == 0 or not tokens.same_sentence(index - 1, index) or not tokens.words[index - 1][0].isalnum()
    word = tokens.lower[index]
    if opens and set(classes) & _FIELDED and not tokens.words[index].isupper() and is_role_noun(tokens.word(index + 1)):
        return tokens.words.count(tokens.words[index]) < 2
    plain = lexicons.words("common_words.txt") | lexicons.words("roles/trades.txt")
    return opens and (word.endswith("ing") or word in plain)


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


def _plain_words() -> frozenset[str]:
    return (
        lexicons.words("names/nationalities.txt")
        | lexicons.words("roles/modifiers.txt")
        | lexicons.role_nouns()
        | frozenset(lexicons.titles())
        | lexicons.words("names/places.txt")
    )
