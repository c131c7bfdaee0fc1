"""The role and affiliation of a source: the best of what was found beside its mentions.

The fullest wording near a full name wins over a bare title; the body comes from the same description where it names
one, else from any other, else from the possessor ("its president"), else, for managers and the like, from the company
just named.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..types import TextSpan
from . import lexicons
from .drafts import Draft
from .employers import Employers
from .entities import Cast, Mention
from .evidence import RoleEvidence
from .nouns import POSSESSIVE_PRONOUNS, is_role_noun
from .phrases import describe
from .tokens import Tokens

_COMPANY_HEADS = frozenset(
    "executive ceo cfo manager spokesman spokeswoman spokesperson director communications chairman "
    "chairwoman chair president "
    "vice-president founder owner governor head secretary-general coach captain goalkeeper striker "
    "midfielder defender secretary chief".split()
)
_NEAR = 70
# What each further mention of an organisation counts against the distance to it.
_OFTEN = 0.2
_ROLE_WORDS = 14
_SITES = frozenset(
    "foundry market terminal hospital school clinic factory shipyard mine farm port harbour harbor plant "
    "depot airport warehouse bakery brewery dairy abbey".split()
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a source is said to be. ``evidence`` holds all descriptions, the chosen one first."""

    role: TextSpan | None
    affiliation: TextSpan | None
    body: tuple[int, int] | None
    evidence: tuple[RoleEvidence, ...]
    sure: float


def build_profile(draft: Draft, roles: dict[int, list[RoleEvidence]], employers: Employers) -> Profile:
    """The profile of a source, from its descriptions or, for a source without a name, from its own wording."""
    tokens, cast = employers.tokens, employers.cast
    if draft.entity is None:
        return _from_phrase(tokens, cast, draft)
    if draft.kind != "person":
        return Profile(None, None, None, (), 1.0)
    evidence = sorted(roles.get(draft.entity, ()), key=lambda item: (-item.weight, item.at))
    described = [item for item in evidence if item.role is not None]
    best = described[0] if described else None
    body = _body(employers, best, evidence)
    role = _span(tokens, _trim_role(tokens, best)) if best is not None and best.role is not None else None
    return Profile(
        role,
        _span(tokens, body) if body else None,
        body,
        tuple(described[:1] + [e for e in evidence if e is not best]),
        0.9,
    )


def _from_phrase(tokens: Tokens, cast: Cast, draft: Draft) -> Profile:
    if draft.phrase is None or draft.kind in {"document", "organization"}:
        return Profile(None, None, None, (), 1.0)
    description = describe(tokens, cast, *draft.phrase)
    if description is None:
        return Profile(None, None, None, (), 1.0)
    span = (description.first, description.last)
    evidence = RoleEvidence(-1, span, description.body, description.classes, description.head, 1.0, description.first)
    body = _span(tokens, description.body) if description.body else None
    return Profile(_span(tokens, span), body, description.body, (evidence,), 0.8)


def _trim_role(tokens: Tokens, item: RoleEvidence) -> tuple[int, int]:
    first, last = item.role or (0, 0)
    return first, min(last, first + _ROLE_WORDS)


def _span(tokens: Tokens, span: tuple[int, int]) -> TextSpan | None:
    first, last = span
    while first < last and tokens.lower[first] in {"the", "a", "an"}:
        first += 1
    if first >= last:
        return None
    found = tokens.span(first, last)
    return TextSpan(found.of(tokens.text), found.start, found.end)


def _body(employers: Employers, best: RoleEvidence | None, evidence: list[RoleEvidence]) -> tuple[int, int] | None:
    tokens, cast = employers.tokens, employers.cast
    ordered = (
        [item for item in evidence if item.body is not None and (item.role is None)]
        + ([best] if best else [])
        + evidence
    )
    parties = [item for item in ordered if item.role is None and item.body is not None]
    bodies = [item.body for item in (*parties, *ordered) if item.body is not None]
    bodies = [b for b in bodies if b[1] - b[0] > 1 or tokens.lower[b[0]] not in POSSESSIVE_PRONOUNS]
    stated = next((b for b in bodies if _says_more(tokens, b)), bodies[0] if bodies else None)
    if stated is not None:
        return _fuller(employers, stated)
    owned = next((item for item in evidence if item.role and _owned_by_body(tokens, item.role[0])), None)
    if owned is not None and owned.role is not None:
        return _company_before(tokens, cast, owned.role[0], None) or _common_before(tokens, cast, owned.role[0], None)
    if best is None or best.head is None or best.role is None:
        return None
    asked = employers.of_role(best)
    if asked is not None:
        return asked
    setting = _setting(tokens, cast, best.at) if {"public", "business", "clinical"} & set(best.classes) else None
    if setting is not None:
        return setting
    if tokens.lower[best.head] in _COMPANY_HEADS and not _is_placed(tokens, best) and not _of_state(tokens, best):
        party = "party" if "party" in tokens.lower[best.role[0] : best.head] else None
        return _company_before(tokens, cast, best.role[0], party) or _main_body(tokens, cast, best.role[0])
    return None


def _of_state(tokens: Tokens, item: RoleEvidence) -> bool:
    """Whether a president or secretary is a state's: by a nationality in the role."""
    first, last = item.role or (0, 0)
    state = lexicons.words("names/nationalities.txt") | lexicons.words("names/places.txt")
    return any(tokens.lower[i] in state for i in range(first, last))


def _is_placed(tokens: Tokens, item: RoleEvidence) -> bool:
    """Whether the role says itself where somebody works: "hospital director in Viborg"."""
    head = item.head or 0
    return tokens.word(head + 1) in {"in", "of"} and tokens.capital[min(head + 2, len(tokens) - 1)]


