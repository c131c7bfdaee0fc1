"""Joins "the professor", "the 54-year-old", "the company", "Pagliano's lawyer" to the source they describe."""

from __future__ import annotations

import re

from . import lexicons
from .drafts import Draft
from .known import Known
from .names import is_demonym
from .nouns import noun_classes, singular
from .referents import Discourse, Wanted, choose
from .speakers import FORMS_OF_ADDRESS, Speaker
from .tokens import Tokens
from .unmatched import LOOSE, brought_in, goes_on, is_here, subject_before, subject_body, unplaced

_AGE = re.compile(r"(\d{1,3})-year-old")
_GENERIC_PEOPLE = frozenset(
    "man woman boy girl person teenager youngster star author veteran father mother singer player "
    "pensioner hero widow widower grandmother grandfather retiree champion winner newcomer native mother-of-two "
    "mother-of-three father-of-two father-of-three mum dad great-grandmother grandad survivor".split()
)
# Who keeps the goal or the wicket plays nowhere else.
_KEEPERS = frozenset({"goalkeeper", "keeper", "wicketkeeper"})
_OUTFIELD = frozenset({"striker", "midfielder", "defender", "winger", "forward", "bowler", "seamer"})
_LEADS_TEAM = frozenset({"coach", "captain", "manager", "director"})
# Classes whose nouns stand for one another ("the lecturer" for a researcher), and nouns that stand for anyone of
# their class.
_SYNONYM_CLASSES = frozenset({"expert", "clinical", "legal", "spokesperson"})
_GENERIC_ROLES = frozenset(
    "politician lawmaker legislator officer executive businessman athlete player leader chief boss coach "
    "manager".split()
)
# Which classes of named bodies a bare noun can point back to; nouns not listed need a body that bears the noun.
_GENERIC_BODIES: dict[str, frozenset[str | None]] = {
    **dict.fromkeys(
        ("company", "firm", "group", "operator", "contractor", "supplier", "airline", "manufacturer", "farmer"),
        frozenset({"business", None}),
    ),
    **dict.fromkeys(
        ("agency", "institute", "bureau", "service", "centre", "center", "body"),
        frozenset({"public", "research", None}),
    ),
    "authority": frozenset({"public"}),
    **dict.fromkeys(
        (
            "association",
            "union",
            "club",
            "organisation",
            "organization",
            "federation",
            "charity",
            "campaign",
            "party",
            "foundation",
            "team",
        ),
        frozenset({"civil", None}),
    ),
}
# A headline, a byline and a lead can describe whom the text names only later.
_LEAD_BLOCKS = 2
EXACT, BY_CLASS, BY_AGE = 0.92, 0.85, 0.93


def match_description(
    known: Known, discourse: Discourse, speaker: Speaker, drafts: list[Draft]
) -> tuple[int, float] | None:
    """The source a description stands for and how sure that is; ``None`` when it brings in a new one."""
    if speaker.kind == "person" and not speaker.plural:
        return _person(known, discourse, speaker)
    if speaker.kind == "organization":
        return _body(known, discourse, speaker) or _document(known.tokens, discourse, speaker, drafts)
    if speaker.kind == "document" and speaker.definite:
        outlet = subject_body(known, discourse, speaker)
        found = _document(known.tokens, discourse, speaker, drafts)
        return found if found is not None or outlet is None else (outlet, LOOSE)
    return None


def _person(known: Known, discourse: Discourse, speaker: Speaker) -> tuple[int, float] | None:
    tokens = known.tokens
    if not speaker.definite:
        return None
    age = next((m[1] for i in range(speaker.first, speaker.head + 1) if (m := _AGE.match(tokens.lower[i]))), None)
    if age:
        owners = frozenset(known.by_age.get(age, ()))
        choice = choose(
            tokens,
            discourse,
            speaker.head,
            Wanted(speaker.gender, allowed=owners or None, barred=known.of_other_age(age)),
        )
        return (choice.source, BY_AGE if owners or choice.margin > 0.8 else LOOSE) if choice else None
    head = singular(tokens.lower[speaker.head].rstrip(".")).removeprefix("ex-")
    owned = tokens.lower[speaker.first] in {"his", "her", "their", "its", "my", "our"} or speaker.possessor is not None
    exact = frozenset(known.by_word.get(head, ()))
    if speaker.possessor is not None:
        exact = exact - {speaker.possessor}
    choice = choose(tokens, discourse, speaker.head, Wanted(speaker.gender, allowed=exact)) if exact else None
    if choice is not None:
        return choice.source, EXACT if choice.margin > 0.5 else LOOSE
    if len(exact) == 1 and not owned and not _named_too_late(known, speaker, next(iter(exact))):
        return next(iter(exact)), BY_CLASS
    alike = frozenset(n for word in lexicons.synonyms().get(head, ()) for n in known.by_word.get(word, ()))
    choice = choose(tokens, discourse, speaker.head, Wanted(speaker.gender, allowed=alike)) if not owned else None
    if alike and choice is not None:
        return choice.source, BY_CLASS if choice.margin > 0.5 else LOOSE
    classes = [
        c
        for c in noun_classes(tokens, speaker.first, speaker.head)
        if c in _SYNONYM_CLASSES or head in _GENERIC_ROLES or _is_position(tokens, speaker.head)
    ]
    allowed = frozenset(entity for name in classes for entity in known.by_class.get(name, ()))
    allowed -= _of_other_position(known, head)
    if owned:
        allowed = _owned(known, speaker, allowed) if "legal" in classes else frozenset()
    subject = subject_before(known, discourse, speaker)
    subject = brought_in(known, discourse, speaker) if subject is None else subject
    if allowed:
        choice = choose(tokens, discourse, speaker.head, Wanted(speaker.gender, allowed=allowed))
        if choice is not None and subject is not None and not is_here(known, discourse, speaker, choice.source):
            return subject, LOOSE
        if choice is not None:
            return choice.source, BY_CLASS if choice.margin > 0.5 else LOOSE
        if owned and len(allowed) == 1:
            return next(iter(allowed)), LOOSE
    if owned and head not in FORMS_OF_ADDRESS:
        return None
    paired = speaker.head - speaker.first == 3 and tokens.lower[speaker.head - 1] == "and"
    generic = head in _GENERIC_PEOPLE and (speaker.head - speaker.first <= 2 or paired)
    if head in FORMS_OF_ADDRESS or generic or is_demonym(tokens, speaker.first, speaker.head):
        choice = choose(tokens, discourse, speaker.head, Wanted(speaker.gender))
        return (choice.source, LOOSE) if choice and choice.margin > 0.3 else None
    if subject is not None:
        return subject, LOOSE
    return goes_on(known, discourse, speaker) or unplaced(known, discourse, speaker)


