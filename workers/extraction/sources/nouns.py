"""Nouns for people: which words can head a description of a person, and where one begins before a name."""

from __future__ import annotations

from . import lexicons
from .tokens import Tokens

PREPOSITIONS = frozenset(
    {
        "of",
        "for",
        "at",
        "in",
        "with",
        "from",
        "on",
        "to",
        "by",
        "near",
        "outside",
        "under",
        "behind",
        "between",
        "into",
        "over",
        "about",
        "against",
    }
)
DETERMINERS = frozenset({"a", "an", "the", "one", "another", "this", "that", "our", "my"})
POSSESSIVE_PRONOUNS = frozenset({"his", "her", "its", "their", "my", "our", "your"})
AUXILIARIES = frozenset(
    "is was are were be been being has have had will would can could may might must should shall does did "
    "do said says told".split()
)
HONORIFICS = frozenset("mr mrs ms miss mx dr sir dame lord lady prof herr frau monsieur madame st".split())
_BREAKS = frozenset(
    "who whose which that when after while as where because but if since although though and or not also "
    "then than before "
    "until via including based there here".split()
)
_NO_ROLE_WORDS = PREPOSITIONS | DETERMINERS | AUXILIARIES | _BREAKS | POSSESSIVE_PRONOUNS
_IST_EXCEPTIONS = frozenset(
    {"list", "exist", "consist", "resist", "assist", "twist", "insist", "persist", "enlist", "mist", "fist", "wrist"}
)
_MAN_EXCEPTIONS = frozenset({"german", "roman", "human", "norman", "ottoman"})
_MAX_OF_WORDS = 7
# Words that begin no name but stand before an office: "Culture senator".
_FIELDS = frozenset({"first", "second", "third", "new", "culture", "sports", "business", "news", "world"})
# Chief officers of a state, a service or an army rather than of a firm.
_STATE_CHIEFS = frozenset(
    "medical veterinary fire nursing police electoral dental returning petty warrant".split()
)


def is_role_noun(word: str) -> bool:
    """Whether a lower-case word can be the head of a description of one person."""
    if (
        word in lexicons.role_nouns()
        or word.rstrip(".") in lexicons.role_nouns()
        or word in {"sens.", "reps.", "gens."}
    ):
        return True
    if word.endswith(("ologist", "ographer", "woman", "man")) and len(word) > 5:
        return word not in _MAN_EXCEPTIONS
    if "-" in word:
        opening, _, rest = word.partition("-of-")
        if word.rsplit("-", 1)[-1] in lexicons.role_nouns() or (rest and opening in lexicons.role_nouns()):
            return True
    return len(word) > 6 and word.endswith("ist") and word not in _IST_EXCEPTIONS


def singular(word: str) -> str:
    """The singular of a plural role noun, or the word itself."""
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def noun_classes(tokens: Tokens, first: int, head: int) -> tuple[str, ...]:
    """The role classes of a head noun with the words before it: the longest listed phrase that ends in it decides."""
    listed = lexicons.role_classes()
    words = [
        tokens.lower[i] if tokens.lower[i] in listed else tokens.lower[i].rstrip(".")
        for i in range(max(first, head - 3), head + 1)
    ]
    following = [words[-1], *(tokens.word(head + step) for step in (1, 2, 3))]
    with_of = listed.get(" ".join(following[:3])) or listed.get(" ".join(following))
    if with_of:
        return with_of
    if len(words) > 2 and words[-3] == "chief" and words[-1] == "officer" and words[-2] not in _STATE_CHIEFS:
        return ("business",)
    for start in range(len(words)):
        phrase = " ".join(words[start:])
        found = listed.get(phrase) or listed.get(singular(phrase)) or listed.get(singular(phrase.rstrip(".")))
        if found:
            return found
    if "-" in words[-1]:
        found = listed.get(words[-1].rsplit("-", 1)[-1])
        if found:
            return found
    if words[-1].endswith(("ologist", "ographer")):
        return ("expert",)
    return ("public",)


