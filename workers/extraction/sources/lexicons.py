"""The word lists that the source stages read, each loaded once and handed on as frozen sets and mappings."""

from __future__ import annotations

from functools import cache

from ..lexicon import load_entries, load_words
from .tokens import Tokens

ROLE_CLASSES = (
    "expert", "clinical", "spokesperson", "politician", "official", "business", "legal", "advocate", "media",
    "military",    "celebrity", "public", "family",
)  # fmt: skip
ORGANIZATION_CLASSES = ("research", "public", "business", "civil", "media")


@cache
def role_classes() -> dict[str, tuple[str, ...]]:
    """Each role noun (one to four words, lower case) and the classes it may stand for, in the order of ROLE_CLASSES."""
    classes: dict[str, tuple[str, ...]] = {}
    for name in ROLE_CLASSES:
        for entry in load_entries(f"roles/{name}.txt"):
            key = entry.lower()
            classes[key] = (*classes.get(key, ()), name)
    return classes


@cache
def role_nouns() -> frozenset[str]:
    """The head words of all role nouns ("head" of "head of state")."""
    return frozenset(entry.split(" of ")[0].split()[-1] for entry in role_classes())


@cache
def organization_classes() -> dict[str, str]:
    """Each organisation noun (lower case) and its class, the first of ORGANIZATION_CLASSES that lists it."""
    classes: dict[str, str] = {}
    for name in ORGANIZATION_CLASSES:
        for entry in load_entries(f"organisations/{name}.txt"):
            classes.setdefault(entry.lower(), name)
    return classes


@cache
def given_names() -> dict[str, str]:
    """Each given name (lower case) and its gender, "m", "f" or "" where both are listed."""
    male, female = load_words("names/male.txt"), load_words("names/female.txt")
    genders = dict.fromkeys(male - female, "m")
    genders.update(dict.fromkeys(female - male, "f"))
    genders.update(dict.fromkeys(male & female, ""))
    return genders


@cache
def gender_of(name: str) -> str:
    """The gender the first word of a full name (lower case) tells, "m" or "f"; "" where it tells none."""
    known = given_names().get(name)
    if known is not None:
        return known
    if name in load_words("names/male_wide.txt"):
        return "m"
    return "f" if name in load_words("names/female_wide.txt") else ""


@cache
def titles() -> dict[str, str]:
    """Each title before a name (lower case, without full stop) and the gender it tells ("m", "f" or "")."""
    genders = {entry.rstrip("."): "" for entry in load_words("names/titles.txt")}
    genders.update({entry.rstrip("."): "m" for entry in load_words("names/titles_male.txt")})
    genders.update({entry.rstrip("."): "f" for entry in load_words("names/titles_female.txt")})
    return genders


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Each short given name and the long ones it may stand for (lower case)."""
    longer: dict[str, set[str]] = {}
    for entry in load_entries("names/nicknames.txt"):
        short, _, long = entry.lower().partition("=")
        longer.setdefault(short, set()).add(long)
    return {short: frozenset(names) for short, names in longer.items()}


@cache
def ranks() -> dict[str, str]:
    """Each abbreviated rank or office before a name (lower case, without full stops) and its role class."""
    pairs = (entry.lower().partition("=") for entry in load_entries("roles/ranks.txt"))
    return {rank: name for rank, _, name in pairs}


@cache
def employers() -> dict[str, tuple[str, ...]]:
    """Each role noun that belongs to a body, and the nouns for such bodies, the likelier first (lower case)."""
    bodies: dict[str, tuple[str, ...]] = {}
    for entry in load_entries("roles/employers.txt"):
        role, _, body = entry.lower().partition("=")
        bodies[role] = (*bodies.get(role, ()), body)
    return bodies


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """Each noun for a person and the words of a role that it can go back to (lower case)."""
    words: dict[str, set[str]] = {}
    for entry in load_entries("roles/synonyms.txt"):
        noun, _, word = entry.lower().partition("=")
        words.setdefault(noun, set()).add(word)
    return {noun: frozenset(found) for noun, found in words.items()}


@cache
def any_of(*names: str) -> frozenset[str]:
    """The entries of several word lists, put together once."""
    return frozenset().union(*(load_words(name) for name in names))


def words(name: str) -> frozenset[str]:
    """The entries of a word list, lower case."""
    return load_words(name)


def is_team_role(tokens: Tokens, index: int) -> bool:
    """Whether a role in a sports team ends at the token: "goalkeeper", "sporting director"."""
    listed = load_words("roles/team.txt")
    return tokens.word(index) in listed or f"{tokens.word(index - 1)} {tokens.word(index)}" in listed
