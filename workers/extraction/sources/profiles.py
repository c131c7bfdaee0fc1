"""The role and affiliation of a source: the best of what was found beside its mentions.

The fullest wording near a full name wins over a bare title; the body comes from the same description where it names
one, else from any other, else from the possessor ("its president"), else, for managers and the like, from the company
just named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..types import Stated
from . import lexicons
from .confidence import affiliation_confidence, role_confidence
from .drafts import Draft
from .employers import Employers
from .entities import Cast
from .evidence import RoleEvidence
from .focus import Asked, body_in_focus, body_of_field, is_states
from .nearby_bodies import common_before, company_before, setting
from .nouns import POSSESSIVE_PRONOUNS
from .phrases import describe
from .tokens import Tokens

_ROLE_WORDS = 14
# What stands before a group's noun and is no part of the role.
_QUANTITIES = frozenset(
    "some several many few most two three four five six seven eight nine ten dozens hundreds all both other".split()
)
# Officers of firms and bodies, not of the police or an army.
_OFFICERS = frozenset(
    "financial operating executive technology technical information communications press commercial marketing medical "
    "scientific sustainability investment media compliance risk people".split()
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a source is said to be. ``evidence`` holds all descriptions, the chosen one first."""

    role: Stated | None
    affiliation: Stated | None
    body: tuple[int, int] | None
    evidence: tuple[RoleEvidence, ...]


def build_profile(draft: Draft, roles: dict[int, list[RoleEvidence]], employers: Employers) -> Profile:
    """The profile of a source, from its descriptions or, for a source without a name, from its own wording."""
    tokens, cast = employers.tokens, employers.cast
    if draft.entity is None:
        return _from_phrase(tokens, cast, draft)
    if draft.kind != "person":
        return Profile(None, None, None, ())
    evidence = sorted(roles.get(draft.entity, ()), key=lambda item: (-item.weight, item.at))
    described = [item for item in evidence if item.role is not None]
    best = described[0] if described else None
    body, rule = _body(employers, best, evidence)
    role = None
    if best is not None and best.role is not None:
        role = _stated(tokens, _trim_role(tokens, best), role_confidence(best.rule, best.classes))
    affiliation = _stated(tokens, body, affiliation_confidence(rule)) if body else None
    return Profile(role, affiliation, body, tuple(described[:1] + [e for e in evidence if e is not best]))


def _from_phrase(tokens: Tokens, cast: Cast, draft: Draft) -> Profile:
    if draft.phrase is None or draft.kind in {"document", "organization"}:
        return Profile(None, None, None, ())
    first, last = draft.phrase
    plural = draft.kind == "group"
    names = [m.first for m in cast.at(first + 1, last) if cast.entities[m.entity].kind == "person"] if plural else []
    while first < last and plural and (tokens.lower[first] in _QUANTITIES or tokens.lower[first][0].isdigit()):
        first += 1
    description = describe(tokens, cast, first, min([last, *names]), plural)
    if description is None:
        return Profile(None, None, None, ())
    span = (description.first, description.last)
    evidence = RoleEvidence(-1, span, description.body, description.classes, description.head, 1.0, description.first)
    body = _stated(tokens, description.body, affiliation_confidence("wording")) if description.body else None
    return Profile(_stated(tokens, span, role_confidence("wording", ())), body, description.body, (evidence,))


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


_Found = tuple[tuple[int, int] | None, str]


def _body(employers: Employers, best: RoleEvidence | None, evidence: list[RoleEvidence]) -> _Found:
    """The body of a person, and the rule that found it: stated beside the name, its own ("its chair"), or asked for."""
    stated, rule = _stated_body(employers.tokens, best, evidence)
    if stated is not None:
        return _fuller(employers, stated), rule
    owned = next((item for item in evidence if item.role and _owned_by_body(employers.tokens, item.role[0])), None)
    if owned is not None:
        return _owner_body(employers, owned), "owner"
    if best is None or best.head is None or best.role is None or _is_owned(employers, best.role):
        return None, ""
    return _asked_body(employers, best)


def _stated_body(tokens: Tokens, best: RoleEvidence | None, evidence: list[RoleEvidence]) -> _Found:
    """The body that a description names: one that names nothing else first, then that of the role, then any."""
    alone = [item for item in evidence if item.body is not None and item.role is None]
    ordered = [*alone, *([best] if best else []), *evidence]
    found = [
        item
        for item in ordered
        if item.body is not None
        and (item.body[1] - item.body[0] > 1 or item.role is None or _can_name(tokens.lower[item.body[0]]))
    ]
    item = next((item for item in found if item.body and _says_more(tokens, item.body)), found[0] if found else None)
    if item is None:
        return None, ""
    return item.body, "beside" if item.role is None else "role" if item is best else "description"


def _is_owned(employers: Employers, role: tuple[int, int]) -> bool:
    """Whether the role is one beside somebody: "Obi's colleague" belongs to nothing that is spoken of."""
    tokens, cast = employers.tokens, employers.cast
    people = [m for m in cast.at(*role) if cast.entities[m.entity].kind == "person"]
    return any(tokens.word(m.last) in {"'s", "'"} for m in people)


