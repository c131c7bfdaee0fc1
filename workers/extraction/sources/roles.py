"""What the article says each person is: every description beside a name, and the best of them.

Looked at are the words before a name ("production manager Siri Hauglid", "the mayor of Båtsfjord, Laila Antonsen,"), the
apposition after it, "who heads …", "X is a …", and the organisation straight after it ("X at Vltava Bank", "X (V)").
"""

from __future__ import annotations

from dataclasses import dataclass

from . import lexicons
from .entities import Cast, Mention
from .nouns import AUXILIARIES, HONORIFICS, can_modify, is_role_noun, role_start, singular
from .phrases import Description, describe, is_party_role, phrase_end
from .referents import is_verb_form
from .tokens import Tokens

_LEADING_VERBS = frozenset(
    "heads leads runs chairs directs founded owns manages edits commands coaches represents led ran headed chaired directed".split()
)
_STUDY_VERBS = frozenset(
    "teaches studies researches lectures taught studied researched follows analyses analyzes audits covers tracks monitors".split()
)
_COPULAS = frozenset({"is", "was", "became", "remains"})
_GENERIC = frozenset("woman man person mother father member boy girl friend one resident".split())
_LOOK_BACK = 9
_PARTY_BRACKET = 14


@dataclass(frozen=True, slots=True)
class RoleEvidence:
    """A description of an entity found beside one of its mentions. ``weight`` says how good a role it makes."""

    entity: int
    role: tuple[int, int] | None
    body: tuple[int, int] | None
    classes: tuple[str, ...]
    head: int | None
    weight: float
    at: int


def collect_roles(tokens: Tokens, cast: Cast) -> dict[int, list[RoleEvidence]]:
    """All descriptions of people in the text by entity, in text order. Linear in the number of mentions."""
    found: dict[int, list[RoleEvidence]] = {}
    for mention in cast.mentions:
        if cast.entities[mention.entity].kind != "person":
            continue
        for evidence in (*_before(tokens, cast, mention), *_after(tokens, cast, mention)):
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
    return [_evidence(tokens, mention, description, 3.0, description.last)]


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
    """ "The mayor of Båtsfjord, Laila Antonsen, has …": a noun phrase with a determiner, then the name between commas."""
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
    return [_evidence(tokens, mention, description, 3.5, opening)]


def _evidence(tokens: Tokens, mention: Mention, description: Description, weight: float, at: int) -> RoleEvidence:
    if is_party_role(tokens, description) and description.last - description.first == 1:
        weight -= 2.5
    elif is_party_role(tokens, description) and tokens.lower[description.first] not in {
        "ranking",
        "top",
        "leading",
        "senior",
    }:
        weight -= 1.5
    if tokens.lower[description.head] in _GENERIC:
        weight -= 1.5
    if set(description.classes) & {"family"} and not set(description.classes) & {"legal"}:
        weight -= 0.5
    length = min(description.last - description.first, 6)
    return RoleEvidence(
        mention.entity, (description.first, description.last), description.body, description.classes, description.head,
        weight + 0.15 * length, at,
    )  # fmt: skip


def _after(tokens: Tokens, cast: Cast, mention: Mention) -> list[RoleEvidence]:
    index = mention.last
    stop = tokens.sentence_range(tokens.sentence[mention.first]).stop
    found: list[RoleEvidence] = []
    while index < stop and tokens.lower[index].rstrip(".") in lexicons.words("names/suffixes.txt"):
        index += 1
    if index < stop and tokens.lower[index] == "(":
        close = next((i for i in range(index, min(index + _PARTY_BRACKET, stop)) if tokens.lower[i] == ")"), None)
        if close is not None:
            found.extend(_in_brackets(tokens, cast, mention, index + 1, close))
            index = close + 1
    if index < stop and tokens.lower[index] in {"of", "at", "from", "with"}:
        found.extend(_straight_after(tokens, cast, mention, index, stop))
        end = phrase_end(tokens, index + 1, stop)
        others = [m for m in cast.at(index, end) if cast.entities[m.entity].kind == "person"]
        index = end if end < stop and tokens.lower[end] == "," and end - index < 8 and not others else index
    if index < stop and tokens.lower[index] in _COPULAS:
        found.extend(_copula(tokens, cast, mention, index, stop))
    if tokens.word(index) in _LEADING_VERBS and found == [] and index < stop:
        found.extend(e for e in _verb_evidence(tokens, cast, mention, index, stop) if e.body is not None)
    found.extend(_teaching(tokens, cast, mention, index, stop))
    if index < stop and tokens.lower[index] in {",", "–", "—", "-"}:
        found.extend(_apposition(tokens, cast, mention, index + 1, stop))
    elif index < stop and tokens.lower[index] == "who":
        found.extend(_relative(tokens, cast, mention, index, stop))
    return found


