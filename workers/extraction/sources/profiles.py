"""The role and affiliation of a source: the best of what was found beside its mentions.

The fullest wording near a full name wins over a bare title; the body comes from the same description where it names one, else
from any other, else from the possessor ("its president"), else, for managers and the like, from the company just named.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..types import TextSpan
from . import lexicons
from .drafts import Draft
from .entities import Cast
from .nouns import POSSESSIVE_PRONOUNS
from .phrases import describe
from .roles import RoleEvidence
from .tokens import Tokens

_COMPANY_HEADS = frozenset(
    "executive ceo cfo manager spokesman spokeswoman spokesperson director communications chairman chairwoman chair president "
    "vice-president founder owner governor head secretary-general".split()
)
_NEAR = 45
_ROLE_WORDS = 14


@dataclass(frozen=True, slots=True)
class Profile:
    """What a source is said to be. ``evidence`` holds all descriptions, the chosen one first."""

    role: TextSpan | None
    affiliation: TextSpan | None
    body: tuple[int, int] | None
    evidence: tuple[RoleEvidence, ...]
    sure: float


def build_profile(tokens: Tokens, cast: Cast, draft: Draft, roles: dict[int, list[RoleEvidence]]) -> Profile:
    """The profile of a source, from its descriptions or, for a source without a name, from its own wording."""
    if draft.entity is None:
        return _from_phrase(tokens, cast, draft)
    if draft.kind != "person":
        return Profile(None, None, None, (), 1.0)
    evidence = sorted(roles.get(draft.entity, ()), key=lambda item: (-item.weight, item.at))
    described = [item for item in evidence if item.role is not None]
    best = described[0] if described else None
    body = _body(tokens, cast, best, evidence)
    role = _span(tokens, _trim_role(tokens, best)) if best is not None and best.role is not None else None
    return Profile(role, _span(tokens, body) if body else None, body, tuple(described[:1] + [e for e in evidence if e is not best]), 0.9)


def _from_phrase(tokens: Tokens, cast: Cast, draft: Draft) -> Profile:
    if draft.phrase is None or draft.kind in {"document", "organization"}:
        return Profile(None, None, None, (), 1.0)
    description = describe(tokens, cast, *draft.phrase)
    if description is None:
        return Profile(None, None, None, (), 1.0)
    evidence = RoleEvidence(
        -1, (description.first, description.last), description.body, description.classes, description.head, 1.0, description.first
    )  # fmt: skip
    role = _span(tokens, (description.first, description.last))
    return Profile(role, _span(tokens, description.body) if description.body else None, description.body, (evidence,), 0.8)


def _trim_role(tokens: Tokens, item: RoleEvidence) -> tuple[int, int]:
    assert item.role is not None
    first, last = item.role
    return first, min(last, first + _ROLE_WORDS)


def _span(tokens: Tokens, span: tuple[int, int]) -> TextSpan | None:
    first, last = span
    while first < last and tokens.lower[first] in {"the", "a", "an"}:
        first += 1
    if first >= last:
        return None
    found = tokens.span(first, last)
    return TextSpan(found.of(tokens.text), found.start, found.end)


def _body(tokens: Tokens, cast: Cast, best: RoleEvidence | None, evidence: list[RoleEvidence]) -> tuple[int, int] | None:
    ordered = [item for item in evidence if item.body is not None and (item.role is None)] + ([best] if best else []) + evidence
    parties = [item for item in ordered if item.role is None and item.body is not None]
    for item in (*parties, *ordered):
        if item.body is None:
            continue
        if item.body[1] - item.body[0] == 1 and tokens.lower[item.body[0]] in POSSESSIVE_PRONOUNS:
            continue
        return _fuller(tokens, cast, item.body)
    owned = next((i for i in evidence if i.role and tokens.lower[i.role[0] - 1] in {"its", "their"} or i.role and tokens.lower[i.role[0]] in {"its", "their"}), None)
    if owned is not None and owned.role is not None:
        return _company_before(tokens, cast, owned.role[0], _NEAR)
    if best is not None and best.head is not None and tokens.lower[best.head] in _COMPANY_HEADS and "business" in best.classes + ("business",) and best.role:
        return _company_before(tokens, cast, best.role[0], _NEAR)
    return None


def _fuller(tokens: Tokens, cast: Cast, body: tuple[int, int]) -> tuple[int, int]:
    """"the agency", "the institute": the name of the body it stands for, when one of that kind was named shortly before."""
    first, last = body
    while first < last and tokens.lower[first] in {"the", "a", "an"}:
        first += 1
    if last - first != 1 or tokens.capital[first] or tokens.lower[first] not in lexicons.organization_classes():
        return first, last
    return _company_before(tokens, cast, first, _NEAR * 2) or (first, last)


def _company_before(tokens: Tokens, cast: Cast, index: int, reach: int) -> tuple[int, int] | None:
    """The organisation named last before a token, within ``reach`` tokens."""
    for mention in reversed(cast.at(max(0, index - reach), index)):
        entity = cast.entities[mention.entity]
        if entity.kind == "organization" and lexicons.organization_classes().get(entity.words[-1]) != "media":
            return mention.first, mention.last
    return None
