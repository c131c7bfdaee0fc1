"""A description of a person found beside the name, and how good a role it makes."""

from __future__ import annotations

from dataclasses import dataclass

from .entities import Mention
from .phrases import Description, is_party_role
from .tokens import Tokens

# What somebody once was makes a poorer role than what he is, where both are said.
_PAST = frozenset({"former", "ex", "retired", "onetime", "one-time", "past"})
# The weight of what the narrative says of somebody away from the name.
NARRATIVE = 2.0
_GENERIC = frozenset(
    "woman man person mother father member boy girl friend one resident author co-author winner recipient alumnus "
    "alumna native pupil graduate".split()
)
# Academic ranks that say less than the field beside another mention of the name ("Sociologist Ada Obi").
_BARE_RANKS = frozenset({"professor", "fellow", "lecturer", "academic"})


@dataclass(frozen=True, slots=True)
class RoleEvidence:
    """A description of an entity found beside one of its mentions. ``weight`` says how good a role it makes, ``rule``
    where it stood: "before" or "after" the name, in a "clause", "elsewhere".
    """

    entity: int
    role: tuple[int, int] | None
    body: tuple[int, int] | None
    classes: tuple[str, ...]
    head: int | None
    weight: float
    at: int
    rule: str = "clause"


def weigh(tokens: Tokens, mention: Mention, description: Description, weight: float, at: int) -> RoleEvidence:
    """The evidence a description gives: a bare party or "a woman" makes a poor role, more words a better one."""
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
    if tokens.lower[description.head] in _BARE_RANKS and description.last - description.first == 1:
        weight -= 1.2
    if set(description.classes) & {"family"} and not set(description.classes) & {"legal"}:
        weight -= 0.5 if description.head - description.first > 1 else 1.6
    if tokens.lower[description.first] in _PAST and tokens.word(at - 1) == ",":
        weight -= 1.2
    length = min(description.last - description.first, 6)
    return RoleEvidence(
        mention.entity, (description.first, description.last), description.body, description.classes, description.head,
        weight + 0.15 * length, at,
    )  # fmt: skip
