"""What the article says each person is: every description beside a name, and the best of them.

Looked at are the words before a name ("production manager Siri Hauglid", "the mayor of Båtsfjord, Laila Antonsen,"),
the apposition after it, "who heads …", "X is a …", and the organisation straight after it ("X at Vltava Bank", "X
(V)").
"""

from __future__ import annotations

from . import lexicons
from .appositions import descriptions_after
from .entities import Cast, Mention
from .evidence import RoleEvidence, weigh
from .nouns import AUXILIARIES, HONORIFICS, can_modify, is_role_noun, role_start, singular
from .phrases import describe
from .tokens import Tokens

_LOOK_BACK = 9


def collect_roles(tokens: Tokens, cast: Cast) -> dict[int, list[RoleEvidence]]:
    """All descriptions of people in the text by entity, in text order. Linear in the number of mentions."""
    found: dict[int, list[RoleEvidence]] = {}
    for mention in cast.mentions:
        if cast.entities[mention.entity].kind != "person":
            continue
        for evidence in (*_before(tokens, cast, mention), *descriptions_after(tokens, cast, mention)):
            found.setdefault(mention.entity, []).append(evidence)
    _share_plural(tokens, cast, found)
    return found


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


def _before(tokens: Tokens, cast: Cast, mention: Mention) -> list[RoleEvidence]:
    end = mention.first
    floor = max(tokens.sentence_range(tokens.sentence[end]).start, end - _LOOK_BACK)
    end = _skip_honorifics(tokens, end, floor)
    if end - 1 >= floor and tokens.lower[end - 1] == ",":
        return _apposition_before(tokens, cast, mention, end - 1)
    start = role_start(tokens, end, floor)
    if start is None:
        title = _title_alone(tokens, mention.first, floor)
        return [RoleEvidence(mention.entity, title, None, ("expert",), title[0], 1.0, title[0])] if title else []
    if start > floor and tokens.lower[start - 1] in {"'s", "'"}:
        start = _possessor_start(tokens, start - 1, floor)
    elif start > floor and tokens.lower[start - 1] in {"his", "her", "its", "their"}:
        start -= 1
    description = describe(tokens, cast, start, end)
    if description is None:
        return []
    return [weigh(tokens, mention, description, 3.0, description.last)]


def _skip_honorifics(tokens: Tokens, end: int, floor: int) -> int:
    while end - 1 >= floor:
        word = tokens.lower[end - 1].rstrip(".")
        if word not in HONORIFICS and (word not in lexicons.titles() or is_role_noun(tokens.lower[end - 1])):
            break
        end -= 1
    return end


def _title_alone(tokens: Tokens, first: int, floor: int) -> tuple[int, int] | None:
    """ "Prof." before a name, where nothing else says what the person is."""
    if first - 1 >= floor and tokens.lower[first - 1].rstrip(".") == "prof":
        return first - 1, first
    if first - 2 >= floor and tokens.lower[first - 2].rstrip(".") == "prof":
        return first - 2, first - 1
    return None


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


def _apposition_before(tokens: Tokens, cast: Cast, mention: Mention, comma: int) -> list[RoleEvidence]:
    """ "The mayor of Båtsfjord, Laila Antonsen, has …": a noun phrase, then the name between commas."""
    if tokens.word(mention.last) not in {",", ".", ";", "(", ":", "", "–", "-", "—"} and tokens.word(
        mention.last
    ) not in {"who", "said", "says", "told"}:
        return []
    floor = max(tokens.sentence_range(tokens.sentence[comma]).start, comma - 14)
    start = comma
    while start - 1 >= floor and tokens.lower[start - 1][0].isalnum() | (tokens.lower[start - 1] in {"'s", "'", "&"}):
        start -= 1
        if tokens.lower[start] in {"his", "her", "its", "their"}:
            break
        if tokens.lower[start] in AUXILIARIES or tokens.lower[start] in {"according", "by", "that"}:
            start += 1
            break
    opening = next(
        (i for i in range(start, comma) if tokens.lower[i] in {"the", "a", "an", "his", "her", "its", "their", "my"}),
        None,
    )
    if opening is None:
        opening = start if tokens.lower[start] == "to" or tokens.capital[start] else None
    if opening is None:
        return []
    description = describe(tokens, cast, opening, comma)
    if description is None or description.head >= comma:
        return []
    return [weigh(tokens, mention, description, 3.5, opening)]
