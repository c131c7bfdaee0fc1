"""What kind of source somebody is who is no expert: by the class of the role, the body led, the team."""

from __future__ import annotations

from ..types import Category
from .evidence import RoleEvidence
from .verdicts import Person, Verdict, reason_for

_TEAM_LEADERS = frozenset({"boss", "manager", "captain", "chief", "skipper"})
_TEAM_NOUNS = frozenset(
    "rovers fc f.c. united city town athletic wanderers albion hotspur rangers celtic team club".split()
)
_POLITICAL = frozenset("opposition parliamentary party council coalition cabinet minority majority".split())
# What those are who lead a body, by its class.
_OF_BODIES: dict[str | None, Category] = {"public": "official", "civil": "advocate", "research": "official"}


def leads_body(person: Person, item: RoleEvidence) -> bool:
    """ "president of the Institute": no politician."""
    if item.head is None:
        return False
    head = person.tokens.lower[item.head]
    if head not in {
        "president",
        "secretary",
        "governor",
        "deputy",
        "representative",
        "speaker",
        "delegate",
        "leader",
        "whip",
    }:
        return False
    return person.body is not None or head in {"governor"} and person.body_class() == "public"


def by_class(person: Person) -> Verdict | None:
    """The category that the first description with a class gives; ``None`` where none has one."""
    order: tuple[tuple[str, Category], ...] = (
        ("politician", "politician"), ("official", "official"), ("business", "business"), ("advocate", "advocate"),
        ("media", "media"),
        ("military", "official"), ("celebrity", "celebrity"), ("public", "public"), ("family", "public"),
    )  # fmt: skip
    for item in person.evidence:
        if _in_sport(person, item):
            return Verdict("celebrity", False, reason_for(person, item, "speaks as celebrity"), 0.85)
        if leads_body(person, item):
            category = _of_body(person, item)
            return Verdict(category, False, reason_for(person, item, f"speaks as {category}"), 0.85)
        for name, category in order:
            if name in item.classes:
                return Verdict(category, False, reason_for(person, item, f"speaks as {category}"), 0.85)
    return None


def _of_body(person: Person, item: RoleEvidence) -> Category:
    """What somebody is who leads a body: by the role's own words, else by the class of the body."""
    head = person.tokens.lower[item.head or 0]
    if head == "governor":
        return "official"
    led = {person.tokens.lower[i] for i in range(*person.body)} if person.body else set()
    if person.words(item) & _POLITICAL or "party" in led or (head == "secretary" and "state" in person.words(item)):
        return "politician"
    civil: Category = "advocate" if head in {"leader", "secretary"} else "business"
    return _OF_BODIES.get(person.body_class(), civil)


def _in_sport(person: Person, item: RoleEvidence) -> bool:
    """Whether a boss, manager or captain is a team's: by the body ("Calder Rovers boss")."""
    if item.head is None or person.body is None or person.tokens.lower[item.head] not in _TEAM_LEADERS:
        return False
    return bool(_TEAM_NOUNS & {person.tokens.lower[i] for i in range(*person.body)})