def _setting(tokens: Tokens, cast: Cast, index: int) -> tuple[int, int] | None:
    """ "At the Kladno foundry where she works, bookkeeper …": the place that opens the sentence or the one before it in
    its block.
    """
    number = tokens.sentence[index]
    for sentence in (number, number - 1):
        if sentence < 0 or tokens.layout.sentences[sentence].block != tokens.layout.sentences[number].block:
            return None
        span = tokens.sentence_range(sentence)
        if len(span) > 4 and tokens.lower[span.start] == "at":
            start = span.start + 1 + (tokens.lower[span.start + 1] in {"the", "a", "an"})
            end = start
            while end < span.stop and (
                tokens.capital[end]
                or tokens.lower[end] in lexicons.organization_classes()
                or tokens.lower[end] in _SITES
            ):
                end += 1
            noun = tokens.lower[end - 1] in _SITES or tokens.lower[end - 1] in lexicons.organization_classes()
            return (start, end) if end > start and noun and any(tokens.capital[i] for i in range(start, end)) else None
    return None


def _main_body(tokens: Tokens, cast: Cast, index: int) -> tuple[int, int] | None:
    """The one organisation that the article names time and again, where it was named before the token."""
    counts = {n: sum(e.forms.values()) for n, e in enumerate(cast.entities) if e.kind == "organization"}
    ranked = sorted(counts, key=lambda n: (-counts[n], n))
    if not ranked or counts[ranked[0]] < 3 or (len(ranked) > 1 and counts[ranked[1]] > 0.6 * counts[ranked[0]]):
        return None
    first = next((m for m in cast.mentions if m.entity == ranked[0]), None)
    return (first.first, first.last) if first is not None and first.first < index else None


def _owned_by_body(tokens: Tokens, index: int) -> bool:
    return tokens.word(index - 1) in {"its", "their"} or tokens.word(index) in {"its", "their"}


def _says_more(tokens: Tokens, body: tuple[int, int]) -> bool:
    """Whether a body is more than a bare noun ("the agency")."""
    return body[1] - body[0] > 2 or any(tokens.capital[i] for i in range(*body))


def _fuller(employers: Employers, body: tuple[int, int]) -> tuple[int, int]:
    """ "the agency", "the institute": a fuller wording, or the name of the body of that kind named before."""
    tokens, cast = employers.tokens, employers.cast
    first, last = body
    while first < last and tokens.lower[first] in {"the", "a", "an"}:
        first += 1
    noun = tokens.lower[last - 1]
    if last - first != 1 or tokens.capital[first] or noun not in lexicons.organization_classes():
        return first, last
    return employers.of_noun(noun, first) or _company_before(tokens, cast, first, noun) or (first, last)


def _company_before(tokens: Tokens, cast: Cast, index: int, noun: str | None) -> tuple[int, int] | None:
    """The organisation before a token that a role belongs to: named often and not long ago, of the kind of ``noun``."""
    best: tuple[float, Mention] | None = None
    for mention in cast.at(max(0, index - _NEAR), index):
        if not _can_employ(tokens, cast, mention, noun):
            continue
        named = sum(cast.entities[mention.entity].forms.values())
        score = _OFTEN * min(named, 5) - (index - mention.first) / _NEAR
        if best is None or score >= best[0]:
            best = (score, mention)
    return (best[1].first, best[1].last) if best is not None else None


def _can_employ(tokens: Tokens, cast: Cast, mention: Mention, noun: str | None) -> bool:
    """Whether a name is an organisation's, of the kind asked for: no title, currency or newsroom that was told."""
    entity, classes = cast.entities[mention.entity], lexicons.organization_classes()
    kind = next((classes[word] for word in reversed(entity.words) if word in classes), None)
    told = tokens.word(mention.first - 1) in {"told", "tells", "telling"}
    title = all(is_role_noun(word) for word in entity.words)
    amount = tokens.word(mention.last)[:1].isdigit()
    if entity.kind != "organization" or kind == "media" or entity.score < 0.6 or told or title or amount:
        return False
    return noun is None or noun in entity.words or kind in {None, classes.get(noun)}


def _common_before(tokens: Tokens, cast: Cast, index: int, noun: str | None) -> tuple[int, int] | None:
    """The body without a name spoken of last before a token ("the local chamber of agriculture"), with modifiers; of
    ``noun`` if given.
    """
    for head in range(index - 1, max(0, index - _NEAR), -1):
        word = tokens.lower[head]
        if tokens.capital[head] or word not in lexicons.organization_classes() or (noun is not None and word != noun):
            continue
        start = head
        while (
            start > 0
            and head - start < 4
            and (tokens.lower[start - 1][0].isalpha() or tokens.lower[start - 1] in {"'", "'s"})
        ):
            if tokens.lower[start - 1] in {
                "the",
                "a",
                "an",
                "'s",
                "of",
                "for",
                "by",
                "in",
                "at",
                "and",
                "that",
                "its",
                "their",
            }:
                break
            start -= 1
        if head - start < 1 or tokens.word(start - 1) not in {"the", "a", "an", "'s"}:
            continue
        named = [m for m in cast.at(max(0, start - 6), start) if tokens.word(m.last) == "," and m.last + 2 == start]
        if named and cast.entities[named[-1].entity].kind == "organization":
            return named[-1].first, named[-1].last
        end = head + 1
        if tokens.word(end) == "of" and tokens.word(end + 1)[:1].isalpha():
            end += 2
        return start, end
    return None