def can_modify(tokens: Tokens, index: int) -> bool:
    """Whether the token can stand before a role noun as part of the role: "reindeer" in "reindeer herder"."""
    word = tokens.lower[index]
    if not word[0].isalpha() or word in _NO_ROLE_WORDS or word in lexicons.words("names/adverbs.txt"):
        return False
    if word in lexicons.words("roles/modifiers.txt") or word in lexicons.words("roles/trades.txt"):
        return True
    if is_role_noun(word):
        return True
    if tokens.capital[index]:
        return word not in lexicons.words("names/not_names.txt") or word in _FIELDS
    if word in lexicons.words("mentions/speech_verbs.txt") or word in lexicons.words("names/not_names.txt"):
        return False
    return not word.endswith(("ed", "ing", "ly")) or "-" in word


def is_head(tokens: Tokens, index: int) -> bool:
    """Whether the token is a role noun and no mere form of address."""
    word = tokens.lower[index]
    compound = f"{tokens.word(index - 1)} {word}" in lexicons.role_classes()
    return is_role_noun(word) and (compound or word.rstrip(".") not in HONORIFICS)


def _before_name(tokens: Tokens, start: int) -> bool:
    """Whether a common noun stands before a body in capitals: "a news conference[ NTSB Chair]"."""
    word = tokens.lower[start - 1]
    acronym = tokens.words[start].isupper() and len(tokens.words[start]) > 1
    return acronym and not tokens.capital[start - 1] and word not in lexicons.words("roles/modifiers.txt")


def _ran_on(tokens: Tokens, start: int) -> bool:
    """Whether a role in capitals opens a sentence that ran on after a common word: "it was enough[ Researcher]"."""
    word = tokens.lower[start - 1]
    if not tokens.capital[start] or tokens.capital[start - 1] or word in lexicons.organization_classes():
        return False
    plain = word in lexicons.words("roles/modifiers.txt") or word in lexicons.words("roles/trades.txt")
    return not plain and not is_role_noun(word)


def role_start(tokens: Tokens, end: int, floor: int) -> int | None:
    """Where the role that ends right before token ``end`` begins: "Professor of climate physics", "North Korean
    Foreign Minister".

    ``None`` when no role stands there; never looks before ``floor``.
    """
    head = None
    if end - 1 >= floor and tokens.lower[end - 1] in _NO_ROLE_WORDS:
        return None
    if end - 1 >= floor and is_head(tokens, end - 1):
        head = end - 1
    else:
        for index in range(end - 2, max(floor, end - _MAX_OF_WORDS) - 1, -1):
            word = tokens.lower[index]
            if word in {"of", "for"} and is_head(tokens, index - 1):
                head = index - 1
                break
            if not (word[0].isalpha() or word in {"'s", "&", "'"}) or word in AUXILIARIES | PREPOSITIONS | {
                "who",
                "that",
                "which",
            }:
                return None
            known = word in lexicons.words("roles/modifiers.txt") or word in lexicons.organization_classes()
            if tokens.capital[index] and not known:
                return None
    if head is None:
        return None
    start = head
    alone = tokens.capital[head] and not tokens.capital[head - 1] and head == end - 1
    plain = lexicons.words("roles/modifiers.txt") | lexicons.organization_classes().keys()
    if alone and tokens.lower[head - 1] not in plain:
        return head  # "It smells like a cellar Fisherman Ada Obi has …": a heading has run into the name
    while start - 1 >= floor:
        if can_modify(tokens, start - 1) and not _before_name(tokens, start) and not _ran_on(tokens, start):
            start -= 1
        elif tokens.lower[start - 1] == "and" and start - 2 >= floor and is_role_noun(tokens.lower[start - 2]):
            start -= 2
        else:
            break
    return _body_start(tokens, start, head, floor)


def _body_start(tokens: Tokens, start: int, head: int, floor: int) -> int:
    """Where a body's name with "of" in it begins that stands before the role: "Bank of Borea[ Governor]"."""
    of = start - 1
    if start == head or of - 1 < floor or tokens.lower[of] not in {"of", "for"} or not tokens.capital[start]:
        return start
    first = of
    while first - 1 >= floor and tokens.capital[first - 1]:
        first -= 1
    listed = lexicons.organization_classes()
    named = first < of and tokens.lower[of - 1] in listed and not is_role_noun(tokens.lower[of - 1])
    return first if named else start
