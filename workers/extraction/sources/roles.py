"""What the article says each person is: every description beside a name, and the best of them.

Looked at are the words before a name ("production manager Siri Hauglid", "the mayor of Båtsfjord, Laila Antonsen,"),
the apposition after it, "who heads …", "X is a …", and the organisation straight after it ("X at Vltava Bank", "X
(V)").
"""

from __future__ import annotations

from dataclasses import replace

from . import lexicons
from .appositions import descriptions_after
from .entities import Cast, Mention
from .evidence import RoleEvidence, weigh
from .nouns import AUXILIARIES, HONORIFICS, can_modify, is_role_noun, noun_classes, role_start, singular
from .phrases import describe
from .ranks_before import retired_rank, title_alone
from .tokens import Tokens

_LOOK_BACK = 9
# "The union’s managing director, Ada Obi, an engineer": an office in a body says more than what else somebody is.
_OFFICE = 4.6
# Descriptions that weigh less come from clauses.
_CLAUSE_WEIGHT = 3.0
_ADDRESSES = frozenset({"rep.", "sen.", "gov.", "del.", "gen.", "col.", "capt.", "lt."})
_COUNTS = frozenset("two three four five six both several some many other".split())
_OPENERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "my"})
_CLOSING_MARKS = frozenset({"”", '"', "’", "»"})
_SURELY_NAMED = 0.9


def collect_roles(tokens: Tokens, cast: Cast) -> dict[int, list[RoleEvidence]]:
    """All descriptions of people in the text by entity, in text order. Linear in the number of mentions."""
    found: dict[int, list[RoleEvidence]] = {}
    for mention in cast.mentions:
        if cast.entities[mention.entity].kind != "person":
            continue
        before = [replace(item, rule="before") for item in _before(tokens, cast, mention)]
        after = [replace(item, rule=_rule_after(item)) for item in descriptions_after(tokens, cast, mention)]
        for evidence in (*before, *after):
            found.setdefault(mention.entity, []).append(evidence)
    _share_plural(tokens, cast, found)
    _share_apposition(tokens, cast, found)
    return found


def _rule_after(item: RoleEvidence) -> str:
    """Whether a description after the name stands in apposition or is what a clause says."""
    return "clause" if item.role is not None and (item.head is None or item.weight < _CLAUSE_WEIGHT) else "after"


def _share_plural(tokens: Tokens, cast: Cast, found: dict[int, list[RoleEvidence]]) -> None:
    """ "Sens. Jon Tester and David Vitter": the title in the plural holds for the next names of the list."""
    for number, mention in enumerate(cast.mentions[:-1]):
        title = tokens.word(mention.first - 1)
        plural = (
            title.endswith(("s", "s."))
            and singular(title.rstrip(".")) in lexicons.titles()
            and title.rstrip(".") not in lexicons.titles()
        )
        evidence = next((e for e in found.get(mention.entity, ()) if e.head == mention.first - 1), None)
        if not (plural or title in {"sens.", "reps.", "gens."}) or evidence is None:
            continue
        for following in cast.mentions[number + 1 : number + 4]:
            gap = range(cast.mentions[number].last, following.first)
            if following.first - mention.last > 14 or not tokens.same_sentence(mention.first, following.first):
                break
            if any(tokens.lower[i] in {"and", ","} for i in gap) and cast.entities[following.entity].kind == "person":
                found.setdefault(following.entity, []).append(
                    RoleEvidence(
                        following.entity,
                        evidence.role,
                        None,
                        evidence.classes,
                        evidence.head,
                        evidence.weight,
                        following.first,
                    )
                )


