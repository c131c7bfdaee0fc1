"""What the expert rules look at and give back, and the verdicts on bodies and documents."""

from __future__ import annotations

from dataclasses import dataclass

from ..types import Category, ExpertReason, SourceKind
from . import lexicons
from .evidence import RoleEvidence
from .tokens import Tokens


@dataclass(frozen=True, slots=True)
class Person:
    """What the rules look at: the descriptions of a source, its body and its kind."""

    tokens: Tokens
    kind: SourceKind
    evidence: tuple[RoleEvidence, ...]
    body: tuple[int, int] | None
    phrase: tuple[int, int] | None
    follows_expert: bool = False

    def words(self, item: RoleEvidence) -> frozenset[str]:
        """The words of a description, with one before it ("retired", "his")."""
        if item.role is None:
            return frozenset()
        first = max(0, item.role[0] - 1)
        return frozenset(self.tokens.lower[i] for i in range(first, item.role[1]))

    def body_class(self) -> str | None:
        """The class of the body it belongs to."""
        if self.body is None:
            return None
        return body_class(self.tokens, *self.body)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The category of a source and whether it is an expert, with the reason."""

    category: Category
    is_expert: bool
    reason: ExpertReason | None
    sure: float


def body_class(tokens: Tokens, first: int, last: int) -> str | None:
    """The class of an organisation's name: research nouns count first, then the last listed noun."""
    classes = [lexicons.organization_classes().get(tokens.lower[i]) for i in range(first, last)]
    if "research" in classes:
        return "research"
    pair = " ".join(tokens.lower[i] for i in range(first, last))
    listed = lexicons.organization_classes()
    pairs = [listed.get(f"{tokens.lower[i]} {tokens.lower[i + 1]}") for i in range(first, last - 1)]
    if "research" in pairs or (pairs and pairs[-1]):
        return "research" if "research" in pairs else pairs[-1]
    if "think tank" in pair or "statistic" in pair or "research" in pair:
        return "research"
    return next((c for c in reversed(classes) if c), None)


def reason_for(person: Person, item: RoleEvidence, rule: str) -> ExpertReason | None:
    """The verdict's rule with the words of the description it rests on."""
    span = item.role or item.body
    if span is None:
        return None
    found = person.tokens.span(*span)
    return ExpertReason(rule, found.of(person.tokens.text), found.start, found.end)


def body_verdict(person: Person) -> Verdict:
    """The verdict on an organisation: research bodies speak as experts."""
    if person.phrase is None:
        return Verdict("organization", False, None, 0.9)
    kind = body_class(person.tokens, *person.phrase)
    span = person.tokens.span(*person.phrase)
    if kind == "research":
        return Verdict(
            "expert", True, ExpertReason("research body", span.of(person.tokens.text), span.start, span.end), 0.75
        )
    return Verdict("media" if kind == "media" else "organization", False, None, 0.85)


def document_verdict(person: Person) -> Verdict:
    """The verdict on a document: studies and reports speak as experts."""
    if person.phrase is None:
        return Verdict("other", False, None, 0.8)
    words = {person.tokens.lower[i] for i in range(*person.phrase)}
    span = person.tokens.span(*person.phrase)
    if words & {"study", "research", "paper", "review", "survey", "report", "studies"} and not words & {
        "police",
        "media",
        "news",
    }:
        return Verdict(
            "expert", True, ExpertReason("research findings", span.of(person.tokens.text), span.start, span.end), 0.65
        )
    return Verdict("other", False, None, 0.7)