def _teaching(tokens: Tokens, cast: Cast, mention: Mention, index: int, stop: int) -> list[RoleEvidence]:
    """ "Ines Fontaine has argued such appeals and now teaches refugee law at …": a verb of study with the name as subject."""
    if (
        not is_verb_form(tokens.word(index))
        or mention.first - tokens.sentence_range(tokens.sentence[mention.first]).start > 4
    ):
        return []
    for verb in range(index, min(index + 16, stop)):
        if (
            cast.at(verb, verb + 1)
            or tokens.lower[verb] in {"who", "that", "said", "says"}
            or tokens.words[verb] in {"“", '"', "‘"}
        ):
            return []
        if tokens.lower[verb] in _STUDY_VERBS and tokens.lower[verb - 1] in {
            "now",
            "and",
            tokens.lower[mention.last - 1],
            "also",
        }:
            return _verb_evidence(tokens, cast, mention, verb, stop)
    return []


def _in_brackets(tokens: Tokens, cast: Cast, mention: Mention, first: int, last: int) -> list[RoleEvidence]:
    """ "(V)", "(D-Mass.)", "(Sp)": the party; "(pictured)" and "(58)": nothing; "(chair of X)": a description."""
    if first >= last or tokens.lower[first][0].isdigit():
        return []
    description = describe(tokens, cast, first, last)
    if description is not None and last - first > 1:
        return [_evidence(tokens, mention, description, 2.5, first)]
    if last - first <= 2 and tokens.capital[first] and len(tokens.words[first]) <= 4 and "-" not in tokens.words[first]:
        return [RoleEvidence(mention.entity, None, (first, last), (), None, 2.0, first)]
    return []


def _straight_after(tokens: Tokens, cast: Cast, mention: Mention, index: int, stop: int) -> list[RoleEvidence]:
    """ "Marek Lam at Vltava Bank disagreed": the organisation only."""
    start = index + 1
    while start < stop and tokens.lower[start] in {"the", "a", "an"}:
        start += 1
    end = phrase_end(tokens, start, stop)
    body = body_phrase(tokens, cast, start, end, tokens.lower[index])
    if body is None and start > index + 1:
        capital = next((i for i in range(start, min(start + 4, end)) if tokens.capital[i]), None)
        if capital is not None and all(tokens.lower[i][0].isalpha() for i in range(start, capital)):
            stop_at = capital
            while stop_at < end and tokens.capital[stop_at]:
                stop_at += 1
            body = (start, stop_at)
    return [RoleEvidence(mention.entity, None, body, (), None, 2.0, index)] if body else []


def body_phrase(tokens: Tokens, cast: Cast, first: int, last: int, preposition: str) -> tuple[int, int] | None:
    """The organisation phrase at ``first``; ``None`` when there is none."""
    if first >= last or tokens.lower[first][0].isdigit():
        return None
    from_cast = [m for m in cast.at(first, last) if cast.entities[m.entity].kind == "organization"]
    nouns = [i for i in range(first, last) if tokens.lower[i] in lexicons.organization_classes()]
    if tokens.word(first + 1) == "'s" and first + 2 < last:
        return body_phrase(tokens, cast, first + 2, last, preposition)
    if from_cast and from_cast[0].first - first <= 4:
        return first, max(from_cast[0].last, first + 1)
    if nouns and nouns[0] - first <= 4:
        end = nouns[0] + 1
        while end < last and (
            tokens.capital[end]
            or (tokens.lower[end] in {"of", "in", "for"} and end + 1 < last and tokens.capital[end + 1])
        ):
            end += 1
        return first, end
    if (
        preposition in {"at", "for"}
        and tokens.capital[first]
        and tokens.lower[first] not in lexicons.words("names/places.txt")
    ):
        end = first
        while end < last and tokens.capital[end]:
            end += 1
        return first, end
    return None


def _copula(tokens: Tokens, cast: Cast, mention: Mention, index: int, stop: int) -> list[RoleEvidence]:
    start = index + 1
    while start < stop and tokens.lower[start] in {"also", "now", "currently", "then", "himself", "herself"}:
        start += 1
    if start >= stop or tokens.lower[start] not in {
        "a",
        "an",
        "the",
        "professor",
        "head",
        "director",
        "president",
        "chair",
    }:
        return []
    description = describe(tokens, cast, start, phrase_end(tokens, start, stop))
    return [_evidence(tokens, mention, description, 3.3, start)] if description else []


def _apposition(tokens: Tokens, cast: Cast, mention: Mention, first: int, stop: int) -> list[RoleEvidence]:
    """What stands after the comma: an age is stepped over, then a noun phrase, a relative clause or "of the University …"."""
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
    if word in {"who", "whose"}:
        return _relative(tokens, cast, mention, index, stop)
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
    description = describe(tokens, cast, index, end)
    if description is None or description.head - index > 7:
        return []
    found = [_evidence(tokens, mention, description, 4.0, index)]
    if end < stop and tokens.lower[end] in {"who", "whose"}:
        found.extend(_relative(tokens, cast, mention, end, stop))
    elif end + 1 < stop and tokens.lower[end] == "," and tokens.lower[end + 1] in {"who", "whose"}:
        found.extend(_relative(tokens, cast, mention, end + 1, stop))
    return found