def _is_position(tokens: Tokens, index: int) -> bool:
    """Whether the noun is a player's position, of which somebody has several: the captain is "the midfielder" too."""
    return lexicons.is_team_role(tokens, index) and tokens.lower[index] not in _LEADS_TEAM


def _of_other_position(known: Known, noun: str) -> frozenset[int]:
    """The players who cannot be called by a position: the winger is not "the goalkeeper", nor the other way round."""
    others = _OUTFIELD if noun in _KEEPERS else _KEEPERS if noun in _OUTFIELD else frozenset()
    return frozenset(entity for word in others for entity in known.by_word.get(word, ()))


def _named_too_late(known: Known, speaker: Speaker, entity: int) -> bool:
    """Whether a bare description in the body of a text comes before the only person it could mean: it is another's."""
    tokens = known.tokens
    first = next((mention.first for mention in known.cast.of(entity)), 0)
    bare = speaker.last - speaker.first == 2 and tokens.lower[speaker.first] == "the"
    return (
        bare
        and first > speaker.head
        and tokens.block(speaker.head) > _LEAD_BLOCKS
        and (tokens.block(first) - tokens.block(speaker.head) > 1)
    )


def _owned(known: Known, speaker: Speaker, allowed: frozenset[int]) -> frozenset[int]:
    """Of the candidates those whose description names the possessor ("An attorney for Pagliano" for "Pagliano's
    lawyer").
    """
    if speaker.possessor is None:
        return allowed if len(allowed) == 1 else frozenset()
    names = set(known.cast.entities[speaker.possessor].words)
    return frozenset(entity for entity in allowed if any(entity in known.by_word.get(name, ()) for name in names))


def _body(known: Known, discourse: Discourse, speaker: Speaker) -> tuple[int, float] | None:
    tokens = known.tokens
    head = tokens.lower[speaker.head]
    if tokens.lower[speaker.first] in {"a", "an", "one"}:
        return None
    named = [
        m
        for m in known.cast.at(speaker.first, speaker.head + 1)
        if known.cast.entities[m.entity].kind == "organization"
    ]
    if named and named[-1].last >= speaker.head:
        return named[-1].entity, EXACT
    if tokens.capital[speaker.head] and speaker.head > speaker.first and not speaker.definite:
        return None
    exact = frozenset(known.body_words.get(head, ()))
    modified = speaker.head - speaker.first > 1
    choice = (
        choose(tokens, discourse, speaker.head, Wanted(animate=False, allowed=exact))
        if exact and not modified
        else None
    )
    if choice is not None:
        return choice.source, EXACT if choice.margin > 0.5 else LOOSE
    subject = subject_body(known, discourse, speaker)
    if subject is not None:
        return subject, LOOSE
    if (
        head not in _GENERIC_BODIES
        or speaker.head - speaker.first > 2
        or not speaker.definite
        or speaker.possessor is not None
    ):
        return None
    firms = [n for n in known.bodies.get("business", ()) if discourse.counts.get(n, 0) > 1]
    if tokens.lower[speaker.first] in {"his", "her"}:
        return None  # "her campaign" is none of the bodies named
    if head in {"company", "firm"} and len(firms) == 1:
        return firms[0], LOOSE
    if modified and not _fits(known, tokens.lower[speaker.head - 1]):
        return None
    kinds = _GENERIC_BODIES[head]
    allowed = frozenset(number for kind in kinds for number in known.bodies.get(kind, ()))
    choice = choose(tokens, discourse, speaker.head, Wanted(animate=False, allowed=allowed)) if allowed else None
    return (choice.source, LOOSE) if choice is not None and choice.margin > 0.3 else None


def _fits(known: Known, modifier: str) -> bool:
    """Whether the word before "agency" can be a name's: "the rescue centre" is no body without "rescue" about it."""
    plain = lexicons.words("roles/modifiers.txt") | lexicons.words("names/nationalities.txt")
    return modifier in known.body_words or modifier in plain or not modifier.isalpha()


def _document(tokens: Tokens, discourse: Discourse, speaker: Speaker, drafts: list[Draft]) -> tuple[int, float] | None:
    """ "The report" after "a report by …": the document mentioned last with that noun."""
    head = tokens.lower[speaker.head]
    closed = speaker.last == speaker.head + 1 or tokens.word(speaker.head + 1) == ","  # "The panel, headed by …"
    bare = speaker.head - speaker.first <= 1 and closed
    if not bare or not speaker.definite or speaker.possessor is not None:
        return None
    for referent in reversed(discourse.referents[-40:]):
        if referent.source < len(drafts) and drafts[referent.source].head == head:
            return referent.source, EXACT
    return None
