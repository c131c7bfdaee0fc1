"""Descriptions after a name: in brackets, in apposition, in a relative clause, after "is", and the body straight after
it.
"""

from __future__ import annotations

from dataclasses import replace

from . import lexicons
from .body_phrases import body_behind, body_phrase, is_street
from .clauses_after import COPULAS, LEADING_VERBS, copula, relative, teaching, verb_evidence
from .entities import Cast, Mention
from .evidence import RoleEvidence, weigh
from .nouns import AUXILIARIES, PREPOSITIONS, is_role_noun
from .phrases import Description, describe, phrase_end
from .tokens import Tokens

_PARTY_BRACKET = 14
_WRITES = frozenset({"wrote", "writes", "reported", "reports"})
_PARTY_NOUNS = frozenset(
    "party alliance coalition union league movement bloc front alternative rally democrats greens congress forum "
    "renewal unity".split()
)
_NOT_RUN = frozenset("risk marathon race mile campaign temperature fever car house home dog cat phone".split())
# Where a noun phrase of an unlisted noun ends, and nouns that end like people's but are none.
_NOUN_ENDS = PREPOSITIONS | frozenset("who everybody everyone people known called and that".split())
_NO_PEOPLE = frozenset(
    "year quarter number matter former longer later other another river harbour harbor factor sector monitor tower "
    "water order paper letter offer power corner dinner winter summer newspaper computer answer center chapter "
    "disaster error mirror color colour favour favor honour honor rumour labor labour tumor motor tractor minister "
    "restaurant variant merchant plant grant constant want elephant warrant list mist twist gist deer beer career "
    "half-brother after over under figure cover remainder reminder wonder danger trailer container cooler "
    "counter cylinder drawer".split()
)
# Who is called after a place: "Bishop Ada Obi of Borg".
_OF_PLACES = frozenset(
    "bishop archbishop king queen prince princess duke duchess lord lady baroness emir sultan".split()
)
_RANKS_AFTER = {
    **dict.fromkeys(("kc", "qc"), ("legal",)),
    **dict.fromkeys(("mp", "msp", "mep", "td", "mla"), ("politician",)),
}
# A relative clause without a comma tells which person is meant; only a stated role is taken from it.
_RESTRICTIVE = 1.0


def descriptions_after(tokens: Tokens, cast: Cast, mention: Mention) -> list[RoleEvidence]:
    """All descriptions of a person that follow a mention of the name in its sentence."""
    index = mention.last
    stop = tokens.sentence_range(tokens.sentence[mention.first]).stop
    found: list[RoleEvidence] = []
    while index < stop and tokens.lower[index].rstrip(".") in lexicons.words("names/suffixes.txt"):
        found.extend(_rank_after(tokens, mention, index))
        index += 1
    if index < stop and tokens.lower[index] == "(":
        close = next((i for i in range(index, min(index + _PARTY_BRACKET, stop)) if tokens.lower[i] == ")"), None)
        if close is not None:
            found.extend(_in_brackets(tokens, cast, mention, index + 1, close))
            index = close + 1
    writes = tokens.lower[index] == "for" and tokens.word(mention.first - 1) in _WRITES if index < stop else False
    if index < stop and (tokens.lower[index] in {"of", "at", "from", "with"} or writes):
        found.extend(_straight_after(tokens, cast, mention, index, stop))
        end = phrase_end(tokens, index + 1, stop)
        others = [m for m in cast.at(index, end) if cast.entities[m.entity].kind == "person"]
        index = end if end < stop and tokens.lower[end] == "," and end - index < 8 and not others else index
    if index < stop and tokens.lower[index] in COPULAS:
        found.extend(copula(tokens, cast, mention, index, stop))
    index = _past_age(tokens, index, stop)
    if tokens.word(index) in LEADING_VERBS and found == [] and index < stop:
        runs = tokens.lower[index] in {"runs", "owns"} and tokens.word(index + 1) in {"a", "an"}
        stated = verb_evidence(tokens, cast, mention, index, stop)
        found.extend(e for e in stated if e.body is not None or (runs and tokens.word(index + 2) not in _NOT_RUN))
    found.extend(teaching(tokens, cast, mention, index, stop))
    if index < stop and tokens.lower[index] in {",", "–", "—", "-"}:
        found.extend(_apposition(tokens, cast, mention, index + 1, stop))
    elif index < stop and tokens.lower[index] == "who":
        found.extend(e for e in relative(tokens, cast, mention, index, stop) if e.weight > _RESTRICTIVE)
    return found