def _can_name(word: str) -> bool:
    return len(word) > 1 and word not in POSSESSIVE_PRONOUNS


def _owner_body(employers: Employers, owned: RoleEvidence) -> tuple[int, int] | None:
    """The body that "its" or "their" before the role stands for."""
    start = owned.role[0] if owned.role else owned.at
    named = body_in_focus(employers, replace(_asked(owned, ("business",)), owned=True))
    common = common_before(employers.tokens, employers.cast, start, None)
    return max((body for body in (named, common) if body is not None), default=None)


def _asked_body(employers: Employers, best: RoleEvidence) -> _Found:
    """The body of a role that names none: by a noun in it, by the scene, by its field, or the one spoken of."""
    tokens, cast = employers.tokens, employers.cast
    asked = employers.of_role(best)
    if asked is not None:
        return asked, "noun"
    site = setting(tokens, cast, best.at) if {"public", "business", "clinical"} & set(best.classes) else None
    if site is not None:
        return site, "scene"
    field = body_of_field(employers, _asked(best, best.classes))
    if field is not None:
        return field, "field"
    first, head = (best.role or (0, 0))[0], best.head or 0
    if not _belongs(tokens, best) or _is_placed(tokens, best) or _of_state(tokens, best):
        return None, ""
    if "party" in tokens.lower[first:head]:
        return company_before(tokens, cast, first, "party"), "focus"
    banker = tokens.lower[head] == "governor"  # lower case, with no state beside it: of a bank
    question = _asked(best, ("business",) if banker else best.classes)
    found = body_in_focus(employers, question)
    if found is None and not is_states(tokens, question):
        main = employers.main
        found = (main.first, main.last) if main is not None and main.first < first else None
    return found, "focus"


def _asked(item: RoleEvidence, classes: tuple[str, ...]) -> Asked:
    first, last = item.role or (item.at, item.at)
    return Asked(item.at, (first, last), item.head if item.head is not None else first, classes)


def _belongs(tokens: Tokens, item: RoleEvidence) -> bool:
    """Whether the role is one that a body gives: "sales manager", "leader", but no "hunting leader" or "President"."""
    head, first = item.head or 0, (item.role or (0, 0))[0]
    word = tokens.lower[head]
    if word == "leader":
        return head == first
    if word == "governor" and not tokens.capital[head] or tokens.lower[first] in POSSESSIVE_PRONOUNS:
        return tokens.lower[first] not in POSSESSIVE_PRONOUNS
    if word in {"president", "governor", "commissioner", "official", "representative", "deputy"}:
        return False
    if word == "officer":
        return tokens.word(head - 1) in _OFFICERS
    return word in lexicons.words("roles/staff.txt")


def _of_state(tokens: Tokens, item: RoleEvidence) -> bool:
    """Whether a president or secretary is a state's: by a nationality in the role."""
    first, last = item.role or (0, 0)
    state = lexicons.words("names/nationalities.txt") | lexicons.words("names/places.txt")
    return any(tokens.lower[i] in state for i in range(first, last))


def _is_placed(tokens: Tokens, item: RoleEvidence) -> bool:
    """Whether the role says itself where somebody works: "hospital director in Viborg"."""
    head = item.head or 0
    return tokens.word(head + 1) in {"in", "of"} and tokens.capital[min(head + 2, len(tokens) - 1)]


def _owned_by_body(tokens: Tokens, index: int) -> bool:
    return tokens.word(index - 1) in {"its", "their"} or tokens.word(index) in {"its", "their"}


def _says_more(tokens: Tokens, body: tuple[int, int]) -> bool:
    """Whether a body is more than a bare noun ("the agency")."""
    return body[1] - body[0] > 2 or any(tokens.capital[i] for i in range(*body))


def _spelt_out(employers: Employers, first: int, last: int) -> tuple[int, int] | None:
    """The full name of a body given by its initials, where the article has it."""
    if last - first != 1 or not employers.tokens.words[first].isupper():
        return None
    entity = next((m.entity for m in employers.cast.at(first, last)), None)
    entity = employers.by_form.get(employers.tokens.words[first]) if entity is None else entity
    fullest = employers.fullest.get(entity) if entity is not None else None
    return (fullest.first, fullest.last) if fullest is not None and fullest.last - fullest.first > 1 else None


def _fuller(employers: Employers, body: tuple[int, int]) -> tuple[int, int]:
    """ "the agency", "the institute": a fuller wording, or the name of the body of that kind named before."""
    tokens, cast = employers.tokens, employers.cast
    first, last = body
    while first < last and tokens.lower[first] in {"the", "a", "an"}:
        first += 1
    noun = tokens.lower[last - 1]
    spelt = _spelt_out(employers, first, last)
    if spelt is not None:
        return spelt
    if last - first != 1 or tokens.capital[first] or noun not in lexicons.organization_classes():
        return first, last
    return employers.of_noun(noun, first) or company_before(tokens, cast, first, noun) or (first, last)
