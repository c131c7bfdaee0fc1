"""Which of the bodies around a person is the one that the article means, or none: a weighing with learnt weights.

A candidate is told by where it stands to the person (sentences away, possessor, subject, behind which preposition), by
how the role asks ("its director", "his deputy", "Manager Ada Obi"), by how the article treats the body (named often,
told, somebody else's), by its kind, and by whether a rule found it. "None" is a candidate like any other. The weights
are those of a multinomial logistic regression, fitted by ``training/affiliations.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..lexicon import load_entries
from . import lexicons
from .affiliations import belongs
from .body_candidates import Candidate, Surroundings
from .evidence import RoleEvidence
from .focus import asked_by, class_of, is_states, kind_fits
from .nearby_bodies import is_no_employer
from .nouns import POSSESSIVE_PRONOUNS
from .referents import is_verb_form

# How far a body must lead "none" where no rule found one, and how far "none" must lead where a rule did: so that what
# is added is as often right, on articles that neither had seen, as what the rules found.
_LEAD, _LEAD_OF_NONE = 0.2, 1.0
_OPENING = 5
_DOUBTFUL = 0.8
_PREPOSITIONS = frozenset("of for at from with by to in on against told".split())
_PLACED = frozenset({"of", "for", "in", "at"})
_PAST = frozenset({"former", "retired", "ex"})
# Heads of roles that are told without a body more or less often than others of their class.
_TELLING = frozenset(
    "mayor minister governor mp senator rep sheriff judge president secretary professor farmer owner resident".split()
)


@dataclass(frozen=True, slots=True)
class Question:
    """The person whose body is asked for: the entity, the best description, where it stands, and what the rules say."""

    person: int | None
    best: RoleEvidence | None
    anchor: int
    found: tuple[int, int] | None
    rule: str


def question(
    around: Surroundings, person: int, best: RoleEvidence | None, found: tuple[int, int] | None, rule: str
) -> Question:
    """What is asked of a person: the role is where the body is looked for, else the name's first mention."""
    placed = best is not None and best.role is not None
    anchor = best.role[0] if best is not None and best.role is not None else around.cast.of(person)[0].first
    return Question(person, best if placed else None, anchor, found, rule if found is not None else "")


def candidates(around: Surroundings, asked: Question) -> list[Candidate | None]:
    """The bodies to choose from, what the rules found first, "none" last."""
    bodies = [c for c in around.around(asked.anchor) if _fits(around, asked, c)]
    if asked.found is not None:
        inside = {m.entity for m in around.cast.at(*asked.found)}
        same = next((c for c in bodies if c.span == asked.found or c.entity in inside), None)
        found = Candidate(asked.found, same.near if same else asked.found, same.entity if same else None)
        bodies = [found, *(c for c in bodies if c is not same)]
    return [*bodies, None]


def _fits(around: Surroundings, asked: Question, candidate: Candidate) -> bool:
    """Whether a body of the kind can have such roles at all: the state's offices are no firm's."""
    public = _kind(around, candidate) == "public"
    return public or asked.best is None or not is_states(around.tokens, asked_by(asked.best))


def choose(around: Surroundings, asked: Question) -> Candidate | None:
    """The body with the most points; ``None`` where "none" has."""
    bodies = candidates(around, asked)
    known = weights()
    points = [sum(known.get(name, 0.0) for name in sorted(traits)) for traits in described(around, asked, bodies)]
    points[-1] += _LEAD if asked.found is None else -_LEAD_OF_NONE
    return bodies[points.index(max(points))]


@cache
def weights() -> dict[str, float]:
    """The learnt weight of each trait."""
    pairs = (entry.rpartition(" = ") for entry in load_entries("affiliation_weights.txt"))
    return {name: float(value) for name, _, value in pairs}


def described(around: Surroundings, asked: Question, bodies: list[Candidate | None]) -> list[set[str]]:
    """The traits of each candidate."""
    nearest = sorted((abs(c.near[0] - asked.anchor), i) for i, c in enumerate(bodies) if c is not None)
    rank = {i: min(place, 3) for place, (_, i) in enumerate(nearest)}
    return [
        _of_none(around, asked) if c is None else {f"rank {rank[i]}"} | _of_body(around, asked, c)
        for i, c in enumerate(bodies)
    ]


