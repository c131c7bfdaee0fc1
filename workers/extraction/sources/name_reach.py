"""How far a name reaches: over particles, initials, nicknames, and for bodies over "of", "and" and possessives."""

from __future__ import annotations

from . import lexicons
from .name_edges import is_initial
from .nouns import is_role_noun
from .tokens import Tokens

_CONNECTORS = frozenset({"of", "for", "on", "de", "des", "du", "di"})
_OWNED = 7
_WITHIN = frozenset({"of", "for", "and", "&", "the"})
_OPEN_QUOTES = frozenset("“\"‘'«„”")
_CLOSE_QUOTES = frozenset("”\"’'»“")
_FIELDS = frozenset(
    "road roads transport fire food drug drugs medicines health safety trade labour labor education culture energy "
    "environment science technology agriculture fisheries forestry land lands water housing planning industry "
    "commerce customs tax revenue children families work pensions justice security disaster emergency flood rescue "
    "prison prisons probation consumer competition communications media sports youth women gender veterans social "
    "economic financial public foreign home border immigration alcohol gambling charity arts heritage geology mines "
    "mining air civil maritime coast marine ocean parks wildlife plant animal budget finance truth peace "
    "veterinary agricultural".split()
)
# What can stand before the fields of an office: "the State Food and Drug Agency".
_LEVELS = frozenset({"state", "national", "federal", "royal", "central", "regional", "county", "city"})
_OFFICES = frozenset(
    "agency administration ministry department commission executive authority bureau office service council "
    "committee board directorate inspectorate institute university college".split()
)
# The Arabic article as written before family names ("el-Sayed").
_ARTICLES = frozenset({"al", "el", "ul", "an", "ar", "as", "ash", "at", "az"})
# What makes an adjective or a description of a name: "Oslo-based", "Ex-CIA".
PARTICIPLES = (
    "-based", "-trained", "-born", "-led", "-listed", "-backed", "-owned", "-educated", "-run", "-funded",
    "-headquartered",
)  # fmt: skip
PREFIXES = ("ex-", "pro-", "anti-", "non-", "pre-")


def name_end(tokens: Tokens, first: int, stop: int) -> int:
    """The end of the run that begins at ``first``."""
    particles = lexicons.words("names/particles.txt")
    organization = False
    index = first
    while index < stop:
        listed = tokens.lower[index] in lexicons.organization_classes()
        organization = organization or (listed and not (index == first and is_role_noun(tokens.lower[index])))
        following = index + 1
        if following >= stop:
            break
        if _is_name_word(tokens, following):
            index = following
            continue
        step = following
        while step < stop and tokens.lower[step] in particles and step - following < 3:
            step += 1
        if step > following and step < stop and _is_name_word(tokens, step) and not organization:
            index = step
            continue
        campus = tokens.lower[following] == "at" and tokens.lower[first] == "university" and index > first
        if organization and (campus or tokens.lower[following] in _CONNECTORS):
            step = following + 1
            if step < stop and tokens.lower[step] == "the":
                step += 1
            if step < stop and _is_name_word(tokens, step):
                index = step
                continue
        if (
            organization
            and tokens.lower[following] in {"and", "&"}
            and _joins_organization(tokens, first, following, stop)
        ):
            index = following + 1
            continue
        if tokens.lower[following] == "and" and _opens_office(tokens, index, first, stop):
            index = following + 1
            continue
        if tokens.words[following] == "&" and following + 1 < stop and _is_name_word(tokens, following + 1):
            index = following + 1
            continue
        plural = tokens.lower[following] == "'" and tokens.lower[index].endswith("s")
        plural = plural and tokens.ends[index] == tokens.starts[following]
        owns = tokens.lower[following] == "'s" or plural
        if owns and following + 1 < stop and tokens.capital[following + 1]:
            ends_in = next(
                (
                    i
                    for i in range(following + 1, min(following + _OWNED, stop))
                    if tokens.lower[i] in lexicons.organization_classes()
                ),
                None,
            )
            if (
                ends_in is not None
                and all(tokens.capital[i] or tokens.lower[i] in _WITHIN for i in range(following + 1, ends_in + 1))
                and not is_role_noun(tokens.lower[ends_in])
            ):
                index, organization = ends_in, True
                continue
        nickname_end = _nickname_end(tokens, following, stop)
        if nickname_end:
            index = nickname_end
            continue
        break
    return index + 1


