"""Verb phrases that say what a person does: "who heads the Centre", "who teaches law at Lakehead", "X is a …"."""

from __future__ import annotations

from dataclasses import replace

from . import lexicons
from .body_phrases import body_phrase
from .entities import Cast, Mention
from .evidence import RoleEvidence, weigh
from .nouns import can_modify, is_role_noun
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
# What somebody leads for a while, and nobody works for.
_ENDEAVOURS = frozenset("team study project research effort work campaign investigation inquiry mission trial".split())
_GROUPS = frozenset({"group", "team", "lab", "laboratory", "research", "work", "colleagues"})
_WORKS = frozenset({"works", "worked", "teaches", "lectures"})
# What somebody presides over says more than a bare title before the name.
_PRESIDES = frozenset({"chairs", "heads", "edits"})
_OVER_TITLE = 3.4
_SITS = frozenset({"sits", "serves"})
# Verbs of study that as often say what somebody does in the story.
_LOOSE_STUDIES = frozenset("follows covers tracks monitors audits studied".split())
_STUDIES_NOW = frozenset("teaches researches lectures studies analyses analyzes".split())
_LED = frozenset("run led headed chaired directed managed owned coached".split())
_TAKING_VERBS = frozenset(
    "replaced replaces succeeded succeeds took takes serves served works worked sits acts acted stood returned "
    "elected appointed".split()
)
COPULAS = frozenset({"is", "was", "became", "remains"})