def _share_apposition(tokens: Tokens, cast: Cast, found: dict[int, list[RoleEvidence]]) -> None:
    """ "Two Welsh developers, Ann Lie and Bo Rand, …": the plural before the comma describes each of the names."""
    for number, mention in enumerate(cast.mentions[:-1]):
        comma, following = mention.first - 1, cast.mentions[number + 1]
        head = comma - 1
        people = all(cast.entities[m.entity].kind == "person" for m in (mention, following))
        plural = head > 0 and singular(tokens.lower[head]) != tokens.lower[head]
        joined = tokens.word(mention.last) == "and" and following.first == mention.last + 1
        if not (
            people and plural and joined and tokens.word(comma) == "," and tokens.same_sentence(head, mention.first)
        ):
            continue
        if not is_role_noun(singular(tokens.lower[head])):
            continue
        start = head
        floor = max(0, head - _LOOK_BACK)
        while start > floor and can_modify(tokens, start - 1) and tokens.lower[start - 1] not in _COUNTS:
            start -= 1
        classes = noun_classes(tokens, start, head)
        for member in (mention, following):
            found.setdefault(member.entity, []).append(
                RoleEvidence(member.entity, (start, comma), None, classes, head, 2.4, start)
            )


def _before(tokens: Tokens, cast: Cast, mention: Mention) -> list[RoleEvidence]:
    end = mention.first
    floor = max(tokens.sentence_range(tokens.sentence[end]).start, end - _LOOK_BACK)
    end = _skip_honorifics(tokens, end, floor)
    rank = retired_rank(tokens, mention, end, floor)
    if rank:
        return rank
    if end - 1 >= floor and tokens.lower[end - 1] == ",":
        if end - 2 >= floor and tokens.words[end - 2] in {"Prosecuting", "Defending"}:
            return [RoleEvidence(mention.entity, (end - 2, end - 1), None, ("legal",), end - 2, 3.0, end - 2)]
        return _apposition_before(tokens, cast, mention, end - 1)
    if end - 2 >= floor and tokens.lower[end - 1] in _ADDRESSES and is_role_noun(tokens.lower[end - 2]):
        end -= 1  # "panel Chairman Rep. Ada Obi": the office says more
    start = role_start(tokens, end, floor)
    start = _office_of_body(tokens, cast, end, floor) if start is None else start
    if start is None:
        return title_alone(tokens, mention, floor) or _owner(tokens, cast, mention)
    party = " ".join(tokens.lower[start:end]) in lexicons.words("names/parties.txt")
    weak = (end - start == 1 or party) and tokens.word(start - 1) == ","
    found = _apposition_before(tokens, cast, mention, start - 1) if weak else []
    comma = start - 1 - (tokens.word(start - 1) == "the")
    if not weak and comma > floor and tokens.lower[comma] == ",":
        found = _apposition_before(tokens, cast, mention, comma, opens=True)
    if start > floor and tokens.lower[start - 1] in {"'s", "'"}:
        start = _possessor_start(tokens, start - 1, floor)
    elif start > floor and tokens.lower[start - 1] in {"his", "her", "its", "their"}:
        start -= 1
    description = describe(tokens, cast, start, end)
    if description is None:
        return found
    if any(tokens.lower[i].rstrip(".") in {"prof", "professor"} for i in range(end, mention.first)):
        found = [*found, RoleEvidence(mention.entity, (end, mention.first), None, ("expert",), end, 0.5, end)]
    return [*found, weigh(tokens, mention, description, 3.0, description.last)]


def _owner(tokens: Tokens, cast: Cast, mention: Mention) -> list[RoleEvidence]:
    """ "The Morning Post’s Ada Obi": the body that the name belongs to."""
    if tokens.word(mention.first - 1) not in {"'s", "'"}:
        return []
    noun = mention.first - 2
    if tokens.word(noun - 1) == "the" and tokens.lower[noun] in lexicons.organization_classes():
        return [RoleEvidence(mention.entity, None, (noun, noun + 1), (), None, 1.5, mention.first)]
    bodies = [m for m in cast.at(max(0, mention.first - 7), mention.first) if m.last == mention.first - 1]
    if not bodies or not _is_body(cast, bodies[-1]):
        return []
    return [RoleEvidence(mention.entity, None, (bodies[-1].first, bodies[-1].last), (), None, 2.0, mention.first)]


def _is_body(cast: Cast, mention: Mention) -> bool:
    """Whether a name in front of a person's is a body's: also one word that is no name of anybody, however read."""
    owner = cast.entities[mention.entity]
    single = len(owner.words) == 1 and not owner.gender and owner.words[0] not in lexicons.given_names()
    return owner.kind == "organization" or (single and owner.score < _SURELY_NAMED)


