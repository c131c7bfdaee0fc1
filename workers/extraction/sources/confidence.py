"""How sure a source is: the certainty of its speakers and its verdict, fitted to the development articles.

The rules' own certainties err, on the low side for people and groups and on the high side for documents and bodies. By
what the doubt is multiplied was fitted by kind on the development articles, so that a kind's mean confidence is the
share of its sources that are right: the right name for most of its quotes, and the right expert verdict.
"""

from __future__ import annotations

from ..types import SourceKind
from .verdicts import Verdict

_DOUBT_FACTOR: dict[SourceKind, float] = {
    "person": 0.57,
    "group": 0.8,
    "unnamed": 1.14,
    "document": 1.48,
    "organization": 1.55,
}

# What was right of what each rule found on the development articles, a few points lower where a rule was seldom tried
# or was written after looking at those articles. Speakers: by kind, what to give from which certainty on.
_LEAST = 0.5
_SPEAKERS: dict[SourceKind, tuple[tuple[float, float], ...]] = {
    "person": ((0.95, 0.98), (0.9, 0.95), (0.85, 0.92), (0.78, 0.88), (0.72, 0.82), (0.65, 0.74), (0.5, 0.65)),
    "organization": ((0.95, 0.9), (0.9, 0.87), (0.8, 0.79), (0.65, 0.65)),
    "group": ((0.8, 0.9), (0.5, 0.8)),
    "unnamed": ((0.8, 0.83), (0.5, 0.76)),
    "document": ((0.8, 0.78), (0.5, 0.65)),
}
_ROLES = {"before": 0.97, "after": 0.94, "clause": 0.82, "elsewhere": 0.82, "wording": 0.85}
_KIN = 0.12
_AFFILIATIONS = {
    "beside": 0.95, "role": 0.89, "description": 0.86, "wording": 0.85, "owner": 0.86, "scene": 0.86, "field": 0.8,
    "noun": 0.79, "focus": 0.75, "around": 0.65,
}  # fmt: skip
_VERDICTS = {
    "academic or research role": 0.97, "analyst or specialist": 0.91, "retired or former practitioner": 0.87,
    "medical profession": 0.91, "specialised profession": 0.88, "long practice": 0.85, "leads research": 0.88,
    "leads a specialist field": 0.85, "peer of an expert": 0.82, "belongs to a research body": 0.8,
    "lawyer on a case not their own": 0.8, "speaks of their own workplace": 0.8,
    "political office": 0.98, "represents a party": 0.9, "speaks for a body": 0.96, "speaks as politician": 0.94,
    "speaks as official": 0.97, "speaks as business": 0.96, "speaks as public": 0.97, "speaks as celebrity": 0.96,
    "speaks as advocate": 0.94, "speaks as media": 0.94, "": 0.91,
}  # fmt: skip


def source_confidence(kind: SourceKind, speakers: list[float], verdict: float) -> float:
    """The confidence of a source, 0 to 1, from the certainty of each of its quotes' speakers and of its category."""
    speaker = sum(speakers) / len(speakers) if speakers else 0.5
    return round(max(0.0, 1 - _DOUBT_FACTOR[kind] * (1 - min(speaker, verdict + 0.04))), 2)


def speaker_confidence(sure: float, kind: SourceKind) -> float:
    """How sure it is that a source of the kind speaks a quote, from how sure its mention was read, 0 to 1."""
    return next((measured for floor, measured in _SPEAKERS[kind] if sure >= floor), _LEAST)


def role_confidence(rule: str, classes: tuple[str, ...]) -> float:
    """How sure a role is, from where it stood (:attr:`.evidence.RoleEvidence.rule`); kin are roles less often."""
    return _ROLES[rule] - (_KIN if "family" in classes else 0.0)


def affiliation_confidence(rule: str) -> float:
    """How sure an affiliation is, from the rule that found it."""
    return _AFFILIATIONS[rule]


def expert_confidence(verdict: Verdict) -> float:
    """How sure it is that a source is an expert, or is none: by the rule that says so."""
    rule = verdict.reason.rule if verdict.reason else ""
    return _VERDICTS.get(rule, verdict.sure)
