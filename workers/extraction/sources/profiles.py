"""The role and affiliation of a source: the best of what was found beside its mentions.

The fullest wording near a full name wins over a bare title; the body comes from the same description where it names
one, else from any other. Where no description names it, the bodies around are weighed.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..types import Stated
from .affiliations import body_of, fuller, without_adjectives
from .body_candidates import Surroundings
from .body_roles import role_of_body
from .body_scores import choose, question
from .confidence import affiliation_confidence, role_confidence
from .drafts import Draft
from .employers import Employers
from .evidence import RoleEvidence
from .makers import maker_of
from .phrases import describe
from .tokens import Tokens
from .wordings import core_role, informed

_ROLE_WORDS = 14
# What these rules found is weighed against the other bodies around; what the article states goes unquestioned.
OPEN_RULES = frozenset({"", "focus", "owner"})
# What stands before a group's noun and is no part of the role.
_QUANTITIES = frozenset(
    "some several many few most two three four five six seven eight nine ten dozens hundreds all both other".split()
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a source is said to be. ``evidence`` holds all descriptions, the chosen one first."""

    role: Stated | None
    affiliation: Stated | None
    body: tuple[int, int] | None
    evidence: tuple[RoleEvidence, ...]


def ranked(roles: dict[int, list[RoleEvidence]], entity: int) -> tuple[list[RoleEvidence], RoleEvidence | None]:
    """The descriptions of an entity, the weightiest first, and the first of them that states a role."""
    evidence = sorted(roles.get(entity, ()), key=lambda item: (-item.weight, item.at))
    return evidence, next((item for item in evidence if item.role is not None), None)


def build_profile(draft: Draft, roles: dict[int, list[RoleEvidence]], around: Surroundings) -> Profile:
    """The profile of a source, from its descriptions or, for a source without a name, from its own wording."""
    employers, tokens = around.employers, around.tokens
    if draft.entity is None:
        return _from_phrase(employers, draft)
    if draft.kind != "person":
        called = role_of_body(tokens, employers.cast, draft.entity)
        return Profile(_stated(tokens, called, role_confidence("wording", ())) if called else None, None, None, ())
    evidence, best = ranked(roles, draft.entity)
    body, rule = body_of(employers, best, evidence)
    if rule in OPEN_RULES:
        chosen = choose(around, question(around, draft.entity, best, body, rule))
        rule = rule if chosen is not None and chosen.span == body else "around"
        body = chosen.span if chosen is not None else None
    role = None
    if best is not None and best.role is not None:
        role = _stated(tokens, _trim_role(tokens, best), role_confidence(best.rule, best.classes))
    affiliation = _stated(tokens, without_adjectives(tokens, body), affiliation_confidence(rule)) if body else None
    return Profile(role, affiliation, body, tuple(sorted(evidence, key=lambda item: item is not best)))


def _from_phrase(employers: Employers, draft: Draft) -> Profile:
    tokens, cast = employers.tokens, employers.cast
    if draft.phrase is None or draft.kind == "organization":
        return Profile(None, None, None, ())
    first, last = draft.phrase
    if draft.kind == "document":
        # The body made the document and speaks through it: the verdict on the document is its own.
        made = maker_of(employers, first, last)
        made = without_adjectives(tokens, made) if made is not None else None
        return Profile(None, _stated(tokens, made, affiliation_confidence("wording")) if made else None, None, ())
    plural = draft.kind == "group"
    names = [m.first for m in cast.at(first + 1, last) if cast.entities[m.entity].kind == "person"] if plural else []
    while first < last and plural and (tokens.lower[first] in _QUANTITIES or tokens.lower[first][0].isdigit()):
        first += 1
    last = min([last, *names])
    description = describe(tokens, cast, first, last, plural)
    knows = informed(tokens, first, last)
    if description is None:
        return Profile(_stated(tokens, knows, role_confidence("wording", ())) if knows else None, None, None, ())
    span = (description.first, description.last)
    evidence = RoleEvidence(-1, span, description.body, description.classes, description.head, 1.0, description.first)
    role = knows or core_role(tokens, description)
    stated = _stated(tokens, role, role_confidence("wording", ())) if role else None
    whole = fuller(employers, description.body) if description.body else None
    body = _stated(tokens, whole, affiliation_confidence("wording")) if whole else None
    return Profile(stated, body, description.body, (evidence,))


def _trim_role(tokens: Tokens, item: RoleEvidence) -> tuple[int, int]:
    first, last = item.role or (0, 0)
    return first, min(last, first + _ROLE_WORDS)


def _stated(tokens: Tokens, span: tuple[int, int], confidence: float) -> Stated | None:
    first, last = span
    while first < last and tokens.lower[first] in {"the", "a", "an"}:
        first += 1
    if first >= last:
        return None
    found = tokens.span(first, last)
    return Stated(found.of(tokens.text), found.start, found.end, confidence)