def teaching(tokens: Tokens, cast: Cast, mention: Mention, index: int, stop: int) -> list[RoleEvidence]:
    """ "Ines Fontaine has argued such appeals and now teaches refugee law at …": a verb of study with the name as
    subject.
    """
    if (
        not (is_verb_form(tokens.word(index)) or tokens.word(index) in _STUDIES_NOW)
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


def copula(tokens: Tokens, cast: Cast, mention: Mention, index: int, stop: int) -> list[RoleEvidence]:
    """ "is a researcher at …": the description after the verb at ``index``."""
    start = index + 1
    while start < stop and tokens.lower[start] in {"also", "now", "currently", "then", "himself", "herself"}:
        start += 1
    if start >= stop:
        return []
    # "is a nurse", "is president of …", "is provincial president of …"
    bare = is_role_noun(tokens.lower[start]) or (can_modify(tokens, start) and is_role_noun(tokens.word(start + 1)))
    if tokens.lower[start] not in {"a", "an", "the"} and not bare:
        return []
    description = describe(tokens, cast, start, phrase_end(tokens, start, stop))
    return [weigh(tokens, mention, description, 3.3, start)] if description else []


def relative(tokens: Tokens, cast: Cast, mention: Mention, who: int, stop: int) -> list[RoleEvidence]:
    """ "who heads the Centre for X", "who teaches Y at Z", "who is a …", "who farms …"."""
    start = who + 1
    while start < stop and tokens.lower[start] in {"also", "now", "currently", "then", "himself", "herself", "still"}:
        start += 1
    if start < stop and tokens.lower[who] == "whose":
        return _own_group(tokens, cast, mention, who, stop)
    if start >= stop:
        return []
    verb = tokens.lower[start]
    if verb in COPULAS:
        states = copula(tokens, cast, mention, start, stop)
        return [RoleEvidence(e.entity, e.role, e.body, e.classes, e.head, e.weight - 0.8, e.at) for e in states]
    taken = _office_taken(tokens, cast, mention, start, stop)
    if taken:
        return taken
    if verb in _SITS and tokens.word(start + 1) in {"on", "in"}:
        body = _employer(tokens, cast, start + 1, _verb_phrase_end(tokens, start, stop), "at")
        return [RoleEvidence(mention.entity, None, body, (), None, 1.8, who)] if body else []
    if verb == "advises":
        body = _employer(tokens, cast, start, _verb_phrase_end(tokens, start, stop))
        return [RoleEvidence(mention.entity, None, body, (), None, 1.8, who)] if body else []
    end = _verb_phrase_end(tokens, start, stop)
    if verb == "has" and tokens.word(start + 1) in _LED:
        led = verb_evidence(tokens, cast, mention, start + 1, stop)
        return [replace(e, role=(start, e.role[1])) for e in led if e.role]
    if verb in _PRESIDES and _is_titled(tokens, mention):
        return [replace(e, weight=_OVER_TITLE) for e in verb_evidence(tokens, cast, mention, start, stop)]
    if verb in LEADING_VERBS or verb in _STUDY_VERBS or (verb == "has" and tokens.word(start + 1) in _STUDY_VERBS):
        return verb_evidence(tokens, cast, mention, start, stop)
    if verb == "holds" and "chair" in tokens.lower[start + 1 : start + 4]:
        plain = verb_evidence(tokens, cast, mention, start, stop)[0]
        return [RoleEvidence(plain.entity, plain.role, plain.body, ("expert",), None, 1.6, who)]
    if verb == "as":
        verb_at = next((i for i in range(start + 1, min(start + 8, stop)) if tokens.lower[i] in COPULAS), None)
        return copula(tokens, cast, mention, verb_at, stop) if verb_at is not None else []
    if verb.endswith("s") and len(verb) > 4 and verb not in COPULAS and not verb.endswith("ss"):
        plain = verb_evidence(tokens, cast, mention, start, stop)[0]
        body = plain.body if verb in {"works", "serves", "sits", "lectures", "studies"} else None
        role = plain.role if body or plain.body is None else (start, end)
        return [RoleEvidence(plain.entity, role, body, ("public",), None, 0.4, who)]
    return []


def _own_group(tokens: Tokens, cast: Cast, mention: Mention, whose: int, stop: int) -> list[RoleEvidence]:
    """ "whose group at [Vika University]": where somebody's people are."""
    at = next((i for i in range(whose + 2, min(whose + 4, stop)) if tokens.lower[i] == "at"), None)
    if at is None or tokens.lower[at - 1] not in _GROUPS:
        return []
    body = _employer(tokens, cast, at, _verb_phrase_end(tokens, at, stop))
    return [RoleEvidence(mention.entity, None, body, (), None, 1.8, whose)] if body else []


def _is_titled(tokens: Tokens, mention: Mention) -> bool:
    """Whether nothing but a form of address stands before the name: "Commissioner Ada Obi"."""
    before = mention.first - 1
    title = tokens.word(before).rstrip(".") in lexicons.titles() and tokens.capital[before]
    opens = not tokens.same_sentence(before - 1, before) or not tokens.capital[before - 1]
    return before >= 0 and title and opens


def work(tokens: Tokens, cast: Cast, mention: Mention, verb: int, stop: int) -> list[RoleEvidence]:
    """ "has worked for the Commission for 20 years", "teaches law at Lakehead", "runs the lab", from the verb on."""
    if tokens.lower[verb] in {"has", "now", "also", "currently"}:
        verb += 1
    word = tokens.word(verb)
    if verb >= stop:
        return []
    if word in _WORKS and tokens.word(verb + 1) in {"at", "for"}:
        body = _employer(tokens, cast, verb + 1, _verb_phrase_end(tokens, verb, stop))
        named = body is not None and any(tokens.capital[i] for i in range(*body))
        return [RoleEvidence(mention.entity, None, body, (), None, 1.8, verb)] if named else []
    if word in _STUDY_VERBS - _LOOSE_STUDIES:
        found = verb_evidence(tokens, cast, mention, verb, stop)
        return [item for item in found if item.body is not None]
    return []


def _office_taken(tokens: Tokens, cast: Cast, mention: Mention, start: int, stop: int) -> list[RoleEvidence]:
    """ "who replaced Bo Li as chair of the council", "who serves as treasurer": the office behind "as"."""
    if tokens.lower[start] not in _TAKING_VERBS and tokens.word(start + 1) not in _TAKING_VERBS:
        return []
    end = _verb_phrase_end(tokens, start, stop)
    at = next((i for i in range(start + 1, end) if tokens.lower[i] == "as"), None)
    if at is None:
        return []
    last = phrase_end(tokens, at + 1, stop)
    last = next((i for i in range(at + 2, last) if tokens.lower[i] in {"in", "since"} and i > at + 2), last)
    description = describe(tokens, cast, at + 1, last)
    return [weigh(tokens, mention, description, 2.2, at + 1)] if description else []


def verb_evidence(tokens: Tokens, cast: Cast, mention: Mention, start: int, stop: int) -> list[RoleEvidence]:
    """ "heads the Centre for X", "teaches Y at Z", from the verb on."""
    end = _verb_phrase_end(tokens, start, stop)
    leads = tokens.lower[start] in LEADING_VERBS or tokens.lower[start - 1] == "has"
    at = next((i for word in ("at", "for") for i in range(start + 1, end) if tokens.lower[i] == word), None)
    body = _employer(tokens, cast, at, end) if at is not None and _leads_to_name(tokens, cast, at, end) else None
    if body is None and leads:
        body = _led_body(tokens, cast, start, end)
    if body is None and at is not None:
        body = _employer(tokens, cast, at, end)
    role_end = at if at is not None and body and body[0] > at else body[1] if leads and body else end
    role = (start, role_end)
    return [RoleEvidence(mention.entity, role, body, ("business",) if leads else ("expert",), None, 1.6, start)]


def _leads_to_name(tokens: Tokens, cast: Cast, at: int, end: int) -> bool:
    """Whether "at" is followed by the name of a body."""
    named = cast.at(at, min(at + 4, end)) if tokens.lower[at] == "at" else []
    return any(cast.entities[m.entity].kind == "organization" for m in named)


def _employer(tokens: Tokens, cast: Cast, at: int, end: int, preposition: str = "") -> tuple[int, int] | None:
    """The body after "at" or "for", read as after ``preposition``."""
    first = at + 1 + (tokens.word(at + 1) in {"the", "a", "an"})
    if tokens.word(first) == "board" and tokens.word(first + 1) == "of":
        first += 2 + (tokens.word(first + 2) == "the")
    return body_phrase(tokens, cast, first, end, preposition or tokens.lower[at])


def _led_body(tokens: Tokens, cast: Cast, start: int, end: int) -> tuple[int, int] | None:
    """The body that is the object of "heads", "runs"."""
    first = start + 1 + (tokens.word(start + 1) in {"the", "a", "an"})
    close = next((i for i in range(first, end) if tokens.lower[i] in {"at", "for", "in"}), end)
    if tokens.word(first) in _ENDEAVOURS and first + 1 >= close:
        return None
    named = tokens.capital[min(first, end - 1)]
    return body_phrase(tokens, cast, first, end if named else max(close, min(end, first + 1)), "of")


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