def _of_body(around: Surroundings, asked: Question, candidate: Candidate) -> set[str]:
    tokens = around.tokens
    first, last = candidate.near
    away = tokens.sentence[asked.anchor] - tokens.sentence[first]
    kind, manner, place = _kind(around, candidate), _manner(around, asked), _place(around, candidate, away)
    where = "same" if away == 0 else "next" if away == 1 else "far"
    found = {f"near {_distance(away, first - asked.anchor)}", f"kind {kind}", place}
    found |= {f"{place} + {manner}", f"{where} + {manner}", f"{kind} + {_group(asked)}"}
    if asked.best is not None:
        fits = kind_fits(tokens, None if kind == "unknown" else kind, asked_by(asked.best))
        found.add("fitting" if fits else "not fitting")
    if candidate.span == asked.found:
        found.add(f"rule {asked.rule}")
    if tokens.block(first) != tokens.block(asked.anchor):
        found.add("another paragraph")
    if _plays(around, asked):
        found |= {f"for a player {kind}", f"for a player {'here' if away == 0 else 'away'}"}
        found |= {"the team"} if candidate.span == around.employers.team else set()
    if is_no_employer(tokens, candidate.near):
        found.add("of the dateline")
    places = lexicons.words("names/places.txt")
    if tokens.lower[last - 1] in places or tokens.lower[first] in places:
        found.add("with a place")
    if last - first == 1:
        found.add("capitals" if tokens.words[first].isupper() else "one word")
    return found | ({"without a name"} if candidate.entity is None else _of_name(around, asked, candidate.entity))


def _of_name(around: Surroundings, asked: Question, entity: int) -> set[str]:
    """How the article treats a named body."""
    found = {f"named {min(around.often[entity], 5)}"} if entity in around.often else set()
    if around.often.get(entity) == around.most and around.most > 2:
        found.add("named most")
    others = around.members.get(entity, set()) - {asked.person}
    if others:
        found.add("somebody's")
    if around.last_person(asked.anchor) in others:
        manner = _manner(around, asked)
        found.add("the last one's" + (f" {manner}" if manner in {"its", "his"} else ""))
    if around.cast.entities[entity].score < _DOUBTFUL:
        found.add("doubtful name")
    if entity in around.told:
        found.add("was told")
    return found


def _of_none(around: Surroundings, asked: Question) -> set[str]:
    found = {"none", f"none {_group(asked)}", f"none {_manner(around, asked)}", f"none after {asked.rule or 'no rule'}"}
    best, tokens = asked.best, around.tokens
    if best is None or best.role is None:
        return found
    words = set(tokens.lower[slice(*best.role)])
    if _PAST & words:
        found.add("none past")
    if _plays(around, asked):
        found.add("none player")
    if tokens.capital[best.role[0]] and best.rule == "before":
        found.add("none title")
    if words & (lexicons.words("names/nationalities.txt") | lexicons.words("names/places.txt")):
        found.add("none of a land")
    if best.head is not None:
        head = tokens.lower[best.head]
        found.add(f"none {head}" if head in _TELLING else "none other")
        found |= {"none placed"} if tokens.word(best.head + 1) in _PLACED else set()
    return found


def _plays(around: Surroundings, asked: Question) -> bool:
    """Whether the role is one in a team."""
    best = asked.best
    return best is not None and best.head is not None and lexicons.is_team_role(around.tokens, best.head)


def _manner(around: Surroundings, asked: Question) -> str:
    """How the role asks for a body: "its director", "his deputy", "the manager", "nurse Ada Obi", by no role."""
    best, tokens = asked.best, around.tokens
    if best is None or best.role is None:
        return "bare name"
    opens = {tokens.word(best.role[0] - 1), tokens.lower[best.role[0]]}
    if {"its", "their"} & opens:
        return "its"
    if POSSESSIVE_PRONOUNS & opens:
        return "his"
    if belongs(tokens, best):
        return "the staff" if "the" in opens else "staff"
    head = tokens.lower[best.head].rstrip(".") if best.head is not None else ""
    return "employed" if head in lexicons.words("roles/employed.txt") else "other"


def _group(asked: Question) -> str:
    return asked.best.classes[0] if asked.best is not None and asked.best.classes else "no class"


def _kind(around: Surroundings, candidate: Candidate) -> str:
    return class_of(around.tokens.lower[slice(*candidate.span)]) or "unknown"


def _distance(away: int, ahead: int) -> str:
    if away == 0:
        return "after" if ahead > 0 else "before"
    return "later" if away < 0 else str(min(away, 5))


def _place(around: Surroundings, candidate: Candidate, away: int) -> str:
    """Where the nearest mention stands in its sentence."""
    tokens = around.tokens
    first, last = candidate.near
    before = tokens.word(first - 1)
    if before in {"the", "a", "an"}:
        before = tokens.word(first - 2)
    here = "here " if away == 0 else ""
    if tokens.word(last) in {"'s", "'"}:
        return here + "possessor"
    if before in _PREPOSITIONS:
        return here + before
    opening = first - tokens.sentence_range(tokens.sentence[first]).start <= _OPENING
    return here + ("subject" if opening or is_verb_form(tokens.word(last)) else "elsewhere")