def _continues_list(tokens: Tokens, cast: Cast, first: int, last: int) -> bool:
    """Whether the phrase holds the next person of a list ("Ola Dahl, mayor Mona Lie and …") rather than an apposition."""
    people = [m for m in cast.at(first, last) if cast.entities[m.entity].kind == "person"]
    if any(is_role_noun(tokens.lower[m.first - 1]) and m.first > first for m in people):
        return True
    return any(
        m.last == last and tokens.lower[m.first - 1] not in {"of", "for", "by", "with", "to", "from", "at", "in", "the"}
        for m in people
    )


def _relative(tokens: Tokens, cast: Cast, mention: Mention, who: int, stop: int) -> list[RoleEvidence]:
    """ "who heads the Centre for X", "who teaches Y at Z", "who is a …", "who farms …"."""
    start = who + 1
    while start < stop and tokens.lower[start] in {"also", "now", "currently", "then", "himself", "herself", "still"}:
        start += 1
    if start >= stop or tokens.lower[who] == "whose":
        return []
    verb = tokens.lower[start]
    if verb in _COPULAS:
        copula = _copula(tokens, cast, mention, start, stop)
        return [RoleEvidence(e.entity, e.role, e.body, e.classes, e.head, e.weight - 0.8, e.at) for e in copula]
    end = _verb_phrase_end(tokens, start, stop)
    if verb in _LEADING_VERBS or verb in _STUDY_VERBS or (verb == "has" and tokens.word(start + 1) in _STUDY_VERBS):
        return _verb_evidence(tokens, cast, mention, start, stop)
    if verb == "holds" and "chair" in tokens.lower[start + 1 : start + 4]:
        plain = _verb_evidence(tokens, cast, mention, start, stop)[0]
        return [RoleEvidence(plain.entity, plain.role, plain.body, ("expert",), None, 1.6, who)]
    if (
        verb in {"has", "had"}
        and tokens.word(start + 1)[:1].isalpha()
        and tokens.word(start + 1) not in {"not", "a", "the", "an", "been", "no"}
    ):
        return [RoleEvidence(mention.entity, (start, end), None, ("public",), None, 0.3, who)]
    if verb == "as":
        copula = next((i for i in range(start + 1, min(start + 8, stop)) if tokens.lower[i] in _COPULAS), None)
        return _copula(tokens, cast, mention, copula, stop) if copula is not None else []
    if verb.endswith("s") and len(verb) > 4 and verb not in _COPULAS and not verb.endswith("ss"):
        plain = _verb_evidence(tokens, cast, mention, start, stop)[0]
        return [RoleEvidence(plain.entity, plain.role, plain.body, ("public",), None, 0.4, who)]
    return []


def _verb_evidence(tokens: Tokens, cast: Cast, mention: Mention, start: int, stop: int) -> list[RoleEvidence]:
    """ "heads the Centre for X", "teaches Y at Z", from the verb on."""
    end = _verb_phrase_end(tokens, start, stop)
    verb = tokens.lower[start]
    at = next((i for word in ("at", "for") for i in range(start + 1, end) if tokens.lower[i] == word), None)
    body = None
    if verb in _LEADING_VERBS:
        body_start = start + 1 + (tokens.word(start + 1) in {"the", "a", "an"})
        close = next((i for i in range(body_start, end) if tokens.lower[i] in {"at", "for", "in"}), end)
        body = body_phrase(
            tokens,
            cast,
            body_start,
            max(close, min(end, body_start + 1)) if not tokens.capital[min(body_start, end - 1)] else end,
            "of",
        )
    if body is None and at is not None:
        body_start = at + 1 + (tokens.word(at + 1) in {"the", "a", "an"})
        body = body_phrase(tokens, cast, body_start, end, tokens.lower[at])
    leads = verb in _LEADING_VERBS
    role_end = at if at is not None and body and body[0] > at else body[1] if leads and body else end
    role = (start, role_end)
    return [RoleEvidence(mention.entity, role, body, ("business",) if leads else ("expert",), None, 1.6, start)]


def _verb_phrase_end(tokens: Tokens, first: int, stop: int) -> int:
    verbs = lexicons.words("mentions/speech_verbs.txt")
    for index in range(first + 1, min(stop, first + 20)):
        word = tokens.lower[index]
        if not word[0].isalnum() and word not in {"'s", "'", "-", "&"}:
            return index
        if word == "and" and not (
            is_verb_form(tokens.word(index + 1))
            or tokens.word(index + 1) in _STUDY_VERBS | {"now", "has", "is", "whose"}
        ):
            continue
        if word in {"and", "who", "which", "whose", "when", "while", "until"} or (
            word in verbs and word in {"said", "says", "told", "tells", "added"}
        ):
            return index
    return min(stop, first + 20)