def _skip_honorifics(tokens: Tokens, end: int, floor: int) -> int:
    while end - 1 >= floor:
        word = tokens.lower[end - 1].rstrip(".")
        if tokens.words[end - 1] in _CLOSING_MARKS and end - 2 >= floor and is_role_noun(tokens.lower[end - 2]):
            return end - 1
        if not tokens.capital[end - 1]:
            break
        if word not in HONORIFICS and (word not in lexicons.titles() or is_role_noun(tokens.lower[end - 1])):
            break
        end -= 1
    return end


def _office_of_body(tokens: Tokens, cast: Cast, end: int, floor: int) -> int | None:
    """Where an office begins that a body's name ends: "Convener of the Commuters’ Forum[ Ada Obi]"."""
    bodies = [m for m in cast.at(max(0, end - _LOOK_BACK), end) if m.last == end]
    if not bodies or cast.entities[bodies[-1].entity].kind != "organization":
        return None
    of = bodies[-1].first - 1 - (tokens.word(bodies[-1].first - 1) == "the")
    floor = max(tokens.sentence_range(tokens.sentence[end]).start, floor - _LOOK_BACK)
    if of - 1 < floor or tokens.lower[of] not in {"of", "at", "for"}:
        return None
    return role_start(tokens, of, floor)


def _possessor_start(tokens: Tokens, index: int, floor: int) -> int:
    """The start of "Sunderland’s Bede hospital" before the possessive ending at ``index``."""
    start = index
    while (
        start - 1 >= floor
        and (can_modify(tokens, start - 1) or tokens.lower[start - 1] in {"'s"})
        and index - start < 5
    ):
        start -= 1
    return start if start < index else index + 1


def _apposition_before(
    tokens: Tokens, cast: Cast, mention: Mention, comma: int, opens: bool = False
) -> list[RoleEvidence]:
    """ "The mayor of Båtsfjord, Laila Antonsen, has …": a noun phrase, then the name between commas.

    With ``opens`` only one that opens the clause: "Its chairman, [retired solicitor ]Ada Obi".
    """
    if tokens.word(mention.last) not in {",", ".", ";", "(", ":", "", "–", "-", "—"} and tokens.word(
        mention.last
    ) not in {"who", "said", "says", "told", "of", "at", "however", "also"}:
        return []
    floor = max(tokens.sentence_range(tokens.sentence[comma]).start, comma - 14)
    start = comma
    while start - 1 >= floor and tokens.lower[start - 1][0].isalnum() | (tokens.lower[start - 1] in {"'s", "'", "&"}):
        start -= 1
        if tokens.lower[start] in {"his", "her", "its", "their"} and tokens.word(comma - 1) not in {"name", "surname"}:
            break
        if tokens.lower[start] in AUXILIARIES or tokens.lower[start] in {"according", "by", "that"}:
            start += 1
            break
    openings = [i for i in range(start, comma) if tokens.lower[i] in _OPENERS]
    if not openings and (tokens.lower[start] == "to" or tokens.capital[start]):
        openings = [start]
    if tokens.word(comma - 1) in {"name", "surname"}:
        openings = [i for i in openings if tokens.lower[i] in {"a", "an"}]
    if opens:
        openings = [i for i in openings if i == start]
    for opening in openings:
        description = describe(tokens, cast, opening, _clause_start(tokens, opening, comma))
        if opens and description is not None and not set(description.classes) - {"public", "family"}:
            continue  # "The student, second author Ada Obi": the first says less
        if description is not None and description.head < comma:
            office = description.possessor is not None and description.body is not None
            return [weigh(tokens, mention, description, _OFFICE if office else 3.5, opening)]
    return []


def _clause_start(tokens: Tokens, first: int, comma: int) -> int:
    """The end of the noun phrase in "a nurse who gave only her first name,"; the comma where there is no clause."""
    if tokens.word(comma - 1) not in {"name", "surname"}:
        return comma
    return next((i for i in range(first, comma) if tokens.lower[i] in {"who", "giving", "identified"}), comma)