def _rank_after(tokens: Tokens, mention: Mention, index: int) -> list[RoleEvidence]:
    """ "Ada Obi KC", "Bo Li MP": letters after the name that say what somebody is; a poor role beside any other."""
    said = is_role_noun(tokens.word(mention.first - 1))
    classes = _RANKS_AFTER.get(tokens.lower[index]) if tokens.words[index].isupper() and not said else None
    return [RoleEvidence(mention.entity, (index, index + 1), None, classes, index, 1.0, index)] if classes else []


def _past_age(tokens: Tokens, index: int, stop: int) -> int:
    """Past an age in commas before the verb: "Ada Obi, 71,[ runs a club]"; elsewhere the token itself."""
    aged = tokens.word(index) == tokens.word(index + 2) == "," and tokens.word(index + 1).isdigit()
    return index + 3 if aged and index + 3 < stop and tokens.word(index + 3) in LEADING_VERBS else index


def _in_brackets(tokens: Tokens, cast: Cast, mention: Mention, first: int, last: int) -> list[RoleEvidence]:
    """ "(V)", "(D-Mass.)", "(Sp)": the party; "(pictured)" and "(58)": nothing; "(chair of X)": a description."""
    if first >= last or tokens.lower[first][0].isdigit():
        return []
    description = describe(tokens, cast, first, last)
    if description is not None and last - first > 1:
        return [weigh(tokens, mention, description, 2.5, first)]
    short = last - first <= 2 and len(tokens.words[first]) <= 4 and "-" not in tokens.words[first]
    if tokens.capital[first] and (short or _is_party(tokens, first, last)):
        return [RoleEvidence(mention.entity, None, (first, last), (), None, 2.0, first)]
    return []