def person_behind_body(tokens: Tokens, first: int, last: int) -> int:
    """Where a person's name begins right behind a body's in one run, else ``last``: "Harbour University [S. Obi Lie]".

    Initials show it; a given name does only where an office opens the phrase ("head of the Lie Institute [Ada Obi]"),
    since bodies bear people's names too ("Institut Ada Obi").
    """
    for index in range(first + 1, last - 1):
        noun = tokens.lower[index - 1]
        if noun not in lexicons.organization_classes() or is_role_noun(noun):
            continue
        if index - first < 2:  # "the Museum J. Paul Lie" is called after him
            continue
        if is_initial(tokens, index) or (
            tokens.lower[index] in lexicons.given_names()
            and not any(tokens.lower[i] in lexicons.organization_classes() for i in range(index, last))
            and _is_held_office(tokens, first)
        ):
            return index
    return last


def _is_held_office(tokens: Tokens, body: int) -> bool:
    """Whether "professor of (the)" stands before a body, past the words of its own name that were cut off."""
    index = body - 1
    while index > 0 and body - index < _OWNED and (tokens.capital[index] or tokens.lower[index] in _WITHIN - {"of"}):
        index -= 1
    return tokens.word(index) in {"of", "at", "from"} and is_role_noun(tokens.word(index - 1))


def _is_name_word(tokens: Tokens, index: int) -> bool:
    prefix, _, rest = tokens.words[index].partition("-")
    if prefix in _ARTICLES and rest[:1].isupper():
        return True
    if not tokens.capital[index] or not tokens.words[index][0].isalpha():
        return False
    low = tokens.lower[index].rstrip(".")
    if low in lexicons.words("names/not_names.txt"):
        if _is_acronym(tokens, index):
            return True
        follows = (
            index + 1 < len(tokens) and tokens.capital[index + 1] and tokens.lower[index - 1] in lexicons.given_names()
        )
        return low in {"may", "june", "april", "august", "will", "new", "old", "great", "white"} or follows
    return not low.endswith(PARTICIPLES)


def _is_acronym(tokens: Tokens, index: int) -> bool:
    """Whether a small word in capitals ends a name that is not in capitals: "Vanløse FOR", "Bane NOR"."""
    word, before = tokens.words[index], tokens.words[index - 1] if index else ""
    return len(word) > 2 and word.isupper() and before[:1].isupper() and before[1:].islower()


def _joins_organization(tokens: Tokens, first: int, conjunction: int, stop: int) -> bool:
    """Whether "and" joins two words of one organisation's name: it has an "of"/"for" before, or an organisation noun
    after.
    """
    after = conjunction + 1
    if after >= stop or not _is_name_word(tokens, after):
        return False
    if any(tokens.lower[i] in _CONNECTORS for i in range(first, conjunction)):
        return after + 1 >= stop or not _is_name_word(tokens, after + 1)
    return False


def _opens_office(tokens: Tokens, index: int, first: int, stop: int) -> bool:
    """Whether "and" joins the fields of one office: "the Fire and Rescue Agency", "the Trade and Labour Ministry"."""
    opening = first + (tokens.lower[first] in _LEVELS and index > first)
    if index != opening or tokens.word(first - 1) != "the" or tokens.lower[index] not in _FIELDS:
        return False
    end = index + 2
    while end < stop and _is_name_word(tokens, end):
        if end > index + 2 and tokens.lower[end] in _OFFICES:
            return True
        end += 1
    return False


def _nickname_end(tokens: Tokens, index: int, stop: int) -> int:
    """For 'Rodel “Odie” Macaraeg': the index of the word after the nickname; 0 where there is none."""
    if tokens.words[index] not in _OPEN_QUOTES or index + 3 >= stop:
        return 0
    close = next((i for i in range(index + 2, min(index + 5, stop - 1)) if tokens.words[i] in _CLOSE_QUOTES), 0)
    inside = range(index + 1, close)
    named = bool(inside) and tokens.capital[index + 1] and all(tokens.words[i][0].isalpha() for i in inside)
    if named and _is_name_word(tokens, close + 1):
        tight = tokens.starts[index + 1] == tokens.ends[index] and tokens.starts[index] > tokens.ends[index - 1]
        return close + 1 if tight else 0
    return 0
