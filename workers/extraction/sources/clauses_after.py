"""Verb phrases that say what a person does: "who heads the Centre", "who teaches law at Lakehead", "X is a …"."""

from __future__ import annotations

from . import lexicons
from .entities import Cast, Mention
from .evidence import RoleEvidence, weigh
from .phrases import describe, phrase_end
from .referents import is_verb_form
from .tokens import Tokens

LEADING_VERBS = frozenset(
    "heads leads runs chairs directs founded owns manages edits commands coaches represents led ran headed "
    "chaired directed".split()
)
_STUDY_VERBS = frozenset(
    "teaches studies researches lectures taught studied researched follows analyses analyzes audits covers "
    "tracks monitors".split()
)
COPULAS = frozenset({"is", "was", "became", "remains"})


def teaching(tokens: Tokens, cast: Cast, mention: Mention, index: int, stop: int) -> list[RoleEvidence]:
    """ "Ines Fontaine has argued such appeals and now teaches refugee law at …": a verb of study with the name as
    subject.
    """
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
            return verb_evidence(tokens, cast, mention, verb, stop)
    return []


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


def copula(tokens: Tokens, cast: Cast, mention: Mention, index: int, stop: int) -> list[RoleEvidence]:
    """ "is a researcher at …": the description after the verb at ``index``."""
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
    return [weigh(tokens, mention, description, 3.3, start)] if description else []


def relative(tokens: Tokens, cast: Cast, mention: Mention, who: int, stop: int) -> list[RoleEvidence]:
    """ "who heads the Centre for X", "who teaches Y at Z", "who is a …", "who farms …"."""
    start = who + 1
    while start < stop and tokens.lower[start] in {"also", "now", "currently", "then", "himself", "herself", "still"}:
        start += 1
    if start >= stop or tokens.lower[who] == "whose":
        return []
    verb = tokens.lower[start]
    if verb in COPULAS:
        states = copula(tokens, cast, mention, start, stop)
        return [RoleEvidence(e.entity, e.role, e.body, e.classes, e.head, e.weight - 0.8, e.at) for e in states]
    end = _verb_phrase_end(tokens, start, stop)
    if verb in LEADING_VERBS or verb in _STUDY_VERBS or (verb == "has" and tokens.word(start + 1) in _STUDY_VERBS):
        return verb_evidence(tokens, cast, mention, start, stop)
    if verb == "holds" and "chair" in tokens.lower[start + 1 : start + 4]:
        plain = verb_evidence(tokens, cast, mention, start, stop)[0]
        return [RoleEvidence(plain.entity, plain.role, plain.body, ("expert",), None, 1.6, who)]
    if (
        verb in {"has", "had"}
        and tokens.word(start + 1)[:1].isalpha()
        and tokens.word(start + 1) not in {"not", "a", "the", "an", "been", "no"}
    ):
        return [RoleEvidence(mention.entity, (start, end), None, ("public",), None, 0.3, who)]
    if verb == "as":
        verb_at = next((i for i in range(start + 1, min(start + 8, stop)) if tokens.lower[i] in COPULAS), None)
        return copula(tokens, cast, mention, verb_at, stop) if verb_at is not None else []
    if verb.endswith("s") and len(verb) > 4 and verb not in COPULAS and not verb.endswith("ss"):
        plain = verb_evidence(tokens, cast, mention, start, stop)[0]
        return [RoleEvidence(plain.entity, plain.role, plain.body, ("public",), None, 0.4, who)]
    return []


def verb_evidence(tokens: Tokens, cast: Cast, mention: Mention, start: int, stop: int) -> list[RoleEvidence]:
    """ "heads the Centre for X", "teaches Y at Z", from the verb on."""
    end = _verb_phrase_end(tokens, start, stop)
    verb = tokens.lower[start]
    at = next((i for word in ("at", "for") for i in range(start + 1, end) if tokens.lower[i] == word), None)
    body = None
    if verb in LEADING_VERBS:
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
    leads = verb in LEADING_VERBS
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