def _is_party(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the tokens are a party or who belongs to one: "Centre Party", "Labour", "New Democrat"."""
    if " ".join(tokens.lower[first:last]) in lexicons.words("names/parties.txt"):
        return True
    capitals = all(tokens.capital[i] or tokens.lower[i] in PREPOSITIONS | {"the", "and"} for i in range(first, last))
    return capitals and any(tokens.lower[i] in _PARTY_NOUNS for i in range(first, last))


def _straight_after(tokens: Tokens, cast: Cast, mention: Mention, index: int, stop: int) -> list[RoleEvidence]:
    """ "Marek Lam at Vltava Bank disagreed": the organisation only."""
    if tokens.lower[index] == "of" and tokens.word(mention.first - 1) in _OF_PLACES:
        return []
    start = index + 1
    while start < stop and tokens.lower[start] in {"the", "a", "an"}:
        start += 1
    end = phrase_end(tokens, start, stop)
    if start == index + 1 and tokens.lower[index] == "of" and is_street(tokens, start, end):
        return []
    body = body_phrase(tokens, cast, start, end, tokens.lower[index])
    if body is None and start > index + 1:
        capital = next((i for i in range(start, min(start + 4, end)) if tokens.capital[i]), None)
        plain = capital is not None and tokens.lower[capital] not in lexicons.words("names/not_names.txt")
        between = range(start, capital if capital is not None else start)
        if (
            capital is not None
            and plain
            and not _is_region(tokens, capital, end)
            and all(tokens.lower[i][0].isalpha() and tokens.lower[i] not in PREPOSITIONS for i in between)
        ):
            stop_at = capital
            while stop_at < end and tokens.capital[stop_at]:
                stop_at += 1
            body = (start, stop_at)
    return [RoleEvidence(mention.entity, None, body, (), None, 2.0, index)] if body else []


def _is_region(tokens: Tokens, first: int, stop: int) -> bool:
    """Whether a run of capitals names a part of the earth: "the Virgin Islands", "the Rhine Valley"."""
    last = next((i for i in range(first, stop) if not tokens.capital[i]), stop)
    return tokens.lower[last - 1] in lexicons.words("names/place_nouns.txt")


def _apposition(tokens: Tokens, cast: Cast, mention: Mention, first: int, stop: int) -> list[RoleEvidence]:
    """What stands after the comma: an age is stepped over, then a noun phrase, a relative clause or "of the University
    …".
    """
    index = first
    if index + 1 < stop and tokens.lower[index][0].isdigit() and tokens.lower[index + 1] in {",", ")", "–", "—"}:
        index += 2
    elif index + 1 < stop and tokens.lower[index].rstrip(".") in lexicons.words("names/suffixes.txt"):
        index += 2 if tokens.word(index + 1) == "," else 1
    elif index + 1 < stop and tokens.lower[index] in {"aged", "age"}:
        index += 3
    if index >= stop:
        return []
    word = tokens.lower[index]
    if word in {"now", "currently"} and tokens.word(index + 1) in {"of", "at", "with"}:
        index, word = index + 1, tokens.word(index + 1)
    if word in {"who", "whose"}:
        return relative(tokens, cast, mention, index, stop)
    if word in {"of", "at", "from", "with"}:
        return _straight_after(tokens, cast, mention, index, stop)
    if word in {"prosecuting", "defending"}:
        return [RoleEvidence(mention.entity, (index, index + 1), None, ("legal",), index, 3.0, index)]
    if (
        word in AUXILIARIES
        or word in {"and", "but", "or", "said", "says", "told"}
        or tokens.lower[index] in lexicons.words("mentions/speech_verbs.txt")
    ):
        return []
    end = phrase_end(tokens, index, stop)
    if _continues_list(tokens, cast, index, end):
        return []
    party = _party_member(tokens, mention, index, end)
    if party:
        return party
    description = describe(tokens, cast, index, end) or _unlisted(tokens, index, end)
    if description is None or description.head - index > 7:
        return []
    if description.body is None:
        description = replace(description, body=body_behind(tokens, cast, end, stop))
    found = [weigh(tokens, mention, description, 4.0, index)]
    if end < stop and tokens.lower[end] in {"who", "whose"}:
        found.extend(relative(tokens, cast, mention, end, stop))
    elif end + 1 < stop and tokens.lower[end] == "," and tokens.lower[end + 1] in {"who", "whose"}:
        found.extend(relative(tokens, cast, mention, end + 1, stop))
    return found


def _party_member(tokens: Tokens, mention: Mention, first: int, last: int) -> list[RoleEvidence]:
    """ "a Republican", "a New Democrat": the party is the affiliation, and a role where nothing better is said."""
    start = first + 1
    if tokens.lower[first] not in {"a", "an"} or start >= last or not tokens.capital[start]:
        return []
    end = next((i for i in range(start, last) if not tokens.capital[i]), last)
    if end < last and tokens.lower[end] not in {"from", "running", "who", "representing"}:
        return []
    if not _is_party(tokens, start, end):
        return []
    return [RoleEvidence(mention.entity, (start, end), (start, end), ("politician",), end - 1, 1.0, first)]


def _unlisted(tokens: Tokens, first: int, last: int) -> Description | None:
    """A description whose noun is in no list: "a third-generation chair bodger", by its article and its place."""
    start = first + 1
    if tokens.lower[first] not in {"a", "an"} or start >= last:
        return None
    end = next((i for i in range(start, last) if tokens.lower[i] in _NOUN_ENDS), last)
    words = range(start, end)
    if not 1 <= len(words) <= 4 or any(not tokens.lower[i][0].isalpha() or tokens.capital[i] for i in words):
        return None
    head = tokens.lower[end - 1]
    agent = head.endswith(("er", "or", "ist", "eer", "ian", "ant", "wright", "smith", "monger", "hand"))
    if not agent or head in lexicons.words("names/adverbs.txt") or head in _NO_PEOPLE:
        return None
    return Description(start, end, end - 1, None, ("public",))


def _continues_list(tokens: Tokens, cast: Cast, first: int, last: int) -> bool:
    """Whether the phrase holds the next person of a list ("Ola Dahl, mayor Mona Lie and …"), not an apposition."""
    people = [m for m in cast.at(first, last) if cast.entities[m.entity].kind == "person"]
    heads = range(first + 1, min(first + 5, last - 1)) if tokens.lower[first] in {"the", "a", "an"} else ()
    if any(is_role_noun(tokens.lower[i]) and tokens.lower[i + 1] in {"for", "of"} for i in heads):
        return False
    office = any(
        is_role_noun(tokens.lower[i]) and tokens.lower[i + 1] in {"of", "at"} and not tokens.capital[i + 2]
        for i in range(first, min(first + 5, last - 2))
    )
    if office and all(m.last - m.first == 1 and not cast.entities[m.entity].gender for m in people):
        return False  # "chief executive of storage developer Ampere": a body read as a person, where its noun stands
    if any(is_role_noun(tokens.lower[m.first - 1]) and m.first > first for m in people):
        return True
    return any(
        m.last == last and tokens.lower[m.first - 1] not in {"of", "for", "by", "with", "to", "from", "at", "in", "the"}
        for m in people
    )
